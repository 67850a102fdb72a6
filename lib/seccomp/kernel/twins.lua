--- Syscalls that do the same thing under several names, from the kernel's
-- tables (arch/*/kernel/syscalls/*.tbl, scripts/syscall.tbl), the manual's
-- pages of the calls, and, for what a libc falls back to, glibc's and musl's
-- sources.
--
-- A table of facts: who compares two policies, or names a group of calls, can
-- hold what it says against these lists.
-- @module seccomp.kernel.twins
local M = {}

local ipairs = ipairs

-- One entry of the kernel with other widths or with one more argument: what one
-- of a line does, each of the others does.
local same = {
  -- time_t with 32 and with 64 bits
  "clock_adjtime clock_adjtime64",
  "clock_getres clock_getres_time64",
  "clock_gettime clock_gettime64",
  "clock_nanosleep clock_nanosleep_time64",
  "clock_settime clock_settime64",
  "futex futex_time64",
  "io_pgetevents io_pgetevents_time64",
  "mq_timedreceive mq_timedreceive_time64",
  "mq_timedsend mq_timedsend_time64",
  "recvmmsg recvmmsg_time64",
  "rt_sigtimedwait rt_sigtimedwait_time64",
  "sched_rr_get_interval sched_rr_get_interval_time64",
  "semop semtimedop semtimedop_time64",
  "timer_gettime timer_gettime64",
  "timer_settime timer_settime64",
  "timerfd_gettime timerfd_gettime64",
  "timerfd_settime timerfd_settime64",
  "utime utimes futimesat utimensat utimensat_time64",
  "poll ppoll ppoll_time64 select _newselect pselect6 pselect6_time64",
  -- ids with 16 and with 32 bits
  "chown chown32 lchown lchown32 fchown fchown32 fchownat",
  "getegid getegid32",
  "geteuid geteuid32",
  "getgid getgid32",
  "getgroups getgroups32",
  "getresgid getresgid32",
  "getresuid getresuid32",
  "getuid getuid32",
  "setfsgid setfsgid32",
  "setfsuid setfsuid32",
  "setgroups setgroups32",
  "setgid setgid32 setregid setregid32 setresgid setresgid32",
  "setuid setuid32 setreuid setreuid32 setresuid setresuid32",
  -- offsets and sizes with 32 and with 64 bits
  "fadvise64 fadvise64_64 arm_fadvise64_64",
  "fcntl fcntl64",
  "fstat fstat64 oldfstat",
  "ftruncate ftruncate64",
  "getdents getdents64",
  "getrlimit ugetrlimit",
  "lseek _llseek",
  "mmap mmap2",
  "sendfile sendfile64",
  "stat stat64 oldstat lstat lstat64 oldlstat newfstatat fstatat64 statx",
  "statfs statfs64",
  "fstatfs fstatfs64",
  "sync_file_range sync_file_range2 arm_sync_file_range",
  "truncate truncate64",
  "uname olduname oldolduname",
  -- from a directory's descriptor, or with flags
  "accept accept4",
  "access faccessat faccessat2",
  "chmod fchmod fchmodat fchmodat2",
  "dup dup2 dup3",
  "epoll_create epoll_create1",
  "epoll_wait epoll_wait_old epoll_pwait epoll_pwait2",
  "epoll_ctl epoll_ctl_old",
  "eventfd eventfd2",
  "execve execveat",
  "inotify_init inotify_init1",
  "link linkat",
  "mkdir mkdirat",
  "mknod mknodat",
  "mlock mlock2",
  "mprotect pkey_mprotect",
  "open openat openat2 creat",
  "open_tree open_tree_attr",
  "pipe pipe2",
  "readlink readlinkat",
  "readv preadv preadv2",
  "rename renameat renameat2",
  "signalfd signalfd4",
  "symlink symlinkat",
  "umount umount2",
  "unlink unlinkat",
  "writev pwritev pwritev2",
  "getxattr lgetxattr fgetxattr getxattrat",
  "listxattr llistxattr flistxattr listxattrat",
  "removexattr lremovexattr fremovexattr removexattrat",
  "setxattr lsetxattr fsetxattr setxattrat",
  -- the same under a newer interface
  "clone clone3 fork vfork",
  "init_module finit_module",
  "kexec_load kexec_file_load",
  "quotactl quotactl_fd",
  "rt_sigaction sigaction",
  "rt_sigpending sigpending",
  "rt_sigprocmask sigprocmask",
  "rt_sigreturn sigreturn",
  "rt_sigsuspend sigsuspend",
  "wait4 waitid waitpid",
}

-- What some calls do, and other calls, some of which do more, with which that
-- can be done as well: the other way about it need not be so.
local substitutes = {
  {"open openat openat2 creat", "open_by_handle_at"},
  {"unshare", "clone clone3"},
  {"rmdir", "unlinkat"},
  {"mount", "move_mount mount_setattr"},
  {"chroot", "pivot_root"},
  {"sendto sendmsg sendmmsg send", "sendto sendmsg sendmmsg send"},
  {"recvfrom recvmsg recvmmsg recvmmsg_time64 recv",
    "recvfrom recvmsg recvmmsg recvmmsg_time64 recv"},
  {"kill tkill tgkill pidfd_send_signal rt_sigqueueinfo rt_tgsigqueueinfo",
    "kill tkill tgkill pidfd_send_signal rt_sigqueueinfo rt_tgsigqueueinfo"},
  {"ptrace", "process_vm_writev process_vm_readv"},
  {"process_vm_writev process_vm_readv", "ptrace"},
  {"setrlimit", "prlimit64"},
  {"clock_settime clock_settime64 settimeofday stime",
    "clock_settime clock_settime64 settimeofday stime adjtimex " ..
    "clock_adjtime clock_adjtime64"},
  {"setpriority nice", "setpriority nice sched_setattr"},
  {"sched_setscheduler", "sched_setattr"},
  {"statfs statfs64 fstatfs fstatfs64", "statfs statfs64 fstatfs fstatfs64"},
  {"read readv pread64 preadv preadv2",
    "read readv pread64 preadv preadv2 sendfile sendfile64 splice " ..
    "copy_file_range"},
  {"write writev pwrite64 pwritev pwritev2",
    "write writev pwrite64 pwritev pwritev2 sendfile sendfile64 splice " ..
    "vmsplice copy_file_range"},
  {"futex futex_time64", "futex_waitv futex_wait futex_wake futex_requeue"},
}

-- Calls that no libc has made for twenty years, for what others do: who denies
-- them denies what is old, and not what it does.
local retired = [[
  _sysctl epoll_ctl_old epoll_wait_old nice oldfstat oldlstat oldolduname
  oldstat olduname readdir signal stime waitpid
]]

-- A newer call, and the older that is made in its place when the newer gives
-- ENOSYS, and on no other errno: by a libc of its own accord, or, in the second
-- list, where a program asks for the newer one. An arch that has one of the two
-- alone has nothing to fall back to, and there this says nothing; of rseq there
-- is no older one, and a libc goes on without.
--
-- glibc 2.34 and newer, and musl 1.2, make the calls with 64-bit times first on
-- every 32-bit arch, and statx for the stat family there; glibc: faccessat,
-- fchmodat (2.39), clone and posix_spawn (clone3, 2.34), and, for those that
-- ask, preadv2, pwritev2, renameat2, epoll_pwait2, closefrom (close_range);
-- musl: faccessat, fchmodat (1.2.5). Users of openat2 (systemd, runc, crun) and
-- of statx do the same by themselves.
local fallbacks = [[
  clock_adjtime64 clock_adjtime
  clock_getres_time64 clock_getres
  clock_gettime64 clock_gettime
  clock_nanosleep_time64 clock_nanosleep
  clock_settime64 clock_settime
  clone3 clone
  faccessat2 faccessat
  fchmodat2 fchmodat
  futex_time64 futex
  io_pgetevents_time64 io_pgetevents
  mq_timedreceive_time64 mq_timedreceive
  mq_timedsend_time64 mq_timedsend
  ppoll_time64 ppoll
  pselect6_time64 pselect6
  recvmmsg_time64 recvmmsg
  rt_sigtimedwait_time64 rt_sigtimedwait
  sched_rr_get_interval_time64 sched_rr_get_interval
  semtimedop_time64 semtimedop
  statx fstatat64
  timer_gettime64 timer_gettime
  timer_settime64 timer_settime
  timerfd_gettime64 timerfd_gettime
  timerfd_settime64 timerfd_settime
  utimensat_time64 utimensat
]]

local by_choice = [[
  close_range close
  epoll_pwait2 epoll_pwait
  openat2 openat
  preadv2 preadv
  pwritev2 pwritev
  renameat2 renameat
  rseq -
  statx newfstatat
]]

local function words(text)
  local list = {}
  for word in text:gmatch "%S+" do list[#list + 1] = word end
  return list
end

local function all_words(lines)
  local lists = {}
  for i, line in ipairs(lines) do lists[i] = words(line) end
  return lists
end

--- Lists of calls each of which does what the others do.
M.same = all_words(same)

--- Pairs of lists of calls: what those of the first do can be done with those
-- of the second.
M.substitutes = {}
for i, pair in ipairs(substitutes) do M.substitutes[i] = all_words(pair) end

--- A set of calls that have been out of use for long.
M.retired = {}
for _, name in ipairs(words(retired)) do M.retired[name] = true end

--- Pairs `{newer, older}`: the older call, if there is one, is made where the
-- newer gives ENOSYS.
M.fallbacks = {}

local asked = {}
for i, text in ipairs {fallbacks, by_choice} do
  for newer, older in text:gmatch "(%S+) (%S+)" do
    if older == "-" then older = nil end
    M.fallbacks[#M.fallbacks + 1] = {newer, older}
    if i == 2 then asked[newer .. " " .. (older or "")] = true end
  end
end

--- Whether a pair is one of which programs ask for the newer call, and no libc
-- makes it by itself.
-- @tparam string newer
-- @tparam[opt] string older
-- @treturn boolean
function M.by_choice(newer, older)
  return asked[newer .. " " .. (older or "")] == true
end

return M
