--- JSON, read and written. It is read as profiles need it: integers exact to 64
-- bits, nothing lost, and what the readers of profiles disagree about is kept
-- for them to decide.
--
-- A number that is not a Lua integer of its own value, 0 or more, is decoded
-- into an object that holds its digits; `type` tells it from a string. Members
-- that are null vanish. `members` gives the members of an object in the order
-- of the text, with keys that are given twice.
-- @module seccomp.json

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"

local M = {}

local error, getmetatable, next, pairs, pcall, rawequal, setmetatable,
  tonumber, tostring, type = error, getmetatable, next, pairs, pcall, rawequal,
  setmetatable, tonumber, tostring, type
local byte, find, format, gmatch = string.byte, string.find, string.format,
  string.gmatch
local gsub, match, sub = string.gsub, string.match, string.sub
local concat, sort = table.concat, table.sort
local mathtype, tointeger = math.type, math.tointeger
local utf8_char = utf8.char

-- A number that is no plain Lua integer: {digits}.
local number_meta = {__name = "number",
  __tostring = function(value) return value[1] end}

-- What null is until the members of its object are known.
local NULL = setmetatable({}, {__name = "null"})

-- Order of the members of a decoded object: a list of keys and values in turn.
local members_of = setmetatable({}, {__mode = "k"})

-- Profiles have some ten levels.
local DEPTH_MAX = 100

-- What is wrong with a text, to be caught by M.decode.
local syntax_meta = {}

local function fail(text, at, message, ...)
  local before, lines = sub(text, 1, at - 1), 1
  for _ in gmatch(before, "\n") do lines = lines + 1 end
  local column = at - (match(before, "^.*\n()") or 1) + 1
  error(setmetatable({format("line %d, column %d: ", lines, column) ..
    format(message, ...)}, syntax_meta), 0)
end

-- A character of the text for messages.
local function character(text, at)
  local char = sub(text, at, at)
  if char == "" then return "the text ends" end
  if char == "\0" then return "there is a NUL" end
  if find(char, "%c") then return format("there is the character 0x%02x",
    byte(char)) end
  local whole = match(text, "^[%w_.+-]+", at) or
    match(text, "^[\xC2-\xF4][\x80-\xBF]*", at) or char
  if sub(whole, 1, 1) > "\x7F" and not utf8.len(whole) then
    return format("there is the byte 0x%02x", byte(char))
  end
  return format("there is \"%s\"", #whole > 40 and sub(whole, 1, 40) .. "…" or
    whole)
end

-- Where the next token begins.
local function skip(text, at)
  return find(text, "[^ \t\r\n]", at) or #text + 1
end

-- The end of a comment or of a BOM is not looked for: only what they are.
local function unexpected(text, at, wanted)
  if find(text, "^/[/*]", at) then
    fail(text, at, "there is a comment: JSON has none, take it out")
  elseif sub(text, at, at) == "'" then
    fail(text, at, "strings are written with double quotes, not with '")
  elseif find(text, "^\xEF\xBB\xBF", at) then
    fail(text, at, "there is a byte order mark: save the text without it")
  elseif byte(text, at) == 0 then
    fail(text, at, "a NUL is character %d", at)
  end
  fail(text, at, "%s is expected, and %s", wanted, character(text, at))
end

local ESCAPES = {b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ["/"] = "/",
  ["\\"] = "\\", ['"'] = '"'}

-- The character of a \u escape at `at`, and where the text goes on. Half of a
-- surrogate pair alone is U+FFFD, as in Go.
local function unicode(text, at)
  local hex = match(text, "^\\u(%x%x%x%x)", at)
  if not hex then
    fail(text, at, "\\u takes four hexadecimal digits")
  end
  local code = tonumber(hex, 16)
  if code < 0xd800 or code > 0xdfff then return utf8_char(code), at + 6 end
  local low = code < 0xdc00 and match(text, "^\\u([dD][c-fC-F]%x%x)", at + 6)
  if not low then return "\u{FFFD}", at + 6 end
  return utf8_char(0x10000 + (code - 0xd800 << 10) + tonumber(low, 16) -
    0xdc00), at + 12
end

