/* SPDX-License-Identifier: MIT */
/* Option limits of seccomp.spawn. See limits_option.h. */
#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include <lauxlib.h>
#include <lua.h>

#include "../lua/args.h"
#include "../lua/error.h"
#include "limits_option.h"

/* In the order in which they are set. Of CPU the kernel makes 0 seconds one,
 * and counts nanoseconds in 64 bits: what is more would become less. */
static const struct {
  int resource;
  const char *unit;
  lua_Integer least, most;
} limit_options[LIMITS_MOST] = {
    {RLIMIT_CPU, "seconds", 1, INT64_C(18446744073)},
    {RLIMIT_AS, "bytes", 0, INT64_MAX},
    {RLIMIT_FSIZE, "bytes", 0, INT64_MAX},
    {RLIMIT_NOFILE, "descriptors", 0, INT64_MAX},
    {RLIMIT_NPROC, "processes", 0, INT64_MAX},
    {RLIMIT_CORE, "bytes", 0, INT64_MAX},
};
static const char *const limit_names[LIMITS_MOST + 1] = {
    "cpu", "memory", "size", "files", "processes", "core", NULL};

/* The value at the top, of a limit; raises. */
static uint64_t value_read(lua_State *L, const char *op, int which) {
  static const char unlimited[] = "unlimited";
  int isint;
  size_t len;
  if (lua_type(L, -1) == LUA_TSTRING) {
    const char *text = lua_tolstring(L, -1, &len);
    if (len == sizeof unlimited - 1 && strcmp(text, unlimited) == 0)
      return LIMITS_UNLIMITED;
  }
  const lua_Integer value = lua_tointegerx(L, -1, &isint);
  if (lua_type(L, -1) != LUA_TNUMBER || !isint ||
      value < limit_options[which].least || value > limit_options[which].most)
    error_raise(L, op, EINVAL,
                "limit %s is a whole number of %s from %d to %" PRId64
                ", or \"unlimited\"",
                limit_names[which], limit_options[which].unit,
                (int)limit_options[which].least,
                (int64_t)limit_options[which].most);
  return (uint64_t)value;
}

void limits_read(lua_State *L, const char *op, int idx, struct limits *limits) {
  limits->count = 0;
  if (lua_isnil(L, idx))
    return;
  if (lua_type(L, idx) != LUA_TTABLE)
    error_raise(L, op, EINVAL,
                "option limits is a table such as {cpu = 1, memory = 1 << 28}, "
                "not %s",
                luaL_typename(L, idx));
  args_known_keys(L, op, idx, "limit", limit_names);
  for (int i = 0; i < LIMITS_MOST; i++) {
    lua_pushstring(L, limit_names[i]);
    if (lua_rawget(L, idx) != LUA_TNIL)
      limits->limit[limits->count++] = (struct limit){
          limit_names[i], limit_options[i].resource, value_read(L, op, i)};
    lua_pop(L, 1);
  }
}

int limits_failed(lua_State *L, const char *op, const struct limit *limit,
                  const char *program, int error) {
  char value[24] = "\"unlimited\"";
  if (limit->value != LIMITS_UNLIMITED)
    snprintf(value, sizeof value, "%" PRIu64, limit->value);
  return error_raise(
      L, op, error, "\"%.200s\": cannot set limit %s to %s: %s%s", program,
      limit->name, value, strerror(error),
      error == EOVERFLOW
          ? "; the kernel said that it did and keeps another value: one of 32 "
            "bits takes less than 4294967295, or \"unlimited\""
      : error != EPERM ? ""
      : limit->resource == RLIMIT_NOFILE
          ? "; more than this process's own hard limit takes "
            "CAP_SYS_RESOURCE, and more than /proc/sys/fs/nr_open is never "
            "allowed"
          : "; more than this process's own hard limit takes "
            "CAP_SYS_RESOURCE");
}
