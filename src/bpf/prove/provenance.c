/* SPDX-License-Identifier: MIT */
#include "provenance.h"

#include <assert.h>
#include <stdlib.h>

void provenance_effects(const struct cbpf_insn *insn, uint32_t *reads,
                        uint32_t *writes) {
  const uint32_t a = 1u << REG_A, x = 1u << REG_X;
  const uint32_t m = insn->k < BPF_MEM_WORDS ? 1u << (REG_M + insn->k) : 0;
  *reads = *writes = 0;
  switch (class_of(insn)) {
  case CLASS_LD:
    *reads = insn->code == BPF_CODE_LD_MEM ? m : 0;
    *writes = a;
    break;
  case CLASS_LDX:
    *reads = insn->code == BPF_CODE_LDX_MEM ? m : 0;
    *writes = x;
    break;
  case CLASS_ST:
    *reads = a;
    *writes = m;
    break;
  case CLASS_STX:
    *reads = x;
    *writes = m;
    break;
  case CLASS_ALU:
    *reads = insn->code & BPF_CODE_X ? a | x : a;
    *writes = a;
    break;
  case CLASS_JMP:
    if (insn->code != BPF_CODE_JA)
      *reads = insn->code & BPF_CODE_X ? a | x : a;
    break;
  case CLASS_RET:
    *reads = insn->code == BPF_CODE_RET_A ? a : 0;
    break;
  case CLASS_MISC:
    *reads = insn->code == BPF_CODE_TAX ? a : x;
    *writes = insn->code == BPF_CODE_TAX ? x : a;
    break;
  }
}

unsigned provenance_loaded_word(const struct bpf_prog *prog, uint32_t k) {
  const unsigned w = k / 4;
  assert(k % 4 == 0 && w < BPF_WORDS); /* bpf_validate() saw to it */
  return w >= BPF_WORD_IP_LO && prog->big_endian ? w ^ 1u : w;
}

/* Lets what is known before one instruction flow to another. */
static void provenance_join(struct provenance *into,
                            const struct provenance *from) {
  if (!into->reached) {
    *into = *from;
    return;
  }
  for (unsigned r = 0; r < REGS; r++) {
    if (into->of[r] != from->of[r])
      into->as_is &= ~(1u << r);
    into->of[r] |= from->of[r];
  }
  into->as_is &= from->as_is;
}

struct provenance *provenance_find(const struct bpf_prog *prog) {
  struct provenance *at = calloc(prog->len, sizeof *at);
  if (at == NULL)
    return NULL;
  at[0].reached = true;
  for (size_t pc = 0; pc < prog->len; pc++) {
    const struct cbpf_insn *insn = &prog->insns[pc];
    if (!at[pc].reached || class_of(insn) == CLASS_RET)
      continue;
    struct provenance now = at[pc];
    uint32_t reads, writes;
    provenance_effects(insn, &reads, &writes);
    uint16_t of = 0;
    for (unsigned r = 0; r < REGS; r++)
      if (reads & 1u << r)
        of |= now.of[r];
    bool as_is = (now.as_is & reads) != 0 && class_of(insn) != CLASS_ALU;
    if (insn->code == BPF_CODE_LD_ABS) {
      of = (uint16_t)(1u << provenance_loaded_word(prog, insn->k));
      as_is = true;
    }
    for (unsigned r = 0; r < REGS; r++)
      if (writes & 1u << r)
        now.of[r] = of;
    now.as_is = as_is ? now.as_is | writes : now.as_is & ~writes;
    size_t yes, no;
    successors(insn, pc, &yes, &no);
    provenance_join(&at[yes], &now);
    provenance_join(&at[no], &now);
  }
  return at;
}
