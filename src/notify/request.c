/* SPDX-License-Identifier: MIT */
/* Requests: calls that wait for an answer. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../kernel/calls.h"
#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../lua/named.h"
#include "../lua/syscall.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "../sys/notify.h"
#include "answer.h"
#include "listener_object.h"
#include "request.h"
#include "request_memory.h"
#include "request_object.h"
#include "request_path.h"

/* ------------------------------------------------------------- answers -- */

/* Notes what became of r, the Request at 1, when its answer was sent. */
static void request_done(lua_State *L, struct request *r, int rc) {
  if (rc == 0 || rc == -EALREADY || rc == -EINPROGRESS)
    r->state = STATE_ANSWERED;
  else if (rc == -ENOENT)
    r->state = STATE_GONE;
  if (r->state != STATE_PENDING)
    request_duty_done(L, r);
}

/* Sends the answer of r, the Request at 1, and pushes what the methods return;
 * raises when it has one. */
static int request_answer(lua_State *L, const char *op, struct request *r,
                          struct notify_response *response) {
  if (r->state != STATE_PENDING)
    return answer_result(L, op, r->state == STATE_GONE ? -ENOENT : -EALREADY);
  response->id = r->data.id;
  int rc = answer_send(request_live(L, op, r), response);
  request_done(L, r, rc);
  return answer_result(L, op, rc);
}

/***
A call that waits for an answer. It is answered once; one that is collected
unanswered is denied.

- `id`: its number, for @{Listener:respond}
- `pid`: the thread that calls
- `flags`: none so far
- `syscall`: the name, nil where the number has none
- `number`: the number
- `arch`: the name of the arch, an AUDIT_ARCH_* integer for an unknown one
- `ip`: the instruction that calls
- `arg0` … `arg5`: the arguments; on a 32-bit arch the low 32 bits, which the
  call will use: a 64-bit process that calls by `int $0x80` shows the kernel
more
- `answered`: whether it has its answer
@type Request
*/

/***
Let the call go on in the kernel as if it had not been held up.
**Continuing is no permission check once memory was looked at.** Until the
kernel reads the arguments again another thread, or whoever else can write to
that memory, may have changed what the pointers point to. Decide by memory only
over what you then do yourself (@{Request:reply}, @{Request:add_fd}) or over a
call that the kernel would refuse anyway; by the arguments' values alone it is
safe. Needs Linux 5.5.
@function Request:continue
@treturn[1] boolean true
@treturn[2] boolean false when the process is gone, or was interrupted
@treturn[2] string `"gone"`
@raise EALREADY when answered, EBADF when the listener is closed
*/
static int request_continue(lua_State *L) {
  static const char op[] = "continue";
  struct request *r = request_any(L);
  args_max(L, 1);
  struct notify_response response = {.flags = NOTIFY_CONTINUE};
  return request_answer(L, op, r, &response);
}

/***
Answer with a return value; the call itself is not made.
@function Request:reply
@tparam integer value all 64 bits of it; on a 32-bit arch, 32
@treturn[1] boolean true
@treturn[2] boolean false when the process is gone, or was interrupted
@treturn[2] string `"gone"`
@raise EINVAL for more than 32 bits on a 32-bit arch, EALREADY when answered,
  EBADF when the listener is closed
@usage req:reply(0)
*/
static int request_reply(lua_State *L) {
  static const char op[] = "reply";
  struct request *r = request_any(L);
  args_max(L, 2);
  const uint64_t value = args_datum_check(L, 2, "return value");
  if (request_narrow(r))
    answer_check_narrow(L, op, value);
  /* the number that add_fd answered with is the answer it has */
  if (r->added_fd >= 0 && value == (uint64_t)r->added_fd) {
    lua_pushboolean(L, 1);
    return 1;
  }
  struct notify_response response = {.value = (int64_t)value};
  return request_answer(L, op, r, &response);
}

/***
Answer with an error; the call itself is not made.
@function Request:fail
@tparam string|integer errno a name, or 1 to 4095; its sign is seen to
@treturn[1] boolean true
@treturn[2] boolean false when the process is gone, or was interrupted
@treturn[2] string `"gone"`
@raise EINVAL for an unknown errno, EALREADY when answered, EBADF when the
  listener is closed
@usage req:fail("EACCES")
*/
static int request_fail(lua_State *L) {
  static const char op[] = "fail";
  struct request *r = request_any(L);
  args_max(L, 2);
  struct notify_response response = {.error = answer_errno(L, op, 2)};
  return request_answer(L, op, r, &response);
}

