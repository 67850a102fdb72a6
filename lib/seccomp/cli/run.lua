--- `lua-seccomp run` and `record`: programs under a policy, and policies from
-- programs.
local build = require "seccomp.cli.build"
local call = require "seccomp.cli.call"
local input = require "seccomp.cli.input"
local seccomp = require "seccomp"
local terminal = require "seccomp.cli.terminal"

local pcall = pcall
local concat = table.concat

local M = { run = {}, record = {} }

function M.run.define(command)
  command:summary "Run a command under a policy."
  command:description("Run a command under a policy, profile or program. "
    .. "Status 0 when it ends with 0, else 1; see --exit-code.")
  command:usage("Usage: lua-seccomp run [options] <file> [--] <command> "
    .. "[<argument> ...]")
  command:argument("file", "Policy, profile or program."):args "?"
  command:option("-p --policy", "The same, as an option."):argname "<file>"
  command:flag("--explain", "Name every call that is refused, and why.")
  command:flag("--exit-code", "End with the command's own status (128 and the "
    .. "signal's number when one ended it).")
  command:flag("--complain", "Let refused calls through, but log them.")
  command:flag("--json", "With --explain, report as JSON on standard error.")
  build.profile_options(command)
end

-- Denials of a program become notify, so that they can be told; everything
-- else stays as it is. Sound only where each return is a constant, which holds
-- for all compilers there are; nil elsewhere.
local function telling(program)
  local fmt = program.endian == "big" and ">I2BBI4" or "<I2BBI4"
  local bytes, out = program:bytes(), {}
  for at = 1, #bytes, 8 do
    local code, jt, jf, k = fmt:unpack(bytes, at)
    if code & 0x07 == 0x06 then
      if code ~= 0x06 then return nil end
      local kind = k & 0xffff0000
      if kind == 0x80000000 or kind == 0 or kind == 0x00030000
        or kind == 0x00050000 then
        k = 0x7fc00000
      elseif kind == 0x7fc00000 then
        return nil -- it notifies already: that is not ours to answer
      end
    end
    out[#out + 1] = fmt:pack(code, jt, jf, k)
  end
  return seccomp.program(concat(out), { endian = program.endian })
end

-- Which argument is a path, for the calls people ask about most.
local PATHS = {
  open = 0, openat = 1, openat2 = 1, execve = 0, execveat = 1, mkdir = 0,
  mkdirat = 1, unlink = 0, unlinkat = 1, rmdir = 0, chdir = 0, stat = 0,
  lstat = 0, newfstatat = 1, statx = 1, access = 0, faccessat = 1,
  faccessat2 = 1, readlink = 0, readlinkat = 1, chmod = 0, fchmodat = 1,
  creat = 0, mount = 1, umount2 = 0, symlink = 0, rename = 0, link = 0,
}

local function path_of(request)
  local arg = PATHS[request.syscall]
  if not arg then return nil end
  local ok, path = pcall(request.read_string, request, request["arg" .. arg],
    4096)
  return ok and path or nil
end

-- The call of a request, as simulate takes it.
local function question(request)
  return {
    arch = request.arch, syscall = request.number, ip = request.ip,
    arg0 = request.arg0, arg1 = request.arg1, arg2 = request.arg2,
    arg3 = request.arg3, arg4 = request.arg4, arg5 = request.arg5,
  }
end

-- Does to a caller what the policy would have done.
local function carry_out(request, action)
  local name = action.name
  if name == "errno" and action.code ~= 0 then
    request:fail(action.code)
  elseif name == "errno" then
    request:reply(0)
  else
    -- the kernel would have raised SIGSYS; a stopped caller gets it from here
    os.execute(("kill -%s %d 2>/dev/null"):format(
      name == "trap" and "SYS" or "KILL", request.pid))
    request:fail "EPERM"
  end
end

local function explain(request, action, rule, args)
  local shown = { arch = request.arch,
                  syscall = request.syscall or request.number }
  for i = 0, 5 do shown["arg" .. i] = request["arg" .. i] end
  local path = path_of(request)
  if args.json then
    shown.pid, shown.action, shown.path = request.pid, tostring(action), path
    shown.rule = rule
    terminal.warn((terminal.json(shown):gsub("\n%s*", " ")))
    return
  end
  terminal.warn(args.paint_error("refused", "red"), " [", tostring(request.pid),
    "] ", call.text(shown), path and (" " .. ("%q"):format(path)) or "",
    " -> ", args.paint_error(tostring(action), "bold"),
    rule and (" by rule " .. rule) or args.decided and
      " by default: no rule matches" or "")
end

-- Runs the command with each refusal told. Returns the process.
local function run_telling(program, policy, args)
  local notifying = telling(program)
  if not notifying then
    error({ usage = "--explain cannot be had: the program notifies itself, or "
      .. "computes what it returns" }, 0)
  end
  local process = seccomp.spawn(args.command,
    { filter = notifying, listener = true })
  while true do
    local request, why = process.listener:receive(1)
    if request then
      local asked = question(request)
      local action = program:simulate(asked)
      local rule
      if policy then rule = select(2, policy:decide(asked)) end
      args.decided = policy ~= nil
      explain(request, action, rule, args)
      carry_out(request, action)
    elseif why == "closed" then
      return process
    end
  end
end

local function end_text(result)
  if result.signaled then return "killed by " .. result.signaled end
  if result.exec_error then return "could not be run: " .. result.exec_error end
  return "ended with status " .. result.exited
end

-- Signals by number, on every arch that runs a shell worth scripting for but
-- mips and parisc; those that have no fixed number are not here.
local SIGNALS = {
  "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1",
  "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP",
  "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH",
  "IO", "PWR", "SYS",
}

local function signal_number(name)
  for number, known in ipairs(SIGNALS) do
    if "SIG" .. known == name then return number end
  end
  return tonumber((name:match "%d+")) or 0
end

local function status_of(result, args)
  if result.exec_error then return 2 end
  if args.exit_code then
    return result.exited or 128 + signal_number(result.signaled)
  end
  return result.exited == 0 and 0 or 1
end

function M.run.run(args)
  local path = args.policy or args.file
  if not path or #args.command == 0 then
    error({ usage = "run needs a policy and a command: lua-seccomp run FILE "
      .. "-- COMMAND" }, 0)
  end
  local read = input.read(path, build.profile_arguments(args))
  build.print_report(read.report, args.paint_error)
  local policy = read.policy
  if args.complain then policy = input.policy(read):complain() end
  local program = read.program or policy:compile()
  local process
  if args.explain then
    process = run_telling(program, policy, args)
  else
    process = seccomp.spawn(args.command, { filter = program })
  end
  local result = process:wait()
  if result.exited ~= 0 then
    terminal.warn("lua-seccomp: ", args.command[1], " ", end_text(result))
  end
  return status_of(result, args)
end

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
  else
    local policy = recording:policy {
      tightness = args.tightness, default = args.default,
    }
    input.deliver(args.output, tostring(policy))
    for _, finding in ipairs(policy:lint()) do
      if finding.severity ~= "note" then
        terminal.warn(args.paint_error(finding.severity .. " " .. finding.id,
          "yellow"), ": ", finding.message)
      end
    end
  end
  return 0
end

return M
