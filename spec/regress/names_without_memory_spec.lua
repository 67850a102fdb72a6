-- SPDX-License-Identifier: MIT
-- libseccomp has one answer for "no such number" and "no memory", and we took
-- both for the former. Where malloc failed within a look-up, verify held the
-- rule of that call against no call at all, the guard against libseccomp's
-- hangs looked at another call than the rule's, and syscall_name said that
-- there is no such call. Now they raise ENOMEM, or are right.
local native = require "spec.native"
local support = require "spec.support"

local SCENARIO = [==[
  local seccomp = require "seccomp"

  -- the tables of names are not there yet: each name is looked up
  local function scenario(name, run)
    return {name = name, cold = true, setup = function() return {} end,
      run = run, check = function(_, ok, result)
        if ok then return assert(same(result), result) end
        local code = type(result) == "table" and result.code or result
        assert(code == "ENOMEM" or code == "not enough memory", code)
      end}
  end
  return {
    scenario("syscall_name", function()
      return assert(seccomp.syscall_name(1))
    end),
    scenario("guard", function()
      local f = seccomp.filter("allow", {arches = {"x86"}})
        :add_rule("socket", "kill", {0, "!=", 16}, {1, "==", 1})
      local ok, err = pcall(f.add_rule, f, "socket", "kill", {0, "!=", 16},
        {2, "==", 0})
      if ok then return "added" end
      if err.code == "ENOMEM" then error(err, 0) end
      return err.code
    end),
    scenario("witness", function()
      local p = seccomp.program(("\6\0\0\0\0\0\0\0"))
      local q = seccomp.program(("\6\0\0\0\0\0\255\127"))
      local w = p:diff(q, {limit = 1})[1]
      return w.arch .. w.syscall
    end),
  }
]==]

it("names that cannot be looked up are no names that are unknown", function()
  if support.unwatched "allocator" then
    pending(support.unwatched "allocator")
    return
  end
  local script = os.tmpname()
  support.spew(script, SCENARIO)
  -- each allocation of the first names, a choice of those of tables
  local child = support.script {native.program "alloc", script}
  os.remove(script)
  assert(child.code == 0, child.stderr)
  local points = 0
  for tried in child.stdout:gmatch "tried (%d+) of" do
    points = points + tried
  end
  assert.is_true(points > 10, child.stdout)
end)
