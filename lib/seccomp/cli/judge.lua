--- `lua-seccomp simulate`, `verify` and `lint`: questions with an answer.
-- Status 1 is a no.
local build = require "seccomp.cli.build"
local call = require "seccomp.cli.call"
local catalogue = require "seccomp.lint.catalogue"
local input = require "seccomp.cli.input"
local process = require "seccomp.cli.process"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"
local texts = require "seccomp.policy.text"

local error, ipairs, pairs, pcall, select, type = error, ipairs, pairs, pcall,
  select, type

local M = { simulate = {}, verify = {}, lint = {} }

function M.simulate.define(command)
  command:summary "Say what becomes of one call."
  command:description("Say what becomes of one call. Status 0 when it is let "
    .. "through (allow, log), 1 when not.")
  command:argument("file", "Policy, profile or program.")
  command:argument("syscall", "A name or a number.")
  command:argument("args", "Up to six arguments: decimal, hex with 0x, or "
    .. "constants: AF_INET, O_WRONLY|O_CREAT.")
    :args "0-6"
  command:option("--on", "The arch of the call (default: native).")
    :argname "<arch>"
  command:flag("--json", "Report as JSON.")
  build.profile_options(command)
end

-- Arches whose arguments have 32 bits.
local NARROW = {
  x86 = true, arm = true, mips = true, mipsel = true, ppc = true, s390 = true,
  parisc = true, m68k = true, sh = true, sheb = true,
}

-- The value of constants as typed, joined by |, of argument number i; what is
-- wrong with them simulate says.
local function constants_of(text, question, i)
  local value = 0
  for name in text:gmatch "[^|%s]+" do
    local one, why = seccomp.constant(name, question.arch)
    if not one then error({ usage = why }, 0) end
    value = value | one
  end
  local argument = (type(question.syscall) == "string" and
    seccomp.signature(question.syscall, question.arch) or {})[i]
  local asked = seccomp.filter("allow"):program()
  asked:simulate { syscall = question.syscall, arch = question.arch,
    ["arg" .. i - 1] = text }
  return argument and argument.width <= 32 and value & 0xffffffff or value
end

-- The call that the arguments describe, as simulate takes it.
local function question_of(args)
  local question = {
    syscall = call.syscall(args.syscall),
    arch = args.on or seccomp.native_arch(),
  }
  local narrow = NARROW[seccomp.arch(question.arch) or ""]
  for i, text in ipairs(args.args) do
    local value = text:find "^[%u_]" and constants_of(text, question, i) or
      call.number(text)
    -- -100 is 0xffffff9c where there are no more bits
    if narrow and value < 0 and value >= -0x80000000 then
      value = value & 0xffffffff
    end
    question["arg" .. i - 1] = value
  end
  return question
end

function M.simulate.run(args)
  local read = input.read(args.file, build.profile_arguments(args))
  local program = input.program(read, { prove = false })
  local question = question_of(args)
  local action, ran = program:simulate(question)
  local rule, by
  if read.policy then rule, by = select(2, read.policy:decide(question)) end
  local through = action.name == "allow" or action.name == "log"
  local shown = texts.action(action, question.arch or "native")
  if args.json then
    local plain = call.plain(question)
    plain.action, plain.instructions = shown, ran
    plain.rule, plain.by = rule, by
    plain.profile = build.plain_reading(read)
    terminal.write(terminal.json(plain), "\n")
  else
    build.print_reading(read, args.paint_error)
    terminal.write(args.paint(shown, through and "green" or "red"),
      ("  %s, %d instructions"):format(call.text(question), ran),
      rule and ", rule " .. rule or by and ", " .. by or "", "\n")
  end
  return through and 0 or 1
end

function M.verify.define(command)
  command:summary "Prove that compiled code means what a policy says."
  command:description("Prove that compiled code means what a policy says: our "
    .. "own compiler's, or libseccomp's, or a program's from a file; or that a "
    .. "running process may do no more. Status 1 and a witness when it does "
    .. "not.")
  command:argument("file", "Policy or profile; with --pid a program, too.")
  process.option(command, "Prove that a running process may do no more than "
    .. "the file says; takes root.")
  command:argument("program", "A compiled program to hold against it.")
    :args "?"
  command:flag("--libseccomp", "Prove what libseccomp makes of the policy.")
  command:option("--budget", "Seconds of CPU for the proof (5).")
    :convert(call.seconds):argname "<seconds>"
  command:flag("--json", "Report as JSON.")
  build.profile_options(command)
end

local function print_witnesses(witnesses, left, right, paint)
  for _, w in ipairs(witnesses) do
    terminal.write(("  %s  %s %s, %s %s\n"):format(call.text(w),
      left, paint(texts.action(w.left or w.expected, w.arch), "green"),
      right, paint(texts.action(w.right or w.actual, w.arch), "red")))
  end
end

local function plain_list(witnesses)
  local list = terminal.list()
  for i, w in ipairs(witnesses) do list[i] = call.plain(w) end
  return list
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
    error({ usage = "--libseccomp proves what libseccomp makes of the policy, "
      .. "and " .. args.program .. " is another program: leave one out" }, 0)
  elseif args.program then
    local other = input.read(args.program)
    if not other.program then
      error({ usage = args.program .. " is not a compiled program" }, 0)
    end
    local mine = policy:compile { prove = false }
    local witnesses = mine:diff(other.program, { budget = args.budget })
    return #witnesses == 0, witnesses
  end
  local ok, err
  if args.libseccomp then
    ok, err = pcall(policy.filter, policy, { budget = args.budget })
  else
    ok, err = pcall(policy.compile, policy, { budget = args.budget })
  end
  if ok then return true, {} end
  if type(err) == "table" and err.witness then
    return false, { args.libseccomp and turned(err.witness) or err.witness }
  end
  error(err, 0)
