-- SPDX-License-Identifier: MIT
-- What is in force for running processes: read right, and the processes do not
-- notice.
local attached = require "seccomp.attached"
local confined = require "spec.confined"
local errors = require "seccomp.error"
local kernel = require "seccomp.core.attached"
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local endless, eventually = confined.endless, confined.eventually
local small, start = confined.small, confined.start

local program
setup(function() program = confined.program() end)

-- Why filters cannot be read here; nil where they can.
local obstacle
do
  local ok, err = pcall(attached.of, kernel.self())
  obstacle = not ok and tostring(err) or nil
end

local function here(fn)
  return function()
    if obstacle then pending(obstacle) return end
    fn()
  end
end

-- Raises: the error, an object of that code.
local function refused(code, ...)
  local ok, err = pcall(attached.of, ...)
  assert.is_false(ok)
  assert.equal(errors.typename(err), "seccomp.error", tostring(err))
  assert.equal(code, err.code, tostring(err))
  assert.equal("of", err.op)
  return err
end

describe("attached.of", function()
  it("is what was installed, the oldest first", here(function()
    local numbers = {}
    for i, name in ipairs {"mkdirat", "unlinkat", "linkat"} do
      numbers[i] = tostring(seccomp.syscall_number(name))
    end
    local process = start("plain", table.unpack(numbers))
    local stack, more = attached.of(process.pid)
    process.finish()
    assert.equal(3, #stack)
    for i, name in ipairs {"mkdirat", "unlinkat", "linkat"} do
      assert.equal(small(name), stack[i]:bytes(), name)
      assert.equal("errno(EACCES)", tostring((stack:simulate(name))))
    end
    assert.equal("allow", tostring((stack:simulate "fchmodat")))
    assert.equal(process.pid, more.pid)
    assert.equal("confined", more.name)
    assert.equal("filter", more.mode)
    assert.is_true(more.no_new_privs)
    assert.is_true(more.agree)
    assert.same({{}, {}, {}}, more.flags)
    assert.equal(1, #more.threads)
  end))

  it("of a policy under which a program runs, permits no more", here(function()
    local policy = require "seccomp.policy".new {default = "allow",
      rules = {{"mkdirat", action = "errno(EPERM)"}}}
    local process <close> = seccomp.spawn({"sleep", "60"}, {filter = policy})
    local stack = attached.of(process.pid)
    assert.is_true(stack:permits_at_most(policy:compile()))
    assert.same({}, stack:diff(stack:policy():compile()))
    local stricter = require "seccomp.policy".new {default = "allow",
      rules = {{"mkdirat", "unlinkat", action = "errno(EPERM)"}}}
    local fine, witness = stack:permits_at_most(stricter:compile())
    assert.is_false(fine)
    assert.equal("unlinkat", witness.syscall)
  end))

  it("is a stack of nothing where there is no filter", here(function()
    local stack, more = attached.of(kernel.self())
    assert.equal(0, #stack)
    assert.is_nil(stack[1])
    assert.equal("seccomp.stack (no programs)", tostring(stack))
    assert.equal("none", more.mode)
    assert.same({}, more.flags)
    assert.same({seccomp.action "allow", 0}, {stack:simulate "reboot"})
    local nothing = seccomp.filter("errno"):program()
    assert.is_false((stack:permits_at_most(nothing)))
    assert.is_true((nothing:permits_at_most(stack)))
    assert.equal("allow", tostring(stack:policy().default))
    -- and it adds nothing to others
    assert.equal(1, #seccomp.stack {stack, nothing})
    assert.equal(0, #seccomp.stack {stack, stack})
    assert.equal(stack, seccomp.stack {stack})
    assert.not_equal(stack, seccomp.stack {seccomp.filter("allow"):program()})
  end))

  it("tells threads apart, and their flags", here(function()
    local process = start "threads"
    local other = tonumber(process.line:match "%d+$")
    local stack, more = attached.of(process.pid)
    local theirs, of_other = attached.of(other)
    local alone, nothing_else = attached.of(other, {threads = false})
    process.finish()
    assert.equal(1, #stack)
    assert.same({{"log", log = true}}, more.flags)
    assert.is_false(more.agree)
    assert.equal(2, #more.threads)
    assert.equal(process.pid, more.threads[1].tid)
    assert.equal(other, more.threads[2].tid)
    assert.equal(theirs, more.threads[2].stack)
    assert.equal(2, #theirs)
    assert.equal(small "unlinkat", theirs[2]:bytes())
    assert.same({{"log", log = true}, {}}, of_other.flags)
    assert.same({process.pid, other}, {of_other.pid, of_other.tid})
    assert.equal(theirs, alone)
    assert.is_nil(nothing_else.threads)
    assert.is_nil(nothing_else.agree)
  end))

  it("tells threads apart that have as many filters", here(function()
    local process = start "apart"
    local _, more = attached.of(process.pid)
    process.finish()
    local own = {}
    for _, thread in ipairs(more.threads) do
      own[#thread.stack == 1 and thread.stack[1]:bytes() or "none"] = true
    end
    assert.same({none = true, [small "mkdirat"] = true,
      [small "unlinkat"] = true}, own)
  end))

  it("does not end calls that wait", here(function()
    local process = start "waits"
    for _ = 1, 30 do
      assert.is_true(select(2, attached.of(process.pid)).agree)
    end
    local rest = process.finish()
    local count = 0
    for name, said in rest:gmatch "([^\n]+): ([^\n]+)\n" do
      count = count + 1
      assert.equal("fine", said, name)
    end
    assert.equal(10, count)
  end))

  it("loses no signal", here(function()
    local process = start "signals"
    for _ = 1, 100 do attached.of(process.pid) end
    assert.equal("3000 in order\n", process.finish())
  end))

  it("leaves what is stopped as it is", here(function()
    local child <close> = seccomp.spawn({"sleep", "60"}, {
      filter = seccomp.filter("allow"):add_rule("mkdirat", "errno")})
    child:kill "SIGSTOP"
    local function state() return kernel.status(child.pid).state end
    local function stopped() return state() == "T" end
    eventually(stopped)
    for _ = 1, 5 do
      assert.equal(1, #attached.of(child.pid))
      eventually(stopped)
    end
    child:kill "SIGCONT"
    eventually(function() return state() == "S" end)
  end))

  it("follows threads that come and go, and execve by one", here(function()
    for _, mode in ipairs {"churn", "executes"} do
      local process = start(mode)
      for _ = 1, 30 do
        local stack, more = attached.of(process.pid)
        assert.equal(small "mkdirat", stack[1]:bytes())
        assert.is_true(more.agree)
      end
      assert.truthy(process.finish():find "ed\n$")
    end
  end))

  it("says when not all threads were read", here(function()
    local process = start("plain", tostring(seccomp.syscall_number "mkdirat"))
    local threads, more = kernel.threads, 0
    -- there is always one that was not there before
    kernel.threads = function(pid)
      local list, code = threads(pid)
      more = more + 1
      if list then list[#list + 1] = 0x7fffffff - more end
      return list, code
    end
    local ok, err = pcall(attached.of, process.pid, {timeout = 1})
    kernel.threads = threads
    process.finish()
    assert.is_false(ok)
    assert.equal("ETIMEDOUT", err.code)
    assert.truthy(err.message:find("kill -STOP " .. process.pid, 1, true))
  end))

  it("does not take the end of a list for that of the threads", here(function()
    local process = start "threads"
    local threads, calls = kernel.threads, 0
    -- as the kernel lists them where one ends that is being listed
    kernel.threads = function(pid)
      calls = calls + 1
      return calls == 1 and {pid} or threads(pid)
    end
    local ok, _, more = pcall(attached.of, process.pid)
    kernel.threads = threads
    process.finish()
    assert.is_true(ok)
    assert.is_true(#more.threads > 1)
  end))

  it("does not wait for ever", here(function()
    local process = start "vfork"
    local err = refused("ETIMEDOUT", process.pid, {timeout = 0.2})
    assert.truthy(err.message:find "did not stop within 0.2 seconds")
    process.finish()
  end))

  it("leaves time for others where one does not stop", here(function()
    local waits = start "vfork"
    local reads = start("plain", tostring(seccomp.syscall_number "mkdirat"))
    local list = kernel.read({waits.pid, reads.pid}, 1000)
    waits.finish()
    reads.finish()
    assert.same({2, waits.pid, "waiting", reads.pid}, {#list, list[1].tid,
      list[1].outcome, list[2] and list[2].tid})
    assert.equal(1, #list[2].filters)
  end))

  it("says who is not there to be read", here(function()
    assert.equal("of: there is no process or thread 2147483647 (it may have " ..
      "ended) (ESRCH)", tostring(refused("ESRCH", 0x7fffffff)):gsub(
      "^[^ ]+:%d+: ", ""))
    local process = start "zombie"
    assert.truthy(refused("ESRCH", process.pid).message:find(
      "(confined) has ended, and waits for its parent", 1, true))
    process.finish()
    process = start "headless"
    assert.truthy(refused("ESRCH", process.pid).message:find(
      "other threads of it run", 1, true))
    local tids = kernel.threads(process.pid)
    assert.equal(small "mkdirat",
      attached.of(math.max(table.unpack(tids)))[1]:bytes())
    process.finish()
    process = start "strict"
    eventually(function() return kernel.status(process.pid).mode == 1 end)
    assert.truthy(refused("EINVAL", process.pid).message:find(
      "is in strict mode, which has no filter", 1, true))
    process.finish()
    -- as kthreadd, which a namespace of pids does not show
    local old = kernel.kernel_thread
    finally(function() kernel.kernel_thread = old end)
    function kernel.kernel_thread() return true end
    assert.truthy(refused("EINVAL", kernel.self()).message:find(
      "is a thread of the kernel: it makes no system calls", 1, true))
    kernel.kernel_thread = old
    if kernel.name(2) == "kthreadd" then refused("EINVAL", 2) end
  end))

  it("names who traces it already", here(function()
    if not support.has_command "strace" then pending "no strace here" return end
    local tracer <close> = seccomp.spawn({"strace", "-o", "/dev/null", program,
      "plain", "83"}, {stdin = endless(), stdout = "null"})
    local child = eventually(function()
      for _, pid in ipairs(kernel.pids()) do
        local status = kernel.status(pid)
        if status and status.tracer == tracer.pid and status.filters == 1 then
          return pid
        end
      end
    end)
    local err = refused("EPERM", child)
    os.execute("kill -KILL " .. child)
    assert.truthy(err.message:find(("is traced by process %d (strace)")
      :format(tracer.pid), 1, true), err.message)
  end))

  it("tells what is missing", function()
    if not support.can_be_nobody() then pending "not root here" return end
    local code = [[
      local attached = require "seccomp.attached"
      local ok, err = pcall(attached.of, 1)
      print(err.code, err.message)
      require "seccomp".filter("allow"):add_rule("mkdirat", "errno"):load()
      ok, err = pcall(attached.of, 1)
      print(err.code, err.message)
      os.exit(0)
    ]]
    local child = support.as_nobody(code)
    assert.truthy(child.stdout:find("^EACCES\tfilters cannot be read: " ..
      "CAP_SYS_ADMIN is missing: run this as root\n"), support.describe(child))
    assert.truthy(child.stdout:find("\nEACCES\t[^\n]*CAP_SYS_ADMIN[^\n]*" ..
      "has a seccomp filter itself[^\n]*\n$"), support.describe(child))
    child = support.run(code)
    if not obstacle then
      assert.truthy(child.stdout:find("EACCES\tfilters cannot be read: this " ..
        "process has a seccomp filter itself", 1, true),
        support.describe(child))
    end
  end)

  it("says why the kernel does not show filters", here(function()
    local refusing = native.module "refusing"
    local why = support.sanitized() and "with a sanitizer's own listeners" or
      support.no_preload(refusing)
    if why then pending(why) return end
    local process <close> = seccomp.spawn({"sleep", "60"}, {
      filter = seccomp.filter("allow"):add_rule("mkdirat", "errno")})
    for errno, expected in pairs {
      [5] = "EOPNOTSUPP\tfilters can be read from Linux 4.4 on\n",
      [22] = "EOPNOTSUPP\tthis kernel does not keep filters to be read: it " ..
        "was built without CONFIG_CHECKPOINT_RESTORE\n",
      [13] = "EACCES\tfilters cannot be read: CAP_SYS_ADMIN is missing in " ..
        "the first user namespace (this process has it in another one only)" ..
        ": run this as root of the host\n",
      [1] = "EPERM\tthe kernel does not show the filters of process " ..
        process.pid .. " (sleep)\n",
    } do
      local child = support.run(([[
        local ok, err = pcall(require("seccomp.attached").of, %d)
        print(err.code, err.message)
      ]]):format(process.pid), {env = {LD_PRELOAD = refusing,
        GET_FILTER_ERRNO = tostring(errno)}})
      assert.equal(expected, child.stdout, support.describe(child))
    end
  end))

  it("refuses what is no pid, and options that are not there", function()
    for _, pid in ipairs {0, -1, 1 << 31, 1.5, "1", {}, false} do
      local ok, err = pcall(attached.of, pid)
      assert.is_false(ok)
      assert.truthy(tostring(err):find("bad argument #1 to 'of'", 1, true))
    end
    refused("EINVAL", 1, {thread = false})
    refused("EINVAL", 1, {threads = 1})
    refused("EINVAL", 1, {timeout = -1})
    refused("EINVAL", 1, {timeout = 0 / 0})
  end)
end)

describe("attached.list", function()
  it("has all processes, and what they are", function()
    local process = start("plain", "83", "84")
    local threads = start "threads"
    local list, before = {}, 0
    for _, entry in ipairs(attached.list()) do
      assert.is_true(entry.pid > before)
      before = entry.pid
      list[entry.pid] = entry
    end
    process.finish()
    threads.finish()
    local own = list[kernel.self()]
    assert.equal("none", own.mode)
    assert.equal(0, own.filters)
    local theirs = list[process.pid]
    -- a sanitizer's own listeners and threads do not matter
    assert.same({pid = process.pid, name = "confined", mode = "filter",
      filters = 2, no_new_privs = true, threads = 1, agree = true,
      listeners = theirs.listeners}, theirs)
    assert.is_false(list[threads.pid].agree)
    assert.equal(2, list[threads.pid].threads)
    assert.equal(1, list[threads.pid].filters)
  end)

  it("sees who holds a listener", function()
    local process <close> = seccomp.spawn({"cat", "/dev/null"}, {
      filter = seccomp.filter("allow"):add_rule("openat", "notify"),
      listener = true, stderr = "null"})
    assert.truthy(process.listener)
    for _, entry in ipairs(attached.list()) do
      if entry.pid == kernel.self() then
        assert.is_true(entry.listeners >= 1)
      end
    end
  end)

  it("takes names that are anything", function()
    local directory = support.directory()
    local name = "a\27[1m)\n "
    os.execute("cp " .. support.quote(program) .. " " ..
      support.quote(directory .. "/" .. name))
    local process <close> = seccomp.spawn({directory .. "/" .. name, "plain",
      "83"}, {stdin = endless(), stdout = "null"})
    -- a process gets its name some time within execve
    local found = eventually(function()
      for _, entry in ipairs(attached.list()) do
        if entry.pid == process.pid and entry.filters == 1 then
          return entry.name
        end
      end
    end)
    process:kill "SIGKILL"
    support.remove(directory)
    assert.equal(name, found)
  end)
end)
