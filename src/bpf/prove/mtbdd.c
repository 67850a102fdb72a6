#include "mtbdd.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../c_stack.h"

/* Node numbers stay below 2^28, so that an operation's tag fits above them in
 * a cache key. */
#define NODE_BITS 28u
_Static_assert((DD_OPERATIONS + UINT64_C(1)) << NODE_BITS == UINT64_C(1) << 32,
               "the last tag and the last node make one key");
#define FIRST_CAPACITY 2048u
#define MOST_CACHE (1u << 20)
#define TICKS_PER_LOOK 8192u
/* More of the stack than an operation takes, level after level. */
#define STACK_MOST ((size_t)128 << 10)
/* Set in the level of a node that a walk has seen. */
#define SEEN (1u << 31)

static double cpu_now(void) {
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
  return capacity * (sizeof(struct dd_node) + sizeof(uint32_t)) +
         ncache * sizeof(struct dd_cached);
}

/* Enters node i in its bucket. */
static void enter(struct dd_space *space, uint32_t i) {
  struct dd_node *n = &space->nodes[i];
  uint32_t *bucket =
      &space->buckets[mix(n->level, n->lo, n->hi) & (space->capacity - 1)];
  n->next = *bucket;
  *bucket = i;
}

/* Doubles the space's tables; false, and broken, when that may not be. */
static bool grow(struct dd_space *space) {
  uint32_t capacity = space->capacity * 2;
  uint32_t ncache = capacity / 4 < MOST_CACHE ? capacity / 4 : MOST_CACHE;
  if (ncache < space->ncache)
    ncache = space->ncache;
  if (capacity > 1u << NODE_BITS ||
      bytes_of(capacity, ncache) + space->charged > space->memory) {
    space->broken = DD_OVER_BUDGET;
    return false;
  }
  struct dd_node *nodes =
      realloc(space->nodes, capacity * sizeof(struct dd_node));
  if (nodes != NULL)
    space->nodes = nodes;
  uint32_t *buckets = calloc(capacity, sizeof(uint32_t));
  struct dd_cached *cache = NULL;
  if (ncache != space->ncache)
    cache = calloc(ncache, sizeof(struct dd_cached));
  if (nodes == NULL || buckets == NULL ||
      (cache == NULL && ncache != space->ncache)) {
    free(buckets);
    free(cache);
    space->broken = DD_NOMEM;
    return false;
  }
  free(space->buckets);
  space->buckets = buckets;
  space->capacity = capacity;
  for (uint32_t i = DD_TRUE; i < space->nnodes; i++)
    enter(space, i);
  if (cache != NULL) { /* what was known is worth moving: it took work */
    for (uint32_t i = 0; i < space->ncache; i++) {
      const struct dd_cached *c = &space->cache[i];
      if (c->key[0] != 0)
        cache[mix(c->key[0], c->key[1], c->key[2]) & (ncache - 1)] = *c;
    }
    free(space->cache);
    space->cache = cache;
    space->ncache = ncache;
  }
  return true;
}

/* The node, new or known. Buckets end at 0: DD_FALSE is in none, and nobody
 * looks for it here. */
static dd intern(struct dd_space *space, uint32_t level, uint32_t lo,
                 uint32_t hi) {
  if (space->broken != DD_FINE)
    return DD_FALSE;
  uint32_t i = space->buckets[mix(level, lo, hi) & (space->capacity - 1)];
  for (; i != 0; i = space->nodes[i].next) {
    const struct dd_node *n = &space->nodes[i];
    if (n->lo == lo && n->hi == hi && n->level == level)
      return i;
  }
  if (space->nnodes == space->capacity && !grow(space))
    return DD_FALSE;
  i = space->nnodes++;
  space->nodes[i] = (struct dd_node){level, lo, hi, 0};
  enter(space, i);
  return i;
}

bool dd_open(struct dd_space *space, size_t memory, double seconds) {
  memset(space, 0, sizeof *space);
  space->memory = memory;
  space->tight = stack_short(STACK_MOST);
  space->deadline = cpu_now() + seconds;
  space->most = UINT64_MAX;
  space->capacity = FIRST_CAPACITY;
  space->ncache = FIRST_CAPACITY / 4;
  space->nodes = malloc(FIRST_CAPACITY * sizeof(struct dd_node));
  space->buckets = calloc(FIRST_CAPACITY, sizeof(uint32_t));
  space->cache = calloc(FIRST_CAPACITY / 4, sizeof(struct dd_cached));
  if (space->nodes == NULL || space->buckets == NULL || space->cache == NULL) {
    dd_close(space);
    return false;
  }
  space->nodes[0] = (struct dd_node){DD_LEVELS, 0, 0, 0};
  space->nnodes = 1;
  return intern(space, DD_LEVELS, 1, 0) == DD_TRUE;
}

