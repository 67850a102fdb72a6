/* What the C files of this module share. Each section names its file. */
#ifndef LUA_SECCOMP_H
#define LUA_SECCOMP_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <seccomp.h>

#include "bpf/bpf.h"
#include "bpf/policy.h"

#if defined(LUA_VERSION_NUM) && LUA_VERSION_NUM != 504
#error "lua-seccomp is for Lua 5.4 only: let LUA_INCDIR name where its lua.h is"
#endif

#define LUA_SECCOMP_VERSION "0.1.0"

#define ARG_COUNT 6 /* arguments of a call, numbered from 0 */

/* What libseccomp 2.6 brought. Weak: the module runs with 2.5 as well, and
 * asks "is it there" by the symbol, not by the version it was built with. */
#define WEAK __attribute__((weak))
WEAK int seccomp_precompute(const scmp_filter_ctx ctx);
WEAK int seccomp_export_bpf_mem(const scmp_filter_ctx ctx, void *buf,
                                size_t *len);
WEAK int seccomp_transaction_start(const scmp_filter_ctx ctx);
WEAK int seccomp_transaction_commit(const scmp_filter_ctx ctx);
#define ATTR_CTL_WAITKILL ((enum scmp_filter_attr)10)

/* Ours alone, however it is compiled: a host that exports a function of the
 * same name must not have it called in place of ours. */
#pragma GCC visibility push(hidden)

/* ------------------------------------------------------------- error.c -- */

/* A libseccomp release and API level (0: any) that something needs. */
struct need {
  unsigned int major, minor, micro, api;
};

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

/* -------------------------------------------------------------- text.c -- */

void text_open(lua_State *L);
/* [-0, +1]: n bytes of text, as one line that cannot steer a terminal: control
 * characters, marks of direction and what is no UTF-8 are escaped. With lines,
 * ends of lines and tabs stay. */
void text_push_line(lua_State *L, const char *text, size_t n, bool lines);
/* The same of a C string: messages quote what scripts were given. */
void error_push_line(lua_State *L, const char *text);

/* Raises ENOMEM when less than so many bytes of the C stack are left. */
void error_stack(lua_State *L, const char *op, size_t bytes);
/* What compiling and proving, and adding rules, take to begin with. */
#define STACK_WORK ((size_t)24 << 10)

/* Whether this libseccomp and its API level satisfy need. */
bool need_met(const struct need *need);

/* -------------------------------------------------------------- args.c -- */

/* [-0, +0]: luaL_setfuncs into the table at the top; but each function has
 * its own name as upvalue, so that "bad argument #1 to 'add_rule'" can be said
 * even of a function called through pcall, which Lua cannot name. Public
 * functions therefore use args_error, args_expected, args_type and args_any in
 * place of luaL_argerror, luaL_typeerror, luaL_checktype and luaL_checkany;
 * what names what was expected. */
void functions_set(lua_State *L, const luaL_Reg *reg);
int args_error(lua_State *L, int arg, const char *text);
int args_expected(lua_State *L, int idx, const char *what);
void args_type(lua_State *L, int idx, int type);
void args_any(lua_State *L, int idx, const char *what);

/* Raises "bad argument" when more than `max` arguments were passed. */
void args_max(lua_State *L, int max);

/* An integer (or integral float) in lo..hi; raises otherwise. Never takes
 * strings. */
lua_Integer args_integer(lua_State *L, int idx, lua_Integer lo, lua_Integer hi);

/* [-0, +2n]: the items of the table at idx (absolute) where Lua hands them out
 * in order, there are at most `max`, and there is nothing else: how many. Each
 * has its key below it. Else pushes nothing and returns -1, which says nothing
 * of the table: a list that was not filled from its beginning can be out of
 * order. */
int args_items(lua_State *L, int idx, int max);
/* How long the list at idx (absolute) is, however it was filled; -1 where it
 * is none. Items may be nil still, where as many other keys make up for it. */
lua_Integer args_list(lua_State *L, int idx);

