/* SPDX-License-Identifier: MIT */
/* Adding rules to a filter, all of a batch or none. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lua.h>
#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../lua/action.h"
#include "../lua/error.h"
#include "../scmp/arch.h"
#include "../scmp/guard.h"
#include "../scmp/journal.h"
#include "../scmp/rule_tree.h"
#include "../scmp/syscalls.h"
#include "filter.h"

const char *filter_syscall_text(int number, char *buf, size_t size) {
  const char *newer =
      number < 0 ? NULL : syscall_own_name(arch_native(), (uint32_t)number);
  if (syscall_name_of(arch_native(), number, buf, size) == 1)
    return buf;
  if (newer != NULL)
    snprintf(buf, size, "%s", newer);
  else
    snprintf(buf, size, "number %d", number);
  return buf;
}

/* Where a rule stands, for the front of a message: "rule 3: ", or nothing where
 * it stands alone. */
#define PLACE 24
static const char *place_rule(const struct new_rule *r, char buf[PLACE]) {
  buf[0] = '\0';
  if (r->item != 0)
    snprintf(buf, PLACE, "rule %u: ", (unsigned int)r->item);
  return buf;
}

void filter_check_number(lua_State *L, const struct filter *f, const char *op,
                         const char *where, int number) {
  uint32_t tskip = 0;
  if (number >= 0 || number < -99)
    return;
  if (number < -1)
    error_raise(L, op, EINVAL,
                "%s%d is not a syscall number: libseccomp reserves -99 to -2",
                where, number);
  seccomp_attr_get(f->ctx, SCMP_FLTATR_API_TSKIP, &tskip);
  if (tskip == 0)
    error_raise(L, op, EINVAL,
                "%ssyscall -1 (which tracers use to skip a call) needs the "
                "attribute tskip: f:set(\"tskip\", true)",
                where);
}

void filter_check_arches(lua_State *L, const struct filter *f, const char *op) {
  if (journal_arches_now(&f->journal)->count == 0)
    error_raise(L, op, EINVAL, "filter has no arch: add_arch first");
}

/* Raises for data that libseccomp would cut to 32 bits. */
static void check_widths(lua_State *L, const struct filter *f,
                         const struct batch *b, const struct new_rule *r) {
  const struct arch_list *list = journal_arches_now(&f->journal);
  char where[PLACE], name[SYSCALL_NAME];
  for (size_t i = 0; i < r->nconds; i++) {
    const struct bpf_cond *c = &b->conds[r->conds + i];
    uint64_t wide = c->a > UINT32_MAX ? c->a : c->b;
    for (uint8_t k = 0; wide > UINT32_MAX && k < list->count; k++)
      if (arch_table[list->index[k]].compares32)
        error_raise(L, b->op, EINVAL,
                    "%s%s: datum 0x%llx of arg%u is over 32 bits, and "
                    "libseccomp compares only 32 on %s: it would match "
                    "something else; %suse width 32 or a policy "
                    "(seccomp.policy)",
                    place_rule(r, where),
                    filter_syscall_text(r->number, name, sizeof name),
                    (unsigned long long)wide, (unsigned int)c->arg,
                    arch_table[list->index[k]].name,
                    list->count == 1 ? ""
                                     : "put the arches into filters of their "
                                       "own and merge them, or ");
  }
}

/* Raises for what is wrong with the filter, or with a rule for it as it is now:
 * finalizers may have run since the rules were read. */
