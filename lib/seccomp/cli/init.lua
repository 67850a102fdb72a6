--- The command `lua-seccomp`: reads the arguments, runs a subcommand, and
-- turns what happened into an exit status: 0 done (or yes), 1 the answer is
-- no, 2 wrong usage or a failure.
local M = {}

local argparse = require "argparse"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

-- In the order of the help text.
local COMMANDS = {
  { "run", "run" }, { "record", "run" },
  { "compile", "build" }, { "show", "build" },
  { "simulate", "judge" }, { "verify", "judge" }, { "diff", "judge" },
  { "lint", "judge" },
  { "import", "build" }, { "export", "build" },
  { "resolve", "look" }, { "info", "look" },
  { "repl", "repl" },
}

local function module_of(place)
  return require("seccomp.cli." .. place)
end

--- The parser, with all subcommands; also what completions are made from.
-- @treturn table an argparse parser
function M.parser()
  local parser = argparse("lua-seccomp",
    "Write, prove and use Linux seccomp policies.",
    "A file is a policy (Lua), a profile (JSON) or a compiled program (BPF), "
    .. "told apart by its content; - is standard input. See lua-seccomp(1).")
  parser:command_target "subcommand"
  parser:require_command(true)
  parser:flag("--version", "Print the versions and exit."):action(function()
    terminal.write(seccomp._VERSION, "\n")
    os.exit(0, true)
  end)
  parser:add_help_command()
  parser:add_complete()
  for _, entry in ipairs(COMMANDS) do
    local command = parser:command(entry[1])
    command:option("--color", "Colour: auto (on a terminal, unless NO_COLOR is "
      .. "set), always or never.", "auto"):choices { "auto", "always", "never" }
    module_of(entry[2])[entry[1]].define(command)
  end
  return parser
end

-- Options of run and record that take a value, for finding where the command
-- to run begins: everything after it is its own, options included.
local VALUED = {
  ["--color"] = true, ["-p"] = true, ["--policy"] = true, ["-o"] = true,
  ["--output"] = true, ["--tightness"] = true, ["--runs"] = true,
  ["--merge"] = true, ["--dialect"] = true, ["--arch"] = true,
  ["--kernel"] = true, ["--caps"] = true, ["--default"] = true,
}

-- Splits the arguments of run and record into ours and the command to run.
local function split(argv)
  local ours, theirs, positionals = {}, {}, 0
  local wanted = argv[1] == "run" and 1 or 0
  local i = 1
  while i <= #argv do
    local word = argv[i]
    if word == "--" then
      i = i + 1
      break
    elseif i > 1 and (word == "-" or word:sub(1, 1) ~= "-") then
      if positionals == wanted then break end
      positionals = positionals + 1
    elseif word == "-p" or word:find "^%-%-policy" then
      wanted = 0
    end
    ours[#ours + 1] = word
    if VALUED[word] and argv[i + 1] then
      i = i + 1
      ours[#ours + 1] = argv[i]
    end
    i = i + 1
  end
  for k = i, #argv do theirs[#theirs + 1] = argv[k] end
  return ours, theirs
end

local function complain(message)
  terminal.warn("lua-seccomp: ", tostring(message))
end

-- Runs the chosen subcommand. Errors of ours become one line.
local function dispatch(args)
  local place
  for _, entry in ipairs(COMMANDS) do
    if entry[1] == args.subcommand then place = entry[2] end
  end
  args.paint = terminal.painter(args.color or "auto", 1)
  args.paint_error = terminal.painter(args.color or "auto", 2)
  local status = module_of(place)[args.subcommand].run(args)
  terminal.flush()
  return status or 0
end

local function describe(err)
  if type(err) == "table" and err.usage then return err.usage end
  if type(err) == "table" and err.op and err.message then
    -- an error object; where in our own sources it arose helps nobody here
    return ("%s: %s (%s)"):format(err.op, err.message, err.code)
  end
  return (tostring(err):gsub("^[^\n]-%.lua:%d+: ", ""))
end

--- Runs the command.
-- @tparam table argv the arguments, from 1
-- @treturn integer the exit status
function M.main(argv)
  local words, command = { table.unpack(argv) }, {}
  if words[1] == "run" or words[1] == "record" then
    words, command = split(words)
  end
  local parser = M.parser()
  local ok, args = parser:pparse(words)
  if not ok then
    terminal.warn(parser:get_usage(), "\n")
    complain(args)
    return 2
  end
  args.command = command
  local done, result = xpcall(dispatch, function(err)
    return os.getenv "LUA_SECCOMP_DEBUG"
      and debug.traceback(describe(err), 2) or describe(err)
  end, args)
  if not done then
    complain(result)
    return 2
  end
  return result
end

return M
