--- Conditions on registers that the call does not read.

-- SPDX-License-Identifier: MIT

local tostring = tostring

local function look(s, at)
  if not at.in_memory then return end
  s:once {
    id = "in-memory", rule = at.entry.rule, witness = at.witness(),
    message = ("rules[%d]: %s looks at a register that %s on %s does not: " ..
      "its arguments are in memory"):format(at.entry.rule, tostring(at.c),
      at.name, at.arch),
  }
end

return {
  {id = "in-memory", severity = "warning",
    about = "The call takes its arguments in memory on that arch, as `mmap` " ..
      "does on x86, and the condition looks at a register that nobody reads.",
    fix = "permit or deny the call whole",
    condition = look},
}
