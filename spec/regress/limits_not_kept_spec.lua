-- SPDX-License-Identifier: MIT
-- Limits that were not set passed for set: a kernel of 32 bits says that it
-- did, and makes 4 GiB and more unlimited. So does a filter that has
-- prlimit64(2) skipped, by which this is played here.
local support = require "spec.support"

it("a limit that the kernel does not keep is an error", function()
  support.succeeds([[
    local seccomp = require "seccomp"
    seccomp.filter "allow"
      :add_rule("prlimit64", "errno(0)", {2, "!=", 0}):load()
    for name, value in pairs {memory = 1 << 40, core = 12345, files = 77} do
      local ok, err = pcall(seccomp.spawn, {"true"},
        {limits = {[name] = value}})
      assert(not ok and err.code == "EOVERFLOW", tostring(err))
      local told = ("cannot set limit %s to %d: "):format(name, value)
      assert(err.message:find(told, 1, true), err.message)
      assert(err.message:find("keeps another value", 1, true), err.message)
    end
  ]], {env = support.goes_on})
end)
