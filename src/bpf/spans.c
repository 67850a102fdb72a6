/* SPDX-License-Identifier: MIT */
#include "spans.h"

#include <stdlib.h>
#include <string.h>

/* Sorts the keys by number, keeping the order of equal ones: eleven bits at a
 * time, the lowest first, which is all that the numbers of an arch need.
 * `bits`: those in which some differ. */
static void sort(struct spans *s, size_t n, uint32_t bits) {
  uint32_t start[1 << 11];
  for (unsigned shift = 0; shift < 32; shift += 11) {
    uint32_t mask = bits >> shift & 0x7ff;
    if (mask == 0)
      continue;
    while ((mask & (mask + 1)) != 0)
      mask |= mask >> 1;
    memset(start, 0, (mask + 1) * sizeof start[0]);
    for (size_t i = 0; i < n; i++)
      start[s->keys[i].nr >> shift & mask]++;
    for (uint32_t i = 0, before = 0, its; i <= mask; i++, before += its) {
      its = start[i];
      start[i] = before;
    }
    for (size_t i = 0; i < n; i++)
      s->spare[start[s->keys[i].nr >> shift & mask]++] = s->keys[i];
    struct spans_key *other = s->keys;
    s->keys = s->spare;
    s->spare = other;
  }
}

bool spans_open(struct spans *s, const struct bpf_arch *arch) {
  const size_t n = arch->nrules;
  *s = (struct spans){.arch = arch};
  s->keys = malloc((n + 1) * sizeof *s->keys);
  s->spare = malloc((n + 1) * sizeof *s->spare);
  s->rules = malloc((n + 1) * sizeof *s->rules);
  if (s->keys == NULL || s->spare == NULL || s->rules == NULL)
    return false;
  uint32_t bits = 0, before = 0;
  bool sorted = true;
  for (size_t i = 0; i < n; i++) {
    const uint32_t nr = arch->rules[i].nr;
    sorted = sorted && nr >= before;
    before = nr;
    bits |= nr ^ arch->rules[0].nr;
    s->keys[i] = (struct spans_key){.nr = nr, .rule = (uint32_t)i};
  }
  if (!sorted)
    sort(s, n, bits);
  return true;
}

void spans_close(struct spans *s) {
  free(s->keys);
  free(s->spare);
  free(s->rules);
}

void spans_from(struct spans *s, uint32_t first, uint32_t last) {
  s->next = 0;
  s->at = first;
  s->end = last;
  s->nrules = 0;
}

bool spans_next(struct spans *s) {
  if (s->at > s->end)
    return false;
  const struct bpf_rule *rules = s->arch->rules;
  const size_t n = s->arch->nrules, before = s->nrules;
  const struct spans_key *keys = s->keys;
  uint32_t *const here = s->rules;
  const uint32_t at = (uint32_t)s->at;
  uint32_t last = s->end;
  size_t kept = 0, next = s->next;
  for (size_t i = 0; i < before; i++) {
    const uint32_t its = rules[here[i]].last;
    if (its < at)
      continue;
    here[kept++] = here[i];
    last = its < last ? its : last;
  }
  for (; next < n && keys[next].nr <= at; next++) {
    const uint32_t rule = keys[next].rule, its = rules[rule].last;
    if (its < at)
      continue;
    size_t k = kept++;
    for (; k > 0 && here[k - 1] > rule; k--)
      here[k] = here[k - 1];
    here[k] = rule;
    last = its < last ? its : last;
  }
  if (next < n && keys[next].nr <= last)
    last = keys[next].nr - 1;
  s->next = next;
  s->nrules = kept;
  s->first = at;
  s->last = last;
  s->at = (uint64_t)last + 1;
  return true;
}
