/* Policies, below lib/seccomp/policy.lua: names into numbers, once, and from
 * there to a Program by the project's own compiler (src/bpf/compile.h).
 *
 * What a name means: the call's own number on each arch of its rule, and where
 * the arch also reaches the call through socketcall or ipc, that too: as a rule
 * on the multiplexer with the sub-call as its condition. A policy that names
 * the multiplexer itself speaks for it, so then there are no such rules. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "bpf/analyse.h"
#include "bpf/compile.h"
#include "bpf/spans.h"
#include "kernel/abis.h"
#include "kernel/calls.h"
#include "kernel/in_memory.h"
#include "lua_seccomp.h"
#include "policy.h"

#define RESOLVED_META "seccomp.policy.resolved"
#define RESOLVED_MAGIC 0x504f4c31u
#define COMPILED_META "seccomp.policy.compiled"
#define COMPILED_MAGIC 0x504f4c43u

enum mux { MUX_NONE, MUX_SOCKETCALL, MUX_IPC, MUXES };

static const char *const mux_name[MUXES] = {NULL, "socketcall", "ipc"};

/* One rule for one number or a range of them, before the arrays of a bpf_policy
 * are made. */
struct entry {
  uint32_t nr, last, action;
  uint32_t rule; /* of the policy, from 1; 0: it goes without saying */
  uint8_t via;   /* enum mux: stands for a sub-call of it */
  size_t cond, nconds;
};

/* Which rule was the last to name each of the numbers above an arch's first
 * one, and the sub-calls of its multiplexers: a rule's calls are a set. */
#define STAMPS 1024u
#define SUBCALLS 32u
struct stamps {
  uint32_t numbers[STAMPS];
  uint32_t subcalls[MUXES][SUBCALLS];
};

/* One arch of a policy. */
struct part {
  const struct arch *arch;
  struct entry *entries;
  size_t count, room;
  struct stamps *stamps; /* while rules are read */
  struct bpf_rule *rules;
  struct policy_from *from; /* of each of them */
  uint32_t mux_nr[MUXES];
  bool has_mux[MUXES];
  bool names_mux[MUXES]; /* some rule does */
  /* the first rule with conditions on a call behind a multiplexer */
  uint32_t refused_rule[MUXES];
  char refused[MUXES][64];
  /* the first rule with conditions on arguments that are in memory, and the
   * first such condition */
  uint32_t blind_rule;
  const struct in_memory *blind;
  size_t blind_cond;
};

/* A policy as numbers. All its memory is its own, and freed with it. */
struct resolved {
  uint32_t magic;
  struct bpf_policy policy;
  struct bpf_arch arches[ARCH_MAX];
  struct part parts[ARCH_MAX];
  struct bpf_cond *conds;
  size_t nconds, room;
  size_t nentries; /* of all parts */
};

static int resolved__gc(lua_State *L) {
  struct resolved *r =
      class_test(L, 1, RESOLVED_META, sizeof *r, RESOLVED_MAGIC);
  if (r == NULL)
    return 0;
  for (size_t i = 0; i < ARCH_MAX; i++) {
    free(r->parts[i].stamps);
    free(r->parts[i].entries);
    free(r->parts[i].rules);
    free(r->parts[i].from);
  }
  free(r->conds);
  r->magic = 0;
  return 0;
}

static struct resolved *resolved_check(lua_State *L, int idx) {
  return class_check(L, idx, RESOLVED_META, sizeof(struct resolved),
                     RESOLVED_MAGIC);
}

static void no_memory(lua_State *L, const char *op) {
  error_raise(L, op, ENOMEM, "out of memory");
}

/* Room for one more of n items; false when out of memory. */
static bool grow(void **items, size_t size, size_t n, size_t *room) {
  if (n < *room)
    return true;
  size_t more = *room == 0 ? 64 : *room * 2;
  if (more > SIZE_MAX / 2 / size)
    return false;
  void *grown = realloc(*items, more * size);
  if (grown == NULL)
    return false;
  *items = grown;
  *room = more;
  return true;
}

static void add_cond(lua_State *L, const char *op, struct resolved *r,
                     const struct bpf_cond *cond) {
  if (!grow((void **)&r->conds, sizeof *cond, r->nconds, &r->room))
    no_memory(L, op);
  r->conds[r->nconds++] = *cond;
}

/* What one policy may come to, all arches together. */
#define ENTRIES_MAX (1u << 19)
/* And how many rules there may be, counted once for each number that they are
 * about and that begins or ends one. */
#define PAIRS_MAX (1u << 22)

static void add_entry(lua_State *L, const char *op, struct resolved *r,
                      struct part *p, const struct entry *entry) {
  if (!grow((void **)&p->entries, sizeof *entry, p->count, &p->room))
    no_memory(L, op);
  p->entries[p->count++] = *entry;
  if (++r->nentries > ENTRIES_MAX)
    error_raise(L, op, E2BIG,
                "rules[%" PRIu32 "]: the rules come to more than %u calls, all "
                "arches together",
                entry->rule, ENTRIES_MAX);
}

/* A rule being read. */
struct reading {
  lua_State *L;
  const char *op;
  struct resolved *r;
  struct entry entry; /* what its entries have in common, */
  int action;         /* but for this: where on the stack; */
  int when;           /* and where conditions have names, these: else 0 */
  bool in_arch[ARCH_MAX];
  bool optional; /* of the name at hand, too */
};

