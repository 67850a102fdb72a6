/* SPDX-License-Identifier: MIT */
/* Waiting for a descriptor, at most so long. Signals that interrupt a wait
 * neither end nor lengthen it; but where the handler of one set a hook, as that
 * of the lua program for ctrl-C, it wants Lua to run. */
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <lauxlib.h>
#include <lua.h>

#include "../sys/seccomp.h"
#include "args_error.h"
#include "deadline.h"

#define SECOND INT64_C(1000000000)

static int64_t nanoseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

double deadline_now(void) { return (double)nanoseconds() / (double)SECOND; }

struct deadline deadline_arg(lua_State *L, int idx) {
  struct deadline d = {.never = true};
  if (lua_isnoneornil(L, idx))
    return d;
  args_type(L, idx, LUA_TNUMBER);
  lua_Number seconds = lua_tonumber(L, idx);
  if (isnan(seconds) || seconds < 0)
    args_error(L, idx, "timeout in seconds expected, 0 or more");
  /* three decades are for ever; three centuries would overflow */
  if (seconds > 1e9)
    return d;
  d.never = false;
  d.zero = seconds == 0;
  /* rounded up (without libm's ceil): a wait may be longer by a nanosecond,
   * but not spin */
  if (!d.zero)
    d.at = nanoseconds() + (int64_t)(seconds * (double)SECOND) + 1;
  return d;
}

struct timespec deadline_left(const struct deadline *d) {
  struct timespec t = {0, 0};
  int64_t left = d->zero ? 0 : d->at - nanoseconds();
  if (left > 0) {
    t.tv_sec = (time_t)(left / SECOND);
    t.tv_nsec = (long)(left % SECOND);
  }
  return t;
}

bool deadline_hook_set(lua_State *L, lua_Hook before) {
  lua_Hook hook = lua_gethook(L);
  return hook != NULL && hook != before;
}

/* Rounded up; what is more than poll(2) takes becomes that. */
static int milliseconds(const struct timespec *t) {
  int64_t n = (int64_t)t->tv_sec * 1000 + (t->tv_nsec + 999999) / 1000000;
  return n < INT_MAX ? (int)n : INT_MAX;
}

struct deadline deadline_sooner(const struct deadline *d, double seconds) {
  struct deadline soon = {.at = nanoseconds() +
                                (int64_t)(seconds * (double)SECOND)};
  return d->zero || (!d->never && d->at < soon.at) ? *d : soon;
}

bool deadline_over(const struct deadline *d) {
  return d->zero || (!d->never && d->at <= nanoseconds());
}

int deadline_polls(lua_State *L, const struct deadline *d, struct pollfd *fds,
                   size_t count) {
  lua_Hook before = lua_gethook(L);
  for (;;) {
    struct timespec t;
    if (!d->never)
      t = deadline_left(d);
    int n = ppoll(fds, count, d->never ? NULL : &t, NULL);
    if (n < 0 && call_unanswered(errno))
      n = poll(fds, count, d->never ? -1 : milliseconds(&t));
    if (n >= 0)
      return n;
    int err = errno;
    if (err != EINTR || deadline_hook_set(L, before))
      return -err;
  }
}

int deadline_poll(lua_State *L, const struct deadline *d, int fd,
                  short *revents) {
  struct pollfd p = {.fd = fd, .events = POLLIN};
  int n = deadline_polls(L, d, &p, 1);
  if (n >= 0)
    *revents = p.revents;
  return n;
}

/* deadline_polled_cancel for the descriptor at 1, in protected mode. */
static int cancel(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushliteral(L, "cqueues");
  if (lua_rawget(L, -2) != LUA_TTABLE)
    return 0;
  lua_pushliteral(L, "cancel");
  if (lua_rawget(L, -2) != LUA_TFUNCTION)
    return 0;
  lua_pushvalue(L, 1);
  lua_call(L, 1, 0);
  return 0;
}

void deadline_polled_cancel(lua_State *L, int fd) {
  lua_pushcfunction(L, cancel);
  lua_pushinteger(L, fd);
  /* what it raises, for want of memory too, must not keep fd from being
   * closed */
  if (lua_pcall(L, 1, 0, 0) != LUA_OK)
    lua_pop(L, 1);
}