/***
Whether the call still waits: its process lives, was not interrupted, and has no
answer. Corresponds to seccomp_notify_id_valid(3).
@function Request:is_valid
@treturn boolean
*/
static int request_is_valid(lua_State *L) {
  struct request *r = request_any(L);
  args_max(L, 1);
  const struct listener *l = request_listener(L, r);
  int rc = r->state == STATE_PENDING && l != NULL
               ? notify_id_valid(l->fd, r->data.id)
               : -ENOENT;
  if (rc != 0 && rc != -ENOENT && rc != -EBADF)
    error_raise(L, "is_valid", -rc, "cannot look: %s", strerror(-rc));
  lua_pushboolean(L, rc == 0);
  return 1;
}

/* The request is denied unless it was answered. Idempotent. `<close>` passes an
 * error as second argument. */
static int request__close(lua_State *L) {
  struct request *r = request_any(L);
  struct listener *l = request_listener(L, r);
  struct notify_response response = {.id = r->data.id, .error = -EPERM};
  if (r->state != STATE_PENDING)
    return 0;
  r->state = STATE_GONE;
  if (l != NULL)
    answer_send(l, &response);
  request_duty_done(L, r);
  return 0;
}

/* ------------------------------------------------------------- add_fd -- */

/* An open file or fd at idx, as an fd; raises. */
static int source_fd(lua_State *L, int idx) {
  args_target(L, idx);
  luaL_Stream *stream = luaL_testudata(L, idx, LUA_FILEHANDLE);
  if (stream == NULL)
    return (int)lua_tointeger(L, idx);
  /* what Lua still holds in its buffer comes before what they will write */
  fflush(stream->f);
  return fileno(stream->f);
}

static int add_fd_failed(lua_State *L, int err, int source, bool was_open,
                         int at) {
  static const char op[] = "add_fd";
  switch (err) {
  case EBADF:
    if (at >= 0 && was_open)
      return error_raise(L, op, err,
                         "number %d is beyond the process's limit of "
                         "descriptors",
                         at);
    return error_raise(L, op, err, "descriptor %d is not open", source);
  case EMFILE:
    return error_raise(L, op, err, "the process has no free descriptor left");
  case EINPROGRESS:
    return error_raise(L, op, err, "the request was answered already");
  case EINVAL:
  case ENOTTY:
    return error_raise(L, op, err,
                       "the kernel refused (%s): adding descriptors needs "
                       "Linux 5.9",
                       strerror(err));
  default:
    return error_raise(L, op, err, "cannot add descriptor %d: %s", source,
                       strerror(err));
  }
}

/* What is asked of a descriptor that is added: `at` is -1 where any number will
 * do. */
struct add_fd_options {
  int at;
  bool cloexec, reply, close;
};

static struct add_fd_options add_fd_options(lua_State *L, const char *op,
                                            int idx) {
  static const char *const keys[] = {"at", "cloexec", "reply", "close", NULL};
  struct add_fd_options o = {.at = -1, .reply = true};
  if (lua_isnoneornil(L, idx))
    return o;
  args_type(L, idx, LUA_TTABLE);
  args_known_keys(L, op, idx, "option", keys);
  o.at = (int)args_option_integer(L, op, idx, "at", 0, INT_MAX,
                                  "a descriptor number, 0 or more", -1);
  o.cloexec = args_option(L, op, idx, "cloexec", false);
  o.reply = args_option(L, op, idx, "reply", true);
  o.close = args_option(L, op, idx, "close", false);
  return o;
}

/* Adds a descriptor to the process that made a request: its number there, or
 * -errno; and whether that has answered the request as well, as it can from
 * Linux 5.14 on. */
static int add_fd(const struct listener *l, uint64_t id, int source,
                  const struct add_fd_options *o, bool *answered) {
  struct notify_addfd add = {.id = id,
                             .source = (uint32_t)source,
                             .target_flags = o->cloexec ? O_CLOEXEC : 0};
  if (o->at >= 0) {
    add.flags |= NOTIFY_ADDFD_SETFD;
    add.target = (uint32_t)o->at;
  }
  if (o->reply)
    add.flags |= NOTIFY_ADDFD_SEND;
  int n = notify_ioctl(l->fd, NOTIFY_ADDFD, &add);
  *answered = o->reply;
  if (n == -EINVAL && o->reply) {
    add.flags &= ~NOTIFY_ADDFD_SEND;
    n = notify_ioctl(l->fd, NOTIFY_ADDFD, &add);
    *answered = false;
  }
  return n;
}

