-- SPDX-License-Identifier: MIT
-- A refused rule has the filter built anew from its log. With the API level
-- lowered since, libseccomp would not take rules again that it had taken
-- before, and the filter was lost (released) for a refused rule.
local support = require "spec.support"

describe("a rule refused under a lowered API level", function()
  it("leaves the filter as it was", function()
    local child = support.succeeds [[
      local seccomp = require "seccomp"
      local f = seccomp.filter("allow", {log = true, ssb = true})
      f:add_rule("read", "log"):add_rule("write", "kill_process")
      f:add_rule("close", "notify")
      local before = f:export_bpf()
      seccomp.set_api(1)
      local ok, err = pcall(f.add_rule_exact, f, -10001, "trap")
      assert(not ok and f:is_valid(), tostring(err))
      assert(f:export_bpf() == before)
      assert(f:get "log" and f:get "ssb" and f:get "tsync")
      print(seccomp.api())
      os.exit(0, true)
    ]]
    assert.equal("1\n", child.stdout)
  end)
end)
