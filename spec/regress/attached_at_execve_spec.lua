-- SPDX-License-Identifier: MIT
-- ptrace(2) waits for an execve(2) that is under way, and then refuses with
-- EPERM what it had found by a number, which ended by it. Of a process whose
-- threads execute one after the other `attached.of` said that it "cannot be
-- stopped to be read", as if a right were missing: on a busy machine each of a
-- hundred tries, with a pause before it, met the next execve.
local seccomp = require "seccomp"
local supervisor = require "seccomp.supervisor"
local support = require "spec.support"

local PTRACE_SEIZE = 0x4206

-- What is said of a process where PTRACE_SEIZE is refused so many times. In the
-- end filters are not shown to a process that has one itself.
local function said(refusals)
  local path, tries = os.tmpname(), 0
  finally(function() os.remove(path) end)
  local words = support.interpreter()
  table.move({"-e", ([[
    local process = require("seccomp").spawn({"sleep", "60"},
      {die_with_parent = true})
    local said = require("seccomp.core.attached").read({process.pid}, 20000)[1]
    process:kill "KILL"
    local file = assert(io.open(%q, "w"))
    file:write(said.outcome, " ", said.errno):close()
  ]]):format(path)}, 1, 2, #words + 1, words)
  supervisor.run(words, {
    filter = seccomp.filter "allow":add_rule("ptrace", "notify",
      {0, "==", PTRACE_SEIZE}),
    default = "ENOSYS",
    on = {ptrace = function()
      tries = tries + 1
      return tries <= refusals and "EPERM" or "continue"
    end},
  })
  return support.slurp(path), tries
end

describe("a process that executes while it is looked at", function()
  it("is looked at again at once", function()
    if said(0) == "refused EPERM" then
      pending "Yama lets nobody trace but parents here"
      return
    end
    for refusals = 0, 2 do
      local outcome, tries = said(refusals)
      assert.equal("denied EACCES", outcome)
      assert.equal(refusals + 1, tries)
    end
  end)

  it("is not for ever", function()
    local outcome, tries = said(math.huge)
    assert.equal("refused EPERM", outcome)
    assert.equal(3, tries)
  end)
end)
