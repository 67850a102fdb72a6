/* The one place where programs enter the kernel, and what the kernel can do.
 * See seccomp(2). */
#include <assert.h>
#include <linux/filter.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "bpf/bytes.h"
#include "bpf/opcode.h"
#include "bpf/returns.h"
#include "lua_seccomp.h"

/* Operations of seccomp(2); the header of an old kernel may lack them. */
#define OP_SET_MODE_FILTER 1u
#define OP_GET_ACTION_AVAIL 2u
#define OP_GET_NOTIF_SIZES 3u

/* Errno of the kernel's own, of which the C library knows nothing. */
#define ENOTSUPP 524

_Static_assert(sizeof(struct bpf_insn) == sizeof(struct sock_filter) &&
                   offsetof(struct bpf_insn, jt) ==
                       offsetof(struct sock_filter, jt) &&
                   offsetof(struct bpf_insn, k) ==
                       offsetof(struct sock_filter, k),
               "struct bpf_insn is handed to the kernel as it is");

long load_install(const struct load_request *request) {
  struct sock_fprog prog = {
      .len = (unsigned short)request->len,
      .filter = (struct sock_filter *)(uintptr_t)request->insns};
  if (request->len > BPF_PROG_MAX)
    return -EINVAL;
  if (request->no_new_privs && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return -errno;
  long result = syscall(SYS_seccomp, OP_SET_MODE_FILTER, request->flags, &prog);
  return result < 0 ? -errno : result;
}

void load_check(lua_State *L, const char *op,
                const struct load_request *request, long result) {
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
    error_code(L, op, "ENOTSUPP", err,
               "the kernel refused the filter (ENOTSUPP): the memory for what "
               "it compiles filters to is used up; raise the sysctl "
               "net.core.bpf_jit_limit");
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

bool load_notifies(const struct bpf_insn *insns, size_t len) {
  const struct bpf_prog prog = {insns, len, bpf_host_big_endian()};
  return bpf_may_return(&prog, BPF_RET_USER_NOTIF);
}

bool load_voids_arch(const struct bpf_insn *insns, size_t len,
                     const uint32_t *tokens, size_t count) {
  enum { NOTHING, ARCH = 1, ELSE = 2 };
  uint8_t held[BPF_PROG_MAX] = {ELSE}; /* what A may hold on arrival */
  assert(len <= BPF_PROG_MAX);
  for (size_t i = 0; i < len; i++) {
    const struct bpf_insn *in = &insns[i];
    uint8_t now = held[i];
    if (now == NOTHING || in->code == BPF_CODE_RET_K)
      continue;
    if (in->code == BPF_CODE_LD_ABS)
      now = in->k == offsetof(struct bpf_data, arch) ? ARCH : ELSE;
    bool jump = (in->code & 7) == BPF_CODE_JA;
    if (jump && in->code != BPF_CODE_JA && (now & ARCH) != 0) {
      bool token = false;
      for (size_t k = 0; k < count; k++)
        token = token || tokens[k] == in->k;
      if (!token || in->code != BPF_CODE_JEQ_K)
        return true;
    }
    size_t yes = i + 1 + (in->code == BPF_CODE_JA ? in->k : jump ? in->jt : 0);
    size_t no = jump && in->code != BPF_CODE_JA ? i + 1 + in->jf : yes;
    if (yes < len)
      held[yes] |= now;
    if (no < len)
      held[no] |= now;
  }
  return false;
}

unsigned long load_threads(void) {
  struct stat st;
  /* a directory has a link for each subdirectory, one for itself, one in its
   * parent; the subdirectories are the threads */
  if (stat("/proc/self/task", &st) != 0 || st.st_nlink < 3)
    return 0;
  return (unsigned long)st.st_nlink - 2;
}

/* Whether the kernel takes a SECCOMP_FILTER_FLAG_*. */
static bool kernel_has_flag(unsigned int flag) {
  /* known flags come as far as the missing program: EFAULT; unknown ones are
   * refused before that: EINVAL. wait_killable is looked at together with
   * new_listener, which it needs. */
  unsigned int flags = flag;
  if (flag == LOAD_WAIT_KILLABLE)
    flags |= LOAD_NEW_LISTENER;
  return syscall(SYS_seccomp, OP_SET_MODE_FILTER, flags, NULL) == -1 &&
         errno == EFAULT;
}

bool load_can_wait_killable(void) {
  return kernel_has_flag(LOAD_WAIT_KILLABLE);
}

/* Whether it knows an action. */
static bool kernel_has_action(uint32_t action) {
  uint32_t value = action;
  return syscall(SYS_seccomp, OP_GET_ACTION_AVAIL, 0, &value) == 0;
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

bool kernel_at_least(int major, int minor) {
  struct utsname u;
  int have_major, have_minor;
  if (uname(&u) != 0 ||
      sscanf(u.release, "%d.%d", &have_major, &have_minor) != 2)
    return false;
  return have_major > major || (have_major == major && have_minor >= minor);
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
            kernel_has_action(values[i]) && (need == NULL || need_met(need)));
  }
}

static void features_flags(lua_State *L) {
  static const struct {
    const char *name;
    unsigned int flag;
    struct need need;
  } flags[] = {{"tsync", LOAD_TSYNC, {2, 5, 0, 2}},
               {"log", LOAD_LOG, {2, 4, 0, 3}},
               {"ssb", LOAD_SPEC_ALLOW, {2, 5, 0, 4}},
               {"listener", LOAD_NEW_LISTENER, {2, 5, 0, 5}},
               {"tsync_esrch", LOAD_TSYNC_ESRCH, {2, 5, 0, 6}},
               {"wait_kill", LOAD_WAIT_KILLABLE, {2, 6, 0, 7}}};
  lua_newtable(L);
  for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
    set_add(L, flags[i].name,
            kernel_has_flag(flags[i].flag) && need_met(&flags[i].need));
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
  bool any = kernel_has_flag(LOAD_NEW_LISTENER);
  lua_newtable(L);
  for (size_t i = 0; i < sizeof features / sizeof features[0]; i++)
    set_add(L, features[i].name,
            any && kernel_at_least(features[i].major, features[i].minor));
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
int lib_features(lua_State *L) {
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
