/* SPDX-License-Identifier: MIT */
/* A full collection at every allocation (collecting.h).
 *
 *   emergency <script.lua>
 *
 * The script has emergency(true) and emergency(false), to load modules at
 * peace. Ends with 1 where it raises. Prints how many collections there were.
 */
#include "collecting.h"

#include <stdio.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "src/lua/version.h"

static bool on;
static unsigned long collections;

static bool collects(void) {
  collections += on;
  return on;
}

static int set(lua_State *L) {
  on = lua_toboolean(L, 1);
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 2)
    return 2;
  lua_State *L = state_new(allocate, NULL);
  luaL_openlibs(L);
  lua_register(L, "emergency", set);
  if (luaL_dofile(L, argv[1]) != LUA_OK) {
    on = false;
    fprintf(stderr, "%s\n", luaL_tolstring(L, -1, NULL));
    return 1;
  }
  on = false;
  lua_close(L);
  printf("%lu\n", collections);
  return 0;
}
