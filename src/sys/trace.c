/* SPDX-License-Identifier: MIT */
/* Watching calls by ptrace(2). See trace.h. Tracees are seized (PTRACE_SEIZE),
 * so that a group stop stays one, and are waited for with __WCLONE: of a
 * process's own children that takes those alone that are traced, and leaves the
 * status of all others to whom it belongs. No other process could resume them,
 * and calls that ask for a tracer fail with ENOSYS once there is none: so they
 * are killed when this process ends (PTRACE_O_EXITKILL). */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../bpf/array.h"
#include "trace.h"

/* What headers may lack; the kernel's ABI does not change. */
#define GET_SYSCALL_INFO 0x420e /* Linux 5.3 */
#define SET_SYSCALL_INFO 0x4212 /* 6.16 */
#define EVENT_SECCOMP 7
#define EVENT_STOP 128
#define INFO_ENTRY 1
#define INFO_EXIT 2
#define INFO_SECCOMP 3
#define CALL_STOP (SIGTRAP | 0x80) /* PTRACE_O_TRACESYSGOOD */
#define SI_CODE_SECCOMP 1
#define TRACEES (int)(__WCLONE | __WNOTHREAD) /* for waitpid(2) */

#define TOKEN_X86 0x40000003u
#define TOKEN_AMD64 0xc000003eu

struct syscall_info { /* struct ptrace_syscall_info */
  uint8_t op;
  uint8_t reserved;
  uint16_t flags;
  uint32_t arch;
  uint64_t ip, sp;
  uint64_t nr;       /* where a call returns: what, as it is signed, */
  uint64_t args[6];  /* and in the first byte whether that is an error */
  uint32_t ret_data; /* of a seccomp stop */
  uint32_t reserved2;
};

/* A tracee, in a hash table with open addressing: pid 0 was never one, GONE
 * was. */
#define GONE (-1)
struct tracee {
  _Atomic pid_t pid;
  uint32_t called, shown; /* numbers: before trace_renumber(), and after */
  bool told;              /* of the call `called`, which has not returned */
  uint32_t process;       /* what it is of, or NOT_KNOWN */
};
#define NOT_KNOWN UINT32_MAX

/* Read by trace_end() from a signal's handler: what it outgrew stays until the
 * end. */
struct trace_table {
  struct trace_table *smaller;
  size_t size; /* a power of two */
  struct tracee slots[];
};

/* One that was started, by a tracee of that process. */
struct birth {
  pid_t pid;
  uint32_t from;
};
#define BIRTHS 64u /* between a birth and the new one's first stop */

struct trace {
  _Atomic(struct trace_table *) table;
  size_t used;  /* slots that are not 0 */
  size_t count; /* tracees */
  pid_t held;   /* stands until the next trace_next(), or 0 */
  pid_t owner;  /* who traces: no process that it forked */
  int wait_flags;
  trace_wanted *wanted; /* NULL: filters choose the calls that stop */
  struct syscall_info info;
  int refused; /* why a tracee could not be let go on, or 0 */
  atomic_bool ending;
  struct trace_process *processes;
  uint32_t processes_used;
  size_t processes_room;
  struct birth births[BIRTHS]; /* the last of them */
  uint32_t births_used;
};

static atomic_bool by_registers; /* of all threads */

void trace_use_registers(bool registers) { by_registers = registers; }

/* Whether the kernel's release is at least major.minor. Where a filter refuses
 * to tell, ptrace(2) will. */
static bool trace_let_go(int major, int minor) {
  struct utsname u;
  int have_major, have_minor;
  return uname(&u) != 0 ||
         (sscanf(u.release, "%d.%d", &have_major, &have_minor) == 2 &&
          (have_major > major || (have_major == major && have_minor >= minor)));
}

bool trace_possible(bool renumbered) {
#if defined(__x86_64__)
  return renumbered ? trace_let_go(5, 3) && !by_registers : trace_let_go(4, 8);
#elif defined(__aarch64__)
  (void)renumbered;
  return trace_let_go(5, 3);
#else
  return renumbered ? trace_let_go(6, 16) : trace_let_go(5, 3);
#endif
}

