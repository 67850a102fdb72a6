/* Rules tested one after the other: a condition that fails leads to the next
 * rule. Built from the last rule to the first.
 *
 * On the way out of a rule something is known: the conditions that held, and
 * the one that did not. Tests further on that this answers are skipped, so a
 * rule that starts like the one before it is not asked its first question
 * again. Skipping only moves arrows, so the size stays linear. */
#include "decide.h"

#include <stdlib.h>

/* How many answered tests are skipped at a time. */
#define SKIP_MAX 64u

/* A rule under construction. */
struct sequence {
  struct decider *d;
  dg_node next;                /* the rule after it */
  struct fact facts[DG_WORDS]; /* what held before the atom at hand */
};

/* Whether a test is known to hold (1), to fail (0), or neither (-1). */
static int known_test(const struct dg_vertex *v, const struct fact *f) {
  uint32_t known;
  switch ((enum dg_op)v->op) {
  case DG_RET:
    return -1;
  case DG_JEQ:
    known = f->known & v->mask;
    if ((f->value ^ v->k) & known)
      return 0;
    if (known == v->mask)
      return 1;
    if (v->mask == UINT32_MAX && (v->k < f->lo || v->k > f->hi))
      return 0;
    return v->mask == UINT32_MAX && f->lo == f->hi ? 1 : -1;
  case DG_JGE:
    if (v->mask != UINT32_MAX)
      return -1;
    return f->lo >= v->k ? 1 : f->hi < v->k ? 0 : -1;
  case DG_JSET:
    if (f->value & v->k)
      return 1;
    return (f->known & v->k) == v->k ? 0 : -1;
  }
  return -1;
}

/* What a test of (word & mask) in lo..hi would tell if it came out as it did:
 * in, or not in. */
struct verdict {
  unsigned word;
  uint32_t mask, lo, hi;
  bool in;
};

/* Adds what a verdict tells to the fact about its word; a value just excluded
 * is told by `not`. False when the verdict is impossible. */
static bool learn(struct fact *f, const struct verdict *a) {
  if (a->in)
    return fact_learn(f, a->mask, a->lo, a->hi);
  if (a->mask != UINT32_MAX) {
    /* One bit that is not as asked is the other way round. */
    if ((a->mask & (a->mask - 1)) == 0 && a->lo == a->hi)
      return fact_learn(f, a->mask, a->lo ^ a->mask, a->lo ^ a->mask);
    return true;
  }
  if (a->lo <= f->lo) {
    if (a->hi == UINT32_MAX)
      return a->lo > 0 && fact_learn(f, a->mask, 0, a->lo - 1);
    return a->hi < f->lo || fact_learn(f, a->mask, a->hi + 1, UINT32_MAX);
  }
  if (a->hi >= f->hi)
    return fact_learn(f, a->mask, 0, a->lo - 1);
  return true;
}

/* Where the next rule starts for those who come with a verdict on its word. */
static dg_node leave(const struct sequence *s, const struct verdict *a) {
  const struct dg_vertex *v = s->d->g->v;
  struct fact fact = s->facts[a->word];
  bool possible = learn(&fact, a);
  dg_node n = s->next;
  for (unsigned i = 0; i < SKIP_MAX && v[n].op != DG_RET; i++) {
    bool same = v[n].word == a->word;
    int known =
        known_test(&v[n], same && possible ? &fact : &s->facts[v[n].word]);
    if (known < 0 && same && !a->in && v[n].op == DG_JEQ &&
        v[n].mask == a->mask && a->lo == a->hi && v[n].k == a->lo)
      known = 0;
    if (known < 0)
      break;
    n = known ? v[n].yes : v[n].no;
  }
  return n;
}

static dg_node build_atom(struct sequence *s, const struct atom *a,
                          dg_node holds);

/* The node of an outcome of a. */
static dg_node build_outcome(struct sequence *s, const struct atom *a,
                             unsigned outcome, const struct verdict *verdict,
                             dg_node holds) {
  switch (outcome) {
  case HOLDS:
    return holds;
  case FAILS:
    return leave(s, verdict);
  default:
    return build_atom(s, &s->d->atoms.v[a->low], holds);
  }
}