-- The string whose quote is at `at`, and where the text goes on.
local function read_string(text, at)
  local plain, stop = match(text, '^"([^"\\\0-\31]*)"()', at)
  if plain then return plain, stop end
  local out, n, pos = {}, 0, at + 1
  while true do
    local piece, next_pos = match(text, '^([^"\\\0-\31]*)()', pos)
    n = n + 1
    out[n] = piece
    local char = sub(text, next_pos, next_pos)
    if char == '"' then return concat(out), next_pos + 1 end
    if char == "\\" then
      local escape = sub(text, next_pos + 1, next_pos + 1)
      n = n + 1
      if escape == "u" then
        out[n], pos = unicode(text, next_pos)
      else
        out[n], pos = ESCAPES[escape], next_pos + 2
        if not out[n] then
          fail(text, next_pos, "\"\\\" before %s is not an escape of JSON",
            escape == "" and "the end" or character(text, next_pos + 1):gsub(
            "^there is ", ""))
        end
      end
    elseif char == "" or char == "\n" or char == "\r" then
      fail(text, at, "the string that begins here has no end on its line")
    elseif char == "\0" then
      fail(text, next_pos, "a NUL is character %d", next_pos)
    else
      fail(text, next_pos, "the control character 0x%02x is in a string: " ..
        "write it as \\u%04x", byte(char), byte(char))
    end
  end
end

