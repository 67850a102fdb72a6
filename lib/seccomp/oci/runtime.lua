--- What a container gets of a profile: the code that libseccomp generates from
-- the rules which the runtime hands it, and what the runtime puts before it.
--
-- Rules of one syscall whose conditions overlap libseccomp may compile to
-- something else than they say, or never be done with; it may lose all rules of
-- an arch; and it compares 32 bits of the arguments of x32, where the kernel
-- shows 64. So a profile that says the right thing is not yet one that does it.
-- @module seccomp.oci.runtime

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local calls = require "seccomp.kernel.calls"
local consumers = require "seccomp.oci.consumers"
local errors = require "seccomp.error"
local policies = require "seccomp.policy.object"
local reports = require "seccomp.oci.report"
local rules = require "seccomp.oci.rules"
local stub = require "seccomp.oci.stub"

local M = {}

local ipairs, tostring, type, unpack = ipairs, tostring, type, table.unpack
local concat = table.concat

local LOW = 0xffffffff

-- A condition as libseccomp has it on an arch whose arguments it takes for 32
-- bits: the high halves are left out.
local function condition(c, narrow)
  local a, b = c.a, c.b
  if narrow then a, b = a & LOW, b & LOW end
  if c.op == "masked_eq" then return {c.arg, c.op, a, b} end
  return {c.arg, c.op, a}
end

-- The conditions of a block as the runtimes hand them on: a list of lists.
local function alternatives(block, consumer)
  local conditions, seen, repeated = block.conditions, {}, false
  local count = consumer.first_six and #conditions > 6 and 6 or #conditions
  for i = 1, count do
    local arg = conditions[i].arg
    repeated = repeated or seen[arg]
    seen[arg] = true
  end
  if not repeated then return {{unpack(conditions, 1, count)}} end
  local out = {}
  for i = 1, count do out[i] = {conditions[i]} end
  return out
end

