/* SPDX-License-Identifier: MIT */
/* The Stack: programs that are installed on one process, one after the other.
 * What the kernel makes of them for one call is in src/bpf/stacked.c, for all
 * of them in src/bpf/prove/symbolic.c. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/bytes.h"
#include "../bpf/stacked.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/call.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "object.h"
#include "proof.h"
#include "recovery.h"
#include "stack.h"
#include "stack_object.h"

/* What the kernel holds for one process (MAX_INSNS_PER_PATH): each program
 * counts with its instructions and 4 more. */
#define INSNS_MAX 32768u
#define INSNS_EXTRA 4u

static const struct stack *stack_self(lua_State *L) {
  return class_check(L, 1, STACK_META, sizeof(struct stack), STACK_MAGIC);
}

/***
Several programs on one process, oldest first. The kernel runs all of them for
every call and acts on the strictest value: kill_process, kill_thread, trap,
errno, notify, trace, log, allow. An action that it does not know ranks by its
number, and is kill_process where it is the one acted on. Where two programs
return the same action with other data, the newest one's data hold. `#s` is how
many programs a Stack has, `s[i]` the Program at that place; two are equal when
their programs are, in the same order. Immutable.

- `endian`: the byte order of the programs, `"little"` or `"big"`
@type Stack
*/

/* How large a Stack is. */
struct stack_size {
  size_t count, insns; /* programs, and instructions of them all */
};

/* [-0, +1]: what the n items of the list at 1 are, as a list of our own at 2:
 * compiling may run Lua, and that may change the list. Raises for items of both
 * byte orders, and for more than the kernel holds. */
static struct stack_size stack_read_items(lua_State *L, const char *op,
                                          lua_Integer n) {
  struct stack_size size = {0, 0};
  struct bpf_stack item;
  bool big_endian = false;
  lua_newtable(L);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 1, i);
    if (!stack_of(L, op, 3, &item)) {
      lua_replace(L, 1); /* whose type the message names */
      args_expected(
          L, 1, lua_pushfstring(L, "item %I: " STACK_OPERAND, (LUAI_UACINT)i));
    }
    stack_shown(L, 3, &item);
    if (i == 1)
      big_endian = item.progs->big_endian;
    if (item.progs->big_endian != big_endian)
      error_raise(L, op, EDOM,
                  "item %lld is for %s-endian machines, and the items before "
                  "it are not: no kernel runs both",
                  (long long)i, big_endian ? "little" : "big");
    for (size_t k = 0; k < item.count; k++)
      size.insns += item.progs[k].len;
    size.count += item.count;
    if (size.insns + size.count * INSNS_EXTRA > INSNS_MAX + INSNS_EXTRA)
      error_raise(L, op, E2BIG,
                  "with item %lld that is %zu programs with %zu instructions: "
                  "the kernel holds %u for one process, and counts %u more for "
                  "each program",
                  (long long)i, size.count, size.insns, INSNS_MAX, INSNS_EXTRA);
    lua_rawseti(L, 2, i);
  }
  return size;
}

/***
Stack programs: what the kernel does where all of them are installed.
@function stack
@tparam {Program|Stack|Filter|Policy,…} programs oldest first, at least one. Of
  a Filter or a Policy it is what that compiles to; a Stack stands for its
  programs, in their order
@treturn Stack
@raise EINVAL for a list of nothing; EDOM for programs of different byte orders;
  E2BIG for more instructions than the kernel holds for one process; what
  @{Filter:program} and `Policy:compile` raise
@usage local both = seccomp.stack {containers_profile, my_policy}
print(both:simulate("ptrace"))
*/
int stack_function(lua_State *L) {
  static const char op[] = "stack";
  args_max(L, 1);
  args_type(L, 1, LUA_TTABLE);
  if (luaL_getmetafield(L, 1, "__index") != LUA_TNIL)
    error_raise(L, op, EINVAL,
                "the programs of a stack are in a plain list, and this one has "
                "a metatable with __index: copy it, or put { } around it");
  const lua_Integer n = args_list(L, 1);
  if (n <= 0)
    error_raise(L, op, EINVAL,
                n < 0 ? "the programs of a stack are a list, numbered from 1 "
                        "without a gap"
                      : "a stack has at least one program");
  const struct stack_size size = stack_read_items(L, op, n);
  if (size.count == 0) {
    stack_push_none(L);
    return 1;
  }
  struct stack *s = stack_new(L, size.count, size.insns);
  struct cbpf_insn *to = (struct cbpf_insn *)(s->progs + size.count);
  struct bpf_stack item;
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 2, i);
    stack_shown(L, -1, &item);
    for (size_t k = 0; k < item.count; k++) {
      const struct bpf_prog *from = &item.progs[k];
      memcpy(to, from->insns, from->len * sizeof *to);
      s->progs[s->stack.count++] =
          (struct bpf_prog){to, from->len, from->big_endian};
      to += from->len;
    }
    lua_pop(L, 1);
  }
  luaL_setmetatable(L, STACK_META);
  return 1;
}

/* Methods ------------------------------------------------------------------ */

/***
What the kernel would do with a call, all programs being asked. Nothing is
called. See @{Program:simulate} for how a call is written.
@function Stack:simulate
@tparam string|integer|table syscall
@tparam[opt=0] integer|string arg0 and so on to arg5
@treturn Action
@treturn integer how many instructions ran, in all programs
@raise EINVAL as @{Program:simulate}
@usage s:simulate("openat", -100, 0, 2) --> action, 25
*/
static int stack_simulate(lua_State *L) {
  const struct stack *s = stack_self(L);
  struct bpf_data data;
  size_t executed;
  call_check(L, "simulate", 2, &data);
  action_push(L, bpf_stack_simulate(&s->stack, &data, &executed));
  lua_pushinteger(L, s->none ? 0 : (lua_Integer)executed);
  return 2;
}

