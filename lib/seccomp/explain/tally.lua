--- What is refused or logged, by call and reason: a million of the same are one
-- entry, and memory has an end.
-- @module seccomp.explain.tally

-- SPDX-License-Identifier: MIT
local counts = require "seccomp.record.count"
local errors = require "seccomp.error"
local paths_of = require("seccomp.kernel.paths").of
local values = require "seccomp.explain.values"

local M = {}

local ipairs, pairs, select, setmetatable, type = ipairs, pairs, select,
  setmetatable, type
local concat, sort = table.concat, table.sort

--- Calls (by arch and number) that are kept.
M.MOST_CALLS = 2048
--- Entries for one call.
M.MOST_ENTRIES = 64
--- Processes, and paths, of one entry.
M.MOST_PIDS, M.MOST_PATHS = 64, 8

local Tally = {}
Tally.__index = Tally

--- Nothing so far.
-- @tparam ?Policy policy what the program means
-- @tparam boolean complain whether refused calls are made all the same
function M.new(policy, complain)
  return setmetatable({policy = policy, complain = complain, calls = {},
    distinct = 0, kinds = {}, left_out = 0, counts = counts.new()}, Tally)
end

-- What to know of all calls of a number: which arguments rules compare, how
-- many bits of each, and which are paths.
local function call_of(self, arch, number, name)
  local known = {arch = arch, number = number, name = name, kinds = {},
    distinct = 0, paths = paths_of(name, arch)}
  local bits, looked_at = {}, {}
  local ok, rules = false
  if self.policy and type(arch) == "string" then
    ok, rules = errors.attempt(self.policy.near, self.policy,
      {arch = arch, syscall = number})
  end
  for _, rule in ipairs(ok and rules or {}) do
    for _, c in ipairs(rule.conditions) do
      if not bits[c.arg] then looked_at[#looked_at + 1] = c.arg end
      if not bits[c.arg] or bits[c.arg] < c.width then
        bits[c.arg] = c.width
      end
    end
  end
  sort(looked_at)
  known.looked_at, known.bits = looked_at, bits
  known.values = values.new(arch, name, looked_at)
  return known
end

-- What tells entries of a call apart: all that a rule compares.
local function key_of(call, action, ...)
  local parts = {action.name, action.code or ""}
  for _, place in ipairs(call.looked_at) do
    local value, bits = (select(place + 1, ...)), call.bits[place]
    parts[#parts + 1] = bits < 64 and value & (1 << bits) - 1 or value
  end
  return concat(parts, " ")
end

-- What was done: a call that went through was not refused.
local function outcome_of(action, complain)
  local name = action.name
  if name == "log" then return "logged" end
  if complain then return "let through" end
  return (name == "kill_process" or name == "kill_thread") and "killed" or
    "refused"
end

local function new_kind(self, call, action, ...)
  local entry = {arch = call.arch, syscall = call.name, number = call.number,
    action = action, outcome = outcome_of(action, self.complain), count = 0,
    pids = {}, paths = #call.paths > 0 and {} or nil}
  local question = {arch = call.arch, syscall = call.number}
  for i = 0, 5 do
    entry["arg" .. i] = (select(i + 1, ...))
    question["arg" .. i] = entry["arg" .. i]
  end
  if self.policy then
    local ok, decided, rule, by = errors.attempt(self.policy.decide,
      self.policy, question)
    if ok and decided == action then entry.rule, entry.by = rule, by end
  end
  return {entry = entry, known = {}, shown = {}}
end

-- The kind of a call: its entry, and what is known of that. Where a call has
-- too many, one for those with a reason.
local function kind_of(self, call, action, ...)
  local key = key_of(call, action, ...)
  local kind = call.kinds[key]
  if kind then return kind, false end
  kind = new_kind(self, call, action, ...)
  if call.distinct >= M.MOST_ENTRIES then
    key = concat({"others", action.name, action.code or "",
      kind.entry.rule or ""}, " ")
    if call.kinds[key] then return call.kinds[key], false end
    kind.entry.others = true
  end
  call.distinct = call.distinct + 1
  call.kinds[key] = kind
  self.kinds[#self.kinds + 1] = kind
  return kind, true
end

-- A path in the caller's memory; nil where it cannot be read.
local function read(reader, address)
  local ok, path = errors.attempt(reader.read_string, reader, address)
  return ok and path or nil
end

-- Notes the paths that a call names; the first is the entry's own.
local function note_paths(call, kind, reader, ...)
  local entry, first = kind.entry, kind.entry.count == 1
  for _, place in ipairs(call.paths) do
    if #entry.paths >= M.MOST_PATHS then
      entry.more_paths = true
      return
    end
    local address = (select(place + 1, ...))
    local path = address ~= 0 and read(reader, address) or nil
    if first then kind.shown[place] = path end
    if path and not kind.known[path] then
      kind.known[path] = true
      entry.paths[#entry.paths + 1] = path
      entry.path = entry.path or path
    end
  end
end

local function note_pid(kind, pid)
  local known, entry = kind.known, kind.entry
  if known[pid] then return end
  if #entry.pids >= M.MOST_PIDS then
    entry.more_pids = true
    return
  end
  known[pid] = true
  entry.pids[#entry.pids + 1] = pid
end

local function name_is(name) return name end

--- Counts a call.
-- @param reader has `read_string(address)`, for paths
-- @tparam ?string name
-- @tparam Action action
-- @tparam integer pid
-- @tparam string|integer arch
-- @tparam integer number
-- @param ... its six arguments
-- @treturn ?table `{entry=, shown= (the paths of the first, by argument)}` of a
--   new entry
function Tally:add(reader, name, action, pid, arch, number, ...)
  local numbers = self.calls[arch]
  if not numbers then
    numbers = {}
    self.calls[arch] = numbers
  end
  local call = numbers[number]
  if not call then
    if self.distinct >= M.MOST_CALLS then
      self.left_out = self.left_out + 1
      return nil
    end
    call = call_of(self, arch, number, name)
    self.distinct = self.distinct + 1
    numbers[number] = call
  end
  self.counts:add(arch, number, name_is, name, ...)
  local kind, new = kind_of(self, call, action, ...)
  local entry = kind.entry
  entry.count = entry.count + 1
  note_pid(kind, pid)
  if entry.paths then note_paths(call, kind, reader, ...) end
  -- what a rule logs is as the policy wants it
  if entry.outcome ~= "logged" or entry.by ~= "rule" then
    call.values:add(...)
    call.wanted = true
  end
  return new and kind or nil
end

--- The calls that rules are wanted for, by arch and number.
-- @treturn {table,…} of `arch`, `number`, `name`, `values`
function Tally:wanted()
  local list = {}
  for _, numbers in pairs(self.calls) do
    for _, call in pairs(numbers) do
      if call.wanted then list[#list + 1] = call end
    end
  end
  sort(list, function(a, b)
    if a.arch ~= b.arch then return tostring(a.arch) < tostring(b.arch) end
    return a.number < b.number
  end)
  return list
end

return M
