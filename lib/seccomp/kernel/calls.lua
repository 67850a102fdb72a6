--- Which calls an arch has, and under which numbers.
-- @module seccomp.kernel.calls

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"
local kernel = require "seccomp.core.kernel"
local low = require "seccomp.core.policy"
local recovery = require "seccomp.core.recovery"

local M = {}

local ipairs, pairs, tonumber = ipairs, pairs, tonumber

-- What was asked of libseccomp about a name that it knows, of which there is an
-- end: profiles, recordings and rules name the same ones over and over.
local facts = {}

-- The multiplexer and the sub-call of a name.
local function multiplexer_of(name)
  local number = seccomp.syscall_number(name, "x86") or 0
  if number <= -101 and number >= -120 then
    return "socketcall", -number % 100
  elseif number <= -201 and number >= -224 then
    return "ipc", -number % 200
  end
end

local function fact_of(name)
  local fact = facts[name]
  if not fact and low.known(name) then
    fact = {numbers = {}, has = {}, missed = {},
      exact = name:match "^[%l%d_]+$" ~= nil and not name:match "^__NR_"}
    fact.multiplexer, fact.sub = multiplexer_of(name)
    facts[name] = fact
  end
  return fact
end

--- What libseccomp says of a name that it knows: `exact`, whether a syscall has
-- exactly this name; `multiplexer` and `sub`, as `multiplexer` has them.
-- @treturn ?table
M.of = fact_of

--- Own number of a syscall on an arch, also where libseccomp has a pseudo
-- number for it; nil when the arch has no such call.
function M.own_number(name, arch)
  local fact = fact_of(name)
  if not fact then return nil end
  local number = fact.numbers[arch]
  if number == nil then
    number = seccomp.syscall_number(name, arch)
    if number and number < 0 then number = M.own_numbers(arch)[name] end
    fact.numbers[arch] = number or false
  end
  return number or nil
end

-- Where the numbers of each arch begin.
local first_number = {}
for _, arch in ipairs(recovery.arches()) do
  first_number[arch.name] = arch.first
end
local tables = {}

--- Where the numbers of an arch begin.
function M.first_number(arch)
  return first_number[arch]
end

--- The calls of an arch: {name = own number}; and the highest ordinary number.
function M.own_numbers(arch)
  local entry = tables[arch]
  if not entry then
    entry = {low.numbers(arch)}
    tables[arch] = entry
  end
  return entry[1], entry[2]
end

--- The names of all syscalls of some arches, sorted.
-- @tparam {string,…} arches
-- @treturn {string,…}
function M.names(arches)
  local names, seen = {}, {}
  for _, arch in ipairs(arches) do
    for name in pairs((M.own_numbers(arch))) do
      if not seen[name] then names[#names + 1] = name end
      seen[name] = true
    end
  end
  table.sort(names)
  return names
end

--- Where libseccomp reaches a call that it knows through socketcall or ipc as
-- well: the multiplexer and the sub-call. Pseudo numbers hold both; x86 has
-- them all.
function M.multiplexer(name)
  local fact = fact_of(name)
  if fact and fact.multiplexer then return fact.multiplexer, fact.sub end
  return nil
end

--- Those of a list of arches that have a multiplexer.
function M.multiplexing(arches, multiplexer)
  local out = {}
  for _, arch in ipairs(arches) do
    local number = seccomp.syscall_number(multiplexer, arch)
    if number and number >= 0 then out[#out + 1] = arch end
  end
  return out
end

--- Whether an arch has a call, by itself or multiplexed.
function M.has(name, arch)
  local fact = facts[name] or fact_of(name)
  if not fact then return false end
  local has = fact.has[arch]
  if has == nil then
    local multiplexer = M.multiplexer(name)
    local number = M.own_number(name, arch) or
      multiplexer and seccomp.syscall_number(multiplexer, arch)
    has = number ~= nil and number >= 0
    fact.has[arch] = has
  end
  return has
end

--- Whether any of a list of arches has a call, by itself or multiplexed.
function M.any_has(name, arches)
  for i = 1, #arches do
    if M.has(name, arches[i]) then return true end
  end
  return false
end

--- Whether a policy finds a call on an arch of a list where libseccomp does not
-- know it.
function M.any_misses(name, arches)
  local fact = facts[name] or fact_of(name)
  for i = 1, #arches do
    local arch = arches[i]
    local missed = fact and fact.missed[arch]
    if missed == nil then
      missed = not M.has(name, arch) and
        seccomp.signature(name, arch) ~= nil
      if fact then fact.missed[arch] = missed end
    end
    if missed then return true end
  end
  return false
end

--- Those of a list of arches that have a call, by itself or multiplexed.
function M.arches_with(name, arches)
  local out = {}
  for _, arch in ipairs(arches) do
    if M.has(name, arch) then out[#out + 1] = arch end
  end
  return out
end

--- Whether libseccomp knows a syscall of exactly this name.
function M.known(name)
  local fact = fact_of(name)
  return fact ~= nil and fact.exact
end

local newer, table_end

-- Whether a release of Linux came before another.
local function is_before(a, b)
  local x, y = a:gmatch "%d+", b:gmatch "%d+"
  for _ = 1, 3 do
    local m, n = tonumber(x() or 0), tonumber(y() or 0)
    if m ~= n then return m < n end
  end
  return false
end

--- The release of Linux that brought a call which libseccomp does not know, and
-- the one that libseccomp's table of calls ends at; nil for what is no such
-- call. Calls of one arch may be missing before the end.
function M.newer(name)
  if not newer then
    newer = {}
    for _, arch in ipairs(recovery.arches()) do
      for _, call in ipairs(kernel.calls(arch.name)) do
        local before = newer[call.name]
        if call.since and (not before or is_before(call.since, before)) then
          newer[call.name] = call.since
        end
      end
    end
    for other, release in pairs(newer) do
      if low.known(other) and (not table_end or is_before(table_end, release))
      then
        table_end = release
      end
    end
  end
  if M.known(name) or not newer[name] then return nil end
  return newer[name], table_end
end

return M
