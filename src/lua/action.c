/* SPDX-License-Identifier: MIT */
/* Actions: an immutable SECCOMP_RET_* value. */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../kernel/errno.h"
#include "../scmp/arch.h"
#include "../scmp/libseccomp.h"
#include "../sys/nearest.h"
#include "action.h"
#include "args.h"
#include "class.h"
#include "error.h"
#include "readers.h"

#define ACTION_META "seccomp.action"
#define ACTION_MAGIC 0x41435431u

/* Those of a policy know the errno name that they were given by, for that has
 * another number on another arch. */
struct action {
  uint32_t magic;
  uint32_t value;
  bool named;
  size_t place; /* of the name, kernel_errno_at() */
};

/* What a code may be, for the actions that take one. */
enum code_kind { CODE_NONE, CODE_ERRNO, CODE_TRACE, CODE_TRAP };

#define NAME(text) (text), sizeof(text) - 1
static const struct {
  const char *name; /* first of its value: the one that reads back */
  size_t len;
  uint32_t value;
  enum code_kind code;
  uint32_t bare; /* the code when none is given */
} action_table[] = {
    {NAME("allow"), BPF_RET_ALLOW, CODE_NONE, 0},
    {NAME("log"), BPF_RET_LOG, CODE_NONE, 0},
    {NAME("notify"), BPF_RET_USER_NOTIF, CODE_NONE, 0},
    {NAME("trap"), BPF_RET_TRAP, CODE_TRAP, 0},
    {NAME("trace"), BPF_RET_TRACE, CODE_TRACE, 0},
    {NAME("errno"), BPF_RET_ERRNO, CODE_ERRNO, EPERM},
    {NAME("kill_thread"), BPF_RET_KILL_THREAD, CODE_NONE, 0},
    {NAME("kill_process"), BPF_RET_KILL_PROCESS, CODE_NONE, 0},
    {NAME("kill"), BPF_RET_KILL_THREAD, CODE_NONE, 0},
};
#undef NAME
#define ACTION_COUNT (sizeof action_table / sizeof action_table[0])

static size_t action_find(uint32_t value) {
  size_t i = 0;
  while (action_table[i].value != (value & BPF_RET_ACTION))
    i++;
  return i;
}

static const char action_prefix[] = "SCMP_ACT_";

/* The index in the table of a name of n letters written as it reads back, or
 * ACTION_COUNT. */
static size_t action_exact(const char *name, size_t n) {
  size_t i = 0;
  while (i < ACTION_COUNT && (action_table[i].len != n ||
                              memcmp(action_table[i].name, name, n) != 0))
    i++;
  return i;
}

/* The same in any spelling. */
static size_t action_named(const char *name, size_t n) {
  if (n >= sizeof action_prefix - 1 &&
      strncasecmp(name, action_prefix, sizeof action_prefix - 1) == 0) {
    name += sizeof action_prefix - 1;
    n -= sizeof action_prefix - 1;
  }
  for (size_t i = 0; i < ACTION_COUNT; i++)
    if (action_table[i].len == n &&
        strncasecmp(action_table[i].name, name, n) == 0)
      return i;
  return ACTION_COUNT;
}

const char *action_spec(uint32_t value, char *buf, size_t size) {
  return action_spec_on(value, arch_native()->audit, buf, size);
}

const char *action_spec_on(uint32_t value, uint32_t token, char *buf,
                           size_t size) {
  value = bpf_ret_canonical(value);
  size_t i = action_find(value);
  uint32_t code = value & BPF_RET_DATA;
  const char *name = action_table[i].name;
  const char *err =
      token == ARCH_NONE ? NULL : kernel_errno_name(token, (int)code);
  if (action_table[i].code == CODE_ERRNO && err != NULL)
    snprintf(buf, size, "%s(%s)", name, err);
  else if (action_table[i].code == CODE_ERRNO ||
           action_table[i].code == CODE_TRACE ||
           (action_table[i].code == CODE_TRAP && code != 0))
    snprintf(buf, size, "%s(%u)", name, (unsigned int)code);
  else
    snprintf(buf, size, "%s", name);
  return buf;
}

