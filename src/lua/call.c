/* SPDX-License-Identifier: MIT */
/* One call, as scripts write it and as the kernel shows it to a filter. */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../kernel/calls.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "../sys/nearest.h"
#include "args.h"
#include "call.h"
#include "error.h"
#include "named.h"
#include "readers.h"
#include "syscall.h"

/* Where a value comes from, to say what is wrong with it: a field of a table,
 * or (NULL) an argument. */
static void call_refuse(lua_State *L, const char *op, int idx,
                        const char *field, const char *text) {
  if (field == NULL)
    args_error(L, idx, text);
  error_raise(L, op, EINVAL, "field %s: %s", field, text);
}

/* An integer from lo to hi at idx. */
static lua_Integer integer(lua_State *L, const char *op, int idx,
                           const char *field, lua_Integer lo, lua_Integer hi) {
  if (field == NULL)
    return args_integer(L, idx, lo, hi);
  int isint;
  lua_Integer value = lua_tointegerx(L, idx, &isint);
  if (!isint)
    call_refuse(L, op, idx, field, "number has no integer representation");
  if (value < lo || value > hi)
    call_refuse(L, op, idx, field,
                lua_pushfstring(L, "out of range: %I is not in %I to %I",
                                (LUAI_UACINT)value, (LUAI_UACINT)lo,
                                (LUAI_UACINT)hi));
  return value;
}

/* A string without NUL at idx. */
static const char *name(lua_State *L, const char *op, int idx,
                        const char *field) {
  size_t len;
  const char *text = lua_tolstring(L, idx, &len);
  if (strlen(text) != len)
    call_refuse(L, op, idx, field, "the name has an embedded NUL");
  return text;
}

/* The number that the arch itself has for a call; raises where it has none. */
static uint32_t own_number(lua_State *L, const char *op, const char *text,
                           const struct arch *arch) {
  uint32_t nr, mux;
  struct bpf_cond taken;
  /* a raw token may be of an arch that this libseccomp has no names of */
  reader_arch_name(L, op, arch->name);
  syscall_table_check(L, op, arch);
  if (syscall_own_number(arch, text, &nr))
    return nr;
  if (syscall_resolve(arch, text) == __NR_SCMP_ERROR)
    syscall_unknown(L, op, text, arch);
  if (syscall_multiplexed(arch, text, &mux, &taken)) {
    const char *through = syscall_own_name(arch, mux);
    error_raise(L, op, EINVAL,
                "%s has no call %.80s of its own, it goes through %s: give "
                "syscall %s with %" PRIu64 " as arg0",
                arch->name, text, through, through, taken.b);
  }
  error_raise(L, op, EINVAL, "%s has no call %.80s", arch->name, text);
  return 0;
}

/* The syscall at idx. arch is NULL when no arch of that token is known. */
static uint32_t read_syscall(lua_State *L, const char *op, int idx,
                             const char *field, const struct arch *arch,
                             uint32_t token) {
  switch (lua_type(L, idx)) {
  case LUA_TNUMBER:
    return (uint32_t)integer(L, op, idx, field, INT32_MIN, UINT32_MAX);
  case LUA_TSTRING: {
    const char *text = name(L, op, idx, field);
    if (arch == NULL)
      error_raise(L, op, EINVAL,
                  "no syscall names are known for arch 0x%08" PRIx32
                  ": give the number",
                  token);
    return own_number(L, op, text, arch);
  }
  default:
    call_refuse(L, op, idx, field,
                lua_pushfstring(L, "syscall name or number expected, got %s",
                                luaL_typename(L, idx)));
    return 0;
  }
}

/* The arch at idx: its token goes to *token. NULL: a raw token that is of no
 * arch known here. */
static const struct arch *read_arch(lua_State *L, const char *op, int idx,
                                    uint32_t *token) {
  static const char field[] = "arch";
  const struct arch *arch = NULL;
  switch (lua_type(L, idx)) {
  case LUA_TNIL:
    arch = arch_native();
    break;
  case LUA_TNUMBER:
    *token = (uint32_t)integer(L, op, idx, field, 0, UINT32_MAX);
    return arch_by_audit(*token, 0);
  case LUA_TSTRING:
    arch = reader_arch_name(L, op, name(L, op, idx, field));
    break;
  default:
    call_refuse(L, op, idx, field,
                lua_pushfstring(L,
                                "arch name or AUDIT_ARCH_* integer expected, "
                                "got %s",
                                luaL_typename(L, idx)));
  }
  *token = arch->audit;
  return arch;
}

/* A 64-bit value at idx, which nil leaves at 0. On a 32-bit arch it may have
 * high bits, too: a 64-bit process can show a filter such a call. */
static uint64_t call_read_value(lua_State *L, const char *op, int idx,
                                const char *field) {
  uint64_t value = 0;
  if (lua_isnoneornil(L, idx))
    return value;
  const char *wrong = args_datum(L, idx, &value);
  if (wrong != NULL)
    call_refuse(L, op, idx, field, wrong);
  return value;
}

static const char *const call_fields[] = {
    "syscall", "arch", "arg0", "arg1", "arg2", "arg3", "arg4", "arg5", "ip",
    /* of a witness; not looked at */
    "left", "right", "expected", "actual", NULL};
enum { FIELD_SYSCALL, FIELD_ARCH, FIELD_ARG0, FIELD_IP = 8, FIELDS };

