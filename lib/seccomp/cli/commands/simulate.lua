--- `lua-seccomp simulate`: what becomes of a call. Status 1 is a no.

-- SPDX-License-Identifier: MIT
local call = require "seccomp.cli.call"
local input = require "seccomp.cli.input"
local json = require "seccomp.json"
local plain = require "seccomp.cli.plain"
local profile = require "seccomp.cli.profile"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"
local texts = require "seccomp.policy.text"

local ipairs, select, type = ipairs, select, type
local fail = terminal.fail

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
    if not one then fail(why) end
    value = value | one
  end
  local argument = (type(question.syscall) == "string" and
    seccomp.signature(question.syscall, question.arch) or {})[i]
  local asked = seccomp.filter("allow"):program()
  asked:simulate {syscall = question.syscall, arch = question.arch,
    ["arg" .. i - 1] = text}
  return argument and argument.width <= 32 and value & 0xffffffff or value
end

-- The call that the arguments describe, as simulate takes it.
local function question_of(args)
  local question = {
    syscall = call.syscall(args.syscall),
    arch = args.on or args.arch or seccomp.native_arch(),
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

local function run(args)
  local read = input.one(args.file, profile.arguments(args), "arch")
  local program = input.program(read, {prove = false})
  local question = question_of(args)
  local action, ran = program:simulate(question)
  local rule, by
  if read.policy then rule, by = select(2, read.policy:decide(question)) end
  local through = action.name == "allow" or action.name == "log"
  local shown = texts.action(action, question.arch or "native")
  if args.json then
    local out = plain.call(question)
    out.action, out.instructions = shown, ran
    out.rule, out.by = rule, by
    out.profile = profile.plain(read)
    terminal.write(json.pretty(out), "\n")
  else
    profile.print_reading(read, args.paint_error)
    terminal.write(args.paint(shown, through and "green" or "red"),
      ("  %s, %d instructions"):format(call.text(question), ran),
      rule and ", rule " .. rule or by and ", " .. by or "", "\n")
  end
  return through and 0 or 1
end

return {
  order = 7,
  summary = "Say what becomes of one call.",
  description = "Say what becomes of one call. Status 0 when it is let " ..
    "through (allow, log), 1 when not.",
  arguments = {
    {"file", "Policy, profile or program."},
    {"syscall", "A name or a number.", words = "syscalls", numbers = true},
    {"args", "Up to six arguments: decimal, hex with 0x, or constants: " ..
      "AF_INET, O_WRONLY|O_CREAT.", args = "0-6", numbers = true},
  },
  options = {
    {"--on", "The arch of the call (default: that of --arch, or native).",
      value = "<arch>", words = "arches"},
    {"--json", "Report as JSON."},
    profile.OPTIONS,
  },
  run = run,
}
