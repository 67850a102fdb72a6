/* SPDX-License-Identifier: MIT */
/* Tracers, for the modules that watch commands (seccomp.record, seccomp.cli):
 * nothing of this is public. */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/bytes.h"
#include "../bpf/simulate.h"
#include "../kernel/calls.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/deadline.h"
#include "../lua/error.h"
#include "../lua/syscall.h"
#include "../notify/request_object.h"
#include "../process/process.h"
#include "../program/object.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "../sys/memory.h"
#include "../sys/passing.h"
#include "../sys/spawn.h"
#include "../sys/trace.h"
#include "tracer.h"

#define TRACER_META "seccomp.tracer"
#define TRACER_MAGIC 0x54524143u

static struct tracer *tracer_any(lua_State *L) {
  return class_check(L, 1, TRACER_META, sizeof(struct tracer), TRACER_MAGIC);
}

struct tracer *tracer_check(lua_State *L, const char *op, int idx) {
  struct tracer *t =
      class_check(L, idx, TRACER_META, sizeof(struct tracer), TRACER_MAGIC);
  if (t->trace == NULL || t->pid != 0)
    error_raise(L, op, EBUSY, "option tracer: it is in use, or closed");
  return t;
}

void tracer_begin(struct tracer *tracer, struct spawn_note *note,
                  struct spawn_result *result) {
  struct trace_event *event = &tracer->event;
  for (;;) {
    trace_next(tracer->trace, event);
    if (event->what == TRACE_CALL || event->what == TRACE_EXEC)
      break;
    if (event->what == TRACE_ENDED && event->pid == result->pid) {
      result->stage = (enum spawn_stage)atomic_load(&note->stage);
      result->error = note->error;
      if (result->stage <= SPAWN_FILTERED) {
        result->stage = SPAWN_KILLED;
        result->error =
            WIFSIGNALED(event->status) ? WTERMSIG(event->status) : SIGKILL;
      }
      return;
    }
    if (event->what == TRACE_FAILED || event->what == TRACE_NONE) {
      result->stage = SPAWN_NO_TRACE;
      result->error = event->what == TRACE_FAILED ? event->error : ESRCH;
      trace_free(tracer->trace); /* waits until the process is gone */
      tracer->trace = NULL;
      return;
    }
  }
  tracer->pid = result->pid;
  tracer->waiting = event->what == TRACE_CALL;
}

/* new(deciding): a Tracer, for option `tracer` of spawn; nil where this kernel
 * cannot show calls or, for one that decides, have them decided anew. */
static int tracer_new(lua_State *L) {
  args_max(L, 1);
  if (!trace_possible(lua_toboolean(L, 1)))
    return 0;
  struct tracer *t = lua_newuserdatauv(L, sizeof *t, 1);
  *t = (struct tracer){.magic = TRACER_MAGIC};
  luaL_setmetatable(L, TRACER_META);
  t->trace = trace_new();
  if (t->trace == NULL)
    error_raise(L, "spawn", ENOMEM, "not enough memory");
  return 1;
}

/* The calls that a Tracer of calls reports: those that install filters, and
 * those that a traced process cannot make. */
static bool is_told(uint32_t audit, uint32_t number) {
  static const char *const names[] = {"seccomp", "prctl", "ptrace", "clone",
                                      "clone3"};
  const struct arch *arch = arch_by_audit(audit, number);
  struct kernel_call call;
  for (size_t i = 0; arch != NULL && i < sizeof names / sizeof names[0]; i++)
    if (kernel_call_find(arch->name, names[i], &call) && call.number == number)
      return true;
  return false;
}

/* calls(releasing): a Tracer of a process without a filter of ours, which tells
 * of calls that install filters, before they are made and when they return; nil
 * where this kernel cannot show that. One that releases lets all others go once
 * the process has ended. */
static int tracer_calls(lua_State *L) {
  args_max(L, 1);
  const bool releasing = lua_toboolean(L, 1);
  if (!trace_calls_possible())
    return 0;
  lua_settop(L, 0);
  tracer_new(L);
  struct tracer *t = lua_touserdata(L, -1);
  trace_calls(t->trace, is_told);
  t->releasing = releasing;
  return 1;
}

static void tracer_dispose(struct tracer *t) {
  struct trace *trace = t->trace;
  t->trace = NULL;
  tally_free(&t->tally);
  if (trace == NULL)
    return;
  passing_ended(trace);
  trace_free(trace);
}

/* tracer:close(), `<close>`, collecting: kills all that are left, and waits
 * until they are gone. */
static int tracer_close(lua_State *L) {
  struct tracer *t =
      class_test(L, 1, TRACER_META, sizeof(struct tracer), TRACER_MAGIC);
  if (t != NULL)
    tracer_dispose(t);
  return 0;
}

