/* SPDX-License-Identifier: MIT */
/* User notification, the kernel's side, as seccomp_unotify(2) has it. Written
 * out, because the headers of older systems lack parts of it; the numbers and
 * layouts are the kernel's ABI and do not change. */
#ifndef LUA_SECCOMP_SYS_NOTIFY_H
#define LUA_SECCOMP_SYS_NOTIFY_H

#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>

#include "../bpf/bpf.h"

#pragma GCC visibility push(hidden)

struct notify_request {
  uint64_t id;
  uint32_t pid; /* a thread's; 0 when it is not visible from here */
  uint32_t flags;
  struct bpf_data data;
};

struct notify_response {
  uint64_t id;
  int64_t value;
  int32_t error; /* negative */
  uint32_t flags;
};

struct notify_addfd {
  uint64_t id;
  uint32_t flags;
  uint32_t source;
  uint32_t target;
  uint32_t target_flags;
};

_Static_assert(sizeof(struct notify_request) == 80 &&
                   sizeof(struct notify_response) == 24 &&
                   sizeof(struct notify_addfd) == 24,
               "the kernel's layouts");

#define NOTIFY_RECV _IOWR('!', 0, struct notify_request)
#define NOTIFY_SEND _IOWR('!', 1, struct notify_response)
#define NOTIFY_ID_VALID _IOW('!', 2, uint64_t)
#define NOTIFY_ID_VALID_OLD _IOR('!', 2, uint64_t) /* before Linux 5.8 */
#define NOTIFY_ADDFD _IOW('!', 3, struct notify_addfd)
#define NOTIFY_SET_FLAGS _IOW('!', 4, uint64_t)

#define NOTIFY_CONTINUE 1u      /* notify_response.flags; Linux 5.5 */
#define NOTIFY_ADDFD_SETFD 1u   /* notify_addfd.flags; 5.9 */
#define NOTIFY_ADDFD_SEND 2u    /* 5.14 */
#define NOTIFY_SYNC_WAKE_UP 1uL /* SET_FLAGS; 6.6 */

/* What ioctl(2) takes: POSIX has an int, as musl, and glibc a long. */
#ifdef __GLIBC__
typedef unsigned long ioctl_request;
#else
typedef int ioctl_request;
#endif

/* ioctl(2), again when interrupted; its result, or -errno. */
int notify_ioctl(int fd, unsigned long request, void *arg);
/* Whether the id stands: 0, -ENOENT, or another -errno. */
int notify_id_valid(int fd, uint64_t id);
/* How many bytes this kernel writes on RECV; 0 where it does not say. */
size_t notify_request_size(void);

#pragma GCC visibility pop

#endif
