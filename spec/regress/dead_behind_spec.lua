-- SPDX-License-Identifier: MIT
-- Of a rule behind one without conditions lint told that it is shadowed, but
-- not where its own conditions never hold: those are no calls that the other
-- rule takes. Nothing was said of such a rule.
local policies = require "seccomp.policy"

local function findings(rules)
  local found = {}
  for _, finding in ipairs(policies.new {default = "allow",
    arches = {"amd64"}, rules = rules}:lint())
  do
    if finding.rule then
      found[#found + 1] = finding.rule .. " " .. finding.id
    end
  end
  table.sort(found)
  return found
end

local NEVER = {{0, "==", 1, width = 32}, {0, "==", 2, width = 32}}

it("a rule that never matches is told of, also behind one that always does",
  function()
    assert.same({"2 never-matches"}, findings {
      {"getpriority", action = "errno(EPERM)"},
      {"getpriority", action = "kill_process", when = NEVER}})
    -- others behind it are shadowed, and no more than that
    assert.same({"2 shadowed-rule"}, findings {
      {"getpriority", action = "errno(EPERM)"},
      {"getpriority", action = "kill_process",
        when = {{0, "==", 1, width = 32}}}})
  end)
