/* SPDX-License-Identifier: MIT */
/* Errors of arguments. See args_error.h. */
#include <stdbool.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "args_error.h"
#include "text.h"

/* Whether the running function was called as a method, with a colon. */
static bool called_as_method(lua_State *L) {
  lua_Debug ar;
  return lua_getstack(L, 0, &ar) && lua_getinfo(L, "n", &ar) &&
         strcmp(ar.namewhat, "method") == 0;
}

int args_error(lua_State *L, int arg, const char *text) {
  const char *name = lua_tostring(L, lua_upvalueindex(1));
  if (name == NULL)
    name = "?";
  if (called_as_method(L) && --arg == 0)
    return luaL_error(L, "calling '%s' on bad self (%s)", name, text);
  return luaL_error(L, "bad argument #%d to '%s' (%s)", arg, name, text);
}

/* What the value at idx is, as Lua's own messages have it: the name of its
 * class where it has one. */
static const char *type_name(lua_State *L, int idx) {
  if (luaL_getmetafield(L, idx, "__name") == LUA_TSTRING) {
    text_push_escaped(L, lua_tostring(L, -1)); /* scripts can name theirs */
    return lua_tostring(L, -1);
  }
  if (lua_type(L, idx) == LUA_TLIGHTUSERDATA)
    return "light userdata";
  return luaL_typename(L, idx);
}

int args_expected(lua_State *L, int idx, const char *what) {
  const char *got = type_name(L, idx);
  return args_error(L, idx,
                    lua_pushfstring(L, "%s expected, got %s", what, got));
}

void args_type(lua_State *L, int idx, int type) {
  if (lua_type(L, idx) != type)
    args_expected(L, idx, lua_typename(L, type));
}

void args_any(lua_State *L, int idx, const char *what) {
  if (lua_isnone(L, idx))
    args_expected(L, idx, what);
}

void args_max(lua_State *L, int max) {
  if (lua_gettop(L) > max) {
    int shown = called_as_method(L) ? max - 1 : max;
    const char *text = lua_pushfstring(L, "no more than %d argument%s expected",
                                       shown, shown == 1 ? "" : "s");
    args_error(L, max + 1, text);
  }
}
