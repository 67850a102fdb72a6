/* SPDX-License-Identifier: MIT */
#include "shadowing.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../spans.h"
#include "policy_mtbdd.h"

/* Functions that last from one rule to the next: of the arguments of calls of
 * one span of numbers. */
enum {
  UNCOVERED, /* matched by no rule yet */
  ACTIONS,   /* what the rules so far say: (action, 1), or MTBDD_FALSE */
  DEFAULTS,  /* what live rules with the default action decide and no rule after
              * them matched: (index + 1, 0) */
  PERMITTED, /* decided by permissions with conditions: (index + 1, 0) */
  OWN,       /* where the rule at hand holds */
  REST,      /* scratch */
  HELD,      /* where its conditions so far hold: of rule_condition() */
  MEMO       /* and where rules hold whose conditions were met before */
};
#define MEMO_SIZE 64u

/* Nodes to have before the first look at what can be freed, and before each.
 */
#define FEW_NODES (1u << 15)
#define MOST_NODES (1u << 18)

/* Earlier permissions that a denial is compared with. */
#define CORRELATED_TRIES 64

/* What else takes time: conditions tested with one call, conditions made into
 * functions, calls read off, and nodes of a space that is thrown away. */
#define CONDS_PER_STEP 8u
#define STEPS_PER_COND 16u
#define STEPS_PER_CALL 8u
#define STEPS_PER_NODE 4u

struct work {
  struct mtbdd_space space;
  struct call_order order;
  const struct bpf_arch *arch;
  struct bpf_shadowing *results;
  mtbdd functions[MEMO + MEMO_SIZE];
  const struct bpf_cond *memo[MEMO_SIZE]; /* whose MEMO + i is */
  size_t memo_nconds[MEMO_SIZE];
  uint32_t full;              /* nodes to free some at */
  uint32_t first;             /* the numbers at hand */
  const uint32_t *index;      /* the rules that were written about them */
  uint32_t *live;             /* those of them that are live, */
  size_t nlive;               /* so far */
  struct bpf_shadowing *kept; /* what became of them before, of other numbers */
  size_t last_denial; /* the place in index of the last one with conditions */
  uint32_t before;    /* the dead rule before this one, or NONE */
};

static const struct bpf_rule *rule_at(const struct work *w, size_t i) {
  return &w->arch->rules[i];
}

static bool permits(uint32_t action) {
  const uint32_t kind = bpf_ret_canonical(action) & BPF_RET_ACTION;
  return kind == BPF_RET_ALLOW || kind == BPF_RET_LOG;
}

static void memo_clear(struct work *w) {
  memset(w->memo, 0, sizeof w->memo);
  memset(&w->functions[MEMO], 0, MEMO_SIZE * sizeof w->functions[0]);
}

/* Frees what is not needed when there is much of it. Functions that are in
 * w->functions only live on. */
static void collect_garbage(struct work *w) {
  if (w->space.broken != MTBDD_FINE || w->space.nnodes < w->full)
    return;
  mtbdd_keep(&w->space, w->functions, MEMO + MEMO_SIZE);
  if (w->space.nnodes > MOST_NODES / 2) {
    memo_clear(w);
    mtbdd_keep(&w->space, w->functions, MEMO + MEMO_SIZE);
  }
  w->full = 4 * w->space.nnodes;
  if (w->full < FEW_NODES)
    w->full = FEW_NODES;
  if (w->full > MOST_NODES) /* with that many looking is a waste of time */
    w->full = w->space.nnodes > MOST_NODES / 2 ? UINT32_MAX : MOST_NODES;
}