/* A string without NUL bytes; raises otherwise. */
const char *args_name(lua_State *L, int idx, const char *what);

/* Reads a 64-bit value (integer, integral float below 2^63, decimal string).
 * Returns NULL, or what is wrong with it, which is left on the stack: to raise
 * that is the caller's. */
const char *args_datum(lua_State *L, int idx, uint64_t *value);

/* Raises when the table at idx has a key that is not in the NULL-ended list of
 * at most 32, or hides some behind __index, which nobody would look at; what
 * names the table ("option"). Returns which it has: a bit for
 * each place in the list. */
uint32_t args_known_keys(lua_State *L, const char *op, int idx,
                         const char *what, const char *const known[]);

/* A boolean option of the table at idx, or what it is when left out. */
bool args_option(lua_State *L, const char *op, int idx, const char *name,
                 bool otherwise);

/* Writes len bytes to an open Lua file or to an fd, whole or raises. For
 * nothing written yet, args_target() checks the argument first. */
void args_target(lua_State *L, int idx);
void args_write(lua_State *L, const char *op, int idx, const char *bytes,
                size_t len);

/* Writes whole to fd, through short writes and EINTR; 0 or an errno. */
int fd_write_all(int fd, const char *bytes, size_t len);

/* [-0, +0]: makes the metatable of a class, out of reach of scripts
 * (getmetatable gives false). methods may be NULL when meta has __index. */
void class_open(lua_State *L, const char *name, const luaL_Reg *methods,
                const luaL_Reg *meta);
/* For a class whose __index is a function: pushes a table of its methods
 * [-0, +1]; makes `index` the __index, with the table at the top as third
 * upvalue [-1, +0]. Functions of a class have the address of its metatable as
 * second one. */
void class_methods(lua_State *L, const char *name, const luaL_Reg *methods);
void class_index(lua_State *L, const char *name, lua_CFunction index);

/* [-0, +1]: where the metatable of a class is. As third upvalue of a function
 * (of a class or not) it makes class_test quick for that class, too. */
void class_push_meta(lua_State *L, const char *name);

/* The userdata at idx, or NULL: metatable, size and first word (a magic that
 * names the class) must all be right, so that no userdata of another module
 * and no half-made one passes. */
void *class_test(lua_State *L, int idx, const char *name, size_t size,
                 uint32_t magic);
/* The same, raising "bad argument" in place of NULL. */
void *class_check(lua_State *L, int idx, const char *name, size_t size,
                  uint32_t magic);

/* ------------------------------------------------------------- names.c -- */

struct arch {
  const char *name;     /* canonical: "amd64" */
  const char *scmp;     /* "X86_64" of SCMP_ARCH_X86_64 */
  const char *alias[3]; /* further spellings */
  uint32_t token;       /* libseccomp's */
  uint32_t audit;       /* what the kernel shows a filter */
  bool wide;            /* calls use 64-bit arguments */
  bool compares32;      /* libseccomp compares low words only */
  bool big_endian;
  bool multiplexes;  /* has socketcall(2) or ipc(2) */
  bool newer;        /* came with libseccomp 2.6.0 */
  uint32_t first_nr; /* where its syscall numbers start */
};

#define ARCH_MAX 23
extern const struct arch arch_table[ARCH_MAX];
extern const struct need arch_newer_need;

static inline unsigned int arch_index(const struct arch *arch) {
  return (unsigned int)(arch - arch_table);
}

/* By any spelling in any letter case, "native" included; NULL if unknown. */
const struct arch *arch_by_name(const char *name);
/* By what the kernel shows: token and number (x32 by the number). */
const struct arch *arch_by_audit(uint32_t audit, uint32_t nr);
const struct arch *arch_native(void);
bool arch_supported(const struct arch *arch);
/* An arch name at idx that this libseccomp supports; raises otherwise. */
const struct arch *arch_check(lua_State *L, const char *op, int idx);
/* arch_check for a name in a C string, and the raise for an unknown one. */
const struct arch *arch_check_name(lua_State *L, const char *op,
                                   const char *name);
