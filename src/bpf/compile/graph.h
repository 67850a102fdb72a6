/* Decision graphs: what the compiler builds between a policy and a program.
 *
 * A node returns an action or tests one word of the call and goes on at one of
 * two other nodes. Nodes are made bottom up, never changed, and equal ones are
 * one (hash-consing), so whatever two syscalls or two arches decide alike is
 * there once. The graph has no cycles: a node's targets are older than it. */
#ifndef LUA_SECCOMP_BPF_DGRAPH_H
#define LUA_SECCOMP_BPF_DGRAPH_H

#include "../bpf.h"

#pragma GCC visibility push(hidden)

typedef uint32_t dg_node;

/* The 32-bit words of a call. The high half of argument i is DG_ARG(i), the
 * low half the word after it, whatever the byte order. */
enum { DG_NR, DG_ARCH, DG_ARG0, DG_WORDS = DG_ARG0 + 12 };
#define DG_ARG(i) (DG_ARG0 + 2u * (i))
#define DG_IS_LOW(word) ((word) > DG_ARG0 && ((word)&1u))

enum dg_op {
  DG_RET, /* return k */
  DG_JEQ, /* (word & mask) == k */
  DG_JGE, /* (word & mask) >= k */
  DG_JSET /* (word & k) != 0; mask is all ones */
};

struct dg_vertex {
  uint8_t op;
  uint8_t word;
  uint32_t mask;
  uint32_t k;
  dg_node yes;
  dg_node no;
};

struct dgraph {
  struct dg_vertex *v;
  uint32_t count, cap;
  dg_node *table; /* open addressing, DG_NONE is empty */
  uint32_t table_mask;
  bool failed; /* out of memory: nodes made since mean nothing */
  /* For dg_measure: what it has seen in this epoch, and where it is. */
  uint32_t *seen;
  dg_node *stack;
  uint32_t scratch_cap, epoch;
};

#define DG_NONE UINT32_MAX

/* False when out of memory; dg_free is right in either case. */
bool dg_init(struct dgraph *g);
void dg_free(struct dgraph *g);

/* The node that returns the action. */
dg_node dg_ret(struct dgraph *g, uint32_t action);

/* The node that goes to yes when the test holds, and else to no. Tests that
 * cannot fail, cannot hold, or make no difference give their target. */
dg_node dg_test(struct dgraph *g, enum dg_op op, unsigned word, uint32_t mask,
                uint32_t k, dg_node yes, dg_node no);

/* (word & mask) == k, in the form that needs fewest instructions alone. */
dg_node dg_test_eq(struct dgraph *g, unsigned word, uint32_t mask, uint32_t k,
                   dg_node yes, dg_node no);

/* Emission (emit.c). */

/* How many instructions the graph below a node comes to, but for returns and
 * the jumps that reach over long distances; saturates at `limit`. Zero when
 * out of memory. */
size_t dg_measure(struct dgraph *g, dg_node root, size_t limit);

/* The program that starts at root, malloc'd; *len instructions. NULL with
 * *len 0 when out of memory, with *len the size when it is above max. */
struct bpf_insn *dg_emit(struct dgraph *g, dg_node root, bool big_endian,
                         size_t max, size_t *len);

#pragma GCC visibility pop

#endif
