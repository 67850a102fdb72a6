/* SPDX-License-Identifier: MIT */
/* Decision graphs: the intermediate representation between a policy and a
 * program.
 *
 * A node returns an action, or tests one word of the call and goes on to one of
 * two other nodes. Nodes are made bottom up, never changed, and unique
 * (hash-consing), so whatever two syscalls or two arches decide alike is there
 * once. A node's targets are older than it: the graph has no cycles, and the
 * order of the indices is a topological one. */
#ifndef LUA_SECCOMP_BPF_COMPILE_GRAPH_H
#define LUA_SECCOMP_BPF_COMPILE_GRAPH_H

#include "../bpf.h"

#pragma GCC visibility push(hidden)

typedef uint32_t graph_node;

enum graph_op {
  GRAPH_RET, /* return k */
  GRAPH_JEQ, /* (word & mask) == k */
  GRAPH_JGE, /* (word & mask) >= k */
  GRAPH_JSET /* (word & k) != 0; mask is all ones */
};

struct graph_vertex {
  uint8_t op;
  uint8_t word; /* enum bpf_word */
  uint32_t mask;
  uint32_t k;
  graph_node yes;
  graph_node no;
};

struct graph {
  struct graph_vertex *v;
  uint32_t count, cap;
  graph_node *table; /* open addressing, GRAPH_NONE is empty */
  uint32_t table_mask;
  bool failed; /* out of memory: nodes made since mean nothing */
  /* For emit_measure: what it has seen in this epoch, and where it is. */
  uint32_t *seen;
  graph_node *stack;
  uint32_t scratch_cap, epoch;
};

#define GRAPH_NONE UINT32_MAX

/* False when out of memory; graph_free is right in either case. */
bool graph_init(struct graph *g);
void graph_free(struct graph *g);

/* The node that returns the action. */
graph_node graph_ret(struct graph *g, uint32_t action);

/* The node that goes to yes when the test holds, and else to no. Tests that
 * cannot fail, cannot hold, or make no difference give their target. */
graph_node graph_test(struct graph *g, enum graph_op op, unsigned word,
                      uint32_t mask, uint32_t k, graph_node yes, graph_node no);

/* (word & mask) == k, in the form that needs fewest instructions alone. */
graph_node graph_test_eq(struct graph *g, unsigned word, uint32_t mask,
                         uint32_t k, graph_node yes, graph_node no);

#pragma GCC visibility pop

#endif
