/* SPDX-License-Identifier: MIT */
/* Whether a program takes a listener. */
#ifndef LUA_SECCOMP_BPF_PROVE_RETURNS_H
#define LUA_SECCOMP_BPF_PROVE_RETURNS_H

#include "../bpf.h"

#pragma GCC visibility push(hidden)

/* Whether the program notifies for any call; also true where that is too much
 * to find out. Exact and quick for programs that return constants, and of these
 * every return counts, reached or not. */
bool bpf_may_notify(const struct bpf_prog *prog);

#pragma GCC visibility pop

#endif
