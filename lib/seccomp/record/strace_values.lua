--- Arguments as strace(1) prints them, read back: numbers, and constants by the
-- kernel's names. What cannot be read back exactly is nil.
-- @module seccomp.record.strace_values

-- SPDX-License-Identifier: MIT
local arguments = require "seccomp.record.arguments"
local kernel = require "seccomp.core.kernel"
local seccomp = require "seccomp.core"

local M = {}

local ipairs, select, tointeger, tonumber =
  ipairs, select, math.tointeger, tonumber
local concat = table.concat
local find, gmatch, match, sub = string.find, string.gmatch, string.match,
  string.sub

local CLOSING = {["("] = ")", ["["] = "]", ["{"] = "}"}

-- Where the string ends that begins at `at`.
local function string_end(text, at)
  local stop = at + 1
  while true do
    stop = find(text, '["\\]', stop)
    if not stop then return #text end
    if sub(text, stop, stop) == '"' then return stop end
    stop = stop + 2
  end
end

-- Where the angle bracket at `at` ends, that begins what a descriptor or a
-- process is; `at` itself where it is none. There may be strings in it, and
-- arrows, as between addresses.
local function angle_end(text, at)
  if not find(text, "^[%w_]", at - 1) then return at end
  local stop = at
  while true do
    stop = find(text, '["\\<>]', stop + 1)
    local char = stop and sub(text, stop, stop)
    if not char or char == "<" then return at end
    if char == '"' then
      stop = string_end(text, stop)
    elseif char == "\\" then
      stop = stop + 1
    elseif sub(text, stop - 1, stop - 1) ~= "-" then
      return stop
    end
  end
end

