/* SPDX-License-Identifier: MIT */
/* Text that came from outside, made fit for a terminal and for one line. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>

#include "text.h"

/* Whether a code point steers a terminal, or makes text look like other text
 * than it is: control characters of both sets, marks of direction, separators
 * of lines, and what has no width. */
static bool steers(uint32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c ||
         c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
         c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
         (c >= 0xe0000 && c <= 0xe007f);
}

/* The code point that n bytes begin with, and in *size of how many of them it
 * is made; UINT32_MAX where they begin with no UTF-8. */
static uint32_t decode(const unsigned char *s, size_t n, size_t *size) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const size_t len = s[0] < 0x80 ? 1 : s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
  uint32_t c = len == 1 ? s[0] : s[0] & (0x7fu >> len);
  *size = 1;
  if ((s[0] >= 0x80 && s[0] < 0xc0) || s[0] > 0xf4 || len > n)
    return UINT32_MAX;
  for (size_t i = 1; i < len; i++) {
    if ((s[i] & 0xc0) != 0x80)
      return UINT32_MAX;
    c = c << 6 | (s[i] & 0x3f);
  }
  if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
    return UINT32_MAX;
  *size = len;
  return c;
}

void text_push_line(lua_State *L, const char *text, size_t n, bool lines) {
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (size_t at = 0, size; at < n; at += size) {
    char escaped[16];
    const uint32_t c = decode((const unsigned char *)text + at, n - at, &size);
    if (c != UINT32_MAX &&
        (!steers(c) || (lines && (c == '\n' || c == '\t')))) {
      luaL_addlstring(&b, text + at, size);
      continue;
    }
    /* as Lua would read it back */
    if (c == '\n')
      snprintf(escaped, sizeof escaped, "\\n");
    else if (c == UINT32_MAX || c < 0x80)
      snprintf(escaped, sizeof escaped, "\\%03u", (unsigned char)text[at]);
    else
      snprintf(escaped, sizeof escaped, "\\u{%X}", (unsigned int)c);
    luaL_addstring(&b, escaped);
  }
  luaL_pushresult(&b);
}

void text_push_escaped(lua_State *L, const char *text) {
  text_push_line(L, text, strlen(text), false);
}

/* line(text), lines(text) → the text, escaped; lines keeps ends of lines, and
 * tabs. */
static int escape(lua_State *L, bool lines) {
  size_t n;
  luaL_argcheck(L, lua_gettop(L) == 1, 2, "one text expected");
  luaL_checktype(L, 1, LUA_TSTRING);
  const char *text = lua_tolstring(L, 1, &n);
  text_push_line(L, text, n, lines);
  return 1;
}

static int text_line(lua_State *L) { return escape(L, false); }
static int text_lines(lua_State *L) { return escape(L, true); }

/* [-0, +1] */
static int open_functions(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"line", text_line}, {"lines", text_lines}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}

void text_open(lua_State *L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open_functions);
  lua_setfield(L, -2, "seccomp.core.text");
  lua_pop(L, 1);
}