/* The rule's action on an arch. */
static uint32_t action_on(const struct reading *in, const struct part *p) {
  return action_check_on(in->L, in->op, in->action, p->arch->audit);
}

/* Adds the rule for a sub-call of a multiplexer. */
static void add_subcall(const struct reading *in, struct part *p, enum mux mux,
                        const struct bpf_cond *taken, const char *name) {
  if (in->entry.nconds > 0 || in->when != 0) {
    if (p->refused_rule[mux] == 0) {
      p->refused_rule[mux] = in->entry.rule;
      snprintf(p->refused[mux], sizeof p->refused[mux], "%s", name);
    }
    return;
  }
  uint32_t *stamp = &p->stamps->subcalls[mux][taken->b % SUBCALLS];
  if (*stamp == in->entry.rule)
    return;
  *stamp = in->entry.rule;
  struct entry entry = in->entry;
  entry.nr = entry.last = p->mux_nr[mux];
  entry.action = action_on(in, p);
  entry.via = (uint8_t)mux;
  entry.cond = in->r->nconds;
  entry.nconds = 1;
  add_cond(in->L, in->op, in->r, taken);
  add_entry(in->L, in->op, in->r, p, &entry);
}

/* The condition at the top of the stack, with its alternatives; pops it.
 * *choices is how many rules without alternatives these conditions stand
 * for. */
static void read_condition(const struct reading *in, struct entry *entry,
                           size_t *choices) {
  lua_State *L = in->L;
  struct bpf_cond cond;
  size_t n = 1;
  const size_t first = in->r->nconds;
  if (lua_type(L, -1) == LUA_TTABLE) {
    lua_pushliteral(L, "any");
    if (lua_rawget(L, -2) == LUA_TTABLE) {
      n = lua_rawlen(L, -1);
      if (n == 0 || n > POLICY_VALUES_MAX / *choices)
        error_raise(L, in->op, E2BIG,
                    "rules[%" PRIu32 "]: the lists of values come to more than "
                    "%d rules, and the kernel takes programs of as many "
                    "instructions; test a range or a mask, or use fewer values",
                    in->entry.rule, POLICY_VALUES_MAX);
      *choices *= n;
      for (size_t i = 1; i < n; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        condition_check(L, in->op, lua_gettop(L), true, &cond);
        cond.others = i == 1 ? (uint16_t)(n - 1) : 0;
        add_cond(L, in->op, in->r, &cond);
        lua_pop(L, 1);
      }
      lua_rawgeti(L, -1, (lua_Integer)n);
      lua_replace(L, -3);
    }
    lua_pop(L, 1);
  }
  condition_check(L, in->op, lua_gettop(L), true, &cond);
  add_cond(L, in->op, in->r, &cond);
  entry->nconds += in->r->nconds - first;
  lua_pop(L, 1);
}

/* The conditions of the rule, which have names, for a number of an arch. */
static void read_named(const struct reading *in, const struct part *p,
                       uint32_t first, uint32_t last, struct entry *entry) {
  lua_State *L = in->L;
  struct kernel_call call;
  size_t choices = 1;
  if (first != last)
    error_raise(L, in->op, EINVAL,
                "rules[%" PRIu32 "]: names of arguments and constants mean "
                "something on a call, and not on a range of numbers",
                entry->rule);
  if (!kernel_call_number(p->arch->name, first, &call))
    error_raise(L, in->op, EINVAL,
                "rules[%" PRIu32 "]: no call with number %" PRIu32
                " is known on %s, so names mean nothing there: give numbers",
                entry->rule, first, p->arch->name);
  entry->cond = in->r->nconds;
  entry->nconds = 0;
  const lua_Integer n = (lua_Integer)lua_rawlen(L, in->when);
  const int top = lua_gettop(L);
  luaL_checkstack(L, 8, NULL);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, in->when, i);
    if (lua_type(L, -1) == LUA_TTABLE &&
        lua_getfield(L, -1, "named") != LUA_TNIL) {
      char where[48];
      snprintf(where, sizeof where,
               "rules[%" PRIu32 "]: condition: ", entry->rule);
      named_resolve(L, in->op, where, -1, p->arch, &call);
      policy_push_condition(L, in->op, lua_gettop(L));
    } else {
      lua_settop(L, top + 1);
    }
    read_condition(in, entry, &choices);
    lua_settop(L, top);
  }
}

/* Notes a rule that tests arguments which its call takes from memory, unless it
 * says that it means the registers. */
static void check_blind(const struct reading *in, struct part *p,
                        const struct entry *entry) {
  const struct in_memory *call = NULL;
  if (p->blind == NULL && entry->nconds > 0)
    call = in_memory_number(p->arch->name, entry->nr, entry->last);
  for (size_t i = 0; call != NULL && i < entry->nconds; i++)
    if (!in->r->conds[entry->cond + i].raw) {
      p->blind_rule = entry->rule;
      p->blind_cond = entry->cond + i;
      p->blind = call;
      return;
    }
}

/* Adds the numbers first..last to a part. */
static void add_numbers(const struct reading *in, struct part *p,
                        uint32_t first, uint32_t last) {
  const uint32_t place = first - p->arch->first_nr;
  if (first == last && place < STAMPS) {
    if (p->stamps->numbers[place] == in->entry.rule)
      return;
    p->stamps->numbers[place] = in->entry.rule;
  }
  struct entry entry = in->entry;
  entry.nr = first;
  entry.last = last;
  entry.action = action_on(in, p);
  for (int mux = MUX_SOCKETCALL; mux < MUXES; mux++)
    if (p->has_mux[mux] && first <= p->mux_nr[mux] && p->mux_nr[mux] <= last)
      p->names_mux[mux] = true;
  if (in->when != 0)
    read_named(in, p, first, last, &entry);
  check_blind(in, p, &entry);
  add_entry(in->L, in->op, in->r, p, &entry);
}

