/* SPDX-License-Identifier: MIT */
/* Policies, below lib/seccomp/policy.lua: names into numbers, once
 * (resolve.c), and from there to a Program by the project's own compiler
 * (src/bpf/compile/compile.h).
 *
 * What a name means: the call's own number on each arch of its rule, and where
 * the arch also reaches the call through socketcall or ipc, that too: as a rule
 * on the multiplexer with the sub-call as its condition. A policy that names
 * the multiplexer itself speaks for it, so then there are no such rules. */
#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../bpf/compile/compile.h"
#include "../bpf/policy.h"
#include "../bpf/prove/prove.h"
#include "../kernel/in_memory.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/call.h"
#include "../lua/class.h"
#include "../lua/condition.h"
#include "../lua/error.h"
#include "../lua/readers.h"
#include "../lua/syscall.h"
#include "../program/object.h"
#include "../program/proof.h"
#include "../program/proof_witness.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "module.h"
#include "policy.h"
#include "resolved.h"

#define COMPILED_META "seccomp.policy.compiled"
#define COMPILED_MAGIC 0x504f4c43u

/* Raises for conditions that would be lost behind a multiplexer. */
static void check_multiplexers(lua_State *L, const char *op,
                               const struct resolved *r) {
  for (size_t i = 0; i < r->policy.narches; i++) {
    const struct policy_part *p = &r->parts[i];
    for (int mux = MUX_SOCKETCALL; mux < MUXES; mux++)
      if (p->refused_rule[mux] != 0 && !p->names_mux[mux])
        error_raise(L, op, EINVAL,
                    "rules[%" PRIu32 "]: on %s, %s is also reached through %s, "
                    "where a filter cannot see its arguments: add a rule on "
                    "%s that says what becomes of it there",
                    p->refused_rule[mux], p->arch->name, p->refused[mux],
                    policy_mux_name[mux], policy_mux_name[mux]);
  }
}

/* Raises for conditions on arguments that are in memory. */
static void check_memory_budget(lua_State *L, const char *op,
                                const struct resolved *r) {
  for (size_t i = 0; i < r->policy.narches; i++) {
    const struct policy_part *p = &r->parts[i];
    char cond[80], instead[80] = "";
    if (p->blind.name == NULL)
      continue;
    if (p->blind.instead != NULL)
      snprintf(instead, sizeof instead,
               ", hold %s, which takes them in registers, and deny %s",
               p->blind.instead, p->blind.name);
    error_raise(
        L, op, EINVAL,
        "rules[%" PRIu32 "]: on %s, %s takes its arguments in memory, where a "
        "filter cannot see them, and %s would test a register that the call "
        "does not use: give the rule other arches (arches = {...})%s, or say "
        "raw = true in the condition if the register is meant",
        p->blind_rule, p->arch->name, p->blind.name,
        condition_text(&r->conds[p->blind_cond], cond, sizeof cond), instead);
  }
}

/* Raises for what bpf_compile() said. */
static void policy_refuse(lua_State *L, const char *op,
                          const struct resolved *r,
                          const struct bpf_compile_error *error) {
  if (error->code == BPF_COMPILE_NOMEM)
    policy_no_memory(L, op);
  char part[128] = "";
  if (error->part_needed > 0) {
    const struct arch *arch = r->parts[error->arch].arch;
    uint32_t nr = r->arches[error->arch].rules[error->rule].nr;
    const char *name = syscall_own_name(arch, nr);
    snprintf(part, sizeof part,
             "; the conditions of %s%s%" PRIu32 "%s on %s alone take %zu",
             name == NULL ? "" : name, name == NULL ? "number " : " (", nr,
             name == NULL ? "" : ")", arch->name, error->part_needed);
  }
  error_raise(L, op, E2BIG,
              "the policy needs %zu instructions and a program has %u at "
              "most%s",
              error->needed, BPF_PROG_MAX, part);
}

/* A compilation on its way to a Program. */
struct compiled {
  uint32_t magic;
  struct cbpf_insn *insns;
};

