/* What to do about one syscall: from its rules, in order, to a graph. */
#ifndef LUA_SECCOMP_BPF_DECISION_H
#define LUA_SECCOMP_BPF_DECISION_H

#include "predicates.h"
#include "switch.h"

#pragma GCC visibility push(hidden)

/* A growing array of words. */
struct words {
  uint32_t *v;
  size_t count, cap;
};

/* Rules in order, packed into words of decider.lists: for each its action (a
 * node), the number of its atoms, and the atoms, all of which must hold. */
struct rule_list {
  size_t from, to;
  dg_node otherwise; /* where none matches */
};

struct decider {
  struct dgraph *g;
  const struct dg_tuning *tuning;
  struct atom_table atoms;
  struct words lists;  /* a stack of rule lists, the current one first */
  struct words bounds; /* a stack of values at which an answer may change */
  struct dg_run *runs; /* a stack too */
  size_t nruns, runs_cap;
  struct words keys; /* lists whose graph is known, and */
  struct memo *memo; /* what it is */
  size_t nmemo, memo_cap;
  struct fact *undo; /* scratch of one rule */
  size_t undo_cap;
  /* What an attempt at a graph may yet cost, and all together. */
  size_t steps_left, steps_left_in_all;
  uint32_t nodes_max;
  uint32_t serial;
};

/* False when out of memory; decider_free is right in either case. */
bool decider_init(struct decider *d, struct dgraph *g,
                  const struct dg_tuning *tuning);
void decider_free(struct decider *d);

/* Starts a new list; adds a rule to it, once for each choice among alternatives
 * of its conditions. False when out of memory. */
void decider_start(struct decider *d);
bool decider_add(struct decider *d, const struct bpf_rule *rule, bool wide);

/* The node that decides by the rules added since decider_start, and where none
 * matches goes to otherwise. DG_NONE when out of memory. */
dg_node decider_finish(struct decider *d, dg_node otherwise);

/* Shared by rulelist.c, cases.c, sequence.c and decision.c. */

/* Room for more words; false, and the graph failed, when out of memory. */
bool decider_reserve(struct decider *d, struct words *w, size_t more);

/* The word that is asked about, under a mask. */
struct question {
  unsigned word;
  uint32_t mask;
};

/* A question partly answered: the masked word lies in lo..hi. What that tells
 * about the whole word is the fact. */
struct answer {
  struct question q;
  uint32_t lo, hi;
  struct fact fact;
};

/* Whether an atom asks the question. */
bool question_of(const struct atom *a, const struct question *q);

/* Pushes what an answer leaves of a list: rules that can still match, up to
 * one that must, with the atoms still open. *open: whether the question still
 * is. False when out of memory. */
bool decider_narrow(struct decider *d, struct rule_list list,
                    const struct answer *answer, struct rule_list *out,
                    bool *open);

/* Ends the list on top of the stack: a rule without atoms is where it goes
 * otherwise, and rules at the end that go there too are dropped. */
void decider_seal(struct decider *d, struct rule_list *list);

enum memo_kind {
  MEMO_CASES, /* the graph of a list */
  MEMO_CASE,  /* the same, where the asking rules of a list come to this */
  MEMO_BEST   /* the node for a number */
};

/* The node remembered for a list, or DG_NONE; remembers one (false when out of
 * memory). */
dg_node decider_recall(const struct decider *d, struct rule_list list,
                       enum memo_kind kind);
bool decider_remember(struct decider *d, struct rule_list list,
                      enum memo_kind kind, dg_node node);

/* The graph of a list by cases. DG_NONE when out of budget or of memory. */
dg_node decider_cases(struct decider *d, struct rule_list list);

/* The rules tested one after the other, each condition where it stands: never
 * more than linear in size. DG_NONE when out of memory. */
dg_node decider_sequence(struct decider *d, struct rule_list list);

#pragma GCC visibility pop

#endif
