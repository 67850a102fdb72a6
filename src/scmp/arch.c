/* SPDX-License-Identifier: MIT */
/* The table of arches, used both ways, and this machine's errno names. */
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <strings.h>

#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../kernel/errno.h"
#include "../sys/nearest.h"
#include "arch.h"
#include "libseccomp.h"
/* e_machine numbers and flags that make an AUDIT_ARCH_* token; written out
 * because older headers lack the newer ones (linux/audit.h, elf.h). */
#define LE 0x40000000u
#define B64 0x80000000u
#define N32 0x20000000u

/* Whether calls use 64-bit arguments: x32 and mips64n32 pass theirs in 64-bit
 * registers and the kernel copies those as they are
 * (syscall_get_arguments in arch/x86 and arch/mips), though libseccomp
 * compares only the low words there. */
#define WIDE .wide = true
#define C32 .compares32 = true
#define BE .big_endian = true
#define MUX .multiplexes = true
#define NEWER .newer = true

/* a table reads by its columns */
/* clang-format off */
const struct arch arch_table[ARCH_MAX] = {
    {"x86", "X86", {"i386", "i686"}, 3 | LE, 3 | LE, C32, MUX},
    {"amd64", "X86_64", {"x86-64", "x86_64", "x64"}, 62 | LE | B64,
     62 | LE | B64, WIDE},
    {"x32", "X32", {NULL}, 62 | LE, 62 | LE | B64, WIDE, C32,
     .first_nr = BPF_X32_BIT},
    {"arm", "ARM", {NULL}, 40 | LE, 40 | LE, C32},
    {"arm64", "AARCH64", {"aarch64"}, 183 | LE | B64, 183 | LE | B64, WIDE},
    {"mips", "MIPS", {NULL}, 8, 8, C32, BE, .first_nr = 4000, MUX},
    {"mips64", "MIPS64", {NULL}, 8 | B64, 8 | B64, WIDE, BE, .first_nr = 5000},
    {"mips64n32", "MIPS64N32", {NULL}, 8 | B64 | N32, 8 | B64 | N32, WIDE, C32,
     BE, .first_nr = 6000},
    {"mipsel", "MIPSEL", {NULL}, 8 | LE, 8 | LE, C32, .first_nr = 4000, MUX},
    {"mipsel64", "MIPSEL64", {NULL}, 8 | LE | B64, 8 | LE | B64, WIDE,
     .first_nr = 5000},
    {"mipsel64n32", "MIPSEL64N32", {NULL}, 8 | LE | B64 | N32,
     8 | LE | B64 | N32, WIDE, C32, .first_nr = 6000},
    {"ppc", "PPC", {NULL}, 20, 20, C32, BE, MUX},
    {"ppc64", "PPC64", {NULL}, 21 | B64, 21 | B64, WIDE, BE, MUX},
    {"ppc64le", "PPC64LE", {NULL}, 21 | B64 | LE, 21 | B64 | LE, WIDE, MUX},
    {"s390", "S390", {NULL}, 22, 22, C32, BE, MUX},
    {"s390x", "S390X", {NULL}, 22 | B64, 22 | B64, WIDE, BE, MUX},
    {"parisc", "PARISC", {NULL}, 15, 15, C32, BE},
    {"parisc64", "PARISC64", {NULL}, 15 | B64, 15 | B64, WIDE, BE},
    {"riscv64", "RISCV64", {NULL}, 243 | LE | B64, 243 | LE | B64, WIDE},
    {"loongarch64", "LOONGARCH64", {"loong64"}, 258 | LE | B64, 258 | LE | B64,
     WIDE, NEWER},
    {"m68k", "M68K", {NULL}, 4, 4, C32, BE, NEWER, MUX},
    {"sh", "SH", {NULL}, 42 | LE, 42 | LE, C32, NEWER, MUX},
    {"sheb", "SHEB", {NULL}, 42, 42, C32, BE, NEWER, MUX},
};
/* clang-format on */

const struct need arch_newer_need = {2, 6, 0, 0};

/* By libseccomp's number, or NULL. */
static const struct arch *arch_by_token(uint32_t token) {
  for (size_t i = 0; i < ARCH_MAX; i++)
    if (arch_table[i].token == token)
      return &arch_table[i];
  return NULL;
}

const struct arch *arch_by_audit(uint32_t audit, uint32_t nr) {
  bool x32 = audit == BPF_TOKEN_X86_64 && nr >= BPF_X32_BIT && nr != UINT32_MAX;
  for (size_t i = 0; i < ARCH_MAX; i++)
    if (arch_table[i].audit == audit &&
        (arch_table[i].first_nr == BPF_X32_BIT) == x32)
      return &arch_table[i];
  return NULL;
}

const struct arch *arch_native(void) {
  static _Atomic(const struct arch *) native; /* it never changes */
  const struct arch *arch = atomic_load_explicit(&native, memory_order_relaxed);
  if (arch == NULL) {
    arch = arch_by_token(seccomp_arch_native());
    atomic_store_explicit(&native, arch, memory_order_relaxed);
  }
  return arch;
}

static const char arch_prefix[] = "SCMP_ARCH_";

const struct arch *arch_by_name(const char *name) {
  if (strncasecmp(name, arch_prefix, sizeof arch_prefix - 1) == 0) {
    const char *rest = name + sizeof arch_prefix - 1;
    if (strcasecmp(rest, "NATIVE") == 0)
      return arch_native();
    for (size_t i = 0; i < ARCH_MAX; i++)
      if (strcasecmp(rest, arch_table[i].scmp) == 0)
        return &arch_table[i];
    return NULL;
  }
  if (strcasecmp(name, "native") == 0)
    return arch_native();
  for (size_t i = 0; i < ARCH_MAX; i++) {
    const struct arch *arch = &arch_table[i];
    if (strcasecmp(name, arch->name) == 0)
      return arch;
    for (size_t k = 0; k < 3 && arch->alias[k] != NULL; k++)
      if (strcasecmp(name, arch->alias[k]) == 0)
        return arch;
  }
  return NULL;
}

/* By asking, not by version: a distribution may have patched an arch in. */
bool arch_supported(const struct arch *arch) {
  return !arch->newer || seccomp_syscall_resolve_name_arch(
                             arch->token, "read") != __NR_SCMP_ERROR;
}

const char *arch_unknown_text(const char *name, char *buf, size_t size) {
  struct nearest near;
  char hint[96];
  bool scmp = strncasecmp(name, arch_prefix, sizeof arch_prefix - 1) == 0;
  nearest_start(&near, scmp ? name + sizeof arch_prefix - 1 : name);
  for (size_t i = 0; i < ARCH_MAX; i++) {
    nearest_offer(&near, arch_table[i].name);
    for (size_t k = 0; k < 3 && arch_table[i].alias[k] != NULL; k++)
      nearest_offer(&near, arch_table[i].alias[k]);
  }
  snprintf(buf, size, "unknown arch \"%.80s\"%s", name,
           nearest_hint(&near, hint, sizeof hint,
                        ": seccomp.arches() lists those there are"));
  return buf;
}

const char *arch_native_errno_name(int number) {
  return kernel_errno_name(arch_native()->audit, number);
}

int arch_native_errno(const char *name) {
  const size_t place = kernel_errno_find(name);
  return place == SIZE_MAX ? -1
                           : kernel_errno_number(arch_native()->audit, place);
}
