-- SPDX-License-Identifier: MIT
-- Requests: their fields, answers, memory and descriptors, by the calls of real
-- processes.
local here = require "spec.here"
local listeners = require "spec.listeners"
local seccomp = require "seccomp"
local supervise = require "spec.supervise"
local support = require "spec.support"

local drain = supervise.drain
local next_request = supervise.next
local raised = listeners.raised
local result = supervise.result
local start = supervise.start
local ERRNO = {EPERM = 1, EINTR = 4, EACCES = 13, ENOSYS = 38, ENOMEDIUM = 123}

describe("Request", function()
  it("tells the call, to the bit", function()
    local process, finish = start("call", "ioctl", {"0xfedcba9876543210", "-1",
      "0x8000000000000000", "0x7fffffffffffffff", 0, 1})
    local request = next_request(process)
    assert.equal("ioctl", request.syscall)
    assert.equal(seccomp.syscall_number "ioctl", request.number)
    assert.equal(seccomp.native_arch(), request.arch)
    assert.equal(process.pid, request.pid)
    assert.equal(0, request.flags)
    assert.not_equal(0, request.ip)
    assert.equal("integer", math.type(request.id))
    assert.same({here.word(0xfedcba9876543210), here.word(-1),
      here.word(math.mininteger), here.word(math.maxinteger), 0, 1},
      {request.arg0, request.arg1, request.arg2, request.arg3,
      request.arg4, request.arg5})
    assert.is_nil(request.arg6)
    assert.is_nil(request.nonsense)
    assert.is_nil(request[1])
    assert.is_false(request.answered)
    assert.is_true(request:is_valid())
    assert.is_true(request:reply(0))
    assert.is_true(request.answered)
    assert.is_false(request:is_valid())
    finish()
  end)

  it("is answered with any value that the call can return", function()
    local values = {0, 1, 42, math.maxinteger, math.mininteger,
      0xfedcba9876543210, -4096, 1 << 32, "18446744073709547520", 7.0}
    if here.bits == 32 then
      -- not -4096, which syscall(3) of glibc takes for an errno on arm
      values = {0, 1, 42, 0x7fffffff, -0x80000000, -4097,
        "18446744073709547519", 7.0}
    end
    local as_text = {["18446744073709547520"] = -4096,
      ["18446744073709547519"] = -4097}
    for _, value in ipairs(values) do
      local process, finish = start("call", "getppid")
      assert.is_true(next_request(process):reply(value))
      local got, errno = result(finish())
      assert.equal(as_text[value] or value, got)
      assert.equal(0, errno)
    end
  end)

  it("is answered with any errno, by name or number", function()
    for errno, number in pairs {EPERM = 1, EACCES = 13, ENOMEDIUM = 123,
      [1] = 1, [4095] = 4095, [38] = 38} do
      local process, finish = start("call", "getppid")
      assert.is_true(next_request(process):fail(errno))
      local value, got = result(finish())
      assert.equal(-1, value)
      assert.equal(number, got)
    end
  end)

  it("continues", function()
    local process, finish = start("call", "getppid")
    assert.is_true(next_request(process):continue())
    local value = result(finish())
    assert.equal(supervise.pid(), value)
  end)

  it("has one answer", function()
    local process, finish = start("call", "getppid")
    local request = next_request(process)
    request:reply(42)
    raised("EALREADY", request.reply, request, 42)
    raised("EALREADY", request.fail, request, "EPERM")
    raised("EALREADY", request.continue, request)
    raised("EALREADY", request.add_fd, request, 0)
    raised("EALREADY", request.read, request, request.ip, 1)
    assert.equal(42, (result(finish())))
    -- and no other once the process is gone
    raised("EALREADY", request.reply, request, 42)
  end)

  it("has one answer, the listener's included", function()
    local process, finish = start("call", "getppid")
    local listener, request = process.listener, next_request(process)
    assert.is_true(listener:is_valid(request.id))
    assert.is_true(listener:respond(request.id, {value = 42}))
    assert.is_false(listener:is_valid(request.id))
    assert.is_true(request.answered)
    raised("EALREADY", request.fail, request, "EPERM")
    raised("EALREADY", request.read, request, request.ip, 1)
    assert.equal(42, (result(finish())))
  end)

  it("says when its process is gone", function()
    local process = start("call", "getppid")
    local request = next_request(process)
    process:kill "KILL"
    assert.same({signaled = "SIGKILL"}, process:wait(10))
    assert.is_false(request:is_valid())
    assert.is_false(process.listener:is_valid(request.id))
    local ok, why = process.listener:respond(request.id, {value = 1})
    assert.is_false(ok)
    assert.equal("gone", why)
    for _, method in ipairs {"continue", "reply", "fail", "add_fd", "reply"} do
      if method == "continue" then
        ok, why = request:continue()
      else
        ok, why = request[method](request, 1)
      end
      assert.is_false(ok)
      assert.equal("gone", why)
    end
    raised("ENOENT", request.read, request, request.ip, 1)
    raised("ENOENT", request.read_string, request, request.ip)
    raised("ENOENT", request.write, request, request.ip, "x")
    assert.is_true(request.answered)
  end)

  it("is denied when it is dropped", function()
    local process, finish = start("call", "getppid")
    next_request(process)
    collectgarbage()
    collectgarbage()
    local value, errno = result(finish())
    assert.equal(-1, value)
    assert.equal(ERRNO.EPERM, errno)
  end)

  it("is denied when it is dropped, though others are kept", function()
    -- what an answered request leaves behind serves the next
    local process, finish = start("loop", "getppid", {4})
    local kept = {}
    for i = 1, 3 do
      kept[i] = next_request(process)
      assert.is_true(kept[i]:reply(42))
      collectgarbage()
    end
    next_request(process)
    collectgarbage()
    collectgarbage()
    assert.same({exited = 1}, select(2, finish()))
    assert.is_true(kept[1].answered)
  end)

  it("is denied when it is dropped with others, of which some are answered",
    function()
      local process, finish = start("threads", "getppid", {5, 1})
      local requests = {}
      for i = 1, 5 do requests[i] = next_request(process) end
      assert.is_true(requests[4]:reply(42))
      assert.is_true(requests[2]:reply(42))
      assert.is_true(process.listener:respond(requests[1].id, {value = 42}))
      requests = nil -- luacheck: ignore
      collectgarbage()
      collectgarbage()
      assert.same({exited = 1}, select(2, finish()))
    end)

  it("is denied when its block ends without an answer", function()
    local process, finish = start("call", "getppid")
    do
      local request <close> = next_request(process)
      assert.is_true(request:is_valid())
    end
    assert.equal(ERRNO.EPERM, select(2, result(finish())))
    process, finish = start("call", "getppid")
    assert.is_false(pcall(function()
      local request <close> = next_request(process)
      error("in the middle of " .. tostring(request))
    end))
    assert.equal(ERRNO.EPERM, select(2, result(finish())))
  end)

  it("keeps its listener, which is not collected before it", function()
    local process, finish = start("call", "getppid")
    local request = process.listener:receive(10)
    local weak = setmetatable({process.listener}, {__mode = "v"})
    collectgarbage()
    assert.is_true(request:reply(42))
    assert.equal(42, (result(finish())))
    process = nil -- luacheck: ignore
    finish = nil -- luacheck: ignore
    collectgarbage()
    assert.is_userdata(weak[1])
    request = nil -- luacheck: ignore
    collectgarbage()
    collectgarbage()
    assert.is_nil(weak[1])
  end)

  it("cannot be changed, and tells its state", function()
    local process = start("call", "getppid")
    local request = next_request(process)
    assert.is_false(pcall(function() request.pid = 1 end))
    assert.is_false(getmetatable(request))
    assert.matches("^seccomp%.request %(getppid, pid %d+, pending%)$",
      tostring(request))
    request:reply(42)
    assert.matches("answered%)$", tostring(request))
    process:wait(10)
  end)

  it("has no syscall name for a number without one", function()
    local filter = seccomp.filter "allow":add_rule(999, "notify")
    local process, finish = start("call", 999, {}, {filter = filter})
    local request = next_request(process)
    assert.is_nil(request.syscall)
    assert.equal(999, request.number)
    assert.equal(seccomp.native_arch(), request.arch)
    assert.matches("%(999, pid", tostring(request))
    request:fail "ENOSYS"
    finish()
  end)

  it("tells x32 calls from those of amd64", function()
    if seccomp.native_arch() ~= "amd64" then
      pending "x32 is amd64's"
      return
    end
    local filter = seccomp.filter("allow", {arches = {"amd64", "x32"}})
      :add_rule("getppid", "notify")
    local number = seccomp.syscall_number("getppid", "x32")
    local process, finish = start("call", number, {}, {filter = filter})
    local request = next_request(process)
    assert.equal("x32", request.arch)
    assert.equal("getppid", request.syscall)
    assert.equal(number, request.number)
    request:reply(42)
    assert.equal(42, (result(finish())))
    -- number -1 is no x32 call
    filter = seccomp.filter("allow", {tskip = true}):add_rule(-1, "notify")
    process, finish = start("call", -1, {}, {filter = filter})
    request = next_request(process)
    assert.equal("amd64", request.arch)
    assert.equal(-1, request.number)
    assert.is_nil(request.syscall)
    request:reply(42)
    assert.equal(42, (result(finish())))
  end)
end)