void dd_close(struct dd_space *space) {
  free(space->nodes);
  free(space->buckets);
  free(space->cache);
  memset(space, 0, sizeof *space);
}

bool dd_charge(struct dd_space *space, size_t bytes) {
  space->charged += bytes;
  if (space->broken == DD_FINE &&
      bytes_of(space->capacity, space->ncache) + space->charged > space->memory)
    space->broken = DD_OVER_BUDGET;
  return space->broken == DD_FINE;
}

bool dd_spend(struct dd_space *space, uint64_t n) {
  const uint64_t looked = space->ticks / TICKS_PER_LOOK;
  space->ticks += n;
  if (space->ticks / TICKS_PER_LOOK != looked)
    dd_in_time(space);
  if (space->broken == DD_FINE && space->ticks > space->most)
    space->broken = DD_OVER_BUDGET;
  return space->broken == DD_FINE;
}

bool dd_in_time(struct dd_space *space) {
  if (space->broken == DD_FINE && cpu_now() > space->deadline)
    space->broken = DD_OVER_BUDGET;
  return space->broken == DD_FINE;
}

double dd_left(const struct dd_space *space) {
  return space->deadline - cpu_now();
}

/* One step of work; false when the space is broken. */
static bool tick(struct dd_space *space) {
  if (space->tight && stack_short(STACK_STEP) && space->broken == DD_FINE)
    space->broken = DD_NOMEM;
  return dd_spend(space, 1);
}

dd dd_leaf(struct dd_space *space, uint32_t first, uint32_t second) {
  if ((first | second) == 0)
    return DD_FALSE;
  return intern(space, DD_LEVELS, first, second);
}

dd dd_node(struct dd_space *space, uint32_t level, dd lo, dd hi) {
  return lo == hi ? lo : intern(space, level, lo, hi);
}

dd dd_bit(struct dd_space *space, uint32_t level) {
  return intern(space, level, DD_FALSE, DD_TRUE);
}

static struct dd_cached *slot(const struct dd_space *space, uint32_t a,
                              uint32_t b, uint32_t c) {
  return &space->cache[mix(a, b, c) & (space->ncache - 1)];
}

static bool holds(const struct dd_cached *c, uint32_t a, uint32_t b,
                  uint32_t d) {
  return c->key[0] == a && c->key[1] == b && c->key[2] == d;
}

dd dd_ite(struct dd_space *space, dd cond, dd yes, dd no) {
  if (cond == DD_TRUE || yes == no)
    return yes;
  if (cond == DD_FALSE)
    return no;
  if (yes == DD_TRUE && no == DD_FALSE)
    return cond;
  uint32_t level = space->nodes[cond].level;
  const uint32_t of_yes = space->nodes[yes].level;
  const uint32_t of_no = space->nodes[no].level;
  if (level < of_yes && level < of_no) {
    const dd lo = space->nodes[cond].lo, hi = space->nodes[cond].hi;
    if (lo <= DD_TRUE && hi <= DD_TRUE) /* a bit or its opposite */
      return dd_node(space, level, lo ? yes : no, hi ? yes : no);
  }
  if (of_yes < level)
    level = of_yes;
  if (of_no < level)
    level = of_no;
  const struct dd_cached *known = slot(space, cond, yes, no);
  if (holds(known, cond, yes, no))
    return known->result;
  if (!tick(space))
    return DD_FALSE;
  const dd lo = dd_ite(space, dd_branch(space, cond, level, false),
                       dd_branch(space, yes, level, false),
                       dd_branch(space, no, level, false));
  const dd hi = dd_ite(space, dd_branch(space, cond, level, true),
                       dd_branch(space, yes, level, true),
                       dd_branch(space, no, level, true));
  const dd result = dd_node(space, level, lo, hi);
  if (space->broken != DD_FINE)
    return DD_FALSE;
  *slot(space, cond, yes, no) = (struct dd_cached){{cond, yes, no}, result};
  return result;
}

