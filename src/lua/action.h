/* SPDX-License-Identifier: MIT */
/* Action. */
#ifndef LUA_SECCOMP_LUA_ACTION_H
#define LUA_SECCOMP_LUA_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../scmp/libseccomp.h"
#pragma GCC visibility push(hidden)

void action_open(lua_State *L);
/* [-0, +1] */
void action_push(lua_State *L, uint32_t value);
/* Whether there is an Action or a string at idx: then what action_check raises
 * is an error object, about what the string says. */
bool action_is(lua_State *L, int idx);
/* An Action or a spec string at idx, as a SECCOMP_RET_* value; raises. */
uint32_t action_check(lua_State *L, const char *op, int idx);
/* The same with the number that an errno name has on an arch, by its token. */
uint32_t action_check_on(lua_State *L, const char *op, int idx, uint32_t token);
/* The same in two steps, for several arches: the value, and the place of the
 * errno name that it was given by or SIZE_MAX (raises); and what these are on
 * an arch. */
uint32_t action_read(lua_State *L, const char *op, int idx, size_t *place);
uint32_t action_on(uint32_t value, size_t place, uint32_t token);
/* [-0, +1]: an Action of the one at idx that still knows the errno name it was
 * given by. action_errno: that, of the Action at idx, or NULL. */
void action_push_named(lua_State *L, const char *op, int idx);
const char *action_errno(lua_State *L, int idx);
/* The spec of a value, into buf (32 bytes are enough): with this machine's name
 * of an errno, or with that of the arch with the token, or with its number. */
#define ARCH_NONE 0u
const char *action_spec(uint32_t value, char *buf, size_t size);
const char *action_spec_on(uint32_t value, uint32_t token, char *buf,
                           size_t size);
/* What the action itself needs of libseccomp, or NULL. */
const struct need *action_need(uint32_t value);
int action_function(lua_State *L);

#pragma GCC visibility pop

#endif
