/* SPDX-License-Identifier: MIT */
/* The known name that a misspelt one may have meant. */
#ifndef LUA_SECCOMP_SYS_NEAREST_H
#define LUA_SECCOMP_SYS_NEAREST_H

#include <stddef.h>
#pragma GCC visibility push(hidden)

/* The candidate nearest to name, or NULL when none is near. Feed candidates
 * one by one; best and distance are the running state. */
struct nearest {
  const char *name;
  char best[64];
  int distance;
};
void nearest_start(struct nearest *n, const char *name);
void nearest_offer(struct nearest *n, const char *candidate);
/* `; did you mean "x"?`, in buf; or, with nothing near, `none`. */
const char *nearest_hint(struct nearest *n, char *buf, size_t size,
                         const char *none);

#pragma GCC visibility pop

#endif
