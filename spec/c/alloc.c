/* SPDX-License-Identifier: MIT */
/* Fails allocations, one after the other, while a scenario runs.
 *
 *   alloc <script.lua>...
 *
 * Each script returns a list of scenarios `{name=, setup=, run=, check=}`.
 * After `s = setup()` this process forks for n = 1, 2, ... until nothing fails
 * any more; each child does `run(s)` with the n-th allocation failing, then
 * `check(s, ok, result or error)`, closes its state and looks at what is left.
 * What no two children can share (a process, a request) is made by
 * `s = ready(s)` in each of them. These allocations fail:
 *
 *   0  the n-th of Lua and all later ones
 *   1  the n-th of Lua, its second try too (for Lua tries again after a
 *      collection), and then there is memory again
 *   2  the n-th of malloc's and of mmap's
 *   3  the n-th of malloc's and of mmap's and all later ones
 *
 * A scenario's `fails` says whose calls of malloc fail: "any", "ours" (those of
 * seccomp/core.so itself) or "lua" (none). With `cold` the process has never
 * run the scenario before, so that what is built once and kept is built with
 * allocations failing; afterwards the whole is done again without failures, and
 * what is kept then is the same as ever.
 *
 * Three allocations of Lua and three of C fail for each scenario, from all over
 * it, and in two of these ways; where ALLOC_ALL is set, each one in each way.
 * ALLOC_VERBOSE tells of each scenario, ALLOC_ONLY names the only one to run.
 *
 * Scripts have functions more: descriptors(), how many are open; childless();
 * same(text), whether it is what it was at first; duplicate(fd), close(fd);
 * feed(text), which is what standard input has from then on; captured(), what
 * was written to standard output since it was last asked.
 *
 * Prints a line "tried POINTS of ALLOCATIONS in MODE: SCENARIO" for each mode
 * and "called FUNCTION" for each function of ours that runs while allocations
 * fail. Ends with 1 where `check` raises, where the process dies, and where the
 * state leaves a block, a mapping or a descriptor behind. */
#include "scenario.h"

enum mode { LUA_ALL, LUA_ONE, C_ONE, C_ALL, MODES };
enum whose { ANY, OURS, LUA_ONLY };

#define NEVER 1000000000L

static bool armed, ever, all_points;
static enum mode mode;
static enum whose whose;
static long countdown;

/* Whether this allocation is to fail. */
static bool fails(void) {
  if (countdown > 1) {
    countdown--;
    return false;
  }
  if (ever && (mode == C_ONE || mode == LUA_ONE))
    return false;
  ever = true;
  return true;
}

/* The same for one of C. */
static bool c_fails(const void *caller) {
  if (!armed || mode < C_ONE || whose == LUA_ONLY)
    return false;
  return (whose == ANY || within(&core, caller)) && fails();
}

static void *lua_allocate(void *ud, void *p, size_t old, size_t size) {
  static bool failed; /* the last one, which had these arguments */
  static void *failed_p;
  static size_t failed_old, failed_size;
  (void)ud;
  if (size == 0) {
    if (!closing)
      __libc_free(p);
    return NULL;
  }
  if (armed && mode <= LUA_ONE && (p == NULL || size > old)) {
    bool again = failed && p == failed_p && old == failed_old &&
                 size == failed_size && mode == LUA_ONE;
    failed = !again && fails();
    failed_p = p;
    failed_old = old;
    failed_size = size;
    if (failed || again)
      return NULL;
  }
  return __libc_realloc(p, size);
}

/* --------------------------------------------------- what functions were run
 */

static char called_key;

/* A function of Lua by its place, one of C by the name that it was registered
 * with and the class of its first argument. Allocates, uncounted. */
static void note_call(lua_State *L, lua_Debug *ar) {
  bool was = armed;
  armed = false;
  int top = lua_gettop(L);
  luaL_checkstack(L, 10, NULL);
  lua_getinfo(L, "Sf", ar);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &called_key);
  const char *lib = strstr(ar->source, "lib/seccomp/");
  if (lib != NULL && *ar->what == 'L') {
    lua_pushfstring(L, "%s:%d", lib, ar->linedefined);
  } else if (*ar->what == 'C' && lua_getupvalue(L, top + 1, 1) != NULL) {
    if (lua_type(L, -1) != LUA_TSTRING)
      goto done;
    const char *class = "seccomp";
    if (lua_getlocal(L, ar, 1) != NULL && lua_getmetatable(L, -1) &&
        lua_getfield(L, -1, "__name") == LUA_TSTRING)
      class = lua_tostring(L, -1);
    lua_pushfstring(L, "%s:%s", class, lua_tostring(L, top + 3));
  } else {
    goto done;
  }
  lua_pushboolean(L, 1);
  lua_rawset(L, top + 2);
done:
  lua_settop(L, top);
  armed = was;
}

