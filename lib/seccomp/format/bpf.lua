--- Compiled BPF: an array of struct sock_filter, in its arches' byte order.
local seccomp = require "seccomp.core"

local options_of = require("seccomp.policy.check").options

return {
  summary = "compiled BPF: an array of struct sock_filter, for the kernel",
  binary = true,
  write = function(policy, options)
    options = options_of("export", options, {prove = "boolean",
      budget = "number"})
    return policy:compile(options):bytes()
  end,
  read = function(text, options)
    options = options_of("import", options, {budget = "number"})
    return seccomp.program(text):policy(options)
  end,
}
