#include "regions.h"

#include <stdlib.h>
#include <string.h>

bool dd_grow(struct dd_space *space, void **items, size_t size, size_t n,
             size_t *room) {
  if (space->broken != DD_FINE)
    return false;
  if (n < *room)
    return true;
  const size_t more = *room == 0 ? 4 : *room * 2;
  void *grown = more > SIZE_MAX / size ? NULL : realloc(*items, more * size);
  if (grown == NULL) {
    space->broken = DD_NOMEM;
    return false;
  }
  *items = grown;
  *room = more;
  return true;
}

/* Maps -------------------------------------------------------------------- */

void dd_map_free(struct dd_map *map) {
  free(map->keys);
  free(map->values);
  memset(map, 0, sizeof *map);
}

void dd_map_clear(struct dd_map *map) {
  if (map->count > 0)
    memset(map->keys, 0, map->capacity * sizeof *map->keys);
  map->count = 0;
}

/* Where the key is, or the empty slot where it belongs; there is one. */
static uint32_t map_slot(const struct dd_map *map, uint64_t key) {
  uint64_t h = (key + 1) * UINT64_C(0x9e3779b97f4a7c15);
  uint32_t i = (uint32_t)(h >> 32) & (map->capacity - 1);
  while (map->keys[i] != 0 && map->keys[i] != key + 1)
    i = (i + 1) & (map->capacity - 1);
  return i;
}

bool dd_map_get(const struct dd_map *map, uint64_t key, uint32_t *value) {
  if (map->capacity == 0)
    return false;
  const uint32_t i = map_slot(map, key);
  *value = map->values[i];
  return map->keys[i] != 0;
}

static bool map_grow(struct dd_map *map) {
  struct dd_map more = {NULL, NULL, map->capacity ? map->capacity * 2 : 64, 0};
  more.keys = calloc(more.capacity, sizeof *more.keys);
  more.values = malloc(more.capacity * sizeof *more.values);
  if (more.keys == NULL || more.values == NULL) {
    dd_map_free(&more);
    return false;
  }
  for (uint32_t i = 0; i < map->capacity; i++)
    if (map->keys[i] != 0) {
      const uint32_t to = map_slot(&more, map->keys[i] - 1);
      more.keys[to] = map->keys[i];
      more.values[to] = map->values[i];
    }
  more.count = map->count;
  dd_map_free(map);
  *map = more;
  return true;
}

void dd_map_put(struct dd_space *space, struct dd_map *map, uint64_t key,
                uint32_t value) {
  if (space->broken != DD_FINE)
    return;
  if (2 * map->count >= map->capacity && !map_grow(map)) {
    space->broken = DD_NOMEM;
    return;
  }
  const uint32_t i = map_slot(map, key);
  map->keys[i] = key + 1;
  map->values[i] = value;
  map->count++;
}

/* Walks ------------------------------------------------------------------- */

static bool find_exits(struct dd_space *space, dd f, unsigned end, size_t most,
                       struct dd_list *exits, struct dd_map *seen) {
  uint32_t known;
  if (!dd_spend(space, 1))
    return false;
  if (dd_map_get(seen, f, &known))
    return true;
  dd_map_put(space, seen, f, 0);
  if (space->nodes[f].level < end)
    return find_exits(space, space->nodes[f].lo, end, most, exits, seen) &&
           find_exits(space, space->nodes[f].hi, end, most, exits, seen);
  if (exits->count == most || !dd_grow(space, (void **)&exits->v, sizeof(dd),
                                       exits->count, &exits->room))
    return false;
  exits->v[exits->count++] = f;
  return true;
}

bool dd_exits(struct dd_space *space, dd f, unsigned end, size_t most,
              struct dd_list *exits) {
  struct dd_map seen = {0};
  const bool all = find_exits(space, f, end, most, exits, &seen);
  dd_map_free(&seen);
  return all && space->broken == DD_FINE;
}

