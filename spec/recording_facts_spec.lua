-- SPDX-License-Identifier: MIT
-- What a recording keeps, what a policy of one permits beyond it, and what is
-- not traced: each stands here a second time, or at its bounds.
local arguments = require "seccomp.record.arguments"
local calls = require "seccomp.kernel.calls"
local count = require "seccomp.record.count"
local entries = require "seccomp.record.calls"
local record = require "seccomp.record"
local recorder = require "seccomp.record.recorder"
local watch = require "seccomp.record.watch"

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
