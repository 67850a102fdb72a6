-- SPDX-License-Identifier: MIT
-- A 64-bit process that calls by int $0x80 shows a filter whole registers as a
-- call of x86, and the call then uses their low halves. Proofs took the high
-- words of every 32-bit arch for zero: a program that lets x86 getpid through
-- where one has something was proven to deny it, diff found nothing, show said
-- "(never)", and the kernel made the call. Before that AUDIT_ARCH_XTENSA, which
-- has no bit for its byte order, was told from the other 32-bit arches.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local function program(insns)
  for i, insn in ipairs(insns) do
    insns[i] = string.pack("<I2BBI4", table.unpack(insn))
  end
  return seccomp.program(table.concat(insns), {endian = "little"})
end

local ALLOW, KILL = 0x7fff0000, 0

-- Gives calls of the arch `denied` where the upper half of arg0 is empty.
local function by_high_word(token, denied)
  return program {{0x20, 0, 0, 4}, {0x15, 0, 3, token}, {0x20, 0, 0, 20},
    {0x15, 1, 0, 0}, {0x06, 0, 0, denied}, {0x06, 0, 0, ALLOW}}
end

describe("32-bit arches", function()
  it("have free high words in proofs, with a name here or without", function()
    for name, token in pairs {x86 = 0x40000003, arm = 0x40000028, xtensa = 0x5e,
        riscv32 = 0x400000f3, csky = 0x400000fc, loongarch32 = 0x40000102,
        armeb = 0x28, riscv64 = 0xc00000f3, nobody = 0x1234} do
      local p, q = by_high_word(token, KILL), by_high_word(token, ALLOW)
      local list = p:diff(q)
      assert.is_true(#list > 0, name)
      assert.is_true(list[1].arg0 >> 32 ~= 0, name)
      assert.equal(list[1].left, p:simulate(list[1]))
      assert.is_false((q:permits_at_most(p)))
    end
  end)

  -- a denial of x86 getpid with a back door
  local function back_door()
    return program {{0x20, 0, 0, 4}, {0x15, 0, 5, 0x40000003}, {0x20, 0, 0, 0},
      {0x15, 0, 3, 20}, {0x20, 0, 0, 20}, {0x15, 0, 1, 0},
      {0x06, 0, 0, 0x50001}, {0x06, 0, 0, ALLOW}}
  end

  it("are not proven to deny what has a back door", function()
    local p = back_door()
    local denial = policies.new {default = "allow", bad_arch = "allow",
      arches = {"x86"}, rules = {{"getpid", action = "errno(EPERM)"}}}
    local list = p:diff(denial:compile())
    assert.equal(1, #list)
    assert.equal("getpid", list[1].syscall)
    assert.is_true(list[1].arg0 >> 32 ~= 0)
    assert.equal("allow", tostring(list[1].left))
    assert.falsy(p:disassemble():find("never", 1, true))
    assert.equal("errno(EPERM)", tostring(p:simulate {arch = "x86",
      syscall = "getpid", arg0 = 5}))
    assert.equal("allow", tostring(p:simulate {arch = "x86",
      syscall = "getpid", arg0 = 0x7700000005}))
  end)

  it("have witnesses with high words, of which policies make nothing",
  function()
    -- what the policy says of such a call is read off its rules by themselves
    local low = require "seccomp.core.policy"
    local allow, deny = seccomp.action "allow", seccomp.action "errno(EPERM)"
    local resolved = low.resolve({"x86"}, {{"getpid", action = deny,
      when = {seccomp.condition(0, "==", 5)}}}, allow, allow)
    local ok, err = pcall(low.prove, resolved, program {{0x20, 0, 0, 4},
      {0x15, 0, 7, 0x40000003}, {0x20, 0, 0, 0}, {0x15, 0, 5, 20},
      {0x20, 0, 0, 16}, {0x15, 0, 3, 5}, {0x20, 0, 0, 20}, {0x15, 0, 1, 0},
      {0x06, 0, 0, 0x50001}, {0x06, 0, 0, ALLOW}})
    assert.is_false(ok)
    assert.equal("EREFUTED", err.code)
    assert.equal(5, err.witness.arg0 & 0xffffffff)
    assert.is_true(err.witness.arg0 >> 32 ~= 0)
    assert.equal(deny, err.witness.expected)
    assert.equal(allow, err.witness.actual)
  end)

  it("have policies that compare the low words only", function()
    for _, arch in ipairs {"x86", "arm", "mipsel"} do
      local p = policies.new {default = "allow", arches = {arch}, rules = {
        {"ioctl", action = "errno(EPERM)", when = {{1, "==", 5}}},
        {"ioctl", action = "errno(EIO)", when = {{1, ">=", 1 << 32}}},
        {"lseek", action = "errno(EPERM)", when = {{1, "<", 1 << 32}}},
      }}
      local compiled = p:compile()
      assert.falsy(compiled:disassemble():find(":hi", 1, true))
      for high = 0, 1 do
        for want, call in pairs {["errno(EPERM)"] = {"ioctl", 5},
          allow = {"ioctl", 6}, ["errno(EPERM) "] = {"lseek", 7}} do
          call = {arch = arch, syscall = call[1],
            arg1 = call[2] | high << 32}
          assert.equal(want:gsub(" ", ""), tostring(compiled:simulate(call)))
          assert.equal(want:gsub(" ", ""), tostring((p:decide(call))))
        end
      end
    end
  end)

  it("have filters that are verified with any high words", function()
    local f = seccomp.filter("allow", {arches = {"x86", "arm"}})
    f:add_rule("ioctl", "errno(EPERM)", {1, "==", 5}):verify()
  end)

  it("have raw conditions that look at all", function()
    local p = policies.new {default = "allow", arches = {"x86"}, rules = {
      {"getpid", action = "errno(EPERM)",
        when = {{0, ">=", 1 << 32, raw = true}}},
    }}
    local compiled = p:compile()
    for value, want in pairs {[5] = "allow", [1 << 32] = "errno(EPERM)"} do
      local call = {arch = "x86", syscall = "getpid", arg0 = value}
      assert.equal(want, tostring(compiled:simulate(call)))
      assert.equal(want, tostring((p:decide(call))))
    end
    assert.equal(tostring(p), tostring(policies.new(p:data())))
  end)
end)
