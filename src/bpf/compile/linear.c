/* SPDX-License-Identifier: MIT */
/* Linear lists: rules tested one after the other; a condition that fails leads
 * to the next rule. Built from the last rule to the first.
 *
 * Jump threading: on the way out of a rule something is known (known bits and
 * bounds), namely the conditions that held and the one that did not. Tests
 * further on whose outcome follows from that are jumped over, so a rule that
 * begins like the one before it is not asked its first question again.
 * Threading only moves edges, so the size stays linear. */
#include "linear.h"

#include "../array.h"

/* How many answered tests are skipped at a time. */
#define THREAD_MAX 64u

/* A rule under construction. */
struct linear {
  struct decider *d;
  graph_node next;              /* the rule after it */
  struct known bits[BPF_WORDS]; /* what held before the predicate at hand */
};

/* Whether a test is known to hold (1), to fail (0), or neither (-1). */
static int known_test(const struct graph_vertex *v, const struct known *f) {
  uint32_t known;
  switch ((enum graph_op)v->op) {
  case GRAPH_RET:
    return -1;
  case GRAPH_JEQ:
    known = f->known & v->mask;
    if ((f->value ^ v->k) & known)
      return 0;
    if (known == v->mask)
      return 1;
    if (v->mask == UINT32_MAX && (v->k < f->lo || v->k > f->hi))
      return 0;
    return v->mask == UINT32_MAX && f->lo == f->hi ? 1 : -1;
  case GRAPH_JGE:
    if (v->mask != UINT32_MAX)
      return -1;
    return f->lo >= v->k ? 1 : f->hi < v->k ? 0 : -1;
  case GRAPH_JSET:
    if (f->value & v->k)
      return 1;
    return (f->known & v->k) == v->k ? 0 : -1;
  }
  return -1;
}

/* What a test of (word & mask) in lo..hi would tell if it came out as it did:
 * in, or not in. */
struct test_verdict {
  unsigned word;
  uint32_t mask, lo, hi;
  bool in;
};

/* Adds what a verdict tells to what is known of its word; a value just excluded
 * is told by `not`. False when the verdict is impossible. */
static bool learn_verdict(struct known *f, const struct test_verdict *a) {
  if (a->in)
    return predicates_learn(f, a->mask, a->lo, a->hi);
  if (a->mask != UINT32_MAX) {
    /* One bit that is not as asked is the other way round. */
    if ((a->mask & (a->mask - 1)) == 0 && a->lo == a->hi)
      return predicates_learn(f, a->mask, a->lo ^ a->mask, a->lo ^ a->mask);
    return true;
  }
  if (a->lo <= f->lo) {
    if (a->hi == UINT32_MAX)
      return a->lo > 0 && predicates_learn(f, a->mask, 0, a->lo - 1);
    return a->hi < f->lo || predicates_learn(f, a->mask, a->hi + 1, UINT32_MAX);
  }
  if (a->hi >= f->hi)
    return predicates_learn(f, a->mask, 0, a->lo - 1);
  return true;
}

/* Where the next rule starts for those who come with a verdict on its word. */
static graph_node thread_jump(const struct linear *s,
                              const struct test_verdict *a) {
  const struct graph_vertex *v = s->d->g->v;
  struct known bits = s->bits[a->word];
  bool possible = learn_verdict(&bits, a);
  graph_node n = s->next;
  for (unsigned i = 0; i < THREAD_MAX && v[n].op != GRAPH_RET; i++) {
    bool same = v[n].word == a->word;
    int known =
        known_test(&v[n], same && possible ? &bits : &s->bits[v[n].word]);
    if (known < 0 && same && !a->in && v[n].op == GRAPH_JEQ &&
        v[n].mask == a->mask && a->lo == a->hi && v[n].k == a->lo)
      known = 0;
    if (known < 0)
      break;
    n = known ? v[n].yes : v[n].no;
  }
  return n;
}

static graph_node build_predicate(struct linear *s, const struct predicate *a,
                                  graph_node holds);

/* The node of an outcome of a. */
static graph_node build_outcome(struct linear *s, const struct predicate *a,
                                unsigned outcome,
                                const struct test_verdict *verdict,
                                graph_node holds) {
  switch (outcome) {
  case HOLDS:
    return holds;
  case FAILS:
    return thread_jump(s, verdict);
  default:
    return build_predicate(s, &s->d->predicates.v[a->low], holds);
  }
}

