#include "analyse.h"

#include <string.h>

#include "flow.h"
#include "rules.h"
#include "simulate.h"

/* One question under way. */
struct question {
  struct dd_space space;
  struct call_order order;
  const struct bpf_prog *p;
  const struct bpf_prog *q;        /* or NULL */
  const struct bpf_policy *policy; /* or NULL */
  size_t limit;
  bool internal; /* a witness failed its run */
};

/* The outcome of running a witness; false when it is none. leaf is what the
 * diagram said. */
typedef bool check_witness(const struct question *question,
                           struct bpf_witness *witness, uint32_t first,
                           uint32_t second);

/* Sets up what is wanted to answer a question; false without memory. */
static bool open_question(struct question *question,
                          const struct bpf_bounds *bounds) {
  struct call_groups groups = {{0}};
  if (!dd_open(&question->space, bounds->memory, bounds->budget))
    return false;
  dd_in_time(&question->space);
  question->limit = bounds->limit;
  if (!flow_groups(question->p, &groups) ||
      (question->q != NULL && !flow_groups(question->q, &groups))) {
    dd_close(&question->space);
    return false;
  }
  call_order(&question->order, &groups);
  return true;
}

/* Reading calls off ------------------------------------------------------- */

/* Arches whose calls are looked at one after the other, so that ten witnesses
 * tell of more than one arch: AUDIT_ARCH_* of linux/audit.h. */
static const uint32_t known_tokens[] = {
    BPF_TOKEN_X86_64, 0x40000003u, /* i386 */
    0xc00000b7u,                   /* aarch64 */
    0x40000028u,                   /* arm */
    0xc00000f3u,                   /* riscv64 */
    0x80000015u,                   /* ppc64 */
    0xc0000015u,                   /* ppc64le */
    0x00000014u,                   /* ppc */
    0x80000016u,                   /* s390x */
    0x00000016u,                   /* s390 */
    0x00000008u,                   /* mips */
    0x80000008u,                   /* mips64 */
    0xa0000008u,                   /* mips64, n32 */
    0x40000008u,                   /* mipsel */
    0xc0000008u,                   /* mipsel64 */
    0xe0000008u,                   /* mipsel64, n32 */
    0xc0000102u,                   /* loongarch64 */
    0x0000000fu,                   /* parisc */
    0x8000000fu,                   /* parisc64 */
    0x00000004u,                   /* m68k */
    0x4000002au,                   /* sh */
    0x0000002au,                   /* sh, big endian */
};
#define KNOWN (sizeof known_tokens / sizeof known_tokens[0])

/* The calls of one arch, of x32, and those of no known arch. */
enum { TURN_X32 = KNOWN, TURN_OTHER, TURNS };

static dd calls_of_turn(struct question *question, unsigned turn) {
  struct dd_space *space = &question->space;
  const struct call_order *order = &question->order;
  if (turn == TURN_OTHER) {
    dd others = DD_TRUE;
    for (size_t i = 0; i < KNOWN; i++)
      others = dd_ite(space, word_is(space, order, CALL_ARCH, known_tokens[i]),
                      DD_FALSE, others);
    return others;
  }
  const uint32_t token =
      turn == TURN_X32 ? BPF_TOKEN_X86_64 : known_tokens[turn];
  const dd calls = word_is(space, order, CALL_ARCH, token);
  if (token != BPF_TOKEN_X86_64)
    return calls;
  const dd x32 =
      dd_ite(space, word_is(space, order, CALL_NR, UINT32_MAX), DD_FALSE,
             word_above(space, order, CALL_NR, BPF_X32_BIT - 1));
  return dd_and(space, calls, turn == TURN_X32 ? x32 : dd_not(space, x32));
}

