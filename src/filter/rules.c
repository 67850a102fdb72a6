/* SPDX-License-Identifier: MIT */
/* Rules of a filter: adding them so that a failure leaves no trace, and
 * telling what was added. See seccomp_rule_add(3). */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/condition.h"
#include "../lua/error.h"
#include "../lua/syscall.h"
#include "../scmp/arch.h"
#include "../scmp/journal.h"
#include "../scmp/syscalls.h"
#include "filter.h"
#include "rule_reading.h"

static void add_read(lua_State *L, struct filter *f,
                     const struct rule_reading *r, bool exact) {
  struct batch b = {.op = r->op,
                    .exact = exact,
                    .rules = r->rules,
                    .order = r->order,
                    .conds = r->conds,
                    .count = r->nrules};
  filter_add(L, f, &b);
}

/* Adds the rules for each call of the list at 2, or for a number, with each of
 * the conditions' values. */
__attribute__((noinline)) static void
add_product(lua_State *L, struct filter *f, const char *op, bool exact,
            uint32_t action, const int *number, struct when *when) {
  struct few few;
  struct rule_reading r = rule_reading_in(&few, op);
  do {
    rule_reading_restart(&r);
    struct pattern p = rule_keep_pattern(L, &r, when, action);
    if (number != NULL)
      rule_keep(&r, &p, *number);
    else
      rule_read_calls(L, &r, 2, &p);
  } while (!rule_all_kept(L, &r));
  add_read(L, f, &r, exact);
}

static int add_rule(lua_State *L, const char *op, bool exact) {
  struct filter *f = filter_mutable(L, op);
  struct new_rule rule = {.item = 0};
  struct when when;
  uint32_t order;
  int top = lua_gettop(L);
  if (top > 3 + ARG_COUNT)
    args_max(L, 3 + ARG_COUNT);
  bool known = syscall_known(L, 2, &rule.number);
  bool list = !known && lua_type(L, 2) == LUA_TTABLE;
  if (!known && !list)
    rule.number = syscall_check(L, op, 2);
  rule.action = filter_action(L, f, op, 3);
  rule_when_clear(&when);
  if (top > 3) {
    rule_resolve_names(L, f, op, 2, 4, 1);
    rule_read_conditions(L, op, 4, 1, &when);
  }
  if (list || when.has_list) {
    error_stack(L, op, sizeof(struct few) + STACK_WORK);
    add_product(L, f, op, exact, rule.action, list ? NULL : &rule.number,
                &when);
  } else {
    rule.nconds = when.n;
    struct batch b = {.op = op,
                      .exact = exact,
                      .rules = &rule,
                      .order = &order,
                      .conds = when.conds,
                      .count = 1};
    filter_add(L, f, &b);
  }
  lua_settop(L, 1);
  return 1;
}

/***
Add a rule: calls of a syscall for which all conditions hold get the action.
It holds for the arches present now. On failure the filter is exactly as it
was. Corresponds to seccomp_rule_add(3).
@function Filter:add_rule
@tparam string|integer|table syscall a name, a number of the native arch
  (translated to the others), or a list of them, added all or none
@tparam Action|string action
@param[opt] ... conditions (@{condition}), at most one for each argument. In a
  table the value for `==` or `masked_eq` may be a list, of which any may match:
  that adds a rule for each, all or none
@treturn Filter itself
@raise EACCES when the action is the default action; EINVAL; EEXIST for
  another action under the same conditions; EFAULT for a number that another
  arch lacks; E2BIG for lists of values that come to over 4096 rules; EPERM
  when locked
@usage f:add_rule("ioctl", "allow", {1, "==", {0x5401, 0x5413}})
*/
int filter_add_rule(lua_State *L) { return add_rule(L, "add_rule", false); }

/***
Add a rule that fails rather than be adapted to an arch.
Corresponds to seccomp_rule_add_exact(3).
@function Filter:add_rule_exact
@tparam string|integer|table syscall as for @{Filter:add_rule}
@tparam Action|string action
@param[opt] ... conditions
@treturn Filter itself
@raise as @{Filter:add_rule}; EOPNOTSUPP with more than one arch; EDOM where
  the arch lacks the call as written
*/
int filter_add_rule_exact(lua_State *L) {
  return add_rule(L, "add_rule_exact", true);
}