static const struct arch *event_arch(const struct trace_event *event) {
  return arch_by_audit(event->data.arch, event->data.nr);
}

/* [-0, +10]: pid, arch (a name, or a token without one), number, instruction
 * pointer, six arguments. */
static int tracer_push_call(lua_State *L, const struct trace_event *event) {
  const struct arch *arch = event_arch(event);
  lua_pushinteger(L, event->pid);
  if (arch != NULL)
    lua_pushstring(L, arch->name);
  else
    lua_pushinteger(L, (lua_Integer)event->data.arch);
  lua_pushinteger(L, (int32_t)event->data.nr);
  lua_pushinteger(L, (lua_Integer)event->data.ip);
  for (int i = 0; i < 6; i++) {
    uint64_t value = event->data.args[i];
    if (arch != NULL && !arch->wide)
      value &= UINT32_MAX; /* all that the call will use */
    lua_pushinteger(L, (lua_Integer)value);
  }
  return 10;
}

/* [-0, +3 or +4]: of a call that returns: pid, false, what it returns, and the
 * name of the errno where it failed. */
static int push_return(lua_State *L, const struct trace_event *event) {
  const bool failed = event->value < 0 && event->value >= -4095;
  lua_pushinteger(L, event->pid);
  lua_pushboolean(L, 0);
  lua_pushinteger(L, (lua_Integer)event->value);
  if (!failed)
    return 3;
  lua_pushstring(L, arch_native_errno_name((int)-event->value));
  return 4;
}

/* tracer:count(arguments): calls of the number of the one that stands are
 * counted from now on, by process and by the values of these arguments, and not
 * told of. arguments: a list of {arg=, width=}, or nil. Their kind, a number;
 * nil where no more can be counted. */
static int tracer_count(lua_State *L) {
  struct tracer *t = tracer_any(L);
  uint64_t masks[6] = {0};
  args_max(L, 2);
  lua_settop(L, 2);
  for (lua_Integer i = 1; lua_istable(L, 2) && lua_geti(L, 2, i) != LUA_TNIL;
       i++) {
    lua_getfield(L, 3, "arg");
    lua_getfield(L, 3, "width");
    masks[args_integer(L, 4, 0, 5)] =
        lua_tointeger(L, 5) == 64 ? UINT64_MAX : UINT32_MAX;
    lua_settop(L, 2);
  }
  const size_t kind = t->trace == NULL
                          ? TALLY_NONE
                          : tally_kind(&t->tally, &t->event.data, masks);
  if (kind == TALLY_NONE)
    return 0;
  lua_pushinteger(L, (lua_Integer)kind);
  return 1;
}

/* tracer:counted(fn): calls it with process, kind and count of all that was
 * counted: once for each combination of values, which follow as six arguments;
 * without them for a kind that has none, and where there are too many. fn may
 * not have calls counted. */
static int tracer_counted(lua_State *L) {
  struct tracer *t = tracer_any(L);
  const struct tally_entry *entry;
  args_max(L, 2);
  luaL_checkstack(L, 10, NULL);
  for (size_t at = 0; (entry = tally_next(&t->tally, &at)) != NULL;) {
    lua_pushvalue(L, 2);
    lua_pushinteger(L, (lua_Integer)entry->process + 1);
    lua_pushinteger(L, entry->kind);
    lua_pushinteger(L, (lua_Integer)entry->count);
    const int n = entry->valued ? 6 : 0;
    for (int i = 0; i < n; i++)
      lua_pushinteger(L, (lua_Integer)entry->values[i]);
    lua_call(L, 3 + n, 0);
  }
  return 0;
}

/* tracer:total(): how many calls were counted, and not told of. */
static int tracer_total(lua_State *L) {
  struct tracer *t = tracer_any(L);
  args_max(L, 1);
  lua_pushinteger(L, (lua_Integer)t->tally.total);
  return 1;
}

static time_t monotonic_seconds(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return now.tv_sec;
}

/* tracer:next(ticking): resumes the process that is stopped, and returns the
 * next call, whose process is stopped then. Nothing once no process is left.
 * One that ticks returns 0 each second while calls are counted. */
