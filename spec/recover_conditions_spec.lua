-- SPDX-License-Identifier: MIT
-- The policy of a program, by conditions: on the low word, on the high one, on
-- both, by masks and by bounds, alone and two of a kind. There must be one, it
-- must mean the same, and be no longer than what went in.
local policies = require "seccomp.policy"

local SINGLES = {
  {"masked_eq", 0x100000000, 0x100000000},
  {"masked_eq", 0x300000000, 0x100000000},
  {"masked_eq", 0x500000000, 0x400000000}, {"masked_eq", 0x8000000000000000, 0},
  {"masked_eq", ~0 << 32, 0}, {"masked_eq", ~0 << 32, 5 << 32},
  {"masked_eq", 0x300000003, 0x100000002}, {"masked_eq", 5, 4},
  {"masked_eq", 0xfffffffffffffff0, 0x10}, {"masked_eq", 0x80000001, 1},
  {"==", 0}, {"==", 5}, {"==", 0x500000000}, {"==", 0x500000007}, {"==", -1},
  {"!=", 0}, {"!=", 5}, {"!=", 0x500000007}, {"<", 1}, {"<", 7},
  {"<", 0x100000000}, {"<", 0x300000005}, {"<=", 0x2ffffffff}, {">", 2},
  {">", 0x2ffffffff}, {">=", 0x300000000}, {">=", 0x300000005},
  {">=", 0x8000000000000000},
}

local function named(c)
  return ("%s 0x%x%s"):format(c[1], c[2], c[3] and (" 0x%x"):format(c[3]) or
    "")
end

local function recovered(arch, rules, most)
  local program = policies.new {default = "errno(EPERM)", arches = {arch},
    rules = rules}:compile {prove = false}
  local back = program:policy()
  assert.same({}, back:compile {prove = false}:diff(program))
  assert.is_true(#back.rules <= most, tostring(back))
end

describe("the policy of a program", function()
  for _, c in ipairs(SINGLES) do
    it("has " .. named(c), function()
      for _, arch in ipairs {"amd64", "x86", "x32"} do
        if arch ~= "x86" or c[2] >= 0 and c[2] <= 0xffffffff then
          recovered(arch, {{"read", action = "allow", when = {{0, table.unpack(
            c)}}}}, 2)
        end
      end
      recovered("amd64", {{"read", action = "allow", when = {{0,
        table.unpack(c)}, {1, "==", 3}}}}, 2)
      recovered("amd64", {{"read", action = "kill_process", when = {{0,
        table.unpack(c)}}}, {"read", action = "allow"}}, 3)
    end)
  end

  it("has two of them in one place or another", function()
    for i, a in ipairs(SINGLES) do
      local b = SINGLES[i % #SINGLES + 1]
      recovered("amd64", {
        {"read", action = "allow", when = {{0, table.unpack(a)}}},
        {"read", action = "log", when = {{0, table.unpack(b)}}},
      }, 6)
    end
  end)
end)
