--- What is said in the kernel's words: arguments by their names and values as
-- constants.

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local groups = require "seccomp.groups"
local kernel = require "seccomp.core.kernel"
local low = require "seccomp.core.policy"

local M = {}

local ipairs, tostring, type = ipairs, tostring, type
local math_type, max, min = math.type, math.max, math.min

-- What names of groups begin with.
local GROUP = ("@"):byte()

local ORDERED = {["<"] = true, ["<="] = true, [">"] = true, [">="] = true}
local LOW = 0xffffffff

-- What is known of an argument, asked once: of "openat 2 amd64".
local function argument_of(known, call, place, arch)
  local key = ("%s %d %s"):format(call, place, arch)
  local found = known[key]
  if found == nil then
    found = kernel.argument(call, place, arch) or false
    if found then
      found.call, found.place, found.arch = call, place, arch
      -- prctl's "arg2" would be taken for a place, which is another one
      if found.name:find "^arg%d$" then found.name = nil end
    end
    known[key] = found
  end
  return found
end

-- The bits of an argument that a condition on its name compares.
local function bits_of(argument, wide)
  local bits = argument.word and 64 or argument.width
  return wide and bits or min(bits, 32)
end

-- Longer words than these are no help: in a line with others, and alone.
local LONGEST, LONGEST_ALONE = 60, 160

--- A number as all texts have it: hexadecimal, small ones a digit.
-- @tparam integer value
-- @treturn string
function M.number(value)
  return (value >= 0 and value < 10 and "%d" or "0x%x"):format(value)
end

-- Arguments whose values are about what another one says: of which place.
local DECIDES = {}
for _, call in ipairs {"socket", "socketpair"} do DECIDES[call] = {[2] = 0} end
for _, call in ipairs {"setsockopt", "getsockopt"} do
  DECIDES[call] = {[2] = 1}
end

-- The place of the argument that decides what one is about, or nil.
local function decider(call, place)
  return DECIDES[call] and DECIDES[call][place]
end

-- A value in words that say it for all arguments, of each of which so many bits
-- count: AT_FDCWD is -100, which is another value in 64 bits. The number
-- where there are none. `beside` gives the value of another argument where that
-- is known.
local function word_of(arguments, value, bits, is_mask, longest, beside)
  local word
  for i, argument in ipairs(arguments) do
    local other = beside and decider(argument.call, argument.place)
    local its = kernel.word(argument.call, argument.place, argument.arch,
      value, bits[i], is_mask or false, longest or LONGEST,
      other and beside(other, argument))
    if not its or i > 1 and its ~= word then return value end
    word = its
  end
  return word
end

local function words_of(arguments, value, bits, is_mask, beside)
  if type(value) ~= "table" then
    return word_of(arguments, value, bits, is_mask, LONGEST_ALONE, beside)
  end
  local words = {}
  for i, one in ipairs(value) do
    words[i] = word_of(arguments, one, bits, false, LONGEST, beside)
  end
  return words
end

-- Whether a name is that of an argument, or another one of it.
local function is_name(name, call, place, arch)
  local its = type(name) == "string" and
    (core.signature(call, arch) or {})[place + 1]
  if not its then return false end
  for _, alias in ipairs(its.aliases) do
    if alias == name then return true end
  end
  return its.name == name
end

-- What conditions that all hold say of another argument than their own, as
-- word_of asks for it: they may be in words.
local function beside_in(when)
  return function(place, argument)
    for _, c in ipairs(when) do
      if c[2] == "==" and (c[1] == place or
          is_name(c[1], argument.call, place, argument.arch))
      then
        local value = c[3]
        if type(value) == "string" then
          value = core.constant(value, argument.arch)
        end
        if math_type(value) == "integer" then return value end
      end
    end
    return nil
  end
end

-- Whether all arguments are of 16 bits, as file modes are.
local function halfwords(arguments)
  for _, argument in ipairs(arguments) do
    if argument.word or argument.width ~= 16 then return false end
  end
  return true
end

-- Calls fn with each value of a condition until it gives true; whether it did.
local function any_value(c, fn)
  for i = 3, 4 do
    for _, value in ipairs(type(c[i]) == "table" and c[i] or {c[i]}) do
      if fn(value) then return true end
    end
  end
  return false
end

local function is_long(value) return value & ~LOW ~= 0 end
local function is_word(value) return not math_type(value) end

-- Whether what is under a mask is a value of an argument of so many bits: of
-- flags some; else all of it. Neither `domain & 0xf == 0` nor a zero above the
-- bits that a call reads is AF_UNSPEC.
local function is_value(mask, bits, flags)
  local all = bits < 64 and (1 << bits) - 1 or -1
  return mask & all == all or flags and mask & all ~= 0
end

