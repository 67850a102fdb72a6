/* SPDX-License-Identifier: MIT */
/* Rules that are bypassed by bits of socketcall's and ipc's first argument
 * which libseccomp compares and the kernel does not read. A filter with such a
 * rule is not installed unless the option bypass says so. */
#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "../bpf/prove/bypass.h"
#include "../bpf/prove/prove.h"
#include "../lua/action.h"
#include "../lua/condition.h"
#include "../lua/error.h"
#include "../program/object.h"
#include "../program/proof_witness.h"
#include "../scmp/arch.h"
#include "../scmp/journal.h"
#include "../scmp/syscalls.h"
#include "bypass.h"
#include "filter.h"

/* What the kernel reads of arg0: a C int, and of ipc's the lower half, above
 * which there is a version. */
static const struct {
  const char *name;
  uint32_t reads;
} muxes[] = {{"socketcall", UINT32_MAX}, {"ipc", UINT16_MAX}};
enum { MULTIPLEXERS = sizeof muxes / sizeof muxes[0] };

/* A rule as libseccomp has it on a multiplexer. */
struct muxed {
  size_t view; /* which of the filter's rules */
  struct bpf_cond conds[ARG_COUNT];
};

/* A rule that is bypassed. */
struct found {
  const struct arch *arch;
  unsigned mux; /* of muxes */
  int syscall;
  bool named; /* the rule names the multiplexer itself */
  bool
      helped; /* by `cond` on the multiplexer, with `nothers` conditions more */
  uint32_t action;
  struct bpf_cond cond, others[ARG_COUNT];
  uint8_t nothers;
  struct bpf_witness witness;
};
#define FOUND_MAX 64u /* that are told of; a rule for each helps */

/* The rules of a filter at work, in userdata. */
struct bypass {
  const struct rule_view *views;
  size_t nviews, n;
  struct bpf_rule *rules; /* n of one multiplexer on one arch */
  struct muxed *muxed;    /* what they are made of */
  const struct arch *arch;
  unsigned mux;
  int numbers[MULTIPLEXERS]; /* libseccomp's native ones */
  size_t nfound;
  struct found *found;
};

static bool same_cond(const struct bpf_cond *c, const struct bpf_cond *d) {
  return c->arg == d->arg && c->op == d->op && c->width == d->width &&
         c->a == d->a && c->b == d->b;
}

/* The condition on arg0 with which a rule helps, where there is one that
 * libseccomp knows. */
static bool help(struct found *f, const struct bpf_cond *conds, size_t n) {
  const uint32_t reads = muxes[f->mux].reads;
  const struct bpf_cond *on = NULL;
  f->nothers = 0;
  for (size_t i = 0; i < n; i++)
    if (conds[i].arg == 0)
      on = &conds[i];
    else if (f->named) /* else they test what is not an argument of the call */
      f->others[f->nothers++] = conds[i];
  if (on == NULL || (on->op != BPF_OP_EQ && on->op != BPF_OP_MASKED_EQ))
    return false;
  const bool equal = on->op == BPF_OP_EQ;
  f->cond = (struct bpf_cond){.op = BPF_OP_MASKED_EQ,
                              .width = 64,
                              .a = reads & (equal ? UINT64_MAX : on->a),
                              .b = reads & (equal ? on->a : on->b)};
  if (f->cond.a == UINT32_MAX)
    f->cond = (struct bpf_cond){.op = BPF_OP_EQ, .width = 32, .a = f->cond.b};
  return true;
}

static bool same_help(const struct found *f, const struct found *g) {
  if (f->mux != g->mux || f->action != g->action ||
      !same_cond(&f->cond, &g->cond) || f->nothers != g->nothers)
    return false;
  for (size_t i = 0; i < f->nothers; i++)
    if (!same_cond(&f->others[i], &g->others[i]))
      return false;
  return true;
}