bool trace_calls_possible(void) { return trace_let_go(5, 3) && !by_registers; }

long trace_request(int what, pid_t pid, uintptr_t address, uintptr_t data) {
#ifdef __GLIBC__
  return ptrace((enum __ptrace_request)what, pid, (void *)address,
                (void *)data);
#else
  return ptrace(what, pid, (void *)address, (void *)data);
#endif
}

/* ------------------------------------------------------------- tracees -- */

static struct trace_table *table_new(size_t size, struct trace_table *smaller) {
  struct trace_table *table =
      calloc(1, sizeof *table + size * sizeof table->slots[0]);
  if (table != NULL) {
    table->size = size;
    table->smaller = smaller;
  }
  return table;
}

/* The slot that has pid, or the first free one on the way to it. */
static struct tracee *table_find(struct trace_table *table, pid_t pid) {
  size_t at = (size_t)pid * 2654435761u;
  for (;; at++) {
    struct tracee *slot = &table->slots[at & (table->size - 1)];
    pid_t there = atomic_load(&slot->pid);
    if (there == pid || there == 0)
      return slot;
  }
}

static struct tracee *trace_find(struct trace *t, pid_t pid) {
  struct tracee *slot = table_find(atomic_load(&t->table), pid);
  return atomic_load(&slot->pid) == pid ? slot : NULL;
}

/* Notes a tracee; false for want of memory. */
static bool trace_add(struct trace *t, pid_t pid) {
  struct trace_table *table = atomic_load(&t->table);
  if (trace_find(t, pid) != NULL)
    return true;
  if ((t->used + 1) * 2 > table->size) {
    struct trace_table *larger = table_new(
        t->count * 4 > table->size ? table->size * 2 : table->size, table);
    if (larger == NULL)
      return false;
    t->used = t->count;
    for (size_t i = 0; i < table->size; i++) {
      pid_t there = atomic_load(&table->slots[i].pid);
      if (there > 0) {
        struct tracee *slot = table_find(larger, there);
        slot->called = table->slots[i].called;
        slot->shown = table->slots[i].shown;
        slot->told = table->slots[i].told;
        slot->process = table->slots[i].process;
        atomic_store(&slot->pid, there);
      }
    }
    atomic_store(&t->table, larger);
    table = larger;
  }
  struct tracee *slot = table_find(table, pid);
  slot->called = slot->shown = 0;
  slot->told = false;
  slot->process = NOT_KNOWN;
  atomic_store(&slot->pid, pid);
  t->used++;
  t->count++;
  return true;
}

static void trace_forget(struct trace *t, pid_t pid) {
  struct tracee *slot = trace_find(t, pid);
  if (slot == NULL)
    return;
  atomic_store(&slot->pid, GONE);
  t->count--;
}

/* ----------------------------------------------------------- processes -- */

/* Reads a file of /proc/pid, up to size - 1 bytes of it; false where it is
 * gone. */
static bool proc_read(pid_t pid, const char *name, char *text, size_t size) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return false;
  ssize_t n = read(fd, text, size - 1);
  close(fd);
  text[n < 0 ? 0 : n] = '\0';
  return n > 0;
}

/* The number in a line of /proc/pid/status; 0 where there is none. */
static pid_t status_field(const char *status, const char *field) {
  const char *at = strstr(status, field);
  return at == NULL ? 0 : (pid_t)strtol(at + strlen(field), NULL, 10);
}

/* The place of a new process; those beyond the most share the last. For want of
 * memory it is the one that it comes from. */
static uint32_t trace_process_new(struct trace *t, pid_t pid, uint32_t parent,
                                  bool executed) {
  const uint32_t n = t->processes_used;
  if (n > TRACE_PROCESSES)
    return TRACE_PROCESSES;
  if (!array_reserve(&t->processes, sizeof *t->processes, (size_t)n + 1,
                     &t->processes_room))
    return parent;
  struct trace_process *process = &t->processes[n];
  *process = (struct trace_process){
      .pid = n == TRACE_PROCESSES ? 0 : pid,
      .parent = parent == NOT_KNOWN ? n : parent,
      .executed = executed,
  };
  if (process->pid != 0 &&
      !proc_read(pid, "comm", process->name, sizeof process->name) &&
      parent != NOT_KNOWN)
    memcpy(process->name, t->processes[parent].name, sizeof process->name);
  process->name[strcspn(process->name, "\n")] = '\0';
  t->processes_used++;
  return n;
}

