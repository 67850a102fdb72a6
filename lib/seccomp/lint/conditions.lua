--- The conditions of a policy one by one, for the checks of the kind
-- `condition(s, at)`. What is there to see is in `at`: the `arch` and `name` of
-- the call, the `entry` (a rule on that arch) and its condition `c`; of a call
-- that the entry is about the `value()` of the argument, the arguments
-- `with(value)` in its place, and itself as a `witness()`; `in_memory`, true
-- where the call takes its arguments there; else its `signature`, where that is
-- known, the argument `its`, and whether that `is_address` or `is_int`.

-- SPDX-License-Identifier: MIT
local calls = require "seccomp.lint.knowledge"

local ipairs, tostring = ipairs, tostring

local function view(s, arch, name, entry, c)
  local at = {arch = arch, name = name, entry = entry, c = c,
    in_memory = calls.in_memory(name, arch)}
  local key = "arg" .. c.arg
  function at.with(value)
    local args = s:arguments_for(entry.when, arch)
    args[key] = value
    return args
  end
  function at.value()
    return (s:arguments_for(entry.when, arch))[key] or 0
  end
  function at.witness()
    local _, call = s:simulate(arch, name, (s:arguments_for(entry.when, arch)))
    return call
  end
  if at.in_memory then return at end
  at.signature = s:signature(arch, name) or nil
  local its = at.signature and at.signature[c.arg + 1]
  at.its = its
  if its then
    at.is_address = its.pointer and not (c.datum_a == 0 and (c.op == "==" or
      c.op == "!="))
    at.is_int = not at.is_address and its.signed and its.width == 32
  end
  return at
end

-- Looks at each condition of an entry, once where it is there more often; false
-- when there are too many.
local function all_of(s, arch, name, entry, checks)
  local there = {}
  for _, condition in ipairs(entry.when) do
    for _, c in ipairs(s.alternatives(condition)) do
      if not s:look() then return false end
      local text = tostring(c)
      if not there[text] then
        there[text] = true
        local at = view(s, arch, name, entry, c)
        for _, check in ipairs(checks) do check.condition(s, at) end
      end
    end
  end
  return true
end

--- Looks at all of them.
-- @tparam table s the context
-- @tparam {table,…} checks
return function(s, checks)
  local all = true
  for _, arch in ipairs(s.data.arches) do
    for _, number in ipairs(s.numbers[arch]) do
      local name = calls.name(number, arch)
      for _, entry in ipairs(name and s.by_number[arch][number] or {}) do
        all = all and all_of(s, arch, name, entry, checks)
      end
    end
  end
  if not all then
    s:add {
      id = "incomplete",
      message = "the rules have more conditions than are looked at one by " ..
        "one: there may be more to find",
    }
  end
end
