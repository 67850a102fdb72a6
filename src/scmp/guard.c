/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <seccomp.h>

#include "../bpf/array.h"
#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "arch.h"
#include "guard.h"
#include "journal.h"
#include "rule_tree.h"
#include "syscalls.h"

struct guarded {
  uint8_t arch; /* index of arch_table */
  int key;      /* the native number of the syscall that owns the tree */
  struct rule_tree *tree;
};

void guard_clear(struct guard *g, const struct journal *j) {
  for (size_t i = 0; i < g->count; i++)
    rule_tree_free(g->trees[i].tree);
  free(g->trees);
  memset(g, 0, sizeof *g);
  g->wary = journal_rule_count(j) > 0;
}

/* A rule as one tree gets it. */
struct target {
  int key;
  struct bpf_cond conds[ARG_COUNT];
  size_t nconds;
};

/* What canonical() says without memory; no syscall can have this number, see
 * filter_check_number. */
enum { NO_MEMORY = -2 };

/* What libseccomp answered of pseudo numbers: number and answer in one word,
 * each where it falls. They never change, and each is asked for as often as
 * there are rules with conditions. */
enum { KNOWN = 1024 };
static _Atomic uint64_t known[KNOWN];

/* The number that stands for a syscall: a call may be given by a pseudo number
 * though the native arch has it directly. */
static int canonical(int number) {
  char name[SYSCALL_NAME];
  if (number >= -1)
    return number;
  _Atomic uint64_t *entry = &known[(uint32_t)number % KNOWN];
  uint64_t word = atomic_load_explicit(entry, memory_order_relaxed);
  if ((uint32_t)(word >> 32) == (uint32_t)number)
    return (int)(uint32_t)word;
  int named = syscall_name_of(arch_native(), number, name, sizeof name);
  if (named < 0)
    return NO_MEMORY;
  int own = named == 0 ? __NR_SCMP_ERROR : seccomp_syscall_resolve_name(name);
  if (own == __NR_SCMP_ERROR)
    own = number;
  word = (uint64_t)(uint32_t)number << 32 | (uint32_t)own;
  atomic_store_explicit(entry, word, memory_order_relaxed);
  return own;
}

/* A width is a mask to libseccomp, whatever it is to us. */
static struct bpf_cond as_added(const struct bpf_cond *c) {
  struct bpf_cond out = *c;
  if (c->width != 64) {
    out.width = 64;
    if (c->op == BPF_OP_EQ) {
      out.op = BPF_OP_MASKED_EQ;
      out.a = UINT64_MAX >> (64 - c->width);
      out.b = c->a;
    }
  }
  return out;
}

/* The trees of an arch that a rule goes into: its own, which libseccomp grows
 * also for a call that the arch lacks, and where the arch multiplexes the call
 * that of socketcall or ipc, with the sub-call's number in place of whatever
 * the rule says of arg0. Returns how many (1 or 2), or 0 without memory. */
static size_t targets(const struct arch *arch, int number,
                      const struct bpf_cond *conds, size_t nconds,
                      struct target out[2]) {
  struct subcall call = {.number = canonical(number)};
  if (call.number == NO_MEMORY)
    return 0;
  int muxed = 0;
  if (arch->multiplexes)
    muxed = syscall_subcall(arch, call.number, &call);
  if (muxed < 0)
    return 0;
  struct target *own = &out[0], *mux = &out[1];
  own->key = call.number;
  own->nconds = nconds;
  for (size_t i = 0; i < nconds; i++)
    own->conds[i] = as_added(&conds[i]);
  if (!muxed)
    return 1;
  mux->key = call.mux;
  mux->nconds = 1;
  mux->conds[0] =
      (struct bpf_cond){.arg = 0, .op = BPF_OP_EQ, .width = 64, .a = call.sub};
  for (size_t i = 0; i < nconds; i++)
    if (conds[i].arg != 0)
      mux->conds[mux->nconds++] = as_added(&conds[i]);
  assert(mux->nconds <= ARG_COUNT);
  return 2;
}

