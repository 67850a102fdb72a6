/* What a policy asks for, as one diagram over every call. Written from the
 * meaning in policy.h alone: the compiler of policies has no part in it. */
#ifndef LUA_SECCOMP_BPF_RULES_H
#define LUA_SECCOMP_BPF_RULES_H

#include "../policy.h"
#include "bitvec.h"

#pragma GCC visibility push(hidden)

/* A set of actions is a leaf: the greatest canonical action in it, inverted,
 * and the rest of the set; the empty one is DD_FALSE. So equal sets are the
 * same leaf. */
static inline bool actions_empty(dd set) { return set == DD_FALSE; }
static inline uint32_t actions_first(const struct dd_space *space, dd set) {
  return ~space->nodes[set].lo;
}
static inline dd actions_rest(const struct dd_space *space, dd set) {
  return space->nodes[set].hi;
}
bool actions_have(const struct dd_space *space, dd set, uint32_t action);

/* Where a condition holds, without its alternatives. wide: as of the arch. */
dd rules_cond(struct dd_space *space, const struct call_order *order,
              const struct bpf_cond *cond, bool wide);
/* Where one of n holds: by halves, so that it takes n log n steps. */
dd rules_any_cond(struct dd_space *space, const struct call_order *order,
                  const struct bpf_cond *conds, size_t n, bool wide);

/* bpf_policy_decide() as the function from calls to leaves (canonical action,
 * 0): the first rule that matches wins. */
dd rules_first(struct dd_space *space, const struct call_order *order,
               const struct bpf_policy *policy);

/* The function from calls to sets of actions: those of all the rules that
 * match, or what the call gets when none does. */
dd rules_any(struct dd_space *space, const struct call_order *order,
             const struct bpf_policy *policy);

#pragma GCC visibility pop

#endif
