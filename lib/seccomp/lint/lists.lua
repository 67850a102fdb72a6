--- Names in messages of findings.

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"

local tostring = tostring
local concat = table.concat

local M = {}

--- Some names of a list, and how many others there are.
-- @tparam {string,…} names
-- @treturn string
function M.some(names)
  if #names <= 6 then return concat(names, ", ") end
  return concat(names, ", ", 1, 5) .. (" and %d more"):format(#names - 5)
end

--- "does" or "do", as there is one name or are more.
function M.verb(names, one, more) return #names == 1 and one or more end

--- The name of the call that a rule is about, or its number.
function M.of(entry)
  return core.syscall_name(entry.number, entry.arch) or tostring(entry.number)
end

return M
