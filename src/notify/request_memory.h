/* SPDX-License-Identifier: MIT */
/* Request: the memory of the process whose call waits. */
#ifndef LUA_SECCOMP_NOTIFY_REQUEST_MEMORY_H
#define LUA_SECCOMP_NOTIFY_REQUEST_MEMORY_H

#include <lua.h>

#pragma GCC visibility push(hidden)

/* Methods of Request. */
int request_read(lua_State *L);
int request_read_string(lua_State *L);
int request_write(lua_State *L);

#pragma GCC visibility pop

#endif
