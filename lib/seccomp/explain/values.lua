--- The arguments of one call, as far as rules can hold them: which values came
-- together, as many as are worth a rule, and which of each argument.
-- @module seccomp.explain.values

-- SPDX-License-Identifier: MIT
local arguments = require "seccomp.record.arguments"
local kernel = require "seccomp.core.kernel"
local low = require "seccomp.core.policy"
local seccomp = require "seccomp.core"

local M = {}

local ipairs, pairs, select, setmetatable, type = ipairs, pairs, select,
  setmetatable, type
local concat, min, sort = table.concat, math.min, table.sort

--- Different values, of an argument or of all together, that are kept.
M.MOST = 64

local Values = {}
Values.__index = Values

--- For the calls of a number on an arch.
-- @tparam string|integer arch
-- @tparam ?string name
-- @tparam {integer,…} looked_at the arguments that rules of the policy compare
-- @treturn Values
function M.new(arch, name, looked_at)
  local self = setmetatable({held = {}, combined = {}, combinations = 0,
    of = {}}, Values)
  if not name or type(arch) ~= "string" or low.in_memory(arch, name) then
    return self
  end
  local signature = seccomp.signature(name, arch) or {}
  local wanted = {}
  for _, place in ipairs(looked_at) do wanted[place] = "policy" end
  for _, one in ipairs(arguments.of(arch, name) or {}) do
    wanted[one.arg] = wanted[one.arg] or "flags"
  end
  for place = 0, 5 do
    local known = signature[place + 1]
    if wanted[place] and known then
      local bits = kernel.argument(name, place, arch)
      bits = bits and bits.word and 64 or known.width
      self.held[#self.held + 1] = {arg = place, by = wanted[place],
        bits = low.wide(arch) and bits or min(bits, 32),
        pointer = known.pointer}
      self.of[place] = {count = 0, there = {}}
    end
  end
  return self
end

-- A value as far as the call reads it; of a pointer, whether it is NULL.
local function cut(held, value)
  if held.bits < 64 then value = value & (1 << held.bits) - 1 end
  return held.pointer and (value == 0 and 0 or 1) or value
end

--- Notes the arguments of a call.
-- @param ... all six
function Values:add(...)
  local parts = {}
  for i, held in ipairs(self.held) do
    local value = cut(held, (select(held.arg + 1, ...)))
    local of = self.of[held.arg]
    parts[i] = value
    if not of.there[value] then
      of.count = of.count + 1
      if of.count <= M.MOST then of.there[value] = true end
    end
  end
  local key = concat(parts, " ")
  if self.combined[key] or #parts == 0 then return end
  self.combinations = self.combinations + 1
  if self.combinations <= M.MOST then self.combined[key] = parts end
end

local function sorted(set)
  local list = {}
  for value in pairs(set) do list[#list + 1] = value end
  sort(list, math.ult)
  return list
end

-- The condition that an argument has one of some values.
local function condition(held, values)
  if held.pointer then
    if #values > 1 then return nil end
    return {held.arg, values[1] == 0 and "==" or "!=", 0}
  end
  return {held.arg, "==", #values == 1 and values[1] or values,
    width = held.bits < 64 and held.bits or nil}
end

-- The different combinations of some of the arguments; each is a list.
local function projected(self, places)
  local there, list = {}, {}
  for _, parts in pairs(self.combined) do
    local chosen = {}
    for i, place in ipairs(places) do chosen[i] = parts[place] end
    local key = concat(chosen, " ")
    if not there[key] then
      there[key] = true
      list[#list + 1] = chosen
    end
  end
  return list
end

-- Lists of conditions that hold for these combinations and no others: one where
-- each value comes with each other; else those that differ in the argument with
-- the most values alone are one.
local function exactly(held, combinations)
  local most, at, product, sets = 0, 1, 1, {}
  for i in ipairs(held) do
    local there, n = {}, 0
    for _, parts in ipairs(combinations) do
      if not there[parts[i]] then there[parts[i]], n = true, n + 1 end
    end
    sets[i], product = there, product * n
    if n > most and not held[i].pointer then most, at = n, i end
  end
  if product == #combinations then
    local when = {}
    for i, one in ipairs(held) do
      when[#when + 1] = condition(one, sorted(sets[i]))
    end
    return {when}
  end
  local groups, order = {}, {}
  for _, parts in ipairs(combinations) do
    local rest = {}
    for i, value in ipairs(parts) do rest[i] = i == at and "" or value end
    local key = concat(rest, " ")
    local group = groups[key]
    if not group then
      group = {parts = parts, values = {}}
      groups[key], order[#order + 1] = group, key
    end
    group.values[parts[at]] = true
  end
  sort(order)
  local lists = {}
  for i, key in ipairs(order) do
    local when = {}
    for k, one in ipairs(held) do
      when[#when + 1] = condition(one, k == at and sorted(groups[key].values) or
        {groups[key].parts[k]})
    end
    lists[i] = when
  end
  return lists
end

--- What a rule needs to hold for what was noted: lists of conditions, any of
-- which will do; the empty list where nothing can be held.
-- @tparam string which `"policy"`: the arguments that the policy compares;
--   `"all"`: those that are flags or numbers as well
-- @treturn {table,…}
-- @treturn {integer,…} the arguments that had too many values
-- @treturn ?boolean true where values of more than one argument were seen in
--   too many combinations: they hold for any
function Values:conditions(which)
  local held, places, open = {}, {}, {}
  for i, one in ipairs(self.held) do
    if which == "all" or one.by == which then
      held[#held + 1], places[#places + 1] = one, i
    end
  end
  if #held == 0 then return {}, open end
  if self.combinations <= M.MOST then
    return exactly(held, projected(self, places)), open
  end
  local when = {}
  for _, one in ipairs(held) do
    local of = self.of[one.arg]
    if of.count > M.MOST then
      open[#open + 1] = one.arg
    else
      when[#when + 1] = condition(one, sorted(of.there))
    end
  end
  return #when > 0 and {when} or {}, open, #when > 1
end

return M
