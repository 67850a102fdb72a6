/* SPDX-License-Identifier: MIT */
/* Proofs of programs, for Lua. */
#ifndef LUA_SECCOMP_PROGRAM_PROOF_H
#define LUA_SECCOMP_PROGRAM_PROOF_H

#include <stddef.h>

#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#pragma GCC visibility push(hidden)

/* Proves that prog is the policy, or raises with `witness` in the error. */
void proof_check(lua_State *L, const char *op, const struct bpf_prog *prog,
                 const struct bpf_policy *policy, double budget);
/* What diff and permits_at_most do, of a Program or Stack at 1 and whatever
 * comes to one at 2. */
int proof_diff(lua_State *L);
int proof_permits_at_most(lua_State *L);

#pragma GCC visibility pop

#endif
