--- Comparisons without sign.

-- SPDX-License-Identifier: MIT
local low = require "seccomp.core.policy"

local ORDERED = {["<"] = true, ["<="] = true, [">"] = true, [">="] = true}

local function look(s, at)
  local arch, name, c = at.arch, at.name, at.c
  if not at.is_int or not ORDERED[c.op] then return end
  local _, witness = s:simulate(arch, name,
    at.with(low.wide(arch) and -1 or 0xffffffff))
  s:once {
    id = "unsigned-order", rule = at.entry.rule, witness = witness,
    message = ("rules[%d]: %s compares without sign, and %s of %s has one: " ..
      "-1 is above every other value"):format(at.entry.rule,
      s:condition_text(arch, name, c), s:argument_name(arch, name, c.arg),
      name),
  }
end

return {
  {id = "unsigned-order", severity = "note",
    about = "Comparisons have no sign, and the argument has one.",
    fix = "add a condition that keeps out what is over 0x7fffffff",
    condition = look},
}
