/* SPDX-License-Identifier: MIT */
/* Policy files: Lua tables written as Lua, which are read as data. The text
 * runs in a Lua state of its own that has no libraries, so nothing of this
 * process is within its reach; its memory, its instructions and its time are
 * capped; and of what it returns only booleans, numbers, strings and tables of
 * these come back. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "../bpf/c_stack.h"
#include "../bpf/prove/mtbdd.h"
#include "../lua/args.h"
#include "../lua/class.h"
#include "../lua/error.h"
#include "../lua/version.h"
#include "policy.h"

#define READER_META "seccomp.policy.reader"
#define READER_MAGIC 0x504f4c52u

/* A policy of ten thousand rules is some ten megabytes at work. */
#define MEMORY_MAX ((size_t)32 << 20)
#define STEP 100 /* instructions between two looks at the clock */
#define STEPS_MAX 100000
#define SECONDS_MAX 2
/* Bytes that the parser gets between two such looks, and looks at the C stack:
 * each may be a level of it, of which one takes half a KiB at most. */
#define PIECE 32
#define VALUES_MAX 1000000 /* a table counts each time it is met */
/* Bytes of strings, which count each time as well: a long one that a table has
 * a million times is one in the file's state, and a million of ours. */
#define BYTES_MAX MEMORY_MAX
#define DEPTH_MAX 16
/* Bytes of which the allocator looks at the clock. */
#define LARGE ((size_t)64 << 10)
/* Keys of a table that are not its list, at most; see reader_alloc. The names
 * and numbers of a file are keys of one that the parser has. */
#define KEYS_MAX ((size_t)1 << 15)
#define TOO_LONG                                                               \
  "a policy file is data, and this one takes more than %d seconds to read: "   \
  "write it as one table"
/* Values copied between two looks at the clock. */
#define COPIES 256

struct reader {
  uint32_t magic;
  lua_State *child;
  size_t used;
  unsigned long steps;
  double started;
  unsigned long values;
  size_t bytes;    /* of strings, copied */
  bool no_memory;  /* of the process; not that the cap was met */
  bool late, keys; /* why there is no memory, too */
  bool deep;       /* the C stack is at its end */
  char wrong[160];
};

static int reader__gc(lua_State *L) {
  struct reader *r = class_test(L, 1, READER_META, sizeof *r, READER_MAGIC);
  if (r != NULL && r->child != NULL) {
    lua_State *child = r->child;
    r->child = NULL;
    lua_close(child);
  }
  return 0;
}

/* CPU time of this thread: other threads' does not count. */
static bool reader_late(const struct reader *r) {
  return mtbdd_now() - r->started > SECONDS_MAX;
}

/* Whether an allocation is one for more than KEYS_MAX keys of a table: it has
 * room for some power of two of Lua's Node; since Lua 5.5 a pointer to one of
 * them, of that alignment, stands before so many. */
static bool too_many_keys(size_t size) {
  union value {
    void *pointer;
    lua_Integer integer;
    lua_Number number;
  };
  struct node {
    union value value;
    unsigned char type, key_type;
    int next;
    union value key;
  };
  struct first {
    struct node *last_free;
    struct node node;
  };
  const size_t before =
      LUA_VERSION_NUM < 505 ? 0 : offsetof(struct first, node);
  const size_t n = (size - before) / sizeof(struct node);
  return (size - before) % sizeof(struct node) == 0 && n > KEYS_MAX &&
         (n & (n - 1)) == 0;
}

/* realloc() within MEMORY_MAX. A table that grows is hashed anew in one
 * instruction, before which no hook runs, and takes quadratic time where its
 * keys are chosen to fall together (numbers have no seed). So there is no table
 * for more than KEYS_MAX keys, and none when the time is over. */
static void *reader_alloc(void *ud, void *ptr, size_t old, size_t size) {
  struct reader *r = ud;
  const bool fresh = ptr == NULL, untyped = old == 0;
  if (fresh)
    old = 0; /* it is a type, then */
  if (size == 0) {
    free(ptr);
    r->used -= old;
    return NULL;
  }
  if (size > old && size - old > MEMORY_MAX - r->used)
    return NULL;
  if (size > old && size >= LARGE) {
    r->keys = fresh && untyped && too_many_keys(size);
    r->late = reader_late(r);
    if (r->keys || r->late)
      return NULL;
  }
  void *new = realloc(ptr, size);
  if (new != NULL)
    r->used = r->used - old + size;
  else
    r->no_memory = true;
  return new;
}

