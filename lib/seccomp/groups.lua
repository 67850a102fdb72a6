--- Groups of syscalls by what they are for: `"@basic-io"` in a policy's rule.
--
-- A group lists every call, old and new and of any arch, that does its thing
-- and nothing more: so that denying it leaves no way around but through the
-- groups that its `besides` names, and allowing it breaks no libc and opens
-- nothing but its thing. A call that does the thing and more (io_uring reads,
-- and opens and connects) is in the group of the more, and that one is in
-- `besides`. Twins (the old and the new name of one call, see
-- seccomp.kernel.twins) are in the same groups. Those called default, lua and
-- system-service are otherwise: they list what is needed, to be allowed; and
-- that called obsolete, which lists what is old. A denial of these promises
-- nothing. A name that an arch, or this libseccomp, does not have is passed
-- over. The multiplexers socketcall and ipc are in no group: a policy covers
-- them by the calls that they stand for.
-- @module seccomp.groups

-- SPDX-License-Identifier: MIT
local M = {}

local no_more = require("seccomp.error").no_more
local ipairs, pairs, sort = ipairs, pairs, table.sort

-- Each: what it is for; then names and other groups; then the groups with which
-- its thing can be done as well.
local definitions = {
  ["@default"] = {"what every process needs to run, wait and end", [[
    arch_prctl brk cacheflush cachectl clock_getres clock_getres_time64
    clock_gettime clock_gettime64 clock_nanosleep clock_nanosleep_time64 exit
    exit_group futex futex_requeue futex_time64 futex_wait futex_waitv
    futex_wake get_robust_list get_thread_area get_tls getegid getegid32
    geteuid geteuid32 getgid getgid32 getgroups getgroups32 getpgid getpgrp
    getpid getppid getrandom getresgid getresgid32 getresuid getresuid32
    getrlimit getsid gettid gettimeofday getuid getuid32 membarrier mmap mmap2
    mprotect mremap munmap nanosleep oldolduname olduname pause prlimit64
    restart_syscall riscv_flush_icache riscv_hwprobe rseq rseq_slice_yield
    rt_sigreturn sched_getaffinity sched_yield set_robust_list
    set_thread_area set_tid_address set_tls sigreturn time ugetrlimit uname
    uprobe uretprobe]]},

  ["@basic-io"] = {"reading and writing what is open, from one descriptor " ..
    "to another as well", [[
    _llseek close close_range copy_file_range dup dup2 dup3 lseek pread64
    preadv preadv2 pwrite64 pwritev pwritev2 read readv sendfile sendfile64
    splice tee vmsplice write writev]], "@aio @memory @network-io"},

  ["@file-system"] = {"opening, finding, making and removing files", [[
    access cachestat chdir chmod close creat faccessat faccessat2 fallocate
    fchdir fchmod fchmodat fchmodat2 fcntl fcntl64 fgetxattr file_getattr
    file_setattr flistxattr fremovexattr fsetxattr fstat fstat64 fstatat64
    fstatfs fstatfs64 ftruncate ftruncate64 futimesat getcwd getdents
    getdents64 getxattr getxattrat inotify_add_watch inotify_init
    inotify_init1 inotify_rm_watch lgetxattr link linkat listxattr listxattrat
    llistxattr lremovexattr lsetxattr lstat lstat64 mkdir mkdirat mknod
    mknodat mmap mmap2 munmap name_to_handle_at newfstatat oldfstat oldlstat
    oldstat open openat openat2 readdir readlink readlinkat removexattr
    removexattrat rename renameat renameat2 rmdir setxattr setxattrat stat
    stat64 statfs statfs64 statx symlink symlinkat truncate truncate64 unlink
    unlinkat utime utimensat utimensat_time64 utimes]],
    "@aio @mount @network-io @privileged @process"},

  ["@file-read"] = {"looking at files without changing any; open takes " ..
    "flags that write, so its rule wants conditions", [[
    access cachestat faccessat faccessat2 fgetxattr file_getattr flistxattr
    fstat fstat64 fstatat64 fstatfs fstatfs64 getcwd getdents getdents64
    getxattr getxattrat lgetxattr listxattr listxattrat llistxattr lstat
    lstat64 newfstatat oldfstat oldlstat oldstat readdir readlink readlinkat
    stat stat64 statfs statfs64 statx]],
    "@aio @file-system"},

  ["@chown"] = {"giving files away", [[
    chown chown32 fchown fchown32 fchownat lchown lchown32]]},

  ["@sync"] = {"getting written data onto the disk", [[
    fdatasync fsync msync sync sync_file_range sync_file_range2
    arm_sync_file_range syncfs]], "@aio"},

  ["@io-event"] = {"waiting for descriptors", [[
    _newselect epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait
    epoll_pwait2 epoll_wait epoll_wait_old eventfd eventfd2 poll ppoll
    ppoll_time64 pselect6 pselect6_time64 select]], "@aio"},

  ["@aio"] = {"asynchronous I/O. io_uring opens files and sockets, and " ..
    "reads and writes them, out of sight of every other rule", [[
    io_cancel io_destroy io_getevents io_pgetevents io_pgetevents_time64
    io_setup io_submit io_uring_enter io_uring_register io_uring_setup]]},

  ["@network-io"] = {"sockets", [[
    accept accept4 bind connect getpeername getsockname getsockopt listen recv
    recvfrom recvmmsg recvmmsg_time64 recvmsg send sendmmsg sendmsg sendto
    setsockopt shutdown socket socketpair]], "@aio @basic-io"},

  ["@ipc"] = {"pipes, shared memory, semaphores and queues", [[
    memfd_create memfd_secret mq_getsetattr mq_notify mq_open mq_timedreceive
    mq_timedreceive_time64 mq_timedsend mq_timedsend_time64 mq_unlink msgctl
    msgget msgrcv msgsnd pipe pipe2 process_madvise process_vm_readv
    process_vm_writev semctl semget semop semtimedop semtimedop_time64 shmat
    shmctl shmdt shmget]], "@aio @debug @file-system @memory @network-io"},

  ["@memory"] = {"mapping memory and saying how it is used", [[
    brk get_mempolicy madvise map_shadow_stack mbind membarrier migrate_pages
    mincore mmap mmap2 move_pages mprotect mremap mseal munmap pkey_alloc
    pkey_free pkey_mprotect remap_file_pages set_mempolicy
    set_mempolicy_home_node shmat shmdt]], "@debug @memlock @process"},

  ["@memlock"] = {"keeping memory out of swap", [[
    mlock mlock2 mlockall munlock munlockall]], "@ipc @memory"},

  ["@process"] = {"making processes and threads, and looking after them", [[
    arch_prctl capget clone clone3 execve execveat fork getrusage kill listns
    pidfd_open pidfd_send_signal prctl process_mrelease rt_sigqueueinfo
    rt_tgsigqueueinfo setns swapcontext tgkill times tkill unshare vfork wait4
    waitid waitpid]], "@aio @cpu-emulation"},

  ["@signal"] = {"handling signals", [[
    pause rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn rt_sigsuspend
    rt_sigtimedwait rt_sigtimedwait_time64 sgetmask sigaction sigaltstack
    signal signalfd signalfd4 sigpending sigprocmask sigreturn sigsuspend
    ssetmask]], "@io-event"},

  ["@timer"] = {"timers and alarms", [[
    alarm getitimer setitimer timer_create timer_delete timer_getoverrun
    timer_gettime timer_gettime64 timer_settime timer_settime64 timerfd
    timerfd_create timerfd_gettime timerfd_gettime64 timerfd_settime
    timerfd_settime64 times]], "@aio @io-event"},

  ["@clock"] = {"setting the clock", [[
    adjtimex clock_adjtime clock_adjtime64 clock_settime clock_settime64
    settimeofday stime]]},

  ["@setuid"] = {"becoming another user or group", [[
    setfsgid setfsgid32 setfsuid setfsuid32 setgid setgid32 setgroups
    setgroups32 setregid setregid32 setresgid setresgid32 setresuid
    setresuid32 setreuid setreuid32 setuid setuid32]], "@process"},

  ["@privileged"] = {"calls whose main use wants a capability", [[
    @chown @clock @module @mount @raw-io @reboot @setuid @swap _sysctl acct
    bdflush bpf capset chroot fanotify_init fanotify_mark lookup_dcookie
    nfsservctl open_by_handle_at perf_event_open pivot_root quotactl
    quotactl_fd rtas setdomainname sethostname syslog vhangup]],
    "@process"},

  ["@mount"] = {"the tree of mounted file systems, the old way and the new", [[
    chroot fsconfig fsmount fsopen fspick listmount mount mount_setattr
    move_mount open_tree open_tree_attr pivot_root statmount umount umount2]],
    "@process"},

  ["@module"] = {"modules of the kernel", [[
    create_module delete_module finit_module get_kernel_syms init_module
    query_module]]},

  ["@raw-io"] = {"the machine's ports and busses", [[
    ioperm iopl pciconfig_iobase pciconfig_read pciconfig_write
    s390_pci_mmio_read s390_pci_mmio_write]]},

  ["@reboot"] = {"stopping or replacing the running kernel", [[
    kexec_file_load kexec_load reboot]]},

  ["@swap"] = {"swap space", "swapoff swapon"},

  ["@debug"] = {"looking into other processes and the kernel", [[
    kcmp lookup_dcookie perf_event_open pidfd_getfd process_madvise
    process_vm_readv process_vm_writev ptrace rtas s390_guarded_storage
    s390_runtime_instr s390_sthyi sys_debug_setcontext userfaultfd]],
    "@privileged"},

  ["@keyring"] = {"the kernel's keys", "add_key keyctl request_key"},

  ["@sandbox"] = {"giving up rights", [[
    landlock_add_rule landlock_create_ruleset landlock_restrict_self
    lsm_get_self_attr lsm_list_modules lsm_set_self_attr seccomp]],
    "@process @privileged"},

  ["@resources"] = {"priorities and limits", [[
    getpriority getrlimit ioprio_get ioprio_set mbind migrate_pages move_pages
    nice prlimit64 sched_get_priority_max sched_get_priority_min
    sched_getaffinity sched_getattr sched_getparam sched_getscheduler
    sched_rr_get_interval sched_rr_get_interval_time64 sched_setaffinity
    sched_setattr sched_setparam sched_setscheduler set_mempolicy
    set_mempolicy_home_node setpriority setrlimit ugetrlimit]]},

  ["@cpu-emulation"] = {"other ways of running code on the processor, and " ..
    "other processors", [[
    modify_ldt spu_create spu_run subpage_prot switch_endian sysmips usr26
    usr32 vm86 vm86old]]},

  ["@obsolete"] = {"calls that no current libc makes, or no kernel takes", [[
    _sysctl afs_syscall bdflush break create_module ftime get_kernel_syms
    getpmsg gtty idle lock mpx multiplexer prof profil putpmsg query_module
    security sgetmask ssetmask stime stty sysfs timerfd tuxcall ulimit uselib
    ustat vserver]]},

  ["@lua"] = {"what a Lua script that is running needs to compute, to read " ..
    "and write what is open, and to end", [[
    @default @basic-io fcntl fcntl64 fstat fstat64 fstatat64 ioctl madvise
    newfstatat rt_sigaction rt_sigprocmask statx]]},

  ["@system-service"] = {"what a daemon without special rights may be " ..
    "expected to do", [[
    @default @basic-io @file-system @sync @io-event @aio @network-io @ipc
    @memory @memlock @process @signal @timer @resources @sandbox @chown
    @setuid @keyring fadvise64 fadvise64_64 arm_fadvise64_64 flock getcpu
    ioctl personality readahead setpgid setsid sysinfo umask capget capset]]},
}

