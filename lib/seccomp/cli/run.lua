--- `lua-seccomp run`: a program under a policy.
local build = require "seccomp.cli.build"
local explain = require "seccomp.cli.explain"
local input = require "seccomp.cli.input"
local returns = require "seccomp.explain.returns"
local seccomp = require "seccomp"
local signals = require "seccomp.core.signals"
local terminal = require "seccomp.cli.terminal"

local error = error

local M = { run = {} }

function M.run.define(command)
  command:summary "Run a command under a policy."
  command:description("Run a command under a policy, profile or program. "
    .. "Ends as the command does, with its status or by its signal.")
  command:usage("Usage: lua-seccomp run [options] <file> [--] <command> "
    .. "[<argument> ...]")
  command:argument("file", "Policy, profile or program."):args "?"
  command:option("-p --policy", "The same, as an option."):argname "<file>"
  command:flag("-x --explain", "Tell which calls are refused, and why, and "
    .. "which rules would allow them.")
  command:flag("-c --complain", "Let refused calls through: logged by the "
    .. "kernel, or with --explain told.")
  command:flag("-e --exit-code", "Where a signal ended the command, end with "
    .. "status 128 and its number instead of by that signal.")
  command:option("--by", "How --explain watches: ptrace, or notify (for "
    .. "programs that trace others); the first that can be had when left out.")
    :choices { "ptrace", "notify" }
  command:option("-o --output", "Where --explain writes (default: standard "
    .. "error)."):argname "<file>"
  command:option("--save", "With --explain, keep those calls as a recording.")
    :argname "<file>"
  command:flag("--json", "With --explain, a JSON object per line.")
  build.profile_options(command)
end

local function end_text(result, command)
  command = terminal.line(command)
  if result.exec_error then
    return ("%s could not be run: %s"):format(command, result.exec_error)
  end
  return ("%s was killed by %s"):format(command, result.signaled)
end

--- Ends as a command did: returns its status, or dies by its signal.
-- @tparam table result as Process:wait has it
-- @tparam ?boolean exit_code a status for signals, too
-- @treturn integer
function M.end_as(result, exit_code)
  if result.exec_error then return 2 end
  if result.exited then return result.exited end
  terminal.flush()
  return 128 + (exit_code and signals.number or signals.die)(result.signaled)
end

-- What is to be installed.
local function program_of(read, args)
  if not args.complain or args.explain then return input.program(read) end
  if read.policy then return read.policy:complain():compile() end
  return returns.instead_of_others(read.program, "log") or error({
    usage = "--complain cannot be had: the program computes what it returns"
    }, 0)
end

function M.run.run(args)
  local path = args.policy or args.file
  if not path or #args.command == 0 then
    error({ usage = "run needs a policy and a command: lua-seccomp run FILE "
      .. "-- COMMAND" }, 0)
  elseif args.policy and args.file then
    error({ usage = "two policies: " .. args.policy .. " and " .. args.file },
      0)
  elseif (args.json or args.output or args.by or args.save)
    and not args.explain
  then
    error({ usage = "--json, --output, --by and --save are for what --explain "
      .. "says" }, 0)
  end
  local read = input.read(path, build.profile_arguments(args))
  build.print_summary(read, args.paint_error)
  if returns.notifies(input.program(read)) then
    error({ usage = read.path .. " has calls wait for an answer (notify), and "
      .. "run has none: supervise the command from Lua (seccomp.supervisor), "
      .. "or give those calls another action" }, 0)
  end
  local program = program_of(read, args)
  local result, trouble
  if args.explain then
    result, trouble = explain.run(read, args)
  else
    result = seccomp.spawn(args.command,
      { filter = program, foreground = true }):wait()
  end
  if not result.exited then
    terminal.warn("lua-seccomp: ", end_text(result, args.command[1]),
      result.signaled == "SIGSYS" and not args.explain
        and " (run --explain says for which call)" or "")
  end
  if trouble then
    error({ usage = ("cannot write %s: %s; not all that was refused is told")
      :format(args.output or "to standard error", trouble) }, 0)
  end
  return M.end_as(result, args.exit_code)
end

return M
