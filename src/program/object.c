/* SPDX-License-Identifier: MIT */
/* Programs: the object. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/bytes.h"
#include "../bpf/validate.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "object.h"

const char *program_endian(bool big_endian) {
  return big_endian ? "big" : "little";
}

const struct program *program_any(lua_State *L, int idx) {
  return class_test(L, idx, PROGRAM_META, sizeof(struct program),
                    PROGRAM_MAGIC);
}

const struct bpf_prog *program_test(lua_State *L, int idx) {
  const struct program *p = program_any(L, idx);
  return p == NULL ? NULL : &p->prog;
}

const struct bpf_prog *program_check(lua_State *L, int idx) {
  const struct program *p =
      class_check(L, idx, PROGRAM_META, sizeof(struct program), PROGRAM_MAGIC);
  return &p->prog;
}

/* [-0, +1]: a Program with room for len instructions, none yet. */
static struct program *program_new(lua_State *L, size_t len, bool big_endian) {
  struct program *p =
      lua_newuserdatauv(L, sizeof *p + len * sizeof p->insns[0], 0);
  p->magic = PROGRAM_MAGIC;
  p->prog.insns = p->insns;
  p->prog.len = len;
  p->prog.big_endian = big_endian;
  return p;
}

/* Raises for a program that the kernel would not take. The error carries the
 * offset of the instruction, too; hint may be "". */
static void program_refuse(lua_State *L, const char *op,
                           const struct bpf_prog *prog, size_t where,
                           const char *reason, const char *hint) {
  char message[256];
  if (prog->len == 0 || prog->len > BPF_PROG_MAX) {
    snprintf(message, sizeof message, "%s, and this has %zu", reason,
             prog->len);
  } else {
    const struct cbpf_insn *insn = &prog->insns[where];
    snprintf(message, sizeof message,
             "the kernel would refuse instruction %zu (code 0x%02x, jt %u, jf "
             "%u, k 0x%" PRIx32 "): %s%s",
             where, (unsigned int)insn->code, (unsigned int)insn->jt,
             (unsigned int)insn->jf, insn->k, reason, hint);
  }
  error_push(L, op, "EINVAL", EINVAL, message);
  lua_pushinteger(L, (lua_Integer)where);
  lua_setfield(L, -2, "offset");
  lua_error(L);
}

void program_push(lua_State *L, const char *op, const struct bpf_prog *prog) {
  size_t where;
  const char *reason;
  error_stack(L, op, STACK_WORK);
  if (!bpf_validate(prog->insns, prog->len, &where, &reason))
    program_refuse(L, op, prog, where, reason, "");
  struct program *p = program_new(L, prog->len, prog->big_endian);
  memcpy(p->insns, prog->insns, prog->len * sizeof p->insns[0]);
  luaL_setmetatable(L, PROGRAM_META);
}

void program_push_bytes(lua_State *L, const char *op, int idx,
                        bool big_endian) {
  size_t size, where;
  const char *reason;
  error_stack(L, op, STACK_WORK);
  const char *text = lua_tolstring(L, idx, &size);
  const unsigned char *bytes = (const unsigned char *)text;
  if (size % BPF_INSN_SIZE != 0)
    error_raise(L, op, EINVAL,
                "%zu bytes are not a whole number of instructions, which have "
                "8 bytes each",
                size);
  size_t len = size / BPF_INSN_SIZE;
  /* far too long is not worth decoding */
  size_t kept = len > BPF_PROG_MAX ? 0 : len;
  struct program *p = program_new(L, kept, big_endian);
  bpf_decode(bytes, kept, big_endian, p->insns);
  p->prog.len = len;
  if (!bpf_validate(p->insns, len, &where, &reason)) {
    char hint[64] = "";
    if (bpf_bytes_big_endian(bytes, kept) != big_endian)
      snprintf(hint, sizeof hint, "; the bytes look like a %s-endian program",
               program_endian(!big_endian));
    program_refuse(L, op, &p->prog, where, reason, hint);
  }
  luaL_setmetatable(L, PROGRAM_META);
}
