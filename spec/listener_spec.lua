-- SPDX-License-Identifier: MIT
-- Listeners, by the calls of real processes.
local here = require "spec.here"
local listeners = require "spec.listeners"
local native = require "spec.native"
local seccomp = require "seccomp"
local supervise = require "spec.supervise"
local support = require "spec.support"

local drain = supervise.drain
local next_request = supervise.next
local raised = listeners.raised
local result = supervise.result
local start = supervise.start
local ERRNO = {EPERM = 1, EINTR = 4, EACCES = 13, ENOSYS = 38, ENOMEDIUM = 123}
-- a value that no small number is
local FAR = here.bits == 64 and -1 << 40 or -1 << 30

describe("Listener:receive", function()
  local function clock()
    local now = io.open "/proc/uptime"
    local seconds = now:read "n"
    now:close()
    return seconds
  end

  it("never waits past its timeout", function()
    local process = seccomp.spawn({"sleep", "10"}, {
      filter = supervise.notify "mkdir", listener = true})
    for _, timeout in ipairs {0, 0.0, 0.05, 0.2, 1e-9} do
      local before = clock()
      local request, why = process.listener:receive(timeout)
      assert.is_nil(request)
      assert.equal("timeout", why)
      local took = clock() - before
      -- /proc/uptime has hundredths
      assert.is_true(took >= timeout - 0.011, took)
      assert.is_true(took < timeout + support.slower, took)
    end
    process:kill "KILL"
    local request, why = process.listener:receive(10)
    assert.is_nil(request)
    assert.equal("closed", why)
    process:wait()
  end)

  it("is closed when the last process has ended, for good", function()
    local process = start("call", "getppid")
    next_request(process):reply(42)
    process:wait()
    for _, timeout in ipairs {false, 0, 0.1, 10} do
      local request, why = process.listener:receive(timeout or nil)
      assert.is_nil(request)
      assert.equal("closed", why)
    end
  end)

  it("without timeout is closed when the last process ends", function()
    -- a watchdog ends the child if it hangs
    support.succeeds([[
      local seccomp = require "seccomp"
      local process = seccomp.spawn({"sleep", "0.2"}, {listener = true,
        filter = seccomp.filter "allow":add_rule("mkdir", "notify")})
      local request, why = process.listener:receive()
      assert(request == nil and why == "closed")
      assert(process:wait(10).exited == 0)
    ]], {timeout = 20})
  end)

  it("goes on when a signal interrupts it", function()
    local process, finish = start("call", "getppid")
    local request = next_request(process)
    local before = clock()
    -- SIGCHLD of a child, and a stop with its continuation, come meanwhile
    local noise = seccomp.spawn {"sh", "-c", ([[
      sleep 0.1; kill -STOP %d; sleep 0.1; kill -CONT %d]]):format(
        supervise.pid(), supervise.pid())}
    local nothing, why = process.listener:receive(0.5)
    assert.is_nil(nothing)
    assert.equal("timeout", why)
    assert.is_true(clock() - before >= 0.48)
    assert.same({exited = 0}, noise:wait())
    request:reply(42)
    finish()
  end)

  it("passes over requests whose process died meanwhile", function()
    local process = start("call", "getppid")
    local other, finish = start("call", "getppid")
    -- its request is there, and then it is not
    support.command {"sleep", "0.1"}
    process:kill "KILL"
    process:wait(10)
    local request, why = process.listener:receive(1)
    assert.is_nil(request)
    assert.equal("closed", why)
    next_request(other):reply(42)
    finish()
  end)

  it("raises when the listener is closed, here or behind it", function()
    local process = start("call", "getppid")
    local listener = process.listener
    local request = listener:receive(10)
    listener:close()
    listener:close()
    raised("EBADF", listener.receive, listener)
    raised("EBADF", listener.receive, listener, 0)
    raised("EBADF", listener.fd, listener)
    raised("EBADF", listener.is_valid, listener, 1)
    raised("EBADF", listener.respond, listener, 1, {value = 0})
    assert.is_nil(listener:pollfd())
    assert.equal("seccomp.listener (closed)", tostring(listener))
    -- what waits gets ENOSYS
    assert.is_false(request:is_valid())
    raised("EBADF", request.reply, request, 42)
    raised("EBADF", request.read, request, request.ip, 1)
    assert.same({exited = 0}, process:wait(10))
  end)
end)

