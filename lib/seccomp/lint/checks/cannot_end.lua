--- What every program ends with.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"

local ipairs = ipairs

local function find(s)
  for _, arch in ipairs(s.data.arches) do
    for _, name in ipairs(calls.essential) do
      local action, witness = s:simulate(arch, name)
      if action and not s.permits(action) then
        s:add {
          id = "cannot-end", witness = witness,
          message = ("on %s, %s gets %s: without it no program ends or " ..
            "returns from a signal"):format(arch, name, s.text(action, arch)),
          fix = ('{"%s", action = "allow"}'):format(name),
        }
      end
    end
  end
end

return {
  {id = "cannot-end", severity = "warning",
    about = "No program can end or return from a signal.",
    find = find},
}
