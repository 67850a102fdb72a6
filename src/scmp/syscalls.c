/* SPDX-License-Identifier: MIT */
/* Syscall names and numbers.
 *
 * libseccomp answers with a pseudo number (negative) where an arch reaches a
 * call through socketcall or ipc, even where the arch has a direct call as
 * well (x86 `socket` is -101, and 359). What the kernel shows a filter is the
 * own number, and looking numbers up in reverse finds it. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <seccomp.h>

#include "../bpf/policy.h"
#include "../kernel/calls.h"
#include "../sys/nearest.h"
#include "arch.h"
#include "syscalls.h"

/* How far past an arch's first number to look. The highest call known to
 * libseccomp 2.6.1 is 547 (x32) there. */
#define NR_SPAN 1024u
/* arm's private calls (breakpoint, cacheflush, set_tls, ...). */
#define ARM_PRIVATE 0x0f0000u
#define ARM_PRIVATE_SPAN 16u

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic(const struct syscall_table *) tables[ARCH_MAX];

static void table_free(struct syscall_table *table,
                       struct syscall_entry *entries, uint16_t *by_name) {
  for (size_t i = 0; i < table->count; i++)
    free((char *)(uintptr_t)entries[i].name);
  free(entries);
  free(by_name);
  free(table);
}

