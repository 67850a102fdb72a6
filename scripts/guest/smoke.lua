-- SPDX-License-Identifier: MIT
-- scripts/guest/smoke.lua: whether this kernel does what the module says: load,
-- errno, kill, log, tsync, notify, memory, add_fd, spawn, supervisor, record,
-- policies. Names only calls that every arch has, and says which of its parts
-- fail. Needs the module on the paths, sh and a few of coreutils.
local seccomp = require "seccomp"
local policy = require "seccomp.policy"
local record = require "seccomp.record"
local supervisor = require "seccomp.supervisor"

local lua = os.getenv "LUA" or "lua5.4"
local directory = io.popen("mktemp -d"):read "l"
local failed, passed = 0, 0
io.stdout:setvbuf "line"

local function part(name, body)
  local start = os.time()
  local ok, err = xpcall(body, function(e)
    return debug.traceback(tostring(e), 2)
  end)
  if ok then passed = passed + 1 else failed = failed + 1 end
  print(("%-6s %s (%d s)%s"):format(ok and "ok" or "FAILED", name,
    os.time() - start, ok and "" or "\n" .. err))
end

local function equal(want, got, what)
  if want ~= got then
    error(("%s: %s, and not %s"):format(what or "result", tostring(got),
      tostring(want)), 2)
  end
end

-- runs Lua in a child; its wait result
local function child(code, options)
  local process = seccomp.spawn({lua, "-e", code}, options)
  return assert(process:wait(120))
end

-- the requests of a process until it has ended, on every kernel: before 6.11 a
-- listener says "closed" only once the process was waited for
local function requests(process)
  return function()
    for _ = 1, 120 do
      local req, why = process.listener:receive(1)
      if req then return req end
      if why == "closed" then return nil end
      process:wait(0)
    end
    error("neither request nor end", 2)
  end
end

local MKDIR = {"mkdirat"}
if seccomp.syscall_number "mkdir" and seccomp.syscall_number "mkdir" >= 0 then
  MKDIR[2] = "mkdir"
end

print(_VERSION, seccomp._VERSION, seccomp.native_arch(), "API",
  seccomp.api(), "libseccomp", table.concat({seccomp.library_version()}, "."))