/* Where a rule holds. Makes room. */
static mtbdd rule_condition(struct work *w, const struct bpf_rule *rule) {
  if (rule->nconds == 0)
    return MTBDD_TRUE;
  const size_t slot = (uintptr_t)rule->conds / sizeof *rule->conds % MEMO_SIZE;
  collect_garbage(w);
  if (w->memo[slot] == rule->conds && w->memo_nconds[slot] == rule->nconds)
    return w->functions[MEMO + slot];
  w->functions[HELD] = MTBDD_TRUE;
  for (size_t i = 0, n; i < rule->nconds && w->functions[HELD] != MTBDD_FALSE;
       i += n) {
    n = 1u + rule->conds[i].others;
    collect_garbage(w);
    if (!mtbdd_spend(&w->space, (uint64_t)n * STEPS_PER_COND))
      return MTBDD_FALSE;
    const mtbdd cond = policy_mtbdd_any_cond(&w->space, &w->order,
                                             &rule->conds[i], n, w->arch->wide);
    w->functions[HELD] = mtbdd_and(&w->space, cond, w->functions[HELD]);
  }
  w->memo[slot] = rule->conds;
  w->memo_nconds[slot] = rule->nconds;
  w->functions[MEMO + slot] = w->functions[HELD];
  return w->functions[HELD];
}

/* The first call at which f is not MTBDD_FALSE, which f is not everywhere; the
 * terminal. */
static mtbdd sample(struct work *w, mtbdd f, uint64_t args[6]) {
  bool bits[MTBDD_LEVELS];
  const mtbdd terminal = mtbdd_first(&w->space, f, bits);
  mtbdd_spend(&w->space, STEPS_PER_CALL);
  memset(args, 0, 6 * sizeof args[0]);
  for (unsigned i = 0; i < 6; i++)
    for (unsigned bit = 0; bit < 64; bit++) {
      const unsigned word = BPF_WORD_ARG_LO + 2 * i + (bit >= 32);
      if (bits[w->order.level[word][bit % 32]])
        args[i] |= UINT64_C(1) << bit;
    }
  return terminal;
}

/* The first live rule so far that matches a call, which one of them does. */
static uint32_t deciding_rule(struct work *w, const uint64_t args[6]) {
  struct bpf_data data = {0};
  memcpy(data.args, args, sizeof data.args);
  assert(w->nlive > 0); /* a shadowed rule has one before it */
  for (size_t i = 0; i < w->nlive; i++) {
    const struct bpf_rule *rule = rule_at(w, w->live[i]);
    mtbdd_spend(&w->space, 1 + rule->nconds / CONDS_PER_STEP);
    if (bpf_rule_holds(rule, &data, w->arch->wide) ||
        w->space.broken != MTBDD_FINE)
      return w->live[i];
  }
  return w->live[0];
}

/* Names the rules that decide what the dead rule OWN matches. */
static void name_deciders(struct work *w, struct bpf_shadowing *result) {
  uint64_t call[6];
  w->functions[REST] = w->functions[OWN];
  while (w->functions[REST] != MTBDD_FALSE && result->nby < BPF_SHADOWING_BY) {
    sample(w, w->functions[REST], call);
    if (result->nby == 0)
      memcpy(result->call, call, sizeof call);
    const uint32_t by = deciding_rule(w, call);
    const mtbdd its = rule_condition(w, rule_at(w, by));
    w->functions[REST] =
        mtbdd_ite(&w->space, its, MTBDD_FALSE, w->functions[REST]);
    if (w->space.broken != MTBDD_FINE)
      return;
    result->by[result->nby++] = by;
  }
  result->others = w->functions[REST] != MTBDD_FALSE;
}

/* A rule all of whose calls are decided before it. */
static void is_shadowed(struct work *w, size_t i,
                        struct bpf_shadowing *result) {
  const struct bpf_rule *rule = rule_at(w, i);
  result->kind = BPF_RULE_SHADOWED;
  if (w->before != BPF_SHADOWING_NONE && rule->nr == rule->last) {
    /* the same again needs no second look */
    const struct bpf_rule *last = rule_at(w, w->before);
    if (last->nr == last->last && last->conds == rule->conds &&
        last->nconds == rule->nconds && last->action == rule->action) {
      *result = w->results[w->before];
      result->as = w->before;
      return;
    }
  }
  const mtbdd says =
      mtbdd_terminal(&w->space, bpf_ret_canonical(rule->action), 1);
  result->same = mtbdd_ite(&w->space, w->functions[OWN], w->functions[ACTIONS],
                           says) == says;
  name_deciders(w, result);
  w->before = (uint32_t)i;
}

