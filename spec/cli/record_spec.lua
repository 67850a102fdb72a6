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

  it("says when a signal ended the command, and ends alike", function()
    local child = cli.run {"record", "-o", "x.lua", "sh", "-c",
      "kill -TERM $$"}
    assert.equal("SIGTERM", child.signal)
    has(child.stderr, "lua-seccomp: sh was killed by SIGTERM: this run may " ..
      "not be what you want to permit\n")
    -- and what goes to standard output is there
    child = cli.run {"record", "sh", "-c", "kill -TERM $$"}
    assert.equal("SIGTERM", child.signal)
    has(child.stdout, "execve", "\n  },\n}\n")
    local _, said = gives(0, "record -o x.lua true")
    assert.equal("", said)
  end)

  it("keeps all where there is not the part that was wanted", function()
    local _, said = gives(2, "record --save all.rec --only-program no -- true")
    has(said, "lua-seccomp: all that was recorded is in all.rec: take a " ..
      "part of it with record --join all.rec\n", "no process has that pid or")
    has(gives(0, "show all.rec"), "1 run, ")
    fails("record --only-program no -- true", "no process has that pid or")
    fails("record --join all.rec --only-program no", "no process has that pid")
  end)

  it("takes parts of logs, and leaves the launcher out", function()
    gives(0, {"record", "--save", "sh.rec", "-o", "x.lua", "--", "sh", "-c",
      "mkdir made; true"})
    has(gives(0, "record --join sh.rec"), '"mkdir')
    local text = gives(0, "record --join sh.rec --only-program sh")
    assert.is_nil(text:find('"mkdir', 1, true))
    has(gives(0, "record --json --join sh.rec"), '"launcher": [\n')
    has(gives(0, "record --json --no-launcher --join sh.rec"),
      '"launcher": [')
    assert.is_nil(gives(0, "record --json --no-launcher --join sh.rec")
      :find('"launcher": %[%s*{'))
    has(gives(0, "record --default trap --join sh.rec"),
      'default = "trap"')
  end)

  it("refuses options that are about something else", function()
    fails("record --arch x86 true",
      "--arch is of a log that --join or --merge reads")
    fails("record --join one.rec true",
      "record takes a command or --join, not both")
    for _, option in ipairs {"--default trap", "--no-base"} do
      fails("record --add mild.lua " .. option .. " true", "--add takes the " ..
        "policy as it is: leave out --default and --no-base")
    end
    fails("record --since yesterday true", "execve")
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
