-- SPDX-License-Identifier: MIT
-- A table behind a metatable was read as what it holds itself: `when` as an
-- empty proxy was no condition at all, so that a rule allowed every call;
-- `rules` as one was a policy without rules; `width` that came from __index was
-- lost. Others answered with the errors of whatever the metatable did.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local function proxy(of, raw)
  return setmetatable(raw or {}, {__index = of,
    __len = function() return #of end})
end

describe("a table behind a metatable", function()
  it("is no part of a policy", function()
    local condition = {0, "==", 1}
    for place, spec in pairs {
      rules = {default = "allow", rules = proxy {{"read", action = "trap"}}},
      ["rules[1]"] = {default = "allow", rules = {
        proxy({"read"}, {"write", action = "trap"})}},
      ["rules[1].when"] = {default = "trap", rules = {
        {"read", action = "allow", when = proxy {condition}}}},
      ["rules[1].when[1]"] = {default = "trap", rules = {
        {"read", action = "allow", when = {
          proxy({width = 32}, {0, "==", 1})}}}},
      ["rules[1].when[1]: a condition, and a list"] = {default = "trap",
        rules = {{"read", action = "allow", when = {
          {0, "==", proxy({1, 2}, {1})}}}}},
      arches = {default = "allow", arches = proxy({"x86"}, {"amd64"})},
    } do
      local ok, err = pcall(policies.new, spec)
      assert.is_false(ok)
      assert.equal("EINVAL", err.code)
      assert.truthy(err.message:find(place, 1, true))
      assert.truthy(err.message:find("metatable", 1, true))
    end
  end)

  it("is no condition of a Filter", function()
    local f = seccomp.filter "allow"
    for _, condition in ipairs {
      proxy({width = 32}, {arg = 0, op = "==", value = 1}),
      {0, "==", proxy({1, 2}, {1})},
    } do
      local ok, err = pcall(f.add_rule, f, "read", "trap", condition)
      assert.is_false(ok)
      assert.truthy(err.message:find("metatable", 1, true))
    end
    local ok, err = pcall(f.add_rules, f, proxy {{"read", "trap"}})
    assert.is_false(ok)
    assert.truthy(err.message:find("metatable", 1, true))
    ok, err = pcall(f.set, f, proxy({log = true}, {ssb = true}))
    assert.is_false(ok)
    assert.truthy(err.message:find("metatable", 1, true))
    assert.equal(0, #f:rules())
    assert.is_false(f:get "ssb")
  end)
end)

describe("a policy as text", function()
  it("has lists of many values in lines of 80 columns", function()
    local values = {}
    for i = 1, 60 do values[i] = 0x123456789a * i end
    local p = policies.new {default = "allow", arches = {"amd64"}, rules = {
      {"read", action = "trap", when = {{0, "==", values}, {1, "masked_eq",
        -1, {table.unpack(values, 1, 20)}, raw = true}}}}}
    for line in tostring(p):gmatch "[^\n]+" do
      assert.is_true(#line <= 80)
    end
    local back = policies.parse(tostring(p))
    assert.equal(tostring(p), tostring(back))
    -- the arguments have names now, where the first had places
    assert.equal(p:compile {prove = false}, back:compile {prove = false})
  end)
end)
