/* SPDX-License-Identifier: MIT */
#include "stacked.h"

#include "simulate.h"

uint32_t bpf_stack_simulate(const struct bpf_stack *stack,
                            const struct bpf_data *data, size_t *executed) {
  uint32_t ret = BPF_RET_ALLOW;
  size_t all = 0;
  for (size_t i = stack->count; i-- > 0;) {
    size_t count;
    const uint32_t its = bpf_simulate(&stack->progs[i], data, &count);
    all += count;
    if (bpf_ret_overrules(its, ret))
      ret = its;
  }
  if (executed != NULL)
    *executed = all;
  return ret;
}
