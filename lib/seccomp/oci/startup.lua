--- Which calls crun and runc themselves make under a container's filter, until
-- they execute its program: with noNewPrivileges they install the filter last,
-- else before they give up their privileges. Measured on amd64 by
-- scripts/runtimes.lua, and what Go's runtime does now and then.
-- @module seccomp.oci.startup

-- SPDX-License-Identifier: MIT
return {
  crun = {
    version = "1.8.1",
    no_new_privs = [[
      close execve]],
    privileged = [[
      capset close execve prctl rt_sigaction rt_sigprocmask setresgid
      setresuid write]],
  },
  runc = {
    version = "1.1.5",
    no_new_privs = [[
      close epoll_ctl execve exit_group fstatfs futex getdents64 getpid
      gettid madvise mmap munmap nanosleep openat rt_sigprocmask
      rt_sigreturn sched_yield tgkill write]],
    privileged = [[
      capget capset chdir close epoll_ctl execve exit_group faccessat2
      fchown fcntl fstat fstatfs futex getcwd getdents64 getpid getppid
      gettid madvise mmap munmap nanosleep newfstatat openat prctl read
      rt_sigprocmask rt_sigreturn sched_yield setgid setgroups setuid
      tgkill write]],
  },
}
