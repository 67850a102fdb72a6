-- SPDX-License-Identifier: MIT
-- A 64-bit kernel of mips has one entry for the processes of all three ABIs,
-- and each enters the others' calls by their numbers: a policy for mips64 that
-- denied execve let 4011 through, o32's, where its default was to allow. These
-- numbers get bad_arch; libseccomp gives them the default, which is said where
-- it is another.
local oci = require "seccomp.oci"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local OWN = {mips = 4000, mipsel = 4000, mips64 = 5000, mipsel64 = 5000,
  mips64n32 = 6000, mipsel64n32 = 6000}

describe("numbers of mips' other ABIs", function()
  it("get bad_arch", function()
    for arch, own in pairs(OWN) do
      local policy = policies.new {default = "allow", unknown = "errno(1)",
        bad_arch = "trap", arches = {arch},
        rules = {{"execve", action = "errno(2)"}}}
      local program = policy:compile()
      for _, number in ipairs {4000, 4011, 4999, 5000, 5057, 5999, 6000, 6999}
      do
        local call = {arch = arch, syscall = number}
        local mine = number // 1000 * 1000 == own
        local action, _, by = policy:decide(call)
        assert.equal(not mine, by == "bad_arch")
        assert.equal(not mine, tostring(action) == "trap")
        assert.equal(action, (program:simulate(call)))
      end
      assert.equal("allow", tostring((program:simulate {arch = arch,
        syscall = 3999})))
      assert.equal("errno(EPERM)", tostring((program:simulate {arch = arch,
        syscall = 7000})))
    end
  end)

  it("may be named by a rule", function()
    local program = policies.new {default = "allow", arches = {"mips64"},
      rules = {{4011, action = "errno(1)"}, {{6000, 6010}, action = "log",
        when = {{0, "==", 1}}}}}:compile()
    local function get(number, arg0)
      return program:simulate({arch = "mips64", syscall = number,
        arg0 = arg0}).name
    end
    assert.equal("errno", get(4011))
    assert.equal("kill_process", get(4012))
    assert.equal("log", get(6010, 1))
    assert.equal("kill_process", get(6010, 2))
  end)

  it("are why policy:filter() raises, with a call", function()
    local spec = {default = "errno(1)", arches = {"mips64"},
      rules = {{"read", action = "allow"}}}
    local ok, err = pcall(policies.new(spec).filter, policies.new(spec))
    assert.is_false(ok)
    assert.equal("EOPNOTSUPP", err.code)
    assert.matches("say so with a rule on the range", err.message)
    assert.equal("mips64", err.witness.arch)
    assert.is_true(err.witness.syscall < 5000 or err.witness.syscall > 5999)
    spec.rules[2] = {{4000, 4999}, {6000, 6999}, action = "errno(1)"}
    assert.truthy(policies.new(spec):filter())
    spec.rules[2], spec.bad_arch = nil, "errno(1)"
    assert.truthy(policies.new(spec):filter())
  end)

  it("are a note of verify", function()
    local f = seccomp.filter("errno(1)", {arches = {"mips64"},
      bad_arch_action = "kill_process"}):add_rule("read", "allow")
    local same, overlaps, notes = f:verify()
    assert.equal(f, same)
    assert.same({}, overlaps)
    assert.equal(1, #notes)
    assert.equal("sister-abi", notes[1].id)
    assert.equal("mips64", notes[1].arch)
    assert.equal(notes[1].witness.actual,
      (f:program():simulate(notes[1].witness)))
    assert.same({}, select(3, seccomp.filter("errno(1)",
      {arches = {"amd64"}}):add_rule("read", "allow"):verify()))
    assert.same({}, select(3, seccomp.filter("kill_process", {arches =
      {"mips"}, bad_arch_action = "kill_process"}):add_rule("read", "allow")
      :verify()))
  end)

  it("are why an export raises where they would get more", function()
    local spec = {default = "errno(1)", bad_arch = "kill_thread",
      arches = {"mips64"}, rules = {{"read", action = "allow"}}}
    local ok, err = pcall(oci.export, policies.new(spec), {dialect = "crun"})
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
    assert.equal(4000, err.witness.syscall)
    assert.matches("say it with a rule on {4000, 4999}", err.message)
    -- what agrees, and what says so, is written and reads back
    spec.bad_arch = "errno(1)"
    assert.matches("SCMP_ARCH_MIPS64", (oci.export(policies.new(spec),
      {dialect = "crun"})))
    spec.bad_arch = "kill_thread"
    spec.rules[2] = {{4000, 4999}, {6000, 6999}, action = "errno(1)"}
    local text = oci.export(policies.new(spec), {dialect = "crun"})
    local back = oci.import(text, {dialect = "crun", arch = "mips64"})
    assert.same({}, policies.new(spec):diff(back))
  end)
end)
