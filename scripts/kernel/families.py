# SPDX-License-Identifier: MIT
"""Which constants belong together, and which argument takes which.

A family: the name that `seccomp.signature` gives it, whether its members are
flags, and what its members are called."""
import re

SIG = r"SIG(HUP|INT|QUIT|ILL|TRAP|ABRT|IOT|BUS|EMT|FPE|KILL|USR1|SEGV|USR2|" \
      r"PIPE|ALRM|TERM|STKFLT|CHLD|CLD|CONT|STOP|TSTP|TTIN|TTOU|URG|XCPU|" \
      r"XFSZ|VTALRM|PROF|WINCH|IO|POLL|LOST|PWR|SYS|UNUSED)"
PRCTL = (r"PR_((SET|GET)_(PDEATHSIG|DUMPABLE|UNALIGN|KEEPCAPS|FPEMU|FPEXC|"
         r"TIMING|NAME|ENDIAN|SECCOMP|TSC|SECUREBITS|TIMERSLACK|MM|PTRACER|"
         r"CHILD_SUBREAPER|NO_NEW_PRIVS|TID_ADDRESS|THP_DISABLE|FP_MODE|"
         r"SPECULATION_CTRL|TAGGED_ADDR_CTRL|IO_FLUSHER|MDWE|VMA|AUXV|"
         r"SYSCALL_USER_DISPATCH|MEMORY_MERGE|SHADOW_STACK_STATUS|CFI)|"
         r"CAPBSET_(READ|DROP)|TASK_PERF_EVENTS_(EN|DIS)ABLE|MCE_KILL(_GET)?|"
         r"MPX_(EN|DIS)ABLE_MANAGEMENT|CAP_AMBIENT|S[VM]E_[SG]ET_VL|"
         r"PAC_(RESET|[SG]ET_ENABLED)_KEYS|SCHED_CORE|RISCV_V_[SG]ET_CONTROL|"
         r"RISCV_SET_ICACHE_FLUSH_CTX|PPC_[SG]ET_DEXCR|"
         r"LOCK_SHADOW_STACK_STATUS|TIMER_CREATE_RESTORE_IDS|FUTEX_HASH|"
         r"RSEQ_SLICE_EXTENSION)")
MARKS = r"FAN_MARK_\w+"
INITS = (r"FAN_(CLOEXEC|NONBLOCK|CLASS_\w+|UNLIMITED_\w+|ENABLE_AUDIT|"
         r"REPORT_\w+)")
EVENTS = (r"FAN_(ACCESS|MODIFY|ATTRIB|CLOSE|CLOSE_WRITE|CLOSE_NOWRITE|OPEN|"
          r"OPEN_EXEC|MOVED_FROM|MOVED_TO|MOVE|MOVE_SELF|CREATE|DELETE|"
          r"DELETE_SELF|Q_OVERFLOW|FS_ERROR|\w+_PERM|PRE_ACCESS|MNT_\w+|"
          r"RENAME|ONDIR|EVENT_ON_CHILD)")
# What the headers of options have beside options: their values, parts of
# headers, errors, netlink's attributes, what ethtool and CD-ROMs have.
NO_OPTION = (r"SO_(EE|J1939|RDS)_\w+|"
             r"IPV6_(FL_|FLOW$|FLOWINFO_(FLOWLABEL|PRIORITY)|MIN_MTU|OPT_|"
             r"PMTUDISC_|PREFER_|PRIORITY_|SRCRT_|TLV_|USER_FLOW)\w*|"
             r"IP_(DEFAULT_|PMTUDISC_|USER_FLOW|VS_(?!SO_))\w*|"
             r"PACKET_(BLOCK_MODE|BROADCAST|CDRW?|CTRL_CMD|DEBUG|DIAG_|DISC_|"
             r"DVDR|FANOUT_(?!DATA)|FASTROUTE|HOST|IOCTL_|KERNEL|LOOPBACK|"
             r"LRA_|MERGE_|MODE[12]|MR_|MULTICAST|NWA_|OTHERHOST|OUTGOING|"
             r"SESSION_|SHOW_|USER|WRITABLE)\w*|"
             r"TCP_(ACCECN_|AO_(KEYF_|MAXKEYLEN)|BPF_|CA_|DATA_OFFSET|ENCAP_|"
             r"FLAG_|MD5SIG_(FLAG|MAXKEYLEN)|METRICS?_|MIB_|MSS_|NLA_|"
             r"NO_QUEUE|QUEUES_NR|RECEIVE_ZEROCOPY_|RECV_QUEUE|REPAIR_O(FF|N)|"
             r"RESERVED_|SEND_QUEUE|V[46]_)\w*|"
             r"UDP_(ENCAP_|MIB_|V[46]_)\w*")
