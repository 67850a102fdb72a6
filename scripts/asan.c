/* SPDX-License-Identifier: MIT */
/* Linked into the module of `make asan` only: looks for leaks where the module
 * goes, and before a filter is installed, which may forbid the calls that
 * looking takes. LeakSanitizer would do it at the end of each program, of the
 * shell's and python's too, and be killed in those that are under a filter. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

void __lsan_register_root_region(const void *p, size_t size);
void __lsan_unregister_root_region(const void *p, size_t size);
void __lsan_disable(void);
void __lsan_enable(void);
int __lsan_do_recoverable_leak_check(void);
void __asan_unpoison_memory_region(const volatile void *p, size_t size);
int __real_munmap(void *at, size_t size);
int __wrap_munmap(void *at, size_t size);
long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

static pid_t watched; /* not the children that share this memory */

/* Programs that are started from now on have nothing of ours, and what is
 * preloaded takes them ten times their time: spec/support.lua starts those that
 * have. */
__attribute__((constructor)) static void begin(void) {
  watched = getpid();
  unsetenv("LD_PRELOAD");
}

/* Functions of Lua: what is allocated between the two may be lost. */
__attribute__((visibility("default"))) int watch_off(void *L);
__attribute__((visibility("default"))) int watch_on(void *L);

int watch_off(void *L) {
  (void)L;
  __lsan_disable();
  return 0;
}

int watch_on(void *L) {
  (void)L;
  __lsan_enable();
  return 0;
}

/* Does with the variables of each module what `data` points to. LeakSanitizer
 * would look at those of its own libraries, too (without use_globals=0):
 * megabytes that nobody has touched, most of the time that a short process
 * takes. */
static int each_root(struct dl_phdr_info *info, size_t size, void *data) {
  void (*const *with)(const void *p, size_t size) = data;
  (void)size;
  if (strstr(info->dlpi_name, "/libasan.so") != NULL ||
      strstr(info->dlpi_name, "/libubsan.so") != NULL)
    return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *h = &info->dlpi_phdr[i];
    if (h->p_type == PT_LOAD && (h->p_flags & PF_W) != 0)
      (*with)((const void *)(info->dlpi_addr + h->p_vaddr), h->p_memsz);
  }
  return 0;
}

/* Ends the process when something was lost. */
static void look(void) {
  void (*with)(const void *p, size_t size) = __lsan_register_root_region;
  dl_iterate_phdr(each_root, &with);
  if (__lsan_do_recoverable_leak_check() != 0) {
    fflush(NULL); /* the specs' report may wait there */
    _exit(99);
  }
  with = __lsan_unregister_root_region;
  dl_iterate_phdr(each_root, &with);
}

__attribute__((destructor)) static void end(void) {
  if (watched != 0 && getpid() == watched)
    look();
}

/* A child's stack goes without unwinding, and what the sanitizer noted of its
 * frames would be held against whatever is mapped there next. */
int __wrap_munmap(void *at, size_t size) {
  __asan_unpoison_memory_region(at, size);
  return __real_munmap(at, size);
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
