/* SPDX-License-Identifier: MIT */
/* seccomp.spawn: its arguments and options, made ready for spawn.c, and what
 * went wrong there, made an error. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/bytes.h"
#include "../bpf/simulate.h"
#include "../lua/args.h"
#include "../lua/error.h"
#include "../lua/install.h"
#include "../lua/signals.h"
#include "../notify/listener_object.h"
#include "../process/pipes.h"
#include "../process/process.h"
#include "../scmp/arch.h"
#include "../sys/passing.h"
#include "../sys/seccomp.h"
#include "../sys/spawn.h"
#include "../sys/trace.h"
#include "limits_option.h"
#include "source.h"
#include "spawn.h"
#include "tracer.h"

extern char **environ;

/* An array of C strings, and the text of them. */
struct strings {
  char **array, *text;
  size_t count, left; /* room: strings, and bytes of text */
};

/* [-0, +1]: one with room for n strings, which take so many bytes. */
static struct strings strings_new(lua_State *L, size_t n, uint64_t bytes) {
  if (bytes > INT32_MAX)
    error_raise(L, "spawn", E2BIG,
                "the arguments or the environment take %llu bytes, and Linux "
                "takes some millions: write them to a file or to stdin",
                (unsigned long long)bytes);
  struct strings s = {.count = n, .left = (size_t)bytes};
  s.array = lua_newuserdatauv(L, (n + 1) * sizeof *s.array + s.left, 0);
  for (size_t i = 0; i <= n; i++)
    s.array[i] = NULL;
  s.text = (char *)(s.array + n + 1);
  return s;
}

/* Appends len bytes to the text. To make room may have run finalizers, and
 * they may have changed the table since it was measured: raises then. */
static void strings_add(lua_State *L, struct strings *s, const char *bytes,
                        size_t len) {
  if (bytes == NULL || len > s->left)
    error_raise(L, "spawn", EBUSY,
                "a finalizer changed the arguments or the environment while "
                "they were read");
  memcpy(s->text, bytes, len);
  s->text += len;
  s->left -= len;
}

/* [-0, +1]: the list of arguments at idx, as execve takes it; raises. */
static char **argv_read(lua_State *L, const char *op, int idx) {
  args_type(L, idx, LUA_TTABLE);
  lua_Integer length = args_list(L, idx);
  size_t n = (size_t)length, len;
  uint64_t bytes = 0;
  if (length <= 0)
    error_raise(L, op, EINVAL,
                "the arguments are a list of strings, the program first");
  for (size_t i = 1; i <= n; i++) {
    if (lua_rawgeti(L, idx, (lua_Integer)i) != LUA_TSTRING)
      error_raise(L, op, EINVAL, "argument %zu is not a string but %s", i,
                  luaL_typename(L, -1));
    const char *s = lua_tolstring(L, -1, &len);
    if (strlen(s) != len)
      error_raise(L, op, EINVAL, "argument %zu has an embedded NUL", i);
    bytes += len + 1;
    lua_pop(L, 1);
  }
  struct strings argv = strings_new(L, n, bytes);
  for (size_t i = 0; i < n; i++) {
    bool string = lua_rawgeti(L, idx, (lua_Integer)i + 1) == LUA_TSTRING;
    const char *s = string ? lua_tolstring(L, -1, &len) : NULL;
    argv.array[i] = argv.text;
    strings_add(L, &argv, s, string ? len + 1 : 0);
    lua_pop(L, 1);
  }
  return argv.array;
}

