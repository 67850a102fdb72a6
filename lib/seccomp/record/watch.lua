--- How the calls of a command come to be seen: by ptrace(2), which changes
-- nothing for it, or by notification.
-- @module seccomp.record.watch

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local kernel = require "seccomp.core.listener"
local seccomp = require "seccomp.core"
local signals = require "seccomp.core.signals"
local trace = require "seccomp.core.trace"

local M = {}

local error, io, ipairs, pairs, pcall, setmetatable, type =
  error, io, ipairs, pairs, pcall, setmetatable, type

local LD_ARCH, JEQ, RET = 0x20, 0x15, 0x06
local ARCH_AT, TOKEN_X86 = 4, 0x40000003
local NOTIFY, TRACE = 0x7fc00000, 0x7ff00000

-- Every call of every arch to the listener.
local NOTIFY_ALL = ("=I2BBI4"):pack(RET, 0, 0, NOTIFY)

-- The same to the tracer; the data say whether it is one of x86, for kernels
-- whose ptrace(2) does not.
local TRACE_ALL = ("=I2BBI4I2BBI4I2BBI4I2BBI4"):pack(LD_ARCH, 0, 0, ARCH_AT,
  JEQ, 0, 1, TOKEN_X86, RET, 0, 0, TRACE | 1, RET, 0, 0, TRACE)

-- Requests of ptrace(2) that a process which is traced cannot make, or cannot
-- have made: PTRACE_TRACEME, PTRACE_ATTACH, PTRACE_SEIZE.
local TRACES = {[0] = true, [16] = true, [0x4206] = true}
-- A clone(2) whose child no tracer gets.
local CLONE_UNTRACED = 0x00800000

--- Why a call cannot be made by a process that is traced, as the end of a
-- sentence; nil for one that can.
-- @tparam Tracer tracer whose call stands
-- @tparam string name of the call
-- @tparam string arch
-- @param ... its arguments
-- @treturn ?string
function M.obstacle(tracer, name, arch, first, second)
  local flags
  if name == "ptrace" then
    return TRACES[first & 0xffffffff] and "traces other processes" or nil
  elseif name == "clone" then
    flags = (arch == "s390x" or arch == "s390") and second or first
  elseif name == "clone3" then
    local bytes = tracer:read(first, 8)
    flags = bytes and ("=I8"):unpack(bytes) or 0
  else
    return nil
  end
  return flags & CLONE_UNTRACED ~= 0 and
    "starts processes that none may trace (CLONE_UNTRACED)" or nil
end

-- The name of a process, as it can be shown.
local function program_of(pid)
  local file <close> = io.open(("/proc/%d/comm"):format(pid))
  local name = file and file:read "l"
  return (name or "a process"):gsub("%c", "?")
end

--- Raises for a program that cannot be traced.
-- @tparam string op
-- @tparam integer pid
-- @tparam string obstacle
-- @tparam string advice what to do
function M.refuse(op, pid, obstacle, advice)
  errors.raise(op, "EBUSY", ("%s (pid %d) %s, which it cannot while it is " ..
    "traced itself: %s"):format(program_of(pid), pid, obstacle, advice))
end

--- Raises for a pipe among the options of a command that is watched until it
-- has ended: it would wait for somebody at the other end.
-- @tparam string op
-- @tparam table options
function M.no_pipes(op, options)
  for _, name in ipairs {"stdin", "stdout", "stderr"} do
    if options[name] == "pipe" then
      errors.raise(op, "EINVAL", ("option %s is a pipe, and nobody could " ..
        "have its other end while the command runs: take a file " ..
        "(io.tmpfile) or \"null\""):format(name))
    end
  end
end

--- Starts a command that is traced, or that notifies where it cannot be traced
-- or `by` says so.
-- @tparam {string,…} argv
-- @tparam table options of seccomp.spawn
-- @tparam ?string by `"ptrace"`, `"notify"`, or nil for the first that can be
--   had
-- @tparam function program makes the Program for `"ptrace"` or `"notify"`
-- @tparam ?boolean deciding whether calls are to be decided anew
-- @treturn Process
-- @treturn ?Tracer nil by notification
-- @treturn ?string why it is by notification, where nobody asked for that
function M.start(argv, options, by, program, deciding)
  local with, why = {}, nil
  for key, value in pairs(options) do with[key] = value end
  if by ~= "notify" then
    local tracer = trace.new(deciding)
    local traced = tracer and program "ptrace"
    if traced then
      with.filter, with.tracer = traced, tracer
      local ok, process = pcall(seccomp.spawn, argv, with)
      if ok then return process, tracer end
      if type(process) ~= "table" or not process.untraced or by == "ptrace" then
        error(process, 0)
      end
      why = "ptrace(2) was refused (" .. process.code .. ")"
    else
      why = tracer and "the program is too long for another few instructions" or
        deciding and trace.new(false) and
        ("before Linux %s no tracer refuses calls here"):format(
        seccomp.native_arch() == "amd64" and "5.3" or "6.16") or
        "this kernel does not show calls to a tracer"
      if by == "ptrace" then
        errors.raise("spawn", "EOPNOTSUPP", why)
      end
    end
  end
  with.tracer, with.listener, with.filter = nil, true, program "notify"
  with.wait_kill = kernel.wait_kill
  return seccomp.spawn(argv, with), nil, why
end

--- Says that a command is watched by notification though nobody asked for it.
-- @tparam string why
-- @tparam function say takes a line
function M.warn(why, say)
  say("lua-seccomp: ", why, ": the calls are watched by notification, and a " ..
    "signal can end one with EINTR that would not end otherwise")
end

-- How long to wait before looking whether the process is still there.
local LOOK = 0.25
-- After how many requests to look in any case.
local OFTEN = 16

--- The requests of a Listener until nobody uses its filter, as an iterator: the
-- Request, or nothing where there was none for a while.
-- @tparam Listener listener
-- @tparam ?Process process whose listener it is
-- @tparam ?function time what time is left; the end comes with it
function M.requests(listener, process, time)
  local received = 0
  return function()
    while true do
      local left = time and time() or LOOK
      if left <= 0 then return nil end
      local req, why = listener:receive(left < LOOK and left or LOOK)
      if why == "closed" then return nil end
      received = received + 1
      -- old kernels tell that it is over only once it is reaped
      if process and (not req or received % OFTEN == 0) and process:wait(0) and
        signals.caught()
      then
        return nil
      end
      if req then return req end
    end
  end
end

--- Says what became of processes that outlived a command, and whose watching a
-- signal ended.
-- @tparam string by `"ptrace"` or `"notify"`
-- @tparam string command its name
-- @tparam function say takes a line
function M.warn_ended(by, command, say)
  say("lua-seccomp: processes that ", command, " left behind ",
    by == "ptrace" and "were ended with the watching" or
    "are not watched any more: their calls fail with ENOSYS")
end

--- The program that has each call traced, or noticed.
-- @tparam string by `"ptrace"` or `"notify"`
-- @treturn Program
function M.everything(by)
  return seccomp.program(by == "ptrace" and TRACE_ALL or NOTIFY_ALL)
end

--- The last signal that nobody was there for, or nil.
M.caught = signals.caught

--- Has signals that nobody is there for held until what this returns is closed,
-- where a command is in the foreground.
-- @tparam boolean foreground
function M.holding(foreground)
  return foreground and signals.hold() or setmetatable({}, {__close =
    function() end})
end

return M
