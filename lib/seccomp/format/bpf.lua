--- Compiled BPF: an array of struct sock_filter, in its arches' byte order.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"

local options_of = require("seccomp.policy.check").options

local OPTIONS = {write = {prove = "boolean", budget = "seconds"},
  read = {budget = "seconds"}}

return {
  summary = "compiled BPF: an array of struct sock_filter, as bytes",
  options = OPTIONS,
  binary = true,
  of_program = function(program) return program:bytes() end,
  write = function(policy, options)
    options = options_of("export", options, OPTIONS.write)
    return policy:compile(options):bytes()
  end,
  read = function(text, options)
    options = options_of("import", options, OPTIONS.read)
    return seccomp.program(text):policy(options)
  end,
}
