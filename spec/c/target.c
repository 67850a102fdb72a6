/* SPDX-License-Identifier: MIT */
/* A program for supervisors to watch: makes the calls that its arguments name.
 *
 *   call NR [ARG]...      one call; prints "value 0x..." and "errno N"
 *   loop NR COUNT         COUNT calls; fails unless each returns 42
 *   threads NR N COUNT    N threads with COUNT calls each, all together
 *   tree NR DEPTH         a call, then two children that do the same
 *   alarm NR RESTART      a call that SIGALRM interrupts, or begins again
 *   leave NR HOW          when standard input ends, another thread ends the
 *                         process (exit), or executes true(1) (exec)
 *   sibling NR            a child makes the call, and has to be killed
 *   undumpable NR [ARG]   call, of a process whose memory nobody may read
 *
 * ARG: a number (0x... for all 64 bits, of which a 32-bit process has the low
 * ones); s:TEXT, a pointer to it; w:TEXT, the
 * same, and the memory is printed afterwards; e:TEXT, a pointer to it without a
 * NUL and with nothing mapped behind; z:TEXT, the same with its NUL; r:TEXT, in
 * memory that may only be read; nowhere, a pointer to nothing. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static long number;

static char *copy(const char *text, size_t size, int last) {
  long page = sysconf(_SC_PAGESIZE);
  char *at = mmap(NULL, (size_t)(2 * page), PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(at + page, (size_t)page);
  if (last)
    at += page - (long)size;
  return memcpy(at, text, size);
}

static unsigned long argument(const char *text) {
  size_t len = strlen(text);
  if (strcmp(text, "nowhere") == 0)
    return 0x10;
  if (len < 2 || text[1] != ':')
    return (unsigned long)strtoull(text, NULL, 0);
  switch (text[0]) {
  case 'e':
    return (unsigned long)copy(text + 2, len - 2, 1);
  case 'z':
    return (unsigned long)copy(text + 2, len - 1, 1);
  case 'r': {
    char *at = copy(text + 2, len - 1, 0);
    mprotect(at, 1, PROT_READ);
    return (unsigned long)at;
  }
  default:
    return (unsigned long)copy(text + 2, len - 1, 0);
  }
}

static int call(int argc, char **argv) {
  unsigned long a[6] = {0};
  for (int i = 0; i < argc && i < 6; i++)
    a[i] = argument(argv[i]);
  errno = 0;
  long value = syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  int error = errno;
  printf("value 0x%016llx\nerrno %d\n", (unsigned long long)value, error);
  for (int i = 0; i < argc; i++)
    if (strncmp(argv[i], "w:", 2) == 0 || strncmp(argv[i], "r:", 2) == 0)
      printf("memory %s\n", (char *)a[i]);
  return 0;
}

static int loop(long count) {
  for (long i = 0; i < count; i++)
    if (syscall(number, i) != 42)
      return 1;
  return 0;
}

static void *thread(void *count) { return (void *)(long)loop(*(long *)count); }

static int threads(int n, long count) {
  pthread_t id[64];
  int bad = 0;
  for (int i = 0; i < n; i++)
    pthread_create(&id[i], NULL, thread, &count);
  for (int i = 0; i < n; i++) {
    void *result;
    pthread_join(id[i], &result);
    bad |= result != NULL;
  }
  return bad;
}

static int tree(long depth) {
  if (loop(1) != 0)
    return 1;
  int bad = 0, status;
  for (int i = 0; i < 2 && depth > 0; i++)
    if (fork() == 0)
      exit(tree(depth - 1));
  while (wait(&status) > 0)
    bad |= status != 0;
  return bad;
}

static void handler(int signo) { (void)signo; }

static int signalled(int again) {
  struct sigaction action = {.sa_handler = handler,
                             .sa_flags = again ? SA_RESTART : 0};
  sigaction(SIGALRM, &action, NULL);
  return call(0, NULL);
}

static void *leaver(void *how) {
  char byte;
  while (read(0, &byte, 1) > 0)
    ;
  if (strcmp(how, "exit") == 0)
    _exit(3);
  char *argv[] = {(char *)"true", NULL};
  execv("/bin/true", argv);
  _exit(4);
}

static int leave(char *how) {
  pthread_t id;
  pthread_create(&id, NULL, leaver, how);
  syscall(number);
  pause();
  return 1;
}

static int sibling(void) {
  pid_t pid = fork();
  if (pid == 0)
    _exit((int)syscall(number));
  int status;
  waitpid(pid, &status, 0);
  return WIFSIGNALED(status) ? 0 : 1;
}

int main(int argc, char **argv) {
  if (argc < 3)
    return 2;
  number = strtol(argv[2], NULL, 0);
  const char *what = argv[1];
  if (strcmp(what, "undumpable") == 0)
    prctl(PR_SET_DUMPABLE, 0);
  if (strcmp(what, "call") == 0 || strcmp(what, "undumpable") == 0)
    return call(argc - 3, argv + 3);
  if (strcmp(what, "loop") == 0)
    return loop(atol(argv[3]));
  if (strcmp(what, "threads") == 0)
    return threads(atoi(argv[3]), atol(argv[4]));
  if (strcmp(what, "tree") == 0)
    return tree(atol(argv[3]));
  if (strcmp(what, "alarm") == 0)
    return signalled(atoi(argv[3]));
  if (strcmp(what, "leave") == 0)
    return leave(argv[3]);
  if (strcmp(what, "sibling") == 0)
    return sibling();
  return 2;
}
