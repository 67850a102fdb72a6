/* SPDX-License-Identifier: MIT */
/* What the specs need of the system and Lua has not: bare system calls, a
 * second thread, a SIGSYS handler, other users, slow pipes. A Lua module:
 *   package.loadlib(path, "luaopen_helper")()
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <lauxlib.h>
#include <lua.h>

/* syscall(number, ...) → result, or nil and errno. Strings are pointers. */
static int helper_syscall(lua_State *L) {
  long args[7] = {0};
  int n = lua_gettop(L);
  luaL_argcheck(L, n >= 1 && n <= 7, 8, "too many");
  for (int i = 1; i <= n; i++)
    args[i - 1] = lua_type(L, i) == LUA_TSTRING
                      ? (long)(intptr_t)lua_tostring(L, i)
                      : (long)luaL_checkinteger(L, i);
  long rc =
      syscall(args[0], args[1], args[2], args[3], args[4], args[5], args[6]);
  int err = errno;
  if (rc == -1) {
    lua_pushnil(L);
    lua_pushinteger(L, err);
    return 2;
  }
  lua_pushinteger(L, rc);
  return 1;
}

static int helper_close(lua_State *L) {
  lua_pushboolean(L, close((int)luaL_checkinteger(L, 1)) == 0);
  return 1;
}

/* fileno(file) → the fd of an open Lua file */
static int helper_fileno(lua_State *L) {
  luaL_Stream *s = luaL_checkudata(L, 1, LUA_FILEHANDLE);
  lua_pushinteger(L, fileno(s->f));
  return 1;
}

/* Whether an fd is open. */
static int helper_is_open(lua_State *L) {
  lua_pushboolean(L, fcntl((int)luaL_checkinteger(L, 1), F_GETFD) != -1);
  return 1;
}

/* setuid(uid): no privileges from here on. */
static int helper_setuid(lua_State *L) {
  if (setuid((uid_t)luaL_checkinteger(L, 1)) != 0)
    return luaL_error(L, "setuid: %s", strerror(errno));
  return 0;
}

static int helper_no_new_privs(lua_State *L) {
  lua_pushboolean(L, prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
  return 1;
}

/* ------------------------------------------------------------- SIGSYS -- */

static volatile sig_atomic_t trapped_call = -1, trapped_code = -1;

static void on_sigsys(int signo, siginfo_t *info, void *context) {
  (void)signo;
  (void)context;
  trapped_call = info->si_syscall;
  trapped_code = info->si_errno;
}

static int helper_trap(lua_State *L) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = on_sigsys;
  sa.sa_flags = SA_SIGINFO;
  if (sigaction(SIGSYS, &sa, NULL) != 0)
    return luaL_error(L, "sigaction: %s", strerror(errno));
  return 0;
}

/* trapped() → number and code of the last trapped call, -1 before any */
static int helper_trapped(lua_State *L) {
  lua_pushinteger(L, trapped_call);
  lua_pushinteger(L, trapped_code);
  return 2;
}

/* ------------------------------------------------------ second thread -- */

static sem_t ask, answer;
static enum { ORDER_CALL, ORDER_FILTER } order;
static long call_number;
static int call_errno;
static pthread_t thread;

/* A filter of the thread's own, which TSYNC cannot replace. */
static int own_filter(void) {
  struct sock_filter allow[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  struct sock_fprog prog = {1, allow};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return errno;
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &prog) == 0 ? 0
                                                                      : errno;
}

static void *serve(void *unused) {
  for (;;) {
    sem_wait(&ask);
    if (order == ORDER_FILTER)
      call_errno = own_filter();
    else
      call_errno = syscall(call_number, 0, 0, 0) == -1 ? errno : 0;
    sem_post(&answer);
  }
  return unused;
}

static int helper_thread(lua_State *L) {
  sem_init(&ask, 0, 0);
  sem_init(&answer, 0, 0);
  if (pthread_create(&thread, NULL, serve, NULL) != 0)
    return luaL_error(L, "no thread");
  return 0;
}

/* The thread's errno, or nil when it does not answer any more. */
static int have_done(lua_State *L) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += 1;
  sem_post(&ask);
  if (sem_timedwait(&answer, &until) == 0)
    lua_pushinteger(L, call_errno);
  else
    lua_pushnil(L);
  return 1;
}

/* thread_call(number) → errno, 0 for success, nil when it died */
static int helper_thread_call(lua_State *L) {
  order = ORDER_CALL;
  call_number = (long)luaL_checkinteger(L, 1);
  return have_done(L);
}

/* thread_filter() → errno, 0 for success */
static int helper_thread_filter(lua_State *L) {
  order = ORDER_FILTER;
  return have_done(L);
}

/* --------------------------------------------------------- slow pipes -- */

static int drain_fd;
static char *drained;
static size_t drained_size, drained_room;

static void *drain(void *unused) {
  for (;;) {
    if (drained_size + 512 > drained_room) {
      drained_room = drained_room * 2 + 4096;
      drained = realloc(drained, drained_room);
      if (drained == NULL)
        abort();
    }
    ssize_t n = read(drain_fd, drained + drained_size, 512);
    if (n == 0)
      break;
    if (n > 0)
      drained_size += (size_t)n;
    usleep(50);
  }
  return unused;
}

static void on_alarm(int signo) { (void)signo; }

/* drain() → fd of the writing end of the smallest pipe there is, whose reader
 * is slow; and a timer that interrupts the writer. */
static int helper_drain(lua_State *L) {
  int fds[2];
  struct sigaction sa;
  struct itimerval every = {{0, 1000}, {0, 1000}};
  sigset_t set, old;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = on_alarm; /* no SA_RESTART: writes are cut short */
  if (pipe2(fds, O_CLOEXEC) != 0 || fcntl(fds[1], F_SETPIPE_SZ, 4096) < 0)
    return luaL_error(L, "pipe: %s", strerror(errno));
  drain_fd = fds[0];
  drained_size = 0;
  sigemptyset(&set);
  sigaddset(&set, SIGALRM);
  pthread_sigmask(SIG_BLOCK, &set, &old); /* not the reader's */
  pthread_create(&thread, NULL, drain, NULL);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  sigaction(SIGALRM, &sa, NULL);
  setitimer(ITIMER_REAL, &every, NULL);
  lua_pushinteger(L, fds[1]);
  return 1;
}

/* drained(fd) → what was written to it */
static int helper_drained(lua_State *L) {
  struct itimerval never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &never, NULL);
  close((int)luaL_checkinteger(L, 1));
  pthread_join(thread, NULL);
  lua_pushlstring(L, drained, drained_size);
  free(drained);
  drained = NULL;
  drained_size = drained_room = 0;
  return 1;
}

int luaopen_helper(lua_State *L);

int luaopen_helper(lua_State *L) {
  static const luaL_Reg functions[] = {{"syscall", helper_syscall},
                                       {"close", helper_close},
                                       {"fileno", helper_fileno},
                                       {"is_open", helper_is_open},
                                       {"setuid", helper_setuid},
                                       {"no_new_privs", helper_no_new_privs},
                                       {"trap", helper_trap},
                                       {"trapped", helper_trapped},
                                       {"thread", helper_thread},
                                       {"thread_call", helper_thread_call},
                                       {"thread_filter", helper_thread_filter},
                                       {"drain", helper_drain},
                                       {"drained", helper_drained},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
