/* SPDX-License-Identifier: MIT */
/* Bytes into a policy, the policy into a program, and the program's answers
 * held against the policy's meaning on calls made of its own constants:
 * libFuzzer target. By hand:
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE \
 *     -o fuzz_compile fuzz/fuzz_compile.c src/bpf/[a-z]*.c -lm */
#include "../src/bpf/compile/compile.h"
#include "../src/bpf/simulate.h"
#include "../src/bpf/validate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { ARCHES_MAX = 4, RULES_MAX = 48, CONDS_MAX = 6, VALUES_MAX = 96 };

static const uint32_t tokens[] = {BPF_TOKEN_X86_64, 0x40000003u, 0xc00000b7u,
                                  BPF_TOKEN_X86_64};

static const uint32_t actions[] = {
    BPF_RET_ALLOW,      BPF_RET_KILL_PROCESS, BPF_RET_KILL_THREAD,
    BPF_RET_ERRNO | 1,  BPF_RET_ERRNO | 38,   BPF_RET_TRAP | 7,
    BPF_RET_USER_NOTIF, BPF_RET_TRACE | 9,    BPF_RET_LOG};

/* The input, read from the front; zeros after its end. */
struct input {
  const uint8_t *at, *end;
};

static uint8_t take(struct input *in) {
  return in->at < in->end ? *in->at++ : 0;
}

/* A number of which the interesting kinds take few bytes. */
static uint32_t take32(struct input *in) {
  uint8_t kind = take(in);
  uint32_t v = take(in);
  switch (kind & 7) {
  case 0:
    return UINT32_MAX - v;
  case 1:
    return UINT32_C(1) << (v & 31);
  case 2:
    return 0x7fffffffu + v;
  case 3:
    return v << 24 | (uint32_t)take(in) << 16 | (uint32_t)take(in) << 8 |
           take(in);
  case 4:
    return UINT32_MAX << (v & 31);
  default:
    return v;
  }
}

static uint64_t take64(struct input *in) {
  uint64_t low = take32(in);
  return take(in) & 1 ? (uint64_t)take32(in) << 32 | low : low;
}

static uint32_t take_action(struct input *in) {
  return actions[take(in) % (sizeof actions / sizeof actions[0])];
}

static uint32_t take_number(struct input *in) {
  uint8_t v = take(in);
  switch (v >> 6) {
  case 0:
    return BPF_X32_BIT + (v & 7);
  case 1:
    return take32(in);
  default:
    return v & 15;
  }
}

struct case_data {
  struct bpf_policy policy;
  struct bpf_arch arches[ARCHES_MAX];
  struct bpf_rule rules[ARCHES_MAX][RULES_MAX];
  struct bpf_cond conds[ARCHES_MAX][RULES_MAX][CONDS_MAX];
  uint64_t values[6][VALUES_MAX]; /* worth trying, per argument */
  size_t nvalues[6];
  uint64_t seed;
};

static void add_value(struct case_data *c, unsigned arg, uint64_t value) {
  size_t *n = &c->nvalues[arg];
  if (*n < VALUES_MAX)
    c->values[arg][(*n)++] = value;
}

static void add_values(struct case_data *c, const struct bpf_cond *cond) {
  const uint64_t high = UINT64_C(1) << 32;
  uint64_t a = cond->op == BPF_OP_MASKED_EQ ? cond->b : cond->a;
  add_value(c, cond->arg, a);
  add_value(c, cond->arg, a - 1);
  add_value(c, cond->arg, a + 1);
  add_value(c, cond->arg, a + high);
  add_value(c, cond->arg, a - high);
  if (cond->op == BPF_OP_MASKED_EQ) {
    add_value(c, cond->arg, a | ~cond->a);
    add_value(c, cond->arg, a ^ (cond->a & -cond->a));
  }
}

static uint64_t take_datum(struct input *in, unsigned width) {
  return (width > 32 ? take64(in) : take32(in)) & UINT64_MAX >> (64 - width);
}

static void take_cond(struct input *in, struct bpf_cond *cond) {
  uint8_t head = take(in);
  cond->arg = (uint8_t)((head & 7) % 6);
  cond->op = (uint8_t)((head >> 3) % 7);
  cond->width = (uint8_t)(head >> 6 == 3 ? 32 : head >> 6 == 2 ? 16 : 64);
  cond->raw = head >> 6 == 1;
  cond->a = take_datum(in, cond->width);
  cond->b = 0;
  cond->others = 0;
  if (cond->op == BPF_OP_MASKED_EQ)
    cond->b = take_datum(in, cond->width);
}

