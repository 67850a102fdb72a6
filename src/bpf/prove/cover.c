/* SPDX-License-Identifier: MIT */
#include "cover.h"

#include <stdlib.h>
#include <string.h>

/* More intervals or masks than these on one argument are not worth reading. */
#define MOST_PIECES 2048u

/* What conditions cost: a mask takes more thought than a value. */
enum { COST_POINT = 2, COST_VALUE = 1, COST_BOUND = 2, COST_MASK = 5 };

void cover_free(struct cover *cover) {
  free(cover->ways);
  free(cover->values);
  memset(cover, 0, sizeof *cover);
}

/* The values that are covered: those of the argument, of its low word, or, with
 * shift 32, of its high word. */
struct domain {
  struct mtbdd_space *space;
  unsigned arg, end, bits; /* the level behind them, and how many there are */
  unsigned shift;
  uint8_t width; /* of conditions */
  bool raw;
  uint32_t each;
};

static uint64_t domain_max(const struct domain *d) {
  return d->bits == 64 ? UINT64_MAX : UINT32_MAX;
}

/* Adds a condition to a way: on the high word it is one on all 64 bits. */
static struct cover_cond *cover_add_cond(const struct domain *d,
                                         struct cover_way *way, enum bpf_op op,
                                         uint64_t a, uint64_t b) {
  if (d->shift > 0 && op == BPF_OP_EQ) {
    op = BPF_OP_MASKED_EQ;
    b = a;
    a = domain_max(d);
  }
  a <<= d->shift;
  b <<= d->shift;
  if (d->shift > 0 && op == BPF_OP_LE)
    a |= UINT32_MAX;
  struct cover_cond *cond = &way->conds[way->nconds++];
  *cond = (struct cover_cond){.cond = {.arg = (uint8_t)d->arg,
                                       .op = (uint8_t)op,
                                       .width = d->width,
                                       .raw = d->raw,
                                       .a = a,
                                       .b = b}};
  return cond;
}

static struct cover_way *add_way(const struct domain *d, struct cover *out) {
  if (!regions_grow(d->space, &out->ways, sizeof *out->ways, out->count,
                    &out->room))
    return NULL;
  struct cover_way *way = &out->ways[out->count++];
  memset(way, 0, sizeof *way);
  return way;
}

static void add_cost(struct cover *out, uint64_t cost) {
  const uint64_t sum = out->cost + cost;
  out->cost = sum < COVER_COST_MAX ? (uint32_t)sum : COVER_COST_MAX;
}

/* Adds a value to a condition, the last one that was added. */
static void cover_add_value(const struct domain *d, struct cover *out,
                            struct cover_cond *cond, uint64_t value) {
  if (!regions_grow(d->space, &out->values, sizeof *out->values, out->nvalues,
                    &out->values_room))
    return;
  if (cond->nvalues++ == 0)
    cond->value = out->nvalues;
  out->values[out->nvalues++] = value << d->shift;
  add_cost(out, COST_VALUE);
}

/* Intervals --------------------------------------------------------------- */

enum { MAY = 2, MUST = 3 }; /* terminals: first words */

/* Runs of values that may be covered, without the ends that need not be unless
 * that saves a bound: [first, last], at least one value in it must be. */
struct run {
  uint64_t first, last;
};

/* Reads runs off the intervals; count of them. */
static size_t runs_of(const struct domain *d, const struct regions *regions,
                      struct run *runs) {
  const struct mtbdd_space *space = d->space;
  size_t n = 0;
  bool open = false;      /* runs[n] has a value that must be covered */
  uint64_t from_zero = 1; /* 0: all before may be covered */
  for (size_t i = 0; i < regions->count; i++) {
    const struct region *r = &regions->v[i];
    const uint32_t status = space->nodes[r->node].lo;
    if (i == 0 && status != 0)
      from_zero = 0;
    if (status == MUST) {
      if (!open)
        runs[n].first = from_zero == 0 ? 0 : r->first;
      open = true;
      runs[n].last = r->last;
      from_zero = 1;
    } else if (status == 0) {
      n += open;
      open = false;
      from_zero = 1;
    } else if (open && r->last == domain_max(d)) {
      runs[n].last = r->last;
    }
  }
  return n + open;
}

