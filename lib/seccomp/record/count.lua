--- What is counted while a recording is made: calls by arch and number, with
-- the values of arguments that are flags or small numbers.
-- @module seccomp.record.count

-- SPDX-License-Identifier: MIT
local arguments = require "seccomp.record.arguments"

local M = {}

local ipairs, pairs, select, setmetatable, type =
  ipairs, pairs, select, setmetatable, type
local sort = table.sort
local ult = math.ult

--- Different values of a call's arguments that are kept.
M.MOST_VALUES = 256

local Counts = {}
Counts.__index = Counts

local function low(value, width)
  return width == 32 and value & 0xffffffff or value
end

-- What tells a call's values from others: one is itself. This is done for most
-- calls, so it makes no table.
local function key_of(looked_at, ...)
  local first, second = looked_at[1], looked_at[2]
  local key = low((select(first.arg + 1, ...)), first.width)
  if not second then return key end
  key = key .. " " .. low((select(second.arg + 1, ...)), second.width)
  for i = 3, #looked_at do
    local a = looked_at[i]
    key = key .. " " .. low((select(a.arg + 1, ...)), a.width)
  end
  return key
end

--- New counts, of nothing.
function M.new()
  return setmetatable({by_arch = {}, total = 0, kinds = 0}, Counts)
end

-- What is known of all calls of a number; `like` is what another process has of
-- it, in place of asking for its name.
local function call_of(counts, arch, number, like, name_of, of)
  local numbers = counts.by_arch[arch]
  if not numbers then
    numbers = {}
    counts.by_arch[arch] = numbers
  end
  local call = numbers[number]
  if call then return call end
  call = {key = arch, arch = type(arch) == "string" and arch or
    ("0x%08x"):format(arch), number = number, count = 0}
  if like then
    call.syscall, call.looked_at = like.syscall, like.looked_at
  else
    call.syscall = name_of(of)
    call.looked_at = call.syscall and arguments.of(arch, call.syscall)
  end
  if call.looked_at then call.values, call.distinct = {}, 0 end
  numbers[number] = call
  counts.kinds = counts.kinds + 1
  return call
end

-- Counts n calls with the same arguments; without any where these are unknown.
local function add_values(call, n, ...)
  call.count = call.count + n
  if not call.values then return end
  if select("#", ...) == 0 then
    call.values = nil
    return
  end
  local key = key_of(call.looked_at, ...)
  local seen = call.values[key]
  if seen then
    seen.count = seen.count + n
  elseif call.distinct == M.MOST_VALUES then
    call.values = nil -- no set worth keeping
  else
    local values, all = {}, {...}
    for i, a in ipairs(call.looked_at) do
      values[i] = low(all[a.arg + 1], a.width)
    end
    call.distinct = call.distinct + 1
    call.values[key] = {values = values, count = n, runs = 1}
  end
end

--- Counts a call.
-- @tparam string|integer arch a name, or a token that has none
-- @tparam integer number
-- @tparam function name_of the call's name, when called with `of`
-- @param of
-- @param ... its six arguments, as the kernel shows them; nothing where they
--   are not known
-- @treturn table what is known of all calls of that number: `{syscall=, …}`
function Counts:add(arch, number, name_of, of, ...)
  local call = call_of(self, arch, number, nil, name_of, of)
  self.total = self.total + 1
  add_values(call, 1, ...)
  return call
end

--- Counts n calls more of a number that was seen, by whichever process.
-- @tparam table like what `add` said of it
-- @tparam integer n
-- @param ... their six arguments; nothing where they are not known
function Counts:more(like, n, ...)
  self.total = self.total + n
  add_values(call_of(self, like.key, like.number, like), n, ...)
end

--- The order of calls in a recording.
function M.before(a, b)
  if a.arch ~= b.arch then return a.arch < b.arch end
  return a.number < b.number
end

--- The order of a call's values.
function M.values_before(a, b)
  for i, x in ipairs(a.values) do
    if x ~= b.values[i] then return ult(x, b.values[i]) end
  end
  return false
end

--- The counts as plain data, in order. The values are not copied.
-- @treturn {table,…}
function Counts:plain()
  local list = {}
  for _, numbers in pairs(self.by_arch) do
    for _, call in pairs(numbers) do
      local entry = {arch = call.arch, number = call.number,
        syscall = call.syscall, count = call.count, runs = 1}
      if call.values then
        entry.arguments, entry.seen = {}, {}
        for i, a in ipairs(call.looked_at) do
          entry.arguments[i] = {arg = a.arg, width = a.width}
        end
        for _, seen in pairs(call.values) do
          entry.seen[#entry.seen + 1] = seen
        end
        sort(entry.seen, M.values_before)
      end
      list[#list + 1] = entry
    end
  end
  sort(list, M.before)
  return list
end

-- Counts by process, and what there is of them all: `total` calls of `kinds`.
local ByProcess = {}
ByProcess.__index = ByProcess

--- New counts by process, of nothing. What a process is told by is the caller's
-- choice.
function M.by_process()
  return setmetatable({counts = {}, total = 0, kinds = 0, known = {}},
    ByProcess)
end

--- The counts of a process.
function ByProcess:of(process)
  local counts = self.counts[process]
  if not counts then
    counts = M.new()
    self.counts[process] = counts
  end
  return counts
end

--- Counts a call of a process, as Counts:add does.
function ByProcess:add(process, arch, number, ...)
  local counts = self:of(process)
  local kinds = counts.kinds
  local call = counts:add(arch, number, ...)
  self.total = self.total + 1
  if counts.kinds > kinds then
    local key = call.arch .. " " .. number
    if not self.known[key] then self.kinds = self.kinds + 1 end
    self.known[key] = true
  end
  return call
end

return M
