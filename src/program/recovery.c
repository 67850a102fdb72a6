/* SPDX-License-Identifier: MIT */
/* What programs compute, for lib/seccomp/policy/recovery.lua: the functions of
 * src/bpf/prove/recover.h as an object of this module's own, which no script
 * sees. */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/policy.h"
#include "../bpf/prove/mtbdd.h"
#include "../bpf/prove/prove.h"
#include "../bpf/prove/recover.h"
#include "../bpf/prove/regions.h"
#include "../bpf/prove/tangled.h"
#include "../bpf/stacked.h"
#include "../kernel/calls.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../lua/operator.h"
#include "../lua/readers.h"
#include "../lua/syscall.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "object.h"
#include "proof_witness.h"
#include "recovery.h"
#include "stack_object.h"

#define RECOVERY_META "seccomp.recovery"
#define RECOVERY_MAGIC 0x52435659u

/* More runs of numbers or arch tokens than these no program has. */
#define MOST_RUNS 65536u

struct recovery_object {
  uint32_t magic;
  struct recovery recovery;
  struct bpf_bounds bounds;
  bool pair; /* of two programs */
  /* of the question at hand, so that an error of Lua's does not lose it */
  struct recovered recovered;
  struct regions regions;
  struct regions_list terminals;
};

static void recovery_forget(struct recovery_object *r) {
  recover_free(&r->recovered);
  regions_free(&r->regions);
  regions_list_free(&r->terminals);
}

static int recovery__gc(lua_State *L) {
  struct recovery_object *r =
      class_test(L, 1, RECOVERY_META, sizeof *r, RECOVERY_MAGIC);
  if (r == NULL)
    return 0;
  recovery_forget(r);
  recover_close(&r->recovery);
  return 0;
}

/* What walks down a diagram take of the C stack, level after level. */
#define STACK_WALK ((size_t)96 << 10)

static struct recovery_object *recovery_check(lua_State *L, const char *op,
                                              int idx) {
  error_stack(L, op, STACK_WALK);
  struct recovery_object *r =
      class_check(L, idx, RECOVERY_META, sizeof *r, RECOVERY_MAGIC);
  recovery_forget(r);
  return r;
}

/* The node at idx. */
static mtbdd node_check(lua_State *L, int idx,
                        const struct recovery_object *r) {
  return (mtbdd)args_integer(L, idx, 0,
                             (lua_Integer)r->recovery.space.nnodes - 1);
}

/* The same, of a function that looks at nothing above a level. */
static mtbdd level_check(lua_State *L, int idx, const struct recovery_object *r,
                         unsigned level) {
  const mtbdd node = node_check(L, idx, r);
  if (r->recovery.space.nodes[node].level < level)
    luaL_argerror(L, idx, "not a function of so few bits");
  return node;
}

/* Raises for what was too much. */
static void undecided(lua_State *L, const char *op,
                      const struct recovery_object *r) {
  if (mtbdd_left(&r->recovery.space) > 0)
    error_code(L, op, "EUNDECIDED", 0,
               "what the program does takes more than %zu MiB of memory to "
               "find out, as where it multiplies arguments",
               r->bounds.memory >> 20);
  error_code(L, op, "EUNDECIDED", 0,
             "what the program does is not known within %g seconds of CPU "
             "time: raise option budget",
             r->bounds.budget);
}

/* Raises unless the space is whole. */
static void check_space(lua_State *L, const char *op,
                        const struct recovery_object *r) {
  if (r->recovery.space.broken == MTBDD_NOMEM)
    error_memory(L, op);
  if (r->recovery.space.broken != MTBDD_FINE)
    undecided(L, op, r);
}

/* Raises for arguments that no rules tell apart. */
static void raise_tangle(lua_State *L, const char *op,
                         const struct tangle *tangle) {
  char text[16], number[24];
  const struct arch *arch = arch_by_audit(tangle->arch, tangle->nr);
  const char *name = NULL;
  if (arch != NULL && arch_supported(arch)) {
    syscall_table_check(L, op, arch);
    name = syscall_own_name(arch, tangle->nr);
  }
  snprintf(text, sizeof text, "0x%" PRIx32, tangle->arch);
  snprintf(number, sizeof number, "syscall 0x%" PRIx32, tangle->nr);
  error_code(L, op, "EUNSAYABLE", 0,
             "%s on %s: what it gets depends on arg%u and arg%u together, as "
             "where they are compared with each other or added, and a "
             "condition looks at one argument",
             name == NULL ? number : name, arch == NULL ? text : arch->name,
             tangle->args[0], tangle->args[1]);
}

