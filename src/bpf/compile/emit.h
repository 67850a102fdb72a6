/* SPDX-License-Identifier: MIT */
/* Graphs into instructions. */
#ifndef LUA_SECCOMP_BPF_COMPILE_EMIT_H
#define LUA_SECCOMP_BPF_COMPILE_EMIT_H

#include "graph.h"

#pragma GCC visibility push(hidden)

/* The number of instructions of the graph below a node, not counting returns
 * and the jumps over long distances; saturates at `limit`. Zero when out of
 * memory. */
size_t emit_measure(struct graph *g, graph_node root, size_t limit);

/* The program that starts at root, malloc'd; *len instructions. NULL with
 * *len 0 when out of memory, with *len the size when it is above max. */
struct cbpf_insn *emit_program(struct graph *g, graph_node root,
                               bool big_endian, size_t max, size_t *len);

#pragma GCC visibility pop

#endif
