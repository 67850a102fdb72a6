/* SPDX-License-Identifier: MIT */
#include "recover.h"

#include <stdlib.h>
#include <string.h>

#include "cover.h"
#include "symbolic.h"

/* Bounds on what is tried and on what is worth reading. */
#define MOST_OUTCOMES TANGLED_MOST /* of one argument */
#define MOST_COMPARED 12u   /* outcomes of which the cheapest is looked for */
#define MOST_BACKGROUNDS 8u /* actions tried as the background */
#define MOST_RULES 16384u   /* for one call */
#define MANY_NODES 4096u    /* of a function whose arguments stay as they are */
#define MANY_TICKS 1000000u /* for one call: then any plan will do */

#define COST_RULE 6u

/* Bytes of what is kept, that of Lua's for it included. */
enum { BYTES_KNOWN = 48, BYTES_RULE = 256, BYTES_COND = 320, BYTES_VALUE = 32 };

/* Values of two programs side by side. Those that are equal become MTBDD_TRUE,
 * which is not a pair: no program returns 1. */
static mtbdd side_by_side(struct mtbdd_space *space, void *ud, mtbdd u,
                          mtbdd v) {
  const uint32_t a = space->nodes[u].lo, b = space->nodes[v].lo;
  (void)ud;
  return a == b ? MTBDD_TRUE : mtbdd_terminal(space, a, b);
}

/* Of values that permit as much as each other the first program's stays. */
static mtbdd higher(struct mtbdd_space *space, void *ud, mtbdd u, mtbdd v) {
  (void)ud;
  return bpf_ret_rank(space->nodes[v].lo) > bpf_ret_rank(space->nodes[u].lo)
             ? v
             : u;
}

static mtbdd lower(struct mtbdd_space *space, void *ud, mtbdd u, mtbdd v) {
  (void)ud;
  return bpf_ret_rank(space->nodes[v].lo) < bpf_ret_rank(space->nodes[u].lo)
             ? v
             : u;
}

/* The function of one stack or two, in an order. */
static mtbdd function_of(struct mtbdd_space *space,
                         const struct call_order *order,
                         const struct bpf_stack *p, const struct bpf_stack *q,
                         enum recovery_pair pair) {
  static mtbdd (*const terminals[])(struct mtbdd_space *, void *, mtbdd,
                                    mtbdd) = {side_by_side, higher, lower};
  const mtbdd first = symbolic_stack(space, order, p);
  if (q == NULL)
    return first;
  const mtbdd second = symbolic_stack(space, order, q);
  const struct mtbdd_operation op =
      mtbdd_operation(space, terminals[pair], NULL, false);
  return mtbdd_apply(space, &op, first, second);
}

/* The levels of a recovery stand in this order. */
static void natural_order(struct call_order *order) {
  const struct call_groups none = {{0}, 0};
  call_order_make(order, &none);
}

void recover_open(struct recovery *recovery, const struct bpf_stack *p,
                  const struct bpf_stack *q, enum recovery_pair pair,
                  const struct bpf_bounds *bounds) {
  struct mtbdd_space *space = &recovery->space;
  struct call_groups groups = {{0}, 0};
  struct call_order natural, order;
  memset(recovery, 0, sizeof *recovery);
  if (!mtbdd_open(space, bounds->memory, bounds->budget) ||
      !symbolic_stack_groups(p, &groups) ||
      (q != NULL && !symbolic_stack_groups(q, &groups))) {
    space->broken = MTBDD_NOMEM;
    return;
  }
  mtbdd_in_time(space);
  natural_order(&natural);
  if (!tangled_groups(&groups)) {
    recovery->root = function_of(space, &natural, p, q, pair);
    return;
  }
  call_order_make(&order, &groups);
  const mtbdd f = function_of(space, &order, p, q, pair);
  if (space->broken == MTBDD_FINE)
    recovery->tangled =
        tangled_find(space, &order, &groups, f, &recovery->tangle);
  if (!recovery->tangled)
    recovery->root = regions_reordered(space, f, &order, &natural);
}

