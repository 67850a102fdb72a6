-- SPDX-License-Identifier: MIT
-- seccomp.spawn and what it returns.
local children = require "spec.children"
local seccomp = require "seccomp"
local supervise = require "spec.supervise"
local support = require "spec.support"

local output = children.output
local raised = children.raised
local sh = children.sh
local allow = seccomp.filter "allow"

-- Runs a command after some Python, which can do to signals what shells do not
-- let one do. nil, and the test pending, where there is none.
local function python(code, command)
  if not support.has_command "/usr/bin/python3" then
    pending "no python3 to change signals with"
    return nil
  end
  return support.script {"/usr/bin/python3", "-c",
    "import os, signal, sys\n" .. code:gsub("\n +", "\n"):gsub("^ +", "") ..
    "\nos.execvp(sys.argv[1], sys.argv[1:])", table.unpack(command)}
end

describe("a process", function()
  it("runs, and its outcome stays", function()
    for code = 0, 255, 51 do
      local process = seccomp.spawn {"sh", "-c", "exit " .. code}
      assert.equal("integer", math.type(process.pid))
      for _ = 1, 3 do assert.same({exited = code}, process:wait()) end
      assert.same({exited = code}, process:wait(0))
      assert.is_nil(process.listener)
    end
  end)

  it("is killed by signals, which have names", function()
    for _, case in ipairs {{"SIGKILL", "SIGKILL"}, {"kill", "SIGKILL"},
      {"TERM", "SIGTERM"}, {nil, "SIGTERM"}, {9, "SIGKILL"}, {31, "SIGSYS"},
      {"SIGRTMIN+2", "SIGRTMIN+2"}, {"RTMIN", "SIGRTMIN+0"}} do
      local process = seccomp.spawn({"sleep", "10"},
        {stdin = "null", stdout = "null"})
      assert.is_true(process:kill(0))
      assert.is_true(process:kill(case[1]))
      assert.same({signaled = case[2]}, process:wait(10))
      local sent, why = process:kill(case[1])
      assert.is_false(sent)
      assert.equal("gone", why)
    end
  end)

  it("is still there when it has ended and was not waited for", function()
    local process = seccomp.spawn {"true"}
    support.command {"sleep", "0.1"}
    assert.is_true(process:kill "KILL")
    assert.same({exited = 0}, process:wait())
  end)

  it("is waited for no longer than asked", function()
    local process = seccomp.spawn({"sleep", "10"}, {stdout = "null"})
    for _, timeout in ipairs {0, 0.05, 0.1} do
      local outcome, why = process:wait(timeout)
      assert.is_nil(outcome)
      assert.equal("timeout", why)
    end
    process:kill "KILL"
    assert.same({signaled = "SIGKILL"}, process:wait(1e300))
  end)

  it("is found without PATH where shells find it", function()
    support.succeeds([[
      local seccomp = require "seccomp"
      assert(not os.getenv "PATH")
      assert(seccomp.spawn({"true"}):wait().exited == 0)
      local ok, err = pcall(seccomp.spawn, {"no-such-program"})
      assert(not ok and err.code == "ENOENT")
    ]], {env = {PATH = false}})
  end)

  it("is what cqueues polls", function()
    local process = seccomp.spawn {"true"}
    assert.equal("integer", math.type(process:pollfd()))
    assert.equal("r", process:events())
    assert.is_nil(process:timeout())
    process:wait()
    assert.is_nil(process:pollfd())
    -- or who polls what has ended already would wait for ever
    assert.equal(0, process:timeout())
    local ok, cqueues = pcall(require, "cqueues")
    if ok then
      local queue, done = cqueues.new(), false
      queue:wrap(function()
        cqueues.poll(process)
        done = true
      end)
      assert(queue:loop(10))
      assert.is_true(done)
    end
  end)

  it("cannot be changed, and tells what it is", function()
    local process = seccomp.spawn {"true"}
    assert.is_false(getmetatable(process))
    assert.is_false(pcall(function() process.pid = 1 end))
    assert.equal(("seccomp.process (pid %d)"):format(process.pid),
      tostring(process))
    process:wait()
    assert.matches("ended%)$", tostring(process))
  end)

  it("ends with its block", function()
    local kept
    do
      local process <close> = seccomp.spawn({"sleep", "10"}, {stdout = "null"})
      kept = process
    end
    assert.same({signaled = "SIGKILL"}, kept:wait(0))
  end)

  it("is waited for where the kernel has no pidfds, too", function()
    support.succeeds([[
      local seccomp = require "seccomp"
      seccomp.filter "allow":add_rule("pidfd_open", "errno(ENOSYS)"):load()
      local process = seccomp.spawn({"sleep", "10"}, {stdout = "null"})
      assert(process:pollfd() == nil)
      assert(select(2, process:wait(0)) == "timeout")
      assert(select(2, process:wait(0.05)) == "timeout")
      process:kill "KILL"
      assert(process:wait(10).signaled == "SIGKILL")
      assert(seccomp.spawn({"true"}):wait().exited == 0)
    ]], {env = support.goes_on})
  end)

  it("says so when somebody else took its status", function()
    local path = os.tmpname()
    finally(function() os.remove(path) end)
    support.spew(path, [[
      local seccomp = require "seccomp"
      local process = seccomp.spawn {"true"}
      for _, timeout in ipairs {10, 0, 10} do
        local ok, err = pcall(process.wait, process, timeout)
        assert(not ok and err.code == "ECHILD", tostring(err))
        assert(err.message == "the status of process " .. process.pid ..
          " was taken elsewhere in this program: by a wait for any child, " ..
          "or because SIGCHLD is ignored", err.message)
      end
      assert(process:kill() == false)
    ]])
    -- the kernel itself reaps the children of who ignores SIGCHLD
    local child = python([[
      signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    ]], {support.lua, path})
    if not child then return end
    assert(child.code == 0, support.describe(child))
  end)
end)

