#include "shadowing.h"

#include <stdlib.h>
#include <string.h>

#include "../spans.h"
#include "policy_mtbdd.h"

/* Functions that last from one rule to the next: of the arguments of calls of
 * one span of numbers. */
enum {
  UNCOVERED, /* matched by no rule yet */
  ACTIONS,   /* what the rules so far say: (action, 1), or DD_FALSE */
  DEFAULTS,  /* what live rules with the default action decide and no rule after
              * them matched: (index + 1, 0) */
  PERMITTED, /* decided by permissions with conditions: (index + 1, 0) */
  OWN,       /* where the rule at hand holds */
  REST,      /* scratch */
  HELD,      /* where its conditions so far hold: of holds() */
  MEMO       /* and where rules hold whose conditions were met before */
};
#define MEMO_SIZE 64u

/* Nodes to have before the first look at what can be freed, and before each.
 */
#define FEW_NODES (1u << 15)
#define MOST_NODES (1u << 18)

/* Earlier permissions that a denial is compared with. */
#define LATE_TRIES 64

/* What else takes time: conditions tested with one call, conditions made into
 * functions, calls read off, and nodes of a space that is thrown away. */
#define CONDS_PER_STEP 8u
#define STEPS_PER_COND 16u
#define STEPS_PER_CALL 8u
#define STEPS_PER_NODE 4u

