/* Conditions taken apart into tests of one 32-bit word each. */
#ifndef LUA_SECCOMP_BPF_ATOMS_H
#define LUA_SECCOMP_BPF_ATOMS_H

#include "../policy.h"
#include "graph.h"

#pragma GCC visibility push(hidden)

/* What a test of one word says about its condition. */
enum outcome { FAILS, HOLDS, ASKS_LOW /* the low word decides: atom `low` */ };

/* One test: (word & mask) lies below, in or above lo..hi. The mask is all the
 * bits from the lowest on up to some bit, and lo and hi are inside it; or it is
 * any other, with lo == hi inside it and below == above. */
struct atom {
  uint8_t word;
  uint8_t below, inside, above; /* enum outcome */
  uint32_t mask;
  uint32_t lo, hi;
  uint32_t low; /* an atom that does not ask further */
};

/* Atoms by index, equal ones once. */
struct atom_table {
  struct atom *v;
  uint32_t count, cap;
  uint32_t *table;
  uint32_t table_mask;
};

/* False when out of memory; atoms_free is right in either case. */
bool atoms_init(struct atom_table *t);
void atoms_free(struct atom_table *t);

#define ATOM_NONE UINT32_MAX

enum cond_kind { COND_ATOMS, COND_NEVER, COND_NOMEM };

/* Takes a condition apart: it holds when all of the *n (0 to 2) atoms do.
 * wide: as of the arch. */
enum cond_kind atoms_of_cond(struct atom_table *t, const struct bpf_cond *cond,
                             bool wide, uint32_t out[2], unsigned *n);

/* What is known of a word: it lies in lo..hi and has the bits `value` where
 * `known` is set. */
struct fact {
  uint32_t lo, hi;
  uint32_t known, value;
};

#define FACT_NONE ((struct fact){0, UINT32_MAX, 0, 0})

/* Adds to a fact that (word & mask) lies in lo..hi. False when it cannot. */
bool fact_learn(struct fact *f, uint32_t mask, uint32_t lo, uint32_t hi);

/* What an atom says of its word given a fact; or UNKNOWN. */
enum { UNKNOWN = 3 };
unsigned atom_given(const struct atom *a, const struct fact *f);

#pragma GCC visibility pop

#endif
