-- SPDX-License-Identifier: MIT
-- `lua-seccomp record` as a shell sees it: what it does, what it says of bad
-- input, its JSON.
local command = require "spec.command"

local cli = command.in_directory(setup, teardown)
local gives, fails, json, keys, has =
  cli.gives, cli.fails, cli.json, cli.keys, cli.has

describe("lua-seccomp record", function()
  it("makes a policy of what a command does", function()
    gives(0, "record -o echo.lua echo hi")
    assert.equal("hi\n", (gives(0, "run echo.lua echo hi")))
    local _, said = gives(1, "run -x echo.lua mkdir new")
    has(said, "by default: no rule matches")
  end)

  it("keeps the policy apart from the command's output", function()
    local text, said = gives(0, "record -- echo hi")
    assert.truthy(text:match "^return {")
    has(said, "hi\n")
  end)

  it("brings runs together", function()
    gives(0, "record --save one.rec -o /dev/null echo")
    gives(0, "record --merge one.rec -o both.lua mkdir recorded")
    local both = gives(0, "show both.lua")
    has(both, "\"mkdir")
  end)

  it("says what the policy lacks", function()
    local _, said = gives(0, "record --no-base -o /dev/null true")
    has(said, "warning cannot-end: ", "rt_sigreturn")
  end)

  -- it told the calls, and nobody had them on top of the policy
  it("makes no policy where it tells the calls", function()
    for _, option in ipairs {"--add mild.lua", "--default log", "--no-base"} do
      fails("record --json " .. option .. " true",
        "--json tells the calls, and makes no policy")
    end
  end)

  it("looks at arguments, too", function()
    local text = gives(0, "record -t arguments true")
    has(text, "when = {")
  end)

  it("has JSON", function()
    local answer = json(0, "record --json true")
    if not answer then return end
    assert.equal("by calls command launcher processes runs", keys(answer))
    assert.equal("arch count number runs syscall", keys(answer.calls[1]))
    assert.equal(1, answer.runs)
  end)

  it("says when the command failed", function()
    local _, said = gives(3, {"record", "-o", "x.lua", "sh", "-c", "exit 3"})
    has(said, "sh ended with status 3")
  end)

  it("refuses bad input", function()
    fails("record", "record needs a command")
    fails("record nosuchprogram", "nosuchprogram")
    fails("record --default nope true", "unknown action \"nope\"")
    fails("record --merge nofile true", "nofile")
    fails("record -t tight true", "must be one of 'names'")
    -- before the command has run for nothing
    fails("record -o /no/such/file mkdir ran", "cannot write")
    fails("record -o ran.lua --save /no/such/file mkdir ran", "cannot write")
    assert.is_nil(io.open(cli.directory .. "/ran"))
    assert.is_nil(io.open(cli.directory .. "/ran.lua"))
  end)
end)
