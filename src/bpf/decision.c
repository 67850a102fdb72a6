/* Rules into graphs, by cases.
 *
 * Take a word that the first rule asks about. The values at which any rule's
 * answer about that word changes cut its range into runs; in each run all
 * those questions are answered, which strikes out rules, conditions, and every
 * rule behind one that has no question left. What remains is decided the same
 * way, and a search tree leads from the word to it. Remainders that were met
 * before are not decided again, which makes a graph of what would be a tree.
 *
 * That gives short paths and asks nothing twice, but can grow exponentially
 * where rules ask about many words in turn. So it runs on a budget; beyond it
 * the rules are halved, the second half being what the first half falls back
 * to, and in the end tested in sequence, which is linear. */
#include "decision.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Halving stops here. */
#define FEW_RULES 8u

/* A single rule this small is not worth a second look. */
#define FEW_WORDS 6u

/* Atoms of a rule compared with a new one. */
#define LOOK_BACK 16u

/* Levels of words and masks that a graph may ask about. */
#define DEPTH_MAX 64u

struct memo {
  uint32_t hash;
  dg_node node; /* DG_NONE: free */
  size_t key, length;
};

/* What a remembered key stands for. */
enum memo_kind { MEMO_CASES, MEMO_BEST };

bool words_reserve(struct words *w, size_t more) {
  if (w->cap - w->count >= more)
    return true;
  size_t cap = w->cap ? w->cap * 2 : 1024;
  while (cap - w->count < more)
    cap *= 2;
  uint32_t *v = realloc(w->v, cap * sizeof *v);
  if (v == NULL)
    return false;
  w->v = v;
  w->cap = cap;
  return true;
}

bool decider_init(struct decider *d, struct dgraph *g,
                  const struct dg_tuning *tuning) {
  memset(d, 0, sizeof *d);
  d->g = g;
  d->tuning = tuning;
  return atoms_init(&d->atoms);
}

void decider_free(struct decider *d) {
  atoms_free(&d->atoms);
  free(d->lists.v);
  free(d->bounds.v);
  free(d->runs);
  free(d->keys.v);
  free(d->memo);
  free(d->undo);
}

void decider_start(struct decider *d) {
  d->lists.count = 0;
}

bool decider_add(struct decider *d, const struct bpf_rule *rule, bool wide) {
  struct words *w = &d->lists;
  size_t start = w->count;
  if (!words_reserve(w, 2))
    return false;
  w->v[start] = dg_ret(d->g, bpf_ret_canonical(rule->action));
  w->count += 2;
  for (size_t i = 0; i < rule->nconds; i++) {
    uint32_t atoms[2];
    unsigned n;
    switch (atoms_of_cond(&d->atoms, &rule->conds[i], wide, atoms, &n)) {
    case COND_NOMEM:
      return false;
    case COND_NEVER:
      w->count = start;
      return true;
    case COND_ATOMS:
      break;
    }
    if (!words_reserve(w, n))
      return false;
    memcpy(&w->v[w->count], atoms, n * sizeof *atoms);
    w->count += n;
  }
  size_t natoms = w->count - start - 2;
  if (natoms > UINT32_MAX)
    return false;
  w->v[start + 1] = (uint32_t)natoms;
  return true;
}

static uint32_t key_hash(const uint32_t *v, size_t n, uint32_t first,
                         uint32_t second) {
  uint64_t h = ((uint64_t)first << 32 | second) * UINT64_C(0x9e3779b97f4a7c15);
  for (size_t i = 0; i < n; i++) {
    h = (h ^ v[i]) * UINT64_C(0xbf58476d1ce4e5b9);
    h ^= h >> 31;
  }
  return (uint32_t)(h >> 16);
}

/* Looks a list up, or finds the slot where it belongs. */
static struct memo *memo_find(struct decider *d, struct rule_list list,
                              enum memo_kind kind, dg_node otherwise,
                              uint32_t *hash) {
  const uint32_t *v = &d->lists.v[list.from];
  size_t n = list.to - list.from;
  *hash = key_hash(v, n, kind, otherwise);
  size_t slot = *hash & (d->memo_cap - 1);
  for (; d->memo[slot].node != DG_NONE; slot = (slot + 1) & (d->memo_cap - 1)) {
    const struct memo *m = &d->memo[slot];
    const uint32_t *key = &d->keys.v[m->key];
    if (m->hash == *hash && m->length == n && key[0] == (uint32_t)kind &&
        key[1] == otherwise && memcmp(key + 2, v, n * sizeof *v) == 0)
      break;
  }
  return &d->memo[slot];
}