local features = seccomp.features()
for _, kind in ipairs {"actions", "flags", "notify"} do
  local names = {}
  for _, name in ipairs(features[kind] or {}) do names[#names + 1] = name end
  print(kind, table.concat(names, " "))
end

part("verify", function()
  for _, call in ipairs {"mkdirat", "ioctl", "unlinkat"} do
    seccomp.filter "allow":add_rule(call, "errno(EACCES)"):verify()
    seccomp.filter "allow":add_rule(call, "errno(EACCES)", {1, "==", 7})
      :verify()
  end
end)

part("load, errno and conditions", function()
  local result = child [[
    local seccomp = require "seccomp"
    seccomp.filter "allow":add_rule("unlinkat", "errno(EXDEV)")
      :add_rule("personality", "errno(ENOTNAM)", {0, "==", 0xffffffff,
        width = 32}):load()
    local f = io.popen "rm -r /tmp/none-of-it 2>&1; rmdir /nonexistent 2>&1"
    f:read "a"
    os.exit(io.open "/proc/self/status":read "a":match "Seccomp:%s*2" and 7
      or 8)
  ]]
  equal(7, result.exited)
end)

part("kill", function()
  local ok, err = pcall(seccomp.spawn, {"true"}, {
    filter = seccomp.filter "allow":add_rule("execve", "kill_process")})
  equal(false, ok)
  assert(tostring(err):find("SIGSYS", 1, true), err)
  local p = seccomp.spawn({"mkdir", directory .. "/a"}, {
    filter = seccomp.filter "allow":add_rule(MKDIR, "kill_process")})
  equal("SIGSYS", p:wait(60).signaled)
  p = seccomp.spawn({"mkdir", directory .. "/a"}, {stderr = "null",
    filter = seccomp.filter "allow":add_rule(MKDIR, "errno(EPERM)")})
  equal(1, p:wait(60).exited)
end)

part("policy", function()
  local p = policy.new {default = "allow", unknown = "errno(ENOSYS)", rules = {
    {MKDIR[1], MKDIR[2], action = "errno(EDQUOT)"},
    {"personality", action = "errno(EUSERS)", when = {{0, ">", 5},
      {0, "<", 9}}},
  }}
  p:compile()
  local process = seccomp.spawn({"mkdir", directory .. "/b"}, {
    filter = p, stderr = "null"})
  equal(1, process:wait(60).exited)
  local result = child([[
    local policy = require "seccomp.policy"
    policy.new {default = "allow", rules = {
      {"uname", action = "errno(EPERM)"}}}:load()
    os.exit(io.popen "uname 2>&1":read "a":match "not permitted" and 5 or 6)
  ]])
  equal(5, result.exited)
end)

part("notify: fail, continue, reply, memory", function()
  local p = seccomp.spawn({"mkdir", directory .. "/one", directory .. "/two"}, {
    filter = seccomp.filter "allow":add_rule(MKDIR, "notify"),
    listener = true, stderr = "null"})
  local seen = {}
  for req in requests(p) do
    equal(seccomp.native_arch(), req.arch)
    local path = req:read_string(req.syscall == "mkdir" and req.arg0 or
      req.arg1)
    seen[#seen + 1] = path
    if path:match "two$" then req:continue() else req:fail "EDQUOT" end
  end
  equal(1, p:wait(60).exited)
  equal(2, #seen)
  equal(directory .. "/one", seen[1])
  equal(true, os.rename(directory .. "/two", directory .. "/three"))
end)

part("notify: memory is written", function()
  local p = seccomp.spawn({"uname", "-n"}, {
    filter = seccomp.filter "allow":add_rule("uname", "notify"),
    listener = true, stdout = "null"})
  local req = assert(p.listener:receive(60))
  equal("uname", req.syscall)
  req:write(req.arg0, "Linux\0")
  equal("Linux", req:read_string(req.arg0))
  req:reply(0)
  for more in requests(p) do more:continue() end
  equal(0, p:wait(60).exited)
end)

part("notify: descriptors", function()
  local path = directory .. "/text"
  assert(io.open(path, "w")):write "from outside\n":close()
  local out = assert(io.open(directory .. "/out", "w"))
  local p = seccomp.spawn({"cat", "/nonexistent/file"}, {
    filter = seccomp.filter "allow":add_rule("openat", "notify"),
    listener = true, stdout = out})
  for req in requests(p) do
    if req:read_string(req.arg1) == "/nonexistent/file" then
      local file <close> = assert(io.open(path))
      req:add_fd(file, {cloexec = true, reply = true})
    else
      req:continue()
    end
  end
  out:close()
  equal(0, p:wait(60).exited)
  equal("from outside\n", io.open(directory .. "/out"):read "a")
end)

part("spawn whatever the filter notifies", function()
  for _, calls in ipairs {{"write"}, {"sendmsg"}, {"close"}, {"execve"},
    {"close_range"}, {"read", "recvmsg", "mmap", "exit_group"}, {"futex"}} do
    local filter = seccomp.filter "allow":add_rule(calls, "notify")
    -- s390x gets around sendmsg by socketcall, which is no matter here
    local p = seccomp.spawn({"true"}, {filter = filter, listener = true,
      bypass = true})
    for req in requests(p) do
      req:continue()
    end
    equal(0, (p:wait(60) or {}).exited, calls[1])
  end
end)

part("a listener says closed once its process has ended", function()
  local p = seccomp.spawn({"true"}, {listener = true,
    filter = seccomp.filter "allow":add_rule("personality", "notify")})
  local req, why = p.listener:receive(10)
  equal(nil, req)
  equal("closed", why)
end)

part("spawn a program that is not there", function()
  local p = seccomp.spawn({"/nonexistent"}, {listener = true,
    filter = seccomp.filter "allow":add_rule("personality", "notify")})
  equal("ENOENT", p:wait(60).exec_error)
end)

part("supervisor", function()
  local result = supervisor.run({"mkdir", directory .. "/x"}, {
    filter = seccomp.filter "allow":add_rule(MKDIR, "notify"),
    default = "continue", stderr = "null",
    on = {mkdirat = function() return "EPERM" end,
      mkdir = function() return "EPERM" end}})
  equal(1, result.exited)
end)

part("policy by libseccomp", function()
  policy.new {default = "allow", rules = {
    {"personality", action = "errno(EUSERS)", when = {{0, "==", 5}}}}}
    :filter():verify()
end)

part("record", function()
  local recording = record.record({"sh", "-c", "mkdir " .. directory ..
    "/r; exit 4"}, {progress = false})
  local made = recording:policy()
  local p = seccomp.spawn({"sh", "-c", "mkdir " .. directory .. "/q; exit 4"},
    {filter = made})
  equal(4, p:wait(120).exited)
end)

part("tsync, log and ssb as the kernel has them", function()
  local result = child [[
    local seccomp = require "seccomp"
    local f = seccomp.filter "allow":add_rule("personality", "errno(1)")
    f:set("log", true)
    f:load()
    local program = seccomp.filter "allow":add_rule("uname", "errno(2)")
      :program()
    local flags = seccomp.features().flags
    program:load {log = flags.log, ssb = flags.ssb, tsync = flags.tsync}
    os.exit(3)
  ]]
  equal(3, result.exited)
end)

os.execute("rm -rf " .. directory)
print(("%d passed, %d failed"):format(passed, failed))
os.exit(failed == 0 and 0 or 1)
