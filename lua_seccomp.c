/* SPDX-License-Identifier: MIT */
/* lua-seccomp: the front door. luaopen_seccomp_core makes the table that
 * `require "seccomp"` returns; what is in it stands in src/, in a room for
 * each subject. */
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "src/attach/attached.h"
#include "src/bpf/c_stack.h"
#include "src/filter/filter.h"
#include "src/lua/action.h"
#include "src/lua/args.h"
#include "src/lua/class.h"
#include "src/lua/condition.h"
#include "src/lua/error.h"
#include "src/lua/file.h"
#include "src/lua/install.h"
#include "src/lua/signals.h"
#include "src/lua/signature.h"
#include "src/lua/syscall.h"
#include "src/lua/text.h"
#include "src/notify/listener.h"
#include "src/policy/module.h"
#include "src/process/process.h"
#include "src/program/program.h"
#include "src/program/proof_witness.h"
#include "src/program/recovery.h"
#include "src/program/stack.h"
#include "src/scmp/arch.h"
#include "src/scmp/libseccomp.h"
#include "src/spawn/spawn.h"
#include "src/spawn/tracer.h"

#define LUA_SECCOMP_VERSION "0.1.0"

/***
The version of the libseccomp in use (not the one built with).
Corresponds to seccomp_version(3).
@function library_version
@treturn integer major
@treturn integer minor
@treturn integer micro
*/
static int lib_library_version(lua_State *L) {
  args_max(L, 0);
  const struct scmp_version *v = seccomp_version();
  lua_pushinteger(L, (lua_Integer)v->major);
  lua_pushinteger(L, (lua_Integer)v->minor);
  lua_pushinteger(L, (lua_Integer)v->micro);
  return 3;
}

/***
The API level: what libseccomp found this kernel can do, or was told to use.
Corresponds to seccomp_api_get(3).
@function api
@treturn integer
*/
static int lib_api(lua_State *L) {
  args_max(L, 0);
  lua_pushinteger(L, (lua_Integer)seccomp_api_get());
  return 1;
}

/***
Use another API level, for the whole process: a lower one, to see what a
policy needs, or a higher one than libseccomp detected. libseccomp has no lock
for that: no other thread may be in this module meanwhile.
Corresponds to seccomp_api_set(3).
@function set_api
@tparam integer level from 1
@raise EINVAL for what is no level, EOPNOTSUPP for one this libseccomp lacks
*/
static int lib_set_api(lua_State *L) {
  static const char op[] = "set_api";
  static const struct need seven = {2, 6, 0, 7};
  args_max(L, 1);
  lua_Integer level = args_integer(L, 1, LUA_MININTEGER, LUA_MAXINTEGER);
  if (level < 1 || level > 7)
    error_raise(L, op, EINVAL, "%lld is not an API level: these go from 1 to 7",
                (long long)level);
  int rc = seccomp_api_set((unsigned int)level);
  if (rc == -EINVAL && level == 7)
    error_version(L, op, "API level 7", &seven);
  if (rc != 0)
    error_raise(L, op, -rc, "could not set API level %lld: %s",
                (long long)level, strerror(-rc));
  return 0;
}

/***
The canonical name of the native arch. Corresponds to seccomp_arch_native(3).
@function native_arch
@treturn string
*/
static int lib_native_arch(lua_State *L) {
  args_max(L, 0);
  lua_pushstring(L, arch_native()->name);
  return 1;
}

/***
The canonical name of an arch, whatever its spelling.
Corresponds to seccomp_arch_resolve_name(3).
@function arch
@tparam string name as `"x86-64"`, `"SCMP_ARCH_X86_64"` or `"native"`
@treturn[1] string
@treturn[2] nil when no such arch exists
@treturn[2] string message
*/
static int lib_arch(lua_State *L) {
  args_max(L, 1);
  const char *name = args_name(L, 1, "arch name");
  const struct arch *arch = arch_by_name(name);
  if (arch == NULL) {
    char text[192];
    lua_pushnil(L);
    text_push_escaped(L, arch_unknown_text(name, text, sizeof text));
    return 2;
  }
  lua_pushstring(L, arch->name);
  return 1;
}

/***
The canonical names of the arches that this libseccomp supports.
@function arches
@treturn {string,…}
*/
static int lib_arches(lua_State *L) {
  args_max(L, 0);
  lua_createtable(L, ARCH_MAX, 0);
  lua_Integer n = 0;
  for (size_t i = 0; i < ARCH_MAX; i++)
    if (arch_supported(&arch_table[i])) {
      lua_pushstring(L, arch_table[i].name);
      lua_rawseti(L, -2, ++n);
    }
  return 1;
}

static const luaL_Reg module_functions[] = {
    {"library_version", lib_library_version},
    {"api", lib_api},
    {"set_api", lib_set_api},
    {"features", install_features},
    {"native_arch", lib_native_arch},
    {"arch", lib_arch},
    {"arches", lib_arches},
    {"syscall_name", syscall_name_function},
    {"signature", signature_function},
    {"constant", signature_constant},
    {"action", action_function},
    {"condition", condition_function},
    {"filter", filter_function},
    {"program", program_function},
    {"stack", stack_function},
    {"listener", listener_function},
    {"spawn", spawn_function},
    {NULL, NULL}};

/* What is known of syscalls is looked up once and kept (src/scmp/syscalls.c),
 * and so is libseccomp's knowledge of the kernel. Closing a Lua state unloads
 * the module, and a program that opens one state after the other would leave a
 * copy behind with each; so the module stays, once loaded. */
static void stay_loaded(void) {
  Dl_info info;
  if (dladdr(module_functions, &info) == 0)
    return;
  void *self = dlopen(info.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
  if (self != NULL)
    dlclose(self);
}

__attribute__((visibility("default"))) int luaopen_seccomp_core(lua_State *L);

int luaopen_seccomp_core(lua_State *L) {
  luaL_checkversion(L);
  const struct scmp_version *v = seccomp_version();
  if (v->major < 2 || (v->major == 2 && v->minor < 5))
    return luaL_error(L,
                      "seccomp: libseccomp 2.5.0 or newer is needed, this is "
                      "%d.%d.%d",
                      (int)v->major, (int)v->minor, (int)v->micro);
  libseccomp_probe();
  c_stack_learn();
  stay_loaded();
  error_open(L);
  action_open(L);
  condition_open(L);
  filter_open(L);
  proof_witnesses_open(L);
  program_open(L);
  stack_open(L);
  listener_open(L);
  process_open(L);
  tracer_open(L);
  policy_open(L);
  recovery_open_class(L);
  signature_preload(L);
  signals_open(L);
  file_open(L);
  attached_open(L);
  text_open(L);
  lua_newtable(L);
  class_set_functions(L, module_functions);
  syscalls_set(L);
  lua_pushliteral(L, "lua-seccomp " LUA_SECCOMP_VERSION);
  lua_setfield(L, -2, "_VERSION");
  /* scripts tell our errors from others by it */
  luaL_getmetatable(L, ERROR_META);
  lua_setfield(L, -2, "error");
  return 1;
}
