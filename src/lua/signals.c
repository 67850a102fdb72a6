/* SPDX-License-Identifier: MIT */
/* Signals by name: one table, used both ways; and what the command does with
 * its own. */
#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../sys/nearest.h"
#include "../sys/passing.h"
#include "args.h"
#include "class.h"
#include "error.h"
#include "signals.h"

/* a table reads by its columns */
/* clang-format off */
static const struct {
  const char *name;
  int number;
} signal_table[] = {
#define S(name)                                                                \
  { #name, name }
    S(SIGHUP),
    S(SIGINT),
    S(SIGQUIT),
    S(SIGILL),
    S(SIGTRAP),
    S(SIGABRT),
    S(SIGBUS),
    S(SIGFPE),
    S(SIGKILL),
    S(SIGUSR1),
    S(SIGSEGV),
    S(SIGUSR2),
    S(SIGPIPE),
    S(SIGALRM),
    S(SIGTERM),
    S(SIGCHLD),
    S(SIGCONT),
    S(SIGSTOP),
    S(SIGTSTP),
    S(SIGTTIN),
    S(SIGTTOU),
    S(SIGURG),
    S(SIGXCPU),
    S(SIGXFSZ),
    S(SIGVTALRM),
    S(SIGPROF),
    S(SIGWINCH),
    S(SIGIO),
    S(SIGPWR),
    S(SIGSYS),
#ifdef SIGSTKFLT
    S(SIGSTKFLT),
#endif
    /* second names */
    S(SIGPOLL),
    S(SIGIOT),
#undef S
};
/* clang-format on */
#define SIGNAL_COUNT (sizeof signal_table / sizeof signal_table[0])

const char *signal_name(int number, char *buf, size_t size) {
  for (size_t i = 0; i < SIGNAL_COUNT; i++)
    if (signal_table[i].number == number)
      return signal_table[i].name;
  if (number >= SIGRTMIN && number <= SIGRTMAX)
    snprintf(buf, size, "SIGRTMIN+%d", number - SIGRTMIN);
  else
    snprintf(buf, size, "SIG%d", number);
  return buf;
}

/* By name, -1 when unknown. */
static int signal_number(const char *name) {
  if (strncasecmp(name, "SIG", 3) == 0)
    name += 3;
  for (size_t i = 0; i < SIGNAL_COUNT; i++)
    if (strcasecmp(name, signal_table[i].name + 3) == 0)
      return signal_table[i].number;
  if (strncasecmp(name, "RTMIN", 5) == 0) {
    char *end = NULL;
    /* strtol would take blanks and a sign as well */
    bool digits = name[5] == '+' && isdigit((unsigned char)name[6]);
    long n = digits ? strtol(name + 6, &end, 10) : 0;
    bool whole = name[5] == '\0' || (digits && *end == '\0');
    if (whole && n >= 0 && n <= SIGRTMAX - SIGRTMIN)
      return SIGRTMIN + (int)n;
  }
  return -1;
}

int signal_check(lua_State *L, const char *op, int idx) {
  if (lua_type(L, idx) == LUA_TNUMBER)
    return (int)args_integer(L, idx, 0, SIGRTMAX);
  const char *name = args_name(L, idx, "signal name");
  int number = signal_number(name);
  if (number < 0) {
    struct nearest near;
    char hint[96];
    nearest_start(&near, name);
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
      nearest_offer(&near, signal_table[i].name);
    error_raise(L, op, EINVAL, "unknown signal \"%.80s\"%s", name,
                nearest_hint(&near, hint, sizeof hint,
                             ": give a name as SIGTERM, or a number"));
  }
  return number;
}

#define HOLDER_META "seccomp.core.signals.holder"

static atomic_int noted; /* the handler may run on any thread */

static void note_interrupt(int number) {
  (void)number;
  noted = 1;
}

/* What the function that `interrupts` returns does: without an argument SIGINT
 * does again what it did then, with "ignore" nothing, and with "note" it is
 * noted, for `key`. */
static int signals_set(lua_State *L) {
  static const char *const ways[] = {"restore", "ignore", "note", NULL};
  static const struct sigaction ignore = {.sa_handler = SIG_IGN},
                                note = {.sa_handler = note_interrupt};
  const struct sigaction *before = lua_touserdata(L, lua_upvalueindex(2));
  args_max(L, 1);
  int way = luaL_checkoption(L, 1, "restore", ways);
  noted = 0;
  sigaction(SIGINT, way == 0 ? before : way == 1 ? &ignore : &note, NULL);
  return 0;
}

/* What the lua program does on an interrupt it does once: the handler that
 * raises "interrupted!" takes itself away, and the next interrupt ends the
 * program. Returns a function that puts it back, for a prompt that goes on. */
static int signals_interrupts(lua_State *L) {
  args_max(L, 0);
  lua_pushliteral(L, "interrupt");
  struct sigaction *now = lua_newuserdatauv(L, sizeof *now, 0);
  sigaction(SIGINT, NULL, now);
  lua_pushcclosure(L, signals_set, 2);
  return 1;
}

static int holder_let_go(lua_State *L) {
  bool *held = luaL_testudata(L, 1, HOLDER_META);
  if (held != NULL && *held) {
    *held = false;
    passing_let_go();
  }
  return 0;
}

/* hold(): until what this returns is closed, signals that the foreground has
 * passed on do not end this process once there is no process to pass them to.
 */
static int signals_hold(lua_State *L) {
  args_max(L, 0);
  bool *held = lua_newuserdatauv(L, sizeof *held, 0);
  *held = false;
  if (luaL_newmetatable(L, HOLDER_META)) {
    lua_pushcfunction(L, holder_let_go);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, holder_let_go);
    lua_setfield(L, -2, "__close");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
  }
  lua_setmetatable(L, -2);
  passing_hold();
  *held = true;
  return 1;
}