describe("Listener", function()
  it("answers by number", function()
    local process, finish = start("loop", "getppid", {3})
    local listener = process.listener
    for _ = 1, 3 do
      local request <close> = next_request(process) -- dropped is denied
      assert.is_true(listener:is_valid(request.id))
      assert.is_true(listener:respond(request.id, {value = 42}))
    end
    assert.same({exited = 0}, select(2, finish()))
    assert.is_false(listener:is_valid(0))
    assert.is_false(listener:is_valid(-1))
  end)

  it("takes each kind of answer", function()
    for _, case in ipairs {
      {{value = 42}, 42, 0}, {{value = FAR}, FAR, 0},
      {{error = "EACCES"}, -1, ERRNO.EACCES}, {{error = 5}, -1, 5},
      {{value = 3, error = "EPERM"}, -1, ERRNO.EPERM},
      {{continue = true}, supervise.pid(), 0},
      {{value = 42, continue = false}, 42, 0},
    } do
      local process, finish = start("call", "getppid")
      local request = next_request(process)
      assert.is_true(process.listener:respond(request.id, case[1]))
      local value, errno = result(finish())
      assert.equal(case[2], value)
      assert.equal(case[3], errno)
    end
  end)

  it("takes no other", function()
    local process, finish = start("call", "getppid")
    local request = next_request(process)
    local respond, listener = process.listener.respond, process.listener
    for _, wrong in ipairs {
      {}, {continue = false}, {continue = 1}, {continue = "true"},
      {value = 1, continue = true}, {error = "EPERM", continue = true},
      {value = 0, error = 0, continue = true},
      {value = 1.5}, {value = "x"}, {value = true}, {value = 2 ^ 63},
      {error = 0}, {error = -1}, {error = 4096}, {error = 1 << 32},
      {error = "EPREM"}, {error = ""}, {error = true}, {error = 1.5},
      {error = "1"}, {nonsense = 1, value = 1}, {1}, {["value\0"] = 1},
    } do
      raised("EINVAL", respond, listener, request.id, wrong)
    end
    assert.is_true(request:is_valid())
    request:reply(42)
    assert.equal(42, (result(finish())))
  end)

  it("is what cqueues polls", function()
    local process = start("call", "getppid")
    local listener = process.listener
    assert.equal(listener:fd(), listener:pollfd())
    assert.equal("r", listener:events())
    local major, minor = support.slurp "/proc/sys/kernel/osrelease"
      :match "^(%d+)%.(%d+)"
    if major * 100 + minor >= 611 then
      assert.is_nil(listener:timeout())
    else -- the descriptor alone does not tell of the end
      assert.is_true(listener:timeout() > 0)
    end
    assert.equal(("seccomp.listener (fd %d)"):format(listener:fd()),
      tostring(listener))
    assert.is_false(getmetatable(listener))
    next_request(process):reply(42)
    process:wait(10)
  end)

  it("says so when its descriptor was closed behind it", function()
    local _, line = native.helper()
    support.succeeds(line .. [[
      local seccomp = require "seccomp"
      local process = seccomp.spawn({"true"}, {listener = true,
        filter = seccomp.filter "allow":add_rule("mkdir", "notify")})
      helper.close(process.listener:fd())
      local ok, err = pcall(process.listener.receive, process.listener, 1)
      assert(not ok and err.code == "EBADF", tostring(err))
      assert(err.message:find "closed behind it")
    ]])
  end)

  it("closes where what is called cqueues has no cancel", function()
    support.succeeds [[
      package.loaded.cqueues = {}
      local seccomp = require "seccomp"
      local process = seccomp.spawn({"true"}, {listener = true,
        filter = seccomp.filter "allow":add_rule("mkdir", "notify")})
      assert(process:pollfd() and process.listener:pollfd())
      process.listener:close()
      assert(process:wait().exited == 0)
    ]]
  end)

  it("serves under cqueues without blocking the rest", function()
    local ok, cqueues = pcall(require, "cqueues")
    if not ok then
      pending "lua-cqueues is not installed"
      return
    end
    local queue, ticks, served = cqueues.new(), 0, 0
    local process, finish = start("loop", "getppid", {20})
    local done
    queue:wrap(function()
      while not done do
        cqueues.sleep(0.001)
        ticks = ticks + 1
      end
    end)
    queue:wrap(function()
      while true do
        cqueues.poll(process.listener)
        local request, why = process.listener:receive(0)
        if why == "closed" then break end
        if request then
          cqueues.sleep(0.005)
          request:reply(42)
          served = served + 1
        end
      end
      cqueues.poll(process)
      done = true
    end)
    assert(queue:loop())
    assert.same({exited = 0}, select(2, finish()))
    assert.equal(20, served)
    assert.is_true(ticks > 20, ticks)
  end)

  it("is closed with cqueues knowing of it", function()
    local ok, cqueues = pcall(require, "cqueues")
    if not ok then
      pending "lua-cqueues is not installed"
      return
    end
    -- else the next turn of its loop fails over the closed descriptor
    local queue = cqueues.new()
    queue:wrap(function()
      for _, close in ipairs {
        function(process) process.listener:close() end,
        function(process)
          process:kill "KILL"
          cqueues.poll(process)
          process:wait()
          process = nil -- luacheck: ignore
          collectgarbage()
          collectgarbage()
        end,
      } do
        local process = start("call", "getppid")
        cqueues.poll(process.listener)
        close(process)
        process = nil -- luacheck: ignore
        cqueues.sleep(0)
      end
    end)
    assert(queue:loop())
  end)

  it("closes its descriptor when collected", function()
    -- in a process of its own: what other specs have dropped is closed when
    -- the collector comes to it
    support.succeeds [[
      local seccomp = require "seccomp"
      local supervise = require "spec.supervise"
      local filter = supervise.notify "getcwd"
      local before = supervise.descriptors()
      collectgarbage "stop"
      for _ = 1, 8 do
        seccomp.spawn({"pwd"},
          {filter = filter, listener = true, stderr = "null"})
      end
      assert(supervise.descriptors() >= before + 8)
      collectgarbage()
      collectgarbage()
      assert(supervise.descriptors() == before)
      os.exit(0)
    ]]
  end)
end)