/* Takes a rule that is bypassed; one of those that one more rule would fix. */
static void bypass_take(void *ud, size_t rule,
                        const struct bpf_witness *witness) {
  struct bypass *b = ud;
  const struct muxed *m = &b->muxed[rule];
  const struct event *e = b->views[m->view].event;
  if (b->nfound == FOUND_MAX)
    return;
  struct found *f = &b->found[b->nfound];
  *f = (struct found){.arch = b->arch,
                      .mux = b->mux,
                      .syscall = e->syscall,
                      .named = e->syscall == b->numbers[b->mux],
                      .action = e->action,
                      .witness = *witness};
  f->helped = help(f, m->conds, b->rules[rule].nconds);
  for (size_t i = 0; i < b->nfound; i++)
    if (f->helped && b->found[i].helped && same_help(&b->found[i], f))
      return;
  b->nfound++;
}

/* Takes a rule for b->mux on b->arch, if it is one there; false without memory
 * for names. */
static bool bypass_add_rule(struct bypass *b, size_t view) {
  const struct event *e = b->views[view].event;
  struct muxed *m = &b->muxed[b->n];
  struct bpf_rule *r = &b->rules[b->n];
  size_t n = 0;
  if ((b->views[view].arches >> arch_index(b->arch) & 1) == 0 ||
      bpf_ret_canonical(e->action) == BPF_RET_ALLOW)
    return true;
  const bool named = e->syscall == b->numbers[b->mux];
  if (!named) {
    struct subcall call;
    const int is = syscall_subcall(b->arch, e->syscall, &call);
    if (is <= 0 || call.mux != b->numbers[b->mux])
      return is >= 0;
    /* which libseccomp puts in place of what the rule says of arg0 */
    m->conds[n++] =
        (struct bpf_cond){.op = BPF_OP_EQ, .width = 64, .a = call.sub};
  }
  for (size_t i = 0; i < e->nconds; i++)
    if (named || b->views[view].conds[i].arg != 0)
      m->conds[n++] = b->views[view].conds[i];
  assert(n <= ARG_COUNT);
  m->view = view;
  *r = (struct bpf_rule){.action = e->action, .conds = m->conds, .nconds = n};
  /* lists of values on arg0 come to the same rule over and over */
  const struct bpf_rule *last = b->n > 0 ? r - 1 : NULL;
  bool again = last != NULL && last->action == r->action && last->nconds == n;
  for (size_t i = 0; again && i < n; i++)
    again = same_cond(&last->conds[i], &r->conds[i]);
  b->n += !again;
  return true;
}

static const struct bpf_bounds bounds = {1, BPF_BUDGET, BPF_MEMORY};

/* The multiplexer of an arch; false where it has none, or where the kernel
 * reads all that a program can look at. */
static bool find_mux(const struct arch *arch, unsigned mux,
                     struct bpf_multiplexer *found) {
  const int nr = syscall_resolve(arch, muxes[mux].name);
  *found = (struct bpf_multiplexer){.token = arch->audit,
                                    .nr = (uint32_t)nr,
                                    .wide = arch->wide,
                                    .reads = muxes[mux].reads};
  return nr >= 0 && (arch->wide || muxes[mux].reads != UINT32_MAX);
}

/* Asks about the rules for one multiplexer on one arch. */
static enum bpf_answer bypass_ask(struct bypass *b,
                                  const struct bpf_prog *prog) {
  struct bpf_multiplexer mux;
  b->n = 0;
  if (!find_mux(b->arch, b->mux, &mux))
    return BPF_HOLDS;
  for (size_t i = 0; i < b->nviews; i++)
    if (!bypass_add_rule(b, i))
      return BPF_NO_MEMORY;
  if (b->n == 0)
    return BPF_HOLDS;
  return bpf_bypassed(prog, &mux, b->rules, b->n, &bounds, bypass_take, b);
}

