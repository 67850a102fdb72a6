/* SPDX-License-Identifier: MIT */
#include "mtbdd.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../c_stack.h"

/* Node numbers stay below 2^28, so that an operation's tag fits above them in
 * a cache key. */
#define NODE_BITS 28u
_Static_assert((MTBDD_OPERATIONS + UINT64_C(1)) << NODE_BITS == UINT64_C(1)
                                                                    << 32,
               "the last tag and the last node make one key");
#define FIRST_CAPACITY 4096u
#define MOST_CACHE (1u << 20)
#define TICKS_PER_LOOK 8192u
/* More of the stack than an operation takes, level after level. */
#define STACK_MOST ((size_t)128 << 10)
/* Set in the level of a node that a walk has seen. */
#define SEEN (1u << 31)

double mtbdd_now(void) {
  struct timespec t;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) != 0)
    return 0;
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint32_t mix(uint32_t a, uint32_t b, uint32_t c) {
  uint64_t h = ((uint64_t)a << 32 | b) * 0x9e3779b97f4a7c15u;
  h = (h ^ (h >> 29) ^ c) * 0xbf58476d1ce4e5b9u;
  return (uint32_t)(h >> 32);
}

static size_t bytes_of(uint32_t capacity, uint32_t ncache) {
  return capacity * (sizeof(struct mtbdd_node) + sizeof(uint32_t)) +
         ncache * sizeof(struct mtbdd_cached);
}

/* Enters node i, whose hash that is, in its bucket. */
static void unique_enter_hashed(struct mtbdd_space *space, uint32_t i,
                                uint32_t hash) {
  uint32_t *bucket = &space->buckets[hash & (space->capacity - 1)];
  space->nodes[i].next = *bucket;
  *bucket = i;
}

static void unique_enter(struct mtbdd_space *space, uint32_t i) {
  const struct mtbdd_node *n = &space->nodes[i];
  unique_enter_hashed(space, i, mix(n->level, n->lo, n->hi));
}

/* Doubles the space's tables; false, and broken, when that may not be. */
static bool tables_grow(struct mtbdd_space *space) {
  uint32_t capacity = space->capacity * 2;
  uint32_t ncache = capacity / 4 < MOST_CACHE ? capacity / 4 : MOST_CACHE;
  if (ncache < space->ncache)
    ncache = space->ncache;
  if (capacity > 1u << NODE_BITS ||
      bytes_of(capacity, ncache) + space->charged > space->memory) {
    space->broken = MTBDD_OVER_BUDGET;
    return false;
  }
  struct mtbdd_node *nodes =
      realloc(space->nodes, capacity * sizeof(struct mtbdd_node));
  if (nodes != NULL)
    space->nodes = nodes;
  uint32_t *buckets = calloc(capacity, sizeof(uint32_t));
  struct mtbdd_cached *cache = NULL;
  if (ncache != space->ncache)
    cache = calloc(ncache, sizeof(struct mtbdd_cached));
  if (nodes == NULL || buckets == NULL ||
      (cache == NULL && ncache != space->ncache)) {
    free(buckets);
    free(cache);
    space->broken = MTBDD_NOMEM;
    return false;
  }
  free(space->buckets);
  space->buckets = buckets;
  space->capacity = capacity;
  for (uint32_t i = MTBDD_TRUE; i < space->nnodes; i++)
    unique_enter(space, i);
  if (cache != NULL) { /* what was known is worth moving: it took work */
    for (uint32_t i = 0; i < space->ncache; i++) {
      const struct mtbdd_cached *c = &space->cache[i];
      if (c->key[0] != 0)
        cache[mix(c->key[0], c->key[1], c->key[2]) & (ncache - 1)] = *c;
    }
    free(space->cache);
    space->cache = cache;
    space->ncache = ncache;
  }
  return true;
}

/* The unique node, which may be new. Buckets end at 0, for MTBDD_FALSE is in
 * none of them and is never looked up. */
