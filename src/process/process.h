/* SPDX-License-Identifier: MIT */
/* The Process. src/spawn makes them. */
#ifndef LUA_SECCOMP_PROCESS_PROCESS_H
#define LUA_SECCOMP_PROCESS_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

#include <lua.h>

#include "../sys/passing.h"
#include "../sys/spawn.h"
#include "../sys/usage.h"

#pragma GCC visibility push(hidden)

void process_open(lua_State *L);

/* A process that its script dropped before it ended: to be reaped later. */
struct orphan {
  pid_t pid;
  struct orphan *next;
};

/* What a Process has for user values: its listener, then its ends of pipes. */
enum { PROCESS_LISTENER = 1, PROCESS_STDIN, PROCESS_VALUES = 4 };

struct process {
  uint32_t magic;
  bool reaped;
  bool polled;             /* scripts may have given the pidfd to cqueues */
  bool taken;              /* reaped, but by another wait in this program */
  bool traced;             /* its tracer reaps it */
  struct passing passing;  /* signals to it, in the foreground */
  int status;              /* as waitpid gives it, once reaped */
  struct usage usage;      /* then, too */
  int pidfd;               /* -1 where there are none, and when reaped */
  pid_t pid;               /* 0: never started */
  struct spawn_note *note; /* while execve can still fail */
  struct orphan *orphan; /* room for its entry below, should it come to that */
};

/* [-0, +1]: a Process that is not started; raises for want of memory. */
struct process *process_new(lua_State *L);

/* It runs under this pid, or has ended. */
void process_started(lua_State *L, struct process *p, pid_t pid);

/* Whether it has ended and was reaped, which this does where it can without
 * waiting; the status stays for Process:wait. May call cqueues. */
bool process_ended(lua_State *L, struct process *p);

/* Its tracer reaped it. */
void process_traced_end(lua_State *L, struct process *p, int status,
                        const struct usage *usage);

/* Reaps those that were dropped and have ended since. */
void process_sweep_orphans(void);

#pragma GCC visibility pop

#endif