const struct need *action_need(uint32_t value) {
  static const struct need kill_log = {2, 4, 0, 3}, notify = {2, 5, 0, 5};
  switch (value & BPF_RET_ACTION) {
  case BPF_RET_KILL_PROCESS:
  case BPF_RET_LOG:
    return &kill_log;
  case BPF_RET_USER_NOTIF:
    return &notify;
  default:
    return NULL;
  }
}

static struct action *push(lua_State *L, uint32_t value) {
  struct action *a = lua_newuserdatauv(L, sizeof *a, 0);
  memset(a, 0, sizeof *a);
  a->magic = ACTION_MAGIC;
  a->value = bpf_ret_canonical(value);
  luaL_setmetatable(L, ACTION_META);
  return a;
}

/* [-0, +1] */
void action_push(lua_State *L, uint32_t value) { push(L, value); }

static struct action *action_test(lua_State *L, int idx) {
  return class_test(L, idx, ACTION_META, sizeof(struct action), ACTION_MAGIC);
}

static struct action *action_self(lua_State *L) {
  return class_check(L, 1, ACTION_META, sizeof(struct action), ACTION_MAGIC);
}

/* Whether an action of the table always has a code; that of a trap is an extra,
 * and 0 is as none. */
static bool code_always(size_t i) {
  return action_table[i].code == CODE_ERRNO ||
         action_table[i].code == CODE_TRACE;
}

/* The code at idx for an action of the table; raises what is out of range. */
static uint32_t code_check(lua_State *L, const char *op, size_t i, int idx) {
  if (action_table[i].code == CODE_ERRNO)
    return (uint32_t)reader_errno(L, op, idx);
  return (uint32_t)args_integer(L, idx, 0, 65535);
}

/* Reads the code between the parentheses of a spec; *place is that of an errno
 * name. May raise. */
static uint32_t code_parse(lua_State *L, const char *op, size_t i,
                           const char *spec, const char *code, size_t n,
                           size_t *place) {
  uint32_t max = action_table[i].code == CODE_ERRNO ? 4095 : 65535;
  if (n > 0 && isdigit((unsigned char)code[0])) {
    uint32_t value = 0;
    size_t k = 0;
    for (; k < n && isdigit((unsigned char)code[k]) && value <= max; k++)
      value = value * 10 + (uint32_t)(code[k] - '0');
    if (k < n || value > max)
      error_raise(L, op, EINVAL,
                  "action \"%.80s\": the code of %s is %s0 to %u", spec,
                  action_table[i].name,
                  action_table[i].code == CODE_ERRNO ? "an errno name or " : "",
                  (unsigned int)max);
    return value;
  }
  if (action_table[i].code != CODE_ERRNO)
    error_raise(L, op, EINVAL, "action \"%.80s\": the code of %s is 0 to %u",
                spec, action_table[i].name, (unsigned int)max);
  /* the whole spec may be in any letter case; errno names are upper case */
  char upper[32];
  size_t k = 0;
  for (; k < n && k < sizeof upper - 1; k++)
    upper[k] = (char)toupper((unsigned char)code[k]);
  upper[k] = '\0';
  *place = k == n ? kernel_errno_find(upper) : SIZE_MAX;
  if (*place == SIZE_MAX) {
    lua_pushlstring(L, code, n);
    return (uint32_t)reader_errno(L, op, -1); /* raises */
  }
  return (uint32_t)kernel_errno_number(arch_native()->audit, *place);
}

/* Raises for a string that is no action. */
static void action_unknown(lua_State *L, const char *op, const char *spec,
                           size_t n) {
  char name[80], hint[96], all[120] = ": known are";
  snprintf(name, sizeof name, "%.*s", (int)(n < 64 ? n : 64), spec);
  bool scmp = strncasecmp(name, action_prefix, sizeof action_prefix - 1) == 0;
  struct nearest near;
  nearest_start(&near, scmp ? name + sizeof action_prefix - 1 : name);
  for (size_t i = 0; i < ACTION_COUNT; i++) {
    nearest_offer(&near, action_table[i].name);
    strcat(strcat(all, " "), action_table[i].name);
  }
  error_raise(L, op, EINVAL, "unknown action \"%.80s\"%s", spec,
              nearest_hint(&near, hint, sizeof hint, all));
}

