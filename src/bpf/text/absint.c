/* SPDX-License-Identifier: MIT */
#include "absint.h"

#include <string.h>

static const struct bpf_value any = {BPF_VALUE_ANY, 0, 0};

static struct bpf_value value_const(uint32_t k) {
  return (struct bpf_value){BPF_VALUE_CONST, 0, k};
}

static bool same_value(struct bpf_value a, struct bpf_value b) {
  return a.kind == b.kind && a.word == b.word && a.k == b.k;
}

bool absint_number(const struct absint_state *at, struct bpf_value value,
                   uint32_t *k) {
  switch ((enum bpf_value_kind)value.kind) {
  case BPF_VALUE_CONST:
    *k = value.k;
    return true;
  case BPF_VALUE_WORD:
    *k = at->words[value.word].bits & value.k;
    return (value.k & ~at->words[value.word].mask) == 0;
  case BPF_VALUE_ANY:
    break;
  }
  return false;
}

/* Adds word & mask == bits to what is known; false: that cannot be. */
static bool learn_bits(struct absint_state *at, uint8_t word, uint32_t mask,
                       uint32_t bits) {
  struct bpf_known *known = &at->words[word];
  if ((bits & ~mask) != 0 || ((known->bits ^ bits) & known->mask & mask) != 0)
    return false;
  known->mask |= mask;
  known->bits |= bits;
  if (word == BPF_WORD_NR && known->mask == UINT32_MAX) {
    if (known->bits < at->nr_min || known->bits > at->nr_max)
      return false;
    at->nr_min = at->nr_max = known->bits;
  }
  return true;
}

/* Adds word & mask != bits to what is known; false: that cannot be. It tells
 * something when a single bit is left that can make the difference. */
static bool learn_not(struct absint_state *at, uint8_t word, uint32_t mask,
                      uint32_t bits) {
  struct bpf_known *known = &at->words[word];
  if ((bits & ~mask) != 0 || ((known->bits ^ bits) & known->mask & mask) != 0)
    return true;
  uint32_t open = mask & ~known->mask;
  if (open == 0)
    return false;
  if ((open & (open - 1)) == 0)
    return learn_bits(at, word, open, ~bits & open);
  return true;
}

/* Adds min <= number <= max; false: that cannot be. */
static bool learn_bounds(struct absint_state *at, uint32_t min, uint32_t max) {
  if (min > at->nr_min)
    at->nr_min = min;
  if (max < at->nr_max)
    at->nr_max = max;
  return at->nr_min <= at->nr_max;
}

/* Adds that a value is above k (or at or below it); false: that cannot be. */
static bool learn_above(struct absint_state *at, struct bpf_value value,
                        uint32_t k, bool above) {
  const struct bpf_known *known = &at->words[value.word];
  uint32_t min = known->bits & value.k;
  uint32_t max = min | (value.k & ~known->mask);
  if (above ? max <= k : min > k)
    return false;
  if (value.word != BPF_WORD_NR || value.k != UINT32_MAX)
    return true;
  return above ? learn_bounds(at, k + 1, UINT32_MAX) : learn_bounds(at, 0, k);
}

/* Adds what the outcome of a test tells; false: it cannot have this outcome. */
static bool learn_test(struct absint_state *at, const struct cbpf_insn *insn,
                       bool outcome) {
  struct bpf_value a = at->a;
  uint32_t k = insn->k, number;
  if ((insn->code & BPF_CODE_X) != 0 && !absint_number(at, at->x, &k))
    return true;
  uint16_t code = (uint16_t)(insn->code & ~BPF_CODE_X);
  if (absint_number(at, a, &number)) {
    bool holds = code == BPF_CODE_JEQ_K   ? number == k
                 : code == BPF_CODE_JGT_K ? number > k
                 : code == BPF_CODE_JGE_K ? number >= k
                                          : (number & k) != 0;
    return holds == outcome;
  }
  if (a.kind != BPF_VALUE_WORD) /* nothing known: A >= 0 still holds */
    return k != 0 || (code == BPF_CODE_JGE_K    ? outcome
                      : code == BPF_CODE_JSET_K ? !outcome
                                                : true);
  switch (code) {
  case BPF_CODE_JEQ_K:
    return outcome ? learn_bits(at, a.word, a.k, k)
                   : learn_not(at, a.word, a.k, k);
  case BPF_CODE_JGT_K:
    return learn_above(at, a, k, outcome);
  case BPF_CODE_JGE_K:
    if (k == 0)
      return outcome;
    return learn_above(at, a, k - 1, outcome);
  default: /* JSET */
    return outcome ? learn_not(at, a.word, a.k & k, 0)
                   : learn_bits(at, a.word, a.k & k, 0);
  }
}

