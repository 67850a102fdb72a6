--- Things of ours as JSON has them.

-- SPDX-License-Identifier: MIT
local json = require "seccomp.json"

local ipairs, math, pairs, tostring, type = ipairs, math, pairs, tostring, type

local M = {}

--- A witness as plain data for JSON: every action as its text, and arguments
-- unsigned: what would be negative as a string of hex.
-- @treturn table
function M.call(call)
  local out = {}
  for key, value in pairs(call) do
    if type(value) == "userdata" then
      value = tostring(value)
    elseif math.type(value) == "integer" and value < 0 and
      (key == "ip" or key:find "^arg") then
      value = ("0x%x"):format(value)
    end
    out[key] = value
  end
  return out
end

--- A list of those, also of findings and reports.
-- @tparam {table,…} calls
-- @treturn {table,…}
function M.list(calls)
  local list = json.list()
  for i, one in ipairs(calls) do list[i] = M.call(one) end
  return list
end

--- Conditions: named, for lists have no fields there. One on an argument by
-- name has a width only where the policy says it: without one it is as wide as
-- the argument, on each arch.
-- @tparam {table,…} conditions as a policy has them
-- @treturn {table,…}
function M.conditions(conditions)
  local list = json.list()
  for i, c in ipairs(conditions) do
    local masked = c[2] == "masked_eq"
    list[i] = {arg = c[1], op = c[2], raw = c.raw,
      width = c.width or type(c[1]) == "number" and 64 or nil,
      mask = masked and c[3] or nil,
      value = masked and (c[4] or 0) or c[3]}
  end
  return list
end

--- A policy as JSON has it.
-- @tparam Policy policy
-- @treturn table
function M.policy(policy)
  local data = policy:data()
  for i, rule in ipairs(data.rules) do
    data.rules[i] = {syscalls = json.list {table.unpack(rule)},
      action = rule.action, arches = rule.arches, optional = rule.optional,
      when = rule.when and M.conditions(rule.when)}
  end
  json.list(data.rules)
  return data
end

return M
