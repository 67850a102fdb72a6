--- What may stand at the cursor of a line of Lua: in a condition, the arguments
-- of the call at hand, and the constants of the argument at hand.
-- @module seccomp.cli.repl.cursor

-- SPDX-License-Identifier: MIT
local groups = require "seccomp.groups"
local kernel = require "seccomp.core.kernel"
local seccomp = require "seccomp"

local M = {}

local ipairs, pairs, pcall, tonumber, type =
  ipairs, pairs, pcall, tonumber, type

local math_type = math.type

local OPERATORS = {"!=", "<", "<=", "==", ">", ">=", "masked_eq"}
local CLOSING = {[")"] = true, ["}"] = true, ["]"] = true}

-- Brackets that are open: `open`, the function that is called, the `key` or the
-- `place` that they have in those around them, and what stands in them so far:
-- `items`, by the number of commas, and by `keys`.
local function frame(open, callee, parent)
  return {open = open, callee = callee, parent = parent, index = 1,
    key = parent and parent.at, place = parent and parent.index,
    items = {}, keys = {}}
end

local function put(top, value)
  if top.at then
    top.keys[top.at] = value
  else
    top.items[top.index] = value
  end
end

-- Reads a text up to its end: the innermost brackets that are open there, and
-- the string that is, if one is.
local function read(text)
  local top, at, name = frame(""), 1, nil
  while at <= #text do
    local c = text:sub(at, at)
    local word, past = text:match("^([%a_][%w_]*)()", at)
    if c == '"' or c == "'" then
      local from, to = at + 1, at + 1
      while to <= #text and text:sub(to, to) ~= c do
        to = to + (text:sub(to, to) == "\\" and 2 or 1)
      end
      if to > #text then return top, text:sub(from) end
      put(top, text:sub(from, to - 1))
      name, at = nil, to + 1
    elseif word then
      if text:find("^%s*=[^=]", past) or text:find("^%s*=$", past) then
        top.at = word
      end
      name, at = word, past
    elseif c == "(" or c == "{" or c == "[" then
      local inner = frame(c, name, top)
      put(top, inner)
      top, name, at = inner, nil, at + 1
    elseif CLOSING[c] then
      top, name, at = top.parent or frame "", nil, at + 1
    elseif c == "," or c == ";" then
      top.index, top.at, name, at = top.index + 1, nil, nil, at + 1
    else
      local digits, behind = text:match("^(0[xX]%x+)()", at)
      if not digits then digits, behind = text:match("^(%d+)()", at) end
      if digits then put(top, tonumber(digits)) end
      if not c:find "%s" then name = nil end
      at = behind or at + 1
    end
  end
  return top, nil
end

-- The calls of which a list or a name tells.
local function names_of(value)
  local names = {}
  if type(value) == "string" then value = {items = {value}} end
  for _, one in pairs(type(value) == "table" and value.items or {}) do
    if type(one) == "string" and one:sub(1, 1) == "@" then
      for _, member in ipairs(groups.expand(one)) do
        names[#names + 1] = member
      end
    elseif type(one) == "string" then
      names[#names + 1] = one
    end
  end
  return names
end

local ADDS = {add_rule = true, add_rule_exact = true}

-- The calls that a condition is about; nil where the brackets are none.
local function calls_of(top)
  local around = top.parent
  if top.open ~= "{" or not around then return nil end
  if around.open == "(" and ADDS[around.callee] and top.place >= 3 then
    return names_of(around.items[1])
  elseif around.open == "{" and around.key == "when" and around.parent then
    return names_of(around.parent)
  end
  return nil
end

-- The arguments of a call that are in registers, on this machine's arch.
local function arguments_of(call)
  local ok, signature = pcall(seccomp.signature, call)
  local list = {}
  for i, argument in ipairs(ok and signature or {}) do
    if i <= 6 and argument.name ~= "unused" then
      list[#list + 1] = {name = argument.name, place = i - 1,
        aliases = argument.aliases}
    end
  end
  return list
end

-- The place of an argument that is given by its name or its place.
local function place_of(call, argument)
  if math_type(argument) == "integer" then return argument end
  for _, its in ipairs(arguments_of(call)) do
    if its.name == argument then return its.place end
    for _, alias in ipairs(its.aliases) do
      if alias == argument then return its.place end
    end
  end
  return nil
end

local function constants_of(call, argument)
  local place = place_of(call, argument)
  if not place or place < 0 or place > 5 then return {} end
  local ok, names = pcall(kernel.constants, call, place)
  return ok and names or {}
end

-- What all of some calls have, by a function of one.
local function shared(calls, of)
  local count, list = {}, {}
  for _, call in ipairs(calls) do
    for _, name in ipairs(of(call)) do
      count[name] = (count[name] or 0) + 1
      if count[name] == 1 then list[#list + 1] = name end
    end
  end
  local out = {}
  for _, name in ipairs(list) do
    if count[name] == #calls then out[#out + 1] = name end
  end
  return out
end

local function argument_names(call)
  local names = {}
  for i, argument in ipairs(arguments_of(call)) do names[i] = argument.name end
  return names
end

-- What a part of a condition may be: its argument, its operator, a value.
local function part_of(calls, condition, part)
  if part == 1 or part == "arg" then return shared(calls, argument_names) end
  if part == 2 or part == "op" then return OPERATORS end
  local argument = condition.items[1] or condition.keys.arg
  return shared(calls, function(call) return constants_of(call, argument) end)
end

-- The words of a string in brackets.
local function string_words(top)
  local calls = calls_of(top)
  if calls then return part_of(calls, top, top.at or top.index) end
  -- one of several values
  calls = top.parent and calls_of(top.parent)
  if calls and top.open == "{" then return part_of(calls, top.parent, 3) end
  local call = top.keys.syscall
  if top.open == "{" and type(call) == "string" and top.at and
      top.at ~= "syscall" and top.at ~= "arch" then
    return constants_of(call, top.at)
  end
  call = top.items[1]
  if top.open == "(" and top.callee == "simulate" and top.index > 1 and
      type(call) == "string" then
    return constants_of(call, top.index - 2)
  end
  return nil
end

--- What may stand where a text ends; nil where nothing special may.
-- @tparam string text
-- @treturn ?{string,…}
-- @treturn ?string what of it is there already
function M.words(text)
  local top, begun = read(text)
  if begun then
    local words = string_words(top)
    -- one of several flags
    return words, words and begun:match "[^|%s]*$"
  end
  local call = top.open == "{" and not top.at and top.keys.syscall
  if type(call) == "string" then
    return argument_names(call), text:match "[%w_]*$"
  end
  return nil
end

return M
