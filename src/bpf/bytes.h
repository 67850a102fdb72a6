/* SPDX-License-Identifier: MIT */
/* Programs as bytes: the kernel's array of struct sock_filter, which is what
 * seccomp_export_bpf(3) writes and what tools pass around, in either byte
 * order. */
#ifndef LUA_SECCOMP_BPF_BYTES_H
#define LUA_SECCOMP_BPF_BYTES_H

#include "bpf.h"

#pragma GCC visibility push(hidden)

/* Bytes of one instruction: code, jt, jf, k. */
#define BPF_INSN_SIZE 8u

/* Whether this machine stores the high half of a number first. */
bool bpf_host_big_endian(void);

/* Which byte order an array of len instructions was written in. The answer is
 * certain for every program that a kernel would take: it ends in a RET, whose
 * code is a RET in one order only. Of other bytes it is a guess: the order in
 * which more of their codes are instructions, or the host's order. */
bool bpf_bytes_big_endian(const unsigned char *bytes, size_t len);

/* Bytes to values, and back; len instructions each. */
void bpf_decode(const unsigned char *bytes, size_t len, bool big_endian,
                struct cbpf_insn *insns);
void bpf_encode(const struct cbpf_insn *insns, size_t len, bool big_endian,
                unsigned char *bytes);

#pragma GCC visibility pop

#endif
