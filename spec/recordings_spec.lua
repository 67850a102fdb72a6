-- SPDX-License-Identifier: MIT
-- Recordings as material: their processes, thinned, joined and shown; and those
-- that strace and the audit system made.
local command = require "spec.command"
local here = require "spec.here"
local low = require "seccomp.core.policy"
local record = require "seccomp.record"
local seccomp = require "seccomp"
local support = require "spec.support"

local quiet = {stdout = "null", stderr = "null"}

local function names(list)
  local out = {}
  for _, call in ipairs(list) do
    if call.syscall then out[call.syscall] = call end
  end
  return out
end

-- The programs of a recording's processes, each with that of its parent.
local function family(recording)
  local list, out = recording:summary().processes, {}
  for i, process in ipairs(list) do
    local parent = process.parent and list[process.parent].program .. ">" or ""
    out[i] = parent .. tostring(process.program) ..
      (process.executed and "!" or "")
  end
  return table.concat(out, " ")
end

local function seen_text(call)
  local texts = {}
  for i, seen in ipairs(call.seen or {}) do
    texts[i] = ("%s:%d"):format(table.concat(seen.values, "/"), seen.count)
  end
  return table.concat(texts, " ")
end

local function fails(code, text, fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok)
  assert.equal(code, err.code, tostring(err))
  assert.truthy(err.message:find(text, 1, true), err.message)
end

