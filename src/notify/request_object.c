/* SPDX-License-Identifier: MIT */
/* Request, the object. See request_object.h. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../kernel/calls.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../scmp/arch.h"
#include "../sys/notify.h"
#include "answer.h"
#include "listener_object.h"
#include "request_object.h"

#define DUTY_META "seccomp.duty"
#define DUTY_MAGIC 0x44555459u

/* ---------------------------------------------------------------- duty -- */

/* Where in the registry all duties are, by address, as weak values: one that is
 * to be finalized, or was, is not there any more, whoever may hold it yet. */
static const char duties;

/* Whether the finalizer of a duty is still to come, with its next request. */
static bool duty_stands(lua_State *L, const struct duty *d) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &duties);
  lua_rawgetp(L, -1, d);
  const bool there = lua_touserdata(L, -1) == d;
  lua_pop(L, 2);
  return there;
}

/* [-0, +1]: the one that the Listener at idx has to spare, or a new one. */
static struct duty *duty_take(lua_State *L, int idx) {
  struct listener *l = lua_touserdata(L, idx);
  lua_getiuservalue(L, idx, 1);
  struct duty *d = lua_touserdata(L, -1);
  if (d != NULL && d == l->spare && duty_stands(L, d)) {
    /* or else it would be reachable when its request is forgotten */
    l->spare = NULL;
    lua_pushnil(L);
    lua_setiuservalue(L, idx, 1);
    return d;
  }
  lua_pop(L, 1);
  d = lua_newuserdatauv(L, sizeof *d, 1);
  *d = (struct duty){.magic = DUTY_MAGIC, .listener = l};
  lua_pushvalue(L, idx);
  lua_setiuservalue(L, -2, 1);
  luaL_setmetatable(L, DUTY_META);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &duties);
  lua_pushvalue(L, -2);
  lua_rawsetp(L, -2, d);
  lua_pop(L, 1);
  return d;
}

void request_duty_done(lua_State *L, struct request *r) {
  struct duty *d = r->duty;
  r->duty = NULL;
  lua_getiuservalue(L, 1, 1);
  lua_getiuservalue(L, 1, 2);
  /* the debug library can take either away, and then they may be gone */
  if (d != NULL && lua_touserdata(L, -1) == d) {
    d->owed = false;
    if (lua_touserdata(L, -2) == r->listener) {
      r->listener->spare = d;
      lua_setiuservalue(L, -2, 1);
      lua_pushnil(L);
    }
  }
  lua_pushnil(L);
  lua_setiuservalue(L, 1, 2);
  lua_pop(L, 2);
}

static int duty__gc(lua_State *L) {
  struct duty *d = class_test(L, 1, DUTY_META, sizeof(struct duty), DUTY_MAGIC);
  if (d == NULL)
    return 0;
  lua_getiuservalue(L, 1, 1);
  if (d->owed && lua_touserdata(L, -1) == d->listener) {
    struct notify_response response = {.id = d->id, .error = -EPERM};
    d->owed = false;
    if (d->listener->fd >= 0)
      answer_send(d->listener, &response);
  }
  return 0;
}

void request_duties_open(lua_State *L) {
  static const luaL_Reg duty_meta[] = {{"__gc", duty__gc}, {NULL, NULL}};
  class_open(L, DUTY_META, NULL, duty_meta);
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &duties);
}

/* -------------------------------------------------------------- object -- */

struct request *request_new(lua_State *L, int idx) {
  struct request *r = lua_newuserdatauv(L, sizeof *r, 2);
  memset(r, 0, sizeof *r);
  r->magic = REQUEST_MAGIC;
  r->state = STATE_EMPTY;
  r->added_fd = -1;
  r->listener = lua_touserdata(L, idx);
  lua_pushvalue(L, idx);
  lua_setiuservalue(L, -2, 1); /* keeps the Listener alive */
  r->duty = duty_take(L, idx);
  lua_setiuservalue(L, -2, 2);
  luaL_setmetatable(L, REQUEST_META);
  return r;
}

void request_set(struct request *r, const void *data) {
  memcpy(&r->data, data, sizeof r->data);
  r->state = STATE_PENDING;
  r->duty->id = r->data.id;
  r->duty->owed = true;
  if (request_narrow(r))
    r->listener->narrow[r->data.id % LISTENER_NARROW] = r->data.id;
}

bool request_narrow(const struct request *r) {
  const struct arch *arch = arch_by_audit(r->data.data.arch, r->data.data.nr);
  /* of an arch that is not known here its token tells */
  return arch != NULL ? !arch->wide : r->data.data.arch >> 31 == 0;
}

struct request *request_any(lua_State *L) {
  return class_check(L, 1, REQUEST_META, sizeof(struct request), REQUEST_MAGIC);
}

struct listener *request_listener(lua_State *L, const struct request *r) {
  struct listener *l = r->listener;
  /* the debug library can take the Listener away, and then it may be gone */
  lua_getiuservalue(L, 1, 1);
  bool there = lua_touserdata(L, -1) == l;
  lua_pop(L, 1);
  return there && l->fd >= 0 ? l : NULL;
}

struct listener *request_live(lua_State *L, const char *op,
                              const struct request *r) {
  struct listener *l = request_listener(L, r);
  if (l == NULL)
    error_raise(L, op, EBADF,
                "the request's listener is closed, which ended the call with "
                "ENOSYS");
  return l;
}

enum request_state request_state(lua_State *L, struct request *r) {
  const struct listener *l =
      r->state == STATE_PENDING ? request_listener(L, r) : NULL;
  if (l != NULL && listener_answered(l, r->data.id)) /* by its number */
    r->state = STATE_ANSWERED;
  return r->state;
}

const struct arch *request_arch(const struct request *r) {
  return arch_by_audit(r->data.data.arch, r->data.data.nr);
}

bool request_call(const struct request *r, struct kernel_call *call) {
  const struct arch *arch = request_arch(r);
  return arch != NULL && kernel_call_number(arch->name, r->data.data.nr, call);
}

int64_t request_argument(const struct request *r,
                         const struct kernel_call *call, int place) {
  struct kernel_argument argument;
  kernel_argument(call, (size_t)place, &argument);
  const unsigned int bits =
      request_narrow(r) && argument.width > 32 ? 32 : argument.width;
  uint64_t value = r->data.data.args[place] & (UINT64_MAX >> (64 - bits));
  if (argument.is_signed && value >> (bits - 1) & 1)
    value |= ~(UINT64_MAX >> (64 - bits));
  return (int64_t)value;
}

int request_memory_begin(lua_State *L, const char *op, struct request *r) {
  const int fd = request_live(L, op, r)->fd;
  if (request_state(L, r) == STATE_ANSWERED)
    error_raise(L, op, EALREADY,
                "the request was answered: its process runs, and its memory "
                "says nothing about the call any more");
  if (r->data.pid == 0)
    error_raise(L, op, ESRCH,
                "the process cannot be seen from here: it lives in another pid "
                "namespace");
  return fd;
}

void request_stands_check(lua_State *L, const char *op, int rc) {
  if (rc == -ENOENT)
    error_raise(L, op, ENOENT,
                "the request is gone: its process ended or was interrupted");
  if (rc != 0)
    error_raise(L, op, -rc,
                "cannot check whether the request is still pending: %s",
                strerror(-rc));
}

void request_stands(lua_State *L, const char *op, int fd,
                    const struct request *r) {
  request_stands_check(L, op, notify_id_valid(fd, r->data.id));
}
