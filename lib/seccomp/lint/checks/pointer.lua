--- Conditions on addresses.

-- SPDX-License-Identifier: MIT

local function look(s, at)
  if not at.is_address then return end
  s:once {
    id = "pointer", rule = at.entry.rule, witness = at.witness(),
    message = ("rules[%d]: %s of %s is an address, and a filter cannot see " ..
      "what is there"):format(at.entry.rule,
      s:argument_name(at.arch, at.name, at.c.arg), at.name),
  }
end

return {
  {id = "pointer", severity = "warning",
    about = "The argument is an address.",
    fix = "decide by the call alone, or let a supervisor read what is there",
    condition = look},
}
