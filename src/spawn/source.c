/* SPDX-License-Identifier: MIT */
/* Where a filter to be installed in another process comes from: whatever can
 * be had as a Program. */
#include <errno.h>
#include <stdbool.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bytes.h"
#include "../filter/bypass.h"
#include "../filter/filter.h"
#include "../lua/error.h"
#include "../program/object.h"
#include "../program/stack_object.h"
#include "../scmp/attributes.h"
#include "../scmp/journal.h"
#include "../sys/seccomp.h"
#include "source.h"

/* [-0, +1]: the Program of the Filter at idx, and its attributes. */
static void source_filter(lua_State *L, const char *op, int idx, bool bypass,
                          struct source *s) {
  const struct filter *f = filter_live(L, idx, op);
  struct attributes a;
  if (f->busy)
    error_raise(L, op, EPERM,
                "filter is in a transaction: use it once that has ended");
  filter_attributes(f, &a);
  s->no_new_privs = a.value[ATTRIBUTE_NO_NEW_PRIVS] != 0;
  s->flags |= attributes_flags(&a) & ~LOAD_TSYNC; /* there is one thread */
  filter_push_installable(L, idx, op);
  if (!bypass)
    bypass_check(L, op, idx, lua_gettop(L));
  program_push_bytes(L, op, lua_gettop(L), filter_big_endian(f));
  lua_remove(L, -2);
}

void source_push(lua_State *L, const char *op, int idx, bool bypass,
                 struct source *s) {
  idx = lua_absindex(L, idx);
  luaL_checkstack(L, 8, NULL);
  struct bpf_stack what;
  *s = (struct source){.no_new_privs = true};
  if (filter_test(L, idx) != NULL)
    source_filter(L, op, idx, bypass, s);
  else
    lua_pushvalue(L, idx);
  stack_of(L, op, lua_gettop(L), &what); /* of a Policy its Program */
  s->prog = program_test(L, -1);
  if (s->prog == NULL)
    error_raise(L, op, EINVAL,
                "option filter is a Filter, a Program or a Policy, not %s",
                luaL_typename(L, idx));
  if (s->prog->big_endian != bpf_host_big_endian())
    error_raise(L, op, EINVAL,
                "the filter is %s-endian and this machine is not: it cannot be "
                "loaded here",
                s->prog->big_endian ? "big" : "little");
}
