/* The class Program. */
#ifndef LUA_SECCOMP_PROGRAM_PROGRAM_H
#define LUA_SECCOMP_PROGRAM_PROGRAM_H

#include <stdbool.h>

#include <lua.h>
#pragma GCC visibility push(hidden)

void program_open(lua_State *L);
int lib_program(lua_State *L);

#pragma GCC visibility pop

#endif
