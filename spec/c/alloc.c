/* Fails allocations, one after the other, while a scenario runs.
 *
 *   alloc <script.lua>
 *
 * The script returns a list of scenarios `{name=, setup=, run=, check=}`. Each
 * is run in a new Lua state again and again: `s = setup()`, then `run(s)` with
 * the n-th allocation failing, for n = 1, 2, ... until none fails any more,
 * then `check(s, ok, error)`. Two kinds of allocations fail: those of Lua (the
 * n-th and all later ones, for Lua tries again after a collection), and those
 * of libseccomp and of our C code (malloc; once the n-th only, and once the
 * n-th and all later ones; not where the scenario says `only_lua`).
 *
 * Of scenarios with many allocations not each one fails, but ever fewer of the
 * later ones; each one does where ALLOC_ALL is set. ALLOC_VERBOSE tells of each
 * scenario.
 *
 * Scripts have two more functions, descriptors() and childless().
 *
 * Ends with 1 where `check` raises, and where the state leaves a block of
 * malloc's behind. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

/* glibc's own, so that ours can count and fail */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void __libc_free(void *p);

enum mode { LUA_ALL, C_ONE, C_ALL };

static bool armed_lua, armed_c, ever;
static enum mode mode;
static long countdown, live;

/* Whether this allocation is to fail. */
static bool fails(void) {
  if (countdown > 1) {
    countdown--;
    return false;
  }
  if (mode == C_ONE && ever)
    return false;
  ever = true;
  return true;
}

void *malloc(size_t size) {
  if (armed_c && fails()) {
    errno = ENOMEM;
    return NULL;
  }
  live++;
  return __libc_malloc(size);
}

void *calloc(size_t n, size_t size) {
  if (armed_c && fails()) {
    errno = ENOMEM;
    return NULL;
  }
  live++;
  return __libc_calloc(n, size);
}

void *realloc(void *p, size_t size) {
  if (armed_c && fails()) {
    errno = ENOMEM;
    return NULL;
  }
  if (p == NULL)
    live++;
  return __libc_realloc(p, size);
}

void free(void *p) {
  if (p != NULL)
    live--;
  __libc_free(p);
}

static void *lua_allocate(void *ud, void *p, size_t old, size_t size) {
  (void)ud;
  if (size == 0) {
    __libc_free(p);
    return NULL;
  }
  if (armed_lua && (p == NULL || size > old) && fails())
    return NULL;
  return __libc_realloc(p, size);
}

/* descriptors() → how many are open */
static int count_descriptors(lua_State *L) {
  lua_Integer n = 0;
  for (int fd = 0; fd < 256; fd++)
    n += fcntl(fd, F_GETFD) != -1;
  lua_pushinteger(L, n);
  return 1;
}

/* childless() → whether there is no child, running or dead */
static int is_childless(lua_State *L) {
  siginfo_t info;
  int rc = waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT);
  lua_pushboolean(L, rc != 0 && errno == ECHILD);
  return 1;
}

static void die(lua_State *L, const char *what, const char *name, long n) {
  fprintf(stderr, "%s: %s, allocation %ld in mode %d: %s\n", name, what, n,
          (int)mode, luaL_tolstring(L, -1, NULL));
  exit(1);
}

/* One run of scenario k. Returns its name when an allocation failed, NULL
 * when there were fewer, "" when there is no such scenario. */
static const char *run(const char *script, int k, long n) {
  static char name[80];
  lua_State *L = lua_newstate(lua_allocate, NULL);
  luaL_openlibs(L);
  lua_register(L, "descriptors", count_descriptors);
  lua_register(L, "childless", is_childless);
  if (luaL_dofile(L, script) != LUA_OK)
    die(L, "script", script, n);
  if (lua_rawgeti(L, -1, k) != LUA_TTABLE) {
    lua_close(L);
    return "";
  }
  lua_getfield(L, -1, "only_lua");
  if (lua_toboolean(L, -1) && mode != LUA_ALL) {
    lua_close(L);
    return NULL;
  }
  lua_pop(L, 1);
  lua_getfield(L, -1, "name");
  snprintf(name, sizeof name, "%s", lua_tostring(L, -1));
  lua_getfield(L, -2, "setup");
  if (lua_pcall(L, 0, 1, 0) != LUA_OK)
    die(L, "setup", name, n);
  lua_getfield(L, -3, "run");
  lua_pushvalue(L, -2);
  luaL_checkstack(L, 100, NULL);
  ever = false;
  countdown = n;
  /* Lua loses a finalizer that it has no memory to call (it prepares for that
   * as little as for any call), so none is called meanwhile */
  lua_gc(L, LUA_GCSTOP);
  armed_lua = mode == LUA_ALL;
  armed_c = mode != LUA_ALL;
  int status = lua_pcall(L, 1, 1, 0);
  armed_lua = armed_c = false;
  lua_gc(L, LUA_GCRESTART);
  bool failed = ever;
  lua_getfield(L, -4, "check");
  lua_pushvalue(L, -3);
  lua_pushboolean(L, status == LUA_OK);
  lua_pushvalue(L, -4);
  if (lua_pcall(L, 3, 0, 0) != LUA_OK)
    die(L, "check", name, n);
  lua_close(L);
  return failed ? name : NULL;
}

int main(int argc, char **argv) {
  if (argc != 2)
    return 2;
  for (int m = LUA_ALL; m <= C_ALL; m++) {
    long total = 0;
    mode = (enum mode)m;
    for (int k = 1;; k++) {
      /* what is kept for good is made before anything is counted */
      const char *name = run(argv[1], k, 1000000);
      if (name != NULL)
        break;
      run(argv[1], k, 1000000);
      long before = live, n = 1, tries = 0;
      while ((name = run(argv[1], k, n)) != NULL) {
        if (live != before) {
          fprintf(stderr, "%s: allocation %ld in mode %d: %ld blocks left\n",
                  name, n, (int)mode, live - before);
          return 1;
        }
        tries++;
        n += getenv("ALLOC_ALL") != NULL ? 1 : 1 + n / 8;
      }
      if (getenv("ALLOC_VERBOSE") != NULL)
        fprintf(stderr, "mode %d, scenario %d: %ld of %ld\n", m, k, tries, n);
      total += tries;
    }
    printf("%ld\n", total);
  }
  return 0;
}
