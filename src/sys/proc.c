/* SPDX-License-Identifier: MIT */
/* What /proc says of processes and threads. See proc.h. */
#include "proc.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* The kernel's own: what its filter, or strict mode, has killed. */
#define MODE_DEAD 3

char *proc_path(char *buf, size_t size, const char *who, const char *what) {
  const char *const parts[] = {"/proc/", who, "/", what};
  size_t used = 0;
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    for (const char *c = parts[i]; *c != '\0' && used + 1 < size; c++)
      buf[used++] = *c;
  buf[used] = '\0';
  return buf;
}

char *proc_pid_path(char *buf, size_t size, pid_t pid, const char *what) {
  char digits[16], *at = digits + sizeof digits - 1;
  *at = '\0';
  for (unsigned int left = (unsigned int)pid; left > 0 || *at == '\0';
       left /= 10)
    *--at = (char)('0' + left % 10);
  return proc_path(buf, size, at, what);
}

/* The number that follows the name of a line, in that base; -1 for none. */
static int64_t proc_number(const char *text, unsigned int base) {
  uint64_t value = 0;
  bool any = false;
  while (*text == ' ' || *text == '\t')
    text++;
  for (;; text++) {
    unsigned int digit = base;
    if (*text >= '0' && *text <= '9')
      digit = (unsigned int)(*text - '0');
    else if (*text >= 'a' && *text <= 'f')
      digit = (unsigned int)(*text - 'a') + 10;
    if (digit >= base)
      return any ? (int64_t)value : -1;
    value = value * base + digit;
    any = true;
  }
}

/* What follows `name` where the line begins with that, or NULL. */
static const char *text_after(const char *line, const char *name) {
  const size_t n = strlen(name);
  return strncmp(line, name, n) == 0 ? line + n : NULL;
}

static void take_line(const char *line, struct proc_status *s) {
  const char *text;
  if ((text = text_after(line, "State:")) != NULL)
    s->state = text[strspn(text, " \t")];
  else if ((text = text_after(line, "Tgid:")) != NULL)
    s->tgid = (pid_t)proc_number(text, 10);
  else if ((text = text_after(line, "Pid:")) != NULL)
    s->pid = (pid_t)proc_number(text, 10);
  else if ((text = text_after(line, "TracerPid:")) != NULL)
    s->tracer = (pid_t)proc_number(text, 10);
  else if ((text = text_after(line, "CapEff:")) != NULL)
    s->caps = (uint64_t)proc_number(text, 16);
  else if ((text = text_after(line, "NoNewPrivs:")) != NULL)
    s->no_new_privs = (int)proc_number(text, 10);
  else if ((text = text_after(line, "Seccomp:")) != NULL)
    s->mode = (int)proc_number(text, 10);
  else if ((text = text_after(line, "Seccomp_filters:")) != NULL)
    s->filters = (long)proc_number(text, 10);
}

int proc_status(const char *path, struct proc_status *status) {
  /* of a longer line (Groups) only the beginning is kept */
  char chunk[1024], line[64];
  size_t used = 0;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return errno;
  *status = (struct proc_status){
      .mode = -1, .no_new_privs = -1, .filters = -1, .pid = -1};
  for (;;) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      int err = errno;
      close(fd);
      return err;
    }
    if (n == 0)
      break;
    for (ssize_t i = 0; i < n; i++) {
      if (chunk[i] == '\n') {
        line[used] = '\0';
        take_line(line, status);
        used = 0;
      } else if (used + 1 < sizeof line) {
        line[used++] = chunk[i];
      }
    }
  }
  close(fd);
  if (status->mode == MODE_DEAD)
    status->mode =
        status->filters > 0 ? SECCOMP_MODE_FILTER : SECCOMP_MODE_STRICT;
  return status->pid > 0 && status->tgid > 0 ? 0 : ENODATA;
}
