--- Calls that a libc makes behind the program's back.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"

local ipairs = ipairs
local concat = table.concat

-- Calls that a libc makes behind the program's back.
local function find(s)
  for _, arch in ipairs(s.data.arches) do
    local names, witness = {}, nil
    for _, choice in ipairs(calls.often_needed) do
      local name = s:made_on(arch, choice)
      local status, by_rule = s:status(arch, name)
      if status == "denied" and not by_rule then
        names[#names + 1] = name
        if not witness then
          local _, call = s:simulate(arch, name)
          witness = call
        end
      end
    end
    if witness then
      s:add {
        id = "often-needed", witness = witness,
        message = ("on %s, %s %s denied: libcs and the kernel make these " ..
          "calls for any program"):format(arch, concat(names, ", "),
          #names == 1 and "is" or "are"),
        fix = ('{"%s", action = "allow"}'):format(concat(names, '", "')),
      }
      return
    end
  end
end

return {
  {id = "often-needed", severity = "note",
    about = "Calls that libcs and the kernel make for any program are " ..
      "denied.",
    find = find},
}
