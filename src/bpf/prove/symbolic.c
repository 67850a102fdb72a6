#include "symbolic.h"

#include <stdlib.h>
#include <string.h>

#include "chains.h"
#include "provenance.h"

bool flow_groups(const struct bpf_prog *prog, struct call_groups *groups) {
  struct origins *origins = origins_find(prog);
  if (origins == NULL)
    return false;
  for (size_t pc = 0; pc < prog->len; pc++) {
    uint32_t reads, writes;
    effects(&prog->insns[pc], &reads, &writes);
    const uint16_t a = origins[pc].of[REG_A], x = origins[pc].of[REG_X];
    if (reads != (1u << REG_A | 1u << REG_X) || a == 0 || x == 0)
      continue;
    call_group(groups, a | x);
    if (prog->insns[pc].code == BPF_CODE_LSH_X ||
        prog->insns[pc].code == BPF_CODE_RSH_X)
      groups->counts |= x;
  }
  free(origins);
  return true;
}

bool flow_stack_groups(const struct bpf_stack *stack,
                       struct call_groups *groups) {
  for (size_t i = 0; i < stack->count; i++)
    if (!flow_groups(&stack->progs[i], groups))
      return false;
  return true;
}

/* What is known at one instruction before it runs. */
struct point {
  dd reach;           /* the calls that get here */
  uint32_t live;      /* registers read from here on */
  uint32_t reg[REGS]; /* words by number; DEAD where not live */
};

#define DEAD UINT32_MAX

/* A program being followed from its start, each instruction once: jumps go
 * forward only, so that all who come to an instruction have come before it is
 * looked at. */
struct flow {
  struct dd_space *space;
  const struct call_order *order;
  const struct bpf_prog *prog;
  struct origins *origins;
  struct chains chains;
  struct point *points;
  struct word *words;
  size_t nwords, most;
  uint32_t loads[CALL_WORDS]; /* numbers of words of the call, or DEAD */
  struct dd_operation leaf_or;
  bool stacked; /* leaves are those of bpf_ret_stacked() */
  dd result;    /* of the calls whose way has ended */
};

/* Whether the space still stands: asked before a word is looked up. */
static bool sound(const struct flow *flow) {
  return flow->space->broken == DD_FINE;
}

/* Words -------------------------------------------------------------------- */

/* The number of a word, kept; DEAD when the space is broken. */
static uint32_t keep(struct flow *flow, const struct word *word) {
  if (flow->nwords == flow->most) {
    const size_t most = flow->most ? flow->most * 2 : 64;
    if (!dd_charge(flow->space, (most - flow->most) * sizeof *word))
      return DEAD;
    struct word *words = realloc(flow->words, most * sizeof *word);
    if (words == NULL) {
      flow->space->broken = DD_NOMEM;
      return DEAD;
    }
    flow->words = words;
    flow->most = most;
  }
  flow->words[flow->nwords] = *word;
  return (uint32_t)flow->nwords++;
}

static uint32_t keep_const(struct flow *flow, uint32_t value) {
  const struct word w = word_const(value);
  return keep(flow, &w);
}

static uint32_t keep_load(struct flow *flow, uint32_t k) {
  const unsigned w = loaded_word(flow->prog, k);
  if (flow->loads[w] == DEAD) {
    const struct word word = word_of_call(flow->space, flow->order, w);
    flow->loads[w] = keep(flow, &word);
  }
  return flow->loads[w];
}

/* Ways --------------------------------------------------------------------- */

/* Lets the calls in `edge` go on to an instruction, with these registers. */
static void go(struct flow *flow, const uint32_t reg[REGS], dd edge,
               size_t to) {
  struct point *point = &flow->points[to];
  if (edge == DD_FALSE || !sound(flow))
    return;
  for (unsigned r = 0; r < REGS; r++) {
    if ((point->live & 1u << r) == 0)
      continue;
    if (point->reach == DD_FALSE) {
      point->reg[r] = reg[r];
    } else if (point->reg[r] != reg[r]) {
      const struct word there = flow->words[point->reg[r]];
      const struct word here = flow->words[reg[r]];
      if (word_equal(&there, &here))
        continue;
      /* No call takes two ways, so edge tells the two words apart. */
      const struct word either = word_ite(flow->space, edge, &here, &there);
      point->reg[r] = keep(flow, &either);
      if (!sound(flow))
        return;
    }
  }
  point->reach = dd_or(flow->space, edge, point->reach);
}

