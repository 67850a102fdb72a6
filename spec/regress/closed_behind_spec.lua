-- SPDX-License-Identifier: MIT
-- A pidfd that something else in the program had closed counted as one that had
-- told of the end: wait went on to wait for that, past its timeout.
local native = require "spec.native"
local support = require "spec.support"

describe("a pidfd that was closed behind its process", function()
  it("is an error of wait, not a wait without end", function()
    local _, helper = native.helper()
    support.succeeds(helper .. [[
      local seccomp = require "seccomp"
      local process = seccomp.spawn {"sleep", "60"}
      local fd = process:pollfd()
      if not fd then return end -- before Linux 5.3
      helper.close(fd)
      local ok, err = pcall(process.wait, process, 0.1)
      process:kill "KILL"
      assert(not ok and err.code == "EBADF", tostring(err))
    ]], {timeout = 30})
  end)
end)
