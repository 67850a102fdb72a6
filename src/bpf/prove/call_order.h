/* SPDX-License-Identifier: MIT */
/* The variable order of MTBDDs over calls: which bit of struct seccomp_data
 * stands at which level.
 *
 * The size of an MTBDD depends on the order alone, and can differ by a factor
 * exponential in the number of bits: "x < y" of two words takes a few nodes per
 * bit when their bits alternate, highest first, for what is decided so far is
 * one of three states; it takes one node for each value of x when all of x
 * comes first. So words that a program computes with together form a group,
 * whose bits are interleaved. arch and number come first, for each call's rules
 * are one small diagram below them; ip, seldom looked at, last. What says how
 * far to shift comes before what is shifted. */
#ifndef LUA_SECCOMP_BPF_PROVE_CALL_ORDER_H
#define LUA_SECCOMP_BPF_PROVE_CALL_ORDER_H

#include <stdint.h>

#include "../bpf.h"

#pragma GCC visibility push(hidden)

/* Which level each bit of a call has. */
struct call_order {
  uint16_t level[BPF_WORDS][32];
};

/* Sets of words that a program computes with together; bit w: word w. A zeroed
 * one keeps every word by itself. */
struct call_groups {
  uint16_t with[BPF_WORDS];
  uint16_t counts; /* words that say by how much others are shifted */
};

/* Puts all the words of a set in one group. */
void call_order_group(struct call_groups *groups, uint16_t words);

void call_order_make(struct call_order *order,
                     const struct call_groups *groups);

#pragma GCC visibility pop

#endif