static mtbdd unique_node(struct mtbdd_space *space, uint32_t level, uint32_t lo,
                         uint32_t hi) {
  if (space->broken != MTBDD_FINE)
    return MTBDD_FALSE;
  const uint32_t hash = mix(level, lo, hi);
  uint32_t i = space->buckets[hash & (space->capacity - 1)];
  for (; i != 0; i = space->nodes[i].next) {
    const struct mtbdd_node *n = &space->nodes[i];
    if (n->lo == lo && n->hi == hi && n->level == level)
      return i;
  }
  if (space->nnodes == space->capacity && !tables_grow(space))
    return MTBDD_FALSE;
  i = space->nnodes++;
  space->nodes[i] = (struct mtbdd_node){level, lo, hi, 0};
  unique_enter_hashed(space, i, hash);
  return i;
}

bool mtbdd_open(struct mtbdd_space *space, size_t memory, double seconds) {
  memset(space, 0, sizeof *space);
  space->memory = memory;
  space->tight = c_stack_short(STACK_MOST);
  space->deadline = mtbdd_now() + seconds;
  space->most = UINT64_MAX;
  space->capacity = FIRST_CAPACITY;
  space->ncache = FIRST_CAPACITY / 4;
  space->nodes = malloc(FIRST_CAPACITY * sizeof(struct mtbdd_node));
  space->buckets = calloc(FIRST_CAPACITY, sizeof(uint32_t));
  space->cache = calloc(FIRST_CAPACITY / 4, sizeof(struct mtbdd_cached));
  if (space->nodes == NULL || space->buckets == NULL || space->cache == NULL) {
    mtbdd_close(space);
    return false;
  }
  space->nodes[0] = (struct mtbdd_node){MTBDD_LEVELS, 0, 0, 0};
  space->nnodes = 1;
  return unique_node(space, MTBDD_LEVELS, 1, 0) == MTBDD_TRUE;
}

void mtbdd_close(struct mtbdd_space *space) {
  free(space->nodes);
  free(space->buckets);
  free(space->cache);
  memset(space, 0, sizeof *space);
}

bool mtbdd_charge(struct mtbdd_space *space, size_t bytes) {
  space->charged += bytes;
  if (space->broken == MTBDD_FINE &&
      bytes_of(space->capacity, space->ncache) + space->charged > space->memory)
    space->broken = MTBDD_OVER_BUDGET;
  return space->broken == MTBDD_FINE;
}

bool mtbdd_spend(struct mtbdd_space *space, uint64_t n) {
  const uint64_t looked = space->ticks / TICKS_PER_LOOK;
  space->ticks += n;
  if (space->ticks / TICKS_PER_LOOK != looked)
    mtbdd_in_time(space);
  if (space->broken == MTBDD_FINE && space->ticks > space->most)
    space->broken = MTBDD_OVER_BUDGET;
  return space->broken == MTBDD_FINE;
}

bool mtbdd_in_time(struct mtbdd_space *space) {
  if (space->broken == MTBDD_FINE && mtbdd_now() > space->deadline)
    space->broken = MTBDD_OVER_BUDGET;
  return space->broken == MTBDD_FINE;
}

double mtbdd_left(const struct mtbdd_space *space) {
  return space->deadline - mtbdd_now();
}

/* One step of work; false when the space is broken. */
static bool tick(struct mtbdd_space *space) {
  if (space->tight && c_stack_ends() && space->broken == MTBDD_FINE)
    space->broken = MTBDD_NOMEM;
  return mtbdd_spend(space, 1);
}

mtbdd mtbdd_terminal(struct mtbdd_space *space, uint32_t first,
                     uint32_t second) {
  if ((first | second) == 0)
    return MTBDD_FALSE;
  return unique_node(space, MTBDD_LEVELS, first, second);
}

mtbdd mtbdd_node(struct mtbdd_space *space, uint32_t level, mtbdd lo,
                 mtbdd hi) {
  return lo == hi ? lo : unique_node(space, level, lo, hi);
}

mtbdd mtbdd_bit(struct mtbdd_space *space, uint32_t level) {
  return unique_node(space, level, MTBDD_FALSE, MTBDD_TRUE);
}

/* Where the answer for operands of that hash is, if it is known; elsewhere once
 * the cache has grown. */
