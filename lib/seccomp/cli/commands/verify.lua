--- `lua-seccomp verify`: a proof that a program does what a policy says. Status
-- 1 is a no.

-- SPDX-License-Identifier: MIT
local call = require "seccomp.cli.call"
local input = require "seccomp.cli.input"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local process = require "seccomp.cli.process"
local profile = require "seccomp.cli.profile"
local terminal = require "seccomp.cli.terminal"
local texts = require "seccomp.policy.text"

local error, ipairs, pairs, pcall, type = error, ipairs, pairs, pcall, type
local fail = terminal.fail

local function print_witnesses(witnesses, left, right, paint)
  for _, w in ipairs(witnesses) do
    terminal.write(("  %s  %s %s, %s %s\n"):format(call.text(w),
      left, paint(texts.action(w.left or w.expected, w.arch), "green"),
      right, paint(texts.action(w.right or w.actual, w.arch), "red")))
  end
end

-- Of what libseccomp made and what the policy says; turned, for here the policy
-- comes first.
local function turned(witness)
  local out = {}
  for key, value in pairs(witness) do out[key] = value end
  out.left, out.right = witness.right, witness.left
  return out
end

-- true, or false and witnesses; other errors go on.
local function prove(policy, args)
  if args.program and args.libseccomp then
    fail("--libseccomp proves what libseccomp makes of the policy, " ..
      "and " .. args.program .. " is another program: leave one out")
  elseif args.program then
    local other = input.read(args.program)
    if not other.program then
      fail(args.program .. " is not a compiled program")
    end
    local mine = policy:compile {prove = false}
    local witnesses = mine:diff(other.program, {budget = args.budget})
    return #witnesses == 0, witnesses
  end
  local ok, err
  if args.libseccomp then
    ok, err = pcall(policy.filter, policy, {budget = args.budget})
  else
    ok, err = pcall(policy.compile, policy, {budget = args.budget})
  end
  if ok then return true, {} end
  if type(err) == "table" and err.witness then
    return false, {args.libseccomp and turned(err.witness) or err.witness}
  end
  error(err, 0)
end

-- Whether a process may do no more than a file says.
local function verify_process(args)
  if args.program or args.libseccomp then
    fail("--pid proves what is in force for a process: leave out " ..
      (args.program or "--libseccomp"))
  end
  local read = input.one(args.file, profile.arguments(args))
  local running = process.read(args.pid)
  local proven, witness, group = terminal.working("proving " .. running.path,
    process.permits_at_most, running, input.program(read),
    {budget = args.budget})
  if args.json then
    terminal.write(json.pretty {
      proven = proven, witnesses = plain.list {witness},
      pid = running.more.pid, name = running.more.name,
      threads = group and json.list(group.tids),
      profile = profile.plain(read),
    }, "\n")
    return proven and 0 or 1
  end
  profile.print_reading(read, args.paint_error)
  if proven then
    terminal.write(args.paint("proven", "green"), ": ", running.path,
      " may do no more than ", terminal.line(args.file), " says\n")
  else
    terminal.write(args.paint("refuted", "red"), ": ", running.path,
      #running.groups > 1 and (", thread " .. group.tids[1] .. ",") or "",
      " may do more than ", terminal.line(args.file), " says\n")
    print_witnesses({witness}, "process", "file", args.paint)
  end
  return proven and 0 or 1
end

local function run(args)
  if args.pid then return verify_process(args) end
  local read = input.one(args.file, profile.arguments(args))
  local proven, witnesses = terminal.working("proving " .. args.file, prove,
    input.policy(read), args)
  if args.json then
    terminal.write(json.pretty {
      proven = proven, witnesses = plain.list(witnesses),
      profile = profile.plain(read),
    }, "\n")
    return proven and 0 or 1
  end
  profile.print_reading(read, args.paint_error)
  if proven then
    terminal.write(args.paint("proven", "green"),
      ": the program does what the policy says, for every call\n")
  else
    terminal.write(args.paint("refuted", "red"), "\n")
    print_witnesses(witnesses, "policy", "program", args.paint)
  end
  return proven and 0 or 1
end

return {
  order = 8,
  summary = "Prove that compiled code means what a policy says.",
  description = "Prove that compiled code means what a policy says: our own " ..
    "compiler's, or libseccomp's, or a program's from a file; or that a " ..
    "running process may do no more. Status 1 and a witness when it does not.",
  arguments = {
    {"file", "Policy or profile; with --pid a program, too."},
    {"program", "A compiled program to hold against it.", args = "?"},
  },
  options = {
    process.option("Prove that a running process may do no more than the " ..
      "file says; takes root."),
    {"--libseccomp", "Prove what libseccomp makes of the policy."},
    {"--budget", "Seconds of CPU for the proof (5).", value = "<seconds>",
      convert = call.seconds},
    {"--json", "Report as JSON."},
    profile.OPTIONS,
  },
  run = run,
}
