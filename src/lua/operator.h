/* SPDX-License-Identifier: MIT */
/* The names of comparisons. */
#ifndef LUA_SECCOMP_LUA_OPERATOR_H
#define LUA_SECCOMP_LUA_OPERATOR_H

#include <stddef.h>

#include "../bpf/policy.h"
#pragma GCC visibility push(hidden)

/* Operators; first spelling is the one that reads back, and the only one that
 * operator_exact knows. -1 when unknown. */
const char *operator_name(enum bpf_op op);
int operator_exact(const char *name, size_t len);
int operator_number(const char *name);
/* What to say of an unknown one, as nearest_hint has it; ":" where none is
 * near. The short names are all near to each other, and not offered. */
const char *operator_hint(const char *name, char *buf, size_t size);

#pragma GCC visibility pop

#endif
