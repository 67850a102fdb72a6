-- SPDX-License-Identifier: MIT
-- require "seccomp.supervisor", serving real processes.
local here = require "spec.here"
local seccomp = require "seccomp"
local supervise = require "spec.supervise"
local support = require "spec.support"
local supervisor = require "seccomp.supervisor"

local MKDIR, notify, start = supervise.MKDIR, supervise.notify, supervise.start

-- a value that no small number is
local FAR = here.bits == 64 and -1 << 40 or -1 << 30

-- What the target's call of getppid comes to with these options.
local function outcome_of(options)
  local process, finish = start("call", "getppid")
  local result = supervisor.serve(process, options)
  assert.same({exited = 0}, result)
  return supervise.result(finish())
end

describe("a supervisor", function()
  local ours = supervise.pid()

  it("gives each call its handler's answer", function()
    for _, case in ipairs {
      {"continue", ours, 0}, {"EACCES", -1, 13}, {13, -1, 13},
      {{value = 42}, 42, 0}, {{value = FAR}, FAR, 0},
      {{error = "EACCES"}, -1, 13}, {{continue = true}, ours, 0},
    } do
      local answer, value, errno = table.unpack(case)
      local function returns() return answer end
      for _, options in ipairs {
        {default = answer}, {default = returns},
        {default = "EIO", on = {getppid = answer}},
        {default = "EIO", on = {getppid = returns}},
        {default = answer, on = {mkdir = "EIO"}},
        {default = answer, on = {getppid = function() end}},
      } do
        local got, error_number = outcome_of(options)
        assert.equal(value, got)
        assert.equal(errno, error_number)
      end
    end
  end)

  it("lets handlers answer by themselves", function()
    assert.equal(7, (outcome_of {default = "EIO", on = {
      getppid = function(req) req:reply(7) end}}))
    assert.equal(13, select(2, outcome_of {default = "continue", on = {
      getppid = function(req) req:fail "EACCES" end}}))
    assert.equal(8, (outcome_of {default = function(req) req:reply(8) end}))
  end)

  it("knows calls by their numbers and other spellings", function()
    for _, name in ipairs {"__NR_getppid", "SCMP_SYS(getppid)"} do
      assert.equal(7, (outcome_of {default = "EIO",
        on = {[name] = {value = 7}}}))
    end
    local filter = seccomp.filter "allow":add_rule(999, "notify")
    local process, finish = start("call", 999, {}, {filter = filter})
    supervisor.serve(process, {default = "EIO", on = {[999] = {value = 7}}})
    assert.equal(7, (supervise.result(finish())))
  end)

  it("denies a call whose handler raises, and reports it", function()
    for _, wrong in ipairs {
      function() error {code = "mine"} end,
      function() error "a message" end,
      function() return true end,
      function() return {} end,
      function() return {value = 1, error = 2} end,
      function() return {nonsense = 1} end,
      function() return 0 end,
      function() return "EPREM" end,
      function() return "latter" end,
      function() return print end,
      function(req) return req:nonsense() end,
      function(req) return req:read(0, 1) end,
    } do
      local reports = {}
      for _, options in ipairs {
        {default = "continue", on = {getppid = wrong}}, {default = wrong},
      } do
        options.on_error = function(...) table.insert(reports, {...}) end
        local value, errno = outcome_of(options)
        assert.equal(-1, value)
        assert.equal(1, errno)
      end
      assert.equal(2, #reports)
      for _, report in ipairs(reports) do
        local err, req, trace = table.unpack(report)
        assert.truthy(err)
        assert.is_true(req.answered)
        assert.equal("getppid", req.syscall)
        assert.equal("string", type(trace))
      end
    end
  end)

  it("says what to write in place of 0", function()
    local message
    for _, n in ipairs {0, -1, 4096} do
      local value, errno = outcome_of {default = "continue",
        on = {getppid = function() return n end},
        on_error = function(err) message = err end}
      assert.equal(-1, value)
      assert.equal(1, errno)
      assert.equal(n .. " is not an errno (1 to 4095): write {value = " .. n ..
        "} for a call that returns it, \"continue\" for one that goes on",
        message)
    end
    local process <close> = seccomp.spawn({"true"}, {filter = notify(MKDIR),
      listener = true})
    local ok, err = pcall(supervisor.new, process, {default = 0})
    assert.is_false(ok)
    assert.truthy(err.message:find("write {value = 0}", 1, true), err.message)
  end)

  it("denies a call for which the default has no answer", function()
    local report
    local _, errno = outcome_of {default = function() end,
      on_error = function(err) report = err end}
    assert.equal(1, errno)
    assert.equal("the default answer gave none", report)
  end)

  it("reports to stderr when nobody else listens", function()
    local child = support.succeeds([[
      require "seccomp.supervisor".run({"mkdir", "/nonexistent/x"}, {
        filter = require "seccomp".filter "allow":add_rule(arg[1], "notify"),
        default = "continue",
        on = {[arg[1] ] = function() error "what I think of it" end},
        stderr = "null",
      })
    ]], {args = {MKDIR}})
    assert.truthy(child.stderr:find("%(" .. MKDIR ..
      "%(.-mode=0x1ff%), pid %d+, .-denied"))
    assert.truthy(child.stderr:find("what I think of it", 1, true))
    assert.truthy(child.stderr:find("stack traceback", 1, true))
  end)

  it("reports an answer that came too late as what it is: none", function()
    -- a second answer is the handler's error, and the first one stands
    local report
    local value = outcome_of {default = "EIO", on = {
      getppid = function(req)
        req:reply(42)
        return "EPERM"
      end}, on_error = function(err) report = err end}
    assert.equal(42, value)
    assert.equal("EALREADY", report.code)
  end)

  it("passes on what on_error raises, after denying", function()
    local process, finish = start("call", "getppid")
    local ok, err = pcall(supervisor.serve, process, {
      default = function() error "first" end,
      on_error = function() error("second", 0) end})
    assert.is_false(ok)
    assert.equal("second", err)
    assert.equal(1, select(2, supervise.result(finish())))
  end)

  it("leaves alone what is answered later", function()
    local process, finish = start("threads", "getppid", {4, 1})
    local kept = {}
    local s = supervisor.new(process, {default = "EIO", on = {
      getppid = function(req)
        kept[#kept + 1] = req
        return "later"
      end}})
    for _ = 1, 4 do assert.is_true(s:step(10)) end
    assert.same({nil, "timeout"}, {s:step(0.05)})
    for i = 4, 1, -1 do
      assert.is_false(kept[i].answered)
      assert.is_true(kept[i]:reply(42))
    end
    assert.same({exited = 0}, s:run())
    finish()
  end)

  it("serves a tree of processes to the last", function()
    local process, finish = start("tree", "getppid", {4})
    local pids, n = {}, 0
    local result = supervisor.serve(process, {default = "EIO", on = {
      getppid = function(req)
        pids[req.pid] = true
        n = n + 1
        return {value = 42}
      end}})
    assert.same({exited = 0}, result)
    assert.equal(31, n)
    finish()
    local different = 0
    for _ in pairs(pids) do different = different + 1 end
    assert.equal(31, different)
  end)

  it("serves on when the first process ended, and tells its end", function()
    local seen = {}
    local result = supervisor.run({"sh", "-c",
      "(sleep 0.2; mkdir /nonexistent/x) >/dev/null 2>&1 & exit 5"}, {
      filter = notify(MKDIR), default = "EIO",
      on = {[MKDIR] = function(req)
        seen[#seen + 1] = supervise.made(req)
        return {value = 0}
      end}})
    assert.same({exited = 5}, result)
    assert.same({"/nonexistent/x"}, seen)
  end)

  it("serves a listener without a process", function()
    local process = start("loop", "getppid", {3})
    assert.is_true(supervisor.serve(process.listener,
      {default = {value = 42}}))
    assert.same({exited = 0}, process:wait(10))
  end)

  it("goes by steps", function()
    local process = start("loop", "getppid", {2})
    for _, source in ipairs {process.listener, process} do
      local s = supervisor.new(source, {default = {value = 42}})
      assert.is_true(s:step(10))
    end
    local s = supervisor.new(process, {default = {value = 42}})
    assert.same({nil, "closed"}, {s:step(10)})
    assert.same({nil, "closed"}, {s:step()})
    assert.same({exited = 0}, s:run())
    process = seccomp.spawn({"sleep", "10"}, {filter = notify(MKDIR),
      listener = true, stdout = "null"})
    s = supervisor.new(process, {default = "EIO"})
    assert.same({nil, "timeout"}, {s:step(0)})
    assert.same({nil, "timeout"}, {s:step(0.05)})
    process:kill "KILL"
    assert.same({signaled = "SIGKILL"}, s:run())
  end)

  it("handles a request that was received elsewhere", function()
    local process, finish = start("call", "getppid")
    local s = supervisor.new(process, {default = {value = 42}})
    assert.equal(s, s:handle(supervise.next(process)))
    assert.equal(42, (supervise.result(finish())))
  end)

  it("stops when told to", function()
    local process, finish = start("loop", "getppid", {5})
    local n, s = 0, nil
    s = supervisor.new(process, {default = function()
      n = n + 1
      if n == 2 then s:stop() end
      return {value = 42}
    end})
    assert.is_true(s:run())
    assert.equal(2, n)
    assert.same({exited = 0}, s:run())
    assert.equal(5, n)
    finish()
  end)

  it("ends when its listener is closed by a handler", function()
    local process, finish = start("call", "getppid")
    local reports = 0
    local ok, err = pcall(supervisor.serve, process, {
      default = function() process.listener:close() end,
      on_error = function() reports = reports + 1 end})
    assert.is_false(ok)
    assert.equal("EBADF", err.code)
    assert.equal(1, reports)
    assert.equal(38, select(2, supervise.result(finish())))
  end)

  -- and waits until it is gone, however busy the machine is
  local function kill(req)
    supervise.kill(req)
    for _ = 1, 1000 do
      if not req:is_valid() then return end
      support.command {"sleep", "0.02"}
    end
  end

  it("survives processes that die while their calls are handled", function()
    local process, finish = start("sibling", "getppid")
    local answers = {}
    local result = supervisor.serve(process, {default = "EIO", on = {
      getppid = function(req)
        kill(req)
        answers[1], answers[2] = req:reply(0)
      end}})
    assert.same({exited = 0}, result)
    assert.same({false, "gone"}, answers)
    finish()
    -- and the answer that is returned
    process, finish = start("sibling", "getppid")
    supervisor.serve(process, {default = function(req)
      kill(req)
      return "EPERM"
    end, on_error = error})
    finish()
  end)
end)

describe("supervisor.run", function()
  it("starts and serves, and returns the outcome", function()
    local file <close> = io.tmpfile()
    assert.same({exited = 0}, supervisor.run({"sh", "-c",
      "mkdir /nonexistent/x && echo made"}, {filter = notify(MKDIR),
      default = {value = 0}, stdout = file}))
    file:seek "set"
    assert.equal("made\n", file:read "a")
    assert.same({signaled = "SIGTERM"}, supervisor.run({"sh", "-c",
      "kill $$"}, {filter = notify(MKDIR), default = "EIO"}))
    assert.same({exec_error = "ENOENT"}, supervisor.run({"/no/such"},
      {filter = notify "execve", default = "continue"}))
  end)

  it("takes what spawn takes, and no pipes", function()
    local file <close> = io.tmpfile()
    assert.same({exited = 0}, supervisor.run({"sh", "-c",
      "ulimit -c; pwd; echo $X"}, {filter = notify(MKDIR), default = "EIO",
      limits = {core = 0}, cwd = "/", env = {X = "set"}, stdout = file,
      stdin = "null", stderr = "null", bypass = true, foreground = false,
      wait_kill = false, die_with_parent = true}))
    file:seek "set"
    assert.equal("0\n/\nset\n", file:read "a")
    for _, name in ipairs {"stdin", "stdout", "stderr"} do
      local ok, err = pcall(supervisor.run, {"true"}, {
        filter = notify(MKDIR), default = "EIO", [name] = "pipe"})
      assert.is_false(ok)
      assert.matches("option " .. name .. " is a pipe", err.message)
    end
  end)

  it("kills what it started when it is left by an error", function()
    -- other specs may have dropped processes, which are reaped by and by
    local pid, before = nil, supervise.zombies()
    local ok = pcall(supervisor.run, {"sh", "-c",
      "mkdir /nonexistent/x; sleep 20"}, {
      filter = notify(MKDIR), default = function(req)
        pid = req.pid
        error "no"
      end, on_error = error, stdout = "null", stderr = "null"})
    assert.is_false(ok)
    assert.is_not_nil(pid)
    assert.is_true(supervise.zombies() <= before)
  end)
end)

describe("under cqueues, a supervisor", function()
  local ok, cqueues = pcall(require, "cqueues")

  it("waits in its coroutine only", function()
    if not ok then
      pending "lua-cqueues is not installed"
      return
    end
    local queue, ticks, at, outcomes = cqueues.new(), 0, {}, {}
    local running = 2
    queue:wrap(function()
      while running > 0 do
        cqueues.sleep(0.005)
        ticks = ticks + 1
      end
    end)
    for i = 1, 2 do
      queue:wrap(function()
        outcomes[i] = supervisor.run({"sh", "-c",
          "mkdir /nonexistent/x; sleep 0.1; mkdir /nonexistent/y; exit " .. i},
          {filter = notify(MKDIR), default = "EIO", on = {[MKDIR] = function()
            at[#at + 1] = ticks
            cqueues.sleep(0.05) -- handlers may wait as well
            return {value = 0}
          end}})
        running = running - 1
      end)
    end
    assert(queue:loop())
    assert.same({{exited = 0}, {exited = 0}}, {
      {exited = outcomes[1].exited - 1}, {exited = outcomes[2].exited - 2}})
    assert.equal(4, #at)
    assert.is_true(at[4] > at[1] + 5, at[4])
  end)

  it("keeps its timeouts", function()
    if not ok then
      pending "lua-cqueues is not installed"
      return
    end
    local queue = cqueues.new()
    queue:wrap(function()
      local process = seccomp.spawn({"sleep", "10"}, {listener = true,
        filter = notify(MKDIR), stdout = "null"})
      local s = supervisor.new(process.listener, {default = "EIO"})
      local before = cqueues.monotime()
      assert.same({nil, "timeout"}, {s:step(0)})
      assert.same({nil, "timeout"}, {s:step(0.1)})
      assert.is_true(cqueues.monotime() - before >= 0.1)
      process:kill "KILL"
      assert.same({nil, "closed"}, {s:step()})
      assert.same({signaled = "SIGKILL"}, process:wait(10))
    end)
    assert(queue:loop())
  end)

  it("can be polled itself", function()
    if not ok then
      pending "lua-cqueues is not installed"
      return
    end
    local queue = cqueues.new()
    queue:wrap(function()
      local process = start("loop", "getppid", {3})
      local s = supervisor.new(process, {default = {value = 42}})
      assert.equal("r", s:events())
      assert.equal(process.listener:timeout(), s:timeout())
      assert.equal(process.listener:fd(), s:pollfd())
      local n = 0
      while true do
        cqueues.poll(s)
        local done, why = s:step(0)
        if why == "closed" then break end
        if done then n = n + 1 end
      end
      assert.equal(3, n)
      assert.same({exited = 0}, process:wait(10))
    end)
    assert(queue:loop())
  end)
end)

describe("wrong arguments", function()
  it("are refused before anything is served", function()
    local process = seccomp.spawn({"true"}, {filter = notify(MKDIR),
      listener = true})
    local plain = seccomp.spawn {"true"}
    local new, run = supervisor.new, supervisor.run
    for _, case in ipairs {
      {"#1 to 'new'", new},
      {"#1 to 'new'", new, 5, {default = "EIO"}},
      {"#1 to 'new'", new, plain, {default = "EIO"}},
      {"#1 to 'new'", new, io.stdout, {default = "EIO"}},
      {"#1 to 'serve'", supervisor.serve, {}, {default = "EIO"}},
      {"#2 to 'new'", new, process},
      {"#2 to 'new'", new, process, "EIO"},
      {"default is required", new, process, {}},
      {"default is required", new, process, {on = {mkdir = "EIO"}}},
      {"unknown option \"defualt\"", new, process, {defualt = "EIO"}},
      {"did you mean \"EPERM\"", new, process, {default = "EPREM"}},
      {"option default", new, process, {default = true}},
      {"option default", new, process, {default = "later"}},
      {"option default", new, process, {default = 0}},
      {"option default", new, process, {default = 4096}},
      {"option default", new, process, {default = 1.5}},
      {"option default", new, process, {default = {}}},
      {"option default", new, process, {default = {value = "x"}}},
      {"option default", new, process, {default = {error = 0}}},
      {"option default", new, process, {default = {continue = false}}},
      {"option default", new, process,
        {default = {continue = true, value = 1}}},
      {"option on ", new, process, {default = "EIO", on = "EIO"}},
      {"unknown syscall", new, process,
        {default = "EIO", on = {mkdri = "EIO"}}},
      {"names or numbers", new, process,
        {default = "EIO", on = {[true] = "EIO"}}},
      {"handler of mkdir", new, process,
        {default = "EIO", on = {mkdir = true}}},
      {"handler of mkdir", new, process,
        {default = "EIO", on = {mkdir = "EPREM"}}},
      {"two handlers", new, process,
        {default = "EIO", on = {mkdir = "EIO", __NR_mkdir = "EPERM"}}},
      {"option on_error", new, process, {default = "EIO", on_error = "x"}},
      {"#2 to 'run'", run, {"true"}},
      {"default is required", run, {"true"}, {filter = notify(MKDIR)}},
      {"unknown option \"fliter\"", run, {"true"},
        {default = "EIO", fliter = notify(MKDIR)}},
      {"run: option filter is required", run, {"true"}, {default = "EIO"}},
      {"#1 to 'run'", run},
      {"#1 to 'run'", run, "true", {default = "EIO", filter = notify(MKDIR)}},
      {"run: unknown option \"defualt\"; did you mean \"default\"?", run,
        {"true"}, {defualt = "EIO", filter = notify(MKDIR)}},
      {"#1 to 'step'", function(s) s:step(-1) end,
        new(process, {default = "EIO"})},
      {"#1 to 'step'", function(s) s:step(0 / 0) end,
        new(process, {default = "EIO"})},
      {"#1 to 'step'", function(s) s:step "1" end,
        new(process, {default = "EIO"})},
    } do
      local ok, err = pcall(table.unpack(case, 2))
      assert(not ok, "nothing was raised: " .. case[1])
      assert.truthy(tostring(err):find(case[1], 1, true), tostring(err))
    end
    assert.same({exited = 0}, process:wait(10))
    assert.same({exited = 0}, plain:wait(10))
  end)
end)
