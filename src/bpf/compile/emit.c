/* SPDX-License-Identifier: MIT */
/* Graphs into instructions.
 *
 * A test node comes to one to three instructions: load the word, mask it, test
 * it. Whoever comes from a test of the same word jumps past the load, so the
 * load is there only when somebody needs it.
 *
 * BPF jumps go forward only. So the program is written from its end to its
 * start, a node when both its targets are placed (a post-order walk): every
 * distance is known when it is needed, and nothing has to be patched or
 * repeated. Each node is placed once and its position remembered for all who
 * jump to it; that is sound, because what an instruction does depends on the
 * word in the accumulator alone, which the entry point stands for. Conditional
 * jumps reach 255 instructions; a target further away gets a stand-in nearby, a
 * copy of a return or a JA to anything else, which serves everyone in its
 * reach. Greedy: the number of stand-ins is not the least possible. */
#include "emit.h"
#include "../opcode.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Where to enter a node. */
enum entry_point { AT_LOAD, AT_MASK, AT_TEST, ENTRIES };

#define NOWHERE UINT32_MAX
#define REACH 255u

/* The entry into `to` for those who come from a test that left (word & mask)
 * of `from` in the accumulator. */
static enum entry_point entry_from(const struct graph_vertex *from,
                                   const struct graph_vertex *to) {
  if (to->op == GRAPH_RET)
    return AT_TEST;
  if (from->word != to->word || (to->mask & ~from->mask))
    return AT_LOAD;
  return from->mask == to->mask ? AT_TEST : AT_MASK;
}

/* Instructions of a node that is entered at the places in `entries`. */
static unsigned node_size(const struct graph_vertex *v, unsigned entries) {
  if (v->op == GRAPH_RET)
    return 0;
  unsigned size = 1;
  if (v->mask != UINT32_MAX && (entries & (1u << AT_LOAD | 1u << AT_MASK)))
    size++;
  if (entries & 1u << AT_LOAD)
    size++;
  return size;
}

static bool measure_reserve(struct graph *g) {
  if (g->scratch_cap >= g->count && g->epoch < UINT32_MAX >> ENTRIES)
    return true;
  free(g->seen);
  free(g->stack);
  g->scratch_cap = g->cap;
  g->epoch = 0;
  g->seen = calloc(g->cap, sizeof *g->seen);
  g->stack = malloc(g->cap * sizeof *g->stack);
  if (g->seen != NULL && g->stack != NULL)
    return true;
  g->scratch_cap = 0;
  g->failed = true;
  return false;
}

size_t emit_measure(struct graph *g, graph_node root, size_t limit) {
  if (!measure_reserve(g))
    return 0;
  /* seen[n]: the epoch, and in the low bits the entries used in it. */
  uint32_t epoch = ++g->epoch;
  uint32_t top = 0;
  size_t size = 0;
  if (g->v[root].op != GRAPH_RET) {
    g->seen[root] = epoch << ENTRIES | 1u << AT_LOAD;
    size = node_size(&g->v[root], 1u << AT_LOAD);
    g->stack[top++] = root;
  }
  while (top > 0 && size < limit) {
    const struct graph_vertex *v = &g->v[g->stack[--top]];
    const graph_node targets[2] = {v->yes, v->no};
    for (int i = 0; i < 2; i++) {
      const struct graph_vertex *to = &g->v[targets[i]];
      if (to->op == GRAPH_RET)
        continue;
      uint32_t *seen = &g->seen[targets[i]];
      unsigned before = 0;
      if (*seen >> ENTRIES == epoch)
        before = *seen & ((1u << ENTRIES) - 1);
      else
        g->stack[top++] = targets[i];
      unsigned after = before | 1u << entry_from(v, to);
      *seen = epoch << ENTRIES | after;
      size += node_size(to, after) - (before ? node_size(to, before) : 0);
    }
  }
  return size < limit ? size : limit;
}

/* One emission. Positions count from the end of the program. */
struct emitter {
  const struct graph *g;
  struct cbpf_insn *insns;
  uint32_t count;
  uint8_t *entries;        /* of each node, those used; 0: unreachable */
  uint32_t *size;          /* of the graph below, shared parts repeated */
  uint32_t (*at)[ENTRIES]; /* nearest position to reach each entry by */
  graph_node *stack;
  bool big_endian;
};

static uint32_t word_offset(unsigned word, bool big_endian) {
  assert(word < BPF_WORDS);
  return 4 * (big_endian && word >= BPF_WORD_IP_LO ? word ^ 1u : word);
}

static uint32_t emit_insn(struct emitter *e, unsigned code, unsigned jt,
                          unsigned jf, uint32_t k) {
  e->insns[e->count] = (struct cbpf_insn){
      .code = (uint16_t)code, .jt = (uint8_t)jt, .jf = (uint8_t)jf, .k = k};
  return e->count++;
}

/* Brings an entry of a node within reach of the next two instructions, so that
 * bringing in a second target does not put the first out of reach. */
static uint32_t *emit_target(struct emitter *e, graph_node n,
                             enum entry_point entry) {
  const struct graph_vertex *v = &e->g->v[n];
  uint32_t *at = &e->at[n][entry];
  if (*at != NOWHERE && e->count - *at <= REACH)
    return at;
  if (v->op == GRAPH_RET)
    *at = emit_insn(e, BPF_CODE_RET_K, 0, 0, v->k);
  else
    *at = emit_insn(e, BPF_CODE_JA, 0, 0, e->count - *at - 1);
  return at;
}

