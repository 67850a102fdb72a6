/* What the two files of policies, below lib/seccomp/policy.lua, share. */
#ifndef LUA_SECCOMP_POLICY_H
#define LUA_SECCOMP_POLICY_H

#include <lua.h>

#pragma GCC visibility push(hidden)

/* policy_file.c: policy files, which are data. */
void policy_read_open(lua_State *L);
int policy_read(lua_State *L);

#pragma GCC visibility pop

#endif
