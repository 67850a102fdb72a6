/* SPDX-License-Identifier: MIT */
/* Conditions that name an argument or a constant: what they mean on one call of
 * one arch, as conditions that have numbers. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../kernel/calls.h"
#include "../kernel/constants.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "../sys/nearest.h"
#include "error.h"
#include "named.h"
#include "operator.h"

/* A condition being resolved. */
struct resolving {
  lua_State *L;
  const char *op;
  const struct arch *arch;
  const struct kernel_call *call;
  struct kernel_argument argument;
  int place;
  unsigned int width; /* bits that are compared */
  bool by_name;       /* the argument is */
  const char *where;  /* what messages begin with */
};

/* Whether a string can be a name, which decimal numbers are not. */
static bool is_name(lua_State *L, int idx) {
  if (lua_type(L, idx) != LUA_TSTRING)
    return false;
  const char c = lua_tostring(L, idx)[0];
  return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Whether the value at the top, which it pops, has a constant in it. */
static bool has_constant(lua_State *L) {
  const int value = lua_gettop(L);
  bool found = is_name(L, -1);
  if (lua_type(L, -1) == LUA_TTABLE) {
    /* not by its length, which a list with gaps can have any of */
    lua_pushnil(L);
    while (!found && lua_next(L, value) != 0) {
      found = lua_isinteger(L, -2) && is_name(L, -1);
      lua_pop(L, 1);
    }
  }
  lua_settop(L, value - 1);
  return found;
}

/* [-0, +1]: a part of the condition in the table at idx, by its place in a list
 * or, in one by name, its field. */
static void push_part(lua_State *L, int idx, bool list, int place,
                      const char *field) {
  if (list && place > 0) {
    lua_rawgeti(L, idx, place);
    return;
  }
  lua_pushstring(L, field);
  lua_rawget(L, idx);
}

static bool is_list(lua_State *L, int idx) {
  bool list = lua_rawgeti(L, idx, 1) != LUA_TNIL;
  lua_pop(L, 1);
  return list;
}

bool named_is(lua_State *L, int idx) {
  if (lua_type(L, idx) != LUA_TTABLE)
    return false;
  luaL_checkstack(L, 8, NULL);
  idx = lua_absindex(L, idx);
  const bool list = is_list(L, idx);
  push_part(L, idx, list, 1, "arg");
  /* whatever string: another one is told which names there are */
  bool named = lua_type(L, -1) == LUA_TSTRING;
  lua_pop(L, 1);
  for (int i = 3; i <= 4 && !named; i++) {
    push_part(L, idx, list, i, i == 3 ? "mask" : "value");
    named = has_constant(L);
  }
  return named;
}

/* "domain, type, protocol": the arguments of a call, into buf. */
static const char *names_text(const struct kernel_call *call, char *buf,
                              size_t size) {
  struct kernel_argument argument;
  size_t used = 0, n = kernel_arguments(call);
  snprintf(buf, size, "no arguments");
  for (size_t i = 0; i < n && used < size; i++) {
    kernel_argument(call, i, &argument);
    used += (size_t)snprintf(buf + used, size - used, "%s%s",
                             i == 0 ? "" : ", ", argument.name);
  }
  return buf;
}

/* Whether an argument goes by a name. */
static bool goes_by(const struct kernel_argument *argument, const char *name) {
  const char *alias;
  if (strcmp(argument->name, name) == 0)
    return true;
  for (size_t i = 0; (alias = kernel_alias(argument, i)) != NULL; i++)
    if (strcmp(alias, name) == 0)
      return true;
  return false;
}

bool named_is_place(const char *name) {
  return strncmp(name, "arg", 3) == 0 && name[3] >= '0' && name[3] <= '9' &&
         name[4] == '\0';
}

/* Whether a name is that of an argument whose halves are two of a call's. */
static bool has_halves(const struct kernel_call *call, const char *name) {
  struct kernel_argument argument;
  const size_t len = strlen(name), n = kernel_arguments(call);
  for (size_t i = 0; i < n; i++) {
    kernel_argument(call, i, &argument);
    if (strncmp(argument.name, name, len) == 0 &&
        (strcmp(argument.name + len, "_low") == 0 ||
         strcmp(argument.name + len, "_high") == 0))
      return true;
  }
  return false;
}

/* Why a call has no argument of a name, in `buf`. */
static const char *no_place(const struct kernel_call *call,
                            const struct arch *arch, const char *name,
                            char *buf, size_t size) {
  struct kernel_argument argument;
  struct nearest near;
  char names[256], hint[96];
  const char *alias;
  names_text(call, names, sizeof names);
  if (has_halves(call, name)) {
    snprintf(buf, size,
             "%s of %s has 64 bits, and is in two arguments on %s: it has %s",
             name, call->name, arch->name, names);
    return buf;
  }
  nearest_start(&near, name);
  for (size_t i = 0, n = kernel_arguments(call); i < n; i++) {
    kernel_argument(call, i, &argument);
    nearest_offer(&near, argument.name);
    for (size_t k = 0; (alias = kernel_alias(&argument, k)) != NULL; k++)
      nearest_offer(&near, alias);
  }
  snprintf(buf, size, "%s has no argument \"%.40s\" on %s%s it has %s",
           call->name, name, arch->name,
           nearest_hint(&near, hint, sizeof hint, ":"), names);
  return buf;
}

const char *named_place(const struct kernel_call *call, const struct arch *arch,
                        const char *name, int *place, char *buf, size_t size) {
  struct kernel_argument argument;
  const size_t n = kernel_arguments(call);
  int found = -1;
  if (named_is_place(name)) {
    snprintf(buf, size, "an argument's index is a number: %c, not \"%.8s\"",
             name[3], name);
    return buf;
  }
  for (size_t i = 0; i < n; i++) {
    kernel_argument(call, i, &argument);
    if (!goes_by(&argument, name) || strcmp(argument.type, "unused") == 0)
      continue;
    if (found >= 0) {
      snprintf(buf, size,
               "%s of %s is arg%d in one source and arg%d in another (the "
               "manual, the kernel): use another name, or the number",
               name, call->name, found, (int)i);
      return buf;
    }
    found = (int)i;
  }
  if (call->in_memory) {
    snprintf(buf, size,
             "%s takes its arguments from memory on %s, where a filter cannot "
             "see them",
             call->name, arch->name);
    return buf;
  }
  if (found >= ARG_COUNT) {
    snprintf(buf, size,
             "%s of %s is beyond arg5 on %s, where no filter sees it", name,
             call->name, arch->name);
    return buf;
  }
  if (found < 0)
    return no_place(call, arch, name, buf, size);
  *place = found;
  return NULL;
}

/* Reads the place of the argument: the value at the top, which it pops. */
static void named_read(struct resolving *r) {
  lua_State *L = r->L;
  char text[512];
  r->by_name = lua_type(L, -1) == LUA_TSTRING;
  if (r->by_name) {
    size_t len;
    const char *name = lua_tolstring(L, -1, &len);
    if (strlen(name) != len)
      error_raise(L, r->op, EINVAL, "%sarg has an embedded NUL", r->where);
    const char *wrong =
        named_place(r->call, r->arch, name, &r->place, text, sizeof text);
    if (wrong != NULL)
      error_raise(L, r->op, EINVAL, "%s%s", r->where, wrong);
  } else {
    int isint;
    lua_Integer place = lua_tointegerx(L, -1, &isint);
    r->place = lua_type(L, -1) == LUA_TNUMBER && isint && place >= 0 &&
                       place < ARG_COUNT
                   ? (int)place
                   : -1; /* of which the reader of conditions knows better */
  }
  memset(&r->argument, 0, sizeof r->argument);
  if (r->place >= 0 && (size_t)r->place < kernel_arguments(r->call))
    kernel_argument(r->call, (size_t)r->place, &r->argument);
  lua_pop(L, 1);
}

/* "those of AF_": the constants that an argument takes, by name where they are
 * few, into buf. */
static const char *takes_text(const struct resolving *r, char *buf,
                              size_t size) {
  struct kernel_constant constant;
  int64_t value;
  size_t used = 0;
  for (size_t i = 0, n = 0; kernel_constant_at(i, &constant); i++) {
    if (!kernel_constant_in(&constant, r->argument.family) ||
        !kernel_constant_value(&constant, r->arch->name, &value))
      continue;
    if (++n > 4 || used >= size) {
      used = 0;
      break;
    }
    used += (size_t)snprintf(buf + used, size - used, "%s%s",
                             n == 1 ? "which are " : ", ", constant.name);
  }
  if (used == 0 || used >= size)
    snprintf(buf, size, "those of %s", kernel_family_name(r->argument.family));
  return buf;
}

/* The argument of the call that takes a constant; NULL where none does. */
static const char *taker_of(const struct resolving *r, const char *name) {
  struct kernel_constant constant;
  struct kernel_argument argument;
  const size_t n = kernel_arguments(r->call);
  if (!kernel_constant_find(name, &constant))
    return NULL;
  for (size_t i = 0; i < n; i++) {
    kernel_argument(r->call, i, &argument);
    if (argument.family != 0 && kernel_constant_in(&constant, argument.family))
      return argument.name;
  }
  return NULL;
}

/* Raises for a constant that the argument does not take. */
static int raise_foreign(const struct resolving *r, const char *name) {
  struct kernel_constant constant;
  struct nearest near;
  char hint[96], none[96] = "", takes[160];
  const unsigned int family = r->argument.family;
  if (r->argument.name == NULL)
    return error_raise(r->L, r->op, EINVAL,
                       "%s%s has no arg%d on %s that could be %.60s", r->where,
                       r->call->name, r->place, r->arch->name, name);
  if (family == 0)
    return error_raise(r->L, r->op, EINVAL,
                       "%s%s of %s takes no constants that are known "
                       "here, as %.60s: give the number",
                       r->where, r->argument.name, r->call->name, name);
  /* PF_UNIX for SOCK_UNIX: of the same end, or of nearly the same letters */
  const char *end = strrchr(name, '_');
  const char *like = NULL;
  nearest_start(&near, name);
  for (size_t i = 0; kernel_constant_at(i, &constant); i++)
    if (kernel_constant_in(&constant, family)) {
      nearest_offer(&near, constant.name);
      const char *its = strrchr(constant.name, '_');
      if (end != NULL && its != NULL && strcmp(its, end) == 0 && like == NULL)
        like = constant.name;
    }
  const char *taker = taker_of(r, name);
  if (like != NULL)
    snprintf(none, sizeof none, "; did you mean \"%s\"?", like);
  else if (taker != NULL)
    snprintf(none, sizeof none, "; %s takes it", taker);
  return error_raise(r->L, r->op, EINVAL,
                     "%s%.60s is not a constant that %s of %s takes, "
                     "%s%s",
                     r->where, name, r->argument.name, r->call->name,
                     takes_text(r, takes, sizeof takes),
                     nearest_hint(&near, hint, sizeof hint, none));
}

/* A value as the bits that are compared have it: of a negative one only so
 * many. */
static int64_t named_cut(const struct resolving *r, int64_t value) {
  if (r->width >= 64 || value >= 0 || value < -(INT64_C(1) << (r->width - 1)))
    return value;
  return value & (int64_t)(UINT64_MAX >> (64 - r->width));
}

static int64_t one_constant(const struct resolving *r, const char *name) {
  struct kernel_constant constant;
  int64_t value = 0;
  const unsigned int family = r->argument.family;
  if (family == 0 || !kernel_constant_find(name, &constant) ||
      !kernel_constant_in(&constant, family))
    raise_foreign(r, name);
  else if (!kernel_constant_value(&constant, r->arch->name, &value))
    error_raise(r->L, r->op, EINVAL,
                "%s%s has no constant %.60s: give the rule other "
                "arches",
                r->where, r->arch->name, name);
  return named_cut(r, value);
}

/* The constants at idx, joined by `|`. */
static int64_t named_constants(const struct resolving *r, int idx) {
  char name[80];
  int64_t value = 0;
  size_t len;
  int n = 0;
  const char *text = lua_tolstring(r->L, idx, &len);
  if (strlen(text) != len)
    error_raise(r->L, r->op, EINVAL, "%svalue has an embedded NUL", r->where);
  for (const char *at = text;; n++) {
    const char *end = strchr(at, '|');
    size_t size = end == NULL ? strlen(at) : (size_t)(end - at);
    const bool last = end == NULL;
    while (size > 0 && *at == ' ') {
      at++;
      size--;
    }
    const char *next = at + size + 1;
    while (size > 0 && at[size - 1] == ' ')
      size--;
    snprintf(name, sizeof name, "%.*s",
             (int)(size < sizeof name ? size : sizeof name - 1), at);
    if (size == 0 || size >= sizeof name)
      error_raise(r->L, r->op, EINVAL,
                  "%s\"%.80s\" is not a constant's name, or several "
                  "with | between them",
                  r->where, text);
    value |= one_constant(r, name);
    if (last)
      break;
    at = next;
  }
  if (n > 0 && !kernel_family_flags(r->argument.family))
    error_raise(r->L, r->op, EINVAL,
                "%s%s of %s is one of %s and not flags, and | joins "
                "flags: give a list of values, any of which may match",
                r->where, r->argument.name, r->call->name,
                kernel_family_name(r->argument.family));
  return value;
}

/* [-1, +1]: the value at the top as numbers; what is not a name stays. */
static void resolve_value(const struct resolving *r) {
  lua_State *L = r->L;
  int isint;
  if (is_name(L, -1)) {
    lua_pushinteger(L, (lua_Integer)named_constants(r, -1));
    lua_replace(L, -2);
  } else if (r->by_name && lua_type(L, -1) == LUA_TNUMBER) {
    lua_Integer value = lua_tointegerx(L, -1, &isint);
    if (isint) {
      lua_pushinteger(L, (lua_Integer)named_cut(r, value));
      lua_replace(L, -2);
    }
  } else if (lua_type(L, -1) == LUA_TTABLE) {
    lua_Unsigned n = lua_rawlen(L, -1);
    lua_createtable(L, (int)(n < 4096 ? n : 0), 0);
    /* what is wrong with the list its reader says */
    for (lua_pushnil(L); lua_next(L, -3) != 0;) {
      if (lua_type(L, -1) != LUA_TTABLE)
        resolve_value(r);
      lua_pushvalue(L, -2);
      lua_insert(L, -2);
      lua_rawset(L, -4);
    }
    lua_replace(L, -2);
  }
}

bool named_constant(lua_State *L, const char *op, const char *where, int idx,
                    const struct arch *arch, const struct kernel_call *call,
                    int place, uint64_t *out) {
  struct resolving r = {.L = L,
                        .op = op,
                        .arch = arch,
                        .call = call,
                        .place = place,
                        .width = 64,
                        .where = where};
  if (!is_name(L, idx))
    return false;
  if ((size_t)place < kernel_arguments(call)) {
    kernel_argument(call, (size_t)place, &r.argument);
    r.width = r.argument.width < 64 ? 32 : 64;
  }
  *out = (uint64_t)named_constants(&r, idx);
  return true;
}

/* Raises for an order that is not the argument's own. */
static void check_ordered(const struct resolving *r, const char *operator,
                          bool explicit) {
  const int number = operator_number(operator);
  if (!r->by_name || explicit || !r->argument.is_signed ||
      (number != BPF_OP_LT && number != BPF_OP_LE && number != BPF_OP_GT &&
       number != BPF_OP_GE))
    return;
  error_raise(r->L, r->op, EINVAL,
              "%s%s of %s is signed (%s), and \"%.20s\" compares "
              "without a sign: use == or a list of values, or say width = %u "
              "where it is meant so",
              r->where, r->argument.name, r->call->name,
              r->argument.type, operator, r->argument.width);
}

void named_resolve(lua_State *L, const char *op, const char *where, int idx,
                   const struct arch *arch, const struct kernel_call *call) {
  struct resolving r = {
      .L = L, .op = op, .arch = arch, .call = call, .where = where};
  luaL_checkstack(L, 16, NULL);
  idx = lua_absindex(L, idx);
  const bool list = is_list(L, idx);
  push_part(L, idx, list, 1, "arg");
  named_read(&r);
  /* a copy, with the numbers in the places of names */
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, idx) != 0;) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -4);
  }
  const int copy = lua_gettop(L);
  push_part(L, copy, list, 0, "width");
  const bool explicit = !lua_isnil(L, -1);
  lua_Integer width = lua_tointegerx(L, -1, NULL);
  lua_pop(L, 1);
  push_part(L, copy, list, 0, "raw");
  const bool raw = lua_toboolean(L, -1);
  lua_pop(L, 1);
  if (!explicit && r.by_name && !raw && !r.argument.word &&
      r.argument.width < 64) {
    width = (lua_Integer)r.argument.width;
    lua_pushinteger(L, width);
    lua_setfield(L, copy, "width");
  }
  r.width = width == 16 || width == 32 ? (unsigned int)width : 64;
  if (r.width == 64 && !arch->wide && !raw)
    r.width = 32;
  push_part(L, copy, list, 2, "op");
  if (lua_type(L, -1) == LUA_TSTRING)
    check_ordered(&r, lua_tostring(L, -1), explicit);
  lua_pop(L, 1);
  if (r.by_name) {
    lua_pushinteger(L, r.place);
    if (list)
      lua_rawseti(L, copy, 1);
    else
      lua_setfield(L, copy, "arg");
  }
  for (int i = 3; i <= 4; i++) {
    const char *field = i == 3 ? "mask" : "value";
    push_part(L, copy, list, i, field);
    if (lua_isnil(L, -1)) {
      lua_pop(L, 1);
      continue;
    }
    resolve_value(&r);
    if (list)
      lua_rawseti(L, copy, i);
    else
      lua_setfield(L, copy, field);
  }
}

