/* SPDX-License-Identifier: MIT */
/* The Filter, as its own files see it: the object, attributes, rules going in
 * and read, and what goes out (export, load, precompute, transactions). */
#ifndef LUA_SECCOMP_FILTER_FILTER_H
#define LUA_SECCOMP_FILTER_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>
#include <seccomp.h>

#include "../bpf/policy.h"
#include "../scmp/guard.h"
#include "../scmp/journal.h"

#pragma GCC visibility push(hidden)

void filter_open(lua_State *L);
int filter_function(lua_State *L);

/* The Filter at idx; NULL (first) or a raise (others) for anything else.
 * filter_live also raises on a released one. */
struct filter *filter_test(lua_State *L, int idx);
struct filter *filter_any(lua_State *L, int idx);
struct filter *filter_live(lua_State *L, int idx, const char *op);

/* [-0, +1]: pushes the compiled BPF of the Filter at idx (absolute) as a
 * string; returns the instruction count. Raises when it cannot be generated. */
size_t filter_push_bpf(lua_State *L, int idx, const char *op);

/* [-0, +1]: the same for the Filter at idx (absolute) on its way into the
 * kernel: at most 4096 instructions, and none of libseccomp's programs that
 * void the rules of an arch. */
size_t filter_push_installable(lua_State *L, int idx, const char *op);

/* What a program is generated of: the log after so many changes, under these
 * attributes. */
struct stamp {
  uint64_t changes;
  struct attributes attributes;
};

#define FILTER_META "seccomp.filter"
#define FILTER_MAGIC 0x46494c54u

/* User values of a Filter. */
enum { FILTER_LISTENER = 1, FILTER_PROGRAM, FILTER_VALUES = FILTER_PROGRAM };

struct filter {
  uint32_t magic;
  bool locked;
  bool busy;           /* a callback of its own (a transaction) runs */
  bool native_txn;     /* libseccomp's transaction is open on ctx */
  bool stale;          /* ctx is unusable and could not be rebuilt yet */
  bool tsync_wanted;   /* by default; false once a script said so */
  int listener_fd;     /* of the last load, until a Listener takes it; or -1 */
  scmp_filter_ctx ctx; /* NULL: released */
  struct attributes saved; /* while stale: the attributes to come back with */
  bool generated;          /* the program is kept, as user value */
  bool not_bypassed;       /* and bypass_check found nothing of it */
  struct stamp program_of; /* what it was generated of */
  struct journal journal;
  struct guard guard;
};

/* What filter_live raises for, of a Filter at hand: finalizers may have run
 * since that was asked. */
void filter_usable(lua_State *L, struct filter *f, const char *op);
/* Raises for one that is locked. */
void filter_refuse_locked(lua_State *L, const struct filter *f, const char *op);
/* The live, unlocked Filter at index 1; raises otherwise. */
struct filter *filter_mutable(lua_State *L, const char *op);
/* Raises when it is f no more, or has become what filter_mutable refuses:
 * finalizers may have run since. */
void filter_still(lua_State *L, const struct filter *f, const char *op);

/* An action at idx that this filter can have; raises otherwise. */
uint32_t filter_action(lua_State *L, const struct filter *f, const char *op,
                       int idx);

/* The filter's arches as "amd64 x86". */
const char *filter_arch_text(const struct filter *f, char *buf, size_t size);
bool filter_big_endian(const struct filter *f);

/* Puts a context built anew from the log in place of the current one, after
 * something went wrong with it. Without memory, false comes back and the next
 * method that uses the filter tries again. `attributes` are read before the
 * trouble. */
bool filter_rebuild(struct filter *f, const struct attributes *attributes);

void filter_attributes(const struct filter *f, struct attributes *a);

/* The names of all attributes, NULL-ended, for option tables. */
extern const char *const attribute_names[];
/* Sets those attributes of a new Filter that the options at idx name: `there`
 * has a bit for each, by its place among the names. */
void filter_set_options(lua_State *L, struct filter *f, const char *op, int idx,
                        uint32_t there);
/* Puts tsync on, where libseccomp and the kernel can. */
void filter_default_attributes(struct filter *f);

int filter_get(lua_State *L);
int filter_set(lua_State *L);

/* One rule on its way in, and all that are to go in together. */
struct new_rule {
  int number; /* of the native arch, or pseudo */
  uint32_t action;
  uint32_t conds; /* the first of its conditions among the batch's */
  uint32_t item;  /* which rule of a script's list, from 1; 0 where alone */
  uint8_t nconds;
};
struct batch {
  const char *op;
  bool exact;
  const struct new_rule *rules;
  uint32_t *order; /* room for as many */
  const struct bpf_cond *conds;
  size_t count;
};

/* How a syscall reads in an error: its name, or its number. */
const char *filter_syscall_text(int number, char *buf, size_t size);
/* Raises for numbers that libseccomp refuses outright; `where` is what the
 * message begins with. */
void filter_check_number(lua_State *L, const struct filter *f, const char *op,
                         const char *where, int number);
/* Raises when there is no arch that a rule or priority could be for. */
void filter_check_arches(lua_State *L, const struct filter *f, const char *op);

/* Adds the rules to the Filter at 1, all or none; raises. */
void filter_add(lua_State *L, struct filter *f, const struct batch *b);

int filter_add_rule(lua_State *L);
int filter_add_rule_exact(lua_State *L);
int filter_add_rules(lua_State *L);
int filter_set_priority(lua_State *L);
int filter_rules(lua_State *L);
/* [-0, +1]: a copy of the rules of the Filter at idx (absolute), which stays as
 * it is whatever becomes of the filter. */
const struct rule_view *filter_push_rules(lua_State *L, const char *op, int idx,
                                          size_t *count);

void filter_generate_open(lua_State *L);
/* Raises where generating code would fail or be unsafe. To be asked right
 * before: whatever is allocated in between may run finalizers, to which the
 * filter is theirs. */
void filter_check_generate(lua_State *L, struct filter *f, const char *op);
/* Raises what stopped libseccomp from compiling. Call with the errno it left,
 * which was 0 before: where an allocation fails, libseccomp leaves a rule out
 * and reports success, and 2.6 even keeps the program for later. */
void filter_check_generated(lua_State *L, struct filter *f, const char *op,
                            int rc, int err);
/* [-0, +1]: the filter as pseudo filter code. */
void filter_push_pfc(lua_State *L, struct filter *f, const char *op);

int filter_export_pfc(lua_State *L);
int filter_export_bpf(lua_State *L);
int filter_load(lua_State *L);
int filter_listener(lua_State *L);
int filter_precompute(lua_State *L);
int filter_transaction(lua_State *L);

int filter_verify(lua_State *L); /* in proof.c */

#pragma GCC visibility pop

#endif
