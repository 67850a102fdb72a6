/* SPDX-License-Identifier: MIT */
/* Rules that bits which the kernel does not read get around. */
#ifndef LUA_SECCOMP_FILTER_BYPASS_H
#define LUA_SECCOMP_FILTER_BYPASS_H

#include <lua.h>
#pragma GCC visibility push(hidden)

/* Raises EREFUTED, with `witness` and `rules` in the error, where the program
 * of the Filter at idx lets a call get around a rule by bits of socketcall's or
 * ipc's first argument that the kernel does not read. The program is the string
 * at `bytes`; both indices are absolute. */
void bypass_check(lua_State *L, const char *op, int idx, int bytes);

#pragma GCC visibility pop

#endif
