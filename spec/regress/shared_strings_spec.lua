-- SPDX-License-Identifier: MIT
-- A policy file's own state has 32 MiB, but a string that a table there has a
-- hundred thousand times is one string: each copy of it was one of ours. A file
-- of 1 MB took 2.9 GB before its two seconds were over.
local policy = require "seccomp.policy"
local support = require "spec.support"

describe("a policy file with a string many times", function()
  it("takes no more memory than it may", function()
    if support.sanitized() then
      pending "memory is not counted as ever"
      return
    end
    local text = ("local s = '%s'\nreturn {default = 'allow', rules = {%s}}")
      :format(("x"):rep(900000), ("s,"):rep(1000))
    local child = support.run([[
      local policy = require "seccomp.policy"
      local text = io.read "a"
      local ok, err = pcall(policy.parse, text, "big.policy")
      assert(not ok and err.code == "EINVAL", tostring(err))
      assert(err.message:find("it holds too much", 1, true), err.message)
      for line in io.lines "/proc/self/status" do
        local kib = line:match "^VmHWM:%s*(%d+)"
        if kib then print(kib) end
      end
    ]], {stdin = text})
    assert.equal(0, child.code, child.stderr)
    assert.is_true(tonumber(child.stdout) < 200 * 1024, child.stdout)
  end)

  it("is read where it is short", function()
    local rules = ("{'read', action = a},"):rep(2000)
    assert.truthy(policy.parse(("local a = 'errno(EPERM)'\nreturn " ..
      "{default = 'allow', rules = {%s}}"):format(rules), "small.policy"))
  end)
end)