describe("seccomp.listener", function()
  it("wraps a descriptor that came from elsewhere", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      local process = seccomp.spawn({"env", "-C", "/nonexistent/x", "true"}, {
        filter = seccomp.filter "allow":add_rule("chdir", "notify"),
        listener = true})
      -- the same listener by another descriptor, as if it had been passed
      local listener = seccomp.listener(process.listener:fd())
      local request = assert(listener:receive(10))
      assert(request.syscall == "chdir")
      assert(request:read_string(request.arg0) == "/nonexistent/x")
      assert(request:reply(0))
      assert(process:wait(10).exited == 0)
      assert(select(2, listener:receive(10)) == "closed")
      os.exit(0)
    ]]
  end)

  it("refuses what is no listener, which stays open", function()
    raised("EBADF", seccomp.listener, 987654)
    local file = assert(io.open "/dev/null")
    local fd = tonumber(support.command(("ls -l /proc/%d/fd"):format(
      supervise.pid())).stdout:match "(%d+) %-> /dev/null")
    raised("EINVAL", seccomp.listener, fd)
    collectgarbage()
    assert(file:read(0) == nil or true)
    assert.equal("file", io.type(file))
    file:close()
  end)
end)

describe("Filter:listener", function()
  it("is the loaded filter's, the same each time", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      local filter = seccomp.filter "allow":add_rule("chdir", "notify")
      filter:load()
      local listener = filter:listener()
      assert(filter:listener() == listener)
      -- all that we start has the filter
      local process = seccomp.spawn {"env", "-C", "/nonexistent/x", "true"}
      local request = listener:receive(10)
      assert(request.pid == process.pid)
      assert(request:read_string(request.arg0) == "/nonexistent/x")
      request:reply(0)
      assert(process:wait(10).exited == 0)
      -- we use it too, so it is not closed
      assert(select(2, listener:receive(0.05)) == "timeout")
      collectgarbage()
      assert(filter:listener() == listener)
    ]]
  end)

  it("raises before there is one", function()
    local filter = seccomp.filter "allow":add_rule("chdir", "notify")
    raised("EINVAL", filter.listener, filter)
    filter:release()
    raised("EINVAL", filter.listener, filter)
    support.succeeds [[
      local filter = require "seccomp".filter "allow":add_rule("chdir", "kill")
      filter:load()
      local ok, err = pcall(filter.listener, filter)
      assert(not ok and err.code == "EINVAL")
    ]]
  end)

  it("is the only one of its process", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      local function busy(ok, err)
        assert(not ok and err.code == "EBUSY", tostring(err))
      end
      local filter = seccomp.filter "allow":add_rule("chdir", "notify")
      filter:load()
      local listener = filter:listener()
      busy(pcall(filter.load, filter))
      busy(pcall(filter.load,
        seccomp.filter "allow":add_rule("fchdir", "notify")))
      busy(pcall(function()
        return filter:program():load{listener = true}
      end))
      busy(pcall(seccomp.spawn, {"true"}, {filter = filter, listener = true}))
      assert(filter:listener() == listener)
      -- once it is closed there can be another
      listener:close()
      filter:load()
      assert(filter:listener() ~= listener)
      assert(filter:listener():fd() >= 0)
    ]]
  end)

  it("closes no descriptor that it could not take", function()
    support.succeeds [[
      local seccomp = require "seccomp"
      for fd = 0, 2 do
        local ok, err = pcall(seccomp.listener, fd)
        assert(not ok and err.code == "EINVAL", tostring(err))
      end
      collectgarbage()
      for fd = 0, 2 do assert(io.open("/proc/self/fdinfo/" .. fd)) end
    ]]
  end)

  it("has descriptor 0 when that is free", function()
    local path = os.tmpname()
    finally(function() os.remove(path) end)
    support.spew(path, [[
      local seccomp = require "seccomp"
      local filter = seccomp.filter "allow":add_rule("chdir", "notify")
      filter:load()
      -- who counts lines has a file of theirs there
      assert(filter:listener():fd() == 0 or debug.gethook())
      local process = seccomp.spawn({"env", "-C", "/nonexistent/x", "true"},
        {stdin = "null"})
      filter:listener():receive(10):reply(0)
      assert(process:wait(10).exited == 0)
    ]])
    local child = support.script({"sh", "-c", "exec \"$0\" \"$1\" <&-",
      support.lua, path})
    assert(child.code == 0, support.describe(child))
  end)
