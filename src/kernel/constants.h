/* SPDX-License-Identifier: MIT */
/* Constants of Linux's interface, with their values on every arch. */
#ifndef LUA_SECCOMP_KERNEL_CONSTANTS_H
#define LUA_SECCOMP_KERNEL_CONSTANTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

struct kernel_constant {
  const char *name;
  size_t place; /* for the functions below */
};

/* The constant of a name; false when no arch has it. */
bool kernel_constant_find(const char *name, struct kernel_constant *constant);
/* The i-th one, in the order of names. */
bool kernel_constant_at(size_t i, struct kernel_constant *constant);

/* Its value on an arch by canonical name; false where that has none. */
bool kernel_constant_value(const struct kernel_constant *constant,
                           const char *arch, int64_t *value);

/* The same in two steps, for many constants of one arch. */
size_t kernel_constants_arch(const char *arch);
bool kernel_constant_on(const struct kernel_constant *constant, size_t arch,
                        int64_t *value);

/* Whether it is one of a family (by the number in struct kernel_argument). */
bool kernel_constant_in(const struct kernel_constant *constant,
                        unsigned int family);

/* The first one of a family from *i on, which goes behind it; false when there
 * is no more. */
bool kernel_family_next(unsigned int family, size_t *i,
                        struct kernel_constant *constant);

/* Whether it is a second name, as PF_UNIX and AF_LOCAL are, of values that
 * another one tells. */
bool kernel_constant_second(const struct kernel_constant *constant);

/* What a family is called, and whether its members may be joined by `|`. */
const char *kernel_family_name(unsigned int family);
bool kernel_family_flags(unsigned int family);

#pragma GCC visibility pop

#endif
