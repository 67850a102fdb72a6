/* SPDX-License-Identifier: MIT */
/* Conditions: immutable tests of one argument. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/bpf.h"
#include "../bpf/policy.h"
#include "args.h"
#include "class.h"
#include "condition.h"
#include "error.h"
#include "operator.h"

#define CONDITION_META "seccomp.condition"
#define CONDITION_MAGIC 0x434f4e44u

struct condition {
  uint32_t magic;
  struct bpf_cond cond;
};

const char *condition_text(const struct bpf_cond *c, char *buf, size_t size) {
  const char *raw = c->raw ? ":raw" : "";
  char width[4] = "";
  if (c->width != 64)
    snprintf(width, sizeof width, ":%u", c->width % 100u);
  if (c->op == BPF_OP_MASKED_EQ)
    snprintf(buf, size, "arg%u%s%s & 0x%" PRIx64 " == 0x%" PRIx64,
             (unsigned int)c->arg, raw, width, c->a, c->b);
  else
    snprintf(buf, size, "arg%u%s%s %s 0x%" PRIx64, (unsigned int)c->arg, raw,
             width, operator_name((enum bpf_op)c->op), c->a);
  return buf;
}

/* [-0, +1] */
void condition_push(lua_State *L, const struct bpf_cond *cond) {
  struct condition *c = lua_newuserdatauv(L, sizeof *c, 0);
  c->magic = CONDITION_MAGIC;
  c->cond = *cond;
  luaL_setmetatable(L, CONDITION_META);
}

static struct condition *condition_test(lua_State *L, int idx) {
  return class_test(L, idx, CONDITION_META, sizeof(struct condition),
                    CONDITION_MAGIC);
}

static struct condition *condition_self(lua_State *L) {
  return class_check(L, 1, CONDITION_META, sizeof(struct condition),
                     CONDITION_MAGIC);
}

/* Raises EINVAL; elsewhere than in `condition` the message says what it is
 * about. */
__attribute__((format(printf, 3, 4))) static void
cond_refuse(lua_State *L, const char *op, const char *fmt, ...) {
  char text[256];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(text, sizeof text, fmt, ap);
  va_end(ap);
  error_raise(L, op, EINVAL, "%s%s",
              strcmp(op, "condition") == 0 ? "" : "condition: ", text);
}

/* Raises for the name of an argument, where no call is known. */
static void refuse_name(lua_State *L, const char *op, const char *name) {
  cond_refuse(
      L, op,
      "arg \"%.40s\" names an argument, which means something in a rule of "
      "a Filter or a policy only, where the call is known; here it is an "
      "integer from 0 to 5",
      name);
}

/* Reads the datum at the top of the stack, and pops it. */
static uint64_t datum(lua_State *L, const char *op, const char *what) {
  uint64_t value = 0;
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_|0123456789";
  size_t length = 0;
  const char *text =
      lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : NULL;
  const char *wrong = args_datum(L, -1, &value);
  /* a rule has resolved its constants before */
  if (wrong != NULL && length > 0 && strspn(text, letters) == length &&
      strspn(text, letters + 26) == 0)
    cond_refuse(L, op,
                "%s: constants, as \"%.40s\", mean something in a rule, where "
                "the call is known; here give the number: "
                "seccomp.constant(name [, arch]) has it",
                what, text);
  if (wrong != NULL)
    cond_refuse(L, op, "%s: %s", what, wrong);
  lua_pop(L, 1);
  return value;
}

/* Raises for a value that the rest of its condition has no room for. */
static void check_fit(lua_State *L, const char *op, const struct bpf_cond *c) {
  const uint64_t fits = UINT64_MAX >> (64 - c->width);
  const uint64_t value = c->a > fits ? c->a : c->b;
  if (value > fits)
    cond_refuse(L, op,
                "0x%" PRIx64
                " does not fit width %d; write the %d bits to match, as in "
                "0x%" PRIx64,
                value, c->width, c->width, value & fits);
}