/* Whether a rule may be for a call that some arch multiplexes. */
static bool may_be_muxed(const struct bypass *b, int number) {
  bool yes = syscall_may_be_subcall(number);
  for (unsigned i = 0; i < MULTIPLEXERS; i++)
    yes = yes || number == b->numbers[i];
  return yes;
}

/* What of the Filter at idx is bypassed under its program, the string of
 * bytes at `bytes`; in userdata that is left on the stack, or NULL when nothing
 * is. Raises where that cannot be told. */
static struct bypass *push_bypass(lua_State *L, const char *op, int idx,
                                  int bytes) {
  struct arch_list list;
  bool any = false;
  size_t n, most = 0;
  journal_arches(&filter_live(L, idx, op)->journal, &list);
  for (uint8_t i = 0; i < list.count; i++)
    any = any || arch_table[list.index[i]].multiplexes;
  if (!any)
    return NULL;
  const struct rule_view *views = filter_push_rules(L, op, idx, &n);
  struct bypass b = {.views = views, .nviews = n};
  for (unsigned i = 0; i < MULTIPLEXERS; i++)
    b.numbers[i] = syscall_resolve(arch_native(), muxes[i].name);
  for (size_t i = 0; i < n; i++)
    most += may_be_muxed(&b, views[i].event->syscall);
  struct bypass *kept = lua_newuserdatauv(
      L,
      sizeof *kept + FOUND_MAX * sizeof *kept->found +
          (most + 1) * (sizeof *kept->rules + sizeof *kept->muxed),
      0);
  *kept = b;
  kept->found = (struct found *)(kept + 1);
  kept->muxed = (struct muxed *)(kept->found + FOUND_MAX);
  kept->rules = (struct bpf_rule *)(kept->muxed + most + 1);
  if (most == 0)
    return NULL;
  program_push_bytes(L, op, bytes, filter_big_endian(filter_live(L, idx, op)));
  const struct bpf_prog *prog = program_check(L, lua_gettop(L));
  for (uint8_t i = 0; i < list.count; i++) {
    kept->arch = &arch_table[list.index[i]];
    for (kept->mux = 0; kept->arch->multiplexes && kept->mux < MULTIPLEXERS;
         kept->mux++) {
      const enum bpf_answer answer = bypass_ask(kept, prog);
      if (answer == BPF_NO_MEMORY)
        error_memory(L, op);
      if (answer != BPF_HOLDS && answer != BPF_REFUTED)
        error_code(L, op, "EUNDECIDED", 0,
                   "whether the rules for calls that %s's %s multiplexes can "
                   "be bypassed was not decided within %g seconds of CPU time "
                   "and %zu MiB: use a policy (seccomp.policy), or insist with "
                   "%s{bypass=true}",
                   kept->arch->name, muxes[kept->mux].name, bounds.budget,
                   bounds.memory >> 20, op);
    }
  }
  return kept->nfound > 0 ? kept : NULL;
}

/* What helps ----------------------------------------------------------------
 */

struct trial {
  const struct bypass *b;
  const char *op;
};

/* Whether the Filter at idx, with the program of the bytes at `bytes`, permits
 * no call of a multiplexer more than the program of those at `before`: where
 * rules disagree on a call, one more can make libseccomp bypass_take another of
 * them. Leaves the Programs on the stack; may raise. */
static bool loosens_nothing(lua_State *L, const char *op, int idx, int bytes,
                            int before) {
  struct arch_list list;
  const struct filter *f = filter_live(L, idx, op);
  journal_arches(&f->journal, &list);
  program_push_bytes(L, op, bytes, filter_big_endian(f));
  const struct bpf_prog *now = program_check(L, lua_gettop(L));
  program_push_bytes(L, op, before, filter_big_endian(f));
  const struct bpf_prog *then = program_check(L, lua_gettop(L));
  for (uint8_t i = 0; i < list.count; i++) {
    const struct arch *arch = &arch_table[list.index[i]];
    struct bpf_multiplexer mux;
    for (unsigned k = 0; arch->multiplexes && k < MULTIPLEXERS; k++)
      if (find_mux(arch, k, &mux) &&
          bpf_multiplexes_at_most(now, then, &mux, &bounds) != BPF_HOLDS)
        return false;
  }
  return true;
}

