/* SPDX-License-Identifier: MIT */
/* Witnesses for Lua, and how the questions that have them begin and end. */
#ifndef LUA_SECCOMP_PROGRAM_PROOF_WITNESS_H
#define LUA_SECCOMP_PROGRAM_PROOF_WITNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/prove/prove.h"
#include "../scmp/arch.h"

#pragma GCC visibility push(hidden)

/* Witnesses that came in, in memory of our own: they are reported from where
 * no Lua error may pass. */
struct witnesses {
  uint32_t magic;
  struct bpf_witness *list;
  size_t count, room;
  bool no_memory;
};

void proof_witnesses_open(lua_State *L);
/* [-0, +1]: room for witnesses, freed with the userdata. */
struct witnesses *proof_witnesses_new(lua_State *L);
/* Appends a witness; false without memory. */
bool proof_witnesses_add(struct witnesses *w,
                         const struct bpf_witness *witness);

/* [-0, +1]: the call as a table that Program:simulate takes, with the two
 * actions under the names given. */
void proof_push_witness(lua_State *L, const char *op,
                        const struct bpf_witness *w, const char *left,
                        const char *right);
/* The call's own name on the arch, if looking that up leads back to it. */
const char *proof_call_name(const struct arch *arch, uint32_t nr);
/* The call as in "amd64 socket(0x10, 0x3)", into buf; raises without memory. */
const char *proof_call_text(lua_State *L, const char *op,
                            const struct bpf_data *data, char *buf,
                            size_t size);

/* Whether there are options at idx; raises when that is not a table. Option
 * budget of those, or the value at idx as such, or what it is when left out. */
bool proof_options(lua_State *L, int idx);
double proof_budget(lua_State *L, const char *op, int idx);
double proof_budget_at(lua_State *L, const char *op, int idx);
/* Raises for an answer other than yes and no. */
void proof_answered(lua_State *L, const char *op, enum bpf_answer answer,
                    const struct bpf_bounds *bounds, const struct witnesses *w);
/* Raises "code" with the witness in the error. */
void proof_raise_witness(lua_State *L, const char *op, const char *code,
                         const char *what, const struct bpf_witness *w,
                         const char *right, const char *hint);

#pragma GCC visibility pop

#endif
