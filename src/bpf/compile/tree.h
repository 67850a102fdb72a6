/* SPDX-License-Identifier: MIT */
/* Rules as a decision tree: a test answers its question for all rules at once.
 * Short paths, exponential size in the worst case, hence a budget. */
#ifndef LUA_SECCOMP_BPF_COMPILE_TREE_H
#define LUA_SECCOMP_BPF_COMPILE_TREE_H

#include "rule_list.h"

#pragma GCC visibility push(hidden)

/* The tree for a list, equal subtrees shared. GRAPH_NONE when out of budget or
 * of memory. */
graph_node tree_build(struct decider *d, struct rule_list list);

#pragma GCC visibility pop

#endif
