-- SPDX-License-Identifier: MIT
-- Programs made to explode: compare() took several times its budget, for walks
-- over diagrams never looked at the clock, and policy() gave each of its steps
-- a budget of its own. What is too much to read, however long one waits, was
-- said to need a larger budget; what does not fit a program raised E2BIG as
-- "new" or "compile". A function of the module's own walked off the diagram.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

local LD, JEQ, RET = 0x20, 0x15, 0x06

local function insn(code, jt, jf, k)
  return string.pack("<I2BBI4", code, jt, jf, k)
end

local function program(...)
  return seccomp.program(insn(LD, 0, 0, 4) .. insn(JEQ, 1, 0, 0xc000003e) ..
    insn(RET, 0, 0, 0) .. table.concat {...})
end

local ALLOW, DENY = insn(RET, 0, 0, 0x7fff0000), insn(RET, 0, 0, 0x50001)

local function raised(fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok)
  return err
end

describe("what programs mean", function()
  it("is found within the budget, or not at all", function()
    local code = {}
    for value = 1, 700 do
      code[value] = insn(LD, 0, 0, 16) .. insn(JEQ, 0, 1, value * 7) ..
        insn(RET, 0, 0, 0x50000 + value)
    end
    local many = program(table.concat(code), ALLOW)
    local none = seccomp.program(insn(RET, 0, 0, 0x50005))
    local start = os.clock()
    assert.equal("EUNDECIDED",
      raised(many.compare, many, none, {budget = 0.02}).code)
    assert.is_true(os.clock() - start < 0.5 * support.slower)
    start = os.clock()
    assert.equal("EUNDECIDED", raised(many.policy, many, {budget = 0.02}).code)
    assert.is_true(os.clock() - start < 0.5 * support.slower)
  end)

  it("is unsayable where nobody could read it, and the call is named",
    function()
    -- the parity of 16 bits of arg0
    local code = {insn(LD, 0, 0, 16), insn(0x54, 0, 0, 0xffff),
      insn(0x02, 0, 0, 0)}
    for _, shift in ipairs {8, 4, 2, 1} do
      code[#code + 1] = insn(0x60, 0, 0, 0) .. insn(0x74, 0, 0, shift) ..
        insn(0x07, 0, 0, 0) .. insn(0x60, 0, 0, 0) .. insn(0xac, 0, 0, 0) ..
        insn(0x02, 0, 0, 0)
    end
    local parity = program(table.concat(code), insn(0x54, 0, 0, 1),
      insn(JEQ, 0, 1, 1), ALLOW, DENY)
    for _, name in ipairs {"policy", "compare"} do
      local err = raised(parity[name], parity,
        name == "compare" and seccomp.program(DENY) or nil)
      assert.equal("EUNSAYABLE", err.code)
      assert.equal(name, err.op)
      assert.truthy(err.message:find("^read on amd64: "))
    end
  end)

  it("is unsayable where no program could hold the policy", function()
    -- odd numbers below 20000
    local odd = program(insn(LD, 0, 0, 0), insn(0x35, 3, 0, 20000),
      insn(0x45, 0, 1, 1), ALLOW, DENY, DENY)
    local err = raised(odd.policy, odd)
    assert.equal("EUNSAYABLE", err.code)
    assert.equal("policy", err.op)
    assert.truthy(err.message:find("would be too large", 1, true))
  end)

  it("does not hang on the parts of a diagram that are asked for", function()
    local low = require "seccomp.core.recovery"
    local recovery, root = low.open("policy", program(ALLOW))
    local allow = seccomp.action "allow"
    raised(low.rules, "policy", recovery, root, true, allow, "read")
    raised(low.where, "policy", recovery, root, true, 0, "read")
    raised(low.runs, "policy", recovery, root, "nr")
  end)

  it("takes programs, and says which function a failure is of", function()
    local p = policies.new {default = "allow"}
    local f = seccomp.filter "allow"
    f:release()
    assert.equal("compare", raised(p.compare, p, f).op)
    assert.truthy(raised(policies.of, setmetatable({},
      {__name = "seccomp.filter"})):find("Program or Filter expected", 1, true))
    assert.truthy(raised(p.compare, p, p, {on = "x\0y"}).message:find(
      "option on", 1, true))
  end)
end)
