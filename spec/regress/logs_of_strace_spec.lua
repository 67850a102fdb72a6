-- SPDX-License-Identifier: MIT
-- What strace writes with -n and -i together was not read at all, nor addresses
-- of 12 digits, as it has for 32-bit calls of 64-bit programs, nor calls of
-- amd64 with the bit of x32 ("ioctl#64"). With -n a call that has the same name
-- and number on amd64 and x86, or no name, was taken for one of amd64 in the
-- middle of 32-bit calls, and one with the bit of x32 for one of amd64. With -C
-- the table at the end counted each call again, and took the values of all
-- arguments away; the table of -c said nothing of the calls that it never has.
-- Calls that strace could not tell vanished. A name like "/x, O_RDWR>" that -y
-- writes behind a descriptor moved the arguments, so that a call was recorded
-- with flags it never had; and strace prints unknown flags of msgget, semget
-- and shmget shifted by nine bits or more, which was believed. A program that a
-- thread executed got a process of its own, without a parent. Lines made for it
-- took time with the square of their length.
local record = require "seccomp.record"
local support = require "spec.support"

-- The arch is said: left out, it is that of this machine.
local function of(text, options)
  return record.parse(text, "x", options or {arch = "amd64"})
end

local function calls_of(recording)
  local out = {}
  for i, call in ipairs(recording.calls) do
    local values = {}
    for k, seen in ipairs(call.seen or {}) do
      values[k] = table.concat(seen.values, "/")
    end
    out[i] = ("%s %s %d %s"):format(call.arch, call.syscall or "-", call.number,
      call.seen and table.concat(values, " ") or "?")
  end
  return out
end

local function family(recording)
  local out = {}
  for i, process in ipairs(recording.processes) do
    out[i] = ("%s %s %s"):format(process.pid, process.program, process.parent)
  end
  return out
end