/* args_items of the list at idx, however it was filled; -1 where it is no list,
 * or has more than `max`. Other keys may stand in for as many gaps. */
static int push_items(lua_State *L, int idx, int max) {
  int n = args_items(L, idx, max);
  if (n >= 0)
    return n;
  lua_Integer len = args_list(L, idx);
  if (len < 0 || len > max)
    return -1;
  for (n = 0; n < (int)len; n++) {
    lua_pushinteger(L, n + 1);
    if (lua_rawgeti(L, idx, n + 1) == LUA_TNIL)
      return -1;
  }
  return n;
}

/* Where read_rules keeps what, on its stack. */
enum {
  AT_FILTER = 1,
  AT_LIST,
  AT_READING,
  AT_ACTION,
  AT_KEY,
  AT_RULE,
  AT_SYSCALL = AT_RULE + 2, /* these with their keys below them */
  AT_ITS_ACTION = AT_SYSCALL + 2,
  AT_CONDITION = AT_ITS_ACTION + 2
};

/* Reads the rule at AT_RULE; `action` is that of AT_ACTION. */
static void read_rule(lua_State *L, struct rule_reading *r, uint32_t *action) {
  struct when when;
  int number, type = lua_type(L, AT_RULE);
  int n = type == LUA_TTABLE ? push_items(L, AT_RULE, 2 + ARG_COUNT) : -1;
  if (n < 2)
    error_raise(L, r->op, EINVAL,
                "a rule is a list of a syscall, an action, and up to %d "
                "conditions, as in {\"openat\", \"allow\"}%s%s",
                ARG_COUNT, type == LUA_TTABLE ? "" : ", not a ",
                type == LUA_TTABLE ? "" : lua_typename(L, type));
  /* most rules have the action of the one before */
  if (!lua_rawequal(L, AT_ACTION, AT_ITS_ACTION)) {
    if (!action_is(L, AT_ITS_ACTION))
      error_raise(L, r->op, EINVAL,
                  "item 2 of a rule is an action, as \"allow\"; %s",
                  lua_type(L, AT_ITS_ACTION) == LUA_TSTRING
                      ? "this has an embedded NUL"
                      : lua_pushfstring(L, "this is a %s",
                                        luaL_typename(L, AT_ITS_ACTION)));
    *action = filter_action(L, filter_any(L, AT_FILTER), r->op, AT_ITS_ACTION);
    lua_copy(L, AT_ITS_ACTION, AT_ACTION);
  }
  for (int item = 3, i = AT_CONDITION; item <= n; item++, i += 2)
    if (!condition_is(L, i))
      error_raise(L, r->op, EINVAL,
                  "item %d of a rule is a condition, as {0, \"==\", 1}, not a "
                  "%s",
                  item, luaL_typename(L, i));
  rule_when_clear(&when);
  if (n > 2) {
    rule_resolve_names(L, filter_any(L, AT_FILTER), r->op, AT_SYSCALL,
                       AT_CONDITION, 2);
    rule_read_conditions(L, r->op, AT_CONDITION, 2, &when);
  }
  struct pattern p = rule_keep_pattern(L, r, &when, *action);
  const char *wrong = rule_read_number(L, r->op, AT_SYSCALL, &number);
  if (wrong == NULL)
    rule_keep(r, &p, number);
  else if (lua_type(L, AT_SYSCALL) == LUA_TTABLE)
    rule_read_calls(L, r, AT_SYSCALL, &p);
  else
    error_raise(L, r->op, EINVAL,
                "item 1 of a rule is a syscall (a name, a number, or a list of "
                "them)%s%s",
                wrong[0] == '\0' ? "" : ": ", wrong);
}

/* Reads the list of rules, to be called in protected mode: so that what any
 * part of it raises can be said of the rule it is about. */
static int read_rules(lua_State *L) {
  struct rule_reading *r = lua_touserdata(L, AT_READING);
  uint32_t action = 0;
  luaL_checkstack(L, 32, NULL);
  rule_reading_restart(r);
  lua_pushnil(L); /* AT_ACTION */
  for (lua_pushnil(L); lua_next(L, AT_LIST) != 0; lua_settop(L, AT_KEY)) {
    if (!lua_isinteger(L, AT_KEY) ||
        lua_tointegerx(L, AT_KEY, NULL) != (lua_Integer)r->item + 1)
      return 0;
    r->item++;
    read_rule(L, r, &action);
  }
  lua_pushboolean(L, 1);
  return 1;
}

