/* SPDX-License-Identifier: MIT */
/* Signals. */
#ifndef LUA_SECCOMP_LUA_SIGNALS_H
#define LUA_SECCOMP_LUA_SIGNALS_H

#include <stddef.h>

#include <lua.h>
#pragma GCC visibility push(hidden)

/* Preloads "seccomp.core.signals", for the command. */
void signals_open(lua_State *L);

/* The name of a signal ("SIGSYS", "SIGRTMIN+1", "SIG33"), into a buffer of 16
 * bytes where it is not a constant. */
const char *signal_name(int number, char *buf, size_t size);
/* A signal at idx, name (with or without SIG) or number from 0; raises. */
int signal_check(lua_State *L, const char *op, int idx);

#pragma GCC visibility pop

#endif
