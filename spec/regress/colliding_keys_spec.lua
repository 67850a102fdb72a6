-- SPDX-License-Identifier: MIT
-- A table that grows is hashed anew in one instruction of Lua's, before which
-- no hook runs; with keys that fall together, which for numbers anybody can
-- choose, that took minutes: a policy file of one line, in a loop or written
-- out, hung whoever read it, where two seconds were promised.
local policies = require "seccomp.policy"
local support = require "spec.support"

local function refused(text)
  local clock = os.clock()
  local ok, err = pcall(policies.parse, text, "keys.lua")
  local seconds = os.clock() - clock
  assert.is_false(ok)
  assert.equal("EINVAL", err.code)
  assert(seconds < 4 * support.slower, seconds)
  return err.message
end

local LOOP = "local t = {} for i = 1, %d do t[i * %d] = 1 end " ..
  "return {default = 'allow', rules = t}"

describe("keys of a policy file that fall together", function()
  it("are too many, as a loop makes them", function()
    assert.matches("^keys.lua: .*more than 32768 keys",
      refused(LOOP:format(131073, 262143)))
  end)

  it("are too many, as they are written", function()
    local keys = {}
    for i = 1, 40000 do keys[i] = "[" .. i * 262143 .. "]=1" end
    assert.matches("^keys.lua: .*as many names and numbers",
      refused("return {" .. table.concat(keys, ",") .. "}"))
  end)

  it("have two seconds altogether, copied ones included", function()
    local said = refused [[
      local t = {}
      for j = 1, 70 do
        local u = {}
        t[j] = u
        for i = 1, 8193 do u[i * 16383] = 1 end
      end
      return {default = "allow", rules = t}]]
    -- there, or when it is copied
    assert.truthy(said:find "computes for too long" or
      said:find "takes more than 2 seconds to read", said)
    refused [[
      local t = {}
      for j = 1, 30 do
        local u = {}
        t[j] = u
        for i = 1, 16384 do u[i * 32767] = 1 end
      end
      return {default = "allow", rules = t}]]
  end)

  it("are no concern of lists, which may be longer", function()
    local values, rules = {}, {}
    for i = 1, 3000 do values[i] = i + 100000 end
    for i = 1, 20 do
      rules[i] = "{'read', action = 'log', when = {{0, '==', {" ..
        table.concat(values, ",") .. "}}}}"
    end
    local p = policies.parse("return {default = 'allow', rules = {" ..
      table.concat(rules, ",") .. "}}")
    assert.truthy(tostring(p):find("0x19258", 1, true))
    local names = {}
    for i = 1, 100001 do names[i] = "'read'" end
    p = policies.parse("return {default = 'allow', rules = {{" ..
      table.concat(names, ",") .. ", action = 'log'}}}")
    assert.matches('"read"', tostring(p))
  end)
end)
