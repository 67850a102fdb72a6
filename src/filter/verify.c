/* SPDX-License-Identifier: MIT */
/* Filter:verify: a filter's program held against its rules. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lua.h>
#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../bpf/prove/prove.h"
#include "../bpf/simulate.h"
#include "../kernel/abis.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/error.h"
#include "../program/object.h"
#include "../program/proof_witness.h"
#include "../scmp/arch.h"
#include "../scmp/journal.h"
#include "../scmp/syscalls.h"
#include "filter.h"

/* A filter's rules as they are turned into numbers. */
struct translation {
  struct bpf_arch arches[ARCH_MAX];
  struct bpf_policy policy;
  struct bpf_rule *rules; /* of all arches, one arch after the other */
  struct bpf_cond *subs;  /* "arg0 == sub-call", for multiplexers */
  size_t nrules, nsubs;
  uint32_t default_action;
};

static void verify_add_rule(struct translation *t, uint32_t nr, uint32_t action,
                            const struct bpf_cond *conds, size_t nconds) {
  t->rules[t->nrules++] = (struct bpf_rule){nr, nr, action, conds, nconds};
}

/* What a rule means on one arch: at most two rules and one condition. name is
 * that of its call, or NULL where the native arch has none for its number. */
static void translate_rule(struct translation *t, const struct arch *arch,
                           const struct rule_view *rule, const char *name) {
  const struct event *e = rule->event;
  uint32_t nr, mux;
  if (name == NULL) {
    /* libseccomp takes it for the native arch only, as it is; -1 for all. Of
     * other negative ones, which stand for no call, it makes nothing. */
    if (e->syscall == -1 || (e->syscall >= 0 && arch == arch_native()))
      verify_add_rule(t, (uint32_t)e->syscall, e->action, rule->conds,
                      e->nconds);
    return;
  }
  if (syscall_own_number(arch, name, &nr))
    verify_add_rule(t, nr, e->action, rule->conds, e->nconds);
  /* The arguments of a sub-call are in memory, where no filter looks: of a rule
   * with conditions nothing is known there. */
  struct bpf_cond *cond = &t->subs[t->nsubs];
  if (arch->multiplexes && e->nconds == 0 &&
      syscall_multiplexed(arch, name, &mux, cond)) {
    /* libseccomp compares all of the argument, of which the kernel looks at a
     * part. What it misses gets the default, which may be no looser. */
    if (bpf_ret_at_most(t->default_action, e->action))
      *cond = (struct bpf_cond){.op = BPF_OP_EQ, .width = 64, .a = cond->b};
    t->nsubs++;
    verify_add_rule(t, mux, e->action, cond, 1);
  }
}

/* Translates a rule for one arch; false without memory for names, which must
 * not look like a call that has none. */
static bool translate(struct translation *t, const struct arch *arch,
                      const struct rule_view *rule) {
  char name[SYSCALL_NAME];
  int found =
      syscall_name_of(arch_native(), rule->event->syscall, name, sizeof name);
  if (found < 0 || syscall_table(arch) == NULL)
    return false;
  translate_rule(t, arch, rule, found == 0 ? NULL : name);
  return true;
}

/* [-0, +2]: the policy that the Filter at 1 was told to be, in userdata at the
 * top of the stack. */
static const struct bpf_policy *push_policy(lua_State *L, const char *op) {
  struct attributes attributes;
  struct arch_list list;
  size_t n;
  const struct rule_view *views = filter_push_rules(L, op, 1, &n);
  /* from here on it may change: what is needed of it is taken at once */
  const struct filter *f = filter_live(L, 1, op);
  uint32_t action = f->journal.default_action;
  seccomp_attr_get(f->ctx, SCMP_FLTATR_ACT_DEFAULT, &action);
  filter_attributes(f, &attributes);
  journal_arches(&f->journal, &list);
  const bool big_endian = filter_big_endian(f);
  const size_t all = n * list.count;
  struct translation *t = lua_newuserdatauv(
      L, sizeof *t + 2 * all * sizeof *t->rules + all * sizeof *t->subs, 0);
  memset(t, 0, sizeof *t);
  t->default_action = action;
  t->rules = (struct bpf_rule *)(t + 1);
  t->subs = (struct bpf_cond *)(t->rules + 2 * all);
  size_t first[ARCH_MAX + 1] = {0};
  for (uint8_t i = 0; i < list.count; i++) {
    const struct arch *arch = &arch_table[list.index[i]];
    first[i] = t->nrules;
    for (size_t k = 0; k < n; k++) {
      if ((views[k].arches >> list.index[i] & 1) == 0)
        continue;
      if (!translate(t, arch, &views[k]))
        error_raise(L, op, ENOMEM, "not enough memory");
    }
    t->arches[i] = (struct bpf_arch){.token = arch->audit,
                                     .x32 = arch->first_nr == BPF_X32_BIT,
                                     .wide = arch->wide,
                                     .default_action = action,
                                     .rules = t->rules + first[i],
                                     .nrules = t->nrules - first[i],
                                     .nwritten = t->nrules - first[i]};
  }
  t->policy = (struct bpf_policy){
      .big_endian = big_endian,
      .bad_arch_action = attributes.value[ATTRIBUTE_BAD_ARCH_ACTION],
      .arches = t->arches,
      .narches = list.count};
  return &t->policy;
}

