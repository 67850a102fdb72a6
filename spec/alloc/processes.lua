-- SPDX-License-Identifier: MIT
-- What spec/c/alloc.c runs with allocations failing: what reaches the kernel.
local common = require "spec.alloc.common"
local attached = require "seccomp.attached"
local explain = require "seccomp.explain"
local policy = require "seccomp.policy"
local record = require "seccomp.record"
local seccomp = require "seccomp"
local supervisor = require "seccomp.supervisor"

-- libseccomp's code generator does not survive it where malloc fails
local LIBRARY = "ours"

local function raise(err) error(err, 0) end

local duplicate, close = duplicate, close -- luacheck: ignore 113
local lives, answers = common.lives, common.answers

-- Filters of this process; its children have them all.
local function filters()
  local file = io.open "/proc/self/status"
  local text = file:read "a"
  file:close()
  return tonumber(text:match "Seccomp_filters:%s*(%d+)")
end

-- Something that installs one filter, or none.
local function loads(name, make, load, fails)
  return lives(name, function()
    local s = make()
    s.before = filters()
    return s
  end, load, function(s, ok)
    assert(filters() == s.before + (ok and 1 or 0), "loaded by halves")
  end, fails)
end

local function mild()
  return seccomp.filter("allow"):add_rule("mkdirat", "errno(5)", {0, "<", 9})
end

local function asking()
  return seccomp.filter("allow"):add_rule("getcwd", "notify")
end

local function mild_policy()
  return policy.new {default = "allow", rules = {
    {"mkdirat", action = "errno(5)", when = {{0, "<", 9}}}}}
end

local held_program = asking():program()

-- A process that is held at its first call of getcwd.
local function held()
  local p = seccomp.spawn({"/bin/pwd"}, {env = {}, stdout = "null",
    stderr = "null", filter = held_program, listener = true})
  return {process = p, listener = p.listener}
end

local function asked()
  local s = held()
  s.request = s.listener:receive(10)
  return s
end

-- What becomes of the process when the call was answered, or was not.
local function ended(s, ok, result)
  if ok then assert(result, "no answer") end
  assert(s.process:wait(0) == nil or ok)
end

-- A call in a recording.
local function recorded_call(name)
  return ('"arch": "%s", "number": %d, "syscall": "%s"'):format(
    seccomp.native_arch(), seccomp.syscall_number(name), name)
end

-- The file of a recording.
local function recorded()
  local path = os.tmpname()
  local file = io.open(path, "w")
  file:write(([[{"seccomp_recording": 2, "runs": 2, "command": ["true"],
    "processes": [{"run": 1, "pid": 7, "program": "sh"}, {"run": 1, "pid": 7,
      "program": "true", "parent": 1, "executed": true}],
    "calls": [{%s, "count": 2, "runs": 1,
      "processes": [{"process": 2, "count": 2}]},
      {%s, "count": 3, "runs": 2, "arguments": [{"arg": 2, "width": 32}],
      "seen": [{"values": [3], "count": 1, "runs": 1},
        {"values": [1], "count": 2, "runs": 2}],
      "processes": [{"process": 2, "count": 3}]}],
    "launcher": [{%s, "count": 1, "runs": 2}]}]]):format(recorded_call "read",
    recorded_call "mprotect", recorded_call "execve"))
  file:close()
  return {path = path}
end

local function recording()
  local path = recorded().path
  local r = record.load(path)
  os.remove(path)
  return {r}
end