/* Where a word is in one of n ranges, in order, of those 2^bits values that
 * begin with `first`. */
static dd in_ranges(struct dd_space *space, const struct word *word,
                    const struct chain_range *ranges, size_t n, uint32_t first,
                    unsigned bits) {
  const uint32_t last = first + (bits == 32 ? UINT32_MAX : (1u << bits) - 1);
  while (n > 0 && ranges[0].last < first)
    ranges++, n--;
  while (n > 0 && ranges[n - 1].first > last)
    n--;
  if (n == 0 || space->broken != DD_FINE)
    return DD_FALSE;
  if (ranges[0].first <= first && ranges[0].last >= last)
    return DD_TRUE;
  const uint32_t middle = first + (1u << (bits - 1));
  const dd lo = in_ranges(space, word, ranges, n, first, bits - 1);
  const dd hi = in_ranges(space, word, ranges, n, middle, bits - 1);
  return dd_ite(space, word->bit[bits - 1], hi, lo);
}

/* Lets those who reach the head of a chain go to its exits. */
static void pass_chain(struct flow *flow, size_t pc) {
  struct dd_space *space = flow->space;
  const struct point now = flow->points[pc];
  const struct word word = flow->words[now.reg[REG_A]];
  const size_t n = chains_ranges(&flow->chains, pc);
  const struct chain_range *ranges = flow->chains.ranges;
  for (size_t i = 0, same; i < n && sound(flow); i += same) {
    for (same = 1; i + same < n; same++)
      if (ranges[i + same].exit != ranges[i].exit)
        break;
    const dd values = in_ranges(space, &word, &ranges[i], same, 0, 32);
    go(flow, now.reg, dd_and(space, now.reach, values), ranges[i].exit);
  }
}

/* Returns ------------------------------------------------------------------ */

/* The union of the bits of two leaves. */
static dd leaf_or(struct dd_space *space, void *ud, dd u, dd v) {
  (void)ud;
  return dd_leaf(space, space->nodes[u].lo | space->nodes[v].lo, 0);
}

static void finish(struct flow *flow, dd edge, uint32_t value) {
  value = flow->stacked ? bpf_ret_stacked(value) : bpf_ret_canonical(value);
  flow->result =
      dd_ite(flow->space, edge, dd_leaf(flow->space, value, 0), flow->result);
}

/* The leaves with a bit more where that bit of a word is set. */
static dd with_bit(struct flow *flow, dd leaves, dd set, unsigned bit) {
  const dd more = dd_apply(flow->space, &flow->leaf_or, leaves,
                           dd_leaf(flow->space, UINT32_C(1) << bit, 0));
  return dd_ite(flow->space, set, more, leaves);
}

/* RET_A, for those who get there. */
static void finish_word(struct flow *flow, dd reach, const struct word *word) {
  static const uint32_t actions[] = {
      BPF_RET_KILL_THREAD, BPF_RET_TRAP, BPF_RET_ERRNO, BPF_RET_USER_NOTIF,
      BPF_RET_TRACE,       BPF_RET_LOG,  BPF_RET_ALLOW,
  };
  struct dd_space *space = flow->space;
  struct word high = *word;
  for (unsigned i = 0; i < 16; i++)
    high.bit[i] = DD_FALSE;
  if (flow->stacked) { /* unknown actions as they are */
    dd leaves = DD_FALSE;
    for (unsigned bit = 16; bit < 32; bit++)
      leaves =
          with_bit(flow, leaves, dd_and(space, reach, word->bit[bit]), bit);
    flow->result = dd_ite(space, reach, leaves, flow->result);
  } else {
    finish(flow, reach, BPF_RET_KILL_PROCESS); /* and all unknown actions */
  }
  for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
    const struct word action = word_const(actions[i]);
    const dd here =
        dd_and(space, reach, word_jump(space, BPF_CODE_JEQ_K, &high, &action));
    const uint32_t most = bpf_ret_canonical(actions[i] | BPF_RET_DATA) &
                          BPF_RET_DATA; /* 0, 0xfff or 0xffff */
    dd over = DD_FALSE, leaves = DD_FALSE;
    for (unsigned bit = 0; bit < 16; bit++) {
      const dd set = dd_and(space, here, word->bit[bit]);
      if ((most >> bit & 1) == 0)
        over = dd_or(space, over, set);
      else
        leaves = with_bit(flow, leaves, set, bit);
    }
    leaves = dd_ite(space, over, dd_leaf(space, most, 0), leaves);
    leaves =
        dd_apply(space, &flow->leaf_or, leaves, dd_leaf(space, actions[i], 0));
    flow->result = dd_ite(space, here, leaves, flow->result);
  }
}