/* The index and, where one is inside, the code of a spec, and the place of its
 * errno name or SIZE_MAX; raises. */
static size_t spec_parse(lua_State *L, const char *op, const char *spec,
                         bool *has_code, uint32_t *code, size_t *place) {
  *place = SIZE_MAX;
  const char *open = strchr(spec, '(');
  size_t n = open == NULL ? strlen(spec) : (size_t)(open - spec);
  size_t i = action_exact(spec, n);
  if (i == ACTION_COUNT)
    i = action_named(spec, n);
  if (i == ACTION_COUNT)
    action_unknown(L, op, spec, n);
  *has_code = spec[n] == '(';
  if (!*has_code)
    return i;
  size_t len = strlen(spec);
  if (spec[len - 1] != ')' || len < n + 3)
    error_raise(L, op, EINVAL,
                "action \"%.80s\": write the code as in errno(EACCES)", spec);
  if (action_table[i].code == CODE_NONE)
    error_raise(L, op, EINVAL, "action \"%.80s\": %s takes no code", spec,
                action_table[i].name);
  *code = code_parse(L, op, i, spec, spec + n + 1, len - n - 2, place);
  return i;
}

bool action_is(lua_State *L, int idx) {
  size_t len;
  if (lua_type(L, idx) == LUA_TSTRING)
    return strlen(lua_tolstring(L, idx, &len)) == len;
  return action_test(L, idx) != NULL;
}

uint32_t action_read(lua_State *L, const char *op, int idx, size_t *place) {
  *place = SIZE_MAX;
  if (lua_type(L, idx) != LUA_TSTRING) {
    const struct action *a = action_test(L, idx);
    if (a == NULL) {
      args_expected(L, idx, "action");
      return 0;
    }
    if (a->named)
      *place = a->place;
    return a->value;
  }
  size_t len;
  const char *spec = lua_tolstring(L, idx, &len);
  bool has_code = false;
  uint32_t code = 0;
  size_t i = action_exact(spec, len);
  if (i == ACTION_COUNT)
    i = spec_parse(L, op, args_name(L, idx, "action"), &has_code, &code, place);
  return action_table[i].value | (has_code ? code : action_table[i].bare);
}

uint32_t action_check(lua_State *L, const char *op, int idx) {
  size_t place;
  return action_read(L, op, idx, &place);
}

uint32_t action_check_on(lua_State *L, const char *op, int idx,
                         uint32_t token) {
  size_t place;
  const uint32_t value = action_read(L, op, idx, &place);
  return action_on(value, place, token);
}

uint32_t action_on(uint32_t value, size_t place, uint32_t token) {
  if (place == SIZE_MAX)
    return value;
  return BPF_RET_ERRNO | (uint32_t)kernel_errno_number(token, place);
}

void action_push_named(lua_State *L, const char *op, int idx) {
  size_t place;
  const uint32_t value = action_read(L, op, idx, &place);
  struct action *a = push(L, value);
  a->named = place != SIZE_MAX;
  a->place = a->named ? place : 0;
}

const char *action_errno(lua_State *L, int idx) {
  const struct action *a = action_test(L, idx);
  return a != NULL && a->named ? kernel_errno_at(a->place) : NULL;
}

/***
What the kernel does with a call. Immutable, equal by value; `tostring` gives a
spec that parses back.

- `name`: `allow`, `log`, `notify`, `trap`, `trace`, `errno`, `kill_thread` or
  `kill_process`
- `code`: the code of errno and trace, and of a trap that has one; else nil
@type Action
*/

