--- Conditions that hold always or never, by themselves or together.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"

local ipairs = ipairs

-- Conditions that hold always or never, by themselves or together.
local function constants(s, arch, number, name)
  -- behind a rule without conditions only what matches no call is told here
  local closed = false
  for _, entry in ipairs(s.by_number[arch][number]) do
    local fate = entry.fate
    closed = closed or #entry.when == 0
    -- one that only keeps its number from being unknown has a use
    if fate.kind == "never" and not fate.keeps or
        fate.always and not closed then
      local _, witness = s:simulate(arch, name)
      local never = fate.kind == "never"
      s:once {
        witness = not never and witness or nil,
        id = never and "never-matches" or "always-matches",
        rule = entry.rule,
        message = ("rules[%d]: on %s, the conditions on %s %s"):format(
          entry.rule, arch, name, never and "can never hold" or
          "always hold"),
      }
    elseif fate.together and not closed then
      local _, witness = s:simulate(arch, name, fate.together)
      s:once {
        id = "together-always", rule = entry.rule,
        witness = witness,
        message = ("rules[%d]: on %s, it and the rules on %s before it " ..
          "match every call together: rules are alternatives, and " ..
          "conditions that must all hold go into one"):format(entry.rule,
          arch, name),
      }
    end
  end
end

local function find(s)
  for _, arch in ipairs(s.data.arches) do
    for _, number in ipairs(s.numbers[arch]) do
      local name = calls.name(number, arch)
      if name then constants(s, arch, number, name) end
    end
  end
end

return {
  {id = "never-matches", severity = "warning",
    about = "The conditions can never hold.",
    fix = "correct the conditions, or take the rule out",
    of_text = true,
    find = find},
  {id = "always-matches", severity = "warning",
    about = "The conditions always hold.",
    fix = "correct the conditions, or take them out",
    of_text = true},
  {id = "together-always", severity = "warning",
    about = "Several rules together match every call.",
    fix = "put the conditions into one rule, where all must hold",
    of_text = true},
}
