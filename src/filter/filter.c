/* SPDX-License-Identifier: MIT */
/* Filters: the object, its life, its arches, and merging. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../lua/readers.h"
#include "../program/object.h"
#include "../program/recovery.h"
#include "../scmp/arch.h"
#include "../scmp/guard.h"
#include "../scmp/journal.h"
#include "filter.h"

/* What must not happen while fn of a transaction runs. */
static void refuse_busy(lua_State *L, const struct filter *f, const char *op) {
  if (f->busy)
    error_raise(L, op, EPERM,
                "filter is in a transaction: end that first (its function may "
                "add, set, merge and reset, nothing more)");
}

/* Frees what the filter at idx holds; idempotent, raises nothing. */
static void filter_dispose(lua_State *L, int idx) {
  struct filter *f = lua_touserdata(L, idx);
  if (f->ctx != NULL)
    seccomp_release(f->ctx);
  f->ctx = NULL;
  f->native_txn = f->stale = f->generated = false;
  journal_clear(&f->journal);
  guard_clear(&f->guard, &f->journal);
  if (f->listener_fd >= 0)
    close(f->listener_fd);
  f->listener_fd = -1;
  lua_pushnil(L);
  lua_setiuservalue(L, idx, FILTER_PROGRAM);
}

/* Whether the filter has the arch. */
static bool has_arch(const struct filter *f, const struct arch *arch) {
  struct arch_list list;
  journal_arches(&f->journal, &list);
  for (uint8_t i = 0; i < list.count; i++)
    if (list.index[i] == arch_index(arch))
      return true;
  return false;
}

/* Raises when the log has no room for one more event. */
static void filter_reserve(lua_State *L, struct filter *f, const char *op) {
  if (!journal_reserve(&f->journal, 1, 0))
    error_raise(L, op, ENOMEM, "not enough memory");
}

/* Logs the event, for which there is room, and puts a context built anew in
 * place; the filter is as before when that raises. */
static void renew(lua_State *L, struct filter *f, const char *op,
                  const struct event *e) {
  struct attributes attributes;
  filter_attributes(f, &attributes);
  journal_push(&f->journal, e, NULL);
  scmp_filter_ctx fresh = journal_build(&f->journal, &attributes);
  if (fresh == NULL) {
    journal_truncate(&f->journal, f->journal.count - 1);
    error_raise(L, op, ENOMEM, "arch %s: not enough memory",
                arch_table[e->arch].name);
  }
  seccomp_release(f->ctx);
  f->ctx = fresh;
  f->native_txn = false;
  guard_clear(&f->guard, &f->journal);
}

static void arch_add(lua_State *L, struct filter *f, const char *op,
                     const struct arch *arch) {
  struct event e = {.kind = EVENT_ADD_ARCH, .arch = (uint8_t)arch_index(arch)};
  struct arch_list list;
  journal_arches(&f->journal, &list);
  if (has_arch(f, arch))
    return;
  filter_reserve(L, f, op);
  if (list.count == 0) {
    /* see journal_build: another arch stands in */
    renew(L, f, op, &e);
    return;
  }
  int rc = seccomp_arch_add(f->ctx, arch->token);
  char others[256];
  if (rc == -EDOM)
    error_raise(L, op, EDOM,
                "arch %s is %s-endian, unlike the filter's %s: one program has "
                "one byte order, so make a filter for each",
                arch->name, arch->big_endian ? "big" : "little",
                filter_arch_text(f, others, sizeof others));
  if (rc != 0)
    error_raise(L, op, -rc, "cannot add arch %s: %s", arch->name,
                strerror(-rc));
  journal_push(&f->journal, &e, NULL);
}

static void arch_remove(lua_State *L, struct filter *f, const char *op,
                        const struct arch *arch) {
  struct event e = {.kind = EVENT_REMOVE_ARCH,
                    .arch = (uint8_t)arch_index(arch)};
  struct arch_list list;
  journal_arches(&f->journal, &list);
  if (!has_arch(f, arch))
    return;
  filter_reserve(L, f, op);
  if (list.count == 1 || journal_rule_count(&f->journal) > 0) {
    /* libseccomp keeps a copy of its rules by arch, and does not tell it that
     * an arch went: the next rule would be its ruin. See journal_build. */
    renew(L, f, op, &e);
    return;
  }
  int rc = seccomp_arch_remove(f->ctx, arch->token);
  if (rc != 0)
    error_raise(L, op, -rc, "cannot remove arch %s: %s", arch->name,
                strerror(-rc));
  journal_push(&f->journal, &e, NULL);
}

