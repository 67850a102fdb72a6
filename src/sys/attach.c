/* SPDX-License-Identifier: MIT */
/* The filters of running threads. See attach.h. The helper writes what it reads
 * into a pipe, and the result is built here: it may not allocate (other threads
 * of this process may hold the allocator's lock), and how much there is is not
 * known beforehand. Threads of a process mostly have the same filters; the
 * helper says so instead of writing them again. */
#include "attach.h"
#include "../bpf/array.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "proc.h"
#include "trace.h"

/* What headers may lack; the kernel's ABI does not change. */
#define SECCOMP_GET_FILTER 0x420c
#define SECCOMP_GET_METADATA 0x420d
#define EVENT_STOP 128
#define MODE_STRICT 1
#define MODE_FILTER 2

/* The kernel's bounds: 4096 instructions in a filter, and 32768 in all those of
 * a thread, where each filter counts four more. */
enum {
  FILTER_MOST = BPF_PROG_MAX,
  INSNS_MOST = 32768,
  FILTERS_MOST = INSNS_MOST / 5 + 1
};

struct metadata { /* struct seccomp_metadata */
  uint64_t filter_off;
  uint64_t flags;
};

/* What comes through the pipe, for each thread: this; then, unless it has the
 * same filters as the last one of which they came, `count` sizes; then their
 * instructions. */
struct message {
  int32_t tid;
  int32_t outcome;
  int32_t error;
  uint32_t count;
  uint32_t insns; /* in all */
  uint32_t same;
};
struct size {
  uint32_t len;
  int32_t flags;
};

/* A thread's filters. */
struct helper_stack {
  uint32_t count, insns;
  struct size sizes[FILTERS_MOST];
  struct cbpf_insn insn[INSNS_MOST];
};

struct attach_job {
  const pid_t *tids;
  size_t count;
  int64_t deadline; /* of CLOCK_MONOTONIC, milliseconds */
  int pipe[2];
  struct helper_stack sent, now;
  char stack[64 * 1024]; /* the helper's */
};

static int64_t attach_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Writes whole, or ends the helper, whose status is the errno. */
static void attach_put(int fd, const void *bytes, size_t n) {
  const char *at = bytes;
  while (n > 0) {
    ssize_t written = write(fd, at, n);
    if (written < 0 && errno != EINTR)
      _exit(errno);
    if (written > 0) {
      at += written;
      n -= (size_t)written;
    }
  }
}

/* ------------------------------------------------------- in the helper -- */

/* Waits until the tracee stops or ends: 0, with the status; ETIMEDOUT where
 * that takes until `until`, or another errno. SIGCHLD is blocked, and so told
 * of here. */
static int attach_wait(pid_t tid, int *status, int64_t until) {
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  for (;;) {
    pid_t got = waitpid(tid, status, __WALL | WNOHANG);
    if (got == tid)
      return 0;
    if (got < 0 && errno == ECHILD) { /* another thread executed in its place */
      *status = 0;
      return 0;
    }
    if (got < 0 && errno != EINTR)
      return errno;
    int64_t left = until - attach_now();
    if (left <= 0)
      return ETIMEDOUT;
    /* a signal may have told of another thread already: look again soon */
    if (left > 50)
      left = 50;
    const struct timespec t = {0, (long)left * 1000000};
    sigtimedwait(&child, NULL, &t);
  }
}

