/* SPDX-License-Identifier: MIT */
#include "regions.h"

#include <stdlib.h>
#include <string.h>

#include "../array.h"

bool regions_grow(struct mtbdd_space *space, void *items, size_t size, size_t n,
                  size_t *room) {
  if (space->broken == MTBDD_FINE && !array_reserve(items, size, n + 1, room))
    space->broken = MTBDD_NOMEM;
  return space->broken == MTBDD_FINE;
}

/* Maps -------------------------------------------------------------------- */

void regions_map_free(struct regions_map *map) {
  free(map->keys);
  free(map->values);
  memset(map, 0, sizeof *map);
}

void regions_map_clear(struct regions_map *map) {
  if (map->count > 0)
    memset(map->keys, 0, map->capacity * sizeof *map->keys);
  map->count = 0;
}

/* Where the key is, or the empty slot where it belongs; there is one. */
static uint32_t map_slot(const struct regions_map *map, uint64_t key) {
  uint64_t h = (key + 1) * UINT64_C(0x9e3779b97f4a7c15);
  uint32_t i = (uint32_t)(h >> 32) & (map->capacity - 1);
  while (map->keys[i] != 0 && map->keys[i] != key + 1)
    i = (i + 1) & (map->capacity - 1);
  return i;
}

bool regions_map_get(const struct regions_map *map, uint64_t key,
                     uint32_t *value) {
  if (map->capacity == 0)
    return false;
  const uint32_t i = map_slot(map, key);
  *value = map->values[i];
  return map->keys[i] != 0;
}

static bool map_grow(struct regions_map *map) {
  struct regions_map more = {NULL, NULL, map->capacity ? map->capacity * 2 : 64,
                             0};
  more.keys = calloc(more.capacity, sizeof *more.keys);
  more.values = malloc(more.capacity * sizeof *more.values);
  if (more.keys == NULL || more.values == NULL) {
    regions_map_free(&more);
    return false;
  }
  for (uint32_t i = 0; i < map->capacity; i++)
    if (map->keys[i] != 0) {
      const uint32_t to = map_slot(&more, map->keys[i] - 1);
      more.keys[to] = map->keys[i];
      more.values[to] = map->values[i];
    }
  more.count = map->count;
  regions_map_free(map);
  *map = more;
  return true;
}

void regions_map_put(struct mtbdd_space *space, struct regions_map *map,
                     uint64_t key, uint32_t value) {
  if (space->broken != MTBDD_FINE)
    return;
  if (2 * map->count >= map->capacity && !map_grow(map)) {
    space->broken = MTBDD_NOMEM;
    return;
  }
  const uint32_t i = map_slot(map, key);
  map->keys[i] = key + 1;
  map->values[i] = value;
  map->count++;
}

/* Walks ------------------------------------------------------------------- */

static bool find_exits(struct mtbdd_space *space, mtbdd f, unsigned end,
                       size_t most, struct regions_list *exits,
                       struct regions_map *seen) {
  uint32_t known;
  if (!mtbdd_spend(space, 1))
    return false;
  if (regions_map_get(seen, f, &known))
    return true;
  regions_map_put(space, seen, f, 0);
  if (space->nodes[f].level < end)
    return find_exits(space, space->nodes[f].lo, end, most, exits, seen) &&
           find_exits(space, space->nodes[f].hi, end, most, exits, seen);
  if (exits->count == most || !regions_grow(space, &exits->v, sizeof(mtbdd),
                                            exits->count, &exits->room))
    return false;
  exits->v[exits->count++] = f;
  return true;
}

bool regions_exits(struct mtbdd_space *space, mtbdd f, unsigned end,
                   size_t most, struct regions_list *exits) {
  struct regions_map seen = {0};
  const bool all = find_exits(space, f, end, most, exits, &seen);
  regions_map_free(&seen);
  return all && space->broken == MTBDD_FINE;
}

static mtbdd regions_lead(struct mtbdd_space *space, mtbdd f, unsigned end,
                          mtbdd exit, struct regions_map *known) {
  uint32_t result = MTBDD_FALSE;
  const struct mtbdd_node n = space->nodes[f];
  if (n.level >= end)
    return f == exit ? MTBDD_TRUE : MTBDD_FALSE;
  if (!mtbdd_spend(space, 1) || regions_map_get(known, f, &result))
    return space->broken != MTBDD_FINE ? MTBDD_FALSE : result;
  const mtbdd lo = regions_lead(space, n.lo, end, exit, known);
  const mtbdd hi = regions_lead(space, n.hi, end, exit, known);
  result = mtbdd_node(space, n.level, lo, hi);
  regions_map_put(space, known, f, result);
  return result;
}

