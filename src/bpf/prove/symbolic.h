/* What a program returns, as one diagram over every call. */
#ifndef LUA_SECCOMP_BPF_FLOW_H
#define LUA_SECCOMP_BPF_FLOW_H

#include "../bpf.h"
#include "../stacked.h"
#include "bitvec.h"

#pragma GCC visibility push(hidden)

/* Adds to the groups what the program computes with together; false without
 * memory. */
bool flow_groups(const struct bpf_prog *prog, struct call_groups *groups);
bool flow_stack_groups(const struct bpf_stack *stack,
                       struct call_groups *groups);

/* The function from calls to leaves (bpf_ret_canonical(returned), 0) of a
 * program that bpf_validate() accepts. */
dd flow_returns(struct dd_space *space, const struct call_order *order,
                const struct bpf_prog *prog);

/* The same of programs that are installed together: of the value that the
 * kernel acts on. */
dd flow_stack(struct dd_space *space, const struct call_order *order,
              const struct bpf_stack *stack);

#pragma GCC visibility pop

#endif