/* [-0, +1]: the environment of option env at idx, or ours; raises. */
static char **env_read(lua_State *L, const char *op, int idx) {
  if (lua_isnil(L, idx)) {
    lua_pushnil(L);
    return environ;
  }
  if (lua_type(L, idx) != LUA_TTABLE)
    error_raise(L, op, EINVAL,
                "option env is a table {NAME = \"value\"}, not %s",
                luaL_typename(L, idx));
  size_t n = 0, name_len, len;
  uint64_t bytes = 0;
  for (lua_pushnil(L); lua_next(L, idx) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING)
      error_raise(L, op, EINVAL,
                  "option env is a table {NAME = \"value\"}: names are "
                  "strings, and one of these is a %s",
                  luaL_typename(L, -2));
    const char *name = lua_tolstring(L, -2, &name_len);
    if (name_len == 0 || strcspn(name, "=") != name_len)
      error_raise(L, op, EINVAL,
                  "option env: \"%.80s\" is not a name (it is empty, or has an "
                  "equals sign or a NUL)",
                  name);
    if (lua_type(L, -1) != LUA_TSTRING)
      error_raise(L, op, EINVAL,
                  "option env: the value of %.80s is not a string but %s", name,
                  luaL_typename(L, -1));
    const char *value = lua_tolstring(L, -1, &len);
    if (strlen(value) != len)
      error_raise(L, op, EINVAL,
                  "option env: the value of %.80s has an embedded NUL", name);
    bytes += name_len + len + 2;
    n++;
  }
  struct strings env = strings_new(L, n, bytes);
  size_t i = 0;
  for (lua_pushnil(L); lua_next(L, idx) != 0; lua_pop(L, 1)) {
    bool strings = i < n && lua_type(L, -2) == LUA_TSTRING &&
                   lua_type(L, -1) == LUA_TSTRING;
    const char *name = strings ? lua_tolstring(L, -2, &name_len) : NULL;
    const char *value = strings ? lua_tolstring(L, -1, &len) : NULL;
    if (strings)
      env.array[i++] = env.text;
    strings_add(L, &env, name, strings ? name_len : 0);
    strings_add(L, &env, "=", 1);
    strings_add(L, &env, value, strings ? len + 1 : 0);
  }
  return env.array;
}

/* try_program() where stat(2) has no answer: all but a directory will do. */
static int seek_program(const char *here) {
  int fd = open(here, O_PATH | O_DIRECTORY | O_CLOEXEC);
  const int err = fd < 0 ? errno : EACCES;
  if (fd >= 0)
    close(fd);
  else if (err == ENOTDIR && (fd = open(here, O_PATH | O_CLOEXEC)) >= 0)
    close(fd);
  if (fd < 0 && (err == ENOENT || err == ENOTDIR || err == ENAMETOOLONG))
    return ENOENT;
  if (err == EACCES)
    return EACCES;
  return faccessat(AT_FDCWD, here, X_OK, AT_EACCESS) == 0 ||
                 call_unanswered(errno)
             ? 0
             : EACCES;
}

/* Whether execve could take dir/name, seen from cwd: 0, EACCES or ENOENT. Puts
 * the path, as the process will see it, into buf. */
static int try_program(const char *cwd, const char *dir, int dir_len,
                       const char *name, char *buf, size_t size) {
  char here[2 * PATH_MAX];
  struct stat st;
  int n = snprintf(buf, size, "%.*s%s%s", dir_len, dir, dir_len > 0 ? "/" : "",
                   name);
  if (n < 0 || (size_t)n >= size) {
    buf[0] = '\0';
    return ENOENT;
  }
  bool relative = buf[0] != '/' && cwd != NULL;
  snprintf(here, sizeof here, "%s%s%s", relative ? cwd : "",
           relative ? "/" : "", buf);
  if (stat(here, &st) != 0)
    return call_unanswered(errno) ? seek_program(here)
                                  : (errno == EACCES ? EACCES : ENOENT);
  if (!S_ISREG(st.st_mode))
    return EACCES;
  if (faccessat(AT_FDCWD, here, X_OK, AT_EACCESS) == 0)
    return 0;
  /* without an answer, one that anybody may execute */
  const mode_t any = S_IXUSR | S_IXGRP | S_IXOTH;
  return call_unanswered(errno) && (st.st_mode & any) != 0 ? 0 : EACCES;
}

/* The path for execve, as posix_spawnp(3) finds it: a name without a slash is
 * looked for in our PATH. For what is not found it is a path where nothing was,
 * so that execve says so. */
static const char *find_program(const char *name, const char *cwd, char *buf,
                                size_t size) {
  if (name[0] == '\0' || strchr(name, '/') != NULL || strlen(name) > NAME_MAX)
    return name;
  const char *path = getenv("PATH");
  if (path == NULL)
    path = "/bin:/usr/bin";
  char tried[PATH_MAX];
  bool refused = false;
  snprintf(buf, size, "/nonexistent/%s", name); /* for a PATH of nonsense */
  for (const char *dir = path;; dir++) {
    int len = (int)strcspn(dir, ":");
    int rc = try_program(cwd, dir, len, name, tried, sizeof tried);
    if (rc == 0 || (!refused && tried[0] != '\0'))
      snprintf(buf, size, "%s", tried);
    refused = refused || rc == EACCES;
    dir += len;
    if (rc == 0 || *dir == '\0')
      return buf;
  }
}

