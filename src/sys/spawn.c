/* SPDX-License-Identifier: MIT */
/* Starting a process under a filter.
 *
 * Without a listener: one vfork-like clone, whose child installs the filter and
 * calls execve. We sleep until it is through, or dead.
 *
 * With a listener we must not sleep (execve itself may wait for our answer),
 * and the descriptor must come over although the filter may catch every call
 * by which the child could send it. So there are two processes:
 *
 *   we ----vfork----> helper ----fork----> the process
 *                       \---- one table of descriptors ----/
 *
 * The process installs its filter, and the listener appears in the helper's
 * table as well. It writes the number to shared memory, which is no call, and
 * goes on to execve, which gives it a table of its own. The helper, which has
 * no filter, sees the number, sends us the descriptor over a socket, closes it
 * on behalf of both, and ends.
 * The process is made with CLONE_PARENT: it is our child, not the helper's.
 *
 * pidfd_getfd(2) in place of the helper would need Linux 5.6, the right to
 * ptrace, which Yama and containers take away, and a child that waits for us
 * in a loop; this needs neither.
 *
 * Everything in the children is async-signal-safe, on stacks of their own, and
 * without Lua, libseccomp or allocation. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "seccomp.h"
#include "spawn.h"
#include "trace.h"
#include "usage.h"

#ifndef CLONE_PIDFD
#define CLONE_PIDFD 0x00001000
#endif
#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#define CLOSE_RANGE_CLOEXEC_ (1u << 2)

#define STACK_SIZE ((size_t)64 * 1024)

struct spawn_job {
  const struct spawn_plan *plan;
  struct spawn_note *note;
  char *stacks; /* two */
  int socket;   /* the helper's end; -1 without a helper */
  int gate[2];  /* a traced process waits until a byte comes through it */
  pid_t pid;    /* of the process, where nobody else wants it */
  int unsent;   /* why the helper could not hand the listener over, or 0 */
  pid_t parent; /* we */
};

