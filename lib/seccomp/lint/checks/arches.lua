--- Another arch of the same machine.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"
local lists = require "seccomp.lint.lists"

local ipairs = ipairs

-- The first call of an arch that a rule denies and another arch of the same
-- machine lets through, as the name and a witness; and how many there are.
local function differing(s, arch, other)
  local names, witness = {}, nil
  for _, number in ipairs(s.numbers[arch]) do
    local name = calls.name(number, arch)
    if name and s:status(arch, name) ~= "permitted" and
        s:status(other, name) == "permitted" then
      for _, entry in ipairs(s.by_number[arch][number]) do
        local args, good = s:arguments_for(entry.when, arch)
        if not good then args = entry.fate.call end
        local action = args and s.may_decide(entry) and s:look() and
          s:simulate(arch, name, args)
        local call = action and not s.permits(action) and
          s:permitted(other, name, args)
        if call then
          names[#names + 1] = name
          witness = witness or call
          break
        end
      end
    end
  end
  return names, witness
end

local function find(s)
  local listed = {}
  for _, arch in ipairs(s.data.arches) do listed[arch] = true end
  for _, machine in ipairs(calls.machines) do
    for _, arch in ipairs(machine) do
      for _, other in ipairs(machine) do
        local names, witness
        if arch ~= other and listed[arch] and listed[other] then
          names, witness = differing(s, arch, other)
        end
        if witness then
          s:add {
            id = "arch-differs", witness = witness,
            message = ("a rule keeps %s on %s, and on %s, which the same " ..
              "process can use, %s permitted"):format(lists.some(names), arch,
              other, lists.verb(names, "it is", "they are")),
          }
        end
      end
    end
  end
end

return {
  {id = "arch-differs", severity = "warning",
    about = "Another arch of the same machine permits what a rule keeps.",
    fix = "give the rule no arches, or the other arch one as strict",
    find = find},
}
