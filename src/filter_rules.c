/* Rules of a filter: adding them so that a failure leaves no trace, and
 * telling what was added. See seccomp_rule_add(3). */
#include "filter.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* How a syscall reads in an error: its name, or its number. */
static const char *syscall_text(int number, char *buf, size_t size) {
  if (syscall_name_of(arch_native(), number, buf, size) != 1)
    snprintf(buf, size, "number %d", number);
  return buf;
}

/* One add_rule call, read and checked. */
struct addition {
  const char *op;
  bool exact;
  uint32_t action;
  size_t nconds;
  struct bpf_cond conds[ARG_COUNT];
};

/* Reads the conditions from idx on; raises what libseccomp would refuse or,
 * worse, take for something else. */
static void read_conditions(lua_State *L, struct addition *a, int idx) {
  int top = lua_gettop(L);
  for (; idx <= top; idx++) {
    struct bpf_cond c;
    condition_check(L, a->op, idx, &c);
    for (size_t i = 0; i < a->nconds; i++)
      if (a->conds[i].arg == c.arg)
        error_raise(L, a->op, EINVAL,
                    "two conditions on arg%u: libseccomp takes one per "
                    "argument in a rule; add several rules (any may match), or "
                    "use a policy (seccomp.policy), which takes both",
                    (unsigned int)c.arg);
    if (c.width == 32 && c.op != BPF_OP_EQ && c.op != BPF_OP_MASKED_EQ)
      error_raise(L, a->op, EINVAL,
                  "width 32 with \"%s\" on arg%u: libseccomp can look at 32 "
                  "bits only with == and masked_eq; a policy (seccomp.policy) "
                  "takes every operator",
                  operator_name((enum bpf_op)c.op), (unsigned int)c.arg);
    a->conds[a->nconds++] = c;
  }
}

/* Raises for data that libseccomp would cut to 32 bits. */
static void check_widths(lua_State *L, const struct filter *f,
                         const struct addition *a) {
  const struct arch_list *list = journal_arches_now(&f->journal);
  for (size_t i = 0; i < a->nconds; i++) {
    const struct bpf_cond *c = &a->conds[i];
    uint64_t wide = c->a > UINT32_MAX ? c->a : c->b;
    for (uint8_t k = 0; wide > UINT32_MAX && k < list->count; k++)
      if (arch_table[list->index[k]].compares32)
        error_raise(L, a->op, EINVAL,
                    "datum 0x%llx of arg%u is over 32 bits, and libseccomp "
                    "compares only 32 on %s: it would match something else; "
                    "put the arches into filters of their own and merge them, "
                    "or use width 32 or a policy (seccomp.policy)",
                    (unsigned long long)wide, (unsigned int)c->arg,
                    arch_table[list->index[k]].name);
  }
}

/* Raises for numbers that libseccomp refuses outright. */
static void check_number(lua_State *L, const struct filter *f, const char *op,
                         int number) {
  uint32_t tskip = 0;
  if (number == -1) {
    seccomp_attr_get(f->ctx, SCMP_FLTATR_API_TSKIP, &tskip);
    if (tskip == 0)
      error_raise(L, op, EINVAL,
                  "syscall -1 (which tracers use to skip a call) needs the "
                  "attribute tskip: f:set(\"tskip\", true)");
  } else if (number < -1 && number >= -99) {
    error_raise(L, op, EINVAL,
                "%d is no syscall number: libseccomp reserves -99 to -2",
                number);
  }
}

/* The arch of the filter on which call a goes through b, or NULL. */
static const struct arch *goes_through(const struct filter *f, int a, int b) {
  const struct arch_list *list = journal_arches_now(&f->journal);
  for (uint8_t i = 0; i < list->count; i++) {
    const struct arch *arch = &arch_table[list->index[i]];
    struct subcall call;
    if (syscall_subcall(arch, a, &call) == 1 && call.mux == b)
      return arch;
  }
  return NULL;
}

/* Which rule before may be in the way of one, into buf: the first with another
 * action for the same call, or for what is on the other end of a multiplexer.
 * "" where there is none to be seen. */