bool recover_is(struct recovery *recovery, const struct bpf_prog *prog) {
  struct call_order natural;
  natural_order(&natural);
  return symbolic_returns(&recovery->space, &natural, prog) == recovery->root &&
         recovery->space.broken == MTBDD_FINE;
}

void recover_close(struct recovery *recovery) {
  mtbdd_close(&recovery->space);
  recovery->root = MTBDD_FALSE;
}

void recover_free(struct recovered *recovered) {
  free(recovered->rules);
  free(recovered->conds);
  free(recovered->values);
  memset(recovered, 0, sizeof *recovered);
}

/* Plans ------------------------------------------------------------------- */

/* A function as steps, in order: each is a set of values of one argument,
 * covered by conditions, and the plan for the function that is left there. A
 * call that no step takes gets the background. */
struct step {
  struct cover cover;
  uint32_t plan; /* of what is left */
};

#define PLAN_NONE UINT32_MAX

struct plan {
  uint32_t cost;
  mtbdd terminal; /* the value, where there are no steps and `whole` is set */
  bool whole;     /* one value for all */
  struct step *steps;
  size_t nsteps, room;
  uint32_t then; /* a plan for what no step takes, or PLAN_NONE */
};

struct teller {
  struct mtbdd_space *space;
  bool wide, looks_at_ip;
  uint64_t enough; /* ticks after which no better plan is looked for */
  bool endless;    /* what there is to say is more than anybody would read */
  struct plan *plans;
  size_t nplans, room;
  struct regions_map known; /* plans by function and background */
};

static void teller_close(struct teller *t) {
  for (size_t i = 0; i < t->nplans; i++) {
    for (size_t k = 0; k < t->plans[i].nsteps; k++)
      cover_free(&t->plans[i].steps[k].cover);
    free(t->plans[i].steps);
  }
  free(t->plans);
  regions_map_free(&t->known);
}

/* A new plan without steps. Its number; PLAN_NONE, the space being broken,
 * without memory. */
static uint32_t new_plan(struct teller *t) {
  if (!regions_grow(t->space, &t->plans, sizeof *t->plans, t->nplans,
                    &t->room) ||
      !mtbdd_charge(t->space, sizeof *t->plans))
    return PLAN_NONE;
  t->plans[t->nplans] = (struct plan){.then = PLAN_NONE};
  return (uint32_t)t->nplans++;
}

static uint32_t sum(uint64_t a, uint64_t b) {
  return a + b < COVER_COST_MAX ? (uint32_t)(a + b) : COVER_COST_MAX;
}

/* A plan that says one value of everything. */
static uint32_t plan_terminal(struct teller *t, mtbdd terminal) {
  const uint32_t i = new_plan(t);
  if (i != PLAN_NONE) {
    t->plans[i].whole = true;
    t->plans[i].terminal = terminal;
    t->plans[i].cost = COST_RULE;
  }
  return i;
}

/* One outcome of the argument at hand. */
struct split_outcome {
  mtbdd node, where;
  uint32_t plan;
  bool total, done; /* it leaves nothing to the background; it is written */
};

static bool has_terminal(struct teller *t, mtbdd f, mtbdd terminal) {
  struct regions_list terminals = {0};
  bool has = false;
  regions_exits(t->space, f, MTBDD_LEVELS, SIZE_MAX, &terminals);
  for (size_t i = 0; i < terminals.count; i++)
    has = has || terminals.v[i] == terminal;
  regions_list_free(&terminals);
  return has;
}

static uint32_t tell(struct teller *t, mtbdd f, mtbdd background);

