--- The instructions, for people.
local options_of = require("seccomp.policy.check").options

return {
  summary = "the instructions, with what they mean, to be read",
  write = function(policy, options)
    options = options_of("export", options, {prove = "boolean",
      budget = "number"})
    return policy:compile(options):disassemble()
  end,
}
