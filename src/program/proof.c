/* SPDX-License-Identifier: MIT */
/* Proof, as scripts meet it: Program:diff, Program:permits_at_most,
 * Filter:verify. The work is done in src/bpf/prove/prove.c; here are the
 * rules of a filter as numbers, and witnesses as tables. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../bpf/prove/prove.h"
#include "../bpf/stacked.h"
#include "../lua/args.h"
#include "../lua/error.h"
#include "proof.h"
#include "proof_witness.h"
#include "stack_object.h"

#define DIFF_LIMIT 10

static bool report_all(void *ud, const struct bpf_witness *witness) {
  return proof_witnesses_add(ud, witness);
}

/* The Program or Stack at 1 and whatever comes to one at 2. */
static void two_operands(lua_State *L, const char *op, struct bpf_stack *p,
                         struct bpf_stack *q) {
  stack_check(L, 1, p);
  stack_operand(L, op, 2, q);
  if (p->progs->big_endian != q->progs->big_endian)
    error_raise(L, op, EDOM,
                "the programs have different byte orders: no kernel runs both");
}

int proof_diff(lua_State *L) {
  static const char op[] = "diff";
  static const char *const known[] = {"limit", "budget", NULL};
  struct bpf_stack p, q;
  struct bpf_bounds bounds = {DIFF_LIMIT, BPF_BUDGET, BPF_MEMORY};
  error_stack(L, op, STACK_WORK);
  two_operands(L, op, &p, &q);
  args_max(L, 3);
  if (proof_options(L, 3)) {
    args_known_keys(L, op, 3, "option", known);
    bounds.limit = (size_t)args_option_integer(
        L, op, 3, "limit", 1, INT32_MAX, "a number of witnesses, 1 or more",
        DIFF_LIMIT);
    bounds.budget = proof_budget(L, op, 3);
  }
  struct witnesses *w = proof_witnesses_new(L);
  proof_answered(L, op, bpf_diff(&p, &q, &bounds, report_all, w), &bounds, w);
  lua_createtable(L, (int)w->count, 0);
  for (size_t i = 0; i < w->count; i++) {
    proof_push_witness(L, op, &w->list[i], "left", "right");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

int proof_permits_at_most(lua_State *L) {
  static const char op[] = "permits_at_most";
  static const char *const known[] = {"budget", NULL};
  struct bpf_stack p, q;
  struct bpf_bounds bounds = {1, BPF_BUDGET, BPF_MEMORY};
  error_stack(L, op, STACK_WORK);
  two_operands(L, op, &p, &q);
  args_max(L, 3);
  if (proof_options(L, 3)) {
    args_known_keys(L, op, 3, "option", known);
    bounds.budget = proof_budget(L, op, 3);
  }
  struct witnesses *w = proof_witnesses_new(L);
  enum bpf_answer answer = bpf_permits_at_most(&p, &q, &bounds, report_all, w);
  proof_answered(L, op, answer, &bounds, w);
  lua_pushboolean(L, answer == BPF_HOLDS);
  if (answer == BPF_HOLDS)
    return 1;
  proof_push_witness(L, op, &w->list[0], "left", "right");
  return 2;
}

void proof_check(lua_State *L, const char *op, const struct bpf_prog *prog,
                 const struct bpf_policy *policy, double budget) {
  const struct bpf_bounds bounds = {1, budget, BPF_MEMORY};
  error_stack(L, op, STACK_WORK);
  struct witnesses *w = proof_witnesses_new(L);
  enum bpf_answer answer = bpf_prove(prog, policy, &bounds, report_all, w);
  proof_answered(L, op, answer, &bounds, w);
  if (answer == BPF_REFUTED)
    proof_raise_witness(L, op, "EREFUTED",
                        "the compiled program does not do what the policy says",
                        &w->list[0], "the policy asks for", "");
  lua_pop(L, 1);
}