/* What helps against a call that gets what no rule says. */
static const char *refuted_hint(const struct bpf_witness *w,
                                const struct bpf_policy *policy) {
  const struct bpf_data *data = &w->data;
  const struct bpf_arch *listed = bpf_policy_arch(policy, data->arch, data->nr);
  const struct arch *arch = arch_by_audit(data->arch, data->nr);
  const char *name = proof_call_name(arch, data->nr);
  if (arch != NULL && arch->multiplexes && name != NULL) {
    const bool ipc = strcmp(name, "ipc") == 0;
    if (ipc && data->args[0] > UINT16_MAX)
      return ": the kernel takes the low 16 bits of arg0 for the call, so deny "
             "with a rule on ipc, masked_eq 0xffff";
    if (strcmp(name, "socketcall") == 0 && data->args[0] > UINT32_MAX)
      return ": the kernel ignores the upper half of arg0, so deny with a rule "
             "on socketcall, masked_eq 0xffffffff";
    if ((ipc || strcmp(name, "socketcall") == 0) && listed != NULL &&
        w->right == listed->default_action)
      return ": libseccomp gives it what a rule with conditions on a call "
             "behind it says, and these cannot be tested there; a policy "
             "(seccomp.policy) asks for a rule of its own";
  }
  if (arch != NULL && arch->compares32 && arch->wide)
    for (size_t i = 0; i < 6; i++)
      if (data->args[i] > UINT32_MAX)
        return ": libseccomp compares the low 32 bits of arguments there, and "
               "the kernel shows 64: say width = 32 in the condition, or use a "
               "policy (seccomp.policy), which compares 64";
  return ": libseccomp compiles it so; try optimize = 2, or use a policy "
         "(seccomp.policy), which does what is written";
}

/* What comes in while a filter is verified. */
struct verdict {
  struct witnesses *wrong, *overlaps;
};

static bool report_wrong(void *ud, const struct bpf_witness *witness) {
  return proof_witnesses_add(((struct verdict *)ud)->wrong, witness);
}

static bool report_overlap(void *ud, const struct bpf_witness *witness) {
  return proof_witnesses_add(((struct verdict *)ud)->overlaps, witness);
}

/* [-0, +1]: what does hold and yet had better be known, as a list: numbers by
 * which a call of one ABI enters those of another get the default. */
static void push_notes(lua_State *L, const char *op,
                       const struct bpf_prog *prog,
                       const struct bpf_policy *policy) {
  lua_Integer n = 0;
  lua_newtable(L);
  for (size_t i = 0; i < policy->narches; i++) {
    const struct arch *arch = arch_by_audit(policy->arches[i].token, 0);
    struct bpf_witness w = {.data.arch = policy->arches[i].token,
                            .right = policy->bad_arch_action};
    uint32_t last;
    if (arch == NULL ||
        !kernel_sister(w.data.arch, arch->first_nr, 0, &w.data.nr, &last))
      continue;
    w.left = bpf_ret_canonical(bpf_simulate(prog, &w.data, NULL));
    if (w.left == bpf_ret_canonical(w.right))
      continue;
    char actual[40], bad[40];
    lua_createtable(L, 0, 5);
    lua_pushliteral(L, "sister-abi");
    lua_setfield(L, -2, "id");
    lua_pushliteral(L, "note");
    lua_setfield(L, -2, "severity");
    lua_pushstring(L, arch->name);
    lua_setfield(L, -2, "arch");
    action_spec_on(w.left, w.data.arch, actual, sizeof actual);
    action_spec(w.right, bad, sizeof bad);
    lua_pushfstring(
        L,
        "a 64-bit kernel lets calls of %s enter those of its other ABIs by "
        "their numbers (%d and up to %d more): libseccomp gives these the "
        "default, %s, where a policy (seccomp.policy) gives them bad_arch, %s",
        arch->name, (int)w.data.nr, (int)(last - w.data.nr), actual, bad);
    lua_setfield(L, -2, "message");
    proof_push_witness(L, op, &w, "actual", "expected");
    lua_setfield(L, -2, "witness");
    lua_rawseti(L, -2, ++n);
  }
}

