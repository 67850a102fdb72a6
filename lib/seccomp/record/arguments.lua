--- Which arguments of a call are flags or small numbers, so that the values
-- seen are worth keeping: no pointers, descriptors, sizes or offsets.
-- @module seccomp.record.arguments

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local kernel = require "seccomp.core.kernel"
local low = require "seccomp.core.policy"

local M = {}

-- Families of which only some values are constants: what the kernel numbers as
-- a program runs, and the permissions of new files, which are in a register
-- whether the call makes a file or not.
local OPEN = {S_I = true, KEY_SPEC_ = true}

-- Arguments that say what a call does, but by no constants of one family.
local SELECTORS = {call = true, cmd = true, flags = true, func = true,
  level = true, msgflg = true, type = true}

-- Whether an argument is one to be held: of the constants that stand for a
-- descriptor one is AT_FDCWD.
local function held(argument)
  if not argument.family then
    return SELECTORS[argument.name] and not argument.pointer
  end
  return not OPEN[argument.family] and
    (argument.flags or argument.family ~= "AT_")
end

--- The arguments of a call that are flags or numbers, or nil: where it takes
-- them from memory, what is in its registers is none of them.
-- @tparam string arch canonical name
-- @tparam string name
-- @treturn ?table list of `{arg=, field=, name=, width=}`; of a width of 32 the
--   kernel looks at the low 32 bits at most, and what stands above them is
--   whatever was left in the register
function M.of(arch, name)
  local list = {}
  if not core.arch(arch) then return nil end
  for place = 0, 5 do
    local argument = kernel.argument(name, place, arch)
    if argument and held(argument) then
      list[#list + 1] = {arg = place, field = "arg" .. place,
        name = argument.name,
        width = argument.word and low.wide(arch) and 64 or 32}
    end
  end
  return list[1] and list
end

return M
