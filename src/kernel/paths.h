/* SPDX-License-Identifier: MIT */
/* Which arguments of calls are paths, and what they are relative to. */
#ifndef LUA_SECCOMP_KERNEL_PATHS_H
#define LUA_SECCOMP_KERNEL_PATHS_H

#include "calls.h"

#pragma GCC visibility push(hidden)

struct kernel_path {
  int dirfd; /* the place of the descriptor that it is relative to, or -1 */
  int flags; /* the place of the flags that allow it to be empty, or -1 */
  uint64_t empty;    /* those flags */
  bool always_empty; /* it may be without */
  bool null;         /* a null pointer is as an empty one that is allowed */
  bool how;          /* openat2(2): the next argument may change its root */
};

/* Whether the argument at a place, that there is, is a path that the call looks
 * up: then how. */
bool kernel_path(const struct kernel_call *call, size_t place,
                 struct kernel_path *path);

#pragma GCC visibility pop

#endif
