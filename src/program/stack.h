/* SPDX-License-Identifier: MIT */
/* The class Stack. */
#ifndef LUA_SECCOMP_PROGRAM_STACK_H
#define LUA_SECCOMP_PROGRAM_STACK_H

#include <stdbool.h>

#include <lua.h>

#pragma GCC visibility push(hidden)

void stack_open(lua_State *L);
int stack_function(lua_State *L);

#pragma GCC visibility pop

#endif
