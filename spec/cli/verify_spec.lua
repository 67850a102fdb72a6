-- SPDX-License-Identifier: MIT
-- `lua-seccomp verify` as a shell sees it: what it does, what it says of bad
-- input, its JSON.
local command = require "spec.command"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, json, keys, has =
  cli.gives, cli.fails, cli.json, cli.keys, cli.has

describe("lua-seccomp verify", function()
  it("proves", function()
    has(gives(0, "verify list.lua"), "proven")
    has(gives(0, "verify --libseccomp mild.lua"), "proven")
  end)

  it("refutes, with a call", function()
    local text = gives(1, "verify mild.lua program.bpf")
    has(text, "refuted\n",
      "  amd64 rmdir()  policy errno(EACCES), program allow\n")
    has(gives(1, "verify --color always mild.lua program.bpf"),
      "\27[31mrefuted\27[0m\n", "policy \27[32merrno(EACCES)\27[0m, " ..
      "program \27[31mallow\27[0m\n")
    local answer = json(1, "verify --json mild.lua program.bpf")
    if not answer then return end
    assert.equal("proven witnesses", keys(answer))
    assert.is_false(answer.proven)
    has(keys(answer.witnesses[1]), "arch", "left", "right", "syscall")
  end)

  it("refutes what libseccomp makes of a policy, with a call", function()
    -- libseccomp's rules cannot have the default action
    local text = gives(1, "verify --libseccomp -", {stdin = [[return {
      default = "errno(EPERM)", arches = {"amd64"}, rules = {
        {"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
        {"kill", action = "allow"},
      }}]]})
    has(text, "refuted", "amd64 kill(0, SIGKILL)",
      "policy errno(EPERM), program allow")
    local ways = json(1, "verify --libseccomp --json -", {stdin = [[return {
      default = "errno(EPERM)", arches = {"amd64"}, rules = {
        {"kill", action = "errno(EPERM)", when = {{1, "==", 9}}},
        {"kill", action = "allow"},
      }}]]})
    if ways then
      assert.same({"errno(EPERM)", "allow"},
        {ways.witnesses[1].left, ways.witnesses[1].right})
    end
    fails("verify --libseccomp mild.lua program.bpf", "leave one out")
    fails("verify --budget -1 mild.lua", "option budget is a number")
    fails("verify --libseccomp --budget -1 mild.lua",
      "option budget is a number")
    fails("verify --libseccomp -", "policy:compile() can", {stdin =
      "return {default = 'allow', unknown = 'errno(ENOSYS)'}"})
  end)

  it("has JSON", function()
    local answer = json(0, "verify --json mild.lua")
    if not answer then return end
    assert.same({proven = true, witnesses = {}}, answer)
  end)

  it("refuses bad input", function()
    fails("verify program.bpf", "a policy or profile is needed")
    fails("verify mild.lua list.lua", "is not a compiled program")
    fails("verify --budget x mild.lua", "malformed argument 'x'")
    fails("verify nofile", "nofile")
  end)
end)
