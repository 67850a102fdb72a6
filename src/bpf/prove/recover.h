/* SPDX-License-Identifier: MIT */
/* From what a program computes back to rules: its diagram is read arch by arch
 * and number by number, and the function that is left of one call is told as
 * ordered rules, the fewest that are found. The instructions play no part, so
 * that it makes no difference who compiled the program.
 *
 * How one call is told: the function is split by the topmost argument that it
 * looks at. The sets of values with one outcome each are covered by conditions
 * (cover.h), cheapest first; what is covered already may be covered again, for
 * the first rule that matches wins; what goes on to other arguments is told
 * below the conditions of its set. Some action is the background, for which no
 * rule is written but a last one without conditions: each action is tried for
 * it, and each order of the arguments. */
#ifndef LUA_SECCOMP_BPF_PROVE_RECOVER_H
#define LUA_SECCOMP_BPF_PROVE_RECOVER_H

#include "prove.h"
#include "regions.h"
#include "tangled.h"

#pragma GCC visibility push(hidden)

/* What is made of two programs. */
enum recovery_pair {
  RECOVERY_SIDE_BY_SIDE,
  RECOVERY_UNION,       /* what either permits: the higher value of the two */
  RECOVERY_INTERSECTION /* what both permit: the lower one */
};

/* The function of programs, one or a stack of them, or of two such. Values of
 * calls are terminals: (what it returns, as bpf_ret_canonical() has it, 0); of
 * two programs side by side (that of the first, that of the second), or
 * MTBDD_TRUE where these are the same.
 */
struct recovery {
  struct mtbdd_space space;
  mtbdd root;
  bool tangled; /* no rules can say it: see the tangle */
  struct tangle tangle;
};

/* Opens a recovery of p, or of p and q (which may be NULL). Past the bounds, or
 * without memory, the space is broken. recover_close() frees it, and may be
 * called on a zeroed one. */
void recover_open(struct recovery *recovery, const struct bpf_stack *p,
                  const struct bpf_stack *q, enum recovery_pair pair,
                  const struct bpf_bounds *bounds);
void recover_close(struct recovery *recovery);

/* Whether a program computes the function, unless the space breaks. */
bool recover_is(struct recovery *recovery, const struct bpf_prog *prog);

/* One condition of a rule: holds for any of nvalues values in place of its own
 * (of b for masked_eq, else of a), if there are any. */
struct recovered_cond {
  struct bpf_cond cond;
  size_t value, nvalues;
};

struct recovered_rule {
  uint32_t action;
  size_t cond, nconds;
};

/* Ordered rules. Zeroed, there are none. */
struct recovered {
  struct recovered_rule *rules;
  size_t nrules, rules_room;
  struct recovered_cond *conds;
  size_t nconds, conds_room;
  uint64_t *values;
  size_t nvalues, values_room;
};

void recover_free(struct recovered *recovered);

enum recovery_result {
  RECOVERED,
  RECOVERY_IP,       /* it looks at the instruction pointer */
  RECOVERY_ENDLESS,  /* more than anybody would read */
  RECOVERY_TOO_MUCH, /* out of budget */
  RECOVERY_NO_MEMORY
};

/* The rules for the calls of one number: node is what the function is there,
 * for calls that no rule matches `otherwise` holds. wide: conditions compare 64
 * bits on its arch. Only for a recovery of one program. */
enum recovery_result recover_rules(struct recovery *recovery, mtbdd node,
                                   bool wide, uint32_t otherwise,
                                   struct recovered *out);

/* The calls of one number for which node is the terminal `value`: as rules
 * whose actions say nothing, any of which matches. */
enum recovery_result recover_where(struct recovery *recovery, mtbdd node,
                                   bool wide, mtbdd value,
                                   struct recovered *out);

#pragma GCC visibility pop

#endif
