-- SPDX-License-Identifier: MIT
-- What the module does, and says, where the kernel refuses a call or lacks it:
-- filters of ours play such kernels. Each child does it to itself, once what it
-- needs of the call is there.
local seccomp = require "seccomp"
local supervise = require "spec.supervise"
local support = require "spec.support"

local PRELUDE = [[
  local seccomp = require "seccomp"
  -- which argument of clone(2) they are
  local FLAGS <const> = seccomp.native_arch():find "^s390" and 1 or 0
  -- refuses calls from here on; the last filter that says an errno wins
  local function refuse(names, errno, ...)
    -- on s390x, socketcall passes it by with a high half that no libc gives it
    seccomp.filter "allow":add_rule(names, "errno(" .. errno .. ")", ...)
      :load {bypass = true}
  end
  -- the same of what opens files with such flags
  local function refuse_opening(errno, mask, value)
    if seccomp.signature "open" then
      refuse("open", errno, {1, "masked_eq", mask, value})
    end
    refuse("openat", errno, {2, "masked_eq", mask, value})
  end
  -- code and words are the error's that fn(...) raises
  local function raises(code, words, fn, ...)
    local ok, err = pcall(fn, ...)
    assert(not ok, "nothing was raised, but " .. code)
    assert(err.code == code and err.message:find(words, 1, true),
      tostring(err) .. ", not " .. words)
  end
]]

-- a process that waits for an answer to its call, and the call
local ASKED = [[
  local filter = seccomp.filter "allow":add_rule("chdir", "notify")
  local function asked()
    local process = seccomp.spawn({arg[1], "call", arg[2], "w:before"},
      {filter = filter, listener = true, stdout = "null"})
    return assert(process.listener:receive(10)), process
  end
  -- requests of listeners: 0 RECV, 1 SEND, 2 ID_VALID, 3 ADDFD
  local function refuse_ioctl(request, errno)
    refuse("ioctl", errno, {1, "masked_eq", 0xffff, 0x2100 + request})
  end
]]

local function succeeds(code)
  support.succeeds(PRELUDE .. code, {env = support.goes_on})
end

local function asks(code)
  support.succeeds(PRELUDE .. ASKED .. code, {env = support.goes_on, args = {
    supervise.target(), tostring(seccomp.syscall_number "chdir")}})
end

describe("where the kernel refuses to install,", function()
  it("load says why that may be", function()
    for errno, words in pairs {EACCES = "set no_new_privs",
      EINVAL = "lacks a flag", ENOMEM = "at the kernel's limit",
      EBUSY = "has a listener already", ESRCH = "another thread"} do
      succeeds(([[
        local f = seccomp.filter "allow":add_rule("chdir", "kill")
        refuse("seccomp", %q)
        raises(%q, %q, f.load, f)
        raises(%q, %q, seccomp.spawn, {"true"}, {filter = f})
      ]]):format(errno, errno, words, errno, words))
    end
  end)

  it("load asks for it with what the attributes say", function()
    -- SECCOMP_FILTER_FLAG_SPEC_ALLOW is 4, _LOG 2
    succeeds [[
      local f = seccomp.filter("allow", {ssb = true})
      local g = seccomp.filter("allow", {log = true})
      refuse("seccomp", "EXDEV", {0, "==", 1}, {1, "masked_eq", 4, 4})
      raises("EXDEV", "refused the filter", f.load, f)
      local p = g:program()
      raises("EXDEV", "refused the filter", p.load, p, {ssb = true})
      g:load()
    ]]
  end)
end)

describe("where the kernel refuses an answer,", function()
  it("it is said, and the request is open still", function()
    asks [[
      local r = asked()
      for errno, words in pairs {EINVAL = "lacks a part",
        EPERM = "refused the answer"} do
        refuse_ioctl(1, errno)
        raises(errno, words, r.reply, r, 0)
        assert(not r.answered)
      end
      refuse_ioctl(1, "EINPROGRESS") -- not open, that is
      raises("EINPROGRESS", "answered already", r.reply, r, 0)
      assert(r.answered)
    ]]
  end)

  it("a descriptor is not added, and the reason is said", function()
    asks [[
      local r = asked()
      for errno, words in pairs {EMFILE = "no free descriptor",
        EINPROGRESS = "answered already", EINVAL = "Linux 5.9",
        ENOTTY = "Linux 5.9", EPERM = "cannot add descriptor 0"} do
        refuse_ioctl(3, errno)
        raises(errno, words, r.add_fd, r, 0)
        assert(not r.answered)
      end
      refuse_ioctl(3, "ENOENT")
      local sent, why = r:add_fd(0)
      assert(sent == false and why == "gone")
    ]]
  end)

  it("a request is not taken for one that stands, nor for a dead one",
    function()
      asks [[
        local r, process = asked()
        refuse_ioctl(2, "EPERM")
        raises("EPERM", "cannot look", process.listener.is_valid,
          process.listener, r.id)
        raises("EPERM", "whether the request is still pending", r.read, r,
          r.arg0, 1)
      ]]
    end)

  it("none is received", function()
    asks [[
      local _, process = asked()
      local r, other = asked()
      r:reply(0)
      local third = seccomp.spawn({arg[1], "call", arg[2], "w:x"},
        {filter = filter, listener = true, stdout = "null"})
      refuse_ioctl(0, "EIO")
      raises("EIO", "cannot receive", third.listener.receive, third.listener)
      -- one of the two will do
      refuse({"ppoll", "ppoll_time64"}, "EPERM")
      if seccomp.signature "poll" then -- which not every arch has
        assert(select(2, process.listener:receive(0.01)) == "timeout")
        refuse("poll", "EPERM")
      end
      raises("EPERM", "cannot wait", process.listener.receive,
        process.listener, 1)
      -- there is another way to wait for a process
      assert(other:wait(10).exited)
    ]]
  end)

  it("it is looked at as before Linux 5.8", function()
    asks [[
      local r, process = asked()
      refuse("ioctl", "EINVAL", {1, "masked_eq", 0xffffffff, 0x40082102})
      assert(process.listener:is_valid(r.id))
      assert(not process.listener:is_valid(r.id ~ 1))
    ]]
  end)
end)

