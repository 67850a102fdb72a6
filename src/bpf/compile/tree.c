/* SPDX-License-Identifier: MIT */
/* Decision trees.
 *
 * Take a word that the first rule asks about. The values at which any rule's
 * answer about that word changes cut its range into intervals; within each, all
 * those questions are answered, which removes rules, conditions, and every rule
 * behind one that has no condition left. What remains is decided the same way,
 * and switch lowering leads from the word to it. Remainders that were met
 * before are found in the memo (rule_list.h), which makes a graph of what would
 * be a tree.
 *
 * That gives short paths and tests nothing twice, but can grow exponentially
 * where rules ask about many words in turn; so it has a budget. */
#include "tree.h"

#include "../array.h"
#include "../c_stack.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Levels of words and masks that a graph may ask about. */
#define DEPTH_MAX 64u

/* Spends steps of the attempt; false when there are none left. */
static bool spend(struct decider *d, size_t steps) {
  if (c_stack_short(C_STACK_STEP) || d->steps_left < steps ||
      d->steps_left_in_all < steps)
    return false;
  d->steps_left -= steps;
  d->steps_left_in_all -= steps;
  return true;
}

/* Whether every rule of the list has the predicate. */
static bool in_every_rule(const struct decider *d, struct rule_list list,
                          uint32_t predicate) {
  const uint32_t *v = d->lists.v;
  for (size_t at = list.from; at < list.to; at += 2 + v[at + 1]) {
    size_t i = 0;
    while (i < v[at + 1] && v[at + 2 + i] != predicate)
      i++;
    if (i == v[at + 1])
      return false;
  }
  return true;
}

/* How much answering its question makes of a predicate. An equality or a range
 * ends most rules, a difference few. */
static unsigned predicate_worth(const struct predicate *a) {
  return a->below == FAILS && a->above == FAILS ? 4 : 1;
}

/* The high half of the question's argument, when the list asks for it. Else it
 * would come back to the low half after the high one. */
static struct question high_first(const struct decider *d,
                                  struct rule_list list, struct question q) {
  const uint32_t *v = d->lists.v;
  if (!predicates_low_word(q.word))
    return q;
  for (size_t at = list.from; at < list.to; at += 2 + v[at + 1])
    for (size_t i = 0; i < v[at + 1]; i++) {
      const struct predicate *a = &d->predicates.v[v[at + 2 + i]];
      if (a->word == q.word + 1)
        return (struct question){a->word, a->mask};
    }
  return q;
}

/* Which question of the first rule to answer: one that all rules want answered
 * alike, or else that makes most of the list. */
static struct question choose(const struct decider *d, struct rule_list list) {
  enum { CANDIDATES = 8 };
  const uint32_t *v = d->lists.v;
  struct question q[CANDIDATES];
  size_t worth[CANDIDATES] = {0};
  size_t n = 0;
  for (size_t i = 0; i < v[list.from + 1] && n < CANDIDATES; i++) {
    uint32_t predicate = v[list.from + 2 + i];
    const struct predicate *a = &d->predicates.v[predicate];
    if (in_every_rule(d, list, predicate))
      return (struct question){a->word, a->mask};
    size_t k = 0;
    while (k < n && !rule_list_asks(a, &q[k]))
      k++;
    if (k == n)
      q[n++] = (struct question){a->word, a->mask};
  }
  for (size_t at = list.from; at < list.to; at += 2 + v[at + 1])
    for (size_t i = 0; i < v[at + 1]; i++) {
      const struct predicate *a = &d->predicates.v[v[at + 2 + i]];
      for (size_t k = 0; k < n; k++)
        if (rule_list_asks(a, &q[k]))
          worth[k] += predicate_worth(a);
    }
  size_t best = 0;
  for (size_t k = 1; k < n; k++)
    if (worth[k] > worth[best])
      best = k;
  return high_first(d, list, q[best]);
}

