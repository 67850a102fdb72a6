--- Which arguments of calls are paths. The kernel's declarations say which are
-- strings (src/kernel/); which of those name files is told here, by the name
-- that the manual has for the argument.
-- @module seccomp.kernel.paths

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"

local M = {}

local ipairs, type = ipairs, type

local NAMES = {
  filename = true, from_path = true, library = true, linkpath = true,
  new_root = true, newpath = true, oldpath = true, path = true, pathname = true,
  put_old = true, source = true, special = true, target = true, to_path = true,
}

local NONE = {}
local known = {}

--- The arguments of a call that are paths.
-- @tparam ?string name of the call
-- @tparam string|integer arch
-- @treturn {integer,…} their numbers, in order
function M.of(name, arch)
  if not name or type(arch) ~= "string" then return NONE end
  local key = arch .. " " .. name
  local list = known[key]
  if not list then
    list = {}
    for place, argument in ipairs(seccomp.signature(name, arch) or NONE) do
      if argument.pointer and NAMES[argument.name] and not argument.hidden and
          argument.type:match "^c?o?n?s?t? ?char %*$" then
        list[#list + 1] = place - 1
      end
    end
    known[key] = list
  end
  return list
end

return M
