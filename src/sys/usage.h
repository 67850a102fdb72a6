/* SPDX-License-Identifier: MIT */
/* What a process used of the machine, as wait4(2) tells. */
#ifndef LUA_SECCOMP_SYS_USAGE_H
#define LUA_SECCOMP_SYS_USAGE_H

#include <stdint.h>
#include <sys/types.h>

#pragma GCC visibility push(hidden)

struct usage {
  double user, system; /* seconds */
  int64_t maxrss;      /* bytes */
};

/* wait4(2), by waitid(2) where a filter does not let it be answered. usage may
 * be NULL; it is set where a process is returned. Async-signal-safe. */
pid_t usage_wait(pid_t pid, int *status, int flags, struct usage *usage);

#pragma GCC visibility pop

#endif
