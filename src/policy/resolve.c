/* SPDX-License-Identifier: MIT */
/* From the rules of a policy to numbers: its arches, the implicit rules behind
 * the written ones (sister ABIs, unknown numbers), and the arrays that the
 * compiler and the proof take. */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../bpf/spans.h"
#include "../kernel/abis.h"
#include "../kernel/calls.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/error.h"
#include "../lua/readers.h"
#include "../lua/syscall.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "policy.h"
#include "resolved.h"

/* The arches of the policy, from the list of names at idx. */
static void resolve_read_parts(lua_State *L, const char *op, int idx,
                               struct resolved *r) {
  args_type(L, idx, LUA_TTABLE);
  lua_Integer n = (lua_Integer)lua_rawlen(L, idx);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, idx, i);
    const struct arch *arch = reader_arch(L, op, -1);
    if (policy_find_part(L, op, r, -1) < ARCH_MAX)
      error_raise(L, op, EINVAL, "arch %s is listed twice", arch->name);
    lua_pop(L, 1);
    struct policy_part *p = &r->parts[r->policy.narches];
    p->arch = arch;
    p->seen_nr = UINT32_MAX; /* which is no call's */
    p->stamps = calloc(1, sizeof *p->stamps);
    if (p->stamps == NULL)
      policy_no_memory(L, op);
    /* without it a name would not be found, and its rule be lost */
    syscall_table_check(L, op, arch);
    for (int mux = MUX_SOCKETCALL; mux < MUXES && arch->multiplexes; mux++)
      p->has_mux[mux] =
          syscall_own_number(arch, policy_mux_name[mux], &p->mux_nr[mux]);
    r->arches[r->policy.narches++] =
        (struct bpf_arch){.token = arch->audit,
                          .x32 = arch->first_nr == BPF_X32_BIT,
                          .wide = arch->wide};
    if (r->policy.narches > 1 && arch->big_endian != r->policy.big_endian)
      error_raise(L, op, EDOM,
                  "arches %s and %s have different byte orders: one program "
                  "cannot serve both, so give each order a policy",
                  r->parts[0].arch->name, arch->name);
    r->policy.big_endian = arch->big_endian;
  }
}

/* Adds an implicit rule: first..last get an action. */
static void add_behind(lua_State *L, const char *op, struct resolved *r,
                       struct policy_part *p, uint32_t first, uint32_t last,
                       uint32_t action) {
  const struct policy_entry entry = {
      .nr = first, .last = last, .action = action};
  if (first <= last)
    policy_add_entry(L, op, r, p, &entry);
}
/* The numbers of sister ABIs, which are of no arch of the policy. */
static void add_sisters(lua_State *L, const char *op, struct resolved *r,
                        struct policy_part *p) {
  uint32_t first, last;
  for (size_t i = 0;
       kernel_sister(p->arch->audit, p->arch->first_nr, i, &first, &last); i++)
    add_behind(L, op, r, p, first, last, r->policy.bad_arch_action);
}

/* `unknown`: an action for the numbers above the end of the table that no known
 * call has; 0xffffffff is -1, and not above. */
static void add_unknown(lua_State *L, const char *op, struct resolved *r,
                        struct policy_part *p, uint32_t action) {
  const struct syscall_table *table = syscall_table_check(L, op, p->arch);
  uint32_t next = syscall_table_end(L, op, p->arch) + 1;
  const bool below_x32 =
      p->arch->audit == BPF_TOKEN_X86_64 && p->arch->first_nr != BPF_X32_BIT;
  for (size_t i = 0; i < table->count; i++)
    if (table->entries[i].nr >= next) {
      add_behind(L, op, r, p, next, table->entries[i].nr - 1, action);
      next = table->entries[i].nr + 1;
    }
  add_behind(L, op, r, p, next, below_x32 ? BPF_X32_BIT - 1 : UINT32_MAX - 1,
             action);
}

/* Numbers above the known ones that rules with conditions name do not count as
 * unknown: calls of them without a matching rule get the default. */
static void add_named(lua_State *L, const char *op, struct resolved *r,
                      struct policy_part *p, uint32_t end, uint32_t action) {
  const size_t written = p->count;
  for (size_t i = 0; i < written; i++) {
    const struct policy_entry entry = p->entries[i];
    if (entry.nconds > 0 && entry.rule != 0 && entry.last > end)
      add_behind(L, op, r, p, entry.nr, entry.last, action);
  }
}

/* Whether a call came after a release; of old ones it is not always known when
 * they came. */