/***
Make an action: what the kernel does with a call.
See seccomp_init(3) for what each does. Bare `errno` is EPERM, bare `trace`
is 0, and `kill` is `kill_thread`, as in libseccomp.
@function action
@tparam string|Action spec `allow log notify trap trace errno kill_thread
  kill_process kill`, with the code inside (`"errno(EACCES)"`, `"trace(7)"`)
  or in C's spelling (`"SCMP_ACT_ALLOW"`)
@tparam[opt] string|integer code errno: a name or 0 to 4095; trace and trap: 0
  to 65535; the others take none
@treturn Action
@raise EINVAL for an unknown action or errno, or a code the action lacks
@usage seccomp.action("errno", "EACCES") == seccomp.action("errno(13)")
*/
int action_function(lua_State *L) {
  static const char op[] = "action";
  args_max(L, 2);
  if (lua_isnoneornil(L, 2)) {
    action_push(L, action_check(L, op, 1));
    return 1;
  }
  if (action_test(L, 1) != NULL)
    args_error(L, 2, "an Action has its code already: use with_code");
  const char *spec = args_name(L, 1, "action");
  bool has_code;
  uint32_t code;
  size_t place;
  size_t i = spec_parse(L, op, spec, &has_code, &code, &place);
  if (has_code)
    error_raise(L, op, EINVAL, "action \"%.80s\" has a code already", spec);
  if (action_table[i].code == CODE_NONE)
    error_raise(L, op, EINVAL, "action %s takes no code", action_table[i].name);
  action_push(L, action_table[i].value | code_check(L, op, i, 2));
  return 1;
}

/***
The same action with another code.
@function Action:with_code
@tparam string|integer code as for @{action}
@treturn Action a new one for errno and trace; for all others the same one
@raise EINVAL for an unknown errno
*/
static int action_with_code(lua_State *L) {
  const struct action *a = action_self(L);
  args_max(L, 2);
  size_t i = action_find(a->value);
  if (!code_always(i)) {
    /* libseccomp-golang's SetReturnCode leaves these alone, and so do we; but
     * the argument is still one */
    if (lua_type(L, 2) != LUA_TNUMBER)
      reader_errno(L, "with_code", 2);
    lua_settop(L, 1);
    return 1;
  }
  action_push(L, action_table[i].value | code_check(L, "with_code", i, 2));
  return 1;
}

/* Fields name and code, and the method. */
static int action__index(lua_State *L) {
  const struct action *a = action_self(L);
  size_t i = action_find(a->value);
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  if (strcmp(key, "name") == 0) {
    lua_pushstring(L, action_table[i].name);
  } else if (strcmp(key, "code") == 0 &&
             (code_always(i) || (a->value & BPF_RET_DATA) != 0)) {
    lua_pushinteger(L, (lua_Integer)(a->value & BPF_RET_DATA));
  } else if (strcmp(key, "with_code") == 0) {
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, action_with_code, 1);
  } else {
    lua_pushnil(L);
  }
  return 1;
}

static int action__eq(lua_State *L) {
  const struct action *a = action_test(L, 1), *b = action_test(L, 2);
  lua_pushboolean(L, a != NULL && b != NULL && a->value == b->value);
  return 1;
}

static int action__tostring(lua_State *L) {
  const struct action *a = action_self(L);
  char buf[40];
  if (a->named)
    snprintf(buf, sizeof buf, "errno(%s)", kernel_errno_at(a->place));
  else
    action_spec(a->value, buf, sizeof buf);
  lua_pushstring(L, buf);
  return 1;
}

/* Assignment to a field of an immutable object. */
static int action__newindex(lua_State *L) {
  action_self(L);
  return luaL_error(L, "an Action cannot be changed: make another one");
}

static const luaL_Reg action_meta[] = {{"__index", action__index},
                                       {"__newindex", action__newindex},
                                       {"__eq", action__eq},
                                       {"__tostring", action__tostring},
                                       {NULL, NULL}};

void action_open(lua_State *L) {
  class_open(L, ACTION_META, NULL, action_meta);
}