/* Where in by_name the first name is that does not come before `name`. */
static size_t name_place(const struct syscall_entry *entries,
                         const uint16_t *by_name, size_t count,
                         const char *name) {
  size_t lo = 0, hi = count;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (strcmp(entries[by_name[mid]].name, name) < 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

/* Fills by_name; of equal names the lower number comes first. */
static void sort_names(const struct syscall_entry *entries, uint16_t *by_name,
                       size_t count) {
  for (size_t i = count; i > 0; i--) {
    size_t done = count - i;
    size_t at = name_place(entries, by_name, done, entries[i - 1].name);
    memmove(by_name + at + 1, by_name + at, (done - at) * sizeof *by_name);
    by_name[at] = (uint16_t)(i - 1);
  }
}

int syscall_name_of(const struct arch *arch, int number, char *buf,
                    size_t size) {
  /* libseccomp has one answer for "no such number" and "no memory" */
  errno = 0;
  char *name = seccomp_syscall_resolve_num_arch(arch->token, number);
  if (name == NULL)
    return errno == ENOMEM ? -1 : 0;
  snprintf(buf, size, "%s", name);
  free(name);
  return 1;
}

/* Asks libseccomp for every number of the arch; NULL without memory. */
static struct syscall_table *table_build(const struct arch *arch) {
  struct syscall_table *table = calloc(1, sizeof *table);
  struct syscall_entry *entries =
      calloc(NR_SPAN + ARM_PRIVATE_SPAN, sizeof *entries);
  uint16_t *by_name = calloc(NR_SPAN + ARM_PRIVATE_SPAN, sizeof *by_name);
  if (table == NULL || entries == NULL || by_name == NULL) {
    free(table);
    free(entries);
    free(by_name);
    return NULL;
  }
  bool arm = strcmp(arch->name, "arm") == 0;
  for (uint32_t i = 0; i < NR_SPAN + (arm ? ARM_PRIVATE_SPAN : 0); i++) {
    uint32_t nr =
        i < NR_SPAN ? arch->first_nr + i : ARM_PRIVATE + (i - NR_SPAN);
    errno = 0;
    char *name = seccomp_syscall_resolve_num_arch(arch->token, (int)nr);
    if (name == NULL && errno == ENOMEM) {
      /* what is left out would be unknown for good */
      table_free(table, entries, by_name);
      return NULL;
    }
    if (name == NULL)
      continue;
    entries[table->count].nr = nr;
    entries[table->count++].name = name;
    if (i < NR_SPAN)
      table->highest = nr;
  }
  if (table->count == 0) {
    /* an arch that this libseccomp lacks */
    table_free(table, entries, by_name);
    return NULL;
  }
  sort_names(entries, by_name, table->count);
  table->entries = entries;
  table->by_name = by_name;
  return table;
}

const struct syscall_table *syscall_table(const struct arch *arch) {
  unsigned int i = arch_index(arch);
  const struct syscall_table *table =
      atomic_load_explicit(&tables[i], memory_order_acquire);
  if (table != NULL)
    return table;
  pthread_mutex_lock(&table_lock);
  table = tables[i];
  if (table == NULL)
    tables[i] = table = table_build(arch);
  pthread_mutex_unlock(&table_lock);
  return table;
}

const char *syscall_spelling(const char *text, char *buf, size_t size) {
  static const char *const prefixes[] = {"__NR_", "SYS_", "__SNR_"};
  static const char wrap[] = "SCMP_SYS(";
  /* what all prefixes begin with, and few names: every rule comes by here */
  if (text[0] != '_' && text[0] != 'S')
    return text;
  for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
    size_t len = strlen(prefixes[i]);
    if (strncmp(text, prefixes[i], len) == 0)
      return text + len;
  }
  if (strncmp(text, wrap, sizeof wrap - 1) == 0) {
    const char *name = text + sizeof wrap - 1;
    size_t len = strlen(name);
    if (len < 2 || len > size || name[len - 1] != ')')
      return NULL;
    memcpy(buf, name, len - 1);
    buf[len - 1] = '\0';
    return buf;
  }
  return text;
}

/* What was answered of names: by libseccomp on the native arch, of any arch in
 * all, and which sub-call it is. That never changes, and each rule asks again.
 * A slot gets its name once, and each answer when it was asked for: all threads
 * read them without a lock. Of names that are longer, or find no room, nothing
 * is kept. */
enum { SLOTS = 1024, SLOT_TRIES = 8, SLOT_NAME = 24 };
#define SLOT_BUSY UINT32_MAX /* some thread is filling it */
#define NOT_KEPT INT_MIN
struct letters {
  uint64_t part[SLOT_NAME / 8];
};
static struct slot {
  _Atomic uint32_t length; /* of the name; 0: free */
  _Atomic int native, own[ARCH_MAX], sub;
  struct letters name;
} slots[SLOTS];

/* All letters of a name of 1 to SLOT_NAME, some of them twice: two names of one
 * length are equal when these are. */
static struct letters letters_of(const char *name, size_t len) {
  struct letters l = {{0, 0, 0}};
  if (len >= 8) {
    memcpy(&l.part[0], name, 8);
    memcpy(&l.part[1], name + len - 8, 8);
    if (len > 16)
      memcpy(&l.part[2], name + 8, 8);
  } else if (len >= 4) {
    memcpy(&l.part[0], name, 4);
    memcpy(&l.part[1], name + len - 4, 4);
  } else {
    l.part[0] = (unsigned char)name[0];
    l.part[1] = (unsigned char)name[len / 2];
    l.part[2] = (unsigned char)name[len - 1];
  }
  return l;
}

/* The slot of a name, and which one to look at first; NULL where it has none,
 * or can get none where `add`. */
static struct slot *slot_find(const char *name, size_t len, bool add) {
  if (len == 0 || len > SLOT_NAME)
    return NULL;
  const struct letters l = letters_of(name, len);
  uint64_t h = (l.part[0] ^ l.part[2] ^ len) * UINT64_C(0x9e3779b97f4a7c15);
  h = (h ^ l.part[1]) * UINT64_C(0xc2b2ae3d27d4eb4f);
  for (size_t i = 0; i < SLOT_TRIES; i++) {
    struct slot *s = &slots[((h >> 40) + i) % SLOTS];
    uint32_t its = atomic_load_explicit(&s->length, memory_order_acquire);
    if (its == len && s->name.part[0] == l.part[0] &&
        s->name.part[1] == l.part[1] && s->name.part[2] == l.part[2])
      return s;
    if (its != 0)
      continue;
    if (!add)
      return NULL;
    if (!atomic_compare_exchange_strong(&s->length, &its, SLOT_BUSY))
      continue;
    s->name = l;
    s->native = s->sub = NOT_KEPT;
    for (size_t k = 0; k < ARCH_MAX; k++)
      s->own[k] = NOT_KEPT;
    atomic_store_explicit(&s->length, (uint32_t)len, memory_order_release);
    return s;
  }
  return NULL;
}

/* One of its answers. */
static int slot_answer(const _Atomic int *answer) {
  return atomic_load_explicit(answer, memory_order_relaxed);
}

bool syscall_kept(const char *name, size_t len, int *number) {
  const struct slot *s = slot_find(name, len, false);
  if (s == NULL || slot_answer(&s->native) == NOT_KEPT)
    return false;
  *number = slot_answer(&s->native);
  return true;
}

int syscall_resolve_native(const char *name) {
  int number = syscall_resolve(arch_native(), name);
  char buf[64];
  /* names as libseccomp has them, of which there is an end */
  if (number != __NR_SCMP_ERROR &&
      syscall_spelling(name, buf, sizeof buf) == name) {
    struct slot *s = slot_find(name, strlen(name), true);
    if (s != NULL)
      s->native = number;
  }
  return number;
}

int syscall_resolve(const struct arch *arch, const char *name) {
  char buf[64];
  const char *plain = syscall_spelling(name, buf, sizeof buf);
  if (plain == NULL)
    return __NR_SCMP_ERROR;
  return seccomp_syscall_resolve_name_arch(arch->token, plain);
}

bool syscall_kernel_call(const char *arch, const char *name,
                         struct kernel_call *call) {
  char buf[64];
  const char *plain = syscall_spelling(name, buf, sizeof buf);
  return plain != NULL && kernel_call_find(arch, plain, call);
}

bool syscall_newer_number(const struct arch *arch, const char *name,
                          uint32_t *nr) {
  struct kernel_call call;
  if (!syscall_kernel_call(arch->name, name, &call))
    return false;
  *nr = call.number;
  return true;
}

/* The own number of a call that has a pseudo number on the arch; -1 when there
 * is none, and INT_MIN without memory to look. */
static int behind_pseudo(const struct arch *arch, const char *plain) {
  const struct syscall_table *table = syscall_table(arch);
  if (table == NULL)
    return INT_MIN;
  const size_t at =
      name_place(table->entries, table->by_name, table->count, plain);
  if (at == table->count)
    return -1;
  const struct syscall_entry *entry = &table->entries[table->by_name[at]];
  return strcmp(entry->name, plain) == 0 ? (int)entry->nr : -1;
}

void syscall_word_read(struct syscall_word *w, const char *name) {
  w->plain = syscall_spelling(name, w->buf, sizeof w->buf);
  w->slot =
      w->plain == NULL ? NULL : slot_find(w->plain, strlen(w->plain), false);
}

bool syscall_word_number(struct syscall_word *w, const struct arch *arch,
                         uint32_t *nr) {
  if (w->plain == NULL)
    return false;
  const unsigned int index = arch_index(arch);
  int own = w->slot == NULL ? NOT_KEPT : slot_answer(&w->slot->own[index]);
  if (own == NOT_KEPT) {
    const int number = seccomp_syscall_resolve_name_arch(arch->token, w->plain);
    struct kernel_call call;
    own = number >= 0 || number == __NR_SCMP_ERROR
              ? number
              : behind_pseudo(arch, w->plain);
    if (own == INT_MIN)
      return false;
    if (own < 0 && kernel_call_find(arch->name, w->plain, &call))
      own = (int)call.number;
    /* of names that are known there is an end */
    if (w->slot == NULL && (own >= 0 || number != __NR_SCMP_ERROR))
      w->slot = slot_find(w->plain, strlen(w->plain), true);
    if (w->slot != NULL)
      w->slot->own[index] = own < 0 ? -1 : own;
  }
  if (own >= 0)
    *nr = (uint32_t)own;
  return own >= 0;
}

bool syscall_own_number(const struct arch *arch, const char *name,
                        uint32_t *nr) {
  struct syscall_word w;
  syscall_word_read(&w, name);
  return syscall_word_number(&w, arch, nr);
}

const char *syscall_own_name(const struct arch *arch, uint32_t nr) {
  const struct syscall_table *table = syscall_table(arch);
  if (table == NULL)
    return NULL;
  size_t lo = 0, hi = table->count;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (table->entries[mid].nr < nr)
      lo = mid + 1;
    else
      hi = mid;
  }
  if (lo < table->count && table->entries[lo].nr == nr)
    return table->entries[lo].name;
  struct kernel_call call; /* newer than libseccomp */
  return kernel_call_number(arch->name, nr, &call) ? call.name : NULL;
}