/* Notes that a thread has started another one, or a process. The new one's own
 * first stop may have come before that, and even its last: so it is not added
 * to the tracees here. */
static void process_born(struct trace *t, pid_t parent, pid_t pid) {
  const struct tracee *from = trace_find(t, parent);
  if (from == NULL || trace_find(t, pid) != NULL)
    return;
  t->births[t->births_used++ % BIRTHS] =
      (struct birth){.pid = pid, .from = from->process};
}

/* What process the parent of one is, as noted, or as the kernel says. */
static uint32_t process_parent(struct trace *t, pid_t pid, pid_t parent) {
  for (uint32_t i = 1; i <= BIRTHS; i++) {
    struct birth *birth = &t->births[(t->births_used - i) % BIRTHS];
    if (birth->pid == pid) {
      birth->pid = 0; /* others may have the number later */
      return birth->from;
    }
  }
  const struct tracee *from = parent > 0 ? trace_find(t, parent) : NULL;
  return from == NULL ? NOT_KNOWN : from->process;
}

/* Finds out what process a new tracee is of. */
static void process_find(struct trace *t, pid_t pid) {
  char status[1024];
  struct tracee *tracee = trace_find(t, pid);
  pid_t leader = pid, parent = 0;
  if (tracee == NULL || tracee->process != NOT_KNOWN)
    return;
  if (proc_read(pid, "status", status, sizeof status)) {
    leader = status_field(status, "\nTgid:");
    parent = status_field(status, "\nPPid:");
  }
  const struct tracee *first = leader == pid ? NULL : trace_find(t, leader);
  if (first != NULL && first->process != NOT_KNOWN)
    tracee->process = first->process;
  else
    tracee->process =
        trace_process_new(t, pid, process_parent(t, pid, parent), false);
}

uint32_t trace_process_of(struct trace *t, pid_t pid) {
  const struct tracee *tracee = trace_find(t, pid);
  return tracee == NULL || tracee->process == NOT_KNOWN ? 0 : tracee->process;
}

const struct trace_process *trace_process(const struct trace *t, uint32_t n) {
  return n < t->processes_used ? &t->processes[n] : NULL;
}

/* ------------------------------------------------------------------------ */

struct trace *trace_new(void) {
  struct trace *t = calloc(1, sizeof *t);
  struct trace_table *table = table_new(64, NULL);
  if (t == NULL || table == NULL) {
    free(t);
    free(table);
    return NULL;
  }
  atomic_init(&t->table, table);
  t->owner = getpid();
  t->wait_flags = TRACEES;
  return t;
}

void trace_calls(struct trace *t, trace_wanted *wanted) { t->wanted = wanted; }

void trace_reap_all(struct trace *t) { t->wait_flags = __WALL; }

int trace_seize(struct trace *t, pid_t pid) {
  const uintptr_t options =
      (uintptr_t)(t->wanted != NULL ? PTRACE_O_TRACESYSGOOD
                                    : PTRACE_O_TRACESECCOMP) |
      PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
      PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
  if (!trace_add(t, pid))
    return ENOMEM;
  if (trace_request(PTRACE_SEIZE, pid, 0, options) == 0) {
    trace_find(t, pid)->process = trace_process_new(t, pid, NOT_KNOWN, false);
    return 0;
  }
  int err = errno;
  trace_forget(t, pid);
  return err;
}

void trace_end(struct trace *t) {
  atomic_store(&t->ending, true);
  struct trace_table *table = atomic_load(&t->table);
  for (size_t i = 0; i < table->size; i++) {
    pid_t pid = atomic_load(&table->slots[i].pid);
    if (pid > 0)
      kill(pid, SIGKILL);
  }
}

bool trace_ending(const struct trace *t) { return atomic_load(&t->ending); }

size_t trace_count(const struct trace *t) { return t->count; }