/* Tests of one atom: on to `holds`, or out of the rule. */
static dg_node build_atom(struct sequence *s, const struct atom *a,
                          dg_node holds) {
  struct dgraph *g = s->d->g;
  unsigned w = a->word;
  const struct verdict in = {w, a->mask, a->lo, a->hi, true};
  const struct verdict out = {w, a->mask, a->lo, a->hi, false};
  const struct verdict under = {w, a->mask, a->lo, a->mask, false};
  const struct verdict over = {w, a->mask, 0, a->hi, false};
  const struct verdict none = {w, UINT32_MAX, 0, UINT32_MAX, true};
  unsigned given = atom_given(a, &s->facts[w]);
  if (given != UNKNOWN)
    return build_outcome(s, a, given, &none, holds);
  dg_node inside = build_outcome(s, a, a->inside, &in, holds);
  if (a->lo == a->hi && a->below == a->above)
    return dg_test_eq(g, w, a->mask, a->lo, inside,
                      build_outcome(s, a, a->below, &out, holds));
  dg_node node = inside;
  if (a->lo == a->hi && a->hi < a->mask)
    node = dg_test(g, DG_JEQ, w, a->mask, a->lo, inside,
                   build_outcome(s, a, a->above, &over, holds));
  else if (a->hi < a->mask)
    node = dg_test(g, DG_JGE, w, a->mask, a->hi + 1,
                   build_outcome(s, a, a->above, &over, holds), inside);
  if (a->lo > 0)
    node = dg_test(g, DG_JGE, w, a->mask, a->lo, node,
                   build_outcome(s, a, a->below, &under, holds));
  return node;
}

/* Remembers a word's fact and learns what an atom that holds tells. False when
 * the atom cannot hold. */
static bool assume(struct sequence *s, const struct atom *a,
                   struct fact *undo) {
  struct fact *f = &s->facts[a->word];
  *undo = *f;
  uint32_t lo = a->inside == FAILS ? 0 : a->lo;
  uint32_t hi = a->inside == FAILS ? UINT32_MAX : a->hi;
  if (a->below != FAILS)
    lo = 0;
  if (a->above != FAILS)
    hi = UINT32_MAX;
  return fact_learn(f, a->mask, lo, hi);
}

/* The node of one rule with n atoms in front of s->next. */
static dg_node build_rule(struct sequence *s, dg_node action,
                          const uint32_t *atoms, uint32_t n) {
  const struct atom_table *t = &s->d->atoms;
  uint32_t assumed = 0;
  bool possible = true;
  while (assumed < n && possible) {
    possible = assume(s, &t->v[atoms[assumed]], &s->d->undo[assumed]);
    assumed++;
  }
  dg_node node = action;
  while (assumed-- > 0) {
    const struct atom *a = &t->v[atoms[assumed]];
    s->facts[a->word] = s->d->undo[assumed];
    if (possible)
      node = build_atom(s, a, node);
  }
  return possible ? node : s->next;
}

dg_node decider_sequence(struct decider *d, struct rule_list list) {
  /* The list is read backwards, so where its rules start is pushed first. */
  size_t mark = d->bounds.count, most = 0;
  for (size_t at = list.from; at < list.to; at += 2 + d->lists.v[at + 1]) {
    if (at > UINT32_MAX || !decider_reserve(d, &d->bounds, 1))
      return DG_NONE;
    d->bounds.v[d->bounds.count++] = (uint32_t)at;
    most = d->lists.v[at + 1] > most ? d->lists.v[at + 1] : most;
  }
  if (most > d->undo_cap) {
    struct fact *undo = realloc(d->undo, most * sizeof *undo);
    if (undo == NULL) {
      d->g->failed = true;
      return DG_NONE;
    }
    d->undo = undo;
    d->undo_cap = most;
  }
  struct sequence s = {.d = d, .next = list.otherwise};
  for (unsigned w = 0; w < DG_WORDS; w++)
    s.facts[w] = FACT_NONE;
  while (d->bounds.count > mark) {
    const uint32_t *rule = &d->lists.v[d->bounds.v[--d->bounds.count]];
    s.next = build_rule(&s, rule[0], rule + 2, rule[1]);
    if (d->g->failed)
      return DG_NONE;
  }
  return s.next;
}
