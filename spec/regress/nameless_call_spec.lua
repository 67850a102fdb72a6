-- SPDX-License-Identifier: MIT
-- A call of a number that no table has is recorded without arguments. A policy
-- that holds arguments asked what these are by the number, and raised.
local record = require "seccomp.record"
local support = require "spec.support"

describe("a recorded call without a name", function()
  it("is allowed by its number, arguments held or not", function()
    local path = os.tmpname()
    support.spew(path, [[{"seccomp_recording": 1, "runs": 1, "command": ["x"],
      "calls": [{"arch": "amd64", "number": 3000, "count": 1, "runs": 1}],
      "launcher": []}]])
    local recording = record.load(path)
    os.remove(path)
    for _, tightness in ipairs {"names", "arguments"} do
      local program = recording:policy {tightness = tightness}:compile()
      assert.equal("allow", tostring((program:simulate {syscall = 3000,
        arch = "amd64", arg0 = 7})))
    end
  end)
end)
