/* SPDX-License-Identifier: MIT */
/* Keeps a filter from rules that libseccomp would hang on: a model of
 * libseccomp's rule tree (rule_tree.h) for each syscall of each arch that has
 * conditional rules, made when it is first needed and kept in step.
 *
 * As long as a filter has none but rules that are harmless wherever they go, no
 * tree is made at all, which is what most filters come to. */
#ifndef LUA_SECCOMP_SCMP_GUARD_H
#define LUA_SECCOMP_SCMP_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../bpf/policy.h"
#include "journal.h"
#include "rule_tree.h"
#include "syscalls.h"

#pragma GCC visibility push(hidden)

/* All zero: nothing known yet. */
struct guard {
  struct guarded *trees; /* ordered by arch and key */
  size_t count, room;
  struct number_set keys; /* of the trees */
  /* the syscalls of the rules among the first `seen` events of the log */
  struct number_set calls;
  size_t seen;
  bool wary;     /* of rules in the log that may not be harmless */
  bool blind;    /* without memory to tell them */
  bool subcalls; /* some may be multiplexed */
};

/* Foresees the adding of a rule on every arch of the list. RULE_TREE_OK puts it
 * on record, and a rule with conditions is to be logged before the next one is
 * asked about; after any other answer, or when libseccomp refuses the rule,
 * call guard_clear: the models are made anew from the log. */
enum rule_tree_answer guard_foresee(struct guard *g, const struct journal *j,
                                    const struct arch_list *arches, int number,
                                    uint32_t action,
                                    const struct bpf_cond *conds,
                                    size_t nconds);

/* An upper bound of the instructions that libseccomp makes of the filter, or
 * SIZE_MAX without memory. */
size_t guard_bound(struct guard *g, const struct journal *j);

/* Forgets all models: whenever rules went other ways than through
 * guard_foresee (arch removed, merged, rolled back, reset). */
void guard_clear(struct guard *g, const struct journal *j);

#pragma GCC visibility pop

#endif
