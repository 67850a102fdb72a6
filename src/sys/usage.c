/* SPDX-License-Identifier: MIT */
/* Waiting for a process, and what it used. See usage.h. */
#include <asm/posix_types.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "usage.h"

#define KIB INT64_C(1024)

static double seconds(int64_t whole, int64_t micro) {
  return (double)whole + (double)micro / 1e6;
}

/* The status as wait4(2) has it. Of a traced one that stopped, si_status has
 * the event, too, above the signal. */
static int status_of(const siginfo_t *info) {
  switch (info->si_code) {
  case CLD_EXITED:
    return info->si_status << 8;
  case CLD_TRAPPED:
  case CLD_STOPPED:
    return info->si_status << 8 | 0x7f;
  default:
    return info->si_status | (info->si_code == CLD_DUMPED ? 0x80 : 0);
  }
}

/* waitid(2) as the kernel has it: with what was used, which the C library's
 * does not hand on. */
static pid_t wait_by_id(pid_t pid, int *status, int flags,
                        struct usage *usage) {
  /* the kernel's struct rusage: two struct timeval, then numbers */
  enum { USER, USER_MICRO, SYSTEM, SYSTEM_MICRO, MAXRSS, WORDS = 18 };
  __kernel_long_t used[WORDS] = {0};
  siginfo_t info;
  memset(&info, 0, sizeof info);
  if (syscall(SYS_waitid, pid > 0 ? P_PID : P_ALL, pid > 0 ? pid : 0, &info,
              flags | WEXITED, used) != 0)
    return -1;
  if (info.si_pid != 0 && status != NULL)
    *status = status_of(&info);
  if (usage != NULL)
    *usage = (struct usage){.user = seconds(used[USER], used[USER_MICRO]),
                            .system = seconds(used[SYSTEM], used[SYSTEM_MICRO]),
                            .maxrss = used[MAXRSS] * KIB};
  return info.si_pid;
}

pid_t usage_wait(pid_t pid, int *status, int flags, struct usage *usage) {
  struct rusage used;
  pid_t got = wait4(pid, status, flags, &used);
  if (got > 0 && usage != NULL)
    *usage = (struct usage){
        .user = seconds(used.ru_utime.tv_sec, used.ru_utime.tv_usec),
        .system = seconds(used.ru_stime.tv_sec, used.ru_stime.tv_usec),
        .maxrss = used.ru_maxrss * KIB};
  if (got >= 0 || (errno != EPERM && errno != ENOSYS))
    return got;
  return wait_by_id(pid, status, flags, usage);
}