/* [-0, +2]: open(op, p, q or nil, budget or nil, how) → the recovery of a
 * Program or Stack, or of two: side by side, or, how being "union" or
 * "intersection", as one; and its root. */
static int recovery_new(lua_State *L) {
  args_max(L, 5);
  const char *op = args_name(L, 1, "operation");
  struct bpf_stack p, q;
  stack_check(L, 2, &p);
  const bool two = !lua_isnoneornil(L, 3);
  if (two)
    stack_check(L, 3, &q);
  const double budget = proof_budget_at(L, op, 4);
  enum recovery_pair pair = RECOVERY_SIDE_BY_SIDE;
  if (!lua_isnoneornil(L, 5))
    pair =
        *args_name(L, 5, "how") == 'u' ? RECOVERY_UNION : RECOVERY_INTERSECTION;
  error_stack(L, op, STACK_WALK);
  struct recovery_object *r = lua_newuserdatauv(L, sizeof *r, 0);
  memset(r, 0, sizeof *r);
  r->magic = RECOVERY_MAGIC;
  r->bounds = (struct bpf_bounds){0, budget, BPF_MEMORY};
  r->pair = two && pair == RECOVERY_SIDE_BY_SIDE;
  luaL_setmetatable(L, RECOVERY_META);
  recover_open(&r->recovery, &p, two ? &q : NULL, pair, &r->bounds);
  check_space(L, op, r);
  if (r->recovery.tangled)
    raise_tangle(L, op, &r->recovery.tangle);
  lua_pushinteger(L, r->recovery.root);
  return 2;
}

/* [-0, +1]: is(op, recovery, program) → whether the program computes what was
 * recovered. */
static int recovery_same(lua_State *L) {
  args_max(L, 3);
  const char *op = args_name(L, 1, "operation");
  struct recovery_object *r = recovery_check(L, op, 2);
  const bool same = recover_is(&r->recovery, program_check(L, 3));
  check_space(L, op, r);
  lua_pushboolean(L, same);
  return 1;
}

/* [-0, +1]: left(op, recovery) → seconds of its budget that are left; raises
 * when none are. */
static int recovery_left(lua_State *L) {
  args_max(L, 2);
  const char *op = args_name(L, 1, "operation");
  struct recovery_object *r = recovery_check(L, op, 2);
  mtbdd_in_time(&r->recovery.space);
  check_space(L, op, r);
  lua_pushnumber(L, mtbdd_left(&r->recovery.space));
  return 1;
}

/* [-0, +1]: runs(op, recovery, node, "arch" or "nr") → where node goes on as
 * what: a list of {first, last, node}, for all arch tokens or all numbers. */
