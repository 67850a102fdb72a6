/* Proof, as scripts meet it: Program:diff, Program:permits_at_most,
 * Filter:verify. The work is done in src/bpf/prove/analyse.c; here are the
 * rules of a filter as numbers, and witnesses as tables. */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../bpf/prove/analyse.h"
#include "../bpf/simulate.h"
#include "../filter/filter.h"
#include "../kernel/abis.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../lua/syscall.h"
#include "../scmp/arch.h"
#include "../scmp/journal.h"
#include "../scmp/syscalls.h"
#include "program.h"
#include "proof.h"
#include "stack.h"

#define DIFF_LIMIT 10

/* Witnesses ---------------------------------------------------------------- */

#define WITNESSES_META "seccomp.witnesses"
#define WITNESSES_MAGIC 0x5749544eu

/* Witnesses that came in, in memory of our own: they are reported from where
 * no Lua error may pass. */
struct witnesses {
  uint32_t magic;
  struct bpf_witness *list;
  size_t count, room;
  bool no_memory;
};

static int witnesses__gc(lua_State *L) {
  struct witnesses *w =
      class_test(L, 1, WITNESSES_META, sizeof *w, WITNESSES_MAGIC);
  if (w == NULL)
    return 0;
  free(w->list);
  w->list = NULL;
  w->count = w->room = 0;
  return 0;
}

void proof_open(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", witnesses__gc}, {NULL, NULL}};
  class_open(L, WITNESSES_META, NULL, meta);
}

/* [-0, +1]: room for witnesses, freed with the userdata. */
static struct witnesses *witnesses_new(lua_State *L) {
  struct witnesses *w = lua_newuserdatauv(L, sizeof *w, 0);
  memset(w, 0, sizeof *w);
  w->magic = WITNESSES_MAGIC;
  luaL_setmetatable(L, WITNESSES_META);
  return w;
}

/* Appends a witness; false without memory. */
static bool witnesses_add(struct witnesses *w,
                          const struct bpf_witness *witness) {
  if (w->count == w->room) {
    size_t room = w->room == 0 ? 16 : w->room * 2;
    struct bpf_witness *list = realloc(w->list, room * sizeof *list);
    if (list == NULL) {
      w->no_memory = true;
      return false;
    }
    w->list = list;
    w->room = room;
  }
  w->list[w->count++] = *witness;
  return true;
}

static bool report_all(void *ud, const struct bpf_witness *witness) {
  return witnesses_add(ud, witness);
}

/* The call's own name on the arch, if looking that up leads back to it. */
static const char *call_name(const struct arch *arch, uint32_t nr) {
  const char *name = arch == NULL ? NULL : syscall_own_name(arch, nr);
  uint32_t back;
  if (name == NULL || !syscall_own_number(arch, name, &back) || back != nr)
    return NULL;
  return name;
}

/* The arch of a call, with its names at hand, or NULL for one that libseccomp
 * lacks; raises without memory, for then a call would seem to have no name. */
static const struct arch *named_arch(lua_State *L, const char *op,
                                     const struct bpf_data *data) {
  const struct arch *arch = arch_by_audit(data->arch, data->nr);
  if (arch == NULL || !arch_supported(arch))
    return NULL;
  syscall_table_check(L, op, arch);
  return arch;
}

void proof_push_witness(lua_State *L, const char *op,
                        const struct bpf_witness *w, const char *left,
                        const char *right) {
  static const char *const args[ARG_COUNT] = {"arg0", "arg1", "arg2",
                                              "arg3", "arg4", "arg5"};
  const struct bpf_data *data = &w->data;
  const struct arch *arch = named_arch(L, op, data);
  const char *name = call_name(arch, data->nr);
  lua_createtable(L, 0, 11);
  if (arch != NULL)
    lua_pushstring(L, arch->name);
  else
    lua_pushinteger(L, (lua_Integer)data->arch);
  lua_setfield(L, -2, "arch");
  if (name != NULL)
    lua_pushstring(L, name);
  else
    lua_pushinteger(L, (lua_Integer)data->nr);
  lua_setfield(L, -2, "syscall");
  for (size_t i = 0; i < ARG_COUNT; i++) {
    lua_pushinteger(L, (lua_Integer)data->args[i]);
    lua_setfield(L, -2, args[i]);
  }
  lua_pushinteger(L, (lua_Integer)data->ip);
  lua_setfield(L, -2, "ip");
  action_push(L, w->left);
  lua_setfield(L, -2, left);
  action_push(L, w->right);
  lua_setfield(L, -2, right);
}

