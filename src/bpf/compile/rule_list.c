/* SPDX-License-Identifier: MIT */
/* Rules packed into lists, what an answer leaves of them, and the memory of
 * what was decided about which list. */
#include "rule_list.h"

#include "../array.h"

#include <stdlib.h>
#include <string.h>

/* Words of rule lists looked at by all attempts at graphs of a policy. */
#define STEPS_MAX (1u << 23)

/* Atoms of a rule compared with a new one. */
#define LOOK_BACK 16u

struct memo {
  uint32_t hash;
  graph_node node; /* GRAPH_NONE: free */
  size_t key, length;
};

bool rule_list_reserve(struct decider *d, struct words *w, size_t more) {
  if (array_reserve(&w->v, sizeof *w->v, w->count + more, &w->cap))
    return true;
  d->g->failed = true;
  return false;
}

bool rule_list_init(struct decider *d, struct graph *g,
                    const struct switch_tuning *tuning) {
  memset(d, 0, sizeof *d);
  d->g = g;
  d->tuning = tuning;
  d->steps_left_in_all = STEPS_MAX;
  return predicates_init(&d->predicates);
}

void rule_list_free(struct decider *d) {
  predicates_free(&d->predicates);
  free(d->lists.v);
  free(d->bounds.v);
  free(d->intervals);
  free(d->keys.v);
  free(d->memo);
  free(d->undo);
}

void rule_list_start(struct decider *d) { d->lists.count = 0; }

/* Adds a rule with those conditions that are chosen: the offset of the
 * alternative of each, by the place of the condition. */
static bool add_chosen(struct decider *d, const struct bpf_rule *rule,
                       bool wide, const uint16_t *chosen) {
  struct words *w = &d->lists;
  size_t start = w->count;
  if (!rule_list_reserve(d, w, 2))
    return false;
  w->v[start] = graph_ret(d->g, bpf_ret_canonical(rule->action));
  w->count += 2;
  for (size_t i = 0; i < rule->nconds; i += 1u + rule->conds[i].others) {
    const struct bpf_cond *cond =
        &rule->conds[i + (chosen == NULL ? 0 : chosen[i])];
    uint32_t predicates[2];
    unsigned n;
    switch (predicates_of_cond(&d->predicates, cond, wide, predicates, &n)) {
    case COND_NOMEM:
      return false;
    case COND_NEVER:
      w->count = start;
      return true;
    case COND_PREDICATES:
      break;
    }
    if (!rule_list_reserve(d, w, n))
      return false;
    memcpy(&w->v[w->count], predicates, n * sizeof *predicates);
    w->count += n;
  }
  size_t npredicates = w->count - start - 2;
  if (npredicates > UINT32_MAX)
    return false;
  w->v[start + 1] = (uint32_t)npredicates;
  return true;
}

bool rule_list_add(struct decider *d, const struct bpf_rule *rule, bool wide) {
  size_t i = 0;
  while (i < rule->nconds && rule->conds[i].others == 0)
    i++;
  if (i == rule->nconds)
    return add_chosen(d, rule, wide, NULL);
  /* once for each choice; the last list's values change soonest */
  uint16_t *chosen = calloc(rule->nconds, sizeof *chosen);
  if (chosen == NULL) {
    d->g->failed = true;
    return false;
  }
  bool good = true, more = true;
  while (good && more) {
    good = add_chosen(d, rule, wide, chosen);
    more = false;
    size_t last = SIZE_MAX;
    for (i = 0; i < rule->nconds; i += 1u + rule->conds[i].others)
      if (chosen[i] < rule->conds[i].others)
        last = i;
    if (last != SIZE_MAX) {
      more = true;
      chosen[last]++;
      for (i = last + 1u + rule->conds[last].others; i < rule->nconds;
           i += 1u + rule->conds[i].others)
        chosen[i] = 0;
    }
  }
  free(chosen);
  return good;
}

static uint32_t key_hash(const uint32_t *v, size_t n, uint32_t first,
                         uint32_t second) {
  uint64_t h = ((uint64_t)first << 32 | second) * UINT64_C(0x9e3779b97f4a7c15);
  for (size_t i = 0; i < n; i++) {
    h = (h ^ v[i]) * UINT64_C(0xbf58476d1ce4e5b9);
    h ^= h >> 31;
  }
  return (uint32_t)(h >> 16);
}

/* Looks a list up, or finds the slot where it belongs. */
static struct memo *memo_find(const struct decider *d, struct rule_list list,
                              enum memo_kind kind, uint32_t *hash) {
  const uint32_t *v = &d->lists.v[list.from];
  size_t n = list.to - list.from;
  *hash = key_hash(v, n, kind, list.otherwise);
  size_t slot = *hash & (d->memo_cap - 1);
  for (; d->memo[slot].node != GRAPH_NONE;
       slot = (slot + 1) & (d->memo_cap - 1)) {
    const struct memo *m = &d->memo[slot];
    const uint32_t *key = &d->keys.v[m->key];
    if (m->hash == *hash && m->length == n && key[0] == (uint32_t)kind &&
        key[1] == list.otherwise && memcmp(key + 2, v, n * sizeof *v) == 0)
      break;
  }
  return &d->memo[slot];
}

