-- SPDX-License-Identifier: MIT
-- mmap of x86, m68k, s390 and s390x, mmap2 of s390 and select of x86, m68k and
-- ppc take their arguments from memory. A policy that held mmap and mmap2 to
-- pages that are not executable tested a register that x86's mmap (90) does not
-- look at, and let it map and run fresh code.
local seccomp = require "seccomp"
local low = require "seccomp.core.policy"
local oci = require "seccomp.oci"
local policies = require "seccomp.policy"

-- Those that this libseccomp knows of; the others are asked by name.
local CALLS = {{"x86", "mmap", 90, "mmap2"},
  {"x86", "select", 82, "_newselect"}, {"ppc", "select", 82, "_newselect"},
  {"s390", "mmap", 90}, {"s390", "mmap2", 192}, {"s390x", "mmap", 90}}

local function policy(arches, rule)
  return policies.new {default = "errno(EPERM)", arches = arches,
    rules = {{"read", action = "allow"}, rule}}
end

local function refused(arches, rule)
  local made = policy(arches, rule)
  local ok, err = pcall(made.compile, made)
  assert.is_false(ok)
  assert.equal("EINVAL", err.code)
  return err.message
end

describe("a call that takes its arguments from memory", function()
  it("is known by name and by number", function()
    for _, call in ipairs(CALLS) do
      local arch, name, number, instead = table.unpack(call, 1, 4)
      assert.equal(number, seccomp.syscall_number(name, arch))
      for _, by in ipairs {name, number} do
        local is, other = low.in_memory(arch, by)
        assert.is_true(is)
        assert.equal(instead, other)
      end
      if instead then
        assert.is_true(seccomp.syscall_number(instead, arch) > 0)
        assert.is_false((low.in_memory(arch, instead)))
      end
    end
    assert.is_true((low.in_memory("m68k", "mmap")))
    assert.is_true((low.in_memory("m68k", 82)))
    for _, call in ipairs {{"amd64", "mmap"}, {"amd64", 90}, {"arm", "mmap2"},
      {"ppc", "mmap"}, {"ppc64", "select"}, {"mips", "mmap"}, {"x86", "read"},
      {"nonesuch", "mmap"}} do
      assert.is_false((low.in_memory(call[1], call[2])))
    end
  end)

  it("has no conditions in a policy", function()
    for _, call in ipairs(CALLS) do
      local arch, name, number, instead = table.unpack(call, 1, 4)
      for _, by in ipairs {name, number} do
        local message = refused({arch}, {by, action = "allow",
          when = {{2, "masked_eq", 4, 0}}})
        for _, text in ipairs {"rules[2]", "on " .. arch .. ", " .. name,
          "in memory", "arg2 & 0x4 == 0x0", "raw = true", "arches = {...}",
          instead and "hold " .. instead} do
          assert.truthy(message:find(text, 1, true), message)
        end
      end
    end
    -- one that is raw does not make up for another
    refused({"amd64", "x86"}, {"mmap", action = "allow",
      when = {{0, "==", 0, raw = true}, {2, "==", 3}}})
    -- of several the first is told of
    local ok, err = pcall(policies.new, {default = "errno(EPERM)",
      arches = {"x86"}, rules = {
        {"select", action = "allow", when = {{1, "==", 7}}},
        {"read", action = "allow", when = {{1, "==", 7}}},
        {"mmap", action = "allow", when = {{2, "==", 3}}}}})
    assert(ok, err)
    ok, err = pcall(err.compile, err)
    assert.is_false(ok)
    assert.matches("^rules%[1%]: .*select.*arg1 == 0x7", err.message)
    -- in a group, too
    refused({"x86"}, {"@memory", action = "allow", when = {{2, "==", 3}}})
  end)

  it("may be in a rule without conditions, or for other arches", function()
    policy({"amd64", "x86"}, {"mmap", "select", action = "allow"}):compile()
    policy({"amd64", "x86"}, {"mmap", action = "allow",
      when = {{2, "masked_eq", 4, 0}}, arches = {"amd64"}}):compile()
    policy({"x86"}, {"mmap2", "_newselect", action = "allow",
      when = {{2, "masked_eq", 4, 0}}}):compile()
  end)

  it("may be tested by what is in its registers", function()
    local made = policy({"s390x"}, {"mmap", action = "allow",
      when = {{2, "==", 1 << 32, raw = true}}})
    local again = policies.new(made:data())
    for _, p in ipairs {made, again} do
      local program = p:compile()
      assert.equal("allow", tostring(program:simulate {arch = "s390x",
        syscall = "mmap", arg2 = 1 << 32}))
      assert.equal("errno(EPERM)", tostring(program:simulate {arch = "s390x",
        syscall = "mmap", arg2 = 0}))
    end
    assert.equal(tostring(made), tostring(again))
    -- libseccomp has no such condition, and needs none on a 64-bit arch
    assert.same({}, made:filter():program():diff(made:compile()))
    made = policy({"x86"}, {"mmap", action = "allow",
      when = {{2, "==", 3, raw = true}}})
    assert.equal("EOPNOTSUPP", select(2, pcall(made.filter, made)).code)
  end)

  it("is imported as libseccomp compares it, and exported again", function()
    local profile = [[{"defaultAction": "SCMP_ACT_ERRNO",
      "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"],
      "syscalls": [{"names": ["mmap"], "action": "SCMP_ACT_ALLOW",
        "args": [{"index": 2, "value": 3, "op": "SCMP_CMP_LE"}]}]}]]
    local imported, report = oci.import(profile,
      {dialect = "crun", arch = "amd64"})
    local program, found = imported:compile(), false
    for _, finding in ipairs(report) do
      found = found or finding.id == "arguments-in-memory"
    end
    assert.is_true(found)
    for value, want in pairs {[3] = "allow", [4] = "errno(EPERM)",
      [3 | 1 << 32] = "errno(EPERM)"} do
      assert.equal(want, tostring(program:simulate {arch = "amd64",
        syscall = "mmap", arg2 = value}))
    end
    assert.equal("allow", tostring(program:simulate {arch = "x86",
      syscall = "mmap", arg2 = 3 | 1 << 32}))
    local f = seccomp.filter("errno(EPERM)", {arches = imported.arches,
      bad_arch_action = imported.bad_arch})
    f:add_rule("mmap", "allow", {2, "<=", 3})
    assert.same({}, f:program():diff(program))
    local text = oci.export(imported)
    assert.same({}, oci.import(text,
      {dialect = "crun", arch = "amd64"}):diff(imported))
  end)

  it("is not held by its registers in a recorded policy", function()
    local reduce = require "seccomp.record.to_policy"
    local call = {arch = "x86", number = 90, syscall = "mmap", count = 1,
      runs = 1, arguments = {{arg = 2, width = 64}},
      seen = {{values = {3}, count = 1, runs = 1}}}
    local made, findings = reduce({calls = {call}, launcher = {}},
      {tightness = "arguments"})
    local program = made:compile()
    assert.equal("arguments-open", findings[1].id)
    assert.matches("mmap on x86: any arguments are allowed",
      findings[1].message)
    assert.equal("allow", tostring(program:simulate {arch = "x86",
      syscall = "mmap", arg0 = 0x1000, arg2 = 7}))
    -- where it was not seen, mmap2 does, held to what is not executable
    call.number, call.syscall = 3, "read"
    made = reduce({calls = {call}, launcher = {}}, {tightness = "arguments"})
    program = made:compile()
    for name, want in pairs {mmap = "errno(EPERM)", mmap2 = "allow"} do
      assert.equal(want, tostring(program:simulate {arch = "x86",
        syscall = name, arg2 = 3}))
      assert.equal("errno(EPERM)", tostring(program:simulate {arch = "x86",
        syscall = name, arg2 = 7}))
    end
  end)

  it("has no arguments in a recording", function()
    local of = require("seccomp.record.arguments").of
    assert.is_nil(of("x86", "mmap"))
    assert.is_nil(of("s390", "mmap2"))
    assert.is_table(of("x86", "mmap2"))
    assert.is_table(of("amd64", "mmap"))
    -- of an arch without a name nothing is known
    assert.is_nil(of("0x12345678", "mmap"))
  end)
end)
