/* SPDX-License-Identifier: MIT */
#include "annotate.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "../opcode.h"

/* The outcome of a jump's test, or its contrary. */
enum comparison {
  TEST_EQ,
  TEST_NE,
  TEST_GT,
  TEST_LE,
  TEST_GE,
  TEST_LT,
  TEST_SET,  /* some of these bits are set */
  TEST_CLEAR /* none of them is */
};

static const char *const test_sign[] = {
    "==", "!=", ">", "<=", ">=", "<", "!=", "=="};

void annotate_add(struct bpf_text *t, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(t->s + t->len, sizeof t->s - t->len, format, args);
  va_end(args);
  if (n > 0)
    t->len += (size_t)n;
  if (t->len >= sizeof t->s)
    t->len = sizeof t->s - 1;
}

bool annotate_arch_name(const struct bpf_names *names, uint32_t token, bool x32,
                        char *buf) {
  return names->arch != NULL &&
         names->arch(names->ctx, token, x32, buf, BPF_NAME_SIZE);
}

static bool syscall_name(const struct bpf_names *names, uint32_t token,
                         uint32_t nr, char *buf) {
  return names->syscall != NULL &&
         names->syscall(names->ctx, token, nr, buf, BPF_NAME_SIZE);
}

/* A return value by the name of its action, with a note when the value is not
 * the canonical one. */
static void add_action(struct bpf_text *t, const struct bpf_reading *in,
                       const struct absint_state *at, uint32_t value) {
  uint32_t means = bpf_ret_canonical(value), token;
  const bool known = absint_arch(at, &token);
  char name[BPF_NAME_SIZE];
  if (in->names->action == NULL ||
      !in->names->action(in->names->ctx, known ? &token : NULL, means, name,
                         sizeof name)) {
    annotate_add(t, "return 0x%" PRIx32, value);
    return;
  }
  annotate_add(t, "return %s", name);
  if ((means & BPF_RET_ACTION) != (value & BPF_RET_ACTION))
    annotate_add(t, " (no such action)");
}

static enum comparison test_of(const struct cbpf_insn *insn, bool outcome) {
  switch (insn->code & ~BPF_CODE_X) {
  case BPF_CODE_JEQ_K:
    return outcome ? TEST_EQ : TEST_NE;
  case BPF_CODE_JGT_K:
    return outcome ? TEST_GT : TEST_LE;
  case BPF_CODE_JGE_K:
    return outcome ? TEST_GE : TEST_LT;
  default:
    return outcome ? TEST_SET : TEST_CLEAR;
  }
}

static bool is_high(const struct bpf_reading *in, uint8_t word) {
  return (word % 2 == 0) == in->prog->big_endian;
}

/* The 64-bit field of which a word from BPF_DATA_IP on is a half. */
static void add_field(struct bpf_text *t, uint8_t word) {
  if (word * 4u < BPF_DATA_ARGS)
    annotate_add(t, "ip");
  else
    annotate_add(t, "arg%u", (word * 4u - BPF_DATA_ARGS) / 8);
}

static void add_word(struct bpf_text *t, const struct bpf_reading *in,
                     uint8_t word) {
  if (word == BPF_WORD_NR) {
    annotate_add(t, "syscall");
  } else if (word == BPF_WORD_ARCH) {
    annotate_add(t, "arch");
  } else {
    add_field(t, word);
    annotate_add(t, is_high(in, word) ? ":hi" : ":lo");
  }
}

/* The argument of which a word is a half, where the call is known. */
static bool argument_of(const struct absint_state *at, uint8_t word,
                        struct bpf_argument *argument) {
  if (word * 4u < BPF_DATA_ARGS || at->nr_min != at->nr_max ||
      !absint_arch(at, &argument->token))
    return false;
  argument->nr = at->nr_min;
  argument->place = (word * 4u - BPF_DATA_ARGS) / 8;
  return true;
}

/* " (flags", a note of what is called so, for the caller to end; false where it
 * has no name. */
static bool add_note(struct bpf_text *t, const struct bpf_reading *in,
                     const struct bpf_argument *argument) {
  char name[BPF_NAME_SIZE];
  if (in->names->argument == NULL ||
      !in->names->argument(in->names->ctx, argument, name, sizeof name))
    return false;
  annotate_add(t, " (%s", name);
  return true;
}

