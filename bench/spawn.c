/* SPDX-License-Identifier: MIT */
/* spawn plain|ready FILE N: starts /bin/true N times, each waited for, and
 * prints the wall-clock nanoseconds of one. plain: posix_spawn, no filter.
 * ready: fork, compiled bytes (FILE) by seccomp(2), execve. */

#include "bench.h"

#include <spawn.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

extern char **environ;

static char *const command[] = {(char[]){"/bin/true"}, NULL};
static struct sock_filter code[4096];
static struct sock_fprog prog = {0, code};
static const char *kind;

static void read_code(const char *path) {
  FILE *file = fopen(path, "rb");
  must(file != NULL, path);
  prog.len = (unsigned short)fread(code, sizeof code[0], 4096, file);
  fclose(file);
}

static pid_t start(void) {
  pid_t pid;
  if (strcmp(kind, "plain") == 0) {
    must(posix_spawn(&pid, command[0], NULL, NULL, command, environ) == 0,
         "posix_spawn");
    return pid;
  }
  pid = fork();
  must(pid >= 0, "fork");
  if (pid == 0) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &prog) == 0,
         "seccomp");
    execve(command[0], command, environ);
    _exit(127);
  }
  return pid;
}

int main(int argc, char **argv) {
  must(argc == 4, "spawn plain|ready FILE N");
  kind = argv[1];
  int n = atoi(argv[3]);
  if (strcmp(kind, "ready") == 0)
    read_code(argv[2]);
  double begin = wall_ns();
  for (int i = 0; i < n; i++) {
    int status;
    pid_t pid = start();
    must(waitpid(pid, &status, 0) == pid && status == 0, "true");
  }
  printf("%.1f\n", (wall_ns() - begin) / n);
}
