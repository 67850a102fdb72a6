/* SPDX-License-Identifier: MIT */
/* Listeners: the supervising end of a filter that notifies. They speak to the
 * kernel directly: libseccomp hides its errors and lacks add_fd before 2.6.
 * See seccomp_unotify(2). */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/deadline.h"
#include "../lua/error.h"
#include "../process/process.h"
#include "../sys/notify.h"
#include "../sys/seccomp.h"
#include "answer.h"
#include "beneath.h"
#include "listener.h"
#include "listener_object.h"
#include "request.h"
#include "request_object.h"

/* How often, in seconds, to look whether a process has ended where nothing
 * tells; and where a tracer has it, and will let go of it soon. */
#define LOOK 0.25
#define LOOK_TRACED 0.02

/* The Listener at idx, or NULL. */
static struct listener *listener_test(lua_State *L, int idx) {
  return class_test(L, idx, LISTENER_META, sizeof(struct listener),
                    LISTENER_MAGIC);
}

static struct listener *listener_any(lua_State *L) {
  return class_check(L, 1, LISTENER_META, sizeof(struct listener),
                     LISTENER_MAGIC);
}

static struct listener *listener_live(lua_State *L, const char *op) {
  struct listener *l = listener_any(L);
  if (l->fd < 0)
    error_raise(L, op, EBADF, "listener is closed");
  return l;
}

/* The Listener at 1 again, after Lua may have run: the debug library can put
 * another one there, and then l may be gone. */
static struct listener *listener_again(lua_State *L, const char *op,
                                       struct listener *l) {
  return lua_touserdata(L, 1) == l && l->fd >= 0 ? l : listener_live(L, op);
}

/* The Process of l, the Listener at 1, where its end has to be waited for; else
 * NULL. */
static struct process *listener_process(lua_State *L, struct listener *l) {
  if (l->process == NULL)
    return NULL;
  /* the debug library can take it away, and then it may be gone */
  lua_getiuservalue(L, 1, 2);
  if (lua_touserdata(L, -1) != l->process)
    l->process = NULL;
  lua_pop(L, 1);
  return l->process;
}

static void listener_dispose(lua_State *L, struct listener *l) {
  int fd = l->fd;
  l->fd = -1;
  if (fd >= 0 && l->polled)
    deadline_polled_cancel(L, fd);
  if (fd >= 0)
    close(fd);
}

/***
Where the calls arrive that a filter holds up for somebody else to decide.
@type Listener
*/

/***
Wrap a listener descriptor that came from elsewhere: over a socket, from
pidfd_getfd(2), or from another library. The Listener takes it over, and closes
it when closed or collected; where the descriptor is no listener it stays the
caller's.
@function listener
@tparam integer fd
@treturn Listener
@raise EBADF for a closed descriptor, EINVAL for one that is no listener
*/
int listener_function(lua_State *L) {
  static const char op[] = "listener";
  args_max(L, 1);
  int fd = (int)args_integer(L, 1, 0, INT_MAX);
  if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
    error_raise(L, op, EBADF, "descriptor %d is not open", fd);
  struct listener *l = listener_new(L);
  /* no request has the number 0, and only a listener says so */
  int rc = notify_id_valid(fd, 0);
  if (call_unanswered(-rc) || rc == -ENOMEM)
    error_raise(L, op, -rc,
                "cannot look whether descriptor %d is a seccomp listener "
                "(ioctl): %s",
                fd, strerror(-rc));
  if (rc != 0 && rc != -ENOENT)
    error_raise(L, op, EINVAL, "descriptor %d is not a seccomp listener", fd);
  listener_take(l, fd);
  return 1;
}

/* Asks the kernel to wake the other side at once, on this CPU; since Linux
 * 6.6. Not when the Listener is made: that can be in a process under the very
 * filter, which must not call ioctl(2) unasked. */
static void listener_tune(struct listener *l) {
  l->tuned = true;
  ioctl(l->fd, (ioctl_request)NOTIFY_SET_FLAGS, NOTIFY_SYNC_WAKE_UP);
}

/* deadline_poll on l, the Listener at 1. Where the kernel says that nobody uses
 * the filter only once the process was reaped, its end is waited for as well,
 * and it is reaped. May call cqueues; raises where l was closed meanwhile. */
static int listener_poll(lua_State *L, const char *op, const struct deadline *d,
                         short *revents) {
  for (bool traced = false;;) {
    struct listener *l = listener_live(L, op);
    struct process *p = listener_process(L, l);
    if (p == NULL)
      return deadline_poll(L, d, l->fd, revents);
    /* before Linux 5.9 that is all that can be known */
    const bool last = p->reaped && !listener_kernel.tells_end;
    struct deadline until = *d;
    if (last)
      until = deadline_sooner(d, 0);
    else if (!p->reaped && (traced || p->pidfd < 0))
      until = deadline_sooner(d, traced ? LOOK_TRACED : LOOK);
    struct pollfd fds[] = {
        {.fd = l->fd, .events = POLLIN},
        {.fd = traced || p->reaped ? -1 : p->pidfd, .events = POLLIN}};
    int n = deadline_polls(L, &until, fds, 2);
    *revents = fds[0].revents;
    if (n < 0 || fds[0].revents != 0)
      return n;
    if (last) {
      *revents = POLLHUP;
      return 1;
    }
    if (fds[1].revents & POLLNVAL)
      return -EBADF;
    /* one that has ended, and cannot be reaped, is traced by somebody else */
    const bool running = !p->reaped && !process_ended(L, p);
    traced = running && (traced || n > 0);
    if (n == 0 && deadline_over(d))
      return 0;
  }
}

