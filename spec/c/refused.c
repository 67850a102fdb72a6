/* SPDX-License-Identifier: MIT */
/* Calls that a policy may refuse, in many ways: refused WHAT [COUNT]. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static long count;

static _Atomic pid_t thread_id;

static void *sync_here(void *arg) {
  thread_id = (pid_t)syscall(SYS_gettid);
  for (long i = 0; i < count; i++)
    sync();
  return arg;
}

/* COUNT syncs in each of four threads of each of three processes. */
static int crowd(void) {
  for (int child = 0; child < 3; child++) {
    if (fork() != 0)
      continue;
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
      if (pthread_create(&threads[i], NULL, sync_here, NULL) != 0)
        _exit(1);
    for (int i = 0; i < 4; i++)
      pthread_join(threads[i], NULL);
    _exit(0);
  }
  int status, failed = 0;
  while (wait(&status) > 0)
    failed |= status;
  return failed != 0;
}

/* A thread that makes the call, and one that lives on where that one alone is
 * killed. */
static int by_thread(void) {
  pthread_t thread;
  count = 1;
  if (pthread_create(&thread, NULL, sync_here, NULL) != 0)
    return 1;
  while (thread_id == 0) {
  }
  /* pthread_join of musl would wait for ever for one that the kernel killed */
  while (syscall(SYS_tgkill, getpid(), thread_id, 0) == 0) {
  }
  return 7;
}

/* socket(2) of each domain and type below COUNT; says which went well. */
static int sockets(void) {
  for (long domain = 0; domain < count; domain++)
    for (long type = 0; type < count; type++) {
      const long fd = syscall(SYS_socket, domain, type, 0);
      printf("%ld %ld %s\n", domain, type,
             fd < 0 && errno == EBADE ? "refused" : "made");
      if (fd >= 0)
        close((int)fd);
    }
  return 0;
}

/* Opens COUNT files that are not there. */
static int opens(void) {
  char path[64];
  for (long i = 0; i < count; i++) {
    snprintf(path, sizeof path, "/nowhere/%ld", i);
    if (syscall(SYS_openat, AT_FDCWD, path, O_RDWR, 0) >= 0)
      return 1;
  }
  return 0;
}

/* Calls each number from 3000 on. */
static int numbers(void) {
  for (long i = 0; i < count; i++)
    syscall(3000 + i, i);
  return 0;
}

/* Writes to each descriptor from 1000 on. */
static int writes(void) {
  for (long i = 0; i < count; i++)
    if (write((int)(1000 + i), "", 1) >= 0)
      return 1;
  return 0;
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  count = argc > 2 ? atol(argv[2]) : 1;
  if (strcmp(what, "crowd") == 0)
    return crowd();
  if (strcmp(what, "by_thread") == 0)
    return by_thread();
  if (strcmp(what, "sockets") == 0)
    return sockets();
  if (strcmp(what, "opens") == 0)
    return opens();
  if (strcmp(what, "numbers") == 0)
    return numbers();
  if (strcmp(what, "writes") == 0)
    return writes();
  return 99;
}
