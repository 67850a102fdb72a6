-- SPDX-License-Identifier: MIT
-- An allow-list: nothing but what is named, and of some calls only with these
-- arguments. What a Lua interpreter itself needs is named too.
local seccomp = require "seccomp"

local filter = seccomp.filter "kill_process"

-- Memory, signals and the way out. The first use of a standard stream asks what
-- it is (fstat or, in glibc 2.33 to 2.38, newfstatat; ioctl on a terminal), and
-- at exit the C library gives back input that was read ahead of a file (lseek).
-- Names that this machine's arch has not are no error, and change nothing: the
-- second half of the list is for 32-bit arches.
filter:add_rule({
  "brk", "mmap", "munmap", "mremap", "rt_sigaction", "rt_sigreturn", "futex",
  "fstat", "newfstatat", "statx", "ioctl", "lseek", "exit_group", "close",
  "mmap2", "sigreturn", "futex_time64", "fstat64", "fstatat64", "_llseek",
}, "allow")

-- Conditions of one rule must all hold. Arguments are numbered from 0. A file
-- descriptor is a C int: the kernel looks at its low 32 bits only, and so does
-- the rule (width = 32).
for fd = 1, 2 do
  -- musl's streams write by writev
  filter:add_rule({"write", "writev"}, "allow",
    {arg = 0, op = "==", value = fd, width = 32})
end

-- Two conditions: reading the standard input, no more than 4096 bytes at once,
-- or from musl's streams by readv, in no more than two pieces.
filter:add_rule("read", "allow",
  {arg = 0, op = "==", value = 0, width = 32},
  {arg = 2, op = "<=", value = 4096})
filter:add_rule("readv", "allow",
  {arg = 0, op = "==", value = 0, width = 32},
  {arg = 2, op = "<=", value = 2})

-- Refused with an errno where the program can live without it.
filter:add_rule({"open", "openat"}, "errno(EACCES)")

for i, rule in ipairs(filter:rules()) do
  local conditions = {}
  for k, condition in ipairs(rule.conditions) do
    conditions[k] = tostring(condition)
  end
  print(("%2d  %-16s %-14s %s"):format(i, rule.syscall, tostring(rule.action),
    table.concat(conditions, " and ")))
end

filter:load()

print(select(2, io.open "/etc/passwd"))
print("read from stdin: " .. (io.read "l" or "nothing"))
-- Falling off the end of the script makes calls of its own; os.exit says what
-- is meant.
os.exit(0)
