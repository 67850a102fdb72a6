/* SPDX-License-Identifier: MIT */
/* Every call of Linux on every arch: its number, the release that brought it,
 * and its arguments as its entry declares them. */
#ifndef LUA_SECCOMP_KERNEL_CALLS_H
#define LUA_SECCOMP_KERNEL_CALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* The release of Linux that the tables are of. */
#define KERNEL_RELEASE "7.3"

struct kernel_call {
  const char *name;
  uint32_t number;
  /* 0.0 where it is not known: long ago */
  uint8_t major, minor, patch;
  /* its one register points to a struct that has the arguments */
  bool in_memory;
  const uint16_t *arguments; /* for kernel_argument */
};

struct kernel_argument {
  const char *name; /* the manual's where it has one */
  const char *type; /* the kernel's */
  const uint16_t *aliases;
  unsigned int width; /* bits that the entry reads */
  bool is_signed, pointer;
  bool word;      /* as wide as the entry's words are */
  uint8_t family; /* of constants; 0 where it takes none */
};

/* The i-th call of an arch by its canonical name, in the order of names; false
 * behind the last. */
bool kernel_call_at(const char *arch, size_t i, struct kernel_call *call);
bool kernel_call_find(const char *arch, const char *name,
                      struct kernel_call *call);
bool kernel_call_number(const char *arch, uint32_t number,
                        struct kernel_call *call);

/* How many places its arguments take; those from the seventh on no filter
 * sees. */
size_t kernel_arguments(const struct kernel_call *call);
/* The argument at a place that there is. */
void kernel_argument(const struct kernel_call *call, size_t place,
                     struct kernel_argument *argument);
/* Its i-th other name; NULL behind the last. */
const char *kernel_alias(const struct kernel_argument *argument, size_t i);

#pragma GCC visibility pop

#endif
