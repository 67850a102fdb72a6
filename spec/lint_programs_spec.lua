-- SPDX-License-Identifier: MIT
-- What lint says of what programs need, and of compiled programs.
local here = require "spec.here"
local linting = require "spec.linting"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"
local twins = require "seccomp.kernel.twins"

local find, lacks = linting.find, linting.lacks
local lint, usual = linting.lint, linting.usual

describe("lint of programs", function()
  it("finds newer calls that are denied, and not with ENOSYS", function()
    local finding = find({arches = {"x86"}, rules = {{"@basic-io", "rseq",
      "clock_gettime", "futex", action = "allow"}}}, "newer-twin")
    assert.equal("warning", finding.severity)
    assert.matches("clock_gettime64, futex_time64 get errno%(EPERM%)",
      finding.message)
    assert.matches('"clock_gettime64", "futex_time64", optional = true, ' ..
      'action = "errno%(ENOSYS%)"', finding.fix)
    for _, pair in ipairs(twins.fallbacks) do
      local newer, older = pair[1], pair[2] or "getcpu"
      for _, arch in ipairs {"x86", "amd64"} do
        local number = seccomp.syscall_number(newer, arch)
        local old = seccomp.syscall_number(older, arch)
        local id = newer == "clone3" and "clone3-errno" or "newer-twin"
        if number and number >= 0 and old and old >= 0 then
          local function policy(action)
            return {arches = {arch}, rules = {usual, {newer, action = action},
              {older, action = "allow"}}}
          end
          local rules = policy "errno(EPERM)"
          -- what else a libc tries first is not of interest here
          table.insert(rules.rules, 1, {newer, action = "errno(EPERM)"})
          local told = false
          for _, one in ipairs((lint(rules))) do
            told = told or one.id == id and
              one.message:find(newer, 1, true) ~= nil
          end
          assert.is_true(told, arch .. " " .. newer)
          rules = policy "allow"
          table.insert(rules.rules, 1, {newer, action = "errno(ENOSYS)"})
          for _, one in ipairs((lint(rules))) do
            assert.is_falsy(one.id == id and
              one.message:find(newer .. "%f[%W]"), one.message)
          end
        end
      end
    end
    -- nothing to fall back to
    lacks({arches = {"x86"}, rules = {{"@basic-io", action = "allow"},
      {"rseq", action = "allow"}}}, "newer-twin")
    -- asked of a listener, or permitted
    lacks({arches = {"x86"}, default = "notify", rules = {{"futex",
      action = "allow"}}}, "newer-twin")
    lacks({arches = {"amd64", "x86", "arm"}, rules = {usual}}, "newer-twin")
  end)

  it("tells what a libc and what a program asks for apart", function()
    assert.equal("note", find({rules = {usual, {"openat",
      action = "allow"}}}, "newer-twin").severity)
    assert.equal("note", find({rules = {usual, {"newfstatat",
      action = "allow"}}}, "newer-twin").severity)
    assert.equal("warning", find({arches = {"x86"}, rules = {usual,
      {"fstatat64", action = "allow"}}}, "newer-twin").severity)
    assert.equal("warning", find({rules = {usual, {"faccessat",
      action = "allow"}}}, "newer-twin").severity)
    -- as a program that asks for all of them is told by ENOSYS
    lacks({default = "errno(ENOSYS)", arches = {"x86"}, rules = {{"futex",
      "openat", "faccessat", action = "allow"}}}, "newer-twin")
  end)

  it("finds what a program cannot start without", function()
    local finding = find({rules = {usual, {"execve", action = "allow"}}},
      "cannot-start")
    assert.matches("openat or open, newfstatat or fstat or statx$",
      finding.message)
    local all = {"execve", "openat", "fstat", action = "allow"}
    lacks({rules = {usual, all}}, "cannot-start")
    -- by whatever libc there is
    assert.equal('{"openat", "newfstatat", "fstat", "statx", ' ..
      'action = "allow"}', finding.fix)
    -- it confines itself
    lacks({rules = {usual}}, "cannot-start")
    assert.matches("glibc starts: .*: pread64$", find({rules = {{"pread64",
      action = "errno(EPERM)"}, usual, all}}, "cannot-start").message)
    -- the libc of these has fewer program headers
    for _, arch in ipairs {"arm64", "s390x", "riscv64"} do
      lacks({arches = {arch}, rules = {{"pread64", action = "errno(EPERM)"},
        usual, all}}, "cannot-start")
    end
    lacks({rules = {{"munmap", action = "errno(EPERM)"}, usual, all}},
      "cannot-start")
    assert.matches(": munmap$", find({rules = {{"munmap",
      action = "kill_process"}, usual, all}}, "cannot-start").message)
    -- code that is mapped from a file: to allow the call whole would open more
    assert.matches("^permit them, or ", find({rules = {{"mmap",
      action = "errno(EPERM)", when = {{2, "masked_eq", 4, 4}}}, usual, all}},
      "cannot-start").fix)
  end)

  local function of(findings, id)
    for _, finding in ipairs(findings) do
      if finding.id == id then return finding end
    end
  end

  it("tells what a kind of program needs that the policy denies", function()
    local rules = {usual, {"execve", action = "allow"},
      {"ioctl", action = "allow", when = {{1, "==", 0x5401}}},
      {"rseq", action = "errno(ENOSYS)"}}
    local findings, policy = lint({rules = rules, arches = {"amd64", "x86"}},
      {program = "daemon"})
    local needs, often = of(findings, "program-needs"),
      of(findings, "program-often")
    assert.equal("warning", needs.severity)
    assert.equal("note", often.severity)
    -- programs of a machine are of its own arch
    local own = here.arch == "x86" and "x86" or "amd64"
    assert.matches("^on " .. own .. ", network servers also need calls that " ..
      "are denied %(each of the 4 that were measured" ..
      (own == "amd64" and "" or " on amd64") .. " makes them%): accept4, ",
      needs.message)
    for _, finding in ipairs {needs, often} do
      local action = policy:compile():simulate(finding.witness)
      assert.equal("errno(EPERM)", tostring(action))
      assert.matches("^on " .. own .. ", ", finding.message)
      -- permitted, held to conditions, or answered with ENOSYS
      for _, name in ipairs {"read", "ioctl", "rseq"} do
        assert.is_nil(finding.message:find("%f[%w]" .. name .. "%f[^%w_]"))
      end
    end
    assert.is_nil(often.message:find "accept4")
    -- of which a libc makes one, by its version
    for _, name in ipairs {"fstat", "newfstatat"} do
      assert.matches("%f[%w]" .. (own == "x86" and "fstat64" or name) ..
        "%f[^%w_]", needs.message)
    end
  end)

  it("has fixes for a kind of program, with which it is content", function()
    for _, kind in ipairs {"cli", "container", "daemon", "lua"} do
      local rules = {{"exit", action = "allow"}}
      for _, id in ipairs {"program-needs", "program-often"} do
        local finding = of(lint({rules = rules}, {program = kind}), id)
        rules[#rules + 1] = finding and load("return " .. finding.fix)()
      end
      assert.is_true(#rules > 1, kind)
      local findings = lint({rules = rules}, {program = kind})
      assert.is_nil(of(findings, "program-needs"), kind)
      assert.is_nil(of(findings, "program-often"), kind)
    end
    assert.is_nil(of(lint {rules = {}}, "program-needs"))
    -- amd64's libc alone has pread64 at its start: see "cannot-start"
    for arch, has in pairs {amd64 = true, arm64 = false, s390x = false} do
      for _, kind in ipairs {"cli", "container", "daemon", "lua"} do
        local said = {}
        for _, id in ipairs {"program-needs", "program-often"} do
          local finding = of(lint({arches = {arch}, rules = {{"exit",
            action = "allow"}}}, {program = kind}), id)
          said[#said + 1] = finding and finding.fix
        end
        assert.equal(has, table.concat(said):find '"pread64"' ~= nil, arch)
      end
    end
  end)

  it("tells each call of a kind of program once", function()
    for _, kind in ipairs {"cli", "container", "daemon", "lua"} do
      local findings = lint({rules = {{"exit", action = "allow"}}},
        {program = kind})
      local seen = {}
      for _, id in ipairs {"program-needs", "program-often"} do
        for name in of(findings, id).fix:gmatch '"([%w_]+)",' do
          assert.is_nil(seen[name], kind .. " " .. name)
          seen[name] = true
        end
      end
    end
  end)

  it("has a kind of program right, as it runs", function()
    if seccomp.native_arch() ~= "amd64" then
      return pending "measured on amd64"
    end
    for kind, argv in pairs {cli = {"cat", "/dev/null"},
      lua = {support.lua, "-e", "print(1)"}} do
      local rules = {{"exit", action = "allow"}}
      for _, id in ipairs {"program-needs", "program-often"} do
        local finding = of(lint({rules = rules}, {program = kind}), id)
        rules[#rules + 1] = finding and load("return " .. finding.fix)()
      end
      local process = seccomp.spawn(argv, {stdout = "null", stderr = "null",
        filter = policies.new {default = "errno(EPERM)", rules = rules}})
      assert.same({exited = 0}, process:wait(30), kind)
    end
  end)

  it("knows a compiled program's lacks, and no other kinds", function()
    local program = policies.new {default = "errno(EPERM)", arches = {"amd64"},
      rules = {{"read", action = "allow"}}}:compile()
    assert.is_table(of(program:lint {program = "cli"}, "program-needs"))
    assert.is_nil(of(program:lint(), "program-needs"))
    for _, subject in ipairs {program, program:policy()} do
      local ok, err = pcall(subject.lint, subject, {program = "clii"})
      assert.is_false(ok)
      assert.matches('"clii" is not a kind of program; did you mean "cli"%? ' ..
        "%(known: cli, container, daemon, lua%)", err.message)
      assert.is_false(pcall(subject.lint, subject, {program = 1}))
      ok, err = pcall(subject.lint, subject, {program = "something else"})
      assert.is_false(ok)
      assert.matches('"something else" is not a kind of program %(known: ',
        err.message)
    end
  end)

  -- the steps are those of the libc here, as the kernel sees them
  it("knows how a program starts", function()
    local arch = seccomp.native_arch()
    if not support.slurp("/bin/true"):find("ld-linux", 1, true) then
      return pending "/bin/true is not linked to glibc"
    end
    local cached = support.slurp "/etc/ld.so.cache"
    local function start(without, action)
      local names = {"execve", "exit_group", action = "allow",
        optional = true}
      for _, step in ipairs(require "seccomp.lint.knowledge".starting) do
        for _, choice in ipairs(step ~= without and step.names or {}) do
          for name in choice:gmatch "[^|]+" do names[#names + 1] = name end
        end
      end
      local policy = policies.new {default = action, rules = {names}}
      local told = false
      for _, finding in ipairs(policy:lint()) do
        told = told or finding.id == "cannot-start"
      end
      local ok, process = pcall(seccomp.spawn, {"/bin/true"},
        {filter = policy, env = {}, stderr = "null"})
      local ended = ok and process:wait(10)
      return ended and ended.exited == 0 or false, told
    end
    for _, action in ipairs {"errno(EPERM)", "kill_process"} do
      local started, told = start(nil, action)
      assert.is_true(started)
      assert.is_false(told)
      for _, step in ipairs(require "seccomp.lint.knowledge".starting) do
        -- what it unmaps is the cache of libraries
        if (not step.arches or step.arches[arch]) and
            (step.names[1] ~= "munmap" or cached) then
          started, told = start(step, action)
          assert.equal(not started, told, action .. " " .. step.names[1])
        end
      end
    end
  end)

  it("says of mmap what the arch has", function()
    -- x86's libcs map with mmap2
    lacks({arches = {"x86"}, rules = {{"exit", "restart_syscall", "futex",
      "brk", "mmap2", action = "allow"}}}, "often-needed")
    find({arches = {"x86"}, rules = {{"exit", "restart_syscall", "futex",
      "brk", "mmap", action = "allow"}}}, "often-needed")
    lacks({rules = {{"exit", "restart_syscall", "futex", "brk", "mmap",
      action = "allow"}}}, "often-needed")
    find({arches = {"s390x"}, rules = {{"exit", "restart_syscall", "futex",
      "brk", action = "allow"}}}, "often-needed")
  end)

  it("looks at compiled programs", function()
    local policy = policies.new {default = "allow", arches = {"amd64"},
      bad_arch = "allow", rules = {
        {"ioctl", action = "errno(EPERM)", when = {{1, "==", 0x5412}}},
        {"execve", "read", action = "errno(EPERM)"},
        {"read", action = "trap"}, {"read", action = "allow"}}}
    local function by_id(subject)
      local ids, list = {}, subject:lint()
      for _, finding in ipairs(list) do
        ids[finding.id] = finding
      end
      return ids, list
    end
    local program = policy:compile()
    local ids, list = by_id(program)
    for _, id in ipairs {"high-bits", "way-around", "bad-arch-permits",
      "denylist", "io-uring"} do
      assert.is_table(ids[id], id)
    end
    -- of rules as they were written nothing is left
    assert.is_table((by_id(policy))["shadowed-rule"])
    assert.is_nil(ids["shadowed-rule"])
    for i, finding in ipairs(list) do
      assert.is_nil(finding.rule)
      assert.is_nil(finding.message:find "rules%[")
      assert.is_string(finding.fix)
      if finding.witness then program:simulate(finding.witness) end
      for k = 1, i - 1 do
        assert.is_false(list[k].id == finding.id and
          list[k].message == finding.message, finding.message)
      end
    end
    assert.equal(#list - 1, #program:lint {ignore = {"denylist"}})
    -- what libseccomp makes is looked at as well
    assert.is_table((by_id(seccomp.filter("allow", {arches = {"amd64"}})
      :add_rule("ioctl", "errno", {1, "==", 0x5412}):program()))["high-bits"])
    assert.same({}, policies.new {default = "errno(EPERM)",
      unknown = "errno(ENOSYS)", rules = {usual}}:compile():lint())
  end)

  local function program(...)
    local list = {...}
    for i, insn in ipairs(list) do
      list[i] = string.pack("<I2BBI4", table.unpack(insn))
    end
    return seccomp.program(table.concat(list), {endian = "little"})
  end

  it("looks at programs that are no policy's", function()
    -- never compares the arch: execve denied, by amd64's number
    local p = program({0x20, 0, 0, 0}, {0x15, 0, 1, 59}, {6, 0, 0, 0x50001},
      {6, 0, 0, 0x7fff0000})
    local ids = {}
    for _, finding in ipairs(p:lint()) do
      ids[finding.id] = finding
    end
    assert.is_table(ids["no-policy"])
    assert.equal("error", ids["bad-arch-permits"].severity)
    assert.equal("allow", tostring(p:simulate(
      ids["bad-arch-permits"].witness)))
    -- takes x32's numbers for amd64's
    ids = {}
    for _, finding in ipairs(program({0x20, 0, 0, 4},
      {0x15, 1, 0, 0xc000003e}, {6, 0, 0, 0}, {0x20, 0, 0, 0},
      {0x15, 0, 1, 59}, {6, 0, 0, 0x50001}, {6, 0, 0, 0x7fff0000}):lint()) do
      ids[finding.id] = finding
    end
    assert.equal("x32", ids["arch-differs"].witness.arch)
  end)

  it("counts instructions that are in vain", function()
    local function vain(...)
      for _, finding in ipairs(program(...):lint()) do
        if finding.id == "unreachable-code" then
          return finding.message
        end
      end
      return nil
    end
    assert.equal("3 of 4 instructions cannot be reached",
      vain({6, 0, 0, 0}, {0x20, 0, 0, 0}, {6, 0, 0, 0}, {6, 0, 0, 0}))
    assert.is_nil(vain({0x20, 0, 0, 4}, {0x15, 1, 0, 0xc000003e}, {5, 0, 0, 0},
      {6, 0, 0, 0}))
    assert.equal("1 of 3 instructions cannot be reached",
      vain({5, 0, 0, 1}, {0x20, 0, 0, 0}, {6, 0, 0, 0}))
  end)

  it("refuses wrong options of programs", function()
    local p = program {6, 0, 0, 0}
    assert.is_false(pcall(p.lint, p, {ignor = {}}))
    assert.is_false(pcall(p.lint, p, {ignore = {"denylst"}}))
    assert.is_false(pcall(p.lint, p, {}, 1))
    assert.is_false(pcall(p.lint, {}))
    local ok, err = pcall(p.lint, p, {budget = 0})
    assert.is_true(ok or err.op == "lint" and err.code == "EUNDECIDED")
  end)
end)
