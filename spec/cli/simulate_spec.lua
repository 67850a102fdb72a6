-- SPDX-License-Identifier: MIT
-- `lua-seccomp simulate` as a shell sees it: what it does, what it says of
-- bad input, its JSON.
local command = require "spec.command"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, json, keys, has =
  cli.gives, cli.fails, cli.json, cli.keys, cli.has

describe("lua-seccomp simulate", function()
  it("answers yes and no", function()
    has(gives(0, "simulate --on amd64 mild.lua openat -100 0"), "allow  ",
      "openat(0xffffffffffffff9c)", "instructions, default")
    has(gives(1, "simulate --on amd64 mild.lua mkdir"), "errno(EPERM)  ",
      "rule 1")
    has(gives(1, "simulate --on amd64 mild.lua rmdir"), "errno(EACCES)  ",
      "rule 2")
    has(gives(0, "simulate --on amd64 list.lua personality 8"), "rule 2")
    has(gives(0, "simulate --on amd64 list.lua personality 0x8"), "rule 2")
    has(gives(1, "simulate --on amd64 list.lua personality 9"), "default")
    has(gives(1, "simulate --on amd64 list.lua 9999"), "errno(ENOSYS)",
      "unknown")
    has(gives(1, "simulate --on amd64 list.lua -1"), "default")
    has(gives(1, "simulate --on amd64 program.bpf mkdir"), "errno(EPERM)")
    has(gives(1, "simulate --on arm64 mild.lua mkdirat"), "kill_process",
      "bad_arch")
  end)

  it("takes all 64 bits, and 32 where there are no more", function()
    has(gives(0, "simulate --on amd64 mild.lua read 18446744073709551615"),
      "read(0xffffffffffffffff)")
    has(gives(1, "simulate --on x86 mild.lua openat -101"),
      "x86 openat(0xffffff9b)")
    has(gives(1, "simulate --on x86 mild.lua openat -100"),
      "x86 openat(AT_FDCWD)")
    -- a kernel may show more
    has(gives(1, "simulate --on x86 mild.lua openat 4294967297"),
      "x86 openat(0x100000001)")
  end)

  it("reads standard input", function()
    has(gives(1, "simulate --on amd64 - mkdir",
      {stdin = support.slurp(cli.directory .. "/mild.lua")}),
      "errno(EPERM)")
    has(gives(1, "simulate --dialect crun - openat",
      {stdin = command.files["profile.json"]}), "errno(EPERM)")
  end)

  it("has JSON", function()
    local answer = json(1, "simulate --on amd64 --json mild.lua mkdir 5 -1")
    if not answer then return end
    assert.equal("action arch arg0 arg1 by instructions rule syscall",
      keys(answer))
    assert.same({"errno(EPERM)", 5, "0xffffffffffffffff", 1, "rule", "mkdir"},
      {answer.action, answer.arg0, answer.arg1, answer.rule, answer.by,
        answer.syscall})
    -- no double holds it
    answer = json(0,
      "simulate --on amd64 --json mild.lua read 0x7fffffffffffffff")
    assert.equal("0x7fffffffffffffff", answer.arg0)
    answer = json(1, "simulate --on amd64 --json program.bpf mkdir")
    assert.equal("action arch instructions syscall", keys(answer))
  end)

  it("refuses bad input", function()
    fails("simulate", "missing argument 'file'")
    fails("simulate mild.lua", "missing argument 'syscall'")
    fails("simulate nofile read", "cannot open nofile: No such file")
    fails("simulate . read", "Is a directory")
    fails("simulate empty read", "empty is empty")
    fails("simulate /dev/zero read", "has more than 4 MiB")
    fails("simulate broken.lua read", "broken.lua:1:")
    fails("simulate broken.json read", "JSON")
    fails("simulate wrong.lua read", "did you mean \"openat\"")
    fails("simulate mild.lua opennat", "did you mean \"openat\"")
    fails("simulate mild.lua read x", "\"x\" is not a 64-bit number")
    fails("simulate mild.lua read 1e3", "not a 64-bit number")
    fails("simulate mild.lua read 18446744073709551616", "not a 64-bit number")
    fails("simulate mild.lua read 0x10000000000000000", "not a 64-bit number")
    fails("simulate mild.lua read -9223372036854775809", "not a 64-bit number")
    -- that is none either, though Lua makes one of it: another
    for _, number in ipairs {"0x10000000000000000", "0x1000000000000000f",
      "1e1", "0x1p4", "1.0", "18446744073709551616"} do
      fails("simulate mild.lua " .. number,
        number .. '" is not a 64-bit number')
      fails("resolve " .. number, number .. '" is not a 64-bit number')
      fails("diff --limit " .. number .. " mild.lua list.lua",
        "malformed argument '" .. number .. "': a whole number is needed")
    end
    fails("show", "missing argument 'file'")
    fails({"show", ""}, "the name of a file is empty")
    fails("simulate mild.lua read 1 2 3 4 5 6 7", "too many arguments")
    fails("simulate --on nope mild.lua read", "unknown arch \"nope\"")
  end)
end)
