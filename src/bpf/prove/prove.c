#include "prove.h"

#include "../simulate.h"
#include "policy_mtbdd.h"
#include "symbolic.h"
#include "witness.h"

/* Sets up what is wanted to answer a question; false without memory. */
static bool open_question(struct question *question,
                          const struct bpf_bounds *bounds) {
  struct call_groups groups = {{0}, 0};
  if (!dd_open(&question->space, bounds->memory, bounds->budget))
    return false;
  dd_in_time(&question->space);
  question->limit = bounds->limit;
  if (!flow_stack_groups(question->p, &groups) ||
      (question->q != NULL && !flow_stack_groups(question->q, &groups))) {
    dd_close(&question->space);
    return false;
  }
  call_order(&question->order, &groups);
  return true;
}

/* Questions --------------------------------------------------------------- */

static uint32_t run(const struct bpf_stack *stack,
                    const struct bpf_data *data) {
  return bpf_ret_canonical(bpf_stack_simulate(stack, data, NULL));
}

/* What is asked of two values, as an operation on leaves: the leaf of both
 * where the answer is no. */
static dd differ(struct dd_space *space, void *ud, dd u, dd v) {
  (void)ud;
  return dd_leaf(space, space->nodes[u].lo, space->nodes[v].lo);
}

static dd exceeds(struct dd_space *space, void *ud, dd u, dd v) {
  const uint32_t a = space->nodes[u].lo, b = space->nodes[v].lo;
  (void)ud;
  return bpf_ret_at_most(a, b) ? DD_FALSE : dd_leaf(space, a, b);
}

/* Of a value and a set of actions. No set is empty, and so no such leaf is
 * DD_FALSE. */
static dd not_among(struct dd_space *space, void *ud, dd u, dd v) {
  const uint32_t action = space->nodes[u].lo;
  (void)ud;
  return actions_have(space, v, action) ? DD_FALSE : dd_leaf(space, action, v);
}

static dd has_others(struct dd_space *space, void *ud, dd u, dd v) {
  (void)ud;
  return actions_empty(actions_rest(space, v))
             ? DD_FALSE
             : dd_leaf(space, space->nodes[u].lo, v);
}

/* Closes the question: with `ours`, unless the work was not done. What was
 * reported before the budget was used up still refutes. */
static enum bpf_answer close_question(struct question *question,
                                      enum bpf_answer ours) {
  const enum dd_broken broken = question->space.broken;
  dd_close(&question->space);
  if (question->internal)
    return BPF_INTERNAL;
  if (broken == DD_NOMEM)
    return BPF_NO_MEMORY;
  return broken == DD_FINE || ours == BPF_REFUTED ? ours : BPF_UNDECIDED;
}

/* Reports the calls where an operation on what two diagrams say is not
 * DD_FALSE. */
static enum bpf_answer answer(struct question *question, dd u, dd v,
                              const struct dd_operation *op,
                              check_witness *check, bpf_report *report,
                              void *ud) {
  struct dd_space *space = &question->space;
  const dd where = dd_apply(space, op, u, v);
  bool refuted = false;
  if (where != DD_FALSE && space->broken == DD_FINE)
    refuted = witness_read(question, where, check, report, ud);
  /* What is too much to decide may still be easy to refute. */
  if (!refuted && space->broken == DD_OVER_BUDGET)
    refuted = witness_guess(question, check, report, ud);
  return refuted ? BPF_REFUTED : BPF_HOLDS;
}

static bool check_equal(const struct question *question,
                        struct bpf_witness *witness) {
  witness->left = run(question->p, &witness->data);
  witness->right = run(question->q, &witness->data);
  return witness->left != witness->right;
}

static bool check_order(const struct question *question,
                        struct bpf_witness *witness) {
  witness->left = run(question->p, &witness->data);
  witness->right = run(question->q, &witness->data);
  return !bpf_ret_at_most(witness->left, witness->right);
}

static bool check_policy(const struct question *question,
                         struct bpf_witness *witness) {
  witness->left = run(question->p, &witness->data);
  witness->right =
      bpf_ret_canonical(bpf_policy_decide(question->policy, &witness->data));
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

static bool check_wrong(const struct question *question,
                        struct bpf_witness *witness) {
  uint32_t other;
  bool others;
  witness->left = run(question->p, &witness->data);
  witness->right =
      bpf_ret_canonical(bpf_policy_decide(question->policy, &witness->data));
  return !matching(question->policy, &witness->data, witness->left, &other,
                   &others);
}

static bool check_overlap(const struct question *question,
                          struct bpf_witness *witness) {
  bool others;
  witness->left = run(question->p, &witness->data);
  return matching(question->policy, &witness->data, witness->left,
                  &witness->right, &others) &&
         others;
}

/* Both stacks' values, and what op asks of them. */
static enum bpf_answer
two_stacks(const struct bpf_stack *p, const struct bpf_stack *q,
           const struct bpf_bounds *bounds,
           dd (*leaves)(struct dd_space *, void *, dd, dd),
           check_witness *check, bpf_report *report, void *ud) {
  struct question question = {.p = p, .q = q};
  struct dd_space *space = &question.space;
  if (!open_question(&question, bounds))
    return BPF_NO_MEMORY;
  const dd left = flow_stack(space, &question.order, p);
  const dd right = flow_stack(space, &question.order, q);
  const struct dd_operation op = dd_operation(space, leaves, NULL, true);
  return close_question(&question,
                        answer(&question, left, right, &op, check, report, ud));
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
  return two_stacks(p, q, bounds, exceeds, check_order, report, ud);
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
  struct question question = {.p = &alone, .policy = policy};
  struct dd_space *space = &question.space;
  if (!open_question(&question, bounds))
    return BPF_NO_MEMORY;
  const dd left = flow_returns(space, &question.order, prog);
  const dd right = rules_first(space, &question.order, policy);
  const struct dd_operation op = dd_operation(space, differ, NULL, true);
  return close_question(
      &question, answer(&question, left, right, &op, check_policy, report, ud));
}

enum bpf_answer bpf_verify(const struct bpf_prog *prog,
                           const struct bpf_policy *policy,
                           const struct bpf_bounds *bounds, bpf_report *report,
                           bpf_report *overlap, void *ud) {
  const struct bpf_stack alone = {prog, 1};
  struct question question = {.p = &alone, .policy = policy};
  struct dd_space *space = &question.space;
  if (!open_question(&question, bounds))
    return BPF_NO_MEMORY;
  const dd left = flow_returns(space, &question.order, prog);
  const dd right = rules_any(space, &question.order, policy);
  const struct dd_operation wrong = dd_operation(space, not_among, NULL, false);
  const struct dd_operation both = dd_operation(space, has_others, NULL, false);
  enum bpf_answer result =
      answer(&question, left, right, &wrong, check_wrong, report, ud);
  question.limit = 0;
  if (result == BPF_HOLDS && overlap != NULL && space->broken == DD_FINE)
    answer(&question, left, right, &both, check_overlap, overlap, ud);
  return close_question(&question, result);
}
