--- `lua-seccomp tidy`: the same meaning in fewer rules.
local build = require "seccomp.cli.build"
local call = require "seccomp.cli.call"
local input = require "seccomp.cli.input"
local terminal = require "seccomp.cli.terminal"

local tostring = tostring

local M = { tidy = {} }

function M.tidy.define(command)
  command:summary "Write a policy's meaning in as few rules as can be found."
  command:description("Write a policy's meaning, or a profile's or a "
    .. "program's, in as few rules as can be found: proven equal to what was "
    .. "given. Comments do not come back, groups with --groups.")
  command:argument("file", "Policy, profile or program.")
  command:option("-o --output", "Where to (default: standard output).")
    :argname "<file>"
  command:flag("--groups", "Groups (@basic-io) in place of names, where a "
    .. "group's calls are all there.")
  command:option("--budget", "Seconds of CPU for the proof (5).")
    :convert(call.seconds):argname "<seconds>"
  build.profile_options(command)
end

function M.tidy.run(args)
  local read = input.read(args.file, build.profile_arguments(args))
  build.print_report(read.report, args.paint_error)
  local options = { budget = args.budget, groups = args.groups or false }
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

return M
