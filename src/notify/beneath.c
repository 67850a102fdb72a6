/* SPDX-License-Identifier: MIT */
/* Opening files for callers, inside a directory. See beneath.h. What the kernel
 * opens is decided while it opens it: no name is looked at before, so nothing
 * can be changed in between. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../kernel/calls.h"
#include "../lua/args.h"
#include "../lua/error.h"
#include "../lua/named.h"
#include "../scmp/arch.h"
#include "../sys/openat2.h"
#include "beneath.h"

/* The flags at idx; raises. */
static uint64_t flags_read(lua_State *L, const char *op, int idx) {
  uint64_t flags = O_RDONLY;
  struct kernel_call call;
  enum { PLACE = 2 };
  if (lua_isnoneornil(L, idx))
    return flags;
  if (lua_type(L, idx) == LUA_TSTRING &&
      kernel_call_find(arch_native()->name, "openat", &call)) {
    args_name(L, idx, "flags");
    if (named_constant(L, op, "argument flags: ", idx, arch_native(), &call,
                       PLACE, &flags))
      return flags;
  }
  if (lua_type(L, idx) != LUA_TNUMBER)
    args_expected(L, idx, "number or names such as \"O_RDONLY|O_NOFOLLOW\"");
  return (uint64_t)args_integer(L, idx, 0, UINT32_MAX);
}

/* The mode at idx, for a file that these flags may create; raises. */
static uint64_t mode_read(lua_State *L, const char *op, int idx,
                          uint64_t flags) {
  const bool creates =
      (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
  if (!creates) {
    /* open(2) does not look at it either: what callers have there is chance */
    if (!lua_isnoneornil(L, idx))
      args_integer(L, idx, LUA_MININTEGER, LUA_MAXINTEGER);
    return 0;
  }
  if (lua_isnoneornil(L, idx))
    error_raise(L, op, EINVAL,
                "argument mode is required with O_CREAT and O_TMPFILE, such "
                "as 420 for rw-r--r--");
  return (uint64_t)args_integer(L, idx, 0, 07777);
}

/* The directory at idx as a descriptor; raises. *opened: it is to be closed. */
static int directory_open(lua_State *L, const char *op, int idx, bool *opened) {
  int fd;
  *opened = lua_type(L, idx) == LUA_TSTRING;
  if (*opened) {
    const char *path = args_name(L, idx, "directory");
    fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    const int err = errno;
    if (fd < 0)
      error_raise(L, op, err, "cannot open directory \"%.200s\": %s", path,
                  strerror(err));
    return fd;
  }
  args_target(L, idx);
  luaL_Stream *stream = luaL_testudata(L, idx, LUA_FILEHANDLE);
  return stream != NULL ? fileno(stream->f) : (int)lua_tointeger(L, idx);
}

static int open_failed(lua_State *L, const char *op, int err,
                       const char *path) {
  switch (err) {
  case EXDEV:
    return error_raise(L, op, err, "\"%.200s\" leads out of the directory",
                       path);
  case ELOOP:
    return error_raise(L, op, err,
                       "\"%.200s\" leads through a magic link of /proc, too "
                       "many symbolic links, or one where O_NOFOLLOW allows "
                       "none",
                       path);
  case ENOSYS:
    return error_raise(
        L, op, err,
        "this needs openat2(2), Linux 5.6 or newer: refuse the request");
  case EAGAIN:
    return error_raise(L, op, err,
                       "\"%.200s\": somebody keeps renaming what it leads "
                       "through",
                       path);
  default:
    return error_raise(L, op, err,
                       "cannot open \"%.200s\" in the directory: %s", path,
                       strerror(err));
  }
}

/* open_beneath(directory, path, flags, mode) */
int beneath_open(lua_State *L) {
  static const char op[] = "open_beneath";
  bool opened;
  args_max(L, 4);
  if (lua_type(L, 1) != LUA_TSTRING)
    args_target(L, 1);
  const char *path = args_name(L, 2, "path");
  const uint64_t flags = flags_read(L, op, 3);
  const uint64_t mode = mode_read(L, op, 4, flags);
  struct openat2_how how = {.flags = flags | O_CLOEXEC,
                            .mode = mode,
                            .resolve = OPENAT2_BENEATH | OPENAT2_NO_MAGICLINKS};
  /* a fifo must not have us wait for its other end */
  const bool quick = (flags & O_PATH) == 0 && (flags & O_NONBLOCK) == 0;
  if (quick)
    how.flags |= O_NONBLOCK;
  const int dir = directory_open(L, op, 1, &opened);
  const int fd = openat2_at(dir, path, &how);
  if (opened)
    close(dir);
  if (fd < 0)
    return open_failed(L, op, -fd, path);
  if (quick) {
    const int now = fcntl(fd, F_GETFL);
    if (now < 0 || fcntl(fd, F_SETFL, now & ~O_NONBLOCK) != 0) {
      const int err = errno;
      close(fd);
      return open_failed(L, op, err, path);
    }
  }
  lua_pushinteger(L, fd);
  return 1;
}

/* close(fd) */
int beneath_close(lua_State *L) {
  static const char op[] = "close";
  args_max(L, 1);
  const int fd = (int)args_integer(L, 1, 0, INT_MAX);
  if (close(fd) != 0 && errno != EINTR) {
    const int err = errno;
    return error_raise(L, op, err, "descriptor %d: %s", fd, strerror(err));
  }
  return 0;
}
