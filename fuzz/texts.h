/* SPDX-License-Identifier: MIT */
/* For targets that read texts by Lua code: the module inside a Lua state, whose
 * lines count for libFuzzer as edges of C do. Needs LUA_PATH. */
#ifndef LUA_SECCOMP_FUZZ_TEXTS_H
#define LUA_SECCOMP_FUZZ_TEXTS_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

int luaopen_seccomp_core(lua_State *L);
int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size);

__attribute__((
    section("__libfuzzer_extra_counters"))) static uint8_t lines[1 << 14];

static void count_line(lua_State *L, lua_Debug *ar) {
  if (!lua_getinfo(L, "S", ar))
    return;
  uint32_t h = (uint32_t)ar->currentline * 2654435761u;
  for (const char *c = ar->short_src; *c != '\0'; c++)
    h = (h ^ (uint8_t)*c) * 16777619u;
  lines[h % sizeof lines]++;
}

/* A state in which `code` returned the function that takes the texts. */
static lua_State *texts_open(const char *code) {
  lua_State *L = luaL_newstate();
  if (L == NULL)
    abort();
  luaL_openlibs(L);
  luaL_requiref(L, "seccomp.core", luaopen_seccomp_core, 0);
  lua_settop(L, 0);
  if (luaL_dostring(L, code) != LUA_OK) {
    fprintf(stderr, "%s\n", luaL_tolstring(L, -1, NULL));
    abort();
  }
  lua_sethook(L, count_line, LUA_MASKLINE, 0);
  return L;
}

/* What raises in the function is a find; what it may raise it sees to. */
static void texts_take(lua_State *L, const uint8_t *text, size_t size) {
  lua_pushvalue(L, 1);
  lua_pushlstring(L, (const char *)text, size);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
    fprintf(stderr, "%s\n", luaL_tolstring(L, -1, NULL));
    abort();
  }
  lua_settop(L, 1);
  lua_gc(L, LUA_GCCOLLECT);
}

/* What each of these targets does with an input; one target, one code. */
static int texts_run(const char *code, const uint8_t *input, size_t size) {
  static lua_State *L;
  if (L == NULL)
    L = texts_open(code);
  texts_take(L, input, size);
  return 0;
}

#endif
