--- What is likely not meant as it is written.
--
-- Nothing here guesses what a program does: where a finding says that a call
-- is permitted, that call was simulated and is its `witness`.

-- SPDX-License-Identifier: MIT
local catalogue = require "seccomp.lint.catalogue"
local conditions = require "seccomp.lint.conditions"
local context = require "seccomp.lint.context"
local errors = require "seccomp.error"
local kinds = require "seccomp.lint.kinds"

local ipairs, tostring, type = ipairs, tostring, type

--- The findings of a policy; see @{Policy:lint}.
return function(policy, data, resolved, options)
  local ignore = catalogue.ignored(options.ignore)
  kinds.check(options.program)
  local ok, program = errors.attempt(policy.compile, policy, {prove = false})
  if not ok then
    return catalogue.kept({catalogue.filled {
      id = "does-not-compile", message = type(program) == "table" and
        program.message or tostring(program),
    }}, ignore)
  end
  local s, of_conditions = context(data, resolved, program), {}
  s.kind = options.program
  for _, check in ipairs(catalogue.checks) do
    if check.find then check.find(s, check.id) end
    if check.condition then of_conditions[#of_conditions + 1] = check end
  end
  conditions(s, of_conditions)
  return catalogue.kept(s.findings, ignore)
end
