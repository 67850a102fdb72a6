--- The subcommands. Each is a file of the directory `commands` beside this one,
-- and nothing else lists it: what `--help` and completions say, and how words
-- are read, comes out of its table:
--
-- - `order`: its place among the others
-- - `summary`; `description`, where there is more to say; `usage`, where that
--   is not what its arguments make it
-- - `arguments`: `{name, text}` each, and `args` (how many: `"?"`, `"*"`),
--   `convert`, `words` (what completes it: `"syscalls"`), `numbers` (true where
--   -1 is one, and no option)
-- - `options`: `{names, text}` each, and for one that takes a value `value`
--   (what help calls it) or `choices`; `default`, `convert`, `count` (`"*"`: it
--   may be given again), `words` (`"arches"`), `instead` (true where it stands
--   for the first argument). A list in the list has options that several have
-- - `runs`: true where after its arguments a command begins that is to be run
-- - `run(args)`: does it, and returns the exit status

-- SPDX-License-Identifier: MIT
local modules = require "seccomp.modules"

local ipairs, pairs, require, sort, type = ipairs, pairs, require, table.sort,
  type

local M = {}

local PREFIX = "seccomp.cli.commands."

--- Options that every subcommand has.
M.EVERYWHERE = {
  {"--color", "Colour: auto (on a terminal, unless NO_COLOR is set), always " ..
    "or never.", choices = {"auto", "always", "never"}},
}

--- Options instead of a subcommand.
M.ALONE = {
  {"-v --version", "Print the versions and exit."},
  {"--completion", "Print a completion script for a shell.",
    choices = {"bash", "zsh", "fish"}},
}

--- A subcommand, or nil.
-- @tparam string name
-- @treturn ?table with its name
function M.find(name)
  local _, known = modules.names(PREFIX)
  if not known[name] then return nil end
  local command = require(PREFIX .. name)
  command.name = name
  return command
end

--- All of them, in the order of the help text.
-- @treturn {table,…}
function M.all()
  local list = {}
  for i, name in ipairs((modules.names(PREFIX))) do list[i] = M.find(name) end
  sort(list, function(a, b)
    if a.order ~= b.order then return a.order < b.order end
    return a.name < b.name
  end)
  return list
end

--- The options of a subcommand, those that several have among them.
-- @tparam table command
-- @treturn {table,…}
function M.options(command)
  local out = {}
  local function add(list)
    for _, option in ipairs(list) do
      if type(option[1]) == "table" then
        add(option)
      else
        out[#out + 1] = option
      end
    end
  end
  add(M.EVERYWHERE)
  add(command.options or {})
  return out
end

--- Whether an option takes a value.
function M.takes_value(option)
  return option.value ~= nil or option.choices ~= nil
end

--- The options of some subcommands that take a value, by each of their names;
-- but for names that are flags of another.
-- @tparam {table,…} list of subcommands
-- @treturn table
function M.valued(list)
  local known = {}
  for _, command in ipairs(list) do
    for _, option in ipairs(M.options(command)) do
      for name in option[1]:gmatch "%S+" do
        known[name] = known[name] ~= false and M.takes_value(option) and option
      end
    end
  end
  return known
end

--- How many arguments stand before the command that is to be run; nil where
-- there is none.
function M.wanted(command)
  return command.runs and #(command.arguments or {}) or nil
end

local function apply(element, settings)
  for method, value in pairs(settings) do element[method](element, value) end
end

local function define_options(parser, options)
  for _, option in ipairs(options) do
    if M.takes_value(option) then
      apply(parser:option(option[1], option[2], option.default), {
        argname = option.value, choices = option.choices,
        convert = option.convert, count = option.count})
    else
      parser:flag(option[1], option[2])
    end
  end
end

--- Tells argparse of subcommands.
-- @param parser
-- @tparam {table,…} list
-- @tparam ?function each is called with what argparse has of each, and first
-- with the parser
function M.define(parser, list, each)
  each = each or function() end
  each(parser)
  define_options(parser, M.EVERYWHERE)
  define_options(parser, M.ALONE)
  parser:add_help_command()
  for _, command in ipairs(list) do
    local element = parser:command(command.name)
    each(element)
    element:summary(command.summary)
    element:description(command.description or command.summary)
    if command.usage then element:usage(command.usage) end
    define_options(element, M.options(command))
    for _, argument in ipairs(command.arguments or {}) do
      apply(element:argument(argument[1], argument[2]), {
        args = argument.args, convert = argument.convert})
    end
  end
end

return M