static void take_policy(struct input *in, struct case_data *c) {
  struct bpf_policy *p = &c->policy;
  uint8_t head = take(in);
  p->big_endian = head & 1;
  p->bad_arch_action = take_action(in);
  p->arches = c->arches;
  p->narches = (head >> 1) % (ARCHES_MAX + 1);
  for (size_t i = 0; i < p->narches; i++) {
    struct bpf_arch *arch = &c->arches[i];
    uint8_t kind = take(in);
    arch->token = tokens[kind & 3];
    arch->x32 = (kind & 3) == 3;
    arch->wide = arch->token >> 31;
    arch->default_action = take_action(in);
    arch->rules = c->rules[i];
    arch->nwritten = arch->nrules = take(in) % (RULES_MAX + 1);
    for (size_t j = 0; j < arch->nrules; j++) {
      struct bpf_rule *rule = &c->rules[i][j];
      uint8_t form = take(in);
      rule->nr = rule->last = take_number(in);
      if (form & 1) {
        uint32_t other = take_number(in);
        rule->last = other > rule->nr ? other : rule->nr;
        rule->nr = other < rule->nr ? other : rule->nr;
      }
      rule->action = take_action(in);
      rule->conds = c->conds[i][j];
      rule->nconds = take(in) % (CONDS_MAX + 1);
      for (size_t k = 0; k < rule->nconds; k++) {
        take_cond(in, &c->conds[i][j][k]);
        add_values(c, &c->conds[i][j][k]);
      }
      /* alternatives: those of the first, and of the last but one */
      if ((form & 2) && rule->nconds > 1)
        c->conds[i][j][0].others = form >> 4 & 1 ? 2 : 1;
      if (rule->nconds == 2)
        c->conds[i][j][0].others &= 1;
      if ((form & 4) && rule->nconds > 4)
        c->conds[i][j][rule->nconds - 2].others = 1;
    }
  }
}

static size_t any(struct case_data *c, size_t n) {
  c->seed = c->seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return (size_t)(c->seed >> 33) % n;
}

/* Holds one call's answer against its meaning. */
static void compare(struct case_data *c, const struct bpf_prog *prog,
                    struct bpf_data *data) {
  uint32_t expected = bpf_policy_decide(&c->policy, data);
  uint32_t actual = bpf_simulate(prog, data, NULL);
  if (bpf_ret_canonical(expected) == bpf_ret_canonical(actual))
    return;
  fprintf(stderr, "arch %#x nr %#x: expected %#x, got %#x\n", data->arch,
          data->nr, expected, actual);
  abort();
}

static void compare_all(struct case_data *c, const struct bpf_prog *prog) {
  for (unsigned a = 0; a < 6; a++) {
    add_value(c, a, 0);
    add_value(c, a, UINT64_MAX);
  }
  for (size_t i = 0; i < c->policy.narches; i++) {
    const struct bpf_arch *arch = &c->arches[i];
    for (size_t j = 0; j < arch->nrules; j++)
      for (unsigned tries = 0; tries < 24; tries++) {
        struct bpf_data data = {.arch = arch->token};
        data.nr = tries & 2 ? arch->rules[j].nr : arch->rules[j].last;
        data.nr += tries < 20 ? 0 : tries & 1 ? 1 : -1u;
        for (unsigned a = 0; a < 6; a++)
          data.args[a] = c->values[a][any(c, c->nvalues[a])];
        compare(c, prog, &data);
      }
    const uint32_t edges[] = {0, UINT32_MAX, UINT32_MAX - 1, BPF_X32_BIT - 1,
                              BPF_X32_BIT};
    for (size_t j = 0; j < sizeof edges / sizeof edges[0]; j++) {
      struct bpf_data data = {.arch = arch->token, .nr = edges[j]};
      compare(c, prog, &data);
    }
  }
  struct bpf_data other = {.arch = 0xdeadbeef};
  compare(c, prog, &other);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  static struct case_data c;
  memset(&c, 0, sizeof c);
  struct input in = {bytes, bytes + size};
  take_policy(&in, &c);
  struct cbpf_insn *insns;
  size_t len, where;
  const char *reason;
  switch (bpf_compile(&c.policy, &insns, &len, NULL)) {
  case BPF_COMPILE_OK:
    break;
  case BPF_COMPILE_TOO_BIG:
    return 0;
  default:
    abort();
  }
  if (!bpf_validate(insns, len, &where, &reason))
    abort();
  struct bpf_prog prog = {insns, len, c.policy.big_endian};
  compare_all(&c, &prog);
  free(insns);
  return 0;
}
