/* The tables of names: arches, errnos, operators; and the search for what a
 * misspelt name may have meant. One table per enumeration, used both ways. */
#include <ctype.h>
#include <stdatomic.h>
#include <stdio.h>
#include <strings.h>

#include "kernel/errno.h"
#include "lua_seccomp.h"

/* ------------------------------------------------------------- arches -- */

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

const struct arch *arch_check_name(lua_State *L, const char *op,
                                   const char *name) {
  const struct arch *arch = arch_by_name(name);
  if (arch == NULL) {
    char text[192];
    error_raise(L, op, EINVAL, "%s",
                arch_unknown_text(name, text, sizeof text));
  } else if (!arch_supported(arch)) {
    char what[48];
    snprintf(what, sizeof what, "arch %s", arch->name);
    error_version(L, op, what, &arch_newer_need);
  }
  return arch;
}

const struct arch *arch_check(lua_State *L, const char *op, int idx) {
  return arch_check_name(L, op, args_name(L, idx, "arch name"));
}

/* ------------------------------------------------------------- errnos -- */

const char *errno_name(int number) {
  return kernel_errno_name(arch_native()->audit, number);
}

int errno_number(const char *name) {
  const size_t place = kernel_errno_find(name);
  return place == SIZE_MAX ? -1
                           : kernel_errno_number(arch_native()->audit, place);
}

int errno_check(lua_State *L, const char *op, int idx) {
  if (lua_type(L, idx) == LUA_TNUMBER)
    return (int)args_integer(L, idx, 0, 4095);
  if (lua_type(L, idx) != LUA_TSTRING)
    args_expected(L, idx, "errno name or number");
  const char *name = args_name(L, idx, "errno name");
  int number = errno_number(name);
  if (number < 0) {
    struct nearest near;
    char hint[96];
    nearest_start(&near, name);
    const char *known;
    for (size_t i = 0; (known = kernel_errno_at(i)) != NULL; i++)
      nearest_offer(&near, known);
    error_raise(L, op, EINVAL, "unknown errno \"%.80s\"%s", name,
                nearest_hint(&near, hint, sizeof hint,
                             ": give a name as EACCES, or a number"));
  }
  return number;
}

/* ---------------------------------------------------------- operators -- */

static const struct {
  const char *name[3]; /* the first reads back */
  const char *scmp;
} operator_table[] = {
    [BPF_OP_NE] = {{"!=", "ne", "~="}, "SCMP_CMP_NE"},
    [BPF_OP_LT] = {{"<", "lt"}, "SCMP_CMP_LT"},
    [BPF_OP_LE] = {{"<=", "le"}, "SCMP_CMP_LE"},
    [BPF_OP_EQ] = {{"==", "eq"}, "SCMP_CMP_EQ"},
    [BPF_OP_GE] = {{">=", "ge"}, "SCMP_CMP_GE"},
    [BPF_OP_GT] = {{">", "gt"}, "SCMP_CMP_GT"},
    [BPF_OP_MASKED_EQ] = {{"masked_eq"}, "SCMP_CMP_MASKED_EQ"},
};

const char *operator_name(enum bpf_op op) { return operator_table[op].name[0]; }

int operator_exact(const char *name, size_t len) {
  for (int i = 0; i <= BPF_OP_MASKED_EQ; i++) {
    const char *exact = operator_table[i].name[0];
    if (exact[0] == name[0] && strlen(exact) == len &&
        memcmp(exact, name, len) == 0)
      return i;
  }
  return -1;
}

int operator_number(const char *name) {
  int exact = operator_exact(name, strlen(name));
  if (exact >= 0)
    return exact;
  for (int i = 0; i <= BPF_OP_MASKED_EQ; i++) {
    if (strcasecmp(name, operator_table[i].scmp) == 0)
      return i;
    for (size_t k = 0; k < 3 && operator_table[i].name[k] != NULL; k++)
      if (strcasecmp(name, operator_table[i].name[k]) == 0)
        return i;
  }
  return -1;
}

/* ------------------------------------------------------ nearest names -- */

/* Edits (insert, delete, replace, swap of neighbours) from a to b, letter
 * case aside; gives up above `most`. Names of this field are short. */
static int edits(const char *a, const char *b, int most) {
  enum { LONGEST = 48 };
  size_t m = strlen(a), n = strlen(b);
  if (m > LONGEST || n > LONGEST)
    return most + 1;
  int row[3][LONGEST + 1];
  int *before = row[0], *above = row[1], *here = row[2];
  for (size_t j = 0; j <= n; j++)
    above[j] = (int)j;
  for (size_t i = 1; i <= m; i++) {
    here[0] = (int)i;
    int least = here[0];
    int ai = tolower((unsigned char)a[i - 1]);
    for (size_t j = 1; j <= n; j++) {
      int bj = tolower((unsigned char)b[j - 1]);
      int d = above[j - 1] + (ai != bj);
      if (above[j] + 1 < d)
        d = above[j] + 1;
      if (here[j - 1] + 1 < d)
        d = here[j - 1] + 1;
      if (i > 1 && j > 1 && ai == tolower((unsigned char)b[j - 2]) &&
          bj == tolower((unsigned char)a[i - 2]) && before[j - 2] + 1 < d)
        d = before[j - 2] + 1;
      here[j] = d;
      if (d < least)
        least = d;
    }
    if (least > most)
      return most + 1;
    int *spare = before;
    before = above;
    above = here;
    here = spare;
  }
  return above[n];
}

void nearest_start(struct nearest *n, const char *name) {
  size_t len = strlen(name);
  n->name = name;
  n->best[0] = '\0';
  /* a third of the letters may be wrong, but never all of them */
  n->distance = len <= 2 ? 1 : (len < 9 ? 2 : 3);
  n->distance++;
}

void nearest_offer(struct nearest *n, const char *candidate) {
  int d = edits(n->name, candidate, n->distance - 1);
  if (d < n->distance && strlen(candidate) < sizeof n->best) {
    n->distance = d;
    strcpy(n->best, candidate);
  }
}

const char *nearest_hint(struct nearest *n, char *buf, size_t size,
                         const char *none) {
  if (n->best[0] == '\0')
    return none;
  snprintf(buf, size, "; did you mean \"%s\"?", n->best);
  return buf;
}

const char *operator_hint(const char *name, char *buf, size_t size) {
  struct nearest near;
  nearest_start(&near, name);
  for (int i = 0; i <= BPF_OP_MASKED_EQ; i++)
    nearest_offer(&near, operator_table[i].scmp);
  nearest_offer(&near, operator_name(BPF_OP_MASKED_EQ));
  return nearest_hint(&near, buf, size, ":");
}
