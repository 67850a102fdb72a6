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

/* [-0, +1]: what the method compile of the Policy at idx returns; false when
 * what is there is no object with such a method. */
static bool source_policy(lua_State *L, int idx) {
  if (lua_type(L, idx) != LUA_TTABLE ||
      luaL_getmetafield(L, idx, "__index") == LUA_TNIL)
    return false;
  lua_pop(L, 1);
  if (lua_getfield(L, idx, "compile") != LUA_TFUNCTION) {
    lua_pop(L, 1);
    return false;
  }
  lua_pushvalue(L, idx);
  lua_call(L, 1, 1);
  return true;
}

void source_push(lua_State *L, const char *op, int idx, bool bypass,
                 struct source *s) {
  idx = lua_absindex(L, idx);
  luaL_checkstack(L, 8, NULL);
  *s = (struct source){.no_new_privs = true};
  if (filter_test(L, idx) != NULL)
    source_filter(L, op, idx, bypass, s);
  else if (program_test(L, idx) != NULL)
    lua_pushvalue(L, idx);
  else if (!source_policy(L, idx) || program_test(L, -1) == NULL)
    error_raise(L, op, EINVAL,
                "option filter is a Filter, a Program or a Policy, not %s",
                luaL_typename(L, idx));
  s->prog = program_test(L, -1);
  if (s->prog->big_endian != bpf_host_big_endian())
    error_raise(L, op, EINVAL,
                "the filter is %s-endian and this machine is not: it cannot be "
                "loaded here",
                s->prog->big_endian ? "big" : "little");
}