static bool came_after(const struct kernel_call *call,
                       const unsigned int release[3]) {
  const unsigned int its[3] = {call->major, call->minor, call->patch};
  for (size_t i = 0; i < 3; i++)
    if (its[i] != release[i])
      return its[i] > release[i];
  return false;
}

/* The calls of an arch that a release of Linux had are known to it. */
struct known_numbers {
  uint32_t *numbers; /* in order */
  size_t count;
};

/* [-0, +1] */
static struct known_numbers push_known(lua_State *L,
                                       const struct policy_part *p,
                                       const unsigned int release[3]) {
  struct known_numbers known = {NULL, 0};
  struct kernel_call call;
  size_t n = 0;
  while (kernel_call_at(p->arch->name, n, &call))
    n++;
  known.numbers = lua_newuserdatauv(L, (n + 1) * sizeof *known.numbers, 0);
  for (size_t i = 0; i < n; i++) {
    kernel_call_at(p->arch->name, i, &call);
    if (came_after(&call, release))
      continue;
    size_t at = known.count++;
    for (; at > 0 && known.numbers[at - 1] > call.number; at--)
      known.numbers[at] = known.numbers[at - 1];
    known.numbers[at] = call.number;
  }
  return known;
}

/* `unknown` for a release: also the calls that later ones brought. The end is
 * that of the newest table of the kernel; its shared numbers end below 500. */
static void add_unknown_after(lua_State *L, const char *op, struct resolved *r,
                              struct policy_part *p, uint32_t action,
                              const unsigned int release[3]) {
  struct kernel_call call;
  const uint32_t first = p->arch->first_nr;
  uint32_t end = first;
  const bool below_x32 = p->arch->audit == BPF_TOKEN_X86_64 && first == 0;
  for (size_t i = 0; kernel_call_at("amd64", i, &call); i++)
    end = first + call.number > end ? first + call.number : end;
  for (size_t i = 0; kernel_call_at(p->arch->name, i, &call); i++)
    if (call.number <= end && came_after(&call, release))
      add_behind(L, op, r, p, call.number, call.number, action);
  const struct known_numbers known = push_known(L, p, release);
  uint32_t next = end + 1;
  for (size_t i = 0; i < known.count; i++)
    if (known.numbers[i] >= next) {
      add_behind(L, op, r, p, next, known.numbers[i] - 1, action);
      next = known.numbers[i] + 1;
    }
  add_behind(L, op, r, p, next, below_x32 ? BPF_X32_BIT - 1 : UINT32_MAX - 1,
             action);
  lua_pop(L, 1);
}

/* Reads "5.10" at idx, a release of Linux; false where there is none. */
static bool read_release(lua_State *L, const char *op, int idx,
                         unsigned int release[3]) {
  static const char format[] =
      "kernel is a release of Linux, as \"5.10\", not \"%.40s\"";
  unsigned int newest[2];
  int end = 0;
  if (lua_isnil(L, idx))
    return false;
  const char *text = args_name(L, idx, "release");
  release[2] = 0;
  const int n = sscanf(text, "%3u.%3u%n.%3u%n", &release[0], &release[1], &end,
                       &release[2], &end);
  if (n < 2 || text[end] != '\0' || strspn(text, "0123456789.") != strlen(text))
    error_raise(L, op, EINVAL, format, text);
  /* what later releases brought is not known */
  sscanf(KERNEL_RELEASE, "%u.%u", &newest[0], &newest[1]);
  if (release[0] > newest[0] ||
      (release[0] == newest[0] && release[1] > newest[1]))
    error_raise(L, op, EINVAL,
                "kernel %s is newer than " KERNEL_RELEASE
                ", the newest whose calls are known here",
                text);
  /* 6.1.5 has the calls of 6.1; what has a third number is 2.6 */
  if (release[0] > 2)
    release[2] = 0;
  return true;
}

/* How many rules there may be, counted once for each number that they are
 * about and that begins or ends one. */
#define PAIRS_MAX (1u << 22)

/* Raises where rules about ranges and rules about numbers in them are so many
 * that their products are. */
