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
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

/* glibc's own, so that ours can count and fail */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void __libc_free(void *p);

enum mode { LUA_ALL, LUA_ONE, C_ONE, C_ALL, MODES };
enum whose { ANY, OURS, LUA_ONLY };

#define NEVER 1000000000L

static bool armed, ever, all_points;
static bool closing; /* the process ends: freeing would but copy its pages */
static enum mode mode;
static enum whose whose;
static long countdown, live, maps;

/* ------------------------------------------------ who calls the allocator */

struct range {
  const char *file;
  uintptr_t from, to;
  char path[4096];
  void *handle;
};
static struct range core = {.file = "/seccomp/core.so"};
/* lua-cjson ends the process where malloc fails, and loses its buffer where Lua
 * fails. Both are its own, so its blocks are not looked at. */
static struct range cjson = {.file = "/cjson.so"};

static int find_range(struct dl_phdr_info *info, size_t size, void *data) {
  struct range *r = data;
  size_t len = strlen(info->dlpi_name), end = strlen(r->file);
  (void)size;
  if (len < end || strcmp(info->dlpi_name + len - end, r->file) != 0)
    return 0;
  snprintf(r->path, sizeof r->path, "%s", info->dlpi_name);
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    if (p->p_type == PT_LOAD && (p->p_flags & PF_X) != 0) {
      r->from = info->dlpi_addr + p->p_vaddr;
      r->to = r->from + p->p_memsz;
    }
  }
  return 1;
}

static void find_module(struct range *r) {
  if (r->to == 0 && dl_iterate_phdr(find_range, r) != 0)
    /* closing a state unloads modules, and the next one has them elsewhere */
    r->handle = dlopen(r->path, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}

/* Looks where the modules are that have been loaded by now, and keeps them. */
static void find_modules(void) {
  find_module(&core);
  find_module(&cjson);
}

static bool within(const struct range *r, const void *address) {
  uintptr_t at = (uintptr_t)address;
  return at >= r->from && at < r->to;
}

/* Blocks and who asked for them: cjson's, for who frees them may be realloc;
 * and those made since a child began, to tell what it leaves. */
struct block {
  void *p;
  const void *caller;
};
static struct block foreign[4096], made[1 << 16];
static size_t foreigners, makings;
static bool watching;

static void block_add(struct block *list, size_t *n, size_t most, void *p,
                      const void *caller) {
  if (p != NULL && *n < most)
    list[(*n)++] = (struct block){p, caller};
}

static bool block_take(struct block *list, size_t *n, const void *p) {
  for (size_t i = *n; i-- > 0;) {
    if (list[i].p == p) {
      list[i] = list[--*n];
      return true;
    }
  }
  return false;
}

static void foreign_add(void *p) {
  block_add(foreign, &foreigners, sizeof foreign / sizeof *foreign, p, NULL);
}

static bool foreign_take(const void *p) {
  return foreigners > 0 && block_take(foreign, &foreigners, p);
}

/* Counts a new block, and one that goes. */
static void *came(void *p, const void *caller) {
  live += p != NULL;
  if (watching)
    block_add(made, &makings, sizeof made / sizeof *made, p, caller);
  return p;
}

static void went(const void *p) {
  live -= p != NULL;
  if (watching && p != NULL)
    block_take(made, &makings, p);
}

/* --------------------------------------------------------- the allocators */

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

#define CALLER __builtin_return_address(0)

void *malloc(size_t size) {
  if (cjson.to != 0 && within(&cjson, CALLER)) {
    void *p = __libc_malloc(size);
    foreign_add(p);
    return p;
  }
  if (c_fails(CALLER)) {
    errno = ENOMEM;
    return NULL;
  }
  return came(__libc_malloc(size), CALLER);
}

void *calloc(size_t n, size_t size) {
  if (c_fails(CALLER)) {
    errno = ENOMEM;
    return NULL;
  }
  return came(__libc_calloc(n, size), CALLER);
}

void *realloc(void *p, size_t size) {
  if (foreign_take(p)) {
    void *q = __libc_realloc(p, size);
    foreign_add(q);
    return q;
  }
  if (c_fails(CALLER)) {
    errno = ENOMEM;
    return NULL;
  }
  void *q = __libc_realloc(p, size);
  if (q != NULL || size == 0) {
    went(p);
    came(q, CALLER);
  }
  return q;
}

void free(void *p) {
  if (!foreign_take(p))
    went(p);
  __libc_free(p);
}

void *mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset) {
  bool ours = within(&core, CALLER);
  if (ours && c_fails(CALLER)) {
    errno = ENOMEM;
    return MAP_FAILED;
  }
  void *p = (void *)syscall(SYS_mmap, at, size, prot, flags, fd, offset);
  maps += ours && p != MAP_FAILED;
  return p;
}

