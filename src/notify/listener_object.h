/* SPDX-License-Identifier: MIT */
/* Listener, the object: a descriptor of the kernel's, and what is remembered of
 * the requests that came from it. Its methods are in listener.c. */
#ifndef LUA_SECCOMP_NOTIFY_LISTENER_OBJECT_H
#define LUA_SECCOMP_NOTIFY_LISTENER_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../process/process.h"
#include "../sys/notify.h"

#pragma GCC visibility push(hidden)

#define LISTENER_META "seccomp.listener"
#define LISTENER_MAGIC 0x4c53544eu

/* How many answers a Listener remembers. The kernel knows that a request was
 * answered only until its process has taken the answer; then it says, as of
 * one that was killed, that there is no such request. */
#define LISTENER_ANSWERS 32
/* How many requests of 32-bit arches it remembers, for answers by number. */
#define LISTENER_NARROW 256

struct duty;

struct listener {
  uint32_t magic;
  int fd;            /* -1: closed */
  uint32_t received; /* how often RECV was tried */
  /* The requests answered last, each where its number falls: the kernel counts
   * them up by one. */
  uint64_t answered[LISTENER_ANSWERS];
  uint64_t narrow[LISTENER_NARROW]; /* the same of requests of 32-bit arches */
  struct duty *spare;               /* the first user value, or NULL */
  struct process *process; /* the second, where its end has to be waited for */
  bool tuned;
  bool polled; /* scripts may have given the fd to cqueues */
  size_t size; /* of the buffer: what this kernel writes on RECV */
  _Alignas(struct notify_request) unsigned char buffer[];
};

/* What this kernel does. */
struct listener_facts {
  size_t request_size; /* what it writes on RECV */
  /* Whether a process that has ended uses its filter no more; before Linux 6.11
   * it does until it is reaped. Since then a waiting RECV returns once no
   * process uses the filter; before, it would wait for ever. */
  bool ends_at_exit;
  /* Whether poll(2) tells that no process uses the filter any more: Linux 5.9.
   */
  bool tells_end;
};
/* Asked once, by listener_kernel_ask when the module is first loaded, for later
 * a filter may answer, and other threads' states read it. */
extern struct listener_facts listener_kernel;
void listener_kernel_ask(void);

/* [-0, +1]: a closed Listener; then the descriptor for it, which becomes its
 * own. In two steps, so that no descriptor is lost for want of memory. */
struct listener *listener_new(lua_State *L);
void listener_take(struct listener *l, int fd);
/* [-0, +0]: the calls that arrive at the Listener at idx are those of the
 * Process at `process` and of what it starts. */
void listener_watch(lua_State *L, int idx, int process);

/* Whether l remembers an answer to the request of that id; remember one. */
bool listener_answered(const struct listener *l, uint64_t id);
void listener_remember(struct listener *l, uint64_t id);

#pragma GCC visibility pop

#endif
