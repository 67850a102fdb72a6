/* SPDX-License-Identifier: MIT */
#include "validate.h"

#include <string.h>

#include "opcode.h"

bool bpf_code_known(uint16_t code) {
  switch (code) {
  case BPF_CODE_LD_IMM:
  case BPF_CODE_LD_ABS:
  case BPF_CODE_LD_MEM:
  case BPF_CODE_LD_LEN:
  case BPF_CODE_LDX_IMM:
  case BPF_CODE_LDX_MEM:
  case BPF_CODE_LDX_LEN:
  case BPF_CODE_ST:
  case BPF_CODE_STX:
  case BPF_CODE_ADD_K:
  case BPF_CODE_ADD_X:
  case BPF_CODE_SUB_K:
  case BPF_CODE_SUB_X:
  case BPF_CODE_MUL_K:
  case BPF_CODE_MUL_X:
  case BPF_CODE_DIV_K:
  case BPF_CODE_DIV_X:
  case BPF_CODE_OR_K:
  case BPF_CODE_OR_X:
  case BPF_CODE_AND_K:
  case BPF_CODE_AND_X:
  case BPF_CODE_LSH_K:
  case BPF_CODE_LSH_X:
  case BPF_CODE_RSH_K:
  case BPF_CODE_RSH_X:
  case BPF_CODE_NEG:
  case BPF_CODE_XOR_K:
  case BPF_CODE_XOR_X:
  case BPF_CODE_JA:
  case BPF_CODE_JEQ_K:
  case BPF_CODE_JEQ_X:
  case BPF_CODE_JGT_K:
  case BPF_CODE_JGT_X:
  case BPF_CODE_JGE_K:
  case BPF_CODE_JGE_X:
  case BPF_CODE_JSET_K:
  case BPF_CODE_JSET_X:
  case BPF_CODE_RET_K:
  case BPF_CODE_RET_A:
  case BPF_CODE_TAX:
  case BPF_CODE_TXA:
    return true;
  default:
    return false;
  }
}

/* Classic BPF that the kernel knows but keeps from seccomp deserves another
 * word than garbage. */
static const char *unknown_code(uint16_t code) {
  switch (code) {
  case 0x28: /* ldh [k] */
  case 0x30: /* ldb [k] */
    return "seccomp loads whole 32-bit words only";
  case 0x40: /* ld, ldh, ldb [x + k] */
  case 0x48:
  case 0x50:
  case 0xb1: /* ldxb 4*([k]&0xf) */
    return "packet loads are not allowed in seccomp filters";
  case 0x94: /* mod */
  case 0x9c:
    return "MOD is not allowed in seccomp filters";
  default:
    return "no such instruction";
  }
}

/* What is wrong with one instruction that `after` others follow, or NULL. */
static const char *check_insn(const struct cbpf_insn *insn, size_t after) {
  switch (insn->code) {
  case BPF_CODE_LD_ABS:
    if (insn->k % 4 != 0)
      return "load from an offset that is not a multiple of 4";
    if (insn->k >= BPF_DATA_SIZE)
      return "load from beyond the 64 bytes of struct seccomp_data";
    return NULL;
  case BPF_CODE_LD_MEM:
  case BPF_CODE_LDX_MEM:
  case BPF_CODE_ST:
  case BPF_CODE_STX:
    return insn->k >= BPF_MEM_WORDS ? "scratch memory has 16 words only" : NULL;
  case BPF_CODE_DIV_K:
    return insn->k == 0 ? "division by zero" : NULL;
  case BPF_CODE_LSH_K:
  case BPF_CODE_RSH_K:
    return insn->k >= 32 ? "shift by more than 31 bits" : NULL;
  case BPF_CODE_JA:
    return insn->k >= after ? "jump past the end of the program" : NULL;
  default:
    if (!bpf_code_known(insn->code))
      return unknown_code(insn->code);
    if (bpf_is_conditional(insn->code) &&
        (insn->jt >= after || insn->jf >= after))
      return "jump past the end of the program";
    return NULL;
  }
}

/* Whether every load from scratch memory finds a word that was stored, on
 * whatever path it is reached; else *where is the load.
 *
 * Bit n of stored[pc] stands for M[n]. As the kernel does it: what no jump
 * reaches counts as having everything stored, but what follows a RET goes on
 * with what was stored before that RET, although nothing arrives from there.
 * So the kernel refuses a few harmless programs, and we refuse the same. */
static bool check_memory(const struct cbpf_insn *insns, size_t len,
                         size_t *where) {
  uint16_t stored[BPF_PROG_MAX];
  memset(stored, 0xff, len * sizeof stored[0]);
  stored[0] = 0;
  for (size_t pc = 0; pc < len; pc++) {
    const struct cbpf_insn *insn = &insns[pc];
    uint16_t now = stored[pc];
    switch (insn->code) {
    case BPF_CODE_ST:
    case BPF_CODE_STX:
      now = (uint16_t)(now | 1u << insn->k);
      break;
    case BPF_CODE_LD_MEM:
    case BPF_CODE_LDX_MEM:
      if ((now >> insn->k & 1) == 0) {
        *where = pc;
        return false;
      }
      break;
    case BPF_CODE_JA:
      stored[pc + 1 + insn->k] &= now;
      continue;
    default:
      if (!bpf_is_conditional(insn->code))
        break;
      stored[pc + 1 + insn->jt] &= now;
      stored[pc + 1 + insn->jf] &= now;
      continue;
    }
    if (pc + 1 < len)
      stored[pc + 1] &= now;
  }
  return true;
}

bool bpf_validate(const struct cbpf_insn *insns, size_t len, size_t *where,
                  const char **reason) {
  *where = 0;
  if (len == 0 || len > BPF_PROG_MAX) {
    *reason = len == 0 ? "a program has at least one instruction"
                       : "a program has at most 4096 instructions";
    return false;
  }
  for (size_t pc = 0; pc < len; pc++) {
    *reason = check_insn(&insns[pc], len - pc - 1);
    if (*reason != NULL) {
      *where = pc;
      return false;
    }
  }
  if (!bpf_is_return(insns[len - 1].code)) {
    *where = len - 1;
    *reason = "the last instruction must be a return";
    return false;
  }
  if (!check_memory(insns, len, where)) {
    *reason = "load of scratch memory that not every path has stored";
    return false;
  }
  *reason = NULL;
  return true;
}