void trace_free(struct trace *t) {
  struct trace_event event;
  if (t == NULL)
    return;
  if (t->count > 0 && t->owner == getpid()) {
    trace_end(t);
    do
      trace_next(t, &event);
    while (event.what != TRACE_NONE);
  }
  for (struct trace_table *table = atomic_load(&t->table); table != NULL;) {
    struct trace_table *smaller = table->smaller;
    free(table);
    table = smaller;
  }
  free(t->processes);
  free(t);
}

/* --------------------------------------------------------------- calls -- */

/* Reads the call that pid stands before from its registers: 0 or an errno. What
 * a 64-bit process calls through int 0x80 shows in the filter's word alone. */
static int read_registers(pid_t pid, struct syscall_info *info) {
#if defined(__x86_64__)
  struct user_regs_struct r;
  unsigned long data = 0;
  if (trace_request(PTRACE_GETREGS, pid, 0, (uintptr_t)&r) != 0 ||
      trace_request(PTRACE_GETEVENTMSG, pid, 0, (uintptr_t)&data) != 0)
    return errno;
  const bool x86 = (data & TRACE_DATA_X86) != 0;
  const uint64_t of_amd64[] = {r.rdi, r.rsi, r.rdx, r.r10, r.r8, r.r9};
  const uint64_t of_x86[] = {r.rbx, r.rcx, r.rdx, r.rsi, r.rdi, r.rbp};
  info->arch = x86 ? TOKEN_X86 : TOKEN_AMD64;
  info->nr = r.orig_rax;
  info->ip = r.rip;
  memcpy(info->args, x86 ? of_x86 : of_amd64, sizeof info->args);
  return 0;
#else
  (void)pid;
  (void)info;
  return ENOSYS;
#endif
}

static int trace_read_call(pid_t pid, struct syscall_info *info) {
  if (!by_registers) {
    long n =
        trace_request(GET_SYSCALL_INFO, pid, sizeof *info, (uintptr_t)info);
    if (n > 0)
      return info->op == INFO_SECCOMP ? 0 : ENOSYS;
    if (errno != EIO)
      return errno;
    by_registers = true;
  }
  return read_registers(pid, info);
}

/* Sets the number of the call that pid stands before; 0 or an errno. */
static int trace_set_number(pid_t pid, const struct syscall_info *now,
                            uint32_t number) {
  int fallback = ENOSYS;
#if defined(__x86_64__)
  if (trace_request(PTRACE_POKEUSER, pid,
                    offsetof(struct user_regs_struct, orig_rax), number) == 0)
    return 0;
  fallback = errno;
#elif defined(__aarch64__)
  struct iovec word = {&number, sizeof number};
  const uintptr_t NT_SYSTEM_CALL = 0x404;
  if (trace_request(PTRACE_SETREGSET, pid, NT_SYSTEM_CALL, (uintptr_t)&word) ==
      0)
    return 0;
  fallback = errno;
#endif
  struct syscall_info info = *now;
  info.op = INFO_SECCOMP;
  info.reserved = 0;
  info.flags = 0;
  info.nr = number;
  info.ret_data = 0;
  info.reserved2 = 0;
  if (trace_request(SET_SYSCALL_INFO, pid, sizeof info, (uintptr_t)&info) == 0)
    return 0;
  return errno == EIO ? fallback : errno;
}

int trace_renumber(struct trace *t, uint32_t number) {
  struct tracee *tracee = t->held != 0 ? trace_find(t, t->held) : NULL;
  if (tracee == NULL)
    return ESRCH;
  int err = trace_set_number(t->held, &t->info, number);
  if (err == 0) {
    tracee->called = (uint32_t)t->info.nr;
    tracee->shown = number;
  }
  return err;
}

/* Before a signal is delivered: SIGSYS for a call that was renumbered is one
 * for what was called. */
