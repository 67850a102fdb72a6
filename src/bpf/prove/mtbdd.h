/* Decision diagrams: functions of bits, kept in the one reduced and ordered
 * form each function has, so that equal functions are the same number.
 *
 * The inputs are "levels", 0 the topmost; a leaf holds a pair of 32-bit words.
 * A boolean function is one with the leaves DD_FALSE and DD_TRUE. Which bit of
 * a call stands at which level is not decided here.
 *
 * A space owns all its diagrams and grows to a bound in bytes and in seconds
 * of this thread's CPU time (and in steps, where the same answer is wanted on
 * every machine). Past a bound, or when malloc fails, it is broken:
 * `broken` says how, every operation from then on does nothing and returns
 * DD_FALSE, and whoever wants an answer looks at `broken` first. The C stack
 * an operation takes is bounded by the number of levels. */
#ifndef LUA_SECCOMP_BPF_DIAGRAM_H
#define LUA_SECCOMP_BPF_DIAGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* A function: the index of its node. */
typedef uint32_t dd;

#define DD_FALSE ((dd)0) /* also the leaf (0, 0) */
#define DD_TRUE ((dd)1)  /* also the leaf (1, 0) */

#define DD_LEVELS 512u /* 16 words of 32 bits */

enum dd_broken { DD_FINE, DD_NOMEM, DD_OVER_BUDGET };

struct dd_node {
  uint32_t level; /* DD_LEVELS: a leaf */
  uint32_t lo;    /* where the bit is 0; a leaf's first word */
  uint32_t hi;    /* where it is 1; a leaf's second word */
  uint32_t next;  /* in its hash bucket */
};

struct dd_cached {
  uint32_t key[3];
  dd result;
};

struct dd_space;

/* An operation on leaves, lifted to functions by dd_apply. `same` says that
 * two equal functions give DD_FALSE, whatever they are. tag is the space's,
 * given by dd_operation. */
struct dd_operation {
  dd (*leaves)(struct dd_space *space, void *ud, dd u, dd v);
  void *ud;
  bool same;
  uint32_t tag;
};

#define DD_OPERATIONS 15u

struct dd_space {
  struct dd_node *nodes;
  uint32_t nnodes, capacity;
  uint32_t *buckets; /* as many as capacity */
  struct dd_cached *cache;
  uint32_t ncache; /* a power of two, as capacity is */
  size_t memory;   /* most bytes, everything counted that dd_charge is told */
  size_t charged;  /* bytes of others */
  double deadline; /* seconds on this thread's CPU clock */
  bool tight;      /* the C stack may be too little for all levels */
  uint64_t ticks;  /* steps of work so far */
  uint64_t most;   /* steps it may take; no bound unless set after dd_open */
  struct dd_operation named[DD_OPERATIONS];
  uint32_t ntags; /* operations named so far */
  enum dd_broken broken;
};

/* Opens a space; false when malloc fails. dd_close frees it, and may be called
 * on a space that failed to open or was zeroed. */
bool dd_open(struct dd_space *space, size_t memory, double seconds);
void dd_close(struct dd_space *space);

/* Counts bytes allocated elsewhere against the bound; false past it. */
bool dd_charge(struct dd_space *space, size_t bytes);

/* Counts n steps of others; false, and broken, past the bound of steps or when
 * the time is over. */
bool dd_spend(struct dd_space *space, uint64_t n);

/* Breaks the space when its time is over; false then or when it was broken. */
bool dd_in_time(struct dd_space *space);

/* Seconds until its time is over; 0 or less when it is. */
double dd_left(const struct dd_space *space);

/* The constant function (first, second). */
dd dd_leaf(struct dd_space *space, uint32_t first, uint32_t second);

/* The function that is lo or hi as the bit at level is; both may only depend
 * on later levels. */
dd dd_node(struct dd_space *space, uint32_t level, dd lo, dd hi);

/* The bit at level itself. */
dd dd_bit(struct dd_space *space, uint32_t level);

/* yes where the boolean cond holds, no elsewhere. */
dd dd_ite(struct dd_space *space, dd cond, dd yes, dd no);

static inline dd dd_and(struct dd_space *space, dd a, dd b) {
  return dd_ite(space, a, b, DD_FALSE);
}
static inline dd dd_or(struct dd_space *space, dd a, dd b) {
  return dd_ite(space, a, DD_TRUE, b);
}
static inline dd dd_not(struct dd_space *space, dd a) {
  return dd_ite(space, a, DD_FALSE, DD_TRUE);
}
static inline dd dd_xor(struct dd_space *space, dd a, dd b) {
  return dd_ite(space, a, dd_not(space, b), b);
}

/* f where the bit at level is `bit`; f does not look at earlier levels. */
static inline dd dd_branch(const struct dd_space *space, dd f, uint32_t level,
                           bool bit) {
  const struct dd_node *n = &space->nodes[f];
  if (n->level != level)
    return f;
  return bit ? n->hi : n->lo;
}

/* Names an operation in a space; at most DD_OPERATIONS different ones. One
 * without an ud is the same each time. */
struct dd_operation dd_operation(struct dd_space *space,
                                 dd (*leaves)(struct dd_space *, void *, dd,
                                              dd),
                                 void *ud, bool same);

/* The function whose value is the operation's of u's and v's. */
dd dd_apply(struct dd_space *space, const struct dd_operation *op, dd u, dd v);

/* The first input, in the order of the levels, at which f is not DD_FALSE (f
 * is not DD_FALSE itself): sets or clears bits[level] and returns the leaf. */
dd dd_first(const struct dd_space *space, dd f, bool bits[DD_LEVELS]);

/* Calls visit for each leaf of f but DD_FALSE, once. */
void dd_leaves(struct dd_space *space, dd f,
               void (*visit)(void *ud, const struct dd_node *leaf), void *ud);

/* Frees all but n functions, which get new numbers. */
void dd_keep(struct dd_space *space, dd *functions, size_t n);

static inline bool dd_is_leaf(const struct dd_space *space, dd f) {
  return space->nodes[f].level == DD_LEVELS;
}

#pragma GCC visibility pop

#endif
