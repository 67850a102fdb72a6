-- SPDX-License-Identifier: MIT
-- A recording from elsewhere can have calls of an arch that this libseccomp
-- does not know. What its policy raised was the C module's complaint about an
-- arch name, with a line of lib/seccomp/kernel/calls.lua: the check that says
-- which call it is stood behind the first use of the arch.
local record = require "seccomp.record"
local support = require "spec.support"

describe("a recorded call of an unknown arch", function()
  for _, list in ipairs {"calls", "launcher"} do
    it("is named by policy(), in " .. list, function()
      local path = os.tmpname()
      local text = '{"seccomp_recording": 1, "runs": 1, "calls": [], ' ..
        '"launcher": []}'
      support.spew(path, (text:gsub('"' .. list .. '": %[', "%0" ..
        '{"arch": "vax", "number": 7, "count": 1, "runs": 1}')))
      local recording = record.load(path)
      os.remove(path)
      local ok, err = pcall(function()
        local policy = recording:policy()
        return policy
      end)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.equal("policy", err.op)
      assert.matches("^spec/regress/recorded_arch_spec.lua:%d+: policy: " ..
        "call 7 of arch vax, which libseccomp does not know", tostring(err))
    end)
  end
end)
