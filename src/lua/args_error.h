/* SPDX-License-Identifier: MIT */
/* "bad argument": luaL_argerror, luaL_typeerror, luaL_checktype and
 * luaL_checkany for functions that class_set_functions() or a class set. Those
 * have their own name as first upvalue, so that messages name a function even
 * where it is called through pcall, which Lua cannot name. */
#ifndef LUA_SECCOMP_LUA_ARGS_ERROR_H
#define LUA_SECCOMP_LUA_ARGS_ERROR_H

#include <lua.h>

#pragma GCC visibility push(hidden)

/* Raise. `what` names what was expected. */
int args_error(lua_State *L, int arg, const char *text);
int args_expected(lua_State *L, int idx, const char *what);

/* Raise when the argument at idx is not of the type; when there is none; when
 * more than `max` arguments were passed. */
void args_type(lua_State *L, int idx, int type);
void args_any(lua_State *L, int idx, const char *what);
void args_max(lua_State *L, int max);

#pragma GCC visibility pop

#endif
