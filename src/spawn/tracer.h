/* The Tracer: src/sys/trace.c for Lua. */
#ifndef LUA_SECCOMP_TRACER_H
#define LUA_SECCOMP_TRACER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../sys/spawn.h"
#include "../sys/trace.h"

#pragma GCC visibility push(hidden)

/* Calls of one number, which are counted and not told of. */
struct quiet {
  uint32_t arch, number;
  uint64_t count; /* since they were told of last */
  bool used;
};
#define QUIET_MOST 512 /* a power of two */

struct tracer {
  uint32_t magic;
  bool waiting;             /* `event` is still to be told */
  bool releasing;           /* all are let go once the Process has ended */
  pid_t pid;                /* of the Process, which is the user value */
  struct trace_event event; /* what stands */
  struct trace *trace;
  size_t quiets;
  struct quiet quiet[QUIET_MOST]; /* a hash table, half full at most */
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
