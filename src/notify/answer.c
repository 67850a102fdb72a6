/* SPDX-License-Identifier: MIT */
/* Answers to requests. See answer.h. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../lua/args.h"
#include "../lua/error.h"
#include "../lua/readers.h"
#include "../sys/notify.h"
#include "answer.h"
#include "listener_object.h"

int32_t answer_errno(lua_State *L, const char *op, int idx) {
  if (lua_type(L, idx) == LUA_TNUMBER)
    args_integer(L, idx, 1, 4095);
  /* the kernel wants it negative; a positive one would be a return value */
  return -(int32_t)reader_errno(L, op, idx);
}

void answer_table(lua_State *L, const char *op, int idx,
                  struct notify_response *response) {
  static const char *const keys[] = {"value", "error", "continue", NULL};
  args_type(L, idx, LUA_TTABLE);
  args_known_keys(L, op, idx, "answer field", keys);
  lua_pushliteral(L, "value");
  bool value = lua_rawget(L, idx) != LUA_TNIL;
  lua_pushliteral(L, "error");
  bool error = lua_rawget(L, idx) != LUA_TNIL;
  lua_pushliteral(L, "continue");
  int type = lua_rawget(L, idx);
  if (type != LUA_TNIL && type != LUA_TBOOLEAN)
    error_raise(L, op, EINVAL, "answer field continue is a boolean, not %s",
                luaL_typename(L, -1));
  bool goes_on = lua_toboolean(L, -1) != 0;
  if (!value && !error && !goes_on)
    error_raise(L, op, EINVAL,
                "no answer: give a value, an error or continue=true");
  if (goes_on && (value || error))
    error_raise(L, op, EINVAL,
                "a call that continues gets its result from the kernel: no "
                "value or error beside continue=true");
  if (value) {
    uint64_t datum = 0;
    const char *wrong = args_datum(L, -3, &datum);
    if (wrong != NULL)
      error_raise(L, op, EINVAL, "answer field value: %s", wrong);
    response->value = (int64_t)datum;
  }
  if (error) {
    int type_ = lua_type(L, -2), isint = 1;
    lua_Integer n = 0;
    if (type_ == LUA_TNUMBER)
      n = lua_tointegerx(L, -2, &isint);
    if (type_ == LUA_TNUMBER && (!isint || n < 1 || n > 4095))
      error_raise(L, op, EINVAL, "answer field error is an errno, 1 to 4095");
    if (type_ != LUA_TNUMBER && type_ != LUA_TSTRING)
      error_raise(L, op, EINVAL,
                  "answer field error is an errno, name or number, not %s",
                  luaL_typename(L, -2));
    response->error = -(int32_t)reader_errno(L, op, lua_gettop(L) - 1);
  }
  if (goes_on)
    response->flags = NOTIFY_CONTINUE;
  lua_pop(L, 3);
}

void answer_check_narrow(lua_State *L, const char *op, uint64_t value) {
  if (value > UINT32_MAX && value < (uint64_t)INT32_MIN)
    error_raise(L, op, EINVAL,
                "value 0x%llx does not fit: the call is of a 32-bit arch, and "
                "returns 32 bits",
                (unsigned long long)value);
}

int answer_send(struct listener *l, struct notify_response *response) {
  if (listener_answered(l, response->id))
    return -EALREADY;
  int rc = notify_ioctl(l->fd, NOTIFY_SEND, response);
  if (rc == 0)
    listener_remember(l, response->id);
  return rc;
}

int answer_result(lua_State *L, const char *op, int rc) {
  const char *why = "";
  switch (rc) {
  case 0:
    lua_pushboolean(L, 1);
    return 1;
  case -ENOENT:
    lua_pushboolean(L, 0);
    lua_pushliteral(L, "gone");
    return 2;
  case -EALREADY:
    return error_raise(L, op, EALREADY,
                       "the request was answered already: it takes one answer");
  case -EINPROGRESS:
    why = ": it was answered already";
    break;
  case -EINVAL:
    why = ": this kernel lacks a part of it";
    break;
  default:
    break;
  }
  return error_raise(L, op, -rc, "the kernel refused the answer (%s)%s",
                     strerror(-rc), why);
}
