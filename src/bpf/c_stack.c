/* SPDX-License-Identifier: MIT */
#include "c_stack.h"

#include <pthread.h>
#include <stdint.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Thread_local uintptr_t end;
static _Thread_local bool ended;

#ifndef __GLIBC__
/* Where the first thread's stack will end, of which musl tells what is there
 * now: the kernel extends it up to the limit. It begins behind the name of the
 * program; 1 where nothing limits it. */
static uintptr_t first_thread(uintptr_t now) {
  const uintptr_t top = (getauxval(AT_EXECFN) | 4095) + 1;
  struct rlimit limit;
  if (top < now || getrlimit(RLIMIT_STACK, &limit) != 0)
    return now;
  return limit.rlim_cur < top - 1 ? top - (uintptr_t)limit.rlim_cur : 1;
}
#endif

void c_stack_learn(void) {
  pthread_attr_t attr;
  void *address;
  size_t bytes;
  if (end != 0 || pthread_getattr_np(pthread_self(), &attr) != 0)
    return;
  if (pthread_attr_getstack(&attr, &address, &bytes) == 0)
    end = (uintptr_t)address;
#ifndef __GLIBC__
  if (syscall(SYS_gettid) == getpid())
    end = first_thread(end);
#endif
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
