/* SPDX-License-Identifier: MIT */
/* The clock on the wall jumps years ahead or back at each look; to be
 * preloaded. */
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static time_t jump(time_t now) {
  return now + ((time_t)(random() % 20) - 10) * 365 * 24 * 3600;
}

int clock_gettime(clockid_t clock, struct timespec *t) {
  const int rc = (int)syscall(SYS_clock_gettime, clock, t);
  if (rc == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    t->tv_sec = jump(t->tv_sec);
  return rc;
}

time_t time(time_t *out) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  if (out != NULL)
    *out = t.tv_sec;
  return t.tv_sec;
}

int gettimeofday(struct timeval *restrict t, void *restrict zone) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  *t = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
  (void)zone;
  return 0;
}
