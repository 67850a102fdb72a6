/* SPDX-License-Identifier: MIT */
/* Fails system calls, one after the other, while a scenario runs.
 *
 *   faults <script.lua>...
 *
 * The scenarios are those of alloc.c. Each is run once with every call noted
 * that it makes, its children's too, until they execute something. Then a child
 * runs it for each of these calls and each errno that errnos.h has for it, with
 * every such call failing, and with the first, the second ... alone. The
 * process that forked it traces it (ptrace(2)) and makes the calls fail: so no
 * filter is left behind, and `check` runs with calls as ever. What a scenario
 * traces itself is not followed.
 *
 * Nothing may crash or hang, or leave a block, a mapping, a descriptor or a
 * child behind; what comes is the right result, or an error that names the
 * errno: common.lua asks fault() for it. An interrupted call (EINTR) is made
 * again, or told of. And calls that move bytes move half of them (SHORT), which
 * is no error: the rest has to follow.
 *
 * A sample of these points is tried, another one for each FAULTS_SEED; all of
 * them where FAULTS_ALL is set.
 * FAULTS_ONLY names the only scenario to run, FAULTS_CALL the only call,
 * FAULTS_ERROR the only errno (or SHORT), of which all points are tried then;
 * FAULTS_VERBOSE tells of each error. FAULTS_KEEP goes on behind what fails.
 *
 * More functions of scripts: fault(), told(error), reap().
 *
 * Prints "tried POINTS: SCENARIO" for each scenario, and "failed CALL". Ends
 * with 1 where a point failed, and with 77 where nobody can be traced. */
#include "scenario.h"

#include <stdatomic.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <time.h>

#include "errnos.h"

#define CALL_STOP (SIGTRAP | 0x80) /* PTRACE_O_TRACESYSGOOD */
#define EVERY 0L
#define SHORT 4096 /* is no errno: half of the bytes are moved */
/* Unless all points are tried: one scenario of so many, and one call */
#define SCENARIOS_STEP 3
#define CALLS_STEP 2

/* What the point is: calls `nr` fail with `error`, the n-th or every one. */
static struct point {
  const struct call_errnos *call;
  long n;
  int error;
} point = {.n = EVERY};

static bool all_points, verbose;
static bool probing; /* whether it works, to find out how */

static bool c_fails(const void *caller) {
  (void)caller;
  return false;
}

static void *lua_allocate(void *ud, void *p, size_t old, size_t size) {
  (void)ud, (void)old;
  if (size > 0)
    return __libc_realloc(p, size);
  if (!closing)
    __libc_free(p);
  return NULL;
}

static const char *error_name(int error) {
  return error == SHORT ? "SHORT" : strerrorname_np(error);
}

static void die(const char *what, long n, const char *why) {
  if (probing)
    _exit(1);
  if (point.call == NULL)
    say(err, "%s: %s: %s\n", name, what, why);
  else
    say(err, "%s: %s, %s %ld fails with %s: %s\n", name, what, point.call->name,
        n, error_name(point.error), why);
  _exit(1);
}

/* fault() → the call that fails, its errno as a name, as a number and as text;
 * nothing where none fails */
static int script_fault(lua_State *L) {
  if (point.call == NULL)
    return 0;
  lua_pushstring(L, point.call->name);
  lua_pushstring(L, error_name(point.error));
  lua_pushinteger(L, point.error);
  lua_pushstring(L, point.error == SHORT ? "SHORT" : strerror(point.error));
  return 4;
}

/* told(error): for those who read what was said */
static int script_told(lua_State *L) {
  if (verbose)
    say(err, "told: %s, %s %ld %s: %s\n", name, point.call->name, point.n,
        error_name(point.error), luaL_tolstring(L, 1, NULL));
  return 0;
}

/* reap(): those that could not be waited for */
static int script_reap(lua_State *L) {
  (void)L;
  while (waitpid(-1, NULL, __WALL) > 0)
    ;
  return 0;
}

/* ------------------------------------------------------------ the tracer */

struct tracee {
  pid_t pid;
  bool failing;
  long end;     /* that brk(2) was asked for, or 0 */
  long bytes;   /* that a call was to move of which half are moved, or 0 */
  uintptr_t at; /* where that number is: in memory, or 0 for the register */
};
static struct tracee tracees[256];
static size_t tracee_count;

static struct tracee *tracee_of(pid_t pid) {
  for (size_t i = 0; i < tracee_count; i++)
    if (tracees[i].pid == pid)
      return &tracees[i];
  if (tracee_count == sizeof tracees / sizeof *tracees)
    die("tracer", 0, "too many processes");
  tracees[tracee_count] = (struct tracee){.pid = pid};
  return &tracees[tracee_count++];
}

