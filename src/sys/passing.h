/* SPDX-License-Identifier: MIT */
/* Signals to us that are for a process of ours: they are passed on. */
#ifndef LUA_SECCOMP_SYS_PASSING_H
#define LUA_SECCOMP_SYS_PASSING_H

#include <stdbool.h>
#include <sys/types.h>

#pragma GCC visibility push(hidden)

struct trace;

/* One process's share: its place among those that signals go to. */
struct passing {
  int place; /* from 1 on; 0: none */
};

/* From here on SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1 and SIGUSR2 are for a
 * process that is about to be started, and do nothing to us. */
void passing_begin(struct passing *p);

/* It is about to be cloned, on this thread, which has all signals blocked:
 * those that wait here came before it and are for it. Says where its pid has to
 * be written as it begins; NULL where nobody looks. */
pid_t *passing_birth(const struct passing *p);

/* Whether the signal was ignored before passing_hold(), or is. */
bool passing_ignored(int signal);

/* It runs; what came meanwhile it gets now. pidfd may be -1. */
void passing_to(struct passing *p, pid_t pid, int pidfd);

/* It is about to be reaped or was: no signal goes to that pid any more. */
void passing_over(struct passing *p);

/* As passing_begin(), for whoever has something to do once the process has
 * ended: until passing_let_go(), signals that no process is there for are
 * caught. */
void passing_hold(void);
void passing_let_go(void);

/* The last one that was caught, 0 for none. */
int passing_caught(void);

/* What is traced is ended by a signal that is caught, on whichever thread that
 * comes, until passing_ended(), which has to come before trace_free(). One more
 * than there are places is not. */
void passing_ends(struct trace *trace);
void passing_ended(const struct trace *trace);

#pragma GCC visibility pop

#endif
