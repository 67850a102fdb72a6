/* SPDX-License-Identifier: MIT */
#include "policy_mtbdd.h"

#include "../spans.h"

#include <assert.h>
#include <stdlib.h>

/* Conditions ------------------------------------------------------------- */

mtbdd policy_mtbdd_cond(struct mtbdd_space *space,
                        const struct call_order *order,
                        const struct bpf_cond *cond, bool wide) {
  const unsigned lo = BPF_WORD_ARG_LO + 2u * cond->arg;
  /* From the least bit up, as bitvec_jump does: what the lower bits say counts
   * where the higher ones are equal. */
  mtbdd r = MTBDD_FALSE;
  switch ((enum bpf_op)cond->op) {
  case BPF_OP_NE:
  case BPF_OP_LT:
  case BPF_OP_GT:
    r = MTBDD_FALSE;
    break;
  case BPF_OP_LE:
  case BPF_OP_EQ:
  case BPF_OP_GE:
  case BPF_OP_MASKED_EQ:
    r = MTBDD_TRUE;
    break;
  }
  const unsigned bits = bpf_cond_bits(cond, wide);
  assert(cond->arg < 6 && bits <= 64);
  for (unsigned i = 0; i < 64; i++) {
    const bool a = cond->a >> i & 1;
    bool want = a;             /* the bit that leaves it open */
    mtbdd other = MTBDD_FALSE; /* what the other bit decides */
    switch ((enum bpf_op)cond->op) {
    case BPF_OP_NE:
      other = MTBDD_TRUE;
      break;
    case BPF_OP_EQ:
      break;
    case BPF_OP_LT:
    case BPF_OP_LE:
      other = a ? MTBDD_TRUE : MTBDD_FALSE;
      break;
    case BPF_OP_GT:
    case BPF_OP_GE:
      other = a ? MTBDD_FALSE : MTBDD_TRUE;
      break;
    case BPF_OP_MASKED_EQ:
      want = cond->b >> i & 1;
      if (!a) {
        if (want) /* a value outside the mask: never */
          return MTBDD_FALSE;
        continue;
      }
      break;
    }
    if (i < bits)
      r = mtbdd_choose(space, order->level[lo + i / 32][i % 32],
                       want ? other : r, want ? r : other);
    else if (want)
      r = other;
  }
  return r;
}

mtbdd policy_mtbdd_any_cond(struct mtbdd_space *space,
                            const struct call_order *order,
                            const struct bpf_cond *conds, size_t n, bool wide) {
  if (n == 1)
    return policy_mtbdd_cond(space, order, conds, wide);
  const mtbdd u = policy_mtbdd_any_cond(space, order, conds, n / 2, wide);
  const mtbdd v =
      policy_mtbdd_any_cond(space, order, conds + n / 2, n - n / 2, wide);
  return mtbdd_or(space, u, v);
}

/* Where all conditions of a rule hold. */
static mtbdd rule_holds(struct mtbdd_space *space,
                        const struct call_order *order,
                        const struct bpf_rule *rule, bool wide) {
  mtbdd r = MTBDD_TRUE;
  for (size_t i = 0, n; i < rule->nconds; i += n) {
    n = 1u + rule->conds[i].others;
    r = mtbdd_and(space,
                  policy_mtbdd_any_cond(space, order, &rule->conds[i], n, wide),
                  r);
  }
  return r;
}

/* Sets of actions --------------------------------------------------------- */

/* More actions than these on one call are more than we care to follow. */
#define MOST_ACTIONS 256u

bool policy_mtbdd_has(const struct mtbdd_space *space, mtbdd set,
                      uint32_t action) {
  for (; !actions_empty(set); set = actions_rest(space, set))
    if (actions_first(space, set) == action)
      return true;
  return false;
}

static mtbdd actions_one(struct mtbdd_space *space, uint32_t action) {
  return mtbdd_terminal(space, ~bpf_ret_canonical(action), 0);
}

/* The union of two sets. */
static mtbdd actions_join(struct mtbdd_space *space, void *ud, mtbdd u,
                          mtbdd v) {
  uint32_t both[MOST_ACTIONS];
  unsigned n = 0;
  (void)ud;
  if (u == v || actions_empty(v))
    return u;
  while (!actions_empty(u) && !actions_empty(v) && n < MOST_ACTIONS) {
    const uint32_t a = actions_first(space, u), b = actions_first(space, v);
    both[n++] = a > b ? a : b;
    if (a >= b)
      u = actions_rest(space, u);
    if (b >= a)
      v = actions_rest(space, v);
  }
  if (n == MOST_ACTIONS) {
    space->broken = MTBDD_OVER_BUDGET;
    return MTBDD_FALSE;
  }
  mtbdd set = actions_empty(u) ? v : u;
  while (n-- > 0)
    set = mtbdd_terminal(space, ~both[n], set);
  return set;
}

/* A set, or when it is empty another one. */
static mtbdd actions_else(struct mtbdd_space *space, void *ud, mtbdd u,
                          mtbdd v) {
  (void)space;
  (void)ud;
  return actions_empty(u) ? v : u;
}

/* Rules ------------------------------------------------------------------- */

/* What is built: with sets of actions, or with the first rule's action. */
struct rules {
  struct mtbdd_space *space;
  const struct call_order *order;
  bool sets;
  struct mtbdd_operation join, otherwise;
};

static mtbdd action_leaf(const struct rules *rules, uint32_t action) {
  return rules->sets
             ? actions_one(rules->space, action)
             : mtbdd_terminal(rules->space, bpf_ret_canonical(action), 0);
}

