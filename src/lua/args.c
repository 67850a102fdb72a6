/* SPDX-License-Identifier: MIT */
/* Reading arguments. All of them are strict: strings are not taken for numbers,
 * numbers not for booleans, and extra arguments are errors. */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../sys/nearest.h"
#include "args.h"
#include "error.h"
#include "text.h"

lua_Integer args_integer(lua_State *L, int idx, lua_Integer lo,
                         lua_Integer hi) {
  args_type(L, idx, LUA_TNUMBER);
  int isint;
  lua_Integer value = lua_tointegerx(L, idx, &isint);
  if (!isint)
    args_error(L, idx, "number has no integer representation");
  if (value < lo || value > hi) {
    const char *text =
        lua_pushfstring(L, "out of range: %I is not in %I to %I",
                        (LUAI_UACINT)value, (LUAI_UACINT)lo, (LUAI_UACINT)hi);
    args_error(L, idx, text);
  }
  return value;
}

int args_items(lua_State *L, int idx, int max) {
  int top = lua_gettop(L), n = 0;
  /* the keys stay between the values: to take them out would cost more */
  for (lua_pushnil(L); lua_next(L, idx) != 0; lua_pushinteger(L, n))
    if (n == max || !lua_isinteger(L, -2) ||
        lua_tointegerx(L, -2, NULL) != ++n) {
      lua_settop(L, top);
      return -1;
    }
  return n;
}

lua_Integer args_list(lua_State *L, int idx) {
  lua_Integer n = (lua_Integer)lua_rawlen(L, idx), keys = 0;
  for (lua_pushnil(L); lua_next(L, idx) != 0; lua_pop(L, 1))
    keys++;
  return keys == n ? n : -1;
}

const char *args_name(lua_State *L, int idx, const char *what) {
  size_t len;
  args_type(L, idx, LUA_TSTRING);
  const char *text = lua_tolstring(L, idx, &len);
  if (strlen(text) != len) {
    const char *message = lua_pushfstring(L, "%s has an embedded NUL", what);
    args_error(L, idx, message);
  }
  return text;
}

/* Whether text is a decimal number of 64 bits: the value. */
static bool decimal(const char *text, size_t len, uint64_t *value) {
  uint64_t v = 0;
  for (size_t i = 0; i < len; i++) {
    unsigned int digit = (unsigned int)(unsigned char)text[i] - '0';
    if (digit > 9 || v > (UINT64_MAX - digit) / 10)
      return false;
    v = v * 10 + digit;
  }
  *value = v;
  return len > 0;
}

const char *args_datum(lua_State *L, int idx, uint64_t *value) {
  char text[160];
  size_t len;
  int isint;
  const char *given;
  switch (lua_type(L, idx)) {
  case LUA_TNUMBER:
    *value = (uint64_t)lua_tointegerx(L, idx, &isint);
    if (isint)
      return NULL;
    snprintf(
        text, sizeof text,
        "%.17g is not an exact integer below 2^63: write it in hex, or as a "
        "decimal string",
        (double)lua_tonumber(L, idx));
    break;
  case LUA_TSTRING:
    given = lua_tolstring(L, idx, &len);
    if (decimal(given, len, value))
      return NULL;
    snprintf(text, sizeof text,
             strlen(given) != len
                 ? "\"%.40s\" has an embedded NUL: it is not a decimal number"
                 : "\"%.40s\" is not a decimal number of 64 bits: write hex "
                   "without the quotes",
             given);
    break;
  default:
    snprintf(text, sizeof text,
             "a 64-bit value is an integer, an integral float below 2^63 or a "
             "decimal string, not %s",
             luaL_typename(L, idx));
    break;
  }
  luaL_checkstack(L, 2, NULL);
  text_push_escaped(L, text);
  return lua_tostring(L, -1);
}

uint64_t args_datum_check(lua_State *L, int idx, const char *what) {
  uint64_t value = 0;
  args_any(L, idx, what);
  const char *wrong = args_datum(L, idx, &value);
  if (wrong != NULL)
    args_error(L, idx, wrong);
  return value;
}

