/* SPDX-License-Identifier: MIT */
/* Calls that get around a rule. socketcall(2) and ipc(2) take the call that is
 * meant from a part of their first argument, and a program may look at more of
 * it: then calls that are one to the kernel are several to the program. */
#ifndef LUA_SECCOMP_BPF_PROVE_BYPASS_H
#define LUA_SECCOMP_BPF_PROVE_BYPASS_H

#include "prove.h"

#pragma GCC visibility push(hidden)

/* A multiplexer of an arch. */
struct bpf_multiplexer {
  uint32_t token, nr;
  bool wide;      /* the kernel shows 64-bit arguments */
  uint64_t reads; /* what the kernel reads of arg0: the low 16 bits, or 32 */
};

/* Takes the index of a rule that is bypassed and a call that does it; left
 * is what the program returns, right the rule's action. It may not longjmp. */
typedef void bpf_bypass(void *ud, size_t rule,
                        const struct bpf_witness *witness);

/* Whether none of n rules, all for the multiplexer, is bypassed: by a call
 * that it does not match, that is to the kernel one which it names, and that
 * gets an action which permits more than the rule's. Exact; reports one such
 * call of each rule that has any. */
enum bpf_answer bpf_bypassed(const struct bpf_prog *prog,
                             const struct bpf_multiplexer *mux,
                             const struct bpf_rule *rules, size_t n,
                             const struct bpf_bounds *bounds,
                             bpf_bypass *report, void *ud);

/* Whether prog permits no call of the multiplexer more than `before` does. */
enum bpf_answer bpf_multiplexes_at_most(const struct bpf_prog *prog,
                                        const struct bpf_prog *before,
                                        const struct bpf_multiplexer *mux,
                                        const struct bpf_bounds *bounds);

#pragma GCC visibility pop

#endif
