/* SPDX-License-Identifier: MIT */
/* What the kernel accepts: the same programs, no more and no fewer. */
#ifndef LUA_SECCOMP_BPF_VALIDATE_H
#define LUA_SECCOMP_BPF_VALIDATE_H

#include "bpf.h"

#pragma GCC visibility push(hidden)

/* Whether seccomp(2) would take the program (bpf_check_classic() of
 * net/core/filter.c, then seccomp_check_filter() of kernel/seccomp.c). When it
 * would not: *where is the instruction at fault (0 for a program of no or too
 * many instructions) and *reason says, in words of a static string, what is
 * wrong with it. Every other function of this directory that takes a program
 * wants one that passed here. */
bool bpf_validate(const struct cbpf_insn *insns, size_t len, size_t *where,
                  const char **reason);

/* Whether a seccomp filter may hold an instruction of this code at all. */
bool bpf_code_known(uint16_t code);

#pragma GCC visibility pop

#endif