static int no_request(lua_State *L, const char *why) {
  lua_pushnil(L);
  lua_pushstring(L, why);
  return 2;
}

/* RECV; 0 or -errno, -EINTR where a signal's handler set a hook. */
static int receive_into(lua_State *L, struct listener *l) {
  lua_Hook before = lua_gethook(L);
  for (;;) {
    if (ioctl(l->fd, (ioctl_request)NOTIFY_RECV, l->buffer) >= 0)
      return 0;
    int err = errno;
    if (err != EINTR || deadline_hook_set(L, before))
      return -err;
  }
}

/***
Wait for the next call that a filter holds up. Corresponds to
seccomp_notify_receive(3), which has no timeout.
It never blocks past the timeout: the kernel is asked for a request only once
there is one. Only one process should receive from a filter's listener: where
another takes the request in between, this one waits for the next.

Before Linux 6.11 a process counts as one that uses the filter until somebody
has waited for it. For a Listener of @{spawn} this does so itself, and
@{Process:wait} gives the result afterwards. It cannot do so for others: a
Listener without a Process (@{listener}, @{Filter:listener}) says `"closed"`
only after whoever started the processes has waited for them, and where this
program inherits orphans (as process 1, or a subreaper) it has to wait for
those. Before Linux 5.9 the kernel never tells: there a Listener of @{spawn} is
`"closed"` once its own process has ended, whatever that started, and one
without a Process never is.
@function Listener:receive
@tparam[opt] number timeout seconds; for ever when left out, 0 to look only
@treturn[1] Request
@treturn[2] nil when there was none in time
@treturn[2] string `"timeout"`
@treturn[3] nil when no process uses the filter any more
@treturn[3] string `"closed"`
@raise EBADF when the listener is closed
@usage for req in function() return l:receive() end do req:continue() end
*/
static int listener_receive(lua_State *L) {
  static const char op[] = "receive";
  struct listener *l = listener_live(L, op);
  args_max(L, 2);
  struct deadline d = deadline_arg(L, 2);
  struct request *request = NULL;
  if (!l->tuned)
    listener_tune(l);
  /* RECV by itself can be waited in for ever, but not so long */
  bool look = !d.never || !listener_kernel.ends_at_exit;
  for (;;) {
    short revents = POLLIN;
    int n = look ? listener_poll(L, op, &d, &revents) : 1;
    l = listener_again(L, op, l);
    if (n == 0 || n == -EINTR)
      return no_request(L, "timeout");
    if (n < 0)
      return error_raise(L, op, -n, "cannot wait for a request: %s",
                         strerror(-n));
    if (revents & POLLNVAL)
      return error_raise(L, op, EBADF,
                         "the listener's descriptor was closed behind it");
    if (!(revents & POLLIN))
      return no_request(L, "closed");
    if (request == NULL) {
      const uint32_t received = l->received;
      request = request_new(L, 1);
      /* a finalizer that ran since may have taken what there was */
      l = listener_again(L, op, l);
      if (look && l->received != received)
        continue;
    }
    l->received++;
    /* the kernel refuses a buffer that is not zero */
    memset(l->buffer, 0, l->size);
    int rc = receive_into(L, l);
    if (rc == 0) {
      request_set(request, l->buffer);
      return 1;
    }
    if (rc == -EINTR)
      return no_request(L, "timeout");
    /* killed or interrupted since, so the request is gone; or no process is
     * left */
    if (rc != -ENOENT)
      return error_raise(L, op, -rc, "cannot receive a request: %s",
                         strerror(-rc));
    look = true;
    if (deadline_over(&d))
      return no_request(L, "timeout");
  }
}

/***
The descriptor, which stays the Listener's.
@function Listener:fd
@treturn integer
@raise EBADF when the listener is closed
*/
static int listener_fd(lua_State *L) {
  struct listener *l = listener_live(L, "fd");
  args_max(L, 1);
  l->polled = true;
  lua_pushinteger(L, l->fd);
  return 1;
}

/***
Close the listener. Idempotent; collecting and closing do it too. Calls that
wait for an answer, and all later ones that the filter notifies, fail with
ENOSYS from then on.
@function Listener:close
*/
static int listener_close(lua_State *L) {
  struct listener *l = listener_any(L);
  args_max(L, 1);
  listener_dispose(L, l);
  return 0;
}

/* `<close>` passes an error as second argument. */
static int listener__close(lua_State *L) {
  listener_dispose(L, listener_any(L));
  return 0;
}

static int listener__gc(lua_State *L) {
  struct listener *l = listener_test(L, 1);
  if (l != NULL)
    listener_dispose(L, l);
  return 0;
}

