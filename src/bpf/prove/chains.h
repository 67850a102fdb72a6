/* SPDX-License-Identifier: MIT */
/* Chains: comparisons of one word with constants, executed together.
 *
 * Compilers lower a switch over syscall numbers to a long list or a deep tree
 * of comparisons. Executed one by one, each would copy most of the diagram that
 * the one before made, which is quadratic; together they partition the values
 * of the word into intervals, each with one exit, and cost no more than that.
 *
 * A chain is a comparison, its head, with those after it that are reached from
 * within the chain only; between them may be nothing but jumps and loads that
 * keep the word in A. An exit is an instruction that the chain leads to. */
#ifndef LUA_SECCOMP_BPF_PROVE_CHAINS_H
#define LUA_SECCOMP_BPF_PROVE_CHAINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../bpf.h"

#pragma GCC visibility push(hidden)

/* What register A holds before an instruction: a word of the call, masked. */
struct accumulator {
  uint32_t mask; /* 0: not that, or not the same on each way */
  uint8_t word;
  bool reached; /* if every jump may go either way */
};

struct chain_range {
  uint32_t exit;
  uint32_t first, last; /* values of the word */
};

/* A member that compares for equality. */
struct chain_equality {
  uint32_t constant, pc;
};

struct chains {
  const struct bpf_prog *prog;
  uint32_t *head; /* by instruction: of its chain, or CHAIN_NONE */
  uint32_t *next; /* by instruction: member after it, or CHAIN_NONE */
  /* Of the chain asked for last, by instruction: the last member of the run
   * that it is in. In a run each member but the last is an equality that leads
   * to the next one where it does not hold. */
  uint32_t *run;
  struct chain_equality *equalities; /* of that chain, by constant */
  struct chain_range *ranges;        /* as many as fit any chain */
};

#define CHAIN_NONE UINT32_MAX

/* Finds the chains, by what A holds where; false without memory. *bytes is what
 * they take. */
bool chains_open(struct chains *chains, const struct bpf_prog *prog,
                 const struct accumulator *held, size_t *bytes);
void chains_close(struct chains *chains);

/* The ranges of the chain with this head, in chains->ranges, by value. Returns
 * their number. */
size_t chains_ranges(struct chains *chains, size_t head);

/* Puts those n ranges in the order of their exits, and then of their values. */
void chains_by_exit(struct chains *chains, size_t n);

#pragma GCC visibility pop

#endif