/* The cheapest plan for f that leaves nothing to a background. */
static uint32_t tell_all(struct teller *t, mtbdd f, uint32_t below) {
  struct regions_list terminals = {0};
  uint32_t best = PLAN_NONE, cost = below;
  regions_exits(t->space, f, MTBDD_LEVELS, SIZE_MAX, &terminals);
  for (size_t i = 0; i < terminals.count && i < MOST_BACKGROUNDS; i++) {
    const uint32_t plan = tell(t, f, terminals.v[i]);
    if (plan == PLAN_NONE)
      break;
    if (sum(t->plans[plan].cost, COST_RULE) >= cost)
      continue;
    const uint32_t then = plan_terminal(t, terminals.v[i]);
    const uint32_t closed = then == PLAN_NONE ? PLAN_NONE : new_plan(t);
    if (closed == PLAN_NONE)
      break;
    /* a plan of one step: that one, for everything */
    struct plan *p = &t->plans[closed];
    if (!regions_grow(t->space, &p->steps, sizeof *p->steps, 0, &p->room))
      break;
    p->steps[0] = (struct step){.plan = plan};
    p->nsteps = 1;
    p->then = then;
    p->cost = cost = sum(t->plans[plan].cost, COST_RULE);
    if (!cover_make(t->space, 0, MTBDD_TRUE, MTBDD_TRUE, !t->wide, 0,
                    &p->steps[0].cover))
      break;
    best = closed;
  }
  regions_list_free(&terminals);
  return t->space->broken == MTBDD_FINE ? best : PLAN_NONE;
}

/* How an outcome is written: by rules that leave its background part out, or by
 * rules that do not. */
static bool plan_outcome(struct teller *t, struct split_outcome *o,
                         mtbdd background) {
  o->plan = tell(t, o->node, background);
  if (o->plan == PLAN_NONE)
    return false;
  o->total = !has_terminal(t, o->node, background);
  if (!o->total) {
    const uint32_t all = tell_all(t, o->node, t->plans[o->plan].cost);
    if (all != PLAN_NONE) {
      o->plan = all;
      o->total = true;
    }
  }
  return t->space->broken == MTBDD_FINE;
}

/* Adds the steps of the outcomes to the plan, the cheapest next. */
static bool add_steps(struct teller *t, uint32_t plan, unsigned arg,
                      struct split_outcome *outcomes, size_t n) {
  struct mtbdd_space *space = t->space;
  mtbdd taken =
      MTBDD_FALSE; /* what needs not be kept out of conditions any more */
  for (size_t left = n; left > 0; left--) {
    struct cover best = {0};
    size_t which = n;
    for (size_t i = 0; i < n; i++) {
      struct split_outcome *o = &outcomes[i];
      struct cover cover;
      if (o->done || (which < n && left > MOST_COMPARED))
        continue;
      if (!cover_make(space, arg, o->where, mtbdd_or(space, taken, o->where),
                      !t->wide, t->plans[o->plan].cost, &cover)) {
        cover_free(&cover);
        cover_free(&best);
        t->endless = space->broken == MTBDD_FINE;
        return false;
      }
      if (which == n || cover.cost < best.cost) {
        cover_free(&best);
        best = cover;
        which = i;
      } else {
        cover_free(&cover);
      }
    }
    struct plan *p = &t->plans[plan];
    if (!mtbdd_charge(space, sizeof *p->steps + best.room * sizeof *best.ways +
                                 best.values_room * sizeof *best.values) ||
        !regions_grow(space, &p->steps, sizeof *p->steps, p->nsteps,
                      &p->room)) {
      cover_free(&best);
      return false;
    }
    struct split_outcome *o = &outcomes[which];
    p->steps[p->nsteps++] = (struct step){.cover = best, .plan = o->plan};
    p->cost = sum(p->cost, best.cost);
    o->done = true;
    if (o->total)
      taken = mtbdd_or(space, taken, o->where);
  }
  return space->broken == MTBDD_FINE;
}

/* A plan for f where the background needs no rule. PLAN_NONE when the space is
 * broken or f looks at the instruction pointer. */
