/* SPDX-License-Identifier: MIT */
/* What a policy means, as one MTBDD over every call. Written from the
 * definition in policy.h alone, and by no code of the compiler: a fault of one
 * does not hide in the other. */
#ifndef LUA_SECCOMP_BPF_PROVE_POLICY_MTBDD_H
#define LUA_SECCOMP_BPF_PROVE_POLICY_MTBDD_H

#include "../policy.h"
#include "bitvec.h"

#pragma GCC visibility push(hidden)

/* A set of actions is a terminal: the greatest canonical action in it,
 * inverted, and the rest of the set; the empty one is MTBDD_FALSE. So equal
 * sets are the same terminal. */
static inline bool actions_empty(mtbdd set) { return set == MTBDD_FALSE; }
static inline uint32_t actions_first(const struct mtbdd_space *space,
                                     mtbdd set) {
  return ~space->nodes[set].lo;
}
static inline mtbdd actions_rest(const struct mtbdd_space *space, mtbdd set) {
  return space->nodes[set].hi;
}
bool policy_mtbdd_has(const struct mtbdd_space *space, mtbdd set,
                      uint32_t action);

/* Where a condition holds, without its alternatives. wide: as of the arch. */
mtbdd policy_mtbdd_cond(struct mtbdd_space *space,
                        const struct call_order *order,
                        const struct bpf_cond *cond, bool wide);
/* Where one of n holds: by halves, so that it takes n log n steps. */
mtbdd policy_mtbdd_any_cond(struct mtbdd_space *space,
                            const struct call_order *order,
                            const struct bpf_cond *conds, size_t n, bool wide);

/* bpf_policy_decide() as the function from calls to terminals (canonical
 * action, 0): the first rule that matches wins. */
mtbdd policy_mtbdd_first(struct mtbdd_space *space,
                         const struct call_order *order,
                         const struct bpf_policy *policy);

/* The function from calls to sets of actions: those of all the rules that
 * match, or what the call gets when none does. */
mtbdd policy_mtbdd_actions(struct mtbdd_space *space,
                           const struct call_order *order,
                           const struct bpf_policy *policy);

#pragma GCC visibility pop

#endif
