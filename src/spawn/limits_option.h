/* SPDX-License-Identifier: MIT */
/* Option limits of seccomp.spawn. */
#ifndef LUA_SECCOMP_SPAWN_LIMITS_OPTION_H
#define LUA_SECCOMP_SPAWN_LIMITS_OPTION_H

#include <lua.h>

#include "../sys/limits.h"

#pragma GCC visibility push(hidden)

/* The limits in the table at idx (absolute), none for nil; raises. */
void limits_read(lua_State *L, const char *op, int idx, struct limits *limits);

/* Raises for the limit that could not be set, with its errno. */
int limits_failed(lua_State *L, const char *op, const struct limit *limit,
                  const char *program, int error);

#pragma GCC visibility pop

#endif
