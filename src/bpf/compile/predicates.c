/* SPDX-License-Identifier: MIT */
#include "predicates.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool predicates_init(struct predicate_table *t) {
  t->count = 0;
  t->cap = 64;
  t->table_mask = 255;
  t->v = malloc(t->cap * sizeof *t->v);
  t->table = malloc((t->table_mask + 1) * sizeof *t->table);
  if (t->v == NULL || t->table == NULL)
    return false;
  memset(t->table, 0xff, (t->table_mask + 1) * sizeof *t->table);
  return true;
}

void predicates_free(struct predicate_table *t) {
  free(t->v);
  free(t->table);
}

static uint32_t predicate_hash(const struct predicate *a) {
  uint64_t h = a->word | (uint64_t)a->below << 8 | (uint64_t)a->inside << 10 |
               (uint64_t)a->above << 12 | (uint64_t)a->mask << 32;
  h = (h ^ a->low) * UINT64_C(0x9e3779b97f4a7c15);
  h ^= h >> 29;
  h = (h ^ ((uint64_t)a->lo << 32 | a->hi)) * UINT64_C(0xbf58476d1ce4e5b9);
  return (uint32_t)(h >> 32);
}

static bool predicate_equal(const struct predicate *a,
                            const struct predicate *b) {
  return a->word == b->word && a->below == b->below && a->inside == b->inside &&
         a->above == b->above && a->mask == b->mask && a->lo == b->lo &&
         a->hi == b->hi && a->low == b->low;
}

static bool predicates_grow(struct predicate_table *t) {
  if (t->cap > UINT32_MAX / 16)
    return false;
  uint32_t cap = t->cap * 2;
  uint32_t size = cap * 4;
  struct predicate *v = realloc(t->v, cap * sizeof *v);
  if (v == NULL)
    return false;
  t->v = v;
  uint32_t *table = malloc(size * sizeof *table);
  if (table == NULL)
    return false;
  memset(table, 0xff, size * sizeof *table);
  for (uint32_t i = 0; i < t->count; i++) {
    uint32_t slot = predicate_hash(&t->v[i]) & (size - 1);
    while (table[slot] != PREDICATE_NONE)
      slot = (slot + 1) & (size - 1);
    table[slot] = i;
  }
  free(t->table);
  t->table = table;
  t->table_mask = size - 1;
  t->cap = cap;
  return true;
}

/* The index of the one predicate equal to a; PREDICATE_NONE when out of memory.
 */
static uint32_t predicates_unique(struct predicate_table *t,
                                  const struct predicate *a) {
  assert(a->lo <= a->hi && (a->hi & ~a->mask) == 0);
  assert((a->mask & (a->mask + 1)) == 0 ||
         (a->lo == a->hi && a->below == a->above));
  if (t->count == t->cap && !predicates_grow(t))
    return PREDICATE_NONE;
  uint32_t slot = predicate_hash(a) & t->table_mask;
  for (; t->table[slot] != PREDICATE_NONE; slot = (slot + 1) & t->table_mask)
    if (predicate_equal(&t->v[t->table[slot]], a))
      return t->table[slot];
  t->v[t->count] = *a;
  t->table[slot] = t->count;
  return t->count++;
}

/* Conditions under construction: the predicates of one, or that it never holds.
 */
struct parts {
  struct predicate_table *t;
  enum cond_kind kind;
  bool wide;     /* it asks about the high word, too */
  uint32_t mask; /* the bits of the low word that it asks about */
  uint32_t *out;
  unsigned n;
};

static uint32_t mask_of(const struct parts *p, unsigned word) {
  return predicates_low_word(word) ? p->mask : UINT32_MAX;
}