local function read_number(text, at)
  local word = match(text, "^[%w.+-]+", at)
  local int, rest = match(word, "^%-?(%d+)(.*)$")
  if int then
    rest = gsub(gsub(rest, "^%.%d+", ""), "^[eE][+-]?%d+", "")
  end
  if not int or rest ~= "" or (#int > 1 and sub(int, 1, 1) == "0") then
    fail(text, at, "\"%s\" is not a number", sub(word, 1, 40))
  end
  -- a negative one must not be taken for the bit pattern of a large one
  local value = int == word and tointeger(word)
  return value or setmetatable({word}, number_meta), at + #word
end

local LITERALS = {["true"] = true, ["false"] = false, null = NULL}

local read_value

-- After an element or a member: where the next begins, or nil and where the
-- text goes on behind the end.
local function after(text, at, close, what)
  local next_at, first = match(text, "^[ \t\r\n]*,[ \t\r\n]*()([^ \t\r\n])", at)
  if next_at and first ~= close then return next_at end
  at = skip(text, at)
  local char = sub(text, at, at)
  if char == close then return nil, at + 1 end
  if char ~= "," then
    if char == '"' or char == "{" or char == "[" or find(char, "[%w-]") then
      fail(text, at, "a comma is missing before this %s", what)
    end
    unexpected(text, at, format("a comma or \"%s\"", close))
  end
  next_at = skip(text, at + 1)
  if sub(text, next_at, next_at) == close then
    fail(text, at, "a comma before \"%s\": take it out", close)
  end
  return next_at
end

-- A string that has another one behind it in a list: most of a profile.
local LISTED = '^"([^"\\\0-\31]*)"[ \t\r\n]*,[ \t\r\n]*()"'

local function read_list(text, at, depth)
  local out, n = {}, 0
  local pos = skip(text, at + 1)
  if sub(text, pos, pos) == "]" then return out, pos + 1 end
  while true do
    local value, behind = match(text, LISTED, pos)
    while value do
      n = n + 1
      out[n] = value
      pos = behind
      value, behind = match(text, LISTED, pos)
    end
    value, behind = read_value(text, pos, depth)
    if rawequal(value, NULL) then fail(text, pos, "null in a list") end
    n = n + 1
    out[n] = value
    pos, behind = after(text, behind, "]", "element")
    if not pos then return out, behind end
  end
end

-- A key, and where its value begins.
local function read_key(text, at)
  local key, pos = match(text, '^"([^"\\\0-\31]*)"[ \t\r\n]*:[ \t\r\n]*()', at)
  if key then return key, pos end
  if sub(text, at, at) ~= '"' then
    unexpected(text, at, "a key in double quotes")
  end
  key, pos = read_string(text, at)
  pos = skip(text, pos)
  if sub(text, pos, pos) ~= ":" then
    unexpected(text, pos, format("\":\" after the key \"%s\"", M.text(key)))
  end
  return key, skip(text, pos + 1)
end

local function read_object(text, at, depth)
  local out, members, n = {}, {}, 0
  members_of[out] = members
  local pos = skip(text, at + 1)
  if sub(text, pos, pos) == "}" then return out, pos + 1 end
  while true do
    local key, value
    key, pos = read_key(text, pos)
    value, pos = read_value(text, pos, depth)
    members[n + 1], members[n + 2] = key, value
    n = n + 2
    if rawequal(value, NULL) then out[key] = nil else out[key] = value end
    local behind
    pos, behind = after(text, pos, "}", "key")
    if not pos then return out, behind end
  end
end

-- The value that begins at `at`, and where the text goes on.
function read_value(text, at, depth)
  local char = sub(text, at, at)
  if char == '"' then return read_string(text, at) end
  if char == "{" or char == "[" then
    if depth == DEPTH_MAX then fail(text, at, "nested too deeply") end
    return (char == "{" and read_object or read_list)(text, at, depth + 1)
  end
  if find(char, "[%d-]") then return read_number(text, at) end
  local word = match(text, "^%a+", at)
  if word and LITERALS[word] ~= nil then return LITERALS[word], at + #word end
  unexpected(text, at, "a value")
end

--- Decodes a JSON object or list.
-- @tparam string text
-- @treturn[1] table
-- @treturn[2] nil
-- @treturn[2] string what is wrong with the text, with its line and column
function M.decode(text)
  local ok, value, behind = pcall(function()
    local at = skip(text, 1)
    local value, behind = read_value(text, at, 0)
    behind = skip(text, behind)
    if behind <= #text then
      if byte(text, behind) == 0 then
        fail(text, behind, "a NUL is character %d", behind)
      end
      fail(text, behind, "text after the end of the JSON")
    end
    return value, at
  end)
  if not ok then
    if getmetatable(value) == syntax_meta then
      return nil, errors.line(value[1])
    end
    error(value, 0)
  end
  if type(value) ~= "table" or getmetatable(value) then
    return nil, format("an object is expected, this is a %s",
      rawequal(value, NULL) and "null" or M.type(value)), behind
  end
  return value
end

--- The members of a decoded object in the order of the text.
-- @tparam table object
-- @treturn ?{key,value,…} nil for a table of the caller's; `M.is_null` tells a
-- value that is null
function M.members(object)
  return members_of[object]
end

--- Whether a value that `members` gave is null.
function M.is_null(value)
  return rawequal(value, NULL)
end

--- The type of what stood in the text.
-- @param value of a decoded document
-- @treturn string as Lua's `type` has it
function M.type(value)
  return getmetatable(value) == number_meta and "number" or type(value)
end

--- An unsigned integer that a decoded document or a Lua table holds.
-- Integers are taken bit for bit (from JSON they are never negative).
-- @param value
-- @tparam integer bits 32 or 64
-- @tparam boolean digits whether a string of digits will do
-- @treturn[1] integer its bit pattern
-- @treturn[2] nil
-- @treturn[2] string what is wrong with it
function M.unsigned(value, bits, digits)
  local result
  if type(value) == "number" then
    result = tointeger(value)
    if not result then return nil, "not an integer" end
    if result < 0 and (bits < 64 or mathtype(value) == "float") then
      return nil, "negative"
    end
  elseif M.type(value) == "number" or type(value) == "string" then
    local number = type(value) ~= "string"
    local text = number and value[1] or value
    local spelled = find(text, "^%d+$") and match(text, "^0*(%d+)$")
    if not spelled or not (number or digits) then
      return nil, not number and "not a number" or
        sub(text, 1, 1) == "-" and "negative" or "not an integer"
    end
    if #spelled > 20 or (#spelled == 20 and spelled > "18446744073709551615")
    then
      return nil, "over 64 bits"
    end
    result = 0
    for digit in gmatch(spelled, "%d") do
      result = result * 10 + tointeger(digit)
    end
  else
    return nil, "not a number"
  end
  if bits == 32 and (result < 0 or result > 0xffffffff) then
    return nil, "over 32 bits"
  end
  return result
end

-- Bytes of a text that messages show.
local SHOWN = 80

--- A decoded number or string as it was written, for messages: the beginning of
-- a long one.
function M.text(value)
  local text = tostring(value)
  if #text > SHOWN then
    -- no half of a character
    text = gsub(sub(text, 1, SHOWN), "[\xC0-\xFF]?[\x80-\xBF]*$", "") .. "…"
  end
  return errors.line(text)
end

local QUOTED = {['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b",
  ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t"}

-- A code point, as a pair of halves beyond the first plane.
local function escaped(code)
  if code < 0x10000 then return format("\\u%04x", code) end
  code = code - 0x10000
  return format("\\u%04x\\u%04x", 0xd800 | code >> 10, 0xdc00 | code & 0x3ff)
end

--- Text in which each byte that is no UTF-8 became U+FFFD: JSON for others has
-- to be, and names in policies need not. Recordings keep their bytes.
-- @tparam string text
-- @treturn string
function M.utf8_only(text)
  local out, at = {}, 1
  while at <= #text do
    local _, bad = utf8.len(text, at)
    out[#out + 1] = sub(text, at, (bad or #text + 1) - 1)
    if not bad then break end
    out[#out + 1] = "\u{FFFD}"
    at = bad + 1
  end
  return concat(out)
end

-- Text that could steer a terminal is escaped.
local function quote(text)
  return '"' .. gsub(gsub(text, '[%c"\\\127]', function(char)
    return QUOTED[char] or format("\\u%04x", byte(char))
  end), "[\xC2-\xF4][\x80-\xBF]+", function(char)
    if not utf8.len(char) or errors.line(char) == char then return nil end
    local out = {}
    for _, code in utf8.codes(char) do out[#out + 1] = escaped(code) end
    return concat(out)
  end) .. '"'
end

-- What tells a list that may be empty.
local list_meta = {}

--- Marks a table as a list, also when it is empty.
-- @tparam[opt] table items
-- @treturn table the same
function M.list(items)
  return setmetatable(items or {}, list_meta)
end

local write

-- What stands between brackets: one a line, or all in one without an indent.
local function enclosed(out, open, close, n, indent, item)
  local deeper = indent and indent .. "  "
  out[#out + 1] = open
  for i = 1, n do
    local comma = i > 1 and "," or ""
    out[#out + 1] = deeper and comma .. "\n" .. deeper or comma
    item(i, deeper)
  end
  out[#out + 1] = (indent and n > 0 and "\n" .. indent or "") .. close
end

-- Appends the text of a value. A style has `text` and `integer`, which make
-- texts of those, `rank` (the places of keys that come first), and `empty`,
-- true where an empty table is a list.
function write(out, value, style, indent)
  local kind = mathtype(value) or type(value)
  if kind == "integer" then
    out[#out + 1] = style.integer(value)
  elseif kind == "boolean" or kind == "float" then
    out[#out + 1] = tostring(value)
  elseif kind ~= "table" then
    out[#out + 1] = quote(style.text(value))
  elseif value[1] ~= nil or getmetatable(value) == list_meta or
      style.empty and next(value) == nil then
    enclosed(out, "[", "]", #value, indent, function(i, deeper)
      write(out, value[i], style, deeper)
    end)
  else
    local keys, rank = {}, style.rank
    for key in pairs(value) do keys[#keys + 1] = key end
    sort(keys, function(a, b)
      local x, y = rank[a] or 1000, rank[b] or 1000
      if x ~= y then return x < y end
      return a < b
    end)
    enclosed(out, "{", "}", #keys, indent, function(i, deeper)
      out[#out + 1] = quote(style.text(keys[i])) .. (deeper and ": " or ":")
      write(out, value[keys[i]], style, deeper)
    end)
  end
end

-- As unsigned: "%u" is no promise of Lua's, so by hand.
local function unsigned(value)
  if value >= 0 then return format("%d", value) end
  local high = (value >> 1) // 5
  return format("%d%d", high, value - high * 10)
end

--- Encodes a table for readers of 64-bit integers, and of our own; integers as
-- unsigned ones.
-- @tparam table value strings, integers, booleans, lists and objects; an empty
-- table is a list
-- @tparam {string,…} order keys in the order to write them
-- @treturn string
function M.encode(value, order)
  local rank, out = {}, {}
  for i = 1, #order do rank[order[i]] = i end
  write(out, value, {text = tostring, integer = unsigned, rank = rank,
    empty = true}, "")
  out[#out + 1] = "\n"
  return concat(out)
end

-- The largest integer that every reader keeps: one that makes doubles of
-- numbers would change the others.
local EXACT = 1 << 53

local FOR_ALL = {rank = {}, text = function(value)
  return M.utf8_only(tostring(value))
end, integer = function(value)
  if value >= -EXACT and value <= EXACT then return format("%d", value) end
  return format('"0x%x"', value)
end}

--- A value as text for every reader: integers beyond 2^53 as strings of hex,
-- objects of ours (actions, conditions) as their text, keys in order.
-- @param value
-- @treturn string of several lines
function M.pretty(value)
  local out = {}
  write(out, value, FOR_ALL, "")
  return concat(out)
end

--- The same in one line.
function M.line(value)
  local out = {}
  write(out, value, FOR_ALL)
  return concat(out)
end

return M
