--- `lua-seccomp record`: a policy from what a program does.

-- SPDX-License-Identifier: MIT
local ending = require "seccomp.cli.ending"
local errors = require "seccomp.error"
local input = require "seccomp.cli.input"
local json = require "seccomp.json"
local profile = require "seccomp.cli.profile"
local recordings = require "seccomp.cli.recording"
local seccomp = require "seccomp"
local signals = require "seccomp.core.signals"
local terminal = require "seccomp.cli.terminal"
local watch = require "seccomp.record.watch"

local io, ipairs, require, tostring = io, ipairs, require, tostring
local fail = terminal.fail

local function record_command(args)
  local record = require "seccomp.record"
  -- what is wrong with these shows before the command runs
  if args.default then seccomp.action(args.default) end
  local others = recordings.joined(args.merge, args.arch)
  input.deliverable(args.output)
  input.deliverable(args.save)
  local options = {foreground = true, by = args.by}
  if (args.output or "-") == "-" then options.stdout = io.stderr end
  -- one line would run into the other where the command writes there, too
  options.progress = terminal.is_terminal(2) and not options.stdout and
    not terminal.is_terminal(1)
  if terminal.is_terminal(2) then
    terminal.warn "lua-seccomp: recording; ctrl-C ends it"
  end
  local recording = record.record(args.command, options)
  local status = recording.status
  if status.exited ~= 0 then
    local command = terminal.line(args.command[1])
    terminal.warn("lua-seccomp: ", command, status.signaled and
      " was killed by " .. status.signaled or
      " ended with status " .. status.exited,
      ": this run may not be what you want to permit")
  end
  if recording.fallback then watch.warn(recording.fallback, terminal.warn) end
  if recording.interrupted then
    terminal.warn("lua-seccomp: ", recording.interrupted, " calls were cut " ..
      "short by signals while they were noted: the command may have done " ..
      "otherwise than alone")
  end
  if recording.ended then
    watch.warn_ended(recording.by, args.command[1], terminal.warn)
  end
  return others and recording:join(others) or recording, status
end

-- What is wanted of a recording. Where there is no such part of it, the command
-- need not run again: the whole is kept where a part was to be.
local function chosen(recording, args)
  local ok, part = errors.attempt(recordings.chosen, recording, args)
  if ok then return part end
  if args.save and #args.command > 0 then
    recording:save(args.save)
    local path = terminal.line(args.save)
    terminal.warn("lua-seccomp: all that was recorded is in ", path,
      ": take a part of it with record --join ", path)
  end
  error(part, 0)
end

-- The policy of a recording, or the one that --add names with its calls.
local function policy_of(recording, args, base)
  if base then
    return base:allow(recording, {tightness = args.tightness})
  end
  return recording:policy {tightness = args.tightness, default = args.default,
    base = not args.no_base}
end

-- On a terminal, where it all went.
local function tell_written(recording, args)
  local output = (args.output or "-") ~= "-" and args.output
  if not terminal.is_terminal(2) or not (output or args.save) then return end
  local n = #recording.calls
  terminal.warn(terminal.fitted(("lua-seccomp: %d %s%s%s"):format(n,
    n == 1 and "call" or "calls",
    output and ", written to " .. terminal.line(output) or "",
    args.save and ", the recording to " .. terminal.line(args.save) or ""), 2,
    2))
end

local function run(args)
  local join = #args.join > 0
  if join == (#args.command > 0) then
    fail(join and "record takes a command or --join, not both" or
      "record needs a command: lua-seccomp record -- COMMAND; or --join " ..
      "FILE")
  end
  if args.arch and not join and #args.merge == 0 then
    fail "--arch is of a log that --join or --merge reads"
  end
  if args.add and (args.default or args.no_base) then
    fail("--add takes the policy as it is: leave out --default and " ..
      "--no-base")
  end
  if args.json and (args.add or args.default or args.no_base) then
    fail("--json tells the calls, and makes no policy: leave out --add, " ..
      "--default and --no-base")
  end
  local base = args.add and input.policy(input.read(args.add))
  if join then
    for _, path in ipairs(args.merge) do args.join[#args.join + 1] = path end
    input.deliverable(args.output)
    input.deliverable(args.save)
  end
  -- what ends the command does not keep its calls from being written
  local _ <close> = signals.hold()
  local recording, status
  if join then
    recording, status = recordings.joined(args.join, args.arch), {exited = 0}
  else
    recording, status = record_command(args)
  end
  recording = chosen(recording, args)
  recordings.warn_programs(recording)
  if args.save then recording:save(args.save) end
  if args.json then
    input.deliver(args.output,
      json.pretty(recordings.plain(recording)) .. "\n")
    tell_written(recording, args)
    return ending.as(status)
  end
  local policy, findings = policy_of(recording, args, base)
  input.deliver(args.output, tostring(policy))
  for _, finding in ipairs(findings) do
    if finding.severity ~= "note" then
      terminal.warn(profile.finding_text(finding, args.paint_error), ": ",
        finding.message)
    end
  end
  tell_written(recording, args)
  return ending.as(status)
end

return {
  order = 2,
  summary = "Record a command's calls, and make a policy of them.",
  description = "Record a command's calls, and make a policy of them. Where " ..
    "the policy goes to standard output, the command's output goes to " ..
    "standard error. Ends as the command does, with its status or by its " ..
    "signal.",
  usage = "Usage: lua-seccomp record [options] [--] <command> " ..
    "[<argument> ...]\n       lua-seccomp record [options] --join <file>",
  runs = true,
  options = {
    {"-o --output", "Where the policy goes (default: standard output).",
      value = "<file>"},
    {"-t --tightness", "names: the calls; arguments: their flags and " ..
      "numbers as well.", default = "names", choices = {"names", "arguments"}},
    {"--default", "What the policy does with other calls (errno(EPERM)).",
      value = "<action>"},
    {"--no-base", "Leave out the calls that any process may come to need, " ..
      "as to end."},
    {"--save", "Keep the recording itself.", value = "<file>"},
    {"--merge", "Add what an earlier --save kept; may be given again.",
      value = "<file>", count = "*"},
    {"--by", "How calls are watched: ptrace, or notify (for programs that " ..
      "trace others); the first that can be had when left out.",
      choices = {"ptrace", "notify"}},
    {"--join", "Take a recording that --save kept, or a log of strace or of " ..
      "the audit system, in place of running a command; may be given again.",
      value = "<file>", count = "*"},
    {"--arch", "The arch of a log of strace (default: native).",
      value = "<arch>", words = "arches"},
    recordings.OPTIONS,
    {"--add", "Put the calls on top of this policy, in place of a policy of " ..
      "their own.", value = "<policy>"},
    {"--json", "The calls and their counts, instead of a policy."},
  },
  run = run,
}