/* Places a node whose targets are placed (returns place themselves). */
static void emit_node(struct emitter *e, graph_node n) {
  static const uint16_t codes[] = {[GRAPH_JEQ] = BPF_CODE_JEQ_K,
                                   [GRAPH_JGE] = BPF_CODE_JGE_K,
                                   [GRAPH_JSET] = BPF_CODE_JSET_K};
  const struct graph_vertex *v = &e->g->v[n];
  uint32_t *yes = emit_target(e, v->yes, entry_from(v, &e->g->v[v->yes]));
  uint32_t *no = emit_target(e, v->no, entry_from(v, &e->g->v[v->no]));
  uint32_t here = e->count;
  uint32_t *at = e->at[n];
  /* bringing in the second target left the first within reach */
  assert(*yes < here && here - *yes - 1 <= REACH);
  assert(*no < here && here - *no - 1 <= REACH);
  at[AT_TEST] =
      emit_insn(e, codes[v->op], here - *yes - 1, here - *no - 1, v->k);
  at[AT_MASK] = at[AT_TEST];
  unsigned wanted = e->entries[n];
  if (v->mask != UINT32_MAX && (wanted & (1u << AT_LOAD | 1u << AT_MASK)))
    at[AT_MASK] = emit_insn(e, BPF_CODE_AND_K, 0, 0, v->mask);
  if (wanted & 1u << AT_LOAD)
    at[AT_LOAD] = emit_insn(e, BPF_CODE_LD_ABS, 0, 0,
                            word_offset(v->word, e->big_endian));
}

/* Fills entries and sizes; gives the number of test nodes, and in *length that
 * of their instructions. Targets are older than what goes to them, so one pass
 * each way will do. */
static size_t survey(struct emitter *e, graph_node root, size_t *length) {
  const struct graph_vertex *v = e->g->v;
  size_t tests = 0;
  *length = 0;
  e->entries[root] = 1u << AT_LOAD;
  for (graph_node n = root + 1; n-- > 0;) {
    if (e->entries[n] == 0 || v[n].op == GRAPH_RET)
      continue;
    tests++;
    *length += node_size(&v[n], e->entries[n]);
    const graph_node yes = v[n].yes, no = v[n].no;
    e->entries[yes] |= (uint8_t)(1u << entry_from(&v[n], &v[yes]));
    e->entries[no] |= (uint8_t)(1u << entry_from(&v[n], &v[no]));
  }
  for (graph_node n = 0; n <= root; n++) {
    e->size[n] = 0;
    if (e->entries[n] == 0 || v[n].op == GRAPH_RET)
      continue;
    uint64_t size = 1 + (uint64_t)e->size[v[n].yes] + e->size[v[n].no];
    e->size[n] = size > UINT32_MAX ? UINT32_MAX : (uint32_t)size;
  }
  return tests;
}

/* Places everything below root, then root. Of two targets the one with less
 * below it is placed last, next to the node, to keep jumps short. */
static void emit_all(struct emitter *e, graph_node root) {
  const struct graph_vertex *v = e->g->v;
  const uint32_t expanded = UINT32_C(1) << 31;
  uint32_t top = 0;
  e->stack[top++] = root;
  while (top > 0) {
    uint32_t item = e->stack[--top];
    graph_node n = item & ~expanded;
    if (e->at[n][AT_TEST] != NOWHERE)
      continue;
    if (v[n].op == GRAPH_RET) {
      if (n == root)
        emit_target(e, n, AT_TEST);
      continue;
    }
    if (item & expanded) {
      emit_node(e, n);
      continue;
    }
    bool yes_near = e->size[v[n].yes] <= e->size[v[n].no];
    e->stack[top++] = n | expanded;
    e->stack[top++] = yes_near ? v[n].yes : v[n].no;
    e->stack[top++] = yes_near ? v[n].no : v[n].yes;
  }
}

/* Runs a prepared emitter; the program, or NULL with *len set or zero. */
static struct cbpf_insn *emit_from(struct emitter *e, graph_node root,
                                   size_t max, size_t *len) {
  size_t length;
  size_t tests = survey(e, root, &length);
  if (length > max) {
    *len = length;
    return NULL;
  }
  /* A test, its load and mask, and a stand-in for either target. */
  e->insns = malloc((tests * 5 + 1) * sizeof *e->insns);
  /* Each test is expanded once and pushes three items at most. */
  e->stack = malloc((tests * 3 + 1) * sizeof *e->stack);
  if (e->insns == NULL || e->stack == NULL)
    return NULL;
  emit_all(e, root);
  *len = e->count;
  if (*len > max)
    return NULL;
  for (uint32_t i = 0, j = e->count - 1; i < j; i++, j--) {
    struct cbpf_insn insn = e->insns[i];
    e->insns[i] = e->insns[j];
    e->insns[j] = insn;
  }
  struct cbpf_insn *insns = e->insns;
  e->insns = NULL;
  return insns;
}

struct cbpf_insn *emit_program(struct graph *g, graph_node root,
                               bool big_endian, size_t max, size_t *len) {
  size_t nodes = (size_t)root + 1;
  struct emitter e = {.g = g, .big_endian = big_endian};
  struct cbpf_insn *insns = NULL;
  *len = 0;
  e.entries = calloc(nodes, 1);
  e.size = malloc(nodes * sizeof *e.size);
  e.at = malloc(nodes * sizeof *e.at);
  if (e.entries != NULL && e.size != NULL && e.at != NULL) {
    memset(e.at, 0xff, nodes * sizeof *e.at);
    insns = emit_from(&e, root, max, len);
  }
  free(e.entries);
  free(e.size);
  free(e.at);
  free(e.stack);
  free(e.insns);
  return insns;
}
