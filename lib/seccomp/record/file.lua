--- Recordings as files: JSON, checked to the last member when it is read.
-- @module seccomp.record.file
local errors = require "seccomp.error"
local json = require "seccomp.oci.json"
local seccomp = require "seccomp.core"

local M = {}

local ipairs, pairs, type = ipairs, pairs, type
local find, open = string.find, io.open
local write_file = require("seccomp.core.file").write

local FORMAT = 1

local KEYS = {"seccomp_recording", "runs", "command", "status",
  "interrupted", "calls", "launcher", "arch", "syscall", "number", "count",
  "arguments", "arg", "width", "seen", "values"}

-- The errno name of a failed file operation.
local function errno_name(number)
  local ok, action = pcall(seccomp.action, "errno", number)
  return ok and tostring(action):match "%((E%w+)%)" or "EIO"
end

--- Writes a recording to a file, whole or not at all.
function M.save(recording, path)
  local text = json.encode({seccomp_recording = FORMAT, runs = recording.runs,
    command = recording.command, interrupted = recording.interrupted,
    calls = recording.calls,
    launcher = recording.launcher}, KEYS)
  if find(path, "\0", 1, true) then
    errors.raise("save", "EINVAL", "the path has an embedded NUL", 3)
  end
  local ok, message, number = write_file(path, text)
  if not ok then errors.raise("save", errno_name(number), message, 3) end
end

-- Readers of members: each returns the value, or raises through `bad`.
local function reader(path)
  local r = {}
  local function bad(what, expected)
    errors.raise("load", "EINVAL",
      ("%s is not a recording: %s is not a %s"):format(path, what, expected), 5)
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

local TOP = {seccomp_recording = true, runs = true, command = true,
  interrupted = true, calls = true, launcher = true}
local CALL = {arch = true, number = true, syscall = true, count = true,
  runs = true, arguments = true, seen = true}
local ARGUMENT = {arg = true, width = true}
local SEEN = {values = true, count = true, runs = true}

local function call(r, value, what)
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
  if value.seen == nil then return entry end
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
  entry.seen = r.list(value.seen, what .. ".seen", function(seen, where)
    r.object(seen, where, SEEN)
    local out = {count = r.integer(seen.count, where .. ".count", 1),
      runs = r.integer(seen.runs, where .. ".runs", 1)}
    out.values = r.list(seen.values, where .. ".values", r.integer)
    if #out.values ~= #entry.arguments then
      r.bad(where .. ".values", "value for each argument")
    end
    for i, argument in ipairs(entry.arguments) do
      if argument.width == 32 and out.values[i] >> 32 ~= 0 then
        r.bad(where .. ".values", "32-bit value")
      end
    end
    return out
  end)
  return entry
end

-- A recording of more bytes is none that we wrote.
local MOST = 64 << 20

--- Reads a recording; its members, without the methods.
function M.load(path)
  if find(path, "\0", 1, true) then
    errors.raise("load", "EINVAL", "the path has an embedded NUL", 3)
  end
  local file, message, number = open(path, "rb")
  if not file then errors.raise("load", errno_name(number), message, 3) end
  local text
  text, message, number = file:read(MOST + 1)
  file:close()
  if not text and message then
    errors.raise("load", errno_name(number), path .. ": " .. message, 3)
  end
  text = text or ""
  if #text > MOST then
    errors.raise("load", "EFBIG", ("%s: a recording has at most %d bytes")
      :format(path, MOST), 3)
  end
  local document, why = json.decode(text)
  if not document then
    errors.raise("load", "EINVAL", ("%s is not a recording: %s"):format(path,
      why), 3)
  end
  local r = reader(path)
  r.object(document, "it", TOP)
  if document.seccomp_recording ~= FORMAT then
    r.bad("it", "recording of a known format")
  end
  local function one(value, what) return call(r, value, what) end
  return {
    runs = r.integer(document.runs, "runs", 1),
    command = document.command and r.list(document.command, "command",
      r.string),
    interrupted = document.interrupted and r.integer(document.interrupted,
      "interrupted", 1),
    calls = r.list(document.calls, "calls", one),
    launcher = r.list(document.launcher, "launcher", one),
  }
end

return M
