/* What is known before each instruction of a program, whatever path led there:
 * what the registers hold and what the tests passed so far tell of the call.
 * Jumps only go forward, so one walk from the first instruction to the last
 * finds it. The disassembler speaks from this; it is no proof engine, and says
 * "not known" wherever paths disagree. */
#ifndef LUA_SECCOMP_BPF_FLOW_H
#define LUA_SECCOMP_BPF_FLOW_H

#include "bpf.h"
#include "opcode.h"

/* The 32-bit words of struct seccomp_data, by byte offset / 4. */
#define BPF_DATA_WORDS (BPF_DATA_SIZE / 4)
#define BPF_WORD_NR (BPF_DATA_NR / 4)
#define BPF_WORD_ARCH (BPF_DATA_ARCH / 4)

enum bpf_value_kind {
  BPF_VALUE_ANY,   /* not known */
  BPF_VALUE_CONST, /* k */
  BPF_VALUE_WORD   /* a word of the call, ANDed with k */
};

struct bpf_value {
  uint8_t kind; /* enum bpf_value_kind */
  uint8_t word;
  uint32_t k;
};

/* Bits of a word that are known: word & mask == bits. */
struct bpf_known {
  uint32_t mask;
  uint32_t bits;
};

struct bpf_flow {
  bool reached; /* else nothing below means anything */
  struct bpf_value a, x, m[BPF_MEM_WORDS];
  struct bpf_known words[BPF_DATA_WORDS];
  uint32_t nr_min, nr_max; /* bounds of the number, both included */
};

/* Fills flow[0 .. len-1] for a program that bpf_validate() accepts. */
void bpf_flow(const struct bpf_prog *prog, struct bpf_flow *flow);

/* Whether every path that leads there agrees on the arch, and its token. */
bool bpf_flow_arch(const struct bpf_flow *at, uint32_t *token);

/* Whether the value is known as a number there, which goes to *k. */
bool bpf_flow_number(const struct bpf_flow *at, struct bpf_value value,
                     uint32_t *k);

/* The outcomes that the conditional jump `insn`, come upon with what is known
 * `at` it, can have. */
void bpf_flow_outcomes(const struct bpf_flow *at, const struct bpf_prog *prog,
                       const struct bpf_insn *insn, bool *can_hold,
                       bool *can_fail);

#endif
