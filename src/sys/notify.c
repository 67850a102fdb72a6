/* SPDX-License-Identifier: MIT */
/* User notification, the kernel's side. See notify.h. */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "notify.h"

#define OP_GET_NOTIF_SIZES 3u

int notify_ioctl(int fd, unsigned long request, void *arg) {
  for (;;) {
    const int result = ioctl(fd, (ioctl_request)request, arg);
    if (result >= 0)
      return result;
    if (errno != EINTR)
      return -errno;
  }
}

int notify_id_valid(int fd, uint64_t id) {
  const int rc = notify_ioctl(fd, NOTIFY_ID_VALID, &id);
  return rc == -EINVAL ? notify_ioctl(fd, NOTIFY_ID_VALID_OLD, &id) : rc;
}

size_t notify_request_size(void) {
  struct {
    uint16_t request, response, data;
  } sizes = {0, 0, 0};
  const long rc = syscall(SYS_seccomp, OP_GET_NOTIF_SIZES, 0, &sizes);
  return rc == 0 ? sizes.request : 0;
}
