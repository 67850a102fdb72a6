/* SPDX-License-Identifier: MIT */
/* The rules of a policy, read one by one into entries for each of its arches:
 * names, numbers and ranges, and what they cover behind socketcall and ipc. */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "../bpf/array.h"
#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../kernel/calls.h"
#include "../kernel/in_memory.h"
#include "../lua/action.h"
#include "../lua/args_error.h"
#include "../lua/condition.h"
#include "../lua/error.h"
#include "../lua/named.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "policy.h"
#include "resolved.h"

static void add_cond(lua_State *L, const char *op, struct resolved *r,
                     const struct bpf_cond *cond) {
  if (!array_reserve(&r->conds, sizeof *cond, r->nconds + 1, &r->room))
    policy_no_memory(L, op);
  r->conds[r->nconds++] = *cond;
}

/* What one policy may come to, all arches together. */
#define ENTRIES_MAX (1u << 19)

void policy_add_entry(lua_State *L, const char *op, struct resolved *r,
                      struct policy_part *p, const struct policy_entry *entry) {
  if (!array_reserve(&p->entries, sizeof *entry, p->count + 1, &p->room))
    policy_no_memory(L, op);
  p->entries[p->count++] = *entry;
  if (++r->nentries > ENTRIES_MAX)
    error_raise(L, op, E2BIG,
                "rules[%" PRIu32 "]: the rules come to more than %u calls, all "
                "arches together",
                entry->rule, ENTRIES_MAX);
}

/* A rule being read. */
struct entry_reading {
  lua_State *L;
  const char *op;
  struct resolved *r;
  struct policy_entry entry; /* what its entries have in common, */
  uint32_t action;           /* but for this, */
  size_t errno_place;        /* which an arch may have its own number of; */
  int when; /* and, on the stack, conditions where these have names: else 0 */
  bool in_arch[ARCH_MAX];
  bool optional; /* of the name at hand, too */
  bool grouped;  /* there is the name of a group */
};

/* The rule's action on an arch. */
static uint32_t rule_action_on(const struct entry_reading *in,
                               const struct policy_part *p) {
  return action_on(in->action, in->errno_place, p->arch->audit);
}

/* Adds the rule for a sub-call of a multiplexer. */
static void add_subcall(const struct entry_reading *in, struct policy_part *p,
                        enum mux mux, const struct bpf_cond *taken,
                        const char *name) {
  if (in->entry.nconds > 0 || in->when != 0) {
    if (p->refused_rule[mux] == 0) {
      p->refused_rule[mux] = in->entry.rule;
      snprintf(p->refused[mux], sizeof p->refused[mux], "%s", name);
    }
    return;
  }
  uint32_t *stamp = &p->stamps->subcalls[mux][taken->b % SUBCALLS];
  if (*stamp == in->entry.rule)
    return;
  *stamp = in->entry.rule;
  struct policy_entry entry = in->entry;
  entry.nr = entry.last = p->mux_nr[mux];
  entry.action = rule_action_on(in, p);
  entry.via = (uint8_t)mux;
  entry.cond = in->r->nconds;
  entry.nconds = 1;
  add_cond(in->L, in->op, in->r, taken);
  policy_add_entry(in->L, in->op, in->r, p, &entry);
}

/* The condition at the top of the stack, with its alternatives; pops it.
 * *choices is how many rules without alternatives these conditions stand
 * for. */
static void read_condition(const struct entry_reading *in,
                           struct policy_entry *entry, size_t *choices) {
  lua_State *L = in->L;
  struct bpf_cond cond;
  size_t n = 1;
  const size_t first = in->r->nconds;
  if (lua_type(L, -1) == LUA_TTABLE) {
    lua_pushliteral(L, "any");
    if (lua_rawget(L, -2) == LUA_TTABLE) {
      const lua_Unsigned values = lua_rawlen(L, -1);
      if (values == 0 || values > POLICY_VALUES_MAX / *choices)
        error_raise(L, in->op, E2BIG,
                    "rules[%" PRIu32 "]: the lists of values come to more than "
                    "%d rules, and the kernel takes programs of as many "
                    "instructions; test a range or a mask, or use fewer values",
                    in->entry.rule, POLICY_VALUES_MAX);
      n = (size_t)values;
      *choices *= n;
      for (size_t i = 1; i < n; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        condition_check(L, in->op, lua_gettop(L), true, &cond);
        cond.others = i == 1 ? (uint16_t)(n - 1) : 0;
        add_cond(L, in->op, in->r, &cond);
        lua_pop(L, 1);
      }
      lua_rawgeti(L, -1, (lua_Integer)n);
      lua_replace(L, -3);
    }
    lua_pop(L, 1);
  }
  condition_check(L, in->op, lua_gettop(L), true, &cond);
  add_cond(L, in->op, in->r, &cond);
  entry->nconds += in->r->nconds - first;
  lua_pop(L, 1);
}

