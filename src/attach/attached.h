/* SPDX-License-Identifier: MIT */
/* Filters of running threads, and processes in /proc, for Lua. */
#ifndef LUA_SECCOMP_ATTACH_ATTACHED_H
#define LUA_SECCOMP_ATTACH_ATTACHED_H

#include <lua.h>

#pragma GCC visibility push(hidden)

/* Preloads "seccomp.core.attached", which lib/seccomp/attached.lua stands on:
 * nothing of it is public. */
void attached_open(lua_State *L);

#pragma GCC visibility pop

#endif
