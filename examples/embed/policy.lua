-- SPDX-License-Identifier: MIT
-- What `confined` may do once it has opened its file. See confined.c.
local seccomp = require "seccomp"

return seccomp.filter "kill_process"
  :add_rule({"read", "write", "writev", "close", "brk", "munmap", "mmap",
    "fstat", "newfstatat", "futex", "rt_sigreturn", "exit_group"}, "allow")
  -- refused, but survived: the program shows that it may not
  :add_rule({"open", "openat"}, "errno(EACCES)")