static const char *rule_in_the_way(const struct filter *f, uint32_t action,
                                   int number, char *buf, size_t size) {
  size_t n = journal_rule_count(&f->journal);
  struct rule_view *rules = malloc((n + 1) * sizeof *rules);
  buf[0] = '\0';
  if (rules == NULL)
    return buf;
  journal_rules(&f->journal, rules);
  for (size_t i = 0; i < n && buf[0] == '\0'; i++) {
    const struct event *e = rules[i].event;
    char inner[SYSCALL_NAME], outer[SYSCALL_NAME], spec[40];
    int a = number, b = e->syscall;
    const struct arch *arch = NULL;
    if (e->action == action)
      continue;
    if (a != b && (arch = goes_through(f, a, b)) == NULL) {
      a = e->syscall;
      b = number;
      arch = goes_through(f, a, b);
    }
    action_spec(e->action, spec, sizeof spec);
    if (arch != NULL)
      snprintf(buf, size, ": rule %zu, %s (%s goes through %s on %s)", i + 1,
               spec, syscall_text(a, inner, sizeof inner),
               syscall_text(b, outer, sizeof outer), arch->name);
    else if (a == b)
      snprintf(buf, size, ": rule %zu, %s", i + 1, spec);
  }
  free(rules);
  return buf;
}

/* Says why libseccomp refused a rule. Its errno means several things; what
 * can be told apart from outside is. */
static int rule_refused(lua_State *L, const struct filter *f,
                        const struct addition *a, int number, int rc) {
  char name[96], arches[256], way[320];
  syscall_text(number, name, sizeof name);
  filter_arch_text(f, arches, sizeof arches);
  switch (-rc) {
  case EEXIST:
    return error_raise(
        L, a->op, EEXIST,
        "%s: a rule with the same conditions, or with fewer of them, has "
        "another action already%s",
        name, rule_in_the_way(f, a->action, number, way, sizeof way));
  case EDOM:
    return error_raise(L, a->op, EDOM,
                       "%s: arch %s has no such call as written, and an exact "
                       "rule is not adapted; use add_rule",
                       name, arches);
  case EOPNOTSUPP:
    return error_raise(L, a->op, EOPNOTSUPP,
                       "%s: exact rules need a filter of one arch, this one "
                       "has %s; make a filter for each and merge them",
                       name, arches);
  case EFAULT:
    return error_raise(L, a->op, EFAULT,
                       "%s: this number of the native arch means no call on "
                       "another arch of the filter (%s); name the call, or add "
                       "it before those arches",
                       name, arches);
  case EINVAL:
    return error_raise(
        L, a->op, EINVAL,
        a->exact ? "%s: libseccomp adapts the conditions to %s, which an exact "
                   "rule forbids; use add_rule"
                 : "%s: libseccomp refuses action or conditions on %s",
        name, arches);
  default:
    return error_raise(L, a->op, -rc, "%s: %s", name, strerror(-rc));
  }
}

/* Says why a rule is not even shown to libseccomp. */
static int rule_foreseen(lua_State *L, const struct addition *a, int number,
                         enum ruletree_answer answer) {
  char name[96];
  if (answer == RULETREE_NOMEM)
    return error_raise(L, a->op, ENOMEM, "not enough memory");
  return error_raise(
      L, a->op, EDEADLK,
      "%s: libseccomp would %s on this rule, because of the conditions of "
      "rules added before; add the rules of this syscall in another order "
      "(those with more in common first), or use a policy (seccomp.policy), "
      "which takes them as they are",
      syscall_text(number, name, sizeof name),
      answer == RULETREE_CORRUPTS   ? "corrupt its memory"
      : answer == RULETREE_EXPLODES ? "compute for minutes or years"
                                    : "never return");
}

/* Puts the filter back as it was before the events from `mark` on. */
static void roll_back(struct filter *f, size_t mark) {
  struct attributes attributes;
  filter_attributes(f, &attributes);
  journal_truncate(&f->journal, mark);
  filter_rebuild(f, &attributes);
}

