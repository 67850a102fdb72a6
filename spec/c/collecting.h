/* SPDX-License-Identifier: MIT */
/* An allocator that has Lua collect in the midst of things. It refuses a new
 * object once where collects() says so, so that Lua collects all it can and
 * tries again (so it does for all memory but that of lauxlib's buffers). It
 * moves whatever grows or shrinks, and overwrites what is freed. What C code
 * holds by a pointer alone does not survive that. */
#ifndef COLLECTING_H
#define COLLECTING_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Whether to collect at this new object; by who includes this. */
static bool collects(void);

static void *allocate(void *ud, void *old, size_t had, size_t size) {
  static bool refused;
  (void)ud;
  /* without an old block it is the type of an object, or 0 */
  bool object = old == NULL && had != 0;
  if (old == NULL)
    had = 0;
  if (object && !refused && collects()) {
    refused = true;
    return NULL;
  }
  if (object)
    refused = false;
  void *new = NULL;
  if (size > 0) {
    new = malloc(size);
    if (new == NULL)
      return NULL;
    memset(new, 0xa5, size);
    memcpy(new, old == NULL ? "" : old, had < size ? had : size);
  }
  if (old != NULL) {
    memset(old, 0xdb, had);
    free(old);
  }
  return new;
}

#endif