static void disguise(struct trace *t, pid_t pid) {
  struct tracee *tracee = trace_find(t, pid);
  siginfo_t info;
  if (tracee == NULL || tracee->shown == 0 ||
      trace_request(PTRACE_GETSIGINFO, pid, 0, (uintptr_t)&info) != 0 ||
      info.si_code != SI_CODE_SECCOMP ||
      (uint32_t)info.si_syscall != tracee->shown)
    return;
  info.si_syscall = (int)tracee->called;
  trace_request(PTRACE_SETSIGINFO, pid, 0, (uintptr_t)&info);
#if defined(__x86_64__)
  /* the kernel puts it back where it was called from */
  trace_request(PTRACE_POKEUSER, pid, offsetof(struct user_regs_struct, rax),
                tracee->called);
#endif
  tracee->shown = 0;
}

/* -------------------------------------------------------------- events -- */

/* Lets pid go on; that it is gone by now shows later. One that may not would
 * stand for ever: it is killed, and trace_next() fails. */
static void go_on(struct trace *t, pid_t pid, int signal) {
  if (trace_request(t->wanted != NULL ? PTRACE_SYSCALL : PTRACE_CONT, pid, 0,
                    (uintptr_t)signal) == 0 ||
      errno == ESRCH)
    return;
  t->refused = errno;
  kill(pid, SIGKILL);
}

/* Handles a stop that is not one of a call; true for an event. */
static bool stopped(struct trace *t, struct trace_event *event) {
  const pid_t pid = event->pid;
  const int what = event->status >> 16, signal = WSTOPSIG(event->status);
  unsigned long message = 0;
  struct tracee *tracee;
  switch (what) {
  case 0:
    if (signal == SIGSYS)
      disguise(t, pid);
    go_on(t, pid, signal);
    return false;
  case EVENT_STOP:
    if (signal != SIGTRAP) { /* a group stop: until SIGCONT comes */
      trace_request(PTRACE_LISTEN, pid, 0, 0);
      return false;
    }
    if (!trace_add(t, pid)) { /* the first of a new one */
      kill(pid, SIGKILL);
      trace_end(t);
      event->what = TRACE_FAILED;
      event->error = ENOMEM;
      return true;
    }
    process_find(t, pid);
    go_on(t, pid, 0);
    return false;
  case PTRACE_EVENT_FORK:
  case PTRACE_EVENT_VFORK:
  case PTRACE_EVENT_CLONE:
    if (trace_request(PTRACE_GETEVENTMSG, pid, 0, (uintptr_t)&message) == 0)
      process_born(t, pid, (pid_t)message);
    go_on(t, pid, 0);
    return false;
  case PTRACE_EVENT_EXEC:
    /* a thread that is not the first takes the pid of that */
    if (trace_request(PTRACE_GETEVENTMSG, pid, 0, (uintptr_t)&message) == 0 &&
        (pid_t)message != pid)
      trace_forget(t, (pid_t)message);
    tracee = trace_find(t, pid);
    if (tracee != NULL)
      tracee->process = trace_process_new(t, pid, tracee->process, true);
    go_on(t, pid, 0);
    event->what = TRACE_EXEC;
    return true;
  default:
    go_on(t, pid, 0);
    return false;
  }
}

/* The call that pid stands before; true for an event. */
static bool called(struct trace *t, struct trace_event *event) {
  int err = trace_read_call(event->pid, &t->info);
  if (err == ESRCH)
    return false; /* killed since */
  if (err != 0) {
    trace_end(t);
    event->what = TRACE_FAILED;
    event->error = err;
    return true;
  }
  t->held = event->pid;
  event->what = TRACE_CALL;
  event->data.nr = (uint32_t)t->info.nr;
  event->data.arch = t->info.arch;
  event->data.ip = t->info.ip;
  memcpy(event->data.args, t->info.args, sizeof event->data.args);
  return true;
}