/* All but a few values, if that is what may be covered. */
static bool cover_exceptions(const struct domain *d,
                             const struct regions *regions, struct cover *out) {
  uint64_t except[COVER_CONDS];
  uint8_t n = 0;
  if (d->shift > 0) /* 64 bits say of no high word that it is another */
    return false;
  for (size_t i = 0; i < regions->count; i++) {
    const struct region *r = &regions->v[i];
    if (d->space->nodes[r->node].lo != 0)
      continue;
    if (r->first != r->last || n == COVER_CONDS)
      return false;
    except[n++] = r->first;
  }
  struct cover_way *way = add_way(d, out);
  if (way == NULL)
    return false;
  for (uint8_t i = 0; i < n; i++)
    cover_add_cond(d, way, BPF_OP_NE, except[i], 0);
  add_cost(out, d->each + n * (uint64_t)(COST_POINT + COST_VALUE));
  return true;
}

static void cover_runs(const struct domain *d, const struct run *runs, size_t n,
                       struct cover *out) {
  struct cover_cond *points = NULL;
  for (size_t i = 0; i < n; i++) {
    if (runs[i].first != runs[i].last)
      continue;
    if (points == NULL) {
      struct cover_way *way = add_way(d, out);
      if (way == NULL)
        return;
      points = cover_add_cond(d, way, BPF_OP_EQ, runs[i].first, 0);
      add_cost(out, d->each + (uint64_t)COST_POINT);
    }
    cover_add_value(d, out, points, runs[i].first);
  }
  for (size_t i = 0; i < n; i++) {
    const struct run *r = &runs[i];
    if (r->first == r->last)
      continue;
    struct cover_way *way = add_way(d, out);
    if (way == NULL)
      return;
    if (r->first > 0)
      cover_add_cond(d, way, BPF_OP_GE, r->first, 0);
    if (r->last < domain_max(d))
      cover_add_cond(d, way, BPF_OP_LE, r->last, 0);
    add_cost(out, d->each + way->nconds * (uint64_t)(COST_BOUND + COST_VALUE));
  }
}

/* By the intervals of the set; false when there are too many. */
static bool by_intervals(const struct domain *d, mtbdd must, mtbdd may,
                         struct cover *out) {
  struct mtbdd_space *space = d->space;
  struct regions regions = {0};
  const mtbdd both = mtbdd_ite(
      space, must, mtbdd_terminal(space, MUST, 0),
      mtbdd_ite(space, may, mtbdd_terminal(space, MAY, 0), MTBDD_FALSE));
  bool done = regions_find(space, both, d->end, d->bits, MOST_PIECES, &regions);
  struct run *runs = done ? malloc((regions.count + 1) * sizeof *runs) : NULL;
  if (done && runs == NULL) {
    space->broken = MTBDD_NOMEM;
    done = false;
  }
  if (done) {
    struct cover except = {0};
    const size_t n = runs_of(d, &regions, runs);
    cover_runs(d, runs, n, out);
    if (cover_exceptions(d, &regions, &except) && except.cost < out->cost) {
      cover_free(out);
      *out = except;
    } else {
      cover_free(&except);
    }
  }
  free(runs);
  regions_free(&regions);
  return done && space->broken == MTBDD_FINE;
}

/* Masks ------------------------------------------------------------------- */

struct cube {
  uint64_t mask, value;
};

struct cubes {
  struct cube *v;
  size_t count, room;
};

/* Minato and Morreale's irredundant sum of products: a function f between must
 * and may, and its cubes, each of which gets the bits of `at` as well. Stops
 * short where there are too many. */
