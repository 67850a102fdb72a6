/* SPDX-License-Identifier: MIT */
/* What comes out of a filter: text, bytes, and the loaded program; and
 * libseccomp 2.6's transactions and precomputing. */
#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lua.h>
#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../lua/args.h"
#include "../lua/error.h"
#include "../lua/install.h"
#include "../notify/listener_object.h"
#include "../scmp/arch.h"
#include "../scmp/guard.h"
#include "../scmp/journal.h"
#include "../scmp/libseccomp.h"
#include "../sys/seccomp.h"
#include "bypass.h"
#include "filter.h"

/* The common part of both exports: returns the string at the top, or writes it
 * to the target at 2 and returns the filter. */
static int deliver(lua_State *L, const char *op, bool target) {
  if (!target)
    return 1;
  size_t len;
  const char *bytes = lua_tolstring(L, -1, &len);
  args_write(L, op, 2, bytes, len);
  lua_settop(L, 1);
  return 1;
}

/***
Write the filter as pseudo filter code, for people to read.
Corresponds to seccomp_export_pfc(3).
@function Filter:export_pfc
@tparam[opt] file|integer target an open Lua file or an fd; it is flushed, and
  a write that falls short raises
@treturn string|Filter the text; with a target, the filter
@raise EINVAL when the filter has no arch, E2BIG, or the errno of the write
*/
int filter_export_pfc(lua_State *L) {
  static const char op[] = "export_pfc";
  struct filter *f = filter_live(L, 1, op);
  args_max(L, 2);
  bool target = !lua_isnoneornil(L, 2);
  if (target)
    args_target(L, 2);
  filter_push_pfc(L, f, op);
  return deliver(L, op, target);
}

/***
Write the filter as compiled BPF: an array of `struct sock_filter` in the byte
order of the filter's arches. The program is kept until the filter changes, so
that all but the first export, load or verify of it are quick. Corresponds to
seccomp_export_bpf(3) and seccomp_export_bpf_mem(3).
@function Filter:export_bpf
@tparam[opt] file|integer target an open Lua file or an fd
@treturn string|Filter the bytes; with a target, the filter
@raise EINVAL when the filter has no arch, E2BIG, or the errno of the write
*/
int filter_export_bpf(lua_State *L) {
  static const char op[] = "export_bpf";
  filter_live(L, 1, op);
  args_max(L, 2);
  bool target = !lua_isnoneornil(L, 2);
  if (target)
    args_target(L, 2);
  filter_push_bpf(L, 1, op);
  return deliver(L, op, target);
}

/* The flags that attributes and program ask for; raises when threads would be
 * missed. */
static unsigned int load_flags(lua_State *L, const struct filter *f,
                               const char *op, const struct attributes *a,
                               bool notifies) {
  const bool tsync = a->value[ATTRIBUTE_TSYNC] != 0;
  unsigned int flags = attributes_flags(a);
  if (notifies)
    flags |= LOAD_NEW_LISTENER;
  else
    flags &= ~LOAD_WAIT_KILLABLE;
  if (tsync && notifies)
    flags |= LOAD_TSYNC_ESRCH; /* else a thread id could pass for the fd */
  unsigned long threads = f->tsync_wanted && !tsync ? sys_threads() : 1;
  if (threads != 1) {
    char count[32] = "an unknown number of";
    if (threads != 0)
      snprintf(count, sizeof count, "%lu", threads);
    error_raise(L, op, ESRCH,
                "this process has %s threads and tsync is not available: "
                "the others would go without the filter; load before they "
                "start, or say f:set(\"tsync\", false)",
                count);
  }
  return flags;
}

/* Installs the program at the top, of len instructions, for the Filter at 1. It
 * is on the stack: to free memory after loading could be a system call. */
__attribute__((noinline)) static int install(lua_State *L, const char *op,
                                             size_t len) {
  struct cbpf_insn insns[BPF_PROG_MAX];
  struct attributes a;
  assert(len <= BPF_PROG_MAX); /* push_loadable */
  memcpy(insns, lua_tostring(L, -1), len * sizeof insns[0]);
  /* finalizers that ran since may have released it */
  struct filter *f = filter_live(L, 1, op);
  filter_attributes(f, &a);
  struct sys_load request = {.insns = insns,
                             .len = len,
                             .no_new_privs =
                                 a.value[ATTRIBUTE_NO_NEW_PRIVS] != 0};
  bool notifies = sys_notifies(insns, len);
  request.flags = load_flags(L, f, op, &a, notifies);
  lua_settop(L, 1);
  long result = sys_install(&request);
  install_check(L, op, &request, result);
  if (notifies)
    f->listener_fd = (int)result;
  return 1;
}

