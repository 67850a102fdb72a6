/* SPDX-License-Identifier: MIT */
/* require "clock": what Lua's own library lacks for measuring. */
#include <sched.h>
#include <time.h>

#include <lauxlib.h>
#include <lua.h>

static int give(lua_State *L, clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  lua_pushnumber(L, (lua_Number)t.tv_sec * 1e9 + (lua_Number)t.tv_nsec);
  return 1;
}

/* Nanoseconds of this process's CPU time; bench/counts.lua counts from one call
 * to another. */
static int clock_cpu(lua_State *L) { return give(L, CLOCK_PROCESS_CPUTIME_ID); }

/* Nanoseconds of wall-clock time. */
static int clock_wall(lua_State *L) { return give(L, CLOCK_MONOTONIC); }

/* pin(cpu): this process, and what it starts, on one CPU. */
static int clock_pin(lua_State *L) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET((size_t)luaL_checkinteger(L, 1), &set);
  lua_pushboolean(L, sched_setaffinity(0, sizeof set, &set) == 0);
  return 1;
}

/* nothing(name): what any function in C that takes a string and returns an
 * integer costs Lua. */
static int clock_nothing(lua_State *L) {
  lua_pushinteger(L, lua_tostring(L, 1) != NULL);
  return 1;
}

__attribute__((visibility("default"))) int luaopen_clock(lua_State *L);

int luaopen_clock(lua_State *L) {
  static const luaL_Reg functions[] = {{"cpu", clock_cpu},
                                       {"wall", clock_wall},
                                       {"pin", clock_pin},
                                       {"nothing", clock_nothing},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
