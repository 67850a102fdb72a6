/* SPDX-License-Identifier: MIT */
/* Switch lowering: search trees over intervals.
 *
 * A tree is made of splits (JGE) and of chains: a few single values tested with
 * JEQ one after the other, where everything else in the segment has one target.
 * A chain takes one test for each value where splits need two, because the
 * intervals on both sides of the value are joined again. Which to use where is
 * found by dynamic programming, which is optimal for its cost (the weighted
 * depth of the intervals, and instructions): cubic, so it works on windows of
 * few intervals. Above that, segments are halved by weight. */
#include "switch.h"

#include <assert.h>

#define CHAIN_IN_WINDOW ((SWITCH_WINDOW - 1) / 2)

struct lowering {
  struct graph *g;
  const struct switch_tuning *tuning;
  unsigned word;
  uint32_t mask;
  const struct switch_interval *intervals;
  size_t n;
  uint32_t last;
};

/* What to do with a segment of a window. */
struct segment_plan {
  uint32_t cost;
  uint8_t cut;    /* split: the first run on the right */
  uint8_t joined; /* chain: a run with the common target, from 1; or 0 */
};

struct window {
  const struct lowering *s;
  size_t base;
  struct segment_plan plan[SWITCH_WINDOW][SWITCH_WINDOW];
};

static uint32_t interval_last(const struct lowering *s, size_t i) {
  return i + 1 < s->n ? s->intervals[i + 1].first - 1 : s->last;
}

static bool interval_single(const struct lowering *s, size_t i) {
  return interval_last(s, i) == s->intervals[i].first;
}

static uint32_t interval_weight(const struct lowering *s, size_t i) {
  uint32_t weight = s->intervals[i].weight;
  return weight < SWITCH_WEIGHT_MAX ? weight : SWITCH_WEIGHT_MAX;
}

/* Whether [i, j] is single values but for intervals with the target of
 * `joined`; counts the values. */
static bool chain_fits(const struct lowering *s, size_t i, size_t j,
                       size_t joined, size_t *values) {
  size_t count = 0;
  for (size_t k = i; k <= j; k++) {
    if (s->intervals[k].target == s->intervals[joined].target)
      continue;
    if (!interval_single(s, k))
      return false;
    count++;
  }
  *values = count;
  return true;
}

/* The chain over [i, j]; the values in the order given, or by weight while
 * they are few. */
static graph_node chain_build(const struct lowering *s, size_t i, size_t j,
                              size_t joined) {
  graph_node join = s->intervals[joined].target;
  graph_node node = join;
  size_t order[CHAIN_IN_WINDOW];
  size_t count = 0;
  if (j - i < SWITCH_WINDOW) {
    for (size_t k = i; k <= j; k++) {
      if (s->intervals[k].target == join)
        continue;
      size_t at = count++;
      for (;
           at > 0 && interval_weight(s, order[at - 1]) < interval_weight(s, k);
           at--)
        order[at] = order[at - 1];
      order[at] = k;
    }
    while (count-- > 0)
      node = graph_test_eq(s->g, s->word, s->mask,
                           s->intervals[order[count]].first,
                           s->intervals[order[count]].target, node);
    return node;
  }
  for (size_t k = j + 1; k-- > i;)
    if (s->intervals[k].target != join)
      node = graph_test_eq(s->g, s->word, s->mask, s->intervals[k].first,
                           s->intervals[k].target, node);
  return node;
}

/* Considers the chains of a window that begin at i, with one of its first two
 * intervals joined: each is the one before it with one interval more. */
static void plan_chains(struct window *w, size_t i, size_t n) {
  const struct lowering *s = w->s;
  const struct switch_interval *r = &s->intervals[w->base];
  const size_t most =
      s->tuning->chain < CHAIN_IN_WINDOW ? s->tuning->chain : CHAIN_IN_WINDOW;
  for (size_t joined = i; joined <= i + 1 && joined < n; joined++) {
    uint32_t weights[CHAIN_IN_WINDOW]; /* of the values, heaviest first */
    uint32_t values = 0, around = 0, cost = 0;
    for (size_t j = i; j < n; j++) {
      const uint32_t weight = interval_weight(s, w->base + j);
      if (r[j].target == r[joined].target) {
        around += weight;
      } else {
        if (values == most || !interval_single(s, w->base + j))
          break;
        size_t at = values++;
        for (; at > 0 && weights[at - 1] < weight; at--) {
          weights[at] = weights[at - 1];
          cost += weights[at]; /* one test later */
        }
        weights[at] = weight;
        cost += weight * (uint32_t)(at + 1);
      }
      const uint32_t whole = cost + (around + s->tuning->size_cost) * values;
      struct segment_plan *plan = &w->plan[i][j];
      if (j >= i + 2 && whole <= plan->cost) {
        plan->cost = whole;
        plan->joined = (uint8_t)(joined + 1);
      }
    }
  }
}

