/* SPDX-License-Identifier: MIT */
/* The versions of Lua that the module is for, and what differs from one to the
 * other. */
#ifndef LUA_SECCOMP_LUA_VERSION_H
#define LUA_SECCOMP_LUA_VERSION_H

#include <lauxlib.h>
#include <lua.h>

#if defined(LUA_VERSION_NUM) && LUA_VERSION_NUM != 504 && LUA_VERSION_NUM != 505
#error "lua-seccomp is for Lua 5.4 and 5.5: let LUA_INCDIR name where lua.h is"
#elif defined(LUA_SECCOMP_LUA) && LUA_SECCOMP_LUA != LUA_VERSION_NUM
#error "this lua.h is not of the Lua that LUA_VERSION names (5.4, if left out)"
#endif

/* A new state, as lua_newstate() makes it; since Lua 5.5 that takes a seed for
 * hashes, which luaL_newstate() makes of the time and an address. */
static inline lua_State *state_new(lua_Alloc allocate, void *ud) {
#if LUA_VERSION_NUM >= 505
  return lua_newstate(allocate, ud, luaL_makeseed(NULL));
#else
  return lua_newstate(allocate, ud);
#endif
}

#endif
