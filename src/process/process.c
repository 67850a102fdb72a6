/* SPDX-License-Identifier: MIT */
/* Processes: what seccomp.spawn returns. */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../lua/class.h"
#include "../lua/deadline.h"
#include "../lua/error.h"
#include "../lua/signals.h"
#include "../scmp/arch.h"
#include "../sys/passing.h"
#include "../sys/seccomp.h"
#include "../sys/spawn.h"
#include "../sys/usage.h"
#include "pipes.h"
#include "process.h"

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif

#define PROCESS_META "seccomp.process"
#define PROCESS_MAGIC 0x50524f43u

/* ------------------------------------------------------------ orphans -- */

static pthread_mutex_t orphan_lock = PTHREAD_MUTEX_INITIALIZER;
static struct orphan *orphans;

void process_sweep_orphans(void) {
  pthread_mutex_lock(&orphan_lock);
  for (struct orphan **at = &orphans; *at != NULL;) {
    struct orphan *o = *at;
    if (usage_wait(o->pid, NULL, WNOHANG | __WALL, NULL) == 0) {
      at = &o->next;
    } else {
      *at = o->next;
      free(o);
    }
  }
  pthread_mutex_unlock(&orphan_lock);
}

static void orphans_add(struct orphan *o) {
  pthread_mutex_lock(&orphan_lock);
  o->next = orphans;
  orphans = o;
  pthread_mutex_unlock(&orphan_lock);
}

/* ------------------------------------------------------------- object -- */

static struct process *process_any(lua_State *L) {
  return class_check(L, 1, PROCESS_META, sizeof(struct process), PROCESS_MAGIC);
}

struct process *process_new(lua_State *L) {
  static const char op[] = "spawn";
  struct process *p = lua_newuserdatauv(L, sizeof *p, PROCESS_VALUES);
  *p = (struct process){.magic = PROCESS_MAGIC, .pidfd = -1};
  luaL_setmetatable(L, PROCESS_META);
  p->orphan = malloc(sizeof *p->orphan);
  if (p->orphan == NULL)
    error_raise(L, op, ENOMEM, "not enough memory");
  p->note = spawn_note_new();
  if (p->note == NULL) {
    int err = errno;
    error_raise(L, op, err, "cannot allocate shared memory: %s", strerror(err));
  }
  return p;
}

/* Forgets all but the outcome. */
static void process_settle(lua_State *L, struct process *p) {
  int fd = p->pidfd;
  p->reaped = true;
  p->pidfd = -1;
  passing_over(&p->passing);
  if (fd >= 0 && p->polled)
    deadline_polled_cancel(L, fd);
  if (fd >= 0)
    close(fd);
  free(p->orphan);
  p->orphan = NULL;
}

void process_started(lua_State *L, struct process *p, pid_t pid) {
  p->pid = pid;
  /* not before: it is our child and not reaped, so the pid is its own */
  p->pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
  if (p->pidfd < 0 &&
      errno == ESRCH) { /* unless its status was taken elsewhere */
    p->taken = true;
    process_settle(L, p);
  }
  passing_to(&p->passing, pid, p->pidfd);
}

void process_traced_end(lua_State *L, struct process *p, int status,
                        const struct usage *usage) {
  p->status = status;
  p->usage = *usage;
  process_settle(L, p);
}

/* waitpid; 1 when reaped, 0 when it still runs (WNOHANG). */
static int process_reap(lua_State *L, struct process *p, int flags) {
  pid_t got;
  /* as the first process of a namespace we have others' orphans */
  const bool all = p->passing.place != 0 && getpid() == 1;
  do
    got = usage_wait(all ? -1 : p->pid, &p->status, flags | __WALL, &p->usage);
  while ((got < 0 && errno == EINTR) || (got > 0 && got != p->pid));
  if (got == 0)
    return 0;
  p->taken = got < 0;
  process_settle(L, p);
  return 1;
}

/* Lets go of a process: reaps it if it has ended, and else leaves that for
 * later, without waiting. Raises nothing. */