static int tracer_next(lua_State *L) {
  struct tracer *t = tracer_any(L);
  lua_Hook before = lua_gethook(L);
  args_max(L, 2);
  const bool ticking = lua_toboolean(L, 2);
  const time_t second = ticking ? monotonic_seconds() : 0;
  if (t->trace == NULL)
    return 0;
  luaL_checkstack(L, 10, NULL);
  passing_ends(t->trace);
  if (t->waiting) {
    t->waiting = false;
    return tracer_push_call(L, &t->event);
  }
  for (;;) {
    struct trace_event *event = &t->event;
    trace_next(t->trace, event);
    switch (event->what) {
    case TRACE_CALL: {
      t->process = trace_process_of(t->trace, event->pid);
      if (!tally_add(&t->tally, t->process, &event->data))
        return tracer_push_call(L, event);
      if (ticking && monotonic_seconds() != second) {
        lua_pushinteger(L, 0);
        return 1;
      }
      break;
    }
    case TRACE_RETURN:
      return push_return(L, event);
    case TRACE_ENDED:
      if (event->pid == t->pid) {
        lua_getiuservalue(L, 1, 1);
        process_traced_end(L, lua_touserdata(L, -1), event->status,
                           &event->usage);
        lua_pop(L, 1);
        if (t->releasing && !trace_ending(t->trace)) {
          trace_release(t->trace);
          passing_ended(t->trace);
          return 0;
        }
      }
      break;
    case TRACE_FAILED:
      return error_raise(
          L, "record", event->error,
          "the trace was lost, and the traced processes were killed: %s",
          strerror(event->error));
    case TRACE_NONE:
      passing_ended(t->trace);
      return 0;
    case TRACE_SIGNALED:
      /* a hook that was set runs once we are back in Lua; it raises */
      if (deadline_hook_set(L, before))
        return 0;
      break;
    case TRACE_EXEC:
      break;
    }
  }
}

/* tracer:process(): the place in tracer:processes() of who calls, from 1. */
static int tracer_process(lua_State *L) {
  const struct tracer *t = tracer_any(L);
  args_max(L, 1);
  lua_pushinteger(L, (lua_Integer)t->process + 1);
  return 1;
}

/* tracer:processes(): a list of all so far, each from one execve(2) to the
 * next: pid, program, parent (its place), executed. */
static int tracer_processes(lua_State *L) {
  const struct tracer *t = tracer_any(L);
  const struct trace_process *process;
  args_max(L, 1);
  lua_newtable(L);
  for (uint32_t n = 0;
       t->trace != NULL && (process = trace_process(t->trace, n)) != NULL;
       n++) {
    lua_createtable(L, 0, 4);
    if (process->pid != 0) {
      lua_pushinteger(L, process->pid);
      lua_setfield(L, -2, "pid");
      lua_pushstring(L, process->name);
      lua_setfield(L, -2, "program");
    }
    if (process->pid != 0 && process->parent != n) {
      lua_pushinteger(L, (lua_Integer)process->parent + 1);
      lua_setfield(L, -2, "parent");
    }
    lua_pushboolean(L, process->executed && process->pid != 0);
    lua_setfield(L, -2, "executed");
    lua_rawseti(L, -2, (lua_Integer)n + 1);
  }
  return 1;
}

/* tracer:name(): of the call that stands; nil where it has none. */
static int tracer_name(lua_State *L) {
  struct tracer *t = tracer_any(L);
  const struct arch *arch = event_arch(&t->event);
  args_max(L, 1);
  /* for want of memory a call must not seem to have no name */
  if (arch != NULL && arch_supported(arch))
    syscall_table_check(L, "record", arch);
  lua_pushstring(L, arch == NULL ? NULL
                                 : syscall_own_name(arch, t->event.data.nr));
  return 1;
}

/* [-0, +2]: what the Program at 2 makes of a call: the Action, and the value
 * that it returns. */
static int push_decision(lua_State *L, const struct bpf_data *data) {
  const struct bpf_prog *prog = program_check(L, 2);
  uint32_t value = bpf_simulate(prog, data, NULL);
  args_max(L, 2);
  action_push(L, bpf_ret_canonical(value));
  lua_pushinteger(L, (lua_Integer)value);
  return 2;
}

/* tracer:decide(program): of the call that stands. */
static int tracer_decide(lua_State *L) {
  return push_decision(L, &tracer_any(L)->event.data);
}

/* decide(request, program): of the call that waits, as the kernel showed it. */
static int request_decide(lua_State *L) {
  return push_decision(L, &request_any(L)->data.data);
}

/* tracer:renumber(number): makes the call that stands one of that number, for
 * its filter to decide anew. True, or nil and an errno. */
static int tracer_renumber(lua_State *L) {
  struct tracer *t = tracer_any(L);
  args_max(L, 2);
  lua_Integer number = args_integer(L, 2, 0, INT32_MAX);
  int err =
      t->trace == NULL ? ESRCH : trace_renumber(t->trace, (uint32_t)number);
  if (err != 0) {
    lua_pushnil(L);
    lua_pushstring(L, arch_native_errno_name(err));
    return 2;
  }
  lua_pushboolean(L, 1);
  return 1;
}

