/* What comes out of a filter: text, bytes, and the loaded program; and
 * libseccomp 2.6's transactions and precomputing. */
#include "filter.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where libseccomp before 2.6.1 counts instructions in 16 bits and writes out
 * of bounds once they wrap (GHSA-2hqh-5c36-grrm, GHSA-46fr-jh49-xvhx). */
#define GENERATE_MAX 65535u
static const struct need generate_safely = {2, 6, 1, 0};

/* An fd that is closed by the collector when a raise goes past. */
#define FD_META "seccomp.fd"
#define FD_MAGIC 0x46444244u
struct fd_box {
  uint32_t magic;
  int fd;
};

static int fd__gc(lua_State *L) {
  struct fd_box *box =
      class_test(L, 1, FD_META, sizeof(struct fd_box), FD_MAGIC);
  if (box != NULL && box->fd >= 0)
    close(box->fd);
  if (box != NULL)
    box->fd = -1;
  return 0;
}

void filter_output_open(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", fd__gc}, {NULL, NULL}};
  class_open(L, FD_META, NULL, meta);
}

/* [-0, +1]: a file in memory; raises. */
static struct fd_box *fd_box(lua_State *L, const char *op) {
  struct fd_box *box = lua_newuserdatauv(L, sizeof *box, 0);
  box->magic = FD_MAGIC;
  box->fd = -1;
  luaL_setmetatable(L, FD_META);
  box->fd = memfd_create("seccomp", MFD_CLOEXEC);
  if (box->fd < 0) {
    int err = errno;
    error_raise(L, op, err, "cannot make a file in memory (memfd_create): %s",
                strerror(err));
  }
  return box;
}

/* Raises where generating code would fail or be unsafe. To be asked right
 * before: whatever is allocated in between may run finalizers, to which the
 * filter is theirs. */
static void check_generate(lua_State *L, struct filter *f, const char *op) {
  struct arch_list list;
  filter_usable(L, f, op);
  journal_arches(&f->journal, &list);
  if (list.count == 0)
    error_raise(L, op, EINVAL, "filter has no arch: add_arch first");
  if (need_met(&generate_safely))
    return;
  size_t bound = guard_bound(&f->guard, &f->journal);
  if (bound == SIZE_MAX)
    error_raise(L, op, ENOMEM, "not enough memory");
  if (bound > GENERATE_MAX)
    error_raise(L, op, E2BIG,
                "the rules may take %zu instructions: this libseccomp writes "
                "out of bounds beyond 65535 (2.6.1 does not), and the kernel "
                "takes 4096; split the filter, or use a policy "
                "(seccomp.policy)",
                bound);
}

static void generate_failed(lua_State *L, struct filter *f, const char *op,
                            int rc) {
  size_t bound = guard_bound(&f->guard, &f->journal);
  if (rc == -EFAULT && bound > BPF_PROG_MAX)
    error_raise(L, op, E2BIG,
                "libseccomp cannot generate code for the filter: it is too "
                "large (up to %zu instructions; the kernel takes 4096)",
                bound);
  error_raise(L, op, -rc, "libseccomp cannot generate code for the filter: %s",
              strerror(-rc));
}

/* Raises what stopped libseccomp from compiling. Call with the errno it left,
 * which was 0 before: where an allocation fails, libseccomp leaves a rule out
 * and reports success, and 2.6 even keeps the program for later. */
static void check_generated(lua_State *L, struct filter *f, const char *op,
                            int rc, int err) {
  if (rc != 0)
    generate_failed(L, f, op, rc);
  if (err != ENOMEM)
    return;
  struct attributes attributes;
  filter_attributes(f, &attributes);
  filter_rebuild(f, &attributes);
  error_raise(L, op, ENOMEM,
              "not enough memory: libseccomp may have left out rules");
}

/* What a program generated now is generated of. */
static struct stamp stamp_now(const struct filter *f) {
  struct stamp now = {.changes = f->journal.changes};
  filter_attributes(f, &now.attributes);
  return now;
}