/* Of a value's bits outside its mask libseccomp makes nothing: drops them, or
 * raises for them where such a value is a mistake. */
static void check_mask(lua_State *L, const char *op, struct bpf_cond *c,
                       bool within) {
  if (c->op != BPF_OP_MASKED_EQ || (c->b & ~c->a) == 0)
    return;
  if (within)
    cond_refuse(L, op,
                "masked_eq value 0x%" PRIx64
                " has bits outside its mask 0x%" PRIx64
                ", so it could never match; write 0x%" PRIx64
                ", or put them into the mask",
                c->b, c->a, c->b & c->a);
  c->b &= c->a;
}

/* Reads the datum at idx; false where it is a list of them, which only the
 * value of == and masked_eq can be. */
static bool read_datum(lua_State *L, const char *op, int idx, const char *what,
                       const struct bpf_cond *c, uint64_t *out) {
  bool mask = out == &c->a && c->op == BPF_OP_MASKED_EQ;
  if (lua_type(L, idx) != LUA_TTABLE || mask) {
    lua_pushvalue(L, idx);
    *out = datum(L, op, what);
    return true;
  }
  if (c->op != BPF_OP_EQ && c->op != BPF_OP_MASKED_EQ)
    cond_refuse(
        L, op,
        "a list of values goes with == and masked_eq, where any may match; "
        "%s takes one value%s",
        operator_name((enum bpf_op)c->op),
        c->op == BPF_OP_NE ? "; for none of several, a rule of a policy "
                             "(seccomp.policy) has a condition for each"
                           : "");
  return false;
}

/* The argument that the value at idx is the place of. */
static uint8_t cond_read_place(lua_State *L, const char *op, int idx) {
  int isint;
  const lua_Integer arg = lua_tointegerx(L, idx, &isint);
  if (lua_type(L, idx) == LUA_TSTRING)
    refuse_name(L, op, lua_tostring(L, idx));
  if (lua_type(L, idx) != LUA_TNUMBER)
    cond_refuse(L, op, "arg is an integer from 0 to 5, not %s",
                luaL_typename(L, idx));
  if (!isint)
    cond_refuse(L, op, "arg is an integer from 0 to 5, not %.17g",
                (double)lua_tonumber(L, idx));
  if (arg < 0 || arg >= ARG_COUNT)
    cond_refuse(L, op,
                "arg is an integer from 0 to 5, not %lld: a call "
                "has six arguments, numbered from 0",
                (long long)arg);
  return (uint8_t)arg;
}

/* The operator that the value at idx names. */
static uint8_t cond_read_operator(lua_State *L, const char *op, int idx) {
  if (lua_type(L, idx) != LUA_TSTRING)
    cond_refuse(L, op, "op is a string, not %s", luaL_typename(L, idx));
  size_t len;
  const char *name = lua_tolstring(L, idx, &len);
  if (strlen(name) != len)
    cond_refuse(L, op, "op has an embedded NUL");
  const int number = operator_number(name);
  char hint[96];
  if (number < 0)
    cond_refuse(
        L, op,
        "unknown operator \"%.40s\"%s use one of != < <= == >= > masked_eq",
        name, operator_hint(name, hint, sizeof hint));
  return (uint8_t)number;
}

/* The width at idx, 64 where there is none. */
static uint8_t cond_read_width(lua_State *L, const char *op, int idx) {
  if (lua_isnil(L, idx))
    return 64;
  int isint;
  const lua_Integer width = lua_tointegerx(L, idx, &isint);
  if (lua_type(L, idx) != LUA_TNUMBER || !isint ||
      (width != 16 && width != 32 && width != 64))
    cond_refuse(L, op, "width is 16, 32 or 64");
  return (uint8_t)width;
}

