/* SPDX-License-Identifier: MIT */
/* A filter's log of everything that shaped its rules, from which the filter
 * can be built again: after a failed add_rule, after a transaction that was
 * rolled back, and for those who want to know what was written (rules,
 * verify). libseccomp cannot be asked, and its own roll-back forgets arches,
 * merges and priorities since the last rule.
 *
 * Plain C over malloc; no Lua, and no libseccomp but in journal_build. */
#ifndef LUA_SECCOMP_SCMP_JOURNAL_H
#define LUA_SECCOMP_SCMP_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <seccomp.h>

#include "../bpf/policy.h"
#include "arch.h"
#include "attributes.h"

#pragma GCC visibility push(hidden)

enum event_kind {
  EVENT_RULE,
  EVENT_ADD_ARCH,
  EVENT_REMOVE_ARCH,
  EVENT_PRIORITY,
  EVENT_MERGE,
  EVENT_RESET /* only within a transaction; elsewhere the log starts anew */
};

struct journal;

struct event {
  uint8_t kind;
  uint8_t arch;     /* ADD_ARCH, REMOVE_ARCH: index of arch_table */
  uint8_t priority; /* PRIORITY */
  uint8_t nconds;   /* RULE */
  bool exact;       /* RULE */
  int syscall;      /* RULE, PRIORITY: libseccomp's native number */
  uint32_t action;  /* RULE; RESET: the default */
  union {
    size_t conds;           /* RULE: index of the first condition */
    struct journal *merged; /* MERGE: owned */
  };
};

/* A set of arches in the order they were added. */
struct arch_list {
  uint8_t index[ARCH_MAX];
  uint8_t count;
};

/* An array that grows by blocks and never moves. They are small on purpose: a
 * large allocation has malloc gather all that libseccomp freed before, and
 * libseccomp takes each of its many small ones from what is gathered. */
enum { BLOCK_ITEMS = 32 };
struct blocks {
  void **list;
  size_t count, room;
};

/* A new filter's log: default action, native arch, nothing else. */
struct journal {
  uint32_t default_action;
  size_t count, nconds;
  struct blocks events, conds;
  unsigned depth;   /* at most: of logs within it, by merging */
  uint64_t changes; /* how often it was written to */
  /* what every rule asks for: kept here, while known */
  bool known;
  uint32_t default_now;
  struct arch_list arches;
};

static inline struct event *journal_event(const struct journal *j, size_t i) {
  return (struct event *)j->events.list[i / BLOCK_ITEMS] + i % BLOCK_ITEMS;
}

/* The conditions of a rule; not to be called for one without. */
static inline struct bpf_cond *journal_conds(const struct journal *j,
                                             const struct event *e) {
  return (struct bpf_cond *)j->conds.list[e->conds / BLOCK_ITEMS] +
         e->conds % BLOCK_ITEMS;
}

/* A rule, the filter's own or merged, and the arches it still holds for. */
struct rule_view {
  const struct event *event;
  const struct bpf_cond *conds;
  uint32_t arches; /* bits by index of arch_table */
};

/* Functions that walk a log recurse into those merged into it, so their depth
 * is bounded; their number is not. */
#define JOURNAL_DEPTH_MAX 100u

/* Makes sure that so many pushes, which take so much room for conditions,
 * cannot fail; false without memory. */
bool journal_reserve(struct journal *j, size_t pushes, size_t conds_room);
/* What a push may take with so many conditions: it leaves out the rest of a
 * block where they do not fit. */
static inline size_t journal_room(size_t nconds) {
  return nconds == 0 ? 0 : 2 * nconds - 1;
}
/* Copies the event and its conditions in. Only after journal_reserve. */
void journal_push(struct journal *j, const struct event *event,
                  const struct bpf_cond *conds);
/* Forgets all events from `count` on. */
void journal_truncate(struct journal *j, size_t count);
void journal_clear(struct journal *j);
/* Drops what a reset within a transaction made void; whether there was any, so
 * that events have other numbers now. */
bool journal_compact(struct journal *j);

/* The arches present and the default action after the last event. */
void journal_know(const struct journal *j);
static inline const struct arch_list *
journal_arches_now(const struct journal *j) {
  if (!j->known)
    journal_know(j);
  return &j->arches;
}
static inline uint32_t journal_default(const struct journal *j) {
  if (!j->known)
    journal_know(j);
  return j->default_now;
}
void journal_arches(const struct journal *j, struct arch_list *list);

/* Rules, merged ones included; journal_rules fills as many views. */
size_t journal_rule_count(const struct journal *j);
void journal_rules(const struct journal *j, struct rule_view *out);

/* A libseccomp condition of ours; a width becomes a mask. */
struct scmp_arg_cmp journal_scmp(const struct bpf_cond *c);

/* Adds a rule; 0 or -errno. Where an allocation fails, libseccomp may add part
 * of a rule and report success: this reports ENOMEM. */
int journal_rule_add(scmp_filter_ctx ctx, bool exact, uint32_t action,
                     int syscall, unsigned int nconds,
                     const struct scmp_arg_cmp *conds);

/* A fresh libseccomp context with the meaning of the log, or NULL. */
scmp_filter_ctx journal_build(const struct journal *j,
                              const struct attributes *a);

#pragma GCC visibility pop

#endif
