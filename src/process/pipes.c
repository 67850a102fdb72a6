/* SPDX-License-Identifier: MIT */
/* Pipes whose ends here are Lua files. See pipes.h.
 *
 * The end that we write to is a stream of our own (fopencookie(3)): where the
 * process reads no more, write(2) has the kernel send SIGPIPE, which ends
 * programs that do not expect it, and a supervisor must not end because of what
 * its process does. So that signal is kept back, and the file's write gives
 * EPIPE. Such a file has no number for fileno(3). */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>

#include "../lua/error.h"
#include "pipes.h"

/* ------------------------------------------------- what is written to -- */

struct feed {
  int fd;
  bool leave; /* what would have to wait for its reader is lost; a pipe that has
               * room has that for PIPE_BUF bytes */
};

/* write(2) that sends us no SIGPIPE. */
static ssize_t write_quietly(int fd, const char *bytes, size_t n) {
  const struct timespec now = {0, 0};
  sigset_t broken, before, pending;
  sigemptyset(&broken);
  sigaddset(&broken, SIGPIPE);
  const bool another =
      sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &broken, &before);
  const ssize_t put = write(fd, bytes, n);
  const int err = errno;
  if (put < 0 && err == EPIPE && !another)
    while (sigtimedwait(&broken, NULL, &now) < 0 && errno == EINTR)
      ;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = err;
  return put;
}

/* How many bytes were written; fewer than n, with errno, where that failed. */
static ssize_t feed_write(void *cookie, const char *bytes, size_t n) {
  const struct feed *feed = cookie;
  size_t done = 0;
  while (done < n) {
    struct pollfd room = {.fd = feed->fd, .events = POLLOUT};
    if (feed->leave && poll(&room, 1, 0) <= 0)
      break;
    const size_t most =
        feed->leave && n - done > PIPE_BUF ? PIPE_BUF : n - done;
    const ssize_t put = write_quietly(feed->fd, bytes + done, most);
    if (put >= 0)
      done += (size_t)put;
    else if (errno != EINTR)
      break;
  }
  return (ssize_t)done;
}

static int feed_close(void *cookie) {
  struct feed *feed = cookie;
  const int rc = close(feed->fd);
  free(feed);
  return rc;
}

/* A stream that writes to fd, which is its own then; NULL and errno. */
static FILE *feed_open(int fd, struct feed **out) {
  static const cookie_io_functions_t functions = {.write = feed_write,
                                                  .close = feed_close};
  struct feed *feed = malloc(sizeof *feed);
  if (feed == NULL)
    return NULL;
  *feed = (struct feed){.fd = fd};
  FILE *f = fopencookie(feed, "w", functions);
  if (f == NULL) {
    free(feed);
    return NULL;
  }
  *out = feed;
  return f;
}

/* --------------------------------------------------------------- files -- */

/* A Lua file, and what it writes through; NULL where it reads. */
struct pipe_file {
  luaL_Stream stream; /* first: it is what Lua takes it for */
  struct feed *feed;
};

/* What Lua calls to close one. */
static int file_close(lua_State *L) {
  luaL_Stream *stream = luaL_checkudata(L, 1, LUA_FILEHANDLE);
  const bool ok = fclose(stream->f) == 0;
  return luaL_fileresult(L, ok, NULL);
}

luaL_Stream *pipes_file(lua_State *L, const char *op) {
  if (luaL_getmetatable(L, LUA_FILEHANDLE) == LUA_TNIL)
    error_raise(L, op, EOPNOTSUPP,
                "a pipe is a Lua file, and this program has no io library: "
                "give descriptors");
  lua_pop(L, 1);
  struct pipe_file *file = lua_newuserdatauv(L, sizeof *file, 0);
  *file = (struct pipe_file){.stream = {.f = NULL, .closef = NULL}};
  luaL_setmetatable(L, LUA_FILEHANDLE);
  return &file->stream;
}

void pipes_close(lua_State *L, int idx) {
  luaL_Stream *stream = luaL_testudata(L, idx, LUA_FILEHANDLE);
  if (stream == NULL || stream->closef != file_close)
    return;
  struct pipe_file *file = (struct pipe_file *)(void *)stream;
  if (file->feed != NULL)
    file->feed->leave = true;
  stream->closef = NULL;
  fclose(stream->f);
}

/* --------------------------------------------------------------- pipes -- */

/* fd, out of the way of stdin, stdout and stderr: whoever lacks one of these
 * would find the pipe in its place. -1 and errno, and fd is closed. */
static int out_of_the_way(int fd) {
  if (fd < 0 || fd > 2)
    return fd;
  const int moved = fcntl(fd, F_DUPFD_CLOEXEC, 3), err = errno;
  close(fd);
  errno = err;
  return moved;
}

/* One pipe, for stdin (0), stdout or stderr of the process. */
static int pipe_open(struct pipes *pipes, int which) {
  int ends[2];
  const int own = which == 0 ? 1 : 0;
  struct pipe_file *file = (struct pipe_file *)(void *)pipes->ours[which];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return errno;
  for (int i = 0; i < 2; i++) {
    ends[i] = out_of_the_way(ends[i]);
    if (ends[i] < 0) {
      const int err = errno;
      if (ends[1 - i] >= 0)
        close(ends[1 - i]);
      return err;
    }
  }
  FILE *f =
      own == 1 ? feed_open(ends[own], &file->feed) : fdopen(ends[own], "r");
  if (f == NULL) {
    const int err = errno;
    close(ends[0]);
    close(ends[1]);
    return err;
  }
  file->stream.f = f;
  file->stream.closef = file_close;
  pipes->theirs[which] = ends[1 - own];
  return 0;
}

int pipes_open(struct pipes *pipes) {
  for (int i = 0; i < 3; i++) {
    const int err = pipes->ours[i] != NULL ? pipe_open(pipes, i) : 0;
    if (err != 0) {
      pipes_drop(pipes);
      return err;
    }
  }
  return 0;
}

void pipes_started(struct pipes *pipes) {
  for (int i = 0; i < 3; i++)
    if (pipes->theirs[i] >= 0) {
      close(pipes->theirs[i]);
      pipes->theirs[i] = -1;
    }
}

void pipes_drop(struct pipes *pipes) {
  pipes_started(pipes);
  for (int i = 0; i < 3; i++) {
    luaL_Stream *stream = pipes->ours[i];
    if (stream != NULL && stream->closef != NULL) {
      stream->closef = NULL;
      fclose(stream->f);
    }
  }
}