--- A condition in words, where each of the calls on each of the arches means
-- the same by them; itself where they do not.
-- @tparam {string,…} calls names
-- @tparam {table,…} arches `name`, `wide`, `has` (the names of their calls)
-- @tparam table c as policies have it: `{0, "==", 1, width = 32}`
-- @tparam table known what was asked before
-- @tparam[opt] {table,…} when the conditions among which it stands
-- @treturn table `{"domain", "==", "AF_UNIX"}`; with a `width` where that is
--   not the argument's own
function M.condition(calls, arches, c, known, when)
  if c.raw then return c end
  local beside = beside_in(when or {})
  local arguments, bits, own, explicit = {}, {}, 0, false
  local long = any_value(c, is_long)
  for _, arch in ipairs(arches) do
    local its = c.width or 64
    if not arch.wide then
      -- by name, a negative value would be one of 32 bits there
      if long then return c end
      its = min(its, 32)
    end
    for _, call in ipairs(calls) do
      if arch.has[call] then
        local argument = argument_of(known, call, c[1], arch.name)
        if not argument or not argument.name or arguments[1] and
            (argument.name ~= arguments[1].name or
              argument.flags ~= arguments[1].flags) then
          return c
        end
        local read = bits_of(argument, arch.wide)
        own = max(own, read)
        -- a signed one has no order but that of a width that is asked for
        explicit = explicit or read ~= its or
          argument.signed and ORDERED[c[2]] or false
        arguments[#arguments + 1] = argument
        bits[#bits + 1] = its
      end
    end
  end
  if #arguments == 0 then return c end
  if c[2] == "masked_eq" and c[3] == 0xffff and halfwords(arguments) then
    return {arguments[1].name, "==", words_of(arguments, c[4], bits, false,
      beside)}
  end
  local masked = c[2] == "masked_eq"
  local named = {arguments[1].name, c[2],
    words_of(arguments, c[3], bits, masked, beside), c[4]}
  if masked and is_value(c[3], own, arguments[1].flags) then
    named[4] = words_of(arguments, c[4], bits, false, beside)
  end
  if explicit then named.width = c.width or 64 end
  return named
end

-- Whether an arch has a call of its own. What libseccomp alone knows is there
-- as well: nothing can be said of its arguments.
local function has_call(name, arch)
  local number = kernel.call(name, arch) == nil and
    core.syscall_number(name, arch)
  return number == false or (number or -1) >= 0
end

-- The arches of a rule as M.condition takes them.
local function places_of(names, arches, known)
  local places = {}
  for i, arch in ipairs(arches) do
    local has = known[arch] or {}
    known[arch] = has
    for _, name in ipairs(names) do
      if has[name] == nil then
        has[name] = has_call(name, arch)
      end
    end
    places[i] = {name = arch, wide = low.wide(arch), has = has}
  end
  return places
end

--- The conditions of a rule in words: those of which exactly one can be meant
-- by all of its calls, on all of its arches.
-- @tparam table rule as policies have it; with numbers among its calls it has
--   no words
-- @tparam {table,…} when its conditions, as lists
-- @tparam {string,…} arches
-- @tparam table known what was asked before
-- @treturn {table,…}
function M.conditions(rule, when, arches, known)
  local names = {}
  for _, name in ipairs(rule) do
    if type(name) ~= "string" then return when end
    if name:byte() == GROUP then
      for _, member in ipairs(groups.expand(name)) do
        names[#names + 1] = member
      end
    else
      names[#names + 1] = name
    end
  end
  local places, said = places_of(names, arches, known), {}
  for i, c in ipairs(when) do
    -- what has names, or a part of it, is as its author wrote it
    said[i] = math_type(c[1]) and not any_value(c, is_word) and
      M.condition(names, places, c, known, when) or c
  end
  return said
end

-- What is known of an argument of a call on an arch, each of which may be a
-- number that has no name.
local function known_of(arch, call, place)
  if type(call) ~= "string" or type(arch) == "number" then return nil end
  local supported = core.arch(arch)
  return supported and argument_of({}, call, place, tostring(supported))
end

--- The bits of an argument that count, for a condition that looks at no more;
-- of one that is not known all.
-- @tparam string arch
-- @tparam string call
-- @tparam integer place 0 to 5
-- @treturn integer 16, 32 or 64
function M.bits(arch, call, place)
  local argument = known_of(arch, call, place)
  return argument and not argument.word and argument.width or 64
end

--- An argument of a call on an arch, and its value there, in words.
-- @tparam string|integer|Arch arch
-- @tparam string|integer call
-- @tparam integer place 0 to 5
-- @tparam integer value
-- @tparam[opt] function beside gives the value of the argument at a place, nil
--   where that is not known
-- @treturn ?string the argument's name
-- @treturn ?string the constant, or flags, that are exactly this value
function M.value(arch, call, place, value, beside)
  local argument = known_of(arch, call, place)
  if not argument then return nil end
  -- a word stands for no more bits than are read: -100 of 64 is not AT_FDCWD
  local bits = argument.word and 64 or argument.width
  if bits < 64 and value & ~LOW ~= 0 then return argument.name end
  local word = word_of({argument}, value, {bits}, false, nil, beside)
  return argument.name, type(word) == "string" and word or nil
end

--- An argument as the kernel takes it, an int for one; of those that read 16
-- bits 32, which a filter may look at.
-- @tparam string|integer|Arch arch
-- @tparam string|integer call
-- @tparam integer place 0 to 5
-- @tparam integer value
-- @tparam[opt] function beside as for M.value
-- @treturn string|integer in words; where there are none, its value
-- @treturn boolean whether that is of an int, with a sign
function M.taken(arch, call, place, value, beside)
  local argument = known_of(arch, call, place)
  if not argument then return value, false end
  local bits = argument.word and 64 or argument.width == 16 and 32 or
    argument.width
  if bits == 64 then
    return word_of({argument}, value, {bits}, false, nil, beside), false
  end
  value = value & (1 << bits) - 1
  local word = word_of({argument}, value, {bits}, false, nil, beside)
  if word == value and argument.signed then
    local sign = 1 << bits - 1
    word = (value ~ sign) - sign
  end
  return word, argument.signed
end

--- Puts the conditions of rules into words: by the names of arguments and
-- constants.
-- @tparam {table,…} rules
-- @tparam {string,…} arches of rules that name none
function M.name_conditions(rules, arches)
  local known = {}
  for _, rule in ipairs(rules) do
    rule.when = rule.when and M.conditions(rule, rule.when,
      rule.arches or arches, known)
  end
end

return M