/* The same where every call stops, twice. */
static bool called_or_returned(struct trace *t, struct trace_event *event) {
  struct syscall_info *info = &t->info;
  struct tracee *tracee = trace_find(t, event->pid);
  if (trace_request(GET_SYSCALL_INFO, event->pid, sizeof *info,
                    (uintptr_t)info) <= 0) {
    if (errno == ESRCH)
      return false; /* killed since */
    event->error = errno;
    event->what = TRACE_FAILED;
    trace_end(t);
    return true;
  }
  if (tracee != NULL && info->op == INFO_EXIT && tracee->told) {
    const bool failed = *(const uint8_t *)info->args != 0;
    event->what = TRACE_RETURN;
    event->data = (struct bpf_data){.nr = tracee->called, .arch = info->arch};
    event->value = (int64_t)info->nr;
    /* an error is one of the call's own word, and errors are small */
    if (failed)
      event->value = (int32_t)info->nr;
  } else if (tracee != NULL && info->op == INFO_ENTRY &&
             t->wanted(info->arch, (uint32_t)info->nr)) {
    event->what = TRACE_CALL;
    event->data = (struct bpf_data){
        .nr = (uint32_t)info->nr, .arch = info->arch, .ip = info->ip};
    memcpy(event->data.args, info->args, sizeof event->data.args);
    tracee->called = (uint32_t)info->nr;
  } else {
    if (tracee != NULL)
      tracee->told = false;
    go_on(t, event->pid, 0);
    return false;
  }
  tracee->told = event->what == TRACE_CALL;
  t->held = event->pid;
  return true;
}

static bool at_call(const struct trace *t, int status) {
  return t->wanted != NULL ? status >> 16 == 0 && WSTOPSIG(status) == CALL_STOP
                           : status >> 16 == EVENT_SECCOMP;
}

/* As usage_wait() for the next event: 0 where there is none to come. A child of
 * ours that has not executed yet counts among those that the kernel waits for
 * here, and nothing tells once it has: so where no tracee is known the wait
 * does not sleep. One that is not known yet, for its parent ended as it was
 * made, stops at once. */
static pid_t wait_next(const struct trace *t, struct trace_event *event) {
  enum { LOOKS = 200 };
  if (t->count > 0 || t->wait_flags != TRACEES)
    return usage_wait(-1, &event->status, t->wait_flags, &event->usage);
  for (int i = 0; i < LOOKS; i++) {
    const pid_t pid =
        usage_wait(-1, &event->status, t->wait_flags | WNOHANG, &event->usage);
    if (pid != 0)
      return pid;
    nanosleep(&(struct timespec){0, 1000000}, NULL);
  }
  return 0;
}

void trace_next(struct trace *t, struct trace_event *event) {
  if (t->held != 0) {
    const pid_t held = t->held;
    t->held = 0;
    if (!trace_ending(t))
      go_on(t, held, 0);
  }
  for (;;) {
    if (t->refused != 0) {
      event->what = TRACE_FAILED;
      event->error = t->refused;
      t->refused = 0;
      trace_end(t);
      return;
    }
    pid_t pid = wait_next(t, event);
    if (pid <= 0) {
      event->what = pid < 0 && errno == EINTR ? TRACE_SIGNALED : TRACE_NONE;
      if (event->what == TRACE_NONE)
        t->count = 0;
      return;
    }
    event->pid = pid;
    if (!WIFSTOPPED(event->status)) {
      trace_forget(t, pid);
      event->what = TRACE_ENDED;
      return;
    }
    if (trace_ending(t)) {
      kill(pid, SIGKILL);
      continue;
    }
    if (!at_call(t, event->status) ? stopped(t, event)
        : t->wanted != NULL        ? called_or_returned(t, event)
                                   : called(t, event))
      return;
  }
}

void trace_release(struct trace *t) {
  struct trace_table *table = atomic_load(&t->table);
  int status;
  pid_t pid;
  if (t->held != 0)
    trace_request(PTRACE_DETACH, t->held, 0, 0);
  t->held = 0;
  for (size_t i = 0; i < table->size; i++)
    if ((pid = atomic_load(&table->slots[i].pid)) > 0)
      trace_request(PTRACE_INTERRUPT, pid, 0, 0);
  /* those that they start meanwhile stop by themselves, first of all */
  while ((pid = waitpid(-1, &status, TRACEES)) > 0 || errno == EINTR) {
    if (pid <= 0)
      continue;
    const int signal = WIFSTOPPED(status) ? WSTOPSIG(status) : 0;
    trace_forget(t, pid);
    if (WIFSTOPPED(status))
      trace_request(PTRACE_DETACH, pid, 0,
                    status >> 16 == 0 && signal != CALL_STOP ? (uintptr_t)signal
                                                             : 0);
  }
  t->count = 0;
}