/* Raises, in the child, where the C stack ends. */
static void check_depth(lua_State *child, struct reader *r) {
  r->deep = c_stack_short(STACK_WORK);
  if (r->deep)
    luaL_error(child, "the C stack is too small");
}

static void reader_hook(lua_State *child, lua_Debug *ar) {
  void *ud;
  (void)ar;
  lua_getallocf(child, &ud);
  struct reader *r = ud;
  check_depth(child, r);
  if (++r->steps > STEPS_MAX || reader_late(r))
    luaL_error(child, "a policy file is data, and this one computes for too "
                      "long");
}

/* Whether the value at the top of the child's stack can be copied; notes what
 * is wrong otherwise. */
static bool copyable(struct reader *r, int depth) {
  int type = lua_type(r->child, -1);
  if (type != LUA_TBOOLEAN && type != LUA_TNUMBER && type != LUA_TSTRING &&
      type != LUA_TTABLE)
    snprintf(r->wrong, sizeof r->wrong,
             "it holds a %s, and a policy file holds plain data",
             lua_typename(r->child, type));
  else if (depth > DEPTH_MAX || !lua_checkstack(r->child, 4))
    snprintf(r->wrong, sizeof r->wrong, "its tables are nested too deeply");
  else if (++r->values > VALUES_MAX)
    snprintf(r->wrong, sizeof r->wrong, "it holds too much");
  else if (r->values % COPIES == 0 && reader_late(r))
    snprintf(r->wrong, sizeof r->wrong,
             "it takes more than %d seconds to read: write less of it",
             SECONDS_MAX);
  else
    return true;
  return false;
}

/* [-0, +1]: copies the value at the top of the child's stack; false, with
 * r->wrong set and something pushed, when it is not plain data. May raise. */
static bool copy(lua_State *L, struct reader *r, int depth) {
  lua_State *child = r->child;
  luaL_checkstack(L, 4, NULL);
  if (!copyable(r, depth)) {
    lua_pushnil(L);
    return false;
  }
  switch (lua_type(child, -1)) {
  case LUA_TBOOLEAN:
    lua_pushboolean(L, lua_toboolean(child, -1));
    return true;
  case LUA_TNUMBER:
    if (lua_isinteger(child, -1))
      lua_pushinteger(L, lua_tointeger(child, -1));
    else
      lua_pushnumber(L, lua_tonumber(child, -1));
    return true;
  case LUA_TSTRING: {
    size_t len;
    const char *text = lua_tolstring(child, -1, &len);
    if (len > BYTES_MAX - r->bytes) {
      snprintf(r->wrong, sizeof r->wrong, "it holds too much");
      lua_pushnil(L);
      return false;
    }
    r->bytes += len;
    lua_pushlstring(L, text, len);
    return true;
  }
  default:
    break;
  }
  lua_newtable(L);
  lua_pushnil(child);
  while (lua_next(child, -2) != 0) {
    lua_pushvalue(child, -2);
    bool good = copy(L, r, depth + 1);
    lua_pop(child, 1);
    good = good && copy(L, r, depth + 1);
    if (!good)
      return false;
    lua_pop(child, 1);
    lua_rawset(L, -3);
  }
  return true;
}

static void file_refuse(lua_State *L, const char *name, const char *text) {
  error_raise(L, "load", EINVAL, "%.200s: %.400s", name, text);
}

/* __index of the child's globals. There are none but the file's own. */
static int reader_undefined(lua_State *child) {
  if (lua_type(child, 2) == LUA_TSTRING)
    luaL_error(child,
               "%s is not defined: a policy file has no functions and "
               "no libraries",
               lua_tostring(child, 2));
  return 0;
}

/* A file's text, in the child. */
struct chunk {
  const char *text, *name;
  size_t len;
};

/* lua_Reader: the next piece of a struct chunk. The parser runs no hook, and
 * takes quadratic time for a long chain of elseif: so it is given small pieces,
 * and none when its time is over. */
static const char *reader_piece(lua_State *child, void *ud, size_t *size) {
  struct chunk *source = ud;
  const char *piece = source->text;
  void *reader;
  lua_getallocf(child, &reader);
  check_depth(child, reader);
  if (reader_late(reader))
    luaL_error(child, TOO_LONG, SECONDS_MAX);
  *size = source->len < PIECE ? source->len : PIECE;
  source->text += *size;
  source->len -= *size;
  return piece;
}

