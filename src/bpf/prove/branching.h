/* SPDX-License-Identifier: MIT */
/* Programs that do nothing but branch on words of the call, whole or masked:
 * what compilers of policies make. What such a program returns from one
 * instruction on hangs on the call alone, not on the way there, and so it is
 * put together from the end up: an if-then-else for each comparison, a switch
 * for each chain of them. Path conditions, the dear part of symbolic execution,
 * are not asked for.
 *
 * Nor do they keep out what cannot be: where a program tests on, relying on
 * what it tested before, what it would return of all other calls can be far
 * larger than what it does return. So the work is bounded; symbolic execution
 * is for what is left. */
#ifndef LUA_SECCOMP_BPF_PROVE_BRANCHING_H
#define LUA_SECCOMP_BPF_PROVE_BRANCHING_H

#include "../bpf.h"
#include "bitvec.h"
#include "chains.h"

#pragma GCC visibility push(hidden)

/* Finds what A holds before each instruction of a program. False where that is
 * not enough to follow the program: something else than A, or A with something
 * else in it than a masked word of the call, decides what is returned. */
bool branching_find(const struct bpf_prog *prog, struct accumulator *held);

/* What the program returns, of which branching_find has told what it holds;
 * the terminals are those of `terminal`. False where that is too much work, and
 * the space is as good as before. */
bool branching_returns(struct mtbdd_space *space,
                       const struct call_order *order,
                       const struct bpf_prog *prog,
                       const struct accumulator *held,
                       uint32_t (*terminal)(uint32_t ret), mtbdd *returned);

#pragma GCC visibility pop

#endif
