/* SPDX-License-Identifier: MIT */
/* Program: compiled BPF. */
#ifndef LUA_SECCOMP_PROGRAM_OBJECT_H
#define LUA_SECCOMP_PROGRAM_OBJECT_H

#include <stdbool.h>
#include <stdint.h>

#include <lua.h>

#include "../bpf/bpf.h"

#pragma GCC visibility push(hidden)

#define PROGRAM_META "seccomp.program"
#define PROGRAM_MAGIC 0x50524f47u

struct program {
  uint32_t magic;
  struct bpf_prog prog; /* its insns are those below */
  struct cbpf_insn insns[];
};

/* "big" or "little". */
const char *program_endian(bool big_endian);
/* The Program at idx, or NULL. */
const struct program *program_any(lua_State *L, int idx);
/* The Program at idx; NULL (first) or a raise for anything else. It lives as
 * long as that. */
const struct bpf_prog *program_test(lua_State *L, int idx);
const struct bpf_prog *program_check(lua_State *L, int idx);
/* [-0, +1]: a Program, of a copy of prog or of the string of bytes at idx.
 * Raises for one that the kernel would not take. */
void program_push(lua_State *L, const char *op, const struct bpf_prog *prog);
void program_push_bytes(lua_State *L, const char *op, int idx, bool big_endian);

#pragma GCC visibility pop

#endif
