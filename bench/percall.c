/* SPDX-License-Identifier: MIT */
/* percall FILE|none N CALL [ARG0]: the nanoseconds that a call takes under the
 * compiled filter in FILE. The quickest of several batches: what is longer was
 * interrupted. */
#include "bench.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/filter.h>
#include <linux/seccomp.h>

static struct sock_filter code[4096];

int main(int argc, char **argv) {
  must(argc >= 4, "percall FILE|none N CALL [ARG0]");
  int n = atoi(argv[2]);
  long number = strtol(argv[3], NULL, 0);
  unsigned long arg = argc > 4 ? strtoul(argv[4], NULL, 0) : 0;
  if (strcmp(argv[1], "none") != 0) {
    FILE *file = fopen(argv[1], "rb");
    must(file != NULL, argv[1]);
    struct sock_fprog prog = {
        (unsigned short)fread(code, sizeof code[0], 4096, file), code};
    fclose(file);
    must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs");
    must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &prog) == 0,
         "seccomp");
  }
  double best = 0;
  for (int k = 0; k < 100; k++) {
    double start = wall_ns();
    for (int i = 0; i < n; i++)
      syscall(number, arg);
    double each = (wall_ns() - start) / n;
    if (k == 0 || each < best)
      best = each;
  }
  printf("%.1f\n", best);
}
