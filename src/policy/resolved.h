/* SPDX-License-Identifier: MIT */
/* A policy as numbers on its way and when it is there: what module.c,
 * resolve.c and entries.c share. */
#ifndef LUA_SECCOMP_POLICY_RESOLVED_H
#define LUA_SECCOMP_POLICY_RESOLVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../bpf/policy.h"
#include "../kernel/in_memory.h"
#include "../scmp/arch.h"
#include "policy.h"

#pragma GCC visibility push(hidden)

#define RESOLVED_META "seccomp.policy.resolved"
#define RESOLVED_MAGIC 0x504f4c31u

enum mux { MUX_NONE, MUX_SOCKETCALL, MUX_IPC, MUXES };

/* Their names; NULL for MUX_NONE. */
extern const char *const policy_mux_name[MUXES];

/* One rule for one number or a range of them, before the arrays of a bpf_policy
 * are made. */
struct policy_entry {
  uint32_t nr, last, action;
  uint32_t rule; /* of the policy, from 1; 0: it is implicit */
  uint8_t via;   /* enum mux: stands for a sub-call of it */
  size_t cond, nconds;
};

/* Which rule was the last to name each of the numbers above an arch's first
 * one, and the sub-calls of its multiplexers: a rule's calls are a set. */
#define STAMPS 1024u
#define SUBCALLS 32u
struct stamps {
  uint32_t numbers[STAMPS];
  uint32_t subcalls[MUXES][SUBCALLS];
};

/* One arch of a policy. */
struct policy_part {
  const struct arch *arch;
  struct policy_entry *entries;
  size_t count, room;
  struct stamps *stamps; /* while rules are read */
  struct bpf_rule *rules;
  struct policy_from *from; /* of each of them */
  uint32_t mux_nr[MUXES];
  bool has_mux[MUXES];
  bool names_mux[MUXES]; /* some rule does */
  /* the first rule with conditions on a call behind a multiplexer */
  uint32_t refused_rule[MUXES];
  char refused[MUXES][64];
  /* the first rule with conditions on arguments that are in memory, and the
   * first such condition */
  uint32_t blind_rule;
  struct in_memory blind; /* its name NULL: there is none */
  size_t blind_cond;
  /* the number asked of last whose call takes none in memory: rules of one call
   * come together */
  uint32_t seen_nr;
};

/* A policy as numbers. All its memory is its own, and freed with it. */
struct resolved {
  uint32_t magic;
  struct bpf_policy policy;
  struct bpf_arch arches[ARCH_MAX];
  struct policy_part parts[ARCH_MAX];
  struct bpf_cond *conds;
  size_t nconds, room;
  size_t nentries; /* of all parts */
};

/* resolved.c: the metatable; the policy at idx, or a raise. */
void resolved_open(lua_State *L);
const struct resolved *resolved_check(lua_State *L, int idx);
/* Raises ENOMEM. */
void policy_no_memory(lua_State *L, const char *op);
/* The part of an arch's name at idx, or ARCH_MAX. */
size_t policy_find_part(lua_State *L, const char *op, const struct resolved *r,
                        int idx);
/* Whether a number of an arch is a sister ABI's. */
bool policy_is_sister(const struct arch *arch, uint32_t nr);

/* entries.c: adds an entry to a part; raises E2BIG past what one policy
 * may come to. */
void policy_add_entry(lua_State *L, const char *op, struct resolved *r,
                      struct policy_part *p, const struct policy_entry *entry);
/* [-0, +0]: adds the entries of rule i, at the top of the stack, as
 * lib/seccomp/policy.lua hands it down. False where it names a group: that is
 * for Lua to expand. */
bool policy_read_rule(lua_State *L, const char *op, struct resolved *r,
                      uint32_t i);

/* resolve.c: a function of seccomp.core.policy. */
int policy_resolve(lua_State *L);

#pragma GCC visibility pop

#endif
