/* SPDX-License-Identifier: MIT */
/* How much of this thread's C stack is left, for recursive functions: a bound
 * on depth alone does not hold where the stack is small (ulimit -s, threads of
 * musl) or half used (coroutines nest on it). */
#ifndef LUA_SECCOMP_BPF_C_STACK_H
#define LUA_SECCOMP_BPF_C_STACK_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden)

/* What a step of a recursion may take, with all that it calls. */
#define C_STACK_STEP ((size_t)12 << 10)

/* Finds out where this thread's stack ends. Makes system calls, so it is asked
 * before a filter may forbid them; without it, and on stacks of a program's own
 * making, nothing is known and nothing is short. */
void c_stack_learn(void);

/* Whether less than so many bytes are left. */
bool c_stack_short(size_t bytes);

/* Whether a recursion has no room for its next step, and ends for that; and
 * whether one has since c_stack_begin(): by then there is room again. */
bool c_stack_ends(void);
void c_stack_begin(void);
bool c_stack_ended(void);

#pragma GCC visibility pop

#endif
