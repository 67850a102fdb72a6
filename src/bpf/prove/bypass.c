/* SPDX-License-Identifier: MIT */
#include "bypass.h"

#include <stdlib.h>

#include "../opcode.h"
#include "../simulate.h"
#include "policy_mtbdd.h"
#include "provenance.h"
#include "symbolic.h"

/* One number's part of a program ------------------------------------------ */

/* What A holds where an instruction is reached. */
struct held {
  enum { NOTHING, VALUE, ANYTHING } what;
  uint32_t value;
};

static void hold_word(struct held *there, const struct held *now) {
  if (there->what == NOTHING)
    *there = *now;
  else if (now->what == ANYTHING || there->value != now->value)
    there->what = ANYTHING;
}

/* What an instruction that does not jump leaves in A. */
static struct held state_after(const struct cbpf_insn *insn,
                               const struct held *now,
                               const struct bpf_multiplexer *mux) {
  uint32_t reads, writes;
  provenance_effects(insn, &reads, &writes);
  if ((writes & 1u << REG_A) == 0)
    return *now;
  if (insn->code == BPF_CODE_LD_ABS && insn->k == BPF_DATA_NR)
    return (struct held){VALUE, mux->nr};
  if (insn->code == BPF_CODE_LD_ABS && insn->k == BPF_DATA_ARCH)
    return (struct held){VALUE, mux->token};
  if (insn->code == BPF_CODE_LD_IMM)
    return (struct held){VALUE, insn->k};
  return (struct held){ANYTHING, 0};
}

/* Whether the jump, by a constant, is taken with that in A. */
static bool taken(const struct cbpf_insn *insn, uint32_t a) {
  switch ((enum bpf_code)insn->code) {
  case BPF_CODE_JEQ_K:
    return a == insn->k;
  case BPF_CODE_JGT_K:
    return a > insn->k;
  case BPF_CODE_JGE_K:
    return a >= insn->k;
  default:
    return (a & insn->k) != 0;
  }
}

/* Writes to out, as many instructions, what the program does with calls of the
 * multiplexer: jumps that its arch and number decide are decided, and what is
 * out of reach returns. held has room for as many. A program has thousands of
 * instructions for other calls, of which nothing is to be asked here. */
static void restrict_to(const struct bpf_prog *prog,
                        const struct bpf_multiplexer *mux, struct held *held,
                        struct cbpf_insn *out) {
  held[0] = (struct held){VALUE, 0};
  for (size_t pc = 0; pc < prog->len; pc++) {
    const struct cbpf_insn *insn = &prog->insns[pc];
    const struct held now = held[pc];
    size_t yes, no;
    out[pc] = *insn;
    if (now.what == NOTHING)
      out[pc] = (struct cbpf_insn){.code = BPF_CODE_RET_K};
    if (now.what == NOTHING || bpf_is_return(insn->code))
      continue;
    successors(insn, pc, &yes, &no);
    if (bpf_is_conditional(insn->code) && (insn->code & BPF_CODE_X) == 0 &&
        now.what == VALUE) {
      yes = no = taken(insn, now.value) ? yes : no;
      out[pc] = (struct cbpf_insn){.code = BPF_CODE_JA,
                                   .k = (uint32_t)(yes - pc - 1)};
    }
    const struct held next = state_after(insn, &now, mux);
    hold_word(&held[yes], &next);
    if (no != yes)
      hold_word(&held[no], &next);
  }
}

/* Calls that are one to the kernel ----------------------------------------- */

struct inquiry {
  struct mtbdd_space space;
  struct call_order order;
  const struct bpf_prog *prog;
  const struct bpf_multiplexer *mux;
};

static mtbdd cond_holds(struct inquiry *q, const struct bpf_cond *cond) {
  return policy_mtbdd_cond(&q->space, &q->order, cond, q->mux->wide);
}

/* Where the call that is meant by arg0 is one that a condition on it names: by
 * a value, whatever that has in bits that the kernel does not read, or by an
 * order, for numbers that have none of them. */
static mtbdd meant_by(struct inquiry *q, const struct bpf_cond *cond) {
  struct bpf_cond c = *cond;
  switch ((enum bpf_op)cond->op) {
  case BPF_OP_EQ:
    c.op = BPF_OP_MASKED_EQ;
    c.a = q->mux->reads;
    c.b = cond->a & q->mux->reads;
    return cond_holds(q, &c);
  case BPF_OP_MASKED_EQ:
    c.a &= q->mux->reads;
    c.b &= c.a;
    return cond_holds(q, &c);
  default:
    break;
  }
  const uint8_t width = q->mux->reads > UINT16_MAX ? 32 : 16;
  if (cond->a > q->mux->reads) /* all that can be meant is less */
    return cond->op == BPF_OP_GT || cond->op == BPF_OP_GE ? MTBDD_FALSE
                                                          : MTBDD_TRUE;
  if (c.width > width)
    c.width = width;
  return cond_holds(q, &c);
}

/* Calls that a rule does not match and that are to the kernel what the rule
 * names. */
static mtbdd alike(struct inquiry *q, const struct bpf_rule *rule) {
  mtbdd matched = MTBDD_TRUE, meant = MTBDD_TRUE;
  for (size_t i = 0; i < rule->nconds; i++) {
    const struct bpf_cond *cond = &rule->conds[i];
    const mtbdd holds = cond_holds(q, cond);
    matched = mtbdd_and(&q->space, holds, matched);
    meant =
        mtbdd_and(&q->space, cond->arg == 0 ? meant_by(q, cond) : holds, meant);
  }
  return mtbdd_ite(&q->space, matched, MTBDD_FALSE, meant);
}