/* Reads the filters of a thread that is stopped into s. */
static void read_filters(pid_t tid, struct helper_stack *s, struct message *m) {
  struct proc_status status;
  char path[PROC_PATH];
  s->count = s->insns = 0;
  m->outcome = ATTACH_READ;
  for (;;) {
    struct size *size = &s->sizes[s->count];
    long len = trace_request(SECCOMP_GET_FILTER, tid, s->count, 0);
    if (len < 0 && errno == ENOENT && s->count > 0)
      return;
    if (len < 0) {
      m->outcome = errno == ESRCH ? ATTACH_GONE : ATTACH_DENIED;
      m->error = errno;
      /* the same errno where there is none, and where the kernel keeps none */
      if (m->error == EINVAL &&
          proc_status(proc_pid_path(path, sizeof path, tid, "status"),
                      &status) == 0 &&
          status.mode >= 0 && status.mode != MODE_FILTER)
        m->outcome = status.mode == MODE_STRICT ? ATTACH_STRICT : ATTACH_READ;
      return;
    }
    if (len > FILTER_MOST || s->insns + (uint32_t)len > INSNS_MOST ||
        s->count + 1 >= FILTERS_MOST) {
      m->outcome = ATTACH_DENIED;
      m->error = EOVERFLOW; /* a kernel with other bounds */
      return;
    }
    if (trace_request(SECCOMP_GET_FILTER, tid, s->count,
                      (uintptr_t)&s->insn[s->insns]) != len) {
      m->outcome = errno == ESRCH ? ATTACH_GONE : ATTACH_DENIED;
      m->error = errno;
      return;
    }
    struct metadata data = {.filter_off = s->count};
    size->len = (uint32_t)len;
    size->flags = trace_request(SECCOMP_GET_METADATA, tid, sizeof data,
                                (uintptr_t)&data) >= (long)sizeof data
                      ? (int32_t)data.flags
                      : -1;
    s->insns += (uint32_t)len;
    s->count++;
  }
}

/* PTRACE_SEIZE. It waits for an execve(2) that is under way, by which the first
 * thread has ended that it found by its number: then it is refused with EPERM,
 * and right after that the number is the thread's that executed. */
static long seize(pid_t tid) {
  long result;
  for (int i = 0; i < 3; i++) {
    result = trace_request(PTRACE_SEIZE, tid, 0, 0);
    if (result == 0 || errno != EPERM)
      break;
  }
  return result;
}

/* Stops a thread, reads it and lets it go. */
static void read_thread(pid_t tid, struct helper_stack *s, int64_t until,
                        struct message *m) {
  int status, signal = 0;
  s->count = s->insns = 0;
  if (seize(tid) != 0 || trace_request(PTRACE_INTERRUPT, tid, 0, 0) != 0) {
    m->outcome = errno == ESRCH ? ATTACH_GONE : ATTACH_REFUSED;
    m->error = errno;
    return;
  }
  if ((m->error = attach_wait(tid, &status, until)) != 0) {
    /* what is not stopped cannot be let go, but by the helper's end */
    m->outcome = m->error == ETIMEDOUT ? ATTACH_WAITING : ATTACH_DENIED;
    return;
  }
  m->outcome = ATTACH_GONE;
  if (!WIFSTOPPED(status))
    return;
  /* a signal that was about to be delivered has to be */
  if (status >> 16 == 0)
    signal = WSTOPSIG(status);
  read_filters(tid, s, m);
  if (trace_request(PTRACE_DETACH, tid, 0, (uintptr_t)signal) != 0)
    /* killed meanwhile: execve(2) in another thread would wait for us */
    attach_wait(tid, &status, until);
}

static bool same_thread(const struct helper_stack *a,
                        const struct helper_stack *b) {
  return a->count == b->count && a->insns == b->insns &&
         memcmp(a->sizes, b->sizes, a->count * sizeof a->sizes[0]) == 0 &&
         memcmp(a->insn, b->insn, a->insns * sizeof a->insn[0]) == 0;
}

static int attach_helper(void *arg) {
  struct attach_job *job = arg;
  const struct sigaction action = {.sa_handler = SIG_DFL};
  bool any = false;
  sigaction(SIGCHLD, &action, NULL);
  close(job->pipe[0]);
  for (size_t i = 0; i < job->count; i++) {
    struct message m = {.tid = job->tids[i]};
    /* one that does not stop leaves half of the time to the others */
    int64_t at = attach_now(), left = job->deadline - at;
    if (left <= 0)
      break;
    if (i + 1 < job->count)
      left /= 2;
    read_thread(m.tid, &job->now, at + left, &m);
    if (m.outcome == ATTACH_READ) {
      m.count = job->now.count;
      m.insns = job->now.insns;
      m.same = any && same_thread(&job->now, &job->sent);
    }
    attach_put(job->pipe[1], &m, sizeof m);
    if (m.outcome != ATTACH_READ || m.same)
      continue;
    attach_put(job->pipe[1], job->now.sizes,
               m.count * sizeof job->now.sizes[0]);
    attach_put(job->pipe[1], job->now.insn, m.insns * sizeof job->now.insn[0]);
    if (!any) {
      any = true;
      memcpy(&job->sent, &job->now, sizeof job->sent);
    }
  }
  _exit(0);
}