int munmap(void *at, size_t size) {
  maps -= within(&core, CALLER);
  return (int)syscall(SYS_munmap, at, size);
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

/* ----------------------------------------------------- functions of scripts */

static int open_descriptors(void) {
  int n = 0;
  for (int fd = 0; fd < 256; fd++)
    n += fcntl(fd, F_GETFD) != -1;
  return n;
}

static int script_descriptors(lua_State *L) {
  lua_pushinteger(L, open_descriptors());
  return 1;
}

/* childless() → whether there is no child, running or dead */
static int script_childless(lua_State *L) {
  siginfo_t info;
  int rc = waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT | __WALL);
  lua_pushboolean(L, rc != 0 && errno == ECHILD);
  return 1;
}

static int script_duplicate(lua_State *L) {
  lua_pushinteger(L, fcntl((int)luaL_checkinteger(L, 1), F_DUPFD_CLOEXEC, 3));
  return 1;
}

static int script_close(lua_State *L) {
  close((int)luaL_checkinteger(L, 1));
  return 0;
}

/* same(text) → whether it is what it was when it was first asked, in whichever
 * state of this process that was */
static int script_same(lua_State *L) {
  static char *first;
  static size_t first_len;
  size_t len;
  const char *text = luaL_checklstring(L, 1, &len);
  if (first == NULL) {
    first = __libc_malloc(len + 1);
    memcpy(first, text, len);
    first_len = len;
  }
  lua_pushboolean(L, len == first_len && memcmp(first, text, len) == 0);
  return 1;
}

static int script_feed(lua_State *L) {
  size_t len;
  const char *text = luaL_checklstring(L, 1, &len);
  int fd = memfd_create("stdin", 0);
  if (write(fd, text, len) != (ssize_t)len)
    return luaL_error(L, "cannot feed");
  lseek(fd, 0, SEEK_SET);
  dup2(fd, 0);
  close(fd);
  fflush(stdin);
  clearerr(stdin);
  return 0;
}

