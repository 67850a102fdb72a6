-- SPDX-License-Identifier: MIT
-- What lint says, word for word, with what to do and the call that shows it: of
-- policies that have each finding, and of those next to them.
local linting = require "spec.linting"
local seccomp = require "seccomp"
local told = require "spec.told"

-- From here on calls may have a name or not, as libseccomp is old or new.
local NEW = 447

-- A call as it is told of.
local function call_text(call)
  local name = call.syscall
  local number = name
  if type(name) == "string" then
    number = seccomp.syscall_number(name, call.arch)
    local own = number & 0x3fffffff
    if own >= NEW and own < 4000 then name = "a new one" end
  end
  local words = {tostring(call.arch), tostring(name)}
  for i = 0, 5 do
    local value = call["arg" .. i]
    words[#words + 1] = value and ("arg%d=0x%x"):format(i, value)
  end
  return table.concat(words, " ")
end

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
        call_text(finding.witness)
    end
  end
  return #lines > 0 and lines or {"nothing"}
end

local env = {usual = linting.usual}

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

-- What is raised.
function env.refused(fn, ...)
  local ok, err = pcall(fn, ...)
  assert(not ok and type(err) == "table")
  return {err.code .. ": " .. err.message}
end

told.hold("lint", env, describe, it)
