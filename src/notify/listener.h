/* SPDX-License-Identifier: MIT */
/* Listener, the class. */
#ifndef LUA_SECCOMP_NOTIFY_LISTENER_H
#define LUA_SECCOMP_NOTIFY_LISTENER_H

#include <lua.h>

#pragma GCC visibility push(hidden)

/* Listener and Request; "seccomp.core.listener". */
void listener_open(lua_State *L);
int listener_function(lua_State *L);

#pragma GCC visibility pop

#endif
