/* SPDX-License-Identifier: MIT */
/* The memory of another process. See memory.h. */
#define _FILE_OFFSET_BITS 64 /* addresses are offsets in /proc/<pid>/mem */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory.h"

bool memory_nameable(uint64_t address, size_t n) {
  const uint64_t most = INT64_MAX;
  return (uint64_t)n <= most && address <= most - n &&
         address + n <= UINTPTR_MAX;
}

int memory_open(uint32_t pid, int flags) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%u/mem", (unsigned int)pid);
  return open(path, flags | O_CLOEXEC);
}

/* Moves n bytes from or to the address: through mem, an open /proc/<pid>/mem,
 * or with process_vm_readv(2) or process_vm_writev(2) where that is -1. 0 or an
 * errno. */
static int memory_move(int mem, uint32_t pid, uint64_t address, char *here,
                       size_t n, bool write) {
  while (n > 0) {
    const struct iovec local = {here, n};
    const struct iovec remote = {(void *)(uintptr_t)address, n};
    ssize_t moved;
    if (mem >= 0)
      moved = write ? pwrite(mem, here, n, (off_t)address)
                    : pread(mem, here, n, (off_t)address);
    else
      moved = write ? process_vm_writev((pid_t)pid, &local, 1, &remote, 1, 0)
                    : process_vm_readv((pid_t)pid, &local, 1, &remote, 1, 0);
    if (moved > 0) {
      here += moved;
      address += (uint64_t)moved;
      n -= (size_t)moved;
    } else if (moved == 0) {
      return mem >= 0 ? ESRCH : EFAULT; /* ESRCH: it has no memory any more */
    } else if (errno != EINTR) {
      return mem >= 0 && errno == EIO ? EFAULT : errno;
    }
  }
  return 0;
}

int memory_read(uint32_t pid, uint64_t address, char *to, size_t n) {
  if (!memory_nameable(address, n))
    return EFAULT;
  int err = memory_move(-1, pid, address, to, n, false);
  if (err == ENOSYS) {
    const int mem = memory_open(pid, O_RDONLY);
    if (mem < 0)
      return errno;
    err = memory_move(mem, pid, address, to, n, false);
    close(mem);
  }
  return err;
}

int memory_string(uint32_t pid, uint64_t address, char *to, size_t n) {
  enum { PAGE = 4096 };
  /* page by page, for the one after its end may not be there */
  for (size_t have = 0; have < n;) {
    const uint64_t at = address + have;
    size_t want = PAGE - (size_t)(at % PAGE);
    if (want > n - have)
      want = n - have;
    const int err =
        at < address ? EFAULT : memory_read(pid, at, to + have, want);
    if (err != 0)
      return err;
    if (memchr(to + have, '\0', want) != NULL)
      return 0;
    have += want;
  }
  return E2BIG;
}

int memory_write(int mem, uint32_t pid, uint64_t address, const char *from,
                 size_t n) {
  return memory_move(mem, pid, address, (char *)(uintptr_t)from, n, true);
}
