--- The rules that would let through what was refused.
-- @module seccomp.explain.rules

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.kernel.calls"
local errors = require "seccomp.error"
local low = require "seccomp.core.policy"
local seccomp = require "seccomp.core"
local words = require "seccomp.policy.words"

local M = {}

local ipairs, pairs, tostring, type = ipairs, pairs, tostring, type
local concat, sort = table.concat, table.sort

-- How a rule names a call: by name where the arch has one of its own.
local function name_of(call)
  return call.name and calls.own_number(call.name, call.arch) == call.number and
    call.name or call.number
end

-- Whether rules with conditions on a call would leave its other way open, by
-- socketcall or ipc: a policy that does not name that does not compile with
-- them.
local function multiplexed(call, policy)
  local through = call.name and calls.multiplexer(call.name)
  if not through or #calls.multiplexing({call.arch}, through) == 0 then
    return false
  end
  if not policy then return true end
  local ok, rules = errors.attempt(policy.near, policy, {arch = call.arch,
    syscall = through})
  for _, rule in ipairs(ok and rules or {}) do
    if not rule.behind then return false end
  end
  return true
end

-- Lists of conditions for a call; empty where a rule needs none. What a rule
-- opens beyond what was seen is a note.
local function conditions_of(call, tightness, policy, notes)
  if tightness == "names" then return {} end
  local function note(text, ...)
    notes[#notes + 1] = ("%s on %s: "):format(call.name, call.arch) ..
      text:format(...)
  end
  if (tightness or #call.looked_at > 0) and low.in_memory(call.arch, call.name)
  then
    note "any arguments are allowed, for the call takes them in memory"
    return {}
  end
  local lists, open, any = call.values:conditions(tightness == "arguments" and
    "all" or "policy")
  if #lists > 0 and multiplexed(call, policy) then
    note("any arguments are allowed, for it can be made by %s as well, " ..
      "which takes them in memory", calls.multiplexer(call.name))
    return {}
  end
  if any then
    note("the values that were seen are allowed in any combination, for " ..
      "more than 64 different combinations were seen")
  end
  for _, place in ipairs(open) do
    local name = words.value(call.arch, call.name, place, 0)
    note("any value of %s is allowed, for more than 64 different ones were " ..
      "seen", name or "arg" .. place)
  end
  local wide = low.wide(call.arch)
  for _, when in ipairs(lists) do
    for i, c in ipairs(when) do
      when[i] = words.condition({call.name}, {{name = call.arch, wide = wide,
        has = {[call.name] = true}}}, c, {}, when)
    end
  end
  return lists
end

-- Adds a rule for names, for arches that have the same.
local function add(into, name, arch, when)
  into[#into + 1] = {name = name, arch = arch, when = when}
end

local function plain_key(value)
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for i, one in ipairs(value) do parts[i] = plain_key(one) end
  parts[#parts + 1] = tostring(value.width)
  return "{" .. concat(parts, ",") .. "}"
end

-- Puts together what is wanted of names and arches with the same conditions.
local function gathered(list, arches)
  local groups, order = {}, {}
  -- by call: the arches where it is wanted so
  for _, one in ipairs(list) do
    local key = (one.when and type(one.name) == "number" and one.arch or "") ..
      tostring(one.name) .. plain_key(one.when or "")
    if type(one.name) == "number" then key = one.arch .. key end
    local group = groups[key]
    if not group then
      group = {name = one.name, when = one.when, arches = {}}
      groups[key], order[#order + 1] = group, group
    end
    group.arches[#group.arches + 1] = one.arch
  end
  local rules, wholes = {}, {}
  for _, group in ipairs(order) do
    -- an arch that has no such call does not keep the rule from being for all
    local missing = false
    for _, arch in ipairs(arches) do
      local there = type(group.name) == "string" and
        #calls.arches_with(group.name, {arch}) == 0
      for _, its in ipairs(group.arches) do there = there or its == arch end
      missing = missing or not there
    end
    sort(group.arches)
    local its = (missing or #arches == 0) and group.arches or nil
    if its and #arches == 0 and #its == 1 and its[1] == seccomp.native_arch()
    then
      its = nil
    end
    local key = its and concat(its, " ") or ""
    if group.when then
      rules[#rules + 1] = {group.name, action = "allow", when = group.when,
        arches = its}
    elseif wholes[key] then
      wholes[key][#wholes[key] + 1] = group.name
    else
      wholes[key] = {group.name, action = "allow", arches = its}
      table.insert(rules, 1, wholes[key])
    end
  end
  return rules
end

--- Rules that allow what was refused, to stand in front of all others.
-- @tparam Tally tally
-- @tparam ?string tightness see Report:rules
-- @treturn {table,…} as policies have them
-- @treturn {string,…} what they do not say
function M.of(tally, tightness)
  local policy, list, notes = tally.policy, {}, {}
  local arches = policy and policy.arches or {}
  local listed, foreign = {}, {}
  for _, arch in ipairs(arches) do listed[arch] = true end
  for _, call in ipairs(tally:wanted()) do
    if type(call.arch) ~= "string" or policy and not listed[call.arch] then
      foreign[call.arch] = true
    else
      local name = name_of(call)
      local lists = type(name) == "string" and
        conditions_of(call, tightness, policy, notes) or {}
      for _, when in ipairs(lists) do add(list, name, call.arch, when) end
      if #lists == 0 then add(list, name, call.arch) end
    end
  end
  for arch in pairs(foreign) do
    notes[#notes + 1] = type(arch) == "string" and
      ("calls of arch %s: no rule can allow them before the policy's " ..
        "arches have \"%s\""):format(arch, arch) or
      ("calls of arch 0x%x, which is not known here"):format(arch)
  end
  return gathered(list, arches), notes
end

return M
