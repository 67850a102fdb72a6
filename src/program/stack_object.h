/* SPDX-License-Identifier: MIT */
/* Stacks: the programs of one process as the kernel combines them. A Program is
 * a Stack of one to whatever compares and proves. */
#ifndef LUA_SECCOMP_PROGRAM_STACK_OBJECT_H
#define LUA_SECCOMP_PROGRAM_STACK_OBJECT_H

#include <stdbool.h>
#include <stdint.h>

#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/stacked.h"

#pragma GCC visibility push(hidden)

#define STACK_META "seccomp.stack"
#define STACK_MAGIC 0x5354434bu

struct stack {
  uint32_t magic;
  bool none; /* what is in force where nothing is installed: `stack` is then one
              * program that allows every call, and not shown */
  struct bpf_stack stack; /* its programs are those below */
  struct bpf_prog progs[];
  /* and behind them the instructions of each */
};

/* The Stack at idx, or NULL. */
const struct stack *stack_any(lua_State *L, int idx);

/* The programs of the Program or Stack at idx, which live as long as that;
 * false, or a raise, for anything else. */
bool stack_test(lua_State *L, int idx, struct bpf_stack *stack);
void stack_check(lua_State *L, int idx, struct bpf_stack *stack);

/* The same of whatever comes to a Program: a Filter is compiled, a Policy
 * compiled and proven, and takes that place in the Lua stack. Raises; errors of
 * compiling are those of op. */
void stack_operand(lua_State *L, const char *op, int idx,
                   struct bpf_stack *stack);

/* The programs of the value at idx that there are to see: none, for a Stack of
 * nothing. Raises as stack_check(). */
void stack_shown(lua_State *L, int idx, struct bpf_stack *stack);

/* [-0, +1]: a Stack with room for so many programs, none yet, and not one for
 * scripts yet. */
struct stack *stack_new(lua_State *L, size_t count, size_t insns);
/* [-0, +1]: a Stack of nothing, which allows every call: what is in force where
 * no filter is installed. */
void stack_push_none(lua_State *L);

#define STACK_OPERAND "Program, Stack, Filter or Policy"

/* Makes the value at idx (absolute) a Program or Stack; false where it is
 * nothing that comes to one. */
bool stack_of(lua_State *L, const char *op, int idx, struct bpf_stack *stack);

#pragma GCC visibility pop

#endif
