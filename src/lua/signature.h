/* SPDX-License-Identifier: MIT */
/* seccomp.signature, seccomp.constant, and the kernel's tables for Lua. */
#ifndef LUA_SECCOMP_LUA_SIGNATURE_H
#define LUA_SECCOMP_LUA_SIGNATURE_H

#include <lua.h>
#pragma GCC visibility push(hidden)

int signature_function(lua_State *L);
/* Puts what is known of the kernel's calls where require finds it, under
 * "seccomp.core.kernel". */
void signature_preload(lua_State *L);
int signature_constant(lua_State *L);

#pragma GCC visibility pop

#endif