bool absint_arch(const struct absint_state *at, uint32_t *token) {
  *token = at->words[BPF_WORD_ARCH].bits;
  return at->words[BPF_WORD_ARCH].mask == UINT32_MAX;
}

void absint_outcomes(const struct absint_state *at,
                     const struct cbpf_insn *insn, bool *can_hold,
                     bool *can_fail) {
  struct absint_state holding = *at, failing = *at;
  *can_hold = learn_test(&holding, insn, true);
  *can_fail = learn_test(&failing, insn, false);
}

/* Keeps of *to what also holds in *from, a further way to get there. */
static void join_state(struct absint_state *to,
                       const struct absint_state *from) {
  if (!to->reached) {
    *to = *from;
    return;
  }
  if (!same_value(to->a, from->a))
    to->a = any;
  if (!same_value(to->x, from->x))
    to->x = any;
  for (size_t i = 0; i < BPF_MEM_WORDS; i++)
    if (!same_value(to->m[i], from->m[i]))
      to->m[i] = any;
  for (size_t i = 0; i < BPF_WORDS; i++) {
    struct bpf_known *known = &to->words[i];
    const struct bpf_known *other = &from->words[i];
    known->mask &= other->mask & ~(known->bits ^ other->bits);
    known->bits &= known->mask;
  }
  if (from->nr_min < to->nr_min)
    to->nr_min = from->nr_min;
  if (from->nr_max > to->nr_max)
    to->nr_max = from->nr_max;
}

/* What an AND leaves of a value; a constant and a masked word stay known. */
static struct bpf_value masked(struct bpf_value value, uint32_t mask) {
  if (value.kind == BPF_VALUE_ANY)
    return mask == 0 ? value_const(0) : any;
  value.k &= mask;
  return value.kind == BPF_VALUE_WORD && value.k == 0 ? value_const(0) : value;
}

/* The effect of an instruction that is neither jump nor return. */
static void step_state(struct absint_state *at, const struct cbpf_insn *insn) {
  uint32_t k = insn->k;
  switch (insn->code) {
  case BPF_CODE_LD_IMM:
    at->a = value_const(k);
    break;
  case BPF_CODE_LD_ABS:
    at->a = (struct bpf_value){BPF_VALUE_WORD, (uint8_t)(k / 4), UINT32_MAX};
    break;
  case BPF_CODE_LD_MEM:
    at->a = at->m[k];
    break;
  case BPF_CODE_LD_LEN:
    at->a = value_const(BPF_DATA_SIZE);
    break;
  case BPF_CODE_LDX_IMM:
    at->x = value_const(k);
    break;
  case BPF_CODE_LDX_MEM:
    at->x = at->m[k];
    break;
  case BPF_CODE_LDX_LEN:
    at->x = value_const(BPF_DATA_SIZE);
    break;
  case BPF_CODE_ST:
    at->m[k] = at->a;
    break;
  case BPF_CODE_STX:
    at->m[k] = at->x;
    break;
  case BPF_CODE_TAX:
    at->x = at->a;
    break;
  case BPF_CODE_TXA:
    at->a = at->x;
    break;
  case BPF_CODE_AND_K:
    at->a = masked(at->a, k);
    break;
  case BPF_CODE_AND_X:
    at->a = absint_number(at, at->x, &k) ? masked(at->a, k) : any;
    break;
  default: /* the rest of the arithmetic */
    at->a = any;
    break;
  }
}

void absint_run(const struct bpf_prog *prog, struct absint_state *states) {
  for (size_t pc = 0; pc < prog->len; pc++)
    states[pc].reached = false;
  memset(&states[0], 0, sizeof states[0]);
  states[0].reached = true;
  states[0].a = states[0].x = value_const(0);
  states[0].nr_max = UINT32_MAX;
  for (size_t pc = 0; pc < prog->len; pc++) {
    const struct cbpf_insn *insn = &prog->insns[pc];
    if (!states[pc].reached)
      continue;
    struct absint_state next = states[pc];
    switch (insn->code) {
    case BPF_CODE_RET_K:
    case BPF_CODE_RET_A:
      break;
    case BPF_CODE_JA:
      join_state(&states[pc + 1 + insn->k], &next);
      break;
    default:
      if (!bpf_is_conditional(insn->code)) {
        step_state(&next, insn);
        join_state(&states[pc + 1], &next);
        break;
      }
      if (learn_test(&next, insn, true))
        join_state(&states[pc + 1 + insn->jt], &next);
      next = states[pc];
      if (learn_test(&next, insn, false))
        join_state(&states[pc + 1 + insn->jf], &next);
      break;
    }
  }
}