/* [-0, +1]: pushes what libseccomp writes to an fd, as a string. */
static struct stamp push_written(lua_State *L, struct filter *f, const char *op,
                                 int (*export)(const scmp_filter_ctx, int)) {
  int top = lua_gettop(L);
  struct fd_box *box = fd_box(L, op);
  check_generate(L, f, op);
  struct stamp stamp = stamp_now(f);
  errno = 0;
  int rc = export(f->ctx, box->fd);
  check_generated(L, f, op, rc, errno);
  struct stat st;
  struct rlimit limit;
  if (fstat(box->fd, &st) != 0) {
    int err = errno;
    error_raise(L, op, err, "cannot read the export back: %s", strerror(err));
  }
  size_t size = (size_t)st.st_size, have = 0;
  /* libseccomp takes a short write for a good one */
  if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && size >= limit.rlim_cur)
    error_raise(L, op, EFBIG,
                "the export reaches the limit on the size of files (%zu "
                "bytes, ulimit -f)",
                size);
  char *bytes = lua_newuserdatauv(L, size + 1, 0);
  while (have < size) {
    ssize_t n = pread(box->fd, bytes + have, size - have, (off_t)have);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      error_raise(L, op, n < 0 ? errno : EIO,
                  "cannot read the export back after %zu of %zu bytes", have,
                  size);
    have += (size_t)n;
  }
  close(box->fd);
  box->fd = -1;
  lua_pushlstring(L, bytes, size);
  lua_replace(L, top + 1);
  lua_settop(L, top + 1);
  return stamp;
}

/* The bytes of the filter's program; raises. Before libseccomp 2.6 there is no
 * asking. */
static size_t generated_size(lua_State *L, struct filter *f, const char *op) {
  size_t size = 0;
  check_generate(L, f, op);
  errno = 0;
  int rc = seccomp_export_bpf_mem(f->ctx, NULL, &size);
  check_generated(L, f, op, rc, errno);
  return size;
}

/* [-0, +1]: the program as libseccomp generates it. */
static struct stamp push_generated(lua_State *L, struct filter *f,
                                   const char *op) {
  if (seccomp_export_bpf_mem == NULL)
    return push_written(L, f, op, seccomp_export_bpf);
  size_t size, room = generated_size(L, f, op);
  char *bytes = lua_newuserdatauv(L, room + 1, 0);
  while ((size = generated_size(L, f, op)) > room) {
    lua_pop(L, 1);
    room = 2 * size; /* not one step behind finalizers for ever */
    bytes = lua_newuserdatauv(L, room + 1, 0);
  }
  struct stamp stamp = stamp_now(f);
  /* the exact size: 2.6.0 copies as many bytes as it is told there is room */
  errno = 0;
  int rc = seccomp_export_bpf_mem(f->ctx, bytes, &size);
  check_generated(L, f, op, rc, errno);
  lua_pushlstring(L, bytes, size);
  lua_remove(L, -2);
  return stamp;
}

/* Generating is what costs, and a program is often asked for more than once:
 * verified and then loaded, given to one process after another. So it is kept
 * for as long as the filter is what it was generated of. */
size_t filter_push_bpf(lua_State *L, int idx, const char *op) {
  struct filter *f = filter_live(L, idx, op);
  struct stamp now = stamp_now(f);
  if (f->generated && f->program_of.changes == now.changes &&
      attributes_equal(&f->program_of.attributes, &now.attributes)) {
    lua_getiuservalue(L, idx, FILTER_PROGRAM);
  } else {
    struct stamp stamp = push_generated(L, f, op);
    /* finalizers may have changed the filter since, and then the stamp tells */
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, idx, FILTER_PROGRAM);
    f->program_of = stamp;
    f->generated = f->ctx != NULL;
  }
  return (size_t)lua_rawlen(L, -1) / sizeof(struct bpf_insn);
}

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
  push_written(L, f, op, seccomp_export_pfc);
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
  unsigned int flags = 0;
  if (a->tsync)
    flags |= LOAD_TSYNC;
  if (notifies)
    flags |= LOAD_NEW_LISTENER;
  if (a->tsync && notifies)
    flags |= LOAD_TSYNC_ESRCH; /* else a thread id could pass for the fd */
  if (a->log)
    flags |= LOAD_LOG;
  if (a->ssb)
    flags |= LOAD_SPEC_ALLOW;
  if (a->wait_kill && notifies)
    flags |= LOAD_WAIT_KILLABLE;
  unsigned long threads = f->tsync_wanted && !a->tsync ? load_threads() : 1;
  if (threads != 1) {
    char count[32] = "an unknown number of";
    if (threads != 0)
      snprintf(count, sizeof count, "%lu", threads);
    error_raise(L, op, ESRCH,
                "this process has %s threads and tsync cannot be had here: "
                "the others would go without the filter; load before they "
                "start, or say f:set(\"tsync\", false)",
                count);
  }
  return flags;
}

