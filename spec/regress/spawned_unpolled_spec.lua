-- SPDX-License-Identifier: MIT
-- Where an outer filter refused ppoll(2), what started a process with a
-- listener did not see it die before it had its filter, and asked again without
-- a pause: spawn never returned, and took a processor meanwhile.
local seccomp = require "seccomp"
local support = require "spec.support"

describe("spawn with a listener, where nobody may call ppoll", function()
  it("sees a process die", function()
    if support.unwatched "calls" then
      pending(support.unwatched "calls")
      return
    end
    if (seccomp.syscall_number "poll" or -1) < 0 then
      pending "this arch has no poll"
      return
    end
    local child = support.run([[
      local seccomp = require "seccomp"
      local inner = seccomp.filter "allow":add_rule("getppid", "notify")
        :program()
      seccomp.filter "allow":add_rule("ppoll", "errno(EPERM)")
        :add_rule("seccomp", "kill_process"):load()
      local ok, err = pcall(seccomp.spawn, {"true"}, {filter = inner,
        listener = true})
      print(ok, err.signal)
      os.exit(0)
    ]], {timeout = 20})
    assert.equal("false\tSIGSYS\n", child.stdout, support.describe(child))
  end)
end)
