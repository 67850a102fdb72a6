-- SPDX-License-Identifier: MIT
-- How far the files of recordings, words of strace and logs are read: each
-- stands here a second time, or at its bounds.
local names = require "seccomp.record.names"
local record = require "seccomp.record"
local source = require "seccomp.record.source"
local support = require "spec.support"
local values_of = require("seccomp.record.strace_values").of

local function recording(list, more)
  return record.parse(('{"seccomp_recording": 2, "runs": 1, "calls": [%s], ' ..
    '"launcher": []%s}'):format(list, more or ""))
end

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
