#include "flow.h"

#include <stdlib.h>
#include <string.h>

#include "points.h"

/* The word of a call that a load at offset k finds. */
static unsigned loaded_word(const struct bpf_prog *prog, uint32_t k) {
  const unsigned w = k / 4;
  return w >= CALL_IP_LO && prog->big_endian ? w ^ 1u : w;
}

/* What an instruction reads and writes, bit r for register r. */
static void effects(const struct bpf_insn *insn, uint32_t *reads,
                    uint32_t *writes) {
  const uint32_t a = 1u << REG_A, x = 1u << REG_X;
  const uint32_t m = insn->k < BPF_MEM_WORDS ? 1u << (REG_M + insn->k) : 0;
  *reads = *writes = 0;
  switch (class_of(insn)) {
  case CLASS_LD:
    *reads = insn->code == BPF_CODE_LD_MEM ? m : 0;
    *writes = a;
    break;
  case CLASS_LDX:
    *reads = insn->code == BPF_CODE_LDX_MEM ? m : 0;
    *writes = x;
    break;
  case CLASS_ST:
    *reads = a;
    *writes = m;
    break;
  case CLASS_STX:
    *reads = x;
    *writes = m;
    break;
  case CLASS_ALU:
    *reads = insn->code & BPF_CODE_X ? a | x : a;
    *writes = a;
    break;
  case CLASS_JMP:
    if (insn->code != BPF_CODE_JA)
      *reads = insn->code & BPF_CODE_X ? a | x : a;
    break;
  case CLASS_RET:
    *reads = insn->code == BPF_CODE_RET_A ? a : 0;
    break;
  case CLASS_MISC:
    *reads = insn->code == BPF_CODE_TAX ? a : x;
    *writes = insn->code == BPF_CODE_TAX ? x : a;
    break;
  }
}

/* Registers -------------------------------------------------------------- */

/* Which words of the call each register may hang on. */
struct origins {
  uint16_t of[REGS];
};

static void origins_join(struct origins *into, const struct origins *from) {
  for (unsigned r = 0; r < REGS; r++)
    into->of[r] |= from->of[r];
}

bool flow_groups(const struct bpf_prog *prog, struct call_groups *groups) {
  bool uses_x = false;
  for (size_t pc = 0; pc < prog->len; pc++) {
    const unsigned class = class_of(&prog->insns[pc]);
    if ((class == CLASS_ALU || class == CLASS_JMP) &&
        prog->insns[pc].code & BPF_CODE_X)
      uses_x = true;
  }
  if (!uses_x) /* few programs do */
    return true;
  struct origins *at = calloc(prog->len, sizeof *at);
  if (at == NULL)
    return false;
  for (size_t pc = 0; pc < prog->len; pc++) {
    const struct bpf_insn *insn = &prog->insns[pc];
    uint32_t reads, writes;
    effects(insn, &reads, &writes);
    struct origins now = at[pc];
    uint16_t from = 0;
    for (unsigned r = 0; r < REGS; r++)
      if (reads & 1u << r)
        from |= now.of[r];
    if (reads == (1u << REG_A | 1u << REG_X) && now.of[REG_A] != 0 &&
        now.of[REG_X] != 0)
      call_group(groups, from);
    if (insn->code == BPF_CODE_LD_ABS)
      from = (uint16_t)(1u << loaded_word(prog, insn->k));
    for (unsigned r = 0; r < REGS; r++)
      if (writes & 1u << r)
        now.of[r] = from;
    if (class_of(insn) == CLASS_RET)
      continue;
    size_t yes, no;
    successors(insn, pc, &yes, &no);
    origins_join(&at[yes], &now);
    origins_join(&at[no], &now);
  }
  free(at);
  return true;
}

/* The pass forward ----------------------------------------------------- */

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

/* Lets the calls in `edge` go from a point to another. */
static void go(struct flow *flow, const struct point *from, dd edge,
               size_t to) {
  struct point *point = &flow->points[to];
  if (edge == DD_FALSE || !sound(flow))
    return;
  for (unsigned r = 0; r < REGS; r++) {
    if ((point->live & 1u << r) == 0)
      continue;
    if (!point->reached) {
      point->reg[r] = from->reg[r];
    } else if (point->reg[r] != from->reg[r]) {
      const struct word there = flow->words[point->reg[r]];
      const struct word here = flow->words[from->reg[r]];
      if (word_equal(&there, &here))
        continue;
      if (!flow->reaching) {
        flow->need_reach = true;
        return;
      }
      /* No call takes two paths, so edge tells the two words apart. */
      const struct word either = word_ite(flow->space, edge, &here, &there);
      point->reg[r] = keep(flow, &either);
      if (!sound(flow))
        return;
    }
  }
  point->reached = true;
  if (flow->reaching)
    point->reach = dd_or(flow->space, edge, point->reach);
}

/* Runs the instruction on the registers; sets *cond where it may go two
 * ways. */
