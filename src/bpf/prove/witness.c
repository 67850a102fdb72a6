/* SPDX-License-Identifier: MIT */
#include "witness.h"

#include <stdlib.h>

#include "policy_mtbdd.h"
#include "provenance.h"

/* Reading calls off ------------------------------------------------------- */

/* Arches whose calls are looked at one after the other, so that ten witnesses
 * tell of more than one arch: AUDIT_ARCH_* of linux/audit.h. */
static const uint32_t known_tokens[] = {
    BPF_TOKEN_X86_64, 0x40000003u, /* i386 */
    0xc00000b7u,                   /* aarch64 */
    0x40000028u,                   /* arm */
    0xc00000f3u,                   /* riscv64 */
    0x80000015u,                   /* ppc64 */
    0xc0000015u,                   /* ppc64le */
    0x00000014u,                   /* ppc */
    0x80000016u,                   /* s390x */
    0x00000016u,                   /* s390 */
    0x00000008u,                   /* mips */
    0x80000008u,                   /* mips64 */
    0xa0000008u,                   /* mips64, n32 */
    0x40000008u,                   /* mipsel */
    0xc0000008u,                   /* mipsel64 */
    0xe0000008u,                   /* mipsel64, n32 */
    0xc0000102u,                   /* loongarch64 */
    0x0000000fu,                   /* parisc */
    0x8000000fu,                   /* parisc64 */
    0x00000004u,                   /* m68k */
    0x4000002au,                   /* sh */
    0x0000002au,                   /* sh, big endian */
};
#define KNOWN (sizeof known_tokens / sizeof known_tokens[0])

/* The calls of one arch, of x32, and those of no known arch. */
enum { TURN_X32 = KNOWN, TURN_OTHER, TURNS };

static mtbdd calls_of_turn(struct query *query, unsigned turn) {
  struct mtbdd_space *space = &query->space;
  const struct call_order *order = &query->order;
  if (turn == TURN_OTHER) {
    mtbdd others = MTBDD_TRUE;
    for (size_t i = 0; i < KNOWN; i++)
      others = mtbdd_ite(
          space, bitvec_is(space, order, BPF_WORD_ARCH, known_tokens[i]),
          MTBDD_FALSE, others);
    return others;
  }
  const uint32_t token =
      turn == TURN_X32 ? BPF_TOKEN_X86_64 : known_tokens[turn];
  const mtbdd calls = bitvec_is(space, order, BPF_WORD_ARCH, token);
  if (token != BPF_TOKEN_X86_64)
    return calls;
  const mtbdd x32 = mtbdd_ite(
      space, bitvec_is(space, order, BPF_WORD_NR, UINT32_MAX), MTBDD_FALSE,
      bitvec_above(space, order, BPF_WORD_NR, BPF_X32_BIT - 1));
  return mtbdd_and(space, calls,
                   turn == TURN_X32 ? x32 : mtbdd_not(space, x32));
}

static void data_from_words(const uint32_t words[BPF_WORDS],
                            struct bpf_data *data) {
  data->nr = words[BPF_WORD_NR];
  data->arch = words[BPF_WORD_ARCH];
  data->ip = (uint64_t)words[BPF_WORD_IP_HI] << 32 | words[BPF_WORD_IP_LO];
  for (unsigned i = 0; i < 6; i++)
    data->args[i] = (uint64_t)words[BPF_WORD_ARG_HI + 2 * i] << 32 |
                    words[BPF_WORD_ARG_LO + 2 * i];
}

static void data_from_bits(const struct call_order *order, const bool *bits,
                           struct bpf_data *data) {
  uint32_t words[BPF_WORDS] = {0};
  for (unsigned w = 0; w < BPF_WORDS; w++)
    for (unsigned i = 0; i < 32; i++)
      if (bits[order->level[w][i]])
        words[w] |= 1u << i;
  data_from_words(words, data);
}

/* MTBDD_FALSE for the terminal v, else the terminal u. */
static mtbdd other_leaf(struct mtbdd_space *space, void *ud, mtbdd u, mtbdd v) {
  (void)space;
  (void)ud;
  return u == v ? MTBDD_FALSE : u;
}

