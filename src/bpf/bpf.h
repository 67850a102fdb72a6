/* SPDX-License-Identifier: MIT */
/* The words this directory speaks: instructions, programs, calls, and what a
 * seccomp program's return value means to the kernel. Plain C11: no Lua, no
 * libseccomp, no allocation, usable from any program by itself.
 *
 * Facts: seccomp(2), the kernel's Documentation/userspace-api/
 * seccomp_filter.rst, kernel/seccomp.c and net/core/filter.c. */
#ifndef LUA_SECCOMP_BPF_BPF_H
#define LUA_SECCOMP_BPF_BPF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

#define ARG_COUNT 6 /* arguments of a call, numbered from 0 */

/* The kernel's limit on one program (BPF_MAXINSNS). */
#define BPF_PROG_MAX 4096u

/* One instruction, laid out as struct sock_filter, fields in host order. */
struct cbpf_insn {
  uint16_t code;
  uint8_t jt;
  uint8_t jf;
  uint32_t k;
};

/* A program as values in host order. big_endian tells which half of a 64-bit
 * argument lies at the lower offset of struct seccomp_data, that is: for which
 * byte order the program was written. */
struct bpf_prog {
  const struct cbpf_insn *insns;
  size_t len;
  bool big_endian;
};

/* One call as the kernel shows it to a filter (struct seccomp_data). On a
 * 32-bit arch, too, the high words are whatever the registers hold: a 64-bit
 * process that uses int 0x80 shows all of them, and o32 of mips the sign. The
 * call itself uses the low ones. */
struct bpf_data {
  uint32_t nr;
  uint32_t arch; /* an AUDIT_ARCH_* token */
  uint64_t ip;
  uint64_t args[6];
};

/* The 32-bit words of a call in the order of a little-endian machine: of a
 * 64-bit field the low half, then the high one. */
enum bpf_word {
  BPF_WORD_NR,
  BPF_WORD_ARCH,
  BPF_WORD_IP_LO,
  BPF_WORD_IP_HI,
  BPF_WORD_ARG_LO, /* of argument i: BPF_WORD_ARG_LO + 2 * i */
  BPF_WORD_ARG_HI,
  BPF_WORDS = 16
};

/* SECCOMP_RET_*: the upper half of a return value orders actions (as signed
 * numbers, lowest wins), the lower half is data. */
#define BPF_RET_KILL_PROCESS 0x80000000u
#define BPF_RET_KILL_THREAD 0x00000000u
#define BPF_RET_TRAP 0x00030000u
#define BPF_RET_ERRNO 0x00050000u
#define BPF_RET_USER_NOTIF 0x7fc00000u
#define BPF_RET_TRACE 0x7ff00000u
#define BPF_RET_LOG 0x7ffc0000u
#define BPF_RET_ALLOW 0x7fff0000u
#define BPF_RET_ACTION 0xffff0000u
#define BPF_RET_DATA 0x0000ffffu

/* The value the kernel acts on: data of actions that ignore it are dropped, an
 * errno above 4095 becomes 4095, an unknown action is kill_process. Two return
 * values mean the same exactly when this function makes them equal. */
static inline uint32_t bpf_ret_canonical(uint32_t ret) {
  switch (ret & BPF_RET_ACTION) {
  case BPF_RET_ERRNO:
    return (ret & BPF_RET_DATA) > 4095 ? (BPF_RET_ERRNO | 4095) : ret;
  case BPF_RET_TRAP:
  case BPF_RET_TRACE:
    return ret;
  case BPF_RET_KILL_THREAD:
  case BPF_RET_USER_NOTIF:
  case BPF_RET_LOG:
  case BPF_RET_ALLOW:
    return ret & BPF_RET_ACTION;
  default:
    return BPF_RET_KILL_PROCESS;
  }
}

/* x86_64 and x32 share one AUDIT_ARCH token; numbers from here on are x32's,
 * but for -1, which is not a call of either. */
#define BPF_TOKEN_X86_64 0xc000003eu
#define BPF_X32_BIT 0x40000000u

#pragma GCC visibility pop

#endif
