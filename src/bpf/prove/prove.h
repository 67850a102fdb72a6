/* SPDX-License-Identifier: MIT */
/* What is true of programs on every call there is: equality, order, and
 * agreement with a policy. Exact, not sampled: over every arch token, every
 * 32-bit number, every instruction pointer and every value of six arguments, of
 * 64 bits on every arch, for a kernel may show a filter all of them.
 *
 * How: the value returned is built up as one decision diagram over the 512
 * bits of struct seccomp_data (mtbdd.h), instruction by instruction
 * (symbolic.c), the policy's answer as another from its rules (policy_mtbdd.c).
 * Two diagrams are the same function exactly when they are the same node, and
 * where they differ a call is read off. It is run before it is reported.
 *
 * The work may outgrow any bound (two words multiplied are out of reach), so
 * there are two, and an answer for that: BPF_UNDECIDED, never a guess. */
#ifndef LUA_SECCOMP_BPF_PROVE_PROVE_H
#define LUA_SECCOMP_BPF_PROVE_PROVE_H

#include "../bpf.h"
#include "../policy.h"
#include "../stacked.h"

#pragma GCC visibility push(hidden)

enum bpf_answer {
  BPF_HOLDS,     /* on every call */
  BPF_REFUTED,   /* a witness was reported */
  BPF_UNDECIDED, /* out of budget or of memory allowed */
  BPF_NO_MEMORY, /* malloc failed */
  BPF_INTERNAL   /* a witness did not stand up to being run: a bug here */
};

#define BPF_BUDGET 5.0                 /* seconds */
#define BPF_MEMORY ((size_t)256 << 20) /* bytes */

struct bpf_bounds {
  size_t limit;  /* most witnesses; 0: no limit */
  double budget; /* seconds of this thread's CPU; not above 0: none at all */
  size_t memory; /* bytes, of all that is allocated */
};

/* A call and what the programs, or program and policy, make of it: values of
 * bpf_ret_canonical(). */
struct bpf_witness {
  struct bpf_data data;
  uint32_t left;  /* of the first program */
  uint32_t right; /* of the second, or what the policy asks for */
};

/* Takes a witness, which is the caller's to copy; false: no more of them. It
 * may not longjmp. */
typedef bool bpf_report(void *ud, const struct bpf_witness *witness);

/* Programs are such as bpf_validate() accepts. Every function reports its
 * witnesses one by arch, number and pair of values, the arches taking turns and
 * numbers in ascending order, and none twice. */

/* Whether p and q mean the same on every call. */
enum bpf_answer bpf_diff(const struct bpf_stack *p, const struct bpf_stack *q,
                         const struct bpf_bounds *bounds, bpf_report *report,
                         void *ud);

/* Whether p is nowhere more permissive than q. Actions are ordered as the
 * kernel orders them when filters are stacked: kill_process, kill_thread,
 * trap, errno, notify, trace, log, allow. Any errno but 0 ranks alike; errno(0)
 * tells the caller that the call was done and ranks above them. What a tracer
 * does hangs on its number: trace(m) and trace(n) rank alike only for m == n,
 * else neither is at most the other. trap(n) ranks alike for all n, which only
 * the signal handler of the caller itself gets to see. */
enum bpf_answer bpf_permits_at_most(const struct bpf_stack *p,
                                    const struct bpf_stack *q,
                                    const struct bpf_bounds *bounds,
                                    bpf_report *report, void *ud);

/* Where a value stands in that order; traces and errnos rank alike, whatever
 * their numbers. */
int64_t bpf_ret_rank(uint32_t ret);

/* Whether the value a permits no more than b, in that order. */
bool bpf_ret_at_most(uint32_t a, uint32_t b);

/* Whether the program is bpf_policy_decide() on every call. */
enum bpf_answer bpf_prove(const struct bpf_prog *prog,
                          const struct bpf_policy *policy,
                          const struct bpf_bounds *bounds, bpf_report *report,
                          void *ud);

/* Whether every call gets the action of one of the rules that match it; where
 * none does, what bpf_policy_decide() gives. A witness's right is the action
 * of the first rule that matches. When it holds, the calls on which matching
 * rules disagree go to `overlap` (may be NULL), with the action taken as left
 * and one of the others as right: one by arch, number, action taken and set of
 * actions. bounds->limit is for both kinds apart. */
enum bpf_answer bpf_verify(const struct bpf_prog *prog,
                           const struct bpf_policy *policy,
                           const struct bpf_bounds *bounds, bpf_report *report,
                           bpf_report *overlap, void *ud);

#pragma GCC visibility pop

#endif
