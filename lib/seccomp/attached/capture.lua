--- Filters that a command installs, seen by ptrace(2).
-- @module seccomp.attached.capture

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local kernel = require "seccomp.core.attached"
local seccomp = require "seccomp.core"
local calls = require "seccomp.core.kernel"
local trace = require "seccomp.core.trace"
local watch = require "seccomp.record.watch"

local M = {}

local error, pairs, type = error, pairs, type

-- Operations of seccomp(2) and prctl(2).
local SET_MODE_STRICT, SET_MODE_FILTER = 0, 1
local PR_SET_SECCOMP, MODE_STRICT, MODE_FILTER = 22, 1, 2

-- SECCOMP_FILTER_FLAG_*, by the names that Program:load has for them.
local FLAGS = {"tsync", "log", "ssb", "listener", "tsync_esrch", "wait_kill"}

-- Flags as a set: names in a list, and as keys. One without a name is its
-- number.
local function flags_of(bits)
  local set = {}
  for i = 0, 31 do
    if bits >> i & 1 ~= 0 then
      local name = FLAGS[i + 1] or ("0x%x"):format(1 << i)
      set[#set + 1], set[name] = name, true
    end
  end
  return set
end

local ADVICE = "run it without that"

-- What a call that stands is about to do, or nil for one that installs nothing.
local function attempt_of(tracer, tid, name, arg0, arg1, arg2)
  local by, flags, address, strict = name, 0, nil, false
  if name == "seccomp" then
    local operation = arg0 & 0xffffffff
    if operation == SET_MODE_FILTER then
      flags, address = arg1 & 0xffffffff, arg2
    elseif operation == SET_MODE_STRICT then
      strict = true
    else
      return nil
    end
  elseif name == "prctl" and arg0 & 0xffffffff == PR_SET_SECCOMP then
    if arg1 == MODE_FILTER then
      address = arg2
    elseif arg1 == MODE_STRICT then
      strict = true
    else
      return nil
    end
  else
    return nil
  end
  local status = kernel.status(tid) or {}
  local pid = status.pid or tid
  local attempt = {by = by, flags = flags_of(flags), address = address,
    strict = strict, pid = pid, tid = tid, name = kernel.name(pid) or "",
    before = status.filters}
  if address then attempt.bytes, attempt.unread = tracer:filter(address) end
  return attempt
end

-- Whether the call of an attempt, which returned `value`, really installed
-- something. Another filter, or who answers for it, can have it return 0; and a
-- thread that cannot follow TSYNC is a positive value.
local function installed(attempt, value)
  local flags = attempt.flags
  if value > 0 and not flags.listener then return false end
  local now = kernel.status(attempt.tid)
  if attempt.strict then return not now or now.mode == MODE_STRICT end
  if attempt.before and now and now.filters then
    return now.filters > attempt.before
  end
  return not now or now.mode == MODE_FILTER
end

-- The entry of a list that an attempt becomes.
local function entry_of(attempt)
  return {pid = attempt.pid, tid = attempt.tid, name = attempt.name,
    by = attempt.by, flags = attempt.flags}
end

-- Ends an attempt: puts it where it belongs.
local function conclude(tracer, attempt, value, errno, list, more)
  local entry = entry_of(attempt)
  local fine = not errno and installed(attempt, value)
  local bytes, unread = attempt.bytes, attempt.unread
  if fine and attempt.strict then
    more.strict[#more.strict + 1] = entry
    return
  elseif attempt.strict then
    entry.mode = "strict"
  elseif fine then
    -- who else has that memory may have changed it before the kernel read it
    local again = tracer:filter(attempt.address)
    entry.raced = again ~= nil and bytes ~= nil and again ~= bytes or nil
    bytes = bytes or again
  end
  if bytes then
    local ok, program = errors.attempt(seccomp.program, bytes)
    if ok then
      entry.program = program
    else
      unread = "EINVAL"
    end
  end
  if not entry.program and not attempt.strict then
    entry.unread = unread or "EFAULT"
  end
  if fine then
    list[#list + 1] = entry
  else
    entry.errno = errno or value > 0 and "ESRCH" or nil
    more.failed[#more.failed + 1] = entry
  end
end

-- Notes all filters until nobody is left.
local function note_all(tracer, list, more)
  local attempts, bad = {}, nil

  local function noted(tid, arch, number, _, ...)
    if not tid then return false end
    if not arch then -- a call returns: number is what, and then comes an errno
      local attempt = attempts[tid]
      attempts[tid] = nil
      if attempt then conclude(tracer, attempt, number, _, list, more) end
      return true
    end
    local name = calls.call(number, arch).name
    local obstacle = watch.obstacle(tracer, name, arch, ...)
    bad = obstacle and {tid, obstacle}
    attempts[tid] = attempt_of(tracer, tid, name, ...)
    return not bad
  end

  while noted(tracer:next()) do end
  if bad then watch.refuse("capture", bad[1], bad[2], ADVICE) end
end

M.OPTIONS = {env = true, cwd = true, stdin = true, stdout = true,
  stderr = true, foreground = "boolean", detach = "boolean"}

-- Starts the command.
local function start(argv, options)
  local with = {}
  for key, value in pairs(options) do with[key] = value end
  with.detach = nil
  with.tracer = trace.calls(options.detach)
  if not with.tracer then
    errors.raise("capture", "EOPNOTSUPP",
      "calls can be watched in this way from Linux 5.3 on")
  end
  local ok, process = errors.attempt(seccomp.spawn, argv, with)
  if ok then return process, with.tracer end
  if type(process) == "string" then
    process = process:gsub("'spawn'", "'capture'"):gsub("^[^:]*:%d+: ", "")
  end
  error(process, 0)
end

--- Runs a command and notes the filters that are installed; see
-- `seccomp.attached`, which checks the arguments.
-- @tparam {string,…} argv
-- @tparam table options
-- @treturn {table,…}
-- @treturn table
function M.capture(argv, options)
  local list, more = {}, {failed = {}, strict = {}}
  local _ <close> = watch.holding(options.foreground)
  local process, tracer = start(argv, options)
  local _ <close> = tracer
  note_all(tracer, list, more)
  more.ended = tracer:ended() or nil
  more.status = process:wait()
  return list, more
end

return M
