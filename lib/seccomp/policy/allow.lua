--- A policy with more calls allowed, and nothing else changed.
--
-- The first rule that matches decides, so what is allowed in addition stands
-- before all other rules, and matches no call but those. The result is proven:
-- it does what the policy does, or allows, where the rules that were added say
-- so.
-- @module seccomp.policy.allow

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.kernel.calls"
local check = require "seccomp.policy.check"
local errors = require "seccomp.error"
local low = require "seccomp.core.policy"
local merging = require "seccomp.policy.merge"
local recover = require "seccomp.policy.recovery"
local recovery = require "seccomp.core.recovery"
local words = require "seccomp.policy.words"

local M = {}

local ipairs, tostring, type = ipairs, tostring, type
local concat, sort = table.concat, table.sort

local MULTIPLEXERS = {"ipc", "socketcall"}

-- Rules in single calls of single arches.
local function items_of(rules)
  local items = {}
  for _, rule in ipairs(rules) do
    for _, name in ipairs(rule) do
      for _, arch in ipairs(rule.arches) do
        items[#items + 1] = {name = name, arch = arch, when = rule.when}
      end
    end
  end
  return items
end

-- The text of conditions, which tells them from others.
local function when_text(when)
  local tests = {}
  for i, c in ipairs(when or {}) do
    local value = type(c[3]) == "table" and concat(c[3], ",") or tostring(c[3])
    tests[i] = ("%s %s %s %s"):format(c[1], c[2], value, c.width or 64)
  end
  return concat(tests, "\0")
end

-- Adds a member to the list of that key, in a list of lists; `index` has them
-- by key.
local function add(lists, index, key, fields, member)
  local list = index[key]
  if not list then
    list = fields
    index[key], lists[#lists + 1] = list, list
  end
  list[#list + 1] = member
end

-- Rules that allow items: names that have the same conditions on the same
-- arches share one.
local function rules_of(items, arches)
  local by_name, names, rules, index = {}, {}, {}, {}
  for _, item in ipairs(items) do
    local text = when_text(item.when)
    -- a number is another call on each arch
    local name = type(item.name) == "string" and item.name or
      item.name .. " " .. item.arch
    add(by_name, names, name .. "\0" .. text,
      {name = item.name, when = item.when, text = text}, item.arch)
  end
  for _, one in ipairs(by_name) do
    sort(one)
    local where = concat(one, " ")
    local list = {}
    for i, arch in ipairs(one) do list[i] = arch end
    add(rules, index, where .. "\0" .. one.text, {action = "allow",
      when = one.when, arches = #list < #arches and list or nil}, one.name)
  end
  return rules
end

-- The arches of items.
local function arches_of(items)
  local arches, there = {}, {}
  for _, item in ipairs(items) do
    if not there[item.arch] then arches[#arches + 1] = item.arch end
    there[item.arch] = true
  end
  return arches
end

-- Whether an item is about a multiplexer, or about a call behind it.
local function touches(item, multiplexer, arch)
  if item.arch ~= arch then return false end
  return item.name == multiplexer or
    item.name == calls.own_number(multiplexer, arch) or
    type(item.name) == "string" and
      calls.multiplexer(item.name) == multiplexer
end

-- The multiplexers of some arches that items are about: a list of
-- `{name, arch, number}`.
local function multiplexers(items, arches)
  local out = {}
  for _, arch in ipairs(arches) do
    for _, name in ipairs(MULTIPLEXERS) do
      local number = calls.own_number(name, arch)
      for _, item in ipairs(number and items or {}) do
        if touches(item, name, arch) then
          out[#out + 1] = {name, arch, number}
          break
        end
      end
    end
  end
  return out
end

-- A rule that keeps a policy from extending others to a multiplexer.
local function guard(multiplexer, action)
  return {multiplexer[1], action = action, arches = {multiplexer[2]}}
end

-- A program that allows items, and permits nothing else.
local function program_of(new, items)
  local arches = arches_of(items)
  local rules = rules_of(items, arches)
  for _, multiplexer in ipairs(multiplexers(items, arches)) do
    rules[#rules + 1] = guard(multiplexer, "kill_process")
  end
  return new {default = "kill_process", bad_arch = "kill_process",
    arches = arches, rules = rules}:compile {prove = false}
end

-- Those of the items that a program does not allow yet, found by halves.
local function missing(op, new, program, items, budget)
  local left = budget
  local function look(list, out)
    local union = recovery.open(op, program, program_of(new, list), left,
      "union")
    local all = recovery.is(op, union, program)
    left = recovery.left(op, union)
    if all then return end
    if #list == 1 then
      out[#out + 1] = list[1]
      return
    end
    local half, halves = #list // 2, {{}, {}}
    for i, item in ipairs(list) do
      local its = halves[i <= half and 1 or 2]
      its[#its + 1] = item
    end
    look(halves[1], out)
    look(halves[2], out)
  end
  local out = {}
  look(items, out)
  return out
end

-- The rules of items, each with conditions before one for what does not match:
-- a call that a rule names is no longer unknown.
local function first_rules(policy, data, items, arches)
  local rules = rules_of(items, arches)
  if not data.unknown then return rules end
  local listed, there = {}, {}
  for _, arch in ipairs(data.arches) do listed[arch] = true end
  for _, item in ipairs(items) do
    local key = item.arch .. " " .. item.name
    if item.when and listed[item.arch] and not there[key] then
      there[key] = true
      local _, _, by = policy:decide {arch = item.arch, syscall = item.name}
      if by == "unknown" then
        rules[#rules + 1] = {item.name, action = data.unknown,
          arches = {item.arch}}
      end
    end
  end
  return rules
end

-- The policy with items before its rules, as policies hold it.
local function with_items(policy, h, items)
  local data = h.data
  local arches = merging.arches(data, {arches = arches_of(items)})
  local first = first_rules(policy, data, items, arches)
  for i = #data.arches + 1, #arches do
    -- for all that is not allowed, such an arch is as it was
    first[#first + 1] = {{0, 0xffffffff}, action = data.bad_arch,
      arches = {arches[i]}}
  end
  words.name_conditions(first, arches)
  -- as policies hold them, which is how the policy's own are at hand
  local rules = check.policy("allow", {default = data.default, arches = arches,
    rules = first}).rules
  local spelled, named = {}, {}
  for _, m in ipairs(multiplexers(items, data.arches)) do
    if not low.names(h.resolved, m[2], m[3]) then
      spelled[m[2] .. " " .. m[3]] = m
    end
  end
  for _, item in ipairs(items) do
    named[item.arch .. " " .. item.name] = true
  end
  merging.rules(h, function(arch, number)
    local m = spelled[arch .. " " .. number]
    if m then named[arch .. " " .. m[1]] = true end
    return m ~= nil
  end, arches, rules)
  for _, m in ipairs(multiplexers(items, data.arches)) do
    if spelled[m[2] .. " " .. m[3]] and not named[m[2] .. " " .. m[1]] then
      rules[#rules + 1] = guard(m, data.default)
    end
  end
  return {default = data.default, bad_arch = data.bad_arch,
    unknown = data.unknown, kernel = data.kernel, arches = arches,
    rules = rules}
end

--- What Policy:allow does.
-- @tparam function new makes a Policy of a table
-- @tparam function make makes one of what policies hold
-- @tparam Policy policy
-- @tparam table h what holds it: `data`, `resolved`
-- @tparam Program program of the policy
-- @tparam {table,…} rules that allow, each with its arches
-- @tparam ?number budget seconds of CPU
-- @treturn Policy the same one, where it allows all that
function M.allow(new, make, policy, h, program, rules, budget)
  local op = "allow"
  local items = items_of(rules)
  if #items == 0 then return policy end
  local more = program_of(new, items)
  if more.endian ~= program.endian then
    errors.raise(op, "EDOM", "the policy and the recording are for arches " ..
      "of different byte orders: one program cannot serve both")
  end
  items = missing(op, new, program, items, budget)
  if #items == 0 then return policy end
  local ok, result = errors.attempt(function()
    return make(with_items(policy, h, items))
  end)
  local compiled
  if ok then
    ok, compiled = errors.attempt(result.compile, result, {prove = false})
  end
  local wanted = recovery.open(op, program, more, budget, "union")
  if ok and recovery.is(op, wanted, compiled) then return result end
  -- told anew, where its own rules cannot stand as they are
  return recover.policy(op, new, program, budget, more, "union")
end

return M