/* What to say of an unknown one, with the nearest known; into buf (192 bytes
 * are enough). */
const char *arch_unknown_text(const char *name, char *buf, size_t size);

/* Errno names; NULL / -1 when unknown. */
const char *errno_name(int number);
int errno_number(const char *name);
/* An errno at idx, name or 0..4095; raises otherwise. */
int errno_check(lua_State *L, const char *op, int idx);

/* Operators; first spelling is the one that reads back, and the only one that
 * operator_exact knows. -1 when unknown. */
const char *operator_name(enum bpf_op op);
int operator_exact(const char *name, size_t len);
int operator_number(const char *name);
/* What to say of an unknown one, as nearest_hint has it; ":" where none is
 * near. The short names are all near to each other, and not offered. */
const char *operator_hint(const char *name, char *buf, size_t size);

/* The candidate nearest to name, or NULL when none is near. Feed candidates
 * one by one; best and distance are the running state. */
struct nearest {
  const char *name;
  char best[64];
  int distance;
};
void nearest_start(struct nearest *n, const char *name);
void nearest_offer(struct nearest *n, const char *candidate);
/* `; did you mean "x"?`, in buf; or, with nothing near, `none`. */
const char *nearest_hint(struct nearest *n, char *buf, size_t size,
                         const char *none);

/* ---------------------------------------------------------- syscalls.c -- */

/* One call of an arch under its own number, as the kernel shows it. */
struct syscall_entry {
  uint32_t nr;
  const char *name;
};
struct syscall_table {
  const struct syscall_entry *entries; /* ordered by number */
  const uint16_t *by_name;             /* their indices ordered by name */
  size_t count;
  uint32_t highest; /* of the ordinary range: not arm's private calls */
};

/* The arch's calls; built once and kept. NULL without memory, and for an arch
 * that this libseccomp lacks. */
const struct syscall_table *syscall_table(const struct arch *arch);
/* The same of an arch that it supports; raises ENOMEM. What own numbers and
 * names are asked for that must not be missed, after this they are found. */
const struct syscall_table *syscall_table_check(lua_State *L, const char *op,
                                                const struct arch *arch);

/* The number of the arch at which the part of its table ends that all arches
 * share: new calls come in behind it. What else is known above stands by
 * itself: x32's own block, arm's private calls. Raises as
 * syscall_table_check. */
uint32_t syscall_table_end(lua_State *L, const char *op,
                           const struct arch *arch);

/* "read", "__NR_read", "SYS_read", "SCMP_SYS(read)" → "read". The result may
 * be buf. NULL when it cannot be a name. */
const char *syscall_spelling(const char *text, char *buf, size_t size);

/* The name of libseccomp's number on an arch, pseudo numbers included, into
 * buf: 1, 0 when there is none, -1 without memory. */
#define SYSCALL_NAME 96
int syscall_name_of(const struct arch *arch, int number, char *buf,
                    size_t size);

/* libseccomp's number of a name on an arch; __NR_SCMP_ERROR when unknown. */
int syscall_resolve(const struct arch *arch, const char *name);

/* The call's own number, found also behind pseudo numbers; false if none. */
bool syscall_own_number(const struct arch *arch, const char *name,
                        uint32_t *nr);
/* The name of an own number, or NULL. */
const char *syscall_own_name(const struct arch *arch, uint32_t nr);

/* Where the arch reaches the call through socketcall or ipc: that
 * multiplexer's own number, and a condition on arg0 for what the kernel takes
 * for this sub-call, whose number is its b. */
bool syscall_multiplexed(const struct arch *arch, const char *name,
                         uint32_t *mux_nr, struct bpf_cond *taken);

/* A call that an arch multiplexes, all by libseccomp's native numbers. */
struct subcall {
  int number;   /* one, though the call may have two */
  int mux;      /* socketcall or ipc */
  uint32_t sub; /* what arg0 says then */
};
/* Whether the arch multiplexes the call with that native number: 1 or 0, -1
 * without memory. Quick. */