static graph_node plan_build(const struct window *w, size_t i, size_t j) {
  const struct lowering *s = w->s;
  if (i == j)
    return s->intervals[w->base + i].target;
  const struct segment_plan *plan = &w->plan[i][j];
  if (plan->joined > 0)
    return chain_build(s, w->base + i, w->base + j,
                       w->base + plan->joined - 1u);
  graph_node no = plan_build(w, i, plan->cut - 1u);
  graph_node yes = plan_build(w, plan->cut, j);
  return graph_test(s->g, GRAPH_JGE, s->word, s->mask,
                    s->intervals[w->base + plan->cut].first, yes, no);
}

/* The tree over the intervals [base, base + n), n at most SWITCH_WINDOW. */
static graph_node window_build(const struct lowering *s, size_t base,
                               size_t n) {
  struct window w;
  uint32_t sum[SWITCH_WINDOW + 1] = {0};
  for (size_t i = 0; i < n; i++)
    sum[i + 1] = sum[i] + interval_weight(s, base + i);
  w.s = s;
  w.base = base;
  for (size_t i = n; i-- > 0;) {
    w.plan[i][i] = (struct segment_plan){.cost = 0};
    for (size_t j = i + 1; j < n; j++)
      w.plan[i][j] = (struct segment_plan){.cost = UINT32_MAX};
    plan_chains(&w, i, n);
    for (size_t j = i + 1; j < n; j++) {
      struct segment_plan *plan = &w.plan[i][j];
      uint32_t best = UINT32_MAX;
      for (size_t cut = i + 1; cut <= j; cut++) {
        uint32_t cost = w.plan[i][cut - 1].cost + w.plan[cut][j].cost;
        if (cost < best) {
          best = cost;
          plan->cut = (uint8_t)cut;
        }
      }
      best += sum[j + 1] - sum[i] + s->tuning->size_cost;
      if (best < plan->cost) {
        plan->cost = best;
        plan->joined = 0;
      }
    }
  }
  return plan_build(&w, 0, n - 1);
}

/* Whether a cut before run c comes between a single value and one of two
 * intervals that a chain would join. */
static bool cut_parts_chain(const struct lowering *s, size_t i, size_t j,
                            size_t c) {
  const struct switch_interval *r = s->intervals;
  return (c < j && r[c - 1].target == r[c + 1].target &&
          interval_single(s, c)) ||
         (c >= i + 2 && r[c - 2].target == r[c].target &&
          interval_single(s, c - 1));
}

/* Where to halve [i, j]. */
static size_t find_cut(const struct lowering *s, size_t i, size_t j) {
  uint64_t total = 0, left = 0, best = UINT64_MAX;
  size_t cut = i + 1;
  for (size_t k = i; k <= j; k++)
    total += interval_weight(s, k);
  for (size_t c = i + 1; c <= j; c++) {
    left += interval_weight(s, c - 1);
    uint64_t off = 2 * left > total ? 2 * left - total : total - 2 * left;
    if (cut_parts_chain(s, i, j, c))
      off += total / 8;
    if (off < best) {
      best = off;
      cut = c;
    }
  }
  return cut;
}

static graph_node segment_build(const struct lowering *s, size_t i, size_t j) {
  if (j - i < s->tuning->window)
    return window_build(s, i, j - i + 1);
  if (s->tuning->chain >= SWITCH_WINDOW)
    for (size_t joined = i; joined <= i + 1; joined++) {
      size_t values;
      if (chain_fits(s, i, j, joined, &values) && values <= s->tuning->chain)
        return chain_build(s, i, j, joined);
    }
  size_t cut = find_cut(s, i, j);
  graph_node no = segment_build(s, i, cut - 1);
  graph_node yes = segment_build(s, cut, j);
  return graph_test(s->g, GRAPH_JGE, s->word, s->mask, s->intervals[cut].first,
                    yes, no);
}

graph_node switch_lower(struct graph *g, const struct switch_tuning *tuning,
                        unsigned word, uint32_t mask,
                        const struct switch_interval *intervals, size_t n,
                        uint32_t last) {
  assert(n > 0 && intervals[n - 1].first <= last);
  for (size_t i = 1; i < n; i++)
    assert(intervals[i - 1].first < intervals[i].first &&
           intervals[i - 1].target != intervals[i].target);
  struct lowering s = {.g = g,
                       .tuning = tuning,
                       .word = word,
                       .mask = mask,
                       .intervals = intervals,
                       .n = n,
                       .last = last};
  return segment_build(&s, 0, n - 1);
}
