--- The instructions, for people.

-- SPDX-License-Identifier: MIT
return {
  summary = "the instructions, with what they mean, to be read",
  -- those of Policy:compile, which checks them
  options = {write = {prove = "boolean", budget = "seconds"}},
  of_program = function(program) return program:disassemble() end,
  write = function(policy, options)
    return policy:compile(options):disassemble()
  end,
}
