/* Functions that know their names, and classes. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "class.h"
#include "text.h"
void functions_set(lua_State *L, const luaL_Reg *reg) {
  for (; reg->name != NULL; reg++) {
    lua_pushstring(L, reg->name);
    lua_pushcclosure(L, reg->func, 1);
    lua_setfield(L, -2, reg->name);
  }
}

void class_push_meta(lua_State *L, const char *name) {
  luaL_getmetatable(L, name);
  void *meta = (void *)(uintptr_t)lua_topointer(L, -1);
  lua_pop(L, 1);
  lua_pushlightuserdata(L, meta);
}

/* functions_set for those of a class, with the address of its metatable as
 * second upvalue. */
static void class_set(lua_State *L, const char *name, const luaL_Reg *reg) {
  for (; reg->name != NULL; reg++) {
    lua_pushstring(L, reg->name);
    class_push_meta(L, name);
    lua_pushcclosure(L, reg->func, 2);
    lua_setfield(L, -2, reg->name);
  }
}

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
    error_push_line(L, lua_tostring(L, -1)); /* scripts can name theirs */
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

void class_open(lua_State *L, const char *name, const luaL_Reg *methods,
                const luaL_Reg *meta) {
  luaL_newmetatable(L, name);
  class_set(L, name, meta);
  if (methods != NULL) {
    lua_newtable(L);
    class_set(L, name, methods);
    lua_setfield(L, -2, "__index");
  }
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

void class_methods(lua_State *L, const char *name, const luaL_Reg *methods) {
  lua_newtable(L);
  class_set(L, name, methods);
}

void class_index(lua_State *L, const char *name, lua_CFunction index) {
  luaL_getmetatable(L, name);
  lua_pushliteral(L, "__index");
  class_push_meta(L, name);
  lua_rotate(L, -4, -1);
  lua_pushcclosure(L, index, 3);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

/* Whether the value at idx has the metatable of that class, or of another of
 * ours, which its magic tells. */
static bool class_has_meta(lua_State *L, int idx, const char *name) {
  if (!lua_getmetatable(L, idx))
    return false;
  /* that of the running method, mostly, which is quicker than the registry:
   * every call of every method comes by here; or one that it says it expects */
  const void *meta = lua_topointer(L, -1);
  bool same = meta == lua_touserdata(L, lua_upvalueindex(2)) ||
              meta == lua_touserdata(L, lua_upvalueindex(3));
  lua_pop(L, 1);
  return same || luaL_testudata(L, idx, name) != NULL;
}

void *class_test(lua_State *L, int idx, const char *name, size_t size,
                 uint32_t magic) {
  void *ud = lua_touserdata(L, idx);
  /* light userdata have no length */
  if (ud == NULL || lua_rawlen(L, idx) < size || !class_has_meta(L, idx, name))
    return NULL;
  uint32_t word;
  memcpy(&word, ud, sizeof word);
  return word == magic ? ud : NULL;
}

void *class_check(lua_State *L, int idx, const char *name, size_t size,
                  uint32_t magic) {
  void *ud = class_test(L, idx, name, size, magic);
  if (ud == NULL)
    args_expected(L, idx, name);
  return ud;
}
