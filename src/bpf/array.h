/* SPDX-License-Identifier: MIT */
/* Arrays that grow by doubling: constant time for each item, on average. */
#ifndef LUA_SECCOMP_BPF_ARRAY_H
#define LUA_SECCOMP_BPF_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden)

/* array_reserve's, for an array that has to move. */
bool array_grow(void *items, size_t size, size_t want, size_t *room);

/* Room for `want` items of `size` bytes each at *items, which has room for
 * *room; items is the address of the pointer. False, and nothing has changed,
 * when out of memory. */
static inline bool array_reserve(void *items, size_t size, size_t want,
                                 size_t *room) {
  return want <= *room || array_grow(items, size, want, room);
}

#pragma GCC visibility pop

#endif
