/* SPDX-License-Identifier: MIT */
/* Rules of a policy as nearly everybody writes them, checked and copied in one
 * go. What has anything else in it is left to lib/seccomp/policy/check.lua,
 * which takes it or says what is wrong with it: whatever is taken here, that
 * takes as it is taken here. */
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/policy.h"
#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/condition.h"
#include "policy.h"

/* What names of groups begin with. */
#define GROUP '@'

/* Whether there is a table without a metatable at idx. */
static bool is_plain(lua_State *L, int idx) {
  if (lua_type(L, idx) != LUA_TTABLE)
    return false;
  if (lua_getmetatable(L, idx) == 0)
    return true;
  lua_pop(L, 1);
  return false;
}

/* Whether the string at idx is one of a list. */
static bool is_one_of(lua_State *L, int idx, const char *const known[]) {
  size_t len;
  const char *text = lua_tolstring(L, idx, &len);
  while (*known != NULL && strcmp(*known, text) != 0)
    known++;
  return *known != NULL && strlen(*known) == len;
}

/* Whether the table at idx has the keys 1 to n, and else only some that are
 * known. Allocates nothing, so that no finalizer changes it meanwhile. */
static bool has_keys(lua_State *L, int idx, lua_Integer n,
                     const char *const known[]) {
  const int top = lua_gettop(L);
  lua_Integer count = 0;
  lua_pushnil(L);
  while (lua_next(L, idx) != 0) {
    lua_pop(L, 1);
    const lua_Integer key =
        lua_isinteger(L, -1) ? lua_tointegerx(L, -1, NULL) : 0;
    if (key >= 1 && key <= n)
      count++;
    else if (lua_type(L, -1) != LUA_TSTRING || !is_one_of(L, -1, known))
      break;
  }
  const bool all = lua_gettop(L) == top && count == n;
  lua_settop(L, top);
  return all;
}

/* [-0, +0 or 1]: the conditions of the list at idx as a list of Conditions; 0
 * where they are not plain, 1 where there are none. */
static int plain_push_conditions(lua_State *L, int idx) {
  static const char *const none[] = {NULL};
  struct bpf_cond cond;
  if (!is_plain(L, idx))
    return 0;
  const lua_Integer n = (lua_Integer)lua_rawlen(L, idx);
  if (n > INT_MAX || !has_keys(L, idx, n, none))
    return 0;
  if (n == 0)
    return 1;
  lua_createtable(L, (int)n, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, idx, i);
    if (!condition_plain(L, -1, &cond))
      return 0;
    condition_push(L, &cond);
    lua_rawseti(L, -3, i);
    lua_pop(L, 1);
  }
  return 2;
}

/* [-0, +0 or 1]: the rule at idx as check.lua reads it; false where some of it
 * is not plain. The Actions of specs that were read before are in a table. */
static bool plain_push_rule(lua_State *L, int idx, int actions) {
  static const char *const known[] = {"action", "when", "optional", NULL};
  if (!is_plain(L, idx))
    return false;
  const lua_Integer n = (lua_Integer)lua_rawlen(L, idx);
  if (n == 0 || n > INT_MAX || !has_keys(L, idx, n, known))
    return false;
  lua_pushliteral(L, "optional");
  const int optional = lua_rawget(L, idx);
  if (optional != LUA_TNIL && optional != LUA_TBOOLEAN)
    return false;
  const bool is_optional = lua_toboolean(L, -1) != 0;
  lua_pushliteral(L, "when");
  const int when = lua_rawget(L, idx) == LUA_TNIL
                       ? 1
                       : plain_push_conditions(L, lua_gettop(L));
  if (when == 0)
    return false;
  lua_createtable(L, (int)n, 1 + (when == 2) + is_optional);
  const int rule = lua_gettop(L);
  lua_pushliteral(L, "action");
  if (lua_rawget(L, idx) != LUA_TSTRING ||
      lua_rawget(L, actions) != LUA_TUSERDATA)
    return false;
  lua_setfield(L, rule, "action");
  if (when == 2) {
    lua_pushvalue(L, rule - 1);
    lua_setfield(L, rule, "when");
  }
  if (is_optional) {
    lua_pushboolean(L, true);
    lua_setfield(L, rule, "optional");
  }
  for (lua_Integer i = 1; i <= n; i++) {
    size_t len;
    if (lua_rawgeti(L, idx, i) == LUA_TSTRING) {
      const char *name = lua_tolstring(L, -1, &len);
      if (name[0] == GROUP || strlen(name) != len)
        return false;
    } else if (!lua_isinteger(L, -1) ||
               lua_tointegerx(L, -1, NULL) < INT32_MIN ||
               lua_tointegerx(L, -1, NULL) > UINT32_MAX) {
      return false;
    }
    lua_rawseti(L, rule, i);
  }
  return true;
}

