--- clone's flags and stack, which change places on some arches.

-- SPDX-License-Identifier: MIT

local tostring = tostring

local function look(s, at)
  if at.name ~= "clone" or at.c.arg ~= 0 or
      s:argument_name(at.arch, "clone", 0) ~= "stack" then
    return
  end
  s:once {
    id = "clone-order", rule = at.entry.rule, witness = at.witness(),
    message = ("rules[%d]: %s looks at clone's stack on %s, where the flags " ..
      "are arg1"):format(at.entry.rule, tostring(at.c), at.arch),
  }
end

return {
  {id = "clone-order", severity = "warning",
    about = "On this arch clone's flags are another argument.",
    fix = 'name the argument: {"flags", ...} is right on every arch',
    condition = look},
}
