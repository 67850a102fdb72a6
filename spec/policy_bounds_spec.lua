-- SPDX-License-Identifier: MIT
-- How much a policy may hold, on both sides of each bound.
local policies = require "seccomp.policy"

local function values(n)
  local list = {}
  for i = 1, n do list[i] = 3 * i end
  return list
end

-- Compiles a policy with conditions on lists of so many values.
local function compiled(...)
  local when = {}
  for i, n in ipairs {...} do when[i] = {i - 1, "==", values(n)} end
  return policies.new {default = "errno(EPERM)", arches = {"amd64"},
    rules = {{"read", action = "allow", when = when}}}
    :compile {prove = false}
end

describe("a policy", function()
  it("has lists of values of up to 4096", function()
    local made = policies.new {default = "allow", rules = {{"read",
      action = "log", when = {{0, "==", values(4096)}}}}}
    assert.equal(4096, #made.rules[1].when[1][3])
    local ok, err = pcall(policies.new, {default = "allow", rules = {{"read",
      action = "log", when = {{0, "==", values(4097)}}}}})
    assert.is_false(ok)
    assert.equal("E2BIG", err.code)
    assert.matches("a list of values has at most 4096", err.message)
  end)

  it("has lists that come to up to 4096 rules", function()
    local program = compiled(64, 64)
    for _, case in ipairs {{3, 3, "allow"}, {192, 192, "allow"},
      {192, 195, "errno(EPERM)"}, {4, 3, "errno(EPERM)"},
      {195, 3, "errno(EPERM)"}}
    do
      assert.equal(case[3],
        tostring((program:simulate {arch = "amd64", syscall = "read",
          arg0 = case[1], arg1 = case[2]})))
    end
    for _, lists in ipairs {{64, 65}, {2, 2049}, {16, 16, 17}} do
      local ok, err = pcall(compiled, table.unpack(lists))
      assert.is_false(ok)
      assert.equal("E2BIG", err.code)
      assert.matches("^rules%[1%]: the lists of values come to more than " ..
        "4096 rules", err.message)
    end
    compiled(16, 16, 16)
  end)

  it("has lists with names that come to as many, for each number of it",
  function()
    local function named(...)
      local when = {}
      for i, n in ipairs {...} do
        when[i] = {({"domain", "type", "protocol"})[i], "==", values(n)}
      end
      return policies.new {default = "errno(EPERM)", arches = {"amd64"},
        rules = {{"socket", 41, action = "allow", when = when}}}
    end
    assert.equal("allow", tostring((named(64, 64):compile {prove = false}
      :simulate {arch = "amd64", syscall = "socket", arg0 = 192,
        arg1 = 192})))
    for _, lists in ipairs {{64, 65}, {2, 2049}, {16, 16, 17}} do
      local ok, err = pcall(named, table.unpack(lists))
      assert.is_false(ok)
      assert.equal("E2BIG", err.code)
      assert.equal("rules[1]: the lists of values come to more than 4096 " ..
        "rules, and the kernel takes programs of as many instructions; test " ..
        "a range or a mask, or use fewer values", err.message)
    end
  end)

  it("has rules that come to up to 524288 calls", function()
    local rules = {}
    for r = 1, 8 do
      rules[r] = {action = "log"}
      for i = 1, 65536 do rules[r][i] = 1 << 24 | r << 16 | i - 1 end
    end
    local function made()
      return policies.new {default = "allow", arches = {"amd64"},
        rules = rules}
    end
    assert.is_true(policies.is(made()))
    for _, more in ipairs {{"read", action = "log"}, {{1, 2}, action = "log"}}
    do
      rules[9] = more
      local ok, err = pcall(made)
      assert.is_false(ok)
      assert.equal("E2BIG", err.code)
      assert.equal("rules[9]: the rules come to more than 524288 calls, all " ..
        "arches together", err.message)
    end
  end)

  -- 2048 ranges within each other are cut into numbers that 1, 2, … 2048, …
  -- 2, 1 of them name
  it("has up to 2048 ranges that are within each other", function()
    local rules = {}
    for i = 1, 2048 do
      rules[i] = {{1000 + i, 20000 - i}, action = "log"}
    end
    local function made()
      return policies.new {default = "allow", arches = {"amd64"},
        rules = rules}
    end
    assert.is_true(policies.is(made()))
    rules[2049] = {"read", action = "log"}
    local ok, err = pcall(made)
    assert.is_false(ok)
    assert.equal("E2BIG", err.code)
    assert.equal("rules[1]: too many rules have ranges with numbers of each " ..
      "other: use fewer rules, or ranges that do not overlap", err.message)
  end)
end)
