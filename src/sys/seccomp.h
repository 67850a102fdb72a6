/* SPDX-License-Identifier: MIT */
/* seccomp(2), without Lua and without libseccomp. */
#ifndef LUA_SECCOMP_SYS_SECCOMP_H
#define LUA_SECCOMP_SYS_SECCOMP_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../bpf/bpf.h"
#pragma GCC visibility push(hidden)

/* One program on its way into the kernel. */
struct sys_load {
  const struct cbpf_insn *insns;
  size_t len;
  unsigned int flags; /* SECCOMP_FILTER_FLAG_* */
  bool no_new_privs;
};

#define LOAD_TSYNC (1u << 0)
#define LOAD_LOG (1u << 1)
#define LOAD_SPEC_ALLOW (1u << 2)
#define LOAD_NEW_LISTENER (1u << 3)
#define LOAD_TSYNC_ESRCH (1u << 4)
#define LOAD_WAIT_KILLABLE (1u << 5)

/* Sets no_new_privs where asked and installs the program; nothing is called
 * after the installing seccomp(2). Async-signal-safe. Returns what seccomp(2)
 * returned (a listener fd, or with TSYNC the thread that cannot take it), or
 * -errno. */
long sys_install(const struct sys_load *request);

/* Whether a program of this machine returns user_notif for any call; also true
 * where that is too much to find out. */
bool sys_notifies(const struct cbpf_insn *insns, size_t len);

/* Whether a program of libseccomp's compares the call's arch with something
 * other than the filter's arch tokens: libseccomp mistook it for the syscall
 * number, and the rules of that arch never match. At most BPF_PROG_MAX
 * instructions, checked ones. */
bool sys_voids_arch(const struct cbpf_insn *insns, size_t len,
                    const uint32_t *tokens, size_t count);

/* Whether the kernel takes a SECCOMP_FILTER_FLAG_*; knows an action. */
bool sys_kernel_has_flag(unsigned int flag);
bool sys_kernel_has_action(uint32_t action);

/* Whether this kernel has LOAD_WAIT_KILLABLE, whatever libseccomp knows. */
bool sys_can_wait_killable(void);

/* Threads of this process; 0 when /proc cannot tell. */
unsigned long sys_threads(void);

/* Whether this kernel's release is at least major.minor, for what cannot be
 * asked for. */
bool sys_kernel_at_least(int major, int minor);

/* Whether the errno of a query says nothing: a filter in force here makes the
 * call fail so. */
static inline bool call_unanswered(int err) {
  return err == EPERM || err == ENOSYS;
}

#pragma GCC visibility pop

#endif