static mtbdd sum_of_products(const struct domain *d, mtbdd must, mtbdd may,
                             struct cube at, struct cubes *out) {
  struct mtbdd_space *space = d->space;
  if (must == MTBDD_FALSE || out->count > MOST_PIECES || !mtbdd_spend(space, 1))
    return MTBDD_FALSE;
  if (may == MTBDD_TRUE) {
    if (!regions_grow(space, &out->v, sizeof *out->v, out->count, &out->room))
      return MTBDD_FALSE;
    out->v[out->count++] = at;
    return MTBDD_TRUE;
  }
  uint32_t level = space->nodes[must].level;
  if (space->nodes[may].level < level)
    level = space->nodes[may].level;
  const uint64_t bit = UINT64_C(1) << (d->end - 1 - level);
  const mtbdd must0 = mtbdd_branch(space, must, level, false);
  const mtbdd must1 = mtbdd_branch(space, must, level, true);
  const mtbdd may0 = mtbdd_branch(space, may, level, false);
  const mtbdd may1 = mtbdd_branch(space, may, level, true);
  const struct cube at0 = {at.mask | bit, at.value};
  const struct cube at1 = {at.mask | bit, at.value | bit};
  const mtbdd f0 = sum_of_products(
      d, mtbdd_ite(space, may1, MTBDD_FALSE, must0), may0, at0, out);
  const mtbdd f1 = sum_of_products(
      d, mtbdd_ite(space, may0, MTBDD_FALSE, must1), may1, at1, out);
  const mtbdd rest = mtbdd_or(space, mtbdd_ite(space, f0, MTBDD_FALSE, must0),
                              mtbdd_ite(space, f1, MTBDD_FALSE, must1));
  const mtbdd both =
      sum_of_products(d, rest, mtbdd_and(space, may0, may1), at, out);
  return mtbdd_or(space, mtbdd_node(space, level, f0, f1), both);
}

static int by_mask(const void *x, const void *y) {
  const struct cube *a = x, *b = y;
  if (a->mask != b->mask) /* whole values first */
    return a->mask > b->mask ? -1 : 1;
  return a->value < b->value ? -1 : a->value > b->value;
}

static bool by_cubes(const struct domain *d, mtbdd must, mtbdd may,
                     struct cover *out) {
  struct mtbdd_space *space = d->space;
  struct cubes cubes = {0};
  sum_of_products(d, must, may, (struct cube){0, 0}, &cubes);
  if (space->broken == MTBDD_FINE && cubes.count > 0)
    qsort(cubes.v, cubes.count, sizeof *cubes.v, by_mask);
  struct cover_cond *cond = NULL;
  for (size_t i = 0; i < cubes.count && space->broken == MTBDD_FINE; i++) {
    const struct cube *c = &cubes.v[i];
    if (i == 0 || cubes.v[i - 1].mask != c->mask) {
      struct cover_way *way = add_way(d, out);
      if (way == NULL)
        break;
      const bool whole = c->mask == domain_max(d);
      cond = whole
                 ? cover_add_cond(d, way, BPF_OP_EQ, c->value, 0)
                 : cover_add_cond(d, way, BPF_OP_MASKED_EQ, c->mask, c->value);
      add_cost(out, d->each + (uint64_t)(whole ? COST_POINT : COST_MASK));
    }
    cover_add_value(d, out, cond, c->value);
  }
  const bool all = cubes.count <= MOST_PIECES;
  free(cubes.v);
  return all && space->broken == MTBDD_FINE;
}

/* Both words ----------------------------------------------------------------
 */

/* The shorter of what intervals and masks give; false when neither is short
 * enough. */
static bool by_either(const struct domain *d, mtbdd must, mtbdd may,
                      struct cover *out) {
  struct cover masks = {0};
  if (may == MTBDD_TRUE) {
    add_cost(out, d->each);
    return add_way(d, out) != NULL;
  }
  const bool fine = by_intervals(d, must, may, out);
  if (!fine)
    cover_free(out);
  /* a cover of one value or bound has no match among masks */
  if (fine && out->cost <= d->each + COST_BOUND + COST_VALUE)
    return true;
  if (d->space->broken == MTBDD_FINE && by_cubes(d, must, may, &masks) &&
      (!fine || masks.cost < out->cost)) {
    cover_free(out);
    *out = masks;
    return true;
  }
  cover_free(&masks);
  return fine && d->space->broken == MTBDD_FINE;
}

