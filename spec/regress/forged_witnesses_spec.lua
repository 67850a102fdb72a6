-- SPDX-License-Identifier: MIT
-- The memory of witnesses is freed by a finalizer, which took whatever had its
-- metatable for witnesses. The debug library can give that to any userdata,
-- and then free(3) was handed bytes of a FILE.
local support = require "spec.support"

describe("every metatable of ours", function()
  it("is safe on a userdata of others", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      require "seccomp.policy"
      -- makes those that are made late
      seccomp.filter "allow":export_pfc()
      local n = 0
      for name, meta in pairs(debug.getregistry()) do
        if type(name) == "string" and name:find "^seccomp" then
          n = n + 1
          for _, value in ipairs {io.tmpfile(), io.tmpfile()} do
            debug.setmetatable(value, meta)
            for key, method in pairs(meta) do
              if type(method) == "function" then
                pcall(method, value)
                pcall(method, value, "fd", 1)
              end
            end
          end
        end
      end
      assert(n >= 10, n)
      collectgarbage()
      os.exit(true, true)
    ]]
  end)
end)