/* The conditions of the rule, which have names, for a number of an arch. */
static void entry_read_named(const struct entry_reading *in,
                             const struct policy_part *p, uint32_t first,
                             uint32_t last, struct policy_entry *entry) {
  lua_State *L = in->L;
  struct kernel_call call;
  size_t choices = 1;
  if (first != last)
    error_raise(L, in->op, EINVAL,
                "rules[%" PRIu32 "]: names of arguments and constants mean "
                "something on a call, and not on a range of numbers",
                entry->rule);
  if (!kernel_call_number(p->arch->name, first, &call))
    error_raise(L, in->op, EINVAL,
                "rules[%" PRIu32 "]: no call with number %" PRIu32
                " is known on %s, so names mean nothing there: give numbers",
                entry->rule, first, p->arch->name);
  entry->cond = in->r->nconds;
  entry->nconds = 0;
  const lua_Integer n = (lua_Integer)lua_rawlen(L, in->when);
  const int top = lua_gettop(L);
  luaL_checkstack(L, 8, NULL);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, in->when, i);
    if (lua_type(L, -1) == LUA_TTABLE &&
        lua_getfield(L, -1, "named") != LUA_TNIL) {
      char where[48];
      snprintf(where, sizeof where,
               "rules[%" PRIu32 "]: condition: ", entry->rule);
      named_resolve(L, in->op, where, -1, p->arch, &call);
      policy_push_condition(L, in->op, lua_gettop(L));
    } else {
      lua_settop(L, top + 1);
    }
    read_condition(in, entry, &choices);
    lua_settop(L, top);
  }
}

/* Notes a rule that tests arguments which its call takes from memory, unless it
 * says that it means the registers. */
static void check_blind(const struct entry_reading *in, struct policy_part *p,
                        const struct policy_entry *entry) {
  struct in_memory call = {NULL, NULL};
  if (p->blind.name != NULL || entry->nconds == 0)
    return;
  const bool one = entry->nr == entry->last;
  if (one && entry->nr == p->seen_nr)
    return;
  if (!in_memory_number(p->arch->name, entry->nr, entry->last, &call) && one)
    p->seen_nr = entry->nr;
  for (size_t i = 0; call.name != NULL && i < entry->nconds; i++)
    if (!in->r->conds[entry->cond + i].raw) {
      p->blind_rule = entry->rule;
      p->blind_cond = entry->cond + i;
      p->blind = call;
      return;
    }
}

/* Adds the numbers first..last to a part. */
static void add_numbers(const struct entry_reading *in, struct policy_part *p,
                        uint32_t first, uint32_t last) {
  const uint32_t place = first - p->arch->first_nr;
  if (first == last && place < STAMPS) {
    if (p->stamps->numbers[place] == in->entry.rule)
      return;
    p->stamps->numbers[place] = in->entry.rule;
  }
  struct policy_entry entry = in->entry;
  entry.nr = first;
  entry.last = last;
  entry.action = rule_action_on(in, p);
  for (int mux = MUX_SOCKETCALL; mux < MUXES; mux++)
    if (p->has_mux[mux] && first <= p->mux_nr[mux] && p->mux_nr[mux] <= last)
      p->names_mux[mux] = true;
  if (in->when != 0)
    entry_read_named(in, p, first, last, &entry);
  check_blind(in, p, &entry);
  policy_add_entry(in->L, in->op, in->r, p, &entry);
}

/* Adds the entries of a name to a part; false when the arch has no such call.
 */
static bool add_name(const struct entry_reading *in, struct policy_part *p,
                     struct syscall_word *name) {
  uint32_t nr, mux_nr;
  struct bpf_cond taken;
  bool found = syscall_word_number(name, p->arch, &nr);
  if (found)
    add_numbers(in, p, nr, nr);
  if (!p->arch->multiplexes ||
      !syscall_word_multiplexed(name, p->arch, &mux_nr, &taken))
    return found;
  for (int mux = MUX_SOCKETCALL; mux < MUXES; mux++)
    if (p->has_mux[mux] && p->mux_nr[mux] == mux_nr)
      add_subcall(in, p, (enum mux)mux, &taken, name->plain);
  return true;
}

/* "amd64, x86": the arches of a rule, into buf. */
static const char *arches_text(const struct entry_reading *in, char *buf,
                               size_t size) {
  size_t used = 0;
  buf[0] = '\0';
  for (size_t i = 0; i < in->r->policy.narches && used < size; i++)
    if (in->in_arch[i])
      used +=
          (size_t)snprintf(buf + used, size - used, "%s%s",
                           used == 0 ? "" : ", ", in->r->parts[i].arch->name);
  return buf;
}

