--- What the arguments of `lua-seccomp` ask for: they are read, and a subcommand
-- runs.

-- SPDX-License-Identifier: MIT
local M = {}

local commands = require "seccomp.cli.commands"
local errors = require "seccomp.error"
local terminal = require "seccomp.cli.terminal"

local error, ipairs, pcall, require = error, ipairs, pcall, require
local insert, remove, unpack = table.insert, table.remove, table.unpack
local fail = terminal.fail

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

--- The parser; also what completions are made from.
-- @tparam[opt] {table,…} list the subcommands that it knows, all if left out
-- @tparam[opt] function show gets the help that is asked for, and parsing fails
-- @treturn table an argparse parser
function M.parser(list, show)
  local argparse = errors.optional "argparse"
  if not argparse then
    fail("this command needs lua-argparse (apt-get install lua-argparse, or " ..
      "luarocks install argparse)")
  end
  local parser = argparse("lua-seccomp",
    "Write, prove and use Linux seccomp policies.",
    "A file is a policy (Lua), a profile (JSON) or a compiled program " ..
    "(BPF), told apart by its content; - is standard input. See " ..
    "lua-seccomp(1).")
  parser:help_max_width(79)
  parser:require_command(true)
  commands.define(parser, list or commands.all(), show and
    function(one) help_to(show, one) end)
  return parser
end

-- Whether a word is an option, with its value or without, that stands in place
-- of the first argument.
local function is_instead(word, valued)
  local option = valued[word] or valued[word:match "^%-%-[^=]+" or ""] or
    not word:find "^%-%-" and valued[word:sub(1, 2)]
  return option and option.instead
end

-- Splits the words of a subcommand that runs a command into ours and that: what
-- follows it is its own, options included.
local function split(command, words)
  local ours, theirs, positionals = {words[1]}, {}, 0
  local valued, wanted = commands.valued {command}, commands.wanted(command)
  local i = 2
  while i <= #words do
    local word = words[i]
    if word == "--" then
      i = i + 1
      break
    elseif word == "-" or word:sub(1, 1) ~= "-" then
      if positionals >= wanted then break end
      positionals = positionals + 1
    elseif is_instead(word, valued) then
      wanted = 0
    end
    ours[#ours + 1] = word
    if valued[word] and words[i + 1] then
      i = i + 1
      ours[#ours + 1] = words[i]
    end
    i = i + 1
  end
  for k = i, #words do theirs[#theirs + 1] = words[k] end
  return ours, theirs
end

-- The words with the subcommand first: argparse keeps an option that both have
-- where it stands behind that.
local function subcommand_first(words)
  if not words[1] or words[1]:sub(1, 1) ~= "-" then return words end
  local valued, at = commands.valued(commands.all()), 1
  while words[at] and words[at]:sub(1, 1) == "-" do
    at = at + (valued[words[at]] and 2 or 1)
  end
  if words[at] then insert(words, 1, remove(words, at)) end
  return words
end

-- What argparse takes for options: negative numbers. As arguments they become
-- the same 64 bits in hex, behind an option its value.
local function without_minus(command, words)
  local valued, numbers = commands.valued {command}, false
  for _, argument in ipairs(command.arguments or {}) do
    numbers = numbers or argument.numbers
  end
  for i = #words, 2, -1 do
    local word, before = words[i], words[i - 1]
    if word:find "^%-[%d.]" and before:find "^%-%-" and valued[before] then
      -- one that is too small is that, and no option
      words[i - 1] = before .. "=" .. remove(words, i)
    elseif numbers and word:find "^%-%d+$" then
      -- loaded where it is needed, as completions are: --version is quick
      local number = require("seccomp.cli.call").number
      words[i] = ("0x%x"):format(number(word))
    end
  end
end

-- The subcommand of a name; raises where there is none.
local function command_of(name)
  local command = commands.find(name)
  if command then return command end
  local names = {"help"}
  for _, known in ipairs(commands.all()) do names[#names + 1] = known.name end
  fail(("unknown command \"%s\"%s (see lua-seccomp --help)"):format(name,
    errors.hint(name, names)))
end

--- Runs what the arguments ask for.
-- @tparam {string,…} argv the arguments
-- @treturn ?integer the exit status, 0 where nothing is said
function M.run(argv)
  local first = argv[1] or ""
  local shell = first:match "^%-%-completion=(.*)" or
    first == "--completion" and argv[2]
  if shell then
    local script = require("seccomp.cli.completion").script
    return terminal.write(script(commands.all(), M.parser(), shell))
  end
  local words = subcommand_first {unpack(argv)}
  if words[1] == "help" then
    words = {words[2] ~= "help" and words[2] or "--help", "--help"}
  end
  local command = words[1] and words[1]:sub(1, 1) ~= "-" and
    command_of(words[1])
  local theirs = {}
  if command and command.runs then words, theirs = split(command, words) end
  if command then without_minus(command, words) end
  local shown
  local parser = M.parser(command and {command}, function(text)
    shown = shown or text
  end)
  local fine, ok, args = pcall(parser.pparse, parser, words)
  if shown then
    return terminal.write(shown, "\n")
  elseif not fine then
    error(ok, 0)
  elseif not ok then
    fail(("%s (see lua-seccomp %s--help)"):format(args:gsub("\nDid you mean",
      "; did you mean"), command and command.name .. " " or ""))
  end
  args.command = theirs
  args.paint = terminal.painter(args.color or "auto", 1)
  args.paint_error = terminal.painter(args.color or "auto", 2)
  return command.run(args)
end

return M
