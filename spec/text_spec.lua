--- What makes text from outside fit for a terminal and for one line
-- (src/lua/text.c): each code point, and what is no UTF-8.

-- SPDX-License-Identifier: MIT
require "seccomp"
local text = require "seccomp.core.text"

-- What steers, by the names that Unicode has for it.
local STEERS = {
  {0x00, 0x1f}, {0x7f, 0x9f}, -- control characters
  {0xad, 0xad}, -- SOFT HYPHEN
  {0x61c, 0x61c}, -- ARABIC LETTER MARK
  {0x180e, 0x180e}, -- MONGOLIAN VOWEL SEPARATOR
  {0x200b, 0x200d}, -- ZERO WIDTH SPACE, NON-JOINER, JOINER
  {0x200e, 0x200f}, -- LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK
  {0x2028, 0x2029}, -- LINE SEPARATOR, PARAGRAPH SEPARATOR
  {0x202a, 0x202e}, -- embeddings and overrides of direction, and their end
  {0x2060, 0x2064}, -- WORD JOINER, invisible operators
  {0x2065, 0x2065}, -- none yet, to be ignored
  {0x2066, 0x2069}, -- isolates
  {0x206a, 0x206f}, -- deprecated formats
  {0xfeff, 0xfeff}, -- ZERO WIDTH NO-BREAK SPACE
  {0xfff9, 0xfffb}, -- interlinear annotations
  {0xe0000, 0xe007f}, -- tags
}

-- The text that Lua reads in the quotes.
local function read_back(escaped)
  return load('return "' .. escaped:gsub('[\n"]', "\\%0") .. '"')()
end

describe("text from outside", function()
  it("keeps each code point, or shows its number", function()
    local steering = {}
    for _, range in ipairs(STEERS) do
      for c = range[1], range[2] do steering[c] = true end
    end
    local function check(from, to)
      for c = from, to do
        local one = utf8.char(c)
        local line, lines = text.line(one), text.lines(one)
        if not steering[c] then
          assert(line == one and lines == one, c)
        else
          local shown = c == 10 and "\\n" or c < 0x80 and
            ("\\%03d"):format(c) or ("\\u{%X}"):format(c)
          assert.equal(shown, line)
          assert.equal((c == 9 or c == 10) and one or shown, lines)
        end
        assert(c == 0x5c or read_back(line) == one, c)
      end
    end
    check(0, 0x2100)
    check(0xd700, 0xd7ff)
    check(0xe000, 0xe010)
    check(0xfe00, 0x10010)
    check(0xdfff0, 0xe0100)
    check(0x10fff0, 0x10ffff)
  end)

  it("shows each byte of what is no UTF-8", function()
    local function check(s)
      local line = text.line(s)
      -- no byte above 127 is left of it but in whole characters
      assert(utf8.len(line), s)
      assert.equal(s, read_back(line))
    end
    local EDGES = {"\x7f", "\x80", "\x8f", "\x90", "\x9f", "\xa0", "\xbf",
      "\xc0"}
    for first = 0x80, 0xff do
      local a = string.char(first)
      check(a)
      for second = 0x20, 0xff do
        if second ~= 0x22 and second ~= 0x5c then
          check(a .. string.char(second))
        end
      end
      if first >= 0xe0 then
        for _, b in ipairs(EDGES) do
          for _, c in ipairs(EDGES) do
            check(a .. b .. c)
            for _, d in ipairs(EDGES) do check(a .. b .. c .. d) end
          end
        end
      end
    end
    assert.equal("a\\237\\160\\128b", text.line "a\xed\xa0\x80b")
    assert.equal("\\192\\128", text.line "\xc0\x80")
    assert.equal("\\244\\144\\128\\128", text.line "\xf4\x90\x80\x80")
    assert.equal("\\226\\130", text.line "\xe2\x82")
  end)

  it("takes one string", function()
    for _, fn in ipairs {text.line, text.lines} do
      assert.is_false((pcall(fn)))
      assert.is_false((pcall(fn, 5)))
      assert.is_false((pcall(fn, "a", "b")))
      assert.equal("a\\000b", fn "a\0b")
    end
  end)
end)
