/* SPDX-License-Identifier: MIT */
/* The compiler: policies into programs. */
#ifndef LUA_SECCOMP_BPF_COMPILE_COMPILE_H
#define LUA_SECCOMP_BPF_COMPILE_COMPILE_H

#include "../policy.h"

#pragma GCC visibility push(hidden)

enum bpf_compile_code {
  BPF_COMPILE_OK,
  BPF_COMPILE_NOMEM,
  BPF_COMPILE_TOO_BIG /* no strategy fits it into BPF_PROG_MAX */
};

/* Why a policy did not compile. After TOO_BIG, `needed` is a number of
 * instructions that the best attempt took at least, and arch and rule are the
 * first rule of the number that takes most of them, part_needed. */
struct bpf_compile_error {
  enum bpf_compile_code code;
  size_t arch;
  size_t rule;
  size_t needed;
  size_t part_needed;
};

/* The program that returns bpf_policy_decide() of every call, up to what
 * bpf_ret_canonical() makes equal. On an arch that is not wide it loads the
 * high words of arguments for raw conditions only.
 *
 * BPF_COMPILE_OK: *insns is malloc'd, *len instructions, the caller's to free.
 * Anything else: *insns is NULL and nothing is left behind; *error tells why
 * when error is not NULL.
 *
 * The path to an action that depends on the number alone loads nothing but
 * the arch and the number, so that the kernel can cache an ALLOW. */
enum bpf_compile_code bpf_compile(const struct bpf_policy *policy,
                                  struct cbpf_insn **insns, size_t *len,
                                  struct bpf_compile_error *error);

#pragma GCC visibility pop

#endif