/* The value at idx of the argument at a place, which may be a constant. */
static uint64_t call_read_argument(lua_State *L, const char *op, int idx,
                                   const char *field, const struct arch *arch,
                                   uint32_t nr, int place) {
  struct kernel_call call;
  uint64_t value;
  char where[64];
  if (lua_type(L, idx) == LUA_TSTRING && arch != NULL &&
      kernel_call_number(arch->name, nr, &call)) {
    snprintf(where, sizeof where, "arg%d: ", place);
    if (named_constant(L, op, where, idx, arch, &call, place, &value))
      return value;
  }
  return call_read_value(L, op, idx, field);
}

/* Whether the string at idx is a field that every call has, or not a name at
 * all. */
static bool is_field(lua_State *L, int idx) {
  size_t len;
  const char *key = lua_tolstring(L, idx, &len);
  for (int i = 0; call_fields[i] != NULL; i++)
    if (strlen(call_fields[i]) == len && memcmp(call_fields[i], key, len) == 0)
      return true;
  return false;
}

/* Raises for the key of the table at idx that is at the top. */
static void refuse_key(lua_State *L, const char *op, int idx,
                       const char *wrong) {
  const char *key = lua_tostring(L, -1);
  struct nearest near;
  char hint[96];
  nearest_start(&near, key);
  for (int i = 0; call_fields[i] != NULL; i++)
    nearest_offer(&near, call_fields[i]);
  if (wrong == NULL || nearest_hint(&near, hint, sizeof hint, "")[0] != '\0')
    args_known_keys(L, op, idx, "field", call_fields);
  error_raise(L, op, EINVAL, "unknown field \"%.40s\": %s", key, wrong);
}

/* Reads those call_fields of the table at idx that name arguments of the call;
 * `given` says which arguments have a value. */
static void read_names(lua_State *L, const char *op, int idx,
                       const struct arch *arch, struct bpf_data *data,
                       bool given[ARG_COUNT]) {
  struct kernel_call call;
  if (arch == NULL || !kernel_call_number(arch->name, data->nr, &call)) {
    args_known_keys(L, op, idx, "field", call_fields);
    return;
  }
  for (lua_pushnil(L); lua_next(L, idx) != 0; lua_pop(L, 1)) {
    char text[512], field[48];
    size_t len = 0;
    int place = 0;
    if (lua_type(L, -2) == LUA_TSTRING && is_field(L, -2))
      continue;
    lua_pushvalue(L, -2);
    const char *key =
        lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &len) : NULL;
    if (key == NULL || strlen(key) != len || len == 0) {
      args_known_keys(L, op, idx, "field", call_fields);
      return;
    }
    const char *wrong =
        named_place(&call, arch, key, &place, text, sizeof text);
    if (wrong != NULL)
      refuse_key(L, op, idx, wrong);
    if (given[place])
      error_raise(L, op, EINVAL, "field %.40s: arg%d has a value already", key,
                  place);
    given[place] = true;
    snprintf(field, sizeof field, "%.40s", key);
    lua_pop(L, 1);
    data->args[place] =
        call_read_argument(L, op, lua_gettop(L), field, arch, data->nr, place);
  }
}

/* Whether the table at idx has call_fields only that every call has. */
static bool all_known(lua_State *L, int idx) {
  const int top = lua_gettop(L);
  bool known = true;
  for (lua_pushnil(L); known && lua_next(L, idx) != 0; lua_pop(L, 1))
    known = lua_type(L, -2) == LUA_TSTRING && is_field(L, -2);
  lua_settop(L, top);
  return known;
}

static void call_read_table(lua_State *L, const char *op, int idx,
                            struct bpf_data *data) {
  luaL_checkstack(L, FIELDS + 8, NULL);
  const bool plain = all_known(L, idx);
  int base = lua_gettop(L) + 1;
  for (int i = 0; i < FIELDS; i++) {
    lua_pushstring(L, call_fields[i]);
    lua_rawget(L, idx);
  }
  const struct arch *arch = read_arch(L, op, base + FIELD_ARCH, &data->arch);
  if (lua_isnil(L, base + FIELD_SYSCALL)) {
    args_known_keys(L, op, idx, "field", call_fields);
    error_raise(L, op, EINVAL, "field syscall is missing");
  }
  data->nr =
      read_syscall(L, op, base + FIELD_SYSCALL, "syscall", arch, data->arch);
  bool given[ARG_COUNT];
  for (int i = 0; i < ARG_COUNT; i++) {
    given[i] = !lua_isnil(L, base + FIELD_ARG0 + i);
    data->args[i] =
        call_read_argument(L, op, base + FIELD_ARG0 + i,
                           call_fields[FIELD_ARG0 + i], arch, data->nr, i);
  }
  if (!plain)
    read_names(L, op, idx, arch, data, given);
  data->ip = call_read_value(L, op, base + FIELD_IP, "ip");
  lua_settop(L, base - 1);
}

void call_check(lua_State *L, const char *op, int idx, struct bpf_data *data) {
  memset(data, 0, sizeof *data);
  if (lua_type(L, idx) == LUA_TTABLE) {
    args_max(L, idx);
    call_read_table(L, op, idx, data);
    return;
  }
  args_max(L, idx + ARG_COUNT);
  const struct arch *arch = arch_native();
  data->arch = arch->audit;
  data->nr = read_syscall(L, op, idx, NULL, arch, arch->audit);
  for (int i = 0; i < ARG_COUNT; i++)
    data->args[i] =
        call_read_argument(L, op, idx + 1 + i, NULL, arch, data->nr, i);
}
