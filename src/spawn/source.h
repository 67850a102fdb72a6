/* SPDX-License-Identifier: MIT */
/* Programs that are installed elsewhere than here and now. */
#ifndef LUA_SECCOMP_SPAWN_SOURCE_H
#define LUA_SECCOMP_SPAWN_SOURCE_H

#include <stdbool.h>

#include <lua.h>

#include "../bpf/bpf.h"
#pragma GCC visibility push(hidden)

/* A program that is to be installed elsewhere than here and now. */
struct source {
  const struct bpf_prog *prog; /* of a Program that source_push left */
  unsigned int flags; /* LOAD_LOG, LOAD_SPEC_ALLOW, LOAD_WAIT_KILLABLE */
  bool no_new_privs;
};

/* [-0, +1]: the Program that the Filter, Program or Policy at idx is or comes
 * to, and how it wants to be loaded. Raises; also for a program of the other
 * byte order and, but with bypass, for a Filter that bypass_check refuses. */
void source_push(lua_State *L, const char *op, int idx, bool bypass,
                 struct source *s);

#pragma GCC visibility pop

#endif