/***
Put a descriptor of ours into the process that waits and, unless told not to,
answer the call with its number: as openat(2) and socket(2) would.
Ours stays open, unless `close` is given: close it once added. From Linux 5.14
on adding and answering are one step; before, a process interrupted between the
two keeps a descriptor that it does not know of. Needs Linux 5.9.
@function Request:add_fd
@tparam file|integer source an open Lua file or an fd
@tparam[opt] table options `at` (integer: that number, closing what it was
  there, as dup2(2)), `cloexec` (boolean, false), `reply` (boolean, true: answer
  the request with the number), `close` (boolean, false: close our fd, whatever
  comes of it)
@treturn[1] integer the number in the process
@treturn[2] boolean false when the process is gone, or was interrupted
@treturn[2] string `"gone"`
@raise EBADF when source is not open or the listener closed, EMFILE when the
  process has no room, EALREADY when answered
@usage local f <close> = io.open("/etc/hostname")
req:add_fd(f, {cloexec = req.arg2 & O_CLOEXEC ~= 0})
*/
static int request_add_fd(lua_State *L) {
  static const char op[] = "add_fd";
  struct request *r = request_any(L);
  args_max(L, 3);
  args_target(L, 2);
  const struct add_fd_options o = add_fd_options(L, op, 3);
  if (o.close && lua_type(L, 2) != LUA_TNUMBER)
    error_raise(
        L, op, EINVAL,
        "option close is for a descriptor; close a file with file:close()");
  struct listener *l = request_listener(L, r);
  const bool pending = request_state(L, r) == STATE_PENDING;
  int source = source_fd(L, 2);
  if (o.close && (!pending || l == NULL))
    close(source);
  if (!pending)
    return answer_result(L, op, r->state == STATE_GONE ? -ENOENT : -EALREADY);
  if (l == NULL)
    l = request_live(L, op, r);
  bool answered;
  const int n = add_fd(l, r->data.id, source, &o, &answered);
  const bool was_open = n != -EBADF || fcntl(source, F_GETFD) >= 0;
  if (o.close && was_open)
    close(source);
  if (n == -ENOENT || n == -ESRCH) {
    request_done(L, r, -ENOENT);
    return answer_result(L, op, -ENOENT);
  }
  if (n < 0)
    return add_fd_failed(L, -n, source, was_open, o.at);
  if (o.reply && !answered) {
    struct notify_response response = {.id = r->data.id, .value = n};
    int rc = answer_send(l, &response);
    request_done(L, r, rc);
    if (rc != 0)
      return answer_result(L, op, rc);
  }
  if (answered) {
    listener_remember(l, r->data.id);
    request_done(L, r, 0);
  }
  if (o.reply)
    r->added_fd = n;
  lua_pushinteger(L, n);
  return 1;
}

/* -------------------------------------------------------------- request_fields
 * -- */

enum field {
  FIELD_ID = 1,
  FIELD_PID,
  FIELD_FLAGS,
  FIELD_SYSCALL,
  FIELD_NUMBER,
  FIELD_ARCH,
  FIELD_IP,
  FIELD_ANSWERED,
  FIELD_ARG0
};

static const char *const request_fields[] = {
    "id",       "pid",  "flags", "syscall", "number", "arch", "ip",
    "answered", "arg0", "arg1",  "arg2",    "arg3",   "arg4", "arg5"};

static const char *request_name(const struct request *r) {
  const struct arch *arch = request_arch(r);
  return arch == NULL ? NULL : syscall_own_name(arch, r->data.data.nr);
}

/* Fields and methods from one table (third upvalue): a method as it is, a
 * field as its number. */
static int request__index(lua_State *L) {
  lua_settop(L, 2);
  lua_rawget(L, lua_upvalueindex(3));
  if (lua_type(L, -1) != LUA_TNUMBER)
    return 1; /* as each call of a method does; that looks at the Request */
  struct request *r = request_any(L);
  lua_Integer f = lua_tointeger(L, -1);
  const struct notify_request *d = &r->data;
  const struct arch *arch;
  switch (f) {
  case FIELD_ID:
    lua_pushinteger(L, (lua_Integer)d->id);
    break;
  case FIELD_PID:
    lua_pushinteger(L, (lua_Integer)d->pid);
    break;
  case FIELD_FLAGS:
    lua_pushinteger(L, (lua_Integer)d->flags);
    break;
  case FIELD_SYSCALL:
    /* for want of memory a call must not seem to have no name: whoever goes by
     * names would take it for another */
    arch = request_arch(r);
    if (arch != NULL && arch_supported(arch))
      syscall_table_check(L, "syscall", arch);
    lua_pushstring(L, request_name(r)); /* nil for NULL */
    break;
  case FIELD_NUMBER:
    lua_pushinteger(L, (lua_Integer)(int32_t)d->data.nr);
    break;
  case FIELD_ARCH:
    arch = request_arch(r);
    if (arch != NULL)
      lua_pushstring(L, arch->name);
    else
      lua_pushinteger(L, (lua_Integer)d->data.arch);
    break;
  case FIELD_IP:
    lua_pushinteger(L, (lua_Integer)d->data.ip);
    break;
  case FIELD_ANSWERED:
    lua_pushboolean(L, request_state(L, r) != STATE_PENDING);
    break;
  default: {
    const uint64_t used = request_narrow(r) ? UINT32_MAX : UINT64_MAX;
    lua_pushinteger(L, (lua_Integer)(d->data.args[f - FIELD_ARG0] & used));
    break;
  }
  }
  return 1;
}

