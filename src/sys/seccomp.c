/* SPDX-License-Identifier: MIT */
/* The one place where programs enter the kernel, and how it is asked what it
 * can do.
 * See seccomp(2). */
#include <assert.h>
#include <errno.h>
#include <linux/filter.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "../bpf/bpf.h"
#include "../bpf/bytes.h"
#include "../bpf/opcode.h"
#include "../bpf/prove/returns.h"
#include "seccomp.h"

/* Operations of seccomp(2); the header of an old kernel may lack them. */
#define OP_SET_MODE_FILTER 1u
#define OP_GET_ACTION_AVAIL 2u
#define OP_GET_NOTIF_SIZES 3u

_Static_assert(sizeof(struct cbpf_insn) == sizeof(struct sock_filter) &&
                   offsetof(struct cbpf_insn, jt) ==
                       offsetof(struct sock_filter, jt) &&
                   offsetof(struct cbpf_insn, k) ==
                       offsetof(struct sock_filter, k),
               "struct cbpf_insn is handed to the kernel as it is");

long sys_install(const struct sys_load *request) {
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

bool sys_notifies(const struct cbpf_insn *insns, size_t len) {
  const struct bpf_prog prog = {insns, len, bpf_host_big_endian()};
  return bpf_may_notify(&prog);
}

bool sys_voids_arch(const struct cbpf_insn *insns, size_t len,
                    const uint32_t *tokens, size_t count) {
  enum { NOTHING, ARCH = 1, ELSE = 2 };
  uint8_t held[BPF_PROG_MAX] = {ELSE}; /* what A may hold on arrival */
  assert(len <= BPF_PROG_MAX);
  for (size_t i = 0; i < len; i++) {
    const struct cbpf_insn *in = &insns[i];
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

unsigned long sys_threads(void) {
  struct stat st;
  /* a directory has a link for each subdirectory, one for itself, one in its
   * parent; the subdirectories are the threads */
  if (stat("/proc/self/task", &st) != 0 || st.st_nlink < 3)
    return 0;
  return (unsigned long)st.st_nlink - 2;
}

bool sys_kernel_has_flag(unsigned int flag) {
  /* known flags come as far as the missing program: EFAULT; unknown ones are
   * refused before that: EINVAL. wait_killable is looked at together with
   * new_listener, which it needs. */
  unsigned int flags = flag;
  if (flag == LOAD_WAIT_KILLABLE)
    flags |= LOAD_NEW_LISTENER;
  return syscall(SYS_seccomp, OP_SET_MODE_FILTER, flags, NULL) == -1 &&
         errno == EFAULT;
}

bool sys_can_wait_killable(void) {
  /* where an outer filter refuses the question, the load itself will tell */
  return sys_kernel_has_flag(LOAD_WAIT_KILLABLE) || errno != EINVAL;
}

bool sys_kernel_has_action(uint32_t action) {
  uint32_t value = action;
  return syscall(SYS_seccomp, OP_GET_ACTION_AVAIL, 0, &value) == 0;
}

bool sys_kernel_at_least(int major, int minor) {
  struct utsname u;
  int have_major, have_minor;
  if (uname(&u) != 0 ||
      sscanf(u.release, "%d.%d", &have_major, &have_minor) != 2)
    return false;
  return have_major > major || (have_major == major && have_minor >= minor);
}
