/* SPDX-License-Identifier: MIT */
/* The table of comparisons' names, used both ways. */
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "../bpf/policy.h"
#include "../sys/nearest.h"
#include "operator.h"
static const struct {
  const char *name[3]; /* the first reads back */
  const char *scmp;
} operator_table[] = {
    [BPF_OP_NE] = {{"!=", "ne", "~="}, "SCMP_CMP_NE"},
    [BPF_OP_LT] = {{"<", "lt"}, "SCMP_CMP_LT"},
    [BPF_OP_LE] = {{"<=", "le"}, "SCMP_CMP_LE"},
    [BPF_OP_EQ] = {{"==", "eq"}, "SCMP_CMP_EQ"},
    [BPF_OP_GE] = {{">=", "ge"}, "SCMP_CMP_GE"},
    [BPF_OP_GT] = {{">", "gt"}, "SCMP_CMP_GT"},
    [BPF_OP_MASKED_EQ] = {{"masked_eq"}, "SCMP_CMP_MASKED_EQ"},
};

const char *operator_name(enum bpf_op op) { return operator_table[op].name[0]; }

int operator_exact(const char *name, size_t len) {
  for (int i = 0; i <= BPF_OP_MASKED_EQ; i++) {
    const char *exact = operator_table[i].name[0];
    if (exact[0] == name[0] && strlen(exact) == len &&
        memcmp(exact, name, len) == 0)
      return i;
  }
  return -1;
}

int operator_number(const char *name) {
  int exact = operator_exact(name, strlen(name));
  if (exact >= 0)
    return exact;
  for (int i = 0; i <= BPF_OP_MASKED_EQ; i++) {
    if (strcasecmp(name, operator_table[i].scmp) == 0)
      return i;
    for (size_t k = 0; k < 3 && operator_table[i].name[k] != NULL; k++)
      if (strcasecmp(name, operator_table[i].name[k]) == 0)
        return i;
  }
  return -1;
}

const char *operator_hint(const char *name, char *buf, size_t size) {
  struct nearest near;
  nearest_start(&near, name);
  for (int i = 0; i <= BPF_OP_MASKED_EQ; i++)
    nearest_offer(&near, operator_table[i].scmp);
  nearest_offer(&near, operator_name(BPF_OP_MASKED_EQ));
  return nearest_hint(&near, buf, size, ":");
}