struct work {
  struct dd_space space;
  struct call_order order;
  const struct bpf_arch *arch;
  struct bpf_fate *fates;
  dd functions[MEMO + MEMO_SIZE];
  const struct bpf_cond *memo[MEMO_SIZE]; /* whose MEMO + i is */
  size_t memo_nconds[MEMO_SIZE];
  uint32_t full;         /* nodes to free some at */
  uint32_t first;        /* the numbers at hand */
  const uint32_t *index; /* the rules that were written about them */
  uint32_t *live;        /* those of them that are live, */
  size_t nlive;          /* so far */
  struct bpf_fate *kept; /* what became of them before, of other numbers */
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

static void forget_memo(struct work *w) {
  memset(w->memo, 0, sizeof w->memo);
  memset(&w->functions[MEMO], 0, MEMO_SIZE * sizeof w->functions[0]);
}

/* Frees what is not needed when there is much of it. Functions that are in
 * w->functions only live on. */
static void make_room(struct work *w) {
  if (w->space.broken != DD_FINE || w->space.nnodes < w->full)
    return;
  dd_keep(&w->space, w->functions, MEMO + MEMO_SIZE);
  if (w->space.nnodes > MOST_NODES / 2) {
    forget_memo(w);
    dd_keep(&w->space, w->functions, MEMO + MEMO_SIZE);
  }
  w->full = 4 * w->space.nnodes;
  if (w->full < FEW_NODES)
    w->full = FEW_NODES;
  if (w->full > MOST_NODES) /* with that many looking is a waste of time */
    w->full = w->space.nnodes > MOST_NODES / 2 ? UINT32_MAX : MOST_NODES;
}

/* Where a rule holds. Makes room. */
static dd holds(struct work *w, const struct bpf_rule *rule) {
  if (rule->nconds == 0)
    return DD_TRUE;
  const size_t slot = (uintptr_t)rule->conds / sizeof *rule->conds % MEMO_SIZE;
  make_room(w);
  if (w->memo[slot] == rule->conds && w->memo_nconds[slot] == rule->nconds)
    return w->functions[MEMO + slot];
  w->functions[HELD] = DD_TRUE;
  for (size_t i = 0, n; i < rule->nconds && w->functions[HELD] != DD_FALSE;
       i += n) {
    n = 1u + rule->conds[i].others;
    make_room(w);
    if (!dd_spend(&w->space, (uint64_t)n * STEPS_PER_COND))
      return DD_FALSE;
    const dd cond =
        rules_any_cond(&w->space, &w->order, &rule->conds[i], n, w->arch->wide);
    w->functions[HELD] = dd_and(&w->space, cond, w->functions[HELD]);
  }
  w->memo[slot] = rule->conds;
  w->memo_nconds[slot] = rule->nconds;
  w->functions[MEMO + slot] = w->functions[HELD];
  return w->functions[HELD];
}

/* The first call at which f is not DD_FALSE, which f is not everywhere; the
 * leaf. */
static dd sample(struct work *w, dd f, uint64_t args[6]) {
  bool bits[DD_LEVELS];
  const dd leaf = dd_first(&w->space, f, bits);
  dd_spend(&w->space, STEPS_PER_CALL);
  memset(args, 0, 6 * sizeof args[0]);
  for (unsigned i = 0; i < 6; i++)
    for (unsigned bit = 0; bit < 64; bit++) {
      const unsigned word = CALL_ARG_LO + 2 * i + (bit >= 32);
      if (bits[w->order.level[word][bit % 32]])
        args[i] |= UINT64_C(1) << bit;
    }
  return leaf;
}

/* The first live rule so far that matches a call, which one of them does. */
static uint32_t decider(struct work *w, const uint64_t args[6]) {
  struct bpf_data data = {0};
  memcpy(data.args, args, sizeof data.args);
  for (size_t i = 0; i < w->nlive; i++) {
    const struct bpf_rule *rule = rule_at(w, w->live[i]);
    dd_spend(&w->space, 1 + rule->nconds / CONDS_PER_STEP);
    if (bpf_rule_holds(rule, &data, w->arch->wide) ||
        w->space.broken != DD_FINE)
      return w->live[i];
  }
  return w->live[0];
}

/* Names the rules that decide what the dead rule OWN matches. */
static void name_deciders(struct work *w, struct bpf_fate *fate) {
  uint64_t call[6];
  w->functions[REST] = w->functions[OWN];
  while (w->functions[REST] != DD_FALSE && fate->nby < BPF_FATE_BY) {
    sample(w, w->functions[REST], call);
    if (fate->nby == 0)
      memcpy(fate->call, call, sizeof call);
    const uint32_t by = decider(w, call);
    const dd its = holds(w, rule_at(w, by));
    w->functions[REST] = dd_ite(&w->space, its, DD_FALSE, w->functions[REST]);
    if (w->space.broken != DD_FINE)
      return;
    fate->by[fate->nby++] = by;
  }
  fate->others = w->functions[REST] != DD_FALSE;
}

/* A rule all of whose calls are decided before it. */
static void is_dead(struct work *w, size_t i, struct bpf_fate *fate) {
  const struct bpf_rule *rule = rule_at(w, i);
  fate->kind = BPF_FATE_DEAD;
  if (w->before != BPF_FATE_NONE && rule->nr == rule->last) {
    /* the same again needs no second look */
    const struct bpf_rule *last = rule_at(w, w->before);
    if (last->nr == last->last && last->conds == rule->conds &&
        last->nconds == rule->nconds && last->action == rule->action) {
      *fate = w->fates[w->before];
      fate->as = w->before;
      return;
    }
  }
  const dd says = dd_leaf(&w->space, bpf_ret_canonical(rule->action), 1);
  fate->same =
      dd_ite(&w->space, w->functions[OWN], w->functions[ACTIONS], says) == says;
  name_deciders(w, fate);
  w->before = (uint32_t)i;
}

/* Looks for a permission before the live denial OWN that takes some of its
 * calls and is no exception to it. */
static void find_late(struct work *w, struct bpf_fate *fate) {
  w->functions[REST] =
      dd_ite(&w->space, w->functions[OWN], w->functions[PERMITTED], DD_FALSE);
  for (int tries = 0; tries < LATE_TRIES; tries++) {
    if (w->functions[REST] == DD_FALSE || w->space.broken != DD_FINE)
      return;
    const dd leaf = sample(w, w->functions[REST], fate->late_call);
    const uint32_t other = w->space.nodes[leaf].lo - 1;
    const dd its = holds(w, rule_at(w, other));
    if (dd_ite(&w->space, its, w->functions[OWN], DD_TRUE) != DD_TRUE) {
      fate->late = other;
      return;
    }
    w->functions[REST] = dd_ite(&w->space, its, DD_FALSE, w->functions[REST]);
  }
}

/* Whether the rules up to place k that have the action of the one there match
 * every call. */
static void find_together(struct work *w, size_t k, struct bpf_fate *fate) {
  const uint32_t action = rule_at(w, w->index[k])->action;
  w->functions[REST] = w->functions[OWN];
  for (size_t i = 0; i < k && w->functions[REST] != DD_TRUE; i++) {
    const struct bpf_rule *rule = rule_at(w, w->index[i]);
    if (rule->action == action) {
      const dd its = holds(w, rule);
      w->functions[REST] = dd_or(&w->space, its, w->functions[REST]);
    }
    if (!dd_spend(&w->space, 1))
      return;
  }
  fate->together = w->functions[REST] == DD_TRUE;
  if (fate->together)
    sample(w, dd_not(&w->space, w->functions[OWN]), fate->outside);
}

/* A rule that decides some calls: `live` is where. */
static void is_live(struct work *w, size_t k, dd live, struct bpf_fate *fate) {
  struct dd_space *space = &w->space;
  const uint32_t i = w->index[k];
  const struct bpf_rule *rule = rule_at(w, i);
  const dd own = w->functions[OWN];
  fate->kind = BPF_FATE_LIVE;
  sample(w, live, fate->call);
  w->live[w->nlive++] = i;
  w->before = BPF_FATE_NONE;
  w->functions[UNCOVERED] =
      dd_ite(space, own, DD_FALSE, w->functions[UNCOVERED]);
  w->functions[ACTIONS] =
      dd_ite(space, live, dd_leaf(space, bpf_ret_canonical(rule->action), 1),
             w->functions[ACTIONS]);
  const dd its = dd_leaf(space, i + 1, 0);
  if (bpf_ret_canonical(rule->action) ==
      bpf_ret_canonical(w->arch->default_action)) {
    w->functions[DEFAULTS] = dd_ite(space, live, its, w->functions[DEFAULTS]);
    fate->needless = true; /* until something says otherwise */
  }
  if (rule->nconds > 0 && permits(rule->action) && k < w->last_denial)
    w->functions[PERMITTED] = dd_ite(space, live, its, w->functions[PERMITTED]);
  if (w->functions[UNCOVERED] != DD_FALSE || space->broken != DD_FINE)
    return;
  fate->closes = true;
  if (!fate->always)
    find_together(w, k, fate);
}

/* A rule without which something would change: of a leaf of DEFAULTS. */
static void is_needed(void *ud, const struct dd_node *leaf) {
  struct bpf_fate *fates = ud;
  fates[leaf->lo - 1].needless = false;
}

/* OWN says something of calls that rules with the default action decide. */
static void touch_defaults(struct work *w, const struct bpf_rule *rule) {
  struct dd_space *space = &w->space;
  if (w->functions[DEFAULTS] == DD_FALSE ||
      bpf_ret_canonical(rule->action) ==
          bpf_ret_canonical(w->arch->default_action))
    return;
  const dd touched =
      dd_ite(space, w->functions[OWN], w->functions[DEFAULTS], DD_FALSE);
  dd_leaves(space, touched, is_needed, w->fates);
  w->functions[DEFAULTS] =
      dd_ite(space, w->functions[OWN], DD_FALSE, w->functions[DEFAULTS]);
}

/* The fate of the rule at place k. False when it was too much. */
static bool one_rule(struct work *w, size_t k) {
  const size_t i = w->index[k];
  const struct bpf_rule *rule = rule_at(w, i);
  struct bpf_fate fate = {
      .nr = w->first, .late = BPF_FATE_NONE, .as = BPF_FATE_NONE};
  const dd own = holds(w, rule);
  w->functions[OWN] = own;
  fate.always = own == DD_TRUE;
  const dd live = dd_ite(&w->space, own, w->functions[UNCOVERED], DD_FALSE);
  if (own == DD_FALSE) {
    fate.kind = BPF_FATE_NEVER;
  } else if (live == DD_FALSE) {
    touch_defaults(w, rule);
    if (w->space.broken == DD_FINE)
      is_dead(w, i, &fate);
  } else {
    touch_defaults(w, rule);
    if (rule->nconds > 0 && !permits(rule->action))
      find_late(w, &fate);
    is_live(
        w, k,
        dd_ite(&w->space, w->functions[OWN], w->functions[UNCOVERED], DD_FALSE),
        &fate);
  }
  if (!dd_spend(&w->space, 1))
    return false;
  w->fates[i] = fate;
  return true;
}

/* A fate that is of the numbers before, too. */
static void join(struct bpf_fate *fate, const struct bpf_fate *before) {
  static const uint8_t weight[] = {[BPF_FATE_NEVER] = 0,
                                   [BPF_FATE_DEAD] = 1,
                                   [BPF_FATE_UNKNOWN] = 2,
                                   [BPF_FATE_LIVE] = 3};
  const bool better = weight[before->kind] >= weight[fate->kind];
  const struct bpf_fate one = better ? *before : *fate;
  const struct bpf_fate other = better ? *fate : *before;
  *fate = one;
  fate->keeps = one.keeps || other.keeps;
  fate->closes = one.closes && other.closes;
  fate->together = one.together && other.together;
  if (other.kind != one.kind)
    return;
  fate->same = one.same && other.same;
  fate->needless = one.needless && other.needless;
  for (uint8_t i = 0; i < other.nby; i++) {
    uint8_t k = 0;
    while (k < fate->nby && fate->by[k] != other.by[i])
      k++;
    if (k == BPF_FATE_BY)
      fate->others = true;
    else if (k == fate->nby)
      fate->by[fate->nby++] = other.by[i];
  }
  fate->others = fate->others || other.others;
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
    struct bpf_fate *fate = &w->fates[w->index[i]];
    live = live || fate->kind == BPF_FATE_LIVE;
    fate->needless = false;
  }
  for (size_t i = 0; i < n; i++)
    w->fates[w->index[i]].keeps =
        !live && w->fates[w->index[i]].kind == BPF_FATE_NEVER;
}

