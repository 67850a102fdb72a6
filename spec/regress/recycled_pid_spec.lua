-- SPDX-License-Identifier: MIT
-- Where somebody else reaps our children (the kernel itself does where SIGCHLD
-- is ignored) a process is gone before `wait` has seen it, and its pid can be
-- another's. `kill` and `<close>` sent that one the signal, and `wait` waited
-- for it, where it was ours as well.
local support = require "spec.support"

local CODE = [[
  local seccomp = require "seccomp"

  local function stands(pid)
    local file = io.open("/proc/" .. pid .. "/stat")
    local text = file and file:read "a"
    if file then file:close() end
    return text ~= nil and not text:find "%) [ZX] "
  end

  local pipes = {} -- to collect one is to wait for it

  -- A program under the number that the process had.
  local function successor(pid)
    for _ = 1, 100 do
      local last = io.open("/proc/sys/kernel/ns_last_pid", "w")
      if not last or not last:write(pid - 1) or not last:close() then break end
      local pipe = io.popen "echo $$; exec sleep 60 >/dev/null"
      local other = pipe:read "n"
      pipes[#pipes + 1] = pipe
      if other == pid then return pid end
      os.execute("kill -9 " .. other)
    end
    print "untested"
    os.exit(0)
  end

  local function lose(use)
    local process = seccomp.spawn {"true"}
    while stands(process.pid) do end
    local other = successor(process.pid)
    use(process)
    local lives = stands(other)
    os.execute("kill -9 " .. other)
    assert(lives, "another process got the signal")
  end

  lose(function(process)
    local sent, why = process:kill "KILL"
    assert(sent == false and why == "gone")
  end)
  lose(function(process)
    local ok, err = pcall(process.wait, process, 10)
    assert(not ok and err.code == "ECHILD", tostring(err))
  end)
  lose(function(process)
    do local _ <close> = process end
  end)
]]

describe("a process that somebody else has reaped", function()
  it("has no signal sent to who got its number", function()
    if not support.has_command "/usr/bin/python3" then
      pending "no python3 to ignore SIGCHLD with"
      return
    end
    local path = os.tmpname()
    finally(function() os.remove(path) end)
    support.spew(path, CODE)
    local child = support.script({"/usr/bin/python3", "-c", [[
import os, signal, sys
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
os.execvp(sys.argv[1], sys.argv[1:])
]], support.lua, path}, {timeout = 30})
    assert(child.code == 0, support.describe(child))
    if child.stdout:find "untested" then
      pending "pids cannot be chosen here"
    end
  end)
end)
