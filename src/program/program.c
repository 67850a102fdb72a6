/* SPDX-License-Identifier: MIT */
/* Programs: compiled BPF, checked as the kernel checks it, and immutable. What
 * a program is and does is in src/bpf/; here it meets Lua. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/bytes.h"
#include "../bpf/simulate.h"
#include "../bpf/text/disassemble.h"
#include "../kernel/calls.h"
#include "../kernel/words.h"
#include "../lua/action.h"
#include "../lua/args.h"
#include "../lua/call.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../lua/install.h"
#include "../lua/named.h"
#include "../notify/listener_object.h"
#include "../scmp/arch.h"
#include "../scmp/attributes.h"
#include "../scmp/syscalls.h"
#include "../sys/seccomp.h"
#include "object.h"
#include "program.h"
#include "proof.h"
#include "recovery.h"

/* Whether the value at idx is that string. */
static bool is_string(lua_State *L, int idx, const char *text) {
  size_t len;
  if (lua_type(L, idx) != LUA_TSTRING)
    return false;
  const char *s = lua_tolstring(L, idx, &len);
  return len == strlen(text) && memcmp(s, text, len) == 0;
}

/* The byte order that options at idx ask for, else that of the bytes. */
static bool endian_option(lua_State *L, const char *op, int idx,
                          const char *bytes, size_t size) {
  static const char *const known[] = {"endian", NULL};
  if (!lua_isnoneornil(L, idx)) {
    args_type(L, idx, LUA_TTABLE);
    args_known_keys(L, op, idx, "option", known);
    lua_pushliteral(L, "endian");
    if (lua_rawget(L, idx) != LUA_TNIL) {
      for (int big = 0; big <= 1; big++)
        if (is_string(L, -1, program_endian(big != 0)))
          return big != 0;
      error_raise(L, op, EINVAL,
                  "option endian is \"little\" or \"big\", not %.40s",
                  luaL_tolstring(L, -1, NULL));
    }
    lua_pop(L, 1);
  }
  return bpf_bytes_big_endian((const unsigned char *)bytes,
                              size / BPF_INSN_SIZE);
}

/***
Compiled BPF. Immutable; `#p` is how many instructions it has, and two are equal
when their instructions are.

- `endian`: the byte order, `"little"` or `"big"`
@type Program
*/

/***
Make a program from compiled BPF: an array of `struct sock_filter`, as
@{Filter:export_bpf}, seccomp_export_bpf(3) and other tools write it. The bytes
are checked as seccomp(2) checks them.
@function program
@tparam string bytes
@tparam[opt] table options `endian`: `"little"` or `"big"`. When left out it is
  found from the bytes, and there is never a doubt: the last instruction of a
  program is a return, whose code is a return in one byte order only
@treturn Program
@raise EINVAL for what the kernel would refuse, with the field `offset`, the
  instruction at fault, counted from 0
@usage local p = seccomp.program(io.open("filter.bpf", "rb"):read("a"))
*/
int program_function(lua_State *L) {
  static const char op[] = "program";
  size_t size;
  args_max(L, 2);
  args_type(L, 1, LUA_TSTRING);
  const char *bytes = lua_tolstring(L, 1, &size);
  program_push_bytes(L, op, 1, endian_option(L, op, 2, bytes, size));
  return 1;
}

/* [-0, +1]: the program's bytes in its own order. */
static void push_bytes(lua_State *L, const struct bpf_prog *prog) {
  luaL_Buffer buffer;
  size_t size = prog->len * BPF_INSN_SIZE;
  char *bytes = luaL_buffinitsize(L, &buffer, size);
  bpf_encode(prog->insns, prog->len, prog->big_endian, (unsigned char *)bytes);
  luaL_pushresultsize(&buffer, size);
}

/***
The compiled BPF: 8 bytes for each instruction, in the program's byte order.
@function Program:bytes
@treturn string
*/
static int program_bytes(lua_State *L) {
  const struct bpf_prog *prog = program_check(L, 1);
  args_max(L, 1);
  push_bytes(L, prog);
  return 1;
}

/***
Write the compiled BPF.
@function Program:export
@tparam file|integer target an open Lua file or an fd; it is flushed, and a
  write that falls short raises
@treturn Program itself
@raise the errno of the write
*/
static int program_export(lua_State *L) {
  const struct bpf_prog *prog = program_check(L, 1);
  size_t size;
  args_max(L, 2);
  args_target(L, 2);
  push_bytes(L, prog);
  const char *bytes = lua_tolstring(L, -1, &size);
  args_write(L, "export", 2, bytes, size);
  lua_settop(L, 1);
  return 1;
}

