/* SPDX-License-Identifier: MIT */
/* The Tracer: src/sys/trace.c for Lua. */
#ifndef LUA_SECCOMP_SPAWN_TRACER_H
#define LUA_SECCOMP_SPAWN_TRACER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../sys/spawn.h"
#include "../sys/trace.h"
#include "tally.h"

#pragma GCC visibility push(hidden)

struct tracer {
  uint32_t magic;
  bool waiting;             /* `event` is still to be told */
  bool releasing;           /* all are let go once the Process has ended */
  pid_t pid;                /* of the Process, which is the user value */
  struct trace_event event; /* what stands */
  struct trace *trace;
  uint32_t process; /* whose call stands */
  struct tally tally;
};

/* Preloads "seccomp.core.trace", for what watches commands. */
void tracer_open(lua_State *L);

/* The Tracer at idx, one that has traced nothing yet; raises. */
struct tracer *tracer_check(lua_State *L, const char *op, int idx);

/* Waits until the process that spawn_start() started calls or has executed;
 * where it ended before, result says what went wrong. */
void tracer_begin(struct tracer *tracer, struct spawn_note *note,
                  struct spawn_result *result);

#pragma GCC visibility pop

#endif
