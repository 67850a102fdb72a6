/* SPDX-License-Identifier: MIT */
/* Multi-terminal binary decision diagrams (MTBDDs; Clarke et al. 1993, Bryant
 * 1986 for the binary case): functions from bits to pairs of 32-bit words.
 *
 * A node tests the bit at its level and has two children on later levels; a
 * terminal holds a value. Diagrams are reduced (no node has equal children, no
 * two nodes are the same) and ordered (every path passes the levels in
 * ascending order), which makes them canonical: two functions are equal exactly
 * when they are the same node number. The unique table upholds that, for nodes
 * are made through it alone.
 *
 * Operations recurse on the topmost level of their operands and remember
 * results in the computed cache, which may forget but never lies: a key is the
 * operation and its operands, and nodes never change their meaning. So applying
 * an operation to u and v visits each pair of nodes once: O(|u| * |v|) steps,
 * where the cache holds them. How large a diagram is depends on the order of
 * the bits (call_order.h).
 *
 * A boolean function is one with the terminals MTBDD_FALSE and MTBDD_TRUE.
 *
 * A space owns all its diagrams and grows to a bound in bytes and in seconds
 * of this thread's CPU time (and in steps, where the same answer is wanted on
 * every machine). Past a bound, or when malloc fails, it is broken:
 * `broken` says how, every operation from then on does nothing and returns
 * MTBDD_FALSE, and whoever wants an answer looks at `broken` first. The C stack
 * an operation takes is bounded by the number of levels. */
#ifndef LUA_SECCOMP_BPF_PROVE_MTBDD_H
#define LUA_SECCOMP_BPF_PROVE_MTBDD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* A function: the index of its node. */
typedef uint32_t mtbdd;

#define MTBDD_FALSE ((mtbdd)0) /* also the terminal (0, 0) */
#define MTBDD_TRUE ((mtbdd)1)  /* also the terminal (1, 0) */

#define MTBDD_LEVELS 512u /* 16 words of 32 bits */

enum mtbdd_broken { MTBDD_FINE, MTBDD_NOMEM, MTBDD_OVER_BUDGET };

struct mtbdd_node {
  uint32_t level; /* MTBDD_LEVELS: a terminal */
  uint32_t lo;    /* where the bit is 0; a terminal's first word */
  uint32_t hi;    /* where it is 1; a terminal's second word */
  uint32_t next;  /* in its hash bucket */
};

struct mtbdd_cached {
  uint32_t key[3];
  mtbdd result;
};

struct mtbdd_space;

/* An operation on terminals, lifted to functions by mtbdd_apply. `same` says
 * that two equal functions give MTBDD_FALSE, whatever they are. tag is the
 * space's, given by mtbdd_operation. */
struct mtbdd_operation {
  mtbdd (*terminals)(struct mtbdd_space *space, void *ud, mtbdd u, mtbdd v);
  void *ud;
  bool same;
  uint32_t tag;
};

#define MTBDD_OPERATIONS 15u

struct mtbdd_space {
  struct mtbdd_node *nodes;
  uint32_t nnodes, capacity;
  uint32_t *buckets; /* as many as capacity */
  struct mtbdd_cached *cache;
  uint32_t ncache; /* a power of two, as capacity is */
  size_t memory;  /* most bytes, everything counted that mtbdd_charge is told */
  size_t charged; /* bytes of others */
  double deadline; /* seconds on this thread's CPU clock */
  bool tight;      /* the C stack may be too little for all levels */
  uint64_t ticks;  /* steps of work so far */
  uint64_t most;   /* steps it may take; no bound unless set after mtbdd_open */
  struct mtbdd_operation named[MTBDD_OPERATIONS];
  uint32_t ntags; /* operations named so far */
  enum mtbdd_broken broken;
};

/* Seconds of CPU time of this thread. */
double mtbdd_now(void);

/* Opens a space; false when malloc fails. mtbdd_close frees it, and may be
 * called on a space that failed to open or was zeroed. */
bool mtbdd_open(struct mtbdd_space *space, size_t memory, double seconds);
void mtbdd_close(struct mtbdd_space *space);