OPTIONS = r"(?!(?:%s)$)(SO|TCP|IP|IPV6|PACKET|UDP)_[A-Z0-9]\w*" % NO_OPTION
# The same of other families: sizes of structures, a limit, a network, an
# ioctl, parts of what other arguments take.
NO_FLAG = (r"CLONE_ARGS_\w+|TFD_IOC_\w+|IN_LOOPBACKNET|FUTEX_NO_NODE|"
           r"MLOCK_LIMIT|ARCH_SHSTK_(SHSTK|WRSS)|ARCH_XCOMP_\w+")
ONE, FLAGS = False, True
FAMILIES = {
    # PF_ is of other things, too: ELF's segments, AmigaOS' and BSD's PF_KEY
    "AF_": (ONE, r"AF_(?!MAX|VSOCK_)[A-Z0-9]\w*|PF_(?!MAX|(?:AUTOBOOT|"
                 r"AUTOSEARCH|KEY_V2|R|TIMER|VECTOR|W|X)$)[A-Z0-9]\w*"),
    "SOCK_": (FLAGS, r"SOCK_(STREAM|DGRAM|RAW|RDM|SEQPACKET|DCCP|PACKET|"
                     r"CLOEXEC|NONBLOCK)"),
    "SOCK_ACCEPT": (FLAGS, r"SOCK_(CLOEXEC|NONBLOCK)"),
    "IPPROTO_": (ONE, r"IPPROTO_(?!MAX)\w+"),
    "SOL_": (ONE, r"SOL_\w+"),
    "SO_": (ONE, OPTIONS),
    "MSG_": (FLAGS, r"MSG_(OOB|PEEK|DONTROUTE|TRYHARD|CTRUNC|PROBE|TRUNC|"
                    r"DONTWAIT|EOR|WAITALL|FIN|SYN|CONFIRM|RST|ERRQUEUE|"
                    r"NOSIGNAL|MORE|WAITFORONE|BATCH|ZEROCOPY|FASTOPEN|"
                    r"CMSG_CLOEXEC|SOCK_DEVMEM)"),
    "SHUT_": (ONE, r"SHUT_(RD|WR|RDWR)"),
    "O_": (FLAGS, r"O_(?!NOTIFICATION_PIPE)[A-Z]\w*|FASYNC"),
    "O_PIPE": (FLAGS, r"O_(CLOEXEC|NONBLOCK|NDELAY|DIRECT|NOTIFICATION_PIPE)"),
    "AT_FDCWD": (ONE, r"AT_FDCWD"),
    "AT_": (FLAGS, r"AT_(SYMLINK_NOFOLLOW|EMPTY_PATH)"),
    "AT_ACCESS": (FLAGS, r"AT_(SYMLINK_NOFOLLOW|EMPTY_PATH|EACCESS)"),
    "AT_EXEC": (FLAGS, r"AT_(SYMLINK_NOFOLLOW|EMPTY_PATH|EXECVE_CHECK)"),
    "AT_HANDLE": (FLAGS, r"AT_(SYMLINK_FOLLOW|EMPTY_PATH|HANDLE_\w+)"),
    "AT_LINK": (FLAGS, r"AT_(SYMLINK_FOLLOW|EMPTY_PATH)"),
    "AT_MOUNT": (FLAGS, r"AT_(SYMLINK_NOFOLLOW|EMPTY_PATH|NO_AUTOMOUNT|"
                        r"RECURSIVE)"),
    "AT_STAT": (FLAGS, r"AT_(SYMLINK_NOFOLLOW|EMPTY_PATH|NO_AUTOMOUNT|"
                       r"STATX_\w+)"),
    "AT_UNLINK": (FLAGS, r"AT_REMOVEDIR"),
    "S_I": (FLAGS, r"S_I(F(MT|REG|DIR|CHR|BLK|IFO|SOCK|LNK)|S[UG]ID|SVTX|"
                   r"[RWX](USR|GRP|OTH)|RWX[UGO])"),
    "_OK": (FLAGS, r"[FRWX]_OK"),
    "F_": (ONE, r"(?!F_(LINUX_SPECIFIC_BASE|LOCK|ULOCK|TEST|TLOCK|OK|RDLCK|"
                r"WRLCK|UNLCK|EXLCK|SHLCK|OWNER_|SEAL_))F_[A-Z]\w*"),
    "LOCK_": (FLAGS, r"LOCK_(SH|EX|NB|UN|MAND|READ|WRITE|RW)"),
    "SEEK_": (ONE, r"SEEK_(?!MAX)[A-Z]+"),
    "PR_": (ONE, PRCTL),
    "PROT_": (FLAGS, r"PROT_[A-Z]+"),
    "MAP_": (FLAGS, r"MAP_(?!HUGE_(?!2MB|1GB)|UNINIT)[A-Z0-9]\w*"),
    "MREMAP_": (FLAGS, r"MREMAP_[A-Z]+"),
    "MADV_": (ONE, r"MADV_[A-Z]\w*"),
    "MS_SYNC": (FLAGS, r"MS_(ASYNC|INVALIDATE|SYNC)"),
    "MCL_": (FLAGS, r"MCL_[A-Z]+"),
    "MLOCK_": (FLAGS, r"MLOCK_(?!LIMIT)[A-Z]+"),
    "PKEY_": (FLAGS, r"PKEY_(DISABLE|UNRESTRICTED|ACCESS)\w*"),
    "CLONE_": (FLAGS, r"CLONE_(?!ARGS_)[A-Z]\w*|CSIGNAL|" + SIG),
    "CLONE_ALONE": (FLAGS, r"CLONE_(?!ARGS_)[A-Z]\w*"),
    "SIG": (ONE, SIG),
    "SIG_": (ONE, r"SIG_(UN)?(BLOCK|SETMASK)"),
    "W": (FLAGS, r"W(NOHANG|UNTRACED|CONTINUED)|__W(NOTHREAD|ALL|CLONE)"),
    "W_ID": (FLAGS, r"W(NOHANG|STOPPED|EXITED|CONTINUED|NOWAIT)|"
                    r"__W(NOTHREAD|ALL|CLONE)"),
    "P_": (ONE, r"P_(ALL|PID|PGID|PIDFD)"),
    "RUSAGE_": (ONE, r"RUSAGE_(SELF|CHILDREN|BOTH|THREAD)"),
    "PRIO_": (ONE, r"PRIO_(PROCESS|PGRP|USER)"),
    "IOPRIO_WHO_": (ONE, r"IOPRIO_WHO_\w+"),
    "RLIMIT_": (ONE, r"RLIMIT_[A-Z]+"),
    "SCHED_": (FLAGS, r"SCHED_(NORMAL|OTHER|FIFO|RR|BATCH|ISO|IDLE|DEADLINE|"
                      r"EXT|RESET_ON_FORK)"),
    "CLOCK_": (ONE, r"CLOCK_(REALTIME|MONOTONIC|PROCESS|THREAD|BOOTTIME|"
                    r"SGI|TAI|AUX)\w*"),
    "TIMER_": (FLAGS, r"TIMER_ABSTIME"),
    "TFD_": (FLAGS, r"TFD_(?!IOC_)[A-Z]\w*"),
    "TFD_C": (FLAGS, r"TFD_(CLOEXEC|NONBLOCK)"),
    "ITIMER_": (ONE, r"ITIMER_(REAL|VIRTUAL|PROF)"),
    "EPOLL_CTL_": (ONE, r"EPOLL_CTL_\w+"),
    "EPOLL_": (FLAGS, r"EPOLL_CLOEXEC"),
    "EFD_": (FLAGS, r"EFD_[A-Z]+"),
    "SFD_": (FLAGS, r"SFD_(CLOEXEC|NONBLOCK)"),
    "IN_": (FLAGS, r"IN_(?!CLASS|MULTI|BADCLASS|EXPERIM|LOOPBACKNET|"
                   r"CLOEXEC|NONBLOCK)[A-Z]\w+"),
    "IN_INIT": (FLAGS, r"IN_(CLOEXEC|NONBLOCK)"),
    "FAN_": (FLAGS, EVENTS),
    "FAN_INIT": (FLAGS, INITS),
    "FAN_MARK": (FLAGS, MARKS),
    "FUTEX_": (FLAGS, r"FUTEX_(?!OP_|BITSET_|TID_|WAITERS|OWNER_|STATE_|"
                      r"ROBUST|NO_NODE)[A-Z]\w*"),
    "FUTEX2_": (FLAGS, r"FUTEX2_[A-Z]\w*"),
    "KEYCTL_": (ONE, r"KEYCTL_(?!SUPPORTS|CAPS|MOVE_EXCL)[A-Z]\w*"),
    "KEY_SPEC_": (ONE, r"KEY_SPEC_\w+"),
    "PTRACE_": (ONE, r"PTRACE_(?!O_|EVENT_|EVENTMSG|SYSCALL_INFO_|"
                     r"PEEKSIGINFO_|SYSCALL_USER_DISPATCH|GETFDPIC_)[A-Z]\w*"),
    "BPF_": (ONE, r"BPF_(MAP_(CREATE|LOOKUP_ELEM|UPDATE_ELEM|DELETE_ELEM|"
                  r"GET_NEXT_KEY|LOOKUP_AND_DELETE_ELEM|FREEZE|LOOKUP_BATCH|"
                  r"LOOKUP_AND_DELETE_BATCH|UPDATE_BATCH|DELETE_BATCH|"
                  r"GET_NEXT_ID|GET_FD_BY_ID)|PROG_(LOAD|ATTACH|DETACH|"
                  r"TEST_RUN|RUN|GET_NEXT_ID|GET_FD_BY_ID|QUERY|BIND_MAP|"
                  r"STREAM_READ_BY_FD|ASSOC_STRUCT_OPS)|OBJ_(PIN|GET|"
                  r"GET_INFO_BY_FD)|RAW_TRACEPOINT_OPEN|BTF_(LOAD|GET_FD_BY_ID|"
                  r"GET_NEXT_ID)|TASK_FD_QUERY|LINK_(CREATE|UPDATE|"
                  r"GET_FD_BY_ID|GET_NEXT_ID|DETACH)|ENABLE_STATS|ITER_CREATE|"
                  r"TOKEN_CREATE)"),
    "SECCOMP_": (ONE, r"SECCOMP_(SET_MODE|GET_ACTION|GET_NOTIF)\w*"),
    "SECCOMP_FILTER_FLAG_": (FLAGS, r"SECCOMP_FILTER_FLAG_\w+"),
    "MEMBARRIER_CMD_": (ONE, r"MEMBARRIER_CMD_(?!FLAG)\w+"),
    "MEMBARRIER_CMD_FLAG_": (FLAGS, r"MEMBARRIER_CMD_FLAG_\w+"),
    "LANDLOCK_RULE_": (ONE, r"LANDLOCK_RULE_\w+"),
    "LANDLOCK_CREATE_": (FLAGS, r"LANDLOCK_CREATE_RULESET_\w+"),
    "LANDLOCK_RESTRICT_": (FLAGS, r"LANDLOCK_RESTRICT_SELF_\w+"),
    "OPEN_TREE_": (FLAGS, r"OPEN_TREE_\w+|AT_(SYMLINK_NOFOLLOW|EMPTY_PATH|"
                          r"NO_AUTOMOUNT|RECURSIVE)"),
    "MOVE_MOUNT_": (FLAGS, r"MOVE_MOUNT_(?!_MASK)\w+"),
    "FSOPEN_": (FLAGS, r"FSOPEN_\w+"),
    "FSCONFIG_": (ONE, r"FSCONFIG_\w+"),
    "FSMOUNT_": (FLAGS, r"FSMOUNT_\w+"),
    "FSPICK_": (FLAGS, r"FSPICK_\w+"),
    "MOUNT_ATTR_": (FLAGS, r"MOUNT_ATTR_(?!_ATIME|SIZE)\w+"),
    "MS_": (FLAGS, r"MS_(RDONLY|NOSUID|NODEV|NOEXEC|SYNCHRONOUS|REMOUNT|"
                   r"MANDLOCK|DIRSYNC|NOSYMFOLLOW|NOATIME|NODIRATIME|BIND|"
                   r"MOVE|REC|VERBOSE|SILENT|POSIXACL|UNBINDABLE|PRIVATE|"
                   r"SLAVE|SHARED|RELATIME|KERNMOUNT|I_VERSION|STRICTATIME|"
                   r"LAZYTIME|MGC_VAL)"),
    "MNT_": (FLAGS, r"MNT_(FORCE|DETACH|EXPIRE)|UMOUNT_NOFOLLOW"),
    "CLOSE_RANGE_": (FLAGS, r"CLOSE_RANGE_\w+"),
    "PIDFD_": (FLAGS, r"PIDFD_(NONBLOCK|THREAD)"),
    "PIDFD_SIGNAL_": (FLAGS, r"PIDFD_SIGNAL_\w+"),
    "RWF_": (FLAGS, r"RWF_(?!SUPPORTED)[A-Z]+"),
    "STATX_": (FLAGS, r"STATX_(?!ATTR_|_)[A-Z]\w*"),
    "XATTR_": (FLAGS, r"XATTR_(CREATE|REPLACE)"),
    "RENAME_": (FLAGS, r"RENAME_[A-Z]+"),
    "GRND_": (FLAGS, r"GRND_[A-Z]+"),
    "MFD_": (FLAGS, r"MFD_(?!HUGE_)[A-Z]\w*"),
    "SPLICE_F_": (FLAGS, r"SPLICE_F_[A-Z]+"),
    "FALLOC_FL_": (FLAGS, r"FALLOC_FL_[A-Z]\w*"),
    "POSIX_FADV_": (ONE, r"POSIX_FADV_[A-Z]+"),
    "SYNC_FILE_RANGE_": (FLAGS, r"SYNC_FILE_RANGE_[A-Z]\w*"),
    "IPC_SEM": (ONE, r"IPC_(RMID|SET|STAT|INFO)|SEM_(STAT\w*|INFO)|"
                     r"(GET|SET)(PID|VAL|ALL|NCNT|ZCNT)"),
    "IPC_SHM": (ONE, r"IPC_(RMID|SET|STAT|INFO)|"
                     r"SHM_(LOCK|UNLOCK|STAT\w*|INFO)"),
    "IPC_MSG": (ONE, r"IPC_(RMID|SET|STAT|INFO)|MSG_(STAT\w*|INFO)"),
    "IPC_CREAT": (FLAGS, r"IPC_(CREAT|EXCL)"),
    "IPC_CREAT_SHM": (FLAGS, r"IPC_(CREAT|EXCL)|SHM_(HUGETLB|NORESERVE)"),
    "IPC_NOWAIT": (FLAGS, r"IPC_NOWAIT"),
    "SHM_": (FLAGS, r"SHM_(RDONLY|RND|REMAP|EXEC)"),
    "IORING_SETUP": (ONE, r"IORING_(UN)?REGISTER_(?!DST_REPLACE|FILES_SKIP|"
                          r"SRC_REGISTERED|USE_REGISTERED_RING)[A-Z]\w*"),
    "IORING_ENTER_": (FLAGS, r"IORING_ENTER_\w+"),
    "KCMP_": (ONE, r"KCMP_(?!TYPES)[A-Z]\w*"),
    "MPOL_": (FLAGS, r"MPOL_(?!MF|MAX|F_)[A-Z]\w*|"
                     r"MPOL_F_(STATIC_NODES|RELATIVE_NODES|NUMA_BALANCING)"),
    "MPOL_F_": (FLAGS, r"MPOL_F_(NODE|ADDR|MEMS_ALLOWED)"),
    "MPOL_MF_": (FLAGS, r"MPOL_MF_\w+"),
    "LINUX_REBOOT_MAGIC": (ONE, r"LINUX_REBOOT_MAGIC\w+"),
    "LINUX_REBOOT_CMD_": (ONE, r"LINUX_REBOOT_CMD_\w+"),
    "SWAP_FLAG_": (FLAGS, r"SWAP_FLAG_\w+"),
    "ARCH_": (ONE, r"ARCH_(?!XCOMP_|SHSTK_(SHSTK|WRSS))[A-Z]\w*"),
    "MODULE_INIT_": (FLAGS, r"MODULE_INIT_\w+"),
    "KEXEC_": (FLAGS, r"KEXEC_(ON_CRASH|PRESERVE_CONTEXT|UPDATE_ELFCOREHDR|"
                      r"CRASH_HOTPLUG_SUPPORT|ARCH_\w+)"),
    "KEXEC_FILE_": (FLAGS, r"KEXEC_FILE_\w+"),
    "PERF_FLAG_": (FLAGS, r"PERF_FLAG_\w+"),
    "PER_": (FLAGS, r"PER_(?!MASK)[A-Z]\w*|ADDR_(NO_RANDOMIZE|COMPAT_LAYOUT|"
                    r"LIMIT_\w+)|READ_IMPLIES_EXEC|UNAME26|FDPIC_FUNCPTRS|"
                    r"MMAP_PAGE_ZERO|SHORT_INODE|WHOLE_SECONDS|"
                    r"STICKY_TIMEOUTS"),
    "UFFD_": (FLAGS, r"UFFD_USER_MODE_ONLY"),
    "RSEQ_FLAG_": (FLAGS, r"RSEQ_FLAG_\w+"),
    "SHADOW_STACK_": (FLAGS, r"SHADOW_STACK_SET_\w+"),
    "LSM_ATTR_": (ONE, r"LSM_ATTR_(?!UNDEF)\w+"),
    "LSM_FLAG_": (FLAGS, r"LSM_FLAG_\w+"),
    # the numbers of ioctl, of whatever driver
    "ioctl": (ONE, None),
    # what no argument takes, but seccomp.constant tells
    "": (ONE, NO_FLAG + "|" + NO_OPTION + "|"
              r"AF_VSOCK_\w+|AT_RENAME_\w+|PTRACE_GETFDPIC_\w+|"
              r"O_NOTIFICATION_PIPE|FD_CLOEXEC|"
              r"IORING_(UN)?REGISTER_[A-Z]\w*|MPOL_F_[A-Z]\w*|"
              r"PR_(?!MCE_|TSC_|FP_|UNALIGN_|FPEMU_|ENDIAN_|TIMING_|MTE_|"
              r"TAGGED_ADDR_ENABLE|SPEC_|CAP_AMBIENT_)[A-Z]\w*|"
              r"FAN_(?!EVENT_INFO|RESPONSE)[A-Z]\w*"),
}

