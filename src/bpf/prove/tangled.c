/* SPDX-License-Identifier: MIT */
#include "tangled.h"

#include <string.h>

#include "regions.h"

/* Different functions of the arguments that are looked at, and values of one
 * that are tried. */
#define MOST_FUNCTIONS 64u
#define TRIES (3 * TANGLED_MOST)
#define MOST_STEPS 10000000u /* of all that is looked at */

static unsigned words_of(unsigned arg) {
  return 3u << (BPF_WORD_ARG_LO + 2 * arg);
}

/* The words that those of an argument are grouped with. */
static unsigned with_arg(const struct call_groups *groups, unsigned arg) {
  return groups->with[BPF_WORD_ARG_LO + 2 * arg] |
         groups->with[BPF_WORD_ARG_HI + 2 * arg];
}

/* A function under some values of some bits. */
struct given {
  struct mtbdd_space *space;
  int8_t arg[MTBDD_LEVELS]; /* whose bit it is, 6 for the instruction pointer */
  bool fixed[7];            /* bits of these have the values below */
  bool value[MTBDD_LEVELS];
  struct regions_map known;
  uint64_t steps;
};

/* Counts a step; false when there were too many. */
static bool tangled_step(struct given *given) {
  return ++given->steps < MOST_STEPS && mtbdd_spend(given->space, 1);
}

static void given_open(struct given *given, struct mtbdd_space *space,
                       const struct call_order *order) {
  memset(given, 0, sizeof *given);
  memset(given->arg, -1, sizeof given->arg);
  given->space = space;
  for (unsigned w = BPF_WORD_IP_LO; w < BPF_WORDS; w++)
    for (unsigned i = 0; i < 32; i++)
      given->arg[order->level[w][i]] =
          (int8_t)(w < BPF_WORD_ARG_LO ? 6 : (w - BPF_WORD_ARG_LO) / 2);
}

/* What is left of f. */
static mtbdd left_of(struct given *given, mtbdd f) {
  struct mtbdd_space *space = given->space;
  const struct mtbdd_node n = space->nodes[f];
  uint32_t result;
  if (n.level == MTBDD_LEVELS || !tangled_step(given))
    return f;
  if (regions_map_get(&given->known, f, &result))
    return result;
  if (given->fixed[given->arg[n.level]])
    result = left_of(given, given->value[n.level] ? n.hi : n.lo);
  else
    result =
        mtbdd_node(space, n.level, left_of(given, n.lo), left_of(given, n.hi));
  regions_map_put(space, &given->known, f, result);
  return result;
}

/* Which arguments f looks at, bit i for argument i. */
static unsigned looks_at(struct given *given, mtbdd f) {
  struct mtbdd_space *space = given->space;
  const struct mtbdd_node n = space->nodes[f];
  uint32_t result;
  if (n.level == MTBDD_LEVELS || !tangled_step(given))
    return 0;
  if (regions_map_get(&given->known, f, &result))
    return result;
  result =
      1u << given->arg[n.level] | looks_at(given, n.lo) | looks_at(given, n.hi);
  regions_map_put(space, &given->known, f, result);
  return result;
}

/* Fixes all but two arguments at values for which f still looks at both, as far
 * as one way down its diagram tells. */
static void fix_others(struct given *given, mtbdd f, unsigned both, bool last) {
  const struct mtbdd_node *nodes = given->space->nodes;
  memset(given->value, 0, sizeof given->value);
  regions_map_clear(&given->known);
  looks_at(given, f);
  while (nodes[f].level != MTBDD_LEVELS && given->space->broken == MTBDD_FINE) {
    const struct mtbdd_node n = nodes[f];
    const unsigned lo = looks_at(given, n.lo), hi = looks_at(given, n.hi);
    bool bit = last;
    if (lo != hi)
      bit = (lo & both) == both ? false : (hi & both) == both || hi != 0;
    given->value[n.level] = bit;
    f = bit ? n.hi : n.lo;
  }
  for (unsigned i = 0; i < 7; i++)
    given->fixed[i] = (both >> i & 1) == 0;
  regions_map_clear(&given->known);
}

/* Whether values of one argument leave more than TANGLED_MOST functions of f.
 */
