-- SPDX-License-Identifier: MIT
-- Programs as text.
local policies = require "seccomp.policy"
local programs = require "spec.programs"
local seccomp = require "seccomp"

local ALLOW = programs.ALLOW
local AMD64 = programs.AMD64
local X86 = programs.X86
local example = programs.example
local program = programs.program

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

  it("says of a division what may end it, and of numbers their kind",
    function()
    local text = program({{0x20, 16}, {0x01, 3}, {0x3c}, {0x01, 0}, {0x3c},
      {0x16}}):disassemble()
    assert.matches("2: div x +A /= [^,]+\n", text)
    assert.matches("4: div x +A /= .-, or return kill_thread if that is 0\n",
      text)
    -- numbers of x32, and no masks, are in hex
    for k, shown in pairs {[59] = "#59", [0x3fffffff] = "#1073741823",
      [0x40000000] = "#0x40000000", [0x40000001] = "#0x40000001"}
    do
      for code, name in pairs {[0x15] = "jeq", [0x25] = "jgt", [0x35] = "jge"}
      do
        local jump = program {{0x20, 0}, {code, 0, 1, k}, {0x06, 1},
          {0x06, ALLOW}}
        text = jump:disassemble()
        assert.truthy(text:find(name .. " " .. shown .. ",", 1, true), text)
      end
      local jump = program {{0x20, 0}, {0x45, 0, 1, k}, {0x06, 1},
        {0x06, ALLOW}}
      text = jump:disassemble()
      assert.truthy(text:find(("jset #0x%x,"):format(k), 1, true), text)
    end
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
