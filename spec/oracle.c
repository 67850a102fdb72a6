/* SPDX-License-Identifier: MIT */
/* The kernel's own answer, for spec/oracle.lua: loads programs in children and
 * makes calls there.
 *
 * Reads lines from standard input: `program HEX` (an array of struct
 * sock_filter), then `call NR A0 A1 A2 A3 A4 A5` (hex numbers) any number of
 * times, then `run`, for which it writes a line: `refused ERRNO`, or `loaded`
 * and for each call what it returned (-errno for an error), or `killed` where
 * SIGSYS ended the child, and with it the line. The calls should be such as
 * nothing comes of when they are allowed. */
#include <errno.h>
#include <linux/filter.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define CALLS 64
#define BYTES (5000 * sizeof(struct sock_filter))

struct shared {
  int loaded; /* 1, or -errno */
  int made;
  long result[CALLS];
};

static unsigned long long calls[CALLS][7];
static int ncalls;
static unsigned char bytes[BYTES];
static size_t nbytes;

/* Everything a child needs is mapped before it loads; it ends by a fault,
 * which is no system call that the program could refuse. */
static void child(struct shared *shared) {
  struct sock_fprog prog = {
      .len = (unsigned short)(nbytes / sizeof(struct sock_filter)),
      .filter = (struct sock_filter *)(void *)bytes};
  if (syscall(SYS_seccomp, 1, 0, &prog) != 0) {
    shared->loaded = -errno;
    _exit(0);
  }
  shared->loaded = 1;
  for (int i = 0; i < ncalls; i++) {
    const unsigned long long *c = calls[i];
    long r = syscall((long)c[0], (long)c[1], (long)c[2], (long)c[3], (long)c[4],
                     (long)c[5], (long)c[6]);
    shared->result[i] = r == -1 ? -errno : r;
    shared->made = i + 1;
  }
  __builtin_trap();
}

static void run(struct shared *shared) {
  memset(shared, 0, sizeof *shared);
  int status;
  pid_t pid = fork();
  if (pid == 0)
    child(shared);
  if (pid < 0 || waitpid(pid, &status, 0) != pid)
    exit(1);
  if (shared->loaded != 1) {
    printf("refused %d\n", -shared->loaded);
    return;
  }
  printf("loaded");
  for (int i = 0; i < shared->made; i++)
    printf(" %ld", shared->result[i]);
  if (shared->made < ncalls) {
    if (!WIFSIGNALED(status) || WTERMSIG(status) != 31)
      exit(1);
    printf(" killed");
  }
  printf("\n");
}

int main(void) {
  static char line[2 * BYTES + 64];
  struct rlimit none = {0, 0};
  struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED || setrlimit(RLIMIT_CORE, &none) != 0 ||
      prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return 1;
  setvbuf(stdout, NULL, _IOFBF, 1 << 16);
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (strncmp(line, "program", 7) == 0) {
      ncalls = 0;
      nbytes = 0;
      unsigned int byte;
      for (const char *p = line + 8; sscanf(p, "%2x", &byte) == 1; p += 2)
        bytes[nbytes++] = (unsigned char)byte;
    } else if (strncmp(line, "call", 4) == 0) {
      char *p = line + 4;
      for (int i = 0; i < 7; i++)
        calls[ncalls][i] = strtoull(p, &p, 16);
      ncalls++;
    } else {
      fflush(stdout);
      run(shared);
    }
  }
  return fflush(stdout) != 0;
}
