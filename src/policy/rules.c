/* SPDX-License-Identifier: MIT */
/* The rules of a policy as numbers, and which of them are live or shadowed
 * (src/bpf/prove/shadowing.h), as tables; and what only policies have: actions
 * that know an errno's name, and conditions with several values. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../bpf/prove/shadowing.h"
#include "../kernel/abis.h"
#include "../kernel/calls.h"
#include "../kernel/errno.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/condition.h"
#include "../lua/error.h"
#include "../lua/named.h"
#include "../lua/readers.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "policy.h"

/* Rules are many, and have much in common: what was made for one of them is in
 * the table below their list, by the address of its conditions or by its
 * action. */

/* [-0, +1]: the action of a rule. */
static void push_action(lua_State *L, const struct bpf_rule *rule) {
  if (lua_rawgeti(L, -3, (lua_Integer)rule->action) != LUA_TNIL)
    return;
  lua_pop(L, 1);
  action_push(L, rule->action);
  lua_pushvalue(L, -1);
  lua_rawseti(L, -5, (lua_Integer)rule->action);
}

/* [-1, +1]: a condition of several values, from the list of Conditions at the
 * top: a table with that list as `any`, and else with the fields of its first
 * one. */
static void push_any(lua_State *L) {
  lua_createtable(L, 0, 1);
  lua_createtable(L, 0, 1);
  lua_rawgeti(L, -3, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_insert(L, -2);
  lua_setfield(L, -2, "any");
}

/* [-0, +1]: the conditions of a rule; one with alternatives as in
 * push_any(). */
static void push_when(lua_State *L, const struct bpf_rule *rule) {
  if (lua_rawgetp(L, -3, rule->conds) != LUA_TNIL)
    return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_Integer n = 0;
  for (size_t i = 0, next; i < rule->nconds; i = next) {
    next = i + 1 + rule->conds[i].others;
    if (next == i + 1) {
      condition_push(L, &rule->conds[i]);
    } else {
      lua_createtable(L, (int)(next - i), 0);
      for (size_t k = i; k < next; k++) {
        condition_push(L, &rule->conds[k]);
        lua_rawseti(L, -2, (lua_Integer)(k - i) + 1);
      }
      push_any(L);
    }
    lua_rawseti(L, -2, ++n);
  }
  lua_pushvalue(L, -1);
  lua_rawsetp(L, -5, rule->conds);
}

/* [-0, +1]: rules(resolved, arch name) → the rules that arch has, sub-calls of
 * multiplexers included: of each its number (the first, and `last`, of a
 * range), action, conditions, the rule of the policy it comes from, and whether
 * it stands for such a sub-call. */
int policy_rules(lua_State *L) {
  static const char op[] = "rules";
  const struct bpf_policy *policy;
  const struct policy_from *from;
  args_max(L, 2);
  const struct bpf_arch *arch = policy_part(L, op, &policy, &from);
  const size_t n = arch == NULL ? 0 : arch->nwritten;
  lua_newtable(L);
  lua_createtable(L, n < INT32_MAX ? (int)n : 0, 0);
  for (size_t i = 0; i < n; i++) {
    const struct bpf_rule *rule = &arch->rules[i];
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, rule->nr);
    lua_setfield(L, -2, "nr");
    if (rule->last != rule->nr) {
      lua_pushinteger(L, rule->last);
      lua_setfield(L, -2, "last");
    }
    lua_pushinteger(L, from[i].rule);
    lua_setfield(L, -2, "rule");
    if (from[i].behind) {
      lua_pushboolean(L, true);
      lua_setfield(L, -2, "behind");
    }
    push_action(L, rule);
    lua_setfield(L, -2, "action");
    push_when(L, rule);
    lua_setfield(L, -2, "when");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* [-0, +0]: sets a field of the table at the top of the stack to the arguments
 * of a call, zeros left out. */
static void set_call(lua_State *L, const char *field, const uint64_t args[6]) {
  static const char *const names[] = {"arg0", "arg1", "arg2",
                                      "arg3", "arg4", "arg5"};
  lua_newtable(L);
  for (size_t i = 0; i < 6; i++) {
    if (args[i] == 0)
      continue;
    lua_pushinteger(L, (lua_Integer)args[i]);
    lua_setfield(L, -2, names[i]);
  }
  lua_setfield(L, -2, field);
}

static void set_flag(lua_State *L, const char *field, bool flag) {
  if (!flag)
    return;
  lua_pushboolean(L, true);
  lua_setfield(L, -2, field);
}

/* [-0, +1]: a found as a table. */
static void push_shadowing(lua_State *L, const struct bpf_shadowing *found) {
  static const char *const kinds[] = {"unknown", "never", "dead", "live"};
  lua_newtable(L);
  lua_pushstring(L, kinds[found->kind]);
  lua_setfield(L, -2, "kind");
  lua_pushinteger(L, found->nr);
  lua_setfield(L, -2, "nr");
  if (found->kind == BPF_RULE_UNKNOWN)
    return;
  set_flag(L, "always", found->always);
  set_flag(L, "closes", found->closes);
  set_flag(L, "same", found->same);
  set_flag(L, "needless", found->redundant);
  set_flag(L, "others", found->others);
  set_flag(L, "keeps", found->keeps);
  if (found->kind == BPF_RULE_NEVER)
    return;
  set_call(L, "call", found->call);
  if (found->together)
    set_call(L, "together", found->outside);
  if (found->kind == BPF_RULE_SHADOWED) {
    lua_createtable(L, found->nby, 0);
    for (uint8_t i = 0; i < found->nby; i++) {
      lua_pushinteger(L, (lua_Integer)found->by[i] + 1);
      lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "by");
  }
  if (found->correlated == BPF_SHADOWING_NONE)
    return;
  lua_pushinteger(L, (lua_Integer)found->correlated + 1);
  lua_setfield(L, -2, "late");
  set_call(L, "late_call", found->correlated_call);
}

/* [-0, +2]: fates(resolved, arch name, steps) → for each of the rules that
 * rules() gives whether it is live or shadowed, equal results being one table,
 * and how many of the steps of work are left. */
int policy_shadowing(lua_State *L) {
  static const char op[] = "lint";
  const struct bpf_policy *policy;
  const struct policy_from *from;
  args_max(L, 3);
  error_stack(L, op, STACK_WORK);
  const struct bpf_arch *arch = policy_part(L, op, &policy, &from);
  args_type(L, 3, LUA_TNUMBER);
  const lua_Integer given = lua_tointeger(L, 3);
  uint64_t steps = given > 0 ? (uint64_t)given : 0;
  const size_t n = arch == NULL ? 0 : arch->nwritten;
  struct bpf_shadowing *found = lua_newuserdatauv(L, n * sizeof *found, 0);
  if (arch != NULL && !bpf_shadowing_find(arch, &steps, found))
    error_memory(L, op);
  lua_createtable(L, n < INT32_MAX ? (int)n : 0, 0);
  for (size_t i = 0; i < n; i++) {
    if (found[i].kind == BPF_RULE_SHADOWED && found[i].as != BPF_SHADOWING_NONE)
      lua_rawgeti(L, -1, (lua_Integer)found[i].as + 1);
    else
      push_shadowing(L, &found[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushinteger(L, (lua_Integer)steps);
  return 2;
}

/* [-0, +1]: names(resolved, arch name, number) → whether a rule that was
 * written names the number on that arch: by a name, a number or a range. */
int policy_names(lua_State *L) {
  static const char op[] = "merge";
  const struct bpf_policy *policy;
  const struct policy_from *from;
  args_max(L, 3);
  const struct bpf_arch *arch = policy_part(L, op, &policy, &from);
  const uint32_t nr = (uint32_t)args_integer(L, 3, 0, UINT32_MAX);
  bool named = false;
  for (size_t i = 0; arch != NULL && i < arch->nwritten && !named; i++)
    named = !from[i].behind && bpf_rule_names(&arch->rules[i], nr);
  lua_pushboolean(L, named);
  return 1;
}

/* [-0, +1]: action(spec) → an Action that knows the errno name in the spec. */
int policy_action(lua_State *L) {
  args_max(L, 1);
  action_push_named(L, "action", 1);
  return 1;
}

/* [-0, +1]: on(action, arch name) → the Action with the arch's own number. */
int policy_action_on(lua_State *L) {
  static const char op[] = "action";
  args_max(L, 2);
  const struct arch *arch = reader_arch(L, op, 2);
  action_push(L, action_check_on(L, op, 1, arch->audit));
  return 1;
}

/* [-0, +1]: spec(action, list of arch names) → the spec by which a policy for
 * these arches reads the action back: with the errno name that it was given by,
 * or with one that has this number on all of them. */
int policy_spec(lua_State *L) {
  static const char op[] = "action";
  char text[48];
  args_max(L, 2);
  args_type(L, 2, LUA_TTABLE);
  const uint32_t value = action_check(L, op, 1);
  const char *name = action_errno(L, 1);
  if (name != NULL) {
    lua_pushfstring(L, "errno(%s)", name);
    return 1;
  }
  uint32_t token = arch_native()->audit;
  name = arch_native_errno_name((int)(value & BPF_RET_DATA));
  if ((value & BPF_RET_ACTION) == BPF_RET_ERRNO && name != NULL) {
    const size_t place = kernel_errno_find(name);
    lua_Integer n = (lua_Integer)lua_rawlen(L, 2);
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, 2, i);
      const struct arch *arch = reader_arch(L, op, -1);
      if ((uint32_t)kernel_errno_number(arch->audit, place) !=
          (value & BPF_RET_DATA))
        token = ARCH_NONE;
      lua_pop(L, 1);
    }
  }
  lua_pushstring(L, action_spec_on(value, token, text, sizeof text));
  return 1;
}

/* [-0, +1]: text(action, arch name or token) → the action with the arch's own
 * name of an errno. */
int policy_action_text(lua_State *L) {
  static const char op[] = "action";
  char text[48];
  args_max(L, 2);
  const uint32_t value = action_check(L, op, 1);
  const uint32_t token = lua_type(L, 2) == LUA_TNUMBER
                             ? (uint32_t)args_integer(L, 2, 0, UINT32_MAX)
                             : reader_arch(L, op, 2)->audit;
  lua_pushstring(L, action_spec_on(value, token, text, sizeof text));
  return 1;
}

/* [-0, +1]: what policy_condition() makes of the condition at idx, which has no
 * names. */
void policy_push_condition(lua_State *L, const char *op, int idx) {
  struct bpf_cond cond;
  if (!condition_read(L, op, idx, true, &cond)) {
    condition_push(L, &cond);
    return;
  }
  const int list = lua_gettop(L);
  const size_t n = condition_values(L, op, list, true, &cond, NULL, 0);
  if (n > POLICY_VALUES_MAX)
    error_raise(L, op, E2BIG,
                "a list of values has at most %d, for the kernel takes "
                "programs of as many instructions; test a range or a mask",
                POLICY_VALUES_MAX);
  uint64_t *values = lua_newuserdatauv(L, n * sizeof *values, 0);
  if (condition_values(L, op, list, true, &cond, values, n) != n)
    error_raise(L, op, EINVAL, "the list of values changed while it was read");
  lua_createtable(L, (int)n, 0);
  for (size_t i = 0; i < n; i++) {
    condition_set_value(&cond, values[i]);
    condition_push(L, &cond);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  if (n > 1)
    push_any(L);
  else
    lua_rawgeti(L, -1, 1);
  lua_replace(L, list);
  lua_settop(L, list);
}

/* [-0, +1]: a copy of the value at the top, and of what is in it where it is a
 * table. */
static void push_copy(lua_State *L, int depth) {
  if (lua_type(L, -1) != LUA_TTABLE || depth == 0) {
    lua_pushvalue(L, -1);
    return;
  }
  luaL_checkstack(L, 8, NULL);
  const int from = lua_gettop(L);
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, from) != 0;) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    push_copy(L, depth - 1);
    lua_replace(L, -2);
    lua_rawset(L, from + 1);
  }
}

/* [-0, +1]: condition(what `when` has) → a Condition; of a list of values,
 * push_any() of one for each; of one with names, which mean something on a call
 * of an arch only, a table with a copy of it as `named`. */
int policy_condition(lua_State *L) {
  static const char op[] = "condition";
  args_max(L, 1);
  if (!named_is(L, 1)) {
    policy_push_condition(L, op, 1);
    return 1;
  }
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, 1);
  push_copy(L, 2);
  lua_setfield(L, 2, "named");
  lua_pop(L, 1);
  return 1;
}

