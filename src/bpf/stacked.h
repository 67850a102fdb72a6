/* SPDX-License-Identifier: MIT */
/* Several programs on one process: the kernel runs them all, for every call,
 * and acts on one of the values returned. */
#ifndef LUA_SECCOMP_BPF_STACKED_H
#define LUA_SECCOMP_BPF_STACKED_H

#include "bpf.h"

#pragma GCC visibility push(hidden)

/* Programs in the order in which they were installed, at least one, all of one
 * byte order. One alone is what a program is. */
struct bpf_stack {
  const struct bpf_prog *progs;
  size_t count;
};

/* What counts of a returned value where programs are stacked. An action that
 * the kernel does not know ranks there by its number, and is kill_process only
 * when it is the one that is acted on. */
static inline uint32_t bpf_ret_stacked(uint32_t ret) {
  const uint32_t known = bpf_ret_canonical(ret);
  return known == BPF_RET_KILL_PROCESS ? ret & BPF_RET_ACTION : known;
}

/* Whether the kernel, which goes from the newest program to the oldest, acts on
 * `older` in place of `newer`: on the lower action as a signed number. Where
 * two are the same the newer's data stay. */
static inline bool bpf_ret_overrules(uint32_t older, uint32_t newer) {
  return (int32_t)(older & BPF_RET_ACTION) < (int32_t)(newer & BPF_RET_ACTION);
}

/* The value that the kernel acts on, for programs that bpf_validate() accepts;
 * see bpf_ret_canonical() for what it then means. *executed, when not NULL,
 * gets the number of instructions that ran, in all of the programs. */
uint32_t bpf_stack_simulate(const struct bpf_stack *stack,
                            const struct bpf_data *data, size_t *executed);

#pragma GCC visibility pop

#endif
