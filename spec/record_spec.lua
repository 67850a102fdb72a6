-- SPDX-License-Identifier: MIT
-- Recordings of real programs, and the policies made of them.
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

-- Standard output, standard error and status of a command under a filter.
local function run(argv, filter, options)
  local paths, streams = {os.tmpname(), os.tmpname()}, {}
  for i, path in ipairs(paths) do streams[i] = assert(io.open(path, "w")) end
  local with = {filter = filter, stdout = streams[1], stderr = streams[2],
    stdin = "null"}
  for key, value in pairs(options or {}) do with[key] = value end
  local status = seccomp.spawn(argv, with):wait(60 * support.slower)
  local result = {status = status}
  for i, name in ipairs {"stdout", "stderr"} do
    streams[i]:close()
    result[name] = support.slurp(paths[i])
    os.remove(paths[i])
  end
  return result
end

describe("record", function()
  local directory
  setup(function()
    directory = support.directory()
    support.spew(directory .. "/hello.c",
      "#include <stdio.h>\nint main(void) { puts(\"hello\"); return 3; }\n")
    support.spew(directory .. "/data.json", "{\"a\": [1, 2, 3]}\n")
    os.execute("mkdir " .. directory .. "/deep && touch " .. directory ..
      "/deep/file")
  end)
  teardown(function() support.remove(directory) end)

  -- Recorded, made a policy, run under it: the same comes out.
  local function again(argv, prepare)
    if not support.has_command(argv[1]) then
      pending(argv[1] .. " is not installed")
    end
    if prepare then prepare() end
    local plain = run(argv)
    if prepare then prepare() end
    local recording = record.record(argv, {stdout = "null", stderr = "null",
      stdin = "null"})
    assert.same(plain.status, recording.status)
    for _, tightness in ipairs {"names", "arguments"} do
      local policy, findings = recording:policy {tightness = tightness}
      assert.equal("table", type(findings))
      for _, finding in ipairs(findings) do
        assert.not_equal("error", finding.severity, finding.message)
      end
      if prepare then prepare() end
      assert.same(plain, run(argv, policy), tightness)
      assert.equal("errno(EPERM)", tostring(policy:compile():simulate
        "reboot"))
    end
    return recording
  end

  it("ls -lR of a directory", function()
    local recording = again {"ls", "-lR", directory}
    local launcher, calls = names(recording.launcher), names(recording.calls)
    assert.truthy(launcher.execve)
    assert.is_nil(calls.execve)
    assert.truthy(calls.getdents64)
    assert.equal(1, recording.runs)
  end)

  it("gcc compiling a file, with its children", function()
    local output = directory .. "/hello"
    local recording = again({"gcc", "-o", output, directory .. "/hello.c"},
      function() os.remove(output) end)
    -- the compiler, the assembler and the linker are its children
    assert.truthy(names(recording.calls).execve)
    assert.equal("hello\n", run({output}).stdout)
  end)

  it("python3 -m json.tool", function()
    again {"python3", "-m", "json.tool", directory .. "/data.json"}
  end)

  it("git status", function()
    if not support.has_command "git" then pending "git is not installed" end
    os.execute("git init -q " .. directory .. "/deep")
    again {"git", "-C", directory .. "/deep", "status"}
  end)

  it("refuses what was not seen", function()
    local policy = record.record({"sh", "-c", "echo hi"}, quiet):policy()
    local made = directory .. "/made"
    local result = run({"sh", "-c", "echo hi; mkdir " .. made .. "; echo $?"},
      policy)
    assert.truthy(result.stdout:find "^hi\n")
    assert.is_nil(result.stdout:find "\n0\n")
    assert.is_nil(support.slurp(made))
    assert.not_equal(0, os.execute("test -d " .. made))
  end)

  it("refuses flags that were not seen, when tight", function()
    local path = directory .. "/written"
    support.spew(path, "old\n")
    local script = "read line <" .. path .. "; echo $line"
    local recording = record.record({"sh", "-c", script}, quiet)
    local write = {"sh", "-c", "echo new >" .. path}
    local tight = recording:policy {tightness = "arguments"}
    assert.equal("old\n", run({"sh", "-c", script}, tight).stdout)
    assert.not_same({exited = 0}, run(write, tight).status)
    assert.equal("old\n", support.slurp(path))
    -- nothing but the flags is in the way
    local wide = recording:policy {tightness = "names"}
    if names(recording.calls).dup2 or names(recording.calls).fcntl then
      run(write, wide)
    end
  end)

  it("keeps the values of flags and numbers only", function()
    local recording = record.record({"cat", directory .. "/data.json"}, quiet)
    for _, call in ipairs(recording.calls) do
      assert.equal(call.arguments == nil, call.seen == nil)
      local total = 0
      for _, seen in ipairs(call.seen or {}) do
        assert.equal(#call.arguments, #seen.values)
        total = total + seen.count
      end
      if call.seen then assert.equal(call.count, total) end
    end
    local calls = names(recording.calls)
    assert.same({{arg = 2, width = 32}}, calls.openat.arguments)
    assert.is_nil(calls.read.arguments)
    assert.is_nil(calls.close.arguments)
  end)

  it("tells the launcher's attempts from the program's calls", function()
    local recording = record.record({"true"},
      {env = {PATH = "/nowhere:/nothing:/bin:/usr/bin"}})
    assert.is_true(names(recording.launcher).execve.count >= 1)
    assert.is_nil(names(recording.calls).execve)
    recording = record.record({"sh", "-c", "exec true"}, quiet)
    assert.truthy(names(recording.calls).execve)
  end)

  it("saves, loads and merges", function()
    local path = directory .. "/recording"
    local first = record.record {"true"}
    local second = record.record({"ls", directory}, quiet)
    assert.equal(first, first:save(path))
    local loaded = record.load(path)
    assert.same(first:summary(), loaded:summary())
    assert.equal(tostring(first:policy {tightness = "arguments"}),
      tostring(loaded:policy {tightness = "arguments"}))
    local both = loaded:merge(second)
    assert.equal(2, both.runs)
    assert.equal(1, loaded.runs)
    local calls = names(both.calls)
    local mmap = here.call("mmap2", "mmap")
    assert.equal(2, calls[mmap].runs)
    assert.equal(1, calls.getdents64.runs)
    assert.equal(names(first.calls)[mmap].count +
      names(second.calls)[mmap].count, calls[mmap].count)
    assert.equal(2, calls.exit_group.runs)
    -- whatever one of the two may do, both may
    local program = both:policy():compile()
    for _, one in ipairs {first, second} do
      assert.is_true(one:policy():compile():permits_at_most(program))
    end
    both:save(path)
    assert.same(both:summary(), record.load(path):summary())
  end)

  it("loads nothing that is not a recording", function()
    local path = directory .. "/bad"
    local good = [[{"seccomp_recording": 1, "runs": 1, "calls": [
      {"arch": "amd64", "number": 0, "syscall": "read", "count": 1,
       "runs": 1}], "launcher": []}]]
    support.spew(path, good)
    assert.equal(1, #record.load(path).calls)
    for _, change in ipairs {
      {"1, \"runs\"", "3, \"runs\""}, {"\"count\": 1", "\"count\": 0"},
      {"\"count\": 1", "\"count\": \"1\""}, {"\"amd64\"", "64"},
      {"\"read\"", "false, \"when\": 1"}, {"\"number\": 0, ", ""},
      {"\"launcher\": %[%]", "\"launcher\": {\"a\": 1}"}, {"}$", ""},
      {"\"read\"", "\"read\", \"seen\": []"},
      {"\"read\"", "\"read\", \"arguments\": [{\"arg\": 6, \"width\": 32}]" ..
        ", \"seen\": []"},
      {"\"read\"", "\"read\", \"arguments\": [{\"arg\": 1, \"width\": 32}]" ..
        ", \"seen\": [{\"values\": [], \"count\": 1, \"runs\": 1}]"},
      {"\"read\"", "\"read\", \"arguments\": [{\"arg\": 1, \"width\": 16}]" ..
        ", \"seen\": []"},
      {"\"read\"", "\"read\", \"arguments\": [{\"arg\": 1, \"width\": 32}]" ..
        ", \"seen\": [{\"values\": [4294967296], \"count\": 1, \"runs\": 1}]"},
    } do
      support.spew(path, (good:gsub(change[1], change[2], 1)))
      local ok, err = pcall(record.load, path)
      assert.is_false(ok, change[2])
      assert.equal("EINVAL", err.code)
    end
    local ok, err = pcall(record.load, directory .. "/none")
    assert.is_false(ok)
    assert.equal("ENOENT", err.code)
    ok, err = pcall(record.load, directory)
    assert.is_false(ok)
    assert.equal("EISDIR", err.code)
    assert.truthy(err.message:find(directory, 1, true))
    -- it was read to the end of memory
    ok, err = pcall(record.load, "/dev/zero")
    assert.is_false(ok)
    assert.equal("EFBIG", err.code)
    assert.truthy(err.message:find("/dev/zero: a recording has at most", 1,
      true))
    ok, err = pcall(record.load, path .. "\0.json")
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
    ok, err = pcall(record.record({"true"}).save, record.record({"true"}),
      "/nowhere/at/all")
    assert.is_false(ok)
    assert.equal("ENOENT", err.code)
  end)

  -- A recording as its file has it, of one call.
  local function recording_of(call)
    local path = directory .. "/one"
    support.spew(path, ([[{"seccomp_recording": 1, "runs": 1, "calls": [%s],
      "launcher": []}]]):format(call))
    return record.load(path)
  end

  it("keeps socketcall and ipc to what was seen of them", function()
    local policy = recording_of([[{"arch": "x86", "number": 359,
      "syscall": "socket", "count": 1, "runs": 1}]]):policy()
    local program = policy:compile()
    assert.equal("allow", tostring(program:simulate {arch = "x86",
      syscall = 359}))
    assert.equal("errno(EPERM)", tostring(program:simulate {arch = "x86",
      syscall = "socketcall", arg0 = 1}))
  end)

  it("lets libcs fall back to the calls that were seen", function()
    for _, case in ipairs {{"arm64", "faccessat", "faccessat2"},
      {"amd64", "fchmodat", "fchmodat2"}, {"arm", "utimensat",
        "utimensat_time64"}}
    do
      local arch, older, newer = table.unpack(case)
      local policy, findings = recording_of(([[{"arch": "%s", "number": %d,
        "syscall": "%s", "count": 1, "runs": 1}]]):format(arch,
        seccomp.syscall_number(older, arch), older)):policy()
      local program = policy:compile()
      assert.equal("errno(ENOSYS)", tostring(program:simulate {arch = arch,
        syscall = newer}))
      -- nothing is let through for that
      assert.equal("errno(EPERM)", tostring(program:simulate {arch = arch,
        syscall = "statx"}))
      for _, finding in ipairs(findings) do
        assert.not_equal("newer-twin", finding.severity == "warning" and
          finding.id)
      end
    end
  end)

  it("says which arguments it does not hold, asked to hold them", function()
    -- so many values of arg1, one of arg2
    local function of(n)
      local seen = {}
      for i = 1, n do
        seen[i] = ('{"values": [%d, 7], "count": 1, "runs": 1}'):format(i)
      end
      return recording_of(([[{"arch": "amd64", "number": 46, "count": %d,
        "syscall": "sendmsg", "runs": 1, "arguments": [{"arg": 1, "width": 32},
        {"arg": 2, "width": 32}], "seen": [%s]}]]):format(n,
        table.concat(seen, ", ")))
    end
    local function open(recording, tightness)
      local policy, findings = recording:policy {tightness = tightness}
      local list = {}
      for _, finding in ipairs(findings) do
        if finding.id == "arguments-open" then
          assert.equal("warning", finding.severity)
          list[#list + 1] = finding.message
        end
      end
      return policy, list
    end
    assert.same({}, select(2, open(of(64), "arguments")))
    assert.same({}, select(2, open(of(65), "names")))
    local policy, list = open(of(65), "arguments")
    assert.same({"sendmsg on amd64: any value of msg is allowed, for more " ..
      "than 64 different ones were seen"}, list)
    local program = policy:compile()
    local function decide(a, b)
      return program:simulate {arch = "amd64", syscall = "sendmsg", arg1 = a,
        arg2 = b}.name
    end
    assert.equal("allow", decide(66, 7))
    assert.equal("errno", decide(1, 8))
    -- more than a recording keeps
    local many = recording_of [[{"arch": "amd64", "number": 46, "count": 400,
      "syscall": "sendmsg", "runs": 1}]]
    assert.same({}, select(2, open(many, "names")))
    policy, list = open(many, "arguments")
    assert.same({"sendmsg on amd64: any value of flags is allowed, for more " ..
      "than 256 different ones were seen"}, list)
    program = policy:compile()
    assert.equal("allow", decide(66, 8))
  end)

  it("keeps a few hundred values and no more", function()
    local path = directory .. "/values.c"
    support.spew(path, "#include <sys/syscall.h>\n#include <unistd.h>\n" ..
      "int main(void) { for (int i = 0; i < 257; i++)\n" ..
      "syscall(SYS_kill, -1, 1000 + i % LIMIT); return 0; }\n")
    if not support.has_command "cc" then pending "cc is not installed" end
    for limit, kept in pairs {[256] = true, [257] = false} do
      assert(os.execute(("cc -DLIMIT=%d -o %s/values %s"):format(limit,
        directory, path)))
      local recording = record.record({directory .. "/values"}, quiet)
      local kill = names(recording.calls).kill
      assert.equal(257, kill.count)
      assert.equal(kept, kill.seen ~= nil)
      assert.equal(kept, kill.arguments ~= nil)
    end
    -- nor does a merge
    local function with(first, last)
      local seen = {}
      for i = first, last do
        seen[#seen + 1] = ('{"values": [%d], "count": 1, "runs": 1}'):format(i)
      end
      return recording_of(([[{"arch": "amd64", "number": 62, "syscall": "kill",
        "count": 200, "runs": 1, "arguments": [{"arg": 1, "width": 32}],
        "seen": [%s]}]]):format(table.concat(seen, ", ")))
    end
    assert.equal(256, #with(1, 200):merge(with(57, 256)).calls[1].seen)
    local merged = with(1, 200):merge(with(58, 257)).calls[1]
    assert.is_nil(merged.seen)
    assert.is_nil(merged.arguments)
    assert.equal(400, merged.count)
  end)

  it("knows where s390 has the flags of clone", function()
    local of = require("seccomp.record.arguments").of
    assert.equal(1, of("s390x", "clone")[1].arg)
    assert.equal(0, of("amd64", "clone")[1].arg)
    assert.is_nil(of("amd64", "no_such"))
  end)

  it("leaves the file as it was when the disk is full", function()
    local path = directory .. "/full"
    support.spew(path, "as it was")
    -- in place of a disk that is full, a limit to what a file may have
    support.spew(directory .. "/save.lua", ([[
      local recording = require("seccomp.record").record {"true"}
      local ok, err = pcall(recording.save, recording, %q)
      os.exit(not ok and err.code == "EFBIG" and err.op == "save" and 7 or 8)
    ]]):format(path))
    local child = support.script {"sh", "-c", "trap '' XFSZ; ulimit -f 0; " ..
      support.lua .. " " .. directory .. "/save.lua"}
    assert.equal(7, child.status, support.describe(child))
    assert.equal("as it was", support.slurp(path))
    assert.is_nil(io.open(path .. ".new"))
  end)

  it("waits for those that make no calls", function()
    local recording = record.record({"sleep", "0.6"}, quiet)
    assert.same({exited = 0}, recording.status)
  end)

  it("makes rules of many values argument by argument", function()
    local seen = {}
    for i = 0, 99 do
      seen[i + 1] = {values = {i % 10, i // 10}, count = 1, runs = 1}
    end
    local path = directory .. "/many"
    local recording = record.record {"true"}
    recording.calls[#recording.calls + 1] = {arch = seccomp.native_arch(),
      syscall = "getpriority", count = 100, runs = 1, arguments = {
        {arg = 0, width = 32}, {arg = 1, width = 64}}, seen = seen,
      number = seccomp.syscall_number "getpriority"}
    recording:save(path)
    local program = record.load(path):policy {tightness = "arguments"}
      :compile()
    local function action(a, b)
      return tostring(program:simulate("getpriority", a, b))
    end
    assert.equal("allow", action(9, 9))
    assert.equal("allow", action(0x100000009, 0))
    assert.equal("errno(EPERM)", action(10, 0))
    -- a 32-bit arch compares no upper words
    assert.equal(here.bits == 64 and "errno(EPERM)" or "allow",
      action(0, 0x100000000))
  end)

  it("allows clone3 where it was seen, and says so once", function()
    if not support.has_command "cc" then pending "cc is not installed" end
    support.spew(directory .. "/clone3.c", "#include <unistd.h>\n" ..
      "int main(void) { return syscall(435, 0, 0) != -1; }\n")
    assert(os.execute(("cd %s && cc -o clone3 clone3.c"):format(directory)))
    local recording = record.record({directory .. "/clone3"}, quiet)
    local policy, findings = recording:policy()
    assert.equal("allow", tostring(policy:compile():simulate "clone3"))
    for _, finding in ipairs(findings) do
      assert.equal("note", finding.severity, finding.message)
    end
  end)

  it("takes the options of policies", function()
    local recording = record.record {"true"}
    local bare = recording:policy {base = false, launcher = false,
      default = "kill_process", unknown = "trap", bad_arch = "kill_thread"}
    assert.equal("kill_process", bare.default)
    assert.equal("trap", bare.unknown)
    assert.equal("kill_thread", bare.bad_arch)
    local program = bare:compile()
    assert.equal("kill_process", tostring(program:simulate "execve"))
    assert.equal("kill_process", tostring(program:simulate "sched_yield"))
    program = recording:policy():compile()
    assert.equal("allow", tostring(program:simulate "execve"))
    assert.equal("allow", tostring(program:simulate "sched_yield"))
    assert.equal("errno(ENOSYS)", tostring(program:simulate "clone3"))
    assert.is_nil(recording:policy {default = "log"}.unknown)
    program = recording:policy {tightness = "arguments"}:compile()
    local mmap = here.call("mmap2", "mmap")
    assert.equal("allow", tostring(program:simulate(mmap, 0, 4096, 3, 34)))
    -- that of s390x takes its arguments from memory
    assert.equal(low.in_memory(here.arch, mmap) and "allow" or "errno(EPERM)",
      tostring(program:simulate(mmap, 0, 4096, 7, 34)))
    for _, options in ipairs {{tightness = "loose"}, {base = 1},
      {launcher = "no"}, {tight = true}}
    do
      local ok, err = pcall(recording.policy, recording, options)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
    end
  end)

  it("attaches to a listener", function()
    local all = seccomp.program(("=I2BBI4"):pack(6, 0, 0, 0x7fc00000))
    local process = seccomp.spawn({"ls", directory}, {filter = all,
      listener = true, stdout = "null"})
    local recording = record.record(process.listener, {timeout = 30})
    assert.same({exited = 0}, process:wait(10))
    assert.truthy(names(recording.calls).getdents64)
    assert.truthy(names(recording.calls).execve)
    assert.same({}, recording.launcher)
    assert.is_nil(recording.command)
    -- ends in time, and leaves the listener as it was
    process = seccomp.spawn({"cat"}, {filter = seccomp.filter "allow"
      :add_rule("getppid", "notify"), listener = true})
    assert.equal(0, #record.record(process.listener, {timeout = 0}).calls)
    assert.equal("number", math.type(process.listener:fd()) and "number")
    process:kill "SIGKILL"
    process:wait()
  end)

  it("says what cannot be run", function()
    for argv, code in pairs {[{"/nowhere/program"}] = "ENOENT",
      [{directory .. "/data.json"}] = "EACCES"}
    do
      local ok, err = pcall(record.record, argv)
      assert.is_false(ok)
      assert.equal(code, err.code)
      assert.equal("record", err.op)
    end
  end)

  it("raises on bad arguments", function()
    for _, bad in ipairs {1, "ls", true, io.stdout, print} do
      local ok, message = pcall(record.record, bad)
      assert.is_false(ok)
      assert.truthy(tostring(message):find("bad argument #1 to 'record'", 1,
        true), message)
    end
    for _, case in ipairs {{{"true"}, {filter = 1}}, {{"true"},
      {timeout = 1}}, {{"true"}, {progress = 1}}, {{}}, {{1}},
      {{"true"}, {cwd = 5}}}
    do
      assert.is_false(pcall(record.record, case[1], case[2]))
    end
    -- which argument it was, and of which function
    local log = record.parse "getppid() = 1\n"
    local function complains(expected, fn, ...)
      local ok, err = pcall(fn, ...)
      assert.is_false(ok)
      assert.equal(expected, tostring(err):match "bad argument (.*) expected")
    end
    complains("#1 to 'record' (table or seccomp.listener", record.record, 5)
    complains("#2 to 'record' (table", record.record, {"true"}, 5)
    complains("#1 to 'load' (string", record.load, 5)
    complains("#2 to 'load' (table", record.load, "x", 5)
    complains("#1 to 'parse' (string", record.parse, 5)
    complains("#2 to 'parse' (string", record.parse, "x", 5)
    complains("#3 to 'parse' (table", record.parse, "x", "y", 5)
    for name, what in pairs {policy = "table", rules = "table",
      only = "table", since = "string", save = "string",
      merge = "seccomp.recording", join = "seccomp.recording"}
    do
      complains(("#1 to '%s' (%s"):format(name, what), log[name], log, 5)
    end
    complains("#2 to 'join' (seccomp.recording", log.join, log, log, {})
    -- and where there is no recording in front of the colon
    for _, name in ipairs {"policy", "rules", "only", "since", "save", "merge",
      "join", "summary"}
    do
      complains(("#1 to '%s' (seccomp.recording"):format(name), log[name], {})
      complains(("#1 to '%s' (seccomp.recording"):format(name), log[name])
    end
    -- what spawn raises is raised in this name
    for message, case in pairs {
      ["the arguments are a list of strings, the program first"] = {{}},
      ["argument 1 is not a string but number"] = {{1}},
      ["option cwd is a path, not number"] = {{"true"}, {cwd = 5}},
    } do
      local ok, err = pcall(record.record, case[1], case[2])
      assert.same({false, "record", "EINVAL", message},
        {ok, err.op, err.code, err.message})
    end
    local process = seccomp.spawn({"true"}, {listener = true,
      filter = seccomp.filter("allow"):add_rule("getppid", "notify")})
    for _, timeout in ipairs {-1, 0 / 0, "1"} do
      local ok, err = pcall(record.record, process.listener,
        {timeout = timeout})
      assert.is_false(ok)
      assert.truthy(err.message:find("is in seconds", 1, true))
    end
    process:wait(10)
    assert.is_false(pcall(record.record, {"true"}, 1))
    assert.is_false(pcall(record.load, 1))
    local recording = record.record {"true"}
    assert.is_false(pcall(recording.merge, recording, {}))
    assert.is_false(pcall(recording.save, recording))
    for _, case in ipairs {
      {'unknown option "tighness"; did you mean "tightness"?',
        {tighness = "names"}},
      {'option "default": unknown action "foo"', {default = "foo"}},
      {'option "unknown": an action, not number', {unknown = 5}},
      {'option "bad_arch": an action, not boolean', {bad_arch = true}},
      {'option "tightness" is', {tightness = 1}},
      {"option base is a boolean, not number", {base = 1}},
    } do
      local ok, err = pcall(function() recording:policy(case[2]) end)
      assert.is_false(ok)
      assert.equal("policy", err.op)
      assert.equal("EINVAL", err.code)
      assert.truthy(tostring(err):match "^[^:]*record_spec%.lua:%d+: policy: ",
        tostring(err))
      assert.equal(case[1], err.message:sub(1, #case[1]))
    end
  end)

  it("shows how far it is on a terminal only", function()
    local child = support.run [[
      require("seccomp.record").record {"true"}
    ]]
    assert.equal("", child.stderr)
    child = support.run [[
      require("seccomp.record").record({"true"}, {progress = true})
    ]]
    assert.truthy(child.stderr:find "recording: %d+ calls, %d+ different")
  end)
end)