/* Adds the entries of a name to a part; false when the arch has no such call.
 */
static bool add_name(const struct reading *in, struct part *p,
                     const char *name) {
  uint32_t nr, mux_nr;
  struct bpf_cond taken;
  bool found = syscall_own_number(p->arch, name, &nr);
  if (found)
    add_numbers(in, p, nr, nr);
  if (!p->arch->multiplexes ||
      !syscall_multiplexed(p->arch, name, &mux_nr, &taken))
    return found;
  for (int mux = MUX_SOCKETCALL; mux < MUXES; mux++)
    if (p->has_mux[mux] && p->mux_nr[mux] == mux_nr)
      add_subcall(in, p, (enum mux)mux, &taken, name);
  return true;
}

/* "amd64, x86": the arches of a rule, into buf. */
static const char *arches_text(const struct reading *in, char *buf,
                               size_t size) {
  size_t used = 0;
  buf[0] = '\0';
  for (size_t i = 0; i < in->r->policy.narches && used < size; i++)
    if (in->in_arch[i])
      used +=
          (size_t)snprintf(buf + used, size - used, "%s%s",
                           used == 0 ? "" : ", ", in->r->parts[i].arch->name);
  return buf;
}

/* A name at the top of the stack, for every arch of the rule. */
static void read_name(const struct reading *in) {
  const char *name = lua_tostring(in->L, -1);
  const struct arch *first = NULL;
  struct kernel_call call;
  bool found = false, known = false;
  for (size_t i = 0; i < in->r->policy.narches; i++) {
    if (!in->in_arch[i])
      continue;
    struct part *p = &in->r->parts[i];
    found = add_name(in, p, name) || found;
    if (first == NULL)
      first = p->arch;
  }
  if (found || in->optional)
    return;
  for (size_t i = 0; i < ARCH_MAX && !known; i++)
    known = syscall_resolve(&arch_table[i], name) != __NR_SCMP_ERROR ||
            kernel_call_named(arch_table[i].name, name, &call);
  if (!known) {
    char text[SYSCALL_UNKNOWN_TEXT];
    error_raise(in->L, in->op, EINVAL, "rules[%" PRIu32 "]: %s", in->entry.rule,
                syscall_unknown_text(name,
                                     first == NULL ? arch_native() : first,
                                     text, sizeof text));
  }
  char arches[256];
  error_raise(in->L, in->op, EINVAL,
              "rules[%" PRIu32 "]: no arch of the rule (%s) has a call %.80s; "
              "say optional = true where that is meant",
              in->entry.rule, arches_text(in, arches, sizeof arches), name);
}

/* The number at the top of the stack, for the one arch of the rule. */
static void read_number(const struct reading *in) {
  int isint;
  lua_Integer value = lua_tointegerx(in->L, -1, &isint);
  if (!isint || value < INT32_MIN || value > UINT32_MAX)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: a syscall number is an integer from -2^31 "
                "to 2^32-1",
                in->entry.rule);
  size_t only = 0, n = 0;
  for (size_t i = 0; i < in->r->policy.narches; i++)
    if (in->in_arch[i]) {
      only = i;
      n++;
    }
  if (n > 1)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: number %lld is another call on each arch: "
                "give the rule one arch, or the call its name",
                in->entry.rule, (long long)value);
  if (n == 0)
    return;
  const struct bpf_arch *arch = &in->r->arches[only];
  if (bpf_policy_arch(&in->r->policy, arch->token, (uint32_t)value) != arch)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: calls with number %lld are not of arch %s",
                in->entry.rule, (long long)value,
                in->r->parts[only].arch->name);
  add_numbers(in, &in->r->parts[only], (uint32_t)value, (uint32_t)value);
}

/* One end of the range at the top of the stack. */
static uint32_t read_end(const struct reading *in, lua_Integer i) {
  int isint;
  lua_rawgeti(in->L, -1, i);
  lua_Integer value = lua_tointegerx(in->L, -1, &isint);
  if (lua_type(in->L, -1) != LUA_TNUMBER || !isint || value < 0 ||
      value > UINT32_MAX)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: a range is {first, last}, two numbers "
                "from 0 to 0xffffffff",
                in->entry.rule);
  lua_pop(in->L, 1);
  return (uint32_t)value;
}

/* Adds what of first..last lies in lo..hi; false where nothing does. */
static bool add_within(const struct reading *in, struct part *p, uint32_t first,
                       uint32_t last, uint32_t lo, uint32_t hi) {
  first = first > lo ? first : lo;
  last = last < hi ? last : hi;
  if (first <= last)
    add_numbers(in, p, first, last);
  return first <= last;
}

