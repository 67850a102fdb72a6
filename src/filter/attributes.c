/* Filter attributes: one table, used for get, set and the options. See
 * seccomp_attr_set(3). */
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
#include "../lua/class.h"
#include "../lua/error.h"
#include "../scmp/journal.h"
#include "../scmp/libseccomp.h"
#include "../sys/nearest.h"
#include "filter.h"

enum kind { KIND_BOOLEAN, KIND_ACTION, KIND_LEVEL };

static const struct attribute {
  const char *name;
  enum scmp_filter_attr attr;
  enum kind kind;
  bool read_only;
  struct need need; /* to get or set it at all; major 0: nothing */
} attributes[] = {
    {"bad_arch_action", SCMP_FLTATR_ACT_BADARCH, KIND_ACTION, false, {0}},
    {"no_new_privs", SCMP_FLTATR_CTL_NNP, KIND_BOOLEAN, false, {0}},
    {"tsync", SCMP_FLTATR_CTL_TSYNC, KIND_BOOLEAN, false, {2, 5, 0, 2}},
    {"log", SCMP_FLTATR_CTL_LOG, KIND_BOOLEAN, false, {2, 4, 0, 3}},
    {"ssb", SCMP_FLTATR_CTL_SSB, KIND_BOOLEAN, false, {2, 5, 0, 4}},
    {"optimize", SCMP_FLTATR_CTL_OPTIMIZE, KIND_LEVEL, false, {0}},
    {"raw_rc", SCMP_FLTATR_API_SYSRAWRC, KIND_BOOLEAN, false, {0}},
    {"tskip", SCMP_FLTATR_API_TSKIP, KIND_BOOLEAN, false, {0}},
    {"wait_kill", ATTR_CTL_WAITKILL, KIND_BOOLEAN, false, {2, 6, 0, 7}},
    {"default_action", SCMP_FLTATR_ACT_DEFAULT, KIND_ACTION, true, {0}},
};
#define ATTRIBUTE_COUNT (sizeof attributes / sizeof attributes[0])

/* Those that can be set, in the same order: what an option table may name. */
const char *const attribute_names[] = {
    "bad_arch_action", "no_new_privs", "tsync", "log",       "ssb",
    "optimize",        "raw_rc",       "tskip", "wait_kill", NULL};

/* The attribute named at idx; raises for an unknown one. */
static const struct attribute *attribute_check(lua_State *L, const char *op,
                                               int idx) {
  const char *name = args_name(L, idx, "attribute name");
  for (size_t i = 0; i < ATTRIBUTE_COUNT; i++)
    if (strcmp(attributes[i].name, name) == 0)
      return &attributes[i];
  struct nearest near;
  char hint[96], all[160] = ": known are";
  nearest_start(&near, name);
  for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
    nearest_offer(&near, attributes[i].name);
    strcat(strcat(all, " "), attributes[i].name);
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
  bool fits = a->kind == KIND_BOOLEAN ? type == LUA_TBOOLEAN
              : a->kind == KIND_ACTION
                  ? type == LUA_TSTRING || action_is(L, idx)
                  : type == LUA_TNUMBER;
  char what[64];
  snprintf(what, sizeof what, "attribute %s: %s", a->name, names[a->kind]);
  if (!fits && !a->read_only)
    args_expected(L, idx, what);
}

/* The value at idx for an attribute, as libseccomp takes it; raises. */
static uint32_t value_check(lua_State *L, const struct filter *f,
                            const char *op, const struct attribute *a,
                            int idx) {
  uint32_t now;
  if (a->read_only)
    error_raise(L, op, EACCES,
                "attribute %s is read-only: make a new filter, or reset this "
                "one",
                a->name);
  switch (a->kind) {
  case KIND_BOOLEAN:
    if (lua_type(L, idx) != LUA_TBOOLEAN)
      error_raise(L, op, EINVAL, "attribute %s is a boolean, not %s", a->name,
                  luaL_typename(L, idx));
    /* to switch off what this API level has not is no error: it is off; but
     * what this libseccomp has never heard of is */
    if (lua_toboolean(L, idx) || seccomp_attr_get(f->ctx, a->attr, &now) != 0)
      need_check(L, op, a);
    return (uint32_t)lua_toboolean(L, idx);
  case KIND_ACTION:
    if (!action_is(L, idx))
      error_raise(L, op, EINVAL, "attribute %s is an action, not %s", a->name,
                  lua_type(L, idx) == LUA_TSTRING
                      ? "a name with an embedded NUL"
                      : luaL_typename(L, idx));
    return filter_action(L, f, op, idx);
  case KIND_LEVEL:
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
  /* see journal_attributes_apply: what is so already need not be possible */
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
  uint32_t values[ATTRIBUTE_COUNT];
  bool given[ATTRIBUTE_COUNT];
};

/* Reads from the table at idx those that `there` has the bits of; raises for
 * what is no value. */
static void attributes_read_table(lua_State *L, const struct filter *f,
                                  const char *op, int idx, uint32_t there,
                                  struct settings *s) {
  for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
    s->given[i] = (there & 1u << i) != 0;
    if (!s->given[i])
      continue;
    lua_pushstring(L, attributes[i].name);
    lua_rawget(L, idx);
    s->values[i] = value_check(L, f, op, &attributes[i], lua_gettop(L));
    lua_pop(L, 1);
  }
}

/* Sets them, all or none; raises. */
static void apply_all(lua_State *L, struct filter *f, const char *op,
                      const struct settings *s) {
  struct attributes before;
  bool tsync_wanted = f->tsync_wanted;
  filter_attributes(f, &before);
  for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
    int rc = s->given[i] ? apply(f, &attributes[i], s->values[i]) : 0;
    if (rc != 0) {
      journal_attributes_apply(f->ctx, &before);
      f->tsync_wanted = tsync_wanted;
      refused(L, op, &attributes[i], rc);
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
  if (a->kind == KIND_BOOLEAN)
    lua_pushboolean(L, value != 0);
  else if (a->kind == KIND_ACTION)
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
    const char *known[ATTRIBUTE_COUNT + 1];
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++)
      known[i] = attributes[i].name;
    known[ATTRIBUTE_COUNT] = NULL;
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