/***
What the kernel would do with a call. Nothing is called.
@function Program:simulate
@tparam string|integer|table syscall a name, which means the call's own number
  on the arch; any number from -2^31 to 2^32-1; or all by name:
  `{syscall=, arch=, arg0=…, arg5=, ip=}`, where arch is a name (native when
  left out) or an AUDIT_ARCH_* integer. A witness will do as well
@tparam[opt=0] integer|string arg0 and so on to arg5: 64-bit values, on a 32-bit
  arch, too: a 64-bit process can show a filter such calls. With arch x32
numbers have x32's bit 30 set
@treturn Action
@treturn integer how many instructions ran
@raise EINVAL for a name that the arch has no call of its own for (then it is
  `socketcall` or `ipc` that is called)
@usage p:simulate("openat", -100, 0, 2) --> action, 12
@usage p:simulate{syscall="socketcall", arch="x86", arg0=1}
*/
static int program_simulate(lua_State *L) {
  const struct bpf_prog *prog = program_check(L, 1);
  struct bpf_data data;
  size_t executed;
  call_check(L, "simulate", 2, &data);
  action_push(L, bpf_simulate(prog, &data, &executed));
  lua_pushinteger(L, (lua_Integer)executed);
  return 2;
}

static bool name_arch(void *ctx, uint32_t token, bool x32, char *buf,
                      size_t size) {
  (void)ctx;
  const struct arch *arch = arch_by_audit(token, x32 ? BPF_X32_BIT : 0);
  if (arch == NULL)
    return false;
  snprintf(buf, size, "%s", arch->name);
  return true;
}

static bool name_syscall(void *ctx, uint32_t token, uint32_t nr, char *buf,
                         size_t size) {
  (void)ctx;
  const struct arch *arch = arch_by_audit(token, nr);
  const char *name = arch == NULL ? NULL : syscall_own_name(arch, nr);
  if (name == NULL)
    return false;
  snprintf(buf, size, "%s", name);
  return true;
}

static bool name_action(void *ctx, const uint32_t *token, uint32_t value,
                        char *buf, size_t size) {
  (void)ctx;
  if (token == NULL)
    action_spec(value, buf, size);
  else
    action_spec_on(value, *token, buf, size);
  return true;
}

/* What is known of an argument, and of which arch it is. */
static bool find_argument(const struct bpf_argument *asked,
                          const struct arch **arch,
                          struct kernel_argument *argument) {
  struct kernel_call call;
  *arch = arch_by_audit(asked->token, asked->nr);
  if (*arch == NULL || !kernel_call_number((*arch)->name, asked->nr, &call) ||
      call.in_memory || asked->place >= kernel_arguments(&call))
    return false;
  kernel_argument(&call, asked->place, argument);
  return true;
}

static bool name_argument(void *ctx, const struct bpf_argument *asked,
                          char *buf, size_t size) {
  (void)ctx;
  const struct arch *arch;
  struct kernel_argument argument;
  if (!find_argument(asked, &arch, &argument) || named_is_place(argument.name))
    return false;
  snprintf(buf, size, "%s", argument.name);
  return true;
}

static bool name_value(void *ctx, const struct bpf_argument *asked,
                       uint64_t value, bool mask, char *buf, size_t size) {
  (void)ctx;
  const struct arch *arch;
  struct kernel_argument argument;
  if (!find_argument(asked, &arch, &argument))
    return false;
  const unsigned int bits = argument.word ? 64 : argument.width;
  /* a constant names no more bits than are read */
  return (bits == 64 || value <= UINT32_MAX) &&
         kernel_word(&argument, arch->name, value, bits, mask, NULL, " | ", buf,
                     size);
}

/* Appends to the luaL_Buffer that ctx is. */
static bool buffer_add(void *ctx, const char *text, size_t len) {
  luaL_addlstring(ctx, text, len);
  return true;
}

/***
The program as text, a line for each instruction: its offset, the instruction
with the offsets it may jump to, and what it means there, in names of arches,
syscalls, arguments and actions. The two halves of a 64-bit comparison read as
one.
@function Program:disassemble
@treturn string
*/
static int program_disassemble(lua_State *L) {
  static const struct bpf_names names = {
      .arch = name_arch,
      .syscall = name_syscall,
      .action = name_action,
      .argument = name_argument,
      .value = name_value,
  };
  const struct bpf_prog *prog = program_check(L, 1);
  args_max(L, 1);
  void *space = lua_newuserdatauv(L, bpf_disassemble_space(prog->len), 0);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  bpf_disassemble(prog, &names, space, buffer_add, &buffer);
  luaL_pushresult(&buffer);
  return 1;
}