/* Raises the error at the top, as one about a rule of the list. */
static int raise_of_rule(lua_State *L, const struct rule_reading *r) {
  if (r->item == 0 || lua_type(L, -1) != LUA_TTABLE)
    return lua_error(L);
  lua_getfield(L, -1, "message");
  lua_pushfstring(L, "rule %d: %s", (int)r->item, lua_tostring(L, -1));
  lua_setfield(L, -3, "message");
  luaL_where(L, 1);
  lua_setfield(L, -3, "where");
  lua_pop(L, 1);
  return lua_error(L);
}

/* Puts a list that Lua does not hand out in order, or at all, into order. */
static void order_list(lua_State *L, const char *op, int idx) {
  lua_Integer n = args_list(L, idx);
  if (n < 0)
    error_raise(L, op, EINVAL,
                "a list of rules has rules and nothing else, numbered from 1 "
                "without a gap");
  lua_createtable(L, n > INT_MAX ? 0 : (int)n, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, idx, i);
    lua_rawseti(L, -2, i);
  }
  lua_replace(L, idx);
}

/* No list that libseccomp gets through is longer. */
enum { GUESS_MAX = 65536 };

/* filter_add_rules, with much on the stack. */
__attribute__((noinline)) static int add_rules(lua_State *L) {
  static const char op[] = "add_rules";
  struct filter *f = filter_mutable(L, op);
  struct few few;
  struct rule_reading r = rule_reading_in(&few, op);
  args_max(L, 2);
  args_type(L, 2, LUA_TTABLE);
  /* To read a list twice is what costs, so a guess comes first. A list with
   * gaps can have any length. */
  size_t n = (size_t)lua_rawlen(L, 2);
  if (n == 0 && luaL_getmetafield(L, 2, "__index") != LUA_TNIL)
    error_raise(L, op, EINVAL,
                "the list of rules is empty, and has a metatable with __index: "
                "copy what is behind it");
  if (n > FEW && n <= GUESS_MAX)
    rule_make_room(L, &r, n + n / 2, 2 * n, FEW);
  for (;;) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, lua_upvalueindex(2));
    condition_push_meta(L);
    lua_pushcclosure(L, read_rules, 3);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    lua_pushlightuserdata(L, &r);
    if (lua_pcall(L, 3, 1, 0) != LUA_OK)
      return raise_of_rule(L, &r);
    bool ordered = lua_toboolean(L, -1) != 0;
    lua_pop(L, 1);
    if (ordered && rule_all_kept(L, &r))
      break;
    if (!ordered)
      order_list(L, op, 2);
  }
  add_read(L, f, &r, false);
  lua_settop(L, 1);
  return 1;
}

/***
Add many rules, all or none: each is a list of what @{Filter:add_rule} takes.
Quicker than one by one, for policies that are data.
@function Filter:add_rules
@tparam {table,…} rules `{syscall, action [, condition…]}` each, where syscall
is a name, a number, or a list of them
@treturn Filter itself
@raise as @{Filter:add_rule}; the message begins with which rule it is about
@usage f:add_rules {
  {{"read", "write"}, "allow"},
  {"socket", "allow", {0, "==", 1}},
}
*/
int filter_add_rules(lua_State *L) {
  error_stack(L, "add_rules", sizeof(struct few) + STACK_WORK);
  return add_rules(L);
}

