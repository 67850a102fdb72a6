local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"
local oracle = require "spec.oracle"

local AMD64, X86, S390X = 0xc000003e, 0x40000003, 0x80000016
local ALLOW, ERRNO = 0x7fff0000, 0x00050000
local native_order = string.pack("=I2", 1) == "\1\0" and "little" or "big"

--- The bytes of a program: a list of {code, jt, jf, k} or {code, k}.
local function bytes(insns, order)
  local out = {}
  for i, insn in ipairs(insns) do
    local code, jt, jf, k = insn[1], insn[2], insn[3], insn[4]
    if not k then jt, jf, k = 0, 0, jt or 0 end
    out[i] = string.pack((order == "big" and ">" or "<") .. "I2BBI4", code, jt,
      jf, k)
  end
  return table.concat(out)
end

local function program(insns, order)
  return seccomp.program(bytes(insns, order))
end

--- Returns the error that fn raises.
local function raised(fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok, "nothing was raised")
  return err
end

local allow = {0x06, ALLOW}

--- amd64: execve gets EPERM when arg0 is 0x100000002; everything else, allow.
local function example()
  return program {{0x20, 4}, {0x15, 0, 7, AMD64}, {0x20, 0}, {0x15, 0, 4, 59},
    {0x20, 20}, {0x15, 0, 2, 1}, {0x20, 16}, {0x15, 1, 0, 2}, allow,
    {0x06, ERRNO | 1}}
end