static bool leaves_many(struct given *given, const struct call_order *order,
                        mtbdd f, unsigned arg) {
  struct regions_map seen = {0};
  uint64_t drawn = 1;
  uint32_t known;
  given->fixed[arg] = true;
  for (unsigned i = 0; i < TRIES && seen.count <= TANGLED_MOST; i++) {
    drawn = drawn * 6364136223846793005u + 1442695040888963407u;
    const uint64_t value = i % 2 == 0 ? i / 2 : drawn ^ drawn >> 32;
    for (unsigned bit = 0; bit < 64; bit++)
      given->value[order->level[BPF_WORD_ARG_LO + 2 * arg + bit / 32]
                               [bit % 32]] = (value >> bit & 1) != 0;
    regions_map_clear(&given->known);
    const mtbdd left = left_of(given, f);
    if (!regions_map_get(&seen, left, &known))
      regions_map_put(given->space, &seen, left, 0);
    if (!tangled_step(given))
      break;
  }
  const bool many = given->steps < MOST_STEPS && seen.count > TANGLED_MOST &&
                    given->space->broken == MTBDD_FINE;
  regions_map_free(&seen);
  regions_map_clear(&given->known);
  given->fixed[arg] = false;
  return many;
}

/* Whether two arguments are tangled in f. */
static bool tangled(struct given *given, const struct call_order *order,
                    mtbdd f, unsigned i, unsigned k) {
  for (int last = 0; last < 2; last++) {
    fix_others(given, f, 1u << i | 1u << k, last != 0);
    const mtbdd left = left_of(given, f);
    if (leaves_many(given, order, left, i) &&
        leaves_many(given, order, left, k))
      return true;
  }
  return false;
}

/* The first pair of arguments that are computed with together, and are tangled
 * in f; false for none. */
static bool pair_of(struct given *given, const struct call_order *order,
                    const struct call_groups *groups, mtbdd f,
                    unsigned args[2]) {
  regions_map_clear(&given->known);
  const unsigned looks = looks_at(given, f);
  for (unsigned i = 0; i < 6; i++)
    for (unsigned k = i + 1; k < 6; k++) {
      const unsigned both = 1u << i | 1u << k;
      const unsigned with = groups->with[BPF_WORD_ARG_LO + 2 * i] |
                            groups->with[BPF_WORD_ARG_HI + 2 * i];
      if ((looks & both) != both || (with & words_of(k)) == 0 ||
          !tangled(given, order, f, i, k))
        continue;
      args[0] = i;
      args[1] = k;
      return true;
    }
  return false;
}

bool tangled_groups(const struct call_groups *groups) {
  for (unsigned i = 0; i < 6; i++)
    for (unsigned k = i + 1; k < 6; k++)
      if ((with_arg(groups, i) & words_of(k)) != 0)
        return true;
  return false;
}

bool tangled_find(struct mtbdd_space *space, const struct call_order *order,
                  const struct call_groups *groups, mtbdd f,
                  struct tangle *tangle) {
  struct regions_list functions = {0};
  struct given given;
  bool found = false, bits[MTBDD_LEVELS];
  /* else what is left of one number does not begin at one level */
  if ((groups->with[BPF_WORD_ARCH] & ~(1u << BPF_WORD_ARCH)) != 0 ||
      (groups->with[BPF_WORD_NR] & ~(1u << BPF_WORD_NR)) != 0)
    return false;
  given_open(&given, space, order);
  regions_exits(space, f, LEVEL_ARGS, MOST_FUNCTIONS, &functions);
  for (size_t i = 0; i < functions.count && !found; i++) {
    const mtbdd one = functions.v[i];
    if (!pair_of(&given, order, groups, one, tangle->args))
      continue;
    const mtbdd where = regions_leads_to(space, f, LEVEL_ARGS, one);
    found = where != MTBDD_FALSE && space->broken == MTBDD_FINE;
    if (found)
      mtbdd_first(space, where, bits);
  }
  regions_map_free(&given.known);
  regions_list_free(&functions);
  tangle->arch = tangle->nr = 0;
  for (unsigned bit = 0; bit < 32 && found; bit++) {
    tangle->arch |= (uint32_t)bits[order->level[BPF_WORD_ARCH][bit]] << bit;
    tangle->nr |= (uint32_t)bits[order->level[BPF_WORD_NR][bit]] << bit;
  }
  return found;
}
