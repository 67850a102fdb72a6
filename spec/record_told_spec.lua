-- SPDX-License-Identifier: MIT
-- What is read of recordings and logs, and made of them, to the last count; and
-- what is said of those that are not read.
local record = require "seccomp.record"
local seccomp = require "seccomp"
local told = require "spec.told"

local env = {}

-- Values that were seen, with how often and in how many runs.
local function seen_text(list)
  local words = {}
  for i, seen in ipairs(list) do
    local values = {}
    for k, value in ipairs(seen.values) do values[k] = ("%#x"):format(value) end
    words[i] = ("%s (%d, %d)"):format(table.concat(values, "/"), seen.count,
      seen.runs)
  end
  return table.concat(words, ", ")
end

local function call_text(kind, call)
  local words = {("%s: %s %d %s, %d in %d"):format(kind, call.arch,
    call.number, tostring(call.syscall), call.count, call.runs)}
  if call.arguments then
    local places = {}
    for i, one in ipairs(call.arguments) do
      places[i] = ("arg%d of %d"):format(one.arg, one.width)
    end
    words[#words + 1] = table.concat(places, "/") .. ": " ..
      seen_text(call.seen)
  end
  for _, share in ipairs(call.processes or {}) do
    words[#words + 1] = ("by %d: %d%s"):format(share.process, share.count,
      share.seen and ", " .. seen_text(share.seen) or "")
  end
  return table.concat(words, "; ")
end

-- All that a recording has.
local function lines_of(recording)
  local lines = {("%d by %s"):format(recording.runs, tostring(recording.by))}
  local function add(...) lines[#lines + 1] = ... end
  for i, one in ipairs(recording.processes or {}) do
    add(("process %d: run %d, pid %s, %s%s%s"):format(i, one.run,
      tostring(one.pid), tostring(one.program), one.parent and
      ", of " .. one.parent or "", one.executed and ", executed" or ""))
  end
  for _, call in ipairs(recording.calls) do add(call_text("call", call)) end
  for _, call in ipairs(recording.launcher) do
    add(call_text("launcher", call))
  end
  if recording.interrupted then
    add("interrupted: " .. recording.interrupted)
  end
  for _, note in ipairs(recording.notes or {}) do add("note: " .. note) end
  return lines
end

local function of(source, options)
  return type(source) == "string" and record.parse(source, "log", options) or
    source
end

-- The text of a recording.
function env.text(calls, more)
  return ('{"seccomp_recording": 2, "runs": 1, "calls": [%s], ' ..
    '"launcher": []%s}'):format(table.concat(calls, ", "), more or "")
end

env.parse = of

-- A log of lines.
function env.log(...) return table.concat({...}, "\n") .. "\n" end

function env.read(source, options) return lines_of(of(source, options)) end

-- The policy of a recording, and what is said of it but for what lint has. The
-- arch of this machine is among those of a policy.
function env.policy(source, options)
  if seccomp.native_arch() ~= "amd64" then pending "of amd64" end
  options.base = options.base or false
  local policy, findings = of(source):policy(options)
  local lines = {}
  for line in tostring(policy):gmatch "[^\n]+" do lines[#lines + 1] = line end
  for _, one in ipairs(findings) do
    if one.id == "arguments-open" then
      lines[#lines + 1] = ("%s %s: %s; %s"):format(one.severity, one.id,
        one.message, one.fix)
    end
  end
  return lines
end

function env.refused(fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  return {type(err) == "table" and err.op .. " " .. err.code .. ": " ..
    err.message or (tostring(err):gsub("^%S+:%d+: ", ""))}
end

-- The same of a text that is read.
function env.unread(source, options) return env.refused(of, source, options) end

told.hold("record", env, describe, it)
