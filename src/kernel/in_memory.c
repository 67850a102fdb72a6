#include "in_memory.h"

#include <stddef.h>
#include <string.h>

static const struct in_memory calls[] = {
    {"x86", "mmap", 90, "mmap2"},
    {"x86", "select", 82, "_newselect"},
    {"m68k", "mmap", 90, "mmap2"},
    {"m68k", "select", 82, "_newselect"},
    {"ppc", "select", 82, "_newselect"},
    {"s390", "mmap", 90, NULL},
    {"s390", "mmap2", 192, NULL},
    {"s390x", "mmap", 90, NULL},
    {"s390", "fadvise64_64", 264, "fadvise64"},
};

enum { CALLS = sizeof calls / sizeof calls[0] };

const struct in_memory *in_memory_number(const char *arch, uint32_t first,
                                         uint32_t last) {
  for (size_t i = 0; i < CALLS; i++)
    if (first <= calls[i].nr && calls[i].nr <= last &&
        strcmp(calls[i].arch, arch) == 0)
      return &calls[i];
  return NULL;
}

const struct in_memory *in_memory_name(const char *arch, const char *name) {
  for (size_t i = 0; i < CALLS; i++)
    if (strcmp(calls[i].name, name) == 0 && strcmp(calls[i].arch, arch) == 0)
      return &calls[i];
  return NULL;
}