/* A descriptor option at idx, for the plan; raises. */
static int stdio_read(lua_State *L, const char *op, int idx, const char *name) {
  luaL_Stream *stream = luaL_testudata(L, idx, LUA_FILEHANDLE);
  int isint, fd = SPAWN_INHERIT;
  if (lua_isnil(L, idx))
    return SPAWN_INHERIT;
  if (lua_type(L, idx) == LUA_TSTRING && lua_rawlen(L, idx) == 4 &&
      strcmp(lua_tostring(L, idx), "null") == 0)
    return SPAWN_NULL;
  if (lua_type(L, idx) == LUA_TSTRING && lua_rawlen(L, idx) == 4 &&
      strcmp(lua_tostring(L, idx), "pipe") == 0)
    return SPAWN_PIPE;
  if (stream != NULL) {
    if (stream->closef == NULL)
      error_raise(L, op, EBADF, "option %s: file is closed", name);
    /* what was written comes first, what was read ahead is given back */
    fflush(stream->f);
    fd = fileno(stream->f);
    if (fd < 0)
      error_raise(L, op, EBADF,
                  "option %s: that file has no descriptor, as the stdin of a "
                  "Process has none: give its reader's end",
                  name);
  } else {
    lua_Integer n = lua_tointegerx(L, idx, &isint);
    if (lua_type(L, idx) != LUA_TNUMBER || !isint || n < 0 || n > INT_MAX)
      error_raise(
          L, op, EINVAL,
          "option %s is an open file, a descriptor, \"null\" or \"pipe\"",
          name);
    fd = (int)n;
  }
  if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
    error_raise(L, op, EBADF, "option %s: descriptor %d is not open", name, fd);
  return fd;
}

/* What a filter makes of one of our own calls. */
static uint32_t filter_says(const struct sys_load *load, long number,
                            uint64_t arg0) {
  struct bpf_prog prog = {.insns = load->insns,
                          .len = load->len,
                          .big_endian = bpf_host_big_endian()};
  struct bpf_data data = {
      .nr = (uint32_t)number, .arch = arch_native()->audit, .args = {arg0}};
  return bpf_ret_canonical(bpf_simulate(&prog, &data, NULL));
}

/* What the filter has to do with an execve that failed, as the end of a
 * message. */
static const char *execve_says(const struct sys_load *load, int error) {
  if (load == NULL)
    return "";
  uint32_t says = filter_says(load, SYS_execve, 0);
  if (says == (BPF_RET_ERRNO | (uint32_t)error))
    return "; its filter refuses execve";
  if (says == BPF_RET_ERRNO)
    return "; its filter has execve do nothing and return 0";
  if ((says & BPF_RET_ACTION) == BPF_RET_TRACE && error == ENOSYS)
    return "; its filter asks a tracer about execve, and there is none";
  return "";
}

/* Raises for what went wrong. */
static int spawn_failed(lua_State *L, const struct spawn_plan *plan,
                        const struct spawn_result *r) {
  static const char op[] = "spawn";
  const char *program = plan->argv[0], *why = strerror(r->error);
  char buf[16], message[512];
  switch (r->stage) {
  case SPAWN_NO_STDIO:
    return error_raise(L, op, r->error,
                       "\"%.200s\": cannot set up stdin, stdout and stderr: %s",
                       program, why);
  case SPAWN_NO_CWD:
    return error_raise(L, op, r->error,
                       "\"%.200s\": cannot change to directory \"%.200s\": %s",
                       program, plan->cwd, why);
  case SPAWN_NO_CLOEXEC:
    return error_raise(
        L, op, r->error,
        "\"%.200s\": cannot close this program's descriptors in it, for "
        "neither close_range(2) nor /proc is available: %s",
        program, why);
  case SPAWN_NO_TRACE:
    error_push(L, op, arch_native_errno_name(r->error), r->error,
               "the process cannot be traced: ptrace(2) was refused (an outer "
               "filter, Yama or a tracer of our own)");
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, "untraced");
    return lua_error(L);
  case SPAWN_NO_LIMIT:
    return limits_failed(L, op, &plan->limits.limit[r->limit], program,
                         r->error);
  case SPAWN_NO_FILTER:
    if (r->error == EMFILE && plan->limits.count > 0)
      return error_raise(L, op, EMFILE,
                         "\"%.200s\": limit files leaves no number for its "
                         "listener: with a listener it is 6 or more",
                         program);
    install_check(L, op, plan->load, -(long)r->error);
    break;
  case SPAWN_NO_EXEC:
    return error_raise(L, op, r->error, "cannot execute \"%.200s\": %s%s",
                       program, why, execve_says(plan->load, r->error));
  case SPAWN_NO_LISTENER:
    return error_raise(L, op, r->error,
                       "\"%.200s\": its listener could not be received: %s",
                       program, why);
  case SPAWN_KILLED: {
    const char *name = signal_name(r->error, buf, sizeof buf);
    snprintf(message, sizeof message,
             "cannot execute \"%.200s\": killed by %s before it ran%s", program,
             name,
             r->error == SIGSYS       ? "; its filter kills for execve"
             : plan->limits.count > 0 ? "; its limits may leave it no room"
                                      : "");
    error_push(L, op, name, 0, message);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "signal");
    return lua_error(L);
  }
  case SPAWN_NO_PROCESS:
  case SPAWN_BEGUN:
  case SPAWN_FILTERED:
    break;
  }
  return error_raise(L, op, r->error, "\"%.200s\": cannot make a process: %s",
                     program, why);
}

