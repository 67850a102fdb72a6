/* SPDX-License-Identifier: MIT */
/* The memory of another process. */
#ifndef LUA_SECCOMP_SYS_MEMORY_H
#define LUA_SECCOMP_SYS_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* Whether there can be n bytes at the address that can be named here: the
 * process may be one of more bits than this one. */
bool memory_nameable(uint64_t address, size_t n);
/* Opens /proc/<pid>/mem; a descriptor or -1, with errno. */
int memory_open(uint32_t pid, int flags);

/* Reads n bytes; 0 or an errno. */
int memory_read(uint32_t pid, uint64_t address, char *to, size_t n);
/* Reads up to a NUL, which has to come within n bytes, or it is E2BIG. */
int memory_string(uint32_t pid, uint64_t address, char *to, size_t n);
/* Writes n bytes through what memory_open gave, also where the process itself
 * may only read; or with -1 as process_vm_writev(2) does. 0 or an errno. */
int memory_write(int mem, uint32_t pid, uint64_t address, const char *from,
                 size_t n);

#pragma GCC visibility pop

#endif
