/* Calls that take their arguments in memory on some arches: the one register
 * they look at points to a struct, where no filter can look. What a condition
 * compares there is left over from something else.
 *
 * Facts: the tables and entries of Linux, arch/.../syscall*.tbl: sys_old_mmap
 * and sys_old_select (mm/mmap.c, fs/select.c), compat_sys_s390_mmap2
 * and compat_sys_s390_fadvise64_64 (arch/s390/kernel/compat_linux.c),
 * ppc_select (arch/powerpc/kernel/ syscalls.c, with a first argument of 4096
 * and more). */
#ifndef LUA_SECCOMP_KERNEL_IN_MEMORY_H
#define LUA_SECCOMP_KERNEL_IN_MEMORY_H

#include <stdint.h>

#pragma GCC visibility push(hidden)

struct in_memory {
  const char *arch; /* canonical name */
  const char *name;
  uint32_t nr;
  const char *instead; /* the call that does the same from registers; or NULL */
};

/* The entry of a call whose number lies in first..last, or by its name; NULL
 * where there is none. */
const struct in_memory *in_memory_number(const char *arch, uint32_t first,
                                         uint32_t last);
const struct in_memory *in_memory_name(const char *arch, const char *name);

#pragma GCC visibility pop

#endif
