/* SPDX-License-Identifier: MIT */
/* Filters of running threads, and processes in /proc, for Lua. See attached.h.
 * What it all means is lib/seccomp/attached.lua's to say. */
#include "attached.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/array.h"
#include "../bpf/bytes.h"
#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../program/object.h"
#include "../program/stack_object.h"
#include "../scmp/arch.h"
#include "../sys/attach.h"
#include "../sys/proc.h"
#include "../sys/seccomp.h"

#define HOLDER_META "seccomp.attached"
#define HOLDER_MAGIC 0x41545448u

/* Owns what was allocated across Lua calls that may raise. */
struct holder {
  uint32_t magic;
  struct attach_result result;
  pid_t *pids;
  size_t count;
};

static int holder__gc(lua_State *L) {
  struct holder *h =
      class_test(L, 1, HOLDER_META, sizeof(struct holder), HOLDER_MAGIC);
  if (h != NULL) {
    attach_free(&h->result);
    free(h->pids);
    h->pids = NULL;
  }
  return 0;
}

/* [-0, +1] */
static struct holder *holder_new(lua_State *L) {
  struct holder *h = lua_newuserdatauv(L, sizeof *h, 0);
  *h = (struct holder){.magic = HOLDER_MAGIC};
  luaL_setmetatable(L, HOLDER_META);
  return h;
}

static pid_t pid_arg(lua_State *L, int idx) {
  return (pid_t)args_integer(L, idx, 1, INT_MAX);
}

/* -------------------------------------------------------------- /proc -- */

/* [-0, +2] */
static int attach_failed(lua_State *L, int err) {
  lua_pushnil(L);
  lua_pushstring(L, arch_native_errno_name(err));
  return 2;
}

/* The numbers among the names of a directory, into h; an errno, or 0. */
static int list_numbers(const char *path, struct holder *h) {
  DIR *dir = opendir(path);
  size_t room = 0;
  int err = 0;
  if (dir == NULL)
    return errno;
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(dir);
    if (entry == NULL) {
      err = errno;
      break;
    }
    char *end;
    long number = strtol(entry->d_name, &end, 10);
    if (*end != '\0' || end == entry->d_name || number < 0 || number > INT_MAX)
      continue;
    if (!array_reserve(&h->pids, sizeof *h->pids, h->count + 1, &room)) {
      err = ENOMEM;
      break;
    }
    h->pids[h->count++] = (pid_t)number;
  }
  closedir(dir);
  return err;
}