/* Instructions ------------------------------------------------------------- */

/* Loads, stores and moves. */
static void move(struct flow *flow, const struct bpf_insn *insn,
                 uint32_t reg[REGS]) {
  const uint32_t k = insn->k;
  switch ((enum bpf_code)insn->code) {
  case BPF_CODE_LD_ABS:
    reg[REG_A] = keep_load(flow, k);
    break;
  case BPF_CODE_LD_IMM:
    reg[REG_A] = keep_const(flow, k);
    break;
  case BPF_CODE_LD_LEN:
    reg[REG_A] = keep_const(flow, BPF_DATA_SIZE);
    break;
  case BPF_CODE_LD_MEM:
    reg[REG_A] = reg[REG_M + k];
    break;
  case BPF_CODE_LDX_IMM:
    reg[REG_X] = keep_const(flow, k);
    break;
  case BPF_CODE_LDX_LEN:
    reg[REG_X] = keep_const(flow, BPF_DATA_SIZE);
    break;
  case BPF_CODE_LDX_MEM:
    reg[REG_X] = reg[REG_M + k];
    break;
  case BPF_CODE_ST:
    reg[REG_M + k] = reg[REG_A];
    break;
  case BPF_CODE_STX:
    reg[REG_M + k] = reg[REG_X];
    break;
  case BPF_CODE_TAX:
    reg[REG_X] = reg[REG_A];
    break;
  case BPF_CODE_TXA:
    reg[REG_A] = reg[REG_X];
    break;
  default:
    break;
  }
}

/* One instruction, for those who reach it. */
static void step(struct flow *flow, size_t pc) {
  struct dd_space *space = flow->space;
  const struct bpf_insn *insn = &flow->prog->insns[pc];
  struct point now = flow->points[pc];
  size_t yes, no;
  if (flow->chains.head[pc] == pc) {
    pass_chain(flow, pc);
    return;
  }
  successors(insn, pc, &yes, &no);
  if (insn->code == BPF_CODE_RET_K) {
    finish(flow, now.reach, insn->k);
    return;
  }
  if (insn->code == BPF_CODE_RET_A) {
    const struct word word = flow->words[now.reg[REG_A]];
    finish_word(flow, now.reach, &word);
    return;
  }
  const unsigned class = class_of(insn);
  if ((class != CLASS_ALU && class != CLASS_JMP) || insn->code == BPF_CODE_JA) {
    move(flow, insn, now.reg);
    go(flow, now.reg, now.reach, yes);
    return;
  }
  const struct word a = flow->words[now.reg[REG_A]];
  const struct word b = insn->code & BPF_CODE_X ? flow->words[now.reg[REG_X]]
                                                : word_const(insn->k);
  const unsigned code = insn->code & ~BPF_CODE_X;
  if (class == CLASS_JMP) {
    const dd taken = word_jump(space, code, &a, &b);
    go(flow, now.reg, dd_and(space, now.reach, taken), yes);
    go(flow, now.reg, dd_ite(space, taken, DD_FALSE, now.reach), no);
    return;
  }
  if (insn->code == BPF_CODE_DIV_X) {
    const struct word zero = word_const(0);
    const dd ends = word_jump(space, BPF_CODE_JEQ_K, &b, &zero);
    finish(flow, dd_and(space, now.reach, ends), 0);
    now.reach = dd_ite(space, ends, DD_FALSE, now.reach);
  }
  const struct word result = word_alu(space, code, &a, &b);
  now.reg[REG_A] = keep(flow, &result);
  go(flow, now.reg, now.reach, yes);
}

