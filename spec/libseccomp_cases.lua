--- What libseccomp's own regression suite says of its filters, by the numbers
-- of its tests: the filter, and which calls get which action.
--
-- A case is a function that fills a filter, and lines `arches: syscall args =
-- action`. Without `arches` there are two filters, for amd64 and for x86, and
-- "all" stands for the one at hand; with `native`, where the numbers are no
-- calls and so could not be translated, there is one, for amd64. An argument
-- may be a range; one that is left out is zero. Lines about x86's socket and
-- ipc calls by pseudo number are left out: a program knows no pseudo numbers.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local LITTLE = {"x86", "amd64", "x32", "arm", "arm64", "mipsel", "mipsel64",
  "mipsel64n32", "ppc64le", "riscv64"}
local BIG = {"mips", "mips64", "mips64n32", "parisc", "parisc64", "ppc",
  "ppc64", "s390", "s390x"}
local SOCKETS = {"x86", "amd64", "x32", "ppc64le", "mipsel"}

local function basic_chains(f)
  f:add_rule("read", "allow", {0, "==", 0})
  f:add_rule("write", "allow", {0, "==", 1})
  f:add_rule("write", "allow", {0, "==", 2})
  f:add_rule({"close", "rt_sigreturn"}, "allow")
end

local BASIC_CHAINS = [[
  all: read 0 0x856B008 10 = allow
  all: read 1-10 0x856B008 10 = kill
  all: write 1-2 0x856B008 10 = allow
  all: write 3-10 0x856B008 10 = kill
  all: close = allow
  all: rt_sigreturn = allow
  all: open 0x856B008 4 = kill
  x86: 0-2 = kill
  x86: 7-172 = kill
  x86: 174-350 = kill
  amd64: 4-14 = kill
  amd64: 16-350 = kill
]]

local function priorities(f)
  f:set_priority(1000, 3):set_priority(1001, 2):set_priority(1002, 1)
end

local function prioritised(f)
  f:add_rule(1000, "allow", {0, "==", 0}, {1, "==", 1})
  f:add_rule(1001, "allow", {0, "==", 0})
  f:add_rule(1002, "allow")
end

local PRIORITISED = [[
  all: 999 = kill
  all: 1000-1002 0 1 = allow
  all: 1000 0 2 = kill
  all: 1001-1002 0 2 = allow
  all: 1000-1001 1 1 = kill
  all: 1003 = kill
]]

--- Adds one rule for each list of conditions.
local function rules(f, syscall, action, ...)
  for _, conditions in ipairs {...} do
    f:add_rule(syscall, action, table.unpack(conditions))
  end
end

