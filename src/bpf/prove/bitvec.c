/* SPDX-License-Identifier: MIT */
#include "bitvec.h"

#include <string.h>

#include "../opcode.h"

struct bitvec bitvec_const(uint32_t value) {
  struct bitvec r;
  for (unsigned i = 0; i < 32; i++)
    r.bit[i] = value >> i & 1 ? MTBDD_TRUE : MTBDD_FALSE;
  return r;
}

struct bitvec bitvec_of_call(struct mtbdd_space *space,
                             const struct call_order *order, unsigned w) {
  struct bitvec r;
  for (unsigned i = 0; i < 32; i++)
    r.bit[i] = mtbdd_bit(space, order->level[w][i]);
  return r;
}

struct bitvec bitvec_ite(struct mtbdd_space *space, mtbdd cond,
                         const struct bitvec *yes, const struct bitvec *no) {
  struct bitvec r;
  for (unsigned i = 0; i < 32; i++)
    r.bit[i] = mtbdd_ite(space, cond, yes->bit[i], no->bit[i]);
  return r;
}

bool bitvec_equal(const struct bitvec *a, const struct bitvec *b) {
  return memcmp(a, b, sizeof *a) == 0;
}

/* a + b + carry, or a - b with b inverted and carry set. */
static struct bitvec add_with_carry(struct mtbdd_space *space,
                                    const struct bitvec *a,
                                    const struct bitvec *b, bool invert,
                                    mtbdd carry) {
  struct bitvec r;
  for (unsigned i = 0; i < 32; i++) {
    const mtbdd x = a->bit[i];
    const mtbdd y = invert ? mtbdd_not(space, b->bit[i]) : b->bit[i];
    const mtbdd either = mtbdd_xor(space, x, y);
    r.bit[i] = mtbdd_xor(space, either, carry);
    if (i < 31)
      carry = mtbdd_ite(space, either, carry, x);
  }
  return r;
}

/* a shifted by n bits, to the left or the right. */
static struct bitvec shift_const(const struct bitvec *a, unsigned n,
                                 bool left) {
  struct bitvec r = bitvec_const(0);
  for (unsigned i = 0; i + n < 32; i++)
    r.bit[left ? i + n : i] = a->bit[left ? i : i + n];
  return r;
}

static struct bitvec shift_by(struct mtbdd_space *space, const struct bitvec *a,
                              const struct bitvec *b, bool left) {
  struct bitvec r = *a;
  for (unsigned i = 0; i < 5; i++) {
    const struct bitvec far = shift_const(&r, 1u << i, left);
    r = bitvec_ite(space, b->bit[i], &far, &r);
  }
  return r;
}

static struct bitvec multiply(struct mtbdd_space *space, const struct bitvec *a,
                              const struct bitvec *b) {
  const struct bitvec zero = bitvec_const(0);
  struct bitvec r = zero;
  for (unsigned i = 0; i < 32; i++) {
    if (b->bit[i] == MTBDD_FALSE)
      continue;
    const struct bitvec at = shift_const(a, i, true);
    const struct bitvec part = bitvec_ite(space, b->bit[i], &at, &zero);
    r = add_with_carry(space, &r, &part, false, MTBDD_FALSE);
  }
  return r;
}

/* Long division, one bit of a after the other from the top. The remainder has
 * a 33rd bit for the moment between shift and subtraction. */
static struct bitvec divide(struct mtbdd_space *space, const struct bitvec *a,
                            const struct bitvec *b) {
  struct bitvec quotient = bitvec_const(0), rest = bitvec_const(0);
  for (unsigned i = 32; i-- > 0;) {
    const mtbdd over = rest.bit[31];
    rest = shift_const(&rest, 1, true);
    rest.bit[0] = a->bit[i];
    const mtbdd fits =
        mtbdd_or(space, over, bitvec_jump(space, BPF_CODE_JGE_K, &rest, b));
    const struct bitvec less =
        add_with_carry(space, &rest, b, true, MTBDD_TRUE);
    quotient.bit[i] = fits;
    rest = bitvec_ite(space, fits, &less, &rest);
    if (space->broken != MTBDD_FINE)
      break;
  }
  return quotient;
}

struct bitvec bitvec_alu(struct mtbdd_space *space, unsigned code,
                         const struct bitvec *a, const struct bitvec *b) {
  struct bitvec r = bitvec_const(0);
  switch (code) {
  case BPF_CODE_ADD_K:
    return add_with_carry(space, a, b, false, MTBDD_FALSE);
  case BPF_CODE_SUB_K:
    return add_with_carry(space, a, b, true, MTBDD_TRUE);
  case BPF_CODE_MUL_K:
    return multiply(space, a, b);
  case BPF_CODE_DIV_K:
    return divide(space, a, b);
  case BPF_CODE_LSH_K:
    return shift_by(space, a, b, true);
  case BPF_CODE_RSH_K:
    return shift_by(space, a, b, false);
  case BPF_CODE_AND_K:
    for (unsigned i = 0; i < 32; i++)
      r.bit[i] = mtbdd_and(space, a->bit[i], b->bit[i]);
    return r;
  case BPF_CODE_OR_K:
    for (unsigned i = 0; i < 32; i++)
      r.bit[i] = mtbdd_or(space, a->bit[i], b->bit[i]);
    return r;
  case BPF_CODE_XOR_K:
    for (unsigned i = 0; i < 32; i++)
      r.bit[i] = mtbdd_xor(space, a->bit[i], b->bit[i]);
    return r;
  case BPF_CODE_NEG:
    return add_with_carry(space, &r, a, true, MTBDD_TRUE);
  }
  return r;
}