/* Tests of one predicate: on to `holds`, or out of the rule. */
static graph_node build_predicate(struct linear *s, const struct predicate *a,
                                  graph_node holds) {
  struct graph *g = s->d->g;
  unsigned w = a->word;
  const struct test_verdict in = {w, a->mask, a->lo, a->hi, true};
  const struct test_verdict out = {w, a->mask, a->lo, a->hi, false};
  const struct test_verdict under = {w, a->mask, a->lo, a->mask, false};
  const struct test_verdict over = {w, a->mask, 0, a->hi, false};
  const struct test_verdict none = {w, UINT32_MAX, 0, UINT32_MAX, true};
  unsigned given = predicate_given(a, &s->bits[w]);
  if (given != UNKNOWN)
    return build_outcome(s, a, given, &none, holds);
  graph_node inside = build_outcome(s, a, a->inside, &in, holds);
  if (a->lo == a->hi && a->below == a->above)
    return graph_test_eq(g, w, a->mask, a->lo, inside,
                         build_outcome(s, a, a->below, &out, holds));
  graph_node node = inside;
  if (a->lo == a->hi && a->hi < a->mask)
    node = graph_test(g, GRAPH_JEQ, w, a->mask, a->lo, inside,
                      build_outcome(s, a, a->above, &over, holds));
  else if (a->hi < a->mask)
    node = graph_test(g, GRAPH_JGE, w, a->mask, a->hi + 1,
                      build_outcome(s, a, a->above, &over, holds), inside);
  if (a->lo > 0)
    node = graph_test(g, GRAPH_JGE, w, a->mask, a->lo, node,
                      build_outcome(s, a, a->below, &under, holds));
  return node;
}

/* Saves what is known of a word and adds what a predicate that holds tells.
 * False when the predicate cannot hold. */
static bool assume(struct linear *s, const struct predicate *a,
                   struct known *undo) {
  struct known *f = &s->bits[a->word];
  *undo = *f;
  uint32_t lo = a->inside == FAILS ? 0 : a->lo;
  uint32_t hi = a->inside == FAILS ? UINT32_MAX : a->hi;
  if (a->below != FAILS)
    lo = 0;
  if (a->above != FAILS)
    hi = UINT32_MAX;
  return predicates_learn(f, a->mask, lo, hi);
}

/* The node of one rule with n predicates in front of s->next. */
static graph_node build_rule(struct linear *s, graph_node action,
                             const uint32_t *predicates, uint32_t n) {
  const struct predicate_table *t = &s->d->predicates;
  uint32_t assumed = 0;
  bool possible = true;
  while (assumed < n && possible) {
    possible = assume(s, &t->v[predicates[assumed]], &s->d->undo[assumed]);
    assumed++;
  }
  graph_node node = action;
  while (assumed-- > 0) {
    const struct predicate *a = &t->v[predicates[assumed]];
    s->bits[a->word] = s->d->undo[assumed];
    if (possible)
      node = build_predicate(s, a, node);
  }
  return possible ? node : s->next;
}

graph_node linear_build(struct decider *d, struct rule_list list) {
  /* The list is read backwards, so where its rules start is pushed first. */
  size_t mark = d->bounds.count, most = 0;
  for (size_t at = list.from; at < list.to; at += 2 + d->lists.v[at + 1]) {
    if (at > UINT32_MAX || !rule_list_reserve(d, &d->bounds, 1))
      return GRAPH_NONE;
    d->bounds.v[d->bounds.count++] = (uint32_t)at;
    most = d->lists.v[at + 1] > most ? d->lists.v[at + 1] : most;
  }
  if (!array_reserve(&d->undo, sizeof *d->undo, most, &d->undo_cap)) {
    d->g->failed = true;
    return GRAPH_NONE;
  }
  struct linear s = {.d = d, .next = list.otherwise};
  for (unsigned w = 0; w < BPF_WORDS; w++)
    s.bits[w] = KNOWN_NOTHING;
  while (d->bounds.count > mark) {
    const uint32_t *rule = &d->lists.v[d->bounds.v[--d->bounds.count]];
    s.next = build_rule(&s, rule[0], rule + 2, rule[1]);
    if (d->g->failed)
      return GRAPH_NONE;
  }
  return s.next;
}