-- What is asked for is worked out once.
local expanded = {}

local function collect(name, into)
  for word in definitions[name][2]:gmatch "%S+" do
    if definitions[word] then
      collect(word, into)
    else
      into[word] = true
    end
  end
end

--- The syscalls of a group.
-- @tparam string name as `"@basic-io"`
-- @treturn[1] {string,…} names in order of the alphabet
-- @treturn[2] nil when there is no such group
function M.expand(name, ...)
  no_more("expand", 1, ...)
  if not definitions[name] then return nil end
  if not expanded[name] then
    local set, list = {}, {}
    collect(name, set)
    for call in pairs(set) do list[#list + 1] = call end
    sort(list)
    expanded[name] = list
  end
  local copy = {}
  for i, call in ipairs(expanded[name]) do copy[i] = call end
  return copy
end

--- What a group is for.
-- @tparam string name
-- @treturn[1] string
-- @treturn[2] nil when there is no such group
function M.purpose(name, ...)
  no_more("purpose", 1, ...)
  return definitions[name] and definitions[name][1]
end

--- The groups with which a group's thing can be done as well, by calls that do
-- more than that: who denies the group denies these, too, or means to leave
-- that way.
-- @tparam string name
-- @treturn[1] {string,…} names of groups; empty where there is no other way
-- @treturn[2] nil when there is no such group
function M.besides(name, ...)
  no_more("besides", 1, ...)
  if not definitions[name] then return nil end
  local list = {}
  for other in (definitions[name][3] or ""):gmatch "%S+" do
    list[#list + 1] = other
  end
  return list
end

--- The names of all groups.
-- @treturn {string,…}
function M.names(...)
  no_more("names", 0, ...)
  local list = {}
  for name in pairs(definitions) do list[#list + 1] = name end
  sort(list)
  return list
end

return M