static void data_from_bits(const struct call_order *order, const bool *bits,
                           struct bpf_data *data) {
  uint32_t words[CALL_WORDS] = {0};
  for (unsigned w = 0; w < CALL_WORDS; w++)
    for (unsigned i = 0; i < 32; i++)
      if (bits[order->level[w][i]])
        words[w] |= 1u << i;
  data->nr = words[CALL_NR];
  data->arch = words[CALL_ARCH];
  data->ip = (uint64_t)words[CALL_IP_HI] << 32 | words[CALL_IP_LO];
  for (unsigned i = 0; i < 6; i++)
    data->args[i] =
        (uint64_t)words[CALL_ARG_HI + 2 * i] << 32 | words[CALL_ARG_LO + 2 * i];
}

/* DD_FALSE for the leaf v, else the leaf u. */
static dd other_leaf(struct dd_space *space, void *ud, dd u, dd v) {
  (void)space;
  (void)ud;
  return u == v ? DD_FALSE : u;
}

/* Reports calls at which `where` is not DD_FALSE, each after it was run: by
 * turns, one of each arch, then the next number; of numbers that have shown
 * one pair of values, the other pairs when no number is left. */
static bool report_calls(struct question *question, dd where,
                         check_witness *check, bpf_report *report, void *ud) {
  struct dd_space *space = &question->space;
  const struct dd_operation without =
      dd_operation(space, other_leaf, NULL, false);
  size_t reported = 0;
  dd again[TURNS], left[TURNS];
  for (unsigned turn = 0; turn < TURNS; turn++) {
    left[turn] = dd_ite(space, calls_of_turn(question, turn), where, DD_FALSE);
    again[turn] = DD_FALSE;
  }
  for (;;) {
    bool some = false;
    for (unsigned turn = 0; turn < TURNS; turn++) {
      bool bits[DD_LEVELS];
      struct bpf_witness witness;
      if (space->broken != DD_FINE)
        return reported > 0;
      if (left[turn] == DD_FALSE)
        continue;
      some = true;
      const dd leaf = dd_first(space, left[turn], bits);
      data_from_bits(&question->order, bits, &witness.data);
      if (!check(question, &witness, space->nodes[leaf].lo,
                 space->nodes[leaf].hi)) {
        question->internal = true;
        return true;
      }
      reported++;
      if (!report(ud, &witness) || reported == question->limit)
        return true;
      /* Its number waits for the next round, without this pair. */
      const dd number = dd_and(
          space, word_is(space, &question->order, CALL_ARCH, witness.data.arch),
          word_is(space, &question->order, CALL_NR, witness.data.nr));
      const dd rest = dd_apply(
          space, &without, dd_ite(space, number, left[turn], DD_FALSE), leaf);
      again[turn] = dd_ite(space, number, rest, again[turn]);
      left[turn] = dd_ite(space, number, DD_FALSE, left[turn]);
    }
    if (some)
      continue;
    for (unsigned turn = 0; turn < TURNS; turn++) {
      some = some || again[turn] != DD_FALSE;
      left[turn] = again[turn];
      again[turn] = DD_FALSE;
    }
    if (!some)
      return reported > 0;
  }
}

/* Questions --------------------------------------------------------------- */