static uint32_t three_way(struct parts *p, unsigned word, uint32_t lo,
                          uint32_t hi, enum outcome below, enum outcome inside,
                          enum outcome above, uint32_t low) {
  struct predicate a = {.word = (uint8_t)word,
                        .below = (uint8_t)below,
                        .inside = (uint8_t)inside,
                        .above = (uint8_t)above,
                        .mask = mask_of(p, word),
                        .lo = lo,
                        .hi = hi,
                        .low = low};
  uint32_t index = predicates_unique(p->t, &a);
  if (index == PREDICATE_NONE)
    p->kind = COND_NOMEM;
  return index;
}

static void push_predicate(struct parts *p, uint32_t predicate) {
  p->out[p->n++] = predicate;
}

static void never(struct parts *p) {
  if (p->kind == COND_PREDICATES)
    p->kind = COND_NEVER;
}

/* The word lies in lo..hi. */
static void add_range(struct parts *p, unsigned word, uint32_t lo,
                      uint32_t hi) {
  if (lo == 0 && hi == mask_of(p, word))
    return;
  push_predicate(
      p, three_way(p, word, lo, hi, FAILS, HOLDS, FAILS, PREDICATE_NONE));
}

/* (word & mask) == value, value inside the mask. */
static void add_masked(struct parts *p, unsigned word, uint32_t mask,
                       uint32_t value) {
  if (mask == 0)
    return;
  struct predicate a = {.word = (uint8_t)word,
                        .below = FAILS,
                        .inside = HOLDS,
                        .above = FAILS,
                        .mask = mask,
                        .lo = value,
                        .hi = value,
                        .low = PREDICATE_NONE};
  uint32_t index = predicates_unique(p->t, &a);
  if (index == PREDICATE_NONE)
    p->kind = COND_NOMEM;
  push_predicate(p, index);
}

/* The argument is below a. */
static void add_below(struct parts *p, unsigned high, uint64_t a) {
  uint32_t a_high = (uint32_t)(a >> 32), a_low = (uint32_t)a;
  if (a == 0) {
    never(p);
  } else if (!p->wide) {
    if (a <= p->mask)
      add_range(p, high - 1, 0, a_low - 1);
  } else if (a_low == 0) {
    add_range(p, high, 0, a_high - 1);
  } else if (a_high == 0) {
    add_range(p, high, 0, 0);
    add_range(p, high - 1, 0, a_low - 1);
  } else {
    uint32_t low = three_way(p, high - 1, 0, a_low - 1, FAILS, HOLDS, FAILS,
                             PREDICATE_NONE);
    push_predicate(
        p, three_way(p, high, a_high, a_high, HOLDS, ASKS_LOW, FAILS, low));
  }
}

/* The argument is a or above. */
static void add_from(struct parts *p, unsigned high, uint64_t a) {
  uint32_t a_high = (uint32_t)(a >> 32), a_low = (uint32_t)a;
  if (!p->wide) {
    if (a <= p->mask)
      add_range(p, high - 1, a_low, p->mask);
    else
      never(p);
  } else if (a_low == 0) {
    add_range(p, high, a_high, UINT32_MAX);
  } else if (a_high == UINT32_MAX) {
    add_range(p, high, UINT32_MAX, UINT32_MAX);
    add_range(p, high - 1, a_low, UINT32_MAX);
  } else {
    uint32_t low = three_way(p, high - 1, a_low, UINT32_MAX, FAILS, HOLDS,
                             FAILS, PREDICATE_NONE);
    push_predicate(
        p, three_way(p, high, a_high, a_high, FAILS, ASKS_LOW, HOLDS, low));
  }
}

static void add_not(struct parts *p, unsigned high, uint64_t a) {
  uint32_t a_high = (uint32_t)(a >> 32), a_low = (uint32_t)a;
  if (!p->wide && a > p->mask)
    return;
  uint32_t low =
      three_way(p, high - 1, a_low, a_low, HOLDS, FAILS, HOLDS, PREDICATE_NONE);
  if (p->wide)
    low = three_way(p, high, a_high, a_high, HOLDS, ASKS_LOW, HOLDS, low);
  push_predicate(p, low);
}