describe("where memory cannot be had,", function()
  it("it is said", function()
    -- errno(0) is a call that moved nothing
    for _, case in ipairs {
      {"process_vm_readv", "EPERM", "EPERM", "dumpable"},
      {"process_vm_readv", "0", "EFAULT", "cannot read"},
      {"process_vm_readv", "ENOSYS", nil},
      {"pread64", "0", "ESRCH", "cannot read"},
      {"pread64", "EPERM", "EPERM", "dumpable"},
    } do
      asks(([[
        local r = asked()
        local call, errno, code, words = %s
        if call == "pread64" then refuse("process_vm_readv", "ENOSYS") end
        refuse(call, errno)
        if not code then
          assert(r:read(r.arg0, 6) == "before")
        else
          raises(code, words, r.read, r, r.arg0, 6)
        end
      ]]):format(("%q, %q, %s, %s"):format(case[1], case[2],
        case[3] and ("%q"):format(case[3]) or "nil",
        case[4] and ("%q"):format(case[4]) or "nil")))
    end
    asks [[
      local r = asked()
      refuse("process_vm_readv", "ENOSYS")
      refuse_opening("ENOENT", 0x43, 0)
      raises("ENOENT", "cannot read", r.read, r, r.arg0, 1)
    ]]
    asks [[
      local r = asked()
      -- O_RDWR, and not O_CREAT
      refuse_opening("ENOENT", 0x43, 2)
      refuse("process_vm_writev", 0)
      raises("EFAULT", "cannot write", r.write, r, r.arg0, "x")
      refuse("process_vm_writev", "ESRCH")
      raises("ESRCH", "cannot write", r.write, r, r.arg0, "x")
    ]]
    asks [[
      local r = asked()
      refuse("pwrite64", 0)
      raises("ESRCH", "cannot write", r.write, r, r.arg0, "x")
      refuse("pwrite64", "EPERM")
      raises("EPERM", "dumpable", r.write, r, r.arg0, "x")
    ]]
  end)
end)

