/* SPDX-License-Identifier: MIT */
#include "policy.h"

#include <assert.h>

const struct bpf_arch *bpf_policy_arch(const struct bpf_policy *policy,
                                       uint32_t token, uint32_t nr) {
  const struct bpf_arch *minus_one = NULL;
  for (size_t i = 0; i < policy->narches; i++) {
    const struct bpf_arch *arch = &policy->arches[i];
    if (arch->token != token)
      continue;
    if (token != BPF_TOKEN_X86_64)
      return arch;
    if (nr == UINT32_MAX) {
      if (!arch->x32)
        return arch;
      minus_one = arch;
    } else if (arch->x32 == (nr >= BPF_X32_BIT)) {
      return arch;
    }
  }
  return minus_one;
}

bool bpf_cond_holds(const struct bpf_cond *cond, const struct bpf_data *data,
                    bool wide) {
  const unsigned bits = bpf_cond_bits(cond, wide);
  assert(cond->arg < 6 && bits > 0 && bits <= 64);
  const uint64_t v = data->args[cond->arg] & UINT64_MAX >> (64 - bits);
  switch ((enum bpf_op)cond->op) {
  case BPF_OP_NE:
    return v != cond->a;
  case BPF_OP_LT:
    return v < cond->a;
  case BPF_OP_LE:
    return v <= cond->a;
  case BPF_OP_EQ:
    return v == cond->a;
  case BPF_OP_GE:
    return v >= cond->a;
  case BPF_OP_GT:
    return v > cond->a;
  case BPF_OP_MASKED_EQ:
    return (v & cond->a) == cond->b;
  }
  return false;
}

bool bpf_rule_holds(const struct bpf_rule *rule, const struct bpf_data *data,
                    bool wide) {
  size_t next;
  for (size_t i = 0; i < rule->nconds; i = next) {
    next = i + 1 + rule->conds[i].others;
    while (i < next && !bpf_cond_holds(&rule->conds[i], data, wide))
      i++;
    if (i == next)
      return false;
  }
  return true;
}

uint32_t bpf_policy_decide(const struct bpf_policy *policy,
                           const struct bpf_data *data) {
  const struct bpf_arch *arch = bpf_policy_arch(policy, data->arch, data->nr);
  if (arch == NULL)
    return policy->bad_arch_action;
  for (size_t i = 0; i < arch->nrules; i++)
    if (bpf_rule_names(&arch->rules[i], data->nr) &&
        bpf_rule_holds(&arch->rules[i], data, arch->wide))
      return arch->rules[i].action;
  return arch->default_action;
}
