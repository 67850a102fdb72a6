--- The instructions, for people.

-- SPDX-License-Identifier: MIT
local options_of = require("seccomp.policy.check").options

local OPTIONS = {write = {prove = "boolean", budget = "seconds"}}

return {
  summary = "the instructions, with what they mean, to be read",
  options = OPTIONS,
  of_program = function(program) return program:disassemble() end,
  write = function(policy, options)
    options = options_of("export", options, OPTIONS.write)
    return policy:compile(options):disassemble()
  end,
}
