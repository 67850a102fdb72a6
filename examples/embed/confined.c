/* SPDX-License-Identifier: MIT */
/* A C program that confines itself by a policy its user writes in Lua.
 *
 *     confined POLICY.lua FILE
 *
 * `make examples` puts it into build/examples/embed.
 *
 * Lua and the seccomp module are linked into the program. The policy script
 * returns a filter; the program loads it, closes the Lua state and then does
 * its work, here: counting the bytes of a file that it opened before. From
 * then on a bug in that work can do no more than the policy lets it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

int luaopen_seccomp_core(lua_State *L);

/* Lua function, run under pcall: the policy named by its argument is loaded
 * into the kernel, or an error raised. */
static int confine(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  luaL_openlibs(L);
  /* by both names: seccomp.policy and the like, where they are installed, ask
   * for the second, and are not to find another copy of the module */
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  luaL_requiref(L, "seccomp.core", luaopen_seccomp_core, 0);
  lua_setfield(L, -2, "seccomp");
  lua_pop(L, 1);
  if (luaL_loadfilex(L, path, "t") != LUA_OK)
    return lua_error(L);
  lua_call(L, 0, 1);
  if (luaL_getmetafield(L, -1, "__name") == LUA_TNIL)
    return luaL_error(L, "%s returned no filter", path);
  lua_pop(L, 1);
  lua_getfield(L, -1, "load");
  lua_insert(L, -2);
  lua_call(L, 1, 0);
  return 0;
}

/* Message handler: errors are objects, and to make text of one may fail. */
static int message(lua_State *L) {
  luaL_tolstring(L, 1, NULL);
  return 1;
}

/* The work that needs no more rights than read and write. */
static int count(int fd) {
  static char buf[1 << 16];
  long long total = 0;
  ssize_t n;
  while ((n = read(fd, buf, sizeof buf)) > 0)
    total += n;
  if (n < 0) {
    printf("read: %s\n", strerror(errno));
    return EXIT_FAILURE;
  }
  printf("%lld bytes\n", total);
  return EXIT_SUCCESS;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s POLICY.lua FILE\n", argv[0]);
    return 2;
  }
  int fd = open(argv[2], O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    perror(argv[2]);
    return EXIT_FAILURE;
  }
  /* stdio asks what stdout is, and for a buffer, at the first use */
  setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
  printf("opened %s\n", argv[2]);

  lua_State *L = luaL_newstate();
  if (L == NULL) {
    fprintf(stderr, "not enough memory\n");
    return EXIT_FAILURE;
  }
  lua_pushcfunction(L, message);
  lua_pushcfunction(L, confine);
  lua_pushstring(L, argv[1]);
  if (lua_pcall(L, 1, 0, 1) != LUA_OK) {
    /* fail closed: without its policy the program does nothing */
    const char *text = lua_tostring(L, -1);
    fprintf(stderr, "not confined: %s\n", text != NULL ? text : "no message");
    lua_close(L);
    return EXIT_FAILURE;
  }
  lua_close(L);

  if (open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0)
    printf("opening another file: %s\n", strerror(errno));
  else
    printf("opening another file: still possible\n");
  return count(fd);
}
