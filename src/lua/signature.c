/* SPDX-License-Identifier: MIT */
/* Arguments of calls by name, and constants by name: what src/kernel/ knows,
 * for Lua. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../kernel/calls.h"
#include "../kernel/constants.h"
#include "../kernel/words.h"
#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "../sys/nearest.h"
#include "args.h"
#include "class.h"
#include "readers.h"
#include "signature.h"
#include "text.h"

/* The arch at idx, also one that this libseccomp lacks. */
static const struct arch *facts_arch(lua_State *L, const char *op, int idx) {
  if (lua_isnoneornil(L, idx))
    return arch_native();
  const char *name = args_name(L, idx, "arch name");
  const struct arch *arch = arch_by_name(name);
  return arch != NULL ? arch : reader_arch_name(L, op, name);
}

/* [-0, +2]: nil and a message, for return. */
static int unknown(lua_State *L, const char *text) {
  lua_pushnil(L);
  text_push_escaped(L, text);
  return 2;
}

static void set_field(lua_State *L, const char *key, bool value) {
  lua_pushboolean(L, value);
  lua_setfield(L, -2, key);
}

/* [-0, +1] */
static void push_argument(lua_State *L, const struct kernel_call *call,
                          size_t place) {
  struct kernel_argument argument;
  const char *alias;
  kernel_argument(call, place, &argument);
  lua_createtable(L, 0, 8);
  lua_pushstring(L, argument.name);
  lua_setfield(L, -2, "name");
  lua_newtable(L);
  for (size_t i = 0; (alias = kernel_alias(&argument, i)) != NULL; i++) {
    lua_pushstring(L, alias);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "aliases");
  lua_pushstring(L, argument.type);
  lua_setfield(L, -2, "type");
  lua_pushinteger(L, (lua_Integer)argument.width);
  lua_setfield(L, -2, "width");
  set_field(L, "signed", argument.is_signed);
  set_field(L, "pointer", argument.pointer);
  set_field(L, "hidden", place >= ARG_COUNT);
  if (argument.family != 0) {
    lua_pushstring(L, kernel_family_name(argument.family));
    lua_setfield(L, -2, "constants");
  }
}

/* Whether any arch has the call. */
static bool any_arch_has(const char *name) {
  struct kernel_call call;
  for (size_t i = 0; i < ARCH_MAX; i++)
    if (kernel_call_find(arch_table[i].name, name, &call))
      return true;
  return false;
}

static const char *kernel_call_unknown_text(const char *name,
                                            const struct arch *arch, char *buf,
                                            size_t size) {
  struct kernel_call call;
  struct nearest near;
  char hint[96];
  if (any_arch_has(name)) {
    snprintf(buf, size, "%s has no syscall %.80s of its own", arch->name, name);
    return buf;
  }
  nearest_start(&near, name);
  for (size_t i = 0; kernel_call_at(arch->name, i, &call); i++)
    nearest_offer(&near, call.name);
  snprintf(buf, size, "unknown syscall \"%.80s\"%s", name,
           nearest_hint(&near, hint, sizeof hint,
                        ": Linux " KERNEL_RELEASE " has no such call"));
  return buf;
}

/* The call of a name, in any spelling of it, on an arch. */
static bool find_call(const struct arch *arch, const char *name,
                      struct kernel_call *call) {
  char buf[64];
  const char *plain = syscall_spelling(name, buf, sizeof buf);
  return kernel_call_find(arch->name, plain != NULL ? plain : name, call);
}

/* The argument of the call, place and arch at idx; false where the call has
 * none in a register there. */
static bool check_argument(lua_State *L, const char *op, int idx,
                           const struct arch **arch,
                           struct kernel_argument *argument) {
  struct kernel_call call;
  const char *name = args_name(L, idx, "syscall name");
  const size_t place = (size_t)args_integer(L, idx + 1, 0, ARG_COUNT - 1);
  *arch = facts_arch(L, op, idx + 2);
  if (!find_call(*arch, name, &call) || call.in_memory ||
      place >= kernel_arguments(&call))
    return false;
  kernel_argument(&call, place, argument);
  return true;
}

