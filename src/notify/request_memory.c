/* The memory of a process whose call waits: methods of Request. */
#define _FILE_OFFSET_BITS 64 /* addresses are offsets in /proc/<pid>/mem */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "notify.h"

int request_memory_begin(lua_State *L, const char *op, struct request *r) {
  int fd = request_live_fd(L, op, r);
  if (request_state(L, r) == STATE_ANSWERED)
    error_raise(L, op, EALREADY,
                "the request was answered: its process runs, and its memory "
                "says nothing about the call any more");
  if (r->data.pid == 0)
    error_raise(L, op, ESRCH,
                "the process cannot be seen from here: it lives in another pid "
                "namespace");
  return fd;
}

void request_stands(lua_State *L, const char *op, int fd,
                    const struct request *r) {
  int rc = notify_id_valid(fd, r->data.id);
  if (rc == -ENOENT)
    error_raise(L, op, ENOENT,
                "the request is gone: its process ended or was interrupted");
  if (rc != 0)
    error_raise(L, op, -rc, "cannot look whether the request stands: %s",
                strerror(-rc));
}

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

/* Whether there can be n bytes at the address that we can name: a process may
 * be of more bits than we are. */
static bool memory_nameable(uint64_t address, size_t n) {
  const uint64_t most = INT64_MAX;
  return (uint64_t)n <= most && address <= most - n &&
         address + n <= UINTPTR_MAX;
}

static int memory_open(uint32_t pid, int flags) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%u/mem", (unsigned int)pid);
  return open(path, flags | O_CLOEXEC);
}

/* Reads n bytes; 0 or an errno. */
static int memory_read_mem(uint32_t pid, uint64_t address, char *to, size_t n) {
  int err = 0, fd = memory_open(pid, O_RDONLY);
  if (fd < 0)
    return errno;
  while (n > 0 && err == 0) {
    ssize_t got = pread(fd, to, n, (off_t)address);
    if (got > 0) {
      to += got;
      address += (uint64_t)got;
      n -= (size_t)got;
    } else if (got == 0) {
      err = ESRCH; /* the process has no memory any more */
    } else if (errno != EINTR) {
      err = errno == EIO ? EFAULT : errno;
    }
  }
  close(fd);
  return err;
}

static int memory_read(uint32_t pid, uint64_t address, char *to, size_t n) {
  if (!memory_nameable(address, n))
    return EFAULT;
  while (n > 0) {
    struct iovec local = {to, n}, remote = {(void *)(uintptr_t)address, n};
    ssize_t got = process_vm_readv((pid_t)pid, &local, 1, &remote, 1, 0);
    if (got < 0 && errno == ENOSYS)
      return memory_read_mem(pid, address, to, n);
    if (got < 0 && errno != EINTR)
      return errno;
    if (got == 0)
      return EFAULT;
    if (got > 0) {
      to += got;
      address += (uint64_t)got;
      n -= (size_t)got;
    }
  }
  return 0;
}

int memory_of(uint32_t pid, uint64_t address, char *to, size_t n) {
  return memory_read(pid, address, to, n);
}

/* An address at idx; raises. On a 32-bit arch it is what the call would take it
 * for: its low 32 bits. */
static uint64_t address_check(lua_State *L, const struct request *r, int idx) {
  uint64_t address = 0;
  args_any(L, idx, "address");
  const char *wrong = args_datum(L, idx, &address);
  if (wrong != NULL)
    args_error(L, idx, wrong);
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

int memory_string(uint32_t pid, uint64_t address, char *to, size_t n) {
  enum { PAGE = 4096 };
  /* page by page, for the one after its end may not be there */
  for (size_t have = 0; have < n;) {
    const uint64_t at = address + have;
    size_t want = PAGE - (size_t)(at % PAGE);
    if (want > n - have)
      want = n - have;
    const int err =
        at < address ? EFAULT : memory_read(pid, at, to + have, want);
    if (err != 0)
      return err;
    if (memchr(to + have, '\0', want) != NULL)
      return 0;
    have += want;
  }
  return E2BIG;
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

/* Writes n bytes through an open /proc/<pid>/mem; 0 or an errno. */
static int memory_write_mem(int fd, uint64_t address, const char *from,
                            size_t n) {
  while (n > 0) {
    ssize_t put = pwrite(fd, from, n, (off_t)address);
    if (put > 0) {
      from += put;
      address += (uint64_t)put;
      n -= (size_t)put;
    } else if (put == 0) {
      return ESRCH;
    } else if (errno != EINTR) {
      return errno == EIO ? EFAULT : errno;
    }
  }
  return 0;
}

static int memory_write_vm(uint32_t pid, uint64_t address, const char *from,
                           size_t n) {
  while (n > 0) {
    struct iovec local = {(void *)(uintptr_t)from, n},
                 remote = {(void *)(uintptr_t)address, n};
    ssize_t put = process_vm_writev((pid_t)pid, &local, 1, &remote, 1, 0);
    if (put < 0 && errno != EINTR)
      return errno;
    if (put == 0)
      return EFAULT;
    if (put > 0) {
      from += put;
      address += (uint64_t)put;
      n -= (size_t)put;
    }
  }
  return 0;
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
  if (stands == 0 && mem >= 0)
    err = memory_write_mem(mem, address, bytes, n);
  else if (stands == 0 && err == ENOENT) /* no /proc here */
    err = memory_write_vm(r->data.pid, address, bytes, n);
  if (mem >= 0)
    close(mem);
  memory_check(L, op, fd, r, err, true, address, n);
  lua_settop(L, 1);
  return 1;
}
