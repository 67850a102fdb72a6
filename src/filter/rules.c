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
#include "../lua/class.h"
#include "../lua/condition.h"
#include "../lua/error.h"
#include "../lua/named.h"
#include "../lua/operator.h"
#include "../lua/syscall.h"
#include "../scmp/arch.h"
#include "../scmp/journal.h"
#include "../scmp/syscalls.h"
#include "filter.h"

/* The conditions of a rule, and where on the stack are the lists of values of
 * those that have one; 0: none. */
struct when {
  struct bpf_cond conds[ARG_COUNT]; /* no more than n */
  int lists[ARG_COUNT];
  uint8_t n;
  bool has_list;
};

static void when_clear(struct when *when) {
  when->n = 0;
  when->has_list = false;
}

/* [-0, +nlists]: reads the conditions from idx up to the top, one in `step`
 * values; raises what libseccomp would refuse or, worse, take for something
 * else. */
static void read_conditions(lua_State *L, const char *op, int idx, int step,
                            struct when *when) {
  int top = lua_gettop(L);
  for (; idx <= top; idx += step) {
    struct bpf_cond c;
    bool list = condition_read(L, op, idx, false, &c);
    for (size_t i = 0; i < when->n; i++)
      if (when->conds[i].arg == c.arg)
        error_raise(L, op, EINVAL,
                    "two conditions on arg%u: libseccomp takes one per "
                    "argument in a rule; add several rules (any may match), or "
                    "use a policy (seccomp.policy), which takes both",
                    (unsigned int)c.arg);
    if (c.raw)
      error_raise(L, op, EINVAL,
                  "raw on arg%u: libseccomp has no such condition; a policy "
                  "(seccomp.policy) takes it",
                  (unsigned int)c.arg);
    if (c.width != 64 && c.op != BPF_OP_EQ && c.op != BPF_OP_MASKED_EQ)
      error_raise(L, op, EINVAL,
                  "width %d with \"%s\" on arg%u: libseccomp can look at %d "
                  "bits only with == and masked_eq; a policy (seccomp.policy) "
                  "takes every operator",
                  c.width, operator_name((enum bpf_op)c.op),
                  (unsigned int)c.arg, c.width);
    when->lists[when->n] = list ? lua_gettop(L) : 0;
    when->has_list = when->has_list || list;
    when->conds[when->n++] = c;
  }
}

/* The filter's arches, into a list of ARCH_MAX; returns how many. */
static size_t arches_of(const struct filter *f,
                        const struct arch *out[ARCH_MAX]) {
  const struct arch_list *list = journal_arches_now(&f->journal);
  for (uint8_t i = 0; i < list->count; i++)
    out[i] = &arch_table[list->index[i]];
  return list->count;
}

/* Puts numbers into the place of the names of the condition at idx, for the
 * call at `call`, or for all of a list of them. */
static void resolve_names(lua_State *L, const struct filter *f, const char *op,
                          int call, int idx) {
  const struct arch *arches[ARCH_MAX];
  const size_t narches = arches_of(f, arches);
  const bool list = lua_type(L, call) == LUA_TTABLE;
  const lua_Integer n = list ? (lua_Integer)lua_rawlen(L, call) : 1;
  const int base = lua_gettop(L);
  luaL_checkstack(L, 8, NULL);
  for (lua_Integer i = 1; i <= n; i++) {
    if (list)
      lua_rawgeti(L, call, i);
    else
      lua_pushvalue(L, call);
    int number = syscall_check(L, op, lua_gettop(L));
    lua_pop(L, 1);
    named_for_all(L, op, idx, arches, narches, number);
    if (i > 1 && !named_alike(L, base + 1, base + 2))
      error_raise(L, op, EINVAL,
                  "condition: what is named here has another place, width or "
                  "value on item %lld of the list of syscalls than on the "
                  "first: give them rules of their own",
                  (long long)i);
    lua_settop(L, base + 1);
  }
  if (n > 0)
    lua_replace(L, idx);
}

/* resolve_names() of those conditions from idx up to the top that have names,
 * one in `step` values. */
static void resolve_all_names(lua_State *L, const struct filter *f,
                              const char *op, int call, int idx, int step) {
  const int top = lua_gettop(L);
  for (; idx <= top; idx += step)
    if (named_is(L, idx))
      resolve_names(L, f, op, call, idx);
}

/* Rules on their way from Lua into a batch. As many as there is room for are
 * kept, all are counted. What there is room for in the beginning is on the
 * stack: a large allocation would cost what it costs the log (see journal.h).
 */