--- The arguments in a call's text, which begins behind its bracket. Nothing
-- within strings, brackets and comments parts them, nor within what strace
-- writes behind descriptors.
-- @tparam string text
-- @treturn {string,…} those that end
-- @treturn ?integer where the closing bracket is; nil where there is none
function M.split(text)
  local list, from, at, depth, unclosed = {}, 1, 1, {}, false
  local function add(to)
    local word = sub(text, from, to)
    word = find(word, "%S") and match(word, "^%s*(.*%S)") or ""
    if word ~= "" or #list > 0 then list[#list + 1] = word end
  end
  while true do
    at = find(text, '["%(%)%[%]{},/<]', at)
    if not at then return list, nil end
    local char = sub(text, at, at)
    if char == '"' then
      at = string_end(text, at)
    elseif char == "<" then
      at = angle_end(text, at)
    elseif char == "/" then
      if not unclosed and sub(text, at + 1, at + 1) == "*" then
        local stop = select(2, find(text, "*/", at + 2, true))
        unclosed = not stop
        at = stop or at
      end
    elseif CLOSING[char] then
      depth[#depth + 1] = CLOSING[char]
    elseif char == "," then
      if #depth == 0 then
        add(at - 1)
        from = at + 1
      end
    elseif #depth == 0 then
      add(at - 1)
      return list, char == ")" and at or nil
    elseif depth[#depth] == char then
      depth[#depth] = nil
    end
    at = at + 1
  end
end

-- Signals and operations that strace names in its own way.
local function of_strace(word, constant)
  local real_time = match(word, "^SIGRT_(%d%d?)$")
  if real_time then return 32 + tonumber(real_time) end
  if word == "SIGRTMIN" then return 32 end
  local private = match(word, "^(FUTEX_.+)_PRIVATE$")
  local value = private and constant(private)
  return value and value | 128
end

local families = {}

-- The value of a constant in an argument of a call.
local function constant_in(call, place, arch, word)
  local key = ("%s %d %s"):format(call, place, arch)
  local family = families[key]
  if not family then
    family = {}
    local fact = kernel.argument(call, place, arch)
    for i, name in ipairs(fact and fact.names or {}) do
      family[name] = fact.values[i]
    end
    families[key] = family
  end
  local function constant(name)
    return family[name] or seccomp.constant(name, arch) or nil
  end
  return constant(word) or of_strace(word, constant)
end

local function number(word)
  if word == "NULL" then return 0 end
  if match(word, "^0x%x+$") and #word <= 18 then return tonumber(word) end
  if match(word, "^0[0-7]+$") and #word <= 21 then return tonumber(word, 8) end
  return match(word, "^%-?%d+$") and tointeger(tonumber(word)) or nil
end

-- Calls whose unknown flags strace prints at a wrong place, as it shifts them.
local MISPRINTED = {msgget = true, semget = true, shmget = true}

-- A text without the comments in it.
local function without_comments(text)
  local parts, from = {}, 1
  while true do
    local at = find(text, "/*", from, true)
    local stop = at and select(2, find(text, "*/", at + 2, true))
    if not stop then return concat(parts) .. sub(text, from) end
    parts[#parts + 1] = sub(text, from, at - 1)
    from = stop + 1
  end
end

-- One word, or several with `|` between them: flags. Of names with "or" between
-- them each has the value.
local function value_of(call, place, arch, text)
  local value = 0
  text = without_comments(text)
  if text == "" or find(text, "^%s*|") or find(text, "|%s*$") then
    return nil
  end
  for part in gmatch(text, "[^|]+") do
    local found
    for spaced in gmatch((part:gsub(" or ", "\0")), "[^%z]+") do
      local word = match(spaced, "^%s*(%S+)%s*$")
      if not word or MISPRINTED[call] and sub(word, 1, 2) == "0x" then
        return nil
      end
      found = found or number(word) or
        find(word, "^%a[%w_]*$") and constant_in(call, place, arch, word)
    end
    if not found then return nil end
    value = value | found
  end
  return value
end

-- Calls that strace prints in one order, whatever that of the registers is:
-- where it prints the advice.
local ADVICE_AT = {fadvise64_64 = 4, arm_fadvise64_64 = 4}

local print_places = {}

-- Where strace prints the argument at a place: two registers that have a value
-- together are one for it, and unused ones are none, as the upper half of an
-- offset that has 64 bits.
local function print_place(call, place, arch)
  local key = call .. " " .. place .. " " .. arch
  local at = ADVICE_AT[call] or print_places[key]
  if at then return at end
  local pair
  at = 1
  for i = 1, place do
    local name = seccomp.signature(call, arch)[i].name
    local whole = match(name, "^(.*)_low$") or match(name, "^(.*)_high$") or
      match(name, "^(.*)_[lh]$")
    if name ~= "unused" and name ~= "pos_h" and
      not (whole and whole == pair)
    then
      at = at + 1
    end
    pair = whole
  end
  print_places[key] = at
  return at
end

-- The printed argument at a place: by its name, where strace prints those.
local function printed(list, named, call, place, arch)
  if not named then return list[print_place(call, place, arch)] end
  local argument = seccomp.signature(call, arch)[place + 1]
  local text = named[argument.name]
  for _, alias in ipairs(argument.aliases or {}) do
    text = text or named[alias]
  end
  return text
end

--- The arguments of a call that a recording keeps the values of.
-- @tparam string call
-- @tparam string arch
-- @tparam string text behind the bracket
-- @treturn ?{integer,…} six values, of which those count; nil where one of them
--   cannot be read
function M.of(call, arch, text)
  local looked_at = arguments.of(arch, call)
  if not looked_at then return nil end
  local list, stop = M.split(text)
  if not stop then return nil end
  local named
  for _, word in ipairs(list) do
    local name, value = match(word, "^(%l[%w_]*)=(.*)$")
    if name then
      named = named or {}
      named[name] = value
    end
  end
  local values = {0, 0, 0, 0, 0, 0}
  for _, argument in ipairs(looked_at) do
    local word = printed(list, named, call, argument.arg, arch)
    local value = word and value_of(call, argument.arg, arch, word)
    if not value then return nil end
    values[argument.arg + 1] = value
  end
  return values
end

return M
