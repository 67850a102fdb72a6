--- The command `lua-seccomp`: reads the arguments, runs a subcommand, and
-- turns what happened into an exit status: 0 done (or yes), 1 the answer is
-- no, 2 wrong usage or a failure.
local M = {}

local call = require "seccomp.cli.call"
local errors = require "seccomp.error"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local error, ipairs, pcall, require = error, ipairs, pcall, require
local tostring, type, xpcall = tostring, type, xpcall
local concat, unpack = table.concat, table.unpack

-- In the order of the help text.
local COMMANDS = {
  { "run", "run" }, { "record", "record" },
  { "capture", "commands.capture" }, { "attached", "commands.attached" },
  { "compile", "build" }, { "show", "build" },
  { "simulate", "judge" }, { "verify", "judge" }, { "diff", "compare" },
  { "lint", "judge" }, { "tidy", "tidy" },
  { "import", "build" }, { "export", "build" },
  { "resolve", "look" }, { "info", "look" },
  { "repl", "repl" },
}

local function handler_of(name)
  for _, entry in ipairs(COMMANDS) do
    if entry[1] == name then
      return require("seccomp.cli." .. entry[2])[name]
    end
  end
end

-- Hands a parser's help to `show` when it is asked for, and ends the parsing:
-- argparse itself would end the process, whether it could be written or not.
local function help_to(show, parser)
  parser:add_help {
    action = function()
      show(parser:get_help())
      error("help", 0)
    end,
  }
end

local function color_option(parser)
  parser:option("--color", "Colour: auto (on a terminal, unless NO_COLOR is "
    .. "set), always or never."):choices { "auto", "always", "never" }
end

--- The parser, with all subcommands; also what completions are made from.
-- @tparam[opt] function show gets the help that is asked for, and parsing fails
-- @treturn table an argparse parser
function M.parser(show)
  local argparse = errors.optional "argparse"
  if not argparse then
    error({ usage = "this command needs lua-argparse (apt-get install "
      .. "lua-argparse, or luarocks install argparse)" }, 0)
  end
  local parser = argparse("lua-seccomp",
    "Write, prove and use Linux seccomp policies.",
    "A file is a policy (Lua), a profile (JSON) or a compiled program (BPF), "
    .. "told apart by its content; - is standard input. See lua-seccomp(1).")
  parser:help_max_width(79)
  parser:command_target "subcommand"
  parser:require_command(true)
  if show then help_to(show, parser) end
  color_option(parser)
  parser:flag("-v --version", "Print the versions and exit.")
  parser:option("--completion", "Print a completion script for a shell.")
    :choices { "bash", "zsh", "fish" }
  parser:add_help_command()
  for _, entry in ipairs(COMMANDS) do
    local command = parser:command(entry[1])
    if show then help_to(show, command) end
    color_option(command)
    handler_of(entry[1]).define(command)
    -- what the list of commands says of it, where it has no more to say
    if not command._description then command:description(command._summary) end
  end
  return parser
end

--- Options that take a value and may come before a command that is to be run.
-- A spec holds them against the parser.
M.valued = {
  ["--color"] = true, ["-p"] = true, ["--policy"] = true, ["-o"] = true,
  ["--output"] = true, ["-t"] = true, ["--tightness"] = true,
  ["--save"] = true,
  ["--merge"] = true, ["--join"] = true, ["--add"] = true,
  ["--dialect"] = true, ["--arch"] = true,
  ["--kernel"] = true, ["--caps"] = true, ["--default"] = true,
  ["--by"] = true, ["--since"] = true, ["--only-pid"] = true,
  ["--only-program"] = true,
}

-- Subcommands that end with a command to be run.
local RUNS = { run = true, record = true, capture = true }

