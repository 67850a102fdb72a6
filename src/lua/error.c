/* SPDX-License-Identifier: MIT */
/* Error objects: tables with metatable "seccomp.error". */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "../bpf/c_stack.h"
#include "../scmp/arch.h"
#include "../scmp/libseccomp.h"
#include "class.h"
#include "error.h"
#include "text.h"

static void push_version(lua_State *L, unsigned int major, unsigned int minor,
                         unsigned int micro) {
  char text[48];
  snprintf(text, sizeof text, "%u.%u.%u", major, minor, micro);
  lua_pushstring(L, text);
}

/***
What every failure raises, wrong argument types aside. `tostring` gives one
line; its metatable is `seccomp.error`, by which it is told from others.

- `op`: the function that failed: `"add_rule"`
- `code`: an errno name as `"EINVAL"`; `"EUNDECIDED"` where a proof outgrew its
  budget
- `errno`: its number, where it has one
- `message`: what went wrong and what to do
- `required`: `{version="2.6.0", api=7}`, where something is too old for that
- `current`: the same of what is here
- `witness`: a call that shows it, where a proof failed
- `rules`: rules that help, for @{Filter:add_rules}, where there are any
- `offset`: the instruction at fault, where a program is refused
@type Error
*/
void error_push(lua_State *L, const char *op, const char *code, int errnum,
                const char *message) {
  luaL_checkstack(L, 6, NULL);
  lua_createtable(L, 0, 6);
  lua_pushstring(L, op);
  lua_setfield(L, -2, "op");
  lua_pushstring(L, code);
  lua_setfield(L, -2, "code");
  if (errnum != 0) {
    lua_pushinteger(L, errnum);
    lua_setfield(L, -2, "errno");
  }
  text_push_escaped(L, message);
  lua_setfield(L, -2, "message");
  luaL_where(L, 1);
  lua_setfield(L, -2, "where");
  luaL_setmetatable(L, ERROR_META);
}

static int raise_v(lua_State *L, const char *op, const char *code, int errnum,
                   const char *fmt, va_list ap) {
  char message[1024];
  vsnprintf(message, sizeof message, fmt, ap);
  error_push(L, op, code, errnum, message);
  return lua_error(L);
}

int error_code(lua_State *L, const char *op, const char *code, int errnum,
               const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  raise_v(L, op, code, errnum, fmt, ap);
  va_end(ap);
  return 0;
}

int error_raise(lua_State *L, const char *op, int errnum, const char *fmt,
                ...) {
  char number[24];
  const char *code = arch_native_errno_name(errnum);
  if (code == NULL) {
    snprintf(number, sizeof number, "E%d", errnum);
    code = number;
  }
  va_list ap;
  va_start(ap, fmt);
  raise_v(L, op, code, errnum, fmt, ap);
  va_end(ap);
  return 0;
}

static void raise_stack(lua_State *L, const char *op, size_t bytes) {
  error_raise(L, op, ENOMEM,
              "less than %zu KiB of the C stack are left: call this from "
              "fewer coroutines within each other, or give the process or "
              "thread more (ulimit -s)",
              bytes >> 10);
}

void error_stack(lua_State *L, const char *op, size_t bytes) {
  c_stack_begin();
  if (c_stack_short(bytes))
    raise_stack(L, op, bytes);
}

void error_memory(lua_State *L, const char *op) {
  if (c_stack_ended())
    raise_stack(L, op, C_STACK_STEP);
  error_raise(L, op, ENOMEM, "not enough memory");
}

/* [-0, +1]: {version=, api=}; an api of 0 is left out. */
static void push_level(lua_State *L, unsigned int major, unsigned int minor,
                       unsigned int micro, unsigned int api) {
  lua_createtable(L, 0, 2);
  push_version(L, major, minor, micro);
  lua_setfield(L, -2, "version");
  if (api != 0) {
    lua_pushinteger(L, (lua_Integer)api);
    lua_setfield(L, -2, "api");
  }
}

int error_version(lua_State *L, const char *op, const char *what,
                  const struct need *need) {
  const struct scmp_version *v = seccomp_version();
  unsigned int api = seccomp_api_get();
  char message[480], level[40] = "", hint[220] = "";
  if (need->api != 0)
    snprintf(level, sizeof level, " and API level >= %u", need->api);
  /* the library would do; it asked the kernel, or something in its place */
  if (api < need->api && libseccomp_version_met(need))
    snprintf(hint, sizeof hint,
             "; the level was detected from this kernel, or set before: set "
             "it with seccomp.set_api(%u) where detection is not possible (in "
             "an emulator) or the filter is for another machine",
             need->api);
  snprintf(
      message, sizeof message,
      "%s needs libseccomp >= %u.%u.%u%s (this is %u.%u.%u, API level %u)%s",
      what, need->major, need->minor, need->micro, level, v->major, v->minor,
      v->micro, api, hint);
  error_push(L, op, "EOPNOTSUPP", EOPNOTSUPP, message);
  push_level(L, need->major, need->minor, need->micro, need->api);
  lua_setfield(L, -2, "required");
  push_level(L, v->major, v->minor, v->micro, api);
  lua_setfield(L, -2, "current");
  return lua_error(L);
}

/* [-0, +1]: a field of the error at index 1 as a string, "?" if it is not. */
static const char *error_field(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  if (lua_rawget(L, 1) != LUA_TSTRING) {
    lua_pop(L, 1);
    lua_pushliteral(L, "?");
  }
  return lua_tostring(L, -1);
}

/* One line: where, operation, message, code. */
static int error__tostring(lua_State *L) {
  args_type(L, 1, LUA_TTABLE);
  const char *where = error_field(L, "where");
  const char *op = error_field(L, "op");
  const char *message = error_field(L, "message");
  const char *code = error_field(L, "code");
  lua_pushfstring(L, "%s%s: %s (%s)", *where == '?' ? "" : where, op, message,
                  code);
  return 1;
}

static const luaL_Reg error_meta[] = {{"__tostring", error__tostring},
                                      {NULL, NULL}};

void error_open(lua_State *L) {
  luaL_newmetatable(L, ERROR_META);
  class_set_functions(L, error_meta);
  lua_pop(L, 1);
}
