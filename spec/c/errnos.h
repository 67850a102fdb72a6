/* SPDX-License-Identifier: MIT */
/* The errnos that each call may give for reasons of the machine (want of
 * something, limits, rights, disks, other kernels), as the pages of section 2
 * of the manual list them. Those for mistakes of the caller (EFAULT, most of
 * EINVAL) are left out, and those that say that something is not there: ESRCH,
 * ECHILD, and ENOENT of a listener's ioctl are answers. An outer filter may
 * refuse any call with EPERM, or as one that does not exist (ENOSYS). */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/syscall.h>

#define FILTERED EPERM, ENOSYS

/* Calls that are not made to fail, and why. */
enum unfailing {
  FAILS,
  RETURNS_NOT, /* the end of a thread or process, the return of a handler */
  NO_ERRORS,   /* has none, and no filter that lets Lua run refuses it */
  OF_LIBC,     /* the C library ends the process where it fails */
};

struct call_errnos {
  long nr;
  const char *name;
  enum unfailing unfailing;
  bool works; /* does its work and fails all the same */
  int errnos[24];
};

#define CALL(call, ...)                                                        \
  {                                                                            \
    SYS_##call, #call, FAILS, false, { __VA_ARGS__ }                           \
  }
#define DONE(call, ...)                                                        \
  {                                                                            \
    SYS_##call, #call, FAILS, true, { __VA_ARGS__ }                            \
  }
/* clang-format's versions do not agree on this one */
/* clang-format off */
#define NOT(call, why) {SYS_##call, #call, why, false, {0}}
/* clang-format on */

#define OF_PATHS EACCES, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EIO

