/* SPDX-License-Identifier: MIT */
/* Abstract interpretation of a program: what is known before each instruction,
 * whatever path led there. The domain: for each register a constant, a masked
 * word of the call, or nothing; for each word of the call its known bits; for
 * the number an interval, too. Jumps go forward only, so one pass finds the
 * result. The disassembler speaks from this. It is no part of the proof: it
 * says "not known" wherever paths disagree (symbolic execution would not). */
#ifndef LUA_SECCOMP_BPF_TEXT_ABSINT_H
#define LUA_SECCOMP_BPF_TEXT_ABSINT_H

#include "../bpf.h"
#include "../opcode.h"

#pragma GCC visibility push(hidden)

enum bpf_value_kind {
  BPF_VALUE_ANY,   /* not known */
  BPF_VALUE_CONST, /* k */
  BPF_VALUE_WORD   /* a word of the call, ANDed with k */
};

struct bpf_value {
  uint8_t kind; /* enum bpf_value_kind */
  uint8_t word; /* byte offset / 4: enum bpf_word, but for high and low halves
                 * of a big-endian program, which are the other way round */
  uint32_t k;
};

/* Bits of a word that are known: word & mask == bits. */
struct bpf_known {
  uint32_t mask;
  uint32_t bits;
};

struct absint_state {
  bool reached; /* else nothing below means anything */
  struct bpf_value a, x, m[BPF_MEM_WORDS];
  struct bpf_known words[BPF_WORDS];
  uint32_t nr_min, nr_max; /* bounds of the number, both included */
};

/* Fills states[0 .. len-1] for a program that bpf_validate() accepts. */
void absint_run(const struct bpf_prog *prog, struct absint_state *states);

/* Whether every path that leads there agrees on the arch, and its token. */
bool absint_arch(const struct absint_state *at, uint32_t *token);

/* Whether the value is known as a number there, which goes to *k. */
bool absint_number(const struct absint_state *at, struct bpf_value value,
                   uint32_t *k);

/* The outcomes that the conditional jump `insn`, come upon with what is known
 * `at` it, can have. */
void absint_outcomes(const struct absint_state *at,
                     const struct cbpf_insn *insn, bool *can_hold,
                     bool *can_fail);

#pragma GCC visibility pop

#endif