struct spawn_note *spawn_note_new(void) {
  void *page = mmap(NULL, sizeof(struct spawn_note), PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return page == MAP_FAILED ? NULL : page;
}

void spawn_note_free(struct spawn_note *note) {
  if (note != NULL)
    munmap(note, sizeof *note);
}

static void note_write(struct spawn_note *note, enum spawn_stage stage,
                       int error) {
  note->error = error;
  atomic_store_explicit(&note->stage, (int)stage, memory_order_release);
}

static enum spawn_stage note_read(struct spawn_note *note) {
  return (enum spawn_stage)atomic_load_explicit(&note->stage,
                                                memory_order_acquire);
}

static void pause_for(long nanoseconds) {
  struct timespec t = {0, nanoseconds};
  nanosleep(&t, NULL);
}

/* Where the pid of a process that is cloned next goes. */
static pid_t *birth(struct spawn_job *job) {
  pid_t *place = passing_birth(job->plan->passing);
  return place != NULL ? place : &job->pid;
}

/* ------------------------------------------------------- in the process -- */

_Noreturn static void fail(struct spawn_note *note, enum spawn_stage stage,
                           int error) {
  note_write(note, stage, error);
  _exit(SPAWN_EXIT_STATUS);
}

/* Ends a process that is under its filter already: by exit_group(2), and where
 * the filter denies that or passes it to a supervisor, by an invalid
 * instruction. */
_Noreturn static void end_filtered(bool can_exit) {
  if (can_exit)
    syscall(SYS_exit_group, SPAWN_EXIT_STATUS);
  for (;;)
    __builtin_trap();
}

static void signals_reset(bool keep_hup) {
  const struct sigaction action = {.sa_handler = SIG_DFL},
                         ignore = {.sa_handler = SIG_IGN};
  /* SIG_DFL, no flags, an empty mask, as the kernel has it on any arch */
  static const char by_default[256];
  for (int i = 1; i <= SIGRTMAX; i++)
    /* C libraries refuse those that they use themselves; whoever started us
     * may have left them ignored all the same */
    if (sigaction(i, i == SIGHUP && keep_hup ? &ignore : &action, NULL) != 0)
      syscall(SYS_rt_sigaction, i, by_default, NULL, (size_t)_NSIG / 8);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Puts the plan's descriptors at 0, 1 and 2. 0 or an errno. */
static int stdio_apply(const int plan[3]) {
  int from[3];
  for (int i = 0; i < 3; i++) {
    from[i] = plan[i];
    if (plan[i] == SPAWN_NULL)
      from[i] = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (plan[i] == SPAWN_NULL && from[i] < 0)
      return errno;
    /* out of the way of the others' places */
    if (from[i] >= 0 && from[i] < 3 && from[i] != i)
      from[i] = fcntl(from[i], F_DUPFD_CLOEXEC, 3);
    if (plan[i] != SPAWN_INHERIT && from[i] < 0)
      return errno;
  }
  for (int i = 0; i < 3; i++) {
    int rc = 0;
    if (from[i] == i)
      rc = fcntl(i, F_SETFD, 0);
    else if (from[i] >= 0)
      rc = dup2(from[i], i);
    if (rc < 0 && from[i] != i && call_unanswered(errno))
      rc = dup3(from[i], i, 0);
    if (rc < 0)
      return errno;
  }
  return 0;
}

/* For kernels without close_range(2) or that flag of it: the same with what
 * /proc lists. 0 or an errno. */
static int close_listed(bool on_exec, const int keep[2]) {
  struct helper_entry { /* struct linux_dirent64 */
    uint64_t ino;
    int64_t off;
    unsigned short len;
    unsigned char type;
    char name[];
  };
  union {
    struct helper_entry align;
    char bytes[2048];
  } buf;
  int dir = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (dir < 0)
    return errno;
  for (;;) {
    long n = syscall(SYS_getdents64, dir, buf.bytes, sizeof buf.bytes);
    if (n < 0)
      return errno;
    if (n == 0)
      break;
    for (long at = 0; at < n;) {
      const struct helper_entry *e =
          (const struct helper_entry *)(const void *)(buf.bytes + at);
      int fd = 0;
      const char *c = e->name;
      for (; *c >= '0' && *c <= '9'; c++)
        fd = fd * 10 + (*c - '0');
      if (c != e->name && fd > 2 && fd != dir) {
        if (on_exec || fd == keep[0] || fd == keep[1])
          fcntl(fd, F_SETFD, FD_CLOEXEC);
        else
          close(fd);
      }
      at += e->len;
    }
  }
  close(dir);
  return 0;
}

/* close_range(2) for first to last, of which there may be none. */
static bool close_span(unsigned int first, unsigned int last,
                       unsigned int flags) {
  return first > last || syscall(SYS_close_range, first, last, flags) == 0;
}

/* Closes all descriptors above 2, now or by execve. 0 or an errno. */
static int close_all(bool on_exec) {
  static const int none[2] = {-1, -1};
  return close_span(3, ~0u, on_exec ? CLOSE_RANGE_CLOEXEC_ : 0u)
             ? 0
             : close_listed(on_exec, none);
}

/* Closes all above 2 but for two that execve closes. 0 or an errno. */
static int close_others(int one, int other) {
  const int low = one < other ? one : other, high = one < other ? other : one;
  const int keep[2] = {low, high};
  const unsigned int first = low < 3 ? 3 : (unsigned int)low + 1;
  return close_span(3, low < 3 ? 2 : (unsigned int)low - 1, 0) &&
                 close_span(first, high < 3 ? 2 : (unsigned int)high - 1, 0) &&
                 close_span(high < 3 ? 3 : (unsigned int)high + 1, ~0u, 0)
             ? 0
             : close_listed(false, keep);
}

static int process_main(void *arg) {
  const struct spawn_job *job = arg;
  const struct spawn_plan *plan = job->plan;
  struct spawn_note *note = job->note;
  int error;
  if (plan->trace != NULL) {
    char byte;
    close(job->gate[1]);
    /* nothing interrupts this: all signals are blocked */
    ssize_t n = read(job->gate[0], &byte, 1);
    if (n != 1)
      fail(note, SPAWN_NO_PROCESS, n < 0 ? errno : EPIPE);
  }
  signals_reset(plan->keep_hup);
  if ((error = stdio_apply(plan->stdio)) != 0)
    fail(note, SPAWN_NO_STDIO, error);
  if (plan->cwd != NULL && chdir(plan->cwd) != 0)
    fail(note, SPAWN_NO_CWD, errno);
  /* What the helper still needs goes by execve. The rest goes now, so that the
   * listener has a low number: below any limit that lets a program open a
   * file. */
  error = job->socket >= 0 ? close_others(job->socket, note->pidfd)
                           : close_all(true);
  if (error != 0)
    fail(note, SPAWN_NO_CLOEXEC, error);
  if (plan->die_with_parent &&
      (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != job->parent))
    fail(note, SPAWN_NO_PROCESS, errno); /* or no reader is left */
  if ((error = limits_set(&plan->limits, &note->fd)) != 0)
    fail(note, SPAWN_NO_LIMIT, error);
  if (plan->load != NULL) {
    long result = sys_install(plan->load);
    if (result < 0)
      fail(note, SPAWN_NO_FILTER, (int)-result);
    note->fd = (int)result;
  }
  /* from here on a system call may mean death, or waiting */
  note_write(note, SPAWN_FILTERED, 0);
  int rc = execve(plan->path, plan->argv, plan->envp);
  /* a filter, or who answers for it, can make execve return without error */
  error = rc == -1 ? errno : ENOEXEC;
  note_write(note, SPAWN_NO_EXEC, error);
  end_filtered(plan->can_exit);
}

/* -------------------------------------------------------- in the helper -- */

/* Waits until the process has its filter, or has failed, or is dead. */
static enum spawn_stage helper_wait(struct spawn_note *note, int pidfd) {
  /* without a pidfd (before Linux 5.3), and where an outer filter lets nobody
   * poll, nothing tells of a death here: then not for ever */
  long nap = 20000;
  int64_t left = INT64_C(60) * 1000 * 1000 * 1000;
  enum spawn_stage stage;
  bool dead = false;
  while ((stage = note_read(note)) == SPAWN_BEGUN && !dead && left > 0) {
    int n = -1;
    if (pidfd >= 0) {
      struct pollfd p = {.fd = pidfd, .events = POLLIN};
      struct timespec t = {0, nap};
      n = ppoll(&p, 1, &t, NULL);
      if (n < 0)
        n = poll(&p, 1, 1);
      dead = n > 0;
    }
    if (n < 0) {
      pause_for(nap);
      left -= nap;
    }
    if (nap < 1000000)
      nap *= 2;
  }
  return dead ? note_read(note) : stage;
}

static int send_fd(int socket, int fd) {
  char byte = 0;
  struct iovec iov = {&byte, 1};
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {.msg_iov = &iov,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = sizeof control.bytes};
  struct cmsghdr *c = CMSG_FIRSTHDR(&message);
  c->cmsg_level = SOL_SOCKET;
  c->cmsg_type = SCM_RIGHTS;
  c->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(c), &fd, sizeof fd);
  return sendmsg(socket, &message, MSG_NOSIGNAL) == 1 ? 0 : errno;
}

static int spawn_helper(void *arg) {
  struct spawn_job *job = arg;
  int fd, flags = CLONE_FILES | CLONE_PARENT;
  char *stack = job->stacks + 2 * STACK_SIZE;
  /* Where we have none of the descriptors 0 to 2, fill the places: else the
   * pidfd or the listener could come to be there, and the process put its
   * stdin, stdout or stderr over it. execve empties them again. */
  do
    fd = fcntl(job->socket, F_DUPFD_CLOEXEC, 0);
  while (fd >= 0 && fd < 3);
  if (fd >= 0)
    close(fd);
  pid_t *born = birth(job);
  job->pid =
      clone(process_main, stack, flags | CLONE_PIDFD, job, &job->note->pidfd);
  if (job->pid < 0 && errno == EINVAL)
    job->pid = clone(process_main, stack, flags, job);
  if (job->pid < 0)
    fail(job->note, SPAWN_NO_PROCESS, errno);
  *born = job->pid; /* CLONE_PIDFD has the place of CLONE_PARENT_SETTID */
  enum spawn_stage stage = helper_wait(job->note, job->note->pidfd);
  /* execve may have failed by now, but that is for wait() to tell */
  if (stage == SPAWN_FILTERED || stage == SPAWN_NO_EXEC) {
    job->unsent = send_fd(job->socket, job->note->fd);
    /* The process may wait within execve and still have what we had, its own
     * listener and those of others included. It must not: else they would stay
     * open when we close them, and the waiting would never end. What it has is
     * ours to close, for the table is one. */
    close_all(false);
  }
  _exit(0);
}

/* ------------------------------------------------------------- with us -- */

/* waitpid, again when interrupted. */
static pid_t spawn_wait(pid_t pid, int *status) {
  pid_t got;
  do
    got = usage_wait(pid, status, __WALL, NULL);
  while (got < 0 && errno == EINTR);
  return got;
}

/* The descriptor, or -errno. */
static int receive_fd(int socket) {
  char byte;
  struct iovec iov = {&byte, 1};
  union {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control;
  struct msghdr message = {.msg_iov = &iov,
                           .msg_iovlen = 1,
                           .msg_control = control.bytes,
                           .msg_controllen = sizeof control.bytes};
  ssize_t n;
  do
    n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    return -errno;
  struct cmsghdr *c = n == 1 ? CMSG_FIRSTHDR(&message) : NULL;
  if (c == NULL || c->cmsg_type != SCM_RIGHTS)
    return n == 1 && (message.msg_flags & MSG_CTRUNC) ? -EMFILE : -EIO;
  int fd;
  memcpy(&fd, CMSG_DATA(c), sizeof fd);
  return fd;
}

/* Whether a child that let us go on after a vfork-like clone did so by execve
 * (and not by dying). It was made without a signal for its end, and execve
 * gives every process SIGCHLD, before it lets us go on: so a child that
 * executed is none for __WCLONE any more. */
static bool has_executed(pid_t pid) {
  siginfo_t info;
  const unsigned int look = WEXITED | WNOHANG | WNOWAIT | __WCLONE;
  return waitid(P_PID, (id_t)pid, &info, (int)look) != 0;
}

/* Reaps a process that failed, or shall go. */
static void give_up(pid_t pid, struct spawn_result *result) {
  int status = 0;
  spawn_wait(pid, &status);
  if (result->stage <= SPAWN_FILTERED) {
    result->stage = SPAWN_KILLED;
    result->error = WIFSIGNALED(status) ? WTERMSIG(status) : SIGKILL;
  }
}

static void start_plain(struct spawn_job *job, struct spawn_result *result,
                        const sigset_t *mask) {
  /* Memory is shared until execve, which saves copying page tables. But not
   * where the filter may kill and the kernel, writing a core, would then kill
   * all that share memory: before Linux 5.16. */
  int flags = CLONE_VFORK;
  if (job->plan->load == NULL || sys_kernel_at_least(5, 16))
    flags |= CLONE_VM;
  pid_t pid = clone(process_main, job->stacks + STACK_SIZE,
                    flags | CLONE_PARENT_SETTID, job, birth(job));
  int error = errno;
  pthread_sigmask(SIG_SETMASK, mask, NULL);
  if (pid < 0) {
    result->stage = SPAWN_NO_PROCESS;
    result->error = error;
    return;
  }
  result->stage = note_read(job->note);
  result->error = job->note->error;
  if (result->stage > SPAWN_FILTERED || !has_executed(pid))
    give_up(pid, result);
  else
    result->pid = pid;
}

/* Neither shares memory with us nor has us sleep: before its filter asks for a
 * tracer there has to be one. */
static void start_traced(struct spawn_job *job, struct spawn_result *result,
                         const sigset_t *mask) {
  pid_t pid = -1;
  int error;
  result->stage = SPAWN_NO_PROCESS;
  if (pipe2(job->gate, O_CLOEXEC) != 0 &&
      socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, job->gate) != 0) {
    result->error = errno;
    pthread_sigmask(SIG_SETMASK, mask, NULL);
    return;
  }
  pid = clone(process_main, job->stacks + STACK_SIZE, CLONE_PARENT_SETTID, job,
              birth(job));
  result->error = errno;
  pthread_sigmask(SIG_SETMASK, mask, NULL);
  error = pid > 0 ? trace_seize(job->plan->trace, pid) : 0;
  if (error != 0) {
    /* one that failed by itself meanwhile is not one that cannot be traced */
    result->stage = note_read(job->note);
    result->error = job->note->error;
    if (result->stage <= SPAWN_FILTERED) {
      result->stage = SPAWN_NO_TRACE;
      result->error = error;
    }
    kill(pid, SIGKILL);
    give_up(pid, result);
  } else if (pid > 0) {
    ssize_t n;
    do
      n = write(job->gate[1], "", 1);
    while (n < 0 && errno == EINTR);
    if (n == 1) {
      result->stage = SPAWN_FILTERED;
      result->pid = pid;
    } else { /* it would wait at the gate, and end there */
      result->error = errno;
      kill(pid, SIGKILL);
      give_up(pid, result);
    }
  }
  close(job->gate[0]); /* not before: there is always one who could read */
  close(job->gate[1]);
}

static void start_listener(struct spawn_job *job, struct spawn_result *result,
                           const sigset_t *mask) {
  int sockets[2], error;
  result->stage = SPAWN_NO_PROCESS;
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) {
    result->error = errno;
    pthread_sigmask(SIG_SETMASK, mask, NULL);
    return;
  }
  /* not where the process's stdin, stdout and stderr come to be */
  job->socket = fcntl(sockets[1], F_DUPFD_CLOEXEC, 3);
  error = errno;
  close(sockets[1]);
  pid_t helper = -1;
  if (job->socket >= 0) {
    passing_birth(job->plan->passing); /* what the helper will not have */
    helper = clone(spawn_helper, job->stacks + STACK_SIZE,
                   CLONE_VM | CLONE_VFORK, job);
    error = errno;
    close(job->socket);
  }
  pthread_sigmask(SIG_SETMASK, mask, NULL);
  if (helper >= 0) {
    spawn_wait(helper, NULL);
    result->stage = note_read(job->note);
    result->error = job->note->error;
    if (result->stage == SPAWN_NO_EXEC) /* see spawn_helper */
      result->stage = SPAWN_FILTERED;
    result->listener = receive_fd(sockets[0]);
    if (result->stage == SPAWN_FILTERED && result->listener < 0) {
      result->stage = SPAWN_NO_LISTENER;
      result->error = job->unsent != 0 ? job->unsent : -result->listener;
    }
    if (result->stage == SPAWN_FILTERED) {
      result->pid = job->pid;
    } else if (job->pid > 0) {
      kill(job->pid, SIGKILL);
      give_up(job->pid, result);
    }
  } else {
    result->error = error;
  }
  close(sockets[0]);
}

void spawn_start(const struct spawn_plan *plan, struct spawn_note *note,
                 struct spawn_result *result) {
  struct spawn_job job = {
      .plan = plan, .note = note, .socket = -1, .pid = -1, .parent = getpid()};
  sigset_t all, mask;
  *result = (struct spawn_result){.pid = -1, .listener = -1};
  note->pidfd = -1;
  /* private: each process has its own copy of what it writes there */
  job.stacks = mmap(NULL, 2 * STACK_SIZE, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (job.stacks == MAP_FAILED) {
    result->stage = SPAWN_NO_PROCESS;
    result->error = errno;
    return;
  }
  /* no handler of ours may run in a child that has our memory */
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &mask);
  if (plan->trace != NULL)
    start_traced(&job, result, &mask);
  else if (plan->listener)
    start_listener(&job, result, &mask);
  else
    start_plain(&job, result, &mask);
  result->limit = note->fd;
  munmap(job.stacks, 2 * STACK_SIZE);
}