end)

describe("what libseccomp-golang tests of notification", function()
  -- TestNotif: the same calls of chdir, the same answers, the same outcome
  local cwd = support.root
  for i, case in ipairs {
    {path = "/non-existent-path", answer = {continue = true}, value = -1,
      errno = 2},
    {path = cwd, answer = {continue = true}, value = 0, errno = 0},
    {path = "/non-existent-path", answer = {error = "ENOMEDIUM", value = -1},
      value = -1, errno = ERRNO.ENOMEDIUM},
    {path = cwd, answer = {error = "EPIPE", value = -1}, value = -1,
      errno = 32},
  } do
    it("case " .. i, function()
      local process, finish = start("call", "chdir", {"s:" .. case.path})
      assert.is_true(process.listener:fd() >= 3)
      local request = next_request(process)
      assert.equal("chdir", request.syscall)
      assert.equal(seccomp.native_arch(), request.arch)
      assert.equal(case.path, request:read_string(request.arg0))
      assert.same({0, 0, 0, 0, 0}, {request.arg1, request.arg2, request.arg3,
        request.arg4, request.arg5})
      assert.is_true(process.listener:is_valid(request.id))
      assert.is_true(process.listener:respond(request.id, case.answer))
      local value, errno = result(finish())
      assert.equal(case.value, value)
      assert.equal(case.errno, errno)
    end)
  end
end)