/* The range at the top of the stack, for every arch of the rule. */
static void read_range(const struct reading *in) {
  const uint32_t first = read_end(in, 1), last = read_end(in, 2);
  if (first > last)
    error_raise(in->L, in->op, EINVAL,
                "rules[%" PRIu32 "]: the range {%" PRIu32 ", %" PRIu32
                "} has its ends exchanged",
                in->entry.rule, first, last);
  for (size_t i = 0; i < in->r->policy.narches; i++) {
    if (!in->in_arch[i])
      continue;
    const struct bpf_arch *arch = &in->r->arches[i];
    struct part *p = &in->r->parts[i];
    bool any;
    if (arch->token != BPF_TOKEN_X86_64) {
      any = add_within(in, p, first, last, 0, UINT32_MAX);
    } else {
      any = add_within(in, p, first, last, arch->x32 ? BPF_X32_BIT : 0,
                       arch->x32 ? UINT32_MAX - 1 : BPF_X32_BIT - 1);
      if (last == UINT32_MAX &&
          bpf_policy_arch(&in->r->policy, arch->token, last) == arch)
        any = add_within(in, p, last, last, 0, last);
    }
    if (!any)
      error_raise(in->L, in->op, EINVAL,
                  "rules[%" PRIu32 "]: calls with numbers %" PRIu32
                  " to %" PRIu32 " are not of arch %s: give the rule the "
                  "arches that it is for",
                  in->entry.rule, first, last, p->arch->name);
  }
}

/* The list of syscalls at the top of the stack; pops it. */
static void read_syscalls(struct reading *in, bool optional) {
  lua_State *L = in->L;
  args_type(L, -1, LUA_TTABLE);
  in->optional = optional;
  lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer i = 1; i <= n; i++) {
    if (lua_rawgeti(L, -1, i) == LUA_TNUMBER)
      read_number(in);
    else if (lua_type(L, -1) == LUA_TSTRING)
      read_name(in);
    else if (lua_type(L, -1) == LUA_TTABLE)
      read_range(in);
    else
      error_raise(L, in->op, EINVAL, "syscall name, number or range expected");
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* The part of an arch's name at idx, or ARCH_MAX. */
static size_t find_part(lua_State *L, const char *op, const struct resolved *r,
                        int idx) {
  const struct arch *arch = arch_check(L, op, idx);
  for (size_t i = 0; i < r->policy.narches; i++)
    if (r->parts[i].arch == arch)
      return i;
  return ARCH_MAX;
}

/* The arches of the rule at idx: those listed that the policy has, or all. */
static void read_arches(struct reading *in, int idx) {
  lua_State *L = in->L;
  bool all = lua_getfield(L, idx, "arches") == LUA_TNIL;
  for (size_t i = 0; i < ARCH_MAX; i++)
    in->in_arch[i] = all;
  if (!all) {
    args_type(L, -1, LUA_TTABLE);
    lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, -1, i);
      size_t part = find_part(L, in->op, in->r, -1);
      if (part < ARCH_MAX)
        in->in_arch[part] = true;
      lua_pop(L, 1);
    }
  }
  lua_pop(L, 1);
}

/* Whether one of the conditions in the list at the top has names. */
static bool has_names(lua_State *L) {
  bool named = false;
  lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer i = 1; i <= n && !named; i++) {
    if (lua_rawgeti(L, -1, i) == LUA_TTABLE) {
      lua_pushliteral(L, "named");
      named = lua_rawget(L, -2) != LUA_TNIL;
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
  }
  return named;
}

/* The rule at the top of the stack, as lib/seccomp/policy.lua hands it down. */
static void read_rule(struct reading *in) {
  lua_State *L = in->L;
  int idx = lua_gettop(L);
  args_type(L, idx, LUA_TTABLE);
  size_t choices = 1;
  lua_getfield(L, idx, "action");
  action_check(L, in->op, -1);
  in->action = lua_gettop(L);
  in->entry.cond = in->r->nconds;
  in->entry.nconds = 0;
  in->when = 0;
  if (lua_getfield(L, idx, "when") != LUA_TNIL) {
    args_type(L, -1, LUA_TTABLE);
    if (has_names(L))
      in->when = lua_gettop(L);
    lua_Integer n = in->when == 0 ? (lua_Integer)lua_rawlen(L, -1) : 0;
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, -1, i);
      read_condition(in, &in->entry, &choices);
    }
  }
  if (in->when == 0)
    lua_pop(L, 1);
  lua_getfield(L, idx, "optional");
  bool optional = lua_toboolean(L, -1);
  lua_pop(L, 1);
  read_arches(in, idx);
  /* a rule without groups is itself the list of its names; of a group, members
   * that an arch lacks are no error */
  if (lua_getfield(L, idx, "members") != LUA_TNIL) {
    read_syscalls(in, true);
    lua_getfield(L, idx, "names");
  } else {
    lua_pop(L, 1);
    lua_pushvalue(L, idx);
  }
  read_syscalls(in, optional);
  lua_settop(L, idx);
}

/* The arches of the policy, from the list of names at idx. */
static void read_parts(lua_State *L, const char *op, int idx,
                       struct resolved *r) {
  args_type(L, idx, LUA_TTABLE);
  lua_Integer n = (lua_Integer)lua_rawlen(L, idx);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, idx, i);
    const struct arch *arch = arch_check(L, op, -1);
    if (find_part(L, op, r, -1) < ARCH_MAX)
      error_raise(L, op, EINVAL, "arch %s is there twice", arch->name);
    lua_pop(L, 1);
    struct part *p = &r->parts[r->policy.narches];
    p->arch = arch;
    p->stamps = calloc(1, sizeof *p->stamps);
    if (p->stamps == NULL)
      no_memory(L, op);
    /* without it a name would not be found, and its rule be lost */
    syscall_table_check(L, op, arch);
    for (int mux = MUX_SOCKETCALL; mux < MUXES && arch->multiplexes; mux++)
      p->has_mux[mux] =
          syscall_own_number(arch, mux_name[mux], &p->mux_nr[mux]);
    r->arches[r->policy.narches++] =
        (struct bpf_arch){.token = arch->audit,
                          .x32 = arch->first_nr == BPF_X32_BIT,
                          .wide = arch->wide};
    if (r->policy.narches > 1 && arch->big_endian != r->policy.big_endian)
      error_raise(L, op, EDOM,
                  "arches %s and %s have different byte orders: one program "
                  "cannot serve both, so give each order a policy",
                  r->parts[0].arch->name, arch->name);
    r->policy.big_endian = arch->big_endian;
  }
}