static void add_equal(struct parts *p, unsigned high, uint64_t mask,
                      uint64_t value) {
  uint32_t mask_high = (uint32_t)(mask >> 32), mask_low = (uint32_t)mask;
  uint32_t high_value = (uint32_t)(value >> 32), low_value = (uint32_t)value;
  if ((value & ~mask) != 0 || (!p->wide && value > p->mask)) {
    never(p);
    return;
  }
  if (p->wide)
    add_masked(p, high, mask_high, high_value);
  add_masked(p, high - 1, mask_low & p->mask, low_value);
}

enum cond_kind predicates_of_cond(struct predicate_table *t,
                                  const struct bpf_cond *cond, bool wide,
                                  uint32_t out[2], unsigned *n) {
  const unsigned bits = bpf_cond_bits(cond, wide);
  struct parts p = {.t = t,
                    .kind = COND_PREDICATES,
                    .wide = bits > 32,
                    .mask = bits < 32 ? (UINT32_C(1) << bits) - 1 : UINT32_MAX,
                    .out = out};
  const unsigned high = BPF_WORD_ARG_HI + 2u * cond->arg;
  switch ((enum bpf_op)cond->op) {
  case BPF_OP_NE:
    add_not(&p, high, cond->a);
    break;
  case BPF_OP_LT:
    add_below(&p, high, cond->a);
    break;
  case BPF_OP_LE:
    if (cond->a != UINT64_MAX)
      add_below(&p, high, cond->a + 1);
    break;
  case BPF_OP_EQ:
    add_equal(&p, high, UINT64_MAX, cond->a);
    break;
  case BPF_OP_GE:
    add_from(&p, high, cond->a);
    break;
  case BPF_OP_GT:
    if (cond->a == UINT64_MAX)
      never(&p);
    else
      add_from(&p, high, cond->a + 1);
    break;
  case BPF_OP_MASKED_EQ:
    add_equal(&p, high, cond->a, cond->b);
    break;
  }
  *n = p.n;
  return p.kind;
}

/* All bits at and below the highest one set. */
static uint32_t smear(uint32_t x) {
  x |= x >> 1;
  x |= x >> 2;
  x |= x >> 4;
  x |= x >> 8;
  return x | x >> 16;
}

bool predicates_learn(struct known *f, uint32_t mask, uint32_t lo,
                      uint32_t hi) {
  /* The bits of the mask above the first in which lo and hi differ. */
  uint32_t known = mask & ~smear(lo ^ hi);
  uint32_t value = lo & known;
  if ((f->value ^ value) & f->known & known)
    return false;
  f->known |= known;
  f->value |= value;
  if (mask == UINT32_MAX) {
    f->lo = lo > f->lo ? lo : f->lo;
    f->hi = hi < f->hi ? hi : f->hi;
  }
  uint32_t least = f->value, most = f->value | ~f->known;
  f->lo = least > f->lo ? least : f->lo;
  f->hi = most < f->hi ? most : f->hi;
  return f->lo <= f->hi;
}

unsigned predicate_given(const struct predicate *a, const struct known *f) {
  uint32_t known = f->known & a->mask;
  if ((a->mask & (a->mask + 1)) != 0) {
    if ((f->value ^ a->lo) & known)
      return a->below;
    return known == a->mask ? a->inside : UNKNOWN;
  }
  uint32_t lo = f->value & a->mask, hi = lo | (a->mask & ~f->known);
  if (f->hi <= a->mask) {
    lo = f->lo;
    hi = f->hi;
  }
  if (hi < a->lo)
    return a->below;
  if (lo > a->hi)
    return a->above;
  if (lo >= a->lo && hi <= a->hi)
    return a->inside;
  /* Known bits may rule out a single value, or one end of a range. */
  if (a->lo == a->hi && a->below == a->above && ((f->value ^ a->lo) & known))
    return a->below;
  return UNKNOWN;
}