/* Room for one more remembered list; false when out of memory. */
static bool memo_reserve(struct decider *d) {
  if (d->nmemo * 2 < d->memo_cap)
    return true;
  size_t cap = d->memo_cap ? d->memo_cap * 2 : 256;
  struct memo *memo = malloc(cap * sizeof *memo);
  if (memo == NULL)
    return false;
  memset(memo, 0xff, cap * sizeof *memo);
  for (size_t i = 0; i < d->memo_cap; i++) {
    if (d->memo[i].node == DG_NONE)
      continue;
    size_t slot = d->memo[i].hash & (cap - 1);
    while (memo[slot].node != DG_NONE)
      slot = (slot + 1) & (cap - 1);
    memo[slot] = d->memo[i];
  }
  free(d->memo);
  d->memo = memo;
  d->memo_cap = cap;
  return true;
}

/* Remembers the node of a list; false when out of memory. */
static bool memo_add(struct decider *d, struct rule_list list,
                     enum memo_kind kind, dg_node otherwise, dg_node node) {
  uint32_t hash;
  if (!memo_reserve(d))
    return false;
  struct memo *m = memo_find(d, list, kind, otherwise, &hash);
  size_t n = list.to - list.from;
  if (m->node != DG_NONE) {
    m->node = node;
    return true;
  }
  if (!words_reserve(&d->keys, n + 2))
    return false;
  uint32_t *key = &d->keys.v[d->keys.count];
  key[0] = kind;
  key[1] = otherwise;
  memcpy(key + 2, &d->lists.v[list.from], n * sizeof *key);
  *m = (struct memo){
      .hash = hash, .node = node, .key = d->keys.count, .length = n};
  d->keys.count += n + 2;
  d->nmemo++;
  return true;
}

/* The word that is asked about, under a mask. */
struct question {
  unsigned word;
  uint32_t mask;
};

/* A question partly answered: the masked word lies in lo..hi. What that tells
 * about the whole word is the fact. */
struct answer {
  struct question q;
  uint32_t lo, hi;
  struct fact fact;
};

static bool asks(const struct atom *a, const struct question *q) {
  return a->word == q->word && a->mask == q->mask;
}

/* What an atom says given an answer, or UNKNOWN. */
static unsigned atom_after(const struct atom *a, const struct answer *answer) {
  if (a->word != answer->q.word)
    return UNKNOWN;
  if (a->mask != answer->q.mask)
    return atom_given(a, &answer->fact);
  if (answer->hi < a->lo)
    return a->below;
  if (answer->lo > a->hi)
    return a->above;
  return answer->lo >= a->lo && answer->hi <= a->hi ? a->inside : UNKNOWN;
}

/* Copies an atom into the list under construction, as far as the answer leaves
 * it open. False when it does not hold. */
static bool copy_atom(struct decider *d, size_t rule, uint32_t atom,
                      const struct answer *answer, bool *open) {
  const struct atom *a = &d->atoms.v[atom];
  switch (atom_after(a, answer)) {
  case HOLDS:
    return true;
  case FAILS:
    return false;
  case ASKS_LOW:
    atom = a->low;
    break;
  default:
    *open = *open || asks(a, &answer->q);
    break;
  }
  /* Not again what is there; how far to look is a matter of time only. */
  uint32_t *v = d->lists.v;
  size_t i = d->lists.count - rule - 2 > LOOK_BACK ? d->lists.count - LOOK_BACK
                                                   : rule + 2;
  for (; i < d->lists.count; i++)
    if (v[i] == atom)
      return true;
  v[d->lists.count++] = atom;
  return true;
}

/* Pushes what is left of a list once the question's word is known to lie in
 * lo..hi; *open: whether the question is still asked. Rules at the end that
 * say what `otherwise` says are dropped. False when out of budget. */
static bool narrow(struct decider *d, struct rule_list list,
                   const struct question *q, uint32_t lo, uint32_t hi,
                   dg_node otherwise, struct rule_list *out, bool *open) {
  struct answer answer = {*q, lo, hi, FACT_NONE};
  size_t work = list.to - list.from;
  if (d->steps_left < work || !words_reserve(&d->lists, work))
    return false;
  d->steps_left -= work;
  bool possible = fact_learn(&answer.fact, q->mask, lo, hi);
  assert(possible);
  (void)possible;
  *open = false;
  out->from = out->to = d->lists.count;
  for (size_t at = list.from; at < list.to;) {
    uint32_t *v = d->lists.v;
    size_t rule = d->lists.count;
    size_t end = at + 2 + v[at + 1];
    v[rule] = v[at];
    d->lists.count += 2;
    bool rule_open = false, alive = true;
    for (size_t i = at + 2; i < end && alive; i++)
      alive = copy_atom(d, rule, v[i], &answer, &rule_open);
    at = end;
    if (!alive) {
      d->lists.count = rule;
      continue;
    }
    v[rule + 1] = (uint32_t)(d->lists.count - rule - 2);
    *open = *open || rule_open;
    if (v[rule] != otherwise)
      out->to = d->lists.count;
    if (v[rule + 1] == 0)
      break;
  }
  d->lists.count = out->to;
  return true;
}

