/* SPDX-License-Identifier: MIT */
/* seccomp.spawn: programs started under a filter. */
#ifndef LUA_SECCOMP_SPAWN_SPAWN_H
#define LUA_SECCOMP_SPAWN_SPAWN_H

#include <lua.h>

#pragma GCC visibility push(hidden)

int spawn_function(lua_State *L);

#pragma GCC visibility pop

#endif
