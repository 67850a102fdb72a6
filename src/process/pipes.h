/* SPDX-License-Identifier: MIT */
/* Pipes to a process that is about to be started, whose ends here are Lua
 * files. */
#ifndef LUA_SECCOMP_PROCESS_PIPES_H
#define LUA_SECCOMP_PROCESS_PIPES_H

#include <lauxlib.h>
#include <lua.h>

#pragma GCC visibility push(hidden)

struct pipes {
  luaL_Stream *ours[3]; /* NULL: no pipe is asked for */
  int theirs[3];        /* -1: none, or closed */
};

/* [-0, +1]: a closed Lua file, for the end of a pipe that pipes_open() makes;
 * raises. */
luaL_Stream *pipes_file(lua_State *L, const char *op);

/* Makes the pipes that have a file. 0, or an errno and nothing is open. Raises
 * nothing. */
int pipes_open(struct pipes *pipes);

/* The process has its ends, or never will: closes those; and ours as well. */
void pipes_started(struct pipes *pipes);
void pipes_drop(struct pipes *pipes);

/* [-0, +0]: closes the Lua file at idx, if it is one and open, without waiting
 * for anybody to read what is in its buffer. Raises nothing. */
void pipes_close(lua_State *L, int idx);

#pragma GCC visibility pop

#endif