/* [-0, +1]: argument(call, place, arch) → what is known of an argument that a
 * call has in a register there: {name=, width=, signed=, pointer=, word=,
 * family= and flags= where it takes constants}; or nil. */
static int facts_argument(lua_State *L) {
  const struct arch *arch;
  struct kernel_argument argument;
  args_max(L, 3);
  if (!check_argument(L, "argument", 1, &arch, &argument))
    return 0;
  lua_createtable(L, 0, 7);
  lua_pushstring(L, argument.name);
  lua_setfield(L, -2, "name");
  lua_pushinteger(L, (lua_Integer)argument.width);
  lua_setfield(L, -2, "width");
  set_field(L, "signed", argument.is_signed);
  set_field(L, "pointer", argument.pointer);
  set_field(L, "word", argument.word);
  set_field(L, "flags",
            argument.family != 0 && kernel_family_flags(argument.family));
  if (argument.family != 0) {
    lua_pushstring(L, kernel_family_name(argument.family));
    lua_setfield(L, -2, "family");
  }
  return 1;
}

/* [-0, +1]: constants(call, place, arch) → the names of the constants that it
 * takes there, in order. */
static int facts_constants(lua_State *L) {
  const struct arch *arch;
  struct kernel_argument argument;
  struct kernel_constant constant;
  int64_t value;
  lua_Integer n = 0;
  args_max(L, 3);
  lua_settop(L, 3);
  lua_newtable(L);
  if (!check_argument(L, "constants", 1, &arch, &argument) ||
      argument.family == 0)
    return 1;
  for (size_t i = 0; kernel_constant_at(i, &constant); i++) {
    if (!kernel_constant_in(&constant, argument.family) ||
        !kernel_constant_value(&constant, arch->name, &value))
      continue;
    lua_pushstring(L, constant.name);
    lua_rawseti(L, -2, ++n);
  }
  return 1;
}

/* [-0, +1]: word(call, place, arch, value, bits, mask, most [, beside]) → a
 * value in words of at most so many bytes; or nil. `beside` is the value of the
 * argument that decides what this one is about. */
static int facts_word(lua_State *L) {
  char buf[256];
  const struct arch *arch;
  struct kernel_argument argument;
  args_max(L, 8);
  const uint64_t value = (uint64_t)luaL_checkinteger(L, 4);
  const unsigned int bits = (unsigned int)args_integer(L, 5, 16, 64);
  const size_t most = (size_t)args_integer(L, 7, 0, sizeof buf - 1);
  const uint64_t beside = (uint64_t)luaL_optinteger(L, 8, 0);
  if (!check_argument(L, "word", 1, &arch, &argument) ||
      !kernel_word(&argument, arch->name, value, bits, lua_toboolean(L, 6),
                   lua_isnoneornil(L, 8) ? NULL : &beside, "|", buf, most + 1))
    return 0;
  lua_pushstring(L, buf);
  return 1;
}

/* [-0, +1] */
static void signature_push_call(lua_State *L, const struct kernel_call *call) {
  lua_createtable(L, 0, 3);
  lua_pushstring(L, call->name);
  lua_setfield(L, -2, "name");
  lua_pushinteger(L, (lua_Integer)call->number);
  lua_setfield(L, -2, "number");
  if (call->major == 0)
    return;
  if (call->patch == 0)
    lua_pushfstring(L, "%d.%d", (int)call->major, (int)call->minor);
  else
    lua_pushfstring(L, "%d.%d.%d", (int)call->major, (int)call->minor,
                    (int)call->patch);
  lua_setfield(L, -2, "since");
}

/* [-0, +1]: call(name or number, arch) → {name=, number=, since= the release
 * that brought it, where that is known}; nil where the arch has no such. */
