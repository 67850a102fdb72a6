/* SPDX-License-Identifier: MIT */
/* The attributes of a filter. See attributes.h. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <seccomp.h>

#include "../sys/seccomp.h"
#include "attributes.h"
#include "libseccomp.h"

const struct attribute attribute_table[ATTRIBUTES_ALL] = {
    [ATTRIBUTE_BAD_ARCH_ACTION] = {"bad_arch_action",
                                   SCMP_FLTATR_ACT_BADARCH,
                                   ATTRIBUTE_ACTION,
                                   SCMP_ACT_KILL_PROCESS,
                                   0,
                                   {0}},
    [ATTRIBUTE_NO_NEW_PRIVS] =
        {"no_new_privs", SCMP_FLTATR_CTL_NNP, ATTRIBUTE_BOOLEAN, 0, 0, {0}},
    [ATTRIBUTE_TSYNC] = {"tsync",
                         SCMP_FLTATR_CTL_TSYNC,
                         ATTRIBUTE_BOOLEAN,
                         0,
                         LOAD_TSYNC,
                         {2, 5, 0, 2}},
    [ATTRIBUTE_LOG] = {"log",
                       SCMP_FLTATR_CTL_LOG,
                       ATTRIBUTE_BOOLEAN,
                       0,
                       LOAD_LOG,
                       {2, 4, 0, 3}},
    [ATTRIBUTE_SSB] = {"ssb",
                       SCMP_FLTATR_CTL_SSB,
                       ATTRIBUTE_BOOLEAN,
                       0,
                       LOAD_SPEC_ALLOW,
                       {2, 5, 0, 4}},
    [ATTRIBUTE_OPTIMIZE] =
        {"optimize", SCMP_FLTATR_CTL_OPTIMIZE, ATTRIBUTE_LEVEL, 1, 0, {0}},
    [ATTRIBUTE_RAW_RC] =
        {"raw_rc", SCMP_FLTATR_API_SYSRAWRC, ATTRIBUTE_BOOLEAN, 0, 0, {0}},
    [ATTRIBUTE_TSKIP] =
        {"tskip", SCMP_FLTATR_API_TSKIP, ATTRIBUTE_BOOLEAN, 0, 0, {0}},
    [ATTRIBUTE_WAIT_KILL] = {"wait_kill",
                             ATTR_CTL_WAITKILL,
                             ATTRIBUTE_BOOLEAN,
                             0,
                             LOAD_WAIT_KILLABLE,
                             {2, 6, 0, 7}},
    [ATTRIBUTE_DEFAULT_ACTION] = {"default_action",
                                  SCMP_FLTATR_ACT_DEFAULT,
                                  ATTRIBUTE_ACTION,
                                  0,
                                  0,
                                  {0}},
};

void attributes_read(scmp_filter_ctx ctx, struct attributes *a) {
  for (size_t i = 0; i < ATTRIBUTES; i++) {
    const struct attribute *entry = &attribute_table[i];
    /* fails only for an attribute that this libseccomp lacks */
    if (seccomp_attr_get(ctx, entry->attr, &a->value[i]) != 0)
      a->value[i] = entry->otherwise;
  }
}

bool attributes_equal(const struct attributes *a, const struct attributes *b) {
  return memcmp(a->value, b->value, sizeof a->value) == 0;
}

int attributes_apply(scmp_filter_ctx ctx, const struct attributes *a) {
  for (size_t i = 0; i < ATTRIBUTES; i++) {
    const enum scmp_filter_attr attr = attribute_table[i].attr;
    /* what is as in a new context need not be set: an old libseccomp or API
     * level refuses even to switch off what it does not know */
    uint32_t now = 0;
    if (seccomp_attr_get(ctx, attr, &now) != 0)
      now = 0;
    const int rc =
        now == a->value[i] ? 0 : seccomp_attr_set(ctx, attr, a->value[i]);
    if (rc != 0)
      return rc;
  }
  return 0;
}

unsigned int attributes_flags(const struct attributes *a) {
  unsigned int flags = 0;
  for (size_t i = 0; i < ATTRIBUTES; i++)
    if (a->value[i] != 0)
      flags |= attribute_table[i].flag;
  return flags;
}