static void tracee_gone(pid_t pid) {
  struct tracee *t = tracee_of(pid);
  *t = tracees[--tracee_count];
}

/* How often each call was made. */
#define NUMBERS 512
static long seen[NUMBERS];
static bool tracing; /* the scenario traces */
static long met;     /* calls that the point is about */

#if defined __x86_64__ || defined __i386__
#ifdef __x86_64__
#define CALL_REGISTER offsetof(struct user, regs.orig_rax)
#define RESULT_REGISTER offsetof(struct user, regs.rax)
#define ARGUMENT_REGISTER offsetof(struct user, regs.rdi)
#define COUNT_REGISTER offsetof(struct user, regs.rdx)
#else
#define CALL_REGISTER offsetof(struct user, regs.orig_eax)
#define RESULT_REGISTER offsetof(struct user, regs.eax)
#define ARGUMENT_REGISTER offsetof(struct user, regs.ebx)
#define COUNT_REGISTER offsetof(struct user, regs.edx)
#endif
static int set_call(pid_t pid, long nr) {
  return ptrace(PTRACE_POKEUSER, pid, CALL_REGISTER, nr) ? -1 : 0;
}
static int set_result(pid_t pid, long value) {
  return ptrace(PTRACE_POKEUSER, pid, RESULT_REGISTER, value) ? -1 : 0;
}
static int set_argument(pid_t pid, long value) {
  return ptrace(PTRACE_POKEUSER, pid, ARGUMENT_REGISTER, value) ? -1 : 0;
}
static int set_count(pid_t pid, long value) {
  return ptrace(PTRACE_POKEUSER, pid, COUNT_REGISTER, value) ? -1 : 0;
}
#define CAN_TRACE true
#else
static int set_call(pid_t pid, long nr) { return (void)pid, (void)nr, -1; }
static int set_result(pid_t pid, long v) { return (void)pid, (void)v, -1; }
static int set_argument(pid_t pid, long v) { return (void)pid, (void)v, -1; }
static int set_count(pid_t pid, long v) { return (void)pid, (void)v, -1; }
#define CAN_TRACE false
#endif

/* Whether a call moves bytes, and may move less of them than it is asked to. */
static bool moves_bytes(long nr) {
  return nr == SYS_read || nr == SYS_pread64 || nr == SYS_write ||
         nr == SYS_pwrite64 || nr == SYS_writev || nr == SYS_process_vm_readv ||
         nr == SYS_process_vm_writev;
}

static void put_count(const struct tracee *t, long count) {
  if (t->at == 0)
    set_count(t->pid, count);
  else
    ptrace(PTRACE_POKEDATA, t->pid, t->at, count);
}

/* Has the call that a tracee stands before move half of the bytes, or of the
 * parts: how many is in the third register, or in the first local part. */
static void shorten(struct tracee *t, long nr, const uint64_t args[6]) {
  t->bytes = (long)args[2];
  t->at = 0;
  if (nr == SYS_process_vm_readv || nr == SYS_process_vm_writev) {
    t->at = (uintptr_t)args[1] + sizeof(void *);
    errno = 0;
    t->bytes = ptrace(PTRACE_PEEKDATA, t->pid, t->at, 0);
    if (errno != 0)
      t->bytes = 0;
  }
  if (t->bytes > 1)
    put_count(t, t->bytes / 2);
  else
    t->bytes = 0;
}

/* A tracee stands before or behind a call. */
static void at_call(struct tracee *t) {
  struct __ptrace_syscall_info info;
  if (ptrace(PTRACE_GET_SYSCALL_INFO, t->pid, sizeof info, &info) <= 0)
    return; /* killed since */
  if (info.op == PTRACE_SYSCALL_INFO_EXIT) {
    if (t->failing)
      set_result(t->pid, -point.error);
    if (t->end != 0)
      set_argument(t->pid, t->end); /* registers stay over a call */
    if (t->bytes != 0)
      put_count(t, t->bytes);
    t->failing = false;
    t->end = t->bytes = 0;
    return;
  }
  long nr = (long)info.entry.nr;
  t->failing = false;
  if (nr >= 0 && nr < NUMBERS)
    seen[nr]++;
  if (nr == SYS_ptrace)
    tracing = true;
  if (point.call == NULL || nr != point.call->nr)
    return;
  met++;
  if (point.n != EVERY && met != point.n)
    return;
  if (point.error == SHORT) {
    uint64_t args[6];
    for (size_t i = 0; i < 6; i++)
      args[i] = info.entry.args[i];
    shorten(t, nr, args);
    return;
  }
  t->failing = true;
  if (nr == SYS_brk) { /* fails by leaving the end where it is */
    t->failing = false;
    t->end = (long)info.entry.args[0];
    set_argument(t->pid, 0);
  } else if (!point.call->works) {
    set_call(t->pid, -1);
  }
}

