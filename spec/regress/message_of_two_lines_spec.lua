-- SPDX-License-Identifier: MIT
-- Messages quote the name they are about. A name with a line feed in it made
-- `tostring(err)` two lines long, and one with an escape sequence steered the
-- terminal that showed it.
local seccomp = require "seccomp"

describe("messages that quote control characters", function()
  it("stay one line", function()
    local f = seccomp.filter "allow"
    for _, call in ipairs {
      function() f:add_rule("re\nad", "kill") end,
      function() f:get "lo\ng" end,
      function() f:add_arch "x8\r\n6" end,
      function() seccomp.action "all\now" end,
      function() seccomp.condition {arg = 0, op = "=\n", value = 1} end,
      function() seccomp.filter("allow", {["\27[2Jx"] = 1}) end,
    } do
      local ok, err = pcall(call)
      assert.is_false(ok)
      assert.is_nil(tostring(err):find "%c", tostring(err))
      assert.is_nil(err.message:find "%c", err.message)
    end
    local _, err = pcall(f.add_rule, f, "re\nad", "kill")
    assert.truthy(err.message:find("re\\nad", 1, true), err.message)
  end)

  it("are what look-ups return, too", function()
    local name, message = seccomp.arch "x86\27[2J"
    assert.is_nil(name)
    assert.is_nil(message:find "%c")
    name, message = seccomp.syscall_number "op\nen"
    assert.is_nil(name)
    assert.is_nil(message:find "%c")
    assert.truthy(message:find("op\\nen", 1, true))
  end)
end)
