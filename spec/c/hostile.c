/* SPDX-License-Identifier: MIT */
/* A program that wants to read what it may not: for supervisors that open files
 * in its place.
 *
 *   hostile HOW DIR ROUNDS
 *
 * DIR/data it may read, all else in DIR has the content "secret". It opens by
 * openat(2), so often, in the way that HOW names, and prints a line "opened N
 * refused N secret N": how often it got a descriptor, got none, and got what it
 * must not. Standard input is DIR/private. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE 2
#endif

static const char *dir;
static long rounds, opened, refused, secret;
static atomic_bool over;

/* Opens once, and looks at what that gave. */
static void attempt(int at, const char *path) {
  char bytes[16] = "";
  const long fd = syscall(SYS_openat, at, path, O_RDONLY);
  if (fd < 0) {
    refused++;
    return;
  }
  opened++;
  const ssize_t n = read((int)fd, bytes, sizeof bytes - 1);
  if (n > 0 && strstr(bytes, "secret") != NULL)
    secret++;
  close((int)fd);
}

/* DIR and what follows it, in memory of its own. */
static char *below(const char *rest) {
  char *path = malloc(4096);
  snprintf(path, 4096, "%s%s", dir, rest);
  return path;
}

static void each(int at, const char *const *paths) {
  for (long i = 0; i < rounds; i++)
    for (size_t k = 0; paths[k] != NULL; k++)
      attempt(at, paths[k]);
}

static void go(const char *rest) {
  if (chdir(below(rest)) != 0)
    exit(3);
}

static void dotdot(void) {
  const char *paths[] = {below("/data/../secret"),
                         below("/data/sub/../../secret"),
                         below("/data//.././secret"),
                         below("/data/sub/.././../private/inside"),
                         below("/data/link/../secret"),
                         below("/data/out/.."),
                         below("/data/sub/../inside"), /* this one it may */
                         NULL};
  each(AT_FDCWD, paths);
}

static void symlinks(void) {
  const char *paths[] = {below("/data/out"),
                         below("/data/absolute"),
                         below("/data/private/inside"),
                         below("/data/chain"),
                         below("/data/link/inside"), /* this one it may */
                         NULL};
  each(AT_FDCWD, paths);
}

static void relative(void) {
  const char *paths[] = {"../../secret", "../out",    "./../../private/inside",
                         "inside",       "../inside", NULL};
  go("/data/sub");
  each(AT_FDCWD, paths);
  const char *outside[] = {"secret", "data/../secret", "data/inside", NULL};
  go("");
  each(AT_FDCWD, outside);
}

static void dirfd(void) {
  const char *mine = below("/data/inside");
  const char *paths[] = {"inside", "../secret", "../private/inside", "",
                         ".",      mine,        "../data/inside",    NULL};
  each(0, paths);
  each(-1, paths);
  each(987654, paths);
}

static void magic(void) {
  char root[4096], cwd[4096];
  snprintf(root, sizeof root, "/proc/self/root%s/secret", dir);
  snprintf(cwd, sizeof cwd, "/proc/thread-self/cwd/../secret");
  const char *paths[] = {root,
                         cwd,
                         "/proc/self/cwd/inside",
                         "/proc/self/fd/0/inside",
                         "/dev/fd/0/inside",
                         "/proc/self/environ",
                         "/proc/self/fd/0/../secret",
                         below("/data/magic/secret"),
                         below("/data/magic-fd/inside"),
                         NULL};
  go("/private");
  each(AT_FDCWD, paths);
}

/* ------------------------------------------------------------ with help -- */

static char *buffer;
static const char *ours, *theirs;

static void *rewrite(void *unused) {
  (void)unused;
  while (!over) {
    strcpy(buffer, ours);
    sched_yield();
    strcpy(buffer, theirs);
  }
  return NULL;
}

static void *swap(void *unused) {
  (void)unused;
  while (!over)
    syscall(SYS_renameat2, AT_FDCWD, ours, AT_FDCWD, theirs, RENAME_EXCHANGE);
  return NULL;
}

