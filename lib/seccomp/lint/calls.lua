--- What lint knows of syscalls: their arguments, and which do the same thing.
local M = {}

local ipairs = ipairs

-- The arguments, as the kernel's SYSCALL_DEFINE has them on 64-bit arches:
-- i int (32 bits are looked at), u the same unsigned, p pointer, l long or
-- size_t (all bits are looked at).
local signatures = [[
  accept ipp; accept4 ippi; access pi; adjtimex p; alarm u; bind ipi; bpf ipu;
  brk l; capget pp; capset pp; chdir p; chmod pu; chown puu; chroot p;
  clock_settime ip; clone3 pl; close u; close_range uuu; connect ipi;
  copy_file_range ipiplu; creat pu; delete_module pu; dup u; dup2 uu; dup3 uui;
  epoll_create1 i; epoll_ctl iiip; epoll_pwait ipiipl; epoll_wait ipii;
  eventfd2 ui; execve ppp; execveat ipppi; exit i; exit_group i; faccessat ipi;
  faccessat2 ipii; fallocate iill; fanotify_init uu; fchdir u; fchmod uu;
  fchmodat ipu; fchmodat2 ipuu; fchown uuu; fchownat ipuui; fcntl uul;
  fdatasync u; finit_module ipi; flock uu; fsconfig iuppi; fsmount iuu;
  fsopen pu; fspick ipu; fstat up; fstatfs up; fsync u; ftruncate ul;
  futex piuppu; getcwd pl; getdents64 upu; getegid; geteuid; getgid;
  getgroups ip; getpeername ipp; getpgid i; getpid; getppid; getpriority ii;
  getrandom plu; getresuid ppp; getrlimit up; getrusage ip; getsockname ipp;
  getsockopt iiipp; gettid; gettimeofday pp; getuid; init_module plp;
  inotify_add_watch ipu; inotify_init1 i; io_uring_enter uuuupl;
  io_uring_register iupu; io_uring_setup up; ioctl uul; ioperm lli; iopl u;
  ioprio_set iii; kcmp iiill; kexec_load llpl; keyctl illll; kill ii;
  landlock_restrict_self iu; lchown puu; link pp; linkat ipipi; listen ii;
  lseek uli; lstat pp; madvise lli; memfd_create pu; mincore llp; mkdir pu;
  mkdirat ipu; mknod puu; mknodat ipuu; mlock ll; mlockall i; mmap llllll;
  mount ppplp; mount_setattr ipupl; move_mount ipipu; mprotect lll;
  mremap lllll; msync lli; munmap ll; name_to_handle_at ippp; nanosleep pp;
  newfstatat ippi; open piu; open_by_handle_at ipi; open_tree ipu; openat ipiu;
  openat2 ippl; pause; perf_event_open piiil; personality u; pidfd_getfd iiu;
  pidfd_open iu; pidfd_send_signal iipu; pipe p; pipe2 pi; pivot_root pp;
  pkey_alloc ll; pkey_mprotect llli; poll pui; prctl illll; pread64 upll;
  prlimit64 iupp; process_vm_readv iplpll; process_vm_writev iplpll;
  ptrace llll; pwrite64 upll; quotactl upup; read upl; readlink ppi;
  readlinkat ippi; readv lpl; reboot iiup; recvfrom iplupp; recvmmsg ipuup;
  recvmsg ipu; rename pp; renameat ipip; renameat2 ipipu; request_key pppi;
  rmdir p; rt_sigaction ippl; rt_sigprocmask ippl; rt_sigqueueinfo iip;
  rt_tgsigqueueinfo iiip; sched_setaffinity iup; sched_setscheduler iip;
  sched_yield; seccomp uup; semctl iiil; semget iii; semop ipu; sendmmsg ipuu;
  sendmsg ipu; sendto iplupi; setdomainname pi; setfsgid u; setfsuid u;
  setgid u; setgroups ip; sethostname pi; setns ii; setpgid ii; setpriority iii;
  setregid uu; setresgid uuu; setresuid uuu; setreuid uu; setrlimit up; setsid;
  setsockopt iiipi; settimeofday pp; setuid u; shmat ipi; shmctl iip; shmdt p;
  shmget ili; shutdown ii; signalfd4 iplu; socket iii; socketpair iiip;
  splice ipiplu; stat pp; statfs pp; statx ipuup; swapoff p; swapon pi;
  symlink pp; symlinkat pip; sync; syncfs i; syslog ipi; tgkill iii; time p;
  timerfd_create ii; times p; tkill ii; truncate pl; umask i; umount2 pi;
  uname p; unlink p; unlinkat ipi; unshare l; userfaultfd i; utimensat ippi;
  vhangup; wait4 ipip; waitid iipip; write upl; writev lpl
]]

