-- SPDX-License-Identifier: MIT
-- Policies as text: in names where exactly one can be meant, and reading back.
local policies = require "seccomp.policy"

-- The rules of a policy as text, in one line.
local function rules_text(...)
  local p = policies.new {default = "errno(EPERM)", arches = {"amd64", "arm"},
    rules = {...}}
  local text = tostring(p)
  for line in text:gmatch "[^\n]+" do
    assert.is_true(#line <= 80, line)
  end
  local back = policies.parse(text)
  assert.equal(text, tostring(back))
  assert.equal(p:compile {prove = false}, back:compile {prove = false})
  return (text:match "rules = {(.*)},\n}":gsub("%s+", " "))
end

describe("the text of a policy", function()
  local function has(rule, words)
    rule.action = "allow"
    local text = rules_text(rule)
    assert.truthy(text:find(words, 1, true), text)
  end

  it("has names where exactly one can be meant", function()
    has({"socket", when = {{0, "==", 1}}},
      '{"domain", "==", "AF_UNIX", width = 64}')
    has({"socket", when = {{0, "==", {1, 2}, width = 32}}},
      '{"domain", "==", {"AF_UNIX", "AF_INET"}}')
    has({"ioctl", when = {{arg = 1, op = "!=", value = 0x541c, width = 32}}},
      '{"request", "!=", "TIOCLINUX"}')
    -- a group, all calls of which have it
    has({"@sync", "fdatasync", when = {{5, "==", 1}}}, "{5, \"==\", 1}")
    has({"read", "write", when = {{0, "<=", 2, width = 32}}},
      '{"fd", "<=", 2}')
    has({"__NR_socket", when = {{0, "==", 1, width = 32}}},
      '{"domain", "==", "AF_UNIX"}')
    -- a call that one of the arches lacks, and one that none has
    has({"mmap2", "nothing", optional = true, when = {{2, "==", 4}}},
      '{"prot", "==", "PROT_EXEC"}')
  end)

  it("has numbers where none can, or several", function()
    -- another value on arm
    has({"openat", when = {{2, "masked_eq", 0x10000, 0, width = 32}}},
      '{"flags", "masked_eq", 0x10000, 0}')
    has({"openat", arches = {"amd64"},
      when = {{2, "masked_eq", 0x10000, 0, width = 32}}},
      '{"flags", "masked_eq", "O_DIRECTORY", 0}')
    has({"socket", "lseek", when = {{0, "==", 2}}}, '{0, "==", 2}')
    has({"socket", 1, arches = {"amd64"}, when = {{0, "==", 2}}},
      '{0, "==", 2}')
    has({{1, 2}, when = {{0, "==", 2}}}, '{0, "==", 2}')
    has({"socket", when = {{4, "==", 2}}}, '{4, "==", 2}')
    has({"socket", when = {{0, "==", 2, raw = true}}},
      '{0, "==", 2, raw = true}')
    -- the kernel's name for it is another place's
    has({"prctl", when = {{0, "==", 4, width = 32}, {1, "==", 1}}},
      '{"option", "==", "PR_SET_DUMPABLE"}, {1, "==", 1}')
    -- what an int has no room for on arm; on amd64 alone it is all 64 bits
    has({"socket", when = {{2, "!=", 0x100000000}, {1, "!=", -1}}},
      "{2, \"!=\", 0x100000000}, {1, \"!=\", 0xffffffffffffffff}")
    has({"socket", arches = {"amd64"}, when = {{1, "!=", -1}}},
      '{"type", "!=", 0xffffffffffffffff, width = 64}')
    -- -100 is another value in 64 bits
    has({"mknodat", when = {{0, "masked_eq", 0xffffffff, 0xffffff9c}}},
      '{"dirfd", "masked_eq", 0xffffffff, 0xffffff9c, width = 64}')
    has({"socket", when = {{0, "==", "AF_UNIX"}}}, '{0, "==", "AF_UNIX"}')
    has({"nothing", optional = true, when = {{0, "==", 10}}}, '{0, "==", 0xa}')
  end)

  it("has no word that is another value on one of the arches", function()
    local p = policies.new {default = "errno(EPERM)", arches = {"arm", "amd64"},
      rules = {{"mknodat", action = "allow",
        when = {{0, "masked_eq", 0xffffffff, 0xffffff9c}}}}}
    assert.truthy(tostring(p):find("0xffffff9c, width = 64}", 1, true))
    assert.equal(p:compile {prove = false},
      policies.parse(tostring(p)):compile {prove = false})
  end)

  it("has a name and the width, where it is not the argument's own", function()
    for words, rule in pairs {
      -- all of the 16 bits that are read
      ['{"mode", "==", 0x1ff}'] = {"chmod", {1, "masked_eq", 0xffff, 0x1ff}},
      ['{"mode", "==", "S_IFREG"}'] = {"chmod", {1, "masked_eq", 0xffff, 0x8000,
        width = 32}},
      ['{"mode", "masked_eq", "S_IFMT", "S_IFCHR", width = 64}'] = {"mknod",
        {1, "masked_eq", 0xf000, 0x2000}},
      ['{"mode", "masked_eq", 0xfffff, "S_IFCHR", width = 64}'] = {"mknod",
        {1, "masked_eq", 0xfffff, 0x2000}},
      -- a part of a number is no constant, some flags of several are
      ['{"domain", "masked_eq", 0xf, 0, width = 64}'] = {"socket",
        {0, "masked_eq", 0xf, 0}},
      ['{"domain", "masked_eq", 0xf, 1, width = 64}'] = {"socket",
        {0, "masked_eq", 0xf, 1}},
      ['{"domain", "masked_eq", 0xffffffff, "AF_UNIX"}'] = {"socket",
        {0, "masked_eq", 0xffffffff, 1, width = 32}},
      ['{"domain", "masked_eq", 0xffffffff, "AF_UNSPEC", width = 64}'] = {
        "socket", {0, "masked_eq", 0xffffffff, 0}},
      ['{"flags", "masked_eq", "O_ACCMODE", "O_WRONLY"}'] = {"openat",
        {2, "masked_eq", 3, 1, width = 32}},
      ['{"flags", "masked_eq", 0x80000000, 0}'] = {"openat",
        {2, "masked_eq", 0x80000000, 0, width = 32}},
      -- what has a sign has an order by a width that is said
      ['{"sig", "<", "SIGKILL", width = 32}'] = {"kill",
        {1, "<", 9, width = 32}},
      ['{"sig", "<=", "SIGKILL", width = 64}'] = {"kill", {1, "<=", 9}},
      ['{"sig", ">=", "SIGKILL", width = 32}'] = {"kill",
        {1, ">=", 9, width = 32}},
      ['{"sig", ">", "SIGKILL", width = 64}'] = {"kill", {1, ">", 9}},
      ['{"sig", "!=", "SIGKILL"}'] = {"kill", {1, "!=", 9, width = 32}},
      ['{"sig", "==", "SIGKILL"}'] = {"kill", {1, "==", 9, width = 32}},
      ['{"whence", ">", "SEEK_CUR"}'] = {"lseek", {2, ">", 1, width = 32}},
      ['{"whence", ">=", "SEEK_CUR", width = 64}'] = {"lseek", {2, ">=", 1}},
      ['{"offset", "<", 4, width = 64}'] = {"lseek", {1, "<", 4}},
      -- a word is as wide as the arch's registers
      ['{"count", "<=", 0x1000}'] = {"read", {2, "<=", 4096}},
      -- another name, or other constants
      ['{1, "==", 2, width = 32}'] = {"fcntl", "ioctl", {1, "==", 2,
        width = 32}},
      ['{"flags", "==", "MSG_PEEK"}'] = {"recvfrom", "sendto", {3, "==", 2,
        width = 32}},
    } do
      has({rule[1], rule[3] and rule[2], when = {rule[#rule]}},
        "" .. words)
    end
    for words, c in pairs {
      ['{"prot", "<", "PROT_EXEC"}'] = {2, "<", 4},
      ['{"prot", "<", "PROT_EXEC", width = 32}'] = {2, "<", 4, width = 32},
    } do
      has({"mmap", arches = {"amd64"}, when = {c}}, words)
    end
  end)

  it("has numbers, ranges and names of calls in quotes that Lua reads",
    function()
    local text = tostring(policies.new {default = "allow", arches = {"amd64"},
      rules = {{5, {600, 620}, "caf\xc3\xa9\n\"\\\127\1x", "read",
        action = "trap", optional = true}}})
    assert.equal([[{ 5, {600, 620}, "caf\195\169\n\"\\\127\1x", "read", ]] ..
      [[action = "trap", optional = true },]],
      text:match "rules = {%s*(.*)\n  },\n}":gsub("%s+", " "))
    assert.equal(text, tostring(policies.parse(text)))
  end)

  it("has what its author wrote with names", function()
    has({"socket", when = {{"family", "==", {"PF_UNIX", 2}}}},
      '{"family", "==", {"PF_UNIX", 2}}')
    has({"clone", when = {{"flags", "masked_eq",
      "CLONE_NEWUSER | CLONE_NEWNS", 0}}},
      '{"flags", "masked_eq", "CLONE_NEWUSER | CLONE_NEWNS", 0}')
  end)

  it("breaks long lists and flags", function()
    local many = {}
    for i = 0, 9 do many[i + 1] = 0x5401 + i end
    has({"ioctl", when = {{1, "==", many, width = 32}}}, '"request", "==", ' ..
      '{ "TCGETS", "TCSETS", "TCSETSW", "TCSETSF", "TCGETA", "TCSETA", ' ..
      '"TCSETAW", "TCSETAF", "TCSBRK", "TCXONC" }')
    has({"clone", when = {{0, "masked_eq", 0x7e020000, 0}}},
      '{"flags", "masked_eq", "CLONE_NEWNS|CLONE_NEWCGROUP|CLONE_NEWUTS|\\z ' ..
      'CLONE_NEWIPC|CLONE_NEWUSER|CLONE_NEWPID|CLONE_NEWNET", 0}')
    -- a list of what its author wrote with spaces
    local spaced = {}
    for i = 1, 6 do spaced[i] = "MAP_PRIVATE | MAP_FIXED" end
    has({"mmap", arches = {"amd64"}, when = {{"flags", "==", spaced}}},
      '"MAP_PRIVATE | MAP_FIXED", "MAP_PRIVATE | MAP_FIXED" }')
  end)

  it("has conditions by name in one order", function()
    assert.equal('{arg = "fd", op = "masked_eq", mask = 6, value = 2, ' ..
      "width = 32, raw = true}", require("seccomp.policy.text").written {
      raw = true, width = 32, value = 2, mask = 6, op = "masked_eq",
      arg = "fd"})
  end)

  it("breaks a line of flags behind any of them", function()
    local flags = "MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC|MS_SYNCHRONOUS|" ..
      "MS_REMOUNT|MS_MANDLOCK|MS_DIRSYNC|MS_NOATIME|MS_NODIRATIME|MS_BIND|" ..
      "MS_MOVE|MS_REC|MS_SILENT|MS_POSIXACL|MS_UNBINDABLE|MS_PRIVATE"
    local p = policies.new {default = "allow", rules = {{"mount",
      action = "trap", when = {{"flags", "masked_eq", flags, 0}}}}}
    local text = tostring(p)
    assert.equal(text, tostring(policies.new(load(text)())))
    assert.truthy(text:gsub("\\z%s*", ""):find(flags, 1, true), text)
    for line in text:gmatch "[^\n]+" do assert.is_true(#line <= 80, line) end
  end)
end)
