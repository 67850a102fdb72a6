--- Which calls programs of a kind make: `all` of those that were measured, and
-- `often`, at least a third of them. Where an arch has another call, names
-- stand with bars between them, the arch's first. Of fstat and newfstatat a C
-- library makes one (glibc 2.33 to 2.38 the latter), and both stand here. Made
-- by scripts/programs.lua.
-- @module seccomp.lint.programs

-- SPDX-License-Identifier: MIT
return {
  cli = {
    about = "tools of the shell", measured = 27,
    all = [[
      access|faccessat arch_prctl brk close execve exit_group
      fstat64|fstat fstatat64|newfstatat getrandom mmap2|mmap mprotect
      munmap openat pread64 prlimit64 read rseq set_robust_list
      set_tid_address]],
    often = [[
      _llseek|lseek futex ioctl statfs write]],
  },
  daemon = {
    about = "network servers", measured = 4,
    all = [[
      _llseek|lseek accept4 access|faccessat arch_prctl bind brk close
      execve exit_group fcntl64|fcntl fstat64|fstat
      fstatat64|newfstatat futex getrandom listen mmap2|mmap mprotect
      munmap openat pread64 prlimit64 read rseq rt_sigaction
      rt_sigprocmask rt_sigreturn set_robust_list set_tid_address
      setsockopt socket write]],
    often = [[
      chdir clone clone3 connect epoll_create1 epoll_create|epoll_create1
      epoll_ctl epoll_wait|epoll_pwait eventfd2 getcwd getegid32|getegid
      geteuid32|geteuid getgid32|getgid getpeername getpid getppid gettid
      getuid32|getuid ioctl madvise pipe2 prctl readlink|readlinkat
      recvfrom sendmsg setgid32|setgid setgroups32|setgroups setitimer
      setuid32|setuid sysinfo uname wait4]],
  },
  lua = {
    about = "scripts of Lua", measured = 11,
    all = [[
      access|faccessat arch_prctl brk close execve exit_group
      fstat64|fstat fstatat64|newfstatat getrandom mmap2|mmap mprotect
      munmap openat pread64 prlimit64 read rseq rt_sigaction
      set_robust_list set_tid_address]],
    often = [[
      ioctl write]],
  },
}
