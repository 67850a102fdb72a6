/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <seccomp.h>

#include "../bpf/array.h"
#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "arch.h"
#include "journal.h"

/* Grows an array to hold `want` items; false without memory. */
static bool journal_grow(struct blocks *b, size_t want, size_t item) {
  while (b->count * BLOCK_ITEMS < want) {
    if (!array_reserve(&b->list, sizeof *b->list, b->count + 1, &b->room))
      return false;
    void *block = malloc(BLOCK_ITEMS * item);
    if (block == NULL)
      return false;
    b->list[b->count++] = block;
  }
  return true;
}

static void blocks_free(struct blocks *b) {
  for (size_t i = 0; i < b->count; i++)
    free(b->list[i]);
  free(b->list);
  memset(b, 0, sizeof *b);
}

/* Where the next rule's conditions go: all into one block. */
static size_t conds_place(const struct journal *j, size_t nconds) {
  size_t left = BLOCK_ITEMS - j->nconds % BLOCK_ITEMS;
  return nconds > left ? j->nconds + left : j->nconds;
}

bool journal_reserve(struct journal *j, size_t pushes, size_t conds_room) {
  return journal_grow(&j->events, j->count + pushes, sizeof(struct event)) &&
         (conds_room == 0 || journal_grow(&j->conds, j->nconds + conds_room,
                                          sizeof(struct bpf_cond)));
}

void journal_push(struct journal *j, const struct event *event,
                  const struct bpf_cond *conds) {
  assert(j->count / BLOCK_ITEMS < j->events.count); /* journal_reserve */
  struct event *e = journal_event(j, j->count++);
  j->changes++;
  if (event->kind != EVENT_RULE && event->kind != EVENT_PRIORITY)
    j->known = false;
  if (event->kind == EVENT_MERGE && j->depth <= event->merged->depth)
    j->depth = event->merged->depth + 1;
  *e = *event;
  if (event->kind != EVENT_RULE)
    return;
  e->conds = conds_place(j, event->nconds);
  j->nconds = e->conds + event->nconds;
  assert(event->nconds == 0 || e->conds / BLOCK_ITEMS < j->conds.count);
  for (size_t i = 0; i < event->nconds; i++)
    journal_conds(j, e)[i] = conds[i];
}

static void journal_free(struct journal *j) {
  journal_clear(j);
  free(j);
}

void journal_truncate(struct journal *j, size_t count) {
  j->known = false;
  j->changes++;
  assert(count <= j->count);
  while (j->count > count) {
    struct event *e = journal_event(j, --j->count);
    if (e->kind == EVENT_RULE)
      j->nconds = e->conds;
    if (e->kind == EVENT_MERGE)
      journal_free(e->merged);
  }
}

void journal_clear(struct journal *j) {
  journal_truncate(j, 0);
  blocks_free(&j->events);
  blocks_free(&j->conds);
  j->nconds = 0;
  j->depth = 0;
}

/* The index of the first event after the last reset, and the default action
 * in force there. */
static size_t journal_start(const struct journal *j, uint32_t *action) {
  *action = j->default_action;
  for (size_t i = j->count; i > 0; i--) {
    const struct event *e = journal_event(j, i - 1);
    if (e->kind == EVENT_RESET) {
      *action = e->action;
      return i;
    }
  }
  return 0;
}

bool journal_compact(struct journal *j) {
  size_t start = journal_start(j, &j->default_action);
  for (size_t i = 0; i < start; i++)
    if (journal_event(j, i)->kind == EVENT_MERGE)
      journal_free(journal_event(j, i)->merged);
  if (start == 0)
    return false;
  j->known = false;
  j->changes++;
  j->count -= start;
  for (size_t i = 0; i < j->count; i++)
    *journal_event(j, i) = *journal_event(j, i + start);
  /* the conditions before the start stay; their room is given back when the
   * log is cleared */
  return true;
}

static void list_remove(struct arch_list *list, unsigned int arch) {
  uint8_t n = 0;
  for (uint8_t i = 0; i < list->count; i++)
    if (list->index[i] != arch)
      list->index[n++] = list->index[i];
  list->count = n;
}

/* Reads the arches and the default action from the events. */
static void read_events(const struct journal *j, struct arch_list *list,
                        uint32_t *action) {
  list->index[0] = (uint8_t)arch_index(arch_native());
  list->count = 1;
  for (size_t i = journal_start(j, action); i < j->count; i++) {
    const struct event *e = journal_event(j, i);
    if (e->kind == EVENT_ADD_ARCH) {
      list->index[list->count++] = e->arch;
    } else if (e->kind == EVENT_REMOVE_ARCH) {
      list_remove(list, e->arch);
    } else if (e->kind == EVENT_MERGE) {
      struct arch_list more;
      journal_arches(e->merged, &more);
      for (uint8_t k = 0; k < more.count; k++)
        list->index[list->count++] = more.index[k];
    }
  }
}

