/* SPDX-License-Identifier: MIT */
/* Names of arches and errnos, as arguments. */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>

#include <lua.h>

#include "../kernel/errno.h"
#include "../scmp/arch.h"
#include "../sys/nearest.h"
#include "args.h"
#include "error.h"
#include "readers.h"
const struct arch *reader_arch_name(lua_State *L, const char *op,
                                    const char *name) {
  const struct arch *arch = arch_by_name(name);
  if (arch == NULL) {
    char text[192];
    error_raise(L, op, EINVAL, "%s",
                arch_unknown_text(name, text, sizeof text));
  } else if (!arch_supported(arch)) {
    char what[48];
    snprintf(what, sizeof what, "arch %s", arch->name);
    error_version(L, op, what, &arch_newer_need);
  }
  return arch;
}

const struct arch *reader_arch(lua_State *L, const char *op, int idx) {
  return reader_arch_name(L, op, args_name(L, idx, "arch name"));
}

int reader_errno(lua_State *L, const char *op, int idx) {
  if (lua_type(L, idx) == LUA_TNUMBER)
    return (int)args_integer(L, idx, 0, 4095);
  if (lua_type(L, idx) != LUA_TSTRING)
    args_expected(L, idx, "errno name or number");
  const char *name = args_name(L, idx, "errno name");
  int number = arch_native_errno(name);
  if (number < 0) {
    struct nearest near;
    char hint[96];
    nearest_start(&near, name);
    const char *known;
    for (size_t i = 0; (known = kernel_errno_at(i)) != NULL; i++)
      nearest_offer(&near, known);
    error_raise(L, op, EINVAL, "unknown errno \"%.80s\"%s", name,
                nearest_hint(&near, hint, sizeof hint,
                             ": give a name as EACCES, or a number"));
  }
  return number;
}
