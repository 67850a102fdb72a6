/* SPDX-License-Identifier: MIT */
/* Provenance: from which words of the call the value of each register comes. A
 * forward data-flow analysis over the instructions alone, one pass, for jumps
 * go forward only; where paths meet, sets are joined by union. An
 * over-approximation: a value may depend on fewer words, never on others. */
#ifndef LUA_SECCOMP_BPF_PROVE_PROVENANCE_H
#define LUA_SECCOMP_BPF_PROVE_PROVENANCE_H

#include "../bpf.h"
#include "../opcode.h"
#include "bitvec.h"

#pragma GCC visibility push(hidden)

/* The registers: A, X, then scratch memory. */
enum { REG_A, REG_X, REG_M, REGS = REG_M + BPF_MEM_WORDS };

/* Instruction classes, the low three bits of a code. */
enum {
  CLASS_LD,
  CLASS_LDX,
  CLASS_ST,
  CLASS_STX,
  CLASS_ALU,
  CLASS_JMP,
  CLASS_RET,
  CLASS_MISC
};

static inline unsigned class_of(const struct cbpf_insn *insn) {
  return insn->code & 7u;
}

/* Where an instruction goes on: yes and no of a jump, the next one twice of
 * all others but RET. */
static inline void successors(const struct cbpf_insn *insn, size_t pc,
                              size_t *yes, size_t *no) {
  *yes = *no = pc + 1;
  if (insn->code == BPF_CODE_JA) {
    *yes += insn->k;
    *no += insn->k;
  } else if (class_of(insn) == CLASS_JMP) {
    *yes += insn->jt;
    *no += insn->jf;
  }
}

/* What an instruction reads and writes, bit r for register r. */
void provenance_effects(const struct cbpf_insn *insn, uint32_t *reads,
                        uint32_t *writes);

/* The word of a call that a load at offset k finds. */
unsigned provenance_loaded_word(const struct bpf_prog *prog, uint32_t k);

/* At one instruction, before it runs. */
struct provenance {
  bool reached;      /* if every jump may go either way */
  uint32_t as_is;    /* registers that hold one word of the call, unchanged */
  uint16_t of[REGS]; /* words of the call that each may depend on */
};

/* Of each instruction, in memory for the caller to free; NULL without. */
struct provenance *provenance_find(const struct bpf_prog *prog);

#pragma GCC visibility pop

#endif
