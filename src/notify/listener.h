/* Listener and Request, for the rest of the module. */
#ifndef LUA_SECCOMP_NOTIFY_LISTENER_H
#define LUA_SECCOMP_NOTIFY_LISTENER_H

#include <lua.h>
#pragma GCC visibility push(hidden)

struct listener;
void listener_open(lua_State *L);
void request_open(lua_State *L);
int lib_listener(lua_State *L);

/* [-0, +1]: a closed Listener; then the descriptor for it, which becomes its
 * own. In two steps, so that no descriptor is lost for want of memory. */
struct listener *listener_new(lua_State *L);
void listener_take(struct listener *l, int fd);
/* [-0, +0]: the calls that arrive at the Listener at idx are those of the
 * Process at `process` and of what it starts. */
void listener_watch(lua_State *L, int idx, int process);

#pragma GCC visibility pop

#endif