describe("spawn gives its process", function()
  it("the arguments as they are", function()
    assert.equal("-a\n\n a b \n'\"\\\n\xff\1\n",
      (output {"printf", "%s\\n", "-a", "", " a b ", "'\"\\", "\xff\1"}))
  end)

  it("the environment asked for, and no other", function()
    assert.equal("A=1\nB= x=y \n", (output({"sh", "-c", "env | sort"},
      {env = {A = "1", B = " x=y "}})):gsub("PWD=[^\n]*\n", "")
      :gsub("SHLVL=[^\n]*\n", ""):gsub("_=[^\n]*\n", ""), nil)
    assert.equal("", (output({"env"}, {env = {}})))
    local ours = support.command({"env"}).stdout
    assert.equal(ours:match "\nPATH=([^\n]*)" or ours:match "^PATH=([^\n]*)",
      (sh "printf %s \"$PATH\""))
  end)

  it("the directory asked for", function()
    assert.equal("/usr\n", (output({"/bin/pwd"}, {cwd = "/usr"})))
    -- a relative program is found from there
    assert.equal("found\n", (output({"bin/printf", "found\\n"},
      {cwd = "/usr"})))
    raised("ENOENT", seccomp.spawn, {"bin/printf"}, {cwd = "/usr/bin"})
    local err = raised("ENOENT", seccomp.spawn, {"true"}, {cwd = "/no/such"})
    assert.truthy(err.message:find("/no/such", 1, true))
    raised("ENOTDIR", seccomp.spawn, {"true"}, {cwd = "/dev/null"})
  end)

  it("descriptors 0 to 2 and no others", function()
    -- of those that Lua opened (without close-on-exec) too
    local open <close> = io.open "/dev/null"
    local list = "ls /proc/$$/fd; true"
    assert.equal("0\n1\n2\n", (sh(list)))
    assert.equal("0\n1\n2\n", (sh(list, {
      filter = supervise.notify "mkdir", listener = true})))
    assert.equal("0\n1\n2\n", (sh(list, {filter = allow})))
    assert.equal("file", io.type(open))
  end)

  it("the same where the kernel cannot mark them all", function()
    -- kernels before 5.11, as a filter plays them
    support.succeeds([[
      local seccomp = require "seccomp"
      local filter = seccomp.filter "allow"
        :add_rule("close_range", arg[1])
      filter:load()
      local open = {io.open "/dev/null", io.tmpfile()}
      for i = 1, 200 do open[#open + 1] = io.open "/dev/null" end
      for _, options in ipairs {{}, {listener = true,
        filter = seccomp.filter "allow":add_rule("mkdir", "notify")}} do
        local file = io.tmpfile()
        options.stdout = file
        local process = seccomp.spawn({"sh", "-c",
          "ls /proc/$$/fd; true"}, options)
        assert(process:wait(10).exited == 0)
        file:seek "set"
        local list = file:read "a"
        assert(list == "0\n1\n2\n", list)
      end
    ]], {args = {"errno(ENOSYS)"}, env = support.goes_on})
  end)

  it("files, descriptors and nothing at all", function()
    local input <close> = io.tmpfile()
    local errors <close> = io.tmpfile()
    input:write "first\nsecond\nthird\n"
    input:seek "set"
    assert.equal("first", input:read "l")
    -- what Lua read ahead is given back
    local text = sh("cat; echo complaint >&2",
      {stdin = input, stderr = errors})
    assert.equal("second\nthird\n", text)
    errors:seek "set"
    assert.equal("complaint\n", errors:read "a")
    text = sh("cat; echo lost >&2", {stdin = "null", stderr = "null"})
    assert.equal("", text)
    text = sh("readlink /proc/$$/fd/0 /proc/$$/fd/2",
      {stdin = "null", stderr = "null"})
    assert.equal("/dev/null\n/dev/null\n", text)
  end)

  it("what was written before, first", function()
    local file <close> = io.tmpfile()
    file:write "before "
    assert.same({exited = 0},
      seccomp.spawn({"printf", "after"}, {stdout = file}):wait(10))
    file:seek "set"
    assert.equal("before after", file:read "a")
  end)

  it("one descriptor as two, and two crossed", function()
    local file <close> = io.tmpfile()
    assert.same({exited = 0}, seccomp.spawn({"sh", "-c",
      "echo out; echo err >&2"}, {stdout = file, stderr = file}):wait(10))
    file:seek "set"
    assert.equal("out\nerr\n", file:read "a")
    -- in a child: 1 and 2 are support's
    local child = support.succeeds [[
      local seccomp = require "seccomp"
      assert(seccomp.spawn({"sh", "-c", "echo out; echo err >&2"},
        {stdout = 2, stderr = 1}):wait(10).exited == 0)
    ]]
    assert.equal("err\n", child.stdout)
    assert.equal("out\n", child.stderr)
  end)

  it("places for them where we have none ourselves", function()
    if support.unwatched "descriptor" then
      pending(support.unwatched "descriptor")
      return
    end
    local path, out = os.tmpname(), os.tmpname()
    finally(function()
      os.remove(path)
      os.remove(out)
    end)
    support.spew(path, [[
      local seccomp = require "seccomp"
      local result = assert(io.open(arg[1], "w")) -- descriptor 0
      for _, options in ipairs {{}, {listener = true,
        filter = seccomp.filter "allow":add_rule("mkdir", "notify")}} do
        options.stdin, options.stdout, options.stderr = "null", result, result
        local process = seccomp.spawn({"sh", "-c", "cat; echo 1; echo 2 >&2"},
          options)
        assert(process:wait(10).exited == 0)
      end
    ]])
    local child = support.script {"sh", "-c",
      "exec \"$0\" \"$1\" \"$2\" <&- >&- 2>&-", support.lua, path, out}
    assert.equal(0, child.code)
    assert.equal("1\n2\n1\n2\n", support.without_remark(support.slurp(out)))
  end)

  it("signals as if newly made", function()
    -- though ours are blocked and ignored
    local child = python(([[
      import ctypes
      signal.signal(signal.SIGPIPE, signal.SIG_IGN)
      signal.signal(signal.SIGHUP, signal.SIG_IGN)
      signal.signal(signal.SIGUSR1, signal.SIG_IGN)
      # C libraries let nobody have those of their own, 32 to 34 in musl's
      ignore = (ctypes.c_ulong * 32)(1)
      call = lambda *words: ctypes.CDLL(None).syscall(%d, *words)
      for own in 32, 33, 34: call(own, ignore, None, ctypes.c_size_t(8))
      blocked = [signal.SIGTERM, signal.SIGCHLD]
      signal.pthread_sigmask(signal.SIG_BLOCK, blocked)
    ]]):format(seccomp.syscall_number "rt_sigaction"), {support.lua, "-e", [[
      local seccomp = require "seccomp"
      for _, options in ipairs {{}, {listener = true,
        filter = seccomp.filter "allow":add_rule("mkdir", "notify")}} do
        assert(seccomp.spawn({"grep", "-E", "Sig(Blk|Ign)",
          "/proc/self/status"}, options):wait(10).exited == 0)
      end
      -- ours are as they were
      for line in io.lines "/proc/self/status" do
        if line:match "^SigBlk" then
          assert(tonumber(line:match "%x+$", 16) == 1 << 14 | 1 << 16)
        end
      end
    ]]})
    if not child then return end
    assert(child.code == 0, support.describe(child))
    local n = 0
    for field, set in child.stdout:gmatch "(Sig%a+):%s*(%x+)" do
      assert.equal(0, tonumber(set, 16), field)
      n = n + 1
    end
    assert.equal(4, n)
  end)

  it("the signals that come to us, where it is in the foreground", function()
    -- SIGQUIT was ignored before, and is again in the end
    local child = python("signal.signal(signal.SIGQUIT, signal.SIG_IGN)\n" ..
      "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" ..
      "signal.signal(signal.SIGINT, signal.SIG_DFL)", {support.lua, "-e", [[
      local seccomp = require "seccomp"
      local HUP, INT, QUIT = 1 << 0, 1 << 1, 1 << 2
      local PASSED = HUP | INT | QUIT | 1 << 9 | 1 << 11 | 1 << 14
      local function set(name, pid)
        for line in io.lines("/proc/" .. (pid or "self") .. "/status") do
          local mask = line:match("^" .. name .. ":%s*(%x+)")
          if mask then return tonumber(mask, 16) & PASSED end
        end
      end
      local function start(argv)
        return seccomp.spawn(argv, {foreground = true})
      end
      -- os.execute would have INT and QUIT ignored here
      local function send(name)
        assert(io.popen("kill -" .. name .. " $PPID"):close())
      end
      local function as_before()
        -- the interpreter itself catches SIGINT while it runs
        return set "SigIgn" == HUP | QUIT and set "SigCgt" == INT
      end
      assert(as_before())
      local one, other = start {"sleep", "20"}, start {"sleep", "20"}
      assert(set "SigCgt" == PASSED and set "SigIgn" == 0)
      -- as under nohup(1); the rest are as ever
      assert(set("SigIgn", one.pid) == HUP)
      send "INT"
      assert(one:wait(20).signaled == "SIGINT")
      assert(other:wait(20).signaled == "SIGINT" and as_before())
      for _, name in ipairs {"TERM", "QUIT", "USR1", "USR2"} do
        one = start {"sleep", "20"}
        send(name)
        assert(one:wait(20).signaled == "SIG" .. name and as_before())
      end
      -- nor does one stay that never ran, or was dropped
      assert(not pcall(start, {"/nonexistent"}) and as_before())
      do local _ <close> = start {"sleep", "20"} end
      assert(as_before())
      start {"sleep", "0.1"}
      collectgarbage()
      assert(as_before())
      local plain = seccomp.spawn {"true"}
      assert(as_before() and plain:wait(20).exited == 0)
    ]]})
    if not child then return end
    assert(child.code == 0, support.describe(child))
  end)

  it("the program of that name in PATH, as posix_spawnp has it", function()
    local directory = support.directory()
    finally(function() support.remove(directory) end)
    os.execute(([[cd %s && mkdir a b c c/prog && cp /bin/true b/prog &&
      cp /bin/false c/other && echo no >a/prog && echo no >a/nothere &&
      chmod -x a/prog a/nothere && cp /bin/true here]]):format(directory))
    support.succeeds([[
      local seccomp = require "seccomp"
      local function code(name, cwd)
        local ok, err = pcall(seccomp.spawn, {name}, {cwd = cwd,
          env = {PATH = "/nonexistent"}})
        return ok and err:wait(10).exited or err.code
      end
      assert(code "prog" == 0) -- not a's, which is no program
      assert(code "other" == 1)
      assert(code "nothere" == "EACCES")
      assert(code "nowhere" == "ENOENT")
      assert(code "here" == "ENOENT")
      assert(code "" == "ENOENT")
      assert(code(("x"):rep(300)) == "ENAMETOOLONG")
      assert(code(("x"):rep(5000)) == "ENAMETOOLONG")
      assert(code("./here") == 0)
      assert(code("prog", "/") == 0)
    ]], {cwd = directory, env = {PATH = ("%s/a:%s/c:%s/b:%s:%s"):format(
      directory, directory, directory, ("y"):rep(5000), os.getenv "PATH")}})
    -- an empty or relative entry counts from cwd
    support.succeeds([[
      local seccomp = require "seccomp"
      assert(seccomp.spawn({"prog"}, {cwd = arg[1]}):wait(10).exited == 0)
      assert(seccomp.spawn({"here"}, {cwd = arg[1]}):wait(10).exited == 0)
    ]], {cwd = "/", args = {directory}, env = {PATH = "b::" ..
      os.getenv "PATH"}})
  end)
end)

describe("many processes", function()
  local filter = seccomp.filter "allow":add_rule("mkdir", "kill_process")
  local notifies = supervise.notify "mkdir"

  it("leave no descriptor and no zombie behind when waited for", function()
    -- what finalizers leave goes with the second
    collectgarbage()
    collectgarbage()
    local before = supervise.descriptors()
    for i = 1, 100 do
      assert.same({exited = 0},
        seccomp.spawn({"/bin/true"}, {filter = filter}):wait(10))
      if i % 4 == 0 then
        local process = seccomp.spawn({"/bin/true"},
          {filter = notifies, listener = true})
        assert.same({nil, "closed"}, {process.listener:receive(10)})
        assert.same({exited = 0}, process:wait(10))
        process.listener:close()
        raised("ENOENT", seccomp.spawn, {"/no/such"}, {filter = filter})
      end
    end
    assert.equal(before, supervise.descriptors())
    assert.equal(0, supervise.zombies())
  end)

  it("leave none when dropped, running or not", function()
    -- what finalizers leave goes with the second
    collectgarbage()
    collectgarbage()
    local before, dropped = supervise.descriptors(), {}
    for i = 1, 60 do
      dropped[seccomp.spawn({"/bin/true"}, {filter = filter}).pid] = true
      if i % 4 == 0 then
        dropped[seccomp.spawn({"sleep", "0.05"}, {filter = notifies,
          listener = true, stdout = "null"}).pid] = true
      end
    end
    collectgarbage()
    collectgarbage()
    assert.equal(before, supervise.descriptors())
    -- Each one that is started takes care of those that have ended by then;
    -- when that is, a busy machine decides.
    local left
    for _ = 1, 1000 do
      seccomp.spawn({"/bin/true"}):wait(10)
      left = 0
      for pid in supervise.children() do
        if dropped[pid] then left = left + 1 end
      end
      if left == 0 then break end
      support.command {"sleep", "0.02"}
    end
    assert.equal(0, left)
  end)

  it("run side by side", function()
    local processes = {}
    for i = 1, 60 do
      processes[i] = seccomp.spawn({"sh", "-c", "exit " .. i},
        {filter = filter})
    end
    for i = 60, 1, -1 do
      assert.same({exited = i}, processes[i]:wait(20))
    end
  end)

  it("find no descriptor left, and say so", function()
    support.succeeds([[
      local seccomp = require "seccomp"
      local filter = seccomp.filter "allow":add_rule("mkdir", "notify")
      local open, file = {}, nil
      repeat
        file = io.open "/dev/null"
        open[#open + 1] = file
      until not file
      while true do
        local ok, err = pcall(seccomp.spawn, {"true"},
          {filter = filter, listener = true})
        if ok then break end
        assert(err.code == "EMFILE", tostring(err))
        table.remove(open):close()
      end
    ]], {ulimit = "-n 40"})
  end)
end)

describe("wrong arguments", function()
  it("are refused before anything starts", function()
    local closed = io.tmpfile()
    closed:close()
    local process = seccomp.spawn {"true"}
    local spawn = seccomp.spawn
    for _, case in ipairs {
      {"#1 to 'spawn'", spawn},
      {"#1 to 'spawn'", spawn, "true"},
      {"#2 to 'spawn'", spawn, {"true"}, "x"},
      {"#3 to 'spawn'", spawn, {"true"}, {}, 1},
      {"the program first", spawn, {}},
      {"the program first", spawn, {"true", x = 1}},
      {"the program first", spawn, {[2] = "x"}},
      {"argument 2", spawn, {"true", 5}},
      {"argument 1", spawn, {true}},
      {"NUL", spawn, {"true\0x"}},
      {"NUL", spawn, {"true", "a\0b"}},
      {"unknown option \"cwdd\"", spawn, {"true"}, {cwdd = "/"}},
      {"option", spawn, {"true"}, {"x"}},
      {"NUL", spawn, {"true"}, {["cwd\0"] = "/"}},
      {"option cwd", spawn, {"true"}, {cwd = 5}},
      {"option cwd", spawn, {"true"}, {cwd = "/\0x"}},
      {"option cwd", spawn, {"true"}, {cwd = ("/x"):rep(5000)}},
      {"option env", spawn, {"true"}, {env = "A=1"}},
      {"option env", spawn, {"true"}, {env = {"A=1"}}},
      {"option env", spawn, {"true"}, {env = {["A=B"] = "1"}}},
      {"option env", spawn, {"true"}, {env = {[""] = "1"}}},
      {"option env", spawn, {"true"}, {env = {["A\0B"] = "1"}}},
      {"option env", spawn, {"true"}, {env = {A = 1}}},
      {"option env", spawn, {"true"}, {env = {A = "1\0"}}},
      {"option stdin", spawn, {"true"}, {stdin = "nul"}},
      {"option stdin", spawn, {"true"}, {stdin = "null\0"}},
      {"option stdin", spawn, {"true"}, {stdin = -1}},
      {"option stdin", spawn, {"true"}, {stdin = 1.5}},
      {"option stdin", spawn, {"true"}, {stdin = true}},
      {"option stdout", spawn, {"true"}, {stdout = closed}},
      {"option stderr", spawn, {"true"}, {stderr = 987654}},
      {"option stderr", spawn, {"true"}, {stderr = 1 << 31}},
      {"option listener", spawn, {"true"}, {filter = allow, listener = 1}},
      {"option filter", spawn, {"true"}, {filter = "allow"}},
      {"option filter", spawn, {"true"}, {filter = {}}},
      {"option filter", spawn, {"true"}, {filter = io.stdout}},
      {"option filter", spawn, {"true"}, {filter = seccomp.action "allow"}},
      {"endian", spawn, {"true"},
        {filter = seccomp.filter("allow", {arches = {
          string.pack("=I2", 1) == "\1\0" and "s390x" or "amd64"}})}},
      {"released", spawn, {"true"}, {filter = (function()
        local filter = seccomp.filter "allow"
        filter:release()
        return filter
      end)()}},
      {"#1 to 'wait'", process.wait, 5},
      {"#2 to 'wait'", process.wait, process, "1"},
      {"#2 to 'wait'", process.wait, process, -1},
      {"#2 to 'wait'", process.wait, process, 0 / 0},
      {"#3 to 'wait'", process.wait, process, 1, 1},
      {"#1 to 'kill'", process.kill},
      {"#2 to 'kill'", process.kill, process, true},
      {"#2 to 'kill'", process.kill, process, -9},
      {"#2 to 'kill'", process.kill, process, 65},
      {"did you mean \"SIGKILL\"", process.kill, process, "SIGKIL"},
      {"unknown signal", process.kill, process, ""},
      {"unknown signal", process.kill, process, "SIGRTMIN+40"},
      {"unknown signal", process.kill, process, "RTMIN+x"},
      {"#3 to 'kill'", process.kill, process, 9, 9},
    } do
      local ok, err = pcall(table.unpack(case, 2))
      assert(not ok, "nothing was raised: " .. case[1])
      assert.truthy(tostring(err):find(case[1], 1, true), tostring(err))
    end
    assert.same({exited = 0}, process:wait(10))
    assert.equal(0, supervise.zombies())
  end)
end)
