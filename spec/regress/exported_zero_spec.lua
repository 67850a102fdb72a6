-- SPDX-License-Identifier: MIT
-- On s390x runc answers the number 0 with ENOSYS, too, by which older kernels
-- show calls that they do not know. No policy that denies the rest with EPERM
-- could be exported for it there, as those of recordings: now 0 is among the
-- numbers that no call has, which runc's answer to new calls is told for.
local oci = require "seccomp.oci"
local policy = require "seccomp.policy"

describe("a policy of s390x for runc", function()
  it("is exported, and what 0 gets is told", function()
    local made = policy.new {default = "errno(EPERM)", bad_arch = "kill_thread",
      unknown = "errno(ENOSYS)", arches = {"s390x"},
      rules = {{"read", "write", action = "allow"}}}
    local text, losses = oci.export(made, {dialect = "runc 1.1.5"})
    assert.equal(1, #losses)
    assert.equal("stub-numbers", losses[1].id)
    local back = oci.import(text, {dialect = "runc 1.1.5", arch = "s390x",
      check = false}):compile()
    local program = made:compile()
    for number, want in pairs {[0] = "errno(ENOSYS)", [3] = "allow",
      [5] = "errno(EPERM)", [1000] = "errno(ENOSYS)",
      [0x80000000] = "errno(ENOSYS)"} do
      assert.equal(want, tostring(back:simulate {arch = "s390x",
        syscall = number}), number)
    end
    assert.equal("errno(EPERM)", tostring(program:simulate {arch = "s390x",
      syscall = 0}))
    -- a runc that does not do so
    text = oci.export(made, {dialect = "runc 1.1.2"})
    assert.equal("errno(EPERM)", tostring(oci.import(text, {check = false,
      dialect = "runc 1.1.2", arch = "s390x"}):compile():simulate {
      arch = "s390x", syscall = 0}))
  end)
end)
