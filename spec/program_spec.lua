-- SPDX-License-Identifier: MIT
-- The Program: what it is made of, its life, its bytes.
local here = require "spec.here"
local programs = require "spec.programs"
local seccomp = require "seccomp"
local support = require "spec.support"

local ALLOW = programs.ALLOW
local bytes = programs.bytes
local example = programs.example
local native_order = programs.native_order
local program = programs.program
local raised = support.raised
local allow = {0x06, ALLOW}

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
        table.unpack(case, 4, case[4] and 4 or 3)))
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
    local g = seccomp.filter "kill"
    assert.is_false(pcall(g.program, g, 1))
    local none = seccomp.filter("kill"):remove_arch "native"
    assert.equal("EINVAL", raised(none.program, none).code)
  end)

  it("is not made of a filter that is too large for the kernel", function()
    local f = seccomp.filter "kill"
    for i = 1, here.bits == 64 and 168 or 336 do
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
