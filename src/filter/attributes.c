/* SPDX-License-Identifier: MIT */
/* Filter attributes: get, set and the options. See seccomp_attr_set(3). */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/error.h"
#include "../scmp/attributes.h"
#include "../scmp/journal.h"
#include "../scmp/libseccomp.h"
#include "../sys/nearest.h"
#include "filter.h"

/* Those that can be set, in the same order: what an option table may name. */
const char *const attribute_names[] = {
    "bad_arch_action", "no_new_privs", "tsync", "log",       "ssb",
    "optimize",        "raw_rc",       "tskip", "wait_kill", NULL};

/* The attribute named at idx; raises for an unknown one. */
static const struct attribute *attribute_check(lua_State *L, const char *op,
                                               int idx) {
  const char *name = args_name(L, idx, "attribute name");
  for (size_t i = 0; i < ATTRIBUTES_ALL; i++)
    if (strcmp(attribute_table[i].name, name) == 0)
      return &attribute_table[i];
  struct nearest near;
  char hint[96], all[160] = ": known are";
  nearest_start(&near, name);
  for (size_t i = 0; i < ATTRIBUTES_ALL; i++) {
    nearest_offer(&near, attribute_table[i].name);
    strcat(strcat(all, " "), attribute_table[i].name);
  }
  error_raise(L, op, EINVAL, "unknown attribute \"%.80s\"%s", name,
              nearest_hint(&near, hint, sizeof hint, all));
  return NULL;
}

static void need_check(lua_State *L, const char *op,
                       const struct attribute *a) {
  char what[48];
  snprintf(what, sizeof what, "attribute %s", a->name);
  if (a->need.major != 0 && !libseccomp_need_met(&a->need))
    error_version(L, op, what, &a->need);
}

/* Raises when the argument at idx is of another type than the attribute. */
static void value_type(lua_State *L, const struct attribute *a, int idx) {
  static const char *const names[] = {"boolean", "action", "integer"};
  int type = lua_type(L, idx);
  bool fits = a->kind == ATTRIBUTE_BOOLEAN ? type == LUA_TBOOLEAN
              : a->kind == ATTRIBUTE_ACTION
                  ? type == LUA_TSTRING || action_is(L, idx)
                  : type == LUA_TNUMBER;
  char what[64];
  snprintf(what, sizeof what, "attribute %s: %s", a->name, names[a->kind]);
  if (!fits && a->attr != SCMP_FLTATR_ACT_DEFAULT)
    args_expected(L, idx, what);
}

/* The value at idx for an attribute, as libseccomp takes it; raises. */
static uint32_t value_check(lua_State *L, const struct filter *f,
                            const char *op, const struct attribute *a,
                            int idx) {
  uint32_t now;
  if (a->attr == SCMP_FLTATR_ACT_DEFAULT)
    error_raise(L, op, EACCES,
                "attribute %s is read-only: make a new filter, or reset this "
                "one",
                a->name);
  switch (a->kind) {
  case ATTRIBUTE_BOOLEAN:
    if (lua_type(L, idx) != LUA_TBOOLEAN)
      error_raise(L, op, EINVAL, "attribute %s is a boolean, not %s", a->name,
                  luaL_typename(L, idx));
    /* switching off what this API level lacks is allowed, for it is off; what
     * this libseccomp does not know is an error */
    if (lua_toboolean(L, idx) || seccomp_attr_get(f->ctx, a->attr, &now) != 0)
      need_check(L, op, a);
    return (uint32_t)lua_toboolean(L, idx);
  case ATTRIBUTE_ACTION:
    if (!action_is(L, idx))
      error_raise(L, op, EINVAL, "attribute %s is an action, not %s", a->name,
                  lua_type(L, idx) == LUA_TSTRING
                      ? "a name with an embedded NUL"
                      : luaL_typename(L, idx));
    return filter_action(L, f, op, idx);
  case ATTRIBUTE_LEVEL:
    break;
  }
  int isint;
  lua_Integer level = lua_tointegerx(L, idx, &isint);
  if (lua_type(L, idx) != LUA_TNUMBER || !isint || (level != 1 && level != 2))
    error_raise(L, op, EINVAL,
                "attribute %s is 1 (by priority) or 2 (binary tree)", a->name);
  return (uint32_t)level;
}

/* Sets one checked value. Returns 0 or -errno. */
static int apply(struct filter *f, const struct attribute *a, uint32_t value) {
  uint32_t now = 0;
  int rc = 0;
  /* see attributes_apply: what is so already need not be possible */
  if (seccomp_attr_get(f->ctx, a->attr, &now) != 0)
    now = 0;
  if (now != value)
    rc = seccomp_attr_set(f->ctx, a->attr, value);
  if (rc == 0 && a->attr == SCMP_FLTATR_CTL_TSYNC)
    f->tsync_wanted = value != 0;
  return rc;
}

/* What tsync and the action notify need together. */
static const struct need tsync_with_notify = {2, 5, 0, 6};

static void refused(lua_State *L, const char *op, const struct attribute *a,
                    int rc) {
  char what[48];
  snprintf(what, sizeof what, "attribute %s", a->name);
  if (rc == -EOPNOTSUPP && a->need.major != 0)
    error_version(L, op, what, &a->need);
  if (rc == -EINVAL && a->attr == SCMP_FLTATR_CTL_TSYNC)
    error_version(L, op, "attribute tsync beside the action notify",
                  &tsync_with_notify);
  error_raise(L, op, -rc, "attribute %s could not be set: %s", a->name,
              strerror(-rc));
}

