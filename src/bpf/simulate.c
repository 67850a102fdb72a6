/* SPDX-License-Identifier: MIT */
#include "simulate.h"

#include <string.h>

#include "bytes.h"
#include "opcode.h"

/* Loads read struct bpf_data as it lies in memory. */
_Static_assert(sizeof(struct bpf_data) == BPF_DATA_SIZE, "no padding");
_Static_assert(offsetof(struct bpf_data, nr) == BPF_DATA_NR, "nr");
_Static_assert(offsetof(struct bpf_data, arch) == BPF_DATA_ARCH, "arch");
_Static_assert(offsetof(struct bpf_data, ip) == BPF_DATA_IP, "ip");
_Static_assert(offsetof(struct bpf_data, args) == BPF_DATA_ARGS, "args");

/* The halves of all 64-bit fields exchanged: the call as a machine of the
 * other byte order lays it out, with every word still in our own order. */
static void swap_halves(struct bpf_data *data) {
  data->ip = data->ip << 32 | data->ip >> 32;
  for (size_t i = 0; i < 6; i++)
    data->args[i] = data->args[i] << 32 | data->args[i] >> 32;
}

uint32_t bpf_simulate(const struct bpf_prog *prog, const struct bpf_data *data,
                      size_t *executed) {
  struct bpf_data swapped;
  if (prog->big_endian != bpf_host_big_endian()) {
    swapped = *data;
    swap_halves(&swapped);
    data = &swapped;
  }
  const unsigned char *words = (const unsigned char *)data;
  const struct cbpf_insn *insn = prog->insns;
  uint32_t a = 0, x = 0, ret;
  uint32_t m[BPF_MEM_WORDS] = {0};
  size_t count = 0;
  for (;; insn++) {
    count++;
    const uint32_t k = insn->k;
    switch ((enum bpf_code)insn->code) {
    case BPF_CODE_LD_IMM:
      a = k;
      continue;
    case BPF_CODE_LD_ABS:
      memcpy(&a, words + k, sizeof a);
      continue;
    case BPF_CODE_LD_MEM:
      a = m[k];
      continue;
    case BPF_CODE_LD_LEN:
      a = BPF_DATA_SIZE;
      continue;
    case BPF_CODE_LDX_IMM:
      x = k;
      continue;
    case BPF_CODE_LDX_MEM:
      x = m[k];
      continue;
    case BPF_CODE_LDX_LEN:
      x = BPF_DATA_SIZE;
      continue;
    case BPF_CODE_ST:
      m[k] = a;
      continue;
    case BPF_CODE_STX:
      m[k] = x;
      continue;
    case BPF_CODE_ADD_K:
      a += k;
      continue;
    case BPF_CODE_ADD_X:
      a += x;
      continue;
    case BPF_CODE_SUB_K:
      a -= k;
      continue;
    case BPF_CODE_SUB_X:
      a -= x;
      continue;
    case BPF_CODE_MUL_K:
      a *= k;
      continue;
    case BPF_CODE_MUL_X:
      a *= x;
      continue;
    case BPF_CODE_DIV_K:
      a /= k;
      continue;
    case BPF_CODE_DIV_X:
      if (x == 0) {
        ret = 0;
        break;
      }
      a /= x;
      continue;
    case BPF_CODE_OR_K:
      a |= k;
      continue;
    case BPF_CODE_OR_X:
      a |= x;
      continue;
    case BPF_CODE_AND_K:
      a &= k;
      continue;
    case BPF_CODE_AND_X:
      a &= x;
      continue;
    case BPF_CODE_LSH_K:
      a <<= k;
      continue;
    case BPF_CODE_LSH_X:
      /* The kernel's own interpreter and its compilers for x86-64 and arm64
       * take the low five bits; a few 32-bit ones shift everything out. */
      a <<= x & 31;
      continue;
    case BPF_CODE_RSH_K:
      a >>= k;
      continue;
    case BPF_CODE_RSH_X:
      a >>= x & 31;
      continue;
    case BPF_CODE_NEG:
      a = 0 - a;
      continue;
    case BPF_CODE_XOR_K:
      a ^= k;
      continue;
    case BPF_CODE_XOR_X:
      a ^= x;
      continue;
    case BPF_CODE_JA:
      insn += k;
      continue;
    case BPF_CODE_JEQ_K:
      insn += a == k ? insn->jt : insn->jf;
      continue;
    case BPF_CODE_JEQ_X:
      insn += a == x ? insn->jt : insn->jf;
      continue;
    case BPF_CODE_JGT_K:
      insn += a > k ? insn->jt : insn->jf;
      continue;
    case BPF_CODE_JGT_X:
      insn += a > x ? insn->jt : insn->jf;
      continue;
    case BPF_CODE_JGE_K:
      insn += a >= k ? insn->jt : insn->jf;
      continue;
    case BPF_CODE_JGE_X:
      insn += a >= x ? insn->jt : insn->jf;
      continue;
    case BPF_CODE_JSET_K:
      insn += (a & k) != 0 ? insn->jt : insn->jf;
      continue;
    case BPF_CODE_JSET_X:
      insn += (a & x) != 0 ? insn->jt : insn->jf;
      continue;
    case BPF_CODE_RET_K:
      ret = k;
      break;
    case BPF_CODE_RET_A:
      ret = a;
      break;
    case BPF_CODE_TAX:
      x = a;
      continue;
    case BPF_CODE_TXA:
      a = x;
      continue;
    default:
      ret = BPF_RET_KILL_PROCESS; /* not validated: still never allow */
      break;
    }
    break;
  }
  if (executed != NULL)
    *executed = count;
  return ret;
}
