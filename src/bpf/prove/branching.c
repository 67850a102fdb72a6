/* SPDX-License-Identifier: MIT */
#include "branching.h"

#include <assert.h>
#include <stdlib.h>

#include "provenance.h"

/* What holds before each instruction ----------------------------------------
 */

/* Lets what A holds flow to an instruction; where ways meet with different
 * things nothing is known. */
static void flow(struct accumulator *to, const struct accumulator *from) {
  if (!to->reached)
    *to = *from;
  else if (to->word != from->word || to->mask != from->mask)
    to->mask = 0;
}

/* What A holds after an instruction that does not end the program. */
static struct accumulator after(const struct bpf_prog *prog,
                                const struct cbpf_insn *insn,
                                struct accumulator now) {
  uint32_t reads, writes;
  if (insn->code == BPF_CODE_LD_ABS) {
    now.word = (uint8_t)provenance_loaded_word(prog, insn->k);
    now.mask = UINT32_MAX;
  } else if (insn->code == BPF_CODE_AND_K) {
    now.mask &= insn->k;
  } else {
    provenance_effects(insn, &reads, &writes);
    if (writes & 1u << REG_A)
      now.mask = 0;
  }
  return now;
}

bool branching_find(const struct bpf_prog *prog, struct accumulator *held) {
  for (size_t pc = 0; pc < prog->len; pc++)
    held[pc] = (struct accumulator){0};
  held[0].reached = true;
  for (size_t pc = 0; pc < prog->len; pc++) {
    const struct cbpf_insn *insn = &prog->insns[pc];
    const unsigned class = class_of(insn);
    size_t yes, no;
    if (!held[pc].reached || insn->code == BPF_CODE_RET_K)
      continue;
    /* a division ends some ways */
    if (class == CLASS_RET || insn->code == BPF_CODE_DIV_X ||
        (class == CLASS_JMP && insn->code != BPF_CODE_JA &&
         (insn->code & BPF_CODE_X || held[pc].mask == 0)))
      return false;
    const struct accumulator now = after(prog, insn, held[pc]);
    successors(insn, pc, &yes, &no);
    flow(&held[yes], &now);
    flow(&held[no], &now);
  }
  return true;
}

/* What is returned from each on ---------------------------------------------
 */

/* Steps of work that are worth it, for each instruction: symbolic execution
 * takes as many, or more. */
#define STEPS_PER_INSN 16u

/* Of an instruction that nothing is asked of: in a chain, or not reached. */
#define NOTHING UINT32_MAX

static mtbdd given(mtbdd returned) {
  assert(returned != NOTHING);
  return returned;
}

/* Where the comparison at an instruction holds. */
static mtbdd compared(struct mtbdd_space *space, const struct call_order *order,
                      const struct cbpf_insn *insn,
                      const struct accumulator *held) {
  struct bitvec a = bitvec_const(0);
  const struct bitvec b = bitvec_const(insn->k);
  for (unsigned i = 0; i < 32; i++)
    if (held->mask >> i & 1)
      a.bit[i] = mtbdd_bit(space, order->level[held->word][i]);
  return bitvec_jump(space, insn->code, &a, &b);
}

/* What a chain returns. */
static mtbdd switched(struct mtbdd_space *space, const struct call_order *order,
                      struct chains *chains, size_t head, unsigned word,
                      const mtbdd *returned, struct bitvec_piece *pieces) {
  const size_t n = chains_ranges(chains, head);
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    count = bitvec_piece_add(pieces, count, chains->ranges[i].last,
                             given(returned[chains->ranges[i].exit]));
  return bitvec_switch(space, order, word, pieces);
}

static mtbdd from_the_end(struct mtbdd_space *space,
                          const struct call_order *order, struct chains *chains,
                          const struct accumulator *held,
                          uint32_t (*terminal)(uint32_t ret), mtbdd *returned,
                          struct bitvec_piece *pieces) {
  const struct bpf_prog *prog = chains->prog;
  for (size_t pc = prog->len; pc-- > 0;) {
    const struct cbpf_insn *insn = &prog->insns[pc];
    size_t yes, no;
    returned[pc] = NOTHING;
    if (!held[pc].reached)
      continue;
    successors(insn, pc, &yes, &no);
    if (insn->code == BPF_CODE_RET_K)
      returned[pc] = mtbdd_terminal(space, terminal(insn->k), 0);
    else if (chains->head[pc] == pc)
      returned[pc] =
          switched(space, order, chains, pc, held[pc].word, returned, pieces);
    else if (yes == no)
      returned[pc] = returned[yes];
    else if (chains->head[pc] == CHAIN_NONE)
      returned[pc] = mtbdd_ite(space, compared(space, order, insn, &held[pc]),
                               given(returned[yes]), given(returned[no]));
    if (space->broken != MTBDD_FINE)
      return MTBDD_FALSE;
  }
  return given(returned[0]);
}

bool branching_returns(struct mtbdd_space *space,
                       const struct call_order *order,
                       const struct bpf_prog *prog,
                       const struct accumulator *held,
                       uint32_t (*terminal)(uint32_t ret), mtbdd *returned) {
  const size_t len = prog->len;
  const size_t bytes =
      len * sizeof(mtbdd) + (2 * len + 1) * sizeof(struct bitvec_piece);
  const uint64_t most = space->most;
  size_t more = 0;
  struct chains chains = {0};
  *returned = MTBDD_FALSE;
  if (!mtbdd_charge(space, bytes))
    return true;
  if (most - space->ticks > STEPS_PER_INSN * len)
    space->most = space->ticks + STEPS_PER_INSN * len;
  struct bitvec_piece *pieces = malloc(bytes);
  if (pieces == NULL || !chains_open(&chains, prog, held, &more))
    space->broken = MTBDD_NOMEM;
  else if (mtbdd_charge(space, more))
    *returned = from_the_end(space, order, &chains, held, terminal,
                             (mtbdd *)(pieces + 2 * len + 1), pieces);
  const bool over = space->ticks > space->most && space->most < most;
  space->charged -= bytes + more;
  space->most = most;
  chains_close(&chains);
  free(pieces);
  if (over && space->broken == MTBDD_OVER_BUDGET)
    space->broken = MTBDD_FINE;
  return !over;
}
