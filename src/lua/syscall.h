/* SPDX-License-Identifier: MIT */
/* Calls as arguments. */
#ifndef LUA_SECCOMP_LUA_SYSCALL_H
#define LUA_SECCOMP_LUA_SYSCALL_H

#include <stdbool.h>
#include <stdint.h>

#include <lua.h>

#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#pragma GCC visibility push(hidden)

/* The same of an arch that it supports; raises ENOMEM. What own numbers and
 * names are asked for that must not be missed, after this they are found. */
const struct syscall_table *syscall_table_check(lua_State *L, const char *op,
                                                const struct arch *arch);

/* The number of the arch at which the part of its table ends that all arches
 * share: new calls come in behind it. What else is known above stands by
 * itself: x32's own block, arm's private calls. Raises as
 * syscall_table_check. */
uint32_t syscall_table_end(lua_State *L, const char *op,
                           const struct arch *arch);

/* syscall_unknown_text() raised as EINVAL. */
int syscall_unknown(lua_State *L, const char *op, const char *name,
                    const struct arch *arch);

/* Whether a string at idx is a name that was looked up on the native arch
 * before: then its number. The quick way, which says nothing of others. */
bool syscall_known(lua_State *L, int idx, int *number);

/* A syscall at idx for a Filter: a name, or a number of the native arch. */
int syscall_check(lua_State *L, const char *op, int idx);

/* Puts syscall_number into the table on top. A table of its answers, by names,
 * is its second upvalue: Lua tells strings apart by their address, which is
 * quicker than any look at their letters. */
void syscalls_set(lua_State *L);
int syscall_name_function(lua_State *L);

#pragma GCC visibility pop

#endif