/* Registers that are read later, from the end up. */
static void liveness(struct flow *flow) {
  for (size_t pc = flow->prog->len; pc-- > 0;) {
    const struct bpf_insn *insn = &flow->prog->insns[pc];
    uint32_t reads, writes, live = 0;
    effects(insn, &reads, &writes);
    if (class_of(insn) != CLASS_RET) {
      size_t yes, no;
      successors(insn, pc, &yes, &no);
      live = flow->points[yes].live | flow->points[no].live;
    }
    flow->points[pc].live = (live & ~writes) | reads;
  }
}

/* Follows the program; its memory is there. */
static void follow(struct flow *flow) {
  struct point *start = &flow->points[0];
  liveness(flow);
  memset(flow->loads, 0xff, sizeof flow->loads);
  const uint32_t zero = keep_const(flow, 0);
  for (unsigned r = 0; r < REGS; r++)
    start->reg[r] = zero; /* memory is never read before it is written */
  start->reach = DD_TRUE;
  for (size_t pc = 0; pc < flow->prog->len && sound(flow); pc++)
    if (flow->points[pc].reach != DD_FALSE)
      step(flow, pc);
}

static dd returns_of(struct dd_space *space, const struct call_order *order,
                     const struct bpf_prog *prog, bool stacked) {
  struct flow flow = {
      .space = space, .order = order, .prog = prog, .stacked = stacked};
  size_t bytes, chains = 0;
  bytes = prog->len * (sizeof *flow.points + sizeof *flow.origins);
  if (!dd_charge(space, bytes))
    return DD_FALSE;
  flow.leaf_or = dd_operation(space, leaf_or, NULL, false);
  flow.origins = origins_find(prog);
  flow.points = calloc(prog->len, sizeof *flow.points);
  if (flow.origins == NULL || flow.points == NULL ||
      !chains_open(&flow.chains, prog, flow.origins, &chains))
    space->broken = DD_NOMEM;
  else if (dd_charge(space, chains))
    follow(&flow);
  space->charged -= bytes + chains + flow.most * sizeof *flow.words;
  chains_close(&flow.chains);
  free(flow.origins);
  free(flow.points);
  free(flow.words);
  return space->broken == DD_FINE ? flow.result : DD_FALSE;
}

dd flow_returns(struct dd_space *space, const struct call_order *order,
                const struct bpf_prog *prog) {
  return returns_of(space, order, prog, false);
}

/* Stacks ------------------------------------------------------------------- */

static dd newest_lowest(struct dd_space *space, void *ud, dd newer, dd older) {
  (void)ud;
  return bpf_ret_overrules(space->nodes[older].lo, space->nodes[newer].lo)
             ? older
             : newer;
}

static dd acted_on(struct dd_space *space, void *ud, dd u, dd v) {
  (void)ud;
  (void)v;
  return dd_leaf(space, bpf_ret_canonical(space->nodes[u].lo), 0);
}

dd flow_stack(struct dd_space *space, const struct call_order *order,
              const struct bpf_stack *stack) {
  size_t i = stack->count - 1;
  if (i == 0)
    return flow_returns(space, order, stack->progs);
  const struct dd_operation lower =
      dd_operation(space, newest_lowest, NULL, false);
  const struct dd_operation act = dd_operation(space, acted_on, NULL, false);
  dd all = returns_of(space, order, &stack->progs[i], true);
  while (i-- > 0) {
    const dd older = returns_of(space, order, &stack->progs[i], true);
    all = dd_apply(space, &lower, all, older);
  }
  return dd_apply(space, &act, all, DD_FALSE);
}
