-- SPDX-License-Identifier: MIT
-- lint compared each rule with each before it, asked for a call by walking all
-- the rules, and compiled a policy for each list of conditions: 8000 rules took
-- 53 seconds, and 100000, which a policy file of 4 MB has room for, did not end
-- in any time that was waited for. Nor did 300000 names in one rule, or 100000
-- conditions. Each list here would take the time of a whole run of the specs.
local policies = require "seccomp.policy"
local support = require "spec.support"

-- Under a sanitizer, which slows all down alike, lists are a quarter as long.
local function long(n) return support.sanitized() and n // 4 or n end

-- How many findings there are of an id.
local function count(rules, id)
  local n, found = 0, nil
  for _, finding in ipairs(policies.new {default = "errno(EPERM)",
      arches = {"amd64"}, rules = rules}:lint()) do
    if finding.id == id then n, found = n + 1, finding end
  end
  return n, found
end

-- n of what a function makes.
local function many(n, make)
  local list = {}
  for i = 1, n do list[i] = make(i) end
  return list
end

describe("lint of long lists", function()
  it("ends: the same rule again", function()
    assert.equal(19999, (count(many(20000, function()
      return {"read", action = "allow"}
    end), "repeated-rule")))
  end)

  it("ends: rules that are all covered by the first", function()
    assert.equal(8000, (count(many(8001, function(i)
      return {"lseek", action = i == 1 and "trap" or "allow",
        when = {{1, "<=", i == 1 and 8001 or i}}}
    end), "shadowed-rule")))
  end)

  it("ends: the same name again, and names that are nowhere", function()
    local names = many(100000, function() return "read" end)
    names.action = "allow"
    assert.equal(1, (count({names}, "name-twice")))
    names = many(20000, function(i) return "no_such" .. i end)
    names.action, names.optional = "allow", true
    local n, finding = count({names}, "name-unknown")
    assert.equal(1, n)
    assert.matches("and 19995 more", finding.message)
  end)

  it("ends: conditions of one rule", function()
    assert.equal(0, (count({{"read", action = "allow",
      when = many(long(20000), function(i) return {0, "!=", i} end)}},
      "incomplete")))
    -- more than are looked at one by one
    assert.equal(1, (count({{"read", "write", "close", action = "allow",
      when = many(100000, function() return {0, "!=", 5} end)}},
      "incomplete")))
  end)

  it("ends: rules that are entangled for many calls", function()
    local names = require("seccomp.groups").expand "@system-service"
    local rules = {}
    for k = 1, long(#names) do
      for i = 0, 29 do
        rules[#rules + 1] = {names[k], optional = true, action = "allow",
          when = {{0, "masked_eq", 1 << i, 1 << i},
            {1, "masked_eq", 1 << i, 1 << i}}}
      end
    end
    local n, finding = count(rules, "incomplete")
    assert.equal(1, n)
    assert.matches("more are too many or too entangled", finding.message)
  end)
end)
