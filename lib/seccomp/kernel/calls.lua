--- Which calls an arch has, and under which numbers.
-- @module seccomp.kernel.calls
local seccomp = require "seccomp.core"
local kernel = require "seccomp.core.kernel"
local low = require "seccomp.core.policy"
local recovery = require "seccomp.core.recovery"

local M = {}

local ipairs, pairs, tonumber = ipairs, pairs, tonumber

--- Own number of a syscall on an arch, also where libseccomp has a pseudo
-- number for it; nil when the arch has no such call.
function M.own_number(name, arch)
  local number = low.known(name) and seccomp.syscall_number(name, arch)
  if not number then return nil end
  if number >= 0 then return number end
  return M.own_numbers(arch)[name]
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
    entry = {numbers = {}, highest = 0}
    local function scan(first, count)
      for number = first, first + count do
        local name = seccomp.syscall_name(number, arch)
        if name then
          entry.numbers[name] = number
          if first ~= 0xf0000 then entry.highest = number end
        end
      end
    end
    scan(first_number[arch], 1023)
    if arch == "arm" then scan(0xf0000, 15) end
    tables[arch] = entry
  end
  return entry.numbers, entry.highest
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
  local number = low.known(name) and seccomp.syscall_number(name, "x86")
  if not number then return nil end
  if number <= -101 and number >= -120 then
    return "socketcall", -number % 100
  elseif number <= -201 and number >= -224 then
    return "ipc", -number % 200
  end
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

--- Those of a list of arches that have a call, by itself or multiplexed.
function M.arches_with(name, arches)
  local out = {}
  local multiplexer = M.multiplexer(name)
  for _, arch in ipairs(arches) do
    local number = multiplexer and seccomp.syscall_number(multiplexer, arch)
    if M.own_number(name, arch) or (number and number >= 0) then
      out[#out + 1] = arch
    end
  end
  return out
end

--- Whether libseccomp knows a syscall of exactly this name.
function M.known(name)
  return name:match "^[%l%d_]+$" ~= nil and not name:match "^__NR_" and
    low.known(name)
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
