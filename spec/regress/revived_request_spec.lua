-- SPDX-License-Identifier: MIT
-- What a Request owes, an answer, is an object of its own, which serves one
-- request after the other; collected, it denies. A finalizer that found a
-- Request in what it finalizes, answered that and received the next gave this
-- one the very object that the collector was about to finalize: a request that
-- the script held was denied.
local support = require "spec.support"

describe("a request answered by a finalizer", function()
  it("leaves the next one alone", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      local asks = seccomp.filter("allow"):add_rule("getcwd", "notify")
      local p <close> = seccomp.spawn(
        {"/bin/sh", "-c", "cd / && (/bin/pwd & /bin/pwd; wait)"},
        {filter = asks, listener = true, stdout = "null", stderr = "null"})
      local l = p.listener
      local second
      do
        local first = assert(l:receive(10))
        setmetatable({first}, {__gc = function(held)
          assert(held[1]:continue())
          second = assert(l:receive(10))
        end})
      end
      collectgarbage()
      collectgarbage()
      assert(second and not second.answered)
      assert(second:continue() == true)
    ]]
  end)
end)
