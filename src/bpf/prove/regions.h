/* SPDX-License-Identifier: MIT */
/* What a function of the bits of a call is, region by region: walks over a
 * diagram (mtbdd.h) whose levels stand in the natural order of
 * call_order_make(): arch, number, argument 0 to 5, instruction pointer, each
 * from its highest bit down. So the values of one word, or of one 64-bit
 * argument, are a contiguous piece of each path, and a walk in order gives its
 * intervals. */
#ifndef LUA_SECCOMP_BPF_PROVE_REGIONS_H
#define LUA_SECCOMP_BPF_PROVE_REGIONS_H

#include "bitvec.h"

#pragma GCC visibility push(hidden)

/* First levels of the parts of a call, and the level behind each. */
#define LEVEL_ARCH 0u
#define LEVEL_NR 32u
#define LEVEL_ARGS 64u /* 64 levels for each argument */
#define LEVEL_IP 448u

static inline unsigned level_of_arg(unsigned arg) {
  return LEVEL_ARGS + 64 * arg;
}

/* From numbers that are not 2^64 - 1 to numbers. Zeroed, it is empty. */
struct regions_map {
  uint64_t *keys; /* the key plus one; 0: nothing here */
  uint32_t *values;
  uint32_t capacity, count;
};

void regions_map_free(struct regions_map *map);
void regions_map_clear(struct regions_map *map);

/* Whether the key is there; its value to *value. */
bool regions_map_get(const struct regions_map *map, uint64_t key,
                     uint32_t *value);

/* Adds a key that is not there; breaks the space when malloc fails. */
void regions_map_put(struct mtbdd_space *space, struct regions_map *map,
                     uint64_t key, uint32_t value);

/* A list that grows. Zeroed, it is empty. */
struct regions_list {
  mtbdd *v;
  size_t count, room;
};

/* The different functions that f is below level `end`, for all values of the
 * bits above: terminals too. In order of the lowest value that leads to each.
 * False when there are more than `most`, or when the space is broken. */
bool regions_exits(struct mtbdd_space *space, mtbdd f, unsigned end,
                   size_t most, struct regions_list *exits);

/* The boolean function of the bits above level `end` that says where f goes on
 * as `exit`. */
mtbdd regions_leads_to(struct mtbdd_space *space, mtbdd f, unsigned end,
                       mtbdd exit);

/* f with the bits of one argument in the place of those of another: argument i
 * of the result is argument from[i] of f. */
mtbdd regions_permuted(struct mtbdd_space *space, mtbdd f,
                       const uint8_t from[6]);

/* f, which has its bits at the levels of an order, with those of another. */
mtbdd regions_reordered(struct mtbdd_space *space, mtbdd f,
                        const struct call_order *from,
                        const struct call_order *to);

/* An interval of values, both ends included, for which f goes on as node. */
struct region {
  uint64_t first, last;
  mtbdd node;
};

struct regions {
  struct region *v;
  size_t count, room;
};

/* The intervals of the value whose `bits` highest-first bits end before level
 * `end`, in ascending order; neighbours have different nodes. False when there
 * are more than `most`, or when the space is broken. f does not look at levels
 * before that value. */
bool regions_find(struct mtbdd_space *space, mtbdd f, unsigned end,
                  unsigned bits, size_t most, struct regions *regions);

/* Frees what a list, or a list of regions, holds. */
void regions_list_free(struct regions_list *list);
void regions_free(struct regions *regions);

/* Room for one more of n items of that size; false, and the space broken, when
 * malloc fails. */
bool regions_grow(struct mtbdd_space *space, void *items, size_t size, size_t n,
                  size_t *room);

#pragma GCC visibility pop

#endif
