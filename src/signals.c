/* Signals by name: one table, used both ways. */
#include <ctype.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "lua_seccomp.h"

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

static volatile sig_atomic_t noted;

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

/* [-0, +1] */
static int open_functions(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"interrupts", signals_interrupts}, {"key", signals_key}, {NULL, NULL}};
  lua_newtable(L);
  functions_set(L, functions);
  return 1;
}

void signals_open(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open_functions);
  lua_setfield(L, -2, "seccomp.core.signals");
  lua_pop(L, 1);
}