/* Where an arch's tree for a key is, or would go. */
static size_t guard_place(const struct guard *g, uint8_t arch, int key) {
  size_t lo = 0, hi = g->count;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    const struct guarded *t = &g->trees[mid];
    if (t->arch < arch || (t->arch == arch && t->key < key))
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

/* Puts a rule's part for one tree on record. */
static enum rule_tree_answer record(struct rule_tree *tree, uint32_t action,
                                    const struct target *t) {
  struct rule_tree_rule rule = {action, t->conds, t->nconds};
  return rule_tree_add(tree, &rule);
}

/* Whether a rule may go into the arch's tree of `key`: cheap, and never wrongly
 * false. Multiplexed calls share a tree under other numbers. */
static bool may_enter(const struct arch *arch, int key, int number) {
  int own = canonical(number);
  return own == key || own == NO_MEMORY ||
         (arch->multiplexes && syscall_may_be_subcall(own));
}

/* Notes the calls of all rules of a log from an event on. */
static void guard_see(struct guard *g, const struct journal *j, size_t from) {
  for (size_t i = from; i < j->count; i++) {
    const struct event *e = journal_event(j, i);
    if (e->kind == EVENT_MERGE)
      guard_see(g, e->merged, 0);
    if (e->kind != EVENT_RULE)
      continue;
    int own = canonical(e->syscall);
    number_set_add(&g->calls, own);
    g->blind = g->blind || own == NO_MEMORY;
    g->subcalls = g->subcalls || syscall_may_be_subcall(own);
  }
}

/* Whether a rule of the log may be one for the arch's tree of `key`. */
static bool mentions(struct guard *g, const struct journal *j,
                     const struct arch *arch, int key) {
  guard_see(g, j, g->seen);
  g->seen = j->count;
  return g->blind || number_set_has(&g->calls, key) ||
         (arch->multiplexes && g->subcalls);
}

/* Makes the tree of an arch and key from the log. */
static enum rule_tree_answer guard_build(struct rule_tree *tree,
                                         const struct journal *j,
                                         const struct arch *arch, int key) {
  size_t n = journal_rule_count(j);
  struct rule_view *rules = malloc((n + 1) * sizeof *rules);
  if (rules == NULL)
    return RULE_TREE_NOMEM;
  journal_rules(j, rules);
  enum rule_tree_answer answer = RULE_TREE_OK;
  for (size_t i = 0; i < n && answer == RULE_TREE_OK; i++) {
    struct target list[2];
    if (!(rules[i].arches & (1u << arch_index(arch))))
      continue;
    const struct event *e = rules[i].event;
    if (!may_enter(arch, key, e->syscall))
      continue;
    size_t count = targets(arch, e->syscall, rules[i].conds, e->nconds, list);
    if (count == 0)
      answer = RULE_TREE_NOMEM;
    for (size_t k = 0; k < count && answer == RULE_TREE_OK; k++)
      if (list[k].key == key)
        answer = record(tree, e->action, &list[k]);
  }
  free(rules);
  return answer;
}

/* Makes room for and puts in the tree of an arch and key. */
static enum rule_tree_answer introduce(struct guard *g, const struct journal *j,
                                       size_t at, const struct arch *arch,
                                       int key) {
  if (!array_reserve(&g->trees, sizeof *g->trees, g->count + 1, &g->room))
    return RULE_TREE_NOMEM;
  struct rule_tree *tree = rule_tree_new(!arch->compares32);
  if (tree == NULL)
    return RULE_TREE_NOMEM;
  enum rule_tree_answer answer = RULE_TREE_OK;
  if (mentions(g, j, arch, key))
    answer = guard_build(tree, j, arch, key);
  if (answer != RULE_TREE_OK) {
    rule_tree_free(tree);
    return answer;
  }
  memmove(g->trees + at + 1, g->trees + at, (g->count - at) * sizeof *g->trees);
  g->trees[at] = (struct guarded){(uint8_t)arch_index(arch), key, tree};
  g->count++;
  number_set_add(&g->keys, key);
  return RULE_TREE_OK;
}

/* Finds the tree of an arch and key, or makes it; NULL when `answer` is not
 * RULE_TREE_OK, or when it would have to be made and must not. */
static struct rule_tree *tree_of(struct guard *g, const struct journal *j,
                                 const struct arch *arch, int key, bool make,
                                 enum rule_tree_answer *answer) {
  uint8_t index = (uint8_t)arch_index(arch);
  size_t at = guard_place(g, index, key);
  *answer = RULE_TREE_OK;
  if (at < g->count && g->trees[at].arch == index && g->trees[at].key == key)
    return g->trees[at].tree;
  if (make)
    *answer = introduce(g, j, at, arch, key);
  return make && *answer == RULE_TREE_OK ? g->trees[at].tree : NULL;
}

/* Whether rules without conditions of that call reach no tree there is. */
static bool keeps_out(const struct guard *g, const struct arch_list *arches,
                      int number) {
  if (g->count == 0)
    return true;
  int own = canonical(number);
  if (own == NO_MEMORY || number_set_has(&g->keys, own))
    return false;
  for (uint8_t i = 0; i < arches->count; i++)
    if (arch_table[arches->index[i]].multiplexes)
      return !syscall_may_be_subcall(own);
  return true;
}

/* Whether the rule is harmless in any tree, and so are all before it. */
static bool calm(const struct guard *g, const struct journal *j,
                 const struct arch_list *arches, int number,
                 const struct rule_tree_rule *rule) {
  if (g->wary || g->count > 0 || !rule_tree_harmless(rule, j->count))
    return false;
  int own = canonical(number);
  if (own == NO_MEMORY)
    return false;
  /* a multiplexer's tree gets one more condition, for the call */
  for (uint8_t i = 0; i < arches->count; i++)
    if (arch_table[arches->index[i]].multiplexes)
      return !syscall_may_be_subcall(own);
  return true;
}

enum rule_tree_answer guard_foresee(struct guard *g, const struct journal *j,
                                    const struct arch_list *arches, int number,
                                    uint32_t action,
                                    const struct bpf_cond *conds,
                                    size_t nconds) {
  /* rules without conditions collide with nothing but trees that exist */
  struct rule_tree_rule rule = {action, conds, nconds};
  if (nconds == 0 ? keeps_out(g, arches, number)
                  : calm(g, j, arches, number, &rule))
    return RULE_TREE_OK;
  for (uint8_t i = 0; i < arches->count; i++) {
    const struct arch *arch = &arch_table[arches->index[i]];
    struct target list[2];
    size_t count = targets(arch, number, conds, nconds, list);
    if (count == 0)
      return RULE_TREE_NOMEM;
    for (size_t k = 0; k < count; k++) {
      enum rule_tree_answer answer;
      struct rule_tree *tree =
          tree_of(g, j, arch, list[k].key, nconds > 0, &answer);
      if (tree != NULL)
        answer = record(tree, action, &list[k]);
      if (answer != RULE_TREE_OK)
        return answer;
    }
  }
  return RULE_TREE_OK;
}

/* What generated code is made of besides the trees; see gen_bpf.c. A rule may
 * be a syscall of its own: a load and a jump, a jump of the search tree that
 * `optimize` 2 makes, two more for each where it is too long, and a return.
 * An arch is a few of each, and the ends of its search tree. */
enum { PER_RULE = 8, PER_ARCH = 128, PER_FILTER = 3 };

/* What the rules' conditions come to, each for itself, into `sum`; whether that
 * is all there is to it, for none is suspect. */
static bool plain_sum(const struct target *parts, size_t count, bool wide,
                      size_t *sum) {
  bool plain = true;
  for (size_t i = 0; i < count; i++) {
    struct rule_tree_rule rule = {0, parts[i].conds, parts[i].nconds};
    plain = plain && !rule_tree_suspect(&rule, wide);
    *sum += rule_tree_size(&rule, wide);
  }
  return plain;
}

/* Makes the trees of all rules where they are not yet. */
static enum rule_tree_answer make_trees(struct guard *g,
                                        const struct journal *j,
                                        const struct rule_view *rules, size_t n,
                                        const struct arch_list *list) {
  enum rule_tree_answer answer = RULE_TREE_OK;
  for (size_t i = 0; i < n; i++)
    for (uint8_t a = 0; a < list->count; a++) {
      const struct arch *arch = &arch_table[list->index[a]];
      const struct event *e = rules[i].event;
      struct target parts[2];
      if (!(rules[i].arches & (1u << list->index[a])))
        continue;
      size_t count =
          targets(arch, e->syscall, rules[i].conds, e->nconds, parts);
      if (count == 0)
        return RULE_TREE_NOMEM;
      for (size_t k = 0; k < count; k++) {
        tree_of(g, j, arch, parts[k].key, parts[k].nconds > 0, &answer);
        if (answer != RULE_TREE_OK)
          return answer;
      }
    }
  return RULE_TREE_OK;
}

/* What plain_sum makes of rules, of all trees; `exact` as rule_tree.h has it.
 */
static enum rule_tree_answer tree_sum(const struct guard *g, bool exact,
                                      size_t *sum) {
  *sum = 0;
  for (size_t i = 0; i < g->count; i++) {
    size_t tree = rule_tree_instructions(g->trees[i].tree, exact);
    if (tree == SIZE_MAX)
      return RULE_TREE_NOMEM;
    *sum += tree;
  }
  return RULE_TREE_OK;
}

static int compare_calls(const void *a, const void *b) {
  int p = *(const int *)a, q = *(const int *)b;
  return (p > q) - (p < q);
}

/* What there is besides the trees where a call counts once however many rules
 * are for it; SIZE_MAX without memory. */
static size_t sum_of_calls(const struct rule_view *rules, size_t n,
                           const struct arch_list *list) {
  int *calls = malloc((n + 1) * sizeof *calls);
  size_t distinct = 0, sum = PER_FILTER;
  if (calls == NULL)
    return SIZE_MAX;
  for (size_t i = 0; i < n; i++)
    calls[i] = canonical(rules[i].event->syscall);
  qsort(calls, n, sizeof *calls, compare_calls);
  for (size_t i = 0; i < n; i++)
    if (i == 0 || calls[i] != calls[i - 1] || calls[i] == NO_MEMORY)
      distinct++;
  free(calls);
  for (uint8_t a = 0; a < list->count; a++) {
    size_t each =
        arch_table[list->index[a]].multiplexes ? 2 * PER_RULE : PER_RULE;
    sum += PER_ARCH + each * distinct;
  }
  return sum;
}

size_t guard_bound(struct guard *g, const struct journal *j) {
  size_t n = journal_rule_count(j), conds = 0;
  struct arch_list list;
  journal_arches(j, &list);
  size_t bound = PER_FILTER + PER_ARCH * (size_t)list.count;
  struct rule_view *rules = malloc((n + 1) * sizeof *rules);
  enum rule_tree_answer answer = rules == NULL ? RULE_TREE_NOMEM : RULE_TREE_OK;
  bool plain = true;
  if (rules != NULL)
    journal_rules(j, rules);
  for (size_t i = 0; rules != NULL && i < n && answer == RULE_TREE_OK; i++) {
    const struct event *e = rules[i].event;
    for (uint8_t a = 0; a < list.count && answer == RULE_TREE_OK; a++) {
      const struct arch *arch = &arch_table[list.index[a]];
      struct target parts[2];
      if (!(rules[i].arches & (1u << list.index[a])))
        continue;
      bound += arch->multiplexes ? 2 * PER_RULE : PER_RULE;
      if (e->nconds == 0 && !arch->multiplexes)
        continue;
      size_t count =
          targets(arch, e->syscall, rules[i].conds, e->nconds, parts);
      if (count == 0)
        answer = RULE_TREE_NOMEM;
      plain = plain_sum(parts, count, !arch->compares32, &conds) && plain;
    }
  }
  /* trees come to less where a rule without conditions closes one, and so do
   * rules where there are several for a call */
  if (answer == RULE_TREE_OK && (!plain || bound + conds > UINT16_MAX)) {
    answer = make_trees(g, j, rules, n, &list);
    if (answer == RULE_TREE_OK)
      answer = tree_sum(g, false, &conds);
    size_t sum = sum_of_calls(rules, n, &list);
    if (sum < bound)
      bound = sum;
    size_t less;
    if (answer == RULE_TREE_OK && bound + conds > UINT16_MAX &&
        tree_sum(g, true, &less) == RULE_TREE_OK)
      conds = less;
  }
  free(rules);
  return answer == RULE_TREE_OK ? bound + conds : SIZE_MAX;
}
