/* SPDX-License-Identifier: MIT */
/* Bytes into programs that the checker mostly takes. */
#ifndef LUA_SECCOMP_FUZZ_BEND_H
#define LUA_SECCOMP_FUZZ_BEND_H

#include "../src/bpf/opcode.h"
#include "../src/bpf/validate.h"

/* Every code there is; the fuzzer picks by index. */
static size_t list_codes(uint16_t *codes) {
  size_t n = 0;
  for (unsigned code = 0; code < 256; code++)
    if (bpf_code_known((uint16_t)code))
      codes[n++] = (uint16_t)code;
  return n;
}

/* Changes what would be refused at once; jumps stay near. */
static void bend(struct cbpf_insn *insns, size_t len) {
  uint16_t codes[256];
  size_t ncodes = list_codes(codes);
  for (size_t pc = 0; pc < len; pc++) {
    struct cbpf_insn *insn = &insns[pc];
    size_t after = len - pc - 1;
    insn->code = codes[insn->code % ncodes];
    if (after == 0)
      insn->code = BPF_CODE_RET_K;
    else if (insn->code == BPF_CODE_LD_ABS)
      insn->k = insn->k % 16 * 4;
    else if (insn->code == BPF_CODE_ST || insn->code == BPF_CODE_STX ||
             insn->code == BPF_CODE_LD_MEM || insn->code == BPF_CODE_LDX_MEM)
      insn->k %= BPF_MEM_WORDS;
    else if (insn->code == BPF_CODE_JA)
      insn->k %= (uint32_t)after;
    else if (insn->code == BPF_CODE_DIV_K)
      insn->k |= 1;
    else if (insn->code == BPF_CODE_LSH_K || insn->code == BPF_CODE_RSH_K)
      insn->k %= 32;
    if (after != 0) {
      insn->jt = (uint8_t)(insn->jt % after);
      insn->jf = (uint8_t)(insn->jf % after);
    }
  }
}

#endif