static void check_all(lua_State *L, const struct filter *f,
                      const struct batch *b) {
  filter_still(L, f, b->op);
  filter_check_arches(L, f, b->op);
  for (size_t i = 0; i < b->count; i++) {
    const struct new_rule *r = &b->rules[i];
    char spec[40], where[PLACE];
    if (r->number < 0)
      filter_check_number(L, f, b->op, place_rule(r, where), r->number);
    if (r->action == journal_default(&f->journal))
      error_raise(L, b->op, EACCES,
                  "%saction %s is the filter's default action, so the rule "
                  "would change nothing; leave it out",
                  place_rule(r, where),
                  action_spec(r->action, spec, sizeof spec));
    check_widths(L, f, b, r);
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

/* Which rule before may be in the way of one of a batch, into buf: the first
 * with another action for the same call, or for what is on the other end of a
 * multiplexer. "" where there is none to be seen. The batch's own begin after
 * `mark` events. */
static const char *rule_in_the_way(const struct filter *f,
                                   const struct batch *b,
                                   const struct new_rule *r, size_t mark,
                                   char *buf, size_t size) {
  size_t n = journal_rule_count(&f->journal);
  size_t own = n - (f->journal.count - mark);
  struct rule_view *rules = malloc((n + 1) * sizeof *rules);
  buf[0] = '\0';
  if (rules == NULL)
    return buf;
  journal_rules(&f->journal, rules);
  for (size_t i = 0; i < n && buf[0] == '\0'; i++) {
    const struct event *e = rules[i].event;
    char inner[SYSCALL_NAME], outer[SYSCALL_NAME], spec[40], which[48];
    int p = r->number, q = e->syscall;
    const struct arch *arch = NULL;
    if (e->action == r->action)
      continue;
    if (p != q && (arch = goes_through(f, p, q)) == NULL) {
      p = e->syscall;
      q = r->number;
      arch = goes_through(f, p, q);
    }
    action_spec(e->action, spec, sizeof spec);
    if (i < own)
      snprintf(which, sizeof which, "rule %zu", i + 1);
    else
      snprintf(which, sizeof which, "rule %u of the list",
               (unsigned int)b->rules[i - own].item);
    if (arch != NULL)
      snprintf(buf, size, ": %s, %s (%s goes through %s on %s)", which, spec,
               filter_syscall_text(p, inner, sizeof inner),
               filter_syscall_text(q, outer, sizeof outer), arch->name);
    else if (p == q)
      snprintf(buf, size, ": %s, %s", which, spec);
  }
  free(rules);
  return buf;
}

/* A rule that was not added: the error, and the rule it conflicts with. */
struct failure {
  const struct new_rule *rule;
  enum rule_tree_answer foreseen; /* else libseccomp said: */
  int rc;
  char way[320];
};

/* Says that libseccomp, which goes by names from arch to arch, has none for a
 * call. Numbers above 450 are the same everywhere, and came in this order. */
static int raise_nameless(lua_State *L, const struct batch *b,
                          const char *where, const char *name,
                          const char *arches, int number) {
  const struct scmp_version *v = seccomp_version();
  const char *knows = number <= 450   ? NULL
                      : number <= 456 ? "2.5.5"
                      : number <= 466 ? "2.5.6"
                      : number <= 471 ? "2.6.1"
                                      : NULL;
  return error_raise(L, b->op, EOPNOTSUPP,
                     "%s%s: libseccomp %u.%u.%u does not know this call, so it "
                     "can have a rule for it by its number on the native arch "
                     "only, and this filter has %s: %s%s%s use a policy "
                     "(seccomp.policy), which needs none of its names",
                     where, name, v->major, v->minor, v->micro, arches,
                     knows == NULL ? "" : "libseccomp ",
                     knows == NULL ? "" : knows,
                     knows == NULL ? "" : " knows it;");
}

/* Says why libseccomp refused a rule. Its errno means several things; what
 * can be told apart from outside is. */
static int raise_refused(lua_State *L, const struct filter *f,
                         const struct batch *b, const struct failure *why) {
  char where[PLACE], name[96], arches[256], way[SYSCALL_NAME];
  place_rule(why->rule, where);
  filter_syscall_text(why->rule->number, name, sizeof name);
  filter_arch_text(f, arches, sizeof arches);
  switch (-why->rc) {
  case EEXIST:
    return error_raise(
        L, b->op, EEXIST,
        "%s%s: a rule with the same conditions, or with fewer of them, has "
        "another action already%s",
        where, name, why->way);
  case EDOM:
    return error_raise(L, b->op, EDOM,
                       "%s%s: arch %s has no such call as written, and an "
                       "exact rule is not adapted; use add_rule",
                       where, name, arches);
  case EOPNOTSUPP:
    return error_raise(L, b->op, EOPNOTSUPP,
                       "%s%s: exact rules need a filter of one arch, this one "
                       "has %s; make a filter for each and merge them",
                       where, name, arches);
  case EFAULT:
    if (why->rule->number >= 0 &&
        syscall_name_of(arch_native(), why->rule->number, way, sizeof way) ==
            0 &&
        syscall_own_name(arch_native(), (uint32_t)why->rule->number) != NULL)
      return raise_nameless(L, b, where, name, arches, why->rule->number);
    if (strcmp(arches, arch_native()->name) == 0)
      return error_raise(L, b->op, EFAULT,
                         "%s%s: this number stands for no call of %s; name the "
                         "call",
                         where, name, arches);
    return error_raise(L, b->op, EFAULT,
                       "%s%s: this number of the native arch means no call on "
                       "another arch of the filter (%s); name the call, or add "
                       "it before those arches",
                       where, name, arches);
  case EINVAL:
    return error_raise(
        L, b->op, EINVAL,
        b->exact ? "%s%s: libseccomp adapts the conditions to %s, which an "
                   "exact rule forbids; use add_rule"
                 : "%s%s: libseccomp refuses action or conditions on %s",
        where, name, arches);
  default:
    return error_raise(L, b->op, -why->rc, "%s%s: %s", where, name,
                       strerror(-why->rc));
  }
}

/* Says why a rule is not even shown to libseccomp. */
static int raise_foreseen(lua_State *L, const struct batch *b,
                          const struct failure *why) {
  char where[PLACE], name[96];
  if (why->foreseen == RULE_TREE_NOMEM)
    return error_raise(L, b->op, ENOMEM, "not enough memory");
  return error_raise(
      L, b->op, EDEADLK,
      "%s%s: libseccomp would %s on this rule, because of the conditions of "
      "rules added before; add the rules of this syscall in another order "
      "(those with more in common first), or use a policy (seccomp.policy), "
      "which takes them as they are",
      place_rule(why->rule, where),
      filter_syscall_text(why->rule->number, name, sizeof name),
      why->foreseen == RULE_TREE_CORRUPTS   ? "corrupt its memory"
      : why->foreseen == RULE_TREE_EXPLODES ? "compute for minutes or years"
                                            : "never return");
}

/* Puts the filter back as it was before the events from `mark` on. */
static void roll_back(struct filter *f, size_t mark) {
  struct attributes attributes;
  filter_attributes(f, &attributes);
  journal_truncate(&f->journal, mark);
  filter_rebuild(f, &attributes);
}

/* Shell's sort, which needs no memory: indices by their rules' numbers, the
 * highest first. */
static void sort_descending(const struct new_rule *rules, uint32_t *order,
                            size_t count) {
  for (size_t gap = count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
    for (size_t i = gap; i < count; i++) {
      uint32_t index = order[i];
      int number = rules[index].number;
      size_t k = i;
      for (; k >= gap && rules[order[k - gap]].number < number; k -= gap)
        order[k] = order[k - gap];
      order[k] = index;
    }
}

/* The end of the run that begins at `from`: of rules without conditions and
 * alike but for the call, which may be added in any order; or of one rule. */
static size_t run_end(const struct batch *b, size_t from) {
  size_t end = from + 1;
  if (b->rules[from].nconds > 0)
    return end;
  while (end < b->count && b->rules[end].nconds == 0 &&
         b->rules[end].action == b->rules[from].action)
    end++;
  return end;
}

/* Puts a run into the order that libseccomp, which looks for the place of each
 * from the lowest on, is quickest with. Those of which one could get in the way
 * of another stay as they are given. */
static void order_run(const struct filter *f, const struct batch *b,
                      size_t from, size_t end) {
  const struct arch_list *list = journal_arches_now(&f->journal);
  const struct arch *arch = NULL;
  uint32_t *order = b->order + from;
  size_t kept = 0;
  for (uint8_t i = 0; i < list->count; i++)
    if (arch_table[list->index[i]].multiplexes)
      arch = &arch_table[list->index[i]];
  for (size_t i = from; arch != NULL && i < end; i++)
    if (syscall_shares_tree(arch, b->rules[i].number))
      order[kept++] = (uint32_t)i;
  for (size_t i = from, n = kept; i < end; i++)
    if (arch == NULL || !syscall_shares_tree(arch, b->rules[i].number))
      order[n++] = (uint32_t)i;
  sort_descending(b->rules, order + kept, end - from - kept);
}

/* Adds one rule to libseccomp's; whether it did. */
static bool add_one(struct filter *f, const struct batch *b,
                    const struct new_rule *r, struct failure *why) {
  struct scmp_arg_cmp cmps[ARG_COUNT];
  const struct bpf_cond *conds = &b->conds[r->conds];
  for (size_t i = 0; i < r->nconds; i++)
    cmps[i] = journal_scmp(&conds[i]);
  why->rule = r;
  why->foreseen =
      guard_foresee(&f->guard, &f->journal, journal_arches_now(&f->journal),
                    r->number, r->action, conds, r->nconds);
  if (why->foreseen != RULE_TREE_OK)
    return false;
  why->rc =
      journal_rule_add(f->ctx, b->exact, r->action, r->number, r->nconds, cmps);
  return why->rc == 0;
}

/* Adds a run of rules, and puts them on record. */
static bool add_run(struct filter *f, const struct batch *b, size_t from,
                    size_t end, struct failure *why) {
  if (end - from == 1)
    b->order[from] = (uint32_t)from;
  else
    order_run(f, b, from, end);
  for (size_t i = from; i < end; i++)
    if (!add_one(f, b, &b->rules[b->order[i]], why))
      return false;
  for (size_t i = from; i < end; i++) {
    const struct new_rule *r = &b->rules[i];
    struct event e = {.kind = EVENT_RULE,
                      .exact = b->exact,
                      .nconds = r->nconds,
                      .syscall = r->number,
                      .action = r->action};
    journal_push(&f->journal, &e, &b->conds[r->conds]);
  }
  return true;
}

/* Makes sure that to put the batch on record cannot fail. */
static bool add_reserve(struct filter *f, const struct batch *b) {
  size_t conds = 0;
  for (size_t i = 0; i < b->count; i++)
    conds += journal_room(b->rules[i].nconds);
  return journal_reserve(&f->journal, b->count, conds);
}

void filter_add(lua_State *L, struct filter *f, const struct batch *b) {
  size_t mark = f->journal.count;
  struct failure why;
  error_stack(L, b->op, STACK_WORK);
  check_all(L, f, b);
  if (!add_reserve(f, b))
    error_raise(L, b->op, ENOMEM, "not enough memory");
  for (size_t from = 0, end; from < b->count; from = end) {
    end = run_end(b, from);
    if (add_run(f, b, from, end, &why))
      continue;
    why.way[0] = '\0';
    if (why.foreseen == RULE_TREE_OK && why.rc == -EEXIST)
      rule_in_the_way(f, b, why.rule, mark, why.way, sizeof why.way);
    /* libseccomp rolls back to its last successful add, and forgets what
     * happened since: arches, merges, priorities. So never trust it. */
    guard_clear(&f->guard, &f->journal);
    if (why.foreseen == RULE_TREE_OK || b->count > 1)
      roll_back(f, mark);
    if (why.foreseen != RULE_TREE_OK)
      raise_foreseen(L, b, &why);
    raise_refused(L, f, b, &why);
  }
}
