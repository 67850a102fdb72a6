--- What the specs of listeners, processes and supervisors share: a program
-- that makes calls (spec/c/target.c), started under a filter that notifies.

-- SPDX-License-Identifier: MIT
local here = require "spec.here"
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local M = {}

--- The call that mkdir(1) makes: arm64 and others of its age have no mkdir.
-- Its path is `M.made(request)`.
M.MKDIR = here.call("mkdir", "mkdirat")

function M.made(request)
  return request:read_string(
    request[request.syscall == "mkdir" and "arg0" or "arg1"])
end

--- Path of spec/c/target.c, compiled once.
function M.target()
  M.program = M.program or native.program "target"
  return M.program
end

--- A filter that allows all but the calls named, which it notifies.
function M.notify(...)
  local filter = seccomp.filter "allow"
  for _, name in ipairs {...} do filter:add_rule(name, "notify") end
  return filter
end

--- Starts the target (`what`, then a call's name or number, then the rest)
-- under a filter that notifies that call, or under `options.filter`. Returns
-- the Process, and a function that waits for its end and returns what it wrote
-- and its outcome.
function M.start(what, call, rest, options)
  options = options or {}
  local number = type(call) == "string" and seccomp.syscall_number(call) or call
  local argv = {M.target(), what, tostring(number)}
  for i, word in ipairs(rest or {}) do argv[3 + i] = tostring(word) end
  local output = io.tmpfile()
  local process = seccomp.spawn(argv, {
    filter = options.filter or M.notify(call),
    listener = true,
    stdin = options.stdin,
    stdout = output,
    env = options.env,
    wait_kill = options.wait_kill,
  })
  return process, function()
    local outcome = process:wait(10 * support.slower)
    output:seek "set"
    local text = output:read "a"
    output:close()
    return text, outcome
  end
end

--- The next request, which must come soon.
function M.next(process)
  local listener = process.listener or process
  local request, why = listener:receive(10 * support.slower)
  assert(request, why)
  return request
end

--- What the target printed of its call: the value, as an integer, the errno's
-- number, and the memory.
function M.result(text)
  local value, errno = text:match "value (0x%x+)\nerrno (%d+)\n"
  assert(value, "the target printed " .. text)
  return math.tointeger(value), math.tointeger(errno),
    text:match "memory (.-)\n"
end

--- Sends a signal to the process whose call waits: KILL, or another.
function M.kill(request, signal)
  assert(os.execute(("kill -%s %d"):format(signal or "KILL", request.pid)))
end

--- Answers everything with `answer`, a function, until the listener closes;
-- returns how many there were.
function M.drain(listener, answer)
  local n = 0
  while true do
    local request, why = listener:receive(10 * support.slower)
    if not request then
      assert(why == "closed", why)
      return n
    end
    n = n + 1
    answer(request, n)
  end
end

--- Our own pid.
function M.pid()
  return tonumber(support.slurp "/proc/self/stat":match "^%d+")
end

--- How many descriptors this process has open. Those of the pipe that the list
-- comes by are left out: on a busy machine it is made before popen(3) has
-- closed its other end here.
function M.descriptors()
  local list = io.popen("readlink /proc/self/fd/1; ls -l /proc/" .. M.pid() ..
    "/fd")
  local own, n = "-> " .. list:read "l", 0
  for line in list:lines() do
    if line:find("-> ", 1, true) and line:sub(-#own) ~= own then n = n + 1 end
  end
  list:close()
  return n
end

--- Iterates over the pids of our children, those that were not reaped included.
function M.children()
  local pid = M.pid()
  local list = support.slurp(("/proc/%d/task/%d/children"):format(pid, pid))
  local next_pid = list:gmatch "%d+"
  return function()
    local child = next_pid()
    return child and math.tointeger(child)
  end
end

--- How many of our children are zombies.
function M.zombies()
  local n = 0
  for child in M.children() do
    local stat = support.slurp("/proc/" .. child .. "/stat")
    if stat and stat:match "%) (%a)" == "Z" then n = n + 1 end
  end
  return n
end

return M
