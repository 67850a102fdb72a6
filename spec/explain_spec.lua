-- SPDX-License-Identifier: MIT
-- What a policy refuses a command, why, and the rules that would allow it.
local explain = require "seccomp.explain"
local explaining = require "spec.explaining"
local here = require "spec.here"
local native = require "spec.native"
local policies = require "seccomp.policy"
local record = require "seccomp.record"
local seccomp = require "seccomp"
local support = require "spec.support"
local tallies = require "seccomp.explain.tally"
local texts = require "seccomp.explain.text"

local QUIET, SOCKETCALL = explaining.QUIET, explaining.SOCKETCALL
local WAYS = explaining.WAYS
local entry_of, mended = explaining.entry_of, explaining.mended
local text_has, told = explaining.text_has, explaining.told
local without = explaining.without

local directory, program
setup(function()
  directory = support.directory()
  program = native.program "refused"
end)
teardown(function() support.remove(directory) end)

describe("a report", function()
  it("has no calls where nothing is refused", function()
    for _, by in ipairs(WAYS) do
      local report = told({"sh", "-c", "exit 3"}, without {}, {by = by})
      assert.same({}, report.calls)
      assert.equal(3, report.exited)
      assert.is_nil(report.signaled)
      assert.is_nil(report.ended)
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
      {"sync", action = "log"}, {{0, 1000}, action = "allow"},
      {"set_tls", optional = true, action = "allow"}}}
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
    -- whatever else is refused of what starts it
    ok, err = pcall(told, {"/no/such/command"}, without {{"exit_group",
      action = "errno(EIO)"}})
    assert.same({false, "explain", "ENOENT"}, {ok, err.op, err.code})
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