/***
Load the filter into the kernel, for this thread or, with `tsync`, all of the
process. Makes no system call after the installing one. What is loaded cannot
be taken back; the filter can be extended and loaded again, and then both hold.
Corresponds to seccomp_load(3), but goes to seccomp(2) directly, so that errors
carry the kernel's errno. Where libseccomp's code would void the rules of an
arch, its binary tree (`optimize` 2) is loaded in its place.

Of the first argument of socketcall and ipc, where an arch has them, the kernel
reads the low 32 and 16 bits, and libseccomp compares all. A filter with a rule
that calls get around by the other bits is not loaded: the error has such a
call, and the rules that help.
@function Filter:load
@tparam[opt] table options `bypass`: true to load it all the same
@treturn Filter itself
@raise EREFUTED where a rule is bypassed, with the fields `witness` (the call,
  with `actual` and `expected` action) and `rules` (for `f:add_rules`; empty
  where it takes a policy); EBUSY when it notifies and this process has a
  listener; ESRCH when another thread cannot take it, or would be missed; EACCES
  without no_new_privs and CAP_SYS_ADMIN; EINVAL for over 4096 instructions
@usage seccomp.filter("allow"):add_rule("mkdir", "errno(EPERM)"):load()
*/
int filter_load(lua_State *L) {
  static const char op[] = "load";
  static const char *const known[] = {"bypass", NULL};
  struct filter *f = filter_live(L, 1, op);
  bool bypass = false;
  args_max(L, 2);
  if (!lua_isnoneornil(L, 2)) {
    args_type(L, 2, LUA_TTABLE);
    args_known_keys(L, op, 2, "option", known);
    bypass = args_option(L, op, 2, "bypass", false);
  }
  if (f->busy)
    error_raise(L, op, EPERM,
                "filter is in a transaction: load it once that has ended");
  size_t len = filter_push_installable(L, 1, op);
  if (!bypass)
    bypass_check(L, op, 1, lua_gettop(L));
  if (filter_big_endian(f) != (bool)arch_native()->big_endian)
    error_raise(L, op, EINVAL,
                "the filter's arches are %s-endian, this machine is not: it "
                "cannot be loaded here",
                filter_big_endian(f) ? "big" : "little");
  return install(L, op, len);
}

/***
The Listener of a loaded filter that notifies: it receives the calls that a rule
(or the default, or the bad arch action) of `notify` holds up. The same one each
time. Makes no system call, so that it can be asked for under the filter.
Corresponds to seccomp_notify_fd(3), but gives the listener of this filter and
not that of whichever the process loaded first.
@function Filter:listener
@treturn Listener
@raise EINVAL when the filter was not loaded, or does not notify
*/
int filter_listener(lua_State *L) {
  static const char op[] = "listener";
  struct filter *f = filter_live(L, 1, op);
  args_max(L, 1);
  if (f->listener_fd >= 0) {
    struct listener *l = listener_new(L);
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, 1, FILTER_LISTENER);
    listener_take(l, f->listener_fd);
    f->listener_fd = -1;
    return 1;
  }
  if (lua_getiuservalue(L, 1, FILTER_LISTENER) == LUA_TNIL)
    error_raise(L, op, EINVAL,
                "filter has no listener: load it first, with a rule or a "
                "default that says notify");
  return 1;
}

static const struct need need_2_6 = {2, 6, 0, 0};

/***
Generate the program now and keep it, so that exporting and loading need not.
Corresponds to seccomp_precompute(3).
@function Filter:precompute
@treturn Filter itself
@raise EOPNOTSUPP before libseccomp 2.6; else as @{Filter:export_bpf}
*/
int filter_precompute(lua_State *L) {
  static const char op[] = "precompute";
  struct filter *f = filter_live(L, 1, op);
  args_max(L, 1);
  if (seccomp_precompute == NULL)
    error_version(L, op, "precompute", &need_2_6);
  filter_check_generate(L, f, op);
  errno = 0;
  int rc = seccomp_precompute(f->ctx);
  filter_check_generated(L, f, op, rc, errno);
  return 1;
}

/***
Change the filter all or nothing: calls `fn(filter)`; where that raises, the
filter is put back exactly as it was (rules, arches, priorities, attributes)
and the error raised again. Within `fn` the filter may be changed, but not
released, merged away, loaded, or put into another transaction. A source that
`fn` merged stays released even when rolled back.
Corresponds to seccomp_transaction_start(3).
@function Filter:transaction
@tparam function fn
@treturn Filter itself
@raise EOPNOTSUPP before libseccomp 2.6; EPERM when locked or nested
*/
int filter_transaction(lua_State *L) {
  static const char op[] = "transaction";
  struct filter *f = filter_mutable(L, op);
  args_max(L, 2);
  args_type(L, 2, LUA_TFUNCTION);
  if (seccomp_transaction_start == NULL || seccomp_transaction_commit == NULL)
    error_version(L, op, "transaction", &need_2_6);
  if (f->busy)
    error_raise(L, op, EPERM, "transactions of one filter do not nest");
  struct attributes before;
  filter_attributes(f, &before);
  bool tsync_wanted = f->tsync_wanted;
  size_t mark = f->journal.count;
  int rc = seccomp_transaction_start(f->ctx);
  if (rc != 0)
    error_raise(L, op, -rc, "cannot start a transaction: %s", strerror(-rc));
  f->native_txn = true;
  f->busy = true;
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 1);
  int status = lua_pcall(L, 1, 0, 0);
  f->busy = false;
  if (f->ctx == NULL) {
    if (status == LUA_OK)
      return error_raise(L, op, ENOMEM,
                         "the filter was collected in the transaction");
    return lua_error(L);
  }
  if (status == LUA_OK && f->native_txn) {
    rc = seccomp_transaction_commit(f->ctx);
    f->native_txn = false;
  }
  if (status != LUA_OK || rc != 0) {
    journal_truncate(&f->journal, mark);
    f->tsync_wanted = tsync_wanted;
    filter_rebuild(f, &before);
    if (status != LUA_OK)
      return lua_error(L);
    return error_raise(L, op, -rc, "cannot commit: %s", strerror(-rc));
  }
  if (journal_compact(&f->journal))
    guard_clear(&f->guard,
                &f->journal); /* which knows the log by its numbers */
  lua_settop(L, 1);
  return 1;
}