enum { FEW = 512 };
struct few {
  struct new_rule rules[FEW];
  uint32_t order[FEW];
  struct bpf_cond conds[FEW];
  uint64_t values[FEW];
};
struct rule_reading {
  const char *op;
  struct new_rule *rules;
  uint32_t *order;
  struct bpf_cond *conds;
  uint64_t *values; /* those of the lists of one rule */
  size_t nrules, rules_room, nconds, conds_room, nvalues, values_room;
  uint32_t item; /* which rule of a list; 0: none */
};

static struct rule_reading reading_in(struct few *few, const char *op) {
  return (struct rule_reading){.op = op,
                               .rules = few->rules,
                               .order = few->order,
                               .conds = few->conds,
                               .values = few->values,
                               .rules_room = FEW,
                               .conds_room = FEW,
                               .values_room = FEW};
}

static void reading_restart(struct rule_reading *r) {
  r->nrules = r->nconds = r->nvalues = r->item = 0;
}

/* The rules that a call gets, which are alike but for the values: what they
 * have in common, where the conditions of the first are, and how many. */
struct pattern {
  struct new_rule rule;
  size_t count;
};

/* Each takes an instruction at least, and the kernel takes no more; libseccomp
 * takes ever longer for each. */
enum { PATTERN_MAX = 4096 };

/* Keeps the conditions of one rule. */
static void keep_conditions(struct rule_reading *r, const struct when *when) {
  if (r->nconds + when->n <= r->conds_room)
    for (size_t i = 0; i < when->n; i++)
      r->conds[r->nconds + i] = when->conds[i];
  r->nconds += when->n;
}

static void too_many(lua_State *L, const char *op) {
  error_raise(L, op, E2BIG,
              "the lists of values come to more than %d rules, and the kernel "
              "takes programs of as many instructions; test a range or a mask, "
              "or use fewer values",
              PATTERN_MAX);
}

/* Keeps the conditions of a rule for each of the values that its lists have
 * together; returns how many rules that makes. */
static size_t keep_product(lua_State *L, struct rule_reading *r,
                           struct when *when) {
  const uint64_t *values[ARG_COUNT] = {NULL};
  size_t counts[ARG_COUNT], product = 1, used = 0;
  for (size_t k = 0; k < when->n; k++) {
    if (when->lists[k] == 0)
      continue;
    size_t room = used < r->values_room ? r->values_room - used : 0;
    uint64_t *out = r->values + (room > 0 ? used : 0);
    counts[k] = condition_values(L, r->op, when->lists[k], false,
                                 &when->conds[k], out, room);
    if (counts[k] > PATTERN_MAX / product)
      too_many(L, r->op);
    values[k] = out;
    used += counts[k];
    product *= counts[k];
  }
  if (used > r->nvalues)
    r->nvalues = used;
  if (used > r->values_room) {
    r->nconds += product * when->n;
    return product;
  }
  for (size_t i = 0; i < product; i++) {
    size_t rest = i; /* the last list's values change soonest */
    for (size_t k = when->n; k-- > 0;)
      if (values[k] != NULL) {
        condition_set_value(&when->conds[k], values[k][rest % counts[k]]);
        rest /= counts[k];
      }
    keep_conditions(r, when);
  }
  return product;
}

/* Keeps the conditions that the next rules are to have. */
static struct pattern keep_pattern(lua_State *L, struct rule_reading *r,
                                   struct when *when, uint32_t action) {
  struct pattern p = {.rule = {.action = action,
                               .conds = (uint32_t)r->nconds,
                               .nconds = when->n,
                               .item = r->item},
                      .count = 1};
  if (when->has_list)
    p.count = keep_product(L, r, when);
  else if (when->n > 0)
    keep_conditions(r, when);
  return p;
}

/* Keeps the rules for a call. */
static void keep_rules(struct rule_reading *r, const struct pattern *p,
                       int number) {
  struct new_rule rule = p->rule;
  rule.number = number;
  for (size_t i = 0; i < p->count; i++, rule.conds += rule.nconds) {
    if (r->nrules < r->rules_room)
      r->rules[r->nrules] = rule;
    r->nrules++;
  }
}

/* The syscall at idx, which is an item of a list; NULL, or what is wrong with
 * it: "" where it is none. */
static const char *read_number(lua_State *L, const char *op, int idx,
                               int *number) {
  int isint;
  size_t len;
  if (syscall_known(L, idx, number))
    return NULL;
  if (lua_type(L, idx) == LUA_TSTRING) {
    if (strlen(lua_tolstring(L, idx, &len)) != len)
      return "a syscall name has an embedded NUL";
    *number = syscall_check(L, op, idx);
    return NULL;
  }
  if (lua_type(L, idx) != LUA_TNUMBER)
    return "";
  lua_Integer value = lua_tointegerx(L, idx, &isint);
  *number = (int)value;
  if (!isint || value < INT_MIN || value > INT_MAX)
    return "a syscall number is an integer from -2^31 to 2^31-1";
  return NULL;
}