int syscall_subcall(const struct arch *arch, int number, struct subcall *call);
/* Whether any arch may multiplex it: quicker, and never wrongly false. */
bool syscall_may_be_subcall(int number);
/* Whether rules for it on an arch that multiplexes may meet those for other
 * calls: it is multiplexed, or a multiplexer. Never wrongly false. */
bool syscall_shares_tree(const struct arch *arch, int number);

/* A set of numbers; has() may say so of one that is not in it. */
struct number_set {
  uint64_t bits[16];
};
static inline void number_set_add(struct number_set *set, int number) {
  uint32_t n = (uint32_t)number % 1024;
  set->bits[n / 64] |= UINT64_C(1) << n % 64;
}
static inline bool number_set_has(const struct number_set *set, int number) {
  uint32_t n = (uint32_t)number % 1024;
  return (set->bits[n / 64] >> n % 64 & 1) != 0;
}

/* What to say of an unknown syscall name, with the nearest known one, into buf;
 * and the same raised as EINVAL. */
#define SYSCALL_UNKNOWN_TEXT 224
const char *syscall_unknown_text(const char *name, const struct arch *arch,
                                 char *buf, size_t size);
int syscall_unknown(lua_State *L, const char *op, const char *name,
                    const struct arch *arch);

/* Whether a string at idx is a name that was looked up on the native arch
 * before: then its number. The quick way, which says nothing of others. */
bool syscall_known(lua_State *L, int idx, int *number);

/* A syscall at idx for a Filter: a name, or a number of the native arch. */
int syscall_check(lua_State *L, const char *op, int idx);

/* Puts syscall_number into the table on top. A table of its answers, by names,
 * is its second upvalue: Lua tells strings apart by their address, which is
 * quicker than any look at their letters. */
void syscalls_set(lua_State *L);
int lib_syscall_name(lua_State *L);

/* ------------------------------------------------------------ action.c -- */

void action_open(lua_State *L);
/* [-0, +1] */
void action_push(lua_State *L, uint32_t value);
/* Whether there is an Action or a string at idx: then what action_check raises
 * is an error object, about what the string says. */
bool action_is(lua_State *L, int idx);
/* An Action or a spec string at idx, as a SECCOMP_RET_* value; raises. */
uint32_t action_check(lua_State *L, const char *op, int idx);
/* The same with the number that an errno name has on an arch, by its token. */
uint32_t action_check_on(lua_State *L, const char *op, int idx, uint32_t token);
/* [-0, +1]: an Action of the one at idx that still knows the errno name it was
 * given by. action_errno: that, of the Action at idx, or NULL. */
void action_push_named(lua_State *L, const char *op, int idx);
const char *action_errno(lua_State *L, int idx);
/* The spec of a value, into buf (32 bytes are enough): with this machine's name
 * of an errno, or with that of the arch with the token, or with its number. */
#define ARCH_NONE 0u
const char *action_spec(uint32_t value, char *buf, size_t size);
const char *action_spec_on(uint32_t value, uint32_t token, char *buf,
                           size_t size);
/* What the action itself needs of libseccomp, or NULL. */
const struct need *action_need(uint32_t value);
int lib_action(lua_State *L);

/* --------------------------------------------------------- condition.c -- */

void condition_open(lua_State *L);
void condition_push(lua_State *L, const struct bpf_cond *cond);
/* class_push_meta of Condition. */
void condition_push_meta(lua_State *L);
/* Whether there is a Condition or a table at idx. */
bool condition_is(lua_State *L, int idx);
/* A Condition or a table at idx; raises otherwise. Bits of a masked_eq value
 * that lie outside the mask are dropped, or `within` raises for them. */
void condition_check(lua_State *L, const char *op, int idx, bool within,
                     struct bpf_cond *cond);
/* [-0, +0 or 1]: the same, of a rule, where a table may have a list of values
 * of which any may match: true then, and the list is pushed. */
