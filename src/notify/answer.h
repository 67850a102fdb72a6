/* SPDX-License-Identifier: MIT */
/* Answers to requests: read from Lua, sent, and what became of them. */
#ifndef LUA_SECCOMP_NOTIFY_ANSWER_H
#define LUA_SECCOMP_NOTIFY_ANSWER_H

#include <stdint.h>

#include <lua.h>

#include "../sys/notify.h"

#pragma GCC visibility push(hidden)

struct listener;

/* An errno at idx, 1..4095, as the kernel takes it; raises. */
int32_t answer_errno(lua_State *L, const char *op, int idx);
/* An answer, as the kernel takes it, from a table at idx: {value=}, {error=} or
 * {continue=true}; raises. */
void answer_table(lua_State *L, const char *op, int idx,
                  struct notify_response *response);
/* Raises for a return value that a call of a 32-bit arch does not have room
 * for. */
void answer_check_narrow(lua_State *L, const char *op, uint64_t value);

/* Sends it. 0, -ENOENT when the process is gone, -EALREADY when l sent one
 * before, or another -errno. */
int answer_send(struct listener *l, struct notify_response *response);
/* [-0, +1 or +2]: true, or false and "gone"; raises for other errors. */
int answer_result(lua_State *L, const char *op, int rc);

#pragma GCC visibility pop

#endif
