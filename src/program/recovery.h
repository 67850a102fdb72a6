/* SPDX-License-Identifier: MIT */
/* From programs back to policies. */
#ifndef LUA_SECCOMP_PROGRAM_RECOVERY_H
#define LUA_SECCOMP_PROGRAM_RECOVERY_H

#include <lua.h>
#pragma GCC visibility push(hidden)

void recovery_open_class(lua_State *L);
/* [-n, +1]: hands all arguments on to a function of a module that is written in
 * Lua, and gives what it gives. */
int recovery_call(lua_State *L, const char *op, const char *module,
                  const char *name);

#pragma GCC visibility pop

#endif
