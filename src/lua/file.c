/* SPDX-License-Identifier: MIT */
/* Files that are written whole or not at all, where that can be had; what is in
 * a directory; and how wide a terminal is.
 *
 * A file that is replaced has its bytes on the disk (fsync(2)) before it gets
 * its name by rename(2): so after a power cut there is the old file or the new
 * one, and beside it perhaps one that ends in .new. Then the directory is
 * synced too, so that what was told to be written stays. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../sys/seccomp.h"
#include "args.h"
#include "class.h"
#include "file.h"

/* [-0, +3]: as the functions of io fail. */
static int file_failed(lua_State *L, const char *path, int err) {
  lua_pushnil(L);
  lua_pushfstring(L, "%s: %s", path, strerror(err));
  lua_pushinteger(L, err);
  return 3;
}

/* Closes a file that was written with that result; 0 or an errno. One that may
 * not be closed is written all the same. */
static int close_written(int fd, int err) {
  if (close(fd) != 0 && err == 0 && !call_unanswered(errno))
    err = errno;
  return err;
}

/* Writes to what is there, or makes it. 0 or an errno. A file has its room on
 * the disk before anything in it changes: so it stays where the disk is full.
 */
static int write_in_place(const char *path, const char *bytes, size_t len) {
  struct stat st;
  int err = 0;
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
  if (fd < 0)
    return errno;
  /* where nobody says what it is, it may be a file with more in it */
  const bool known = fstat(fd, &st) == 0;
  const bool file = !known || S_ISREG(st.st_mode);
  if (file && len > 0 &&
      fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, (off_t)len) != 0 &&
      (errno == ENOSPC || errno == EDQUOT || errno == EFBIG || errno == EIO))
    err = errno;
  if (err == 0)
    err = args_write_all(fd, bytes, len);
  if (err == 0 && file && ftruncate(fd, (off_t)len) != 0 &&
      (known || errno != EINVAL))
    err = errno;
  return close_written(fd, err);
}

/* A new file beside path, its name into name; the descriptor, or -1. */
static int open_beside(const char *path, char *name, size_t size) {
  for (int i = 0; i < 100; i++) {
    int n = snprintf(name, size, "%s.%ld-%d.new", path, (long)getpid(), i);
    if (n < 0 || (size_t)n >= size) {
      errno = ENAMETOOLONG;
      return -1;
    }
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST)
      return fd;
  }
  return -1;
}

/* Whether a file may become that of another inode without anybody noticing:
 * those that are none, or have other names, may not. */
static bool replaceable(const struct stat *st) {
  return S_ISREG(st->st_mode) && st->st_nlink == 1;
}

/* Has the disk hold what was written. 0 or an errno; 0 also where there is no
 * asking: the file system has no disk, or the call is refused. */
static int sync_written(int fd) {
  int rc;
  do
    rc = fsync(fd);
  while (rc != 0 && errno == EINTR);
  return rc == 0 || errno == EINVAL || errno == EROFS || call_unanswered(errno)
             ? 0
             : errno;
}

/* Has the disk hold the names in the directory of path. What fails here costs
 * but the new file, should the power fail: the old one is whole. */
static void sync_directory(const char *path) {
  char dir[PATH_MAX];
  const char *slash = strrchr(path, '/');
  snprintf(dir, sizeof dir, "%.*s", slash == NULL ? 1 : (int)(slash - path) + 1,
           slash == NULL ? "." : path);
  int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return;
  sync_written(fd);
  close(fd);
}

/* Writes a file by way of one beside it, which gets the mode, the owner and the
 * group of `old` where there is one. 0, an errno, or -1 where it has to be
 * written in place. */
static int write_beside(const char *path, const struct stat *old,
                        const char *bytes, size_t len) {
  char beside[PATH_MAX];
  int fd = open_beside(path, beside, sizeof beside);
  if (fd < 0) /* where there is no room beside it, it stays as it is */
    return errno == EACCES || errno == EROFS || errno == ENAMETOOLONG ||
                   call_unanswered(errno)
               ? -1
               : errno;
  /* the mode after the owner, whose change takes set-user-ID off */
  if (old != NULL && (fchown(fd, old->st_uid, old->st_gid) != 0 ||
                      fchmod(fd, old->st_mode & 07777) != 0)) {
    close(fd);
    unlink(beside);
    return -1;
  }
  int err = args_write_all(fd, bytes, len);
  if (err == 0)
    err = sync_written(fd);
  err = close_written(fd, err);
  if (err == 0 && rename(beside, path) != 0)
    err = call_unanswered(errno) ? -1 : errno;
  if (err != 0)
    unlink(beside);
  else
    sync_directory(path);
  return err;
}

/* Writes bytes to a file, through links: whole or not at all. Anything but a
 * regular file of the caller's with one name (a device, a pipe) is written in
 * place. Arguments path and bytes; returns true, or nil, a message and an
 * errno. */