static int compare_words(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Pushes the values from which on the answer to a question may be another,
 * sorted, each once; false when out of memory. */
static bool push_bounds(struct decider *d, struct rule_list list,
                        const struct question *q) {
  const uint32_t *v = d->lists.v;
  size_t from = d->bounds.count;
  for (size_t at = list.from; at < list.to; at += 2 + v[at + 1])
    for (size_t i = 0; i < v[at + 1]; i++) {
      const struct predicate *a = &d->predicates.v[v[at + 2 + i]];
      if (!rule_list_asks(a, q))
        continue;
      if (!rule_list_reserve(d, &d->bounds, 2))
        return false;
      if (a->lo > 0)
        d->bounds.v[d->bounds.count++] = a->lo;
      if (a->hi < q->mask)
        d->bounds.v[d->bounds.count++] = a->hi + 1;
    }
  if (d->bounds.count - from < 2)
    return true;
  qsort(&d->bounds.v[from], d->bounds.count - from, sizeof *d->bounds.v,
        compare_words);
  size_t to = from + 1;
  for (size_t i = from + 1; i < d->bounds.count; i++)
    if (d->bounds.v[i] != d->bounds.v[to - 1])
      d->bounds.v[to++] = d->bounds.v[i];
  d->bounds.count = to;
  return true;
}

static graph_node tree_by_split(struct decider *d, struct rule_list list,
                                unsigned depth);

/* Pushes a run, joined to the one before it when both lead to one target and
 * that one is above base; false when out of memory. */
static bool push_interval(struct decider *d, size_t base, uint32_t first,
                          graph_node target) {
  if (d->nintervals > base && d->intervals[d->nintervals - 1].target == target)
    return true;
  if (!array_reserve(&d->intervals, sizeof *d->intervals, d->nintervals + 1,
                     &d->intervals_cap)) {
    d->g->failed = true;
    return false;
  }
  d->intervals[d->nintervals++] =
      (struct switch_interval){.first = first, .weight = 1, .target = target};
  return true;
}

/* A list being decided by the answers to one question. */
struct split {
  struct rule_list whole;
  /* The rules of `whole` that ask about the word, and those that do not, with
   * their place in `whole` where the action stands elsewhere. */
  struct rule_list asking, others;
  size_t uniform; /* the rules before this place have one action */
  struct question q;
  size_t base;     /* the first of its intervals */
  uint32_t serial; /* tells what is remembered of it */
  unsigned depth;
};

static bool rule_asks(const struct decider *d, size_t at, unsigned word) {
  const uint32_t *v = d->lists.v;
  for (size_t i = 0; i < v[at + 1]; i++)
    if (d->predicates.v[v[at + 2 + i]].word == word)
      return true;
  return false;
}

/* Pushes the rules of c->whole that ask, or those that do not; there must be
 * room. */
static struct rule_list push_rules_of(struct decider *d, const struct split *c,
                                      bool asking) {
  uint32_t *v = d->lists.v;
  struct rule_list list = {d->lists.count, 0, c->whole.otherwise};
  for (size_t at = c->whole.from; at < c->whole.to; at += 2 + v[at + 1]) {
    if (rule_asks(d, at, c->q.word) != asking)
      continue;
    memcpy(&v[d->lists.count], &v[at], (2 + v[at + 1]) * sizeof *v);
    v[d->lists.count] = (uint32_t)(at - c->whole.from);
    d->lists.count += 2 + v[at + 1];
  }
  list.to = d->lists.count;
  return list;
}

/* Sorts the rules of c->whole out; false when out of memory. */
static bool push_split(struct decider *d, struct split *c) {
  struct rule_list whole = c->whole;
  if (!rule_list_reserve(d, &d->lists, whole.to - whole.from))
    return false;
  const uint32_t *v = d->lists.v;
  c->uniform = whole.from;
  while (c->uniform < whole.to && v[c->uniform] == v[whole.from])
    c->uniform += 2 + v[c->uniform + 1];
  c->asking = push_rules_of(d, c, true);
  c->others = push_rules_of(d, c, false);
  return true;
}

/* Pushes the whole list with what is left of the asking rules in their place;
 * false when out of budget or memory. */
static bool compose(struct decider *d, const struct split *c,
                    struct rule_list left, struct rule_list *out) {
  struct rule_list others = c->others;
  size_t most = left.to - left.from + others.to - others.from;
  if (!spend(d, most) || !rule_list_reserve(d, &d->lists, most))
    return false;
  uint32_t *v = d->lists.v;
  *out = (struct rule_list){d->lists.count, 0, c->whole.otherwise};
  while (left.from < left.to || others.from < others.to) {
    bool take_left = others.from == others.to ||
                     (left.from < left.to && v[left.from] < v[others.from]);
    size_t *from = take_left ? &left.from : &others.from;
    size_t n = 2 + v[*from + 1];
    memcpy(&v[d->lists.count], &v[*from], n * sizeof *v);
    v[d->lists.count] = v[c->whole.from + v[*from]];
    d->lists.count += n;
    *from += n;
    if (n == 2)
      break;
  }
  rule_list_seal(d, out);
  return true;
}

/* Where the whole list goes when the asking rules come down to `left`. */
static graph_node subtree_of(struct decider *d, const struct split *c,
                             struct rule_list left) {
  const uint32_t *v = d->lists.v;
  for (size_t at = left.from; at < left.to; at += 2 + v[at + 1])
    if (v[at + 1] == 0 && c->whole.from + v[at] < c->uniform)
      return v[c->whole.from + v[at]];
  left.otherwise = c->serial;
  graph_node node = rule_list_recall(d, left, MEMO_SUBTREE);
  if (node != GRAPH_NONE)
    return node;
  struct rule_list list;
  if (!compose(d, c, left, &list))
    return GRAPH_NONE;
  node = tree_by_split(d, list, c->depth + 1);
  if (node != GRAPH_NONE && !rule_list_remember(d, left, MEMO_SUBTREE, node))
    return GRAPH_NONE;
  return node;
}

/* Decides for the answers lo..hi, which leave the asking rules `list`,
 * and at which n answers (from d->bounds.v[bound] on) something may change.
 * Pushes intervals. False when out of budget or memory. */
static bool split_range(struct decider *d, const struct split *c,
                        struct rule_list list, uint32_t lo, uint32_t hi,
                        size_t bound, size_t n) {
  struct answer answer = {c->q, lo, hi, KNOWN_NOTHING};
  struct rule_list left;
  bool open, done;
  size_t mark = d->lists.count;
  bool possible = predicates_learn(&answer.bits, c->q.mask, lo, hi);
  assert(possible);
  (void)possible;
  if (!spend(d, list.to - list.from) ||
      !rule_list_narrow(d, list, &answer, &left, &open))
    return false;
  if (!open) {
    graph_node target = subtree_of(d, c, left);
    done = target != GRAPH_NONE && push_interval(d, c->base, lo, target);
  } else {
    assert(n > 0);
    size_t half = n / 2;
    uint32_t middle = d->bounds.v[bound + half];
    done = split_range(d, c, left, lo, middle - 1, bound, half) &&
           split_range(d, c, left, middle, hi, bound + half + 1, n - half - 1);
  }
  d->lists.count = mark;
  return done;
}

/* The graph of a list at some depth of the work. */
static graph_node tree_by_split(struct decider *d, struct rule_list list,
                                unsigned depth) {
  if (list.from == list.to)
    return list.otherwise;
  graph_node node = rule_list_recall(d, list, MEMO_TREE);
  if (node != GRAPH_NONE)
    return node;
  if (depth > DEPTH_MAX || d->g->count > d->nodes_max || d->g->failed ||
      !spend(d, list.to - list.from))
    return GRAPH_NONE;
  struct split c = {.whole = list, .q = choose(d, list), .depth = depth};
  size_t bound = d->bounds.count, mark = d->lists.count;
  c.base = d->nintervals;
  c.serial = d->serial++;
  if (push_bounds(d, list, &c.q) && push_split(d, &c) &&
      split_range(d, &c, c.asking, 0, c.q.mask, bound, d->bounds.count - bound))
    node =
        switch_lower(d->g, d->tuning, c.q.word, c.q.mask, &d->intervals[c.base],
                     d->nintervals - c.base, c.q.mask);
  d->bounds.count = bound;
  d->lists.count = mark;
  d->nintervals = c.base;
  if (node != GRAPH_NONE && !rule_list_remember(d, list, MEMO_TREE, node))
    return GRAPH_NONE;
  return node;
}

graph_node tree_build(struct decider *d, struct rule_list list) {
  return tree_by_split(d, list, 0);
}
