/* SPDX-License-Identifier: MIT */
/* Functions that know their names, and classes: userdata that nothing else can
 * pass for. */
#ifndef LUA_SECCOMP_LUA_CLASS_H
#define LUA_SECCOMP_LUA_CLASS_H

#include <stddef.h>
#include <stdint.h>

#include <lauxlib.h>
#include <lua.h>

#include "version.h"

#include "args_error.h"

#pragma GCC visibility push(hidden)

/* [-0, +0]: luaL_setfuncs into the table at the top; but each function has
 * its own name as upvalue, for args_error.h. */
void class_set_functions(lua_State *L, const luaL_Reg *reg);

/* [-0, +0]: what require(module) gives: a table of these functions, which live
 * as long as the program. */
void class_preload(lua_State *L, const char *module, const luaL_Reg *functions);

/* [-0, +0]: makes the metatable of a class, out of reach of scripts
 * (getmetatable gives false). methods may be NULL when meta has __index. */
void class_open(lua_State *L, const char *name, const luaL_Reg *methods,
                const luaL_Reg *meta);
/* For a class whose __index is a function: pushes a table of its methods
 * [-0, +1]; makes `index` the __index, with the table at the top as third
 * upvalue [-1, +0]. Functions of a class have the address of its metatable as
 * second one. */
void class_methods(lua_State *L, const char *name, const luaL_Reg *methods);
void class_index(lua_State *L, const char *name, lua_CFunction index);

/* [-0, +1]: where the metatable of a class is. As third upvalue of a function
 * (of a class or not) it makes class_test quick for that class, too. */
void class_push_meta(lua_State *L, const char *name);

/* The userdata at idx, or NULL: metatable, size and first word (a magic that
 * names the class) must all be right, so that no userdata of another module
 * and no half-made one passes. */
void *class_test(lua_State *L, int idx, const char *name, size_t size,
                 uint32_t magic);
/* The same, raising "bad argument" in place of NULL. */
void *class_check(lua_State *L, int idx, const char *name, size_t size,
                  uint32_t magic);

#pragma GCC visibility pop

#endif