/* Whether the condition is raw, which the value at idx says. */
static bool cond_read_raw(lua_State *L, const char *op, int idx) {
  if (!lua_isnil(L, idx) && lua_type(L, idx) != LUA_TBOOLEAN)
    cond_refuse(L, op, "raw is a boolean, not %s", luaL_typename(L, idx));
  return lua_toboolean(L, idx) != 0;
}

/* Reads the parts of a condition from six stack slots, from `base` on: arg, op,
 * a, b, width, raw (nil where absent), and pops them. Where there is a list
 * of values, it stays, and the condition is without its value. */
static bool cond_read_parts(lua_State *L, const char *op, int base,
                            bool by_name, struct bpf_cond *c) {
  const char *a_name = by_name ? "value" : "datum_a";
  const char *b_name = by_name ? "value" : "datum_b";
  memset(c, 0, sizeof *c);
  c->arg = cond_read_place(L, op, base);
  c->op = cond_read_operator(L, op, base + 1);
  c->width = cond_read_width(L, op, base + 4);
  c->raw = cond_read_raw(L, op, base + 5);
  const bool masked = c->op == BPF_OP_MASKED_EQ;
  if (lua_isnil(L, base + 2))
    cond_refuse(L, op, "%s is missing",
                masked ? "the mask" : "a value to compare with");
  int list = 0;
  if (!read_datum(L, op, base + 2, masked ? "mask" : a_name, c, &c->a))
    list = base + 2;
  if (!lua_isnil(L, base + 3)) {
    if (!masked)
      cond_refuse(L, op,
                  "%s takes one value; only masked_eq takes a mask "
                  "and a value",
                  operator_name((enum bpf_op)c->op));
    if (!read_datum(L, op, base + 3, b_name, c, &c->b))
      list = base + 3;
  }
  check_fit(L, op, c);
  if (list != 0)
    lua_copy(L, list, base);
  lua_settop(L, list != 0 ? base : base - 1);
  return list != 0;
}

/* Whether the string at the top of the stack is this one. */
static bool is_key(lua_State *L, const char *key) {
  size_t len;
  const char *text = lua_tolstring(L, -1, &len);
  return strlen(key) == len && memcmp(text, key, len) == 0;
}

/* Reads {arg, op, a [, b], width=, raw=} from the table at idx. */
static bool read_list(lua_State *L, const char *op, int idx,
                      struct bpf_cond *c) {
  lua_pushnil(L);
  while (lua_next(L, idx) != 0) {
    lua_pop(L, 1);
    int isint = 0;
    lua_Integer key =
        lua_type(L, -1) == LUA_TNUMBER ? lua_tointegerx(L, -1, &isint) : 0;
    bool named = lua_type(L, -1) == LUA_TSTRING &&
                 (is_key(L, "width") || is_key(L, "raw"));
    if (!named && (!isint || key < 1 || key > 4)) {
      const char *text = luaL_tolstring(L, -1, NULL);
      cond_refuse(L, op,
                  "unknown field \"%.40s\": a list is {arg, op, "
                  "datum_a [, datum_b]}",
                  text);
    }
  }
  int base = lua_gettop(L) + 1;
  for (int i = 1; i <= 4; i++)
    lua_rawgeti(L, idx, i);
  lua_pushliteral(L, "width");
  lua_rawget(L, idx);
  lua_pushliteral(L, "raw");
  lua_rawget(L, idx);
  return cond_read_parts(L, op, base, false, c);
}

