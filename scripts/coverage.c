/* SPDX-License-Identifier: MIT */
/* Linked into the module of `make coverage` only. libgcov writes its counts at
 * exit, where a loaded filter may kill the process for opening a file; so they
 * are written before seccomp(2) is called, and again only when that refused the
 * filter, or where COVERAGE_GOES_ON says that the filter lets files be written.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

void __gcov_dump(void);
void __gcov_reset(void);
long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

#define NEW_LISTENER 8

static pid_t counted; /* the process whose counts these are */

/* For hosts that leave by _exit(). */
__attribute__((visibility("default"))) void coverage_dump(void);
void coverage_dump(void) { __gcov_dump(); }

__attribute__((constructor)) static void begin(void) { counted = getpid(); }

long __wrap_syscall(long number, ...) {
  long a[6];
  va_list ap;
  va_start(ap, number);
  for (int i = 0; i < 6; i++)
    a[i] = va_arg(ap, long);
  va_end(ap);
  /* Operation 1 of seccomp(2) installs a filter; with no program it is a
   * question. A child of spawn has its parent's memory, or a copy of it: the
   * counts are the parent's to write, and writing them takes an allocator. */
  bool writes =
      number == SYS_seccomp && a[0] == 1 && a[2] != 0 && getpid() == counted;
  if (writes)
    __gcov_dump();
  long result = __real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  /* a positive result is a listener, or the thread that did not take the
   * filter */
  bool refused = result < 0 || (result > 0 && (a[1] & NEW_LISTENER) == 0);
  if (writes && (refused || getenv("COVERAGE_GOES_ON") != NULL)) {
    int error = errno;
    __gcov_reset(); /* counts on, from nothing: files add up */
    errno = error;
  }
  return result;
}
