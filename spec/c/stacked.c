/* SPDX-License-Identifier: MIT */
/* The kernel's own answer on several programs, for spec/stack_spec.lua: a
 * thread loads them one after the other and makes calls.
 *
 * Reads lines from standard input: `program HEX` (an array of struct
 * sock_filter) once for each program, oldest first, `call NR A0 A1` (hex
 * numbers) any number of times, then `run`, for which it writes a line of a
 * word for each call: `allowed`, `-ERRNO` (what the call returned in place of
 * its own result), `trap:DATA`, or `thread` or `process`, what was killed:
 * then the other calls are missing. Programs must allow seccomp, rt_sigreturn
 * and exit, and the calls are those that look at no argument and never return
 * 0. */
#include <errno.h>
#include <linux/filter.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAMS 8
#define CALLS 32
#define INSNS 256

enum { ALLOWED = 1, RETURNED, TRAPPED, OTHER };

struct answer {
  int what;
  long value;
};

struct shared {
  int refused, made;
  struct answer answers[CALLS];
};

static struct sock_filter insns[PROGRAMS][INSNS];
static struct sock_fprog programs[PROGRAMS];
static unsigned long calls[CALLS][3];
static int nprograms, ncalls;
static struct shared *shared;
static volatile sig_atomic_t trapped;
static volatile int trap_data;

static void on_trap(int sig, siginfo_t *info, void *context) {
  (void)sig;
  (void)context;
  trapped = 1;
  trap_data = info->si_errno;
}

static void *worker(void *unused) {
  long usual[CALLS];
  for (int i = 0; i < ncalls; i++)
    usual[i] = syscall((long)calls[i][0], calls[i][1], calls[i][2]);
  for (int i = 0; i < nprograms; i++)
    if (syscall(SYS_seccomp, 1, 0, &programs[i]) != 0) {
      shared->refused = errno;
      syscall(SYS_exit, 0);
    }
  for (int i = 0; i < ncalls; i++) {
    struct answer *a = &shared->answers[i];
    trapped = 0;
    const long r = syscall((long)calls[i][0], calls[i][1], calls[i][2]);
    if (trapped)
      *a = (struct answer){TRAPPED, trap_data};
    else if (r == -1)
      *a = (struct answer){RETURNED, -errno};
    else if (r == 0)
      *a = (struct answer){RETURNED, 0};
    else
      *a = (struct answer){r == usual[i] ? ALLOWED : OTHER, r};
    shared->made = i + 1;
  }
  syscall(SYS_exit, 0);
  return unused;
}

static void child(void) {
  struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO};
  pthread_t thread;
  sigaction(SIGSYS, &action, NULL);
  if (pthread_create(&thread, NULL, worker, NULL) != 0 ||
      pthread_join(thread, NULL) != 0)
    _exit(1);
  _exit(0);
}

static void run(void) {
  int status;
  memset(shared, 0, sizeof *shared);
  pid_t pid = fork();
  if (pid == 0)
    child();
  if (pid < 0 || waitpid(pid, &status, 0) != pid)
    exit(1);
  if (WIFSIGNALED(status) ? WTERMSIG(status) != SIGSYS
                          : WEXITSTATUS(status) != 0)
    exit(2);
  if (shared->refused != 0) {
    printf("refused %d\n", shared->refused);
    return;
  }
  for (int i = 0; i < shared->made; i++) {
    const struct answer *a = &shared->answers[i];
    if (a->what == ALLOWED)
      printf("allowed ");
    else
      printf(a->what == TRAPPED    ? "trap:%ld "
             : a->what == RETURNED ? "%ld "
                                   : "other:%ld ",
             a->value);
  }
  if (shared->made < ncalls)
    printf(WIFSIGNALED(status) ? "process" : "thread");
  printf("\n");
}

static void read_program(const char *hex) {
  unsigned char bytes[INSNS * sizeof(struct sock_filter)];
  size_t n = 0;
  unsigned int byte;
  for (; n < sizeof bytes && sscanf(hex, "%2x", &byte) == 1; hex += 2)
    bytes[n++] = (unsigned char)byte;
  if (nprograms == PROGRAMS)
    exit(3);
  memcpy(insns[nprograms], bytes, n);
  programs[nprograms] = (struct sock_fprog){
      (unsigned short)(n / sizeof(struct sock_filter)), insns[nprograms]};
  nprograms++;
}

int main(void) {
  static char line[2 * sizeof insns[0] + 64];
  const struct rlimit none = {0, 0};
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED || setrlimit(RLIMIT_CORE, &none) != 0 ||
      prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return 1;
  setvbuf(stdout, NULL, _IOFBF, 1 << 16);
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (strncmp(line, "program ", 8) == 0) {
      read_program(line + 8);
    } else if (strncmp(line, "call ", 5) == 0) {
      char *p = line + 5;
      if (ncalls == CALLS)
        return 3;
      for (int i = 0; i < 3; i++)
        calls[ncalls][i] = strtoul(p, &p, 16);
      ncalls++;
    } else {
      fflush(stdout);
      run();
      nprograms = ncalls = 0;
    }
  }
  return fflush(stdout) != 0;
}
