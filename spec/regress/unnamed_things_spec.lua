-- SPDX-License-Identifier: MIT
-- Messages that kept back what they knew. Every userdata was "got userdata", as
-- if a Filter could not be told from a Program; the command named no file when
-- a profile or program in it was broken; a rule for arches that the policy does
-- not have named neither; an execve that its own filter had come to nothing was
-- an "Exec format error" or "Function not implemented" without a word of the
-- filter. And a policy file with two tables lost the second in silence.
local command = require "spec.command"
local policies = require "seccomp.policy"
local seccomp = require "seccomp"
local support = require "spec.support"

-- What a function raises, as text.
local function raised(fn, ...)
  local ok, err = pcall(fn, ...)
  assert.is_false(ok)
  return tostring(err)
end

local function has(text, ...)
  for _, part in ipairs {...} do
    assert.truthy(text:find(part, 1, true), text)
  end
end

describe("messages name", function()
  it("the class of what was given", function()
    local program = seccomp.filter("allow"):program()
    has(raised(program.diff, program, seccomp.action "allow"),
      "Program, Stack, Filter or Policy expected, got seccomp.action")
    has(raised(program.disassemble, seccomp.filter "allow"),
      "seccomp.program expected, got seccomp.filter")
    has(raised(program.diff, program, io.stdout), "got FILE*")
    has(raised(program.diff, program, {}), "got table")
    has(raised(seccomp.action, program), "got seccomp.program")
    local policy = policies.new {default = "allow"}
    has(raised(policy.diff, policy, seccomp.action "allow"),
      "Policy, Program, Stack or Filter expected, got seccomp.action")
    has(raised(policy.merge, policy, program),
      "seccomp.policy expected, got seccomp.program")
    has(raised(program.diff, program, setmetatable({}, {__name = 1})),
      "got table")
  end)

  it("the arches that do not go together", function()
    has(raised(policies.new, {default = "allow", arches = {"amd64", "x32"},
      rules = {{"read", action = "log", arches = {"x86"}}}}),
      "rules[1].arches", "amd64, x32", "not for x86", "optional = true")
  end)

  it("the filter that brought execve to nothing", function()
    local function told(action)
      return raised(seccomp.spawn, {"true"}, {
        filter = seccomp.filter("allow"):add_rule("execve", action),
      })
    end
    has(told "errno(0)", "ENOEXEC", "its filter has execve do nothing")
    has(told "trace(1)", "ENOSYS", "its filter asks a tracer about execve")
    has(told "errno(EXDEV)", "EXDEV", "its filter refuses execve")
  end)

  it("the shape of an environment", function()
    has(raised(seccomp.spawn, {"true"}, {env = {"A=1"}}), "env",
      '{NAME = "value"}', "number")
  end)
end)

describe("the command names", function()
  it("the file that is broken", function()
    local path = os.tmpname()
    for _, bytes in ipairs {'{"defaultAction":', "abc\0\0"} do
      support.spew(path, bytes)
      local child = command.run {"show", path}
      assert.equal(2, child.code)
      has(child.stderr, "lua-seccomp: load: " .. path .. ": ")
    end
    os.remove(path)
  end)

  it("standard input, which it reads once", function()
    local child = command.run({"show", "-"}, {stdin = ""})
    assert.equal(2, child.code)
    has(child.stderr, "standard input is empty")
    child = command.run({"diff", "-", "-"},
      {stdin = "return {default = 'allow'}"})
    assert.equal(2, child.code)
    has(child.stderr, "standard input (-) can be given only once")
  end)
end)

describe("a policy file", function()
  it("returns one table", function()
    has(raised(policies.parse, "return {default = 'allow'}, {}", "f"),
      "f: ", "one table, not 2 values")
  end)

  it("is text", function()
    has(raised(policies.parse, string.dump(function() end), "f"),
      "f: binary (compiled Lua), and a policy file is text")
    has(raised(policies.parse, "\xEF\xBB\xBF" .. string.dump(function() end)),
      "compiled Lua")
  end)

  it("may begin as other Lua files may", function()
    for _, start in ipairs {"#!/usr/bin/lua\n", "\xEF\xBB\xBF",
        "\xEF\xBB\xBF#!/usr/bin/lua\n"} do
      assert.equal("log",
        tostring(policies.parse(start .. "return {default = 'log'}").default))
    end
    has(raised(policies.parse, "#!/usr/bin/lua\nreturn {default = }", "f"),
      "f:2: ")
    has(raised(policies.parse, "#", "f"), "f: ")
    local path = os.tmpname()
    support.spew(path, '\xEF\xBB\xBF{"defaultAction": "SCMP_ACT_LOG"}')
    assert.equal("log", tostring(policies.load(path).default))
    os.remove(path)
  end)
end)
