--- `lua-seccomp tidy`: the same meaning in fewer rules.

-- SPDX-License-Identifier: MIT
local call = require "seccomp.cli.call"
local input = require "seccomp.cli.input"
local profile = require "seccomp.cli.profile"
local terminal = require "seccomp.cli.terminal"

local tostring = tostring

local function run(args)
  local read = input.one(args.file, profile.arguments(args))
  profile.print_report(read.report, args.paint_error)
  local options = {budget = args.budget, groups = args.groups or false}
  local policy
  if read.program then
    policy = terminal.working("reading " .. args.file, read.program.policy,
      read.program, options)
  else
    policy = terminal.working("tidying " .. args.file, read.policy.tidy,
      read.policy, options)
  end
  input.deliver(args.output, tostring(policy))
  return 0
end

return {
  order = 11,
  summary = "Write a policy's meaning in as few rules as can be found.",
  description = "Write a policy's meaning, or a profile's or a program's, " ..
    "in as few rules as can be found: proven equal to what was given. " ..
    "Comments do not come back, groups with --groups.",
  arguments = {{"file", "Policy, profile or program."}},
  options = {
    {"-o --output", "Where to (default: standard output).", value = "<file>"},
    {"--groups", "Groups (@basic-io) in place of names, where a group's " ..
      "calls are all there."},
    {"--budget", "Seconds of CPU for the proof (5).", value = "<seconds>",
      convert = call.seconds},
    profile.OPTIONS,
  },
  run = run,
}
