-- SPDX-License-Identifier: MIT
-- Filters in the kernel, seen from outside: what a child does under one, and
-- how it ends.
local here = require "spec.here"
local native = require "spec.native"
local seccomp = require "seccomp"
local support = require "spec.support"

local _, PRELUDE = native.helper()
PRELUDE = PRELUDE .. [[
  local seccomp = require "seccomp"
  local function nr(name) return seccomp.syscall_number(name) end
  local function call(name, ...) return helper.syscall(nr(name), ...) end
  local function status(field)
    for line in io.lines "/proc/self/status" do
      local value = line:match("^" .. field .. ":%s*(%S+)")
      if value then return value end
    end
  end
]]

-- Runs Lua in a child.
local function child(code, options)
  options = options or {}
  options.env = {COVERAGE_GOES_ON = options.goes_on}
  return support.run(PRELUDE .. code, options)
end

local function succeeds(code, options)
  local result = child(code, options)
  assert(result.code == 0, support.describe(result))
  return result
end

-- Runs Lua under strace; returns the child and the trace, or nil and why not.
local function traced(code)
  if not support.has_command "strace" then
    return nil, "strace is not installed"
  end
  local directory = support.directory()
  local trace, script = directory .. "/trace", directory .. "/script.lua"
  support.spew(script, PRELUDE .. code)
  local result = support.script({"strace", "-f", "-v", "-o", trace,
    support.lua, script}, {loses = "strace"})
  local text = support.slurp(trace) or ""
  support.remove(directory)
  if text == "" or result.stderr:find "PTRACE" then
    return nil, "strace cannot trace here: " .. result.stderr
  end
  return result, text
end

