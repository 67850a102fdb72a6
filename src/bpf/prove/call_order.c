/* SPDX-License-Identifier: MIT */
#include "call_order.h"

#include <assert.h>
#include <stdbool.h>

#include "mtbdd.h"

void call_order_group(struct call_groups *groups, uint16_t words) {
  for (unsigned w = 0; w < BPF_WORDS; w++)
    if (words & 1u << w)
      words |= groups->with[w];
  for (unsigned w = 0; w < BPF_WORDS; w++)
    if (words & 1u << w)
      groups->with[w] = words;
}

void call_order_make(struct call_order *order,
                     const struct call_groups *groups) {
  static const uint8_t natural[BPF_WORDS] = {
      BPF_WORD_ARCH,  BPF_WORD_NR,   5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14,
      BPF_WORD_IP_HI, BPF_WORD_IP_LO};
  uint16_t placed = 0;
  unsigned level = 0;
  for (unsigned i = 0; i < BPF_WORDS; i++) {
    if (placed & 1u << natural[i])
      continue;
    const uint16_t group =
        (uint16_t)(groups->with[natural[i]] | 1u << natural[i]);
    const uint16_t counts = group & groups->counts;
    uint8_t members[BPF_WORDS];
    unsigned n = 0;
    for (unsigned j = i; j < BPF_WORDS; j++)
      if (group & 1u << natural[j])
        members[n++] = natural[j];
    placed |= group;
    /* bits 4 to 0 of the counts; then from the top what is left */
    for (unsigned step = 0; step < 5 + 32; step++) {
      const unsigned bit = step < 5 ? 4 - step : 36 - step;
      for (unsigned j = 0; j < n; j++) {
        const bool first = (counts & 1u << members[j]) != 0 && bit < 5;
        if (first == (step < 5))
          order->level[members[j]][bit] = (uint16_t)level++;
      }
    }
  }
  /* each bit has a level, and each level a bit */
  assert(level == MTBDD_LEVELS);
}