/***
Say how soon a syscall should be decided in the compiled program.
A hint for `optimize` 1 only, and it can only be raised: of several priorities
the highest holds. Corresponds to seccomp_syscall_priority(3).
@function Filter:set_priority
@tparam string|integer syscall
@tparam integer priority 0 to 255, higher is sooner
@treturn Filter itself
@raise EINVAL, EFAULT for a number another arch lacks, EPERM when locked
*/
int filter_set_priority(lua_State *L) {
  static const char op[] = "set_priority";
  struct filter *f = filter_mutable(L, op);
  args_max(L, 3);
  int number = syscall_check(L, op, 2);
  filter_check_number(L, f, op, "", number);
  uint8_t priority = (uint8_t)args_integer(L, 3, 0, 255);
  filter_check_arches(L, f, op);
  struct attributes attributes;
  int rc = -ENOMEM;
  if (journal_reserve(&f->journal, 1, 0))
    rc = seccomp_syscall_priority(f->ctx, number, priority);
  if (rc != 0) {
    /* some arches may have it already */
    char name[96], arches[256];
    filter_syscall_text(number, name, sizeof name);
    filter_arch_text(f, arches, sizeof arches);
    filter_attributes(f, &attributes);
    filter_rebuild(f, &attributes);
    error_raise(L, op, -rc, "%s: %s (%s)", name,
                rc != -EFAULT ? strerror(-rc)
                : strcmp(arches, arch_native()->name) == 0
                    ? "this number stands for no call"
                    : "this number means no call on another arch of the filter",
                arches);
  }
  struct event e = {
      .kind = EVENT_PRIORITY, .syscall = number, .priority = priority};
  journal_push(&f->journal, &e, NULL);
  lua_settop(L, 1);
  return 1;
}

const struct rule_view *filter_push_rules(lua_State *L, const char *op, int idx,
                                          size_t *count) {
  struct kept {
    struct event event;
    struct bpf_cond conds[ARG_COUNT];
  };
  size_t room = journal_rule_count(&filter_live(L, idx, op)->journal);
  for (;;) {
    struct rule_view *views = lua_newuserdatauv(
        L, (room + 1) * (sizeof *views + sizeof(struct kept)), 0);
    struct kept *kept = (struct kept *)(views + room + 1);
    /* to make room may have run finalizers, to which the filter is theirs */
    const struct filter *f = filter_live(L, idx, op);
    size_t n = journal_rule_count(&f->journal);
    if (n > room) {
      lua_pop(L, 1);
      room = 2 * n; /* not one step behind them for ever */
      continue;
    }
    journal_rules(&f->journal, views);
    for (size_t i = 0; i < n; i++) {
      kept[i].event = *views[i].event;
      for (size_t k = 0; k < kept[i].event.nconds; k++)
        kept[i].conds[k] = views[i].conds[k];
      views[i].event = &kept[i].event;
      views[i].conds = kept[i].conds;
    }
    *count = n;
    return views;
  }
}

/* [-0, +1]: one rule as a table. */
static void push_rule(lua_State *L, const struct rule_view *rule,
                      const struct arch_list *order) {
  const struct event *e = rule->event;
  lua_createtable(L, 0, 5);
  char name[SYSCALL_NAME];
  int found = syscall_name_of(arch_native(), e->syscall, name, sizeof name);
  if (found < 0)
    error_raise(L, "rules", ENOMEM, "not enough memory");
  if (found > 0)
    lua_pushstring(L, name);
  else
    lua_pushinteger(L, e->syscall);
  lua_setfield(L, -2, "syscall");
  action_push(L, e->action);
  lua_setfield(L, -2, "action");
  lua_createtable(L, e->nconds, 0);
  for (size_t i = 0; i < e->nconds; i++) {
    condition_push(L, &rule->conds[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "conditions");
  lua_newtable(L);
  for (uint8_t i = 0, n = 0; i < order->count; i++)
    if (rule->arches & (1u << order->index[i])) {
      lua_pushstring(L, arch_table[order->index[i]].name);
      lua_rawseti(L, -2, ++n);
    }
  lua_setfield(L, -2, "arches");
  lua_pushboolean(L, e->exact);
  lua_setfield(L, -2, "exact");
}

/***
The rules, in the order they were added, merged ones where they were merged.
@function Filter:rules
@treturn {table,…} each `{syscall=, action=, conditions={}, arches={},
  exact=}`: the name (or number, where the native arch has no name for it), and
  the arches the rule holds for (those present when it was added, and still)
*/
int filter_rules(lua_State *L) {
  static const char op[] = "rules";
  filter_live(L, 1, op);
  args_max(L, 1);
  size_t n;
  const struct rule_view *rules = filter_push_rules(L, op, 1, &n);
  struct arch_list order;
  journal_arches(&filter_live(L, 1, op)->journal, &order);
  lua_createtable(L, (int)n, 0);
  for (size_t i = 0; i < n; i++) {
    push_rule(L, &rules[i], &order);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}
