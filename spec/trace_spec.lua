-- SPDX-License-Identifier: MIT
-- Commands that are watched by ptrace: they do what they do alone, and what
-- they do is seen right.
local command = require "spec.command"
local native = require "spec.native"
local record = require "seccomp.record"
local seccomp = require "seccomp"
local support = require "spec.support"
local trace = require "seccomp.core.trace"

local directory, program
setup(function()
  directory = command.directory()
  program = native.program "traced"
  support.spew(directory .. "/all.lua", "return {default = 'errno(EPERM)', " ..
    "arches = {'amd64', 'x86', 'x32'}}")
  support.spew(directory .. "/noptrace.lua", "return {default = 'allow', " ..
    "rules = {{'ptrace', action = 'errno(EPERM)'}}}")
end)
teardown(function() support.remove(directory) end)

local amd64 = seccomp.native_arch() == "amd64"

local function run(words, options)
  options = options or {}
  options.cwd = directory
  return command.run(words, options)
end

-- The ways in which calls stop: all, and let through; those that are refused.
local WAYS = {
  {"record", "-o", "new.policy"}, {"run", "-x", "-o", "told", "mild.lua"},
  {"run", "-x", "-c", "-o", "told", "all.lua"},
}
if not amd64 then WAYS[3] = nil end

