--- Syscalls that do the same thing under several names, from the kernel's
-- tables (arch/*/kernel/syscalls/*.tbl, scripts/syscall.tbl), the manual's
-- pages of the calls, and, for what a libc falls back to, glibc's and musl's
-- sources.
--
-- A table of facts: who compares two policies, or names a group of calls, can
-- hold what it says against these lists.
-- @module seccomp.kernel.twins

-- SPDX-License-Identifier: MIT
require "seccomp.core" -- which brings the following
local kernel = require "seccomp.core.kernel"
local recovery = require "seccomp.core.recovery"

local M = {}

local ipairs, pairs, sort = ipairs, pairs, table.sort

-- Whether any arch has a call of a name.
local there = {}
for _, arch in ipairs(recovery.arches()) do
  for _, call in ipairs(kernel.calls(arch.name)) do there[call.name] = true end
end

-- A call whose name is another's with one of these behind it does the same with
-- other widths, or with one more argument.
local SUFFIXES = {"_time64", "_64", "64", "32", "at", "1", "2", "3", "4"}

-- Such pairs: {call, newer call, suffix}.
local derived = {}
for name in pairs(there) do
  for _, suffix in ipairs(SUFFIXES) do
    local base = name:sub(-#suffix) == suffix and name:sub(1, -#suffix - 1)
    if base and there[base] then
      derived[#derived + 1] = {base, name, suffix}
    end
  end
end
sort(derived, function(a, b) return a[2] < b[2] end)

-- More entries of the kernel that do the same: what one of a line does, each of
-- the others does.
local same = {
  -- time_t with 32 and with 64 bits
  "semop semtimedop semtimedop_time64",
  "utime utimes futimesat utimensat utimensat_time64",
  "poll ppoll ppoll_time64 select _newselect pselect6 pselect6_time64",
  -- ids with 16 and with 32 bits
  "chown chown32 lchown lchown32 fchown fchown32 fchownat",
  "setgid setgid32 setregid setregid32 setresgid setresgid32",
  "setuid setuid32 setreuid setreuid32 setresuid setresuid32",
  -- offsets and sizes with 32 and with 64 bits
  "fadvise64 fadvise64_64 arm_fadvise64_64",
  "fstat fstat64 oldfstat",
  "getrlimit ugetrlimit",
  "lseek _llseek",
  "stat stat64 oldstat lstat lstat64 oldlstat newfstatat fstatat64 statx",
  "sync_file_range sync_file_range2 arm_sync_file_range",
  "uname olduname oldolduname",
  -- from a directory's descriptor, or with flags
  "access faccessat faccessat2",
  "chmod fchmod fchmodat fchmodat2",
  "dup dup2 dup3",
  "epoll_wait epoll_wait_old epoll_pwait epoll_pwait2",
  "epoll_ctl epoll_ctl_old",
  "mprotect pkey_mprotect",
  "open openat openat2 creat",
  "open_tree open_tree_attr",
  "readv preadv preadv2",
  "rename renameat renameat2",
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
  clone3 clone
  faccessat2 faccessat
  fchmodat2 fchmodat
  statx fstatat64
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
local line_of = {}
for i, line in ipairs(M.same) do
  for _, name in ipairs(line) do line_of[name] = i end
end
for _, pair in ipairs(derived) do
  local line = line_of[pair[1]]
  if not line or line ~= line_of[pair[2]] then
    M.same[#M.same + 1] = {pair[1], pair[2]}
  end
end

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

-- those with 64-bit times, first of all
for _, pair in ipairs(derived) do
  local base, suffix = pair[1], pair[3]
  if suffix == "_time64" or suffix == "64" and base:find "time$" then
    M.fallbacks[#M.fallbacks + 1] = {pair[2], base}
  end
end

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
