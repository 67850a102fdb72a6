/* SPDX-License-Identifier: MIT */
/* The class Program. */
#ifndef LUA_SECCOMP_PROGRAM_PROGRAM_H
#define LUA_SECCOMP_PROGRAM_PROGRAM_H

#include <stdbool.h>

#include <lua.h>
#pragma GCC visibility push(hidden)

void program_open(lua_State *L);
int program_function(lua_State *L);

#pragma GCC visibility pop

#endif
