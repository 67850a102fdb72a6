-- SPDX-License-Identifier: MIT
-- spawn says of a process that its filter killed at execve, and of one that ran
-- and died at once, what it is by a call that the kernel refuses after execve:
-- setpgid. Where a filter of our own refuses that, every process seemed to have
-- run. And a signal's name was read with blanks and signs in it.
local seccomp = require "seccomp"
local support = require "spec.support"

describe("a process that is killed at execve", function()
  it("never ran, whatever our own filter refuses", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      seccomp.filter("allow"):add_rule("setpgid", "errno(EPERM)")
        :set("tsync", false):load()
      local kills = seccomp.filter("allow"):add_rule("execve", "kill_process")
      for _ = 1, 20 do
        local ok, err = pcall(seccomp.spawn, {"true"}, {filter = kills})
        assert(not ok and err.signal == "SIGSYS", tostring(err))
        assert(seccomp.spawn({"true"}, {filter = seccomp.filter "log"})
          :wait().exited == 0)
        assert(seccomp.spawn({"sh", "-c", "kill -SYS $$"}):wait()
          .signaled == "SIGSYS")
      end
    ]]
  end)
end)

describe("a real-time signal", function()
  it("is a number of digits after RTMIN", function()
    local process <close> = seccomp.spawn {"sleep", "60"}
    for _, name in ipairs {"RTMIN+ 1", "SIGRTMIN++1", "RTMIN+-0", "RTMIN+",
      "RTMIN+1 ", "RTMIN+99", "RTMIN-1"} do
      local ok, err = pcall(process.kill, process, name)
      assert.is_false(ok, name)
      assert.are.equal("EINVAL", err.code)
    end
    process:kill "RTMIN+1"
    assert.are.equal("SIGRTMIN+1", process:wait(10).signaled)
  end)
end)
