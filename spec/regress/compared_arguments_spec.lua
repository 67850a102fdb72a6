-- SPDX-License-Identifier: MIT
-- A program that compares two arguments with each other, or adds them up, took
-- policy() and compare() all of their memory, and then EUNDECIDED named no call
-- and asked for a larger budget, though no policy says it however long one
-- waits; also where the comparison was of no consequence, or the same in both
-- programs.
local seccomp = require "seccomp"
local support = require "spec.support"

local LD, TAX, JEQ, JGE, RET = 0x20, 0x07, 0x15, 0x35, 0x06
local JEQ_X, JGT_X, ADD_X, MUL_X, XOR_X, AND = 0x1d, 0x2d, 0x0c, 0x2c, 0xac,
  0x54

local function insn(code, k, jt, jf)
  return string.pack("<I2BBI4", code, jt or 0, jf or 0, k or 0)
end

local ALLOW, DENY = insn(RET, 0x7fff0000), insn(RET, 0x50001)
local ARG = {[0] = 16, 24, 32}

local function program(...)
  return seccomp.program(insn(LD, 4) .. insn(JEQ, 0xc000003e, 1) ..
    insn(RET, 0) .. insn(LD, 0) .. insn(JEQ, 1, 1) .. ALLOW ..
    table.concat {...})
end

-- A is one argument, X another.
local function both(a, x)
  return insn(LD, ARG[x]) .. insn(TAX) .. insn(LD, ARG[a])
end

local function raised(fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok)
  return err
end

local TANGLED = {
  equal = program(both(0, 1), insn(JEQ_X, 0, 0, 1), ALLOW, DENY),
  greater = program(both(0, 1), insn(JGT_X, 0, 0, 1), ALLOW, DENY),
  sum = program(both(0, 1), insn(ADD_X), insn(JEQ, 100, 0, 1), ALLOW, DENY),
  sometimes = program(insn(LD, ARG[2]), insn(JEQ, 4, 0, 5), both(0, 1),
    insn(JEQ_X, 0, 0, 1), ALLOW, DENY),
  ["all 64 bits"] = program(both(0, 1), insn(JEQ_X, 0, 0, 4),
    insn(LD, ARG[1] + 4), insn(TAX), insn(LD, ARG[0] + 4), insn(JEQ_X, 0, 0, 1),
    ALLOW, DENY),
}

describe("a program that compares arguments with each other", function()
  it("is no policy, and the call is named", function()
    for name, p in pairs(TANGLED) do
      for _, of in ipairs {p, seccomp.stack {p, program(ALLOW)}} do
        local start = os.clock()
        local err = raised(of.policy, of)
        assert.equal("EUNSAYABLE", err.code, name)
        assert.equal("policy", err.op)
        assert.truthy(err.message:find("^write on amd64: .* arg0 and arg1 "),
          err.message)
        err = raised(of.compare, of, program(ALLOW))
        assert.equal("EUNSAYABLE", err.code, name)
        assert.equal("compare", err.op)
        assert.is_true(os.clock() - start < 4 * support.slower)
      end
    end
  end)

  it("is compared where that is of no consequence", function()
    local p = TANGLED.equal
    assert.equal("equal", p:compare(program(both(1, 0), insn(JEQ_X, 0, 0, 1),
      ALLOW, DENY)).verdict)
    local open = seccomp.program(insn(LD, 4) .. insn(JEQ, 0xc000003e, 0, 2) ..
      insn(LD, 0) .. insn(JEQ, 2, 1) .. ALLOW .. DENY)
    local comparison = p:compare(seccomp.stack {p, open})
    assert.equal("stricter", comparison.verdict)
    assert.same({"open"}, comparison.groups[1].syscalls)
    assert.equal(tostring(program(DENY):policy()),
      tostring(seccomp.stack {p, program(DENY)}:policy()))
  end)

  it("is a policy where few values are compared", function()
    local small = program(insn(LD, ARG[1]), insn(JGE, 9, 6), insn(TAX),
      insn(LD, ARG[0]), insn(JGE, 9, 3), insn(JGT_X, 0, 0, 1), ALLOW, DENY,
      DENY)
    local low = program(both(0, 1), insn(XOR_X), insn(AND, 7),
      insn(JEQ, 0, 0, 1), ALLOW, DENY)
    local sum = program(both(0, 1), insn(ADD_X), insn(AND, 0x80000001),
      insn(JEQ, 1, 0, 1), ALLOW, DENY)
    for _, p in ipairs {small, low} do
      local policy = p:policy()
      assert.same({}, p:diff(policy))
      for a = 0, 10 do
        for b = 0, 10 do
          for number = 0, 2 do
            assert.equal((p:simulate(number, a, b)),
              (policy:decide {syscall = number, arg0 = a, arg1 = b}))
          end
        end
      end
    end
    -- the highest bit of a sum hangs on all of them
    assert.equal("EUNSAYABLE", raised(sum.policy, sum).code)
  end)

  it("is undecided where it is beyond reach", function()
    local p = program(both(0, 1), insn(MUL_X), insn(JEQ, 12345, 0, 1), ALLOW,
      DENY)
    local start = os.clock()
    assert.equal("EUNDECIDED", raised(p.policy, p, {budget = 0.2}).code)
    assert.is_true(os.clock() - start < support.slower)
    assert.equal("EUNDECIDED", raised(TANGLED.equal.policy, TANGLED.equal,
      {budget = 0}).code)
  end)

  it("has no other meaning in another order of bits", function()
    math.randomseed(30)
    local random, found = math.random, 0
    local ops = {ADD_X, XOR_X, 0x1c, 0x4c, 0x5c}
    for _ = 1, 30 do
      local p = program(both(random(0, 1), 2), insn(ops[random(5)]),
        insn(AND, random(0, 15)), insn(({JEQ, JGE, 0x45})[random(3)],
          random(0, 9), 0, 1), ALLOW, both(1, 0), insn(ops[random(5)]),
        insn(AND, random(0, 7)), insn(JEQ, random(0, 7), 0, 1), ALLOW, DENY)
      local ok, policy = pcall(p.policy, p)
      assert.is_true(ok or policy.code == "EUNSAYABLE", tostring(policy))
      if ok then
        found = found + 1
        assert.same({}, p:diff(policy))
        for _ = 1, 200 do
          local a, b, c = random(0, 20), random(0, 20), random(0, 20)
          assert.equal((p:simulate(1, a, b, c)),
            (policy:decide {syscall = 1, arg0 = a, arg1 = b, arg2 = c}))
        end
      end
    end
    assert.is_true(found > 10)
  end)
end)
