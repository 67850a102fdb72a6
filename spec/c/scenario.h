/* SPDX-License-Identifier: MIT */
/* What spec/c/alloc.c and spec/c/faults.c share: scenarios from spec/alloc, in
 * states of Lua of their own, with what is allocated counted; and the functions
 * of these scripts, which the top of alloc.c has a list of.
 *
 * Who includes this defines c_fails(), lua_allocate() and die(). */
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

#include "src/lua/version.h"

/* Whether this allocation, of C and by that caller, is to fail. */
static bool c_fails(const void *caller);
/* Lua's allocator. */
static void *lua_allocate(void *ud, void *p, size_t old, size_t size);
/* Tells what went wrong at point n, and ends the process. */
static void die(const char *what, long n, const char *why);

/* What the children of a scenario tell, and what is there when all is closed.
 */
struct shared {
  bool failed;
  long used;
  long live, maps, fds;
};
/* All points of a scenario, in a process of its own, which it ends: with 2
 * where there is no k-th. */
static void scenario(const char *script, int k, struct shared *shared);

/* Functions that scripts have besides, or NULL. */
static const luaL_Reg *more_functions;

static bool go_on;   /* behind a scenario that failed */
static bool closing; /* the process ends: freeing would but copy its pages */

/* glibc's own, so that ours can count and fail */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void __libc_free(void *p);

/* ------------------------------------------------ who calls the allocator */

/* Blocks and mappings that are there now. */
static long live, maps;

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

/* --------------------------------------------------------- the allocators
 */

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

static void *map(void *caller, void *at, size_t size, int prot, int flags,
                 int fd, off64_t offset) {
  bool ours = within(&core, caller);
  if (ours && c_fails(caller)) {
    errno = ENOMEM;
    return MAP_FAILED;
  }
#ifdef SYS_mmap2 /* mmap(2) of 32-bit processes, which counts in pages */
  void *p = (void *)syscall(SYS_mmap2, at, size, prot, flags, fd,
                            (long)(offset / 4096));
#elif defined(__s390x__) /* which takes them from memory */
  unsigned long arguments[] = {(unsigned long)at,   size,
                               (unsigned long)prot, (unsigned long)flags,
                               (unsigned long)fd,   (unsigned long)offset};
  void *p = (void *)syscall(SYS_mmap, arguments);
#else
  void *p = (void *)syscall(SYS_mmap, at, size, prot, flags, fd, offset);
#endif
  maps += ours && p != MAP_FAILED;
  return p;
}

void *mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset) {
  return map(CALLER, at, size, prot, flags, fd, offset);
}

/* what a module with 64-bit offsets calls */
void *mmap64(void *at, size_t size, int prot, int flags, int fd,
             off64_t offset) {
  return map(CALLER, at, size, prot, flags, fd, offset);
}

int munmap(void *at, size_t size) {
  maps -= within(&core, CALLER);
  return (int)syscall(SYS_munmap, at, size);
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

/* ---------------------------------------------------------------- scenarios
 */

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
  lua_State *L = state_new(lua_allocate, NULL);
  luaL_openlibs(L);
  lua_pushglobaltable(L);
  luaL_setfuncs(L, functions, 0);
  if (more_functions != NULL)
    luaL_setfuncs(L, more_functions, 0);
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

/* Lets the scenario make what no two processes can share. */
static void make_ready(lua_State *L, long n) {
  luaL_checkstack(L, 100, NULL);
  if (lua_getfield(L, 1, "ready") == LUA_TFUNCTION) {
    lua_pushvalue(L, 2);
    if (lua_pcall(L, 1, 1, 0) != LUA_OK)
      die("ready", n, text(L));
    lua_replace(L, 2);
  } else {
    lua_pop(L, 1);
  }
}

/* Lets the scenario look at what came of it: the result, or the error, is on
 * top. */
static void check(lua_State *L, long n, bool ok) {
  lua_getfield(L, 1, "check");
  lua_pushvalue(L, 2);
  lua_pushboolean(L, ok);
  lua_pushvalue(L, 3);
  if (lua_pcall(L, 3, 0, 0) != LUA_OK)
    die("check", n, text(L));
}

/* Says what the process holds that it did not at first, or returns. */
static void look_for_leaks(long n, long had_live, long had_maps, long had_fds) {
  char left[200];
  Dl_info from = {.dli_fname = "?"};
  if (makings > 0)
    dladdr(made[makings - 1].caller, &from);
  snprintf(left, sizeof left,
           "%ld blocks (of %s+0x%tx), %ld mappings, %ld descriptors left",
           live - had_live, from.dli_fname,
           makings > 0
               ? (char *)made[makings - 1].caller - (char *)from.dli_fbase
               : 0,
           maps - had_maps, open_descriptors() - had_fds);
  if (live != had_live || maps != had_maps || open_descriptors() != had_fds)
    die("end", n, left);
}

/* Where lines are counted, see scripts/coverage.c. */
static void write_counts(void) {
  void (*dump)(void) = NULL;
  if (core.handle != NULL)
    *(void **)&dump = dlsym(core.handle, "coverage_dump");
  if (dump != NULL)
    dump();
}

/* The scenarios of all scripts, several at a time; the exit status. */
static int all_scenarios(int argc, char **argv) {
  out = fcntl(1, F_DUPFD_CLOEXEC, 100);
  err = fcntl(2, F_DUPFD_CLOEXEC, 100);
  long jobs = sysconf(_SC_NPROCESSORS_ONLN), running = 0;
  int failed = 0;
  for (int i = 1; i < argc && (go_on || !failed); i++) {
    bool more = true;
    for (int k = 1; more || running > 0;) {
      if (more && running < jobs && (go_on || !failed)) {
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
        failed = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
      if (failed && !go_on)
        more = false;
    }
  }
  return failed;
}