/* Brings up to date what is kept, lest a filter of many rules be read from the
 * start for each. No journal is a constant. */
void journal_know(const struct journal *j) {
  struct journal *kept = (struct journal *)(uintptr_t)j;
  read_events(j, &kept->arches, &kept->default_now);
  kept->known = true;
}

void journal_arches(const struct journal *j, struct arch_list *list) {
  *list = *journal_arches_now(j);
}

size_t journal_rule_count(const struct journal *j) {
  uint32_t action;
  size_t n = 0;
  for (size_t i = journal_start(j, &action); i < j->count; i++) {
    const struct event *e = journal_event(j, i);
    if (e->kind == EVENT_RULE)
      n++;
    else if (e->kind == EVENT_MERGE)
      n += journal_rule_count(e->merged);
  }
  return n;
}

void journal_rules(const struct journal *j, struct rule_view *out) {
  uint32_t action;
  uint32_t present = 1u << arch_index(arch_native());
  size_t n = 0;
  for (size_t i = journal_start(j, &action); i < j->count; i++) {
    const struct event *e = journal_event(j, i);
    if (e->kind == EVENT_RULE) {
      out[n].event = e;
      out[n].conds = e->nconds == 0 ? NULL : journal_conds(j, e);
      out[n++].arches = present;
    } else if (e->kind == EVENT_ADD_ARCH) {
      present |= 1u << e->arch;
    } else if (e->kind == EVENT_REMOVE_ARCH) {
      /* a rule goes with the arch, and does not come back with it */
      present &= ~(1u << e->arch);
      for (size_t k = 0; k < n; k++)
        out[k].arches &= ~(1u << e->arch);
    } else if (e->kind == EVENT_MERGE) {
      struct arch_list more;
      journal_rules(e->merged, out + n);
      n += journal_rule_count(e->merged);
      journal_arches(e->merged, &more);
      for (uint8_t k = 0; k < more.count; k++)
        present |= 1u << more.index[k];
    }
  }
}

struct scmp_arg_cmp journal_scmp(const struct bpf_cond *c) {
  static const enum scmp_compare ops[] = {[BPF_OP_NE] = SCMP_CMP_NE,
                                          [BPF_OP_LT] = SCMP_CMP_LT,
                                          [BPF_OP_LE] = SCMP_CMP_LE,
                                          [BPF_OP_EQ] = SCMP_CMP_EQ,
                                          [BPF_OP_GE] = SCMP_CMP_GE,
                                          [BPF_OP_GT] = SCMP_CMP_GT,
                                          [BPF_OP_MASKED_EQ] =
                                              SCMP_CMP_MASKED_EQ};
  struct scmp_arg_cmp cmp = {c->arg, ops[c->op], c->a, c->b};
  if (c->width != 64 && c->op == BPF_OP_EQ)
    cmp = (struct scmp_arg_cmp){c->arg, SCMP_CMP_MASKED_EQ,
                                UINT64_MAX >> (64 - c->width), c->a};
  return cmp;
}

int journal_rule_add(scmp_filter_ctx ctx, bool exact, uint32_t action,
                     int syscall, unsigned int nconds,
                     const struct scmp_arg_cmp *conds) {
  errno = 0;
  int rc = (exact ? seccomp_rule_add_exact_array : seccomp_rule_add_array)(
      ctx, action, syscall, nconds, conds);
  return rc == 0 && errno == ENOMEM ? -ENOMEM : rc;
}

/* libseccomp before 2.5.6 writes out of bounds, and later ones mix up arches,
 * when rules are added after an arch was removed that had rules. So a context
 * is built as if arches that are gone by now had never been there, which comes
 * to the same: rules hold for the arches present when they are added.
 *
 * Fills, for each event from `start` on, the bits of those arches that it
 * brings and that are gone at the end; `gone` are removed by later events of
 * an enclosing log. Returns the bits of the arches that stay; `native` tells
 * whether the one there at the start does. */
static uint32_t find_gone(const struct journal *j, size_t start, uint32_t gone,
                          uint32_t *lost, bool *native) {
  uint32_t stay = 0;
  for (size_t i = j->count; i > start; i--) {
    const struct event *e = journal_event(j, i - 1);
    uint32_t brings = 0;
    if (e->kind == EVENT_REMOVE_ARCH) {
      gone |= 1u << e->arch;
    } else if (e->kind == EVENT_ADD_ARCH) {
      brings = 1u << e->arch;
    } else if (e->kind == EVENT_MERGE) {
      struct arch_list more;
      journal_arches(e->merged, &more);
      for (uint8_t k = 0; k < more.count; k++)
        brings |= 1u << more.index[k];
    }
    lost[i - 1 - start] = brings & gone;
    stay |= brings & ~gone;
    gone &= ~brings;
  }
  *native = (gone & (1u << arch_index(arch_native()))) == 0;
  return *native ? stay | 1u << arch_index(arch_native()) : stay;
}

static scmp_filter_ctx journal_rebuild(const struct journal *j,
                                       const struct attributes *a,
                                       uint32_t gone);