/* Reads {arg=, op=, value=, mask=, width=, raw=} from the table at idx. */
static bool cond_read_named(lua_State *L, const char *op, int idx,
                            struct bpf_cond *c) {
  static const char *const known[] = {"arg",   "op",  "value", "mask",
                                      "width", "raw", NULL};
  args_known_keys(L, op, idx, "condition field", known);
  int base = lua_gettop(L) + 1;
  lua_pushliteral(L, "arg");
  lua_rawget(L, idx);
  lua_pushliteral(L, "op");
  lua_rawget(L, idx);
  lua_pushliteral(L, "mask");
  lua_rawget(L, idx);
  lua_pushliteral(L, "value");
  lua_rawget(L, idx);
  if (lua_type(L, base + 1) == LUA_TSTRING &&
      operator_number(lua_tostring(L, base + 1)) != BPF_OP_MASKED_EQ) {
    /* one value: it takes the place of the mask */
    if (!lua_isnil(L, base + 2))
      cond_refuse(L, op, "only masked_eq has a mask, \"%.20s\" has not",
                  lua_tostring(L, base + 1));
    lua_rotate(L, base + 2, 1);
  }
  lua_pushliteral(L, "width");
  lua_rawget(L, idx);
  lua_pushliteral(L, "raw");
  lua_rawget(L, idx);
  return cond_read_parts(L, op, base, true, c);
}

/* The quick way for what nearly everybody writes, {arg, op, a [, b]} with
 * integers and nothing wrong: false for all else, which read_list takes, or
 * says what is wrong with it. */
static bool read_plain_list(lua_State *L, int idx, struct bpf_cond *c) {
  enum { ARG = 2, OP = 4, A = 6, B = 8 }; /* above the top */
  int top = lua_gettop(L);
  int n = args_items(L, idx, 4);
  bool plain = n >= 3 && lua_isinteger(L, top + ARG) &&
               lua_type(L, top + OP) == LUA_TSTRING &&
               lua_isinteger(L, top + A) &&
               (n == 3 || lua_isinteger(L, top + B));
  if (plain) {
    lua_Integer arg = lua_tointegerx(L, top + ARG, NULL);
    lua_Integer b = n == 4 ? lua_tointegerx(L, top + B, NULL) : 0;
    size_t len;
    const char *op = lua_tolstring(L, top + OP, &len);
    int number = operator_exact(op, len);
    *c = (struct bpf_cond){.arg = (uint8_t)arg,
                           .op = (uint8_t)number,
                           .width = 64,
                           .a = (uint64_t)lua_tointegerx(L, top + A, NULL),
                           .b = (uint64_t)b};
    plain = arg >= 0 && arg < ARG_COUNT && number >= 0 &&
            (n == 4) == (number == BPF_OP_MASKED_EQ);
  }
  lua_settop(L, top);
  return plain;
}

/* Raises for a table with a metatable, for what that adds would be lost. */
static void check_plain(lua_State *L, const char *op, int idx) {
  if (lua_getmetatable(L, idx) != 0)
    cond_refuse(
        L, op,
        "a condition, and a list of values, is a plain table, and this one "
        "has a metatable: copy it");
}

/* [-0, +0 or 1]: reads the table at idx, in either form; whether it has a list
 * of values. */
static bool cond_read_table(lua_State *L, const char *op, int idx,
                            struct bpf_cond *c) {
  idx = lua_absindex(L, idx);
  luaL_checkstack(L, 12, NULL);
  check_plain(L, op, idx);
  if (read_plain_list(L, idx, c))
    return false;
  bool list = lua_rawgeti(L, idx, 1) != LUA_TNIL;
  lua_pop(L, 1);
  return list ? read_list(L, op, idx, c) : cond_read_named(L, op, idx, c);
}

void condition_push_meta(lua_State *L) { class_push_meta(L, CONDITION_META); }

bool condition_is(lua_State *L, int idx) {
  return lua_type(L, idx) == LUA_TTABLE || condition_test(L, idx) != NULL;
}

bool condition_read(lua_State *L, const char *op, int idx, bool within,
                    struct bpf_cond *cond) {
  const struct condition *c = condition_test(L, idx);
  if (c != NULL) {
    *cond = c->cond;
    return false;
  }
  if (lua_type(L, idx) != LUA_TTABLE)
    args_expected(L, idx, "condition");
  bool list = cond_read_table(L, op, idx, cond);
  if (!list)
    check_mask(L, op, cond, within);
  return list;
}

