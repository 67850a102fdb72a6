-- SPDX-License-Identifier: MIT
-- Coroutines within each other use up the C stack, which may be small: with 128
-- KiB and 170 of them compile, diff and verify overran it, and the process died
-- of SIGSEGV. What is left is asked for now, before and on the way.
local support = require "spec.support"

local NEST = [[
  local function nest(fn, n)
    if n == 0 then return pcall(fn) end
    return coroutine.wrap(nest)(fn, n - 1)
  end
]]

local CODE = NEST .. [[
  local seccomp = require "seccomp"
  local policies = require "seccomp.policy"
  local rules = {}
  for i = 1, 40 do
    rules[i] = {"ioctl", action = "errno(" .. i % 9 + 1 .. ")",
      when = {{i % 3, "<", i * 7}}}
  end
  local p = policies.new {default = "allow", rules = rules}
  local program = p:compile {prove = false}
  local other = policies.new {default = "allow", rules = {rules[1]}}:compile()
  local bytes = program:bytes()
  p:lint() -- what it needs is loaded
  local f = seccomp.filter("allow", {tsync = false, arches = {"amd64", "x86"}})
    :add_rule("ioctl", "errno(1)", {1, "==", 5})
    :add_rule("shmat", "errno(1)")
  local function parse(value)
    local ok, err = pcall(policies.parse, "return " .. value)
    if err.code ~= "EINVAL" then error(err, 0) end
  end
  local works = {
    compile = function()
      policies.new {default = "allow", rules = rules}:compile {prove = false}
    end,
    lint = function() p:lint() end,
    diff = function() program:diff(other) end,
    permits_at_most = function() program:permits_at_most(other) end,
    verify = function() pcall(f.verify, f) f:verify() end,
    load = function() f:load() end,
    spawn = function() seccomp.spawn({"true"}, {filter = f}) end,
    program = function() seccomp.program(bytes) end,
    add_rule = function()
      f:add_rule({"mkdir", "rmdir"}, "errno(2)", {0, "==", 3})
    end,
    add_rules = function() f:add_rules {{"mkdir", "kill"}} end,
    -- Lua's own parser, in a state that does not know of this one's depth
    parens = function() parse(("("):rep(180) .. "1" .. (")"):rep(180)) end,
    tables = function() parse(("{"):rep(180) .. ("}"):rep(180)) end,
    functions = function()
      parse(("function() return "):rep(90) .. "1" .. (" end"):rep(90))
    end,
    minuses = function() parse(("- "):rep(180) .. "1") end,
    dots = function() parse(("'a'.."):rep(180) .. "'a'") end,
  }
  for _, depth in ipairs {0, 60, 100, 120, 140, 150, 160, 170} do
    for name, fn in pairs(works) do
      local ok, err = nest(fn, depth)
      if not ok and err.code ~= "EREFUTED" then
        assert(err.code == "ENOMEM", tostring(err))
        assert(err.op == name or err.op == "load" or err.op == "parse",
          tostring(err))
        assert(err.message:find "C stack", err.message)
        assert(err.message:find "ulimit %-s", err.message)
        assert(depth > 0 or err.message:find "nests", name)
        io.stdout:write(name, " ")
      end
    end
  end
  os.exit(0)
]]

-- The kernel leaves up to 8 KiB above a stack free, at random: without that,
-- what Lua alone takes is the same each time.
local function limited(size, script)
  return support.script({"sh", "-c", ("ulimit -s %d && exec $(" ..
    "setarch -R true 2>/dev/null && echo setarch -R) %s %s"):format(
    size, support.lua, script)})
end

-- 128 KiB are what musl gives a thread. Lua alone takes more than that for 170
-- coroutines where a jmp_buf is larger, as on arm64.
local function smallest()
  local script = os.tmpname()
  support.spew(script, NEST .. "nest(function() end, 170)")
  local size = 120
  while size < 512 and limited(size, script).code ~= 0 do size = size + 8 end
  os.remove(script)
  return size + 8 -- in which an error can be raised
end

describe("a small C stack", function()
  it("is not overrun", function()
    if support.sanitized() then
      pending "sanitizers need more of the stack than there would be"
      return
    end
    local script = os.tmpname()
    support.spew(script, CODE)
    local child = limited(smallest(), script)
    os.remove(script)
    assert.equal(0, child.code, support.describe(child))
    for _, name in ipairs {"compile", "diff", "permits_at_most", "verify",
      "load", "spawn", "program", "add_rule", "add_rules", "lint",
      "parens", "tables", "functions"} do
      assert.matches(name .. " ", child.stdout)
    end
  end)

  it("is no matter where there is enough", function()
    local script = os.tmpname()
    support.spew(script, CODE)
    local child = support.script {support.lua, script}
    os.remove(script)
    assert.equal(0, child.code, support.describe(child))
    assert.equal("", child.stdout)
  end)
end)
