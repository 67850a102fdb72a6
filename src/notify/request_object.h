/* SPDX-License-Identifier: MIT */
/* Request, the object: a call that waits, and the answer that it is owed. Its
 * methods are in request.c, request_memory.c and request_path.c. */
#ifndef LUA_SECCOMP_NOTIFY_REQUEST_OBJECT_H
#define LUA_SECCOMP_NOTIFY_REQUEST_OBJECT_H

#include <stdbool.h>
#include <stdint.h>

#include <lua.h>

#include "../sys/notify.h"

#pragma GCC visibility push(hidden)

struct listener;

#define REQUEST_META "seccomp.request"
#define REQUEST_MAGIC 0x52455155u

enum request_state {
  STATE_EMPTY, /* made, but nothing received into it */
  STATE_PENDING,
  STATE_ANSWERED,
  STATE_GONE /* its process was, when an answer came */
};

/* An answer that is owed: where it is collected, its request got none, and is
 * denied. Not the Request itself has a finalizer, for every object that has one
 * costs Lua's collector a second round, and most requests are answered: their
 * duty goes back to the Listener, for the next. */
struct duty {
  uint32_t magic;
  bool owed;
  uint64_t id;
  struct listener *listener; /* the user value */
};

struct request {
  uint32_t magic;
  uint8_t state;
  int added_fd;              /* the number that add_fd answered with, or -1 */
  struct listener *listener; /* the first user value */
  struct duty *duty;         /* the second, until there is an answer; or NULL */
  struct notify_request data;
};

/* [-0, +1]: a Request of the Listener at idx, not received yet: its data is
 * filled in afterwards, so that no request is lost for want of memory. */
struct request *request_new(lua_State *L, int idx);
void request_set(struct request *r, const void *data);

/* Whether the call uses the low 32 bits of its arguments only, whatever the
 * kernel shows above them. */
bool request_narrow(const struct request *r);

/* The Request at 1; raises for anything else. */
struct request *request_any(lua_State *L);
/* What became of r, the Request at 1. */
enum request_state request_state(lua_State *L, struct request *r);
/* The Listener of r, the Request at 1; NULL, or a raise, when it is closed. */
struct listener *request_listener(lua_State *L, const struct request *r);
struct listener *request_live(lua_State *L, const char *op,
                              const struct request *r);

/* Its arch, and its call as the kernel's tables have it; NULL, false where they
 * do not. An argument that the call has, as what it is and not the word that it
 * came in. */
struct kernel_call;
const struct arch *request_arch(const struct request *r);
bool request_call(const struct request *r, struct kernel_call *call);
int64_t request_argument(const struct request *r,
                         const struct kernel_call *call, int place);

/* What must hold for memory to be reached, and what /proc has of the process;
 * returns the listener's fd. */
int request_memory_begin(lua_State *L, const char *op, struct request *r);
/* Raises when the request does not stand any more: then the pid may by now be
 * another process's, and what was read of it is worth nothing. */
void request_stands(lua_State *L, const char *op, int fd,
                    const struct request *r);
/* The same of what notify_id_valid() returned. */
void request_stands_check(lua_State *L, const char *op, int rc);

/* [-0, +0]: the metatable of duties, and where they are found. */
void request_duties_open(lua_State *L);
/* What the Request at 1 owed is done: its duty goes to the Listener. */
void request_duty_done(lua_State *L, struct request *r);

#pragma GCC visibility pop

#endif