bool condition_read(lua_State *L, const char *op, int idx, bool within,
                    struct bpf_cond *cond);
/* Reads the values of the list at idx (absolute) into out, as far as there is
 * room, and returns how many there are; raises for what is none, or no list.
 * The condition is the one they are for, and has some value afterwards. */
size_t condition_values(lua_State *L, const char *op, int idx, bool within,
                        struct bpf_cond *cond, uint64_t *out, size_t room);
static inline void condition_set_value(struct bpf_cond *cond, uint64_t value) {
  *(cond->op == BPF_OP_MASKED_EQ ? &cond->b : &cond->a) = value;
}
/* "arg1 & 0xf == 0x2", "arg1:16 < 0x2", "arg1:raw == 0x2", into buf (80 bytes
 * are enough). */
const char *condition_text(const struct bpf_cond *cond, char *buf, size_t size);
int lib_condition(lua_State *L);

/* --------------------------------------------------------------- load.c -- */

/* One program on its way into the kernel. */
struct load_request {
  const struct bpf_insn *insns;
  size_t len;
  unsigned int flags; /* SECCOMP_FILTER_FLAG_* */
  bool no_new_privs;
};

#define LOAD_TSYNC (1u << 0)
#define LOAD_LOG (1u << 1)
#define LOAD_SPEC_ALLOW (1u << 2)
#define LOAD_NEW_LISTENER (1u << 3)
#define LOAD_TSYNC_ESRCH (1u << 4)
#define LOAD_WAIT_KILLABLE (1u << 5)

/* Sets no_new_privs where asked and installs the program; nothing is called
 * after the installing seccomp(2). Async-signal-safe. Returns what seccomp(2)
 * returned (a listener fd, or with TSYNC the thread that cannot take it), or
 * -errno. */
long load_install(const struct load_request *request);

/* Raises for what load_install returned, when it was refused. */
void load_check(lua_State *L, const char *op,
                const struct load_request *request, long result);

/* Whether a program of this machine returns user_notif for any call; also true
 * where that is too much to find out. */
bool load_notifies(const struct bpf_insn *insns, size_t len);

/* Whether a program of libseccomp's compares the call's arch with something
 * that is none of the filter's arch tokens: it took it for the syscall number,
 * and the rules of that arch never match. At most BPF_PROG_MAX instructions,
 * checked ones. */
bool load_voids_arch(const struct bpf_insn *insns, size_t len,
                     const uint32_t *tokens, size_t count);

/* Whether this kernel has LOAD_WAIT_KILLABLE, whatever libseccomp knows. */
bool load_can_wait_killable(void);

/* Threads of this process; 0 when /proc cannot tell. */
unsigned long load_threads(void);

/* Whether this kernel's release is at least major.minor, for what cannot be
 * asked for. */
bool kernel_at_least(int major, int minor);

int lib_features(lua_State *L);

/* --------------------------------------------------------------- call.c -- */

/* Reads a call: a syscall and its arguments at idx and after, on the native
 * arch, or one table at idx that has them all by name. Nothing may come after.
 * Raises for what is no call. */
void call_check(lua_State *L, const char *op, int idx, struct bpf_data *data);

/* ------------------------------------------------------------ program.c -- */

void program_open(lua_State *L);
/* The Program at idx; NULL (first) or a raise for anything else. It lives as
 * long as that. */
const struct bpf_prog *program_test(lua_State *L, int idx);
const struct bpf_prog *program_check(lua_State *L, int idx);
/* [-0, +1]: a Program, of a copy of prog or of the string of bytes at idx.
 * Raises for one that the kernel would not take. */
void program_push(lua_State *L, const char *op, const struct bpf_prog *prog);
void program_push_bytes(lua_State *L, const char *op, int idx, bool big_endian);
int lib_program(lua_State *L);

/* --------------------------------------------------------------- proof.c -- */