static void process_dispose(lua_State *L, struct process *p) {
  if (p->traced)
    process_settle(L, p);
  if (p->pid > 0 && !p->reaped && process_reap(L, p, WNOHANG) == 0) {
    struct orphan *o = p->orphan;
    p->orphan = NULL;
    process_settle(L, p);
    p->taken = true;
    if (o != NULL) {
      o->pid = p->pid;
      orphans_add(o);
    }
  }
  free(p->orphan);
  p->orphan = NULL;
  spawn_note_free(p->note);
  p->note = NULL;
}

static int process__gc(lua_State *L) {
  struct process *p =
      class_test(L, 1, PROCESS_META, sizeof(struct process), PROCESS_MAGIC);
  if (p != NULL) {
    process_dispose(L, p);
    process_sweep_orphans();
  }
  return 0;
}

/* Whether the status of a process that was not reaped here was taken elsewhere.
 * Then its pid may be another process's by now, and must not be signalled; p
 * counts as ended. */
static bool process_lost(lua_State *L, struct process *p) {
  enum { BY_PIDFD = 3 }; /* P_PIDFD; Linux 5.4 */
  const int look = WEXITED | WNOHANG | WNOWAIT | __WALL;
  struct pollfd end = {.fd = p->pidfd, .events = POLLIN};
  const struct timespec now = {0, 0};
  siginfo_t info;
  int rc = -1;
  errno = EINVAL;
  if (p->pidfd >= 0) {
    if (ppoll(&end, 1, &now, NULL) == 0)
      return false; /* it runs */
    rc = waitid((idtype_t)BY_PIDFD, (id_t)p->pidfd, &info, look);
  }
  if (rc != 0 && errno == EINVAL)
    rc = waitid(P_PID, (id_t)p->pid, &info, look);
  if (rc == 0 || errno != ECHILD)
    return false;
  p->taken = true;
  process_settle(L, p);
  return true;
}

/* Sends a signal to one that was not reaped: until then its pid is its own. */
static bool process_signal(const struct process *p, int number) {
  return kill(p->pid, number) == 0 ||
         (call_unanswered(errno) && p->pidfd >= 0 &&
          syscall(SYS_pidfd_send_signal, p->pidfd, number, NULL, 0) == 0);
}

bool process_ended(lua_State *L, struct process *p) {
  return p->reaped || process_reap(L, p, WNOHANG) != 0 || process_lost(L, p);
}

/* `<close>`: what was started for a block ends with it, pipes and all. */
static int process__close(lua_State *L) {
  struct process *p = process_any(L);
  if (p->pid > 0 && !p->reaped && !process_lost(L, p)) {
    process_signal(p, SIGKILL);
    if (p->traced)
      process_settle(L, p); /* its tracer reaps it */
    else
      process_reap(L, p, 0);
  }
  for (int i = PROCESS_STDIN; i <= PROCESS_VALUES; i++) {
    lua_getiuservalue(L, 1, i);
    pipes_close(L, -1);
    lua_pop(L, 1);
  }
  return 0;
}

/* Waits until the process has ended, at most so long; 1, 0 or -errno. */
static int process_await(lua_State *L, struct process *p,
                         const struct deadline *d) {
  short revents;
  if (p->passing.place != 0 && getpid() == 1 &&
      (d->never || process_reap(L, p, WNOHANG)))
    return p->reaped ? 1 : process_reap(L, p, 0);
  if (p->pidfd >= 0) {
    int n = deadline_poll(L, d, p->pidfd, &revents);
    if (n > 0 && (revents & POLLNVAL))
      return -EBADF; /* closed behind it: nothing would tell of the end */
    /* ended; where there is nothing to reap a tracer has it yet, or its pid is
     * another's */
    if (n > 0)
      return process_reap(L, p, WNOHANG) || process_lost(L, p) ||
             process_reap(L, p, 0);
    if (n == 0 || !call_unanswered(-n))
      return n == -EINTR ? 0 : n;
  }
  /* no pidfds before Linux 5.3, or nobody who polls them */
  if (d->never)
    return process_reap(L, p, 0);
  for (long nap = 1000000;;) {
    if (process_reap(L, p, WNOHANG))
      return 1;
    struct timespec left = deadline_left(d);
    if (left.tv_sec == 0 && left.tv_nsec == 0)
      return 0;
    if (left.tv_sec > 0 || left.tv_nsec > nap)
      left = (struct timespec){0, nap};
    nanosleep(&left, NULL);
    if (nap < 16000000)
      nap *= 2;
  }
}