local function slurp(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

-- What a policy does to a command that asks where it is.
local function explained()
  return explain({"/bin/pwd"}, {env = {}, stdout = "null", stderr = "null",
    policy = policy.new {default = "allow", rules = {
      {"getcwd", action = "errno(EIO)", when = {{1, ">", 1}}},
      {"getcwd", action = "log", when = {{0, "==", 0}}}}}})
end

-- A process with two filters, and what is in force for it; nothing where that
-- cannot be read.
local readable = pcall(attached.of, 1)
local function confined()
  local stack = seccomp.stack {mild_policy(), held_program}
  return {process = seccomp.spawn({"sleep", "60"}, {filter = mild_policy()}),
    stack = stack}
end

local list = {
  lives("attached.of", confined, function(s)
    if readable then assert(#attached.of(s.process.pid) == 1) end
  end, function(s) s.process:kill "SIGKILL" end),
  lives("attached.list", nil, function() assert(#attached.list() > 0) end),
  lives("attached.capture", nil, function()
    local seen, more = attached.capture({"true"}, {stdout = "null"})
    assert(#seen == 0 and more.status.exited == 0)
  end),
  loads("Filter:load", function() return {filter = mild()} end,
    function(s) s.filter:load() end, LIBRARY),
  loads("Filter:load, notifying", function()
    return {filter = asking():set("log", true)}
  end, function(s) s.filter:load() end, LIBRARY),
  lives("Filter:listener", function()
    local f = asking()
    f:load()
    return {filter = f}
  end, function(s)
    s.listener = s.filter:listener()
    return s.listener:fd()
  end),
  loads("Program:load", function() return {program = mild():program()} end,
    function(s) s.program:load {log = true} end),
  loads("Program:load with a listener", function()
    -- a field that is there: no memory is taken once it is loaded
    return {program = held_program, listener = false}
  end, function(s) s.listener = s.program:load {listener = true} end),
  loads("Policy:load", function() return {policy = mild_policy()} end,
    function(s) s.policy:load() end),
  lives("spawn", nil, function(s)
    s.process = seccomp.spawn({"true", "x"}, {env = {A = "b"}, cwd = "/",
      stdin = "null", stdout = io.stderr, filter = held_program,
      listener = true})
    local status = s.process:wait()
    assert(s.process.pid and status.exited == 0, status.exec_error)
  end),
  lives("spawn with pipes and limits", nil, function(s)
    s.process = seccomp.spawn({"cat"}, {stdin = "pipe", stdout = "pipe",
      stderr = "pipe", limits = {cpu = 9, core = 0},
      die_with_parent = true})
    assert(s.process.stdin:write "x")
    assert(s.process.stdin:close())
    assert(assert(s.process.stdout:read "a") == "x")
    assert(s.process:wait(10).usage.maxrss > 0)
  end),
  lives("spawn of nothing with pipes", nil, function()
    return common.refusal(seccomp.spawn, {"/nonexistent"}, {stdin = "pipe",
      stdout = "pipe"})
  end, function(_, ok, result) assert(not ok or result == "ENOENT") end),
  lives("Request:path", function()
    local p = seccomp.spawn({"env", "-C", "/proc/self/../x", "true"}, {env = {},
      stdout = "null", stderr = "null", listener = true,
      filter = seccomp.filter "allow":add_rule("chdir", "notify"):program()})
    return {process = p, request = p.listener:receive(10)}
  end, function(s)
    local r = s.request
    -- /proc/self/.. is in /proc
    assert(common.refusal(r.path, r, "filename") == "ELOOP")
    assert(common.refusal(r.path, r, "mode") == "EINVAL")
    r:write(r.arg0, "/proc/self/x\0")
    assert(r:path(0) == ("/proc/%d/x"):format(r.pid))
    r:fail "EPERM"
  end),
  -- a field that is there: no memory is taken once it is open
  lives("open_beneath", function() return {fd = false} end, function(s)
    s.fd = supervisor.open_beneath("/etc", "passwd", "O_RDONLY|O_NOFOLLOW")
    supervisor.close(s.fd)
    s.fd = supervisor.open_beneath("/", "etc", 0)
    assert(common.refusal(supervisor.open_beneath, s.fd, "..") == "EXDEV")
    supervisor.close(s.fd)
    return true
  end, function(s, ok)
    -- it was not reached, or closed
    if not ok and s.fd then pcall(supervisor.close, s.fd) end
  end),
  lives("spawn under a filter", nil, function(s)
    s.process = seccomp.spawn({"true"}, {filter = mild()})
    assert(s.process:wait(10).exited == 0)
  end, nil, LIBRARY),
  lives("spawn under a policy", function() return {policy = mild_policy()} end,
    function(s)
      s.process = seccomp.spawn({"true"}, {filter = s.policy})
      assert(s.process:wait().exited == 0)
    end),
  lives("spawn of nothing", nil, function()
    return common.refusal(seccomp.spawn, {"/nonexistent"}, {filter = mild()})
  end, function(_, ok, result) assert(not ok or result == "ENOENT") end,
    LIBRARY),
  lives("Process", held, function(s)
    local p = s.process
    assert(#tostring(p) > 0 and p:pollfd() and p:events() == "r")
    assert(p:timeout() == nil)
    local state, why = p:wait(0)
    assert(state == nil and why == "timeout")
    p:kill "SIGTERM"
    assert(p:wait(10).signaled == "SIGTERM")
  end),
  lives("Process:kill by number", held, function(s)
    s.process:kill(9)
    assert(s.process:wait(10).signaled == "SIGKILL")
  end),
  lives("listener", held, function(s)
    local l = s.listener
    assert(#tostring(l) > 0 and l:fd() and l:pollfd() and l:events() == "r")
    -- before Linux 6.11 it has to look at its process now and then
    assert(l:timeout() == nil or l:timeout() > 0)
    s.request = l:receive(10)
    local r = s.request
    assert(r.syscall == "getcwd" and #tostring(r) > 0)
    assert(l:is_valid(r.id) and l:respond(r.id, {error = "EACCES"}))
    l:close()
  end),
  lives("seccomp.listener", function()
    local s = held()
    s.fd, s.copy = duplicate(s.listener:fd()), false
    return s
  end, function(s) s.copy = seccomp.listener(s.fd) end,
  -- what it did not take is still ours
  function(s, ok) if not ok then close(s.fd) end end),
  lives("Request", asked, function(s)
    local r = s.request
    assert(r:is_valid() and #r:read(r.arg0, 100) == 100)
    r:write(r.arg0, "/x\0")
    assert(r:arg(seccomp.signature(r.syscall)[1].name) == r.arg0)
    assert(r:read_string(r.arg0) == "/x" and r.pid == s.process.pid)
    assert(common.refusal(r.read, r, 1, 8) == "EFAULT")
    assert(r:reply(2) ~= false)
    assert(s.process:wait(10).exited == 0)
  end),
  lives("Request:fail", asked, function(s)
    return s.request:fail "EACCES" ~= false
  end, ended),
  lives("Request:continue", asked, function(s)
    return s.request:continue() ~= false
  end, ended),
  lives("Request:reply", asked, function(s)
    return s.request:reply(1) ~= false
  end, ended),
  lives("Request:add_fd", asked, function(s)
    return s.request:add_fd(io.stderr, {cloexec = true, reply = true})
  end, ended),
  lives("Supervisor:step", held, function(s)
    local denied = 0
    local serving = supervisor.new(s.process, {default = "continue",
      on = {getcwd = function() denied = denied + 1 return "EACCES" end},
      on_error = raise})
    assert(serving:step(10) and denied == 1)
    assert(serving:pollfd() and serving:events())
    assert(not serving:timeout() or serving:timeout() > 0) -- as a listener's
    assert(serving:run().exited)
    assert(serving:stop() == serving)
  end),
  lives("Supervisor:handle", asked, function(s)
    supervisor.new(s.listener, {default = "EPERM", on_error = raise})
      :handle(s.request)
    return s.request.answered
  end, ended),
  lives("supervisor.serve", held, function(s)
    return supervisor.serve(s.process, {default = {error = "EPERM"},
      on_error = raise}).exited
  end),
  lives("supervisor.run", nil, function()
    local asks = seccomp.filter("allow"):add_rule("getcwd", "notify")
    return supervisor.run({"/bin/pwd"}, {filter = asks, default = "continue",
      on = {getcwd = {error = 13}}, env = {}, stdout = "null",
      stderr = "null", on_error = raise}).exited
  end, nil, LIBRARY),
  lives("record.record", nil, function()
    local r = record.record({"/bin/pwd"}, {env = {}, stdout = "null",
      progress = false})
    assert(r.status.exited == 0)
    assert(#r:summary().calls > 3 and #tostring(r) > 0)
  end),
  lives("record.record of a listener", held, function(s)
    local r = record.record(s.listener, {timeout = 5})
    assert(r:summary().calls[1].syscall == "getcwd")
  end),
  answers("Policy:allow", recording, function(r)
    return tostring(policy.new {default = "trap", arches = {r.calls[1].arch},
      rules = {{"read", action = "allow"}}}:allow(r))
  end, "ours"),
  answers("Recording:policy", recording, function(r)
    return tostring(r:policy {tightness = "arguments"}) ..
      tostring(r:policy {base = false})
  end, LIBRARY), -- its lint asks libseccomp
  answers("Recording:rules", recording, function(r)
    local rules = r:rules {tightness = "arguments"}
    return #rules .. rules[1][1] .. #r:rules()
  end),
  answers("Recording:join", recording, function(r)
    return tostring(r:join(r, r)) .. tostring(r:join())
  end),
  answers("Recording:only", recording, function(r)
    return #r:only{program = "true"}.calls .. #r:only{launcher = false}.launcher
  end),
  answers("Recording:since", recording, function(r)
    return tostring(r:since "execve")
  end),
  answers("record.parse", function() recording() return {} end, function()
    return tostring(record.parse("7 read(0, \"\", 1) = 0\n")) ..
      tostring(record.parse("type=SECCOMP arch=c000003e syscall=0 pid=1\n"))
  end),
  answers("Recording:merge", recording, function(r)
    local both = r:merge(r)
    local summary = both:summary()
    return tostring(both) .. summary.calls[1].syscall .. summary.runs ..
      tostring(r)
  end),
  {
    name = "Recording:save",
    setup = function()
      return {recording = recording()[1], path = os.tmpname()}
    end,
    ready = function(s)
      local file = io.open(s.path, "w")
      file:write "old"
      file:close()
      return s
    end,
    run = function(s) s.recording:save(s.path) end,
    check = function(s, ok, err)
      if not ok then common.out_of_memory(err) end
      local text = slurp(s.path)
      assert(ok and text:find "seccomp_recording" or text == "old", "by halves")
      assert(not slurp(s.path .. ".new"), "left beside")
      os.remove(s.path)
    end,
  },
  lives("explain.explain", nil, function()
    local report = explained()
    assert(#report.calls == 1 and report.calls[1].syscall == "getcwd",
      tostring(report))
    assert(#report.calls[1].near == 1 and #tostring(report) > 0)
  end, nil, LIBRARY),
  answers("Report:rules", function() return {explained()} end, function(r)
    return #r:rules() .. " " .. #r:rules {tightness = "arguments"}
  end),
  answers("Report:save", function()
    return {explained(), os.tmpname()}
  end, function(r, path)
    local ok, err = pcall(r.save, r, path)
    os.remove(path)
    if not ok then error(err, 0) end
    return "saved"
  end),
  lives("record.load", function()
    -- finds what it decodes with: to require(), a file for which the C library
    -- has no memory is not there
    recording()
    return recorded()
  end, function(s)
    return tostring(record.load(s.path))
  end, function(s, ok, result)
    os.remove(s.path)
    assert(not ok or result:find "5 calls, 2 different, 2 runs")
  end),
}
return list
