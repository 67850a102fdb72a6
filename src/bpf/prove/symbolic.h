/* SPDX-License-Identifier: MIT */
/* Symbolic execution of a program: what it returns, as one MTBDD over every
 * call.
 *
 * For each instruction, in order, there are the path condition (the set of
 * calls that reach it) and for each live register the word it holds then, a
 * function of the call. Jumps go forward only, so when an instruction is looked
 * at, every way to it has been followed: each is executed once, for all calls
 * together. Where ways meet, registers are joined by if-then-else over the path
 * condition of one of them; no call takes two ways, so that is exact. There is
 * no abstraction anywhere: what comes out is the program's function. */
#ifndef LUA_SECCOMP_BPF_PROVE_SYMBOLIC_H
#define LUA_SECCOMP_BPF_PROVE_SYMBOLIC_H

#include "../bpf.h"
#include "../stacked.h"
#include "bitvec.h"

#pragma GCC visibility push(hidden)

/* Adds to the groups what the program computes with together; false without
 * memory. */
bool symbolic_groups(const struct bpf_prog *prog, struct call_groups *groups);
bool symbolic_stack_groups(const struct bpf_stack *stack,
                           struct call_groups *groups);

/* The function from calls to terminals (bpf_ret_canonical(returned), 0) of a
 * program that bpf_validate() accepts. */
mtbdd symbolic_returns(struct mtbdd_space *space,
                       const struct call_order *order,
                       const struct bpf_prog *prog);

/* The same of programs that are installed together: of the value that the
 * kernel acts on. */
mtbdd symbolic_stack(struct mtbdd_space *space, const struct call_order *order,
                     const struct bpf_stack *stack);

#pragma GCC visibility pop

#endif
