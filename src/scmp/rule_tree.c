/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "../bpf/array.h"
#include "../bpf/policy.h"
#include "rule_tree.h"
#include "tree_model.h"

/* Walks over a level that pruning may take before it is worth a model: some
 * hundredths of a second. */
#define HARMLESS_MAX 10000000u

struct kept_rule {
  uint32_t action;
  uint32_t nconds; /* these end where the next rule's begin */
};

struct rule_tree {
  bool wide;
  struct kept_rule *rules;
  size_t nrules, rules_room;
  struct bpf_cond *conds;
  size_t nconds, conds_room;
  size_t suspects;
  size_t instructions; /* of all rules, each for itself */
  size_t closed; /* rules up to the first without conditions, or SIZE_MAX */
  struct tree_model model; /* of the first `modelled` rules */
  size_t modelled;
  struct tree_model trial; /* and of one more */
  struct tree_model spare; /* to be torn down */
};

/* Whether the condition says anything: libseccomp skips empty masks. */
static bool live(const struct bpf_cond *c, bool wide) {
  return c->op != BPF_OP_MASKED_EQ || (wide ? c->a : (uint32_t)c->a) != 0;
}

bool rule_tree_suspect(const struct rule_tree_rule *rule, bool wide) {
  uint8_t lowest = UINT8_MAX;
  if (!wide || rule->nconds < 2)
    return false;
  for (size_t i = 0; i < rule->nconds; i++) {
    const struct bpf_cond *c = &rule->conds[i];
    if (c->op != BPF_OP_EQ && c->op != BPF_OP_MASKED_EQ && c->arg < lowest)
      lowest = c->arg;
  }
  for (size_t i = 0; i < rule->nconds; i++)
    if (rule->conds[i].arg > lowest && live(&rule->conds[i], wide))
      return true;
  return false;
}

/* How many nodes a condition is. */
static size_t rule_cond_nodes(const struct bpf_cond *c, bool wide) {
  return !wide ? 1 : tree_model_equality(c->op) ? 2 : 3;
}

/* Whether so many rules are there that pruning could explode. A level has at
 * most as many nodes as there are rules, and each node of the new rule may
 * walk the level anew for each node that it passes. */
static bool crowded(size_t nrules, bool wide, const struct bpf_cond *conds,
                    size_t n) {
  uint64_t walks = 1;
  for (size_t i = 0; i < n; i++) {
    for (size_t k = rule_cond_nodes(&conds[i], wide); k > 0; k--) {
      walks *= nrules;
      if (walks > HARMLESS_MAX)
        return true;
    }
    if (wide && conds[i].op != BPF_OP_EQ && conds[i].op != BPF_OP_MASKED_EQ)
      walks *= 2;
  }
  return walks > HARMLESS_MAX;
}

bool rule_tree_harmless(const struct rule_tree_rule *rule, size_t nrules) {
  return !rule_tree_suspect(rule, true) &&
         !crowded(nrules, true, rule->conds, rule->nconds);
}

size_t rule_tree_size(const struct rule_tree_rule *rule, bool wide) {
  size_t size = 0;
  for (size_t i = 0; i < rule->nconds; i++)
    size += rule_cond_nodes(&rule->conds[i], wide) *
            tree_model_node_size(rule->conds[i].op == BPF_OP_MASKED_EQ);
  return size;
}

struct rule_tree *rule_tree_new(bool wide) {
  struct rule_tree *t = calloc(1, sizeof *t);
  if (!t)
    return NULL;
  t->wide = wide;
  t->closed = SIZE_MAX;
  return t;
}

void rule_tree_free(struct rule_tree *t) {
  if (!t)
    return;
  free(t->rules);
  free(t->conds);
  free(t->model.nodes);
  free(t->trial.nodes);
  free(t->spare.nodes);
  free(t);
}

static bool record_reserve(struct rule_tree *t, size_t nconds) {
  /* there is an array also for a rule without any: none has no offsets */
  return array_reserve(&t->rules, sizeof *t->rules, t->nrules + 1,
                       &t->rules_room) &&
         array_reserve(&t->conds, sizeof *t->conds, t->nconds + nconds + 1,
                       &t->conds_room);
}

static void forget_model(struct rule_tree *t) {
  tree_model_clear(&t->model);
  t->modelled = 0;
}