void proof_open(lua_State *L);
struct bpf_witness;
/* [-0, +1]: the call as a table that Program:simulate takes, with the two
 * actions under the names given. */
void proof_push_witness(lua_State *L, const char *op,
                        const struct bpf_witness *w, const char *left,
                        const char *right);
/* The call as in "amd64 socket(0x10, 0x3)", into buf; raises without memory. */
const char *proof_call_text(lua_State *L, const char *op,
                            const struct bpf_data *data, char *buf,
                            size_t size);
/* Proves that prog is the policy, or raises with `witness` in the error. */
void proof_check(lua_State *L, const char *op, const struct bpf_prog *prog,
                 const struct bpf_policy *policy, double budget);
/* Methods of Program. */
int program_diff(lua_State *L);
int program_permits_at_most(lua_State *L);

/* ------------------------------------------------------------- policy.c -- */

/* Puts what lib/seccomp/policy.lua stands on where require finds it, under
 * "seccomp.core.policy". */
void policy_open(lua_State *L);

/* -------------------------------------------------------- recovery.c -- */

void recovery_open_class(lua_State *L);
/* [-n, +1]: hands all arguments on to a function of a module that is written in
 * Lua, and gives what it gives. */
int recovery_call(lua_State *L, const char *op, const char *module,
                  const char *name);
/* Methods of Program. */
int program_policy(lua_State *L);
int program_compare(lua_State *L);

/* ------------------------------------------------------------- filter.c -- */

struct filter;
void filter_open(lua_State *L);
int lib_filter(lua_State *L);

/* The Filter at idx; NULL (first) or a raise (others) when it is none.
 * filter_live also raises on a released one. */
struct filter *filter_test(lua_State *L, int idx);
struct filter *filter_any(lua_State *L, int idx);
struct filter *filter_live(lua_State *L, int idx, const char *op);

/* [-0, +1]: pushes the compiled BPF of the Filter at idx (absolute) as a
 * string; returns the instruction count. Raises when it cannot be generated. */
size_t filter_push_bpf(lua_State *L, int idx, const char *op);

/* [-0, +1]: the same for the Filter at idx (absolute) on its way into the
 * kernel: at most 4096 instructions, and none of libseccomp's programs that
 * void the rules of an arch. */
size_t filter_push_installable(lua_State *L, int idx, const char *op);

/* ------------------------------------------------------------ bypass.c -- */

/* Raises EREFUTED, with `witness` and `rules` in the error, where the program
 * of the Filter at idx lets a call get around a rule by bits of socketcall's or
 * ipc's first argument that the kernel does not read. The program is the string
 * at `bytes`; both indices are absolute. */
void bypass_check(lua_State *L, const char *op, int idx, int bytes);

/* ---------------------------------------------------------- deadline.c -- */

/* A point in time up to which to wait. */
struct pollfd;
struct timespec;
struct deadline {
  bool never; /* there is none */
  bool zero;  /* only look */
  int64_t at; /* CLOCK_MONOTONIC, nanoseconds */
};

/* A timeout in seconds at idx (none or nil: for ever); raises otherwise. */
struct deadline deadline_arg(lua_State *L, int idx);
struct timespec deadline_left(const struct deadline *d);
/* d, or in so many seconds, whichever comes first; whether it is over. */
struct deadline deadline_sooner(const struct deadline *d, double seconds);
bool deadline_over(const struct deadline *d);

/* Waits until fd is readable, or has an event of its own. 1 and the events; 0
 * when the time is over; -errno. Interruptions by signals do not show, but for
 * those that set a hook: -EINTR. Whatever is returned then, Lua does not come
 * to see it, for the hook raises first; it had better be what a timeout
 * returns. */
int deadline_poll(lua_State *L, const struct deadline *d, int fd,
                  short *revents);
/* The same for several, as poll(2) takes them: how many have events. */
int deadline_polls(lua_State *L, const struct deadline *d, struct pollfd *fds,
                   size_t count);
/* Whether a hook was set since lua_gethook() returned `before`. */
bool hook_set(lua_State *L, lua_Hook before);