end

-- Whether a process may do no more than a file says.
local function verify_process(args)
  if args.program or args.libseccomp then
    error({ usage = "--pid proves what is in force for a process: leave out "
      .. (args.program or "--libseccomp") }, 0)
  end
  local read = input.read(args.file, build.profile_arguments(args))
  local running = process.read(args.pid)
  local proven, witness, group = terminal.working("proving " .. running.path,
    process.permits_at_most, running, input.program(read),
    { budget = args.budget })
  if args.json then
    terminal.write(terminal.json {
      proven = proven, witnesses = plain_list { witness },
      pid = running.more.pid, name = running.more.name,
      threads = group and terminal.list(group.tids),
      profile = build.plain_reading(read),
    }, "\n")
    return proven and 0 or 1
  end
  build.print_reading(read, args.paint_error)
  if proven then
    terminal.write(args.paint("proven", "green"), ": ", running.path,
      " may do no more than ", terminal.line(args.file), " says\n")
  else
    terminal.write(args.paint("refuted", "red"), ": ", running.path,
      #running.groups > 1 and (", thread " .. group.tids[1] .. ",") or "",
      " may do more than ", terminal.line(args.file), " says\n")
    print_witnesses({ witness }, "process", "file", args.paint)
  end
  return proven and 0 or 1
end

function M.verify.run(args)
  if args.pid then return verify_process(args) end
  local read = input.read(args.file, build.profile_arguments(args))
  local proven, witnesses = terminal.working("proving " .. args.file, prove,
    input.policy(read), args)
  if args.json then
    terminal.write(terminal.json {
      proven = proven, witnesses = plain_list(witnesses),
      profile = build.plain_reading(read),
    }, "\n")
    return proven and 0 or 1
  end
  build.print_reading(read, args.paint_error)
  if proven then
    terminal.write(args.paint("proven", "green"),
      ": the program does what the policy says, for every call\n")
  else
    terminal.write(args.paint("refuted", "red"), "\n")
    print_witnesses(witnesses, "policy", "program", args.paint)
  end
  return proven and 0 or 1
end

function M.lint.define(command)
  command:summary "Look for what authors of policies get wrong."
  command:description("Look for what authors of policies get wrong. Of a "
    .. "profile it also tells what reading it had to decide; of a compiled "
    .. "program it looks at what it does, and not at how its rules were "
    .. "written. Status 1 when there is a finding that is more than a note.")
  command:argument("file", "Policy, profile or program.")
  command:option("--ignore", "A finding's id; may be given again.")
    :count "*":argname "<id>"
  command:option("--for", "What it is for: tell what such programs need, and "
    .. "it denies."):choices(require("seccomp.lint.for_program").kinds)
  command:flag("--json", "Report as JSON.")
  build.profile_options(command)
end

local function print_findings(findings, paint)
  for _, f in ipairs(findings) do
    local text = ("%s%s: %s"):format(build.finding_text(f, paint),
      f.rule and (" rule %s"):format(f.rule) or "", f.message)
    terminal.write(terminal.fitted(text, 1, 2), "\n")
    if f.fix then
      terminal.write(terminal.fitted("  fix: " .. f.fix, 1, 7), "\n")
    end
    if f.witness then
      terminal.write("  as in: ", call.text(f.witness), "\n")
    end
  end
  if #findings == 0 then
    terminal.write(paint("nothing found", "green"), "\n")
  end
end

-- What remains of a profile's report when some ids are left out (nil where
-- there is no report), and the ids that are of the policy's findings.
local function ignoring(report, ids)
  local known, set, here = {}, {}, {}
  for _, id in ipairs(catalogue.ids) do known[id] = true end
  for _, id in ipairs(ids) do set[id] = true end
  local kept = report and terminal.list {}
  for _, entry in ipairs(report or {}) do
    here[entry.id] = true
    if not set[entry.id] then kept[#kept + 1] = entry end
  end
  local others = {}
  for _, id in ipairs(ids) do
    if known[id] or not here[id] then others[#others + 1] = id end
  end
  return kept, others
end

local function is_bad(findings)
  for _, finding in ipairs(findings) do
    if finding.severity ~= "note" then return true end
  end
  return false
end

function M.lint.run(args)
  local read = input.read(args.file, build.profile_arguments(args))
  local subject = read.program or read.policy
  local report, ignore = ignoring(read.report, args.ignore)
  local findings = terminal.working("looking at " .. args.file, subject.lint,
    subject, { ignore = ignore, program = args["for"] })
  if args.json then
    local plain = plain_list(findings)
    for i, finding in ipairs(findings) do
      plain[i].witness = finding.witness and call.plain(finding.witness)
    end
    terminal.write(terminal.json { findings = plain, report = report }, "\n")
  else
    build.print_report(report, args.paint_error)
    print_findings(findings, args.paint)
  end
  return (is_bad(findings) or is_bad(report or {})) and 1 or 0
end

return M
