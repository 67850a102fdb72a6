/* Functions that know their names, and classes: userdata that nothing else can
 * pass for. */
#ifndef LUA_SECCOMP_LUA_CLASS_H
#define LUA_SECCOMP_LUA_CLASS_H

#include <stddef.h>
#include <stdint.h>

#include <lauxlib.h>
#include <lua.h>
#if defined(LUA_VERSION_NUM) && LUA_VERSION_NUM != 504
#error "lua-seccomp is for Lua 5.4 only: let LUA_INCDIR name where its lua.h is"
#endif

#pragma GCC visibility push(hidden)

/* [-0, +0]: luaL_setfuncs into the table at the top; but each function has
 * its own name as upvalue, so that "bad argument #1 to 'add_rule'" can be said
 * even of a function called through pcall, which Lua cannot name. Public
 * functions therefore use args_error, args_expected, args_type and args_any in
 * place of luaL_argerror, luaL_typeerror, luaL_checktype and luaL_checkany;
 * what names what was expected. */
void functions_set(lua_State *L, const luaL_Reg *reg);
int args_error(lua_State *L, int arg, const char *text);
int args_expected(lua_State *L, int idx, const char *what);
void args_type(lua_State *L, int idx, int type);
void args_any(lua_State *L, int idx, const char *what);

/* Raises "bad argument" when more than `max` arguments were passed. */
void args_max(lua_State *L, int max);

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
