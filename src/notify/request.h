/* SPDX-License-Identifier: MIT */
/* Request, the class. */
#ifndef LUA_SECCOMP_NOTIFY_REQUEST_H
#define LUA_SECCOMP_NOTIFY_REQUEST_H

#include <lua.h>

#pragma GCC visibility push(hidden)

void request_open(lua_State *L);

#pragma GCC visibility pop

#endif
