/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../bpf/array.h"
#include "../bpf/c_stack.h"
#include "../bpf/policy.h"
#include "rule_tree.h"
#include "tree_model.h"

/* How the tree is built. A rule is a chain of nodes, each comparing one half
 * of one argument (narrow arches: the whole), that continue on one side and
 * fall off on the other. On wide arches some operators continue from two
 * nodes: `!=` goes on when the high half differs and also when the low half
 * does. Then both point at one and the same node, and the rule is no tree any
 * more. Nodes that are alternatives to each other form a level, a sorted list
 * linked both ways, and whoever points into a level may point anywhere.
 *
 * A new rule is first compared with what is there, and what it makes
 * superfluous is dropped (prune); then it is sorted in (graft). Both walk the
 * rule as if it were a tree and therefore meet a shared node several times.
 * Sorting a node into a level which it is already part of makes a circle of
 * that level; dropping the rest of the rule then walks the circle. Reference
 * counts decide what is dropped, so they are part of the model. */

#define STEPS_MAX 300000000u /* a second or two of libseccomp's time */
#define EXPORT_MAX 1048576u  /* instructions; the time is quadratic in them */
#define DEPTH_MAX 20000u     /* of recursion, here and there */
#define BUSY UINT32_MAX

enum model_test { TEST_EQ, TEST_MASKED, TEST_GT, TEST_GE };

/* Sides of a node: where to go when its test fails, and when it holds.
 * libseccomp does the true side first everywhere, and so must the model. */
enum side { FAILS, HOLDS, SIDES };

typedef struct tree_model_node node;
typedef uint32_t ref; /* index of a node, 0 for none */

struct tree_model_node {
  ref kid[SIDES];
  ref before, after; /* neighbours on the level */
  uint32_t refs;
  uint32_t action[SIDES];
  bool ends[SIDES]; /* the rule ends here, with the action */
  bool freed;
  uint8_t word; /* 2 * argument, + 1 for the high half */
  uint8_t test; /* enum model_test */
  uint8_t rank; /* of the operator in the rule, for sorting */
  uint32_t mask, datum;
  uint64_t whole; /* both halves of the datum */
};

/* ---- the nodes ---- */

static node *at(struct tree_model *m, ref r) {
  node *n = &m->nodes[r];
  if (n->freed && !m->fault)
    m->fault = RULE_TREE_CORRUPTS;
  if (++m->steps > STEPS_MAX && !m->fault)
    m->fault = RULE_TREE_EXPLODES;
  return n;
}

/* Guards a loop along a level: no level has more nodes than there are. */
static bool astray(struct tree_model *m, size_t *walked) {
  if (++*walked > m->count && !m->fault)
    m->fault = RULE_TREE_HANGS;
  return m->fault != RULE_TREE_OK;
}

/* Guards a recursion; every dive is followed by a surface. Pruning, cutting and
 * dropping nest, and each goes no deeper than there are nodes, but in a circle.
 */
static bool dive(struct tree_model *m) {
  unsigned depth = ++m->depth;
  if (depth > 4 * m->count && !m->fault)
    m->fault = RULE_TREE_HANGS;
  else if ((depth > DEPTH_MAX || c_stack_short(C_STACK_STEP)) && !m->fault)
    m->fault = RULE_TREE_EXPLODES;
  return !m->fault;
}

static void surface(struct tree_model *m) {
  assert(m->depth > 0);
  m->depth--;
}

static ref model_hold(struct tree_model *m, ref r) {
  if (r)
    at(m, r)->refs++;
  return r;
}

static bool leaf(const node *n) { return !n->kid[HOLDS] && !n->kid[FAILS]; }

static bool model_same(const node *a, const node *b) {
  return a->word == b->word && a->test == b->test && a->datum == b->datum &&
         a->mask == b->mask;
}

/* The order of levels: `a` belongs behind `b`. */
static bool behind(const node *a, const node *b) {
  if (a->word != b->word)
    return a->word < b->word;
  if (a->rank != b->rank)
    return a->rank < b->rank;
  return a->rank == 2 ? a->datum > b->datum : a->datum < b->datum;
}

static ref level_first(struct tree_model *m, ref r) {
  size_t walked = 0;
  while (at(m, r)->before) {
    if (astray(m, &walked))
      return r;
    r = m->nodes[r].before;
  }
  return r;
}

/* ---- giving nodes up ---- */

static size_t drop_tree(struct tree_model *m, ref *tree);

