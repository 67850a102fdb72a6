/* SPDX-License-Identifier: MIT */
/* Calls and their numbers, as libseccomp and the kernel's tables have them. */
#ifndef LUA_SECCOMP_SCMP_SYSCALLS_H
#define LUA_SECCOMP_SCMP_SYSCALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../bpf/policy.h"
#include "arch.h"
#pragma GCC visibility push(hidden)

/* One call of an arch under its own number, as the kernel shows it. */
struct syscall_entry {
  uint32_t nr;
  const char *name;
};
struct syscall_table {
  const struct syscall_entry *entries; /* ordered by number */
  const uint16_t *by_name;             /* their indices ordered by name */
  size_t count;
  uint32_t highest; /* of the ordinary range: not arm's private calls */
};

/* The arch's calls; built once and kept. NULL without memory, and for an arch
 * that this libseccomp lacks. */
const struct syscall_table *syscall_table(const struct arch *arch);

/* "read", "__NR_read", "SYS_read", "SCMP_SYS(read)" → "read". The result may
 * be buf. NULL when it cannot be a name. */
const char *syscall_spelling(const char *text, char *buf, size_t size);

/* The name of libseccomp's number on an arch, pseudo numbers included, into
 * buf: 1, 0 when there is none, -1 without memory. */
#define SYSCALL_NAME 96
int syscall_name_of(const struct arch *arch, int number, char *buf,
                    size_t size);

/* libseccomp's number of a name on an arch; __NR_SCMP_ERROR when unknown. */
int syscall_resolve(const struct arch *arch, const char *name);
/* The same on the native arch, for syscall_kept to answer next time. */
int syscall_resolve_native(const char *name);
/* Whether the answer for a name was kept; then it is quick. */
bool syscall_kept(const char *name, size_t len, int *number);
/* The number of a call that libseccomp does not know by name. */
bool syscall_newer_number(const struct arch *arch, const char *name,
                          uint32_t *nr);

/* The call's own number, found also behind pseudo numbers; false if none. */
bool syscall_own_number(const struct arch *arch, const char *name,
                        uint32_t *nr);
/* The name of an own number, or NULL. */
const char *syscall_own_name(const struct arch *arch, uint32_t nr);

/* A name that is asked about on several arches: what was answered of it before
 * is looked up once. */
struct syscall_word {
  const char *plain; /* NULL: it cannot be a name */
  struct slot *slot;
  char buf[64];
};
void syscall_word_read(struct syscall_word *w, const char *name);
/* syscall_own_number() and syscall_multiplexed() of it. */
bool syscall_word_number(struct syscall_word *w, const struct arch *arch,
                         uint32_t *nr);
bool syscall_word_multiplexed(struct syscall_word *w, const struct arch *arch,
                              uint32_t *mux_nr, struct bpf_cond *taken);

/* Where the arch reaches the call through socketcall or ipc: that
 * multiplexer's own number, and a condition on arg0 for what the kernel takes
 * for this sub-call, whose number is its b. */
bool syscall_multiplexed(const struct arch *arch, const char *name,
                         uint32_t *mux_nr, struct bpf_cond *taken);

/* A call that an arch multiplexes, all by libseccomp's native numbers. */
struct subcall {
  int number;   /* one, though the call may have two */
  int mux;      /* socketcall or ipc */
  uint32_t sub; /* what arg0 says then */
};
/* Whether the arch multiplexes the call with that native number: 1 or 0, -1
 * without memory. Quick. */
int syscall_subcall(const struct arch *arch, int number, struct subcall *call);
/* Whether any arch may multiplex it: quicker, and never wrongly false. */
bool syscall_may_be_subcall(int number);
/* Whether rules for it on an arch that multiplexes may meet those for other
 * calls: it is multiplexed, or a multiplexer. Never wrongly false. */
bool syscall_shares_tree(const struct arch *arch, int number);

/* A set of numbers; has() may say so of one that is not in it. */
struct number_set {
  uint64_t bits[16];
};
static inline void number_set_add(struct number_set *set, int number) {
  uint32_t n = (uint32_t)number % 1024;
  set->bits[n / 64] |= UINT64_C(1) << n % 64;
}
static inline bool number_set_has(const struct number_set *set, int number) {
  uint32_t n = (uint32_t)number % 1024;
  return (set->bits[n / 64] >> n % 64 & 1) != 0;
}

/* What to say of an unknown syscall name, with the nearest known one, into
 * buf. */
#define SYSCALL_UNKNOWN_TEXT 224
const char *syscall_unknown_text(const char *name, const struct arch *arch,
                                 char *buf, size_t size);

struct kernel_call;
/* kernel_call_find() for a name in any spelling. */
bool syscall_kernel_call(const char *arch, const char *name,
                         struct kernel_call *call);

#pragma GCC visibility pop

#endif
