/* SPDX-License-Identifier: MIT */
/* Watching the system calls of a process and of all that it starts, by
 * ptrace(2): the mechanics, without Lua.
 *
 * Their filter returns SECCOMP_RET_TRACE for the calls that are watched. Each
 * such call stops once, before it is made, and no signal breaks into that stop:
 * the programs run as they do alone. */
#ifndef LUA_SECCOMP_SYS_TRACE_H
#define LUA_SECCOMP_SYS_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "../bpf/bpf.h"
#include "usage.h"

#pragma GCC visibility push(hidden)

struct trace;

enum trace_what {
  TRACE_CALL,     /* a call stands, until the next trace_next() */
  TRACE_RETURN,   /* one of trace_calls() returns, likewise */
  TRACE_EXEC,     /* execve(2) of pid went well */
  TRACE_ENDED,    /* the process or thread is gone, with status */
  TRACE_SIGNALED, /* a signal's handler ran in the meantime */
  TRACE_NONE,     /* no tracee is left */
  TRACE_FAILED    /* with error; all are killed */
};

struct trace_event {
  enum trace_what what;
  pid_t pid;            /* a thread's */
  int status;           /* as waitpid gives it */
  struct usage usage;   /* of one that is gone */
  int error;            /* an errno */
  struct bpf_data data; /* of a call, as its filter saw it; of one that
                         * returns, its number and arch alone */
  int64_t value;        /* what it returns: a negative errno where it failed */
};

/* ptrace(2) with an address and data that are numbers; its result. */
long trace_request(int what, pid_t pid, uintptr_t address, uintptr_t data);

/* Whether a call is to be told of, before it is made and when it returns. */
typedef bool trace_wanted(uint32_t arch, uint32_t number);

/* A process from one execve(2) to the next; all its threads. */
struct trace_process {
  pid_t pid;
  uint32_t parent; /* who started it, or what it was before; itself for the
                      first */
  bool executed;   /* whether it began with an execve(2), not a fork(2) */
  char name[16];   /* as the kernel has it, at its beginning */
};

/* The most that are told apart; all later ones are counted as the last. */
#define TRACE_PROCESSES 4096u

/* NULL for want of memory. */
struct trace *trace_new(void);

/* For what has no filter of ours: every call of every process stops, before and
 * after (PTRACE_SYSCALL, Linux 5.3), and those that are wanted are told of. To
 * be called before trace_seize(). */
void trace_calls(struct trace *t, trace_wanted *wanted);

/* What process a thread is of, that has stood before a call. */
uint32_t trace_process_of(struct trace *t, pid_t pid);

/* The process of that number, or NULL. The last one has the pid 0. */
const struct trace_process *trace_process(const struct trace *t, uint32_t n);

/* From now on trace_next() reaps all children of ours: for the first process of
 * a namespace, which has others' orphans. */
void trace_reap_all(struct trace *t);

/* Takes a process that has only one thread. 0, or the errno of ptrace(2); then
 * nothing was done to it. */
int trace_seize(struct trace *t, pid_t pid);

/* Lets go on what stands, and waits for the next event. */
void trace_next(struct trace *t, struct trace_event *event);

/* Makes the call that stands one of another number, so that its filter decides
 * anew. Where the filter then sends SIGSYS, the process is shown the number
 * that it called. 0 or an errno: ENOSYS where that cannot be had. */
int trace_renumber(struct trace *t, uint32_t number);

/* Kills all, and all that they start. They are gone once trace_next() says
 * TRACE_NONE. Async-signal-safe. */
void trace_end(struct trace *t);

/* Lets all go that are traced by trace_calls(): they go on as if they had not
 * been. Waits until each has been stopped for that. */
void trace_release(struct trace *t);

/* Whether trace_end() was called, and how many of them there are. */
bool trace_ending(const struct trace *t);
size_t trace_count(const struct trace *t);

/* Kills them and waits until they are gone. Takes NULL. */
void trace_free(struct trace *t);

/* Whether this kernel shows calls at all and, where `renumbered`, has them
 * decided anew. `registers`: it shows them as those before 5.3 do, from now on.
 */
bool trace_possible(bool renumbered);
bool trace_calls_possible(void);
void trace_use_registers(bool registers);

/* How a filter tells x86 from the other arch of an amd64 machine, where the
 * kernel shows registers only: by the data of SECCOMP_RET_TRACE. */
#define TRACE_DATA_X86 1u

#pragma GCC visibility pop

#endif