/* Stack of spawn_function: argv and options; then the values of the options in
 * the order of spawn_options; then what is built of them. */
static const char *const spawn_options[] = {
    "filter",          "env",        "cwd",       "stdin",  "stdout", "stderr",
    "listener",        "foreground", "wait_kill", "tracer", "bypass", "limits",
    "die_with_parent", NULL};
enum {
  AT_FILTER = 3,
  AT_ENV,
  AT_CWD,
  AT_STDIN,
  AT_WAIT_KILL = AT_STDIN + 5,
  AT_TRACER,
  AT_LIMITS = AT_TRACER + 2
};

static const char *cwd_read(lua_State *L, const char *op) {
  if (lua_isnil(L, AT_CWD))
    return NULL;
  size_t len;
  if (lua_type(L, AT_CWD) != LUA_TSTRING)
    error_raise(L, op, EINVAL, "option cwd is a path, not %s",
                luaL_typename(L, AT_CWD));
  const char *cwd = lua_tolstring(L, AT_CWD, &len);
  if (strlen(cwd) != len)
    error_raise(L, op, EINVAL, "option cwd has an embedded NUL");
  if (len >= PATH_MAX)
    error_raise(L, op, ENAMETOOLONG, "option cwd is too long for a path");
  return cwd;
}

/* What option wait_kill asks for: 1, 0, or -1 where nothing was said, and the
 * filter's attribute counts. Raises. */
static int wait_kill_read(lua_State *L, const char *op, bool listener) {
  if (lua_isnil(L, 2) || lua_isnil(L, AT_WAIT_KILL))
    return -1;
  const bool wanted = args_option(L, op, 2, "wait_kill", false);
  if (wanted && !listener)
    error_raise(L, op, EINVAL,
                "option wait_kill is for filters with listener=true");
  if (wanted && !sys_can_wait_killable())
    error_raise(L, op, EOPNOTSUPP,
                "option wait_kill needs Linux 5.19: leave it out, and calls "
                "that signals interrupt end with EINTR");
  return wanted;
}

/* [-0, +1]: compiles option filter and fills the load request; raises where
 * filter and listener do not go together. */
static bool filter_read(lua_State *L, const char *op, bool listener,
                        bool bypass, struct sys_load *load) {
  struct source s;
  const int wait_kill = wait_kill_read(L, op, listener);
  if (lua_isnil(L, AT_FILTER)) {
    if (listener)
      error_raise(L, op, EINVAL, "option listener needs a filter");
    lua_pushnil(L);
    return false;
  }
  source_push(L, op, AT_FILTER, bypass, &s);
  if (sys_notifies(s.prog->insns, s.prog->len) && !listener)
    error_raise(L, op, EINVAL,
                "the filter notifies, and nobody would answer: give "
                "listener=true and serve process.listener");
  /* no tsync: a new process has one thread */
  *load = (struct sys_load){.insns = s.prog->insns,
                            .len = s.prog->len,
                            .flags = s.flags,
                            .no_new_privs = s.no_new_privs};
  if (listener)
    load->flags |= LOAD_NEW_LISTENER;
  if (!listener || wait_kill == 0)
    load->flags &= ~LOAD_WAIT_KILLABLE; /* as load() does: nobody waits */
  else if (wait_kill > 0)
    load->flags |= LOAD_WAIT_KILLABLE;
  return true;
}

