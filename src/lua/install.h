/* SPDX-License-Identifier: MIT */
/* What the kernel says when it is given a program, and what it can do. */
#ifndef LUA_SECCOMP_LUA_INSTALL_H
#define LUA_SECCOMP_LUA_INSTALL_H

#include <lua.h>

#include "../sys/seccomp.h"
#pragma GCC visibility push(hidden)

/* Raises for what sys_install returned, when it was refused. */
void install_check(lua_State *L, const char *op, const struct sys_load *request,
                   long result);

int install_features(lua_State *L);

#pragma GCC visibility pop

#endif
