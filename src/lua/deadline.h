/* SPDX-License-Identifier: MIT */
/* Points in time up to which to wait. */
#ifndef LUA_SECCOMP_LUA_DEADLINE_H
#define LUA_SECCOMP_LUA_DEADLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>
#pragma GCC visibility push(hidden)

/* A point in time up to which to wait. */
struct pollfd;
struct timespec;
struct deadline {
  bool never; /* there is none */
  bool zero;  /* only look */
  int64_t at; /* CLOCK_MONOTONIC, nanoseconds */
};

/* Seconds of CLOCK_MONOTONIC, which nobody sets. */
double deadline_now(void);

/* A timeout in seconds at idx (none or nil: for ever); raises otherwise. */
struct deadline deadline_arg(lua_State *L, int idx);
struct timespec deadline_left(const struct deadline *d);
/* d, or in so many seconds, whichever comes first; whether it is over. */
struct deadline deadline_sooner(const struct deadline *d, double seconds);
bool deadline_over(const struct deadline *d);

/* Waits until fd is readable, or has an event of its own. 1 and the events; 0
 * when the time is over; -errno. Interruptions by signals do not show, but for
 * those that set a hook: -EINTR. Whatever is returned then, Lua does not come
 * to see it, for the hook raises first; it had better be what a timeout
 * returns. */
int deadline_poll(lua_State *L, const struct deadline *d, int fd,
                  short *revents);
/* The same for several, as poll(2) takes them: how many have events. */
int deadline_polls(lua_State *L, const struct deadline *d, struct pollfd *fds,
                   size_t count);
/* Whether a hook was set since lua_gethook() returned `before`. */
bool deadline_hook_set(lua_State *L, lua_Hook before);

/* [-0, +0]: tells cqueues, where it is loaded, that a descriptor which scripts
 * could poll is about to be closed: it would fail over it. Raises nothing. */
void deadline_polled_cancel(lua_State *L, int fd);

#pragma GCC visibility pop

#endif
