/* SPDX-License-Identifier: MIT */
/* Rule liveness for one architecture: a rule is live if it decides at least one
 * call, otherwise shadowed (or never matches at all); and where it is shadowed,
 * by which rules. Live ones may still be redundant or correlated with an
 * earlier rule, as anomalies of firewalls are called (Al-Shaer and Hamed 2004).
 *
 * Exact, over every value of the arguments that a kernel can show a filter, for
 * as many steps of work as are allowed. Rules for which these do not suffice
 * are BPF_RULE_UNKNOWN; nothing is guessed. */
#ifndef LUA_SECCOMP_BPF_PROVE_SHADOWING_H
#define LUA_SECCOMP_BPF_PROVE_SHADOWING_H

#include "../policy.h"

#pragma GCC visibility push(hidden)

enum bpf_shadowing_kind {
  BPF_RULE_UNKNOWN,  /* out of steps: nothing else is said */
  BPF_RULE_NEVER,    /* its conditions hold for no call */
  BPF_RULE_SHADOWED, /* rules before it match all that it matches */
  BPF_RULE_LIVE      /* it decides some call */
};

#define BPF_SHADOWING_BY 3 /* as many rules are named */
#define BPF_SHADOWING_NONE UINT32_MAX

/* Rules are named by their indices in the arch. Of a rule for several numbers
 * the result is that of the best: it is live where it decides a call of any,
 * and what is said besides is of `nr`, or of all. */
struct bpf_shadowing {
  uint8_t kind;
  uint32_t nr;    /* the number of the calls below */
  bool always;    /* its conditions hold for every call */
  bool closes;    /* of its number no call gets past it, nor past no rule before
                   * it */
  bool together;  /* it closes, as those rules up to it would that have its
                   * action: though none of them matches every call */
  bool same;      /* dead: the rules before it say the same of its calls */
  bool redundant; /* live: it says what the default says, and no rule after it
                   * says otherwise of the calls that it decides */
  bool others;    /* dead: by more rules than are named */
  bool keeps;     /* never: but without it a number would not be named, and get
                   * what unknown numbers do */
  uint8_t nby;
  uint32_t by[BPF_SHADOWING_BY]; /* dead: by these */
  uint32_t as; /* the rule before it whose result is equal, or NONE:
                * there may be many */
  /* Of a live denial with conditions: a permission with conditions that comes
   * before it, matches some of its calls and others, too. Or NONE. */
  uint32_t correlated;
  uint64_t call[6];            /* one that it decides, or else matches */
  uint64_t correlated_call[6]; /* one that both match */
  uint64_t outside[6];         /* together: one that it does not match */
};

/* What one arch may take. */
#define BPF_SHADOWING_MEMORY ((size_t)32 << 20) /* bytes */

/* Fills in the results of the rules that were written, for at most *steps of
 * work, of which no number gets more than half of what is left; *steps is what
 * remains. False without memory. */
bool bpf_shadowing_find(const struct bpf_arch *arch, uint64_t *steps,
                        struct bpf_shadowing *results);

#pragma GCC visibility pop

#endif
