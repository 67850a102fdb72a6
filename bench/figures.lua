--- What of a compiled program does not depend on the machine.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp"

local M = {}

--- Runs every call of an arch that no rule decides by its arguments; returns
-- how many instructions that takes on average, and at most.
function M.path(program, flat, arch)
  local conditional = {}
  for _, rule in ipairs(flat.rules) do
    if #rule.conditions > 0 then
      local nr = seccomp.syscall_number(rule.name, arch)
      if nr then conditional[nr] = true end
    end
  end
  local sum, count, longest = 0, 0, 0
  local first = arch == "x32" and 0x40000000 or 0
  for nr = first, first + 1023 do
    if seccomp.syscall_name(nr, arch) and not conditional[nr] then
      local _, steps = program:simulate {syscall = nr, arch = arch}
      sum, count = sum + steps, count + 1
      if steps > longest then longest = steps end
    end
  end
  return sum / count, longest
end

return M