/* The fates of the n rules of one span, at w->index; `behind` are those that go
 * without saying, of which there are m. */
static void one_span(struct work *w, size_t n, const uint32_t *behind,
                     size_t m) {
  memset(w->functions, 0, MEMO * sizeof w->functions[0]);
  w->functions[UNCOVERED] = DD_TRUE;
  w->nlive = 0;
  w->before = BPF_FATE_NONE;
  w->last_denial = 0;
  for (size_t k = 0; k < n; k++) {
    const struct bpf_rule *rule = rule_at(w, w->index[k]);
    if (rule->nconds > 0 && !permits(rule->action))
      w->last_denial = k;
    if (rule->nr < w->first)
      w->kept[k] = w->fates[w->index[k]];
  }
  size_t k = 0;
  while (k < n && one_rule(w, k))
    k++;
  for (size_t i = k; i < n; i++) /* not looked at */
    w->fates[w->index[i]] = (struct bpf_fate){.kind = BPF_FATE_UNKNOWN};
  if (says_other(w, behind, m < 1 ? m : 1))
    dd_leaves(&w->space, w->functions[DEFAULTS], is_needed, w->fates);
  else if (says_other(w, behind, m))
    keep_named(w, n);
  /* what was not looked at might say otherwise */
  for (size_t i = 0; i < n && k < n; i++)
    w->fates[w->index[i]].needless = false;
  for (size_t i = 0; i < n; i++)
    if (rule_at(w, w->index[i])->nr < w->first)
      join(&w->fates[w->index[i]], &w->kept[i]);
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
    one_span(w, n, s->rules + n, s->nrules - n);
    uint64_t spent = w->space.ticks - begun;
    if (w->space.broken == DD_NOMEM)
      return false;
    if (w->space.broken != DD_FINE)
      spent += STEPS_PER_NODE * (uint64_t)w->space.nnodes;
    *steps = spent < *steps ? *steps - spent : 0;
    if (w->space.broken != DD_FINE) {
      dd_close(&w->space);
      forget_memo(w);
      w->full = FEW_NODES;
      if (!dd_open(&w->space, BPF_FATES_MEMORY, 1e9))
        return false;
    }
  }
  return true;
}

bool bpf_fates(const struct bpf_arch *arch, uint64_t *steps,
               struct bpf_fate *fates) {
  const size_t n = arch->nwritten;
  const struct call_groups groups = {{0}, 0};
  struct work w = {.arch = arch, .fates = fates, .full = FEW_NODES};
  struct spans s = {0};
  if (n == 0)
    return true;
  if (n > BPF_RULES_MAX)
    return false;
  memset(fates, 0, n * sizeof *fates);
  w.live = malloc(n * sizeof *w.live);
  w.kept = malloc(n * sizeof *w.kept);
  call_order(&w.order, &groups);
  bool done = spans_open(&s, arch) && w.live != NULL && w.kept != NULL;
  if (done)
    done =
        dd_open(&w.space, BPF_FATES_MEMORY, 1e9) && all_numbers(&w, &s, steps);
  dd_close(&w.space);
  spans_close(&s);
  free(w.live);
  free(w.kept);
  return done;
}