# Second names: a value that has another is told by that one.
SECOND = re.compile(
    r"PF_\w+|AF_(LOCAL|FILE|ROUTE)|SIG(IOT|POLL|UNUSED|CLD|LOST)|O_NDELAY|"
    r"O_FSYNC|FASYNC|MSG_TRYHARD|BPF_PROG_TEST_RUN|MEMBARRIER_CMD_SHARED|"
    r"SIOC(IN|OUT)Q|IPPROTO_HOPOPTS|SCHED_OTHER|MS_VERBOSE|"
    r"PER_LINUX_(FDPIC|32BIT)|TIOCINQ|"
    r"FUTEX_PRIVATE_FLAG|\w+_OLD|CDROM_GET_UPC|PPPIOC[GS]IDLE(32|64)|"
    r"BTRFS_IOC_(CLONE|CLONE_RANGE|FILE_EXTENT_SAME|SHUTDOWN)|"
    r"(EXFAT|EXT4|F2FS)_IOC_SHUTDOWN|DMA_BUF_SET_NAME_[AB]|FUNCTIONFS_\w+|"
    r"IPMI_BMC_IOCTL_\w+|IOCTL_ISSEI_\w+")
# Those of the headers of ioctl's numbers that are none.
NO_REQUEST = 0x100
REQUESTS = ("FIBMAP", "FIGETBSZ")

