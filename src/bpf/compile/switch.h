/* SPDX-License-Identifier: MIT */
/* Switch lowering: which of many intervals of values a word lies in, as a tree
 * of comparisons. */
#ifndef LUA_SECCOMP_BPF_COMPILE_SWITCH_H
#define LUA_SECCOMP_BPF_COMPILE_SWITCH_H

#include "graph.h"

#pragma GCC visibility push(hidden)

/* The values from `first` up to the next run's `first` lead to `target`.
 * Neighbouring intervals have different targets. */
struct switch_interval {
  uint32_t first;
  uint32_t weight; /* how often it is looked for; relative to the others */
  graph_node target;
};

/* Beyond this a run's weight counts no more. */
#define SWITCH_WEIGHT_MAX 255u

#define SWITCH_WINDOW 28u

struct switch_tuning {
  /* What an instruction costs, as a weight moved one test further down. */
  uint32_t size_cost;
  /* Intervals of which the best tree is looked for: at most SWITCH_WINDOW, and
   * as many steps as its cube. Above that segments are halved. */
  size_t window;
  /* Single values tested one after the other, before it takes a search. */
  size_t chain;
  /* Prefer a sequence of rules to a graph whenever it is shorter. */
  bool smallest;
};

/* The node that leads (word & mask), known to lie between intervals[0].first
 * and last, to the target of its interval. At least one interval. */
graph_node switch_lower(struct graph *g, const struct switch_tuning *tuning,
                        unsigned word, uint32_t mask,
                        const struct switch_interval *intervals, size_t n,
                        uint32_t last);

#pragma GCC visibility pop

#endif
