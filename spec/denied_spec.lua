-- SPDX-License-Identifier: MIT
-- Calls that we make, answered with EPERM and ENOSYS one by one, as filters
-- around us do: what only asks, or has another way, is done without.
local here = require "spec.here"
local seccomp = require "seccomp"
local support = require "spec.support"

-- What our functions do when each is denied, in a process that has everything
-- loaded: a line for each, "ok" or what it raised.
local SCRIPT = [[
local seccomp = require "seccomp"
local file = require "seccomp.core.file"
local record = require "seccomp.record"
local policy = require "seccomp.policy"
local directory, call, errno = arg[1], arg[2], arg[3]
local mkdir = seccomp.filter("allow"):add_rule("mkdirat", "notify"):program()
local reboot = seccomp.filter("allow"):add_rule("reboot", "errno(EIO)")
  :program()
record.record({"plain"}):policy()
policy.new({default = "allow", rules = {{call, action = errno}}}):compile()
  :load()

local lines = {}
local function try(name, fn)
  local ok, err = pcall(fn)
  lines[#lines + 1] = name .. "\t" .. (ok and "ok" or tostring(err):gsub("%c",
    "?")) .. "\n"
end
local function ends(status, name, options)
  local process <close> = seccomp.spawn({name}, options)
  local outcome = process:wait(20)
  assert(outcome and outcome.exited == status,
    outcome and (outcome.exited or outcome.signaled) or "timeout")
end
-- the right one of what PATH has of that name
try("spawn", function() ends(7, "tool") end)
try("spawn to null", function() ends(0, "plain", {stdout = "null"}) end)
try("spawn under a filter", function() ends(0, "plain", {filter = reboot}) end)
try("spawn in the foreground", function()
  ends(0, "plain", {foreground = true})
end)
try("kill", function()
  local process <close> = seccomp.spawn {"sleeper"}
  assert(process:kill() and process:wait(20).signaled == "SIGTERM")
end)
try("listener", function()
  local process <close> = seccomp.spawn({"caller"},
    {filter = mkdir, listener = true})
  assert(process.listener:receive(20)):reply(0)
  assert(process:wait(20).exited == 0)
end)
for _, name in ipairs {"old", "new"} do
  try("write " .. name, function()
    local path = directory .. "/" .. name
    assert(file.writable(path))
    assert(file.write(path, "text"))
    local handle <close> = assert(io.open(path))
    assert(handle:read "a" == "text")
  end)
end
try("record", function()
  assert(record.record({"plain"}).status.exited == 0)
end)
try("features", function() assert(#seccomp.features().arches > 0) end)
io.stdout:write(table.concat(lines))
io.stdout:flush()
os.exit(0)
]]

-- What cannot be done without a call; everything else can.
local STARTS = {"spawn", "spawn to null", "spawn under a filter",
  "spawn in the foreground", "kill", "listener", "record"}
local ESSENTIAL = {
  clone = STARTS, execve = STARTS,
  -- no_new_privs, which a filter is not installed without
  prctl = {"spawn under a filter", "listener", "record"},
  seccomp = {"spawn under a filter", "listener", "record"},
  socketpair = {"listener"}, sendmsg = {"listener"}, recvmsg = {"listener"},
  [here.call("fcntl64", "fcntl")] = {"listener"}, ioctl = {"listener"},
  openat = {"spawn to null", "write old", "write new"},
  write = {"write old", "write new"},
  read = {"write old", "write new", "record"},
}
-- what dup2(3) and poll(3) are made of where there are no such calls
if not seccomp.signature "dup2" then ESSENTIAL.dup3 = {"spawn to null"} end
if not seccomp.signature "poll" then ESSENTIAL.ppoll = {"listener"} end
-- what Debian's C library makes there in place of socketpair, sendmsg, recvmsg
if here.arch == "x86" or here.arch == "s390x" then
  ESSENTIAL.socketcall = {"listener"}
end

-- All that our C calls, by itself and through the C library; those with 64 in
-- their names are what 32-bit processes call.
local CALLS = [[clock_gettime clone clone3 close close_range dup2 dup3 execve
  faccessat faccessat2 fchmod fchown fcntl getdents64 geteuid getpgid getpgrp
  getpid getppid getuid ioctl kill lseek lstat newfstatat fstat stat nanosleep
  clock_nanosleep openat pidfd_open pidfd_send_signal pipe2 poll ppoll prctl
  pread64 prlimit64 process_vm_readv ptrace read readlink recvmsg rename
  rt_sigaction rt_sigprocmask seccomp sendmsg setrlimit socketpair uname unlink
  vfork wait4 waitid write clock_gettime64 clock_nanosleep_time64 fchown32
  fcntl64 fstat64 fstatat64 geteuid32 getuid32 _llseek lstat64 ppoll_time64
  socketcall stat64 statx ugetrlimit]]

describe("a call of ours that is answered with", function()
  local directory, words
  setup(function()
    directory = support.directory()
    -- two names before the program that is meant, which cannot be executed
    local child = support.command(([[cd %s && mkdir a a/plain b &&
      echo no >a/tool && chmod -x a/tool && %s -static -O1 -o b/plain %s &&
      cd b && for name in tool caller sleeper; do ln plain $name; done]])
      :format(directory, os.getenv "CC" or "cc", support.quote(support.root ..
        "/spec/c/denied.c")), {env = support.unpreloaded})
    assert(child.code == 0, support.describe(child))
    support.spew(directory .. "/script.lua", SCRIPT)
    words = {support.lua, directory .. "/script.lua", directory}
  end)
  teardown(function() support.remove(directory) end)

  local function answered(call, errno)
    support.spew(directory .. "/old", "as it was")
    os.remove(directory .. "/new")
    local child = support.script({words[1], words[2], words[3], call,
      "errno(" .. errno .. ")"}, {timeout = 60, loses = "calls",
      env = {PATH = directory .. "/a:" .. directory .. "/b:/usr/bin:/bin"}})
    local essential = {}
    for _, what in ipairs(ESSENTIAL[call] or {}) do essential[what] = true end
    local seen = 0
    for line in child.stdout:gmatch "[^\n]+" do
      local what, result = line:match "^(.-)\t(.*)$"
      seen = seen + 1
      if essential[what] then
        -- fails, and does not seem to have been done
        assert.not_equal("ok", result, call .. " " .. line)
      else
        assert.equal("ok", result, call .. " " .. line)
      end
    end
    -- one that cannot write cannot tell either
    if call ~= "write" then
      assert.equal(10, seen, call .. " " .. support.describe(child))
    end
  end

  for _, errno in ipairs {"EPERM", "ENOSYS"} do
    it(errno, function()
      local why = support.unwatched "calls"
      if why then pending(why) return end
      for call in CALLS:gmatch "%S+" do
        if seccomp.signature(call) then answered(call, errno) end
      end
    end)
  end
end)
