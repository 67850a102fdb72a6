--- Which arguments of a call are flags or small numbers, so that the values
-- seen are worth keeping: no pointers, descriptors, sizes or offsets.
-- @module seccomp.record.arguments
require "seccomp.core" -- which brings the following
local low = require "seccomp.core.policy"

local M = {}

-- name: arguments; "L" after one that is a long, so that all 64 bits count.
-- The others are ints: of these the kernel looks at the low 32 bits only, and
-- what stands above them is whatever was left in the register.
local TEXT = [[
accept4 3
access 1
arch_prctl 0
arm_fadvise64_64 1
arm_sync_file_range 1
bpf 0
clock_adjtime 0
clock_getres 0
clock_gettime 0
clock_nanosleep 0 1
clock_settime 0
clone 0L
close_range 2
copy_file_range 5
delete_module 1
dup3 2
epoll_create1 0
epoll_ctl 1
eventfd2 1
execveat 4
faccessat 2
faccessat2 2 3
fadvise64 3
fallocate 1
fanotify_init 0 1
fanotify_mark 1
fchmodat2 3
fchownat 4
fcntl 1
fcntl64 1
finit_module 2
flock 1
fsetxattr 4
fsmount 1 2
fsopen 1
fspick 2
fstatat64 3
futex 1
futex_time64 1
getitimer 0
getpriority 0
getrandom 2
getrlimit 0
getrusage 0
getsockopt 1 2
inotify_add_watch 2
inotify_init1 0
io_uring_enter 3
io_uring_register 1
ioctl 1
iopl 0
ioprio_get 0
ioprio_set 0
ipc 0
kcmp 2
keyctl 0
kill 1
linkat 4
lseek 2
lsetxattr 4
madvise 2
mbind 2 5
membarrier 0 1
memfd_create 1
mlock2 2
mlockall 0
mmap 2L 3L
mmap2 2L 3L
modify_ldt 0
mount 3L
mount_setattr 2
move_mount 4
mprotect 2L
mremap 3L
msgctl 1
msgget 1
msync 2
name_to_handle_at 4
newfstatat 3
open 1
open_by_handle_at 2
open_tree 2
openat 2
perf_event_open 4L
personality 0
pidfd_open 1
pidfd_send_signal 1 3
pipe2 1
pkey_alloc 0 1
pkey_mprotect 2L
prctl 0
preadv2 5
prlimit64 1
process_madvise 3
ptrace 0L
pwritev2 5
quotactl 0
reboot 0 1 2
recv 3
recvfrom 3
recvmmsg 3
recvmsg 2
renameat2 4
rseq 2
rt_sigaction 0
rt_sigprocmask 0
rt_sigqueueinfo 1
rt_tgsigqueueinfo 2
sched_setscheduler 1
seccomp 0 1
semctl 2
semget 2
send 3
sendmmsg 3
sendmsg 2
sendto 3
set_mempolicy 0
setitimer 0
setns 1
setpriority 0
setrlimit 0
setsockopt 1 2
setxattr 4
shmat 2
shmctl 1
shmget 2
shutdown 1
signalfd4 3
socket 0 1 2
socketcall 0
socketpair 0 1 2
splice 5
statx 2 3
swapon 1
sync_file_range 3
sync_file_range2 1
syslog 0
tee 3
tgkill 2
timer_create 0
timer_settime 1
timerfd_create 0 1
timerfd_settime 1
tkill 1
umount2 1
unlinkat 2
unshare 0L
userfaultfd 0
utimensat 3
vmsplice 3
wait4 2
waitid 0 3
_llseek 4
]]

local known = {}
for line in TEXT:gmatch "[^\n]+" do
  local list = {}
  for index, long in line:gmatch " (%d)(L?)" do
    list[#list + 1] = {arg = math.tointeger(index), field = "arg" .. index,
      width = long == "L" and 64 or 32}
  end
  if #list > 0 then known[line:match "^%S+"] = list end
end

-- Where an arch has them elsewhere: false where they are the seventh argument,
-- which no filter sees, or where that is not known.
local ELSEWHERE = {}

local function elsewhere(name, arches, at)
  for arch in arches:gmatch "%S+" do
    ELSEWHERE[arch] = ELSEWHERE[arch] or {}
    ELSEWHERE[arch][name] = at
  end
end

local function argument(index, width)
  return {{arg = index, field = "arg" .. index, width = width or 32}}
end

elsewhere("clone", "s390 s390x", argument(1, 64))
-- Offsets of 64 bits are pairs of registers, which begin at an even one on
-- arm, mips and ppc.
elsewhere("fadvise64", "x86 m68k s390 sh sheb", argument(4))
elsewhere("fadvise64", "ppc", argument(5))
elsewhere("fadvise64", "arm mips mipsel parisc", false)
elsewhere("sync_file_range", "x86 m68k s390 sh sheb parisc", argument(5))
elsewhere("sync_file_range", "arm mips mipsel ppc", false)
elsewhere("preadv2", "x32", argument(4))
elsewhere("pwritev2", "x32", argument(4))

--- The arguments of a call that are flags or numbers, or nil: where it takes
-- them from memory, what is in its registers is none of them.
-- @tparam string arch canonical name
-- @tparam string name
-- @treturn ?table list of `{arg=, field=, width=}`
function M.of(arch, name)
  if low.in_memory(arch, name) then return nil end
  local there = ELSEWHERE[arch] and ELSEWHERE[arch][name]
  if there ~= nil then return there or nil end
  return known[name]
end

return M
