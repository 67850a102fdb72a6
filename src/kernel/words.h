/* SPDX-License-Identifier: MIT */
/* Values of arguments as constants, where exactly one can be meant. */
#ifndef LUA_SECCOMP_KERNEL_WORDS_H
#define LUA_SECCOMP_KERNEL_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calls.h"

#pragma GCC visibility push(hidden)

/* A value of `bits` bits of an argument of a call on an arch, in words: the
 * constant that it is, or flags with `bar` between them, those of the lowest
 * bits first; a mask is always flags. `beside`: the value of the argument that
 * decides what this one is about (the domain beside a protocol, the level
 * beside an option), where that is known. False where there are none, or
 * several that could be meant (second names aside), or they do not fit into
 * buf. */
bool kernel_word(const struct kernel_argument *argument, const char *arch,
                 uint64_t value, unsigned int bits, bool mask,
                 const uint64_t *beside, const char *bar, char *buf,
                 size_t size);

#pragma GCC visibility pop

#endif