/* Gives up one reference. The last one frees the node, closes the level over
 * it, gives up what is below, and moves *r to a neighbour. Returns how many
 * nodes were freed. */
static size_t drop(struct tree_model *m, ref *r) {
  if (!*r || m->fault)
    return 0;
  node *n = at(m, *r);
  if (--n->refs)
    return 0;
  if (!dive(m))
    return 0;
  ref left = n->before, right = n->after;
  if (left)
    at(m, left)->after = 0;
  if (right)
    at(m, right)->before = 0;
  size_t freed = drop(m, &left);
  freed += drop(m, &right);
  if (left)
    at(m, left)->after = model_hold(m, right);
  if (right)
    at(m, right)->before = model_hold(m, left);
  *r = left ? left : right;
  for (int s = HOLDS; s >= FAILS; s--) {
    ref kid = n->kid[s];
    freed += drop_tree(m, &kid);
  }
  if (n->freed && !m->fault)
    m->fault = RULE_TREE_CORRUPTS;
  n->freed = true;
  surface(m);
  return freed + 1;
}

/* Frees a whole level once nothing but the level itself refers to it. */
static size_t drop_level(struct tree_model *m, ref r) {
  ref first = level_first(m, r);
  size_t walked = 0, freed = 0;
  for (r = first; r && !astray(m, &walked); r = m->nodes[r].after) {
    const node *n = at(m, r);
    if (n->refs > (uint32_t)(n->before != 0) + (uint32_t)(n->after != 0))
      return 0;
  }
  walked = 0;
  for (r = first; r && !m->fault;) {
    if (++walked > 4 * m->count)
      m->fault = RULE_TREE_HANGS;
    freed += drop(m, &r);
  }
  return freed;
}

static size_t drop_tree(struct tree_model *m, ref *tree) {
  size_t freed = drop(m, tree);
  if (*tree && !m->fault)
    freed += drop_level(m, *tree);
  return freed;
}

/* Cuts `target` out of the tree at *slot, wherever it is, and with it the
 * first node found that decides nothing any more. */
static size_t model_cut(struct tree_model *m, ref *slot, ref target) {
  if (!*slot || m->fault || !dive(m))
    return 0;
  size_t freed = 0, walked = 0;
  ref r = level_first(m, *slot);
  while (r && !freed && !astray(m, &walked)) {
    node *n = at(m, r);
    bool found = r == target;
    if (!found) {
      for (int s = HOLDS; s >= FAILS; s--)
        freed += model_cut(m, &n->kid[s], target);
      at(m, r);
      found = leaf(n) && !n->ends[HOLDS] && !n->ends[FAILS];
    }
    if (found && !m->fault) {
      if (r == *slot)
        *slot = n->before ? n->before : n->after;
      if (n->before)
        at(m, n->before)->after = n->after;
      if (n->after)
        at(m, n->after)->before = n->before;
      n->before = n->after = 0;
      freed += drop(m, &r);
      break;
    }
    r = n->after;
  }
  surface(m);
  return freed;
}

/* Whether any rule in the tree ends with another action. */
static bool disagrees(struct tree_model *m, ref tree, uint32_t action) {
  if (!tree || m->fault || !dive(m))
    return false;
  bool yes = false;
  size_t walked = 0;
  for (ref r = level_first(m, tree); r && !yes && !astray(m, &walked);
       r = m->nodes[r].after) {
    const node *n = at(m, r);
    for (int s = HOLDS; s >= FAILS; s--)
      yes = yes || (n->ends[s] && n->action[s] != action);
    for (int s = HOLDS; s >= FAILS; s--)
      yes = yes || disagrees(m, n->kid[s], action);
  }
  surface(m);
  return yes;
}

/* ---- making room for a new rule ---- */

/* What a comparison of the trees has seen so far. */
enum {
  MATCH = 1,
  MATCHED_BEFORE = 2,
  OLD_ENDS = 4,
  NEW_ENDS = 8,
  OLD_STARTS_EARLIER = 16,
  NEW_STARTS_EARLIER = 32
};

static bool has(unsigned seen, unsigned all) { return (seen & all) == all; }

struct pruning {
  struct tree_model *m;
  uint32_t action;
};

static size_t prune(const struct pruning *p, ref old, ref new, unsigned *seen);

/* One level further down in either tree or both, while holding *r. Returns
 * what was freed; *seen is what was seen there. */
static size_t prune_below(const struct pruning *p, ref *r, ref old, ref new,
                          unsigned *seen) {
  model_hold(p->m, *r);
  size_t freed = prune(p, old, new, seen);
  return freed + drop(p->m, r);
}