/* tracer:read(address, n), tracer:read_string(address): memory of the process
 * whose call stands; nil where it cannot be read whole. */
static int tracer_read(lua_State *L) {
  struct tracer *t = tracer_any(L);
  char bytes[64];
  args_max(L, 3);
  const uint64_t address = (uint64_t)luaL_checkinteger(L, 2);
  const size_t n = (size_t)args_integer(L, 3, 0, sizeof bytes);
  if (memory_read((uint32_t)t->event.pid, address, bytes, n) != 0)
    return 0;
  lua_pushlstring(L, bytes, n);
  return 1;
}

static int tracer_read_string(lua_State *L) {
  struct tracer *t = tracer_any(L);
  char bytes[PATH_MAX];
  args_max(L, 2);
  const uint64_t address = (uint64_t)luaL_checkinteger(L, 2);
  if (memory_string((uint32_t)t->event.pid, address, bytes, sizeof bytes) != 0)
    return 0;
  lua_pushstring(L, bytes);
  return 1;
}

/* tracer:filter(address): the instructions of the struct sock_fprog there, as
 * the process whose call stands or returns has it; nil and an errno. */
static int tracer_filter(lua_State *L) {
  struct tracer *t = tracer_any(L);
  const struct arch *arch = event_arch(&t->event);
  const uint32_t pid = (uint32_t)t->event.pid;
  unsigned char fprog[16] = {0};
  uint16_t len;
  uint32_t low;
  uint64_t address;
  luaL_Buffer buffer;
  args_max(L, 2);
  address = (uint64_t)luaL_checkinteger(L, 2);
  /* a short, and a pointer at the next multiple of its size: compat_sock_fprog
   * where pointers have 32 bits, on x32 and mips64n32 as well */
  const bool ilp32 = arch == NULL || arch->compares32;
  int err = memory_read(pid, address, (char *)fprog, ilp32 ? 8 : 16);
  memcpy(&len, fprog, sizeof len);
  memcpy(&low, fprog + 4, sizeof low);
  memcpy(&address, fprog + 8, sizeof address);
  if (ilp32)
    address = low;
  if (err == 0 && (len == 0 || len > BPF_PROG_MAX))
    err = EINVAL;
  if (err == 0) {
    const size_t size = (size_t)len * BPF_INSN_SIZE;
    char *bytes = luaL_buffinitsize(L, &buffer, size);
    err = memory_read(pid, address, bytes, size);
    luaL_pushresultsize(&buffer, err == 0 ? size : 0);
    if (err == 0)
      return 1;
  }
  lua_pushnil(L);
  lua_pushstring(L, arch_native_errno_name(err));
  return 2;
}

/* tracer:left(): how many processes and threads there are. */
static int tracer_left(lua_State *L) {
  struct tracer *t = tracer_any(L);
  args_max(L, 1);
  lua_pushinteger(L, t->trace == NULL ? 0 : (lua_Integer)trace_count(t->trace));
  return 1;
}

/* tracer:ended(): whether a signal to us ended them before their time. */
static int tracer_ended(lua_State *L) {
  struct tracer *t = tracer_any(L);
  args_max(L, 1);
  lua_pushboolean(L, t->trace != NULL && trace_ending(t->trace));
  return 1;
}

/* use_registers(boolean): as kernels before 5.3 show calls. */
static int use_registers(lua_State *L) {
  args_max(L, 1);
  trace_use_registers(lua_toboolean(L, 1));
  return 0;
}

static const luaL_Reg tracer_methods[] = {
    {"next", tracer_next},       {"name", tracer_name},
    {"decide", tracer_decide},   {"renumber", tracer_renumber},
    {"read", tracer_read},       {"read_string", tracer_read_string},
    {"left", tracer_left},       {"ended", tracer_ended},
    {"count", tracer_count},     {"counted", tracer_counted},
    {"total", tracer_total},     {"filter", tracer_filter},
    {"process", tracer_process}, {"processes", tracer_processes},
    {"close", tracer_close},     {NULL, NULL}};

static const luaL_Reg tracer_meta[] = {
    {"__gc", tracer_close}, {"__close", tracer_close}, {NULL, NULL}};

static const luaL_Reg tracer_functions[] = {{"new", tracer_new},
                                            {"calls", tracer_calls},
                                            {"decide", request_decide},
                                            {"use_registers", use_registers},
                                            {NULL, NULL}};

void tracer_open(lua_State *L) {
  class_open(L, TRACER_META, tracer_methods, tracer_meta);
  class_preload(L, "seccomp.core.trace", tracer_functions);
}