const char *proof_call_text(lua_State *L, const char *op,
                            const struct bpf_data *data, char *buf,
                            size_t size) {
  named_arch(L, op, data);
  const struct arch *arch = arch_by_audit(data->arch, data->nr);
  const char *name = call_name(arch, data->nr);
  char arch_text[16], nr[16];
  snprintf(arch_text, sizeof arch_text, "0x%" PRIx32, data->arch);
  snprintf(nr, sizeof nr, "0x%" PRIx32, data->nr);
  int used = snprintf(buf, size, "%s %s(", arch ? arch->name : arch_text,
                      name ? name : nr);
  size_t args = ARG_COUNT;
  while (args > 0 && data->args[args - 1] == 0)
    args--;
  for (size_t i = 0; i < args && used > 0 && (size_t)used < size; i++)
    used += snprintf(buf + used, size - (size_t)used, "%s0x%" PRIx64,
                     i == 0 ? "" : ", ", data->args[i]);
  if (used > 0 && (size_t)used < size)
    used += snprintf(buf + used, size - (size_t)used, ")");
  if (data->ip != 0 && used > 0 && (size_t)used < size)
    snprintf(buf + used, size - (size_t)used, " at 0x%" PRIx64, data->ip);
  return buf;
}

/* Options and answers ------------------------------------------------------ */

/* Option budget of the table at idx, or what it is when left out. */
static double budget_option(lua_State *L, const char *op, int idx) {
  double budget = BPF_BUDGET;
  lua_pushliteral(L, "budget");
  int type = lua_rawget(L, idx);
  if (type != LUA_TNIL) {
    budget = type == LUA_TNUMBER ? lua_tonumber(L, -1) : -1;
    if (!isfinite(budget) || budget < 0)
      error_raise(
          L, op, EINVAL,
          "option budget is a number of seconds of CPU time, 0 or more");
  }
  lua_pop(L, 1);
  return budget;
}

static size_t limit_option(lua_State *L, const char *op, int idx) {
  size_t limit = DIFF_LIMIT;
  lua_pushliteral(L, "limit");
  int type = lua_rawget(L, idx);
  if (type != LUA_TNIL) {
    int isint = 0;
    lua_Integer n = type == LUA_TNUMBER ? lua_tointegerx(L, -1, &isint) : 0;
    if (!isint || n < 1 || n > INT32_MAX)
      error_raise(L, op, EINVAL,
                  "option limit is a number of witnesses, 1 or more");
    limit = (size_t)n;
  }
  lua_pop(L, 1);
  return limit;
}

/* Whether there are options at idx; raises when that is no table. */
static bool options_at(lua_State *L, int idx) {
  if (lua_isnoneornil(L, idx))
    return false;
  args_type(L, idx, LUA_TTABLE);
  return true;
}

/* Raises for an answer that is none. */
static void answered(lua_State *L, const char *op, enum bpf_answer answer,
                     const struct bpf_bounds *bounds,
                     const struct witnesses *w) {
  if (w->no_memory)
    answer = BPF_NO_MEMORY;
  switch (answer) {
  case BPF_HOLDS:
  case BPF_REFUTED:
    return;
  case BPF_UNDECIDED:
    error_code(L, op, "EUNDECIDED", 0,
               "not decided within %g seconds of CPU time and %zu MiB: raise "
               "option budget, or ask about less",
               bounds->budget, bounds->memory >> 20);
    return;
  case BPF_NO_MEMORY:
    error_stack(L, op, 2 * STACK_WORK);
    error_raise(L, op, ENOMEM, "not enough memory");
    return;
  case BPF_INTERNAL:
    error_code(L, op, "EINTERNAL", 0,
               "a witness did not stand up to being simulated: this is a bug "
               "in lua-seccomp, please report it; nothing was proven");
    return;
  }
}

/* Programs ----------------------------------------------------------------- */

/* The Program or Stack at 1 and whatever comes to one at 2. */
static void two_operands(lua_State *L, const char *op, struct bpf_stack *p,
                         struct bpf_stack *q) {
  stack_check(L, 1, p);
  stack_operand(L, op, 2, q);
  if (p->progs->big_endian != q->progs->big_endian)
    error_raise(L, op, EDOM,
                "the programs have different byte orders: no kernel runs both");
}

