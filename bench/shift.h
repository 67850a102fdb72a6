/* Where on the heap the work begins. How libseccomp's many nodes lie on cache
 * lines depends on it, and the time of the same instructions by a tenth and
 * more: so each turn begins somewhere else. */
#ifndef BENCH_SHIFT_H
#define BENCH_SHIFT_H

#include <stdlib.h>

/* Takes so many bytes more than fit any gap of the heap. */
static inline void heap_shift(void) {
  static void *volatile kept;
  const char *bytes = getenv("BENCH_SHIFT");
  if (bytes != NULL)
    kept = malloc(100000 + (size_t)atoi(bytes));
  (void)kept;
}

#endif
