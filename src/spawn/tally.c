/* SPDX-License-Identifier: MIT */
/* See tally.h. Both tables have open addressing and are half full at most. */
#include <stdlib.h>
#include <string.h>

#include "tally.h"

/* Powers of two. */
#define KINDS 1024u
#define ENTRIES_LEAST 512u
#define ENTRIES_MOST (1u << 20)

struct tally_kind {
  uint64_t masks[6];
  uint32_t arch, number;
  bool used, looks;
};

/* The place of a kind, or the free one where it would be. */
static size_t kind_find(const struct tally_kind *kinds, uint32_t arch,
                        uint32_t number) {
  for (size_t at = number ^ (size_t)arch * 31u;; at++) {
    const struct tally_kind *kind = &kinds[at & (KINDS - 1)];
    if (!kind->used || (kind->number == number && kind->arch == arch))
      return at & (KINDS - 1);
  }
}

size_t tally_kind(struct tally *t, const struct bpf_data *data,
                  const uint64_t masks[6]) {
  if (t->kinds == NULL)
    t->kinds = calloc(KINDS, sizeof *t->kinds);
  if (t->kinds == NULL)
    return TALLY_NONE;
  const size_t at = kind_find(t->kinds, data->arch, data->nr);
  struct tally_kind *kind = &t->kinds[at];
  if (kind->used)
    return at;
  if (t->kinds_used == KINDS / 2)
    return TALLY_NONE;
  t->kinds_used++;
  *kind =
      (struct tally_kind){.arch = data->arch, .number = data->nr, .used = true};
  memcpy(kind->masks, masks, sizeof kind->masks);
  for (int i = 0; i < 6; i++)
    kind->looks |= masks[i] != 0;
  return at;
}

/* The entry like `like`, or the free one where it would be. */
static struct tally_entry *entry_find(struct tally_entry *entries, size_t room,
                                      const struct tally_entry *like) {
  uint64_t hash = like->process * 2654435761u + like->kind + like->valued;
  for (int i = 0; i < 6; i++)
    hash = (hash ^ like->values[i]) * 0x9e3779b97f4a7c15u;
  for (size_t at = (size_t)(hash >> 32);; at++) {
    struct tally_entry *entry = &entries[at & (room - 1)];
    if (!entry->used ||
        (entry->process == like->process && entry->kind == like->kind &&
         entry->valued == like->valued &&
         memcmp(entry->values, like->values, sizeof entry->values) == 0))
      return entry;
  }
}

/* Makes room for two more; false when out of memory. */
static bool entries_grow(struct tally *t) {
  if ((t->used + 2) * 2 <= t->room)
    return true;
  const size_t room = t->room == 0 ? ENTRIES_LEAST : t->room * 2;
  struct tally_entry *larger =
      room > ENTRIES_MOST ? NULL : calloc(room, sizeof *larger);
  if (larger == NULL)
    return false;
  for (size_t i = 0; i < t->room; i++)
    if (t->entries[i].used)
      *entry_find(larger, room, &t->entries[i]) = t->entries[i];
  free(t->entries);
  t->entries = larger;
  t->room = room;
  return true;
}

static struct tally_entry *entry_of(struct tally *t,
                                    const struct tally_entry *like) {
  struct tally_entry *entry = entry_find(t->entries, t->room, like);
  if (!entry->used) {
    *entry = *like;
    t->used++;
  }
  return entry;
}

bool tally_add(struct tally *t, uint32_t process, const struct bpf_data *data) {
  if (t->kinds == NULL)
    return false;
  const size_t at = kind_find(t->kinds, data->arch, data->nr);
  const struct tally_kind *kind = &t->kinds[at];
  if (!kind->used || !entries_grow(t))
    return false;
  struct tally_entry like = {
      .process = process, .kind = (uint16_t)at, .used = true};
  struct tally_entry *entry = entry_of(t, &like);
  if (kind->looks) {
    struct tally_entry *all = entry;
    like.valued = true;
    for (int i = 0; i < 6; i++)
      like.values[i] = data->args[i] & kind->masks[i];
    entry = entry_find(t->entries, t->room, &like);
    if (!entry->used && all->distinct < TALLY_VALUES) {
      all->distinct++;
      entry = entry_of(t, &like);
    } else if (!entry->used) {
      entry = all;
    }
  }
  entry->count++;
  t->total++;
  return true;
}

const struct tally_entry *tally_next(const struct tally *t, size_t *at) {
  while (*at < t->room && t->entries[*at].count == 0)
    ++*at;
  return *at < t->room ? &t->entries[(*at)++] : NULL;
}

void tally_free(struct tally *t) {
  free(t->kinds);
  free(t->entries);
  *t = (struct tally){0};
}
