/* SPDX-License-Identifier: MIT */
/* What the files of policies, below lib/seccomp/policy.lua, share. */
#ifndef LUA_SECCOMP_POLICY_POLICY_H
#define LUA_SECCOMP_POLICY_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include <lua.h>

#include "../bpf/policy.h"

#pragma GCC visibility push(hidden)

/* As many rules as the lists of values in a rule may stand for: each takes an
 * instruction at least. */
enum { POLICY_VALUES_MAX = 4096 };

/* What names of groups begin with. */
#define POLICY_GROUP '@'

/* Where a rule of an arch is from. */
struct policy_from {
  uint32_t rule; /* of the policy, from 1; 0: it is implicit */
  bool behind;   /* for a sub-call; the rule does not name its multiplexer */
};

/* resolved.c: the policy as numbers at 1, and the arch of it that 2 names, with
 * where each of its rules is from; NULL when the policy is not for that arch.
 * Raises for anything else. */
const struct bpf_arch *policy_part(lua_State *L, const char *op,
                                   const struct bpf_policy **policy,
                                   const struct policy_from **from);

/* rules.c: the rules of an arch, and which of them are live. */
int policy_rules(lua_State *L);
int policy_shadowing(lua_State *L);
int policy_names(lua_State *L);
int policy_action(lua_State *L);
int policy_action_on(lua_State *L);
int policy_action_text(lua_State *L);
int policy_spec(lua_State *L);
int policy_condition(lua_State *L);
int policy_named(lua_State *L);
void policy_push_condition(lua_State *L, const char *op, int idx);
int policy_sisters(lua_State *L);

/* plain_rule.c: rules as they are mostly written. */
int policy_plain(lua_State *L);
int policy_distinct(lua_State *L);

/* file.c: policy files, which are data. */
void policy_read_open(lua_State *L);
int policy_read(lua_State *L);

#pragma GCC visibility pop

#endif
