/* SPDX-License-Identifier: MIT */
/* Filters: the object. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>
#include <seccomp.h>

#include "../bpf/bpf.h"
#include "../lua/action.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../scmp/arch.h"
#include "../scmp/guard.h"
#include "../scmp/journal.h"
#include "../scmp/libseccomp.h"
#include "filter.h"

struct filter *filter_test(lua_State *L, int idx) {
  return class_test(L, idx, FILTER_META, sizeof(struct filter), FILTER_MAGIC);
}

struct filter *filter_any(lua_State *L, int idx) {
  return class_check(L, idx, FILTER_META, sizeof(struct filter), FILTER_MAGIC);
}

void filter_usable(lua_State *L, struct filter *f, const char *op) {
  if (f->ctx == NULL)
    error_raise(L, op, EINVAL,
                "filter is released (it was released, closed, or merged into "
                "another one); make a new one with seccomp.filter");
  if (f->stale && !filter_rebuild(f, &f->saved))
    error_raise(L, op, ENOMEM,
                "not enough memory to put the filter back as it was before a "
                "change that failed");
}

struct filter *filter_live(lua_State *L, int idx, const char *op) {
  struct filter *f = filter_any(L, idx);
  filter_usable(L, f, op);
  return f;
}

void filter_refuse_locked(lua_State *L, const struct filter *f,
                          const char *op) {
  if (f->locked)
    error_raise(L, op, EPERM,
                "filter is locked: it can be read, exported, verified, loaded "
                "and released, but not changed or merged");
}

struct filter *filter_mutable(lua_State *L, const char *op) {
  struct filter *f = filter_live(L, 1, op);
  filter_refuse_locked(L, f, op);
  return f;
}

void filter_still(lua_State *L, const struct filter *f, const char *op) {
  if ((const struct filter *)lua_touserdata(L, 1) == f && f->ctx != NULL &&
      !f->stale && !f->locked)
    return;
  if (filter_mutable(L, op) != f)
    error_raise(L, op, EINVAL, "another filter was put in this one's place");
}

void filter_attributes(const struct filter *f, struct attributes *a) {
  attributes_read(f->ctx, a);
}

bool filter_rebuild(struct filter *f, const struct attributes *attributes) {
  scmp_filter_ctx fresh = journal_build(&f->journal, attributes);
  f->native_txn = false;
  guard_clear(&f->guard, &f->journal);
  f->stale = fresh == NULL;
  if (f->stale) {
    f->saved = *attributes;
    return false;
  }
  seccomp_release(f->ctx);
  f->ctx = fresh;
  return true;
}

/* Whether this libseccomp knows an action. */
static bool library_takes(uint32_t action) {
  scmp_filter_ctx ctx = seccomp_init(action);
  if (ctx == NULL)
    return false;
  seccomp_release(ctx);
  return true;
}

uint32_t filter_action(lua_State *L, const struct filter *f, const char *op,
                       int idx) {
  uint32_t value = action_check(L, op, idx);
  uint32_t base = value & BPF_RET_ACTION, data = value & BPF_RET_DATA;
  if (base == BPF_RET_ERRNO && data >= 4095)
    error_raise(L, op, EINVAL,
                "action errno(%u): libseccomp takes codes up to 4094; a policy "
                "(seccomp.policy) takes 4095",
                (unsigned int)data);
  if (base == BPF_RET_TRAP && data != 0 && !library_takes(value))
    error_raise(L, op, EINVAL,
                "action trap(%u): this libseccomp has no code for trap; a "
                "policy (seccomp.policy) does",
                (unsigned int)data);
  const struct need *need = action_need(value);
  if (need != NULL && !libseccomp_need_met(need)) {
    char spec[40], what[64];
    snprintf(what, sizeof what, "action %s",
             action_spec(value, spec, sizeof spec));
    error_version(L, op, what, need);
  }
  uint32_t tsync = 0;
  if (base == BPF_RET_USER_NOTIF && f != NULL && f->ctx != NULL)
    seccomp_attr_get(f->ctx, SCMP_FLTATR_CTL_TSYNC, &tsync);
  if (tsync != 0 && seccomp_api_get() < 6) {
    static const struct need both = {2, 5, 0, 6};
    error_version(L, op,
                  "action notify together with tsync (which "
                  "f:set(\"tsync\", false) switches off)",
                  &both);
  }
  return value;
}

const char *filter_arch_text(const struct filter *f, char *buf, size_t size) {
  struct arch_list list;
  size_t used = 0;
  journal_arches(&f->journal, &list);
  buf[0] = '\0';
  for (uint8_t i = 0; i < list.count && used < size; i++) {
    int n = snprintf(buf + used, size - used, "%s%s", i == 0 ? "" : " ",
                     arch_table[list.index[i]].name);
    used += n > 0 ? (size_t)n : 0;
  }
  return buf;
}

bool filter_big_endian(const struct filter *f) {
  struct arch_list list;
  journal_arches(&f->journal, &list);
  return list.count > 0 && arch_table[list.index[0]].big_endian;
}