/* The nodes are equal. Returns false when the search is over. */
static bool prune_equal(const struct pruning *p, ref *r, ref new,
                        unsigned before, unsigned *seen, size_t *freed) {
  struct tree_model *m = p->m;
  const node *x = at(m, *r), *n = at(m, new);
  *seen |= MATCH | MATCHED_BEFORE;
  if (leaf(n))
    *seen |= NEW_ENDS;
  if (leaf(x))
    *seen |= OLD_ENDS;
  for (int s = HOLDS; s >= FAILS; s--)
    if ((x->ends[s] || x->kid[s]) && !(n->ends[s] || n->kid[s]))
      return false;
  if (has(*seen, NEW_ENDS | OLD_ENDS))
    for (int s = HOLDS; s >= FAILS; s--)
      if (x->ends[s] != n->ends[s] || x->action[s] != n->action[s])
        return false;
  for (int s = HOLDS; s >= FAILS; s--) {
    if (!n->kid[s])
      continue;
    unsigned below = before | MATCH | MATCHED_BEFORE;
    *freed += prune_below(p, r, at(m, *r)->kid[s], n->kid[s], &below);
    if (m->fault)
      return false;
    if (below & MATCH)
      *seen |= below;
    if (!*r)
      return true;
  }
  /* Asked first, whatever was seen: the asking alone may never end. */
  bool agrees = !disagrees(m, *r, p->action);
  if (agrees && has(*seen, MATCH | NEW_ENDS | OLD_STARTS_EARLIER)) {
    *freed += model_cut(m, &m->root, *r);
    return m->root != 0;
  }
  return !(agrees && has(*seen, MATCH | OLD_ENDS | NEW_STARTS_EARLIER));
}

/* Drops from the tree at `old` what the rule `new` includes. Returns how many
 * nodes were freed. */
static size_t prune(const struct pruning *p, ref old, ref new, unsigned *seen) {
  struct tree_model *m = p->m;
  const unsigned before = *seen;
  unsigned now = before;
  size_t freed = 0, walked = 0;
  if (!new || !old || (before & (MATCH | MATCHED_BEFORE)) == MATCHED_BEFORE)
    return 0;
  if (m->fault || !dive(m))
    return 0;
  const node *n = at(m, new);
  ref next;
  for (ref r = level_first(m, old); r && !astray(m, &walked); r = next) {
    const node *x = at(m, r);
    next = x->after;
    if (model_same(x, n)) {
      if (!prune_equal(p, &r, new, before, &now, &freed))
        goto done;
      continue;
    }
    bool deeper = behind(x, n);
    if (before & (deeper ? NEW_STARTS_EARLIER : OLD_STARTS_EARLIER))
      goto done;
    for (int s = HOLDS; s >= FAILS; s--) {
      ref kid = deeper ? at(m, r)->kid[s] : n->kid[s];
      if (!kid)
        continue;
      unsigned below = (before & ~(unsigned)MATCH) |
                       (deeper ? OLD_STARTS_EARLIER : NEW_STARTS_EARLIER);
      freed += prune_below(p, &r, deeper ? kid : r, deeper ? new : kid, &below);
      if (below & MATCH)
        now |= below;
      if (m->fault || (below & MATCH))
        goto done;
      if (!r)
        break;
    }
  }
  now &= ~(unsigned)MATCH;
done:
  surface(m);
  if (now & MATCH)
    *seen |= now;
  else
    *seen &= ~(unsigned)MATCH;
  return freed;
}

/* ---- sorting a new rule in ---- */

/* Puts `new` next to `old`, which *slot may point at. */
static void link_before(struct tree_model *m, ref *slot, ref old, ref new) {
  node *x = at(m, old), *n = at(m, new);
  n->refs++;
  if (x->before) {
    at(m, x->before)->after = model_hold(m, new);
    n->before = x->before;
    x->before = new;
    n->after = old;
  } else {
    x->before = new;
    n->after = model_hold(m, old);
  }
  if (*slot == old) {
    *slot = model_hold(m, new);
    drop(m, &old);
  }
}

static bool graft(struct tree_model *m, ref *slot, ref new);