/* Room for one more remembered list; false when out of memory. */
static bool memo_reserve(struct decider *d) {
  if (d->nmemo * 2 < d->memo_cap)
    return true;
  size_t cap = d->memo_cap ? d->memo_cap * 2 : 256;
  struct memo *memo = malloc(cap * sizeof *memo);
  if (memo == NULL) {
    d->g->failed = true;
    return false;
  }
  memset(memo, 0xff, cap * sizeof *memo);
  for (size_t i = 0; i < d->memo_cap; i++) {
    if (d->memo[i].node == GRAPH_NONE)
      continue;
    size_t slot = d->memo[i].hash & (cap - 1);
    while (memo[slot].node != GRAPH_NONE)
      slot = (slot + 1) & (cap - 1);
    memo[slot] = d->memo[i];
  }
  free(d->memo);
  d->memo = memo;
  d->memo_cap = cap;
  return true;
}

graph_node rule_list_recall(const struct decider *d, struct rule_list list,
                            enum memo_kind kind) {
  uint32_t hash;
  return d->memo_cap > 0 ? memo_find(d, list, kind, &hash)->node : GRAPH_NONE;
}

bool rule_list_remember(struct decider *d, struct rule_list list,
                        enum memo_kind kind, graph_node node) {
  uint32_t hash;
  if (!memo_reserve(d))
    return false;
  struct memo *m = memo_find(d, list, kind, &hash);
  size_t n = list.to - list.from;
  if (m->node != GRAPH_NONE) {
    m->node = node;
    return true;
  }
  if (!rule_list_reserve(d, &d->keys, n + 2))
    return false;
  uint32_t *key = &d->keys.v[d->keys.count];
  key[0] = kind;
  key[1] = list.otherwise;
  memcpy(key + 2, &d->lists.v[list.from], n * sizeof *key);
  *m = (struct memo){
      .hash = hash, .node = node, .key = d->keys.count, .length = n};
  d->keys.count += n + 2;
  d->nmemo++;
  return true;
}

bool rule_list_asks(const struct predicate *a, const struct question *q) {
  return a->word == q->word && a->mask == q->mask;
}

/* What a predicate says given an answer, or UNKNOWN. */
static unsigned predicate_after(const struct predicate *a,
                                const struct answer *answer) {
  if (a->word != answer->q.word)
    return UNKNOWN;
  if (a->mask != answer->q.mask)
    return predicate_given(a, &answer->bits);
  if (answer->hi < a->lo)
    return a->below;
  if (answer->lo > a->hi)
    return a->above;
  return answer->lo >= a->lo && answer->hi <= a->hi ? a->inside : UNKNOWN;
}

/* Copies a predicate into the list under construction, as far as the answer
 * leaves it open. False when it does not hold. */
static bool copy_predicate(struct decider *d, size_t rule, uint32_t predicate,
                           const struct answer *answer, bool *open) {
  const struct predicate *a = &d->predicates.v[predicate];
  switch (predicate_after(a, answer)) {
  case HOLDS:
    return true;
  case FAILS:
    return false;
  case ASKS_LOW:
    predicate = a->low;
    break;
  default:
    *open = *open || rule_list_asks(a, &answer->q);
    break;
  }
  /* Not again what is there; how far to look is a matter of time only. */
  uint32_t *v = d->lists.v;
  size_t i = d->lists.count - rule - 2 > LOOK_BACK ? d->lists.count - LOOK_BACK
                                                   : rule + 2;
  for (; i < d->lists.count; i++)
    if (v[i] == predicate)
      return true;
  v[d->lists.count++] = predicate;
  return true;
}

void rule_list_seal(struct decider *d, struct rule_list *list) {
  const uint32_t *v = d->lists.v;
  size_t end = d->lists.count;
  for (size_t at = list->from; at < end; at += 2 + v[at + 1])
    if (v[at + 1] == 0) {
      list->otherwise = v[at];
      end = at;
    }
  list->to = list->from;
  for (size_t at = list->from; at < end; at += 2 + v[at + 1])
    if (v[at] != list->otherwise)
      list->to = at + 2 + v[at + 1];
  d->lists.count = list->to;
}

bool rule_list_narrow(struct decider *d, struct rule_list list,
                      const struct answer *answer, struct rule_list *out,
                      bool *open) {
  if (!rule_list_reserve(d, &d->lists, list.to - list.from))
    return false;
  *open = false;
  *out = (struct rule_list){d->lists.count, 0, list.otherwise};
  uint32_t *v = d->lists.v;
  for (size_t at = list.from; at < list.to;) {
    size_t rule = d->lists.count;
    size_t end = at + 2 + v[at + 1];
    v[rule] = v[at];
    d->lists.count += 2;
    bool rule_open = false, alive = true;
    for (size_t i = at + 2; i < end && alive; i++)
      alive = copy_predicate(d, rule, v[i], answer, &rule_open);
    at = end;
    if (!alive) {
      d->lists.count = rule;
      continue;
    }
    *open = *open || rule_open;
    v[rule + 1] = (uint32_t)(d->lists.count - rule - 2);
    if (v[rule + 1] == 0)
      break;
  }
  out->to = d->lists.count;
  return true;
}
