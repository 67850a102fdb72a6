/* SPDX-License-Identifier: MIT */
/* The filters of running threads, read by ptrace(2) (PTRACE_SECCOMP_GET_FILTER,
 * Linux 4.4, and PTRACE_SECCOMP_GET_METADATA, 4.16), without Lua.
 *
 * A thread has to be stopped while it is read. It is seized, interrupted, read,
 * and let go: a signal that stopped it in that moment is delivered, one that
 * was stopped stays so, and a call that waits is restarted by the kernel, but
 * for those few that end with EINTR whenever a process stops and goes on
 * (signal(7): epoll_wait, semop, sigtimedwait, sockets with a timeout).
 *
 * A process of its own does that (the helper). What it holds is let go when it
 * ends, however that comes; no wait in this process takes its tracees' stops;
 * and this process itself can be read. */
#ifndef LUA_SECCOMP_SYS_ATTACH_H
#define LUA_SECCOMP_SYS_ATTACH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "../bpf/bpf.h"

#pragma GCC visibility push(hidden)

enum attach_outcome {
  ATTACH_READ,    /* its filters are here, none where it has none */
  ATTACH_GONE,    /* it has ended */
  ATTACH_REFUSED, /* PTRACE_SEIZE failed with `error` */
  ATTACH_WAITING, /* it did not stop in time */
  ATTACH_STRICT,  /* it is in SECCOMP_MODE_STRICT, which has no filter */
  ATTACH_DENIED,  /* PTRACE_SECCOMP_GET_FILTER failed with `error` */
};

struct attach_filter {
  size_t at; /* its first instruction, in `insns` of the result */
  uint32_t len;
  int32_t flags; /* SECCOMP_FILTER_FLAG_LOG or 0; -1: the kernel says none */
};

struct attach_thread {
  pid_t tid;
  enum attach_outcome outcome;
  int error;
  size_t first, count; /* its filters, oldest first */
};

struct attach_result {
  struct attach_thread *threads; /* in the order asked for, until the time was
                                  * over */
  size_t count;
  struct attach_filter *filters;
  struct cbpf_insn *insns;
};

/* Reads threads one after another. Takes at most about so many milliseconds,
 * and leaves out the threads that it did not come to. 0 or an errno: ENOMEM,
 * or that no helper could be started. What is in the result then goes back by
 * attach_free(), in any case. */
int attach_read(const pid_t *tids, size_t count, long milliseconds,
                struct attach_result *result);
void attach_free(struct attach_result *result);

#pragma GCC visibility pop

#endif
