-- SPDX-License-Identifier: MIT
-- `lua-seccomp resolve` as a shell sees it: what it does, what it says of
-- bad input, its JSON.
local command = require "spec.command"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, json, has = cli.gives, cli.fails, cli.json, cli.has

describe("lua-seccomp resolve", function()
  it("looks up names and numbers", function()
    has(gives(0, "resolve --arch amd64 openat"), "amd64", "openat", "257")
    has(gives(0, "resolve --arch amd64 257"), "openat")
    has(gives(0, "resolve --arch amd64 __NR_openat"), "openat ")
    has(gives(0, "resolve --arch arm64 --arch x86 openat"), "arm64", "56",
      "x86", "295")
    has(gives(0, "resolve --all read"), "amd64", "s390x", "riscv64")
  end)

  it("tells arguments and release, also of calls that libseccomp lacks",
      function()
    has(gives(0, "resolve --arch amd64 openat"), "\n            openat(int " ..
      "dirfd, const char *pathname, int flags, umode_t mode),\n" ..
      "            since Linux 2.6.16\n")
    for _, word in ipairs {"mseal", "462", "__NR_mseal"} do
      has(gives(0, "resolve --arch arm64 " .. word), "arm64 ", "mseal ", " 462",
        "since\n            Linux 6.10\n")
    end
    local both = gives(0, "resolve --arch s390x --arch amd64 clone")
    has(both, "clone(unsigned long stack, unsigned long flags, ", " on s390x\n",
      "clone(unsigned long flags, unsigned long stack, ", " on amd64\n")
    -- those of which the same is to be said, together
    both = gives(0, "resolve --arch s390 --arch s390x --arch amd64 " ..
      "--arch x32 clone"):gsub("\n +", " ")
    has(both, " on s390 s390x clone(", " on amd64 x32\n")
  end)

  it("lists what is newer than a release", function()
    local text = gives(0, "resolve --since 6.10 --arch amd64")
    has(text, "setxattrat", "463  since Linux 6.13")
    assert.is_nil(text:find("mseal", 1, true))
    has(gives(0, "resolve --since 6.9 --arch amd64"), "mseal ")
    has(gives(0, "resolve --since 2.6.39 --arch amd64"), "setns ",
      "since Linux 3.0")
    fails("resolve --since x", "takes a release of Linux as in 6.1")
    fails("resolve --since 6.1 read", "alone")
    fails("resolve --since 6.1 --list", "alone")
  end)

  it("shows the number of an arch and libseccomp's pseudo number", function()
    local text = gives(0, "resolve --arch x86 socket")
    has(text, "359", "-101  (libseccomp's pseudo number)")
    has(gives(0, "resolve --arch x86 -101"), "socket")
  end)

  it("lists all names", function()
    local text = gives(0, "resolve --list --arch amd64")
    has("\n" .. text, "\nopenat\n", "\nread\n", "\nwritev\n")
    assert.is_true(select(2, text:gsub("\n", "")) > 300)
  end)

  it("says no where there is none", function()
    local text, said = gives(1, "resolve --arch amd64 opennat read")
    has(text, "read")
    has(said, "unknown syscall \"opennat\"; did you mean \"openat\"?")
    for _, number in ipairs {"99999", "-2000000"} do
      text, said = gives(1, "resolve -- " .. number)
      assert.equal("", text)
      has(said, "no syscall has number " .. number)
    end
  end)

  it("has JSON", function()
    local rows = json(0, "resolve --json --arch x86 socket")
    if not rows then return end
    local arguments = {"int domain", "int type", "int protocol"}
    assert.same({
      {arch = "x86", name = "socket", number = 359, pseudo = false,
        since = "4.3", arguments = arguments},
      {arch = "x86", name = "socket", number = -101, pseudo = true,
        since = "4.3", arguments = arguments},
    }, rows)
    rows = json(0, "resolve --json --since 6.10 --arch arm64")
    assert.same({arch = "arm64", name = "setxattrat", number = 463,
      since = "6.13"}, rows[#rows])
    assert.same({}, json(1, "resolve --json nope"))
    assert.equal("string", type(json(0, "resolve --json --list")[1]))
  end)

  it("refuses bad input", function()
    fails("resolve", "names or numbers")
    fails("resolve --arch nope read", "unknown arch \"nope\"")
    fails("resolve 99999999999", "is not a syscall number")
    fails("resolve --list read", '--list lists all syscalls, and "read"')
    fails("resolve --all --arch x86 read", "--all is every arch")
  end)
end)
