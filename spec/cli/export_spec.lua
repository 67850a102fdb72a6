-- SPDX-License-Identifier: MIT
-- `lua-seccomp export` as a shell sees it: what it does, what it says of bad
-- input, its JSON.
local command = require "spec.command"
local support = require "spec.support"

local has_cjson, cjson = pcall(require, "cjson")

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, json, has = cli.gives, cli.fails, cli.json, cli.has

describe("lua-seccomp export", function()
  it("writes a profile that imports to the same policy", function()
    -- not list.lua: what its `unknown` can become hangs on the calls that
    -- this libseccomp knows
    gives(0, "export --arch amd64 -o exported.json -", {stdin = [[return {
      arches = {"amd64"}, default = "errno(EPERM)",
      rules = {{"read", action = "allow"}},
    }]]})
    gives(0, "export --arch amd64 -o exported.json mild.lua")
    local text = gives(0, "export --arch amd64 mild.lua")
    assert.equal(text, support.slurp(cli.directory .. "/exported.json"))
    local profile = has_cjson and cjson.decode(text)
    if profile then assert.equal("SCMP_ACT_ALLOW", profile.defaultAction) end
  end)

  it("tells what a profile cannot say", function()
    local _, said = gives(0, "export --arch amd64 mild.lua")
    has(said, "bad-arch")
    local report = json(0,
      "export --arch amd64 --json -o exported.json mild.lua")
    if report then assert.equal("bad-arch", report.losses[1].id) end
    fails("export --json mild.lua", "the profile needs -o FILE")
  end)

  it("knows that a runtime adds its own arch", function()
    local policy = {stdin = [[return {default = "errno(EPERM)",
      bad_arch = "kill_thread", arches = {"x86"},
      rules = {{"read", action = "allow"}}}]]}
    fails("export --arch amd64 -", "amd64", policy)
    has(gives(0, "export --arch x86 -", policy), "SCMP_ARCH_X86")
  end)

  it("refuses bad input", function()
    fails("export program.bpf", "a policy or profile is needed")
    fails("export --arch amd64 mild.lua -o /no/such/file", "cannot write")
  end)
end)