/* [-0, +1 or +2]: a list of them; nil and an errno. */
static int push_integers(lua_State *L, const char *path) {
  struct holder *h = holder_new(L);
  int err = list_numbers(path, h);
  if (err == ENOMEM)
    return error_raise(L, "attached", ENOMEM, "not enough memory");
  if (err != 0)
    return attach_failed(L, err);
  lua_createtable(L, h->count < INT_MAX ? (int)h->count : 0, 0);
  for (size_t i = 0; i < h->count; i++) {
    lua_pushinteger(L, h->pids[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* pids(): of all processes that /proc has. */
static int attached_pids(lua_State *L) {
  args_max(L, 0);
  return push_integers(L, "/proc");
}

/* threads(pid): of a process. */
static int attached_threads(lua_State *L) {
  char path[PROC_PATH];
  args_max(L, 1);
  return push_integers(L,
                       proc_pid_path(path, sizeof path, pid_arg(L, 1), "task"));
}

/* [-0, +0]: a field of the table at the top, left out where the kernel did not
 * say. */
static void set_integer(lua_State *L, const char *name, long value) {
  if (value < 0)
    return;
  lua_pushinteger(L, value);
  lua_setfield(L, -2, name);
}

/* status(pid or nil for the calling thread): {pid=, tid=, tracer=, state=,
 * mode=, filters=, no_new_privs=, caps=}; nil and an errno. */
static int attached_status(lua_State *L) {
  char path[PROC_PATH];
  struct proc_status s;
  args_max(L, 1);
  if (lua_isnoneornil(L, 1))
    proc_path(path, sizeof path, "thread-self", "status");
  else
    proc_pid_path(path, sizeof path, pid_arg(L, 1), "status");
  int err = proc_status(path, &s);
  if (err != 0)
    return attach_failed(L, err);
  lua_createtable(L, 0, 8);
  set_integer(L, "pid", s.tgid);
  set_integer(L, "tid", s.pid);
  set_integer(L, "tracer", s.tracer);
  set_integer(L, "mode", s.mode);
  set_integer(L, "filters", s.filters);
  lua_pushlstring(L, &s.state, 1);
  lua_setfield(L, -2, "state");
  lua_pushinteger(L, (lua_Integer)s.caps);
  lua_setfield(L, -2, "caps");
  if (s.no_new_privs >= 0) {
    lua_pushboolean(L, s.no_new_privs);
    lua_setfield(L, -2, "no_new_privs");
  }
  return 1;
}

/* Reads a short file of /proc: how many bytes, or -1. */
static ssize_t read_short(const char *path, char *buf, size_t size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return -1;
  ssize_t n = read(fd, buf, size);
  int err = errno;
  close(fd);
  errno = err;
  return n;
}

/* name(pid): what a process or thread calls itself, any bytes; nil and an
 * errno. */
static int attached_name(lua_State *L) {
  char path[PROC_PATH], name[128];
  args_max(L, 1);
  ssize_t n =
      read_short(proc_pid_path(path, sizeof path, pid_arg(L, 1), "comm"), name,
                 sizeof name);
  if (n <= 0)
    return attach_failed(L, n < 0 ? errno : ENOENT);
  lua_pushlstring(L, name, (size_t)n - (name[n - 1] == '\n'));
  return 1;
}

/* kernel_thread(pid): whether it is one. */
static int attached_kernel_thread(lua_State *L) {
  const unsigned long KTHREAD = 0x00200000; /* PF_KTHREAD */
  char path[PROC_PATH], text[1024];
  unsigned long flags = 0;
  args_max(L, 1);
  ssize_t n =
      read_short(proc_pid_path(path, sizeof path, pid_arg(L, 1), "stat"), text,
                 sizeof text - 1);
  if (n > 0) {
    text[n] = '\0';
    /* behind the name, which may have anything in it */
    const char *rest = strrchr(text, ')');
    if (rest == NULL ||
        sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %lu", &flags) != 1)
      flags = 0;
  }
  lua_pushboolean(L, (flags & KTHREAD) != 0);
  return 1;
}

/* self(): the number of this process. */
static int attached_self(lua_State *L) {
  args_max(L, 0);
  lua_pushinteger(L, getpid());
  return 1;
}

/* first_user_namespace(): whether this thread is in it. */
static int attached_first_user_namespace(lua_State *L) {
  static const char first[] = "user:[4026531837]"; /* PROC_USER_INIT_INO */
  char path[PROC_PATH], to[sizeof first];
  args_max(L, 0);
  ssize_t n = readlink(proc_path(path, sizeof path, "thread-self", "ns/user"),
                       to, sizeof to);
  /* a kernel without namespaces has one */
  lua_pushboolean(L, n < 0 || (n == (ssize_t)sizeof first - 1 &&
                               memcmp(to, first, (size_t)n) == 0));
  return 1;
}

/* exists(pid): whether there is such a process or thread, by asking the
 * kernel. */
static int attached_exists(lua_State *L) {
  args_max(L, 1);
  lua_pushboolean(L, kill(pid_arg(L, 1), 0) == 0 || errno != ESRCH);
  return 1;
}

/* listeners(pid): how many descriptors of a process are listeners; nil where
 * that cannot be known. */
static int attached_listeners(lua_State *L) {
  static const char listener[] = "anon_inode:seccomp notify";
  char path[PROC_PATH], link[PROC_PATH], to[sizeof listener];
  lua_Integer found = 0;
  args_max(L, 1);
  DIR *dir = opendir(proc_pid_path(path, sizeof path, pid_arg(L, 1), "fd"));
  if (dir == NULL)
    return 0;
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(dir);
    if (entry == NULL)
      break;
    int n = snprintf(link, sizeof link, "%s/%.20s", path, entry->d_name);
    if (n < 0 || (size_t)n >= sizeof link)
      continue;
    ssize_t got = readlink(link, to, sizeof to);
    found += got == (ssize_t)sizeof listener - 1 &&
             memcmp(to, listener, (size_t)got) == 0;
  }
  const bool whole = errno == 0;
  closedir(dir);
  if (!whole)
    return 0;
  lua_pushinteger(L, found);
  return 1;
}

/* ------------------------------------------------------------- filters -- */

static const char *const outcomes[] = {
    [ATTACH_READ] = "read",       [ATTACH_GONE] = "gone",
    [ATTACH_REFUSED] = "refused", [ATTACH_WAITING] = "waiting",
    [ATTACH_STRICT] = "strict",   [ATTACH_DENIED] = "denied"};

/* [-0, +1]: a thread's filters, oldest first: {{program, log}, …}, log true,
 * false, or nil where the kernel did not say. */
static void push_filters(lua_State *L, const struct attach_result *r,
                         const struct attach_thread *t) {
  lua_createtable(L, (int)t->count, 0);
  for (size_t i = 0; i < t->count; i++) {
    const struct attach_filter *f = &r->filters[t->first + i];
    const struct bpf_prog prog = {.insns = r->insns + f->at,
                                  .len = f->len,
                                  .big_endian = bpf_host_big_endian()};
    lua_createtable(L, 2, 0);
    program_push(L, "of", &prog);
    lua_rawseti(L, -2, 1);
    if (f->flags >= 0) {
      lua_pushboolean(L, (f->flags & (int)LOAD_LOG) != 0);
      lua_rawseti(L, -2, 2);
    }
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/* read(tids, milliseconds): reads threads: a list of {tid=, outcome=, errno=,
 * filters=}, in that order, without those that there was no time for. Threads
 * with the filters of the first have the same table. */
static int attached_read(lua_State *L) {
  args_max(L, 2);
  args_type(L, 1, LUA_TTABLE);
  const long milliseconds = (long)args_integer(L, 2, 0, INT_MAX);
  const lua_Integer n = args_list(L, 1);
  if (n < 0)
    args_error(L, 1, "a list of threads expected");
  const size_t count = (size_t)n; /* a list in memory: no more than that */
  struct holder *h = holder_new(L);
  h->pids = malloc((count + 1) * sizeof *h->pids);
  if (h->pids == NULL)
    return error_raise(L, "of", ENOMEM, "not enough memory");
  for (; h->count < count; h->count++) {
    lua_rawgeti(L, 1, (lua_Integer)h->count + 1);
    h->pids[h->count] = pid_arg(L, -1);
    lua_pop(L, 1);
  }
  int err = attach_read(h->pids, h->count, milliseconds, &h->result);
  if (err != 0)
    return error_raise(L, "of", err, "cannot read the filters: %s",
                       strerror(err));
  const struct attach_result *r = &h->result;
  lua_createtable(L, (int)r->count, 0);
  const struct attach_thread *first = NULL;
  int shared = 0; /* where the filters of `first` are */
  for (size_t i = 0; i < r->count; i++) {
    const struct attach_thread *t = &r->threads[i];
    luaL_checkstack(L, 8, NULL);
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, t->tid);
    lua_setfield(L, -2, "tid");
    lua_pushstring(L, outcomes[t->outcome]);
    lua_setfield(L, -2, "outcome");
    if (t->error != 0) {
      lua_pushstring(L, arch_native_errno_name(t->error));
      lua_setfield(L, -2, "errno");
    }
    if (t->outcome == ATTACH_READ) {
      if (first == NULL) {
        push_filters(L, r, t);
        lua_pushvalue(L, -1);
        lua_insert(L, 4); /* below the list */
        first = t;
        shared = 4;
      } else if (t->first == first->first && t->count == first->count) {
        lua_pushvalue(L, shared);
      } else {
        push_filters(L, r, t);
      }
      lua_setfield(L, -2, "filters");
    }
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* nap(): waits for some milliseconds, for what is about to pass. */
static int attached_nap(lua_State *L) {
  const struct timespec t = {0, 3000000};
  args_max(L, 0);
  nanosleep(&t, NULL);
  return 0;
}

/* no_filters(): the Stack of a thread that has none. */
static int attached_no_filters(lua_State *L) {
  args_max(L, 0);
  stack_push_none(L);
  return 1;
}

static const luaL_Reg attached_functions[] = {
    {"pids", attached_pids},
    {"threads", attached_threads},
    {"status", attached_status},
    {"name", attached_name},
    {"exists", attached_exists},
    {"self", attached_self},
    {"listeners", attached_listeners},
    {"read", attached_read},
    {"kernel_thread", attached_kernel_thread},
    {"no_filters", attached_no_filters},
    {"nap", attached_nap},
    {"first_user_namespace", attached_first_user_namespace},
    {NULL, NULL}};

void attached_open(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", holder__gc}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{NULL, NULL}};
  class_open(L, HOLDER_META, methods, meta);
  class_preload(L, "seccomp.core.attached", attached_functions);
}