static int script_captured(lua_State *L) {
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  char part[4096];
  ssize_t n;
  off_t at = 0;
  fflush(stdout);
  while ((n = pread(1, part, sizeof part, at)) > 0) {
    luaL_addlstring(&b, part, (size_t)n);
    at += n;
  }
  if (ftruncate(1, 0) != 0)
    return luaL_error(L, "cannot capture");
  lseek(1, 0, SEEK_SET);
  luaL_pushresult(&b);
  return 1;
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

static int out, err; /* standard output and error as they were */
static char name[80];

static void say(int fd, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static void say(int fd, const char *fmt, ...) {
  char line[2048];
  va_list ap;
  va_start(ap, fmt);
  int n = vsnprintf(line, sizeof line, fmt, ap);
  va_end(ap);
  if (n >= (int)sizeof line)
    n = sizeof line - 1;
  if (write(fd, line, (size_t)n) < 0)
    _exit(3);
}

static void die(const char *what, long n, const char *why) {
  say(err, "%s: %s, allocation %ld in mode %d: %s\n", name, what, n, (int)mode,
      why);
  _exit(1);
}

static const char *text(lua_State *L) { return luaL_tolstring(L, -1, NULL); }

static lua_State *new_state(const char *script) {
  static const luaL_Reg functions[] = {{"descriptors", script_descriptors},
                                       {"childless", script_childless},
                                       {"duplicate", script_duplicate},
                                       {"close", script_close},
                                       {"same", script_same},
                                       {"feed", script_feed},
                                       {"captured", script_captured},
                                       {NULL, NULL}};
  lua_State *L = lua_newstate(lua_allocate, NULL);
  luaL_openlibs(L);
  lua_pushglobaltable(L);
  luaL_setfuncs(L, functions, 0);
  if (luaL_dofile(L, script) != LUA_OK)
    die(script, 0, text(L));
  lua_replace(L, 1);
  lua_settop(L, 1);
  return L;
}

/* A new state, with the scenario at index 1 and what its setup made at 2; not
 * for a cold one, where that is asked. */
static lua_State *prepare(const char *script, int k, bool unless_cold) {
  lua_State *L = new_state(script);
  if (lua_rawgeti(L, 1, k) != LUA_TTABLE)
    _exit(2); /* no such scenario */
  lua_remove(L, 1);
  lua_getfield(L, 1, "cold");
  if (unless_cold && lua_toboolean(L, -1))
    return L;
  lua_settop(L, 1);
  lua_getfield(L, 1, "setup");
  if (lua_pcall(L, 0, 1, 0) != LUA_OK)
    die("setup", 0, text(L));
  find_modules();
  return L;
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
  luaL_checkstack(L, 100, NULL);
  if (lua_getfield(L, 1, "ready") == LUA_TFUNCTION) {
    lua_pushvalue(L, 2);
    if (lua_pcall(L, 1, 1, 0) != LUA_OK)
      die("ready", n, text(L));
    lua_replace(L, 2);
  } else {
    lua_pop(L, 1);
  }
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
  lua_getfield(L, 1, "check");
  lua_pushvalue(L, 2);
  lua_pushboolean(L, status == LUA_OK);
  lua_pushvalue(L, 3);
  if (lua_pcall(L, 3, 0, 0) != LUA_OK)
    die("check", n, text(L));
}

/* What children tell. */
struct shared {
  bool failed;          /* one allocation did */
  long used;            /* how many there were */
  long live, maps, fds; /* what is there when all is closed */
};

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
    char left[200];
    Dl_info from = {.dli_fname = "?"};
    if (makings > 0)
      dladdr(made[makings - 1].caller, &from);
    snprintf(left, sizeof left,
             "%ld blocks (of %s+0x%tx), %ld mappings, %ld descriptors left",
             live - shared->live, from.dli_fname,
             makings > 0
                 ? (char *)made[makings - 1].caller - (char *)from.dli_fbase
                 : 0,
             maps - shared->maps, open_descriptors() - shared->fds);
    if (live != shared->live || maps != shared->maps ||
        open_descriptors() != shared->fds)
      die("end", n, left);
    /* where lines are counted, see scripts/coverage.c */
    void (*dump)(void) = NULL;
    if (core.handle != NULL)
      *(void **)&dump = dlsym(core.handle, "coverage_dump");
    if (dump != NULL)
      dump();
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
  out = fcntl(1, F_DUPFD_CLOEXEC, 100);
  err = fcntl(2, F_DUPFD_CLOEXEC, 100);
  long jobs = sysconf(_SC_NPROCESSORS_ONLN), running = 0;
  int failed = 0;
  for (int i = 1; i < argc && !failed; i++) {
    bool more = true;
    for (int k = 1; more || running > 0;) {
      if (more && running < jobs && !failed) {
        struct shared *shared =
            mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (fork() == 0)
          scenario(argv[i], k, shared);
        running++;
        k++;
        continue;
      }
      int status;
      if (wait(&status) < 0)
        break;
      running--;
      if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
        more = false;
      else if (status != 0)
        failed = 1;
      if (failed)
        more = false;
    }
  }
  return failed;
}