static int compiled__gc(lua_State *L) {
  struct compiled *c =
      class_test(L, 1, COMPILED_META, sizeof *c, COMPILED_MAGIC);
  if (c != NULL) {
    free(c->insns);
    c->insns = NULL;
  }
  return 0;
}

/* [-0, +1]: compile(resolved) → Program, not yet proven. */
static int policy_compile(lua_State *L) {
  static const char op[] = "compile";
  args_max(L, 1);
  error_stack(L, op, STACK_WORK);
  const struct resolved *r = resolved_check(L, 1);
  struct bpf_compile_error error;
  size_t len;
  check_multiplexers(L, op, r);
  check_memory_budget(L, op, r);
  struct compiled *c = lua_newuserdatauv(L, sizeof *c, 0);
  *c = (struct compiled){.magic = COMPILED_MAGIC};
  luaL_setmetatable(L, COMPILED_META);
  if (bpf_compile(&r->policy, &c->insns, &len, &error) != BPF_COMPILE_OK)
    policy_refuse(L, op, r, &error);
  struct bpf_prog prog = {c->insns, len, r->policy.big_endian};
  program_push(L, op, &prog);
  free(c->insns);
  c->insns = NULL;
  return 1;
}

/* [-0, +0]: prove(resolved, program, budget or nil): raises unless the program
 * is the policy on every call. */
static int policy_prove(lua_State *L) {
  static const char op[] = "compile";
  args_max(L, 3);
  const struct resolved *r = resolved_check(L, 1);
  const struct bpf_prog *prog = program_check(L, 2);
  proof_check(L, op, prog, &r->policy, proof_budget_at(L, op, 3));
  return 0;
}

/* [-0, +3]: decide(resolved, call) → what the rules say of a call, read by
 * themselves and not by the compiler: the Action, the rule of the policy or
 * nil, and what decided. */
static int policy_decide(lua_State *L) {
  static const char op[] = "decide";
  static const char unknown[] = "unknown", bad_arch[] = "bad_arch";
  struct bpf_data data;
  args_max(L, 2);
  const struct resolved *r = resolved_check(L, 1);
  call_check(L, op, 2, &data);
  const struct bpf_arch *arch = bpf_policy_arch(&r->policy, data.arch, data.nr);
  if (arch == NULL) {
    action_push(L, r->policy.bad_arch_action);
    lua_pushnil(L);
    lua_pushstring(L, bad_arch);
    return 3;
  }
  const struct policy_part *p = &r->parts[arch - r->arches];
  size_t i = 0;
  while (i < arch->nrules &&
         !(bpf_rule_names(&arch->rules[i], data.nr) &&
           bpf_rule_holds(&arch->rules[i], &data, arch->wide)))
    i++;
  if (i == arch->nrules) {
    action_push(L, arch->default_action);
    lua_pushnil(L);
    lua_pushliteral(L, "default");
    return 3;
  }
  action_push(L, arch->rules[i].action);
  if (i < arch->nwritten) {
    lua_pushinteger(L, p->from[i].rule);
    lua_pushliteral(L, "rule");
    return 3;
  }
  const char *why = policy_is_sister(p->arch, data.nr) ? bad_arch : unknown;
  for (size_t k = 0; why == unknown && k < arch->nwritten; k++)
    if (bpf_rule_names(&arch->rules[k], data.nr))
      why = "default";
  lua_pushnil(L);
  lua_pushstring(L, why);
  return 3;
}

/* [-0, +8]: call(call) → its arch (a name, or a token that has none), number
 * and arguments, as simulate reads it. */
static int policy_call(lua_State *L) {
  static const char op[] = "near";
  struct bpf_data data;
  args_max(L, 1);
  call_check(L, op, 1, &data);
  const struct arch *arch = arch_by_audit(data.arch, data.nr);
  if (arch != NULL)
    lua_pushstring(L, arch->name);
  else
    lua_pushinteger(L, (lua_Integer)data.arch);
  lua_pushinteger(L, (lua_Integer)data.nr);
  for (int i = 0; i < 6; i++)
    lua_pushinteger(L, (lua_Integer)data.args[i]);
  return 8;
}