static int facts_call(lua_State *L) {
  struct kernel_call call;
  args_max(L, 2);
  const struct arch *arch = facts_arch(L, "call", 2);
  if (lua_type(L, 1) == LUA_TNUMBER) {
    const uint32_t number = (uint32_t)args_integer(L, 1, 0, UINT32_MAX);
    if (!kernel_call_number(arch->name, number, &call))
      return 0;
  } else if (!find_call(arch, args_name(L, 1, "syscall name"), &call)) {
    return 0;
  }
  signature_push_call(L, &call);
  return 1;
}

/* [-0, +1]: calls(arch) → all of an arch, in the order of their names. */
static int facts_calls(lua_State *L) {
  struct kernel_call call;
  args_max(L, 1);
  const struct arch *arch = facts_arch(L, "calls", 1);
  lua_newtable(L);
  for (size_t i = 0; kernel_call_at(arch->name, i, &call); i++) {
    signature_push_call(L, &call);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static const luaL_Reg facts_functions[] = {
    {"argument", facts_argument}, {"call", facts_call},
    {"calls", facts_calls},       {"constants", facts_constants},
    {"word", facts_word},         {NULL, NULL}};

void signature_preload(lua_State *L) {
  class_preload(L, "seccomp.core.kernel", facts_functions);
}

/***
The arguments of a syscall on an arch, as the kernel's entry there declares
them.
One entry for each place, in order, the first one for arg0: `name` (the
manual's where it has one), `aliases` (the kernel's names), `type` (the kernel's
C type), `width` (16, 32 or 64: the bits that the entry reads), `signed`,
`pointer`, `constants` (the family of constants that it takes, as in `"AF_"`;
nil where it takes none) and `hidden` (true from the seventh on, which no filter
sees). A 64-bit value is in two places on a 32-bit arch, `offset_low` and
`offset_high`; a place that is skipped so that a pair begins evenly is called
`unused`.
@function signature
@tparam string syscall a name; libseccomp need not know it
@tparam[opt="native"] string arch
@treturn[1] {table,…} one for each place
@treturn[2] nil when the arch has no such syscall
@treturn[2] string message
@raise EINVAL for an unknown arch
@usage seccomp.signature("clone", "s390x")[2].name --> "flags"
*/
int signature_function(lua_State *L) {
  char buf[64], text[256];
  struct kernel_call call;
  args_max(L, 2);
  const char *name = args_name(L, 1, "syscall name");
  const struct arch *arch = facts_arch(L, "signature", 2);
  const char *plain = syscall_spelling(name, buf, sizeof buf);
  if (plain == NULL)
    plain = name;
  if (!kernel_call_find(arch->name, plain, &call))
    return unknown(L, kernel_call_unknown_text(plain, arch, text, sizeof text));
  size_t count = kernel_arguments(&call);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    push_argument(L, &call, i);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/***
The value of a constant of the kernel's interface on an arch.
@function constant
@tparam string name as in `"O_DIRECTORY"`
@tparam[opt="native"] string arch
@treturn[1] integer
@treturn[2] nil when the arch has no such constant, or it is not known here
@treturn[2] string message
@raise EINVAL for an unknown arch
@usage seccomp.constant("O_DIRECTORY", "arm") --> 0x4000
*/
int signature_constant(lua_State *L) {
  char hint[96], text[256];
  struct kernel_constant constant;
  int64_t value;
  args_max(L, 2);
  const char *name = args_name(L, 1, "constant's name");
  const struct arch *arch = facts_arch(L, "constant", 2);
  if (!kernel_constant_find(name, &constant)) {
    struct nearest near;
    nearest_start(&near, name);
    for (size_t i = 0; kernel_constant_at(i, &constant); i++)
      nearest_offer(&near, constant.name);
    snprintf(text, sizeof text, "unknown constant \"%.80s\"%s", name,
             nearest_hint(&near, hint, sizeof hint, ""));
    return unknown(L, text);
  }
  if (!kernel_constant_value(&constant, arch->name, &value)) {
    snprintf(text, sizeof text, "%s has no constant %.80s", arch->name, name);
    return unknown(L, text);
  }
  lua_pushinteger(L, (lua_Integer)value);
  return 1;
}
