-- SPDX-License-Identifier: MIT
-- Both sides of what lint decides by: a finding, and the policy next to it that
-- gives none.
local linting = require "spec.linting"

local find, lacks = linting.find, linting.lacks
local lint = linting.lint

local function of(findings, id)
  for _, finding in ipairs(findings) do
    if finding.id == id then return finding end
  end
end

describe("lint", function()
  it("shows a call newer than all, of an arch of the policy", function()
    for arch, least in pairs {amd64 = 450, arm64 = 450, x32 = 0x40000000,
      s390x = 450, mips64 = 5000}
    do
      local spec = {arches = {arch}, rules = {{"read", action = "allow"}}}
      local found = find(spec, "newer-calls")
      assert.equal(arch, found.witness.arch)
      assert.equal("number", type(found.witness.syscall))
      assert.is_true(found.witness.syscall >= least, arch)
      spec.unknown = "errno(ENOSYS)"
      lacks(spec, "newer-calls")
      spec.unknown, spec.default = nil, "errno(ENOSYS)"
      lacks(spec, "newer-calls")
      spec.default = "kill_process"
      lacks(spec, "newer-calls")
    end
  end)

  it("asks of a program's calls what becomes of them", function()
    for action, told in pairs {["errno(EPERM)"] = true, kill_process = true,
      trap = true, ["errno(ENOSYS)"] = false, notify = false, log = false,
      allow = false}
    do
      local findings = lint({default = "allow", rules = {
        {"accept4", action = action}}}, {program = "daemon"})
      assert.equal(told, of(findings, "program-needs") ~= nil, action)
    end
  end)
end)
