/* SPDX-License-Identifier: MIT */
#include "graph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool graph_init(struct graph *g) {
  g->count = 0;
  g->cap = 512;
  g->table_mask = 2047;
  g->failed = false;
  g->seen = NULL;
  g->stack = NULL;
  g->scratch_cap = g->epoch = 0;
  g->v = malloc(g->cap * sizeof *g->v);
  g->table = malloc((g->table_mask + 1) * sizeof *g->table);
  if (g->v == NULL || g->table == NULL)
    return false;
  memset(g->table, 0xff, (g->table_mask + 1) * sizeof *g->table);
  return true;
}

void graph_free(struct graph *g) {
  free(g->v);
  free(g->table);
  free(g->seen);
  free(g->stack);
}

static uint32_t vertex_hash(const struct graph_vertex *v) {
  uint64_t h = v->op | (uint64_t)v->word << 8 | (uint64_t)v->k << 32;
  h = (h ^ v->mask) * UINT64_C(0x9e3779b97f4a7c15);
  h ^= h >> 29;
  h = (h ^ ((uint64_t)v->yes << 32 | v->no)) * UINT64_C(0xbf58476d1ce4e5b9);
  return (uint32_t)(h >> 32);
}

static bool vertex_equal(const struct graph_vertex *a,
                         const struct graph_vertex *b) {
  return a->op == b->op && a->word == b->word && a->mask == b->mask &&
         a->k == b->k && a->yes == b->yes && a->no == b->no;
}

/* Doubles nodes and table; false when out of memory. */
static bool graph_grow(struct graph *g) {
  if (g->cap > UINT32_MAX / 8)
    return false;
  uint32_t cap = g->cap * 2;
  uint32_t size = cap * 4;
  struct graph_vertex *v = realloc(g->v, cap * sizeof *v);
  if (v == NULL)
    return false;
  g->v = v;
  graph_node *table = malloc(size * sizeof *table);
  if (table == NULL)
    return false;
  memset(table, 0xff, size * sizeof *table);
  for (uint32_t i = 0; i < g->count; i++) {
    uint32_t slot = vertex_hash(&g->v[i]) & (size - 1);
    while (table[slot] != GRAPH_NONE)
      slot = (slot + 1) & (size - 1);
    table[slot] = i;
  }
  free(g->table);
  g->table = table;
  g->table_mask = size - 1;
  g->cap = cap;
  return true;
}

/* The one node equal to *v. */
static graph_node graph_unique(struct graph *g, const struct graph_vertex *v) {
  uint32_t hash = vertex_hash(v);
  uint32_t slot = hash & g->table_mask;
  for (; g->table[slot] != GRAPH_NONE; slot = (slot + 1) & g->table_mask)
    if (vertex_equal(&g->v[g->table[slot]], v))
      return g->table[slot];
  if (g->count == g->cap) {
    if (!graph_grow(g)) {
      g->failed = true;
      return 0;
    }
    slot = hash & g->table_mask;
    while (g->table[slot] != GRAPH_NONE)
      slot = (slot + 1) & g->table_mask;
  }
  g->v[g->count] = *v;
  g->table[slot] = g->count;
  return g->count++;
}

graph_node graph_ret(struct graph *g, uint32_t action) {
  struct graph_vertex v = {.op = GRAPH_RET, .k = action};
  return graph_unique(g, &v);
}

graph_node graph_test(struct graph *g, enum graph_op op, unsigned word,
                      uint32_t mask, uint32_t k, graph_node yes,
                      graph_node no) {
  /* targets are older than what leads to them: there are no cycles */
  assert(g->failed || (yes < g->count && no < g->count));
  if (yes == no)
    return yes;
  switch (op) {
  case GRAPH_JEQ:
    if (k & ~mask)
      return no;
    if (mask == 0)
      return yes;
    break;
  case GRAPH_JGE:
    if (k == 0)
      return yes;
    if (k > mask)
      return no;
    break;
  case GRAPH_JSET:
    if (k == 0)
      return no;
    break;
  case GRAPH_RET:
    break;
  }
  struct graph_vertex v = {.op = (uint8_t)op,
                           .word = (uint8_t)word,
                           .mask = mask,
                           .k = k,
                           .yes = yes,
                           .no = no};
  return graph_unique(g, &v);
}

graph_node graph_test_eq(struct graph *g, unsigned word, uint32_t mask,
                         uint32_t k, graph_node yes, graph_node no) {
  if (mask != UINT32_MAX) {
    /* JSET leaves the word in the accumulator as it is. */
    if (k == 0)
      return graph_test(g, GRAPH_JSET, word, UINT32_MAX, mask, no, yes);
    if (k == mask && (mask & (mask - 1)) == 0)
      return graph_test(g, GRAPH_JSET, word, UINT32_MAX, mask, yes, no);
  }
  return graph_test(g, GRAPH_JEQ, word, mask, k, yes, no);
}