static void *wander(void *unused) {
  (void)unused;
  while (!over)
    if (chdir(ours) != 0 || chdir(theirs) != 0)
      exit(3);
  return NULL;
}

static int data_fd;

static void *replace(void *unused) {
  (void)unused;
  while (!over) {
    dup2(data_fd, 100);
    sched_yield();
    dup2(0, 100);
  }
  return NULL;
}

/* Opens by turns while another thread does its best. */
static void against(void *(*other)(void *), int at, const char *const *paths) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, other, NULL) != 0)
    exit(3);
  each(at, paths);
  over = true;
  pthread_join(thread, NULL);
}

static void rewriting(void) {
  const char *paths[] = {buffer = below("/data/inside"), NULL};
  ours = below("/data/inside");
  theirs = below("/private/inside");
  against(rewrite, AT_FDCWD, paths);
}

static void swapping(void) {
  const char *paths[] = {
      below("/data/flip/inside"), below("/data/flip/../inside"),
      below("/data/flip/../secret"), below("/data/flip/sub/../inside"), NULL};
  ours = below("/data/flip");
  theirs = below("/data/flop");
  against(swap, AT_FDCWD, paths);
}

static void wandering(void) {
  const char *paths[] = {"inside", "../inside", NULL};
  ours = below("/data/sub");
  theirs = below("/private");
  go("/data/sub");
  against(wander, AT_FDCWD, paths);
}

static void replacing(void) {
  const char *paths[] = {"inside", "sub/../inside", NULL};
  data_fd = (int)syscall(SYS_openat, AT_FDCWD, below("/data"), O_RDONLY);
  if (data_fd < 0)
    exit(4);
  dup2(data_fd, 100);
  against(replace, 100, paths);
}

/* A thread that has a working directory of its own. */
static void *own(void *unused) {
  static const char *const paths[] = {"inside", "../secret", NULL};
  (void)unused;
  if (unshare(CLONE_FS) != 0)
    exit(3);
  go("/private");
  each(AT_FDCWD, paths);
  return NULL;
}

static void threads(void) {
  static const char *const paths[] = {"inside", NULL};
  pthread_t thread;
  go("/data");
  if (pthread_create(&thread, NULL, own, NULL) != 0)
    exit(3);
  pthread_join(thread, NULL);
  each(AT_FDCWD, paths);
}

static void jail(const char *rest) {
  const char *paths[] = {"/inside", "/../secret", "/..//private/inside",
                         "inside",  "../inside",  NULL};
  go(rest);
  if (chroot(".") != 0)
    exit(5);
  each(AT_FDCWD, paths);
}

static void jailed(void) { jail("/private"); }
static void housed(void) { jail("/data"); }

/* From outside of its root. */
static void escaped(void) {
  const char *paths[] = {"secret", "../data/inside", "private/inside", NULL};
  go("");
  if (chroot(below("/data")) != 0)
    exit(5);
  each(AT_FDCWD, paths);
}

/* What would have to wait for its other end. */
static void fifo(void) {
  for (long i = 0; i < rounds; i++) {
    attempt(AT_FDCWD, below("/data/fifo"));
    syscall(SYS_openat, AT_FDCWD, below("/data/fifo"), O_WRONLY);
  }
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    void (*run)(void);
  } ways[] = {
      {"dotdot", dotdot},   {"symlinks", symlinks}, {"relative", relative},
      {"dirfd", dirfd},     {"magic", magic},       {"rewrite", rewriting},
      {"swap", swapping},   {"wander", wandering},  {"replace", replacing},
      {"threads", threads}, {"jailed", jailed},     {"housed", housed},
      {"escaped", escaped}, {"fifo", fifo},
  };
  if (argc != 4)
    return 2;
  dir = argv[2];
  rounds = atol(argv[3]);
  for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
    if (strcmp(argv[1], ways[i].name) == 0) {
      ways[i].run();
      printf("opened %ld refused %ld secret %ld\n", opened, refused, secret);
      return 0;
    }
  return 2;
}
