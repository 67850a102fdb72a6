/* Where a filter to be installed in another process comes from: whatever can
 * be had as compiled BPF. */
#include "filter.h"

static void source_filter(lua_State *L, const char *op, struct filter *f,
                          struct source *s) {
  struct attributes a;
  if (f->busy)
    error_raise(L, op, EPERM,
                "filter is in a transaction: use it once that has ended");
  filter_attributes(f, &a);
  filter_push_bpf(L, f, op);
  s->no_new_privs = a.no_new_privs;
  if (a.log)
    s->flags |= LOAD_LOG;
  if (a.ssb)
    s->flags |= LOAD_SPEC_ALLOW;
  if (a.wait_kill)
    s->flags |= LOAD_WAIT_KILLABLE;
  if (filter_big_endian(f) != (bool)arch_native()->big_endian)
    error_raise(L, op, EINVAL,
                "the filter's arches are %s-endian, this machine is not: it "
                "cannot be loaded here",
                filter_big_endian(f) ? "big" : "little");
}

/* [-0, +1]: the bytes of the Program at the top, by its own methods. */
static void source_program(lua_State *L, const char *op) {
  int program = lua_gettop(L);
  lua_getfield(L, program, "endian");
  const char *endian = lua_tostring(L, -1);
  const char *ours = arch_native()->big_endian ? "big" : "little";
  if (endian == NULL || strcmp(endian, ours) != 0)
    error_raise(L, op, EINVAL,
                "the program is %s-endian, this machine is not: it cannot be "
                "loaded here",
                endian == NULL ? "other" : endian);
  lua_pop(L, 1);
  lua_getfield(L, program, "bytes");
  lua_pushvalue(L, program);
  lua_call(L, 1, 1);
  if (lua_type(L, -1) != LUA_TSTRING)
    error_raise(L, op, EINVAL, "the program has no bytes");
}

/* [-0, +1]: the Program that the Policy at idx compiles to; false when what is
 * there is no policy. */
static bool source_policy(lua_State *L, int idx) {
  if (lua_type(L, idx) != LUA_TTABLE || !lua_getmetatable(L, idx))
    return false;
  lua_pop(L, 1);
  if (lua_getfield(L, idx, "compile") != LUA_TFUNCTION) {
    lua_pop(L, 1);
    return false;
  }
  lua_pushvalue(L, idx);
  lua_call(L, 1, 1);
  return luaL_testudata(L, -1, "seccomp.program") != NULL;
}

void source_push(lua_State *L, const char *op, int idx, struct source *s) {
  int top = lua_gettop(L);
  idx = lua_absindex(L, idx);
  luaL_checkstack(L, 8, NULL);
  memset(s, 0, sizeof *s);
  s->no_new_privs = true;
  if (filter_test(L, idx) != NULL) {
    source_filter(L, op, filter_live(L, idx, op), s);
  } else if (luaL_testudata(L, idx, "seccomp.program") != NULL) {
    lua_pushvalue(L, idx);
    source_program(L, op);
  } else if (source_policy(L, idx)) {
    source_program(L, op);
  } else {
    error_raise(L, op, EINVAL,
                "option filter is a Filter, a Program or a Policy, not %s",
                luaL_typename(L, idx));
  }
  size_t size;
  const char *bytes = lua_tolstring(L, -1, &size);
  s->len = size / sizeof(struct bpf_insn);
  if (s->len > BPF_PROG_MAX)
    error_raise(L, op, EINVAL,
                "the filter has %zu instructions and the kernel takes %u: "
                "split it, or use a policy (seccomp.policy), whose programs "
                "are far smaller",
                s->len, BPF_PROG_MAX);
  void *copy = lua_newuserdatauv(L, size + 1, 0);
  memcpy(copy, bytes, size);
  s->insns = copy;
  s->notifies = load_notifies(s->insns, s->len);
  lua_replace(L, top + 1);
  lua_settop(L, top + 1);
}
