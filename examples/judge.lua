-- SPDX-License-Identifier: MIT
-- Runs a program that nobody trusts, and tells what became of it: its end, the
-- limit it ran into, or the call that it should not have made.
--
--   judge.lua [PROGRAM [ARGUMENT]...]
--
-- A filter that kills leaves nothing but SIGSYS; the call is in the audit log,
-- if there is one. Here every call that is not on the list is notified: the
-- first one is shown, and the process killed before the call was made.
--
-- The program may read what its user may: let the judge be somebody who may
-- read little. Without arguments: some submissions.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local OUTPUT, WALL = 64 * 1024, 10 -- bytes, seconds
local LIMITS = {cpu = 1, memory = 64 << 20, size = OUTPUT, files = 16, core = 0}

-- opening only to read: no O_WRONLY, O_RDWR, O_CREAT, O_TRUNC; with the numbers
-- that these have here
local native = seccomp.native_arch()
local O_CREAT = (native:find "^mips" or native:find "^parisc") and 0x100 or 0x40
local WRITING = 0x3 | O_CREAT | 0x200

-- What computing takes: memory, the descriptors that are there, reading files
-- (the program's own and the libraries'), the time, and an end. A policy, for
-- its groups have the names of every arch and C library. Neither processes nor
-- threads: what one process may use is then all that is used. And not execve:
-- see below.
local policy = policies.new {
  default = "notify",
  -- newer than all that is known: C libraries go on with what is older
  unknown = "errno(ENOSYS)",
  rules = {
    -- to ask for limits, not to set them: root may have more than its limit
    {"prlimit64", action = "allow", when = {{2, "==", 0}}},
    {"prlimit64", action = "errno(EPERM)"},
    -- optional: no arch has all of them
    {"@default", "@basic-io", "@file-read", "access", "faccessat", "faccessat2",
      "fcntl", "fcntl64", "getrusage", "madvise", "rt_sigaction",
      "rt_sigprocmask", "sigaltstack", "sysinfo", "times", action = "allow",
      optional = true},
    -- what programs ask a terminal is not worth a verdict
    {"ioctl", action = "errno(ENOTTY)"},
    {"openat", action = "allow",
      when = {{arg = 2, op = "masked_eq", mask = WRITING, value = 0}}},
    {"open", action = "allow", optional = true,
      when = {{arg = 1, op = "masked_eq", mask = WRITING, value = 0}}},
  },
}
local program = policy:compile() -- and proven, once for all submissions

-- What became of a process that made no forbidden call.
local function verdict_of(outcome)
  local used = outcome.usage.user + outcome.usage.system
  if outcome.exec_error then
    return "not started", outcome.exec_error
  elseif outcome.signaled == "SIGXFSZ" then
    return "too much output", OUTPUT .. " bytes"
  elseif outcome.signaled == "SIGKILL" and used > LIMITS.cpu / 2 then
    return "too much computing", LIMITS.cpu .. " s"
  elseif outcome.signaled then
    return "crashed", outcome.signaled
  end
  return outcome.exited == 0 and "fine" or "failed", outcome.exited
end

-- Runs a program; returns a verdict, what it is about, and what was written.
local function judge(argv)
  -- a file: what is written there has a limit, and nobody has to read it while
  -- the program runs
  local output <close> = io.tmpfile()
  local process <close> = seccomp.spawn(argv, {filter = program,
    listener = true, limits = LIMITS, stdin = "null", stdout = output,
    stderr = "null",
    -- without us there is no limit to its time, nor an answer to its calls
    die_with_parent = true,
    -- a home, or python3 asks the user database (and nscd, by a socket)
    env = {PATH = "/usr/bin:/bin", LC_ALL = "C", HOME = "/"}})
  local listener = process.listener
  -- The first call that asks is always the execve that starts the program: the
  -- filter is installed right before it, by a child of ours that nobody else
  -- has a hand in. So this one may go on, whatever is in its memory; each later
  -- one is the program's. No filter can say "once", and a rule that compares
  -- the pointer to the path says nothing of the path.
  local request, why = listener:receive(WALL)
  if request then
    assert(request.syscall == "execve" and request.pid == process.pid)
    request:continue()
    request, why = listener:receive(WALL)
  end
  local verdict, detail
  if request then
    process:kill "KILL"
    verdict, detail = "forbidden call", request.syscall or request.number
  elseif why == "timeout" then
    process:kill "KILL"
    verdict, detail = "too slow", WALL .. " s"
  else
    verdict, detail = verdict_of(process:wait())
  end
  output:seek "set"
  return verdict, detail, output:read(OUTPUT) or ""
end

if #arg > 0 then
  local verdict, detail, output = judge {table.unpack(arg)}
  print(("%s (%s)"):format(verdict, detail))
  -- what it wrote must not steer a terminal
  io.write((output:gsub("[^\n\t -~]", "?")))
  return
end
for _, submission in ipairs {
  {"computes", "awk", "BEGIN { for (i = 1; i <= 100; i++) n += i; print n }"},
  {"wants more memory", "awk", "BEGIN { while (1) a[++n] = n \"\" n }"},
  {"never ends", "sh", "-c", "while :; do :; done"},
  {"writes without end", "yes"},
  {"writes a file", "sh", "-c", "echo gone >/tmp/judged"},
  {"starts programs", "sh", "-c", "ls; ls"},
  {"becomes another", "sh", "-c", "exec ls"},
  {"multiplies", "sh", "-c", "bomb() { bomb | bomb & }; bomb"},
} do
  local verdict, detail = judge {table.unpack(submission, 2)}
  print(("%-18s %s (%s)"):format(submission[1], verdict, detail))
end
