/* SPDX-License-Identifier: MIT */
/* What the kernel does with a call: programs run. */
#ifndef LUA_SECCOMP_BPF_SIMULATE_H
#define LUA_SECCOMP_BPF_SIMULATE_H

#include "bpf.h"

#pragma GCC visibility push(hidden)

/* The value a program that bpf_validate() accepts returns for the call, as it
 * is; see bpf_ret_canonical() for what it then means. *executed, when not
 * NULL, gets the number of instructions that ran, the last one included. */
uint32_t bpf_simulate(const struct bpf_prog *prog, const struct bpf_data *data,
                      size_t *executed);

#pragma GCC visibility pop

#endif
