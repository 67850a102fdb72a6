/* Linked into the module of `make coverage` only. libgcov writes its counts at
 * exit, where a loaded filter may kill the process for opening a file; so they
 * are written before seccomp(2) is called, and not again. */
#include <stdarg.h>
#include <sys/syscall.h>

void __gcov_dump(void);
long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

long __wrap_syscall(long number, ...) {
  long a[6];
  va_list ap;
  va_start(ap, number);
  for (int i = 0; i < 6; i++)
    a[i] = va_arg(ap, long);
  va_end(ap);
  /* operation 1 of seccomp(2) installs a filter; with no program it is a
   * question */
  if (number == SYS_seccomp && a[0] == 1 && a[2] != 0)
    __gcov_dump();
  return __real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
