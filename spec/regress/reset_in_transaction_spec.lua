-- SPDX-License-Identifier: MIT
-- The guard that foresees libseccomp's hangs notes which calls the filter's log
-- has rules for, and up to which event. After a reset within a transaction the
-- log begins anew with lower numbers, and rules that then came under a number
-- already seen were not noted: the guard took a tree to be empty that an
-- unconditional rule had ended, and refused what is harmless.
local seccomp = require "seccomp"
local support = require "spec.support"

describe("after a reset within a transaction", function()
  if not support.library_at_least(2, 6) then
    pending "transactions need libseccomp 2.6"
    return
  end

  it("the guard knows the rules that came since", function()
    local f = seccomp.filter("kill_process", {arches = {"amd64"}})
    for i = 1, 10 do f:add_rule("read", "allow", {0, "==", i}) end
    f:transaction(function()
      f:reset "kill_process"
      f:add_rule("write", "allow", {0, "==", 1})
    end)
    f:add_rule("socket", "allow")
    f:add_rule("socket", "allow", {0, "!=", 16}, {1, "==", 1})
    -- which hangs where the rule without conditions is not there
    f:add_rule("socket", "allow", {0, "!=", 16}, {2, "==", 0})
    assert.equal("allow", tostring((f:program():simulate("socket", 16))))
    local g = seccomp.filter("kill_process", {arches = {"amd64"}})
    g:add_rule("socket", "allow", {0, "!=", 16}, {1, "==", 1})
    local ok, err = pcall(g.add_rule, g, "socket", "allow", {0, "!=", 16},
      {2, "==", 0})
    assert.is_false(ok)
    assert.equal("EDEADLK", err.code)
  end)
end)
