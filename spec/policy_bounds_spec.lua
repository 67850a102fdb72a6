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
end)
