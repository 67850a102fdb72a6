--- `lua-seccomp record`: a policy from what a program does.
local input = require "seccomp.cli.input"
local terminal = require "seccomp.cli.terminal"

local error, ipairs, require, tostring = error, ipairs, require, tostring

local M = { record = {} }

function M.record.define(command)
  command:summary "Record a command's calls, and make a policy of them."
  command:usage("Usage: lua-seccomp record [options] [--] <command> "
    .. "[<argument> ...]")
  command:option("-o --output", "Where the policy goes (default: standard "
    .. "output)."):argname "<file>"
  command:option("--tightness", "names: the calls; arguments: their flags and "
    .. "numbers as well.", "names"):choices { "names", "arguments" }
  command:option("--save", "Keep the recording itself."):argname "<file>"
  command:option("--merge", "Add what an earlier --save kept; may be given "
    .. "again."):count "*":argname "<file>"
  command:option("--default", "What the policy does with other calls.")
    :argname "<action>"
  command:flag("--json", "The calls and their counts, instead of a policy.")
end

function M.record.run(args)
  if #args.command == 0 then
    error({ usage = "record needs a command: lua-seccomp record -- COMMAND" },
      0)
  end
  local record = require "seccomp.record"
  local recording = record.record(args.command)
  for _, path in ipairs(args.merge or {}) do
    recording = recording:merge(record.load(path))
  end
  if args.save then recording:save(args.save) end
  if args.json then
    terminal.write(terminal.json(recording:summary()), "\n")
    return 0
  end
  local policy = recording:policy {
    tightness = args.tightness, default = args.default,
  }
  input.deliver(args.output, tostring(policy))
  return 0
end

return M
