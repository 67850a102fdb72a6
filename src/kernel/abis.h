/* SPDX-License-Identifier: MIT */
/* Numbers by which a process of one ABI enters the calls of another. */
#ifndef LUA_SECCOMP_KERNEL_ABIS_H
#define LUA_SECCOMP_KERNEL_ABIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* The i-th range of numbers that are a sister ABI's on an arch, by its
 * AUDIT_ARCH_* token and its own first number; false behind the last. */
bool kernel_sister(uint32_t token, uint32_t own, size_t i, uint32_t *first,
                   uint32_t *last);

#pragma GCC visibility pop

#endif
