--- Calls that a listener needs itself.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"

local ipairs = ipairs

local function find(s)
  for _, arch in ipairs(s.data.arches) do
    for _, name in ipairs(calls.listening) do
      local action, witness = s:simulate(arch, name)
      if action and action.name == "notify" then
        s:add {
          id = "notify-needed", witness = witness,
          message = ("on %s, %s asks the listener: a process that installs " ..
            "this by itself stops before it can hand the listener over")
            :format(arch, name),
        }
      end
    end
  end
end

return {
  {id = "notify-needed", severity = "warning",
    about = "A call is notified that installing the filter needs.",
    fix = "permit it, or start the program with seccomp.spawn, " ..
      "whose parent holds the listener",
    find = find},
}
