/* SPDX-License-Identifier: MIT */
/* An older kernel, as far as listeners can tell; to be preloaded. The release
 * is that of OLDER_RELEASE. poll(2) says that nobody uses a filter any more
 * only once no child that has ended is left to be waited for (before
 * Linux 6.11), and before 5.9 never. */
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *release(void) {
  const char *name = getenv("OLDER_RELEASE");
  return name != NULL ? name : "6.1.0";
}

int uname(struct utsname *u) {
  int rc = (int)syscall(SYS_uname, u);
  snprintf(u->release, sizeof u->release, "%s", release());
  return rc;
}

static bool hidden(const struct pollfd *p) {
  char path[40], name[40];
  siginfo_t info = {.si_pid = 0};
  int major = 0, minor = 0;
  if (p->revents != POLLHUP)
    return false;
  snprintf(path, sizeof path, "/proc/self/fd/%d", p->fd);
  ssize_t n = readlink(path, name, sizeof name - 1);
  name[n < 0 ? 0 : n] = '\0';
  if (strcmp(name, "anon_inode:seccomp notify") != 0)
    return false;
  sscanf(release(), "%d.%d", &major, &minor);
  if (major < 5 || (major == 5 && minor < 9))
    return true;
  waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT | __WALL);
  return info.si_pid != 0;
}

int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout,
          const sigset_t *mask) {
  struct timespec end, now, nap = {0, 5000000};
  clock_gettime(CLOCK_MONOTONIC, &end);
  if (timeout != NULL) {
    end.tv_sec +=
        timeout->tv_sec + (end.tv_nsec + timeout->tv_nsec) / 1000000000;
    end.tv_nsec = (end.tv_nsec + timeout->tv_nsec) % 1000000000;
  }
  for (;;) {
    int n = poll(fds, count, 0);
    for (nfds_t i = 0; n > 0 && i < count; i++)
      if (hidden(&fds[i])) {
        fds[i].revents = 0;
        n--;
      }
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (n != 0 || (timeout != NULL &&
                   (now.tv_sec > end.tv_sec ||
                    (now.tv_sec == end.tv_sec && now.tv_nsec >= end.tv_nsec))))
      return n;
    if (nanosleep(&nap, NULL) != 0)
      return -1;
  }
  (void)mask;
}