/* Shell's sort, which needs no memory. */
static void sort_descending(int *numbers, size_t count) {
  for (size_t gap = count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
    for (size_t i = gap; i < count; i++) {
      int number = numbers[i];
      size_t k = i;
      for (; k >= gap && numbers[k - gap] < number; k -= gap)
        numbers[k] = numbers[k - gap];
      numbers[k] = number;
    }
}

/* Adds the rule for each number, all or none; raises. `order` is the same
 * numbers, as libseccomp is to get them. */
static void add_all(lua_State *L, struct filter *f, const struct addition *a,
                    const int *numbers, const int *order, size_t count) {
  struct scmp_arg_cmp cmps[ARG_COUNT];
  const struct arch_list *arches = journal_arches_now(&f->journal);
  size_t mark = f->journal.count;
  for (size_t i = 0; i < a->nconds; i++)
    cmps[i] = journal_scmp(&a->conds[i]);
  for (size_t i = 0; i < count; i++) {
    int rc = -ENOMEM;
    enum ruletree_answer answer =
        guard_foresee(&f->guard, &f->journal, arches, order[i], a->action,
                      a->conds, a->nconds);
    if (answer != RULETREE_OK) {
      guard_clear(&f->guard);
      if (i > 0)
        roll_back(f, mark);
      rule_foreseen(L, a, order[i], answer);
      return;
    }
    if (i > 0 || journal_reserve(&f->journal, count, a->nconds))
      rc = journal_rule_add(f->ctx, a->exact, a->action, order[i],
                            (unsigned int)a->nconds, cmps);
    if (rc != 0) {
      /* libseccomp rolls back to its last successful add, and forgets what
       * happened since: arches, merges, priorities. So never trust it. */
      roll_back(f, mark);
      rule_refused(L, f, a, order[i], rc);
      return;
    }
  }
  for (size_t i = 0; i < count; i++) {
    struct event e = {.kind = EVENT_RULE,
                      .exact = a->exact,
                      .nconds = (uint8_t)a->nconds,
                      .syscall = numbers[i],
                      .action = a->action};
    journal_push(&f->journal, &e, a->conds);
  }
}

/* So many numbers of a list are kept on the stack: a large allocation would
 * cost what it costs the log (see journal.h). */
enum { FEW = 1024 };

/* [-0, +1]: reads the list of syscalls at idx, twice, the second time to be
 * ordered: into `few`, or into a buffer that is pushed where that has no room.
 */
static int *read_list(lua_State *L, const struct filter *f, const char *op,
                      int idx, int few[FEW], size_t *count) {
  lua_Integer n = (lua_Integer)lua_rawlen(L, idx), keys = 0;
  for (lua_pushnil(L); lua_next(L, idx) != 0; lua_pop(L, 1))
    keys++;
  if (n == 0 || keys != n)
    error_raise(L, op, EINVAL,
                "a list of syscalls has at least one name or number, and "
                "nothing else");
  int *numbers = few;
  if (2 * n > FEW)
    numbers = lua_newuserdatauv(L, 2 * (size_t)n * sizeof *numbers, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    int type = lua_rawgeti(L, idx, i), isint = 1;
    lua_Integer number = lua_tointegerx(L, -1, &isint);
    size_t len = 0;
    const char *name = type == LUA_TSTRING ? lua_tolstring(L, -1, &len) : NULL;
    if (name != NULL && strlen(name) == len)
      numbers[i - 1] = syscall_check(L, op, lua_gettop(L));
    else if (type == LUA_TNUMBER && isint && number >= INT_MIN &&
             number <= INT_MAX)
      numbers[i - 1] = (int)number;
    else
      error_raise(L, op, EINVAL,
                  "item %lld of the list is no syscall name or number",
                  (long long)i);
    lua_pop(L, 1);
    check_number(L, f, op, numbers[i - 1]);
  }
  *count = (size_t)n;
  memcpy(numbers + n, numbers, (size_t)n * sizeof *numbers);
  return numbers;
}

/* Raises when there is no arch that a rule or priority could be for. */
static void check_arches(lua_State *L, const struct filter *f, const char *op) {
  if (journal_arches_now(&f->journal)->count == 0)
    error_raise(L, op, EINVAL, "filter has no arch: add_arch first");
}

/* Raises when the filter cannot be added to any more, or has an arch by now
 * that the rule does not suit: finalizers may have run since that was seen. */
static void check_still(lua_State *L, const struct filter *f,
                        const struct addition *a) {
  filter_still(L, f, a->op);
  check_arches(L, f, a->op);
  check_widths(L, f, a);
}

/* Puts numbers without conditions into the order that libseccomp, which looks
 * for the place of each from the lowest on, is quickest with. Those of which
 * one could get in the way of another stay as they are given. */
static void order_list(const struct filter *f, const int *numbers, int *order,
                       size_t count) {
  const struct arch_list *list = journal_arches_now(&f->journal);
  const struct arch *arch = NULL;
  size_t kept = 0;
  for (uint8_t i = 0; i < list->count; i++)
    if (arch_table[list->index[i]].multiplexes)
      arch = &arch_table[list->index[i]];
  for (size_t i = 0; arch != NULL && i < count; i++)
    if (syscall_shares_tree(arch, numbers[i]))
      order[kept++] = numbers[i];
  for (size_t i = 0, n = kept; arch != NULL && i < count; i++)
    if (!syscall_shares_tree(arch, numbers[i]))
      order[n++] = numbers[i];
  sort_descending(order + kept, count - kept);
}

/* Adds the rule for each call of the list at 2. */
static void add_list(lua_State *L, struct filter *f, const struct addition *a) {
  int few[FEW];
  size_t count;
  check_arches(L, f, a->op);
  int *numbers = read_list(L, f, a->op, 2, few, &count);
  if (a->nconds == 0)
    order_list(f, numbers, numbers + count, count);
  check_still(L, f, a);
  add_all(L, f, a, numbers, numbers + count, count);
}

static int add_rule(lua_State *L, const char *op, bool exact) {
  struct filter *f = filter_mutable(L, op);
  struct addition a; /* its conditions are no more than nconds */
  int number;
  int top = lua_gettop(L);
  if (top > 3 + ARG_COUNT)
    args_max(L, 3 + ARG_COUNT);
  bool known = syscall_known(L, 2, &number);
  bool list = !known && lua_type(L, 2) == LUA_TTABLE;
  if (!known && !list)
    number = syscall_check(L, op, 2);
  if (!list)
    check_number(L, f, op, number);
  a.op = op;
  a.exact = exact;
  a.nconds = 0;
  a.action = filter_action(L, f, op, 3);
  if (top > 3)
    read_conditions(L, &a, 4);
  if (a.action == journal_default(&f->journal)) {
    char spec[40];
    error_raise(L, op, EACCES,
                "action %s is the filter's default action, so the rule would "
                "change nothing; leave it out",
                action_spec(a.action, spec, sizeof spec));
  }
  if (list) {
    add_list(L, f, &a);
  } else {
    check_still(L, f, &a);
    add_all(L, f, &a, &number, &number, 1);
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
@param[opt] ... conditions (@{condition}), at most one for each argument
@treturn Filter itself
@raise EACCES when the action is the default action; EINVAL; EEXIST for
  another action under the same conditions; EFAULT for a number that another
  arch lacks; EPERM when locked
@usage f:add_rule("socket", "allow", {0, "==", 1})
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
  check_number(L, f, op, number);
  uint8_t priority = (uint8_t)args_integer(L, 3, 0, 255);
  check_arches(L, f, op);
  struct attributes attributes;
  int rc = -ENOMEM;
  if (journal_reserve(&f->journal, 1, 0))
    rc = seccomp_syscall_priority(f->ctx, number, priority);
  if (rc != 0) {
    /* some arches may have it already */
    char name[96], arches[256];
    syscall_text(number, name, sizeof name);
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

const struct rule_view *filter_push_rules(lua_State *L, const char *op,
                                          size_t *count) {
  struct kept {
    struct event event;
    struct bpf_cond conds[ARG_COUNT];
  };
  size_t room = journal_rule_count(&filter_live(L, 1, op)->journal);
  for (;;) {
    struct rule_view *views = lua_newuserdatauv(
        L, (room + 1) * (sizeof *views + sizeof(struct kept)), 0);
    struct kept *kept = (struct kept *)(views + room + 1);
    /* to make room may have run finalizers, to which the filter is theirs */
    const struct filter *f = filter_live(L, 1, op);
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
  const struct rule_view *rules = filter_push_rules(L, op, &n);
  struct arch_list order;
  journal_arches(&filter_live(L, 1, op)->journal, &order);
  lua_createtable(L, (int)n, 0);
  for (size_t i = 0; i < n; i++) {
    push_rule(L, &rules[i], &order);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}