static void step(struct flow *flow, const struct bpf_insn *insn,
                 struct point *now, dd *cond) {
  struct dd_space *space = flow->space;
  uint32_t *reg = now->reg;
  const bool by_x = insn->code & BPF_CODE_X;
  *cond = DD_TRUE;
  switch (class_of(insn)) {
  case CLASS_LD:
    reg[REG_A] =
        insn->code == BPF_CODE_LD_ABS ? keep_load(flow, insn->k)
        : insn->code == BPF_CODE_LD_MEM
            ? reg[REG_M + insn->k]
            : keep_const(flow, insn->code == BPF_CODE_LD_LEN ? BPF_DATA_SIZE
                                                             : insn->k);
    break;
  case CLASS_LDX:
    reg[REG_X] =
        insn->code == BPF_CODE_LDX_MEM
            ? reg[REG_M + insn->k]
            : keep_const(flow, insn->code == BPF_CODE_LDX_LEN ? BPF_DATA_SIZE
                                                              : insn->k);
    break;
  case CLASS_ST:
    reg[REG_M + insn->k] = reg[REG_A];
    break;
  case CLASS_STX:
    reg[REG_M + insn->k] = reg[REG_X];
    break;
  case CLASS_MISC:
    if (insn->code == BPF_CODE_TAX)
      reg[REG_X] = reg[REG_A];
    else
      reg[REG_A] = reg[REG_X];
    break;
  case CLASS_ALU:
  case CLASS_JMP: {
    if (insn->code == BPF_CODE_JA)
      break;
    const struct word a = flow->words[reg[REG_A]];
    const struct word b = by_x ? flow->words[reg[REG_X]] : word_const(insn->k);
    const unsigned code = insn->code & ~BPF_CODE_X;
    if (class_of(insn) == CLASS_JMP) {
      *cond = word_jump(space, code, &a, &b);
      break;
    }
    if (insn->code == BPF_CODE_DIV_X) {
      const struct word zero = word_const(0);
      *cond = word_jump(space, BPF_CODE_JEQ_K, &b, &zero);
    }
    const struct word result = word_alu(space, code, &a, &b);
    reg[REG_A] = keep(flow, &result);
    break;
  }
  }
}

/* Whether the instruction compares a word of the call as it is with a
 * constant. */
static bool by_load(const struct flow *flow, const struct bpf_insn *insn,
                    const struct point *point) {
  if (insn->code != BPF_CODE_JEQ_K && insn->code != BPF_CODE_JGT_K &&
      insn->code != BPF_CODE_JGE_K)
    return false;
  for (unsigned w = 0; w < CALL_WORDS; w++)
    if (flow->loads[w] == point->reg[REG_A])
      return true;
  return false;
}

/* Follows the program from its start, each instruction once; false when paths
 * met with different words and the calls that take them were not followed, or
 * when the space broke. */
static bool forward(struct flow *flow) {
  struct dd_space *space = flow->space;
  const struct bpf_prog *prog = flow->prog;
  struct point *start = &flow->points[0];
  const uint32_t zero = keep_const(flow, 0);
  for (unsigned r = 0; r < REGS; r++)
    start->reg[r] = zero; /* memory is never read before it is written */
  start->reached = true;
  start->reach = DD_TRUE;
  for (size_t pc = 0; pc < prog->len; pc++) {
    struct point *point = &flow->points[pc];
    const struct bpf_insn *insn = &prog->insns[pc];
    if (!point->reached || class_of(insn) == CLASS_RET)
      continue;
    if (!sound(flow) || flow->need_reach)
      return false;
    struct point now = *point;
    size_t yes, no;
    successors(insn, pc, &yes, &no);
    point->by_load = !flow->reaching && yes != no && by_load(flow, insn, point);
    if (point->by_load) { /* either way is open, whichever the constant */
      go(flow, &now, DD_TRUE, yes);
      go(flow, &now, DD_TRUE, no);
      continue;
    }
    step(flow, insn, &now, &point->cond);
    if (yes == no && insn->code != BPF_CODE_DIV_X) {
      go(flow, &now, flow->reaching ? point->reach : DD_TRUE, yes);
      continue;
    }
    dd taken = point->cond, passed = dd_not(space, point->cond);
    if (flow->reaching) {
      taken = dd_and(space, point->reach, taken);
      passed = dd_and(space, point->reach, passed);
    }
    if (insn->code != BPF_CODE_DIV_X)
      go(flow, &now, taken, yes);
    go(flow, &now, passed, no);
  }
  return sound(flow) && !flow->need_reach;
}

/* Registers that are read later, from the end up. */
static void liveness(struct flow *flow) {
  for (size_t pc = flow->prog->len; pc-- > 0;) {
    const struct bpf_insn *insn = &flow->prog->insns[pc];
    struct point *point = &flow->points[pc];
    uint32_t reads, writes, live = 0;
    effects(insn, &reads, &writes);
    if (class_of(insn) != CLASS_RET) {
      size_t yes, no;
      successors(insn, pc, &yes, &no);
      live = flow->points[yes].live | flow->points[no].live;
    }
    point->live = (live & ~writes) | reads;
  }
}

dd flow_returns(struct dd_space *space, const struct call_order *order,
                const struct bpf_prog *prog) {
  struct flow flow = {.space = space, .order = order, .prog = prog};
  dd result = DD_FALSE;
  const size_t bytes = prog->len * sizeof *flow.points;
  if (!dd_charge(space, bytes))
    return DD_FALSE;
  flow.points = malloc(bytes);
  if (flow.points == NULL) {
    space->broken = DD_NOMEM;
  } else {
    /* Which calls get where is only worth knowing where paths meet with
     * different words: compilers' code has no such place. */
    for (int attempt = 0; attempt < 2; attempt++) {
      flow.reaching = attempt == 1;
      flow.need_reach = false;
      flow.nwords = 0;
      memset(flow.loads, 0xff, sizeof flow.loads);
      memset(flow.points, 0, prog->len * sizeof *flow.points);
      liveness(&flow);
      if (forward(&flow)) {
        result = fold_returns(&flow);
        break;
      }
      if (!flow.need_reach)
        break;
    }
  }
  free(flow.words);
  free(flow.points);
  space->charged -= bytes + flow.most * sizeof *flow.words;
  return space->broken == DD_FINE ? result : DD_FALSE;
}
