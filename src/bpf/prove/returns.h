/* SPDX-License-Identifier: MIT */
/* Which actions a program can return. */
#ifndef LUA_SECCOMP_BPF_PROVE_RETURNS_H
#define LUA_SECCOMP_BPF_PROVE_RETURNS_H

#include "../bpf.h"

#pragma GCC visibility push(hidden)

/* Whether the program returns the action, one of BPF_RET_*, for any call; also
 * true where that is too much to find out. Exact and quick for programs that
 * return constants. */
bool bpf_may_return(const struct bpf_prog *prog, uint32_t action);

#pragma GCC visibility pop

#endif
