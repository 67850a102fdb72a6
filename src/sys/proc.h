/* SPDX-License-Identifier: MIT */
/* What /proc says of processes and threads, without Lua. Every function here is
 * async-signal-safe. */
#ifndef LUA_SECCOMP_SYS_PROC_H
#define LUA_SECCOMP_SYS_PROC_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#pragma GCC visibility push(hidden)

/* Lines of /proc/<pid>/status. */
struct proc_status {
  pid_t tgid;       /* the process that the thread is of */
  pid_t pid;        /* the thread */
  pid_t tracer;     /* 0: it is not traced */
  char state;       /* as in ps(1): 'Z' for a zombie */
  int mode;         /* SECCOMP_MODE_*, for what was killed by that, too; -1: the
                       kernel does not say */
  int no_new_privs; /* 0 or 1; -1: the kernel does not say */
  long filters;     /* -1: the kernel does not say (before Linux 5.9) */
  uint64_t caps;    /* the effective capabilities, a bit for each */
};

/* "/proc/<who>/<what>" into buf, which holds it: PROC_PATH bytes do for who of
 * a pid. Returns buf. */
#define PROC_PATH 64
char *proc_path(char *buf, size_t size, const char *who, const char *what);
/* The same for a pid or tid. */
char *proc_pid_path(char *buf, size_t size, pid_t pid, const char *what);

/* Reads "/proc/<who>/status": 0, or an errno: ENOENT and ESRCH when the process
 * is gone, ENODATA for what is not such a file. */
int proc_status(const char *path, struct proc_status *status);

#pragma GCC visibility pop

#endif
