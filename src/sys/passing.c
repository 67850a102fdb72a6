/* SPDX-License-Identifier: MIT */
/* Signals to us that are for a process of ours. See passing.h.
 *
 * A terminal sends its signals to all of the group that has it. Where the
 * process is in our group it has such a signal already, and is sent none: not
 * even before we know that it runs, for the kernel writes its pid as it begins.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "passing.h"
#include "trace.h"

#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif

static const int passed[] = {SIGTERM, SIGINT,  SIGHUP,
                             SIGQUIT, SIGUSR1, SIGUSR2};
enum { PASSED = sizeof passed / sizeof passed[0], PLACES = 16 };

/* A process that signals go to. Read by the handler. */
static struct {
  atomic_bool taken;
  _Atomic pid_t pid; /* 0 while it is being started */
  pid_t born;        /* the same as soon as there is one; written by clone(2) */
  atomic_int pidfd;
  atomic_uint came; /* meanwhile: a bit for each of `passed` */
} places[PLACES];

static atomic_int caught;
/* what ends by a signal that is caught; read by the handler, too */
static _Atomic(struct trace *) traced[PLACES];
/* handlers at work: on other threads, as those of ours end before we go on */
static atomic_uint at_work;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static size_t users;
static struct sigaction before[PASSED];

static void send(pid_t pid, int pidfd, int signal) {
  /* the pid may be another's at once when it was reaped elsewhere */
  if (pidfd >= 0 &&
      (syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) == 0 ||
       errno == ESRCH))
    return;
  kill(pid, signal);
}

static pid_t born(int place) {
  return __atomic_load_n(&places[place].born, __ATOMIC_SEQ_CST);
}

/* Whether a signal that we have went to the process, too. */
static bool has_it(const siginfo_t *info, pid_t pid) {
  return info->si_code == SI_KERNEL && getpgid(pid) == getpgrp();
}

static void note_came(int place, int signal) {
  for (unsigned int k = 0; k < PASSED; k++)
    if (passed[k] == signal)
      atomic_fetch_or(&places[place].came, 1u << k);
}

static void handler(int signal, siginfo_t *info, void *context) {
  const int saved = errno;
  bool somebody = false;
  (void)context;
  atomic_fetch_add(&at_work, 1);
  for (int i = 0; i < PLACES; i++) {
    if (!atomic_load(&places[i].taken))
      continue;
    somebody = true;
    pid_t pid = atomic_load(&places[i].pid);
    const pid_t there = pid != 0 ? pid : born(i);
    if (there != 0 && has_it(info, there))
      continue;
    if (pid == 0) {
      note_came(i, signal);
      /* or else passing_to() looked before we did */
      pid = atomic_load(&places[i].pid);
      if (pid == 0 || atomic_exchange(&places[i].came, 0) == 0)
        continue;
    }
    send(pid, atomic_load(&places[i].pidfd), signal);
  }
  if (!somebody && signal != SIGUSR1 && signal != SIGUSR2) {
    atomic_store(&caught, signal);
    for (int i = 0; i < PLACES; i++) {
      struct trace *trace = atomic_load(&traced[i]);
      if (trace != NULL)
        trace_end(trace);
    }
  }
  atomic_fetch_sub(&at_work, 1);
  errno = saved;
}

/* Waits until no handler can still use what was taken from it just before: the
 * pid and descriptor of a process that is reaped next, a trace that is freed.
 */
static void wait_for_handlers(void) {
  while (atomic_load(&at_work) != 0)
    sched_yield();
}

/* The threads of those that were at work are not in a forked process. */
static void forked(void) { atomic_store(&at_work, 0); }

static void watch_forks(void) { pthread_atfork(NULL, NULL, forked); }

void passing_hold(void) {
  static pthread_once_t watched = PTHREAD_ONCE_INIT;
  struct sigaction ours = {.sa_sigaction = handler,
                           .sa_flags = SA_SIGINFO | SA_RESTART};
  sigfillset(&ours.sa_mask);
  pthread_once(&watched, watch_forks);
  pthread_mutex_lock(&lock);
  if (users++ == 0) {
    atomic_store(&caught, 0);
    for (int i = 0; i < PASSED; i++)
      sigaction(passed[i], &ours, &before[i]);
  }
  pthread_mutex_unlock(&lock);
}

void passing_let_go(void) {
  pthread_mutex_lock(&lock);
  if (--users == 0)
    for (int i = 0; i < PASSED; i++) {
      struct sigaction now;
      /* unless somebody gave it another meaning meanwhile */
      if (sigaction(passed[i], NULL, &now) == 0 &&
          (now.sa_flags & SA_SIGINFO) && now.sa_sigaction == handler)
        sigaction(passed[i], &before[i], NULL);
    }
  pthread_mutex_unlock(&lock);
}

bool passing_ignored(int signal) {
  struct sigaction now;
  bool ignored =
      sigaction(signal, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
  pthread_mutex_lock(&lock);
  for (int i = 0; i < PASSED && users > 0; i++)
    ignored =
        ignored || (passed[i] == signal && before[i].sa_handler == SIG_IGN);
  pthread_mutex_unlock(&lock);
  return ignored;
}

void passing_begin(struct passing *p) {
  pthread_mutex_lock(&lock);
  for (int i = 0; i < PLACES && p->place == 0; i++)
    if (!atomic_exchange(&places[i].taken, true))
      p->place = i + 1;
  pthread_mutex_unlock(&lock);
  /* one more than there are places is not passed any */
  if (p->place != 0)
    passing_hold();
}

pid_t *passing_birth(const struct passing *p) {
  sigset_t waiting;
  if (p == NULL || p->place == 0)
    return NULL;
  if (sigpending(&waiting) == 0)
    for (int k = 0; k < PASSED; k++)
      if (sigismember(&waiting, passed[k]) == 1)
        note_came(p->place - 1, passed[k]);
  return &places[p->place - 1].born;
}

void passing_to(struct passing *p, pid_t pid, int pidfd) {
  if (p->place == 0)
    return;
  const int i = p->place - 1;
  atomic_store(&places[i].pidfd, pidfd);
  atomic_store(&places[i].pid, pid);
  unsigned int came = atomic_exchange(&places[i].came, 0);
  for (unsigned int k = 0; k < PASSED; k++)
    if (came & (1u << k))
      send(pid, pidfd, passed[k]);
}

void passing_over(struct passing *p) {
  if (p->place == 0)
    return;
  const int i = p->place - 1;
  p->place = 0;
  pthread_mutex_lock(&lock);
  atomic_store(&places[i].taken, false);
  atomic_store(&places[i].pid, 0);
  __atomic_store_n(&places[i].born, 0, __ATOMIC_SEQ_CST);
  atomic_store(&places[i].came, 0);
  pthread_mutex_unlock(&lock);
  wait_for_handlers();
  passing_let_go();
}

int passing_caught(void) { return atomic_load(&caught); }

void passing_ends(struct trace *trace) {
  for (int i = 0; i < PLACES; i++)
    if (atomic_load(&traced[i]) == trace)
      return;
  for (int i = 0; i < PLACES; i++) {
    struct trace *none = NULL;
    if (atomic_compare_exchange_strong(&traced[i], &none, trace))
      return;
  }
}

void passing_ended(const struct trace *trace) {
  for (int i = 0; i < PLACES; i++)
    if (atomic_load(&traced[i]) == trace) {
      atomic_store(&traced[i], NULL);
      wait_for_handlers();
    }
}
