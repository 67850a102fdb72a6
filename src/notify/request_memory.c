/* SPDX-License-Identifier: MIT */
/* The memory of a process whose call waits: methods of Request. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../lua/args.h"
#include "../lua/error.h"
#include "../sys/memory.h"
#include "../sys/notify.h"
#include "request_memory.h"
#include "request_object.h"

static int memory_failed(lua_State *L, const char *op, int err, bool write,
                         uint64_t address, size_t n) {
  const char *why = strerror(err);
  if (err == EPERM || err == EACCES)
    why = "not permitted: it takes the same user and a process that is "
          "dumpable, or CAP_SYS_PTRACE";
  return error_raise(L, op, err, "cannot %s %zu bytes at 0x%llx: %s",
                     write ? "write" : "read", n, (unsigned long long)address,
                     why);
}

/* An address at idx; raises. On a 32-bit arch it is what the call would take it
 * for: its low 32 bits. */
static uint64_t address_check(lua_State *L, const struct request *r, int idx) {
  const uint64_t address = args_datum_check(L, idx, "address");
  return request_narrow(r) ? address & UINT32_MAX : address;
}

/* Raises for a read or write that failed with err. */
static void memory_check(lua_State *L, const char *op, int fd,
                         const struct request *r, int err, bool write,
                         uint64_t address, size_t n) {
  /* first: where the request is gone, that is why */
  request_stands(L, op, fd, r);
  if (err != 0)
    memory_failed(L, op, err, write, address, n);
}

/***
Read memory of the process that waits: all of it, or raise. What was read can
change at once where another thread can write to it; see @{Request:continue}.
Afterwards it is made sure that the request still stands, so that what comes
back was the waiting process's and not that of one that got its pid.
@function Request:read
@tparam integer address as in `req.arg1`; on a 32-bit arch its low 32 bits count
@tparam integer n bytes
@treturn string
@raise EFAULT where it is not mapped, ENOENT when the request is gone, EPERM
  for a process of another user or one that is not dumpable (never continue
  then: it may be hiding), ESRCH in another pid namespace, EALREADY when
  answered, EBADF when the listener is closed
@usage local family = string.unpack("=I2", req:read(req.arg1, 2))
*/
int request_read(lua_State *L) {
  static const char op[] = "read";
  struct request *r = request_any(L);
  args_max(L, 3);
  uint64_t address = address_check(L, r, 2);
  /* the most that the kernel moves in one call */
  size_t n = (size_t)args_integer(L, 3, 0, 0x7ffff000);
  int fd = request_memory_begin(L, op, r);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  /* in growing pieces: a length that came from the process may be nonsense,
   * and should fault before it costs memory */
  size_t piece = 64 * 1024;
  for (size_t have = 0; have < n;) {
    size_t want = n - have < piece ? n - have : piece;
    char *to = luaL_prepbuffsize(&b, want);
    uint64_t at = address + have;
    int err = at < address ? EFAULT : memory_read(r->data.pid, at, to, want);
    if (err != 0)
      memory_check(L, op, fd, r, err, false, address, n);
    luaL_addsize(&b, want);
    have += want;
    piece *= 2;
  }
  request_stands(L, op, fd, r);
  luaL_pushresult(&b);
  return 1;
}

/***
Read a string that ends with a NUL from memory of the process that waits. It is
read page by page, for the page after its end may not be there.
@function Request:read_string
@tparam integer address
@tparam[opt=4096] integer max bytes to look at, the NUL included
@treturn string without the NUL
@raise E2BIG when there is no NUL within max; else as @{Request:read}
@usage local path = req:read_string(req.arg1)
*/
int request_read_string(lua_State *L) {
  static const char op[] = "read_string";
  enum { PAGE = 4096 };
  struct request *r = request_any(L);
  args_max(L, 3);
  uint64_t address = address_check(L, r, 2);
  size_t max = 4096; /* PATH_MAX, which counts the NUL as well */
  if (!lua_isnoneornil(L, 3))
    max = (size_t)args_integer(L, 3, 1, 0x7ffff000);
  int fd = request_memory_begin(L, op, r);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  const char *end = NULL;
  for (size_t have = 0; have < max && end == NULL;) {
    uint64_t at = address + have;
    size_t want = PAGE - (size_t)(at % PAGE);
    if (want > max - have)
      want = max - have;
    char *to = luaL_prepbuffsize(&b, want);
    int err = at < address ? EFAULT : memory_read(r->data.pid, at, to, want);
    if (err != 0)
      memory_check(L, op, fd, r, err, false, at, want);
    end = memchr(to, '\0', want);
    luaL_addsize(&b, end != NULL ? (size_t)(end - to) : want);
    have += want;
  }
  request_stands(L, op, fd, r);
  if (end == NULL)
    error_raise(L, op, E2BIG, "no NUL within %zu bytes at 0x%llx", max,
                (unsigned long long)address);
  luaL_pushresult(&b);
  return 1;
}

/***
Write to memory of the process that waits: all of it, or raise. As a debugger's
writes do, it reaches private memory that the process itself may only read.
@function Request:write
@tparam integer address
@tparam string bytes
@treturn Request itself
@raise as @{Request:read}; after EFAULT a part may have been written
@usage req:write(req.arg1, string.pack("=I4I4", width, height)):reply(0)
*/
int request_write(lua_State *L) {
  static const char op[] = "write";
  struct request *r = request_any(L);
  args_max(L, 3);
  uint64_t address = address_check(L, r, 2);
  args_type(L, 3, LUA_TSTRING);
  size_t n;
  const char *bytes = lua_tolstring(L, 3, &n);
  int fd = request_memory_begin(L, op, r);
  if (!memory_nameable(address, n))
    memory_failed(L, op, EFAULT, true, address, n);
  /* opened first, looked at then: what is open stays the memory of the process
   * that waited, even should it end and its pid go to another one */
  int mem = memory_open(r->data.pid, O_RDWR);
  int err = mem < 0 ? errno : 0;
  int stands = notify_id_valid(fd, r->data.id);
  if (stands == 0 && (mem >= 0 || err == ENOENT)) /* ENOENT: no /proc here */
    err = memory_write(mem, r->data.pid, address, bytes, n);
  if (mem >= 0)
    close(mem);
  request_stands_check(L, op, stands); /* or nothing was written */
  memory_check(L, op, fd, r, err, true, address, n);
  lua_settop(L, 1);
  return 1;
}