static const struct call_errnos CALLS[] = {
    /* files */
    CALL(openat, OF_PATHS, EBUSY, EDQUOT, EFBIG, EINTR, EISDIR, EMFILE, ENFILE,
         ENODEV, ENOSPC, ENXIO, EOVERFLOW, EROFS, ETXTBSY, FILTERED),
    CALL(openat2, OF_PATHS, E2BIG, EAGAIN, EINTR, EMFILE, ENFILE, EXDEV, EINVAL,
         FILTERED),
    DONE(close, EINTR, EIO, ENOSPC, EDQUOT),
    CALL(read, EAGAIN, EINTR, EIO, EISDIR, FILTERED),
    CALL(pread64, EINTR, EIO, EISDIR, EOVERFLOW, FILTERED),
    CALL(write, EAGAIN, EDQUOT, EFBIG, EINTR, EIO, ENOSPC, EPIPE, FILTERED),
    CALL(writev, EAGAIN, EDQUOT, EFBIG, EINTR, EIO, ENOSPC, EPIPE, FILTERED),
    CALL(pwrite64, EDQUOT, EFBIG, EINTR, EIO, ENOSPC, EPIPE, FILTERED),
    CALL(lseek, ESPIPE),
    CALL(fsync, EIO, EINTR, ENOSPC, EDQUOT, EROFS, EINVAL, FILTERED),
    CALL(ftruncate, EFBIG, EINTR, EIO, EPERM, ENOSYS),
    CALL(fstat, ENOMEM, EOVERFLOW, FILTERED),
#ifdef SYS_stat
    CALL(stat, OF_PATHS, EOVERFLOW, FILTERED),
    CALL(lstat, OF_PATHS, EOVERFLOW, FILTERED),
#endif
    CALL(statx, OF_PATHS, FILTERED),
    CALL(fstatfs, EINTR, EIO, ENOMEM, EOVERFLOW, FILTERED),
    CALL(statfs, OF_PATHS, EINTR, EOVERFLOW, FILTERED),
    CALL(faccessat, OF_PATHS, EROFS, ETXTBSY, FILTERED),
    CALL(faccessat2, OF_PATHS, EROFS, ETXTBSY, EINVAL, FILTERED),
#ifdef SYS_readlink
    CALL(readlink, OF_PATHS, EINVAL, FILTERED),
    CALL(access, OF_PATHS, EROFS, ETXTBSY, FILTERED),
    CALL(rename, OF_PATHS, EBUSY, EDQUOT, EISDIR, EMLINK, ENOSPC, EROFS, EXDEV,
         FILTERED),
    CALL(unlink, OF_PATHS, EBUSY, EISDIR, EROFS, FILTERED),
    CALL(mkdir, OF_PATHS, EDQUOT, EEXIST, EMLINK, ENOSPC, EROFS, FILTERED),
#endif
    CALL(readlinkat, OF_PATHS, EINVAL, FILTERED),
    CALL(renameat, OF_PATHS, EBUSY, EDQUOT, EISDIR, EMLINK, ENOSPC, EROFS,
         EXDEV, FILTERED),
    CALL(unlinkat, OF_PATHS, EBUSY, EISDIR, EROFS, FILTERED),
    CALL(mkdirat, OF_PATHS, EDQUOT, EEXIST, EMLINK, ENOSPC, EROFS, FILTERED),
    CALL(fchmod, EIO, EROFS, FILTERED),
    CALL(fchown, EIO, EROFS, FILTERED),
    CALL(getdents64, EIO, FILTERED),
    CALL(getcwd, ENOENT, EACCES, ENOMEM, FILTERED),
    CALL(chdir, OF_PATHS, FILTERED),
    CALL(fcntl, EMFILE, EAGAIN, EACCES, EINVAL, FILTERED),
    CALL(ioctl, EINTR, EINVAL, ENOMEM, ENOTTY, FILTERED),
    CALL(memfd_create, EINVAL, EMFILE, ENFILE, ENOMEM, FILTERED),
    CALL(pipe2, EMFILE, ENFILE, EINVAL, FILTERED),
    CALL(socketpair, EAFNOSUPPORT, EMFILE, ENFILE, EOPNOTSUPP, EPROTONOSUPPORT,
         ENOMEM, ENOBUFS, EACCES, FILTERED),
    CALL(sendmsg, EAGAIN, EINTR, ENOBUFS, ENOMEM, EPIPE, ETOOMANYREFS, EACCES,
         FILTERED),
    CALL(recvmsg, EAGAIN, ECONNREFUSED, EINTR, ENOMEM, FILTERED),
#ifdef SYS_dup2
    CALL(dup2, EBUSY, EINTR, EMFILE, FILTERED),
    CALL(poll, EINTR, ENOMEM, EINVAL, FILTERED),
#endif
    CALL(dup3, EBUSY, EINTR, EMFILE, FILTERED),
    CALL(dup, EMFILE, FILTERED),
    CALL(ppoll, EINTR, ENOMEM, EINVAL, FILTERED),
    CALL(pselect6, EINTR, ENOMEM, EINVAL, FILTERED),
    CALL(close_range, EMFILE, ENOMEM, EINVAL, FILTERED),
    CALL(fadvise64, ESPIPE, FILTERED),
    CALL(umask, FILTERED),
    /* memory */
    CALL(mmap, ENOMEM, EAGAIN, ENFILE, ENODEV, EACCES, EPERM, ETXTBSY),
    CALL(mremap, ENOMEM, EAGAIN, EPERM, ENOSYS),
    CALL(mprotect, ENOMEM, EACCES, EPERM, ENOSYS),
    CALL(madvise, ENOMEM, EAGAIN, EINVAL, EIO, FILTERED),
    DONE(munmap, ENOMEM),
    CALL(brk, ENOMEM),
    /* processes */
    CALL(clone, EAGAIN, ENOMEM, ENOSPC, EINVAL, EPERM, EUSERS, ENOSYS),
    CALL(clone3, EAGAIN, ENOMEM, ENOSPC, EINVAL, EPERM, EUSERS, ENOSYS),
#ifdef SYS_fork
    CALL(vfork, EAGAIN, ENOMEM, FILTERED),
    CALL(fork, EAGAIN, ENOMEM, FILTERED),
#endif
    CALL(execve, OF_PATHS, E2BIG, EAGAIN, EINVAL, EISDIR, ELIBBAD, EMFILE,
         ENFILE, ENOEXEC, ETXTBSY, FILTERED),
    CALL(wait4, EINTR, FILTERED),
    CALL(waitid, EINTR, ECHILD, EINVAL, FILTERED),
    CALL(kill, FILTERED),
    CALL(tgkill, EAGAIN, FILTERED),
    CALL(pidfd_open, EINVAL, EMFILE, ENFILE, ENODEV, ENOMEM, FILTERED),
    CALL(pidfd_send_signal, EINVAL, FILTERED),
    CALL(pidfd_getfd, EMFILE, EBADF, ESRCH, FILTERED),
    CALL(ptrace, EBUSY, EIO, EINVAL, FILTERED),
    CALL(prctl, EACCES, EBUSY, EINVAL, EOPNOTSUPP, FILTERED),
    CALL(seccomp, EACCES, EBUSY, EINVAL, ENOMEM, EOPNOTSUPP, ESRCH, ECANCELED,
         EFAULT, FILTERED),
    CALL(capget, EINVAL, FILTERED),
    CALL(prlimit64, EINVAL, ESRCH, FILTERED),
    CALL(getrlimit, EINVAL, FILTERED),
    CALL(setpgid, EACCES, ESRCH, FILTERED),
    CALL(process_vm_readv, ENOMEM, ESRCH, EFAULT, FILTERED),
    CALL(process_vm_writev, ENOMEM, ESRCH, EFAULT, FILTERED),
    CALL(rt_sigaction, EINVAL, FILTERED),
    CALL(rt_sigpending, EINVAL, FILTERED),
    CALL(rt_sigprocmask, EINVAL, FILTERED),
    CALL(rt_sigtimedwait, EAGAIN, EINTR, EINVAL, FILTERED),
    CALL(sigaltstack, ENOMEM, FILTERED),
    CALL(sched_getaffinity, ESRCH, FILTERED),
    CALL(sched_yield, ENOSYS),
    CALL(nanosleep, EINTR, EINVAL, FILTERED),
    CALL(clock_nanosleep, EINTR, EINVAL, FILTERED),
    CALL(clock_gettime, EINVAL, FILTERED),
    CALL(getrusage, EINVAL, FILTERED),
    CALL(times, FILTERED),
    CALL(sysinfo, FILTERED),
    CALL(uname, FILTERED),
    CALL(getrandom, EAGAIN, EINTR, FILTERED),
    CALL(kcmp, EBADF, ESRCH, FILTERED),
    NOT(exit, RETURNS_NOT),
    NOT(exit_group, RETURNS_NOT),
    NOT(rt_sigreturn, RETURNS_NOT),
    NOT(getpid, NO_ERRORS),
    NOT(getppid, NO_ERRORS),
    NOT(gettid, NO_ERRORS),
    NOT(getuid, NO_ERRORS),
    NOT(geteuid, NO_ERRORS),
    NOT(getgid, NO_ERRORS),
    NOT(getegid, NO_ERRORS),
    NOT(futex, OF_LIBC),
    NOT(set_robust_list, OF_LIBC),
    NOT(set_tid_address, OF_LIBC),
    NOT(rseq, OF_LIBC),
#ifdef SYS_newfstatat
    CALL(newfstatat, OF_PATHS, EOVERFLOW, FILTERED),
#else
    /* what 32-bit processes make in place of those above */
    CALL(fstatat64, OF_PATHS, EOVERFLOW, FILTERED),
    CALL(_llseek, ESPIPE),
    CALL(ftruncate64, EFBIG, EINTR, EIO, EPERM, ENOSYS),
    CALL(fstatfs64, EINTR, EIO, ENOMEM, EOVERFLOW, FILTERED),
    CALL(statfs64, OF_PATHS, EINTR, EOVERFLOW, FILTERED),
    CALL(fchown32, EIO, EROFS, FILTERED),
    CALL(fcntl64, EMFILE, EAGAIN, EACCES, EINVAL, FILTERED),
    CALL(ppoll_time64, EINTR, ENOMEM, EINVAL, FILTERED),
    CALL(mmap2, ENOMEM, EAGAIN, ENFILE, ENODEV, EACCES, EPERM, ETXTBSY),
    CALL(clock_gettime64, EINVAL, FILTERED),
    CALL(clock_nanosleep_time64, EINTR, EINVAL, FILTERED),
    CALL(rt_sigtimedwait_time64, EAGAIN, EINTR, EINVAL, FILTERED),
    CALL(ugetrlimit, EINVAL, FILTERED),
    /* socketpair, sendmsg, recvmsg */
    CALL(socketcall, EINTR, EMFILE, ENFILE, ENOMEM, EACCES, FILTERED),
    NOT(sigreturn, RETURNS_NOT),
    NOT(futex_time64, OF_LIBC),
    NOT(getuid32, NO_ERRORS),
    NOT(geteuid32, NO_ERRORS),
    NOT(getgid32, NO_ERRORS),
    NOT(getegid32, NO_ERRORS),
#endif
};

/* What is known of a call, or NULL. */
static const struct call_errnos *call_errnos(long nr) {
  for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++)
    if (CALLS[i].nr == nr)
      return &CALLS[i];
  return NULL;
}
