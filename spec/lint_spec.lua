local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local twins = require "seccomp.kernel.twins"

-- Every id that a spec of this file has seen.
local seen = {}

local function lint(spec, options)
  spec.default = spec.default or "errno(EPERM)"
  spec.arches = spec.arches or {"amd64"}
  local policy = policies.new(spec)
  local findings = policy:lint(options)
  for _, finding in ipairs(findings) do seen[finding.id] = true end
  return findings, policy
end

-- Findings that no call shows.
local wordless = {
  ["does-not-compile"] = true, ["denied-name-unknown"] = true,
  ["incomplete"] = true, ["kernel-exempt"] = true, ["name-twice"] = true,
  ["name-unknown"] = true, ["never-matches"] = true, ["no-policy"] = true,
  ["shadowed-names"] = true, ["unreachable-code"] = true,
}

-- The finding of an id, which must be there once; its witness is replayed.
local function find(spec, id)
  local findings, policy = lint(spec)
  local found
  for _, finding in ipairs(findings) do
    if finding.id == id then
      assert(not found, "twice: " .. id)
      found = finding
    end
  end
  if not found then
    local ids = {}
    for i, finding in ipairs(findings) do ids[i] = finding.id end
    error(("no %s, but %s"):format(id, table.concat(ids, " ")), 2)
  end
  assert.is_string(found.message)
  assert.is_string(found.fix)
  assert.is_true(found.severity == "error" or found.severity == "warning" or
    found.severity == "note")
  if found.witness then
    policy:compile {prove = false}:simulate(found.witness)
  else
    assert.is_true(wordless[id], "no witness: " .. id)
  end
  return found
end

local function lacks(spec, id)
  for _, finding in ipairs((lint(spec))) do
    assert.are_not.equal(id, finding.id, finding.message)
  end
end

local usual = {"@default", "@basic-io", action = "allow"}