M.arguments = {}
for name, letters in signatures:gmatch "([%w_]+) ?(%a*)" do
  M.arguments[name] = letters
end

-- Calls that do what another does: where one is denied or held to conditions,
-- another that is not is a way around.
local families = {
  "open openat openat2 creat open_by_handle_at",
  "execve execveat",
  "clone clone3 fork vfork",
  "unshare clone clone3",
  "chmod fchmod fchmodat fchmodat2",
  "chown fchown fchownat lchown chown32 fchown32 lchown32",
  "rename renameat renameat2",
  "link linkat",
  "symlink symlinkat",
  "unlink unlinkat",
  "rmdir unlinkat",
  "mkdir mkdirat",
  "mknod mknodat",
  "mount move_mount",
  "umount umount2",
  "chroot pivot_root",
  "setuid setreuid setresuid setuid32 setreuid32 setresuid32",
  "setgid setregid setresgid setgid32 setregid32 setresgid32",
  "setgroups setgroups32",
  "accept accept4",
  "sendto sendmsg sendmmsg send",
  "recvfrom recvmsg recvmmsg recv recvmmsg_time64",
  "kill tkill tgkill pidfd_send_signal rt_sigqueueinfo rt_tgsigqueueinfo",
  "ptrace process_vm_writev process_vm_readv",
  "init_module finit_module",
  "kexec_load kexec_file_load",
  "setrlimit prlimit64",
  "mprotect pkey_mprotect",
  "mmap mmap2",
  "setxattr lsetxattr fsetxattr setxattrat",
  "removexattr lremovexattr fremovexattr removexattrat",
  "truncate truncate64",
  "ftruncate ftruncate64",
  "fcntl fcntl64",
  "clock_settime clock_settime64 settimeofday stime adjtimex clock_adjtime " ..
    "clock_adjtime64",
  "setpriority nice sched_setattr",
  "sched_setscheduler sched_setattr",
}

local function words(names)
  local result = {}
  for name in names:gmatch "%S+" do result[#result + 1] = name end
  return result
end

M.families = {}
for i, names in ipairs(families) do
  M.families[i] = words(names)
end

--- Without these nothing ends or gets back from a signal.
M.essential = words "exit_group rt_sigreturn"

--- Calls that a sandbox seldom means to permit.
M.powerful = words [[
  acct add_key bpf chroot delete_module finit_module init_module ioperm iopl
  kexec_file_load kexec_load keyctl mount move_mount name_to_handle_at
  open_by_handle_at perf_event_open pidfd_getfd pivot_root process_vm_readv
  process_vm_writev ptrace quotactl reboot request_key setns swapoff swapon
  umount2 userfaultfd]]

--- Calls that a listener's own process makes when it answers.
M.listening = words "sendmsg recvmsg write read close ioctl poll"

--- 32-bit arches: the kernel shows a filter the low words only.
M.narrow = {}
for _, arch in ipairs(words [[
    x86 arm mips mipsel ppc s390 parisc m68k sh sheb]]) do
  M.narrow[arch] = true
end

--- TIOCSTI, where it has the usual number.
M.tiocsti = 0x5412
M.tiocsti_elsewhere = {}
for _, arch in ipairs(words [[mips mips64 mips64n32 mipsel mipsel64 mipsel64n32
    parisc parisc64 sh sheb]]) do
  M.tiocsti_elsewhere[arch] = true
end

return M
