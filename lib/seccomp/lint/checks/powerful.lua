--- Calls that reach far.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"

local ipairs = ipairs
local concat = table.concat

local function find(s)
  local found, order = {}, {}
  for _, arch in ipairs(s.data.arches) do
    local names, witness = {}, nil
    for _, name in ipairs(calls.powerful) do
      if s:status(arch, name) == "permitted" then
        local call = s:permitted(arch, name)
        if call then names[#names + 1] = name end
        witness = witness or call
      end
    end
    if #names > 0 then
      local text = concat(names, ", ")
      if not found[text] then
        found[text] = {witness = witness}
        order[#order + 1] = text
      end
      local arches = found[text]
      arches[#arches + 1] = arch
    end
  end
  for _, text in ipairs(order) do
    s:add {
      id = "powerful-calls", witness = found[text].witness,
      message = ("on %s, these are permitted, which reach far: %s"):format(
        concat(found[text], ", "), text),
    }
  end
end

return {
  {id = "powerful-calls", severity = "note",
    about = "Calls that reach far are permitted.",
    fix = "take out those that are not needed, or deny them in front",
    find = find},
}
