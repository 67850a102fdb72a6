--- Whether conditions hold, read by themselves and not by the compiler.

-- SPDX-License-Identifier: MIT
local M = {}

local ipairs, ult = ipairs, math.ult

--- Whether a condition holds for an argument, as the kernel shows it.
-- @tparam Condition condition
-- @tparam integer value
-- @tparam boolean wide whether calls of the arch use 64-bit arguments
-- @treturn boolean
function M.one(condition, value, wide)
  if condition.any then -- one of several values
    for _, one in ipairs(condition.any) do
      if M.one(one, value, wide) then return true end
    end
    return false
  end
  local op, datum, width = condition.op, condition.datum_a, condition.width
  if width == 64 and not wide and not condition.raw then width = 32 end
  if width < 64 then value = value & (1 << width) - 1 end
  if op == "==" then return value == datum end
  if op == "!=" then return value ~= datum end
  if op == "<" then return ult(value, datum) end
  if op == "<=" then return not ult(datum, value) end
  if op == ">" then return ult(datum, value) end
  if op == ">=" then return not ult(value, datum) end
  return value & datum == condition.datum_b
end

--- Whether all conditions of a rule hold.
-- @tparam {Condition,…} when
-- @tparam table args the arguments by their numbers; 0 where left out
-- @tparam boolean wide whether calls of the arch use 64-bit arguments
-- @treturn boolean
function M.all(when, args, wide)
  for _, condition in ipairs(when) do
    if not M.one(condition, args[condition.arg] or 0, wide) then
      return false
    end
  end
  return true
end

return M
