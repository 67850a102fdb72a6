--- Numbers of mips' other ABIs, of which profiles say nothing: libseccomp gives
-- them the default, where a policy gives them `bad_arch`.
-- @module seccomp.oci.sisters

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local low = require "seccomp.core.policy"

local M = {}

local ipairs, type = ipairs, type

-- What a container gets for the numbers of a range: runc's stub stands before
-- libseccomp, and answers all above the arch's own.
local function made(first, own, default, unknown)
  return unknown and first > own and unknown or default
end

local OWN = {mips = 4000, mipsel = 4000, mips64 = 5000, mipsel64 = 5000,
  mips64n32 = 6000, mipsel64n32 = 6000}

--- The rules by which a policy says what a container gets.
-- @tparam table policy a plain table
-- @treturn {table,…}
function M.rules(policy)
  local out = {}
  for _, arch in ipairs(policy.arches) do
    for _, range in ipairs(low.sisters(arch)) do
      local action = made(range[1], OWN[arch], policy.default, policy.unknown)
      if seccomp.action(action) ~= seccomp.action(policy.bad_arch) then
        out[#out + 1] = {range, action = action, arches = {arch}}
      end
    end
  end
  return out
end

--- Whether a rule names all numbers of a range on an arch.
-- @tparam table rule of a plain table
-- @tparam string arch
-- @tparam {integer,integer} range
function M.covers(rule, arch, range)
  local there = not rule.arches
  for _, one in ipairs(rule.arches or {}) do there = there or one == arch end
  for _, name in ipairs(rule) do
    if there and type(name) == "table" and name[1] <= range[1] and
        name[2] >= range[2] then
      return true
    end
  end
  return false
end

--- The first number of a range that no rule names on an arch: there it gets
-- what the policy has for other ABIs.
-- @tparam {table,…} rules of a plain table
-- @tparam string arch
-- @tparam {integer,integer} range
-- @treturn integer that of the range where there is none
function M.unnamed(rules, arch, range)
  for number = range[1], range[2] do
    local named = false
    for _, rule in ipairs(rules) do
      named = named or M.covers(rule, arch, {number, number})
      for _, name in ipairs(rule) do named = named or name == number end
    end
    if not named then return number end
  end
  return range[1]
end

--- Whether a rule is about such numbers alone.
-- @tparam table rule of a plain table
-- @tparam {string,…} arches of the policy
function M.only(rule, arches)
  for _, name in ipairs(rule) do
    if type(name) ~= "table" then return false end
    for _, arch in ipairs(rule.arches or arches) do
      local inside = false
      for _, range in ipairs(low.sisters(arch)) do
        inside = inside or range[1] <= name[1] and name[2] <= range[2]
      end
      if not inside then return false end
    end
  end
  return true
end

return M
