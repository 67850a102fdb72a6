/* SPDX-License-Identifier: MIT */
/* Calls that take their arguments in memory on some arches: the one register
 * they look at points to a struct, which a filter cannot read. A condition
 * would compare registers that the call does not use. Of ppc's select it is so
 * with a first argument of 4096 and more. */
#ifndef LUA_SECCOMP_KERNEL_IN_MEMORY_H
#define LUA_SECCOMP_KERNEL_IN_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

struct in_memory {
  const char *name;
  const char *instead; /* the call that does the same from registers; or NULL */
};

/* Such a call whose number lies in first..last, or by its name; false where
 * there is none. */
bool in_memory_number(const char *arch, uint32_t first, uint32_t last,
                      struct in_memory *out);
bool in_memory_name(const char *arch, const char *name, struct in_memory *out);

#pragma GCC visibility pop

#endif
