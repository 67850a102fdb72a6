/* What to do about one syscall: from its rules, in order, to a graph. */
#ifndef LUA_SECCOMP_BPF_DECISION_H
#define LUA_SECCOMP_BPF_DECISION_H

#include "atoms.h"
#include "search.h"

/* A growing array of words. */
struct words {
  uint32_t *v;
  size_t count, cap;
};

/* Rules in order, packed into words: for each its action (a node), the number
 * of its atoms, and the atoms, all of which must hold. */
struct rule_list {
  size_t from, to; /* in decider.lists */
};

struct decider {
  struct dgraph *g;
  const struct dg_tuning *tuning;
  struct atom_table atoms;
  struct words lists;  /* a stack of rule lists, the current one first */
  struct words bounds; /* a stack of values at which an answer may change */
  struct dg_run *runs; /* a stack too */
  size_t nruns, runs_cap;
  struct words keys;   /* lists whose graph is known, and */
  struct memo *memo;   /* what it is */
  size_t nmemo, memo_cap;
  struct fact *undo;   /* scratch of one rule */
  size_t undo_cap;
  /* What an attempt at a graph may yet cost. */
  size_t steps_left;
  uint32_t nodes_max;
};

/* False when out of memory; decider_free is right in either case. */
bool decider_init(struct decider *d, struct dgraph *g,
                  const struct dg_tuning *tuning);
void decider_free(struct decider *d);

/* Starts a new list; adds a rule to it. False when out of memory. */
void decider_start(struct decider *d);
bool decider_add(struct decider *d, const struct bpf_rule *rule, bool wide);

/* The node that decides by the rules added since decider_start, and where none
 * matches goes to otherwise. DG_NONE when out of memory. */
dg_node decider_finish(struct decider *d, dg_node otherwise);

/* Shared by decision.c and sequence.c. */

bool words_reserve(struct words *w, size_t more);

/* The rules tested one after the other, each condition where it stands: never
 * more than linear in size. DG_NONE when out of memory. */
dg_node decider_sequence(struct decider *d, struct rule_list list,
                         dg_node otherwise);

#endif