static struct mtbdd_cached *computed(const struct mtbdd_space *space,
                                     uint32_t hash) {
  return &space->cache[hash & (space->ncache - 1)];
}

static bool computed_holds(const struct mtbdd_cached *c, uint32_t a, uint32_t b,
                           uint32_t d) {
  return c->key[0] == a && c->key[1] == b && c->key[2] == d;
}

mtbdd mtbdd_ite(struct mtbdd_space *space, mtbdd cond, mtbdd yes, mtbdd no) {
  if (cond == MTBDD_TRUE || yes == no)
    return yes;
  if (cond == MTBDD_FALSE)
    return no;
  if (yes == MTBDD_TRUE && no == MTBDD_FALSE)
    return cond;
  uint32_t level = space->nodes[cond].level;
  const uint32_t of_yes = space->nodes[yes].level;
  const uint32_t of_no = space->nodes[no].level;
  if (level < of_yes && level < of_no) {
    const mtbdd lo = space->nodes[cond].lo, hi = space->nodes[cond].hi;
    if (lo <= MTBDD_TRUE && hi <= MTBDD_TRUE) /* a bit or its opposite */
      return mtbdd_node(space, level, lo ? yes : no, hi ? yes : no);
  }
  if (of_yes < level)
    level = of_yes;
  if (of_no < level)
    level = of_no;
  const uint32_t hash = mix(cond, yes, no);
  const struct mtbdd_cached *known = computed(space, hash);
  if (computed_holds(known, cond, yes, no))
    return known->result;
  if (!tick(space))
    return MTBDD_FALSE;
  const mtbdd lo = mtbdd_ite(space, mtbdd_branch(space, cond, level, false),
                             mtbdd_branch(space, yes, level, false),
                             mtbdd_branch(space, no, level, false));
  const mtbdd hi = mtbdd_ite(space, mtbdd_branch(space, cond, level, true),
                             mtbdd_branch(space, yes, level, true),
                             mtbdd_branch(space, no, level, true));
  const mtbdd result = mtbdd_node(space, level, lo, hi);
  if (space->broken != MTBDD_FINE)
    return MTBDD_FALSE;
  *computed(space, hash) = (struct mtbdd_cached){{cond, yes, no}, result};
  return result;
}

mtbdd mtbdd_choose(struct mtbdd_space *space, uint32_t level, mtbdd lo,
                   mtbdd hi) {
  if (level < space->nodes[lo].level && level < space->nodes[hi].level)
    return mtbdd_node(space, level, lo, hi);
  return mtbdd_ite(space, mtbdd_bit(space, level), hi, lo);
}

struct mtbdd_operation mtbdd_operation(struct mtbdd_space *space,
                                       mtbdd (*terminals)(struct mtbdd_space *,
                                                          void *, mtbdd, mtbdd),
                                       void *ud, bool same) {
  for (uint32_t i = 0; i < space->ntags && ud == NULL; i++) {
    const struct mtbdd_operation *op = &space->named[i];
    if (op->terminals == terminals && op->ud == NULL && op->same == same)
      return *op;
  }
  /* one more would find in the cache what another one's answers are */
  assert(space->ntags < MTBDD_OPERATIONS);
  struct mtbdd_operation *op = &space->named[space->ntags++];
  *op = (struct mtbdd_operation){terminals, ud, same, space->ntags};
  return *op;
}

mtbdd mtbdd_apply(struct mtbdd_space *space, const struct mtbdd_operation *op,
                  mtbdd u, mtbdd v) {
  if (op->same && u == v)
    return MTBDD_FALSE;
  const uint32_t of_u = space->nodes[u].level, of_v = space->nodes[v].level;
  const uint32_t level = of_u < of_v ? of_u : of_v;
  if (level == MTBDD_LEVELS)
    return space->broken == MTBDD_FINE ? op->terminals(space, op->ud, u, v)
                                       : MTBDD_FALSE;
  const uint32_t key = op->tag << NODE_BITS | u;
  const uint32_t hash = mix(key, v, 0);
  const struct mtbdd_cached *known = computed(space, hash);
  if (computed_holds(known, key, v, 0))
    return known->result;
  if (!tick(space))
    return MTBDD_FALSE;
  const mtbdd lo = mtbdd_apply(space, op, mtbdd_branch(space, u, level, false),
                               mtbdd_branch(space, v, level, false));
  const mtbdd hi = mtbdd_apply(space, op, mtbdd_branch(space, u, level, true),
                               mtbdd_branch(space, v, level, true));
  const mtbdd result = mtbdd_node(space, level, lo, hi);
  if (space->broken != MTBDD_FINE)
    return MTBDD_FALSE;
  *computed(space, hash) = (struct mtbdd_cached){{key, v, 0}, result};
  return result;
}

