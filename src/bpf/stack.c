#include "stack.h"

#include <pthread.h>
#include <stdint.h>

static _Thread_local uintptr_t lowest, size;

void stack_learn(void) {
  pthread_attr_t attr;
  void *address;
  size_t bytes;
  if (size != 0 || pthread_getattr_np(pthread_self(), &attr) != 0)
    return;
  if (pthread_attr_getstack(&attr, &address, &bytes) == 0) {
    lowest = (uintptr_t)address;
    size = bytes;
  }
  pthread_attr_destroy(&attr);
}

bool stack_short(size_t bytes) {
  const uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  /* below or above: another stack */
  return here - lowest < size && here - lowest < bytes;
}