describe("lint", function()
  it("is content with a plain policy", function()
    assert.same({}, (lint {unknown = "errno(ENOSYS)", rules = {usual}}))
  end)

  it("finds other arches let in", function()
    assert.equal("error", find({bad_arch = "allow", rules = {usual}},
      "bad-arch-permits").severity)
  end)

  it("finds denylists", function()
    find({default = "allow"}, "denylist")
    assert.equal("note", find({default = "allow", unknown = "errno(ENOSYS)"},
      "denylist").severity)
    -- no call that has a name shows it
    local every = {action = "errno(EPERM)"}
    for number = 0, 6999 do
      every[#every + 1] = seccomp.syscall_name(number, "amd64")
    end
    for _, finding in ipairs((lint {default = "allow", rules = {every}})) do
      if finding.id == "denylist" then every.found = finding end
    end
    assert.equal("warning", every.found.severity)
    assert.is_nil(every.found.witness)
  end)

  it("finds an errno that libcs do not fall back on", function()
    find({rules = {usual}}, "newer-calls")
    lacks({default = "errno(ENOSYS)", rules = {usual}}, "newer-calls")
  end)

  it("finds actions that seldom are meant", function()
    assert.equal(2, find({rules = {usual, {"mount", action = "errno(0)"}}},
      "errno-zero").rule)
    find({default = "kill_thread", rules = {usual}}, "kill-thread")
  end)

  it("finds rules that never decide", function()
    assert.equal(3, find({rules = {usual, {"mount", action = "allow",
      when = {{0, "==", 1}}}, {"mount", action = "trap",
      when = {{1, "==", 2}, {0, "==", 1}}}}}, "shadowed-rule").rule)
    assert.equal(2, find({rules = {usual, {"read", action = "allow"}}},
      "repeated-rule").rule)
    assert.equal(2, find({rules = {usual, {"mount",
      action = "errno(EPERM)"}}}, "default-rule").rule)
    lacks({rules = {{"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
      {"kill", action = "allow"}}}, "default-rule")
    find({rules = {usual, {"read", "mount", action = "log"}}},
      "shadowed-names")
  end)

  it("finds what decides nothing, whatever the conditions say", function()
    local function dead(id, rules)
      local finding = find({rules = rules}, id)
      assert.equal(#rules, finding.rule)
      for _, other in ipairs {"late-denial", "shadowed-names"} do
        lacks({rules = rules}, other)
      end
      return finding.message
    end
    local function pair(name, first, one, second, other)
      return {{name, action = first, when = one},
        {name, action = second, when = other}}
    end
    -- a part of it
    assert.matches("rules%[1%] comes first and matches", dead("shadowed-rule",
      pair("lseek", "trap", {{1, "<", 100}}, "allow", {{1, "<", 50}})))
    dead("shadowed-rule", pair("mmap", "errno(5)", {{2, "masked_eq", 4, 4}},
      "allow", {{2, "==", 6}}))
    dead("shadowed-rule", pair("close", "allow", {{arg = 0, op = "<",
      value = 10, width = 32}}, "kill_process", {{arg = 0, op = "==",
      value = 5, width = 32}}))
    -- one thing spelt in two ways
    dead("shadowed-rule", pair("lseek", "errno(5)", {{1, "==", 3}}, "allow",
      {{1, "masked_eq", -1, 3}}))
    dead("repeated-rule", pair("lseek", "allow", {{1, "<=", 9}}, "allow",
      {{1, "<", 10}}))
    -- several together
    assert.matches("rules%[1%] and rules%[2%] come first and match",
      dead("shadowed-rule", {{"read", action = "allow", when = {{0, "<", 4}}},
        {"read", action = "errno(5)", when = {{0, ">=", 4}}},
        {"read", action = "kill_process"}}))
    local many = {}
    for i = 0, 7 do
      many[i + 1] = {"read", action = "allow",
        when = {{0, "masked_eq", 7, i}}}
    end
    many[9] = {"read", action = "trap", when = {{0, ">", 1000}}}
    assert.matches("and others come first", dead("shadowed-rule", many))
    -- the rest is decided before
    dead("shadowed-rule", {{"lseek", action = "allow", when = {{1, ">=", 0}}},
      {"lseek", action = "kill_process"}})
    -- conditions that hold for nothing are not shadowed, but never hold
    lacks({rules = {{"kill", action = "allow"}, {"kill", action = "trap",
      when = {{1, ">", 5}, {1, "<", 5}}}}}, "shadowed-rule")
  end)

  it("says of no rule that it decides nothing when it does", function()
    local function alive(rules, arches)
      for _, id in ipairs {"shadowed-rule", "repeated-rule", "default-rule"} do
        lacks({rules = rules, arches = arches}, id)
      end
    end
    alive {{"lseek", action = "trap", when = {{1, "<", 50}}},
      {"lseek", action = "allow", when = {{1, "<=", 50}}}}
    -- without high bits only
    alive {{"close", action = "trap", when = {{0, "==", 5}}},
      {"close", action = "allow", when = {{arg = 0, op = "==", value = 5,
        width = 32}}}}
    assert.equal(2, find({arches = {"x86"}, rules = {
      {"close", action = "trap", when = {{0, "==", 5}}},
      {"close", action = "allow", when = {{arg = 0, op = "==", value = 5,
        width = 32}}}}}, "shadowed-rule").rule)
    -- on one arch of two
    alive({{"read", action = "trap", arches = {"amd64"}},
      {"read", action = "allow"}}, {"amd64", "x86"})
    -- what the default says, in front of something else
    alive {{"write", action = "errno(EPERM)", when = {{0, ">", 2}}},
      {"read", "write", action = "allow"}}
  end)

  it("takes for needless what says the default and nothing else", function()
    local rules = {{"read", action = "errno(EPERM)"},
      {"read", action = "allow"}}
    lacks({rules = rules}, "default-rule")
    assert.equal(2, find({rules = rules}, "shadowed-rule").rule)
    -- what comes after is about other calls
    assert.equal(1, find({rules = {
      {"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
      {"kill", action = "allow", when = {{1, "==", 15}}}}},
      "default-rule").rule)
    -- without it the number is unknown
    lacks({unknown = "errno(ENOSYS)", rules = {{5000,
      action = "errno(EPERM)"}}}, "default-rule")
    assert.equal(1, find({rules = {{5000, action = "errno(EPERM)"}}},
      "default-rule").rule)
  end)

  it("finds names that an earlier rule decides", function()
    local function message(rules, arches)
      return find({rules = rules, arches = arches}, "shadowed-names").message
    end
    assert.equal("rules[2]: read is decided by an earlier rule",
      message {{"read", "write", action = "allow"},
        {"read", "close", action = "allow"}})
    assert.equal("rules[2]: read, write are decided by an earlier rule",
      message {{"read", "write", action = "allow"},
        {"write", "read", "close", action = "trap"}})
    assert.equal("rules[2]: read (on amd64) is decided by an earlier rule",
      message({{"read", action = "trap", arches = {"amd64"}},
        {"read", action = "allow"}}, {"amd64", "x86"}))
    -- groups have many calls in common
    lacks({rules = {{"@default", action = "allow"},
      {"@basic-io", action = "allow"}}}, "shadowed-names")
    lacks({rules = {{"@default", "@basic-io", "read", action = "allow"}}},
      "shadowed-names")
  end)

  it("leaves alone what names a multiplexer", function()
    -- with it, socket says nothing of socketcall; without it, it does
    local rules = {{"read", "socket", action = "allow"},
      {"read", "socketcall", action = "trap", when = {{0, "<", 0}}},
      {"read", "socketcall", action = "errno(EPERM)"}}
    for _, id in ipairs {"shadowed-rule", "repeated-rule", "default-rule"} do
      lacks({arches = {"x86"}, rules = rules}, id)
    end
  end)

  it("looks behind multiplexers", function()
    local arches = {"amd64", "x86"}
    assert.equal(1, find({arches = arches, rules = {
      {"socket", action = "errno(EPERM)"}}}, "default-rule").rule)
    assert.equal(2, find({arches = arches, rules = {
      {"socket", "bind", action = "allow"}, {"bind", action = "trap"}}},
      "shadowed-rule").rule)
    lacks({arches = arches, rules = {{"socket", action = "errno(EPERM)"},
      {"socketcall", optional = true, action = "errno(EPERM)"},
      {"bind", action = "allow"}}}, "shadowed-rule")
    -- it does keep bind from being made through it
    assert.equal(1, find({arches = arches, rules = {
      {"socket", action = "errno(EPERM)"}, {"socketcall", optional = true,
      action = "errno(EPERM)"}, {"bind", action = "allow"}}},
      "default-rule").rule)
  end)

  it("takes what no call gets past for what it is", function()
    -- no rule restricts open: the second never decides
    lacks({rules = {usual, {"open", action = "allow", when = {{2, ">=", 0}}},
      {"open", action = "trap"}, {"openat", action = "allow"}}}, "way-around")
  end)

  it("says so where it does not look at all", function()
    -- 2^30 ways to be decided before
    local rules = {usual}
    for i = 0, 29 do
      rules[i + 2] = {"socket", action = "allow", when = {
        {1, "masked_eq", 1 << i, 1 << i}, {2, "masked_eq", 1 << i, 1 << i}}}
    end
    rules[#rules + 1] = {"socket", action = "trap", when = {{1, "==", 1},
      {2, "==", 3}}}
    rules[#rules + 1] = {"close", action = "trap"}
    assert.matches("on socket", find({rules = rules}, "incomplete").message)
    assert.equal(#rules, find({rules = rules}, "shadowed-rule").rule)
  end)

  it("finds names given twice, and names that are nowhere", function()
    assert.equal("rules[2] names read twice", find({rules = {usual,
      {"read", "read", "mount", "read", action = "log"}}},
      "name-twice").message)
    find({rules = {usual, {"mount", "mount", action = "log"}}}, "name-twice")
    find({rules = {usual, {"no_such", action = "log", optional = true}}},
      "name-unknown")
    local rule = {action = "log", optional = true}
    for i = 1, 7 do rule[i] = "no_such" .. i end
    assert.matches("no_such4, no_such5 and 2 more",
      find({rules = {usual, rule}}, "name-unknown").message)
    assert.equal("warning", find({default = "allow", rules = {
      {"no_such", action = "errno(EPERM)", optional = true}}},
      "denied-name-unknown").severity)
  end)

  it("finds ways around", function()
    local finding = find({rules = {usual, {"openat", action = "allow",
      when = {{2, "masked_eq", 3, 0}}}, {"open", action = "allow"}}},
      "way-around")
    assert.equal("open", finding.witness.syscall)
    lacks({rules = {usual, {"openat", action = "allow",
      when = {{2, "masked_eq", 3, 0}}}}}, "way-around")
    find({default = "allow", rules = {{"execve", action = "errno(EPERM)"}}},
      "way-around")
    local all = find({default = "allow", rules = {{"open",
      action = "errno(EPERM)"}}}, "way-around")
    for _, name in ipairs {"openat", "openat2", "creat"} do
      assert.matches(name, all.message)
      assert.matches(name, all.fix)
    end
  end)

  it("takes a call that says ENOSYS for no way that is closed", function()
    -- on ENOSYS libcs use clone: that is no way around, but the way
    lacks({rules = {usual, {"clone3", action = "errno(ENOSYS)"},
      {"clone", "vfork", action = "allow"}}}, "way-around")
    find({rules = {usual, {"clone3", action = "errno(EACCES)"},
      {"clone", action = "allow"}}}, "way-around")
    find({default = "allow", rules = {{"execveat", action = "errno(EPERM)"}}},
      "way-around")
    lacks({default = "allow", rules = {{"execveat",
      action = "errno(ENOSYS)"}}}, "way-around")
  end)

  it("finds multiplexers that make what a rule keeps", function()
    local function behind(name, mux)
      return {arches = {"x86"}, rules = {usual, {name, action = "allow",
        when = {{0, "==", 1}}}, {mux, action = "allow"}}}
    end
    find(behind("socket", "socketcall"), "multiplexer-open")
    local finding = find(behind("connect", "socketcall"), "multiplexer-open")
    assert.equal("socketcall", finding.witness.syscall)
    assert.equal(3, finding.witness.arg0)
    assert.equal(14, find(behind("msgctl", "ipc"), "multiplexer-open")
      .witness.arg0)
    -- the sub-call itself is denied
    lacks({arches = {"x86"}, rules = {usual, {"connect", action = "allow",
      when = {{0, "==", 1}}}, {"socketcall", action = "errno(EPERM)",
      when = {{0, "==", 3}}}, {"socketcall", action = "allow"}}},
      "multiplexer-open")
  end)

  it("finds rules that another arch of the machine is free of", function()
    local finding = find({default = "allow", arches = {"amd64", "x32"},
      rules = {{"ptrace", action = "errno(EPERM)", arches = {"amd64"}}}},
      "arch-differs")
    assert.equal("warning", finding.severity)
    assert.equal("x32", finding.witness.arch)
    assert.equal("ptrace", finding.witness.syscall)
    lacks({default = "allow", arches = {"amd64", "x32"},
      rules = {{"ptrace", action = "errno(EPERM)"}}}, "arch-differs")
    -- no process has both
    lacks({default = "allow", arches = {"amd64", "arm64"},
      rules = {{"ptrace", action = "errno(EPERM)", arches = {"amd64"}}}},
      "arch-differs")
  end)

  it("finds memory that can be written and run another way", function()
    local finding = find({rules = {usual, {"mprotect", action = "allow"},
      {"pkey_mprotect", action = "allow", when = {{2, "masked_eq", 4, 0}}}}},
      "writable-code")
    assert.equal(7, finding.witness.arg2)
    lacks({rules = {usual}}, "writable-code")
  end)

  it("finds arguments that reach far", function()
    local function permits(name)
      return {rules = {usual, {name, action = "allow"}}}
    end
    find(permits "ioctl", "tioclinux")
    find(permits "personality", "personality")
    lacks({rules = {usual, {"personality", action = "allow",
      when = {{0, "==", 0}}}}}, "personality")
    find(permits "clone", "new-namespaces")
    find(permits "socket", "socket-families")
    lacks({rules = {usual, {"socket", action = "allow",
      when = {{0, "==", 1}}}}}, "socket-families")
    find(permits "seccomp", "more-filters")
    local finding = find({arches = {"s390x"}, rules = {usual,
      {"clone", action = "allow"}}}, "new-namespaces")
    assert.equal(0x10000000, finding.witness.arg1)
  end)

  it("finds actions that do less than they seem", function()
    assert.equal(2, find({rules = {usual, {"mount", action = "log"}}},
      "log-permits").rule)
    find({rules = {usual, {"mount", action = "notify"}}}, "needs-listener")
    find({rules = {usual, {"mount", action = "trace(1)"}}}, "needs-tracer")
    find({default = "allow", rules = {{"uretprobe", optional = true,
      action = "errno(EPERM)"}}}, "kernel-exempt")
  end)

  it("finds denials that come too late", function()
    local finding = find({rules = {usual,
      {"socket", action = "allow", when = {{0, "==", 2}}},
      {"socket", action = "trap", when = {{1, "==", 3}}}}}, "late-denial")
    assert.equal(3, finding.rule)
    assert.equal(2, finding.witness.arg0)
    assert.equal(3, finding.witness.arg1)
    -- an exception in front of what it is an exception of
    lacks({rules = {usual,
      {"socket", action = "trap", when = {{1, "==", 3}}},
      {"socket", action = "allow", when = {{0, "==", 2}}}}}, "late-denial")
    lacks({rules = {usual,
      {"socket", action = "allow", when = {{0, "==", 2}}},
      {"socket", action = "trap", when = {{0, "==", 3}}}}}, "late-denial")
  end)

  it("takes fork for no way around clone's flags", function()
    -- fork makes no namespace
    local held = {"clone", action = "errno(EPERM)",
      when = {{0, "masked_eq", 0x10000000, 0x10000000}}}
    for _, finding in ipairs((lint {default = "allow", rules = {held,
      {"clone3", action = "errno(ENOSYS)"}}})) do
      assert.is_falsy(finding.id == "way-around" and
        finding.message:match "fork", finding.message)
    end
    lacks({rules = {usual, {"clone", action = "allow",
      when = {{0, "masked_eq", 0x7e020000, 0}}},
      {"clone3", action = "errno(ENOSYS)"},
      {"fork", "vfork", action = "allow"}}}, "way-around")
    -- on s390x its flags are arg1
    lacks({arches = {"s390x"}, rules = {usual, {"clone", action = "allow",
      when = {{1, "masked_eq", 0x7e020000, 0}}},
      {"clone3", action = "errno(ENOSYS)"},
      {"fork", "vfork", action = "allow"}}}, "way-around")
    -- here it is what they do that is kept
    assert.matches("fork, vfork", find({default = "allow", rules = {{"clone",
      "clone3", "unshare", action = "errno(EPERM)"}}}, "way-around").message)
    find({rules = {usual, {"clone", action = "allow",
      when = {{0, "masked_eq", 0x80000000, 0x80000000}}},
      {"vfork", action = "allow"}}}, "way-around")
    -- clone3 denied with an errno is no word on what they do
    assert.matches("clone, fork, vfork, which", find({default = "allow",
      rules = {{"clone3", action = "errno(EPERM)"}}}, "way-around").message)
  end)

  it("takes no call that does more for what it does", function()
    lacks({default = "allow", rules = {{"vmsplice", "open_by_handle_at",
      action = "errno(EPERM)"}}}, "way-around")
    find({default = "allow", rules = {{"write", action = "errno(EPERM)"}}},
      "way-around")
    -- what is old is denied for being old
    lacks({default = "allow", arches = {"x86"}, rules = {{"oldstat", "nice",
      "olduname", action = "errno(EPERM)"}}}, "way-around")
    assert.matches("oldstat", find({default = "allow", arches = {"x86"},
      rules = {{"stat", action = "errno(EPERM)"}}}, "way-around").message)
  end)

  it("finds one of two twins open", function()
    for _, list in ipairs(twins.same) do
      for _, arch in ipairs {"x86", "amd64"} do
        local there = {}
        for _, name in ipairs(list) do
          local number = seccomp.syscall_number(name, arch)
          there[#there + 1] = number and number >= 0 and name or nil
        end
        for i = 1, #there > 1 and 1 or 0 do
          local name, other = there[i], there[#there]
          local told = twins.retired[name] ~= nil
          for _, finding in ipairs((lint {default = "allow", arches = {arch},
            rules = {{name, action = "errno(EPERM)"}}})) do
            told = told or finding.id == "way-around" and
              finding.message:find(other, 1, true) ~= nil
          end
          assert.is_true(told, arch .. " " .. name .. " " .. other)
        end
      end
    end
  end)

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
    assert.equal('{"openat", "newfstatat", action = "allow"}', finding.fix)
    -- it confines itself
    lacks({rules = {usual}}, "cannot-start")
    assert.matches("glibc starts: .*: pread64$", find({rules = {{"pread64",
      action = "errno(EPERM)"}, usual, all}}, "cannot-start").message)
    lacks({rules = {{"munmap", action = "errno(EPERM)"}, usual, all}},
      "cannot-start")
    assert.matches(": munmap$", find({rules = {{"munmap",
      action = "kill_process"}, usual, all}}, "cannot-start").message)
    -- code that is mapped from a file
    find({rules = {{"mmap", action = "errno(EPERM)", when = {{2, "masked_eq",
      4, 4}}}, usual, all}}, "cannot-start")
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
    assert.matches("^on amd64, network servers also need calls that are " ..
      "denied %(each of the 4 that were measured makes them%): accept4, ",
      needs.message)
    for _, finding in ipairs {needs, often} do
      local action = policy:compile():simulate(finding.witness)
      assert.equal("errno(EPERM)", tostring(action))
      assert.is_nil(finding.message:find "x86")
      -- permitted, held to conditions, or answered with ENOSYS
      for _, name in ipairs {"read", "ioctl", "rseq"} do
        assert.is_nil(finding.message:find("%f[%w]" .. name .. "%f[^%w_]"))
      end
    end
    assert.is_nil(often.message:find "accept4")
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
  end)

  it("has a kind of program right, as it runs", function()
    if seccomp.native_arch() ~= "amd64" then
      return pending "measured on amd64"
    end
    for kind, argv in pairs {cli = {"cat", "/dev/null"},
      lua = {require("spec.support").lua, "-e", "print(1)"}} do
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
    end
  end)

  -- the steps are those of the libc here, as the kernel sees them
  it("knows how a program starts", function()
    local arch = seccomp.native_arch()
    if not require("spec.support").slurp("/bin/true"):find("ld-linux", 1,
        true) then
      return pending "/bin/true is not linked to glibc"
    end
    local function start(without, action)
      local names = {"execve", "exit_group", action = "allow",
        optional = true}
      for _, step in ipairs(require "seccomp.lint.calls".starting) do
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
      for _, step in ipairs(require "seccomp.lint.calls".starting) do
        if not step.arches or step.arches[arch] then
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

  it("finds x32's numbers that old kernels took without their bit", function()
    local finding = find({default = "allow", rules = {{"execve", "ptrace",
      action = "errno(EPERM)"}}}, "old-x32-numbers")
    assert.same({"amd64", 520}, {finding.witness.arch, finding.witness.syscall})
    lacks({default = "allow", unknown = "errno(ENOSYS)", rules = {{"execve",
      "ptrace", action = "errno(EPERM)"}}}, "old-x32-numbers")
    lacks({default = "allow", rules = {{"mount", action = "errno(EPERM)"}}},
      "old-x32-numbers")
    lacks({rules = {usual}}, "old-x32-numbers")
    find({default = "allow", unknown = "errno(ENOSYS)",
      arches = {"amd64", "x32"}, rules = {{"execve",
      action = "errno(EPERM)"}}}, "old-x32-numbers")
    local own = require "seccomp.lint.calls".x32_own
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
    lacks(raw(true, 32), "high-bits")
    lacks(raw(), "high-bits")
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

  it("finds clone's flags where they are not", function()
    local rule = {"clone", action = "allow",
      when = {{0, "masked_eq", 0x7e020000, 0}}}
    find({arches = {"s390x"}, rules = {usual, rule}}, "clone-order")
    lacks({rules = {usual, rule}}, "clone-order")
  end)

  it("finds that a libc cannot do its work", function()
    assert.matches("futex", find({rules = {{"read", action = "allow"}}},
      "often-needed").message)
    lacks({rules = {usual}}, "often-needed")
  end)

  it("finds io_uring, TIOCSTI and calls that reach far", function()
    find({default = "allow"}, "io-uring")
    lacks({default = "allow", rules = {{"@aio", action = "errno(ENOSYS)"}}},
      "io-uring")
    find({rules = {usual, {"ioctl", action = "allow"}}}, "tiocsti")
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
    find({rules = {usual, {"kill", action = "allow", when = {{0, ">", 1}}}}},
      "unsigned-order")
  end)

  it("finds conditions that are none", function()
    find({rules = {usual, {"kill", action = "allow", when = {{1, "<", 0}}}}},
      "never-matches")
    find({rules = {usual, {"kill", action = "allow",
      when = {{1, ">", 5}, {1, "<", 5}}}}}, "never-matches")
    find({arches = {"x86"}, rules = {usual, {"kill", action = "allow",
      when = {{1, "==", 1 << 32}}}}}, "never-matches")
    find({rules = {usual, {"kill", action = "allow",
      when = {{1, "masked_eq", 0}}}}}, "always-matches")
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
        seen[finding.id] = true
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
    assert.is_table((by_id(seccomp.filter("allow"):add_rule("ioctl", "errno",
      {1, "==", 0x5412}):program()))["high-bits"])
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
      seen[finding.id] = true
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
          seen[finding.id] = true
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

  it("leaves out what is to be ignored", function()
    local spec = {default = "allow", bad_arch = "allow"}
    local all = lint(spec)
    local some = lint(spec, {ignore = {"denylist", "io-uring"}})
    assert.equal(#all - 2, #some)
    assert.equal("error", some[1].severity)
  end)

  it("refuses to ignore what there is not", function()
    for bad, text in pairs {[{"denylst"}] = 'did you mean "denylist"?',
        [{1}] = "ignore[1]: 1 is not the id"} do
      local ok, err = pcall(lint, {}, {ignore = bad})
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.equal("lint", err.op)
      assert.truthy(tostring(err):find(text, 1, true), tostring(err))
    end
  end)

  it("says what to do about every finding, and shows those it can", function()
    find({arches = {"x86"}, rules = {usual, {"socket", action = "allow",
      when = {{0, "==", 1}}}}}, "does-not-compile")
    local unseen = {}
    for _, id in ipairs(require "seccomp.lint.catalogue".ids) do
      if not seen[id] then unseen[#unseen + 1] = id end
    end
    assert.same({}, unseen)
  end)

  it("has every id in the manual", function()
    local page = require("spec.support").slurp "docs/lua-seccomp-policy.5"
    local section = page:match "\n%.Ss Findings\n(.-)\n%.Ss "
    local ids = {}
    for id in section:gmatch "\n%.It Ql ([%w-]+)" do ids[#ids + 1] = id end
    table.sort(ids)
    assert.same(require "seccomp.lint.catalogue".ids, ids)
  end)
end)
