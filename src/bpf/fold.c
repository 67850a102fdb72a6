#include <stdlib.h>

#include "points.h"

/* Values in A ------------------------------------------------------------- */

/* The union of the bits of two leaves. */
static dd leaf_or(struct dd_space *space, void *ud, dd u, dd v) {
  (void)ud;
  return dd_leaf(space, space->nodes[u].lo | space->nodes[v].lo, 0);
}

/* What RET_A makes of a word, where `care` holds. */
static dd returned_word(struct dd_space *space, const struct word *word,
                        dd care) {
  static const uint32_t actions[] = {
      BPF_RET_KILL_THREAD, BPF_RET_TRAP, BPF_RET_ERRNO, BPF_RET_USER_NOTIF,
      BPF_RET_TRACE,       BPF_RET_LOG,  BPF_RET_ALLOW,
  };
  const struct dd_operation both = dd_operation(space, leaf_or, NULL, false);
  dd result = dd_leaf(space, BPF_RET_KILL_PROCESS, 0); /* and all unknown */
  struct word high = *word;
  for (unsigned i = 0; i < 16; i++)
    high.bit[i] = DD_FALSE;
  for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
    const struct word action = word_const(actions[i]);
    const dd here =
        dd_and(space, care, word_jump(space, BPF_CODE_JEQ_K, &high, &action));
    const uint32_t most = bpf_ret_canonical(actions[i] | BPF_RET_DATA) &
                          BPF_RET_DATA; /* 0, 0xfff or 0xffff */
    dd over = DD_FALSE, leaves = DD_FALSE;
    for (unsigned bit = 0; bit < 16; bit++) {
      const dd set = dd_and(space, here, word->bit[bit]);
      if ((most >> bit & 1) == 0)
        over = dd_or(space, over, set);
      else
        leaves =
            dd_ite(space, set,
                   dd_apply(space, &both, leaves, dd_leaf(space, 1u << bit, 0)),
                   leaves);
    }
    leaves = dd_ite(space, over, dd_leaf(space, most, 0), leaves);
    leaves = dd_apply(space, &both, leaves, dd_leaf(space, actions[i], 0));
    result = dd_ite(space, here, leaves, result);
  }
  return result;
}

/* Comparisons with constants ---------------------------------------------- */

/* Filters decide by long chains or deep trees of comparisons of one word, and
 * taken one by one each would copy what the next ones are. Taken together they
 * split the word's values into runs, each leading to one place, and that is
 * one diagram with nothing left over.
 *
 * A group is a comparison, its head, and those after it that are reached from
 * within the group only. */
struct fold {
  struct flow *flow;
  dd *returns;    /* from each instruction on */
  uint32_t *head; /* of the group it is in: its own number for a head */
  uint32_t *next; /* member of the same group, or NOWHERE */
  uint32_t *last; /* of a head: its newest member */
  uint32_t *yes;  /* the decision that a member leads to */
  uint32_t *no;
  struct run {
    uint32_t first; /* value */
    dd returns;
  } * runs;
};

#define NOWHERE UINT32_MAX
#define SEVERAL (UINT32_MAX - 1)

/* The first instruction at or after pc where something is decided. What lies
 * between only moves words. */
static size_t decision(const struct flow *flow, size_t pc) {
  for (;;) {
    const struct bpf_insn *insn = &flow->prog->insns[pc];
    size_t yes, no;
    if (class_of(insn) == CLASS_RET || insn->code == BPF_CODE_DIV_X)
      return pc;
    successors(insn, pc, &yes, &no);
    if (yes != no)
      return pc;
    pc = yes;
  }
}

/* Notes that a decision at `from`, of a word or none, leads to pc. */
static void lead(struct fold *fold, uint32_t group, uint32_t word, size_t pc) {
  const struct point *point = &fold->flow->points[pc];
  if (!point->by_load || group == NOWHERE || point->reg[REG_A] != word)
    fold->head[pc] = SEVERAL;
  else if (fold->head[pc] == NOWHERE)
    fold->head[pc] = group;
  else if (fold->head[pc] != group)
    fold->head[pc] = SEVERAL;
}

/* Finds the groups. head[] first holds the group that all ways to a comparison
 * come from, NOWHERE when none did yet, SEVERAL when there is no such group. */
static void find_groups(struct fold *fold) {
  const struct flow *flow = fold->flow;
  const size_t len = flow->prog->len;
  for (size_t pc = 0; pc < len; pc++)
    fold->head[pc] = fold->next[pc] = NOWHERE;
  for (size_t pc = decision(flow, 0); pc < len; pc++) {
    const struct bpf_insn *insn = &flow->prog->insns[pc];
    const struct point *point = &flow->points[pc];
    size_t yes, no;
    successors(insn, pc, &yes, &no);
    if (!point->reached || class_of(insn) == CLASS_RET)
      continue;
    if (yes == no && insn->code != BPF_CODE_DIV_X)
      continue;
    uint32_t group = NOWHERE;
    if (point->by_load) {
      group = fold->head[pc];
      if (group == NOWHERE || group == SEVERAL) {
        group = (uint32_t)pc;
        fold->last[pc] = group;
      } else {
        fold->next[fold->last[group]] = (uint32_t)pc;
        fold->last[group] = (uint32_t)pc;
      }
      fold->head[pc] = group;
    }
    fold->yes[pc] = (uint32_t)decision(flow, yes);
    fold->no[pc] = (uint32_t)decision(flow, no);
    lead(fold, group, point->reg[REG_A], fold->yes[pc]);
    lead(fold, group, point->reg[REG_A], fold->no[pc]);
  }
}