/* ------------------------------------------------------------- with us -- */

/* Reads n bytes: false at the end, or past the deadline, or where the errno
 * comes into err. */
static bool get(int fd, void *bytes, size_t n, int64_t deadline, int *err) {
  char *to = bytes;
  while (n > 0) {
    struct pollfd p = {.fd = fd, .events = POLLIN};
    int64_t left = deadline - attach_now();
    if (left <= 0)
      return false;
    int ready = poll(&p, 1, (int)left);
    if (ready == 0)
      return false;
    ssize_t got = ready > 0 ? read(fd, to, n) : -1;
    if (got < 0 && errno != EINTR)
      *err = errno;
    if (got == 0 || *err != 0)
      return false;
    if (got > 0) {
      to += got;
      n -= (size_t)got;
    }
  }
  return true;
}

/* Takes what the helper says. 0 or an errno. */
static int attach_take(int fd, int64_t deadline, struct attach_result *r) {
  size_t filters = 0, insns = 0;
  size_t threads_room = 0, filters_room = 0, insns_room = 0;
  struct attach_thread sent = {.count = 0};
  struct message m;
  int err = 0;
  while (get(fd, &m, sizeof m, deadline, &err)) {
    struct size size;
    if (!array_reserve(&r->threads, sizeof *r->threads, r->count + 1,
                       &threads_room))
      return ENOMEM;
    struct attach_thread *t = &r->threads[r->count];
    *t = (struct attach_thread){.tid = m.tid,
                                .outcome = (enum attach_outcome)m.outcome,
                                .error = m.error,
                                .first = filters,
                                .count = m.count};
    if (m.same) {
      t->first = sent.first;
    } else {
      /* arrays also for a thread without filters */
      if (!array_reserve(&r->filters, sizeof *r->filters, filters + m.count + 1,
                         &filters_room) ||
          !array_reserve(&r->insns, sizeof *r->insns, insns + m.insns + 1,
                         &insns_room))
        return ENOMEM;
      size_t at = insns;
      for (size_t i = 0; i < m.count; i++) {
        if (!get(fd, &size, sizeof size, deadline, &err))
          return err;
        r->filters[filters + i] =
            (struct attach_filter){at, size.len, size.flags};
        at += size.len;
      }
      if (!get(fd, r->insns + insns, m.insns * sizeof r->insns[0], deadline,
               &err))
        return err;
      filters += m.count;
      insns = at;
      if (sent.tid == 0 && m.outcome == ATTACH_READ)
        sent = *t;
    }
    r->count++;
  }
  return err;
}

int attach_read(const pid_t *tids, size_t count, long milliseconds,
                struct attach_result *result) {
  sigset_t all, before;
  *result = (struct attach_result){.count = 0};
  struct attach_job *job = mmap(NULL, sizeof *job, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (job == MAP_FAILED)
    return errno;
  job->tids = tids;
  job->count = count;
  job->deadline = attach_now() + milliseconds;
  if (pipe2(job->pipe, O_CLOEXEC) != 0) {
    int err = errno;
    munmap(job, sizeof *job);
    return err;
  }
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  pid_t pid = clone(attach_helper, job->stack + sizeof job->stack, 0, job);
  int err = pid < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(job->pipe[1]);
  if (pid > 0) {
    /* what keeps the helper itself from its end is left to the kernel */
    const long grace = 1000;
    int status = 0;
    err = attach_take(job->pipe[0], job->deadline + grace, result);
    /* as long as it is not reaped the number is nobody else's */
    if (waitpid(pid, &status, __WALL | WNOHANG) == 0) {
      kill(pid, SIGKILL);
      while (waitpid(pid, &status, __WALL) < 0 && errno == EINTR)
        ;
    }
    if (err == 0 && WIFEXITED(status))
      err = WEXITSTATUS(status);
  }
  close(job->pipe[0]);
  munmap(job, sizeof *job);
  return err;
}

void attach_free(struct attach_result *result) {
  free(result->threads);
  free(result->filters);
  free(result->insns);
  *result = (struct attach_result){.count = 0};
}
