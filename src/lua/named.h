/* SPDX-License-Identifier: MIT */
/* Conditions in the kernel's words. */
#ifndef LUA_SECCOMP_LUA_NAMED_H
#define LUA_SECCOMP_LUA_NAMED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../kernel/calls.h"
#include "../scmp/arch.h"
#pragma GCC visibility push(hidden)

/* Whether the condition at idx is a table that names an argument or a
 * constant. */
bool named_is(lua_State *L, int idx);
/* [-0, +1]: the same condition with numbers, for a call on an arch; raises for
 * names that mean nothing there, with a message that begins with `where`. */
void named_resolve(lua_State *L, const char *op, const char *where, int idx,
                   const struct arch *arch, const struct kernel_call *call);
/* [-0, +1]: the same for all of the arches that have a call, by its number on
 * the native one; raises where they differ. */
void named_for_all(lua_State *L, const char *op, int idx,
                   const struct arch *const *arches, size_t narches,
                   int number);
/* The constant at idx, or several joined by `|`, as a value of an argument;
 * false where there is no name. */
bool named_constant(lua_State *L, const char *op, const char *where, int idx,
                    const struct arch *arch, const struct kernel_call *call,
                    int place, uint64_t *out);
/* Whether two values are alike: equal, or tables of such. */
bool named_alike(lua_State *L, int a, int b);
/* Whether it is the kernel's name "arg2", which says another place than it
 * has. */
bool named_is_place(const char *name);
/* The place of an argument by its name; NULL, or what is wrong with it, in buf
 * (512 bytes are enough). */
const char *named_place(const struct kernel_call *call, const struct arch *arch,
                        const char *name, int *place, char *buf, size_t size);

#pragma GCC visibility pop

#endif
