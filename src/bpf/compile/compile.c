/* SPDX-License-Identifier: MIT */
/* The compiler: numbers into intervals, arches into one program.
 *
 * Per arch: its numbers are cut into spans that the same rules are about
 * (spans.c); each span's rules become a node (decide.c); neighbours that go to
 * one node make an interval; a search tree finds the interval of a number
 * (switch.c). In front stands one test per arch. All of it is one graph with
 * equal parts shared, which emit.c writes out. */
#include "compile.h"

#include "../spans.h"
#include "decide.h"
#include "emit.h"

#include <assert.h>
#include <stdlib.h>

/* Tried in this order until the program fits. */
static const struct switch_tuning strategies[] = {
    {.size_cost = 4, .window = 14, .chain = 3, .smallest = false},
    {.size_cost = 64, .window = SWITCH_WINDOW, .chain = 13, .smallest = true},
    {.size_cost = 1024, .window = SWITCH_WINDOW, .chain = 64, .smallest = true},
    {.size_cost = 1024,
     .window = SWITCH_WINDOW,
     .chain = SIZE_MAX,
     .smallest = true},
};

enum { STRATEGIES = sizeof strategies / sizeof strategies[0] };

/* A first attempt this long leaves only the last one. */
#define HOPELESS (8 * BPF_PROG_MAX)

/* Weights of numbers in a search tree. Calls of a number
 * with conditions run the program each time, where the kernel caches numbers
 * that are always allowed. Numbers without a rule may be no calls at all. */
enum {
  WEIGHT_CONDITIONAL = 8,
  WEIGHT_NAMED = 2,
  WEIGHT_GAP = 8 /* at most, a whole run */
};

struct compiler {
  const struct bpf_policy *policy;
  struct graph g;
  struct decider d;
  struct switch_interval *intervals; /* of one token */
  size_t nintervals;
  graph_node bad_arch;
  uint32_t last_action; /* of compile_ret(), and what it gave */
  graph_node last_ret;
  /* The number with the most instructions, when asked for. */
  bool find_largest;
  size_t largest, largest_arch, largest_rule;
};

/* What policy.h says of conditions; whoever makes policies sees to it. */
static void check(const struct bpf_policy *policy) {
  for (size_t i = 0; i < policy->narches; i++) {
    const struct bpf_arch *arch = &policy->arches[i];
    assert(arch->nrules <= BPF_RULES_MAX);
    for (size_t j = 0; j < arch->nrules; j++)
      for (size_t k = 0; k < arch->rules[j].nconds; k++) {
        const struct bpf_cond *cond = &arch->rules[j].conds[k];
        assert(cond->arg <= 5 && cond->op <= BPF_OP_MASKED_EQ);
        assert(cond->width == 16 || cond->width == 32 || cond->width == 64);
        (void)cond;
      }
  }
}

static void compile_interval(struct compiler *c, uint32_t first,
                             graph_node target, uint32_t weight) {
  if (c->nintervals > 0 && c->intervals[c->nintervals - 1].target == target) {
    struct switch_interval *run = &c->intervals[c->nintervals - 1];
    run->weight = run->weight + weight < SWITCH_WEIGHT_MAX
                      ? run->weight + weight
                      : SWITCH_WEIGHT_MAX;
    return;
  }
  c->intervals[c->nintervals++] = (struct switch_interval){
      .first = first, .weight = weight, .target = target};
}

/* graph_ret() of an action, which is mostly the one before. */
static graph_node compile_ret(struct compiler *c, uint32_t action) {
  if (c->last_ret == GRAPH_NONE || c->last_action != action) {
    c->last_action = action;
    c->last_ret = graph_ret(&c->g, bpf_ret_canonical(action));
  }
  return c->last_ret;
}

/* The node for the numbers of a span. */
static graph_node decide_span(struct compiler *c, const struct spans *s) {
  const struct bpf_arch *arch = s->arch;
  if (s->nrules == 0)
    return compile_ret(c, arch->default_action);
  const struct bpf_rule *first = &arch->rules[s->rules[0]];
  if (first->nconds == 0)
    return compile_ret(c, first->action);
  rule_list_start(&c->d);
  for (size_t i = 0; i < s->nrules; i++)
    if (!rule_list_add(&c->d, &arch->rules[s->rules[i]], arch->wide))
      return GRAPH_NONE;
  graph_node node = decide_rules(&c->d, compile_ret(c, arch->default_action));
  if (node != GRAPH_NONE && c->find_largest) {
    size_t size = emit_measure(&c->g, node, SIZE_MAX);
    if (size > c->largest) {
      c->largest = size;
      c->largest_arch = (size_t)(arch - c->policy->arches);
      c->largest_rule = s->rules[0];
    }
  }
  return node;
}

/* How much a span weighs that goes to the node. */
static uint32_t weight_of(const struct compiler *c, const struct spans *s,
                          graph_node node) {
  const uint32_t more = s->last - s->first;
  if (s->nrules > 0 && c->g.v[node].op != GRAPH_RET)
    return WEIGHT_CONDITIONAL;
  if (s->nrules > 0 && s->rules[0] < s->arch->nwritten && more == 0)
    return WEIGHT_NAMED;
  return more < WEIGHT_GAP ? more + 1 : WEIGHT_GAP;
}

/* Pushes the intervals of the numbers lo..hi, which belong to arch (NULL: to
 * none). False when out of memory. */
