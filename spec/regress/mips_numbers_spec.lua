-- SPDX-License-Identifier: MIT
-- The calls of mips o32 begin at 4000, and libseccomp names 183 as well as
-- 4183 `socket`. Two look-ups of a call's own number began at 0 and took 183:
-- lint saw no rule on calls that libseccomp has pseudo numbers for, and so no
-- way around them, and `resolve` listed numbers that no mips has.
local command = require "spec.command"
local policies = require "seccomp.policy"

describe("a call's own number on mips", function()
  it("is the one that lint looks at", function()
    for _, arch in ipairs {"mips", "mipsel"} do
      local found
      for _, finding in ipairs(policies.new {default = "allow", arches = {arch},
          rules = {{"accept", action = "errno(EPERM)"}}}:lint()) do
        if finding.id == "way-around" then found = finding end
      end
      assert.equal("accept4", found and found.witness.syscall)
    end
  end)

  it("is the one that resolve shows", function()
    local child = command.run {"resolve", "--arch", "mips", "socket"}
    assert.equal(0, child.code)
    local numbers = {}
    for number in child.stdout:gmatch "socket +(-?%d+)" do
      numbers[#numbers + 1] = tonumber(number)
    end
    assert.same({4183, -101}, numbers)
  end)
end)