/***
Prove the compiled program against the rules, over every call there is, or
raise with a call on which it does something else. It holds where

- a call of one of the filter's arches gets the default action when no rule
  matches, and else the action of a rule that does. A rule counts for the arches
  it was added to or merged with, under their own number for the call; through
  socketcall or ipc, where the arch has them, only when it has no conditions.
  Number -1 gets the default unless a rule names it (`tskip`);
- all other calls, x32's without that arch included, get `bad_arch_action`.

Of the first argument of socketcall and ipc the kernel looks at the low 32 and
16 bits, where libseccomp compares all. Calls with others set may get the
default in place of the action of such a rule, if it permits no more; a deny
rule that they get around is refuted, and needs a rule on the multiplexer with
`masked_eq`.

Arguments have the width the kernel shows: 64 bits on x32, too, where libseccomp
compares 32, so that a filter with conditions there is often refuted.
@function Filter:verify
@tparam[opt] table options `budget` (seconds of CPU time, 5), `strict` (raise
  where matching rules disagree)
@treturn Filter itself
@treturn {table,…} calls on which matching rules disagree: as the witnesses of
  @{Program:diff}, but with the Actions `actual` (taken) and `expected` (of
  another rule that matches). One for each arch, syscall, action taken and set
  of actions
@treturn {table,…} notes on what does hold and had better be known, each with
  `id`, `severity` (`"note"`), `message`, `arch` and `witness`: on mips, mips64
  and mips64n32 (`sister-abi`) numbers of the other two ABIs get the default
@raise EREFUTED with the field `witness`, the call with `actual` and `expected`
  action; EOVERLAP, with the same, when `strict` and rules disagree; EUNDECIDED;
  EINVAL and E2BIG as @{Filter:program}
@usage f:verify():load()
*/
int filter_verify(lua_State *L) {
  static const char op[] = "verify";
  static const char *const known[] = {"strict", "budget", NULL};
  struct filter *f = filter_live(L, 1, op);
  struct bpf_bounds bounds = {0, BPF_BUDGET, BPF_MEMORY};
  bool strict = false;
  error_stack(L, op, STACK_WORK);
  args_max(L, 2);
  if (proof_options(L, 2)) {
    args_known_keys(L, op, 2, "option", known);
    bounds.budget = proof_budget(L, op, 2);
    strict = args_option(L, op, 2, "strict", false);
  }
  lua_settop(L, 1);
  filter_push_bpf(L, 1, op);
  program_push_bytes(L, op, 2, filter_big_endian(f));
  const struct bpf_prog *prog = program_check(L, 3);
  const struct bpf_policy *policy = push_policy(L, op);
  struct verdict verdict = {proof_witnesses_new(L), proof_witnesses_new(L)};
  bounds.limit = 1;
  enum bpf_answer answer =
      bpf_verify(prog, policy, &bounds, report_wrong, report_overlap, &verdict);
  proof_answered(L, op, answer, &bounds, verdict.wrong);
  if (answer == BPF_REFUTED)
    proof_raise_witness(L, op, "EREFUTED",
                        "the compiled program does not do what the rules say",
                        &verdict.wrong->list[0], "and not",
                        refuted_hint(&verdict.wrong->list[0], policy));
  proof_answered(L, op, answer, &bounds, verdict.overlaps);
  if (strict && verdict.overlaps->count > 0)
    proof_raise_witness(L, op, "EOVERLAP", "matching rules disagree",
                        &verdict.overlaps->list[0], "and another rule says",
                        "");
  lua_pushvalue(L, 1);
  lua_createtable(L, (int)verdict.overlaps->count, 0);
  for (size_t i = 0; i < verdict.overlaps->count; i++) {
    proof_push_witness(L, op, &verdict.overlaps->list[i], "actual", "expected");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  push_notes(L, op, prog, policy);
  return 3;
}
