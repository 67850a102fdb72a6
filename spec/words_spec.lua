-- SPDX-License-Identifier: MIT
-- What is printed in the kernel's words, and that it reads back as it was.
local call_texts = require "seccomp.cli.call"
local draw = require "spec.draw"
local kernel = require "seccomp.core.kernel"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local texts = require "seccomp.policy.text"
local words = require "seccomp.policy.words"

local pick, random = draw.pick, math.random

-- A value that an argument may have: of its constants, mostly.
local function some_value(argument)
  if random(4) == 1 then return random(0) end
  local value = pick(argument.values)
  if argument.flags and random(2) == 1 then
    value = value | pick(argument.values)
  end
  if random(3) > 1 and not argument.word then value = value & 0xffffffff end
  return value
end

-- What the calls of an arch take constants as: {call, place, what is known}.
local function arguments_of(arch)
  local list = {}
  for _, call in ipairs(kernel.calls(arch)) do
    for place = 0, 5 do
      local argument = kernel.argument(call.name, place, arch)
      local names = kernel.constants(call.name, place, arch)
      if names[1] then
        argument.values = {}
        for i, name in ipairs(names) do
          argument.values[i] = seccomp.constant(name, arch)
        end
        list[#list + 1] = {call.name, place, argument}
      end
    end
  end
  return list
end

describe("words of the kernel", function()
  it("are exactly the value that they stand for", function()
    local said = 0
    local one_way = {amd64 = true, arm = true, mips64 = true}
    for _, arch in ipairs {"amd64", "x86", "arm", "mips64", "s390x"} do
      local arguments = arguments_of(arch)
      for _ = 1, 150 do
        local call, place, argument = table.unpack(pick(arguments))
        local value = some_value(argument)
        if arch == "x86" or arch == "arm" then value = value & 0xffffffff end
        local name, word = words.value(arch, call, place, value)
        assert.equal(argument.name, name)
        if word then
          said = said + 1
          local p = policies.new {default = "errno(EPERM)", arches = {arch},
            rules = {
              {call, action = "allow", when = {{place, "==", value}}},
              not one_way[arch] and {"socketcall", "ipc", action = "trap"} or
                nil,
            }}
          local program = p:compile {prove = false}
          local function simulated(given)
            return program:simulate({arch = arch, syscall = call,
              [name] = given}).name
          end
          assert.equal("allow", simulated(word), ("%s %s %s = %s (0x%x)")
            :format(arch, call, name, word, value))
          assert.equal("errno", simulated((value ~ 1) & 0xffffffff))
        end
      end
    end
    assert.is_true(said > 200)
  end)

  it("are those of which exactly one can be meant", function()
    for expected, value in pairs {
      ["domain AF_UNIX"] = {"socket", 0, 1},
      ["domain AF_NETLINK"] = {"socket", 0, 16},
      ["type SOCK_SEQPACKET|SOCK_CLOEXEC"] = {"socket", 1, 0x80005},
      ["protocol IPPROTO_IP"] = {"socket", 2, 0,
        function(place) return place == 0 and 2 or nil end},
      -- of a domain that is not told, or another one
      ["protocol nil"] = {"socket", 2, 0},
      ["option PR_SET_DUMPABLE"] = {"prctl", 0, 4},
      ["option PR_CAPBSET_DROP"] = {"prctl", 0, 24},
      ["flags SIGCHLD|CLONE_VM|CLONE_VFORK"] = {"clone", 0, 0x4111},
      ["sig SIGABRT"] = {"kill", 1, 6},
      ["flags AT_REMOVEDIR"] = {"unlinkat", 2, 0x200},
      ["flags AT_EACCESS"] = {"faccessat2", 3, 0x200},
      ["flags AT_HANDLE_FID"] = {"name_to_handle_at", 4, 0x200},
      ["flags O_RDWR|O_NONBLOCK|O_SYNC"] = {"openat", 2, 0x101802},
      ["flags MAP_SHARED_VALIDATE|MAP_ANONYMOUS"] = {"mmap", 3, 0x23},
      ["cmd SHM_STAT"] = {"shmctl", 1, 13},
      ["flags FAN_CLOEXEC"] = {"fanotify_init", 0, 1},
      ["flags FAN_MARK_ADD"] = {"fanotify_mark", 1, 1},
      ["mask FAN_ACCESS|FAN_MODIFY"] = {"fanotify_mark", 2, 3},
      ["request FIONREAD"] = {"ioctl", 1, 0x541b},
      ["request FIBMAP"] = {"ioctl", 1, 1},
      -- of several drivers, and of several levels
      ["request nil"] = {"ioctl", 1, 0x7004},
      ["optname nil"] = {"setsockopt", 2, 1},
      -- nobody has such a flag
      ["flags nil"] = {"openat", 2, 0x80000001},
    } do
      local name, word = words.value("amd64", table.unpack(value))
      assert.equal(expected, name .. " " .. tostring(word))
    end
  end)

  it("stand in calls and witnesses, and numbers where there are none",
      function()
    for expected, call in pairs {
      ["socket(AF_INET, SOCK_STREAM)"] = {syscall = "socket", arg0 = 2,
        arg1 = 1},
      ["socket(0x100000002)"] = {syscall = "socket", arg0 = 1 << 32 | 2},
      ["openat(AT_FDCWD, 0, O_WRONLY|O_CREAT)"] = {syscall = "openat",
        arg0 = 0xffffff9c, arg2 = 0x41},
      ["openat(0xffffffffffffff9c)"] = {syscall = "openat", arg0 = -100},
      ["read(3, 0, 0x10)"] = {syscall = "read", arg0 = 3, arg2 = 16},
      ["syscall 9999(1)"] = {syscall = 9999, arg0 = 1},
    } do
      call.arch = "amd64"
      assert.equal("amd64 " .. expected, call_texts.text(call))
    end
    assert.equal("socket on x86 with domain = AF_INET6, arg4 = 5",
      texts.call {arch = "x86", syscall = "socket", arg0 = 10, arg4 = 5})
    assert.equal("7 on 305419896 with arg0 = 1",
      texts.call {arch = 0x12345678, syscall = 7, arg0 = 1})
  end)

  it("stand in requests, as the kernel takes the arguments", function()
    for expected, arguments in pairs {
      ["openat(AT_FDCWD, \"/x\\27\", O_RDWR|O_CLOEXEC, 0xabc01ff)"] = {
        "openat", -100, 0x1000, 0x80002, 7 << 40 | 0xabc01ff},
      ["openat(-0x65, \"/x\\27\", 0, 0)"] = {"openat", 0xffffff9b, 0x1000,
        7 << 32},
      ["mkdir(0, 0x1a4)"] = {"mkdir", 0, 420},
      ["mknod(0, S_IFCHR, 0x103)"] = {"mknod", 0, 0x2000, 0x103},
      ["kill(-1, SIGTERM)"] = {"kill", -1, 15},
      ["lseek(0xffffffff, 0xffffffffffffffff, SEEK_SET)"] = {"lseek", -1, -1},
      ["sync()"] = {"sync", 1, 2},
      ["syscall 9999(1, 0, 0, 0, 0, 0)"] = {nil, 1},
    } do
      local request = {arch = "amd64", syscall = arguments[1], number = 9999}
      for i = 0, 5 do request["arg" .. i] = arguments[i + 2] or 0 end
      assert.equal("amd64 " .. expected, call_texts.of_request(request,
        arguments[1] == "openat" and 1 or nil, "/x\27"))
    end
  end)

  it("stand in comparisons", function()
    local function text_of(...)
      local none = policies.new {default = "errno(EPERM)",
        arches = {"amd64", "arm"}, rules = {}}
      local some = policies.new {default = "errno(EPERM)",
        arches = {"amd64", "arm"}, rules = {{..., action = "allow",
          when = {select(2, ...)}}}}
      local text = tostring(none:compare(some))
      for line in text:gmatch "[^\n]+" do
        assert.is_true(utf8.len(line) <= 80, line)
      end
      return (text:gsub("%s+", " "):match "errno%(EPERM%) → allow (.*)$")
    end
    assert.equal("socket where domain in {AF_UNIX, AF_INET}",
      text_of("socket", {"domain", "==", {"AF_INET", "AF_UNIX"}}))
    assert.equal("fcntl where fd:64 == 3 and cmd == F_GETFD",
      text_of("fcntl", {"cmd", "==", "F_GETFD"}, {0, "==", 3}))
    assert.equal("unshare where flags:32 & " ..
      "(CLONE_NEWUTS|CLONE_NEWNET) == CLONE_NEWNET",
      text_of("unshare", {"flags", "masked_eq", "CLONE_NEWUTS|CLONE_NEWNET",
        "CLONE_NEWNET"}))
    assert.equal("clone where flags:32 & (CLONE_NEWNS| CLONE_NEWCGROUP|" ..
      "CLONE_NEWUTS|CLONE_NEWIPC|CLONE_NEWUSER|CLONE_NEWPID| CLONE_NEWNET) " ..
      "== 0", text_of("clone", {0, "masked_eq", 0x7e020000, 0}))
    -- sync has no arguments
    assert.equal("sync where arg0 == 1", text_of("sync", {0, "==", 1}))
  end)
end)
