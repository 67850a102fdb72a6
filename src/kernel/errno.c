/* SPDX-License-Identifier: MIT */
#include "errno.h"

#include <string.h>

enum { ERRNO_GENERIC, ERRNO_MIPS, ERRNO_PARISC, ERRNO_POWERPC, ERRNO_ARCHES };

static const struct {
  const char *name;
  uint16_t number[ERRNO_ARCHES];
} table[] = {
#include "errno_table.h"
};
#define COUNT (sizeof table / sizeof table[0])

/* By the machine in the token (EM_* of linux/elf-em.h). */
static size_t column(uint32_t token) {
  switch (token & 0xffff) {
  case 8:
    return ERRNO_MIPS;
  case 15:
    return ERRNO_PARISC;
  case 20:
  case 21:
    return ERRNO_POWERPC;
  default:
    return ERRNO_GENERIC;
  }
}

const char *kernel_errno_at(size_t i) {
  return i < COUNT ? table[i].name : NULL;
}

size_t kernel_errno_find(const char *name) {
  for (size_t i = 0; i < COUNT; i++)
    if (strcmp(table[i].name, name) == 0)
      return i;
  return SIZE_MAX;
}

int kernel_errno_number(uint32_t token, size_t place) {
  return table[place].number[column(token)];
}

const char *kernel_errno_name(uint32_t token, int number) {
  const size_t k = column(token);
  for (size_t i = 0; i < COUNT; i++)
    if (table[i].number[k] == number)
      return table[i].name;
  return NULL;
}
