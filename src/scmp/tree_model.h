/* SPDX-License-Identifier: MIT */
/* The insertion of one rule into libseccomp's tree, as rule_tree.c asks for it.
 * A model is a plain value: copying it and throwing the copy away undoes what
 * was done to the copy.
 *
 * Why a model, and not a rule of thumb: every short rule that was tried instead
 * either misses rules that make libseccomp use freed memory (55 in 12.6 million
 * random insertions) or refuses what libseccomp's own tests do (of 206 of their
 * rules that meet two suspect ones, 202 are harmless). */
#ifndef LUA_SECCOMP_SCMP_TREE_MODEL_H
#define LUA_SECCOMP_SCMP_TREE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../bpf/policy.h"
#include "rule_tree.h"

#pragma GCC visibility push(hidden)

struct tree_model_node;

/* All zeroes is an empty model. Freed with free(m->nodes). */
struct tree_model {
  struct tree_model_node *nodes; /* [0] unused; nodes are never used again */
  size_t count, room;
  uint32_t root; /* index of a node on the first level, 0 for none */
  uint32_t steps;
  unsigned depth;
  enum rule_tree_answer fault; /* the first; nothing goes on after it */
};

/* Adds a rule: live conditions, in the order of their arguments, at least one.
 * RULE_TREE_OK leaves in *fits whether libseccomp takes it too, or refuses it
 * with EEXIST. The model is spoilt by any other answer, and by a misfit. */
enum rule_tree_answer tree_model_add(struct tree_model *m, uint32_t action,
                                     const struct bpf_cond *conds, size_t n,
                                     bool wide, bool *fits);

/* Exports and releases the tree; the model is used up by it. *instructions is
 * how many there are in the generated code, at most. */
enum rule_tree_answer tree_model_outlive(struct tree_model *m,
                                         size_t *instructions);

/* Only releases it, as libseccomp does after EEXIST. */
enum rule_tree_answer tree_model_release(struct tree_model *m);

/* Makes `to` (an empty or a used model) a copy; false without memory. */
bool tree_model_copy(struct tree_model *to, const struct tree_model *from);

/* Empties the model and keeps its memory. */
void tree_model_clear(struct tree_model *m);

/* Instructions of a node in generated code: a load, a jump, and for each of the
 * two ways another jump (or a return nearby) where it is too long; a mask, and
 * the mask that the one before it left. */
static inline unsigned tree_model_node_size(bool masked) {
  return masked ? 6 : 4;
}

/* Whether an operator compares for equality of some bits. */
static inline bool tree_model_equality(uint8_t op) {
  return op == BPF_OP_EQ || op == BPF_OP_NE || op == BPF_OP_MASKED_EQ;
}

#pragma GCC visibility pop

#endif
