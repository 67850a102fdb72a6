--- `lua-seccomp diff`: what changed between two policies, profiles or programs.
local build = require "seccomp.cli.build"
local call = require "seccomp.cli.call"
local input = require "seccomp.cli.input"
local process = require "seccomp.cli.process"
local terminal = require "seccomp.cli.terminal"
local texts = require "seccomp.policy.comparison_text"

local error, ipairs, tostring = error, ipairs, tostring

local M = { diff = {} }

function M.diff.define(command)
  command:summary "Compare two policies, profiles or programs."
  command:description("Compare two policies, profiles or programs on every "
    .. "call there is: equal, or the second stricter, looser, or different; "
    .. "and all that changed, calls that change alike together. Status 1 when "
    .. "they differ, or as --fail-on says.")
  command:argument("left", "Policy, profile or program.")
  command:argument("right", "Policy, profile or program."):args "?"
  process.option(command, "What is in force for a running process, as the "
    .. "left one; takes root.")
  command:option("--on", "Only what changed on this arch."):argname "<arch>"
  command:option("--fail-on", "When the status is 1: looser (the second "
    .. "permits something more), stricter, or any.", "any")
    :choices { "looser", "stricter", "any" }
  command:flag("--all", "List every call of a change, however many.")
  command:flag("--witnesses", "Print a call for each change instead.")
  command:option("--limit", "At most so many changes, 1 or more; the others "
    .. "are counted (default: all)."):convert(call.count_from_one):argname "<n>"
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
  local groups, witnesses = terminal.list {}, terminal.list {}
  for i, group in ipairs(comparison.groups) do
    groups[i] = plain_group(group)
    witnesses[i] = groups[i].witness
  end
  terminal.write(terminal.json { verdict = comparison.verdict,
    complete = comparison.complete, left_out = comparison.left_out or 0,
    groups = groups, witnesses = witnesses }, "\n")
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

-- The verdict on the second of two that differ.
local function said_of(comparison)
  if comparison.verdict ~= "different" then return comparison.verdict end
  local seen = {}
  for _, group in ipairs(comparison.groups) do seen[group.change] = true end
  if seen.looser and seen.stricter then
    return "stricter on some calls, looser on others"
  end
  return (seen.looser and "looser on some calls, " or
    seen.stricter and "stricter on some calls, " or "") ..
    "different on others"
end

-- The two that are compared, and their names.
local function sides(args, options)
  if args.pid and args.right then
    error({ usage = ("--pid %d is the left one: leave out %s or %s"):format(
      args.pid, args.left, args.right) }, 0)
  elseif not args.pid and not args.right then
    error({ usage = "missing argument 'right' (see lua-seccomp diff --help)" },
      0)
  elseif not args.pid then
    return { input.read(args.left, options), input.read(args.right, options) },
      args
  end
  local read = process.read(args.pid)
  process.print_disagreement(read, args.paint_error)
  return { read, input.read(args.left, options) },
    { left = read.path, right = args.left }
end

function M.diff.run(args)
  local options = build.profile_arguments(args)
  local inputs, name = sides(args, options)
  for _, read in ipairs(inputs) do
    build.print_reading(read, args.paint_error)
  end
  local left, right = input.program(inputs[1]), input.program(inputs[2])
  local comparison = terminal.working("comparing", left.compare, left, right,
    { budget = args.budget, on = args.on })
  local verdict, groups, status = comparison.verdict, comparison.groups, 0
  local said = said_of(comparison)
  for _, group in ipairs(groups) do
    if counts(group, args.fail_on) then status = 1 end
  end
  if args.limit and #groups > args.limit then
    comparison.complete, comparison.left_out = false, #groups - args.limit
    for i = #groups, args.limit + 1, -1 do groups[i] = nil end
  end
  if args.json then
    print_json(comparison)
    return status
  elseif args.format == "markdown" then
    terminal.write(texts.markdown(comparison, name.left, name.right), "\n")
    return status
  end
  terminal.write(args.paint(verdict == "equal" and "equal on every call" or
    terminal.line(name.right) .. " is " .. said,
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