/* Which of the first rule's questions the list asks most. The high half of an
 * argument is asked for before the low half. */
static struct question choose(const struct decider *d, struct rule_list list) {
  enum { CANDIDATES = 8 };
  const uint32_t *v = d->lists.v;
  struct question q[CANDIDATES];
  size_t asked[CANDIDATES] = {0};
  size_t n = 1;
  size_t first_end = list.from + 2 + v[list.from + 1];
  const struct atom *first = &d->atoms.v[v[list.from + 2]];
  q[0] = (struct question){first->word, first->mask};
  for (size_t i = list.from + 3; i < first_end && n < CANDIDATES; i++) {
    const struct atom *a = &d->atoms.v[v[i]];
    size_t k = 0;
    while (k < n && !asks(a, &q[k]))
      k++;
    if (k == n)
      q[n++] = (struct question){a->word, a->mask};
  }
  for (size_t at = list.from; at < list.to; at += 2 + v[at + 1])
    for (size_t i = 0; i < v[at + 1]; i++)
      for (size_t k = 0; k < n; k++)
        asked[k] += asks(&d->atoms.v[v[at + 2 + i]], &q[k]);
  size_t best = 0;
  for (size_t k = 1; k < n; k++)
    if (asked[k] > asked[best])
      best = k;
  if (DG_IS_LOW(q[best].word))
    for (size_t at = list.from; at < list.to; at += 2 + v[at + 1])
      for (size_t i = 0; i < v[at + 1]; i++) {
        const struct atom *a = &d->atoms.v[v[at + 2 + i]];
        if (a->word == q[best].word - 1)
          return (struct question){a->word, a->mask};
      }
  return q[best];
}