struct dd_operation dd_operation(struct dd_space *space,
                                 dd (*leaves)(struct dd_space *, void *, dd,
                                              dd),
                                 void *ud, bool same) {
  for (uint32_t i = 0; i < space->ntags && ud == NULL; i++) {
    const struct dd_operation *op = &space->named[i];
    if (op->leaves == leaves && op->ud == NULL && op->same == same)
      return *op;
  }
  /* one more would find in the cache what another one's answers are */
  assert(space->ntags < DD_OPERATIONS);
  struct dd_operation *op = &space->named[space->ntags++];
  *op = (struct dd_operation){leaves, ud, same, space->ntags};
  return *op;
}

dd dd_apply(struct dd_space *space, const struct dd_operation *op, dd u, dd v) {
  if (op->same && u == v)
    return DD_FALSE;
  const uint32_t of_u = space->nodes[u].level, of_v = space->nodes[v].level;
  const uint32_t level = of_u < of_v ? of_u : of_v;
  if (level == DD_LEVELS)
    return space->broken == DD_FINE ? op->leaves(space, op->ud, u, v)
                                    : DD_FALSE;
  const uint32_t key = op->tag << NODE_BITS | u;
  const struct dd_cached *known = slot(space, key, v, 0);
  if (holds(known, key, v, 0))
    return known->result;
  if (!tick(space))
    return DD_FALSE;
  const dd lo = dd_apply(space, op, dd_branch(space, u, level, false),
                         dd_branch(space, v, level, false));
  const dd hi = dd_apply(space, op, dd_branch(space, u, level, true),
                         dd_branch(space, v, level, true));
  const dd result = dd_node(space, level, lo, hi);
  if (space->broken != DD_FINE)
    return DD_FALSE;
  *slot(space, key, v, 0) = (struct dd_cached){{key, v, 0}, result};
  return result;
}

dd dd_first(const struct dd_space *space, dd f, bool bits[DD_LEVELS]) {
  assert(f != DD_FALSE);
  memset(bits, 0, DD_LEVELS * sizeof bits[0]);
  while (!dd_is_leaf(space, f)) {
    const struct dd_node *n = &space->nodes[f];
    /* Reduced: whatever is not DD_FALSE has a leaf that is not. */
    bits[n->level] = n->lo == DD_FALSE;
    f = n->lo == DD_FALSE ? n->hi : n->lo;
  }
  return f;
}

/* Visits the leaves below f that were not seen, and marks what it sees. */
static void see(struct dd_space *space, dd f,
                void (*visit)(void *ud, const struct dd_node *leaf), void *ud) {
  struct dd_node *n = &space->nodes[f];
  if (f == DD_FALSE || n->level >= SEEN)
    return;
  space->ticks++;
  if (n->level == DD_LEVELS) {
    visit(ud, n);
  } else {
    see(space, n->lo, visit, ud);
    see(space, n->hi, visit, ud);
  }
  n->level |= SEEN;
}

static void forget(struct dd_space *space, dd f) {
  struct dd_node *n = &space->nodes[f];
  if (n->level < SEEN)
    return;
  n->level &= ~SEEN;
  if (n->level == DD_LEVELS)
    return;
  forget(space, n->lo);
  forget(space, n->hi);
}

void dd_leaves(struct dd_space *space, dd f,
               void (*visit)(void *ud, const struct dd_node *leaf), void *ud) {
  see(space, f, visit, ud);
  forget(space, f);
}

void dd_keep(struct dd_space *space, dd *functions, size_t n) {
  /* Nodes are made after those below them, so that one way down finds what is
   * to be kept and one way up moves it. The buckets, made anew in the end, hold
   * the new numbers meanwhile. */
  uint32_t *moved = space->buckets;
  memset(moved, 0, space->capacity * sizeof *moved);
  for (size_t i = 0; i < n; i++)
    moved[functions[i]] = 1;
  for (uint32_t i = space->nnodes; i-- > DD_TRUE + 1;) {
    const struct dd_node *node = &space->nodes[i];
    if (moved[i] != 0 && node->level != DD_LEVELS)
      moved[node->lo] = moved[node->hi] = 1;
  }
  moved[DD_FALSE] = DD_FALSE;
  moved[DD_TRUE] = DD_TRUE;
  uint32_t count = DD_TRUE + 1;
  for (uint32_t i = count; i < space->nnodes; i++) {
    struct dd_node node = space->nodes[i];
    if (moved[i] == 0)
      continue;
    if (node.level != DD_LEVELS) {
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
  for (uint32_t i = DD_TRUE; i < count; i++)
    enter(space, i);
  memset(space->cache, 0, space->ncache * sizeof *space->cache);
}