/* [-1, +1], in the child: the text's result, for the struct chunk at 1. */
static int reader_run(lua_State *child) {
  struct chunk *source = lua_touserdata(child, 1);
  lua_pushglobaltable(child);
  lua_createtable(child, 0, 1);
  lua_pushcfunction(child, reader_undefined);
  lua_setfield(child, -2, "__index");
  lua_setmetatable(child, -2);
  int base = lua_gettop(child);
  if (source->len != 0 && source->text[0] == LUA_SIGNATURE[0])
    luaL_error(child, "binary (compiled Lua), and a policy file is text");
  if (lua_load(child, reader_piece, source, source->name, "t") != LUA_OK)
    lua_error(child);
  lua_call(child, 0, LUA_MULTRET);
  int results = lua_gettop(child) - base;
  if (results > 1)
    luaL_error(child, "a policy file returns one table, not %d values",
               results);
  lua_settop(child, base + 1);
  return 1;
}

/* Steps over what a file may begin with, as lua(1) does: a byte order mark, and
 * a first line for the shell, of which the end stays, for the line's number. */
static void reader_skip(struct chunk *source) {
  static const char mark[] = "\xEF\xBB\xBF";
  size_t skip = 0;
  if (source->len >= 3 && memcmp(source->text, mark, 3) == 0)
    skip = 3;
  if (skip < source->len && source->text[skip] == '#')
    while (skip < source->len && source->text[skip] != '\n')
      skip++;
  source->text += skip;
  source->len -= skip;
}

/* [-0, +1]: read(text, name) → the table that a policy file returns. */
int policy_read(lua_State *L) {
  args_max(L, 2);
  args_type(L, 1, LUA_TSTRING);
  error_stack(L, "load", 2 * STACK_WORK);
  const char *name = args_name(L, 2, "file name");
  struct chunk source = {.name = lua_pushfstring(L, "=%s", name)};
  source.text = lua_tolstring(L, 1, &source.len);
  reader_skip(&source);
  struct reader *r = lua_newuserdatauv(L, sizeof *r, 0);
  memset(r, 0, sizeof *r);
  r->magic = READER_MAGIC;
  luaL_setmetatable(L, READER_META);
  r->started = mtbdd_now();
  lua_State *child = r->child = state_new(reader_alloc, r);
  if (child == NULL)
    error_raise(L, "load", ENOMEM, "out of memory");
  lua_sethook(child, reader_hook, LUA_MASKCOUNT, STEP);
  /* Neither of the two takes memory of the child. */
  lua_pushcfunction(child, reader_run);
  lua_pushlightuserdata(child, &source);
  if (lua_pcall(child, 1, 1, 0) != LUA_OK) {
    if (r->no_memory)
      error_raise(L, "load", ENOMEM, "out of memory");
    const char *wrong = lua_type(child, -1) == LUA_TSTRING
                            ? lua_tostring(child, -1)
                            : "no policy";
    const bool refused = strcmp(wrong, "not enough memory") == 0;
    if (r->deep)
      error_raise(L, "load", ENOMEM,
                  "%.200s: the C stack is too small for how deeply this nests: "
                  "read it from fewer coroutines within each other, or give "
                  "the process or thread more (ulimit -s)",
                  name);
    if (refused && r->late)
      error_raise(L, "load", EINVAL, "%.200s: " TOO_LONG, name, SECONDS_MAX);
    if (refused && r->keys)
      error_raise(
          L, "load", EINVAL,
          "%.200s: a policy file is data, and this one has a table with "
          "more than %zu keys, or as many names and numbers: write less "
          "of it",
          name, KEYS_MAX);
    if (refused)
      wrong = "a policy file has 32 MiB of memory to work with, and this one "
              "takes more: it is data, so write less of it";
    /* most say where they are, "policy.lua:3:" */
    if (strncmp(wrong, name, strlen(name)) != 0)
      file_refuse(L, name, wrong);
    error_raise(L, "load", EINVAL, "%.500s", wrong);
  }
  if (lua_type(child, -1) != LUA_TTABLE)
    file_refuse(L, name,
                "a policy file returns a table: `return { default = … }`");
  if (!copy(L, r, 0))
    file_refuse(L, name, r->wrong);
  return 1;
}

void policy_read_open(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", reader__gc}, {NULL, NULL}};
  class_open(L, READER_META, NULL, meta);
}