/* Reads the options at idx into the request. */
static void load_options(lua_State *L, const char *op, int idx,
                         struct sys_load *request) {
  static const char *const known[] = {"no_new_privs", "tsync",    "log", "ssb",
                                      "wait_kill",    "listener", NULL};
  static const uint8_t flags[] = {ATTRIBUTE_LOG, ATTRIBUTE_SSB,
                                  ATTRIBUTE_WAIT_KILL};
  args_known_keys(L, op, idx, "option", known);
  request->no_new_privs = args_option(L, op, idx, "no_new_privs", true);
  request->flags = 0;
  for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
    if (args_option(L, op, idx, attribute_table[flags[i]].name, false))
      request->flags |= attribute_table[flags[i]].flag;
  const bool listener = args_option(L, op, idx, "listener", false);
  if (listener)
    request->flags |= LOAD_NEW_LISTENER;
  if (args_option(L, op, idx, "tsync", !listener))
    request->flags |= LOAD_TSYNC;
  if (listener && (request->flags & LOAD_TSYNC) != 0)
    request->flags |= LOAD_TSYNC_ESRCH; /* else a thread id could pass for it */
  if (!listener && (request->flags & LOAD_WAIT_KILLABLE) != 0)
    error_raise(L, op, EINVAL,
                "option wait_kill is for a listener: ask for "
                "one with listener=true");
}

/***
Load the program into the kernel, for this thread or, with `tsync`, all of the
process: seccomp(2) directly, with nothing of libseccomp in between, and no
system call after it. What is loaded cannot be taken back.
@function Program:load
@tparam[opt] table options booleans: `no_new_privs` (true), `tsync` (true unless
  `listener`), `log`, `ssb`, `wait_kill`, `listener` (all false). See
  seccomp(2) for what the flags do; `ssb` is SECCOMP_FILTER_FLAG_SPEC_ALLOW
@treturn Program|Listener itself; the Listener when `listener` asked for one
@raise EINVAL for a program of the other byte order; ESRCH naming a thread that
  cannot take it; EBUSY when a listener is asked for and this process has one;
  EACCES without no_new_privs and CAP_SYS_ADMIN; ENOMEM at the kernel's limit
  for all filters together
*/
static int program_load(lua_State *L) {
  static const char op[] = "load";
  const struct bpf_prog *prog = program_check(L, 1);
  struct sys_load request = {.insns = prog->insns,
                             .len = prog->len,
                             .flags = LOAD_TSYNC,
                             .no_new_privs = true};
  args_max(L, 2);
  if (!lua_isnoneornil(L, 2)) {
    args_type(L, 2, LUA_TTABLE);
    load_options(L, op, 2, &request);
  }
  if (prog->big_endian != bpf_host_big_endian())
    error_raise(L, op, EINVAL,
                "the program is %s-endian and this machine is not: it cannot "
                "be loaded here",
                program_endian(prog->big_endian));
  lua_settop(L, 1);
  struct listener *listener = NULL;
  if (request.flags & LOAD_NEW_LISTENER)
    listener = listener_new(L);
  long result = sys_install(&request);
  install_check(L, op, &request, result);
  if (listener != NULL)
    listener_take(listener, (int)result);
  return 1;
}

/***
Whether this program and another mean the same: proven over every arch, every
syscall number and every value of the arguments and of the instruction pointer,
or refuted by calls on which they differ. Programs are compared by what the
kernel makes of the returned value.
@function Program:diff
@tparam Program|Stack|Filter|Policy other a Filter or Policy is what it compiles
  to
@tparam[opt] table options `limit` (most witnesses, 10), `budget` (seconds of
  CPU time, 5)
@treturn {table,…} empty when the two agree on every call. Else calls that were
  simulated and that @{Program:simulate} takes as they are: `arch`, `syscall`,
  `arg0` to `arg5`, `ip`, and the Actions `left` (this program's) and `right`.
  Arches take turns, and a syscall comes again only for another pair of actions
@raise EUNDECIDED when the budget (or 256 MiB of memory) was used up before the
  first witness was found; EDOM for programs of different byte orders
@usage assert(#old:diff(new) == 0)
*/
static int program_diff(lua_State *L) {
  program_check(L, 1);
  return proof_diff(L);
}

/***
Whether this program is nowhere more permissive than another, proven as by
@{Program:diff}. Actions rank as in the kernel where filters are stacked:
kill_process, kill_thread, trap, errno, notify, trace, log, allow. Errno codes
rank alike except errno(0), which permits more than they do; traces with
different data are not at most each other; the data of trap, which only the
process's own signal handler sees, makes no difference.
@function Program:permits_at_most
@tparam Program|Stack|Filter|Policy other
@tparam[opt] table options `budget` (seconds of CPU time, 5)
@treturn[1] boolean true
@treturn[2] boolean false
@treturn[2] table a witness as of @{Program:diff}
@raise EUNDECIDED, EDOM as @{Program:diff}
@usage assert(tightened:permits_at_most(current))
*/
static int program_permits_at_most(lua_State *L) {
  program_check(L, 1);
  return proof_permits_at_most(L);
}