/* A name at the top of the stack, for every arch of the rule. */
static void read_name(struct entry_reading *in) {
  const char *name = lua_tostring(in->L, -1);
  const struct arch *first = NULL;
  struct syscall_word word;
  struct kernel_call call;
  bool found = false, known = false;
  if (name[0] == POLICY_GROUP) {
    in->grouped = true;
    return;
  }
  syscall_word_read(&word, name);
  for (size_t i = 0; i < in->r->policy.narches; i++) {
    if (!in->in_arch[i])
      continue;
    struct policy_part *p = &in->r->parts[i];
    found = add_name(in, p, &word) || found;
    if (first == NULL)
      first = p->arch;
  }
  if (found || in->optional)
    return;
  for (size_t i = 0; i < ARCH_MAX && !known; i++)
    known = syscall_resolve(&arch_table[i], name) != __NR_SCMP_ERROR ||
            syscall_kernel_call(arch_table[i].name, name, &call);
  if (!known) {
    char text[SYSCALL_UNKNOWN_TEXT];
    error_raise(in->L, in->op, EINVAL, "rules[%" PRIu32 "]: %s", in->entry.rule,
                syscall_unknown_text(name,
                                     first == NULL ? arch_native() : first,
                                     text, sizeof text));
  }
  char arches[256];
  error_raise(in->L, in->op, EINVAL,
              "rules[%" PRIu32 "]: no arch of the rule (%s) has a call %.80s; "
              "say optional = true where that is meant",
              in->entry.rule, arches_text(in, arches, sizeof arches), name);
}

/* The number at the top of the stack, for the one arch of the rule. */
static void entry_read_number(const struct entry_reading *in) {
  int isint;
  lua_Integer value = lua_tointegerx(in->L, -1, &isint);
  if (!isint || value < INT32_MIN || value > UINT32_MAX)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: a syscall number is an integer from -2^31 "
                "to 2^32-1",
                in->entry.rule);
  size_t only = 0, n = 0;
  for (size_t i = 0; i < in->r->policy.narches; i++)
    if (in->in_arch[i]) {
      only = i;
      n++;
    }
  if (n > 1)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: number %lld is another call on each arch: "
                "give the rule one arch, or the call its name",
                in->entry.rule, (long long)value);
  if (n == 0)
    return;
  const struct bpf_arch *arch = &in->r->arches[only];
  if (bpf_policy_arch(&in->r->policy, arch->token, (uint32_t)value) != arch)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: calls with number %lld are not of arch %s",
                in->entry.rule, (long long)value,
                in->r->parts[only].arch->name);
  add_numbers(in, &in->r->parts[only], (uint32_t)value, (uint32_t)value);
}

/* One end of the range at the top of the stack. */
static uint32_t read_end(const struct entry_reading *in, lua_Integer i) {
  int isint;
  lua_rawgeti(in->L, -1, i);
  lua_Integer value = lua_tointegerx(in->L, -1, &isint);
  if (lua_type(in->L, -1) != LUA_TNUMBER || !isint || value < 0 ||
      value > UINT32_MAX)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: a range is {first, last}, two numbers "
                "from 0 to 0xffffffff",
                in->entry.rule);
  lua_pop(in->L, 1);
  return (uint32_t)value;
}

/* Adds what of first..last lies in lo..hi; false where nothing does. */
static bool add_within(const struct entry_reading *in, struct policy_part *p,
                       uint32_t first, uint32_t last, uint32_t lo,
                       uint32_t hi) {
  first = first > lo ? first : lo;
  last = last < hi ? last : hi;
  if (first <= last)
    add_numbers(in, p, first, last);
  return first <= last;
}

/* The range at the top of the stack, for every arch of the rule. */
static void read_range(const struct entry_reading *in) {
  const uint32_t first = read_end(in, 1), last = read_end(in, 2);
  if (first > last)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: the range {%" PRIu32 ", %" PRIu32
                "} is empty: give the lower number first",
                in->entry.rule, first, last);
  for (size_t i = 0; i < in->r->policy.narches; i++) {
    if (!in->in_arch[i])
      continue;
    const struct bpf_arch *arch = &in->r->arches[i];
    struct policy_part *p = &in->r->parts[i];
    bool any;
    if (arch->token != BPF_TOKEN_X86_64) {
      any = add_within(in, p, first, last, 0, UINT32_MAX);
    } else {
      any = add_within(in, p, first, last, arch->x32 ? BPF_X32_BIT : 0,
                       arch->x32 ? UINT32_MAX - 1 : BPF_X32_BIT - 1);
      if (last == UINT32_MAX &&
          bpf_policy_arch(&in->r->policy, arch->token, last) == arch)
        any = add_within(in, p, last, last, 0, last);
    }
    if (!any)
      error_raise(in->L, in->op, EINVAL,
                  "rules[%" PRIu32 "]: calls with numbers %" PRIu32
                  " to %" PRIu32 " are not of arch %s: give the rule the "
                  "arches that it is for",
                  in->entry.rule, first, last, p->arch->name);
  }
}

