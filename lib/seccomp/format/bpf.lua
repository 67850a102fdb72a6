--- Compiled BPF: an array of struct sock_filter, in its arches' byte order.

-- SPDX-License-Identifier: MIT
local seccomp = require "seccomp.core"

local options_of = require("seccomp.policy.check").options

-- Those of write are Policy:compile's, which checks them.
local OPTIONS = {write = {prove = "boolean", budget = "seconds"},
  read = {budget = "seconds"}}

return {
  summary = "compiled BPF: an array of struct sock_filter, as bytes",
  options = OPTIONS,
  binary = true,
  of_program = function(program) return program:bytes() end,
  write = function(policy, options)
    return policy:compile(options):bytes()
  end,
  read = function(text, options)
    options = options_of("import", options, OPTIONS.read)
    return seccomp.program(text):policy(options)
  end,
}
