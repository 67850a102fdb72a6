/* SPDX-License-Identifier: MIT */
#include "symbolic.h"

#include <stdlib.h>
#include <string.h>

#include "branching.h"
#include "chains.h"
#include "provenance.h"

bool symbolic_groups(const struct bpf_prog *prog, struct call_groups *groups) {
  struct provenance *provenance = NULL;
  for (size_t pc = 0; pc < prog->len; pc++) {
    uint32_t reads, writes;
    provenance_effects(&prog->insns[pc], &reads, &writes);
    if (reads != (1u << REG_A | 1u << REG_X))
      continue;
    if (provenance == NULL && (provenance = provenance_find(prog)) == NULL)
      return false;
    const uint16_t a = provenance[pc].of[REG_A], x = provenance[pc].of[REG_X];
    if (a == 0 || x == 0)
      continue;
    call_order_group(groups, a | x);
    if (prog->insns[pc].code == BPF_CODE_LSH_X ||
        prog->insns[pc].code == BPF_CODE_RSH_X)
      groups->counts |= x;
  }
  free(provenance);
  return true;
}

bool symbolic_stack_groups(const struct bpf_stack *stack,
                           struct call_groups *groups) {
  for (size_t i = 0; i < stack->count; i++)
    if (!symbolic_groups(&stack->progs[i], groups))
      return false;
  return true;
}

/* What is known at one instruction before it runs. */
struct point {
  mtbdd reach;        /* the calls that get here */
  uint32_t live;      /* registers read from here on */
  uint32_t reg[REGS]; /* words by number, of those that are live */
};

#define DEAD UINT32_MAX

/* A program being followed from its start, each instruction once: jumps go
 * forward only, so that all who come to an instruction have come before it is
 * looked at. */
struct symbolic {
  struct mtbdd_space *space;
  const struct call_order *order;
  const struct bpf_prog *prog;
  struct chains chains;
  struct point *points;
  struct bitvec *words;
  size_t nwords, most;
  uint32_t loads[BPF_WORDS]; /* numbers of words of the call, or DEAD */
  struct mtbdd_operation terminal_or;
  bool stacked; /* terminals are those of bpf_ret_stacked() */
  mtbdd result; /* of the calls whose way has ended */
};

/* Whether the space still stands: asked before a word is looked up. */
static bool sound(const struct symbolic *sym) {
  return sym->space->broken == MTBDD_FINE;
}

/* Words -------------------------------------------------------------------- */

/* The number of a word, kept; DEAD when the space is broken. */
static uint32_t keep_word(struct symbolic *sym, const struct bitvec *word) {
  if (sym->nwords == sym->most) {
    const size_t most = sym->most ? sym->most * 2 : 64;
    if (!mtbdd_charge(sym->space, (most - sym->most) * sizeof *word))
      return DEAD;
    struct bitvec *words = realloc(sym->words, most * sizeof *word);
    if (words == NULL) {
      sym->space->broken = MTBDD_NOMEM;
      return DEAD;
    }
    sym->words = words;
    sym->most = most;
  }
  sym->words[sym->nwords] = *word;
  return (uint32_t)sym->nwords++;
}

static uint32_t keep_const(struct symbolic *sym, uint32_t value) {
  const struct bitvec w = bitvec_const(value);
  return keep_word(sym, &w);
}

static uint32_t keep_load(struct symbolic *sym, uint32_t k) {
  const unsigned w = provenance_loaded_word(sym->prog, k);
  if (sym->loads[w] == DEAD) {
    const struct bitvec word = bitvec_of_call(sym->space, sym->order, w);
    sym->loads[w] = keep_word(sym, &word);
  }
  return sym->loads[w];
}

/* Ways --------------------------------------------------------------------- */

/* Lets the calls in `edge` go on to an instruction, with these registers. */
static void flow_edge(struct symbolic *sym, const uint32_t reg[REGS],
                      mtbdd edge, size_t to) {
  struct point *point = &sym->points[to];
  if (edge == MTBDD_FALSE || !sound(sym))
    return;
  for (unsigned r = 0; r < REGS; r++) {
    if ((point->live & 1u << r) == 0)
      continue;
    if (point->reach == MTBDD_FALSE) {
      point->reg[r] = reg[r];
    } else if (point->reg[r] != reg[r]) {
      const struct bitvec there = sym->words[point->reg[r]];
      const struct bitvec here = sym->words[reg[r]];
      if (bitvec_equal(&there, &here))
        continue;
      /* No call takes two ways, so edge tells the two words apart. */
      const struct bitvec either = bitvec_ite(sym->space, edge, &here, &there);
      point->reg[r] = keep_word(sym, &either);
      if (!sound(sym))
        return;
    }
  }
  point->reach = mtbdd_or(sym->space, edge, point->reach);
}

