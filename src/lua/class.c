/* SPDX-License-Identifier: MIT */
/* Functions that know their names, and classes. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "args_error.h"
#include "class.h"

void class_set_functions(lua_State *L, const luaL_Reg *reg) {
  for (; reg->name != NULL; reg++) {
    lua_pushstring(L, reg->name);
    lua_pushcclosure(L, reg->func, 1);
    lua_setfield(L, -2, reg->name);
  }
}

/* Opens a module of ours: a table of the functions that the upvalue lists. */
static int class_open_module(lua_State *L) {
  lua_newtable(L);
  class_set_functions(L, lua_touserdata(L, lua_upvalueindex(1)));
  return 1;
}

void class_preload(lua_State *L, const char *module,
                   const luaL_Reg *functions) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushlightuserdata(L, (void *)(uintptr_t)functions);
  lua_pushcclosure(L, class_open_module, 1);
  lua_setfield(L, -2, module);
  lua_pop(L, 1);
}

void class_push_meta(lua_State *L, const char *name) {
  luaL_getmetatable(L, name);
  void *meta = (void *)(uintptr_t)lua_topointer(L, -1);
  lua_pop(L, 1);
  lua_pushlightuserdata(L, meta);
}

/* class_set_functions for those of a class, with the address of its metatable
 * as second upvalue. */
static void class_set(lua_State *L, const char *name, const luaL_Reg *reg) {
  for (; reg->name != NULL; reg++) {
    lua_pushstring(L, reg->name);
    class_push_meta(L, name);
    lua_pushcclosure(L, reg->func, 2);
    lua_setfield(L, -2, reg->name);
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
