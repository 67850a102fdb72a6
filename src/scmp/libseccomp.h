/* SPDX-License-Identifier: MIT */
/* libseccomp, and which release of it this is. */
#ifndef LUA_SECCOMP_SCMP_LIBSECCOMP_H
#define LUA_SECCOMP_SCMP_LIBSECCOMP_H

#include <stdbool.h>
#include <stddef.h>

#include <seccomp.h>
#pragma GCC visibility push(hidden)

/* What libseccomp 2.6 brought. Weak: the module runs with 2.5 as well, and
 * asks "is it there" by the symbol, not by the version it was built with. Not
 * hidden, as all of ours is: a symbol that is both is never looked for. */
#define WEAK __attribute__((weak, visibility("default")))
WEAK int seccomp_precompute(const scmp_filter_ctx ctx);
WEAK int seccomp_export_bpf_mem(const scmp_filter_ctx ctx, void *buf,
                                size_t *len);
WEAK int seccomp_transaction_start(const scmp_filter_ctx ctx);
WEAK int seccomp_transaction_commit(const scmp_filter_ctx ctx);
#define ATTR_CTL_WAITKILL ((enum scmp_filter_attr)10)

/* A libseccomp release and API level (0: any) that something needs. */
struct need {
  unsigned int major, minor, micro, api;
};

/* Has libseccomp find out what the kernel can do, once in a process: it keeps
 * that in variables of its own, which it writes without a lock at whichever
 * call of any thread comes first. Before anything else of libseccomp: a set_api
 * before the first probe would leave it unable to load, and a filter loaded
 * later may hide what the kernel can do. */
void libseccomp_probe(void);

/* Whether this libseccomp and its API level satisfy need. */
bool libseccomp_need_met(const struct need *need);
/* The same of its release alone, whatever its API level. */
bool libseccomp_version_met(const struct need *need);

#pragma GCC visibility pop

#endif
