-- SPDX-License-Identifier: MIT
-- A recorder waits for the processes that it traces, and the kernel counts a
-- child that has not executed yet among these. Where another process of ours
-- was between its filter and its execve as the last traced one ended, the
-- recorder slept on, and nothing ever woke it: one recording in some thousands
-- did not end. A process whose execve waits for an answer is between the two
-- for as long as one likes.
local support = require "spec.support"

describe("a recording beside a process that has not executed yet", function()
  it("ends", function()
    local child = support.run([[
      local seccomp, record = require "seccomp", require "seccomp.record"
      local other = seccomp.spawn({"true"}, {listener = true,
        filter = seccomp.filter "allow":add_rule("execve", "notify")})
      local r = record.record({"true"}, {progress = false, by = "ptrace"})
      assert(r.status.exited == 0)
      local request = assert(other.listener:receive(10))
      request:continue()
      assert(other:wait(10).exited == 0)
    ]], {timeout = 30})
    assert(child.code == 0, support.describe(child))
  end)
end)