static enum rule_tree_answer model_add(const struct rule_tree *t,
                                       struct tree_model *m,
                                       const struct kept_rule *rule,
                                       size_t conds, bool *fits) {
  return tree_model_add(m, rule->action, &t->conds[conds], rule->nconds,
                        t->wide, fits);
}

/* Brings the model up to the record. Every rule there was foreseen to be
 * harmless, or there were too few then for anything else. */
static enum rule_tree_answer catch_up(struct rule_tree *t) {
  enum rule_tree_answer answer = RULE_TREE_OK;
  size_t conds = 0;
  bool fits;
  for (size_t i = 0; i < t->nrules && !answer; i++) {
    if (i >= t->modelled) {
      answer = model_add(t, &t->model, &t->rules[i], conds, &fits);
      t->modelled = i + 1;
    }
    conds += t->rules[i].nconds;
  }
  if (answer)
    forget_model(t);
  return answer;
}

/* Adds the rule behind the record to the model itself. Without a pair of
 * suspects it can be slow, but it leaves nothing behind. */
static enum rule_tree_answer add_in_place(struct rule_tree *t,
                                          const struct kept_rule *rule) {
  bool fits;
  enum rule_tree_answer answer =
      model_add(t, &t->model, rule, t->nconds, &fits);
  if (answer || !fits)
    forget_model(t);
  else
    t->modelled++;
  return answer;
}

/* Adds the rule behind the record to a copy of the model, and the copy takes
 * the model's place when all is well with it. */
static enum rule_tree_answer add_to_copy(struct rule_tree *t,
                                         const struct kept_rule *rule) {
  bool fits;
  if (!tree_model_copy(&t->trial, &t->model))
    return RULE_TREE_NOMEM;
  enum rule_tree_answer answer =
      model_add(t, &t->trial, rule, t->nconds, &fits);
  if (answer)
    return answer;
  if (!tree_model_copy(&t->spare, &t->trial))
    return RULE_TREE_NOMEM;
  size_t instructions;
  answer = fits ? tree_model_outlive(&t->spare, &instructions)
                : tree_model_release(&t->spare);
  if (!answer && fits) {
    struct tree_model old = t->model;
    t->model = t->trial;
    t->trial = old;
    t->modelled++;
  }
  return answer;
}

enum rule_tree_answer rule_tree_add(struct rule_tree *t,
                                    const struct rule_tree_rule *rule) {
  if (!record_reserve(t, rule->nconds))
    return RULE_TREE_NOMEM;
  struct bpf_cond *conds = &t->conds[t->nconds];
  size_t n = 0;
  for (uint8_t arg = 0; arg < 6; arg++)
    for (size_t i = 0; i < rule->nconds; i++)
      if (rule->conds[i].arg == arg && live(&rule->conds[i], t->wide))
        conds[n++] = rule->conds[i];
  if (n == 0 && t->closed == SIZE_MAX)
    t->closed = t->nrules;
  /* Once a syscall has a rule without conditions, no other is looked at. */
  if (t->closed != SIZE_MAX)
    n = 0;
  struct kept_rule kept = {rule->action, (uint32_t)n};
  bool suspect = n > 0 && rule_tree_suspect(rule, t->wide);
  bool paired = n > 0 && t->suspects + suspect >= 2;
  if (paired || crowded(t->nrules, t->wide, conds, n)) {
    enum rule_tree_answer answer = catch_up(t);
    if (!answer)
      answer = paired ? add_to_copy(t, &kept) : add_in_place(t, &kept);
    if (answer)
      return answer;
  }
  t->rules[t->nrules++] = kept;
  t->nconds += n;
  t->suspects += suspect;
  struct rule_tree_rule live_rule = {rule->action, conds, n};
  t->instructions += rule_tree_size(&live_rule, t->wide);
  return RULE_TREE_OK;
}

size_t rule_tree_instructions(struct rule_tree *t, bool exact) {
  size_t instructions;
  if (t->closed != SIZE_MAX)
    return 0;
  if (t->suspects == 0 && !exact)
    return t->instructions;
  if (catch_up(t) || !tree_model_copy(&t->spare, &t->model) ||
      tree_model_outlive(&t->spare, &instructions))
    return SIZE_MAX;
  return instructions;
}
