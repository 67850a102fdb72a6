--- Lists of calls as recordings have them: put together, and thinned.
--
-- An entry has `arch`, `number`, `syscall` (nil where it has no name), `count`,
-- `runs`, and where the values of arguments are known `arguments` and `seen`.
-- Where it is known who made the calls, `processes` is a list of `{process=,
-- count=, seen=}`: `process` is a place in the recording's list of processes,
-- and `seen` is left out where there is one process alone, whose values are
-- those of the entry.
-- @module seccomp.record.calls

-- SPDX-License-Identifier: MIT
local count = require "seccomp.record.count"

local M = {}

local ipairs, pairs, type = ipairs, pairs, type
local concat, max, sort = table.concat, math.max, table.sort

local MOST_VALUES = count.MOST_VALUES
local before, values_before = count.before, count.values_before

--- The order of calls in a recording.
M.before = before

--- A copy of plain data.
local function copy(value)
  if type(value) ~= "table" then return value end
  local out = {}
  for key, member in pairs(value) do out[key] = copy(member) end
  return out
end
M.copy = copy

-- Whether the values of two entries of a call are of the same arguments.
local function same_arguments(a, b)
  if #a.arguments ~= #b.arguments then return false end
  for i, argument in ipairs(a.arguments) do
    local other = b.arguments[i]
    if argument.arg ~= other.arg or argument.width ~= other.width then
      return false
    end
  end
  return true
end

-- How many runs two entries are of.
local function runs_of(a, b, one_run)
  return one_run and max(a.runs, b.runs) or a.runs + b.runs
end

-- What tells values of one call from others.
local function values_key(values)
  return values[2] and concat(values, " ") or values[1]
end

-- Adds the values of one entry to those of another, which `known` has by what
-- they are; the known ones.
local function add_seen(there, call, one_run, known)
  if not known then
    known = {}
    for _, seen in ipairs(there.seen) do
      known[values_key(seen.values)] = seen
    end
  end
  for _, seen in ipairs(call.seen) do
    local key = values_key(seen.values)
    local same = known[key]
    if same then
      same.count = same.count + seen.count
      same.runs = runs_of(same, seen, one_run)
    else
      same = {values = seen.values, count = seen.count, runs = seen.runs}
      there.seen[#there.seen + 1] = same
      known[key] = same
    end
  end
  return known
end

-- No values are kept: there are too many, or they cannot be told.
local function forget_values(call)
  call.seen, call.arguments = nil, nil
  for _, share in ipairs(call.processes or {}) do share.seen = nil end
end

-- Says of the one process which values are its own.
local function spell_out(call, seen)
  if call.seen and #call.processes == 1 then
    call.processes[1].seen = seen or copy(call.seen)
  end
end

local function add_processes(there, call)
  if not there.processes or not call.processes then
    there.processes = nil
    return
  end
  spell_out(there)
  spell_out(call, call.seen) -- which is used for nothing else any more
  for _, share in ipairs(call.processes) do
    there.processes[#there.processes + 1] = share
  end
end

--- Adds entries to others. What is added becomes part of the others.
-- @tparam {table,…} into
-- @tparam {table,…} list
-- @tparam[opt] boolean one_run whether both are of the same run
function M.merge(into, list, one_run)
  local index, known = {}, {}
  local function same_number(call)
    local numbers = index[call.arch]
    if not numbers then
      numbers = {}
      index[call.arch] = numbers
    end
    local there = numbers[call.number]
    if not there then numbers[call.number] = call end
    return there
  end
  for _, call in ipairs(into) do same_number(call) end
  for _, call in ipairs(list) do
    local there = same_number(call)
    if not there then
      into[#into + 1] = call
    else
      add_processes(there, call)
      there.count = there.count + call.count
      there.runs = runs_of(there, call, one_run)
      if not there.seen or not call.seen or not same_arguments(there, call) then
        forget_values(there)
      else
        known[there] = add_seen(there, call, one_run, known[there])
        if #there.seen > MOST_VALUES then forget_values(there) end
      end
    end
  end
  for call in pairs(known) do
    if call.seen then sort(call.seen, values_before) end
  end
  sort(into, before)
end

-- An entry of a call that was counted, of which nothing is in it yet.
local function new_entry(call)
  local entry = {arch = call.arch, number = call.number, syscall = call.syscall,
    count = 0, runs = 1}
  if call.looked_at then
    entry.arguments, entry.seen = {}, {}
    for i, a in ipairs(call.looked_at) do
      entry.arguments[i] = {arg = a.arg, width = a.width}
    end
  end
  return entry
end

-- Adds the values that a process used to those of all, which `known` has by
-- what they are; a list of its own ones.
local function add_counted(entry, known, values)
  local own = {}
  for key, seen in pairs(values) do
    own[#own + 1] = seen
    local same = known[key]
    if same then
      same.count = same.count + seen.count
    else
      same = {values = seen.values, count = seen.count, runs = 1}
      known[key] = same
      entry.seen[#entry.seen + 1] = same
    end
  end
  if own[2] then sort(own, values_before) end
  return own
end

--- What was counted by process, as recordings have it.
-- @tparam ByProcess noted
-- @tparam[opt] table now the place of each process; left out, they are not
--   told apart
-- @treturn {table,…}
function M.of(noted, now)
  local out, index, known, order = {}, {}, {}, {}
  for process in pairs(noted.counts) do order[#order + 1] = process end
  sort(order)
  for _, process in ipairs(order) do
    for arch, numbers in pairs(noted.counts[process].by_arch) do
      index[arch] = index[arch] or {}
      for number, call in pairs(numbers) do
        local entry = index[arch][number]
        if not entry then
          entry = new_entry(call)
          entry.processes = now and {}
          index[arch][number], known[entry] = entry, {}
          out[#out + 1] = entry
        end
        entry.count = entry.count + call.count
        local share = now and {process = now[process], count = call.count}
        if share then entry.processes[#entry.processes + 1] = share end
        if entry.seen and not call.values then
          forget_values(entry)
        elseif entry.seen then
          local own = add_counted(entry, known[entry], call.values)
          if #entry.seen > MOST_VALUES then
            forget_values(entry)
          elseif share then
            share.seen = own
          end
        end
      end
    end
  end
  for _, entry in ipairs(out) do
    if entry.seen then sort(entry.seen, values_before) end
    -- the values of one process alone are those of the entry
    if now and #entry.processes == 1 then entry.processes[1].seen = nil end
  end
  sort(out, before)
  return out
end

--- What some of the processes did: nil, and the call of which it is not known
-- who made it, where there is one.
-- @tparam {table,…} list
-- @tparam {table,…} processes of the recording
-- @tparam table kept where each process that is kept is now, by where it was
-- @treturn ?{table,…}
-- @treturn ?table
function M.thinned(list, processes, kept)
  local out = {}
  for _, call in ipairs(list) do
    if not call.processes then return nil, call end
    local parts = copy(call)
    spell_out(parts)
    local mine
    for _, share in ipairs(parts.processes) do
      local process = kept[share.process]
      if process then
        local one = {arch = call.arch, number = call.number,
          syscall = call.syscall, count = share.count, runs = 1,
          arguments = share.seen and copy(call.arguments),
          seen = share.seen, processes = {{process = process,
            count = share.count}}}
        local run = processes[share.process].run
        mine = mine or {}
        mine[run] = mine[run] or {}
        M.merge(mine[run], {one}, true)
      end
    end
    local whole = {}
    for _, entries in pairs(mine or {}) do M.merge(whole, entries) end
    out[#out + 1] = whole[1]
  end
  sort(out, before)
  return out
end

return M