/* Where a group leads for a value of its word. */
static size_t leads_to(const struct fold *fold, size_t head, uint32_t value) {
  const struct flow *flow = fold->flow;
  size_t pc = head;
  do {
    const struct bpf_insn *insn = &flow->prog->insns[pc];
    const bool taken = insn->code == BPF_CODE_JEQ_K   ? value == insn->k
                       : insn->code == BPF_CODE_JGT_K ? value > insn->k
                                                      : value >= insn->k;
    pc = taken ? fold->yes[pc] : fold->no[pc];
  } while (fold->head[pc] == head);
  return pc;
}

static int by_first(const void *a, const void *b) {
  const uint32_t x = ((const struct run *)a)->first;
  const uint32_t y = ((const struct run *)b)->first;
  return x < y ? -1 : x > y;
}

/* What n runs make of the 2^bits values from `first` on; the first run begins
 * there or before. */
static dd runs_diagram(struct fold *fold, const struct word *word,
                       const struct run *runs, size_t n, uint32_t first,
                       unsigned bits) {
  if (n == 1 || !sound(fold->flow))
    return runs->returns;
  const uint32_t middle = first + (1u << (bits - 1));
  size_t below = 1;
  while (below < n && runs[below].first < middle)
    below++;
  /* the last run of the lower half may go on in the upper */
  const size_t from =
      below < n && runs[below].first == middle ? below : below - 1;
  const dd lo = runs_diagram(fold, word, runs, below, first, bits - 1);
  const dd hi =
      runs_diagram(fold, word, runs + from, n - from, middle, bits - 1);
  return dd_ite(fold->flow->space, word->bit[bits - 1], hi, lo);
}

/* What the program returns from the head of a group on. */
static dd group_returns(struct fold *fold, size_t head) {
  const struct flow *flow = fold->flow;
  size_t n = 0;
  fold->runs[n++].first = 0;
  for (uint32_t pc = (uint32_t)head; pc != NOWHERE; pc = fold->next[pc]) {
    const struct bpf_insn *insn = &flow->prog->insns[pc];
    if (insn->code != BPF_CODE_JGT_K)
      fold->runs[n++].first = insn->k;
    if (insn->code != BPF_CODE_JGE_K && insn->k != UINT32_MAX)
      fold->runs[n++].first = insn->k + 1;
  }
  qsort(fold->runs, n, sizeof *fold->runs, by_first);
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    const uint32_t first = fold->runs[i].first;
    if (kept > 0 && fold->runs[kept - 1].first == first)
      continue;
    const dd returns = fold->returns[leads_to(fold, head, first)];
    if (kept > 0 && fold->runs[kept - 1].returns == returns)
      continue;
    fold->runs[kept++] = (struct run){first, returns};
  }
  const struct word word = flow->words[flow->points[head].reg[REG_A]];
  return runs_diagram(fold, &word, fold->runs, kept, 0, 32);
}

/* The whole ---------------------------------------------------------------- */

/* What the program returns from one instruction on; later ones are known. */
static dd returns_from(struct fold *fold, size_t pc) {
  struct flow *flow = fold->flow;
  struct dd_space *space = flow->space;
  const struct bpf_insn *insn = &flow->prog->insns[pc];
  const struct point *point = &flow->points[pc];
  if (insn->code == BPF_CODE_RET_K)
    return dd_leaf(space, bpf_ret_canonical(insn->k), 0);
  if (insn->code == BPF_CODE_RET_A)
    return returned_word(space, &flow->words[point->reg[REG_A]],
                         flow->reaching ? point->reach : DD_TRUE);
  if (insn->code == BPF_CODE_DIV_X)
    return dd_ite(space, point->cond, dd_leaf(space, bpf_ret_canonical(0), 0),
                  fold->returns[pc + 1]);
  if (point->by_load)
    return fold->head[pc] == pc ? group_returns(fold, pc) : DD_FALSE;
  size_t yes, no;
  successors(insn, pc, &yes, &no);
  if (yes == no)
    return fold->returns[yes];
  return dd_ite(space, point->cond, fold->returns[yes], fold->returns[no]);
}

dd fold_returns(struct flow *flow) {
  struct dd_space *space = flow->space;
  const size_t len = flow->prog->len;
  struct fold fold = {.flow = flow};
  /* Each comparison gives two runs at most, and one is there from the start. */
  const size_t bytes = len * (sizeof(dd) + 5 * sizeof(uint32_t)) +
                       (2 * len + 1) * sizeof *fold.runs;
  if (!dd_charge(space, bytes))
    return DD_FALSE;
  fold.runs = malloc(bytes);
  if (fold.runs == NULL) {
    space->broken = DD_NOMEM;
    return DD_FALSE;
  }
  fold.returns = (dd *)(fold.runs + 2 * len + 1);
  fold.head = fold.returns + len;
  fold.next = fold.head + len;
  fold.last = fold.next + len;
  fold.yes = fold.last + len;
  fold.no = fold.yes + len;
  find_groups(&fold);
  for (size_t pc = len; pc-- > 0 && sound(flow);)
    fold.returns[pc] =
        flow->points[pc].reached ? returns_from(&fold, pc) : DD_FALSE;
  const dd result = sound(flow) ? fold.returns[0] : DD_FALSE;
  free(fold.runs);
  space->charged -= bytes;
  return result;
}