return {
  {name = "01 allow", default = "allow", fill = function() end,
    lines = "all: 0-350 = allow"},

  {name = "02 basic", fill = function(f)
    f:add_rule({"read", "write", "close", "rt_sigreturn"}, "allow")
  end, lines = [[
    all: read 0 0x856B008 40 = allow
    all: write 1 0x856B008 40 = allow
    all: close 4 = allow
    all: rt_sigreturn = allow
    all: open 0x856B008 4 = kill
    x86: 0-2 = kill
    x86: 7-172 = kill
    x86: 174-350 = kill
    amd64: 4-14 = kill
    amd64: 16-350 = kill
  ]]},

  {name = "03 basic chains", fill = basic_chains, lines = BASIC_CHAINS},

  {name = "04 multilevel chains", fill = function(f, arch)
    local most = arch == "x86" and 0x7fffffff or 0x7fffffffffffffff
    f:add_rule({"openat", "close", "rt_sigreturn"}, "allow")
    f:add_rule("read", "allow", {0, "==", 0}, {1, "!=", 0}, {2, "<", most})
    f:add_rule("write", "allow", {0, "==", 1}, {1, "!=", 0}, {2, "<", most})
    f:add_rule("write", "allow", {0, "==", 2}, {1, "!=", 0}, {2, "<", most})
  end, lines = [[
    all: openat 0 0x856B008 4 = allow
    all: close 4 = allow
    x86: read 0 0x856B008 0x7FFFFFFE = allow
    amd64: read 0 0x856B008 0x7FFFFFFFFFFFFFFE = allow
    x86: read 0 0x856B008 0x7FFFFFFF = kill
    amd64: read 0 0x856B008 0x7FFFFFFFFFFFFFFF = kill
    x86: read 0 0 0x7FFFFFFE = kill
    amd64: read 0 0 0x7FFFFFFFFFFFFFFE = kill
    all: read 1-10 0x856B008 0x7FFFFFFE = kill
    x86: write 1-2 0x856B008 0x7FFFFFFE = allow
    amd64: write 1-2 0x856B008 0x7FFFFFFFFFFFFFFE = allow
    x86: write 1-2 0 0x7FFFFFFE = kill
    amd64: write 1-2 0 0x7FFFFFFFFFFFFFFE = kill
    x86: write 1-2 0x856B008 0x7FFFFFFF = kill
    amd64: write 1-2 0x856B008 0x7FFFFFFFFFFFFFFF = kill
    all: write 3-10 0x856B008 0x7FFFFFFE = kill
    all: rt_sigreturn = allow
    amd64: 258-350 = kill
  ]]},

  {name = "05 long jumps", long = true, fill = function(f, arch)
    local most = arch == "x86" and 0x7fffffff or 0x7fffffffffffffff
    f:add_rule("brk", "allow")
    for i = 0, 99 do
      f:add_rule("chdir", "allow", {0, "==", i}, {1, "!=", 0}, {2, "<", most})
    end
    for nr = 100, 199 do
      local name = seccomp.syscall_name(nr, arch)
      if name and name ~= "chdir" and name ~= "brk" and
          seccomp.syscall_number(name) then
        f:add_rule(name, "allow", {0, "!=", 0})
      end
    end
    f:add_rule("close", "allow")
  end, lines = [[
    all: brk 1 2 3 4 5 6 = allow
    all: 9999 = kill
    all: chdir 0-5 0x856B008 0x7FFFFFFE = allow
    all: chdir 95-99 0x856B008 0x7FFFFFFE = allow
    amd64: chdir 95-99 0x856B008 0x7FFFFFFFFFFFFFFE = allow
    all: chdir 100 0x856B008 0x7FFFFFFE = kill
    all: close 1 = allow
  ]]},

  {name = "06 actions", fill = function(f)
    f:add_rule("read", "allow"):add_rule("rt_sigreturn", "log")
    f:add_rule("write", "errno(EPERM)"):add_rule("close", "trap")
    f:add_rule("openat", "trace(1234)"):add_rule("fstat", "kill_process")
  end, lines = [[
    all: read 4 0x856B008 80 = allow
    all: write 1 0x856B008 = errno(1)
    all: close 4 = trap
    all: openat 0 0x856B008 4 = trace(1234)
    all: fstat = kill_process
    all: rt_sigreturn = log
    x86: 0-2 = kill
    x86: 7-107 = kill
    x86: 109-172 = kill
    x86: 174-294 = kill
    x86: 296-350 = kill
    amd64: 6-14 = kill
    amd64: 16-256 = kill
    amd64: 258-350 = kill
  ]]},

  {name = "07 looping", fill = function(f)
    rules(f, "read", "allow", {{0, "==", 1}}, {{1, "==", 0}}, {{0, "==", 0}})
  end, lines = [[
    all: read 1 0x856B008 10 = allow
    all: read 2-10 0 10 = allow
    all: read 0 0x856B008 10 = allow
  ]]},

  {name = "08 subtrees", native = true, fill = function(f)
    local a, b, c, d = {0, "==", 0}, {1, "==", 1}, {2, "==", 2}, {3, "==", 3}
    rules(f, 1000, "allow", {a, b}, {b})
    rules(f, 1001, "allow", {b}, {a, b})
    rules(f, 1002, "allow", {a, b, c, d}, {b, c})
    rules(f, 1003, "allow", {b, c}, {a, b, c, d})
    rules(f, 1004, "allow", {a, b, c, d}, {a, {1, "==", 11}},
      {a, b, c, {3, "==", 33}}, {b, c})
    rules(f, 1005, "allow", {b, c}, {a, b, c, d}, {a, {1, "==", 11}},
      {a, b, c, {3, "==", 33}})
    rules(f, 1006, "allow", {{1, "!=", 1}, {2, "==", 0}}, {b, c},
      {{1, "!=", 1}})
    rules(f, 1007, "trap", {c, d})
    rules(f, 1007, "allow", {c, {3, "!=", 3}}, {{3, "!=", 3}})
  end, lines = [[
    all: 1000-1001 0-10 1 = allow
    all: 1000-1001 0-10 0 = kill
    all: 1002-1003 0-5 1 2 0-5 = allow
    all: 1002-1003 0-5 2 1 0-5 = kill
    all: 1004-1005 0 11 5-10 10 10 1-5 = allow
    all: 1004-1005 0 1 2 0-5 = allow
    all: 1004-1005 1-5 1 2 0-5 = allow
    all: 1004-1005 1-5 1 2 30-35 = allow
    all: 1004-1005 1-5 2 1 30-35 = kill
    all: 1006 0-10 1 2 = allow
    all: 1006 0-10 1 3 = kill
    all: 1006 10 2-100 2 = allow
    all: 1007 0 0 2 3 = trap
    all: 1007 1 1 1 0-2 1 1 = allow
    all: 1007 1 1 2 0-2 1 1 = allow
    all: 1007 1 1 2 4-6 1 1 = allow
    all: 1007 1 1 0 3 1 1 = kill
  ]]},

  {name = "09 priorities before", native = true, fill = function(f)
    priorities(f)
    prioritised(f)
  end, lines = PRIORITISED},

  {name = "10 priorities after", native = true, fill = function(f)
    prioritised(f)
    priorities(f)
  end, lines = PRIORITISED},

  {name = "12 masks", native = true, fill = function(f)
    local function with(condition)
      f:add_rule(1000, "allow", {0, "==", 0}, condition, {2, "==", 2})
    end
    with {1, "==", 1}
    with {1, "masked_eq", 0x00ff, 1}
    with {1, "masked_eq", 0xffff, 11}
    with {1, "masked_eq", 0xffff, 111}
    with {1, "masked_eq", 0xff00, 0x300}
  end, lines = [[
    all: 1000 0 1 2 = allow
    all: 1000 0 0x02-0x0A 2 = kill
    all: 1000 0 0x101 2 = allow
    all: 1000 0 11 2 = allow
    all: 1000 0 0x0C-0x6E 2 = kill
    all: 1000 0 0x1000B 2 = allow
    all: 1000 0 111 2 = allow
    all: 1000 0 0x70-0x100 2 = kill
    all: 1000 0 0x102-0x200 2 = kill
    all: 1000 0 0x10002-0x1000A 2 = kill
    all: 1000 0 0x1000C-0x1006E 2 = kill
    all: 1000 0 0x1006F 2 = allow
    all: 1000 0 0x2FF 2 = kill
    all: 1000 0 0x300-0x3FF 2 = allow
    all: 1000 0 0x400 2 = kill
    all: 1000 0 0x402-0x4FF 2 = kill
    all: 1000 0 0x10300-0x103FF 2 = allow
    all: 1000 0 0xF00003E8 2 = allow
    all: 1000 0 0x800003E8 2 = allow
    amd64: 1000 0 0x1800003E8 2 = allow
    amd64: 1000 0 0x1000003E8 2 = allow
    amd64: 1000 0 0xFFFFFFFFFFFF03E8 2 = allow
  ]]},

  {name = "14 reset", arches = {seccomp.native_arch()}, fill = function(f)
    f:add_rule("read", "allow"):reset("kill"):add_rule("write", "allow")
  end, lines = [[
    native: read 0 0x856B008 40 = kill
    native: write 1 0x856B008 40 = allow
    native: close 4 = kill
    native: rt_sigreturn = kill
  ]]},

  {name = "16 arches", arches = LITTLE, fill = function(f)
    basic_chains(f)
    f:add_rule({"socket", "connect", "shutdown"}, "allow")
  end, lines = [[
    x86 amd64 x32 arm arm64 mipsel mipsel64 riscv64: read 0 0x856 10 = allow
    x86 amd64 x32 arm arm64 mipsel mipsel64 riscv64: read 1-10 0x856 10 = kill
    x86 amd64 x32 arm arm64 mipsel mipsel64n32: write 1-2 0x856 10 = allow
    x86 amd64 x32 arm arm64 mipsel ppc64le: write 3-10 0x856 10 = kill
    x86 amd64 x32 arm arm64 mipsel ppc64le riscv64: close = allow
    x86 amd64 x32 arm mipsel mipsel64 mipsel64n32 ppc64le: open 0x856 4 = kill
    amd64 x86 x32 arm arm64 ppc64le: socket 0 1 2 = allow
    amd64 x86 x32 arm arm64 ppc64le: connect 0 1 2 = allow
    amd64 x86 x32 arm arm64 ppc64le: shutdown 0 1 2 = allow
  ]]},

  {name = "17 merge", arches = {"x86"}, fill = function(f32)
    local f64 = seccomp.filter("kill", {arches = {"amd64"}})
    basic_chains(f32)
    f64:add_rule({"socket", "connect", "shutdown"}, "allow")
    return f64:merge(f32)
  end, lines = [[
    x86: read 0 0x856B008 10 = allow
    x86: read 1-10 0x856B008 10 = kill
    x86: write 1-2 0x856B008 10 = allow
    x86: write 3-10 0x856B008 10 = kill
    x86: close = allow
    x86: open 0x856B008 4 = kill
    amd64: socket 0 1 2 = allow
    amd64: connect 0 1 2 = allow
    amd64: shutdown 0 1 2 = allow
    amd64: read 0 = kill
  ]]},

  {name = "19 missing syscalls", arches = {"x86"}, fill = function(f)
    f:add_rule("tuxcall", "allow")
    assert(not pcall(f.add_rule_exact, f, "tuxcall", "allow"))
  end, lines = "x86: 0-350 = kill"},

  {name = "23 little-endian arches", arches = LITTLE, fill = basic_chains,
    lines = [[
    x86 amd64 x32 arm arm64 mipsel mipsel64 riscv64: read 0 0x856 10 = allow
    mipsel64n32 ppc64le: read 1-10 0x856 10 = kill
    x86 amd64 x32 arm arm64 mipsel mipsel64n32: write 1-2 0x856 10 = allow
    x86 amd64 x32 arm arm64 mipsel ppc64le: write 3-10 0x856 10 = kill
    x86 amd64 x32 arm arm64 mipsel ppc64le riscv64: rt_sigreturn = allow
  ]]},

  {name = "25 multilevel chains, more", fill = function(f)
    f:add_rule(10, "allow", {0, "==", 11}, {1, "!=", 12})
    f:add_rule(20, "allow", {0, "==", 21}, {1, "!=", 22}, {2, "==", 23})
  end, native = true, lines = [[
    amd64: 0-9 = kill
    amd64: 10 0x0000000b = allow
    amd64: 10 0x10000000b = kill
    amd64: 10 0x0000000b 0x10000000c = allow
    amd64: 11-19 = kill
    amd64: 20 0x15 0 0x17 = allow
    amd64: 20 0x15 0x16 0x17 = kill
    amd64: 20 0x100000015 0 0x17 = kill
    amd64: 20 0x15 0 0x100000017 = kill
    amd64: 21-30 = kill
  ]]},

  {name = "26 big-endian arches", arches = BIG, fill = basic_chains, lines = [[
    mips mips64 mips64n32 parisc parisc64 ppc ppc64: read 0 0x856 10 = allow
    s390 s390x ppc64 mips64: read 1-10 0x856 10 = kill
    mips mips64 mips64n32 parisc parisc64 ppc ppc64: write 1-2 0x856 10 = allow
    s390 s390x: write 3-10 0x856 10 = kill
    mips mips64 mips64n32 parisc ppc ppc64 s390 s390x: close = allow
    mips mips64 ppc ppc64 s390 s390x: rt_sigreturn = allow
    mips mips64 ppc ppc64 s390 s390x: open 0x856 4 = kill
    s390x ppc64 mips64: read 0x100000000 = kill
  ]]},

  {name = "27 block state", native = true, default = "allow",
    fill = function(f)
    for _, value in ipairs {3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15} do
      f:add_rule(1000, "kill", {0, "==", value})
    end
    f:add_rule(1000, "kill", {0, ">=", 16})
  end, lines = [[
    all: 1000 0-2 = allow
    all: 1000 3-9 = kill
    all: 1000 10 = allow
    all: 1000 11-32 = kill
  ]]},

  {name = "28 x86 without x32", default = "allow", arches = {"amd64", "x86"},
    fill = function(f) f:add_rule("close", "errno(1)") end, lines = [[
    x86 amd64: read = allow
    x86 amd64: close = errno(1)
    arm x32: read = kill
    arm x32: close = kill
  ]]},

  {name = "29 pseudo syscall", default = "allow", arches = {"x86"},
    fill = function(f) f:add_rule("sysmips", "kill") end, lines = [[
    x86: 0-10 = allow
    x86: 4294957190 = allow
    x86: 4294957295 = allow
  ]]},

  {name = "30 socket calls", arches = SOCKETS, fill = function(f)
    f:add_rule({"socket", "bind", "connect", "listen", "accept", "accept4",
      "getsockname", "getpeername", "socketpair", "send", "recv", "sendto",
      "recvfrom", "shutdown", "setsockopt", "getsockopt", "sendmsg",
      "recvmsg", "sendmmsg", "recvmmsg"}, "allow")
  end, lines = [[
    x86 ppc64le: socketcall 1 = allow
    x86 ppc64le: socketcall 3 = allow
    x86 ppc64le: socketcall 5 = allow
    x86 ppc64le: socketcall 13 = allow
    ppc64le: socketcall 18 = allow
    x86: 359 0 1 2 = allow
    ppc64le: 326 0 1 2 = allow
    mipsel: 4183 0 1 2 = allow
    x86: 362 0 1 2 = allow
    ppc64le: 328 0 1 2 = allow
    mipsel: 4170 0 1 2 = allow
    ppc64le: 330 0 1 2 = allow
    mipsel: 4168 0 1 2 = allow
    x86: 364 0 1 2 = allow
    ppc64le: 344 0 1 2 = allow
    x86: 373 0 1 2 = allow
    ppc64le: 338 0 1 2 = allow
    mipsel: 4182 0 1 2 = allow
    amd64: socket 0 1 2 = allow
    amd64: connect 0 1 2 = allow
    amd64: accept4 0 1 2 = allow
    amd64: shutdown 0 1 2 = allow
  ]]},

  {name = "33 socket calls, big-endian", arches = {"s390", "s390x", "ppc"},
    fill = function(f)
    f:add_rule({"socket", "connect", "accept", "accept4", "shutdown"}, "allow")
  end, lines = [[
    s390 s390x ppc: socketcall 1 = allow
    s390 s390x ppc: socketcall 3 = allow
    s390 s390x ppc: socketcall 5 = allow
    s390 s390x ppc: socketcall 13 = allow
    s390 s390x: 359 0 1 2 = allow
    ppc: 326 0 1 2 = allow
    s390 s390x: 362 0 1 2 = allow
    ppc: 328 0 1 2 = allow
    s390 s390x: 364 0 1 2 = allow
    ppc: 344 0 1 2 = allow
    s390 s390x: 373 0 1 2 = allow
    ppc: 338 0 1 2 = allow
    s390 s390x ppc: socketcall 2 = kill
  ]]},

  {name = "34 denylist", default = "allow", fill = function(f)
    f:add_rule("read", "kill", {0, "==", 0})
    f:add_rule("write", "kill", {0, "==", 1})
    f:add_rule("write", "kill", {0, "==", 2})
    f:add_rule({"close", "rt_sigreturn"}, "kill")
  end, lines = [[
    all: read 0 0x856B008 10 = kill
    all: read 1-10 0x856B008 10 = allow
    all: write 1-2 0x856B008 10 = kill
    all: write 3-10 0x856B008 10 = allow
    all: close = kill
    all: rt_sigreturn = kill
    all: open 0x856B008 4 = allow
    x86: 7-172 = allow
    amd64: 4-14 = allow
    amd64: 16-350 = allow
  ]]},

  {name = "35 negative one", arches = {"x86", "amd64"}, fill = function(f)
    f:set("tskip", true):set_priority(-1, 100):add_rule(-1, "allow")
  end, lines = [[
    x86: -1 = allow
    amd64: -1 = allow
    x32: -1 = allow
  ]]},

  {name = "36 ipc calls", arches = SOCKETS, fill = function(f)
    f:add_rule({"semop", "semtimedop", "semget", "semctl", "msgsnd", "msgrcv",
      "msgget", "msgctl", "shmat", "shmdt", "shmget", "shmctl"}, "allow")
  end, lines = [[
    x86 ppc64le: ipc 1-4 = allow
    x86 ppc64le: ipc 11-14 = allow
    x86 ppc64le: ipc 21-24 = allow
    x86 ppc64le: ipc 5-10 = kill
    amd64: semop = allow
    amd64: semget = allow
    amd64: semctl = allow
    amd64: semtimedop = allow
    amd64: msgsnd = allow
    amd64: msgrcv = allow
    amd64: msgget = allow
    amd64: msgctl = allow
    amd64: shmat = allow
    amd64: shmdt = allow
    amd64: shmget = allow
    amd64: shmctl = allow
  ]]},

  {name = "42 advanced chains", native = true, fill = function(f)
    local one, not_one = {0, "==", 1}, {0, "!=", 1}
    local two, not_two = {1, "==", 2}, {1, "!=", 2}
    rules(f, 1001, "allow", {one, two}, {})
    rules(f, 1002, "allow", {one}, {one})
    rules(f, 1003, "allow", {not_one})
    rules(f, 1003, "trap", {one})
    rules(f, 1004, "allow", {one})
    rules(f, 1004, "trap", {not_one})
    rules(f, 1005, "allow", {one}, {not_one})
    rules(f, 1006, "allow", {one, two}, {one})
    rules(f, 1007, "allow", {one}, {one, two})
    rules(f, 1008, "allow", {not_one, not_two},
      {not_one, not_two, {2, "!=", 3}})
    rules(f, 1009, "allow", {one, not_two}, {not_one})
    rules(f, 1010, "allow", {not_one, two}, {one})
    rules(f, 1011, "allow", {one}, {not_one, {2, "==", 1}})
    rules(f, 1013, "allow", {not_one, {2, "!=", 2}}, {{0, "<", 1},
      {2, "!=", 2}})
    rules(f, 1014, "allow", {{3, ">=", 1}, {4, ">=", 2}}, {not_one, not_two})
    rules(f, 1015, "allow", {{0, "==", 4}, {1, "==", 1}}, {{0, "==", 4},
      {1, "!=", 1}})
  end, lines = [[
    all: 1000 = kill
    all: 1001 = allow
    all: 1002 1 = allow
    all: 1003 = allow
    all: 1003 1 = trap
    all: 1003 2 = allow
    all: 1004 = trap
    all: 1004 1 = allow
    all: 1004 2 = trap
    all: 1005 0-2 = allow
    all: 1006-1007 1 = allow
    all: 1008 2 3 = allow
    all: 1008 2 3 3-4 = allow
    all: 1009 = allow
    all: 1009 2 = allow
    all: 1009 1 3 = allow
    all: 1010 = kill
    all: 1010 1 = allow
    all: 1010 2 2 = allow
    all: 1011 1 = allow
    all: 1011 2 4 1 = allow
    all: 1013 2 3 = allow
    all: 1013 0 4 = allow
    all: 1014 0 0 2 3 = allow
    all: 1014 2 3 1 2 = allow
    all: 1015 1 = kill
    all: 1015 4 0-2 = allow
  ]]},

  {name = "43 order of one argument", fill = function(f)
    f:add_rule("read", "allow", {2, "<=", 64})
    for i = 5, 12 do
      f:add_rule("read", ("errno(%d)"):format(i), {2, ">", 1 << (i + 2)})
    end
    f:add_rule("write", "allow", {2, ">=", 32768})
    for i = 5, 12 do
      f:add_rule("write", ("errno(%d)"):format(i), {2, "<", 1 << (i + 2)})
    end
  end, lines = [[
    all: read 4 0 30 = allow
    all: read 4 0 64 = allow
    all: read 4 0 65-128 = kill
    all: read 4 0 129-256 = errno(5)
    all: read 4 0 257-512 = errno(6)
    all: read 4 0 513-1024 = errno(7)
    all: read 4 0 1025 = errno(8)
    all: read 4 0 2048 = errno(8)
    all: read 4 0 2049 = errno(9)
    all: read 4 0 4097 = errno(10)
    all: read 4 0 8193 = errno(11)
    all: read 4 0 16385 = errno(12)
    all: write 4 0 65-127 = errno(5)
    all: write 4 0 128-255 = errno(6)
    all: write 4 0 256-511 = errno(7)
    all: write 4 0 512-1023 = errno(8)
    all: write 4 0 1024 = errno(9)
    all: write 4 0 2048 = errno(10)
    all: write 4 0 4096 = errno(11)
    all: write 4 0 8192 = errno(12)
    all: write 4 0 16384-16385 = kill
    all: write 4 0 32768 = allow
  ]]},

  {name = "45 chain code coverage", native = true, fill = function(f)
    rules(f, 1008, "allow", {{0, ">=", 1}}, {{1, ">=", 2}}, {{0, ">", 3}},
      {{2, "masked_eq", 0xf, 4}}, {{2, "masked_eq", 0xff, 5}},
      {{2, "masked_eq", 0xff, 6}})
  end, lines = [[
    all: 1008 1 1 1 1 1 1 = allow
    all: 1008 1 2 1 1 1 1 = allow
    all: 1008 4 1 1 1 1 1 = allow
    all: 1008 1 1 0x14 1 1 1 = allow
    all: 1008 4 1 0x15 1 1 1 = allow
    all: 1008 4 1 0x106 1 1 1 = allow
  ]]},

  {name = "46 kill process", default = "kill_process", arches = {"amd64"},
    fill = function(f)
    f:add_rule("read", "allow"):add_rule("write", "errno(5)")
    f:add_rule("open", "kill"):add_rule("close", "errno(6)", {0, ">", 100})
  end, lines = [[
    amd64: 0 = allow
    amd64: 1 = errno(5)
    amd64: 2 = kill
    amd64: 3 100 = kill_process
    amd64: 3 101 = errno(6)
    amd64: 4 = kill_process
  ]]},

  {name = "48 32-bit values", native = true, fill = function(f)
    f:add_rule({1000, 1064}, "allow", {0, "==", 0xffffffffffffffff})
    f:add_rule(1032, "allow", {0, "==", 0xffffffff})
  end, lines = [[
    amd64: 1000 0 = kill
    amd64: 1000 0xffffffff = kill
    amd64: 1000 0xffffffffffffffff = allow
    amd64: 1064 0xffffffff = kill
    amd64: 1064 0xffffffffffffffff = allow
    amd64: 1032 0 = kill
    amd64: 1032 0xffffffff = allow
    amd64: 1032 0xffffffffffffffff = kill
  ]]},

  {name = "49 64-bit comparisons", native = true, fill = function(f)
    f:add_rule(1000, "allow", {0, "<", 0x123456789abc})
  end, lines = [[
    amd64: 1000 0x000000000000 = allow
    amd64: 1000 0x123000000000 = allow
    amd64: 1000 0x1230f0000000 = allow
    amd64: 1000 0x123400000000 = allow
    amd64: 1000 0x123450000000 = allow
    amd64: 1000 0x123460000000 = kill
    amd64: 1000 0x1234f0000000 = kill
    amd64: 1000 0x123500000000 = kill
    amd64: 1000 0x1235f0000000 = kill
    amd64: 1000 0x123600000000 = kill
  ]]},

  {name = "50 hash collision", default = "errno(100)", native = true,
    fill = function(f)
    rules(f, 1001, "allow",
      {{0, "==", 1}, {1, "masked_eq", 0xf, 2}, {2, "==", 3}},
      {{0, "==", 1}, {1, "masked_eq", 0xf, 1}})
    rules(f, 1000, "allow", {{0, "==", 2}}, {{0, "==", 1}})
  end, lines = [[
    amd64: 1000 1 = allow
    amd64: 1000 2 = allow
    amd64: 1000 3 = errno(100)
    amd64: 1001 1 2 3 = allow
    amd64: 1001 1 1 = allow
    amd64: 1001 2 = errno(100)
    amd64: 1001 1 3 = errno(100)
    amd64: 1001 1 2 4 = errno(100)
  ]]},

  {name = "53 binary tree", default = "allow", options = {optimize = 2},
    arches = {"arm64", "ppc64le", "amd64"}, fill = function(f)
    local names = {"read", "write", "open", "close", "stat", "fstat", "lstat",
      "poll", "lseek", "mmap", "mprotect", "munmap", "brk", "rt_sigaction",
      "rt_sigprocmask", "rt_sigreturn", "ioctl", "pread64", "pwrite64",
      "readv", "writev", "access", "pipe", "select", "sched_yield", "mremap",
      "msync", "mincore", "madvise"}
    local conditions = {close = {{0, "==", 100}, {1, "==", 101}},
      poll = {{0, "==", 102}}, lseek = {{0, "==", 103}, {1, "==", 104}},
      pread64 = {{0, "==", 105}}, select = {{0, "==", 106}, {1, "==", 107}},
      mremap = {{0, "==", 108}, {1, "==", 109}}}
    for i, name in ipairs(names) do
      f:add_rule(name, ("errno(%d)"):format(i - 1),
        table.unpack(conditions[name] or {}))
    end
  end, lines = [[
    amd64 ppc64le arm64: read = errno(0)
    amd64 ppc64le arm64: write = errno(1)
    amd64 ppc64le: open = errno(2)
    amd64 ppc64le arm64: close = allow
    amd64 ppc64le arm64: close 100 1234 = allow
    amd64 ppc64le arm64: close 100 101 = errno(3)
    amd64 ppc64le: stat = errno(4)
    amd64 ppc64le arm64: fstat = errno(5)
    amd64 ppc64le: poll 102 = errno(7)
    amd64 ppc64le: poll 101 = allow
    amd64 ppc64le arm64: lseek 103 104 = errno(8)
    amd64 ppc64le arm64: mmap = errno(9)
    amd64 ppc64le arm64: brk = errno(12)
    amd64 ppc64le arm64: rt_sigreturn = errno(15)
    amd64 ppc64le arm64: pread64 105 = errno(17)
    amd64 ppc64le arm64: writev = errno(20)
    amd64 ppc64le: access = errno(21)
    amd64 ppc64le: select = allow
    amd64 ppc64le: select 106 107 = errno(23)
    amd64 ppc64le arm64: mremap 108 109 = errno(25)
    amd64 ppc64le arm64: madvise = errno(28)
    arm64: getpid = allow
  ]]},
}
