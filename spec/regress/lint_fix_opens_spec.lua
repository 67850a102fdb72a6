-- SPDX-License-Identifier: MIT
-- Lint said "take it out" of a rule with the default action that does have a
-- meaning: one on socketcall or ipc, without which the rules on their sub-calls
-- cover those as well, so that a denial became a permission; and one on a
-- number that is not known, which then got the action of `unknown`.
local policy = require "seccomp.policy"
local support = require "spec.support"

local function says(spec, id)
  for _, finding in ipairs(policy.new(spec):lint()) do
    if finding.id == id then return true end
  end
  return false
end

describe("a rule that says what the default says", function()
  it("is kept where it keeps a multiplexer shut", function()
    assert.is_false(says({default = "errno(EPERM)", arches = {"amd64", "x86"},
      rules = {{"socket", action = "allow"}, {"socketcall",
        action = "errno(EPERM)", arches = {"x86"}}}}, "default-rule"))
    assert.is_false(says({default = "errno(EPERM)", arches = {"x86"},
      rules = {{"ipc", action = "errno(EPERM)"}, {"shmat",
        action = "allow"}}}, "default-rule"))
  end)

  it("is kept where it keeps a number from `unknown`", function()
    local spec = {default = "errno(EPERM)", unknown = "allow",
      rules = {{5000, action = "errno(EPERM)"}}}
    assert.is_false(says(spec, "default-rule"))
    spec.unknown = "errno(EPERM)"
    assert.is_true(says(spec, "default-rule"))
  end)

  it("can be taken out where lint says so", function()
    local random = math.random
    local names = {"socket", "socketcall", "shmat", "ipc", "read", 5000}
    local actions = {"allow", "errno(EPERM)", "log"}
    local told, rounds = 0, support.rounds(400)
    for _ = 1, rounds do
      local spec = {default = actions[random(2)], arches = {"amd64", "x86"},
        unknown = random() < .5 and actions[random(3)] or nil, rules = {}}
      for k = 1, random(4) do
        local name = names[random(#names)]
        spec.rules[k] = {name, action = actions[random(3)],
          arches = name == 5000 and {"amd64"} or nil,
          when = random() < .3 and {{0, "==", random(0, 2)}} or nil}
      end
      local p = policy.new(spec)
      for _, finding in ipairs(p:lint()) do
        if finding.fix == "take it out" then
          told = told + 1
          local data = p:data()
          table.remove(data.rules, finding.rule)
          assert.same({}, p:diff(policy.new(data)))
        end
      end
    end
    assert.is_true(told > .05 * rounds)
  end)
end)
