--- `lua-seccomp run`: a program under a policy.
local build = require "seccomp.cli.build"
local explain = require "seccomp.cli.explain"
local input = require "seccomp.cli.input"
local returns = require "seccomp.cli.returns"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local error, tonumber = error, tonumber

local M = { run = {} }

function M.run.define(command)
  command:summary "Run a command under a policy."
  command:description("Run a command under a policy, profile or program. "
    .. "Status 0 when it ends with 0, else 1; see --exit-code.")
  command:usage("Usage: lua-seccomp run [options] <file> [--] <command> "
    .. "[<argument> ...]")
  command:argument("file", "Policy, profile or program."):args "?"
  command:option("-p --policy", "The same, as an option."):argname "<file>"
  command:flag("-x --explain", "Name every call that is refused, and why.")
  command:flag("-c --complain", "Let refused calls through: logged by the "
    .. "kernel, or with --explain named.")
  command:flag("-e --exit-code", "End with the command's own status (128 and "
    .. "the signal's number when one ended it).")
  command:option("-o --output", "Where --explain writes (default: standard "
    .. "error)."):argname "<file>"
  command:flag("--json", "With --explain, a JSON object per line.")
  build.profile_options(command)
end

-- The signals that a filter, a terminal or a fault sends, by number; the rest
-- a process tells by its number alone.
local SIGNALS = {
  SIGHUP = 1, SIGINT = 2, SIGQUIT = 3, SIGILL = 4, SIGTRAP = 5, SIGABRT = 6,
  SIGBUS = 7, SIGFPE = 8, SIGKILL = 9, SIGUSR1 = 10, SIGSEGV = 11,
  SIGUSR2 = 12, SIGPIPE = 13, SIGALRM = 14, SIGTERM = 15, SIGSYS = 31,
}

local function end_text(result, command)
  command = terminal.line(command)
  if result.exec_error then
    return ("%s could not be run: %s"):format(command, result.exec_error)
  elseif result.signaled then
    return ("%s was killed by %s"):format(command, result.signaled)
  end
  return ("%s ended with status %d"):format(command, result.exited)
end

local function status_of(result, args)
  if result.exec_error then return 2 end
  if args.exit_code then
    return result.exited or 128 + (SIGNALS[result.signaled]
      or tonumber(result.signaled:match "%d+") or 0)
  end
  return result.exited == 0 and 0 or 1
end

-- What is to be installed.
local function program_of(read, args)
  if not args.complain or args.explain then return input.program(read) end
  if read.policy then return read.policy:complain():compile() end
  return returns.instead_of_denials(read.program, "log") or error({
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
  elseif (args.json or args.output) and not args.explain then
    error({ usage = "--json and --output are for what --explain says" }, 0)
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
    result, trouble = explain.run(program, read.policy, args)
  else
    result = seccomp.spawn(args.command,
      { filter = program, foreground = true }):wait()
  end
  if result.exited ~= 0 and not (args.exit_code and result.exited) then
    terminal.warn("lua-seccomp: ", end_text(result, args.command[1]),
      result.signaled == "SIGSYS" and not args.explain
        and " (run --explain says for which call)" or "")
  end
  if trouble then
    error({ usage = ("cannot write %s: %s; not all that was refused is told")
      :format(args.output or "to standard error", trouble) }, 0)
  end
  return status_of(result, args)
end

return M