/* [-0, +1]: named(condition, call, arch name) → the condition, a table, with
 * numbers for the names in it; nil where the arch has no such call. */
int policy_named(lua_State *L) {
  static const char op[] = "condition";
  struct kernel_call call;
  args_max(L, 3);
  args_type(L, 1, LUA_TTABLE);
  const char *name = args_name(L, 2, "syscall name");
  const struct arch *arch = reader_arch(L, op, 3);
  if (!syscall_kernel_call(arch->name, name, &call))
    lua_pushnil(L);
  else if (named_is(L, 1))
    named_resolve(L, op, "", 1, arch, &call);
  else
    lua_pushvalue(L, 1);
  return 1;
}

/* [-0, +1]: sisters(arch name) → a list of {first, last}: the numbers that are
 * another ABI's there. */
int policy_sisters(lua_State *L) {
  args_max(L, 1);
  const struct arch *arch = reader_arch(L, "sisters", 1);
  uint32_t first, last;
  lua_newtable(L);
  for (size_t i = 0;
       kernel_sister(arch->audit, arch->first_nr, i, &first, &last); i++) {
    lua_createtable(L, 2, 0);
    lua_pushinteger(L, first);
    lua_rawseti(L, -2, 1);
    lua_pushinteger(L, last);
    lua_rawseti(L, -2, 2);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}