/* spawn_function, with the paths on the stack. */
__attribute__((noinline)) static int spawn(lua_State *L) {
  static const char op[] = "spawn";
  struct spawn_plan plan;
  struct sys_load load;
  struct spawn_result result;
  struct pipes pipes = {.theirs = {-1, -1, -1}};
  char path[PATH_MAX];
  args_max(L, 2);
  args_type(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (!lua_isnil(L, 2)) {
    args_type(L, 2, LUA_TTABLE);
    args_known_keys(L, op, 2, "option", spawn_options);
  }
  for (size_t i = 0; spawn_options[i] != NULL; i++) {
    if (lua_isnil(L, 2)) {
      lua_pushnil(L);
    } else {
      lua_pushstring(L, spawn_options[i]);
      lua_rawget(L, 2);
    }
  }
  luaL_checkstack(L, 20, NULL);
  plan.listener = !lua_isnil(L, 2) && args_option(L, op, 2, "listener", false);
  bool foreground =
      !lua_isnil(L, 2) && args_option(L, op, 2, "foreground", false);
  bool bypass = !lua_isnil(L, 2) && args_option(L, op, 2, "bypass", false);
  plan.die_with_parent =
      !lua_isnil(L, 2) && args_option(L, op, 2, "die_with_parent", false);
  limits_read(L, op, AT_LIMITS, &plan.limits);
  plan.cwd = cwd_read(L, op);
  for (int i = 0; i < 3; i++)
    plan.stdio[i] = stdio_read(L, op, AT_STDIN + i, spawn_options[3 + i]);
  /* compiling a policy may run Lua, so it comes before what is read from
   * tables that Lua could change */
  plan.load = filter_read(L, op, plan.listener, bypass, &load) ? &load : NULL;
  plan.can_exit = plan.load == NULL ||
                  filter_says(plan.load, SYS_exit_group, SPAWN_EXIT_STATUS) !=
                      BPF_RET_USER_NOTIF;
  plan.argv = argv_read(L, op, 1);
  plan.envp = env_read(L, op, AT_ENV);
  plan.path = find_program(plan.argv[0], plan.cwd, path, sizeof path);
  struct listener *listener = NULL;
  struct process *p = process_new(L);
  if (plan.listener) {
    listener = listener_new(L);
    lua_setiuservalue(L, -2, PROCESS_LISTENER);
  }
  for (int i = 0; i < 3; i++) {
    if (plan.stdio[i] != SPAWN_PIPE)
      continue;
    pipes.ours[i] = pipes_file(L, op);
    lua_setiuservalue(L, -2, PROCESS_STDIN + i);
  }
  struct tracer *tracer = NULL;
  if (!lua_isnil(L, AT_TRACER))
    tracer = tracer_check(L, op, AT_TRACER);
  plan.trace = tracer != NULL ? tracer->trace : NULL;
  process_sweep_orphans();
  /* again: what ran meanwhile may have closed a file, and its number may be
   * another's by now */
  for (int i = 0; i < 3; i++)
    plan.stdio[i] = stdio_read(L, op, AT_STDIN + i, spawn_options[3 + i]);
  const int no_pipe = pipes_open(&pipes);
  if (no_pipe != 0)
    error_raise(L, op, no_pipe, "cannot make a pipe for \"%.200s\": %s",
                plan.argv[0], strerror(no_pipe));
  for (int i = 0; i < 3; i++)
    if (pipes.ours[i] != NULL)
      plan.stdio[i] = pipes.theirs[i];
  /* nothing raises from here on until it has its ends, or ours are closed */
  plan.keep_hup = foreground && passing_ignored(SIGHUP);
  plan.passing = foreground ? &p->passing : NULL;
  if (foreground)
    passing_begin(&p->passing);
  if (foreground && tracer != NULL && getpid() == 1)
    trace_reap_all(tracer->trace);
  spawn_start(&plan, p->note, &result);
  pipes_started(&pipes);
  if (result.stage == SPAWN_FILTERED && tracer != NULL)
    tracer_begin(tracer, p->note, &result);
  if (result.stage != SPAWN_FILTERED) {
    passing_over(&p->passing);
    pipes_drop(&pipes);
    return spawn_failed(L, &plan, &result);
  }
  process_started(L, p, result.pid);
  if (listener != NULL) {
    listener_take(listener, result.listener);
    lua_getiuservalue(L, -1, PROCESS_LISTENER);
    listener_watch(L, -1, -2);
    lua_pop(L, 1);
  } else if (tracer != NULL) {
    p->traced = true;
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, AT_TRACER, 1);
  } else {
    spawn_note_free(p->note);
    p->note = NULL;
  }
  return 1;
}

