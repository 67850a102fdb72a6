--- What specs draw at random from.

-- SPDX-License-Identifier: MIT
local random = math.random

local M = {}

M.OPERATORS = {"!=", "<", "<=", "==", ">=", ">", "masked_eq"}

-- where 32 and 64 bits, and signs, begin and end
local EDGES = {0, 1, 2, 5, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
  0x100000000, 0x100000001, 0x1ffffffff, 0x200000005, -1, -2, 1 << 63,
  (1 << 63) - 1, -(1 << 32)}

--- One of a list.
function M.pick(list) return list[random(#list)] end

--- A value to compare with: small, any, or at an edge.
function M.datum()
  local kind = random(4)
  if kind == 1 then return random(0, 8) end
  if kind == 2 then return random(0) end
  return M.pick(EDGES)
end

return M