/* caught(): the name of the last signal that could not be passed on, or nil. */
static int signals_caught(lua_State *L) {
  char buf[16];
  args_max(L, 0);
  int number = passing_caught();
  if (number == 0)
    return 0;
  lua_pushstring(L, signal_name(number, buf, sizeof buf));
  return 1;
}

/* die(signal): ends us as that signal ended a process of ours, without a core
 * of our own. Returns its number where that is not to be had, as for the first
 * process of a namespace. */
static int signals_die(lua_State *L) {
  args_max(L, 1);
  int number = signal_check(L, "die", 1);
  const struct rlimit none = {0, 0};
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigset_t set;
  setrlimit(RLIMIT_CORE, &none);
  sigaction(number, &action, NULL);
  sigemptyset(&set);
  sigaddset(&set, number);
  kill(getpid(), number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  lua_pushinteger(L, number);
  return 1;
}

/* number(name): of a signal. */
static int signals_number(lua_State *L) {
  args_max(L, 1);
  lua_pushinteger(L, signal_check(L, "number", 1));
  return 1;
}

/* Waits until standard input has something to read, or its end; false when an
 * interrupt is noted, or comes first. */
static int signals_key(lua_State *L) {
  struct pollfd in = {.fd = 0, .events = POLLIN};
  sigset_t interrupt, mask;
  int n = 0;
  args_max(L, 0);
  /* let in by ppoll alone, so that none comes just before it */
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  pthread_sigmask(SIG_BLOCK, &interrupt, &mask);
  do {
    if (!noted)
      n = ppoll(&in, 1, NULL, &mask);
  } while (n < 0 && errno == EINTR && !noted);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  lua_pushboolean(L, !noted);
  return 1;
}

static const luaL_Reg signals_functions[] = {{"interrupts", signals_interrupts},
                                             {"key", signals_key},
                                             {"hold", signals_hold},
                                             {"caught", signals_caught},
                                             {"die", signals_die},
                                             {"number", signals_number},
                                             {NULL, NULL}};

void signals_open(lua_State *L) {
  class_preload(L, "seccomp.core.signals", signals_functions);
}
