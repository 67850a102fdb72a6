-- SPDX-License-Identifier: MIT
-- `receive` saw that there was a request, and made the object for it; that may
-- run the finalizers of a script. One of these took the request, and `receive`
-- asked the kernel for it all the same: it waited past its timeout, for the
-- next.
local support = require "spec.support"

describe("a request that a finalizer takes while it is received", function()
  local HELD = [[
    local seccomp = require "seccomp"
]] .. support.NO_PAUSE .. [[
    local asks = seccomp.filter("allow"):add_rule("getcwd", "notify")
    local program = asks:program()
    collectgarbage()
    local armed, act, took = false, nil, nil
    local meta = {}
    function meta.__gc()
      setmetatable({}, meta)
      if armed then armed = false; took = act() end
    end
    setmetatable({}, meta)

    -- What receive comes to, and what `fn` came to in its midst.
    local function meanwhile(fn)
      local p <close> = seccomp.spawn({"/bin/pwd"}, {filter = program,
        listener = true, stdout = "null", stderr = "null"})
      local l = p.listener
      act, took = function() return fn(l) end, nil
      local ok, request, why
      for _ = 1, 20 do -- the call may be held only by and by
        armed = true
        ok, request, why = pcall(l.receive, l, 0.5)
        armed = false
        if took then break end
      end
      assert(took, "no collection in receive")
      return ok, request, why
    end
  ]]

  it("is not waited for past the timeout", function()
    support.succeeds(HELD .. [[
      local ok, request, why = meanwhile(function(l) return l:receive(0) end)
      assert(ok and request == nil and why == "timeout", tostring(why))
    ]], {timeout = 10})
  end)

  it("is not waited for on a listener that it closes", function()
    support.succeeds(HELD .. [[
      local ok, err = meanwhile(function(l) l:close() return true end)
      assert(not ok and err.code == "EBADF", tostring(err))
    ]], {timeout = 10})
  end)
end)
