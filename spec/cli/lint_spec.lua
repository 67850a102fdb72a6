-- SPDX-License-Identifier: MIT
-- `lua-seccomp lint` as a shell sees it: what it does, what it says of bad
-- input, its JSON.
local command = require "spec.command"
local support = require "spec.support"

local cli = command.in_directory(setup, teardown, "amd64")
local gives, fails, json, keys, has =
  cli.gives, cli.fails, cli.json, cli.keys, cli.has

describe("lua-seccomp lint", function()
  it("finds nothing, or something", function()
    local text = gives(1, "lint mild.lua")
    has(text, "warning denylist: ", "  fix: ")
    text = gives(1, "lint --ignore denylist mild.lua")
    assert.is_nil(text:find("denylist", 1, true))
    local stdout = gives(0, "lint list.lua")
    assert.is_nil(stdout:find "warning")
  end)

  it("tells what a kind of program needs", function()
    has(gives(1, "lint --for daemon list.lua"), "warning program-needs: ",
      "network servers also need")
    assert.is_nil(gives(0, "lint list.lua"):find "program-needs")
  end)

  it("has JSON", function()
    local answer = json(1, "lint --json mild.lua")
    if not answer then return end
    assert.equal("findings", keys(answer))
    for _, finding in ipairs(answer.findings) do
      has(keys(finding), "id", "message", "severity")
    end
  end)

  it("looks at programs", function()
    local text = gives(1, "lint program.bpf")
    has(text, "warning denylist: ", "fix: ")
    assert.is_nil(text:find "rule 1")
    text = gives(1, "lint --ignore denylist program.bpf")
    assert.is_nil(text:find("denylist", 1, true))
    fails("lint --ignore denylst program.bpf", 'did you mean "denylist"?')
  end)

  it("refuses bad input", function()
    fails("lint --ignore denylst mild.lua", 'did you mean "denylist"?')
    fails("lint wrong.lua", "opennat")
  end)
end)

describe("lua-seccomp lint on a terminal", function()
  it("fits its lines to the terminal's width", function()
    if not support.has_command "script" then
      pending "there is no script(1) to make a terminal"
      return
    end
    support.spew(cli.directory .. "/shallow.lua", [[return {default = "allow",
      rules = {{"setpriority", action = "errno(EPERM)"}}}]])
    local words = {}
    for i, word in ipairs(command.words) do words[i] = support.quote(word) end
    for columns = 40, 120, 40 do
      local child = support.script({"script", "-qec",
        ("stty cols %d; %s lint shallow.lua"):format(columns,
          table.concat(words, " ")), "/dev/null"},
        {cwd = cli.directory, env = {TERM = "xterm"}})
      local longest = 0
      for line in child.stdout:gsub("\27%[[%d;]*%a", ""):gmatch "[^\r\n]+" do
        if not line:find "^  as in" then
          longest = math.max(longest, utf8.len(line))
        end
      end
      assert.is_true(longest < columns, child.stdout)
      assert.is_true(longest > columns / 2, child.stdout)
    end
    -- and leaves them whole where nobody reads them
    local text = gives(1, "lint shallow.lua")
    assert.truthy(text:find "\n  fix: [^\n]*\n")
    -- as where they go on, though what was typed came from a terminal
    local line = "stty cols 40; %s lint shallow.lua 2>/dev/null | cat"
    local child = support.script({"script", "-qec",
      line:format(table.concat(words, " ")), "/dev/null"},
      {cwd = cli.directory, env = {TERM = "xterm"}})
    assert.equal(text, (child.stdout:gsub("\r", "")))
    for one in text:gmatch "[^\n]+" do
      assert.truthy(one:find "^%l+ %S+" or one:find "^  %l", one)
    end
  end)
end)

describe("lua-seccomp lint of a profile", function()
  local profile = [[{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [
    {"names": ["nosuchcall"], "action": "SCMP_ACT_ERRNO"}]}]]
  local words = {"lint", "--dialect", "runc", "-"}

  it("tells what reading it had to decide, too", function()
    local text, said = gives(1, words, {stdin = profile})
    has(said, "error unknown-syscall: ", "nosuchcall")
    has(text, "denylist")
  end)

  it("fails for what only reading it tells", function()
    local mistyped = profile:gsub("nosuchcall", "read")
      :gsub('"syscalls"', '"sycalls": [], %0')
    local line = {"lint", "--dialect", "runc", "-", "--ignore", "denylist",
      "--ignore", "io-uring", "--ignore", "way-around"}
    has(select(2, gives(1, line, {stdin = mistyped})), "warning ignored-key: ")
    line[#line + 1] = "--ignore"
    line[#line + 1] = "ignored-key"
    local said = select(2, gives(0, line, {stdin = mistyped}))
    assert.is_nil(said:find("ignored-key", 1, true))
  end)

  it("has both as JSON", function()
    local answer = json(1, {"lint", "--json", "--dialect", "runc", "-"},
      {stdin = profile})
    if not answer then return end
    assert.equal("findings report", keys(answer))
    local ids = {}
    for _, entry in ipairs(answer.report) do ids[entry.id] = true end
    assert.is_true(ids["unknown-syscall"])
  end)
end)
