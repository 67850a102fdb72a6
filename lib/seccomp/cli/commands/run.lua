--- `lua-seccomp run`: a program under a policy.

-- SPDX-License-Identifier: MIT
local ending = require "seccomp.cli.ending"
local input = require "seccomp.cli.input"
local profile = require "seccomp.cli.profile"
local refusals = require "seccomp.cli.refusals"
local returns = require "seccomp.explain.returns"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local fail = terminal.fail

local function end_text(result, command)
  command = terminal.line(command)
  if result.exec_error then
    return ("%s could not be run: %s"):format(command, result.exec_error)
  end
  return ("%s was killed by %s"):format(command, result.signaled)
end

-- What is to be installed.
local function program_of(read, args)
  if not args.complain or args.explain then return input.program(read) end
  if read.policy then return read.policy:complain():compile() end
  return returns.instead_of_others(read.program, "log") or
    fail "--complain cannot be had: the program computes what it returns"
end

local function run(args)
  local path = args.policy or args.file
  if not path or #args.command == 0 then
    fail("run needs a policy and a command: lua-seccomp run FILE " ..
      "-- COMMAND")
  elseif args.policy and args.file then
    fail("two policies: " .. args.policy .. " and " .. args.file)
  elseif (args.json or args.output or args.by or args.save) and
    not args.explain
  then
    fail("--json, --output, --by and --save are for what --explain " ..
      "says")
  end
  local read = input.one(path, profile.arguments(args))
  profile.print_summary(read, args.paint_error)
  if returns.notifies(input.program(read)) then
    fail(read.path .. " has calls wait for an answer (notify), and " ..
      "run has none: supervise the command from Lua (seccomp.supervisor), " ..
      "or give those calls another action")
  end
  local program = program_of(read, args)
  local result, trouble
  if args.explain then
    result, trouble = refusals.run(read, args)
  else
    result = seccomp.spawn(args.command,
      {filter = program, foreground = true}):wait()
  end
  if not result.exited then
    terminal.warn("lua-seccomp: ", end_text(result, args.command[1]),
      result.signaled == "SIGSYS" and not args.explain and
        " (run --explain says for which call)" or "")
  end
  if trouble then
    fail(("cannot write %s: %s; not all that was refused is told")
      :format(args.output or "to standard error", trouble))
  end
  return ending.as(result, args.exit_code)
end

return {
  order = 1,
  summary = "Run a command under a policy.",
  description = "Run a command under a policy, profile or program. Ends as " ..
    "the command does, with its status or by its signal.",
  usage = "Usage: lua-seccomp run [options] <file> [--] <command> " ..
    "[<argument> ...]",
  runs = true,
  arguments = {{"file", "Policy, profile or program.", args = "?"}},
  options = {
    {"-p --policy", "The same, as an option.", value = "<file>",
      instead = true},
    {"-x --explain", "Tell which calls are refused, and why, and which " ..
      "rules would allow them."},
    {"-c --complain", "Let refused calls through: logged by the kernel, or " ..
      "with --explain told."},
    {"-e --exit-code", "Where a signal ended the command, end with status " ..
      "128 and its number instead of by that signal."},
    {"--by", "How --explain watches: ptrace, or notify (for programs that " ..
      "trace others); the first that can be had when left out.",
      choices = {"ptrace", "notify"}},
    {"-o --output", "Where --explain writes (default: standard error).",
      value = "<file>"},
    {"--save", "With --explain, keep those calls as a recording.",
      value = "<file>"},
    {"--json", "With --explain, a JSON object per line."},
    profile.OPTIONS,
  },
  run = run,
}
