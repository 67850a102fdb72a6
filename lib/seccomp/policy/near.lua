--- The rules that name a call, and what keeps each from deciding it.

-- SPDX-License-Identifier: MIT
local compare_text = require "seccomp.policy.comparison_text"
local holds = require "seccomp.policy.condition"
local kernel = require "seccomp.core.kernel"
local low = require "seccomp.core.policy"
local text = require "seccomp.policy.text"
local words = require "seccomp.policy.words"

local M = {}

local ipairs, type = ipairs, type
local concat = table.concat

-- The rules of an arch, by the number that they name; ranges apart. Kept with
-- what the policy holds, because building them costs more than the question.
local function rules_of(h, arch)
  h.near = h.near or {}
  local known = h.near[arch]
  if known then return known end
  known = {by_number = {}, ranges = {}, words = {}}
  for i, entry in ipairs(low.rules(h.resolved, arch)) do
    entry.at = i
    if entry.last then
      known.ranges[#known.ranges + 1] = entry
    else
      local list = known.by_number[entry.nr] or {}
      known.by_number[entry.nr] = list
      list[#list + 1] = entry
    end
  end
  h.near[arch] = known
  return known
end

-- Those of them that name a number, in their order.
local function naming(known, number)
  local list, more = known.by_number[number] or {}, {}
  for _, entry in ipairs(known.ranges) do
    if entry.nr <= number and number <= entry.last then
      more[#more + 1] = entry
    end
  end
  if #more == 0 then return list end
  table.move(list, 1, #list, #more + 1, more)
  table.sort(more, function(a, b) return a.at < b.at end)
  return more
end

-- A condition as a policy would have it, in the kernel's words.
local function worded(condition, name, arch, wide, known, when)
  local listed = text.condition(condition)
  if not name then return listed end
  return words.condition({name}, {{name = arch, wide = wide,
    has = {[name] = true}}}, listed, known, when)
end

local function value_text(value)
  if type(value) == "string" then return value end
  if value > -10 and value < 10 then return ("%d"):format(value) end
  return ("0x%x"):format(value)
end

-- Why a rule all of whose conditions were looked at does not decide.
local function why_of(item, decided)
  local failed = {}
  for _, c in ipairs(item.conditions) do
    if not c.holds then
      failed[#failed + 1] = ("%s, and %s is %s"):format(c.text, c.argument,
        c.value)
    end
  end
  if #failed > 0 then return "it needs " .. concat(failed, "; ") end
  return decided and ("rule %d comes first"):format(decided) or "it matches"
end

--- The rules that name a call.
-- @tparam table h what the policy holds
-- @tparam string|integer arch
-- @tparam integer number
-- @tparam table args the arguments by their numbers, from 0 on
-- @treturn {table,…} see Policy:near
function M.of(h, arch, number, args)
  if type(arch) ~= "string" then return {} end
  local known, list, decided = rules_of(h, arch), {}, nil
  local entries = naming(known, number)
  if #entries == 0 then return list end
  local wide = low.wide(arch)
  local call = kernel.call(number, arch)
  local name = call and call.name
  for i, entry in ipairs(entries) do
    local item = {rule = entry.rule, action = entry.action,
      behind = entry.behind, conditions = {}}
    local all, when = true, {}
    for k, condition in ipairs(entry.when) do
      when[k] = text.condition(condition)
    end
    for k, condition in ipairs(entry.when) do
      local c = worded(condition, name, arch, wide, known.words, when)
      local its = {
        arg = condition.arg, width = condition.width, condition = c,
        argument = type(c[1]) == "string" and c[1] or
          ("arg%d"):format(condition.arg),
        text = compare_text.condition(c),
        value = value_text((words.taken(arch, name or number, condition.arg,
          args[condition.arg], function(at) return args[at] end))),
        holds = holds.one(condition, args[condition.arg], wide),
      }
      all = all and its.holds
      item.conditions[k] = its
    end
    if all and not decided then
      item.decides = true
      decided = entry.rule
    else
      item.why = why_of(item, decided)
    end
    list[i] = item
  end
  return list
end

return M
