/* SPDX-License-Identifier: MIT */
/* Many processes that make many calls of which each asks: storm NR N COUNT.
 *
 * N processes make COUNT calls each, call i of process p with the argument
 * p * COUNT + i, and the right answer to that is its right_answer(). All are of
 * one process group, whose number is this one's. Prints "calls C wrong W lost
 * L": those that got another value, and those that got an error. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct counts {
  _Atomic long calls, wrong, lost;
};

static long right_answer(long id) { return id * 7 % 1000003 + 1; }

static void calls(struct counts *counts, long number, long first, long count) {
  for (long id = first; id < first + count; id++) {
    errno = 0;
    const long value = syscall(number, id);
    counts->calls++;
    if (value == -1 && errno != 0)
      counts->lost++;
    else if (value != right_answer(id))
      counts->wrong++;
  }
}

int main(int argc, char **argv) {
  if (argc < 4)
    return 2;
  const long number = atol(argv[1]), n = atol(argv[2]), count = atol(argv[3]);
  struct counts *counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  setpgid(0, 0);
  for (long p = 0; p < n; p++) {
    const pid_t pid = fork();
    if (pid < 0)
      return 3;
    if (pid == 0) {
      calls(counts, number, p * count, count);
      _exit(0);
    }
  }
  int status, failed = 0;
  while (wait(&status) > 0 || errno == EINTR)
    failed |= status;
  printf("calls %ld wrong %ld lost %ld\n", counts->calls, counts->wrong,
         counts->lost);
  return failed != 0;
}
