--- What specs of filters share: all that can be seen of one.

-- SPDX-License-Identifier: MIT
local assert = require "luassert"
local support = require "spec.support"

local raised = support.raised

-- Everything that can be seen of a filter, as one string.
local function snapshot(f)
  local out = {tostring(f), f:export_pfc(), f:export_bpf(),
    table.concat(f:arches(), " ")}
  for _, name in ipairs {"default_action", "bad_arch_action", "no_new_privs",
    "tsync", "log", "ssb", "optimize", "raw_rc", "tskip"} do
    out[#out + 1] = name .. "=" .. tostring(f:get(name))
  end
  for _, rule in ipairs(f:rules()) do
    out[#out + 1] = table.concat({tostring(rule.syscall),
      tostring(rule.action), table.concat(rule.arches, " "),
      tostring(rule.exact)}, ",")
    for _, c in ipairs(rule.conditions) do out[#out + 1] = tostring(c) end
  end
  return table.concat(out, "\n")
end

-- The call raises an error object of that code, and changes nothing.
local function refuses(f, code, fn, ...)
  local before = snapshot(f)
  local err = raised(fn, ...)
  assert.equal(code, type(err) == "table" and err.code or err)
  assert.is_true(before == snapshot(f), "the filter changed")
  return err
end

return {refuses = refuses, snapshot = snapshot}
