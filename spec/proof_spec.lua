-- SPDX-License-Identifier: MIT
-- Programs compared with one another.
local proofs = require "spec.proofs"
local seccomp = require "seccomp"
local support = require "spec.support"

local ALLOW = proofs.ALLOW
local AMD64 = proofs.AMD64
local ARCH = proofs.ARCH
local ARM64 = proofs.ARM64
local ERRNO = proofs.ERRNO
local IP = proofs.IP
local IP_HI = proofs.IP_HI
local KILL = proofs.KILL
local KILL_PROCESS = proofs.KILL_PROCESS
local LOG = proofs.LOG
local NOTIFY = proofs.NOTIFY
local NR = proofs.NR
local TRACE = proofs.TRACE
local TRAP = proofs.TRAP
local X86 = proofs.X86
local allows = proofs.allows
local arg = proofs.arg
local program = proofs.program
local raised = support.raised
local same = proofs.same

local function ret(value) return program {{0x06, value}} end

--- The witnesses, each replayed.
local function differ(p, q, options)
  local list = p:diff(q, options)
  assert.is_true(#list > 0)
  for _, w in ipairs(list) do
    assert.equal(w.left, (p:simulate(w)))
    assert.equal(w.right, (q:simulate(w)))
    assert.not_equal(w.left, w.right)
  end
  return list
end

describe("Program:diff", function()
  it("finds a program equal to other code for the same", function()
    local a = program {{0x20, NR}, {0x15, 1, 0, 5}, {0x15, 0, 1, 7},
      {0x06, ALLOW}, {0x06, KILL}}
    local b = program {{0x20, NR}, {0x25, 3, 0, 7}, {0x45, 0, 2, 1},
      {0x54, 5}, {0x15, 1, 0, 5}, {0x06, KILL}, {0x06, ALLOW}}
    same(a, a)
    same(a, b)
  end)

  it("compares what the kernel makes of a value", function()
    same(ret(ALLOW), ret(ALLOW | 7))
    same(ret(KILL), ret(1))
    same(ret(KILL_PROCESS), ret(0x12340000))
    same(ret(ERRNO | 4095), ret(ERRNO | 0xffff))
    differ(ret(ERRNO | 4094), ret(ERRNO | 4095))
    differ(ret(TRACE | 1), ret(TRACE | 2))
    differ(ret(TRAP | 1), ret(TRAP | 2))
    differ(ret(KILL), ret(KILL_PROCESS))
  end)

  it("finds the one call in 2^96 that differs", function()
    local function only(value)
      return program {{0x20, ARCH}, {0x15, 0, 7, AMD64}, {0x20, NR},
        {0x15, 0, 5, 1}, {0x20, arg(3) + 4}, {0x15, 0, 3, 0xdeadbeef},
        {0x20, arg(3)}, {0x15, 0, 1, value}, {0x06, ALLOW}, {0x06, KILL}}
    end
    local list = differ(only(0xfeedface), ret(KILL))
    assert.equal(1, #list)
    local w = list[1]
    assert.equal("amd64", w.arch)
    assert.equal("write", w.syscall)
    assert.equal(0xdeadbeeffeedface, w.arg3)
    assert.equal(0, w.arg0)
    assert.equal(0, w.ip)
    assert.equal(seccomp.action "allow", w.left)
    assert.equal(seccomp.action "kill", w.right)
    assert.equal(2, #differ(only(1), only(2)))
  end)

  it("takes every instruction for what the kernel does with it", function()
    local a = arg(0)
    local cases = {
      -- A is computed in two ways; equal for every value of a word
      {{{0x20, a}, {0x04, 5}}, {{0x20, a}, {0x14, -5}}},
      {{{0x20, a}, {0x24, 4}}, {{0x20, a}, {0x64, 2}}},
      {{{0x20, a}, {0x24, 10}},
        {{0x20, a}, {0x64, 1}, {0x02, 0}, {0x64, 2}, {0x61, 0}, {0x0c}}},
      {{{0x20, a}, {0x34, 8}}, {{0x20, a}, {0x74, 3}}},
      {{{0x20, a}, {0x34, 10}, {0x24, 10}, {0x07}, {0x20, a}, {0x1c},
        {0x34, 10}}, {{0x00, 0}}},
      {{{0x20, a}, {0x84}}, {{0x20, a}, {0xa4, -1}, {0x04, 1}}},
      {{{0x20, a}, {0x44, 0xf0}}, {{0x20, a}, {0x54, ~0xf0}, {0x04, 0xf0}}},
      {{{0x20, a}, {0x07}, {0xac}}, {{0x00, 0}}},
      {{{0x20, a}, {0x07}, {0x1c}}, {{0x01, 0}, {0x87}}},
      {{{0x20, a}, {0x07}, {0x5c}}, {{0x20, a}}},
      {{{0x20, a}, {0x07}, {0x4c}}, {{0x20, a}, {0x03, 9}, {0x02, 9},
        {0x00, 3}, {0x60, 9}}},
      {{{0x01, 3}, {0x20, a}, {0x6c}}, {{0x20, a}, {0x64, 3}}},
      {{{0x01, 35}, {0x20, a}, {0x7c}}, {{0x20, a}, {0x74, 3}}},
      {{{0x01, 7}, {0x20, a}, {0x2c}}, {{0x20, a}, {0x24, 7}}},
      {{{0x01, 16}, {0x20, a}, {0x3c}}, {{0x20, a}, {0x74, 4}}},
      {{{0x80}}, {{0x00, 64}}},
      {{{0x81}, {0x87}}, {{0x00, 64}}},
      -- two words: sums and differences of what is not constant
      {{{0x20, a}, {0x07}, {0x20, arg(1)}, {0x0c}},
        {{0x20, arg(1)}, {0x07}, {0x20, a}, {0x0c}}},
      {{{0x20, a}, {0x07}, {0x20, arg(1)}, {0x1c}},
        {{0x20, arg(1)}, {0x84}, {0x07}, {0x20, a}, {0x0c}, {0x84}}},
    }
    for i, case in ipairs(cases) do
      for _, k in ipairs {0, 1, 3, 64, 0xfffffffb, 0x80000000} do
        assert.same({}, allows(k, case[1]):diff(allows(k, case[2])), i)
      end
      local other = {table.unpack(case[2])}
      other[#other + 1] = {0xa4, 1}
      local found = 0
      for _, k in ipairs {0, 1, 64, 0xf0} do
        found = found + #allows(k, case[1]):diff(allows(k, other))
      end
      assert.is_true(found > 0, i)
    end
  end)

  it("knows that division by X = 0 ends the program with 0", function()
    local p = program {{0x20, arg(0)}, {0x07}, {0x00, 1}, {0x3c},
      {0x06, ALLOW}}
    same(p, program {{0x20, arg(0)}, {0x15, 0, 1, 0}, {0x06, KILL},
      {0x06, ALLOW}})
  end)

  it("shifts by an argument", function()
    local a = {{0x20, arg(1)}, {0x07}, {0x20, arg(0)}, {0x6c}, {0x7c}}
    local b = {{0x20, arg(1)}, {0x07}, {0x00, -1}, {0x7c}, {0x02, 0},
      {0x20, arg(0)}, {0x61, 0}, {0x5c}}
    for _, k in ipairs {0, 1, 0x80000000} do
      same(allows(k, a), allows(k, b))
    end
    b[4] = {0x6c}
    differ(allows(1, a), allows(1, b))
  end)

  it("compares two arguments with one another", function()
    local function less(x, y, jump, yes, no)
      return program {{0x20, x}, {0x07}, {0x20, y}, {jump, yes, no, 0},
        {0x06, ALLOW}, {0x06, KILL}}
    end
    same(less(arg(0), arg(1), 0x2d, 0, 1), less(arg(1), arg(0), 0x3d, 1, 0))
    same(less(arg(0), arg(5) + 4, 0x1d, 0, 1), less(arg(5) + 4, arg(0), 0x1d,
      0, 1))
    local w = differ(less(arg(0), arg(1), 0x2d, 0, 1), less(arg(0), arg(1),
      0x3d, 0, 1))[1]
    assert.equal(w.arg0 & 0xffffffff, w.arg1 & 0xffffffff)
  end)

  it("follows values where paths meet", function()
    -- A is 1 for odd and 2 for even numbers, then once more by a shift
    local p = program {{0x20, NR}, {0x45, 0, 2, 1}, {0x00, 1}, {0x05, 1},
      {0x00, 2}, {0x15, 0, 1, 1}, {0x06, ALLOW}, {0x06, KILL}}
    local q = program {{0x20, NR}, {0x64, 31}, {0x15, 0, 1, 0}, {0x06, KILL},
      {0x06, ALLOW}}
    same(p, q)
  end)

  it("counts bits through thirty diamonds", function()
    local insns = {{0x00, 0}, {0x02, 0}}
    for bit = 0, 29 do
      for _, insn in ipairs {{0x20, arg(0)}, {0x45, 0, 3, 1 << bit}, {0x60, 0},
        {0x04, 1}, {0x02, 0}} do insns[#insns + 1] = insn end
    end
    insns[#insns + 1] = {0x60, 0}
    local p, q = allows(30, insns), allows(0x3fffffff,
      {{0x20, arg(0)}, {0x54, 0x3fffffff}})
    same(p, q)
    differ(p, allows(29, insns))
  end)

  it("reads a value returned from A", function()
    same(program {{0x00, ERRNO | 3}, {0x16}}, ret(ERRNO | 3))
    local p = program {{0x20, arg(0)}, {0x54, 0xff}, {0x44, ERRNO}, {0x16}}
    same(p, p)
    local w = differ(p, ret(ERRNO | 3))[1]
    assert.not_equal(3, w.arg0 & 0xff)
    same(program {{0x20, arg(0)}, {0x54, 0xffff}, {0x44, ALLOW}, {0x16}},
      ret(ALLOW))
  end)

  it("takes the high words for free on every arch", function()
    local function high(arch, word, order)
      return program({{0x20, ARCH}, {0x15, 0, 3, arch}, {0x20, word},
        {0x15, 1, 0, 0}, {0x06, KILL}, {0x06, ALLOW}}, order)
    end
    for name, token in pairs {x86 = X86, arm = 0x40000028, mipsel = 0x40000008,
      sh = 0x4000002a} do
      for i = 0, 5 do
        local p = high(token, arg(i) + 4)
        local w = differ(p, ret(ALLOW))[1]
        assert.is_true(w.arch == name or w.arch == token, name)
        assert.equal(1 << 32, w["arg" .. i])
        assert.is_false((ret(ALLOW):permits_at_most(p)))
      end
      assert.equal(1 << 32, differ(high(token, IP_HI), ret(ALLOW))[1].ip)
    end
    for name, token in pairs {mips = 8, ppc = 20, s390 = 22, parisc = 15,
      m68k = 4, sheb = 42} do
      local allow = program({{0x06, ALLOW}}, "big")
      local w = differ(high(token, arg(5), "big"), allow)[1]
      assert.is_true(w.arch == name or w.arch == token, name)
      assert.equal(1 << 32, w.arg5)
      assert.equal(1 << 32, differ(high(token, IP, "big"), allow)[1].ip)
    end
    local high_of = high
    high = function(arch) return high_of(arch, arg(2) + 4) end
    assert.equal(1 << 32, differ(high(AMD64), ret(ALLOW))[1].arg2)
    -- x32 shares the token, and shows 64 bits as well
    local x32 = differ(high(AMD64), ret(ALLOW))[2]
    assert.equal("x32", x32.arch)
    assert.equal("read", x32.syscall)
    assert.equal(1 << 32, x32.arg2)
    -- mips64n32 has 64-bit registers
    local n32 = program({{0x20, ARCH}, {0x15, 0, 3, 0xa0000008}, {0x20, arg(2)},
      {0x15, 1, 0, 0}, {0x06, KILL}, {0x06, ALLOW}}, "big")
    assert.equal("mips64n32", differ(n32, program({{0x06, ALLOW}}, "big"))[1]
      .arch)
  end)

  it("goes over the instruction pointer", function()
    local p = program {{0x20, IP_HI}, {0x15, 0, 3, 0x7fff}, {0x20, IP},
      {0x15, 0, 1, 0x1234}, {0x06, KILL}, {0x06, ALLOW}}
    assert.equal(0x7fff00001234, differ(p, ret(ALLOW))[1].ip)
  end)

  it("gives arches no name has as integers", function()
    local p = program {{0x20, ARCH}, {0x15, 0, 1, 0x1234}, {0x06, KILL},
      {0x06, ALLOW}}
    assert.equal(0x1234, differ(p, ret(ALLOW))[1].arch)
  end)

  it("spreads witnesses over arches and syscalls", function()
    local p = program {{0x20, ARCH}, {0x15, 1, 0, AMD64}, {0x15, 0, 3, ARM64},
      {0x20, NR}, {0x35, 1, 0, 3}, {0x06, KILL}, {0x06, ALLOW}}
    local list = differ(p, ret(ALLOW))
    local seen = {}
    for _, w in ipairs(list) do
      local key = w.arch .. " " .. w.syscall
      assert.is_nil(seen[key])
      seen[key] = true
    end
    assert.equal(6, #list)
    assert.equal("amd64 read", list[1].arch .. " " .. list[1].syscall)
    assert.equal("arm64 io_setup", list[2].arch .. " " .. list[2].syscall)
    assert.equal(4, #differ(p, ret(ALLOW), {limit = 4}))
    assert.equal(10, #differ(ret(LOG), ret(ALLOW)))
    assert.equal(50, #differ(ret(LOG), ret(ALLOW), {limit = 50}))
  end)

  it("begins with arches that people have, and has one of each", function()
    for _, order in ipairs {"little", "big"} do
      local arches = {}
      for i, w in ipairs(program({{0x06, LOG}}, order):diff(
        program({{0x06, ALLOW}}, order), {limit = 26}))
      do
        arches[i] = w.arch
      end
      -- from the 17th on libseccomp has other names
      assert.equal("amd64 x86 arm64 arm riscv64 ppc64 ppc64le ppc s390x " ..
        "s390 mips mips64 mips64n32 mipsel mipsel64 mipsel64n32 x32 0 amd64",
        table.concat(arches, " ", 1, 16) .. " " ..
        table.concat(arches, " ", 23, 25))
    end
  end)

  it("shows each pair of actions of a syscall once", function()
    local p = program {{0x20, NR}, {0x15, 0, 7, 0}, {0x20, ARCH},
      {0x15, 0, 5, AMD64}, {0x20, arg(0)}, {0x15, 0, 1, 1}, {0x06, KILL},
      {0x15, 0, 1, 2}, {0x06, LOG}, {0x06, ALLOW}}
    local list = differ(p, ret(ALLOW))
    assert.equal(2, #list)
    assert.not_equal(list[1].left, list[2].left)
  end)

  it("refuses programs of different byte orders", function()
    local err = raised(ret(ALLOW).diff, ret(ALLOW),
      program({{0x06, ALLOW}}, "big"))
    assert.equal("EDOM", err.code)
    assert.equal("diff", err.op)
    local function high(order)
      return program({{0x20, arg(0)}, {0x45, 0, 1, 1}, {0x06, ALLOW},
        {0x06, LOG}}, order)
    end
    assert.equal(1 << 32, differ(high "big", program({{0x06, LOG}}, "big"))[1]
      .arg0)
    assert.equal(1, differ(high "little", ret(LOG))[1].arg0)
  end)

  it("says so when it cannot decide", function()
    -- one value in 2^32, behind a product that no diagram holds
    local p = allows(12345, {{0x20, arg(0)}, {0x24, 0x9e3779b1}})
    local err = raised(p.diff, p, ret(LOG), {budget = 0.05})
    assert.equal("EUNDECIDED", err.code)
    assert.equal("diff", err.op)
    assert.truthy(err.message:find("0.05 seconds", 1, true))
    err = raised(p.permits_at_most, p, ret(LOG), {budget = 0})
    assert.equal("EUNDECIDED", err.code)
    assert.equal("permits_at_most", err.op)
  end)

  it("joins ways that leave the same", function()
    local p = program {{0x20, NR}, {0x15, 0, 2, 1}, {0x00, 5}, {0x05, 1},
      {0x00, 5}, {0x15, 0, 1, 5}, {0x06, ALLOW}, {0x06, LOG}}
    assert.same({}, p:diff(ret(ALLOW)))
  end)

  it("says so of a quotient as well", function()
    local quotient = {{0x20, arg(0)}, {0x07}, {0x20, arg(1)}, {0x3c}}
    local p = allows(12345, quotient)
    quotient[5] = {0x04, 1}
    local q = allows(12346, quotient) -- the same, so there is no witness
    assert.equal("EUNDECIDED", raised(p.diff, p, q, {budget = 0.05}).code)
  end)

  it("refutes what it could not decide, where a few tries do", function()
    local p = allows(12345, {{0x20, arg(0)}, {0x24, 0x9e3779b1}})
    local list = differ(p, ret(KILL), {budget = 0.02})
    assert.equal(1, #list)
    assert.is_false((p:permits_at_most(ret(KILL), {budget = 0.02})))
  end)

  it("tries every word of a call", function()
    for _, word in ipairs {ARCH, arg(0), arg(0) + 4, IP_HI} do
      local p = program {{0x20, ARCH}, {0x15, 0, 3, X86}, {0x20, word},
        {0x15, 0, 1, word == ARCH and X86 or 5}, {0x06, LOG}, {0x06, ALLOW}}
      local list = differ(p, ret(ALLOW), {budget = 0})
      assert.equal("x86", list[1].arch)
    end
  end)

  it("refuses bad arguments", function()
    local p = ret(ALLOW)
    local bad = {
      {"bad argument #2 to 'diff'"},
      {"bad argument #2 to 'diff'", "x"},
      {"bad argument #2 to 'diff'", io.stdout},
      {"bad argument #3 to 'diff'", p, 3},
      {"bad argument #4 to 'diff'", p, {}, 1},
    }
    for _, case in ipairs(bad) do
      local ok, err = pcall(p.diff, p, table.unpack(case, 2))
      assert.is_false(ok)
      assert.truthy(tostring(err):find(case[1], 1, true), tostring(err))
    end
    for _, options in ipairs {{limit = 0}, {limit = -1}, {limit = 1.5},
      {limit = "1"}, {budget = -1}, {budget = 1 / 0}, {budget = 0 / 0},
      {budget = "1"}, {what = 1}, {1}} do
      assert.equal("EINVAL", raised(p.diff, p, p, options).code)
    end
    assert.equal("EINVAL", raised(p.permits_at_most, p, p, {limit = 1}).code)
    assert.same({}, p:diff(p, {limit = 1, budget = 1.5}))
  end)
end)

describe("Program:permits_at_most", function()
  it("orders actions as the kernel does", function()
    local ladder = {{KILL_PROCESS, 0x12340000}, {KILL, KILL | 5},
      {TRAP, TRAP | 9}, {ERRNO | 1, ERRNO | 13, ERRNO | 4095}, {ERRNO},
      {NOTIFY}, {TRACE | 1}, {LOG}, {ALLOW}}
    for i, low in ipairs(ladder) do
      for k, high in ipairs(ladder) do
        for _, a in ipairs(low) do
          for _, b in ipairs(high) do
            local ok, w = ret(a):permits_at_most(ret(b))
            assert.equal(i <= k, ok)
            if ok then
              assert.is_nil(w)
            else
              assert.equal((ret(a):simulate(w)), w.left)
              assert.equal((ret(b):simulate(w)), w.right)
            end
          end
        end
      end
    end
    assert.is_true(ret(TRACE | 7):permits_at_most(ret(TRACE | 7)))
    assert.is_false((ret(TRACE | 7):permits_at_most(ret(TRACE | 8))))
    assert.is_false((ret(TRACE | 8):permits_at_most(ret(TRACE | 7))))
  end)

  it("shows a call that one permits and the other does not", function()
    local strict = seccomp.filter("kill_process"):add_rule("read", "allow",
      {0, "<", 3}):program()
    local loose = seccomp.filter("kill_process"):add_rule("read", "allow")
      :program()
    assert.is_true(strict:permits_at_most(loose))
    local ok, w = loose:permits_at_most(strict)
    assert.is_false(ok)
    assert.equal("read", w.syscall)
    assert.is_true(math.ult(2, w.arg0))
    assert.equal(seccomp.action "allow", w.left)
    assert.equal(seccomp.action "kill_process", w.right)
  end)
end)

describe("proofs", function()
  it("come out the same whenever the collector runs", function()
    local f = seccomp.filter("kill", {arches = {"amd64"}})
      :add_rule("read", "allow", {0, "<", 5})
      :add_rule("read", "log", {1, ">", 3})
    local p, q = f:program(), ret(KILL)
    local function round()
      local _, overlaps = f:verify()
      return #overlaps, #p:diff(q), (p:permits_at_most(q))
    end
    local expected = table.pack(round())
    collectgarbage "generational"
    for _ = 1, 20 do
      collectgarbage "step"
      assert.same(expected, table.pack(round()))
    end
    collectgarbage "incremental"
  end)
end)
