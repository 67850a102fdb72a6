--- Rules of two policies in one, where each keeps what it meant.
-- @module seccomp.policy.merge

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local low = require "seccomp.core.policy"

local M = {}

local ipairs, pairs, type = ipairs, pairs, type

-- What the rules of a policy say of multiplexers that none of them names on an
-- arch, for they cover their calls behind them, too: where the other policy
-- names such a one there, this has to be said, in lists of rules by the rule
-- that they are of.
local function covered(h, other)
  local into = {}
  local names = type(other) == "function" and other or function(arch, number)
    return low.names(other.resolved, arch, number)
  end
  for _, arch in ipairs(h.data.arches) do
    for _, entry in ipairs(low.rules(h.resolved, arch)) do
      if entry.behind and names(arch, entry.nr) then
        local list = into[entry.rule] or {}
        into[entry.rule] = list
        list[#list + 1] = {core.syscall_name(entry.nr, arch),
          action = h.data.rules[entry.rule].action, when = entry.when,
          arches = {arch}}
      end
    end
  end
  return into
end

-- The arches of a rule, in a policy that may have more of them.
local function rule_arches(rule, data)
  if not rule.arches then return data.arches end
  local mine, arches = {}, {}
  for _, arch in ipairs(data.arches) do mine[arch] = true end
  for _, arch in ipairs(rule.arches) do
    if mine[arch] then arches[#arches + 1] = arch end
  end
  return arches
end

--- Adds the rules of one side, each for the arches it was for.
-- @tparam table h what holds the policy: `data`, `resolved`
-- @tparam table|function other the same of the other side; or a function of an
--   arch and a number: whether the other side names that
-- @tparam {string,…} all the arches of both
-- @tparam {table,…} into
function M.rules(h, other, all, into)
  local data, more = h.data, covered(h, other)
  for i, rule in ipairs(data.rules) do
    local copy = {}
    for key, value in pairs(rule) do copy[key] = value end
    if rule.arches or #data.arches < #all then
      copy.arches = rule_arches(rule, data)
    end
    -- one that was for none of them says nothing
    if not copy.arches or #copy.arches > 0 then into[#into + 1] = copy end
    for _, one in ipairs(more[i] or {}) do into[#into + 1] = one end
  end
end

--- The arches of either.
-- @tparam table a data of a policy
-- @tparam table b the same
-- @treturn {string,…}
function M.arches(a, b)
  local arches, there = {}, {}
  for _, data in ipairs {a, b} do
    for _, arch in ipairs(data.arches) do
      if not there[arch] then
        there[arch] = true
        arches[#arches + 1] = arch
      end
    end
  end
  return arches
end

return M