/* Looks for a permission before the live denial OWN that takes some of its
 * calls and is not an exception to it. */
static void find_correlated(struct work *w, struct bpf_shadowing *result) {
  w->functions[REST] = mtbdd_ite(&w->space, w->functions[OWN],
                                 w->functions[PERMITTED], MTBDD_FALSE);
  for (int tries = 0; tries < CORRELATED_TRIES; tries++) {
    if (w->functions[REST] == MTBDD_FALSE || w->space.broken != MTBDD_FINE)
      return;
    const mtbdd terminal =
        sample(w, w->functions[REST], result->correlated_call);
    const uint32_t other = w->space.nodes[terminal].lo - 1;
    const mtbdd its = rule_condition(w, rule_at(w, other));
    if (mtbdd_ite(&w->space, its, w->functions[OWN], MTBDD_TRUE) !=
        MTBDD_TRUE) {
      result->correlated = other;
      return;
    }
    w->functions[REST] =
        mtbdd_ite(&w->space, its, MTBDD_FALSE, w->functions[REST]);
  }
}

/* Whether the rules up to place k that have the action of the one there match
 * every call. */
static void find_together(struct work *w, size_t k,
                          struct bpf_shadowing *result) {
  const uint32_t action = rule_at(w, w->index[k])->action;
  w->functions[REST] = w->functions[OWN];
  for (size_t i = 0; i < k && w->functions[REST] != MTBDD_TRUE; i++) {
    const struct bpf_rule *rule = rule_at(w, w->index[i]);
    if (rule->action == action) {
      const mtbdd its = rule_condition(w, rule);
      w->functions[REST] = mtbdd_or(&w->space, its, w->functions[REST]);
    }
    if (!mtbdd_spend(&w->space, 1))
      return;
  }
  result->together = w->functions[REST] == MTBDD_TRUE;
  if (result->together)
    sample(w, mtbdd_not(&w->space, w->functions[OWN]), result->outside);
}

/* A rule that decides some calls: `live` is where. */
static void is_live(struct work *w, size_t k, mtbdd live,
                    struct bpf_shadowing *result) {
  struct mtbdd_space *space = &w->space;
  const uint32_t i = w->index[k];
  const struct bpf_rule *rule = rule_at(w, i);
  const mtbdd own = w->functions[OWN];
  result->kind = BPF_RULE_LIVE;
  sample(w, live, result->call);
  w->live[w->nlive++] = i;
  w->before = BPF_SHADOWING_NONE;
  w->functions[UNCOVERED] =
      mtbdd_ite(space, own, MTBDD_FALSE, w->functions[UNCOVERED]);
  w->functions[ACTIONS] = mtbdd_ite(
      space, live, mtbdd_terminal(space, bpf_ret_canonical(rule->action), 1),
      w->functions[ACTIONS]);
  const mtbdd its = mtbdd_terminal(space, i + 1, 0);
  if (bpf_ret_canonical(rule->action) ==
      bpf_ret_canonical(w->arch->default_action)) {
    w->functions[DEFAULTS] =
        mtbdd_ite(space, live, its, w->functions[DEFAULTS]);
    result->redundant = true; /* until something says otherwise */
  }
  if (rule->nconds > 0 && permits(rule->action) && k < w->last_denial)
    w->functions[PERMITTED] =
        mtbdd_ite(space, live, its, w->functions[PERMITTED]);
  if (w->functions[UNCOVERED] != MTBDD_FALSE || space->broken != MTBDD_FINE)
    return;
  result->closes = true;
  if (!result->always)
    find_together(w, k, result);
}

/* A rule without which something would change: of a terminal of DEFAULTS. */
static void is_needed(void *ud, const struct mtbdd_node *terminal) {
  struct bpf_shadowing *results = ud;
  results[terminal->lo - 1].redundant = false;
}