describe("where the kernel refuses a part of spawn,", function()
  it("it is said which", function()
    succeeds [[
      refuse({"fcntl", "fcntl64"}, "EMFILE", {1, "==", 1030}) -- F_DUPFD_CLOEXEC
      raises("EMFILE", "stdin, stdout and stderr", seccomp.spawn, {"true"},
        {stderr = io.stdout})
    ]]
    succeeds [[
      -- O_RDWR | O_CLOEXEC, and not O_CREAT
      refuse_opening("EMFILE", 0x80043, 0x80002)
      raises("EMFILE", "stdin, stdout and stderr", seccomp.spawn, {"true"},
        {stdin = "null"})
    ]]
    succeeds [[
      refuse({"dup2", "dup3"}, "EMFILE")
      raises("EMFILE", "stdin, stdout and stderr", seccomp.spawn, {"true"},
        {stdin = "null"})
    ]]
    succeeds [[
      refuse("close_range", "ENOSYS")
      refuse("getdents64", "EIO")
      raises("EIO", "neither close_range(2) nor /proc", seccomp.spawn, {"true"})
      refuse_opening("ENOENT", 0x43, 0)
      raises("ENOENT", "neither close_range(2) nor /proc", seccomp.spawn,
        {"true"})
    ]]
    succeeds [[
      local filter = seccomp.filter "allow":add_rule("chdir", "notify")
      refuse("recvmsg", "EIO")
      raises("EIO", "listener could not be received", seccomp.spawn, {"true"},
        {filter = filter, listener = true})
    ]]
    succeeds [[
      -- to the one that hands the listener over: CLONE_PIDFD
      local filter = seccomp.filter "allow":add_rule("chdir", "notify")
      refuse("clone", "EAGAIN", {FLAGS, "masked_eq", 0x1000, 0x1000})
      raises("EAGAIN", "", seccomp.spawn, {"true"}, {filter = filter,
        listener = true})
    ]]
    for _, options in ipairs {"{}", "{listener = true, filter = filter}"} do
      succeeds([[
        local filter = seccomp.filter "allow":add_rule("chdir", "notify")
        refuse({"clone", "clone3", "fork", "vfork"}, "EAGAIN")
        raises("EAGAIN", "", seccomp.spawn, {"true"}, ]] .. options .. ")")
    end
  end)

  it("without pidfds it starts and ends all the same", function()
    for _, line in ipairs {
      [[refuse("clone", "EINVAL", {FLAGS, "masked_eq", 0x1000, 0x1000})]],
      [[refuse("pidfd_open", "ENOSYS")
        refuse("clone", "EINVAL", {FLAGS, "masked_eq", 0x1000, 0x1000})]],
      [[refuse("uname", "EPERM")]],
    } do
      succeeds([[
        local plain = seccomp.filter "allow":add_rule("chdir", "kill")
        local filter = seccomp.filter "allow":add_rule("chdir", "notify")
        ]] .. line .. [[

        for _, options in ipairs {{}, {filter = plain},
          {filter = filter, listener = true}} do
          local p = seccomp.spawn({"sh", "-c", "exit 3"}, options)
          assert(p:wait().exited == 3)
        end
      ]])
    end
  end)
end)

describe("where the kernel does not say what a file is,", function()
  it("spawn finds the program that anybody may execute", function()
    local directory = support.directory()
    finally(function() support.remove(directory) end)
    -- a directory, a file that nobody may execute, and what is looked for
    assert(os.execute(("cd %s && mkdir -p a/tool b c && echo >b/tool && " ..
      "printf '#!/bin/sh\nexit 4' >c/tool && chmod 644 b/tool && " ..
      "chmod 755 c/tool"):format(support.quote(directory))))
    local lua = support.command {"sh", "-c", 'command -v "$0"', support.lua}
      .stdout:match "[^\n]+"
    local function under(path)
      return (path:gsub("%a", directory .. "/%0"))
    end
    for _, calls in ipairs {[[{"faccessat", "faccessat2", "access"}]],
      [[{"stat", "lstat", "newfstatat", "fstatat64", "stat64", "statx"}]]} do
      for _, errno in ipairs {"ENOSYS", "EPERM"} do
        for path, expected in pairs {["a:b:c"] = "ran", ["c:b"] = "ran",
          ["a:b"] = "EACCES"} do
          local child = support.succeeds(PRELUDE .. ([[
            refuse(%s, %q)
            local ok, result = pcall(seccomp.spawn, {"tool"})
            -- as far as it comes without that call
            io.write(ok and result:wait() and "ran" or result.code)
            ok, result = pcall(seccomp.spawn, {"no-such-tool"})
            io.write(" ", ok and "there" or result.code)
          ]]):format(calls, errno), {lua = lua, env = {PATH = under(path),
            COVERAGE_GOES_ON = "1"}})
          assert.equal(expected .. " ENOENT", child.stdout,
            calls .. errno .. path)
        end
      end
    end
  end)
end)

describe("where the kernel refuses a signal,", function()
  it("kill says so", function()
    succeeds [[
      local p = seccomp.spawn {"sh", "-c", "exit 0"}
      refuse({"kill", "pidfd_send_signal"}, "EPERM")
      raises("EPERM", "cannot send signal", p.kill, p, "TERM")
    ]]
  end)
end)

describe("where the kernel writes nothing,", function()
  it("an export does not wait for ever", function()
    succeeds [[
      local f = seccomp.filter "allow"
      refuse("write", 0, {0, "==", 77})
      raises("EIO", "", f.export_pfc, f, 77)
    ]]
  end)

  if not support.library_at_least(2, 6) then
    it("nor reads, a filter has no program", function()
      for _, calls in ipairs {[["pread64"]],
        [[{"fstat", "fstat64", "newfstatat", "fstatat64", "statx"}]]} do
        succeeds(([[
          local f = seccomp.filter "allow"
          refuse(%s, "EIO")
          raises("EIO", "cannot read the export back", f.program, f)
        ]]):format(calls))
      end
    end)

    it("whole, a filter has none either", function()
      if support.counted() then
        pending "the counts are larger than the limit"
        return
      end
      support.succeeds(PRELUDE .. [[
        local f = seccomp.filter "allow"
        for i = 1, 60 do f:add_rule("read", "kill", {0, "==", i}) end
        raises("EFBIG", "the limit on the size of files", f.program, f)
      ]], {ulimit = "-f 1"})
    end)
  end
end)