/* Where a word is in one of n ranges, in order, of those 2^bits values that
 * begin with `first`. */
static mtbdd in_ranges(struct mtbdd_space *space, const struct bitvec *word,
                       const struct chain_range *ranges, size_t n,
                       uint32_t first, unsigned bits) {
  const uint32_t last = first + (bits == 32 ? UINT32_MAX : (1u << bits) - 1);
  while (n > 0 && ranges[0].last < first)
    ranges++, n--;
  while (n > 0 && ranges[n - 1].first > last)
    n--;
  if (n == 0 || space->broken != MTBDD_FINE)
    return MTBDD_FALSE;
  if (ranges[0].first <= first && ranges[0].last >= last)
    return MTBDD_TRUE;
  const uint32_t middle = first + (1u << (bits - 1));
  const mtbdd lo = in_ranges(space, word, ranges, n, first, bits - 1);
  const mtbdd hi = in_ranges(space, word, ranges, n, middle, bits - 1);
  return mtbdd_ite(space, word->bit[bits - 1], hi, lo);
}

/* Lets those who reach the head of a chain go to its exits. */
static void pass_chain(struct symbolic *sym, size_t pc) {
  struct mtbdd_space *space = sym->space;
  const struct point now = sym->points[pc];
  const struct bitvec word = sym->words[now.reg[REG_A]];
  const size_t n = chains_ranges(&sym->chains, pc);
  chains_by_exit(&sym->chains, n);
  const struct chain_range *ranges = sym->chains.ranges;
  for (size_t i = 0, same; i < n && sound(sym); i += same) {
    for (same = 1; i + same < n; same++)
      if (ranges[i + same].exit != ranges[i].exit)
        break;
    const mtbdd values = in_ranges(space, &word, &ranges[i], same, 0, 32);
    flow_edge(sym, now.reg, mtbdd_and(space, now.reach, values),
              ranges[i].exit);
  }
}

/* Returns ------------------------------------------------------------------ */

/* The union of the bits of two terminals. */
static mtbdd terminal_or(struct mtbdd_space *space, void *ud, mtbdd u,
                         mtbdd v) {
  (void)ud;
  return mtbdd_terminal(space, space->nodes[u].lo | space->nodes[v].lo, 0);
}

static void finish_const(struct symbolic *sym, mtbdd edge, uint32_t value) {
  value = sym->stacked ? bpf_ret_stacked(value) : bpf_ret_canonical(value);
  sym->result = mtbdd_ite(sym->space, edge,
                          mtbdd_terminal(sym->space, value, 0), sym->result);
}

/* The terminals with a bit more where that bit of a word is set. */
static mtbdd with_bit(struct symbolic *sym, mtbdd terminals, mtbdd set,
                      unsigned bit) {
  const mtbdd more =
      mtbdd_apply(sym->space, &sym->terminal_or, terminals,
                  mtbdd_terminal(sym->space, UINT32_C(1) << bit, 0));
  return mtbdd_ite(sym->space, set, more, terminals);
}

/* RET_A, for those who get there. */
static void finish_word(struct symbolic *sym, mtbdd reach,
                        const struct bitvec *word) {
  static const uint32_t actions[] = {
      BPF_RET_KILL_THREAD, BPF_RET_TRAP, BPF_RET_ERRNO, BPF_RET_USER_NOTIF,
      BPF_RET_TRACE,       BPF_RET_LOG,  BPF_RET_ALLOW,
  };
  struct mtbdd_space *space = sym->space;
  struct bitvec high = *word;
  for (unsigned i = 0; i < 16; i++)
    high.bit[i] = MTBDD_FALSE;
  if (sym->stacked) { /* unknown actions as they are */
    mtbdd terminals = MTBDD_FALSE;
    for (unsigned bit = 16; bit < 32; bit++)
      terminals = with_bit(sym, terminals,
                           mtbdd_and(space, reach, word->bit[bit]), bit);
    sym->result = mtbdd_ite(space, reach, terminals, sym->result);
  } else {
    finish_const(sym, reach,
                 BPF_RET_KILL_PROCESS); /* and all unknown actions */
  }
  for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
    const struct bitvec action = bitvec_const(actions[i]);
    const mtbdd here = mtbdd_and(
        space, reach, bitvec_jump(space, BPF_CODE_JEQ_K, &high, &action));
    const uint32_t most = bpf_ret_canonical(actions[i] | BPF_RET_DATA) &
                          BPF_RET_DATA; /* 0, 0xfff or 0xffff */
    mtbdd over = MTBDD_FALSE, terminals = MTBDD_FALSE;
    for (unsigned bit = 0; bit < 16; bit++) {
      const mtbdd set = mtbdd_and(space, here, word->bit[bit]);
      if ((most >> bit & 1) == 0)
        over = mtbdd_or(space, over, set);
      else
        terminals = with_bit(sym, terminals, set, bit);
    }
    terminals =
        mtbdd_ite(space, over, mtbdd_terminal(space, most, 0), terminals);
    terminals = mtbdd_apply(space, &sym->terminal_or, terminals,
                            mtbdd_terminal(space, actions[i], 0));
    sym->result = mtbdd_ite(space, here, terminals, sym->result);
  }
}