bool witness_read(struct query *query, mtbdd where, check_witness *check,
                  bpf_report *report, void *ud) {
  struct mtbdd_space *space = &query->space;
  const struct mtbdd_operation without =
      mtbdd_operation(space, other_leaf, NULL, false);
  size_t reported = 0;
  mtbdd again[TURNS], left[TURNS];
  for (unsigned turn = 0; turn < TURNS; turn++) {
    left[turn] =
        mtbdd_ite(space, calls_of_turn(query, turn), where, MTBDD_FALSE);
    again[turn] = MTBDD_FALSE;
  }
  for (;;) {
    bool some = false;
    for (unsigned turn = 0; turn < TURNS; turn++) {
      bool bits[MTBDD_LEVELS];
      struct bpf_witness witness;
      if (space->broken != MTBDD_FINE)
        return reported > 0;
      if (left[turn] == MTBDD_FALSE)
        continue;
      some = true;
      const mtbdd terminal = mtbdd_first(space, left[turn], bits);
      data_from_bits(&query->order, bits, &witness.data);
      if (!check(query, &witness) ||
          witness.left != space->nodes[terminal].lo) {
        query->internal = true;
        return true;
      }
      reported++;
      if (!report(ud, &witness) || reported == query->limit)
        return true;
      /* Its number waits for the next round, without this pair. */
      const mtbdd number = mtbdd_and(
          space,
          bitvec_is(space, &query->order, BPF_WORD_ARCH, witness.data.arch),
          bitvec_is(space, &query->order, BPF_WORD_NR, witness.data.nr));
      const mtbdd rest = mtbdd_apply(
          space, &without, mtbdd_ite(space, number, left[turn], MTBDD_FALSE),
          terminal);
      again[turn] = mtbdd_ite(space, number, rest, again[turn]);
      left[turn] = mtbdd_ite(space, number, MTBDD_FALSE, left[turn]);
    }
    if (some)
      continue;
    for (unsigned turn = 0; turn < TURNS; turn++) {
      some = some || again[turn] != MTBDD_FALSE;
      left[turn] = again[turn];
      again[turn] = MTBDD_FALSE;
    }
    if (!some)
      return reported > 0;
  }
}

/* Trying ------------------------------------------------------------------ */

#define TRIES 4096u
#define MOST_CONSTANTS 1024u

/* Constants that programs compare each word of a call with, or a value that
 * depends on it. */
struct constants {
  uint32_t value[BPF_WORDS][MOST_CONSTANTS];
  unsigned count[BPF_WORDS];
  uint64_t state; /* of the generator */
};

/* Always the same sequence: what is found once is found again. */
static uint32_t draw(struct constants *constants) {
  constants->state =
      constants->state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(constants->state >> 32);
}

/* Adds those of a program; false without memory. */
static bool add_program(struct constants *constants,
                        const struct bpf_prog *prog) {
  struct provenance *provenance = provenance_find(prog);
  if (provenance == NULL)
    return false;
  for (size_t pc = 0; pc < prog->len; pc++) {
    const struct cbpf_insn *insn = &prog->insns[pc];
    const unsigned class = class_of(insn);
    if ((class != CLASS_ALU && class != CLASS_JMP) ||
        (insn->code & BPF_CODE_X) != 0)
      continue;
    for (unsigned w = 0; w < BPF_WORDS; w++)
      if ((provenance[pc].of[REG_A] >> w & 1) != 0 &&
          constants->count[w] < MOST_CONSTANTS)
        constants->value[w][constants->count[w]++] = insn->k;
  }
  free(provenance);
  return true;
}

static bool add_constants(struct constants *constants,
                          const struct bpf_stack *stack) {
  for (size_t i = 0; i < stack->count; i++)
    if (!add_program(constants, &stack->progs[i]))
      return false;
  return true;
}

static uint32_t draw_word(struct constants *constants, unsigned w) {
  const unsigned n = constants->count[w];
  const uint32_t how = draw(constants) % 16;
  if (how == 0)
    return draw(constants);
  if (n == 0 || how < 4)
    return how % 2;
  const uint32_t k = constants->value[w][draw(constants) % n];
  return how < 12 ? k : how == 12 ? k - 1 : how == 13 ? k + 1 : ~k;
}

/* A call. */
static void draw_call(struct constants *constants, struct bpf_data *data) {
  uint32_t words[BPF_WORDS];
  for (unsigned w = 0; w < BPF_WORDS; w++)
    words[w] = draw_word(constants, w);
  data_from_words(words, data);
}

bool witness_guess(struct query *query, check_witness *check,
                   bpf_report *report, void *ud) {
  struct constants *constants = calloc(1, sizeof *constants);
  struct bpf_witness witness;
  bool found = false;
  if (constants == NULL)
    return false;
  if (add_constants(constants, query->p) &&
      (query->q == NULL || add_constants(constants, query->q)))
    for (unsigned i = 0; i < TRIES && !found; i++) {
      draw_call(constants, &witness.data);
      found = check(query, &witness);
    }
  free(constants);
  if (found)
    report(ud, &witness);
  return found;
}
