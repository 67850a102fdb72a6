/* Linked into the module of `make asan` only: looks for leaks where the module
 * goes, and before a filter is installed, which may forbid the calls that
 * looking takes. LeakSanitizer would do it at the end of each program, of the
 * shell's and python's too, and be killed in those that are under a filter. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int __lsan_do_recoverable_leak_check(void);
long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

static pid_t watched; /* not the children that share this memory */

__attribute__((constructor)) static void begin(void) { watched = getpid(); }

/* Ends the process when something was lost. */
static void look(void) {
  if (__lsan_do_recoverable_leak_check() != 0)
    _exit(99);
}

__attribute__((destructor)) static void end(void) {
  if (watched != 0 && getpid() == watched)
    look();
}

/* takes more arguments than there may be */
__attribute__((no_sanitize("address"))) long __wrap_syscall(long number, ...) {
  long a[6];
  va_list ap;
  va_start(ap, number);
  for (int i = 0; i < 6; i++)
    a[i] = va_arg(ap, long);
  va_end(ap);
  /* operation 1 of seccomp(2) installs a filter; without one it is a question
   */
  bool installs = number == SYS_seccomp && a[0] == 1 && a[2] != 0 &&
                  watched != 0 && getpid() == watched;
  if (installs)
    look();
  long result = __real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  /* no call from here on: the filter may forbid it, or have it wait */
  if (installs && result >= 0)
    watched = 0;
  return result;
}