static void check_pairs(lua_State *L, const char *op, size_t index,
                        struct resolved *r) {
  struct spans s;
  size_t pairs = 0, most = 0;
  uint32_t rule = 0;
  bool open = spans_open(&s, &r->arches[index]);
  if (open)
    spans_from(&s, 0, UINT32_MAX);
  while (open && pairs <= PAIRS_MAX && spans_next(&s)) {
    pairs += s.nrules;
    if (s.nrules > most) {
      most = s.nrules;
      rule = r->parts[index].from[s.rules[0]].rule;
    }
  }
  spans_close(&s);
  if (!open)
    policy_no_memory(L, op);
  if (pairs > PAIRS_MAX)
    error_raise(L, op, E2BIG,
                "rules[%" PRIu32 "]: too many rules have ranges with numbers "
                "of each other: use fewer rules, or ranges that do not overlap",
                rule);
}

/* Makes the rules of a part from its entries, of which `written` are the
 * policy's. Entries that stand for sub-calls of a multiplexer are left out
 * where a rule names it. */
static void finish_part(lua_State *L, const char *op, struct resolved *r,
                        size_t index, size_t written) {
  struct policy_part *p = &r->parts[index];
  p->rules = malloc((p->count + 1) * sizeof *p->rules);
  p->from = malloc((p->count + 1) * sizeof *p->from);
  if (p->rules == NULL || p->from == NULL)
    policy_no_memory(L, op);
  size_t n = 0;
  bool ranges = false;
  for (size_t i = 0; i < p->count; i++) {
    const struct policy_entry *entry = &p->entries[i];
    if (i == written)
      r->arches[index].nwritten = n;
    if (entry->via != MUX_NONE && p->names_mux[entry->via])
      continue;
    p->rules[n] = (struct bpf_rule){.nr = entry->nr,
                                    .last = entry->last,
                                    .action = entry->action,
                                    .nconds = entry->nconds};
    ranges = ranges || (i < written && entry->nr != entry->last);
    /* a policy without conditions has no array of them */
    if (entry->nconds > 0)
      p->rules[n].conds = r->conds + entry->cond;
    p->from[n] = (struct policy_from){entry->rule, entry->via != MUX_NONE};
    n++;
  }
  if (written == p->count)
    r->arches[index].nwritten = n;
  free(p->stamps);
  free(p->entries);
  p->stamps = NULL;
  p->entries = NULL;
  p->count = p->room = 0;
  r->arches[index].rules = p->rules;
  r->arches[index].nrules = n;
  if (ranges)
    check_pairs(L, op, index, r);
}

/* [-0, +1]: resolve(arches, rules, default, bad_arch, unknown or nil, release
 * or nil, most) → the policy as numbers; nil where the rules name groups, or
 * more than `most` calls, if that is given. Raises for names that no arch of
 * their rule has. */
int policy_resolve(lua_State *L) {
  static const char op[] = "new";
  unsigned int release[3];
  args_max(L, 7);
  lua_settop(L, 7);
  lua_Integer most =
      lua_isnil(L, 7) ? LUA_MAXINTEGER : args_integer(L, 7, 0, LUA_MAXINTEGER);
  const bool of_release = read_release(L, op, 6, release);
  struct resolved *r = lua_newuserdatauv(L, sizeof *r, 0);
  memset(r, 0, sizeof *r);
  r->magic = RESOLVED_MAGIC;
  luaL_setmetatable(L, RESOLVED_META);
  r->policy.arches = r->arches;
  r->policy.bad_arch_action = action_check(L, op, 4);
  resolve_read_parts(L, op, 1, r);
  for (size_t i = 0; i < r->policy.narches; i++)
    r->arches[i].default_action = action_check_on(L, op, 3, r->arches[i].token);
  args_type(L, 2, LUA_TTABLE);
  lua_Integer n = (lua_Integer)lua_rawlen(L, 2);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 2, i);
    most -= lua_type(L, -1) == LUA_TTABLE ? (lua_Integer)lua_rawlen(L, -1) : 0;
    if (most < 0 || !policy_read_rule(L, op, r, (uint32_t)i))
      return 0;
    lua_pop(L, 1);
  }
  for (size_t i = 0; i < r->policy.narches; i++) {
    struct policy_part *p = &r->parts[i];
    const size_t written = p->count;
    add_sisters(L, op, r, p);
    if (!lua_isnil(L, 5)) {
      const uint32_t action = action_check_on(L, op, 5, p->arch->audit);
      const uint32_t end = of_release ? 0 : syscall_table_end(L, op, p->arch);
      add_named(L, op, r, p, end, r->arches[i].default_action);
      if (of_release)
        add_unknown_after(L, op, r, p, action, release);
      else
        add_unknown(L, op, r, p, action);
    }
    finish_part(L, op, r, i, written);
  }
  return 1;
}