static uint32_t tell(struct teller *t, mtbdd f, mtbdd background) {
  struct mtbdd_space *space = t->space;
  const uint64_t key = (uint64_t)f << 32 | background;
  const unsigned level = space->nodes[f].level;
  uint32_t plan;
  if (space->broken != MTBDD_FINE || t->looks_at_ip || t->endless)
    return PLAN_NONE;
  if (regions_map_get(&t->known, key, &plan))
    return plan;
  if (!mtbdd_charge(space, BYTES_KNOWN))
    return PLAN_NONE;
  if (level == MTBDD_LEVELS) {
    plan = f == background ? new_plan(t) : plan_terminal(t, f);
    regions_map_put(space, &t->known, key, plan);
    return space->broken == MTBDD_FINE ? plan : PLAN_NONE;
  }
  if (level >= LEVEL_IP) {
    t->looks_at_ip = true;
    return PLAN_NONE;
  }
  const unsigned arg = (level - LEVEL_ARGS) / 64;
  const unsigned end = level_of_arg(arg) + 64;
  struct regions_list exits = {0};
  struct split_outcome *outcomes = NULL;
  size_t n = 0;
  bool fine = false;
  if (!regions_exits(space, f, end, MOST_OUTCOMES, &exits)) {
    t->endless = space->broken == MTBDD_FINE;
  } else {
    outcomes = calloc(exits.count, sizeof *outcomes);
    if (outcomes == NULL)
      space->broken = MTBDD_NOMEM;
  }
  if (outcomes != NULL) {
    fine = true;
    for (size_t i = 0; i < exits.count && fine; i++) {
      if (exits.v[i] == background)
        continue;
      struct split_outcome *o = &outcomes[n++];
      o->node = exits.v[i];
      o->where = regions_leads_to(space, f, end, o->node);
      fine = plan_outcome(t, o, background);
    }
    plan = fine ? new_plan(t) : PLAN_NONE;
    fine = plan != PLAN_NONE && add_steps(t, plan, arg, outcomes, n);
  }
  free(outcomes);
  regions_list_free(&exits);
  if (!fine || t->looks_at_ip)
    return PLAN_NONE;
  regions_map_put(space, &t->known, key, plan);
  return plan;
}

/* Rules ------------------------------------------------------------------- */

/* What has been said on the way down to a rule: the ways taken. */
struct way_taken {
  const struct cover *cover;
  const struct cover_way *way;
  const struct way_taken *above;
};

struct writer {
  struct teller *t;
  const uint8_t *from; /* of each place, which argument stands there */
  struct recovered *out;
};

static bool write_way(const struct writer *w, const struct way_taken *at) {
  struct recovered *out = w->out;
  if (at == NULL)
    return true;
  if (!write_way(w, at->above))
    return false;
  for (uint8_t i = 0; i < at->way->nconds; i++) {
    const struct cover_cond *from = &at->way->conds[i];
    const size_t n = from->nvalues;
    if (!mtbdd_charge(w->t->space, BYTES_COND + n * BYTES_VALUE) ||
        !mtbdd_spend(w->t->space, 1 + n) ||
        !regions_grow(w->t->space, &out->conds, sizeof *out->conds, out->nconds,
                      &out->conds_room))
      return false;
    struct recovered_cond *c = &out->conds[out->nconds++];
    *c = (struct recovered_cond){from->cond, out->nvalues, n};
    c->cond.arg = w->from[c->cond.arg];
    for (size_t k = 0; k < n; k++) {
      if (!regions_grow(w->t->space, &out->values, sizeof *out->values,
                        out->nvalues, &out->values_room))
        return false;
      out->values[out->nvalues++] = at->cover->values[from->value + k];
    }
  }
  return true;
}

static bool write_rule(const struct writer *w, const struct way_taken *at,
                       mtbdd terminal) {
  struct recovered *out = w->out;
  const size_t first = out->nconds;
  w->t->endless = w->t->endless || out->nrules == MOST_RULES;
  if (w->t->endless || !mtbdd_charge(w->t->space, BYTES_RULE) ||
      !write_way(w, at) ||
      !regions_grow(w->t->space, &out->rules, sizeof *out->rules, out->nrules,
                    &out->rules_room))
    return false;
  out->rules[out->nrules++] = (struct recovered_rule){
      w->t->space->nodes[terminal].lo, first, out->nconds - first};
  return true;
}

