--- Denials behind a permission.

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local lists = require "seccomp.lint.lists"

local ipairs = ipairs

-- A denial with conditions after a permission with others: where both hold the
-- permission wins, which is seldom what a denial is for.
local function find(s)
  for i in ipairs(s.data.rules) do
    for _, entry in ipairs(s.by_rule[i]) do
      local earlier = entry.fate.late
      if earlier then
        local name = core.syscall_name(entry.number, entry.arch)
        local _, witness = s:simulate(entry.arch, name or entry.number,
          entry.fate.late_call)
        s:add {
          id = "late-denial", rule = i,
          message = ("rules[%d] denies some calls of %s that rules[%d], " ..
            "which comes first, permits"):format(i, lists.of(entry),
            earlier.rule),
          witness = witness,
        }
        break
      end
    end
  end
end

return {
  {id = "late-denial", severity = "note",
    about = "A denial comes after a permission that holds for some of the " ..
      "same calls, and is not an exception to it.",
    fix = "put it in front, or narrow the rule before it",
    of_text = true,
    find = find},
}