/* [-0, +1]: the filter's program, at most BPF_PROG_MAX instructions. */
static size_t push_loadable(lua_State *L, int idx, const char *op) {
  size_t len = filter_push_bpf(L, idx, op);
  if (len > BPF_PROG_MAX)
    error_raise(L, op, EINVAL,
                "the filter has %zu instructions and the kernel takes %u: "
                "split it, or use a policy (seccomp.policy), whose programs "
                "are far smaller",
                len, BPF_PROG_MAX);
  return len;
}

/* Whether the program at the top, of len instructions, voids an arch. */
__attribute__((noinline)) static bool
voids_arch(lua_State *L, const struct filter *f, size_t len) {
  struct bpf_insn insns[BPF_PROG_MAX];
  uint32_t tokens[ARCH_MAX];
  struct arch_list list;
  assert(len <= BPF_PROG_MAX); /* push_loadable */
  memcpy(insns, lua_tostring(L, -1), len * sizeof insns[0]);
  journal_arches(&f->journal, &list);
  for (uint8_t i = 0; i < list.count; i++)
    tokens[i] = arch_table[list.index[i]].audit;
  return load_voids_arch(insns, len, tokens, list.count);
}

/* push_loadable, to be called in protected mode with the filter. */
static int protected_push(lua_State *L) {
  push_loadable(L, 1, lua_touserdata(L, 2));
  return 1;
}

/* libseccomp forgets to load the syscall number where the first call of an
 * arch's chain does not exist there, or has a priority and no rule; then the
 * rules of that arch are void. Its binary tree gets that right, so such a
 * filter is installed as one. */
size_t filter_push_installable(lua_State *L, int idx, const char *op) {
  error_stack(L, op, sizeof(struct bpf_insn[BPF_PROG_MAX]) + STACK_WORK);
  struct filter *f = filter_live(L, idx, op);
  size_t len = push_loadable(L, idx, op);
  if (!voids_arch(L, f, len))
    return len;
  lua_pop(L, 1);
  uint32_t before = 1;
  seccomp_attr_get(f->ctx, SCMP_FLTATR_CTL_OPTIMIZE, &before);
  lua_pushcfunction(L, protected_push);
  lua_pushvalue(L, idx);
  lua_pushlightuserdata(L, (void *)(uintptr_t)op);
  seccomp_attr_set(f->ctx, SCMP_FLTATR_CTL_OPTIMIZE, 2);
  int status = lua_pcall(L, 2, 1, 0);
  seccomp_attr_set(f->ctx, SCMP_FLTATR_CTL_OPTIMIZE, before);
  if (status != LUA_OK)
    lua_error(L);
  len = (size_t)lua_rawlen(L, -1) / sizeof(struct bpf_insn);
  if (voids_arch(L, f, len))
    error_raise(L, op, EBADMSG,
                "libseccomp compiles this filter so that the rules of an arch "
                "never match (verify tells which); use a policy "
                "(seccomp.policy)");
  return len;
}

/* Installs the program at the top, of len instructions, for the Filter at 1. It
 * is on the stack: to free memory after loading could be a system call. */
__attribute__((noinline)) static int install(lua_State *L, const char *op,
                                             size_t len) {
  struct bpf_insn insns[BPF_PROG_MAX];
  struct attributes a;
  assert(len <= BPF_PROG_MAX); /* push_loadable */
  memcpy(insns, lua_tostring(L, -1), len * sizeof insns[0]);
  /* finalizers that ran since may have released it */
  struct filter *f = filter_live(L, 1, op);
  filter_attributes(f, &a);
  struct load_request request = {
      .insns = insns, .len = len, .no_new_privs = a.no_new_privs};
  bool notifies = load_notifies(insns, len);
  request.flags = load_flags(L, f, op, &a, notifies);
  lua_settop(L, 1);
  long result = load_install(&request);
  load_check(L, op, &request, result);
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
@raise EREFUTED where a rule is got around, with the fields `witness` (the call,
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
  check_generate(L, f, op);
  errno = 0;
  int rc = seccomp_precompute(f->ctx);
  check_generated(L, f, op, rc, errno);
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
