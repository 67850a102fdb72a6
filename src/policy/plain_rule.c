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

/* Whether there is a table without a metatable at idx. */
static bool is_plain(lua_State *L, int idx) {
  if (lua_type(L, idx) != LUA_TTABLE)
    return false;
  if (lua_getmetatable(L, idx) == 0)
    return true;
  lua_pop(L, 1);
  return false;
}

/* The whole number at idx, if it is one from 1 to n; else 0. */
static lua_Integer place_at(lua_State *L, int idx, lua_Integer n) {
  if (lua_type(L, idx) != LUA_TNUMBER)
    return 0;
  const lua_Integer key = lua_tointegerx(L, idx, NULL);
  return key <= n ? key : 0;
}

/* Whether the table at idx has the keys 1 to n and no others. Allocates
 * nothing, so that no finalizer changes it meanwhile. */
static bool is_sequence(lua_State *L, int idx, lua_Integer n) {
  const int top = lua_gettop(L);
  lua_Integer count = 0;
  lua_pushnil(L);
  while (lua_next(L, idx) != 0 && place_at(L, -2, n) > 0) {
    count++;
    lua_pop(L, 1);
  }
  const bool all = lua_gettop(L) == top && count == n;
  lua_settop(L, top);
  return all;
}

/* [-0, +0 or 1]: the conditions of the list at idx as a list of Conditions; 0
 * where they are not plain, 1 where there are none. */
static int plain_push_conditions(lua_State *L, int idx) {
  struct bpf_cond cond;
  if (!is_plain(L, idx))
    return 0;
  const lua_Integer n = (lua_Integer)lua_rawlen(L, idx);
  if (n > INT_MAX || !is_sequence(L, idx, n))
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

/* Whether the value at the top is a call: a name, no group, or a number. */
static bool is_call(lua_State *L) {
  if (lua_type(L, -1) == LUA_TSTRING) {
    size_t len;
    const char *name = lua_tolstring(L, -1, &len);
    return name[0] != POLICY_GROUP && strlen(name) == len;
  }
  int whole = 0;
  const lua_Integer number =
      lua_isinteger(L, -1) ? lua_tointegerx(L, -1, &whole) : 0;
  return whole && number >= INT32_MIN && number <= UINT32_MAX;
}

/* Takes field key (a string, at -2) of the rule being made, the table at
 * `rule`, from what the value at the top stands for, and pops that: its
 * conditions go into the slot above it as they are. False where it is not
 * plain. */
static bool plain_take_field(lua_State *L, int rule, int actions,
                             bool *has_action) {
  size_t len;
  const char *key = lua_tolstring(L, -2, &len);
  if (strlen(key) != len)
    return false;
  if (strcmp(key, "when") == 0) {
    lua_replace(L, rule + 1);
    return true;
  }
  lua_pushvalue(L, -2);
  lua_insert(L, -2);
  if (strcmp(key, "action") == 0) {
    *has_action = true;
    if (lua_type(L, -1) != LUA_TSTRING ||
        lua_rawget(L, actions) != LUA_TUSERDATA)
      return false;
  } else if (strcmp(key, "optional") == 0) {
    if (lua_type(L, -1) != LUA_TBOOLEAN)
      return false;
    if (!lua_toboolean(L, -1)) {
      lua_pop(L, 2);
      return true;
    }
  } else {
    return false;
  }
  lua_rawset(L, rule);
  return true;
}

/* [-0, +0 or more]: the rule at idx as check.lua reads it, at the top; false
 * where some of it is not plain. The Actions of specs that were read before are
 * in a table. */
static bool plain_push_rule(lua_State *L, int idx, int actions) {
  enum { FIELDS = 3, CALLS_MAX = 65536 };
  if (!is_plain(L, idx))
    return false;
  /* a list with gaps can have any length, and takes no memory for that */
  const lua_Integer n = (lua_Integer)lua_rawlen(L, idx);
  if (n == 0 || n > CALLS_MAX)
    return false;
  lua_createtable(L, (int)n, FIELDS);
  const int rule = lua_gettop(L);
  /* there is room: nothing is allocated until all of it was seen, so that no
   * finalizer changes it meanwhile */
  lua_Integer count = 0;
  bool has_action = false;
  lua_pushnil(L); /* its conditions */
  lua_pushnil(L);
  while (lua_next(L, idx) != 0) {
    const lua_Integer place = place_at(L, -2, n);
    if (place > 0 && is_call(L)) {
      lua_rawseti(L, rule, place);
      count++;
    } else if (lua_type(L, -2) != LUA_TSTRING ||
               !plain_take_field(L, rule, actions, &has_action)) {
      return false;
    }
  }
  if (count != n || !has_action)
    return false;
  if (!lua_isnil(L, rule + 1)) {
    const int when = plain_push_conditions(L, rule + 1);
    if (when == 0)
      return false;
    if (when == 2)
      lua_setfield(L, rule, "when");
  }
  lua_settop(L, rule);
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
          lua_tostring(L, -1)[0] != POLICY_GROUP;
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