/* What n rules of one span make of a call that otherwise gets `none`. */
static mtbdd first_match(const struct rules *rules, const struct bpf_arch *arch,
                         const uint32_t *index, size_t n, mtbdd none) {
  mtbdd r = none;
  for (size_t i = n; i-- > 0;) {
    const struct bpf_rule *rule = &arch->rules[index[i]];
    r = mtbdd_ite(rules->space,
                  rule_holds(rules->space, rules->order, rule, arch->wide),
                  action_leaf(rules, rule->action), r);
  }
  return r;
}

/* The actions of those of n rules that match. By halves, so that n rules take
 * n log n steps and not n * n. */
static mtbdd all_matches(const struct rules *rules, const struct bpf_arch *arch,
                         const uint32_t *index, size_t n) {
  if (n == 1) {
    const struct bpf_rule *rule = &arch->rules[*index];
    return mtbdd_ite(rules->space,
                     rule_holds(rules->space, rules->order, rule, arch->wide),
                     action_leaf(rules, rule->action), MTBDD_FALSE);
  }
  const mtbdd u = all_matches(rules, arch, index, n / 2);
  const mtbdd v = all_matches(rules, arch, index + n / 2, n - n / 2);
  return mtbdd_apply(rules->space, &rules->join, u, v);
}

/* What calls of a span get. */
static mtbdd span_actions(const struct rules *rules, const struct spans *s,
                          mtbdd usual) {
  if (s->nrules == 0)
    return usual;
  return rules->sets
             ? mtbdd_apply(rules->space, &rules->otherwise,
                           all_matches(rules, s->arch, s->rules, s->nrules),
                           usual)
             : first_match(rules, s->arch, s->rules, s->nrules, usual);
}

/* What a call of one arch gets. */
static mtbdd arch_rules(const struct rules *rules,
                        const struct bpf_arch *arch) {
  struct mtbdd_space *space = rules->space;
  const mtbdd usual = action_leaf(rules, arch->default_action);
  if (arch->nrules == 0)
    return usual;
  const size_t most = 2 * arch->nrules + 1;
  const size_t bytes =
      most * (sizeof(struct bitvec_piece) + sizeof(struct spans_key));
  if (!mtbdd_charge(space, bytes))
    return MTBDD_FALSE;
  struct bitvec_piece *pieces = malloc(most * sizeof *pieces);
  struct spans s;
  mtbdd r = MTBDD_FALSE;
  if (spans_open(&s, arch) && pieces != NULL) {
    size_t n = 0;
    spans_from(&s, 0, UINT32_MAX);
    while (spans_next(&s))
      n = bitvec_piece_add(pieces, n, s.last, span_actions(rules, &s, usual));
    r = bitvec_switch(space, rules->order, BPF_WORD_NR, pieces);
  } else {
    space->broken = MTBDD_NOMEM;
  }
  spans_close(&s);
  free(pieces);
  space->charged -= bytes;
  return r;
}

/* Whether one of the first n arches of a policy has this token. */
static bool policy_has_token(const struct bpf_policy *policy, size_t n,
                             uint32_t token) {
  for (size_t i = 0; i < n; i++)
    if (policy->arches[i].token == token)
      return true;
  return false;
}

/* The first arch of the policy with this token and, on x86_64, of this ABI; or
 * NULL. */
static const struct bpf_arch *find_arch(const struct bpf_policy *policy,
                                        uint32_t token, bool x32) {
  for (size_t i = 0; i < policy->narches; i++)
    if (policy->arches[i].token == token &&
        (token != BPF_TOKEN_X86_64 || policy->arches[i].x32 == x32))
      return &policy->arches[i];
  return NULL;
}

static mtbdd policy_function(const struct rules *rules,
                             const struct bpf_policy *policy) {
  struct mtbdd_space *space = rules->space;
  const struct call_order *order = rules->order;
  const mtbdd bad = action_leaf(rules, policy->bad_arch_action);
  mtbdd r = bad;
  for (size_t i = 0; i < policy->narches; i++) {
    const uint32_t token = policy->arches[i].token;
    if (policy_has_token(policy, i, token))
      continue; /* done with its first arch */
    const struct bpf_arch *arch = find_arch(policy, token, false);
    mtbdd here = arch != NULL ? arch_rules(rules, arch) : bad;
    if (token == BPF_TOKEN_X86_64) {
      /* No rule of one ABI reaches into the numbers of the other, and -1 is
       * x86_64's when that is there. */
      const struct bpf_arch *x32 = find_arch(policy, token, true);
      const mtbdd there = x32 != NULL ? arch_rules(rules, x32) : bad;
      const mtbdd minus_one = arch != NULL ? here : there;
      here = mtbdd_ite(space,
                       bitvec_above(space, order, BPF_WORD_NR, BPF_X32_BIT - 1),
                       there, here);
      here = mtbdd_ite(space, bitvec_is(space, order, BPF_WORD_NR, UINT32_MAX),
                       minus_one, here);
    }
    r = mtbdd_ite(space, bitvec_is(space, order, BPF_WORD_ARCH, token), here,
                  r);
  }
  return r;
}

mtbdd policy_mtbdd_first(struct mtbdd_space *space,
                         const struct call_order *order,
                         const struct bpf_policy *policy) {
  const struct rules rules = {.space = space, .order = order};
  return policy_function(&rules, policy);
}

mtbdd policy_mtbdd_actions(struct mtbdd_space *space,
                           const struct call_order *order,
                           const struct bpf_policy *policy) {
  const struct rules rules = {
      .space = space,
      .order = order,
      .sets = true,
      .join = mtbdd_operation(space, actions_join, NULL, false),
      .otherwise = mtbdd_operation(space, actions_else, NULL, false),
  };
  return policy_function(&rules, policy);
}