/* A note of a test of an argument: what is compared under a mask. */
static void add_test_note(struct bpf_text *t, const struct bpf_reading *in,
                          const struct absint_state *at, uint8_t word,
                          enum comparison test, uint64_t mask, uint64_t value) {
  char words[BPF_WORDS_SIZE];
  struct bpf_argument argument;
  const bool ordered = test > TEST_NE && test < TEST_SET;
  const bool masked = mask != UINT64_MAX && (ordered || value == 0);
  if (!argument_of(at, word, &argument) || !add_note(t, in, &argument))
    return;
  /* of an order no value is the one that is meant */
  if (in->names->value != NULL && (masked || !ordered) &&
      in->names->value(in->names->ctx, &argument, masked ? mask : value, masked,
                       words, sizeof words))
    annotate_add(t, " %s", words);
  annotate_add(t, ")");
}

/* A value, called by the register's name where it is not known. */
static void add_value(struct bpf_text *t, const struct bpf_reading *in,
                      struct bpf_value value, const char *name) {
  switch ((enum bpf_value_kind)value.kind) {
  case BPF_VALUE_CONST:
    annotate_add(t, "0x%" PRIx32, value.k);
    break;
  case BPF_VALUE_WORD:
    add_word(t, in, value.word);
    if (value.k != UINT32_MAX)
      annotate_add(t, " & 0x%" PRIx32, value.k);
    break;
  case BPF_VALUE_ANY:
    annotate_add(t, "%s", name);
    break;
  }
}

static void add_number(struct bpf_text *t, uint32_t nr) {
  if (nr < BPF_X32_BIT)
    annotate_add(t, "%" PRIu32, nr);
  else if (nr == UINT32_MAX)
    annotate_add(t, "-1");
  else
    annotate_add(t, "0x%" PRIx32, nr);
}

static void add_arch_test(struct bpf_text *t, const struct bpf_reading *in,
                          enum comparison test, uint32_t k) {
  char name[BPF_NAME_SIZE];
  if (test <= TEST_NE && annotate_arch_name(in->names, k, false, name))
    annotate_add(t, "arch %s %s", test_sign[test], name);
  else
    annotate_add(t, "arch %s 0x%" PRIx32, test_sign[test], k);
}

static void add_syscall_test(struct bpf_text *t, const struct bpf_reading *in,
                             const struct absint_state *at,
                             enum comparison test, uint32_t k) {
  uint32_t token;
  char name[BPF_NAME_SIZE];
  bool arch = absint_arch(at, &token);
  bool named = arch && syscall_name(in->names, token, k, name);
  bool x32 = arch && token == BPF_TOKEN_X86_64 && k >= BPF_X32_BIT &&
             at->nr_min < BPF_X32_BIT;
  annotate_add(t, "syscall %s ", test_sign[test]);
  if (test <= TEST_NE && named) {
    annotate_add(t, "%s%s", name, x32 ? " (x32)" : "");
    return;
  }
  add_number(t, k);
  bool x32_begins = (k == BPF_X32_BIT && test >= TEST_GE) ||
                    (k == BPF_X32_BIT - 1 && test <= TEST_LE);
  if (x32_begins && arch && token == BPF_TOKEN_X86_64)
    annotate_add(t, " (x32)");
  else if (named)
    annotate_add(t, " (%s%s)", x32 ? "x32 " : "", name);
}

/* A test of one half of a 64-bit field, (half & mask) against k, as a test of
 * the field when what is known of the other half makes it one. */
