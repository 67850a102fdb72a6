/* SPDX-License-Identifier: MIT */
/* Calls that are counted and not told of: by process, by kind (arch and
 * number), and by the values of those arguments that a kind looks at. Plain C;
 * two look-ups in hash tables for a call. */
#ifndef LUA_SECCOMP_SPAWN_TALLY_H
#define LUA_SECCOMP_SPAWN_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../bpf/bpf.h"

#pragma GCC visibility push(hidden)

/* Different values that are kept of a kind for each process; where there are
 * more, some are counted without their values. */
#define TALLY_VALUES 256u
#define TALLY_NONE SIZE_MAX

struct tally_entry {
  uint64_t values[6]; /* its arguments, as far as the kind looks at them */
  uint64_t count;
  uint32_t process;
  uint16_t kind;
  bool used;
  bool valued;       /* not: all that are counted without values */
  uint32_t distinct; /* where not valued: entries that are, of this kind */
};

struct tally {
  struct tally_kind *kinds; /* both NULL until they are needed */
  struct tally_entry *entries;
  size_t kinds_used, used, room;
  uint64_t total; /* calls */
};

/* Has calls of the arch and number of `data` counted from now on, by what is
 * left of each argument under its mask. Their kind; TALLY_NONE where there is
 * no room. */
size_t tally_kind(struct tally *t, const struct bpf_data *data,
                  const uint64_t masks[6]);

/* Counts a call of a process; false where its kind is not counted, or memory is
 * short: then nothing has changed. */
bool tally_add(struct tally *t, uint32_t process, const struct bpf_data *data);

/* The next entry that has a count, from *at on, which is 0 first; NULL at the
 * end. */
const struct tally_entry *tally_next(const struct tally *t, size_t *at);

void tally_free(struct tally *t);

#pragma GCC visibility pop

#endif
