/* SPDX-License-Identifier: MIT */
/* Errno names and numbers, which are not the same on every arch. */
#ifndef LUA_SECCOMP_KERNEL_ERRNO_H
#define LUA_SECCOMP_KERNEL_ERRNO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* The names, by their places; NULL behind the last one. */
const char *kernel_errno_at(size_t i);

/* The place of a name, or SIZE_MAX. */
size_t kernel_errno_find(const char *name);

/* The number of a name on an arch, by its AUDIT_ARCH_* token. */
int kernel_errno_number(uint32_t token, size_t place);

/* The name of a number on an arch, the first where it has two; or NULL. */
const char *kernel_errno_name(uint32_t token, int number);

#pragma GCC visibility pop

#endif
