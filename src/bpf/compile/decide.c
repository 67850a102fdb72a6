/* The decision for one number: the best of three.
 *
 * A graph by cases (cases.c) has short paths but may be large or too much
 * work; a sequence (sequence.c) is linear. Where the graph is too large the
 * rules are halved, and each half decided by itself, the second half being
 * what the first falls back to. */
#include "decide.h"

#include "../c_stack.h"

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
static dg_node decide(struct decider *d, struct rule_list list) {
  size_t rules = count_rules(d, list);
  size_t words = list.to - list.from;
  if (rules == 0)
    return list.otherwise;
  size_t square = words < 4096 ? words * words : 4096 * 4096;
  d->steps_left = 32 * words + square / 4 + 1024;
  size_t nodes_max = d->g->count + 2 * words + 64;
  d->nodes_max = nodes_max > UINT32_MAX ? UINT32_MAX : (uint32_t)nodes_max;
  dg_node graph = decider_cases(d, list);
  if (d->g->failed)
    return DG_NONE;
  if (graph != DG_NONE && rules == 1 && words <= FEW_WORDS)
    return graph;
  dg_node sequence = decider_sequence(d, list);
  if (sequence == DG_NONE)
    return DG_NONE;
  size_t longest = dg_measure(d->g, sequence, SIZE_MAX);
  if (graph != DG_NONE) {
    size_t limit = d->tuning->smallest ? longest : longest + longest / 2 + 8;
    if (dg_measure(d->g, graph, limit + 1) <= limit)
      return graph;
  }
  if (rules <= FEW_RULES || d->steps_left_in_all < words ||
      stack_short(STACK_STEP))
    return sequence;
  size_t middle = list.from;
  for (size_t i = 0; i < rules / 2; i++)
    middle += 2 + d->lists.v[middle + 1];
  struct rule_list half = {middle, list.to, list.otherwise};
  dg_node rest = decide(d, half);
  if (rest == DG_NONE)
    return DG_NONE;
  half = (struct rule_list){list.from, middle, rest};
  dg_node halves = decide(d, half);
  if (halves == DG_NONE)
    return DG_NONE;
  return dg_measure(d->g, halves, longest + 1) <= longest ? halves : sequence;
}

dg_node decider_finish(struct decider *d, dg_node otherwise) {
  /* No condition asks about DG_NR. What narrowing does all the same: it drops
   * atoms given twice, and rules behind one without conditions. */
  const struct answer nothing = {{DG_NR, UINT32_MAX}, 0, UINT32_MAX, FACT_NONE};
  struct rule_list all = {0, d->lists.count, otherwise}, list;
  bool open;
  if (!decider_narrow(d, all, &nothing, &list, &open))
    return DG_NONE;
  decider_seal(d, &list);
  dg_node node = decider_recall(d, list, MEMO_BEST);
  if (node != DG_NONE)
    return node;
  node = decide(d, list);
  if (node == DG_NONE || d->g->failed ||
      !decider_remember(d, list, MEMO_BEST, node))
    return DG_NONE;
  return node;
}
