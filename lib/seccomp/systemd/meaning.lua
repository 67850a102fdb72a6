--- What a unit of systemd means, as a policy: each list becomes a filter by
-- libseccomp for each arch, and what that does is held against the policy.
-- @module seccomp.systemd.meaning

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.kernel.calls"
local core = require "seccomp.core"
local errors = require "seccomp.error"
local low = require "seccomp.core.policy"
local policies = require "seccomp.policy.object"
local units = require "seccomp.systemd.unit"

local error, ipairs, next, pairs, require, tostring = error, ipairs, next,
  pairs, require, tostring
local sort = table.sort
local fail = units.fail

local M = {}

--- Since which version the manager's own write, which tells of the execve, is
-- added to each filter, and calls that are not in @known get ENOSYS from an
-- allow list: of the versions that were read, the first that does so.
M.writes, M.unknown = 257, 257

-- The filter of a list: `default`, and the action of each call that is another.
local function meaning_of(unit, list, denial, op)
  local version, default = unit.version, list.allow and denial or "allow"
  local plain, actions = list.allow and "allow" or denial, {}
  for name, action in pairs(list.calls) do
    actions[name] = action == true and plain or action
  end
  if denial ~= "log" and version >= M.writes and (list.allow or
      next(actions)) then
    if list.allow and list.calls.write and list.calls.write ~= true then
      fail(op, "EINVAL", ("systemd %d does not start this service: it adds " ..
        "write to an allow list, which has it with an errno"):format(version))
    end
    actions.write = list.allow and "allow" or nil
  end
  local rest
  if list.allow and denial ~= "log" and version >= M.unknown then
    rest = "errno(ENOSYS)"
  end
  for name, action in pairs(actions) do
    if core.action(action) == core.action(rest or default) then
      fail(op, "EINVAL", ("systemd does not start this service, for " ..
        "libseccomp refuses a rule that does what is the default: %s:%s")
        :format(name, action:match "%((.*)%)" or "kill"))
    end
  end
  if rest and core.action(rest) ~= core.action(default) then
    for _, name in ipairs(units.expand("@known", version, {})) do
      local id = low.known(name) and core.syscall_number(name, unit.machine)
      if id and id >= 0 then
        name = core.syscall_name(id, unit.machine)
        actions[name] = actions[name] or default
      end
    end
    default = rest
  end
  return {default = default, actions = actions}
end

-- Whether an arch has a call, under its own number or by a multiplexer.
local function has(name, arch)
  local mux = calls.multiplexer(name)
  return calls.own_number(name, arch) or mux and calls.own_number(mux, arch)
end

-- The rules of a filter, one for each action. With `subcalls`, what libseccomp
-- adds for socketcall and ipc is said as well, with the bits that it compares;
-- a name alone stands for those that the kernel reads.
local function rules_of(meaning, arches, subcalls)
  local by_action, order = {}, {}
  local function rule_for(key, rule)
    if not by_action[key] then
      by_action[key] = rule
      order[#order + 1] = rule
    end
    return by_action[key]
  end
  for name, action in pairs(meaning.actions) do
    local mux, sub = calls.multiplexer(name)
    local there, on = false, {}
    for _, arch in ipairs(action ~= meaning.default and arches or {}) do
      there = there or has(name, arch)
      if mux and calls.own_number(mux, arch) then on[#on + 1] = arch end
    end
    if there then
      local rule = rule_for(action, {action = action})
      rule[#rule + 1] = name
    end
    if there and subcalls and #on > 0 and not meaning.actions[mux] then
      local rule = rule_for(mux .. action, {mux, action = action, arches = on,
        when = {{0, "==", {}}}})
      local values = rule.when[1][3]
      values[#values + 1] = sub
    end
  end
  for _, rule in ipairs(order) do
    sort(rule)
    if rule.when then sort(rule.when[1][3]) end
  end
  -- those of names alone first
  local function key(rule)
    return (rule.when and "2 " .. rule[1] or "1 ") .. rule.action
  end
  sort(order, function(a, b) return key(a) < key(b) end)
  return order
end

-- A call that libseccomp, to which systemd hands a filter by name and exactly
-- for each arch, treats otherwise than a policy; or nil.
local function refuted(meaning, policy, arch, version)
  local filter <close> = require("seccomp").filter(meaning.default, {
    arches = {arch}, bad_arch_action = "allow", tsync = false,
    optimize = version >= M.unknown and 2 or 1})
  for name, action in pairs(meaning.actions) do
    if core.action(action) ~= core.action(meaning.default) then
      local ok, err = errors.attempt(filter.add_rule_exact, filter, name,
        action)
      if not ok and err.code ~= "EDOM" then error(err, 0) end
    end
  end
  return policy:compile {prove = false}:diff(filter:program(), {limit = 1})[1]
end

-- The policy of a filter, proven to be what libseccomp makes of it.
local function policy_of(op, meaning, arches, bad_arch, version)
  local function made(list, bad, subcalls)
    return policies.new {default = meaning.default, arches = list,
      bad_arch = bad, rules = rules_of(meaning, list, subcalls)}
  end
  local subcalls = false
  for _, arch in ipairs(arches) do
    local function differing(with)
      return refuted(meaning, made({arch}, "allow", with), arch, version)
    end
    local witness = differing(false)
    if witness then
      subcalls = true
      witness = differing(true)
    end
    if witness then
      fail(op, "EREFUTED", ("%s, which systemd uses, compiles this to " ..
        "something else: %s on %s gets %s and not %s"):format(units.libseccomp,
        tostring(witness.syscall), arch, tostring(witness.right),
        tostring(witness.left)), {witness = witness})
    end
  end
  return made(arches, bad_arch, subcalls)
end

--- The policy of a unit, proven to be what libseccomp makes of it.
-- @tparam string op the public function that is at work
-- @tparam table unit of `seccomp.systemd.unit`
-- @treturn Policy
function M.policy(op, unit)
  local here, machine = units.machines[unit.machine], unit.machine
  local arches, bad_arch = here, "allow"
  if next(unit.arches) then
    arches = {}
    for _, arch in ipairs(here) do
      if arch == machine or unit.arches[arch] then
        arches[#arches + 1] = arch
      end
    end
    bad_arch = #arches < #here and "kill_thread" or "allow"
  end
  local filter, log
  local list = unit.filter
  if list and (list.allow or next(list.calls)) then
    filter = meaning_of(unit, list, unit.action, op)
  end
  list = unit.log
  if list and (list.allow or next(list.calls)) then
    -- an allow list has what is logged, and all else is let through
    log = {default = list.allow and "allow" or "log", actions = {}}
    for name in pairs(list.calls) do
      log.actions[name] = list.allow and "log" or "allow"
    end
  end
  local function made(meaning)
    return meaning and policy_of(op, meaning, arches, bad_arch, unit.version)
  end
  local one, other = made(filter), made(log)
  if one and other then return one:intersection(other) end
  return one or other or made {default = "allow", actions = {}}
end

return M