/***
Start a program, under a filter if there is one.
The filter is compiled before the fork and installed in the new process right
before execve(2), which it must let through; whatever else it does to any call
does not matter, for nothing else is called under it. What the filter's
attributes say holds, but for `tsync`: a new process has one thread.

The program gets descriptors 0, 1 and 2 and no others, an empty signal mask, and
the default action for every signal (those that we ignore included). A name
without a slash is looked for in our PATH, as posix_spawnp(3) does, before the
process starts; a relative path counts from `cwd`.

Without a listener this returns once execve went well, and raises when it did
not: the error has the errno, or `signal` where the filter killed the process.
With a listener it returns as soon as the listener is here. The call to execve
may then be waiting for an answer, and if it fails @{Process:wait} says so.

A Process that is collected goes on; it is reaped by and by, when another one is
started, waited for or collected, so that no zombies gather. One that goes out
of scope as a `<close>` variable is killed.
@function spawn
@tparam {string,…} argv the program and its arguments
@tparam[opt] table options

- `filter`: a Filter, Program or Policy
- `listener`: boolean; true for a filter that notifies: `process.listener`
- `bypass`: boolean; true for a Filter with rules that other bits of
  socketcall's or ipc's first argument get around (@{Filter:load})
- `env`: table name=value; ours when left out
- `cwd`: string
- `stdin`, `stdout`, `stderr`: an open Lua file, a descriptor, `"null"` or
  `"pipe"`; ours when left out. The other end of a pipe is a Lua file, in
  `process.stdin` and so on. To write to one that nobody reads any more gives
  nil, a message and EPIPE's number, and no SIGPIPE
- `limits`: a table of what the process, and each that it starts, may use; soft
  and hard limit alike, set right before the filter: `cpu` (seconds of CPU; then
  SIGKILL), `memory` (bytes of address space), `size` (bytes of a file that it
  writes; then SIGXFSZ), `files` (descriptors; 6 or more with a listener),
  `processes` (of the user altogether; root, CAP_SYS_RESOURCE and CAP_SYS_ADMIN
  are **not bound** by it), `core` (bytes of a core file). A whole number, or
  `"unlimited"`; what is left out is as it is for us. EOVERFLOW where the kernel
  does not keep it: one of 32 bits takes less than 4294967295. See setrlimit(2)
- `die_with_parent`: boolean; SIGKILL for the process when the thread that
  started it ends, however that comes. What it started itself lives on, and so
  does a program that gains rights by execve. See PR_SET_PDEATHSIG in prctl(2)
- `wait_kill`: boolean, for a listener: a signal does not interrupt a call once
  @{Listener:receive} has it, unless it kills; whatever libseccomp has, it needs
  Linux 5.19. The filter's attribute counts when left out. A signal that comes
  before `receive` still ends the call with EINTR, so receive soon
- `foreground`: boolean; true for a program that our process only stands in
  for: until it was waited for, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1 and
  SIGUSR2 are passed on to it and do nothing to us. What a terminal sent to both
  is not sent again. Where we ignore SIGHUP (nohup) it does so too; as the first
  process of a pid namespace we reap its orphans while we wait

@treturn Process with fields `pid`, `listener`, `stdin`, `stdout` and `stderr`
@raise what load raises; the errno of a limit that cannot be set; EINVAL for a
filter that notifies without `listener=true`; EOPNOTSUPP for `wait_kill=true`
before Linux 5.19; the errno of execve, chdir or fork; the name of a signal
@usage local p = seccomp.spawn({"ls", "-l"}, {filter = f, stdout = "null"})
print(p:wait().exited)
@usage local p <close> = seccomp.spawn({"sort"}, {stdin = "pipe",
  stdout = "pipe", limits = {cpu = 1, memory = 1 << 28}})
p.stdin:write("b\na\n")
p.stdin:close()
print(p.stdout:read "a", p:wait().usage.maxrss)
*/
int spawn_function(lua_State *L) {
  error_stack(L, "spawn", 8 * (size_t)PATH_MAX + STACK_WORK);
  return spawn(L);
}
