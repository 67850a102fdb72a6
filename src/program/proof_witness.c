/* SPDX-License-Identifier: MIT */
/* Witnesses for Lua, and how the questions that have them begin and end. */
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/array.h"
#include "../bpf/bpf.h"
#include "../bpf/prove/prove.h"
#include "../lua/action.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../lua/syscall.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "proof_witness.h"

#define WITNESSES_META "seccomp.witnesses"
#define WITNESSES_MAGIC 0x5749544eu

static int witnesses__gc(lua_State *L) {
  struct witnesses *w =
      class_test(L, 1, WITNESSES_META, sizeof *w, WITNESSES_MAGIC);
  if (w == NULL)
    return 0;
  free(w->list);
  w->list = NULL;
  w->count = w->room = 0;
  return 0;
}

void proof_witnesses_open(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", witnesses__gc}, {NULL, NULL}};
  class_open(L, WITNESSES_META, NULL, meta);
}

struct witnesses *proof_witnesses_new(lua_State *L) {
  struct witnesses *w = lua_newuserdatauv(L, sizeof *w, 0);
  memset(w, 0, sizeof *w);
  w->magic = WITNESSES_MAGIC;
  luaL_setmetatable(L, WITNESSES_META);
  return w;
}

bool proof_witnesses_add(struct witnesses *w,
                         const struct bpf_witness *witness) {
  if (!array_reserve(&w->list, sizeof *w->list, w->count + 1, &w->room)) {
    w->no_memory = true;
    return false;
  }
  w->list[w->count++] = *witness;
  return true;
}

const char *proof_call_name(const struct arch *arch, uint32_t nr) {
  const char *name = arch == NULL ? NULL : syscall_own_name(arch, nr);
  uint32_t back;
  if (name == NULL || !syscall_own_number(arch, name, &back) || back != nr)
    return NULL;
  return name;
}

/* The arch of a call, with its names at hand, or NULL for one that libseccomp
 * lacks; raises without memory, for then a call would seem to have no name. */
static const struct arch *named_arch(lua_State *L, const char *op,
                                     const struct bpf_data *data) {
  const struct arch *arch = arch_by_audit(data->arch, data->nr);
  if (arch == NULL || !arch_supported(arch))
    return NULL;
  syscall_table_check(L, op, arch);
  return arch;
}

void proof_push_witness(lua_State *L, const char *op,
                        const struct bpf_witness *w, const char *left,
                        const char *right) {
  static const char *const args[ARG_COUNT] = {"arg0", "arg1", "arg2",
                                              "arg3", "arg4", "arg5"};
  const struct bpf_data *data = &w->data;
  const struct arch *arch = named_arch(L, op, data);
  const char *name = proof_call_name(arch, data->nr);
  lua_createtable(L, 0, 11);
  if (arch != NULL)
    lua_pushstring(L, arch->name);
  else
    lua_pushinteger(L, (lua_Integer)data->arch);
  lua_setfield(L, -2, "arch");
  if (name != NULL)
    lua_pushstring(L, name);
  else
    lua_pushinteger(L, (lua_Integer)data->nr);
  lua_setfield(L, -2, "syscall");
  for (size_t i = 0; i < ARG_COUNT; i++) {
    lua_pushinteger(L, (lua_Integer)data->args[i]);
    lua_setfield(L, -2, args[i]);
  }
  lua_pushinteger(L, (lua_Integer)data->ip);
  lua_setfield(L, -2, "ip");
  action_push(L, w->left);
  lua_setfield(L, -2, left);
  action_push(L, w->right);
  lua_setfield(L, -2, right);
}

const char *proof_call_text(lua_State *L, const char *op,
                            const struct bpf_data *data, char *buf,
                            size_t size) {
  named_arch(L, op, data);
  const struct arch *arch = arch_by_audit(data->arch, data->nr);
  const char *name = proof_call_name(arch, data->nr);
  char arch_text[16], nr[16];
  snprintf(arch_text, sizeof arch_text, "0x%" PRIx32, data->arch);
  snprintf(nr, sizeof nr, "0x%" PRIx32, data->nr);
  int used = snprintf(buf, size, "%s %s(", arch ? arch->name : arch_text,
                      name ? name : nr);
  size_t args = ARG_COUNT;
  while (args > 0 && data->args[args - 1] == 0)
    args--;
  for (size_t i = 0; i < args && used > 0 && (size_t)used < size; i++)
    used += snprintf(buf + used, size - (size_t)used, "%s0x%" PRIx64,
                     i == 0 ? "" : ", ", data->args[i]);
  if (used > 0 && (size_t)used < size)
    used += snprintf(buf + used, size - (size_t)used, ")");
  if (data->ip != 0 && used > 0 && (size_t)used < size)
    snprintf(buf + used, size - (size_t)used, " at 0x%" PRIx64, data->ip);
  return buf;
}

double proof_budget_at(lua_State *L, const char *op, int idx) {
  if (lua_isnoneornil(L, idx))
    return BPF_BUDGET;
  const double budget =
      lua_type(L, idx) == LUA_TNUMBER ? lua_tonumber(L, idx) : -1;
  if (!isfinite(budget) || budget < 0)
    error_raise(L, op, EINVAL,
                "option budget is a number of seconds of CPU time, 0 or more");
  return budget;
}

double proof_budget(lua_State *L, const char *op, int idx) {
  lua_pushliteral(L, "budget");
  lua_rawget(L, idx);
  const double budget = proof_budget_at(L, op, -1);
  lua_pop(L, 1);
  return budget;
}

bool proof_options(lua_State *L, int idx) {
  if (lua_isnoneornil(L, idx))
    return false;
  args_type(L, idx, LUA_TTABLE);
  return true;
}

void proof_answered(lua_State *L, const char *op, enum bpf_answer answer,
                    const struct bpf_bounds *bounds,
                    const struct witnesses *w) {
  if (w->no_memory)
    answer = BPF_NO_MEMORY;
  switch (answer) {
  case BPF_HOLDS:
  case BPF_REFUTED:
    return;
  case BPF_UNDECIDED:
    error_code(L, op, "EUNDECIDED", 0,
               "not decided within %g seconds of CPU time and %zu MiB: raise "
               "option budget, or ask about less",
               bounds->budget, bounds->memory >> 20);
    return;
  case BPF_NO_MEMORY:
    error_memory(L, op);
    return;
  case BPF_INTERNAL:
    error_code(L, op, "EINTERNAL", 0,
               "a witness was not confirmed by simulation: this is a bug in "
               "lua-seccomp, please report it; nothing was proven");
    return;
  }
}

void proof_raise_witness(lua_State *L, const char *op, const char *code,
                         const char *what, const struct bpf_witness *w,
                         const char *right, const char *hint) {
  char message[640], call[256], actual[40], expected[40];
  snprintf(message, sizeof message, "%s: %s gets %s, %s %s%s", what,
           proof_call_text(L, op, &w->data, call, sizeof call),
           action_spec_on(w->left, w->data.arch, actual, sizeof actual), right,
           action_spec_on(w->right, w->data.arch, expected, sizeof expected),
           hint);
  error_push(L, op, code, 0, message);
  proof_push_witness(L, op, w, "actual", "expected");
  lua_setfield(L, -2, "witness");
  lua_error(L);
}
