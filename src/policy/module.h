/* SPDX-License-Identifier: MIT */
/* What lib/seccomp/policy.lua stands on. */
#ifndef LUA_SECCOMP_POLICY_MODULE_H
#define LUA_SECCOMP_POLICY_MODULE_H

#include <lua.h>
#pragma GCC visibility push(hidden)

/* Puts what lib/seccomp/policy.lua stands on where require finds it, under
 * "seccomp.core.policy". */
void policy_open(lua_State *L);

#pragma GCC visibility pop

#endif
