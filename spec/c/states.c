/* SPDX-License-Identifier: MIT */
/* Two Lua states in one process, and two threads with a state each.
 *
 *   states <script.lua> [<rounds>]
 *
 * The script returns a function. It is called in new states on two threads at
 * once, as often as `rounds` says (10); then in one state, in another, in the
 * first again, and in the second once the first is closed. Ends with 1 where it
 * raises, and with 3 where the module is gone once all states are closed: what
 * it keeps would be left behind, and the next state would make it anew. */
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

static const char *script;
static int rounds = 10;

/* A state with the script's function in it; NULL when that failed. */
static lua_State *start(void) {
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  if (luaL_dofile(L, script) == LUA_OK)
    return L;
  fprintf(stderr, "%s\n", lua_tostring(L, -1));
  lua_close(L);
  return NULL;
}

/* Calls the function; 0 when it returned. */
static int call(lua_State *L) {
  if (L == NULL)
    return 1;
  lua_pushvalue(L, 1);
  if (lua_pcall(L, 0, 0, 0) == LUA_OK)
    return 0;
  fprintf(stderr, "%s\n", luaL_tolstring(L, -1, NULL));
  return 1;
}

static void *thread(void *failed) {
  for (int i = 0; i < rounds; i++) {
    lua_State *L = start();
    *(int *)failed += call(L) + call(L);
    if (L != NULL)
      lua_close(L);
  }
  return NULL;
}

static int is_module(struct dl_phdr_info *info, size_t size, void *unused) {
  (void)size, (void)unused;
  return strstr(info->dlpi_name, "/seccomp/core.so") != NULL;
}

int main(int argc, char **argv) {
  int failed[2] = {0, 0};
  pthread_t threads[2];
  if (argc < 2)
    return 2;
  script = argv[1];
  if (argc > 2)
    rounds = atoi(argv[2]);
  for (int i = 0; i < 2; i++)
    pthread_create(&threads[i], NULL, thread, &failed[i]);
  for (int i = 0; i < 2; i++)
    pthread_join(threads[i], NULL);
  lua_State *one = start(), *two = start();
  if (failed[0] + failed[1] + call(one) + call(two) + call(one) != 0)
    return 1;
  lua_close(one);
  if (call(two) != 0)
    return 1;
  lua_close(two);
  return dl_iterate_phdr(is_module, NULL) != 0 ? 0 : 3;
}