static void add_half_test(struct bpf_text *t, const struct bpf_reading *in,
                          const struct absint_state *at, struct bpf_value value,
                          enum comparison test, uint32_t k) {
  bool high = is_high(in, value.word);
  struct bpf_known other = at->words[value.word ^ 1u];
  uint32_t mask = value.k;
  const unsigned shift = high ? 32 : 0, other_shift = high ? 0 : 32;
  if (test >= TEST_SET) {
    mask &= k;
    k = 0;
  }
  const uint64_t wide_mask = (uint64_t)mask << shift;
  const uint64_t wide_k = (uint64_t)k << shift;
  const uint64_t other_bits = (uint64_t)other.bits << other_shift;
  const uint64_t all_bits = wide_mask | (uint64_t)other.mask << other_shift;
  const char *sign = test_sign[test];
  uint64_t told_mask = wide_mask, told = wide_k;
  bool whole = mask == UINT32_MAX, other_whole = other.mask == UINT32_MAX;
  if (test >= TEST_SET) {
    add_field(t, value.word);
    annotate_add(t, " & 0x%" PRIx64 " %s 0", wide_mask, sign);
    told = 0;
  } else if (whole && other_whole && (test <= TEST_NE || !high)) {
    /* Equality can be completed by either half, order by the low one only. */
    add_field(t, value.word);
    annotate_add(t, " %s 0x%" PRIx64, sign, wide_k | other_bits);
    told_mask = UINT64_MAX;
    told = wide_k | other_bits;
  } else if (test <= TEST_NE && other.mask != 0 &&
             (whole || !other_whole || other.bits != 0)) {
    /* A mask over both halves; but a half known to be zero goes without
     * saying. */
    add_field(t, value.word);
    annotate_add(t, " & 0x%" PRIx64 " %s 0x%" PRIx64, all_bits, sign,
                 wide_k | other_bits);
    told_mask = all_bits;
    told = wide_k | other_bits;
  } else if (!whole) {
    add_field(t, value.word);
    annotate_add(t, " & 0x%" PRIx64 " %s 0x%" PRIx64, wide_mask, sign, wide_k);
  } else {
    add_word(t, in, value.word);
    annotate_add(t, " %s 0x%" PRIx32, sign, k);
    if (high)
      return;
    told_mask = UINT64_MAX;
  }
  add_test_note(t, in, at, value.word, test, told_mask, told);
}

/* The test of a conditional jump, or its contrary, in words. */
static void add_test(struct bpf_text *t, const struct bpf_reading *in,
                     const struct absint_state *at,
                     const struct cbpf_insn *insn, bool outcome) {
  enum comparison test = test_of(insn, outcome);
  uint32_t k = insn->k;
  bool number = (insn->code & BPF_CODE_X) == 0 || absint_number(at, at->x, &k);
  if (number && at->a.kind == BPF_VALUE_WORD) {
    bool whole = at->a.k == UINT32_MAX && test < TEST_SET;
    if (at->a.word == BPF_WORD_ARCH && whole) {
      add_arch_test(t, in, test, k);
      return;
    }
    if (at->a.word == BPF_WORD_NR && whole) {
      add_syscall_test(t, in, at, test, k);
      return;
    }
    if (at->a.word > BPF_WORD_ARCH) {
      add_half_test(t, in, at, at->a, test, k);
      return;
    }
  }
  add_value(t, in, at->a, "A");
  if (test >= TEST_SET)
    annotate_add(t, " & ");
  else
    annotate_add(t, " %s ", test_sign[test]);
  if (number)
    annotate_add(t, "0x%" PRIx32, k);
  else
    add_value(t, in, at->x, "X");
  if (test >= TEST_SET)
    annotate_add(t, " %s 0", test_sign[test]);
}

/* "A += 0x5" and the like, but for AND, of which more is known. */
static void add_arithmetic(struct bpf_text *t, const struct bpf_reading *in,
                           const struct absint_state *at,
                           const struct cbpf_insn *insn) {
  const char *sign;
  switch (insn->code & ~BPF_CODE_X) {
  case BPF_CODE_ADD_K:
    sign = "+=";
    break;
  case BPF_CODE_SUB_K:
    sign = "-=";
    break;
  case BPF_CODE_MUL_K:
    sign = "*=";
    break;
  case BPF_CODE_DIV_K:
    sign = "/=";
    break;
  case BPF_CODE_OR_K:
    sign = "|=";
    break;
  case BPF_CODE_AND_K:
    sign = "&=";
    break;
  case BPF_CODE_LSH_K:
    sign = "<<=";
    break;
  case BPF_CODE_RSH_K:
    sign = ">>=";
    break;
  default:
    sign = "^=";
    break;
  }
  annotate_add(t, "A %s ", sign);
  if ((insn->code & BPF_CODE_X) == 0) {
    if (insn->code == BPF_CODE_LSH_K || insn->code == BPF_CODE_RSH_K)
      annotate_add(t, "%" PRIu32, insn->k);
    else
      annotate_add(t, "0x%" PRIx32, insn->k);
    return;
  }
  add_value(t, in, at->x, "X");
  uint32_t x;
  if (insn->code == BPF_CODE_DIV_X && !(absint_number(at, at->x, &x) && x))
    annotate_add(t, ", or return kill_thread if that is 0");
}