/* The nodes are equal and become one. */
static bool graft_equal(struct tree_model *m, ref old, ref new) {
  node *x = at(m, old), *n = at(m, new);
  for (int s = HOLDS; s >= FAILS; s--) {
    if (!n->ends[s])
      continue;
    if (!x->ends[s]) {
      if (disagrees(m, x->kid[s], n->action[s]))
        return false;
      drop(m, &x->kid[s]);
      x->kid[s] = 0;
      x->action[s] = n->action[s];
      x->ends[s] = true;
    } else if (n->action[s] != x->action[s]) {
      /* Up to 2.6.0 the wrong side's action was set here for FAILS. */
      if ((n->word & 1) &&
          (s == HOLDS ? n->whole > x->whole : n->whole < x->whole))
        x->action[s] = n->action[s];
      if (leaf(x) || leaf(n))
        return false;
    }
  }
  for (int s = HOLDS; s >= FAILS; s--) {
    if (!n->kid[s])
      continue;
    if (x->kid[s]) {
      if (!graft(m, &x->kid[s], n->kid[s]))
        return false;
    } else if (!x->ends[s]) {
      x->kid[s] = model_hold(m, n->kid[s]);
    } else {
      return true; /* what is there ends earlier */
    }
  }
  return true;
}

/* Sorts the rule `new` into the level at *slot. Returns false when an equal
 * rule has another action. */
static bool graft(struct tree_model *m, ref *slot, ref new) {
  size_t walked = 0;
  bool fits = true;
  if (!dive(m))
    return true;
  for (ref r = *slot; !astray(m, &walked); r = m->nodes[r].after) {
    node *x = at(m, r);
    node *n = at(m, new);
    if (model_same(x, n)) {
      fits = graft_equal(m, r, new);
      break;
    }
    if (behind(x, n)) {
      link_before(m, slot, r, new);
      break;
    }
    if (!x->after) {
      n->before = model_hold(m, r);
      x->after = model_hold(m, new);
      break;
    }
  }
  surface(m);
  return fits;
}

/* ---- a rule as nodes ---- */

static bool model_reserve(struct tree_model *m, size_t more) {
  size_t need = (m->count ? m->count : 1) + more;
  if (need > UINT32_MAX / 2)
    return false;
  if (!array_reserve(&m->nodes, sizeof *m->nodes, need, &m->room))
    return false;
  if (m->count == 0) {
    memset(&m->nodes[0], 0, sizeof m->nodes[0]);
    m->count = 1;
  }
  return true;
}

/* Room is reserved. `half`: 0 low, 1 high. */
static ref new_node(struct tree_model *m, const struct bpf_cond *c, int half,
                    enum model_test test) {
  ref r = (ref)m->count++;
  node *n = &m->nodes[r];
  uint64_t mask = c->op == BPF_OP_MASKED_EQ ? c->a : UINT64_MAX;
  memset(n, 0, sizeof *n);
  n->whole = c->op == BPF_OP_MASKED_EQ ? c->b : c->a;
  n->word = (uint8_t)(2 * c->arg + half);
  n->test = (uint8_t)test;
  n->rank = tree_model_equality(c->op) ? 3 : c->op <= BPF_OP_LE ? 2 : 1;
  n->mask = (uint32_t)(mask >> 32 * half);
  n->datum = (uint32_t)(n->whole >> 32 * half) & n->mask;
  return r;
}

/* Where a condition of a rule goes on: the nodes that reach what follows when
 * the condition holds, and on which side they do. */
struct exits {
  ref node[2];
  int count;
  enum side side;
};

/* Makes the nodes of one condition; returns the first. */
static ref cond_nodes(struct tree_model *m, const struct bpf_cond *c, bool wide,
                      struct exits *exits) {
  static const uint8_t low_tests[] = {
      [BPF_OP_NE] = TEST_EQ,           [BPF_OP_LT] = TEST_GE,
      [BPF_OP_LE] = TEST_GT,           [BPF_OP_EQ] = TEST_EQ,
      [BPF_OP_GE] = TEST_GE,           [BPF_OP_GT] = TEST_GT,
      [BPF_OP_MASKED_EQ] = TEST_MASKED};
  enum model_test low_test = low_tests[c->op];
  exits->side = c->op <= BPF_OP_LE ? FAILS : HOLDS;
  exits->count = 0;
  if (!wide) {
    ref only = new_node(m, c, 0, low_test);
    exits->node[exits->count++] = only;
    return only;
  }
  if (tree_model_equality(c->op)) {
    ref high = new_node(m, c, 1, low_test);
    ref low = new_node(m, c, 0, low_test);
    m->nodes[high].kid[HOLDS] = model_hold(m, low);
    if (c->op == BPF_OP_NE)
      exits->node[exits->count++] = high;
    exits->node[exits->count++] = low;
    return high;
  }
  ref above = new_node(m, c, 1, TEST_GT);
  ref level = new_node(m, c, 1, TEST_EQ);
  ref low = new_node(m, c, 0, low_test);
  m->nodes[above].kid[FAILS] = model_hold(m, level);
  m->nodes[level].kid[HOLDS] = model_hold(m, low);
  exits->node[exits->count++] = exits->side == HOLDS ? above : level;
  exits->node[exits->count++] = low;
  return above;
}

