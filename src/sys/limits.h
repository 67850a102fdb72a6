/* SPDX-License-Identifier: MIT */
/* Limits of a process that is about to be started: setrlimit(2). */
#ifndef LUA_SECCOMP_SYS_LIMITS_H
#define LUA_SECCOMP_SYS_LIMITS_H

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

#define LIMITS_MOST 6
#define LIMITS_UNLIMITED UINT64_MAX /* RLIM_INFINITY, whatever rlim_t is */

struct limit {
  const char *name; /* as scripts have it */
  int resource;     /* RLIMIT_* */
  uint64_t value;
};

struct limits {
  size_t count;
  struct limit limit[LIMITS_MOST];
};

/* Sets them for this process, soft and hard alike. Async-signal-safe. 0, or an
 * errno and in *failed which one it was; EOVERFLOW where the kernel says that
 * it did and keeps another value. */
int limits_set(const struct limits *limits, int *failed);

#pragma GCC visibility pop

#endif
