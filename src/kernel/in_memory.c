/* SPDX-License-Identifier: MIT */
#include "in_memory.h"

#include <string.h>

#include "calls.h"

/* Calls of which the second takes from registers what the first does from
 * memory, where an arch has it. */
static const char *const pairs[][2] = {
    {"mmap", "mmap2"}, {"select", "_newselect"}, {"fadvise64_64", "fadvise64"}};

static bool fill_words(const char *arch, const struct kernel_call *call,
                       struct in_memory *out) {
  struct kernel_call other;
  if (!call->in_memory)
    return false;
  *out = (struct in_memory){call->name, NULL};
  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
    if (strcmp(pairs[i][0], call->name) == 0 &&
        kernel_call_find(arch, pairs[i][1], &other) && !other.in_memory)
      out->instead = pairs[i][1];
  return true;
}

bool in_memory_number(const char *arch, uint32_t first, uint32_t last,
                      struct in_memory *out) {
  struct kernel_call call;
  if (first == last)
    return kernel_call_number(arch, first, &call) &&
           fill_words(arch, &call, out);
  for (size_t i = 0; kernel_call_at(arch, i, &call); i++)
    if (first <= call.number && call.number <= last &&
        fill_words(arch, &call, out))
      return true;
  return false;
}

bool in_memory_name(const char *arch, const char *name, struct in_memory *out) {
  struct kernel_call call;
  return kernel_call_find(arch, name, &call) && fill_words(arch, &call, out);
}