/* Adds what goes without saying: first..last get an action. */
static void add_behind(lua_State *L, const char *op, struct resolved *r,
                       struct part *p, uint32_t first, uint32_t last,
                       uint32_t action) {
  const struct entry entry = {.nr = first, .last = last, .action = action};
  if (first <= last)
    add_entry(L, op, r, p, &entry);
}

/* Whether a number of an arch is a sister ABI's. */
static bool is_sister(const struct arch *arch, uint32_t nr) {
  uint32_t first, last;
  for (size_t i = 0;
       kernel_sister(arch->audit, arch->first_nr, i, &first, &last); i++)
    if (first <= nr && nr <= last)
      return true;
  return false;
}

/* The numbers of sister ABIs, which are of no arch of the policy. */
static void add_sisters(lua_State *L, const char *op, struct resolved *r,
                        struct part *p) {
  uint32_t first, last;
  for (size_t i = 0;
       kernel_sister(p->arch->audit, p->arch->first_nr, i, &first, &last); i++)
    add_behind(L, op, r, p, first, last, r->policy.bad_arch_action);
}

/* `unknown`: an action for the numbers above the end of the table that no known
 * call has; 0xffffffff is -1, and not above. */
static void add_unknown(lua_State *L, const char *op, struct resolved *r,
                        struct part *p, uint32_t action) {
  const struct syscall_table *table = syscall_table_check(L, op, p->arch);
  uint32_t next = syscall_table_end(L, op, p->arch) + 1;
  const bool below_x32 =
      p->arch->audit == BPF_TOKEN_X86_64 && p->arch->first_nr != BPF_X32_BIT;
  for (size_t i = 0; i < table->count; i++)
    if (table->entries[i].nr >= next) {
      add_behind(L, op, r, p, next, table->entries[i].nr - 1, action);
      next = table->entries[i].nr + 1;
    }
  add_behind(L, op, r, p, next, below_x32 ? BPF_X32_BIT - 1 : UINT32_MAX - 1,
             action);
}

/* The numbers above an end that rules with conditions name are no unknown ones:
 * calls of them that no rule matches get the default. */
static void add_named(lua_State *L, const char *op, struct resolved *r,
                      struct part *p, uint32_t end, uint32_t action) {
  const size_t written = p->count;
  for (size_t i = 0; i < written; i++) {
    const struct entry entry = p->entries[i];
    if (entry.nconds > 0 && entry.rule != 0 && entry.last > end)
      add_behind(L, op, r, p, entry.nr, entry.last, action);
  }
}

/* Whether a call came after a release; of old ones it is not always known when
 * they came. */
static bool came_after(const struct kernel_call *call,
                       const unsigned int release[3]) {
  const unsigned int its[3] = {call->major, call->minor, call->patch};
  for (size_t i = 0; i < 3; i++)
    if (its[i] != release[i])
      return its[i] > release[i];
  return false;
}

/* The calls of an arch that a release of Linux had are known to it. */
struct known {
  uint32_t *numbers; /* in order */
  size_t count;
};

/* [-0, +1] */
static struct known push_known(lua_State *L, const struct part *p,
                               const unsigned int release[3]) {
  struct known known = {NULL, 0};
  struct kernel_call call;
  size_t n = 0;
  while (kernel_call_at(p->arch->name, n, &call))
    n++;
  known.numbers = lua_newuserdatauv(L, (n + 1) * sizeof *known.numbers, 0);
  for (size_t i = 0; i < n; i++) {
    kernel_call_at(p->arch->name, i, &call);
    if (came_after(&call, release))
      continue;
    size_t at = known.count++;
    for (; at > 0 && known.numbers[at - 1] > call.number; at--)
      known.numbers[at] = known.numbers[at - 1];
    known.numbers[at] = call.number;
  }
  return known;
}

/* `unknown` for a release: also the calls that later ones brought. The end is
 * that of the newest table of the kernel; its shared numbers end below 500. */
static void add_unknown_after(lua_State *L, const char *op, struct resolved *r,
                              struct part *p, uint32_t action,
                              const unsigned int release[3]) {
  struct kernel_call call;
  const uint32_t first = p->arch->first_nr;
  uint32_t end = first;
  const bool below_x32 = p->arch->audit == BPF_TOKEN_X86_64 && first == 0;
  for (size_t i = 0; kernel_call_at("amd64", i, &call); i++)
    end = first + call.number > end ? first + call.number : end;
  for (size_t i = 0; kernel_call_at(p->arch->name, i, &call); i++)
    if (call.number <= end && came_after(&call, release))
      add_behind(L, op, r, p, call.number, call.number, action);
  const struct known known = push_known(L, p, release);
  uint32_t next = end + 1;
  for (size_t i = 0; i < known.count; i++)
    if (known.numbers[i] >= next) {
      add_behind(L, op, r, p, next, known.numbers[i] - 1, action);
      next = known.numbers[i] + 1;
    }
  add_behind(L, op, r, p, next, below_x32 ? BPF_X32_BIT - 1 : UINT32_MAX - 1,
             action);
  lua_pop(L, 1);
}