/* [-0, +1]: plain(rules, actions, out, i) → the first rule from number i on
 * that is not plain, or one more than there are rules; those before it, as
 * check.lua reads them, are in `out` then. `actions` has the Actions of specs
 * that were read before. */
int policy_plain(lua_State *L) {
  enum { RULES = 1, ACTIONS, OUT, FROM };
  args_max(L, FROM);
  for (int i = RULES; i < FROM; i++)
    args_type(L, i, LUA_TTABLE);
  lua_Integer i = args_integer(L, FROM, 1, LUA_MAXINTEGER - 1);
  luaL_checkstack(L, 32, NULL);
  const lua_Integer n = (lua_Integer)lua_rawlen(L, RULES);
  for (; i <= n; i++) {
    lua_rawgeti(L, RULES, i);
    if (!plain_push_rule(L, FROM + 1, ACTIONS))
      break;
    lua_rawseti(L, OUT, i);
    lua_settop(L, FROM);
  }
  lua_pushinteger(L, i);
  return 1;
}

/* How many names there are in the list at idx; 0 unless they are the names of
 * calls, no group among them, and none is there twice. */
static lua_Integer distinct(lua_State *L, int idx) {
  const lua_Integer n = (lua_Integer)lua_rawlen(L, idx);
  const int top = lua_gettop(L);
  bool all = n > 0 && n <= INT_MAX;
  if (n > 1 && all)
    lua_createtable(L, 0, (int)n);
  for (lua_Integer i = 1; i <= n && all; i++) {
    all = lua_rawgeti(L, idx, i) == LUA_TSTRING &&
          lua_tostring(L, -1)[0] != GROUP;
    if (!all || n == 1)
      break;
    lua_pushvalue(L, -1);
    all = lua_rawget(L, top + 1) == LUA_TNIL;
    lua_pop(L, 1);
    lua_pushboolean(L, true);
    lua_rawset(L, top + 1);
  }
  lua_settop(L, top);
  return all ? n : 0;
}

/* [-0, +1]: distinct(rule) → whether its list is distinct(). */
int policy_distinct(lua_State *L) {
  args_max(L, 1);
  args_type(L, 1, LUA_TTABLE);
  lua_pushboolean(L, distinct(L, 1) > 0);
  return 1;
}

/* [-0, +1]: no_groups(rules, most) → whether each rule is a list of names of
 * calls, and they are not more than that. A name that is there twice is read
 * twice, as one. */
int policy_no_groups(lua_State *L) {
  args_max(L, 2);
  args_type(L, 1, LUA_TTABLE);
  lua_Integer most = args_integer(L, 2, 0, LUA_MAXINTEGER);
  const lua_Integer n = (lua_Integer)lua_rawlen(L, 1);
  bool all = true;
  for (lua_Integer i = 1; i <= n && all; i++) {
    all = lua_rawgeti(L, 1, i) == LUA_TTABLE;
    const lua_Integer names = all ? (lua_Integer)lua_rawlen(L, 3) : 0;
    most -= names;
    all = all && names > 0 && most >= 0;
    for (lua_Integer k = 1; k <= names && all; k++) {
      all = lua_rawgeti(L, 3, k) == LUA_TSTRING &&
            lua_tostring(L, -1)[0] != GROUP;
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
  }
  lua_pushboolean(L, all);
  return 1;
}
