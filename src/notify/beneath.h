/* SPDX-License-Identifier: MIT */
/* Opening files for callers, inside a directory: seccomp.supervisor. */
#ifndef LUA_SECCOMP_NOTIFY_BENEATH_H
#define LUA_SECCOMP_NOTIFY_BENEATH_H

#include <lua.h>

#pragma GCC visibility push(hidden)

/* Functions for "seccomp.core.listener"; see lib/seccomp/supervisor.lua. */
int beneath_open(lua_State *L);
int beneath_close(lua_State *L);

#pragma GCC visibility pop

#endif
