-- SPDX-License-Identifier: MIT
-- A policy of a recording had this machine's arch beside those of the calls:
-- what was recorded on arm64 gave one policy there, and a wider one on amd64;
-- on s390x, whose byte order is another, it raised EDOM. A profile for amd64
-- raised the same there, and did not say that --arch helps.
local here = require "spec.here"
local oci = require "seccomp.oci"
local record = require "seccomp.record"
local seccomp = require "seccomp"
local support = require "spec.support"

-- arches of machines that this one is not, of either byte order
local FOREIGN = {}
for _, arch in ipairs {"riscv64", "ppc64", "ppc64le", "parisc", "mips"} do
  if arch ~= here.arch then FOREIGN[#FOREIGN + 1] = arch end
end

local function recording(arch)
  return record.parse("openat(AT_FDCWD, \"a\", O_RDONLY) = 3\n", "log",
    {arch = arch})
end

describe("what was recorded on another machine", function()
  it("gives a policy for that machine alone", function()
    for _, arch in ipairs(FOREIGN) do
      for _, tightness in ipairs {"names", "arguments"} do
        local policy = recording(arch):policy {tightness = tightness}
        assert.same({arch}, policy.arches)
        local program = policy:compile()
        assert.equal("allow", tostring(program:simulate {arch = arch,
          syscall = "openat", arg2 = 0}))
        assert.equal("kill_process", tostring(program:simulate {
          arch = here.arch, syscall = "openat"}))
      end
    end
  end)

  it("does so where it has nothing but its launcher", function()
    local made = record.parse("execve(\"/a\", [\"a\"], 0x7f) = 0\n", "log",
      {arch = FOREIGN[1]}):policy()
    assert.same({FOREIGN[1]}, made.arches)
  end)

  it("has this machine's arch where some call has", function()
    local made = recording(here.arch):policy()
    assert.same({here.arch}, made.arches)
  end)

  it("has it beside that of a program of another of its ABIs", function()
    local compat = ({amd64 = "x86", arm64 = "arm", s390x = "s390",
      ppc64 = "ppc"})[here.arch]
    if not compat then return pending "no other ABI is known here" end
    assert.same({here.arch, compat}, recording(compat):policy().arches)
  end)
end)

describe("a profile for machines of another byte order", function()
  it("asks which is meant", function()
    local foreign = here.little and "s390x" or "amd64"
    local text = ([[{"defaultAction": "SCMP_ACT_ERRNO",
      "architectures": ["%s"], "syscalls": [{"names": ["read"],
      "action": "SCMP_ACT_ALLOW"}]}]]):format(
      here.little and "SCMP_ARCH_S390X" or "SCMP_ARCH_X86_64")
    for _, check in ipairs {true, false} do
      local err = support.raised(oci.import, text, {dialect = "crun",
        check = check})
      assert.equal("EDOM", err.code)
      assert.equal(("arches %s and %s have different byte orders: one " ..
        "program cannot serve both; a container's filter always has the " ..
        "native arch, %s: option \"arch\" names that of another machine")
        :format(here.arch, foreign, here.arch), err.message)
    end
    local policy = oci.import(text, {dialect = "crun", arch = foreign})
    assert.same({foreign}, policy.arches)
    assert.equal("allow", tostring(policy:compile():simulate {arch = foreign,
      syscall = "read"}))
    assert.is_truthy(seccomp.arch(foreign))
  end)
end)
