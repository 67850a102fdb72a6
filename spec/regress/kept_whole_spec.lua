-- SPDX-License-Identifier: MIT
-- Whoever recorded a long run and misspelled what he wanted of it, with
-- --only-program or --since, lost all of it: nothing was written, --save
-- neither. And --arch without a log to read was passed over.
local command = require "spec.command"
local record = require "seccomp.record"
local support = require "spec.support"

describe("lua-seccomp record", function()
  local directory
  setup(function() directory = support.directory() end)
  teardown(function() support.remove(directory) end)

  it("keeps all where there is no such part", function()
    local kept = directory .. "/kept"
    for _, option in ipairs {"--only-program=none", "--since=execve",
      "--only-pid=1"}
    do
      local child = command.run {"record", option, "--save", kept, "-o",
        directory .. "/policy", "--", "true"}
      assert.equal(2, child.code)
      assert.truthy(child.stderr:find("all that was recorded is in " .. kept,
        1, true), child.stderr)
      assert.truthy(#record.load(kept).calls > 5)
      assert.is_nil(io.open(directory .. "/policy"))
      os.remove(kept)
      -- a log is there as it was
      support.spew(directory .. "/log", "getpid() = 1\n")
      child = command.run {"record", option, "--save", kept, "--join",
        directory .. "/log"}
      assert.equal(2, child.code)
      assert.is_nil(io.open(kept))
    end
  end)

  it("takes an arch for a log alone", function()
    local child = command.run {"record", "--arch", "x86", "--", "true"}
    assert.equal(2, child.code)
    assert.truthy(child.stderr:find("--arch is of a log", 1, true),
      child.stderr)
  end)
end)