/***
The policy of this program, whoever compiled it: ordered rules, calls with the
same rules together, proven equal to the program.
@function Program:policy
@tparam[opt] table options `budget` (seconds of CPU time, 5), `groups`
  (true: with groups in place of names, where a group's calls are all there)
@treturn Policy
@raise EUNSAYABLE for what no policy says, naming a call where it is about one:
  a program that looks at the instruction pointer, does not look at the arch, or
  compares arguments with each other, or whose conditions would be too many;
  EUNDECIDED when the budget is used up, or the memory, as where arguments are
  multiplied
@usage print(seccomp.program(bytes):policy())
*/
static int program_policy(lua_State *L) {
  program_check(L, 1);
  args_max(L, 2);
  return recovery_call(L, "policy", "seccomp.policy.object", "method");
}

/***
All differences of another program, stack of them, filter or policy from this
program, each in one group.
@function Program:compare
@tparam Program|Stack|Filter|Policy other
@tparam[opt] table options `budget` (seconds of CPU time, 5), `limit` (most
  groups; left out, all)
@treturn table `verdict`, `complete`, `groups`
@raise EUNDECIDED, EUNSAYABLE, EDOM
@usage print(old:compare(new))
*/
static int program_compare(lua_State *L) {
  program_check(L, 1);
  args_max(L, 3);
  return recovery_call(L, "compare", "seccomp.policy.comparison", "compare");
}

/* Field endian, and the methods, which are the third upvalue. */
static int program__index(lua_State *L) {
  const struct bpf_prog *prog = program_check(L, 1);
  lua_settop(L, 2);
  if (is_string(L, 2, "endian"))
    lua_pushstring(L, program_endian(prog->big_endian));
  else
    lua_rawget(L, lua_upvalueindex(3));
  return 1;
}

static int program__newindex(lua_State *L) {
  program_check(L, 1);
  return luaL_error(L, "a Program cannot be changed: make another one");
}

static int program__len(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)program_check(L, 1)->len);
  return 1;
}

static int program__eq(lua_State *L) {
  const struct program *a = program_any(L, 1), *b = program_any(L, 2);
  lua_pushboolean(
      L, a != NULL && b != NULL && a->prog.len == b->prog.len &&
             a->prog.big_endian == b->prog.big_endian &&
             memcmp(a->insns, b->insns, a->prog.len * sizeof a->insns[0]) == 0);
  return 1;
}

static int program__tostring(lua_State *L) {
  const struct bpf_prog *prog = program_check(L, 1);
  lua_pushfstring(L, "seccomp.program (%d instruction%s, %s-endian)",
                  (int)prog->len, prog->len == 1 ? "" : "s",
                  program_endian(prog->big_endian));
  return 1;
}

/***
What in this program is likely not meant: what `Policy:lint` finds in the
policy that it is proven equal to, but for what only rules as they are written
show, and instructions that cannot be reached.
@function Program:lint
@tparam[opt] table options `ignore` (list of ids), `budget` (seconds of CPU
  time, 5)
@treturn {table,…} findings as those of `Policy:lint`, without `rule`
@raise EUNDECIDED when the budget is used up
@usage for _, f in ipairs(program:lint()) do print(f.id, f.message) end
*/
static int program_lint(lua_State *L) {
  program_check(L, 1);
  args_max(L, 2);
  return recovery_call(L, "lint", "seccomp.lint.program", "lint");
}

static const luaL_Reg program_methods[] = {
    {"bytes", program_bytes},
    {"export", program_export},
    {"simulate", program_simulate},
    {"disassemble", program_disassemble},
    {"load", program_load},
    {"diff", program_diff},
    {"permits_at_most", program_permits_at_most},
    {"policy", program_policy},
    {"compare", program_compare},
    {"lint", program_lint},
    {NULL, NULL}};

static const luaL_Reg program_meta[] = {{"__newindex", program__newindex},
                                        {"__len", program__len},
                                        {"__eq", program__eq},
                                        {"__tostring", program__tostring},
                                        {NULL, NULL}};

void program_open(lua_State *L) {
  class_open(L, PROGRAM_META, NULL, program_meta);
  class_methods(L, PROGRAM_META, program_methods);
  class_index(L, PROGRAM_META, program__index);
}
