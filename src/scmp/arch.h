/* SPDX-License-Identifier: MIT */
/* The arches, and what this machine's errnos are called. */
#ifndef LUA_SECCOMP_SCMP_ARCH_H
#define LUA_SECCOMP_SCMP_ARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "libseccomp.h"
#pragma GCC visibility push(hidden)

struct arch {
  const char *name;     /* canonical: "amd64" */
  const char *scmp;     /* "X86_64" of SCMP_ARCH_X86_64 */
  const char *alias[3]; /* further spellings */
  uint32_t token;       /* libseccomp's */
  uint32_t audit;       /* what the kernel shows a filter */
  bool wide;            /* calls use 64-bit arguments */
  bool compares32;      /* libseccomp compares low words only */
  bool big_endian;
  bool multiplexes;  /* has socketcall(2) or ipc(2) */
  bool newer;        /* came with libseccomp 2.6.0 */
  uint32_t first_nr; /* where its syscall numbers start */
};

#define ARCH_MAX 23
extern const struct arch arch_table[ARCH_MAX];
extern const struct need arch_newer_need;

static inline unsigned int arch_index(const struct arch *arch) {
  return (unsigned int)(arch - arch_table);
}

/* By any spelling in any letter case, "native" included; NULL if unknown. */
const struct arch *arch_by_name(const char *name);
/* By what the kernel shows: token and number (x32 by the number). */
const struct arch *arch_by_audit(uint32_t audit, uint32_t nr);
const struct arch *arch_native(void);
bool arch_supported(const struct arch *arch);
/* What to say of an unknown one, with the nearest known; into buf (192 bytes
 * are enough). */
const char *arch_unknown_text(const char *name, char *buf, size_t size);

/* Errno names; NULL / -1 when unknown. */
const char *arch_native_errno_name(int number);
int arch_native_errno(const char *name);

#pragma GCC visibility pop

#endif
