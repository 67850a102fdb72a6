/* SPDX-License-Identifier: MIT */
#include "returns.h"

#include "../opcode.h"
#include "symbolic.h"

/* Seconds, and bytes: more than any program takes in practice. */
#define BUDGET 1.0
#define MEMORY ((size_t)64 << 20)

static void visit(void *ud, const struct mtbdd_node *terminal) {
  bool *found = ud;
  if (terminal->lo == BPF_RET_USER_NOTIF)
    *found = true;
}

/* bpf_may_notify() of a program that computes what it returns. */
static bool may_compute(const struct bpf_prog *prog) {
  bool found = false;
  struct call_groups groups = {{0}, 0};
  struct call_order order;
  struct mtbdd_space space;
  if (!symbolic_groups(prog, &groups) || !mtbdd_open(&space, MEMORY, BUDGET))
    return true;
  call_order_make(&order, &groups);
  const mtbdd returned = symbolic_returns(&space, &order, prog);
  if (space.broken == MTBDD_FINE)
    mtbdd_terminals(&space, returned, visit, &found);
  else
    found = true;
  mtbdd_close(&space);
  return found;
}

bool bpf_may_notify(const struct bpf_prog *prog) {
  bool computes = false;
  for (size_t i = 0; i < prog->len; i++) {
    const struct cbpf_insn *in = &prog->insns[i];
    if (in->code == BPF_CODE_RET_K &&
        (in->k & BPF_RET_ACTION) == BPF_RET_USER_NOTIF)
      return true;
    computes = computes || in->code == BPF_CODE_RET_A;
  }
  return computes && may_compute(prog);
}
