--- Recordings as files: JSON, checked to the last member when it is read.
-- @module seccomp.record.file
local errors = require "seccomp.error"
local json = require "seccomp.oci.json"
local seccomp = require "seccomp.core"

local M = {}

local ipairs, pairs, type = ipairs, pairs, type
local find = string.find
local write_file = require("seccomp.core.file").write

-- The first format had no processes, and did not say how calls were seen.
local FORMAT, OLDEST = 2, 1

local KEYS = {"seccomp_recording", "runs", "command", "by", "status",
  "interrupted", "processes", "run", "pid", "program", "parent", "executed",
  "calls", "launcher", "arch", "syscall", "number", "count", "arguments", "arg",
  "width", "seen", "values", "process"}

--- The errno name of a failed file operation.
local function errno_name(number)
  local ok, action = pcall(seccomp.action, "errno", number)
  return ok and tostring(action):match "%((E%w+)%)" or "EIO"
end

M.errno_name = errno_name

--- Writes a recording to a file, whole or not at all.
function M.save(recording, path)
  local text = json.encode({seccomp_recording = FORMAT, runs = recording.runs,
    command = recording.command, by = recording.by,
    interrupted = recording.interrupted, processes = recording.processes,
    calls = recording.calls, launcher = recording.launcher}, KEYS)
  if find(path, "\0", 1, true) then
    errors.raise("save", "EINVAL", "the path has an embedded NUL", 3)
  end
  local ok, message, number = write_file(path, text)
  if not ok then errors.raise("save", errno_name(number), message, 3) end
end

-- Readers of members: each returns the value, or raises through `bad`.
local function reader(op, path)
  local r = {}
  local function bad(what, expected)
    errors.raise(op, "EINVAL",
      ("%s is not a recording: %s is not a %s"):format(path, what, expected), 7)
  end
  function r.integer(value, what, least)
    local number = json.unsigned(value, 64)
    if not number or (least and number < least) then bad(what, "number") end
    return number
  end
  function r.string(value, what)
    if json.type(value) ~= "string" then bad(what, "string") end
    return value
  end
  function r.object(value, what, members)
    if type(value) ~= "table" then bad(what, "object") end
    for key in pairs(value) do
      if not members[key] then bad(what .. "." .. tostring(key), "member") end
    end
    return value
  end
  function r.list(value, what, fn)
    if type(value) ~= "table" then bad(what, "list") end
    local n = 0
    for _ in pairs(value) do n = n + 1 end
    if n ~= #value then bad(what, "list") end
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

-- A process; `runs` and `most` are how many of them and of processes there are.
local function process(r, value, what, runs, most)
  r.object(value, what, PROCESS)
  local entry = {
    run = r.integer(value.run, what .. ".run", 1),
    pid = value.pid and r.integer(value.pid, what .. ".pid", 1),
    program = value.program and r.string(value.program, what .. ".program"),
    parent = value.parent and r.integer(value.parent, what .. ".parent", 1),
    executed = value.executed,
  }
  if entry.run > runs then r.bad(what .. ".run", "run of this recording") end
  if entry.parent and entry.parent > most then
    r.bad(what .. ".parent", "process of this recording")
  end
  if entry.executed ~= nil and entry.executed ~= true then
    r.bad(what .. ".executed", "\"true\"")
  end
  return entry
end

-- The values that were seen, of as many arguments.
local function seen_values(r, value, what, arguments)
  return r.list(value, what, function(seen, where)
    r.object(seen, where, SEEN)
    local out = {count = r.integer(seen.count, where .. ".count", 1),
      runs = r.integer(seen.runs, where .. ".runs", 1)}
    out.values = r.list(seen.values, where .. ".values", r.integer)
    if #out.values ~= #arguments then
      r.bad(where .. ".values", "value for each argument")
    end
    for i, argument in ipairs(arguments) do
      if argument.width == 32 and out.values[i] >> 32 ~= 0 then
        r.bad(where .. ".values", "32-bit value")
      end
    end
    return out
  end)
end

-- Which processes made a call; their counts are its own.
local function shares(r, value, what, entry, most)
  local total, there = 0, {}
  local list = r.list(value, what, function(share, where)
    r.object(share, where, SHARE)
    local out = {process = r.integer(share.process, where .. ".process", 1),
      count = r.integer(share.count, where .. ".count", 1)}
    if out.process > most or there[out.process] then
      r.bad(where .. ".process", "process of this recording, named once")
    end
    there[out.process] = true
    if share.seen ~= nil and not entry.seen then
      r.bad(where .. ".seen", "list of values of arguments that are known")
    end
    out.seen = share.seen and seen_values(r, share.seen, where .. ".seen",
      entry.arguments)
    total = total + out.count
    return out
  end)
  if total ~= entry.count then r.bad(what, "list of all these calls") end
  for _, share in ipairs(list) do
    if entry.seen and #list > 1 and not share.seen then
      r.bad(what, "list with the values of each")
    end
  end
  return list
end

local function call(r, value, what, most)
  r.object(value, what, CALL)
  local entry = {
    arch = r.string(value.arch, what .. ".arch"),
    number = r.integer(value.number, what .. ".number"),
    syscall = value.syscall and r.string(value.syscall, what .. ".syscall"),
    count = r.integer(value.count, what .. ".count", 1),
    runs = r.integer(value.runs, what .. ".runs", 1),
  }
  if (value.arguments == nil) ~= (value.seen == nil) then
    r.bad(what, "call with values")
  end
  if value.seen ~= nil then
    entry.arguments = r.list(value.arguments, what .. ".arguments",
      function(argument, where)
        r.object(argument, where, ARGUMENT)
        local out = {arg = r.integer(argument.arg, where .. ".arg", 0),
          width = r.integer(argument.width, where .. ".width")}
        if out.arg > 5 then r.bad(where .. ".arg", "argument") end
        if out.width ~= 32 and out.width ~= 64 then
          r.bad(where .. ".width", "width")
        end
        return out
      end)
    entry.seen = seen_values(r, value.seen, what .. ".seen", entry.arguments)
  end
  entry.processes = value.processes and
    shares(r, value.processes, what .. ".processes", entry, most)
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
      why), 5)
  end
  local r = reader(op, path)
  r.object(document, "it", TOP)
  local format = document.seccomp_recording
  if math.type(format) ~= "integer" or format < OLDEST or format > FORMAT then
    r.bad("it", ("recording of a known format: this version of lua-seccomp " ..
      "reads %d to %d"):format(OLDEST, FORMAT))
  end
  local runs = r.integer(document.runs, "runs", 1)
  local family = document.processes and r.list(document.processes, "processes",
    function(value, what)
      return process(r, value, what, runs, #document.processes)
    end)
  local most = family and #family or 0
  local function one(value, what) return call(r, value, what, most) end
  return {
    runs = runs,
    by = document.by and r.string(document.by, "by"),
    processes = family,
    command = document.command and r.list(document.command, "command",
      r.string),
    interrupted = document.interrupted and r.integer(document.interrupted,
      "interrupted", 1),
    calls = r.list(document.calls, "calls", one),
    launcher = r.list(document.launcher, "launcher", one),
  }
end

return M