describe("a call under a loaded filter", function()
  it("is allowed where nothing names it", function()
    succeeds [[
      seccomp.filter "allow":add_rule("mkdir", "kill_process"):load()
      assert(call "getppid" > 0)
      assert(status "Seccomp" == "2")
      os.exit(0)
    ]]
  end)

  it("kills the process, by SIGSYS", function()
    for _, action in ipairs {"kill_process", "kill"} do
      local result = child(([[
        seccomp.filter "allow":add_rule("getppid", %q):load()
        io.stdout:write "loaded" io.stdout:flush()
        call "getppid"
        os.exit(0)
      ]]):format(action))
      assert.equal("SIGSYS", result.signal, support.describe(result))
      assert.equal("loaded", result.stdout)
    end
  end)

  it("kills one thread, or all of them", function()
    -- a second thread makes the call; the first lives on, or does not
    local code = [[
      helper.thread()
      seccomp.filter "allow":add_rule("getppid", "%s"):load()
      assert(helper.thread_call(nr "getppid") == nil)
      io.stdout:write "alive" io.stdout:flush()
      call("exit_group", 3)
    ]]
    local result = child(code:format "kill_thread")
    assert.equal(3, result.status, support.describe(result))
    assert.equal("alive", result.stdout)
    result = child(code:format "kill_process")
    assert.equal("SIGSYS", result.signal, support.describe(result))
    assert.equal("", result.stdout)
  end)

  it("fails with the errno asked for", function()
    succeeds [[
      local f = seccomp.filter "allow"
      for i, name in ipairs {"getppid", "getuid", "geteuid", "getgid"} do
        f:add_rule(name, "errno(" .. ({1, 4094, "ENOSYS", 0})[i] .. ")")
      end
      f:load()
      assert(select(2, call "getppid") == 1)
      assert(select(2, call "getuid") == 4094)
      assert(select(2, call "geteuid") == 38)
      assert(call "getgid" == 0)
      local ok, message, code = os.remove "/nonexistent"
      assert(code == 2)
      os.exit(0)
    ]]
  end)

  it("traps, and the handler is told of it", function()
    succeeds [[
      helper.trap()
      assert(helper.trapped() == -1)
      seccomp.filter "allow":add_rule("getppid", "trap"):load()
      call "getppid"
      local number, code = helper.trapped()
      assert(number == nr "getppid" and code == 0)
      os.exit(0)
    ]]
    local result = child [[
      seccomp.filter "allow":add_rule("getppid", "trap"):load()
      call "getppid"
    ]]
    assert.equal("SIGSYS", result.signal)
  end)

  it("fails with ENOSYS where a tracer is asked for and none is there",
    function()
      succeeds [[
        seccomp.filter "allow":add_rule("getppid", "trace(7)"):load()
        assert(select(2, call "getppid") == 38)
        os.exit(0)
      ]]
    end)

  it("is logged, and goes on", function()
    succeeds [[
      seccomp.filter "allow":add_rule("getppid", "log"):load()
      assert(call "getppid" > 0)
      os.exit(0)
    ]]
    local logged = support.slurp "/proc/sys/kernel/seccomp/actions_logged"
    if not (logged and logged:find("log", 1, true)) then
      pending "this kernel does not log the action"
      return
    end
    local seen = support.command "dmesg | grep -c 'type=1326.*syscall=110'"
    if seen.stdout == "" or tonumber(seen.stdout) == 0 then
      pending "the kernel's log cannot be read here, or goes elsewhere"
    end
  end)

  it("is decided by its arguments, all 64 bits of them", function()
    if here.bits == 32 then
      pending "registers have 32 bits here"
      return
    end
    succeeds [[
      seccomp.filter "allow"
        :add_rule("getppid", "errno(1)", {0, "==", 0x100000001},
          {5, ">", 5})
        :add_rule("getuid", "errno(2)", {1, "masked_eq", 0xf0, 0x20})
        :add_rule("geteuid", "errno(3)", {2, "==", 7, width = 32})
        :load()
      assert(select(2, call("getppid", 0x100000001, 0, 0, 0, 0, 6)) == 1)
      assert(call("getppid", 0x100000001, 0, 0, 0, 0, 5))
      assert(call("getppid", 1, 0, 0, 0, 0, 6))
      assert(select(2, call("getppid", 0x100000001, 0, 0, 0, 0, -1)) == 1)
      assert(select(2, call("getuid", 0, 0x12f)) == 2)
      assert(call("getuid", 0, 0x13f))
      assert(select(2, call("geteuid", 0, 0, 7)) == 3)
      assert(select(2, call("geteuid", 0, 0, 0x900000007)) == 3)
      assert(call("geteuid", 0, 0, 8))
      os.exit(0)
    ]]
  end)

  it("with an x32 number takes the bad arch action", function()
    if seccomp.native_arch() ~= "amd64" then
      pending "amd64 only"
      return
    end
    succeeds [[
      seccomp.filter("allow", {bad_arch_action = "errno(77)"}):load()
      assert(select(2, helper.syscall(0x40000000 | nr "getppid")) == 77)
      assert(call "getppid")
      os.exit(0)
    ]]
    local result = child [[
      seccomp.filter "allow":load()
      helper.syscall(0x40000000 | nr "getppid")
    ]]
    assert.equal("SIGSYS", result.signal)
  end)

  it("is still allowed to a whole Lua on an allow-list", function()
    if support.unwatched "calls" then
      pending(support.unwatched "calls")
      return
    end
    local result = succeeds [[
      local f = seccomp.filter "kill_process"
      f:add_rule({"brk", "mmap", "munmap", "mremap", "exit_group", "write",
        "newfstatat", "ioctl", "rt_sigaction", "futex", "fstat", "mmap2",
        "statx", "_llseek"}, "allow")
      f:load()
      local list = {}
      for i = 1, 100000 do list[i] = {i} end
      list = nil
      collectgarbage()
      print "done"
      io.stdout:flush()
      os.exit(0)
    ]]
    assert.equal("done\n", result.stdout)
    result = child [[
      seccomp.filter "kill_process":add_rule("exit_group", "allow"):load()
      io.open "/etc/passwd"
      os.exit(0)
    ]]
    assert.equal("SIGSYS", result.signal)
  end)
end)

