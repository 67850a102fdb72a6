/* Program: compiled BPF. */
#ifndef LUA_SECCOMP_PROGRAM_PROGRAM_H
#define LUA_SECCOMP_PROGRAM_PROGRAM_H

#include <stdbool.h>

#include <lua.h>

#include "../bpf/bpf.h"
#pragma GCC visibility push(hidden)

void program_open(lua_State *L);
/* The Program at idx; NULL (first) or a raise for anything else. It lives as
 * long as that. */
const struct bpf_prog *program_test(lua_State *L, int idx);
const struct bpf_prog *program_check(lua_State *L, int idx);
/* [-0, +1]: a Program, of a copy of prog or of the string of bytes at idx.
 * Raises for one that the kernel would not take. */
void program_push(lua_State *L, const char *op, const struct bpf_prog *prog);
void program_push_bytes(lua_State *L, const char *op, int idx, bool big_endian);
int lib_program(lua_State *L);

#pragma GCC visibility pop

#endif
