-- SPDX-License-Identifier: MIT
-- What lint says of arguments and their conditions.
local linting = require "spec.linting"
local seccomp = require "seccomp"

local find, lacks = linting.find, linting.lacks
local lint, usual = linting.lint, linting.usual

describe("lint of arguments", function()
  it("finds x32's numbers that old kernels took without their bit", function()
    local finding = find({default = "allow", rules = {{"execve", "ptrace",
      action = "errno(EPERM)"}}}, "old-x32-numbers")
    assert.same({"amd64", 520}, {finding.witness.arch, finding.witness.syscall})
    assert.matches("are permitted: execve by 520, ptrace by 521$",
      finding.message)
    lacks({default = "allow", unknown = "errno(ENOSYS)", rules = {{"execve",
      "ptrace", action = "errno(EPERM)"}}}, "old-x32-numbers")
    lacks({default = "allow", rules = {{"mount", action = "errno(EPERM)"}}},
      "old-x32-numbers")
    lacks({rules = {usual}}, "old-x32-numbers")
    find({default = "allow", unknown = "errno(ENOSYS)",
      arches = {"amd64", "x32"}, rules = {{"execve",
      action = "errno(EPERM)"}}}, "old-x32-numbers")
    local own = require "seccomp.lint.knowledge".x32_own
    for i, name in ipairs(own) do
      assert.equal(0x40000000 + 511 + i, seccomp.syscall_number(name, "x32"))
    end
    assert.is_nil(seccomp.syscall_name(0x40000000 + 512 + #own, "x32"))
  end)

  it("knows the arguments of every call as each arch has them", function()
    local function rule(arch, name, c)
      return {default = "allow", arches = {arch}, rules = {{name,
        action = "errno(EPERM)", when = {c}}}}
    end
    find(rule("amd64", "mq_notify", {1, "==", 0x1000}), "pointer")
    find(rule("amd64", "pread64", {4, "==", 1}), "no-such-argument")
    lacks(rule("x86", "pread64", {4, "==", 1}), "no-such-argument")
    -- a compat call there, as it is none on mips64
    find(rule("mips64n32", "fcntl", {2, "==", 1}), "high-bits")
    lacks(rule("mips64", "fcntl", {2, "==", 1}), "high-bits")
  end)

  it("finds conditions on more than the 16 bits that are read", function()
    local function halfword(name, arg, arch)
      local argument = seccomp.signature(name, arch)[arg + 1]
      return argument ~= nil and argument.width == 16
    end
    local function id_rule(width)
      return {default = "allow", arches = {"x86"}, rules = {{"setuid",
        action = "errno(EPERM)", when = {{arg = 0, op = "==", value = 0,
        width = width}}}}}
    end
    for _, width in ipairs {64, 32} do
      local finding = find(id_rule(width), "high-bits")
      assert.equal('{"uid", "==", 0}', finding.fix)
      assert.matches("compares 32 bits of setuid's uid, of which the kernel " ..
        "uses 16", finding.message)
      assert.equal(0x10000, finding.witness.arg0)
    end
    lacks(id_rule(16), "high-bits")
    local wide = id_rule(32)
    wide.arches = {"amd64"}
    lacks(wide, "high-bits")
    local function setuid_bit(name, arg, width, arch)
      return {default = "allow", arches = {arch}, rules = {{name,
        action = "errno(EPERM)", when = {{arg = arg, op = "==", value = 2541,
        width = width}}}}}
    end
    for name, arg in ("chmod 1 fchmod 1 fchmodat 2 mkdir 1 mkdirat 2 " ..
        "mknod 1 mknodat 2 open 2 openat 3 creat 1 mq_open 2")
        :gmatch "(%S+) (%d)" do
      for _, arch in ipairs {"amd64", "x86"} do
        arg = tonumber(arg)
        assert.is_true(halfword(name, arg, arch))
        assert.equal('{"mode", "==", 0x9ed}', find(setuid_bit(name, arg, 32,
          arch), "high-bits").fix)
        lacks(setuid_bit(name, arg, 16, arch), "high-bits")
      end
    end
    -- what is permitted but for a value
    find({rules = {usual, {"chmod", action = "allow", when = {{arg = 1,
      op = "!=", value = 2541, width = 32}}}}}, "high-bits")
    -- bits that a mask leaves out are not looked at
    lacks({default = "allow", rules = {{"chmod", action = "errno(EPERM)",
      when = {{1, "masked_eq", 0xfff, 2541}}}}}, "high-bits")
    -- 16-bit ids are where there are others, of 32
    for _, arch in ipairs(seccomp.arches()) do
      local both = (seccomp.syscall_number("setuid32", arch) or -1) >= 0
      assert.equal(both, halfword("setuid", 0, arch), arch)
      assert.is_false(both and halfword("setuid32", 0, arch))
    end
    assert.is_false(halfword("setuid", 1, "x86"))
    assert.is_false(halfword("close", 0, "x86"))
  end)

  it("takes what is in memory for nothing that is held", function()
    local function mapping(arches, ...)
      return {default = "allow", arches = arches, rules = {{"mprotect",
        "pkey_mprotect", "mmap2", optional = true, action = "errno(EPERM)",
        when = {{2, "masked_eq", 6, 6}}},
        {"shmat", action = "errno(EPERM)"}, ...}}
    end
    local raw = {"mmap", action = "errno(EPERM)",
      when = {{arg = 2, op = "masked_eq", mask = 6, value = 6, raw = true}}}
    for _, arch in ipairs {"x86", "m68k", "s390x"} do
      if seccomp.arch(arch) and pcall(seccomp.filter, "allow",
          {arches = {arch}}) then
        local finding = find(mapping({arch}, raw), "writable-code")
        assert.equal("mmap", finding.witness.syscall)
        find(mapping({arch}, raw), "in-memory")
      end
    end
    lacks(mapping({"amd64"}, raw), "writable-code")
    lacks(mapping({"amd64"}, raw), "in-memory")
    lacks(mapping({"x86"}, {"mmap", action = "errno(EPERM)"}), "writable-code")
  end)

  it("finds raw conditions that the high word gets around", function()
    local function raw(is, width)
      return {default = "allow", arches = {"x86"}, rules = {{"ioctl",
        action = "errno(EPERM)", when = {{arg = 1, op = "==", value = 0x5412,
        raw = is, width = width}}}}}
    end
    assert.equal(0x100005412, find(raw(true), "high-bits").witness.arg1)
    assert.equal("width = 32", find(raw(true), "high-bits").fix)
    lacks(raw(true, 32), "high-bits")
    lacks(raw(), "high-bits")
    -- of what an old id leaves out, and of an address that is not 0, nothing
    local function denied(name, c)
      return {default = "allow", arches = {"x86"}, rules = {{name,
        action = "errno(EPERM)", when = {c}}}}
    end
    for width, bits in pairs {[64] = "64", [32] = "32"} do
      local finding = find(denied("setuid", {arg = 0, op = "==", value = 0,
        width = width, raw = true}), "high-bits")
      assert.matches("compares " .. bits .. " bits of setuid's uid, of " ..
        "which the kernel uses 16", finding.message)
      assert.equal("width = 16", finding.fix)
    end
    lacks(denied("setuid", {arg = 0, op = "==", value = 0, width = 16,
      raw = true}), "high-bits")
    lacks(denied("read", {arg = 1, op = "==", value = 0x1000, raw = true}),
      "high-bits")
    for op, permitted in pairs {["!="] = 0x100000005, [">"] = 0x100000005} do
      local witness = find({arches = {"x86"}, rules = {usual, {"ioctl",
        action = "allow", when = {{arg = 1, op = op, value = 5, raw = true}}}}},
        "high-bits").witness
      assert.equal(permitted, witness.arg1)
    end
  end)

  it("finds conditions whose values have bits that are not read", function()
    local function denied(arch, c)
      return {default = "allow", arches = {arch}, rules = {{"ioctl",
        action = "errno(EPERM)", when = {c}}}}
    end
    for arch, raw in pairs {amd64 = false, x86 = true} do
      for _, c in ipairs {{op = "masked_eq", mask = 0x2000000ff, value = 5},
        {op = "<", value = 0x500000000}}
      do
        c.arg, c.raw = 1, raw or nil
        local finding = find(denied(arch, c), "high-bits")
        assert.equal("compare the 32 bits, with values of no more",
          finding.fix)
      end
      -- what denies arguments for such bits means them
      lacks(denied(arch, {arg = 1, op = ">", value = 0xffffffff,
        raw = raw or nil}), "high-bits")
    end
  end)

  it("finds flags taken for a value", function()
    local finding = find({default = "allow", rules = {{"openat",
      action = "errno(EACCES)", when = {{arg = 2, op = "==", value = 1,
      width = 32}}}}}, "flag-word")
    assert.equal(1, finding.witness.arg2 & 1)
    assert.matches("masked_eq", finding.fix)
    find({rules = {usual, {"openat", action = "allow",
      when = {{2, "!=", 1}}}}}, "flag-word")
    lacks({default = "allow", rules = {{"openat", action = "errno(EACCES)",
      when = {{2, "masked_eq", 3, 1}}}}}, "flag-word")
    -- names with more than letters and digits
    for name, arg in pairs {memfd_create = 1, timerfd_create = 1,
      epoll_create1 = 0, inotify_init1 = 0, open_by_handle_at = 2} do
      finding = find({default = "allow", rules = {{name,
        action = "errno(EACCES)", when = {{arg = arg, op = "==", value = 3,
        width = 32}}}}}, "flag-word")
      assert.equal(3, finding.witness["arg" .. arg] & 3)
    end
    -- PROT_SEM says nothing
    finding = find({default = "allow", rules = {{"mmap",
      action = "errno(EACCES)", when = {{2, "==", 7}}}}}, "flag-word")
    assert.equal(0xf, finding.witness.arg2)
    assert.equal('{"prot", "masked_eq", "PROT_WRITE|PROT_EXEC", ' ..
      '"PROT_WRITE|PROT_EXEC"}', finding.fix)
    finding = find({rules = {{"mmap", action = "allow",
      when = {{2, "!=", 7}}}}}, "flag-word")
    assert.matches("in front$", finding.fix)
    lacks({default = "allow", rules = {{"mmap", action = "errno(EACCES)",
      when = {{2, "masked_eq", 6, 6}}}}}, "flag-word")
    find({rules = {usual, {"socket", action = "allow",
      when = {{0, "==", 1}, {1, "==", 1}}}}}, "socket-type")
    lacks({rules = {usual, {"socket", action = "allow",
      when = {{0, "==", 1}, {1, "masked_eq", 0xf, 1}}}}}, "socket-type")
  end)

  it("says of a type which bits are the type", function()
    for value, fix in pairs {[2] = '{"type", "masked_eq", 0xf, "SOCK_DGRAM"}',
      [0x10] = '{"type", "masked_eq", 0x1f, 0x10}'} do
      assert.equal(fix, find({default = "allow", rules = {{"socket",
        action = "errno(EPERM)", when = {{arg = 1, op = "==", value = value,
        width = 32}}}}}, "flag-word").fix)
    end
    local function permitted(value)
      return {rules = {usual, {"socket", action = "allow",
        when = {{0, "==", 1}, {arg = 1, op = "==", value = value,
        width = 32}}}}}
    end
    assert.equal('{"type", "masked_eq", 0xf, "SOCK_DGRAM"}',
      find(permitted(2), "socket-type").fix)
    lacks(permitted(0x802), "socket-type")
    lacks({rules = {usual, {"openat", action = "allow", when = {{"flags", "==",
      1}}}}}, "socket-type")
  end)

  it("tells a negative int by its high half, where there is one", function()
    local function rule(value, c, action)
      c.arg, c.value, c.op = c.arg or 0, value, c.op or "=="
      return {arches = {c.arch or "amd64"}, default = action and "allow" or nil,
        rules = {usual, {"openat", action = action or "allow", when = {{
          arg = c.arg, op = c.op, value = value, width = c.width}}}}}
    end
    for _, value in ipairs {0xffffff9c, -100, 0x80000000} do
      local finding = find(rule(value, {}), "negative-int")
      -- a call with the other half, which the rule does not permit
      assert.equal(value & 0xffffffff, finding.witness.arg0 & 0xffffffff)
      assert.not_equal(value, finding.witness.arg0)
    end
    for _, case in ipairs {{0x7fffffff, {}}, {0x1ffffff9c, {}},
      {0xffffff9c, {width = 32}}, {0xffffff9c, {op = "!="}},
      {0xffffff9c, {arch = "x86"}}, {0xffffff9c, {}, "errno(EPERM)"},
      {0xffffff9c, {arg = 1}}}
    do
      lacks(rule(table.unpack(case)), "negative-int")
    end
  end)

  it("finds clone's flags where they are not", function()
    local rule = {"clone", action = "allow",
      when = {{0, "masked_eq", 0x7e020000, 0}}}
    find({arches = {"s390x"}, rules = {usual, rule}}, "clone-order")
    lacks({rules = {usual, rule}}, "clone-order")
  end)

  it("finds that a libc cannot do its work", function()
    assert.matches("exit, restart_syscall, futex, brk, mmap are denied:",
      find({rules = {{"read", action = "allow"}}}, "often-needed").message)
    assert.matches("on amd64, mmap is denied:", find({rules = {{"exit",
      "restart_syscall", "futex", "brk", action = "allow"}}}, "often-needed")
      .message)
    lacks({rules = {usual}}, "often-needed")
  end)

  it("finds io_uring, TIOCSTI and calls that reach far", function()
    -- of the arches the first that has it
    for _, id in ipairs {"io-uring", "tiocsti", "tioclinux", "personality",
      "new-namespaces", "socket-families", "more-filters"}
    do
      assert.matches("^on amd64, ", find({default = "allow",
        arches = {"amd64", "arm64"}}, id).message)
    end
    find({default = "allow"}, "io-uring")
    lacks({default = "allow", rules = {{"@aio", action = "errno(ENOSYS)"}}},
      "io-uring")
    for id, request in pairs {["tiocsti"] = "TIOCSTI",
      ["tioclinux"] = "TIOCLINUX"}
    do
      assert.equal('{"ioctl", action = "errno(EPERM)", when = {{"request", ' ..
        '"==", "' .. request .. '"}}}, in front', find({rules = {usual,
        {"ioctl", action = "allow"}}}, id).fix)
    end
    lacks({rules = {usual, {"ioctl", action = "errno(EPERM)", when = {{arg = 1,
      op = "==", value = 0x5412, width = 32}}}, {"ioctl", action = "allow"}}},
      "tiocsti")
    assert.matches("ptrace", find({rules = {usual, {"ptrace",
      action = "allow"}}}, "powerful-calls").message)
  end)

  it("finds a clone3 that libcs cannot do without", function()
    find({rules = {usual, {"clone", action = "allow"}}}, "clone3-errno")
    lacks({rules = {usual, {"clone", action = "allow"}, {"clone3",
      action = "errno(ENOSYS)"}}}, "clone3-errno")
  end)

  it("finds programs that cannot end", function()
    local findings = lint {rules = {{"read", action = "allow"}}}
    local names = {}
    for _, finding in ipairs(findings) do
      if finding.id == "cannot-end" then
        names[finding.witness.syscall] = true
      end
    end
    assert.same({exit_group = true, rt_sigreturn = true}, names)
  end)

  it("finds calls that a listener's process makes", function()
    find({rules = {usual, {"sendmsg", action = "notify"}}}, "notify-needed")
  end)

  it("finds comparisons that high bits get around", function()
    local finding, policy = find({default = "allow", rules = {{"ioctl",
      action = "errno(EPERM)", when = {{1, "==", 0x5412}}}}}, "high-bits")
    assert.equal("error", finding.severity)
    assert.is_nil(policy)
    assert.equal(0x100005412, finding.witness.arg1)
    lacks({default = "allow", rules = {{"ioctl", action = "errno(EPERM)",
      when = {{arg = 1, op = "==", value = 0x5412, width = 32}}}}},
      "high-bits")
    lacks({default = "allow", arches = {"x86"}, rules = {{"ioctl",
      action = "errno(EPERM)", when = {{1, "==", 0x5412}}}}}, "high-bits")
    -- of several conditions one: what to add to it
    assert.equal("width = 32", find({default = "allow", rules = {{"socket",
      action = "errno(EPERM)", when = {{0, "<=", 1}, {arg = 1, op = "==",
      value = 1, width = 32}}}}}, "high-bits").fix)
    find({default = "allow", rules = {{"socket", action = "errno(EPERM)",
      when = {{0, "<=", 1}}}}}, "high-bits")
  end)

  it("finds permissions that high bits get into", function()
    for _, op in ipairs {"!=", ">", ">="} do
      local finding = find({rules = {usual, {"socket", action = "allow",
        when = {{0, op, 38}}}}}, "high-bits")
      assert.equal(1, finding.witness.arg0 >> 32, op)
    end
    lacks({rules = {usual, {"socket", action = "allow",
      when = {{0, "==", 38}}}}}, "high-bits")
    lacks({rules = {usual, {"socket", action = "allow",
      when = {{arg = 0, op = "!=", value = 38, width = 32}}}}}, "high-bits")
  end)

  it("finds what arguments are not", function()
    find({rules = {usual, {"openat", action = "allow",
      when = {{0, "==", 0xffffff9c}}}}}, "negative-int")
    find({rules = {usual, {"openat", action = "allow",
      when = {{1, "==", 5}}}}}, "pointer")
    -- an address that is compared as the number it is
    lacks({rules = {usual, {"brk", action = "allow",
      when = {{0, ">=", 0x1000}}}}}, "pointer")
    for _, op in ipairs {"==", "!="} do
      lacks({rules = {usual, {"openat", action = "allow",
        when = {{1, op, 0}}}}}, "pointer")
    end
    find({rules = {{"close", action = "allow", when = {{1, "==", 0}}}}},
      "no-such-argument")
    lacks({rules = {{"name_to_handle_at", action = "allow",
      when = {{4, "==", 0}}}}}, "no-such-argument")
    -- an offset that is two arguments
    lacks({arches = {"x86"}, rules = {{"pread64", action = "allow",
      when = {{4, "==", 0}}}}}, "no-such-argument")
    for _, op in ipairs {"<", "<=", ">", ">="} do
      find({rules = {usual, {"kill", action = "allow", when = {{0, op, 5}}}}},
        "unsigned-order")
    end
    -- the call has -1, in as many bits as the arch has
    for arch, value in pairs {amd64 = -1, x86 = 0xffffffff} do
      assert.equal(value, find({arches = {arch}, rules = {usual,
        {"setpriority", action = "allow", when = {{2, "<", 5, width = 32}}}}},
        "unsigned-order").witness.arg2)
    end
  end)

  it("finds conditions that are none", function()
    assert.equal(2, find({rules = {usual, {"kill", action = "allow",
      when = {{1, "<", 0}}}}}, "never-matches").rule)
    find({rules = {usual, {"kill", action = "allow",
      when = {{1, ">", 5}, {1, "<", 5}}}}}, "never-matches")
    find({arches = {"x86"}, rules = {usual, {"kill", action = "allow",
      when = {{1, "==", 1 << 32}}}}}, "never-matches")
    assert.equal(2, find({rules = {usual, {"kill", action = "allow",
      when = {{1, "masked_eq", 0}}}}}, "always-matches").rule)
    assert.equal(3, find({rules = {usual,
      {"kill", action = "allow", when = {{1, "!=", 9}}},
      {"kill", action = "allow", when = {{1, "!=", 15}}}}},
      "together-always").rule)
    -- what each of them compares with, the other has too
    find({rules = {usual, {"kill", action = "allow", when = {{1, "<=", 9}}},
      {"kill", action = "allow", when = {{1, ">=", 5}}}}}, "together-always")
  end)

  it("looks at numbers that no call has", function()
    lacks({rules = {usual, {-1, 5000, action = "allow"}}}, "never-matches")
    find({rules = {usual, {-1, action = "log"}}}, "log-permits")
  end)

  it("looks at each of a list of values", function()
    local values = {}
    for _, finding in ipairs((lint {default = "allow", rules = {{"ioctl",
        action = "errno(EPERM)", when = {{1, "==", {0x5412, 0x541c}}}}}})) do
      if finding.id == "high-bits" then
        values[#values + 1] = finding.witness.arg1
      end
    end
    table.sort(values)
    assert.same({0x100005412, 0x10000541c}, values)
  end)
end)
