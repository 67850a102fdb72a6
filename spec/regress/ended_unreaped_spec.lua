-- SPDX-License-Identifier: MIT
-- Before Linux 6.11 a process uses its filter until somebody has waited for it,
-- so where the program waited for the listener first, as README's own loop
-- does, `receive` never said "closed": it hung (seen on Debian's 5.10 and 6.1).
-- Here the older kernel is played by a library that hides what poll(2) tells.
local native = require "spec.native"
local support = require "spec.support"

local function on(release, code)
  local older = native.module "older"
  local asan = os.getenv "ASAN_LIBRARY"
  if asan then older = asan .. ":" .. older end
  local why = support.no_preload(older)
  if why then return pending(why) end
  return support.succeeds([[
    local seccomp = require "seccomp"
    local filter = seccomp.filter("allow"):add_rule({"mkdir", "mkdirat"},
      "notify")
    local function start(command)
      return seccomp.spawn({"sh", "-c", command},
        {filter = filter, listener = true, stdout = "null"})
    end
  ]] .. code, {timeout = 20, env = {OLDER_RELEASE = release,
    LD_PRELOAD = older}})
end

describe("before Linux 6.11, a listener", function()
  it("is closed though nobody has waited for its process", function()
    on("6.1.0-50-amd64", [[
      local p = start "mkdir /nonexistent/a /nonexistent/b; exit 3"
      local n = 0
      for req in function() return p.listener:receive() end do
        n = n + 1
        req:fail "EDQUOT"
      end
      assert(n == 2, n)
      assert(p:wait().exited == 3)
      assert(select(2, p.listener:receive()) == "closed")
    ]])
  end)

  it("is closed within a timeout, and when looked at", function()
    on("6.1.0", [[
      local p = start "exit 4"
      assert(select(2, p.listener:receive(10)) == "closed")
      assert(p:wait(5).exited == 4)
      p = start "exit 5"
      repeat
        local _, why = p.listener:receive(0)
      until why == "closed"
      assert(p:wait(5).exited == 5)
      p = start "exec sleep 9"
      assert(select(2, p.listener:receive(0)) == "timeout")
      assert(select(2, p.listener:receive(0.05)) == "timeout")
      assert(p.listener:timeout() > 0)
      p:kill "KILL"
      assert(select(2, p.listener:receive()) == "closed")
      assert(p.listener:timeout() == nil)
      assert(p:wait().signaled == "SIGKILL")
    ]])
  end)

  it("is closed though the script has dropped its process", function()
    on("6.1.0", [[
      local listener = start("exit 6").listener
      collectgarbage()
      collectgarbage()
      assert(select(2, listener:receive()) == "closed")
    ]])
  end)

  it("serves what its process leaves behind", function()
    on("6.1.0", [[
      local p = start "(sleep 0.3; mkdir /nonexistent/x) 2>/dev/null & exit 7"
      local req = assert(p.listener:receive(10))
      assert(p:wait(0).exited == 7)
      req:reply(0)
      assert(select(2, p.listener:receive()) == "closed")
    ]])
  end)

  it("says that execve failed, and whose status was taken", function()
    on("6.1.0", [[
      local p = seccomp.spawn({"/no/such"}, {listener = true,
        filter = seccomp.filter("allow"):add_rule("execve", "notify")})
      p.listener:receive():continue()
      assert(select(2, p.listener:receive()) == "closed")
      assert(p:wait().exec_error == "ENOENT")
    ]])
  end)

  it("is served to the end by a supervisor", function()
    on("6.1.0", [[
      local result = require("seccomp.supervisor").run({"sh", "-c",
        "mkdir /nonexistent/x && sleep 0.6; exit 3"},
        {filter = filter, default = {value = 0}})
      assert(result.exited == 3)
      local s = require("seccomp.supervisor").new(start "exit 2",
        {default = "EPERM"})
      assert(select(2, s:step(10)) == "closed")
    ]])
  end)

  it("is closed with its process where the kernel never tells", function()
    on("5.4.0", [[
      local p = start "mkdir /nonexistent/x 2>/dev/null; exit 3"
      p.listener:receive():reply(0)
      assert(select(2, p.listener:receive()) == "closed")
      assert(p:wait(0).exited == 3)
    ]])
  end)

  it("lets nobody else wait in vain", function()
    on("6.1.0", [[
      local p = start "exit 8"
      assert(p:wait().exited == 8)
      assert(select(2, p.listener:receive()) == "closed")
    ]])
  end)
end)