/***
Whether the request of that number still waits: its process lives, was not
interrupted, and has no answer. Corresponds to seccomp_notify_id_valid(3).
@function Listener:is_valid
@tparam integer id
@treturn boolean
@raise EBADF when the listener is closed
*/
static int listener_is_valid(lua_State *L) {
  static const char op[] = "is_valid";
  struct listener *l = listener_live(L, op);
  args_max(L, 2);
  int rc = notify_id_valid(l->fd, args_datum_check(L, 2, "request id"));
  if (rc != 0 && rc != -ENOENT)
    error_raise(L, op, -rc, "cannot look: %s", strerror(-rc));
  lua_pushboolean(L, rc == 0);
  return 1;
}

/***
Answer the request of that number. Corresponds to seccomp_notify_respond(3).
Where both are given the error counts, as in the kernel; its sign is seen to.
Keep the Request until then: one that is collected unanswered is denied.
@function Listener:respond
@tparam integer id
@tparam table answer `{value=}`, `{error=}` (errno, name or 1 to 4095) or
  `{continue=true}`; see @{Request:continue} for what that cannot do
@treturn[1] boolean true
@treturn[2] boolean false when its process is gone, or was interrupted
@treturn[2] string `"gone"`
@raise EINVAL for what is no answer, or a value of more than 32 bits for a call
  of a 32-bit arch that this Listener received (it remembers the last 256);
  EALREADY for a second answer, EBADF
@usage l:respond(req.id, {error = "EACCES"})
*/
static int listener_respond(lua_State *L) {
  static const char op[] = "respond";
  struct listener *l = listener_live(L, op);
  args_max(L, 3);
  struct notify_response response = {.id =
                                         args_datum_check(L, 2, "request id")};
  answer_table(L, op, 3, &response);
  if (response.error == 0 && response.id != 0 &&
      l->narrow[response.id % LISTENER_NARROW] == response.id)
    answer_check_narrow(L, op, (uint64_t)response.value);
  return answer_result(L, op, answer_send(l, &response));
}

/***
For cqueues: what to poll.
@function Listener:pollfd
@treturn integer the descriptor; nil once closed
*/
static int listener_pollfd(lua_State *L) {
  struct listener *l = listener_any(L);
  args_max(L, 1);
  l->polled = true;
  if (l->fd >= 0)
    lua_pushinteger(L, l->fd);
  else
    lua_pushnil(L);
  return 1;
}

/***
For cqueues: what to poll for.
@function Listener:events
@treturn string `"r"`
*/
static int listener_events(lua_State *L) {
  listener_any(L);
  args_max(L, 1);
  lua_pushliteral(L, "r");
  return 1;
}

/***
For cqueues: how long to poll. For ever, but before Linux 6.11 for a Listener of
@{spawn}: there the descriptor alone would not tell of the process's end, which
`receive(0)` does.
@function Listener:timeout
@treturn number|nil seconds
*/
static int listener_timeout(lua_State *L) {
  struct listener *l = listener_any(L);
  args_max(L, 1);
  const struct process *p = listener_process(L, l);
  if (p != NULL && !p->reaped)
    lua_pushnumber(L, LOOK);
  else
    lua_pushnil(L);
  return 1;
}

static int listener__tostring(lua_State *L) {
  struct listener *l = listener_any(L);
  if (l->fd < 0)
    lua_pushliteral(L, "seccomp.listener (closed)");
  else
    lua_pushfstring(L, "seccomp.listener (fd %d)", l->fd);
  return 1;
}

static const luaL_Reg listener_methods[] = {{"receive", listener_receive},
                                            {"fd", listener_fd},
                                            {"close", listener_close},
                                            {"is_valid", listener_is_valid},
                                            {"respond", listener_respond},
                                            {"pollfd", listener_pollfd},
                                            {"events", listener_events},
                                            {"timeout", listener_timeout},
                                            {NULL, NULL}};

static const luaL_Reg listener_meta[] = {{"__gc", listener__gc},
                                         {"__close", listener__close},
                                         {"__tostring", listener__tostring},
                                         {NULL, NULL}};

/* now(): seconds of a clock that does not jump. */
static int listener_now(lua_State *L) {
  args_max(L, 0);
  lua_pushnumber(L, (lua_Number)deadline_now());
  return 1;
}

/* [-0, +1]: what lib/seccomp/supervisor.lua and the recorder stand on. */
static int open_facts(lua_State *L) {
  static const luaL_Reg functions[] = {{"open_beneath", beneath_open},
                                       {"close", beneath_close},
                                       {"now", listener_now},
                                       {NULL, NULL}};
  lua_createtable(L, 0, 3);
  lua_pushboolean(L, sys_can_wait_killable());
  lua_setfield(L, -2, "wait_kill");
  class_set_functions(L, functions);
  return 1;
}

void listener_open(lua_State *L) {
  listener_kernel_ask();
  class_open(L, LISTENER_META, listener_methods, listener_meta);
  request_open(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open_facts);
  lua_setfield(L, -2, "seccomp.core.listener");
  lua_pop(L, 1);
}