/* Sub-calls of socketcall(2) and ipc(2), from linux/net.h and linux/ipc.h, in
 * the order of their names. */
static const struct {
  const char *name;
  bool ipc;
  uint32_t sub;
} muxed[] = {
    {"accept", false, 5},      {"accept4", false, 18},
    {"bind", false, 2},        {"connect", false, 3},
    {"getpeername", false, 7}, {"getsockname", false, 6},
    {"getsockopt", false, 15}, {"listen", false, 4},
    {"msgctl", true, 14},      {"msgget", true, 13},
    {"msgrcv", true, 12},      {"msgsnd", true, 11},
    {"recv", false, 10},       {"recvfrom", false, 12},
    {"recvmmsg", false, 19},   {"recvmsg", false, 17},
    {"semctl", true, 3},       {"semget", true, 2},
    {"semop", true, 1},        {"semtimedop", true, 4},
    {"send", false, 9},        {"sendmmsg", false, 20},
    {"sendmsg", false, 16},    {"sendto", false, 11},
    {"setsockopt", false, 14}, {"shmat", true, 21},
    {"shmctl", true, 24},      {"shmdt", true, 22},
    {"shmget", true, 23},      {"shutdown", false, 13},
    {"socket", false, 1},      {"socketpair", false, 8},
};
enum { SUBCALLS = sizeof muxed / sizeof muxed[0] };

