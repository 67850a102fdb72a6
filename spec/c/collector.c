/* SPDX-License-Identifier: MIT */
/* A full collection at each place of seccomp/core.so that allocates, whatever
 * Lua program runs:
 *
 *   LUA_INIT_5_4="package.loadlib('.../collector.so', 'luaopen_collector')()"
 *
 * Puts the allocator of collecting.h into the state, which collects where our C
 * code is at work: at the first few objects from each place (the calls within
 * core.so that lead there), then at ever fewer.
 *
 * emergency.c does the same at every allocation, for a script of its own. */
#include "collecting.h"

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <stdint.h>

#include <lauxlib.h>
#include <lua.h>

static uintptr_t from, to; /* the code of core.so */

static int find_core(struct dl_phdr_info *info, size_t size, void *data) {
  static const char file[] = "/seccomp/core.so";
  size_t len = strlen(info->dlpi_name);
  (void)size;
  (void)data;
  if (len < sizeof file - 1 ||
      strcmp(info->dlpi_name + len - (sizeof file - 1), file) != 0)
    return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    if (p->p_type == PT_LOAD && (p->p_flags & PF_X) != 0) {
      from = info->dlpi_addr + p->p_vaddr;
      to = from + p->p_memsz;
    }
  }
  return 1;
}

/* The end of this thread's stack. */
static uintptr_t stack_end(void) {
  static _Thread_local uintptr_t end;
  pthread_attr_t attr;
  void *start;
  size_t size;
  if (end == 0 && pthread_getattr_np(pthread_self(), &attr) == 0) {
    pthread_attr_getstack(&attr, &start, &size);
    pthread_attr_destroy(&attr);
    end = (uintptr_t)start + size;
  }
  return end;
}

/* A number for the calls within core.so that are on the stack, as far as return
 * addresses tell; 0 when there are none. */
static uint32_t place(void) {
  uint32_t hash = 2166136261u;
  int found = 0;
  const uintptr_t *word = __builtin_frame_address(0);
  uintptr_t end = stack_end();
  for (int i = 0; i < 2048 && (uintptr_t)(word + i) < end && found < 4; i++) {
    if (word[i] >= from && word[i] < to) {
      hash = (hash ^ (uint32_t)(word[i] - from)) * 16777619u;
      found++;
    }
  }
  return found > 0 ? hash | 1 : 0;
}

struct visited {
  uint32_t at, count;
};

/* Whether to collect at this place now: at its first objects, then ever more
 * rarely. */
static bool due(uint32_t at) {
  static struct visited seen[1 << 14];
  uint32_t mask = sizeof seen / sizeof *seen - 1, i = at & mask;
  for (uint32_t tries = 0; tries < 64 && seen[i].at != 0; tries++) {
    if (seen[i].at == at)
      break;
    i = (i + 1) & mask;
  }
  seen[i].at = at;
  uint32_t n = ++seen[i].count;
  return n <= 2 || (n & (n - 1)) == 0;
}

static bool collects(void) {
  static unsigned int asked;
  /* not each time, until it is loaded */
  if (to == 0 && asked++ % 64 == 0)
    dl_iterate_phdr(find_core, NULL);
  uint32_t at = to == 0 ? 0 : place();
  return at != 0 && due(at);
}

__attribute__((visibility("default"))) int luaopen_collector(lua_State *L);
int luaopen_collector(lua_State *L) {
  /* a state that is closed unloads modules, and frees its memory after that */
  Dl_info self;
  if (dladdr((void *)(uintptr_t)luaopen_collector, &self) != 0)
    dlopen(self.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
  lua_setallocf(L, allocate, NULL);
  return 0;
}