/* [-0, +1]: known(name) → whether libseccomp has a syscall of that name: less
 * work than syscall_number, which says of one that it has not what it may have
 * meant. */
static int policy_known(lua_State *L) {
  args_max(L, 1);
  const char *name = args_name(L, 1, "syscall name");
  lua_pushboolean(L, syscall_resolve(arch_native(), name) != __NR_SCMP_ERROR);
  return 1;
}

/* [-0, +2]: numbers(arch) → {name = own number} of the calls that libseccomp
 * has there, and the highest of the ordinary ones. */
static int policy_numbers(lua_State *L) {
  static const char op[] = "syscall_name";
  args_max(L, 1);
  const struct syscall_table *table =
      syscall_table_check(L, op, reader_arch(L, op, 1));
  lua_createtable(L, 0, (int)table->count);
  for (size_t i = 0; i < table->count; i++) {
    lua_pushinteger(L, (lua_Integer)table->entries[i].nr);
    lua_setfield(L, -2, table->entries[i].name);
  }
  lua_pushinteger(L, (lua_Integer)table->highest);
  return 2;
}

/* [-0, +1]: wide(arch) → whether its calls use 64-bit arguments; of the others
 * they use the low 32 bits, whatever the kernel shows above them. */
static int policy_wide(lua_State *L) {
  args_max(L, 1);
  lua_pushboolean(L, reader_arch(L, "arch", 1)->wide);
  return 1;
}

/* [-0, +1]: compares32(arch) → whether libseccomp compares the low 32 bits of
 * arguments there, whatever a rule says. */
static int policy_compares32(lua_State *L) {
  args_max(L, 1);
  const struct arch *arch = reader_arch(L, "arch", 1);
  lua_pushboolean(L, arch->compares32 || !arch->wide);
  return 1;
}

/* [-0, +2]: in_memory(arch, name or number of a call) → whether that takes its
 * arguments from memory there, and the call, if there is one, that does the
 * same from registers. */
static int policy_in_memory(lua_State *L) {
  args_max(L, 2);
  const char *arch = args_name(L, 1, "arch name");
  struct in_memory call = {NULL, NULL};
  if (lua_type(L, 2) == LUA_TNUMBER) {
    const lua_Integer nr = args_integer(L, 2, INT32_MIN, UINT32_MAX);
    in_memory_number(arch, (uint32_t)nr, (uint32_t)nr, &call);
  } else {
    in_memory_name(arch, args_name(L, 2, "syscall name"), &call);
  }
  lua_pushboolean(L, call.name != NULL);
  if (call.instead != NULL)
    lua_pushstring(L, call.instead);
  else
    lua_pushnil(L);
  return 2;
}

static const luaL_Reg policy_functions[] = {
    {"resolve", policy_resolve},     {"compile", policy_compile},
    {"prove", policy_prove},         {"plain", policy_plain},
    {"distinct", policy_distinct},   {"rules", policy_rules},
    {"fates", policy_shadowing},     {"read", policy_read},
    {"known", policy_known},         {"numbers", policy_numbers},
    {"wide", policy_wide},           {"compares32", policy_compares32},
    {"in_memory", policy_in_memory}, {"names", policy_names},
    {"decide", policy_decide},       {"action", policy_action},
    {"on", policy_action_on},        {"text", policy_action_text},
    {"spec", policy_spec},           {"condition", policy_condition},
    {"named", policy_named},         {"sisters", policy_sisters},
    {"call", policy_call},           {NULL, NULL}};

void policy_open(lua_State *L) {
  static const luaL_Reg compiled[] = {{"__gc", compiled__gc}, {NULL, NULL}};
  resolved_open(L);
  class_open(L, COMPILED_META, NULL, compiled);
  policy_read_open(L);
  class_preload(L, "seccomp.core.policy", policy_functions);
}
