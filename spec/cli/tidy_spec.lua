-- SPDX-License-Identifier: MIT
-- `lua-seccomp tidy` as a shell sees it: what it does, what it says of bad
-- input, its JSON.
local command = require "spec.command"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, has = cli.gives, cli.fails, cli.has

describe("lua-seccomp tidy", function()
  it("writes the same meaning in fewer rules", function()
    support.spew(cli.directory .. "/long.lua", [[return {default = "allow",
      rules = {{"mkdirat", action = "trap"}, {"unlinkat", action = "trap"},
      {"mkdirat", action = "log"}}}]])
    local text = gives(0, "tidy long.lua")
    has(text, '{"mkdirat", "unlinkat", action = "trap"}')
    has(gives(0, "diff long.lua -", {stdin = text}), "equal")
    gives(0, "tidy program.bpf -o tidied.lua")
    has(gives(0, "diff program.bpf tidied.lua"), "equal")
  end)

  it("refuses bad input", function()
    fails("tidy", "missing argument 'file'")
    fails("tidy --budget x mild.lua", "malformed argument 'x'")
    fails("tidy nofile", "nofile")
  end)
end)