# Argument (its name in the kernel or the manual) of calls: family. A call
# ends in `*` for all that begin so.
TAKES = """
AF_: socket.domain socketpair.domain
SOCK_: socket.type socketpair.type
SOCK_ACCEPT: accept4.flags
SOL_: setsockopt.level getsockopt.level
SO_: setsockopt.optname getsockopt.optname
IPPROTO_: socket.protocol socketpair.protocol
MSG_: sendto.flags sendmsg.flags sendmmsg.flags recvfrom.flags recvmsg.flags
MSG_: recvmmsg.flags recvmmsg_time64.flags send.flags recv.flags
SHUT_: shutdown.how
O_: open.flags openat.flags open_by_handle_at.flags dup3.flags
O_PIPE: pipe2.flags
O_: mq_open.oflag memfd_secret.flags
AT_FDCWD: *.dirfd *.olddirfd *.newdirfd *.from_dirfd *.to_dirfd *.dfd
AT_: fchmodat2.flags fchownat.flags utimensat.flags utimensat_time64.flags
AT_ACCESS: faccessat2.flags
AT_EXEC: execveat.flags
AT_HANDLE: name_to_handle_at.flags
AT_LINK: linkat.flags
AT_MOUNT: mount_setattr.flags
AT_STAT: newfstatat.flags fstatat64.flags statx.flags
AT_UNLINK: unlinkat.flags
AT_: setxattrat.at_flags getxattrat.at_flags
AT_: listxattrat.at_flags removexattrat.at_flags file_getattr.at_flags
AT_: file_setattr.at_flags
S_I: chmod.mode fchmod.mode fchmodat.mode fchmodat2.mode mkdir.mode mkdirat.mode
S_I: mknod.mode mknodat.mode open.mode openat.mode creat.mode mq_open.mode
S_I: umask.mask
_OK: access.mode faccessat.mode faccessat2.mode
F_: fcntl.cmd fcntl64.cmd
LOCK_: flock.cmd
SEEK_: lseek.whence _llseek.whence
PR_: prctl.option
PROT_: mmap.prot mmap2.prot mprotect.prot pkey_mprotect.prot
PROT_: remap_file_pages.prot
MAP_: mmap.flags mmap2.flags remap_file_pages.flags
MREMAP_: mremap.flags
MADV_: madvise.advice process_madvise.advice
MS_SYNC: msync.flags
MCL_: mlockall.flags
MLOCK_: mlock2.flags
PKEY_: pkey_alloc.access_rights
CLONE_: clone.flags
CLONE_ALONE: unshare.flags setns.nstype
SIG: kill.sig tkill.sig tgkill.sig rt_sigaction.sig sigaction.sig signal.sig
SIG: rt_sigqueueinfo.sig rt_tgsigqueueinfo.sig pidfd_send_signal.sig
SIG_: rt_sigprocmask.how sigprocmask.how
W: wait4.options waitpid.options
W_ID: waitid.options
P_: waitid.which
RUSAGE_: getrusage.who
PRIO_: getpriority.which setpriority.which
IOPRIO_WHO_: ioprio_get.which ioprio_set.which
RLIMIT_: getrlimit.resource setrlimit.resource prlimit64.resource
RLIMIT_: ugetrlimit.resource
SCHED_: sched_setscheduler.policy sched_get_priority_max.policy
SCHED_: sched_get_priority_min.policy
CLOCK_: clock_gettime.which_clock clock_settime.which_clock
CLOCK_: clock_getres.which_clock clock_nanosleep.which_clock
CLOCK_: clock_adjtime.which_clock clock_gettime64.which_clock
CLOCK_: clock_settime64.which_clock clock_getres_time64.which_clock
CLOCK_: clock_nanosleep_time64.which_clock clock_adjtime64.which_clock
CLOCK_: timer_create.which_clock timerfd_create.clockid futex_waitv.clockid
CLOCK_: futex_wait.clockid
TIMER_: clock_nanosleep.flags clock_nanosleep_time64.flags timer_settime.flags
TIMER_: timer_settime64.flags
TFD_C: timerfd_create.flags
TFD_: timerfd_settime.flags timerfd_settime64.flags
ITIMER_: getitimer.which setitimer.which
EPOLL_CTL_: epoll_ctl.op
EPOLL_: epoll_create1.flags
EFD_: eventfd2.flags
SFD_: signalfd4.flags
IN_: inotify_add_watch.mask
IN_INIT: inotify_init1.flags
FAN_: fanotify_mark.mask
FAN_INIT: fanotify_init.flags
FAN_MARK: fanotify_mark.flags
O_: fanotify_init.event_f_flags
FUTEX_: futex.op futex_time64.op
FUTEX2_: futex_wake.flags futex_wait.flags
KEYCTL_: keyctl.option
KEY_SPEC_: add_key.ringid request_key.destringid
PTRACE_: ptrace.request
BPF_: bpf.cmd
SECCOMP_: seccomp.op
SECCOMP_FILTER_FLAG_: seccomp.flags
MEMBARRIER_CMD_: membarrier.cmd
MEMBARRIER_CMD_FLAG_: membarrier.flags
LANDLOCK_RULE_: landlock_add_rule.rule_type
LANDLOCK_CREATE_: landlock_create_ruleset.flags
LANDLOCK_RESTRICT_: landlock_restrict_self.flags
OPEN_TREE_: open_tree.flags open_tree_attr.flags
MOVE_MOUNT_: move_mount.flags
FSOPEN_: fsopen.flags
FSCONFIG_: fsconfig.cmd
FSMOUNT_: fsmount.flags
FSPICK_: fspick.flags
MOUNT_ATTR_: fsmount.attr_flags
MS_: mount.flags
MNT_: umount2.flags
CLOSE_RANGE_: close_range.flags
PIDFD_: pidfd_open.flags
PIDFD_SIGNAL_: pidfd_send_signal.flags
RWF_: preadv2.flags pwritev2.flags
STATX_: statx.mask
XATTR_: setxattr.flags lsetxattr.flags fsetxattr.flags
RENAME_: renameat2.flags
GRND_: getrandom.flags
MFD_: memfd_create.flags
SPLICE_F_: splice.flags tee.flags vmsplice.flags
FALLOC_FL_: fallocate.mode
POSIX_FADV_: fadvise64.advice fadvise64_64.advice arm_fadvise64_64.advice
SYNC_FILE_RANGE_: sync_file_range.flags sync_file_range2.flags
SYNC_FILE_RANGE_: arm_sync_file_range.flags
IPC_SEM: semctl.cmd
IPC_SHM: shmctl.cmd
IPC_MSG: msgctl.cmd
IPC_CREAT: semget.semflg msgget.msgflg
IPC_CREAT_SHM: shmget.shmflg
IPC_NOWAIT: msgsnd.msgflg
SHM_: shmat.shmflg
IORING_SETUP: io_uring_register.opcode
IORING_ENTER_: io_uring_enter.flags
KCMP_: kcmp.type
MPOL_: set_mempolicy.mode mbind.mode
MPOL_F_: get_mempolicy.flags
MPOL_MF_: mbind.flags
LINUX_REBOOT_MAGIC: reboot.magic reboot.magic2
LINUX_REBOOT_CMD_: reboot.cmd
SWAP_FLAG_: swapon.swap_flags
O_: delete_module.flags
ARCH_: arch_prctl.option
MODULE_INIT_: finit_module.flags
KEXEC_: kexec_load.flags
KEXEC_FILE_: kexec_file_load.flags
PERF_FLAG_: perf_event_open.flags
PER_: personality.personality
UFFD_: userfaultfd.flags
RSEQ_FLAG_: rseq.flags
SHADOW_STACK_: map_shadow_stack.flags
LSM_ATTR_: lsm_get_self_attr.attr lsm_set_self_attr.attr
LSM_FLAG_: lsm_get_self_attr.flags
ioctl: ioctl.cmd
"""


def takes():
    """{(call or "*", argument): family}."""
    out = {}
    for line in TAKES.strip().split("\n"):
        family, uses = line.split(": ")
        for use in uses.split():
            call, argument = use.split(".")
            out[call, argument] = family
    return out