/* OWN says something of calls that rules with the default action decide. */
static void touch_defaults(struct work *w, const struct bpf_rule *rule) {
  struct mtbdd_space *space = &w->space;
  if (w->functions[DEFAULTS] == MTBDD_FALSE ||
      bpf_ret_canonical(rule->action) ==
          bpf_ret_canonical(w->arch->default_action))
    return;
  const mtbdd touched =
      mtbdd_ite(space, w->functions[OWN], w->functions[DEFAULTS], MTBDD_FALSE);
  mtbdd_terminals(space, touched, is_needed, w->results);
  w->functions[DEFAULTS] =
      mtbdd_ite(space, w->functions[OWN], MTBDD_FALSE, w->functions[DEFAULTS]);
}

/* The fate of the rule at place k. False when it was too much. */
static bool one_rule(struct work *w, size_t k) {
  const size_t i = w->index[k];
  const struct bpf_rule *rule = rule_at(w, i);
  struct bpf_shadowing result = {.nr = w->first,
                                 .correlated = BPF_SHADOWING_NONE,
                                 .as = BPF_SHADOWING_NONE};
  const mtbdd own = rule_condition(w, rule);
  w->functions[OWN] = own;
  result.always = own == MTBDD_TRUE;
  const mtbdd live =
      mtbdd_ite(&w->space, own, w->functions[UNCOVERED], MTBDD_FALSE);
  if (own == MTBDD_FALSE) {
    result.kind = BPF_RULE_NEVER;
  } else if (live == MTBDD_FALSE) {
    touch_defaults(w, rule);
    if (w->space.broken == MTBDD_FINE)
      is_shadowed(w, i, &result);
  } else {
    touch_defaults(w, rule);
    if (rule->nconds > 0 && !permits(rule->action))
      find_correlated(w, &result);
    is_live(w, k,
            mtbdd_ite(&w->space, w->functions[OWN], w->functions[UNCOVERED],
                      MTBDD_FALSE),
            &result);
  }
  if (!mtbdd_spend(&w->space, 1))
    return false;
  w->results[i] = result;
  return true;
}

/* A result that is of the numbers before, too. */
static void join_results(struct bpf_shadowing *result,
                         const struct bpf_shadowing *before) {
  static const uint8_t weight[] = {[BPF_RULE_NEVER] = 0,
                                   [BPF_RULE_SHADOWED] = 1,
                                   [BPF_RULE_UNKNOWN] = 2,
                                   [BPF_RULE_LIVE] = 3};
  const bool better = weight[before->kind] >= weight[result->kind];
  const struct bpf_shadowing one = better ? *before : *result;
  const struct bpf_shadowing other = better ? *result : *before;
  *result = one;
  result->keeps = one.keeps || other.keeps;
  result->closes = one.closes && other.closes;
  result->together = one.together && other.together;
  if (other.kind != one.kind)
    return;
  result->same = one.same && other.same;
  result->redundant = one.redundant && other.redundant;
  for (uint8_t i = 0; i < other.nby; i++) {
    uint8_t k = 0;
    while (k < result->nby && result->by[k] != other.by[i])
      k++;
    if (k == BPF_SHADOWING_BY)
      result->others = true;
    else if (k == result->nby)
      result->by[result->nby++] = other.by[i];
  }
  result->others = result->others || other.others;
}

/* Whether one of m rules says something else than the default. */
static bool says_other(const struct work *w, const uint32_t *rules, size_t m) {
  for (size_t i = 0; i < m; i++)
    if (bpf_ret_canonical(rule_at(w, rules[i])->action) !=
        bpf_ret_canonical(w->arch->default_action))
      return true;
  return false;
}

/* The n rules of a span whose numbers would get something else if none of them
 * named it. */
