/* SPDX-License-Identifier: MIT */
/* Rules as scripts write them. See rule_reading.h. */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../lua/args.h"
#include "../lua/condition.h"
#include "../lua/error.h"
#include "../lua/named.h"
#include "../lua/operator.h"
#include "../lua/syscall.h"
#include "../scmp/arch.h"
#include "../scmp/journal.h"
#include "filter.h"
#include "rule_reading.h"

void rule_read_conditions(lua_State *L, const char *op, int idx, int step,
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
                  "condition: the name stands for another argument, width or "
                  "value in item %lld of the list of syscalls than in the "
                  "first: give them separate rules",
                  (long long)i);
    lua_settop(L, base + 1);
  }
  if (n > 0)
    lua_replace(L, idx);
}

void rule_resolve_names(lua_State *L, const struct filter *f, const char *op,
                        int call, int idx, int step) {
  const int top = lua_gettop(L);
  for (; idx <= top; idx += step)
    if (named_is(L, idx))
      resolve_names(L, f, op, call, idx);
}

struct rule_reading rule_reading_in(struct few *few, const char *op) {
  return (struct rule_reading){.op = op,
                               .rules = few->rules,
                               .order = few->order,
                               .conds = few->conds,
                               .values = few->values,
                               .rules_room = FEW,
                               .conds_room = FEW,
                               .values_room = FEW};
}

void rule_reading_restart(struct rule_reading *r) {
  r->nrules = r->nconds = r->nvalues = r->item = 0;
}

/* Each takes an instruction at least, and the kernel takes no more; libseccomp
 * takes ever longer for each. */
enum { PATTERN_MAX = 4096 };

/* Of all rules that are read at once. What they take is counted with 32 bits on
 * 32-bit machines. */
enum { RULES_MAX = 1 << 20 };

/* Raises where there are too many already, or with n more. */
static void room_check(lua_State *L, const struct rule_reading *r,
                       lua_Integer n) {
  if (r->nrules > RULES_MAX || n > RULES_MAX)
    error_raise(L, r->op, E2BIG,
                "the list comes to more than %d rules, and the kernel takes "
                "programs of %d instructions: use fewer rules",
                RULES_MAX, PATTERN_MAX);
}

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

struct pattern rule_keep_pattern(lua_State *L, struct rule_reading *r,
                                 struct when *when, uint32_t action) {
  room_check(L, r, 0);
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

void rule_keep(struct rule_reading *r, const struct pattern *p, int number) {
  struct new_rule rule = p->rule;
  rule.number = number;
  for (size_t i = 0; i < p->count; i++, rule.conds += rule.nconds) {
    if (r->nrules < r->rules_room)
      r->rules[r->nrules] = rule;
    r->nrules++;
  }
}

const char *rule_read_number(lua_State *L, const char *op, int idx,
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

void rule_read_calls(lua_State *L, struct rule_reading *r, int idx,
                     const struct pattern *p) {
  lua_Integer n = args_list(L, idx);
  if (n <= 0)
    error_raise(L, r->op, EINVAL,
                "a list of syscalls has at least one name or number, and "
                "nothing else");
  if (p->count > 1 && (size_t)n > PATTERN_MAX / p->count)
    too_many(L, r->op);
  room_check(L, r, n);
  for (lua_Integer i = 1; i <= n; i++) {
    int number;
    lua_rawgeti(L, idx, i);
    const char *wrong = rule_read_number(L, r->op, lua_gettop(L), &number);
    if (wrong != NULL)
      error_raise(L, r->op, EINVAL,
                  "item %lld of the list is not a syscall name or number%s%s",
                  (long long)i, wrong[0] == '\0' ? "" : ": ", wrong);
    lua_pop(L, 1);
    rule_keep(r, p, number);
  }
}

void rule_make_room(lua_State *L, struct rule_reading *r, size_t rules,
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

bool rule_all_kept(lua_State *L, struct rule_reading *r) {
  if (r->nrules <= r->rules_room && r->nconds <= r->conds_room &&
      r->nvalues <= r->values_room)
    return true;
  rule_make_room(L, r, 2 * r->nrules, 2 * r->nconds, 2 * r->nvalues);
  return false;
}
