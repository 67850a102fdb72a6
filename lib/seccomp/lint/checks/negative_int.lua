--- Permissions for a negative int: libcs differ in how they fill the high half.

-- SPDX-License-Identifier: MIT
local low = require "seccomp.core.policy"

local function look(s, at)
  local arch, name, c = at.arch, at.name, at.c
  if not at.is_int or c.width ~= 64 or c.op ~= "==" or not low.wide(arch) or
      not s.permits(at.entry.action) then
    return
  end
  local high, value = c.datum_a >> 32, c.datum_a & 0xffffffff
  if value < 0x80000000 or high ~= 0xffffffff and high ~= 0 then return end
  local _, witness = s:simulate(arch, name, at.with(value | ~high << 32))
  s:once {
    id = "negative-int", rule = at.entry.rule, witness = witness,
    message = ("rules[%d]: %s means a negative %s of %s: some libcs pass " ..
      "0x%x and some 0x%x"):format(at.entry.rule,
      s:condition_text(arch, name, c), s:argument_name(arch, name, c.arg),
      name, value, value | 0xffffffff00000000),
    fix = s:written(arch, name, at.entry.rule,
      {c.arg, "==", value, width = 32}),
  }
end

return {
  {id = "negative-int", severity = "warning",
    about = "Libcs differ in the high half of a negative int.",
    condition = look},
}