/* Lets the child run and makes its calls fail while it is armed, which it tells
 * by SIGTRAP. Its wait status. */
static int trace(pid_t child) {
  bool armed = false, ended = false;
  int status, result = 0;
  time_t end = 0;
  met = 0;
  tracing = false;
  memset(seen, 0, sizeof seen);
  while (!ended || tracee_count > 0) {
    pid_t pid = waitpid(-1, &status, __WALL | (ended ? WNOHANG : 0));
    if (pid < 0 && errno == EINTR)
      continue;
    if (pid < 0)
      break;
    if (pid == 0) {
      /* what it left is on its way out, or hangs */
      if (time(NULL) > end) {
        for (size_t i = 0; i < tracee_count; i++)
          kill(tracees[i].pid, SIGKILL);
        die("end", point.n, "a process is left");
      }
      nanosleep(&(struct timespec){0, 1000000}, NULL);
      continue;
    }
    struct tracee *t = tracee_of(pid);
    if (!WIFSTOPPED(status)) {
      tracee_gone(pid);
      if (pid == child) {
        ended = true;
        result = status;
        end = time(NULL) + 10;
      }
      continue;
    }
    const int signal = WSTOPSIG(status), event = status >> 16;
    int resume = armed ? PTRACE_SYSCALL : PTRACE_CONT;
    long passed = 0;
    if (event == PTRACE_EVENT_EXEC) {
      ptrace(PTRACE_DETACH, pid, 0, 0);
      tracee_gone(pid);
      continue;
    }
    if (event == PTRACE_EVENT_STOP && signal != SIGTRAP)
      resume = PTRACE_LISTEN;
    else if (event == 0 && signal == CALL_STOP)
      at_call(t);
    else if (event == 0 && signal == SIGTRAP && pid == child)
      resume = (armed = !armed) ? PTRACE_SYSCALL : PTRACE_CONT;
    else if (event == 0)
      passed = signal;
    ptrace((enum __ptrace_request)resume, pid, 0, passed);
  }
  return result;
}

/* Tells the tracer to begin, or to leave off: by no call. */
static void toggle(void) {
#if defined __x86_64__ || defined __i386__
  __asm__ volatile("int3");
#endif
}

/* Runs the scenario in a traced child. */
static int run_traced(lua_State *L, struct shared *shared, bool follow) {
  int gate[2];
  char byte;
  if (pipe(gate) != 0)
    die("pipe", 0, strerror(errno));
  tracee_count = 0;
  pid_t pid = fork();
  if (pid == 0) {
    close(gate[1]);
    if (read(gate[0], &byte, 1) != 1)
      _exit(77);
    close(gate[0]);
    alarm(30);
    watching = true;
    make_ready(L, 0);
    lua_getfield(L, 1, "run");
    lua_pushvalue(L, 2);
    lua_gc(L, LUA_GCSTOP);
    toggle();
    int status = lua_pcall(L, 1, 1, 0);
    toggle();
    lua_gc(L, LUA_GCRESTART);
    check(L, point.n, status == LUA_OK);
    closing = true;
    lua_close(L);
    look_for_leaks(point.n, shared->live, shared->maps, shared->fds);
    write_counts();
    _exit(0);
  }
  long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC;
  if (follow)
    options |= PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE;
  tracee_of(pid);
  if (ptrace(PTRACE_SEIZE, pid, 0, options) != 0)
    close(gate[1]);
  else if (write(gate[1], "", 1) != 1)
    die("write", 0, strerror(errno));
  close(gate[0]);
  close(gate[1]);
  int status = trace(pid);
  if (WIFSIGNALED(status) && !probing) {
    const char *how =
        WTERMSIG(status) == SIGALRM ? "it hangs" : strsignal(WTERMSIG(status));
    say(err, "%s: %s %ld fails with %s: %s\n", name,
        point.call ? point.call->name : "nothing", point.n,
        point.call ? error_name(point.error) : "nothing", how);
    return 1;
  }
  return WIFSIGNALED(status) ? 1 : WEXITSTATUS(status);
}

/* -------------------------------------------------------------------- runs */

static bool failed;

