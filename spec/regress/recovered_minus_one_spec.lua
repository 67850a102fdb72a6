-- SPDX-License-Identifier: MIT
-- Number -1 of x86_64's token is amd64's, and x32's where a policy lists that
-- alone. policy:intersection() and union() of a policy for x32 and one for
-- another arch took it for a call of no listed arch, and ended in "this is a
-- bug in lua-seccomp"; a program for x32 came back as a policy for amd64, too.
local policies = require "seccomp.policy"

describe("number -1 of a policy for x32 alone", function()
  it("comes back as x32's", function()
    local p = policies.new {default = "allow", arches = {"x32"}, rules = {
      {"read", action = "log"}, {{0xffffffff, 0xffffffff}, action = "trap"}}}
    local back = p:compile():policy()
    assert.same({"x32"}, back.arches)
    assert.same({}, back:diff(p))
    assert.equal(2, #back.rules)
  end)

  it("gets what the two policies make of it", function()
    local a = policies.new {default = "trap", bad_arch = "errno(EDEADLK)",
      arches = {"mipsel"}}
    local b = policies.new {default = "allow", bad_arch = "errno(ELOOP)",
      arches = {"x32"}, rules = {{"socket", action = "trap(5)"}}}
    local call = {arch = "amd64", syscall = -1}
    assert.equal("errno(EDEADLK)",
      tostring((a:intersection(b):compile():simulate(call))))
    assert.equal("allow", tostring((a:union(b):compile():simulate(call))))
  end)
end)