int proof_diff(lua_State *L) {
  static const char op[] = "diff";
  static const char *const known[] = {"limit", "budget", NULL};
  struct bpf_stack p, q;
  struct bpf_bounds bounds = {DIFF_LIMIT, BPF_BUDGET, BPF_MEMORY};
  error_stack(L, op, STACK_WORK);
  two_operands(L, op, &p, &q);
  args_max(L, 3);
  if (options_at(L, 3)) {
    args_known_keys(L, op, 3, "option", known);
    bounds.limit = limit_option(L, op, 3);
    bounds.budget = budget_option(L, op, 3);
  }
  struct witnesses *w = witnesses_new(L);
  answered(L, op, bpf_diff(&p, &q, &bounds, report_all, w), &bounds, w);
  lua_createtable(L, (int)w->count, 0);
  for (size_t i = 0; i < w->count; i++) {
    proof_push_witness(L, op, &w->list[i], "left", "right");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

int proof_permits_at_most(lua_State *L) {
  static const char op[] = "permits_at_most";
  static const char *const known[] = {"budget", NULL};
  struct bpf_stack p, q;
  struct bpf_bounds bounds = {1, BPF_BUDGET, BPF_MEMORY};
  error_stack(L, op, STACK_WORK);
  two_operands(L, op, &p, &q);
  args_max(L, 3);
  if (options_at(L, 3)) {
    args_known_keys(L, op, 3, "option", known);
    bounds.budget = budget_option(L, op, 3);
  }
  struct witnesses *w = witnesses_new(L);
  enum bpf_answer answer = bpf_permits_at_most(&p, &q, &bounds, report_all, w);
  answered(L, op, answer, &bounds, w);
  lua_pushboolean(L, answer == BPF_HOLDS);
  if (answer == BPF_HOLDS)
    return 1;
  proof_push_witness(L, op, &w->list[0], "left", "right");
  return 2;
}

/***
Whether this program and another mean the same: proven over every arch, every
syscall number and every value of the arguments and of the instruction pointer,
or refuted by calls on which they differ. Programs are compared by what the
kernel makes of the returned value.
@function Program:diff
@tparam Program|Stack|Filter|Policy other a Filter or Policy is what it compiles
  to
@tparam[opt] table options `limit` (most witnesses, 10), `budget` (seconds of
  CPU time, 5)
@treturn {table,…} empty when the two agree on every call. Else calls that were
  simulated and that @{Program:simulate} takes as they are: `arch`, `syscall`,
  `arg0` to `arg5`, `ip`, and the Actions `left` (this program's) and `right`.
  Arches take turns, and a syscall comes again only for another pair of actions
@raise EUNDECIDED when the budget (or 256 MiB of memory) was used up before the
  first witness was found; EDOM for programs of different byte orders
@usage assert(#old:diff(new) == 0)
*/
int program_diff(lua_State *L) {
  program_check(L, 1);
  return proof_diff(L);
}

/***
Whether this program is nowhere more permissive than another, proven as by
@{Program:diff}. Actions rank as in the kernel where filters are stacked:
kill_process, kill_thread, trap, errno, notify, trace, log, allow. Errno codes
rank alike except errno(0), which permits more than they do; traces with
different data are not at most each other; the data of trap, which only the
process's own signal handler sees, makes no difference.
@function Program:permits_at_most
@tparam Program|Stack|Filter|Policy other
@tparam[opt] table options `budget` (seconds of CPU time, 5)
@treturn[1] boolean true
@treturn[2] boolean false
@treturn[2] table a witness as of @{Program:diff}
@raise EUNDECIDED, EDOM as @{Program:diff}
@usage assert(tightened:permits_at_most(current))
*/
int program_permits_at_most(lua_State *L) {
  program_check(L, 1);
  return proof_permits_at_most(L);
}

/* Filters ------------------------------------------------------------------ */

/* A filter's rules as they are turned into numbers. */
struct translation {
  struct bpf_arch arches[ARCH_MAX];
  struct bpf_policy policy;
  struct bpf_rule *rules; /* of all arches, one arch after the other */
  struct bpf_cond *subs;  /* "arg0 == sub-call", for multiplexers */
  size_t nrules, nsubs;
  uint32_t default_action;
};

static void add_rule(struct translation *t, uint32_t nr, uint32_t action,
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
      add_rule(t, (uint32_t)e->syscall, e->action, rule->conds, e->nconds);
    return;
  }
  if (syscall_own_number(arch, name, &nr))
    add_rule(t, nr, e->action, rule->conds, e->nconds);
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
    add_rule(t, mux, e->action, cond, 1);
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
  t->policy = (struct bpf_policy){.big_endian = big_endian,
                                  .bad_arch_action = attributes.bad_arch_action,
                                  .arches = t->arches,
                                  .narches = list.count};
  return &t->policy;
}

/* Raises "code" with the witness in the error. */
static void raise_witness(lua_State *L, const char *op, const char *code,
                          const char *what, const struct bpf_witness *w,
                          const char *right, const char *hint) {
  char message[640], call[256], actual[40], expected[40];
  snprintf(message, sizeof message, "%s: %s gets %s, %s %s%s", what,
           proof_call_text(L, op, &w->data, call, sizeof call),
           action_spec_on(w->left, w->data.arch, actual, sizeof actual), right,
           action_spec_on(w->right, w->data.arch, expected, sizeof expected),
           hint);
  error_push(L, op, code, 0, message);
  proof_push_witness(L, op, w, "actual", "expected");
  lua_setfield(L, -2, "witness");
  lua_error(L);
}

void proof_check(lua_State *L, const char *op, const struct bpf_prog *prog,
                 const struct bpf_policy *policy, double budget) {
  const struct bpf_bounds bounds = {1, budget, BPF_MEMORY};
  error_stack(L, op, STACK_WORK);
  struct witnesses *w = witnesses_new(L);
  enum bpf_answer answer = bpf_prove(prog, policy, &bounds, report_all, w);
  answered(L, op, answer, &bounds, w);
  if (answer == BPF_REFUTED)
    raise_witness(L, op, "EREFUTED",
                  "the compiled program does not do what the policy says",
                  &w->list[0], "the policy asks for", "");
  lua_pop(L, 1);
}

/* What helps where the argument of a multiplexer has bits set that the kernel
 * ignores and libseccomp compares; else "". */
static const char *multiplexer_hint(const struct bpf_data *data) {
  const struct arch *arch = arch_by_audit(data->arch, data->nr);
  const char *name = call_name(arch, data->nr);
  if (arch == NULL || !arch->multiplexes || name == NULL)
    return "";
  if (strcmp(name, "socketcall") == 0 && data->args[0] > UINT32_MAX)
    return ": the kernel ignores the upper half of arg0, so deny with a rule "
           "on socketcall, masked_eq 0xffffffff";
  if (strcmp(name, "ipc") == 0 && data->args[0] > UINT16_MAX)
    return ": the kernel takes the low 16 bits of arg0 for the call, so deny "
           "with a rule on ipc, masked_eq 0xffff";
  return "";
}

/* What comes in while a filter is verified. */
struct verdict {
  struct witnesses *wrong, *overlaps;
};

static bool report_wrong(void *ud, const struct bpf_witness *witness) {
  return witnesses_add(((struct verdict *)ud)->wrong, witness);
}

static bool report_overlap(void *ud, const struct bpf_witness *witness) {
  return witnesses_add(((struct verdict *)ud)->overlaps, witness);
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
  if (options_at(L, 2)) {
    args_known_keys(L, op, 2, "option", known);
    bounds.budget = budget_option(L, op, 2);
    lua_pushliteral(L, "strict");
    int type = lua_rawget(L, 2);
    if (type != LUA_TNIL && type != LUA_TBOOLEAN)
      error_raise(L, op, EINVAL, "option strict is a boolean, not %s",
                  lua_typename(L, type));
    strict = lua_toboolean(L, -1) != 0;
  }
  lua_settop(L, 1);
  filter_push_bpf(L, 1, op);
  program_push_bytes(L, op, 2, filter_big_endian(f));
  const struct bpf_prog *prog = program_check(L, 3);
  const struct bpf_policy *policy = push_policy(L, op);
  struct verdict verdict = {witnesses_new(L), witnesses_new(L)};
  bounds.limit = 1;
  enum bpf_answer answer =
      bpf_verify(prog, policy, &bounds, report_wrong, report_overlap, &verdict);
  answered(L, op, answer, &bounds, verdict.wrong);
  if (answer == BPF_REFUTED)
    raise_witness(L, op, "EREFUTED",
                  "the compiled program does not do what the rules say",
                  &verdict.wrong->list[0], "and not",
                  multiplexer_hint(&verdict.wrong->list[0].data));
  answered(L, op, answer, &bounds, verdict.overlaps);
  if (strict && verdict.overlaps->count > 0)
    raise_witness(L, op, "EOVERLAP", "matching rules disagree",
                  &verdict.overlaps->list[0], "and another rule says", "");
  lua_pushvalue(L, 1);
  lua_createtable(L, (int)verdict.overlaps->count, 0);
  for (size_t i = 0; i < verdict.overlaps->count; i++) {
    proof_push_witness(L, op, &verdict.overlaps->list[i], "actual", "expected");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  push_notes(L, op, prog, policy);
  return 3;
}