/* Fields endian and the programs by number, and the methods, which are the
 * third upvalue. */
static int stack__index(lua_State *L) {
  const struct stack *s = stack_self(L);
  const struct bpf_stack *stack = &s->stack;
  lua_settop(L, 2);
  int isint = 0;
  const lua_Integer i =
      lua_type(L, 2) == LUA_TNUMBER ? lua_tointegerx(L, 2, &isint) : 0;
  if (isint && i >= 1 && (lua_Unsigned)i <= stack->count && !s->none) {
    program_push(L, "stack", &stack->progs[i - 1]);
    return 1;
  }
  lua_pushliteral(L, "endian");
  if (lua_rawequal(L, 2, 3))
    lua_pushstring(L, stack->progs->big_endian ? "big" : "little");
  else {
    lua_settop(L, 2);
    lua_rawget(L, lua_upvalueindex(3));
  }
  return 1;
}

static int stack__newindex(lua_State *L) {
  stack_self(L);
  return luaL_error(L, "a Stack cannot be changed: make another one");
}

static int stack__len(lua_State *L) {
  const struct stack *s = stack_self(L);
  lua_pushinteger(L, s->none ? 0 : (lua_Integer)s->stack.count);
  return 1;
}

static int stack__eq(lua_State *L) {
  const struct stack *a = stack_any(L, 1), *b = stack_any(L, 2);
  bool same = a != NULL && b != NULL && a->none == b->none &&
              a->stack.count == b->stack.count &&
              a->progs->big_endian == b->progs->big_endian;
  for (size_t i = 0; same && i < a->stack.count; i++)
    same = a->progs[i].len == b->progs[i].len &&
           memcmp(a->progs[i].insns, b->progs[i].insns,
                  a->progs[i].len * sizeof(struct cbpf_insn)) == 0;
  lua_pushboolean(L, same);
  return 1;
}

static int stack__tostring(lua_State *L) {
  const struct bpf_stack *stack = &stack_self(L)->stack;
  size_t insns = 0;
  if (stack_self(L)->none) {
    lua_pushliteral(L, "seccomp.stack (no programs)");
    return 1;
  }
  for (size_t i = 0; i < stack->count; i++)
    insns += stack->progs[i].len;
  lua_pushfstring(
      L, "seccomp.stack (%d program%s, %d instruction%s, %s-endian)",
      (int)stack->count, stack->count == 1 ? "" : "s", (int)insns,
      insns == 1 ? "" : "s", stack->progs->big_endian ? "big" : "little");
  return 1;
}

/***
Whether these programs together and others mean the same, proven as by
@{Program:diff}.
@function Stack:diff
@tparam Program|Stack|Filter|Policy other
@tparam[opt] table options `limit` (most witnesses, 10), `budget` (seconds of
  CPU time, 5)
@treturn {table,…} empty when the two agree on every call; witnesses as of
  @{Program:diff}, which @{Stack:simulate} takes, too
@raise EUNDECIDED, EDOM as @{Program:diff}
*/
static int stack_diff(lua_State *L) {
  stack_self(L);
  return proof_diff(L);
}

/***
Whether these programs together are nowhere more permissive than others, as
@{Program:permits_at_most} has it: of a container's filters and a policy,
whether the container enforces at least that policy.
@function Stack:permits_at_most
@tparam Program|Stack|Filter|Policy other
@tparam[opt] table options `budget` (seconds of CPU time, 5)
@treturn[1] boolean true
@treturn[2] boolean false
@treturn[2] table a witness as of @{Program:diff}
@raise EUNDECIDED, EDOM as @{Program:diff}
@usage assert(seccomp.stack {runtimes, mine}:permits_at_most(reviewed))
*/
static int stack_permits_at_most(lua_State *L) {
  stack_self(L);
  return proof_permits_at_most(L);
}

/***
The one policy that does what these programs do together, proven equal to them;
see @{Program:policy}.
@function Stack:policy
@tparam[opt] table options `budget` (seconds of CPU time, 5), `groups`
  (true: with groups in place of names, where a group's calls are all there)
@treturn Policy
@raise EUNSAYABLE, EUNDECIDED as @{Program:policy}
*/
static int stack_policy(lua_State *L) {
  stack_self(L);
  args_max(L, 2);
  return recovery_call(L, "policy", "seccomp.policy.object", "method");
}

/***
All differences of other programs from these together, each in one group; see
@{Program:compare}.
@function Stack:compare
@tparam Program|Stack|Filter|Policy other
@tparam[opt] table options `budget` (seconds of CPU time, 5), `limit` (most
  groups; left out, all)
@treturn table `verdict`, `complete`, `groups`
@raise EUNDECIDED, EUNSAYABLE, EDOM
*/
static int stack_compare(lua_State *L) {
  stack_self(L);
  args_max(L, 3);
  return recovery_call(L, "compare", "seccomp.policy.comparison", "compare");
}

static const luaL_Reg stack_methods[] = {
    {"simulate", stack_simulate},
    {"diff", stack_diff},
    {"permits_at_most", stack_permits_at_most},
    {"policy", stack_policy},
    {"compare", stack_compare},
    {NULL, NULL}};

static const luaL_Reg stack_meta[] = {{"__newindex", stack__newindex},
                                      {"__len", stack__len},
                                      {"__eq", stack__eq},
                                      {"__tostring", stack__tostring},
                                      {NULL, NULL}};

void stack_open(lua_State *L) {
  class_open(L, STACK_META, NULL, stack_meta);
  class_methods(L, STACK_META, stack_methods);
  class_index(L, STACK_META, stack__index);
}
