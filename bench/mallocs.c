/* SPDX-License-Identifier: MIT */
/* Preloaded, counts the blocks that a program asks malloc for, and says so on
 * standard error when it ends. Large ones once more: for those, glibc's malloc
 * first gathers what was freed (see src/scmp/journal.h). */
#include <stdio.h>
#include <stdlib.h>

/* glibc's own */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

#define SHOWN __attribute__((visibility("default")))

#define LARGE 1008u

static unsigned long count, large;

static void note(size_t size) {
  count++;
  large += size > LARGE;
}

SHOWN void *malloc(size_t size) {
  note(size);
  return __libc_malloc(size);
}

SHOWN void *calloc(size_t n, size_t size) {
  note(n * size);
  return __libc_calloc(n, size);
}

SHOWN void *realloc(void *p, size_t size) {
  note(size);
  return __libc_realloc(p, size);
}

__attribute__((destructor)) static void tell(void) {
  fprintf(stderr, "%lu mallocs\n%lu large\n", count, large);
}
