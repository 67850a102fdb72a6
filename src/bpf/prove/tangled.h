/* SPDX-License-Identifier: MIT */
/* Arguments that a program takes together, as where it compares two of them or
 * adds them up. Conditions look at one argument each, so that rules would have
 * to list values of one and what each leaves of the other. In the natural order
 * of levels (regions.h) such a function may be beyond reach; in that of
 * call_groups() it is small, and what values leave can be counted. */
#ifndef LUA_SECCOMP_BPF_PROVE_TANGLED_H
#define LUA_SECCOMP_BPF_PROVE_TANGLED_H

#include "bitvec.h"

#pragma GCC visibility push(hidden)

/* Outcomes of one argument above which rules would be too many to read. */
#define TANGLED_MOST 4096u

struct tangle {
  uint32_t arch, nr;
  unsigned args[2];
};

/* Whether words of different arguments are in one group. */
bool tangled_groups(const struct call_groups *groups);

/* Looks for a number and two arguments, each of which has values that leave f
 * more than TANGLED_MOST different functions of the other. The order is that of
 * the groups. False when none was found in a bounded number of steps, which
 * proves nothing. */
bool tangled_find(struct mtbdd_space *space, const struct call_order *order,
                  const struct call_groups *groups, mtbdd f,
                  struct tangle *tangle);

#pragma GCC visibility pop

#endif
