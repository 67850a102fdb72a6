/* SPDX-License-Identifier: MIT */
/* openat2(2). See openat2.h. */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "openat2.h"

#ifndef SYS_openat2
#define SYS_openat2 437
#endif

int openat2_at(int dir, const char *path, const struct openat2_how *how) {
  /* EAGAIN: something was renamed while a `..` was followed, and the kernel
   * cannot tell whether it stayed inside. An attacker may do that on purpose */
  enum { TRIES = 64 };
  for (int i = 1;; i++) {
    const long fd = syscall(SYS_openat2, dir, path, how, sizeof *how);
    if (fd >= 0)
      return (int)fd;
    if ((errno != EAGAIN || i == TRIES) && errno != EINTR)
      return -errno;
  }
}
