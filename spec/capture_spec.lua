-- SPDX-License-Identifier: MIT
-- Filters that a command installs, as they are seen by ptrace.
local attached = require "seccomp.attached"
local confined = require "spec.confined"
local kernel = require "seccomp.core.attached"
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local program
setup(function() program = confined.program() end)

local quiet = {stdin = "null", stdout = "null", stderr = "null"}

local function installs(...)
  return attached.capture({program, "installs", ...}, quiet)
end

-- The call that fails under a program of spec/c/confined.c, or what it is.
local function denies(entry)
  for _, name in ipairs {"mkdirat", "unlinkat", "fchmodat", "seccomp"} do
    if tostring((entry.program:simulate(name))) ~= "allow" then return name end
  end
  return #entry.program .. " instructions"
end

-- "seccomp tsync,log mkdir"
local function said(entry)
  return ("%s %s %s"):format(entry.by, table.concat(entry.flags, ","),
    entry.program and denies(entry) or entry.unread or entry.mode)
end

-- What was noted, but for the filter that spec/c/confined.c begins with.
local function others(list)
  local out = {}
  for i = 2, #list do out[i - 1] = said(list[i]) end
  return out
end

describe("attached.capture", function()
  it("knows the first user namespace by its number", function()
    local pipe = io.popen "readlink /proc/self/ns/user"
    local link = pipe:read "l"
    pipe:close()
    assert.equal(link == nil or link == "user:[4026531837]",
      kernel.first_user_namespace())
    if not os.execute "unshare -U true 2>/dev/null" then
      pending "needs a user namespace"
      return
    end
    local child = support.command(("unshare -U env LUA_PATH='%s' " ..
      "LUA_CPATH='%s' %s -e 'require %q print(require(%q)" ..
      ".first_user_namespace())'"):format(os.getenv "LUA_PATH" or ";;",
      os.getenv "LUA_CPATH" or ";;", support.lua, "seccomp",
      "seccomp.core.attached"))
    assert.equal("false\n", child.stdout, child.stderr)
  end)

  it("sees who installs what, and how", function()
    local list, more = installs()
    assert.equal(1, #list)
    local entry = list[1]
    assert.equal("seccomp log mkdirat", said(entry))
    assert.is_true(entry.flags.log)
    assert.is_nil(entry.flags.tsync)
    assert.equal("confined", entry.name)
    assert.equal(entry.pid, entry.tid)
    assert.is_nil(entry.raced)
    assert.same({status = {exited = 5}, failed = {}, strict = {}}, more)
  end)

  it("sees prctl, and children, in order", function()
    local list = installs("prctl", "large", "prctl")
    assert.same({"prctl  unlinkat", "seccomp  4096 instructions",
      "prctl  unlinkat"}, others(list))
    assert.is_true(list[2].pid ~= list[1].pid and list[3].pid ~= list[2].pid)
  end)

  it("sees flags, listeners and threads", function()
    local list, more = installs("listener", "threads", "no_tsync")
    assert.same({"seccomp listener unlinkat", "seccomp tsync unlinkat",
      "seccomp  unlinkat"}, others(list))
    assert.not_equal(list[4].pid, list[4].tid)
    -- the kernel says which thread could not follow, and did nothing
    assert.same({"seccomp tsync fchmodat"}, {said(more.failed[1])})
    assert.equal("ESRCH", more.failed[1].errno)
  end)

  it("does not take for installed what was not", function()
    -- a filter has seccomp return 0 and do nothing
    local list, more = installs "answered"
    assert.same({"seccomp  seccomp"}, others(list))
    assert.equal(1, #more.failed)
    assert.equal("seccomp  fchmodat", said(more.failed[1]))
    assert.is_nil(more.failed[1].errno)
  end)

  it("tells what the kernel refused", function()
    local list, more = installs "wrong"
    assert.equal(1, #list)
    local errnos = {}
    for i, entry in ipairs(more.failed) do
      errnos[i] = entry.errno
      assert.is_nil(entry.program)
      assert.is_string(entry.unread)
    end
    assert.same({"EFAULT", "EINVAL", "EFAULT", "EINVAL", "EINVAL"}, errnos)
    assert.is_true(more.failed[5].flags["0x40000000"])
  end)

  it("reads the pointers of x32", function()
    if seccomp.native_arch() ~= "amd64" then pending "not amd64" return end
    local list, more = installs "x32"
    -- where this kernel has no x32, the call fails; it is read before
    local entry = list[2] or more.failed[1]
    assert.equal("seccomp  unlinkat", said(entry))
  end)

  it("tells of strict mode", function()
    local list, more = attached.capture({program, "strict"}, quiet)
    assert.same({}, list)
    assert.equal(1, #more.strict)
    assert.same({"prctl", "confined"}, {more.strict[1].by, more.strict[1].name})
    -- one that has a filter cannot go there
    list, more = installs("strict", "strict_seccomp")
    assert.equal(1, #list)
    assert.same({"strict", "strict"}, {more.failed[1].mode,
      more.failed[2].mode})
    assert.equal("EINVAL", more.failed[1].errno)
  end)

  it("agrees with what is in force", function()
    local ok, err = pcall(attached.of, kernel.self())
    local why = not ok and tostring(err) or support.unwatched "strace"
    if why then pending(why) return end
    local policy = require "seccomp.policy".new {default = "errno(EPERM)",
      rules = {{"@default", "@basic-io", "@file-system", "@process",
        action = "allow"}}}
    local file = os.tmpname()
    support.spew(file, policy:compile():bytes())
    local code = ("local s = require 'seccomp' " ..
      "s.program(io.open(%q, 'rb'):read 'a'):load() " ..
      "print(1) io.stdout:flush() io.read 'a'"):format(file)
    local words = support.interpreter()
    words[#words + 1] = "-e"
    words[#words + 1] = code
    local list = attached.capture(words, quiet)
    os.remove(file)
    assert.equal(1, #list)
    assert.equal(policy:compile():bytes(), list[1].program:bytes())
    local process <close> = seccomp.spawn({"sleep", "60"}, {filter = policy})
    assert.equal(list[1].program:bytes(), attached.of(process.pid)[1]:bytes())
  end)

  it("lets signals, stops and threads be what they are", function()
    local traced = native.program "traced"
    for mode, output in pairs {signals = "300 signals\n",
      stops = "stopped and went on\n", exec_by_thread = "executed\n",
      leader_first = "outlived\n"} do
      local path = os.tmpname()
      local file = assert(io.open(path, "w"))
      local _, more = attached.capture({traced, mode}, {stdin = "null",
        stdout = file})
      file:close()
      assert.equal(output, support.slurp(path), mode)
      assert.same({exited = mode == "leader_first" and 6 or 0}, more.status)
      os.remove(path)
    end
    assert.same({exited = 0}, select(2, attached.capture({traced, "vforks"},
      quiet)).status)
    assert.same({signaled = "SIGTERM"}, select(2, attached.capture({"sh", "-c",
      "kill -TERM $$"}, quiet)).status)
  end)

  it("lets go what a command leaves behind, where it is asked to", function()
    local path = os.tmpname()
    local file = assert(io.open(path, "w"))
    -- the shell ends, but not before the other has its filter
    local list, more = attached.capture({"sh", "-c", "exec 3<&0; " .. program ..
      " plain 83 <&3 & until grep -q Seccomp:.2 /proc/$!/status; do :; " ..
      "done; echo $!"}, {stdin = confined.endless(), stdout = file,
      detach = true})
    file:close()
    local pid = tonumber(support.slurp(path):match "(%d+)\n$")
    os.remove(path)
    assert.equal(1, #list)
    assert.same({exited = 0}, more.status)
    local status = kernel.status(pid)
    assert.is_table(status)
    assert.equal(0, status.tracer)
    os.execute("kill -KILL " .. pid)
  end)

  it("needs no privileges", function()
    if not support.can_be_nobody() then pending "not root here" return end
    local child = support.as_nobody([[
      local attached = require "seccomp.attached"
      local list, more = attached.capture({arg[1], "installs", "prctl",
        "large", "threads"}, {stdin = "null"})
      for _, entry in ipairs(list) do
        print(entry.by, #entry.program, entry.name)
      end
      print(more.status.exited)
    ]], program)
    assert.equal("seccomp\t4\tconfined\nprctl\t4\tconfined\nseccomp\t4096\t" ..
      "confined\nseccomp\t4\tconfined\n5\n", child.stdout,
      support.describe(child))
  end)

  it("raises what starting a command does, and for what traces", function()
    local ok, err = pcall(attached.capture, {"/no/such"})
    assert.same({false, "capture", "ENOENT"}, {ok, err.op, err.code})
    for _, argv in ipairs {{}, {1, 2, {}}} do
      assert.is_false((pcall(attached.capture, argv)))
    end
    ok, err = pcall(attached.capture, "ls")
    assert.truthy(not ok and err:find("bad argument #1 to 'capture' (table " ..
      "expected, got string)", 1, true))
    ok, err = pcall(attached.capture, {"true"}, {stdot = "null"})
    assert.truthy(not ok and err.message:find("did you mean \"stdout\"", 1,
      true))
    ok, err = pcall(attached.capture, {"true"}, {detach = 1})
    assert.same({false, "EINVAL"}, {ok, err.code})
    if support.has_command "strace" then
      ok, err = pcall(attached.capture, {"strace", "-o", "/dev/null", "true"},
        quiet)
      assert.same({false, "capture", "EBUSY"}, {ok, err.op, err.code})
    end
  end)
end)
