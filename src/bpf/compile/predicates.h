/* SPDX-License-Identifier: MIT */
/* Atomic predicates: conditions taken apart into tests of one 32-bit word each,
 * and what follows of a predicate from what is known of its word. */
#ifndef LUA_SECCOMP_BPF_COMPILE_PREDICATES_H
#define LUA_SECCOMP_BPF_COMPILE_PREDICATES_H

#include "../policy.h"
#include "graph.h"

#pragma GCC visibility push(hidden)

/* What a test of one word says about its condition. */
enum outcome {
  FAILS,
  HOLDS,
  ASKS_LOW /* the low word decides: predicate `low` */
};

/* Whether a word is the low half of an argument; its high half is the next. */
static inline bool predicates_low_word(unsigned word) {
  return word >= BPF_WORD_ARG_LO && word % 2 == 0;
}

/* One test: (word & mask) lies below, in or above lo..hi. The mask is all the
 * bits from the lowest on up to some bit, and lo and hi are inside it; or it is
 * any other, with lo == hi inside it and below == above. */
struct predicate {
  uint8_t word;
  uint8_t below, inside, above; /* enum outcome */
  uint32_t mask;
  uint32_t lo, hi;
  uint32_t low; /* a predicate that does not ask further */
};

/* Atoms by index, equal ones once. */
struct predicate_table {
  struct predicate *v;
  uint32_t count, cap;
  uint32_t *table;
  uint32_t table_mask;
};

/* False when out of memory; predicates_free is right in either case. */
bool predicates_init(struct predicate_table *t);
void predicates_free(struct predicate_table *t);

#define PREDICATE_NONE UINT32_MAX

enum cond_kind { COND_PREDICATES, COND_NEVER, COND_NOMEM };

/* Takes a condition apart: it holds when all of the *n (0 to 2) predicates do.
 * wide: as of the arch. */
enum cond_kind predicates_of_cond(struct predicate_table *t,
                                  const struct bpf_cond *cond, bool wide,
                                  uint32_t out[2], unsigned *n);

/* What is known of a word: an interval and known bits. It lies in lo..hi and
 * has the bits `value` where `known` is set. */
struct known {
  uint32_t lo, hi;
  uint32_t known, value;
};

#define KNOWN_NOTHING ((struct known){0, UINT32_MAX, 0, 0})

/* Adds that (word & mask) lies in lo..hi. False when it cannot. */
bool predicates_learn(struct known *f, uint32_t mask, uint32_t lo, uint32_t hi);

/* What a predicate says of its word, of which this is known; or UNKNOWN. */
enum { UNKNOWN = 3 };
unsigned predicate_given(const struct predicate *a, const struct known *f);

#pragma GCC visibility pop

#endif
