-- SPDX-License-Identifier: MIT
-- export asks libseccomp about each spelling of a profile, a hundred of them,
-- and libseccomp can take twenty seconds for one: a policy of four rules took
-- minutes. After ten seconds of CPU time no other is tried. The policy here
-- needs its fifth.
local support = require "spec.support"

local function exported(clock)
  return support.succeeds([[
    ]] .. clock .. [[
    local ok, err = pcall(require("seccomp.oci").export,
      require("seccomp.policy").new {
        default = "errno(EPERM)", bad_arch = "kill_thread", arches = {"amd64"},
        rules = {
          {"personality", "mmap", action = "errno(EACCES)",
            when = {{1, "==", 0}, {0, ">", 0}}},
          {"personality", "mmap", action = "kill_process",
            when = {{0, ">", 3}, {1, "==", 6, width = 32}}},
        }}, {arch = "amd64"})
    io.write(ok and "exported" or tostring(err))
  ]]).stdout
end

describe("a profile that libseccomp takes in its fifth spelling", function()
  if support.library_at_least(2, 6) then
    pending "of libseccomp 2.5"
    return
  end

  it("is exported", function()
    assert.equal("exported", exported "")
  end)

  it("is refused where the time is over, with what the first would do",
  function()
    assert.matches("no container would be held to this policy", exported [[
      local seconds = 0
      os.clock = function() seconds = seconds + 11 return seconds end
    ]])
  end)
end)
