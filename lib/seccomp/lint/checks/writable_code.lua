--- Memory that can be written and run.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"

local ipairs = ipairs
local concat = table.concat

-- Whether a call may ask for memory to be written and run, as its witness.
-- Where what it asks for is in memory, any call of it may.
local function writes_code(s, arch, way)
  if calls.in_memory(way.name, arch) then
    return s:any_permitted(arch, way.name)
  end
  for _, value in ipairs(way.both) do
    local call = s:permitted(arch, way.name, value)
    if call then return call end
  end
  return nil
end

-- Where one call is kept from asking for memory that can be written and run,
-- another that is not.
local function find(s)
  for _, arch in ipairs(s.data.arches) do
    local kept
    local free, witness = {}, nil
    for _, way in ipairs(calls.code) do
      local call = writes_code(s, arch, way)
      if call then
        free[#free + 1] = way.name
        witness = witness or call
      elseif way.either and s:status(arch, way.name) == "held" and
          s:permitted(arch, way.name, way.either) then
        kept = kept or way.name
      end
    end
    if kept and witness then
      s:add {
        id = "writable-code", witness = witness,
        message = ("on %s, %s may not make memory both writable and " ..
          "executable, and %s may"):format(arch, kept, concat(free, ", ")),
      }
    end
  end
end

return {
  {id = "writable-code", severity = "warning",
    about = "One way to memory that can be written and run is closed, " ..
      "another is not.",
    fix = "hold the others to the same condition",
    find = find},
}