static void keep_named(struct work *w, size_t n) {
  bool live = false;
  for (size_t i = 0; i < n; i++) {
    struct bpf_shadowing *result = &w->results[w->index[i]];
    live = live || result->kind == BPF_RULE_LIVE;
    result->redundant = false;
  }
  for (size_t i = 0; i < n; i++)
    w->results[w->index[i]].keeps =
        !live && w->results[w->index[i]].kind == BPF_RULE_NEVER;
}

/* The results of the n rules of one span, at w->index; `behind` are the m
 * implicit ones. */
static void rules_of_span(struct work *w, size_t n, const uint32_t *behind,
                          size_t m) {
  memset(w->functions, 0, MEMO * sizeof w->functions[0]);
  w->functions[UNCOVERED] = MTBDD_TRUE;
  w->nlive = 0;
  w->before = BPF_SHADOWING_NONE;
  w->last_denial = 0;
  for (size_t k = 0; k < n; k++) {
    const struct bpf_rule *rule = rule_at(w, w->index[k]);
    if (rule->nconds > 0 && !permits(rule->action))
      w->last_denial = k;
    if (rule->nr < w->first)
      w->kept[k] = w->results[w->index[k]];
  }
  size_t k = 0;
  while (k < n && one_rule(w, k))
    k++;
  for (size_t i = k; i < n; i++) /* not looked at */
    w->results[w->index[i]] = (struct bpf_shadowing){.kind = BPF_RULE_UNKNOWN};
  if (says_other(w, behind, m < 1 ? m : 1))
    mtbdd_terminals(&w->space, w->functions[DEFAULTS], is_needed, w->results);
  else if (says_other(w, behind, m))
    keep_named(w, n);
  /* what was not looked at might say otherwise */
  for (size_t i = 0; i < n && k < n; i++)
    w->results[w->index[i]].redundant = false;
  for (size_t i = 0; i < n; i++)
    if (rule_at(w, w->index[i])->nr < w->first)
      join_results(&w->results[w->index[i]], &w->kept[i]);
}

/* All the rules of the arch, which has some. */
static bool all_numbers(struct work *w, struct spans *s, uint64_t *steps) {
  spans_from(s, 0, UINT32_MAX);
  while (spans_next(s)) {
    size_t n = 0;
    while (n < s->nrules && s->rules[n] < w->arch->nwritten)
      n++;
    if (n == 0)
      continue;
    const uint64_t begun = w->space.ticks;
    w->space.most = begun + *steps / 2;
    w->index = s->rules;
    w->first = s->first;
    rules_of_span(w, n, s->rules + n, s->nrules - n);
    uint64_t spent = w->space.ticks - begun;
    if (w->space.broken == MTBDD_NOMEM)
      return false;
    if (w->space.broken != MTBDD_FINE)
      spent += STEPS_PER_NODE * (uint64_t)w->space.nnodes;
    *steps = spent < *steps ? *steps - spent : 0;
    if (w->space.broken != MTBDD_FINE) {
      mtbdd_close(&w->space);
      memo_clear(w);
      w->full = FEW_NODES;
      if (!mtbdd_open(&w->space, BPF_SHADOWING_MEMORY, 1e9))
        return false;
    }
  }
  return true;
}

bool bpf_shadowing_find(const struct bpf_arch *arch, uint64_t *steps,
                        struct bpf_shadowing *results) {
  const size_t n = arch->nwritten;
  const struct call_groups groups = {{0}, 0};
  struct work w = {.arch = arch, .results = results, .full = FEW_NODES};
  struct spans s = {0};
  if (n == 0)
    return true;
  if (n > BPF_RULES_MAX)
    return false;
  memset(results, 0, n * sizeof *results);
  w.live = malloc(n * sizeof *w.live);
  w.kept = malloc(n * sizeof *w.kept);
  call_order_make(&w.order, &groups);
  bool done = spans_open(&s, arch) && w.live != NULL && w.kept != NULL;
  if (done)
    done = mtbdd_open(&w.space, BPF_SHADOWING_MEMORY, 1e9) &&
           all_numbers(&w, &s, steps);
  mtbdd_close(&w.space);
  spans_close(&s);
  free(w.live);
  free(w.kept);
  return done;
}