static const char *mux_name(bool ipc) { return ipc ? "ipc" : "socketcall"; }

/* The place in muxed[], or -1. */
static int find_sub(const char *plain) {
  size_t lo = 0, hi = SUBCALLS;
  int order = 1;
  while (lo < hi && order != 0) {
    const size_t mid = lo + (hi - lo) / 2;
    order = strcmp(plain, muxed[mid].name);
    if (order > 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  /* where they were equal, hi is the place */
  return order == 0 ? (int)hi : -1;
}

bool syscall_word_multiplexed(struct syscall_word *w, const struct arch *arch,
                              uint32_t *mux_nr, struct bpf_cond *taken) {
  int sub = w->slot == NULL ? NOT_KEPT : slot_answer(&w->slot->sub);
  if (sub == NOT_KEPT) {
    sub = w->plain == NULL ? -1 : find_sub(w->plain);
    if (w->slot != NULL)
      w->slot->sub = sub;
  }
  if (sub < 0)
    return false;
  const bool ipc = muxed[sub].ipc;
  const int number =
      seccomp_syscall_resolve_name_arch(arch->token, mux_name(ipc));
  if (number < 0)
    return false;
  *mux_nr = (uint32_t)number;
  /* above the low half of ipc's is a version */
  *taken = (struct bpf_cond){.arg = 0,
                             .op = BPF_OP_MASKED_EQ,
                             .width = 32,
                             .a = ipc ? 0xffff : UINT32_MAX,
                             .b = muxed[sub].sub};
  return true;
}

bool syscall_multiplexed(const struct arch *arch, const char *name,
                         uint32_t *mux_nr, struct bpf_cond *taken) {
  struct syscall_word w;
  syscall_word_read(&w, name);
  return syscall_word_multiplexed(&w, arch, mux_nr, taken);
}

/* What is known of the sub-calls, by the native arch's numbers and for each
 * arch: asked for with every rule, so kept. */
static struct {
  _Atomic bool known;
  struct number_set numbers; /* both of these */
  int number[SUBCALLS];      /* libseccomp's */
  int own[SUBCALLS];         /* where that is a pseudo number, the direct one */
  int mux[2];                /* of socketcall and ipc */
  struct {
    bool known, muxed[2];
  } on[ARCH_MAX];
} subcalls;

/* false without memory. */
static bool subcalls_learn(const struct arch *arch) {
  unsigned int index = arch_index(arch);
  uint32_t nr;
  /* where it is not to be had, no own number is found, and what is learned
   * stays */
  if (syscall_table(arch_native()) == NULL)
    return false;
  for (int i = 0; !subcalls.known && i < SUBCALLS; i++) {
    subcalls.number[i] = seccomp_syscall_resolve_name(muxed[i].name);
    subcalls.own[i] = subcalls.number[i];
    if (subcalls.number[i] < 0 &&
        syscall_own_number(arch_native(), muxed[i].name, &nr))
      subcalls.own[i] = (int)nr;
    number_set_add(&subcalls.numbers, subcalls.number[i]);
    number_set_add(&subcalls.numbers, subcalls.own[i]);
  }
  for (int k = 0; k < 2; k++) {
    if (!subcalls.known)
      subcalls.mux[k] = seccomp_syscall_resolve_name(mux_name(k == 1));
    subcalls.on[index].muxed[k] =
        seccomp_syscall_resolve_name_arch(arch->token, mux_name(k == 1)) >= 0;
  }
  subcalls.on[index].known = true;
  subcalls.known = true; /* and numbers is complete, for those without lock */
  return true;
}

bool syscall_may_be_subcall(int number) {
  return !atomic_load_explicit(&subcalls.known, memory_order_acquire) ||
         number_set_has(&subcalls.numbers, number);
}

int syscall_subcall(const struct arch *arch, int number, struct subcall *call) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  unsigned int index = arch_index(arch);
  int found = 0;
  if (!syscall_may_be_subcall(number))
    return 0;
  pthread_mutex_lock(&lock);
  if (!subcalls.on[index].known && !subcalls_learn(arch))
    found = -1;
  for (int i = 0; i < SUBCALLS && found == 0; i++) {
    const bool ipc = muxed[i].ipc;
    if (!subcalls.on[index].muxed[ipc] ||
        (number != subcalls.number[i] && number != subcalls.own[i]))
      continue;
    call->number = subcalls.number[i];
    call->mux = subcalls.mux[ipc];
    call->sub = muxed[i].sub;
    found = 1;
  }
  pthread_mutex_unlock(&lock);
  return found;
}

bool syscall_shares_tree(const struct arch *arch, int number) {
  struct subcall call;
  /* without memory too; where it says no, all is learned */
  return syscall_subcall(arch, number, &call) != 0 ||
         number == subcalls.mux[0] || number == subcalls.mux[1];
}

/* What it may have meant: the calls of the arch, and of x86 and amd64, which
 * between them have nearly all. */
const char *syscall_unknown_text(const char *name, const struct arch *arch,
                                 char *buf, size_t size) {
  const struct arch *const where[] = {arch, arch_by_name("amd64"),
                                      arch_by_name("x86")};
  char spelling[64], hint[96], none[64];
  const char *plain = syscall_spelling(name, spelling, sizeof spelling);
  struct nearest near;
  nearest_start(&near, plain == NULL ? name : plain);
  for (size_t k = 0; k < sizeof where / sizeof where[0]; k++) {
    const struct syscall_table *table = syscall_table(where[k]);
    for (size_t i = 0; table != NULL && i < table->count; i++)
      nearest_offer(&near, table->entries[i].name);
  }
  const struct scmp_version *v = seccomp_version();
  snprintf(none, sizeof none, ": libseccomp %u.%u.%u has no such name",
           v->major, v->minor, v->micro);
  snprintf(buf, size, "unknown syscall \"%.80s\"%s", name,
           nearest_hint(&near, hint, sizeof hint, none));
  return buf;
}