static bool try_point(lua_State *L, struct shared *shared, bool follow,
                      const struct call_errnos *call, long n, int error) {
  point = (struct point){call, n, error};
  int status = run_traced(L, shared, follow);
  if (status == 77)
    _exit(77);
  if (status != 0) {
    failed = true;
    if (!go_on)
      _exit(1);
  }
  return status == 0;
}

/* All points of a scenario, in a process of its own. */
static void scenario(const char *script, int k, struct shared *shared) {
  int capture = memfd_create("stdout", 0);
  dup2(capture, 1);
  close(capture);
  int null = open("/dev/null", O_RDWR);
  dup2(null, 2);
  close(null);
  lua_State *L = prepare(script, k, false);
  lua_getfield(L, 1, "name");
  snprintf(name, sizeof name, "%s", lua_tostring(L, -1));
  lua_settop(L, 2);
  const char *only = getenv("FAULTS_ONLY"), *call_only = getenv("FAULTS_CALL"),
             *error_only = getenv("FAULTS_ERROR");
  if (only != NULL && strcmp(only, name) != 0)
    _exit(0);
  const char *given = getenv("FAULTS_SEED");
  uint64_t seed = given != NULL ? strtoull(given, NULL, 10) : 1;
  for (const char *c = name; *c != '\0'; c++)
    seed = seed * 33 + (unsigned char)*c;
  if (!all_points && only == NULL && seed % SCENARIOS_STEP != 0)
    _exit(0);
  /* what is kept for good is made before anything is counted */
  make_ready(L, 0);
  lua_getfield(L, 1, "run");
  lua_pushvalue(L, 2);
  bool ok = lua_pcall(L, 1, 1, 0) == LUA_OK;
  check(L, 0, ok);
  find_modules();
  lua_close(L);
  shared->live = live;
  shared->maps = maps;
  shared->fds = open_descriptors();
  L = prepare(script, k, false);

  long counts[NUMBERS];
  /* what traces, or has a child of its own trace, cannot be followed */
  probing = true;
  int status = run_traced(L, shared, true);
  probing = false;
  bool follow = status == 0 && !tracing;
  if (!follow && run_traced(L, shared, false) != 0)
    _exit(1);
  memcpy(counts, seen, sizeof counts);
  long tried = 0;
  for (long nr = 0; nr < NUMBERS; nr++) {
    if (counts[nr] == 0)
      continue;
    const struct call_errnos *call = call_errnos(nr);
    if (call == NULL) {
      char why[64];
      snprintf(why, sizeof why, "errnos.h does not have call %ld", nr);
      point.call = NULL;
      die("errnos", 0, why);
    }
    if (call->unfailing != FAILS ||
        (call_only != NULL && strcmp(call_only, call->name) != 0))
      continue;
    size_t errnos = 0;
    while (call->errnos[errnos] != 0)
      errnos++;
    seed = seed * 6364136223846793005u + (unsigned long)nr;
    if (!all_points && (seed >> 40) % CALLS_STEP != 0)
      continue;
    say(out, "failed %s\n", call->name);
    const bool moves = moves_bytes(nr);
    if (moves)
      say(out, "shortened %s\n", call->name);
    for (size_t e = 0; e < errnos + moves; e++) {
      const int error = e < errnos ? call->errnos[e] : SHORT;
      if (!all_points && e < errnos && e != (seed >> 24) % errnos)
        continue;
      if (error_only != NULL && strcmp(error_only, error_name(error)) != 0)
        continue;
      if (error != EINTR) {
        tried++;
        try_point(L, shared, follow, call, EVERY, error);
      }
      /* the n-th of many is like the one before it */
      const long most = all_points ? 12 : 1;
      const long step = 1 + counts[nr] / most;
      for (long n = all_points ? 1 : 1 + (long)(seed >> 33) % counts[nr];
           n <= counts[nr] && (counts[nr] > 1 || error == EINTR); n += step) {
        tried++;
        try_point(L, shared, follow, call, n, error);
      }
    }
  }
  say(out, "tried %ld: %s\n", tried, name);
  _exit(failed);
}

static bool set(const char *variable) {
  const char *value = getenv(variable);
  return value != NULL && *value != '\0';
}

int main(int argc, char **argv) {
  static const luaL_Reg functions[] = {{"fault", script_fault},
                                       {"told", script_told},
                                       {"reap", script_reap},
                                       {NULL, NULL}};
  more_functions = functions;
  all_points = set("FAULTS_ALL") || set("FAULTS_ERROR");
  verbose = set("FAULTS_VERBOSE");
  go_on = set("FAULTS_KEEP");
  if (!CAN_TRACE)
    return 77;
  return all_scenarios(argc, argv);
}
