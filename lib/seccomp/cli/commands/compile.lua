--- `lua-seccomp compile`: a policy as a program, proven.

-- SPDX-License-Identifier: MIT
local format = require "seccomp.format"
local formats = require "seccomp.cli.formats"
local input = require "seccomp.cli.input"
local profile = require "seccomp.cli.profile"
local terminal = require "seccomp.cli.terminal"

local require = require

local function run(args)
  local read = input.one(args.file, profile.arguments(args))
  profile.print_report(read.report, args.paint_error)
  local form = require("seccomp.format." .. args.format)
  local text, report
  if form.of_program then
    text = form.of_program(input.program(read, {prove = not args.no_prove}))
  else
    text, report = terminal.working("compiling " .. args.file, format.export,
      input.policy(read), args.format)
  end
  formats.deliver(args.output, args.format, text)
  profile.print_report(report, args.paint_error)
  return 0
end

return {
  order = 5,
  summary = "Compile a policy or profile, and prove the result.",
  arguments = {{"file", "Policy or profile; a program too, for another " ..
    "format."}},
  options = {
    {"-f --format", "One of those that lua-seccomp info lists.",
      default = "bpf", choices = format.list()},
    {"-o --output", "Where to (default: standard output).", value = "<file>"},
    {"--no-prove", "Do not prove the program against the policy."},
    profile.OPTIONS,
  },
  run = run,
}
