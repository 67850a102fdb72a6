--- socketcall and ipc.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"
local lists = require "seccomp.lint.lists"
local multiplexer = require("seccomp.kernel.calls").multiplexer

local ipairs, pairs = ipairs, pairs
local concat = table.concat

-- socketcall and ipc that make a call which a rule keeps.
local function find(s)
  for _, arch in ipairs(s.data.arches) do
    local open = {}
    for _, number in ipairs(s.numbers[arch]) do
      local name = calls.name(number, arch)
      local mux, sub = multiplexer(name or "")
      local call = mux and s:status(arch, name) ~= "permitted" and
        s:permitted(arch, mux, {arg0 = sub})
      if call then
        open[mux] = open[mux] or {witness = call}
        local names = open[mux]
        names[#names + 1] = name
      end
    end
    for mux, names in pairs(open) do
      s:add {
        id = "multiplexer-open", witness = names.witness,
        message = ("on %s, %s %s held by a rule, and %s, which makes the " ..
          "same %s, is permitted"):format(arch, concat(names, ", "),
          lists.verb(names, "is", "are"), mux,
          lists.verb(names, "call", "calls")),
      }
    end
  end
end

return {
  {id = "multiplexer-open", severity = "warning",
    about = "socketcall or ipc makes a call that a rule keeps.",
    fix = "a rule on the multiplexer that denies it, or its " ..
      'sub-calls by its argument "call"',
    find = find},
}
