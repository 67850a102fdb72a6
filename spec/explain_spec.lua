-- SPDX-License-Identifier: MIT
-- What a policy refuses a command, why, and the rules that would allow it.
local explain = require "seccomp.explain"
local here = require "spec.here"
local native = require "spec.native"
local policies = require "seccomp.policy"
local record = require "seccomp.record"
local seccomp = require "seccomp"
local support = require "spec.support"
local tallies = require "seccomp.explain.tally"
local texts = require "seccomp.explain.text"
local values = require "seccomp.explain.values"

local amd64 = here.arch == "amd64"
local LARGEFILE = "the C library opens with O_LARGEFILE here"
local SOCKETCALL = "policies for socket name socketcall as well here"

local directory, program
setup(function()
  directory = support.directory()
  program = native.program "refused"
end)
teardown(function() support.remove(directory) end)

local QUIET = {stdin = "null", stdout = "null", stderr = "null"}

-- A report of a command under a policy.
local function told(argv, policy, options)
  local with = {policy = policy}
  for key, value in pairs(QUIET) do with[key] = value end
  for key, value in pairs(options or {}) do with[key] = value end
  return explain(argv, with)
end

-- A policy that denies calls, and allows all others.
local function without(rules)
  rules.default = "allow"
  local spec = {default = "allow", rules = rules, arches = rules.arches}
  rules.default, rules.arches = nil, nil
  return policies.new(spec)
end

