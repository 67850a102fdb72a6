/* Syscall names and numbers.
 *
 * libseccomp answers with a pseudo number (negative) where an arch reaches a
 * call through socketcall or ipc, even where the arch has a direct call as
 * well (x86 `socket` is -101, and 359). What the kernel shows a filter is the
 * own number, and looking numbers up in reverse finds it. */
#include <errno.h>
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

/* What libseccomp answered of names on the native arch. That never changes, and
 * each rule asks again. A slot is filled once, and from then on only read: by
 * all threads, without a lock. Of names that are longer, or find no room, the
 * answer is not kept. */
enum { SLOTS = 1024, SLOT_TRIES = 8, SLOT_NAME = 24 };
#define SLOT_BUSY UINT32_MAX /* some thread is filling it */
struct letters {
  uint64_t part[SLOT_NAME / 8];
};
static struct slot {
  _Atomic uint32_t len; /* 0: free */
  int number;
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

/* The slot to look at first. */
static size_t slot_first(const struct letters *l, size_t len) {
  uint64_t h = (l->part[0] ^ l->part[2] ^ len) * UINT64_C(0x9e3779b97f4a7c15);
  h = (h ^ l->part[1]) * UINT64_C(0xc2b2ae3d27d4eb4f);
  return (size_t)(h >> 40);
}

bool syscall_kept(const char *name, size_t len, int *number) {
  if (len == 0 || len > SLOT_NAME)
    return false;
  struct letters l = letters_of(name, len);
  size_t at = slot_first(&l, len);
  for (size_t i = 0; i < SLOT_TRIES; i++) {
    const struct slot *s = &slots[(at + i) % SLOTS];
    uint32_t n = atomic_load_explicit(&s->len, memory_order_acquire);
    if (n == len && s->name.part[0] == l.part[0] &&
        s->name.part[1] == l.part[1] && s->name.part[2] == l.part[2]) {
      *number = s->number;
      return true;
    }
    if (n == 0)
      break;
  }
  return false;
}

static void slot_keep(const char *name, size_t len, int number) {
  if (len == 0 || len > SLOT_NAME)
    return;
  struct letters l = letters_of(name, len);
  size_t at = slot_first(&l, len);
  for (size_t i = 0; i < SLOT_TRIES; i++) {
    struct slot *s = &slots[(at + i) % SLOTS];
    uint32_t none = 0;
    if (atomic_compare_exchange_strong(&s->len, &none, SLOT_BUSY)) {
      s->number = number;
      s->name = l;
      atomic_store_explicit(&s->len, (uint32_t)len, memory_order_release);
      return;
    }
  }
}

int syscall_resolve_native(const char *name) {
  int number = syscall_resolve(arch_native(), name);
  char buf[64];
  /* names as libseccomp has them, of which there is an end */
  if (number != __NR_SCMP_ERROR &&
      syscall_spelling(name, buf, sizeof buf) == name)
    slot_keep(name, strlen(name), number);
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

bool syscall_own_number(const struct arch *arch, const char *name,
                        uint32_t *nr) {
  char buf[64];
  const char *plain = syscall_spelling(name, buf, sizeof buf);
  if (plain == NULL)
    return false;
  int number = seccomp_syscall_resolve_name_arch(arch->token, plain);
  if (number >= 0) {
    *nr = (uint32_t)number;
    return true;
  }
  if (number == __NR_SCMP_ERROR)
    return syscall_newer_number(arch, name, nr);
  const struct syscall_table *table = syscall_table(arch);
  if (table == NULL)
    return false;
  size_t at = name_place(table->entries, table->by_name, table->count, plain);
  if (at == table->count)
    return syscall_newer_number(arch, name, nr);
  const struct syscall_entry *entry = &table->entries[table->by_name[at]];
  if (strcmp(entry->name, plain) != 0)
    return syscall_newer_number(arch, name, nr);
  *nr = entry->nr;
  return true;
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

/* Sub-calls of socketcall(2) and ipc(2), from linux/net.h and linux/ipc.h. */
static const struct {
  const char *name;
  uint32_t sub;
} socketcalls[] =
    {
        {"socket", 1},      {"bind", 2},        {"connect", 3},
        {"listen", 4},      {"accept", 5},      {"getsockname", 6},
        {"getpeername", 7}, {"socketpair", 8},  {"send", 9},
        {"recv", 10},       {"sendto", 11},     {"recvfrom", 12},
        {"shutdown", 13},   {"setsockopt", 14}, {"getsockopt", 15},
        {"sendmsg", 16},    {"recvmsg", 17},    {"accept4", 18},
        {"recvmmsg", 19},   {"sendmmsg", 20},
},
  ipccalls[] = {
      {"semop", 1},   {"semget", 2},  {"semctl", 3},  {"semtimedop", 4},
      {"msgsnd", 11}, {"msgrcv", 12}, {"msgget", 13}, {"msgctl", 14},
      {"shmat", 21},  {"shmdt", 22},  {"shmget", 23}, {"shmctl", 24},
};

bool syscall_multiplexed(const struct arch *arch, const char *name,
                         uint32_t *mux_nr, struct bpf_cond *taken) {
  char buf[64];
  const char *plain = syscall_spelling(name, buf, sizeof buf);
  if (plain == NULL)
    return false;
  const char *mux = NULL;
  uint32_t sub = 0, mask = 0;
  for (size_t i = 0; i < sizeof socketcalls / sizeof socketcalls[0]; i++)
    if (strcmp(socketcalls[i].name, plain) == 0) {
      mux = "socketcall";
      mask = UINT32_MAX;
      sub = socketcalls[i].sub;
    }
  for (size_t i = 0; i < sizeof ipccalls / sizeof ipccalls[0]; i++)
    if (strcmp(ipccalls[i].name, plain) == 0) {
      mux = "ipc";
      mask = 0xffff; /* above it is a version */
      sub = ipccalls[i].sub;
    }
  if (mux == NULL)
    return false;
  int number = seccomp_syscall_resolve_name_arch(arch->token, mux);
  if (number < 0)
    return false;
  *mux_nr = (uint32_t)number;
  *taken = (struct bpf_cond){
      .arg = 0, .op = BPF_OP_MASKED_EQ, .width = 32, .a = mask, .b = sub};
  return true;
}

/* What is known of the sub-calls, by the native arch's numbers and for each
 * arch: asked for with every rule, so kept. */
enum {
  SOCKETCALLS = sizeof socketcalls / sizeof socketcalls[0],
  SUBCALLS = SOCKETCALLS + sizeof ipccalls / sizeof ipccalls[0]
};
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

static const char *subcall_name(int i) {
  return i < SOCKETCALLS ? socketcalls[i].name : ipccalls[i - SOCKETCALLS].name;
}

/* false without memory. */
static bool subcalls_learn(const struct arch *arch) {
  static const char *const muxes[2] = {"socketcall", "ipc"};
  unsigned int index = arch_index(arch);
  uint32_t nr;
  /* where it is not to be had, no own number is found, and what is learned
   * stays */
  if (syscall_table(arch_native()) == NULL)
    return false;
  for (int i = 0; !subcalls.known && i < SUBCALLS; i++) {
    subcalls.number[i] = seccomp_syscall_resolve_name(subcall_name(i));
    subcalls.own[i] = subcalls.number[i];
    if (subcalls.number[i] < 0 &&
        syscall_own_number(arch_native(), subcall_name(i), &nr))
      subcalls.own[i] = (int)nr;
    number_set_add(&subcalls.numbers, subcalls.number[i]);
    number_set_add(&subcalls.numbers, subcalls.own[i]);
  }
  for (int k = 0; k < 2; k++) {
    if (!subcalls.known)
      subcalls.mux[k] = seccomp_syscall_resolve_name(muxes[k]);
    subcalls.on[index].muxed[k] =
        seccomp_syscall_resolve_name_arch(arch->token, muxes[k]) >= 0;
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
    bool ipc = i >= SOCKETCALLS;
    if (!subcalls.on[index].muxed[ipc] ||
        (number != subcalls.number[i] && number != subcalls.own[i]))
      continue;
    call->number = subcalls.number[i];
    call->mux = subcalls.mux[ipc];
    call->sub = ipc ? ipccalls[i - SOCKETCALLS].sub : socketcalls[i].sub;
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
