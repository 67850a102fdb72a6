-- Runs a program that nobody trusts, and tells what became of it: its end, the
-- limit it ran into, or the call that it should not have made.
--
--   judge.lua [PROGRAM [ARGUMENT]...]
--
-- A filter that kills leaves nothing but SIGSYS; the call is in the audit log,
-- if there is one. Here every call that is not on the list is notified: the
-- first one is shown, and the process killed before the call was made.
-- Without arguments: five submissions.
local policies = require "seccomp.policy"
local seccomp = require "seccomp"

local LIMITS = {cpu = 1, memory = 64 * 1024, wall = 10} -- s, KiB, s

-- opening only to read: no O_WRONLY, O_RDWR, O_CREAT, O_TRUNC; with the numbers
-- that these have here
local native = seccomp.native_arch()
local O_CREAT = (native:find "^mips" or native:find "^parisc") and 0x100 or 0x40
local WRITING = 0x3 | O_CREAT | 0x200

-- What computing takes: memory, the descriptors that are there, reading files
-- (the program's own and the libraries'), the time, and an end. A policy, for
-- its groups have the names of every arch and C library.
local policy = policies.new {
  default = "notify",
  -- newer than all that is known: C libraries go on with what is older
  unknown = "errno(ENOSYS)",
  rules = {
    -- optional: no arch has all of them
    {"@default", "@basic-io", "@file-read", "access", "faccessat", "faccessat2",
      "fcntl", "fcntl64", "getrusage", "madvise", "rt_sigaction",
      "rt_sigprocmask", "sigaltstack", "sysinfo", "times", action = "allow",
      optional = true},
    -- the shell that sets the limits becomes the program; the filter stays
    {"execve", "setrlimit", action = "allow", optional = true},
    -- what programs ask a terminal is not worth a verdict
    {"ioctl", action = "errno(ENOTTY)"},
    {"openat", action = "allow",
      when = {{arg = 2, op = "masked_eq", mask = WRITING, value = 0}}},
    {"open", action = "allow", optional = true,
      when = {{arg = 1, op = "masked_eq", mask = WRITING, value = 0}}},
  },
}
local program = policy:compile() -- and proven, once for all submissions

-- Runs a program; returns a verdict, and what the verdict is about.
local function judge(argv)
  local limit = ("ulimit -t %d && ulimit -v %d && ulimit -c 0 && exec \"$@\"")
    :format(LIMITS.cpu, LIMITS.memory)
  local line = {"sh", "-c", limit, "sh"}
  table.move(argv, 1, #argv, #line + 1, line)
  local process <close> = seccomp.spawn(line, {filter = program,
    listener = true, stdin = "null", stderr = "null",
    -- a home, or python3 asks the user database (and nscd, by a socket)
    env = {PATH = "/usr/bin:/bin", LC_ALL = "C", HOME = "/"}})
  local request, why = process.listener:receive(LIMITS.wall)
  if request then
    process:kill "KILL"
    return "forbidden call", request.syscall or request.number
  elseif why == "timeout" then
    process:kill "KILL"
    return "too slow", LIMITS.wall .. " s"
  end
  local outcome = process:wait()
  if outcome.signaled == "SIGXCPU" or outcome.signaled == "SIGKILL" then
    return "too much computing", LIMITS.cpu .. " s"
  elseif outcome.signaled then
    return "crashed", outcome.signaled
  end
  return outcome.exited == 0 and "fine" or "failed", outcome.exited
end

if #arg > 0 then
  print(judge(arg))
  return
end
for _, submission in ipairs {
  {"computes", "awk", "BEGIN { for (i = 1; i <= 100; i++) n += i; print n }"},
  {"wants more memory", "awk", "BEGIN { while (1) a[++n] = n \"\" n }"},
  {"never ends", "sh", "-c", "while :; do :; done"},
  {"writes a file", "sh", "-c", "echo gone >/tmp/judged"},
  {"starts programs", "sh", "-c", "ls; ls"},
} do
  local verdict, detail = judge {table.unpack(submission, 2)}
  print(("%-18s %s (%s)"):format(submission[1], verdict, detail))
end
