--- What is likely not meant as it is written.
--
-- Nothing here guesses what a program does: where a finding says that a call
-- is permitted, that call was simulated and is its `witness`.
local catalogue = require "seccomp.lint.catalogue"
local conditions = require "seccomp.lint.conditions"
local errors = require "seccomp.error"
local for_program = require "seccomp.lint.for_program"
local study = require "seccomp.lint.study"

local ipairs, pairs, require, tostring, type =
  ipairs, pairs, require, tostring, type

local groups = {
  require "seccomp.lint.rules", require "seccomp.lint.reach",
  (require "seccomp.lint.needs"),
}

--- The findings of a policy; see @{Policy:lint}.
return function(policy, data, resolved, options)
  local ignore = catalogue.ignored(options.ignore)
  for_program.check(options.program)
  local ok, program = errors.attempt(policy.compile, policy, {prove = false})
  local findings
  if ok then
    local s = study(data, resolved, program)
    for _, checks in ipairs(groups) do
      for _, check in pairs(checks) do check(s) end
    end
    conditions(s)
    if options.program then for_program.find(s, options.program) end
    findings = s.findings
  else
    findings = {{
      id = "does-not-compile", severity = "error",
      message = type(program) == "table" and program.message or
        tostring(program),
      fix = catalogue.fix["does-not-compile"],
    }}
  end
  return catalogue.kept(findings, ignore)
end
