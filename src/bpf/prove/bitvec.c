#include "bitvec.h"

#include <string.h>

#include "../opcode.h"

void call_group(struct call_groups *groups, uint16_t words) {
  for (unsigned w = 0; w < CALL_WORDS; w++)
    if (words & 1u << w)
      words |= groups->with[w];
  for (unsigned w = 0; w < CALL_WORDS; w++)
    if (words & 1u << w)
      groups->with[w] = words;
}

void call_order(struct call_order *order, const struct call_groups *groups) {
  static const uint8_t natural[CALL_WORDS] = {
      CALL_ARCH, CALL_NR, 5,  4,  7,  6,  9,          8,
      11,        10,      13, 12, 15, 14, CALL_IP_HI, CALL_IP_LO};
  uint16_t placed = 0;
  unsigned level = 0;
  for (unsigned i = 0; i < CALL_WORDS; i++) {
    if (placed & 1u << natural[i])
      continue;
    const uint16_t group =
        (uint16_t)(groups->with[natural[i]] | 1u << natural[i]);
    const uint16_t counts = group & groups->counts;
    placed |= group;
    /* bits 4 to 0 of the counts; then from the top what is left */
    for (unsigned step = 0; step < 5 + 32; step++) {
      const unsigned bit = step < 5 ? 4 - step : 36 - step;
      for (unsigned j = i; j < CALL_WORDS; j++) {
        const uint16_t here = (uint16_t)(1u << natural[j]);
        const bool first = (counts & here) != 0 && bit < 5;
        if ((group & here) != 0 && first == (step < 5))
          order->level[natural[j]][bit] = (uint16_t)level++;
      }
    }
  }
}

struct word word_const(uint32_t value) {
  struct word r;
  for (unsigned i = 0; i < 32; i++)
    r.bit[i] = value >> i & 1 ? DD_TRUE : DD_FALSE;
  return r;
}

struct word word_of_call(struct dd_space *space, const struct call_order *order,
                         unsigned w) {
  struct word r;
  for (unsigned i = 0; i < 32; i++)
    r.bit[i] = dd_bit(space, order->level[w][i]);
  return r;
}

struct word word_ite(struct dd_space *space, dd cond, const struct word *yes,
                     const struct word *no) {
  struct word r;
  for (unsigned i = 0; i < 32; i++)
    r.bit[i] = dd_ite(space, cond, yes->bit[i], no->bit[i]);
  return r;
}

bool word_equal(const struct word *a, const struct word *b) {
  return memcmp(a, b, sizeof *a) == 0;
}

/* a + b + carry, or a - b with b inverted and carry set. */
static struct word add(struct dd_space *space, const struct word *a,
                       const struct word *b, bool invert, dd carry) {
  struct word r;
  for (unsigned i = 0; i < 32; i++) {
    const dd x = a->bit[i];
    const dd y = invert ? dd_not(space, b->bit[i]) : b->bit[i];
    const dd either = dd_xor(space, x, y);
    r.bit[i] = dd_xor(space, either, carry);
    if (i < 31)
      carry = dd_ite(space, either, carry, x);
  }
  return r;
}

/* a shifted by n bits, to the left or the right. */
static struct word shift(const struct word *a, unsigned n, bool left) {
  struct word r = word_const(0);
  for (unsigned i = 0; i + n < 32; i++)
    r.bit[left ? i + n : i] = a->bit[left ? i : i + n];
  return r;
}

static struct word shift_by(struct dd_space *space, const struct word *a,
                            const struct word *b, bool left) {
  struct word r = *a;
  for (unsigned i = 0; i < 5; i++) {
    const struct word far = shift(&r, 1u << i, left);
    r = word_ite(space, b->bit[i], &far, &r);
  }
  return r;
}

static struct word multiply(struct dd_space *space, const struct word *a,
                            const struct word *b) {
  const struct word zero = word_const(0);
  struct word r = zero;
  for (unsigned i = 0; i < 32; i++) {
    if (b->bit[i] == DD_FALSE)
      continue;
    const struct word at = shift(a, i, true);
    const struct word part = word_ite(space, b->bit[i], &at, &zero);
    r = add(space, &r, &part, false, DD_FALSE);
  }
  return r;
}

/* Long division, one bit of a after the other from the top. The remainder has
 * a 33rd bit for the moment between shift and subtraction. */
static struct word divide(struct dd_space *space, const struct word *a,
                          const struct word *b) {
  struct word quotient = word_const(0), rest = word_const(0);
  for (unsigned i = 32; i-- > 0;) {
    const dd over = rest.bit[31];
    rest = shift(&rest, 1, true);
    rest.bit[0] = a->bit[i];
    const dd fits =
        dd_or(space, over, word_jump(space, BPF_CODE_JGE_K, &rest, b));
    const struct word less = add(space, &rest, b, true, DD_TRUE);
    quotient.bit[i] = fits;
    rest = word_ite(space, fits, &less, &rest);
    if (space->broken != DD_FINE)
      break;
  }
  return quotient;
}

struct word word_alu(struct dd_space *space, unsigned code,
                     const struct word *a, const struct word *b) {
  struct word r = word_const(0);
  switch (code) {
  case BPF_CODE_ADD_K:
    return add(space, a, b, false, DD_FALSE);
  case BPF_CODE_SUB_K:
    return add(space, a, b, true, DD_TRUE);
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
      r.bit[i] = dd_and(space, a->bit[i], b->bit[i]);
    return r;
  case BPF_CODE_OR_K:
    for (unsigned i = 0; i < 32; i++)
      r.bit[i] = dd_or(space, a->bit[i], b->bit[i]);
    return r;
  case BPF_CODE_XOR_K:
    for (unsigned i = 0; i < 32; i++)
      r.bit[i] = dd_xor(space, a->bit[i], b->bit[i]);
    return r;
  case BPF_CODE_NEG:
    return add(space, &r, a, true, DD_TRUE);
  }
  return r;
}

dd word_jump(struct dd_space *space, unsigned code, const struct word *a,
             const struct word *b) {
  /* From the least bit up: each step decides unless the two bits are equal,
   * and puts a level on top of what is there. */
  dd r = code == BPF_CODE_JEQ_K || code == BPF_CODE_JGE_K ? DD_TRUE : DD_FALSE;
  for (unsigned i = 0; i < 32; i++) {
    const dd x = a->bit[i], y = b->bit[i];
    if (code == BPF_CODE_JSET_K) {
      r = dd_or(space, dd_and(space, x, y), r);
    } else {
      const dd greater = code == BPF_CODE_JEQ_K ? DD_FALSE : DD_TRUE;
      const dd one = dd_ite(space, y, r, greater);
      const dd zero = dd_ite(space, y, DD_FALSE, r);
      r = dd_ite(space, x, one, zero);
    }
  }
  return r;
}

dd word_is(struct dd_space *space, const struct call_order *order, unsigned w,
           uint32_t value) {
  const struct word a = word_of_call(space, order, w);
  const struct word b = word_const(value);
  return word_jump(space, BPF_CODE_JEQ_K, &a, &b);
}

dd word_above(struct dd_space *space, const struct call_order *order,
              unsigned w, uint32_t value) {
  const struct word a = word_of_call(space, order, w);
  const struct word b = word_const(value);
  return word_jump(space, BPF_CODE_JGT_K, &a, &b);
}
