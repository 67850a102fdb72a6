-- SPDX-License-Identifier: MIT
-- What lint says of the rules of a policy.
local linting = require "spec.linting"
local seccomp = require "seccomp"
local support = require "spec.support"
local twins = require "seccomp.kernel.twins"

local find, lacks = linting.find, linting.lacks
local lint, usual = linting.lint, linting.usual

describe("lint", function()
  it("is content with a plain policy", function()
    assert.same({}, (lint {unknown = "errno(ENOSYS)", rules = {usual}}))
  end)

  it("is content with conditions that say what is meant", function()
    for _, arch in ipairs {"amd64", "x86", "arm64", "arm", "s390x"} do
      assert.same({}, (lint {arches = {arch}, unknown = "errno(ENOSYS)",
        rules = {usual, {"clone3", "openat2", action = "errno(ENOSYS)"},
          {"socket", action = "allow", when = {{"domain", "==", "AF_UNIX"},
            {"type", "masked_eq", 0xf, "SOCK_STREAM"}}},
          {arch == "s390x" and "socketcall" or arch == "x86" and
            "socketcall" or "ptrace", action = "errno(EACCES)"},
          {"kill", action = "allow", when = {{"pid", "==", 1},
            {"sig", "==", {0, "SIGTERM"}}}},
          {"openat", action = "allow", when = {{"dirfd", "==", "AT_FDCWD"},
            {"flags", "masked_eq", "O_ACCMODE", 0}}},
          {"fcntl", action = "allow", when = {{"op", "==", "F_GETFD"}}},
          {"fchmod", action = "allow", when = {{"mode", "masked_eq",
            "S_ISUID|S_ISGID", 0}}},
          {"listen", action = "allow", when = {{"backlog", "!=", 0}}},
          {"flock", action = "allow", when = {{"fd", ">", 2}}},
          {"personality", action = "allow", when = {{"persona", "==", 0}}}}}),
        arch)
    end
  end)

  it("is in order: what is worst first, then by rule, id and message",
  function()
    local rank, seen = {error = 1, warning = 2, note = 3}, {}
    for _, spec in ipairs {{default = "allow", bad_arch = "allow"},
      {default = "trace(1)", bad_arch = "notify", arches = {"amd64", "x86",
        "arm64"}, rules = {{"execve", "ioctl", "openat", "ptrace", "clone",
        "fork", action = "allow"}, {"mount", "read", "mount",
        action = "errno(0)"}, {"read", action = "log"}}}}
    do
      local findings = lint(spec)
      for i, b in ipairs(findings) do
        local a, parts = findings[i - 1], {}
        if a then
          for k, pair in ipairs {{rank[a.severity], rank[b.severity]},
            {a.rule or 0, b.rule or 0}, {a.id, b.id}, {a.message, b.message}}
          do
            if #parts == 0 and pair[1] ~= pair[2] then
              parts[1], seen[k] = pair[1] < pair[2], true
            end
          end
          assert.is_true(parts[1], a.id .. " " .. b.id)
        end
      end
    end
    assert.same({true, true, true, true}, seen)
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
    for i = 1, 6 do rule[i] = "no_such" .. i end
    assert.matches("no_such5, no_such6, as far as this libseccomp knows$",
      find({rules = {usual, rule}}, "name-unknown").message)
    rule[7] = "no_such7"
    assert.matches("no_such4, no_such5 and 2 more",
      find({rules = {usual, rule}}, "name-unknown").message)
    assert.matches("rule has no_such, as far", find({rules = {usual,
      {"no_such", "no_such", action = "log", optional = true}}},
      "name-unknown").message)
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
    -- without being read
    finding = find({rules = {{"mprotect", action = "allow", when = {
      {"prot", "==", "PROT_WRITE|PROT_EXEC"}}}, {"pkey_mprotect",
      action = "allow", when = {{2, "masked_eq", 4, 0}}}}}, "writable-code")
    assert.equal(6, finding.witness.arg2)
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
    lacks({rules = {{"uretprobe", optional = true, action = "allow"}}},
      "kernel-exempt")
  end)

  it("finds denials that come too late", function()
    local finding = find({rules = {usual,
      {"socket", action = "allow", when = {{0, "==", 2}}},
      {"socket", action = "trap", when = {{1, "==", 3}}}}}, "late-denial")
    assert.equal(3, finding.rule)
    assert.equal(2, finding.witness.arg0)
    assert.equal(3, finding.witness.arg1)
    -- of a number without a name, too
    finding = find({rules = {usual,
      {5000, action = "allow", when = {{0, "==", 2}}},
      {5000, action = "trap", when = {{1, "==", 3}}}}}, "late-denial")
    assert.equal(5000, finding.witness.syscall)
    assert.matches("some calls of 5000 that", finding.message)
    -- once, and not for each arch and call
    find({arches = {"amd64", "x86"}, rules = {usual,
      {"kill", "tkill", action = "allow", when = {{0, "==", 2}}},
      {"kill", "tkill", action = "trap", when = {{1, "==", 3}}}}},
      "late-denial")
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
    assert.is_nil(find({arches = {"x86"}, rules = {usual, {"socket",
      action = "allow", when = {{0, "==", 1}}}}}, "does-not-compile").message
      :find "EINVAL")
    local text = {}
    for path in support.lines "ls spec/lint*_spec.lua | grep -v fixes" do
      local spec = support.slurp(path)
      text[#text + 1] = spec:gsub("lacks%s*%b()", ""):gsub("lacks%s*%b{}", "")
    end
    text = table.concat(text)
    local unseen = {}
    for _, id in ipairs(require "seccomp.lint.catalogue".ids) do
      if not text:find('"' .. id .. '"', 1, true) then
        unseen[#unseen + 1] = id
      end
    end
    assert.same({}, unseen)
  end)

  it("has every id in the manual", function()
    local page = require("spec.support").slurp "docs/lua-seccomp-policy.5"
    local section = page:match "\n%.Ss Findings\n(.-)\n%.Ss "
    local ids = {}
    for id in section:gmatch "\n%.It Ql ([%w-]+)" do ids[#ids + 1] = id end
    table.sort(ids)
    local catalogue = require "seccomp.lint.catalogue"
    assert.same(catalogue.ids, ids)
    local known = {error = true, warning = true, note = true}
    for _, check in ipairs(catalogue.checks) do
      assert.is_true(known[check.severity], check.id)
      assert.matches("%.$", check.about, check.id)
    end
  end)
end)
