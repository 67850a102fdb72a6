/* SPDX-License-Identifier: MIT */
/* A set of values of one argument as conditions, the fewest and plainest that
 * are found: points, ranges and exceptions from the intervals of the set; or
 * masks from an irredundant sum of products (Minato and Morreale); or for each
 * class of upper halves what the lower half may be. Whichever reads shorter. */
#ifndef LUA_SECCOMP_BPF_PROVE_COVER_H
#define LUA_SECCOMP_BPF_PROVE_COVER_H

#include "../policy.h"
#include "regions.h"

#pragma GCC visibility push(hidden)

#define COVER_CONDS 8u

/* A condition. Where nvalues is not 0, it holds for any of those values in
 * place of its own (of a or, for masked_eq, of b). */
struct cover_cond {
  struct bpf_cond cond;
  size_t value, nvalues;
};

/* One way into the set: all of its conditions hold; none at all: always. */
struct cover_way {
  struct cover_cond conds[COVER_CONDS];
  uint8_t nconds;
};

/* Ways that together make up a set, and what they cost to read. */
struct cover {
  struct cover_way *ways;
  size_t count, room;
  uint64_t *values;
  size_t nvalues, values_room;
  uint32_t cost;
};

#define COVER_COST_MAX (UINT32_C(1) << 30)

/* Covers all values in `must` and none but those in `may`, which holds `must`:
 * boolean functions of the 64 levels of argument arg. low_only: the conditions
 * compare low words (a 32-bit arch) unless that cannot be; else conditions of
 * width 32 do where they can. each: what each way costs besides. False when
 * the space is broken or no way is short enough. */
bool cover_make(struct mtbdd_space *space, unsigned arg, mtbdd must, mtbdd may,
                bool low_only, uint32_t each, struct cover *out);

void cover_free(struct cover *cover);

#pragma GCC visibility pop

#endif