bool condition_plain(lua_State *L, int idx, struct bpf_cond *cond) {
  idx = lua_absindex(L, idx);
  if (lua_type(L, idx) == LUA_TTABLE) {
    if (lua_getmetatable(L, idx) != 0) {
      lua_pop(L, 1);
      return false;
    }
    if (!read_plain_list(L, idx, cond))
      return false;
    return cond->op != BPF_OP_MASKED_EQ || (cond->b & ~cond->a) == 0;
  }
  const struct condition *c = condition_test(L, idx);
  if (c == NULL)
    return false;
  *cond = c->cond;
  return true;
}

void condition_check(lua_State *L, const char *op, int idx, bool within,
                     struct bpf_cond *cond) {
  if (condition_read(L, op, idx, within, cond))
    cond_refuse(
        L, op,
        "a list of values is for the rules of a Filter and of a policy; a "
        "condition by itself has one value");
}

/* The value at the top of the stack, number n of a list, checked; pops it. */
static uint64_t cond_read_value(lua_State *L, const char *op,
                                struct bpf_cond *c, bool within, size_t n) {
  uint64_t value;
  if (lua_isinteger(L, -1)) {
    value = (uint64_t)lua_tointegerx(L, -1, NULL);
    lua_pop(L, 1);
  } else {
    char what[48];
    snprintf(what, sizeof what, "value %zu of the list", n);
    value = datum(L, op, what);
  }
  condition_set_value(c, value);
  check_fit(L, op, c);
  check_mask(L, op, c, within);
  return c->op == BPF_OP_MASKED_EQ ? c->b : c->a;
}

size_t condition_values(lua_State *L, const char *op, int idx, bool within,
                        struct bpf_cond *c, uint64_t *out, size_t room) {
  size_t n = 0;
  bool ordered = true;
  check_plain(L, op, idx);
  lua_pushnil(L);
  while (ordered && lua_next(L, idx) != 0) {
    ordered = lua_isinteger(L, -2) &&
              lua_tointegerx(L, -2, NULL) == (lua_Integer)n + 1;
    if (!ordered) {
      lua_pop(L, 2);
      break;
    }
    uint64_t value = cond_read_value(L, op, c, within, ++n);
    if (n <= room)
      out[n - 1] = value;
  }
  if (ordered && n > 0)
    return n;
  /* or in another order, where it was not filled from its beginning */
  lua_Integer len = args_list(L, idx);
  if (len <= 0)
    cond_refuse(
        L, op,
        "a list of values has at least one value, numbered from 1 without "
        "a gap, and nothing else");
  for (n = 1; n <= (size_t)len; n++) {
    lua_rawgeti(L, idx, (lua_Integer)n);
    uint64_t value = cond_read_value(L, op, c, within, n);
    if (n <= room)
      out[n - 1] = value;
  }
  return (size_t)len;
}

/* Raises when the argument is of no type that a 64-bit value can have. */
static void check_datum(lua_State *L, int idx) {
  if (lua_type(L, idx) != LUA_TNUMBER && lua_type(L, idx) != LUA_TSTRING)
    args_expected(L, idx, "integer or decimal string");
}

/***
A test of one argument. Immutable, equal by value.

- `arg`: which argument, from 0
- `op`: `!= < <= == >= > masked_eq`
- `datum_a`: the value; of masked_eq the mask
- `datum_b`: of masked_eq the value, without bits outside the mask; else nil
- `width`: 64, or 32 or 16 where only so many low bits are looked at
- `raw`: whether it is about the word that the kernel shows a filter, also where
  the call itself does not use all of it; policies only
@type Condition
*/

