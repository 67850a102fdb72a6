/* SPDX-License-Identifier: MIT */
/* A policy as numbers, when it is there. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/policy.h"
#include "../kernel/abis.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../lua/readers.h"
#include "../scmp/arch.h"
#include "policy.h"
#include "resolved.h"

const char *const policy_mux_name[MUXES] = {NULL, "socketcall", "ipc"};

static int resolved__gc(lua_State *L) {
  struct resolved *r =
      class_test(L, 1, RESOLVED_META, sizeof *r, RESOLVED_MAGIC);
  if (r == NULL)
    return 0;
  for (size_t i = 0; i < ARCH_MAX; i++) {
    free(r->parts[i].stamps);
    free(r->parts[i].entries);
    free(r->parts[i].rules);
    free(r->parts[i].from);
  }
  free(r->conds);
  r->magic = 0;
  return 0;
}

const struct resolved *resolved_check(lua_State *L, int idx) {
  return class_check(L, idx, RESOLVED_META, sizeof(struct resolved),
                     RESOLVED_MAGIC);
}

void policy_no_memory(lua_State *L, const char *op) {
  error_raise(L, op, ENOMEM, "out of memory");
}

size_t policy_find_part(lua_State *L, const char *op, const struct resolved *r,
                        int idx) {
  const struct arch *arch = reader_arch(L, op, idx);
  for (size_t i = 0; i < r->policy.narches; i++)
    if (r->parts[i].arch == arch)
      return i;
  return ARCH_MAX;
}

bool policy_is_sister(const struct arch *arch, uint32_t nr) {
  uint32_t first, last;
  for (size_t i = 0;
       kernel_sister(arch->audit, arch->first_nr, i, &first, &last); i++)
    if (first <= nr && nr <= last)
      return true;
  return false;
}

const struct bpf_arch *policy_part(lua_State *L, const char *op,
                                   const struct bpf_policy **policy,
                                   const struct policy_from **from) {
  const struct resolved *r = resolved_check(L, 1);
  const size_t index = policy_find_part(L, op, r, 2);
  *policy = &r->policy;
  if (index == ARCH_MAX)
    return NULL;
  *from = r->parts[index].from;
  return &r->arches[index];
}

void resolved_open(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", resolved__gc}, {NULL, NULL}};
  class_open(L, RESOLVED_META, NULL, meta);
}