static bool write_plan(const struct writer *w, const struct way_taken *at,
                       uint32_t plan) {
  const struct plan *p = &w->t->plans[plan];
  if (p->whole)
    return write_rule(w, at, p->terminal);
  for (size_t i = 0; i < p->nsteps; i++) {
    const struct step *step = &p->steps[i];
    for (size_t k = 0; k < step->cover.count; k++) {
      const struct way_taken taken = {&step->cover, &step->cover.ways[k], at};
      if (!write_plan(w, &taken, step->plan))
        return false;
    }
  }
  return p->then == PLAN_NONE || write_plan(w, at, p->then);
}

/* Orders of arguments ----------------------------------------------------- */

/* The arguments that f looks at; *nodes: how many nodes it has. */
static unsigned support(struct mtbdd_space *space, mtbdd f, uint8_t args[6],
                        size_t *nodes) {
  bool looks[6] = {false};
  struct regions_list seen = {0};
  struct regions_map map = {0};
  unsigned n = 0;
  uint32_t known;
  regions_map_put(space, &map, f, 0);
  if (regions_grow(space, &seen.v, sizeof(mtbdd), 0, &seen.room))
    seen.v[seen.count++] = f;
  for (size_t i = 0; i < seen.count && space->broken == MTBDD_FINE; i++) {
    const struct mtbdd_node node = space->nodes[seen.v[i]];
    if (node.level == MTBDD_LEVELS || !mtbdd_spend(space, 1))
      continue;
    if (node.level >= LEVEL_ARGS && node.level < LEVEL_IP)
      looks[(node.level - LEVEL_ARGS) / 64] = true;
    const mtbdd below[2] = {node.lo, node.hi};
    for (int k = 0; k < 2; k++) {
      if (regions_map_get(&map, below[k], &known))
        continue;
      regions_map_put(space, &map, below[k], 0);
      if (regions_grow(space, &seen.v, sizeof(mtbdd), seen.count, &seen.room))
        seen.v[seen.count++] = below[k];
    }
  }
  *nodes = seen.count;
  regions_list_free(&seen);
  regions_map_free(&map);
  for (uint8_t i = 0; i < 6; i++)
    if (looks[i])
      args[n++] = i;
  return n;
}

/* The next order of n places; false after the last one. */
static bool next_order(uint8_t *order, unsigned n) {
  unsigned i = n;
  while (i > 1 && order[i - 2] > order[i - 1])
    i--;
  if (i < 2)
    return false;
  unsigned k = n - 1;
  while (order[k] < order[i - 2])
    k--;
  const uint8_t swap = order[i - 2];
  order[i - 2] = order[k];
  order[k] = swap;
  for (unsigned a = i - 1, b = n - 1; a < b; a++, b--) {
    const uint8_t other = order[a];
    order[a] = order[b];
    order[b] = other;
  }
  return true;
}

/* The best plan so far, with its order and the value that no rule is for. */
struct best {
  uint32_t plan, cost;
  uint8_t from[6];
  mtbdd background;
};

/* Looks for a better plan with one order of the arguments. */
static void try_order(struct teller *t, mtbdd node, const uint8_t from[6],
                      mtbdd otherwise, struct best *best) {
  struct regions_list terminals = {0};
  const mtbdd f = regions_permuted(t->space, node, from);
  regions_exits(t->space, f, MTBDD_LEVELS, SIZE_MAX, &terminals);
  for (size_t i = 0; i < terminals.count && i < MOST_BACKGROUNDS; i++) {
    if (best->plan != PLAN_NONE && t->space->ticks >= t->enough)
      break;
    const uint32_t plan = tell(t, f, terminals.v[i]);
    if (plan == PLAN_NONE && !t->endless)
      break;
    t->endless = false; /* perhaps another one is short */
    if (plan == PLAN_NONE)
      continue;
    const uint32_t cost =
        sum(t->plans[plan].cost, terminals.v[i] == otherwise ? 0 : COST_RULE);
    if (best->plan != PLAN_NONE && cost >= best->cost)
      continue;
    *best = (struct best){.plan = plan, .cost = cost};
    best->background = terminals.v[i];
    memcpy(best->from, from, sizeof best->from);
  }
  regions_list_free(&terminals);
}

