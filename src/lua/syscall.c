/* SPDX-License-Identifier: MIT */
/* Syscalls as arguments: names, and numbers of the native arch. */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>
#include <seccomp.h>

#include "../scmp/arch.h"
#include "../scmp/syscalls.h"
#include "args.h"
#include "error.h"
#include "readers.h"
#include "syscall.h"
#include "text.h"
const struct syscall_table *syscall_table_check(lua_State *L, const char *op,
                                                const struct arch *arch) {
  const struct syscall_table *table = syscall_table(arch);
  if (table == NULL)
    error_raise(L, op, ENOMEM, "not enough memory for the syscalls of %s",
                arch->name);
  return table;
}

uint32_t syscall_table_end(lua_State *L, const char *op,
                           const struct arch *arch) {
  /* these two get every call that is not of one arch alone */
  static const char *const complete[] = {"amd64", "arm64"};
  uint32_t end = 0;
  for (size_t i = 0; i < sizeof complete / sizeof complete[0]; i++) {
    const struct syscall_table *table =
        syscall_table_check(L, op, arch_by_name(complete[i]));
    end = table->highest > end ? table->highest : end;
  }
  return arch->first_nr + end;
}

bool syscall_known(lua_State *L, int idx, int *number) {
  size_t len;
  if (lua_type(L, idx) != LUA_TSTRING)
    return false;
  const char *name = lua_tolstring(L, idx, &len);
  return syscall_kept(name, len, number);
}

int syscall_unknown(lua_State *L, const char *op, const char *name,
                    const struct arch *arch) {
  char text[SYSCALL_UNKNOWN_TEXT];
  return error_raise(L, op, EINVAL, "%s",
                     syscall_unknown_text(name, arch, text, sizeof text));
}

int syscall_check(lua_State *L, const char *op, int idx) {
  int number;
  if (syscall_known(L, idx, &number))
    return number;
  if (lua_type(L, idx) == LUA_TNUMBER)
    return (int)args_integer(L, idx, INT_MIN, INT_MAX);
  if (lua_type(L, idx) != LUA_TSTRING)
    args_expected(L, idx, "syscall name or number");
  const char *name = args_name(L, idx, "syscall name");
  number = syscall_resolve_native(name);
  uint32_t newer;
  if (number == __NR_SCMP_ERROR &&
      syscall_newer_number(arch_native(), name, &newer))
    return (int)newer;
  if (number == __NR_SCMP_ERROR)
    syscall_unknown(L, op, name, arch_native());
  return number;
}

/***
Look up a syscall's number.
Corresponds to seccomp_syscall_resolve_name_arch(3): the number is negative
(a pseudo number) where the arch has no call of its own by that name.
@function syscall_number
@tparam string name as in `"openat"`, `"__NR_openat"` or `"SCMP_SYS(openat)"`
@tparam[opt="native"] string arch
@treturn[1] integer number
@treturn[2] nil when no arch has such a syscall
@treturn[2] string message
@raise EINVAL for an unknown arch, EOPNOTSUPP for one this libseccomp lacks
@usage seccomp.syscall_number("openat", "arm64") --> 56
*/
static int lib_syscall_number(lua_State *L) {
  int number;
  if (lua_gettop(L) == 1) {
    lua_pushvalue(L, 1);
    if (lua_rawget(L, lua_upvalueindex(2)) == LUA_TNUMBER)
      return 1;
    lua_settop(L, 1);
  }
  args_max(L, 2);
  const char *name = args_name(L, 1, "syscall name");
  bool native = lua_isnoneornil(L, 2);
  const struct arch *arch =
      native ? arch_native() : reader_arch(L, "syscall_number", 2);
  number = native ? syscall_resolve_native(name) : syscall_resolve(arch, name);
  if (number == __NR_SCMP_ERROR) {
    char text[SYSCALL_UNKNOWN_TEXT];
    lua_pushnil(L);
    text_push_escaped(L, syscall_unknown_text(name, arch, text, sizeof text));
    return 2;
  }
  lua_pushinteger(L, number);
  if (native) {
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, lua_upvalueindex(2));
  }
  return 1;
}

void syscalls_set(lua_State *L) {
  static const char name[] = "syscall_number";
  lua_pushstring(L, name);
  lua_newtable(L);
  lua_pushcclosure(L, lib_syscall_number, 2);
  lua_setfield(L, -2, name);
}

/***
Look up a syscall's name.
Corresponds to seccomp_syscall_resolve_num_arch(3).
@function syscall_name
@tparam integer number an own or a pseudo number, -2^31 to 2^31-1
@tparam[opt="native"] string arch
@treturn[1] string name
@treturn[2] nil when the arch has no syscall of that number
@treturn[2] string message
@raise EINVAL for an unknown arch, EOPNOTSUPP for one this libseccomp lacks
@usage seccomp.syscall_name(359, "x86") --> "socket"
*/
int syscall_name_function(lua_State *L) {
  args_max(L, 2);
  int number = (int)args_integer(L, 1, INT_MIN, INT_MAX);
  const struct arch *arch =
      lua_isnoneornil(L, 2) ? arch_native() : reader_arch(L, "syscall_name", 2);
  char name[SYSCALL_NAME];
  int found = syscall_name_of(arch, number, name, sizeof name);
  if (found < 0)
    error_raise(L, "syscall_name", ENOMEM, "not enough memory");
  if (found == 0) {
    lua_pushnil(L);
    lua_pushfstring(L, "%s has no syscall with number %d", arch->name, number);
    return 2;
  }
  lua_pushstring(L, name);
  return 1;
}
