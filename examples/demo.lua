-- SPDX-License-Identifier: MIT
-- What `make demo` shows: two filters for two arches, merged into one, seen as
-- text and as bytes, then loaded around real programs.
local groups = require "seccomp.groups"
local seccomp = require "seccomp"

local function heading(text)
  print("\n== " .. text)
end

-- The arch of this machine, and the 32-bit arch whose programs it also runs.
local native = seccomp.native_arch()
local sibling = ({amd64 = "x86", arm64 = "arm", mips64 = "mips",
  mipsel64 = "mipsel", ppc64 = "ppc", s390x = "s390"})[native]

-- What ls, sh and python3 need, by the project's groups of calls, which name
-- what any arch and any C library has of each kind. Nothing else is allowed; it
-- is not there for the program at all, which is what C libraries expect of an
-- old kernel.
local wanted = {
  "@default", "@basic-io", "@file-read", "@io-event", "@signal",
  -- files
  "access", "chdir", "faccessat", "faccessat2", "fcntl", "fcntl64", "ioctl",
  "open", "openat", "pipe", "pipe2",
  -- memory
  "madvise",
  -- processes
  "clone", "clone3", "execve", "getrusage", "sysinfo", "tgkill", "vfork",
  "wait4", "waitpid",
}

-- Those names, without what an arch has not (its number is negative then), or
-- this libseccomp is too old to know.
local function allowed(arch)
  local list, seen = {}, {}
  for _, name in ipairs(wanted) do
    for _, call in ipairs(groups.expand(name) or {name}) do
      if not seen[call] and (seccomp.syscall_number(call, arch) or -1) >= 0 then
        list[#list + 1], seen[call] = call, true
      end
    end
  end
  return list
end

-- Whether programs may reach sockets by socketcall(2) here, too: it has the
-- family in memory, where no filter sees it.
local multiplexed = seccomp.syscall_number "socketcall" >= 0

local function policy(arch)
  return seccomp.filter("errno(ENOSYS)", {arches = {arch}})
    :add_rule(allowed(arch), "allow")
    :add_rule({"mkdir", "mkdirat", "unlink", "unlinkat"}, "errno(EPERM)")
    :add_rule("ptrace", "kill_process")
end

-- Two filters, one for each arch, merged into one.
local function build()
  local filter = policy(native)
  if multiplexed then
    filter:add_rule("socket", "errno(EACCES)")
  else
    -- sockets within the machine (AF_UNIX is 1); those of the internet (AF_INET
    -- is 2) are refused with a reason. The family is a C int: 32 bits count
    filter
      :add_rule("socket", "allow", {arg = 0, op = "==", value = 1, width = 32})
      :add_rule("socket", "errno(EACCES)",
        {arg = 0, op = "==", value = 2, width = 32})
  end
  print("built   " .. tostring(filter))
  if sibling then
    local other = policy(sibling)
    print("built   " .. tostring(other))
    filter:merge(other)
    print("merged  " .. tostring(filter) .. "; the second is " ..
      (other:is_valid() and "still valid" or "used up"))
  end
  return filter
end

-- Runs a program in a child that loads the filter (none: nil) right before it
-- becomes the program; what should come of it is stated, and checked.
local function run(filter, title, argv, expected, ending)
  local output <close> = assert(io.tmpfile())
  local process = seccomp.spawn(argv,
    {filter = filter, stdout = output, stderr = output})
  local how = process:wait(60) or {}
  output:seek "set"
  local text = output:read "a"
  local came = how.signaled or how.exited
  local last = text:match "([^\n]*)\n*$"
  if title then
    print(("  %-42s %s%s"):format(title, last == "" and "" or last .. "  ",
      how.signaled and "killed by " .. came or "[" .. tostring(came) .. "]"))
  end
  if came ~= ending or not text:find(expected, 1, true) then
    error(("%s: %s and %q expected, got %s and\n%s"):format(argv[1], ending,
      expected, came, text), 0)
  end
  return last
end

local version = table.concat({seccomp.library_version()}, ".")
print(seccomp._VERSION .. ", libseccomp " .. version .. ", API level " ..
  seccomp.api() .. ", " .. native)
local filter = build()

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
local program
do
  local file <close> = assert(io.open(path, "rb"))
  program = seccomp.program(file:read "a")
end
os.remove(path)
print(("  %d instructions written to %s, and read back; some of them:"):format(
  #program, path))
shown = 0
for line in program:disassemble():gmatch "[^\n]+" do
  shown = shown + 1
  if shown <= 9 then print("  " .. line) end
end

heading "asked, without running anything"
for _, call in ipairs {
  {syscall = "read"}, {syscall = "socket", arg0 = 1},
  {syscall = "socket", arg0 = 2}, {syscall = "ptrace"}, {syscall = "reboot"},
  {syscall = "read", arch = sibling},
} do
  local action, steps = program:simulate(call)
  print(("  %-8s %-8s arg0 = %-3s  →  %-14s after %d instructions"):format(
    call.arch or native, call.syscall, call.arg0 or "any", tostring(action),
    steps))
end

heading "loaded in children that become programs"
-- where the interpreter itself is, behind whatever wraps it
local python3 = run(nil, nil,
  {"python3", "-c", "import sys; print(sys.executable)"}, "python", 0)
local function python(code) return {python3, "-I", "-c", code} end

run(filter, "ls reads a directory", {"ls", "-ld", "/etc"}, "/etc", 0)
run(filter, "python3 computes", python "print(sum(range(101)))", "5050", 0)
if not multiplexed then
  run(filter, "python3 opens a socket of this machine",
    python "import socket; socket.socket(socket.AF_UNIX); print('socket made')",
    "socket made", 0)
end
run(filter, "python3 opens an internet socket: refused",
  python "import socket; socket.socket(socket.AF_INET)", "Permission denied",
  1)
run(filter, "python3 makes a directory: refused",
  python "import os; os.mkdir('/tmp/x')", "Operation not permitted", 1)
run(filter, "python3 traces a process",
  python "import ctypes; ctypes.CDLL(None).ptrace(0, 0, 0, 0)", "", "SIGSYS")

print "\nEverything ran as the filter says, and this process is free still."