/***
A program that @{spawn} started.

- `pid`: its number
- `listener`: the Listener, where one was asked for; else nil
- `stdin`, `stdout`, `stderr`: our ends of its pipes, where those were asked
for, as Lua files; they are closed with a `<close>` variable that has the
Process
@type Process
*/

/* [-0, +0]: gives the table at the top the field usage; by its metatable, so
 * that two outcomes are alike whatever they cost. */
static void usage_push(lua_State *L, const struct usage *usage) {
  lua_createtable(L, 0, 2);
  lua_createtable(L, 0, 1);
  lua_createtable(L, 0, 3);
  lua_pushnumber(L, usage->user);
  lua_setfield(L, -2, "user");
  lua_pushnumber(L, usage->system);
  lua_setfield(L, -2, "system");
  lua_pushinteger(L, usage->maxrss);
  lua_setfield(L, -2, "maxrss");
  lua_setfield(L, -2, "usage");
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

/***
Wait for the process to end. Once it has, the answer stays the same.

Its field `usage` has what the process used, as wait4(2) tells it: `user` and
`system`, the seconds of CPU, and `maxrss`, the most bytes of memory that it had
at once. The kernel counts with it the children that it waited for, and takes
for the least of `maxrss` what *this* process had when it started it. (`pairs`
does not come to `usage`: two outcomes are alike whatever they cost.)

With pipes: read what the process writes before this, and close its `stdin`. One
that waits to be read, or to read, does not end.
@function Process:wait
@tparam[opt] number timeout seconds; for ever when left out, 0 to look only
@treturn[1] table `{exited=code}`, `{signaled="SIGSYS"}`, or, with a listener,
  `{exec_error="ENOENT"}` when execve failed; and `usage`
@treturn[2] nil when it still runs
@treturn[2] string `"timeout"`
@raise ECHILD when something else in this program took its status: a wait for
  any child, or SIGCHLD being ignored
*/
static int process_wait(lua_State *L) {
  static const char op[] = "wait";
  struct process *p = process_any(L);
  args_max(L, 2);
  if (p->traced && !p->reaped)
    error_raise(L, op, EBUSY, "process %d is waited for by its tracer",
                (int)p->pid);
  struct deadline d = deadline_arg(L, 2);
  int rc = p->reaped ? 1 : process_await(L, p, &d);
  if (rc < 0)
    error_raise(L, op, -rc, "cannot wait for process %d: %s", (int)p->pid,
                strerror(-rc));
  if (rc == 0) {
    lua_pushnil(L);
    lua_pushliteral(L, "timeout");
    return 2;
  }
  if (p->taken)
    error_raise(L, op, ECHILD,
                "the status of process %d was taken elsewhere in this program: "
                "by a wait for any child, or because SIGCHLD is ignored",
                (int)p->pid);
  char buf[24];
  lua_createtable(L, 0, 1);
  usage_push(L, &p->usage);
  if (p->note != NULL && p->note->stage == SPAWN_NO_EXEC) {
    const char *name = arch_native_errno_name(p->note->error);
    snprintf(buf, sizeof buf, "E%d", p->note->error);
    lua_pushstring(L, name != NULL ? name : buf);
    lua_setfield(L, -2, "exec_error");
  } else if (WIFSIGNALED(p->status)) {
    lua_pushstring(L, signal_name(WTERMSIG(p->status), buf, sizeof buf));
    lua_setfield(L, -2, "signaled");
  } else {
    lua_pushinteger(L, WEXITSTATUS(p->status));
    lua_setfield(L, -2, "exited");
  }
  return 1;
}

/***
Send the process a signal. Corresponds to kill(2); never reaches another process
that got the same pid.
@function Process:kill
@tparam[opt="SIGTERM"] string|integer signal name, with or without `SIG`, or
  number
@treturn[1] boolean true
@treturn[2] boolean false when it was waited for already, here or elsewhere
@treturn[2] string `"gone"`
@raise EINVAL for an unknown signal, EPERM when it became another user's
*/
static int process_kill(lua_State *L) {
  static const char op[] = "kill";
  struct process *p = process_any(L);
  args_max(L, 2);
  int number = lua_isnoneornil(L, 2) ? SIGTERM : signal_check(L, op, 2);
  bool gone = p->reaped || process_lost(L, p);
  if (!gone && process_signal(p, number)) {
    lua_pushboolean(L, 1);
    return 1;
  }
  int err = gone ? ESRCH : errno;
  if (err != ESRCH)
    error_raise(L, op, err, "cannot send signal %d to process %d: %s", number,
                (int)p->pid, strerror(err));
  lua_pushboolean(L, 0);
  lua_pushliteral(L, "gone");
  return 2;
}

/***
For cqueues: what to poll; readable once the process has ended.
@function Process:pollfd
@treturn integer a pidfd; nil once waited for, or before Linux 5.3
*/
static int process_pollfd(lua_State *L) {
  struct process *p = process_any(L);
  args_max(L, 1);
  p->polled = true;
  if (p->pidfd >= 0)
    lua_pushinteger(L, p->pidfd);
  else
    lua_pushnil(L);
  return 1;
}

/***
For cqueues: what to poll for.
@function Process:events
@treturn string `"r"`
*/
static int process_events(lua_State *L) {
  process_any(L);
  args_max(L, 1);
  lua_pushliteral(L, "r");
  return 1;
}

/***
For cqueues: how long to poll. For ever while it runs; not at all once it was
waited for, by a Listener too, when there is no descriptor to poll any more.
@function Process:timeout
@treturn number|nil seconds
*/
static int process_timeout(lua_State *L) {
  struct process *p = process_any(L);
  args_max(L, 1);
  if (p->reaped)
    lua_pushinteger(L, 0);
  else
    lua_pushnil(L);
  return 1;
}

/* Fields; the rest are methods (third upvalue). */
static int process__index(lua_State *L) {
  static const char *const values[PROCESS_VALUES] = {"listener", "stdin",
                                                     "stdout", "stderr"};
  struct process *p = process_any(L);
  lua_settop(L, 2);
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  if (strcmp(key, "pid") == 0)
    lua_pushinteger(L, p->pid);
  else
    lua_rawget(L, lua_upvalueindex(3));
  for (int i = 0; i < PROCESS_VALUES; i++)
    if (strcmp(key, values[i]) == 0)
      lua_getiuservalue(L, 1, i + 1);
  return 1;
}

static int process__newindex(lua_State *L) {
  process_any(L);
  return luaL_error(L, "a Process cannot be changed");
}

static int process__tostring(lua_State *L) {
  struct process *p = process_any(L);
  lua_pushfstring(L, "seccomp.process (pid %d%s)", (int)p->pid,
                  p->reaped ? ", ended" : "");
  return 1;
}

static const luaL_Reg process_methods[] = {
    {"wait", process_wait},       {"kill", process_kill},
    {"pollfd", process_pollfd},   {"events", process_events},
    {"timeout", process_timeout}, {NULL, NULL}};

static const luaL_Reg process_meta[] = {{"__gc", process__gc},
                                        {"__close", process__close},
                                        {"__newindex", process__newindex},
                                        {"__tostring", process__tostring},
                                        {NULL, NULL}};

void process_open(lua_State *L) {
  class_open(L, PROCESS_META, NULL, process_meta);
  class_methods(L, PROCESS_META, process_methods);
  class_index(L, PROCESS_META, process__index);
}
