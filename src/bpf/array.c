/* SPDX-License-Identifier: MIT */
#include "array.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool array_grow(void *items, size_t size, size_t want, size_t *room) {
  const size_t least = *room < SIZE_MAX / 2 ? *room * 2 : SIZE_MAX;
  const size_t more = want > least ? want : least < 8 ? 8 : least;
  void *old, *array;
  assert(size > 0 && want > *room);
  if (more > SIZE_MAX / 2 / size)
    return false;
  memcpy(&old, items, sizeof old); /* of any type of pointer */
  array = realloc(old, more * size);
  if (array == NULL)
    return false;
  memcpy(items, &array, sizeof array);
  *room = more;
  /* cppcheck-suppress memleak ; *items has it */
  return true;
}
