/* SPDX-License-Identifier: MIT */
/* Foresees what libseccomp makes of a rule before libseccomp is asked.
 *
 * libseccomp keeps the conditional rules of one syscall on one arch as a tree
 * of 32-bit comparisons and sorts every new rule into it. Some rules do not
 * survive that: seccomp_rule_add(), a later export, or both, loop for ever,
 * run for hours, or use memory that was freed (2.5.0 to 2.6.1 all alike).
 * Nothing tells such a rule from a harmless one but the insertion itself, so
 * this is a model of the insertion. It answers the same for every version.
 *
 * A rule that can do no harm costs a comparison or two: the tree is built
 * only once two rules in it could collide (rule_tree_suspect), or when there
 * are so many that looking for shorter and longer rules could explode. */
#ifndef LUA_SECCOMP_SCMP_RULE_TREE_H
#define LUA_SECCOMP_SCMP_RULE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../bpf/policy.h"

#pragma GCC visibility push(hidden)

enum rule_tree_answer {
  RULE_TREE_OK,       /* harmless; libseccomp may still refuse (EEXIST) */
  RULE_TREE_HANGS,    /* adding it, or exporting or releasing it, never ends */
  RULE_TREE_CORRUPTS, /* memory is used after it was freed */
  RULE_TREE_EXPLODES, /* ends, but in minutes or years */
  RULE_TREE_NOMEM     /* nothing is known */
};

/* A rule as libseccomp's tree sees it: conditions in any order, at most one
 * for each argument, width 64 (a 32-bit == has become masked_eq by now). */
struct rule_tree_rule {
  uint32_t action;
  const struct bpf_cond *conds;
  size_t nconds;
};

/* The rules of one syscall on one arch, in the order they were added. */
struct rule_tree;

/* An empty tree, or NULL without memory. `wide`: the arch has 64-bit
 * arguments for libseccomp (x32 and mips64n32 have not). */
struct rule_tree *rule_tree_new(bool wide);
void rule_tree_free(struct rule_tree *tree);

/* Foresees the adding of `rule`. RULE_TREE_OK puts it on record, any other
 * answer leaves the tree as it was. When libseccomp then refuses the rule, the
 * record is wrong: make a new tree of the rules that it took. */
enum rule_tree_answer rule_tree_add(struct rule_tree *tree,
                                    const struct rule_tree_rule *rule);

/* An upper bound of the instructions that the tree takes in generated code,
 * the check of the syscall and the returns apart. SIZE_MAX: unknown. What rules
 * have in common counts once only where that is asked for, which takes making
 * the model of all of them. */
size_t rule_tree_instructions(struct rule_tree *tree, bool exact);

/* Whether the rule reaches one comparison over two paths: a condition that is
 * neither == nor masked_eq, and one on a higher argument, on a wide arch. It
 * takes two of these in one tree to tie libseccomp's lists into a knot. */
bool rule_tree_suspect(const struct rule_tree_rule *rule, bool wide);

/* Whether no tree is needed to tell that the rule is harmless in any of at most
 * nrules rules, where neither it nor any of these is suspect. */
bool rule_tree_harmless(const struct rule_tree_rule *rule, size_t nrules);

/* What rule_tree_instructions adds up of a rule, for a tree without suspects.
 */
size_t rule_tree_size(const struct rule_tree_rule *rule, bool wide);

#pragma GCC visibility pop

#endif
