-- SPDX-License-Identifier: MIT
-- No timeout depends on the clock on the wall: with one that jumps by years
-- each takes the time that it was given, and what comes in time is there.
local native = require "spec.native"
local support = require "spec.support"

-- Raises unless fn takes about so many seconds of CLOCK_MONOTONIC.
local PRELUDE = [[
  local seccomp = require "seccomp"
  local function uptime()
    local file <close> = assert(io.open "/proc/uptime")
    return file:read "n"
  end
  -- a machine may be slow, but a jump is of years
  local function takes(seconds, what, fn, ...)
    local before = uptime()
    local results = table.pack(fn(...))
    local took = uptime() - before
    assert(took > seconds - 0.05 and took < seconds + 20,
      what .. " took " .. took)
    return table.unpack(results, 1, results.n)
  end
  assert(math.abs(os.time() - os.time()) + math.abs(os.time() - os.time()) +
    math.abs(os.time() - os.time()) > 3600, "the clock does not jump")
]]

describe("where the clock jumps", function()
  local function it_does(name, code)
    it(name, function()
      local shim = native.module "jumping"
      local preload = support.sanitized() and
        os.getenv "ASAN_LIBRARY" .. ":" .. shim or shim
      local why = support.no_preload(preload)
      if why then
        pending(why)
        return
      end
      support.succeeds(PRELUDE .. code, {env = {LD_PRELOAD = preload}})
    end)
  end

  it_does("waits take what they were given", [[
    local process = seccomp.spawn({"sleep", "60"}, {listener = true,
      filter = seccomp.filter "allow":add_rule("chdir", "notify")})
    local l = process.listener
    local request, why = takes(0.3, "receive", l.receive, l, 0.3)
    assert(request == nil and why == "timeout")
    local state
    state, why = takes(0.3, "wait", process.wait, process, 0.3)
    assert(state == nil and why == "timeout")
    process:kill "KILL"
    assert(process:wait(30).signaled == "SIGKILL")
    assert(select(2, takes(0, "receive", l.receive, l, 30)) == "closed")
  ]])

  it_does("a supervisor steps in time", [[
    local supervisor = require "seccomp.supervisor"
    local process = seccomp.spawn({"sh", "-c", "cd /; exec sleep 60"},
      {listener = true, stdin = "null",
      filter = seccomp.filter "allow":add_rule("chdir", "notify")})
    local serving = supervisor.new(process, {default = "continue"})
    assert(takes(0, "step", serving.step, serving, 30))
    takes(0.3, "step", serving.step, serving, 0.3)
    process:kill "KILL"
  ]])

  it_does("recordings and reports are made", [[
    local record, explain = require "seccomp.record", require "seccomp.explain"
    for _, by in ipairs {"ptrace", "notify"} do
      local r = record.record({"true"}, {progress = true, by = by})
      assert(r.status.exited == 0 and #r:summary().calls > 3)
    end
    local policy = require("seccomp.policy").new {default = "allow", rules =
      {{"mkdir", "mkdirat", optional = true, action = "errno(EPERM)"}}}
    local report = explain.explain({"mkdir", "/nonexistent/x"},
      {policy = policy, stderr = "null"})
    assert(#report.calls == 1)
  ]])

  it_does("recordings of a listener end in time", [[
    local record = require "seccomp.record"
    local process = seccomp.spawn({"sh", "-c", "cd /; cd /; exec sleep 60"},
      {listener = true, stdin = "null",
      filter = seccomp.filter "allow":add_rule("chdir", "notify")})
    local r = takes(1, "record", record.record, process.listener,
      {timeout = 1})
    assert(r:summary().calls[1].count == 2)
    process:kill "KILL"
  ]])

  it_does("filters of others are read, and captured", [[
    local attached = require "seccomp.attached"
    local filter = seccomp.filter "allow":add_rule("mkdir", "errno(5)")
    local process = seccomp.spawn({"sleep", "60"}, {filter = filter})
    local ok, stack = pcall(attached.of, process.pid, {timeout = 30})
    assert(ok and #stack == 1 or stack.code == "EACCES", tostring(stack))
    process:kill "KILL"
    assert(#attached.capture({"true"}, {stdout = "null"}) == 0)
  ]])

  it_does("budgets are of CPU, and policy files are read", [[
    local policy = require "seccomp.policy"
    local path = os.tmpname()
    local file <close> = assert(io.open(path, "w"))
    file:write 'return {default = "allow", rules = {{"read", action = "trap"}}}'
    file:flush()
    local p = policy.load(path)
    os.remove(path)
    local program = p:compile {budget = 5}
    assert(program:permits_at_most(program, {budget = 5}))
    assert(#tostring(program:policy {budget = 5}) > 10)
  ]])
end)
