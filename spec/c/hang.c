/* SPDX-License-Identifier: MIT */
/* Whether libseccomp survives a list of rules, without our binding in between.
 *
 * Each line of standard input is a filter: its arches, separated by spaces,
 * and then, each behind a semicolon, its rules: a syscall, an action's number,
 * and conditions "arg,operator,a,b" with libseccomp's number of the operator.
 * The rules are added, the filter exported both ways and released, in a child
 * that has MILLISECONDS (the argument) of processor time. The answer is a line:
 *   ok             every rule was added
 *   refused <n>    libseccomp itself refused the nth rule (with EEXIST)
 *   hangs          the time was up
 *   crashes        a signal ended it */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <seccomp.h>

enum { OK = 0, BROKEN = 1, REFUSED = 2 /* and up: the rule's number */ };

static int add_rule(scmp_filter_ctx ctx, char *text) {
  char *state = NULL, *word = strtok_r(text, " ", &state);
  int number = seccomp_syscall_resolve_name(word);
  uint32_t action = (uint32_t)strtoul(strtok_r(NULL, " ", &state), NULL, 0);
  struct scmp_arg_cmp conds[6];
  unsigned int n = 0;
  while ((word = strtok_r(NULL, " ", &state)) != NULL && n < 6) {
    char *end;
    conds[n].arg = (unsigned int)strtoul(word, &end, 0);
    conds[n].op = (enum scmp_compare)strtoul(end + 1, &end, 0);
    conds[n].datum_a = strtoull(end + 1, &end, 0);
    conds[n].datum_b = strtoull(end + 1, &end, 0);
    n++;
  }
  return seccomp_rule_add_array(ctx, action, number, n, conds);
}

static int live(char *line) {
  char *rules = NULL, *state = NULL;
  char *arches = strtok_r(line, ";", &rules);
  scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);
  int null = open("/dev/null", O_WRONLY), n = 0;
  if (ctx == NULL || null < 0 || seccomp_arch_remove(ctx, SCMP_ARCH_NATIVE))
    return BROKEN;
  for (char *a = strtok_r(arches, " ", &state); a != NULL;
       a = strtok_r(NULL, " ", &state))
    if (seccomp_arch_add(ctx, seccomp_arch_resolve_name(a)) != 0)
      return BROKEN;
  for (char *r = strtok_r(NULL, ";", &rules); r != NULL;
       r = strtok_r(NULL, ";", &rules)) {
    int rc = add_rule(ctx, r);
    if (rc != 0)
      return rc == -EEXIST ? REFUSED + n : BROKEN;
    n++;
  }
  if (seccomp_export_pfc(ctx, null) != 0 || seccomp_export_bpf(ctx, null) != 0)
    return BROKEN;
  seccomp_release(ctx);
  return OK;
}

int main(int argc, char **argv) {
  long ms = argc > 1 ? strtol(argv[1], NULL, 10) : 200;
  static char line[1 << 16];
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
      struct itimerval timer = {.it_value = {ms / 1000, ms % 1000 * 1000}};
      struct rlimit no_core = {0, 0};
      setrlimit(RLIMIT_CORE, &no_core);
      setitimer(ITIMER_PROF, &timer, NULL);
      _exit(live(line));
    }
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
      return 1;
    if (WIFSIGNALED(status))
      puts(WTERMSIG(status) == SIGPROF ? "hangs" : "crashes");
    else if (WEXITSTATUS(status) == OK)
      puts("ok");
    else if (WEXITSTATUS(status) >= REFUSED)
      printf("refused %d\n", WEXITSTATUS(status) - REFUSED);
    else
      return 1;
  }
  return 0;
}