describe("the processes of a recording", function()
  for _, by in ipairs {"ptrace", "notify"} do
    it("are told apart by " .. by, function()
      local recording = record.record({"sh", "-c",
        "ls / >/dev/null; exec env A=1 cat /dev/null"},
        {stdout = "null", by = by})
      -- dash forks for ls, and becomes env, which becomes cat
      assert.equal("sh sh>sh sh>ls! sh>env! env>cat!", family(recording))
      assert.is_nil(recording.interrupted)
      assert.is_nil(recording.ended)
      local total = 0
      for _, process in ipairs(recording:summary().processes) do
        total = total + process.count
      end
      local calls = 0
      for _, call in ipairs(recording.calls) do calls = calls + call.count end
      assert.equal(calls, total)
      local list = recording.processes
      assert.equal(list[1].pid, list[5].pid)
      assert.not_equal(list[1].pid, list[2].pid)

      local last = recording:since "execve"
      assert.equal("cat!", family(last))
      assert.is_nil(names(last.calls).getdents64)
      assert.truthy(names(last.calls).fadvise64 or names(last.calls).read)
      assert.same(recording.launcher, last.launcher)
      local listing = recording:only {program = {"ls"}}
      assert.truthy(names(listing.calls).getdents64)
      assert.is_nil(names(listing.calls).execve)
      assert.same(listing.calls, recording:only {pid = list[3].pid,
        program = "ls"}.calls)
      assert.same({}, recording:only {launcher = false}.launcher)
      -- all of them together are the whole
      local programs = {"sh", "ls", "env", "cat"}
      assert.same(recording.calls, recording:only {program = programs}.calls)
    end)
  end

  it("have their threads' calls", function()
    if not support.has_command "cc" then pending "cc is not installed" end
    local directory = support.directory()
    support.spew(directory .. "/threads.c", [[
      #include <pthread.h>
      #include <unistd.h>
      static void *other(void *p) { getppid(); return p; }
      int main(void) {
        pthread_t t;
        for (int i = 0; i < 5; i++)
          if (pthread_create(&t, NULL, other, NULL) != 0 ||
              pthread_join(t, NULL) != 0)
            return 1;
        return 0;
      }]])
    assert(os.execute(("cd %s && cc -pthread -o threads threads.c"):format(
      directory)))
    for _, by in ipairs {"ptrace", "notify"} do
      local recording = record.record({directory .. "/threads"}, {by = by})
      assert.same({exited = 0}, recording.status)
      assert.equal("threads", family(recording))
      assert.equal(5, names(recording.calls).getppid.count)
    end
    support.remove(directory)
  end)

  it("are kept in files, and told apart by run when joined", function()
    local path = os.tmpname()
    local first = record.record({"sh", "-c", "true; exec true"}, quiet)
    local second = record.record({"true"}, quiet)
    assert.same(first:summary(), record.load((first:save(path) and path))
      :summary())
    local joined = first:join(second, first)
    assert.equal(3, joined.runs)
    assert.equal(1, first.runs)
    assert.equal(#first.processes * 2 + #second.processes, #joined.processes)
    assert.same(joined:summary(), record.load(joined:save(path) and path)
      :summary())
    local last = joined.processes[#joined.processes]
    assert.equal(3, last.run)
    assert.equal(#joined.processes - #first.processes + first.processes[
      #first.processes].parent, last.parent)
    assert.same(first:join().calls, first.calls)
    os.remove(path)
  end)

  it("are asked for in vain", function()
    local recording = record.record {"true"}
    fails("EINVAL", "true (pid", recording.only, recording, {program = "sh"})
    fails("EINVAL", "no process has that pid or program", recording.only,
      recording, {pid = 1})
    fails("EINVAL", "true (pid", recording.since, recording, "execve")
    fails("EINVAL", "\"execve\" alone", recording.since, recording, "listen")
    fails("EINVAL", "option \"pid\"", recording.only, recording, {pid = "1"})
    fails("EINVAL", "option \"pid\" is the number of a process, or a list",
      recording.only, recording, {pid = {}})
    fails("EINVAL", "option \"program\" is the name of a program, or a list",
      recording.only, recording, {program = 1})
    fails("EINVAL", "option launcher is a boolean", recording.only, recording,
      {launcher = 1})
    fails("EINVAL", "unknown option", recording.only, recording, {pids = 1})
    local old = record.parse [[{"seccomp_recording": 1, "runs": 1, "calls": [
      {"arch": "amd64", "number": 0, "syscall": "read", "count": 1,
      "runs": 1}], "launcher": []}]]
    fails("EINVAL", "does not tell which", old.only, old, {pid = 1})
    fails("EINVAL", "does not tell which", old.since, old, "execve")
    local both = recording:join(old)
    fails("EINVAL", "called read", both.only, both, {program = "true"})
    local two = record.parse [[{"seccomp_recording": 2, "runs": 1, "calls": [],
      "launcher": [], "processes": [{"run": 1, "pid": 5, "program": "a"},
      {"run": 1, "pid": 6, "program": "b"}, {"run": 1, "pid": 5, "parent": 1,
      "executed": true}]}]]
    fails("EINVAL", "does not tell what started b (pid 6)", two.since, two,
      "execve")
    for _, one in ipairs {recording, old, two} do
      local ok, err = pcall(one.since, one, "execve")
      assert.is_false(ok)
      assert.equal("since", err.op)
    end
    local ok, err = pcall(recording.only, recording, {pid = 1})
    assert.is_false(ok)
    assert.equal("only", err.op)
  end)

  it("are checked in files", function()
    local good = [[{"seccomp_recording": 2, "runs": 1, "processes": [{"run": 1,
      "pid": 5, "program": "a"}, {"run": 1, "parent": 1}], "calls": [
      {"arch": "amd64", "number": 0, "syscall": "read", "count": 3, "runs": 1,
       "processes": [{"process": 1, "count": 1}, {"process": 2, "count": 2}]}],
       "launcher": []}]]
    assert.equal(2, #record.parse(good).processes)
    assert.equal(2, #record.parse(good, "a", {}).processes)
    assert.has_error(function() record.parse(good, "a", {}, 1) end,
      "bad argument #4 to 'parse' (no more than 3 arguments expected)")
    for _, change in ipairs {
      {'"run": 1,', '"run": 2,'}, {'"pid": 5', '"pid": 0'},
      {'"program": "a"', '"program": 1'}, {'"parent": 1', '"parent": 3'},
      {'"parent": 1', '"executed": false'}, {'"parent": 1', '"x": 1'},
      {'"process": 2', '"process": 3'}, {'"process": 2', '"process": 1'},
      {'"count": 2}', '"count": 3}'},
      {'"count": 2}', '"count": 2, "seen": []}'},
    } do
      local text, n = good:gsub(change[1], change[2], 1)
      assert.equal(1, n)
      fails("EINVAL", "a.recording is not a recording", record.parse, text,
        "a.recording")
    end
    fails("EINVAL", "calls[1].processes[2].seen is not a list of values of " ..
      "arguments that are known", record.parse, (good:gsub('"count": 2}',
      '"count": 2, "seen": []}')))
    fails("EINVAL", "calls[1].syscall is not the name of that number",
      record.parse, (good:gsub('"number": 0', '"number": 1')))
    -- whose parents go round in circles
    local round = record.parse((good:gsub('"program": "a"',
      '"program": "a", "parent": 2')))
    fails("EINVAL", "does not tell", round.since, round, "execve")
  end)
end)

describe("a log of strace", function()
  -- the arch is said: left out, it is that of this machine
  local function of(text, options)
    return record.parse(text, "x", options or {arch = "amd64"})
  end

  -- The same of a log that was written on amd64.
  local function of_amd64(text)
    return of(text, {arch = "amd64"})
  end

  it("is read in each form", function()
    for _, line in ipairs {
      'openat(AT_FDCWD, "/x", O_RDONLY|O_CLOEXEC) = 3',
      '12 openat(AT_FDCWD, "/x", O_RDONLY|O_CLOEXEC) = 3',
      '12<a b> openat(AT_FDCWD, "/x", O_RDONLY|O_CLOEXEC) = 3</x>',
      '[pid    12] openat(AT_FDCWD, "/x", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No)',
      '12 04:34:01.889320 [ 257] openat(3</>, "/x", O_CLOEXEC) = 3 <0.1>',
      '12      0.000209 [00007fca71eb1c47] openat(-100, "/x", 0x80000) = 3',
      "1796013242.193156 openat(0xffffff9c, 0x7ffe, 0x80000) = 0x3",
      '11:22:33 (+  0.000123) openat(3, "x) = 4, \\"{(", 02000000) = 3',
      'openat(AT_FDCWD, "/x", 0x80000 /* O_CLOEXEC */) = 3',
    } do
      local recording = of_amd64(line .. "\n")
      assert.equal("strace", recording.by)
      assert.is_nil(recording.notes, line)
      local call = recording.calls[1]
      assert.equal("openat", call and call.syscall, line)
      assert.equal("524288:1", seen_text(call), line)
      assert.equal((line:find "^12[ <]" or line:find "^%[pid") and 12 or nil,
        recording.processes[1].pid, line)
    end
  end)

  it("has calls that end later, signals and exits", function()
    local recording = of_amd64 [[
7 execve("/bin/sh", ["sh"], 0x7ffc /* 2 vars */) = 0
7 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD <unfinished ...>
8 getppid()  = 7
7 <... clone resumed>, child_tidptr=0x7f) = 8
8 execve("/usr/bin/nginx", ["nginx"], 0x55 /* 2 vars */ <unfinished ...>
7 wait4(-1,  <unfinished ...>
8 <... execve resumed>) = 0
8 clone3({flags=CLONE_VM|CLONE_THREAD} => {parent_tid=[9]}, 88) = 9
9 getuid() = 0
9 exit(0) = ?
9 +++ exited with 0 +++
8 execve("/none", ["none"], 0x55 /* 2 vars */) = -1 ENOENT (No such file)
8 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3
8 exit_group(0) = ?
8 +++ exited with 0 +++
7 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 8
7 --- SIGCHLD {si_signo=SIGCHLD, si_pid=8} ---
7 rt_sigaction(SIGRT_1, NULL, NULL, 8) = 0
7 poll([{fd=3, events=POLLIN}], 1, -1 <unfinished ...>
7 +++ killed by SIGKILL +++
]]
    assert.is_nil(recording.notes)
    assert.equal("sh sh>sh sh>nginx!", family(recording))
    assert.equal("execve", recording.launcher[1].syscall)
    assert.equal(2, names(recording.calls).execve.count)
    local calls = names(recording:only {program = "nginx"}.calls)
    assert.same({"1/524289/0:1"}, {seen_text(calls.socket)})
    assert.equal(1, calls.getuid.count)
    assert.is_nil(calls.wait4)
    calls = names(recording.calls)
    assert.equal("33:1", seen_text(calls.rt_sigaction))
    assert.equal(1, calls.poll.count)
    assert.equal(1, calls.wait4.count)
    assert.truthy(seen_text(calls.clone):find "^2097169:1")
  end)

  it("has threads by the flags of what started them, in words or raw",
    function()
    for start, family_of in pairs {
      ["clone(child_stack=0x7f, flags=0x10f00)"] = "a",
      ["clone(child_stack=0x7f, flags=CLONE_VM|CLONE_THREAD)"] = "a",
      ["clone(0x10f00, 0x7f)"] = "a",
      ["clone(child_stack=0x7f, flags=0x20f00)"] = "a a>a",
      ["clone(0x11, 0x7f)"] = "a a>a",
      ["vfork()"] = "a a>a",
    } do
      assert.equal(family_of, family(of_amd64('7 execve("/a", ["a"], 0x7f) ' ..
        "= 0\n7 " .. start .. " = 9\n9 getuid() = 0\n")), start)
    end
  end)

  it("is cut with all that was started after the cut", function()
    local recording = of [[
7 execve("/bin/sh", ["sh"], 0x7ffc /* 2 vars */) = 0
7 clone(child_stack=NULL, flags=SIGCHLD) = 6
6 getsid(0) = 1
7 execve("/usr/sbin/nginx", ["nginx"], 0x55 /* 2 vars */) = 0
7 clone(child_stack=NULL, flags=SIGCHLD) = 8
7 clone(child_stack=NULL, flags=SIGCHLD) = 9
8 getppid() = 7
9 getuid() = 0
8 clone(child_stack=NULL, flags=SIGCHLD) = 10
10 getgid() = 0
]]
    local list = {}
    for _, call in ipairs(recording:since "execve".calls) do
      list[#list + 1] = call.syscall .. ":" .. call.count
    end
    assert.equal("clone:3 getuid:1 getgid:1 getppid:1",
      table.concat(list, " "))
  end)

  it("comes from standard error, too", function()
    local recording = of_amd64 [[
execve("/bin/sh", ["sh"], 0x7ffc /* 2 vars */) = 0
vfork(strace: Process 8 attached
 <unfinished ...>
[pid     8] getppid()  = 7
[pid     7] <... vfork resumed>) = 8
[pid     8] +++ exited with 0 +++
hello from the program
getuid() = 0
strace: Process 7 detached
]]
    assert.equal("sh sh>sh", family(recording))
    assert.equal(7, recording.processes[1].pid)
    assert.equal(1, names(recording:only {pid = 7}.calls).getuid.count)
    assert.same({"x: 1 line is not of strace, and passed over; the first is " ..
      "line 7"}, recording.notes)
  end)

  it("has a table of counts", function()
    local recording = of_amd64 [[
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 60.00    0.000100           0         3           read
 40.00    0.000000           0         2         1 openat
------ ----------- ----------- --------- --------- ----------------
100.00    0.000100           0         5         1 total
]]
    assert.same({"x: the table of strace -c does not have calls that do not " ..
      "return, as exit_group, and has no arguments"}, recording.notes)
    assert.equal(3, names(recording.calls).read.count)
    assert.is_nil(names(recording.calls).openat.seen)
    local _, findings = recording:policy {tightness = "arguments"}
    assert.equal("openat on amd64: any value of flags is allowed, for the " ..
      "values seen are not known", findings[1].message)
  end)

  it("is of the arch that it says, or that is said", function()
    local recording = of_amd64 [[
7 getpid() = 7
[ Process PID=7 runs in 32 bit mode. ]
7 fstat64(1, {st_mode=0}) = 0
7 socket(AF_UNIX, SOCK_STREAM, 0) = 1
strace: [ Process PID=7 runs in x32 mode. ]
7 getpid() = 7
strace: [ Process PID=7 runs in 64 bit mode. ]
7 getpid() = 7
]]
    local counts = {}
    for _, call in ipairs(recording.calls) do
      counts[call.arch .. " " .. call.syscall] = call.count
    end
    assert.same({["amd64 getpid"] = 2, ["x32 getpid"] = 1,
      ["x86 fstat64"] = 1, ["x86 socket"] = 1, ["x86 socketcall"] = 1}, counts)
    assert.truthy(recording.notes[1]:find("socketcall", 1, true))
    assert.equal("arm64", of("getpid() = 1", {arch = "aarch64"}).calls[1].arch)
    -- with numbers it needs no telling
    recording = of "[  20] getpid() = 1\n[ 102] socket(AF_UNIX) = 1\n"
    assert.equal("x86", recording.calls[1].arch)
    fails("EINVAL", "x:2: fstat64 is not a call of amd64", of_amd64,
      "getpid() = 1\nfstat64(1, {}) = 0\n")
  end)

  it("knows calls that libseccomp does not, and what has no name", function()
    local recording = of("file_setattr(3, \"\", {}, 24, 0) = 0\n" ..
      "syscall_0x3ff(1, 2) = -1 ENOSYS (x)\n")
    assert.equal(469, recording.calls[1].number)
    assert.equal(0x3ff, recording.calls[2].number)
    local program = recording:policy():compile()
    for _, number in ipairs {469, 0x3ff} do
      assert.equal("allow", tostring((program:simulate {arch = "amd64",
        syscall = number})))
    end
    fails("EINVAL", "x:1: 0xfffffffff is not the number", of,
      "syscall_0xfffffffff(1) = 0\n")
  end)

  it("keeps no values where one cannot be read", function()
    for _, word in ipairs {"O_RDONLY|O_NEVER", "", "|0x800", "~O_RDWR",
      "{O_RDWR}", "9223372036854775808", "O_RDWR|", "os.exit"}
    do
      local call = of(("openat(3, \"x\", O_RDWR) = 0\n" ..
        "openat(3, \"x\", %s) = 0\n"):format(word)).calls[1]
      assert.equal(2, call.count)
      assert.is_nil(call.seen, word)
    end
  end)

  it("is what our own recorder has of the same program", function()
    if not support.has_command "strace" then pending "strace is not here" end
    local path = os.tmpname()
    local argv = {"sh", "-c", "ls -l / >/dev/null; exec cat /dev/null"}
    -- by spawn, which gives both the same signals
    assert.same({exited = 0}, {exited = seccomp.spawn({"strace", "-f", "-o",
      path, table.unpack(argv)}, quiet):wait().exited})
    local theirs, ours = record.load(path), record.record(argv, quiet)
    os.remove(path)
    if here.multiplexed and theirs.notes then
      pending "strace does not tell how sockets are made here"
      return
    end
    assert.is_nil(theirs.notes)
    assert.equal(family(ours), family(theirs))
    local a, b = names(ours.calls), names(theirs.calls)
    for name, call in pairs(a) do
      assert.truthy(b[name], name)
      assert.equal(seen_text(call), seen_text(b[name]), name)
    end
    for name in pairs(b) do assert.truthy(a[name], name) end
    for _, tightness in ipairs {"names", "arguments"} do
      assert.equal(tostring((ours:policy {tightness = tightness})),
        tostring((theirs:policy {tightness = tightness})))
    end
  end)
end)

describe("an audit log", function()
  local FIELDS = "auid=1 uid=1 gid=1 ses=1 "
  local AUDITD = "type=SECCOMP msg=audit(1514764800.123:456): " .. FIELDS

  it("is read in each form", function()
    for _, line in ipairs {
      AUDITD .. 'pid=5 comm="nginx" exe="/x" sig=0 arch=c000003e syscall=83 ' ..
        "compat=0 ip=0x7f code=0x7ffc0000\29ARCH=x86_64 SYSCALL=mkdir",
      AUDITD .. "pid=5 comm=nginx exe=/x sig=SIGSYS arch=x86_64 " ..
        "syscall=mkdir compat=0 ip=0x7f code=kill",
      "[ 12.5] audit: type=1326 audit(1.1:4): " .. FIELDS .. "pid=5 " ..
        'comm="nginx" exe="/x" sig=0 arch=c000003e syscall=83 compat=0',
      "Nov 30 06:00:00 host audit[5]: SECCOMP " .. FIELDS .. "pid=5 " ..
        "comm=6E67696E78 exe=\"/x\" sig=0 arch=c000003e syscall=83 compat=0",
    } do
      local recording = record.parse("type=LOGIN pid=1 arch=0 syscall=1\n" ..
        line .. "\n")
      assert.equal("audit", recording.by)
      assert.equal(1, recording.runs)
      assert.equal(1, #recording.calls)
      assert.equal("mkdir", recording.calls[1].syscall)
      assert.same({run = 1, pid = 5, program = "nginx"},
        recording.processes[1])
    end
  end)

  it("has all arches, and numbers without a name", function()
    local lines = {}
    for i, call in ipairs {{"c000003e", 1073741826}, {"40000003", 102},
      {"c00000b7", 1000}, {"c000003e", -1}, {"c000003e", 469}}
    do
      lines[i] = AUDITD .. ('pid=5 comm="a" arch=%s syscall=%d code=0'):format(
        table.unpack(call))
    end
    local recording = record.parse(table.concat(lines, "\n"))
    local out = {}
    for i, call in ipairs(recording.calls) do
      out[i] = ("%s %s %d"):format(call.arch, call.syscall, call.number)
    end
    assert.same({"amd64 nil -1", "amd64 file_setattr 469", "arm64 nil 1000",
      "x32 open 1073741826", "x86 socketcall 102"}, out)
  end)

  it("names the line that is wrong", function()
    for text, why in pairs {["pid=1 arch=c000003e"] = "no field",
      ["arch=c000003e syscall="] = "no call ", ["arch=1 syscall=1"] =
      "there is no arch 1", ["arch=c000003e syscall=nono"] = "no call nono",
      ["arch=\27[31m syscall=1"] = "there is no arch \\027[31m"}
    do
      fails("EINVAL", why, record.parse, "x\n" .. AUDITD .. text, "log")
      fails("EINVAL", "log:2: ", record.parse, "x\n" .. AUDITD .. text, "log")
    end
  end)
end)

describe("what is no recording", function()
  it("is refused, and bounded", function()
    for _, text in ipairs {"", "hello\n", "return {default = \"allow\"}",
      ("x"):rep(5000), "type=LOGIN arch=c000003e syscall=1\n"}
    do
      fails("EINVAL", "not a recording", record.parse, text, "x")
    end
    fails("EFBIG", "line of a log", record.parse, ("x"):rep(2 << 20), "x")
    fails("EFBIG", "line 2 of this log", record.parse, "getpid() = 1\n" ..
      ("x"):rep(2 << 20), "x")
    fails("EINVAL", "option \"arch\"", record.parse, "", "x", {arch = "vax"})
    fails("EINVAL", "option \"arch\"", record.load, "x", {arch = 1})
    fails("ENOENT", "/no/such", record.load, "/no/such")
    -- as many processes as one likes
    local lines = {}
    for i = 1, 9000 do lines[i] = i .. " getpid() = 1" end
    local recording = record.parse(table.concat(lines, "\n"))
    assert.equal(9000, recording.calls[1].count)
    assert.equal(4097, #recording.processes)
    for i = 1, 5000 do
      lines[i] = ("type=SECCOMP auid=1 pid=%d arch=c000003e syscall=%d")
        :format(i % 4999 + 1, i % 2)
    end
    recording = record.parse(table.concat(lines, "\n", 1, 5000))
    assert.equal(4097, #recording.processes)
    assert.equal(2500, recording.calls[1].count)
    local last = recording.calls[2].processes
    assert.same({process = 4097, count = 452}, last[#last])
  end)
end)

describe("lua-seccomp", function()
  local directory, log
  setup(function()
    directory = support.directory()
    log = directory .. "/nginx.strace"
    support.spew(log, [[
7 execve("/bin/sh", ["sh"], 0x7ffc /* 2 vars */) = 0
7 getppid() = 7
7 execve("/usr/sbin/nginx\33[31m", ["x"], 0x55 /* 2 vars */) = 0
7 openat(AT_FDCWD, "/x", O_RDONLY|O_CLOEXEC) = 3
7 openat(AT_FDCWD, "/x", O_WRONLY|O_CREAT, 0666) = 3
7 mkdirat(AT_FDCWD, "/x", 0777) = 0
]])
  end)
  teardown(function() support.remove(directory) end)

  it("shows a recording", function()
    local child = command.run {"show", log}
    assert.equal(0, child.code, child.stderr)
    assert.truthy(child.stdout:find("1 run, 5 calls, 4 different, seen by " ..
      "strace\nstarted with execve\n", 1, true))
    assert.truthy(child.stdout:find("openat                flags=O_WRONLY|" ..
      "O_CREAT (1), flags=O_CLOEXEC", 1, true), child.stdout)
    assert.is_nil(child.stdout:find "\27")
    for line in child.stdout:gmatch "[^\n]+" do assert.is_true(#line <= 80) end
    child = command.run {"show", "--json", log}
    assert.truthy(child.stdout:find '"syscall": "mkdirat"')
    child = command.run {"show", "--asm", log}
    assert.equal(2, child.code)
    child = command.run {"compile", log}
    assert.equal(2, child.code)
    assert.truthy(child.stderr:find("is a recording: make a policy", 1, true))
  end)

  it("takes a part of a log, and puts it on top of a policy", function()
    local kept, out = directory .. "/kept", directory .. "/out.policy"
    local child = command.run {"record", "--join", log, "--since", "execve",
      "--no-launcher", "--save", kept, "-t", "arguments", "-o", out}
    assert.equal(0, child.code, child.stderr)
    local blind, instead = low.in_memory(here.arch, "mmap")
    if blind and not instead then
      assert.matches("^warning arguments%-open: mmap on ", child.stderr)
    else
      assert.equal("", child.stderr)
    end
    local recording = record.load(kept)
    assert.same({}, recording.launcher)
    assert.is_nil(names(recording.calls).getppid)
    assert.truthy(names(recording.calls).mkdirat)
    local base = directory .. "/base.policy"
    support.spew(base, 'return {default = "errno(EPERM)", rules = {{"read", ' ..
      'action = "allow"}}}')
    child = command.run {"record", "--add", base, "--join", kept, "-t",
      "arguments"}
    assert.equal(0, child.code, child.stderr)
    local program = require("seccomp.policy").parse(child.stdout):compile()
    local function decide(...) return program:simulate(...).name end
    assert.equal("allow", decide("openat", 0, 0, 0x80000))
    assert.equal("errno", decide("openat", 0, 0, 2))
    assert.equal("allow", decide "mkdirat")
    assert.equal("errno", decide "getppid")
    child = command.run {"record", "--join", log, "--only-pid", "x"}
    assert.equal(2, child.code)
    child = command.run {"record", "--join", log, "--only-program", "sh"}
    assert.equal(0, child.code, child.stderr)
    assert.truthy(child.stdout:find "getppid")
    assert.is_nil(child.stdout:find "mkdirat")
  end)

  it("says that a log has several programs", function()
    local audit = directory .. "/audit.log"
    support.spew(audit, 'type=SECCOMP pid=1 comm="a\27" arch=c000003e ' ..
      'syscall=83\ntype=SECCOMP pid=2 comm="b" arch=c000003e syscall=84\n')
    local child = command.run {"record", "--join", audit}
    assert.equal(0, child.code)
    assert.truthy(child.stderr:find("calls of a\\027, b: --only-program", 1,
      true), child.stderr)
    child = command.run {"record", "--join", audit, "--only-program", "b"}
    assert.equal("", child.stderr)
  end)
end)

describe("Recording:policy", function()
  it("has no rule that another one of its own covers", function()
    local recording = record.record({"sh", "-c", "ls / | cat"}, quiet)
    local policy = recording:policy {tightness = "arguments"}
    local data = policy:data()
    for i, rule in ipairs(data.rules) do
      if rule.action == "allow" then
        local less = policy:data()
        table.remove(less.rules, i)
        local without = require("seccomp.policy").new(less)
        assert.is_true(#policy:diff(without, {limit = 1}) > 0,
          "rule " .. i .. " says nothing:\n" .. tostring(policy))
      end
    end
    local mapped, mmap = 0, here.call("mmap2", "mmap")
    for _, rule in ipairs(data.rules) do
      for _, name in ipairs(rule) do
        if name == mmap then mapped = mapped + 1 end
      end
    end
    assert.is_true(mapped > 0)
    -- nor where a call of the base is allowed with any arguments
    policy = record.parse "mprotect(a, b, c) = 0\n":policy {
      tightness = "arguments"}
    mapped = 0
    for _, rule in ipairs(policy:data().rules) do
      for _, name in ipairs(rule) do
        if name == "mprotect" then mapped = mapped + 1 end
      end
    end
    assert.equal(1, mapped)
    assert.equal("allow", tostring((policy:compile():simulate(
      mmap, 0, 0, 3))))
  end)
end)