/* Makes the arches of a new filter exactly those of the list at idx, in that
 * order. All are read before the first is added. */
static void arches_option(lua_State *L, struct filter *f, const char *op,
                          int idx) {
  const struct arch *list[ARCH_MAX] = {NULL};
  size_t count = 0;
  if (lua_type(L, idx) != LUA_TTABLE)
    error_raise(L, op, EINVAL, "option arches is a list of arch names, not %s",
                luaL_typename(L, idx));
  lua_Integer n = args_list(L, idx);
  if (n <= 0)
    error_raise(L, op, EINVAL,
                "option arches is a list of at least one arch name");
  for (lua_Integer i = 1; i <= n; i++) {
    size_t len;
    if (lua_rawgeti(L, idx, i) != LUA_TSTRING)
      error_raise(L, op, EINVAL, "option arches: item %lld is not an arch name",
                  (long long)i);
    const char *name = lua_tolstring(L, -1, &len);
    if (strlen(name) != len)
      error_raise(L, op, EINVAL, "option arches: item %lld has an embedded NUL",
                  (long long)i);
    const struct arch *arch = reader_arch_name(L, op, name);
    lua_pop(L, 1);
    bool known = false;
    for (size_t k = 0; k < count; k++)
      known = known || list[k] == arch;
    if (!known)
      list[count++] = arch;
  }
  if (list[0] != arch_native())
    arch_remove(L, f, op, arch_native());
  for (size_t i = 0; i < count; i++)
    arch_add(L, f, op, list[i]);
}

/***
Rules by name, which libseccomp compiles. Methods that change a filter return
it, so that calls chain. A filter is given back by `release`, by `<close>`, or
by the collector.
@type Filter
*/

/***
Make a filter.
Corresponds to seccomp_init(3). A new filter has the native arch, and `tsync`
on where the kernel can.
@function filter
@tparam Action|string default_action what becomes of calls that no rule names
@tparam[opt] table options `arches` (a list: exactly these, in this order) and
  any attribute of @{Filter:set}
@treturn Filter
@raise EINVAL, EDOM for arches of both byte orders, EOPNOTSUPP for what this
  libseccomp or API level lacks
@usage local f = seccomp.filter("kill_process", {arches = {"amd64", "x86"}})
*/
int filter_function(lua_State *L) {
  static const char op[] = "filter";
  args_max(L, 2);
  if (!lua_isnoneornil(L, 2))
    args_type(L, 2, LUA_TTABLE);
  uint32_t action = filter_action(L, NULL, op, 1);
  lua_settop(L, 2);
  struct filter *f = lua_newuserdatauv(L, sizeof *f, FILTER_VALUES);
  memset(f, 0, sizeof *f);
  f->magic = FILTER_MAGIC;
  f->listener_fd = -1;
  f->journal.default_action = action;
  luaL_setmetatable(L, FILTER_META);
  f->ctx = seccomp_init(action);
  if (f->ctx == NULL)
    error_raise(L, op, ENOMEM, "libseccomp could not make a filter");
  filter_default_attributes(f);
  if (lua_isnil(L, 2))
    return 1;
  const char *known[16] = {"arches"};
  for (size_t i = 0; attribute_names[i] != NULL; i++)
    known[i + 1] = attribute_names[i];
  uint32_t there = args_known_keys(L, op, 2, "option", known);
  filter_set_options(L, f, op, 2, there >> 1);
  if ((there & 1) != 0) {
    lua_pushliteral(L, "arches");
    lua_rawget(L, 2);
    arches_option(L, f, op, lua_gettop(L));
  }
  lua_settop(L, 3);
  return 1;
}

/***
Whether the filter can be used: false once released, closed, or merged away.
@function Filter:is_valid
@treturn boolean
*/
static int filter_is_valid(lua_State *L) {
  struct filter *f = filter_any(L, 1);
  args_max(L, 1);
  lua_pushboolean(L, f->ctx != NULL);
  return 1;
}

