-- SPDX-License-Identifier: MIT
-- A script that gives up rights once it has what it needs, then goes on with
-- input that it does not trust.
--
-- The filter allows by default and takes away what this program never needs
-- after start-up: new programs, the network, other processes, writing to the
-- file system. Such a list is easy to write and easy to get wrong (what is not
-- thought of stays allowed); allow_list.lua shows the other kind.
local seccomp = require "seccomp"

-- what the script opens before it confines itself stays open
local input = assert(io.open(arg[0], "r"))

local filter = seccomp.filter "allow"
  -- no other programs: this also stops os.execute and io.popen
  :add_rule({"execve", "execveat"}, "errno(EACCES)")
  -- no network (socketcall is another way to it on some arches), no debugging
  -- of others, no kernel interfaces
  :add_rule({"socket", "connect", "bind", "socketcall", "ptrace",
    "process_vm_writev", "bpf", "io_uring_setup", "keyctl", "mount", "unshare",
    "setns", "open_by_handle_at"}, "errno(EPERM)")
  -- no changes to the file system, by path or by what is open
  :add_rule({"unlink", "unlinkat", "rename", "renameat", "renameat2", "link",
    "linkat", "symlink", "symlinkat", "mkdir", "mkdirat", "rmdir", "creat",
    "mknod", "mknodat", "truncate", "ftruncate", "chmod", "fchmod", "fchmodat",
    "chown", "fchown", "lchown", "fchownat", "utime", "utimes", "futimesat",
    "utimensat", "setxattr", "fsetxattr", "lsetxattr", "removexattr",
    "fremovexattr", "lremovexattr"}, "errno(EROFS)")
  -- fchmodat2, for which libseccomp 2.5 has no name
  :add_rule(452, "errno(ENOSYS)")
  -- its flags are in memory, where no filter can look
  :add_rule("openat2", "errno(ENOSYS)")

-- open(2) and openat(2) only for reading. Their flags are an argument: the low
-- two bits are the access mode, then O_CREAT and O_TRUNC (their values on amd64
-- and arm64). Several rules for a call: any of them may match.
for _, flags in ipairs {
  {mask = 0x3, value = 1}, {mask = 0x3, value = 2},
  {mask = 0x40, value = 0x40}, {mask = 0x200, value = 0x200},
} do
  for call, arg in pairs {open = 1, openat = 2} do
    filter:add_rule(call, "errno(EROFS)", {arg = arg, op = "masked_eq",
      mask = flags.mask, value = flags.value})
  end
end

filter:load()

local function attempt(what, ok, message)
  print(("%-24s %s"):format(what, ok and "possible" or "refused: " .. message))
end

local lines = 0
for _ in input:lines() do lines = lines + 1 end
attempt("reading what was open", lines > 0)
attempt("opening to read", io.open "/etc/hostname" or io.open "/etc/passwd")
attempt("opening to write", io.open("/tmp/self_sandbox", "w"))
attempt("removing a file", os.remove "/tmp/self_sandbox")
-- popen forks (allowed), and the child cannot become a shell
local pipe = io.popen "echo a shell"
local output = pipe and pipe:read "a" or ""
if pipe then pipe:close() end
attempt("starting a program", output ~= "", "no output came")
