/* SPDX-License-Identifier: MIT */
/* Condition. */
#ifndef LUA_SECCOMP_LUA_CONDITION_H
#define LUA_SECCOMP_LUA_CONDITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../bpf/policy.h"
#pragma GCC visibility push(hidden)

void condition_open(lua_State *L);
void condition_push(lua_State *L, const struct bpf_cond *cond);
/* class_push_meta of Condition. */
void condition_push_meta(lua_State *L);
/* Whether there is a Condition or a table at idx. */
bool condition_is(lua_State *L, int idx);
/* A Condition or a table at idx; raises otherwise. Bits of a masked_eq value
 * that lie outside the mask are dropped, or `within` raises for them. */
void condition_check(lua_State *L, const char *op, int idx, bool within,
                     struct bpf_cond *cond);
/* [-0, +0 or 1]: the same, of a rule, where a table may have a list of values
 * of which any may match: true then, and the list is pushed. */
bool condition_read(lua_State *L, const char *op, int idx, bool within,
                    struct bpf_cond *cond);
/* The quick way of a policy: true for a Condition, and for {arg, op, a [, b]}
 * with integers and nothing wrong, which condition_read would take as well.
 * Raises nothing and allocates nothing. */
bool condition_plain(lua_State *L, int idx, struct bpf_cond *cond);
/* Reads the values of the list at idx (absolute) into out, as far as there is
 * room, and returns how many there are; raises for anything else. The condition
 * is the one they are for, and has some value afterwards. */
size_t condition_values(lua_State *L, const char *op, int idx, bool within,
                        struct bpf_cond *cond, uint64_t *out, size_t room);
static inline void condition_set_value(struct bpf_cond *cond, uint64_t value) {
  *(cond->op == BPF_OP_MASKED_EQ ? &cond->b : &cond->a) = value;
}
/* "arg1 & 0xf == 0x2", "arg1:16 < 0x2", "arg1:raw == 0x2", into buf (80 bytes
 * are enough). */
const char *condition_text(const struct bpf_cond *cond, char *buf, size_t size);
int condition_function(lua_State *L);

#pragma GCC visibility pop

#endif