static int recovery_runs(lua_State *L) {
  args_max(L, 4);
  const char *op = args_name(L, 1, "operation");
  struct recovery_object *r = recovery_check(L, op, 2);
  const bool arch = *args_name(L, 4, "word") == 'a';
  const mtbdd node = level_check(L, 3, r, arch ? LEVEL_ARCH : LEVEL_NR);
  if (!regions_find(&r->recovery.space, node, arch ? LEVEL_NR : LEVEL_ARGS, 32,
                    MOST_RUNS, &r->regions)) {
    check_space(L, op, r);
    error_code(L, op, "EUNSAYABLE", 0,
               "the program distinguishes %s in more than %u intervals, as "
               "with a mask: no list of rules can express that",
               arch ? "arches" : "syscall numbers", MOST_RUNS);
  }
  lua_createtable(L, (int)r->regions.count, 0);
  for (size_t i = 0; i < r->regions.count; i++) {
    const struct region *one = &r->regions.v[i];
    lua_createtable(L, 3, 0);
    lua_pushinteger(L, (lua_Integer)one->first);
    lua_rawseti(L, -2, 1);
    lua_pushinteger(L, (lua_Integer)one->last);
    lua_rawseti(L, -2, 2);
    lua_pushinteger(L, one->node);
    lua_rawseti(L, -2, 3);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  recovery_forget(r);
  return 1;
}

/* [-0, +1]: terminals(op, recovery, node) → the nodes of all the values that it
 * has. */
static int recovery_terminals(lua_State *L) {
  args_max(L, 3);
  const char *op = args_name(L, 1, "operation");
  struct recovery_object *r = recovery_check(L, op, 2);
  regions_exits(&r->recovery.space, node_check(L, 3, r), MTBDD_LEVELS, SIZE_MAX,
                &r->terminals);
  check_space(L, op, r);
  lua_createtable(L, (int)r->terminals.count, 0);
  for (size_t i = 0; i < r->terminals.count; i++) {
    lua_pushinteger(L, r->terminals.v[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  recovery_forget(r);
  return 1;
}

/* [-0, +n]: value(recovery, node) → nothing where the node is not a terminal;
 * the Action of one program; those of two programs, or true where they agree.
 */
static int recovery_value(lua_State *L) {
  args_max(L, 2);
  struct recovery_object *r = recovery_check(L, "policy", 1);
  const mtbdd node = node_check(L, 2, r);
  const struct mtbdd_node *n = &r->recovery.space.nodes[node];
  if (n->level != MTBDD_LEVELS)
    return 0;
  if (r->pair && node == MTBDD_TRUE) {
    lua_pushboolean(L, true);
    return 1;
  }
  action_push(L, n->lo);
  if (!r->pair)
    return 1;
  action_push(L, n->hi);
  return 2;
}

static void set_value(lua_State *L, const struct recovered_cond *c,
                      const uint64_t *values, int place) {
  if (c->nvalues == 1) {
    lua_pushinteger(L, (lua_Integer)values[c->value]);
  } else if (c->nvalues > 1) {
    lua_createtable(L, (int)c->nvalues, 0);
    for (size_t i = 0; i < c->nvalues; i++) {
      lua_pushinteger(L, (lua_Integer)values[c->value + i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
  } else {
    lua_pushinteger(L, (lua_Integer)(place == 3 ? c->cond.a : c->cond.b));
  }
  lua_rawseti(L, -2, place);
}

/* [-0, +1]: a condition as policies have it: {0, "==", {1, 2}, width = 32}. */
static void push_cond(lua_State *L, const struct recovered_cond *c,
                      const uint64_t *values) {
  lua_createtable(L, 4, 2);
  lua_pushinteger(L, c->cond.arg);
  lua_rawseti(L, -2, 1);
  lua_pushstring(L, operator_name((enum bpf_op)c->cond.op));
  lua_rawseti(L, -2, 2);
  if (c->cond.op == BPF_OP_MASKED_EQ) {
    lua_pushinteger(L, (lua_Integer)c->cond.a);
    lua_rawseti(L, -2, 3);
    set_value(L, c, values, 4);
  } else {
    set_value(L, c, values, 3);
  }
  if (c->cond.width != 64) {
    lua_pushinteger(L, c->cond.width);
    lua_setfield(L, -2, "width");
  }
  if (c->cond.raw) {
    lua_pushboolean(L, true);
    lua_setfield(L, -2, "raw");
  }
}

/* [-0, +1]: the rules that were found of a call, named at idx what, or raises
 * for why there are none. */
static void recovery_push_rules(lua_State *L, const char *op,
                                struct recovery_object *r, int what,
                                enum recovery_result result) {
  const struct recovered *found = &r->recovered;
  if (result == RECOVERY_IP)
    error_code(L, op, "EUNSAYABLE", 0,
               "%s: what it gets depends on the instruction pointer, which no "
               "condition can look at",
               args_name(L, what, "call"));
  if (result == RECOVERY_ENDLESS)
    error_code(L, op, "EUNSAYABLE", 0,
               "%s: what it gets depends on so many bits of its arguments that "
               "the conditions would be too many to read",
               args_name(L, what, "call"));
  if (result == RECOVERY_TOO_MUCH)
    undecided(L, op, r);
  if (result != RECOVERED)
    error_memory(L, op);
  lua_createtable(L, (int)found->nrules, 0);
  for (size_t i = 0; i < found->nrules; i++) {
    const struct recovered_rule *rule = &found->rules[i];
    lua_createtable(L, 0, 2);
    if (!r->pair) {
      action_push(L, rule->action);
      lua_setfield(L, -2, "action");
    }
    if (rule->nconds > 0) {
      lua_createtable(L, (int)rule->nconds, 0);
      for (size_t k = 0; k < rule->nconds; k++) {
        push_cond(L, &found->conds[rule->cond + k], found->values);
        lua_rawseti(L, -2, (lua_Integer)k + 1);
      }
      lua_setfield(L, -2, "when");
    }
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  recovery_forget(r);
}

/* [-0, +1]: rules(op, recovery, node, wide, otherwise, call) → the ordered
 * rules of the calls of one number, which errors call `call`; those that
 * no rule matches get the Action `otherwise`: {action=, when=} each. */
static int recovery_tell(lua_State *L) {
  args_max(L, 6);
  const char *op = args_name(L, 1, "operation");
  struct recovery_object *r = recovery_check(L, op, 2);
  const mtbdd node = level_check(L, 3, r, LEVEL_ARGS);
  const bool wide = lua_toboolean(L, 4);
  const uint32_t otherwise = action_check(L, op, 5);
  recovery_push_rules(
      L, op, r, 6,
      recover_rules(&r->recovery, node, wide, otherwise, &r->recovered));
  return 1;
}

/* [-0, +1]: where(op, recovery, node, wide, terminal, call) → for which calls
 * of one number the value is that terminal: {when=} each, any of which may
 * hold. */
static int recovery_show(lua_State *L) {
  args_max(L, 6);
  const char *op = args_name(L, 1, "operation");
  struct recovery_object *r = recovery_check(L, op, 2);
  const mtbdd node = level_check(L, 3, r, LEVEL_ARGS);
  const bool wide = lua_toboolean(L, 4);
  const mtbdd terminal = node_check(L, 5, r);
  recovery_push_rules(
      L, op, r, 6,
      recover_where(&r->recovery, node, wide, terminal, &r->recovered));
  return 1;
}

/* [-0, +1]: sample(recovery, node, terminal) → the arguments of one call of a
 * number for which the value is that terminal: {arg0=, …, ip=}, zeros left out.
 */
static int recovery_sample(lua_State *L) {
  static const char *const names[] = {"arg0", "arg1", "arg2", "arg3",
                                      "arg4", "arg5", "ip"};
  args_max(L, 3);
  struct recovery_object *r = recovery_check(L, "policy", 1);
  struct mtbdd_space *space = &r->recovery.space;
  const mtbdd node = node_check(L, 2, r), terminal = node_check(L, 3, r);
  bool bits[MTBDD_LEVELS] = {false};
  const mtbdd where = regions_leads_to(space, node, MTBDD_LEVELS, terminal);
  check_space(L, "compare", r);
  if (where != MTBDD_FALSE)
    mtbdd_first(space, where, bits);
  lua_createtable(L, 0, 2);
  for (unsigned i = 0; i < 7; i++) {
    uint64_t value = 0;
    for (unsigned bit = 0; bit < 64; bit++)
      value = value << 1 | bits[level_of_arg(i) + bit];
    if (value == 0)
      continue;
    lua_pushinteger(L, (lua_Integer)value);
    lua_setfield(L, -2, names[i]);
  }
  return 1;
}

/* [-0, +1]: change(left, right) → what it is to go from one Action to the
 * other: "looser", "stricter", or "other" where neither permits more. */
static int recovery_change(lua_State *L) {
  args_max(L, 2);
  const uint32_t left = action_check(L, "compare", 1);
  const uint32_t right = action_check(L, "compare", 2);
  const bool more = !bpf_ret_at_most(right, left);
  const bool less = !bpf_ret_at_most(left, right);
  lua_pushstring(L, more == less ? "other" : more ? "looser" : "stricter");
  return 1;
}

/* [-0, +1]: spec(Action, token) → the action's spec on the arch with that
 * token, whose name an errno has in it. */
static int recovery_spec(lua_State *L) {
  char spec[32];
  args_max(L, 2);
  const uint32_t value = action_check(L, "policy", 1);
  const uint32_t token = (uint32_t)args_integer(L, 2, 0, UINT32_MAX);
  lua_pushstring(L, action_spec_on(value, token, spec, sizeof spec));
  return 1;
}

/* [-0, +1]: calls(op, arch name) → the names of an arch's own calls by their
 * numbers. */
static int recovery_calls(lua_State *L) {
  args_max(L, 2);
  const char *op = args_name(L, 1, "operation");
  const struct arch *arch = reader_arch(L, op, 2);
  const struct syscall_table *table = syscall_table_check(L, op, arch);
  lua_createtable(L, 0, (int)table->count);
  for (size_t i = 0; i < table->count; i++) {
    uint32_t back;
    const struct syscall_entry *entry = &table->entries[i];
    if (!syscall_own_number(arch, entry->name, &back) || back != entry->nr)
      continue;
    lua_pushstring(L, entry->name);
    lua_rawseti(L, -2, entry->nr);
  }
  /* and those that a policy finds though libseccomp does not know them there */
  struct kernel_call call;
  for (size_t i = 0; kernel_call_at(arch->name, i, &call); i++) {
    uint32_t back;
    if (lua_rawgeti(L, -1, call.number) == LUA_TNIL &&
        syscall_own_number(arch, call.name, &back) && back == call.number) {
      lua_pushstring(L, call.name);
      lua_rawseti(L, -3, call.number);
    }
    lua_pop(L, 1);
  }
  return 1;
}

/* [-0, +1]: arches() → all arches: their names, tokens, byte order, and what
 * numbers and arguments they have. */
static int recovery_arches(lua_State *L) {
  args_max(L, 0);
  lua_createtable(L, ARCH_MAX, 0);
  for (size_t i = 0; i < ARCH_MAX; i++) {
    const struct arch *arch = &arch_table[i];
    lua_createtable(L, 0, 7);
    lua_pushstring(L, arch->name);
    lua_setfield(L, -2, "name");
    lua_pushinteger(L, arch->audit);
    lua_setfield(L, -2, "token");
    lua_pushinteger(L, arch->first_nr);
    lua_setfield(L, -2, "first");
    lua_pushboolean(L, arch->wide);
    lua_setfield(L, -2, "wide");
    lua_pushboolean(L, arch->compares32);
    lua_setfield(L, -2, "compares32");
    lua_pushboolean(L, arch->big_endian);
    lua_setfield(L, -2, "big_endian");
    lua_pushboolean(L, arch_supported(arch));
    lua_setfield(L, -2, "supported");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

int recovery_call(lua_State *L, const char *op, const char *module,
                  const char *name) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, LUA_GNAME);
  if (!lua_istable(L, -1) || lua_getfield(L, -1, "require") != LUA_TFUNCTION)
    error_raise(L, op, EOPNOTSUPP,
                "this takes the Lua module %s, and the function require to "
                "find it, which is not there",
                module);
  lua_pushstring(L, module);
  lua_call(L, 1, 1);
  lua_getfield(L, -1, name);
  lua_insert(L, 1);
  lua_settop(L, lua_gettop(L) - 3);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

static const luaL_Reg recovery_functions[] = {
    {"arches", recovery_arches}, {"calls", recovery_calls},
    {"sample", recovery_sample}, {"spec", recovery_spec},
    {"change", recovery_change}, {"open", recovery_new},
    {"is", recovery_same},       {"left", recovery_left},
    {"runs", recovery_runs},     {"leaves", recovery_terminals},
    {"value", recovery_value},   {"rules", recovery_tell},
    {"where", recovery_show},    {NULL, NULL}};

void recovery_open_class(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", recovery__gc}, {NULL, NULL}};
  class_open(L, RECOVERY_META, NULL, meta);
  class_preload(L, "seccomp.core.recovery", recovery_functions);
}
