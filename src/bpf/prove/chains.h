/* Comparisons of one word with constants, taken together.
 *
 * Filters decide by long chains or deep trees of them. One by one, each would
 * copy most of what the one before made; together they split the word's values
 * into ranges, each leading to one place, and cost no more than that says.
 *
 * A chain is a comparison, its head, with those after it that are reached from
 * within the chain only; between them may be nothing but what leaves the word
 * in A. An exit is an instruction that the chain leads to. */
#ifndef LUA_SECCOMP_BPF_PROVE_CHAINS_H
#define LUA_SECCOMP_BPF_PROVE_CHAINS_H

#include "provenance.h"

#pragma GCC visibility push(hidden)

struct chain_range {
  uint32_t exit;
  uint32_t first, last; /* values of the word */
};

struct chains {
  const struct bpf_prog *prog;
  uint32_t *head; /* by instruction: of its chain, or CHAIN_NONE */
  uint32_t *next; /* by instruction: member after it, or CHAIN_NONE */
  struct chain_range *ranges; /* as many as fit any chain */
};

#define CHAIN_NONE UINT32_MAX

/* Finds the chains; false without memory. *bytes is what they take. */
bool chains_open(struct chains *chains, const struct bpf_prog *prog,
                 const struct provenance *provenance, size_t *bytes);
void chains_close(struct chains *chains);

/* The ranges of the chain with this head, in chains->ranges: by exit, and then
 * by value. Returns their number. */
size_t chains_ranges(struct chains *chains, size_t head);

#pragma GCC visibility pop

#endif