static int compare_words(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Pushes the values from which on the answer to a question may be another,
 * sorted, each once; false when out of memory. */
static bool push_bounds(struct decider *d, struct rule_list list,
                        const struct question *q) {
  const uint32_t *v = d->lists.v;
  size_t from = d->bounds.count;
  for (size_t at = list.from; at < list.to; at += 2 + v[at + 1])
    for (size_t i = 0; i < v[at + 1]; i++) {
      const struct atom *a = &d->atoms.v[v[at + 2 + i]];
      if (!asks(a, q))
        continue;
      if (!words_reserve(&d->bounds, 2))
        return false;
      if (a->lo > 0)
        d->bounds.v[d->bounds.count++] = a->lo;
      if (a->hi < q->mask)
        d->bounds.v[d->bounds.count++] = a->hi + 1;
    }
  if (d->bounds.count - from < 2)
    return true;
  qsort(&d->bounds.v[from], d->bounds.count - from, sizeof *d->bounds.v,
        compare_words);
  size_t to = from + 1;
  for (size_t i = from + 1; i < d->bounds.count; i++)
    if (d->bounds.v[i] != d->bounds.v[to - 1])
      d->bounds.v[to++] = d->bounds.v[i];
  d->bounds.count = to;
  return true;
}

static dg_node by_cases(struct decider *d, struct rule_list list,
                        dg_node otherwise, unsigned depth);

/* Pushes a run, joined to the one before it when both lead to one target and
 * that one is above base; false when out of memory. */
static bool push_run(struct decider *d, size_t base, uint32_t first,
                     dg_node target) {
  if (d->nruns > base && d->runs[d->nruns - 1].target == target)
    return true;
  if (d->nruns == d->runs_cap) {
    size_t cap = d->runs_cap ? d->runs_cap * 2 : 256;
    struct dg_run *runs = realloc(d->runs, cap * sizeof *runs);
    if (runs == NULL)
      return false;
    d->runs = runs;
    d->runs_cap = cap;
  }
  d->runs[d->nruns++] =
      (struct dg_run){.first = first, .weight = 1, .target = target};
  return true;
}

/* Decides a list for a question whose answers lie in lo..hi, with `n` bounds
 * (from d->bounds.v[bound] on) inside; pushes runs. */
static bool split(struct decider *d, struct rule_list list,
                  const struct question *q, uint32_t lo, uint32_t hi,
                  size_t bound, size_t n, dg_node otherwise, size_t base,
                  unsigned depth) {
  struct rule_list rest;
  bool open, done;
  size_t mark = d->lists.count;
  if (!narrow(d, list, q, lo, hi, otherwise, &rest, &open))
    return false;
  if (!open) {
    dg_node target = by_cases(d, rest, otherwise, depth + 1);
    done = target != DG_NONE && push_run(d, base, lo, target);
  } else {
    assert(n > 0);
    size_t half = n / 2;
    uint32_t middle = d->bounds.v[bound + half];
    done = split(d, rest, q, lo, middle - 1, bound, half, otherwise, base,
                 depth) &&
           split(d, rest, q, middle, hi, bound + half + 1, n - half - 1,
                 otherwise, base, depth);
  }
  d->lists.count = mark;
  return done;
}

/* The graph of a list, or DG_NONE: out of budget or of memory. */
static dg_node by_cases(struct decider *d, struct rule_list list,
                        dg_node otherwise, unsigned depth) {
  if (list.from == list.to)
    return otherwise;
  if (d->lists.v[list.from + 1] == 0)
    return d->lists.v[list.from];
  uint32_t hash;
  if (!memo_reserve(d))
    return DG_NONE;
  struct memo *m = memo_find(d, list, MEMO_CASES, otherwise, &hash);
  if (m->node != DG_NONE)
    return m->node;
  if (depth > DEPTH_MAX || d->g->count > d->nodes_max || d->g->failed)
    return DG_NONE;
  struct question q = choose(d, list);
  size_t bound = d->bounds.count, base = d->nruns;
  dg_node node = DG_NONE;
  if (push_bounds(d, list, &q) &&
      split(d, list, &q, 0, q.mask, bound, d->bounds.count - bound, otherwise,
            base, depth))
    node = dg_search(d->g, d->tuning, q.word, q.mask, &d->runs[base],
                     d->nruns - base, q.mask);
  d->bounds.count = bound;
  d->nruns = base;
  if (node != DG_NONE && !memo_add(d, list, MEMO_CASES, otherwise, node))
    return DG_NONE;
  return node;
}

static size_t count_rules(const struct decider *d, struct rule_list list) {
  size_t n = 0;
  for (size_t at = list.from; at < list.to; at += 2 + d->lists.v[at + 1])
    n++;
  return n;
}

/* The better of graph and sequence. */
static dg_node decide(struct decider *d, struct rule_list list,
                      dg_node otherwise) {
  size_t rules = count_rules(d, list);
  size_t words = list.to - list.from;
  if (rules == 0)
    return otherwise;
  d->steps_left = 128 * words + 1024;
  size_t nodes_max = d->g->count + 2 * words + 64;
  d->nodes_max = nodes_max > UINT32_MAX ? UINT32_MAX : (uint32_t)nodes_max;
  dg_node graph = by_cases(d, list, otherwise, 0);
  if (graph != DG_NONE && rules == 1 && words <= FEW_WORDS)
    return graph;
  dg_node sequence = decider_sequence(d, list, otherwise);
  if (sequence == DG_NONE)
    return DG_NONE;
  size_t longest = dg_measure(d->g, sequence, SIZE_MAX);
  if (graph != DG_NONE) {
    size_t limit = d->tuning->smallest ? longest : longest + longest / 2 + 8;
    if (dg_measure(d->g, graph, limit + 1) <= limit)
      return graph;
  }
  if (rules <= FEW_RULES)
    return sequence;
  size_t middle = list.from;
  for (size_t i = 0; i < rules / 2; i++)
    middle += 2 + d->lists.v[middle + 1];
  dg_node rest =
      decide(d, (struct rule_list){middle, list.to}, otherwise);
  if (rest == DG_NONE)
    return DG_NONE;
  dg_node halves = decide(d, (struct rule_list){list.from, middle}, rest);
  if (halves == DG_NONE)
    return DG_NONE;
  return dg_measure(d->g, halves, longest + 1) <= longest ? halves : sequence;
}

dg_node decider_finish(struct decider *d, dg_node otherwise) {
  /* Nothing is known yet of word DG_NR, which no condition asks about: this
   * drops atoms given twice, and rules behind one without conditions. */
  const struct question nothing = {DG_NR, UINT32_MAX};
  struct rule_list all = {0, d->lists.count}, list;
  bool open;
  uint32_t hash;
  d->steps_left = SIZE_MAX;
  if (!narrow(d, all, &nothing, 0, UINT32_MAX, otherwise, &list, &open) ||
      !memo_reserve(d))
    return DG_NONE;
  struct memo *m = memo_find(d, list, MEMO_BEST, otherwise, &hash);
  if (m->node != DG_NONE)
    return m->node;
  dg_node node = decide(d, list, otherwise);
  if (node == DG_NONE || d->g->failed ||
      !memo_add(d, list, MEMO_BEST, otherwise, node))
    return DG_NONE;
  return node;
}