/* [-0, +0]: tells cqueues, where it is loaded, that a descriptor which scripts
 * could poll is about to be closed: it would fail over it. Raises nothing. */
void polled_cancel(lua_State *L, int fd);

/* ------------------------------------------- listener.c and request.c -- */

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

/* ------------------------------------------------------------ source.c -- */

/* A program that is to be installed elsewhere than here and now. */
struct source {
  const struct bpf_prog *prog; /* of a Program that source_push left */
  unsigned int flags; /* LOAD_LOG, LOAD_SPEC_ALLOW, LOAD_WAIT_KILLABLE */
  bool no_new_privs;
};

/* [-0, +1]: the Program that the Filter, Program or Policy at idx is or comes
 * to, and how it wants to be loaded. Raises; also for a program of the other
 * byte order and, but with bypass, for a Filter that bypass_check refuses. */
void source_push(lua_State *L, const char *op, int idx, bool bypass,
                 struct source *s);

/* -------------------------------------------------------------- file.c -- */

/* Whether the errno of a call that only asks is no answer: a filter of ours or
 * of somebody around us has the call fail so. */
static inline bool call_unanswered(int err) {
  return err == EPERM || err == ENOSYS;
}

/* Preloads "seccomp.core.file", for what writes files. */
void file_open(lua_State *L);

/* ----------------------------------------------------------- signals.c -- */

/* Preloads "seccomp.core.signals", for the command. */
void signals_open(lua_State *L);

/* The name of a signal ("SIGSYS", "SIGRTMIN+1", "SIG33"), into a buffer of 16
 * bytes where it is not a constant. */
const char *signal_name(int number, char *buf, size_t size);
/* A signal at idx, name (with or without SIG) or number from 0; raises. */
int signal_check(lua_State *L, const char *op, int idx);

/* ----------------------------------------------------------- process.c -- */

void process_open(lua_State *L);
int lib_spawn(lua_State *L);

/* --------------------------------------------------------- signature.c -- */

int lib_signature(lua_State *L);
/* Puts what is known of the kernel's calls where require finds it, under
 * "seccomp.core.kernel". */
void signature_preload(lua_State *L);
int lib_constant(lua_State *L);

struct kernel_call;
/* kernel_call_find() for a name in any spelling; in syscalls.c. */
bool kernel_call_named(const char *arch, const char *name,
                       struct kernel_call *call);

/* What to say of a call that the kernel's tables do not have on an arch, into
 * buf (256 bytes are enough). */
const char *kernel_call_unknown_text(const char *name, const struct arch *arch,
                                     char *buf, size_t size);

/* ------------------------------------------------------------- named.c -- */

/* Whether the condition at idx is a table that names an argument or a
 * constant. */
bool named_is(lua_State *L, int idx);
/* [-0, +1]: the same condition with numbers, for a call on an arch; raises for
 * names that mean nothing there, with a message that begins with `where`. */
void named_resolve(lua_State *L, const char *op, const char *where, int idx,
                   const struct arch *arch, const struct kernel_call *call);
/* [-0, +1]: the same for all of the arches that have a call, by its number on
 * the native one; raises where they differ. */
void named_for_all(lua_State *L, const char *op, int idx,
                   const struct arch *const *arches, size_t narches,
                   int number);
/* The constant at idx, or several joined by `|`, as a value of an argument;
 * false where there is no name. */
bool named_constant(lua_State *L, const char *op, const char *where, int idx,
                    const struct arch *arch, const struct kernel_call *call,
                    int place, uint64_t *out);
/* Whether two values are alike: equal, or tables of such. */
bool named_alike(lua_State *L, int a, int b);
/* The place of an argument by its name; NULL, or what is wrong with it, in buf
 * (512 bytes are enough). */
const char *named_place(const struct kernel_call *call, const struct arch *arch,
                        const char *name, int *place, char *buf, size_t size);

#pragma GCC visibility pop

#endif
