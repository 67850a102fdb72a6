/* SPDX-License-Identifier: MIT */
/* openat2(2), which headers and C libraries may lack. */
#ifndef LUA_SECCOMP_SYS_OPENAT2_H
#define LUA_SECCOMP_SYS_OPENAT2_H

#include <stdint.h>

#pragma GCC visibility push(hidden)

/* The kernel's RESOLVE_*. */
#define OPENAT2_NO_MAGICLINKS 0x02u
#define OPENAT2_BENEATH 0x08u
#define OPENAT2_IN_ROOT 0x10u

struct openat2_how { /* struct open_how */
  uint64_t flags, mode, resolve;
};

/* A descriptor, or -errno. Tries again where a rename raced with `..`. */
int openat2_at(int dir, const char *path, const struct openat2_how *how);

#pragma GCC visibility pop

#endif
