/* A full collection at every allocation.
 *
 *   emergency <script.lua>
 *
 * The allocator refuses each new object once, so that Lua collects all it can
 * and tries again (so it does for all memory but that of lauxlib's buffers); it
 * moves whatever grows or shrinks, and overwrites what it frees. What C code
 * holds by a pointer alone does not survive that. The script has
 * emergency(true) and emergency(false), to load modules at peace. Ends with 1
 * where it raises. Prints how many collections there were. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

static bool on, refused;
static unsigned long collections;

static void *allocate(void *ud, void *old, size_t had, size_t size) {
  (void)ud;
  /* without an old block it is the type of an object, or 0 */
  bool object = old == NULL && had != 0;
  if (old == NULL)
    had = 0;
  if (on && object && !refused) {
    refused = true;
    collections++;
    return NULL;
  }
  if (object)
    refused = false;
  void *new = NULL;
  if (size > 0) {
    new = malloc(size);
    if (new == NULL)
      return NULL;
    memset(new, 0xa5, size);
    memcpy(new, old == NULL ? "" : old, had < size ? had : size);
  }
  if (old != NULL) {
    memset(old, 0xdb, had);
    free(old);
  }
  return new;
}

static int set(lua_State *L) {
  on = lua_toboolean(L, 1);
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 2)
    return 2;
  lua_State *L = lua_newstate(allocate, NULL);
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
