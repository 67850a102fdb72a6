--- What lint knows of syscalls: which do the same thing, and what reaches far.
local core = require "seccomp.core"
local low = require "seccomp.core.policy"
local twins = require "seccomp.kernel.twins"

local M = {}

local ipairs, tonumber = ipairs, tonumber

--- The name of a number, multiplexers left out.
function M.name(number, arch)
  local name = core.syscall_name(number, arch)
  if name == "socketcall" or name == "ipc" then return nil end
  return name
end

local function words(names)
  local result = {}
  for name in names:gmatch "%S+" do result[#result + 1] = name end
  return result
end

--- Pairs of lists of calls: those of the second do what those of the first do.
-- Where one of the first is denied or held to conditions, one of the second
-- that is not is a way around.
M.families = {}
for _, names in ipairs(twins.same) do
  M.families[#M.families + 1] = {names, names}
end
for _, pair in ipairs(twins.substitutes) do
  M.families[#M.families + 1] = pair
end

--- A set of calls that are denied for being old.
M.retired = twins.retired

--- Calls that another makes with certain arguments alone: who keeps some calls
-- of the other and permits these leaves no way around. The flags are those of
-- clone: SIGCHLD, and for vfork CLONE_VM and CLONE_VFORK as well.
M.as_another = {
  fork = {name = "clone", flags = 0x11},
  vfork = {name = "clone", flags = 0x4111},
}

--- Without these nothing ends or gets back from a signal.
M.essential = words "exit_group rt_sigreturn"

--- Calls that libcs and the kernel make for any program. Of two with a bar
-- between them a libc makes the first that its arch has.
M.often_needed = words "exit restart_syscall futex brk mmap2|mmap"

-- A set of arches.
local function set_of(arches)
  local set = {}
  for _, arch in ipairs(words(arches)) do set[arch] = true end
  return set
end

--- The steps of the start of a program that is linked to a shared libc, as
-- glibc's and musl's dynamic linkers take them: each a list of calls of which
-- one has to be permitted, with the arguments that count. They get past some of
-- the steps when the call fails, but not when it kills; and musl's does without
-- some of glibc's.
M.starting = {
  {names = words "openat open"},
  {names = words "read"},
  {names = words "newfstatat fstat fstatat64 fstat64 statx"},
  {names = words "mmap2", arches = set_of("x86 arm mips mipsel ppc " ..
    "s390 parisc m68k sh sheb"), args = {arg2 = 5, arg3 = 2}},
  {names = words "mmap", args = {arg2 = 5, arg3 = 2}, arches = set_of(
    "amd64 x32 arm64 mips64 mips64n32 mipsel64 mipsel64n32 ppc64 ppc64le " ..
    "s390x parisc64 riscv64 loongarch64")},
  {names = words "mprotect", args = {arg2 = 1}},
  {names = words "arch_prctl", args = {arg0 = 0x1002},
    arches = set_of "amd64 x32"},
  {names = words "set_thread_area", arches = set_of(
    "x86 mips mipsel mips64 mipsel64 mips64n32 mipsel64n32 m68k")},
  {names = words "set_tls", arches = set_of "arm"},
  {names = words "munmap", when_killed = true},
  {names = words "brk", when_killed = true},
  {names = words "set_tid_address", when_killed = true},
  {names = words "close", glibc = true},
  {names = words "pread64", glibc = true},
  {names = words "access faccessat", glibc = true, when_killed = true},
  {names = words "set_robust_list", glibc = true, when_killed = true},
  {names = words "prlimit64", glibc = true, when_killed = true},
  {names = words "rseq", glibc = true, when_killed = true},
}

--- Where the numbers of x32 begin, and the calls of which it has its own, from
-- 512 up, beside amd64's (arch/x86/entry/syscalls/syscall_64.tbl). Before Linux
-- 5.4 (6365b842aae4) either number did with and without the bit.
M.X32_BIT = 0x40000000
M.x32_own = words [[
  rt_sigaction rt_sigreturn ioctl readv writev recvfrom sendmsg recvmsg execve
  ptrace rt_sigpending rt_sigtimedwait rt_sigqueueinfo sigaltstack timer_create
  mq_notify kexec_load waitid set_robust_list get_robust_list vmsplice
  move_pages preadv pwritev rt_tgsigqueueinfo recvmmsg sendmmsg
  process_vm_readv process_vm_writev setsockopt getsockopt io_setup io_submit
  execveat preadv2 pwritev2]]

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

--- Calls that make memory executable: the argument that says so, and its values
-- for memory that can be written as well, and for memory that is only written.
M.code = {
  {name = "mmap", arg = 2, both = {7, 6}, either = 3},
  {name = "mmap2", arg = 2, both = {7, 6}, either = 3},
  {name = "mprotect", arg = 2, both = {7, 6}, either = 3},
  {name = "pkey_mprotect", arg = 2, both = {7, 6}, either = 3},
  {name = "shmat", arg = 2, both = {0x8000}},
}

--- Whether a call of an arch takes its arguments in memory: what a filter sees
-- is not looked at by the kernel.
function M.in_memory(name, arch) return (low.in_memory(arch, name)) end

--- Words of memory protection: bit 3 (4 on mips) is PROT_SEM, of which no arch
-- makes anything.
M.protection = {["mmap 2"] = true, ["mmap2 2"] = true, ["mprotect 2"] = true,
  ["pkey_mprotect 2"] = true}
function M.prot_sem(arch) return arch:find "^mips" and 0x10 or 8 end

--- Words of flags, and a bit that says nothing of what the others ask for.
M.flags = {}
for name, arg, bit in ([[
    open 1 0x80000, openat 2 0x80000, open_by_handle_at 2 0x80000,
    creat 1 0x1, accept4 3 0x80000, pipe2 1 0x80000, dup3 2 0x80000,
    socket 1 0x80000, socketpair 1 0x80000, memfd_create 1 0x1,
    mount 3 0x400, umount2 1 0x8, unshare 0 0x200, setns 1 0x20000,
    mmap 3 0x4000, mmap2 3 0x4000, mremap 3 0x1,
    renameat2 4 0x1, unlinkat 2 0x200, shmat 2 0x1000,
    eventfd2 1 0x80000, epoll_create1 0 0x80000, timerfd_create 1 0x80000,
    inotify_init1 0 0x80000, signalfd4 3 0x80000, userfaultfd 0 0x80000,
    personality 0 0x40000]]):gmatch "([%w_]+) (%d) (0x%x+)" do
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
