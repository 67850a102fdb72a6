--- What a container gets of a profile: the code that libseccomp generates from
-- the rules which the runtime hands it.
--
-- Rules of one syscall whose conditions overlap libseccomp may compile to
-- something else than they say, or never be done with; and it compares 32 bits
-- of the arguments of x32, where the kernel shows 64. So a profile that says
-- the right thing is not yet one that does it.
-- @module seccomp.oci.runtime
local seccomp = require "seccomp.core"
local calls = require "seccomp.oci.calls"
local consumers = require "seccomp.oci.consumers"
local errors = require "seccomp.error"
local rules = require "seccomp.oci.rules"

local M = {}

local ipairs, pairs, tostring, type, unpack =
  ipairs, pairs, tostring, type, table.unpack
local concat = table.concat

local LOW = 0xffffffff

-- With more blocks than this runc asks for a search tree, and older ones not.
local MANY_BLOCKS = 32

-- A condition as libseccomp has it on an arch whose arguments it takes for 32
-- bits: the high halves are left out.
local function condition(c, narrow)
  local a, b = c.a, c.b
  if narrow then a, b = a & LOW, b & LOW end
  if c.op == "masked_eq" then return {c.arg, c.op, a, b} end
  return {c.arg, c.op, a}
end

-- Hands the blocks of a profile to a Filter of one arch, as the runtimes do:
-- those with the default action are left out, and names that are not known.
-- Returns nil, or the name that was refused and why.
local function fill(filter, profile, arch)
  local narrow = consumers.narrow[arch] or arch == "x32"
  for _, block in ipairs(profile.blocks) do
    local conditions = {}
    for i, c in ipairs(block.conditions) do
      conditions[i] = condition(c, narrow)
    end
    for _, name in ipairs(block.action ~= profile.default and block.names
      or {})
    do
      local ok, err = true, nil
      if calls.known(name) then
        ok, err = errors.attempt(filter.add_rule, filter, name, block.action,
          unpack(conditions))
      end
      if not ok then return name, err end
    end
  end
  return nil
end

-- What programs return for an action, without its code.
local RETURNS = {kill_thread = 0, kill_process = 0x80000000, trap = 0x30000,
  errno = 0x50000, notify = 0x7fc00000, trace = 0x7ff00000, log = 0x7ffc0000,
  allow = 0x7fff0000}

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
  local format = made.endian == "big" and ">I2BBI4" or "<I2BBI4"
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

-- The program for all arches; or nil, the name of the syscall that libseccomp
-- cannot cope with (where it is one) and why. Each arch has rules and code of
-- its own.
local function program(profile, level)
  local filter
  for _, arch in ipairs(profile.arches) do
    local one = seccomp.filter(profile.default, {arches = {arch},
      bad_arch_action = "kill_thread", tsync = false, optimize = level})
    local name, err = fill(one, profile, arch)
    if name then return nil, name, err end
    filter = filter and filter:merge(one) or one
  end
  local ok, result = errors.attempt(filter.program, filter)
  if ok then return at_home(result, profile) end
  return nil, nil, result
end

-- A condition on x32 as libseccomp has it; as it is where a value is cut.
local function low_half(c)
  if c[2] == "masked_eq" then
    if c[4] & ~LOW ~= 0 then return c end
    return {c[1], c[2], c[3] & LOW, c[4], width = 32}
  end
  if c[3] & ~LOW ~= 0 then return c end
  return {c[1], c[2], c[3], width = 32}
end

-- The same policy but that on x32 the low halves of arguments count.
local function with_low_halves(plain)
  local changed = {}
  for _, rule in ipairs(plain.rules) do
    local others, x32 = {}, false
    for _, arch in ipairs(rule.arches or plain.arches) do
      if arch == "x32" then x32 = true else others[#others + 1] = arch end
    end
    if rule.when and x32 then
      local copy = {optional = true, arches = {"x32"}, when = {}}
      for key, value in pairs(rule) do
        if copy[key] == nil then copy[key] = value end
      end
      for i, c in ipairs(rule.when) do copy.when[i] = low_half(c) end
      changed[#changed + 1] = copy
      if #others > 0 then
        local rest = {}
        for key, value in pairs(rule) do rest[key] = value end
        rest.optional, rest.arches = true, others
        changed[#changed + 1] = rest
      end
    else
      changed[#changed + 1] = rule
    end
  end
  return {default = plain.default, bad_arch = plain.bad_arch,
    arches = plain.arches, rules = changed}
end

local function contains(list, value)
  for _, other in ipairs(list) do
    if other == value then return true end
  end
  return false
end

-- A call on which some program is not the policy's, or nil.
local function difference(programs, plain)
  local policy = require("seccomp.policy").new(plain)
  for _, one in ipairs(programs) do
    local witness = one:diff(policy:compile {prove = false}, {limit = 1})[1]
    if witness then return witness end
  end
  return nil
end

--- Holds what libseccomp makes of a profile against what the profile says.
-- @tparam table profile from `seccomp.oci.profile`; no block has two conditions
-- on one argument
-- @tparam table consumer from `seccomp.oci.consumers`
-- @treturn ?table what is wrong: `syscall`, where it is of one, and `witness`
-- (`left` is what the container gets) or `message`
-- @treturn ?table a call of x32 that gets another action for the high half of
-- an argument only
function M.check(profile, consumer)
  local levels, programs = {1}, {}
  if consumer.runtime == "runc" and #profile.blocks > MANY_BLOCKS then
    levels[2] = 2
  end
  for i, level in ipairs(levels) do
    local result, name, err = program(profile, level)
    if not result then
      return {syscall = name, message = type(err) == "table" and err.message
        or tostring(err)}
    end
    programs[i] = result
  end
  -- what stands before libseccomp's code is not libseccomp's
  local plain = rules.policy(profile, {label = consumer.label},
    {add = function() end})
  local witness = difference(programs, plain)
  if not witness then return nil end
  if not contains(profile.arches, "x32") then
    return {syscall = witness.syscall, witness = witness}
  end
  local other = difference(programs, with_low_halves(plain))
  if other then return {syscall = other.syscall, witness = other} end
  return nil, witness
end

return M
