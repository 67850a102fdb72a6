/* SPDX-License-Identifier: MIT */
/* What the kernel says when it is given a program, and seccomp.features(). */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lua.h>

#include "../bpf/bpf.h"
#include "../scmp/arch.h"
#include "../scmp/attributes.h"
#include "../scmp/libseccomp.h"
#include "../sys/seccomp.h"
#include "action.h"
#include "args_error.h"
#include "error.h"
#include "install.h"
/* Errno of the kernel's own, of which the C library knows nothing. */
#define ENOTSUPP 524

void install_check(lua_State *L, const char *op, const struct sys_load *request,
                   long result) {
  if (result > 0 && (request->flags & LOAD_TSYNC) &&
      !(request->flags & LOAD_NEW_LISTENER))
    error_raise(L, op, ESRCH,
                "thread %ld of this process cannot take the filter (it has one "
                "of its own, or runs in strict mode); load before it does, or "
                "without tsync",
                result);
  if (result >= 0)
    return;
  int err = (int)-result;
  const char *why = "";
  switch (err) {
  case EACCES:
    why = ": without no_new_privs this needs CAP_SYS_ADMIN; set no_new_privs";
    break;
  case EBUSY:
    why = ": this process has a listener already, and the kernel allows one";
    break;
  case ESRCH:
    why = ": another thread cannot take the filter; load before it has one of "
          "its own, or without tsync";
    break;
  case EINVAL:
    why = ": this kernel lacks a flag that the attributes ask for, or the "
          "thread runs in strict mode";
    break;
  case ENOMEM:
    why = ": the filters of this thread together are at the kernel's limit of "
          "32768 instructions, or memory is short";
    break;
  case ENOSYS:
    why = ": this kernel has no seccomp filters, or an outer filter hides them";
    break;
  case ENOTSUPP:
    error_code(
        L, op, "ENOTSUPP", err,
        "the kernel refused the filter (ENOTSUPP): the memory for JIT-compiled "
        "filters is used up; raise the sysctl net.core.bpf_jit_limit");
    return;
  case EPERM:
    why = ": an outer filter refuses seccomp(2), or prctl(2)";
    break;
  default:
    break;
  }
  error_raise(L, op, err, "the kernel refused the filter (%s)%s", strerror(err),
              why);
}

/* [-0, +0]: puts `name` in the set at the top: by key, and in the list when
 * it can be had. */
static void set_add(lua_State *L, const char *name, bool can) {
  lua_pushboolean(L, can);
  lua_setfield(L, -2, name);
  if (can) {
    lua_pushstring(L, name);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
}

static void features_actions(lua_State *L) {
  static const uint32_t values[] = {
      BPF_RET_ALLOW, BPF_RET_LOG,   BPF_RET_USER_NOTIF,  BPF_RET_TRAP,
      BPF_RET_TRACE, BPF_RET_ERRNO, BPF_RET_KILL_THREAD, BPF_RET_KILL_PROCESS};
  lua_newtable(L);
  for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
    char spec[40];
    action_spec(values[i], spec, sizeof spec);
    spec[strcspn(spec, "(")] = '\0';
    const struct need *need = action_need(values[i]);
    set_add(L, spec,
            sys_kernel_has_action(values[i]) &&
                (need == NULL || libseccomp_need_met(need)));
  }
}

static void features_flags(lua_State *L) {
  static const struct need listener = {2, 5, 0, 5}, tsync_esrch = {2, 5, 0, 6};
  lua_newtable(L);
  for (size_t i = 0; i < ATTRIBUTES; i++)
    if (attribute_table[i].flag != 0)
      set_add(L, attribute_table[i].name,
              sys_kernel_has_flag(attribute_table[i].flag) &&
                  libseccomp_need_met(&attribute_table[i].need));
  set_add(L, "listener",
          sys_kernel_has_flag(LOAD_NEW_LISTENER) &&
              libseccomp_need_met(&listener));
  set_add(L, "tsync_esrch",
          sys_kernel_has_flag(LOAD_TSYNC_ESRCH) &&
              libseccomp_need_met(&tsync_esrch));
}

static void features_notify(lua_State *L) {
  static const struct {
    const char *name;
    int major, minor;
  } features[] = {{"continue", 5, 5},
                  {"add_fd", 5, 9},
                  {"add_fd_reply", 5, 14},
                  {"wait_killable", 5, 19},
                  {"sync_wake_up", 6, 6}};
  bool any = sys_kernel_has_flag(LOAD_NEW_LISTENER);
  lua_newtable(L);
  for (size_t i = 0; i < sizeof features / sizeof features[0]; i++)
    set_add(L, features[i].name,
            any && sys_kernel_at_least(features[i].major, features[i].minor));
}

/***
What this kernel and libseccomp can do together.
Each of the four is a set: `features().actions.log` is true or false, and the
list part (`ipairs`) names what can be had. Actions, flags (the filter
attributes that become flags of seccomp(2), `listener` and `tsync_esrch`) and
arches are asked for; notify features go by the kernel's release.
@function features
@treturn table `{actions={…}, flags={…}, notify={…}, arches={…}}`
*/
int install_features(lua_State *L) {
  args_max(L, 0);
  lua_createtable(L, 0, 4);
  features_actions(L);
  lua_setfield(L, -2, "actions");
  features_flags(L);
  lua_setfield(L, -2, "flags");
  features_notify(L);
  lua_setfield(L, -2, "notify");
  lua_newtable(L);
  for (size_t i = 0; i < ARCH_MAX; i++)
    set_add(L, arch_table[i].name, arch_supported(&arch_table[i]));
  lua_setfield(L, -2, "arches");
  return 1;
}