/* Reads the list of syscalls at idx, each for its rules. */
static void read_calls(lua_State *L, struct rule_reading *r, int idx,
                       const struct pattern *p) {
  lua_Integer n = args_list(L, idx);
  if (n <= 0)
    error_raise(L, r->op, EINVAL,
                "a list of syscalls has at least one name or number, and "
                "nothing else");
  if (p->count > 1 && (size_t)n > PATTERN_MAX / p->count)
    too_many(L, r->op);
  for (lua_Integer i = 1; i <= n; i++) {
    int number;
    lua_rawgeti(L, idx, i);
    const char *wrong = read_number(L, r->op, lua_gettop(L), &number);
    if (wrong != NULL)
      error_raise(L, r->op, EINVAL,
                  "item %lld of the list is not a syscall name or number%s%s",
                  (long long)i, wrong[0] == '\0' ? "" : ": ", wrong);
    lua_pop(L, 1);
    keep_rules(r, p, number);
  }
}

/* [-0, +1]: makes room for so many. */
static void make_room(lua_State *L, struct rule_reading *r, size_t rules,
                      size_t conds, size_t values) {
  luaL_checkstack(L, 8, NULL);
  r->rules_room = rules;
  r->conds_room = conds;
  r->values_room = values;
  r->conds =
      lua_newuserdatauv(L,
                        conds * sizeof *r->conds + values * sizeof *r->values +
                            rules * (sizeof *r->rules + sizeof *r->order),
                        0);
  r->values = (uint64_t *)(r->conds + conds);
  r->rules = (struct new_rule *)(r->values + values);
  r->order = (uint32_t *)(r->rules + rules);
}

/* [-0, +0 or 1]: whether all rules found room; else makes room for those that
 * were counted, and more, for finalizers may make a list longer still. */
static bool all_kept(lua_State *L, struct rule_reading *r) {
  if (r->nrules <= r->rules_room && r->nconds <= r->conds_room &&
      r->nvalues <= r->values_room)
    return true;
  make_room(L, r, 2 * r->nrules, 2 * r->nconds, 2 * r->nvalues);
  return false;
}

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
  struct rule_reading r = reading_in(&few, op);
  do {
    reading_restart(&r);
    struct pattern p = keep_pattern(L, &r, when, action);
    if (number != NULL)
      keep_rules(&r, &p, *number);
    else
      read_calls(L, &r, 2, &p);
  } while (!all_kept(L, &r));
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
  when_clear(&when);
  if (top > 3) {
    resolve_all_names(L, f, op, 2, 4, 1);
    read_conditions(L, op, 4, 1, &when);
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
  when_clear(&when);
  if (n > 2) {
    resolve_all_names(L, filter_any(L, AT_FILTER), r->op, AT_SYSCALL,
                      AT_CONDITION, 2);
    read_conditions(L, r->op, AT_CONDITION, 2, &when);
  }
  struct pattern p = keep_pattern(L, r, &when, *action);
  const char *wrong = read_number(L, r->op, AT_SYSCALL, &number);
  if (wrong == NULL)
    keep_rules(r, &p, number);
  else if (lua_type(L, AT_SYSCALL) == LUA_TTABLE)
    read_calls(L, r, AT_SYSCALL, &p);
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
  reading_restart(r);
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

/* filter_add_rules, with much on the stack. */
__attribute__((noinline)) static int add_rules(lua_State *L) {
  static const char op[] = "add_rules";
  struct filter *f = filter_mutable(L, op);
  struct few few;
  struct rule_reading r = reading_in(&few, op);
  args_max(L, 2);
  args_type(L, 2, LUA_TTABLE);
  /* to read a list twice is what costs, so a guess comes first */
  size_t n = (size_t)lua_rawlen(L, 2);
  if (n == 0 && luaL_getmetafield(L, 2, "__index") != LUA_TNIL)
    error_raise(L, op, EINVAL,
                "the list of rules is empty, and has a metatable with __index: "
                "copy what is behind it");
  if (n > FEW)
    make_room(L, &r, n + n / 2, 2 * n, FEW);
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
    if (ordered && all_kept(L, &r))
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
                rc == -EFAULT ? "this number means no call on another arch of "
                                "the filter"
                              : strerror(-rc),
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
