/* SPDX-License-Identifier: MIT */
#include "words.h"

#include <string.h>

#include "constants.h"

/* The constants that an argument takes on an arch. */
struct members {
  unsigned int family;
  size_t arch;
  unsigned int bits;
  const char *prefix; /* of those that can be meant; or NULL */
};

/* Values of arguments that another one decides on: what is IPPROTO_PUP beside
 * AF_INET is NETLINK_NETFILTER beside AF_NETLINK, and the options of sockets
 * are of a level each. Where the other's value is none of these, or not known,
 * there are no words. */
static const struct {
  const char *family, *other, *prefix;
} beside_table[] = {
    {"IPPROTO_", "AF_INET", "IPPROTO_"}, {"IPPROTO_", "AF_INET6", "IPPROTO_"},
    {"SO_", "SOL_SOCKET", "SO_"},        {"SO_", "IPPROTO_IP", "IP_"},
    {"SO_", "SOL_TCP", "TCP_"},          {"SO_", "SOL_UDP", "UDP_"},
    {"SO_", "SOL_IPV6", "IPV6_"},        {"SO_", "SOL_PACKET", "PACKET_"},
};

/* Finds the prefix of what can be meant beside a value of another argument;
 * false where nothing can be told. */
static bool find_prefix(struct members *m, const uint64_t *beside) {
  const char *family = kernel_family_name(m->family);
  bool depends = false;
  for (size_t i = 0; i < sizeof beside_table / sizeof beside_table[0]; i++) {
    struct kernel_constant other;
    int64_t value;
    if (strcmp(beside_table[i].family, family) != 0)
      continue;
    depends = true;
    if (beside != NULL && kernel_constant_find(beside_table[i].other, &other) &&
        kernel_constant_on(&other, m->arch, &value) &&
        (uint64_t)value == *beside) {
      m->prefix = beside_table[i].prefix;
      return true;
    }
  }
  return !depends;
}

static bool can_be_meant(const struct members *m, const char *name) {
  return m->prefix == NULL || strncmp(m->prefix, name, strlen(m->prefix)) == 0;
}

/* The first of them from *i on, and moves *i behind it; false at the end.
 * Negative values are masked to the width: AT_FDCWD is -100. */
static bool next_member(const struct members *m, size_t *i,
                        struct kernel_constant *constant, uint64_t *value) {
  int64_t its;
  while (kernel_family_next(m->family, i, constant))
    if (can_be_meant(m, constant->name) &&
        kernel_constant_on(constant, m->arch, &its)) {
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
                 uint64_t value, unsigned int bits, bool mask,
                 const uint64_t *beside, const char *bar, char *buf,
                 size_t size) {
  struct members m = {argument->family, kernel_constants_arch(arch), bits,
                      NULL};
  if (m.family == 0 || !find_prefix(&m, beside))
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
