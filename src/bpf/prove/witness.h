/* SPDX-License-Identifier: MIT */
/* Calls that refute: read off a diagram, or found by trying. */
#ifndef LUA_SECCOMP_BPF_PROVE_WITNESS_H
#define LUA_SECCOMP_BPF_PROVE_WITNESS_H

#include "bitvec.h"
#include "prove.h"

#pragma GCC visibility push(hidden)

/* One query under way. */
struct query {
  struct mtbdd_space space;
  struct call_order order;
  const struct bpf_stack *p;
  const struct bpf_stack *q;       /* or NULL */
  const struct bpf_policy *policy; /* or NULL */
  size_t limit;
  bool internal; /* a witness failed its run */
};

/* Runs a call: fills in left and right, and says whether it is a witness. */
typedef bool check_witness(const struct query *query,
                           struct bpf_witness *witness);

/* Reports calls at which `where` is not MTBDD_FALSE, each after it was run; its
 * terminals have what p returns as their first word. By turns: one of each
 * arch, then the next number of each; when no number is left, the other
 * terminals of numbers that have shown one. Whether any was reported;
 * query->internal when one did not stand up to being run. */
bool witness_read(struct query *query, mtbdd where, check_witness *check,
                  bpf_report *report, void *ud);

/* Tries a bounded number of calls made of what the programs compare with, and
 * reports the first that refutes, if any. */
bool witness_guess(struct query *query, check_witness *check,
                   bpf_report *report, void *ud);

#pragma GCC visibility pop

#endif
