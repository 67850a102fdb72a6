--- What lint knows of syscalls: their arguments, and which do the same thing.
local core = require "seccomp.core"

local M = {}

local ipairs, tonumber = ipairs, tonumber

--- The name of a number, multiplexers left out.
function M.name(number, arch)
  local name = core.syscall_name(number, arch)
  if name == "socketcall" or name == "ipc" then return nil end
  return name
end

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
  "mount move_mount mount_setattr",
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
  "stat stat64 lstat lstat64 newfstatat fstatat64 statx",
  "access faccessat faccessat2",
  "readlink readlinkat",
  "getdents getdents64",
  "statfs statfs64 fstatfs fstatfs64",
  "getxattr lgetxattr fgetxattr getxattrat",
  "listxattr llistxattr flistxattr listxattrat",
  "utime utimes futimesat utimensat utimensat_time64",
  "read readv pread64 preadv preadv2",
  "write writev pwrite64 pwritev pwritev2",
  "dup dup2 dup3",
  "select _newselect pselect6 pselect6_time64 poll ppoll ppoll_time64",
  "epoll_wait epoll_pwait epoll_pwait2",
  "futex futex_time64 futex_waitv futex_wait futex_wake futex_requeue",
}

local function words(names)
  local result = {}
  for name in names:gmatch "%S+" do result[#result + 1] = name end
  return result
end

--- Each a list of calls.
M.families = {}
for i, names in ipairs(families) do
  M.families[i] = words(names)
end

--- Without these nothing ends or gets back from a signal.
M.essential = words "exit_group rt_sigreturn"

--- Calls that libcs and the kernel make for any program.
M.often_needed = words "exit restart_syscall futex brk mmap mmap2"

--- Calls that a sandbox seldom means to permit.
M.powerful = words [[
  acct add_key bpf chroot delete_module finit_module init_module ioperm iopl
  kcmp kexec_file_load kexec_load keyctl mount move_mount name_to_handle_at
  open_by_handle_at perf_event_open pidfd_getfd pivot_root process_madvise
  process_vm_readv process_vm_writev ptrace quotactl reboot request_key setns
  swapoff swapon umount2 unshare userfaultfd]]

--- Calls that the kernel lets through whatever a filter says.
M.exempt = {uretprobe = true, uprobe = true}

--- Arches that one machine, and so one process, can use side by side.
M.machines = {}
for i, names in ipairs {
  "amd64 x86 x32", "arm64 arm", "ppc64 ppc", "s390x s390",
  "mips64 mips64n32 mips", "mipsel64 mipsel64n32 mipsel", "parisc64 parisc",
} do
  M.machines[i] = words(names)
end

--- Calls that make memory executable: the argument that says so, and its value
-- for memory that can be written as well, or only written.
M.code = {
  {name = "mmap", arg = 2, both = 7, either = 3},
  {name = "mmap2", arg = 2, both = 7, either = 3},
  {name = "mprotect", arg = 2, both = 7, either = 3},
  {name = "pkey_mprotect", arg = 2, both = 7, either = 3},
  {name = "shmat", arg = 2, both = 0x8000},
}

--- Words of flags, and a bit that says nothing of what the others ask for.
M.flags = {}
for name, arg, bit in ([[
    open 1 0x80000, openat 2 0x80000, open_by_handle_at 2 0x80000,
    creat 1 0x1, accept4 3 0x80000, pipe2 1 0x80000, dup3 2 0x80000,
    socket 1 0x80000, socketpair 1 0x80000, memfd_create 1 0x1,
    mount 3 0x400, umount2 1 0x8, unshare 0 0x200, setns 1 0x20000,
    mmap 2 0x1, mprotect 2 0x1, pkey_mprotect 2 0x1, mmap 3 0x4000,
    mremap 3 0x1, renameat2 4 0x1, unlinkat 2 0x200, shmat 2 0x1000,
    eventfd2 1 0x80000, epoll_create1 0 0x80000, timerfd_create 1 0x80000,
    inotify_init1 0 0x80000, signalfd4 3 0x80000, userfaultfd 0 0x80000,
    personality 0 0x40000]]):gmatch "(%w+) (%d) (0x%x+)" do
  M.flags[name .. " " .. arg] = tonumber(bit)
end

--- Calls whose type may come with SOCK_CLOEXEC and SOCK_NONBLOCK.
M.typed = {socket = true, socketpair = true}
M.sock_cloexec = 0x80000

--- Arches on which clone's flags are arg1.
M.clone_reversed = {s390 = true, s390x = true}

--- Calls that a listener's own process makes when it answers.
M.listening = words "sendmsg recvmsg write read close ioctl poll"

--- 32-bit arches: calls use the low words of their arguments only.
M.narrow = {}
for _, arch in ipairs(words [[
    x86 arm mips mipsel ppc s390 parisc m68k sh sheb]]) do
  M.narrow[arch] = true
end

-- Where ioctl requests have other numbers.
local other_ioctls = {}
for _, arch in ipairs(words [[mips mips64 mips64n32 mipsel mipsel64 mipsel64n32
    parisc parisc64 sh sheb]]) do
  other_ioctls[arch] = true
end

--- Single arguments that reach far, in calls that are seldom kept whole.
M.risks = {
  {
    id = "tiocsti", name = "ioctl", arg = 1, value = 0x5412,
    elsewhere = other_ioctls,
    message = "ioctl TIOCSTI is permitted: with a terminal it types into " ..
      "the shell that started the process",
  }, {
    id = "tioclinux", name = "ioctl", arg = 1, value = 0x541c,
    elsewhere = other_ioctls,
    message = "ioctl TIOCLINUX is permitted: on a console it pastes into " ..
      "the shell that started the process",
  }, {
    id = "personality", name = "personality", arg = 0, value = 0x0440000,
    message = "personality with ADDR_NO_RANDOMIZE and READ_IMPLIES_EXEC is " ..
      "permitted: it takes protections off the programs that are run next",
  }, {
    id = "new-namespaces", name = "clone", arg = 0, value = 0x10000000,
    message = "clone with CLONE_NEWUSER is permitted: in a namespace of its " ..
      "own a process has every capability, and more of the kernel in reach",
  }, {
    id = "socket-families", name = "socket", arg = 0, value = 38,
    message = "sockets of every family are permitted, AF_ALG and AF_PACKET " ..
      "and what few programs and many exploits use",
  }, {
    id = "more-filters", name = "seccomp", arg = 0, value = 1,
    message = "seccomp is permitted: a process can install more filters, " ..
      "though none that is looser, and take the one listener",
  },
}

return M