static int request__newindex(lua_State *L) {
  request_any(L);
  return luaL_error(L, "a Request cannot be changed: answer it");
}

/***
An argument by its name, as what the call takes it for: only the bits that the
kernel's entry reads, and of a signed one with its sign.
@function Request:arg
@tparam string name the manual's or the kernel's, as in @{seccomp.signature}
@treturn integer
@raise EINVAL for a name that the call does not have
@usage req:arg "dirfd" --> -100
*/
static int request_arg(lua_State *L) {
  static const char op[] = "arg";
  char text[512];
  int place = 0;
  struct kernel_call call;
  const struct request *r = request_any(L);
  args_max(L, 2);
  const char *name = args_name(L, 2, "argument's name");
  if (!request_call(r, &call))
    error_raise(L, op, EINVAL,
                "the arguments of syscall %d are not known here: use arg0 to "
                "arg5",
                (int)r->data.data.nr);
  const char *wrong =
      named_place(&call, request_arch(r), name, &place, text, sizeof text);
  if (wrong != NULL)
    error_raise(L, op, EINVAL, "%s", wrong);
  lua_pushinteger(L, (lua_Integer)request_argument(r, &call, place));
  return 1;
}

/* "(dirfd=-100, pathname=0x7f…)": the arguments by name, into buf; "" where
 * they are not known, or in memory. */
static const char *arguments_text(const struct request *r, char *buf,
                                  size_t size) {
  struct kernel_call call;
  struct kernel_argument argument;
  size_t used = 0;
  buf[0] = '\0';
  if (!request_call(r, &call) || call.in_memory)
    return buf;
  const size_t n = kernel_arguments(&call);
  for (size_t i = 0; i < n && i < ARG_COUNT && used < size; i++) {
    kernel_argument(&call, i, &argument);
    const int64_t value = request_argument(r, &call, (int)i);
    used += (size_t)snprintf(
        buf + used, size - used,
        argument.is_signed && value < 0 ? "%s%s=%" PRId64 : "%s%s=0x%" PRIx64,
        i == 0 ? "(" : ", ", argument.name, value);
  }
  if (n > 0 && used + 1 < size)
    snprintf(buf + used, size - used, ")");
  return buf;
}

static int request__tostring(lua_State *L) {
  static const char *const states[] = {"empty", "pending", "answered", "gone"};
  struct request *r = request_any(L);
  const char *name = request_name(r);
  char number[24], arguments[256];
  snprintf(number, sizeof number, "%d", (int)r->data.data.nr);
  lua_pushfstring(L, "seccomp.request (%s%s, pid %d, %s)",
                  name != NULL ? name : number,
                  arguments_text(r, arguments, sizeof arguments),
                  (int)r->data.pid, states[request_state(L, r)]);
  return 1;
}

static const luaL_Reg request_methods[] = {{"continue", request_continue},
                                           {"arg", request_arg},
                                           {"path", request_path},
                                           {"reply", request_reply},
                                           {"fail", request_fail},
                                           {"is_valid", request_is_valid},
                                           {"read", request_read},
                                           {"read_string", request_read_string},
                                           {"write", request_write},
                                           {"add_fd", request_add_fd},
                                           {NULL, NULL}};

static const luaL_Reg request_meta[] = {{"__close", request__close},
                                        {"__newindex", request__newindex},
                                        {"__tostring", request__tostring},
                                        {NULL, NULL}};

void request_open(lua_State *L) {
  request_duties_open(L);
  class_open(L, REQUEST_META, NULL, request_meta);
  class_methods(L, REQUEST_META, request_methods);
  for (size_t i = 0; i < sizeof request_fields / sizeof request_fields[0];
       i++) {
    lua_pushinteger(L, (lua_Integer)i + 1);
    lua_setfield(L, -2, request_fields[i]);
  }
  class_index(L, REQUEST_META, request__index);
}
