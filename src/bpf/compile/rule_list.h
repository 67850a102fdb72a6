/* SPDX-License-Identifier: MIT */
/* Lists of rules for one syscall number, packed into words, and what remains of
 * a list once a question about a word of the call is answered (partial
 * evaluation). */
#ifndef LUA_SECCOMP_BPF_COMPILE_RULE_LIST_H
#define LUA_SECCOMP_BPF_COMPILE_RULE_LIST_H

#include "predicates.h"
#include "switch.h"

#pragma GCC visibility push(hidden)

/* A growing array of words. */
struct words {
  uint32_t *v;
  size_t count, cap;
};

/* Rules in order, packed into words of decider.lists: for each its action (a
 * node), the number of its predicates, and the predicates, all of which must
 * hold. */
struct rule_list {
  size_t from, to;
  graph_node otherwise; /* where none matches */
};

struct decider {
  struct graph *g;
  const struct switch_tuning *tuning;
  struct predicate_table predicates;
  struct words lists;  /* a stack of rule lists, the current one first */
  struct words bounds; /* a stack of values at which an answer may change */
  struct switch_interval *intervals; /* a stack too */
  size_t nintervals, intervals_cap;
  struct words keys; /* the memo's keys: lists whose graph is known, */
  struct memo *memo; /* and their graphs */
  size_t nmemo, memo_cap;
  struct known *undo; /* scratch of one rule */
  size_t undo_cap;
  /* What one attempt at a tree may still cost, and all attempts together. */
  size_t steps_left, steps_left_in_all;
  uint32_t nodes_max;
  uint32_t serial;
};

/* False when out of memory; rule_list_free is right in either case. */
bool rule_list_init(struct decider *d, struct graph *g,
                    const struct switch_tuning *tuning);
void rule_list_free(struct decider *d);

/* Starts a new list; adds a rule to it, once for each choice among alternatives
 * of its conditions. False when out of memory. */
void rule_list_start(struct decider *d);
bool rule_list_add(struct decider *d, const struct bpf_rule *rule, bool wide);

/* Room for more words; false, and the graph failed, when out of memory. */
bool rule_list_reserve(struct decider *d, struct words *w, size_t more);

/* The word that is asked about, under a mask. */
struct question {
  unsigned word;
  uint32_t mask;
};

/* A question partly answered: the masked word lies in lo..hi. `bits` is what
 * that tells of the whole word. */
struct answer {
  struct question q;
  uint32_t lo, hi;
  struct known bits;
};

/* Whether a predicate asks the question. */
bool rule_list_asks(const struct predicate *a, const struct question *q);

/* Pushes what an answer leaves of a list: the rules that can still match, up to
 * the first that must, with the predicates still open. *open: whether the
 * question still is. False when out of memory. */
bool rule_list_narrow(struct decider *d, struct rule_list list,
                      const struct answer *answer, struct rule_list *out,
                      bool *open);

/* Ends the list on top of the stack: a rule without predicates is where it goes
 * otherwise, and rules at the end that go there too are dropped. So lists that
 * mean the same by these two rules are the same words, and one memo key. */
void rule_list_seal(struct decider *d, struct rule_list *list);

/* The memo. Its key is the whole list, the node it goes to otherwise, and the
 * kind: everything that the construction reads but the budget. A node found by
 * it is therefore the one that would be built again, if the budget allowed; so
 * the memo changes cost, never meaning. A MEMO_SUBTREE key holds only the rules
 * about one word; the serial number of the split stands in for the rest of the
 * list, which is the same throughout one split. */
enum memo_kind {
  MEMO_TREE,    /* the tree of a list */
  MEMO_SUBTREE, /* the same, of a split whose asking rules come to this list */
  MEMO_BEST     /* the node for a number */
};

/* The node remembered for a list, or GRAPH_NONE; remembers one (false when out
 * of memory). */
graph_node rule_list_recall(const struct decider *d, struct rule_list list,
                            enum memo_kind kind);
bool rule_list_remember(struct decider *d, struct rule_list list,
                        enum memo_kind kind, graph_node node);

#pragma GCC visibility pop

#endif