/* (filter, trial, its program's bytes) → whether no rule is bypassed once those
 * that are to help are added, and the filter permits no more than it did. They
 * stay in it: the caller puts it back. */
static int try_help(lua_State *L) {
  const struct trial *t = lua_touserdata(L, 2);
  struct filter *f = filter_live(L, 1, t->op);
  struct new_rule rules[FOUND_MAX] = {{0}};
  uint32_t order[FOUND_MAX];
  struct bpf_cond conds[FOUND_MAX * ARG_COUNT];
  uint32_t nconds = 0;
  for (size_t i = 0; i < t->b->nfound; i++) {
    const struct found *at = &t->b->found[i];
    rules[i] = (struct new_rule){.number = t->b->numbers[at->mux],
                                 .action = at->action,
                                 .conds = nconds,
                                 .nconds = (uint8_t)(1 + at->nothers)};
    conds[nconds++] = at->cond;
    for (size_t k = 0; k < at->nothers; k++)
      conds[nconds++] = at->others[k];
  }
  const struct batch batch = {.op = t->op,
                              .rules = rules,
                              .order = order,
                              .conds = conds,
                              .count = t->b->nfound};
  filter_add(L, f, &batch);
  filter_push_installable(L, 1, t->op);
  const int bytes = lua_gettop(L);
  lua_pushboolean(L, push_bypass(L, t->op, 1, bytes) == NULL &&
                         loosens_nothing(L, t->op, 1, bytes, 3));
  return 1;
}

/* Whether a rule for each helps: tried on the filter at idx itself, the program
 * of which has these bytes, and which is then put back as after any rule that
 * fails. */
static bool helps(lua_State *L, const char *op, int idx, int bytes,
                  const struct bypass *b) {
  struct filter *f = filter_live(L, idx, op);
  struct trial trial = {b, op};
  const bool locked = f->locked, gc = lua_gc(L, LUA_GCISRUNNING);
  const size_t mark = f->journal.count;
  struct attributes before;
  for (size_t i = 0; i < b->nfound; i++)
    if (!b->found[i].helped)
      return false;
  lua_pushcfunction(L, try_help);
  lua_pushvalue(L, idx);
  lua_pushlightuserdata(L, &trial);
  lua_pushvalue(L, bytes);
  filter_attributes(f, &before);
  /* no finalizer may see it so, or change it */
  lua_gc(L, LUA_GCSTOP);
  f->locked = false;
  const bool yes = lua_pcall(L, 3, 1, 0) == LUA_OK && lua_toboolean(L, -1);
  journal_truncate(&f->journal, mark);
  filter_rebuild(f, &before);
  f->locked = locked;
  if (gc)
    lua_gc(L, LUA_GCRESTART);
  lua_pop(L, 1);
  return yes;
}

/* [-0, +1]: a rule that helps, as Filter:add_rules takes it. */
static void push_help(lua_State *L, const struct found *f) {
  lua_createtable(L, 3, 0);
  lua_pushstring(L, muxes[f->mux].name);
  lua_rawseti(L, -2, 1);
  action_push(L, f->action);
  lua_rawseti(L, -2, 2);
  condition_push(L, &f->cond);
  lua_rawseti(L, -2, 3);
  for (size_t i = 0; i < f->nothers; i++) {
    condition_push(L, &f->others[i]);
    lua_rawseti(L, -2, 4 + (lua_Integer)i);
  }
}

