-- SPDX-License-Identifier: MIT
-- lint {program = "cli"} said of a policy for arm and x86 that each of 27
-- programs makes these calls there, arch_prctl among them: they had been
-- measured on amd64, and i386's libc calls set_thread_area.
local policies = require "seccomp.policy"

local function findings(id, program, ...)
  local list = {}
  for _, finding in ipairs(policies.new {default = "errno(EPERM)",
    arches = {...}, rules = {{"read", action = "allow"}}}
    :lint {program = program})
  do
    if finding.id == id then list[#list + 1] = finding end
  end
  return list
end

describe("what programs need", function()
  it("is told with the arch where it was measured, on others", function()
    for program, count in pairs {cli = 27, daemon = 4, lua = 11} do
      local here = findings("program-needs", program, "amd64")[1]
      assert.matches(("^on amd64, .* %%(each of the %d that were measured " ..
        "makes them%%): .*arch_prctl"):format(count), here.message)
      for _, arch in ipairs {"x86", "arm", "arm64", "riscv64"} do
        local there = findings("program-needs", program, arch)
        assert.equal(1, #there)
        assert.matches(("^on %s, .* %%(each of the %d that were measured on " ..
          "amd64 makes them%%): "):format(arch, count), there[1].message)
        assert.is_nil(there[1].message:find("arch_prctl", 1, true))
        assert.is_nil(there[1].fix:find("arch_prctl", 1, true))
      end
    end
    assert.matches("%(many of the 4 that were measured on amd64 make them%)",
      findings("program-often", "daemon", "arm")[1].message)
  end)

  it("is crun's own doing everywhere", function()
    assert.matches("%(crun makes them itself under the filter%): ",
      findings("program-needs", "container", "arm64")[1].message)
  end)
end)

-- clone's flags were no word of flags, and a denial of one value was walked
-- around with CLONE_DETACHED, of which the kernel makes nothing
it("clone's flags are a word of flags", function()
  local function found(flags)
    for _, finding in ipairs(policies.new {default = "allow",
      arches = {"amd64"}, rules = {{"clone", action = "errno(EPERM)",
        when = {{"flags", "==", flags}}}}}:lint())
    do
      if finding.id == "flag-word" then return finding end
    end
  end
  -- whatever signal its end sends
  assert.equal('{"flags", "masked_eq", "CLONE_NEWUSER", "CLONE_NEWUSER"}',
    found("CLONE_NEWUSER|SIGCHLD").fix)
  assert.equal('{"flags", "masked_eq", "CLONE_THREAD", 0}',
    found("SIGCHLD").fix)
end)

-- parisc has a SOCK_NONBLOCK of its own (arch/parisc/include/asm/socket.h)
it("SOCK_NONBLOCK is not O_NONBLOCK on parisc", function()
  local constant = require("seccomp").constant
  for arch, value in pairs {parisc = 0x40000000, parisc64 = 0x40000000,
    mips = 0x80, amd64 = 0x800, ppc = 0x800}
  do
    assert.equal(value, constant("SOCK_NONBLOCK", arch), arch)
  end
  assert.equal(0x10000, constant("O_NONBLOCK", "parisc"))
end)
