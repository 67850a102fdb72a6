/* The rules of a policy as numbers, and what becomes of each of them
 * (src/bpf/fates.h), as tables. */
#include "bpf/fates.h"
#include "lua_seccomp.h"
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

/* [-0, +1]: the conditions of a rule. */
static void push_when(lua_State *L, const struct bpf_rule *rule) {
  if (lua_rawgetp(L, -3, rule->conds) != LUA_TNIL)
    return;
  lua_pop(L, 1);
  lua_createtable(L, (int)rule->nconds, 0);
  for (size_t i = 0; i < rule->nconds; i++) {
    condition_push(L, &rule->conds[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushvalue(L, -1);
  lua_rawsetp(L, -5, rule->conds);
}

/* [-0, +1]: rules(resolved, arch name) → the rules that arch has, sub-calls of
 * multiplexers included: of each its number, action, conditions, the rule of
 * the policy it comes from, and whether it stands for such a sub-call. */
int policy_rules(lua_State *L) {
  static const char op[] = "rules";
  const struct bpf_policy *policy;
  const struct policy_from *from;
  args_max(L, 2);
  const struct bpf_arch *arch = policy_part(L, op, &policy, &from);
  const size_t n = arch == NULL ? 0 : arch->nrules;
  lua_newtable(L);
  lua_createtable(L, n < INT32_MAX ? (int)n : 0, 0);
  for (size_t i = 0; i < n; i++) {
    const struct bpf_rule *rule = &arch->rules[i];
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, rule->nr);
    lua_setfield(L, -2, "nr");
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

/* [-0, +1]: a fate as a table. */
static void push_fate(lua_State *L, const struct bpf_fate *fate) {
  static const char *const kinds[] = {"unknown", "never", "dead", "live"};
  lua_newtable(L);
  lua_pushstring(L, kinds[fate->kind]);
  lua_setfield(L, -2, "kind");
  if (fate->kind == BPF_FATE_UNKNOWN)
    return;
  set_flag(L, "always", fate->always);
  set_flag(L, "closes", fate->closes);
  set_flag(L, "same", fate->same);
  set_flag(L, "needless", fate->needless);
  set_flag(L, "others", fate->others);
  if (fate->kind == BPF_FATE_NEVER)
    return;
  set_call(L, "call", fate->call);
  if (fate->together)
    set_call(L, "together", fate->outside);
  if (fate->kind == BPF_FATE_DEAD) {
    lua_createtable(L, fate->nby, 0);
    for (uint8_t i = 0; i < fate->nby; i++) {
      lua_pushinteger(L, (lua_Integer)fate->by[i] + 1);
      lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "by");
  }
  if (fate->late == BPF_FATE_NONE)
    return;
  lua_pushinteger(L, (lua_Integer)fate->late + 1);
  lua_setfield(L, -2, "late");
  set_call(L, "late_call", fate->late_call);
}

/* [-0, +2]: fates(resolved, arch name, steps) → what becomes of each of the
 * rules that rules() gives, equal ones being one table, and how many of the
 * steps of work are left. */
int policy_fates(lua_State *L) {
  static const char op[] = "lint";
  const struct bpf_policy *policy;
  const struct policy_from *from;
  args_max(L, 3);
  error_stack(L, op, STACK_WORK);
  const struct bpf_arch *arch = policy_part(L, op, &policy, &from);
  args_type(L, 3, LUA_TNUMBER);
  const lua_Integer given = lua_tointeger(L, 3);
  uint64_t steps = given > 0 ? (uint64_t)given : 0;
  const size_t n = arch == NULL ? 0 : arch->nrules;
  struct bpf_fate *fates = lua_newuserdatauv(L, n * sizeof *fates, 0);
  if (arch != NULL && !bpf_fates(policy, arch, &steps, fates)) {
    error_stack(L, op, 2 * STACK_WORK);
    error_raise(L, op, ENOMEM, "out of memory");
  }
  lua_createtable(L, n < INT32_MAX ? (int)n : 0, 0);
  for (size_t i = 0; i < n; i++) {
    if (fates[i].kind == BPF_FATE_DEAD && fates[i].as != BPF_FATE_NONE)
      lua_rawgeti(L, -1, (lua_Integer)fates[i].as + 1);
    else
      push_fate(L, &fates[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushinteger(L, (lua_Integer)steps);
  return 2;
}