/* Reads "5.10" at idx, a release of Linux; false where there is none. */
static bool read_release(lua_State *L, const char *op, int idx,
                         unsigned int release[3]) {
  static const char format[] =
      "kernel is a release of Linux, as \"5.10\", not \"%.40s\"";
  char rest;
  unsigned int newest[2];
  if (lua_isnil(L, idx))
    return false;
  const char *text = args_name(L, idx, "release");
  release[2] = 0;
  const int n = sscanf(text, "%3u.%3u.%3u%c", &release[0], &release[1],
                       &release[2], &rest);
  if (n < 2 || n > 3 || strspn(text, "0123456789.") != strlen(text) ||
      text[strlen(text) - 1] == '.')
    error_raise(L, op, EINVAL, format, text);
  /* what later releases brought is not known */
  sscanf(KERNEL_RELEASE, "%u.%u", &newest[0], &newest[1]);
  if (release[0] > newest[0] ||
      (release[0] == newest[0] && release[1] > newest[1]))
    error_raise(L, op, EINVAL,
                "kernel %s is newer than " KERNEL_RELEASE
                ", the newest whose calls are known here",
                text);
  /* 6.1.5 has the calls of 6.1; what has a third number is 2.6 */
  if (release[0] > 2)
    release[2] = 0;
  return true;
}

/* Raises where rules about ranges and rules about numbers in them are so many
 * that their products are. */
static void check_pairs(lua_State *L, const char *op, size_t index,
                        struct resolved *r) {
  struct spans s;
  size_t pairs = 0, most = 0;
  uint32_t rule = 0;
  bool open = spans_open(&s, &r->arches[index]);
  if (open)
    spans_from(&s, 0, UINT32_MAX);
  while (open && pairs <= PAIRS_MAX && spans_next(&s)) {
    pairs += s.nrules;
    if (s.nrules > most) {
      most = s.nrules;
      rule = r->parts[index].from[s.rules[0]].rule;
    }
  }
  spans_close(&s);
  if (!open)
    no_memory(L, op);
  if (pairs > PAIRS_MAX)
    error_raise(L, op, E2BIG,
                "rules[%" PRIu32 "]: too many rules have ranges with numbers "
                "of each other: use fewer rules, or ranges that do not overlap",
                rule);
}

/* Makes the rules of a part from its entries, of which `written` are the
 * policy's. Entries that stand for sub-calls of a multiplexer are left out
 * where a rule names it. */
static void finish_part(lua_State *L, const char *op, struct resolved *r,
                        size_t index, size_t written) {
  struct part *p = &r->parts[index];
  p->rules = malloc((p->count + 1) * sizeof *p->rules);
  p->from = malloc((p->count + 1) * sizeof *p->from);
  if (p->rules == NULL || p->from == NULL)
    no_memory(L, op);
  size_t n = 0;
  bool ranges = false;
  for (size_t i = 0; i < p->count; i++) {
    const struct entry *entry = &p->entries[i];
    if (i == written)
      r->arches[index].nwritten = n;
    if (entry->via != MUX_NONE && p->names_mux[entry->via])
      continue;
    p->rules[n] = (struct bpf_rule){.nr = entry->nr,
                                    .last = entry->last,
                                    .action = entry->action,
                                    .nconds = entry->nconds};
    ranges = ranges || (i < written && entry->nr != entry->last);
    /* a policy without conditions has no array of them */
    if (entry->nconds > 0)
      p->rules[n].conds = r->conds + entry->cond;
    p->from[n] = (struct policy_from){entry->rule, entry->via != MUX_NONE};
    n++;
  }
  if (written == p->count)
    r->arches[index].nwritten = n;
  free(p->stamps);
  free(p->entries);
  p->stamps = NULL;
  p->entries = NULL;
  p->count = p->room = 0;
  r->arches[index].rules = p->rules;
  r->arches[index].nrules = n;
  if (ranges)
    check_pairs(L, op, index, r);
}

/* [-0, +1]: resolve(arches, rules, default, bad_arch, unknown or nil, release
 * or nil) → the policy as numbers. Raises for names that no arch of their rule
 * has. */
static int policy_resolve(lua_State *L) {
  static const char op[] = "new";
  unsigned int release[3];
  args_max(L, 6);
  lua_settop(L, 6);
  const bool of_release = read_release(L, op, 6, release);
  struct resolved *r = lua_newuserdatauv(L, sizeof *r, 0);
  memset(r, 0, sizeof *r);
  r->magic = RESOLVED_MAGIC;
  luaL_setmetatable(L, RESOLVED_META);
  r->policy.arches = r->arches;
  r->policy.bad_arch_action = action_check(L, op, 4);
  read_parts(L, op, 1, r);
  for (size_t i = 0; i < r->policy.narches; i++)
    r->arches[i].default_action = action_check_on(L, op, 3, r->arches[i].token);
  args_type(L, 2, LUA_TTABLE);
  struct reading in = {.L = L, .op = op, .r = r};
  lua_Integer n = (lua_Integer)lua_rawlen(L, 2);
  for (lua_Integer i = 1; i <= n; i++) {
    in.entry = (struct entry){.rule = (uint32_t)i};
    lua_rawgeti(L, 2, i);
    read_rule(&in);
    lua_pop(L, 1);
  }
  for (size_t i = 0; i < r->policy.narches; i++) {
    struct part *p = &r->parts[i];
    const size_t written = p->count;
    add_sisters(L, op, r, p);
    if (!lua_isnil(L, 5)) {
      const uint32_t action = action_check_on(L, op, 5, p->arch->audit);
      const uint32_t end = of_release ? 0 : syscall_table_end(L, op, p->arch);
      add_named(L, op, r, p, end, r->arches[i].default_action);
      if (of_release)
        add_unknown_after(L, op, r, p, action, release);
      else
        add_unknown(L, op, r, p, action);
    }
    finish_part(L, op, r, i, written);
  }
  return 1;
}

