/* SPDX-License-Identifier: MIT */
/* A policy as numbers: what the compiler compiles and the proof proves
 * against. Names, arch lists and multiplexed calls are resolved before this
 * point; what is left has one meaning, which bpf_policy_decide() is. */
#ifndef LUA_SECCOMP_BPF_POLICY_H
#define LUA_SECCOMP_BPF_POLICY_H

#include "bpf.h"

#pragma GCC visibility push(hidden)

enum bpf_op {
  BPF_OP_NE,
  BPF_OP_LT,
  BPF_OP_LE,
  BPF_OP_EQ,
  BPF_OP_GE,
  BPF_OP_GT,
  BPF_OP_MASKED_EQ /* (arg & a) == b */
};

/* One test of one argument, unsigned: of its low `width` bits (a and b fit
 * them), and on an arch that is not wide of no more than 32, since the call
 * itself uses no more. A raw one is about the word that the kernel shows a
 * filter, whatever the call makes of it: on every arch about its own width. */
struct bpf_cond {
  uint8_t arg;   /* 0..5 */
  uint8_t op;    /* enum bpf_op */
  uint8_t width; /* 16, 32, 64 */
  bool raw;
  uint16_t others; /* as many after it are alternatives: any of them will do */
  uint64_t a;
  uint64_t b; /* BPF_OP_MASKED_EQ only */
};

/* The action of calls with the numbers nr..last for which all conditions hold,
 * each by itself or by one of its alternatives. Without conditions, of all. */
struct bpf_rule {
  uint32_t nr, last;
  uint32_t action; /* SECCOMP_RET_* with its data */
  const struct bpf_cond *conds;
  size_t nconds; /* alternatives and all */
};

/* What holds for one arch. x86_64 and x32 are two of these with one token. */
struct bpf_arch {
  uint32_t token;
  bool x32;  /* numbers from BPF_X32_BIT on; only with BPF_TOKEN_X86_64 */
  bool wide; /* calls use 64-bit arguments; else, their low 32 bits */
  uint32_t default_action;
  /* Those that were written, then the implicit ones: for numbers that no call
   * has, and for those of sister ABIs. */
  const struct bpf_rule *rules;
  size_t nrules, nwritten;
};

struct bpf_policy {
  bool big_endian;
  uint32_t bad_arch_action; /* tokens and x32 numbers of no listed arch */
  const struct bpf_arch *arches;
  size_t narches;
};

/* The arch of the policy that a call belongs to, or NULL: bad arch. Number -1
 * belongs to the first arch with the token, x86_64 before x32. */
const struct bpf_arch *bpf_policy_arch(const struct bpf_policy *policy,
                                       uint32_t token, uint32_t nr);

/* How many low bits of its argument a condition compares, the others being
 * taken for 0; wide as of the arch. */
static inline unsigned bpf_cond_bits(const struct bpf_cond *cond, bool wide) {
  return cond->width > 32 && !wide && !cond->raw ? 32 : cond->width;
}

/* Whether one condition, without its alternatives, holds for the call, whose
 * arch is wide or not; whether all conditions of a rule do. */
bool bpf_cond_holds(const struct bpf_cond *cond, const struct bpf_data *data,
                    bool wide);
bool bpf_rule_holds(const struct bpf_rule *rule, const struct bpf_data *data,
                    bool wide);

/* Whether a rule is about a number. */
static inline bool bpf_rule_names(const struct bpf_rule *rule, uint32_t nr) {
  return rule->nr <= nr && nr <= rule->last;
}

/* The meaning: the action of the first rule that matches, else the arch's
 * default. */
uint32_t bpf_policy_decide(const struct bpf_policy *policy,
                           const struct bpf_data *data);

#pragma GCC visibility pop

#endif