/* Instructions ------------------------------------------------------------- */

/* Loads, stores and moves. */
static void execute_move(struct symbolic *sym, const struct cbpf_insn *insn,
                         uint32_t reg[REGS]) {
  const uint32_t k = insn->k;
  switch ((enum bpf_code)insn->code) {
  case BPF_CODE_LD_ABS:
    reg[REG_A] = keep_load(sym, k);
    break;
  case BPF_CODE_LD_IMM:
    reg[REG_A] = keep_const(sym, k);
    break;
  case BPF_CODE_LD_LEN:
    reg[REG_A] = keep_const(sym, BPF_DATA_SIZE);
    break;
  case BPF_CODE_LD_MEM:
    reg[REG_A] = reg[REG_M + k];
    break;
  case BPF_CODE_LDX_IMM:
    reg[REG_X] = keep_const(sym, k);
    break;
  case BPF_CODE_LDX_LEN:
    reg[REG_X] = keep_const(sym, BPF_DATA_SIZE);
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
static void execute_insn(struct symbolic *sym, size_t pc) {
  struct mtbdd_space *space = sym->space;
  const struct cbpf_insn *insn = &sym->prog->insns[pc];
  struct point now = sym->points[pc];
  size_t yes, no;
  if (sym->chains.head[pc] == pc) {
    pass_chain(sym, pc);
    return;
  }
  successors(insn, pc, &yes, &no);
  if (insn->code == BPF_CODE_RET_K) {
    finish_const(sym, now.reach, insn->k);
    return;
  }
  if (insn->code == BPF_CODE_RET_A) {
    const struct bitvec word = sym->words[now.reg[REG_A]];
    finish_word(sym, now.reach, &word);
    return;
  }
  const unsigned class = class_of(insn);
  if ((class != CLASS_ALU && class != CLASS_JMP) || insn->code == BPF_CODE_JA) {
    execute_move(sym, insn, now.reg);
    flow_edge(sym, now.reg, now.reach, yes);
    return;
  }
  const struct bitvec a = sym->words[now.reg[REG_A]];
  const struct bitvec b = insn->code & BPF_CODE_X ? sym->words[now.reg[REG_X]]
                                                  : bitvec_const(insn->k);
  const unsigned code = insn->code & ~BPF_CODE_X;
  if (class == CLASS_JMP) {
    const mtbdd taken = bitvec_jump(space, code, &a, &b);
    flow_edge(sym, now.reg, mtbdd_and(space, now.reach, taken), yes);
    flow_edge(sym, now.reg, mtbdd_ite(space, taken, MTBDD_FALSE, now.reach),
              no);
    return;
  }
  if (insn->code == BPF_CODE_DIV_X) {
    const struct bitvec zero = bitvec_const(0);
    const mtbdd ends = bitvec_jump(space, BPF_CODE_JEQ_K, &b, &zero);
    finish_const(sym, mtbdd_and(space, now.reach, ends), 0);
    now.reach = mtbdd_ite(space, ends, MTBDD_FALSE, now.reach);
  }
  const struct bitvec result = bitvec_alu(space, code, &a, &b);
  now.reg[REG_A] = keep_word(sym, &result);
  flow_edge(sym, now.reg, now.reach, yes);
}

/* Registers that are read later, from the end up. */
static void live_registers(struct symbolic *sym) {
  for (size_t pc = sym->prog->len; pc-- > 0;) {
    const struct cbpf_insn *insn = &sym->prog->insns[pc];
    uint32_t reads, writes, live = 0;
    provenance_effects(insn, &reads, &writes);
    if (class_of(insn) != CLASS_RET) {
      size_t yes, no;
      successors(insn, pc, &yes, &no);
      live = sym->points[yes].live | sym->points[no].live;
    }
    sym->points[pc].live = (live & ~writes) | reads;
  }
}

/* Follows the program; its memory is there. */
static void execute(struct symbolic *sym) {
  struct point *start = &sym->points[0];
  live_registers(sym);
  memset(sym->loads, 0xff, sizeof sym->loads);
  const uint32_t zero = keep_const(sym, 0);
  for (unsigned r = 0; r < REGS; r++)
    start->reg[r] = zero; /* memory is never read before it is written */
  start->reach = MTBDD_TRUE;
  for (size_t pc = 0; pc < sym->prog->len && sound(sym); pc++)
    if (sym->points[pc].reach != MTBDD_FALSE)
      execute_insn(sym, pc);
}

/* Finds what A holds, as far as `provenance` knows. */
static bool find_held(const struct bpf_prog *prog, struct accumulator *held) {
  struct provenance *provenance = provenance_find(prog);
  if (provenance == NULL)
    return false;
  for (size_t pc = 0; pc < prog->len; pc++) {
    held[pc] = (struct accumulator){.reached = provenance[pc].reached};
    if ((provenance[pc].as_is & 1u << REG_A) == 0)
      continue;
    held[pc].mask = UINT32_MAX;
    while ((provenance[pc].of[REG_A] >> held[pc].word & 1) == 0)
      held[pc].word++;
  }
  free(provenance);
  return true;
}

/* What any program returns. */
static mtbdd follow(struct mtbdd_space *space, const struct call_order *order,
                    const struct bpf_prog *prog, struct accumulator *held,
                    bool stacked) {
  struct symbolic sym = {
      .space = space, .order = order, .prog = prog, .stacked = stacked};
  const size_t bytes = prog->len * sizeof *sym.points;
  size_t chains = 0;
  if (!mtbdd_charge(space, bytes))
    return MTBDD_FALSE;
  sym.terminal_or = mtbdd_operation(space, terminal_or, NULL, false);
  sym.points = calloc(prog->len, sizeof *sym.points);
  if (sym.points == NULL || !find_held(prog, held) ||
      !chains_open(&sym.chains, prog, held, &chains))
    space->broken = MTBDD_NOMEM;
  else if (mtbdd_charge(space, chains))
    execute(&sym);
  space->charged -= bytes + chains + sym.most * sizeof *sym.words;
  chains_close(&sym.chains);
  free(sym.points);
  free(sym.words);
  return sym.result;
}

static mtbdd returns_of(struct mtbdd_space *space,
                        const struct call_order *order,
                        const struct bpf_prog *prog, bool stacked) {
  mtbdd r = MTBDD_FALSE;
  const size_t bytes = prog->len * sizeof(struct accumulator);
  if (!mtbdd_charge(space, bytes))
    return MTBDD_FALSE;
  struct accumulator *held = malloc(bytes);
  if (held == NULL)
    space->broken = MTBDD_NOMEM;
  else if (!branching_find(prog, held) ||
           !branching_returns(space, order, prog, held,
                              stacked ? bpf_ret_stacked : bpf_ret_canonical,
                              &r))
    r = follow(space, order, prog, held, stacked);
  space->charged -= bytes;
  free(held);
  return space->broken == MTBDD_FINE ? r : MTBDD_FALSE;
}

mtbdd symbolic_returns(struct mtbdd_space *space,
                       const struct call_order *order,
                       const struct bpf_prog *prog) {
  return returns_of(space, order, prog, false);
}

/* Stacks ------------------------------------------------------------------- */

static mtbdd newest_lowest(struct mtbdd_space *space, void *ud, mtbdd newer,
                           mtbdd older) {
  (void)ud;
  return bpf_ret_overrules(space->nodes[older].lo, space->nodes[newer].lo)
             ? older
             : newer;
}

static mtbdd acted_on(struct mtbdd_space *space, void *ud, mtbdd u, mtbdd v) {
  (void)ud;
  (void)v;
  return mtbdd_terminal(space, bpf_ret_canonical(space->nodes[u].lo), 0);
}

mtbdd symbolic_stack(struct mtbdd_space *space, const struct call_order *order,
                     const struct bpf_stack *stack) {
  size_t i = stack->count - 1;
  if (i == 0)
    return symbolic_returns(space, order, stack->progs);
  const struct mtbdd_operation lower =
      mtbdd_operation(space, newest_lowest, NULL, false);
  const struct mtbdd_operation act =
      mtbdd_operation(space, acted_on, NULL, false);
  mtbdd all = returns_of(space, order, &stack->progs[i], true);
  while (i-- > 0) {
    const mtbdd older = returns_of(space, order, &stack->progs[i], true);
    all = mtbdd_apply(space, &lower, all, older);
  }
  return mtbdd_apply(space, &act, all, MTBDD_FALSE);
}
