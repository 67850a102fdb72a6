/* SPDX-License-Identifier: MIT */
/* Text that came from outside, made fit for a terminal and for one line. */
#ifndef LUA_SECCOMP_LUA_TEXT_H
#define LUA_SECCOMP_LUA_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <lua.h>
#pragma GCC visibility push(hidden)

void text_open(lua_State *L);
/* [-0, +1]: n bytes of text, as one line that cannot steer a terminal: control
 * characters, marks of direction and what is no UTF-8 are escaped. With lines,
 * ends of lines and tabs stay. */
void text_push_line(lua_State *L, const char *text, size_t n, bool lines);
/* The same of a C string: messages quote what scripts were given. */
void text_push_escaped(lua_State *L, const char *text);

#pragma GCC visibility pop

#endif
