/* SPDX-License-Identifier: MIT */
/* The decision for one syscall number: from its rules, in order, to the node of
 * a graph. Three constructions compete: a decision tree (tree.h), a linear list
 * (linear.h), and the same for the two halves of the list. */
#ifndef LUA_SECCOMP_BPF_COMPILE_DECIDE_H
#define LUA_SECCOMP_BPF_COMPILE_DECIDE_H

#include "rule_list.h"

#pragma GCC visibility push(hidden)

/* The node that decides by the rules added since rule_list_start, and goes to
 * otherwise where none matches. GRAPH_NONE when out of memory. */
graph_node decide_rules(struct decider *d, graph_node otherwise);

#pragma GCC visibility pop

#endif