-- A rule that allows all numbers but those of these calls.
local function all_but(...)
  local numbers, rule, first = {}, {action = "allow"}, 0
  for i, name in ipairs {...} do numbers[i] = seccomp.syscall_number(name) end
  table.sort(numbers)
  for _, number in ipairs(numbers) do
    if number > first then rule[#rule + 1] = {first, number - 1} end
    first = number + 1
  end
  rule[#rule + 1] = {first, 600}
  return rule
end

-- The policy with rules in front.
local function mended(policy, rules)
  local spec = policy:data()
  for i, rule in ipairs(rules) do table.insert(spec.rules, i, rule) end
  return policies.new(spec)
end

local function entry_of(report, name)
  local found
  for _, call in ipairs(report.calls) do
    if call.syscall == name then
      assert(not found, "two entries of " .. name)
      found = call
    end
  end
  return assert(found, name .. " is not in the report")
end

local function text_has(report, ...)
  local text = tostring(report)
  for _, part in ipairs {...} do
    assert.truthy(text:find(part, 1, true), part .. " is not in:\n" .. text)
  end
end

local WAYS = {"ptrace", "notify"}

describe("a report", function()
  it("has no calls where nothing is refused", function()
    for _, by in ipairs(WAYS) do
      local report = told({"sh", "-c", "exit 3"}, without {}, {by = by})
      assert.same({}, report.calls)
      assert.equal(3, report.exited)
      assert.is_nil(report.signaled)
      assert.equal(by, report.by)
      assert.same({"sh", "-c", "exit 3"}, report.command)
      assert.same({}, (report:rules()))
      assert.equal("nothing was refused", tostring(report))
    end
  end)

  it("counts a call by its reason, with who made it", function()
    local policy = without {{"sync", action = "errno(EIO)"}}
    for _, by in ipairs(WAYS) do
      local report = told({program, "crowd", "50"}, policy, {by = by})
      assert.equal(0, report.exited)
      assert.equal(1, #report.calls)
      local call = report.calls[1]
      assert.equal(3 * 4 * 50, call.count)
      assert.equal(3 * 4, #call.pids)
      assert.same({"sync", "refused", 1, "rule", "errno(EIO)",
        seccomp.native_arch()}, {call.syscall, call.outcome, call.rule,
        call.by, tostring(call.action), call.arch})
      assert.same({}, call.near)
      assert.is_nil(call.path)
      text_has(report, "refused: 1 call, 600 times",
        "refused 600 times, errno(EIO): sync()\n    rule 1 says so\n",
        "6 more\n") -- of the pids
    end
  end)

  it("has the paths that calls name", function()
    local report = told({program, "opens", "20"}, without {{"openat",
      action = "errno(EIO)", when = {{"flags", "==", "O_RDWR"}}}})
    local call = entry_of(report, "openat")
    assert.equal(20, call.count)
    assert.equal("/nowhere/0", call.path)
    assert.same({"/nowhere/0", "/nowhere/7", 8, true}, {call.paths[1],
      call.paths[8], #call.paths, call.more_paths})
    text_has(report, 'openat(AT_FDCWD, "/nowhere/0", O_RDWR, 0)',
      '"/nowhere/7" and others')
    local escape = "sneaky\27[2J\n"
    report = told({"rmdir", escape}, without {{"rmdir", "unlinkat",
      optional = true, action = "errno(EIO)"}})
    assert.equal(escape, report.calls[1].path)
    assert.is_nil(tostring(report):find("\27", 1, true))
  end)

  it("shows a path of a later call where the first had none", function()
    local tally = tallies.new(without {{"chdir", action = "errno(EIO)"}}, false)
    local reader = {read_string = function(_, address)
      return address == 16 and "/late" or error {code = "EFAULT"}
    end}
    for _, address in ipairs {8, 16} do
      tally:add(reader, "chdir", seccomp.action "errno(EIO)", 1,
        seccomp.native_arch(), seccomp.syscall_number "chdir", address, 0, 0, 0,
        0, 0)
    end
    assert.same({"/late"}, tally.kinds[1].entry.paths)
    tally.kinds[1].entry.near = {}
    assert.matches('paths: "/late"', texts.report(tally, {rules = function()
      return {}, {}
    end}))
  end)

  it("knows each argument that is a path", function()
    local of = require("seccomp.kernel.paths").of
    for name, places in pairs {
      access = "0", acct = "0", chdir = "0", chmod = "0", chown = "0",
      chroot = "0", creat = "0", execve = "0", execveat = "1",
      faccessat = "1", faccessat2 = "1", fchmodat = "1", fchmodat2 = "1",
      fchownat = "1", getxattr = "0", inotify_add_watch = "1", lchown = "0",
      lgetxattr = "0", link = "0 1", linkat = "1 3", listxattr = "0",
      lstat = "0", mkdir = "0", mkdirat = "1", mknod = "0", mknodat = "1",
      mount = "0 1", move_mount = "1 3", newfstatat = "1", open = "0",
      openat = "1", openat2 = "1", open_tree = "1", pivot_root = "0 1",
      quotactl = "1", readlink = "0", readlinkat = "1", removexattr = "0",
      rename = "0 1", renameat = "1 3", renameat2 = "1 3", rmdir = "0",
      setxattr = "0", stat = "0", statfs = "0", statx = "1", swapoff = "0",
      swapon = "0", symlink = "0 1", symlinkat = "0 2", truncate = "0",
      umount2 = "0", unlink = "0", unlinkat = "1", uselib = "0",
      utimensat = "1", fanotify_mark = "4",
      -- strings of other kinds, and none
      read = "", write = "", memfd_create = "", sethostname = "", mq_open = "",
      fsopen = "", getcwd = "", setdomainname = "", add_key = "", close = "",
    } do
      assert.equal(places, table.concat(of(name, "amd64"), " "), name)
    end
    assert.same({}, of(nil, "amd64"))
    assert.same({}, of("openat", 0x12345678))
  end)

  it("never says refused of what went through", function()
    local logging = policies.new {default = "log", rules = {
      {"sync", action = "log"}, {{0, 1000}, action = "allow"}}}
    local plain = {"logged: 1 call, once", "logged once: sync()",
      "    rule 1 says so"}
    for _, by in ipairs(WAYS) do
      local report = told({program, "by_thread"}, logging, {by = by})
      local call = entry_of(report, "sync")
      assert.same({"logged", 1, 7}, {call.outcome, call.rule, report.exited})
      assert.is_nil(tostring(report):find("refused", 1, true))
      assert.equal(table.concat(plain, "\n"), tostring(report))
      -- a rule wants it logged
      assert.same({}, (report:rules()))
      report = told({"mkdir", directory .. "/made"}, without {{"mkdir",
        "mkdirat", optional = true, action = "kill_process"}},
        {by = by, complain = true})
      assert.same({"let through", 0}, {report.calls[1].outcome, report.exited})
      assert.is_nil(tostring(report):find("refused", 1, true))
      assert.is_nil(tostring(report):find("killed", 1, true))
      assert.equal(1, #report:rules())
      assert.truthy(os.remove(directory .. "/made"))
    end
    -- logged because no rule names it: one to add
    local report = told({program, "by_thread"}, policies.new {default = "log",
      rules = {}})
    assert.truthy(#report.calls > 5)
    text_has(report, "\n    no rule names sync\n")
    assert.is_nil(tostring(report):find("unknown", 1, true))
    -- with a number that nobody knows, that is said too
    text_has(told({program, "numbers", "1"}, policies.new {default = "allow",
      unknown = "errno(ENOSYS)"}), "\n    no rule names it, and the number " ..
      "is new (unknown)\n")
    local policy = mended(policies.new {default = "log", rules = {}},
      report:rules())
    assert.same({}, told({program, "by_thread"}, policy).calls)
  end)

  it("tells of what was killed, and by which rule", function()
    for _, by in ipairs(WAYS) do
      for action, ends in pairs {
        kill_process = {signaled = "SIGSYS", outcome = "killed"},
        trap = {signaled = "SIGSYS", outcome = "refused"},
        kill_thread = {exited = 7, outcome = "killed"},
      } do
        -- by notification a signal takes the whole process
        if by == "notify" and action == "kill_thread" then
          ends = {signaled = "SIGSYS", outcome = "killed"}
        end
        local report = told({program, "by_thread"}, without {
          {"reboot", action = "kill_process"}, {"sync", action = action}},
          {by = by})
        local call = entry_of(report, "sync")
        local what = by .. " " .. action
        assert.same(ends, {signaled = report.signaled,
          exited = report.exited, outcome = call.outcome}, what)
        assert.same({1, 2, action}, {call.count, call.rule,
          tostring(call.action)}, what)
        text_has(report, ("%s once, %s: sync()\n    rule 2 says so\n")
          :format(call.outcome, action), '{"sync", action = "allow"}')
      end
    end
  end)

  it("tells what keeps a command from starting", function()
    local policy = without {{"execve", action = "errno(EACCES)"}}
    for _, by in ipairs(WAYS) do
      local report = told({"true"}, policy, {by = by})
      assert.same({"EACCES", nil, nil}, {report.exec_error, report.exited,
        report.signaled})
      assert.equal("execve", report.calls[1].syscall)
      assert.matches("true$", report.calls[1].path)
    end
    local ok, err = pcall(told, {"/no/such/command"}, without {})
    assert.is_false(ok)
    assert.same({"explain", "ENOENT"}, {err.op, err.code})
    assert.matches("/no/such/command", err.message)
  end)

  it("has an end, however many calls there are", function()
    local report = told({program, "writes", "300"}, without {{"write",
      action = "errno(EBADF)", when = {{"fd", ">=", 1000}}}})
    assert.equal(tallies.MOST_ENTRIES + 1, #report.calls)
    local last, count = report.calls[#report.calls], 0
    for _, call in ipairs(report.calls) do count = count + call.count end
    assert.same({300, true, 300 - tallies.MOST_ENTRIES}, {count, last.others,
      last.count})
    local rules, notes = report:rules()
    assert.same({{"write", action = "allow"}}, rules)
    assert.matches("write on %w+: any value of fd is allowed", notes[1])
    text_has(report, "with other arguments", ": any value of fd")
    report = told({program, "numbers", "3000"}, without {{{3000, 8000},
      action = "errno(ENOSYS)"}})
    assert.equal(tallies.MOST_CALLS, #report.calls)
    assert.equal(3000 - tallies.MOST_CALLS, report.left_out)
    text_has(report, "refused once, errno(ENOSYS): syscall 3000(")
  end)

  it("is told while it grows", function()
    local calls, lines = {}, {}
    local report = told({"sh", "-c", "mkdir /a/b; mkdir /a/b; rmdir /a/b"},
      without {{"mkdir", "mkdirat", "rmdir", "unlinkat", optional = true,
        action = "errno(EIO)"}}, {on_call = function(call, line)
        calls[#calls + 1] = call
        lines[#lines + 1] = line()
      end})
    assert.equal(2, #calls)
    assert.equal(report.calls[1], calls[1])
    assert.equal(2, calls[1].count)
    assert.matches('^refused %w+ mkdir.*"/a/b", 0x1ff%) %-> errno%(EIO%) by ' ..
      "rule 1 %[pid %d+%]$", lines[1])
  end)

  it("ends the command where on_call raises", function()
    for _, by in ipairs(WAYS) do
      local pid
      local ok, err = pcall(told, {"sh", "-c", "cd /; exec sleep 600"},
        without {{"chdir", action = "errno(EIO)"}}, {by = by,
        on_call = function(call)
          pid = call.pids[1]
          error("enough", 0)
        end})
      assert.same({false, "enough"}, {ok, err})
      local gone
      for _ = 1, 1000 do
        local stat = support.slurp(("/proc/%d/stat"):format(pid))
        gone = not stat or stat:match "%) ([ZX])"
        if gone then break end
        seccomp.spawn({"true"}):wait()
      end
      assert.truthy(gone, by)
    end
  end)
end)

describe("rules to add", function()
  -- Explained, mended and run again: nothing is refused any more.
  local function mends(argv, policy, options, tightness)
    local report = told(argv, policy, options)
    assert.truthy(#report.calls > 0)
    local rules, notes = report:rules {tightness = tightness}
    assert.same({}, notes)
    local better = mended(policy, rules)
    local again = told(argv, better, options)
    assert.same({}, again.calls, tostring(again))
    return rules, better, report
  end

  it("allow what was refused", function()
    local policy = record.record({"true"}, QUIET):policy()
    local argv = {"sh", "-c", ("mkdir %s/m; ls -l %s; echo hi >%s/m/f; " ..
      "rm -r %s/m"):format(directory, directory, directory, directory)}
    for _, by in ipairs(WAYS) do
      for _, tightness in ipairs {"names", "arguments", false} do
        local better = policy
        for _ = 1, 6 do -- what comes after a refusal shows once it is mended
          local report = told(argv, better, {by = by})
          if #report.calls == 0 then break end
          better = mended(better,
            report:rules {tightness = tightness or nil})
        end
        local report = told(argv, better, {by = by})
        assert.equal("nothing was refused", tostring(report))
        assert.equal(0, report.exited)
        assert.equal("errno(EPERM)",
          tostring(better:compile():simulate "reboot"))
      end
    end
  end)

  it("hold what the policy's own hold", function()
    if here.multiplexed then pending(SOCKETCALL) return end
    local policy = policies.new {default = "errno(EBADE)", rules = {
      {"socket", action = "allow", when = {{"domain", "==", 1}}},
      {"socket", action = "errno(EBADE)", when = {{"domain", "==", 3}}},
      {"socket", action = "allow", when = {{"type", "==", 4}}},
      all_but("socket")}}
    local rules, better, report = mends({program, "sockets", "3"}, policy)
    -- domains 0 and 2 with types 0 to 2
    assert.equal(6, #report.calls)
    assert.same({{"socket", action = "allow", when = {
        {"domain", "==", {"AF_UNSPEC", "AF_INET"}},
        {"type", "==", {0, "SOCK_STREAM", "SOCK_DGRAM"}}}}},
      {rules[1]})
    for domain = 0, 5 do
      for type = 0, 5 do
        local call = {syscall = "socket", arg0 = domain, arg1 = type}
        local before = policy:decide(call).name == "allow"
        local seen = domain < 3 and type < 3
        assert.equal(before or seen, better:decide(call).name == "allow",
          domain .. " " .. type)
      end
    end
  end)

  it("are exact, whatever was refused", function()
    -- a model that knows nothing of conditions: the set of pairs itself
    local random = 7
    local function draw(n)
      random = random * 48271 % 0x7fffffff
      return random % n
    end
    for _ = 1, 60 do
      local noted, seen = values.new(seccomp.native_arch(), "socket", {0, 1}),
        {}
      for _ = 1, draw(12) + 1 do
        local domain, type = draw(4), draw(4)
        seen[domain * 4 + type] = true
        noted:add(domain, type, 0, 0, 0, 0)
      end
      local rules = {}
      local lists, open = noted:conditions "policy"
      assert.same({}, open)
      for i, when in ipairs(lists) do
        rules[i] = {"socket", action = "allow", when = when}
      end
      local policy = policies.new {default = "errno(EPERM)", rules = rules}
      for pair = 0, 24 do
        local action = policy:decide {syscall = "socket", arg0 = pair // 4,
          arg1 = pair % 4}
        assert.equal(pair < 16 and seen[pair] or false,
          action.name == "allow", pair)
      end
    end
  end)

  it("hold each argument for itself where there are many", function()
    local noted = values.new(seccomp.native_arch(), "socket", {0, 1})
    for domain = 0, 9 do
      for type = 0, 69 do noted:add(domain, type, 0, 0, 0, 0) end
    end
    local lists, open = noted:conditions "policy"
    assert.same({1}, open)
    assert.equal(1, #lists)
    assert.same({0, "==", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, width = 32},
      lists[1][1])
  end)

  it("tell what they open beyond what was seen", function()
    local policy = without {{"getpriority", action = "allow", when = {{0, "==",
      99}, {1, "==", 99}}}}
    local tally = tallies.new(policy, false)
    local arch = seccomp.native_arch()
    local number = seccomp.syscall_number "getpriority"
    for i = 0, 64 do
      tally:add({}, "getpriority", seccomp.action "errno(EPERM)", 1, arch,
        number, i // 9, i % 9, 0, 0, 0, 0)
    end
    local _, notes = require "seccomp.explain.rules".of(tally)
    assert.same({"getpriority on " .. arch .. ": the values that were seen " ..
      "are allowed in any combination, for more than 64 different " ..
      "combinations were seen"}, notes)
    -- arguments in memory
    tally = tallies.new(without {{"mmap", action = "allow", when = {{0, "==",
      99, raw = true}}}, arches = {"x86"}}, false)
    tally:add({}, "mmap", seccomp.action "errno(EPERM)", 1, "x86", 90, 1, 0, 0,
      0, 0, 0)
    local rules
    rules, notes = require "seccomp.explain.rules".of(tally)
    assert.same({{"mmap", action = "allow"}}, rules)
    assert.same({"mmap on x86: any arguments are allowed, for the call " ..
      "takes them in memory"}, notes)
  end)

  it("hold pointers to whether they are NULL", function()
    local noted = values.new(seccomp.native_arch(), "openat", {1})
    noted:add(3, 0x7fff1234, 0, 0, 0, 0)
    noted:add(3, 0x7fff5678, 0, 0, 0, 0)
    assert.same({{{1, "!=", 0}}}, (noted:conditions "policy"))
    noted:add(3, 0, 0, 0, 0, 0)
    assert.same({{}}, (noted:conditions "policy"))
    noted = values.new(seccomp.native_arch(), "openat", {1})
    noted:add(3, 0, 0, 0, 0, 0)
    assert.same({{{1, "==", 0}}}, (noted:conditions "policy"))
  end)

  it("are as tight as is asked for", function()
    if here.multiplexed then pending(SOCKETCALL) return end
    local policy = without {{"socket", action = "errno(EBADE)"}}
    local report = told({program, "sockets", "2"}, policy)
    assert.same({{"socket", action = "allow"}}, (report:rules()))
    assert.same({{"socket", action = "allow"}},
      (report:rules {tightness = "names"}))
    local better = mended(policy, report:rules {tightness = "arguments"})
    for domain = 0, 3 do
      local action = better:decide {syscall = "socket", arg0 = domain}
      assert.equal(domain < 2 and "allow" or "errno", action.name)
    end
  end)

  it("are for the arches that asked", function()
    if not amd64 then pending "another arch" return end
    local traced = native.program "traced"
    local policy = without {{"mkdir", action = "errno(EIO)"},
      arches = {"amd64", "x86"}}
    for _, by in ipairs(WAYS) do
      local rules, better = mends({traced, "wide", "39"}, policy, {by = by})
      assert.same({{"mkdir", action = "allow", arches = {"x86"}}}, rules)
      assert.equal("errno(EIO)", tostring(better:decide {syscall = "mkdir"}))
      -- an arch that the policy is not for
      local report = told({traced, "wide", "39"}, without {}, {by = by})
      assert.equal("x86", report.calls[1].arch)
      assert.same({"bad_arch", "killed"}, {report.calls[1].by,
        report.calls[1].outcome})
      local none, notes = report:rules()
      assert.same({}, none)
      assert.matches('arches have "x86"', notes[1])
      text_has(report, "the policy is not for x86")
    end
  end)

  it("never open socketcall, and compile", function()
    if not amd64 then pending "another arch" return end
    -- x86 reaches socket by its own number, 359, and through socketcall
    local tally = tallies.new(without {{"socket", action = "errno(EIO)"},
      arches = {"amd64", "x86"}}, false)
    for domain = 1, 2 do
      tally:add({}, "socket", seccomp.action "errno(EIO)", 1, "x86", 359,
        domain, 1, 0, 0, 0, 0)
    end
    local rules, notes = require "seccomp.explain.rules".of(tally, "arguments")
    assert.same({{"socket", action = "allow", arches = {"x86"}}}, rules)
    assert.matches("^socket on x86: any arguments .* by socketcall", notes[1])
    mended(tally.policy, rules):compile()
    -- one that says itself what becomes of socketcall
    local careful = without {{"socket", action = "errno(EIO)"},
      {"socketcall", action = "errno(EIO)", arches = {"x86"}},
      arches = {"amd64", "x86"}}
    tally = tallies.new(careful, false)
    tally:add({}, "socket", seccomp.action "errno(EIO)", 1, "x86", 359, 1, 1,
      0, 0, 0, 0)
    rules = require "seccomp.explain.rules".of(tally, "arguments")
    assert.equal(1, #rules)
    assert.equal(3, #rules[1].when)
    mended(careful, rules):compile()
  end)

  it("stand as numbers where a call has no name", function()
    local policy = without {{{3000, 8000}, action = "errno(ENOSYS)"}}
    assert.same({{3000, 3001, action = "allow"}},
      (mends({program, "numbers", "2"}, policy)))
  end)

  it("are lines of a policy file in the text", function()
    if here.bits == 32 then pending(LARGEFILE) return end
    local policy = policies.new {default = "errno(EPERM)", rules = {
      {"openat", action = "allow", when = {{"flags", "==", {0, "O_CLOEXEC"}}}},
      all_but("openat")}}
    local report = told({program, "opens"}, policy)
    local text = tostring(report):match "in front of the others:\n(.*)$"
    local again = policies.parse("return {default = 'errno(EPERM)', " ..
      "rules = {" .. text .. "}}")
    assert.equal("allow", again:decide({syscall = "openat",
      flags = "O_RDWR"}).name)
    assert.equal("errno", again:decide({syscall = "openat",
      flags = "O_WRONLY"}).name)
    for line in tostring(report):gmatch "[^\n]+" do
      assert.truthy(#line < 80, line)
    end
  end)
end)

describe("near rules", function()
  local policy = policies.new {default = "errno(EPERM)", rules = {
    {"openat", action = "allow", when = {{"flags", "==", "O_RDONLY"}}},
    {"openat", action = "allow", when = {{"flags", "==", "O_CLOEXEC"}}},
    {"openat", action = "errno(EIO)", when = {{"flags", "==", "O_APPEND"}}},
    {"openat", action = "allow", when = {{"flags", "masked_eq", 3, 0},
      {"dirfd", "==", 5}}},
    {"write", action = "allow", when = {{"fd", "<=", 2}}},
    {"kill", action = "errno(EPERM)"}, {"kill", action = "allow"},
    {{300, 310}, action = "log"},
  }}

  it("are those of the call, each with why it does not decide", function()
    local near = policy:near {syscall = "openat", dirfd = 7,
      flags = "O_WRONLY|O_CREAT"}
    assert.equal(4, #near)
    assert.same({1, "allow", nil}, {near[1].rule, tostring(near[1].action),
      near[1].decides})
    assert.equal("it needs flags == 0, and flags is O_WRONLY|O_CREAT",
      near[1].why)
    assert.same({{arg = 2, argument = "flags", width = 32,
      condition = {"flags", "==", "O_CLOEXEC"}, text = "flags == O_CLOEXEC",
      value = "O_WRONLY|O_CREAT", holds = false}}, near[2].conditions)
    assert.truthy(near[4].why:find "; dirfd == 5, and dirfd is 7$")
    near = policy:near {syscall = "write", fd = 3}
    assert.equal("it needs fd <= 2, and fd is 3", near[1].why)
    near = policy:near {syscall = "kill"}
    assert.same({true, nil, "rule 6 comes first"}, {near[1].decides,
      near[1].why, near[2].why})
    assert.same({8, true}, {policy:near({syscall = 305})[1].rule,
      policy:near({syscall = 305})[1].decides})
    for number, found in pairs {[299] = 0, [300] = 1, [310] = 1, [311] = 0} do
      assert.equal(found, #policy:near {syscall = number})
    end
    -- in the order of the rules, by whatever they name it
    local mixed = policies.new {default = "allow", arches = {"amd64"}, rules = {
      {{0, 5}, action = "log", when = {{0, "==", 1}}},
      {"write", action = "trap", when = {{0, "==", 2}}},
      {{1, 1}, action = "log"}, {"write", 7, action = "allow"}}}
    local order = {}
    for i, item in ipairs(mixed:near {arch = "amd64", syscall = "write"}) do
      order[i] = item.rule .. " " .. (item.why or "decides")
    end
    assert.same({"1 it needs fd:64 == 1, and fd is 0",
      "2 it needs fd:64 == 2, and fd is 0", "3 decides",
      "4 rule 3 comes first"}, order)
    assert.same({}, policy:near {syscall = "mkdirat"})
    assert.same({}, policy:near {syscall = 1, arch = 0x12345678})
    assert.same({}, policy:near {syscall = 1, arch = "s390"})
  end)

  it("compare as many bits as the arch has, and the condition wants", function()
    local holds = require("seccomp.policy.condition").one
    local HIGH = 1 << 32 | 5
    for _, case in ipairs {
      -- width, raw, wide, and whether 5 with a high half is 5
      {64, nil, false, true}, {64, nil, true, false}, {64, true, false, false},
      {32, nil, false, true}, {32, nil, true, true}, {32, true, false, true},
    } do
      local function c(op, a, b)
        return {op = op, datum_a = a, datum_b = b, width = case[1],
          raw = case[2]}
      end
      assert.equal(case[4], holds(c("==", 5), HIGH, case[3]))
      assert.equal(not case[4], holds(c("!=", 5), HIGH, case[3]))
      assert.equal(case[4], holds(c("<=", 5), HIGH, case[3]))
      assert.equal(not case[4], holds(c(">", 5), HIGH, case[3]))
      assert.equal(case[4], holds(c("<", 6), HIGH, case[3]))
      assert.equal(not case[4], holds(c(">=", 6), HIGH, case[3]))
      assert.equal(case[4], holds({any = {c("==", 4), c("==", 5)}}, HIGH,
        case[3]))
      assert.is_true(holds(c("masked_eq", 15, 5), HIGH, case[3]))
      assert.is_false(holds(c("masked_eq", 15, 4), HIGH, case[3]))
    end
    -- at the bounds, without a sign
    for op, expected in pairs {["<"] = "yes no no no", ["<="] = "yes yes no no",
      [">"] = "no no yes yes", [">="] = "no yes yes yes"}
    do
      local said = {}
      for i, value in ipairs {4, 5, 6, -1} do
        said[i] = holds({op = op, datum_a = 5, width = 64}, value, true) and
          "yes" or "no"
      end
      assert.equal(expected, table.concat(said, " "), op)
    end
  end)

  it("agree with what decides", function()
    for flags = 0, 3 do
      for dirfd = 4, 6 do
        local call = {syscall = "openat", arg0 = dirfd, arg2 = flags}
        local _, rule = policy:decide(call)
        local deciding
        for _, item in ipairs(policy:near(call)) do
          assert.truthy(not item.decides == (item.why ~= nil))
          if item.decides then deciding = item.rule end
        end
        assert.equal(rule, deciding)
      end
    end
  end)

  it("are told together where they differ in one value", function()
    if here.bits == 32 then pending(LARGEFILE) return end
    local lenient = mended(policy, {{{0, 0}, action = "allow"}})
    local spec = lenient:data()
    spec.rules[#spec.rules + 1] = all_but("openat", "write")
    local report = told({program, "opens"}, policies.new(spec))
    text_has(report, "    rules 2, 3 allow openat with flags 0, O_CLOEXEC; " ..
      "here O_RDWR\n", "    rule 5 allows openat where flags & ")
    assert.equal(4, #entry_of(report, "openat").near)
  end)

  it("are for numbers of ptrace(2) on all arches of the machine", function()
    local numbers = require("seccomp.explain.returns").ptrace_numbers()
    local x32 = seccomp.native_arch() == "amd64"
    assert.same(x32 and {101, 26, 0x40000000 | 521} or
      {seccomp.syscall_number "ptrace"}, numbers)
  end)

  it("refuse what is no call", function()
    assert.has_error(function() policy:near() end,
      "bad argument #1 to 'near' (table expected, got nil)")
    local ok, err = pcall(policy.near, policy, {syscall = "opnat"})
    assert.same({false, "near", "EINVAL"}, {ok, err.op, err.code})
  end)
end)

describe("a program", function()
  it("is explained by the policy that it means", function()
    if here.multiplexed then pending(SOCKETCALL) return end
    local policy = without {{"sync", action = "errno(EIO)"},
      {"socket", action = "errno(EBADE)", when = {{"domain", "==", 1}}}}
    for _, given in ipairs {policy:compile(), seccomp.filter "allow"
      :add_rule("socket", "errno(EBADE)", {0, "==", 1})} do
      local report = told({program, "sockets", "2"}, given)
      local call = entry_of(report, "socket")
      assert.same({2, 1, 0}, {call.count, call.arg0, call.arg1})
      assert.equal("socket", report.policy.rules[call.rule][1])
      assert.same({{"socket", action = "allow", when = {{"domain", "==",
        "AF_UNIX"}}}}, (report:rules()))
    end
  end)

  it("has no near rules where no policy means it", function()
    -- looks at the instruction pointer: errno(EIO) for sync, from low addresses
    local sync = seccomp.syscall_number "sync"
    local bytes = string.pack("=I2BBI4I2BBI4I2BBI4I2BBI4I2BBI4I2BBI4",
      0x20, 0, 0, 0, -- the number
      0x15, 0, 3, sync,
      0x20, 0, 0, 8, -- the instruction pointer
      0x15, 1, 0, 1,
      0x06, 0, 0, 0x50005, 0x06, 0, 0, 0x7fff0000)
    local report = told({program, "by_thread"}, seccomp.program(bytes))
    local call = entry_of(report, "sync")
    assert.same({"refused", nil, nil}, {call.outcome, call.rule, call.by})
    assert.same({}, call.near)
    assert.is_nil(report.policy)
    assert.same({{"sync", action = "allow"}}, (report:rules()))
    text_has(report, "refused once, errno(EIO): sync()\n")
  end)
end)

describe("a saved report", function()
  it("is a recording", function()
    local policy = without {{"socket", action = "errno(EBADE)"}}
    local path = directory .. "/saved"
    local report = told({program, "sockets", "2"}, policy)
    assert.equal(report, report:save(path))
    local recording = record.load(path)
    assert.same({1, {program, "sockets", "2"}}, {recording.runs,
      recording.command})
    assert.equal(1, #recording.calls)
    assert.same({"socket", 4}, {recording.calls[1].syscall,
      recording.calls[1].count})
    local both = record.record({program, "sockets", "2"}, QUIET)
      :merge(recording):policy {tightness = "arguments"}
    assert.equal("allow", both:decide({syscall = "socket", arg0 = 1,
      arg1 = 1}).name)
    local ok, err = pcall(report.save, report, "/no/such/place")
    assert.same({false, "save", "ENOENT"}, {ok, err.op, err.code})
  end)
end)

describe("explain", function()
  it("refuses what it cannot use", function()
    local policy = without {}
    local function fails(options, code, ...)
      local ok, err = pcall(explain.explain, {"true"}, options)
      assert.is_false(ok)
      assert.same({"explain", code}, {err.op, err.code}, tostring(err))
      for _, part in ipairs {...} do
        assert.truthy(err.message:find(part, 1, true), err.message)
      end
    end
    fails(nil, "EINVAL", "option \"policy\" is needed")
    fails({}, "EINVAL", "option \"policy\" is needed")
    fails({policy = "x.lua"}, "EINVAL", "not string", "seccomp.policy.load")
    fails({policy = {default = "allow"}}, "EINVAL", "not table")
    fails({policy = policy, polcy = 1}, "EINVAL", "unknown option \"polcy\"")
    fails({policy = policy, by = "strace"}, "EINVAL", "ptrace", "strace")
    fails({policy = policy, complain = 1}, "EINVAL", "complain")
    fails({policy = policy, on_call = {}}, "EINVAL", "on_call")
    fails({policy = without {{"sync", action = "notify"}}}, "EINVAL",
      "notify", "seccomp.supervisor")
    assert.has_error(function() explain.explain "true" end,
      "bad argument #1 to 'explain' (table expected, got string)")
    assert.has_error(function() explain() end,
      "bad argument #1 to 'explain' (table expected, got nil)")
    assert.has_error(function() explain({"true"}, {policy = policy}, 1) end,
      "bad argument #3 to 'explain' (no more than 2 arguments expected)")
    local ok, err = pcall(function() explain({"true"}, {}) end)
    assert.same({false, "explain"}, {ok, err.op})
    assert.matches('^option "policy" is needed: the Policy that', err.message)
    assert.matches("explain_spec", tostring(err.where))
    local report = told({"true"}, policy)
    ok, err = pcall(report.rules, report, {tightness = "tight"})
    assert.same({false, "rules", "EINVAL"}, {ok, err.op, err.code})
    ok, err = pcall(report.rules, report, {tight = 1})
    assert.same({false, "rules", "EINVAL"}, {ok, err.op, err.code})
    assert.has_error(function() report.rules {} end,
      "bad argument #1 to 'rules' (seccomp.report expected, got table)")
    assert.has_error(function() report:save(5) end,
      "bad argument #1 to 'save' (string expected, got number)")
  end)
end)
