/* SPDX-License-Identifier: MIT */
/* What libseccomp makes of a filter: programs, and pseudo filter code. */
#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../bpf/bytes.h"
#include "../bpf/opcode.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../scmp/arch.h"
#include "../scmp/guard.h"
#include "../scmp/journal.h"
#include "../scmp/libseccomp.h"
#include "../sys/seccomp.h"
#include "filter.h"

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

void filter_generate_open(lua_State *L) {
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

void filter_check_generate(lua_State *L, struct filter *f, const char *op) {
  struct arch_list list;
  filter_usable(L, f, op);
  journal_arches(&f->journal, &list);
  if (list.count == 0)
    error_raise(L, op, EINVAL, "filter has no arch: add_arch first");
  if (libseccomp_need_met(&generate_safely))
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

void filter_check_generated(lua_State *L, struct filter *f, const char *op,
                            int rc, int err) {
  /* what a call of its own failed with, libseccomp calls ECANCELED */
  if (rc == -ECANCELED && err != 0 && err != ENOMEM)
    error_raise(L, op, err, "libseccomp cannot write the filter's code: %s",
                strerror(err));
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

/* Whether a program is whole: each instruction is a return, or leads to others
 * that are there. What else was cut off behind it nothing leads to. */
static bool is_whole(const char *bytes, size_t size, bool big_endian) {
  size_t left = size / BPF_INSN_SIZE;
  for (; left > 0; bytes += BPF_INSN_SIZE) {
    struct cbpf_insn insn;
    size_t over = 0;
    bpf_decode((const unsigned char *)bytes, 1, big_endian, &insn);
    left--;
    if (insn.code == BPF_CODE_JA)
      over = insn.k;
    else if (bpf_is_conditional(insn.code))
      over = insn.jt > insn.jf ? insn.jt : insn.jf;
    if (!bpf_is_return(insn.code) && over >= left)
      return false;
  }
  return size > 0 && size % BPF_INSN_SIZE == 0;
}

/* [-0, +1]: pushes what libseccomp writes to an fd, as a string. */
static struct stamp push_written(lua_State *L, struct filter *f, const char *op,
                                 int (*export)(const scmp_filter_ctx, int)) {
  int top = lua_gettop(L);
  struct fd_box *box = fd_box(L, op);
  filter_check_generate(L, f, op);
  struct stamp stamp = stamp_now(f);
  const bool big_endian = filter_big_endian(f);
  errno = 0;
  int rc = export(f->ctx, box->fd), failed = errno;
  filter_check_generated(L, f, op, rc, failed);
  /* it does not look whether its PFC was written */
  if (failed != 0 && export == seccomp_export_pfc)
    error_raise(L, op, failed, "libseccomp cannot write the PFC: %s",
                strerror(failed));
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
                  "cannot read the export back after %zu of %zu bytes: %s",
                  have, size, n < 0 ? strerror(errno) : "there is no more");
    have += (size_t)n;
  }
  close(box->fd);
  box->fd = -1;
  if (export == seccomp_export_bpf && !is_whole(bytes, size, big_endian))
    error_raise(L, op, EIO,
                "libseccomp wrote the first %zu bytes of the program, and took "
                "that for all of it: try again, with more memory for files in "
                "memory (memfd_create)",
                size);
  lua_pushlstring(L, bytes, size);
  lua_replace(L, top + 1);
  lua_settop(L, top + 1);
  return stamp;
}

/* The bytes of the filter's program; raises. Before libseccomp 2.6 it cannot be
 * asked for in memory. */
static size_t generated_size(lua_State *L, struct filter *f, const char *op) {
  size_t size = 0;
  filter_check_generate(L, f, op);
  errno = 0;
  int rc = seccomp_export_bpf_mem(f->ctx, NULL, &size);
  filter_check_generated(L, f, op, rc, errno);
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
  filter_check_generated(L, f, op, rc, errno);
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
    f->not_bypassed = false;
    f->generated = f->ctx != NULL;
  }
  return (size_t)lua_rawlen(L, -1) / sizeof(struct cbpf_insn);
}

void filter_push_pfc(lua_State *L, struct filter *f, const char *op) {
  push_written(L, f, op, seccomp_export_pfc);
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
  struct cbpf_insn insns[BPF_PROG_MAX];
  uint32_t tokens[ARCH_MAX] = {0};
  struct arch_list list;
  assert(len <= BPF_PROG_MAX); /* push_loadable */
  memcpy(insns, lua_tostring(L, -1), len * sizeof insns[0]);
  journal_arches(&f->journal, &list);
  for (uint8_t i = 0; i < list.count; i++)
    tokens[i] = arch_table[list.index[i]].audit;
  return sys_voids_arch(insns, len, tokens, list.count);
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
  error_stack(L, op, sizeof(struct cbpf_insn[BPF_PROG_MAX]) + STACK_WORK);
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
  len = (size_t)lua_rawlen(L, -1) / sizeof(struct cbpf_insn);
  if (voids_arch(L, f, len))
    error_raise(L, op, EBADMSG,
                "libseccomp compiles this filter so that the rules of an arch "
                "never match (verify tells which); use a policy "
                "(seccomp.policy)");
  return len;
}
