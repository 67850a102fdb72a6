/* SPDX-License-Identifier: MIT */
/* Request:path: what file the path of a call means. */
#ifndef LUA_SECCOMP_NOTIFY_REQUEST_PATH_H
#define LUA_SECCOMP_NOTIFY_REQUEST_PATH_H

#include <lua.h>

#pragma GCC visibility push(hidden)

/* A method of Request. */
int request_path(lua_State *L);

#pragma GCC visibility pop

#endif
