/* SPDX-License-Identifier: MIT */
/* What libseccomp itself makes of a filter, without our binding in between.
 *
 * Reads filters in the text form of spec/data/libseccomp_suite.txt on standard
 * input and writes for each, in order:
 *   bpf <hex>
 *   pfc <bytes>
 *   <text>
 * A line that libseccomp refuses ends the program, unless it begins with
 * "try": then `refused <errno>` is written and the next line read. */
#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <seccomp.h>

static unsigned long line_number;

static void die(const char *what, const char *word) {
  fprintf(stderr, "reference: line %lu: %s \"%s\"\n", line_number, what,
          word == NULL ? "" : word);
  exit(2);
}

static uint64_t number(const char *word) {
  char *end;
  errno = 0;
  unsigned long long v = word == NULL ? 0 : strtoull(word, &end, 0);
  if (word == NULL || *word == '\0' || *end != '\0' || errno != 0)
    die("no number", word);
  return v;
}

static uint32_t action(const char *word) {
  static const struct {
    const char *name;
    uint32_t value;
  } names[] = {{"allow", SCMP_ACT_ALLOW},
               {"log", SCMP_ACT_LOG},
               {"notify", SCMP_ACT_NOTIFY},
               {"trap", SCMP_ACT_TRAP},
               {"kill", SCMP_ACT_KILL},
               {"kill_thread", SCMP_ACT_KILL_THREAD},
               {"kill_process", SCMP_ACT_KILL_PROCESS}};
  unsigned int code;
  if (word == NULL)
    die("no action", word);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp(word, names[i].name) == 0)
      return names[i].value;
  if (sscanf(word, "errno(%u)", &code) == 1)
    return SCMP_ACT_ERRNO(code);
  if (sscanf(word, "trace(%u)", &code) == 1)
    return SCMP_ACT_TRACE(code);
  die("no action", word);
  return 0;
}

static uint32_t arch(const char *word) {
  if (word == NULL)
    die("no arch", word);
  if (strcmp(word, "native") == 0)
    return SCMP_ARCH_NATIVE;
  if (strcmp(word, "amd64") == 0)
    word = "x86_64";
  if (strcmp(word, "arm64") == 0)
    word = "aarch64";
  uint32_t token = seccomp_arch_resolve_name(word);
  if (token == 0)
    die("no arch", word);
  return token;
}

static int syscall_number(const char *word) {
  if (word == NULL)
    die("no syscall", word);
  if (isdigit((unsigned char)word[0]) || word[0] == '-')
    return atoi(word);
  int nr = seccomp_syscall_resolve_name(word);
  if (nr == __NR_SCMP_ERROR)
    die("no syscall", word);
  return nr;
}

static enum scmp_filter_attr attribute(const char *word) {
  static const struct {
    const char *name;
    enum scmp_filter_attr attr;
  } names[] = {{"bad_arch_action", SCMP_FLTATR_ACT_BADARCH},
               {"tskip", SCMP_FLTATR_API_TSKIP},
               {"optimize", SCMP_FLTATR_CTL_OPTIMIZE}};
  for (size_t i = 0; word != NULL && i < sizeof names / sizeof names[0]; i++)
    if (strcmp(word, names[i].name) == 0)
      return names[i].attr;
  die("no attribute", word);
  return SCMP_FLTATR_ACT_DEFAULT;
}

/* "0,masked_eq,0xff,1" */
static struct scmp_arg_cmp condition(char *word) {
  static const struct {
    const char *name;
    enum scmp_compare op;
  } names[] = {{"!=", SCMP_CMP_NE},
               {"<", SCMP_CMP_LT},
               {"<=", SCMP_CMP_LE},
               {"==", SCMP_CMP_EQ},
               {">=", SCMP_CMP_GE},
               {">", SCMP_CMP_GT},
               {"masked_eq", SCMP_CMP_MASKED_EQ}};
  char *rest = word;
  const char *arg = strsep(&rest, ","), *op = strsep(&rest, ","),
             *a = strsep(&rest, ","), *b = strsep(&rest, ",");
  struct scmp_arg_cmp c = {(unsigned int)number(arg), _SCMP_CMP_MIN, number(a),
                           b == NULL ? 0 : number(b)};
  for (size_t i = 0; op != NULL && i < sizeof names / sizeof names[0]; i++)
    if (strcmp(op, names[i].name) == 0)
      c.op = names[i].op;
  if (c.op == _SCMP_CMP_MIN)
    die("no operator", op);
  return c;
}