describe("while a request waits", function()
  it("the process is interrupted by a signal, and asks again", function()
    local process, finish = start("alarm", "getppid", {1})
    local first = next_request(process)
    supervise.kill(first, "ALRM")
    local second = next_request(process)
    assert.not_equal(first.id, second.id)
    assert.is_false(first:is_valid())
    assert.is_true(second:is_valid())
    local ok, why = first:reply(1)
    assert.is_false(ok)
    assert.equal("gone", why)
    assert.is_true(second:reply(42))
    assert.equal(42, (result(finish())))
  end)

  it("the process is not interrupted by a signal, with wait_kill", function()
    if not require("seccomp.core.listener").wait_kill then
      pending "no wait_kill before Linux 5.19"
      return
    end
    local process, finish = start("alarm", "getppid", {0}, {wait_kill = true})
    local request = next_request(process)
    supervise.kill(request, "ALRM")
    assert.same({nil, "timeout"}, {process.listener:receive(.5)})
    assert.is_true(request:reply(42))
    assert.equal(42, (result(finish())))
    local err = select(2, pcall(seccomp.spawn, {"true"}, {wait_kill = true}))
    assert.equal("EINVAL", type(err) == "table" and err.code)
  end)

  it("the process is interrupted by a signal, for good", function()
    local process, finish = start("alarm", "getppid", {0})
    local request = next_request(process)
    supervise.kill(request, "ALRM")
    local nothing, why = process.listener:receive(10)
    assert.is_nil(nothing)
    assert.equal("closed", why)
    assert.is_false(request:fail "EPERM")
    assert.equal(ERRNO.EINTR, select(2, result(finish())))
  end)

  it("another thread ends the process", function()
    local process, finish = start("leave", "getppid", {"exit"},
      {stdin = "pipe"})
    local request = next_request(process)
    process.stdin:close()
    assert.equal("closed", select(2, process.listener:receive(10)))
    assert.is_false(request:continue())
    assert.same({exited = 3}, select(2, finish()))
  end)

  it("another thread executes a program", function()
    local process, finish = start("leave", "getppid", {"exec"},
      {stdin = "pipe"})
    local request = next_request(process)
    process.stdin:close()
    assert.equal("closed", select(2, process.listener:receive(10)))
    assert.is_false(request:continue())
    assert.same({exited = 0}, select(2, finish()))
  end)

  it("a child is killed, and its parent lives", function()
    local process, finish = start("sibling", "getppid")
    local request = next_request(process)
    assert.not_equal(process.pid, request.pid)
    supervise.kill(request)
    assert.equal("closed", select(2, process.listener:receive(10)))
    assert.is_false(request:reply(0))
    assert.same({exited = 0}, select(2, finish()))
  end)

  it("many threads make more", function()
    local process, finish = start("threads", "getppid", {16, 20})
    local waiting, pids, most = {}, {}, 0
    while true do
      -- answered last in, first out, when no more come
      local request, why = process.listener:receive(#waiting > 0 and 0.001 or
        10)
      if request then
        waiting[#waiting + 1] = request
        pids[request.pid] = true
        most = math.max(most, #waiting)
      elseif why == "closed" then
        break
      else
        assert(table.remove(waiting):reply(42))
      end
    end
    assert.same({exited = 0}, select(2, finish()))
    local threads = 0
    for _ in pairs(pids) do threads = threads + 1 end
    assert.equal(16, threads)
    assert.is_true(most > 1)
  end)

  it("a tree of processes grows, and is served to the last", function()
    local process, finish = start("tree", "getppid", {5})
    local n = drain(process.listener, function(request) request:reply(42) end)
    assert.equal(2 ^ 6 - 1, n)
    assert.same({exited = 0}, select(2, finish()))
  end)

  it("the supervisor ends: the call fails with ENOSYS", function()
    -- started in a child that ends with the request unanswered; its child
    -- writes to our stdout
    local child = support.succeeds([[
      local seccomp = require "seccomp"
      local process = seccomp.spawn({arg[1], "call", arg[2]}, {listener = true,
        filter = seccomp.filter "allow":add_rule("getppid", "notify")})
      local request = process.listener:receive(10)
      assert(request:is_valid())
      os.exit(0)
    ]], {args = {supervise.target(),
      tostring(seccomp.syscall_number "getppid")}})
    assert.equal(ERRNO.ENOSYS, select(2, result(child.stdout)))
  end)

  it("the supervisor ends within the process's execve", function()
    -- which must not keep its listener, or those of others, open itself; all
    -- of them end, and the pipe that is their stdout closes
    support.succeeds([[
      local seccomp = require "seccomp"
      for i = 1, 5 do
        kept = {kept, seccomp.spawn({"true"}, {listener = true,
          filter = seccomp.filter "notify"})}
      end
      os.exit(0)
    ]], {timeout = 20})
  end)
end)

describe("wrong arguments", function()
  local process, request, listener
  setup(function()
    process = start("call", "getppid")
    request, listener = next_request(process), process.listener
  end)
  teardown(function()
    request:reply(42)
    process:wait(10)
  end)

  local function refused(text, fn, ...)
    local ok, err = pcall(fn, ...)
    assert(not ok, "nothing was raised")
    assert.truthy(tostring(err):find(text, 1, true), tostring(err))
  end

  it("are refused, and the request still stands", function()
    local r, l = request, listener
    for _, case in ipairs {
      {"#1 to 'listener'", seccomp.listener},
      {"#1 to 'listener'", seccomp.listener, "3"},
      {"#1 to 'listener'", seccomp.listener, -1},
      {"#1 to 'listener'", seccomp.listener, 1 << 31},
      {"#1 to 'listener'", seccomp.listener, 2.5},
      {"#1 to 'listener'", seccomp.listener, io.stdout},
      {"#2 to 'listener'", seccomp.listener, 3, 4},
      {"#1 to 'receive'", l.receive},
      {"#1 to 'receive'", l.receive, r},
      {"#1 to 'receive'", l.receive, io.stdout},
      {"#2 to 'receive'", l.receive, l, -1},
      {"#2 to 'receive'", l.receive, l, 0 / 0},
      {"#2 to 'receive'", l.receive, l, "1"},
      {"#2 to 'receive'", l.receive, l, true},
      {"#3 to 'receive'", l.receive, l, 1, 2},
      {"#2 to 'fd'", l.fd, l, 1},
      {"#2 to 'close'", l.close, l, 1},
      {"#2 to 'is_valid'", l.is_valid, l},
      {"#2 to 'is_valid'", l.is_valid, l, 1.5},
      {"#2 to 'is_valid'", l.is_valid, l, r},
      {"#3 to 'is_valid'", l.is_valid, l, 1, 2},
      {"#2 to 'respond'", l.respond, l},
      {"#3 to 'respond'", l.respond, l, 1},
      {"#3 to 'respond'", l.respond, l, 1, 5},
      {"#4 to 'respond'", l.respond, l, 1, {value = 1}, 5},
      {"#1 to 'reply'", r.reply},
      {"#1 to 'reply'", r.reply, l},
      {"#2 to 'reply'", r.reply, r},
      {"#2 to 'reply'", r.reply, r, "x"},
      {"#2 to 'reply'", r.reply, r, 1.5},
      {"#2 to 'reply'", r.reply, r, true},
      {"#2 to 'reply'", r.reply, r, 2 ^ 63},
      {"#3 to 'reply'", r.reply, r, 1, 2},
      {"#2 to 'fail'", r.fail, r},
      {"#2 to 'fail'", r.fail, r, 0},
      {"#2 to 'fail'", r.fail, r, -1},
      {"#2 to 'fail'", r.fail, r, 4096},
      {"#2 to 'fail'", r.fail, r, 1.5},
      {"#2 to 'fail'", r.fail, r, true},
      {"unknown errno", r.fail, r, "EPREM"},
      {"#2 to 'fail'", r.fail, r, "EPERM\0"},
      {"#3 to 'fail'", r.fail, r, 1, 2},
      {"#2 to 'continue'", r.continue, r, 1},
      {"#2 to 'is_valid'", r.is_valid, r, 1},
      {"#2 to 'read'", r.read, r},
      {"#2 to 'read'", r.read, r, "x", 1},
      {"#3 to 'read'", r.read, r, 1},
      {"#3 to 'read'", r.read, r, 1, -1},
      {"#3 to 'read'", r.read, r, 1, 1 << 31},
      {"#3 to 'read'", r.read, r, 1, "1"},
      {"#4 to 'read'", r.read, r, 1, 1, 1},
      {"#2 to 'read_string'", r.read_string, r},
      {"#3 to 'read_string'", r.read_string, r, 1, 0},
      {"#3 to 'read_string'", r.read_string, r, 1, -1},
      {"#4 to 'read_string'", r.read_string, r, 1, 1, 1},
      {"#2 to 'write'", r.write, r},
      {"#3 to 'write'", r.write, r, 1},
      {"#3 to 'write'", r.write, r, 1, 5},
      {"#4 to 'write'", r.write, r, 1, "x", 1},
      {"#2 to 'add_fd'", r.add_fd, r},
      {"#2 to 'add_fd'", r.add_fd, r, "file"},
      {"#2 to 'add_fd'", r.add_fd, r, -1},
      {"#3 to 'add_fd'", r.add_fd, r, 0, 5},
      {"#4 to 'add_fd'", r.add_fd, r, 0, {}, 5},
      {"option at", r.add_fd, r, 0, {at = -1}},
      {"option at", r.add_fd, r, 0, {at = "1"}},
      {"option at", r.add_fd, r, 0, {at = 1 << 31}},
      {"option cloexec", r.add_fd, r, 0, {cloexec = 1}},
      {"option reply", r.add_fd, r, 0, {reply = 1}},
      {"unknown option \"replay\"", r.add_fd, r, 0, {replay = true}},
    } do
      refused(table.unpack(case))
    end
    assert.is_true(request:is_valid())
  end)
end)
