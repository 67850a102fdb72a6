/* SPDX-License-Identifier: MIT */
/* peer WORK RULES N BATCHES [OPTIMIZE]: does what bench/ours.lua does, in C
 * over libseccomp, as a program would that has its policy as data. Prints, for
 * each batch of N, the nanoseconds of CPU time that one took. */
#include "bench.h"

#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

static struct bench_policy policy;
static uint32_t optimize = 1;

static uint32_t read_action(FILE *file) {
  char word[16];
  unsigned int code = 0;
  must(fscanf(file, "%15s %u", word, &code) == 2, "rules");
  if (strcmp(word, "allow") == 0)
    return SCMP_ACT_ALLOW;
  if (strcmp(word, "errno") == 0)
    return SCMP_ACT_ERRNO(code);
  must(strcmp(word, "kill_process") == 0, "action");
  return SCMP_ACT_KILL_PROCESS;
}

static void read_rule(FILE *file) {
  must(policy.nrules < MAX_RULES, "too many rules");
  struct bench_rule *r = &policy.rules[policy.nrules++];
  r->action = read_action(file);
  must(fscanf(file, "%63s %u", r->name, &r->nconds) == 2, "rule");
  for (unsigned int i = 0; i < r->nconds; i++) {
    unsigned int arg, op;
    uint64_t a, b;
    must(fscanf(file, "%u %u %" SCNu64 " %" SCNu64, &arg, &op, &a, &b) == 4,
         "condition");
    r->conds[i] = (struct scmp_arg_cmp){arg, (enum scmp_compare)op, a, b};
  }
}

static void read_policy(const char *path) {
  FILE *file = fopen(path, "r");
  char word[64];
  must(file != NULL, path);
  while (fscanf(file, "%63s", word) == 1) {
    if (strcmp(word, "default") == 0) {
      policy.default_action = read_action(file);
    } else if (strcmp(word, "arch") == 0) {
      must(fscanf(file, "%63s", word) == 1, "arch");
      if (strcmp(word, "amd64") == 0)
        strcpy(word, "x86_64");
      else if (strcmp(word, "arm64") == 0)
        strcpy(word, "aarch64");
      policy.arches[policy.narches++] = seccomp_arch_resolve_name(word);
    } else {
      must(strcmp(word, "rule") == 0, "line");
      read_rule(file);
    }
  }
  fclose(file);
}

static scmp_filter_ctx build(void) {
  scmp_filter_ctx ctx = seccomp_init(policy.default_action);
  must(ctx != NULL, "seccomp_init");
  if (optimize != 1)
    must(seccomp_attr_set(ctx, SCMP_FLTATR_CTL_OPTIMIZE, optimize) == 0,
         "optimize");
  for (size_t i = 0; i < policy.narches; i++)
    if (policy.arches[i] != seccomp_arch_native())
      must(seccomp_arch_add(ctx, policy.arches[i]) == 0, "seccomp_arch_add");
  for (size_t i = 0; i < policy.nrules; i++) {
    const struct bench_rule *r = &policy.rules[i];
    int number = seccomp_syscall_resolve_name(r->name);
    must(number != __NR_SCMP_ERROR, r->name);
    int rc =
        seccomp_rule_add_array(ctx, r->action, number, r->nconds, r->conds);
    must(rc == 0, r->name);
  }
  return ctx;
}

static volatile int sink;

/* Each does its work n times and returns nanoseconds for one. */
static double names(int n) {
  double start = cpu_ns();
  for (int k = 0; k < n; k++)
    for (size_t i = 0; i < policy.nrules; i++)
      sink = seccomp_syscall_resolve_name(policy.rules[i].name);
  return (cpu_ns() - start) / n / (double)policy.nrules;
}

static double builds(int n) {
  double start = cpu_ns();
  for (int i = 0; i < n; i++)
    seccomp_release(build());
  return (cpu_ns() - start) / n;
}

static double exports(int n) {
  scmp_filter_ctx ctx = build();
  int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
  /* the first one faults in memory that the later ones reuse */
  must(seccomp_export_bpf(ctx, fd) == 0, "seccomp_export_bpf");
  double start = cpu_ns();
  for (int i = 0; i < n; i++)
    must(seccomp_export_bpf(ctx, fd) == 0, "seccomp_export_bpf");
  double each = (cpu_ns() - start) / n;
  close(fd);
  seccomp_release(ctx);
  return each;
}

/* Of n filters, each for the first time. */
static double firsts(int n) {
  scmp_filter_ctx *all = calloc((size_t)n, sizeof *all);
  int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
  must(all != NULL, "calloc");
  for (int i = 0; i < n; i++)
    all[i] = build();
  double start = cpu_ns();
  for (int i = 0; i < n; i++)
    must(seccomp_export_bpf(all[i], fd) == 0, "seccomp_export_bpf");
  double each = (cpu_ns() - start) / n;
  close(fd);
  for (int i = 0; i < n; i++)
    seccomp_release(all[i]);
  free(all);
  return each;
}

/* The rules and the program, which is what `policy:compile` gives. */
static double programs(int n) {
  int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
  double start = cpu_ns();
  for (int i = 0; i < n; i++) {
    scmp_filter_ctx ctx = build();
    must(seccomp_export_bpf(ctx, fd) == 0, "seccomp_export_bpf");
    seccomp_release(ctx);
  }
  double each = (cpu_ns() - start) / n;
  close(fd);
  return each;
}

/* Filters stay: each batch puts n more in force. */
static double loads(int n) {
  scmp_filter_ctx ctx = build();
  double start = cpu_ns();
  for (int i = 0; i < n; i++)
    must(seccomp_load(ctx) == 0, "seccomp_load");
  return (cpu_ns() - start) / n;
}

/* Kilobytes in use; stdio would take some. */
static double resident(void) {
  char text[128] = "";
  long pages = 0;
  int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  must(fd >= 0 && read(fd, text, sizeof text - 1) > 0, "statm");
  close(fd);
  sscanf(text, "%*d %ld", &pages);
  return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1024;
}

/* Kilobytes that a filter takes, of n. */
static double memory(int n) {
  double before = resident();
  for (int i = 0; i < n; i++)
    build();
  return (resident() - before) / n;
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    double (*work)(int n);
  } works[] = {{"names", names},  {"build", builds},     {"export", exports},
               {"first", firsts}, {"program", programs}, {"load", loads},
               {"memory", memory}};
  must(argc >= 5, "peer WORK RULES N BATCHES [OPTIMIZE]");
  read_policy(argv[2]);
  if (argc > 5)
    optimize = (uint32_t)atoi(argv[5]);
  if (strcmp(argv[1], "write") == 0) {
    must(seccomp_export_bpf(build(), STDOUT_FILENO) == 0, "seccomp_export_bpf");
    return 0;
  }
  for (size_t i = 0; i < sizeof works / sizeof works[0]; i++)
    if (strcmp(works[i].name, argv[1]) == 0) {
      for (int k = atoi(argv[4]); k > 0; k--)
        printf("%.1f\n", works[i].work(atoi(argv[3])));
      return 0;
    }
  must(0, argv[1]);
}