uint32_t args_known_keys(lua_State *L, const char *op, int idx,
                         const char *what, const char *const known[]) {
  uint32_t found = 0;
  idx = lua_absindex(L, idx);
  luaL_checkstack(L, 4, NULL);
  if (luaL_getmetafield(L, idx, "__index") != LUA_TNIL)
    error_raise(L, op, EINVAL,
                "a table of %ss is a plain one, and this one has a metatable "
                "with __index: copy it",
                what);
  lua_pushnil(L);
  while (lua_next(L, idx) != 0) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) {
      const char *text = luaL_tolstring(L, -1, NULL);
      error_raise(L, op, EINVAL, "%s names are strings, not %.80s", what, text);
    }
    size_t len;
    const char *key = lua_tolstring(L, -1, &len);
    if (strlen(key) != len)
      error_raise(L, op, EINVAL, "%s \"%.80s\" has an embedded NUL", what, key);
    size_t i = 0;
    while (known[i] != NULL && strcmp(known[i], key) != 0)
      i++;
    if (known[i] == NULL) {
      struct nearest near;
      char hint[96];
      luaL_Buffer all;
      luaL_buffinit(L, &all);
      luaL_addstring(&all, ": known are");
      nearest_start(&near, key);
      for (i = 0; known[i] != NULL; i++) {
        nearest_offer(&near, known[i]);
        luaL_addchar(&all, ' ');
        luaL_addstring(&all, known[i]);
      }
      luaL_pushresult(&all);
      error_raise(L, op, EINVAL, "unknown %s \"%.80s\"%s", what, key,
                  nearest_hint(&near, hint, sizeof hint, lua_tostring(L, -1)));
    }
    found |= 1u << i;
  }
  return found;
}

bool args_option(lua_State *L, const char *op, int idx, const char *name,
                 bool otherwise) {
  lua_pushstring(L, name);
  int type = lua_rawget(L, idx);
  if (type != LUA_TNIL && type != LUA_TBOOLEAN)
    error_raise(L, op, EINVAL, "option %s is a boolean, not %s", name,
                lua_typename(L, type));
  bool value = type == LUA_TNIL ? otherwise : lua_toboolean(L, -1) != 0;
  lua_pop(L, 1);
  return value;
}

lua_Integer args_option_integer(lua_State *L, const char *op, int idx,
                                const char *name, lua_Integer lo,
                                lua_Integer hi, const char *what,
                                lua_Integer otherwise) {
  lua_Integer value = otherwise;
  lua_pushstring(L, name);
  const int type = lua_rawget(L, idx);
  if (type != LUA_TNIL) {
    int isint = 0;
    value = type == LUA_TNUMBER ? lua_tointegerx(L, -1, &isint) : 0;
    if (!isint || value < lo || value > hi)
      error_raise(L, op, EINVAL, "option %s is %s", name, what);
  }
  lua_pop(L, 1);
  return value;
}

void args_target(lua_State *L, int idx) {
  luaL_Stream *stream = luaL_testudata(L, idx, LUA_FILEHANDLE);
  if (stream != NULL) {
    if (stream->closef == NULL)
      args_error(L, idx, "file is closed");
    return;
  }
  if (lua_type(L, idx) != LUA_TNUMBER)
    args_expected(L, idx, "open file or fd");
  args_integer(L, idx, 0, INT_MAX);
}

int args_write_all(int fd, const char *bytes, size_t len) {
  while (len > 0) {
    ssize_t n = write(fd, bytes, len);
    if (n < 0) {
      int err = errno;
      if (err == EINTR)
        continue;
      return err;
    }
    if (n == 0)
      return EIO;
    bytes += n;
    len -= (size_t)n;
  }
  return 0;
}

void args_write(lua_State *L, const char *op, int idx, const char *bytes,
                size_t len) {
  int err = 0;
  luaL_Stream *stream = luaL_testudata(L, idx, LUA_FILEHANDLE);
  if (stream != NULL) {
    /* a finalizer that ran since args_target() may have closed it */
    if (stream->closef == NULL)
      args_error(L, idx, "file is closed");
    /* flushed, so that a full disk is noticed here and not at close, where
     * scripts do not look */
    errno = 0;
    if (fwrite(bytes, 1, len, stream->f) != len || fflush(stream->f) != 0) {
      err = errno;
      if (err == 0)
        err = EIO;
    }
  } else {
    err = args_write_all((int)lua_tointeger(L, idx), bytes, len);
  }
  if (err != 0)
    error_raise(L, op, err, "cannot write %zu bytes: %s", len, strerror(err));
}
