/* SPDX-License-Identifier: MIT */
/* The instructions a seccomp filter may be made of: classic BPF as
 * kernel/seccomp.c admits it, which is less than a socket filter may use (no
 * packet loads, no MOD). The values are those of linux/bpf_common.h, written
 * out so that programs can be read on any system.
 *
 * The machine: a 32-bit accumulator A, an index register X, both zero at the
 * start, sixteen words of scratch memory M[], and jumps that only go forward.
 * "K" operates on the constant k of the instruction, "X" on the register. */
#ifndef LUA_SECCOMP_BPF_OPCODE_H
#define LUA_SECCOMP_BPF_OPCODE_H

#include <stdbool.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

enum bpf_code {
  BPF_CODE_LD_IMM = 0x00,  /* A = k */
  BPF_CODE_LD_ABS = 0x20,  /* A = the 32-bit word at byte k of the call */
  BPF_CODE_LD_MEM = 0x60,  /* A = M[k] */
  BPF_CODE_LD_LEN = 0x80,  /* A = BPF_DATA_SIZE */
  BPF_CODE_LDX_IMM = 0x01, /* X = k */
  BPF_CODE_LDX_MEM = 0x61, /* X = M[k] */
  BPF_CODE_LDX_LEN = 0x81, /* X = BPF_DATA_SIZE */
  BPF_CODE_ST = 0x02,      /* M[k] = A */
  BPF_CODE_STX = 0x03,     /* M[k] = X */

  BPF_CODE_ADD_K = 0x04,
  BPF_CODE_ADD_X = 0x0c,
  BPF_CODE_SUB_K = 0x14,
  BPF_CODE_SUB_X = 0x1c,
  BPF_CODE_MUL_K = 0x24,
  BPF_CODE_MUL_X = 0x2c,
  BPF_CODE_DIV_K = 0x34,
  BPF_CODE_DIV_X = 0x3c, /* by zero: the program returns 0 */
  BPF_CODE_OR_K = 0x44,
  BPF_CODE_OR_X = 0x4c,
  BPF_CODE_AND_K = 0x54,
  BPF_CODE_AND_X = 0x5c,
  BPF_CODE_LSH_K = 0x64,
  BPF_CODE_LSH_X = 0x6c, /* by the low five bits of X */
  BPF_CODE_RSH_K = 0x74,
  BPF_CODE_RSH_X = 0x7c, /* likewise */
  BPF_CODE_NEG = 0x84,
  BPF_CODE_XOR_K = 0xa4,
  BPF_CODE_XOR_X = 0xac,

  BPF_CODE_JA = 0x05, /* skip k instructions */
  BPF_CODE_JEQ_K = 0x15,
  BPF_CODE_JEQ_X = 0x1d,
  BPF_CODE_JGT_K = 0x25,
  BPF_CODE_JGT_X = 0x2d,
  BPF_CODE_JGE_K = 0x35,
  BPF_CODE_JGE_X = 0x3d,
  BPF_CODE_JSET_K = 0x45, /* A & k is not zero */
  BPF_CODE_JSET_X = 0x4d,

  BPF_CODE_RET_K = 0x06,
  BPF_CODE_RET_A = 0x16,
  BPF_CODE_TAX = 0x07, /* X = A */
  BPF_CODE_TXA = 0x87  /* A = X */
};

/* The operand bit of arithmetic and jumps: set for X, clear for K. */
#define BPF_CODE_X 0x08u

/* Among the codes above: a jump with a test, and a return. */
static inline bool bpf_is_conditional(uint16_t code) {
  return (code & 7) == 5 && code != BPF_CODE_JA;
}

static inline bool bpf_is_return(uint16_t code) { return (code & 7) == 6; }

/* Words of scratch memory (BPF_MEMWORDS). */
#define BPF_MEM_WORDS 16u

/* sizeof(struct seccomp_data), and where its fields lie. */
#define BPF_DATA_SIZE 64u
#define BPF_DATA_NR 0u
#define BPF_DATA_ARCH 4u
#define BPF_DATA_IP 8u
#define BPF_DATA_ARGS 16u

#pragma GCC visibility pop

#endif
