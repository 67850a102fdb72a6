-- SPDX-License-Identifier: MIT
-- A difference on arches that neither program tells apart was told under
-- conditions of 64 bits, which on an arch of 32 are about the low half: "where
-- arg0 >= 0x100000000" said that no such call differs there, and the kernel
-- shows a filter such a call all the same. Asked for one of these arches alone,
-- x32 had the numbers of amd64, and no call a name. And where libseccomp lacks
-- an arch, as 2.5 does m68k, the witness named it so that simulate() raised.
local seccomp = require "seccomp"

local LD, JEQ, JGE, RET = 0x20, 0x15, 0x35, 0x06

local function insn(code, k, jt, jf)
  return string.pack("<I2BBI4", code, jt or 0, jf or 0, k or 0)
end

local function program(...)
  return seccomp.program(table.concat {...}, {endian = "little"})
end

local ALLOW, DENY = insn(RET, 0x7fff0000), insn(RET, 0x50001)
local denied = program(DENY)

describe("compare, of arches that no program tells apart", function()
  local ARG0_LOW, ARG0_HIGH = 16, 20

  local function conditions(offset, options)
    local p = program(insn(LD, offset), insn(JEQ, 1, 0, 1), ALLOW, DENY)
    local comparison = p:compare(denied, options)
    assert.equal(1, #comparison.groups)
    local witness = comparison.groups[1].witness
    assert.equal(seccomp.action "allow", p:simulate(witness))
    return comparison.groups[1].when
  end

  local raw = {{
    {0, ">=", 0x100000000, raw = true}, {0, "<=", 0x1ffffffff, raw = true}}}

  it("has conditions that mean the same on each of them", function()
    assert.same(raw, conditions(ARG0_HIGH))
    assert.same({{{0, "==", 1, width = 32}}}, conditions(ARG0_LOW))
  end)

  it("has those of an arch where that alone is asked for", function()
    assert.same(raw, conditions(ARG0_HIGH, {on = "x86"}))
    assert.same({{{0, "==", 1}}}, conditions(ARG0_LOW, {on = "x86"}))
    assert.same({{{0, ">=", 0x100000000}, {0, "<=", 0x1ffffffff}}},
      conditions(ARG0_HIGH, {on = "amd64"}))
  end)

  it("has the numbers and names of an arch that is asked for", function()
    local p = program(insn(LD, 0), insn(JGE, 2, 1), ALLOW, DENY)
    local function calls(arch)
      local comparison = p:compare(denied, {on = arch})
      return comparison.groups[1] and comparison.groups[1].syscalls
    end
    assert.same({"read", "write"}, calls "amd64")
    assert.same({"exit", "restart_syscall"}, calls "x86")
    assert.is_nil(calls "x32")
  end)
end)

describe("compare, of an arch that libseccomp may lack", function()
  it("has a witness that simulate takes", function()
    for name, token in pairs {m68k = 4, sheb = 0x2a, sh = 0x4000002a} do
      local p = program(insn(LD, 4), insn(JEQ, token, 0, 1), ALLOW, DENY)
      for _, options in ipairs {{}, {on = name}} do
        local group = p:compare(denied, options).groups[1]
        assert.same({name}, group.arches)
        local action = p:simulate(group.witness)
        assert.equal(group.left, action)
      end
      local all = program(ALLOW):compare(denied, {on = name}).groups[1]
      assert.equal(all.left, (program(ALLOW):simulate(all.witness)))
    end
  end)
end)