/* "A = X (arg0:lo)": a copy, and what it is where that is known. */
static void add_copy(struct bpf_text *t, const struct bpf_reading *in,
                     const char *to, const char *from, struct bpf_value value) {
  annotate_add(t, "%s = %s", to, from);
  if (value.kind == BPF_VALUE_ANY)
    return;
  annotate_add(t, " (");
  add_value(t, in, value, "");
  annotate_add(t, ")");
}

static void add_jump(struct bpf_text *t, const struct bpf_reading *in,
                     size_t pc) {
  const struct cbpf_insn *insn = &in->prog->insns[pc];
  const struct absint_state *at = &in->states[pc];
  size_t next = pc + 1, yes = next + insn->jt, no = next + insn->jf;
  if (yes == no) {
    annotate_add(t, "goto %zu", yes);
    return;
  }
  /* Said of the way that leaves the line below, when one of them stays. */
  bool outcome = yes != next;
  annotate_add(t, "if ");
  add_test(t, in, at, insn, outcome);
  annotate_add(t, " goto %zu", outcome ? yes : no);
  if (yes != next && no != next)
    annotate_add(t, " else %zu", no);
  bool can_hold, can_fail;
  absint_outcomes(at, insn, &can_hold, &can_fail);
  if (can_hold != can_fail)
    annotate_add(t, can_hold == outcome ? " (always)" : " (never)");
}

void annotate_instruction(struct bpf_text *t, const struct bpf_reading *in,
                          size_t pc) {
  const struct cbpf_insn *insn = &in->prog->insns[pc];
  const struct absint_state *at = &in->states[pc];
  struct bpf_argument argument;
  char cell[16];
  uint32_t k = insn->k;
  snprintf(cell, sizeof cell, "M[%" PRIu32 "]", k);
  if (!at->reached) {
    annotate_add(t, "never reached");
    return;
  }
  switch (insn->code) {
  case BPF_CODE_LD_IMM:
    annotate_add(t, "A = 0x%" PRIx32, k);
    return;
  case BPF_CODE_LDX_IMM:
    annotate_add(t, "X = 0x%" PRIx32, k);
    return;
  case BPF_CODE_LD_ABS:
    annotate_add(t, "A = ");
    add_word(t, in, (uint8_t)(k / 4));
    if (k >= BPF_DATA_ARGS && !is_high(in, (uint8_t)(k / 4)) &&
        argument_of(at, (uint8_t)(k / 4), &argument) &&
        add_note(t, in, &argument))
      annotate_add(t, ")");
    return;
  case BPF_CODE_LD_LEN:
    annotate_add(t, "A = 0x40, the size of the data");
    return;
  case BPF_CODE_LDX_LEN:
    annotate_add(t, "X = 0x40, the size of the data");
    return;
  case BPF_CODE_LD_MEM:
    add_copy(t, in, "A", cell, at->m[k]);
    return;
  case BPF_CODE_LDX_MEM:
    add_copy(t, in, "X", cell, at->m[k]);
    return;
  case BPF_CODE_ST:
    add_copy(t, in, cell, "A", at->a);
    return;
  case BPF_CODE_STX:
    add_copy(t, in, cell, "X", at->x);
    return;
  case BPF_CODE_TAX:
    add_copy(t, in, "X", "A", at->a);
    return;
  case BPF_CODE_TXA:
    add_copy(t, in, "A", "X", at->x);
    return;
  case BPF_CODE_NEG:
    annotate_add(t, "A = -A");
    return;
  case BPF_CODE_JA:
    annotate_add(t, "goto %zu", pc + 1 + k);
    return;
  case BPF_CODE_RET_A:
    if (!absint_number(at, at->a, &k)) {
      annotate_add(t, "return ");
      add_value(t, in, at->a, "A");
      return;
    }
    /* fallthrough */
  case BPF_CODE_RET_K:
    add_action(t, in, at, k);
    return;
  case BPF_CODE_AND_K:
    if (at->a.kind == BPF_VALUE_WORD) {
      annotate_add(t, "A = ");
      add_value(t, in, at->a, "");
      annotate_add(t, " & 0x%" PRIx32, k);
      return;
    }
    break;
  default:
    if (bpf_is_conditional(insn->code)) {
      add_jump(t, in, pc);
      return;
    }
    break;
  }
  add_arithmetic(t, in, at, insn);
}