mtbdd mtbdd_first(const struct mtbdd_space *space, mtbdd f,
                  bool bits[MTBDD_LEVELS]) {
  assert(f != MTBDD_FALSE);
  memset(bits, 0, MTBDD_LEVELS * sizeof bits[0]);
  while (!mtbdd_is_terminal(space, f)) {
    const struct mtbdd_node *n = &space->nodes[f];
    /* Reduced: whatever is not MTBDD_FALSE has a terminal that is not. */
    bits[n->level] = n->lo == MTBDD_FALSE;
    f = n->lo == MTBDD_FALSE ? n->hi : n->lo;
  }
  return f;
}

/* Visits the terminals below f that were not seen, and marks what it sees. */
static void mark_terminals(struct mtbdd_space *space, mtbdd f,
                           void (*visit)(void *ud,
                                         const struct mtbdd_node *terminal),
                           void *ud) {
  struct mtbdd_node *n = &space->nodes[f];
  if (f == MTBDD_FALSE || n->level >= SEEN)
    return;
  space->ticks++;
  if (n->level == MTBDD_LEVELS) {
    visit(ud, n);
  } else {
    mark_terminals(space, n->lo, visit, ud);
    mark_terminals(space, n->hi, visit, ud);
  }
  n->level |= SEEN;
}

static void unmark(struct mtbdd_space *space, mtbdd f) {
  struct mtbdd_node *n = &space->nodes[f];
  if (n->level < SEEN)
    return;
  n->level &= ~SEEN;
  if (n->level == MTBDD_LEVELS)
    return;
  unmark(space, n->lo);
  unmark(space, n->hi);
}

void mtbdd_terminals(struct mtbdd_space *space, mtbdd f,
                     void (*visit)(void *ud, const struct mtbdd_node *terminal),
                     void *ud) {
  mark_terminals(space, f, visit, ud);
  unmark(space, f);
}

void mtbdd_keep(struct mtbdd_space *space, mtbdd *functions, size_t n) {
  /* Nodes are made after those below them, so that one way down finds what is
   * to be kept and one way up moves it. The buckets, made anew in the end, hold
   * the new numbers meanwhile. */
  uint32_t *moved = space->buckets;
  memset(moved, 0, space->capacity * sizeof *moved);
  for (size_t i = 0; i < n; i++)
    moved[functions[i]] = 1;
  for (uint32_t i = space->nnodes; i-- > MTBDD_TRUE + 1;) {
    const struct mtbdd_node *node = &space->nodes[i];
    if (moved[i] != 0 && node->level != MTBDD_LEVELS)
      moved[node->lo] = moved[node->hi] = 1;
  }
  moved[MTBDD_FALSE] = MTBDD_FALSE;
  moved[MTBDD_TRUE] = MTBDD_TRUE;
  uint32_t count = MTBDD_TRUE + 1;
  for (uint32_t i = count; i < space->nnodes; i++) {
    struct mtbdd_node node = space->nodes[i];
    if (moved[i] == 0)
      continue;
    if (node.level != MTBDD_LEVELS) {
      node.lo = moved[node.lo];
      node.hi = moved[node.hi];
    }
    space->nodes[count] = node;
    moved[i] = count++;
  }
  for (size_t i = 0; i < n; i++)
    functions[i] = moved[functions[i]];
  space->nnodes = count;
  memset(space->buckets, 0, space->capacity * sizeof *space->buckets);
  for (uint32_t i = MTBDD_TRUE; i < count; i++)
    unique_enter(space, i);
  memset(space->cache, 0, space->ncache * sizeof *space->cache);
}
