-- SPDX-License-Identifier: MIT
-- Processes under a filter, with a listener or without.
local attached = require "seccomp.attached"
local children = require "spec.children"
local here = require "spec.here"
local seccomp = require "seccomp"
local supervise = require "spec.supervise"
local support = require "spec.support"

local output = children.output
local raised = children.raised
local sh = children.sh
local drain, MKDIR = supervise.drain, supervise.MKDIR
local allow = seccomp.filter "allow"

describe("under a filter, a process", function()
  it("is killed, or refused, as the filter says", function()
    local _, outcome = sh("mkdir /nonexistent/x; exit 7",
      {filter = seccomp.filter "allow":add_rule(MKDIR, "kill_process"),
        stderr = "null"})
    assert.same({exited = 7}, outcome) -- sh's child was killed
    _, outcome = output({"mkdir", "/nonexistent/x"},
      {filter = seccomp.filter "allow":add_rule(MKDIR, "kill_process")})
    assert.same({signaled = "SIGSYS"}, outcome)
    local text = sh("mkdir /nonexistent/x 2>&1",
      {filter = seccomp.filter "allow":add_rule(MKDIR, "errno(EXDEV)"),
        env = {LC_ALL = "C", PATH = "/bin:/usr/bin"}})
    assert.matches("cross%-device", text)
  end)

  it("has no_new_privs and one filter, and we have none", function()
    local fields = "grep -E '^(NoNewPrivs|Seccomp|Seccomp_filters):' " ..
      "/proc/self/status"
    local before = support.slurp("/proc/self/status"):match "Seccomp:%s*%d"
    assert.matches("NoNewPrivs:%s+1\nSeccomp:%s+2\n",
      (sh(fields, {filter = allow})))
    assert.matches("NoNewPrivs:%s+1\nSeccomp:%s+2\n",
      (sh(fields, {filter = allow:program()})))
    assert.equal(before,
      support.slurp("/proc/self/status"):match "Seccomp:%s*%d")
  end)

  it("comes to be where the filter refuses all but execve", function()
    -- the program cannot go on, but it was there
    for _, action in ipairs {"kill_process", "kill", "errno(EPERM)", "trap",
      "errno(0)", "trace(1)"} do
      local filter = seccomp.filter(action):add_rule("execve", "allow")
      local process = seccomp.spawn({"/bin/true"}, {filter = filter,
        stderr = "null"})
      local outcome = process:wait(10)
      assert.truthy(outcome.signaled or outcome.exited ~= 0)
    end
  end)

  it("raises where execve fails, whatever else the filter does", function()
    for _, action in ipairs {"allow", "kill_process", "errno(EPERM)", "trap",
      "errno(0)", "trace"} do
      local filter = seccomp.filter(action)
      if action ~= "allow" then filter:add_rule("execve", "allow") end
      local err = raised("ENOENT", seccomp.spawn, {"/no/such"},
        {filter = filter})
      assert.equal(2, err.errno)
      assert.equal("spawn", err.op)
      assert.truthy(err.message:find("/no/such", 1, true))
      raised("EACCES", seccomp.spawn, {"/etc/passwd"}, {filter = filter})
      raised("EACCES", seccomp.spawn, {"/"}, {filter = filter})
    end
    assert.equal(0, supervise.zombies())
  end)

  it("raises where the filter kills or refuses execve", function()
    for action, code in pairs {kill_process = "SIGSYS", kill = "SIGSYS",
      trap = "SIGSYS", ["errno(EXDEV)"] = "EXDEV", ["errno(0)"] = "ENOEXEC",
      trace = "ENOSYS"} do
      local filter = seccomp.filter "allow":add_rule("execve", action)
      local err = raised(code, seccomp.spawn, {"/bin/true"},
        {filter = filter})
      assert.truthy(err.message:find("/bin/true", 1, true))
      if code == "SIGSYS" then
        assert.equal("SIGSYS", err.signal)
        assert.is_nil(err.errno)
      end
      if code == "EXDEV" then
        assert.truthy(err.message:find("filter refuses execve", 1, true))
      end
      -- a filter that refuses its end as well
      filter:add_rule({"exit_group", "exit"}, "errno(EPERM)")
      raised(code, seccomp.spawn, {"/bin/true"}, {filter = filter})
    end
    assert.equal(0, supervise.zombies())
  end)

  it("raises what the kernel says of the filter", function()
    -- without no_new_privs as somebody who has no rights
    if not support.can_be_nobody() then
      pending "needs root and setpriv, to be somebody else"
      return
    end
    local child = support.as_nobody [[
      local seccomp = require "seccomp"
      local filter = seccomp.filter("allow", {no_new_privs = false})
      for _, listener in ipairs {false, true} do
        local ok, err = pcall(seccomp.spawn, {"true"},
          {filter = filter, listener = listener})
        assert(not ok and err.code == "EACCES", tostring(err))
        assert(err.message:find "no_new_privs")
      end
    ]]
    assert(child.code == 0, support.describe(child))
  end)

  it("has what the filter's attributes say", function()
    local why = support.unwatched "strace"
    if why then pending(why) return end
    local words = support.interpreter()
    table.move({"-e", [[
      local seccomp = require "seccomp"
      for _, attributes in ipairs {{}, {log = true}, {ssb = true},
        {log = true, ssb = true, tsync = true}} do
        seccomp.spawn({"true"},
          {filter = seccomp.filter("allow", attributes)}):wait()
      end
      local program = seccomp.filter "allow":program()
      seccomp.spawn({"true"}, {filter = program}):wait()
    ]]}, 1, 2, #words + 1, words)
    local flags = {}
    for i, entry in ipairs(attached.capture(words)) do
      flags[i] = table.concat(entry.flags, " ")
    end
    -- not tsync: there is one thread
    assert.same({"", "log", "ssb", "log ssb", ""}, flags)
  end)

  it("has no_new_privs unless the filter goes without", function()
    local function got(attributes)
      return (sh("grep NoNewPrivs: /proc/self/status",
        {filter = seccomp.filter("allow", attributes)})):match "%d"
    end
    local ours = support.slurp "/proc/self/status":match "NoNewPrivs:%s*(%d)"
    assert.equal("1", got {})
    if pcall(got, {no_new_privs = false}) then -- with CAP_SYS_ADMIN
      assert.equal(ours, got {no_new_privs = false})
    end
  end)

  it("takes no table for a filter", function()
    local ok, err = pcall(seccomp.spawn, {"true"},
      {filter = setmetatable({}, {__index = {}})})
    assert.is_false(ok)
    assert.equal("EINVAL", err.code)
  end)

  it("takes filters, programs and policies", function()
    local policy = require "seccomp.policy".new {default = "allow",
      rules = {{MKDIR, action = "errno(EXDEV)"}}}
    local filter = seccomp.filter "allow":add_rule(MKDIR, "errno(EXDEV)")
    for _, source in ipairs {policy, filter, filter:program()} do
      local text = sh("mkdir /nonexistent/x 2>&1; mkdir -p / && echo ok",
        {filter = source, env = {LC_ALL = "C", PATH = "/bin:/usr/bin"}})
      assert.matches("cross%-device.-\nok", text)
    end
  end)
end)

describe("a process with a listener", function()
  -- what each call that a filter might catch can do: nothing
  for _, calls in ipairs {{"write"}, {"sendmsg"}, {"close"}, {"execve"},
    {"read", "recvmsg", "fcntl", "mmap", "exit_group"}, {"close_range"},
    {"write", "sendmsg", "close", "execve", "futex", "pidfd_getfd"}} do
    it("starts though the filter notifies " .. table.concat(calls, ", "),
      function()
        local file <close> = io.tmpfile()
        local process = seccomp.spawn({"cat", "/etc/passwd"}, {
          filter = supervise.notify(table.unpack(calls)), listener = true,
          stdout = file,
          -- s390x has sendmsg in socketcall as well, which is no matter here
          bypass = here.multiplexed})
        local seen = {}
        drain(process.listener, function(request)
          seen[request.syscall] = true
          request:continue()
        end)
        assert.same({exited = 0}, process:wait(10))
        file:seek "set"
        assert.equal(support.slurp "/etc/passwd", file:read "a")
        if calls[#calls] == "execve" then assert.is_true(seen.execve) end
      end)
  end

  it("starts though the filter notifies everything", function()
    local file <close> = io.tmpfile()
    local process = seccomp.spawn({"cat", "/etc/passwd"}, {
      filter = seccomp.filter "notify", listener = true, stdout = file})
    local first
    local n = drain(process.listener, function(request)
      first = first or request.syscall
      request:continue()
    end)
    assert.equal("execve", first)
    assert.is_true(n > 20)
    assert.same({exited = 0}, process:wait(10))
    file:seek "set"
    assert.equal(support.slurp "/etc/passwd", file:read "a")
  end)

  it("is here while execve waits, with the program's memory", function()
    local process = seccomp.spawn({"/bin/true", "argument"}, {
      filter = seccomp.filter "notify", listener = true, env = {A = "1"}})
    assert.same({nil, "timeout"}, {process:wait(0.05)})
    local request = supervise.next(process)
    assert.equal(process.pid, request.pid)
    assert.equal("/bin/true", request:read_string(request.arg0))
    local argv = string.unpack("=I8I8",
      request:read(request.arg1, 16))
    assert.equal("/bin/true", request:read_string(argv))
    request:fail "EPERM"
    assert.same({exec_error = "EPERM"}, process:wait(10))
    assert.same({exec_error = "EPERM"}, process:wait())
  end)

  -- by an invalid instruction only where the filter lets it do nothing else: a
  -- signal may leave a core file
  it("ends of itself where execve failed, as another filter sees", function()
    local words = support.interpreter()
    table.move({"-e", [[
      local seccomp = require "seccomp"
      for _, action in ipairs {"log", "errno(EPERM)"} do
        local filter = seccomp.filter "allow":add_rule("mkdir", action)
        local ok, err = pcall(seccomp.spawn, {"/no/such"}, {filter = filter})
        assert(not ok and err.code == "ENOENT", tostring(err))
      end
    ]]}, 1, 2, #words + 1, words)
    local process = seccomp.spawn(words, {listener = true,
      filter = supervise.notify "exit_group"})
    local failed = 0
    drain(process.listener, function(request)
      if request.arg0 == 127 then failed = failed + 1 end
      request:continue()
    end)
    assert.same({exited = 0}, process:wait(20 * support.slower))
    assert.equal(2, failed)
  end)

  it("tells in wait that execve failed", function()
    for _, filter in ipairs {supervise.notify(MKDIR),
      supervise.notify "exit_group", seccomp.filter "notify",
      seccomp.filter "kill":add_rule("execve", "allow")
        :add_rule("exit_group", "notify"),
      seccomp.filter "errno(EPERM)":add_rule("execve", "notify")} do
      for argv, code in pairs {[{"/no/such"}] = "ENOENT",
        [{"no-such-program"}] = "ENOENT", [{"/etc/passwd"}] = "EACCES",
        [{"/dev/null/x"}] = "ENOTDIR"} do
        local process = seccomp.spawn(argv, {filter = filter,
          listener = true})
        local others = 0
        drain(process.listener, function(request)
          if request.syscall ~= "execve" then others = others + 1 end
          request:continue()
        end)
        assert.same({exec_error = code}, process:wait(10))
        -- nobody was asked about its end
        assert.equal(0, others)
      end
    end
  end)

  it("tells in wait what the supervisor made of execve", function()
    local answers = {
      [function(r) r:fail "EMFILE" end] = {exec_error = "EMFILE"},
      -- a lie: the program is not there
      [function(r) r:reply(0) end] = {exec_error = "ENOEXEC"},
      [function(r) r:reply(42) end] = {exec_error = "ENOEXEC"},
    }
    for answer, outcome in pairs(answers) do
      local process = seccomp.spawn({"true"}, {
        filter = supervise.notify "execve", listener = true})
      answer(supervise.next(process))
      assert.same(outcome, process:wait(10))
    end
  end)

  it("is killed within execve, or goes on without supervisor", function()
    local process = seccomp.spawn({"true"}, {
      filter = seccomp.filter "notify", listener = true})
    process:kill "KILL"
    assert.same({signaled = "SIGKILL"}, process:wait(10))
    process = seccomp.spawn({"true"}, {
      filter = seccomp.filter "notify", listener = true})
    process.listener:close()
    assert.same({exec_error = "ENOSYS"}, process:wait(10))
    -- a filter that kills for execve, with a listener for the rest
    process = seccomp.spawn({"true"}, {listener = true,
      filter = supervise.notify(MKDIR):add_rule("execve", "kill_process")})
    assert.same({signaled = "SIGSYS"}, process:wait(10))
  end)

  it("raises before execve as any other", function()
    for _, filter in ipairs {seccomp.filter "notify", allow} do
      raised("ENOENT", seccomp.spawn, {"true"},
        {filter = filter, listener = true, cwd = "/no/such"})
    end
    assert.equal(0, supervise.zombies())
  end)

  it("may have a filter that does not notify", function()
    local process = seccomp.spawn({"true"}, {filter = allow, listener = true})
    assert.same({nil, "closed"}, {process.listener:receive(10)})
    assert.same({exited = 0}, process:wait(10))
  end)

  it("must be asked for", function()
    local err = raised("EINVAL", seccomp.spawn, {"true"},
      {filter = supervise.notify(MKDIR)})
    assert.truthy(err.message:find("listener=true", 1, true))
    raised("EINVAL", seccomp.spawn, {"true"},
      {filter = seccomp.filter "notify", listener = false})
    raised("EINVAL", seccomp.spawn, {"true"}, {listener = true})
  end)

  it("takes wait_kill where libseccomp has it", function()
    if not support.library_at_least(2, 6) then
      pending "libseccomp has no wait_kill before 2.6"
      return
    end
    local filter = supervise.notify "getppid":set("wait_kill", true)
    -- a signal does not end the wait any more
    local process, finish = supervise.start("alarm", "getppid", {0},
      {filter = filter})
    local request = supervise.next(process)
    supervise.kill(request, "ALRM")
    assert.same({nil, "timeout"}, {process.listener:receive(.2)})
    assert.is_true(request:is_valid())
    request:reply(42)
    assert.equal(42, (supervise.result(finish())))
  end)
end)
