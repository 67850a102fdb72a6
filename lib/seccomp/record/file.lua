--- Recordings as files: JSON, checked to the last member when it is read.
-- @module seccomp.record.file

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local json = require "seccomp.json"
local names = require "seccomp.record.names"
local seccomp = require "seccomp.core"

local M = {}

local ipairs, pairs = ipairs, pairs
local find = string.find
local write_file = require("seccomp.core.file").write

-- So many of anything are believed: sums of them do not overflow.
local MOST_COUNT = 1 << 48

-- The first format had no processes, and did not say how calls were seen.
local FORMAT, OLDEST = 2, 1

local KEYS = {"seccomp_recording", "runs", "command", "by", "status",
  "interrupted", "processes", "run", "pid", "program", "parent", "executed",
  "calls", "launcher", "arch", "syscall", "number", "count", "arguments", "arg",
  "width", "seen", "values", "process"}

--- Writes a recording to a file, whole or not at all.
function M.save(recording, path)
  local text = json.encode({seccomp_recording = FORMAT, runs = recording.runs,
    command = recording.command, by = recording.by,
    interrupted = recording.interrupted, processes = recording.processes,
    calls = recording.calls, launcher = recording.launcher}, KEYS)
  if find(path, "\0", 1, true) then
    errors.raise("save", "EINVAL", "the path has an embedded NUL")
  end
  local ok, message, number = write_file(path, text)
  if not ok then
    errors.raise("save", errors.errno_name(number), message)
  end
end

-- Readers of members: each returns the value, or raises through `bad`.
local function reader(op, path)
  local r = {}
  local function bad(what, expected)
    errors.raise(op, "EINVAL",
      ("%s is not a recording: %s is not %s"):format(path, what, expected))
  end
  function r.integer(value, what, least, most)
    local number = json.unsigned(value, 64)
    if not number or (least and number < least) or (most and number > most) then
      bad(what, "a number" .. (least and (" from %d%s"):format(least,
        most and " to " .. most or " on") or ""))
    end
    return number
  end
  -- how many there were; sums of them do not overflow
  function r.count(value, what) return r.integer(value, what, 1, MOST_COUNT) end
  function r.string(value, what)
    if json.type(value) ~= "string" then bad(what, "a string") end
    return value
  end
  function r.object(value, what, members)
    if json.type(value) ~= "table" then bad(what, "an object") end
    for key in pairs(value) do
      if not members[key] then
        bad(what .. "." .. tostring(key), "a member of recordings")
      end
    end
    return value
  end
  function r.list(value, what, fn)
    if json.type(value) ~= "table" then bad(what, "a list") end
    local n = 0
    for _ in pairs(value) do n = n + 1 end
    if n ~= #value then bad(what, "a list") end
    local out = {}
    for i, element in ipairs(value) do
      out[i] = fn(element, ("%s[%d]"):format(what, i))
    end
    return out
  end
  r.bad = bad
  return r
end

local TOP = {seccomp_recording = true, runs = true, command = true, by = true,
  interrupted = true, processes = true, calls = true, launcher = true}
local PROCESS = {run = true, pid = true, program = true, parent = true,
  executed = true}
local CALL = {arch = true, number = true, syscall = true, count = true,
  runs = true, arguments = true, seen = true, processes = true}
local SHARE = {process = true, count = true, seen = true}
local ARGUMENT = {arg = true, width = true}
local SEEN = {values = true, count = true, runs = true}

-- A member that may be left out, read by `fn`.
local function optional(value, fn, ...)
  if value ~= nil then return fn(value, ...) end
end

-- A process; `runs` and `most` are how many of them and of processes there are.
local function process(r, value, what, runs, most)
  r.object(value, what, PROCESS)
  local entry = {
    run = r.integer(value.run, what .. ".run", 1),
    pid = optional(value.pid, r.integer, what .. ".pid", 1),
    program = optional(value.program, r.string, what .. ".program"),
    parent = optional(value.parent, r.integer, what .. ".parent", 1),
    executed = value.executed,
  }
  if entry.run > runs then r.bad(what .. ".run", "a run of this recording") end
  if entry.parent and entry.parent > most then
    r.bad(what .. ".parent", "a process of this recording")
  end
  if entry.executed ~= nil and entry.executed ~= true then
    r.bad(what .. ".executed", "true")
  end
  return entry
end

-- The values that were seen, of as many arguments.
local function seen_values(r, value, what, arguments)
  local list = r.list(value, what, function(seen, where)
    r.object(seen, where, SEEN)
    local out = {count = r.count(seen.count, where .. ".count"),
      runs = r.count(seen.runs, where .. ".runs")}
    out.values = r.list(seen.values, where .. ".values", r.integer)
    if #out.values ~= #arguments then
      r.bad(where .. ".values", "a value for each argument")
    end
    for i, argument in ipairs(arguments) do
      if argument.width == 32 and out.values[i] >> 32 ~= 0 then
        r.bad(where .. ".values", "a list of 32-bit values")
      end
    end
    return out
  end)
  -- a call without values would be allowed with none
  if #list == 0 then r.bad(what, "a list of values") end
  return list
