/* SPDX-License-Identifier: MIT */
/* Rules as scripts write them, read for a batch: conditions, names and lists of
 * values, and lists of syscalls. */
#ifndef LUA_SECCOMP_FILTER_RULE_READING_H
#define LUA_SECCOMP_FILTER_RULE_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../bpf/policy.h"
#include "filter.h"

#pragma GCC visibility push(hidden)

/* The conditions of a rule, and where on the stack are the lists of values of
 * those that have one; 0: none. */
struct when {
  struct bpf_cond conds[ARG_COUNT]; /* no more than n */
  int lists[ARG_COUNT];
  uint8_t n;
  bool has_list;
};

/* Rules on their way from Lua into a batch. As many as there is room for are
 * kept, all are counted. What there is room for in the beginning is on the
 * stack: a large allocation would cost what it costs the log (see journal.h).
 */
enum { FEW = 512 };
struct few {
  struct new_rule rules[FEW];
  uint32_t order[FEW];
  struct bpf_cond conds[FEW];
  uint64_t values[FEW];
};
struct rule_reading {
  const char *op;
  struct new_rule *rules;
  uint32_t *order;
  struct bpf_cond *conds;
  uint64_t *values; /* those of the lists of one rule */
  size_t nrules, rules_room, nconds, conds_room, nvalues, values_room;
  uint32_t item; /* which rule of a list; 0: none */
};

/* The rules that a call gets, which are alike but for the values: what they
 * have in common, where the conditions of the first are, and how many. */
struct pattern {
  struct new_rule rule;
  size_t count;
};

static inline void rule_when_clear(struct when *when) {
  when->n = 0;
  when->has_list = false;
}
/* [-0, +nlists]: reads the conditions from idx up to the top, one in `step`
 * values; raises what libseccomp would refuse or, worse, take for something
 * else. */
void rule_read_conditions(lua_State *L, const char *op, int idx, int step,
                          struct when *when);
/* Puts numbers in place of the names in the conditions from idx up to the top,
 * one in `step` values: for the call at `call`, or for all of a list of them.
 */
void rule_resolve_names(lua_State *L, const struct filter *f, const char *op,
                        int call, int idx, int step);
/* An empty reading, in the room of `few`; begins one anew. */
struct rule_reading rule_reading_in(struct few *few, const char *op);
void rule_reading_restart(struct rule_reading *r);
/* Keeps the conditions that the next rules are to have. */
struct pattern rule_keep_pattern(lua_State *L, struct rule_reading *r,
                                 struct when *when, uint32_t action);
/* Keeps the rules for a call. */
void rule_keep(struct rule_reading *r, const struct pattern *p, int number);
/* The syscall at idx, which is an item of a list; NULL, or what is wrong with
 * it: "" for anything but a name or a number. */
const char *rule_read_number(lua_State *L, const char *op, int idx,
                             int *number);
/* Reads the list of syscalls at idx, each for its rules. */
void rule_read_calls(lua_State *L, struct rule_reading *r, int idx,
                     const struct pattern *p);
/* [-0, +1]: makes room for so many. */
void rule_make_room(lua_State *L, struct rule_reading *r, size_t rules,
                    size_t conds, size_t values);
/* [-0, +0 or 1]: whether all rules found room; else makes room for those that
 * were counted, and more, for finalizers may make a list longer still. */
bool rule_all_kept(lua_State *L, struct rule_reading *r);

#pragma GCC visibility pop

#endif