static int file_write(lua_State *L) {
  args_max(L, 2);
  const char *path = args_name(L, 1, "path");
  size_t len = 0;
  args_type(L, 2, LUA_TSTRING);
  const char *bytes = lua_tolstring(L, 2, &len);
  struct stat st;
  char real[PATH_MAX];
  int err = -1;
  if (stat(path, &st) == 0) {
    if (replaceable(&st) && realpath(path, real) != NULL)
      err = write_beside(real, &st, bytes, len);
  } else if (lstat(path, &st) != 0 && errno == ENOENT) {
    err = write_beside(path, NULL, bytes, len);
  }
  if (err == -1)
    err = write_in_place(path, bytes, len);
  if (err != 0)
    return file_failed(L, path, err);
  lua_pushboolean(L, true);
  return 1;
}

/* Whether that is permitted: 0 or an errno. Where that cannot be asked it is
 * taken to be, and writing will tell. */
static int permitted(const char *path, int mode) {
  if (faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0 ||
      call_unanswered(errno))
    return 0;
  return errno;
}

/* Whether a file can be written, as far as can be told without touching it.
 * Argument path; returns true, or nil, a message and an errno. */
static int file_writable(lua_State *L) {
  args_max(L, 1);
  const char *path = args_name(L, 1, "path");
  struct stat st;
  int err = 0;
  if (stat(path, &st) == 0) {
    if (S_ISDIR(st.st_mode))
      err = EISDIR;
    else
      err = permitted(path, W_OK);
  } else if (errno != ENOENT) {
    err = call_unanswered(errno) ? 0 : errno;
  } else {
    char dir[PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - path);
    if (*path == '\0' || (slash != NULL && slash[1] == '\0')) {
      err = ENOENT;
    } else if (n >= sizeof dir) {
      err = ENAMETOOLONG;
    } else {
      memcpy(dir, path, n);
      snprintf(dir + n, sizeof dir - n, "%s",
               slash == NULL ? "." : (n == 0 ? "/" : ""));
      err = permitted(dir, W_OK | X_OK);
    }
  }
  if (err != 0)
    return file_failed(L, path, err);
  lua_pushboolean(L, true);
  return 1;
}

/* Room for the names of a directory of ours. */
#define NAMES_MAX 65536

/* Reads the names in a directory into `names`, each with its NUL; those that
 * there is no room for are left out. How many bytes, or -1. */
static ssize_t names_of(const char *path, char *names) {
  DIR *dir = opendir(path);
  if (dir == NULL)
    return -1;
  size_t used = 0;
  const struct dirent *entry;
  while (errno = 0, (entry = readdir(dir)) != NULL) {
    size_t size = strlen(entry->d_name) + 1;
    if (size > NAMES_MAX - used)
      break;
    memcpy(names + used, entry->d_name, size);
    used += size;
  }
  const int err = entry == NULL ? errno : 0;
  closedir(dir);
  errno = err;
  return err == 0 ? (ssize_t)used : -1;
}

/* The names in a directory, in no order, as a list; or as failed. */
static int file_list(lua_State *L) {
  args_max(L, 1);
  const char *path = args_name(L, 1, "path");
  const char *names = lua_newuserdatauv(L, NAMES_MAX, 0);
  ssize_t used = names_of(path, lua_touserdata(L, -1));
  if (used < 0)
    return file_failed(L, path, errno);
  lua_newtable(L);
  lua_Integer n = 0;
  for (const char *name = names; name < names + used;
       name += strlen(name) + 1) {
    lua_pushstring(L, name);
    lua_rawseti(L, -2, ++n);
  }
  return 1;
}

/* Makes a directory, unless it is there; true where files can be written into
 * it, or nil, a message and an errno. */
static int file_directory(lua_State *L) {
  args_max(L, 1);
  const char *path = args_name(L, 1, "path");
  struct stat st;
  int err = 0;
  if (mkdir(path, 0777) != 0 && errno != EEXIST)
    err = errno;
  else if (stat(path, &st) != 0)
    err = errno;
  else
    err = S_ISDIR(st.st_mode) ? permitted(path, W_OK | X_OK) : ENOTDIR;
  if (err != 0)
    return file_failed(L, path, err);
  lua_pushboolean(L, true);
  return 1;
}

/* How many columns the terminal has that descriptor fd is; nil for none. */
static int file_columns(lua_State *L) {
  struct winsize size;
  args_max(L, 1);
  int fd = (int)args_integer(L, 1, 0, INT_MAX);
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    lua_pushinteger(L, size.ws_col);
  else
    lua_pushnil(L);
  return 1;
}

static const luaL_Reg file_functions[] = {
    {"write", file_write},         {"writable", file_writable},
    {"directory", file_directory}, {"columns", file_columns},
    {"list", file_list},           {NULL, NULL}};

void file_open(lua_State *L) {
  class_preload(L, "seccomp.core.file", file_functions);
}
