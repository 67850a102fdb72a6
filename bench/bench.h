/* SPDX-License-Identifier: MIT */
/* What the benchmarks in C share: clocks, failure, and the file of rules that
 * all contestants read (written by bench/rules.lua). */
#ifndef BENCH_H
#define BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <seccomp.h>

/* Nanoseconds of CPU time of this process: what else runs does not count. A
 * function of its own: bench/counts.lua counts from call to call of it. */
__attribute__((noinline, unused)) static double cpu_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Nanoseconds of wall-clock time, for what two processes do together. */
static inline double wall_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Ends the program when a step of a benchmark did not work. */
static inline void must(int ok, const char *what) {
  if (!ok) {
    perror(what);
    exit(1);
  }
}

#define MAX_RULES 8192
#define MAX_ARCHES 8

struct bench_rule {
  uint32_t action;
  char name[64];
  unsigned int nconds;
  struct scmp_arg_cmp conds[6];
};

struct bench_policy {
  uint32_t default_action;
  uint32_t arches[MAX_ARCHES];
  size_t narches, nrules;
  struct bench_rule rules[MAX_RULES];
};

#endif
