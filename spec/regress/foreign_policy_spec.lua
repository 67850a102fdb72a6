-- SPDX-License-Identifier: MIT
-- A policy for other arches than that of the process which installs it killed
-- the process without a word: every call of its own is of a bad arch.
local policy = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

describe("installing a policy for other arches", function()
  local native = seccomp.native_arch()
  local other = ({amd64 = "x86", s390x = "s390"})[native] or "amd64"

  it("raises, and says what to do", function()
    for _, action in ipairs {"kill_process", "kill_thread", "trap",
      "errno(EPERM)"}
    do
      local p = policy.new {default = "allow", arches = {other},
        bad_arch = action}
      local ok, err = pcall(p.load, p)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.equal("load", err.op)
      assert.equal(("the policy is for %s, and this process is %s: each " ..
        "call of its own would get the bad_arch action, %s. Add \"%s\" to " ..
        "the arches"):format(other, native, action, native), err.message)
    end
  end)

  it("does so where it lets the process go on", function()
    support.succeeds(([[
      local p = require("seccomp.policy").new {default = "kill_process",
        arches = {"%s"}, bad_arch = "allow"}
      assert(p:load() == p)
      os.exit(0)
    ]]):format(other))
  end)
end)