/* The same as a script has it, into buf. */
static const char *help_text(const struct found *f, char *buf, size_t size) {
  char spec[40], value[80];
  if (f->cond.op == BPF_OP_EQ)
    snprintf(value, sizeof value, "op=\"==\", value=%" PRIu64 ", width=32",
             f->cond.a);
  else
    snprintf(value, sizeof value,
             "op=\"masked_eq\", mask=0x%" PRIx64 ", value=%" PRIu64, f->cond.a,
             f->cond.b);
  snprintf(buf, size, "f:add_rule(\"%s\", \"%s\", {arg=0, %s}%s)",
           muxes[f->mux].name, action_spec(f->action, spec, sizeof spec), value,
           f->nothers > 0 ? ", …" : "");
  return buf;
}

/* The other calls that have such rules, into buf: ", and so it is for x, y". */
static const char *others_text(const struct bypass *b, char *buf, size_t size) {
  char name[SYSCALL_NAME];
  size_t used = 0;
  int last = b->found[0].syscall;
  buf[0] = '\0';
  for (size_t i = 1; i < b->nfound; i++) {
    if (b->found[i].syscall == last)
      continue;
    last = b->found[i].syscall;
    if (used + 64 > size) {
      snprintf(buf + used, size - used, ", ...");
      break;
    }
    used += (size_t)snprintf(buf + used, size - used, "%s%.40s",
                             used == 0 ? "; so is the rule for " : ", ",
                             filter_syscall_text(last, name, sizeof name));
  }
  return buf;
}

/* Whether the bytes are the program that the Filter at idx keeps. */
static bool is_kept(lua_State *L, int idx, int bytes) {
  lua_getiuservalue(L, idx, FILTER_PROGRAM);
  const bool same = lua_rawequal(L, -1, bytes) != 0;
  lua_pop(L, 1);
  return same;
}

void bypass_check(lua_State *L, const char *op, int idx, int bytes) {
  const int top = lua_gettop(L);
  luaL_checkstack(L, 12, NULL);
  error_stack(L, op, STACK_WORK);
  struct filter *f = filter_live(L, idx, op);
  if (f->not_bypassed && is_kept(L, idx, bytes))
    return; /* of the program and its rules, which was asked before */
  const struct bypass *b = push_bypass(L, op, idx, bytes);
  if (b == NULL) {
    lua_settop(L, top);
    f = filter_live(L, idx, op);
    /* unless finalizers have changed the filter since */
    f->not_bypassed = f->generated && is_kept(L, idx, bytes) &&
                      f->program_of.changes == f->journal.changes;
    return;
  }
  const struct found *first = &b->found[0];
  /* try_help, and what it calls */
  error_stack(L, op, 3 * STACK_WORK);
  const bool helped = helps(L, op, idx, bytes, b);
  char message[1000], call[256], name[SYSCALL_NAME], spec[40], got[40];
  char rule[200], others[160], fix[300];
  if (helped)
    snprintf(fix, sizeof fix, "%s%s helps", help_text(first, rule, sizeof rule),
             b->nfound == 1 ? "" : ", or f:add_rules(err.rules) for all,");
  else
    snprintf(fix, sizeof fix,
             "no rule that libseccomp takes would help here, but a policy "
             "(seccomp.policy) does, which compares what the kernel reads");
  snprintf(message, sizeof message,
           "the rule for %s, %s, is bypassed by %s, which gets %s: of arg0 the "
           "kernel reads the low %d bits%s; %s, and %s{bypass=true} installs "
           "it as it is",
           filter_syscall_text(first->syscall, name, sizeof name),
           action_spec(first->action, spec, sizeof spec),
           proof_call_text(L, op, &first->witness.data, call, sizeof call),
           action_spec(first->witness.left, got, sizeof got),
           muxes[first->mux].reads == UINT32_MAX ? 32 : 16,
           others_text(b, others, sizeof others), fix, op);
  error_push(L, op, "EREFUTED", 0, message);
  proof_push_witness(L, op, &first->witness, "actual", "expected");
  lua_setfield(L, -2, "witness");
  lua_createtable(L, (int)b->nfound, 0);
  for (size_t i = 0; helped && i < b->nfound; i++) {
    push_help(L, &b->found[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "rules");
  lua_error(L);
}
