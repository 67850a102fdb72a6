/* SPDX-License-Identifier: MIT */
/* Files for Lua: written whole or not at all. */
#ifndef LUA_SECCOMP_LUA_FILE_H
#define LUA_SECCOMP_LUA_FILE_H

#include <lua.h>
#pragma GCC visibility push(hidden)

/* Preloads "seccomp.core.file", for what writes files. */
void file_open(lua_State *L);

#pragma GCC visibility pop

#endif
