--- What a runtime needs of the policy that it installs: the calls that it makes
-- itself before the container's program is executed.
-- @module seccomp.oci.own_calls

-- SPDX-License-Identifier: MIT
local comparison = require "seccomp.policy.comparison"
local consumers = require "seccomp.oci.consumers"
local errors = require "seccomp.error"
local policies = require "seccomp.policy.object"
local startup = require "seccomp.oci.startup"

local M = {}

local error, ipairs, pairs, select, type = error, ipairs, pairs, select, type
local concat, insert, sort = table.concat, table.insert, table.sort

--- Raises by `refuse` unless an option with_runtime is true, false or the name
-- of a runtime whose calls are known.
function M.check(wanted, refuse)
  if wanted ~= nil and type(wanted) ~= "boolean" and not startup[wanted] then
    refuse "option with_runtime: true, \"crun\" or \"runc\" is expected"
  end
end

-- A rule that permits what a runtime does, on all arches, as a profile has no
-- rules for one; nil where the policy has none that a runtime is of.
local function rule_for(policy, runtime, no_new_privs, own)
  local known = startup[runtime]
  for _, arch in ipairs(policy:data().arches) do
    if (own or consumers.own_arch(arch)) == arch then
      local rule = {action = "allow", optional = true}
      for name in known[no_new_privs and "no_new_privs" or "privileged"]
        :gmatch "%S+" do
        rule[#rule + 1] = name
      end
      return rule
    end
  end
  return nil
end

-- The policy with a rule at a place, and the names of calls of which it then
-- permits more: none where that takes too long to be found.
local function with(policy, rule, place)
  local data = policy:data()
  insert(data.rules, place or #data.rules + 1, rule)
  local out = policies.new(data)
  local names, set = {}, {}
  local ok, compared = errors.attempt(comparison.compare, policy, out)
  if not ok and compared.code ~= "EUNDECIDED" then error(compared, 0) end
  for _, group in ipairs(ok and compared.groups or {}) do
    for _, name in ipairs(group.syscalls) do set[name] = true end
  end
  for name in pairs(set) do
    if type(name) == "string" then names[#names + 1] = name end
  end
  sort(names)
  return out, names
end

--- A policy with the calls of some runtimes, where its rules do not say
-- otherwise; and what there is to say of it.
-- @tparam Policy policy
-- @tparam {string,…} runtimes
-- @tparam boolean add whether to permit them
-- @tparam boolean no_new_privs whether the containers have noNewPrivileges
-- @tparam table report entries are added
-- @tparam[opt] string own the runtimes' arch, where that was said
-- @treturn Policy
function M.add(policy, runtimes, add, no_new_privs, report, own)
  for _, runtime in ipairs(runtimes) do
    local rule = rule_for(policy, runtime, no_new_privs, own)
    local more, lacking = policy, {}
    if rule then more, lacking = with(policy, rule) end
    local label = runtime .. " " .. startup[runtime].version
    if #lacking > 0 then
      report[#report + 1] = {id = "runtime-calls",
        severity = add and "note" or "warning", syscalls = lacking,
        message = (add and "%s makes these calls itself under the filter, " ..
          "and they are permitted for it: %s" or "%s makes these calls " ..
          "itself under the filter, and the policy denies them, so that a " ..
          "container may not start; with_runtime (--with-runtime) adds " ..
          "them: %s"):format(label, concat(lacking, ", "))}
    end
    if add then
      policy = more
      local denied = {}
      if rule then denied = (select(2, with(policy, rule, 1))) end
      if #denied > 0 then
        report[#report + 1] = {id = "runtime-denied", severity = "warning",
          syscalls = denied, message = ("rules deny calls, or some of them, " ..
          "that %s makes itself under the filter, so that a container may " ..
          "not start: %s"):format(label, concat(denied, ", "))}
      end
    end
  end
  return policy
end

return M