void filter_default_attributes(struct filter *f) {
  f->tsync_wanted = true;
  /* refused where the kernel or the API level lacks it: then load() looks
   * whether there are threads to miss */
  seccomp_attr_set(f->ctx, SCMP_FLTATR_CTL_TSYNC, 1);
}

/* Values that were read and checked, and which there are. */
struct settings {
  uint32_t values[ATTRIBUTES_ALL];
  bool given[ATTRIBUTES_ALL];
};

/* Reads from the table at idx those that `there` has the bits of; raises for
 * what is no value. */
static void attributes_read_table(lua_State *L, const struct filter *f,
                                  const char *op, int idx, uint32_t there,
                                  struct settings *s) {
  for (size_t i = 0; i < ATTRIBUTES_ALL; i++) {
    s->given[i] = (there & 1u << i) != 0;
    if (!s->given[i])
      continue;
    lua_pushstring(L, attribute_table[i].name);
    lua_rawget(L, idx);
    s->values[i] = value_check(L, f, op, &attribute_table[i], lua_gettop(L));
    lua_pop(L, 1);
  }
}

/* Sets them, all or none; raises. */
static void apply_all(lua_State *L, struct filter *f, const char *op,
                      const struct settings *s) {
  struct attributes before;
  bool tsync_wanted = f->tsync_wanted;
  filter_attributes(f, &before);
  for (size_t i = 0; i < ATTRIBUTES_ALL; i++) {
    int rc = s->given[i] ? apply(f, &attribute_table[i], s->values[i]) : 0;
    if (rc != 0) {
      attributes_apply(f->ctx, &before);
      f->tsync_wanted = tsync_wanted;
      refused(L, op, &attribute_table[i], rc);
    }
  }
}

void filter_set_options(lua_State *L, struct filter *f, const char *op, int idx,
                        uint32_t there) {
  struct settings s;
  if (there == 0)
    return;
  attributes_read_table(L, f, op, idx, there, &s);
  apply_all(L, f, op, &s);
}

/***
Read an attribute. Corresponds to seccomp_attr_get(3).
@function Filter:get
@tparam string name one of @{Filter:set}'s, or `default_action`
@treturn Action|boolean|integer
@raise EINVAL for an unknown name, EOPNOTSUPP where libseccomp lacks it
*/
int filter_get(lua_State *L) {
  static const char op[] = "get";
  struct filter *f = filter_live(L, 1, op);
  args_max(L, 2);
  const struct attribute *a = attribute_check(L, op, 2);
  uint32_t value = 0;
  /* a level that forbids setting does not hide what is set */
  int rc = seccomp_attr_get(f->ctx, a->attr, &value);
  if (rc != 0) {
    need_check(L, op, a);
    error_raise(L, op, -rc, "attribute %s could not be read: %s", a->name,
                strerror(-rc));
  }
  if (a->kind == ATTRIBUTE_BOOLEAN)
    lua_pushboolean(L, value != 0);
  else if (a->kind == ATTRIBUTE_ACTION)
    action_push(L, value);
  else
    lua_pushinteger(L, (lua_Integer)value);
  return 1;
}

/***
Set an attribute, or several at once: all of them or, where one is refused,
none. Corresponds to seccomp_attr_set(3).

- `bad_arch_action`: what becomes of calls of arches the filter lacks
- `no_new_privs` (true): set no_new_privs when loading
- `tsync` (true where the kernel can): load for all threads of the process
- `log` (false): log every action but allow; API level 3
- `ssb` (false): leave the speculative store bypass mitigation off; API level 4
- `optimize` (1): 1 by priority, 2 a binary tree over the numbers
- `raw_rc` (false): accepted for libseccomp's sake; errors here always carry
  the kernel's own errno
- `tskip` (false): allow rules for syscall -1, which tracers use
- `wait_kill` (false): notified processes wait killable; libseccomp 2.6, API
  level 7

@function Filter:set
@tparam string|table name, or `{name=value, …}`
@param value
@treturn Filter itself
@raise EINVAL, EACCES for `default_action`, EOPNOTSUPP, EPERM when locked
@usage f:set("optimize", 2):set{log = true, tsync = false}
*/
int filter_set(lua_State *L) {
  static const char op[] = "set";
  struct filter *f = filter_mutable(L, op);
  if (lua_type(L, 2) == LUA_TTABLE) {
    const char *known[ATTRIBUTES_ALL + 1];
    for (size_t i = 0; i < ATTRIBUTES_ALL; i++)
      known[i] = attribute_table[i].name;
    known[ATTRIBUTES_ALL] = NULL;
    args_max(L, 2);
    uint32_t there = args_known_keys(L, op, 2, "attribute", known);
    struct settings s;
    attributes_read_table(L, f, op, 2, there, &s);
    filter_still(L, f, op); /* to read it may have run finalizers */
    apply_all(L, f, op, &s);
  } else {
    args_max(L, 3);
    if (lua_type(L, 2) != LUA_TSTRING)
      args_expected(L, 2, "attribute name or table");
    const struct attribute *a = attribute_check(L, op, 2);
    value_type(L, a, 3);
    int rc = apply(f, a, value_check(L, f, op, a, 3));
    if (rc != 0)
      refused(L, op, a, rc);
  }
  lua_settop(L, 1);
  return 1;
}
