/* SPDX-License-Identifier: MIT */
/* Limits of a process. See limits.h. */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "limits.h"

int limits_set(const struct limits *limits, int *failed) {
  for (size_t i = 0; i < limits->count; i++) {
    const struct limit *limit = &limits->limit[i];
    /* the kernel's struct rlimit64: 64 bits on every arch */
    const uint64_t both[2] = {limit->value, limit->value};
    if (syscall(SYS_prlimit64, 0, limit->resource, both, NULL) != 0) {
      *failed = (int)i;
      return errno;
    }
  }
  return 0;
}
