-- SPDX-License-Identifier: MIT
-- A block on socketcall or ipc with conditions became a rule for the arches
-- that have it. Where none has, the list of arches was empty, and a profile
-- that each runtime takes was refused with "rules[1].arches has no arch in it",
-- a place that nobody can find in it. So was the export of a policy for amd64.
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"

describe("a block on a multiplexer that no arch has", function()
  it("means nothing there", function()
    for _, name in ipairs {"socketcall", "ipc"} do
      local profile = {defaultAction = "SCMP_ACT_ERRNO", syscalls = {
        {names = {name, "read"}, action = "SCMP_ACT_ALLOW", args = {
          {index = 0, value = 1, op = "SCMP_CMP_EQ"}}}}}
      for _, dialect in ipairs {"docker", "podman", "crun", "runc"} do
        for _, arch in ipairs {"amd64", "arm64"} do
          local imported = oci.import(profile, {dialect = dialect,
            arch = arch})
          assert.equal("allow", tostring(imported:compile():simulate {
            arch = arch, syscall = "read", arg0 = 1}))
        end
      end
    end
  end)

  it("is exported", function()
    local text = oci.export(policy.new {default = "errno(EPERM)",
      bad_arch = "kill_thread", arches = {"amd64"}, rules = {
        {"socketcall", action = "allow", optional = true,
          when = {{0, "==", 1}}},
      }}, {arch = "amd64"})
    assert.truthy(text:find("socketcall", 1, true))
  end)
end)
