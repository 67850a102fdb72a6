/* SPDX-License-Identifier: MIT */
#include "constants.h"

#include <pthread.h>
#include <string.h>

struct constant {
  uint32_t name, value;
  uint16_t tags, others;
};

/* A value of the arches whose bits are set, and what kind of one it is. */
struct other {
  uint32_t arches, value;
};
#define KIND(other) ((other)->arches >> 30)
#define LAST (1u << 29)
enum { PLAIN, NEGATIVE, WIDE, ABSENT };
#define NONE 0xffffu

/* Among the families of a constant: it is a second name. */
#define SECOND 255u

struct family {
  const char *name;
  bool flags;
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
#include "constants_table.h"
#pragma GCC diagnostic pop

enum {
  CONSTANTS = sizeof constants / sizeof constants[0],
  ARCHES = sizeof arches / sizeof arches[0]
};

/* Arches that differ in their byte order alone. */
static const char *const same[][2] = {{"mipsel", "mips"},
                                      {"mipsel64", "mips64"},
                                      {"mipsel64n32", "mips64n32"},
                                      {"ppc64le", "ppc64"},
                                      {"sheb", "sh"}};

bool kernel_constant_at(size_t i, struct kernel_constant *constant) {
  if (i >= CONSTANTS)
    return false;
  *constant = (struct kernel_constant){text + constants[i].name, i};
  return true;
}

bool kernel_constant_find(const char *name, struct kernel_constant *constant) {
  size_t lo = 0, hi = CONSTANTS;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    int order = strcmp(text + constants[mid].name, name);
    if (order == 0)
      return kernel_constant_at(mid, constant);
    if (order < 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  return false;
}

size_t kernel_constants_arch(const char *arch) {
  for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
    if (strcmp(same[i][0], arch) == 0)
      arch = same[i][1];
  size_t bit = 0;
  while (bit < ARCHES && strcmp(arches[bit], arch) != 0)
    bit++;
  return bit;
}

bool kernel_constant_on(const struct kernel_constant *constant, size_t bit,
                        int64_t *value) {
  const struct constant *c = &constants[constant->place];
  if (bit == ARCHES)
    return false;
  *value = c->value;
  if (c->others == NONE)
    return true;
  for (const struct other *o = &others[c->others];; o++) {
    if (o->arches >> bit & 1) {
      *value = KIND(o) == NEGATIVE ? (int64_t)(int32_t)o->value
               : KIND(o) == WIDE   ? (int64_t)wide[o->value]
                                   : (int64_t)o->value;
      return KIND(o) != ABSENT;
    }
    if (o->arches & LAST)
      return true;
  }
}

bool kernel_constant_value(const struct kernel_constant *constant,
                           const char *arch, int64_t *value) {
  return kernel_constant_on(constant, kernel_constants_arch(arch), value);
}

bool kernel_constant_in(const struct kernel_constant *constant,
                        unsigned int family) {
  const uint8_t *tag = tags + constants[constant->place].tags;
  for (; *tag != 0; tag++)
    if (*tag == family)
      return true;
  return false;
}

/* Members of a family have prefixes in common, mostly, and so lie together: in
 * which parts of the table there are some. */
enum { PARTS = 64, PART = (CONSTANTS + PARTS - 1) / PARTS };
static uint64_t parts[UINT8_MAX + 1];

static void parts_learn(void) {
  for (size_t i = 0; i < CONSTANTS; i++)
    for (const uint8_t *tag = tags + constants[i].tags; *tag != 0; tag++)
      parts[*tag] |= UINT64_C(1) << i / PART;
}

bool kernel_family_next(unsigned int family, size_t *i,
                        struct kernel_constant *constant) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, parts_learn);
  while (*i < CONSTANTS)
    if ((parts[family] >> *i / PART & 1) == 0) {
      *i = (*i / PART + 1) * PART;
    } else {
      kernel_constant_at((*i)++, constant);
      if (kernel_constant_in(constant, family))
        return true;
    }
  return false;
}

bool kernel_constant_second(const struct kernel_constant *constant) {
  return kernel_constant_in(constant, SECOND);
}

const char *kernel_family_name(unsigned int family) {
  return families[family - 1].name;
}

bool kernel_family_flags(unsigned int family) {
  return families[family - 1].flags;
}