/* Raises for conditions that would be lost behind a multiplexer. */
static void check_multiplexers(lua_State *L, const char *op,
                               const struct resolved *r) {
  for (size_t i = 0; i < r->policy.narches; i++) {
    const struct part *p = &r->parts[i];
    for (int mux = MUX_SOCKETCALL; mux < MUXES; mux++)
      if (p->refused_rule[mux] != 0 && !p->names_mux[mux])
        error_raise(L, op, EINVAL,
                    "rules[%" PRIu32 "]: on %s, %s is also reached through %s, "
                    "where a filter cannot see its arguments: add a rule on "
                    "%s that says what becomes of it there",
                    p->refused_rule[mux], p->arch->name, p->refused[mux],
                    mux_name[mux], mux_name[mux]);
  }
}

/* Raises for conditions on arguments that are in memory. */
static void check_memory(lua_State *L, const char *op,
                         const struct resolved *r) {
  for (size_t i = 0; i < r->policy.narches; i++) {
    const struct part *p = &r->parts[i];
    char cond[80], instead[80] = "";
    if (p->blind == NULL)
      continue;
    if (p->blind->instead != NULL)
      snprintf(instead, sizeof instead,
               ", hold %s, which takes them in registers, and deny %s",
               p->blind->instead, p->blind->name);
    error_raise(
        L, op, EINVAL,
        "rules[%" PRIu32 "]: on %s, %s takes its arguments in memory, where a "
        "filter cannot see them, and %s would test a register that the call "
        "does not use: give the rule other arches (arches = {...})%s, or say "
        "raw = true in the condition if the register is meant",
        p->blind_rule, p->arch->name, p->blind->name,
        condition_text(&r->conds[p->blind_cond], cond, sizeof cond), instead);
  }
}

/* Raises for what bpf_compile() said. */
static void refuse(lua_State *L, const char *op, const struct resolved *r,
                   const struct bpf_compile_error *error) {
  if (error->code == BPF_COMPILE_NOMEM)
    no_memory(L, op);
  if (error->code != BPF_COMPILE_TOO_BIG)
    error_raise(L, op, EINVAL, "%s", error->message);
  char part[128] = "";
  if (error->part_needed > 0) {
    const struct arch *arch = r->parts[error->arch].arch;
    uint32_t nr = r->arches[error->arch].rules[error->rule].nr;
    const char *name = syscall_own_name(arch, nr);
    snprintf(part, sizeof part,
             "; the conditions of %s%s%" PRIu32 "%s on %s alone take %zu",
             name == NULL ? "" : name, name == NULL ? "number " : " (", nr,
             name == NULL ? "" : ")", arch->name, error->part_needed);
  }
  error_raise(L, op, E2BIG,
              "the policy needs %zu instructions and a program has %u at "
              "most%s",
              error->needed, BPF_PROG_MAX, part);
}

/* A compilation on its way to a Program. */
struct compiled {
  uint32_t magic;
  struct bpf_insn *insns;
};

static int compiled__gc(lua_State *L) {
  struct compiled *c =
      class_test(L, 1, COMPILED_META, sizeof *c, COMPILED_MAGIC);
  if (c != NULL) {
    free(c->insns);
    c->insns = NULL;
  }
  return 0;
}

/* [-0, +1]: compile(resolved) → Program, not yet proven. */
static int policy_compile(lua_State *L) {
  static const char op[] = "compile";
  args_max(L, 1);
  error_stack(L, op, STACK_WORK);
  const struct resolved *r = resolved_check(L, 1);
  struct bpf_compile_error error;
  size_t len;
  check_multiplexers(L, op, r);
  check_memory(L, op, r);
  struct compiled *c = lua_newuserdatauv(L, sizeof *c, 0);
  *c = (struct compiled){.magic = COMPILED_MAGIC};
  luaL_setmetatable(L, COMPILED_META);
  if (bpf_compile(&r->policy, &c->insns, &len, &error) != BPF_COMPILE_OK)
    refuse(L, op, r, &error);
  struct bpf_prog prog = {c->insns, len, r->policy.big_endian};
  program_push(L, op, &prog);
  free(c->insns);
  c->insns = NULL;
  return 1;
}

/* [-0, +0]: prove(resolved, program, budget or nil): raises unless the program
 * is the policy on every call. */
static int policy_prove(lua_State *L) {
  static const char op[] = "compile";
  args_max(L, 3);
  const struct resolved *r = resolved_check(L, 1);
  const struct bpf_prog *prog = program_check(L, 2);
  double budget = BPF_BUDGET;
  if (!lua_isnoneornil(L, 3)) {
    args_type(L, 3, LUA_TNUMBER);
    budget = lua_tonumber(L, 3);
    if (!isfinite(budget) || budget < 0)
      error_raise(L, op, EINVAL,
                  "option budget is a number of seconds of CPU time, 0 or "
                  "more");
  }
  proof_check(L, op, prog, &r->policy, budget);
  return 0;
}

