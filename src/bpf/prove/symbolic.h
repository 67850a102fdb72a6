/* What a program returns, as one diagram over every call. */
#ifndef LUA_SECCOMP_BPF_PROVE_SYMBOLIC_H
#define LUA_SECCOMP_BPF_PROVE_SYMBOLIC_H

#include "../bpf.h"
#include "../stacked.h"
#include "bitvec.h"

#pragma GCC visibility push(hidden)

/* Adds to the groups what the program computes with together; false without
 * memory. */
bool symbolic_groups(const struct bpf_prog *prog, struct call_groups *groups);
bool symbolic_stack_groups(const struct bpf_stack *stack,
                           struct call_groups *groups);

/* The function from calls to terminals (bpf_ret_canonical(returned), 0) of a
 * program that bpf_validate() accepts. */
mtbdd symbolic_returns(struct mtbdd_space *space,
                       const struct call_order *order,
                       const struct bpf_prog *prog);

/* The same of programs that are installed together: of the value that the
 * kernel acts on. */
mtbdd symbolic_stack(struct mtbdd_space *space, const struct call_order *order,
                     const struct bpf_stack *stack);

#pragma GCC visibility pop

#endif
