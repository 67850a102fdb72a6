/* SPDX-License-Identifier: MIT */
/* The numbers of an arch, cut where its rules begin and end: all numbers of a
 * span are named by the same rules. */
#ifndef LUA_SECCOMP_BPF_SPANS_H
#define LUA_SECCOMP_BPF_SPANS_H

#include "policy.h"

#pragma GCC visibility push(hidden)

struct spans_key {
  uint32_t nr, rule;
};

struct spans {
  const struct bpf_arch *arch;
  struct spans_key *keys, *spare; /* the rules by number */
  size_t next;                    /* of those, the next to begin */
  uint64_t at;
  uint32_t end;
  /* The span at hand, and the rules that name its numbers, in order. */
  uint32_t first, last;
  uint32_t *rules;
  size_t nrules;
};

/* What there is room for. */
#define BPF_RULES_MAX (UINT32_MAX / 4)

/* Sorts the rules of an arch, at most BPF_RULES_MAX. False when out of memory;
 * spans_close() is right in either case. */
bool spans_open(struct spans *s, const struct bpf_arch *arch);
void spans_close(struct spans *s);

/* Starts with the numbers first..last; then each call goes on to the next span
 * of them, until it returns false. There are at most two for each rule, and one
 * more. */
void spans_from(struct spans *s, uint32_t first, uint32_t last);
bool spans_next(struct spans *s);

#pragma GCC visibility pop

#endif