/***
Make a condition: a test of one argument, unsigned.
See seccomp_rule_add(3). Conditions that always or never hold are legal.
@function condition
@tparam integer|table|Condition arg 0 to 5; or all parts by name: `{arg=, op=,
  value=, mask=, width=, raw=}`, or in order: `{arg, op, datum_a, datum_b,
  width=, raw=}`. `width=32` looks at the low 32 bits only, as a C int wants,
  `width=16` at the low 16, as a umode_t does. `raw=true`, which only a policy
  takes, is about the 64-bit word that the kernel shows a filter: also on 32-bit
  arches, whose calls use the low half, and of calls that take their arguments
  in memory
@tparam string op `!= < <= == >= > masked_eq` (or `ne lt le eq ge gt`)
@tparam integer|string datum_a 64 bits; the mask of `masked_eq`
@tparam[opt=0] integer|string datum_b the value of `masked_eq`; bits outside the
  mask are dropped, as libseccomp does (a policy refuses them)
@treturn Condition
@raise EINVAL naming the part that is wrong
@usage seccomp.condition(1, "masked_eq", 0xf, 0x2) -- arg1 & 0xf == 0x2
*/
int condition_function(lua_State *L) {
  static const char op[] = "condition";
  struct bpf_cond c;
  if (lua_type(L, 1) == LUA_TTABLE || condition_test(L, 1) != NULL) {
    args_max(L, 1);
    condition_check(L, op, 1, false, &c);
  } else {
    args_max(L, 4);
    if (lua_type(L, 1) == LUA_TSTRING)
      args_expected(L, 1,
                    "number (names of arguments mean something in a rule, "
                    "where the call is known)");
    args_type(L, 1, LUA_TNUMBER);
    args_name(L, 2, "operator");
    check_datum(L, 3);
    if (!lua_isnoneornil(L, 4))
      check_datum(L, 4);
    lua_settop(L, 4);
    lua_pushnil(L);
    lua_pushnil(L);
    cond_read_parts(L, op, 1, false, &c);
    check_mask(L, op, &c, false);
  }
  condition_push(L, &c);
  return 1;
}

/* Fields arg, op, datum_a, datum_b, width, raw. */
static int condition__index(lua_State *L) {
  const struct bpf_cond *c = &condition_self(L)->cond;
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  if (strcmp(key, "arg") == 0)
    lua_pushinteger(L, c->arg);
  else if (strcmp(key, "op") == 0)
    lua_pushstring(L, operator_name((enum bpf_op)c->op));
  else if (strcmp(key, "datum_a") == 0)
    lua_pushinteger(L, (lua_Integer)c->a);
  else if (strcmp(key, "datum_b") == 0 && c->op == BPF_OP_MASKED_EQ)
    lua_pushinteger(L, (lua_Integer)c->b);
  else if (strcmp(key, "width") == 0)
    lua_pushinteger(L, c->width);
  else if (strcmp(key, "raw") == 0)
    lua_pushboolean(L, c->raw);
  else
    lua_pushnil(L);
  return 1;
}

static int condition__eq(lua_State *L) {
  const struct condition *a = condition_test(L, 1), *b = condition_test(L, 2);
  lua_pushboolean(L, a != NULL && b != NULL && a->cond.arg == b->cond.arg &&
                         a->cond.op == b->cond.op &&
                         a->cond.width == b->cond.width &&
                         a->cond.raw == b->cond.raw && a->cond.a == b->cond.a &&
                         a->cond.b == b->cond.b);
  return 1;
}

static int condition__tostring(lua_State *L) {
  char buf[80];
  lua_pushstring(L, condition_text(&condition_self(L)->cond, buf, sizeof buf));
  return 1;
}

/* Assignment to a field of an immutable object. */
static int condition__newindex(lua_State *L) {
  condition_self(L);
  return luaL_error(L, "a Condition cannot be changed: make another one");
}

static const luaL_Reg condition_meta[] = {{"__index", condition__index},
                                          {"__newindex", condition__newindex},
                                          {"__eq", condition__eq},
                                          {"__tostring", condition__tostring},
                                          {NULL, NULL}};

void condition_open(lua_State *L) {
  class_open(L, CONDITION_META, NULL, condition_meta);
}
