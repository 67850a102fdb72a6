--- `lua-seccomp diff`: what changed between two policies, profiles or programs.
local build = require "seccomp.cli.build"
local call = require "seccomp.cli.call"
local input = require "seccomp.cli.input"
local terminal = require "seccomp.cli.terminal"
local texts = require "seccomp.policy.compare_text"

local ipairs, tostring, type = ipairs, tostring, type

local M = { diff = {} }

function M.diff.define(command)
  command:summary "Compare two policies, profiles or programs."
  command:description("Compare two policies, profiles or programs on every "
    .. "call there is: equal, or the second stricter, looser, or different; "
    .. "and all that changed, calls that change alike together. Status 1 when "
    .. "they differ, or as --fail-on says.")
  command:argument("left", "Policy, profile or program.")
  command:argument("right", "Policy, profile or program.")
  command:option("--on", "Only what changed on this arch."):argname "<arch>"
  command:option("--fail-on", "When the status is 1: looser (the second "
    .. "permits something more), stricter, or any.", "any")
    :choices { "looser", "stricter", "any" }
  command:flag("--all", "List every call of a change, however many.")
  command:flag("--witnesses", "Print a call for each change instead.")
  command:option("--limit", "At most so many changes; the others are counted "
    .. "(default: all)."):convert(call.count):argname "<n>"
  command:option("--format", "text, or markdown for a pull request.", "text")
    :choices { "text", "markdown" }
  command:option("--budget", "Seconds of CPU for the proof (5).")
    :convert(call.seconds):argname "<seconds>"
  command:flag("--json", "Report as JSON.")
  build.profile_options(command)
end

-- Whether a change is one that --fail-on asks for. Of two traces with different
-- data nobody knows which permits more.
local function counts(group, wanted)
  return wanted == "any" or group.change == wanted
    or group.change == "other" and group.left.name == "trace"
      and group.right.name == "trace"
end

local function plain_conditions(conditions)
  local list = terminal.list {}
  for i, c in ipairs(conditions) do
    local masked = c[2] == "masked_eq"
    list[i] = { arg = c[1], op = c[2], width = c.width or 64, raw = c.raw,
                mask = masked and c[3] or nil, value = masked and c[4] or c[3] }
  end
  return list
end

local function plain_group(group)
  local plain = { arches = group.arches, syscalls = terminal.list {},
                  left = tostring(group.left), right = tostring(group.right),
                  change = group.change, witness = call.plain(group.witness) }
  for i, one in ipairs(group.syscalls) do plain.syscalls[i] = one end
  if group.when then
    plain.when = terminal.list {}
    for i, conditions in ipairs(group.when) do
      plain.when[i] = plain_conditions(conditions)
    end
  end
  return plain
end

local function print_json(comparison)
  local groups = terminal.list {}
  for i, group in ipairs(comparison.groups) do groups[i] = plain_group(group) end
  terminal.write(terminal.json { verdict = comparison.verdict,
    complete = comparison.complete, left_out = comparison.left_out or 0,
    groups = groups }, "\n")
end

local function print_witnesses(comparison, paint)
  for _, group in ipairs(comparison.groups) do
    terminal.write(("  %-8s %s  left %s, right %s\n"):format(group.change,
      call.text(group.witness), paint(tostring(group.left), "green"),
      paint(tostring(group.right), "red")))
  end
  if not comparison.complete then
    terminal.write(texts.left_out(comparison), "\n")
  end
end

function M.diff.run(args)
  local options = build.profile_arguments(args)
  local left = input.program(input.read(args.left, options))
  local right = input.program(input.read(args.right, options))
  local comparison = terminal.working("comparing", left.compare, left, right,
    { budget = args.budget, limit = args.limit, on = args.on })
  local verdict = comparison.verdict
  local status = 0
  for _, group in ipairs(comparison.all) do
    if counts(group, args.fail_on) then status = 1 end
  end
  if args.json then
    print_json(comparison)
    return status
  elseif args.format == "markdown" then
    terminal.write(texts.markdown(comparison, args.left, args.right), "\n")
    return status
  end
  local TEXT = {
    equal = "equal on every call",
    stricter = args.right .. " is stricter",
    looser = args.right .. " is looser",
    different = args.right .. " is different",
  }
  terminal.write(args.paint(TEXT[verdict],
    verdict == "equal" and "green" or "yellow"), "\n")
  if args.witnesses then
    print_witnesses(comparison, args.paint)
  elseif verdict ~= "equal" then
    terminal.write(texts.groups(comparison, { all = args.all,
      width = terminal.width(), paint = args.paint }), "\n")
  end
  return status
end

return M