-- Splits one of those and its arguments into ours and the command to run: what
-- follows it is its own, options included.
local function split(argv)
  local ours, theirs, positionals = { argv[1] }, {}, 0
  local wanted = argv[1] == "run" and 1 or 0
  local i = 2
  while i <= #argv do
    local word = argv[i]
    if word == "--" then
      i = i + 1
      break
    elseif word == "-" or word:sub(1, 1) ~= "-" then
      if positionals >= wanted then break end
      positionals = positionals + 1
    elseif word:find "^%-p" or word:find "^%-%-policy" then
      wanted = 0
    end
    ours[#ours + 1] = word
    if M.valued[word] and argv[i + 1] then
      i = i + 1
      ours[#ours + 1] = argv[i]
    end
    i = i + 1
  end
  for k = i, #argv do theirs[#theirs + 1] = argv[k] end
  return ours, theirs
end

-- Where the subcommand stands among the words, or nil.
local function place_of_command(words)
  local i = 1
  while words[i] do
    if words[i]:sub(1, 1) ~= "-" then return i end
    i = i + (M.valued[words[i]] and 2 or 1)
  end
end

-- The words before the subcommand put behind it, which is where argparse keeps
-- an option that both have.
local function subcommand_first(words)
  local at = place_of_command(words)
  if not at or at == 1 then return words, at end
  local turned = { words[at] }
  for i, word in ipairs(words) do
    if i ~= at then turned[#turned + 1] = word end
  end
  return turned, 1
end

-- What argparse gets: negative numbers would be options to it, so they become
-- the same 64 bits in hex; and the command of run and record is not its
-- business at all.
local function prepare(argv)
  local words, at = subcommand_first { unpack(argv) }
  local command, name = {}, at and words[at]
  if RUNS[name] then
    words, command = split(words)
  elseif name == "simulate" or name == "resolve" then
    for i = at + 1, #words do
      if words[i]:find "^%-%d+$" then
        words[i] = ("0x%x"):format(call.number(words[i]))
      end
    end
  elseif name == "verify" or name == "diff" then
    -- a number that is too small is that, and no option
    for i = #words, at + 2, -1 do
      if words[i]:find "^%-[%d.]" and words[i - 1]:find "^%-%-[a-z]+$" then
        words[i - 1] = words[i - 1] .. "=" .. table.remove(words, i)
      end
    end
  end
  return words, command
end

local function complain(message)
  terminal.warn("lua-seccomp: ", terminal.lines(tostring(message)))
end

local function versions()
  terminal.write(seccomp._VERSION, "\nlibseccomp ",
    concat({ seccomp.library_version() }, "."), "\n", _VERSION, "\n")
end

local function describe(err)
  if type(err) == "table" and err.usage then return err.usage end
  if type(err) == "table" and err.op and err.message then
    -- an error object; where in our own sources it arose helps nobody here
    return ("%s: %s (%s)"):format(err.op, err.message, err.code)
  end
  return (tostring(err):gsub("^[^\n]-%.lua:%d+: ", ""))
end

-- Raises unless a word is a subcommand, or `help`.
local function check_command(word)
  if word == "help" or handler_of(word) then return end
  local names = { "help" }
  for _, entry in ipairs(COMMANDS) do names[#names + 1] = entry[1] end
  error({ usage = ("unknown command \"%s\"%s (see lua-seccomp --help)")
    :format(word, errors.hint(word, names)) }, 0)
end

-- Runs what the arguments ask for. Returns the exit status.
local function dispatch(argv)
  local shown
  local parser = M.parser(function(text) shown = shown or text end)
  local first = argv[1] or ""
  local shell = first:match "^%-%-completion=(.*)"
    or first == "--completion" and argv[2]
  if first == "--version" or first == "-v" then
    return versions()
  elseif shell then
    return terminal.write(
      require("seccomp.cli.completion").script(parser, shell))
  end
  local words, command = prepare(argv)
  for i = 1, words[1] == "help" and 2 or 1 do
    if words[i] and words[i]:sub(1, 1) ~= "-" then check_command(words[i]) end
  end
  if words[1] == "help" then
    local about = words[2] ~= "help" and words[2] or "--help"
    words = { about, "--help" }
  end
  local fine, ok, args = pcall(parser.pparse, parser, words)
  if shown then
    return terminal.write(shown, "\n")
  elseif not fine then
    error(ok, 0)
  elseif not ok then
    local trouble = args:gsub("\nDid you mean", "; did you mean")
    error({ usage = ("%s (see lua-seccomp %s--help)"):format(trouble,
      handler_of(words[1]) and words[1] .. " " or "") }, 0)
  end
  args.command = command
  args.paint = terminal.painter(args.color or "auto", 1)
  args.paint_error = terminal.painter(args.color or "auto", 2)
  return handler_of(args.subcommand).run(args)
end

--- Runs the command.
-- @tparam table argv the arguments, from 1
-- @treturn integer the exit status
function M.main(argv)
  local fine, result = xpcall(function()
    local status = dispatch(argv)
    terminal.flush()
    return status or 0
  end, function(err)
    return os.getenv "LUA_SECCOMP_DEBUG"
      and debug.traceback(describe(err), 2) or describe(err)
  end)
  if fine then return result end
  complain(result)
  return 2
end

return M