end

-- Which processes made a call; their counts are its own.
local function shares(r, value, what, entry, most)
  local total, there = 0, {}
  local list = r.list(value, what, function(share, where)
    r.object(share, where, SHARE)
    local out = {process = r.integer(share.process, where .. ".process", 1),
      count = r.count(share.count, where .. ".count")}
    if out.process > most or there[out.process] then
      r.bad(where .. ".process", "a process of this recording, named once")
    end
    there[out.process] = true
    if share.seen ~= nil then
      if not entry.seen then
        r.bad(where .. ".seen", "a list of values of arguments that are known")
      end
      out.seen = seen_values(r, share.seen, where .. ".seen", entry.arguments)
    end
    total = total + out.count
    return out
  end)
  if total ~= entry.count then r.bad(what, "a list of all these calls") end
  for _, share in ipairs(list) do
    if entry.seen and #list > 1 and not share.seen then
      r.bad(what, "a list with the values of each")
    end
  end
  return list
end

-- The arguments whose values were seen, each once.
local function argument_list(r, value, what)
  local there = {}
  local list = r.list(value, what, function(argument, where)
    r.object(argument, where, ARGUMENT)
    local out = {arg = r.integer(argument.arg, where .. ".arg", 0, 5),
      width = r.integer(argument.width, where .. ".width")}
    if out.width ~= 32 and out.width ~= 64 then
      r.bad(where .. ".width", "32 or 64")
    end
    if there[out.arg] then r.bad(where .. ".arg", "named once") end
    there[out.arg] = true
    return out
  end)
  if #list == 0 then r.bad(what, "a list of arguments") end
  return list
end

-- The number of a call as the kernel shows it, as a signed integer.
local function call_number(r, value, what)
  local number = r.integer(value, what)
  if number < -1 << 31 or number > 0xffffffff then
    r.bad(what, "the number of a call (of 32 bits)")
  end
  return (number + (1 << 31) & 0xffffffff) - (1 << 31)
end

-- A call. The name is what people read, and the number what is allowed: so they
-- are of the same call.
local function call(r, value, what, most, there)
  r.object(value, what, CALL)
  local arch = r.string(value.arch, what .. ".arch")
  local entry = {
    arch = not find(arch, "\0", 1, true) and seccomp.arch(arch) or arch,
    number = call_number(r, value.number, what .. ".number"),
    syscall = optional(value.syscall, r.string, what .. ".syscall"),
    count = r.count(value.count, what .. ".count"),
    runs = r.count(value.runs, what .. ".runs"),
  }
  local key = entry.arch .. " " .. entry.number
  if there[key] then r.bad(what, "a call that is listed once") end
  there[key] = true
  if entry.syscall and (not find(entry.syscall, "^[%w_]+$") or
    not names.fits(entry.syscall, entry.number, entry.arch))
  then
    r.bad(what .. ".syscall", "the name of that number")
  end
  if (value.arguments == nil) ~= (value.seen == nil) then
    r.bad(what, "a call with values")
  end
  if value.seen ~= nil then
    entry.arguments = argument_list(r, value.arguments, what .. ".arguments")
    entry.seen = seen_values(r, value.seen, what .. ".seen", entry.arguments)
  end
  if value.processes ~= nil then
    entry.processes = shares(r, value.processes, what .. ".processes", entry,
      most)
  end
  return entry
end

--- Reads the text of a recording; its members, without the methods.
-- @tparam string op the public name of the function that fails
-- @tparam string text
-- @tparam string path what messages call it
-- @treturn table
function M.parse(op, text, path)
  local document, why = json.decode(text)
  if not document then
    errors.raise(op, "EINVAL", ("%s is not a recording: %s"):format(path,
      why))
  end
  local r = reader(op, path)
  r.object(document, "it", TOP)
  local format = document.seccomp_recording
  if math.type(format) ~= "integer" or format < OLDEST or format > FORMAT then
    r.bad("it", ("a recording of a known format: this version of " ..
      "lua-seccomp reads %d to %d"):format(OLDEST, FORMAT))
  end
  local runs = r.count(document.runs, "runs")
  local family = optional(document.processes, r.list, "processes",
    function(value, what)
      return process(r, value, what, runs, #document.processes)
    end)
  local most = family and #family or 0
  local function calls_of(field)
    local there = {}
    return r.list(document[field], field, function(value, what)
      return call(r, value, what, most, there)
    end)
  end
  return {
    runs = runs,
    by = optional(document.by, r.string, "by"),
    processes = family,
    command = optional(document.command, r.list, "command", r.string),
    interrupted = optional(document.interrupted, r.count, "interrupted"),
    calls = calls_of "calls",
    launcher = calls_of "launcher",
  }
end

return M