describe("seccomp.program", function()
  it("takes what export_bpf gives", function()
    local f = seccomp.filter("errno(EPERM)"):add_rule("read", "allow")
    local p = seccomp.program(f:export_bpf())
    assert.equal(f:export_bpf(), p:bytes())
    assert.equal(#f:export_bpf(), 8 * #p)
    assert.equal(f:program(), p)
    assert.equal(native_order, p.endian)
  end)

  it("finds the byte order from the bytes", function()
    for _, order in ipairs {"little", "big"} do
      for _, last in ipairs {{0x06, ALLOW}, {0x16}, {0x06, 0}} do
        local text = bytes({{0x00, 0}, last}, order)
        local p = seccomp.program(text)
        assert.equal(order, p.endian)
        assert.equal(text, p:bytes())
        assert.equal(p, seccomp.program(text, {endian = order}))
        assert.equal(p, seccomp.program(text, {}))
        assert.equal(p, seccomp.program(text, nil))
      end
    end
    local little = program({allow}, "little")
    assert.not_equal(little, program({allow}, "big"))
  end)

  it("says when the order asked for is not that of the bytes", function()
    local err = raised(seccomp.program, bytes {allow}, {endian = "big"})
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find("look like a little-endian program", 1,
      true))
  end)

  it("refuses what the kernel refuses, with offset and reason", function()
    local many = {}
    for i = 1, 4097 do many[i] = allow end
    local cases = {
      {{}, 0, "at least one instruction"},
      {many, 0, "at most 4096 instructions, and this has 4097"},
      {{{0x00, 1}}, 0, "must be a return"},
      {{allow, {0x05, 0}}, 1, "jump past the end"},
      {{{0x05, 1}, allow}, 0, "jump past the end"},
      {{{0x05, 0xffffffff}, allow}, 0, "jump past the end"},
      {{{0x15, 1, 0, 0}, allow}, 0, "jump past the end"},
      {{{0x15, 0, 1, 0}, allow}, 0, "jump past the end"},
      {{allow, {0x20, 2}, allow}, 1, "not a multiple of 4"},
      {{{0x20, 64}, allow}, 0, "beyond the 64 bytes"},
      {{{0x30, 0}, allow}, 0, "32-bit words only"},
      {{{0x48, 0}, allow}, 0, "packet loads"},
      {{{0x94, 3}, allow}, 0, "MOD is not allowed"},
      {{{0x21, 0}, allow}, 0, "no such instruction"},
      {{{0x34, 0}, allow}, 0, "division by zero"},
      {{{0x64, 32}, allow}, 0, "more than 31"},
      {{{0x74, 0xffffffff}, allow}, 0, "more than 31"},
      {{{0x02, 16}, allow}, 0, "16 words only"},
      {{{0x60, 0}, allow}, 0, "not every path has stored"},
      -- stored on one way only
      {{{0x15, 0, 1, 0}, {0x02, 3}, {0x61, 3}, allow}, 2,
        "not every path has stored"},
    }
    for _, case in ipairs(cases) do
      local err = raised(seccomp.program, bytes(case[1]))
      assert.equal("EINVAL", err.code)
      assert.equal(22, err.errno)
      assert.equal("program", err.op)
      assert.equal(case[2], err.offset)
      assert.truthy(err.message:find(case[3], 1, true), err.message)
    end
    many[4097] = nil
    assert.equal(4096, #program(many))
  end)

  it("refuses bad arguments", function()
    local good = bytes {allow}
    local cases = {
      {"bad argument #1 to 'program'", nil},
      {"bad argument #1 to 'program'", 12345678},
      {"bad argument #1 to 'program'", {}},
      {"bad argument #2 to 'program'", good, "little"},
      {"bad argument #3 to 'program'", good, nil, 1},
      {"unknown option \"endain\"; did you mean \"endian\"?", good,
        {endain = "big"}},
      {"option endian is", good, {endian = "middle"}},
      {"option endian is", good, {endian = true}},
      {"option endian is", good, {endian = "big\0"}},
      {"option \"endian\" has an embedded NUL", good, {["endian\0"] = 1}},
      {"7 bytes are not a whole number", good:sub(2)},
      {"9 bytes are not a whole number", good .. "\0"},
    }
    for _, case in ipairs(cases) do
      local err = tostring(raised(seccomp.program, case[2], case[3],
        table.unpack(case, 4)))
      assert.truthy(err:find(case[1], 1, true), err)
    end
  end)
end)

describe("Program", function()
  it("is immutable and out of reach", function()
    local p = example()
    assert.equal(10, #p)
    assert.equal("seccomp.program (10 instructions, little-endian)",
      tostring(p))
    assert.equal("seccomp.program (1 instruction, big-endian)",
      tostring(program({allow}, "big")))
    assert.is_false(getmetatable(p))
    assert.is_nil(p.nothing)
    assert.is_nil(p[1])
    assert.is_false(pcall(function() p.endian = "big" end))
    assert.equal("little", p.endian)
    assert.equal(p, example())
    assert.not_equal(p, program {allow})
    assert.is_false(p == p:bytes())
  end)

  it("refuses bad arguments", function()
    local p = example()
    local cases = {
      {"seccomp.program expected, got no value", function() p.bytes() end},
      {"no more than 0 arguments", function() p:bytes(1) end},
      {"no more than 0 arguments", function() p:disassemble(1) end},
      {"no more than 1 argument", function() p:export(1, 2) end},
      {"open file or fd expected", function() p:export() end},
      {"open file or fd expected", function() p:export "x" end},
      {"out of range", function() p:export(-1) end},
      {"number has no integer", function() p:export(1.5) end},
      {"seccomp.program expected", function() p.simulate(io.stdout, 1) end},
      {"seccomp.program expected", function() p.export({}, 1) end},
      {"no more than 1 argument", function() p:load({}, 1) end},
      {"table expected", function() p:load(true) end},
      {"unknown option \"tsnyc\"; did you mean \"tsync\"?",
        function() p:load {tsnyc = true} end},
      {"option names are strings", function() p:load {true} end},
      {"option log is a boolean, not number", function() p:load {log = 1} end},
      {"option wait_kill is for a listener",
        function() p:load {wait_kill = true} end},
    }
    for _, case in ipairs(cases) do
      local err = tostring(raised(case[2]))
      assert.truthy(err:find(case[1], 1, true), err)
    end
  end)

  it("exports to files and descriptors, and notices what falls short",
    function()
    local p = example()
    local path = os.tmpname()
    local file = assert(io.open(path, "wb"))
    assert.equal(p, p:export(file))
    assert.equal(p:bytes(), support.slurp(path))
    p:export(file)
    assert.equal(p:bytes():rep(2), support.slurp(path))
    file:close()
    os.remove(path)
    assert.truthy(tostring(raised(p.export, p, file)):find("file is closed", 1,
      true))
    local full = assert(io.open("/dev/full", "wb"))
    local err = raised(p.export, p, full)
    assert.equal("ENOSPC", err.code)
    assert.equal("export", err.op)
    assert.equal("EBADF", raised(p.export, p, 987654).code)
    local script = os.tmpname()
    support.spew(script, [[
      local p = require("seccomp").program(io.read("a"))
      assert(p:export(1) == p)
      local ok, err = pcall(p.export, p, 3)
      assert(not ok and err.code == "ENOSPC", tostring(err))
      os.exit(0)
    ]])
    local child = support.script({"sh", "-c", "exec \"$0\" \"$1\" 3>/dev/full",
      support.lua, script}, {stdin = p:bytes()})
    os.remove(script)
    assert.equal(0, child.status, support.describe(child))
    assert.equal(p:bytes(), child.stdout)
  end)

  it("comes from a filter", function()
    local f = seccomp.filter("kill", {arches = {"s390x", "ppc64"}})
    local p = f:add_rule("read", "allow", {0, "==", 0x100000002}):program()
    assert.equal("big", p.endian)
    assert.equal(f:export_bpf(), p:bytes())
    assert.equal(p, seccomp.program(f:export_bpf()))
    for _, arch in ipairs {"s390x", "ppc64"} do
      assert.equal("allow", tostring(p:simulate {arch = arch,
        syscall = "read", arg0 = 0x100000002}))
      assert.equal("kill_thread", tostring(p:simulate {arch = arch,
        syscall = "read", arg0 = 0x200000001}))
    end
    f:release()
    assert.equal("EINVAL", raised(f.program, f).code)
    assert.equal("kill_thread", tostring(p:simulate {arch = "s390x",
      syscall = "write"}))
    local g = seccomp.filter("kill")
    assert.is_false(pcall(g.program, g, 1))
    local none = seccomp.filter("kill"):remove_arch("native")
    assert.equal("EINVAL", raised(none.program, none).code)
  end)

  it("is not made of a filter that is too large for the kernel", function()
    local f = seccomp.filter "kill"
    for i = 1, 168 do
      f:add_rule(1000 + i, "allow", {0, "==", i}, {1, "==", i}, {2, "==", i},
        {3, "==", i}, {4, "==", i}, {5, "==", i})
    end
    local err = raised(f.program, f)
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find("at most 4096 instructions", 1, true))
  end)

  it("survives the collector", function()
    local mode = collectgarbage "generational"
    collectgarbage(mode)
    collectgarbage "stop"
    for _ = 1, 20 do
      local p = example()
      local text, listing = p:bytes(), p:disassemble()
      collectgarbage "collect"
      assert.equal(text, p:bytes())
      assert.equal(listing, p:disassemble())
      for _ = 1, 50 do
        p:simulate("execve", 1)
        p:simulate {syscall = "read", arch = "x86"}
        pcall(p.simulate, p, "no such")
        pcall(seccomp.program, text .. "x")
        pcall(seccomp.program, text:sub(9, -9))
        collectgarbage("step", 1)
      end
    end
    collectgarbage "restart"
  end)

  it("leaves the globals alone", function()
    local before = {}
    for name in pairs(_G) do before[name] = true end
    example():disassemble()
    for name in pairs(_G) do assert.is_true(before[name], name) end
  end)
end)

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

describe("Program:disassemble", function()
  it("is readable", function()
    assert.equal([[
0: ld [4]                 A = arch
1: jeq #0xc000003e, 2, 9  if arch != amd64 goto 9

; amd64
2: ld [0]                 A = syscall
3: jeq #59, 4, 8          if syscall != execve goto 8
4: ld [20]                A = arg0:hi
5: jeq #0x1, 6, 8         if arg0:hi != 0x1 goto 8
6: ld [16]                A = arg0:lo (pathname)
7: jeq #0x2, 9, 8         if arg0 == 0x100000002 (pathname) goto 9
8: ret #0x7fff0000        return allow
9: ret #0x50001           return errno(EPERM)
]], example():disassemble())
  end)

  it("names things where all paths agree, and halves by byte order", function()
    local f = seccomp.filter("errno(ENOSYS)", {arches = {"s390x"}})
    local text = f:add_rule("read", "trace(7)", {1, ">", 0x500000006})
      :program():disassemble()
    assert.truthy(text:find("arch != s390x", 1, true), text)
    assert.truthy(text:find("syscall == read", 1, true) or
      text:find("syscall != read", 1, true))
    assert.truthy(text:find("ld %[24%]%s+A = arg1:hi"))
    assert.truthy(text:find("arg1 > 0x500000006", 1, true) or
      text:find("arg1 <= 0x500000006", 1, true), text)
    assert.truthy(text:find("return trace(7)", 1, true))
    assert.truthy(text:find("return errno(ENOSYS)", 1, true))
    text = seccomp.filter("kill", {arches = {"amd64", "x86", "x32"}})
      :add_rule("socket", "allow"):program():disassemble()
    assert.truthy(text:find("\n; x86\n", 1, true), text)
    assert.truthy(text:find("syscall [!=]= socket%f[%s]"))
    assert.truthy(text:find("syscall [!=]= socket %(x32%)"))
  end)

  it("names arguments and what they are compared with", function()
    local function text_of(arch, ...)
      local text = policies.new {default = "errno(EPERM)", arches = {arch},
        rules = {{..., action = "allow", when = {select(2, ...)}},
          {"socketcall", "ipc", action = "trap", optional = true}}}
        :compile():disassemble()
      for line in text:gmatch "[^\n]+" do
        assert.is_true(#line <= 80, line)
      end
      return (text:gsub("%s+", " "))
    end
    local function has(text, words)
      assert.truthy(text:find(words, 1, true), text)
    end
    local text = text_of("amd64", "ioctl", {"request", "==", "TIOCSTI"})
    has(text, "A = arg1:lo (request) ")
    has(text, "arg1:lo == 0x5412 (request TIOCSTI) goto")
    has(text_of("mips", "ioctl", {"request", "==", "TIOCSTI"}),
      "0x5472 (request TIOCSTI) goto")
    -- all 64 bits, of which AT_FDCWD says 32
    text = seccomp.filter("allow", {arches = {"amd64"}}):add_rule("openat",
      "trap", {0, "==", -100}):program():disassemble()
    assert.matches("arg0 [!=]= 0xffffffffffffff9c %(dirfd%)", text)
    has(text_of("amd64", "openat", {"dirfd", "==", "AT_FDCWD"}),
      " (dirfd AT_FDCWD) goto")
    -- where the arch has them
    has(text_of("s390x", "clone", {"flags", "masked_eq", "CLONE_NEWUSER",
      "CLONE_NEWUSER"}), "A = arg1:lo (flags) ")
    text = text_of("amd64", "socket", {"type", "masked_eq", 0xf,
      "SOCK_STREAM"})
    has(text, "arg1 & 0xf == 0x1 (type SOCK_STREAM) goto")
    text = text_of("amd64", "clone", {"flags", "masked_eq",
      "CLONE_NEWNS|CLONE_NEWCGROUP|CLONE_NEWUTS|CLONE_NEWIPC|CLONE_NEWUSER", 0})
    has(text, "(flags CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | " ..
      "CLONE_NEWIPC | CLONE_NEWUSER)")
    -- an order is of numbers
    text = text_of("amd64", "setpriority", {"which", "<=", 1, width = 32})
    has(text, " (which) goto")
    assert.falsy(text:find("PRIO_", 1, true), text)
    -- registers that the call does not look at
    text = text_of("x86", "mmap", {2, "==", 4, raw = true})
    has(text, "A = arg2:lo ")
    assert.falsy(text:find("prot", 1, true), text)
  end)

  it("shows what is computed, always true or never reached", function()
    local text = program({{0x20, 16}, {0x54, 0xff}, {0x07}, {0x3c}, {0x6c},
      {0x05, 1}, {0x00, 1}, {0x01, 5}, {0x15, 0, 1, 3}, {0x06, 0x12340000},
      {0x16}}):disassemble()
    assert.equal([[
 0: ld [16]          A = arg0:lo
 1: and #0xff        A = arg0:lo & 0xff
 2: tax              X = A (arg0:lo & 0xff)
 3: div x            A /= arg0:lo & 0xff, or return kill_thread if that is 0
 4: lsh x            A <<= arg0:lo & 0xff
 5: jmp 7            goto 7
 6: ld #0x1          never reached
 7: ldx #0x5         X = 0x5
 8: jeq #0x3, 9, 10  if A != 0x3 goto 10
 9: ret #0x12340000  return kill_process (no such action)
10: ret a            return A
]], text)
  end)

  it("numbers an arch without a name, and names halves of ip", function()
    local text = program({{0x20, 4}, {0x15, 0, 4, 0x12345678}, {0x20, 12},
      {0x15, 0, 2, 0}, {0x20, 8}, {0x15, 1, 0, 5}, {0x06, ALLOW}, {0x06}})
      :disassemble()
    assert.truthy(text:find("\n; arch 0x12345678\n2: ld [12]", 1, true), text)
    assert.truthy(text:find("if ip:hi != 0x0 goto", 1, true), text)
    assert.truthy(text:find("if ip == 0x5 goto", 1, true), text)
  end)

  it("knows what cannot be", function()
    local text = program({
      {0x20, 16}, {0x54, 0xf0}, {0x15, 0, 1, 5}, {0x06, 1}, -- bits outside
      {0x20}, {0x35, 0, 2, 100}, {0x15, 0, 1, 50}, {0x06, 2}, -- below
      {0x20, 16}, {0x54, 0xf}, {0x25, 0, 1, 15}, {0x06, 4}, -- above its mask
      {0x06, ALLOW}}):disassemble()
    for _, pc in ipairs {3, 7, 11} do
      assert.truthy(text:find(("\n *%d: ret #0x%%d +never reached"):format(pc)),
        text)
    end
  end)

  it("knows nothing of high words, whatever the arch", function()
    for name, token in pairs {x86 = X86, arm = 0x40000028} do
      for word, offset in pairs {["arg0:hi"] = 20, ["ip:hi"] = 12} do
        local text = program({{0x20, 4}, {0x15, 0, 3, token}, {0x20, offset},
          {0x15, 1, 0, 0}, {0x06, 1}, {0x06, ALLOW}}):disassemble()
        assert.truthy(text:find("\n; " .. name, 1, true), text)
        assert.truthy(text:find("if " .. word .. " == 0x0 goto 5\n", 1, true),
          text)
        assert.falsy(text:find("never", 1, true), text)
      end
    end
  end)

  it("says where the x32 calls begin", function()
    local text = program({{0x20, 4}, {0x15, 0, 2, AMD64}, {0x20, 0},
      {0x25, 0, 1, 0x3fffffff}, {0x06, ALLOW}, {0x06}}):disassemble()
    assert.truthy(text:find("<= 1073741823 (x32) goto 5", 1, true), text)
  end)

  it("keeps to 80 columns", function()
    local f = seccomp.filter("errno(EPERM)", {arches = {"amd64", "x86", "x32"},
      optimize = 2})
    for _, name in ipairs {"read", "sched_rr_get_interval", "mmap",
        "personality", "process_vm_readv"} do
      f:add_rule(name, "allow", {1, "masked_eq", 0xf0000000, 0x10000000},
        {2, "==", 0x80000000})
    end
    local p = f:program()
    local count = 0
    for line in p:disassemble():gmatch "([^\n]*)\n" do
      assert.is_true(#line <= 80, line)
      if line:match "^ *%d+: " then count = count + 1 end
    end
    assert.equal(#p, count)
  end)
end)

describe("Program:load", function()
  --- Loads in a child that then runs `code`.
  local function load(p, options, code)
    return support.run(([[
      local seccomp = require "seccomp"
      local p = seccomp.program(io.read("a"))
      local loaded = p:load(%s)
      assert(loaded == p)
      %s
      os.exit(0)
    ]]):format(options or "", code or ""), {stdin = p:bytes()})
  end
  local function status(field)
    return ([[
      local status = io.open("/proc/self/status"):read("a")
      io.write(status:match("%s:%%s+(%%d+)"))
    ]]):format(field)
  end

  it("loads", function()
    local rename = seccomp.filter("allow"):add_rule("rename", "errno(EXDEV)")
      :program()
    local child = load(rename, nil, [[
      local _, _, errno = os.rename("/nonexistent/a", "/nonexistent/b")
      io.write(errno)
    ]])
    assert.equal(0, child.status, support.describe(child))
    assert.equal("18", child.stdout)
    child = load(seccomp.filter("allow"):add_rule("rename", "kill_process")
      :program(), nil, "os.rename('/nonexistent/a', '/nonexistent/b')")
    assert.equal("SIGSYS", child.signal)
  end)

  it("takes options", function()
    local p = program({allow}, native_order)
    for _, options in ipairs {"nil", "{}", "{tsync=false}", "{log=true}",
        "{ssb=true}", "{tsync=true, log=true, ssb=true, listener=false}"} do
      local child = load(p, options, status "Seccomp")
      assert.equal("2", child.stdout, options .. support.describe(child))
    end
    assert.equal("1", load(p, nil, status "NoNewPrivs").stdout)
    assert.equal("1", load(p, "{no_new_privs=true}", status "NoNewPrivs")
      .stdout)
    local child = load(p, "{no_new_privs=false}", status "NoNewPrivs")
    if child.status == 0 then
      assert.equal("0", child.stdout)
    else
      assert.truthy(child.stderr:find("EACCES", 1, true), child.stderr)
    end
  end)

  it("gives the listener asked for, and only one", function()
    local p = program({allow}, native_order)
    for _, more in ipairs {"", ", tsync=true", ", wait_kill=true"} do
      local child = support.succeeds(([[
        local p = require("seccomp").program(io.read("a"))
        local listener = p:load {listener=true%s}
        assert(listener ~= p and listener:fd() >= 0)
        local ok, err = pcall(p.load, p, {listener=true})
        io.write(tostring(ok), " ", err.code, " ", tostring(p:load() == p))
        os.exit(0)
      ]]):format(more), {stdin = p:bytes(), env = support.goes_on})
      assert.equal("false EBUSY true", child.stdout)
    end
  end)

  it("refuses the other byte order", function()
    local foreign = native_order == "big" and "little" or "big"
    local p = program({allow}, foreign)
    local err = raised(p.load, p)
    assert.equal("EINVAL", err.code)
    assert.truthy(err.message:find(foreign .. "-endian", 1, true))
  end)

  it("names the kernel's errno", function()
    local child = support.succeeds([[
      local p = require("seccomp").program(io.read("a"))
      for i = 1, 10 do
        local ok, err = pcall(p.load, p)
        if not ok then io.write(err.code, " ", err.op) os.exit(0) end
      end
    ]], {stdin = bytes({allow}, native_order):rep(4096)})
    assert.equal("ENOMEM load", child.stdout)
  end)
end)

describe("the kernel and Program", function()
  -- codes, those that matter most more than once
  local CODES = {0x00, 0x20, 0x20, 0x20, 0x20, 0x60, 0x80, 0x01, 0x61, 0x81,
    0x02, 0x03, 0x04, 0x0c, 0x14, 0x1c, 0x24, 0x2c, 0x34, 0x3c, 0x44, 0x4c,
    0x54, 0x5c, 0x64, 0x6c, 0x74, 0x7c, 0x84, 0xa4, 0xac, 0x05, 0x15, 0x1d,
    0x25, 0x2d, 0x35, 0x3d, 0x45, 0x4d, 0x07, 0x87, 0x06, 0x16}
  local VALUES = {0, 1, 2, 3, 5, 31, 32, 33, 64, 0x7fffffff, 0x80000000,
    0xffffffff, AMD64, 0x40000000, 1000, 0x50000, ALLOW}
  -- numbers of no call, so that an allowed one fails with ENOSYS
  local NUMBERS = {1000, 1001, 65536, 0x7fffffff, 0x80000000, 0x40001000,
    0xfffffffe, 0xffffffff}
  local random = math.random

  local function pick(list) return list[random(#list)] end

  local function value()
    if random(3) == 1 then return random(0, 0xffffffff) end
    return (pick(VALUES) + random(-1, 1)) & 0xffffffff
  end

  --- Random instructions; what they leave in A decides the errno returned.
  local function generate(length)
    local insns = {}
    local tail = length
    for i = 0, length - 1 do
      local left = tail - i
      local code, jt, jf, k = pick(CODES), 0, 0, value()
      if code == 0x20 then
        k = pick {0, 4, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60}
      elseif code == 0x02 or code == 0x03 or code == 0x60 or code == 0x61 then
        k = random(0, 2)
      elseif code == 0x64 or code == 0x74 then
        k = k & 31
      elseif code == 0x34 then
        k = k | 1
      elseif code == 0x05 then
        k = random(0, math.min(left, 5) - 1)
      elseif code & 7 == 6 then
        if random(3) > 1 then code, k = 0x05, left - 1
        elseif code == 6 and random(2) == 1 then k = ERRNO | random(0, 0xffff)
        end
      elseif code & 7 == 5 then
        local most = math.min(left, 6) - 1
        jt, jf = random(0, most), random(0, most)
      end
      insns[#insns + 1] = {code, jt, jf, k}
    end
    for _, insn in ipairs {{0x24, random(0, 0xffffffff) | 1}, {0x74, 20},
        {0x44, ERRNO}, {0x16, 0}} do
      insns[#insns + 1] = {insn[1], 0, 0, insn[2]}
    end
    return insns
  end

  local function mutate(insns)
    for _ = 1, random(3) do
      local insn = pick(insns)
      local what = random(5)
      if what == 1 then insn[1] = random(0, 255)
      elseif what == 2 then insn[1] = pick(CODES)
      elseif what == 3 then insn[4] = value()
      elseif what == 4 then insn[4] = random(0, 70)
      else insn[random(2, 3)] = random(0, 255)
      end
    end
  end

  --- What a call gets in userspace when nothing comes of it by itself.
  local function expected(action)
    if action.name == "errno" then return -action.code end
    if action.name == "trap" or action.name:find "^kill" then
      return "killed"
    end
    return -38 -- ENOSYS
  end

  it("agree on random programs", function()
    if seccomp.native_arch() == "mips" then return pending "other errnos" end
    if not support.has_command(os.getenv "CC" or "cc") then
      return pending "no C compiler"
    end
    local seed = tonumber(os.getenv "SEED") or 20240607
    math.randomseed(seed)
    local questions = {}
    for i = 1, 300 do
      local insns = generate(random(2, random(2) == 1 and 20 or 120))
      if random(5) < 3 then mutate(insns) end
      local calls = {}
      for k = 1, 12 do
        local call = {pick(NUMBERS)}
        for a = 2, 7 do call[a] = value() | value() << 32 end
        calls[k] = call
      end
      questions[i] = {bytes = bytes(insns, native_order), calls = calls}
    end
    local answers = oracle.ask(questions)
    local accepted, refused, killed = 0, 0, 0
    for i, question in ipairs(questions) do
      local answer = answers[i]
      local ok, p = pcall(seccomp.program, question.bytes,
        {endian = native_order})
      local context = ("program %d of seed %d: %s"):format(i, seed,
        ok and p:disassemble() or tostring(p))
      assert.equal(answer.refused == nil, ok, context)
      if ok then
        accepted = accepted + 1
        for k, returned in ipairs(answer) do
          local call = question.calls[k]
          assert.equal(expected((p:simulate(table.unpack(call)))), returned,
            context)
          if returned == "killed" then killed = killed + 1 end
        end
      else
        refused = refused + 1
        assert.equal(22, answer.refused)
      end
    end
    -- the test is of some worth
    assert.is_true(accepted > 100 and refused > 30 and killed > 0,
      ("%d %d %d"):format(accepted, refused, killed))
  end)
end)