/* Merges what the event merged, but for the arches that are gone. */
static int replay_merge(scmp_filter_ctx *ctx, const struct event *e,
                        const struct attributes *a, uint32_t lost,
                        size_t *arches) {
  struct arch_list more;
  size_t stay = 0;
  journal_arches(e->merged, &more);
  for (uint8_t k = 0; k < more.count; k++)
    if ((lost & (1u << more.index[k])) == 0)
      stay++;
  if (stay == 0)
    return 0;
  scmp_filter_ctx source = journal_rebuild(e->merged, a, lost);
  if (source == NULL)
    return -ENOMEM;
  if (*arches == 0) {
    /* nothing to merge with: libseccomp would see two byte orders */
    seccomp_release(*ctx);
    *ctx = source;
    *arches = stay;
    return 0;
  }
  int rc = seccomp_merge(*ctx, source);
  if (rc != 0)
    seccomp_release(source);
  else
    *arches += stay;
  return rc;
}

/* Adds the rule, or sets the priority. */
static int replay_call(scmp_filter_ctx ctx, const struct journal *j,
                       const struct event *e) {
  struct scmp_arg_cmp cmps[ARG_COUNT] = {{0}};
  if (e->kind == EVENT_PRIORITY)
    return seccomp_syscall_priority(ctx, e->syscall, e->priority);
  for (size_t i = 0; i < e->nconds; i++)
    cmps[i] = journal_scmp(&journal_conds(j, e)[i]);
  return journal_rule_add(ctx, e->exact, e->action, e->syscall, e->nconds,
                          cmps);
}

/* Does one event again. `lost` are the arches it brings that are gone at the
 * end; `arches` counts those present. */
static int replay(scmp_filter_ctx *ctx, const struct journal *j,
                  const struct event *e, const struct attributes *a,
                  uint32_t lost, size_t *arches) {
  switch ((enum event_kind)e->kind) {
  case EVENT_RULE:
  case EVENT_PRIORITY: {
    if (*arches == 0)
      return 0; /* it was for arches that are gone */
    /* -1 may have been named while tskip was on */
    bool tskip = e->syscall == -1 && a->value[ATTRIBUTE_TSKIP] == 0;
    int rc = tskip ? seccomp_attr_set(*ctx, SCMP_FLTATR_API_TSKIP, 1) : 0;
    if (rc == 0)
      rc = replay_call(*ctx, j, e);
    if (rc == 0 && tskip)
      rc = seccomp_attr_set(*ctx, SCMP_FLTATR_API_TSKIP, 0);
    return rc;
  }
  case EVENT_ADD_ARCH: {
    if (lost != 0)
      return 0;
    int rc = seccomp_arch_add(*ctx, arch_table[e->arch].token);
    if (rc == 0)
      ++*arches;
    return rc;
  }
  case EVENT_MERGE:
    return replay_merge(ctx, e, a, lost, arches);
  case EVENT_REMOVE_ARCH:
  case EVENT_RESET:
    break;
  }
  return 0;
}

/* The context of a log, without the arches that an enclosing log removes. */
static scmp_filter_ctx journal_rebuild(const struct journal *j,
                                       const struct attributes *a,
                                       uint32_t gone) {
  uint32_t action;
  size_t start = journal_start(j, &action), arches = 1;
  uint32_t *lost = malloc((j->count - start + 1) * sizeof *lost);
  scmp_filter_ctx ctx = lost == NULL ? NULL : seccomp_init(action);
  if (ctx == NULL) {
    free(lost);
    return NULL;
  }
  int rc = attributes_apply(ctx, a);
  bool native;
  if (find_gone(j, start, gone, lost, &native) == 0) {
    /* libseccomp calls a context without arch invalid, and would not even
     * tell its attributes: the native one stands in, without rules, and
     * whoever would compile the filter asks the log first */
    start = j->count;
  } else if (rc == 0 && !native) {
    rc = seccomp_arch_remove(ctx, arch_native()->token);
    arches = 0;
  }
  for (size_t i = start; rc == 0 && i < j->count; i++)
    rc = replay(&ctx, j, journal_event(j, i), a, lost[i - start], &arches);
  free(lost);
  if (rc != 0) {
    seccomp_release(ctx);
    return NULL;
  }
  return ctx;
}

scmp_filter_ctx journal_build(const struct journal *j,
                              const struct attributes *a) {
  enum { HIGHEST = 7 };
  scmp_filter_ctx ctx = journal_rebuild(j, a, 0);
  unsigned int level = seccomp_api_get();
  if (ctx != NULL || level >= HIGHEST)
    return ctx;
  /* the level may have been lowered since: what was legal when it was logged
   * is put back all the same */
  unsigned int high = HIGHEST;
  while (high > level && seccomp_api_set(high) != 0)
    high--;
  if (high > level) {
    ctx = journal_rebuild(j, a, 0);
    seccomp_api_set(level);
  }
  return ctx;
}
