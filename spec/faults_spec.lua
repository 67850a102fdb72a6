-- SPDX-License-Identifier: MIT
-- Each system call that the module makes fails, with each errno that it can
-- give, and those that move bytes move half of them: spec/c/faults.c does it,
-- in the scenarios of spec/alloc, which are all public functions.
-- `FAULTS_ALL=1` tries all points and takes an hour,
-- `FAULTS_SEED=7` another sample.
local scenarios = require "spec.scenarios"
local support = require "spec.support"

describe("where system calls fail", function()
  it("nothing is lost, half done, or called something else", function()
    local why = support.unwatched "calls" or support.no_glibc()
    if why then
      pending(why)
      return
    end
    local all = os.getenv "FAULTS_ALL"
    local child = scenarios.run("faults", all and 14400 or 300)
    if child.status == 77 then
      pending "written for x86-64 and i386, by ptrace(2)"
      return
    end
    assert(child.code == 0, child.stderr)
    local failed, points, calls = {}, 0, 0
    for call in child.stdout:gmatch "failed (%S+)\n" do
      if not failed[call] then calls = calls + 1 end
      failed[call] = true
    end
    assert.truthy(child.stdout:find("shortened write\n", 1, true))
    for tried in child.stdout:gmatch "tried (%d+): " do
      points = points + tried
    end
    -- eight samples had 28 to 38 calls, and 149 to 245 points
    assert.is_true(calls > 20 and points > 100, calls .. " " .. points)
    io.write(("    %d calls failed, %d times\n"):format(calls, points))
  end)
end)