mtbdd bitvec_jump(struct mtbdd_space *space, unsigned code,
                  const struct bitvec *a, const struct bitvec *b) {
  /* From the least bit up: each step decides unless the two bits are equal,
   * and puts a level on top of what is there. */
  mtbdd r = code == BPF_CODE_JEQ_K || code == BPF_CODE_JGE_K ? MTBDD_TRUE
                                                             : MTBDD_FALSE;
  for (unsigned i = 0; i < 32; i++) {
    const mtbdd x = a->bit[i], y = b->bit[i];
    if (code == BPF_CODE_JSET_K) {
      r = mtbdd_or(space, mtbdd_and(space, x, y), r);
    } else {
      const mtbdd greater = code == BPF_CODE_JEQ_K ? MTBDD_FALSE : MTBDD_TRUE;
      const mtbdd one = mtbdd_ite(space, y, r, greater);
      const mtbdd zero = mtbdd_ite(space, y, MTBDD_FALSE, r);
      r = mtbdd_ite(space, x, one, zero);
    }
  }
  return r;
}

size_t bitvec_piece_add(struct bitvec_piece *pieces, size_t n, uint32_t last,
                        mtbdd what) {
  if (n > 0 && pieces[n - 1].what == what)
    n--;
  pieces[n] = (struct bitvec_piece){last, what};
  return n + 1;
}

/* No function, in place of one that is asked for. */
#define ANY UINT32_MAX

/* What f is where the word is lo with any `bits` lowest bits: as far as its
 * first bits are the word's highest ones, what is left of it. */
static mtbdd within(const struct mtbdd_space *space, const uint16_t *level,
                    mtbdd f, uint32_t lo, unsigned bits) {
  for (unsigned i = 32; i-- > bits && space->nodes[f].level <= level[0];)
    f = mtbdd_branch(space, f, level[i], lo >> i & 1);
  return f;
}

/* What calls get where the word is lo with any `bits` lowest bits, or whether
 * that is `only`; the first piece has lo. Branching on the word first makes no
 * diagram that is not part of the last one, where adding value after value
 * would make them all. */
static mtbdd switch_low(struct mtbdd_space *space, const uint16_t *level,
                        const struct bitvec_piece *pieces, mtbdd only,
                        uint32_t lo, unsigned bits) {
  const uint32_t top = lo | (uint32_t)((UINT64_C(1) << bits) - 1);
  if (space->broken != MTBDD_FINE)
    return MTBDD_FALSE;
  if (pieces->last >= top && only != ANY)
    return pieces->what == only ? MTBDD_TRUE : MTBDD_FALSE;
  if (pieces->last >= top)
    return within(space, level, pieces->what, lo, bits);
  const uint32_t middle = lo | UINT32_C(1) << (bits - 1);
  const mtbdd low = switch_low(space, level, pieces, only, lo, bits - 1);
  while (pieces->last < middle)
    pieces++;
  const mtbdd high = switch_low(space, level, pieces, only, middle, bits - 1);
  return mtbdd_choose(space, level[bits - 1], low, high);
}

/* Finds the different things that pieces have, if these are few; else 0. */
static size_t few_things(const struct bitvec_piece *pieces, mtbdd *things,
                         size_t few) {
  size_t n = 0;
  for (const struct bitvec_piece *p = pieces;; p++) {
    size_t i = 0;
    while (i < n && things[i] != p->what)
      i++;
    if (i == few)
      return 0;
    if (i == n)
      things[n++] = p->what;
    if (p->last == UINT32_MAX)
      return n;
  }
}

mtbdd bitvec_switch(struct mtbdd_space *space, const struct call_order *order,
                    unsigned w, const struct bitvec_piece *pieces) {
  enum { FEW = 4 };
  const uint16_t *level = order->level[w];
  mtbdd things[FEW];
  bool above = false;
  const size_t n = few_things(pieces, things, FEW);
  for (size_t i = 0; i < n; i++)
    above = above || space->nodes[things[i]].level < level[0];
  if (!above)
    return switch_low(space, level, pieces, ANY, 0, 32);
  /* Branching on each bit of the word would copy, each time, what tests bits
   * above it. */
  mtbdd r = things[0];
  for (size_t i = 1; i < n; i++)
    r = mtbdd_ite(space, switch_low(space, level, pieces, things[i], 0, 32),
                  things[i], r);
  return r;
}

mtbdd bitvec_is(struct mtbdd_space *space, const struct call_order *order,
                unsigned w, uint32_t value) {
  const struct bitvec a = bitvec_of_call(space, order, w);
  const struct bitvec b = bitvec_const(value);
  return bitvec_jump(space, BPF_CODE_JEQ_K, &a, &b);
}

mtbdd bitvec_above(struct mtbdd_space *space, const struct call_order *order,
                   unsigned w, uint32_t value) {
  const struct bitvec a = bitvec_of_call(space, order, w);
  const struct bitvec b = bitvec_const(value);
  return bitvec_jump(space, BPF_CODE_JGT_K, &a, &b);
}
