/* SPDX-License-Identifier: MIT */
/* What programs do that tracing could get wrong; spec/trace_spec.lua. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static const char *self;

static void *exec_here(void *arg) {
  (void)arg;
  execl(self, self, "say", "executed", (char *)NULL);
  return NULL;
}

static void *wait_here(void *arg) {
  for (;;)
    pause();
  return arg;
}

/* execve by a thread that is not the first, while others run. */
_Noreturn static void exec_by_thread(void) {
  pthread_t thread;
  for (int i = 0; i < 4; i++)
    pthread_create(&thread, NULL, i < 3 ? wait_here : exec_here, NULL);
  for (;;)
    pause();
}

/* The first thread ends before the others. */
static void *end_later(void *arg) {
  pthread_join(*(pthread_t *)arg, NULL);
  puts("outlived");
  exit(6);
}

_Noreturn static void leader_first(void) {
  static pthread_t leader;
  pthread_t thread;
  leader = pthread_self();
  pthread_create(&thread, NULL, end_later, &leader);
  pthread_exit(NULL);
}

static int vforks(void) {
  for (int i = 0; i < 5; i++) {
    pid_t pid = vfork();
    if (pid == 0) {
      execl(self, self, "say", "vforked", (char *)NULL);
      _exit(1);
    }
    int status;
    if (waitpid(pid, &status, 0) != pid || status != 0)
      return 1;
    char *argv[] = {(char *)self, "say", "spawned", NULL};
    if (posix_spawn(&pid, self, NULL, NULL, argv, environ) != 0 ||
        waitpid(pid, &status, 0) != pid || status != 0)
      return 2;
  }
  return 0;
}

/* A child stops and goes on, as its parent sees it: it ends when that was seen.
 */
static int stops(void) {
  int status, seen[2];
  char byte;
  if (pipe(seen) != 0)
    return 4;
  pid_t pid = fork();
  if (pid == 0) {
    close(seen[1]);
    raise(SIGSTOP);
    _exit(read(seen[0], &byte, 1) == 0 ? 9 : 10);
  }
  if (waitpid(pid, &status, WUNTRACED) != pid || !WIFSTOPPED(status) ||
      WSTOPSIG(status) != SIGSTOP)
    return 1;
  kill(pid, SIGCONT);
  if (waitpid(pid, &status, WCONTINUED) != pid || !WIFCONTINUED(status))
    return 2;
  close(seen[1]);
  if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) ||
      WEXITSTATUS(status) != 9)
    return 3;
  puts("stopped and went on");
  return 0;
}

static volatile sig_atomic_t count;
static void note(int signal) {
  (void)signal;
  count++;
}

/* Each of many signals to a process that calls all the time arrives, and no
 * call but those that may be ends with EINTR. */
static int signals(void) {
  enum { MANY = 300 };
  struct sigaction action = {.sa_handler = note};
  sigaction(SIGUSR1, &action, NULL);
  pid_t parent = getpid();
  int seen[2];
  if (pipe(seen) != 0)
    return 1;
  pid_t pid = fork();
  if (pid == 0) {
    char byte;
    for (int i = 0; i < MANY; i++) {
      kill(parent, SIGUSR1);
      if (read(seen[0], &byte, 1) != 1)
        _exit(1);
    }
    _exit(0);
  }
  for (int told = 0; told < MANY;) {
    if (getppid() < 0 || access("/", F_OK) != 0)
      return 2;
    while (told < count) {
      ssize_t n = write(seen[1], "", 1);
      if (n != 1)
        return 3;
      told++;
    }
  }
  int status;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR)
      return 4;
  printf("%d signals\n", (int)count);
  return status != 0;
}

static void told(int signal, siginfo_t *info, void *context) {
  (void)context;
  printf("signal %d code %d call %d errno %d\n", signal, info->si_code,
         info->si_syscall, info->si_errno);
}

/* What a handler is told of a call that is trapped, and what the call returns.
 */
static int traps(long number) {
  struct sigaction action = {.sa_sigaction = told, .sa_flags = SA_SIGINFO};
  sigaction(SIGSYS, &action, NULL);
  printf("returned %ld\n", syscall(number));
  return 0;
}

/* clone(2) of a child that no tracer would get. */
static int untraced(void) {
  const long flags = 0x00800000 | SIGCHLD;
#if defined(__s390x__)
  long pid = syscall(SYS_clone, 0L, flags, 0, 0, 0);
#else
  long pid = syscall(SYS_clone, flags, 0, 0, 0, 0);
#endif
  if (pid == 0)
    _exit(getppid() > 0 ? 3 : 4);
  int status;
  return waitpid((pid_t)pid, &status, 0) == pid ? WEXITSTATUS(status) : 9;
}

/* A call of x86, by a 64-bit process, whose first argument has more bits than
 * the call will use. */
static int wide(long number) {
#if defined(__x86_64__)
  long result;
  __asm__ volatile("int $0x80"
                   : "=a"(result)
                   : "a"(number), "b"(0x7ffc00000005), "c"(0x7ffce0ef1a03),
                     "d"(0)
                   : "memory", "r8", "r9", "r10", "r11");
  printf("returned %ld\n", (long)(int)result);
#else
  (void)number;
#endif
  return 0;
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  const long number = argc > 2 ? atol(argv[2]) : 0;
  self = argv[0];
  setvbuf(stdout, NULL, _IOLBF, 0);
  if (strcmp(what, "say") == 0)
    return puts(argv[2]) < 0;
  if (strcmp(what, "exec_by_thread") == 0)
    exec_by_thread();
  if (strcmp(what, "leader_first") == 0)
    leader_first();
  if (strcmp(what, "vforks") == 0)
    return vforks();
  if (strcmp(what, "stops") == 0)
    return stops();
  if (strcmp(what, "signals") == 0)
    return signals();
  if (strcmp(what, "traps") == 0)
    return traps(number);
  if (strcmp(what, "untraced") == 0)
    return untraced();
  if (strcmp(what, "wide") == 0)
    return wide(number);
  return 99;
}
