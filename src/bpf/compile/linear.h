/* SPDX-License-Identifier: MIT */
/* Rules tested one after the other, with jump threading between them. */
#ifndef LUA_SECCOMP_BPF_COMPILE_LINEAR_H
#define LUA_SECCOMP_BPF_COMPILE_LINEAR_H

#include "rule_list.h"

#pragma GCC visibility push(hidden)

/* The rules of a list in sequence, each condition where it stands: at most
 * linear in size. GRAPH_NONE when out of memory. */
graph_node linear_build(struct decider *d, struct rule_list list);

#pragma GCC visibility pop

#endif