describe("a request's memory", function()
  -- the request of a call with one argument, and how to end
  local function asked(word, what)
    local process, finish = start(what or "call", "chdir", {word})
    local request = next_request(process)
    return request, request.arg0, finish
  end

  it("is read as it is", function()
    local request, address = asked "s:/etc/passwd"
    assert.equal("/etc/passwd", request:read_string(address))
    assert.equal("/etc/passwd\0", request:read(address, 12))
    assert.equal("etc", request:read(address + 1, 3))
    assert.equal("", request:read(address, 0))
    assert.equal("/etc/passwd", request:read_string(address, 12))
    local text = request:read(address - address % 4096, 4096)
    assert.equal(4096, #text)
    request:fail "EPERM"
  end)

  it("is read to the last byte before nothing", function()
    local request, address = asked "z:the end"
    assert.equal("the end", request:read_string(address))
    assert.equal("the end", request:read_string(address, 1 << 20))
    assert.equal("the end\0", request:read(address, 8))
    raised("EFAULT", request.read, request, address, 9)
    request:fail "EPERM"
  end)

  it("is not read in part", function()
    local request, address = asked "e:no end"
    assert.equal("no end", request:read(address, 6))
    raised("EFAULT", request.read, request, address, 7)
    raised("EFAULT", request.read, request, address - 4096, 8192)
    raised("EFAULT", request.read, request, address, 0x7ffff000)
    raised("EFAULT", request.read_string, request, address)
    for most = 3, 6, 3 do
      assert.equal(("no NUL within %d bytes at 0x%x"):format(most, address),
        raised("E2BIG", request.read_string, request, address, most).message)
    end
    request:fail "EPERM"
  end)

  it("is not there, or not the process's", function()
    local request, address = asked "nowhere"
    raised("EFAULT", request.read, request, address, 1)
    raised("EFAULT", request.read_string, request, address)
    raised("EFAULT", request.write, request, address, "x")
    for _, wild in ipairs {0, -1, math.mininteger, math.maxinteger, -4096} do
      raised("EFAULT", request.read, request, wild, 1)
      raised("EFAULT", request.read, request, wild, 4096)
      raised("EFAULT", request.read_string, request, wild)
      raised("EFAULT", request.write, request, wild, "x")
      raised("EFAULT", request.write, request, wild, ("x"):rep(4096))
    end
    assert.is_true(request:is_valid())
    request:fail "EPERM"
  end)

  it("is written", function()
    local request, address, finish = asked "w:before"
    assert.equal(request, request:write(address, "beyond"))
    assert.equal("beyond", request:read_string(address))
    request:write(address + 6, "!\0"):write(address, "")
    request:fail "EPERM"
    assert.equal("beyond!", select(3, result(finish())))
  end)

  it("is reached otherwise where the kernel lacks a call", function()
    -- or /proc; our own filter makes it so
    support.succeeds([[
      local seccomp = require "seccomp"
      local filter = seccomp.filter "allow":add_rule("chdir", "notify")
      local function asked()
        local process = seccomp.spawn({arg[1], "call", arg[2], "w:before"},
          {filter = filter, listener = true, stdout = "null"})
        return process.listener:receive(10)
      end
      local function check(request)
        local address = request.arg0
        assert(request:read(address, 7) == "before\0")
        assert(request:read_string(address) == "before")
        assert(request:write(address, "after"):read_string(address) == "aftere")
        for _, wild in ipairs {0x10, -1, math.mininteger} do
          local ok, err = pcall(request.read, request, wild, 8)
          assert(not ok and err.code == "EFAULT", tostring(err))
          ok, err = pcall(request.write, request, wild, "x")
          assert(not ok and err.code == "EFAULT", tostring(err))
        end
        request:fail "EPERM"
      end
      local requests = {asked(), asked()}
      seccomp.filter "allow":add_rule("process_vm_readv", "errno(ENOSYS)")
        :load()
      check(requests[1])
      -- as without /proc, but then with the other call again
      requests = {asked()}
      seccomp.filter "allow":add_rule("process_vm_writev", "errno(EXDEV)")
        :add_rule({"open", "openat"}, "errno(ENOENT)"):load()
      local ok, err = pcall(requests[1].write, requests[1], requests[1].arg0,
        "x")
      assert(not ok and err.code == "EXDEV", tostring(err))
      os.exit(0)
    ]], {env = support.goes_on, args = {supervise.target(),
      tostring(seccomp.syscall_number "chdir")}})
  end)

  it("is refused where the process is not to be looked into", function()
    -- as an unprivileged user, and a process that is not dumpable
    if not support.can_be_nobody() then
      pending "needs root and setpriv, to be somebody else"
      return
    end
    local child = support.as_nobody([[
      local seccomp = require "seccomp"
      local process = seccomp.spawn({arg[1], "undumpable", arg[2], "s:secret"},
        {filter = seccomp.filter "allow":add_rule("chdir", "notify"),
          listener = true})
      local request = process.listener:receive(10)
      for _, method in ipairs {"read", "read_string", "write"} do
        local ok, err = pcall(request[method], request, request.arg0,
          method == "write" and "x" or 5)
        assert(not ok and (err.code == "EPERM" or err.code == "EACCES"),
          method .. tostring(err))
        assert(err.message:find "dumpable")
      end
      request:fail "EPERM"
      os.exit(process:wait(10).exited)
    ]], supervise.target(), {tostring(seccomp.syscall_number "chdir")})
    assert(child.code == 0, support.describe(child))
  end)
end)

describe("Request:add_fd", function()
  -- the file that a descriptor of the process is, and its flags
  local function file_of(process, fd)
    return support.command({"readlink",
      ("/proc/%d/fd/%d"):format(process.pid, fd)}).stdout:match "[^\n]*"
  end

  local function flags_of(process, fd)
    local info = support.slurp(("/proc/%d/fdinfo/%d"):format(process.pid, fd))
    return tonumber(info:match "flags:%s*(%d+)", 8)
  end

  local CLOEXEC = 524288 -- tonumber("02000000", 8)

  it("gives a descriptor and answers with its number", function()
    local file <close> = assert(io.open "/etc/passwd")
    local process, finish = start("call", "getppid")
    local request = next_request(process)
    local fd = request:add_fd(file)
    assert.is_true(request.answered)
    assert.equal(fd, (result(finish())))
    raised("EALREADY", request.reply, request, 0)
    raised("EALREADY", request.fail, request, "EPERM")
    -- the number is the answer it has
    assert.is_true(request:reply(fd))
  end)

  it("gives several, and the answer in the end", function()
    local file <close> = assert(io.open "/etc/passwd")
    local process, finish = start("call", "getppid")
    local request = next_request(process)
    local first = request:add_fd(file, {reply = false})
    local second = request:add_fd(file, {reply = false, cloexec = true})
    assert.equal(7, request:add_fd(file, {reply = false, at = 7}))
    assert.equal(8, request:add_fd(1, {reply = false, at = 8}))
    assert.is_true(first > 2 and second > first)
    for _, fd in ipairs {first, second, 7} do
      assert.equal("/etc/passwd", file_of(process, fd))
    end
    assert.equal(0, flags_of(process, first) & CLOEXEC)
    assert.equal(CLOEXEC, flags_of(process, second) & CLOEXEC)
    assert.equal(0, flags_of(process, 7) & CLOEXEC)
    assert.is_false(request.answered)
    assert.equal(9, request:add_fd(file, {at = 9, cloexec = true,
      reply = true}))
    finish()
    -- from the kernel's buffer, not Lua's
    assert.equal("root", file:read(4))
  end)

  it("flushes what Lua holds of a file", function()
    local file <close> = io.tmpfile()
    file:write "before "
    local process, finish = start("call", "write", {5, "s:after", 5})
    local request = next_request(process)
    request:add_fd(file, {at = 5, reply = false})
    request:continue()
    -- what the target prints comes by write(2) as well
    drain(process.listener, function(r) r:continue() end)
    assert.equal(5, (result(finish())))
    file:seek "set"
    assert.equal("before after", file:read "a")
  end)

  it("refuses what is no descriptor, here or there", function()
    local process, finish = start("call", "getppid")
    local request = next_request(process)
    raised("EBADF", request.add_fd, request, 987654)
    raised("EBADF", request.add_fd, request, 0, {at = 1 << 30})
    local closed = io.tmpfile()
    closed:close()
    assert.is_false(pcall(request.add_fd, request, closed))
    assert.is_true(request:is_valid())
    request:reply(42)
    assert.equal(42, (result(finish())))
  end)
end)
