/* SPDX-License-Identifier: MIT */
/* Stacks: the object, and what comes to one. */
#include <stdbool.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/bytes.h"
#include "../bpf/opcode.h"
#include "../bpf/stacked.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "object.h"
#include "stack_object.h"

const struct stack *stack_any(lua_State *L, int idx) {
  return class_test(L, idx, STACK_META, sizeof(struct stack), STACK_MAGIC);
}

bool stack_test(lua_State *L, int idx, struct bpf_stack *stack) {
  const struct bpf_prog *prog = program_test(L, idx);
  const struct stack *s = prog == NULL ? stack_any(L, idx) : NULL;
  if (prog != NULL)
    *stack = (struct bpf_stack){prog, 1};
  else if (s != NULL)
    *stack = s->stack;
  return prog != NULL || s != NULL;
}

void stack_check(lua_State *L, int idx, struct bpf_stack *stack) {
  if (!stack_test(L, idx, stack))
    args_expected(L, idx, "Program or Stack");
}

void stack_shown(lua_State *L, int idx, struct bpf_stack *stack) {
  stack_check(L, idx, stack);
  const struct stack *s = stack_any(L, idx);
  if (s != NULL && s->none)
    stack->count = 0;
}

/* The method by which the value at idx becomes a Program, or NULL. Filters and
 * Policies stand on Programs, and are known here by name alone. */
static const char *method_of(lua_State *L, int idx) {
  const char *method = NULL;
  if (luaL_testudata(L, idx, "seccomp.filter") != NULL)
    return "program";
  if (lua_type(L, idx) == LUA_TTABLE &&
      luaL_getmetafield(L, idx, "__name") != LUA_TNIL) {
    if (lua_type(L, -1) == LUA_TSTRING &&
        strcmp(lua_tostring(L, -1), "seccomp.policy") == 0)
      method = "compile";
    lua_pop(L, 1);
  }
  return method;
}

/* [-0, +1]: what the method of the value at idx returns, nil where there is
 * none. What it raises is an error of op. */
static void call_method(lua_State *L, const char *op, int idx,
                        const char *method) {
  if (lua_getfield(L, idx, method) != LUA_TFUNCTION) {
    lua_pop(L, 1);
    lua_pushnil(L);
    return;
  }
  lua_pushvalue(L, idx);
  if (lua_pcall(L, 1, 1, 0) == LUA_OK)
    return;
  if (lua_type(L, -1) == LUA_TTABLE && lua_getmetatable(L, -1)) {
    luaL_getmetatable(L, ERROR_META);
    const bool ours = lua_rawequal(L, -1, -2) != 0;
    lua_pop(L, 2);
    if (ours) {
      lua_pushstring(L, op);
      lua_setfield(L, -2, "op");
    }
  }
  lua_error(L);
}

bool stack_of(lua_State *L, const char *op, int idx, struct bpf_stack *stack) {
  luaL_checkstack(L, 8, NULL);
  if (stack_test(L, idx, stack))
    return true;
  const char *method = method_of(L, idx);
  if (method == NULL)
    return false;
  call_method(L, op, idx, method);
  const bool found = stack_test(L, -1, stack);
  if (found)
    lua_replace(L, idx);
  else
    lua_pop(L, 1);
  return found;
}

void stack_operand(lua_State *L, const char *op, int idx,
                   struct bpf_stack *stack) {
  if (!stack_of(L, op, idx, stack))
    args_expected(L, idx, STACK_OPERAND);
}

struct stack *stack_new(lua_State *L, size_t count, size_t insns) {
  struct stack *s = lua_newuserdatauv(L,
                                      sizeof *s + count * sizeof s->progs[0] +
                                          insns * sizeof(struct cbpf_insn),
                                      0);
  *s = (struct stack){.magic = STACK_MAGIC, .stack = {s->progs, 0}};
  return s;
}

void stack_push_none(lua_State *L) {
  struct stack *s = stack_new(L, 1, 1);
  struct cbpf_insn *insn = (struct cbpf_insn *)(s->progs + 1);
  *insn = (struct cbpf_insn){.code = BPF_CODE_RET_K, .k = BPF_RET_ALLOW};
  s->progs[0] = (struct bpf_prog){insn, 1, bpf_host_big_endian()};
  s->stack.count = 1;
  s->none = true;
  luaL_setmetatable(L, STACK_META);
}

/* Making one --------------------------------------------------------------- */
