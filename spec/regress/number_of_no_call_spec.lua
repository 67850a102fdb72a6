-- A rule can have a number that stands for no call; libseccomp takes it and
-- makes nothing of it. verify took a negative one for a want of memory.
local seccomp = require "seccomp"

describe("a rule for a number that stands for no call", function()
  it("is verified as the nothing that it is", function()
    for _, number in ipairs {-12345, -100000, 999999, 0x7fffffff} do
      local f = seccomp.filter "allow"
      f:add_rule(number, "errno(1)"):add_rule("read", "errno(2)")
      assert.are.equal(f, (f:verify()), number)
      assert.are.equal("errno(ENOENT)", tostring(f:program():simulate "read"))
    end
  end)
end)
