-- What `make demo` shows: two filters for two arches, merged into one, seen as
-- text and as bytes, then loaded around real programs.
local seccomp = require "seccomp"

local function heading(text)
  print("\n== " .. text)
end

-- The arch of this machine, and the 32-bit arch whose programs it also runs.
local native = seccomp.native_arch()
local sibling = ({amd64 = "x86", arm64 = "arm", mipsel64 = "mipsel",
  ppc64 = "ppc", s390x = "s390"})[native]

-- What ls, sh and python3 need. Nothing that is not named here is allowed, and
-- what libseccomp knows no name for is not there for the program at all, which
-- is what C libraries expect of an old kernel.
local allowed = {
  -- files
  "access", "chdir", "close", "close_range", "dup", "dup2", "dup3", "faccessat",
  "faccessat2", "fcntl", "fstat", "fstatfs", "getcwd", "getdents64", "getxattr",
  "ioctl", "lgetxattr", "lseek", "newfstatat", "open", "openat", "pipe",
  "pipe2", "poll", "ppoll", "pread64", "pselect6", "read", "readlink",
  "readlinkat", "select", "stat", "statfs", "statx", "write", "writev",
  -- memory
  "brk", "madvise", "mmap", "mprotect", "mremap", "munmap",
  -- time and chance
  "clock_gettime", "clock_nanosleep", "getrandom", "gettimeofday",
  -- signals and threads
  "futex", "futex_waitv", "rseq", "rt_sigaction", "rt_sigprocmask",
  "rt_sigreturn", "sched_getaffinity", "set_robust_list", "set_tid_address",
  "sigaltstack", "tgkill",
  -- processes
  "arch_prctl", "clone", "clone3", "execve", "exit", "exit_group", "getegid",
  "geteuid", "getgid", "getpgrp", "getpid", "getppid", "getresgid",
  "getresuid", "getrusage", "gettid", "getuid", "prlimit64", "sysinfo",
  "uname", "vfork", "wait4",
}

local function policy(arch)
  return seccomp.filter("errno(ENOSYS)", {arches = {arch}})
    :add_rule(allowed, "allow")
    :add_rule({"mkdir", "mkdirat", "unlink", "unlinkat"}, "errno(EPERM)")
    :add_rule("ptrace", "kill_process")
end

-- Two filters, one for each arch, merged into one.
local function build(report)
  local filter = policy(native)
    -- sockets within the machine (AF_UNIX is 1); those of the internet (AF_INET
    -- is 2) are refused with a reason. The family is a C int: 32 bits count
    :add_rule("socket", "allow", {arg = 0, op = "==", value = 1, width = 32})
    :add_rule("socket", "errno(EACCES)",
      {arg = 0, op = "==", value = 2, width = 32})
  report("built   " .. tostring(filter))
  if sibling then
    local other = policy(sibling)
    report("built   " .. tostring(other))
    filter:merge(other)
    report("merged  " .. tostring(filter) .. "; the second is " ..
      (other:is_valid() and "still valid" or "used up"))
  end
  return filter
end

local function capture(command)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local output = pipe:read("a")
  local _, how, code = pipe:close()
  -- sh says 128 + n of a child that signal n ended
  return output, how == "signal" and 128 + code or code
end

-- Runs a command; what it should do is stated, and checked.
local function run(title, command, expected, status)
  io.write(("  %-44s "):format(title))
  io.flush()
  local output, code = capture(command)
  local line = output:match "([^\n]*)\n*$"
  print((line == "" and "" or line .. "  ") .. "[" .. code .. "]")
  if code ~= status or not output:find(expected) then
    error(("%s: expected status %d and %q, got\n%s"):format(title, status,
      expected, output), 0)
  end
end

-- The child: confines itself, and with itself whatever it starts.
local function child(interpreter)
  build(function() end):load()
  local function python(code)
    return interpreter .. " -I -c '" .. code .. "'"
  end
  run("ls reads a directory", "ls -ld /etc", "/etc", 0)
  run("python3 computes", python "print(sum(range(101)))", "5050", 0)
  run("python3 opens a socket of this machine", python
    "import socket; socket.socket(socket.AF_UNIX); print(\"socket made\")",
    "socket made", 0)
  run("python3 opens an internet socket: refused", python
    "import socket; socket.socket(socket.AF_INET)", "Permission denied", 1)
  run("python3 makes a directory: refused", python
    "import os; os.mkdir(\"/tmp/x\")", "Operation not permitted", 1)
  run("python3 traces a process: killed", "exec " .. python
    "import ctypes; ctypes.CDLL(None).ptrace(0, 0, 0, 0)", "", 128 + 31)
  os.exit(0)
end

local function parent()
  local version = table.concat({seccomp.library_version()}, ".")
  print(seccomp._VERSION .. ", libseccomp " .. version .. ", API level " ..
    seccomp.api() .. ", " .. native)
  local filter = build(print)

  heading "as pseudo filter code"
  local shown = 0
  for line in filter:export_pfc():gmatch "[^\n]+" do
    shown = shown + 1
    if shown <= 16 then print("  " .. line) end
  end
  print(("  … %d lines in all"):format(shown))

  heading "as BPF"
  local path = os.tmpname()
  do
    local file <close> = assert(io.open(path, "wb"))
    filter:export_bpf(file)
  end
  local file <close> = assert(io.open(path, "rb"))
  local bytes = file:read("a")
  print(("  %d instructions written to %s, the first three:"):format(
    #bytes // 8, path))
  for i = 0, 2 do
    local code, jt, jf, k = string.unpack("=I2 I1 I1 I4", bytes, i * 8 + 1)
    print(("  %3d: code 0x%04x  jt %3d  jf %3d  k 0x%08x"):format(i, code, jt,
      jf, k))
  end
  os.remove(path)

  heading "loaded in a child, which then runs programs"
  -- where the interpreter itself is, behind whatever wraps it
  local interpreter = capture "python3 -c 'import sys; print(sys.executable)'"
  io.flush()
  local ok = os.execute(("'%s' '%s' confined '%s'"):format(arg[-1], arg[0],
    interpreter:match "^[^\n]+"))
  if not ok then os.exit(1) end
  print "\nEverything ran as the filter says, and this process is free still."
end

if arg[1] == "confined" then child(arg[2]) else parent() end
