/* SPDX-License-Identifier: MIT */
/* Made by scripts/kernel/tables.py; see scripts/kernel/README.md for its
 * sources. Facts only. */
/* clang-format off */
static const char text[] =
    "_llseek\0"
    "_newselect\0"
    "_sysctl\0"
    "accept\0"
    "accept4\0"
    "access\0"
    "acct\0"
    "add_key\0"
    "adjtimex\0"
    "afs_syscall\0"
    "alarm\0"
    "arch_prctl\0"
    "arm_fadvise64_64\0"
    "arm_sync_file_range\0"
    "atomic_barrier\0"
    "atomic_cmpxchg_32\0"
    "bdflush\0"
    "bind\0"
    "bpf\0"
    "break\0"
    "breakpoint\0"
    "brk\0"
    "cachectl\0"
    "cacheflush\0"
    "cachestat\0"
    "capget\0"
    "capset\0"
    "chdir\0"
    "chmod\0"
    "chown\0"
    "chown32\0"
    "chroot\0"
    "clock_adjtime\0"
    "clock_adjtime64\0"
    "clock_getres\0"
    "clock_getres_time64\0"
    "clock_gettime\0"
    "clock_gettime64\0"
    "clock_nanosleep\0"
    "clock_nanosleep_time64\0"
    "clock_settime\0"
    "clock_settime64\0"
    "clone\0"
    "clone3\0"
    "close\0"
    "close_range\0"
    "connect\0"
    "copy_file_range\0"
    "creat\0"
    "create_module\0"
    "delete_module\0"
    "dup\0"
    "dup2\0"
    "dup3\0"
    "epoll_create\0"
    "epoll_create1\0"
    "epoll_ctl\0"
    "epoll_ctl_old\0"
    "epoll_pwait\0"
    "epoll_pwait2\0"
    "epoll_wait\0"
    "epoll_wait_old\0"
    "eventfd\0"
    "eventfd2\0"
    "execve\0"
    "execveat\0"
    "exit\0"
    "exit_group\0"
    "faccessat\0"
    "faccessat2\0"
    "fadvise64\0"
    "fadvise64_64\0"
    "fallocate\0"
    "fanotify_init\0"
    "fanotify_mark\0"
    "fchdir\0"
    "fchmod\0"
    "fchmodat\0"
    "fchmodat2\0"
    "fchown\0"
    "fchown32\0"
    "fchownat\0"
    "fchroot\0"
    "fcntl\0"
    "fcntl64\0"
    "fdatasync\0"
    "fgetxattr\0"
    "file_getattr\0"
    "file_setattr\0"
    "finit_module\0"
    "flistxattr\0"
    "flock\0"
    "fork\0"
    "fremovexattr\0"
    "fsconfig\0"
    "fsetxattr\0"
    "fsmount\0"
    "fsopen\0"
    "fspick\0"
    "fstat\0"
    "fstat64\0"
    "fstatat64\0"
    "fstatfs\0"
    "fstatfs64\0"
    "fsync\0"
    "ftime\0"
    "ftruncate\0"
    "ftruncate64\0"
    "futex\0"
    "futex_requeue\0"
    "futex_time64\0"
    "futex_wait\0"
    "futex_waitv\0"
    "futex_wake\0"
    "futimesat\0"
    "get_kernel_syms\0"
    "get_mempolicy\0"
    "get_robust_list\0"
    "get_thread_area\0"
    "get_tls\0"
    "getcpu\0"
    "getcwd\0"
    "getdents\0"
    "getdents64\0"
    "getegid\0"
    "getegid32\0"
    "geteuid\0"
    "geteuid32\0"
    "getgid\0"
    "getgid32\0"
    "getgroups\0"
    "getgroups32\0"
    "getitimer\0"
    "getpagesize\0"
    "getpeername\0"
    "getpgid\0"
    "getpgrp\0"
    "getpid\0"
    "getpmsg\0"
    "getppid\0"
    "getpriority\0"
    "getrandom\0"
    "getresgid\0"
    "getresgid32\0"
    "getresuid\0"
    "getresuid32\0"
    "getrlimit\0"
    "getrusage\0"
    "getsid\0"
    "getsockname\0"
    "getsockopt\0"
    "gettid\0"
    "gettimeofday\0"
    "getuid\0"
    "getuid32\0"
    "getxattr\0"
    "getxattrat\0"
    "gtty\0"
    "idle\0"
    "init_module\0"
    "inotify_add_watch\0"
    "inotify_init\0"
    "inotify_init1\0"
    "inotify_rm_watch\0"
    "io_cancel\0"
    "io_destroy\0"
    "io_getevents\0"
    "io_pgetevents\0"
    "io_pgetevents_time64\0"
    "io_setup\0"
    "io_submit\0"
    "io_uring_enter\0"
    "io_uring_register\0"
    "io_uring_setup\0"
    "ioctl\0"
    "ioperm\0"
    "iopl\0"
    "ioprio_get\0"
    "ioprio_set\0"
    "ipc\0"
    "kcmp\0"
    "kexec_file_load\0"
    "kexec_load\0"
    "keyctl\0"
    "kill\0"
    "landlock_add_rule\0"
    "landlock_create_ruleset\0"
    "landlock_restrict_self\0"
    "lchown\0"
    "lchown32\0"
    "lgetxattr\0"
    "link\0"
    "linkat\0"
    "listen\0"
    "listmount\0"
    "listns\0"
    "listxattr\0"
    "listxattrat\0"
    "llistxattr\0"
    "lock\0"
    "lookup_dcookie\0"
    "lremovexattr\0"
    "lseek\0"
    "lsetxattr\0"
    "lsm_get_self_attr\0"
    "lsm_list_modules\0"
    "lsm_set_self_attr\0"
    "lstat\0"
    "lstat64\0"
    "madvise\0"
    "map_shadow_stack\0"
    "mbind\0"
    "membarrier\0"
    "memfd_create\0"
    "memfd_secret\0"
    "migrate_pages\0"
    "mincore\0"
    "mkdir\0"
    "mkdirat\0"
    "mknod\0"
    "mknodat\0"
    "mlock\0"
    "mlock2\0"
    "mlockall\0"
    "mmap\0"
    "mmap2\0"
    "modify_ldt\0"
    "mount\0"
    "mount_setattr\0"
    "move_mount\0"
    "move_pages\0"
    "mprotect\0"
    "mpx\0"
    "mq_getsetattr\0"
    "mq_notify\0"
    "mq_open\0"
    "mq_timedreceive\0"
    "mq_timedreceive_time64\0"
    "mq_timedsend\0"
    "mq_timedsend_time64\0"
    "mq_unlink\0"
    "mremap\0"
    "mseal\0"
    "msgctl\0"
    "msgget\0"
    "msgrcv\0"
    "msgsnd\0"
    "msync\0"
    "multiplexer\0"
    "munlock\0"
    "munlockall\0"
    "munmap\0"
    "name_to_handle_at\0"
    "nanosleep\0"
    "newfstatat\0"
    "nfsservctl\0"
    "nice\0"
    "oldfstat\0"
    "oldlstat\0"
    "oldolduname\0"
    "oldstat\0"
    "olduname\0"
    "open\0"
    "open_by_handle_at\0"
    "open_tree\0"
    "open_tree_attr\0"
    "openat\0"
    "openat2\0"
    "pause\0"
    "pciconfig_iobase\0"
    "pciconfig_read\0"
    "pciconfig_write\0"
    "perf_event_open\0"
    "personality\0"
    "pidfd_getfd\0"
    "pidfd_open\0"
    "pidfd_send_signal\0"
    "pipe\0"
    "pipe2\0"
    "pivot_root\0"
    "pkey_alloc\0"
    "pkey_free\0"
    "pkey_mprotect\0"
    "poll\0"
    "ppoll\0"
    "ppoll_time64\0"
    "prctl\0"
    "pread64\0"
    "preadv\0"
    "preadv2\0"
    "prlimit64\0"
    "process_madvise\0"
    "process_mrelease\0"
    "process_vm_readv\0"
    "process_vm_writev\0"
    "prof\0"
    "profil\0"
    "pselect6\0"
    "pselect6_time64\0"
    "ptrace\0"
    "putpmsg\0"
    "pwrite64\0"
    "pwritev\0"
    "pwritev2\0"
    "query_module\0"
    "quotactl\0"
    "quotactl_fd\0"
    "read\0"
    "readahead\0"
    "readdir\0"
    "readlink\0"
    "readlinkat\0"
    "readv\0"
    "reboot\0"
    "recv\0"
    "recvfrom\0"
    "recvmmsg\0"
    "recvmmsg_time64\0"
    "recvmsg\0"
    "remap_file_pages\0"
    "removexattr\0"
    "removexattrat\0"
    "rename\0"
    "renameat\0"
    "renameat2\0"
    "request_key\0"
    "restart_syscall\0"
    "riscv_flush_icache\0"
    "riscv_hwprobe\0"
    "rmdir\0"
    "rseq\0"
    "rseq_slice_yield\0"
    "rt_sigaction\0"
    "rt_sigpending\0"
    "rt_sigprocmask\0"
    "rt_sigqueueinfo\0"
    "rt_sigreturn\0"
    "rt_sigsuspend\0"
    "rt_sigtimedwait\0"
    "rt_sigtimedwait_time64\0"
    "rt_tgsigqueueinfo\0"
    "rtas\0"
    "s390_guarded_storage\0"
    "s390_pci_mmio_read\0"
    "s390_pci_mmio_write\0"
    "s390_runtime_instr\0"
    "s390_sthyi\0"
    "sched_get_priority_max\0"
    "sched_get_priority_min\0"
    "sched_getaffinity\0"
    "sched_getattr\0"
    "sched_getparam\0"
    "sched_getscheduler\0"
    "sched_rr_get_interval\0"
    "sched_rr_get_interval_time64\0"
    "sched_setaffinity\0"
    "sched_setattr\0"
    "sched_setparam\0"
    "sched_setscheduler\0"
    "sched_yield\0"
    "seccomp\0"
    "security\0"
    "select\0"
    "semctl\0"
    "semget\0"
    "semop\0"
    "semtimedop\0"
    "semtimedop_time64\0"
    "send\0"
    "sendfile\0"
    "sendfile64\0"
    "sendmmsg\0"
    "sendmsg\0"
    "sendto\0"
    "set_mempolicy\0"
    "set_mempolicy_home_node\0"
    "set_robust_list\0"
    "set_thread_area\0"
    "set_tid_address\0"
    "set_tls\0"
    "setdomainname\0"
    "setfsgid\0"
    "setfsgid32\0"
    "setfsuid\0"
    "setfsuid32\0"
    "setgid\0"
    "setgid32\0"
    "setgroups\0"
    "setgroups32\0"
    "sethostname\0"
    "setitimer\0"
    "setns\0"
    "setpgid\0"
    "setpriority\0"
    "setregid\0"
    "setregid32\0"
    "setresgid\0"
    "setresgid32\0"
    "setresuid\0"
    "setresuid32\0"
    "setreuid\0"
    "setreuid32\0"
    "setrlimit\0"
    "setsid\0"
    "setsockopt\0"
    "settimeofday\0"
    "setuid\0"
    "setuid32\0"
    "setxattr\0"
    "setxattrat\0"
    "sgetmask\0"
    "shmat\0"
    "shmctl\0"
    "shmdt\0"
    "shmget\0"
    "shutdown\0"
    "sigaction\0"
    "sigaltstack\0"
    "signal\0"
    "signalfd\0"
    "signalfd4\0"
    "sigpending\0"
    "sigprocmask\0"
    "sigreturn\0"
    "sigsuspend\0"
    "socket\0"
    "socketcall\0"
    "socketpair\0"
    "splice\0"
    "spu_create\0"
    "spu_run\0"
    "ssetmask\0"
    "stat\0"
    "stat64\0"
    "statfs\0"
    "statfs64\0"
    "statmount\0"
    "statx\0"
    "stime\0"
    "stty\0"
    "subpage_prot\0"
    "swapcontext\0"
    "swapoff\0"
    "swapon\0"
    "switch_endian\0"
    "symlink\0"
    "symlinkat\0"
    "sync\0"
    "sync_file_range\0"
    "sync_file_range2\0"
    "syncfs\0"
    "sys_debug_setcontext\0"
    "syscall\0"
    "sysfs\0"
    "sysinfo\0"
    "syslog\0"
    "sysmips\0"
    "tee\0"
    "tgkill\0"
    "time\0"
    "timer_create\0"
    "timer_delete\0"
    "timer_getoverrun\0"
    "timer_gettime\0"
    "timer_gettime64\0"
    "timer_settime\0"
    "timer_settime64\0"
    "timerfd\0"
    "timerfd_create\0"
    "timerfd_gettime\0"
    "timerfd_gettime64\0"
    "timerfd_settime\0"
    "timerfd_settime64\0"
    "times\0"
    "tkill\0"
    "truncate\0"
    "truncate64\0"
    "tuxcall\0"
    "ugetrlimit\0"
    "ulimit\0"
    "umask\0"
    "umount\0"
    "umount2\0"
    "uname\0"
    "unlink\0"
    "unlinkat\0"
    "unshare\0"
    "uprobe\0"
    "uretprobe\0"
    "uselib\0"
    "userfaultfd\0"
    "usr26\0"
    "usr32\0"
    "ustat\0"
    "utime\0"
    "utimensat\0"
    "utimensat_time64\0"
    "utimes\0"
    "vfork\0"
    "vhangup\0"
    "vm86\0"
    "vm86old\0"
    "vmsplice\0"
    "vserver\0"
    "wait4\0"
    "waitid\0"
    "waitpid\0"
    "write\0"
    "writev\0"
    "error_code\0"
    "status\0"
    "int\0"
    "fd\0"
    "unsigned int\0"
    "buf\0"
    "char *\0"
    "count\0"
    "size_t\0"
    "const char *\0"
    "path\0"
    "filename\0"
    "pathname\0"
    "flags\0"
    "mode\0"
    "umode_t\0"
    "pid\0"
    "pid_t\0"
    "stat_addr\0"
    "wstatus\0"
    "int *\0"
    "options\0"
    "oldname\0"
    "oldpath\0"
    "newname\0"
    "newpath\0"
    "argv\0"
    "const char *const *\0"
    "envp\0"
    "tloc\0"
    "old_time32_t *\0"
    "dev\0"
    "unsigned\0"
    "user\0"
    "owner\0"
    "old_uid_t\0"
    "group\0"
    "old_gid_t\0"
    "statbuf\0"
    "struct __old_kernel_stat *\0"
    "offset\0"
    "off_t\0"
    "whence\0"
    "dev_name\0"
    "source\0"
    "dir_name\0"
    "target\0"
    "type\0"
    "filesystemtype\0"
    "mountflags\0"
    "unsigned long\0"
    "data\0"
    "void *\0"
    "name\0"
    "uid\0"
    "tptr\0"
    "t\0"
    "op\0"
    "request\0"
    "long\0"
    "addr\0"
    "seconds\0"
    "struct old_utimbuf32 *\0"
    "increment\0"
    "inc\0"
    "sig\0"
    "fildes\0"
    "oldfd\0"
    "pipefd\0"
    "tbuf\0"
    "struct tms *\0"
    "gid\0"
    "signum\0"
    "handler\0"
    "__sighandler_t\0"
    "cmd\0"
    "arg\0"
    "argp\0"
    "pgid\0"
    "struct oldold_utsname *\0"
    "mask\0"
    "ubuf\0"
    "struct ustat *\0"
    "newfd\0"
    "act\0"
    "const struct old_sigaction *\0"
    "oact\0"
    "oldact\0"
    "struct old_sigaction *\0"
    "newmask\0"
    "ruid\0"
    "euid\0"
    "rgid\0"
    "egid\0"
    "unused1\0"
    "unused2\0"
    "old_sigset_t\0"
    "uset\0"
    "set\0"
    "old_sigset_t *\0"
    "size\0"
    "len\0"
    "resource\0"
    "rlim\0"
    "struct rlimit *\0"
    "who\0"
    "ru\0"
    "usage\0"
    "struct rusage *\0"
    "tv\0"
    "struct __kernel_old_timeval *\0"
    "tz\0"
    "struct timezone *\0"
    "gidsetsize\0"
    "grouplist\0"
    "list\0"
    "old_gid_t *\0"
    "struct sel_arg_struct *\0"
    "linkpath\0"
    "bufsiz\0"
    "library\0"
    "specialfile\0"
    "swap_flags\0"
    "swapflags\0"
    "magic1\0"
    "magic\0"
    "magic2\0"
    "dirent\0"
    "dirp\0"
    "struct old_linux_dirent *\0"
    "struct mmap_arg_struct *\0"
    "length\0"
    "which\0"
    "niceval\0"
    "prio\0"
    "struct statfs *\0"
    "from\0"
    "num\0"
    "turn_on\0"
    "call\0"
    "args\0"
    "unsigned long *\0"
    "bufp\0"
    "value\0"
    "new_value\0"
    "struct __kernel_old_itimerval *\0"
    "ovalue\0"
    "old_value\0"
    "curr_value\0"
    "struct stat *\0"
    "struct old_utsname *\0"
    "level\0"
    "user_vm86\0"
    "info\0"
    "struct vm86_struct *\0"
    "upid\0"
    "rusage\0"
    "struct sysinfo *\0"
    "first\0"
    "second\0"
    "third\0"
    "ptr\0"
    "fifth\0"
    "clone_flags\0"
    "newsp\0"
    "stack\0"
    "parent_tidptr\0"
    "parent_tid\0"
    "tls\0"
    "child_tidptr\0"
    "child_tid\0"
    "struct new_utsname *\0"
    "func\0"
    "bytecount\0"
    "utp\0"
    "struct old_timex32 *\0"
    "start\0"
    "prot\0"
    "how\0"
    "nset\0"
    "oset\0"
    "oldset\0"
    "umod\0"
    "module_image\0"
    "uargs\0"
    "param_values\0"
    "name_user\0"
    "special\0"
    "fmt\0"
    "id\0"
    "qid_t\0"
    "quota_path\0"
    "option\0"
    "arg1\0"
    "fs_index\0"
    "arg2\0"
    "persona\0"
    "fsuid\0"
    "fsgid\0"
    "offset_high\0"
    "offset_low\0"
    "result\0"
    "loff_t *\0"
    "struct linux_dirent *\0"
    "n\0"
    "nfds\0"
    "inp\0"
    "readfds\0"
    "fd_set *\0"
    "outp\0"
    "writefds\0"
    "exp\0"
    "exceptfds\0"
    "tvp\0"
    "timeout\0"
    "operation\0"
    "vec\0"
    "iov\0"
    "const struct iovec *\0"
    "vlen\0"
    "iovcnt\0"
    "struct __sysctl_args *\0"
    "param\0"
    "struct sched_param *\0"
    "policy\0"
    "interval\0"
    "tp\0"
    "struct old_timespec32 *\0"
    "duration\0"
    "rqtp\0"
    "req\0"
    "rmtp\0"
    "rem\0"
    "old_address\0"
    "old_len\0"
    "old_size\0"
    "new_len\0"
    "new_size\0"
    "new_addr\0"
    "new_address\0"
    "suid\0"
    "ruidp\0"
    "old_uid_t *\0"
    "euidp\0"
    "suidp\0"
    "fn\0"
    "v86\0"
    "ufds\0"
    "fds\0"
    "struct pollfd *\0"
    "timeout_msecs\0"
    "sgid\0"
    "rgidp\0"
    "egidp\0"
    "sgidp\0"
    "arg3\0"
    "arg4\0"
    "arg5\0"
    "const struct sigaction *\0"
    "struct sigaction *\0"
    "sigsetsize\0"
    "sigset_t *\0"
    "uthese\0"
    "const sigset_t *\0"
    "uinfo\0"
    "siginfo_t *\0"
    "uts\0"
    "const struct old_timespec32 *\0"
    "tgid\0"
    "unewset\0"
    "pos_low\0"
    "poslo\0"
    "u32\0"
    "pos_high\0"
    "poshi\0"
    "header\0"
    "hdrp\0"
    "cap_user_header_t\0"
    "dataptr\0"
    "datap\0"
    "cap_user_data_t\0"
    "const cap_user_data_t\0"
    "uss\0"
    "ss\0"
    "const stack_t *\0"
    "uoss\0"
    "old_ss\0"
    "stack_t *\0"
    "out_fd\0"
    "in_fd\0"
    "off_t *\0"
    "pgoff\0"
    "pgoffset\0"
    "length_low\0"
    "length_high\0"
    "struct stat64 *\0"
    "uid_t\0"
    "gid_t\0"
    "gid_t *\0"
    "uid_t *\0"
    "new_root\0"
    "put_old\0"
    "unsigned char *\0"
    "len_in\0"
    "behavior\0"
    "advice\0"
    "struct linux_dirent64 *\0"
    "off_lo\0"
    "off_hi\0"
    "const void *\0"
    "tid\0"
    "uaddr\0"
    "u32 *\0"
    "futex_op\0"
    "val\0"
    "uaddr2\0"
    "val3\0"
    "cpusetsize\0"
    "user_mask_ptr\0"
    "u_info\0"
    "struct user_desc *\0"
    "nr_events\0"
    "ctxp\0"
    "ctx_idp\0"
    "aio_context_t *\0"
    "ctx\0"
    "ctx_id\0"
    "aio_context_t\0"
    "__u32\0"
    "min_nr\0"
    "__s32\0"
    "nr\0"
    "events\0"
    "struct io_event *\0"
    "iocbpp\0"
    "struct iocb **\0"
    "iocb\0"
    "struct iocb *\0"
    "offset_lo\0"
    "offset_hi\0"
    "epfd\0"
    "event\0"
    "struct epoll_event *\0"
    "maxevents\0"
    "tidptr\0"
    "which_clock\0"
    "clockid\0"
    "const clockid_t\0"
    "timer_event_spec\0"
    "sevp\0"
    "struct sigevent *\0"
    "created_timer_id\0"
    "timerid\0"
    "timer_t *\0"
    "timer_id\0"
    "timer_t\0"
    "new\0"
    "struct old_itimerspec32 *\0"
    "old\0"
    "setting\0"
    "clockid_t\0"
    "res\0"
    "remain\0"
    "sz\0"
    "struct statfs64 *\0"
    "struct old_timeval32 *\0"
    "len_low\0"
    "len_high\0"
    "nmask\0"
    "nodemask\0"
    "const unsigned long *\0"
    "maxnode\0"
    "u_name\0"
    "oflag\0"
    "u_attr\0"
    "attr\0"
    "struct mq_attr *\0"
    "mqdes\0"
    "mqd_t\0"
    "u_msg_ptr\0"
    "msg_ptr\0"
    "msg_len\0"
    "msg_prio\0"
    "u_abs_timeout\0"
    "abs_timeout\0"
    "u_msg_prio\0"
    "unsigned int *\0"
    "u_notification\0"
    "const struct sigevent *\0"
    "u_mqstat\0"
    "newattr\0"
    "const struct mq_attr *\0"
    "u_omqstat\0"
    "oldattr\0"
    "entry\0"
    "nr_segments\0"
    "segments\0"
    "struct kexec_segment *\0"
    "idtype\0"
    "infop\0"
    "struct siginfo *\0"
    "_type\0"
    "_description\0"
    "description\0"
    "_payload\0"
    "payload\0"
    "plen\0"
    "ringid\0"
    "keyring\0"
    "key_serial_t\0"
    "_callout_info\0"
    "callout_info\0"
    "destringid\0"
    "dest_keyring\0"
    "ioprio\0"
    "wd\0"
    "old_nodes\0"
    "new_nodes\0"
    "dfd\0"
    "dirfd\0"
    "flag\0"
    "olddfd\0"
    "olddirfd\0"
    "newdfd\0"
    "newdirfd\0"
    "tsp\0"
    "sigmask\0"
    "tmo_p\0"
    "unshare_flags\0"
    "head\0"
    "struct robust_list_head *\0"
    "head_ptr\0"
    "struct robust_list_head **\0"
    "sizep\0"
    "len_ptr\0"
    "size_t *\0"
    "fd_in\0"
    "off_in\0"
    "fd_out\0"
    "off_out\0"
    "off_low\0"
    "n_low\0"
    "nbytes_low\0"
    "n_hi\0"
    "nbytes_high\0"
    "fdin\0"
    "fdout\0"
    "uiov\0"
    "nr_segs\0"
    "nr_pages\0"
    "pages\0"
    "const void **\0"
    "nodes\0"
    "const int *\0"
    "cpup\0"
    "cpu\0"
    "unsigned *\0"
    "nodep\0"
    "node\0"
    "unused\0"
    "tcache\0"
    "ufd\0"
    "user_mask\0"
    "sizemask\0"
    "initval\0"
    "size_low\0"
    "len_lo\0"
    "size_high\0"
    "len_hi\0"
    "utmr\0"
    "const struct old_itimerspec32 *\0"
    "otmr\0"
    "pos_l\0"
    "pos_h\0"
    "attr_uptr\0"
    "struct perf_event_attr *\0"
    "group_fd\0"
    "sockfd\0"
    "mmsg\0"
    "msgvec\0"
    "struct mmsghdr *\0"
    "event_f_flags\0"
    "fanotify_fd\0"
    "mask_low\0"
    "mask_high\0"
    "new_rlim\0"
    "new_limit\0"
    "const struct rlimit64 *\0"
    "old_rlim\0"
    "old_limit\0"
    "struct rlimit64 *\0"
    "handle\0"
    "struct file_handle *\0"
    "mnt_id\0"
    "mount_id\0"
    "mountdirfd\0"
    "mount_fd\0"
    "clk_id\0"
    "nstype\0"
    "lvec\0"
    "local_iov\0"
    "liovcnt\0"
    "rvec\0"
    "remote_iov\0"
    "riovcnt\0"
    "pid1\0"
    "pid2\0"
    "idx1\0"
    "idx2\0"
    "uattr\0"
    "struct sched_attr *\0"
    "usize\0"
    "buflen\0"
    "union bpf_attr *\0"
    "uattr_common\0"
    "struct bpf_common_attr *\0"
    "size_common\0"
    "family\0"
    "domain\0"
    "protocol\0"
    "usockvec\0"
    "sv\0"
    "umyaddr\0"
    "struct sockaddr *\0"
    "addrlen\0"
    "uservaddr\0"
    "backlog\0"
    "upeer_sockaddr\0"
    "upeer_addrlen\0"
    "optname\0"
    "optval\0"
    "optlen\0"
    "usockaddr\0"
    "usockaddr_len\0"
    "buff\0"
    "dest_addr\0"
    "addr_len\0"
    "msg\0"
    "struct user_msghdr *\0"
    "src_addr\0"
    "cpu_id\0"
    "rwf_t\0"
    "pkey\0"
    "init_val\0"
    "access_rights\0"
    "buffer\0"
    "statxbuf\0"
    "struct statx *\0"
    "code\0"
    "usig\0"
    "const struct __aio_sigset *\0"
    "struct rseq *\0"
    "rseq_len\0"
    "key\0"
    "key_t\0"
    "nsems\0"
    "semflg\0"
    "semid\0"
    "semnum\0"
    "shmflg\0"
    "shmid\0"
    "struct shmid_ds *\0"
    "shmaddr\0"
    "msgflg\0"
    "msqid\0"
    "msgp\0"
    "struct msgbuf *\0"
    "msgsz\0"
    "msgtyp\0"
    "struct msqid_ds *\0"
    "struct __kernel_timespec *\0"
    "const struct __kernel_timespec *\0"
    "utx\0"
    "struct __kernel_timex *\0"
    "struct __kernel_itimerspec *\0"
    "new_setting\0"
    "const struct __kernel_itimerspec *\0"
    "old_setting\0"
    "tsops\0"
    "sops\0"
    "struct sembuf *\0"
    "nsops\0"
    "pidfd\0"
    "entries\0"
    "params\0"
    "struct io_uring_params *\0"
    "to_submit\0"
    "min_complete\0"
    "argsz\0"
    "opcode\0"
    "nr_args\0"
    "from_dfd\0"
    "from_dirfd\0"
    "from_pathname\0"
    "from_path\0"
    "to_dfd\0"
    "to_dirfd\0"
    "to_pathname\0"
    "to_path\0"
    "_fs_name\0"
    "fsname\0"
    "_key\0"
    "_value\0"
    "aux\0"
    "fs_fd\0"
    "fsfd\0"
    "attr_flags\0"
    "cl_args\0"
    "struct clone_args *\0"
    "max_fd\0"
    "last\0"
    "struct open_how *\0"
    "targetfd\0"
    "iovec\0"
    "struct mount_attr *\0"
    "const struct landlock_ruleset_attr *const\0"
    "const size_t\0"
    "const __u32\0"
    "ruleset_fd\0"
    "const int\0"
    "rule_type\0"
    "const enum landlock_rule_type\0"
    "rule_attr\0"
    "const void *const\0"
    "waiters\0"
    "struct futex_waitv *\0"
    "nr_futexes\0"
    "home_node\0"
    "cstat_range\0"
    "struct cachestat_range *\0"
    "cstat\0"
    "struct cachestat *\0"
    "nr_wake\0"
    "nr_requeue\0"
    "const struct mnt_id_req *\0"
    "smbuf\0"
    "struct statmount *\0"
    "bufsize\0"
    "mnt_ids\0"
    "u64 *\0"
    "nr_mnt_ids\0"
    "struct lsm_ctx *\0"
    "ids\0"
    "at_flags\0"
    "const struct xattr_args *\0"
    "struct xattr_args *\0"
    "ufattr\0"
    "struct file_attr *\0"
    "const struct ns_id_req *\0"
    "ns_ids\0"
    "nr_ns_ids\0"
    "table\0"
    "struct kernel_sym *\0"
    "cookie64_low\0"
    "cookie_low\0"
    "cookie64_high\0"
    "cookie_high\0"
    "struct nfsctl_arg *\0"
    "resp\0"
    "ret\0"
    "off\0"
    "pos\0"
    "loff_t\0"
    "struct utimbuf *\0"
    "txc_p\0"
    "__kernel_old_time_t *\0"
    "nbytes\0"
    "__u64\0"
    "kernel_fd\0"
    "initrd_fd\0"
    "cmdline_len\0"
    "cmdline_ptr\0"
    "cmdline\0"
    "cookie64\0"
    "cookie\0"
    "u64\0"
    "const struct compat_sigaction *\0"
    "struct compat_sigaction *\0"
    "compat_size_t\0"
    "compat_ulong_t\0"
    "struct compat_msghdr *\0"
    "const compat_uptr_t *\0"
    "compat_long_t\0"
    "compat_sigset_t *\0"
    "struct compat_siginfo *\0"
    "compat_pid_t\0"
    "uss_ptr\0"
    "const compat_stack_t *\0"
    "uoss_ptr\0"
    "compat_stack_t *\0"
    "struct compat_sigevent *\0"
    "const struct compat_sigevent *\0"
    "struct compat_kexec_segment *\0"
    "uru\0"
    "struct compat_rusage *\0"
    "struct compat_robust_list_head *\0"
    "compat_uptr_t *\0"
    "compat_size_t *\0"
    "struct compat_mmsghdr *\0"
    "ctx32p\0"
    "compat_aio_context_t\0"
    "bus\0"
    "devfn\0"
    "dfn\0"
    "tsems\0"
    "end\0"
    "cache\0"
    "number\0"
    "a0\0"
    "a1\0"
    "a2\0"
    "a3\0"
    "a4\0"
    "a5\0"
    "bytes\0"
    "compat_ulong_t *\0"
    "uptr\0"
    "struct old_itimerval32 *\0"
    "compat_off_t *\0"
    "compat_uint_t *\0"
    "compat_uptr_t\0"
    "compat_ssize_t\0"
    "struct compat_linux_dirent *\0"
    "struct compat_rlimit *\0"
    "struct compat_sysinfo *\0"
    "struct compat_tms *\0"
    "u\0"
    "struct compat_ustat *\0"
    "struct compat_statfs *\0"
    "struct compat_statfs64 *\0"
    "compat_mode_t\0"
    "struct compat_mq_attr *\0"
    "const struct compat_mq_attr *\0"
    "const compat_sigset_t *\0"
    "const struct __compat_aio_sigset *\0"
    "pos1\0"
    "pos2\0"
    "offset1\0"
    "offset2\0"
    "len1\0"
    "len2\0"
    "old_ctx\0"
    "struct ucontext *\0"
    "new_ctx\0"
    "ctx_size\0"
    "struct rtas_args *\0"
    "ndbg\0"
    "dbg\0"
    "struct sig_dbg_op *\0"
    "unpc\0"
    "__u32 *\0"
    "ustatus\0"
    "neighbor_fd\0"
    "nbytes1\0"
    "nbytes2\0"
    "map\0"
    "compat_off_t\0"
    "const struct compat_old_sigaction *\0"
    "struct compat_old_sigaction *\0"
    "set32\0"
    "compat_old_sigset_t *\0"
    "struct compat_old_linux_dirent *\0"
    "struct mmap_arg_struct_emu31 *\0"
    "struct compat_stat *\0"
    "uint\0"
    "high\0"
    "low\0"
    "struct stat64_emu31 *\0"
    "compat_loff_t *\0"
    "advise\0"
    "struct fadvise64_64_args *\0"
    "offhigh\0"
    "offlow\0"
    "nhigh\0"
    "nlow\0"
    "struct getcpu_cache *\0"
    "lenhigh\0"
    "lenlow\0"
    "mask_0\0"
    "mask_1\0"
    "command\0"
    "mmio_addr\0"
    "user_buffer\0"
    "gs_cb\0"
    "struct gs_cb *\0"
    "function_code\0"
    "resp_buffer\0"
    "return_code\0"
    "high_off\0"
    "low_off\0"
    "high_len\0"
    "low_len\0"
    "hi_off\0"
    "lo_off\0"
    "hi_nbytes\0"
    "lo_nbytes\0"
    "offhi\0"
    "offlo\0"
    "lenhi\0"
    "lenlo\0"
    "pairs\0"
    "struct riscv_hwprobe *\0"
    "pair_count\0"
    "cpus\0"
    "uintptr_t\0"
    "scope\0"
    "newval\0"
    "oldval\0"
    "d3\0"
    "d4\0"
    "d5\0"
    "mem\0"
    "offset0\0"
    "len0\0"
    "offset_0\0"
    "offset_1\0"
    "nbytes_0\0"
    "nbytes_1\0";
static const struct row rows[] = {
    {5350, 5357, 0, 32, 1, 0}, {5361, 5364, 2, 32, 0, 0},
    {5377, 5381, 2, 32, 6, 0}, {5388, 5394, 2, 32, 4, 0},
    {5377, 5401, 2, 32, 6, 0}, {5428, 5401, 3, 32, 6, 0},
    {5437, 5357, 2, 32, 1, 9}, {5443, 5448, 2, 16, 0, 20},
    {5456, 5460, 2, 32, 1, 0}, {5476, 5484, 6, 32, 6, 0},
    {5490, 5357, 2, 32, 1, 38}, {5428, 5401, 8, 32, 6, 0},
    {5506, 5401, 10, 32, 6, 0}, {5522, 5401, 12, 32, 6, 0},
    {5530, 5535, 2, 32, 6, 0}, {5555, 5535, 2, 32, 6, 0},
    {5414, 5401, 14, 32, 6, 0}, {5560, 5565, 2, 32, 6, 0},
    {5580, 5584, 2, 32, 0, 0}, {5598, 5604, 16, 16, 0, 0},
    {5614, 5620, 2, 16, 0, 0}, {5630, 5638, 2, 32, 6, 0},
    {5665, 5672, 2, 32, 5, 0}, {5678, 5364, 2, 32, 0, 24},
    {5694, 5381, 18, 32, 6, 0}, {5710, 5381, 20, 32, 6, 0},
    {5722, 5381, 22, 32, 6, 0}, {5737, 5748, 24, 32, 4, 80},
    {5762, 5767, 2, 32, 6, 0}, {5710, 5381, 26, 32, 6, 0},
    {5779, 5604, 2, 16, 0, 0}, {5788, 5565, 28, 32, 6, 0},
    {5793, 5801, 30, 32, 5, 64}, {5456, 5801, 2, 32, 5, 0},
    {5806, 5748, 2, 32, 4, 0}, {5762, 5748, 2, 32, 4, 0},
    {5811, 5364, 2, 32, 0, 0}, {5419, 5401, 8, 32, 6, 0},
    {5058, 5819, 32, 32, 6, 0}, {5443, 5357, 2, 32, 1, 21},
    {5852, 5357, 34, 32, 1, 0}, {5856, 5357, 2, 32, 1, 36},
    {5867, 5364, 36, 32, 0, 0}, {5873, 5484, 36, 32, 6, 0},
    {5377, 5885, 38, 32, 6, 0}, {5806, 5748, 40, 32, 4, 0},
    {5898, 5620, 2, 16, 0, 0}, {5902, 5357, 42, 32, 1, 36},
    {5909, 5917, 2, 32, 6, 0}, {5419, 5401, 44, 32, 6, 0},
    {5437, 5357, 2, 32, 1, 81}, {5793, 5364, 47, 32, 0, 122},
    {5940, 5748, 50, 32, 4, 0}, {5932, 5364, 30, 32, 0, 22},
    {5936, 5748, 2, 32, 4, 0}, {5945, 5460, 2, 32, 1, 0},
    {5774, 5950, 2, 32, 6, 0}, {5974, 5357, 2, 32, 1, 20},
    {5979, 5984, 2, 32, 6, 0}, {5867, 5364, 2, 32, 0, 0},
    {5999, 5364, 2, 32, 0, 0}, {6005, 6009, 2, 32, 6, 0},
    {6043, 6050, 52, 32, 6, 0}, {6073, 5357, 2, 32, 1, 0},
    {6081, 5604, 2, 16, 0, 0}, {6086, 5604, 2, 16, 0, 0},
    {6091, 5620, 2, 16, 0, 0}, {6096, 5620, 2, 16, 0, 0},
    {6101, 5357, 2, 32, 1, 0}, {6109, 5357, 2, 32, 1, 0},
    {5974, 6117, 2, 32, 4, 0}, {6135, 6139, 54, 32, 6, 0},
    {5774, 5381, 2, 32, 6, 0}, {6159, 5357, 56, 32, 1, 0},
    {6163, 5364, 2, 32, 0, 44}, {6172, 6177, 2, 32, 6, 0},
    {6193, 5357, 2, 32, 1, 41}, {6200, 6206, 58, 32, 6, 0},
    {6222, 6225, 2, 32, 6, 0}, {6255, 6258, 2, 32, 6, 0},
    {6154, 5357, 60, 32, 1, 0}, {6297, 6302, 62, 32, 6, 0},
    {5936, 6314, 2, 32, 6, 0}, {5710, 5401, 10, 32, 6, 0},
    {6338, 5401, 12, 32, 6, 0}, {6347, 5357, 2, 32, 1, 0},
    {6354, 5401, 2, 32, 6, 0}, {5414, 5401, 64, 32, 6, 0},
    {6385, 5357, 66, 32, 1, 110}, {6402, 5357, 68, 32, 1, 108},
    {6408, 5357, 2, 32, 1, 108}, {5932, 5364, 30, 32, 0, 109},
    {5936, 5767, 2, 32, 6, 0}, {6422, 6427, 70, 32, 6, 0},
    {5388, 5364, 2, 32, 0, 0}, {5936, 6453, 2, 32, 6, 0},
    {6478, 5394, 72, 32, 4, 0}, {5414, 5401, 2, 32, 6, 0},
    {6478, 5801, 2, 32, 5, 0}, {6478, 5672, 2, 32, 5, 0},
    {6485, 5357, 2, 32, 1, 42}, {6193, 5357, 2, 32, 1, 0},
    {6499, 5357, 74, 32, 1, 0}, {5414, 5401, 76, 32, 6, 0},
    {5377, 6504, 2, 32, 6, 0}, {6520, 5748, 2, 32, 4, 0},
    {6525, 5748, 2, 32, 4, 0}, {6529, 5357, 2, 32, 1, 0},
    {6537, 5357, 2, 32, 1, 0}, {6542, 6547, 2, 32, 6, 0},
    {5717, 5357, 2, 32, 1, 0}, {6563, 5381, 78, 32, 6, 0},
    {6485, 5357, 2, 32, 1, 50}, {6574, 6584, 80, 32, 6, 0},
    {6623, 6584, 82, 32, 6, 0}, {6633, 6584, 80, 32, 6, 0},
    {5630, 6644, 2, 32, 6, 0}, {5774, 6658, 2, 32, 6, 0},
    {6679, 5364, 2, 32, 0, 0}, {6695, 6700, 84, 32, 6, 0},
    {5456, 5460, 86, 32, 1, 0}, {6726, 6206, 58, 32, 6, 0},
    {6695, 6733, 2, 32, 6, 0}, {6537, 5364, 2, 32, 0, 0},
    {6750, 5357, 2, 32, 1, 0}, {6756, 5748, 2, 32, 4, 0},
    {6763, 5748, 2, 32, 4, 0}, {6769, 5767, 2, 32, 6, 0},
    {6773, 5801, 2, 32, 5, 0}, {5437, 5748, 88, 32, 4, 34},
    {6797, 5748, 90, 32, 4, 0}, {6817, 5484, 92, 32, 6, 0},
    {6828, 5748, 2, 32, 4, 0}, {6845, 5484, 94, 32, 6, 0},
    {5377, 6855, 26, 32, 6, 0}, {6876, 5357, 2, 32, 1, 0},
    {6881, 5748, 2, 32, 4, 0}, {5377, 6895, 96, 32, 6, 0},
    {5806, 5748, 98, 32, 4, 0}, {6159, 5394, 56, 32, 4, 0},
    {6922, 5748, 2, 32, 4, 26}, {6927, 5357, 2, 32, 1, 37},
    {6135, 6139, 100, 32, 6, 0}, {6941, 6139, 102, 32, 6, 0},
    {6953, 5767, 104, 32, 6, 0}, {6159, 5748, 2, 32, 4, 0},
    {6972, 5401, 106, 32, 6, 0}, {5774, 5401, 108, 32, 6, 0},
    {5437, 5364, 2, 32, 0, 9}, {5932, 5364, 30, 32, 0, 0},
    {6995, 5401, 2, 32, 6, 0}, {7007, 7010, 110, 32, 0, 0},
    {5806, 5767, 112, 32, 6, 0}, {7027, 5357, 2, 32, 1, 0},
    {7039, 5748, 114, 32, 4, 0}, {5377, 5748, 116, 32, 4, 0},
    {7053, 5364, 118, 32, 0, 116}, {7061, 5604, 120, 16, 0, 0},
    {7067, 5620, 122, 16, 0, 0}, {7073, 5748, 2, 32, 4, 0},
    {7085, 5748, 2, 32, 4, 0}, {7096, 7103, 2, 32, 6, 0},
    {6422, 7112, 70, 32, 6, 0}, {7136, 5357, 124, 32, 1, 0},
    {7145, 7153, 126, 32, 6, 0}, {7167, 7153, 128, 32, 6, 0},
    {7180, 7153, 130, 32, 6, 0}, {7194, 6225, 132, 32, 6, 0},
    {7202, 5364, 134, 32, 0, 23}, {5437, 5357, 2, 32, 1, 30},
    {5361, 5748, 2, 32, 4, 0}, {7216, 7220, 137, 32, 6, 0},
    {7246, 5748, 139, 32, 4, 0}, {6542, 7253, 2, 32, 6, 0},
    {5437, 5357, 2, 32, 1, 31}, {7276, 7282, 2, 32, 6, 0},
    {7303, 5357, 2, 32, 1, 45}, {7319, 7322, 141, 32, 6, 0},
    {7360, 7322, 143, 32, 6, 0}, {7369, 7322, 146, 32, 6, 0},
    {7373, 5748, 148, 32, 4, 0}, {7393, 5748, 150, 32, 4, 0},
    {7410, 5748, 152, 32, 4, 0}, {5437, 5748, 2, 32, 4, 28},
    {7428, 5748, 154, 32, 4, 0}, {7440, 5604, 2, 16, 0, 0},
    {6081, 7451, 156, 32, 6, 0}, {6086, 7451, 158, 32, 6, 0},
    {7440, 7451, 160, 32, 6, 0}, {7475, 5748, 162, 32, 4, 0},
    {7478, 5748, 50, 32, 4, 0}, {7487, 7491, 164, 32, 6, 0},
    {7136, 5364, 2, 32, 0, 0}, {7194, 5357, 166, 32, 1, 0},
    {7521, 5620, 2, 16, 0, 0}, {6091, 6302, 168, 32, 6, 0},
    {6096, 6302, 170, 32, 6, 0}, {7521, 6302, 172, 32, 6, 0},
    {7027, 5357, 30, 32, 1, 25}, {7048, 5748, 2, 32, 4, 0},
    {7544, 5748, 2, 32, 4, 0}, {7549, 5748, 2, 32, 4, 0},
    {7554, 5748, 2, 32, 4, 0}, {6005, 7559, 2, 32, 6, 0},
    {6043, 7584, 52, 32, 6, 0}, {7603, 5394, 2, 32, 4, 0},
    {6135, 7614, 100, 32, 6, 0}, {6941, 7614, 102, 32, 6, 0},
    {6135, 7614, 54, 32, 6, 0}, {6135, 7632, 174, 32, 6, 0},
    {6695, 7655, 176, 32, 6, 0}, {7194, 7671, 178, 32, 6, 0},
    {7701, 5460, 180, 32, 1, 0}, {5974, 7614, 182, 32, 6, 0},
    {5377, 5381, 184, 32, 6, 0}, {7085, 7728, 186, 32, 0, 0},
    {7073, 7728, 189, 32, 0, 0}, {5377, 5401, 184, 32, 6, 0},
    {6154, 5748, 2, 32, 4, 0}, {7754, 7759, 192, 32, 6, 0},
    {7785, 7791, 194, 32, 6, 0}, {7785, 7807, 196, 32, 6, 0},
    {7833, 7836, 198, 32, 6, 0}, {7857, 7864, 200, 32, 6, 0},
    {7874, 5357, 2, 32, 1, 0}, {7881, 5357, 2, 32, 1, 0},
    {5665, 7887, 2, 32, 6, 0}, {6478, 5748, 72, 32, 4, 0},
    {5437, 5748, 2, 32, 4, 27}, {7901, 5748, 202, 32, 4, 0},
    {7910, 7728, 204, 32, 0, 0}, {7921, 7728, 206, 32, 0, 0},
    {5630, 7933, 2, 32, 6, 0}, {5598, 7949, 16, 32, 0, 0},
    {5614, 7955, 2, 32, 0, 0}, {6081, 7949, 2, 32, 0, 0},
    {6086, 7949, 2, 32, 0, 0}, {6091, 7955, 2, 32, 0, 0},
    {6096, 7955, 2, 32, 0, 0}, {6297, 7961, 62, 32, 6, 0},
    {7440, 7949, 2, 32, 0, 0}, {6081, 7969, 156, 32, 6, 0},
    {6086, 7969, 158, 32, 6, 0}, {7440, 7969, 160, 32, 6, 0},
    {7521, 7955, 2, 32, 0, 0}, {6091, 7961, 168, 32, 6, 0},
    {6096, 7961, 170, 32, 6, 0}, {7521, 7961, 172, 32, 6, 0},
    {5779, 7949, 2, 32, 0, 0}, {5898, 7955, 2, 32, 0, 0},
    {7061, 7949, 120, 32, 0, 0}, {7067, 7955, 122, 32, 0, 0},
    {7977, 5401, 2, 32, 6, 0}, {7986, 5401, 2, 32, 6, 0},
    {7212, 7994, 2, 32, 6, 0}, {6478, 5394, 208, 32, 4, 0},
    {8026, 5357, 211, 32, 1, 29}, {6422, 8033, 70, 32, 6, 0},
    {5361, 5357, 2, 32, 1, 0}, {7085, 7728, 213, 32, 0, 0},
    {7073, 7728, 215, 32, 0, 0}, {5774, 5401, 2, 32, 6, 0},
    {6568, 8071, 2, 32, 6, 0}, {6154, 5394, 2, 32, 4, 0},
    {5437, 5357, 2, 32, 1, 87}, {6568, 5767, 2, 32, 6, 0},
    {6297, 5381, 2, 32, 6, 0}, {8084, 5460, 180, 32, 1, 0},
    {5665, 7103, 2, 32, 6, 0}, {8088, 8094, 2, 32, 6, 0},
    {8100, 5357, 30, 32, 1, 60}, {8109, 7728, 2, 32, 0, 0},
    {7194, 7671, 217, 32, 6, 0}, {8113, 8094, 2, 32, 6, 0},
    {8120, 7728, 2, 32, 0, 0}, {8125, 5364, 72, 32, 0, 0},
    {5974, 6547, 219, 32, 6, 0}, {8150, 8157, 221, 32, 6, 0},
    {8150, 8157, 2, 32, 6, 0}, {8176, 5584, 124, 32, 0, 0},
    {8191, 8199, 224, 32, 6, 0}, {8219, 8226, 226, 32, 4, 0},
    {8219, 8240, 2, 32, 0, 0}, {8246, 8253, 2, 32, 1, 0},
    {8259, 8253, 2, 32, 1, 0}, {8262, 8269, 2, 32, 6, 0},
    {7194, 7322, 2, 32, 6, 0}, {8219, 8226, 2, 32, 4, 0},
    {7134, 5801, 228, 32, 5, 0}, {8287, 8294, 2, 32, 6, 0},
    {8309, 8314, 2, 32, 6, 0}, {7096, 8269, 2, 32, 6, 0},
    {7085, 7728, 230, 32, 0, 0}, {7073, 7728, 232, 32, 0, 0},
    {6159, 5394, 2, 32, 4, 0}, {8026, 5357, 2, 32, 1, 93},
    {6154, 5357, 2, 32, 1, 0}, {8348, 5357, 2, 32, 1, 0},
    {5790, 5357, 2, 32, 1, 51}, {8353, 8359, 2, 32, 6, 0},
    {8262, 8359, 2, 32, 6, 0}, {8380, 5357, 124, 32, 1, 0},
    {7194, 5357, 2, 32, 1, 0}, {7895, 5748, 2, 32, 4, 0},
    {8390, 5484, 2, 32, 6, 0}, {8409, 8417, 234, 32, 1, 46},
    {8450, 8455, 236, 32, 6, 0}, {8490, 8498, 238, 32, 6, 0},
    {8490, 8517, 240, 32, 1, 0}, {5437, 5357, 2, 32, 1, 47},
    {6574, 8529, 242, 32, 6, 0}, {6623, 8529, 244, 32, 6, 0},
    {6633, 8529, 246, 32, 6, 0}, {8409, 8567, 234, 32, 1, 46},
    {7319, 7322, 2, 32, 6, 0}, {8577, 7322, 248, 32, 6, 0},
    {5793, 7322, 250, 32, 6, 0}, {8581, 7322, 146, 32, 6, 0},
    {5428, 5401, 2, 32, 6, 0}, {8588, 5394, 2, 32, 4, 0},
    {5377, 8591, 2, 32, 6, 0}, {7701, 5460, 2, 32, 1, 0},
    {5058, 8609, 32, 32, 6, 0}, {7085, 7728, 2, 32, 0, 0},
    {7073, 7728, 2, 32, 0, 0}, {8632, 7728, 2, 32, 0, 0},
    {8640, 7728, 2, 32, 0, 0}, {5443, 5748, 2, 32, 4, 105},
    {8655, 8664, 253, 32, 6, 0}, {8686, 5748, 2, 32, 4, 0},
    {5437, 5364, 2, 32, 0, 107}, {5443, 5484, 255, 32, 6, 0},
    {8655, 6547, 253, 32, 6, 0}, {5437, 5748, 2, 32, 4, 106},
    {5443, 5357, 2, 32, 1, 105}, {5774, 5401, 257, 32, 6, 0},
    {8701, 5357, 2, 32, 1, 9}, {8714, 8719, 259, 32, 6, 0},
    {8736, 8742, 2, 32, 1, 0}, {8758, 5401, 261, 32, 6, 0},
    {8766, 5364, 2, 32, 0, 0}, {8774, 5364, 2, 32, 0, 0},
    {8797, 7671, 263, 32, 6, 0}, {8758, 5381, 261, 32, 6, 0},
    {8774, 8820, 265, 32, 6, 0}, {8450, 8850, 267, 32, 6, 0},
    {8883, 8891, 269, 32, 6, 0}, {8924, 8719, 271, 32, 6, 0},
    {8932, 5748, 2, 32, 4, 0}, {8938, 5748, 2, 32, 4, 0},
    {8950, 8959, 2, 32, 6, 0}, {5437, 5748, 2, 32, 4, 113},
    {8982, 5357, 273, 32, 1, 40}, {7007, 5460, 86, 32, 1, 0},
    {8989, 8995, 2, 32, 6, 0}, {5490, 5357, 2, 32, 1, 39},
    {6197, 6206, 2, 32, 6, 0}, {5717, 5401, 275, 32, 6, 0},
    {9031, 5401, 277, 32, 6, 0}, {9052, 8071, 279, 32, 6, 0},
    {9060, 5394, 56, 32, 4, 0}, {9072, 9080, 281, 32, 1, 63},
    {9107, 5401, 283, 32, 6, 0}, {9131, 9080, 285, 32, 1, 63},
    {7202, 5357, 287, 32, 1, 62}, {6485, 5357, 2, 32, 1, 43},
    {9144, 5357, 2, 32, 1, 0}, {5974, 7728, 2, 32, 0, 55},
    {9151, 8253, 2, 32, 1, 0}, {9154, 8664, 2, 32, 6, 0},
    {9164, 8664, 2, 32, 6, 0}, {9178, 5357, 290, 32, 1, 11},
    {5580, 5364, 2, 32, 0, 0}, {5437, 5357, 292, 32, 1, 12},
    {9178, 5364, 290, 32, 0, 11}, {5437, 5357, 292, 32, 1, 18},
    {5437, 5357, 292, 32, 1, 19}, {9196, 5357, 294, 32, 1, 11},
    {9212, 5357, 296, 32, 1, 11}, {5437, 5357, 2, 32, 1, 16},
    {5428, 5401, 14, 32, 6, 0}, {7194, 7322, 298, 32, 6, 0},
    {9225, 5767, 42, 32, 6, 0}, {9233, 7322, 298, 32, 6, 0},
    {9225, 7632, 2, 32, 6, 0}, {5437, 5748, 300, 32, 4, 35},
    {9253, 9258, 2, 32, 6, 0}, {5456, 5357, 2, 32, 1, 0},
    {9284, 9293, 2, 32, 6, 0}, {9326, 9334, 302, 32, 6, 0},
    {9343, 5357, 2, 32, 1, 0}, {9349, 7103, 2, 32, 6, 0},
    {9356, 5357, 2, 32, 1, 0}, {9363, 7103, 2, 32, 6, 0},
    {5437, 5364, 2, 32, 0, 91}, {7085, 7728, 304, 32, 0, 0},
    {9385, 7728, 306, 32, 0, 0}, {9401, 7728, 308, 32, 0, 0},
    {5437, 5364, 2, 32, 0, 94}, {9343, 5357, 310, 32, 1, 0},
    {9356, 5357, 312, 32, 1, 0}, {7216, 7220, 314, 32, 6, 0},
    {9429, 5748, 2, 32, 4, 0}, {5388, 5748, 316, 32, 4, 0},
    {9446, 9452, 2, 32, 6, 0}, {9466, 9472, 2, 32, 6, 0},
    {5350, 5484, 2, 32, 6, 0}, {5437, 5357, 2, 32, 1, 0},
    {9489, 9493, 318, 32, 6, 0}, {9510, 9493, 320, 32, 6, 0},
    {9522, 5767, 322, 32, 6, 0}, {8380, 5357, 2, 32, 1, 0},
    {5058, 7322, 32, 32, 6, 0}, {5437, 5357, 2, 32, 1, 12},
    {5361, 5357, 324, 32, 1, 0}, {5974, 7614, 326, 32, 6, 0},
    {5437, 5394, 328, 32, 4, 0}, {8409, 5357, 2, 32, 1, 46},
    {5437, 5357, 2, 32, 1, 49}, {9552, 5364, 330, 32, 0, 0},
    {5443, 5357, 2, 32, 1, 92}, {8632, 7728, 332, 32, 0, 0},
    {8640, 7728, 335, 32, 0, 0}, {5437, 5357, 2, 32, 1, 48},
    {6574, 9598, 338, 32, 6, 0}, {6623, 8529, 340, 32, 6, 0},
    {6633, 8529, 340, 32, 6, 0}, {9543, 5394, 2, 32, 4, 0},
    {5437, 5357, 2, 32, 1, 54}, {5437, 5357, 2, 32, 1, 53},
    {5437, 5357, 2, 32, 1, 52}, {5437, 5357, 2, 32, 1, 10},
    {5437, 5357, 2, 32, 1, 56}, {9635, 5748, 2, 32, 4, 0},
    {9641, 5748, 2, 32, 4, 0}, {8714, 9657, 342, 32, 6, 0},
    {9489, 5357, 2, 32, 1, 0}, {9682, 5357, 2, 32, 1, 0},
    {5437, 5748, 2, 32, 4, 115}, {9691, 5357, 344, 32, 1, 0},
    {9703, 9710, 346, 32, 6, 0}, {7241, 5364, 124, 32, 0, 0},
    {5437, 5364, 2, 32, 0, 7}, {5437, 5364, 2, 32, 0, 58},
    {9727, 5364, 2, 32, 0, 9}, {9741, 5357, 2, 32, 1, 0},
    {5437, 5364, 2, 32, 0, 59}, {9753, 7728, 2, 32, 0, 0},
    {9762, 7728, 2, 32, 0, 0}, {9781, 9791, 348, 32, 6, 0},
    {9824, 9834, 350, 32, 6, 0}, {5428, 5401, 44, 32, 6, 0},
    {9852, 9859, 2, 32, 6, 0}, {9887, 5767, 352, 32, 6, 0},
    {5437, 5357, 292, 32, 1, 15}, {9907, 5357, 354, 32, 1, 0},
    {9916, 8567, 234, 32, 1, 46}, {9923, 5357, 24, 32, 1, 35},
    {9935, 7220, 356, 32, 6, 0}, {9945, 5748, 2, 32, 4, 0},
    {9958, 7220, 358, 32, 6, 0}, {9969, 5748, 2, 32, 4, 0},
    {5437, 5748, 2, 32, 4, 0}, {9977, 5460, 2, 32, 1, 0},
    {9982, 5460, 2, 32, 1, 0}, {5717, 5357, 2, 32, 1, 104},
    {9987, 5748, 2, 32, 4, 0}, {9992, 5748, 2, 32, 4, 0},
    {5437, 5357, 2, 32, 1, 112}, {8714, 10003, 360, 32, 6, 0},
    {5437, 5364, 2, 32, 0, 0}, {6154, 5364, 362, 32, 0, 0},
    {5437, 5364, 2, 32, 0, 88}, {7202, 5364, 30, 32, 0, 66},
    {5437, 5364, 2, 32, 0, 67}, {6542, 5767, 106, 32, 6, 0},
    {10029, 5394, 364, 32, 4, 0}, {5437, 5364, 2, 32, 0, 89},
    {5774, 5401, 367, 32, 6, 0}, {5437, 5364, 2, 32, 0, 90},
    {5932, 5357, 2, 32, 1, 65}, {8714, 10036, 360, 32, 6, 0},
    {6154, 5364, 2, 32, 0, 0}, {10053, 10066, 2, 32, 6, 0},
    {10091, 5364, 2, 32, 0, 0}, {9178, 5357, 344, 32, 1, 11},
    {5437, 5357, 2, 32, 1, 14}, {10110, 5357, 369, 32, 1, 1},
    {5717, 5357, 2, 32, 1, 2}, {10117, 5357, 2, 32, 1, 4},
    {10135, 5484, 371, 32, 6, 0}, {5806, 10146, 373, 32, 6, 0},
    {10164, 5357, 2, 32, 1, 0}, {5806, 10146, 375, 32, 6, 0},
    {10182, 5357, 2, 32, 1, 0}, {5806, 10146, 377, 32, 6, 0},
    {10164, 5484, 379, 32, 6, 0}, {5437, 5357, 2, 32, 1, 3},
    {6679, 5357, 2, 32, 1, 5}, {10219, 5357, 2, 32, 1, 6},
    {10227, 5381, 2, 32, 6, 0}, {10234, 5484, 2, 32, 6, 0},
    {10234, 5357, 2, 32, 1, 0}, {5806, 10146, 381, 32, 6, 0},
    {10164, 5484, 383, 32, 6, 0}, {5377, 5767, 385, 32, 6, 0},
    {10270, 10146, 148, 32, 6, 0}, {10164, 5357, 387, 32, 1, 0},
    {10289, 10293, 2, 32, 6, 0}, {5377, 5767, 184, 32, 6, 0},
    {10314, 10146, 148, 32, 6, 0}, {10164, 5484, 387, 32, 6, 0},
    {6927, 5357, 2, 32, 1, 8}, {5437, 5357, 2, 32, 1, 117},
    {5932, 5357, 2, 32, 1, 68}, {5437, 5364, 2, 32, 0, 69},
    {10323, 5357, 2, 32, 1, 0}, {5437, 5357, 2, 32, 1, 32},
    {5437, 10330, 2, 32, 1, 85}, {10336, 5357, 2, 32, 1, 0},
    {10350, 5748, 389, 32, 4, 33}, {5437, 5584, 2, 32, 0, 18},
    {5974, 5364, 2, 32, 0, 86}, {10371, 10380, 391, 32, 6, 0},
    {10395, 5357, 287, 32, 1, 111}, {5806, 5748, 116, 32, 4, 0},
    {8246, 5801, 2, 32, 5, 0}, {8259, 5801, 2, 32, 5, 0},
    {10400, 10405, 2, 32, 6, 0}, {3401, 10433, 2, 32, 6, 0},
    {10447, 7728, 2, 32, 0, 0}, {5437, 5357, 2, 32, 1, 118},
    {5856, 7728, 2, 32, 0, 0}, {10456, 10460, 2, 32, 1, 0},
    {10466, 5357, 2, 32, 1, 0}, {10472, 5357, 2, 32, 1, 98},
    {10479, 5357, 2, 32, 1, 0}, {10485, 5357, 2, 32, 1, 0},
    {5932, 5357, 30, 32, 1, 95}, {10492, 5357, 2, 32, 1, 99},
    {10499, 5357, 2, 32, 1, 0}, {5932, 5357, 30, 32, 1, 96},
    {5377, 10505, 2, 32, 6, 0}, {10523, 5381, 2, 32, 6, 0},
    {10492, 5357, 2, 32, 1, 101}, {10531, 5357, 2, 32, 1, 98},
    {10538, 5357, 2, 32, 1, 0}, {10544, 10549, 2, 32, 6, 0},
    {10565, 5394, 2, 32, 4, 0}, {10531, 5357, 2, 32, 1, 100},
    {10571, 5801, 2, 32, 5, 0}, {10531, 5357, 2, 32, 1, 0},
    {5932, 5357, 30, 32, 1, 97}, {5377, 10578, 2, 32, 6, 0},
    {7319, 10596, 2, 32, 6, 0}, {7319, 10623, 2, 32, 6, 0},
    {9916, 8417, 234, 32, 1, 46}, {5377, 10660, 393, 32, 6, 0},
    {8577, 10596, 248, 32, 6, 0}, {5793, 10623, 250, 32, 6, 0},
    {8581, 10596, 146, 32, 6, 0}, {6633, 10684, 246, 32, 6, 0},
    {6574, 10725, 395, 32, 6, 0}, {6623, 10684, 397, 32, 6, 0},
    {6633, 10684, 340, 32, 6, 0}, {6574, 10725, 338, 32, 6, 0},
    {6623, 10684, 340, 32, 6, 0}, {5058, 10596, 399, 32, 6, 0},
    {7194, 10596, 298, 32, 6, 0}, {9233, 10596, 298, 32, 6, 0},
    {7194, 10596, 2, 32, 6, 0}, {8766, 5394, 2, 32, 4, 0},
    {8797, 10623, 263, 32, 6, 0}, {10778, 10783, 401, 32, 6, 0},
    {10799, 5364, 2, 32, 0, 0}, {7194, 10623, 2, 32, 6, 0},
    {7194, 10623, 178, 32, 6, 0}, {7194, 10623, 217, 32, 6, 0},
    {7319, 10596, 141, 32, 6, 0}, {10805, 5357, 2, 32, 1, 0},
    {6695, 7655, 2, 32, 6, 0}, {5437, 5364, 2, 32, 0, 84},
    {10811, 7728, 2, 32, 0, 0}, {10819, 10826, 2, 32, 6, 0},
    {10851, 7728, 2, 32, 0, 0}, {10861, 7728, 2, 32, 0, 0},
    {5437, 7728, 2, 32, 0, 103}, {5940, 8071, 2, 32, 6, 0},
    {10874, 5394, 2, 32, 4, 0}, {10880, 5364, 2, 32, 0, 102},
    {10887, 5364, 2, 32, 0, 0}, {5437, 5584, 2, 32, 0, 73},
    {10904, 5357, 403, 32, 1, 11}, {10929, 5401, 405, 32, 6, 0},
    {10946, 5357, 407, 32, 1, 11}, {10967, 5401, 409, 32, 6, 0},
    {5437, 5364, 2, 32, 0, 74}, {10984, 5401, 411, 32, 6, 0},
    {5437, 5364, 2, 32, 0, 75}, {5932, 5364, 2, 32, 0, 76},
    {10456, 5401, 413, 32, 6, 0}, {6568, 8071, 415, 32, 6, 0},
    {11003, 5357, 2, 32, 1, 0}, {11013, 5357, 417, 32, 1, 0},
    {5437, 5364, 2, 32, 0, 77}, {11018, 5364, 2, 32, 0, 79},
    {5437, 5364, 2, 32, 0, 78}, {5437, 5364, 2, 32, 0, 83},
    {11029, 11037, 106, 32, 6, 0}, {6750, 5364, 344, 32, 0, 0},
    {11064, 5364, 419, 32, 0, 0}, {5437, 5364, 2, 32, 0, 82},
    {6927, 11069, 2, 32, 6, 0}, {6154, 5394, 362, 32, 4, 0},
    {11087, 5357, 344, 32, 1, 0}, {5437, 5357, 2, 32, 1, 13},
    {11096, 7220, 137, 32, 6, 0}, {7241, 5394, 124, 32, 4, 0},
    {5437, 5364, 2, 32, 0, 17}, {8714, 11102, 360, 32, 6, 0},
    {7007, 7010, 2, 32, 0, 0}, {5806, 5767, 2, 32, 6, 0},
    {8714, 11122, 2, 32, 6, 0}, {6154, 11164, 2, 32, 4, 0},
    {5437, 11177, 2, 32, 0, 71}, {11189, 11200, 2, 32, 1, 0},
    {11210, 11220, 2, 32, 0, 70}, {11250, 11260, 2, 32, 6, 0},
    {5437, 11177, 2, 32, 0, 0}, {5437, 11177, 2, 32, 0, 72},
    {11278, 11286, 2, 32, 6, 0}, {11307, 5364, 2, 32, 0, 0},
    {8409, 8567, 2, 32, 1, 46}, {6916, 5748, 2, 32, 4, 0},
    {11318, 5748, 2, 32, 4, 0}, {11328, 11340, 2, 32, 6, 0},
    {11365, 11371, 2, 32, 6, 0}, {5437, 5364, 2, 32, 0, 12},
    {5437, 5364, 2, 32, 0, 119}, {8088, 5767, 2, 32, 6, 0},
    {5974, 5748, 2, 32, 4, 0}, {8259, 5357, 2, 32, 1, 0},
    {5437, 5364, 2, 32, 0, 61}, {8109, 5748, 2, 32, 4, 0},
    {11390, 5357, 2, 32, 1, 0}, {11398, 5357, 2, 32, 1, 0},
    {7360, 11409, 2, 32, 6, 0}, {11435, 11441, 78, 32, 6, 0},
    {11460, 5394, 2, 32, 4, 0}, {11468, 11476, 2, 32, 6, 0},
    {11482, 5394, 2, 32, 4, 0}, {8714, 5364, 2, 32, 0, 120},
    {8215, 11493, 2, 32, 6, 0}, {6154, 8094, 2, 32, 6, 0},
    {5437, 7728, 2, 32, 0, 121}, {6154, 7728, 2, 32, 0, 0},
    {5437, 7728, 2, 32, 0, 0}, {11510, 11476, 2, 32, 6, 0},
    {11514, 5364, 2, 32, 0, 12}, {6966, 11523, 2, 32, 6, 0},
    {10023, 5394, 2, 32, 4, 0}, {6966, 11549, 2, 32, 6, 0},
    {11569, 11576, 2, 32, 6, 0}, {7360, 11595, 2, 32, 6, 0},
    {11620, 11476, 2, 32, 6, 0}, {11627, 5394, 2, 32, 4, 0},
    {11637, 11643, 2, 32, 6, 0}, {11676, 7728, 421, 32, 0, 0},
    {11701, 7728, 423, 32, 0, 0}, {10364, 5381, 78, 32, 6, 0},
    {5932, 5357, 2, 32, 1, 0}, {5940, 11713, 50, 32, 6, 0},
    {11733, 5767, 425, 32, 6, 0}, {6485, 5357, 2, 32, 1, 0},
    {11738, 9334, 2, 32, 6, 0}, {5377, 5381, 2, 64, 6, 0},
    {5388, 5394, 2, 64, 4, 0}, {5377, 5401, 2, 64, 6, 0},
    {5428, 5401, 3, 64, 6, 0}, {5630, 6644, 2, 64, 6, 0},
    {7487, 7491, 164, 64, 6, 0}, {5665, 5672, 2, 64, 5, 0},
    {5806, 5748, 2, 64, 4, 0}, {6478, 5748, 72, 64, 4, 0},
    {6922, 5748, 2, 64, 4, 26}, {5437, 5748, 2, 64, 4, 27},
    {5361, 5748, 2, 64, 4, 0}, {5665, 5748, 427, 64, 4, 0},
    {5806, 5748, 98, 64, 4, 0}, {6159, 5394, 56, 64, 4, 0},
    {6478, 5394, 72, 64, 4, 0}, {5806, 5748, 40, 64, 4, 0},
    {6005, 7559, 2, 64, 6, 0}, {6043, 7584, 52, 64, 6, 0},
    {7603, 5394, 2, 64, 4, 0}, {6135, 7614, 100, 64, 6, 0},
    {6941, 7614, 102, 64, 6, 0}, {5940, 5748, 50, 64, 4, 0},
    {5665, 11750, 429, 64, 1, 0}, {7216, 7220, 137, 64, 6, 0},
    {7246, 5748, 139, 64, 4, 0}, {5873, 5484, 36, 64, 6, 0},
    {7145, 7153, 126, 64, 6, 0}, {7167, 7153, 128, 64, 6, 0},
    {7180, 7153, 130, 64, 6, 0}, {7194, 6225, 132, 64, 6, 0},
    {7373, 5748, 148, 64, 4, 0}, {7393, 5748, 150, 64, 4, 0},
    {7410, 5748, 152, 64, 4, 0}, {5437, 5748, 2, 64, 4, 28},
    {7428, 5748, 154, 64, 4, 0}, {7212, 7994, 2, 64, 6, 0},
    {6478, 5394, 208, 64, 4, 0}, {6154, 5394, 2, 64, 4, 0},
    {10523, 5381, 2, 64, 6, 0}, {5377, 10505, 2, 64, 6, 0},
    {7360, 10596, 143, 64, 6, 0}, {7369, 10596, 146, 64, 6, 0},
    {6633, 6584, 80, 64, 6, 0}, {6574, 6584, 80, 64, 6, 0},
    {6623, 6584, 82, 64, 6, 0}, {5665, 7103, 2, 64, 6, 0},
    {5806, 10146, 375, 64, 6, 0}, {5806, 10146, 377, 64, 6, 0},
    {10164, 5484, 379, 64, 6, 0}, {5377, 5767, 385, 64, 6, 0},
    {6159, 5394, 2, 64, 4, 0}, {10270, 10146, 148, 64, 6, 0},
    {5377, 5767, 184, 64, 6, 0}, {10314, 10146, 148, 64, 6, 0},
    {10164, 5484, 387, 64, 6, 0}, {10289, 10293, 2, 64, 6, 0},
    {5806, 10146, 373, 64, 6, 0}, {5806, 10146, 381, 64, 6, 0},
    {10164, 5484, 383, 64, 6, 0}, {10135, 5484, 371, 64, 6, 0},
    {10227, 5381, 2, 64, 6, 0}, {10234, 5484, 2, 64, 6, 0},
    {5437, 5748, 88, 64, 4, 34}, {6797, 5748, 90, 64, 4, 0},
    {6817, 5484, 92, 64, 6, 0}, {6845, 5484, 94, 64, 6, 0},
    {6828, 5748, 2, 64, 4, 0}, {5530, 5535, 2, 64, 6, 0},
    {5555, 5535, 2, 64, 6, 0}, {5476, 5484, 6, 64, 6, 0},
    {6726, 6206, 58, 64, 6, 0}, {5377, 6855, 26, 64, 6, 0},
    {10778, 10783, 401, 64, 6, 0}, {5936, 5748, 2, 64, 4, 0},
    {10544, 10549, 2, 64, 6, 0}, {10565, 5394, 2, 64, 4, 0},
    {10571, 5801, 2, 64, 5, 0}, {5377, 10578, 2, 64, 6, 0},
    {5414, 5401, 2, 64, 6, 0}, {6478, 5801, 2, 64, 5, 0},
    {6478, 5672, 2, 64, 5, 0}, {6422, 7112, 70, 64, 6, 0},
    {6154, 5748, 2, 64, 4, 0}, {5414, 5401, 14, 64, 6, 0},
    {5506, 5401, 10, 64, 6, 0}, {5522, 5401, 12, 64, 6, 0},
    {5428, 5401, 8, 64, 6, 0}, {5710, 5401, 10, 64, 6, 0},
    {6338, 5401, 12, 64, 6, 0}, {6222, 6225, 2, 64, 6, 0},
    {6255, 6258, 2, 64, 6, 0}, {6172, 6177, 2, 64, 6, 0},
    {6200, 6206, 58, 64, 6, 0}, {6695, 6733, 2, 64, 6, 0},
    {5377, 5885, 38, 64, 6, 0}, {5793, 5801, 30, 64, 5, 64},
    {5456, 5801, 2, 64, 5, 0}, {5762, 5748, 2, 64, 4, 0},
    {6563, 5381, 78, 64, 6, 0}, {6297, 7961, 62, 64, 6, 0},
    {6081, 7969, 156, 64, 6, 0}, {6086, 7969, 158, 64, 6, 0},
    {7440, 7969, 160, 64, 6, 0}, {6091, 7961, 168, 64, 6, 0},
    {6096, 7961, 170, 64, 6, 0}, {7521, 7961, 172, 64, 6, 0},
    {7754, 7759, 192, 64, 6, 0}, {7785, 7791, 194, 64, 6, 0},
    {7785, 7807, 196, 64, 6, 0}, {6135, 7614, 54, 64, 6, 0},
    {6135, 7632, 174, 64, 6, 0}, {6695, 7655, 176, 64, 6, 0},
    {7194, 10623, 178, 64, 6, 0}, {5974, 7614, 182, 64, 6, 0},
    {7833, 7836, 198, 64, 6, 0}, {7857, 7864, 200, 64, 6, 0},
    {5419, 5381, 8, 64, 6, 0}, {5058, 11757, 2, 64, 6, 0},
    {5979, 5984, 2, 64, 6, 0}, {5414, 5401, 76, 64, 6, 0},
    {5377, 6504, 2, 64, 6, 0}, {7039, 5748, 114, 64, 4, 0},
    {5377, 5748, 116, 64, 4, 0}, {7276, 7282, 2, 64, 6, 0},
    {7319, 10596, 141, 64, 6, 0}, {6769, 5767, 2, 64, 6, 0},
    {6881, 5748, 2, 64, 4, 0}, {7977, 5401, 2, 64, 6, 0},
    {7986, 5401, 2, 64, 6, 0}, {6542, 7253, 2, 64, 6, 0},
    {7048, 5748, 2, 64, 4, 0}, {7544, 5748, 2, 64, 4, 0},
    {7549, 5748, 2, 64, 4, 0}, {7554, 5748, 2, 64, 4, 0},
    {5806, 5748, 116, 64, 4, 0}, {5377, 10660, 431, 64, 6, 0},
    {5419, 5401, 44, 64, 6, 0}, {5694, 5381, 18, 64, 6, 0},
    {5710, 5381, 20, 64, 6, 0}, {5722, 5381, 22, 64, 6, 0},
    {5737, 5748, 24, 64, 4, 80}, {5762, 5767, 2, 64, 6, 0},
    {5710, 5381, 26, 64, 6, 0}, {5414, 5401, 64, 64, 6, 0},
    {5936, 5767, 2, 64, 6, 0}, {5774, 5381, 2, 64, 6, 0},
    {6520, 5748, 2, 64, 4, 0}, {6525, 5748, 2, 64, 4, 0},
    {6953, 5767, 104, 64, 6, 0}, {6159, 5748, 2, 64, 4, 0},
    {6972, 5401, 106, 64, 6, 0}, {5774, 5401, 108, 64, 6, 0},
    {6995, 5401, 2, 64, 6, 0}, {5806, 5767, 112, 64, 6, 0},
    {5665, 11750, 2, 64, 1, 0}, {5774, 5401, 2, 64, 6, 0},
    {6568, 8071, 2, 64, 6, 0}, {6568, 5767, 2, 64, 6, 0},
    {6297, 5381, 2, 64, 6, 0}, {5560, 11780, 2, 64, 6, 0},
    {8088, 8094, 2, 64, 6, 0}, {7194, 10623, 217, 64, 6, 0},
    {8113, 8094, 2, 64, 6, 0}, {5974, 6547, 219, 64, 6, 0},
    {8191, 8199, 224, 64, 6, 0}, {8219, 8226, 226, 64, 4, 0},
    {8219, 8226, 2, 64, 4, 0}, {8246, 5801, 2, 64, 5, 0},
    {8259, 5801, 2, 64, 5, 0}, {8262, 8269, 2, 64, 6, 0},
    {7194, 10596, 2, 64, 6, 0}, {7134, 5801, 228, 64, 5, 0},
    {8287, 8294, 2, 64, 6, 0}, {8309, 8314, 2, 64, 6, 0},
    {7096, 8269, 2, 64, 6, 0}, {7895, 5748, 2, 64, 4, 0},
    {6422, 8033, 70, 64, 6, 0}, {8390, 5484, 2, 64, 6, 0},
    {7194, 10623, 2, 64, 6, 0}, {8450, 8455, 236, 64, 6, 0},
    {8490, 8498, 238, 64, 6, 0}, {6574, 10725, 395, 64, 6, 0},
    {6623, 10684, 397, 64, 6, 0}, {6633, 10684, 246, 64, 6, 0},
    {7319, 10623, 2, 64, 6, 0}, {7319, 10596, 2, 64, 6, 0},
    {8577, 10596, 248, 64, 6, 0}, {5793, 10623, 250, 64, 6, 0},
    {8581, 10596, 146, 64, 6, 0}, {8262, 8359, 2, 64, 6, 0},
    {8353, 8359, 2, 64, 6, 0}, {5058, 6225, 399, 64, 6, 0},
    {5443, 5748, 2, 64, 4, 105}, {8655, 8664, 253, 64, 6, 0},
    {8686, 5748, 2, 64, 4, 0}, {5443, 5484, 255, 64, 6, 0},
    {8655, 6547, 253, 64, 6, 0}, {5437, 5748, 2, 64, 4, 106},
    {5774, 5401, 257, 64, 6, 0}, {8714, 8719, 259, 64, 6, 0},
    {8758, 5401, 261, 64, 6, 0}, {8766, 5394, 2, 64, 4, 0},
    {8797, 10623, 263, 64, 6, 0}, {8758, 5381, 261, 64, 6, 0},
    {8774, 8820, 265, 64, 6, 0}, {8450, 8850, 267, 64, 6, 0},
    {8883, 8891, 269, 64, 6, 0}, {8924, 8719, 271, 64, 6, 0},
    {8932, 5748, 2, 64, 4, 0}, {8938, 5748, 2, 64, 4, 0},
    {8950, 8959, 2, 64, 6, 0}, {5437, 5748, 2, 64, 4, 113},
    {8989, 8995, 2, 64, 6, 0}, {6197, 6206, 2, 64, 6, 0},
    {5717, 5401, 275, 64, 6, 0}, {9031, 5401, 277, 64, 6, 0},
    {9052, 8071, 279, 64, 6, 0}, {9060, 5394, 56, 64, 4, 0},
    {9107, 5401, 283, 64, 6, 0}, {9154, 8664, 2, 64, 6, 0},
    {9164, 8664, 2, 64, 6, 0}, {5428, 5401, 14, 64, 6, 0},
    {7194, 10596, 298, 64, 6, 0}, {9225, 5767, 42, 64, 6, 0},
    {9233, 10596, 298, 64, 6, 0}, {9225, 7632, 2, 64, 6, 0},
    {5437, 5748, 300, 64, 4, 35}, {9253, 9258, 2, 64, 6, 0},
    {9284, 9293, 2, 64, 6, 0}, {9326, 9334, 302, 64, 6, 0},
    {9349, 7103, 2, 64, 6, 0}, {9363, 7103, 2, 64, 6, 0},
    {11802, 11750, 2, 64, 1, 0}, {7216, 7220, 314, 64, 6, 0},
    {9429, 5748, 2, 64, 4, 0}, {5388, 5748, 316, 64, 4, 0},
    {9446, 9452, 2, 64, 6, 0}, {9466, 9472, 2, 64, 6, 0},
    {5350, 5484, 2, 64, 6, 0}, {5058, 10596, 399, 64, 6, 0},
    {5974, 7614, 326, 64, 6, 0}, {5437, 5394, 328, 64, 4, 0},
    {6159, 11750, 56, 64, 1, 0}, {6574, 10725, 338, 64, 6, 0},
    {6623, 10684, 340, 64, 6, 0}, {6633, 10684, 340, 64, 6, 0},
    {9543, 5394, 2, 64, 4, 0}, {5665, 5748, 433, 64, 4, 0},
    {9641, 5748, 2, 64, 4, 0}, {8714, 9657, 342, 64, 6, 0},
    {5437, 5748, 2, 64, 4, 115}, {9703, 9710, 346, 64, 6, 0},
    {5974, 11809, 2, 64, 0, 57}, {9781, 9791, 348, 64, 6, 0},
    {9824, 9834, 350, 64, 6, 0}, {5428, 5401, 44, 64, 6, 0},
    {9852, 9859, 2, 64, 6, 0}, {9887, 5767, 352, 64, 6, 0},
    {5377, 10660, 393, 64, 6, 0}, {9489, 9493, 318, 64, 6, 0},
    {9510, 9493, 320, 64, 6, 0}, {9522, 5767, 322, 64, 6, 0},
    {9935, 7220, 356, 64, 6, 0}, {9945, 5748, 2, 64, 4, 0},
    {9958, 7220, 358, 64, 6, 0}, {9969, 5748, 2, 64, 4, 0},
    {5437, 5748, 2, 64, 4, 0}, {9987, 5748, 2, 64, 4, 0},
    {9992, 5748, 2, 64, 4, 0}, {8714, 10003, 360, 64, 6, 0},
    {6542, 5767, 106, 64, 6, 0}, {5377, 5381, 184, 64, 6, 0},
    {10029, 5394, 364, 64, 4, 0}, {5774, 5401, 367, 64, 6, 0},
    {11815, 5357, 2, 32, 1, 0}, {11825, 5357, 2, 32, 1, 0},
    {11835, 5748, 2, 64, 4, 0}, {11859, 5401, 435, 64, 6, 0},
    {5437, 5748, 2, 64, 4, 114}, {8714, 10036, 360, 64, 6, 0},
    {10053, 10066, 2, 64, 6, 0}, {10350, 5748, 389, 64, 4, 33},
    {10371, 10380, 391, 64, 6, 0}, {10400, 10405, 2, 64, 6, 0},
    {3401, 10433, 2, 64, 6, 0}, {6695, 7655, 2, 64, 6, 0},
    {10819, 10826, 2, 64, 6, 0}, {5940, 8071, 2, 64, 6, 0},
    {10874, 5394, 2, 64, 4, 0}, {10929, 5401, 405, 64, 6, 0},
    {10967, 5401, 409, 64, 6, 0}, {10984, 5401, 411, 64, 6, 0},
    {10456, 5401, 413, 64, 6, 0}, {6568, 8071, 415, 64, 6, 0},
    {11029, 11037, 106, 64, 6, 0}, {6927, 11069, 2, 64, 6, 0},
    {6154, 5394, 362, 64, 4, 0}, {11096, 7220, 137, 64, 6, 0},
    {7241, 5394, 124, 64, 4, 0}, {8714, 11102, 360, 64, 6, 0},
    {5806, 5767, 2, 64, 6, 0}, {8714, 11122, 2, 64, 6, 0},
    {6154, 11164, 2, 64, 4, 0}, {11250, 11260, 2, 64, 6, 0},
    {11278, 11286, 2, 64, 6, 0}, {6916, 5748, 2, 64, 4, 0},
    {11318, 5748, 2, 64, 4, 0}, {11328, 11340, 2, 64, 6, 0},
    {11365, 11371, 2, 64, 6, 0}, {8088, 5767, 2, 64, 6, 0},
    {5974, 5748, 2, 64, 4, 0}, {8109, 5748, 2, 64, 4, 0},
    {7360, 11409, 2, 64, 6, 0}, {11435, 11441, 78, 64, 6, 0},
    {11460, 5394, 2, 64, 4, 0}, {11468, 11476, 2, 64, 6, 0},
    {11482, 5394, 2, 64, 4, 0}, {8215, 11493, 2, 64, 6, 0},
    {6154, 8094, 2, 64, 6, 0}, {11510, 11476, 2, 64, 6, 0},
    {5428, 5401, 2, 64, 6, 0}, {6966, 11523, 2, 64, 6, 0},
    {10023, 5394, 2, 64, 4, 0}, {6966, 11549, 2, 64, 6, 0},
    {11569, 11576, 2, 64, 6, 0}, {7360, 11595, 2, 64, 6, 0},
    {11620, 11476, 2, 64, 6, 0}, {11627, 5394, 2, 64, 4, 0},
    {11637, 11643, 2, 64, 6, 0}, {11876, 11883, 437, 64, 0, 0},
    {10364, 5381, 78, 64, 6, 0}, {5940, 11713, 50, 64, 6, 0},
    {11733, 5767, 425, 64, 6, 0}, {11738, 9334, 2, 64, 6, 0},
    {6354, 5401, 2, 64, 6, 0}, {6005, 11887, 2, 64, 6, 0},
    {6043, 11919, 52, 64, 6, 0}, {7603, 11945, 2, 32, 0, 0},
    {5940, 11959, 50, 32, 0, 0}, {5377, 5767, 2, 64, 6, 0},
    {6159, 11945, 56, 32, 0, 0}, {10164, 5484, 2, 64, 6, 0},
    {10289, 11974, 2, 64, 6, 0}, {5530, 11997, 2, 64, 6, 0},
    {5555, 11997, 2, 64, 6, 0}, {5793, 12019, 30, 32, 1, 64},
    {5456, 12019, 2, 32, 1, 0}, {5806, 12019, 2, 32, 1, 0},
    {5762, 12019, 2, 32, 1, 0}, {6135, 12033, 54, 64, 6, 0},
    {6135, 12033, 174, 64, 6, 0}, {6695, 12051, 176, 64, 6, 0},
    {7194, 10596, 178, 64, 6, 0}, {7701, 12075, 180, 32, 1, 0},
    {7833, 12096, 439, 64, 6, 0}, {7857, 12128, 441, 64, 6, 0},
    {8450, 12145, 236, 64, 6, 0}, {8450, 12170, 267, 64, 6, 0},
    {8932, 11959, 2, 32, 0, 0}, {8938, 11959, 2, 32, 0, 0},
    {8950, 12201, 2, 64, 6, 0}, {5437, 11959, 2, 32, 0, 113},
    {5456, 12075, 2, 32, 1, 0}, {8989, 12051, 2, 64, 6, 0},
    {12231, 12235, 2, 64, 6, 0}, {9253, 12258, 2, 64, 6, 0},
    {9284, 12291, 2, 64, 6, 0}, {9326, 12307, 302, 64, 6, 0},
    {7701, 12075, 2, 32, 1, 0}, {8084, 12075, 180, 32, 1, 0},
    {9703, 12323, 346, 64, 6, 0}, {8191, 8094, 443, 64, 6, 0},
    {8219, 12354, 2, 32, 0, 0}, {7134, 5357, 228, 32, 1, 0},
    {8287, 12291, 2, 64, 6, 0}, {9515, 7728, 2, 32, 0, 0},
    {7085, 7728, 445, 32, 0, 0}, {7073, 7728, 447, 32, 0, 0},
    {7910, 7728, 2, 32, 0, 0}, {7921, 7728, 2, 32, 0, 0},
    {6485, 5801, 2, 32, 5, 0}, {12375, 5748, 2, 32, 4, 0},
    {12379, 5748, 2, 32, 4, 0}, {12385, 5748, 2, 32, 4, 0},
    {11742, 5748, 2, 32, 4, 0}, {6159, 5748, 56, 32, 4, 0},
    {5377, 5767, 2, 32, 6, 0}, {10778, 10783, 449, 32, 6, 0},
    {7194, 7671, 2, 32, 6, 0}, {9385, 7728, 2, 32, 0, 0},
    {9401, 7728, 2, 32, 0, 0}, {8632, 7728, 451, 32, 0, 0},
    {8640, 7728, 453, 32, 0, 0}, {11835, 5748, 2, 32, 4, 0},
    {11859, 5401, 435, 32, 6, 0}, {5437, 5748, 2, 32, 4, 114},
    {11802, 5748, 455, 32, 4, 0}, {12399, 5357, 24, 32, 1, 0},
    {6159, 11750, 2, 64, 1, 0}, {12405, 5801, 2, 32, 5, 0},
    {12412, 5801, 2, 32, 5, 0}, {12415, 5801, 2, 32, 5, 0},
    {12418, 5801, 2, 32, 5, 0}, {12421, 5801, 2, 32, 5, 0},
    {12424, 5801, 2, 32, 5, 0}, {12427, 5801, 2, 32, 5, 0},
    {5974, 7614, 54, 32, 6, 0}, {11802, 5748, 457, 32, 4, 0},
    {12399, 5364, 2, 32, 0, 0}, {5806, 5381, 2, 32, 6, 0},
    {11802, 5357, 2, 32, 1, 0}, {5790, 5357, 2, 32, 1, 0},
    {5932, 5801, 2, 32, 5, 0}, {7034, 5801, 2, 32, 5, 0},
    {7048, 5801, 2, 32, 5, 0}, {8150, 5748, 221, 32, 4, 0},
    {11802, 5748, 457, 64, 4, 0}, {5806, 5381, 2, 64, 6, 0},
    {5932, 5801, 2, 64, 5, 0}, {7034, 5801, 2, 64, 5, 0},
    {7048, 5801, 2, 64, 5, 0}, {8150, 5748, 221, 64, 4, 0},
    {6135, 12033, 100, 64, 6, 0}, {6941, 12033, 102, 64, 6, 0},
    {7145, 12436, 126, 64, 6, 0}, {7167, 12436, 128, 64, 6, 0},
    {7180, 12436, 130, 64, 6, 0}, {7194, 8609, 132, 64, 6, 0},
    {5377, 5767, 459, 64, 6, 0}, {7360, 7322, 143, 64, 6, 0},
    {7369, 7322, 146, 64, 6, 0}, {6633, 12458, 80, 64, 6, 0},
    {6574, 12458, 80, 64, 6, 0}, {6623, 12458, 82, 64, 6, 0},
    {5665, 12483, 2, 64, 6, 0}, {5388, 11945, 2, 32, 0, 0},
    {5476, 12498, 6, 64, 6, 0}, {6726, 12235, 58, 64, 6, 0},
    {5936, 5357, 2, 32, 1, 0}, {10544, 12514, 2, 32, 0, 0},
    {10565, 12528, 2, 32, 1, 0}, {10571, 12019, 2, 32, 1, 0},
    {5936, 11959, 2, 32, 0, 0}, {6422, 12543, 70, 64, 6, 0},
    {6222, 8609, 2, 64, 6, 0}, {6172, 12572, 2, 64, 6, 0},
    {6200, 12235, 58, 64, 6, 0}, {6695, 12595, 2, 64, 6, 0},
    {5377, 12619, 38, 64, 6, 0}, {7194, 7322, 178, 64, 6, 0},
    {5974, 12033, 182, 64, 6, 0}, {5419, 5401, 8, 64, 6, 0},
    {5058, 5819, 32, 64, 6, 0}, {7053, 5748, 118, 64, 4, 116},
    {5979, 12641, 461, 64, 6, 0}, {5377, 12663, 2, 64, 6, 0},
    {7319, 7322, 141, 64, 6, 0}, {5377, 6895, 96, 64, 6, 0},
    {7194, 7671, 217, 64, 6, 0}, {5974, 12436, 219, 64, 6, 0},
    {7194, 7322, 2, 64, 6, 0}, {10778, 10783, 449, 64, 6, 0},
    {7194, 7671, 2, 64, 6, 0}, {8588, 11945, 2, 32, 0, 0},
    {5377, 12686, 2, 64, 6, 0}, {6574, 8529, 242, 64, 6, 0},
    {6623, 8529, 244, 64, 6, 0}, {6633, 8529, 246, 64, 6, 0},
    {7319, 7322, 2, 64, 6, 0}, {8577, 7322, 248, 64, 6, 0},
    {5793, 7322, 250, 64, 6, 0}, {8581, 7322, 146, 64, 6, 0},
    {5058, 8609, 32, 64, 6, 0}, {5443, 12711, 2, 16, 0, 20},
    {8714, 12725, 259, 64, 6, 0}, {8797, 7671, 263, 64, 6, 0},
    {8883, 12749, 269, 64, 6, 0}, {8924, 12725, 271, 64, 6, 0},
    {7202, 7728, 287, 32, 0, 62}, {7048, 7728, 2, 32, 0, 0},
    {7544, 7728, 2, 32, 0, 0}, {7549, 7728, 2, 32, 0, 0},
    {7554, 7728, 2, 32, 0, 0}, {7194, 7322, 298, 64, 6, 0},
    {9233, 7322, 298, 64, 6, 0}, {9225, 12779, 2, 64, 6, 0},
    {5058, 7322, 32, 64, 6, 0}, {5974, 12779, 326, 64, 6, 0},
    {5437, 11945, 463, 32, 0, 0}, {6633, 8529, 340, 64, 6, 0},
    {6574, 9598, 338, 64, 6, 0}, {6623, 8529, 340, 64, 6, 0},
    {5361, 11959, 2, 32, 0, 0}, {7246, 11959, 139, 32, 0, 0},
    {7714, 7728, 2, 32, 0, 0}, {7732, 7728, 2, 32, 0, 0},
    {8246, 12019, 2, 32, 1, 0}, {8259, 12019, 2, 32, 1, 0},
    {10400, 12803, 2, 64, 6, 0}, {7073, 7728, 465, 32, 0, 0},
    {7085, 7728, 468, 32, 0, 0}, {7073, 7728, 471, 32, 0, 0},
    {7085, 7728, 473, 32, 0, 0}, {7921, 7728, 475, 32, 0, 0},
    {7910, 7728, 477, 32, 0, 0}, {12874, 12882, 2, 32, 6, 0},
    {12900, 12882, 2, 32, 6, 0}, {12908, 5801, 2, 32, 5, 0},
    {6966, 12917, 2, 32, 6, 0}, {8215, 12882, 2, 32, 6, 0},
    {12936, 5357, 2, 32, 1, 0}, {12941, 12945, 2, 32, 6, 0},
    {12965, 12970, 2, 32, 6, 0}, {8353, 12970, 479, 32, 6, 0},
    {5414, 5401, 26, 32, 6, 0}, {5443, 5448, 2, 16, 0, 0},
    {12986, 5357, 2, 32, 1, 0}, {9401, 7728, 481, 32, 0, 0},
    {9385, 7728, 483, 32, 0, 0}, {8640, 7728, 485, 32, 0, 0},
    {8632, 7728, 488, 32, 0, 0}, {13014, 8094, 2, 32, 6, 0},
    {5788, 11780, 28, 64, 6, 0}, {5909, 5917, 2, 64, 6, 0},
    {6542, 6547, 2, 64, 6, 0}, {6756, 5748, 2, 64, 4, 0},
    {6763, 5748, 2, 64, 4, 0}, {6773, 5801, 2, 64, 5, 0},
    {7073, 5748, 2, 64, 4, 0}, {7085, 5748, 2, 64, 4, 0},
    {7096, 7103, 2, 64, 6, 0}, {12375, 5748, 2, 64, 4, 0},
    {12385, 5748, 2, 64, 4, 0}, {11742, 5748, 2, 64, 4, 0},
    {6159, 5748, 56, 64, 4, 0}, {6485, 5801, 2, 64, 5, 0},
    {12379, 5748, 2, 64, 4, 0}, {12874, 12882, 2, 64, 6, 0},
    {12900, 12882, 2, 64, 6, 0}, {12908, 5801, 2, 64, 5, 0},
    {8588, 5394, 2, 64, 4, 0}, {5377, 8591, 2, 64, 6, 0},
    {6966, 12917, 2, 64, 6, 0}, {12965, 12970, 2, 64, 6, 0},
    {8353, 12970, 479, 64, 6, 0}, {5414, 5401, 26, 64, 6, 0},
    {13014, 8094, 2, 64, 6, 0}, {5530, 11997, 2, 32, 6, 0},
    {5555, 11997, 2, 32, 6, 0}, {5665, 13018, 2, 32, 1, 0},
    {5377, 12619, 38, 32, 6, 0}, {5979, 12641, 461, 32, 6, 0},
    {6005, 13031, 2, 32, 6, 0}, {6043, 13067, 52, 32, 6, 0},
    {6135, 13103, 491, 32, 6, 0}, {6172, 12572, 2, 32, 6, 0},
    {6200, 12235, 58, 32, 6, 0}, {6222, 8609, 2, 32, 6, 0},
    {6422, 13125, 70, 32, 6, 0}, {5936, 13158, 2, 32, 6, 0},
    {6478, 13018, 2, 32, 1, 0}, {5377, 12663, 2, 32, 6, 0},
    {6542, 8094, 2, 32, 6, 0}, {6574, 12458, 80, 32, 6, 0},
    {6623, 12458, 82, 32, 6, 0}, {6633, 12458, 80, 32, 6, 0},
    {5630, 13189, 2, 32, 6, 0}, {5476, 12498, 6, 32, 6, 0},
    {6726, 12235, 58, 32, 6, 0}, {6695, 12595, 2, 32, 6, 0},
    {6537, 13210, 2, 32, 0, 0}, {6756, 11959, 2, 32, 0, 0},
    {6763, 11959, 2, 32, 0, 0}, {6769, 12514, 2, 32, 0, 0},
    {6135, 13103, 100, 32, 6, 0}, {6941, 13103, 102, 32, 6, 0},
    {6422, 12543, 70, 32, 6, 0}, {7145, 12436, 126, 32, 6, 0},
    {7167, 12436, 128, 32, 6, 0}, {7180, 12436, 130, 32, 6, 0},
    {7194, 8609, 132, 32, 6, 0}, {6005, 11887, 2, 32, 6, 0},
    {6043, 11919, 52, 32, 6, 0}, {6135, 12033, 100, 32, 6, 0},
    {6941, 12033, 102, 32, 6, 0}, {6135, 12033, 54, 32, 6, 0},
    {6135, 12033, 174, 32, 6, 0}, {6695, 12051, 176, 32, 6, 0},
    {7194, 7322, 178, 32, 6, 0}, {5974, 12033, 182, 32, 6, 0},
    {7073, 7728, 493, 32, 0, 0}, {7085, 7728, 496, 32, 0, 0},
    {7833, 12096, 439, 32, 6, 0}, {7857, 12128, 441, 32, 6, 0},
    {5665, 12483, 2, 32, 6, 0}, {7921, 7728, 499, 32, 0, 0},
    {7910, 7728, 501, 32, 0, 0}, {5630, 13224, 2, 32, 6, 0},
    {7073, 7728, 499, 32, 0, 0}, {7085, 7728, 501, 32, 0, 0},
    {5665, 13246, 2, 32, 6, 0}, {5974, 12436, 219, 32, 6, 0},
    {8191, 8094, 443, 32, 6, 0}, {8287, 12291, 2, 32, 6, 0},
    {8026, 5357, 503, 32, 1, 93}, {8450, 12145, 236, 32, 6, 0},
    {6542, 13269, 2, 32, 6, 0}, {5377, 12686, 2, 32, 6, 0},
    {8714, 12725, 259, 32, 6, 0}, {8450, 12170, 267, 32, 6, 0},
    {8883, 12749, 269, 32, 6, 0}, {8924, 12725, 271, 32, 6, 0},
    {8950, 12201, 2, 32, 6, 0}, {8989, 12051, 2, 32, 6, 0},
    {12231, 12235, 2, 32, 6, 0}, {9225, 12779, 2, 32, 6, 0},
    {9253, 12258, 2, 32, 6, 0}, {9284, 12291, 2, 32, 6, 0},
    {9326, 12307, 302, 32, 6, 0}, {7073, 7728, 505, 32, 0, 0},
    {7085, 7728, 507, 32, 0, 0}, {9401, 7728, 509, 32, 0, 0},
    {9385, 7728, 511, 32, 0, 0}, {9522, 13322, 322, 32, 6, 0},
    {8640, 7728, 513, 32, 0, 0}, {8632, 7728, 516, 32, 0, 0},
    {5974, 12779, 326, 32, 6, 0}, {9762, 7728, 519, 32, 0, 0},
    {9753, 7728, 521, 32, 0, 0}, {13373, 5357, 2, 32, 1, 0},
    {5902, 5357, 2, 32, 1, 0}, {13381, 5748, 2, 32, 4, 0},
    {13391, 8071, 2, 32, 6, 0}, {6478, 5394, 2, 32, 4, 0},
    {13391, 5767, 2, 32, 6, 0}, {9703, 12323, 346, 32, 6, 0},
    {10289, 11974, 2, 32, 6, 0}, {10164, 5484, 2, 32, 6, 0},
    {13403, 13409, 2, 32, 6, 0}, {13424, 5748, 2, 32, 4, 0},
    {13438, 5767, 391, 32, 6, 0}, {13450, 11476, 2, 32, 6, 0},
    {10400, 12803, 2, 32, 6, 0}, {5377, 5767, 459, 32, 6, 0},
    {10523, 12514, 2, 32, 0, 0}, {7194, 10596, 178, 32, 6, 0},
    {6005, 6009, 2, 64, 6, 0}, {6043, 6050, 52, 64, 6, 0},
    {5974, 6117, 2, 64, 4, 0}, {6135, 6139, 54, 64, 6, 0},
    {5936, 6453, 2, 64, 6, 0}, {6135, 6139, 100, 64, 6, 0},
    {6941, 6139, 102, 64, 6, 0}, {13381, 5748, 2, 64, 4, 0},
    {13391, 8071, 2, 64, 6, 0}, {6478, 5394, 2, 64, 4, 0},
    {13391, 5767, 2, 64, 6, 0}, {13403, 13409, 2, 64, 6, 0},
    {13424, 5748, 2, 64, 4, 0}, {13438, 5767, 391, 64, 6, 0},
    {13450, 11476, 2, 64, 6, 0}, {5665, 5748, 2, 32, 4, 0},
    {7053, 5748, 118, 32, 4, 116}, {7073, 7728, 523, 32, 0, 0},
    {7085, 7728, 525, 32, 0, 0}, {8640, 7728, 527, 32, 0, 0},
    {8632, 7728, 529, 32, 0, 0}, {7073, 7728, 531, 32, 0, 0},
    {7085, 7728, 533, 32, 0, 0}, {9401, 7728, 535, 32, 0, 0},
    {9385, 7728, 537, 32, 0, 0}, {7073, 7728, 539, 32, 0, 0},
    {7085, 7728, 541, 32, 0, 0}, {8640, 7728, 543, 32, 0, 0},
    {8632, 7728, 546, 32, 0, 0}, {7901, 5748, 202, 64, 4, 0},
    {5665, 5748, 2, 64, 4, 0}, {5630, 7933, 2, 64, 6, 0},
    {5665, 7887, 2, 64, 6, 0}, {6478, 5748, 2, 64, 4, 0},
    {13554, 13560, 2, 64, 6, 0}, {13583, 5394, 2, 64, 4, 0},
    {8125, 5394, 2, 64, 4, 0}, {13594, 6547, 2, 64, 6, 0},
    {6916, 13599, 2, 64, 4, 0}, {12395, 13599, 2, 64, 4, 0},
    {5437, 13599, 2, 64, 4, 0}, {13609, 5357, 2, 32, 1, 0},
    {12399, 5357, 2, 32, 1, 0}, {13615, 5748, 2, 32, 4, 0},
    {13622, 5357, 2, 32, 1, 0}, {13629, 5357, 2, 32, 1, 0},
    {13632, 5357, 2, 32, 1, 0}, {13635, 5357, 2, 32, 1, 0},
    {13638, 6547, 2, 32, 6, 0}, {5665, 5748, 427, 32, 4, 0},
    {11802, 5748, 72, 32, 4, 0}, {12399, 5357, 30, 32, 1, 0},
    {7085, 7728, 549, 32, 0, 0}, {8632, 7728, 551, 32, 0, 0},
    {8640, 7728, 475, 32, 0, 0}, {7085, 7728, 553, 32, 0, 0},
    {7073, 7728, 555, 32, 0, 0}, {9385, 7728, 557, 32, 0, 0},
    {9401, 7728, 559, 32, 0, 0}, {7073, 7728, 549, 32, 0, 0},
    {7085, 7728, 471, 32, 0, 0}, {8640, 7728, 551, 32, 0, 0},
    {8632, 7728, 475, 32, 0, 0}, {7073, 7728, 553, 32, 0, 0},
    {7085, 7728, 555, 32, 0, 0}, {9401, 7728, 557, 32, 0, 0},
    {9385, 7728, 559, 32, 0, 0},
};
static const uint16_t aliases[] = {
    5339, 65535, 65535, 5414, 5419, 65535, 5466, 65535, 5414, 65535, 5498,
    65535, 5514, 65535, 5419, 65535, 5593, 65535, 5685, 65535, 5701, 65535,
    5717, 65535, 5437, 65535, 5774, 65535, 5783, 65535, 5790, 65535, 5788,
    65535, 5842, 65535, 5860, 65535, 5880, 65535, 204, 65535, 5856, 65535,
    5414, 5774, 65535, 5932, 5790, 65535, 5936, 65535, 6038, 65535, 6130,
    65535, 6154, 65535, 6197, 65535, 6276, 65535, 6287, 65535, 6362, 65535,
    6374, 65535, 6395, 65535, 6415, 65535, 6159, 65535, 6491, 65535, 5428,
    65535, 5377, 65535, 6568, 65535, 6616, 65535, 6685, 65535, 6721, 65535,
    6779, 65535, 6791, 65535, 6803, 65535, 6832, 65535, 6891, 65535, 6916,
    65535, 6931, 65535, 6936, 65535, 6948, 65535, 6966, 65535, 6985, 65535,
    7003, 65535, 7016, 65535, 7034, 65535, 7048, 65535, 2809, 65535, 5779,
    65535, 5898, 65535, 7134, 65535, 7141, 65535, 7162, 65535, 7176, 65535,
    7190, 65535, 5790, 5932, 65535, 7212, 65535, 7241, 65535, 7310, 65535,
    7346, 7355, 65535, 7364, 65535, 5806, 65535, 7385, 65535, 7402, 65535,
    7419, 65535, 7445, 65535, 7463, 65535, 7469, 65535, 5932, 65535, 7482,
    65535, 7507, 65535, 7526, 65535, 7532, 65535, 7538, 65535, 7625, 65535,
    7649, 65535, 7667, 65535, 5456, 65535, 7706, 65535, 5979, 65535, 7714,
    7722, 65535, 7732, 7741, 65535, 7747, 65535, 7777, 65535, 5762, 65535,
    7829, 65535, 7852, 65535, 7895, 65535, 7085, 65535, 7073, 65535, 6154,
    8010, 65535, 8017, 65535, 8057, 65535, 8064, 65535, 5221, 65535, 8136,
    65535, 7319, 5806, 65535, 8186, 65535, 8215, 65535, 8259, 65535, 8328,
    65535, 8338, 65535, 8397, 65535, 8433, 65535, 8473, 65535, 8508, 65535,
    8525, 65535, 8555, 65535, 8559, 65535, 7319, 65535, 5788, 7355, 65535,
    8649, 65535, 7303, 65535, 8694, 65535, 8707, 65535, 8748, 65535, 8783,
    65535, 8809, 65535, 8835, 65535, 8874, 65535, 8914, 65535, 6485, 65535,
    9012, 65535, 9018, 65535, 9043, 65535, 9065, 65535, 9093, 65535, 9120,
    65535, 5790, 7027, 65535, 9174, 65535, 9184, 65535, 9189, 65535, 9205,
    65535, 9221, 65535, 9239, 65535, 9320, 65535, 9371, 65535, 9379, 65535,
    9396, 65535, 9413, 65535, 9418, 65535, 9424, 65535, 9437, 65535, 9484,
    65535, 9504, 65535, 9515, 65535, 9529, 65535, 9533, 65535, 9543, 65535,
    5388, 65535, 9560, 9569, 65535, 9576, 9586, 65535, 9593, 65535, 9630,
    65535, 9647, 65535, 5361, 65535, 9698, 65535, 9772, 65535, 9815, 65535,
    9880, 65535, 9896, 65535, 9930, 65535, 9953, 65535, 9997, 65535, 10023,
    65535, 6154, 6159, 65535, 5137, 65535, 10103, 65535, 10126, 65535, 10138,
    65535, 10172, 65535, 10190, 65535, 10205, 65535, 10241, 65535, 10251,
    65535, 10265, 65535, 10280, 65535, 10341, 65535, 10364, 65535, 10656,
    65535, 10713, 65535, 10760, 65535, 5254, 65535, 10772, 65535, 10895, 65535,
    10915, 65535, 10939, 65535, 10955, 65535, 10975, 65535, 10991, 65535,
    10996, 65535, 11007, 65535, 11057, 65535, 11663, 65535, 11687, 65535, 8577,
    65535, 11742, 65535, 11746, 65535, 11774, 65535, 9635, 65535, 11847, 65535,
    11867, 65535, 12088, 65535, 12119, 65535, 12347, 65535, 7714, 65535, 7732,
    65535, 12389, 65535, 9560, 65535, 9576, 65535, 12395, 65535, 12430, 65535,
    12453, 65535, 12639, 65535, 7603, 65535, 7732, 12838, 65535, 7714, 12843,
    65535, 12848, 65535, 12856, 65535, 12864, 65535, 12869, 65535, 12978,
    65535, 12998, 65535, 13006, 65535, 9576, 12864, 65535, 9560, 12869, 65535,
    13097, 65535, 7732, 13215, 65535, 7714, 13220, 65535, 13215, 65535, 13220,
    65535, 13262, 65535, 13296, 65535, 13304, 65535, 13311, 65535, 13317,
    65535, 9576, 13344, 65535, 9560, 13352, 65535, 13359, 65535, 13366, 65535,
    13462, 65535, 13471, 65535, 13479, 65535, 13488, 65535, 13496, 65535,
    13503, 65535, 13510, 65535, 13520, 65535, 13530, 65535, 13536, 65535, 9576,
    13542, 65535, 9560, 13548, 65535, 13642, 65535, 13650, 65535, 13655, 65535,
    13664, 65535, 13673, 65535, 13682, 65535,
};
static const uint16_t protos[] = {
    65535, 0, 65535, 1, 2, 3, 65535, 1, 4, 3, 65535, 5, 6, 7, 65535, 1, 65535,
    8, 9, 10, 65535, 11, 7, 65535, 12, 13, 65535, 11, 65535, 5, 14, 15, 65535,
    16, 65535, 17, 65535, 5, 7, 18, 65535, 5, 7, 65535, 5, 19, 20, 65535, 5,
    21, 65535, 1, 22, 23, 65535, 24, 25, 26, 27, 28, 65535, 29, 65535, 30,
    65535, 31, 65535, 32, 33, 34, 35, 65535, 36, 65535, 1, 21, 65535, 37, 38,
    65535, 5, 39, 65535, 40, 65535, 8, 41, 65535, 42, 65535, 43, 65535, 44,
    65535, 45, 65535, 46, 65535, 47, 48, 65535, 49, 65535, 29, 50, 65535, 1,
    51, 52, 65535, 1, 53, 54, 65535, 8, 55, 65535, 56, 65535, 57, 65535, 18,
    58, 65535, 59, 60, 65535, 47, 61, 62, 65535, 63, 65535, 64, 65, 65535, 66,
    67, 65535, 68, 69, 70, 65535, 71, 65535, 72, 73, 65535, 74, 75, 65535, 76,
    77, 65535, 78, 79, 65535, 80, 81, 65535, 82, 65535, 83, 84, 65535, 11, 2,
    85, 65535, 86, 65535, 87, 88, 65535, 89, 90, 91, 92, 65535, 1, 93, 94,
    65535, 95, 65535, 34, 96, 65535, 97, 98, 65535, 1, 99, 65535, 1, 7, 65535,
    1, 19, 20, 65535, 100, 101, 65535, 100, 101, 102, 65535, 103, 104, 65535,
    1, 104, 65535, 105, 106, 107, 65535, 108, 109, 65535, 110, 111, 73, 65535,
    112, 113, 114, 65535, 112, 115, 65535, 5, 116, 65535, 1, 116, 65535, 117,
    65535, 118, 65535, 119, 65535, 120, 9, 10, 121, 65535, 87, 65535, 122,
    65535, 123, 124, 125, 126, 127, 128, 65535, 129, 130, 131, 132, 133, 65535,
    134, 65535, 135, 127, 136, 65535, 137, 65535, 138, 139, 140, 65535, 141,
    142, 143, 65535, 144, 145, 146, 65535, 147, 148, 65535, 149, 150, 151, 152,
    65535, 8, 65535, 153, 154, 155, 65535, 156, 65535, 157, 65535, 158, 65535,
    1, 159, 160, 161, 23, 65535, 1, 162, 94, 65535, 163, 164, 165, 166, 167,
    65535, 1, 168, 65535, 138, 96, 169, 65535, 170, 171, 172, 65535, 173,
    65535, 138, 139, 65535, 174, 65535, 8, 175, 65535, 8, 176, 175, 65535, 176,
    65535, 8, 177, 65535, 178, 179, 65535, 180, 181, 182, 183, 184, 65535, 64,
    65, 185, 65535, 186, 187, 188, 65535, 189, 190, 65535, 191, 192, 193,
    65535, 66, 67, 194, 65535, 195, 196, 197, 65535, 198, 199, 200, 201, 202,
    65535, 47, 203, 204, 205, 65535, 141, 206, 207, 205, 65535, 208, 205,
    65535, 209, 210, 211, 205, 65535, 212, 41, 210, 65535, 213, 205, 65535, 1,
    214, 3, 215, 216, 65535, 1, 217, 3, 215, 216, 65535, 2, 218, 65535, 219,
    220, 65535, 219, 221, 65535, 222, 223, 65535, 224, 225, 226, 3, 65535, 34,
    227, 140, 228, 170, 229, 65535, 16, 230, 231, 65535, 1, 230, 231, 65535, 5,
    232, 65535, 170, 232, 65535, 5, 233, 234, 65535, 235, 236, 65535, 237, 238,
    65535, 80, 239, 65535, 1, 233, 234, 65535, 235, 236, 240, 65535, 241, 242,
    243, 65535, 237, 238, 244, 65535, 245, 246, 247, 65535, 248, 65535, 249,
    65535, 250, 65535, 251, 65535, 252, 253, 65535, 138, 96, 254, 65535, 138,
    255, 256, 65535, 1, 257, 94, 65535, 258, 259, 260, 3, 65535, 103, 261, 262,
    263, 264, 65535, 258, 261, 262, 263, 264, 65535, 103, 261, 265, 263, 65535,
    258, 261, 265, 263, 65535, 103, 266, 263, 65535, 258, 266, 263, 65535, 103,
    261, 65535, 258, 261, 65535, 267, 41, 65535, 224, 225, 268, 3, 65535, 269,
    270, 271, 272, 273, 274, 65535, 8, 275, 276, 65535, 277, 65535, 278, 65535,
    279, 280, 65535, 281, 65535, 282, 283, 284, 285, 286, 65535, 287, 288, 289,
    65535, 287, 290, 291, 65535, 258, 292, 293, 294, 295, 65535, 296, 65535,
    297, 298, 258, 299, 65535, 297, 300, 301, 302, 65535, 138, 218, 140, 303,
    228, 65535, 304, 65535, 305, 306, 307, 65535, 308, 309, 310, 311, 65535,
    308, 312, 65535, 308, 65535, 313, 314, 65535, 313, 315, 65535, 313, 309,
    316, 317, 65535, 318, 319, 320, 65535, 1, 319, 320, 65535, 321, 267, 41,
    65535, 37, 322, 65535, 258, 323, 324, 325, 326, 295, 65535, 138, 145, 327,
    328, 329, 330, 65535, 331, 332, 329, 34, 333, 65535, 334, 328, 329, 65535,
    335, 336, 7, 337, 65535, 335, 65535, 338, 339, 340, 341, 342, 65535, 338,
    343, 340, 344, 342, 65535, 338, 345, 65535, 338, 346, 347, 65535, 348, 349,
    350, 351, 65535, 352, 353, 354, 355, 356, 65535, 357, 358, 359, 360, 361,
    65535, 357, 358, 362, 363, 65535, 364, 199, 200, 201, 202, 65535, 365, 101,
    366, 65535, 365, 101, 65535, 258, 11, 367, 65535, 258, 368, 65535, 8, 329,
    369, 370, 65535, 371, 5, 6, 7, 65535, 371, 11, 7, 65535, 371, 5, 7, 372,
    65535, 371, 5, 233, 234, 373, 65535, 374, 5, 322, 65535, 371, 5, 232, 375,
    65535, 371, 11, 376, 65535, 377, 12, 378, 13, 65535, 377, 12, 378, 13, 379,
    65535, 83, 378, 84, 65535, 371, 11, 2, 85, 65535, 371, 380, 7, 65535, 371,
    380, 39, 65535, 163, 164, 165, 166, 381, 382, 65535, 191, 192, 383, 384,
    205, 65535, 385, 65535, 386, 139, 65535, 387, 388, 389, 65535, 390, 391,
    392, 393, 139, 394, 65535, 258, 395, 260, 396, 397, 398, 65535, 399, 400,
    294, 394, 65535, 258, 401, 402, 394, 65535, 8, 403, 404, 405, 406, 407,
    65535, 408, 409, 410, 65535, 297, 300, 411, 302, 384, 205, 65535, 374, 5,
    412, 413, 65535, 414, 415, 416, 65535, 417, 418, 65535, 419, 65535, 258,
    420, 292, 293, 421, 422, 65535, 414, 423, 424, 425, 65535, 414, 426, 65535,
    414, 415, 427, 428, 65535, 419, 429, 65535, 430, 65535, 59, 60, 6, 65535,
    43, 431, 65535, 432, 65535, 170, 171, 172, 433, 434, 65535, 321, 267, 41,
    210, 65535, 435, 8, 436, 437, 438, 65535, 439, 440, 441, 442, 286, 65535,
    443, 444, 65535, 445, 446, 447, 448, 371, 11, 65535, 8, 74, 449, 450,
    65535, 371, 451, 452, 453, 454, 65535, 455, 452, 6, 65535, 456, 137, 65535,
    258, 65535, 439, 440, 441, 442, 65535, 258, 457, 65535, 8, 458, 459, 460,
    461, 462, 65535, 463, 464, 465, 466, 467, 65535, 258, 146, 468, 65535, 8,
    469, 470, 65535, 8, 469, 471, 470, 65535, 377, 12, 378, 13, 472, 65535,
    473, 474, 475, 65535, 214, 476, 477, 65535, 478, 479, 65535, 480, 481, 482,
    483, 484, 65535, 485, 5, 14, 15, 486, 65535, 487, 488, 489, 65535, 487,
    488, 489, 490, 65535, 439, 491, 492, 65535, 439, 493, 492, 65535, 439, 494,
    65535, 439, 495, 496, 497, 65535, 439, 498, 499, 500, 501, 65535, 439, 498,
    499, 500, 502, 65535, 439, 503, 504, 65535, 439, 505, 294, 442, 506, 507,
    65535, 439, 508, 442, 65535, 439, 509, 139, 442, 510, 511, 65535, 439, 512,
    65535, 513, 65535, 514, 515, 516, 65535, 138, 139, 517, 65535, 390, 391,
    392, 393, 139, 470, 65535, 170, 171, 172, 433, 434, 518, 65535, 138, 139,
    140, 519, 65535, 462, 520, 65535, 519, 65535, 371, 5, 521, 522, 523, 65535,
    524, 525, 65535, 287, 526, 527, 285, 286, 528, 65535, 529, 530, 531, 532,
    65535, 533, 534, 535, 65535, 536, 537, 538, 54, 65535, 533, 263, 539,
    65535, 540, 541, 542, 65535, 540, 543, 544, 65535, 543, 65535, 533, 545,
    65535, 546, 547, 548, 549, 65535, 546, 547, 548, 550, 551, 65535, 546, 552,
    553, 65535, 305, 554, 65535, 305, 555, 65535, 556, 557, 65535, 305, 558,
    65535, 305, 309, 559, 560, 65535, 308, 561, 65535, 308, 309, 562, 563,
    65535, 414, 564, 65535, 414, 423, 565, 566, 65535, 371, 5, 567, 413, 65535,
    163, 164, 165, 166, 568, 382, 65535, 191, 192, 569, 384, 205, 65535, 287,
    526, 527, 285, 570, 528, 65535, 439, 440, 441, 442, 570, 65535, 338, 339,
    571, 341, 572, 65535, 338, 343, 571, 344, 572, 65535, 536, 573, 574, 575,
    65535, 209, 210, 576, 205, 65535, 269, 270, 271, 577, 273, 274, 65535, 8,
    578, 65535, 579, 41, 580, 581, 65535, 582, 583, 65535, 1, 584, 585, 586,
    587, 588, 65535, 1, 589, 92, 590, 65535, 371, 16, 591, 65535, 592, 593,
    594, 595, 596, 65535, 597, 598, 65535, 258, 599, 600, 601, 602, 65535, 603,
    604, 605, 65535, 371, 97, 606, 65535, 8, 607, 65535, 608, 263, 65535, 609,
    610, 611, 65535, 371, 5, 612, 613, 65535, 579, 614, 470, 65535, 371, 5, 39,
    615, 65535, 579, 616, 617, 256, 470, 65535, 297, 300, 411, 575, 384, 205,
    65535, 371, 11, 618, 619, 613, 65535, 1, 149, 620, 621, 65535, 622, 623,
    624, 65535, 625, 626, 627, 628, 65535, 625, 629, 65535, 148, 65535, 579,
    470, 65535, 630, 631, 470, 570, 632, 65535, 633, 145, 634, 462, 65535, 1,
    635, 636, 470, 65535, 371, 5, 7, 637, 65535, 34, 218, 638, 65535, 639, 640,
    641, 642, 65535, 639, 643, 640, 642, 570, 632, 65535, 630, 470, 644, 645,
    65535, 646, 647, 648, 470, 65535, 646, 649, 650, 470, 65535, 651, 652, 653,
    654, 65535, 651, 652, 655, 656, 65535, 657, 653, 656, 65535, 633, 294, 462,
    65535, 371, 318, 658, 261, 659, 660, 65535, 371, 318, 658, 261, 661, 660,
    65535, 371, 318, 658, 266, 263, 65535, 371, 318, 658, 261, 65535, 371, 16,
    591, 619, 613, 65535, 371, 380, 662, 660, 658, 65535, 663, 664, 665, 470,
    65535, 258, 470, 65535, 261, 263, 65535, 666, 65535, 667, 668, 669, 294,
    65535, 670, 671, 672, 65535, 261, 673, 2, 648, 674, 65535, 1, 675, 676,
    65535, 1, 677, 676, 65535, 678, 6, 7, 65535, 678, 679, 65535, 1, 679,
    65535, 680, 192, 193, 65535, 1, 681, 23, 65535, 682, 683, 684, 685, 686,
    687, 65535, 688, 689, 684, 65535, 682, 690, 65535, 691, 65535, 47, 692,
    693, 694, 65535, 141, 695, 696, 694, 65535, 1, 51, 697, 65535, 1, 675, 676,
    698, 65535, 1, 677, 676, 698, 65535, 686, 699, 700, 65535, 678, 39, 65535,
    701, 65535, 163, 702, 703, 704, 705, 65535, 706, 707, 708, 709, 710, 65535,
    688, 690, 169, 65535, 688, 690, 711, 65535, 688, 712, 256, 65535, 533, 713,
    539, 65535, 540, 714, 544, 65535, 540, 541, 715, 65535, 716, 717, 65535,
    112, 718, 65535, 112, 719, 720, 65535, 224, 225, 721, 676, 65535, 439, 722,
    492, 65535, 439, 723, 724, 65535, 439, 725, 726, 442, 727, 507, 65535, 439,
    728, 689, 442, 729, 730, 65535, 439, 731, 442, 65535, 439, 732, 492, 65535,
    439, 733, 734, 65535, 487, 488, 489, 735, 65535, 439, 498, 499, 736, 502,
    65535, 439, 498, 499, 736, 737, 65535, 738, 739, 740, 741, 742, 65535, 678,
    743, 744, 65535, 120, 745, 10, 746, 65535, 747, 65535, 536, 748, 574,
    65535, 536, 537, 538, 749, 65535, 714, 65535, 546, 750, 751, 549, 65535,
    546, 750, 751, 752, 551, 65535, 546, 552, 753, 65535, 1, 53, 749, 65535,
    754, 755, 65535, 1, 756, 65535, 1, 757, 94, 65535, 675, 758, 65535, 759,
    65535, 760, 761, 65535, 762, 7, 65535, 762, 65535, 763, 764, 65535, 762,
    675, 85, 65535, 678, 7, 65535, 678, 233, 234, 65535, 765, 766, 65535, 74,
    767, 65535, 76, 768, 65535, 769, 65535, 770, 65535, 771, 772, 682, 773,
    65535, 110, 774, 73, 65535, 80, 775, 65535, 776, 777, 778, 65535, 779, 780,
    781, 65535, 782, 783, 65535, 782, 784, 65535, 785, 694, 65535, 786, 787,
    788, 694, 65535, 212, 41, 787, 65535, 789, 694, 65535, 790, 791, 65535,
    792, 793, 65535, 678, 7, 18, 65535, 18, 794, 65535, 795, 796, 65535, 1,
    796, 65535, 153, 797, 798, 65535, 8, 799, 65535, 8, 176, 799, 65535, 8,
    800, 65535, 688, 689, 65535, 135, 801, 802, 65535, 803, 804, 65535, 805,
    65535, 198, 806, 807, 808, 809, 65535, 524, 810, 65535, 811, 65535, 812,
    65535, 813, 814, 815, 816, 817, 65535, 818, 50, 65535, 819, 88, 65535, 819,
    65535, 89, 90, 91, 820, 65535, 821, 73, 65535, 822, 823, 107, 65535, 824,
    825, 826, 65535, 827, 148, 65535, 149, 828, 151, 829, 65535, 258, 830, 676,
    65535, 795, 831, 832, 713, 264, 65535, 258, 831, 832, 713, 264, 65535, 795,
    831, 833, 713, 65535, 258, 831, 833, 713, 65535, 795, 834, 713, 65535, 258,
    834, 713, 65535, 795, 831, 65535, 258, 831, 65535, 835, 65535, 836, 270,
    271, 837, 838, 274, 65535, 8, 275, 839, 65535, 279, 840, 65535, 841, 65535,
    842, 843, 844, 845, 846, 65535, 842, 847, 848, 65535, 842, 849, 850, 65535,
    688, 758, 684, 851, 685, 65535, 1, 852, 94, 65535, 853, 65535, 536, 748,
    574, 854, 65535, 258, 830, 726, 295, 65535, 305, 855, 856, 65535, 308, 309,
    857, 858, 65535, 308, 859, 65535, 305, 860, 65535, 305, 861, 65535, 305,
    862, 65535, 305, 309, 863, 864, 65535, 297, 865, 301, 302, 65535, 297, 298,
    258, 866, 65535, 792, 867, 65535, 688, 825, 868, 869, 870, 330, 65535, 334,
    869, 870, 65535, 871, 872, 870, 682, 873, 65535, 874, 336, 7, 875, 65535,
    874, 65535, 338, 876, 877, 341, 878, 65535, 338, 879, 877, 880, 878, 65535,
    338, 881, 65535, 338, 882, 883, 65535, 884, 885, 886, 887, 65535, 352, 353,
    888, 355, 889, 65535, 890, 891, 892, 893, 361, 65535, 890, 891, 894, 363,
    65535, 364, 806, 807, 808, 809, 65535, 258, 762, 367, 65535, 8, 870, 895,
    896, 65535, 371, 678, 6, 7, 65535, 371, 762, 7, 65535, 371, 678, 7, 372,
    65535, 371, 678, 233, 234, 373, 65535, 371, 678, 867, 65535, 371, 678, 679,
    375, 65535, 371, 762, 376, 65535, 377, 760, 378, 761, 65535, 377, 760, 378,
    761, 379, 65535, 763, 378, 764, 65535, 371, 762, 675, 85, 65535, 371, 897,
    7, 65535, 371, 897, 39, 65535, 163, 702, 703, 704, 898, 899, 65535, 680,
    192, 900, 901, 694, 65535, 902, 65535, 903, 689, 65535, 387, 904, 905,
    65535, 390, 906, 392, 907, 689, 394, 65535, 399, 400, 726, 394, 65535, 258,
    830, 908, 398, 65535, 258, 909, 910, 394, 65535, 8, 911, 912, 913, 914,
    407, 65535, 371, 678, 915, 413, 65535, 297, 865, 411, 302, 901, 694, 65535,
    414, 916, 917, 65535, 258, 420, 830, 918, 65535, 414, 423, 919, 920, 65535,
    414, 921, 65535, 439, 723, 724, 497, 65535, 414, 916, 922, 428, 65535, 701,
    431, 65535, 686, 699, 700, 923, 924, 65535, 321, 267, 41, 787, 65535, 925,
    8, 436, 437, 926, 65535, 439, 927, 441, 442, 846, 65535, 445, 446, 928,
    371, 762, 65535, 8, 74, 929, 930, 65535, 371, 931, 932, 933, 454, 65535,
    455, 932, 6, 65535, 556, 934, 65535, 439, 927, 441, 442, 65535, 935, 936,
    937, 65535, 8, 938, 939, 940, 941, 942, 65535, 463, 464, 465, 943, 944,
    65535, 258, 826, 468, 65535, 8, 945, 470, 65535, 8, 945, 471, 470, 65535,
    377, 760, 378, 761, 472, 65535, 473, 474, 946, 65535, 947, 948, 477, 65535,
    949, 479, 65535, 950, 951, 952, 953, 954, 65535, 480, 955, 482, 956, 484,
    65535, 485, 678, 743, 744, 486, 65535, 688, 689, 517, 65535, 390, 906, 392,
    907, 689, 470, 65535, 686, 699, 700, 923, 924, 518, 65535, 688, 689, 684,
    519, 65535, 942, 957, 65535, 371, 678, 521, 522, 958, 65535, 842, 843, 844,
    845, 846, 959, 65535, 960, 530, 531, 532, 65535, 579, 41, 961, 581, 65535,
    582, 962, 65535, 1, 584, 585, 586, 963, 964, 65535, 1, 589, 820, 590,
    65535, 371, 759, 591, 65535, 592, 965, 594, 966, 596, 65535, 967, 598,
    65535, 258, 599, 968, 969, 602, 65535, 371, 754, 606, 65535, 970, 713,
    65535, 371, 678, 971, 972, 65535, 371, 678, 39, 615, 65535, 579, 973, 974,
    256, 470, 65535, 297, 865, 411, 854, 901, 694, 65535, 371, 762, 618, 975,
    972, 65535, 1, 149, 620, 976, 65535, 977, 978, 624, 65535, 625, 626, 979,
    628, 65535, 980, 631, 470, 846, 632, 65535, 981, 825, 982, 942, 65535, 1,
    983, 984, 470, 65535, 371, 678, 7, 637, 65535, 682, 758, 638, 65535, 985,
    986, 641, 642, 65535, 985, 987, 986, 642, 846, 632, 65535, 980, 470, 644,
    645, 65535, 988, 989, 990, 470, 65535, 988, 991, 992, 470, 65535, 651, 993,
    994, 654, 65535, 651, 993, 655, 656, 65535, 995, 994, 656, 65535, 981, 726,
    942, 65535, 371, 996, 658, 831, 997, 998, 65535, 371, 996, 658, 831, 999,
    998, 65535, 371, 996, 658, 834, 713, 65535, 371, 996, 658, 831, 65535, 371,
    759, 591, 975, 972, 65535, 371, 897, 1000, 998, 658, 65535, 1001, 1002,
    1003, 470, 65535, 831, 713, 65535, 1004, 65535, 1005, 1006, 726, 65535,
    670, 1007, 1008, 65535, 831, 673, 675, 990, 1009, 65535, 1010, 65535, 47,
    1011, 1012, 1013, 65535, 1, 51, 1014, 65535, 439, 1015, 1016, 442, 729,
    1017, 65535, 439, 1018, 442, 65535, 678, 1019, 1020, 65535, 1021, 1022,
    1023, 1024, 65535, 1025, 1013, 65535, 1026, 1027, 1028, 1013, 65535, 1029,
    41, 1027, 65535, 1030, 1031, 65535, 313, 1032, 856, 65535, 338, 1033,
    65535, 1034, 1035, 1036, 1037, 65535, 352, 1038, 1039, 355, 1040, 65535,
    1041, 1016, 65535, 387, 1042, 1043, 65535, 686, 699, 700, 698, 65535, 1044,
    1045, 41, 1027, 65535, 439, 1046, 441, 442, 846, 65535, 439, 1046, 441,
    442, 65535, 279, 1047, 65535, 1048, 1049, 1050, 65535, 485, 678, 1019,
    1020, 486, 65535, 686, 699, 700, 698, 518, 65535, 1, 2, 3, 1051, 1052,
    1053, 65535, 1, 4, 3, 1051, 1052, 1053, 65535, 97, 1051, 1054, 1055, 65535,
    1, 1051, 1054, 1055, 65535, 258, 1051, 323, 324, 3, 65535, 258, 295, 323,
    324, 325, 326, 65535, 1056, 1057, 1058, 65535, 1057, 1059, 1060, 1061,
    1062, 65535, 439, 495, 496, 65535, 439, 505, 294, 442, 65535, 439, 509,
    139, 442, 65535, 536, 573, 574, 65535, 536, 1063, 574, 1064, 65535, 258,
    398, 323, 324, 1065, 1066, 65535, 258, 420, 323, 324, 1067, 1068, 65535,
    950, 951, 1069, 1070, 1071, 65535, 138, 1072, 1073, 65535, 643, 65535, 738,
    739, 740, 742, 741, 65535, 258, 830, 1074, 295, 65535, 1075, 1076, 1077,
    1078, 1079, 1080, 1081, 65535, 47, 203, 204, 65535, 1082, 65535, 34, 227,
    140, 228, 170, 22, 65535, 34, 1083, 1084, 65535, 1085, 1086, 1087, 65535,
    1088, 1089, 1090, 65535, 1, 2, 3, 1051, 1053, 1052, 65535, 1, 4, 3, 1051,
    1053, 1052, 65535, 97, 1051, 1055, 1054, 65535, 1, 1051, 1055, 1054, 65535,
    258, 1051, 324, 323, 3, 65535, 668, 667, 669, 294, 65535, 258, 1051, 324,
    323, 326, 325, 295, 65535, 1091, 65535, 258, 1051, 324, 323, 1066, 1065,
    398, 65535, 258, 420, 324, 323, 1068, 1067, 65535, 445, 446, 448, 447, 371,
    11, 65535, 682, 683, 684, 685, 686, 681, 65535, 682, 1092, 1084, 65535,
    1093, 1086, 1087, 65535, 1094, 1095, 1096, 65535, 1097, 65535, 141, 1098,
    1099, 1013, 65535, 163, 1100, 1101, 1102, 1103, 65535, 540, 541, 1104,
    65535, 1105, 1106, 65535, 112, 1107, 65535, 112, 1108, 1109, 65535, 224,
    225, 1110, 1111, 65535, 1038, 1112, 10, 1113, 65535, 536, 537, 538, 1114,
    65535, 546, 1115, 1116, 549, 65535, 546, 1115, 1116, 1117, 551, 65535, 546,
    552, 1104, 65535, 1, 53, 1118, 65535, 1, 1119, 94, 65535, 1120, 766, 65535,
    74, 1121, 65535, 76, 1122, 65535, 1123, 65535, 1124, 65535, 1026, 1027,
    1125, 1013, 65535, 1126, 1013, 65535, 1127, 1128, 65535, 1129, 65535, 18,
    1130, 65535, 795, 1131, 65535, 1, 1131, 65535, 8, 1132, 65535, 1133, 65535,
    836, 270, 271, 1134, 838, 274, 65535, 1038, 275, 1135, 65535, 282, 283,
    284, 845, 1136, 65535, 536, 1137, 574, 1138, 65535, 996, 1139, 1140, 65535,
    1, 1139, 1140, 65535, 308, 309, 1141, 1142, 65535, 308, 1143, 65535, 313,
    1144, 65535, 313, 1145, 65535, 313, 309, 1146, 1147, 65535, 1127, 1148,
    65535, 874, 336, 1149, 1150, 65535, 338, 876, 340, 341, 1151, 65535, 338,
    879, 340, 880, 1151, 65535, 338, 1152, 1153, 65535, 1154, 1155, 1156, 1157,
    1158, 65535, 374, 678, 1148, 65535, 163, 1100, 1101, 1102, 1159, 899,
    65535, 680, 192, 1160, 1161, 1013, 65535, 297, 865, 411, 302, 1161, 1013,
    65535, 374, 678, 1162, 413, 65535, 414, 1163, 1164, 65535, 414, 1165,
    65535, 414, 423, 1166, 1167, 65535, 414, 1163, 1013, 428, 65535, 1168, 699,
    1169, 1170, 1171, 65535, 439, 1046, 441, 442, 1136, 65535, 456, 1133,
    65535, 1168, 699, 1169, 1170, 1171, 518, 65535, 1048, 1172, 1173, 845,
    1136, 1174, 65535, 163, 1100, 1101, 1102, 898, 899, 65535, 680, 192, 900,
    1161, 1013, 65535, 1048, 1172, 1173, 845, 846, 1174, 65535, 297, 865, 411,
    854, 1161, 1013, 65535, 258, 1051, 323, 324, 325, 326, 295, 65535, 258,
    1051, 323, 324, 1065, 1066, 398, 65535, 70, 65535, 34, 96, 140, 228, 170,
    22, 65535, 1, 214, 3, 1051, 1175, 1176, 65535, 1, 217, 3, 1051, 1175, 1176,
    65535, 258, 1051, 1177, 1178, 3, 65535, 34, 96, 140, 228, 170, 229, 65535,
    97, 1051, 1179, 1180, 65535, 1, 1051, 1179, 1180, 65535, 258, 1051, 1177,
    1178, 294, 295, 65535, 1181, 1182, 1183, 65535, 258, 295, 324, 323, 326,
    325, 65535, 1184, 65535, 1185, 1186, 1187, 65535, 258, 1188, 1189, 65535,
    1190, 470, 1191, 1192, 65535, 258, 398, 1177, 1178, 1193, 1194, 65535, 258,
    420, 1177, 1178, 1195, 1196, 65535, 34, 1061, 1197, 65535, 8, 745, 10,
    65535, 1198, 65535, 47, 1199, 65535, 682, 690, 684, 685, 686, 681, 65535,
    108, 1200, 65535, 123, 124, 1201, 1202, 801, 1203, 65535, 1, 1204, 1205,
    1206, 23, 65535, 1207, 1208, 1209, 1210, 1015, 65535, 1211, 1207, 1212,
    65535, 1213, 1214, 1215, 65535, 996, 1216, 1217, 65535, 1, 1216, 1217,
    65535, 1218, 65535, 258, 1219, 1220, 65535, 1221, 470, 1191, 1192, 65535,
    258, 398, 830, 908, 65535, 682, 1210, 1222, 65535, 439, 725, 726, 442,
    65535, 439, 728, 689, 442, 65535, 1, 2, 1111, 65535, 1, 4, 1111, 65535, 5,
    1223, 1224, 65535, 1, 1225, 23, 65535, 1226, 65535, 18, 1227, 65535, 47,
    1228, 1229, 65535, 1230, 65535, 74, 1231, 65535, 76, 1232, 65535, 1233, 79,
    65535, 1, 1234, 94, 65535, 1235, 65535, 97, 1236, 65535, 1, 1236, 65535,
    103, 1237, 65535, 1, 1237, 65535, 108, 1238, 65535, 112, 1239, 1240, 65535,
    112, 1241, 65535, 5, 1242, 65535, 1, 1242, 65535, 1038, 1243, 10, 1244,
    65535, 1245, 65535, 1246, 124, 1247, 1248, 1249, 65535, 130, 129, 131, 133,
    132, 65535, 141, 1250, 1251, 65535, 1, 1252, 94, 65535, 163, 1253, 1254,
    1255, 1256, 65535, 47, 1257, 1258, 1013, 65535, 141, 1259, 1260, 1013,
    65535, 1261, 1013, 65535, 1262, 1263, 1264, 1013, 65535, 1029, 41, 1263,
    65535, 1265, 1013, 65535, 1, 214, 3, 1266, 1267, 65535, 1, 217, 3, 1266,
    1267, 65535, 1268, 1269, 65535, 224, 225, 1270, 1111, 65535, 97, 1271,
    1272, 65535, 1, 1271, 1272, 65535, 5, 1273, 65535, 1, 1273, 65535, 258,
    1274, 1275, 3, 65535, 224, 225, 1276, 1111, 65535, 1038, 275, 1277, 65535,
    279, 1278, 65535, 1048, 1049, 1279, 65535, 258, 1274, 1275, 294, 1280,
    65535, 313, 1281, 307, 65535, 1282, 65535, 318, 1139, 1283, 65535, 1, 1139,
    1283, 65535, 335, 336, 1149, 1284, 65535, 338, 1285, 65535, 338, 1286,
    1287, 65535, 1034, 1035, 1288, 1037, 65535, 352, 1038, 1289, 355, 1290,
    65535, 374, 5, 1273, 375, 65535, 163, 1253, 1254, 1255, 381, 382, 65535,
    191, 192, 383, 1291, 1013, 65535, 1292, 1016, 65535, 387, 1293, 1294,
    65535, 258, 1295, 1296, 1297, 1298, 398, 65535, 408, 409, 1299, 65535, 297,
    300, 411, 302, 1291, 1013, 65535, 258, 420, 1295, 1296, 1300, 1301, 65535,
    414, 1302, 1164, 65535, 414, 1302, 1013, 428, 65535, 1168, 171, 1169, 1170,
    1171, 65535, 1044, 1045, 41, 1263, 65535, 445, 446, 1303, 1304, 371, 11,
    65535, 1305, 1306, 65535, 480, 481, 482, 65535, 1307, 1308, 1309, 65535,
    1307, 1310, 1309, 65535, 485, 5, 1223, 1224, 486, 65535, 439, 1311, 441,
    442, 286, 65535, 439, 1311, 441, 442, 65535, 439, 1312, 442, 65535, 439,
    1062, 1016, 442, 510, 1313, 65535, 1168, 171, 1169, 1170, 1171, 518, 65535,
    1305, 1314, 65535, 1315, 1316, 1317, 462, 65535, 1048, 1172, 1173, 285,
    286, 1318, 65535, 540, 541, 1319, 65535, 540, 1320, 544, 65535, 546, 552,
    1319, 65535, 163, 1253, 1254, 1255, 568, 382, 65535, 191, 192, 569, 1291,
    1013, 65535, 1048, 1172, 1173, 285, 570, 1318, 65535, 439, 1311, 441, 442,
    570, 65535, 1262, 1263, 1321, 1013, 65535, 297, 300, 411, 575, 1291, 1013,
    65535, 818, 65535, 47, 1322, 1323, 65535, 1324, 65535, 1325, 65535, 1326,
    65535, 1246, 124, 1201, 1202, 801, 65535, 739, 738, 740, 741, 742, 65535,
    141, 1327, 1328, 65535, 1329, 1330, 1331, 65535, 1329, 1332, 1331, 65535,
    1305, 1333, 65535, 1334, 1335, 1336, 942, 65535, 34, 227, 140, 228, 170,
    1337, 65535, 1, 2, 3, 1266, 1267, 65535, 1, 4, 3, 1266, 1267, 65535, 1338,
    65535, 258, 1339, 1340, 1341, 1342, 295, 65535, 258, 1343, 1344, 1345,
    1346, 398, 65535, 258, 420, 1347, 1348, 1349, 1350, 65535, 682, 683, 684,
    685, 686, 1351, 65535, 682, 683, 684, 685, 686, 1352, 65535, 678, 1353,
    65535, 686, 1353, 65535, 224, 225, 1354, 676, 65535, 754, 1355, 65535, 1,
    1355, 65535, 371, 678, 1353, 375, 65535, 1356, 1357, 1358, 1359, 470,
    65535, 1360, 1361, 1362, 65535, 129, 130, 131, 133, 132, 65535, 34, 1363,
    1364, 145, 65535, 1, 2, 3, 1053, 1052, 65535, 1, 4, 3, 1053, 1052, 65535,
    97, 1055, 1054, 65535, 1, 1055, 1054, 65535, 258, 324, 323, 3, 65535, 258,
    324, 323, 294, 295, 65535, 258, 324, 323, 326, 325, 295, 65535, 258, 324,
    323, 1066, 1065, 398, 65535, 1365, 1366, 1367, 1368, 1369, 1370, 65535, 34,
    227, 140, 228, 258, 1371, 65535, 34, 1372, 1373, 65535, 97, 1054, 1055,
    65535, 1, 1054, 1055, 65535, 258, 323, 324, 3, 65535, 258, 323, 324, 294,
    295, 65535, 258, 1374, 1177, 1375, 1376, 295, 65535, 258, 1377, 1378, 1379,
    1380, 398, 65535, 258, 1381, 1382, 1383, 1384, 295, 65535, 258, 1385, 1386,
    1387, 1388, 398, 65535, 258, 398, 324, 323, 1066, 1065, 65535,
};
static const struct release releases[] = {
    {0, 0, 0},
    {1, 0, 0}, {1, 2, 0}, {2, 0, 0}, {2, 0, 26}, {2, 0, 28}, {2, 0, 36},
    {2, 2, 0}, {2, 2, 15}, {2, 4, 0}, {2, 4, 11}, {2, 4, 13}, {2, 6, 0},
    {2, 6, 0}, {2, 6, 2}, {2, 6, 3}, {2, 6, 6}, {2, 6, 10}, {2, 6, 11},
    {2, 6, 13}, {2, 6, 16}, {2, 6, 17}, {2, 6, 18}, {2, 6, 19}, {2, 6, 22},
    {2, 6, 23}, {2, 6, 25}, {2, 6, 27}, {2, 6, 28}, {2, 6, 30}, {2, 6, 31},
    {2, 6, 33}, {2, 6, 34}, {2, 6, 36}, {2, 6, 37}, {2, 6, 39}, {3, 0, 0},
    {3, 2, 0}, {3, 5, 0}, {3, 7, 0}, {3, 8, 0}, {3, 14, 0}, {3, 15, 0},
    {3, 17, 0}, {3, 18, 0}, {3, 19, 0}, {4, 1, 0}, {4, 3, 0}, {4, 4, 0},
    {4, 5, 0}, {4, 6, 0}, {4, 8, 0}, {4, 11, 0}, {4, 12, 0}, {4, 15, 0},
    {4, 18, 0}, {5, 1, 0}, {5, 2, 0}, {5, 3, 0}, {5, 6, 0}, {5, 8, 0},
    {5, 9, 0}, {5, 10, 0}, {5, 11, 0}, {5, 12, 0}, {5, 13, 0}, {5, 14, 0},
    {5, 15, 0}, {5, 16, 0}, {5, 17, 0}, {5, 19, 0}, {6, 4, 0}, {6, 5, 0},
    {6, 6, 0}, {6, 7, 0}, {6, 8, 0}, {6, 10, 0}, {6, 11, 0}, {6, 13, 0},
    {6, 15, 0}, {6, 17, 0}, {6, 18, 0}, {6, 19, 0}, {7, 0, 0}, {7, 3, 0},
};
static const struct call_entry x86[] = {
    {0, 140, 306, 2, 0}, {8, 142, 316, 3, 0}, {19, 149, 333, 3, 0},
    {34, 364, 1076, 47, 0}, {42, 33, 80, 1, 0}, {49, 51, 101, 1, 0},
    {54, 286, 731, 17, 0}, {62, 124, 272, 1, 0}, {71, 137, 0, 0, 0},
    {83, 27, 72, 1, 0}, {89, 384, 1158, 12, 0}, {170, 134, 0, 2, 0},
    {178, 361, 1065, 47, 0}, {183, 357, 1044, 44, 0}, {187, 17, 0, 0, 0},
    {204, 45, 94, 1, 0}, {228, 451, 1433, 72, 0}, {238, 184, 430, 7, 0},
    {245, 185, 433, 7, 0}, {252, 12, 33, 1, 0}, {258, 15, 41, 1, 0},
    {264, 182, 44, 7, 0}, {270, 212, 465, 9, 0}, {278, 61, 33, 1, 0},
    {285, 343, 988, 35, 0}, {299, 405, 1220, 56, 0}, {315, 266, 647, 12, 0},
    {328, 406, 1223, 56, 0}, {348, 265, 644, 12, 0}, {362, 403, 1214, 56, 0},
    {378, 267, 650, 12, 0}, {394, 407, 1226, 56, 0}, {417, 264, 644, 12, 0},
    {431, 404, 1217, 56, 0}, {447, 120, 260, 1, 0}, {453, 435, 1360, 58, 0},
    {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0}, {478, 362, 1069, 47, 0},
    {486, 377, 1128, 49, 0}, {502, 8, 21, 1, 0}, {508, 127, 1537, 1, 0},
    {522, 129, 286, 1, 0}, {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0},
    {545, 330, 931, 27, 0}, {550, 254, 610, 12, 0}, {563, 329, 929, 27, 0},
    {577, 255, 612, 12, 0}, {601, 319, 885, 23, 0}, {613, 441, 1387, 63, 0},
    {626, 256, 617, 12, 0}, {652, 323, 904, 24, 0}, {660, 328, 926, 27, 0},
    {669, 11, 29, 1, 0}, {676, 358, 1050, 45, 0}, {685, 1, 1, 1, 0},
    {690, 252, 1, 12, 0}, {701, 307, 824, 20, 0}, {711, 439, 1376, 60, 0},
    {722, 250, 604, 12, 0}, {732, 272, 670, 12, 0}, {745, 324, 906, 25, 0},
    {755, 338, 963, 34, 0}, {769, 339, 966, 34, 0}, {783, 133, 15, 1, 0},
    {790, 94, 194, 1, 0}, {797, 306, 820, 20, 0}, {806, 452, 1438, 73, 0},
    {816, 95, 197, 1, 0}, {823, 207, 478, 9, 0}, {832, 298, 781, 20, 0},
    {841, 472, 1534, 84, 0}, {849, 55, 110, 1, 0}, {855, 221, 110, 9, 0},
    {863, 148, 15, 3, 0}, {873, 231, 543, 12, 0}, {883, 468, 1523, 80, 0},
    {896, 469, 1523, 80, 0}, {909, 350, 1014, 40, 0}, {922, 234, 552, 12, 0},
    {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0}, {944, 237, 559, 12, 0},
    {957, 431, 1343, 57, 0}, {966, 228, 532, 12, 0}, {976, 432, 1349, 57, 0},
    {984, 430, 1340, 57, 0}, {991, 433, 1353, 57, 0}, {998, 108, 235, 1, 0},
    {1004, 197, 462, 9, 0}, {1012, 300, 791, 20, 0}, {1022, 100, 211, 1, 0},
    {1030, 269, 659, 12, 0}, {1040, 118, 15, 1, 0}, {1046, 35, 0, 0, 0},
    {1052, 93, 191, 1, 0}, {1062, 194, 455, 9, 0}, {1074, 240, 570, 12, 0},
    {1080, 456, 1459, 74, 0}, {1094, 422, 1300, 56, 0},
    {1107, 455, 1452, 74, 0}, {1118, 449, 1422, 68, 0},
    {1130, 454, 1447, 74, 0}, {1141, 299, 787, 20, 0}, {1151, 130, 1540, 1, 0},
    {1167, 275, 684, 16, 0}, {1181, 312, 846, 21, 0}, {1197, 244, 583, 12, 0},
    {1221, 318, 881, 23, 0}, {1228, 183, 427, 7, 0}, {1235, 141, 312, 3, 0},
    {1244, 220, 517, 9, 0}, {1255, 50, 0, 1, 0}, {1263, 202, 0, 9, 0},
    {1273, 49, 0, 1, 0}, {1281, 201, 0, 9, 0}, {1291, 47, 0, 1, 0},
    {1298, 200, 0, 9, 0}, {1307, 80, 157, 1, 0}, {1317, 205, 475, 9, 0},
    {1329, 105, 229, 1, 0}, {1351, 368, 1093, 47, 0}, {1363, 132, 294, 1, 0},
    {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0}, {1386, 188, 0, 0, 0},
    {1394, 64, 0, 1, 0}, {1402, 96, 201, 1, 0}, {1414, 355, 1037, 43, 0},
    {1424, 171, 380, 7, 0}, {1434, 211, 494, 9, 0}, {1446, 165, 365, 7, 0},
    {1456, 209, 486, 9, 0}, {1468, 76, 148, 1, 0}, {1478, 77, 151, 1, 0},
    {1488, 147, 294, 3, 0}, {1495, 367, 1093, 47, 0}, {1507, 365, 1081, 47, 0},
    {1518, 224, 0, 10, 0}, {1525, 78, 154, 1, 0}, {1538, 24, 0, 1, 0},
    {1545, 199, 0, 9, 0}, {1554, 229, 538, 12, 0}, {1563, 464, 1499, 78, 0},
    {1574, 32, 0, 0, 0}, {1579, 112, 0, 0, 0}, {1584, 128, 282, 1, 0},
    {1596, 292, 755, 19, 0}, {1614, 291, 0, 19, 0}, {1627, 332, 938, 27, 0},
    {1641, 293, 759, 19, 0}, {1658, 249, 600, 12, 0}, {1668, 246, 588, 12, 0},
    {1679, 247, 590, 12, 0}, {1692, 385, 1161, 55, 0},
    {1706, 416, 1265, 56, 0}, {1727, 245, 585, 12, 0}, {1736, 248, 596, 12, 0},
    {1746, 426, 1318, 56, 0}, {1761, 427, 1325, 56, 0},
    {1779, 425, 1315, 56, 0}, {1794, 54, 106, 1, 0}, {1800, 101, 214, 1, 0},
    {1807, 110, 240, 1, 0}, {1812, 290, 752, 19, 0}, {1823, 289, 748, 19, 0},
    {1834, 117, 253, 1, 0}, {1838, 349, 1008, 38, 0}, {1859, 283, 720, 19, 0},
    {1870, 288, 742, 17, 0}, {1877, 37, 85, 1, 0}, {1882, 445, 1409, 65, 0},
    {1900, 444, 1405, 65, 0}, {1924, 446, 1414, 65, 0}, {1947, 16, 44, 1, 0},
    {1954, 198, 465, 9, 0}, {1963, 230, 538, 12, 0}, {1973, 9, 24, 1, 0},
    {1978, 303, 805, 20, 0}, {1985, 363, 1073, 47, 0},
    {1992, 458, 1469, 75, 0}, {2002, 470, 1529, 82, 0},
    {2009, 232, 548, 12, 0}, {2019, 465, 1506, 78, 0}, {2031, 233, 548, 12, 0},
    {2042, 53, 0, 0, 0}, {2047, 253, 1542, 12, 0}, {2062, 236, 556, 12, 0},
    {2075, 19, 51, 1, 0}, {2081, 227, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0}, {2144, 107, 232, 1, 0},
    {2150, 196, 459, 9, 0}, {2158, 219, 513, 9, 0}, {2166, 453, 1443, 74, 0},
    {2183, 274, 677, 16, 0}, {2189, 375, 1120, 43, 0},
    {2200, 356, 1041, 43, 0}, {2213, 447, 1417, 66, 0},
    {2226, 294, 762, 20, 0}, {2240, 218, 509, 9, 0}, {2248, 39, 21, 1, 0},
    {2254, 296, 772, 20, 0}, {2262, 14, 37, 1, 0}, {2268, 297, 776, 20, 0},
    {2276, 150, 335, 3, 0}, {2282, 376, 1124, 48, 0}, {2289, 152, 338, 3, 0},
    {2298, 90, 183, 1, 1}, {2303, 192, 444, 9, 0}, {2309, 123, 268, 1, 0},
    {2320, 21, 55, 1, 0}, {2326, 442, 1394, 64, 0}, {2340, 429, 1334, 57, 0},
    {2351, 317, 874, 22, 0}, {2362, 125, 274, 1, 0}, {2371, 56, 0, 0, 0},
    {2375, 282, 716, 16, 0}, {2389, 281, 713, 16, 0}, {2399, 277, 694, 16, 0},
    {2407, 280, 707, 16, 0}, {2423, 419, 1284, 56, 0}, {2446, 279, 701, 16, 0},
    {2459, 418, 1278, 56, 0}, {2479, 278, 699, 16, 0}, {2489, 163, 355, 3, 0},
    {2496, 462, 1488, 76, 0}, {2502, 402, 1210, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 1204, 56, 0},
    {2523, 400, 1199, 56, 0}, {2530, 144, 325, 3, 0}, {2548, 151, 335, 3, 0},
    {2556, 153, 0, 3, 0}, {2567, 91, 185, 1, 0}, {2574, 341, 978, 35, 0},
    {2592, 162, 352, 3, 0}, {2613, 169, 1547, 7, 0}, {2624, 34, 83, 1, 0},
    {2629, 28, 74, 1, 0}, {2638, 84, 48, 1, 0}, {2647, 59, 117, 1, 0},
    {2659, 18, 48, 1, 0}, {2667, 109, 238, 1, 0}, {2676, 5, 11, 1, 0},
    {2681, 342, 984, 35, 0}, {2699, 428, 1330, 57, 0},
    {2709, 467, 1517, 79, 0}, {2724, 295, 767, 20, 0},
    {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0}, {2793, 336, 951, 30, 0},
    {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 1310, 56, 0}, {2862, 42, 90, 1, 0}, {2867, 331, 935, 27, 0},
    {2873, 217, 506, 9, 0}, {2884, 381, 1147, 51, 0}, {2895, 382, 1150, 51, 0},
    {2905, 380, 1142, 51, 0}, {2919, 168, 372, 6, 0}, {2924, 309, 835, 20, 0},
    {2930, 414, 1259, 56, 0}, {2943, 172, 384, 7, 0}, {2949, 180, 415, 0, 0},
    {2957, 333, 940, 29, 0}, {2964, 378, 1135, 50, 0}, {2972, 340, 973, 33, 0},
    {2982, 440, 1381, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 347, 1001, 37, 0}, {3032, 348, 1001, 37, 0}, {3050, 44, 0, 0, 0},
    {3055, 98, 0, 0, 0}, {3062, 308, 828, 20, 0}, {3071, 413, 1252, 56, 0},
    {3087, 26, 67, 1, 0}, {3094, 189, 0, 0, 0}, {3102, 181, 421, 0, 0},
    {3111, 334, 940, 29, 0}, {3119, 379, 1135, 50, 0}, {3128, 167, 1551, 7, 0},
    {3141, 131, 289, 1, 0}, {3150, 443, 1400, 66, 0}, {3162, 3, 3, 1, 0},
    {3167, 225, 521, 11, 0}, {3177, 89, 179, 1, 0}, {3185, 85, 165, 1, 0},
    {3194, 305, 815, 20, 0}, {3205, 145, 329, 3, 0}, {3211, 88, 174, 1, 0},
    {3223, 371, 1108, 47, 0}, {3232, 337, 957, 31, 0},
    {3241, 417, 1272, 56, 0}, {3257, 372, 1104, 47, 0},
    {3265, 257, 622, 12, 0}, {3282, 235, 556, 12, 0}, {3294, 466, 1512, 78, 0},
    {3308, 38, 24, 1, 0}, {3315, 302, 800, 20, 0}, {3324, 353, 1027, 42, 0},
    {3334, 287, 737, 17, 0}, {3346, 0, 0, 12, 0}, {3395, 40, 27, 1, 0},
    {3401, 386, 1168, 55, 0}, {3406, 471, 0, 83, 0}, {3423, 174, 390, 7, 0},
    {3436, 176, 400, 7, 0}, {3450, 175, 395, 7, 0}, {3465, 178, 408, 7, 0},
    {3481, 173, 0, 7, 0}, {3494, 179, 412, 7, 0}, {3508, 177, 403, 7, 0},
    {3524, 421, 1295, 56, 0}, {3547, 335, 946, 30, 0}, {3660, 159, 347, 3, 0},
    {3683, 160, 347, 3, 0}, {3706, 242, 577, 12, 0}, {3724, 352, 1022, 41, 0},
    {3738, 155, 340, 3, 0}, {3753, 157, 294, 3, 0}, {3772, 161, 349, 3, 0},
    {3794, 423, 1307, 56, 0}, {3823, 241, 577, 12, 0},
    {3841, 351, 1018, 41, 0}, {3855, 154, 340, 3, 0}, {3870, 156, 343, 3, 0},
    {3889, 158, 0, 3, 0}, {3901, 354, 1033, 43, 0}, {3918, 82, 160, 1, 1},
    {3925, 394, 1177, 56, 0}, {3932, 393, 1173, 56, 0},
    {3956, 420, 1290, 56, 0}, {3979, 187, 439, 7, 0}, {3988, 239, 565, 12, 0},
    {3999, 345, 993, 36, 0}, {4008, 370, 1104, 47, 0},
    {4016, 369, 1097, 47, 0}, {4023, 276, 690, 16, 0},
    {4037, 450, 1428, 69, 0}, {4061, 311, 843, 21, 0}, {4077, 243, 581, 12, 0},
    {4093, 258, 628, 12, 0}, {4117, 121, 145, 0, 0}, {4131, 139, 304, 0, 0},
    {4140, 216, 504, 0, 0}, {4151, 138, 302, 0, 0}, {4160, 215, 502, 0, 0},
    {4171, 46, 96, 0, 0}, {4178, 214, 500, 0, 0}, {4187, 81, 157, 0, 0},
    {4197, 206, 475, 0, 0}, {4209, 74, 145, 1, 0}, {4221, 104, 225, 1, 0},
    {4231, 346, 998, 36, 0}, {4237, 57, 114, 1, 0}, {4245, 97, 204, 1, 0},
    {4257, 71, 136, 1, 0}, {4266, 204, 472, 9, 0}, {4277, 170, 376, 7, 0},
    {4287, 210, 490, 9, 0}, {4299, 164, 361, 7, 0}, {4309, 208, 482, 9, 0},
    {4321, 70, 133, 1, 0}, {4330, 203, 469, 9, 0}, {4341, 75, 148, 1, 0},
    {4351, 66, 0, 1, 0}, {4358, 366, 1087, 47, 0}, {4369, 79, 154, 1, 0},
    {4382, 23, 63, 1, 0}, {4389, 213, 498, 9, 0}, {4398, 226, 526, 12, 0},
    {4407, 463, 1492, 78, 0}, {4418, 68, 0, 1, 0}, {4427, 397, 1190, 56, 0},
    {4433, 396, 1186, 56, 0}, {4440, 398, 1194, 56, 0},
    {4446, 395, 1182, 56, 0}, {4453, 373, 1115, 47, 0}, {4462, 67, 127, 1, 0},
    {4472, 186, 436, 7, 0}, {4484, 48, 98, 1, 0}, {4491, 321, 897, 24, 0},
    {4500, 327, 921, 27, 0}, {4510, 73, 143, 1, 0}, {4521, 126, 278, 1, 0},
    {4533, 119, 0, 1, 0}, {4543, 72, 139, 1, 0}, {4554, 359, 1056, 47, 0},
    {4561, 102, 218, 1, 0}, {4572, 360, 1060, 47, 0}, {4583, 313, 850, 21, 0},
    {4609, 69, 131, 1, 0}, {4618, 106, 232, 1, 0}, {4623, 195, 459, 9, 0},
    {4630, 99, 208, 1, 0}, {4637, 268, 655, 12, 0}, {4646, 457, 1464, 75, 0},
    {4656, 383, 1152, 52, 0}, {4662, 25, 65, 1, 0}, {4668, 31, 0, 0, 0},
    {4698, 115, 249, 1, 0}, {4706, 87, 171, 1, 0}, {4727, 83, 162, 1, 0},
    {4735, 304, 811, 20, 0}, {4745, 36, 0, 1, 0}, {4750, 314, 857, 21, 0},
    {4783, 344, 991, 35, 0}, {4819, 135, 296, 2, 0}, {4825, 116, 251, 1, 0},
    {4833, 103, 221, 1, 0}, {4848, 315, 864, 21, 0}, {4852, 270, 663, 12, 0},
    {4859, 13, 35, 1, 0}, {4864, 259, 630, 12, 0}, {4877, 263, 642, 12, 0},
    {4890, 262, 642, 12, 0}, {4907, 261, 639, 12, 0}, {4921, 408, 1231, 56, 0},
    {4937, 260, 634, 12, 0}, {4951, 409, 1234, 56, 0}, {4975, 322, 901, 0, 0},
    {4990, 326, 918, 0, 0}, {5006, 410, 1239, 56, 0}, {5024, 325, 913, 0, 0},
    {5040, 411, 1242, 56, 0}, {5058, 43, 92, 0, 0}, {5064, 238, 562, 0, 0},
    {5070, 92, 188, 0, 0}, {5079, 193, 451, 0, 0}, {5098, 191, 148, 0, 0},
    {5109, 58, 0, 0, 0}, {5116, 60, 119, 0, 0}, {5122, 22, 61, 0, 0},
    {5129, 52, 103, 0, 0}, {5137, 122, 266, 0, 0}, {5143, 10, 27, 0, 0},
    {5150, 301, 796, 0, 0}, {5159, 310, 841, 0, 0}, {5184, 86, 169, 0, 0},
    {5191, 374, 1118, 0, 0}, {5215, 62, 121, 0, 0}, {5221, 30, 77, 0, 0},
    {5227, 320, 892, 0, 0}, {5237, 412, 1247, 56, 0}, {5254, 271, 667, 0, 0},
    {5261, 190, 0, 0, 0}, {5267, 111, 0, 0, 0}, {5275, 166, 369, 5, 0},
    {5280, 113, 242, 0, 0}, {5288, 316, 869, 21, 0}, {5297, 273, 0, 0, 0},
    {5305, 114, 244, 1, 0}, {5311, 284, 725, 17, 0}, {5318, 7, 17, 1, 0},
    {5326, 4, 7, 1, 0}, {5332, 146, 329, 3, 0},
};
static const uint16_t x86_by_number[] = {
    307, 56, 82, 289, 460, 247, 36, 459, 40, 178, 441, 54, 19, 418, 206, 20,
    175, 14, 245, 189, 125, 214, 438, 374, 141, 404, 281, 9, 242, 253, 447,
    405, 145, 4, 241, 95, 410, 171, 303, 204, 308, 43, 259, 431, 277, 15, 353,
    117, 386, 115, 113, 5, 439, 186, 162, 73, 219, 360, 436, 244, 437, 23, 446,
    44, 127, 124, 371, 384, 378, 397, 368, 362, 392, 389, 357, 370, 134, 135,
    140, 373, 119, 355, 334, 408, 243, 292, 444, 407, 295, 291, 211, 237, 433,
    96, 66, 69, 128, 361, 278, 400, 92, 163, 394, 415, 358, 121, 398, 194, 89,
    246, 164, 452, 146, 454, 457, 406, 414, 167, 94, 391, 34, 348, 440, 213, 7,
    218, 390, 41, 147, 42, 105, 287, 123, 65, 11, 413, 255, 8, 351, 349, 0,
    111, 1, 81, 234, 294, 461, 136, 75, 2, 208, 235, 210, 236, 330, 324, 331,
    325, 332, 320, 321, 326, 239, 228, 366, 132, 453, 286, 265, 240, 364, 130,
    268, 315, 311, 313, 312, 317, 314, 316, 269, 283, 21, 110, 17, 18, 385,
    338, 126, 282, 451, 435, 212, 434, 97, 399, 195, 90, 176, 142, 118, 116,
    114, 369, 363, 120, 356, 70, 367, 133, 365, 131, 22, 375, 354, 352, 350,
    261, 203, 196, 112, 74, 139, 290, 376, 190, 85, 143, 177, 76, 183, 185, 80,
    301, 188, 83, 432, 339, 98, 328, 322, 346, 108, 157, 153, 154, 158, 152,
    60, 57, 187, 46, 48, 51, 300, 347, 419, 424, 422, 421, 420, 32, 28, 26, 30,
    401, 93, 417, 450, 61, 456, 198, 106, 343, 222, 227, 225, 223, 221, 220,
    169, 458, 6, 306, 170, 166, 165, 149, 148, 151, 202, 251, 205, 207, 71,
    104, 91, 442, 304, 179, 409, 293, 67, 58, 279, 266, 443, 345, 107, 396,
    411, 416, 455, 217, 109, 49, 448, 387, 426, 52, 62, 429, 427, 388, 53, 47,
    45, 260, 150, 270, 284, 319, 254, 297, 63, 64, 272, 238, 248, 24, 412, 340,
    359, 275, 276, 168, 79, 329, 323, 305, 333, 129, 200, 13, 55, 393, 395, 12,
    38, 180, 3, 138, 372, 137, 122, 342, 341, 296, 299, 383, 445, 199, 209, 39,
    271, 285, 264, 262, 263, 403, 10, 155, 309, 336, 335, 382, 380, 379, 381,
    231, 233, 232, 230, 29, 33, 25, 27, 31, 423, 425, 428, 430, 449, 280, 267,
    156, 298, 226, 224, 337, 318, 100, 327, 258, 161, 159, 160, 249, 216, 87,
    84, 86, 88, 257, 35, 37, 252, 256, 59, 273, 50, 215, 288, 173, 172, 174,
    201, 274, 102, 344, 16, 68, 197, 103, 101, 99, 402, 181, 191, 193, 192,
    229, 377, 144, 184, 302, 250, 77, 78, 182, 310, 72,
};
static const struct call_entry amd64[] = {
    {19, 156, 1915, 3, 0}, {27, 43, 1687, 3, 0}, {34, 288, 2322, 28, 0},
    {42, 21, 1627, 1, 0}, {49, 163, 1928, 1, 0}, {54, 248, 2155, 17, 0},
    {62, 159, 1926, 1, 0}, {71, 183, 0, 0, 0}, {83, 37, 72, 1, 0},
    {89, 158, 1923, 12, 0}, {178, 49, 1709, 3, 0}, {183, 321, 2440, 44, 0},
    {204, 12, 1597, 1, 0}, {228, 451, 2596, 72, 0}, {238, 125, 1851, 7, 0},
    {245, 126, 1854, 7, 0}, {252, 80, 1794, 1, 0}, {258, 90, 1811, 1, 0},
    {264, 92, 1814, 7, 0}, {278, 161, 1794, 1, 0}, {285, 305, 2379, 35, 0},
    {315, 229, 2080, 12, 0}, {348, 228, 2077, 12, 0}, {378, 230, 2083, 12, 0},
    {417, 227, 2074, 12, 0}, {447, 56, 1734, 1, 0}, {453, 435, 2539, 58, 0},
    {460, 3, 15, 1, 0}, {466, 436, 1363, 61, 0}, {478, 42, 1683, 0, 0},
    {486, 326, 2456, 49, 0}, {502, 85, 1799, 1, 0}, {508, 174, 2697, 1, 0},
    {522, 176, 1960, 1, 0}, {536, 32, 88, 1, 0}, {540, 33, 124, 1, 0},
    {545, 292, 931, 27, 0}, {550, 213, 610, 12, 0}, {563, 291, 929, 27, 0},
    {577, 233, 2093, 12, 0}, {587, 214, 0, 0, 0}, {601, 281, 2298, 23, 0},
    {613, 441, 2558, 63, 0}, {626, 232, 2088, 12, 0}, {637, 215, 0, 0, 0},
    {652, 284, 904, 24, 0}, {660, 290, 926, 27, 0}, {669, 59, 1740, 1, 0},
    {676, 322, 2446, 45, 0}, {685, 60, 1, 1, 0}, {690, 231, 1, 12, 0},
    {701, 269, 2238, 20, 0}, {711, 439, 2547, 60, 0}, {722, 221, 2057, 12, 0},
    {745, 285, 2309, 25, 0}, {755, 300, 963, 34, 0}, {769, 301, 2358, 34, 0},
    {783, 81, 15, 1, 0}, {790, 91, 194, 1, 0}, {797, 268, 2234, 20, 0},
    {806, 452, 2601, 73, 0}, {816, 93, 478, 1, 0}, {832, 260, 2195, 20, 0},
    {841, 472, 1534, 84, 0}, {849, 72, 1777, 1, 0}, {863, 75, 15, 3, 0},
    {873, 193, 1989, 12, 0}, {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0},
    {909, 313, 2404, 40, 0}, {922, 196, 1998, 12, 0}, {933, 73, 322, 3, 0},
    {939, 57, 0, 1, 0}, {944, 199, 2005, 12, 0}, {957, 431, 2529, 57, 0},
    {966, 190, 1978, 12, 0}, {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0},
    {991, 433, 2535, 57, 0}, {998, 5, 1572, 1, 0}, {1022, 138, 1888, 1, 0},
    {1040, 74, 15, 1, 0}, {1052, 77, 1784, 1, 0}, {1074, 202, 2010, 12, 0},
    {1080, 456, 2622, 74, 0}, {1107, 455, 2615, 74, 0},
    {1118, 449, 2585, 68, 0}, {1130, 454, 2610, 74, 0},
    {1141, 261, 2201, 20, 0}, {1151, 177, 2700, 1, 0},
    {1167, 239, 2112, 16, 0}, {1181, 274, 2260, 21, 0}, {1197, 211, 0, 12, 0},
    {1221, 309, 2387, 23, 0}, {1228, 79, 1791, 7, 0}, {1235, 78, 1787, 3, 0},
    {1244, 217, 2046, 9, 0}, {1255, 108, 0, 1, 0}, {1273, 107, 0, 1, 0},
    {1291, 104, 0, 1, 0}, {1307, 115, 1840, 1, 0}, {1329, 36, 1671, 1, 0},
    {1351, 52, 1713, 3, 0}, {1363, 121, 294, 1, 0}, {1371, 111, 0, 1, 0},
    {1379, 39, 0, 1, 0}, {1386, 181, 0, 0, 0}, {1394, 110, 0, 1, 0},
    {1402, 140, 201, 1, 0}, {1414, 318, 2427, 43, 0}, {1424, 120, 1847, 7, 0},
    {1446, 118, 1843, 7, 0}, {1468, 97, 1821, 1, 0}, {1478, 98, 1824, 1, 0},
    {1488, 124, 294, 3, 0}, {1495, 51, 1713, 3, 0}, {1507, 55, 1728, 3, 0},
    {1518, 186, 0, 10, 0}, {1525, 96, 1818, 1, 0}, {1538, 102, 0, 1, 0},
    {1554, 191, 1984, 12, 0}, {1563, 464, 2662, 78, 0},
    {1584, 175, 1956, 1, 0}, {1596, 254, 2172, 19, 0}, {1614, 253, 0, 19, 0},
    {1627, 294, 938, 27, 0}, {1641, 255, 759, 19, 0}, {1658, 210, 2036, 12, 0},
    {1668, 207, 2024, 12, 0}, {1679, 208, 2026, 12, 0},
    {1692, 333, 2484, 55, 0}, {1727, 206, 2021, 12, 0},
    {1736, 209, 2032, 12, 0}, {1746, 426, 2504, 56, 0},
    {1761, 427, 2511, 56, 0}, {1779, 425, 2501, 56, 0}, {1794, 16, 1609, 1, 0},
    {1800, 173, 1952, 1, 0}, {1807, 172, 240, 1, 0}, {1812, 252, 752, 19, 0},
    {1823, 251, 748, 19, 0}, {1838, 312, 2398, 38, 0},
    {1843, 320, 2434, 43, 0}, {1859, 246, 2144, 19, 0},
    {1870, 250, 2166, 17, 0}, {1877, 62, 85, 1, 0}, {1882, 445, 2580, 65, 0},
    {1900, 444, 2576, 65, 0}, {1924, 446, 1414, 65, 0}, {1947, 94, 1814, 1, 0},
    {1963, 192, 1984, 12, 0}, {1973, 86, 1796, 1, 0}, {1978, 265, 2219, 20, 0},
    {1985, 50, 1073, 3, 0}, {1992, 458, 2632, 75, 0}, {2002, 470, 2692, 82, 0},
    {2009, 194, 1994, 12, 0}, {2019, 465, 2669, 78, 0},
    {2031, 195, 1994, 12, 0}, {2047, 212, 2702, 12, 0},
    {2062, 198, 2002, 12, 0}, {2075, 8, 1579, 1, 0}, {2081, 189, 1972, 12, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2144, 6, 1569, 1, 0}, {2158, 28, 1652, 9, 0},
    {2166, 453, 2606, 73, 0}, {2183, 237, 2101, 16, 0},
    {2189, 324, 1120, 43, 0}, {2200, 319, 2431, 43, 0},
    {2213, 447, 1417, 66, 0}, {2226, 256, 2176, 20, 0}, {2240, 27, 1648, 9, 0},
    {2248, 83, 1799, 1, 0}, {2254, 258, 2186, 20, 0}, {2262, 133, 1878, 1, 0},
    {2268, 259, 2190, 20, 0}, {2276, 149, 1905, 3, 0},
    {2282, 325, 2452, 48, 0}, {2289, 151, 338, 3, 0}, {2298, 9, 1583, 1, 0},
    {2309, 154, 1908, 1, 0}, {2320, 165, 1930, 1, 0}, {2326, 442, 2565, 64, 0},
    {2340, 429, 2520, 57, 0}, {2351, 279, 2286, 22, 0}, {2362, 10, 1590, 1, 0},
    {2375, 245, 2140, 16, 0}, {2389, 244, 2137, 16, 0},
    {2399, 240, 2118, 16, 0}, {2407, 243, 2131, 16, 0},
    {2446, 242, 2125, 16, 0}, {2479, 241, 2123, 16, 0}, {2489, 25, 1638, 3, 0},
    {2496, 462, 2651, 76, 0}, {2502, 71, 1773, 3, 0}, {2509, 68, 1196, 3, 0},
    {2516, 70, 1767, 3, 0}, {2523, 69, 1762, 3, 0}, {2530, 26, 1644, 3, 0},
    {2548, 150, 1905, 3, 0}, {2556, 152, 0, 3, 0}, {2567, 11, 1594, 1, 0},
    {2574, 303, 2369, 35, 0}, {2592, 35, 1668, 3, 0}, {2602, 262, 2205, 20, 0},
    {2613, 180, 2706, 7, 0}, {2676, 2, 1565, 1, 0}, {2681, 304, 2375, 35, 0},
    {2699, 428, 2516, 57, 0}, {2709, 467, 2680, 79, 0},
    {2724, 257, 2181, 20, 0}, {2731, 437, 2542, 59, 0}, {2739, 34, 0, 1, 0},
    {2793, 298, 2346, 30, 0}, {2809, 135, 300, 2, 0}, {2821, 438, 1372, 59, 0},
    {2833, 434, 1357, 58, 0}, {2844, 424, 2496, 56, 0}, {2862, 22, 1630, 1, 0},
    {2867, 293, 2332, 27, 0}, {2873, 155, 1912, 9, 0},
    {2884, 330, 2475, 51, 0}, {2895, 331, 1150, 51, 0},
    {2905, 329, 2470, 51, 0}, {2919, 7, 1575, 6, 0}, {2924, 271, 2249, 20, 0},
    {2943, 157, 1917, 7, 0}, {2949, 17, 1613, 0, 0}, {2957, 295, 2335, 29, 0},
    {2964, 327, 2463, 50, 0}, {2972, 302, 2364, 33, 0},
    {2982, 440, 2552, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 310, 2391, 37, 0}, {3032, 311, 2391, 37, 0},
    {3062, 270, 2242, 20, 0}, {3087, 101, 1831, 1, 0}, {3094, 182, 0, 0, 0},
    {3102, 18, 1618, 0, 0}, {3111, 296, 2335, 29, 0}, {3119, 328, 2463, 50, 0},
    {3128, 178, 2710, 7, 0}, {3141, 179, 1963, 1, 0}, {3150, 443, 2571, 66, 0},
    {3162, 0, 1557, 1, 0}, {3167, 187, 1968, 11, 0}, {3185, 89, 1807, 1, 0},
    {3194, 267, 2229, 20, 0}, {3205, 19, 1623, 3, 0}, {3211, 169, 1944, 1, 0},
    {3223, 45, 1698, 3, 0}, {3232, 299, 2352, 31, 0}, {3257, 47, 1705, 3, 0},
    {3265, 216, 2040, 12, 0}, {3282, 197, 2002, 12, 0},
    {3294, 466, 2675, 78, 0}, {3308, 82, 1796, 1, 0}, {3315, 264, 2214, 20, 0},
    {3324, 316, 2417, 42, 0}, {3334, 249, 2161, 17, 0}, {3346, 219, 0, 12, 0},
    {3395, 84, 1802, 1, 0}, {3401, 334, 2491, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 13, 1599, 7, 0}, {3436, 127, 1857, 7, 0}, {3450, 14, 1604, 7, 0},
    {3465, 129, 1865, 7, 0}, {3481, 15, 0, 7, 0}, {3494, 130, 1869, 7, 0},
    {3508, 128, 1860, 7, 0}, {3547, 297, 2341, 30, 0}, {3660, 146, 347, 3, 0},
    {3683, 147, 347, 3, 0}, {3706, 204, 2017, 12, 0}, {3724, 315, 2412, 41, 0},
    {3738, 143, 1895, 3, 0}, {3753, 145, 294, 3, 0}, {3772, 148, 1902, 3, 0},
    {3823, 203, 2017, 12, 0}, {3841, 314, 2408, 41, 0},
    {3855, 142, 1895, 3, 0}, {3870, 144, 1898, 3, 0}, {3889, 24, 0, 3, 0},
    {3901, 317, 2423, 43, 0}, {3909, 185, 0, 0, 0}, {3918, 23, 1632, 1, 0},
    {3925, 66, 1755, 3, 0}, {3932, 64, 1173, 3, 0}, {3939, 65, 1751, 3, 0},
    {3945, 220, 2052, 12, 0}, {3979, 40, 1678, 7, 0}, {3999, 307, 2382, 36, 0},
    {4008, 46, 1705, 3, 0}, {4016, 44, 1691, 3, 0}, {4023, 238, 2108, 16, 0},
    {4037, 450, 2591, 69, 0}, {4061, 273, 2257, 21, 0}, {4077, 205, 0, 12, 0},
    {4093, 218, 2050, 12, 0}, {4117, 171, 1949, 0, 0}, {4131, 123, 504, 0, 0},
    {4151, 122, 502, 0, 0}, {4171, 106, 500, 0, 0}, {4187, 116, 1840, 0, 0},
    {4209, 170, 1949, 1, 0}, {4221, 38, 1674, 1, 0}, {4231, 308, 998, 36, 0},
    {4237, 109, 114, 1, 0}, {4245, 141, 204, 1, 0}, {4257, 114, 472, 1, 0},
    {4277, 119, 490, 7, 0}, {4299, 117, 482, 7, 0}, {4321, 113, 469, 1, 0},
    {4341, 160, 1821, 1, 0}, {4351, 112, 0, 1, 0}, {4358, 54, 1722, 3, 0},
    {4369, 164, 1818, 1, 0}, {4382, 105, 498, 1, 0}, {4398, 188, 1972, 12, 0},
    {4407, 463, 2655, 78, 0}, {4427, 30, 1660, 3, 0}, {4433, 31, 1664, 3, 0},
    {4440, 67, 1760, 3, 0}, {4446, 29, 1656, 3, 0}, {4453, 48, 1115, 3, 0},
    {4472, 131, 1872, 7, 0}, {4491, 282, 2305, 24, 0},
    {4500, 289, 2327, 27, 0}, {4554, 41, 1056, 3, 0}, {4572, 53, 1717, 3, 0},
    {4583, 275, 2264, 21, 0}, {4618, 4, 1569, 1, 0}, {4630, 137, 1885, 1, 0},
    {4646, 457, 2627, 75, 0}, {4656, 332, 2478, 52, 0},
    {4698, 168, 1942, 1, 0}, {4706, 167, 1939, 1, 0}, {4727, 88, 1804, 1, 0},
    {4735, 266, 2225, 20, 0}, {4745, 162, 0, 1, 0}, {4750, 277, 2276, 21, 0},
    {4783, 306, 991, 35, 0}, {4819, 139, 1891, 2, 0}, {4825, 99, 1827, 1, 0},
    {4833, 103, 1836, 1, 0}, {4848, 276, 2271, 21, 0}, {4852, 234, 663, 12, 0},
    {4859, 201, 2008, 1, 0}, {4864, 222, 2062, 12, 0}, {4877, 226, 642, 12, 0},
    {4890, 225, 642, 12, 0}, {4907, 224, 2071, 12, 0},
    {4937, 223, 2066, 12, 0}, {4975, 283, 901, 0, 0}, {4990, 287, 2319, 0, 0},
    {5024, 286, 2314, 0, 0}, {5058, 100, 1829, 0, 0}, {5064, 200, 562, 0, 0},
    {5070, 76, 1781, 0, 0}, {5090, 184, 0, 0, 0}, {5116, 95, 119, 0, 0},
    {5129, 166, 1936, 0, 0}, {5137, 63, 1749, 0, 0}, {5143, 87, 1802, 0, 0},
    {5150, 263, 2210, 0, 0}, {5159, 272, 2255, 0, 0}, {5167, 336, 0, 81, 0},
    {5174, 335, 0, 77, 0}, {5184, 134, 2716, 0, 0}, {5191, 323, 1118, 0, 0},
    {5215, 136, 1882, 0, 0}, {5221, 132, 1875, 0, 0}, {5227, 280, 2293, 0, 0},
    {5254, 235, 2098, 0, 0}, {5261, 58, 0, 0, 0}, {5267, 153, 0, 0, 0},
    {5288, 278, 2281, 21, 0}, {5297, 236, 0, 0, 0}, {5305, 61, 1744, 1, 0},
    {5311, 247, 2149, 17, 0}, {5326, 1, 1561, 1, 0}, {5332, 20, 1623, 3, 0},
};
static const uint16_t amd64_by_number[] = {
    247, 384, 209, 27, 335, 79, 166, 227, 161, 182, 188, 204, 12, 267, 269,
    271, 136, 230, 241, 251, 385, 3, 221, 289, 286, 195, 201, 174, 167, 327,
    324, 325, 34, 35, 215, 206, 101, 8, 309, 105, 294, 332, 29, 1, 297, 253,
    296, 255, 328, 10, 153, 115, 102, 333, 319, 116, 25, 72, 378, 47, 49, 382,
    145, 366, 291, 292, 290, 326, 198, 200, 199, 197, 64, 71, 81, 65, 362, 82,
    95, 94, 16, 57, 259, 175, 264, 31, 151, 367, 341, 249, 17, 58, 18, 61, 149,
    364, 118, 112, 113, 347, 360, 239, 119, 348, 99, 321, 306, 98, 97, 311,
    107, 104, 318, 316, 313, 100, 307, 315, 111, 314, 110, 103, 305, 304, 114,
    14, 15, 268, 273, 270, 272, 329, 375, 177, 372, 217, 374, 336, 80, 346,
    108, 312, 284, 279, 285, 280, 275, 276, 281, 179, 202, 181, 203, 379, 183,
    223, 0, 229, 9, 6, 317, 19, 343, 4, 320, 184, 365, 340, 339, 252, 308, 303,
    138, 137, 32, 122, 33, 89, 244, 245, 208, 106, 240, 7, 363, 288, 117, 248,
    322, 162, 75, 120, 150, 66, 156, 158, 70, 257, 160, 73, 361, 351, 83, 282,
    277, 301, 131, 128, 129, 132, 127, 92, 159, 37, 40, 44, 256, 96, 302, 263,
    293, 53, 352, 356, 355, 354, 353, 24, 22, 21, 23, 50, 43, 39, 350, 377,
    381, 169, 298, 90, 191, 194, 193, 192, 190, 189, 143, 383, 5, 262, 144,
    140, 139, 124, 123, 126, 173, 213, 176, 178, 62, 88, 207, 368, 260, 152,
    342, 250, 59, 51, 238, 228, 369, 300, 91, 334, 349, 344, 380, 187, 376, 41,
    330, 357, 45, 54, 359, 358, 2, 331, 46, 38, 36, 222, 125, 231, 242, 274,
    216, 254, 55, 56, 233, 205, 210, 20, 345, 295, 310, 93, 236, 237, 141, 69,
    283, 278, 261, 287, 109, 171, 142, 11, 48, 373, 170, 180, 30, 232, 243,
    226, 224, 225, 338, 130, 265, 371, 370, 220, 135, 133, 134, 211, 186, 77,
    74, 76, 78, 219, 26, 28, 214, 218, 52, 234, 42, 185, 246, 147, 146, 148,
    172, 235, 86, 299, 13, 60, 168, 87, 85, 84, 337, 154, 163, 165, 164, 196,
    323, 121, 157, 258, 212, 67, 68, 155, 266, 63,
};
static const struct call_entry x32[] = {
    {27, 43, 1687, 3, 0}, {34, 288, 2322, 28, 0}, {42, 21, 1627, 1, 0},
    {49, 163, 1928, 1, 0}, {54, 248, 2155, 17, 0}, {62, 159, 1926, 1, 0},
    {71, 183, 0, 0, 0}, {83, 37, 72, 1, 0}, {89, 158, 1923, 12, 0},
    {178, 49, 1709, 3, 0}, {183, 321, 2440, 44, 0}, {204, 12, 1597, 1, 0},
    {228, 451, 2596, 72, 0}, {238, 125, 1851, 7, 0}, {245, 126, 1854, 7, 0},
    {252, 80, 1794, 1, 0}, {258, 90, 1811, 1, 0}, {264, 92, 1814, 7, 0},
    {278, 161, 1794, 1, 0}, {285, 305, 2379, 35, 0}, {315, 229, 2080, 12, 0},
    {348, 228, 2077, 12, 0}, {378, 230, 2083, 12, 0}, {417, 227, 2074, 12, 0},
    {447, 56, 1734, 1, 0}, {453, 435, 2539, 58, 0}, {460, 3, 15, 1, 0},
    {466, 436, 1363, 61, 0}, {478, 42, 1683, 0, 0}, {486, 326, 2456, 49, 0},
    {502, 85, 1799, 1, 0}, {522, 176, 1960, 1, 0}, {536, 32, 88, 1, 0},
    {540, 33, 124, 1, 0}, {545, 292, 931, 27, 0}, {550, 213, 610, 12, 0},
    {563, 291, 929, 27, 0}, {577, 233, 2093, 12, 0}, {601, 281, 2298, 23, 0},
    {613, 441, 2558, 63, 0}, {626, 232, 2088, 12, 0}, {652, 284, 904, 24, 0},
    {660, 290, 926, 27, 0}, {669, 520, 2738, 1, 0}, {676, 545, 2815, 45, 0},
    {685, 60, 1, 1, 0}, {690, 231, 1, 12, 0}, {701, 269, 2238, 20, 0},
    {711, 439, 2547, 60, 0}, {722, 221, 2057, 12, 0}, {745, 285, 2309, 25, 0},
    {755, 300, 963, 34, 0}, {769, 301, 2358, 34, 0}, {783, 81, 15, 1, 0},
    {790, 91, 194, 1, 0}, {797, 268, 2234, 20, 0}, {806, 452, 2601, 73, 0},
    {816, 93, 478, 1, 0}, {832, 260, 2195, 20, 0}, {841, 472, 1534, 84, 0},
    {849, 72, 1777, 1, 0}, {863, 75, 15, 3, 0}, {873, 193, 1989, 12, 0},
    {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0}, {909, 313, 2404, 40, 0},
    {922, 196, 1998, 12, 0}, {933, 73, 322, 3, 0}, {939, 57, 0, 1, 0},
    {944, 199, 2005, 12, 0}, {957, 431, 2529, 57, 0}, {966, 190, 1978, 12, 0},
    {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0}, {991, 433, 2535, 57, 0},
    {998, 5, 1572, 1, 0}, {1022, 138, 1888, 1, 0}, {1040, 74, 15, 1, 0},
    {1052, 77, 1784, 1, 0}, {1074, 202, 2010, 12, 0}, {1080, 456, 2622, 74, 0},
    {1107, 455, 2615, 74, 0}, {1118, 449, 2585, 68, 0},
    {1130, 454, 2610, 74, 0}, {1141, 261, 2201, 20, 0},
    {1167, 239, 2112, 16, 0}, {1181, 531, 2783, 21, 0},
    {1221, 309, 2387, 23, 0}, {1228, 79, 1791, 7, 0}, {1235, 78, 1787, 3, 0},
    {1244, 217, 2046, 9, 0}, {1255, 108, 0, 1, 0}, {1273, 107, 0, 1, 0},
    {1291, 104, 0, 1, 0}, {1307, 115, 1840, 1, 0}, {1329, 36, 1671, 1, 0},
    {1351, 52, 1713, 3, 0}, {1363, 121, 294, 1, 0}, {1371, 111, 0, 1, 0},
    {1379, 39, 0, 1, 0}, {1386, 181, 0, 0, 0}, {1394, 110, 0, 1, 0},
    {1402, 140, 201, 1, 0}, {1414, 318, 2427, 43, 0}, {1424, 120, 1847, 7, 0},
    {1446, 118, 1843, 7, 0}, {1468, 97, 1821, 1, 0}, {1478, 98, 1824, 1, 0},
    {1488, 124, 294, 3, 0}, {1495, 51, 1713, 3, 0}, {1507, 542, 1728, 3, 0},
    {1518, 186, 0, 10, 0}, {1525, 96, 1818, 1, 0}, {1538, 102, 0, 1, 0},
    {1554, 191, 1984, 12, 0}, {1563, 464, 2662, 78, 0},
    {1584, 175, 1956, 1, 0}, {1596, 254, 2172, 19, 0}, {1614, 253, 0, 19, 0},
    {1627, 294, 938, 27, 0}, {1641, 255, 759, 19, 0}, {1658, 210, 2036, 12, 0},
    {1668, 207, 2024, 12, 0}, {1679, 208, 2026, 12, 0},
    {1692, 333, 2484, 55, 0}, {1727, 543, 2808, 12, 0},
    {1736, 544, 2811, 12, 0}, {1746, 426, 2504, 56, 0},
    {1761, 427, 2511, 56, 0}, {1779, 425, 2501, 56, 0},
    {1794, 514, 2723, 1, 0}, {1800, 173, 1952, 1, 0}, {1807, 172, 240, 1, 0},
    {1812, 252, 752, 19, 0}, {1823, 251, 748, 19, 0}, {1838, 312, 2398, 38, 0},
    {1843, 320, 2434, 43, 0}, {1859, 528, 2769, 19, 0},
    {1870, 250, 2166, 17, 0}, {1877, 62, 85, 1, 0}, {1882, 445, 2580, 65, 0},
    {1900, 444, 2576, 65, 0}, {1924, 446, 1414, 65, 0}, {1947, 94, 1814, 1, 0},
    {1963, 192, 1984, 12, 0}, {1973, 86, 1796, 1, 0}, {1978, 265, 2219, 20, 0},
    {1985, 50, 1073, 3, 0}, {1992, 458, 2632, 75, 0}, {2002, 470, 2692, 82, 0},
    {2009, 194, 1994, 12, 0}, {2019, 465, 2669, 78, 0},
    {2031, 195, 1994, 12, 0}, {2047, 212, 2702, 12, 0},
    {2062, 198, 2002, 12, 0}, {2075, 8, 1579, 1, 0}, {2081, 189, 1972, 12, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2144, 6, 1569, 1, 0}, {2158, 28, 1652, 9, 0},
    {2166, 453, 2606, 76, 0}, {2183, 237, 2101, 16, 0},
    {2189, 324, 1120, 43, 0}, {2200, 319, 2431, 43, 0},
    {2213, 447, 1417, 66, 0}, {2226, 256, 2176, 20, 0}, {2240, 27, 1648, 9, 0},
    {2248, 83, 1799, 1, 0}, {2254, 258, 2186, 20, 0}, {2262, 133, 1878, 1, 0},
    {2268, 259, 2190, 20, 0}, {2276, 149, 1905, 3, 0},
    {2282, 325, 2452, 48, 0}, {2289, 151, 338, 3, 0}, {2298, 9, 1583, 1, 0},
    {2309, 154, 1908, 1, 0}, {2320, 165, 1930, 1, 0}, {2326, 442, 2565, 64, 0},
    {2340, 429, 2520, 57, 0}, {2351, 533, 2286, 22, 0}, {2362, 10, 1590, 1, 0},
    {2375, 245, 2140, 16, 0}, {2389, 527, 2766, 16, 0},
    {2399, 240, 2118, 16, 0}, {2407, 243, 2131, 16, 0},
    {2446, 242, 2125, 16, 0}, {2479, 241, 2123, 16, 0}, {2489, 25, 1638, 3, 0},
    {2496, 462, 2651, 76, 0}, {2502, 71, 1773, 3, 0}, {2509, 68, 1196, 3, 0},
    {2516, 70, 1767, 3, 0}, {2523, 69, 1762, 3, 0}, {2530, 26, 1644, 3, 0},
    {2548, 150, 1905, 3, 0}, {2556, 152, 0, 3, 0}, {2567, 11, 1594, 1, 0},
    {2574, 303, 2369, 35, 0}, {2592, 35, 1668, 3, 0}, {2602, 262, 2205, 20, 0},
    {2676, 2, 1565, 1, 0}, {2681, 304, 2375, 35, 0}, {2699, 428, 2516, 57, 0},
    {2709, 467, 2680, 79, 0}, {2724, 257, 2181, 20, 0},
    {2731, 437, 2542, 59, 0}, {2739, 34, 0, 1, 0}, {2793, 298, 2346, 30, 0},
    {2809, 135, 300, 2, 0}, {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 2496, 56, 0}, {2862, 22, 1630, 1, 0}, {2867, 293, 2332, 27, 0},
    {2873, 155, 1912, 9, 0}, {2884, 330, 2475, 51, 0},
    {2895, 331, 1150, 51, 0}, {2905, 329, 2470, 51, 0}, {2919, 7, 1575, 6, 0},
    {2924, 271, 2249, 20, 0}, {2943, 157, 1917, 7, 0}, {2949, 17, 1613, 0, 0},
    {2957, 534, 2787, 29, 0}, {2964, 546, 2821, 50, 0},
    {2972, 302, 2364, 33, 0}, {2982, 440, 2552, 62, 0},
    {2998, 448, 1419, 67, 0}, {3015, 539, 2391, 37, 0},
    {3032, 540, 2391, 37, 0}, {3062, 270, 2242, 20, 0},
    {3087, 521, 2742, 1, 0}, {3094, 182, 0, 0, 0}, {3102, 18, 1618, 0, 0},
    {3111, 535, 2787, 29, 0}, {3119, 547, 2821, 50, 0},
    {3141, 179, 1963, 1, 0}, {3150, 443, 2571, 66, 0}, {3162, 0, 1557, 1, 0},
    {3167, 187, 1968, 11, 0}, {3185, 89, 1807, 1, 0}, {3194, 267, 2229, 20, 0},
    {3205, 515, 1623, 3, 0}, {3211, 169, 1944, 1, 0}, {3223, 517, 2727, 3, 0},
    {3232, 537, 2797, 31, 0}, {3257, 519, 2734, 3, 0},
    {3265, 216, 2040, 12, 0}, {3282, 197, 2002, 12, 0},
    {3294, 466, 2675, 78, 0}, {3308, 82, 1796, 1, 0}, {3315, 264, 2214, 20, 0},
    {3324, 316, 2417, 42, 0}, {3334, 249, 2161, 17, 0}, {3346, 219, 0, 12, 0},
    {3395, 84, 1802, 1, 0}, {3401, 334, 2491, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 512, 2718, 7, 0}, {3436, 522, 2747, 7, 0}, {3450, 14, 1604, 7, 0},
    {3465, 524, 2755, 7, 0}, {3481, 513, 0, 7, 0}, {3494, 130, 1869, 7, 0},
    {3508, 523, 2750, 7, 0}, {3547, 536, 2792, 30, 0}, {3660, 146, 347, 3, 0},
    {3683, 147, 347, 3, 0}, {3706, 204, 2017, 12, 0}, {3724, 315, 2412, 41, 0},
    {3738, 143, 1895, 3, 0}, {3753, 145, 294, 3, 0}, {3772, 148, 1902, 3, 0},
    {3823, 203, 2017, 12, 0}, {3841, 314, 2408, 41, 0},
    {3855, 142, 1895, 3, 0}, {3870, 144, 1898, 3, 0}, {3889, 24, 0, 3, 0},
    {3901, 317, 2423, 43, 0}, {3909, 185, 0, 0, 0}, {3918, 23, 1632, 1, 0},
    {3925, 66, 1755, 3, 0}, {3932, 64, 1173, 3, 0}, {3939, 65, 1751, 3, 0},
    {3945, 220, 2052, 12, 0}, {3979, 40, 1678, 7, 0}, {3999, 538, 2803, 36, 0},
    {4008, 518, 2734, 3, 0}, {4016, 44, 1691, 3, 0}, {4023, 238, 2108, 16, 0},
    {4037, 450, 2591, 69, 0}, {4061, 530, 2780, 21, 0},
    {4093, 218, 2050, 12, 0}, {4117, 171, 1949, 0, 0}, {4131, 123, 504, 0, 0},
    {4151, 122, 502, 0, 0}, {4171, 106, 500, 0, 0}, {4187, 116, 1840, 0, 0},
    {4209, 170, 1949, 1, 0}, {4221, 38, 1674, 1, 0}, {4231, 308, 998, 36, 0},
    {4237, 109, 114, 1, 0}, {4245, 141, 204, 1, 0}, {4257, 114, 472, 1, 0},
    {4277, 119, 490, 7, 0}, {4299, 117, 482, 7, 0}, {4321, 113, 469, 1, 0},
    {4341, 160, 1821, 1, 0}, {4351, 112, 0, 1, 0}, {4358, 541, 1722, 3, 0},
    {4369, 164, 1818, 1, 0}, {4382, 105, 498, 1, 0}, {4398, 188, 1972, 12, 0},
    {4407, 463, 2655, 78, 0}, {4427, 30, 1660, 3, 0}, {4433, 31, 1664, 3, 0},
    {4440, 67, 1760, 3, 0}, {4446, 29, 1656, 3, 0}, {4453, 48, 1115, 3, 0},
    {4472, 525, 2759, 7, 0}, {4491, 282, 2305, 24, 0},
    {4500, 289, 2327, 27, 0}, {4554, 41, 1056, 3, 0}, {4572, 53, 1717, 3, 0},
    {4583, 275, 2264, 21, 0}, {4618, 4, 1569, 1, 0}, {4630, 137, 1885, 1, 0},
    {4646, 457, 2627, 75, 0}, {4656, 332, 2478, 52, 0},
    {4698, 168, 1942, 1, 0}, {4706, 167, 1939, 1, 0}, {4727, 88, 1804, 1, 0},
    {4735, 266, 2225, 20, 0}, {4745, 162, 0, 1, 0}, {4750, 277, 2276, 21, 0},
    {4783, 306, 991, 35, 0}, {4819, 139, 1891, 2, 0}, {4825, 99, 1827, 1, 0},
    {4833, 103, 1836, 1, 0}, {4848, 276, 2271, 21, 0}, {4852, 234, 663, 12, 0},
    {4859, 201, 2008, 1, 0}, {4864, 526, 2762, 12, 0}, {4877, 226, 642, 12, 0},
    {4890, 225, 642, 12, 0}, {4907, 224, 2071, 12, 0},
    {4937, 223, 2066, 12, 0}, {4975, 283, 901, 0, 0}, {4990, 287, 2319, 0, 0},
    {5024, 286, 2314, 0, 0}, {5058, 100, 1829, 0, 0}, {5064, 200, 562, 0, 0},
    {5070, 76, 1781, 0, 0}, {5090, 184, 0, 0, 0}, {5116, 95, 119, 0, 0},
    {5129, 166, 1936, 0, 0}, {5137, 63, 1749, 0, 0}, {5143, 87, 1802, 0, 0},
    {5150, 263, 2210, 0, 0}, {5159, 272, 2255, 0, 0}, {5167, 336, 0, 81, 0},
    {5174, 335, 0, 77, 0}, {5191, 323, 1118, 0, 0}, {5215, 136, 1882, 0, 0},
    {5221, 132, 1875, 0, 0}, {5227, 280, 2293, 0, 0}, {5254, 235, 2098, 0, 0},
    {5261, 58, 0, 0, 0}, {5267, 153, 0, 0, 0}, {5288, 532, 2281, 21, 0},
    {5305, 61, 1744, 1, 0}, {5311, 529, 2774, 17, 0}, {5326, 1, 1561, 1, 0},
    {5332, 516, 1623, 3, 0},
};
static const uint16_t x32_by_number[] = {
    239, 373, 202, 26, 326, 75, 160, 220, 155, 176, 182, 198, 11, 261, 223,
    234, 2, 214, 281, 278, 189, 195, 168, 161, 318, 315, 316, 32, 33, 208, 200,
    95, 7, 300, 99, 286, 323, 28, 0, 289, 319, 9, 147, 109, 96, 324, 24, 68,
    368, 45, 371, 139, 357, 283, 284, 282, 317, 192, 194, 193, 191, 60, 67, 77,
    61, 353, 78, 89, 88, 15, 53, 251, 169, 256, 30, 145, 358, 332, 241, 16, 54,
    17, 57, 143, 355, 112, 106, 107, 338, 351, 113, 339, 93, 312, 297, 92, 91,
    302, 101, 98, 309, 307, 304, 94, 298, 306, 105, 305, 104, 97, 296, 295,
    108, 13, 14, 264, 365, 171, 210, 364, 327, 76, 337, 102, 303, 276, 271,
    277, 272, 267, 268, 273, 173, 196, 175, 197, 369, 177, 216, 222, 8, 5, 308,
    18, 334, 3, 311, 178, 356, 331, 330, 244, 299, 294, 132, 131, 116, 31, 237,
    100, 233, 6, 354, 280, 111, 240, 313, 156, 71, 114, 144, 62, 150, 152, 66,
    249, 154, 69, 352, 342, 79, 274, 269, 122, 123, 121, 153, 35, 248, 90, 293,
    255, 285, 49, 347, 346, 345, 344, 23, 21, 20, 22, 46, 40, 37, 341, 367,
    163, 290, 85, 185, 188, 187, 186, 183, 4, 254, 138, 134, 133, 118, 117,
    120, 167, 206, 170, 172, 58, 84, 201, 359, 252, 146, 333, 242, 55, 47, 231,
    221, 360, 325, 340, 335, 366, 38, 321, 348, 41, 50, 350, 349, 1, 322, 42,
    36, 34, 215, 119, 209, 51, 52, 226, 199, 203, 19, 336, 301, 87, 135, 65,
    275, 270, 253, 279, 103, 165, 136, 10, 363, 164, 174, 29, 219, 217, 218,
    329, 124, 257, 362, 361, 213, 129, 127, 128, 204, 180, 73, 70, 72, 74, 212,
    25, 27, 207, 211, 48, 227, 39, 179, 238, 141, 140, 142, 166, 228, 82, 291,
    12, 56, 162, 83, 81, 80, 328, 148, 157, 159, 158, 190, 314, 115, 151, 250,
    205, 63, 64, 149, 258, 59, 259, 263, 130, 243, 374, 245, 288, 247, 43, 232,
    260, 265, 262, 320, 343, 184, 137, 372, 292, 86, 370, 181, 224, 235, 266,
    246, 287, 229, 230, 310, 110, 125, 126, 44, 225, 236,
};
static const struct call_entry arm[] = {
    {0, 140, 306, 2, 0}, {8, 142, 316, 3, 0}, {19, 149, 333, 3, 0},
    {27, 285, 2874, 3, 0}, {34, 366, 1076, 28, 0}, {42, 33, 80, 1, 0},
    {49, 51, 101, 1, 0}, {54, 309, 731, 17, 0}, {62, 124, 272, 1, 0},
    {100, 270, 2857, 0, 0}, {117, 341, 2897, 24, 0}, {170, 134, 0, 2, 0},
    {178, 282, 1065, 3, 0}, {183, 386, 1044, 44, 0}, {193, 65281, 0, 0, 0},
    {204, 45, 94, 1, 0}, {217, 65282, 2917, 2, 0}, {228, 451, 1433, 72, 0},
    {238, 184, 430, 7, 0}, {245, 185, 433, 7, 0}, {252, 12, 33, 1, 0},
    {258, 15, 41, 1, 0}, {264, 182, 44, 7, 0}, {270, 212, 465, 9, 0},
    {278, 61, 33, 1, 0}, {285, 372, 988, 35, 0}, {299, 405, 1220, 56, 0},
    {315, 264, 647, 12, 0}, {328, 406, 1223, 56, 0}, {348, 263, 644, 12, 0},
    {362, 403, 1214, 56, 0}, {378, 265, 650, 12, 0}, {394, 407, 1226, 56, 0},
    {417, 262, 644, 12, 0}, {431, 404, 1217, 56, 0}, {447, 120, 260, 1, 0},
    {453, 435, 1360, 58, 0}, {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 283, 1069, 0, 0}, {486, 391, 1128, 49, 0}, {502, 8, 21, 1, 0},
    {522, 129, 286, 1, 0}, {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0},
    {545, 358, 931, 27, 0}, {550, 250, 610, 12, 0}, {563, 357, 929, 27, 0},
    {577, 251, 612, 12, 0}, {601, 346, 885, 23, 0}, {613, 441, 1387, 63, 0},
    {626, 252, 617, 12, 0}, {652, 351, 904, 24, 0}, {660, 356, 926, 27, 0},
    {669, 11, 29, 1, 0}, {676, 387, 1050, 45, 0}, {685, 1, 1, 1, 0},
    {690, 248, 1, 12, 0}, {701, 334, 824, 20, 0}, {711, 439, 1376, 60, 0},
    {745, 352, 2904, 25, 0}, {755, 367, 963, 34, 0}, {769, 368, 966, 34, 0},
    {783, 133, 15, 1, 0}, {790, 94, 194, 1, 0}, {797, 333, 820, 20, 0},
    {806, 452, 1438, 73, 0}, {816, 95, 197, 1, 0}, {823, 207, 478, 9, 0},
    {832, 325, 781, 20, 0}, {841, 472, 1534, 84, 0}, {849, 55, 110, 1, 0},
    {855, 221, 110, 9, 0}, {863, 148, 15, 3, 0}, {873, 231, 543, 12, 0},
    {883, 468, 1523, 80, 0}, {896, 469, 1523, 80, 0}, {909, 379, 1014, 40, 0},
    {922, 234, 552, 12, 0}, {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0},
    {944, 237, 559, 12, 0}, {957, 431, 1343, 57, 0}, {966, 228, 532, 12, 0},
    {976, 432, 1349, 57, 0}, {984, 430, 1340, 57, 0}, {991, 433, 1353, 57, 0},
    {998, 108, 235, 1, 0}, {1004, 197, 462, 9, 0}, {1012, 327, 791, 20, 0},
    {1022, 100, 211, 1, 0}, {1030, 267, 659, 12, 0}, {1040, 118, 15, 1, 0},
    {1052, 93, 191, 1, 0}, {1062, 194, 2846, 9, 0}, {1074, 240, 570, 12, 0},
    {1080, 456, 1459, 74, 0}, {1094, 422, 1300, 56, 0},
    {1107, 455, 1452, 74, 0}, {1118, 449, 1422, 68, 0},
    {1130, 454, 1447, 74, 0}, {1141, 326, 787, 20, 0}, {1167, 320, 684, 16, 0},
    {1181, 339, 846, 21, 0}, {1213, 65286, 0, 0, 0}, {1221, 345, 881, 23, 0},
    {1228, 183, 427, 7, 0}, {1235, 141, 312, 3, 0}, {1244, 217, 517, 9, 0},
    {1255, 50, 0, 1, 0}, {1263, 202, 0, 9, 0}, {1273, 49, 0, 1, 0},
    {1281, 201, 0, 9, 0}, {1291, 47, 0, 1, 0}, {1298, 200, 0, 9, 0},
    {1307, 80, 157, 1, 0}, {1317, 205, 475, 9, 0}, {1329, 105, 229, 1, 0},
    {1351, 287, 1093, 3, 0}, {1363, 132, 294, 1, 0}, {1371, 65, 0, 1, 0},
    {1379, 20, 0, 1, 0}, {1394, 64, 0, 1, 0}, {1402, 96, 201, 1, 0},
    {1414, 384, 1037, 43, 0}, {1424, 171, 380, 7, 0}, {1434, 211, 494, 9, 0},
    {1446, 165, 365, 7, 0}, {1456, 209, 486, 9, 0}, {1478, 77, 151, 1, 0},
    {1488, 147, 294, 3, 0}, {1495, 286, 1093, 3, 0}, {1507, 295, 1081, 3, 0},
    {1518, 224, 0, 10, 0}, {1525, 78, 154, 1, 0}, {1538, 24, 0, 1, 0},
    {1545, 199, 0, 9, 0}, {1554, 229, 538, 12, 0}, {1563, 464, 1499, 78, 0},
    {1584, 128, 282, 1, 0}, {1596, 317, 755, 19, 0}, {1614, 316, 0, 19, 0},
    {1627, 360, 938, 27, 0}, {1641, 318, 759, 19, 0}, {1658, 247, 600, 12, 0},
    {1668, 244, 588, 12, 0}, {1679, 245, 590, 12, 0}, {1692, 399, 1161, 55, 0},
    {1706, 416, 1265, 56, 0}, {1727, 243, 585, 12, 0}, {1736, 246, 596, 12, 0},
    {1746, 426, 1318, 56, 0}, {1761, 427, 1325, 56, 0},
    {1779, 425, 1315, 56, 0}, {1794, 54, 106, 1, 0}, {1812, 315, 752, 19, 0},
    {1823, 314, 748, 19, 0}, {1838, 378, 1008, 38, 0},
    {1843, 401, 2911, 43, 0}, {1859, 347, 720, 19, 0}, {1870, 311, 742, 17, 0},
    {1877, 37, 85, 1, 0}, {1882, 445, 1409, 65, 0}, {1900, 444, 1405, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 16, 44, 1, 0}, {1954, 198, 465, 9, 0},
    {1963, 230, 538, 12, 0}, {1973, 9, 24, 1, 0}, {1978, 330, 805, 20, 0},
    {1985, 284, 1073, 3, 0}, {1992, 458, 1469, 75, 0},
    {2002, 470, 1529, 82, 0}, {2009, 232, 548, 12, 0},
    {2019, 465, 1506, 78, 0}, {2031, 233, 548, 12, 0},
    {2047, 249, 1542, 12, 0}, {2062, 236, 556, 12, 0}, {2075, 19, 51, 1, 0},
    {2081, 227, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0}, {2144, 107, 232, 1, 0},
    {2150, 196, 459, 9, 0}, {2158, 220, 513, 9, 0}, {2166, 453, 1443, 74, 0},
    {2183, 319, 677, 16, 0}, {2189, 389, 1120, 43, 0},
    {2200, 385, 1041, 43, 0}, {2226, 400, 762, 20, 0}, {2240, 219, 509, 9, 0},
    {2248, 39, 21, 1, 0}, {2254, 323, 772, 20, 0}, {2262, 14, 37, 1, 0},
    {2268, 324, 776, 20, 0}, {2276, 150, 335, 3, 0}, {2282, 390, 1124, 48, 0},
    {2289, 152, 338, 3, 0}, {2303, 192, 444, 9, 0}, {2320, 21, 55, 1, 0},
    {2326, 442, 1394, 64, 0}, {2340, 429, 1334, 57, 0},
    {2351, 344, 874, 22, 0}, {2362, 125, 274, 1, 0}, {2375, 279, 716, 16, 0},
    {2389, 278, 713, 16, 0}, {2399, 274, 694, 16, 0}, {2407, 277, 707, 16, 0},
    {2423, 419, 1284, 56, 0}, {2446, 276, 701, 16, 0},
    {2459, 418, 1278, 56, 0}, {2479, 275, 699, 16, 0}, {2489, 163, 355, 3, 0},
    {2496, 462, 1488, 76, 0}, {2502, 304, 1210, 3, 0}, {2509, 303, 1196, 3, 0},
    {2516, 302, 1204, 3, 0}, {2523, 301, 1199, 3, 0}, {2530, 144, 325, 3, 0},
    {2548, 151, 335, 3, 0}, {2556, 153, 0, 3, 0}, {2567, 91, 185, 1, 0},
    {2574, 370, 978, 35, 0}, {2592, 162, 352, 3, 0}, {2613, 169, 1547, 7, 0},
    {2624, 34, 83, 1, 0}, {2676, 5, 11, 1, 0}, {2681, 371, 984, 35, 0},
    {2699, 428, 1330, 57, 0}, {2709, 467, 1517, 79, 0},
    {2724, 322, 767, 20, 0}, {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0},
    {2745, 271, 2864, 8, 0}, {2762, 272, 2868, 4, 0}, {2777, 273, 2868, 4, 0},
    {2793, 364, 951, 30, 0}, {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0},
    {2833, 434, 1357, 58, 0}, {2844, 424, 1310, 56, 0}, {2862, 42, 90, 1, 0},
    {2867, 359, 935, 27, 0}, {2873, 218, 506, 9, 0}, {2884, 395, 1147, 51, 0},
    {2895, 396, 1150, 51, 0}, {2905, 394, 1142, 51, 0}, {2919, 168, 372, 6, 0},
    {2924, 336, 835, 20, 0}, {2930, 414, 1259, 56, 0}, {2943, 172, 384, 7, 0},
    {2949, 180, 2827, 0, 0}, {2957, 361, 940, 29, 0}, {2964, 392, 1135, 50, 0},
    {2972, 369, 973, 33, 0}, {2982, 440, 1381, 62, 0},
    {2998, 448, 1419, 67, 0}, {3015, 376, 1001, 37, 0},
    {3032, 377, 1001, 37, 0}, {3062, 335, 828, 20, 0},
    {3071, 413, 1252, 56, 0}, {3087, 26, 67, 1, 0}, {3102, 181, 2834, 0, 0},
    {3111, 362, 940, 29, 0}, {3119, 393, 1135, 50, 0}, {3141, 131, 289, 1, 0},
    {3150, 443, 1400, 66, 0}, {3162, 3, 3, 1, 0}, {3167, 225, 2851, 11, 0},
    {3185, 85, 165, 1, 0}, {3194, 332, 815, 20, 0}, {3205, 145, 329, 3, 0},
    {3211, 88, 174, 1, 0}, {3218, 291, 2883, 3, 0}, {3223, 292, 1108, 3, 0},
    {3232, 365, 957, 31, 0}, {3241, 417, 1272, 56, 0}, {3257, 297, 1104, 3, 0},
    {3265, 253, 622, 12, 0}, {3282, 235, 556, 12, 0}, {3294, 466, 1512, 78, 0},
    {3308, 38, 24, 1, 0}, {3315, 329, 800, 20, 0}, {3324, 382, 1027, 42, 0},
    {3334, 310, 737, 17, 0}, {3346, 0, 0, 12, 0}, {3395, 40, 27, 1, 0},
    {3401, 398, 1168, 55, 0}, {3406, 471, 0, 83, 0}, {3423, 174, 390, 7, 0},
    {3436, 176, 400, 7, 0}, {3450, 175, 395, 7, 0}, {3465, 178, 408, 7, 0},
    {3481, 173, 0, 7, 0}, {3494, 179, 412, 7, 0}, {3508, 177, 403, 7, 0},
    {3524, 421, 1295, 56, 0}, {3547, 363, 946, 30, 0}, {3660, 159, 347, 3, 0},
    {3683, 160, 347, 3, 0}, {3706, 242, 577, 12, 0}, {3724, 381, 1022, 41, 0},
    {3738, 155, 340, 3, 0}, {3753, 157, 294, 3, 0}, {3772, 161, 349, 3, 0},
    {3794, 423, 1307, 56, 0}, {3823, 241, 577, 12, 0},
    {3841, 380, 1018, 41, 0}, {3855, 154, 340, 3, 0}, {3870, 156, 343, 3, 0},
    {3889, 158, 0, 3, 0}, {3901, 383, 1033, 43, 0}, {3925, 300, 1177, 3, 0},
    {3932, 299, 1173, 3, 0}, {3939, 298, 2888, 3, 0}, {3945, 312, 2892, 12, 0},
    {3956, 420, 1290, 56, 0}, {3974, 289, 2878, 3, 0}, {3979, 187, 439, 7, 0},
    {3988, 239, 565, 12, 0}, {3999, 374, 993, 36, 0}, {4008, 296, 1104, 3, 0},
    {4016, 290, 1097, 3, 0}, {4023, 321, 690, 16, 0}, {4037, 450, 1428, 69, 0},
    {4061, 338, 843, 21, 0}, {4093, 256, 628, 12, 0},
    {4109, 65285, 2921, 18, 0}, {4117, 121, 145, 0, 0}, {4131, 139, 304, 0, 0},
    {4140, 216, 504, 0, 0}, {4151, 138, 302, 0, 0}, {4160, 215, 502, 0, 0},
    {4171, 46, 96, 0, 0}, {4178, 214, 500, 0, 0}, {4187, 81, 157, 0, 0},
    {4197, 206, 475, 0, 0}, {4209, 74, 145, 1, 0}, {4221, 104, 225, 1, 0},
    {4231, 375, 998, 36, 0}, {4237, 57, 114, 1, 0}, {4245, 97, 204, 1, 0},
    {4257, 71, 136, 1, 0}, {4266, 204, 472, 9, 0}, {4277, 170, 376, 7, 0},
    {4287, 210, 490, 9, 0}, {4299, 164, 361, 7, 0}, {4309, 208, 482, 9, 0},
    {4321, 70, 133, 1, 0}, {4330, 203, 469, 9, 0}, {4341, 75, 148, 1, 0},
    {4351, 66, 0, 1, 0}, {4358, 294, 1087, 3, 0}, {4369, 79, 154, 1, 0},
    {4382, 23, 63, 1, 0}, {4389, 213, 498, 9, 0}, {4398, 226, 526, 12, 0},
    {4407, 463, 1492, 78, 0}, {4427, 305, 1190, 3, 0}, {4433, 308, 1186, 3, 0},
    {4440, 306, 1194, 3, 0}, {4446, 307, 1182, 3, 0}, {4453, 293, 1115, 3, 0},
    {4462, 67, 127, 1, 0}, {4472, 186, 436, 7, 0}, {4491, 349, 897, 24, 0},
    {4500, 355, 921, 27, 0}, {4510, 73, 143, 1, 0}, {4521, 126, 278, 1, 0},
    {4533, 119, 0, 1, 0}, {4543, 72, 139, 1, 0}, {4554, 281, 1056, 3, 0},
    {4572, 288, 1060, 3, 0}, {4583, 340, 850, 21, 0}, {4618, 106, 232, 1, 0},
    {4623, 195, 459, 9, 0}, {4630, 99, 208, 1, 0}, {4637, 266, 655, 12, 0},
    {4646, 457, 1464, 75, 0}, {4656, 397, 1152, 52, 0}, {4698, 115, 249, 1, 0},
    {4706, 87, 171, 1, 0}, {4727, 83, 162, 1, 0}, {4735, 331, 811, 20, 0},
    {4745, 36, 0, 1, 0}, {4783, 373, 991, 35, 0}, {4819, 135, 296, 2, 0},
    {4825, 116, 251, 1, 0}, {4833, 103, 221, 1, 0}, {4848, 342, 864, 21, 0},
    {4852, 268, 663, 12, 0}, {4864, 257, 630, 12, 0}, {4877, 261, 642, 12, 0},
    {4890, 260, 642, 12, 0}, {4907, 259, 639, 12, 0}, {4921, 408, 1231, 56, 0},
    {4937, 258, 634, 12, 0}, {4951, 409, 1234, 56, 0}, {4975, 350, 901, 0, 0},
    {4990, 354, 918, 0, 0}, {5006, 410, 1239, 56, 0}, {5024, 353, 913, 0, 0},
    {5040, 411, 1242, 56, 0}, {5058, 43, 92, 0, 0}, {5064, 238, 562, 0, 0},
    {5070, 92, 188, 0, 0}, {5079, 193, 2841, 0, 0}, {5098, 191, 148, 0, 0},
    {5116, 60, 119, 0, 0}, {5129, 52, 103, 0, 0}, {5137, 122, 266, 0, 0},
    {5143, 10, 27, 0, 0}, {5150, 328, 796, 0, 0}, {5159, 337, 841, 0, 0},
    {5184, 86, 169, 0, 0}, {5191, 388, 1118, 0, 0}, {5203, 65283, 0, 0, 0},
    {5209, 65284, 0, 0, 0}, {5215, 62, 121, 0, 0}, {5227, 348, 892, 0, 0},
    {5237, 412, 1247, 56, 0}, {5254, 269, 667, 0, 0}, {5261, 190, 0, 0, 0},
    {5267, 111, 0, 0, 0}, {5288, 343, 869, 21, 0}, {5297, 313, 0, 0, 0},
    {5305, 114, 244, 1, 0}, {5311, 280, 725, 17, 0}, {5326, 4, 7, 1, 0},
    {5332, 146, 329, 3, 0},
};
static const uint16_t arm_by_number[] = {
    286, 56, 80, 268, 429, 227, 37, 41, 168, 412, 54, 20, 194, 21, 165, 178,
    121, 200, 355, 135, 262, 233, 5, 226, 385, 161, 282, 192, 287, 43, 242,
    404, 15, 334, 113, 111, 109, 6, 410, 154, 71, 341, 409, 24, 419, 44, 122,
    120, 352, 364, 349, 343, 371, 368, 338, 351, 129, 134, 354, 115, 336, 383,
    270, 415, 382, 273, 222, 406, 93, 64, 67, 123, 342, 377, 90, 389, 339, 117,
    375, 183, 87, 424, 427, 381, 388, 92, 370, 35, 329, 411, 8, 204, 369, 139,
    42, 266, 119, 63, 11, 387, 238, 332, 330, 0, 107, 1, 79, 219, 272, 430,
    130, 73, 2, 196, 220, 198, 221, 309, 303, 310, 304, 311, 299, 300, 305,
    224, 213, 347, 127, 248, 225, 345, 125, 251, 294, 290, 292, 291, 296, 293,
    295, 252, 263, 22, 106, 18, 19, 365, 319, 423, 408, 199, 407, 94, 376, 184,
    88, 166, 136, 114, 112, 110, 350, 344, 116, 337, 68, 348, 128, 346, 126,
    23, 356, 335, 333, 331, 108, 244, 191, 185, 72, 133, 269, 357, 179, 83,
    137, 167, 74, 173, 175, 78, 280, 177, 81, 405, 320, 95, 307, 301, 149, 145,
    146, 150, 144, 57, 176, 46, 48, 51, 279, 327, 392, 397, 395, 394, 393, 33,
    29, 27, 31, 378, 91, 391, 422, 9, 234, 235, 236, 207, 212, 210, 208, 206,
    205, 428, 372, 12, 39, 170, 3, 131, 118, 373, 318, 323, 274, 275, 363, 353,
    132, 322, 278, 315, 314, 313, 218, 217, 216, 215, 359, 361, 362, 360, 7,
    285, 160, 316, 426, 156, 155, 141, 140, 143, 187, 102, 324, 231, 193, 195,
    69, 101, 89, 413, 283, 169, 384, 271, 65, 58, 260, 249, 414, 326, 103, 374,
    10, 390, 425, 203, 105, 49, 159, 420, 366, 399, 52, 60, 402, 400, 367, 53,
    47, 45, 243, 142, 253, 264, 298, 237, 276, 4, 61, 62, 255, 223, 228, 25,
    386, 321, 340, 258, 259, 157, 77, 308, 302, 284, 312, 124, 189, 13, 55,
    416, 188, 197, 40, 254, 265, 247, 245, 246, 380, 288, 147, 190, 158, 30,
    34, 26, 28, 32, 396, 398, 401, 403, 421, 261, 250, 148, 277, 211, 209, 317,
    297, 97, 306, 241, 153, 151, 152, 229, 202, 85, 82, 84, 86, 240, 36, 38,
    232, 239, 59, 256, 50, 201, 267, 163, 162, 164, 257, 99, 325, 17, 66, 186,
    100, 98, 96, 379, 171, 180, 182, 181, 214, 358, 138, 174, 281, 230, 75, 76,
    172, 289, 70, 14, 16, 417, 418, 328, 104,
};
static const struct call_entry arm64[] = {
    {27, 202, 1687, 39, 0}, {34, 242, 2322, 39, 0}, {49, 89, 1928, 39, 0},
    {54, 217, 2155, 39, 0}, {62, 171, 1926, 39, 0}, {178, 200, 1709, 39, 0},
    {183, 280, 2440, 44, 0}, {204, 214, 1597, 39, 0}, {228, 451, 2596, 72, 0},
    {238, 90, 1851, 39, 0}, {245, 91, 1854, 39, 0}, {252, 49, 1794, 39, 0},
    {278, 51, 1794, 39, 0}, {285, 266, 2379, 39, 0}, {315, 114, 2080, 39, 0},
    {348, 113, 2077, 39, 0}, {378, 115, 2083, 39, 0}, {417, 112, 2074, 39, 0},
    {447, 220, 2923, 39, 0}, {453, 435, 2539, 58, 0}, {460, 57, 15, 39, 0},
    {466, 436, 1363, 61, 0}, {478, 203, 1683, 39, 0}, {486, 285, 2456, 49, 0},
    {522, 106, 1960, 39, 0}, {536, 23, 88, 39, 0}, {545, 24, 931, 39, 0},
    {563, 20, 929, 39, 0}, {577, 21, 2093, 39, 0}, {601, 22, 2298, 39, 0},
    {613, 441, 2558, 63, 0}, {660, 19, 926, 39, 0}, {669, 221, 1740, 39, 0},
    {676, 281, 2446, 45, 0}, {685, 93, 1, 39, 0}, {690, 94, 1, 39, 0},
    {701, 48, 2238, 39, 0}, {711, 439, 2547, 60, 0}, {722, 223, 2929, 39, 0},
    {745, 47, 2309, 39, 0}, {755, 262, 963, 39, 0}, {769, 263, 2358, 39, 0},
    {783, 50, 15, 39, 0}, {790, 52, 194, 39, 0}, {797, 53, 2234, 39, 0},
    {806, 452, 2601, 73, 0}, {816, 55, 478, 39, 0}, {832, 54, 2195, 39, 0},
    {841, 472, 1534, 84, 0}, {849, 25, 1777, 39, 0}, {863, 83, 15, 39, 0},
    {873, 10, 1989, 39, 0}, {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0},
    {909, 273, 2404, 40, 0}, {922, 13, 1998, 39, 0}, {933, 32, 322, 39, 0},
    {944, 16, 2005, 39, 0}, {957, 431, 2529, 57, 0}, {966, 7, 1978, 39, 0},
    {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0}, {991, 433, 2535, 57, 0},
    {998, 80, 1572, 39, 0}, {1022, 44, 1888, 39, 0}, {1040, 82, 15, 39, 0},
    {1052, 46, 1784, 39, 0}, {1074, 98, 2010, 39, 0}, {1080, 456, 2622, 74, 0},
    {1107, 455, 2615, 74, 0}, {1118, 449, 2585, 68, 0},
    {1130, 454, 2610, 74, 0}, {1167, 236, 2112, 39, 0},
    {1181, 100, 2260, 39, 0}, {1221, 168, 2387, 39, 0},
    {1228, 17, 1791, 39, 0}, {1244, 61, 2046, 39, 0}, {1255, 177, 0, 39, 0},
    {1273, 175, 0, 39, 0}, {1291, 176, 0, 39, 0}, {1307, 158, 1840, 39, 0},
    {1329, 102, 1671, 39, 0}, {1351, 205, 1713, 39, 0},
    {1363, 155, 294, 39, 0}, {1379, 172, 0, 39, 0}, {1394, 173, 0, 39, 0},
    {1402, 141, 201, 39, 0}, {1414, 278, 2427, 43, 0},
    {1424, 150, 1847, 39, 0}, {1446, 148, 1843, 39, 0},
    {1468, 163, 1821, 39, 0}, {1478, 165, 1824, 39, 0},
    {1488, 156, 294, 39, 0}, {1495, 204, 1713, 39, 0},
    {1507, 209, 1728, 39, 0}, {1518, 178, 0, 39, 0}, {1525, 169, 1818, 39, 0},
    {1538, 174, 0, 39, 0}, {1554, 8, 1984, 39, 0}, {1563, 464, 2662, 78, 0},
    {1584, 105, 1956, 39, 0}, {1596, 27, 2172, 39, 0}, {1627, 26, 938, 39, 0},
    {1641, 28, 759, 39, 0}, {1658, 3, 2036, 39, 0}, {1668, 1, 2024, 39, 0},
    {1679, 4, 2026, 39, 0}, {1692, 292, 2484, 55, 0}, {1727, 0, 2021, 39, 0},
    {1736, 2, 2032, 39, 0}, {1746, 426, 2504, 56, 0}, {1761, 427, 2511, 56, 0},
    {1779, 425, 2501, 56, 0}, {1794, 29, 1609, 39, 0}, {1812, 31, 752, 39, 0},
    {1823, 30, 748, 39, 0}, {1838, 272, 2398, 39, 0}, {1843, 294, 2434, 43, 0},
    {1859, 104, 2144, 39, 0}, {1870, 219, 2166, 39, 0}, {1877, 129, 85, 39, 0},
    {1882, 445, 2580, 65, 0}, {1900, 444, 2576, 65, 0},
    {1924, 446, 1414, 65, 0}, {1963, 9, 1984, 39, 0}, {1978, 37, 2219, 39, 0},
    {1985, 201, 1073, 39, 0}, {1992, 458, 2632, 75, 0},
    {2002, 470, 2692, 82, 0}, {2009, 11, 1994, 39, 0},
    {2019, 465, 2669, 78, 0}, {2031, 12, 1994, 39, 0}, {2047, 18, 2702, 39, 0},
    {2062, 15, 2002, 39, 0}, {2075, 62, 1579, 39, 0}, {2081, 6, 1972, 39, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2158, 233, 1652, 39, 0},
    {2166, 453, 2606, 74, 0}, {2183, 235, 2101, 39, 0},
    {2189, 283, 1120, 43, 0}, {2200, 279, 2431, 43, 0},
    {2213, 447, 1417, 66, 0}, {2226, 238, 2176, 39, 0},
    {2240, 232, 1648, 39, 0}, {2254, 34, 2186, 39, 0}, {2268, 33, 2190, 39, 0},
    {2276, 228, 1905, 39, 0}, {2282, 284, 2452, 48, 0},
    {2289, 230, 338, 39, 0}, {2298, 222, 1583, 39, 0}, {2320, 40, 1930, 39, 0},
    {2326, 442, 2565, 64, 0}, {2340, 429, 2520, 57, 0},
    {2351, 239, 2286, 39, 0}, {2362, 226, 1590, 39, 0},
    {2375, 185, 2140, 39, 0}, {2389, 184, 2137, 39, 0},
    {2399, 180, 2118, 39, 0}, {2407, 183, 2131, 39, 0},
    {2446, 182, 2125, 39, 0}, {2479, 181, 2123, 39, 0},
    {2489, 216, 1638, 39, 0}, {2496, 462, 2651, 76, 0},
    {2502, 187, 1773, 39, 0}, {2509, 186, 1196, 39, 0},
    {2516, 188, 1767, 39, 0}, {2523, 189, 1762, 39, 0},
    {2530, 227, 1644, 39, 0}, {2548, 229, 1905, 39, 0}, {2556, 231, 0, 39, 0},
    {2567, 215, 1594, 39, 0}, {2574, 264, 2369, 39, 0},
    {2592, 101, 1668, 39, 0}, {2602, 79, 2205, 39, 0}, {2613, 42, 2706, 39, 0},
    {2681, 265, 2375, 39, 0}, {2699, 428, 2516, 57, 0},
    {2709, 467, 2680, 79, 0}, {2724, 56, 2181, 39, 0},
    {2731, 437, 2542, 59, 0}, {2793, 241, 2346, 39, 0}, {2809, 92, 300, 39, 0},
    {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 2496, 56, 0}, {2867, 59, 2332, 39, 0}, {2873, 41, 1912, 39, 0},
    {2884, 289, 2475, 51, 0}, {2895, 290, 1150, 51, 0},
    {2905, 288, 2470, 51, 0}, {2924, 73, 2249, 39, 0},
    {2943, 167, 1917, 39, 0}, {2949, 67, 1613, 39, 0}, {2957, 69, 2335, 39, 0},
    {2964, 286, 2463, 50, 0}, {2972, 261, 2364, 39, 0},
    {2982, 440, 2552, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 270, 2391, 39, 0}, {3032, 271, 2391, 39, 0},
    {3062, 72, 2242, 39, 0}, {3087, 117, 1831, 39, 0}, {3102, 68, 1618, 39, 0},
    {3111, 70, 2335, 39, 0}, {3119, 287, 2463, 50, 0}, {3141, 60, 1963, 39, 0},
    {3150, 443, 2571, 66, 0}, {3162, 63, 1557, 39, 0},
    {3167, 213, 1968, 39, 0}, {3194, 78, 2229, 39, 0}, {3205, 65, 1623, 39, 0},
    {3211, 142, 1944, 39, 0}, {3223, 207, 1698, 39, 0},
    {3232, 243, 2352, 39, 0}, {3257, 212, 1705, 39, 0},
    {3265, 234, 2040, 39, 0}, {3282, 14, 2002, 39, 0},
    {3294, 466, 2675, 78, 0}, {3315, 38, 2214, 39, 0},
    {3324, 276, 2417, 42, 0}, {3334, 218, 2161, 39, 0}, {3346, 128, 0, 39, 0},
    {3401, 293, 2491, 55, 0}, {3406, 471, 0, 83, 0}, {3423, 134, 1599, 39, 0},
    {3436, 136, 1857, 39, 0}, {3450, 135, 1604, 39, 0},
    {3465, 138, 1865, 39, 0}, {3481, 139, 0, 39, 0}, {3494, 133, 1869, 39, 0},
    {3508, 137, 1860, 39, 0}, {3547, 240, 2341, 39, 0},
    {3660, 125, 347, 39, 0}, {3683, 126, 347, 39, 0}, {3706, 123, 2017, 39, 0},
    {3724, 275, 2412, 41, 0}, {3738, 121, 1895, 39, 0},
    {3753, 120, 294, 39, 0}, {3772, 127, 1902, 39, 0},
    {3823, 122, 2017, 39, 0}, {3841, 274, 2408, 41, 0},
    {3855, 118, 1895, 39, 0}, {3870, 119, 1898, 39, 0}, {3889, 124, 0, 39, 0},
    {3901, 277, 2423, 43, 0}, {3925, 191, 1755, 39, 0},
    {3932, 190, 1173, 39, 0}, {3939, 193, 1751, 39, 0},
    {3945, 192, 2052, 39, 0}, {3979, 71, 1678, 39, 0},
    {3999, 269, 2382, 39, 0}, {4008, 211, 1705, 39, 0},
    {4016, 206, 1691, 39, 0}, {4023, 237, 2108, 39, 0},
    {4037, 450, 2591, 69, 0}, {4061, 99, 2257, 39, 0}, {4093, 96, 2050, 39, 0},
    {4117, 162, 1949, 39, 0}, {4131, 152, 504, 39, 0}, {4151, 151, 502, 39, 0},
    {4171, 144, 500, 39, 0}, {4187, 159, 1840, 39, 0},
    {4209, 161, 1949, 39, 0}, {4221, 103, 1674, 39, 0},
    {4231, 268, 998, 39, 0}, {4237, 154, 114, 39, 0}, {4245, 140, 204, 39, 0},
    {4257, 143, 472, 39, 0}, {4277, 149, 490, 39, 0}, {4299, 147, 482, 39, 0},
    {4321, 145, 469, 39, 0}, {4341, 164, 1821, 39, 0}, {4351, 157, 0, 39, 0},
    {4358, 208, 1722, 39, 0}, {4369, 170, 1818, 39, 0},
    {4382, 146, 498, 39, 0}, {4398, 5, 1972, 39, 0}, {4407, 463, 2655, 78, 0},
    {4427, 196, 1660, 39, 0}, {4433, 195, 1664, 39, 0},
    {4440, 197, 1760, 39, 0}, {4446, 194, 1656, 39, 0},
    {4453, 210, 1115, 39, 0}, {4472, 132, 1872, 39, 0},
    {4500, 74, 2327, 39, 0}, {4554, 198, 1056, 39, 0},
    {4572, 199, 1717, 39, 0}, {4583, 76, 2264, 39, 0}, {4630, 43, 1885, 39, 0},
    {4646, 457, 2627, 75, 0}, {4656, 291, 2478, 52, 0},
    {4698, 225, 1942, 39, 0}, {4706, 224, 1939, 39, 0},
    {4735, 36, 2225, 39, 0}, {4745, 81, 0, 39, 0}, {4750, 84, 2276, 39, 0},
    {4783, 267, 991, 39, 0}, {4825, 179, 1827, 39, 0},
    {4833, 116, 1836, 39, 0}, {4848, 77, 2271, 39, 0}, {4852, 131, 663, 39, 0},
    {4864, 107, 2062, 39, 0}, {4877, 111, 642, 39, 0}, {4890, 109, 642, 39, 0},
    {4907, 108, 2071, 39, 0}, {4937, 110, 2066, 39, 0}, {4975, 85, 901, 39, 0},
    {4990, 87, 2319, 39, 0}, {5024, 86, 2314, 39, 0}, {5058, 153, 1829, 39, 0},
    {5064, 130, 562, 39, 0}, {5070, 45, 1781, 39, 0}, {5116, 166, 119, 39, 0},
    {5129, 39, 1936, 39, 0}, {5137, 160, 1749, 39, 0}, {5150, 35, 2210, 39, 0},
    {5159, 97, 2255, 39, 0}, {5191, 282, 1118, 39, 0}, {5227, 88, 2293, 39, 0},
    {5267, 58, 0, 39, 0}, {5288, 75, 2281, 39, 0}, {5305, 260, 1744, 39, 0},
    {5311, 95, 2149, 39, 0}, {5326, 64, 1561, 39, 0}, {5332, 66, 1623, 39, 0},
};
static const uint16_t arm64_by_number[] = {
    108, 105, 109, 104, 106, 279, 135, 59, 98, 124, 51, 129, 131, 55, 219, 133,
    57, 75, 132, 31, 27, 28, 29, 25, 26, 49, 102, 101, 103, 113, 115, 114, 56,
    148, 147, 318, 296, 125, 221, 316, 153, 189, 177, 291, 64, 314, 66, 39, 36,
    11, 42, 12, 43, 44, 47, 46, 181, 20, 322, 188, 208, 76, 134, 210, 326, 213,
    327, 195, 205, 196, 206, 252, 203, 193, 287, 323, 290, 302, 212, 176, 63,
    297, 65, 50, 298, 309, 311, 310, 321, 2, 9, 10, 184, 34, 35, 325, 259, 319,
    67, 258, 73, 175, 81, 266, 118, 100, 24, 304, 307, 306, 308, 305, 17, 15,
    14, 16, 301, 204, 244, 245, 240, 239, 242, 237, 246, 235, 236, 241, 224,
    120, 313, 303, 286, 232, 227, 229, 228, 233, 230, 231, 269, 86, 214, 270,
    263, 273, 278, 272, 89, 271, 88, 262, 261, 312, 268, 83, 92, 275, 80, 264,
    317, 265, 260, 90, 274, 91, 315, 194, 74, 96, 277, 4, 84, 85, 97, 78, 79,
    77, 95, 300, 160, 163, 162, 161, 159, 158, 167, 166, 168, 169, 249, 248,
    251, 250, 284, 282, 281, 283, 288, 289, 5, 126, 0, 22, 93, 82, 255, 215,
    276, 94, 285, 254, 217, 211, 7, 173, 164, 3, 223, 119, 18, 32, 152, 38,
    295, 294, 157, 170, 149, 171, 151, 172, 146, 139, 218, 141, 72, 256, 145,
    156, 234, 183, 1, 216, 324, 198, 40, 41, 174, 178, 13, 299, 267, 253, 201,
    202, 116, 54, 243, 238, 222, 247, 87, 143, 6, 33, 320, 142, 150, 23, 197,
    207, 192, 190, 191, 293, 107, 225, 117, 187, 112, 110, 111, 179, 155, 61,
    58, 60, 62, 186, 19, 21, 182, 185, 37, 199, 30, 154, 209, 122, 121, 123,
    144, 200, 70, 257, 8, 45, 140, 71, 69, 68, 292, 127, 136, 138, 137, 165,
    280, 99, 130, 220, 180, 52, 53, 128, 226, 48,
};
static const struct call_entry mips[] = {
    {0, 140, 306, 2, 0}, {8, 142, 316, 3, 0}, {19, 153, 333, 3, 0},
    {27, 168, 2874, 3, 0}, {34, 334, 1076, 28, 0}, {42, 33, 80, 1, 0},
    {49, 51, 101, 1, 0}, {54, 280, 731, 17, 0}, {62, 124, 272, 1, 0},
    {71, 137, 0, 0, 0}, {83, 27, 72, 1, 0}, {170, 134, 0, 2, 0},
    {178, 169, 1065, 3, 0}, {183, 355, 1044, 44, 0}, {187, 17, 0, 0, 0},
    {204, 45, 94, 1, 0}, {208, 148, 2959, 0, 0}, {217, 147, 2955, 2, 0},
    {228, 451, 1433, 72, 0}, {238, 204, 430, 7, 0}, {245, 205, 433, 7, 0},
    {252, 12, 33, 1, 0}, {258, 15, 41, 1, 0}, {264, 202, 465, 7, 0},
    {278, 61, 33, 1, 0}, {285, 341, 988, 35, 0}, {299, 405, 1220, 56, 0},
    {315, 264, 647, 12, 0}, {328, 406, 1223, 56, 0}, {348, 263, 644, 12, 0},
    {362, 403, 1214, 56, 0}, {378, 265, 650, 12, 0}, {394, 407, 1226, 56, 0},
    {417, 262, 644, 12, 0}, {431, 404, 1217, 56, 0}, {447, 120, 260, 1, 0},
    {453, 435, 1360, 58, 0}, {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 170, 1069, 0, 0}, {486, 360, 1128, 49, 0}, {502, 8, 21, 1, 0},
    {508, 127, 1537, 1, 0}, {522, 129, 286, 1, 0}, {536, 41, 88, 1, 0},
    {540, 63, 124, 1, 0}, {545, 327, 931, 27, 0}, {550, 248, 610, 12, 0},
    {563, 326, 929, 27, 0}, {577, 249, 612, 12, 0}, {601, 313, 885, 23, 0},
    {613, 441, 1387, 63, 0}, {626, 250, 617, 12, 0}, {652, 319, 904, 24, 0},
    {660, 325, 926, 27, 0}, {669, 11, 29, 1, 0}, {676, 356, 1050, 45, 0},
    {685, 1, 1, 1, 0}, {690, 246, 1, 12, 0}, {701, 300, 824, 20, 0},
    {711, 439, 1376, 60, 0}, {722, 254, 3002, 12, 0}, {745, 320, 3020, 25, 0},
    {755, 336, 963, 34, 0}, {769, 337, 3027, 34, 0}, {783, 133, 15, 1, 0},
    {790, 94, 194, 1, 0}, {797, 299, 820, 20, 0}, {806, 452, 1438, 73, 0},
    {816, 95, 478, 1, 0}, {832, 291, 781, 20, 0}, {841, 472, 1534, 84, 0},
    {849, 55, 110, 1, 0}, {855, 220, 110, 9, 0}, {863, 152, 15, 3, 0},
    {873, 229, 543, 12, 0}, {883, 468, 1523, 80, 0}, {896, 469, 1523, 80, 0},
    {909, 348, 1014, 40, 0}, {922, 232, 552, 12, 0}, {933, 143, 322, 3, 0},
    {939, 2, 0, 1, 0}, {944, 235, 559, 12, 0}, {957, 431, 1343, 57, 0},
    {966, 226, 532, 12, 0}, {976, 432, 1349, 57, 0}, {984, 430, 1340, 57, 0},
    {991, 433, 1353, 57, 0}, {998, 108, 235, 1, 0}, {1004, 215, 462, 9, 0},
    {1012, 293, 791, 20, 0}, {1022, 100, 211, 1, 0}, {1030, 256, 659, 12, 0},
    {1040, 118, 15, 1, 0}, {1046, 35, 0, 0, 0}, {1052, 93, 191, 1, 0},
    {1062, 212, 2986, 9, 0}, {1074, 238, 570, 12, 0}, {1080, 456, 1459, 74, 0},
    {1094, 422, 1300, 56, 0}, {1107, 455, 1452, 74, 0},
    {1118, 449, 1422, 68, 0}, {1130, 454, 1447, 74, 0},
    {1141, 292, 787, 20, 0}, {1151, 130, 1540, 1, 0}, {1167, 269, 684, 16, 0},
    {1181, 310, 846, 21, 0}, {1221, 312, 881, 23, 0}, {1228, 203, 427, 7, 0},
    {1235, 141, 312, 3, 0}, {1244, 219, 517, 9, 0}, {1255, 50, 0, 1, 0},
    {1273, 49, 0, 1, 0}, {1291, 47, 0, 1, 0}, {1307, 80, 475, 1, 0},
    {1329, 105, 229, 1, 0}, {1351, 171, 1093, 3, 0}, {1363, 132, 294, 1, 0},
    {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0}, {1386, 208, 0, 0, 0},
    {1394, 64, 0, 1, 0}, {1402, 96, 201, 1, 0}, {1414, 353, 1037, 43, 0},
    {1424, 191, 494, 7, 0}, {1446, 186, 486, 7, 0}, {1468, 76, 148, 1, 0},
    {1478, 77, 151, 1, 0}, {1488, 151, 294, 3, 0}, {1495, 172, 1093, 3, 0},
    {1507, 173, 1081, 3, 0}, {1518, 222, 0, 10, 0}, {1525, 78, 154, 1, 0},
    {1538, 24, 0, 1, 0}, {1554, 227, 538, 12, 0}, {1563, 464, 1499, 78, 0},
    {1574, 32, 0, 0, 0}, {1579, 112, 0, 0, 0}, {1584, 128, 282, 1, 0},
    {1596, 285, 755, 19, 0}, {1614, 284, 0, 19, 0}, {1627, 329, 938, 27, 0},
    {1641, 286, 759, 19, 0}, {1658, 245, 600, 12, 0}, {1668, 242, 588, 12, 0},
    {1679, 243, 590, 12, 0}, {1692, 368, 1161, 55, 0},
    {1706, 416, 1265, 56, 0}, {1727, 241, 585, 12, 0}, {1736, 244, 596, 12, 0},
    {1746, 426, 1318, 56, 0}, {1761, 427, 1325, 56, 0},
    {1779, 425, 1315, 56, 0}, {1794, 54, 106, 1, 0}, {1800, 101, 0, 1, 0},
    {1807, 110, 0, 1, 0}, {1812, 315, 752, 19, 0}, {1823, 314, 748, 19, 0},
    {1834, 117, 253, 1, 0}, {1838, 347, 1008, 38, 0}, {1859, 311, 720, 19, 0},
    {1870, 282, 742, 17, 0}, {1877, 37, 85, 1, 0}, {1882, 445, 1409, 65, 0},
    {1900, 444, 1405, 65, 0}, {1924, 446, 1414, 65, 0}, {1947, 16, 465, 1, 0},
    {1963, 228, 538, 12, 0}, {1973, 9, 24, 1, 0}, {1978, 296, 805, 20, 0},
    {1985, 174, 1073, 3, 0}, {1992, 458, 1469, 75, 0},
    {2002, 470, 1529, 82, 0}, {2009, 230, 548, 12, 0},
    {2019, 465, 1506, 78, 0}, {2031, 231, 548, 12, 0}, {2042, 53, 0, 0, 0},
    {2047, 247, 2997, 12, 0}, {2062, 234, 556, 12, 0}, {2075, 19, 51, 1, 0},
    {2081, 225, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0}, {2144, 107, 232, 1, 0},
    {2150, 214, 459, 9, 0}, {2158, 218, 513, 9, 0}, {2166, 453, 1443, 74, 0},
    {2183, 268, 677, 16, 0}, {2189, 358, 1120, 43, 0},
    {2200, 354, 1041, 43, 0}, {2226, 287, 762, 20, 0}, {2240, 217, 509, 9, 0},
    {2248, 39, 21, 1, 0}, {2254, 289, 772, 20, 0}, {2262, 14, 37, 1, 0},
    {2268, 290, 776, 20, 0}, {2276, 154, 335, 3, 0}, {2282, 359, 1124, 48, 0},
    {2289, 156, 338, 3, 0}, {2298, 90, 2948, 1, 0}, {2303, 210, 444, 9, 0},
    {2309, 123, 0, 1, 0}, {2320, 21, 55, 1, 0}, {2326, 442, 1394, 64, 0},
    {2340, 429, 1334, 57, 0}, {2351, 308, 874, 22, 0}, {2362, 125, 274, 1, 0},
    {2371, 56, 0, 0, 0}, {2375, 276, 716, 16, 0}, {2389, 275, 713, 16, 0},
    {2399, 271, 694, 16, 0}, {2407, 274, 707, 16, 0}, {2423, 419, 1284, 56, 0},
    {2446, 273, 701, 16, 0}, {2459, 418, 1278, 56, 0}, {2479, 272, 699, 16, 0},
    {2489, 167, 355, 3, 0}, {2496, 462, 1488, 76, 0}, {2502, 402, 1210, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 1204, 56, 0},
    {2523, 400, 1199, 56, 0}, {2530, 144, 325, 3, 0}, {2548, 155, 335, 3, 0},
    {2556, 157, 0, 3, 0}, {2567, 91, 185, 1, 0}, {2574, 339, 978, 35, 0},
    {2592, 166, 352, 3, 0}, {2613, 189, 1547, 7, 0}, {2624, 34, 83, 1, 0},
    {2676, 5, 11, 1, 0}, {2681, 340, 984, 35, 0}, {2699, 428, 1330, 57, 0},
    {2709, 467, 1517, 79, 0}, {2724, 288, 767, 20, 0},
    {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0}, {2793, 333, 951, 30, 0},
    {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 1310, 56, 0}, {2862, 42, 0, 1, 0}, {2867, 328, 935, 27, 0},
    {2873, 216, 506, 9, 0}, {2884, 364, 1147, 51, 0}, {2895, 365, 1150, 51, 0},
    {2905, 363, 1142, 51, 0}, {2919, 188, 372, 6, 0}, {2924, 302, 835, 20, 0},
    {2930, 414, 1259, 56, 0}, {2943, 192, 384, 7, 0}, {2949, 200, 2967, 0, 0},
    {2957, 330, 940, 29, 0}, {2964, 361, 1135, 50, 0}, {2972, 338, 973, 33, 0},
    {2982, 440, 1381, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 345, 1001, 37, 0}, {3032, 346, 1001, 37, 0}, {3050, 44, 0, 0, 0},
    {3055, 98, 0, 0, 0}, {3062, 301, 828, 20, 0}, {3071, 413, 1252, 56, 0},
    {3087, 26, 67, 1, 0}, {3094, 209, 0, 0, 0}, {3102, 201, 2974, 0, 0},
    {3111, 331, 940, 29, 0}, {3119, 362, 1135, 50, 0}, {3128, 187, 1551, 7, 0},
    {3141, 131, 289, 1, 0}, {3150, 443, 1400, 66, 0}, {3162, 3, 3, 1, 0},
    {3167, 223, 2991, 11, 0}, {3177, 89, 179, 1, 0}, {3185, 85, 165, 1, 0},
    {3194, 298, 815, 20, 0}, {3205, 145, 329, 3, 0}, {3211, 88, 174, 1, 0},
    {3218, 175, 2883, 3, 0}, {3223, 176, 1108, 3, 0}, {3232, 335, 957, 31, 0},
    {3241, 417, 1272, 56, 0}, {3257, 177, 1104, 3, 0}, {3265, 251, 622, 12, 0},
    {3282, 233, 556, 12, 0}, {3294, 466, 1512, 78, 0}, {3308, 38, 24, 1, 0},
    {3315, 295, 800, 20, 0}, {3324, 351, 1027, 42, 0}, {3334, 281, 737, 17, 0},
    {3346, 253, 0, 12, 0}, {3395, 40, 27, 1, 0}, {3401, 367, 1168, 55, 0},
    {3406, 471, 0, 83, 0}, {3423, 194, 390, 7, 0}, {3436, 196, 400, 7, 0},
    {3450, 195, 395, 7, 0}, {3465, 198, 408, 7, 0}, {3481, 193, 0, 7, 0},
    {3494, 199, 412, 7, 0}, {3508, 197, 403, 7, 0}, {3524, 421, 1295, 56, 0},
    {3547, 332, 946, 30, 0}, {3660, 163, 347, 3, 0}, {3683, 164, 347, 3, 0},
    {3706, 240, 577, 12, 0}, {3724, 350, 1022, 41, 0}, {3738, 159, 340, 3, 0},
    {3753, 161, 294, 3, 0}, {3772, 165, 349, 3, 0}, {3794, 423, 1307, 56, 0},
    {3823, 239, 577, 12, 0}, {3841, 349, 1018, 41, 0}, {3855, 158, 340, 3, 0},
    {3870, 160, 343, 3, 0}, {3889, 162, 0, 3, 0}, {3901, 352, 1033, 43, 0},
    {3925, 394, 1177, 56, 0}, {3932, 393, 1173, 56, 0},
    {3956, 420, 1290, 56, 0}, {3974, 178, 2878, 3, 0}, {3979, 207, 439, 7, 0},
    {3988, 237, 565, 12, 0}, {3999, 343, 993, 36, 0}, {4008, 179, 1104, 3, 0},
    {4016, 180, 1097, 3, 0}, {4023, 270, 690, 16, 0}, {4037, 450, 1428, 69, 0},
    {4061, 309, 843, 21, 0}, {4077, 283, 3010, 12, 0}, {4093, 252, 628, 12, 0},
    {4117, 121, 145, 0, 0}, {4131, 139, 504, 0, 0}, {4151, 138, 502, 0, 0},
    {4171, 46, 500, 0, 0}, {4187, 81, 475, 0, 0}, {4209, 74, 145, 1, 0},
    {4221, 104, 225, 1, 0}, {4231, 344, 998, 36, 0}, {4237, 57, 114, 1, 0},
    {4245, 97, 204, 1, 0}, {4257, 71, 472, 1, 0}, {4277, 190, 490, 7, 0},
    {4299, 185, 482, 7, 0}, {4321, 70, 469, 1, 0}, {4341, 75, 148, 1, 0},
    {4351, 66, 0, 1, 0}, {4358, 181, 1087, 3, 0}, {4369, 79, 154, 1, 0},
    {4382, 23, 498, 1, 0}, {4398, 224, 526, 12, 0}, {4407, 463, 1492, 78, 0},
    {4418, 68, 0, 1, 0}, {4427, 397, 1190, 56, 0}, {4433, 396, 1186, 56, 0},
    {4440, 398, 1194, 56, 0}, {4446, 395, 1182, 56, 0},
    {4453, 182, 1115, 3, 0}, {4462, 67, 2942, 1, 0}, {4472, 206, 436, 7, 0},
    {4484, 48, 0, 1, 0}, {4491, 317, 897, 24, 0}, {4500, 324, 921, 27, 0},
    {4510, 73, 143, 1, 0}, {4521, 126, 278, 1, 0}, {4533, 119, 0, 1, 0},
    {4543, 72, 2946, 1, 0}, {4554, 183, 1056, 3, 0}, {4561, 102, 218, 1, 0},
    {4572, 184, 1060, 3, 0}, {4583, 304, 850, 21, 0}, {4609, 69, 131, 1, 0},
    {4618, 106, 232, 1, 0}, {4623, 213, 459, 9, 0}, {4630, 99, 208, 1, 0},
    {4637, 255, 655, 12, 0}, {4646, 457, 1464, 75, 0},
    {4656, 366, 1152, 52, 0}, {4662, 25, 65, 1, 0}, {4668, 31, 0, 0, 0},
    {4698, 115, 249, 1, 0}, {4706, 87, 171, 1, 0}, {4727, 83, 162, 1, 0},
    {4735, 297, 811, 20, 0}, {4745, 36, 0, 1, 0}, {4750, 305, 3012, 21, 0},
    {4783, 342, 991, 35, 0}, {4811, 0, 2934, 1, 0}, {4819, 135, 296, 2, 0},
    {4825, 116, 251, 1, 0}, {4833, 103, 221, 1, 0}, {4840, 149, 2963, 13, 0},
    {4848, 306, 864, 21, 0}, {4852, 266, 663, 12, 0}, {4859, 13, 35, 1, 0},
    {4864, 257, 630, 12, 0}, {4877, 261, 642, 12, 0}, {4890, 260, 642, 12, 0},
    {4907, 259, 639, 12, 0}, {4921, 408, 1231, 56, 0}, {4937, 258, 634, 12, 0},
    {4951, 409, 1234, 56, 0}, {4967, 318, 0, 0, 0}, {4975, 321, 901, 0, 0},
    {4990, 322, 918, 0, 0}, {5006, 410, 1239, 56, 0}, {5024, 323, 913, 0, 0},
    {5040, 411, 1242, 56, 0}, {5058, 43, 92, 0, 0}, {5064, 236, 562, 0, 0},
    {5070, 92, 188, 0, 0}, {5079, 211, 2981, 0, 0}, {5109, 58, 0, 0, 0},
    {5116, 60, 119, 0, 0}, {5122, 22, 61, 0, 0}, {5129, 52, 103, 0, 0},
    {5137, 122, 266, 0, 0}, {5143, 10, 27, 0, 0}, {5150, 294, 796, 0, 0},
    {5159, 303, 841, 0, 0}, {5184, 86, 169, 0, 0}, {5191, 357, 1118, 0, 0},
    {5215, 62, 121, 0, 0}, {5221, 30, 77, 0, 0}, {5227, 316, 892, 0, 0},
    {5237, 412, 1247, 56, 0}, {5254, 267, 667, 0, 0}, {5267, 111, 0, 0, 0},
    {5275, 113, 0, 5, 0}, {5288, 307, 869, 21, 0}, {5297, 277, 0, 0, 0},
    {5305, 114, 244, 1, 0}, {5311, 278, 725, 17, 0}, {5318, 7, 17, 1, 0},
    {5326, 4, 7, 1, 0}, {5332, 146, 329, 3, 0},
};
static const uint16_t mips_by_number[] = {
    389, 57, 81, 273, 436, 231, 37, 435, 41, 168, 419, 55, 21, 396, 195, 22,
    166, 14, 179, 119, 203, 416, 351, 133, 380, 265, 10, 237, 425, 381, 136, 5,
    230, 94, 386, 162, 288, 193, 293, 44, 243, 410, 261, 15, 336, 113, 362,
    112, 111, 6, 417, 176, 153, 72, 208, 341, 414, 415, 24, 424, 45, 121, 118,
    348, 360, 354, 373, 346, 343, 368, 365, 338, 347, 126, 127, 132, 350, 114,
    337, 384, 276, 422, 383, 279, 275, 200, 226, 412, 95, 66, 69, 122, 342,
    262, 376, 91, 154, 370, 392, 339, 115, 374, 184, 88, 155, 429, 137, 430,
    433, 382, 391, 158, 93, 367, 35, 333, 418, 202, 8, 207, 366, 42, 138, 43,
    104, 271, 117, 65, 11, 390, 239, 9, 335, 334, 0, 109, 1, 80, 223, 278, 437,
    17, 16, 393, 128, 74, 2, 197, 224, 199, 225, 315, 309, 316, 310, 317, 305,
    306, 311, 228, 217, 3, 12, 39, 116, 129, 130, 170, 280, 281, 284, 322, 326,
    327, 349, 359, 369, 371, 345, 125, 270, 249, 229, 344, 124, 252, 300, 296,
    298, 297, 302, 299, 301, 253, 267, 23, 108, 19, 20, 361, 323, 120, 266,
    201, 413, 96, 375, 185, 89, 245, 192, 186, 110, 73, 131, 274, 352, 180, 84,
    134, 167, 75, 173, 175, 79, 286, 178, 82, 411, 324, 97, 313, 307, 148, 144,
    145, 149, 143, 58, 177, 47, 49, 52, 285, 332, 292, 61, 377, 92, 397, 402,
    400, 399, 398, 33, 29, 27, 31, 395, 428, 188, 105, 328, 211, 216, 214, 212,
    210, 209, 432, 434, 7, 291, 161, 331, 140, 139, 142, 191, 235, 194, 196,
    70, 103, 90, 420, 289, 169, 385, 277, 67, 59, 263, 250, 421, 372, 387, 394,
    431, 206, 330, 106, 160, 107, 50, 157, 156, 426, 363, 404, 53, 62, 405,
    406, 408, 364, 54, 48, 46, 244, 141, 254, 268, 304, 238, 4, 282, 63, 64,
    256, 227, 232, 25, 388, 325, 340, 259, 260, 159, 78, 314, 308, 290, 318,
    123, 190, 13, 56, 423, 189, 198, 40, 255, 269, 248, 246, 247, 379, 294,
    146, 320, 319, 358, 356, 355, 357, 220, 222, 221, 219, 30, 34, 26, 28, 32,
    401, 403, 407, 409, 427, 264, 251, 147, 283, 215, 213, 321, 303, 99, 312,
    242, 152, 150, 151, 233, 205, 86, 83, 85, 87, 241, 36, 38, 236, 240, 60,
    257, 51, 204, 272, 164, 163, 165, 258, 101, 329, 18, 68, 187, 102, 100, 98,
    378, 171, 181, 183, 182, 218, 353, 135, 174, 287, 234, 76, 77, 172, 295,
    71,
};
static const struct call_entry mips64[] = {
    {8, 22, 1632, 3, 0}, {19, 152, 1915, 3, 0}, {27, 42, 1687, 3, 0},
    {34, 293, 2322, 28, 0}, {42, 20, 1627, 1, 0}, {49, 158, 1928, 1, 0},
    {54, 239, 2155, 17, 0}, {62, 154, 1926, 1, 0}, {71, 176, 0, 0, 0},
    {83, 37, 72, 1, 0}, {178, 48, 1709, 3, 0}, {183, 315, 2440, 44, 0},
    {204, 12, 1597, 1, 0}, {208, 198, 3045, 0, 0}, {217, 197, 3041, 2, 0},
    {228, 451, 2596, 72, 0}, {238, 123, 1851, 7, 0}, {245, 124, 1854, 7, 0},
    {252, 78, 1794, 1, 0}, {258, 88, 1811, 1, 0}, {264, 90, 1814, 7, 0},
    {278, 156, 1794, 1, 0}, {285, 300, 2379, 35, 0}, {315, 223, 2080, 12, 0},
    {348, 222, 2077, 12, 0}, {378, 224, 2083, 12, 0}, {417, 221, 2074, 12, 0},
    {447, 55, 2923, 1, 0}, {453, 435, 2539, 58, 0}, {460, 3, 15, 1, 0},
    {466, 436, 1363, 61, 0}, {478, 41, 1683, 0, 0}, {486, 320, 2456, 49, 0},
    {502, 83, 1799, 1, 0}, {508, 167, 2697, 1, 0}, {522, 169, 1960, 1, 0},
    {536, 31, 88, 1, 0}, {540, 32, 124, 1, 0}, {545, 286, 931, 27, 0},
    {550, 207, 610, 12, 0}, {563, 285, 929, 27, 0}, {577, 208, 2093, 12, 0},
    {601, 272, 2298, 23, 0}, {613, 441, 2558, 63, 0}, {626, 209, 2088, 12, 0},
    {652, 278, 904, 24, 0}, {660, 284, 926, 27, 0}, {669, 57, 1740, 1, 0},
    {676, 316, 2446, 45, 0}, {685, 58, 1, 1, 0}, {690, 205, 1, 12, 0},
    {701, 259, 2238, 20, 0}, {711, 439, 2547, 60, 0}, {722, 215, 2929, 12, 0},
    {745, 279, 2309, 25, 0}, {755, 295, 963, 34, 0}, {769, 296, 2358, 34, 0},
    {783, 79, 15, 1, 0}, {790, 89, 194, 1, 0}, {797, 258, 2234, 20, 0},
    {806, 452, 2601, 73, 0}, {816, 91, 478, 1, 0}, {832, 250, 2195, 20, 0},
    {841, 472, 1534, 84, 0}, {849, 70, 1777, 1, 0}, {863, 73, 15, 3, 0},
    {873, 185, 1989, 12, 0}, {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0},
    {909, 307, 2404, 40, 0}, {922, 188, 1998, 12, 0}, {933, 71, 322, 3, 0},
    {939, 56, 0, 1, 0}, {944, 191, 2005, 12, 0}, {957, 431, 2529, 57, 0},
    {966, 182, 1978, 12, 0}, {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0},
    {991, 433, 2535, 57, 0}, {998, 5, 1572, 1, 0}, {1022, 135, 1888, 1, 0},
    {1040, 72, 15, 1, 0}, {1052, 75, 1784, 1, 0}, {1074, 194, 2010, 12, 0},
    {1080, 456, 2622, 74, 0}, {1107, 455, 2615, 74, 0},
    {1118, 449, 2585, 68, 0}, {1130, 454, 2610, 74, 0},
    {1141, 251, 2201, 20, 0}, {1151, 170, 2700, 1, 0},
    {1167, 228, 2112, 16, 0}, {1181, 269, 2260, 21, 0},
    {1221, 271, 2387, 23, 0}, {1228, 77, 1791, 7, 0}, {1235, 76, 1787, 3, 0},
    {1244, 308, 2046, 9, 0}, {1255, 106, 0, 1, 0}, {1273, 105, 0, 1, 0},
    {1291, 102, 0, 1, 0}, {1307, 113, 1840, 1, 0}, {1329, 35, 1671, 1, 0},
    {1351, 51, 1713, 3, 0}, {1363, 119, 294, 1, 0}, {1371, 109, 0, 1, 0},
    {1379, 38, 0, 1, 0}, {1386, 174, 0, 0, 0}, {1394, 108, 0, 1, 0},
    {1402, 137, 201, 1, 0}, {1414, 313, 2427, 43, 0}, {1424, 118, 1847, 7, 0},
    {1446, 116, 1843, 7, 0}, {1468, 95, 1821, 1, 0}, {1478, 96, 1824, 1, 0},
    {1488, 122, 294, 3, 0}, {1495, 50, 1713, 3, 0}, {1507, 54, 1728, 3, 0},
    {1518, 178, 0, 10, 0}, {1525, 94, 1818, 1, 0}, {1538, 100, 0, 1, 0},
    {1554, 183, 1984, 12, 0}, {1563, 464, 2662, 78, 0},
    {1584, 168, 1956, 1, 0}, {1596, 244, 2172, 19, 0}, {1614, 243, 0, 19, 0},
    {1627, 288, 938, 27, 0}, {1641, 245, 759, 19, 0}, {1658, 204, 2036, 12, 0},
    {1668, 201, 2024, 12, 0}, {1679, 202, 2026, 12, 0},
    {1692, 328, 2484, 55, 0}, {1727, 200, 2021, 12, 0},
    {1736, 203, 2032, 12, 0}, {1746, 426, 2504, 56, 0},
    {1761, 427, 2511, 56, 0}, {1779, 425, 2501, 56, 0}, {1794, 15, 1609, 1, 0},
    {1812, 274, 752, 19, 0}, {1823, 273, 748, 19, 0}, {1838, 306, 2398, 38, 0},
    {1859, 270, 2144, 19, 0}, {1870, 241, 2166, 17, 0}, {1877, 60, 85, 1, 0},
    {1882, 445, 2580, 65, 0}, {1900, 444, 2576, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 92, 1814, 1, 0}, {1963, 184, 1984, 12, 0},
    {1973, 84, 1796, 1, 0}, {1978, 255, 2219, 20, 0}, {1985, 49, 1073, 3, 0},
    {1992, 458, 2632, 75, 0}, {2002, 470, 2692, 82, 0},
    {2009, 186, 1994, 12, 0}, {2019, 465, 2669, 78, 0},
    {2031, 187, 1994, 12, 0}, {2047, 206, 2702, 12, 0},
    {2062, 190, 2002, 12, 0}, {2075, 8, 1579, 1, 0}, {2081, 181, 1972, 12, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2144, 6, 1569, 1, 0}, {2158, 27, 1652, 9, 0},
    {2166, 453, 2606, 74, 0}, {2183, 227, 2101, 16, 0},
    {2189, 318, 1120, 43, 0}, {2200, 314, 2431, 43, 0},
    {2226, 246, 2176, 20, 0}, {2240, 26, 1648, 9, 0}, {2248, 81, 1799, 1, 0},
    {2254, 248, 2186, 20, 0}, {2262, 131, 1878, 1, 0},
    {2268, 249, 2190, 20, 0}, {2276, 146, 1905, 3, 0},
    {2282, 319, 2452, 48, 0}, {2289, 148, 338, 3, 0}, {2298, 9, 3034, 1, 0},
    {2320, 160, 1930, 1, 0}, {2326, 442, 2565, 64, 0},
    {2340, 429, 2520, 57, 0}, {2351, 267, 2286, 22, 0}, {2362, 10, 1590, 1, 0},
    {2375, 235, 2140, 16, 0}, {2389, 234, 2137, 16, 0},
    {2399, 230, 2118, 16, 0}, {2407, 233, 2131, 16, 0},
    {2446, 232, 2125, 16, 0}, {2479, 231, 2123, 16, 0}, {2489, 24, 1638, 3, 0},
    {2496, 462, 2651, 76, 0}, {2502, 69, 1773, 3, 0}, {2509, 66, 1196, 3, 0},
    {2516, 68, 1767, 3, 0}, {2523, 67, 1762, 3, 0}, {2530, 25, 1644, 3, 0},
    {2548, 147, 1905, 3, 0}, {2556, 149, 0, 3, 0}, {2567, 11, 1594, 1, 0},
    {2574, 298, 2369, 35, 0}, {2592, 34, 1668, 3, 0}, {2602, 252, 2205, 20, 0},
    {2613, 173, 2706, 7, 0}, {2676, 2, 1565, 1, 0}, {2681, 299, 2375, 35, 0},
    {2699, 428, 2516, 57, 0}, {2709, 467, 2680, 79, 0},
    {2724, 247, 2181, 20, 0}, {2731, 437, 2542, 59, 0}, {2739, 33, 0, 1, 0},
    {2793, 292, 2346, 30, 0}, {2809, 132, 300, 2, 0}, {2821, 438, 1372, 59, 0},
    {2833, 434, 1357, 58, 0}, {2844, 424, 2496, 56, 0}, {2862, 21, 0, 1, 0},
    {2867, 287, 2332, 27, 0}, {2873, 151, 1912, 9, 0},
    {2884, 324, 2475, 51, 0}, {2895, 325, 1150, 51, 0},
    {2905, 323, 2470, 51, 0}, {2919, 7, 1575, 6, 0}, {2924, 261, 2249, 20, 0},
    {2943, 153, 1917, 7, 0}, {2949, 16, 1613, 0, 0}, {2957, 289, 2335, 29, 0},
    {2964, 321, 2463, 50, 0}, {2972, 297, 2364, 33, 0},
    {2982, 440, 2552, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 304, 2391, 37, 0}, {3032, 305, 2391, 37, 0},
    {3062, 260, 2242, 20, 0}, {3087, 99, 1831, 1, 0}, {3094, 175, 0, 0, 0},
    {3102, 17, 1618, 0, 0}, {3111, 290, 2335, 29, 0}, {3119, 322, 2463, 50, 0},
    {3128, 171, 2710, 7, 0}, {3141, 172, 1963, 1, 0}, {3150, 443, 2571, 66, 0},
    {3162, 0, 1557, 1, 0}, {3167, 179, 1968, 11, 0}, {3185, 87, 1807, 1, 0},
    {3194, 257, 2229, 20, 0}, {3205, 18, 1623, 3, 0}, {3211, 164, 1944, 1, 0},
    {3223, 44, 1698, 3, 0}, {3232, 294, 2352, 31, 0}, {3257, 46, 1705, 3, 0},
    {3265, 210, 2040, 12, 0}, {3282, 189, 2002, 12, 0},
    {3294, 466, 2675, 78, 0}, {3308, 80, 1796, 1, 0}, {3315, 254, 2214, 20, 0},
    {3324, 311, 2417, 42, 0}, {3334, 240, 2161, 17, 0}, {3346, 213, 0, 12, 0},
    {3395, 82, 1802, 1, 0}, {3401, 327, 2491, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 13, 1599, 7, 0}, {3436, 125, 1857, 7, 0}, {3450, 14, 1604, 7, 0},
    {3465, 127, 1865, 7, 0}, {3481, 211, 0, 7, 0}, {3494, 128, 1869, 7, 0},
    {3508, 126, 1860, 7, 0}, {3547, 291, 2341, 30, 0}, {3660, 143, 347, 3, 0},
    {3683, 144, 347, 3, 0}, {3706, 196, 2017, 12, 0}, {3724, 310, 2412, 41, 0},
    {3738, 140, 1895, 3, 0}, {3753, 142, 294, 3, 0}, {3772, 145, 1902, 3, 0},
    {3823, 195, 2017, 12, 0}, {3841, 309, 2408, 41, 0},
    {3855, 139, 1895, 3, 0}, {3870, 141, 1898, 3, 0}, {3889, 23, 0, 3, 0},
    {3901, 312, 2423, 43, 0}, {3925, 64, 1755, 3, 0}, {3932, 62, 1173, 3, 0},
    {3939, 63, 1751, 3, 0}, {3945, 214, 2052, 12, 0}, {3979, 39, 1678, 7, 0},
    {3999, 302, 2382, 36, 0}, {4008, 45, 1705, 3, 0}, {4016, 43, 1691, 3, 0},
    {4023, 229, 2108, 16, 0}, {4037, 450, 2591, 69, 0},
    {4061, 268, 2257, 21, 0}, {4077, 242, 3053, 12, 0},
    {4093, 212, 2050, 12, 0}, {4117, 166, 1949, 0, 0}, {4131, 121, 504, 0, 0},
    {4151, 120, 502, 0, 0}, {4171, 104, 500, 0, 0}, {4187, 114, 1840, 0, 0},
    {4209, 165, 1949, 1, 0}, {4221, 36, 1674, 1, 0}, {4231, 303, 998, 36, 0},
    {4237, 107, 114, 1, 0}, {4245, 138, 204, 1, 0}, {4257, 112, 472, 1, 0},
    {4277, 117, 490, 7, 0}, {4299, 115, 482, 7, 0}, {4321, 111, 469, 1, 0},
    {4341, 155, 1821, 1, 0}, {4351, 110, 0, 1, 0}, {4358, 53, 1722, 3, 0},
    {4369, 159, 1818, 1, 0}, {4382, 103, 498, 1, 0}, {4398, 180, 1972, 12, 0},
    {4407, 463, 2655, 78, 0}, {4427, 29, 1660, 3, 0}, {4433, 30, 1664, 3, 0},
    {4440, 65, 1760, 3, 0}, {4446, 28, 1656, 3, 0}, {4453, 47, 1115, 3, 0},
    {4472, 129, 1872, 7, 0}, {4491, 276, 2305, 24, 0},
    {4500, 283, 2327, 27, 0}, {4554, 40, 1056, 3, 0}, {4572, 52, 1717, 3, 0},
    {4583, 263, 2264, 21, 0}, {4618, 4, 1569, 1, 0}, {4630, 134, 1885, 1, 0},
    {4646, 457, 2627, 75, 0}, {4656, 326, 2478, 52, 0},
    {4698, 163, 1942, 1, 0}, {4706, 162, 1939, 1, 0}, {4727, 86, 1804, 1, 0},
    {4735, 256, 2225, 20, 0}, {4745, 157, 0, 1, 0}, {4750, 264, 2276, 21, 0},
    {4783, 301, 991, 35, 0}, {4819, 136, 1891, 2, 0}, {4825, 97, 1827, 1, 0},
    {4833, 101, 1836, 1, 0}, {4840, 199, 3049, 13, 0},
    {4848, 265, 2271, 21, 0}, {4852, 225, 663, 12, 0},
    {4864, 216, 2062, 12, 0}, {4877, 220, 642, 12, 0}, {4890, 219, 642, 12, 0},
    {4907, 218, 2071, 12, 0}, {4937, 217, 2066, 12, 0}, {4967, 277, 0, 0, 0},
    {4975, 280, 901, 0, 0}, {4990, 281, 2319, 0, 0}, {5024, 282, 2314, 0, 0},
    {5058, 98, 1829, 0, 0}, {5064, 192, 562, 0, 0}, {5070, 74, 1781, 0, 0},
    {5116, 93, 119, 0, 0}, {5129, 161, 1936, 0, 0}, {5137, 61, 1749, 0, 0},
    {5143, 85, 1802, 0, 0}, {5150, 253, 2210, 0, 0}, {5159, 262, 2255, 0, 0},
    {5191, 317, 1118, 0, 0}, {5215, 133, 1882, 0, 0}, {5221, 130, 1875, 0, 0},
    {5227, 275, 2293, 0, 0}, {5254, 226, 2098, 0, 0}, {5267, 150, 0, 0, 0},
    {5288, 266, 2281, 21, 0}, {5297, 236, 0, 0, 0}, {5305, 59, 1744, 1, 0},
    {5311, 237, 2149, 17, 0}, {5326, 1, 1561, 1, 0}, {5332, 19, 1623, 3, 0},
};
static const uint16_t mips64_by_number[] = {
    241, 372, 203, 29, 327, 79, 162, 221, 157, 177, 182, 198, 12, 261, 263,
    135, 224, 235, 245, 373, 4, 215, 0, 280, 189, 195, 169, 163, 319, 316, 317,
    36, 37, 209, 200, 100, 301, 9, 104, 286, 324, 31, 2, 289, 247, 288, 249,
    320, 10, 149, 114, 101, 325, 311, 115, 27, 72, 47, 49, 370, 141, 358, 283,
    284, 282, 318, 192, 194, 193, 191, 64, 71, 81, 65, 355, 82, 94, 93, 18, 57,
    253, 170, 258, 33, 147, 359, 333, 243, 19, 58, 20, 61, 145, 356, 117, 111,
    112, 339, 353, 233, 118, 340, 98, 313, 298, 97, 96, 303, 106, 103, 310,
    308, 305, 99, 299, 307, 110, 306, 109, 102, 297, 296, 113, 16, 17, 262,
    267, 264, 266, 321, 364, 172, 211, 363, 328, 80, 338, 107, 304, 278, 273,
    279, 274, 269, 270, 275, 174, 196, 176, 197, 367, 217, 1, 223, 7, 309, 21,
    335, 5, 312, 178, 357, 332, 331, 246, 300, 295, 34, 121, 35, 89, 238, 239,
    202, 105, 234, 8, 116, 242, 314, 158, 75, 119, 146, 66, 152, 154, 70, 251,
    156, 73, 354, 83, 276, 271, 14, 13, 341, 130, 127, 128, 131, 126, 50, 155,
    39, 41, 44, 250, 265, 294, 257, 285, 53, 344, 348, 347, 346, 345, 26, 24,
    23, 25, 343, 366, 165, 90, 290, 185, 188, 187, 186, 184, 183, 369, 371, 6,
    256, 140, 293, 123, 122, 125, 168, 207, 171, 173, 62, 88, 201, 360, 254,
    148, 334, 244, 59, 51, 232, 222, 361, 326, 336, 342, 368, 181, 292, 91,
    139, 92, 42, 137, 136, 365, 322, 349, 45, 54, 350, 351, 352, 323, 46, 40,
    38, 216, 124, 225, 236, 268, 210, 3, 248, 55, 56, 227, 199, 204, 22, 337,
    287, 302, 230, 231, 138, 69, 95, 277, 272, 255, 281, 108, 167, 11, 48, 362,
    166, 175, 32, 226, 237, 220, 218, 219, 330, 259, 129, 214, 134, 132, 133,
    205, 180, 77, 74, 76, 78, 213, 28, 30, 208, 212, 52, 228, 43, 179, 240,
    143, 142, 144, 229, 86, 291, 15, 60, 164, 87, 85, 84, 329, 150, 159, 161,
    160, 190, 315, 120, 153, 252, 206, 67, 68, 151, 260, 63,
};
static const struct call_entry mips64n32[] = {
    {8, 22, 3060, 3, 0}, {19, 152, 1915, 3, 0}, {27, 42, 1687, 3, 0},
    {34, 297, 2322, 28, 0}, {42, 20, 1627, 1, 0}, {49, 158, 1928, 1, 0},
    {54, 243, 2155, 17, 0}, {62, 154, 3156, 1, 0}, {71, 176, 0, 0, 0},
    {83, 37, 72, 1, 0}, {178, 48, 1709, 3, 0}, {183, 319, 2440, 44, 0},
    {204, 12, 1597, 1, 0}, {208, 198, 3045, 0, 0}, {217, 197, 3041, 2, 0},
    {228, 451, 2596, 72, 0}, {238, 123, 1851, 7, 0}, {245, 124, 1854, 7, 0},
    {252, 78, 1794, 1, 0}, {258, 88, 1811, 1, 0}, {264, 90, 1814, 7, 0},
    {278, 156, 1794, 1, 0}, {285, 305, 3295, 35, 0}, {299, 405, 2379, 56, 0},
    {315, 227, 3199, 12, 0}, {328, 406, 2080, 56, 0}, {348, 226, 3196, 12, 0},
    {362, 403, 2077, 56, 0}, {378, 228, 3202, 12, 0}, {394, 407, 2083, 56, 0},
    {417, 225, 3196, 12, 0}, {431, 404, 2074, 56, 0}, {447, 55, 2923, 1, 0},
    {453, 435, 2539, 58, 0}, {460, 3, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 41, 1683, 0, 0}, {486, 324, 2456, 49, 0}, {502, 83, 1799, 1, 0},
    {508, 167, 2697, 1, 0}, {522, 169, 1960, 1, 0}, {536, 31, 88, 1, 0},
    {540, 32, 124, 1, 0}, {545, 290, 931, 27, 0}, {550, 207, 610, 12, 0},
    {563, 289, 929, 27, 0}, {577, 208, 2093, 12, 0}, {601, 276, 3254, 23, 0},
    {613, 441, 3332, 63, 0}, {626, 209, 2088, 12, 0}, {652, 282, 904, 24, 0},
    {660, 288, 926, 27, 0}, {669, 57, 2738, 1, 0}, {676, 320, 2815, 45, 0},
    {685, 58, 1, 1, 0}, {690, 205, 1, 12, 0}, {701, 263, 2238, 20, 0},
    {711, 439, 2547, 60, 0}, {722, 216, 2929, 12, 0}, {745, 283, 2309, 25, 0},
    {755, 300, 963, 34, 0}, {769, 301, 2358, 34, 0}, {783, 79, 15, 1, 0},
    {790, 89, 194, 1, 0}, {797, 262, 2234, 20, 0}, {806, 452, 2601, 73, 0},
    {816, 91, 478, 1, 0}, {832, 254, 2195, 20, 0}, {841, 472, 1534, 84, 0},
    {849, 70, 3110, 1, 0}, {855, 212, 3110, 9, 0}, {863, 73, 15, 3, 0},
    {873, 185, 1989, 12, 0}, {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0},
    {909, 312, 2404, 40, 0}, {922, 188, 1998, 12, 0}, {933, 71, 322, 3, 0},
    {939, 56, 0, 1, 0}, {944, 191, 2005, 12, 0}, {957, 431, 2529, 57, 0},
    {966, 182, 1978, 12, 0}, {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0},
    {991, 433, 2535, 57, 0}, {998, 5, 1572, 1, 0}, {1022, 135, 3150, 1, 0},
    {1030, 218, 3184, 12, 0}, {1040, 72, 15, 1, 0}, {1052, 75, 1784, 1, 0},
    {1074, 194, 3158, 12, 0}, {1080, 456, 2622, 74, 0},
    {1094, 422, 2010, 56, 0}, {1107, 455, 2615, 74, 0},
    {1118, 449, 2585, 68, 0}, {1130, 454, 2610, 74, 0},
    {1141, 255, 3237, 20, 0}, {1151, 170, 2700, 1, 0},
    {1167, 232, 2112, 16, 0}, {1181, 273, 2783, 21, 0},
    {1221, 275, 2387, 23, 0}, {1228, 77, 1791, 7, 0}, {1235, 76, 3114, 3, 0},
    {1244, 299, 2046, 9, 0}, {1255, 106, 0, 1, 0}, {1273, 105, 0, 1, 0},
    {1291, 102, 0, 1, 0}, {1307, 113, 1840, 1, 0}, {1329, 35, 3073, 1, 0},
    {1351, 51, 1713, 3, 0}, {1363, 119, 294, 1, 0}, {1371, 109, 0, 1, 0},
    {1379, 38, 0, 1, 0}, {1386, 174, 0, 0, 0}, {1394, 108, 0, 1, 0},
    {1402, 137, 201, 1, 0}, {1414, 317, 2427, 43, 0}, {1424, 118, 1847, 7, 0},
    {1446, 116, 1843, 7, 0}, {1468, 95, 3121, 1, 0}, {1478, 96, 3124, 1, 0},
    {1488, 122, 294, 3, 0}, {1495, 50, 1713, 3, 0}, {1507, 54, 1728, 3, 0},
    {1518, 178, 0, 10, 0}, {1525, 94, 3118, 1, 0}, {1538, 100, 0, 1, 0},
    {1554, 183, 1984, 12, 0}, {1563, 464, 2662, 78, 0},
    {1584, 168, 1956, 1, 0}, {1596, 248, 2172, 19, 0}, {1614, 247, 0, 19, 0},
    {1627, 292, 938, 27, 0}, {1641, 249, 759, 19, 0}, {1658, 204, 2036, 12, 0},
    {1668, 201, 2024, 12, 0}, {1679, 202, 3169, 12, 0},
    {1692, 332, 3305, 55, 0}, {1706, 416, 3325, 56, 0},
    {1727, 200, 2808, 12, 0}, {1736, 203, 2811, 12, 0},
    {1746, 426, 2504, 56, 0}, {1761, 427, 2511, 56, 0},
    {1779, 425, 2501, 56, 0}, {1794, 15, 2723, 1, 0}, {1812, 278, 752, 19, 0},
    {1823, 277, 748, 19, 0}, {1838, 311, 2398, 38, 0},
    {1859, 274, 2769, 19, 0}, {1870, 245, 3231, 17, 0}, {1877, 60, 85, 1, 0},
    {1882, 445, 2580, 65, 0}, {1900, 444, 2576, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 92, 1814, 1, 0}, {1963, 184, 1984, 12, 0},
    {1973, 84, 1796, 1, 0}, {1978, 259, 2219, 20, 0}, {1985, 49, 1073, 3, 0},
    {1992, 458, 2632, 75, 0}, {2002, 470, 2692, 82, 0},
    {2009, 186, 1994, 12, 0}, {2019, 465, 2669, 78, 0},
    {2031, 187, 1994, 12, 0}, {2047, 206, 2702, 12, 0},
    {2062, 190, 2002, 12, 0}, {2075, 8, 1579, 1, 0}, {2081, 181, 1972, 12, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2144, 6, 1569, 1, 0}, {2158, 27, 1652, 9, 0},
    {2166, 453, 2606, 74, 0}, {2183, 231, 2101, 16, 0},
    {2189, 322, 1120, 43, 0}, {2200, 318, 2431, 43, 0},
    {2226, 250, 2176, 20, 0}, {2240, 26, 1648, 9, 0}, {2248, 81, 1799, 1, 0},
    {2254, 252, 2186, 20, 0}, {2262, 131, 1878, 1, 0},
    {2268, 253, 2190, 20, 0}, {2276, 146, 1905, 3, 0},
    {2282, 323, 2452, 48, 0}, {2289, 148, 338, 3, 0}, {2298, 9, 3034, 1, 0},
    {2320, 160, 1930, 1, 0}, {2326, 442, 2565, 64, 0},
    {2340, 429, 2520, 57, 0}, {2351, 271, 2286, 22, 0}, {2362, 10, 1590, 1, 0},
    {2375, 239, 3227, 16, 0}, {2389, 238, 2766, 16, 0},
    {2399, 234, 3210, 16, 0}, {2407, 237, 3221, 16, 0},
    {2423, 419, 2131, 56, 0}, {2446, 236, 3215, 16, 0},
    {2459, 418, 2125, 56, 0}, {2479, 235, 2123, 16, 0}, {2489, 24, 1638, 3, 0},
    {2496, 462, 2651, 76, 0}, {2502, 69, 3106, 3, 0}, {2509, 66, 1196, 3, 0},
    {2516, 68, 3100, 3, 0}, {2523, 67, 3095, 3, 0}, {2530, 25, 1644, 3, 0},
    {2548, 147, 1905, 3, 0}, {2556, 149, 0, 3, 0}, {2567, 11, 1594, 1, 0},
    {2574, 303, 2369, 35, 0}, {2592, 34, 3070, 3, 0}, {2602, 256, 2205, 20, 0},
    {2613, 173, 2706, 7, 0}, {2676, 2, 1565, 1, 0}, {2681, 304, 2375, 35, 0},
    {2699, 428, 2516, 57, 0}, {2709, 467, 2680, 79, 0},
    {2724, 251, 2181, 20, 0}, {2731, 437, 2542, 59, 0}, {2739, 33, 0, 1, 0},
    {2793, 296, 2346, 30, 0}, {2809, 132, 3142, 2, 0},
    {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 2496, 56, 0}, {2862, 21, 0, 1, 0}, {2867, 291, 2332, 27, 0},
    {2873, 151, 1912, 9, 0}, {2884, 328, 2475, 51, 0},
    {2895, 329, 1150, 51, 0}, {2905, 327, 2470, 51, 0}, {2919, 7, 1575, 6, 0},
    {2924, 265, 3248, 20, 0}, {2930, 414, 3319, 56, 0},
    {2943, 153, 1917, 7, 0}, {2949, 16, 1613, 0, 0}, {2957, 293, 3283, 29, 0},
    {2964, 325, 3298, 50, 0}, {2972, 302, 2364, 33, 0},
    {2982, 440, 2552, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 309, 2391, 37, 0}, {3032, 310, 2391, 37, 0},
    {3062, 264, 3241, 20, 0}, {3071, 413, 3312, 56, 0}, {3087, 99, 2742, 1, 0},
    {3094, 175, 0, 0, 0}, {3102, 17, 1618, 0, 0}, {3111, 294, 3283, 29, 0},
    {3119, 326, 3298, 50, 0}, {3128, 171, 2710, 7, 0}, {3141, 172, 1963, 1, 0},
    {3150, 443, 2571, 66, 0}, {3162, 0, 1557, 1, 0}, {3167, 179, 1968, 11, 0},
    {3185, 87, 1807, 1, 0}, {3194, 261, 2229, 20, 0}, {3205, 18, 1623, 3, 0},
    {3211, 164, 1944, 1, 0}, {3223, 44, 2727, 3, 0}, {3232, 298, 3289, 31, 0},
    {3241, 417, 2797, 56, 0}, {3257, 46, 2734, 3, 0}, {3265, 210, 2040, 12, 0},
    {3282, 189, 2002, 12, 0}, {3294, 466, 2675, 78, 0}, {3308, 80, 1796, 1, 0},
    {3315, 258, 2214, 20, 0}, {3324, 315, 2417, 42, 0},
    {3334, 244, 2161, 17, 0}, {3346, 214, 0, 12, 0}, {3395, 82, 1802, 1, 0},
    {3401, 331, 2491, 55, 0}, {3406, 471, 0, 83, 0}, {3423, 13, 2718, 7, 0},
    {3436, 125, 2747, 7, 0}, {3450, 14, 3055, 7, 0}, {3465, 127, 2755, 7, 0},
    {3481, 211, 0, 7, 0}, {3494, 128, 3136, 7, 0}, {3508, 126, 3131, 7, 0},
    {3524, 421, 2750, 56, 0}, {3547, 295, 2792, 30, 0}, {3660, 143, 347, 3, 0},
    {3683, 144, 347, 3, 0}, {3706, 196, 3165, 12, 0}, {3724, 314, 2412, 41, 0},
    {3738, 140, 1895, 3, 0}, {3753, 142, 294, 3, 0}, {3772, 145, 3153, 3, 0},
    {3794, 423, 1902, 56, 0}, {3823, 195, 3165, 12, 0},
    {3841, 313, 2408, 41, 0}, {3855, 139, 1895, 3, 0}, {3870, 141, 1898, 3, 0},
    {3889, 23, 0, 3, 0}, {3901, 316, 2423, 43, 0}, {3925, 64, 3090, 3, 0},
    {3932, 62, 1173, 3, 0}, {3939, 63, 1751, 3, 0}, {3945, 215, 3175, 12, 0},
    {3956, 420, 2052, 56, 0}, {3979, 39, 3080, 7, 0}, {3988, 219, 1678, 12, 0},
    {3999, 307, 2803, 36, 0}, {4008, 45, 2734, 3, 0}, {4016, 43, 1691, 3, 0},
    {4023, 233, 2108, 16, 0}, {4037, 450, 2591, 69, 0},
    {4061, 272, 2780, 21, 0}, {4077, 246, 3053, 12, 0},
    {4093, 213, 2050, 12, 0}, {4117, 166, 1949, 0, 0}, {4131, 121, 504, 0, 0},
    {4151, 120, 502, 0, 0}, {4171, 104, 500, 0, 0}, {4187, 114, 1840, 0, 0},
    {4209, 165, 1949, 1, 0}, {4221, 36, 3076, 1, 0}, {4231, 308, 998, 36, 0},
    {4237, 107, 114, 1, 0}, {4245, 138, 204, 1, 0}, {4257, 112, 472, 1, 0},
    {4277, 117, 490, 7, 0}, {4299, 115, 482, 7, 0}, {4321, 111, 469, 1, 0},
    {4341, 155, 3121, 1, 0}, {4351, 110, 0, 1, 0}, {4358, 53, 1722, 3, 0},
    {4369, 159, 3118, 1, 0}, {4382, 103, 498, 1, 0}, {4398, 180, 1972, 12, 0},
    {4407, 463, 2655, 78, 0}, {4427, 29, 1660, 3, 0}, {4433, 30, 3066, 3, 0},
    {4440, 65, 1760, 3, 0}, {4446, 28, 1656, 3, 0}, {4453, 47, 1115, 3, 0},
    {4472, 129, 2759, 7, 0}, {4491, 280, 3266, 24, 0},
    {4500, 287, 3278, 27, 0}, {4554, 40, 1056, 3, 0}, {4572, 52, 1717, 3, 0},
    {4583, 267, 2264, 21, 0}, {4618, 4, 1569, 1, 0}, {4630, 134, 3147, 1, 0},
    {4637, 217, 3180, 12, 0}, {4646, 457, 2627, 75, 0},
    {4656, 330, 2478, 52, 0}, {4698, 163, 1942, 1, 0}, {4706, 162, 1939, 1, 0},
    {4727, 86, 1804, 1, 0}, {4735, 260, 2225, 20, 0}, {4745, 157, 0, 1, 0},
    {4750, 268, 2276, 21, 0}, {4783, 306, 991, 35, 0}, {4819, 136, 1891, 2, 0},
    {4825, 97, 3127, 1, 0}, {4833, 101, 1836, 1, 0}, {4840, 199, 3049, 13, 0},
    {4848, 269, 2271, 21, 0}, {4852, 229, 663, 12, 0},
    {4864, 220, 2762, 12, 0}, {4877, 224, 642, 12, 0}, {4890, 223, 642, 12, 0},
    {4907, 222, 3193, 12, 0}, {4921, 408, 2071, 56, 0},
    {4937, 221, 3188, 12, 0}, {4951, 409, 2066, 56, 0}, {4967, 281, 0, 0, 0},
    {4975, 284, 901, 0, 0}, {4990, 285, 3270, 0, 0}, {5006, 410, 2319, 56, 0},
    {5024, 286, 3273, 0, 0}, {5040, 411, 2314, 56, 0}, {5058, 98, 3129, 0, 0},
    {5064, 192, 562, 0, 0}, {5070, 74, 1781, 0, 0}, {5116, 93, 119, 0, 0},
    {5129, 161, 1936, 0, 0}, {5137, 61, 1749, 0, 0}, {5143, 85, 1802, 0, 0},
    {5150, 257, 2210, 0, 0}, {5159, 266, 2255, 0, 0}, {5191, 321, 1118, 0, 0},
    {5215, 133, 3144, 0, 0}, {5221, 130, 3139, 0, 0}, {5227, 279, 3261, 0, 0},
    {5237, 412, 2293, 56, 0}, {5254, 230, 3207, 0, 0}, {5267, 150, 0, 0, 0},
    {5288, 270, 2281, 21, 0}, {5297, 240, 0, 0, 0}, {5305, 59, 3085, 1, 0},
    {5311, 241, 2774, 17, 0}, {5326, 1, 1561, 1, 0}, {5332, 19, 1623, 3, 0},
};
static const uint16_t mips64n32_by_number[] = {
    254, 396, 214, 34, 345, 85, 171, 232, 166, 186, 191, 209, 12, 275, 277,
    144, 236, 248, 258, 397, 4, 226, 0, 296, 200, 206, 178, 172, 337, 334, 335,
    41, 42, 220, 211, 108, 319, 9, 112, 303, 342, 36, 2, 307, 260, 306, 263,
    338, 10, 158, 122, 109, 343, 329, 123, 32, 78, 52, 54, 394, 150, 381, 299,
    300, 298, 336, 203, 205, 204, 202, 69, 77, 88, 71, 378, 89, 102, 101, 18,
    62, 267, 179, 272, 38, 156, 382, 352, 256, 19, 63, 20, 66, 154, 379, 125,
    119, 120, 358, 376, 246, 126, 359, 106, 331, 316, 105, 104, 321, 114, 111,
    328, 326, 323, 107, 317, 325, 118, 324, 117, 110, 315, 314, 121, 16, 17,
    276, 281, 278, 280, 339, 387, 181, 222, 386, 346, 86, 357, 115, 322, 294,
    288, 295, 289, 284, 285, 290, 183, 207, 185, 208, 391, 228, 1, 235, 7, 327,
    21, 354, 5, 330, 187, 380, 351, 350, 259, 318, 313, 39, 129, 40, 97, 251,
    252, 213, 113, 247, 8, 124, 255, 332, 167, 81, 127, 155, 72, 161, 163, 76,
    265, 165, 79, 377, 90, 292, 286, 14, 13, 360, 139, 135, 136, 140, 134, 55,
    164, 44, 46, 49, 264, 279, 70, 312, 271, 301, 58, 347, 87, 304, 363, 368,
    366, 365, 364, 30, 26, 24, 28, 362, 390, 174, 98, 308, 194, 199, 197, 195,
    193, 192, 393, 395, 6, 270, 149, 311, 131, 130, 133, 177, 218, 180, 182,
    67, 96, 212, 383, 268, 157, 353, 257, 64, 56, 244, 233, 384, 344, 355, 361,
    392, 190, 310, 99, 148, 100, 47, 146, 145, 388, 340, 370, 50, 59, 371, 372,
    374, 341, 51, 45, 43, 227, 132, 237, 249, 283, 221, 3, 261, 103, 60, 61,
    239, 210, 215, 22, 356, 305, 320, 242, 243, 147, 75, 293, 287, 269, 297,
    116, 176, 11, 53, 385, 175, 184, 37, 238, 250, 231, 229, 230, 349, 273,
    137, 27, 31, 23, 25, 29, 367, 369, 373, 375, 389, 245, 234, 138, 262, 198,
    196, 302, 282, 92, 291, 225, 143, 141, 142, 216, 189, 83, 80, 82, 84, 224,
    33, 35, 219, 223, 57, 240, 48, 188, 253, 152, 151, 153, 241, 94, 309, 15,
    65, 173, 95, 93, 91, 348, 159, 168, 170, 169, 201, 333, 128, 162, 266, 217,
    73, 74, 160, 274, 68,
};
static const struct call_entry mipsel[] = {
    {0, 140, 306, 2, 0}, {8, 142, 316, 3, 0}, {19, 153, 333, 3, 0},
    {27, 168, 2874, 3, 0}, {34, 334, 1076, 28, 0}, {42, 33, 80, 1, 0},
    {49, 51, 101, 1, 0}, {54, 280, 731, 17, 0}, {62, 124, 272, 1, 0},
    {71, 137, 0, 0, 0}, {83, 27, 72, 1, 0}, {170, 134, 0, 2, 0},
    {178, 169, 1065, 3, 0}, {183, 355, 1044, 44, 0}, {187, 17, 0, 0, 0},
    {204, 45, 94, 1, 0}, {208, 148, 2959, 0, 0}, {217, 147, 2955, 2, 0},
    {228, 451, 1433, 72, 0}, {238, 204, 430, 7, 0}, {245, 205, 433, 7, 0},
    {252, 12, 33, 1, 0}, {258, 15, 41, 1, 0}, {264, 202, 465, 7, 0},
    {278, 61, 33, 1, 0}, {285, 341, 988, 35, 0}, {299, 405, 1220, 56, 0},
    {315, 264, 647, 12, 0}, {328, 406, 1223, 56, 0}, {348, 263, 644, 12, 0},
    {362, 403, 1214, 56, 0}, {378, 265, 650, 12, 0}, {394, 407, 1226, 56, 0},
    {417, 262, 644, 12, 0}, {431, 404, 1217, 56, 0}, {447, 120, 260, 1, 0},
    {453, 435, 1360, 58, 0}, {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 170, 1069, 0, 0}, {486, 360, 1128, 49, 0}, {502, 8, 21, 1, 0},
    {508, 127, 1537, 1, 0}, {522, 129, 286, 1, 0}, {536, 41, 88, 1, 0},
    {540, 63, 124, 1, 0}, {545, 327, 931, 27, 0}, {550, 248, 610, 12, 0},
    {563, 326, 929, 27, 0}, {577, 249, 612, 12, 0}, {601, 313, 885, 23, 0},
    {613, 441, 1387, 63, 0}, {626, 250, 617, 12, 0}, {652, 319, 904, 24, 0},
    {660, 325, 926, 27, 0}, {669, 11, 29, 1, 0}, {676, 356, 1050, 45, 0},
    {685, 1, 1, 1, 0}, {690, 246, 1, 12, 0}, {701, 300, 824, 20, 0},
    {711, 439, 1376, 60, 0}, {722, 254, 3339, 12, 0}, {745, 320, 2904, 25, 0},
    {755, 336, 963, 34, 0}, {769, 337, 966, 34, 0}, {783, 133, 15, 1, 0},
    {790, 94, 194, 1, 0}, {797, 299, 820, 20, 0}, {806, 452, 1438, 73, 0},
    {816, 95, 478, 1, 0}, {832, 291, 781, 20, 0}, {841, 472, 1534, 84, 0},
    {849, 55, 110, 1, 0}, {855, 220, 110, 9, 0}, {863, 152, 15, 3, 0},
    {873, 229, 543, 12, 0}, {883, 468, 1523, 80, 0}, {896, 469, 1523, 80, 0},
    {909, 348, 1014, 40, 0}, {922, 232, 552, 12, 0}, {933, 143, 322, 3, 0},
    {939, 2, 0, 1, 0}, {944, 235, 559, 12, 0}, {957, 431, 1343, 57, 0},
    {966, 226, 532, 12, 0}, {976, 432, 1349, 57, 0}, {984, 430, 1340, 57, 0},
    {991, 433, 1353, 57, 0}, {998, 108, 235, 1, 0}, {1004, 215, 462, 9, 0},
    {1012, 293, 791, 20, 0}, {1022, 100, 211, 1, 0}, {1030, 256, 659, 12, 0},
    {1040, 118, 15, 1, 0}, {1046, 35, 0, 0, 0}, {1052, 93, 191, 1, 0},
    {1062, 212, 2846, 9, 0}, {1074, 238, 570, 12, 0}, {1080, 456, 1459, 74, 0},
    {1094, 422, 1300, 56, 0}, {1107, 455, 1452, 74, 0},
    {1118, 449, 1422, 68, 0}, {1130, 454, 1447, 74, 0},
    {1141, 292, 787, 20, 0}, {1151, 130, 1540, 1, 0}, {1167, 269, 684, 16, 0},
    {1181, 310, 846, 21, 0}, {1221, 312, 881, 23, 0}, {1228, 203, 427, 7, 0},
    {1235, 141, 312, 3, 0}, {1244, 219, 517, 9, 0}, {1255, 50, 0, 1, 0},
    {1273, 49, 0, 1, 0}, {1291, 47, 0, 1, 0}, {1307, 80, 475, 1, 0},
    {1329, 105, 229, 1, 0}, {1351, 171, 1093, 3, 0}, {1363, 132, 294, 1, 0},
    {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0}, {1386, 208, 0, 0, 0},
    {1394, 64, 0, 1, 0}, {1402, 96, 201, 1, 0}, {1414, 353, 1037, 43, 0},
    {1424, 191, 494, 7, 0}, {1446, 186, 486, 7, 0}, {1468, 76, 148, 1, 0},
    {1478, 77, 151, 1, 0}, {1488, 151, 294, 3, 0}, {1495, 172, 1093, 3, 0},
    {1507, 173, 1081, 3, 0}, {1518, 222, 0, 10, 0}, {1525, 78, 154, 1, 0},
    {1538, 24, 0, 1, 0}, {1554, 227, 538, 12, 0}, {1563, 464, 1499, 78, 0},
    {1574, 32, 0, 0, 0}, {1579, 112, 0, 0, 0}, {1584, 128, 282, 1, 0},
    {1596, 285, 755, 19, 0}, {1614, 284, 0, 19, 0}, {1627, 329, 938, 27, 0},
    {1641, 286, 759, 19, 0}, {1658, 245, 600, 12, 0}, {1668, 242, 588, 12, 0},
    {1679, 243, 590, 12, 0}, {1692, 368, 1161, 55, 0},
    {1706, 416, 1265, 56, 0}, {1727, 241, 585, 12, 0}, {1736, 244, 596, 12, 0},
    {1746, 426, 1318, 56, 0}, {1761, 427, 1325, 56, 0},
    {1779, 425, 1315, 56, 0}, {1794, 54, 106, 1, 0}, {1800, 101, 0, 1, 0},
    {1807, 110, 0, 1, 0}, {1812, 315, 752, 19, 0}, {1823, 314, 748, 19, 0},
    {1834, 117, 253, 1, 0}, {1838, 347, 1008, 38, 0}, {1859, 311, 720, 19, 0},
    {1870, 282, 742, 17, 0}, {1877, 37, 85, 1, 0}, {1882, 445, 1409, 65, 0},
    {1900, 444, 1405, 65, 0}, {1924, 446, 1414, 65, 0}, {1947, 16, 465, 1, 0},
    {1963, 228, 538, 12, 0}, {1973, 9, 24, 1, 0}, {1978, 296, 805, 20, 0},
    {1985, 174, 1073, 3, 0}, {1992, 458, 1469, 75, 0},
    {2002, 470, 1529, 82, 0}, {2009, 230, 548, 12, 0},
    {2019, 465, 1506, 78, 0}, {2031, 231, 548, 12, 0}, {2042, 53, 0, 0, 0},
    {2047, 247, 1542, 12, 0}, {2062, 234, 556, 12, 0}, {2075, 19, 51, 1, 0},
    {2081, 225, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0}, {2144, 107, 232, 1, 0},
    {2150, 214, 459, 9, 0}, {2158, 218, 513, 9, 0}, {2166, 453, 1443, 74, 0},
    {2183, 268, 677, 16, 0}, {2189, 358, 1120, 43, 0},
    {2200, 354, 1041, 43, 0}, {2226, 287, 762, 20, 0}, {2240, 217, 509, 9, 0},
    {2248, 39, 21, 1, 0}, {2254, 289, 772, 20, 0}, {2262, 14, 37, 1, 0},
    {2268, 290, 776, 20, 0}, {2276, 154, 335, 3, 0}, {2282, 359, 1124, 48, 0},
    {2289, 156, 338, 3, 0}, {2298, 90, 2948, 1, 0}, {2303, 210, 444, 9, 0},
    {2309, 123, 0, 1, 0}, {2320, 21, 55, 1, 0}, {2326, 442, 1394, 64, 0},
    {2340, 429, 1334, 57, 0}, {2351, 308, 874, 22, 0}, {2362, 125, 274, 1, 0},
    {2371, 56, 0, 0, 0}, {2375, 276, 716, 16, 0}, {2389, 275, 713, 16, 0},
    {2399, 271, 694, 16, 0}, {2407, 274, 707, 16, 0}, {2423, 419, 1284, 56, 0},
    {2446, 273, 701, 16, 0}, {2459, 418, 1278, 56, 0}, {2479, 272, 699, 16, 0},
    {2489, 167, 355, 3, 0}, {2496, 462, 1488, 76, 0}, {2502, 402, 1210, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 1204, 56, 0},
    {2523, 400, 1199, 56, 0}, {2530, 144, 325, 3, 0}, {2548, 155, 335, 3, 0},
    {2556, 157, 0, 3, 0}, {2567, 91, 185, 1, 0}, {2574, 339, 978, 35, 0},
    {2592, 166, 352, 3, 0}, {2613, 189, 1547, 7, 0}, {2624, 34, 83, 1, 0},
    {2676, 5, 11, 1, 0}, {2681, 340, 984, 35, 0}, {2699, 428, 1330, 57, 0},
    {2709, 467, 1517, 79, 0}, {2724, 288, 767, 20, 0},
    {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0}, {2793, 333, 951, 30, 0},
    {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 1310, 56, 0}, {2862, 42, 0, 1, 0}, {2867, 328, 935, 27, 0},
    {2873, 216, 506, 9, 0}, {2884, 364, 1147, 51, 0}, {2895, 365, 1150, 51, 0},
    {2905, 363, 1142, 51, 0}, {2919, 188, 372, 6, 0}, {2924, 302, 835, 20, 0},
    {2930, 414, 1259, 56, 0}, {2943, 192, 384, 7, 0}, {2949, 200, 2827, 0, 0},
    {2957, 330, 940, 29, 0}, {2964, 361, 1135, 50, 0}, {2972, 338, 973, 33, 0},
    {2982, 440, 1381, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 345, 1001, 37, 0}, {3032, 346, 1001, 37, 0}, {3050, 44, 0, 0, 0},
    {3055, 98, 0, 0, 0}, {3062, 301, 828, 20, 0}, {3071, 413, 1252, 56, 0},
    {3087, 26, 67, 1, 0}, {3094, 209, 0, 0, 0}, {3102, 201, 2834, 0, 0},
    {3111, 331, 940, 29, 0}, {3119, 362, 1135, 50, 0}, {3128, 187, 1551, 7, 0},
    {3141, 131, 289, 1, 0}, {3150, 443, 1400, 66, 0}, {3162, 3, 3, 1, 0},
    {3167, 223, 2851, 11, 0}, {3177, 89, 179, 1, 0}, {3185, 85, 165, 1, 0},
    {3194, 298, 815, 20, 0}, {3205, 145, 329, 3, 0}, {3211, 88, 174, 1, 0},
    {3218, 175, 2883, 3, 0}, {3223, 176, 1108, 3, 0}, {3232, 335, 957, 31, 0},
    {3241, 417, 1272, 56, 0}, {3257, 177, 1104, 3, 0}, {3265, 251, 622, 12, 0},
    {3282, 233, 556, 12, 0}, {3294, 466, 1512, 78, 0}, {3308, 38, 24, 1, 0},
    {3315, 295, 800, 20, 0}, {3324, 351, 1027, 42, 0}, {3334, 281, 737, 17, 0},
    {3346, 253, 0, 12, 0}, {3395, 40, 27, 1, 0}, {3401, 367, 1168, 55, 0},
    {3406, 471, 0, 83, 0}, {3423, 194, 390, 7, 0}, {3436, 196, 400, 7, 0},
    {3450, 195, 395, 7, 0}, {3465, 198, 408, 7, 0}, {3481, 193, 0, 7, 0},
    {3494, 199, 412, 7, 0}, {3508, 197, 403, 7, 0}, {3524, 421, 1295, 56, 0},
    {3547, 332, 946, 30, 0}, {3660, 163, 347, 3, 0}, {3683, 164, 347, 3, 0},
    {3706, 240, 577, 12, 0}, {3724, 350, 1022, 41, 0}, {3738, 159, 340, 3, 0},
    {3753, 161, 294, 3, 0}, {3772, 165, 349, 3, 0}, {3794, 423, 1307, 56, 0},
    {3823, 239, 577, 12, 0}, {3841, 349, 1018, 41, 0}, {3855, 158, 340, 3, 0},
    {3870, 160, 343, 3, 0}, {3889, 162, 0, 3, 0}, {3901, 352, 1033, 43, 0},
    {3925, 394, 1177, 56, 0}, {3932, 393, 1173, 56, 0},
    {3956, 420, 1290, 56, 0}, {3974, 178, 2878, 3, 0}, {3979, 207, 439, 7, 0},
    {3988, 237, 565, 12, 0}, {3999, 343, 993, 36, 0}, {4008, 179, 1104, 3, 0},
    {4016, 180, 1097, 3, 0}, {4023, 270, 690, 16, 0}, {4037, 450, 1428, 69, 0},
    {4061, 309, 843, 21, 0}, {4077, 283, 3010, 12, 0}, {4093, 252, 628, 12, 0},
    {4117, 121, 145, 0, 0}, {4131, 139, 504, 0, 0}, {4151, 138, 502, 0, 0},
    {4171, 46, 500, 0, 0}, {4187, 81, 475, 0, 0}, {4209, 74, 145, 1, 0},
    {4221, 104, 225, 1, 0}, {4231, 344, 998, 36, 0}, {4237, 57, 114, 1, 0},
    {4245, 97, 204, 1, 0}, {4257, 71, 472, 1, 0}, {4277, 190, 490, 7, 0},
    {4299, 185, 482, 7, 0}, {4321, 70, 469, 1, 0}, {4341, 75, 148, 1, 0},
    {4351, 66, 0, 1, 0}, {4358, 181, 1087, 3, 0}, {4369, 79, 154, 1, 0},
    {4382, 23, 498, 1, 0}, {4398, 224, 526, 12, 0}, {4407, 463, 1492, 78, 0},
    {4418, 68, 0, 1, 0}, {4427, 397, 1190, 56, 0}, {4433, 396, 1186, 56, 0},
    {4440, 398, 1194, 56, 0}, {4446, 395, 1182, 56, 0},
    {4453, 182, 1115, 3, 0}, {4462, 67, 2942, 1, 0}, {4472, 206, 436, 7, 0},
    {4484, 48, 0, 1, 0}, {4491, 317, 897, 24, 0}, {4500, 324, 921, 27, 0},
    {4510, 73, 143, 1, 0}, {4521, 126, 278, 1, 0}, {4533, 119, 0, 1, 0},
    {4543, 72, 2946, 1, 0}, {4554, 183, 1056, 3, 0}, {4561, 102, 218, 1, 0},
    {4572, 184, 1060, 3, 0}, {4583, 304, 850, 21, 0}, {4609, 69, 131, 1, 0},
    {4618, 106, 232, 1, 0}, {4623, 213, 459, 9, 0}, {4630, 99, 208, 1, 0},
    {4637, 255, 655, 12, 0}, {4646, 457, 1464, 75, 0},
    {4656, 366, 1152, 52, 0}, {4662, 25, 65, 1, 0}, {4668, 31, 0, 0, 0},
    {4698, 115, 249, 1, 0}, {4706, 87, 171, 1, 0}, {4727, 83, 162, 1, 0},
    {4735, 297, 811, 20, 0}, {4745, 36, 0, 1, 0}, {4750, 305, 3347, 21, 0},
    {4783, 342, 991, 35, 0}, {4811, 0, 2934, 1, 0}, {4819, 135, 296, 2, 0},
    {4825, 116, 251, 1, 0}, {4833, 103, 221, 1, 0}, {4840, 149, 2963, 13, 0},
    {4848, 306, 864, 21, 0}, {4852, 266, 663, 12, 0}, {4859, 13, 35, 1, 0},
    {4864, 257, 630, 12, 0}, {4877, 261, 642, 12, 0}, {4890, 260, 642, 12, 0},
    {4907, 259, 639, 12, 0}, {4921, 408, 1231, 56, 0}, {4937, 258, 634, 12, 0},
    {4951, 409, 1234, 56, 0}, {4967, 318, 0, 0, 0}, {4975, 321, 901, 0, 0},
    {4990, 322, 918, 0, 0}, {5006, 410, 1239, 56, 0}, {5024, 323, 913, 0, 0},
    {5040, 411, 1242, 56, 0}, {5058, 43, 92, 0, 0}, {5064, 236, 562, 0, 0},
    {5070, 92, 188, 0, 0}, {5079, 211, 2841, 0, 0}, {5109, 58, 0, 0, 0},
    {5116, 60, 119, 0, 0}, {5122, 22, 61, 0, 0}, {5129, 52, 103, 0, 0},
    {5137, 122, 266, 0, 0}, {5143, 10, 27, 0, 0}, {5150, 294, 796, 0, 0},
    {5159, 303, 841, 0, 0}, {5184, 86, 169, 0, 0}, {5191, 357, 1118, 0, 0},
    {5215, 62, 121, 0, 0}, {5221, 30, 77, 0, 0}, {5227, 316, 892, 0, 0},
    {5237, 412, 1247, 56, 0}, {5254, 267, 667, 0, 0}, {5267, 111, 0, 0, 0},
    {5275, 113, 0, 5, 0}, {5288, 307, 869, 21, 0}, {5297, 277, 0, 0, 0},
    {5305, 114, 244, 1, 0}, {5311, 278, 725, 17, 0}, {5318, 7, 17, 1, 0},
    {5326, 4, 7, 1, 0}, {5332, 146, 329, 3, 0},
};
static const uint16_t mipsel_by_number[] = {
    389, 57, 81, 273, 436, 231, 37, 435, 41, 168, 419, 55, 21, 396, 195, 22,
    166, 14, 179, 119, 203, 416, 351, 133, 380, 265, 10, 237, 425, 381, 136, 5,
    230, 94, 386, 162, 288, 193, 293, 44, 243, 410, 261, 15, 336, 113, 362,
    112, 111, 6, 417, 176, 153, 72, 208, 341, 414, 415, 24, 424, 45, 121, 118,
    348, 360, 354, 373, 346, 343, 368, 365, 338, 347, 126, 127, 132, 350, 114,
    337, 384, 276, 422, 383, 279, 275, 200, 226, 412, 95, 66, 69, 122, 342,
    262, 376, 91, 154, 370, 392, 339, 115, 374, 184, 88, 155, 429, 137, 430,
    433, 382, 391, 158, 93, 367, 35, 333, 418, 202, 8, 207, 366, 42, 138, 43,
    104, 271, 117, 65, 11, 390, 239, 9, 335, 334, 0, 109, 1, 80, 223, 278, 437,
    17, 16, 393, 128, 74, 2, 197, 224, 199, 225, 315, 309, 316, 310, 317, 305,
    306, 311, 228, 217, 3, 12, 39, 116, 129, 130, 170, 280, 281, 284, 322, 326,
    327, 349, 359, 369, 371, 345, 125, 270, 249, 229, 344, 124, 252, 300, 296,
    298, 297, 302, 299, 301, 253, 267, 23, 108, 19, 20, 361, 323, 120, 266,
    201, 413, 96, 375, 185, 89, 245, 192, 186, 110, 73, 131, 274, 352, 180, 84,
    134, 167, 75, 173, 175, 79, 286, 178, 82, 411, 324, 97, 313, 307, 148, 144,
    145, 149, 143, 58, 177, 47, 49, 52, 285, 332, 292, 61, 377, 92, 397, 402,
    400, 399, 398, 33, 29, 27, 31, 395, 428, 188, 105, 328, 211, 216, 214, 212,
    210, 209, 432, 434, 7, 291, 161, 331, 140, 139, 142, 191, 235, 194, 196,
    70, 103, 90, 420, 289, 169, 385, 277, 67, 59, 263, 250, 421, 372, 387, 394,
    431, 206, 330, 106, 160, 107, 50, 157, 156, 426, 363, 404, 53, 62, 405,
    406, 408, 364, 54, 48, 46, 244, 141, 254, 268, 304, 238, 4, 282, 63, 64,
    256, 227, 232, 25, 388, 325, 340, 259, 260, 159, 78, 314, 308, 290, 318,
    123, 190, 13, 56, 423, 189, 198, 40, 255, 269, 248, 246, 247, 379, 294,
    146, 320, 319, 358, 356, 355, 357, 220, 222, 221, 219, 30, 34, 26, 28, 32,
    401, 403, 407, 409, 427, 264, 251, 147, 283, 215, 213, 321, 303, 99, 312,
    242, 152, 150, 151, 233, 205, 86, 83, 85, 87, 241, 36, 38, 236, 240, 60,
    257, 51, 204, 272, 164, 163, 165, 258, 101, 329, 18, 68, 187, 102, 100, 98,
    378, 171, 181, 183, 182, 218, 353, 135, 174, 287, 234, 76, 77, 172, 295,
    71,
};
static const struct call_entry mipsel64[] = {
    {8, 22, 1632, 3, 0}, {19, 152, 1915, 3, 0}, {27, 42, 1687, 3, 0},
    {34, 293, 2322, 28, 0}, {42, 20, 1627, 1, 0}, {49, 158, 1928, 1, 0},
    {54, 239, 2155, 17, 0}, {62, 154, 1926, 1, 0}, {71, 176, 0, 0, 0},
    {83, 37, 72, 1, 0}, {178, 48, 1709, 3, 0}, {183, 315, 2440, 44, 0},
    {204, 12, 1597, 1, 0}, {208, 198, 3045, 0, 0}, {217, 197, 3041, 2, 0},
    {228, 451, 2596, 72, 0}, {238, 123, 1851, 7, 0}, {245, 124, 1854, 7, 0},
    {252, 78, 1794, 1, 0}, {258, 88, 1811, 1, 0}, {264, 90, 1814, 7, 0},
    {278, 156, 1794, 1, 0}, {285, 300, 2379, 35, 0}, {315, 223, 2080, 12, 0},
    {348, 222, 2077, 12, 0}, {378, 224, 2083, 12, 0}, {417, 221, 2074, 12, 0},
    {447, 55, 2923, 1, 0}, {453, 435, 2539, 58, 0}, {460, 3, 15, 1, 0},
    {466, 436, 1363, 61, 0}, {478, 41, 1683, 0, 0}, {486, 320, 2456, 49, 0},
    {502, 83, 1799, 1, 0}, {508, 167, 2697, 1, 0}, {522, 169, 1960, 1, 0},
    {536, 31, 88, 1, 0}, {540, 32, 124, 1, 0}, {545, 286, 931, 27, 0},
    {550, 207, 610, 12, 0}, {563, 285, 929, 27, 0}, {577, 208, 2093, 12, 0},
    {601, 272, 2298, 23, 0}, {613, 441, 2558, 63, 0}, {626, 209, 2088, 12, 0},
    {652, 278, 904, 24, 0}, {660, 284, 926, 27, 0}, {669, 57, 1740, 1, 0},
    {676, 316, 2446, 45, 0}, {685, 58, 1, 1, 0}, {690, 205, 1, 12, 0},
    {701, 259, 2238, 20, 0}, {711, 439, 2547, 60, 0}, {722, 215, 2929, 12, 0},
    {745, 279, 2309, 25, 0}, {755, 295, 963, 34, 0}, {769, 296, 2358, 34, 0},
    {783, 79, 15, 1, 0}, {790, 89, 194, 1, 0}, {797, 258, 2234, 20, 0},
    {806, 452, 2601, 73, 0}, {816, 91, 478, 1, 0}, {832, 250, 2195, 20, 0},
    {841, 472, 1534, 84, 0}, {849, 70, 1777, 1, 0}, {863, 73, 15, 3, 0},
    {873, 185, 1989, 12, 0}, {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0},
    {909, 307, 2404, 40, 0}, {922, 188, 1998, 12, 0}, {933, 71, 322, 3, 0},
    {939, 56, 0, 1, 0}, {944, 191, 2005, 12, 0}, {957, 431, 2529, 57, 0},
    {966, 182, 1978, 12, 0}, {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0},
    {991, 433, 2535, 57, 0}, {998, 5, 1572, 1, 0}, {1022, 135, 1888, 1, 0},
    {1040, 72, 15, 1, 0}, {1052, 75, 1784, 1, 0}, {1074, 194, 2010, 12, 0},
    {1080, 456, 2622, 74, 0}, {1107, 455, 2615, 74, 0},
    {1118, 449, 2585, 68, 0}, {1130, 454, 2610, 74, 0},
    {1141, 251, 2201, 20, 0}, {1151, 170, 2700, 1, 0},
    {1167, 228, 2112, 16, 0}, {1181, 269, 2260, 21, 0},
    {1221, 271, 2387, 23, 0}, {1228, 77, 1791, 7, 0}, {1235, 76, 1787, 3, 0},
    {1244, 308, 2046, 9, 0}, {1255, 106, 0, 1, 0}, {1273, 105, 0, 1, 0},
    {1291, 102, 0, 1, 0}, {1307, 113, 1840, 1, 0}, {1329, 35, 1671, 1, 0},
    {1351, 51, 1713, 3, 0}, {1363, 119, 294, 1, 0}, {1371, 109, 0, 1, 0},
    {1379, 38, 0, 1, 0}, {1386, 174, 0, 0, 0}, {1394, 108, 0, 1, 0},
    {1402, 137, 201, 1, 0}, {1414, 313, 2427, 43, 0}, {1424, 118, 1847, 7, 0},
    {1446, 116, 1843, 7, 0}, {1468, 95, 1821, 1, 0}, {1478, 96, 1824, 1, 0},
    {1488, 122, 294, 3, 0}, {1495, 50, 1713, 3, 0}, {1507, 54, 1728, 3, 0},
    {1518, 178, 0, 10, 0}, {1525, 94, 1818, 1, 0}, {1538, 100, 0, 1, 0},
    {1554, 183, 1984, 12, 0}, {1563, 464, 2662, 78, 0},
    {1584, 168, 1956, 1, 0}, {1596, 244, 2172, 19, 0}, {1614, 243, 0, 19, 0},
    {1627, 288, 938, 27, 0}, {1641, 245, 759, 19, 0}, {1658, 204, 2036, 12, 0},
    {1668, 201, 2024, 12, 0}, {1679, 202, 2026, 12, 0},
    {1692, 328, 2484, 55, 0}, {1727, 200, 2021, 12, 0},
    {1736, 203, 2032, 12, 0}, {1746, 426, 2504, 56, 0},
    {1761, 427, 2511, 56, 0}, {1779, 425, 2501, 56, 0}, {1794, 15, 1609, 1, 0},
    {1812, 274, 752, 19, 0}, {1823, 273, 748, 19, 0}, {1838, 306, 2398, 38, 0},
    {1859, 270, 2144, 19, 0}, {1870, 241, 2166, 17, 0}, {1877, 60, 85, 1, 0},
    {1882, 445, 2580, 65, 0}, {1900, 444, 2576, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 92, 1814, 1, 0}, {1963, 184, 1984, 12, 0},
    {1973, 84, 1796, 1, 0}, {1978, 255, 2219, 20, 0}, {1985, 49, 1073, 3, 0},
    {1992, 458, 2632, 75, 0}, {2002, 470, 2692, 82, 0},
    {2009, 186, 1994, 12, 0}, {2019, 465, 2669, 78, 0},
    {2031, 187, 1994, 12, 0}, {2047, 206, 2702, 12, 0},
    {2062, 190, 2002, 12, 0}, {2075, 8, 1579, 1, 0}, {2081, 181, 1972, 12, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2144, 6, 1569, 1, 0}, {2158, 27, 1652, 9, 0},
    {2166, 453, 2606, 74, 0}, {2183, 227, 2101, 16, 0},
    {2189, 318, 1120, 43, 0}, {2200, 314, 2431, 43, 0},
    {2226, 246, 2176, 20, 0}, {2240, 26, 1648, 9, 0}, {2248, 81, 1799, 1, 0},
    {2254, 248, 2186, 20, 0}, {2262, 131, 1878, 1, 0},
    {2268, 249, 2190, 20, 0}, {2276, 146, 1905, 3, 0},
    {2282, 319, 2452, 48, 0}, {2289, 148, 338, 3, 0}, {2298, 9, 3034, 1, 0},
    {2320, 160, 1930, 1, 0}, {2326, 442, 2565, 64, 0},
    {2340, 429, 2520, 57, 0}, {2351, 267, 2286, 22, 0}, {2362, 10, 1590, 1, 0},
    {2375, 235, 2140, 16, 0}, {2389, 234, 2137, 16, 0},
    {2399, 230, 2118, 16, 0}, {2407, 233, 2131, 16, 0},
    {2446, 232, 2125, 16, 0}, {2479, 231, 2123, 16, 0}, {2489, 24, 1638, 3, 0},
    {2496, 462, 2651, 76, 0}, {2502, 69, 1773, 3, 0}, {2509, 66, 1196, 3, 0},
    {2516, 68, 1767, 3, 0}, {2523, 67, 1762, 3, 0}, {2530, 25, 1644, 3, 0},
    {2548, 147, 1905, 3, 0}, {2556, 149, 0, 3, 0}, {2567, 11, 1594, 1, 0},
    {2574, 298, 2369, 35, 0}, {2592, 34, 1668, 3, 0}, {2602, 252, 2205, 20, 0},
    {2613, 173, 2706, 7, 0}, {2676, 2, 1565, 1, 0}, {2681, 299, 2375, 35, 0},
    {2699, 428, 2516, 57, 0}, {2709, 467, 2680, 79, 0},
    {2724, 247, 2181, 20, 0}, {2731, 437, 2542, 59, 0}, {2739, 33, 0, 1, 0},
    {2793, 292, 2346, 30, 0}, {2809, 132, 300, 2, 0}, {2821, 438, 1372, 59, 0},
    {2833, 434, 1357, 58, 0}, {2844, 424, 2496, 56, 0}, {2862, 21, 0, 1, 0},
    {2867, 287, 2332, 27, 0}, {2873, 151, 1912, 9, 0},
    {2884, 324, 2475, 51, 0}, {2895, 325, 1150, 51, 0},
    {2905, 323, 2470, 51, 0}, {2919, 7, 1575, 6, 0}, {2924, 261, 2249, 20, 0},
    {2943, 153, 1917, 7, 0}, {2949, 16, 1613, 0, 0}, {2957, 289, 2335, 29, 0},
    {2964, 321, 2463, 50, 0}, {2972, 297, 2364, 33, 0},
    {2982, 440, 2552, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 304, 2391, 37, 0}, {3032, 305, 2391, 37, 0},
    {3062, 260, 2242, 20, 0}, {3087, 99, 1831, 1, 0}, {3094, 175, 0, 0, 0},
    {3102, 17, 1618, 0, 0}, {3111, 290, 2335, 29, 0}, {3119, 322, 2463, 50, 0},
    {3128, 171, 2710, 7, 0}, {3141, 172, 1963, 1, 0}, {3150, 443, 2571, 66, 0},
    {3162, 0, 1557, 1, 0}, {3167, 179, 1968, 11, 0}, {3185, 87, 1807, 1, 0},
    {3194, 257, 2229, 20, 0}, {3205, 18, 1623, 3, 0}, {3211, 164, 1944, 1, 0},
    {3223, 44, 1698, 3, 0}, {3232, 294, 2352, 31, 0}, {3257, 46, 1705, 3, 0},
    {3265, 210, 2040, 12, 0}, {3282, 189, 2002, 12, 0},
    {3294, 466, 2675, 78, 0}, {3308, 80, 1796, 1, 0}, {3315, 254, 2214, 20, 0},
    {3324, 311, 2417, 42, 0}, {3334, 240, 2161, 17, 0}, {3346, 213, 0, 12, 0},
    {3395, 82, 1802, 1, 0}, {3401, 327, 2491, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 13, 1599, 7, 0}, {3436, 125, 1857, 7, 0}, {3450, 14, 1604, 7, 0},
    {3465, 127, 1865, 7, 0}, {3481, 211, 0, 7, 0}, {3494, 128, 1869, 7, 0},
    {3508, 126, 1860, 7, 0}, {3547, 291, 2341, 30, 0}, {3660, 143, 347, 3, 0},
    {3683, 144, 347, 3, 0}, {3706, 196, 2017, 12, 0}, {3724, 310, 2412, 41, 0},
    {3738, 140, 1895, 3, 0}, {3753, 142, 294, 3, 0}, {3772, 145, 1902, 3, 0},
    {3823, 195, 2017, 12, 0}, {3841, 309, 2408, 41, 0},
    {3855, 139, 1895, 3, 0}, {3870, 141, 1898, 3, 0}, {3889, 23, 0, 3, 0},
    {3901, 312, 2423, 43, 0}, {3925, 64, 1755, 3, 0}, {3932, 62, 1173, 3, 0},
    {3939, 63, 1751, 3, 0}, {3945, 214, 2052, 12, 0}, {3979, 39, 1678, 7, 0},
    {3999, 302, 2382, 36, 0}, {4008, 45, 1705, 3, 0}, {4016, 43, 1691, 3, 0},
    {4023, 229, 2108, 16, 0}, {4037, 450, 2591, 69, 0},
    {4061, 268, 2257, 21, 0}, {4077, 242, 3053, 12, 0},
    {4093, 212, 2050, 12, 0}, {4117, 166, 1949, 0, 0}, {4131, 121, 504, 0, 0},
    {4151, 120, 502, 0, 0}, {4171, 104, 500, 0, 0}, {4187, 114, 1840, 0, 0},
    {4209, 165, 1949, 1, 0}, {4221, 36, 1674, 1, 0}, {4231, 303, 998, 36, 0},
    {4237, 107, 114, 1, 0}, {4245, 138, 204, 1, 0}, {4257, 112, 472, 1, 0},
    {4277, 117, 490, 7, 0}, {4299, 115, 482, 7, 0}, {4321, 111, 469, 1, 0},
    {4341, 155, 1821, 1, 0}, {4351, 110, 0, 1, 0}, {4358, 53, 1722, 3, 0},
    {4369, 159, 1818, 1, 0}, {4382, 103, 498, 1, 0}, {4398, 180, 1972, 12, 0},
    {4407, 463, 2655, 78, 0}, {4427, 29, 1660, 3, 0}, {4433, 30, 1664, 3, 0},
    {4440, 65, 1760, 3, 0}, {4446, 28, 1656, 3, 0}, {4453, 47, 1115, 3, 0},
    {4472, 129, 1872, 7, 0}, {4491, 276, 2305, 24, 0},
    {4500, 283, 2327, 27, 0}, {4554, 40, 1056, 3, 0}, {4572, 52, 1717, 3, 0},
    {4583, 263, 2264, 21, 0}, {4618, 4, 1569, 1, 0}, {4630, 134, 1885, 1, 0},
    {4646, 457, 2627, 75, 0}, {4656, 326, 2478, 52, 0},
    {4698, 163, 1942, 1, 0}, {4706, 162, 1939, 1, 0}, {4727, 86, 1804, 1, 0},
    {4735, 256, 2225, 20, 0}, {4745, 157, 0, 1, 0}, {4750, 264, 2276, 21, 0},
    {4783, 301, 991, 35, 0}, {4819, 136, 1891, 2, 0}, {4825, 97, 1827, 1, 0},
    {4833, 101, 1836, 1, 0}, {4840, 199, 3049, 13, 0},
    {4848, 265, 2271, 21, 0}, {4852, 225, 663, 12, 0},
    {4864, 216, 2062, 12, 0}, {4877, 220, 642, 12, 0}, {4890, 219, 642, 12, 0},
    {4907, 218, 2071, 12, 0}, {4937, 217, 2066, 12, 0}, {4967, 277, 0, 0, 0},
    {4975, 280, 901, 0, 0}, {4990, 281, 2319, 0, 0}, {5024, 282, 2314, 0, 0},
    {5058, 98, 1829, 0, 0}, {5064, 192, 562, 0, 0}, {5070, 74, 1781, 0, 0},
    {5116, 93, 119, 0, 0}, {5129, 161, 1936, 0, 0}, {5137, 61, 1749, 0, 0},
    {5143, 85, 1802, 0, 0}, {5150, 253, 2210, 0, 0}, {5159, 262, 2255, 0, 0},
    {5191, 317, 1118, 0, 0}, {5215, 133, 1882, 0, 0}, {5221, 130, 1875, 0, 0},
    {5227, 275, 2293, 0, 0}, {5254, 226, 2098, 0, 0}, {5267, 150, 0, 0, 0},
    {5288, 266, 2281, 21, 0}, {5297, 236, 0, 0, 0}, {5305, 59, 1744, 1, 0},
    {5311, 237, 2149, 17, 0}, {5326, 1, 1561, 1, 0}, {5332, 19, 1623, 3, 0},
};
static const uint16_t mipsel64_by_number[] = {
    241, 372, 203, 29, 327, 79, 162, 221, 157, 177, 182, 198, 12, 261, 263,
    135, 224, 235, 245, 373, 4, 215, 0, 280, 189, 195, 169, 163, 319, 316, 317,
    36, 37, 209, 200, 100, 301, 9, 104, 286, 324, 31, 2, 289, 247, 288, 249,
    320, 10, 149, 114, 101, 325, 311, 115, 27, 72, 47, 49, 370, 141, 358, 283,
    284, 282, 318, 192, 194, 193, 191, 64, 71, 81, 65, 355, 82, 94, 93, 18, 57,
    253, 170, 258, 33, 147, 359, 333, 243, 19, 58, 20, 61, 145, 356, 117, 111,
    112, 339, 353, 233, 118, 340, 98, 313, 298, 97, 96, 303, 106, 103, 310,
    308, 305, 99, 299, 307, 110, 306, 109, 102, 297, 296, 113, 16, 17, 262,
    267, 264, 266, 321, 364, 172, 211, 363, 328, 80, 338, 107, 304, 278, 273,
    279, 274, 269, 270, 275, 174, 196, 176, 197, 367, 217, 1, 223, 7, 309, 21,
    335, 5, 312, 178, 357, 332, 331, 246, 300, 295, 34, 121, 35, 89, 238, 239,
    202, 105, 234, 8, 116, 242, 314, 158, 75, 119, 146, 66, 152, 154, 70, 251,
    156, 73, 354, 83, 276, 271, 14, 13, 341, 130, 127, 128, 131, 126, 50, 155,
    39, 41, 44, 250, 265, 294, 257, 285, 53, 344, 348, 347, 346, 345, 26, 24,
    23, 25, 343, 366, 165, 90, 290, 185, 188, 187, 186, 184, 183, 369, 371, 6,
    256, 140, 293, 123, 122, 125, 168, 207, 171, 173, 62, 88, 201, 360, 254,
    148, 334, 244, 59, 51, 232, 222, 361, 326, 336, 342, 368, 181, 292, 91,
    139, 92, 42, 137, 136, 365, 322, 349, 45, 54, 350, 351, 352, 323, 46, 40,
    38, 216, 124, 225, 236, 268, 210, 3, 248, 55, 56, 227, 199, 204, 22, 337,
    287, 302, 230, 231, 138, 69, 95, 277, 272, 255, 281, 108, 167, 11, 48, 362,
    166, 175, 32, 226, 237, 220, 218, 219, 330, 259, 129, 214, 134, 132, 133,
    205, 180, 77, 74, 76, 78, 213, 28, 30, 208, 212, 52, 228, 43, 179, 240,
    143, 142, 144, 229, 86, 291, 15, 60, 164, 87, 85, 84, 329, 150, 159, 161,
    160, 190, 315, 120, 153, 252, 206, 67, 68, 151, 260, 63,
};
static const struct call_entry mipsel64n32[] = {
    {8, 22, 3060, 3, 0}, {19, 152, 1915, 3, 0}, {27, 42, 1687, 3, 0},
    {34, 297, 2322, 28, 0}, {42, 20, 1627, 1, 0}, {49, 158, 1928, 1, 0},
    {54, 243, 2155, 17, 0}, {62, 154, 3156, 1, 0}, {71, 176, 0, 0, 0},
    {83, 37, 72, 1, 0}, {178, 48, 1709, 3, 0}, {183, 319, 2440, 44, 0},
    {204, 12, 1597, 1, 0}, {208, 198, 3045, 0, 0}, {217, 197, 3041, 2, 0},
    {228, 451, 2596, 72, 0}, {238, 123, 1851, 7, 0}, {245, 124, 1854, 7, 0},
    {252, 78, 1794, 1, 0}, {258, 88, 1811, 1, 0}, {264, 90, 1814, 7, 0},
    {278, 156, 1794, 1, 0}, {285, 305, 3295, 35, 0}, {299, 405, 2379, 56, 0},
    {315, 227, 3199, 12, 0}, {328, 406, 2080, 56, 0}, {348, 226, 3196, 12, 0},
    {362, 403, 2077, 56, 0}, {378, 228, 3202, 12, 0}, {394, 407, 2083, 56, 0},
    {417, 225, 3196, 12, 0}, {431, 404, 2074, 56, 0}, {447, 55, 2923, 1, 0},
    {453, 435, 2539, 58, 0}, {460, 3, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 41, 1683, 0, 0}, {486, 324, 2456, 49, 0}, {502, 83, 1799, 1, 0},
    {508, 167, 2697, 1, 0}, {522, 169, 1960, 1, 0}, {536, 31, 88, 1, 0},
    {540, 32, 124, 1, 0}, {545, 290, 931, 27, 0}, {550, 207, 610, 12, 0},
    {563, 289, 929, 27, 0}, {577, 208, 2093, 12, 0}, {601, 276, 3254, 23, 0},
    {613, 441, 3332, 63, 0}, {626, 209, 2088, 12, 0}, {652, 282, 904, 24, 0},
    {660, 288, 926, 27, 0}, {669, 57, 2738, 1, 0}, {676, 320, 2815, 45, 0},
    {685, 58, 1, 1, 0}, {690, 205, 1, 12, 0}, {701, 263, 2238, 20, 0},
    {711, 439, 2547, 60, 0}, {722, 216, 2929, 12, 0}, {745, 283, 2309, 25, 0},
    {755, 300, 963, 34, 0}, {769, 301, 2358, 34, 0}, {783, 79, 15, 1, 0},
    {790, 89, 194, 1, 0}, {797, 262, 2234, 20, 0}, {806, 452, 2601, 73, 0},
    {816, 91, 478, 1, 0}, {832, 254, 2195, 20, 0}, {841, 472, 1534, 84, 0},
    {849, 70, 3110, 1, 0}, {855, 212, 3110, 9, 0}, {863, 73, 15, 3, 0},
    {873, 185, 1989, 12, 0}, {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0},
    {909, 312, 2404, 40, 0}, {922, 188, 1998, 12, 0}, {933, 71, 322, 3, 0},
    {939, 56, 0, 1, 0}, {944, 191, 2005, 12, 0}, {957, 431, 2529, 57, 0},
    {966, 182, 1978, 12, 0}, {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0},
    {991, 433, 2535, 57, 0}, {998, 5, 1572, 1, 0}, {1022, 135, 3150, 1, 0},
    {1030, 218, 3184, 12, 0}, {1040, 72, 15, 1, 0}, {1052, 75, 1784, 1, 0},
    {1074, 194, 3158, 12, 0}, {1080, 456, 2622, 74, 0},
    {1094, 422, 2010, 56, 0}, {1107, 455, 2615, 74, 0},
    {1118, 449, 2585, 68, 0}, {1130, 454, 2610, 74, 0},
    {1141, 255, 3237, 20, 0}, {1151, 170, 2700, 1, 0},
    {1167, 232, 2112, 16, 0}, {1181, 273, 2783, 21, 0},
    {1221, 275, 2387, 23, 0}, {1228, 77, 1791, 7, 0}, {1235, 76, 3114, 3, 0},
    {1244, 299, 2046, 9, 0}, {1255, 106, 0, 1, 0}, {1273, 105, 0, 1, 0},
    {1291, 102, 0, 1, 0}, {1307, 113, 1840, 1, 0}, {1329, 35, 3073, 1, 0},
    {1351, 51, 1713, 3, 0}, {1363, 119, 294, 1, 0}, {1371, 109, 0, 1, 0},
    {1379, 38, 0, 1, 0}, {1386, 174, 0, 0, 0}, {1394, 108, 0, 1, 0},
    {1402, 137, 201, 1, 0}, {1414, 317, 2427, 43, 0}, {1424, 118, 1847, 7, 0},
    {1446, 116, 1843, 7, 0}, {1468, 95, 3121, 1, 0}, {1478, 96, 3124, 1, 0},
    {1488, 122, 294, 3, 0}, {1495, 50, 1713, 3, 0}, {1507, 54, 1728, 3, 0},
    {1518, 178, 0, 10, 0}, {1525, 94, 3118, 1, 0}, {1538, 100, 0, 1, 0},
    {1554, 183, 1984, 12, 0}, {1563, 464, 2662, 78, 0},
    {1584, 168, 1956, 1, 0}, {1596, 248, 2172, 19, 0}, {1614, 247, 0, 19, 0},
    {1627, 292, 938, 27, 0}, {1641, 249, 759, 19, 0}, {1658, 204, 2036, 12, 0},
    {1668, 201, 2024, 12, 0}, {1679, 202, 3169, 12, 0},
    {1692, 332, 3305, 55, 0}, {1706, 416, 3325, 56, 0},
    {1727, 200, 2808, 12, 0}, {1736, 203, 2811, 12, 0},
    {1746, 426, 2504, 56, 0}, {1761, 427, 2511, 56, 0},
    {1779, 425, 2501, 56, 0}, {1794, 15, 2723, 1, 0}, {1812, 278, 752, 19, 0},
    {1823, 277, 748, 19, 0}, {1838, 311, 2398, 38, 0},
    {1859, 274, 2769, 19, 0}, {1870, 245, 3231, 17, 0}, {1877, 60, 85, 1, 0},
    {1882, 445, 2580, 65, 0}, {1900, 444, 2576, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 92, 1814, 1, 0}, {1963, 184, 1984, 12, 0},
    {1973, 84, 1796, 1, 0}, {1978, 259, 2219, 20, 0}, {1985, 49, 1073, 3, 0},
    {1992, 458, 2632, 75, 0}, {2002, 470, 2692, 82, 0},
    {2009, 186, 1994, 12, 0}, {2019, 465, 2669, 78, 0},
    {2031, 187, 1994, 12, 0}, {2047, 206, 2702, 12, 0},
    {2062, 190, 2002, 12, 0}, {2075, 8, 1579, 1, 0}, {2081, 181, 1972, 12, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2144, 6, 1569, 1, 0}, {2158, 27, 1652, 9, 0},
    {2166, 453, 2606, 74, 0}, {2183, 231, 2101, 16, 0},
    {2189, 322, 1120, 43, 0}, {2200, 318, 2431, 43, 0},
    {2226, 250, 2176, 20, 0}, {2240, 26, 1648, 9, 0}, {2248, 81, 1799, 1, 0},
    {2254, 252, 2186, 20, 0}, {2262, 131, 1878, 1, 0},
    {2268, 253, 2190, 20, 0}, {2276, 146, 1905, 3, 0},
    {2282, 323, 2452, 48, 0}, {2289, 148, 338, 3, 0}, {2298, 9, 3034, 1, 0},
    {2320, 160, 1930, 1, 0}, {2326, 442, 2565, 64, 0},
    {2340, 429, 2520, 57, 0}, {2351, 271, 2286, 22, 0}, {2362, 10, 1590, 1, 0},
    {2375, 239, 3227, 16, 0}, {2389, 238, 2766, 16, 0},
    {2399, 234, 3210, 16, 0}, {2407, 237, 3221, 16, 0},
    {2423, 419, 2131, 56, 0}, {2446, 236, 3215, 16, 0},
    {2459, 418, 2125, 56, 0}, {2479, 235, 2123, 16, 0}, {2489, 24, 1638, 3, 0},
    {2496, 462, 2651, 76, 0}, {2502, 69, 3106, 3, 0}, {2509, 66, 1196, 3, 0},
    {2516, 68, 3100, 3, 0}, {2523, 67, 3095, 3, 0}, {2530, 25, 1644, 3, 0},
    {2548, 147, 1905, 3, 0}, {2556, 149, 0, 3, 0}, {2567, 11, 1594, 1, 0},
    {2574, 303, 2369, 35, 0}, {2592, 34, 3070, 3, 0}, {2602, 256, 2205, 20, 0},
    {2613, 173, 2706, 7, 0}, {2676, 2, 1565, 1, 0}, {2681, 304, 2375, 35, 0},
    {2699, 428, 2516, 57, 0}, {2709, 467, 2680, 79, 0},
    {2724, 251, 2181, 20, 0}, {2731, 437, 2542, 59, 0}, {2739, 33, 0, 1, 0},
    {2793, 296, 2346, 30, 0}, {2809, 132, 3142, 2, 0},
    {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 2496, 56, 0}, {2862, 21, 0, 1, 0}, {2867, 291, 2332, 27, 0},
    {2873, 151, 1912, 9, 0}, {2884, 328, 2475, 51, 0},
    {2895, 329, 1150, 51, 0}, {2905, 327, 2470, 51, 0}, {2919, 7, 1575, 6, 0},
    {2924, 265, 3248, 20, 0}, {2930, 414, 3319, 56, 0},
    {2943, 153, 1917, 7, 0}, {2949, 16, 1613, 0, 0}, {2957, 293, 3283, 29, 0},
    {2964, 325, 3298, 50, 0}, {2972, 302, 2364, 33, 0},
    {2982, 440, 2552, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 309, 2391, 37, 0}, {3032, 310, 2391, 37, 0},
    {3062, 264, 3241, 20, 0}, {3071, 413, 3312, 56, 0}, {3087, 99, 2742, 1, 0},
    {3094, 175, 0, 0, 0}, {3102, 17, 1618, 0, 0}, {3111, 294, 3283, 29, 0},
    {3119, 326, 3298, 50, 0}, {3128, 171, 2710, 7, 0}, {3141, 172, 1963, 1, 0},
    {3150, 443, 2571, 66, 0}, {3162, 0, 1557, 1, 0}, {3167, 179, 1968, 11, 0},
    {3185, 87, 1807, 1, 0}, {3194, 261, 2229, 20, 0}, {3205, 18, 1623, 3, 0},
    {3211, 164, 1944, 1, 0}, {3223, 44, 2727, 3, 0}, {3232, 298, 3289, 31, 0},
    {3241, 417, 2797, 56, 0}, {3257, 46, 2734, 3, 0}, {3265, 210, 2040, 12, 0},
    {3282, 189, 2002, 12, 0}, {3294, 466, 2675, 78, 0}, {3308, 80, 1796, 1, 0},
    {3315, 258, 2214, 20, 0}, {3324, 315, 2417, 42, 0},
    {3334, 244, 2161, 17, 0}, {3346, 214, 0, 12, 0}, {3395, 82, 1802, 1, 0},
    {3401, 331, 2491, 55, 0}, {3406, 471, 0, 83, 0}, {3423, 13, 2718, 7, 0},
    {3436, 125, 2747, 7, 0}, {3450, 14, 3055, 7, 0}, {3465, 127, 2755, 7, 0},
    {3481, 211, 0, 7, 0}, {3494, 128, 3136, 7, 0}, {3508, 126, 3131, 7, 0},
    {3524, 421, 2750, 56, 0}, {3547, 295, 2792, 30, 0}, {3660, 143, 347, 3, 0},
    {3683, 144, 347, 3, 0}, {3706, 196, 3165, 12, 0}, {3724, 314, 2412, 41, 0},
    {3738, 140, 1895, 3, 0}, {3753, 142, 294, 3, 0}, {3772, 145, 3153, 3, 0},
    {3794, 423, 1902, 56, 0}, {3823, 195, 3165, 12, 0},
    {3841, 313, 2408, 41, 0}, {3855, 139, 1895, 3, 0}, {3870, 141, 1898, 3, 0},
    {3889, 23, 0, 3, 0}, {3901, 316, 2423, 43, 0}, {3925, 64, 3090, 3, 0},
    {3932, 62, 1173, 3, 0}, {3939, 63, 1751, 3, 0}, {3945, 215, 3175, 12, 0},
    {3956, 420, 2052, 56, 0}, {3979, 39, 3080, 7, 0}, {3988, 219, 1678, 12, 0},
    {3999, 307, 2803, 36, 0}, {4008, 45, 2734, 3, 0}, {4016, 43, 1691, 3, 0},
    {4023, 233, 2108, 16, 0}, {4037, 450, 2591, 69, 0},
    {4061, 272, 2780, 21, 0}, {4077, 246, 3053, 12, 0},
    {4093, 213, 2050, 12, 0}, {4117, 166, 1949, 0, 0}, {4131, 121, 504, 0, 0},
    {4151, 120, 502, 0, 0}, {4171, 104, 500, 0, 0}, {4187, 114, 1840, 0, 0},
    {4209, 165, 1949, 1, 0}, {4221, 36, 3076, 1, 0}, {4231, 308, 998, 36, 0},
    {4237, 107, 114, 1, 0}, {4245, 138, 204, 1, 0}, {4257, 112, 472, 1, 0},
    {4277, 117, 490, 7, 0}, {4299, 115, 482, 7, 0}, {4321, 111, 469, 1, 0},
    {4341, 155, 3121, 1, 0}, {4351, 110, 0, 1, 0}, {4358, 53, 1722, 3, 0},
    {4369, 159, 3118, 1, 0}, {4382, 103, 498, 1, 0}, {4398, 180, 1972, 12, 0},
    {4407, 463, 2655, 78, 0}, {4427, 29, 1660, 3, 0}, {4433, 30, 3066, 3, 0},
    {4440, 65, 1760, 3, 0}, {4446, 28, 1656, 3, 0}, {4453, 47, 1115, 3, 0},
    {4472, 129, 2759, 7, 0}, {4491, 280, 3266, 24, 0},
    {4500, 287, 3278, 27, 0}, {4554, 40, 1056, 3, 0}, {4572, 52, 1717, 3, 0},
    {4583, 267, 2264, 21, 0}, {4618, 4, 1569, 1, 0}, {4630, 134, 3147, 1, 0},
    {4637, 217, 3180, 12, 0}, {4646, 457, 2627, 75, 0},
    {4656, 330, 2478, 52, 0}, {4698, 163, 1942, 1, 0}, {4706, 162, 1939, 1, 0},
    {4727, 86, 1804, 1, 0}, {4735, 260, 2225, 20, 0}, {4745, 157, 0, 1, 0},
    {4750, 268, 2276, 21, 0}, {4783, 306, 991, 35, 0}, {4819, 136, 1891, 2, 0},
    {4825, 97, 3127, 1, 0}, {4833, 101, 1836, 1, 0}, {4840, 199, 3049, 13, 0},
    {4848, 269, 2271, 21, 0}, {4852, 229, 663, 12, 0},
    {4864, 220, 2762, 12, 0}, {4877, 224, 642, 12, 0}, {4890, 223, 642, 12, 0},
    {4907, 222, 3193, 12, 0}, {4921, 408, 2071, 56, 0},
    {4937, 221, 3188, 12, 0}, {4951, 409, 2066, 56, 0}, {4967, 281, 0, 0, 0},
    {4975, 284, 901, 0, 0}, {4990, 285, 3270, 0, 0}, {5006, 410, 2319, 56, 0},
    {5024, 286, 3273, 0, 0}, {5040, 411, 2314, 56, 0}, {5058, 98, 3129, 0, 0},
    {5064, 192, 562, 0, 0}, {5070, 74, 1781, 0, 0}, {5116, 93, 119, 0, 0},
    {5129, 161, 1936, 0, 0}, {5137, 61, 1749, 0, 0}, {5143, 85, 1802, 0, 0},
    {5150, 257, 2210, 0, 0}, {5159, 266, 2255, 0, 0}, {5191, 321, 1118, 0, 0},
    {5215, 133, 3144, 0, 0}, {5221, 130, 3139, 0, 0}, {5227, 279, 3261, 0, 0},
    {5237, 412, 2293, 56, 0}, {5254, 230, 3207, 0, 0}, {5267, 150, 0, 0, 0},
    {5288, 270, 2281, 21, 0}, {5297, 240, 0, 0, 0}, {5305, 59, 3085, 1, 0},
    {5311, 241, 2774, 17, 0}, {5326, 1, 1561, 1, 0}, {5332, 19, 1623, 3, 0},
};
static const uint16_t mipsel64n32_by_number[] = {
    254, 396, 214, 34, 345, 85, 171, 232, 166, 186, 191, 209, 12, 275, 277,
    144, 236, 248, 258, 397, 4, 226, 0, 296, 200, 206, 178, 172, 337, 334, 335,
    41, 42, 220, 211, 108, 319, 9, 112, 303, 342, 36, 2, 307, 260, 306, 263,
    338, 10, 158, 122, 109, 343, 329, 123, 32, 78, 52, 54, 394, 150, 381, 299,
    300, 298, 336, 203, 205, 204, 202, 69, 77, 88, 71, 378, 89, 102, 101, 18,
    62, 267, 179, 272, 38, 156, 382, 352, 256, 19, 63, 20, 66, 154, 379, 125,
    119, 120, 358, 376, 246, 126, 359, 106, 331, 316, 105, 104, 321, 114, 111,
    328, 326, 323, 107, 317, 325, 118, 324, 117, 110, 315, 314, 121, 16, 17,
    276, 281, 278, 280, 339, 387, 181, 222, 386, 346, 86, 357, 115, 322, 294,
    288, 295, 289, 284, 285, 290, 183, 207, 185, 208, 391, 228, 1, 235, 7, 327,
    21, 354, 5, 330, 187, 380, 351, 350, 259, 318, 313, 39, 129, 40, 97, 251,
    252, 213, 113, 247, 8, 124, 255, 332, 167, 81, 127, 155, 72, 161, 163, 76,
    265, 165, 79, 377, 90, 292, 286, 14, 13, 360, 139, 135, 136, 140, 134, 55,
    164, 44, 46, 49, 264, 279, 70, 312, 271, 301, 58, 347, 87, 304, 363, 368,
    366, 365, 364, 30, 26, 24, 28, 362, 390, 174, 98, 308, 194, 199, 197, 195,
    193, 192, 393, 395, 6, 270, 149, 311, 131, 130, 133, 177, 218, 180, 182,
    67, 96, 212, 383, 268, 157, 353, 257, 64, 56, 244, 233, 384, 344, 355, 361,
    392, 190, 310, 99, 148, 100, 47, 146, 145, 388, 340, 370, 50, 59, 371, 372,
    374, 341, 51, 45, 43, 227, 132, 237, 249, 283, 221, 3, 261, 103, 60, 61,
    239, 210, 215, 22, 356, 305, 320, 242, 243, 147, 75, 293, 287, 269, 297,
    116, 176, 11, 53, 385, 175, 184, 37, 238, 250, 231, 229, 230, 349, 273,
    137, 27, 31, 23, 25, 29, 367, 369, 373, 375, 389, 245, 234, 138, 262, 198,
    196, 302, 282, 92, 291, 225, 143, 141, 142, 216, 189, 83, 80, 82, 84, 224,
    33, 35, 219, 223, 57, 240, 48, 188, 253, 152, 151, 153, 241, 94, 309, 15,
    65, 173, 95, 93, 91, 348, 159, 168, 170, 169, 201, 333, 128, 162, 266, 217,
    73, 74, 160, 274, 68,
};
static const struct call_entry ppc[] = {
    {0, 140, 306, 2, 0}, {8, 142, 316, 3, 0}, {19, 149, 333, 3, 0},
    {27, 330, 2874, 3, 0}, {34, 344, 1076, 28, 0}, {42, 33, 80, 1, 0},
    {49, 51, 101, 1, 0}, {54, 269, 731, 17, 0}, {62, 124, 272, 1, 0},
    {71, 137, 0, 0, 0}, {83, 27, 72, 1, 0}, {170, 134, 0, 2, 0},
    {178, 327, 1065, 3, 0}, {183, 361, 1044, 44, 0}, {187, 17, 0, 0, 0},
    {204, 45, 94, 1, 0}, {228, 451, 1433, 72, 0}, {238, 183, 430, 7, 0},
    {245, 184, 433, 7, 0}, {252, 12, 33, 1, 0}, {258, 15, 41, 1, 0},
    {264, 181, 465, 7, 0}, {278, 61, 33, 1, 0}, {285, 347, 988, 35, 0},
    {299, 405, 1220, 56, 0}, {315, 247, 647, 12, 0}, {328, 406, 1223, 56, 0},
    {348, 246, 644, 12, 0}, {362, 403, 1214, 56, 0}, {378, 248, 650, 12, 0},
    {394, 407, 1226, 56, 0}, {417, 245, 644, 12, 0}, {431, 404, 1217, 56, 0},
    {447, 120, 260, 1, 0}, {453, 435, 1360, 58, 0}, {460, 6, 15, 1, 0},
    {466, 436, 1363, 61, 0}, {478, 328, 1069, 0, 0}, {486, 379, 1128, 49, 0},
    {502, 8, 21, 1, 0}, {508, 127, 1537, 1, 0}, {522, 129, 286, 1, 0},
    {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0}, {545, 316, 931, 27, 0},
    {550, 236, 610, 12, 0}, {563, 315, 929, 27, 0}, {577, 237, 612, 12, 0},
    {601, 303, 885, 23, 0}, {613, 441, 1387, 63, 0}, {626, 238, 617, 12, 0},
    {652, 307, 904, 24, 0}, {660, 314, 926, 27, 0}, {669, 11, 29, 1, 0},
    {676, 362, 1050, 45, 0}, {685, 1, 1, 1, 0}, {690, 234, 1, 12, 0},
    {701, 298, 824, 20, 0}, {711, 439, 1376, 60, 0}, {722, 233, 3401, 12, 0},
    {732, 254, 3412, 12, 0}, {745, 309, 3441, 25, 0}, {755, 323, 963, 34, 0},
    {769, 324, 3027, 34, 0}, {783, 133, 15, 1, 0}, {790, 94, 194, 1, 0},
    {797, 297, 820, 20, 0}, {806, 452, 1438, 73, 0}, {816, 95, 478, 1, 0},
    {832, 289, 781, 20, 0}, {841, 472, 1534, 84, 0}, {849, 55, 110, 1, 0},
    {855, 204, 110, 9, 0}, {863, 148, 15, 3, 0}, {873, 214, 543, 12, 0},
    {883, 468, 1523, 80, 0}, {896, 469, 1523, 80, 0}, {909, 353, 1014, 40, 0},
    {922, 217, 552, 12, 0}, {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0},
    {944, 220, 559, 12, 0}, {957, 431, 1343, 57, 0}, {966, 211, 532, 12, 0},
    {976, 432, 1349, 57, 0}, {984, 430, 1340, 57, 0}, {991, 433, 1353, 57, 0},
    {998, 108, 235, 1, 0}, {1004, 197, 462, 9, 0}, {1012, 291, 791, 20, 0},
    {1022, 100, 211, 1, 0}, {1030, 253, 659, 12, 0}, {1040, 118, 15, 1, 0},
    {1046, 35, 0, 0, 0}, {1052, 93, 191, 1, 0}, {1062, 194, 3396, 9, 0},
    {1074, 221, 570, 12, 0}, {1080, 456, 1459, 74, 0},
    {1094, 422, 1300, 56, 0}, {1107, 455, 1452, 74, 0},
    {1118, 449, 1422, 68, 0}, {1130, 454, 1447, 74, 0},
    {1141, 290, 787, 20, 0}, {1151, 130, 1540, 1, 0}, {1167, 260, 684, 16, 0},
    {1181, 299, 846, 21, 0}, {1221, 302, 881, 23, 0}, {1228, 182, 427, 7, 0},
    {1235, 141, 312, 3, 0}, {1244, 202, 517, 9, 0}, {1255, 50, 0, 1, 0},
    {1273, 49, 0, 1, 0}, {1291, 47, 0, 1, 0}, {1307, 80, 475, 1, 0},
    {1329, 105, 229, 1, 0}, {1351, 332, 1093, 3, 0}, {1363, 132, 294, 1, 0},
    {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0}, {1386, 187, 0, 0, 0},
    {1394, 64, 0, 1, 0}, {1402, 96, 201, 1, 0}, {1414, 359, 1037, 43, 0},
    {1424, 170, 494, 7, 0}, {1446, 165, 486, 7, 0}, {1468, 76, 148, 1, 0},
    {1478, 77, 151, 1, 0}, {1488, 147, 294, 3, 0}, {1495, 331, 1093, 3, 0},
    {1507, 340, 1081, 3, 0}, {1518, 207, 0, 10, 0}, {1525, 78, 154, 1, 0},
    {1538, 24, 0, 1, 0}, {1554, 212, 538, 12, 0}, {1563, 464, 1499, 78, 0},
    {1574, 32, 0, 0, 0}, {1579, 112, 0, 0, 0}, {1584, 128, 282, 1, 0},
    {1596, 276, 755, 19, 0}, {1614, 275, 0, 19, 0}, {1627, 318, 938, 27, 0},
    {1641, 277, 759, 19, 0}, {1658, 231, 600, 12, 0}, {1668, 228, 588, 12, 0},
    {1679, 229, 590, 12, 0}, {1692, 388, 1161, 55, 0},
    {1706, 416, 1265, 56, 0}, {1727, 227, 585, 12, 0}, {1736, 230, 596, 12, 0},
    {1746, 426, 1318, 56, 0}, {1761, 427, 1325, 56, 0},
    {1779, 425, 1315, 56, 0}, {1794, 54, 106, 1, 0}, {1800, 101, 0, 1, 0},
    {1807, 110, 0, 1, 0}, {1812, 274, 752, 19, 0}, {1823, 273, 748, 19, 0},
    {1834, 117, 253, 1, 0}, {1838, 354, 1008, 38, 0}, {1843, 382, 2911, 43, 0},
    {1859, 268, 720, 19, 0}, {1870, 271, 742, 17, 0}, {1877, 37, 85, 1, 0},
    {1882, 445, 1409, 65, 0}, {1900, 444, 1405, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 16, 465, 1, 0}, {1963, 213, 538, 12, 0},
    {1973, 9, 24, 1, 0}, {1978, 294, 805, 20, 0}, {1985, 329, 1073, 3, 0},
    {1992, 458, 1469, 75, 0}, {2002, 470, 1529, 82, 0},
    {2009, 215, 548, 12, 0}, {2019, 465, 1506, 78, 0}, {2031, 216, 548, 12, 0},
    {2042, 53, 0, 0, 0}, {2047, 235, 2997, 12, 0}, {2062, 219, 556, 12, 0},
    {2075, 19, 51, 1, 0}, {2081, 210, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0}, {2144, 107, 232, 1, 0},
    {2150, 196, 459, 9, 0}, {2158, 205, 513, 9, 0}, {2166, 453, 0, 74, 0},
    {2183, 259, 677, 16, 0}, {2189, 365, 1120, 43, 0},
    {2200, 360, 1041, 43, 0}, {2226, 258, 762, 20, 0}, {2240, 206, 509, 9, 0},
    {2248, 39, 21, 1, 0}, {2254, 287, 772, 20, 0}, {2262, 14, 37, 1, 0},
    {2268, 288, 776, 20, 0}, {2276, 150, 335, 3, 0}, {2282, 378, 1124, 48, 0},
    {2289, 152, 338, 3, 0}, {2298, 90, 3357, 1, 0}, {2303, 192, 3384, 9, 0},
    {2309, 123, 0, 1, 0}, {2320, 21, 55, 1, 0}, {2326, 442, 1394, 64, 0},
    {2340, 429, 1334, 57, 0}, {2351, 301, 874, 22, 0}, {2362, 125, 274, 1, 0},
    {2371, 56, 0, 0, 0}, {2375, 267, 716, 16, 0}, {2389, 266, 713, 16, 0},
    {2399, 262, 694, 16, 0}, {2407, 265, 707, 16, 0}, {2423, 419, 1284, 56, 0},
    {2446, 264, 701, 16, 0}, {2459, 418, 1278, 56, 0}, {2479, 263, 699, 16, 0},
    {2489, 163, 355, 3, 0}, {2496, 462, 1488, 76, 0}, {2502, 402, 1210, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 1204, 56, 0},
    {2523, 400, 1199, 56, 0}, {2530, 144, 325, 3, 0}, {2536, 201, 0, 0, 0},
    {2548, 151, 335, 3, 0}, {2556, 153, 0, 3, 0}, {2567, 91, 185, 1, 0},
    {2574, 345, 978, 35, 0}, {2592, 162, 352, 3, 0}, {2613, 168, 1547, 7, 0},
    {2624, 34, 83, 1, 0}, {2629, 28, 74, 1, 0}, {2638, 84, 48, 1, 0},
    {2647, 59, 117, 1, 0}, {2659, 18, 48, 1, 0}, {2667, 109, 238, 1, 0},
    {2676, 5, 11, 1, 0}, {2681, 346, 984, 35, 0}, {2699, 428, 1330, 57, 0},
    {2709, 467, 1517, 79, 0}, {2724, 286, 767, 20, 0},
    {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0}, {2745, 200, 2864, 8, 0},
    {2762, 198, 2868, 4, 0}, {2777, 199, 2868, 4, 0}, {2793, 319, 951, 30, 0},
    {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 1310, 56, 0}, {2862, 42, 90, 1, 0}, {2867, 317, 935, 27, 0},
    {2873, 203, 506, 9, 0}, {2884, 384, 1147, 51, 0}, {2895, 385, 1150, 51, 0},
    {2905, 386, 1142, 51, 0}, {2919, 167, 372, 6, 0}, {2924, 281, 835, 20, 0},
    {2930, 414, 1259, 56, 0}, {2943, 171, 384, 7, 0}, {2949, 179, 3364, 0, 0},
    {2957, 320, 940, 29, 0}, {2964, 380, 1135, 50, 0}, {2972, 325, 973, 33, 0},
    {2982, 440, 1381, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 351, 1001, 37, 0}, {3032, 352, 1001, 37, 0}, {3050, 44, 0, 0, 0},
    {3055, 98, 0, 0, 0}, {3062, 280, 828, 20, 0}, {3071, 413, 1252, 56, 0},
    {3087, 26, 67, 1, 0}, {3094, 188, 0, 0, 0}, {3102, 180, 3371, 0, 0},
    {3111, 321, 940, 29, 0}, {3119, 381, 1135, 50, 0}, {3128, 166, 1551, 7, 0},
    {3141, 131, 289, 1, 0}, {3150, 443, 1400, 66, 0}, {3162, 3, 3, 1, 0},
    {3167, 191, 3378, 11, 0}, {3177, 89, 179, 1, 0}, {3185, 85, 165, 1, 0},
    {3194, 296, 815, 20, 0}, {3205, 145, 329, 3, 0}, {3211, 88, 174, 1, 0},
    {3218, 336, 2883, 3, 0}, {3223, 337, 1108, 3, 0}, {3232, 343, 957, 31, 0},
    {3241, 417, 1272, 56, 0}, {3257, 342, 1104, 3, 0}, {3265, 239, 622, 12, 0},
    {3282, 218, 556, 12, 0}, {3294, 466, 1512, 78, 0}, {3308, 38, 24, 1, 0},
    {3315, 293, 800, 20, 0}, {3324, 357, 1027, 42, 0}, {3334, 270, 737, 17, 0},
    {3346, 0, 0, 12, 0}, {3395, 40, 27, 1, 0}, {3401, 387, 1168, 55, 0},
    {3406, 471, 0, 83, 0}, {3423, 173, 390, 7, 0}, {3436, 175, 400, 7, 0},
    {3450, 174, 395, 7, 0}, {3465, 177, 408, 7, 0}, {3481, 172, 0, 7, 0},
    {3494, 178, 412, 7, 0}, {3508, 176, 403, 7, 0}, {3524, 421, 1295, 56, 0},
    {3547, 322, 946, 30, 0}, {3565, 255, 3419, 14, 0}, {3660, 159, 347, 3, 0},
    {3683, 160, 347, 3, 0}, {3706, 223, 577, 12, 0}, {3724, 356, 1022, 41, 0},
    {3738, 155, 340, 3, 0}, {3753, 157, 294, 3, 0}, {3772, 161, 349, 3, 0},
    {3794, 423, 1307, 56, 0}, {3823, 222, 577, 12, 0},
    {3841, 355, 1018, 41, 0}, {3855, 154, 340, 3, 0}, {3870, 156, 343, 3, 0},
    {3889, 158, 0, 3, 0}, {3901, 358, 1033, 43, 0}, {3918, 82, 160, 1, 1},
    {3925, 394, 1177, 56, 0}, {3932, 393, 1173, 56, 0},
    {3956, 420, 1290, 56, 0}, {3974, 334, 2878, 3, 0}, {3979, 186, 439, 7, 0},
    {3988, 226, 565, 12, 0}, {3999, 349, 993, 36, 0}, {4008, 341, 1104, 3, 0},
    {4016, 335, 1097, 3, 0}, {4023, 261, 690, 16, 0}, {4037, 450, 1428, 69, 0},
    {4061, 300, 843, 21, 0}, {4093, 232, 628, 12, 0}, {4117, 121, 145, 0, 0},
    {4131, 139, 504, 0, 0}, {4151, 138, 502, 0, 0}, {4171, 46, 500, 0, 0},
    {4187, 81, 475, 0, 0}, {4209, 74, 145, 1, 0}, {4221, 104, 225, 1, 0},
    {4231, 350, 998, 36, 0}, {4237, 57, 114, 1, 0}, {4245, 97, 204, 1, 0},
    {4257, 71, 472, 1, 0}, {4277, 169, 490, 7, 0}, {4299, 164, 482, 7, 0},
    {4321, 70, 469, 1, 0}, {4341, 75, 148, 1, 0}, {4351, 66, 0, 1, 0},
    {4358, 339, 1087, 3, 0}, {4369, 79, 154, 1, 0}, {4382, 23, 498, 1, 0},
    {4398, 209, 526, 12, 0}, {4407, 463, 1492, 78, 0}, {4418, 68, 0, 1, 0},
    {4427, 397, 1190, 56, 0}, {4433, 396, 1186, 56, 0},
    {4440, 398, 1194, 56, 0}, {4446, 395, 1182, 56, 0},
    {4453, 338, 1115, 3, 0}, {4462, 67, 127, 1, 0}, {4472, 185, 436, 7, 0},
    {4484, 48, 98, 1, 0}, {4491, 305, 897, 24, 0}, {4500, 313, 921, 27, 0},
    {4510, 73, 143, 1, 0}, {4521, 126, 278, 1, 0}, {4533, 119, 0, 1, 0},
    {4543, 72, 3355, 1, 0}, {4554, 326, 1056, 3, 0}, {4561, 102, 218, 1, 0},
    {4572, 333, 1060, 3, 0}, {4583, 283, 850, 21, 0}, {4590, 279, 3429, 20, 0},
    {4601, 278, 3425, 20, 0}, {4609, 69, 131, 1, 0}, {4618, 106, 232, 1, 0},
    {4623, 195, 459, 9, 0}, {4630, 99, 208, 1, 0}, {4637, 252, 655, 12, 0},
    {4646, 457, 1464, 75, 0}, {4656, 383, 1152, 52, 0}, {4662, 25, 65, 1, 0},
    {4668, 31, 0, 0, 0}, {4673, 310, 3448, 26, 0}, {4686, 249, 3408, 15, 0},
    {4698, 115, 249, 1, 0}, {4706, 87, 171, 1, 0}, {4713, 363, 0, 46, 0},
    {4727, 83, 162, 1, 0}, {4735, 295, 811, 20, 0}, {4745, 36, 0, 1, 0},
    {4766, 308, 3434, 24, 0}, {4783, 348, 991, 35, 0},
    {4790, 256, 3421, 18, 0}, {4819, 135, 296, 2, 0}, {4825, 116, 251, 1, 0},
    {4833, 103, 221, 1, 0}, {4848, 284, 864, 21, 0}, {4852, 250, 663, 12, 0},
    {4859, 13, 35, 1, 0}, {4864, 240, 630, 12, 0}, {4877, 244, 642, 12, 0},
    {4890, 243, 642, 12, 0}, {4907, 242, 639, 12, 0}, {4921, 408, 1231, 56, 0},
    {4937, 241, 634, 12, 0}, {4951, 409, 1234, 56, 0}, {4975, 306, 901, 0, 0},
    {4990, 312, 918, 0, 0}, {5006, 410, 1239, 56, 0}, {5024, 311, 913, 0, 0},
    {5040, 411, 1242, 56, 0}, {5058, 43, 92, 0, 0}, {5064, 208, 562, 0, 0},
    {5070, 92, 188, 0, 0}, {5079, 193, 3391, 0, 0}, {5090, 225, 0, 0, 0},
    {5098, 190, 148, 0, 0}, {5109, 58, 0, 0, 0}, {5116, 60, 119, 0, 0},
    {5122, 22, 61, 0, 0}, {5129, 52, 103, 0, 0}, {5137, 122, 266, 0, 0},
    {5143, 10, 27, 0, 0}, {5150, 292, 796, 0, 0}, {5159, 282, 841, 0, 0},
    {5184, 86, 169, 0, 0}, {5191, 364, 1118, 0, 0}, {5215, 62, 121, 0, 0},
    {5221, 30, 77, 0, 0}, {5227, 304, 892, 0, 0}, {5237, 412, 1247, 56, 0},
    {5254, 251, 667, 0, 0}, {5261, 189, 0, 0, 0}, {5267, 111, 0, 0, 0},
    {5275, 113, 0, 5, 0}, {5288, 285, 869, 21, 0}, {5305, 114, 244, 1, 0},
    {5311, 272, 725, 17, 0}, {5318, 7, 17, 1, 0}, {5326, 4, 7, 1, 0},
    {5332, 146, 329, 3, 0},
};
static const uint16_t ppc_by_number[] = {
    301, 55, 80, 282, 451, 237, 35, 450, 39, 168, 434, 53, 19, 410, 195, 20,
    166, 14, 235, 179, 118, 203, 431, 361, 132, 392, 274, 10, 232, 243, 440,
    393, 135, 5, 231, 93, 401, 162, 297, 193, 302, 42, 252, 423, 270, 15, 346,
    112, 372, 111, 110, 6, 432, 176, 152, 71, 208, 351, 429, 234, 430, 22, 439,
    43, 120, 117, 358, 370, 364, 385, 356, 353, 378, 375, 348, 357, 125, 126,
    131, 360, 113, 347, 329, 399, 233, 285, 437, 397, 288, 284, 200, 227, 425,
    94, 65, 68, 121, 352, 271, 388, 90, 153, 380, 407, 349, 114, 386, 184, 87,
    236, 154, 445, 136, 446, 448, 396, 406, 157, 92, 377, 33, 343, 433, 202, 8,
    207, 376, 40, 137, 41, 103, 280, 116, 64, 11, 405, 248, 9, 345, 344, 0,
    108, 1, 79, 223, 287, 452, 127, 73, 2, 197, 225, 199, 226, 325, 319, 326,
    320, 327, 315, 316, 321, 229, 217, 355, 124, 279, 258, 230, 354, 123, 261,
    309, 305, 307, 306, 311, 308, 310, 262, 276, 21, 107, 17, 18, 371, 334,
    119, 275, 444, 428, 283, 201, 426, 95, 387, 185, 88, 245, 246, 244, 224,
    109, 254, 72, 186, 192, 130, 424, 362, 180, 83, 133, 167, 74, 173, 175, 78,
    295, 178, 81, 96, 323, 317, 427, 335, 147, 143, 144, 148, 142, 342, 59, 56,
    177, 45, 47, 50, 294, 411, 416, 414, 413, 412, 31, 27, 25, 29, 395, 409,
    443, 389, 91, 60, 314, 404, 191, 188, 104, 339, 211, 216, 214, 212, 210,
    209, 160, 7, 300, 161, 449, 156, 155, 139, 138, 141, 384, 383, 272, 259,
    436, 382, 408, 447, 241, 194, 196, 69, 102, 89, 435, 298, 169, 400, 286,
    66, 57, 105, 341, 206, 106, 48, 441, 373, 418, 51, 402, 61, 394, 421, 419,
    374, 52, 46, 44, 253, 140, 247, 263, 277, 313, 62, 63, 265, 379, 12, 37,
    170, 3, 128, 115, 381, 333, 338, 289, 290, 369, 359, 129, 337, 293, 291, 4,
    228, 238, 23, 403, 336, 350, 268, 269, 77, 158, 324, 318, 299, 328, 122,
    190, 13, 54, 398, 438, 189, 198, 38, 264, 278, 159, 391, 255, 256, 257,
    303, 145, 331, 330, 368, 366, 365, 367, 220, 222, 221, 219, 28, 32, 24, 26,
    30, 415, 417, 420, 422, 442, 273, 260, 146, 292, 215, 213, 332, 312, 98,
    322, 251, 151, 149, 150, 239, 205, 85, 82, 84, 86, 250, 34, 36, 242, 249,
    58, 266, 49, 204, 281, 164, 163, 165, 267, 100, 340, 16, 67, 187, 101, 99,
    97, 390, 171, 181, 183, 182, 218, 363, 134, 174, 296, 240, 75, 76, 172,
    304, 70,
};
static const struct call_entry ppc64[] = {
    {0, 140, 3478, 2, 0}, {8, 142, 1632, 3, 0}, {19, 149, 1915, 3, 0},
    {27, 330, 1687, 3, 0}, {34, 344, 2322, 28, 0}, {42, 33, 1627, 1, 0},
    {49, 51, 1928, 1, 0}, {54, 269, 2155, 17, 0}, {62, 124, 1926, 1, 0},
    {71, 137, 0, 0, 0}, {83, 27, 72, 1, 0}, {170, 134, 0, 2, 0},
    {178, 327, 1709, 3, 0}, {183, 361, 2440, 44, 0}, {187, 17, 0, 0, 0},
    {204, 45, 1597, 1, 0}, {228, 451, 2596, 72, 0}, {238, 183, 1851, 7, 0},
    {245, 184, 1854, 7, 0}, {252, 12, 1794, 1, 0}, {258, 15, 1811, 1, 0},
    {264, 181, 1814, 7, 0}, {278, 61, 1794, 1, 0}, {285, 347, 2379, 35, 0},
    {315, 247, 2080, 12, 0}, {348, 246, 2077, 12, 0}, {378, 248, 2083, 12, 0},
    {417, 245, 2074, 12, 0}, {447, 120, 2923, 1, 0}, {453, 435, 2539, 58, 0},
    {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0}, {478, 328, 1683, 0, 0},
    {486, 379, 2456, 49, 0}, {502, 8, 1799, 1, 0}, {508, 127, 2697, 1, 0},
    {522, 129, 1960, 1, 0}, {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0},
    {545, 316, 931, 27, 0}, {550, 236, 610, 12, 0}, {563, 315, 929, 27, 0},
    {577, 237, 2093, 12, 0}, {601, 303, 2298, 23, 0}, {613, 441, 2558, 63, 0},
    {626, 238, 2088, 12, 0}, {652, 307, 904, 24, 0}, {660, 314, 926, 27, 0},
    {669, 11, 1740, 1, 0}, {676, 362, 2446, 45, 0}, {685, 1, 1, 1, 0},
    {690, 234, 1, 12, 0}, {701, 298, 2238, 20, 0}, {711, 439, 2547, 60, 0},
    {722, 233, 2057, 12, 0}, {745, 309, 2309, 25, 0}, {755, 323, 963, 34, 0},
    {769, 324, 2358, 34, 0}, {783, 133, 15, 1, 0}, {790, 94, 194, 1, 0},
    {797, 297, 2234, 20, 0}, {806, 452, 2601, 73, 0}, {816, 95, 478, 1, 0},
    {832, 289, 2195, 20, 0}, {841, 472, 1534, 84, 0}, {849, 55, 1777, 1, 0},
    {863, 148, 15, 3, 0}, {873, 214, 1989, 12, 0}, {883, 468, 2686, 80, 0},
    {896, 469, 2686, 80, 0}, {909, 353, 2404, 40, 0}, {922, 217, 1998, 12, 0},
    {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0}, {944, 220, 2005, 12, 0},
    {957, 431, 2529, 57, 0}, {966, 211, 1978, 12, 0}, {976, 432, 1349, 57, 0},
    {984, 430, 2526, 57, 0}, {991, 433, 2535, 57, 0}, {998, 108, 1572, 1, 0},
    {1022, 100, 1888, 1, 0}, {1030, 253, 3502, 12, 0}, {1040, 118, 15, 1, 0},
    {1046, 35, 0, 0, 0}, {1052, 93, 1784, 1, 0}, {1074, 221, 2010, 12, 0},
    {1080, 456, 2622, 74, 0}, {1107, 455, 2615, 74, 0},
    {1118, 449, 2585, 68, 0}, {1130, 454, 2610, 74, 0},
    {1141, 290, 2201, 20, 0}, {1151, 130, 2700, 1, 0},
    {1167, 260, 2112, 16, 0}, {1181, 299, 2260, 21, 0},
    {1221, 302, 2387, 23, 0}, {1228, 182, 1791, 7, 0}, {1235, 141, 1787, 3, 0},
    {1244, 202, 2046, 9, 0}, {1255, 50, 0, 1, 0}, {1273, 49, 0, 1, 0},
    {1291, 47, 0, 1, 0}, {1307, 80, 1840, 1, 0}, {1329, 105, 1671, 1, 0},
    {1351, 332, 1713, 3, 0}, {1363, 132, 294, 1, 0}, {1371, 65, 0, 1, 0},
    {1379, 20, 0, 1, 0}, {1386, 187, 0, 0, 0}, {1394, 64, 0, 1, 0},
    {1402, 96, 201, 1, 0}, {1414, 359, 2427, 43, 0}, {1424, 170, 1847, 7, 0},
    {1446, 165, 1843, 7, 0}, {1468, 76, 0, 1, 0}, {1478, 77, 1824, 1, 0},
    {1488, 147, 294, 3, 0}, {1495, 331, 1713, 3, 0}, {1507, 340, 1728, 3, 0},
    {1518, 207, 0, 10, 0}, {1525, 78, 1818, 1, 0}, {1538, 24, 0, 1, 0},
    {1554, 212, 1984, 12, 0}, {1563, 464, 2662, 78, 0}, {1574, 32, 0, 0, 0},
    {1579, 112, 0, 0, 0}, {1584, 128, 1956, 1, 0}, {1596, 276, 2172, 19, 0},
    {1614, 275, 0, 19, 0}, {1627, 318, 938, 27, 0}, {1641, 277, 759, 19, 0},
    {1658, 231, 2036, 12, 0}, {1668, 228, 2024, 12, 0},
    {1679, 229, 2026, 12, 0}, {1692, 388, 2484, 55, 0},
    {1727, 227, 2021, 12, 0}, {1736, 230, 2032, 12, 0},
    {1746, 426, 2504, 56, 0}, {1761, 427, 2511, 56, 0},
    {1779, 425, 2501, 56, 0}, {1794, 54, 1609, 1, 0}, {1800, 101, 0, 1, 0},
    {1807, 110, 0, 1, 0}, {1812, 274, 752, 19, 0}, {1823, 273, 748, 19, 0},
    {1834, 117, 3471, 1, 0}, {1838, 354, 2398, 38, 0},
    {1843, 382, 2434, 43, 0}, {1859, 268, 2144, 19, 0},
    {1870, 271, 2166, 17, 0}, {1877, 37, 85, 1, 0}, {1882, 445, 2580, 65, 0},
    {1900, 444, 2576, 65, 0}, {1924, 446, 1414, 65, 0}, {1947, 16, 1814, 1, 0},
    {1963, 213, 1984, 12, 0}, {1973, 9, 1796, 1, 0}, {1978, 294, 2219, 20, 0},
    {1985, 329, 1073, 3, 0}, {1992, 458, 2632, 75, 0},
    {2002, 470, 2692, 82, 0}, {2009, 215, 1994, 12, 0},
    {2019, 465, 2669, 78, 0}, {2031, 216, 1994, 12, 0}, {2042, 53, 0, 0, 0},
    {2047, 235, 2702, 12, 0}, {2062, 219, 2002, 12, 0}, {2075, 19, 1579, 1, 0},
    {2081, 210, 1972, 12, 0}, {2091, 459, 2637, 75, 0},
    {2109, 461, 2647, 75, 0}, {2126, 460, 2642, 75, 0},
    {2144, 107, 1569, 1, 0}, {2158, 205, 1652, 9, 0}, {2166, 453, 0, 74, 0},
    {2183, 259, 2101, 16, 0}, {2189, 365, 1120, 43, 0},
    {2200, 360, 2431, 43, 0}, {2226, 258, 2176, 20, 0},
    {2240, 206, 1648, 9, 0}, {2248, 39, 1799, 1, 0}, {2254, 287, 2186, 20, 0},
    {2262, 14, 1878, 1, 0}, {2268, 288, 2190, 20, 0}, {2276, 150, 1905, 3, 0},
    {2282, 378, 2452, 48, 0}, {2289, 152, 338, 3, 0}, {2298, 90, 3461, 1, 0},
    {2309, 123, 0, 1, 0}, {2320, 21, 1930, 1, 0}, {2326, 442, 2565, 64, 0},
    {2340, 429, 2520, 57, 0}, {2351, 301, 2286, 22, 0},
    {2362, 125, 1590, 1, 0}, {2371, 56, 0, 0, 0}, {2375, 267, 2140, 16, 0},
    {2389, 266, 2137, 16, 0}, {2399, 262, 2118, 16, 0},
    {2407, 265, 2131, 16, 0}, {2446, 264, 2125, 16, 0},
    {2479, 263, 2123, 16, 0}, {2489, 163, 1638, 3, 0},
    {2496, 462, 2651, 76, 0}, {2502, 402, 1773, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 1767, 56, 0},
    {2523, 400, 1762, 56, 0}, {2530, 144, 1644, 3, 0}, {2536, 201, 0, 0, 0},
    {2548, 151, 1905, 3, 0}, {2556, 153, 0, 3, 0}, {2567, 91, 1594, 1, 0},
    {2574, 345, 2369, 35, 0}, {2592, 162, 1668, 3, 0},
    {2602, 291, 2205, 20, 0}, {2613, 168, 2706, 7, 0}, {2624, 34, 83, 1, 0},
    {2629, 28, 0, 1, 0}, {2638, 84, 0, 1, 0}, {2647, 59, 0, 1, 0},
    {2659, 18, 0, 1, 0}, {2667, 109, 0, 1, 0}, {2676, 5, 1565, 1, 0},
    {2681, 346, 2375, 35, 0}, {2699, 428, 2516, 57, 0},
    {2709, 467, 2680, 79, 0}, {2724, 286, 2181, 20, 0},
    {2731, 437, 2542, 59, 0}, {2739, 29, 0, 1, 0}, {2745, 200, 3490, 8, 0},
    {2762, 198, 3484, 4, 0}, {2777, 199, 3484, 4, 0}, {2793, 319, 2346, 30, 0},
    {2809, 136, 3142, 2, 0}, {2821, 438, 1372, 59, 0},
    {2833, 434, 1357, 58, 0}, {2844, 424, 2496, 56, 0}, {2862, 42, 1630, 1, 0},
    {2867, 317, 2332, 27, 0}, {2873, 203, 1912, 9, 0},
    {2884, 384, 2475, 51, 0}, {2895, 385, 1150, 51, 0},
    {2905, 386, 2470, 51, 0}, {2919, 167, 1575, 6, 0},
    {2924, 281, 2249, 20, 0}, {2943, 171, 1917, 7, 0}, {2949, 179, 1613, 0, 0},
    {2957, 320, 2335, 29, 0}, {2964, 380, 2463, 50, 0},
    {2972, 325, 2364, 33, 0}, {2982, 440, 2552, 62, 0},
    {2998, 448, 1419, 67, 0}, {3015, 351, 2391, 37, 0},
    {3032, 352, 2391, 37, 0}, {3050, 44, 0, 0, 0}, {3055, 98, 0, 0, 0},
    {3062, 280, 2242, 20, 0}, {3087, 26, 1831, 1, 0}, {3094, 188, 0, 0, 0},
    {3102, 180, 1618, 0, 0}, {3111, 321, 2335, 29, 0},
    {3119, 381, 2463, 50, 0}, {3128, 166, 2710, 7, 0}, {3141, 131, 1963, 1, 0},
    {3150, 443, 2571, 66, 0}, {3162, 3, 1557, 1, 0}, {3167, 191, 1968, 11, 0},
    {3177, 89, 0, 1, 0}, {3185, 85, 1807, 1, 0}, {3194, 296, 2229, 20, 0},
    {3205, 145, 1623, 3, 0}, {3211, 88, 1944, 1, 0}, {3218, 336, 3531, 3, 0},
    {3223, 337, 1698, 3, 0}, {3232, 343, 2352, 31, 0}, {3257, 342, 1705, 3, 0},
    {3265, 239, 2040, 12, 0}, {3282, 218, 2002, 12, 0},
    {3294, 466, 2675, 78, 0}, {3308, 38, 1796, 1, 0}, {3315, 293, 2214, 20, 0},
    {3324, 357, 2417, 42, 0}, {3334, 270, 2161, 17, 0}, {3346, 0, 0, 12, 0},
    {3395, 40, 1802, 1, 0}, {3401, 387, 2491, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 173, 1599, 7, 0}, {3436, 175, 1857, 7, 0}, {3450, 174, 1604, 7, 0},
    {3465, 177, 1865, 7, 0}, {3481, 172, 0, 7, 0}, {3494, 178, 1869, 7, 0},
    {3508, 176, 1860, 7, 0}, {3547, 322, 2341, 30, 0},
    {3565, 255, 3506, 14, 0}, {3660, 159, 347, 3, 0}, {3683, 160, 347, 3, 0},
    {3706, 223, 2017, 12, 0}, {3724, 356, 2412, 41, 0},
    {3738, 155, 1895, 3, 0}, {3753, 157, 294, 3, 0}, {3772, 161, 1902, 3, 0},
    {3823, 222, 2017, 12, 0}, {3841, 355, 2408, 41, 0},
    {3855, 154, 1895, 3, 0}, {3870, 156, 1898, 3, 0}, {3889, 158, 0, 3, 0},
    {3901, 358, 2423, 43, 0}, {3918, 82, 0, 1, 0}, {3925, 394, 1755, 56, 0},
    {3932, 393, 1173, 56, 0}, {3945, 392, 2052, 12, 0},
    {3974, 334, 3526, 3, 0}, {3979, 186, 1678, 7, 0}, {3999, 349, 2382, 36, 0},
    {4008, 341, 1705, 3, 0}, {4016, 335, 1691, 3, 0}, {4023, 261, 2108, 16, 0},
    {4037, 450, 2591, 69, 0}, {4061, 300, 2257, 21, 0},
    {4093, 232, 2050, 12, 0}, {4117, 121, 1949, 0, 0}, {4131, 139, 504, 0, 0},
    {4151, 138, 502, 0, 0}, {4171, 46, 500, 0, 0}, {4187, 81, 1840, 0, 0},
    {4209, 74, 1949, 1, 0}, {4221, 104, 1674, 1, 0}, {4231, 350, 998, 36, 0},
    {4237, 57, 114, 1, 0}, {4245, 97, 204, 1, 0}, {4257, 71, 472, 1, 0},
    {4277, 169, 490, 7, 0}, {4299, 164, 482, 7, 0}, {4321, 70, 469, 1, 0},
    {4341, 75, 1821, 1, 0}, {4351, 66, 0, 1, 0}, {4358, 339, 1722, 3, 0},
    {4369, 79, 1818, 1, 0}, {4382, 23, 498, 1, 0}, {4398, 209, 1972, 12, 0},
    {4407, 463, 2655, 78, 0}, {4418, 68, 0, 1, 0}, {4427, 397, 1660, 56, 0},
    {4433, 396, 1664, 56, 0}, {4440, 398, 1760, 56, 0},
    {4446, 395, 1656, 56, 0}, {4453, 338, 1115, 3, 0}, {4462, 67, 0, 1, 0},
    {4472, 185, 1872, 7, 0}, {4484, 48, 3458, 1, 0}, {4491, 305, 2305, 24, 0},
    {4500, 313, 2327, 27, 0}, {4510, 73, 0, 1, 0}, {4521, 126, 0, 1, 0},
    {4533, 119, 0, 1, 0}, {4543, 72, 0, 1, 0}, {4554, 326, 1056, 3, 0},
    {4561, 102, 3468, 1, 0}, {4572, 333, 1717, 3, 0}, {4583, 283, 2264, 21, 0},
    {4590, 279, 3512, 20, 0}, {4601, 278, 3508, 20, 0}, {4609, 69, 131, 1, 0},
    {4618, 106, 1569, 1, 0}, {4630, 99, 1885, 1, 0}, {4637, 252, 3498, 12, 0},
    {4646, 457, 2627, 75, 0}, {4656, 383, 2478, 52, 0}, {4662, 25, 3456, 1, 0},
    {4668, 31, 0, 0, 0}, {4673, 310, 3522, 26, 0}, {4686, 249, 3494, 15, 0},
    {4698, 115, 1942, 1, 0}, {4706, 87, 1939, 1, 0}, {4713, 363, 0, 46, 0},
    {4727, 83, 1804, 1, 0}, {4735, 295, 2225, 20, 0}, {4745, 36, 0, 1, 0},
    {4766, 308, 3517, 24, 0}, {4783, 348, 991, 35, 0}, {4790, 256, 0, 18, 0},
    {4819, 135, 1891, 2, 0}, {4825, 116, 1827, 1, 0}, {4833, 103, 1836, 1, 0},
    {4848, 284, 2271, 21, 0}, {4852, 250, 663, 12, 0}, {4859, 13, 2008, 1, 0},
    {4864, 240, 2062, 12, 0}, {4877, 244, 642, 12, 0}, {4890, 243, 642, 12, 0},
    {4907, 242, 2071, 12, 0}, {4937, 241, 2066, 12, 0}, {4975, 306, 901, 0, 0},
    {4990, 312, 2319, 0, 0}, {5024, 311, 2314, 0, 0}, {5058, 43, 1829, 0, 0},
    {5064, 208, 562, 0, 0}, {5070, 92, 1781, 0, 0}, {5090, 225, 0, 0, 0},
    {5098, 190, 1821, 0, 0}, {5109, 58, 0, 0, 0}, {5116, 60, 119, 0, 0},
    {5122, 22, 0, 0, 0}, {5129, 52, 1936, 0, 0}, {5137, 122, 1749, 0, 0},
    {5143, 10, 1802, 0, 0}, {5150, 292, 2210, 0, 0}, {5159, 282, 2255, 0, 0},
    {5184, 86, 2716, 0, 0}, {5191, 364, 1118, 0, 0}, {5215, 62, 1882, 0, 0},
    {5221, 30, 1875, 0, 0}, {5227, 304, 2293, 0, 0}, {5254, 251, 2098, 0, 0},
    {5261, 189, 0, 0, 0}, {5267, 111, 0, 0, 0}, {5275, 113, 0, 5, 0},
    {5288, 285, 2281, 21, 0}, {5305, 114, 1744, 1, 0},
    {5311, 272, 2149, 17, 0}, {5318, 7, 3452, 1, 0}, {5326, 4, 1561, 1, 0},
    {5332, 146, 1623, 3, 0},
};
static const uint16_t ppc64_by_number[] = {
    283, 50, 73, 265, 423, 222, 30, 422, 34, 156, 407, 48, 19, 388, 182, 20,
    154, 14, 220, 167, 107, 189, 404, 340, 121, 370, 257, 10, 217, 228, 413,
    371, 124, 5, 216, 84, 379, 150, 279, 180, 284, 37, 237, 397, 254, 15, 325,
    101, 351, 100, 99, 6, 405, 164, 140, 65, 194, 330, 402, 219, 403, 22, 412,
    38, 109, 106, 337, 349, 343, 364, 335, 332, 357, 354, 327, 336, 114, 115,
    120, 339, 102, 326, 309, 377, 218, 268, 410, 375, 271, 267, 187, 211, 399,
    85, 59, 62, 110, 331, 255, 366, 81, 141, 359, 385, 328, 103, 365, 172, 80,
    221, 142, 417, 125, 418, 420, 374, 384, 145, 83, 356, 28, 322, 406, 188, 8,
    193, 355, 35, 126, 36, 92, 263, 105, 58, 11, 383, 233, 9, 324, 323, 0, 97,
    1, 72, 207, 270, 424, 116, 66, 2, 184, 209, 186, 210, 305, 300, 306, 301,
    307, 296, 297, 302, 213, 201, 334, 113, 262, 243, 215, 333, 112, 245, 291,
    287, 289, 288, 293, 290, 292, 246, 259, 21, 96, 17, 18, 350, 314, 108, 258,
    416, 401, 266, 230, 231, 229, 208, 98, 239, 173, 179, 119, 398, 341, 168,
    76, 122, 155, 67, 161, 163, 71, 277, 166, 74, 86, 303, 298, 400, 135, 132,
    133, 136, 131, 321, 54, 51, 165, 40, 42, 45, 276, 389, 393, 392, 391, 390,
    27, 25, 24, 26, 373, 387, 415, 367, 82, 295, 382, 178, 175, 93, 318, 197,
    200, 199, 198, 196, 195, 148, 7, 282, 149, 421, 144, 143, 128, 127, 130,
    363, 362, 256, 244, 409, 361, 386, 419, 226, 181, 183, 63, 91, 214, 408,
    280, 157, 378, 269, 60, 52, 94, 320, 192, 95, 43, 414, 352, 394, 46, 380,
    55, 372, 396, 395, 353, 47, 41, 39, 238, 129, 232, 247, 260, 294, 56, 57,
    249, 358, 12, 32, 158, 3, 117, 104, 360, 313, 317, 272, 273, 348, 338, 118,
    316, 275, 274, 4, 212, 223, 23, 381, 315, 329, 252, 253, 70, 146, 304, 299,
    281, 308, 111, 177, 13, 49, 376, 411, 176, 185, 33, 248, 261, 147, 369,
    240, 241, 242, 285, 134, 312, 311, 310, 347, 345, 344, 346, 204, 206, 205,
    203, 236, 139, 137, 138, 224, 191, 78, 75, 77, 79, 235, 29, 31, 227, 234,
    53, 250, 44, 190, 264, 152, 151, 153, 251, 89, 319, 16, 61, 174, 90, 88,
    87, 368, 159, 169, 171, 170, 202, 342, 123, 162, 278, 225, 68, 69, 160,
    286, 64,
};
static const struct call_entry s390[] = {
    {0, 140, 306, 2, 0}, {8, 142, 3633, 3, 0}, {19, 149, 333, 3, 0},
    {34, 364, 1076, 47, 0}, {42, 33, 80, 1, 0}, {49, 51, 101, 1, 0},
    {54, 278, 731, 17, 0}, {62, 124, 272, 1, 0}, {71, 137, 0, 0, 0},
    {83, 27, 72, 1, 0}, {170, 134, 0, 2, 0}, {178, 361, 1065, 47, 0},
    {183, 351, 3842, 44, 0}, {204, 45, 94, 1, 0}, {228, 451, 1433, 72, 0},
    {238, 184, 430, 7, 0}, {245, 185, 433, 7, 0}, {252, 12, 33, 1, 0},
    {258, 15, 41, 1, 0}, {264, 182, 44, 7, 0}, {270, 212, 465, 9, 0},
    {278, 61, 33, 1, 0}, {285, 337, 988, 35, 0}, {299, 405, 1220, 56, 0},
    {315, 261, 647, 12, 0}, {328, 406, 1223, 56, 0}, {348, 260, 644, 12, 0},
    {362, 403, 1214, 56, 0}, {378, 262, 650, 12, 0}, {394, 407, 1226, 56, 0},
    {417, 259, 644, 12, 0}, {431, 404, 1217, 56, 0}, {447, 120, 3619, 1, 0},
    {453, 435, 1360, 58, 0}, {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 362, 1069, 47, 0}, {486, 375, 1128, 49, 0}, {502, 8, 21, 1, 0},
    {508, 127, 1537, 1, 0}, {522, 129, 286, 1, 0}, {536, 41, 88, 1, 0},
    {540, 63, 124, 1, 0}, {545, 326, 931, 27, 0}, {550, 249, 610, 12, 0},
    {563, 327, 929, 27, 0}, {577, 250, 612, 12, 0}, {601, 312, 3798, 23, 0},
    {613, 441, 3947, 63, 0}, {626, 251, 617, 12, 0}, {652, 318, 904, 24, 0},
    {660, 323, 926, 27, 0}, {669, 11, 3544, 1, 0}, {676, 354, 3854, 45, 0},
    {685, 1, 1, 1, 0}, {690, 248, 1, 12, 0}, {701, 300, 824, 20, 0},
    {711, 439, 1376, 60, 0}, {722, 253, 3719, 12, 0}, {732, 264, 3729, 12, 1},
    {745, 314, 3805, 25, 0}, {755, 332, 963, 34, 0}, {769, 333, 3832, 34, 0},
    {783, 133, 15, 1, 0}, {790, 94, 194, 1, 0}, {797, 299, 820, 20, 0},
    {806, 452, 1438, 73, 0}, {816, 95, 197, 1, 0}, {823, 207, 478, 9, 0},
    {832, 291, 781, 20, 0}, {849, 55, 3110, 1, 0}, {855, 221, 3110, 9, 0},
    {863, 148, 15, 3, 0}, {873, 229, 543, 12, 0}, {883, 468, 1523, 80, 0},
    {896, 469, 1523, 80, 0}, {909, 344, 1014, 40, 0}, {922, 232, 552, 12, 0},
    {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0}, {944, 235, 559, 12, 0},
    {957, 431, 1343, 57, 0}, {966, 226, 532, 12, 0}, {976, 432, 1349, 57, 0},
    {984, 430, 1340, 57, 0}, {991, 433, 1353, 57, 0}, {998, 108, 3603, 1, 0},
    {1004, 197, 3695, 9, 0}, {1012, 293, 3762, 20, 0}, {1022, 100, 3587, 1, 0},
    {1030, 266, 3735, 12, 0}, {1040, 118, 15, 1, 0}, {1052, 93, 3581, 1, 0},
    {1062, 194, 3688, 9, 0}, {1074, 238, 570, 12, 0}, {1080, 456, 1459, 74, 0},
    {1094, 422, 1300, 56, 0}, {1107, 455, 1452, 74, 0},
    {1118, 449, 1422, 68, 0}, {1130, 454, 1447, 74, 0},
    {1141, 292, 787, 20, 0}, {1151, 130, 1540, 1, 0}, {1167, 269, 684, 16, 0},
    {1181, 305, 3783, 21, 0}, {1221, 311, 3794, 23, 0}, {1228, 183, 427, 7, 0},
    {1235, 141, 3629, 3, 0}, {1244, 220, 517, 9, 0}, {1255, 50, 0, 1, 0},
    {1263, 202, 0, 9, 0}, {1273, 49, 0, 1, 0}, {1281, 201, 0, 9, 0},
    {1291, 47, 0, 1, 0}, {1298, 200, 0, 9, 0}, {1307, 80, 157, 1, 0},
    {1317, 205, 475, 9, 0}, {1329, 105, 3597, 1, 0}, {1351, 368, 1093, 47, 0},
    {1363, 132, 294, 1, 0}, {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0},
    {1386, 188, 0, 0, 0}, {1394, 64, 0, 1, 0}, {1402, 96, 201, 1, 0},
    {1414, 349, 1037, 43, 0}, {1424, 171, 380, 7, 0}, {1434, 211, 494, 9, 0},
    {1446, 165, 365, 7, 0}, {1456, 209, 486, 9, 0}, {1468, 76, 3563, 1, 0},
    {1478, 77, 3566, 1, 0}, {1488, 147, 294, 3, 0}, {1495, 367, 1093, 47, 0},
    {1507, 365, 1081, 47, 0}, {1518, 236, 0, 10, 0}, {1525, 78, 3569, 1, 0},
    {1538, 24, 0, 1, 0}, {1545, 199, 0, 9, 0}, {1554, 227, 538, 12, 0},
    {1563, 464, 1499, 78, 0}, {1579, 112, 0, 0, 0}, {1584, 128, 282, 1, 0},
    {1596, 285, 755, 19, 0}, {1614, 284, 0, 19, 0}, {1627, 324, 938, 27, 0},
    {1641, 286, 759, 19, 0}, {1658, 247, 600, 12, 0}, {1668, 244, 588, 12, 0},
    {1679, 245, 590, 12, 0}, {1692, 382, 3897, 55, 0},
    {1706, 416, 3929, 56, 0}, {1727, 243, 3712, 12, 0},
    {1736, 246, 3715, 12, 0}, {1746, 426, 1318, 56, 0},
    {1761, 427, 1325, 56, 0}, {1779, 425, 1315, 56, 0}, {1794, 54, 2723, 1, 0},
    {1800, 101, 0, 1, 0}, {1812, 283, 752, 19, 0}, {1823, 282, 748, 19, 0},
    {1834, 117, 3613, 1, 0}, {1838, 343, 1008, 38, 0},
    {1843, 381, 2911, 43, 0}, {1859, 277, 3751, 19, 0},
    {1870, 280, 3231, 17, 0}, {1877, 37, 85, 1, 0}, {1882, 445, 1409, 65, 0},
    {1900, 444, 1405, 65, 0}, {1924, 446, 1414, 65, 0}, {1947, 16, 44, 1, 0},
    {1954, 198, 465, 9, 0}, {1963, 228, 538, 12, 0}, {1973, 9, 24, 1, 0},
    {1978, 296, 805, 20, 0}, {1985, 363, 1073, 47, 0},
    {1992, 458, 1469, 75, 0}, {2009, 230, 548, 12, 0},
    {2019, 465, 1506, 78, 0}, {2031, 231, 548, 12, 0},
    {2047, 110, 2997, 12, 0}, {2062, 234, 556, 12, 0}, {2075, 19, 3548, 1, 0},
    {2081, 225, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0},
    {2144, 107, 3600, 1, 0}, {2150, 196, 3692, 9, 0}, {2158, 219, 513, 9, 0},
    {2166, 453, 1443, 74, 0}, {2183, 268, 677, 16, 0},
    {2189, 356, 1120, 43, 0}, {2200, 350, 1041, 43, 0},
    {2213, 447, 1417, 71, 0}, {2226, 287, 762, 20, 0}, {2240, 218, 509, 9, 0},
    {2248, 39, 21, 1, 0}, {2254, 289, 772, 20, 0}, {2262, 14, 37, 1, 0},
    {2268, 290, 776, 20, 0}, {2276, 150, 335, 3, 0}, {2282, 374, 1124, 48, 0},
    {2289, 152, 338, 3, 0}, {2298, 90, 3576, 1, 1}, {2303, 192, 3576, 9, 1},
    {2320, 21, 55, 1, 0}, {2326, 442, 1394, 64, 0}, {2340, 429, 1334, 57, 0},
    {2351, 310, 874, 22, 0}, {2362, 125, 274, 1, 0}, {2375, 276, 3747, 16, 0},
    {2389, 275, 3744, 16, 0}, {2399, 271, 3739, 16, 0},
    {2407, 274, 707, 16, 0}, {2423, 419, 1284, 56, 0}, {2446, 273, 701, 16, 0},
    {2459, 418, 1278, 56, 0}, {2479, 272, 699, 16, 0}, {2489, 163, 355, 3, 0},
    {2496, 462, 1488, 76, 0}, {2502, 402, 3912, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 3100, 56, 0},
    {2523, 400, 3095, 56, 0}, {2530, 144, 325, 3, 0}, {2548, 151, 335, 3, 0},
    {2556, 153, 0, 3, 0}, {2567, 91, 185, 1, 0}, {2574, 335, 978, 35, 0},
    {2592, 162, 352, 3, 0}, {2613, 169, 1547, 7, 0}, {2624, 34, 83, 1, 0},
    {2676, 5, 11, 1, 0}, {2681, 336, 984, 35, 0}, {2699, 428, 1330, 57, 0},
    {2709, 467, 1517, 79, 0}, {2724, 288, 767, 20, 0},
    {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0}, {2793, 331, 951, 30, 0},
    {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 1310, 56, 0}, {2862, 42, 90, 1, 0}, {2867, 325, 935, 27, 0},
    {2873, 217, 506, 9, 0}, {2884, 385, 1147, 51, 0}, {2895, 386, 1150, 51, 0},
    {2905, 384, 1142, 51, 0}, {2919, 168, 372, 6, 0}, {2924, 302, 3774, 20, 0},
    {2930, 414, 3923, 56, 0}, {2943, 172, 384, 7, 0}, {2949, 180, 3664, 0, 0},
    {2957, 328, 3821, 29, 0}, {2964, 376, 3882, 50, 0},
    {2972, 334, 973, 33, 0}, {2982, 440, 1381, 62, 0},
    {2998, 448, 1419, 67, 0}, {3015, 340, 1001, 37, 0},
    {3032, 341, 1001, 37, 0}, {3062, 301, 3767, 20, 0},
    {3071, 413, 3916, 56, 0}, {3087, 26, 2742, 1, 0}, {3094, 189, 0, 0, 0},
    {3102, 181, 3670, 0, 0}, {3111, 329, 3821, 29, 0},
    {3119, 377, 3882, 50, 0}, {3128, 167, 1551, 7, 0}, {3141, 131, 289, 1, 0},
    {3150, 443, 1400, 66, 0}, {3162, 3, 3536, 1, 0}, {3167, 222, 3698, 11, 0},
    {3177, 89, 3572, 1, 0}, {3185, 85, 165, 1, 0}, {3194, 298, 815, 20, 0},
    {3205, 145, 329, 3, 0}, {3211, 88, 174, 1, 0}, {3223, 371, 3875, 47, 0},
    {3232, 357, 3860, 31, 0}, {3241, 417, 3936, 56, 0},
    {3257, 372, 3871, 47, 0}, {3265, 267, 622, 12, 0}, {3282, 233, 556, 12, 0},
    {3294, 466, 1512, 78, 0}, {3308, 38, 24, 1, 0}, {3315, 295, 800, 20, 0},
    {3324, 347, 1027, 42, 0}, {3334, 279, 737, 17, 0}, {3346, 7, 0, 12, 0},
    {3395, 40, 27, 1, 0}, {3401, 383, 1168, 55, 0}, {3423, 174, 3639, 7, 0},
    {3436, 176, 3649, 7, 0}, {3450, 175, 3644, 7, 0}, {3465, 178, 3657, 7, 0},
    {3481, 173, 0, 7, 0}, {3494, 179, 3661, 7, 0}, {3508, 177, 3652, 7, 0},
    {3524, 421, 3942, 56, 0}, {3547, 330, 3827, 30, 0},
    {3570, 378, 3889, 53, 0}, {3591, 353, 3850, 45, 0},
    {3610, 352, 3846, 45, 0}, {3630, 342, 3839, 39, 0},
    {3649, 380, 3892, 54, 0}, {3660, 159, 347, 3, 0}, {3683, 160, 347, 3, 0},
    {3706, 240, 3708, 12, 0}, {3724, 346, 1022, 41, 0}, {3738, 155, 340, 3, 0},
    {3753, 157, 294, 3, 0}, {3772, 161, 349, 3, 0}, {3794, 423, 1307, 56, 0},
    {3823, 239, 3708, 12, 0}, {3841, 345, 1018, 41, 0}, {3855, 154, 340, 3, 0},
    {3870, 156, 343, 3, 0}, {3889, 158, 0, 3, 0}, {3901, 348, 1033, 43, 0},
    {3925, 394, 3090, 56, 0}, {3932, 393, 1173, 56, 0},
    {3956, 420, 1290, 56, 0}, {3979, 187, 3679, 7, 0},
    {3988, 223, 3703, 12, 0}, {3999, 358, 3866, 36, 0},
    {4008, 370, 3871, 47, 0}, {4016, 369, 1097, 47, 0},
    {4023, 270, 690, 16, 0}, {4037, 450, 1428, 69, 0},
    {4061, 304, 3780, 21, 0}, {4093, 252, 628, 12, 0}, {4117, 121, 145, 0, 0},
    {4131, 139, 304, 0, 0}, {4140, 216, 504, 0, 0}, {4151, 138, 302, 0, 0},
    {4160, 215, 502, 0, 0}, {4171, 46, 96, 0, 0}, {4178, 214, 500, 0, 0},
    {4187, 81, 157, 0, 0}, {4197, 206, 475, 0, 0}, {4209, 74, 145, 1, 0},
    {4221, 104, 3593, 1, 0}, {4231, 339, 998, 36, 0}, {4237, 57, 114, 1, 0},
    {4245, 97, 204, 1, 0}, {4257, 71, 136, 1, 0}, {4266, 204, 472, 9, 0},
    {4277, 170, 376, 7, 0}, {4287, 210, 490, 9, 0}, {4299, 164, 361, 7, 0},
    {4309, 208, 482, 9, 0}, {4321, 70, 133, 1, 0}, {4330, 203, 469, 9, 0},
    {4341, 75, 3563, 1, 0}, {4351, 66, 0, 1, 0}, {4358, 366, 1087, 47, 0},
    {4369, 79, 3569, 1, 0}, {4382, 23, 63, 1, 0}, {4389, 213, 498, 9, 0},
    {4398, 224, 526, 12, 0}, {4407, 463, 1492, 78, 0},
    {4427, 397, 3908, 56, 0}, {4433, 396, 3904, 56, 0},
    {4440, 398, 1194, 56, 0}, {4446, 395, 1182, 56, 0},
    {4453, 373, 1115, 47, 0}, {4462, 67, 3557, 1, 0}, {4472, 186, 3676, 7, 0},
    {4484, 48, 98, 1, 0}, {4491, 316, 3812, 24, 0}, {4500, 322, 3816, 27, 0},
    {4510, 73, 3561, 1, 0}, {4521, 126, 3625, 1, 0}, {4533, 119, 0, 1, 0},
    {4543, 72, 139, 1, 0}, {4554, 359, 1056, 47, 0}, {4561, 102, 3590, 1, 0},
    {4572, 360, 1060, 47, 0}, {4583, 306, 850, 21, 0}, {4618, 106, 3600, 1, 0},
    {4623, 195, 3692, 9, 0}, {4630, 99, 3584, 1, 0}, {4637, 265, 3731, 12, 0},
    {4646, 457, 1464, 75, 0}, {4656, 379, 1152, 52, 0}, {4662, 25, 65, 1, 0},
    {4698, 115, 249, 1, 0}, {4706, 87, 171, 1, 0}, {4727, 83, 162, 1, 0},
    {4735, 297, 811, 20, 0}, {4745, 36, 0, 1, 0}, {4750, 307, 3787, 21, 0},
    {4783, 338, 991, 35, 0}, {4819, 135, 296, 2, 0}, {4825, 116, 3611, 1, 0},
    {4833, 103, 221, 1, 0}, {4848, 308, 864, 21, 0}, {4852, 241, 663, 12, 0},
    {4859, 13, 35, 1, 0}, {4864, 254, 3725, 12, 0}, {4877, 258, 642, 12, 0},
    {4890, 257, 642, 12, 0}, {4907, 256, 639, 12, 0}, {4921, 408, 1231, 56, 0},
    {4937, 255, 634, 12, 0}, {4951, 409, 1234, 56, 0}, {4967, 317, 0, 0, 0},
    {4975, 319, 901, 0, 0}, {4990, 321, 918, 0, 0}, {5006, 410, 1239, 56, 0},
    {5024, 320, 913, 0, 0}, {5040, 411, 1242, 56, 0}, {5058, 43, 3552, 0, 0},
    {5064, 237, 562, 0, 0}, {5070, 92, 3578, 0, 0}, {5079, 193, 3684, 0, 0},
    {5098, 191, 3563, 0, 0}, {5116, 60, 119, 0, 0}, {5122, 22, 61, 0, 0},
    {5129, 52, 103, 0, 0}, {5137, 122, 266, 0, 0}, {5143, 10, 27, 0, 0},
    {5150, 294, 796, 0, 0}, {5159, 303, 841, 0, 0}, {5184, 86, 169, 0, 0},
    {5191, 355, 1118, 0, 0}, {5215, 62, 3554, 0, 0}, {5221, 30, 77, 0, 0},
    {5227, 315, 892, 0, 0}, {5237, 412, 1247, 56, 0}, {5254, 313, 667, 0, 0},
    {5261, 190, 0, 0, 0}, {5267, 111, 0, 0, 0}, {5288, 309, 869, 21, 0},
    {5305, 114, 3606, 1, 0}, {5311, 281, 3756, 17, 0}, {5326, 4, 3540, 1, 0},
    {5332, 146, 329, 3, 0},
};
static const uint16_t s390_by_number[] = {
    54, 79, 272, 438, 232, 34, 290, 38, 172, 423, 52, 17, 400, 198, 18, 169,
    181, 120, 205, 420, 359, 136, 387, 264, 9, 238, 429, 4, 231, 392, 165, 286,
    196, 291, 41, 244, 414, 13, 338, 112, 370, 110, 108, 5, 421, 156, 70, 345,
    419, 21, 428, 42, 122, 119, 356, 368, 353, 347, 376, 373, 342, 355, 129,
    130, 135, 358, 114, 340, 390, 275, 426, 389, 278, 274, 203, 227, 416, 92,
    64, 67, 123, 346, 383, 89, 157, 378, 397, 343, 116, 381, 186, 86, 179, 434,
    140, 436, 388, 396, 160, 91, 375, 32, 333, 422, 7, 209, 374, 39, 141, 40,
    101, 270, 118, 63, 10, 395, 240, 8, 336, 334, 0, 106, 1, 78, 224, 277, 439,
    131, 72, 2, 200, 225, 202, 226, 317, 311, 318, 312, 319, 307, 308, 313,
    229, 218, 351, 127, 269, 250, 230, 349, 125, 253, 297, 293, 295, 294, 299,
    296, 298, 254, 266, 19, 105, 15, 16, 369, 324, 121, 265, 433, 418, 204,
    417, 93, 382, 187, 87, 170, 137, 113, 111, 109, 354, 348, 115, 341, 68,
    352, 128, 350, 126, 20, 360, 339, 337, 335, 246, 195, 188, 107, 71, 273,
    325, 361, 182, 82, 138, 171, 73, 176, 178, 77, 284, 180, 80, 134, 415, 94,
    315, 309, 399, 151, 147, 148, 152, 146, 55, 44, 46, 49, 332, 58, 401, 406,
    404, 403, 402, 30, 26, 24, 28, 59, 384, 90, 283, 190, 102, 329, 212, 217,
    215, 213, 211, 210, 163, 6, 289, 164, 437, 159, 158, 143, 142, 145, 194,
    236, 197, 199, 69, 100, 88, 424, 287, 173, 391, 276, 65, 56, 262, 251, 425,
    331, 103, 380, 393, 398, 435, 208, 104, 47, 432, 60, 430, 371, 408, 50,
    409, 412, 410, 372, 51, 144, 245, 43, 45, 255, 267, 301, 239, 61, 62, 257,
    228, 233, 22, 394, 344, 260, 261, 305, 161, 76, 316, 310, 288, 320, 124,
    192, 12, 304, 303, 53, 427, 191, 280, 326, 377, 379, 11, 36, 174, 3, 133,
    357, 132, 117, 328, 327, 279, 282, 367, 201, 37, 256, 268, 302, 386, 306,
    162, 149, 292, 249, 247, 248, 322, 321, 366, 364, 363, 365, 221, 223, 222,
    220, 27, 31, 23, 25, 29, 405, 407, 411, 413, 431, 263, 252, 150, 281, 216,
    214, 323, 300, 96, 314, 243, 155, 153, 154, 234, 207, 84, 81, 83, 85, 242,
    33, 35, 237, 241, 57, 258, 48, 206, 271, 167, 166, 168, 193, 259, 98, 330,
    14, 66, 189, 99, 97, 95, 385, 175, 183, 185, 184, 219, 362, 139, 177, 285,
    235, 74, 75,
};
static const struct call_entry s390x[] = {
    {19, 149, 1915, 3, 0}, {34, 364, 2322, 47, 0}, {42, 33, 1627, 1, 0},
    {49, 51, 1928, 1, 0}, {54, 278, 2155, 17, 0}, {62, 124, 1926, 1, 0},
    {71, 137, 0, 0, 0}, {83, 27, 72, 1, 0}, {170, 134, 0, 2, 0},
    {178, 361, 1709, 47, 0}, {183, 351, 2440, 44, 0}, {204, 45, 1597, 1, 0},
    {228, 451, 2596, 72, 0}, {238, 184, 1851, 7, 0}, {245, 185, 1854, 7, 0},
    {252, 12, 1794, 1, 0}, {258, 15, 1811, 1, 0}, {264, 212, 1814, 7, 0},
    {278, 61, 1794, 1, 0}, {285, 337, 2379, 35, 0}, {315, 261, 2080, 12, 0},
    {348, 260, 2077, 12, 0}, {378, 262, 2083, 12, 0}, {417, 259, 2074, 12, 0},
    {447, 120, 3972, 1, 0}, {453, 435, 2539, 58, 0}, {460, 6, 15, 1, 0},
    {466, 436, 1363, 61, 0}, {478, 362, 1683, 47, 0}, {486, 375, 2456, 49, 0},
    {502, 8, 1799, 1, 0}, {508, 127, 2697, 1, 0}, {522, 129, 1960, 1, 0},
    {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0}, {545, 326, 931, 27, 0},
    {550, 249, 610, 12, 0}, {563, 327, 929, 27, 0}, {577, 250, 2093, 12, 0},
    {601, 312, 2298, 23, 0}, {613, 441, 2558, 63, 0}, {626, 251, 2088, 12, 0},
    {652, 318, 904, 24, 0}, {660, 323, 926, 27, 0}, {669, 11, 1740, 1, 0},
    {676, 354, 2446, 45, 0}, {685, 1, 1, 1, 0}, {690, 248, 1, 12, 0},
    {701, 300, 2238, 20, 0}, {711, 439, 2547, 60, 0}, {722, 253, 2929, 12, 0},
    {745, 314, 2309, 25, 0}, {755, 332, 963, 34, 0}, {769, 333, 2358, 34, 0},
    {783, 133, 15, 1, 0}, {790, 94, 194, 1, 0}, {797, 299, 2234, 20, 0},
    {806, 452, 2601, 73, 0}, {816, 207, 478, 1, 0}, {832, 291, 2195, 20, 0},
    {841, 472, 1534, 84, 0}, {849, 55, 1777, 1, 0}, {863, 148, 15, 3, 0},
    {873, 229, 1989, 12, 0}, {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0},
    {909, 344, 2404, 40, 0}, {922, 232, 1998, 12, 0}, {933, 143, 322, 3, 0},
    {939, 2, 0, 1, 0}, {944, 235, 2005, 12, 0}, {957, 431, 2529, 57, 0},
    {966, 226, 1978, 12, 0}, {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0},
    {991, 433, 2535, 57, 0}, {998, 108, 1572, 1, 0}, {1022, 100, 1888, 1, 0},
    {1030, 266, 3502, 12, 0}, {1040, 118, 15, 1, 0}, {1052, 93, 1784, 1, 0},
    {1074, 238, 2010, 12, 0}, {1080, 456, 2622, 74, 0},
    {1107, 455, 2615, 74, 0}, {1118, 449, 2585, 68, 0},
    {1130, 454, 2610, 74, 0}, {1141, 292, 2201, 20, 0},
    {1151, 130, 2700, 1, 0}, {1167, 269, 2112, 16, 0},
    {1181, 305, 2260, 21, 0}, {1221, 311, 2387, 23, 0},
    {1228, 183, 1791, 7, 0}, {1235, 141, 1787, 3, 0}, {1244, 220, 2046, 9, 0},
    {1255, 202, 0, 1, 0}, {1273, 201, 0, 1, 0}, {1291, 200, 0, 1, 0},
    {1307, 205, 1840, 1, 0}, {1329, 105, 1671, 1, 0}, {1351, 368, 1713, 47, 0},
    {1363, 132, 294, 1, 0}, {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0},
    {1386, 188, 0, 0, 0}, {1394, 64, 0, 1, 0}, {1402, 96, 201, 1, 0},
    {1414, 349, 2427, 43, 0}, {1424, 211, 1847, 7, 0}, {1446, 209, 1843, 7, 0},
    {1468, 191, 1821, 1, 0}, {1478, 77, 1824, 1, 0}, {1488, 147, 294, 3, 0},
    {1495, 367, 1713, 47, 0}, {1507, 365, 1728, 47, 0}, {1518, 236, 0, 10, 0},
    {1525, 78, 1818, 1, 0}, {1538, 199, 0, 1, 0}, {1554, 227, 1984, 12, 0},
    {1563, 464, 2662, 78, 0}, {1579, 112, 0, 0, 0}, {1584, 128, 1956, 1, 0},
    {1596, 285, 2172, 19, 0}, {1614, 284, 0, 19, 0}, {1627, 324, 938, 27, 0},
    {1641, 286, 759, 19, 0}, {1658, 247, 2036, 12, 0},
    {1668, 244, 2024, 12, 0}, {1679, 245, 2026, 12, 0},
    {1692, 382, 2484, 55, 0}, {1727, 243, 2021, 12, 0},
    {1736, 246, 2032, 12, 0}, {1746, 426, 2504, 56, 0},
    {1761, 427, 2511, 56, 0}, {1779, 425, 2501, 56, 0}, {1794, 54, 1609, 1, 0},
    {1812, 283, 752, 19, 0}, {1823, 282, 748, 19, 0}, {1834, 117, 3966, 1, 0},
    {1838, 343, 2398, 38, 0}, {1843, 381, 2434, 43, 0},
    {1859, 277, 2144, 19, 0}, {1870, 280, 2166, 17, 0}, {1877, 37, 85, 1, 0},
    {1882, 445, 2580, 65, 0}, {1900, 444, 2576, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 198, 1814, 1, 0},
    {1963, 228, 1984, 12, 0}, {1973, 9, 1796, 1, 0}, {1978, 296, 2219, 20, 0},
    {1985, 363, 1073, 47, 0}, {1992, 458, 2632, 75, 0},
    {2002, 470, 2692, 82, 0}, {2009, 230, 1994, 12, 0},
    {2019, 465, 2669, 78, 0}, {2031, 231, 1994, 12, 0},
    {2047, 110, 2702, 12, 0}, {2062, 234, 2002, 12, 0}, {2075, 19, 1579, 1, 0},
    {2081, 225, 1972, 12, 0}, {2091, 459, 2637, 75, 0},
    {2109, 461, 2647, 75, 0}, {2126, 460, 2642, 75, 0},
    {2144, 107, 1569, 1, 0}, {2158, 219, 1652, 9, 0}, {2166, 453, 2606, 74, 0},
    {2183, 268, 2101, 16, 0}, {2189, 356, 1120, 43, 0},
    {2200, 350, 2431, 43, 0}, {2213, 447, 1417, 71, 0},
    {2226, 287, 2176, 20, 0}, {2240, 218, 1648, 9, 0}, {2248, 39, 1799, 1, 0},
    {2254, 289, 2186, 20, 0}, {2262, 14, 1878, 1, 0}, {2268, 290, 2190, 20, 0},
    {2276, 150, 1905, 3, 0}, {2282, 374, 2452, 48, 0}, {2289, 152, 338, 3, 0},
    {2298, 90, 3964, 1, 1}, {2320, 21, 1930, 1, 0}, {2326, 442, 2565, 64, 0},
    {2340, 429, 2520, 57, 0}, {2351, 310, 2286, 22, 0},
    {2362, 125, 1590, 1, 0}, {2375, 276, 2140, 16, 0},
    {2389, 275, 2137, 16, 0}, {2399, 271, 2118, 16, 0},
    {2407, 274, 2131, 16, 0}, {2446, 273, 2125, 16, 0},
    {2479, 272, 2123, 16, 0}, {2489, 163, 1638, 3, 0},
    {2496, 462, 2651, 76, 0}, {2502, 402, 1773, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 1767, 56, 0},
    {2523, 400, 1762, 56, 0}, {2530, 144, 1644, 3, 0}, {2548, 151, 1905, 3, 0},
    {2556, 153, 0, 3, 0}, {2567, 91, 1594, 1, 0}, {2574, 335, 2369, 35, 0},
    {2592, 162, 1668, 3, 0}, {2602, 293, 2205, 20, 0}, {2613, 169, 2706, 7, 0},
    {2624, 34, 83, 1, 0}, {2676, 5, 1565, 1, 0}, {2681, 336, 2375, 35, 0},
    {2699, 428, 2516, 57, 0}, {2709, 467, 2680, 79, 0},
    {2724, 288, 2181, 20, 0}, {2731, 437, 2542, 59, 0}, {2739, 29, 0, 1, 0},
    {2793, 331, 2346, 30, 0}, {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0},
    {2833, 434, 1357, 58, 0}, {2844, 424, 2496, 56, 0}, {2862, 42, 1630, 1, 0},
    {2867, 325, 2332, 27, 0}, {2873, 217, 1912, 9, 0},
    {2884, 385, 2475, 51, 0}, {2895, 386, 1150, 51, 0},
    {2905, 384, 2470, 51, 0}, {2919, 168, 1575, 6, 0},
    {2924, 302, 2249, 20, 0}, {2943, 172, 1917, 7, 0}, {2949, 180, 1613, 0, 0},
    {2957, 328, 2335, 29, 0}, {2964, 376, 2463, 50, 0},
    {2972, 334, 2364, 33, 0}, {2982, 440, 2552, 62, 0},
    {2998, 448, 1419, 67, 0}, {3015, 340, 2391, 37, 0},
    {3032, 341, 2391, 37, 0}, {3062, 301, 2242, 20, 0}, {3087, 26, 1831, 1, 0},
    {3094, 189, 0, 0, 0}, {3102, 181, 1618, 0, 0}, {3111, 329, 2335, 29, 0},
    {3119, 377, 2463, 50, 0}, {3128, 167, 2710, 7, 0}, {3141, 131, 1963, 1, 0},
    {3150, 443, 2571, 66, 0}, {3162, 3, 1557, 1, 0}, {3167, 222, 1968, 11, 0},
    {3177, 89, 0, 1, 0}, {3185, 85, 1807, 1, 0}, {3194, 298, 2229, 20, 0},
    {3205, 145, 1623, 3, 0}, {3211, 88, 1944, 1, 0}, {3223, 371, 1698, 47, 0},
    {3232, 357, 2352, 31, 0}, {3257, 372, 1705, 47, 0},
    {3265, 267, 2040, 12, 0}, {3282, 233, 2002, 12, 0},
    {3294, 466, 2675, 78, 0}, {3308, 38, 1796, 1, 0}, {3315, 295, 2214, 20, 0},
    {3324, 347, 2417, 42, 0}, {3334, 279, 2161, 17, 0}, {3346, 7, 0, 12, 0},
    {3395, 40, 1802, 1, 0}, {3401, 383, 2491, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 174, 1599, 7, 0}, {3436, 176, 1857, 7, 0}, {3450, 175, 1604, 7, 0},
    {3465, 178, 1865, 7, 0}, {3481, 173, 0, 7, 0}, {3494, 179, 1869, 7, 0},
    {3508, 177, 1860, 7, 0}, {3547, 330, 2341, 30, 0},
    {3570, 378, 3990, 53, 0}, {3591, 353, 3986, 45, 0},
    {3610, 352, 3982, 45, 0}, {3630, 342, 3839, 39, 0},
    {3649, 380, 3993, 54, 0}, {3660, 159, 347, 3, 0}, {3683, 160, 347, 3, 0},
    {3706, 240, 2017, 12, 0}, {3724, 346, 2412, 41, 0},
    {3738, 155, 1895, 3, 0}, {3753, 157, 294, 3, 0}, {3772, 161, 1902, 3, 0},
    {3823, 239, 2017, 12, 0}, {3841, 345, 2408, 41, 0},
    {3855, 154, 1895, 3, 0}, {3870, 156, 1898, 3, 0}, {3889, 158, 0, 3, 0},
    {3901, 348, 2423, 43, 0}, {3918, 142, 1632, 1, 0},
    {3925, 394, 1755, 56, 0}, {3932, 393, 1173, 56, 0},
    {3945, 392, 2052, 12, 0}, {3979, 187, 1678, 7, 0},
    {3999, 358, 2382, 36, 0}, {4008, 370, 1705, 47, 0},
    {4016, 369, 1691, 47, 0}, {4023, 270, 2108, 16, 0},
    {4037, 450, 2591, 69, 0}, {4061, 304, 2257, 21, 0},
    {4093, 252, 2050, 12, 0}, {4117, 121, 1949, 0, 0}, {4131, 216, 504, 0, 0},
    {4151, 215, 502, 0, 0}, {4171, 214, 500, 0, 0}, {4187, 206, 1840, 0, 0},
    {4209, 74, 1949, 1, 0}, {4221, 104, 1674, 1, 0}, {4231, 339, 998, 36, 0},
    {4237, 57, 114, 1, 0}, {4245, 97, 204, 1, 0}, {4257, 204, 472, 1, 0},
    {4277, 210, 490, 7, 0}, {4299, 208, 482, 7, 0}, {4321, 203, 469, 1, 0},
    {4341, 75, 1821, 1, 0}, {4351, 66, 0, 1, 0}, {4358, 366, 1722, 47, 0},
    {4369, 79, 1818, 1, 0}, {4382, 213, 498, 1, 0}, {4398, 224, 1972, 12, 0},
    {4407, 463, 2655, 78, 0}, {4427, 397, 1660, 56, 0},
    {4433, 396, 1664, 56, 0}, {4440, 398, 1760, 56, 0},
    {4446, 395, 1656, 56, 0}, {4453, 373, 1115, 47, 0}, {4462, 67, 3956, 1, 0},
    {4472, 186, 1872, 7, 0}, {4484, 48, 3458, 1, 0}, {4491, 316, 2305, 24, 0},
    {4500, 322, 2327, 27, 0}, {4510, 73, 3962, 1, 0}, {4521, 126, 3978, 1, 0},
    {4533, 119, 0, 1, 0}, {4543, 72, 3960, 1, 0}, {4554, 359, 1056, 47, 0},
    {4561, 102, 3468, 1, 0}, {4572, 360, 1717, 47, 0},
    {4583, 306, 2264, 21, 0}, {4618, 106, 1569, 1, 0}, {4630, 99, 1885, 1, 0},
    {4637, 265, 3498, 12, 0}, {4646, 457, 2627, 75, 0},
    {4656, 379, 2478, 52, 0}, {4698, 115, 1942, 1, 0}, {4706, 87, 1939, 1, 0},
    {4727, 83, 1804, 1, 0}, {4735, 297, 2225, 20, 0}, {4745, 36, 0, 1, 0},
    {4750, 307, 2276, 21, 0}, {4783, 338, 991, 35, 0}, {4819, 135, 1891, 2, 0},
    {4825, 116, 1827, 1, 0}, {4833, 103, 1836, 1, 0}, {4848, 308, 2271, 21, 0},
    {4852, 241, 663, 12, 0}, {4864, 254, 2062, 12, 0}, {4877, 258, 642, 12, 0},
    {4890, 257, 642, 12, 0}, {4907, 256, 2071, 12, 0},
    {4937, 255, 2066, 12, 0}, {4967, 317, 0, 0, 0}, {4975, 319, 901, 0, 0},
    {4990, 321, 2319, 0, 0}, {5024, 320, 2314, 0, 0}, {5058, 43, 1829, 0, 0},
    {5064, 237, 562, 0, 0}, {5070, 92, 1781, 0, 0}, {5116, 60, 119, 0, 0},
    {5122, 22, 3954, 0, 0}, {5129, 52, 1936, 0, 0}, {5137, 122, 1749, 0, 0},
    {5143, 10, 1802, 0, 0}, {5150, 294, 2210, 0, 0}, {5159, 303, 2255, 0, 0},
    {5184, 86, 2716, 0, 0}, {5191, 355, 1118, 0, 0}, {5215, 62, 1882, 0, 0},
    {5221, 30, 1875, 0, 0}, {5227, 315, 2293, 0, 0}, {5254, 313, 2098, 0, 0},
    {5261, 190, 0, 0, 0}, {5267, 111, 0, 0, 0}, {5288, 309, 2281, 21, 0},
    {5305, 114, 1744, 1, 0}, {5311, 281, 2149, 17, 0}, {5326, 4, 1561, 1, 0},
    {5332, 146, 1623, 3, 0},
};
static const uint16_t s390x_by_number[] = {
    46, 69, 244, 389, 206, 26, 261, 30, 148, 375, 44, 15, 174, 16, 158, 102,
    180, 372, 236, 7, 212, 381, 2, 205, 351, 142, 257, 172, 262, 33, 218, 368,
    11, 331, 3, 373, 134, 61, 311, 371, 18, 380, 34, 104, 101, 318, 329, 337,
    334, 308, 317, 110, 115, 320, 349, 247, 378, 348, 250, 246, 179, 200, 370,
    80, 55, 105, 312, 343, 77, 339, 356, 309, 98, 342, 163, 76, 156, 385, 119,
    387, 347, 355, 137, 79, 336, 24, 303, 374, 5, 184, 335, 31, 120, 32, 87,
    242, 100, 54, 8, 354, 214, 6, 92, 291, 68, 197, 249, 390, 111, 62, 0, 176,
    198, 178, 199, 287, 282, 288, 283, 289, 278, 279, 284, 202, 191, 241, 224,
    204, 226, 269, 265, 267, 266, 271, 268, 270, 227, 238, 91, 13, 14, 330,
    295, 103, 237, 384, 109, 146, 116, 96, 95, 94, 316, 313, 97, 307, 58, 315,
    108, 314, 107, 17, 321, 306, 305, 304, 220, 171, 164, 93, 245, 322, 159,
    72, 117, 147, 63, 153, 155, 67, 255, 157, 70, 114, 369, 81, 285, 280, 358,
    129, 126, 127, 130, 125, 47, 36, 38, 41, 302, 50, 359, 363, 362, 361, 360,
    23, 21, 20, 22, 344, 78, 254, 166, 88, 299, 187, 190, 189, 188, 186, 185,
    140, 4, 260, 141, 388, 136, 135, 122, 121, 124, 170, 210, 173, 175, 59, 86,
    203, 376, 258, 149, 350, 248, 56, 48, 235, 225, 377, 301, 89, 341, 352,
    357, 386, 183, 90, 39, 383, 51, 382, 332, 364, 42, 365, 367, 366, 333, 43,
    123, 219, 35, 37, 228, 239, 272, 213, 52, 53, 230, 201, 207, 19, 353, 310,
    233, 234, 276, 138, 66, 286, 281, 259, 290, 106, 168, 10, 275, 274, 45,
    379, 167, 252, 296, 338, 340, 9, 28, 150, 1, 113, 319, 112, 99, 298, 297,
    251, 253, 328, 177, 29, 229, 240, 273, 346, 277, 139, 128, 263, 223, 221,
    222, 294, 293, 292, 327, 325, 324, 326, 194, 196, 195, 193, 217, 133, 131,
    132, 208, 182, 74, 71, 73, 75, 216, 25, 27, 211, 215, 49, 231, 40, 181,
    243, 144, 143, 145, 169, 232, 84, 300, 12, 57, 165, 85, 83, 82, 345, 151,
    160, 162, 161, 192, 323, 118, 154, 256, 209, 64, 65, 152, 264, 60,
};
static const struct call_entry parisc[] = {
    {0, 140, 306, 2, 0}, {8, 142, 316, 3, 0}, {19, 149, 333, 3, 0},
    {27, 35, 2874, 3, 0}, {34, 320, 1076, 28, 0}, {42, 33, 80, 1, 0},
    {49, 51, 101, 1, 0}, {54, 264, 731, 17, 0}, {62, 124, 272, 1, 0},
    {83, 27, 72, 1, 0}, {170, 134, 0, 2, 0}, {178, 22, 1065, 3, 0},
    {183, 341, 1044, 44, 0}, {204, 45, 94, 1, 0}, {217, 356, 2955, 72, 0},
    {228, 451, 1433, 72, 0}, {238, 106, 430, 7, 0}, {245, 107, 433, 7, 0},
    {252, 12, 33, 1, 0}, {258, 15, 41, 1, 0}, {264, 180, 465, 7, 0},
    {278, 61, 33, 1, 0}, {285, 324, 988, 35, 0}, {299, 405, 1220, 56, 0},
    {315, 257, 647, 12, 0}, {328, 406, 1223, 56, 0}, {348, 256, 644, 12, 0},
    {362, 403, 1214, 56, 0}, {378, 258, 650, 12, 0}, {394, 407, 1226, 56, 0},
    {417, 255, 644, 12, 0}, {431, 404, 1217, 56, 0}, {447, 120, 260, 1, 0},
    {453, 435, 1360, 58, 0}, {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 31, 1069, 0, 0}, {486, 346, 1128, 49, 0}, {502, 8, 21, 1, 0},
    {522, 129, 286, 1, 0}, {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0},
    {545, 312, 931, 27, 0}, {550, 224, 610, 12, 0}, {563, 311, 929, 27, 0},
    {577, 225, 612, 12, 0}, {601, 297, 885, 23, 0}, {613, 441, 1387, 63, 0},
    {626, 226, 617, 12, 0}, {652, 304, 904, 24, 0}, {660, 310, 926, 27, 0},
    {669, 11, 29, 1, 0}, {676, 342, 1050, 45, 0}, {685, 1, 1, 1, 0},
    {690, 222, 1, 12, 0}, {701, 287, 824, 20, 0}, {711, 439, 1376, 60, 0},
    {732, 236, 4019, 12, 0}, {745, 305, 4033, 25, 0}, {755, 322, 963, 34, 0},
    {769, 323, 3027, 34, 0}, {783, 133, 15, 1, 0}, {790, 94, 194, 1, 0},
    {797, 286, 820, 20, 0}, {806, 452, 1438, 73, 0}, {816, 95, 478, 1, 0},
    {832, 278, 781, 20, 0}, {841, 472, 1534, 84, 0}, {849, 55, 110, 1, 0},
    {855, 202, 110, 9, 0}, {863, 148, 15, 3, 0}, {873, 243, 543, 12, 0},
    {883, 468, 1523, 80, 0}, {896, 469, 1523, 80, 0}, {909, 333, 1014, 40, 0},
    {922, 246, 552, 12, 0}, {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0},
    {944, 249, 559, 12, 0}, {957, 431, 1343, 57, 0}, {966, 240, 532, 12, 0},
    {976, 432, 1349, 57, 0}, {984, 430, 1340, 57, 0}, {991, 433, 1353, 57, 0},
    {998, 28, 235, 1, 0}, {1004, 112, 462, 9, 0}, {1012, 280, 791, 20, 0},
    {1022, 100, 211, 1, 0}, {1030, 299, 659, 12, 0}, {1040, 118, 15, 1, 0},
    {1052, 93, 191, 1, 0}, {1062, 200, 3688, 9, 0}, {1074, 210, 570, 12, 0},
    {1080, 456, 1459, 74, 0}, {1094, 422, 1300, 56, 0},
    {1107, 455, 1452, 74, 0}, {1118, 449, 1422, 68, 0},
    {1130, 454, 1447, 74, 0}, {1141, 279, 787, 20, 0}, {1167, 261, 684, 16, 0},
    {1181, 290, 846, 21, 0}, {1221, 296, 881, 23, 0}, {1228, 110, 427, 7, 0},
    {1235, 141, 312, 3, 0}, {1244, 201, 517, 9, 0}, {1255, 50, 0, 1, 0},
    {1273, 49, 0, 1, 0}, {1291, 47, 0, 1, 0}, {1307, 80, 475, 1, 0},
    {1329, 105, 229, 1, 0}, {1351, 53, 1093, 3, 0}, {1363, 132, 294, 1, 0},
    {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0}, {1394, 64, 0, 1, 0},
    {1402, 96, 201, 1, 0}, {1414, 339, 1037, 43, 0}, {1424, 171, 494, 7, 0},
    {1446, 165, 486, 7, 0}, {1468, 76, 148, 1, 0}, {1478, 77, 151, 1, 0},
    {1488, 147, 294, 3, 0}, {1495, 44, 1093, 3, 0}, {1507, 182, 1081, 3, 0},
    {1518, 206, 0, 10, 0}, {1525, 78, 154, 1, 0}, {1538, 24, 0, 1, 0},
    {1554, 241, 538, 12, 0}, {1563, 464, 1499, 78, 0}, {1584, 128, 282, 1, 0},
    {1596, 270, 755, 19, 0}, {1614, 269, 0, 19, 0}, {1627, 314, 938, 27, 0},
    {1641, 271, 759, 19, 0}, {1658, 219, 600, 12, 0}, {1668, 216, 588, 12, 0},
    {1679, 217, 590, 12, 0}, {1692, 350, 1161, 55, 0},
    {1706, 416, 1265, 56, 0}, {1727, 215, 585, 12, 0}, {1736, 218, 596, 12, 0},
    {1746, 426, 1318, 56, 0}, {1761, 427, 1325, 56, 0},
    {1779, 425, 1315, 56, 0}, {1794, 54, 106, 1, 0}, {1812, 268, 752, 19, 0},
    {1823, 267, 748, 19, 0}, {1838, 332, 1008, 38, 0},
    {1843, 355, 2911, 43, 0}, {1859, 300, 720, 19, 0}, {1870, 266, 742, 17, 0},
    {1877, 37, 85, 1, 0}, {1882, 445, 1409, 65, 0}, {1900, 444, 1405, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 16, 465, 1, 0}, {1963, 242, 538, 12, 0},
    {1973, 9, 24, 1, 0}, {1978, 283, 805, 20, 0}, {1985, 32, 1073, 3, 0},
    {1992, 458, 1469, 75, 0}, {2002, 470, 1529, 82, 0},
    {2009, 244, 548, 12, 0}, {2019, 465, 1506, 78, 0}, {2031, 245, 548, 12, 0},
    {2047, 223, 2997, 12, 0}, {2062, 248, 556, 12, 0}, {2075, 19, 51, 1, 0},
    {2081, 239, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0}, {2144, 84, 232, 1, 0},
    {2150, 198, 459, 9, 0}, {2158, 119, 513, 9, 0}, {2166, 453, 1443, 74, 0},
    {2183, 260, 677, 16, 0}, {2189, 343, 1120, 43, 0},
    {2200, 340, 1041, 43, 0}, {2226, 272, 762, 20, 0}, {2240, 72, 509, 9, 0},
    {2248, 39, 21, 1, 0}, {2254, 276, 772, 20, 0}, {2262, 14, 37, 1, 0},
    {2268, 277, 776, 20, 0}, {2276, 150, 335, 3, 0}, {2282, 345, 1124, 48, 0},
    {2289, 152, 338, 3, 0}, {2298, 90, 3998, 1, 0}, {2303, 89, 444, 9, 0},
    {2320, 21, 55, 1, 0}, {2326, 442, 1394, 64, 0}, {2340, 429, 1334, 57, 0},
    {2351, 295, 874, 22, 0}, {2362, 125, 274, 1, 0}, {2375, 234, 716, 16, 0},
    {2389, 233, 713, 16, 0}, {2399, 229, 694, 16, 0}, {2407, 232, 707, 16, 0},
    {2423, 419, 1284, 56, 0}, {2446, 231, 701, 16, 0},
    {2459, 418, 1278, 56, 0}, {2479, 230, 699, 16, 0}, {2489, 163, 355, 3, 0},
    {2496, 462, 1488, 76, 0}, {2502, 191, 1210, 3, 0}, {2509, 190, 1196, 3, 0},
    {2516, 189, 1204, 3, 0}, {2523, 188, 1199, 3, 0}, {2530, 144, 325, 3, 0},
    {2548, 151, 335, 3, 0}, {2556, 153, 0, 3, 0}, {2567, 91, 185, 1, 0},
    {2574, 325, 978, 35, 0}, {2592, 162, 352, 3, 0}, {2624, 34, 83, 1, 0},
    {2676, 5, 11, 1, 0}, {2681, 326, 984, 35, 0}, {2699, 428, 1330, 57, 0},
    {2709, 467, 1517, 79, 0}, {2724, 275, 767, 20, 0},
    {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0}, {2793, 318, 951, 30, 0},
    {2809, 136, 4017, 2, 0}, {2821, 438, 1372, 59, 0},
    {2833, 434, 1357, 58, 0}, {2844, 424, 1310, 56, 0}, {2862, 42, 90, 1, 0},
    {2867, 313, 935, 27, 0}, {2873, 67, 506, 9, 0}, {2884, 352, 1147, 51, 0},
    {2895, 353, 1150, 51, 0}, {2905, 351, 1142, 51, 0}, {2919, 168, 372, 6, 0},
    {2924, 274, 835, 20, 0}, {2930, 414, 1259, 56, 0}, {2943, 172, 384, 7, 0},
    {2949, 108, 4005, 0, 0}, {2957, 315, 940, 29, 0}, {2964, 347, 1135, 50, 0},
    {2972, 321, 973, 33, 0}, {2982, 440, 1381, 62, 0},
    {2998, 448, 1419, 67, 0}, {3015, 330, 1001, 37, 0},
    {3032, 331, 1001, 37, 0}, {3062, 273, 828, 20, 0},
    {3071, 413, 1252, 56, 0}, {3087, 26, 67, 1, 0}, {3102, 109, 4011, 0, 0},
    {3111, 316, 940, 29, 0}, {3119, 348, 1135, 50, 0}, {3141, 131, 289, 1, 0},
    {3150, 443, 1400, 66, 0}, {3162, 3, 3, 1, 0}, {3167, 207, 3698, 11, 0},
    {3185, 85, 165, 1, 0}, {3194, 285, 815, 20, 0}, {3205, 145, 329, 3, 0},
    {3211, 88, 174, 1, 0}, {3218, 98, 2883, 3, 0}, {3223, 123, 1108, 3, 0},
    {3232, 319, 957, 31, 0}, {3241, 417, 1272, 56, 0}, {3257, 184, 1104, 3, 0},
    {3265, 227, 622, 12, 0}, {3282, 247, 556, 12, 0}, {3294, 466, 1512, 78, 0},
    {3308, 38, 24, 1, 0}, {3315, 282, 800, 20, 0}, {3324, 337, 1027, 42, 0},
    {3334, 265, 737, 17, 0}, {3346, 0, 0, 12, 0}, {3395, 40, 27, 1, 0},
    {3401, 354, 1168, 55, 0}, {3406, 471, 0, 83, 0}, {3423, 174, 390, 7, 0},
    {3436, 176, 400, 7, 0}, {3450, 175, 395, 7, 0}, {3465, 178, 408, 7, 0},
    {3481, 173, 0, 7, 0}, {3494, 179, 412, 7, 0}, {3508, 177, 403, 7, 0},
    {3524, 421, 1295, 56, 0}, {3547, 317, 946, 30, 0}, {3660, 159, 347, 3, 0},
    {3683, 160, 347, 3, 0}, {3706, 212, 577, 12, 0}, {3724, 335, 1022, 41, 0},
    {3738, 155, 340, 3, 0}, {3753, 157, 294, 3, 0}, {3772, 161, 349, 3, 0},
    {3794, 423, 1307, 56, 0}, {3823, 211, 577, 12, 0},
    {3841, 334, 1018, 41, 0}, {3855, 154, 340, 3, 0}, {3870, 156, 343, 3, 0},
    {3889, 158, 0, 3, 0}, {3901, 338, 1033, 43, 0}, {3925, 187, 1177, 3, 0},
    {3932, 186, 1173, 3, 0}, {3939, 185, 2888, 3, 0}, {3945, 228, 2892, 12, 0},
    {3956, 420, 1290, 56, 0}, {3974, 58, 2878, 3, 0}, {3979, 122, 439, 7, 0},
    {3988, 209, 565, 12, 0}, {3999, 329, 993, 36, 0}, {4008, 183, 1104, 3, 0},
    {4016, 82, 1097, 3, 0}, {4023, 262, 690, 16, 0}, {4037, 450, 1428, 69, 0},
    {4061, 289, 843, 21, 0}, {4093, 237, 628, 12, 0}, {4117, 121, 145, 0, 0},
    {4131, 139, 504, 0, 0}, {4151, 138, 502, 0, 0}, {4171, 46, 500, 0, 0},
    {4187, 81, 475, 0, 0}, {4209, 74, 145, 1, 0}, {4221, 104, 225, 1, 0},
    {4231, 328, 998, 36, 0}, {4237, 57, 114, 1, 0}, {4245, 97, 204, 1, 0},
    {4257, 71, 472, 1, 0}, {4277, 170, 490, 7, 0}, {4299, 164, 482, 7, 0},
    {4321, 70, 469, 1, 0}, {4341, 75, 148, 1, 0}, {4351, 66, 0, 1, 0},
    {4358, 181, 1087, 3, 0}, {4369, 79, 154, 1, 0}, {4382, 23, 498, 1, 0},
    {4398, 238, 526, 12, 0}, {4407, 463, 1492, 78, 0}, {4418, 68, 0, 1, 0},
    {4427, 192, 1190, 3, 0}, {4433, 195, 1186, 3, 0}, {4440, 193, 1194, 3, 0},
    {4446, 194, 1182, 3, 0}, {4453, 117, 1115, 3, 0}, {4472, 166, 436, 7, 0},
    {4484, 48, 98, 1, 0}, {4491, 302, 897, 24, 0}, {4500, 309, 921, 27, 0},
    {4510, 73, 143, 1, 0}, {4521, 126, 278, 1, 0}, {4554, 17, 1056, 3, 0},
    {4572, 56, 1060, 3, 0}, {4583, 291, 850, 21, 0}, {4609, 69, 131, 1, 0},
    {4618, 18, 232, 1, 0}, {4623, 101, 459, 9, 0}, {4630, 99, 208, 1, 0},
    {4637, 298, 655, 12, 0}, {4646, 457, 1464, 75, 0},
    {4656, 349, 1152, 52, 0}, {4662, 25, 65, 1, 0}, {4698, 115, 249, 1, 0},
    {4706, 87, 171, 1, 0}, {4727, 83, 162, 1, 0}, {4735, 284, 811, 20, 0},
    {4745, 36, 0, 1, 0}, {4750, 292, 4026, 21, 0}, {4783, 327, 991, 35, 0},
    {4819, 135, 296, 2, 0}, {4825, 116, 251, 1, 0}, {4833, 103, 221, 1, 0},
    {4848, 293, 864, 21, 0}, {4852, 259, 663, 12, 0}, {4859, 13, 35, 1, 0},
    {4864, 250, 630, 12, 0}, {4877, 254, 642, 12, 0}, {4890, 253, 642, 12, 0},
    {4907, 252, 639, 12, 0}, {4921, 408, 1231, 56, 0}, {4937, 251, 634, 12, 0},
    {4951, 409, 1234, 56, 0}, {4975, 306, 901, 0, 0}, {4990, 308, 918, 0, 0},
    {5006, 410, 1239, 56, 0}, {5024, 307, 913, 0, 0}, {5040, 411, 1242, 56, 0},
    {5058, 43, 92, 0, 0}, {5064, 208, 562, 0, 0}, {5070, 92, 188, 0, 0},
    {5079, 199, 3684, 0, 0}, {5116, 60, 119, 0, 0}, {5129, 52, 103, 0, 0},
    {5137, 59, 266, 0, 0}, {5143, 10, 27, 0, 0}, {5150, 281, 796, 0, 0},
    {5159, 288, 841, 0, 0}, {5184, 86, 169, 0, 0}, {5191, 344, 1118, 0, 0},
    {5215, 62, 121, 0, 0}, {5221, 30, 77, 0, 0}, {5227, 301, 892, 0, 0},
    {5237, 412, 1247, 56, 0}, {5254, 336, 667, 0, 0}, {5261, 113, 0, 0, 0},
    {5267, 111, 0, 0, 0}, {5288, 294, 869, 21, 0}, {5305, 114, 244, 1, 0},
    {5311, 235, 725, 17, 0}, {5318, 7, 17, 1, 0}, {5326, 4, 7, 1, 0},
    {5332, 146, 329, 3, 0},
};
static const uint16_t parisc_by_number[] = {
    272, 53, 77, 254, 406, 216, 34, 405, 38, 157, 390, 51, 18, 370, 183, 19,
    155, 347, 351, 167, 113, 190, 11, 332, 126, 357, 248, 9, 84, 222, 396, 36,
    159, 5, 215, 3, 362, 151, 268, 181, 273, 40, 228, 383, 122, 13, 317, 107,
    342, 106, 105, 6, 388, 110, 144, 68, 348, 322, 304, 389, 387, 21, 395, 41,
    114, 112, 329, 230, 335, 350, 327, 324, 180, 345, 319, 328, 119, 120, 125,
    331, 108, 318, 309, 360, 172, 256, 393, 359, 259, 189, 188, 212, 385, 90,
    62, 65, 115, 323, 260, 353, 87, 352, 367, 320, 109, 16, 17, 238, 249, 102,
    401, 85, 400, 403, 358, 366, 340, 89, 174, 32, 314, 305, 261, 8, 194, 346,
    129, 39, 252, 111, 61, 10, 365, 224, 316, 315, 0, 103, 1, 76, 209, 258,
    407, 121, 70, 2, 185, 210, 187, 211, 295, 289, 296, 290, 297, 285, 286,
    291, 214, 203, 326, 118, 341, 234, 325, 117, 237, 280, 276, 278, 277, 282,
    279, 281, 20, 330, 123, 308, 264, 301, 300, 299, 208, 207, 206, 205, 336,
    338, 339, 337, 173, 386, 91, 104, 69, 124, 255, 384, 306, 92, 293, 287,
    139, 135, 136, 140, 134, 54, 165, 43, 45, 48, 265, 302, 197, 202, 200, 198,
    196, 195, 404, 57, 313, 333, 168, 80, 127, 156, 71, 162, 164, 75, 266, 166,
    78, 371, 376, 374, 373, 372, 30, 26, 24, 28, 369, 176, 99, 310, 7, 271,
    150, 146, 145, 131, 130, 133, 179, 246, 235, 220, 182, 184, 66, 98, 86,
    391, 269, 158, 361, 257, 63, 55, 392, 312, 100, 349, 363, 368, 402, 193,
    101, 46, 354, 88, 149, 397, 343, 49, 58, 378, 381, 379, 344, 50, 44, 42,
    229, 132, 239, 250, 284, 223, 262, 4, 241, 59, 60, 22, 213, 217, 364, 321,
    307, 244, 245, 147, 74, 294, 288, 399, 270, 298, 116, 178, 12, 52, 177,
    394, 186, 37, 240, 251, 356, 137, 233, 231, 232, 274, 148, 14, 27, 31, 23,
    25, 29, 375, 377, 380, 382, 398, 247, 236, 138, 263, 201, 199, 303, 283,
    94, 292, 227, 143, 141, 142, 218, 192, 82, 79, 81, 83, 226, 33, 35, 221,
    225, 56, 242, 47, 191, 253, 153, 152, 154, 243, 96, 311, 15, 64, 175, 97,
    95, 93, 355, 160, 169, 171, 170, 204, 334, 128, 163, 267, 219, 72, 73, 161,
    275, 67,
};
static const struct call_entry parisc64[] = {
    {8, 142, 1632, 3, 0}, {19, 149, 1915, 3, 0}, {27, 35, 1687, 3, 0},
    {34, 320, 2322, 28, 0}, {42, 33, 1627, 1, 0}, {49, 51, 1928, 1, 0},
    {54, 264, 2155, 17, 0}, {62, 124, 1926, 1, 0}, {83, 27, 72, 1, 0},
    {170, 134, 0, 2, 0}, {178, 22, 1709, 3, 0}, {183, 341, 2440, 44, 0},
    {204, 45, 1597, 1, 0}, {217, 356, 3041, 2, 0}, {228, 451, 2596, 72, 0},
    {238, 106, 1851, 7, 0}, {245, 107, 1854, 7, 0}, {252, 12, 1794, 1, 0},
    {258, 15, 1811, 1, 0}, {264, 180, 1814, 7, 0}, {278, 61, 1794, 1, 0},
    {285, 324, 2379, 35, 0}, {315, 257, 2080, 12, 0}, {348, 256, 2077, 12, 0},
    {378, 258, 2083, 12, 0}, {417, 255, 2074, 12, 0}, {447, 120, 2923, 1, 0},
    {453, 435, 2539, 58, 0}, {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 31, 1683, 0, 0}, {486, 346, 2456, 49, 0}, {502, 8, 1799, 1, 0},
    {522, 129, 1960, 1, 0}, {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0},
    {545, 312, 931, 27, 0}, {550, 224, 610, 12, 0}, {563, 311, 929, 27, 0},
    {577, 225, 2093, 12, 0}, {601, 297, 2298, 23, 0}, {613, 441, 2558, 63, 0},
    {626, 226, 2088, 12, 0}, {652, 304, 904, 24, 0}, {660, 310, 926, 27, 0},
    {669, 11, 1740, 1, 0}, {676, 342, 2446, 45, 0}, {685, 1, 1, 1, 0},
    {690, 222, 1, 12, 0}, {701, 287, 2238, 20, 0}, {711, 439, 2547, 60, 0},
    {732, 236, 2929, 12, 0}, {745, 305, 2309, 25, 0}, {755, 322, 963, 34, 0},
    {769, 323, 2358, 34, 0}, {783, 133, 15, 1, 0}, {790, 94, 194, 1, 0},
    {797, 286, 2234, 20, 0}, {806, 452, 2601, 73, 0}, {816, 95, 478, 1, 0},
    {832, 278, 2195, 20, 0}, {841, 472, 1534, 84, 0}, {849, 55, 1777, 1, 0},
    {855, 202, 1777, 9, 0}, {863, 148, 15, 3, 0}, {873, 243, 1989, 12, 0},
    {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0}, {909, 333, 2404, 40, 0},
    {922, 246, 1998, 12, 0}, {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0},
    {944, 249, 2005, 12, 0}, {957, 431, 2529, 57, 0}, {966, 240, 1978, 12, 0},
    {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0}, {991, 433, 2535, 57, 0},
    {998, 28, 1572, 1, 0}, {1004, 112, 4057, 9, 0}, {1012, 280, 4071, 20, 0},
    {1022, 100, 1888, 1, 0}, {1030, 299, 3502, 12, 0}, {1040, 118, 15, 1, 0},
    {1052, 93, 1784, 1, 0}, {1062, 200, 4068, 9, 0}, {1074, 210, 2010, 12, 0},
    {1080, 456, 2622, 74, 0}, {1107, 455, 2615, 74, 0},
    {1118, 449, 2585, 68, 0}, {1130, 454, 2610, 74, 0},
    {1141, 279, 2201, 20, 0}, {1167, 261, 2112, 16, 0},
    {1181, 290, 2260, 21, 0}, {1221, 296, 2387, 23, 0},
    {1228, 110, 1791, 7, 0}, {1235, 141, 1787, 3, 0}, {1244, 201, 2046, 9, 0},
    {1255, 50, 0, 1, 0}, {1273, 49, 0, 1, 0}, {1291, 47, 0, 1, 0},
    {1307, 80, 1840, 1, 0}, {1329, 105, 1671, 1, 0}, {1351, 53, 1713, 3, 0},
    {1363, 132, 294, 1, 0}, {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0},
    {1394, 64, 0, 1, 0}, {1402, 96, 201, 1, 0}, {1414, 339, 2427, 43, 0},
    {1424, 171, 1847, 7, 0}, {1446, 165, 1843, 7, 0}, {1468, 76, 1821, 1, 0},
    {1478, 77, 1824, 1, 0}, {1488, 147, 294, 3, 0}, {1495, 44, 1713, 3, 0},
    {1507, 182, 1728, 3, 0}, {1518, 206, 0, 10, 0}, {1525, 78, 1818, 1, 0},
    {1538, 24, 0, 1, 0}, {1554, 241, 1984, 12, 0}, {1563, 464, 2662, 78, 0},
    {1584, 128, 1956, 1, 0}, {1596, 270, 2172, 19, 0}, {1614, 269, 0, 19, 0},
    {1627, 314, 938, 27, 0}, {1641, 271, 759, 19, 0}, {1658, 219, 2036, 12, 0},
    {1668, 216, 2024, 12, 0}, {1679, 217, 2026, 12, 0},
    {1692, 350, 2484, 55, 0}, {1727, 215, 2021, 12, 0},
    {1736, 218, 2032, 12, 0}, {1746, 426, 2504, 56, 0},
    {1761, 427, 2511, 56, 0}, {1779, 425, 2501, 56, 0}, {1794, 54, 1609, 1, 0},
    {1812, 268, 752, 19, 0}, {1823, 267, 748, 19, 0}, {1838, 332, 2398, 38, 0},
    {1843, 355, 2434, 43, 0}, {1859, 300, 2144, 19, 0},
    {1870, 266, 2166, 17, 0}, {1877, 37, 85, 1, 0}, {1882, 445, 2580, 65, 0},
    {1900, 444, 2576, 65, 0}, {1924, 446, 1414, 65, 0}, {1947, 16, 1814, 1, 0},
    {1963, 242, 1984, 12, 0}, {1973, 9, 1796, 1, 0}, {1978, 283, 2219, 20, 0},
    {1985, 32, 1073, 3, 0}, {1992, 458, 2632, 75, 0}, {2002, 470, 2692, 82, 0},
    {2009, 244, 1994, 12, 0}, {2019, 465, 2669, 78, 0},
    {2031, 245, 1994, 12, 0}, {2047, 223, 2702, 12, 0},
    {2062, 248, 2002, 12, 0}, {2075, 19, 1579, 1, 0}, {2081, 239, 1972, 12, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2144, 84, 1569, 1, 0}, {2150, 198, 4054, 9, 0},
    {2158, 119, 1652, 9, 0}, {2166, 453, 2606, 73, 0},
    {2183, 260, 2101, 16, 0}, {2189, 343, 1120, 43, 0},
    {2200, 340, 2431, 43, 0}, {2226, 272, 2176, 20, 0}, {2240, 72, 1648, 9, 0},
    {2248, 39, 1799, 1, 0}, {2254, 276, 2186, 20, 0}, {2262, 14, 1878, 1, 0},
    {2268, 277, 2190, 20, 0}, {2276, 150, 1905, 3, 0},
    {2282, 345, 2452, 48, 0}, {2289, 152, 338, 3, 0}, {2298, 90, 4047, 1, 0},
    {2303, 89, 4040, 9, 0}, {2320, 21, 1930, 1, 0}, {2326, 442, 2565, 64, 0},
    {2340, 429, 2520, 57, 0}, {2351, 295, 2286, 22, 0},
    {2362, 125, 1590, 1, 0}, {2375, 234, 2140, 16, 0},
    {2389, 233, 2137, 16, 0}, {2399, 229, 2118, 16, 0},
    {2407, 232, 2131, 16, 0}, {2446, 231, 2125, 16, 0},
    {2479, 230, 2123, 16, 0}, {2489, 163, 1638, 3, 0},
    {2496, 462, 2651, 76, 0}, {2502, 191, 1773, 3, 0}, {2509, 190, 1196, 3, 0},
    {2516, 189, 1767, 3, 0}, {2523, 188, 1762, 3, 0}, {2530, 144, 1644, 3, 0},
    {2548, 151, 1905, 3, 0}, {2556, 153, 0, 3, 0}, {2567, 91, 1594, 1, 0},
    {2574, 325, 2369, 35, 0}, {2592, 162, 1668, 3, 0}, {2624, 34, 83, 1, 0},
    {2676, 5, 1565, 1, 0}, {2681, 326, 2375, 35, 0}, {2699, 428, 2516, 57, 0},
    {2709, 467, 2680, 79, 0}, {2724, 275, 2181, 20, 0},
    {2731, 437, 2542, 59, 0}, {2739, 29, 0, 1, 0}, {2793, 318, 2346, 30, 0},
    {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 2496, 56, 0}, {2862, 42, 1630, 1, 0}, {2867, 313, 2332, 27, 0},
    {2873, 67, 1912, 9, 0}, {2884, 352, 2475, 51, 0}, {2895, 353, 1150, 51, 0},
    {2905, 351, 2470, 51, 0}, {2919, 168, 1575, 6, 0},
    {2924, 274, 2249, 20, 0}, {2943, 172, 1917, 7, 0}, {2949, 108, 1613, 0, 0},
    {2957, 315, 2335, 29, 0}, {2964, 347, 2463, 50, 0},
    {2972, 321, 2364, 33, 0}, {2982, 440, 2552, 62, 0},
    {2998, 448, 1419, 67, 0}, {3015, 330, 2391, 37, 0},
    {3032, 331, 2391, 37, 0}, {3062, 273, 2242, 20, 0}, {3087, 26, 1831, 1, 0},
    {3102, 109, 1618, 0, 0}, {3111, 316, 2335, 29, 0},
    {3119, 348, 2463, 50, 0}, {3141, 131, 1963, 1, 0},
    {3150, 443, 2571, 66, 0}, {3162, 3, 1557, 1, 0}, {3167, 207, 1968, 11, 0},
    {3185, 85, 1807, 1, 0}, {3194, 285, 2229, 20, 0}, {3205, 145, 1623, 3, 0},
    {3211, 88, 1944, 1, 0}, {3218, 98, 3531, 3, 0}, {3223, 123, 1698, 3, 0},
    {3232, 319, 2352, 31, 0}, {3257, 184, 1705, 3, 0},
    {3265, 227, 2040, 12, 0}, {3282, 247, 2002, 12, 0},
    {3294, 466, 2675, 78, 0}, {3308, 38, 1796, 1, 0}, {3315, 282, 2214, 20, 0},
    {3324, 337, 2417, 42, 0}, {3334, 265, 2161, 17, 0}, {3346, 0, 0, 12, 0},
    {3395, 40, 1802, 1, 0}, {3401, 354, 2491, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 174, 1599, 7, 0}, {3436, 176, 1857, 7, 0}, {3450, 175, 1604, 7, 0},
    {3465, 178, 1865, 7, 0}, {3481, 173, 0, 7, 0}, {3494, 179, 1869, 7, 0},
    {3508, 177, 1860, 7, 0}, {3547, 317, 2341, 30, 0}, {3660, 159, 347, 3, 0},
    {3683, 160, 347, 3, 0}, {3706, 212, 2017, 12, 0}, {3724, 335, 2412, 41, 0},
    {3738, 155, 1895, 3, 0}, {3753, 157, 294, 3, 0}, {3772, 161, 1902, 3, 0},
    {3823, 211, 2017, 12, 0}, {3841, 334, 2408, 41, 0},
    {3855, 154, 1895, 3, 0}, {3870, 156, 1898, 3, 0}, {3889, 158, 0, 3, 0},
    {3901, 338, 2423, 43, 0}, {3925, 187, 1755, 3, 0}, {3932, 186, 1173, 3, 0},
    {3939, 185, 1751, 3, 0}, {3945, 228, 2052, 12, 0}, {3974, 58, 3526, 3, 0},
    {3979, 122, 4060, 7, 0}, {3988, 209, 1678, 12, 0},
    {3999, 329, 2382, 36, 0}, {4008, 183, 1705, 3, 0}, {4016, 82, 1691, 3, 0},
    {4023, 262, 2108, 16, 0}, {4037, 450, 2591, 69, 0},
    {4061, 289, 2257, 21, 0}, {4093, 237, 2050, 12, 0},
    {4117, 121, 1949, 0, 0}, {4131, 139, 504, 0, 0}, {4151, 138, 502, 0, 0},
    {4171, 46, 500, 0, 0}, {4187, 81, 1840, 0, 0}, {4209, 74, 1949, 1, 0},
    {4221, 104, 1674, 1, 0}, {4231, 328, 998, 36, 0}, {4237, 57, 114, 1, 0},
    {4245, 97, 204, 1, 0}, {4257, 71, 472, 1, 0}, {4277, 170, 490, 7, 0},
    {4299, 164, 482, 7, 0}, {4321, 70, 469, 1, 0}, {4341, 75, 1821, 1, 0},
    {4351, 66, 0, 1, 0}, {4358, 181, 1722, 3, 0}, {4369, 79, 1818, 1, 0},
    {4382, 23, 498, 1, 0}, {4398, 238, 1972, 12, 0}, {4407, 463, 2655, 78, 0},
    {4418, 68, 0, 1, 0}, {4427, 192, 1660, 3, 0}, {4433, 195, 1664, 3, 0},
    {4440, 193, 1760, 3, 0}, {4446, 194, 1656, 3, 0}, {4453, 117, 1115, 3, 0},
    {4472, 166, 1872, 7, 0}, {4484, 48, 3458, 1, 0}, {4491, 302, 2305, 24, 0},
    {4500, 309, 2327, 27, 0}, {4510, 73, 3962, 1, 0}, {4521, 126, 3978, 1, 0},
    {4554, 17, 1056, 3, 0}, {4572, 56, 1717, 3, 0}, {4583, 291, 2264, 21, 0},
    {4609, 69, 131, 1, 0}, {4618, 18, 1569, 1, 0}, {4623, 101, 4054, 9, 0},
    {4630, 99, 1885, 1, 0}, {4637, 298, 3498, 12, 0}, {4646, 457, 2627, 75, 0},
    {4656, 349, 2478, 52, 0}, {4662, 25, 3456, 1, 0}, {4698, 115, 1942, 1, 0},
    {4706, 87, 1939, 1, 0}, {4727, 83, 1804, 1, 0}, {4735, 284, 2225, 20, 0},
    {4745, 36, 0, 1, 0}, {4750, 292, 2276, 21, 0}, {4783, 327, 991, 35, 0},
    {4819, 135, 1891, 2, 0}, {4825, 116, 1827, 1, 0}, {4833, 103, 1836, 1, 0},
    {4848, 293, 2271, 21, 0}, {4852, 259, 663, 12, 0}, {4859, 13, 2008, 1, 0},
    {4864, 250, 2062, 12, 0}, {4877, 254, 642, 12, 0}, {4890, 253, 642, 12, 0},
    {4907, 252, 2071, 12, 0}, {4937, 251, 2066, 12, 0}, {4975, 306, 901, 0, 0},
    {4990, 308, 2319, 0, 0}, {5024, 307, 2314, 0, 0}, {5058, 43, 1829, 0, 0},
    {5064, 208, 562, 0, 0}, {5070, 92, 1781, 0, 0}, {5079, 199, 4065, 0, 0},
    {5116, 60, 119, 0, 0}, {5129, 52, 1936, 0, 0}, {5137, 59, 1749, 0, 0},
    {5143, 10, 1802, 0, 0}, {5150, 281, 2210, 0, 0}, {5159, 288, 2255, 0, 0},
    {5184, 86, 2716, 0, 0}, {5191, 344, 1118, 0, 0}, {5215, 62, 1882, 0, 0},
    {5221, 30, 1875, 0, 0}, {5227, 301, 2293, 0, 0}, {5254, 336, 2098, 0, 0},
    {5261, 113, 0, 0, 0}, {5267, 111, 0, 0, 0}, {5288, 294, 2281, 21, 0},
    {5305, 114, 1744, 1, 0}, {5311, 235, 2149, 17, 0}, {5318, 7, 3452, 1, 0},
    {5326, 4, 1561, 1, 0}, {5332, 146, 1623, 3, 0},
};
static const uint16_t parisc64_by_number[] = {
    259, 47, 71, 242, 385, 206, 28, 384, 32, 149, 370, 45, 17, 354, 175, 18,
    147, 331, 335, 159, 106, 182, 10, 316, 119, 341, 236, 8, 78, 212, 376, 30,
    151, 4, 205, 2, 346, 143, 255, 173, 260, 34, 218, 363, 115, 12, 301, 100,
    326, 99, 98, 5, 368, 103, 136, 62, 332, 306, 288, 369, 367, 20, 375, 35,
    107, 105, 313, 220, 319, 334, 311, 308, 172, 329, 303, 312, 112, 113, 118,
    315, 101, 302, 293, 344, 164, 244, 373, 343, 247, 181, 180, 202, 365, 84,
    56, 59, 108, 307, 248, 337, 81, 336, 351, 304, 102, 15, 16, 227, 237, 95,
    380, 79, 379, 382, 342, 350, 324, 83, 166, 26, 298, 289, 249, 7, 186, 330,
    122, 33, 240, 104, 55, 9, 349, 214, 300, 299, 96, 0, 70, 199, 246, 386,
    114, 64, 1, 177, 200, 179, 201, 280, 275, 281, 276, 282, 271, 272, 277,
    204, 193, 310, 111, 325, 224, 309, 110, 226, 267, 263, 265, 264, 269, 266,
    268, 19, 314, 116, 292, 251, 286, 285, 284, 198, 197, 196, 195, 320, 322,
    323, 321, 165, 366, 85, 97, 63, 117, 243, 364, 290, 86, 278, 273, 131, 128,
    129, 132, 127, 48, 157, 37, 39, 42, 252, 287, 189, 192, 191, 190, 188, 187,
    383, 51, 297, 317, 160, 74, 120, 148, 65, 154, 156, 69, 253, 158, 72, 355,
    359, 358, 357, 356, 25, 23, 22, 24, 353, 168, 92, 294, 6, 258, 142, 138,
    137, 124, 123, 126, 171, 235, 225, 210, 174, 176, 60, 91, 80, 371, 256,
    150, 345, 245, 57, 49, 372, 296, 93, 333, 347, 352, 381, 185, 94, 40, 338,
    82, 141, 377, 327, 43, 52, 360, 362, 361, 328, 44, 38, 36, 219, 125, 228,
    238, 270, 213, 250, 3, 230, 53, 54, 21, 203, 207, 348, 305, 291, 233, 234,
    139, 68, 279, 274, 378, 257, 283, 109, 170, 11, 46, 169, 374, 178, 31, 229,
    239, 340, 130, 223, 221, 222, 261, 140, 13, 217, 135, 133, 134, 208, 184,
    76, 73, 75, 77, 216, 27, 29, 211, 215, 50, 231, 41, 183, 241, 145, 144,
    146, 232, 89, 295, 14, 58, 167, 90, 88, 87, 339, 152, 161, 163, 162, 194,
    318, 121, 155, 254, 209, 66, 67, 153, 262, 61,
};
static const struct call_entry riscv64[] = {
    {27, 202, 1687, 54, 0}, {34, 242, 2322, 54, 0}, {49, 89, 1928, 54, 0},
    {54, 217, 2155, 54, 0}, {62, 171, 1926, 54, 0}, {178, 200, 1709, 54, 0},
    {183, 280, 2440, 54, 0}, {204, 214, 1597, 54, 0}, {228, 451, 2596, 72, 0},
    {238, 90, 1851, 54, 0}, {245, 91, 1854, 54, 0}, {252, 49, 1794, 54, 0},
    {278, 51, 1794, 54, 0}, {285, 266, 2379, 54, 0}, {315, 114, 2080, 54, 0},
    {348, 113, 2077, 54, 0}, {378, 115, 2083, 54, 0}, {417, 112, 2074, 54, 0},
    {447, 220, 2923, 54, 0}, {453, 435, 2539, 58, 0}, {460, 57, 15, 54, 0},
    {466, 436, 1363, 61, 0}, {478, 203, 1683, 54, 0}, {486, 285, 2456, 54, 0},
    {522, 106, 1960, 54, 0}, {536, 23, 88, 54, 0}, {545, 24, 931, 54, 0},
    {563, 20, 929, 54, 0}, {577, 21, 2093, 54, 0}, {601, 22, 2298, 54, 0},
    {613, 441, 2558, 63, 0}, {660, 19, 926, 54, 0}, {669, 221, 1740, 54, 0},
    {676, 281, 2446, 54, 0}, {685, 93, 1, 54, 0}, {690, 94, 1, 54, 0},
    {701, 48, 2238, 54, 0}, {711, 439, 2547, 60, 0}, {722, 223, 2929, 54, 0},
    {745, 47, 2309, 54, 0}, {755, 262, 963, 54, 0}, {769, 263, 2358, 54, 0},
    {783, 50, 15, 54, 0}, {790, 52, 194, 54, 0}, {797, 53, 2234, 54, 0},
    {806, 452, 2601, 73, 0}, {816, 55, 478, 54, 0}, {832, 54, 2195, 54, 0},
    {841, 472, 1534, 84, 0}, {849, 25, 1777, 54, 0}, {863, 83, 15, 54, 0},
    {873, 10, 1989, 54, 0}, {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0},
    {909, 273, 2404, 54, 0}, {922, 13, 1998, 54, 0}, {933, 32, 322, 54, 0},
    {944, 16, 2005, 54, 0}, {957, 431, 2529, 57, 0}, {966, 7, 1978, 54, 0},
    {976, 432, 1349, 57, 0}, {984, 430, 2526, 57, 0}, {991, 433, 2535, 57, 0},
    {998, 80, 1572, 54, 0}, {1022, 44, 1888, 54, 0}, {1040, 82, 15, 54, 0},
    {1052, 46, 1784, 54, 0}, {1074, 98, 2010, 54, 0}, {1080, 456, 2622, 74, 0},
    {1107, 455, 2615, 74, 0}, {1118, 449, 2585, 68, 0},
    {1130, 454, 2610, 74, 0}, {1167, 236, 2112, 54, 0},
    {1181, 100, 2260, 54, 0}, {1221, 168, 2387, 54, 0},
    {1228, 17, 1791, 54, 0}, {1244, 61, 2046, 54, 0}, {1255, 177, 0, 54, 0},
    {1273, 175, 0, 54, 0}, {1291, 176, 0, 54, 0}, {1307, 158, 1840, 54, 0},
    {1329, 102, 1671, 54, 0}, {1351, 205, 1713, 54, 0},
    {1363, 155, 294, 54, 0}, {1379, 172, 0, 54, 0}, {1394, 173, 0, 54, 0},
    {1402, 141, 201, 54, 0}, {1414, 278, 2427, 54, 0},
    {1424, 150, 1847, 54, 0}, {1446, 148, 1843, 54, 0},
    {1468, 163, 1821, 54, 0}, {1478, 165, 1824, 54, 0},
    {1488, 156, 294, 54, 0}, {1495, 204, 1713, 54, 0},
    {1507, 209, 1728, 54, 0}, {1518, 178, 0, 54, 0}, {1525, 169, 1818, 54, 0},
    {1538, 174, 0, 54, 0}, {1554, 8, 1984, 54, 0}, {1563, 464, 2662, 78, 0},
    {1584, 105, 1956, 54, 0}, {1596, 27, 2172, 54, 0}, {1627, 26, 938, 54, 0},
    {1641, 28, 759, 54, 0}, {1658, 3, 2036, 54, 0}, {1668, 1, 2024, 54, 0},
    {1679, 4, 2026, 54, 0}, {1692, 292, 2484, 55, 0}, {1727, 0, 2021, 54, 0},
    {1736, 2, 2032, 54, 0}, {1746, 426, 2504, 56, 0}, {1761, 427, 2511, 56, 0},
    {1779, 425, 2501, 56, 0}, {1794, 29, 1609, 54, 0}, {1812, 31, 752, 54, 0},
    {1823, 30, 748, 54, 0}, {1838, 272, 2398, 54, 0}, {1843, 294, 2434, 54, 0},
    {1859, 104, 2144, 54, 0}, {1870, 219, 2166, 54, 0}, {1877, 129, 85, 54, 0},
    {1882, 445, 2580, 65, 0}, {1900, 444, 2576, 65, 0},
    {1924, 446, 1414, 65, 0}, {1963, 9, 1984, 54, 0}, {1978, 37, 2219, 54, 0},
    {1985, 201, 1073, 54, 0}, {1992, 458, 2632, 75, 0},
    {2002, 470, 2692, 82, 0}, {2009, 11, 1994, 54, 0},
    {2019, 465, 2669, 78, 0}, {2031, 12, 1994, 54, 0}, {2047, 18, 2702, 54, 0},
    {2062, 15, 2002, 54, 0}, {2075, 62, 1579, 54, 0}, {2081, 6, 1972, 54, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2158, 233, 1652, 54, 0},
    {2166, 453, 2606, 74, 0}, {2183, 235, 2101, 54, 0},
    {2189, 283, 1120, 54, 0}, {2200, 279, 2431, 54, 0},
    {2213, 447, 1417, 70, 0}, {2226, 238, 2176, 54, 0},
    {2240, 232, 1648, 54, 0}, {2254, 34, 2186, 54, 0}, {2268, 33, 2190, 54, 0},
    {2276, 228, 1905, 54, 0}, {2282, 284, 2452, 54, 0},
    {2289, 230, 338, 54, 0}, {2298, 222, 4047, 54, 0}, {2320, 40, 1930, 54, 0},
    {2326, 442, 2565, 64, 0}, {2340, 429, 2520, 57, 0},
    {2351, 239, 2286, 54, 0}, {2362, 226, 1590, 54, 0},
    {2375, 185, 2140, 54, 0}, {2389, 184, 2137, 54, 0},
    {2399, 180, 2118, 54, 0}, {2407, 183, 2131, 54, 0},
    {2446, 182, 2125, 54, 0}, {2479, 181, 2123, 54, 0},
    {2489, 216, 1638, 54, 0}, {2496, 462, 2651, 76, 0},
    {2502, 187, 1773, 54, 0}, {2509, 186, 1196, 54, 0},
    {2516, 188, 1767, 54, 0}, {2523, 189, 1762, 54, 0},
    {2530, 227, 1644, 54, 0}, {2548, 229, 1905, 54, 0}, {2556, 231, 0, 54, 0},
    {2567, 215, 1594, 54, 0}, {2574, 264, 2369, 54, 0},
    {2592, 101, 1668, 54, 0}, {2602, 79, 2205, 54, 0}, {2613, 42, 2706, 54, 0},
    {2681, 265, 2375, 54, 0}, {2699, 428, 2516, 57, 0},
    {2709, 467, 2680, 79, 0}, {2724, 56, 2181, 54, 0},
    {2731, 437, 2542, 59, 0}, {2793, 241, 2346, 54, 0}, {2809, 92, 300, 54, 0},
    {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 2496, 56, 0}, {2867, 59, 2332, 54, 0}, {2873, 41, 1912, 54, 0},
    {2884, 289, 2475, 54, 0}, {2895, 290, 1150, 54, 0},
    {2905, 288, 2470, 54, 0}, {2924, 73, 2249, 54, 0},
    {2943, 167, 1917, 54, 0}, {2949, 67, 1613, 54, 0}, {2957, 69, 2335, 54, 0},
    {2964, 286, 2463, 54, 0}, {2972, 261, 2364, 54, 0},
    {2982, 440, 2552, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 270, 2391, 54, 0}, {3032, 271, 2391, 54, 0},
    {3062, 72, 2242, 54, 0}, {3087, 117, 1831, 54, 0}, {3102, 68, 1618, 54, 0},
    {3111, 70, 2335, 54, 0}, {3119, 287, 2463, 54, 0}, {3141, 60, 1963, 54, 0},
    {3150, 443, 2571, 66, 0}, {3162, 63, 1557, 54, 0},
    {3167, 213, 1968, 54, 0}, {3194, 78, 2229, 54, 0}, {3205, 65, 1623, 54, 0},
    {3211, 142, 1944, 54, 0}, {3223, 207, 1698, 54, 0},
    {3232, 243, 2352, 54, 0}, {3257, 212, 1705, 54, 0},
    {3265, 234, 2040, 54, 0}, {3282, 14, 2002, 54, 0},
    {3294, 466, 2675, 78, 0}, {3324, 276, 2417, 54, 0},
    {3334, 218, 2161, 54, 0}, {3346, 128, 0, 54, 0}, {3362, 259, 4082, 54, 0},
    {3381, 258, 4076, 71, 0}, {3401, 293, 2491, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 134, 1599, 54, 0}, {3436, 136, 1857, 54, 0},
    {3450, 135, 1604, 54, 0}, {3465, 138, 1865, 54, 0}, {3481, 139, 0, 54, 0},
    {3494, 133, 1869, 54, 0}, {3508, 137, 1860, 54, 0},
    {3547, 240, 2341, 54, 0}, {3660, 125, 347, 54, 0}, {3683, 126, 347, 54, 0},
    {3706, 123, 2017, 54, 0}, {3724, 275, 2412, 54, 0},
    {3738, 121, 1895, 54, 0}, {3753, 120, 294, 54, 0},
    {3772, 127, 1902, 54, 0}, {3823, 122, 2017, 54, 0},
    {3841, 274, 2408, 54, 0}, {3855, 118, 1895, 54, 0},
    {3870, 119, 1898, 54, 0}, {3889, 124, 0, 54, 0}, {3901, 277, 2423, 54, 0},
    {3925, 191, 1755, 54, 0}, {3932, 190, 1173, 54, 0},
    {3939, 193, 1751, 54, 0}, {3945, 192, 2052, 54, 0},
    {3979, 71, 1678, 54, 0}, {3999, 269, 2382, 54, 0},
    {4008, 211, 1705, 54, 0}, {4016, 206, 1691, 54, 0},
    {4023, 237, 2108, 54, 0}, {4037, 450, 2591, 69, 0},
    {4061, 99, 2257, 54, 0}, {4093, 96, 2050, 54, 0}, {4117, 162, 1949, 54, 0},
    {4131, 152, 504, 54, 0}, {4151, 151, 502, 54, 0}, {4171, 144, 500, 54, 0},
    {4187, 159, 1840, 54, 0}, {4209, 161, 1949, 54, 0},
    {4221, 103, 1674, 54, 0}, {4231, 268, 998, 54, 0}, {4237, 154, 114, 54, 0},
    {4245, 140, 204, 54, 0}, {4257, 143, 472, 54, 0}, {4277, 149, 490, 54, 0},
    {4299, 147, 482, 54, 0}, {4321, 145, 469, 54, 0}, {4341, 164, 1821, 54, 0},
    {4351, 157, 0, 54, 0}, {4358, 208, 1722, 54, 0}, {4369, 170, 1818, 54, 0},
    {4382, 146, 498, 54, 0}, {4398, 5, 1972, 54, 0}, {4407, 463, 2655, 78, 0},
    {4427, 196, 1660, 54, 0}, {4433, 195, 1664, 54, 0},
    {4440, 197, 1760, 54, 0}, {4446, 194, 1656, 54, 0},
    {4453, 210, 1115, 54, 0}, {4472, 132, 1872, 54, 0},
    {4500, 74, 2327, 54, 0}, {4554, 198, 1056, 54, 0},
    {4572, 199, 1717, 54, 0}, {4583, 76, 2264, 54, 0}, {4630, 43, 1885, 54, 0},
    {4646, 457, 2627, 75, 0}, {4656, 291, 2478, 54, 0},
    {4698, 225, 1942, 54, 0}, {4706, 224, 1939, 54, 0},
    {4735, 36, 2225, 54, 0}, {4745, 81, 0, 54, 0}, {4750, 84, 2276, 54, 0},
    {4783, 267, 991, 54, 0}, {4825, 179, 1827, 54, 0},
    {4833, 116, 1836, 54, 0}, {4848, 77, 2271, 54, 0}, {4852, 131, 663, 54, 0},
    {4864, 107, 2062, 54, 0}, {4877, 111, 642, 54, 0}, {4890, 109, 642, 54, 0},
    {4907, 108, 2071, 54, 0}, {4937, 110, 2066, 54, 0}, {4975, 85, 901, 54, 0},
    {4990, 87, 2319, 54, 0}, {5024, 86, 2314, 54, 0}, {5058, 153, 1829, 54, 0},
    {5064, 130, 562, 54, 0}, {5070, 45, 1781, 54, 0}, {5116, 166, 119, 54, 0},
    {5129, 39, 1936, 54, 0}, {5137, 160, 1749, 54, 0}, {5150, 35, 2210, 54, 0},
    {5159, 97, 2255, 54, 0}, {5191, 282, 1118, 54, 0}, {5227, 88, 2293, 54, 0},
    {5267, 58, 0, 54, 0}, {5288, 75, 2281, 54, 0}, {5305, 260, 1744, 54, 0},
    {5311, 95, 2149, 54, 0}, {5326, 64, 1561, 54, 0}, {5332, 66, 1623, 54, 0},
};
static const uint16_t riscv64_by_number[] = {
    108, 105, 109, 104, 106, 280, 135, 59, 98, 124, 51, 129, 131, 55, 219, 133,
    57, 75, 132, 31, 27, 28, 29, 25, 26, 49, 102, 101, 103, 113, 115, 114, 56,
    148, 147, 319, 297, 125, 317, 153, 189, 177, 292, 64, 315, 66, 39, 36, 11,
    42, 12, 43, 44, 47, 46, 181, 20, 323, 188, 208, 76, 134, 210, 327, 213,
    328, 195, 205, 196, 206, 253, 203, 193, 288, 324, 291, 303, 212, 176, 63,
    298, 65, 50, 299, 310, 312, 311, 322, 2, 9, 10, 184, 34, 35, 326, 260, 320,
    67, 259, 73, 175, 81, 267, 118, 100, 24, 305, 308, 307, 309, 306, 17, 15,
    14, 16, 302, 204, 245, 246, 241, 240, 243, 238, 247, 236, 237, 242, 223,
    120, 314, 304, 287, 233, 228, 230, 229, 234, 231, 232, 270, 86, 214, 271,
    264, 274, 279, 273, 89, 272, 88, 263, 262, 313, 269, 83, 92, 276, 80, 265,
    318, 266, 261, 90, 275, 91, 316, 194, 74, 96, 278, 4, 84, 85, 97, 78, 79,
    77, 95, 301, 160, 163, 162, 161, 159, 158, 167, 166, 168, 169, 250, 249,
    252, 251, 285, 283, 282, 284, 289, 290, 5, 126, 0, 22, 93, 82, 256, 215,
    277, 94, 286, 255, 217, 211, 7, 173, 164, 3, 222, 119, 18, 32, 152, 38,
    296, 295, 157, 170, 149, 171, 151, 172, 146, 139, 218, 141, 72, 257, 145,
    156, 235, 183, 1, 216, 225, 224, 325, 198, 40, 41, 174, 178, 13, 300, 268,
    254, 201, 202, 116, 54, 244, 239, 221, 248, 87, 143, 6, 33, 321, 142, 150,
    23, 197, 207, 192, 190, 191, 294, 107, 226, 117, 187, 112, 110, 111, 179,
    155, 61, 58, 60, 62, 186, 19, 21, 182, 185, 37, 199, 30, 154, 209, 122,
    121, 123, 144, 200, 70, 258, 8, 45, 140, 71, 69, 68, 293, 127, 136, 138,
    137, 165, 281, 99, 130, 220, 180, 52, 53, 128, 227, 48,
};
static const struct call_entry loongarch64[] = {
    {27, 202, 1687, 70, 0}, {34, 242, 2322, 70, 0}, {49, 89, 1928, 70, 0},
    {54, 217, 2155, 70, 0}, {62, 171, 1926, 70, 0}, {178, 200, 1709, 70, 0},
    {183, 280, 2440, 70, 0}, {204, 214, 1597, 70, 0}, {228, 451, 2596, 72, 0},
    {238, 90, 1851, 70, 0}, {245, 91, 1854, 70, 0}, {252, 49, 1794, 70, 0},
    {278, 51, 1794, 70, 0}, {285, 266, 2379, 70, 0}, {315, 114, 2080, 70, 0},
    {348, 113, 2077, 70, 0}, {378, 115, 2083, 70, 0}, {417, 112, 2074, 70, 0},
    {447, 220, 1734, 70, 0}, {453, 435, 2539, 70, 0}, {460, 57, 15, 70, 0},
    {466, 436, 1363, 70, 0}, {478, 203, 1683, 70, 0}, {486, 285, 2456, 70, 0},
    {522, 106, 1960, 70, 0}, {536, 23, 88, 70, 0}, {545, 24, 931, 70, 0},
    {563, 20, 929, 70, 0}, {577, 21, 2093, 70, 0}, {601, 22, 2298, 70, 0},
    {613, 441, 2558, 70, 0}, {660, 19, 926, 70, 0}, {669, 221, 1740, 70, 0},
    {676, 281, 2446, 70, 0}, {685, 93, 1, 70, 0}, {690, 94, 1, 70, 0},
    {701, 48, 2238, 70, 0}, {711, 439, 2547, 70, 0}, {722, 223, 2929, 70, 0},
    {745, 47, 2309, 70, 0}, {755, 262, 963, 70, 0}, {769, 263, 2358, 70, 0},
    {783, 50, 15, 70, 0}, {790, 52, 194, 70, 0}, {797, 53, 2234, 70, 0},
    {806, 452, 2601, 73, 0}, {816, 55, 478, 70, 0}, {832, 54, 2195, 70, 0},
    {841, 472, 1534, 84, 0}, {849, 25, 1777, 70, 0}, {863, 83, 15, 70, 0},
    {873, 10, 1989, 70, 0}, {883, 468, 2686, 80, 0}, {896, 469, 2686, 80, 0},
    {909, 273, 2404, 70, 0}, {922, 13, 1998, 70, 0}, {933, 32, 322, 70, 0},
    {944, 16, 2005, 70, 0}, {957, 431, 2529, 70, 0}, {966, 7, 1978, 70, 0},
    {976, 432, 1349, 70, 0}, {984, 430, 2526, 70, 0}, {991, 433, 2535, 70, 0},
    {998, 80, 1572, 77, 0}, {1022, 44, 1888, 70, 0}, {1040, 82, 15, 70, 0},
    {1052, 46, 1784, 70, 0}, {1074, 98, 2010, 70, 0}, {1080, 456, 2622, 74, 0},
    {1107, 455, 2615, 74, 0}, {1118, 449, 2585, 70, 0},
    {1130, 454, 2610, 74, 0}, {1167, 236, 2112, 70, 0},
    {1181, 100, 2260, 70, 0}, {1221, 168, 2387, 70, 0},
    {1228, 17, 1791, 70, 0}, {1244, 61, 2046, 70, 0}, {1255, 177, 0, 70, 0},
    {1273, 175, 0, 70, 0}, {1291, 176, 0, 70, 0}, {1307, 158, 1840, 70, 0},
    {1329, 102, 1671, 70, 0}, {1351, 205, 1713, 70, 0},
    {1363, 155, 294, 70, 0}, {1379, 172, 0, 70, 0}, {1394, 173, 0, 70, 0},
    {1402, 141, 201, 70, 0}, {1414, 278, 2427, 70, 0},
    {1424, 150, 1847, 70, 0}, {1446, 148, 1843, 70, 0},
    {1478, 165, 1824, 70, 0}, {1488, 156, 294, 70, 0},
    {1495, 204, 1713, 70, 0}, {1507, 209, 1728, 70, 0}, {1518, 178, 0, 70, 0},
    {1525, 169, 1818, 70, 0}, {1538, 174, 0, 70, 0}, {1554, 8, 1984, 70, 0},
    {1563, 464, 2662, 78, 0}, {1584, 105, 1956, 70, 0},
    {1596, 27, 2172, 70, 0}, {1627, 26, 938, 70, 0}, {1641, 28, 759, 70, 0},
    {1658, 3, 2036, 70, 0}, {1668, 1, 2024, 70, 0}, {1679, 4, 2026, 70, 0},
    {1692, 292, 2484, 70, 0}, {1727, 0, 2021, 70, 0}, {1736, 2, 2032, 70, 0},
    {1746, 426, 2504, 70, 0}, {1761, 427, 2511, 70, 0},
    {1779, 425, 2501, 70, 0}, {1794, 29, 1609, 70, 0}, {1812, 31, 752, 70, 0},
    {1823, 30, 748, 70, 0}, {1838, 272, 2398, 70, 0}, {1843, 294, 2434, 70, 0},
    {1859, 104, 2144, 70, 0}, {1870, 219, 2166, 70, 0}, {1877, 129, 85, 70, 0},
    {1882, 445, 2580, 70, 0}, {1900, 444, 2576, 70, 0},
    {1924, 446, 1414, 70, 0}, {1963, 9, 1984, 70, 0}, {1978, 37, 2219, 70, 0},
    {1985, 201, 1073, 70, 0}, {1992, 458, 2632, 75, 0},
    {2002, 470, 2692, 82, 0}, {2009, 11, 1994, 70, 0},
    {2019, 465, 2669, 78, 0}, {2031, 12, 1994, 70, 0}, {2047, 18, 2702, 70, 0},
    {2062, 15, 2002, 70, 0}, {2075, 62, 1579, 70, 0}, {2081, 6, 1972, 70, 0},
    {2091, 459, 2637, 75, 0}, {2109, 461, 2647, 75, 0},
    {2126, 460, 2642, 75, 0}, {2158, 233, 1652, 70, 0},
    {2166, 453, 2606, 74, 0}, {2183, 235, 2101, 70, 0},
    {2189, 283, 1120, 70, 0}, {2200, 279, 2431, 70, 0},
    {2213, 447, 1417, 81, 0}, {2226, 238, 2176, 70, 0},
    {2240, 232, 1648, 70, 0}, {2254, 34, 2186, 70, 0}, {2268, 33, 2190, 70, 0},
    {2276, 228, 1905, 70, 0}, {2282, 284, 2452, 70, 0},
    {2289, 230, 338, 70, 0}, {2298, 222, 4047, 70, 0}, {2320, 40, 1930, 70, 0},
    {2326, 442, 2565, 70, 0}, {2340, 429, 2520, 70, 0},
    {2351, 239, 2286, 70, 0}, {2362, 226, 1590, 70, 0},
    {2375, 185, 2140, 70, 0}, {2389, 184, 2137, 70, 0},
    {2399, 180, 2118, 70, 0}, {2407, 183, 2131, 70, 0},
    {2446, 182, 2125, 70, 0}, {2479, 181, 2123, 70, 0},
    {2489, 216, 1638, 70, 0}, {2496, 462, 2651, 76, 0},
    {2502, 187, 1773, 70, 0}, {2509, 186, 1196, 70, 0},
    {2516, 188, 1767, 70, 0}, {2523, 189, 1762, 70, 0},
    {2530, 227, 1644, 70, 0}, {2548, 229, 1905, 70, 0}, {2556, 231, 0, 70, 0},
    {2567, 215, 1594, 70, 0}, {2574, 264, 2369, 70, 0},
    {2592, 101, 1668, 70, 0}, {2602, 79, 2205, 77, 0}, {2613, 42, 2706, 70, 0},
    {2681, 265, 2375, 70, 0}, {2699, 428, 2516, 70, 0},
    {2709, 467, 2680, 79, 0}, {2724, 56, 2181, 70, 0},
    {2731, 437, 2542, 70, 0}, {2793, 241, 2346, 70, 0}, {2809, 92, 300, 70, 0},
    {2821, 438, 1372, 70, 0}, {2833, 434, 1357, 70, 0},
    {2844, 424, 2496, 70, 0}, {2867, 59, 2332, 70, 0}, {2873, 41, 1912, 70, 0},
    {2884, 289, 2475, 70, 0}, {2895, 290, 1150, 70, 0},
    {2905, 288, 2470, 70, 0}, {2924, 73, 2249, 70, 0},
    {2943, 167, 1917, 70, 0}, {2949, 67, 1613, 70, 0}, {2957, 69, 2335, 70, 0},
    {2964, 286, 2463, 70, 0}, {2972, 261, 2364, 70, 0},
    {2982, 440, 2552, 70, 0}, {2998, 448, 1419, 70, 0},
    {3015, 270, 2391, 70, 0}, {3032, 271, 2391, 70, 0},
    {3062, 72, 2242, 70, 0}, {3087, 117, 1831, 70, 0}, {3102, 68, 1618, 70, 0},
    {3111, 70, 2335, 70, 0}, {3119, 287, 2463, 70, 0}, {3141, 60, 1963, 70, 0},
    {3150, 443, 2571, 70, 0}, {3162, 63, 1557, 70, 0},
    {3167, 213, 1968, 70, 0}, {3194, 78, 2229, 70, 0}, {3205, 65, 1623, 70, 0},
    {3211, 142, 1944, 70, 0}, {3223, 207, 1698, 70, 0},
    {3232, 243, 2352, 70, 0}, {3257, 212, 1705, 70, 0},
    {3265, 234, 2040, 70, 0}, {3282, 14, 2002, 70, 0},
    {3294, 466, 2675, 78, 0}, {3324, 276, 2417, 70, 0},
    {3334, 218, 2161, 70, 0}, {3346, 128, 0, 70, 0}, {3401, 293, 2491, 70, 0},
    {3406, 471, 0, 83, 0}, {3423, 134, 1599, 70, 0}, {3436, 136, 1857, 70, 0},
    {3450, 135, 1604, 70, 0}, {3465, 138, 1865, 70, 0}, {3481, 139, 0, 70, 0},
    {3494, 133, 1869, 70, 0}, {3508, 137, 1860, 70, 0},
    {3547, 240, 2341, 70, 0}, {3660, 125, 347, 70, 0}, {3683, 126, 347, 70, 0},
    {3706, 123, 2017, 70, 0}, {3724, 275, 2412, 70, 0},
    {3738, 121, 1895, 70, 0}, {3753, 120, 294, 70, 0},
    {3772, 127, 1902, 70, 0}, {3823, 122, 2017, 70, 0},
    {3841, 274, 2408, 70, 0}, {3855, 118, 1895, 70, 0},
    {3870, 119, 1898, 70, 0}, {3889, 124, 0, 70, 0}, {3901, 277, 2423, 70, 0},
    {3925, 191, 1755, 70, 0}, {3932, 190, 1173, 70, 0},
    {3939, 193, 1751, 70, 0}, {3945, 192, 2052, 70, 0},
    {3979, 71, 1678, 70, 0}, {3999, 269, 2382, 70, 0},
    {4008, 211, 1705, 70, 0}, {4016, 206, 1691, 70, 0},
    {4023, 237, 2108, 70, 0}, {4037, 450, 2591, 70, 0},
    {4061, 99, 2257, 70, 0}, {4093, 96, 2050, 70, 0}, {4117, 162, 1949, 70, 0},
    {4131, 152, 504, 70, 0}, {4151, 151, 502, 70, 0}, {4171, 144, 500, 70, 0},
    {4187, 159, 1840, 70, 0}, {4209, 161, 1949, 70, 0},
    {4221, 103, 1674, 70, 0}, {4231, 268, 998, 70, 0}, {4237, 154, 114, 70, 0},
    {4245, 140, 204, 70, 0}, {4257, 143, 472, 70, 0}, {4277, 149, 490, 70, 0},
    {4299, 147, 482, 70, 0}, {4321, 145, 469, 70, 0}, {4351, 157, 0, 70, 0},
    {4358, 208, 1722, 70, 0}, {4369, 170, 1818, 70, 0},
    {4382, 146, 498, 70, 0}, {4398, 5, 1972, 70, 0}, {4407, 463, 2655, 78, 0},
    {4427, 196, 1660, 70, 0}, {4433, 195, 1664, 70, 0},
    {4440, 197, 1760, 70, 0}, {4446, 194, 1656, 70, 0},
    {4453, 210, 1115, 70, 0}, {4472, 132, 1872, 70, 0},
    {4500, 74, 2327, 70, 0}, {4554, 198, 1056, 70, 0},
    {4572, 199, 1717, 70, 0}, {4583, 76, 2264, 70, 0}, {4630, 43, 1885, 70, 0},
    {4646, 457, 2627, 75, 0}, {4656, 291, 2478, 70, 0},
    {4698, 225, 1942, 70, 0}, {4706, 224, 1939, 70, 0},
    {4735, 36, 2225, 70, 0}, {4745, 81, 0, 70, 0}, {4750, 84, 2276, 70, 0},
    {4783, 267, 991, 70, 0}, {4825, 179, 1827, 70, 0},
    {4833, 116, 1836, 70, 0}, {4848, 77, 2271, 70, 0}, {4852, 131, 663, 70, 0},
    {4864, 107, 2062, 70, 0}, {4877, 111, 642, 70, 0}, {4890, 109, 642, 70, 0},
    {4907, 108, 2071, 70, 0}, {4937, 110, 2066, 70, 0}, {4975, 85, 901, 70, 0},
    {4990, 87, 2319, 70, 0}, {5024, 86, 2314, 70, 0}, {5058, 153, 1829, 70, 0},
    {5064, 130, 562, 70, 0}, {5070, 45, 1781, 70, 0}, {5116, 166, 119, 70, 0},
    {5129, 39, 1936, 70, 0}, {5137, 160, 1749, 70, 0}, {5150, 35, 2210, 70, 0},
    {5159, 97, 2255, 70, 0}, {5191, 282, 1118, 70, 0}, {5227, 88, 2293, 70, 0},
    {5267, 58, 0, 70, 0}, {5288, 75, 2281, 70, 0}, {5305, 260, 1744, 70, 0},
    {5311, 95, 2149, 70, 0}, {5326, 64, 1561, 70, 0}, {5332, 66, 1623, 70, 0},
};
static const uint16_t loongarch64_by_number[] = {
    107, 104, 108, 103, 105, 276, 134, 59, 97, 123, 51, 128, 130, 55, 218, 132,
    57, 75, 131, 31, 27, 28, 29, 25, 26, 49, 101, 100, 102, 112, 114, 113, 56,
    147, 146, 315, 293, 124, 313, 152, 188, 176, 288, 64, 311, 66, 39, 36, 11,
    42, 12, 43, 44, 47, 46, 180, 20, 319, 187, 207, 76, 133, 209, 323, 212,
    324, 194, 204, 195, 205, 250, 202, 192, 284, 320, 287, 299, 211, 175, 63,
    294, 65, 50, 295, 306, 308, 307, 318, 2, 9, 10, 183, 34, 35, 322, 257, 316,
    67, 256, 73, 174, 81, 264, 117, 99, 24, 301, 304, 303, 305, 302, 17, 15,
    14, 16, 298, 203, 242, 243, 238, 237, 240, 235, 244, 233, 234, 239, 222,
    119, 310, 300, 283, 230, 225, 227, 226, 231, 228, 229, 267, 86, 213, 268,
    261, 271, 275, 270, 89, 269, 88, 260, 259, 309, 266, 83, 91, 272, 80, 262,
    314, 263, 258, 90, 312, 193, 74, 95, 274, 4, 84, 85, 96, 78, 79, 77, 94,
    297, 159, 162, 161, 160, 158, 157, 166, 165, 167, 168, 247, 246, 249, 248,
    281, 279, 278, 280, 285, 286, 5, 125, 0, 22, 92, 82, 253, 214, 273, 93,
    282, 252, 216, 210, 7, 172, 163, 3, 221, 118, 18, 32, 151, 38, 292, 291,
    156, 169, 148, 170, 150, 171, 145, 138, 217, 140, 72, 254, 144, 155, 232,
    182, 1, 215, 321, 197, 40, 41, 173, 177, 13, 296, 265, 251, 200, 201, 115,
    54, 241, 236, 220, 245, 87, 142, 6, 33, 317, 141, 149, 23, 196, 206, 191,
    189, 190, 290, 106, 223, 116, 186, 111, 109, 110, 178, 154, 61, 58, 60, 62,
    185, 19, 21, 181, 184, 37, 198, 30, 153, 208, 121, 120, 122, 143, 199, 70,
    255, 8, 45, 139, 71, 69, 68, 289, 126, 135, 137, 136, 164, 277, 98, 129,
    219, 179, 52, 53, 127, 224, 48,
};
static const struct call_entry m68k[] = {
    {0, 140, 306, 2, 0}, {8, 142, 316, 3, 0}, {19, 149, 333, 3, 0},
    {34, 361, 1076, 28, 0}, {42, 33, 80, 1, 0}, {49, 51, 101, 1, 0},
    {54, 279, 731, 17, 0}, {62, 124, 272, 1, 0}, {83, 27, 72, 1, 0},
    {137, 336, 0, 32, 0}, {152, 335, 4142, 32, 0}, {170, 134, 0, 2, 0},
    {178, 358, 1065, 3, 0}, {183, 354, 1044, 44, 0}, {204, 45, 94, 1, 0},
    {217, 123, 4092, 2, 0}, {228, 451, 1433, 72, 0}, {238, 184, 430, 7, 0},
    {245, 185, 433, 7, 0}, {252, 12, 33, 1, 0}, {258, 15, 41, 1, 0},
    {264, 16, 44, 7, 0}, {270, 198, 465, 9, 0}, {278, 61, 33, 1, 0},
    {285, 342, 988, 35, 0}, {299, 405, 1220, 56, 0}, {315, 261, 647, 12, 0},
    {328, 406, 1223, 56, 0}, {348, 260, 644, 12, 0}, {362, 403, 1214, 56, 0},
    {378, 262, 650, 12, 0}, {394, 407, 1226, 56, 0}, {417, 259, 644, 12, 0},
    {431, 404, 1217, 56, 0}, {447, 120, 4086, 1, 0}, {453, 435, 1360, 59, 0},
    {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0}, {478, 359, 1069, 0, 0},
    {486, 376, 1128, 49, 0}, {502, 8, 21, 1, 0}, {508, 127, 1537, 1, 0},
    {522, 129, 286, 1, 0}, {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0},
    {545, 326, 931, 27, 0}, {550, 249, 610, 12, 0}, {563, 325, 929, 27, 0},
    {577, 250, 612, 12, 0}, {601, 315, 885, 23, 0}, {613, 441, 1387, 63, 0},
    {626, 251, 617, 12, 0}, {652, 319, 904, 24, 0}, {660, 324, 926, 27, 0},
    {669, 11, 29, 1, 0}, {676, 355, 1050, 45, 0}, {685, 1, 1, 1, 0},
    {690, 247, 1, 12, 0}, {701, 300, 824, 20, 0}, {711, 439, 1376, 60, 0},
    {722, 246, 4122, 12, 0}, {732, 267, 4128, 12, 0}, {745, 320, 3020, 25, 0},
    {755, 337, 963, 34, 0}, {769, 338, 3027, 34, 0}, {783, 133, 15, 1, 0},
    {790, 94, 194, 1, 0}, {797, 299, 820, 20, 0}, {806, 452, 1438, 73, 0},
    {816, 95, 197, 1, 0}, {823, 207, 478, 9, 0}, {832, 291, 781, 20, 0},
    {841, 472, 1534, 84, 0}, {849, 55, 110, 1, 0}, {855, 239, 110, 9, 0},
    {863, 148, 15, 3, 0}, {873, 228, 543, 12, 0}, {883, 468, 1523, 80, 0},
    {896, 469, 1523, 80, 0}, {909, 348, 1014, 40, 0}, {922, 231, 552, 12, 0},
    {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0}, {944, 234, 559, 12, 0},
    {957, 431, 1343, 57, 0}, {966, 225, 532, 12, 0}, {976, 432, 1349, 57, 0},
    {984, 430, 1340, 57, 0}, {991, 433, 1353, 57, 0}, {998, 108, 235, 1, 0},
    {1004, 197, 462, 9, 0}, {1012, 293, 791, 20, 0}, {1022, 100, 211, 1, 0},
    {1030, 264, 659, 12, 0}, {1040, 118, 15, 1, 0}, {1052, 93, 191, 1, 0},
    {1062, 194, 4113, 9, 0}, {1074, 235, 570, 12, 0}, {1080, 456, 1459, 74, 0},
    {1094, 422, 1300, 56, 0}, {1107, 455, 1452, 74, 0},
    {1118, 449, 1422, 68, 0}, {1130, 454, 1447, 74, 0},
    {1141, 292, 787, 20, 0}, {1151, 130, 1540, 1, 0}, {1167, 269, 684, 16, 0},
    {1181, 305, 846, 21, 0}, {1197, 333, 0, 12, 0}, {1221, 314, 881, 23, 0},
    {1228, 183, 427, 7, 0}, {1235, 141, 312, 3, 0}, {1244, 220, 517, 9, 0},
    {1255, 50, 0, 1, 0}, {1263, 202, 0, 9, 0}, {1273, 49, 0, 1, 0},
    {1281, 201, 0, 9, 0}, {1291, 47, 0, 1, 0}, {1298, 200, 0, 9, 0},
    {1307, 80, 157, 1, 0}, {1317, 205, 475, 9, 0}, {1329, 105, 229, 1, 0},
    {1339, 166, 0, 3, 0}, {1351, 365, 1093, 3, 0}, {1363, 132, 294, 1, 0},
    {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0}, {1386, 188, 0, 0, 0},
    {1394, 64, 0, 1, 0}, {1402, 96, 201, 1, 0}, {1414, 352, 1037, 43, 0},
    {1424, 171, 380, 7, 0}, {1434, 211, 494, 9, 0}, {1446, 165, 365, 7, 0},
    {1456, 209, 486, 9, 0}, {1468, 76, 148, 1, 0}, {1478, 77, 151, 1, 0},
    {1488, 147, 294, 3, 0}, {1495, 364, 1093, 3, 0}, {1507, 362, 1081, 3, 0},
    {1518, 221, 0, 10, 0}, {1525, 78, 154, 1, 0}, {1538, 24, 0, 1, 0},
    {1545, 199, 0, 9, 0}, {1554, 226, 538, 12, 0}, {1563, 464, 1499, 78, 0},
    {1584, 128, 282, 1, 0}, {1596, 285, 755, 19, 0}, {1614, 284, 0, 19, 0},
    {1627, 328, 938, 27, 0}, {1641, 286, 759, 19, 0}, {1658, 245, 600, 12, 0},
    {1668, 242, 588, 12, 0}, {1679, 243, 590, 12, 0}, {1706, 416, 1265, 56, 0},
    {1727, 241, 585, 12, 0}, {1736, 244, 596, 12, 0}, {1746, 426, 1318, 56, 0},
    {1761, 427, 1325, 56, 0}, {1779, 425, 1315, 56, 0}, {1794, 54, 106, 1, 0},
    {1812, 283, 752, 19, 0}, {1823, 282, 748, 19, 0}, {1834, 117, 253, 1, 0},
    {1838, 347, 1008, 38, 0}, {1859, 313, 720, 19, 0}, {1870, 281, 742, 17, 0},
    {1877, 37, 85, 1, 0}, {1882, 445, 1409, 65, 0}, {1900, 444, 1405, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 182, 44, 1, 0}, {1954, 212, 465, 9, 0},
    {1963, 227, 538, 12, 0}, {1973, 9, 24, 1, 0}, {1978, 296, 805, 20, 0},
    {1985, 360, 1073, 3, 0}, {1992, 458, 1469, 75, 0},
    {2002, 470, 1529, 82, 0}, {2009, 229, 548, 12, 0},
    {2019, 465, 1506, 78, 0}, {2031, 230, 548, 12, 0},
    {2047, 248, 2997, 12, 0}, {2062, 233, 556, 12, 0}, {2075, 19, 51, 1, 0},
    {2081, 224, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0}, {2144, 107, 232, 1, 0},
    {2150, 196, 459, 9, 0}, {2158, 238, 513, 9, 0}, {2166, 453, 1443, 74, 0},
    {2183, 268, 677, 16, 0}, {2189, 374, 1120, 43, 0},
    {2200, 353, 1041, 43, 0}, {2226, 287, 762, 20, 0}, {2240, 237, 509, 9, 0},
    {2248, 39, 21, 1, 0}, {2254, 289, 772, 20, 0}, {2262, 14, 37, 1, 0},
    {2268, 290, 776, 20, 0}, {2276, 150, 335, 3, 0}, {2282, 375, 1124, 48, 0},
    {2289, 152, 338, 3, 0}, {2298, 90, 183, 1, 1}, {2303, 192, 444, 9, 0},
    {2320, 21, 55, 1, 0}, {2326, 442, 1394, 64, 0}, {2340, 429, 1334, 57, 0},
    {2351, 310, 874, 22, 0}, {2362, 125, 274, 1, 0}, {2375, 276, 716, 16, 0},
    {2389, 275, 713, 16, 0}, {2399, 271, 694, 16, 0}, {2407, 274, 707, 16, 0},
    {2423, 419, 1284, 56, 0}, {2446, 273, 701, 16, 0},
    {2459, 418, 1278, 56, 0}, {2479, 272, 699, 16, 0}, {2489, 163, 355, 3, 0},
    {2496, 462, 1488, 76, 0}, {2502, 402, 1210, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 1204, 56, 0},
    {2523, 400, 1199, 56, 0}, {2530, 144, 325, 3, 0}, {2548, 151, 335, 3, 0},
    {2556, 153, 0, 3, 0}, {2567, 91, 185, 1, 0}, {2574, 340, 978, 35, 0},
    {2592, 162, 352, 3, 0}, {2613, 169, 1547, 7, 0}, {2624, 34, 83, 1, 0},
    {2629, 28, 74, 1, 0}, {2638, 84, 48, 1, 0}, {2659, 18, 48, 1, 0},
    {2676, 5, 11, 1, 0}, {2681, 341, 984, 35, 0}, {2699, 428, 1330, 57, 0},
    {2709, 467, 1517, 79, 0}, {2724, 288, 767, 20, 0},
    {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0}, {2793, 332, 951, 30, 0},
    {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0}, {2833, 434, 1357, 58, 0},
    {2844, 424, 1310, 56, 0}, {2862, 42, 90, 1, 0}, {2867, 327, 935, 27, 0},
    {2873, 217, 506, 9, 0}, {2884, 382, 1147, 51, 0}, {2895, 383, 1150, 51, 0},
    {2905, 381, 1142, 51, 0}, {2919, 168, 372, 6, 0}, {2924, 302, 835, 20, 0},
    {2930, 414, 1259, 56, 0}, {2943, 172, 384, 7, 0}, {2949, 180, 4097, 0, 0},
    {2957, 329, 940, 29, 0}, {2964, 377, 1135, 50, 0}, {2972, 339, 973, 33, 0},
    {2982, 440, 1381, 62, 0}, {2998, 448, 1419, 67, 0},
    {3015, 345, 1001, 37, 0}, {3032, 346, 1001, 37, 0},
    {3062, 301, 828, 20, 0}, {3071, 413, 1252, 56, 0}, {3087, 26, 67, 1, 0},
    {3094, 189, 0, 0, 0}, {3102, 181, 4103, 0, 0}, {3111, 330, 940, 29, 0},
    {3119, 378, 1135, 50, 0}, {3128, 167, 1551, 7, 0}, {3141, 131, 289, 1, 0},
    {3150, 443, 1400, 66, 0}, {3162, 3, 3, 1, 0}, {3167, 240, 4117, 11, 0},
    {3177, 89, 179, 1, 0}, {3185, 85, 165, 1, 0}, {3194, 298, 815, 20, 0},
    {3205, 145, 329, 3, 0}, {3211, 88, 174, 1, 0}, {3223, 368, 1108, 3, 0},
    {3232, 371, 957, 31, 0}, {3241, 417, 1272, 56, 0}, {3257, 369, 1104, 3, 0},
    {3265, 252, 622, 12, 0}, {3282, 232, 556, 12, 0}, {3294, 466, 1512, 78, 0},
    {3308, 38, 24, 1, 0}, {3315, 295, 800, 20, 0}, {3324, 351, 1027, 42, 0},
    {3334, 280, 737, 17, 0}, {3346, 0, 0, 12, 0}, {3395, 40, 27, 1, 0},
    {3401, 384, 1168, 55, 0}, {3406, 471, 0, 83, 0}, {3423, 174, 390, 7, 0},
    {3436, 176, 400, 7, 0}, {3450, 175, 395, 7, 0}, {3465, 178, 408, 7, 0},
    {3481, 173, 0, 7, 0}, {3494, 179, 412, 7, 0}, {3508, 177, 403, 7, 0},
    {3524, 421, 1295, 56, 0}, {3547, 331, 946, 30, 0}, {3660, 159, 347, 3, 0},
    {3683, 160, 347, 3, 0}, {3706, 312, 577, 12, 0}, {3724, 350, 1022, 41, 0},
    {3738, 155, 340, 3, 0}, {3753, 157, 294, 3, 0}, {3772, 161, 349, 3, 0},
    {3794, 423, 1307, 56, 0}, {3823, 311, 577, 12, 0},
    {3841, 349, 1018, 41, 0}, {3855, 154, 340, 3, 0}, {3870, 156, 343, 3, 0},
    {3889, 158, 0, 3, 0}, {3901, 380, 1033, 43, 0}, {3918, 82, 160, 1, 1},
    {3925, 394, 1177, 56, 0}, {3932, 393, 1173, 56, 0},
    {3956, 420, 1290, 56, 0}, {3979, 187, 439, 7, 0}, {3988, 236, 565, 12, 0},
    {3999, 372, 993, 36, 0}, {4008, 367, 1104, 3, 0}, {4016, 366, 1097, 3, 0},
    {4023, 270, 690, 16, 0}, {4037, 450, 1428, 69, 0}, {4061, 304, 843, 21, 0},
    {4077, 334, 3010, 12, 0}, {4093, 253, 628, 12, 0}, {4117, 121, 145, 0, 0},
    {4131, 139, 304, 0, 0}, {4140, 216, 504, 0, 0}, {4151, 138, 302, 0, 0},
    {4160, 215, 502, 0, 0}, {4171, 46, 96, 0, 0}, {4178, 214, 500, 0, 0},
    {4187, 81, 157, 0, 0}, {4197, 206, 475, 0, 0}, {4209, 74, 145, 1, 0},
    {4221, 104, 225, 1, 0}, {4231, 344, 998, 36, 0}, {4237, 57, 114, 1, 0},
    {4245, 97, 204, 1, 0}, {4257, 71, 136, 1, 0}, {4266, 204, 472, 9, 0},
    {4277, 170, 376, 7, 0}, {4287, 210, 490, 9, 0}, {4299, 164, 361, 7, 0},
    {4309, 208, 482, 9, 0}, {4321, 70, 133, 1, 0}, {4330, 203, 469, 9, 0},
    {4341, 75, 148, 1, 0}, {4351, 66, 0, 1, 0}, {4358, 363, 1087, 3, 0},
    {4369, 79, 154, 1, 0}, {4382, 23, 63, 1, 0}, {4389, 213, 498, 9, 0},
    {4398, 223, 526, 12, 0}, {4407, 463, 1492, 78, 0}, {4418, 68, 0, 1, 0},
    {4427, 397, 1190, 56, 0}, {4433, 396, 1186, 56, 0},
    {4440, 398, 1194, 56, 0}, {4446, 395, 1182, 56, 0},
    {4453, 370, 1115, 3, 0}, {4462, 67, 127, 1, 0}, {4472, 186, 436, 7, 0},
    {4484, 48, 98, 1, 0}, {4491, 317, 897, 24, 0}, {4500, 323, 921, 27, 0},
    {4510, 73, 143, 1, 0}, {4521, 126, 278, 1, 0}, {4533, 119, 0, 1, 0},
    {4543, 72, 139, 1, 0}, {4554, 356, 1056, 3, 0}, {4561, 102, 218, 1, 0},
    {4572, 357, 1060, 3, 0}, {4583, 306, 850, 21, 0}, {4609, 69, 131, 1, 0},
    {4618, 106, 232, 1, 0}, {4623, 195, 459, 9, 0}, {4630, 99, 208, 1, 0},
    {4637, 263, 655, 12, 0}, {4646, 457, 1464, 75, 0},
    {4656, 379, 1152, 52, 0}, {4662, 25, 65, 1, 0}, {4698, 115, 249, 1, 0},
    {4706, 87, 171, 1, 0}, {4727, 83, 162, 1, 0}, {4735, 297, 811, 20, 0},
    {4745, 36, 0, 1, 0}, {4750, 307, 4135, 21, 0}, {4783, 343, 991, 35, 0},
    {4819, 135, 296, 2, 0}, {4825, 116, 251, 1, 0}, {4833, 103, 221, 1, 0},
    {4848, 308, 864, 21, 0}, {4852, 265, 663, 12, 0}, {4859, 13, 35, 1, 0},
    {4864, 254, 630, 12, 0}, {4877, 258, 642, 12, 0}, {4890, 257, 642, 12, 0},
    {4907, 256, 639, 12, 0}, {4921, 408, 1231, 56, 0}, {4937, 255, 634, 12, 0},
    {4951, 409, 1234, 56, 0}, {4975, 318, 901, 0, 0}, {4990, 322, 918, 0, 0},
    {5006, 410, 1239, 56, 0}, {5024, 321, 913, 0, 0}, {5040, 411, 1242, 56, 0},
    {5058, 43, 92, 0, 0}, {5064, 222, 562, 0, 0}, {5070, 92, 188, 0, 0},
    {5079, 193, 4109, 0, 0}, {5098, 191, 148, 0, 0}, {5116, 60, 119, 0, 0},
    {5122, 22, 61, 0, 0}, {5129, 52, 103, 0, 0}, {5137, 122, 266, 0, 0},
    {5143, 10, 27, 0, 0}, {5150, 294, 796, 0, 0}, {5159, 303, 841, 0, 0},
    {5184, 86, 169, 0, 0}, {5191, 373, 1118, 0, 0}, {5215, 62, 121, 0, 0},
    {5221, 30, 77, 0, 0}, {5227, 316, 892, 0, 0}, {5237, 412, 1247, 56, 0},
    {5254, 266, 667, 0, 0}, {5261, 190, 0, 0, 0}, {5267, 111, 0, 0, 0},
    {5288, 309, 869, 21, 0}, {5305, 114, 244, 1, 0}, {5311, 277, 725, 17, 0},
    {5318, 7, 17, 1, 0}, {5326, 4, 7, 1, 0}, {5332, 146, 329, 3, 0},
};
static const uint16_t m68k_by_number[] = {
    294, 56, 82, 276, 442, 236, 36, 441, 40, 173, 426, 54, 19, 404, 199, 20,
    21, 235, 183, 125, 206, 423, 361, 141, 391, 268, 8, 233, 242, 432, 4, 232,
    396, 166, 290, 197, 295, 43, 248, 417, 14, 340, 116, 373, 114, 112, 5, 424,
    159, 73, 347, 422, 23, 431, 44, 127, 124, 358, 371, 365, 384, 355, 349,
    379, 376, 344, 357, 134, 135, 140, 360, 118, 342, 321, 394, 234, 279, 429,
    393, 282, 278, 204, 228, 419, 95, 66, 69, 128, 348, 387, 92, 381, 401, 345,
    120, 385, 188, 89, 437, 439, 392, 400, 162, 94, 378, 34, 335, 425, 15, 7,
    210, 377, 41, 145, 42, 104, 274, 123, 65, 11, 399, 244, 338, 336, 0, 110,
    1, 81, 225, 281, 443, 136, 75, 2, 201, 226, 203, 227, 317, 311, 318, 312,
    319, 307, 308, 313, 230, 219, 353, 132, 121, 273, 254, 231, 351, 130, 257,
    302, 298, 300, 299, 304, 301, 303, 258, 270, 170, 109, 17, 18, 372, 325,
    126, 269, 436, 421, 205, 420, 96, 386, 189, 90, 22, 142, 117, 115, 113,
    356, 350, 119, 343, 70, 354, 133, 352, 131, 171, 362, 341, 339, 337, 250,
    111, 139, 418, 363, 184, 85, 143, 172, 76, 178, 180, 80, 288, 182, 83, 97,
    326, 196, 190, 74, 277, 154, 151, 152, 155, 150, 60, 57, 181, 46, 48, 51,
    287, 334, 405, 410, 408, 407, 406, 32, 28, 26, 30, 388, 93, 403, 435, 61,
    192, 105, 330, 213, 218, 216, 214, 212, 211, 440, 6, 293, 165, 161, 160,
    147, 146, 149, 195, 240, 198, 200, 71, 103, 91, 427, 291, 174, 395, 280,
    67, 58, 266, 255, 428, 332, 106, 383, 397, 402, 438, 209, 315, 309, 164,
    108, 49, 433, 374, 412, 52, 62, 415, 413, 375, 53, 47, 45, 249, 148, 259,
    271, 306, 243, 107, 333, 10, 9, 63, 64, 261, 229, 237, 24, 398, 346, 264,
    265, 163, 79, 316, 310, 292, 129, 194, 13, 55, 380, 382, 12, 38, 175, 3,
    138, 359, 137, 122, 329, 328, 283, 286, 370, 284, 327, 430, 193, 202, 39,
    260, 272, 390, 320, 253, 251, 252, 296, 323, 322, 369, 367, 366, 368, 222,
    224, 223, 221, 29, 33, 25, 27, 31, 409, 411, 414, 416, 434, 267, 256, 153,
    285, 217, 215, 324, 305, 99, 314, 247, 158, 156, 157, 238, 208, 87, 84, 86,
    88, 246, 35, 37, 241, 245, 59, 262, 50, 207, 275, 168, 167, 169, 263, 101,
    331, 16, 68, 191, 102, 100, 98, 389, 176, 185, 187, 186, 220, 364, 144,
    179, 289, 239, 77, 78, 177, 297, 72,
};
static const struct call_entry sh[] = {
    {0, 140, 306, 2, 0}, {8, 142, 316, 3, 0}, {19, 149, 333, 3, 0},
    {27, 344, 2874, 3, 0}, {34, 358, 1076, 28, 0}, {42, 33, 80, 1, 0},
    {49, 51, 101, 1, 0}, {54, 285, 731, 17, 0}, {62, 124, 272, 1, 0},
    {83, 27, 72, 1, 0}, {170, 134, 0, 2, 0}, {178, 341, 1065, 3, 0},
    {183, 375, 1044, 44, 0}, {204, 45, 94, 1, 0}, {217, 123, 4156, 2, 0},
    {228, 451, 1433, 72, 0}, {238, 184, 430, 7, 0}, {245, 185, 433, 7, 0},
    {252, 12, 33, 1, 0}, {258, 15, 41, 1, 0}, {264, 182, 44, 7, 0},
    {270, 212, 465, 9, 0}, {278, 61, 33, 1, 0}, {285, 361, 988, 35, 0},
    {299, 405, 1220, 56, 0}, {315, 266, 647, 12, 0}, {328, 406, 1223, 56, 0},
    {348, 265, 644, 12, 0}, {362, 403, 1214, 56, 0}, {378, 267, 650, 12, 0},
    {394, 407, 1226, 56, 0}, {417, 264, 644, 12, 0}, {431, 404, 1217, 56, 0},
    {447, 120, 4086, 1, 0}, {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 342, 1069, 0, 0}, {486, 380, 1128, 49, 0}, {502, 8, 21, 1, 0},
    {522, 129, 286, 1, 0}, {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0},
    {545, 330, 931, 27, 0}, {550, 254, 610, 12, 0}, {563, 329, 929, 27, 0},
    {577, 255, 612, 12, 0}, {601, 319, 885, 23, 0}, {613, 441, 1387, 63, 0},
    {626, 256, 617, 12, 0}, {652, 323, 904, 24, 0}, {660, 328, 926, 27, 0},
    {669, 11, 29, 1, 0}, {676, 376, 1050, 45, 0}, {685, 1, 1, 1, 0},
    {690, 252, 1, 12, 0}, {701, 307, 824, 20, 0}, {711, 439, 1376, 60, 0},
    {722, 250, 4173, 12, 0}, {732, 272, 4179, 12, 0}, {745, 324, 2904, 25, 0},
    {755, 337, 963, 34, 0}, {769, 338, 966, 34, 0}, {783, 133, 15, 1, 0},
    {790, 94, 194, 1, 0}, {797, 306, 820, 20, 0}, {806, 452, 1438, 73, 0},
    {816, 95, 197, 1, 0}, {823, 207, 478, 9, 0}, {832, 298, 781, 20, 0},
    {841, 472, 1534, 84, 0}, {849, 55, 110, 1, 0}, {855, 221, 110, 9, 0},
    {863, 148, 15, 3, 0}, {873, 231, 543, 12, 0}, {883, 468, 1523, 80, 0},
    {896, 469, 1523, 80, 0}, {909, 368, 1014, 40, 0}, {922, 234, 552, 12, 0},
    {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0}, {944, 237, 559, 12, 0},
    {957, 431, 1343, 57, 0}, {966, 228, 532, 12, 0}, {976, 432, 1349, 57, 0},
    {984, 430, 1340, 57, 0}, {991, 433, 1353, 57, 0}, {998, 108, 235, 1, 0},
    {1004, 197, 462, 9, 0}, {1012, 300, 791, 20, 0}, {1022, 100, 211, 1, 0},
    {1030, 269, 659, 12, 0}, {1040, 118, 15, 1, 0}, {1052, 93, 191, 1, 0},
    {1062, 194, 4164, 9, 0}, {1074, 240, 570, 12, 0}, {1080, 456, 1459, 74, 0},
    {1094, 422, 1300, 56, 0}, {1107, 455, 1452, 74, 0},
    {1118, 449, 1422, 68, 0}, {1130, 454, 1447, 74, 0},
    {1141, 299, 787, 20, 0}, {1167, 275, 684, 16, 0}, {1181, 312, 846, 21, 0},
    {1221, 318, 881, 23, 0}, {1228, 183, 427, 7, 0}, {1235, 141, 312, 3, 0},
    {1244, 220, 517, 9, 0}, {1255, 50, 0, 1, 0}, {1263, 202, 0, 9, 0},
    {1273, 49, 0, 1, 0}, {1281, 201, 0, 9, 0}, {1291, 47, 0, 1, 0},
    {1298, 200, 0, 9, 0}, {1307, 80, 157, 1, 0}, {1317, 205, 475, 9, 0},
    {1329, 105, 229, 1, 0}, {1351, 346, 1093, 3, 0}, {1363, 132, 294, 1, 0},
    {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0}, {1394, 64, 0, 1, 0},
    {1402, 96, 201, 1, 0}, {1414, 373, 1037, 43, 0}, {1424, 171, 380, 7, 0},
    {1434, 211, 494, 9, 0}, {1446, 165, 365, 7, 0}, {1456, 209, 486, 9, 0},
    {1468, 76, 148, 1, 0}, {1478, 77, 151, 1, 0}, {1488, 147, 294, 3, 0},
    {1495, 345, 1093, 3, 0}, {1507, 354, 1081, 3, 0}, {1518, 224, 0, 10, 0},
    {1525, 78, 154, 1, 0}, {1538, 24, 0, 1, 0}, {1545, 199, 0, 9, 0},
    {1554, 229, 538, 12, 0}, {1563, 464, 1499, 78, 0}, {1584, 128, 282, 1, 0},
    {1596, 291, 755, 19, 0}, {1614, 290, 0, 19, 0}, {1627, 332, 938, 27, 0},
    {1641, 292, 759, 19, 0}, {1658, 249, 600, 12, 0}, {1668, 246, 588, 12, 0},
    {1679, 247, 590, 12, 0}, {1706, 416, 1265, 56, 0}, {1727, 245, 585, 12, 0},
    {1736, 248, 596, 12, 0}, {1746, 426, 1318, 56, 0},
    {1761, 427, 1325, 56, 0}, {1779, 425, 1315, 56, 0}, {1794, 54, 106, 1, 0},
    {1812, 289, 752, 19, 0}, {1823, 288, 748, 19, 0}, {1834, 117, 253, 1, 0},
    {1838, 367, 1008, 38, 0}, {1859, 283, 720, 19, 0}, {1870, 287, 742, 17, 0},
    {1877, 37, 85, 1, 0}, {1882, 445, 1409, 65, 0}, {1900, 444, 1405, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 16, 44, 1, 0}, {1954, 198, 465, 9, 0},
    {1963, 230, 538, 12, 0}, {1973, 9, 24, 1, 0}, {1978, 303, 805, 20, 0},
    {1985, 343, 1073, 3, 0}, {1992, 458, 1469, 75, 0},
    {2002, 470, 1529, 82, 0}, {2009, 232, 548, 12, 0},
    {2019, 465, 1506, 78, 0}, {2031, 233, 548, 12, 0},
    {2047, 253, 1542, 12, 0}, {2062, 236, 556, 12, 0}, {2075, 19, 51, 1, 0},
    {2081, 227, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0}, {2144, 107, 232, 1, 0},
    {2150, 196, 459, 9, 0}, {2158, 219, 513, 9, 0}, {2166, 453, 1443, 74, 0},
    {2183, 274, 677, 16, 0}, {2189, 378, 1120, 43, 0},
    {2200, 374, 1041, 43, 0}, {2226, 294, 762, 20, 0}, {2240, 218, 509, 9, 0},
    {2248, 39, 21, 1, 0}, {2254, 296, 772, 20, 0}, {2262, 14, 37, 1, 0},
    {2268, 297, 776, 20, 0}, {2276, 150, 335, 3, 0}, {2282, 379, 1124, 48, 0},
    {2289, 152, 338, 3, 0}, {2298, 90, 4149, 1, 0}, {2303, 192, 444, 9, 0},
    {2320, 21, 55, 1, 0}, {2326, 442, 1394, 64, 0}, {2340, 429, 1334, 57, 0},
    {2351, 317, 874, 22, 0}, {2362, 125, 274, 1, 0}, {2375, 282, 716, 16, 0},
    {2389, 281, 713, 16, 0}, {2399, 277, 694, 16, 0}, {2407, 280, 707, 16, 0},
    {2423, 419, 1284, 56, 0}, {2446, 279, 701, 16, 0},
    {2459, 418, 1278, 56, 0}, {2479, 278, 699, 16, 0}, {2489, 163, 355, 3, 0},
    {2496, 462, 1488, 76, 0}, {2502, 402, 1210, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 1204, 56, 0},
    {2523, 400, 1199, 56, 0}, {2530, 144, 325, 3, 0}, {2548, 151, 335, 3, 0},
    {2556, 153, 0, 3, 0}, {2567, 91, 185, 1, 0}, {2574, 359, 978, 35, 0},
    {2592, 162, 352, 3, 0}, {2613, 169, 1547, 7, 0}, {2624, 34, 83, 1, 0},
    {2629, 28, 74, 1, 0}, {2638, 84, 48, 1, 0}, {2659, 18, 48, 1, 0},
    {2667, 109, 238, 1, 0}, {2676, 5, 11, 1, 0}, {2681, 360, 984, 35, 0},
    {2699, 428, 1330, 57, 0}, {2709, 467, 1517, 79, 0},
    {2724, 295, 767, 20, 0}, {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0},
    {2793, 336, 951, 30, 0}, {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0},
    {2833, 434, 1357, 58, 0}, {2844, 424, 1310, 56, 0}, {2862, 42, 0, 1, 0},
    {2867, 331, 935, 27, 0}, {2873, 217, 506, 9, 0}, {2884, 385, 1147, 51, 0},
    {2895, 386, 1150, 51, 0}, {2905, 384, 1142, 51, 0}, {2919, 168, 372, 6, 0},
    {2924, 309, 835, 20, 0}, {2930, 414, 1259, 56, 0}, {2943, 172, 384, 7, 0},
    {2949, 180, 2827, 0, 0}, {2957, 333, 940, 29, 0}, {2964, 381, 1135, 50, 0},
    {2972, 339, 973, 33, 0}, {2982, 440, 1381, 62, 0},
    {2998, 448, 1419, 67, 0}, {3015, 365, 1001, 37, 0},
    {3032, 366, 1001, 37, 0}, {3062, 308, 828, 20, 0},
    {3071, 413, 1252, 56, 0}, {3087, 26, 67, 1, 0}, {3102, 181, 2834, 0, 0},
    {3111, 334, 940, 29, 0}, {3119, 382, 1135, 50, 0}, {3141, 131, 289, 1, 0},
    {3150, 443, 1400, 66, 0}, {3162, 3, 3, 1, 0}, {3167, 225, 4168, 11, 0},
    {3177, 89, 179, 1, 0}, {3185, 85, 165, 1, 0}, {3194, 305, 815, 20, 0},
    {3205, 145, 329, 3, 0}, {3211, 88, 174, 1, 0}, {3218, 350, 2883, 3, 0},
    {3223, 351, 1108, 3, 0}, {3232, 357, 957, 31, 0}, {3241, 417, 1272, 56, 0},
    {3257, 356, 1104, 3, 0}, {3265, 257, 622, 12, 0}, {3282, 235, 556, 12, 0},
    {3294, 466, 1512, 78, 0}, {3308, 38, 24, 1, 0}, {3315, 302, 800, 20, 0},
    {3324, 371, 1027, 42, 0}, {3334, 286, 737, 17, 0}, {3346, 0, 0, 12, 0},
    {3395, 40, 27, 1, 0}, {3401, 387, 1168, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 174, 390, 7, 0}, {3436, 176, 400, 7, 0}, {3450, 175, 395, 7, 0},
    {3465, 178, 408, 7, 0}, {3481, 173, 0, 7, 0}, {3494, 179, 412, 7, 0},
    {3508, 177, 403, 7, 0}, {3524, 421, 1295, 56, 0}, {3547, 335, 946, 30, 0},
    {3660, 159, 347, 3, 0}, {3683, 160, 347, 3, 0}, {3706, 242, 577, 12, 0},
    {3724, 369, 1022, 41, 0}, {3738, 155, 340, 3, 0}, {3753, 157, 294, 3, 0},
    {3772, 161, 349, 3, 0}, {3794, 423, 1307, 56, 0}, {3823, 241, 577, 12, 0},
    {3841, 370, 1018, 41, 0}, {3855, 154, 340, 3, 0}, {3870, 156, 343, 3, 0},
    {3889, 158, 0, 3, 0}, {3901, 372, 1033, 43, 0}, {3925, 394, 1177, 56, 0},
    {3932, 393, 1173, 56, 0}, {3956, 420, 1290, 56, 0},
    {3974, 348, 2878, 3, 0}, {3979, 187, 439, 7, 0}, {3988, 239, 565, 12, 0},
    {3999, 363, 993, 36, 0}, {4008, 355, 1104, 3, 0}, {4016, 349, 1097, 3, 0},
    {4023, 276, 690, 16, 0}, {4037, 450, 1428, 69, 0}, {4061, 311, 843, 21, 0},
    {4093, 258, 628, 12, 0}, {4117, 121, 145, 0, 0}, {4131, 139, 304, 0, 0},
    {4140, 216, 504, 0, 0}, {4151, 138, 302, 0, 0}, {4160, 215, 502, 0, 0},
    {4171, 46, 96, 0, 0}, {4178, 214, 500, 0, 0}, {4187, 81, 157, 0, 0},
    {4197, 206, 475, 0, 0}, {4209, 74, 145, 1, 0}, {4221, 104, 225, 1, 0},
    {4231, 364, 998, 36, 0}, {4237, 57, 114, 1, 0}, {4245, 97, 204, 1, 0},
    {4257, 71, 136, 1, 0}, {4266, 204, 472, 9, 0}, {4277, 170, 376, 7, 0},
    {4287, 210, 490, 9, 0}, {4299, 164, 361, 7, 0}, {4309, 208, 482, 9, 0},
    {4321, 70, 133, 1, 0}, {4330, 203, 469, 9, 0}, {4341, 75, 148, 1, 0},
    {4351, 66, 0, 1, 0}, {4358, 353, 1087, 3, 0}, {4369, 79, 154, 1, 0},
    {4382, 23, 63, 1, 0}, {4389, 213, 498, 9, 0}, {4398, 226, 526, 12, 0},
    {4407, 463, 1492, 78, 0}, {4418, 68, 0, 1, 0}, {4427, 397, 1190, 56, 0},
    {4433, 396, 1186, 56, 0}, {4440, 398, 1194, 56, 0},
    {4446, 395, 1182, 56, 0}, {4453, 352, 1115, 3, 0}, {4462, 67, 127, 1, 0},
    {4472, 186, 436, 7, 0}, {4484, 48, 98, 1, 0}, {4491, 321, 897, 24, 0},
    {4500, 327, 921, 27, 0}, {4510, 73, 143, 1, 0}, {4521, 126, 278, 1, 0},
    {4533, 119, 0, 1, 0}, {4543, 72, 3355, 1, 0}, {4554, 340, 1056, 3, 0},
    {4561, 102, 218, 1, 0}, {4572, 347, 1060, 3, 0}, {4583, 313, 850, 21, 0},
    {4609, 69, 131, 1, 0}, {4618, 106, 232, 1, 0}, {4623, 195, 459, 9, 0},
    {4630, 99, 208, 1, 0}, {4637, 268, 655, 12, 0}, {4646, 457, 1464, 75, 0},
    {4656, 383, 1152, 52, 0}, {4662, 25, 65, 1, 0}, {4698, 115, 249, 1, 0},
    {4706, 87, 171, 1, 0}, {4727, 83, 162, 1, 0}, {4735, 304, 811, 20, 0},
    {4745, 36, 0, 1, 0}, {4750, 314, 4186, 21, 0}, {4766, 388, 2897, 76, 0},
    {4783, 362, 991, 35, 0}, {4819, 135, 296, 2, 0}, {4825, 116, 251, 1, 0},
    {4833, 103, 221, 1, 0}, {4848, 315, 864, 21, 0}, {4852, 270, 663, 12, 0},
    {4859, 13, 35, 1, 0}, {4864, 259, 630, 12, 0}, {4877, 263, 642, 12, 0},
    {4890, 262, 642, 12, 0}, {4907, 261, 639, 12, 0}, {4921, 408, 1231, 56, 0},
    {4937, 260, 634, 12, 0}, {4951, 409, 1234, 56, 0}, {4975, 322, 901, 0, 0},
    {4990, 326, 918, 0, 0}, {5006, 410, 1239, 56, 0}, {5024, 325, 913, 0, 0},
    {5040, 411, 1242, 56, 0}, {5058, 43, 92, 0, 0}, {5064, 238, 562, 0, 0},
    {5070, 92, 188, 0, 0}, {5079, 193, 4160, 0, 0}, {5098, 191, 148, 0, 0},
    {5116, 60, 119, 0, 0}, {5122, 22, 61, 0, 0}, {5129, 52, 103, 0, 0},
    {5137, 122, 266, 0, 0}, {5143, 10, 27, 0, 0}, {5150, 301, 796, 0, 0},
    {5159, 310, 841, 0, 0}, {5184, 86, 169, 0, 0}, {5191, 377, 1118, 0, 0},
    {5215, 62, 121, 0, 0}, {5221, 30, 77, 0, 0}, {5227, 320, 892, 0, 0},
    {5237, 412, 1247, 56, 0}, {5254, 271, 667, 0, 0}, {5261, 190, 0, 0, 0},
    {5267, 111, 0, 0, 0}, {5288, 316, 869, 21, 0}, {5305, 114, 244, 1, 0},
    {5311, 284, 725, 17, 0}, {5318, 7, 17, 1, 0}, {5326, 4, 7, 1, 0},
    {5332, 146, 329, 3, 0},
};
static const uint16_t sh_by_number[] = {
    287, 53, 79, 268, 435, 230, 34, 434, 38, 166, 419, 51, 18, 397, 192, 19,
    163, 228, 176, 119, 199, 416, 353, 134, 383, 262, 9, 226, 236, 425, 5, 225,
    388, 159, 283, 190, 288, 40, 242, 410, 13, 332, 111, 365, 109, 107, 6, 417,
    152, 70, 339, 415, 22, 424, 41, 120, 118, 350, 363, 357, 376, 347, 341,
    371, 368, 336, 349, 127, 128, 133, 352, 113, 334, 386, 227, 271, 422, 385,
    274, 270, 197, 221, 412, 92, 63, 66, 121, 340, 379, 89, 373, 394, 337, 115,
    377, 181, 86, 229, 430, 432, 384, 393, 155, 91, 370, 33, 327, 418, 14, 8,
    203, 369, 138, 39, 266, 117, 62, 10, 392, 238, 330, 328, 0, 105, 1, 78,
    218, 273, 436, 129, 72, 2, 194, 219, 196, 220, 310, 304, 311, 305, 312,
    300, 301, 306, 223, 212, 345, 125, 248, 224, 343, 123, 251, 295, 291, 293,
    292, 297, 294, 296, 252, 263, 20, 104, 16, 17, 364, 318, 429, 414, 198,
    413, 93, 378, 182, 87, 164, 135, 112, 110, 108, 348, 342, 114, 335, 67,
    346, 126, 344, 124, 21, 354, 333, 331, 329, 244, 189, 183, 106, 71, 132,
    269, 355, 177, 82, 136, 165, 73, 171, 173, 77, 281, 175, 80, 411, 319, 94,
    308, 302, 147, 144, 145, 148, 143, 57, 54, 174, 43, 45, 48, 280, 326, 398,
    403, 401, 400, 399, 31, 27, 25, 29, 380, 90, 396, 428, 58, 185, 101, 323,
    206, 211, 209, 207, 205, 204, 157, 433, 7, 286, 158, 154, 153, 140, 139,
    142, 188, 234, 191, 193, 68, 100, 88, 420, 284, 167, 387, 272, 64, 55, 260,
    249, 421, 325, 102, 375, 389, 395, 431, 202, 103, 46, 426, 366, 405, 49,
    59, 408, 406, 367, 50, 44, 42, 243, 141, 253, 264, 299, 237, 60, 61, 255,
    372, 11, 36, 168, 3, 130, 116, 374, 317, 322, 275, 276, 362, 351, 131, 321,
    279, 277, 4, 222, 231, 23, 391, 320, 338, 258, 259, 156, 76, 303, 309, 285,
    313, 122, 187, 12, 52, 423, 186, 195, 37, 254, 265, 382, 247, 245, 246,
    289, 390, 315, 314, 361, 359, 358, 360, 215, 217, 216, 214, 28, 32, 24, 26,
    30, 402, 404, 407, 409, 427, 261, 250, 146, 278, 210, 208, 316, 298, 96,
    307, 241, 151, 149, 150, 232, 201, 84, 81, 83, 85, 240, 35, 235, 239, 56,
    256, 47, 200, 267, 161, 160, 162, 257, 98, 324, 15, 65, 184, 99, 97, 95,
    381, 169, 178, 180, 179, 213, 356, 137, 172, 282, 233, 74, 75, 170, 290,
    69,
};
static const struct call_entry sheb[] = {
    {0, 140, 306, 2, 0}, {8, 142, 316, 3, 0}, {19, 149, 333, 3, 0},
    {27, 344, 2874, 3, 0}, {34, 358, 1076, 28, 0}, {42, 33, 80, 1, 0},
    {49, 51, 101, 1, 0}, {54, 285, 731, 17, 0}, {62, 124, 272, 1, 0},
    {83, 27, 72, 1, 0}, {170, 134, 0, 2, 0}, {178, 341, 1065, 3, 0},
    {183, 375, 1044, 44, 0}, {204, 45, 94, 1, 0}, {217, 123, 4156, 2, 0},
    {228, 451, 1433, 72, 0}, {238, 184, 430, 7, 0}, {245, 185, 433, 7, 0},
    {252, 12, 33, 1, 0}, {258, 15, 41, 1, 0}, {264, 182, 44, 7, 0},
    {270, 212, 465, 9, 0}, {278, 61, 33, 1, 0}, {285, 361, 988, 35, 0},
    {299, 405, 1220, 56, 0}, {315, 266, 647, 12, 0}, {328, 406, 1223, 56, 0},
    {348, 265, 644, 12, 0}, {362, 403, 1214, 56, 0}, {378, 267, 650, 12, 0},
    {394, 407, 1226, 56, 0}, {417, 264, 644, 12, 0}, {431, 404, 1217, 56, 0},
    {447, 120, 4086, 1, 0}, {460, 6, 15, 1, 0}, {466, 436, 1363, 61, 0},
    {478, 342, 1069, 0, 0}, {486, 380, 1128, 49, 0}, {502, 8, 21, 1, 0},
    {522, 129, 286, 1, 0}, {536, 41, 88, 1, 0}, {540, 63, 124, 1, 0},
    {545, 330, 931, 27, 0}, {550, 254, 610, 12, 0}, {563, 329, 929, 27, 0},
    {577, 255, 612, 12, 0}, {601, 319, 885, 23, 0}, {613, 441, 1387, 63, 0},
    {626, 256, 617, 12, 0}, {652, 323, 904, 24, 0}, {660, 328, 926, 27, 0},
    {669, 11, 29, 1, 0}, {676, 376, 1050, 45, 0}, {685, 1, 1, 1, 0},
    {690, 252, 1, 12, 0}, {701, 307, 824, 20, 0}, {711, 439, 1376, 60, 0},
    {722, 250, 4122, 12, 0}, {732, 272, 4193, 12, 0}, {745, 324, 3020, 25, 0},
    {755, 337, 963, 34, 0}, {769, 338, 3027, 34, 0}, {783, 133, 15, 1, 0},
    {790, 94, 194, 1, 0}, {797, 306, 820, 20, 0}, {806, 452, 1438, 73, 0},
    {816, 95, 197, 1, 0}, {823, 207, 478, 9, 0}, {832, 298, 781, 20, 0},
    {841, 472, 1534, 84, 0}, {849, 55, 110, 1, 0}, {855, 221, 110, 9, 0},
    {863, 148, 15, 3, 0}, {873, 231, 543, 12, 0}, {883, 468, 1523, 80, 0},
    {896, 469, 1523, 80, 0}, {909, 368, 1014, 40, 0}, {922, 234, 552, 12, 0},
    {933, 143, 322, 3, 0}, {939, 2, 0, 1, 0}, {944, 237, 559, 12, 0},
    {957, 431, 1343, 57, 0}, {966, 228, 532, 12, 0}, {976, 432, 1349, 57, 0},
    {984, 430, 1340, 57, 0}, {991, 433, 1353, 57, 0}, {998, 108, 235, 1, 0},
    {1004, 197, 462, 9, 0}, {1012, 300, 791, 20, 0}, {1022, 100, 211, 1, 0},
    {1030, 269, 659, 12, 0}, {1040, 118, 15, 1, 0}, {1052, 93, 191, 1, 0},
    {1062, 194, 4113, 9, 0}, {1074, 240, 570, 12, 0}, {1080, 456, 1459, 74, 0},
    {1094, 422, 1300, 56, 0}, {1107, 455, 1452, 74, 0},
    {1118, 449, 1422, 68, 0}, {1130, 454, 1447, 74, 0},
    {1141, 299, 787, 20, 0}, {1167, 275, 684, 16, 0}, {1181, 312, 846, 21, 0},
    {1221, 318, 881, 23, 0}, {1228, 183, 427, 7, 0}, {1235, 141, 312, 3, 0},
    {1244, 220, 517, 9, 0}, {1255, 50, 0, 1, 0}, {1263, 202, 0, 9, 0},
    {1273, 49, 0, 1, 0}, {1281, 201, 0, 9, 0}, {1291, 47, 0, 1, 0},
    {1298, 200, 0, 9, 0}, {1307, 80, 157, 1, 0}, {1317, 205, 475, 9, 0},
    {1329, 105, 229, 1, 0}, {1351, 346, 1093, 3, 0}, {1363, 132, 294, 1, 0},
    {1371, 65, 0, 1, 0}, {1379, 20, 0, 1, 0}, {1394, 64, 0, 1, 0},
    {1402, 96, 201, 1, 0}, {1414, 373, 1037, 43, 0}, {1424, 171, 380, 7, 0},
    {1434, 211, 494, 9, 0}, {1446, 165, 365, 7, 0}, {1456, 209, 486, 9, 0},
    {1468, 76, 148, 1, 0}, {1478, 77, 151, 1, 0}, {1488, 147, 294, 3, 0},
    {1495, 345, 1093, 3, 0}, {1507, 354, 1081, 3, 0}, {1518, 224, 0, 10, 0},
    {1525, 78, 154, 1, 0}, {1538, 24, 0, 1, 0}, {1545, 199, 0, 9, 0},
    {1554, 229, 538, 12, 0}, {1563, 464, 1499, 78, 0}, {1584, 128, 282, 1, 0},
    {1596, 291, 755, 19, 0}, {1614, 290, 0, 19, 0}, {1627, 332, 938, 27, 0},
    {1641, 292, 759, 19, 0}, {1658, 249, 600, 12, 0}, {1668, 246, 588, 12, 0},
    {1679, 247, 590, 12, 0}, {1706, 416, 1265, 56, 0}, {1727, 245, 585, 12, 0},
    {1736, 248, 596, 12, 0}, {1746, 426, 1318, 56, 0},
    {1761, 427, 1325, 56, 0}, {1779, 425, 1315, 56, 0}, {1794, 54, 106, 1, 0},
    {1812, 289, 752, 19, 0}, {1823, 288, 748, 19, 0}, {1834, 117, 253, 1, 0},
    {1838, 367, 1008, 38, 0}, {1859, 283, 720, 19, 0}, {1870, 287, 742, 17, 0},
    {1877, 37, 85, 1, 0}, {1882, 445, 1409, 65, 0}, {1900, 444, 1405, 65, 0},
    {1924, 446, 1414, 65, 0}, {1947, 16, 44, 1, 0}, {1954, 198, 465, 9, 0},
    {1963, 230, 538, 12, 0}, {1973, 9, 24, 1, 0}, {1978, 303, 805, 20, 0},
    {1985, 343, 1073, 3, 0}, {1992, 458, 1469, 75, 0},
    {2002, 470, 1529, 82, 0}, {2009, 232, 548, 12, 0},
    {2019, 465, 1506, 78, 0}, {2031, 233, 548, 12, 0},
    {2047, 253, 2997, 12, 0}, {2062, 236, 556, 12, 0}, {2075, 19, 51, 1, 0},
    {2081, 227, 526, 12, 0}, {2091, 459, 1474, 75, 0},
    {2109, 461, 1484, 75, 0}, {2126, 460, 1479, 75, 0}, {2144, 107, 232, 1, 0},
    {2150, 196, 459, 9, 0}, {2158, 219, 513, 9, 0}, {2166, 453, 1443, 74, 0},
    {2183, 274, 677, 16, 0}, {2189, 378, 1120, 43, 0},
    {2200, 374, 1041, 43, 0}, {2226, 294, 762, 20, 0}, {2240, 218, 509, 9, 0},
    {2248, 39, 21, 1, 0}, {2254, 296, 772, 20, 0}, {2262, 14, 37, 1, 0},
    {2268, 297, 776, 20, 0}, {2276, 150, 335, 3, 0}, {2282, 379, 1124, 48, 0},
    {2289, 152, 338, 3, 0}, {2298, 90, 4149, 1, 0}, {2303, 192, 444, 9, 0},
    {2320, 21, 55, 1, 0}, {2326, 442, 1394, 64, 0}, {2340, 429, 1334, 57, 0},
    {2351, 317, 874, 22, 0}, {2362, 125, 274, 1, 0}, {2375, 282, 716, 16, 0},
    {2389, 281, 713, 16, 0}, {2399, 277, 694, 16, 0}, {2407, 280, 707, 16, 0},
    {2423, 419, 1284, 56, 0}, {2446, 279, 701, 16, 0},
    {2459, 418, 1278, 56, 0}, {2479, 278, 699, 16, 0}, {2489, 163, 355, 3, 0},
    {2496, 462, 1488, 76, 0}, {2502, 402, 1210, 56, 0},
    {2509, 399, 1196, 56, 0}, {2516, 401, 1204, 56, 0},
    {2523, 400, 1199, 56, 0}, {2530, 144, 325, 3, 0}, {2548, 151, 335, 3, 0},
    {2556, 153, 0, 3, 0}, {2567, 91, 185, 1, 0}, {2574, 359, 978, 35, 0},
    {2592, 162, 352, 3, 0}, {2613, 169, 1547, 7, 0}, {2624, 34, 83, 1, 0},
    {2629, 28, 74, 1, 0}, {2638, 84, 48, 1, 0}, {2659, 18, 48, 1, 0},
    {2667, 109, 238, 1, 0}, {2676, 5, 11, 1, 0}, {2681, 360, 984, 35, 0},
    {2699, 428, 1330, 57, 0}, {2709, 467, 1517, 79, 0},
    {2724, 295, 767, 20, 0}, {2731, 437, 1367, 59, 0}, {2739, 29, 0, 1, 0},
    {2793, 336, 951, 30, 0}, {2809, 136, 300, 2, 0}, {2821, 438, 1372, 59, 0},
    {2833, 434, 1357, 58, 0}, {2844, 424, 1310, 56, 0}, {2862, 42, 0, 1, 0},
    {2867, 331, 935, 27, 0}, {2873, 217, 506, 9, 0}, {2884, 385, 1147, 51, 0},
    {2895, 386, 1150, 51, 0}, {2905, 384, 1142, 51, 0}, {2919, 168, 372, 6, 0},
    {2924, 309, 835, 20, 0}, {2930, 414, 1259, 56, 0}, {2943, 172, 384, 7, 0},
    {2949, 180, 2967, 0, 0}, {2957, 333, 940, 29, 0}, {2964, 381, 1135, 50, 0},
    {2972, 339, 973, 33, 0}, {2982, 440, 1381, 62, 0},
    {2998, 448, 1419, 67, 0}, {3015, 365, 1001, 37, 0},
    {3032, 366, 1001, 37, 0}, {3062, 308, 828, 20, 0},
    {3071, 413, 1252, 56, 0}, {3087, 26, 67, 1, 0}, {3102, 181, 2974, 0, 0},
    {3111, 334, 940, 29, 0}, {3119, 382, 1135, 50, 0}, {3141, 131, 289, 1, 0},
    {3150, 443, 1400, 66, 0}, {3162, 3, 3, 1, 0}, {3167, 225, 4117, 11, 0},
    {3177, 89, 179, 1, 0}, {3185, 85, 165, 1, 0}, {3194, 305, 815, 20, 0},
    {3205, 145, 329, 3, 0}, {3211, 88, 174, 1, 0}, {3218, 350, 2883, 3, 0},
    {3223, 351, 1108, 3, 0}, {3232, 357, 957, 31, 0}, {3241, 417, 1272, 56, 0},
    {3257, 356, 1104, 3, 0}, {3265, 257, 622, 12, 0}, {3282, 235, 556, 12, 0},
    {3294, 466, 1512, 78, 0}, {3308, 38, 24, 1, 0}, {3315, 302, 800, 20, 0},
    {3324, 371, 1027, 42, 0}, {3334, 286, 737, 17, 0}, {3346, 0, 0, 12, 0},
    {3395, 40, 27, 1, 0}, {3401, 387, 1168, 55, 0}, {3406, 471, 0, 83, 0},
    {3423, 174, 390, 7, 0}, {3436, 176, 400, 7, 0}, {3450, 175, 395, 7, 0},
    {3465, 178, 408, 7, 0}, {3481, 173, 0, 7, 0}, {3494, 179, 412, 7, 0},
    {3508, 177, 403, 7, 0}, {3524, 421, 1295, 56, 0}, {3547, 335, 946, 30, 0},
    {3660, 159, 347, 3, 0}, {3683, 160, 347, 3, 0}, {3706, 242, 577, 12, 0},
    {3724, 369, 1022, 41, 0}, {3738, 155, 340, 3, 0}, {3753, 157, 294, 3, 0},
    {3772, 161, 349, 3, 0}, {3794, 423, 1307, 56, 0}, {3823, 241, 577, 12, 0},
    {3841, 370, 1018, 41, 0}, {3855, 154, 340, 3, 0}, {3870, 156, 343, 3, 0},
    {3889, 158, 0, 3, 0}, {3901, 372, 1033, 43, 0}, {3925, 394, 1177, 56, 0},
    {3932, 393, 1173, 56, 0}, {3956, 420, 1290, 56, 0},
    {3974, 348, 2878, 3, 0}, {3979, 187, 439, 7, 0}, {3988, 239, 565, 12, 0},
    {3999, 363, 993, 36, 0}, {4008, 355, 1104, 3, 0}, {4016, 349, 1097, 3, 0},
    {4023, 276, 690, 16, 0}, {4037, 450, 1428, 69, 0}, {4061, 311, 843, 21, 0},
    {4093, 258, 628, 12, 0}, {4117, 121, 145, 0, 0}, {4131, 139, 304, 0, 0},
    {4140, 216, 504, 0, 0}, {4151, 138, 302, 0, 0}, {4160, 215, 502, 0, 0},
    {4171, 46, 96, 0, 0}, {4178, 214, 500, 0, 0}, {4187, 81, 157, 0, 0},
    {4197, 206, 475, 0, 0}, {4209, 74, 145, 1, 0}, {4221, 104, 225, 1, 0},
    {4231, 364, 998, 36, 0}, {4237, 57, 114, 1, 0}, {4245, 97, 204, 1, 0},
    {4257, 71, 136, 1, 0}, {4266, 204, 472, 9, 0}, {4277, 170, 376, 7, 0},
    {4287, 210, 490, 9, 0}, {4299, 164, 361, 7, 0}, {4309, 208, 482, 9, 0},
    {4321, 70, 133, 1, 0}, {4330, 203, 469, 9, 0}, {4341, 75, 148, 1, 0},
    {4351, 66, 0, 1, 0}, {4358, 353, 1087, 3, 0}, {4369, 79, 154, 1, 0},
    {4382, 23, 63, 1, 0}, {4389, 213, 498, 9, 0}, {4398, 226, 526, 12, 0},
    {4407, 463, 1492, 78, 0}, {4418, 68, 0, 1, 0}, {4427, 397, 1190, 56, 0},
    {4433, 396, 1186, 56, 0}, {4440, 398, 1194, 56, 0},
    {4446, 395, 1182, 56, 0}, {4453, 352, 1115, 3, 0}, {4462, 67, 127, 1, 0},
    {4472, 186, 436, 7, 0}, {4484, 48, 98, 1, 0}, {4491, 321, 897, 24, 0},
    {4500, 327, 921, 27, 0}, {4510, 73, 143, 1, 0}, {4521, 126, 278, 1, 0},
    {4533, 119, 0, 1, 0}, {4543, 72, 3355, 1, 0}, {4554, 340, 1056, 3, 0},
    {4561, 102, 218, 1, 0}, {4572, 347, 1060, 3, 0}, {4583, 313, 850, 21, 0},
    {4609, 69, 131, 1, 0}, {4618, 106, 232, 1, 0}, {4623, 195, 459, 9, 0},
    {4630, 99, 208, 1, 0}, {4637, 268, 655, 12, 0}, {4646, 457, 1464, 75, 0},
    {4656, 383, 1152, 52, 0}, {4662, 25, 65, 1, 0}, {4698, 115, 249, 1, 0},
    {4706, 87, 171, 1, 0}, {4727, 83, 162, 1, 0}, {4735, 304, 811, 20, 0},
    {4745, 36, 0, 1, 0}, {4750, 314, 4200, 21, 0}, {4766, 388, 4207, 76, 0},
    {4783, 362, 991, 35, 0}, {4819, 135, 296, 2, 0}, {4825, 116, 251, 1, 0},
    {4833, 103, 221, 1, 0}, {4848, 315, 864, 21, 0}, {4852, 270, 663, 12, 0},
    {4859, 13, 35, 1, 0}, {4864, 259, 630, 12, 0}, {4877, 263, 642, 12, 0},
    {4890, 262, 642, 12, 0}, {4907, 261, 639, 12, 0}, {4921, 408, 1231, 56, 0},
    {4937, 260, 634, 12, 0}, {4951, 409, 1234, 56, 0}, {4975, 322, 901, 0, 0},
    {4990, 326, 918, 0, 0}, {5006, 410, 1239, 56, 0}, {5024, 325, 913, 0, 0},
    {5040, 411, 1242, 56, 0}, {5058, 43, 92, 0, 0}, {5064, 238, 562, 0, 0},
    {5070, 92, 188, 0, 0}, {5079, 193, 4109, 0, 0}, {5098, 191, 148, 0, 0},
    {5116, 60, 119, 0, 0}, {5122, 22, 61, 0, 0}, {5129, 52, 103, 0, 0},
    {5137, 122, 266, 0, 0}, {5143, 10, 27, 0, 0}, {5150, 301, 796, 0, 0},
    {5159, 310, 841, 0, 0}, {5184, 86, 169, 0, 0}, {5191, 377, 1118, 0, 0},
    {5215, 62, 121, 0, 0}, {5221, 30, 77, 0, 0}, {5227, 320, 892, 0, 0},
    {5237, 412, 1247, 56, 0}, {5254, 271, 667, 0, 0}, {5261, 190, 0, 0, 0},
    {5267, 111, 0, 0, 0}, {5288, 316, 869, 21, 0}, {5305, 114, 244, 1, 0},
    {5311, 284, 725, 17, 0}, {5318, 7, 17, 1, 0}, {5326, 4, 7, 1, 0},
    {5332, 146, 329, 3, 0},
};
static const uint16_t sheb_by_number[] = {
    287, 53, 79, 268, 435, 230, 34, 434, 38, 166, 419, 51, 18, 397, 192, 19,
    163, 228, 176, 119, 199, 416, 353, 134, 383, 262, 9, 226, 236, 425, 5, 225,
    388, 159, 283, 190, 288, 40, 242, 410, 13, 332, 111, 365, 109, 107, 6, 417,
    152, 70, 339, 415, 22, 424, 41, 120, 118, 350, 363, 357, 376, 347, 341,
    371, 368, 336, 349, 127, 128, 133, 352, 113, 334, 386, 227, 271, 422, 385,
    274, 270, 197, 221, 412, 92, 63, 66, 121, 340, 379, 89, 373, 394, 337, 115,
    377, 181, 86, 229, 430, 432, 384, 393, 155, 91, 370, 33, 327, 418, 14, 8,
    203, 369, 138, 39, 266, 117, 62, 10, 392, 238, 330, 328, 0, 105, 1, 78,
    218, 273, 436, 129, 72, 2, 194, 219, 196, 220, 310, 304, 311, 305, 312,
    300, 301, 306, 223, 212, 345, 125, 248, 224, 343, 123, 251, 295, 291, 293,
    292, 297, 294, 296, 252, 263, 20, 104, 16, 17, 364, 318, 429, 414, 198,
    413, 93, 378, 182, 87, 164, 135, 112, 110, 108, 348, 342, 114, 335, 67,
    346, 126, 344, 124, 21, 354, 333, 331, 329, 244, 189, 183, 106, 71, 132,
    269, 355, 177, 82, 136, 165, 73, 171, 173, 77, 281, 175, 80, 411, 319, 94,
    308, 302, 147, 144, 145, 148, 143, 57, 54, 174, 43, 45, 48, 280, 326, 398,
    403, 401, 400, 399, 31, 27, 25, 29, 380, 90, 396, 428, 58, 185, 101, 323,
    206, 211, 209, 207, 205, 204, 157, 433, 7, 286, 158, 154, 153, 140, 139,
    142, 188, 234, 191, 193, 68, 100, 88, 420, 284, 167, 387, 272, 64, 55, 260,
    249, 421, 325, 102, 375, 389, 395, 431, 202, 103, 46, 426, 366, 405, 49,
    59, 408, 406, 367, 50, 44, 42, 243, 141, 253, 264, 299, 237, 60, 61, 255,
    372, 11, 36, 168, 3, 130, 116, 374, 317, 322, 275, 276, 362, 351, 131, 321,
    279, 277, 4, 222, 231, 23, 391, 320, 338, 258, 259, 156, 76, 303, 309, 285,
    313, 122, 187, 12, 52, 423, 186, 195, 37, 254, 265, 382, 247, 245, 246,
    289, 390, 315, 314, 361, 359, 358, 360, 215, 217, 216, 214, 28, 32, 24, 26,
    30, 402, 404, 407, 409, 427, 261, 250, 146, 278, 210, 208, 316, 298, 96,
    307, 241, 151, 149, 150, 232, 201, 84, 81, 83, 85, 240, 35, 235, 239, 56,
    256, 47, 200, 267, 161, 160, 162, 257, 98, 324, 15, 65, 184, 99, 97, 95,
    381, 169, 178, 180, 179, 213, 356, 137, 172, 282, 233, 74, 75, 170, 290,
    69,
};
static const struct call_table tables[] = {
    {"x86", 0x0, sizeof x86 / sizeof x86[0],
     x86, x86_by_number},
    {"amd64", 0x0, sizeof amd64 / sizeof amd64[0],
     amd64, amd64_by_number},
    {"x32", 0x40000000, sizeof x32 / sizeof x32[0],
     x32, x32_by_number},
    {"arm", 0x0, sizeof arm / sizeof arm[0],
     arm, arm_by_number},
    {"arm64", 0x0, sizeof arm64 / sizeof arm64[0],
     arm64, arm64_by_number},
    {"mips", 0xfa0, sizeof mips / sizeof mips[0],
     mips, mips_by_number},
    {"mips64", 0x1388, sizeof mips64 / sizeof mips64[0],
     mips64, mips64_by_number},
    {"mips64n32", 0x1770, sizeof mips64n32 / sizeof mips64n32[0],
     mips64n32, mips64n32_by_number},
    {"mipsel", 0xfa0, sizeof mipsel / sizeof mipsel[0],
     mipsel, mipsel_by_number},
    {"mipsel64", 0x1388, sizeof mipsel64 / sizeof mipsel64[0],
     mipsel64, mipsel64_by_number},
    {"mipsel64n32", 0x1770, sizeof mipsel64n32 / sizeof mipsel64n32[0],
     mipsel64n32, mipsel64n32_by_number},
    {"ppc", 0x0, sizeof ppc / sizeof ppc[0],
     ppc, ppc_by_number},
    {"ppc64", 0x0, sizeof ppc64 / sizeof ppc64[0],
     ppc64, ppc64_by_number},
    {"ppc64le", 0x0, sizeof ppc64 / sizeof ppc64[0],
     ppc64, ppc64_by_number},
    {"s390", 0x0, sizeof s390 / sizeof s390[0],
     s390, s390_by_number},
    {"s390x", 0x0, sizeof s390x / sizeof s390x[0],
     s390x, s390x_by_number},
    {"parisc", 0x0, sizeof parisc / sizeof parisc[0],
     parisc, parisc_by_number},
    {"parisc64", 0x0, sizeof parisc64 / sizeof parisc64[0],
     parisc64, parisc64_by_number},
    {"riscv64", 0x0, sizeof riscv64 / sizeof riscv64[0],
     riscv64, riscv64_by_number},
    {"loongarch64", 0x0, sizeof loongarch64 / sizeof loongarch64[0],
     loongarch64, loongarch64_by_number},
    {"m68k", 0x0, sizeof m68k / sizeof m68k[0],
     m68k, m68k_by_number},
    {"sh", 0x0, sizeof sh / sizeof sh[0],
     sh, sh_by_number},
    {"sheb", 0x0, sizeof sheb / sizeof sheb[0],
     sheb, sheb_by_number},
};
