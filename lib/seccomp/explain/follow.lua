--- A command runs under a program of which each denial, and each call that is
-- logged, stops. It is told of, and then done as the program says: by the
-- kernel, as without us, where the command can be traced, and else by us.
-- @module seccomp.explain.follow

-- SPDX-License-Identifier: MIT
local errors = require "seccomp.error"
local returns = require "seccomp.explain.returns"
local trace = require "seccomp.core.trace"
local watch = require "seccomp.record.watch"

local M = {}

local io, ipairs, setmetatable, tonumber = io, ipairs, setmetatable, tonumber
local execute = os.execute

local ADVICE = "explain it by notification (option by = \"notify\", " ..
  "lua-seccomp run --explain --by notify)"

local SIGSYS = 1 << 30

-- Whether SIGSYS would kill a thread: not caught, ignored or blocked.
local function dies_of_sigsys(pid)
  local file = io.open(("/proc/%d/status"):format(pid))
  if not file then return false end
  local status = file:read "a"
  file:close()
  for _, set in ipairs {"SigBlk", "SigIgn", "SigCgt"} do
    local mask = tonumber(status:match(set .. ":%s*(%x+)") or "", 16)
    if not mask or mask & SIGSYS ~= 0 then return false end
  end
  return true
end

-- Does to the caller what the program says; true when that kills it. The kernel
-- cannot be asked to kill after all, so a signal does.
local function carry_out(request, action)
  local name, code = action.name, action.code
  if name == "errno" and code ~= 0 then
    request:fail(code)
  elseif name == "errno" then
    request:reply(0)
  elseif name == "trace" then
    request:fail "ENOSYS" -- nobody traces it
  else
    local deadly = name ~= "trap"
    -- SIGSYS is what the kernel kills by; one that does not die of it gets the
    -- other
    local signal = deadly and not dies_of_sigsys(request.pid) and "KILL" or
      "SYS"
    execute(("kill -%s %d 2>/dev/null"):format(signal, request.pid))
    request:fail "EPERM"
    return deadly
  end
  return false
end

-- The calls that a tracer shows, until nobody is left.
local function by_ptrace(tracer, program, numbers, options, told)
  local function dealt(pid, arch, number, _, ...)
    if not pid then return false end
    local action, value = tracer:decide(program)
    if returns.silent(value) then
      local obstacle = watch.obstacle(tracer, tracer:name(), arch, ...)
      if obstacle then watch.refuse("explain", pid, obstacle, ADVICE) end
      return true
    end
    told(tracer, tracer:name(), action, pid, arch, number, ...)
    if not options.complain and not returns.permits(value) then
      local ok, code = tracer:renumber(numbers[value])
      -- gone is one that was killed meanwhile
      if not ok and code ~= "ESRCH" then
        errors.raise("explain", code, "a call could not be refused: " .. ADVICE)
      end
    end
    return true
  end
  while dealt(tracer:next()) do end
  return tracer:ended()
end

-- The same by notification; true when the command itself was killed.
local function by_notify(process, program, options, told)
  local killed = false
  for request in watch.requests(process.listener, process) do
    local action = trace.decide(request, program)
    told(request, request.syscall, action, request.pid, request.arch,
      request.number, request.arg0, request.arg1, request.arg2, request.arg3,
      request.arg4, request.arg5)
    if options.complain or action.name == "log" then
      request:continue()
    else
      local kills = carry_out(request, action)
      killed = killed or kills and request.pid == process.pid
    end
  end
  return killed
end

--- Runs a command, and tells of each call that the program does not simply
-- allow.
-- @tparam {string,…} argv
-- @tparam Program program
-- @tparam table options `spawn` (of seccomp.spawn), `by`, `complain`
-- @tparam function told called with what reads the caller's memory
--   (`read_string`), the call's name, the Action, its pid, arch, number and
--   arguments
-- @treturn table what became of the command, as Process:wait has it
-- @treturn table `{by=, fallback=, ended=}`, see the Report
function M.run(argv, program, options, told)
  local asking = returns.instead_of_others(program, "notify")
  if not asking then
    errors.raise("explain", "EOPNOTSUPP", "the program computes what it " ..
      "returns: its denials cannot be told from the rest")
  end
  local traced, numbers = returns.traced(program)
  local process, tracer, why = watch.start(argv, options.spawn, options.by,
    function(by) return by == "notify" and asking or traced end, true)
  -- one that has ended is not there to be ended
  local _ <close> = setmetatable({}, {__close = function()
    process:kill "SIGKILL"
  end})
  local how, killed = {by = tracer and "ptrace" or "notify", fallback = why},
    false
  if tracer then
    local _ <close> = tracer
    how.ended = by_ptrace(tracer, program, numbers, options, told) or nil
  else
    local _ <close> = process.listener
    killed = by_notify(process, program, options, told)
    how.ended = options.spawn.foreground and watch.caught() ~= nil or nil
  end
  local result = process:wait()
  -- what the kernel would have said
  return killed and {signaled = "SIGSYS"} or result, how
end

return M