/* Makes the nodes of a rule whose conditions are live and in order. */
static ref rule_nodes(struct tree_model *m, uint32_t action,
                      const struct bpf_cond *conds, size_t n, bool wide) {
  ref first = 0;
  struct exits exits = {.count = 0};
  for (size_t i = 0; i < n; i++) {
    struct exits next;
    ref r = cond_nodes(m, &conds[i], wide, &next);
    if (i == 0)
      first = model_hold(m, r);
    for (int k = 0; k < exits.count; k++)
      m->nodes[exits.node[k]].kid[exits.side] = model_hold(m, r);
    exits = next;
  }
  for (int k = 0; k < exits.count; k++) {
    node *last = &m->nodes[exits.node[k]];
    last->ends[exits.side] = true;
    last->action[exits.side] = action;
  }
  return first;
}

/* What libseccomp does to add a rule. Returns false for EEXIST; m->fault says
 * whether it gets that far. */
static bool insert(struct tree_model *m, ref new, uint32_t action) {
  if (!m->root) {
    m->root = new;
    return true;
  }
  unsigned seen = 0;
  size_t freed = prune(&(struct pruning){m, action}, m->root, new, &seen);
  if (m->fault)
    return true;
  if (freed && !m->root) {
    m->root = new;
    return true;
  }
  bool fits = true;
  if (freed || !has(seen, MATCH | OLD_ENDS | NEW_STARTS_EARLIER))
    fits = graft(m, &m->root, new);
  drop_tree(m, &new);
  return fits;
}

/* ---- export and release of the tree ---- */

/* The code generators write out every path, each level from its first node.
 * Returns how many instructions the level of r takes with all below it, at
 * most: equal ones are written once in the end. */
static uint32_t written(struct tree_model *m, ref r, uint32_t *memo) {
  if (!r || m->fault)
    return 0;
  r = level_first(m, r);
  if (memo[r] == BUSY && !m->fault)
    m->fault = RULE_TREE_HANGS;
  if (memo[r] || m->fault)
    return memo[r];
  if (!dive(m))
    return 0;
  memo[r] = BUSY;
  uint32_t sum = 0;
  size_t walked = 0;
  for (ref k = r; k && !astray(m, &walked); k = m->nodes[k].after) {
    const node *n = at(m, k);
    sum += tree_model_node_size(n->test == TEST_MASKED);
    for (int s = HOLDS; s >= FAILS; s--)
      sum += written(m, n->kid[s], memo);
    if (sum > EXPORT_MAX && !m->fault)
      m->fault = RULE_TREE_EXPLODES;
  }
  memo[r] = sum;
  surface(m);
  return sum;
}

enum rule_tree_answer tree_model_outlive(struct tree_model *m,
                                         size_t *instructions) {
  uint32_t *memo = calloc(m->count, sizeof *memo);
  if (!memo)
    return RULE_TREE_NOMEM;
  m->steps = 0;
  *instructions = written(m, m->root, memo);
  free(memo);
  return tree_model_release(m);
}

enum rule_tree_answer tree_model_release(struct tree_model *m) {
  if (!m->fault)
    drop_tree(m, &m->root);
  return m->fault;
}

/* ---- whole models ---- */

enum rule_tree_answer tree_model_add(struct tree_model *m, uint32_t action,
                                     const struct bpf_cond *conds, size_t n,
                                     bool wide, bool *fits) {
  if (!model_reserve(m, 3 * n))
    return RULE_TREE_NOMEM;
  m->steps = 0;
  *fits = insert(m, rule_nodes(m, action, conds, n, wide), action);
  return m->fault;
}

void tree_model_clear(struct tree_model *m) {
  *m = (struct tree_model){.nodes = m->nodes, .room = m->room};
}

bool tree_model_copy(struct tree_model *to, const struct tree_model *from) {
  tree_model_clear(to);
  if (!model_reserve(to, from->count))
    return false;
  if (from->count) {
    memcpy(to->nodes, from->nodes, from->count * sizeof *from->nodes);
    to->count = from->count;
  }
  to->root = from->root;
  return true;
}
