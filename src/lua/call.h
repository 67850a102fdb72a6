/* SPDX-License-Identifier: MIT */
/* Calls as arguments: a syscall and what it is called with. */
#ifndef LUA_SECCOMP_LUA_CALL_H
#define LUA_SECCOMP_LUA_CALL_H

#include <lua.h>

#include "../bpf/bpf.h"
#pragma GCC visibility push(hidden)

/* Reads a call: a syscall and its arguments at idx and after, on the native
 * arch, or one table at idx that has them all by name. Nothing may come after.
 * Raises for anything else. */
void call_check(lua_State *L, const char *op, int idx, struct bpf_data *data);

#pragma GCC visibility pop

#endif