describe("load", function()
  it("returns the filter, which can be extended and loaded again", function()
    succeeds [[
      local f = seccomp.filter "allow":add_rule("getppid", "errno(1)")
      assert(rawequal(f, f:load()))
      f:add_rule("getuid", "errno(2)")
      assert(call "getuid")
      f:load()
      assert(select(2, call "getuid") == 2)
      assert(select(2, call "getppid") == 1)
      -- what was loaded stays
      f:reset "allow":load()
      f:release()
      assert(select(2, call "getppid") == 1)
      assert(status "Seccomp_filters" == "3" or not status "Seccomp_filters")
      os.exit(0)
    ]]
  end)

  it("works for a locked filter, and in <close>", function()
    succeeds [[
      do
        local f <close> = seccomp.filter "allow"
        f:add_rule("getppid", "errno(1)"):lock():load()
      end
      assert(select(2, call "getppid") == 1)
      os.exit(0)
    ]]
  end)

  it("sets no_new_privs unless told not to", function()
    succeeds [[
      assert(not helper.no_new_privs())
      seccomp.filter "allow":load()
      assert(helper.no_new_privs())
      os.exit(0)
    ]]
    local result = child [[
      if call "geteuid" ~= 0 then os.exit(9) end
      seccomp.filter("allow", {no_new_privs = false}):load()
      assert(not helper.no_new_privs())
      os.exit(0)
    ]]
    if result.status == 9 then
      pending "only root may leave no_new_privs off"
      return
    end
    assert.equal(0, result.status, support.describe(result))
  end)

  it("is refused without no_new_privs and privileges", function()
    local result = child [[
      if call "geteuid" == 0 then helper.setuid(65534) end
      local f = seccomp.filter("allow", {no_new_privs = false})
      f:add_rule("getppid", "errno(1)")
      local ok, err = pcall(f.load, f)
      assert(not ok)
      print(err.op, err.code, err.errno, err.message)
      assert(call "getppid" and status "Seccomp" == "0")
      assert(not helper.no_new_privs())
      f:set("no_new_privs", true):load()
      assert(select(2, call "getppid") == 1)
      os.exit(0)
    ]]
    assert.equal(0, result.status, support.describe(result))
    assert.truthy(result.stdout:find("load\tEACCES\t13\t", 1, true))
    assert.truthy(result.stdout:find("no_new_privs", 1, true))
  end)

  it("names the kernel's errno, and not what libseccomp makes of it",
    function()
      local result = succeeds [[
        local f = seccomp.filter "allow"
        seccomp.filter "allow":add_rule("seccomp", "errno(EXDEV)"):load()
        for _, raw in ipairs {false, true} do
          local ok, err = pcall(f.load, f:set("raw_rc", raw))
          print(ok, err.code, err.errno)
        end
        os.exit(0)
      ]]
      assert.equal("false\tEXDEV\t18\nfalse\tEXDEV\t18\n", result.stdout)
    end)

  it("refuses more instructions than the kernel takes", function()
    local result = succeeds [[
      local f = seccomp.filter("allow", {arches = {"amd64", "arm64"}})
      for i = 1, 900 do
        f:add_rule("getppid", "kill", {0, "==", i << 32 | i}, {1, "==", i})
      end
      local ok, err = pcall(f.load, f)
      print(ok, err.code, err.message)
      assert(status "Seccomp" == "0")
    ]]
    assert.truthy(result.stdout:find("false\tEINVAL\t", 1, true))
    assert.truthy(result.stdout:find("4096", 1, true))
  end)

  it("refuses a filter of the other byte order", function()
    local result = succeeds [[
      local f = seccomp.filter("allow", {arches =
        string.pack("=I2", 1) == "\1\0" and {"s390x", "mips"} or
        {"amd64", "x86"}})
      local ok, err = pcall(f.load, f)
      print(ok, err.code, err.message)
      assert(status "Seccomp" == "0")
    ]]
    assert.truthy(result.stdout:find("false\tEINVAL\t", 1, true))
    assert.truthy(result.stdout:find("endian", 1, true))
  end)

  it("works with descriptor 0 closed", function()
    succeeds [[
      helper.close(0)
      local f = seccomp.filter "allow":add_rule("getppid", "errno(1)")
      f:load():export_bpf()
      assert(select(2, call "getppid") == 1)
      assert(not helper.is_open(0))
      os.exit(0)
    ]]
  end)

  it("gives a listener even where that is descriptor 0", function()
    succeeds([[
      helper.close(0)
      local f = seccomp.filter "allow":add_rule("getppid", "notify"):load()
      local l = f:listener()
      assert(l:fd() == 0 and l:pollfd() == 0)
      assert(tostring(l) == "seccomp.listener (fd 0)")
      f:release()
      assert(helper.is_open(0))
      l:close()
      assert(not helper.is_open(0) and l:pollfd() == nil)
      assert(tostring(l) == "seccomp.listener (closed)")
      os.exit(0)
    ]], {goes_on = "1"})
    -- nobody asked for it: it goes with its filter
    succeeds([[
      helper.close(0)
      local f = seccomp.filter "allow":add_rule("getppid", "notify"):load()
      assert(helper.is_open(0))
      f:release()
      assert(not helper.is_open(0))
      os.exit(0)
    ]], {goes_on = "1"})
  end)

  it("makes no system call after the installing one", function()
    if not support.plain() then
      pending(support.unwatched "calls" or "counts are written right before it")
      return
    end
    local result, text = traced [[
      local f = seccomp.filter("allow", {log = true})
      f:add_rule("getppid", "errno(1)")
      os.remove "/marker-before"
      f:load()
      os.remove "/marker-after"
      os.exit(0)
    ]]
    if not result then
      pending(text)
      return
    end
    assert.equal(0, result.status, support.describe(result))
    local between = text
      :match '"/marker%-before".-\n(.*)\n[^\n]*"/marker%-after"'
    local calls, previous = {}, nil
    for line in between:gmatch "[^\n]+" do
      previous = calls[#calls]
      calls[#calls + 1] = line
    end
    assert.truthy(calls[#calls]:find("seccomp(SECCOMP_SET_MODE_FILTER", 1,
      true), between)
    assert.truthy(calls[#calls]:find("TSYNC", 1, true), between)
    assert.truthy(calls[#calls]:find("LOG", 1, true), between)
    assert.truthy(previous:find("PR_SET_NO_NEW_PRIVS", 1, true), between)
  end)

  -- libseccomp's chain compares the arch with the syscall number where its
  -- first call is none of the arch, and then no rule of the arch matches
  it("installs no program that voids the rules of an arch", function()
    if seccomp.native_arch() ~= "amd64" then
      pending "libseccomp compares amd64 with x86 so"
      return
    end
    local code = [[
      local f = seccomp.filter("allow", {arches = {"amd64", "x86"}})
      f:set_priority("write", 9):add_rule("getppid", "errno(1)")
      local before = f:export_bpf()
      f:load()
      assert(f:get "optimize" == 1 and f:export_bpf() == before)
      assert(select(2, call "getppid") == 1)
      os.exit(0)
    ]]
    succeeds(code)
    local result, text = traced(code)
    if not result then
      pending(text)
      return
    end
    assert.equal(0, result.status, support.describe(result))
    local program = text:match "SECCOMP_SET_MODE_FILTER.-filter=%[(.-)%]}"
    -- after x86's token the number must be loaded, before it is compared
    local x86 = program:match "0x40000003, [^)]*%), (BPF_%u+%([^)]*%))"
    assert.equal("BPF_STMT(BPF_LD|BPF_W|BPF_ABS, 0)", x86, program)
  end)

  it("survives a filter that kills everything", function()
    if support.counted() then
      pending "counting lines allocates"
      return
    end
    -- it computes on, until something else ends it
    local result = child([[
      local f = seccomp.filter "kill_process"
      f:load()
      while true do end
    ]], {timeout = 1})
    assert.is_true(result.timed_out, support.describe(result))
  end)
end)

describe("threads", function()
  it("get the filter, too", function()
    succeeds [[
      helper.thread()
      assert(helper.thread_call(nr "getppid") == 0)
      local f = seccomp.filter "allow":add_rule("getppid", "errno(1)")
      assert(f:get "tsync")
      f:load()
      assert(select(2, call "getppid") == 1)
      assert(helper.thread_call(nr "getppid") == 1)
      os.exit(0)
    ]]
  end)

  it("get no filter where tsync is switched off", function()
    succeeds [[
      helper.thread()
      seccomp.filter("allow", {tsync = false})
        :add_rule("getppid", "errno(1)"):load()
      assert(select(2, call "getppid") == 1)
      assert(helper.thread_call(nr "getppid") == 0)
      os.exit(0)
    ]]
  end)

  it("get it after a reset, too", function()
    succeeds [[
      helper.thread()
      local f = seccomp.filter("kill", {tsync = false})
      f:reset "allow":add_rule("getppid", "errno(1)"):load()
      assert(helper.thread_call(nr "getppid") == 1)
      os.exit(0)
    ]]
  end)

  it("that cannot take it have load refused, and nothing installed",
    function()
      local result = succeeds [[
        helper.thread()
        assert(helper.thread_filter() == 0)
        for _, action in ipairs {"errno(1)", "notify"} do
          local f = seccomp.filter "allow":add_rule("getppid", action)
          local ok, err = pcall(f.load, f)
          assert(not ok)
          print(err.code, err.errno, err.message)
          assert(call "getppid" and status "Seccomp" == "0")
        end
        os.exit(0)
      ]]
      local lines = {}
      for line in result.stdout:gmatch "[^\n]+" do lines[#lines + 1] = line end
      assert.equal(2, #lines)
      for _, line in ipairs(lines) do
        assert.truthy(line:find("ESRCH\t3\t", 1, true), line)
        assert.truthy(line:find("thread", 1, true), line)
      end
      assert.truthy(lines[1]:match "thread %d+")
    end)

  it("have load refused where tsync is wanted and missing", function()
    local result = succeeds [[
      seccomp.set_api(1)
      local f = seccomp.filter "allow":add_rule("getppid", "errno(1)")
      assert(not f:get "tsync")
      helper.thread()
      local ok, err = pcall(f.load, f)
      assert(not ok)
      print(err.code, err.message)
      assert(call "getppid" and status "Seccomp" == "0")
      -- said so
      f:set("tsync", false):load()
      assert(select(2, call "getppid") == 1)
      assert(helper.thread_call(nr "getppid") == 0)
      os.exit(0)
    ]]
    assert.truthy(result.stdout:find("ESRCH\t", 1, true))
    assert.truthy(result.stdout:find("2 threads", 1, true))
    succeeds [[
      -- alone, nothing is missed
      seccomp.set_api(1)
      seccomp.filter "allow":add_rule("getppid", "errno(1)"):load()
      assert(select(2, call "getppid") == 1)
      os.exit(0)
    ]]
  end)
end)

describe("a filter that notifies", function()
  it("may be loaded with tsync", function()
    succeeds [[
      local f = seccomp.filter "allow":add_rule("getppid", "notify")
      assert(f:get "tsync")
      f:load()
      assert(f:listener())
      os.exit(0)
    ]]
  end)

  it("is refused while the process has a listener", function()
    local result = succeeds [[
      local f = seccomp.filter "allow":add_rule("getppid", "notify"):load()
      local g = seccomp.filter "allow":add_rule("getuid", "notify")
      for _, again in ipairs {g, f} do
        local ok, err = pcall(again.load, again)
        print(ok, err.code, err.errno, err.message)
      end
      assert(call "getuid")
      assert(f:listener())
      os.exit(0)
    ]]
    local count = 0
    for line in result.stdout:gmatch "[^\n]+" do
      assert.truthy(line:find("false\tEBUSY\t16\t", 1, true), line)
      assert.truthy(line:find("listener", 1, true), line)
      count = count + 1
    end
    assert.equal(2, count)
  end)
end)
