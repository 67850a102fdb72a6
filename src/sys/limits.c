/* SPDX-License-Identifier: MIT */
/* Limits of a process. See limits.h. */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "limits.h"

/* Sets one, and sees that it is: a kernel of 32 bits makes what is larger
 * unlimited. */
static int limit_set(const struct limit *limit) {
  /* the kernel's struct rlimit64: 64 bits on every arch */
  const uint64_t both[2] = {limit->value, limit->value};
  uint64_t kept[2] = {0, 0};
  if (syscall(SYS_prlimit64, 0, limit->resource, both, NULL) != 0 ||
      syscall(SYS_prlimit64, 0, limit->resource, NULL, kept) != 0)
    return errno;
  return kept[0] == both[0] && kept[1] == both[1] ? 0 : EOVERFLOW;
}

int limits_set(const struct limits *limits, int *failed) {
  for (size_t i = 0; i < limits->count; i++) {
    int error = limit_set(&limits->limit[i]);
    if (error != 0) {
      *failed = (int)i;
      return error;
    }
  }
  return 0;
}
