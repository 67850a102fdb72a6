/* SPDX-License-Identifier: MIT */
#include "prove.h"

#include "../simulate.h"
#include "policy_mtbdd.h"
#include "symbolic.h"
#include "witness.h"

/* Sets up what is wanted to answer a query; false without memory. */
static bool open_question(struct query *query,
                          const struct bpf_bounds *bounds) {
  struct call_groups groups = {{0}, 0};
  if (!mtbdd_open(&query->space, bounds->memory, bounds->budget))
    return false;
  mtbdd_in_time(&query->space);
  query->limit = bounds->limit;
  if (!symbolic_stack_groups(query->p, &groups) ||
      (query->q != NULL && !symbolic_stack_groups(query->q, &groups))) {
    mtbdd_close(&query->space);
    return false;
  }
  call_order_make(&query->order, &groups);
  return true;
}

/* Questions --------------------------------------------------------------- */

static uint32_t run_witness(const struct bpf_stack *stack,
                            const struct bpf_data *data) {
  return bpf_ret_canonical(bpf_stack_simulate(stack, data, NULL));
}

/* What is asked of two values, as an operation on terminals: the terminal of
 * both where the answer is no. */
static mtbdd differ(struct mtbdd_space *space, void *ud, mtbdd u, mtbdd v) {
  (void)ud;
  return mtbdd_terminal(space, space->nodes[u].lo, space->nodes[v].lo);
}

static mtbdd permits_more(struct mtbdd_space *space, void *ud, mtbdd u,
                          mtbdd v) {
  const uint32_t a = space->nodes[u].lo, b = space->nodes[v].lo;
  (void)ud;
  return bpf_ret_at_most(a, b) ? MTBDD_FALSE : mtbdd_terminal(space, a, b);
}

/* Of a value and a set of actions. No set is empty, and so no such terminal is
 * MTBDD_FALSE. */
static mtbdd not_among(struct mtbdd_space *space, void *ud, mtbdd u, mtbdd v) {
  const uint32_t action = space->nodes[u].lo;
  (void)ud;
  return policy_mtbdd_has(space, v, action) ? MTBDD_FALSE
                                            : mtbdd_terminal(space, action, v);
}

static mtbdd has_others(struct mtbdd_space *space, void *ud, mtbdd u, mtbdd v) {
  (void)ud;
  return actions_empty(actions_rest(space, v))
             ? MTBDD_FALSE
             : mtbdd_terminal(space, space->nodes[u].lo, v);
}

/* Closes the query: with `ours`, unless the work was not done. What was
 * reported before the budget was used up still refutes. */
static enum bpf_answer close_question(struct query *query,
                                      enum bpf_answer ours) {
  const enum mtbdd_broken broken = query->space.broken;
  mtbdd_close(&query->space);
  if (query->internal)
    return BPF_INTERNAL;
  if (broken == MTBDD_NOMEM)
    return BPF_NO_MEMORY;
  return broken == MTBDD_FINE || ours == BPF_REFUTED ? ours : BPF_UNDECIDED;
}

/* Reports the calls where an operation on what two diagrams say is not
 * MTBDD_FALSE. */
static enum bpf_answer answer_of(struct query *query, mtbdd u, mtbdd v,
                                 const struct mtbdd_operation *op,
                                 check_witness *check, bpf_report *report,
                                 void *ud) {
  struct mtbdd_space *space = &query->space;
  const mtbdd where = mtbdd_apply(space, op, u, v);
  bool refuted = false;
  if (where != MTBDD_FALSE && space->broken == MTBDD_FINE)
    refuted = witness_read(query, where, check, report, ud);
  /* What is too much to decide may still be easy to refute. */
  if (!refuted && space->broken == MTBDD_OVER_BUDGET)
    refuted = witness_guess(query, check, report, ud);
  return refuted ? BPF_REFUTED : BPF_HOLDS;
}

static bool check_equal(const struct query *query,
                        struct bpf_witness *witness) {
  witness->left = run_witness(query->p, &witness->data);
  witness->right = run_witness(query->q, &witness->data);
  return witness->left != witness->right;
}

static bool check_at_most(const struct query *query,
                          struct bpf_witness *witness) {
  witness->left = run_witness(query->p, &witness->data);
  witness->right = run_witness(query->q, &witness->data);
  return !bpf_ret_at_most(witness->left, witness->right);
}

static bool check_policy(const struct query *query,
                         struct bpf_witness *witness) {
  witness->left = run_witness(query->p, &witness->data);
  witness->right =
      bpf_ret_canonical(bpf_policy_decide(query->policy, &witness->data));
  return witness->left != witness->right;
}

/* Whether some rule that matches the call has the action, and whether one has
 * another, *other; of a call that no rule matches, what it gets counts. */
