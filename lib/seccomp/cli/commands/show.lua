--- `lua-seccomp show`: what a file says, in readable form.

-- SPDX-License-Identifier: MIT
local input = require "seccomp.cli.input"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local process = require "seccomp.cli.process"
local profile = require "seccomp.cli.profile"
local recordings = require "seccomp.cli.recording"
local terminal = require "seccomp.cli.terminal"

local ipairs, tostring = ipairs, tostring
local fail = terminal.fail

local function show_recording(recording, args)
  if args.asm then
    fail(args.file .. " is a recording, which has no instructions")
  end
  for _, note in ipairs(recording.notes or {}) do
    terminal.warn("lua-seccomp: ", terminal.line(note))
  end
  terminal.write(args.json and json.pretty(recordings.plain(recording)) or
    recordings.text(recording), "\n")
  return 0
end

local function run(args)
  process.check_one("show", args.file, args.pid)
  if args.pid then
    return process.show(process.read(args.pid), args)
  end
  local recording, bytes = input.recording(args.file)
  if recording then return show_recording(recording, args) end
  local read = input.one(args.file, profile.arguments(args), nil, bytes)
  local program, policy = read.program, read.policy
  local text
  if program then
    text, policy = process.text(program, args.file, args)
  else
    text = args.asm and policy:compile():disassemble() or tostring(policy)
  end
  if args.json then
    terminal.write(json.pretty {
      kind = read.kind, text = text,
      instructions = program and #program, endian = program and program.endian,
      policy = policy and plain.policy(policy),
      profile = profile.plain(read),
    }, "\n")
    return 0
  end
  profile.print_report(read.report, args.paint_error)
  terminal.write(text, text:sub(-1) == "\n" and "" or "\n")
  return 0
end

return {
  order = 6,
  summary = "Show a policy, profile or program in readable form.",
  description = "Show a policy, profile or program in readable form: a " ..
    "program as the policy that it is proven to be, whoever compiled it, or " ..
    "with --asm its instructions.",
  arguments = {{"file", "Policy, profile or program.", args = "?"}},
  options = {
    process.option("What is in force for a running process, in place of a " ..
      "file; takes root."),
    {"--asm", "The instructions of the program, or of what the policy " ..
      "compiles to."},
    {"--json", "Report as JSON."},
    profile.OPTIONS,
  },
  run = run,
}