const struct bpf_arch *policy_part(lua_State *L, const char *op,
                                   const struct bpf_policy **policy,
                                   const struct policy_from **from) {
  const struct resolved *r = resolved_check(L, 1);
  const size_t index = find_part(L, op, r, 2);
  *policy = &r->policy;
  if (index == ARCH_MAX)
    return NULL;
  *from = r->parts[index].from;
  return &r->arches[index];
}

/* [-0, +3]: decide(resolved, call) → what the rules say of a call, read by
 * themselves and not by the compiler: the Action, the rule of the policy or
 * nil, and what decided. */
static int policy_decide(lua_State *L) {
  static const char op[] = "decide";
  static const char unknown[] = "unknown", bad_arch[] = "bad_arch";
  struct bpf_data data;
  args_max(L, 2);
  const struct resolved *r = resolved_check(L, 1);
  call_check(L, op, 2, &data);
  const struct bpf_arch *arch = bpf_policy_arch(&r->policy, data.arch, data.nr);
  if (arch == NULL) {
    action_push(L, r->policy.bad_arch_action);
    lua_pushnil(L);
    lua_pushstring(L, bad_arch);
    return 3;
  }
  const struct part *p = &r->parts[arch - r->arches];
  size_t i = 0;
  while (i < arch->nrules &&
         !(bpf_rule_names(&arch->rules[i], data.nr) &&
           bpf_rule_holds(&arch->rules[i], &data, arch->wide)))
    i++;
  if (i == arch->nrules) {
    action_push(L, arch->default_action);
    lua_pushnil(L);
    lua_pushliteral(L, "default");
    return 3;
  }
  action_push(L, arch->rules[i].action);
  if (i < arch->nwritten) {
    lua_pushinteger(L, p->from[i].rule);
    lua_pushliteral(L, "rule");
    return 3;
  }
  const char *why = is_sister(p->arch, data.nr) ? bad_arch : unknown;
  for (size_t k = 0; why == unknown && k < arch->nwritten; k++)
    if (bpf_rule_names(&arch->rules[k], data.nr))
      why = "default";
  lua_pushnil(L);
  lua_pushstring(L, why);
  return 3;
}

/* [-0, +1]: known(name) → whether libseccomp has a syscall of that name: less
 * work than syscall_number, which says of one that it has not what it may have
 * meant. */
static int policy_known(lua_State *L) {
  args_max(L, 1);
  const char *name = args_name(L, 1, "syscall name");
  lua_pushboolean(L, syscall_resolve(arch_native(), name) != __NR_SCMP_ERROR);
  return 1;
}

/* [-0, +1]: wide(arch) → whether its calls use 64-bit arguments; of the others
 * they use the low 32 bits, whatever the kernel shows above them. */
static int policy_wide(lua_State *L) {
  args_max(L, 1);
  lua_pushboolean(L, arch_check(L, "arch", 1)->wide);
  return 1;
}

/* [-0, +1]: compares32(arch) → whether libseccomp compares the low 32 bits of
 * arguments there, whatever a rule says. */
static int policy_compares32(lua_State *L) {
  args_max(L, 1);
  const struct arch *arch = arch_check(L, "arch", 1);
  lua_pushboolean(L, arch->compares32 || !arch->wide);
  return 1;
}

/* [-0, +2]: in_memory(arch, name or number of a call) → whether that takes its
 * arguments from memory there, and the call, if there is one, that does the
 * same from registers. */
static int policy_in_memory(lua_State *L) {
  args_max(L, 2);
  const char *arch = args_name(L, 1, "arch name");
  const struct in_memory *call = NULL;
  if (lua_type(L, 2) == LUA_TNUMBER) {
    const lua_Integer nr = args_integer(L, 2, INT32_MIN, UINT32_MAX);
    call = in_memory_number(arch, (uint32_t)nr, (uint32_t)nr);
  } else {
    call = in_memory_name(arch, args_name(L, 2, "syscall name"));
  }
  lua_pushboolean(L, call != NULL);
  if (call != NULL && call->instead != NULL)
    lua_pushstring(L, call->instead);
  else
    lua_pushnil(L);
  return 2;
}

static const luaL_Reg functions[] = {{"resolve", policy_resolve},
                                     {"compile", policy_compile},
                                     {"prove", policy_prove},
                                     {"rules", policy_rules},
                                     {"fates", policy_fates},
                                     {"read", policy_read},
                                     {"known", policy_known},
                                     {"wide", policy_wide},
                                     {"compares32", policy_compares32},
                                     {"in_memory", policy_in_memory},
                                     {"names", policy_names},
                                     {"decide", policy_decide},
                                     {"action", policy_action},
                                     {"on", policy_action_on},
                                     {"text", policy_action_text},
                                     {"spec", policy_spec},
                                     {"condition", policy_condition},
                                     {"named", policy_named},
                                     {"sisters", policy_sisters},
                                     {NULL, NULL}};

/* [-0, +1] */
static int open_functions(lua_State *L) {
  lua_newtable(L);
  functions_set(L, functions);
  return 1;
}

void policy_open(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", resolved__gc}, {NULL, NULL}};
  static const luaL_Reg compiled[] = {{"__gc", compiled__gc}, {NULL, NULL}};
  class_open(L, RESOLVED_META, NULL, meta);
  class_open(L, COMPILED_META, NULL, compiled);
  policy_read_open(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open_functions);
  lua_setfield(L, -2, "seccomp.core.policy");
  lua_pop(L, 1);
}
