/* SPDX-License-Identifier: MIT */
/* The decision for one number: the best of three.
 *
 * A decision tree (tree.c) has short paths but may be large or too much work; a
 * linear list (linear.c) never is. Where the tree is too large the rules are
 * halved, and each half decided by itself; the first half falls back to the
 * second. */
#include "decide.h"

#include "../c_stack.h"
#include "emit.h"
#include "linear.h"
#include "tree.h"

/* Halving stops here. */
#define FEW_RULES 8u

/* A single rule this small is not worth a second look. */
#define FEW_WORDS 6u

static size_t count_rules(const struct decider *d, struct rule_list list) {
  size_t n = 0;
  for (size_t at = list.from; at < list.to; at += 2 + d->lists.v[at + 1])
    n++;
  return n;
}

/* The best of graph, sequence, and the halves of the list by themselves. */
static graph_node decide(struct decider *d, struct rule_list list) {
  size_t rules = count_rules(d, list);
  size_t words = list.to - list.from;
  if (rules == 0)
    return list.otherwise;
  size_t square = words < 4096 ? words * words : 4096 * 4096;
  d->steps_left = 32 * words + square / 4 + 1024;
  size_t nodes_max = d->g->count + 2 * words + 64;
  d->nodes_max = nodes_max > UINT32_MAX ? UINT32_MAX : (uint32_t)nodes_max;
  graph_node graph = tree_build(d, list);
  if (d->g->failed)
    return GRAPH_NONE;
  if (graph != GRAPH_NONE && rules == 1 && words <= FEW_WORDS)
    return graph;
  graph_node sequence = linear_build(d, list);
  if (sequence == GRAPH_NONE)
    return GRAPH_NONE;
  size_t longest = emit_measure(d->g, sequence, SIZE_MAX);
  if (graph != GRAPH_NONE) {
    size_t limit = d->tuning->smallest ? longest : longest + longest / 2 + 8;
    if (emit_measure(d->g, graph, limit + 1) <= limit)
      return graph;
  }
  if (rules <= FEW_RULES || d->steps_left_in_all < words ||
      c_stack_short(C_STACK_STEP))
    return sequence;
  size_t middle = list.from;
  for (size_t i = 0; i < rules / 2; i++)
    middle += 2 + d->lists.v[middle + 1];
  struct rule_list half = {middle, list.to, list.otherwise};
  graph_node rest = decide(d, half);
  if (rest == GRAPH_NONE)
    return GRAPH_NONE;
  half = (struct rule_list){list.from, middle, rest};
  graph_node halves = decide(d, half);
  if (halves == GRAPH_NONE)
    return GRAPH_NONE;
  return emit_measure(d->g, halves, longest + 1) <= longest ? halves : sequence;
}

graph_node decide_rules(struct decider *d, graph_node otherwise) {
  /* No condition asks about BPF_WORD_NR. What narrowing does all the same: it
   * drops predicates given twice, and rules behind one without conditions. */
  const struct answer nothing = {
      {BPF_WORD_NR, UINT32_MAX}, 0, UINT32_MAX, KNOWN_NOTHING};
  struct rule_list all = {0, d->lists.count, otherwise}, list;
  bool open;
  if (!rule_list_narrow(d, all, &nothing, &list, &open))
    return GRAPH_NONE;
  rule_list_seal(d, &list);
  graph_node node = rule_list_recall(d, list, MEMO_BEST);
  if (node != GRAPH_NONE)
    return node;
  node = decide(d, list);
  if (node == GRAPH_NONE || d->g->failed ||
      !rule_list_remember(d, list, MEMO_BEST, node))
    return GRAPH_NONE;
  return node;
}
