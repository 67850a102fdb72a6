/* SPDX-License-Identifier: MIT */
#include "chains.h"

#include <assert.h>
#include <stdlib.h>

#include "provenance.h"

/* Of an instruction that is reached from more than one chain, or from none. */
#define SEVERAL (UINT32_MAX - 1)

static bool compares(const struct cbpf_insn *insn) {
  return (insn->code == BPF_CODE_JEQ_K || insn->code == BPF_CODE_JGT_K ||
          insn->code == BPF_CODE_JGE_K) &&
         insn->jt != insn->jf;
}

/* Notes that the chain, or SEVERAL, leads to an instruction. */
static void lead(uint32_t *from, uint32_t chain, size_t to) {
  if (from[to] == CHAIN_NONE)
    from[to] = chain;
  else if (from[to] != chain)
    from[to] = SEVERAL;
}

/* The word that register A holds as it is; BPF_WORDS when it does not. */
static unsigned held_word(const struct accumulator *held) {
  return held->mask == UINT32_MAX ? held->word : BPF_WORDS;
}

/* Whether an instruction with this word in A leaves it there and does nothing
 * else. */
static bool keeps(const struct bpf_prog *prog, const struct cbpf_insn *insn,
                  unsigned word) {
  return insn->code == BPF_CODE_JA ||
         (insn->code == BPF_CODE_LD_ABS &&
          provenance_loaded_word(prog, insn->k) == word);
}

/* Fills head and next. `from` (by instruction) holds the chain that all ways
 * to it come from; `last` the newest member of a head's chain. */
static void find_chains(struct chains *chains, const struct accumulator *held,
                        uint32_t *from, uint32_t *last) {
  const struct bpf_prog *prog = chains->prog;
  for (size_t pc = 0; pc < prog->len; pc++)
    from[pc] = chains->head[pc] = chains->next[pc] = CHAIN_NONE;
  for (size_t pc = 0; pc < prog->len; pc++) {
    const struct cbpf_insn *insn = &prog->insns[pc];
    if (!held[pc].reached || class_of(insn) == CLASS_RET)
      continue;
    const unsigned word = held_word(&held[pc]);
    uint32_t chain = from[pc];
    if (chain == CHAIN_NONE || chain == SEVERAL ||
        held_word(&held[chain]) != word)
      chain = SEVERAL;
    if (compares(insn) && word != BPF_WORDS) {
      if (chain == SEVERAL)
        chain = (uint32_t)pc;
      else
        chains->next[last[chain]] = (uint32_t)pc;
      last[chain] = (uint32_t)pc;
      chains->head[pc] = chain;
    } else if (chain != SEVERAL && !keeps(prog, insn, word)) {
      chain = SEVERAL;
    }
    size_t yes, no;
    successors(insn, pc, &yes, &no);
    lead(from, chain, yes);
    lead(from, chain, no);
  }
}

bool chains_open(struct chains *chains, const struct bpf_prog *prog,
                 const struct accumulator *held, size_t *bytes) {
  const size_t len = prog->len;
  /* A comparison splits one range in three at most. */
  const size_t most = 2 * len + 1;
  *bytes = 5 * len * sizeof(uint32_t) + most * sizeof(struct chain_range);
  *chains = (struct chains){.prog = prog};
  chains->ranges = malloc(*bytes);
  if (chains->ranges == NULL)
    return false;
  chains->head = (uint32_t *)(chains->ranges + most);
  chains->next = chains->head + len;
  chains->run = chains->next + len;
  chains->equalities = (struct chain_equality *)(chains->run + len);
  find_chains(chains, held, chains->run, chains->run + len);
  return true;
}

void chains_close(struct chains *chains) { free(chains->ranges); }

/* Follows what keeps the word; whether that comes to a member of the chain. */
static bool to_member(const struct chains *chains, size_t head, size_t *pc) {
  const struct cbpf_insn *insns = chains->prog->insns;
  size_t to = *pc;
  while (chains->head[to] != head) {
    if (insns[to].code == BPF_CODE_JA)
      to += 1 + insns[to].k;
    else if (insns[to].code == BPF_CODE_LD_ABS)
      to++;
    else
      return false;
  }
  *pc = to;
  return true;
}

static bool is_equality(const struct chains *chains, uint32_t pc) {
  return chains->prog->insns[pc].code == BPF_CODE_JEQ_K;
}

