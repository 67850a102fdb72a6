/* Stacks: the programs of one process as the kernel combines them. A Program is
 * a Stack of one to whatever compares and proves. */
#ifndef LUA_SECCOMP_PROGRAM_STACK_H
#define LUA_SECCOMP_PROGRAM_STACK_H

#include <stdbool.h>

#include <lua.h>

#include "../bpf/stacked.h"

#pragma GCC visibility push(hidden)

void stack_open(lua_State *L);
int lib_stack(lua_State *L);

/* The programs of the Program or Stack at idx, which live as long as that;
 * false, or a raise, for anything else. */
bool stack_test(lua_State *L, int idx, struct bpf_stack *stack);
void stack_check(lua_State *L, int idx, struct bpf_stack *stack);

/* The same of whatever comes to a Program: a Filter is compiled, a Policy
 * compiled and proven, and takes that place in the Lua stack. Raises; errors of
 * compiling are those of op. */
void stack_operand(lua_State *L, const char *op, int idx,
                   struct bpf_stack *stack);

#pragma GCC visibility pop

#endif
