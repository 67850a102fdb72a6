/* SPDX-License-Identifier: MIT */
/* The attributes of a filter: one table for all that read, set, compare and
 * name them, and for the flags of seccomp(2) that they stand for. */
#ifndef LUA_SECCOMP_SCMP_ATTRIBUTES_H
#define LUA_SECCOMP_SCMP_ATTRIBUTES_H

#include <stdbool.h>
#include <stdint.h>

#include <seccomp.h>

#include "libseccomp.h"

#pragma GCC visibility push(hidden)

enum {
  ATTRIBUTE_BAD_ARCH_ACTION,
  ATTRIBUTE_NO_NEW_PRIVS,
  ATTRIBUTE_TSYNC,
  ATTRIBUTE_LOG,
  ATTRIBUTE_SSB,
  ATTRIBUTE_OPTIMIZE,
  ATTRIBUTE_RAW_RC,
  ATTRIBUTE_TSKIP,
  ATTRIBUTE_WAIT_KILL,
  ATTRIBUTES, /* those that can be set */
  ATTRIBUTE_DEFAULT_ACTION = ATTRIBUTES,
  ATTRIBUTES_ALL
};

enum attribute_kind { ATTRIBUTE_BOOLEAN, ATTRIBUTE_ACTION, ATTRIBUTE_LEVEL };

struct attribute {
  const char *name;
  enum scmp_filter_attr attr;
  enum attribute_kind kind;
  uint32_t otherwise; /* the value where this libseccomp lacks it */
  unsigned int flag;  /* LOAD_*; 0: none */
  struct need need;   /* to get or set it at all; major 0: nothing */
};

extern const struct attribute attribute_table[ATTRIBUTES_ALL];

/* They belong to a filter as it is now; they are not in its log. */
struct attributes {
  uint32_t value[ATTRIBUTES];
};

void attributes_read(scmp_filter_ctx ctx, struct attributes *a);
bool attributes_equal(const struct attributes *a, const struct attributes *b);
/* Sets those that differ; 0 or -errno. */
int attributes_apply(scmp_filter_ctx ctx, const struct attributes *a);
/* The flags of those that are on. */
unsigned int attributes_flags(const struct attributes *a);

#pragma GCC visibility pop

#endif
