-- SPDX-License-Identifier: MIT
-- The kernel gives what was killed by its filter a mode of its own, 3, which no
-- header has: for as long as nobody had waited for such a process,
-- `lua-seccomp attached` ended with "attempt to concatenate a nil value (field
-- 'mode')".
local attached = require "seccomp.attached"
local command = require "spec.command"
local kernel = require "seccomp.core.attached"
local seccomp = require "seccomp"
local support = require "spec.support"

describe("a process that was killed by its filter", function()
  it("is listed as one that has a filter", function()
    local process = seccomp.spawn({"sh", "-c", "cd /; exit 3"},
      {filter = seccomp.filter "allow":add_rule("chdir", "kill_process")})
    local entry
    for _ = 1, 3000 do
      if kernel.status(process.pid).state == "Z" then break end
      kernel.nap()
    end
    for _, each in ipairs(attached.list()) do
      if each.pid == process.pid then entry = each end
    end
    assert.same({"filter", 1, true}, {entry.mode, entry.filters, entry.agree})
    for _, words in ipairs {{"attached"}, {"attached", "--all"}} do
      local child = command.run(words)
      assert.equal(0, child.code, support.describe(child))
      assert.matches("\n *" .. process.pid .. "  %S+ +filter ", child.stdout)
    end
    assert.same({signaled = "SIGSYS"}, process:wait(10))
  end)
end)