-- The rules that a runtime adds, in order, as `Filter:add_rules` takes them:
-- those with the default action are left out, and names that are not known.
local function listed(profile, consumer, narrow)
  local out = {}
  for _, block in ipairs(profile.blocks) do
    local lists = block.action ~= profile.default and
      alternatives(block, consumer) or {}
    for i, list in ipairs(lists) do
      local made = {}
      for k, c in ipairs(list) do made[k] = condition(c, narrow) end
      lists[i] = made
    end
    for _, name in ipairs(#lists > 0 and block.names or {}) do
      if calls.known(name) then
        for _, list in ipairs(lists) do
          out[#out + 1] = {name, block.action, unpack(list)}
        end
      end
    end
  end
  return out
end

-- Whether no value is cut on an arch: then one filter will do for all.
local function is_whole(profile)
  local narrow = false
  for _, arch in ipairs(profile.arches) do
    narrow = narrow or consumers.narrow[arch] or consumers.low[arch]
  end
  for _, block in ipairs(narrow and profile.blocks or {}) do
    for _, c in ipairs(block.conditions) do
      if c.a & ~LOW ~= 0 or c.b & ~LOW ~= 0 then return false end
    end
  end
  return true
end

-- What programs return for an action, without its code.
local RETURNS = {kill_thread = 0, kill_process = 0x80000000, trap = 0x30000,
  errno = 0x50000, notify = 0x7fc00000, trace = 0x7ff00000, log = 0x7ffc0000,
  allow = 0x7fff0000}

local FORMATS = {little = "<I2BBI4", big = ">I2BBI4"}

-- A program as libseccomp makes it on a machine of the arches' own byte order.
-- On one of the other order it forgets to turn the values round that it returns
-- in the midst of a program too long for its jumps.
local function at_home(made, profile)
  local native = ("=I2"):pack(1) == ("<I2"):pack(1) and "little" or "big"
  if made.endian == native then return made end
  local known = {[0] = true}
  local function add(spec)
    local action = seccomp.action(spec)
    known[RETURNS[action.name] | (action.code or 0)] = true
  end
  add(profile.default)
  for _, block in ipairs(profile.blocks) do add(block.action) end
  local RET = 0x06
  local format = FORMATS[made.endian]
  local bytes, out = made:bytes(), {}
  for at = 1, #bytes, 8 do
    local code, jt, jf, k = format:unpack(bytes, at)
    if code == RET and not known[k] then
      k = (">I4"):unpack(("<I4"):pack(k))
    end
    out[#out + 1] = format:pack(code, jt, jf, k)
  end
  return seccomp.program(concat(out), {endian = made.endian})
end

-- Adds rules one by one, to see which of them is refused.
local function add_each(filter, list)
  for _, rule in ipairs(list) do
    local ok, err = errors.attempt(filter.add_rule, filter, unpack(rule))
    if not ok then return rule[1], err end
  end
  return nil
end

-- A filter of some arches; or nil, the name of the syscall that libseccomp
-- cannot cope with and why.
local function filter_of(profile, consumer, arches, level)
  local narrow = #arches == 1 and
    (consumers.narrow[arches[1]] or consumers.low[arches[1]])
  local list = listed(profile, consumer, narrow)
  local function fresh()
    return seccomp.filter(profile.default, {arches = arches,
      bad_arch_action = "kill_thread", tsync = false, optimize = level})
  end
  local filter = fresh()
  local ok, err = errors.attempt(filter.add_rules, filter, list)
  if ok then return filter end
  local name, why = add_each(fresh(), list)
  return nil, name, why or err
end

-- The program for all arches; or nil, the name of the syscall that libseccomp
-- cannot cope with (where it is one) and why. Each arch has rules and code of
-- its own.
local function program(profile, consumer, level)
  local parts = {}
  if is_whole(profile) then
    parts[1] = profile.arches
  else
    for i, arch in ipairs(profile.arches) do parts[i] = {arch} end
  end
  local filter
  for _, arches in ipairs(parts) do
    local one, name, err = filter_of(profile, consumer, arches, level)
    if not one then return nil, name, err end
    filter = filter and filter:merge(one) or one
  end
  -- the collector does not see the megabyte that libseccomp has for it
  local whole <close> = filter
  local ok, result = errors.attempt(whole.program, whole)
  if ok then return at_home(result, profile) end
  -- a call of ours was refused, and not the filter
  if result.code == "EPERM" or result.code == "ENOSYS" then error(result, 0) end
  return nil, nil, result
end

-- Names in all blocks: by that runc chooses how libseccomp searches.
local function count_names(profile)
  local count = 0
  for _, block in ipairs(profile.blocks) do count = count + #block.names end
  return count
end

--- The program that a runtime installs for a profile.
-- @tparam table profile from `seccomp.oci.profile`
-- @tparam table consumer from `seccomp.oci.consumers`
-- @treturn[1] Program
-- @treturn[2] nil
-- @treturn[2] ?string the syscall whose rule is refused, where it is one
-- @treturn[2] the error
function M.program(profile, consumer)
  local above = consumer.tree_above
  local made, name, err = program(profile, consumer,
    above and count_names(profile) > above and 2 or 1)
  if not made then return nil, name, err end
  local code = stub.code(profile, consumer, made.endian)
  if code == "" then return made end
  local ok, whole = errors.attempt(seccomp.program, code .. made:bytes(),
    {endian = made.endian})
  if not ok then return nil, nil, whole end
  return whole
end

--- Holds what libseccomp makes of a profile against what the profile says,
-- however the runtime has it searched.
-- @tparam table profile
-- @tparam table consumer
-- @treturn ?table what is wrong: `syscall`, where it is of one, and `witness`
-- (`left` is what the container gets) or `message`
function M.check(profile, consumer)
  local levels, programs = {1}, {}
  if consumer.runtime == "runc" and count_names(profile) > 32 then
    levels[2] = 2
  end
  for i, level in ipairs(levels) do
    local result, name, err = program(profile, consumer, level)
    if not result then
      return {syscall = name, message = type(err) == "table" and err.message or
        tostring(err)}
    end
    programs[i] = result
  end
  -- what stands before libseccomp's code is not libseccomp's
  local policy = policies.new(rules.policy(profile,
    {label = consumer.label, runtime_label = consumer.runtime_label,
      first_six = consumer.first_six}, reports.none()))
  local said = policy:compile {prove = false}
  for _, one in ipairs(programs) do
    local witness = one:diff(said, {limit = 1})[1]
    if witness then return {syscall = witness.syscall, witness = witness} end
  end
  return nil
end

return M