static mtbdd bypass_exceeds(struct mtbdd_space *space, void *ud, mtbdd u,
                            mtbdd v) {
  const uint32_t a = space->nodes[u].lo, b = space->nodes[v].lo;
  (void)ud;
  return bpf_ret_at_most(a, b) ? MTBDD_FALSE : mtbdd_terminal(space, a, b);
}

/* The first call of the multiplexer at which `where` is not MTBDD_FALSE, run;
 * whether it is a witness. */
static bool read_witness(const struct inquiry *q, mtbdd where,
                         struct bpf_witness *witness) {
  bool bits[MTBDD_LEVELS];
  const mtbdd terminal = mtbdd_first(&q->space, where, bits);
  *witness =
      (struct bpf_witness){.data = {.nr = q->mux->nr, .arch = q->mux->token}};
  for (unsigned i = 0; i < 64; i++)
    for (unsigned arg = 0; arg < 6; arg++) {
      const unsigned w = BPF_WORD_ARG_LO + 2 * arg + i / 32;
      if (bits[q->order.level[w][i % 32]])
        witness->data.args[arg] |= (uint64_t)1 << i;
    }
  witness->left =
      bpf_ret_canonical(bpf_simulate(q->prog, &witness->data, NULL));
  witness->right = q->space.nodes[terminal].hi;
  return witness->left == q->space.nodes[terminal].lo;
}

static enum bpf_answer bypass_query(struct inquiry *q,
                                    const struct bpf_prog *part,
                                    const struct bpf_rule *rules, size_t n,
                                    bpf_bypass *report, void *ud) {
  struct mtbdd_space *space = &q->space;
  enum bpf_answer answer = BPF_HOLDS;
  const struct mtbdd_operation more =
      mtbdd_operation(space, bypass_exceeds, NULL, true);
  const mtbdd left = symbolic_returns(space, &q->order, part);
  for (size_t i = 0; i < n; i++) {
    struct bpf_witness witness;
    const mtbdd asked =
        mtbdd_ite(space, alike(q, &rules[i]),
                  mtbdd_terminal(space, bpf_ret_canonical(rules[i].action), 0),
                  mtbdd_terminal(space, BPF_RET_ALLOW, 0));
    const mtbdd where = mtbdd_apply(space, &more, left, asked);
    if (space->broken != MTBDD_FINE)
      return answer == BPF_REFUTED          ? answer
             : space->broken == MTBDD_NOMEM ? BPF_NO_MEMORY
                                            : BPF_UNDECIDED;
    if (where == MTBDD_FALSE)
      continue;
    if (!read_witness(q, where, &witness))
      return BPF_INTERNAL;
    report(ud, i, &witness);
    answer = BPF_REFUTED;
  }
  return answer;
}

/* A program's part for the multiplexer. */
struct sub_call {
  struct bpf_prog prog;
  struct cbpf_insn *insns;
};

static bool part_open(struct sub_call *part, const struct bpf_prog *prog,
                      const struct bpf_multiplexer *mux) {
  struct held *held = calloc(prog->len, sizeof *held);
  part->prog = *prog;
  part->insns = malloc(prog->len * sizeof *part->insns);
  const bool good = held != NULL && part->insns != NULL;
  if (good)
    restrict_to(prog, mux, held, part->insns);
  part->prog.insns = part->insns;
  free(held);
  return good;
}

enum bpf_answer bpf_bypassed(const struct bpf_prog *prog,
                             const struct bpf_multiplexer *mux,
                             const struct bpf_rule *rules, size_t n,
                             const struct bpf_bounds *bounds,
                             bpf_bypass *report, void *ud) {
  struct inquiry q = {.prog = prog, .mux = mux};
  struct call_groups groups = {{0}, 0};
  struct sub_call part;
  enum bpf_answer answer = BPF_NO_MEMORY;
  if (part_open(&part, prog, mux) && symbolic_groups(&part.prog, &groups) &&
      mtbdd_open(&q.space, bounds->memory, bounds->budget)) {
    call_order_make(&q.order, &groups);
    answer = bypass_query(&q, &part.prog, rules, n, report, ud);
    mtbdd_close(&q.space);
  }
  free(part.insns);
  return answer;
}

enum bpf_answer bpf_multiplexes_at_most(const struct bpf_prog *prog,
                                        const struct bpf_prog *before,
                                        const struct bpf_multiplexer *mux,
                                        const struct bpf_bounds *bounds) {
  struct inquiry q = {.prog = prog, .mux = mux};
  struct mtbdd_space *space = &q.space;
  struct call_groups groups = {{0}, 0};
  struct sub_call now = {.insns = NULL}, then = {.insns = NULL};
  enum bpf_answer answer = BPF_NO_MEMORY;
  if (part_open(&now, prog, mux) && part_open(&then, before, mux) &&
      symbolic_groups(&now.prog, &groups) &&
      symbolic_groups(&then.prog, &groups) &&
      mtbdd_open(space, bounds->memory, bounds->budget)) {
    call_order_make(&q.order, &groups);
    const struct mtbdd_operation more =
        mtbdd_operation(space, bypass_exceeds, NULL, true);
    const mtbdd left = symbolic_returns(space, &q.order, &now.prog);
    const mtbdd right = symbolic_returns(space, &q.order, &then.prog);
    const mtbdd where = mtbdd_apply(space, &more, left, right);
    answer = space->broken == MTBDD_NOMEM  ? BPF_NO_MEMORY
             : space->broken != MTBDD_FINE ? BPF_UNDECIDED
             : where == MTBDD_FALSE        ? BPF_HOLDS
                                           : BPF_REFUTED;
    mtbdd_close(space);
  }
  free(now.insns);
  free(then.insns);
  return answer;
}