/***
Give the filter back. Idempotent; collecting and closing do it too. What was
loaded into the kernel stays there. Corresponds to seccomp_release(3).
@function Filter:release
@raise EPERM within a transaction of its own
*/
static int filter_release(lua_State *L) {
  struct filter *f = filter_any(L, 1);
  args_max(L, 1);
  refuse_busy(L, f, "release");
  filter_dispose(L, 1);
  return 0;
}

/* `<close>` passes an error as second argument. */
static int filter__close(lua_State *L) {
  struct filter *f = filter_any(L, 1);
  refuse_busy(L, f, "release");
  filter_dispose(L, 1);
  return 0;
}

static int filter__gc(lua_State *L) {
  if (filter_test(L, 1) != NULL)
    filter_dispose(L, 1);
  return 0;
}

/***
Start anew with another default action: no rules, the native arch, attributes
as in a new filter (tsync on where the kernel can).
Corresponds to seccomp_reset(3).
@function Filter:reset
@tparam Action|string default_action
@treturn Filter itself
@raise EINVAL, EPERM when locked
*/
static int filter_reset(lua_State *L) {
  static const char op[] = "reset";
  struct filter *f = filter_mutable(L, op);
  args_max(L, 2);
  /* the reset filter has no notify rule that tsync could disagree with */
  uint32_t action = filter_action(L, NULL, op, 2);
  filter_reserve(L, f, op);
  scmp_filter_ctx fresh = seccomp_init(action);
  if (fresh == NULL)
    error_raise(L, op, ENOMEM, "libseccomp could not make a filter");
  seccomp_release(f->ctx);
  f->ctx = fresh;
  f->native_txn = false;
  if (f->busy) {
    /* the log before stays, for the roll-back */
    struct event e = {.kind = EVENT_RESET, .action = action};
    journal_push(&f->journal, &e, NULL);
  } else {
    journal_clear(&f->journal);
    f->journal.default_action = action;
  }
  guard_clear(&f->guard, &f->journal);
  filter_default_attributes(f);
  lua_settop(L, 1);
  return 1;
}

/***
Seal the filter for good: it can still be read, exported, verified, loaded and
released; every change, and being merged into another, raises.
@function Filter:lock
@treturn Filter itself
*/
static int filter_lock(lua_State *L) {
  struct filter *f = filter_live(L, 1, "lock");
  args_max(L, 1);
  f->locked = true;
  return 1;
}

/***
Whether the filter is locked.
@function Filter:is_locked
@treturn boolean
*/
static int filter_is_locked(lua_State *L) {
  struct filter *f = filter_live(L, 1, "is_locked");
  args_max(L, 1);
  lua_pushboolean(L, f->locked);
  return 1;
}

/***
Add an arch. Rules added before do not hold for it. One that is there already
is no error. Corresponds to seccomp_arch_add(3).
@function Filter:add_arch
@tparam string arch
@treturn Filter itself
@raise EINVAL for an unknown arch, EDOM for one of the other byte order,
  EOPNOTSUPP for one this libseccomp lacks, EPERM when locked
*/
static int filter_add_arch(lua_State *L) {
  static const char op[] = "add_arch";
  struct filter *f = filter_mutable(L, op);
  args_max(L, 2);
  arch_add(L, f, op, reader_arch(L, op, 2));
  lua_settop(L, 1);
  return 1;
}

/***
Remove an arch and the rules for it. One that is not there is no error.
Corresponds to seccomp_arch_remove(3).
@function Filter:remove_arch
@tparam string arch
@treturn Filter itself
@raise EINVAL for an unknown arch, EPERM when locked
*/
static int filter_remove_arch(lua_State *L) {
  static const char op[] = "remove_arch";
  struct filter *f = filter_mutable(L, op);
  args_max(L, 2);
  arch_remove(L, f, op, reader_arch(L, op, 2));
  lua_settop(L, 1);
  return 1;
}

/***
Whether the filter has an arch. Corresponds to seccomp_arch_exist(3).
@function Filter:has_arch
@tparam string arch
@treturn boolean
@raise EINVAL for an unknown arch
*/
static int filter_has_arch(lua_State *L) {
  static const char op[] = "has_arch";
  struct filter *f = filter_live(L, 1, op);
  args_max(L, 2);
  lua_pushboolean(L, has_arch(f, reader_arch(L, op, 2)));
  return 1;
}

