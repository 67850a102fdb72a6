-- SPDX-License-Identifier: MIT
-- What a recording keeps, what a policy of one permits beyond it, and how far
-- words and logs are read: each stands here a second time, or at its bounds.
local arguments = require "seccomp.record.arguments"
local calls = require "seccomp.kernel.calls"
local count = require "seccomp.record.count"
local entries = require "seccomp.record.calls"
local names = require "seccomp.record.names"
local record = require "seccomp.record"
local recorder = require "seccomp.record.recorder"
local source = require "seccomp.record.source"
local support = require "spec.support"
local watch = require "seccomp.record.watch"
local values_of = require("seccomp.record.strace_values").of

local function words(text)
  local list = {}
  for word in text:gmatch "%S+" do list[#list + 1] = word end
  return list
end

local function recording(list, more)
  return record.parse(('{"seccomp_recording": 2, "runs": 1, "calls": [%s], ' ..
    '"launcher": []%s}'):format(list, more or ""))
end

describe("what is kept of a call's arguments", function()
  -- by places; a pointer, a descriptor, a size, an id and a mode are none
  for arch, lines in pairs {
    amd64 = [[socket 0/1/2, openat 2, mkdirat -, faccessat2 2/3, linkat 4,
      newfstatat 3, statx 2/3, unlinkat 2, fcntl 1, ioctl 1, mmap 2/3,
      mprotect 2, madvise 2, clone 0, clone3 -, unshare 0, prctl 0,
      arch_prctl 0, keyctl 0, add_key -, request_key -, umask -, chmod -,
      kill 1, tgkill 2, sysfs -, syslog 0, iopl 0, ioperm -, modify_ldt 0,
      quotactl 0, nfsservctl 0, bpf 0, reboot 0/1/2, msgrcv 4, msgsnd 3,
      msgget 1, semctl 2, shmat 2, copy_file_range 5, pidfd_getfd 2,
      process_vm_readv 5, sched_setattr 2, memfd_create 1, read -, close -,
      dup2 -, write -, setuid -, listen -, exit_group -, pidfd_open 1,
      fanotify_mark 1/2, futex 1, getsockopt 1/2, lseek 2, seccomp 0/1]],
    x86 = [[ipc 0, socketcall 0, mmap -, mmap2 2/3, fadvise64 4, signal 0,
      waitpid 2, _llseek 4, fcntl64 1]],
    mips = "sysmips 0", s390x = "clone 1",
  } do
    it("on " .. arch, function()
      for name, places in lines:gmatch "([%w_]+) ([%d/-]+)" do
        local got = {}
        for i, argument in ipairs(arguments.of(arch, name) or {}) do
          got[i] = argument.arg
        end
        assert.equal(places == "-" and "" or places, table.concat(got, "/"),
          name)
      end
    end)
  end

  it("with as many bits as the call reads", function()
    for _, case in ipairs {{"amd64", "openat", 32}, {"amd64", "mprotect", 64},
      {"x86", "mprotect", 32}, {"amd64", "clone", 64}, {"arm", "prctl", 32},
      {"amd64", "prctl", 32}}
    do
      assert.equal(case[3], arguments.of(case[1], case[2])[1].width, case[2])
    end
  end)

  it("tells calls apart by all of them", function()
    local counts = count.new()
    local function add(...)
      counts:add("amd64", 41, function() return "socket" end, nil, ...)
    end
    for i = 0, 2 do
      for _, other in ipairs {0, 7} do
        local args = {other, other, other, 0, 0, 0}
        args[i + 1] = 3
        add(table.unpack(args))
        args[i + 1] = 3 | 1 << 32 -- bits that are not looked at
        add(table.unpack(args))
      end
    end
    -- by one of them alone
    for _, args in ipairs {{0, 0, 5}, {0, 5, 0}, {5, 0, 0}} do
      for _ = 1, 2 do add(args[1], args[2], args[3], 0, 0, 0) end
    end
    assert.equal(18, counts.total)
    local call = counts:plain()[1]
    assert.equal(9, #call.seen)
    for _, seen in ipairs(call.seen) do assert.equal(2, seen.count) end
  end)

  it("and counts them by process and in all", function()
    local noted = count.by_process()
    local last
    for i = 1, 6 do
      last = noted:add(i % 2, "amd64", i // 5, function() end, nil, 0, 0, 0, 0,
        0, 0)
    end
    assert.same({6, 2}, {noted.total, noted.kinds})
    noted:of(0):more(last, 9)
    assert.same({12, 3}, {noted.counts[0].total, noted.counts[1].total})
    assert.equal(2, noted:of(0).kinds)
  end)

  it("and the calls that were cut short while they were noted", function()
    -- as a Listener has them; one in `of` is gone when it is to go on
    local function recorded(n, of, pid)
      local left = n
      return recorder.listener({receive = function()
        left = left - 1
        if left < 0 then return nil, "closed" end
        local request = {pid = pid or 1, arch = "amd64", number = 39,
          syscall = "getpid", arg0 = 0, arg1 = 0, arg2 = 0, arg3 = 0, arg4 = 0,
          arg5 = 0}
        local goes_on = left % of ~= 0
        function request.continue() return goes_on end
        return request
      end}, {progress = false})
    end
    for _, case in ipairs {{9, 3, 3}, {1, 1, 1}, {1, 2, 1}, {3, 4, 1}} do
      local parts = recorded(case[1], case[2])
      assert.equal(case[3], parts.interrupted)
      assert.equal(case[1], parts.calls[1].count)
      assert.equal("notify", parts.by)
    end
    assert.is_nil(recorded(0, 1).interrupted)
    -- of one that is gone, too: no process has this number
    local gone = recorded(2, 1, 0x7fffffff)
    assert.same({run = 1, pid = 0x7fffffff}, gone.processes[1])
    assert.equal(2, gone.calls[1].count)
  end)

  it("and says which process used which, and which alone", function()
    local noted, now = count.by_process(), {}
    local function add(process, number, name, ...)
      now[process] = process * 10
      return noted:add(process, "amd64", number, function() return name end,
        nil, ...)
    end
    for _, process in ipairs {900, 3, 70} do
      add(process, 41, "socket", process, 1, 0, 0, 0, 0)
      add(process, 41, "socket", 2, 1, 0, 0, 0, 0)
      add(process, 39, "getpid", 0, 0, 0, 0, 0, 0)
    end
    add(3, 41, "socket", 2, 1, 0, 0, 0, 0)
    add(70, 16, "ioctl", 0, 5, 0, 0, 0, 0)
    -- of one process they are not known, and so of none
    add(3, 72, "fcntl", 0, 5, 0, 0, 0, 0)
    noted:of(70):more(add(900, 72, "fcntl", 0, 5, 0, 0, 0, 0), 4)
    local list = entries.of(noted, now)
    local function seen(of)
      local out = {}
      for i, one in ipairs(of) do
        out[i] = ("%dx %s"):format(one.count, table.concat(one.values, " "))
        assert.equal(1, one.runs)
      end
      return table.concat(out, ", ")
    end
    local ioctl, getpid, socket, fcntl = table.unpack(list)
    assert.equal("1x 5", seen(ioctl.seen))
    assert.same({{process = 700, count = 1}}, ioctl.processes)
    assert.same({{process = 30, count = 1}, {process = 700, count = 1},
      {process = 9000, count = 1}}, getpid.processes)
    assert.is_nil(getpid.seen)
    assert.equal("4x 2 1 0, 1x 3 1 0, 1x 70 1 0, 1x 900 1 0",
      seen(socket.seen))
    assert.equal(7, socket.count)
    assert.same({"30 2x 2 1 0, 1x 3 1 0", "700 1x 2 1 0, 1x 70 1 0",
      "9000 1x 2 1 0, 1x 900 1 0"}, (function()
      local out = {}
      for i, share in ipairs(socket.processes) do
        out[i] = share.process .. " " .. seen(share.seen)
      end
      return out
    end)())
    assert.same({arch = "amd64", number = 72, syscall = "fcntl", count = 6,
      runs = 1, processes = {{process = 30, count = 1},
        {process = 700, count = 4}, {process = 9000, count = 1}}}, fcntl)
    for _, entry in ipairs(entries.of(noted)) do
      assert.is_nil(entry.processes)
    end
  end)

  it("no more than 256 combinations of them", function()
    local counts, call = count.new(), nil
    for i = 1, 257 do
      call = counts:add("amd64", 16, function() return "ioctl" end, nil, 3, i,
        0, 0, 0, 0)
      assert.equal(i <= 256, call.values ~= nil)
    end
    assert.equal(257, call.count)
    -- nor by all processes together
    for most = 256, 257 do
      local noted = count.by_process()
      for i = 1, most do
        noted:add(i % 2, "amd64", 16, function() return "ioctl" end, nil, 3, i,
          0, 0, 0, 0)
      end
      local entry = entries.of(noted, {[0] = 1, [1] = 2})[1]
      assert.equal(most == 256, entry.seen ~= nil)
      assert.equal(most == 256, entry.processes[2].seen ~= nil)
      assert.equal(most, entry.count)
    end
  end)
end)

describe("a policy of a recording permits", function()
  -- what a process may come to need at any time, on some arch
  local BASE = [[brk clock_getres clock_getres_time64 clock_gettime
    clock_gettime64 exit exit_group futex futex_time64 getcpu getpid gettid
    gettimeofday madvise mremap munmap restart_syscall rseq rt_sigaction
    rt_sigprocmask rt_sigreturn sched_yield set_robust_list sigreturn tgkill
    time]]

  local function permitted(arch, options)
    local list = {}
    local policy = recording(('{"arch": "%s", "number": %d, "syscall": ' ..
      '"getppid", "count": 1, "runs": 1}'):format(arch,
      calls.own_number("getppid", arch))):policy(options)
    local program = policy:compile()
    for name, number in pairs((calls.own_numbers(arch))) do
      local action = tostring((program:simulate {arch = arch,
        syscall = number}))
      if action == "allow" then
        list[#list + 1] = name
      else
        assert.equal(name == "clone3" and options.base == nil and
          "errno(ENOSYS)" or "errno(EPERM)", action, name)
      end
    end
    table.sort(list)
    return list
  end

  for _, arch in ipairs {"amd64", "x86", "arm64", "arm"} do
    it("the calls of any process on " .. arch .. ", and no others", function()
      for _, tightness in ipairs {"names", "arguments"} do
        local list = {"getppid"}
        for _, name in ipairs(words(BASE .. " mmap mmap2 mprotect")) do
          local blind = tightness == "arguments" and arch == "x86" and
            name == "mmap"
          if calls.own_number(name, arch) and not blind then
            list[#list + 1] = name
          end
        end
        table.sort(list)
        assert.same(list, permitted(arch, {tightness = tightness}))
        assert.same({"getppid"}, permitted(arch, {tightness = tightness,
          base = false}))
      end
    end)
  end

  it("what is on the arch that it was seen on alone", function()
    local seen = {}
    for i = 1, 65 do
      seen[i] = ('{"values": [%d], "count": 1, "runs": 1}'):format(i)
    end
    local function ioctl(arch, number, from, to)
      return ('{"arch": "%s", "number": %d, "syscall": "ioctl", "count": 65,' ..
        ' "runs": 1, "arguments": [{"arg": 1, "width": 32}], "seen": [%s]}')
        :format(arch, number, table.concat(seen, ",", from, to))
    end
    -- 64 values are held, 65 are not
    for last, open in pairs {[64] = false, [65] = true} do
      local policy, findings = recording(ioctl("x86", 54, 1, last) .. "," ..
        ioctl("amd64", 16, 65, 65)):policy {tightness = "arguments"}
      local program = policy:compile()
      local function decide(arch, value)
        return tostring((program:simulate {arch = arch, syscall = "ioctl",
          arg1 = value}))
      end
      assert.equal("allow", decide("x86", last))
      assert.equal(open and "allow" or "errno(EPERM)", decide("x86", 99))
      assert.equal("errno(EPERM)", decide("amd64", 1))
      assert.equal("allow", decide("amd64", 65))
      assert.equal(open, findings[1] ~= nil and
        findings[1].message:find("ioctl on x86: any value of", 1, true) ~= nil)
    end
  end)

  it("the combinations of values that were seen, and no others", function()
    for _, all in ipairs {
      {{1, 10}, {2, 10}, {3, 20}, {4, 20}, {5, 30}}, -- the second tells them
      {{1, 10}, {1, 20}, {2, 30}}, {{1, 10}}, {{1, 10}, {2, 20}},
    } do
      local seen, there = {}, {}
      for i, values in ipairs(all) do
        seen[i] = ('{"values": [%d, %d], "count": 1, "runs": 1}'):format(
          table.unpack(values))
        there[values[1] .. " " .. values[2]] = true
      end
      local program = recording(('{"arch": "amd64", "number": 140, ' ..
        '"syscall": "getpriority", "count": %d, "runs": 1, "arguments": ' ..
        '[{"arg": 0, "width": 32}, {"arg": 1, "width": 64}], "seen": [%s]}')
        :format(#all, table.concat(seen, ","))):policy {
        tightness = "arguments"}:compile()
      for which = 0, 6 do
        for _, who in ipairs {0, 1, 2, 3, 4, 5, 10, 20, 30} do
          assert.equal(there[which .. " " .. who] and "allow" or
            "errno(EPERM)", tostring((program:simulate {arch = "amd64",
            syscall = "getpriority", arg0 = which, arg1 = who})))
        end
      end
    end
  end)

  it("what is in memory, and says so", function()
    local _, findings = recording('{"arch": "x86", "number": 90, "syscall": ' ..
      '"mmap", "count": 1, "runs": 1}'):policy {tightness = "arguments"}
    assert.equal("arguments-open", findings[1].id)
    assert.equal("warning", findings[1].severity)
    assert.matches("^mmap on x86: any arguments are allowed", findings[1]
      .message)
    assert.matches("leave the arch out", findings[1].fix)
  end)
end)

describe("a recording's file", function()
  local TEXT = [[{
  "seccomp_recording": 2,
  "runs": 1,
  "command": [
    "a"
  ],
  "by": "ptrace",
  "interrupted": 2,
  "processes": [
    {
      "run": 1,
      "pid": 5,
      "program": "a"
    },
    {
      "run": 1,
      "parent": 1,
      "executed": true
    }
  ],
  "calls": [
    {
      "runs": 1,
      "processes": [
        {
          "count": 1,
          "seen": [
            {
              "runs": 1,
              "count": 1,
              "values": [
                1
              ]
            }
          ],
          "process": 1
        },
        {
          "count": 2,
          "seen": [
            {
              "runs": 1,
              "count": 2,
              "values": [
                1
              ]
            }
          ],
          "process": 2
        }
      ],
      "arch": "amd64",
      "syscall": "ioctl",
      "number": 16,
      "count": 3,
      "arguments": [
        {
          "arg": 1,
          "width": 32
        }
      ],
      "seen": [
        {
          "runs": 1,
          "count": 3,
          "values": [
            1
          ]
        }
      ]
    }
  ],
  "launcher": []
}
]]

  it("may come in several pieces", function()
    local path = os.tmpname()
    support.spew(path, (TEXT:gsub("{", "{" .. (" "):rep(1 << 17), 1)))
    assert.equal(3, record.load(path).calls[1].count)
    os.remove(path)
  end)

  it("is written as it was read", function()
    local path = os.tmpname()
    record.parse(TEXT):save(path)
    local text = support.slurp(path)
    os.remove(path)
    assert.equal(TEXT, text)
  end)
end)

describe("a word of strace", function()
  local function flags(word)
    local values = values_of("openat", "amd64", '3, "x", ' .. word .. ") = 3")
    return values and values[3]
  end

  it("is read where it has 64 bits at most", function()
    for word, value in pairs {["0xffffffffffffffff"] = -1, ["0x0"] = 0,
      ["0x10000000000000000"] = false, ["07"] = 7, ["0"] = 0, NULL = 0,
      ["08"] = 8, ["9223372036854775807"] = math.maxinteger,
      ["9223372036854775808"] = false, ["-1"] = -1, ["--1"] = false,
      ["077777777777777777777"] = (1 << 60) - 1,
      ["0777777777777777777777"] = false, ["0x"] = false, ["1.0"] = false,
      ["O_RDWR"] = 2, ["O_RDWR|0x4|010"] = 14, ["O_RDWR or O_EXCL"] = 2,
      -- a part of it is missing
      ["O_RDWR|"] = false, ["|O_RDWR"] = false, [" | O_RDWR"] = false,
      ["O_RDWR | "] = false, [""] = false, ["O_RDWR|O_NOPE"] = false,
      ["O_RDWR O_EXCL"] = false, ["O_RDWR|O_EXCL /* 0x8 */"] = 0x82,
      ["O_RDWR /*/ 4 */"] = 2, ["/* 4 */ O_RDWR /* 8 */|0x4"] = 6}
    do
      assert.equal(value or nil, flags(word), word)
    end
  end)

  it("ends where its argument does", function()
    for text, value in pairs {['"a\\"b\\n", O_RDWR'] = 2,
      ['"\\\\", O_RDWR'] = 2, ['"a, (b", O_RDWR'] = 2,
      ['{a=1, b=[2, 3]}, O_RDWR'] = 2, ["0x1 /* a, b */, O_RDWR"] = 2,
      ['"x"<a, b>, O_RDWR'] = false}
    do
      local values = values_of("openat", "amd64", "3, " .. text .. ") = 3")
      assert.equal(value or nil, values and values[3], text)
    end
    assert.equal(2, values_of("openat", "amd64",
      'AT_FDCWD</a, b>, "x", O_RDWR) = 3')[3])
    assert.is_nil(values_of("openat", "amd64", '3, "x", O_RDWR'))
    assert.is_nil(values_of("read", "amd64", "3, 0x1, 5) = 5"))
  end)

  it("is a signal, or an operation of futex", function()
    for word, value in pairs {SIGRTMIN = 32, SIGRT_0 = 32, SIGRT_1 = 33,
      SIGKILL = 9, SIGNOPE = false}
    do
      local values = values_of("kill", "amd64", "5, " .. word .. ") = 0")
      assert.equal(value or nil, values and values[2], word)
    end
    assert.equal(129, values_of("futex", "amd64",
      "0x1, FUTEX_WAKE_PRIVATE, 1) = 0")[2])
    assert.is_nil(values_of("futex", "amd64", "0x1, O_RDWR_PRIVATE, 1) = 0"))
  end)
end)

describe("what is traced", function()
  it("cannot trace others, nor start what none may trace", function()
    local UNTRACED = 0x00800000
    local bytes
    local tracer = {read = function(_, at, n)
      assert.same({7, 8}, {at, n})
      return bytes
    end}
    local function refused(...)
      local why = watch.obstacle(tracer, ...)
      return why and (why:match "^traces other processes$" or
        why:match "%(CLONE_UNTRACED%)$") or "no"
    end
    -- PTRACE_TRACEME, ATTACH and SEIZE, by the 32 bits that the kernel reads
    for request, expected in pairs {[0] = true, [16] = true, [0x4206] = true,
      [1 << 32 | 16] = true, [1] = false, [17] = false, [0x4207] = false,
      [0x4205] = false}
    do
      assert.equal(expected and "traces other processes" or "no",
        refused("ptrace", "amd64", request))
    end
    -- the flags are the first argument, but on s390
    for arch, place in pairs {amd64 = 1, x86 = 1, arm64 = 1, s390 = 2,
      s390x = 2}
    do
      local args = {0, 0}
      assert.equal("no", refused("clone", arch, args[1], args[2]))
      args[place] = UNTRACED | 17
      assert.equal("(CLONE_UNTRACED)", refused("clone", arch, args[1],
        args[2]))
      args[place], args[3 - place] = 17, UNTRACED
      assert.equal("no", refused("clone", arch, args[1], args[2]))
    end
    bytes = ("=I8"):pack(UNTRACED)
    assert.equal("(CLONE_UNTRACED)", refused("clone3", "amd64", 7))
    bytes = ("=I8"):pack(17)
    assert.equal("no", refused("clone3", "amd64", 7))
    bytes = nil -- memory that cannot be read
    assert.equal("no", refused("clone3", "amd64", 7))
    assert.equal("no", refused("fork", "amd64", UNTRACED, UNTRACED))
  end)
end)

describe("a log of strace", function()
  it("has numbers of calls, and addresses of 8 digits or more", function()
    for prefix, read in pairs {["[00007f12]"] = true, ["[7f12abc]"] = false,
      ["[????????]"] = true, ["[???????]"] = false,
      ["[00007f1200000000]"] = true, ["[  39]"] = true,
      ["[  39] [00007f12]"] = true, ["[1073741863]"] = true,
      ["[0000039]"] = true, ["12:00:01 [00007f12]"] = true}
    do
      local log = record.parse(prefix .. " getpid() = 1\ngetppid() = 1\n",
        "x", {arch = "amd64"})
      assert.equal(read and 2 or 1, #log.calls, prefix)
      assert.equal(read, log.notes == nil, prefix)
    end
  end)

  it("knows the arches of a machine by their modes", function()
    local seen = 0
    for default, other in pairs {amd64 = "x86", x86 = "x86", x32 = "x86",
      arm64 = "arm", arm = "arm", mips64 = "mips", mipsel64 = "mipsel",
      ppc64 = "ppc", s390x = "s390", parisc64 = "parisc"}
    do
      for mode, expected in pairs {["32 bit"] = other, ["64 bit"] =
        ({x86 = "amd64", x32 = "amd64", arm = "arm64"})[default] or default,
        x32 = other == "x86" and "x32" or nil}
      do
        local whole = record.parse(("7 getppid() = 1\n[ Process PID=7 runs " ..
          "in %s mode. ]\n7 getpid() = 7\n"):format(mode), "x",
          {arch = default})
        for _, call in ipairs(whole.calls) do
          assert.equal(call.syscall == "getpid" and expected or default,
            call.arch, default .. " " .. mode)
          seen = seen + 1
        end
      end
    end
    assert.equal(46, seen)
    local ok, err = pcall(record.parse, "7 getpid() = 7\n[ Process PID=7 " ..
      "runs in x32 mode. ]\n", "x", {arch = "arm64"})
    assert.is_false(ok)
    assert.matches('x:2: there is no "x32 mode" beside arm64', err.message)
  end)
end)

describe("a log", function()
  it("has numbers of 32 bits, with a sign or without", function()
    for number, expected in pairs {[0] = "0 amd64", [0x3fffffff] =
      "1073741823 amd64", [0x40000000] = "1073741824 x32", [0x7fffffff] =
      "2147483647 x32", [0x80000000] = "-2147483648 x32", [0xfffffffe] =
      "-2 x32", [0xffffffff] = "-1 amd64", [-1] = "-1 amd64", [-2] = "-2 x32",
      [-0x80000000] = "-2147483648 x32"}
    do
      assert.equal(expected, ("%d %s"):format(names.signed(number, "amd64")))
      assert.equal(expected:gsub(" .*", " arm64"),
        ("%d %s"):format(names.signed(number, "arm64")))
    end
    assert.is_nil(names.signed(0x100000000, "amd64"))
    assert.is_nil(names.signed(-0x80000001, "amd64"))
    -- what strace calls them, and what has no name
    assert.equal(90, names.number("old_mmap", "x86"))
    assert.equal(82, names.number("oldselect", "x86"))
    assert.is_nil(names.number("nosuch", "x86"))
    assert.is_nil(names.number("a\0b", "x86"))
    assert.equal("mseal", names.name(462, "amd64"))
    assert.is_nil(names.name(9999, "amd64"))
    assert.is_nil(names.name(-1, "amd64"))
  end)

  it("is called a recording where it has no name", function()
    local ok, err = pcall(record.parse, "x")
    assert.is_false(ok)
    assert.equal("recording is not a recording, nor what strace(1) writes, " ..
      "nor an audit log with lines about seccomp", err.message)
    ok, err = pcall(record.parse, "{", "x.rec")
    assert.is_false(ok)
    assert.same({"parse", "EINVAL"}, {err.op, err.code})
    assert.matches("^x%.rec is not a recording: ", err.message)
  end)

  it("of strace tells what it does not have", function()
    local function notes(text, arch)
      return record.parse(text, "x", {arch = arch or "amd64"}).notes
    end
    assert.is_nil(notes "getpid() = 1\n")
    assert.same({"x: 1 line is not of strace, and passed over; the first is " ..
      "line 2"}, notes "getpid() = 1\nwhat is this\n")
    assert.same({"x: 2 lines are not of strace, and passed over; the first " ..
      "is line 1"}, notes "what\ngetpid() = 1\nelse\n")
    assert.same({"x:2: strace could not tell what was called; such calls " ..
      "are not in the recording"}, notes "getpid() = 1\n????() = ?\n")
    assert.same({"x: socket and others may have been made through " ..
      "socketcall or ipc, which strace does not tell: both are in the " ..
      "recording"},
      notes("socket(AF_UNIX, SOCK_STREAM, 0) = 3\n", "x86"))
  end)

  it("of audit has programs in quotes, in hex, or none", function()
    local function of(fields)
      local log = record.parse("type=SECCOMP auid=1 " .. fields ..
        " arch=c000003e syscall=83\n")
      assert.is_nil(log.notes)
      assert.equal("audit", log.by)
      assert.is_nil(log.calls[1].seen)
      return log.processes
    end
    for comm, program in pairs {['"a b"'] = "a b", ["6120"] = "a ",
      ["610062"] = "a", ["612"] = "612", ["6G"] = "6G", ["(null)"] = false,
      ["?"] = false, [""] = false, ['""'] = "", ab = "ab"}
    do
      assert.same({{run = 1, pid = 5, program = program or nil}},
        of("pid=5 comm=" .. comm), comm)
    end
    assert.same({{run = 1, program = "a"}}, of 'pid=0 comm="a"')
    assert.same({{run = 1, program = "a"}}, of 'pid=x comm="a"')
    assert.same({{run = 1}}, of "x=1")
    -- ausearch -i quotes nothing
    local function interpreted(fields)
      return record.parse("type=SECCOMP auid=1 pid=5 " .. fields ..
        " arch=x86_64 syscall=mkdir\n").processes[1].program
    end
    assert.equal("a syscall=1 b", interpreted "comm=a syscall=1 b exe=/x")
    assert.equal("a", interpreted "comm=a")
  end)

  it("is told in short with the commonest calls first, then by number",
    function()
    local names_of = {}
    local log = record.parse("getppid() = 1\nread(1, 0x1, 1) = 1\n" ..
      "getpid() = 1\nread(1, 0x1, 1) = 1\n", "x", {arch = "amd64"})
    for i, call in ipairs(log:summary().calls) do
      names_of[i] = call.syscall .. " " .. call.count
    end
    assert.same({"read 2", "getpid 1", "getppid 1"}, names_of)
  end)

  it("of ours has one of two formats", function()
    for format, known in pairs {[0] = false, [1] = true, [2] = true,
      [3] = false}
    do
      local ok, err = pcall(record.parse, ('{"seccomp_recording": %d, ' ..
        '"runs": 1, "calls": [], "launcher": []}'):format(format), "x")
      assert.equal(known, ok)
      assert.equal(not known, not ok and err.message:find(
        "this version of lua-seccomp reads 1 to 2", 1, true) ~= nil)
    end
  end)

  it("joins with one that tells no processes", function()
    local call = '{"arch": "amd64", "number": 0, "syscall": "read", ' ..
      '"count": 1, "runs": 1%s}'
    local old = record.parse(('{"seccomp_recording": 1, "runs": 1, ' ..
      '"calls": [%s], "launcher": []}'):format(call:format ""))
    local new = recording(call:format
      ', "processes": [{"process": 1, "count": 1}]',
      ', "processes": [{"run": 1, "pid": 5}]')
    for _, joined in ipairs {old:join(new), new:join(old)} do
      assert.equal(2, joined.runs)
      assert.equal(1, #joined.processes)
      assert.equal(2, joined.calls[1].count)
      assert.is_nil(joined.interrupted)
      assert.is_nil(joined.notes)
    end
    assert.equal(2, old:join(new).processes[1].run)
    assert.equal(1, new:join(old).processes[1].run)
  end)

  it("shows what it is", function()
    local audit = "type=SECCOMP msg=audit(1.1:1): auid=1 pid=5 "
    for text, kind in pairs {[' {"seccomp_recording": 2'] = "recording",
      ['{"defaultAction": "SCMP_ACT_ALLOW"}'] = false,
      ["x\ngetpid() = 1"] = "strace", [audit ..
        "arch=c000003e syscall=1"] = "audit", [audit .. "syscall=1"] = false,
      [audit .. "arch=c000003e"] = false, [""] = false, ["x"] = false,
      ["-- getpid() = 1"] = false, ["--- SIGCHLD {} ---"] = false,
      ["1 getpid( <unfinished ...>"] = "strace"}
    do
      assert.equal(kind or nil, source.kind(text), text)
    end
  end)

  it("of audit tells that lines were lost", function()
    local line = "type=SECCOMP auid=1 pid=5 arch=c000003e syscall=83\n"
    for lost, told in pairs {["audit: audit_lost=4 audit_rate_limit=0"] = true,
      ["audit: 12 callbacks suppressed"] = true, ["audit: backlog"] = false}
    do
      local notes = record.parse(line .. lost .. "\n", "x").notes
      assert.same(told and {"x: lines of the log were lost: calls may be " ..
        "missing"} or nil, notes)
    end
  end)

  -- the line after the last of them was refused, whatever call it was of
  it("has 8192 different calls at most, whoever made them", function()
    local lines, audit = {}, {}
    for i = 1, 8192 do
      for pid = 1, 2 do
        lines[#lines + 1] = ("%d syscall_0x%x(1) = 0"):format(pid, 0x1000 + i)
        audit[#audit + 1] = ("type=SECCOMP auid=1 pid=%d arch=c000003e " ..
          "syscall=%d"):format(pid, 0x1000 + i)
      end
    end
    lines[#lines + 1], audit[#audit + 1] = lines[1], audit[1]
    for _, all in ipairs {lines, audit} do
      local whole = record.parse(table.concat(all, "\n"))
      assert.equal(8192, #whole.calls)
      assert.equal(3, whole.calls[1].count)
    end
    lines[#lines + 1] = "1 getpid() = 1"
    audit[#audit + 1] = "type=SECCOMP auid=1 pid=1 arch=c000003e syscall=39"
    for _, all in ipairs {lines, audit} do
      local ok, err = pcall(record.parse, table.concat(all, "\n"), "x")
      assert.is_false(ok)
      assert.matches("x:16386: there are too many different calls: 8192 at " ..
        "most", err.message)
    end
  end)
end)