describe("a log of strace", function()
  it("is read with -n and -i, and addresses of any length", function()
    for _, prefix in ipairs {"[  83] [00007fdcbfa8dad7] ", "[560bddcbf2e0] ",
      "[f7ef941a] ", "[????????????????] ", "9 [  83] [560bddcbf2e0] ",
      "[pid     9] 10:11:12.123456 (+     0.000123) [  83] [00007fdcbfa8dad7] "}
    do
      local recording = of(prefix .. 'mkdir("/x", 0777) = 0\n')
      assert.is_nil(recording.notes, prefix)
      assert.same({"amd64 mkdir 83 ?"}, calls_of(recording), prefix)
    end
  end)

  it("tells arches by the numbers in it, from one call to the next", function()
    -- pidfd_open has the same number everywhere, and 335 had no name
    assert.same({"amd64 mkdir 83 ?", "amd64 pidfd_open 434 0",
      "x32 getxattr 1073742015 ?", "x32 ioctl 1073742338 0",
      "x86 fstat64 197 ?",
      "x86 pidfd_open 434 0", "x86 - 1000 ?"}, calls_of(of [[
[  83] mkdir("/x", 0777) = 0
[ 434] pidfd_open(1, 0) = 3
[ 197] fstat64(1, {}) = 0
[ 434] pidfd_open(1, 0) = 3
[1000] syscall_0x3e8(0, 0, 0, 0, 0, 0) = -1 ENOSYS (Function not implemented)
[  83] mkdir("/x", 0777) = 0
[ 434] pidfd_open(1, 0) = 3
[1073742015] syscall_0x400000bf(0) = -1 ENOSYS (Function not implemented)
[1073742338] ioctl(0, 0, 0) = -1 EPERM (Operation not permitted)
]]))
    -- children are of the arch of what started them
    assert.same({"x86 fork 2 ?", "x86 fstat64 197 ?", "x86 pidfd_open 434 0"},
      calls_of(of [[
7 [ 197] fstat64(1, {}) = 0
7 [   2] fork() = 8
8 [ 434] pidfd_open(1, 0) = 3
]]))
    assert.same({"x32 - 1073741840 ?"},
      calls_of(of("7 ioctl#64(0, 0, 0) = -1 EPERM (x)\n")))
  end)

  it("has a table of calls behind them, which counts none again", function()
    local log = [[
openat(AT_FDCWD, "/x", O_RDWR) = 3
exit_group(0) = ?
+++ exited with 0 +++
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 60.00    0.000100           0         1           openat
 40.00    0.000000           0         2         1 mkdir
------ ----------- ----------- --------- --------- ----------------
100.00    0.000100           0         3         1 total
]]
    local recording = of(log)
    assert.same({"amd64 openat 257 2", "amd64 mkdir 83 ?",
      "amd64 exit_group 231 ?"}, {calls_of(recording)[3],
      calls_of(recording)[1], calls_of(recording)[2]})
    assert.equal(1, recording.calls[3].count)
  end)

  it("tells of what it could not tell", function()
    local recording = of "getpid() = 1\n7 ????( <unfinished ...>\n"
    assert.same({"x:2: strace could not tell what was called; such calls " ..
      "are not in the recording"}, recording.notes)
  end)

  it("has the flags that were given, whatever files are called", function()
    assert.same({"amd64 fcntl 72 1", "amd64 openat 257 524288",
      "amd64 fchmodat2 452 256"}, (function(list)
        return {list[1], list[2], list[3]}
      end)(calls_of(of [[
fcntl(3</x, F_SETFL, O_RDWR\76(/*>, F_GETFD) = 0
openat(AT_FDCWD</x, O_RDWR\76)\"/*>, "a", O_RDONLY|O_CLOEXEC) = 3</x) = 4>
fchmodat2(5<UNIX-STREAM:[1->2,"/a) = 1, b"]>, "a", 0, AT_SYMLINK_NOFOLLOW) = 0
]])))
    -- an angle that opens nothing
    assert.same({"amd64 madvise 28 4"}, calls_of(of [[
madvise(1<<12, 8192, MADV_DONTNEED) = 0
]]))
  end)

  it("is not believed where strace prints flags wrong", function()
    for _, line in ipairs {"msgget(IPC_PRIVATE, 0x1000000)",
      "semget(IPC_PRIVATE, 0, IPC_CREAT|0x40000000)",
      "shmget(IPC_PRIVATE, 0, 0x100000000|0600)"}
    do
      assert.truthy(calls_of(of(line .. " = 1\n"))[1]:find " %?$", line)
    end
    assert.same({"amd64 semget 64 1920"},
      calls_of(of("semget(IPC_PRIVATE, 1, IPC_CREAT|IPC_EXCL|0600) = 1\n")))
  end)

  it("has a program that a thread executed", function()
    local text = [[
%sclone3({flags=CLONE_VM|CLONE_THREAD} => {parent_tid=[9]}, 88) = 9
[pid     9] execve("/bin/true", ["true"], 0x7ff /* 37 vars */ <unfinished ...>
%s+++ superseded by execve in pid 9 +++
%s<... execve resumed>) = 0
%sbrk(NULL) = 0x5
]]
    local named = "[pid     8] "
    for _, prefix in ipairs {"", named} do
      local recording = of(text:format(named, prefix, prefix, prefix))
      assert.same({"8 nil nil", "8 true 1"}, family(recording))
      assert.equal(1, #recording:since("execve").calls)
    end
  end)

  it("takes no time with the square of its lines", function()
    local many = 200000
    local spaces, opened = (" "):rep(many), ("/*"):rep(many // 2)
    local before = os.clock()
    for _, line in ipairs {
      "openat(" .. spaces .. "x", "openat(3, a" .. spaces .. "b) = 3",
      "openat(3, \"\", " .. opened .. ") = 3", "[pid " .. ("1"):rep(many),
      "openat(3, \"\", O_RDWR" .. ("|" .. spaces):rep(2) .. ") = 3",
      "1.00 1.00 1 1 " .. spaces .. "(", "a" .. ("<\""):rep(many // 2),
    } do
      of("getpid() = 1\n" .. line .. "\n")
    end
    local lines = {}
    for i = 1, 8000 do lines[i] = i .. " getpid() = 1" end
    for i = 1, 8000 do lines[8000 + i] = i .. " +++ exited with 0 +++" end
    of(table.concat(lines, "\n"))
    assert.is_true(os.clock() - before < 10 * support.slower)
  end)
end)
