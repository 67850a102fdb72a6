/* SPDX-License-Identifier: MIT */
/* Listener, the object. See listener_object.h. */
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../process/process.h"
#include "../sys/notify.h"
#include "../sys/seccomp.h"
#include "listener_object.h"

struct listener_facts listener_kernel;

static void kernel_ask(void) {
  const size_t size = notify_request_size(),
               least = sizeof(struct notify_request);
  listener_kernel =
      (struct listener_facts){.request_size = size > least ? size : least,
                              .ends_at_exit = sys_kernel_at_least(6, 11),
                              .tells_end = sys_kernel_at_least(5, 9)};
}

void listener_kernel_ask(void) {
  static pthread_once_t asked = PTHREAD_ONCE_INIT;
  pthread_once(&asked, kernel_ask);
}

struct listener *listener_new(lua_State *L) {
  const size_t size = listener_kernel.request_size;
  struct listener *l = lua_newuserdatauv(L, sizeof *l + size, 2);
  memset(l, 0, sizeof *l + size);
  l->magic = LISTENER_MAGIC;
  l->fd = -1;
  l->size = size;
  luaL_setmetatable(L, LISTENER_META);
  return l;
}

void listener_take(struct listener *l, int fd) { l->fd = fd; }

void listener_watch(lua_State *L, int idx, int process) {
  if (listener_kernel.ends_at_exit)
    return;
  idx = lua_absindex(L, idx);
  struct listener *l = lua_touserdata(L, idx);
  l->process = lua_touserdata(L, process);
  lua_pushvalue(L, process);
  lua_setiuservalue(L, idx, 2); /* keeps it alive */
}

bool listener_answered(const struct listener *l, uint64_t id) {
  /* no request has the number 0, which is there at first */
  return id != 0 && l->answered[id % LISTENER_ANSWERS] == id;
}

void listener_remember(struct listener *l, uint64_t id) {
  l->answered[id % LISTENER_ANSWERS] = id;
}