/* What `export` writes. */
static char *written(scmp_filter_ctx ctx,
                     int (*export)(const scmp_filter_ctx, int), size_t *size) {
  int fd = memfd_create("reference", 0);
  if (fd < 0 || export(ctx, fd) != 0)
    die("no export", NULL);
  struct stat st;
  fstat(fd, &st);
  *size = (size_t)st.st_size;
  char *bytes = malloc(*size + 1);
  if (bytes == NULL || pread(fd, bytes, *size, 0) != (ssize_t)*size)
    die("no memory", NULL);
  close(fd);
  return bytes;
}

static void finish(scmp_filter_ctx ctx) {
  size_t size;
  char *bytes = written(ctx, seccomp_export_bpf, &size);
  printf("bpf ");
  for (size_t i = 0; i < size; i++)
    printf("%02x", (unsigned int)(unsigned char)bytes[i]);
  free(bytes);
  bytes = written(ctx, seccomp_export_pfc, &size);
  printf("\npfc %zu\n", size);
  fwrite(bytes, 1, size, stdout);
  free(bytes);
  seccomp_release(ctx);
}

/* One line of a filter. ctx[0] is the filter, ctx[1] one to be merged into
 * it. Returns libseccomp's answer. */
static int step(scmp_filter_ctx ctx[2], const char *verb, char *rest) {
  scmp_filter_ctx here = ctx[1] != NULL ? ctx[1] : ctx[0];
  char *word = strsep(&rest, " ");
  if (strcmp(verb, "init") == 0 || strcmp(verb, "begin") == 0) {
    size_t i = strcmp(verb, "begin") == 0;
    ctx[i] = seccomp_init(action(word));
    if (ctx[i] == NULL)
      return -EINVAL;
    /* as the binding does */
    return seccomp_attr_set(ctx[i], SCMP_FLTATR_CTL_TSYNC, 1);
  }
  if (strcmp(verb, "merge") == 0) {
    int rc = seccomp_merge(ctx[0], ctx[1]);
    if (rc == 0)
      ctx[1] = NULL;
    return rc;
  }
  if (strcmp(verb, "reset") == 0)
    return seccomp_reset(here, action(word));
  if (strcmp(verb, "arch+") == 0) {
    int rc = seccomp_arch_add(here, arch(word));
    return rc == -EEXIST ? 0 : rc;
  }
  if (strcmp(verb, "arch-") == 0) {
    int rc = seccomp_arch_remove(here, arch(word));
    return rc == -EEXIST ? 0 : rc;
  }
  if (strcmp(verb, "set") == 0) {
    enum scmp_filter_attr attr = attribute(word);
    return seccomp_attr_set(here, attr,
                            attr == SCMP_FLTATR_ACT_BADARCH
                                ? action(rest)
                                : (uint32_t)number(rest));
  }
  if (strcmp(verb, "priority") == 0)
    return seccomp_syscall_priority(here, syscall_number(word),
                                    (uint8_t)number(rest));
  if (strcmp(verb, "rule") == 0 || strcmp(verb, "exact") == 0) {
    struct scmp_arg_cmp conds[6];
    unsigned int n = 0;
    int nr = syscall_number(word);
    uint32_t act = action(strsep(&rest, " "));
    while ((word = strsep(&rest, " ")) != NULL && n < 6)
      conds[n++] = condition(word);
    return (strcmp(verb, "exact") == 0
                ? seccomp_rule_add_exact_array
                : seccomp_rule_add_array)(here, act, nr, n, conds);
  }
  die("no such line", verb);
  return 0;
}

int main(void) {
  char *line = NULL;
  size_t room = 0;
  ssize_t len;
  scmp_filter_ctx ctx[2] = {NULL, NULL};
  seccomp_api_get();
  while ((len = getline(&line, &room, stdin)) >= 0) {
    line_number++;
    if (len > 0 && line[len - 1] == '\n')
      line[--len] = '\0';
    if (len == 0 || line[0] == '#')
      continue;
    char *rest = line;
    const char *verb = strsep(&rest, " ");
    if (strcmp(verb, "filter") == 0) {
      if (ctx[0] != NULL)
        finish(ctx[0]);
      ctx[0] = ctx[1] = NULL;
      continue;
    }
    int try = strcmp(verb, "try") == 0;
    if (try)
      verb = strsep(&rest, " ");
    int rc = step(ctx, verb, rest);
    if (rc != 0 && !try) {
      fprintf(stderr, "reference: line %lu: %s: %s\n", line_number, verb,
              strerror(-rc));
      return 1;
    }
    if (try)
      printf("refused %d\n", -rc);
  }
  if (ctx[0] != NULL)
    finish(ctx[0]);
  free(line);
  return 0;
}
