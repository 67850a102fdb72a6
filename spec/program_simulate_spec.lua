-- SPDX-License-Identifier: MIT
-- Programs run on one call.
local programs = require "spec.programs"
local seccomp = require "seccomp"
local support = require "spec.support"

local ALLOW = programs.ALLOW
local AMD64 = programs.AMD64
local ERRNO = programs.ERRNO
local S390X = programs.S390X
local X86 = programs.X86
local example = programs.example
local program = programs.program
local raised = support.raised
local allow = {0x06, ALLOW}

describe("Program:simulate", function()
  --- A program that returns trace with the low 16 bits of a word of the call.
  local function word(offset, shift, order)
    return program({{0x20, offset}, {0x74, shift or 0}, {0x54, 0xffff},
      {0x44, 0x7ff00000}, {0x16}}, order)
  end
  local function seen(p, ...)
    local action = p:simulate(...)
    assert.equal("trace", action.name)
    return action.code
  end

  it("returns an action and how many instructions ran", function()
    local p = program {{0x20, 0}, {0x15, 0, 1, 7}, {0x06, ERRNO | 13}, allow}
    local action, count = p:simulate(7)
    assert.equal(seccomp.action "errno(EACCES)", action)
    assert.equal(3, count)
    action, count = p:simulate(8)
    assert.equal("allow", tostring(action))
    assert.equal(3, count)
    assert.equal("integer", math.type(count))
    assert.equal(1, select(2, program({allow}):simulate(0)))
  end)

  it("knows calls by name on every arch", function()
    local nr = word(0)
    assert.equal(seccomp.syscall_number "openat", seen(nr, "openat"))
    assert.equal(59, seen(nr, {syscall = "execve", arch = "amd64"}))
    assert.equal(11, seen(nr, {syscall = "execve", arch = "x86"}))
    assert.equal(11, seen(nr, {syscall = "__NR_execve", arch = "i386"}))
    assert.equal(221, seen(nr, {syscall = "SCMP_SYS(execve)",
      arch = "SCMP_ARCH_AARCH64"}))
    assert.equal(520, seen(nr, {syscall = "execve", arch = "x32"}))
    assert.equal(0x4000, seen(word(0, 16), {syscall = "execve", arch = "x32"}))
    -- the own number, where libseccomp answers with a pseudo number
    assert.equal(-101, seccomp.syscall_number("socket", "x86"))
    assert.equal(359, seen(nr, {syscall = "socket", arch = "x86"}))
    assert.equal(359, seen(nr, {syscall = "socket", arch = "s390x"}))
    assert.equal(326, seen(nr, {syscall = "socket", arch = "ppc64le"}))
    assert.equal(102, seen(nr, {syscall = "socketcall", arch = "x86"}))
    assert.equal(117, seen(nr, {syscall = "ipc", arch = "x86"}))
    local err = raised(nr.simulate, nr, {syscall = "accept", arch = "x86"})
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find("socketcall with 5 as arg0", 1, true))
    err = raised(nr.simulate, nr, {syscall = "semop", arch = "x86"})
    assert.truthy(err.message:find("ipc with 1 as arg0", 1, true))
    err = raised(nr.simulate, nr, {syscall = "socketcall", arch = "amd64"})
    assert.truthy(err.message:find("amd64 has no call socketcall", 1, true))
    err = raised(nr.simulate, nr, {syscall = "raed", arch = "arm"})
    assert.truthy(err.message:find("did you mean \"read\"?", 1, true))
  end)

  it("takes any number", function()
    local low, high = word(0), word(0, 16)
    for _, n in ipairs {0, 1, 65535, 0x40000000, 0x7fffffff, 0x80000000,
        0xffffffff, -1, -2, -0x80000000, 1e3} do
      local bits = math.tointeger(n) & 0xffffffff
      assert.equal(bits & 0xffff, seen(low, n))
      assert.equal(bits >> 16, seen(high, n))
      assert.equal(bits & 0xffff, seen(low, {syscall = n, arch = "x32"}))
    end
  end)

  it("shows the arch's token", function()
    local low, high = word(4), word(4, 16)
    for name, token in pairs {amd64 = AMD64, x32 = AMD64, x86 = X86,
        s390x = S390X, arm64 = 0xc00000b7, arm = 0x40000028, mips = 8,
        mips64n32 = 0xa0000008, mipsel64 = 0xc0000008, ppc64le = 0xc0000015,
        riscv64 = 0xc00000f3, parisc = 15} do
      assert.equal(token & 0xffff, seen(low, {syscall = 0, arch = name}), name)
      assert.equal(token >> 16, seen(high, {syscall = 0, arch = name}), name)
      assert.equal(token >> 16, seen(high, {syscall = 0, arch = token}), name)
    end
    assert.equal(0xbeef, seen(low, {syscall = 0, arch = 0xdeadbeef}))
    assert.equal(0xffff, seen(low, {syscall = 0, arch = 0xffffffff}))
    -- names by the arch of a known token
    assert.equal(11, seen(word(0), {syscall = "execve", arch = X86}))
    local err = raised(low.simulate, low, {syscall = "read", arch = 0xdead})
    assert.truthy(err.message:find("give the number", 1, true))
  end)

  it("shows six arguments and the instruction pointer", function()
    local values = {0x1111222233334444, -1, 0, "18446744073709551615", 2.0^53,
      0x8000000000000000}
    local bits = {0x1111222233334444, -1, 0, -1, 1 << 53,
      math.mininteger}
    for _, order in ipairs {"little", "big"} do
      for i = 1, 6 do
        for quarter = 0, 3 do
          local offset = 8 + 8 * i + (quarter >= 2 and 4 or 0)
          if order == "big" then offset = offset ~ 4 end
          local p = word(offset, quarter % 2 * 16, order)
          local want = bits[i] >> (16 * quarter) & 0xffff
          assert.equal(want, seen(p, 0, table.unpack(values)))
          assert.equal(want, seen(p, {syscall = 0,
            ["arg" .. i - 1] = values[i]}))
          assert.equal(0, seen(p, 0))
        end
      end
    end
    assert.equal(0x4444, seen(word(8), {syscall = 0, ip = 0x1111222233334444}))
    assert.equal(0x2222, seen(word(12), {syscall = 0, ip = 0x1111222233334444}))
    assert.equal(5, seen(word(24), 0, nil, 5))
  end)

  it("takes a witness as it is", function()
    local p = word(16)
    assert.equal(7, seen(p, {arch = "amd64", syscall = "read", arg0 = 7,
      arg1 = 0, arg2 = 0, arg3 = 0, arg4 = 0, arg5 = 0, ip = 0,
      left = seccomp.action "allow", right = seccomp.action "kill",
      expected = 1, actual = {}}))
  end)

  it("refuses what is no call", function()
    local p = example()
    local cases = {
      {"bad argument #1 to 'simulate'", n = 0},
      {"bad argument #1 to 'simulate'", true},
      {"bad argument #1 to 'simulate'", seccomp.action "allow"},
      {"bad argument #1 to 'simulate' (number has no integer", 1.5},
      {"bad argument #1 to 'simulate' (out of range", 0x100000000},
      {"bad argument #1 to 'simulate' (out of range", -0x80000001},
      {"has an embedded NUL", "read\0"},
      {"unknown syscall \"59\"", "59"},
      {"unknown syscall \"\"", ""},
      {"bad argument #2 to 'simulate'", "read", 2.0^63},
      {"bad argument #2 to 'simulate'", "read", 0.5},
      {"bad argument #2 to 'simulate'", "read", "0x10"},
      {"bad argument #2 to 'simulate'", "read", ""},
      {"bad argument #2 to 'simulate'", "read", "18446744073709551616"},
      {"bad argument #3 to 'simulate'", "read", 1, true},
      {"bad argument #8 to 'simulate'", "read", 1, 2, 3, 4, 5, 6, 7},
      {"bad argument #2 to 'simulate'", {syscall = 1}, 1},
      {"field syscall is missing", {}},
      {"field syscall: out of range", {syscall = 1 << 32}},
      {"field syscall: number has no integer", {syscall = 0.5}},
      {"field syscall: the name has an embedded NUL", {syscall = "a\0b"}},
      {"field syscall: syscall name or number expected", {syscall = {}}},
      {"field names are strings", {59}},
      {"unknown field \"arg6\"", {syscall = 1, arg6 = 1}},
      {"unknown field \"nr\"", {nr = 1}},
      {"field arch: arch name or", {syscall = 1, arch = true}},
      {"field arch: out of range", {syscall = 1, arch = -1}},
      {"field arch: out of range", {syscall = 1, arch = 1 << 32}},
      {"field arch: the name has an embedded NUL",
        {syscall = 1, arch = "amd64\0"}},
      {"unknown arch \"amd46\"; did you mean \"amd64\"?",
        {syscall = 1, arch = "amd46"}},
      {"field arg0: a 64-bit value is", {syscall = 1, arg0 = {}}},
      {"field ip: 0.5 is not an exact integer", {syscall = 1, ip = 0.5}},
    }
    for _, case in ipairs(cases) do
      local err = tostring(raised(p.simulate, p,
        table.unpack(case, 2, case.n == 0 and 1 or #case)))
      assert.truthy(err:find((case[1]:gsub("#(%d)", function(n)
        return "#" .. n + 1 -- called without the colon
      end)), 1, true), err)
    end
    assert.truthy(tostring(raised(function() p:simulate("read", {}) end))
      :find("bad argument #2 to 'simulate'", 1, true))
    -- wide arguments on every arch: a 64-bit process shows x86 all it has
    for _, arch in ipairs {"amd64", "x32", "mips64n32", "arm64", "x86", "arm",
      X86} do
      assert.is_true(pcall(p.simulate, p, {syscall = 1, arch = arch,
        arg0 = -1, ip = 1 << 40}))
    end
  end)

  it("computes as the kernel does", function()
    --- What A is after the instructions, from arg0 = a and X = x.
    local function compute(a, x, ...)
      local halves = {}
      for _, shift in ipairs {0, 16} do
        local list = {{0x20, 24}, {0x07}, {0x20, 16}}
        for _, insn in ipairs {...} do list[#list + 1] = insn end
        for _, insn in ipairs {{0x74, shift}, {0x54, 0xffff},
            {0x44, 0x7ff00000}, {0x16}} do
          list[#list + 1] = insn
        end
        local action = program(list):simulate {syscall = 0, arch = "amd64",
          arg0 = a, arg1 = x}
        if action.name ~= "trace" then return tostring(action) end
        halves[shift] = action.code
      end
      return halves[0] | halves[16] << 16
    end
    local cases = {
      {7, 0x04, 5, 12}, {0xffffffff, 0x04, 2, 1},
      {7, 0x14, 8, 0xffffffff}, {0x10000, 0x24, 0x10001, 0x10000},
      {100, 0x34, 7, 14}, {0xffffffff, 0x34, 2, 0x7fffffff},
      {0xf0, 0x44, 0x0f, 0xff}, {0xff, 0x54, 0x3c, 0x3c},
      {0xff, 0xa4, 0x0f, 0xf0}, {1, 0x64, 31, 0x80000000},
      {0x80000000, 0x74, 31, 1},
    }
    for _, case in ipairs(cases) do
      local a, code, k, want = table.unpack(case)
      assert.equal(want, compute(a, 0, {code, k}))
      assert.equal(want, compute(a, k, {code | 8}))
    end
    assert.equal("kill_thread", compute(1, 0, {0x3c}))
    assert.equal(2, compute(1, 33, {0x6c})) -- by X & 31
    assert.equal(1, compute(1, 32, {0x7c}))
    assert.equal(0xffffffff, compute(1, 0, {0x84}))
    assert.equal(64, compute(1, 0, {0x80}))
    assert.equal(64, compute(1, 0, {0x81}, {0x87}))
    assert.equal(9, compute(9, 0, {0x02, 15}, {0x00, 1}, {0x60, 15}))
    assert.equal(8, compute(9, 8, {0x03, 0}, {0x61, 0}, {0x87}))
  end)

  it("reads the value returned as the kernel does", function()
    for value, want in pairs {
      [0x80000000] = "kill_process", [0x8000ffff] = "kill_process",
      [0] = "kill_thread", [5] = "kill_thread", [0x30000] = "trap",
      [0x30007] = "trap(7)", [0x5ffff] = "errno(4095)", [0x50000] = "errno(0)",
      [0x7fc00001] = "notify", [0x7ff0ffff] = "trace(65535)",
      [0x7ffc0001] = "log", [0x7fff1234] = "allow",
      [0x12340000] = "kill_process", [0x7ffe0000] = "kill_process",
      [0xffff0000] = "kill_process",
    } do
      assert.equal(want, tostring(program({{0x06, value}}):simulate(0)))
    end
  end)
end)

describe("Program:simulate", function()
  it("takes no call that an arch only knows by other arches", function()
    local p = example()
    for name, words in pairs {send = "amd64 has no call send",
      ["SCMP_SYS(read"] = "unknown syscall"} do
      local err = raised(p.simulate, p, {syscall = name, arch = "amd64"})
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find(words, 1, true), err.message)
    end
  end)
end)
