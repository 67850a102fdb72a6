-- SPDX-License-Identifier: MIT
-- `lua-seccomp show` as a shell sees it: what it does, what it says of bad
-- input, its JSON.
local command = require "spec.command"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, json, keys, has =
  cli.gives, cli.fails, cli.json, cli.keys, cli.has

describe("lua-seccomp show", function()
  it("shows policies as policy files that read back", function()
    local text = gives(0, "show list.lua")
    has(text, "default = \"errno(EPERM)\"", "\"@basic-io\"")
    assert.equal(text, (gives(0, "show -", {stdin = text})))
  end)

  it("shows profiles as policies, and what there is to say of them", function()
    local text, said = gives(0, "show --dialect crun profile.json")
    has(text, "{\"clone\", action = \"allow\"}")
    has(said, "ignored-condition")
    text = gives(0, {"show", "--dialect", "docker", "--caps", "",
      "profile.json"})
    assert.is_nil(text:find('"clone"', 1, true))
  end)

  it("shows programs as the policy that they are", function()
    local text = gives(0, "show program.bpf")
    has(text, 'default = "allow"', '{"mkdir", action = "errno(EPERM)"}')
    has(gives(0, "diff program.bpf -", {stdin = text}), "equal")
  end)

  it("shows instructions when asked", function()
    has(gives(0, "show --asm program.bpf"), "if syscall ", " mkdir ",
      "return errno(EPERM)")
    has(gives(0, "show --asm mild.lua"), "return errno(")
  end)

  it("shows the instructions of what is no policy, and says why", function()
    -- one that does not look at the arch
    local text, said = gives(0, "show -", {stdin = string.pack(
      "<I2BBI4I2BBI4I2BBI4I2BBI4", 0x20, 0, 0, 0, 0x15, 0, 1, 0,
      6, 0, 0, 0x7fff0000, 6, 0, 0, 0)})
    has(text, "A = syscall", "return allow")
    has(said, "no policy: ", "never looks at the arch",
      "; these are the instructions\n")
  end)

  it("has JSON", function()
    local shown = json(0, "show --json list.lua")
    if not shown then return end
    assert.equal("kind policy text", keys(shown))
    assert.equal("policy", shown.kind)
    assert.equal("arches bad_arch default rules unknown", keys(shown.policy))
    assert.same({
      syscalls = {"socket"}, action = "allow",
      when = {{arg = 0, op = "==", value = 1, width = 32},
        {arg = 1, op = "masked_eq", mask = 15, value = 1, width = 64}},
    }, shown.policy.rules[3])
    shown = json(0, "show --json program.bpf")
    assert.equal("endian instructions kind policy text", keys(shown))
    assert.equal("program", shown.kind)
    assert.equal("profile",
      json(0, "show --json --dialect podman profile.json").kind)
  end)

  it("refuses bad input", function()
    fails("show nofile", "cannot open nofile")
    fails("show wrong.lua", "opennat")
    fails("show --dialect nope profile.json", "--dialect")
    fails({"show", "-"}, "standard input is empty")
    fails("show -", "jump past the end",
      {stdin = ("\5\0\0\0\255\255\0\0"):rep(2)})
    -- what was expected, also where it looks like something
    fails("show empty", "empty is empty: a policy (Lua), a profile (JSON) " ..
      "or a compiled program (BPF) is expected")
    fails("show -", "was taken for a compiled program: a policy (Lua), a " ..
      "profile (JSON) or", {stdin = "\xff\xfe\0bad"})
    fails("resolve --arch nope read", "lua-seccomp info lists those there are")
    fails("import --from asm profile.json", "'bpf', 'c', 'oci', 'systemd'")
  end)
end)