bool named_alike(lua_State *L, int a, int b) {
  bool same = true;
  if (lua_type(L, a) != LUA_TTABLE || lua_type(L, b) != LUA_TTABLE)
    return lua_rawequal(L, a, b) != 0;
  a = lua_absindex(L, a);
  b = lua_absindex(L, b);
  luaL_checkstack(L, 6, NULL);
  for (lua_pushnil(L); lua_next(L, a) != 0; lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    lua_rawget(L, b);
    same = named_alike(L, -1, -2) && same;
    lua_pop(L, 1);
  }
  for (lua_pushnil(L); lua_next(L, b) != 0; lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    same = lua_rawget(L, a) != LUA_TNIL && same;
    lua_pop(L, 1);
  }
  return same;
}

/* The call of the native arch's number, or of a pseudo one, on an arch. */
static bool call_on(const struct arch *arch, int number,
                    struct kernel_call *call) {
  char name[SYSCALL_NAME];
  if (number >= 0 && arch == arch_native())
    return kernel_call_number(arch->name, (uint32_t)number, call);
  return syscall_name_of(arch_native(), number, name, sizeof name) == 1 &&
         kernel_call_find(arch->name, name, call);
}

void named_for_all(lua_State *L, const char *op, int idx,
                   const struct arch *const *arches, size_t narches,
                   int number) {
  const struct arch *first = NULL;
  struct kernel_call call;
  const int base = lua_gettop(L);
  luaL_checkstack(L, 8, NULL);
  for (size_t i = 0; i < narches; i++) {
    if (!call_on(arches[i], number, &call))
      continue;
    named_resolve(L, op, "condition: ", idx, arches[i], &call);
    if (first == NULL) {
      first = arches[i];
      continue;
    }
    if (!named_alike(L, base + 1, base + 2))
      error_raise(L, op, EINVAL,
                  "condition: what is named here has another place, width or "
                  "value on %s than on %s (%s), and a filter's rules are the "
                  "same for all of its arches: give each arch a filter and "
                  "merge them, or use a policy (seccomp.policy)",
                  arches[i]->name, first->name, call.name);
    lua_settop(L, base + 1);
  }
  if (first == NULL) {
    char name[SYSCALL_NAME];
    if (syscall_name_of(arch_native(), number, name, sizeof name) != 1)
      snprintf(name, sizeof name, "%d", number);
    error_raise(L, op, EINVAL,
                "condition: the arguments of syscall %s are not known on the "
                "filter's arches: give numbers",
                name);
  }
}
