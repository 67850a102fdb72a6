--- What was too much to look at.

-- SPDX-License-Identifier: MIT
local lists = require "seccomp.lint.lists"

local ipairs = ipairs

-- Numbers whose rules were too much to look at.
local function find(s)
  local names, there = {}, {}
  for _, arch in ipairs(s.data.arches) do
    for _, number in ipairs(s.numbers[arch]) do
      local entries = s.by_number[arch][number]
      local name = lists.of(entries[1])
      if entries[#entries].fate.kind == "unknown" and not there[name] then
        there[name] = true
        names[#names + 1] = name
      end
    end
  end
  if #names == 0 then return end
  s:add {
    id = "incomplete",
    message = ("the rules on %s are too many or too entangled to tell which " ..
      "of them decide anything: there may be more to find"):format(
      lists.some(names)),
  }
end

return {
  {id = "incomplete", severity = "note",
    about = "Rules are too many or too entangled to be looked at in full: " ..
      "what is said holds, and there may be more to find.",
    fix = "split the policy, or take out what repeats",
    find = find},
}
