--- What lint knows of syscalls: which do the same thing, and what reaches far.

-- SPDX-License-Identifier: MIT
local core = require "seccomp.core"
local kernel = require "seccomp.core.kernel"
local low = require "seccomp.core.policy"
local twins = require "seccomp.kernel.twins"

local M = {}

local ipairs, sort = ipairs, table.sort

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
-- of the other and permits these leaves no way around.
M.as_another = {
  fork = {name = "clone", args = {flags = "SIGCHLD"}},
  vfork = {name = "clone", args = {flags = "CLONE_VM|CLONE_VFORK|SIGCHLD"}},
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
-- one has to be permitted, with the arguments that count, and where `each` is
-- set, each to be sure of it; of two with a bar between them it is the first
-- that the arch has. They get past some of the
-- steps when the call fails, but not when it kills; and musl's does without
-- some of glibc's.
M.starting = {
  {names = words "openat open"},
  {names = words "read"},
  -- by version and width: glibc 2.33 to 2.38 makes newfstatat, before and after
  -- it is fstat, and statx with 32 bits
  {names = words "newfstatat fstat fstatat64 fstat64 statx", each = true},
  {names = words "mmap2|mmap",
    args = {prot = "PROT_READ|PROT_EXEC", flags = "MAP_PRIVATE"}},
  {names = words "mprotect", args = {prot = "PROT_READ"}},
  {names = words "arch_prctl", args = {code = "ARCH_SET_FS"},
    arches = set_of "amd64 x32"},
  {names = words "set_thread_area", arches = set_of(
    "x86 mips mipsel mips64 mipsel64 mips64n32 mipsel64n32 m68k")},
  {names = words "set_tls", arches = set_of "arm"},
  {names = words "munmap", when_killed = true},
  {names = words "brk", when_killed = true},
  {names = words "set_tid_address", when_killed = true},
  {names = words "close", glibc = true},
  -- program headers behind the first 832 bytes of a library: amd64's libc has
  -- 14; those of arm64, mipsel64, ppc64le, riscv64 and s390x have 10 to 13
  {names = words "pread64", glibc = true, arches = set_of "amd64"},
  {names = words "access faccessat", glibc = true, when_killed = true},
  {names = words "set_robust_list", glibc = true, when_killed = true},
  {names = words "ugetrlimit|prlimit64", glibc = true, when_killed = true},
  {names = words "rseq", glibc = true, when_killed = true},
}

--- Where the numbers of x32 begin, and the calls of which it has its own, from
-- 512 up, beside amd64's. Before Linux 5.4 (6365b842aae4) either number did
-- with and without the bit.
M.X32_BIT = 0x40000000
M.x32_own = {}
local x32_number = {}
for _, call in ipairs(kernel.calls "x32") do
  if call.number >= M.X32_BIT + 512 then
    M.x32_own[#M.x32_own + 1] = call.name
    x32_number[call.name] = call.number
  end
end
sort(M.x32_own, function(a, b) return x32_number[a] < x32_number[b] end)

--- Calls that a sandbox seldom means to permit.
M.powerful = words [[
  acct add_key bpf chroot delete_module finit_module fsconfig fsmount fsopen
  fspick init_module ioperm iopl kcmp kexec_file_load kexec_load keyctl mount
  mount_setattr move_mount name_to_handle_at open_by_handle_at open_tree
  open_tree_attr perf_event_open pidfd_getfd pivot_root process_madvise
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

--- Calls that make memory executable: values of an argument for memory that can
-- be written as well, and for memory that is only written.
M.code = {}
for i, name in ipairs(words "mmap mmap2 mprotect pkey_mprotect") do
  M.code[i] = {name = name, both = {{prot = "PROT_READ|PROT_WRITE|PROT_EXEC"},
    {prot = "PROT_WRITE|PROT_EXEC"}}, either = {prot = "PROT_READ|PROT_WRITE"}}
end
M.code[#M.code + 1] = {name = "shmat", both = {{shmflg = "SHM_EXEC"}}}

--- Whether a call of an arch takes its arguments in memory: what a filter sees
-- is not looked at by the kernel.
function M.in_memory(name, arch) return (low.in_memory(arch, name)) end

--- Calls that take a word of memory protection, in which PROT_SEM is a flag of
-- which no arch makes anything.
M.protection = {mmap = true, mmap2 = true, mprotect = true,
  pkey_mprotect = true}

--- Words of flags, and a flag that says nothing of what the others ask for.
M.flags = {}
for name, argument, flag in ([[
    open flags O_CLOEXEC, openat flags O_CLOEXEC,
    open_by_handle_at flags O_CLOEXEC, creat mode S_IXOTH,
    accept4 flags SOCK_CLOEXEC, pipe2 flags O_CLOEXEC, dup3 flags O_CLOEXEC,
    socket type SOCK_CLOEXEC, socketpair type SOCK_CLOEXEC,
    memfd_create flags MFD_CLOEXEC, mount mountflags MS_NOATIME,
    umount2 flags UMOUNT_NOFOLLOW, unshare flags CLONE_FS,
    setns nstype CLONE_NEWNS, clone flags CLONE_DETACHED,
    mmap flags MAP_NORESERVE, mmap2 flags MAP_NORESERVE,
    mremap flags MREMAP_MAYMOVE,
    renameat2 flags RENAME_NOREPLACE, unlinkat flags AT_REMOVEDIR,
    shmat shmflg SHM_RDONLY, eventfd2 flags EFD_CLOEXEC,
    epoll_create1 flags EPOLL_CLOEXEC, timerfd_create flags TFD_CLOEXEC,
    inotify_init1 flags IN_CLOEXEC, signalfd4 flags SFD_CLOEXEC,
    userfaultfd flags O_CLOEXEC, personality persona ADDR_NO_RANDOMIZE]])
    :gmatch "([%w_]+) (%w+) ([%w_]+)" do
  M.flags[name] = {argument = argument, flag = flag}
end

--- Calls whose type may come with SOCK_CLOEXEC and SOCK_NONBLOCK.
M.typed = {socket = true, socketpair = true}

--- Calls that a listener's own process makes when it answers.
M.listening = words "sendmsg recvmsg write read close ioctl poll"

return M