local function under(way, words)
  return table.move(words, 1, #words, #way + 1, {table.unpack(way)})
end

-- Asserts that a command does the same watched as alone.
local function same(words, options)
  options = options or {}
  options.cwd = directory
  local alone = support.command(words, options)
  for _, way in ipairs(WAYS) do
    local watched = run(under(way, words), options)
    local what = table.concat(way, " ") .. ": " .. support.describe(watched)
    assert.equal(alone.stdout, watched.stdout, what)
    assert.equal(alone.status, watched.status, what)
    assert.equal(alone.signal, watched.signal, what)
  end
  return alone
end

-- The command within itself.
local function nested()
  return table.move(command.words, 2, #command.words,
    #support.interpreter() + 1, support.interpreter())
end

local function names(list)
  local out = {}
  for _, call in ipairs(list) do
    if call.syscall then out[call.syscall] = call end
  end
  return out
end

local quiet = {stdout = "null", stderr = "null"}

describe("a command that is watched", function()
  it("loses no call to a signal", function()
    assert.equal("300 signals\n", same({program, "signals"}).stdout)
  end)

  it("has its children's ends, in pipelines", function()
    if not support.has_command "dash" then pending "no dash here" return end
    for _ = 1, 2 do
      assert.equal("right\n", same({"dash", "-c", [[i=0; said=right
        while [ $i -lt 20 ]; do x=$(echo a$i | cat | cat)
          [ "$x" = a$i ] || said=wrong; i=$((i+1)); done; echo $said]]}).stdout)
    end
  end)

  it("is make with jobs", function()
    if not support.has_command "make" then pending "no make here" return end
    support.spew(directory .. "/Makefile", "N := 1 2 3 4 5 6 7 8\n" ..
      "all: $(N:%=t%)\n\t@echo done\n" ..
      "t%:\n\t@x=$$(echo $* | cat); test \"$$x\" = $*\n")
    assert.equal("done\n", same({"make", "-s", "-j4"}).stdout)
  end)

  it("is a script with a handler for SIGCHLD", function()
    if not support.has_command "bash" then pending "no bash here" return end
    assert.equal("20 0\n", same({"bash", "-c", [[n=0; bad=0
      trap 'n=$((n+1))' CHLD
      for i in {1..20}; do (exit $((i%7))) & wait $!
        [ $? = $((i%7)) ] || bad=1; done; echo $n $bad]]}).stdout)
  end)

  it("has threads of which any may execute, and end in any order", function()
    assert.equal("executed\n", same({program, "exec_by_thread"}).stdout)
    local alone = same {program, "leader_first"}
    assert.same({"outlived\n", 6}, {alone.stdout, alone.status})
  end)

  it("uses vfork and posix_spawn", function()
    assert.equal(0, same({program, "vforks"}).status)
  end)

  it("stops and goes on", function()
    assert.equal("stopped and went on\n", same({program, "stops"}).stdout)
  end)

  it("ends by signals, with and without a handler", function()
    assert.equal("SIGTERM", same({"sh", "-c", "kill -TERM $$"}).signal)
    assert.equal("SIGKILL", same({"sh", "-c", "kill -KILL $$"}).signal)
    assert.equal(3, same {"sh", "-c", "trap 'exit 3' USR1; kill -USR1 $$"}
      .status)
  end)

  it("does not keep the ends of our other children from us", function()
    local other = seccomp.spawn {"sh", "-c", "exit 5"}
    local popen = io.popen "exit 6"
    local recording = record.record({"sh", "-c", "true | true"}, quiet)
    assert.equal("ptrace", recording.by)
    assert.same({exited = 5}, other:wait(10))
    assert.same({nil, "exit", 6}, {popen:close()})
  end)
end)

describe("a recording by ptrace", function()
  it("counts each call once", function()
    local recording = record.record({"dd", "if=/dev/zero", "of=/dev/null",
      "bs=1", "count=2000", "status=none"}, quiet)
    local calls = names(recording.calls)
    assert.equal("ptrace", recording.by)
    assert.is_nil(recording.interrupted)
    assert.equal(2000, calls.write.count)
    assert.is_true(calls.read.count >= 2000)
    assert.equal(1, names(recording.launcher).execve.count)
    local other = record.record({"dd", "if=/dev/zero", "of=/dev/null", "bs=1",
      "count=2000", "status=none"}, {stdout = "null", stderr = "null",
      by = "notify"})
    assert.equal("notify", other.by)
    local theirs = names(other.calls)
    for name, call in pairs(calls) do
      assert.equal(theirs[name].count, call.count, name)
      assert.same(theirs[name].arguments, call.arguments)
    end
  end)

  it("knows calls of x86 from those of amd64", function()
    if not amd64 then pending "another arch" return end
    finally(function() trace.use_registers(false) end)
    for _, registers in ipairs {false, true} do
      trace.use_registers(registers)
      -- 39 is mkdir there and getpid here
      local recording = record.record({program, "wide", "39"}, quiet)
      local found
      for _, call in ipairs(recording.calls) do
        if call.arch == "x86" then
          assert.is_nil(found)
          found = call
        end
        assert.truthy(call.arch == "amd64" or call.arch == "x86")
      end
      assert.equal("mkdir", found.syscall)
      assert.equal(1, found.count)
      assert.truthy(recording:policy())
    end
  end)

  it("ends with what it has when it is made to raise", function()
    -- a program that traces others is refused, and does not stay
    local words = {"strace", "-o", "/dev/null", "true"}
    if not support.has_command "strace" then pending "no strace" return end
    local ok, err = pcall(record.record, words, quiet)
    assert.is_false(ok)
    assert.equal("EBUSY", err.code)
    assert.truthy(err.message:find("strace %(pid %d+%) traces other processes"))
    assert.truthy(err.message:find("by = \"notify\"", 1, true))
    assert.same({exited = 0}, record.record(words, {by = "notify",
      stdout = "null", stderr = "null"}).status)
    if trace.new(true) then
      local child = run {"run", "-x", "mild.lua", table.unpack(words)}
      assert.equal(2, child.status)
      assert.truthy(child.stderr:find("run --explain --by notify", 1, true))
    end
    assert.equal(0, run({"run", "-x", "--by", "notify", "mild.lua",
      table.unpack(words)}).status)
  end)

  it("refuses children that no tracer would get", function()
    local ok, err = pcall(record.record, {program, "untraced"}, quiet)
    assert.is_false(ok)
    assert.equal("EBUSY", err.code)
    assert.truthy(err.message:find("CLONE_UNTRACED", 1, true))
    assert.same({exited = 3}, record.record({program, "untraced"},
      {by = "notify"}).status)
  end)

  it("is one by notification where ptrace is refused, and says so", function()
    local child = run(under({"run", "noptrace.lua"},
      under(nested(), {"record", "-o", "new.policy", "true"})),
      {loses = "strace"})
    assert.equal(0, child.status, support.describe(child))
    assert.truthy(child.stderr:find("ptrace(2) was refused (EPERM)", 1, true),
      child.stderr)
    assert.truthy(child.stderr:find("EINTR", 1, true), child.stderr)
    child = run(under({"run", "noptrace.lua"},
      under(nested(), {"run", "-x", "mild.lua", "mkdir", "new"})),
      {loses = "strace"})
    assert.equal(1, child.status)
    assert.truthy(child.stderr:find(trace.new(true) and
      "ptrace(2) was refused (EPERM)" or "before Linux 6.16 no tracer refuses",
      1, true), child.stderr)
    assert.truthy(child.stderr:find("-> errno(EPERM) by rule 1", 1, true))
    child = run(under({"run", "noptrace.lua"},
      under(nested(), {"record", "--by", "ptrace", "true"})),
      {loses = "strace"})
    assert.equal(2, child.status)
    assert.truthy(child.stderr:find("cannot be traced", 1, true), child.stderr)
  end)

  it("knows stops, ends and signals where wait4 is not answered", function()
    support.succeeds([[
      local seccomp = require "seccomp"
      local record = require "seccomp.record"
      seccomp.filter "allow":add_rule("wait4", "errno(ENOSYS)"):load()
      local function of(script)
        local recording = record.record({"sh", "-c", script},
          {stderr = "null"})
        assert(recording.by == "ptrace")
        local count = 0
        for _, call in ipairs(recording.calls) do
          if call.syscall:find "^mkdir" then count = count + call.count end
        end
        return count, recording.status
      end
      -- again and again: the first may come before the stop
      local count, status = of(
        "(while kill -CONT $$; do sleep 0.05; done) & " ..
        "kill -STOP $$; mkdir /nonexistent/x; exit 3")
      assert(count == 1 and status.exited == 3)
      count, status = of "mkdir /nonexistent/x; kill -TERM $$"
      assert(count == 1 and status.signaled == "SIGTERM")
    ]], {env = support.goes_on})
  end)

  it("has a program's name as far as the kernel has it", function()
    local env = support.command("command -v env").stdout:match "/[^\n]+"
    for length = 14, 17 do
      local name = ("long_name_of_a_program"):sub(1, length)
      assert(os.execute(("ln -sf %s %s/%s"):format(env, directory, name)))
      local recording = record.record({directory .. "/" .. name}, quiet)
      local programs = {}
      for _, process in ipairs(recording.processes) do
        programs[process.program or 0] = true
      end
      assert.is_true(programs[name:sub(1, 15)], name)
    end
  end)

  it("says how many calls were cut short", function()
    local path = directory .. "/cut"
    support.spew(path, [[{"seccomp_recording": 1, "runs": 1, "interrupted": 3,
      "calls": [], "launcher": []}]])
    local recording = record.load(path)
    assert.equal(3, recording.interrupted)
    assert.truthy(tostring(recording):find("3 calls cut short", 1, true))
    recording = recording:merge(recording)
    assert.equal(6, recording.interrupted)
    assert.equal(6, recording:save(path):summary().interrupted)
    assert.equal(6, record.load(path).interrupted)
  end)

  it("ends with its recorder", function()
    -- the recorder is killed; nobody could let the others go on
    local child = support.run([[
      require("seccomp.record").record({"sh", "-c",
        "kill -KILL $PPID; echo still here >" .. arg[1]}, {})
    ]], {args = {directory .. "/after"}})
    assert.equal("SIGKILL", child.signal)
    assert.is_nil(support.slurp(directory .. "/after"))
  end)
end)

describe("run --explain by ptrace", function()
  it("has the kernel do what the policy says", function()
    if not amd64 then pending "another arch" return end
    local sync = seccomp.syscall_number "sync"
    for action, expected in pairs {
      ["errno(EBADF)"] = "returned -1\n", ["errno(0)"] = "returned 0\n",
      ["trap(7)"] = ("signal 31 code 1 call %d errno 7\nreturned %d\n"):format(
        sync, sync),
      ["trace(3)"] = "returned -1\n", kill_process = "", kill_thread = "",
    } do
      support.spew(directory .. "/sync.lua", ("return {default = 'allow', " ..
        "rules = {{'sync', action = '%s'}}}"):format(action))
      local words = {program, "traps", tostring(sync)}
      local plain = run(under({"run", "sync.lua"}, words))
      local told = run(under({"run", "-x", "sync.lua"}, words))
      assert.equal(expected, plain.stdout, action)
      assert.same({plain.stdout, plain.status, plain.signal},
        {told.stdout, told.status, told.signal}, action)
      assert.truthy(told.stderr:find("sync() -> " .. action .. " by rule 1", 1,
        true), told.stderr)
    end
  end)

  it("tells of calls of x86 that have words above their arguments", function()
    if not amd64 then pending "another arch" return end
    support.spew(directory .. "/both.lua", [[return {default = "allow",
      arches = {"amd64", "x86"}, rules = {{"mkdir", action = "errno(EIO)"}}}]])
    for _, by in ipairs {"ptrace", "notify"} do
      local child = run {"run", "-x", "--by", by, "both.lua", program, "wide",
        "39"}
      assert.equal(0, child.status, support.describe(child))
      assert.equal("returned -5\n", child.stdout)
      assert.truthy(child.stderr:find "refused x86 mkdir%(.*%-> errno%(EIO%)",
        child.stderr)
    end
    local child = run {"run", "-x", "both.lua", program, "wide", "39"}
    assert.truthy(child.stderr:find(
      "x86 mkdir(5, 0xe0ef1a03) -> errno(EIO) by rule 1", 1, true),
      child.stderr)
  end)

  it("explains what starts the command", function()
    support.spew(directory .. "/noexec.lua", "return {default = 'allow', " ..
      "rules = {{'execve', action = 'kill_process'}}}")
    local child = run {"run", "-x", "noexec.lua", "true"}
    assert.equal("SIGSYS", child.signal)
    assert.truthy(child.stderr:find("execve(", 1, true), child.stderr)
  end)
end)

describe("a signal that is caught", function()
  it("ends what is traced, whatever other traces there were meanwhile",
    function()
      support.succeeds [[
        local seccomp = require "seccomp"
        local signals = require "seccomp.core.signals"
        local trace = require "seccomp.core.trace"
        local filter = seccomp.filter("allow"):add_rule("execve", "trace")
        local _ <close> = signals.hold()
        local one <close> = trace.new(false)
        local process = seccomp.spawn({"sleep", "30"},
          {filter = filter:program(), tracer = one})
        assert(one:next() == process.pid)
        for _ = 1, 20 do -- more than the handler has places for
          local other = trace.new(false)
          local brief = seccomp.spawn({"true"},
            {filter = filter:program(), tracer = other})
          while other:next() do end
          assert(brief:wait().exited == 0)
          other:close()
        end
        os.execute "kill -TERM $PPID"
        assert(signals.caught() == "SIGTERM")
        while one:next() do end
        assert(process:wait().signaled == "SIGKILL")
      ]]
    end)
end)
