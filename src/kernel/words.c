/* SPDX-License-Identifier: MIT */
#include "words.h"

#include <string.h>

#include "constants.h"

/* The constants that an argument takes on an arch. */
struct members {
  unsigned int family;
  size_t arch;
  unsigned int bits;
};

/* The first of them from *i on, and moves *i behind it; false at the end.
 * Negative values are masked to the width: AT_FDCWD is -100. */
static bool next_member(const struct members *m, size_t *i,
                        struct kernel_constant *constant, uint64_t *value) {
  int64_t its;
  while (kernel_family_next(m->family, i, constant))
    if (kernel_constant_on(constant, m->arch, &its)) {
      *value = (uint64_t)its;
      if (its < 0 && its >= INT32_MIN && m->bits == 32)
        *value = (uint32_t)its;
      return true;
    }
  return false;
}

/* The name that a value has, if it has one alone or one beside second ones. */
static const char *only_name(const struct members *m, uint64_t value) {
  struct kernel_constant constant;
  const char *found[2] = {NULL, NULL};
  size_t count[2] = {0, 0};
  uint64_t its;
  for (size_t i = 0; next_member(m, &i, &constant, &its);) {
    if (its != value)
      continue;
    const bool second = kernel_constant_second(&constant);
    found[second] = constant.name;
    count[second]++;
  }
  if (count[0] > 0)
    return count[0] == 1 ? found[0] : NULL;
  return count[1] == 1 ? found[1] : NULL;
}

static unsigned int count_bits(uint64_t value) {
  unsigned int n = 0;
  for (; value != 0; value &= value - 1)
    n++;
  return n;
}

/* Whether flags come in this order: those of most bits first, as SOCK_SEQPACKET
 * is one of the types of sockets, and not SOCK_STREAM with SOCK_RDM. */
static bool comes_before(uint64_t a, uint64_t b) {
  const unsigned int p = count_bits(a), q = count_bits(b);
  return p != q ? p > q : a < b;
}

/* The first flag in that order behind `last` (0: of all) which is part of
 * rest; 0 where there is none. */
static uint64_t next_flag(const struct members *m, uint64_t last,
                          uint64_t rest) {
  struct kernel_constant constant;
  uint64_t value, best = 0;
  for (size_t i = 0; next_member(m, &i, &constant, &value);)
    if (value != 0 && (value & rest) == value &&
        (last == 0 || comes_before(last, value)) &&
        (best == 0 || comes_before(value, best)))
      best = value;
  return best;
}

#define FLAGS 64u

static bool flags(const struct members *m, uint64_t value, const char *bar,
                  char *buf, size_t size) {
  const char *name[FLAGS], *its;
  uint64_t low[FLAGS], rest = value, flag = 0;
  size_t n = 0, used = 0;
  while (rest != 0) {
    flag = next_flag(m, flag, rest);
    if (flag == 0)
      return false;
    its = only_name(m, flag);
    if (its == NULL)
      continue;
    size_t at = n++;
    for (; at > 0 && low[at - 1] > (flag & -flag); at--) {
      name[at] = name[at - 1];
      low[at] = low[at - 1];
    }
    name[at] = its;
    low[at] = flag & -flag;
    rest &= ~flag;
  }
  /* the permissions of a file read better as a number */
  if (n > 1 && strcmp(kernel_family_name(m->family), "S_I") == 0)
    return false;
  for (size_t i = 0; i < n; i++) {
    const char *const parts[] = {i == 0 ? "" : bar, name[i]};
    for (size_t k = 0; k < 2; k++) {
      const size_t len = strlen(parts[k]);
      if (len >= size - used)
        return false;
      memcpy(buf + used, parts[k], len + 1);
      used += len;
    }
  }
  return true;
}

bool kernel_word(const struct kernel_argument *argument, const char *arch,
                 uint64_t value, unsigned int bits, bool mask, const char *bar,
                 char *buf, size_t size) {
  const struct members m = {argument->family, kernel_constants_arch(arch),
                            bits};
  if (m.family == 0)
    return false;
  const bool are_flags = kernel_family_flags(m.family);
  if (are_flags && value == 0)
    return false;
  const char *name = mask ? NULL : only_name(&m, value);
  if (name != NULL && strlen(name) < size) {
    memcpy(buf, name, strlen(name) + 1);
    return true;
  }
  return name == NULL && are_flags && flags(&m, value, bar, buf, size);
}
