--- The formats of policies, for import, export and compile.

-- SPDX-License-Identifier: MIT
local format = require "seccomp.format"
local input = require "seccomp.cli.input"
local terminal = require "seccomp.cli.terminal"

local ipairs, tonumber = ipairs, tonumber
local fail = terminal.fail

local M = {}

--- The option that sets those of a format.
M.OPTION = {"--set", "An option of the format, as in version=257; may be " ..
  "given again.", value = "<name=value>", count = "*"}

--- The options of --set for a format, as it takes them; and the arch, where it
-- takes one.
function M.options(args, name, direction)
  local types = format.find(name).options[direction]
  local options = {arch = types.arch and args.arch or nil}
  for _, setting in ipairs(args.set) do
    local key, text = setting:match "^([%w_]+)=(.*)$"
    if not key then
      fail(("--set %s: name=value is expected"):format(setting))
    end
    local value = text
    if types[key] == "number" or types[key] == "seconds" then
      value = tonumber(text)
    elseif types[key] == "boolean" then
      value = text == "true" or text ~= "false" and nil
    end
    if value == nil then
      fail(("--set %s: %s is expected"):format(setting, types[key]
        == "boolean" and "true or false" or "a number"))
    end
    options[key] = value
  end
  return options
end

--- Writes what a format gives, but no bytes to a terminal.
function M.deliver(output, name, text)
  if format.find(name).binary then
    if (output or "-") == "-" and terminal.is_terminal(1) then
      fail(name .. " is not for terminals: say -o FILE, or -f asm " ..
        "to read it")
    end
  elseif text:sub(-1) ~= "\n" then
    text = text .. "\n"
  end
  input.deliver(output, text)
end

--- Raises where the report would run into what is written.
function M.report_apart(args, what)
  if args.json and (args.output or "-") == "-" then
    fail(("--json reports on standard output: the %s needs -o FILE")
      :format(what))
  end
end

return M
