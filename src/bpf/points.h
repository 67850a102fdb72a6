/* What flow.c and fold.c share: a program with what is known at each of its
 * instructions. */
#ifndef LUA_SECCOMP_BPF_POINTS_H
#define LUA_SECCOMP_BPF_POINTS_H

#include "flow.h"
#include "opcode.h"

/* The registers: A, X, then scratch memory. */
enum { REG_A, REG_X, REG_M, REGS = REG_M + BPF_MEM_WORDS };

/* Instruction classes, the low three bits of a code. */
enum {
  CLASS_LD,
  CLASS_LDX,
  CLASS_ST,
  CLASS_STX,
  CLASS_ALU,
  CLASS_JMP,
  CLASS_RET,
  CLASS_MISC
};

static inline unsigned class_of(const struct bpf_insn *insn) {
  return insn->code & 7u;
}

/* Where an instruction goes on: yes and no of a jump, the next one twice of
 * all others. */
static inline void successors(const struct bpf_insn *insn, size_t pc,
                              size_t *yes, size_t *no) {
  *yes = *no = pc + 1;
  if (insn->code == BPF_CODE_JA) {
    *yes += insn->k;
    *no += insn->k;
  } else if (class_of(insn) == CLASS_JMP) {
    *yes += insn->jt;
    *no += insn->jf;
  }
}

#define DEAD UINT32_MAX

/* What is known at one instruction before it runs. */
struct point {
  bool reached;
  uint32_t live;      /* registers read from here on */
  dd reach;           /* the calls that get here, when that is followed */
  dd cond;            /* where a jump is taken, or DIV_X ends the program */
  bool by_load;       /* a jump on a word of the call and a constant: no cond */
  uint32_t reg[REGS]; /* words by number; DEAD where not live */
};

struct flow {
  struct dd_space *space;
  const struct call_order *order;
  const struct bpf_prog *prog;
  struct point *points;
  struct word *words;
  size_t nwords, most;
  uint32_t loads[CALL_WORDS]; /* numbers of words of the call, or DEAD */
  bool reaching;              /* follow which calls get where */
  bool need_reach;            /* two paths met with different words */
};

/* Whether the space still stands: asked before a word is looked up. */
static inline bool sound(const struct flow *flow) {
  return flow->space->broken == DD_FINE;
}

/* What the program returns, from the end up, once the points are known. */
dd fold_returns(struct flow *flow);

#endif
