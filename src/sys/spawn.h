/* SPDX-License-Identifier: MIT */
/* Starting a process under a filter: the mechanics, without Lua. */
#ifndef LUA_SECCOMP_SYS_SPAWN_H
#define LUA_SECCOMP_SYS_SPAWN_H

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

#include "limits.h"
#include "passing.h"
#include "seccomp.h"

#pragma GCC visibility push(hidden)

#define SPAWN_INHERIT (-1)
#define SPAWN_NULL (-2)
#define SPAWN_PIPE (-3) /* before there is one: spawn_start() takes its fd */
#define SPAWN_EXIT_STATUS 127

/* What to start, all of it ready: nothing is allocated from here on. */
struct spawn_plan {
  const char *path; /* for execve(2): no search any more */
  char *const *argv;
  char *const *envp;
  const char *cwd;               /* NULL: stays */
  int stdio[3];                  /* fds of ours, SPAWN_INHERIT or SPAWN_NULL */
  const struct sys_load *load;   /* NULL: no filter */
  struct limits limits;          /* set right before the filter */
  struct trace *trace;           /* NULL: not traced */
  const struct passing *passing; /* whose signals it gets; NULL: nobody's */
  bool listener;
  bool can_exit;        /* the filter does not notify exit_group */
  bool keep_hup;        /* SIGHUP stays ignored: nohup(1) */
  bool die_with_parent; /* SIGKILL when the thread that starts it ends */
};

/* How far the process came. */
enum spawn_stage {
  SPAWN_BEGUN,
  SPAWN_FILTERED, /* the filter is on, or there is none; next is execve */
  /* the rest are failures, each with its errno */
  SPAWN_NO_PROCESS,
  SPAWN_NO_STDIO,
  SPAWN_NO_CWD,
  SPAWN_NO_CLOEXEC,
  SPAWN_NO_TRACE, /* ptrace(2) was refused */
  SPAWN_NO_LIMIT, /* `fd` is which of the plan's */
  SPAWN_NO_FILTER,
  SPAWN_NO_EXEC,
  SPAWN_NO_LISTENER, /* not handed over */
  SPAWN_KILLED       /* before execve was through; `error` is the signal */
};

/* Written by the process, read by us, in memory that both have: the only way
 * that no filter can close. `error` and `fd` are there before `stage` is. */
struct spawn_note {
  _Atomic int stage;
  int error;
  int fd;    /* the listener's number over there */
  int pidfd; /* in the table that the helper and the process share, or -1 */
};

struct spawn_note *spawn_note_new(void); /* NULL: errno says why */
void spawn_note_free(struct spawn_note *note);

struct spawn_result {
  enum spawn_stage stage; /* SPAWN_FILTERED when it went well */
  int error;
  int limit;    /* of SPAWN_NO_LIMIT: which of the plan's */
  pid_t pid;    /* when it went well */
  int listener; /* when asked for; close-on-exec */
};

/* Starts the process. Traced, it comes back at once: whether it got as far as
 * execve the events of the trace and then the note tell. Without a listener it
 * comes back once execve went well or the process is dead and reaped; with one,
 * once the listener is here: the process can be within execve then, and its
 * failure is still to come, in note. */
void spawn_start(const struct spawn_plan *plan, struct spawn_note *note,
                 struct spawn_result *result);

#pragma GCC visibility pop

#endif