/* Makes room at once for what a usual list of n calls comes to: grown in steps,
 * entries would be moved at each. */
static void reserve_entries(const struct entry_reading *in, size_t n) {
  enum { USUAL = 512 };
  n = n < USUAL ? n : USUAL;
  for (size_t i = 0; i < in->r->policy.narches; i++) {
    struct policy_part *p = &in->r->parts[i];
    if (in->in_arch[i] &&
        !array_reserve(&p->entries, sizeof *p->entries, p->count + n, &p->room))
      policy_no_memory(in->L, in->op);
  }
}

/* The list of syscalls at the top of the stack; pops it. */
static void read_syscalls(struct entry_reading *in, bool optional) {
  lua_State *L = in->L;
  args_type(L, -1, LUA_TTABLE);
  in->optional = optional;
  lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
  reserve_entries(in, (size_t)n);
  for (lua_Integer i = 1; i <= n; i++) {
    if (lua_rawgeti(L, -1, i) == LUA_TNUMBER)
      entry_read_number(in);
    else if (lua_type(L, -1) == LUA_TSTRING)
      read_name(in);
    else if (lua_type(L, -1) == LUA_TTABLE)
      read_range(in);
    else
      error_raise(L, in->op, EINVAL, "syscall name, number or range expected");
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}
/* The arches of the rule at idx: those listed that the policy has, or all. */
static void read_arches(struct entry_reading *in, int idx) {
  lua_State *L = in->L;
  bool all = lua_getfield(L, idx, "arches") == LUA_TNIL;
  for (size_t i = 0; i < ARCH_MAX; i++)
    in->in_arch[i] = all;
  if (!all) {
    args_type(L, -1, LUA_TTABLE);
    lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, -1, i);
      size_t part = policy_find_part(L, in->op, in->r, -1);
      if (part < ARCH_MAX)
        in->in_arch[part] = true;
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}

/* Whether one of the conditions in the list at the top has names. */
static bool has_names(lua_State *L) {
  bool named = false;
  lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer i = 1; i <= n && !named; i++) {
    if (lua_rawgeti(L, -1, i) == LUA_TTABLE) {
      lua_pushliteral(L, "named");
      named = lua_rawget(L, -2) != LUA_TNIL;
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
  }
  return named;
}

/* The rule at the top of the stack, as lib/seccomp/policy.lua hands it down. */
static void entry_read(struct entry_reading *in) {
  lua_State *L = in->L;
  int idx = lua_gettop(L);
  args_type(L, idx, LUA_TTABLE);
  size_t choices = 1;
  lua_getfield(L, idx, "action");
  in->action = action_read(L, in->op, -1, &in->errno_place);
  in->entry.cond = in->r->nconds;
  in->entry.nconds = 0;
  in->when = 0;
  if (lua_getfield(L, idx, "when") != LUA_TNIL) {
    args_type(L, -1, LUA_TTABLE);
    if (has_names(L))
      in->when = lua_gettop(L);
    lua_Integer n = in->when == 0 ? (lua_Integer)lua_rawlen(L, -1) : 0;
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, -1, i);
      read_condition(in, &in->entry, &choices);
    }
  }
  if (in->when == 0)
    lua_pop(L, 1);
  lua_getfield(L, idx, "optional");
  bool optional = lua_toboolean(L, -1);
  lua_pop(L, 1);
  read_arches(in, idx);
  /* a rule without groups is itself the list of its names; of a group, members
   * that an arch lacks are no error */
  if (lua_getfield(L, idx, "members") != LUA_TNIL) {
    read_syscalls(in, true);
    lua_getfield(L, idx, "names");
  } else {
    lua_pop(L, 1);
    lua_pushvalue(L, idx);
  }
  read_syscalls(in, optional);
  lua_settop(L, idx);
}

bool policy_read_rule(lua_State *L, const char *op, struct resolved *r,
                      uint32_t i) {
  struct entry_reading in = {.L = L, .op = op, .r = r, .entry = {.rule = i}};
  entry_read(&in);
  return !in.grouped;
}
