-- SPDX-License-Identifier: MIT
-- A rule can have a number that stands for no call; libseccomp takes it and
-- makes nothing of it. verify took a negative one for a want of memory. So did
-- the guard against libseccomp's hangs with the lowest of all, which was taken
-- with conditions, and then the filter took no other call that had any, and
-- could not be exported.
local here = require "spec.here"
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

  it("is in nobody's way, whatever its number", function()
    local numbers = {-12345, -0x7fffffff, -0x80000000}
    local f = seccomp.filter "allow"
    if here.multiplexed then
      -- below -100 are the calls of socketcall
      local ok, err = pcall(f.add_rule, f, -100, "errno(1)")
      assert.is_false(ok)
      assert.are.equal("EFAULT", err.code)
      assert.matches("number %-100: this number stands for no call of " ..
        here.arch, err.message)
    else
      numbers[4] = -100
    end
    for _, number in ipairs(numbers) do
      f = seccomp.filter "allow"
      f:add_rule(number, "errno(1)", {0, "==", 1})
      f:add_rule("getpid", "errno(1)", {0, "==", 1})
      -- refused, so from now on a closer look is taken
      assert.is_false(pcall(f.add_rule, f, "getpid", "trap", {0, "==", 1}))
      f:add_rule(number, "errno(1)", {0, "==", 2})
      f:add_rule("read", "errno(2)", {0, "!=", 1}, {1, "==", 1})
      assert.are.equal(4, #f:rules())
      assert.are.equal("errno(ENOENT)",
        tostring(f:program():simulate("read", 0, 1)))
    end
  end)
end)
