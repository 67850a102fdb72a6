-- SPDX-License-Identifier: MIT
-- What lint says, word for word, with what to do and the call that shows it: of
-- policies that have each finding, and of those next to them.
local catalogue = require "seccomp.lint.catalogue"
local linting = require "spec.linting"
local seccomp = require "seccomp"
local told = require "spec.told"

-- The findings as lines: all of them, or those of some ids.
local function lines_of(findings, ids)
  local lines = {}
  for _, finding in ipairs(findings) do
    if not ids or (" " .. ids .. " "):find(" " .. finding.id .. " ", 1, true)
    then
      lines[#lines + 1] = ("%s %s%s: %s"):format(finding.severity, finding.id,
        finding.rule and " of rule " .. finding.rule or "", finding.message)
      lines[#lines + 1] = "  fix: " .. finding.fix
      lines[#lines + 1] = finding.witness and "  call: " ..
        told.call(finding.witness)
    end
  end
  return #lines > 0 and lines or {"nothing"}
end

local env = {usual = linting.usual}

-- What there is to find.
function env.catalogue()
  local lines = {}
  for i, id in ipairs(catalogue.ids) do
    local check = catalogue.of[id]
    lines[i] = ("%s %s: %s%s"):format(check.severity, id, check.about,
      check.fix and " Fix: " .. check.fix or "")
  end
  return lines
end

function env.lint(spec, ids, options)
  return lines_of((linting.lint(spec, options)), ids)
end

-- Of a program: of these instructions, or that a policy compiles to.
function env.program(list, ids, options)
  local program
  if list.rules then
    program = require "seccomp.policy".new(list):compile()
  else
    local bytes = {}
    for i, one in ipairs(list) do
      bytes[i] = string.pack("<I2BBI4", table.unpack(one))
    end
    program = seccomp.program(table.concat(bytes), {endian = "little"})
  end
  return lines_of(program:lint(options), ids)
end

-- What of(i) makes of the numbers up to one.
function env.each(n, of)
  local list = {}
  for i = 1, n do list[i] = of(i) end
  return list
end

-- What is raised.
function env.refused(fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok and type(err) == "table")
  return {err.code .. ": " .. err.message}
end

told.hold("lint", env, describe, it)