mtbdd regions_leads_to(struct mtbdd_space *space, mtbdd f, unsigned end,
                       mtbdd exit) {
  struct regions_map known = {0};
  const mtbdd result = regions_lead(space, f, end, exit, &known);
  regions_map_free(&known);
  return result;
}

/* f with each bit at the level to[the one that it has]. */
static mtbdd moved(struct mtbdd_space *space, mtbdd f,
                   const uint16_t to[MTBDD_LEVELS], struct regions_map *known) {
  uint32_t result = MTBDD_FALSE;
  const struct mtbdd_node n = space->nodes[f];
  if (n.level == MTBDD_LEVELS)
    return f;
  if (!mtbdd_spend(space, 1) || regions_map_get(known, f, &result))
    return space->broken != MTBDD_FINE ? MTBDD_FALSE : result;
  const mtbdd lo = moved(space, n.lo, to, known);
  const mtbdd hi = moved(space, n.hi, to, known);
  result = mtbdd_ite(space, mtbdd_bit(space, to[n.level]), hi, lo);
  regions_map_put(space, known, f, result);
  return result;
}

static mtbdd move_all(struct mtbdd_space *space, mtbdd f,
                      const uint16_t to[MTBDD_LEVELS]) {
  struct regions_map known = {0};
  const mtbdd result = moved(space, f, to, &known);
  regions_map_free(&known);
  return result;
}

mtbdd regions_permuted(struct mtbdd_space *space, mtbdd f,
                       const uint8_t from[6]) {
  uint16_t to[MTBDD_LEVELS];
  for (uint16_t level = 0; level < MTBDD_LEVELS; level++)
    to[level] = level;
  for (unsigned i = 0; i < 6; i++)
    for (unsigned bit = 0; bit < 64; bit++)
      to[level_of_arg(from[i]) + bit] = (uint16_t)(level_of_arg(i) + bit);
  return move_all(space, f, to);
}

mtbdd regions_reordered(struct mtbdd_space *space, mtbdd f,
                        const struct call_order *from,
                        const struct call_order *to) {
  uint16_t levels[MTBDD_LEVELS];
  for (unsigned w = 0; w < BPF_WORDS; w++)
    for (unsigned bit = 0; bit < 32; bit++)
      levels[from->level[w][bit]] = to->level[w][bit];
  return move_all(space, f, levels);
}

/* An interval walk under way. */
struct walk {
  struct mtbdd_space *space;
  unsigned end;
  size_t most;
  struct regions *out;
};

static bool add_region(const struct walk *w, uint64_t first, uint64_t last,
                       mtbdd node) {
  struct regions *out = w->out;
  if (out->count > 0 && out->v[out->count - 1].node == node) {
    out->v[out->count - 1].last = last;
    return true;
  }
  if (out->count == w->most || !mtbdd_spend(w->space, 1) ||
      !regions_grow(w->space, &out->v, sizeof *out->v, out->count, &out->room))
    return false;
  out->v[out->count++] = (struct region){first, last, node};
  return true;
}

/* Of the values that begin with the bits above the lowest `bits` of `value`.
 * What is not constant there adds an interval at least, so that the work is
 * bounded by their number. */
static bool regions_walk(const struct walk *w, mtbdd f, unsigned bits,
                         uint64_t value) {
  const struct mtbdd_node n = w->space->nodes[f];
  if (n.level >= w->end) {
    const uint64_t rest = bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
    return add_region(w, value, value | rest, f);
  }
  bits--;
  const bool here = n.level == w->end - 1 - bits;
  return regions_walk(w, here ? n.lo : f, bits, value) &&
         regions_walk(w, here ? n.hi : f, bits, value | UINT64_C(1) << bits);
}

bool regions_find(struct mtbdd_space *space, mtbdd f, unsigned end,
                  unsigned bits, size_t most, struct regions *regions) {
  const struct walk w = {space, end, most, regions};
  return regions_walk(&w, f, bits, 0) && space->broken == MTBDD_FINE;
}

void regions_list_free(struct regions_list *list) {
  free(list->v);
  memset(list, 0, sizeof *list);
}

void regions_free(struct regions *regions) {
  free(regions->v);
  memset(regions, 0, sizeof *regions);
}