static bool compile_numbers(struct compiler *c, const struct bpf_arch *arch,
                            uint32_t lo, uint32_t hi) {
  if (arch == NULL) {
    compile_interval(c, lo, c->bad_arch, 1);
    return true;
  }
  struct spans s;
  bool good = spans_open(&s, arch);
  if (good)
    spans_from(&s, lo, hi);
  while (good && spans_next(&s)) {
    graph_node node = decide_span(c, &s);
    good = node != GRAPH_NONE;
    if (good)
      compile_interval(c, s.first, node, weight_of(c, &s, node));
  }
  spans_close(&s);
  return good;
}

/* The node that decides by number among the calls with this token; GRAPH_NONE
 * when out of memory. */
static graph_node decide_token(struct compiler *c, uint32_t token) {
  const struct bpf_policy *p = c->policy;
  c->nintervals = 0;
  if (token != BPF_TOKEN_X86_64) {
    if (!compile_numbers(c, bpf_policy_arch(p, token, 0), 0, UINT32_MAX))
      return GRAPH_NONE;
  } else if (!compile_numbers(c, bpf_policy_arch(p, token, 0), 0,
                              BPF_X32_BIT - 1) ||
             !compile_numbers(c, bpf_policy_arch(p, token, BPF_X32_BIT),
                              BPF_X32_BIT, UINT32_MAX - 1) ||
             !compile_numbers(c, bpf_policy_arch(p, token, UINT32_MAX),
                              UINT32_MAX, UINT32_MAX)) {
    return GRAPH_NONE;
  }
  return switch_lower(&c->g, c->d.tuning, BPF_WORD_NR, UINT32_MAX, c->intervals,
                      c->nintervals, UINT32_MAX);
}

/* Whether no arch before this one has its token. */
static bool first_of_token(const struct bpf_policy *policy, size_t i) {
  for (size_t j = 0; j < i; j++)
    if (policy->arches[j].token == policy->arches[i].token)
      return false;
  return true;
}

/* The graph of the whole policy; GRAPH_NONE when out of memory. */
static graph_node decide_policy(struct compiler *c) {
  const struct bpf_policy *p = c->policy;
  c->bad_arch = graph_ret(&c->g, bpf_ret_canonical(p->bad_arch_action));
  graph_node node = c->bad_arch;
  for (size_t i = p->narches; i-- > 0;) {
    uint32_t token = p->arches[i].token;
    if (!first_of_token(p, i))
      continue;
    graph_node numbers = decide_token(c, token);
    if (numbers == GRAPH_NONE || c->g.failed)
      return GRAPH_NONE;
    node = graph_test(&c->g, GRAPH_JEQ, BPF_WORD_ARCH, UINT32_MAX, token,
                      numbers, node);
  }
  return c->g.failed ? GRAPH_NONE : node;
}

/* Compiles with one strategy; *len as emit_program has it. */
static struct cbpf_insn *
attempt(struct compiler *c, const struct switch_tuning *tuning, size_t *len) {
  struct cbpf_insn *insns = NULL;
  bool ready = graph_init(&c->g);
  c->last_ret = GRAPH_NONE;
  ready = rule_list_init(&c->d, &c->g, tuning) && ready;
  *len = 0;
  if (ready) {
    graph_node root = decide_policy(c);
    if (root != GRAPH_NONE)
      insns =
          emit_program(&c->g, root, c->policy->big_endian, BPF_PROG_MAX, len);
  }
  rule_list_free(&c->d);
  graph_free(&c->g);
  return insns;
}

/* Room for the intervals of a token. */
static bool compiler_reserve(struct compiler *c) {
  size_t rules = 0, all = 0;
  for (size_t i = 0; i < c->policy->narches; i++) {
    size_t n = c->policy->arches[i].nrules;
    rules = n > rules ? n : rules;
    all += n;
  }
  if (c->policy->narches > SIZE_MAX / 64 || all > SIZE_MAX / 64)
    return false;
  /* x86_64, x32 and -1: two for each rule, and one more. */
  c->intervals = malloc((6 * rules + 12) * sizeof *c->intervals);
  return c->intervals != NULL;
}

enum bpf_compile_code bpf_compile(const struct bpf_policy *policy,
                                  struct cbpf_insn **insns, size_t *len,
                                  struct bpf_compile_error *error) {
  struct compiler c = {.policy = policy};
  size_t needed = SIZE_MAX;
  *insns = NULL;
  *len = 0;
  check(policy);
  enum bpf_compile_code code = BPF_COMPILE_NOMEM;
  if (compiler_reserve(&c)) {
    code = BPF_COMPILE_TOO_BIG;
    for (size_t i = 0; i < STRATEGIES && code == BPF_COMPILE_TOO_BIG; i++) {
      c.find_largest = i == STRATEGIES - 1;
      *insns = attempt(&c, &strategies[i], len);
      if (*insns != NULL)
        code = BPF_COMPILE_OK;
      else if (*len == 0)
        code = BPF_COMPILE_NOMEM;
      else if (*len < needed)
        needed = *len;
      if (*len > HOPELESS && i < STRATEGIES - 2)
        i = STRATEGIES - 2;
    }
  }
  free(c.intervals);
  if (code != BPF_COMPILE_OK)
    *len = 0;
  if (error != NULL)
    *error = (struct bpf_compile_error){.code = code,
                                        .arch = c.largest_arch,
                                        .rule = c.largest_rule,
                                        .needed = needed,
                                        .part_needed = c.largest};
  return code;
}