static int by_constant(const void *a, const void *b) {
  const struct chain_equality *x = a, *y = b;
  if (x->constant != y->constant)
    return x->constant < y->constant ? -1 : 1;
  return x->pc < y->pc ? -1 : x->pc > y->pc;
}

/* Fills run and equalities for a chain. Returns how many of these there are. */
static size_t find_runs(struct chains *chains, size_t head) {
  uint32_t first = CHAIN_NONE; /* of the run */
  size_t n = 0;
  for (uint32_t pc = (uint32_t)head, next; pc != CHAIN_NONE; pc = next) {
    const struct cbpf_insn *insn = &chains->prog->insns[pc];
    size_t to = pc + 1u + insn->jf;
    next = chains->next[pc];
    if (is_equality(chains, pc))
      chains->equalities[n++] = (struct chain_equality){insn->k, pc};
    if (first == CHAIN_NONE)
      first = pc;
    if (is_equality(chains, pc) && next != CHAIN_NONE &&
        is_equality(chains, next) && to_member(chains, head, &to) && to == next)
      continue;
    for (; first != next; first = chains->next[first])
      chains->run[first] = pc;
    first = CHAIN_NONE;
  }
  qsort(chains->equalities, n, sizeof *chains->equalities, by_constant);
  return n;
}

/* Where the chain leads for a value of its word; equalities from `equal` to
 * `end` are with it, or with larger ones. Of a run of equalities it takes one
 * step to the first with the value, or behind the last: a list of n of them
 * would cost n for each of its n values. */
static size_t chain_target(const struct chains *chains, size_t head,
                           uint32_t value, const struct chain_equality *equal,
                           const struct chain_equality *end) {
  const struct cbpf_insn *insns = chains->prog->insns;
  size_t exit, pc = head;
  do {
    bool taken;
    if (is_equality(chains, (uint32_t)pc)) {
      while (equal < end && equal->constant == value && equal->pc < pc)
        equal++;
      taken = equal < end && equal->constant == value &&
              equal->pc <= chains->run[pc];
      pc = taken ? equal->pc : chains->run[pc];
    } else {
      taken = insns[pc].code == BPF_CODE_JGT_K ? value > insns[pc].k
                                               : value >= insns[pc].k;
    }
    pc += 1u + (taken ? insns[pc].jt : insns[pc].jf);
    exit = pc;
    /* a member may come after what keeps the word */
  } while (to_member(chains, head, &pc));
  return exit;
}

static int by_first(const void *a, const void *b) {
  const uint32_t x = ((const struct chain_range *)a)->first;
  const uint32_t y = ((const struct chain_range *)b)->first;
  return x < y ? -1 : x > y;
}

static int by_exit(const void *a, const void *b) {
  const struct chain_range *x = a, *y = b;
  return x->exit != y->exit ? (x->exit < y->exit ? -1 : 1) : by_first(a, b);
}

size_t chains_ranges(struct chains *chains, size_t head) {
  struct chain_range *ranges = chains->ranges;
  size_t n = 0, kept = 0;
  ranges[n++].first = 0;
  for (uint32_t pc = (uint32_t)head; pc != CHAIN_NONE; pc = chains->next[pc]) {
    const struct cbpf_insn *insn = &chains->prog->insns[pc];
    if (insn->code != BPF_CODE_JGT_K)
      ranges[n++].first = insn->k;
    if (insn->code != BPF_CODE_JGE_K && insn->k != UINT32_MAX)
      ranges[n++].first = insn->k + 1;
  }
  assert(n <= 2 * chains->prog->len + 1); /* what chains_open made room for */
  qsort(ranges, n, sizeof *ranges, by_first);
  const struct chain_equality *equal = chains->equalities;
  const struct chain_equality *const end = equal + find_runs(chains, head);
  for (size_t i = 0; i < n; i++) {
    const uint32_t first = ranges[i].first;
    if (kept > 0 && ranges[kept - 1].first == first)
      continue;
    while (equal < end && equal->constant < first)
      equal++;
    const uint32_t exit =
        (uint32_t)chain_target(chains, head, first, equal, end);
    if (kept > 0 && ranges[kept - 1].exit == exit)
      continue;
    ranges[kept++] = (struct chain_range){.exit = exit, .first = first};
  }
  for (size_t i = 0; i < kept; i++)
    ranges[i].last = i + 1 < kept ? ranges[i + 1].first - 1 : UINT32_MAX;
  return kept;
}

void chains_by_exit(struct chains *chains, size_t n) {
  qsort(chains->ranges, n, sizeof *chains->ranges, by_exit);
}
