--- `lua-seccomp diff`: what changed between two policies, profiles or programs.

-- SPDX-License-Identifier: MIT
local call = require "seccomp.cli.call"
local input = require "seccomp.cli.input"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local process = require "seccomp.cli.process"
local profile = require "seccomp.cli.profile"
local terminal = require "seccomp.cli.terminal"
local texts = require "seccomp.policy.comparison_text"

local ipairs, tostring = ipairs, tostring
local fail = terminal.fail

-- Whether a change is one that --fail-on asks for. Of two traces with different
-- data nobody knows which permits more.
local function counts(group, wanted)
  return wanted == "any" or group.change == wanted or
    group.change == "other" and group.left.name == "trace" and
      group.right.name == "trace"
end

local function plain_group(group)
  local out = {arches = group.arches, syscalls = json.list {},
      left = tostring(group.left), right = tostring(group.right),
      change = group.change, witness = plain.call(group.witness)}
  for i, one in ipairs(group.syscalls) do out.syscalls[i] = one end
  if group.when then
    out.when = json.list {}
    for i, conditions in ipairs(group.when) do
      out.when[i] = plain.conditions(conditions)
    end
  end
  return out
end

local function print_json(comparison)
  local groups, witnesses = json.list {}, json.list {}
  for i, group in ipairs(comparison.groups) do
    groups[i] = plain_group(group)
    witnesses[i] = groups[i].witness
  end
  terminal.write(json.pretty {verdict = comparison.verdict,
    complete = comparison.complete, left_out = comparison.left_out or 0,
    groups = groups, witnesses = witnesses}, "\n")
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
    fail(("--pid %d is the left one: leave out %s or %s"):format(
      args.pid, args.left, args.right))
  elseif not args.pid and not args.right then
    fail "missing argument 'right' (see lua-seccomp diff --help)"
  elseif not args.pid then
    local inputs = {input.read(args.left, options),
      input.read(args.right, options)}
    input.check_options(options, inputs)
    return inputs, args
  end
  local read = process.read(args.pid)
  process.print_disagreement(read, args.paint_error)
  return {read, input.one(args.left, options)},
    {left = read.path, right = args.left}
end

local function run(args)
  local options = profile.arguments(args)
  local inputs, name = sides(args, options)
  for _, read in ipairs(inputs) do
    profile.print_reading(read, args.paint_error)
  end
  local left, right = input.program(inputs[1]), input.program(inputs[2])
  local comparison = terminal.working("comparing", left.compare, left, right,
    {budget = args.budget, on = args.on})
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
    terminal.write(texts.groups(comparison, {all = args.all,
      width = terminal.width(), paint = args.paint}), "\n")
  end
  return status
end

return {
  order = 9,
  summary = "Compare two policies, profiles or programs.",
  description = "Compare two policies, profiles or programs on every call " ..
    "there is: equal, or the second stricter, looser, or different; and all " ..
    "that changed, calls that change alike together. Status 1 when they " ..
    "differ, or as --fail-on says.",
  arguments = {
    {"left", "Policy, profile or program."},
    {"right", "Policy, profile or program.", args = "?"},
  },
  options = {
    process.option("What is in force for a running process, as the left " ..
      "one; takes root."),
    {"--on", "Only what changed on this arch.", value = "<arch>",
      words = "arches"},
    {"--fail-on", "When the status is 1: looser (the second permits " ..
      "something more), stricter, or any.", default = "any",
      choices = {"looser", "stricter", "any"}},
    {"--all", "List every call of a change, however many."},
    {"--witnesses", "Print a call for each change instead."},
    {"--limit", "At most so many changes, 1 or more; the others are counted " ..
      "(default: all).", value = "<n>", convert = call.count_from_one},
    {"--format", "text, or markdown for a pull request.", default = "text",
      choices = {"text", "markdown"}},
    {"--budget", "Seconds of CPU for the proof (5).", value = "<seconds>",
      convert = call.seconds},
    {"--json", "Report as JSON."},
    profile.OPTIONS,
  },
  run = run,
}