/***
The filter's arches, in the order given or added.
@function Filter:arches
@treturn {string,…}
*/
static int filter_arches(lua_State *L) {
  struct filter *f = filter_live(L, 1, "arches");
  args_max(L, 1);
  struct arch_list list;
  journal_arches(&f->journal, &list);
  lua_createtable(L, list.count, 0);
  for (uint8_t i = 0; i < list.count; i++) {
    lua_pushstring(L, arch_table[list.index[i]].name);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

/* Raises for whatever libseccomp would refuse a merge for, naming it. */
static void merge_check(lua_State *L, struct filter *f, struct filter *source,
                        const char *op) {
  struct attributes a, b;
  uint32_t da = 0, db = 0;
  char ta[40], tb[40];
  seccomp_attr_get(f->ctx, SCMP_FLTATR_ACT_DEFAULT, &da);
  seccomp_attr_get(source->ctx, SCMP_FLTATR_ACT_DEFAULT, &db);
  filter_attributes(f, &a);
  filter_attributes(source, &b);
  if (da != db)
    error_raise(L, op, EINVAL,
                "default actions differ: %s here, %s in the source",
                action_spec(da, ta, sizeof ta), action_spec(db, tb, sizeof tb));
  for (size_t i = ATTRIBUTE_TSYNC; i >= ATTRIBUTE_NO_NEW_PRIVS; i--)
    if (a.value[i] != b.value[i])
      error_raise(L, op, EINVAL, "attribute %s differs: set it alike in both",
                  attribute_table[i].name);
  struct arch_list mine, theirs;
  journal_arches(&f->journal, &mine);
  journal_arches(&source->journal, &theirs);
  if (mine.count == 0 || theirs.count == 0)
    error_raise(L, op, EINVAL, "%s has no arch",
                mine.count == 0 ? "filter" : "the source");
  for (uint8_t i = 0; i < theirs.count; i++)
    for (uint8_t k = 0; k < mine.count; k++)
      if (theirs.index[i] == mine.index[k])
        error_raise(L, op, EEXIST,
                    "both filters have arch %s: remove it from one of them",
                    arch_table[mine.index[k]].name);
  if (filter_big_endian(f) != filter_big_endian(source))
    error_raise(L, op, EDOM,
                "the filters' arches have different byte orders: one program "
                "has one");
}

/***
Merge another filter's arches and rules into this one. The source becomes
invalid on success and stays as it was on failure; this filter's attributes
hold. Default action, `no_new_privs` and `tsync` must be alike, and no arch in
both. Corresponds to seccomp_merge(3).
@function Filter:merge
@tparam Filter source
@treturn Filter itself
@raise EINVAL, EEXIST, EDOM, EPERM when either is locked; E2BIG for a chain of
  sources a hundred merges deep
*/
static int filter_merge(lua_State *L) {
  static const char op[] = "merge";
  struct filter *f = filter_mutable(L, op);
  args_max(L, 2);
  struct filter *source = filter_live(L, 2, op);
  if (f == source)
    error_raise(L, op, EINVAL, "a filter cannot be merged with itself");
  filter_refuse_locked(L, source, op);
  refuse_busy(L, source, op);
  merge_check(L, f, source, op);
  if (source->journal.depth >= JOURNAL_DEPTH_MAX)
    error_raise(L, op, E2BIG,
                "the source was merged from one that was merged from another, "
                "and so on %u times: merge filters into one, one by one",
                JOURNAL_DEPTH_MAX);
  filter_reserve(L, f, op);
  struct journal *merged = malloc(sizeof *merged);
  if (merged == NULL)
    error_raise(L, op, ENOMEM, "not enough memory");
  int rc = seccomp_merge(f->ctx, source->ctx);
  if (rc != 0) {
    free(merged);
    return error_raise(L, op, -rc, "filters could not be merged: %s",
                       strerror(-rc));
  }
  source->ctx = NULL; /* libseccomp freed it */
  *merged = source->journal;
  memset(&source->journal, 0, sizeof source->journal);
  struct event e = {.kind = EVENT_MERGE, .merged = merged};
  journal_push(&f->journal, &e, NULL);
  guard_clear(&f->guard, &f->journal);
  if (f->listener_fd < 0) {
    f->listener_fd = source->listener_fd;
    source->listener_fd = -1;
  }
  filter_dispose(L, 2);
  lua_settop(L, 1);
  return 1;
}

/***
The compiled BPF as a Program, to look into, simulate and compare. Attributes
are not part of it.
@function Filter:program
@treturn Program
@raise EINVAL when the filter has no arch, or takes more instructions than the
  kernel does; E2BIG
*/
static int filter_program(lua_State *L) {
  static const char op[] = "program";
  struct filter *f = filter_live(L, 1, op);
  args_max(L, 1);
  filter_push_bpf(L, 1, op);
  program_push_bytes(L, op, 2, filter_big_endian(f));
  return 1;
}

/***
The policy of what this filter compiles to: ordered rules, proven equal to its
program. See @{Program:policy}.
@function Filter:policy
@tparam[opt] table options `budget` (seconds of CPU time, 5), `groups`
  (true: with groups in place of names, where a group's calls are all there)
@treturn Policy
@raise EUNSAYABLE, EUNDECIDED; what @{Filter:program} raises
*/
static int filter_policy(lua_State *L) {
  static const char op[] = "policy";
  filter_live(L, 1, op);
  args_max(L, 2);
  return recovery_call(L, op, "seccomp.policy.object", "method");
}

/***
All differences of another filter, program, stack of programs or policy from
what this filter compiles to. See @{Program:compare}.
@function Filter:compare
@tparam Filter|Program|Stack|Policy other
@tparam[opt] table options `budget` (seconds of CPU time, 5), `limit` (most
  groups; left out, all)
@treturn table `verdict`, `complete`, `groups`
@raise EUNDECIDED, EUNSAYABLE, EDOM; what @{Filter:program} raises
*/
static int filter_compare(lua_State *L) {
  static const char op[] = "compare";
  filter_live(L, 1, op);
  args_max(L, 3);
  return recovery_call(L, op, "seccomp.policy.comparison", "compare");
}

static int filter__tostring(lua_State *L) {
  struct filter *f = filter_any(L, 1);
  if (f->ctx == NULL) {
    lua_pushliteral(L, "seccomp.filter (released)");
    return 1;
  }
  char spec[40], arches[256], count[32];
  uint32_t action = 0;
  seccomp_attr_get(f->ctx, SCMP_FLTATR_ACT_DEFAULT, &action);
  size_t rules = journal_rule_count(&f->journal);
  snprintf(count, sizeof count, "%zu rule%s", rules, rules == 1 ? "" : "s");
  filter_arch_text(f, arches, sizeof arches);
  lua_pushfstring(L, "seccomp.filter (default %s, %s, %s%s)",
                  action_spec(action, spec, sizeof spec), count,
                  arches[0] == '\0' ? "no arch" : arches,
                  f->locked ? ", locked" : "");
  return 1;
}

static const luaL_Reg filter_methods[] = {
    {"is_valid", filter_is_valid},
    {"release", filter_release},
    {"reset", filter_reset},
    {"lock", filter_lock},
    {"is_locked", filter_is_locked},
    {"add_arch", filter_add_arch},
    {"remove_arch", filter_remove_arch},
    {"has_arch", filter_has_arch},
    {"arches", filter_arches},
    {"merge", filter_merge},
    {"get", filter_get},
    {"set", filter_set},
    {"add_rule", filter_add_rule},
    {"add_rule_exact", filter_add_rule_exact},
    {"add_rules", filter_add_rules},
    {"set_priority", filter_set_priority},
    {"rules", filter_rules},
    {"export_pfc", filter_export_pfc},
    {"export_bpf", filter_export_bpf},
    {"load", filter_load},
    {"program", filter_program},
    {"policy", filter_policy},
    {"compare", filter_compare},
    {"listener", filter_listener},
    {"verify", filter_verify},
    {"precompute", filter_precompute},
    {"transaction", filter_transaction},
    {NULL, NULL}};

static const luaL_Reg filter_meta[] = {{"__gc", filter__gc},
                                       {"__close", filter__close},
                                       {"__tostring", filter__tostring},
                                       {NULL, NULL}};

void filter_open(lua_State *L) {
  class_open(L, FILTER_META, filter_methods, filter_meta);
  filter_generate_open(L);
}
