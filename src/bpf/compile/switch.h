/* Which of many runs of values a word lies in: the search tree. */
#ifndef LUA_SECCOMP_BPF_SEARCH_H
#define LUA_SECCOMP_BPF_SEARCH_H

#include "graph.h"

#pragma GCC visibility push(hidden)

/* The values from `first` up to the next run's `first` lead to `target`.
 * Neighbouring runs have different targets. */
struct dg_run {
  uint32_t first;
  uint32_t weight; /* how often it is looked for; relative to the others */
  dg_node target;
};

/* Beyond this a run's weight counts no more. */
#define DG_WEIGHT_MAX 255u

struct dg_tuning {
  /* What an instruction costs, as a weight moved one test further down. */
  uint32_t size_cost;
  /* Single values tested one after the other, before it takes a search. */
  size_t chain;
  /* Prefer a sequence of rules to a graph whenever it is shorter. */
  bool smallest;
};

/* The node that leads (word & mask), known to lie between runs[0].first and
 * last, to the target of its run. At least one run. */
dg_node dg_search(struct dgraph *g, const struct dg_tuning *tuning,
                  unsigned word, uint32_t mask, const struct dg_run *runs,
                  size_t n, uint32_t last);

#pragma GCC visibility pop

#endif
