/* SPDX-License-Identifier: MIT */
/* Arguments of functions: read, checked, refused by name. */
#ifndef LUA_SECCOMP_LUA_ARGS_H
#define LUA_SECCOMP_LUA_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "args_error.h"

#pragma GCC visibility push(hidden)

/* An integer (or integral float) in lo..hi; raises otherwise. Never takes
 * strings. */
lua_Integer args_integer(lua_State *L, int idx, lua_Integer lo, lua_Integer hi);

/* [-0, +2n]: the items of the table at idx (absolute) where Lua hands them out
 * in order, there are at most `max`, and there is nothing else: how many. Each
 * has its key below it. Else pushes nothing and returns -1, which says nothing
 * of the table: a list that was not filled from its beginning can be out of
 * order. */
int args_items(lua_State *L, int idx, int max);
/* How long the list at idx (absolute) is, however it was filled; -1 when it is
 * not a list. Items may still be nil where the table has as many other keys. */
lua_Integer args_list(lua_State *L, int idx);

/* A string without NUL bytes; raises otherwise. */
const char *args_name(lua_State *L, int idx, const char *what);

/* Reads a 64-bit value (integer, integral float below 2^63, decimal string).
 * Returns NULL, or what is wrong with it, which is left on the stack: to raise
 * that is the caller's. */
const char *args_datum(lua_State *L, int idx, uint64_t *value);

/* args_datum for an argument that must be there, which `what` names; raises. */
uint64_t args_datum_check(lua_State *L, int idx, const char *what);

/* Raises when the table at idx has a key that is not in the NULL-ended list of
 * at most 32, or hides some behind __index, which raw access does not see; what
 * names the table ("option"). Returns which it has: a bit for each place in the
 * list. */
uint32_t args_known_keys(lua_State *L, const char *op, int idx,
                         const char *what, const char *const known[]);

/* A boolean option of the table at idx, or what it is when left out. */
bool args_option(lua_State *L, const char *op, int idx, const char *name,
                 bool otherwise);

/* The same of an integer in lo..hi, of which `what` says what it is. */
lua_Integer args_option_integer(lua_State *L, const char *op, int idx,
                                const char *name, lua_Integer lo,
                                lua_Integer hi, const char *what,
                                lua_Integer otherwise);

/* Writes len bytes to an open Lua file or to an fd, whole or raises. For
 * nothing written yet, args_target() checks the argument first. */
void args_target(lua_State *L, int idx);
void args_write(lua_State *L, const char *op, int idx, const char *bytes,
                size_t len);

/* Writes whole to fd, through short writes and EINTR; 0 or an errno. */
int args_write_all(int fd, const char *bytes, size_t len);

#pragma GCC visibility pop

#endif
