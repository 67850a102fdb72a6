--- Numbers that old kernels take for other calls.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"
local lists = require "seccomp.lint.lists"

local ipairs = ipairs

-- Numbers that were calls of x32 and of amd64 before Linux 5.4 without being so
-- in any table: x32's own ones without their bit, and amd64's with it.
local function find(s)
  local pairs_of = {{arch = "amd64", other = "x32", bit = -calls.X32_BIT},
    {arch = "x32", other = "amd64", bit = calls.X32_BIT}}
  for _, way in ipairs(pairs_of) do
    local names, witness = {}, nil
    for _, name in ipairs(s.numbers[way.arch] and calls.x32_own or {}) do
      local number = s.own_number(name, way.other)
      local status = s:status(way.arch, name)
      local call = number and status and status ~= "permitted" and
        s:permitted(way.arch, number + way.bit)
      if call then
        names[#names + 1] = ("%s by %d"):format(name, number + way.bit)
        witness = witness or call
      end
    end
    if witness then
      s:add {
        id = "old-x32-numbers", witness = witness,
        message = ("on %s, kernels before Linux 5.4 with x32 make calls " ..
          "that are kept out under numbers that are permitted: %s"):format(
          way.arch, lists.some(names)),
        fix = way.arch == "x32" and "take x32 out of the arches" or nil,
      }
    end
  end
end

return {
  {id = "old-x32-numbers", severity = "note",
    about = "Kernels before Linux 5.4 make calls that are kept out under " ..
      "numbers of x32 without their bit, or of amd64 with it.",
    fix = 'unknown = "errno(ENOSYS)"',
    find = find},
}
