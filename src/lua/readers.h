/* SPDX-License-Identifier: MIT */
/* Names of arches and errnos as arguments. */
#ifndef LUA_SECCOMP_LUA_READERS_H
#define LUA_SECCOMP_LUA_READERS_H

#include <lua.h>

#include "../scmp/arch.h"
#pragma GCC visibility push(hidden)

/* An arch name at idx that this libseccomp supports; raises otherwise. */
const struct arch *reader_arch(lua_State *L, const char *op, int idx);
/* reader_arch for a name in a C string, and the raise for an unknown one. */
const struct arch *reader_arch_name(lua_State *L, const char *op,
                                    const char *name);

/* An errno at idx, name or 0..4095; raises otherwise. */
int reader_errno(lua_State *L, const char *op, int idx);

#pragma GCC visibility pop

#endif