static uint32_t run(const struct bpf_prog *prog, const struct bpf_data *data) {
  return bpf_ret_canonical(bpf_simulate(prog, data, NULL));
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

/* Closes the question with an answer: of `ours` where the work was done. */
static enum bpf_answer close_question(struct question *question,
                                      enum bpf_answer ours) {
  const enum dd_broken broken = question->space.broken;
  dd_close(&question->space);
  if (question->internal)
    return BPF_INTERNAL;
  if (ours == BPF_REFUTED || broken == DD_FINE)
    return ours;
  return broken == DD_NOMEM ? BPF_NO_MEMORY : BPF_UNDECIDED;
}

/* Reports the calls where an operation on what two diagrams say is not
 * DD_FALSE. */
static enum bpf_answer answer(struct question *question, dd u, dd v,
                              const struct dd_operation *op,
                              check_witness *check, bpf_report *report,
                              void *ud) {
  struct dd_space *space = &question->space;
  dd where = dd_apply(space, op, u, v);
  if (where != DD_FALSE)
    where = rules_possible(space, &question->order, question->policy, where);
  if (where == DD_FALSE || space->broken != DD_FINE)
    return BPF_HOLDS;
  return report_calls(question, where, check, report, ud) ? BPF_REFUTED
                                                          : BPF_HOLDS;
}

static bool check_programs(const struct question *question,
                           struct bpf_witness *witness, uint32_t first,
                           uint32_t second) {
  witness->left = run(question->p, &witness->data);
  witness->right = run(question->q, &witness->data);
  return witness->left == first && witness->right == second && first != second;
}

static bool check_policy(const struct question *question,
                         struct bpf_witness *witness, uint32_t first,
                         uint32_t second) {
  witness->left = run(question->p, &witness->data);
  witness->right =
      bpf_ret_canonical(bpf_policy_decide(question->policy, &witness->data));
  return witness->left == first && witness->right == second && first != second;
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
    if (rule->nr != data->nr || !bpf_rule_holds(rule, data))
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
                        struct bpf_witness *witness, uint32_t first,
                        uint32_t second) {
  uint32_t other;
  bool others;
  (void)second;
  witness->left = run(question->p, &witness->data);
  witness->right =
      bpf_ret_canonical(bpf_policy_decide(question->policy, &witness->data));
  return witness->left == first &&
         !matching(question->policy, &witness->data, first, &other, &others);
}

static bool check_overlap(const struct question *question,
                          struct bpf_witness *witness, uint32_t first,
                          uint32_t second) {
  bool others;
  (void)second;
  witness->left = run(question->p, &witness->data);
  return witness->left == first &&
         matching(question->policy, &witness->data, first, &witness->right,
                  &others) &&
         others;
}

/* Both programs' values, and what op asks of them. */
static enum bpf_answer
two_programs(const struct bpf_prog *p, const struct bpf_prog *q,
             const struct bpf_bounds *bounds,
             dd (*leaves)(struct dd_space *, void *, dd, dd),
             bpf_report *report, void *ud) {
  struct question question = {.p = p, .q = q};
  struct dd_space *space = &question.space;
  if (!open_question(&question, bounds))
    return BPF_NO_MEMORY;
  const dd left = flow_returns(space, &question.order, p);
  const dd right = flow_returns(space, &question.order, q);
  const struct dd_operation op = dd_operation(space, leaves, NULL, true);
  return close_question(&question, answer(&question, left, right, &op,
                                          check_programs, report, ud));
}

enum bpf_answer bpf_diff(const struct bpf_prog *p, const struct bpf_prog *q,
                         const struct bpf_bounds *bounds, bpf_report *report,
                         void *ud) {
  return two_programs(p, q, bounds, differ, report, ud);
}

enum bpf_answer bpf_permits_at_most(const struct bpf_prog *p,
                                    const struct bpf_prog *q,
                                    const struct bpf_bounds *bounds,
                                    bpf_report *report, void *ud) {
  return two_programs(p, q, bounds, exceeds, report, ud);
}

/* Where a value stands among actions: by the kernel's order, with room for
 * errno(0) above the other errnos. */
static int64_t rank(uint32_t ret) {
  const int64_t action = (int32_t)(ret & BPF_RET_ACTION);
  return 2 * action + (ret == BPF_RET_ERRNO);
}

bool bpf_ret_at_most(uint32_t a, uint32_t b) {
  a = bpf_ret_canonical(a);
  b = bpf_ret_canonical(b);
  if ((a & BPF_RET_ACTION) == BPF_RET_TRACE &&
      (b & BPF_RET_ACTION) == BPF_RET_TRACE)
    return a == b;
  return rank(a) <= rank(b);
}

enum bpf_answer bpf_prove(const struct bpf_prog *prog,
                          const struct bpf_policy *policy,
                          const struct bpf_bounds *bounds, bpf_report *report,
                          void *ud) {
  struct question question = {.p = prog, .policy = policy};
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
  struct question question = {.p = prog, .policy = policy};
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