static bool matching(const struct bpf_policy *policy,
                     const struct bpf_data *data, uint32_t action,
                     uint32_t *other, bool *others) {
  const struct bpf_arch *arch = bpf_policy_arch(policy, data->arch, data->nr);
  bool any = false, same = false;
  *others = false;
  for (size_t i = 0; arch != NULL && i < arch->nrules; i++) {
    const struct bpf_rule *rule = &arch->rules[i];
    if (!bpf_rule_names(rule, data->nr) ||
        !bpf_rule_holds(rule, data, arch->wide))
      continue;
    const uint32_t its = bpf_ret_canonical(rule->action);
    any = true;
    if (its == action) {
      same = true;
    } else if (!*others) {
      *others = true;
      *other = its;
    }
  }
  if (!any)
    same = bpf_ret_canonical(bpf_policy_decide(policy, data)) == action;
  return same;
}

static bool check_wrong(const struct query *query,
                        struct bpf_witness *witness) {
  uint32_t other;
  bool others;
  witness->left = run_witness(query->p, &witness->data);
  witness->right =
      bpf_ret_canonical(bpf_policy_decide(query->policy, &witness->data));
  return !matching(query->policy, &witness->data, witness->left, &other,
                   &others);
}

static bool check_overlap(const struct query *query,
                          struct bpf_witness *witness) {
  bool others;
  witness->left = run_witness(query->p, &witness->data);
  return matching(query->policy, &witness->data, witness->left, &witness->right,
                  &others) &&
         others;
}

/* Both stacks' values, and what op asks of them. */
static enum bpf_answer
two_stacks(const struct bpf_stack *p, const struct bpf_stack *q,
           const struct bpf_bounds *bounds,
           mtbdd (*terminals)(struct mtbdd_space *, void *, mtbdd, mtbdd),
           check_witness *check, bpf_report *report, void *ud) {
  struct query query = {.p = p, .q = q};
  struct mtbdd_space *space = &query.space;
  if (!open_question(&query, bounds))
    return BPF_NO_MEMORY;
  const mtbdd left = symbolic_stack(space, &query.order, p);
  const mtbdd right = symbolic_stack(space, &query.order, q);
  const struct mtbdd_operation op =
      mtbdd_operation(space, terminals, NULL, true);
  return close_question(&query,
                        answer_of(&query, left, right, &op, check, report, ud));
}

enum bpf_answer bpf_diff(const struct bpf_stack *p, const struct bpf_stack *q,
                         const struct bpf_bounds *bounds, bpf_report *report,
                         void *ud) {
  return two_stacks(p, q, bounds, differ, check_equal, report, ud);
}

enum bpf_answer bpf_permits_at_most(const struct bpf_stack *p,
                                    const struct bpf_stack *q,
                                    const struct bpf_bounds *bounds,
                                    bpf_report *report, void *ud) {
  return two_stacks(p, q, bounds, permits_more, check_at_most, report, ud);
}

/* By the kernel's order, with room for errno(0) above the other errnos. */
int64_t bpf_ret_rank(uint32_t ret) {
  ret = bpf_ret_canonical(ret);
  const int64_t action = (int32_t)(ret & BPF_RET_ACTION);
  return 2 * action + (ret == BPF_RET_ERRNO);
}

bool bpf_ret_at_most(uint32_t a, uint32_t b) {
  a = bpf_ret_canonical(a);
  b = bpf_ret_canonical(b);
  if ((a & BPF_RET_ACTION) == BPF_RET_TRACE &&
      (b & BPF_RET_ACTION) == BPF_RET_TRACE)
    return a == b;
  return bpf_ret_rank(a) <= bpf_ret_rank(b);
}

enum bpf_answer bpf_prove(const struct bpf_prog *prog,
                          const struct bpf_policy *policy,
                          const struct bpf_bounds *bounds, bpf_report *report,
                          void *ud) {
  const struct bpf_stack alone = {prog, 1};
  struct query query = {.p = &alone, .policy = policy};
  struct mtbdd_space *space = &query.space;
  if (!open_question(&query, bounds))
    return BPF_NO_MEMORY;
  const mtbdd left = symbolic_returns(space, &query.order, prog);
  const mtbdd right = policy_mtbdd_first(space, &query.order, policy);
  const struct mtbdd_operation op = mtbdd_operation(space, differ, NULL, true);
  return close_question(
      &query, answer_of(&query, left, right, &op, check_policy, report, ud));
}

enum bpf_answer bpf_verify(const struct bpf_prog *prog,
                           const struct bpf_policy *policy,
                           const struct bpf_bounds *bounds, bpf_report *report,
                           bpf_report *overlap, void *ud) {
  const struct bpf_stack alone = {prog, 1};
  struct query query = {.p = &alone, .policy = policy};
  struct mtbdd_space *space = &query.space;
  if (!open_question(&query, bounds))
    return BPF_NO_MEMORY;
  const mtbdd left = symbolic_returns(space, &query.order, prog);
  const mtbdd right = policy_mtbdd_actions(space, &query.order, policy);
  const struct mtbdd_operation wrong =
      mtbdd_operation(space, not_among, NULL, false);
  const struct mtbdd_operation both =
      mtbdd_operation(space, has_others, NULL, false);
  enum bpf_answer result =
      answer_of(&query, left, right, &wrong, check_wrong, report, ud);
  query.limit = 0;
  if (result == BPF_HOLDS && overlap != NULL && space->broken == MTBDD_FINE)
    answer_of(&query, left, right, &both, check_overlap, overlap, ud);
  return close_question(&query, result);
}