static enum recovery_result result_of(const struct teller *t) {
  return t->space->broken == MTBDD_NOMEM  ? RECOVERY_NO_MEMORY
         : t->space->broken != MTBDD_FINE ? RECOVERY_TOO_MUCH
         : t->looks_at_ip                 ? RECOVERY_IP
         : t->endless                     ? RECOVERY_ENDLESS
                                          : RECOVERED;
}

enum recovery_result recover_rules(struct recovery *recovery, mtbdd node,
                                   bool wide, uint32_t otherwise,
                                   struct recovered *out) {
  struct mtbdd_space *space = &recovery->space;
  struct teller t = {
      .space = space, .wide = wide, .enough = space->ticks + MANY_TICKS};
  const mtbdd usual = mtbdd_terminal(space, bpf_ret_canonical(otherwise), 0);
  struct best best = {.plan = PLAN_NONE};
  uint8_t from[6] = {0, 1, 2, 3, 4, 5}, args[6] = {0}, order[6];
  const size_t charged = space->charged;
  size_t nodes;
  memset(out, 0, sizeof *out);
  const unsigned n = support(space, node, args, &nodes);
  memcpy(order, args, sizeof order);
  do {
    for (unsigned i = 0; i < n; i++)
      from[args[i]] = order[i];
    try_order(&t, node, from, usual, &best);
  } while (result_of(&t) == RECOVERED && n <= 4 && nodes <= MANY_NODES &&
           space->ticks < t.enough && next_order(order, n));
  t.endless = best.plan == PLAN_NONE;
  if (result_of(&t) == RECOVERED) {
    const struct writer w = {&t, best.from, out};
    if (write_plan(&w, NULL, best.plan) && best.background != usual)
      write_rule(&w, NULL, best.background);
  }
  const enum recovery_result result = result_of(&t);
  teller_close(&t);
  space->charged = charged;
  return result;
}

/* Regions ----------------------------------------------------------------- */

/* Writes the ways to where f is the value, below what was said before. */
static bool write_where(const struct writer *w, const struct way_taken *at,
                        mtbdd f, mtbdd value) {
  struct mtbdd_space *space = w->t->space;
  const unsigned level = space->nodes[f].level;
  if (level == MTBDD_LEVELS)
    return f != value || write_rule(w, at, value);
  if (level >= LEVEL_IP) {
    w->t->looks_at_ip = true;
    return false;
  }
  const unsigned arg = (level - LEVEL_ARGS) / 64;
  const unsigned end = level_of_arg(arg) + 64;
  struct regions_list exits = {0};
  bool fine = regions_exits(space, f, end, MOST_OUTCOMES, &exits);
  w->t->endless = !fine && space->broken == MTBDD_FINE;
  for (size_t i = 0; i < exits.count && fine; i++) {
    struct cover cover;
    if (!has_terminal(w->t, exits.v[i], value))
      continue;
    const mtbdd where = regions_leads_to(space, f, end, exits.v[i]);
    fine = cover_make(space, arg, where, where, !w->t->wide, COST_RULE, &cover);
    w->t->endless = !fine && space->broken == MTBDD_FINE;
    for (size_t k = 0; k < cover.count && fine; k++) {
      const struct way_taken taken = {&cover, &cover.ways[k], at};
      fine = write_where(w, &taken, exits.v[i], value);
    }
    cover_free(&cover);
  }
  regions_list_free(&exits);
  return fine;
}

enum recovery_result recover_where(struct recovery *recovery, mtbdd node,
                                   bool wide, mtbdd value,
                                   struct recovered *out) {
  static const uint8_t from[6] = {0, 1, 2, 3, 4, 5};
  struct teller t = {.space = &recovery->space, .wide = wide};
  const size_t charged = recovery->space.charged;
  const struct writer w = {&t, from, out};
  memset(out, 0, sizeof *out);
  write_where(&w, NULL, node, value);
  const enum recovery_result result = result_of(&t);
  teller_close(&t);
  recovery->space.charged = charged;
  return result;
}
