/* SPDX-License-Identifier: MIT */
#include "c_stack.h"

#include <pthread.h>
#include <stdint.h>

static _Thread_local uintptr_t end;
static _Thread_local bool ended;

void c_stack_learn(void) {
  pthread_attr_t attr;
  void *address;
  size_t bytes;
  if (end != 0 || pthread_getattr_np(pthread_self(), &attr) != 0)
    return;
  if (pthread_attr_getstack(&attr, &address, &bytes) == 0)
    end = (uintptr_t)address;
  pthread_attr_destroy(&attr);
}

bool c_stack_short(size_t bytes) {
  /* where nothing is known, and on another stack, the end is far away */
  return (uintptr_t)__builtin_frame_address(0) - end < bytes;
}

bool c_stack_ends(void) {
  const bool ends = c_stack_short(C_STACK_STEP);
  ended = ended || ends;
  return ends;
}

void c_stack_begin(void) { ended = false; }

bool c_stack_ended(void) { return ended; }