/* Appends the conditions of a way of another cover, with their values. */
static void cover_append(const struct domain *d, struct cover *out,
                         struct cover_way *way, const struct cover *from,
                         const struct cover_way *more) {
  for (uint8_t i = 0; i < more->nconds; i++) {
    struct cover_cond *cond = &way->conds[way->nconds++];
    *cond = more->conds[i];
    cond->nvalues = 0;
    for (size_t k = 0; k < more->conds[i].nvalues; k++)
      cover_add_value(d, out, cond, from->values[more->conds[i].value + k]);
  }
}

/* For each set of upper halves that go on alike, what the lower half may be. */
static bool by_halves(const struct domain *d, mtbdd must, struct cover *out) {
  struct mtbdd_space *space = d->space;
  struct regions_list lows = {0};
  struct domain high = *d, low = *d;
  high.end -= 32;
  high.bits = low.bits = 32;
  high.shift = 32;
  low.width = 32;
  high.each = low.each = 0;
  bool fine = regions_exits(space, must, high.end, MOST_PIECES, &lows);
  for (size_t i = 0; i < lows.count && fine; i++) {
    struct cover highs = {0}, values = {0};
    if (lows.v[i] == MTBDD_FALSE)
      continue;
    const mtbdd where = regions_leads_to(space, must, high.end, lows.v[i]);
    fine = by_either(&high, where, where, &highs) &&
           by_either(&low, lows.v[i], lows.v[i], &values) &&
           out->count + highs.count * values.count <= MOST_PIECES;
    for (size_t k = 0; k < highs.count && fine; k++)
      for (size_t m = 0; m < values.count && fine; m++) {
        struct cover_way *way = add_way(d, out);
        fine = way != NULL &&
               highs.ways[k].nconds + values.ways[m].nconds <= (int)COVER_CONDS;
        if (!fine)
          break;
        cover_append(d, out, way, &highs, &highs.ways[k]);
        cover_append(d, out, way, &values, &values.ways[m]);
        add_cost(out, d->each + (uint64_t)COST_MASK * way->nconds);
      }
    cover_free(&highs);
    cover_free(&values);
  }
  regions_list_free(&lows);
  return fine && space->broken == MTBDD_FINE;
}

/* Where f holds for some value of the high word (for each one if `all`). */
static mtbdd over_high(struct mtbdd_space *space, unsigned end, mtbdd f,
                       bool all) {
  struct regions_list exits = {0};
  mtbdd r = all ? MTBDD_TRUE : MTBDD_FALSE;
  regions_exits(space, f, end, SIZE_MAX, &exits);
  for (size_t i = 0; i < exits.count; i++)
    r = all ? mtbdd_and(space, exits.v[i], r) : mtbdd_or(space, exits.v[i], r);
  regions_list_free(&exits);
  return r;
}

/* Beyond this cost of a cover it is worth looking for another one. */
#define COST_LONG 24u

bool cover_make(struct mtbdd_space *space, unsigned arg, mtbdd must, mtbdd may,
                bool low_only, uint32_t each, struct cover *out) {
  const unsigned end = level_of_arg(arg) + 64;
  struct domain d = {.space = space,
                     .arg = arg,
                     .end = end,
                     .bits = 64,
                     .width = 64,
                     .raw = low_only,
                     .each = each};
  struct cover halves = {0};
  memset(out, 0, sizeof *out);
  const mtbdd low = over_high(space, end - 32, must, false);
  if (mtbdd_ite(space, low, may, MTBDD_TRUE) == MTBDD_TRUE) {
    d.bits = 32;
    d.width = low_only ? 64 : 32; /* there 64 means the low word as well */
    d.raw = false;
    return by_either(&d, low, over_high(space, end - 32, may, true), out);
  }
  const bool fine = by_either(&d, must, may, out);
  if (fine && out->cost <= each + COST_LONG)
    return true;
  if (space->broken == MTBDD_FINE && by_halves(&d, must, &halves) &&
      (!fine || halves.cost < out->cost)) {
    cover_free(out);
    *out = halves;
    return true;
  }
  cover_free(&halves);
  return fine && space->broken == MTBDD_FINE;
}
