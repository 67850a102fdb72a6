/* SPDX-License-Identifier: MIT */
/* Error objects: tables with metatable "seccomp.error". */
#ifndef LUA_SECCOMP_LUA_ERROR_H
#define LUA_SECCOMP_LUA_ERROR_H

#include <stddef.h>

#include <lua.h>

#include "../scmp/libseccomp.h"
#pragma GCC visibility push(hidden)

#define ERROR_META "seccomp.error"

void error_open(lua_State *L);

/* Raise an error object; op is the public name of the function. They return
 * only in the type system, so that callers can write `return error_...`. */
int error_raise(lua_State *L, const char *op, int errnum, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
int error_code(lua_State *L, const char *op, const char *code, int errnum,
               const char *fmt, ...) __attribute__((format(printf, 5, 6)));
int error_version(lua_State *L, const char *op, const char *what,
                  const struct need *need);

/* [-0, +1]: pushes an error object without raising it, for callers that add
 * fields (`witness`) before lua_error. */
void error_push(lua_State *L, const char *op, const char *code, int errnum,
                const char *message);

/* Raises ENOMEM when less than so many bytes of the C stack are left; what
 * compiles or proves begins with it. */
void error_stack(lua_State *L, const char *op, size_t bytes);
/* Raises ENOMEM: for memory, or for the C stack where a recursion has ended for
 * want of that. */
void error_memory(lua_State *L, const char *op);
/* What compiling and proving, and adding rules, take to begin with. */
#define STACK_WORK ((size_t)24 << 10)

#pragma GCC visibility pop

#endif