/* Counts bytes allocated elsewhere against the bound; false past it. */
bool mtbdd_charge(struct mtbdd_space *space, size_t bytes);

/* Counts n steps of others; false, and broken, past the bound of steps or when
 * the time is over. */
bool mtbdd_spend(struct mtbdd_space *space, uint64_t n);

/* Breaks the space when its time is over; false then or when it was broken. */
bool mtbdd_in_time(struct mtbdd_space *space);

/* Seconds until its time is over; 0 or less when it is. */
double mtbdd_left(const struct mtbdd_space *space);

/* The constant function (first, second). */
mtbdd mtbdd_terminal(struct mtbdd_space *space, uint32_t first,
                     uint32_t second);

/* The function that is lo or hi as the bit at level is; both may only depend
 * on later levels. */
mtbdd mtbdd_node(struct mtbdd_space *space, uint32_t level, mtbdd lo, mtbdd hi);

/* The bit at level itself. */
mtbdd mtbdd_bit(struct mtbdd_space *space, uint32_t level);

/* The function that is lo or hi as the bit at level is, on whatever levels they
 * depend. */
mtbdd mtbdd_choose(struct mtbdd_space *space, uint32_t level, mtbdd lo,
                   mtbdd hi);

/* yes where the boolean cond holds, no elsewhere. */
mtbdd mtbdd_ite(struct mtbdd_space *space, mtbdd cond, mtbdd yes, mtbdd no);

static inline mtbdd mtbdd_and(struct mtbdd_space *space, mtbdd a, mtbdd b) {
  return mtbdd_ite(space, a, b, MTBDD_FALSE);
}
static inline mtbdd mtbdd_or(struct mtbdd_space *space, mtbdd a, mtbdd b) {
  return mtbdd_ite(space, a, MTBDD_TRUE, b);
}
static inline mtbdd mtbdd_not(struct mtbdd_space *space, mtbdd a) {
  return mtbdd_ite(space, a, MTBDD_FALSE, MTBDD_TRUE);
}
static inline mtbdd mtbdd_xor(struct mtbdd_space *space, mtbdd a, mtbdd b) {
  return mtbdd_ite(space, a, mtbdd_not(space, b), b);
}

/* f where the bit at level is `bit`; f does not look at earlier levels. */
static inline mtbdd mtbdd_branch(const struct mtbdd_space *space, mtbdd f,
                                 uint32_t level, bool bit) {
  const struct mtbdd_node *n = &space->nodes[f];
  if (n->level != level)
    return f;
  return bit ? n->hi : n->lo;
}

/* Names an operation in a space; at most MTBDD_OPERATIONS different ones. One
 * without an ud is the same each time. */
struct mtbdd_operation mtbdd_operation(struct mtbdd_space *space,
                                       mtbdd (*terminals)(struct mtbdd_space *,
                                                          void *, mtbdd, mtbdd),
                                       void *ud, bool same);

/* The function whose value is the operation's of u's and v's. */
mtbdd mtbdd_apply(struct mtbdd_space *space, const struct mtbdd_operation *op,
                  mtbdd u, mtbdd v);

/* The first input, in the order of the levels, at which f is not MTBDD_FALSE (f
 * is not MTBDD_FALSE itself): sets or clears bits[level] and returns the
 * terminal. */
mtbdd mtbdd_first(const struct mtbdd_space *space, mtbdd f,
                  bool bits[MTBDD_LEVELS]);

/* Calls visit for each terminal of f but MTBDD_FALSE, once. */
void mtbdd_terminals(struct mtbdd_space *space, mtbdd f,
                     void (*visit)(void *ud, const struct mtbdd_node *terminal),
                     void *ud);

/* Frees all but n functions, which get new numbers. */
void mtbdd_keep(struct mtbdd_space *space, mtbdd *functions, size_t n);

static inline bool mtbdd_is_terminal(const struct mtbdd_space *space, mtbdd f) {
  return space->nodes[f].level == MTBDD_LEVELS;
}

#pragma GCC visibility pop

#endif
