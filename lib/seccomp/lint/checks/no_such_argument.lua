--- Arguments that a call does not have.

-- SPDX-License-Identifier: MIT

local tostring = tostring

local function look(s, at)
  if not at.signature or at.its then return end
  s:once {
    id = "no-such-argument", rule = at.entry.rule, witness = at.witness(),
    message = ("rules[%d]: %s looks at arg%d, and %s has %d arguments: what " ..
      "is there is left over from something else"):format(at.entry.rule,
      tostring(at.c), at.c.arg, at.name, #at.signature),
  }
end

return {
  {id = "no-such-argument", severity = "warning",
    about = "The call does not have the argument.",
    fix = "take the condition out",
    condition = look},
}