/* -------------------------------------------------------------------- runs */

static void die(const char *what, long n, const char *why) {
  say(err, "%s: %s, allocation %ld in mode %d: %s\n", name, what, n, (int)mode,
      why);
  _exit(1);
}

/* Tells of the functions that note_call() was called for. */
static void tell_calls(lua_State *L) {
  lua_sethook(L, NULL, 0, 0);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &called_key);
  for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1))
    say(out, "called %s\n", lua_tostring(L, -2));
  lua_pop(L, 1);
}

/* Runs and checks what prepare() made, with the n-th allocation failing. */
static void perform(lua_State *L, long n, bool calls) {
  make_ready(L, n);
  lua_getfield(L, 1, "run");
  lua_pushvalue(L, 2);
  ever = false;
  countdown = n;
  /* Lua loses a finalizer that it has no memory to call (it prepares for that
   * as little as for any call), so none is called meanwhile */
  lua_gc(L, LUA_GCSTOP);
  if (calls) {
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &called_key);
    lua_sethook(L, note_call, LUA_MASKCALL, 0);
  }
  armed = true;
  int status = lua_pcall(L, 1, 1, 0);
  armed = false;
  lua_gc(L, LUA_GCRESTART);
  if (calls)
    tell_calls(L);
  check(L, n, status == LUA_OK);
}

/* Fails the n-th allocation in a child. True when there was one. */
static bool point(const char *script, int k, lua_State *L, long n, bool cold,
                  struct shared *shared) {
  pid_t pid = fork();
  if (pid == 0) {
    alarm(60);
    watching = true;
    bool first = n == NEVER && mode == LUA_ALL;
    perform(L, n, first);
    shared->failed = ever;
    shared->used = n - countdown;
    closing = true;
    lua_close(L);
    if (cold) {
      L = prepare(script, k, false);
      perform(L, NEVER, false);
      lua_close(L);
    }
    if (n == NEVER && mode == LUA_ALL && cold) {
      shared->live = live;
      shared->maps = maps;
      shared->fds = open_descriptors();
    }
    look_for_leaks(n, shared->live, shared->maps, shared->fds);
    write_counts();
    _exit(0);
  }
  int status;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFSIGNALED(status))
    die("killed", n, strsignal(WTERMSIG(status)));
  if (status != 0)
    _exit(1);
  return shared->failed;
}

/* All points of a scenario, in a process of its own. */
static void scenario(const char *script, int k, struct shared *shared) {
  int capture = memfd_create("stdout", 0);
  dup2(capture, 1);
  close(capture);
  int null = open("/dev/null", O_RDWR);
  dup2(null, 2);
  close(null);
  lua_State *L = prepare(script, k, true);
  lua_getfield(L, 1, "name");
  snprintf(name, sizeof name, "%s", lua_tostring(L, -1));
  lua_getfield(L, 1, "fails");
  const char *of = luaL_optstring(L, -1, "any");
  whose = *of == 'o' ? OURS : *of == 'l' ? LUA_ONLY : ANY;
  lua_getfield(L, 1, "cold");
  bool cold = lua_toboolean(L, -1);
  lua_settop(L, 2);
  unsigned long seed = 0;
  for (const char *c = name; *c != '\0'; c++)
    seed = seed * 31 + (unsigned char)*c;
  const char *only = getenv("ALLOC_ONLY");
  if (only != NULL && strcmp(only, name) != 0)
    _exit(0);

  /* what is kept for good is made before anything is counted */
  if (!cold)
    perform(L, NEVER, false);
  find_modules();
  lua_close(L);
  shared->live = live;
  shared->maps = maps;
  shared->fds = open_descriptors();
  L = prepare(script, k, false);
  int last = whose == LUA_ONLY ? LUA_ONE : C_ALL;
  long all = 0;
  for (int m = LUA_ALL; m <= last; m++) {
    mode = (enum mode)m;
    if (m == LUA_ALL || m == C_ONE) {
      point(script, k, L, NEVER, cold, shared);
      all = shared->used;
    }
    if (!all_points && seed % 2 != (unsigned long)m % 2)
      continue;
    long tries = 0, step = all_points ? 1 : 1 + all / 3;
    for (long n = 1 + (step > 1 ? (long)(seed % 977) % step : 0);
         n <= all && point(script, k, L, n, cold, shared); n += step)
      tries++;
    say(out, "tried %ld of %ld in %d: %s\n", tries, all, m, name);
    if (getenv("ALLOC_VERBOSE") != NULL)
      say(err, "%ld of %ld in mode %d: %s\n", tries, all, m, name);
  }
  _exit(0);
}

int main(int argc, char **argv) {
  const char *value = getenv("ALLOC_ALL");
  all_points = value != NULL && *value != '\0';
  return all_scenarios(argc, argv);
}