static dd leads_to(struct dd_space *space, dd f, unsigned end, dd exit,
                   struct dd_map *known) {
  uint32_t result;
  const struct dd_node n = space->nodes[f];
  if (n.level >= end)
    return f == exit ? DD_TRUE : DD_FALSE;
  if (!dd_spend(space, 1) || dd_map_get(known, f, &result))
    return space->broken != DD_FINE ? DD_FALSE : result;
  const dd lo = leads_to(space, n.lo, end, exit, known);
  const dd hi = leads_to(space, n.hi, end, exit, known);
  result = dd_node(space, n.level, lo, hi);
  dd_map_put(space, known, f, result);
  return result;
}

dd dd_leads_to(struct dd_space *space, dd f, unsigned end, dd exit) {
  struct dd_map known = {0};
  const dd result = leads_to(space, f, end, exit, &known);
  dd_map_free(&known);
  return result;
}

/* f with each bit at the level to[the one that it has]. */
static dd moved(struct dd_space *space, dd f, const uint16_t to[DD_LEVELS],
                struct dd_map *known) {
  uint32_t result;
  const struct dd_node n = space->nodes[f];
  if (n.level == DD_LEVELS)
    return f;
  if (!dd_spend(space, 1) || dd_map_get(known, f, &result))
    return space->broken != DD_FINE ? DD_FALSE : result;
  const dd lo = moved(space, n.lo, to, known);
  const dd hi = moved(space, n.hi, to, known);
  result = dd_ite(space, dd_bit(space, to[n.level]), hi, lo);
  dd_map_put(space, known, f, result);
  return result;
}

static dd move_all(struct dd_space *space, dd f, const uint16_t to[DD_LEVELS]) {
  struct dd_map known = {0};
  const dd result = moved(space, f, to, &known);
  dd_map_free(&known);
  return result;
}

dd dd_permuted(struct dd_space *space, dd f, const uint8_t from[6]) {
  uint16_t to[DD_LEVELS];
  for (uint16_t level = 0; level < DD_LEVELS; level++)
    to[level] = level;
  for (unsigned i = 0; i < 6; i++)
    for (unsigned bit = 0; bit < 64; bit++)
      to[level_of_arg(from[i]) + bit] = (uint16_t)(level_of_arg(i) + bit);
  return move_all(space, f, to);
}

dd dd_reordered(struct dd_space *space, dd f, const struct call_order *from,
                const struct call_order *to) {
  uint16_t levels[DD_LEVELS];
  for (unsigned w = 0; w < CALL_WORDS; w++)
    for (unsigned bit = 0; bit < 32; bit++)
      levels[from->level[w][bit]] = to->level[w][bit];
  return move_all(space, f, levels);
}

/* An interval walk under way. */
struct walk {
  struct dd_space *space;
  unsigned end;
  size_t most;
  struct regions *out;
};

static bool add_region(const struct walk *w, uint64_t first, uint64_t last,
                       dd node) {
  struct regions *out = w->out;
  if (out->count > 0 && out->v[out->count - 1].node == node) {
    out->v[out->count - 1].last = last;
    return true;
  }
  if (out->count == w->most || !dd_spend(w->space, 1) ||
      !dd_grow(w->space, (void **)&out->v, sizeof *out->v, out->count,
               &out->room))
    return false;
  out->v[out->count++] = (struct region){first, last, node};
  return true;
}

/* Of the values that begin with the bits above the lowest `bits` of `value`.
 * What is not constant there adds an interval at least, so that the work is
 * bounded by their number. */
static bool walk(const struct walk *w, dd f, unsigned bits, uint64_t value) {
  const struct dd_node n = w->space->nodes[f];
  if (n.level >= w->end) {
    const uint64_t rest = bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
    return add_region(w, value, value | rest, f);
  }
  bits--;
  const bool here = n.level == w->end - 1 - bits;
  return walk(w, here ? n.lo : f, bits, value) &&
         walk(w, here ? n.hi : f, bits, value | UINT64_C(1) << bits);
}

bool dd_regions(struct dd_space *space, dd f, unsigned end, unsigned bits,
                size_t most, struct regions *regions) {
  const struct walk w = {space, end, most, regions};
  return walk(&w, f, bits, 0) && space->broken == DD_FINE;
}

void dd_list_free(struct dd_list *list) {
  free(list->v);
  memset(list, 0, sizeof *list);
}

void regions_free(struct regions *regions) {
  free(regions->v);
  memset(regions, 0, sizeof *regions);
}
